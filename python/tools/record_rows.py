"""What the results of the package say of themselves, beyond what the C header says: a row a class,
read by `records.py`."""

from __future__ import annotations

from typing import NamedTuple


class Record(NamedTuple):
    """A class of results."""

    name: str
    module: str
    structure: str
    fields: str
    says: str
    columns: bool = False


RECORDS = (
    Record(
        "IntervalFields",
        "",
        "interval",
        "low:float high:float confidence clamped:bool",
        "A confidence interval.",
    ),
    Record(
        "BasisFields",
        "",
        "basis",
        "respondents used answers missing out_of_scale effective_n policy:str",
        "What a figure rests on: who was asked, who was used, what was missing.",
    ),
    Record(
        "DifferenceFields",
        "",
        "difference",
        "difference standard_error z p_value interval",
        "Second less first, with its test.",
    ),
    Record(
        "IndexFields",
        "",
        "index",
        "value raw standard_error interval question_weights:NDArray[np.float64] "
        "question_scores:NDArray[np.float64] question_answered:NDArray[np.uint64] basis",
        "The weighted satisfaction index, 0 (worst) to 100 (best).",
    ),
    Record(
        "MeanFields",
        "",
        "mean",
        "mean standard_error interval effective_n answered missing",
        "A mean over respondents, with Student's interval.",
    ),
    Record(
        "ShareFields",
        "",
        "share",
        "share standard_error interval effective_n answered missing",
        "The top-box share (CSAT): those who ticked one of the best answers.",
    ),
    Record(
        "PromoterFields",
        "",
        "promoter_score",
        "score promoters passives detractors variance standard_error interval effective_n "
        "answered missing is_degenerate=degenerate:bool",
        "The Net Promoter Score (NPS): promoters less detractors in points, -100 to 100.",
    ),
    Record(
        "Audit",
        "summary",
        "table_info",
        "rows rejected_rows refund_rows customers occasions merged_rows dropped_occasions "
        "dropped_rows dropped_spend outside_rows outside_spend uncalibrated_customers "
        "uncalibrated_rows uncalibrated_spend assumed_rows dropped_margin outside_margin "
        "uncalibrated_margin",
        "What became of every transaction; nothing is lost without a count. Amounts are in minor "
        "units.",
    ),
    Record(
        "Customers",
        "live",
        "customer_now",
        "x=frequency t_x=recency t=age first_spend repeat_spend mean_repeat_spend=mean_spend "
        "calibrated:bool phase:NDArray[np.object_]",
        "What customers are after a purchase, or when they are read; one entry each.",
        True,
    ),
    Record(
        "Scores",
        "live",
        "customer_now",
        "p_alive expected_purchases value tier calibrated:bool phase:NDArray[np.object_]",
        "What is known of customers after a purchase, or when they are read; one entry each.",
        True,
    ),
    Record(
        "HoldoutErrors",
        "fit_quality",
        "forecast_errors",
        "customers actual expected bias wape mae rmse top_decile_lift gini normalised_gini",
        "How far forecasts e were from what came to pass, a, over customers of weight w.",
    ),
    Record(
        "Correlation",
        "fit_quality",
        "correlation",
        "coefficient t p_value",
        "A coefficient with Student's t and its two-sided p-value.",
    ),
    Record(
        "Regularity",
        "fit_quality",
        "regularity",
        "k standard_error customers observations",
        "k of the intervals between purchases: 1 for random ones, large for clockwork.",
    ),
    Record(
        "Estimate",
        "uncertainty",
        "estimate",
        "estimate standard_error low high confidence method:str draws failed",
        "A figure with its standard error and its interval.",
    ),
    Record(
        "EstimatesFields",
        "",
        "estimate",
        "estimate standard_error low high confidence:float method:str",
        "Figures of many customers with standard errors and intervals, as columns.",
        True,
    ),
    Record(
        "Weighting",
        "survey",
        "weighting",
        "weights:NDArray[np.float64] effective_n design_effect passes capped",
        "Weights with mean 1, and what they cost.",
    ),
    Record(
        "ReliabilityFields",
        "",
        "reliability",
        "names:tuple[str,...] alpha=value:float standardised_alpha:float interval:Interval n:float "
        "item_rest alpha_without reversed:NDArray[np.bool_]",
        "The internal consistency of some questions: Cronbach's alpha.",
        True,
    ),
    Record(
        "ConstructIndex",
        "structure",
        "construct_index",
        "value:float sd=standard_deviation:float weights",
        "The index of a construct.",
        True,
    ),
    Record(
        "DriverFields",
        "",
        "driver",
        "names:tuple[str,...] r_squared:float beta first last lmg johnson pratt car",
        "How important each driver is for an outcome; a cell a driver.",
        True,
    ),
    Record(
        "HoldoutClasses",
        "fit_quality",
        "forecast_class",
        "lowest:NDArray[np.float64] customers actual expected",
        "Forecast and outcome by class of customers; NaN for an empty class.",
        True,
    ),
    Record(
        "Alternative",
        "lifetime",
        "alternative",
        "log_likelihood alive ridge:str|None parameters:dict[str,float]",
        "Another summit of the likelihood of a fit, nearly as high, that answers differently.",
    ),
    Record(
        "FitReport",
        "lifetime",
        "fit_report",
        "log_likelihood iterations gradient_norm hessian_condition customers cells aic bic "
        "ridge:str|None starts agreeing alternatives:tuple[Alternative,...]",
        "What is known of a fit.",
    ),
    Record(
        "SimulatedBase",
        "simulation",
        "simulation_columns",
        "frequency recency age log_intervals holdout_frequency left "
        "mean_spend:NDArray[np.float64]|None holdout_mean_spend:NDArray[np.float64]|None "
        "purchases:SimulatedPurchases|None",
        "New customers, a row each. Mean spends are None without a model of spend, ``purchases`` "
        "unless they were asked for.",
        True,
    ),
    Record(
        "SimulatedFuture",
        "simulation",
        "simulation_columns",
        "purchases_made=purchases left purchases:SimulatedPurchases|None "
        "mean_spend:NDArray[np.float64]|None",
        "What lay ahead of customers with a history, a row each.",
        True,
    ),
    Record(
        "SimulatedCohorts",
        "simulation",
        "simulation_columns",
        "cohort period survivors",
        "A long table of cohorts.",
        True,
    ),
    Record(
        "EffectFields",
        "",
        "effect",
        "role:str name:str coefficient center scale",
        "A coefficient of a column of facts.",
    ),
    Record(
        "BrandUse",
        "wallet",
        "brand_use",
        "customers multi_brand brands mean_set:float applies:bool|None",
        "How many brands customers use.",
    ),
    Record(
        "TierStatistics",
        "value",
        "tier",
        "name:str name_zh:str customers customer_share total:float|int value_share gross_share "
        "lowest:float|int|None highest:float|int|None mean",
        "What one tier holds; integers, exact, where the values were minor units.",
    ),
    Record(
        "TierEconomics",
        "value",
        "tier_economics",
        "name:str name_zh:str customers customer_share revenue revenue_share profit:int|None "
        "profit_share margin lifetime_value lifetime_value_share",
        "What a tier brought, left and is worth; money so far is in minor units.",
    ),
    Record(
        "Funnel",
        "retention",
        "moves",
        "counts:NDArray[np.uint64] rates:NDArray[np.float64] conversions:NDArray[np.float64] "
        "climbed stayed fell n_missing",
        "Who moved from which class to which between two dates.",
    ),
    Record(
        "KanoFields",
        "",
        "kano_result",
        "kano_class:str continuous_class:str|None counts:dict[str,float] better better_interval "
        "worse worse_interval total_strength category_strength fong_threshold significant:bool "
        "functional dysfunctional n missing",
        "The Kano analysis of one attribute.",
    ),
    Record(
        "DimensionGap",
        "gaps",
        "dimension_gap",
        "weight gap:Mean perception:Mean missing_pairs",
        "One dimension of service quality.",
    ),
    Record(
        "PenaltyReward",
        "gaps",
        "penalty_reward",
        "penalty reward range kind:str low high",
        "What an attribute takes where it is low, and gives where it is high.",
    ),
    Record(
        "EffortFields",
        "",
        "mean",
        "mean standard_error interval easy:float easy_interval:Interval|None answered missing",
        "The Customer Effort Score (CES): mean answer, and the share that counts as easy.",
    ),
    Record(
        "DimensionScoreFields",
        "",
        "index",
        "value weight:float standard_error interval basis",
        "The index of one dimension.",
    ),
    Record(
        "ScorecardFields",
        "",
        "scorecard",
        "total=value standard_error interval dimensions:dict[str,DimensionScore] weakest:str",
        "The index of each dimension, their weighted mean, and the weakest.",
    ),
    Record(
        "KeyFigure",
        "study",
        "study_figure",
        "name:str value:float|None low high:float|None withheld:WithheldReason|None",
        "A figure of a study by its name.",
    ),
    Record(
        "Gauge",
        "study",
        "check_result",
        "value:float low high:float|None sound:float care:float better:GaugeSide",
        "What a check measured, beside the bounds of its grades.",
    ),
    Record(
        "Check",
        "study",
        "check_result",
        "kind:CheckKind grade:Grade finding:str gauge:Gauge|None title:str text:str "
        "figures:dict[str,KeyFigure]",
        "One of the six checks of a study.",
    ),
    Record(
        "Withheld",
        "study",
        "withheld_figures",
        "group:FigureGroup reason:WithheldReason release:Release found bound text:str",
        "A group of figures that is withheld.",
    ),
    Record(
        "Verdict",
        "study",
        "verdict",
        "overall:Grade headline:Headline text:str grounds:str choice:str "
        "model:type[PurchaseModel]|None checks:dict[CheckKind,Check] "
        "withheld:dict[FigureGroup,Withheld] value_basis=basis:ValueBasis unit:Unit "
        "first_day:date last_day:date split:date|None",
        "What of a study may be believed.",
    ),
)
RIDGE = "A direction without a peak, by name; None where there is a peak."
SAYS = {
    ("basis", "policy"): "What was done about missing answers.",
    ("estimate", "method"): 'How it was found: "delta", "draws", "bootstrap" or "profile".',
    ("fit_report", "ridge"): RIDGE,
    ("fit_report", "alternatives"): "Other summits that the data do not refuse, the highest first.",
    ("alternative", "ridge"): RIDGE,
    ("alternative", "parameters"): "The parameters there, by name.",
    ("effect", "role"): '"purchase", "attrition", "attrition_b" or "spend".',
    ("effect", "name"): "The name of the column.",
    ("customer_now", "phase"): "Where the transaction stands in the window: ``before``, "
    "``calibration``, ``holdout`` or ``after``; None where none was taken in.",
    ("customer_now", "calibrated"): "Whether the window holds anything of the customer; all else "
    "is 0 otherwise.",
    ("index", "question_weights"): "The weight of each question; they sum to 1.",
    ("index", "question_scores"): "The mean score of each, 0 to 100; NaN where nobody answered.",
    ("index", "question_answered"): "Respondents who answered each.",
    ("weighting", "weights"): "The weight of each respondent.",
    ("reliability", "names"): "The items.",
    ("reliability", "alpha"): "Alpha from covariances (raw).",
    ("reliability", "standardised_alpha"): "Alpha from correlations.",
    ("reliability", "interval"): "Interval of the raw one: Feldt's with equal weights and complete "
    "answers, linearised otherwise.",
    ("reliability", "item_rest"): "The correlation of each item with the sum of the others.",
    ("reliability", "alpha_without"): "Alpha without each item; NaN with two items.",
    ("reliability", "reversed"): "Whether each item correlates negatively with the sum of the others, "
    "and so was probably asked the other way round.",
    ("construct_index", "weights"): "The unstandardised weights of its items, which sum to 1.",
    ("driver", "names"): "The drivers.",
    ("driver", "r_squared"): "The share of the outcome's variance that they explain together.",
    ("forecast_class", "lowest"): "Where each class begins; it ends where the next begins.",
    ("simulation_columns", "frequency"): "Repeat purchases x up to T.",
    ("simulation_columns", "recency"): "The time t_x of the last one, 0 where there is none.",
    ("simulation_columns", "age"): "The time T that each was watched.",
    ("simulation_columns", "purchases_made"): "Purchases in (T, T + horizon].",
    ("simulation_columns", "purchases"): "The purchases one by one.",
    ("simulation_columns", "cohort"): "The cohort, from 0.",
    ("brand_use", "applies"): "Whether shares by rank say anything here (1.4 brands on average, or "
    "40 % of customers with more than one); None of nobody.",
    ("tier", "name"): "The tier in English.",
    ("tier", "name_zh"): "The tier in Chinese.",
    ("tier_economics", "name"): "The tier in English.",
    ("tier_economics", "name_zh"): "The tier in Chinese.",
    ("tier_economics", "profit"): "What they left, minor units, exactly; None where no profit is "
    "given.",
    ("moves", "counts"): "How many went from which class code (row) to which (column); 0 is "
    "unknown.",
    ("moves", "rates"): "The share of each class before (row, from class 1) that went to each "
    "after, among those whose later class is known; NaN where there is none.",
    ("moves", "conversions"): "The share that went there or higher.",
    ("kano_result", "kano_class"): "The class by the answers.",
    ("kano_result", "continuous_class"): "The class by mean scores; None without scores.",
    ("kano_result", "counts"): "The sum of the weights of each class.",
    ("kano_result", "significant"): "Whether the two most frequent of A, O, M, I, R differ "
    "significantly.",
    ("penalty_reward", "kind"): '"basic", "performance" or "excitement".',
    ("mean", "easy"): "The share of the answers that counts as easy.",
    ("mean", "easy_interval"): "Wilson's interval of that share.",
    ("index", "weight"): "Its share of the weights.",
    ("scorecard", "dimensions"): "The index of each dimension by name.",
    ("scorecard", "weakest"): "The weakest dimension; all reach a threshold where it does.",
    ("study_figure", "name"): "What it is of, a full stop, and what it is, such as "
    "`totals.purchases_bias`.",
    ("study_figure", "value"): "Counts, shares from 0 to 1, money in units of the currency, times in "
    "the unit of the study; None where it is withheld.",
    ("study_figure", "withheld"): "Why it is withheld.",
    ("check_result", "better"): '"lower", "higher", or "near_zero": the bounds are of the absolute '
    "value.",
    ("check_result", "kind"): 'Which: "totals", "ranking", "leaving", "gaps", "rows" or "spend".',
    ("check_result", "grade"): '"sound", "with_care", "not_to_be_used" or "not_tested".',
    ("check_result", "finding"): 'What was found, such as "too_low".',
    ("check_result", "gauge"): "What was measured; None where nothing was.",
    ("check_result", "title"): "The finding in words.",
    ("check_result", "text"): "Its figures in words.",
    ("check_result", "figures"): "What the check rests on, by names without that of the check.",
    ("withheld_figures", "group"): 'Which: "purchases", "money", "values", "chance", "leaving", '
    '"keeping" or "lists".',
    ("withheld_figures", "reason"): 'Why, such as "totals_off".',
    ("withheld_figures", "release"): 'What would release it, such as "bias".',
    ("withheld_figures", "text"): "Both in words.",
    ("verdict", "overall"): 'The grade of the whole: "sound", "with_care" or "not_to_be_used".',
    ("verdict", "headline"): 'What to do about it, such as "act_on_who_matters".',
    ("verdict", "text"): "The same as a sentence.",
    ("verdict", "grounds"): "What that rests on, in words.",
    ("verdict", "choice"): "Which model is used and why, in words.",
    ("verdict", "model"): "The class of the model that is used; None where none could be fitted.",
    ("verdict", "checks"): "The six checks by their names.",
    ("verdict", "withheld"): "The groups of figures that are withheld.",
    ("verdict", "value_basis"): '"profit", "margin", "revenue" or "purchases": what values are '
    "counted in.",
    ("verdict", "unit"): "Unit of times.",
    ("verdict", "first_day"): "The first day that is looked at.",
    ("verdict", "split"): "The last day that the models on trial learned from; None without a test.",
}
"""What fields are where Python gives a word for a number."""
