"""Arguments that go by words, with their numbers in the library.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "zh"]
LANGUAGES: dict[str, int] = {"en": 0, "zh": 1}

LadderRule = Literal["cumulative", "highest"]
LADDER_RULES: dict[str, int] = {"cumulative": 1, "highest": 2}

PhaseOrder = Literal["oliver", "impulse_first"]
PHASE_ORDERS: dict[str, int] = {"oliver": 1, "impulse_first": 2}

PaymentTiming = Literal["beginning", "middle", "end"]
PAYMENT_TIMINGS: dict[str, int] = {"beginning": 0, "middle": 1, "end": 2}

MarginTiming = Literal["immediate", "after_renewal", "end_of_period", "mid_period", "continuous"]
MARGIN_TIMINGS: dict[str, int] = {
    "immediate": 0,
    "after_renewal": 1,
    "end_of_period": 2,
    "mid_period": 3,
    "continuous": 4,
}

DayCount = Literal["actual/365", "actual/365.25", "30/360"]
DAY_COUNTS: dict[str, int] = {"actual/365": 0, "actual/365.25": 1, "30/360": 2}

Rounding = Literal[
    "half_even",
    "half_away_from_zero",
    "half_towards_zero",
    "away_from_zero",
    "towards_zero",
    "floor",
    "ceiling",
]
ROUNDINGS: dict[str, int] = {
    "half_even": 1,
    "half_away_from_zero": 2,
    "half_towards_zero": 3,
    "away_from_zero": 4,
    "towards_zero": 5,
    "floor": 6,
    "ceiling": 7,
}

CutMethod = Literal["median", "mean"]
CUT_METHODS: dict[str, int] = {"median": 0, "mean": 1}

RegularityMethod = Literal["pairs", "moments"]
REGULARITY_METHODS: dict[str, int] = {"pairs": 0, "moments": 1}

ProportionInterval = Literal["wilson", "agresti-coull", "clopper-pearson", "jeffreys", "wald"]
PROPORTION_INTERVALS: dict[str, int] = {
    "wilson": 0,
    "agresti-coull": 1,
    "clopper-pearson": 2,
    "jeffreys": 3,
    "wald": 4,
}

KeyAccountMethod = Literal["min_max", "z_score", "topsis"]
KEY_ACCOUNT_METHODS: dict[str, int] = {"min_max": 0, "z_score": 1, "topsis": 2}

RankTies = Literal["lowest", "highest", "dense", "row_order"]
RANK_TIES: dict[str, int] = {"lowest": 0, "highest": 1, "dense": 2, "row_order": 3}

Ties = Literal["upper", "lower", "row_order"]
TIES: dict[str, int] = {"upper": 0, "lower": 1, "row_order": 2}

Better = Literal["higher", "lower"]
BETTERS: dict[str, int] = {"higher": 0, "lower": 1}

Closed = Literal["right", "left"]
CLOSEDS: dict[str, int] = {"right": 0, "left": 1}

Boundary = Literal["upper", "lower"]
BOUNDARIES: dict[str, int] = {"upper": 0, "lower": 1}

PyramidBasis = Literal["customers", "value"]
PYRAMID_BASES: dict[str, int] = {"customers": 0, "value": 1}

PyramidPreset = Literal["curry", "vip", "abc", "abc_by_value", "pareto"]
PYRAMID_PRESETS: dict[str, int] = {"curry": 0, "vip": 1, "abc": 2, "abc_by_value": 3, "pareto": 4}

CohortUnit = Literal["day", "week", "month", "quarter", "year"]
COHORT_UNITS: dict[str, int] = {"day": 1, "week": 2, "month": 3, "quarter": 4, "year": 5}

Activity = Literal["in_period", "in_period_or_later"]
ACTIVITIES: dict[str, int] = {"in_period": 0, "in_period_or_later": 1}

CohortMean = Literal["pooled", "simple"]
COHORT_MEANS: dict[str, int] = {"pooled": 0, "simple": 1}

SurvivalInterval = Literal["log", "log-log", "plain"]
SURVIVAL_INTERVALS: dict[str, int] = {"log": 0, "log-log": 1, "plain": 2}

KanoTable = Literal["usual", "strict"]
KANO_TABLES: dict[str, int] = {"usual": 0, "strict": 1}

KanoLetter = Literal["M", "O", "A", "I", "R", "Q"]
KANO_LETTERS: dict[str, int] = {"M": 1, "O": 2, "A": 3, "I": 4, "R": 5, "Q": 6}

ChecklistName = Literal[
    "satisfaction conditions",
    "service standard",
    "individual offer",
    "quality management",
    "service plan",
    "individual product",
]
CHECKLIST_NAMES: dict[str, int] = {
    "satisfaction conditions": 1,
    "service standard": 2,
    "individual offer": 3,
    "quality management": 4,
    "service plan": 5,
    "individual product": 6,
}

Grade = Literal["sound", "with_care", "not_to_be_used", "not_tested"]
GRADES: dict[str, int] = {"sound": 1, "with_care": 2, "not_to_be_used": 3, "not_tested": 4}

Headline = Literal[
    "act",
    "act_with_care",
    "act_on_who_matters",
    "untested",
    "use_contract_models",
    "nobody_came_back",
    "mend_the_file",
    "decide_nothing",
]
HEADLINES: dict[str, int] = {
    "act": 1,
    "act_with_care": 2,
    "act_on_who_matters": 3,
    "untested": 4,
    "use_contract_models": 5,
    "nobody_came_back": 6,
    "mend_the_file": 7,
    "decide_nothing": 8,
}

CheckKind = Literal["totals", "ranking", "leaving", "gaps", "rows", "spend"]
CHECK_KINDS: dict[str, int] = {
    "totals": 1,
    "ranking": 2,
    "leaving": 3,
    "gaps": 4,
    "rows": 5,
    "spend": 6,
}

GaugeSide = Literal["lower", "higher", "near_zero"]
GAUGE_SIDES: dict[str, int] = {"lower": 1, "higher": 2, "near_zero": 3}

FigureGroup = Literal["purchases", "money", "values", "chance", "leaving", "keeping", "lists"]
FIGURE_GROUPS: dict[str, int] = {
    "purchases": 1,
    "money": 2,
    "values": 3,
    "chance": 4,
    "leaving": 5,
    "keeping": 6,
    "lists": 7,
}

CustomerRate = Literal["purchases", "dropout", "attrition"]
CUSTOMER_RATES: dict[str, int] = {"purchases": 1, "dropout": 4, "attrition": 3}

WithheldReason = Literal[
    "no_amounts",
    "no_holdout",
    "nobody_came_back",
    "few_came_back",
    "too_few_customers",
    "too_few_days",
    "no_model",
    "infinite_mean_spend",
    "totals_off",
    "ranking_is_chance",
    "ranking_worse",
    "days_missing",
    "leaving_not_identified",
    "models_disagree",
    "rows_lost",
    "subscription",
    "fixed_by_construction",
    "nothing_came",
    "no_survey",
    "not_asked",
]
WITHHELD_REASONS: dict[str, int] = {
    "no_amounts": 1,
    "no_holdout": 2,
    "nobody_came_back": 3,
    "few_came_back": 4,
    "too_few_customers": 5,
    "too_few_days": 6,
    "no_model": 7,
    "infinite_mean_spend": 8,
    "totals_off": 9,
    "ranking_is_chance": 10,
    "ranking_worse": 11,
    "days_missing": 12,
    "leaving_not_identified": 13,
    "models_disagree": 14,
    "rows_lost": 15,
    "subscription": 16,
    "fixed_by_construction": 17,
    "nothing_came": 18,
    "no_survey": 19,
    "not_asked": 20,
}

Release = Literal[
    "amounts",
    "more_days",
    "more_customers",
    "repeat_purchases",
    "all_rows",
    "bias",
    "gini",
    "identified_attrition",
    "agreement",
    "contract_models",
    "another_model",
    "fewer_large_amounts",
    "missing_days",
    "survey",
    "asking",
]
RELEASES: dict[str, int] = {
    "amounts": 1,
    "more_days": 2,
    "more_customers": 3,
    "repeat_purchases": 4,
    "all_rows": 5,
    "bias": 6,
    "gini": 7,
    "identified_attrition": 8,
    "agreement": 9,
    "contract_models": 10,
    "another_model": 11,
    "fewer_large_amounts": 12,
    "missing_days": 13,
    "survey": 14,
    "asking": 15,
}

ValueBasis = Literal["profit", "margin", "revenue", "purchases"]
VALUE_BASES: dict[str, int] = {"profit": 1, "margin": 2, "revenue": 3, "purchases": 4}

Vocabulary = Literal[
    "persona tag",
    "grouping",
    "status event",
    "customer number",
    "margin",
    "ladder rule",
    "phase order",
    "repurchase",
    "cause group",
    "leak",
    "five factors",
    "ladder of the texts",
    "international ladder",
    "role",
    "strategy",
    "strategy reason",
    "strategy group",
    "added sale",
    "step state",
    "record field",
    "record section",
    "duplicate key",
]
VOCABULARIES: dict[str, int] = {
    "persona tag": 10,
    "grouping": 19,
    "status event": 11,
    "customer number": 23,
    "margin": 12,
    "ladder rule": 13,
    "phase order": 14,
    "repurchase": 15,
    "cause group": 16,
    "leak": 17,
    "five factors": 18,
    "ladder of the texts": 24,
    "international ladder": 25,
    "role": 26,
    "strategy": 27,
    "strategy reason": 28,
    "strategy group": 29,
    "added sale": 30,
    "step state": 31,
    "record field": 32,
    "record section": 33,
    "duplicate key": 34,
}
