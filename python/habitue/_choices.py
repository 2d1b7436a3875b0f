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

ChecklistName = Literal["satisfaction conditions", "service standard", "individual offer"]
CHECKLIST_NAMES: dict[str, int] = {
    "satisfaction conditions": 1,
    "service standard": 2,
    "individual offer": 3,
}

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
}
