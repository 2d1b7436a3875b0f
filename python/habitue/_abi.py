"""The C interface as ctypes sees it: constants, structures, functions.

INITIAL holds what the _INIT macros say; FUNCTIONS the result and the arguments.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# fmt: off
# ruff: noqa

from __future__ import annotations

import ctypes
from typing import Any

from ._pointers import In, Out

HABITUE_LIST_LISTS = 0
HABITUE_LIST_STATUSES = 1
HABITUE_LIST_MODELS = 2
HABITUE_LIST_SCHEMES = 4
HABITUE_LIST_FORMULAS = 5
HABITUE_LIST_DISCONFIRMATIONS = 6
HABITUE_LIST_KANO_CLASSES = 7
HABITUE_LIST_QUADRANTS = 8
HABITUE_LIST_FACTORS = 9
HABITUE_LIST_PERSONAS = 10
HABITUE_LIST_LIFECYCLE_EVENTS = 11
HABITUE_LIST_MARGINS = 12
HABITUE_LIST_LADDER_RULES = 13
HABITUE_LIST_PHASE_ORDERS = 14
HABITUE_LIST_REPURCHASES = 15
HABITUE_LIST_CAUSE_GROUPS = 16
HABITUE_LIST_LEAKS = 17
HABITUE_LIST_FIVE_FACTORS = 18
HABITUE_LIST_CUSTOMER_GROUPINGS = 19
HABITUE_LIST_CHECKLISTS = 20
HABITUE_LIST_CUSTOMER_NUMBERS = 23
HABITUE_LIST_CLASSES = 1000
HABITUE_LIST_REASONS = 2000
HABITUE_LIST_POLICIES = 3000
HABITUE_LIST_EVIDENCE = 4000
HABITUE_LIST_SCHEME_SETTINGS = 5000
HABITUE_LIST_FORMULA_INPUTS = 6000
HABITUE_LIST_FORMULA_SETTINGS = 7000
HABITUE_LIST_FORMULA_OUTPUTS = 8000
HABITUE_LIST_CHECKLIST_POINTS = 11000
HABITUE_SCHEME_THREE_INDICATOR = 1
HABITUE_THREE_INDICATOR_LOW = 1
HABITUE_THREE_INDICATOR_MEDIUM = 2
HABITUE_THREE_INDICATOR_HIGH = 3
HABITUE_SCHEME_LOYALTY_LADDER = 2
HABITUE_LOYALTY_LADDER_SUSPECT = 1
HABITUE_LOYALTY_LADDER_PROSPECT = 2
HABITUE_LOYALTY_LADDER_DISQUALIFIED_PROSPECT = 3
HABITUE_LOYALTY_LADDER_FIRST_TIME_CUSTOMER = 4
HABITUE_LOYALTY_LADDER_REPEAT_CUSTOMER = 5
HABITUE_LOYALTY_LADDER_CLIENT = 6
HABITUE_LOYALTY_LADDER_ADVOCATE = 7
HABITUE_SCHEME_LOYALTY_CLASS = 3
HABITUE_LOYALTY_CLASS_POTENTIAL = 1
HABITUE_LOYALTY_CLASS_NEW = 2
HABITUE_LOYALTY_CLASS_ESTABLISHED = 3
HABITUE_LOYALTY_CLASS_LOYAL = 4
HABITUE_SCHEME_LOYALTY_PHASE = 4
HABITUE_LOYALTY_PHASE_BEFORE_LOYALTY = 1
HABITUE_LOYALTY_PHASE_COGNITIVE = 2
HABITUE_LOYALTY_PHASE_AFFECTIVE = 3
HABITUE_LOYALTY_PHASE_CONATIVE = 4
HABITUE_LOYALTY_PHASE_ACTION = 5
HABITUE_SCHEME_TRUST = 5
HABITUE_TRUST_NONE = 1
HABITUE_TRUST_COGNITIVE = 2
HABITUE_TRUST_AFFECTIVE = 3
HABITUE_TRUST_BEHAVIOURAL = 4
HABITUE_SCHEME_LOYALTY_PREREQUISITES = 6
HABITUE_LOYALTY_PREREQUISITES_NOT_SATISFIED = 1
HABITUE_LOYALTY_PREREQUISITES_SATISFIED = 2
HABITUE_LOYALTY_PREREQUISITES_DELIGHTED = 3
HABITUE_LOYALTY_PREREQUISITES_TRUSTING = 4
HABITUE_SCHEME_SECURE_CUSTOMER = 7
HABITUE_SECURE_CUSTOMER_AT_RISK = 1
HABITUE_SECURE_CUSTOMER_VULNERABLE = 2
HABITUE_SECURE_CUSTOMER_FAVOURABLE = 3
HABITUE_SECURE_CUSTOMER_SECURE = 4
HABITUE_SCHEME_APOSTLE = 8
HABITUE_APOSTLE_DEFECTOR = 1
HABITUE_APOSTLE_TERRORIST = 2
HABITUE_APOSTLE_HOSTAGE = 3
HABITUE_APOSTLE_MERCENARY = 4
HABITUE_APOSTLE_LOYALIST = 5
HABITUE_APOSTLE_APOSTLE = 6
HABITUE_SCHEME_ATTITUDE_BEHAVIOUR = 9
HABITUE_ATTITUDE_BEHAVIOUR_NO_LOYALTY = 1
HABITUE_ATTITUDE_BEHAVIOUR_SPURIOUS = 2
HABITUE_ATTITUDE_BEHAVIOUR_LATENT = 3
HABITUE_ATTITUDE_BEHAVIOUR_TRUE = 4
HABITUE_SCHEME_RECIPROCAL_LOYALTY = 10
HABITUE_RECIPROCAL_LOYALTY_NEITHER = 1
HABITUE_RECIPROCAL_LOYALTY_FIRM_ONLY = 2
HABITUE_RECIPROCAL_LOYALTY_CUSTOMER_ONLY = 3
HABITUE_RECIPROCAL_LOYALTY_MUTUAL = 4
HABITUE_SCHEME_SERVICE = 11
HABITUE_SERVICE_FREEZER = 1
HABITUE_SERVICE_FACTORY = 2
HABITUE_SERVICE_FRIENDLY_ZOO = 3
HABITUE_SERVICE_QUALITY = 4
HABITUE_SCHEME_GROWTH = 12
HABITUE_GROWTH_FALLING = 1
HABITUE_GROWTH_STEADY = 2
HABITUE_GROWTH_GROWING = 3
HABITUE_SCHEME_RELATION = 13
HABITUE_RELATION_CONSUMER = 1
HABITUE_RELATION_BUSINESS = 2
HABITUE_RELATION_INTERNAL = 3
HABITUE_RELATION_CHANNEL = 4
HABITUE_SCHEME_IMPORTANCE = 14
HABITUE_IMPORTANCE_ORDINARY = 1
HABITUE_IMPORTANCE_IMPORTANT = 2
HABITUE_IMPORTANCE_VIP = 3
HABITUE_SCHEME_LIFECYCLE = 15
HABITUE_LIFECYCLE_NON_CUSTOMER = 1
HABITUE_LIFECYCLE_POTENTIAL = 2
HABITUE_LIFECYCLE_TARGET = 3
HABITUE_LIFECYCLE_ACTUAL = 4
HABITUE_LIFECYCLE_LOST = 5
HABITUE_LIFECYCLE_LOST_FOR_GOOD = 6
HABITUE_SCHEME_RELATIONSHIP_LEVEL = 16
HABITUE_RELATIONSHIP_LEVEL_BASIC = 1
HABITUE_RELATIONSHIP_LEVEL_REACTIVE = 2
HABITUE_RELATIONSHIP_LEVEL_ACCOUNTABLE = 3
HABITUE_RELATIONSHIP_LEVEL_PROACTIVE = 4
HABITUE_RELATIONSHIP_LEVEL_PARTNERSHIP = 5
HABITUE_SCHEME_ORIENTATION = 17
HABITUE_ORIENTATION_LIGHTHOUSE = 1
HABITUE_ORIENTATION_FOLLOWER = 2
HABITUE_ORIENTATION_RATIONAL = 3
HABITUE_ORIENTATION_PROFIT_SEEKING = 4
HABITUE_SCHEME_USAGE = 18
HABITUE_USAGE_LAPSED = 1
HABITUE_USAGE_LIGHT = 2
HABITUE_USAGE_MEDIUM = 3
HABITUE_USAGE_HEAVY = 4
HABITUE_SCHEME_CONTACT = 19
HABITUE_CONTACT_DENY = 1
HABITUE_CONTACT_ALLOW = 2
HABITUE_SCHEME_WIN_BACK = 20
HABITUE_WIN_BACK_NOT_LAPSED = 1
HABITUE_WIN_BACK_WAIT = 2
HABITUE_WIN_BACK_NOW = 3
HABITUE_SCHEME_FUTURE_VALUE = 21
HABITUE_FUTURE_VALUE_A = 1
HABITUE_FUTURE_VALUE_B = 2
HABITUE_FUTURE_VALUE_C = 3
HABITUE_FUTURE_VALUE_D = 4
HABITUE_SCHEME_VALUE_LOYALTY = 22
HABITUE_VALUE_LOYALTY_STRANGER = 1
HABITUE_VALUE_LOYALTY_BUTTERFLY = 2
HABITUE_VALUE_LOYALTY_BARNACLE = 3
HABITUE_VALUE_LOYALTY_TRUE_FRIEND = 4
HABITUE_SCHEME_VALUE_RESPONSE = 23
HABITUE_VALUE_RESPONSE_NEGLECT = 1
HABITUE_VALUE_RESPONSE_COURT = 2
HABITUE_VALUE_RESPONSE_DEVELOP = 3
HABITUE_VALUE_RESPONSE_NURTURE = 4
HABITUE_SCHEME_EARNED_TRUST = 24
HABITUE_FORMULA_YEARS_BETWEEN = 1
HABITUE_FORMULA_PAYMENT_TIMES = 2
HABITUE_FORMULA_DISCOUNT_FACTORS = 3
HABITUE_FORMULA_RATE_PER_PERIOD = 4
HABITUE_FORMULA_RETENTION_PER_PERIOD = 5
HABITUE_FORMULA_COMPOUND_GROWTH = 6
HABITUE_FORMULA_MARGIN_VALUE = 10
HABITUE_FORMULA_RETENTION_LIFT = 11
HABITUE_FORMULA_RETENTION_BREAK_EVEN = 12
HABITUE_FORMULA_CONSTANT_CONTRIBUTION = 13
HABITUE_FORMULA_CONTINUOUS_CONTRIBUTION = 14
HABITUE_FORMULA_CUSTOMER_EQUITY = 15
HABITUE_FORMULA_ACQUISITION_RATIOS = 16
HABITUE_FORMULA_ACQUISITION_EQUITY = 17
HABITUE_FORMULA_PROGRAMME = 18
HABITUE_FORMULA_POINTS_ALLOCATION = 19
HABITUE_FORMULA_WORKSHEET = 20
HABITUE_FORMULA_DEFECTION_LOSS = 21
HABITUE_FORMULA_PROPORTION_INTERVAL = 30
HABITUE_FORMULA_POPULATION_CORRECTION = 31
HABITUE_FORMULA_SAMPLE_SIZE = 32
HABITUE_FORMULA_DIFFERENCE_TEST = 33
HABITUE_FORMULA_EFFECTIVE_N = 34
HABITUE_FORMULA_COMPOSITE_RELIABILITY = 35
HABITUE_FORMULA_CUT_POINT = 36
HABITUE_FORMULA_DISCONFIRMATION = 40
HABITUE_FORMULA_DELIVERED_VALUE = 41
HABITUE_FORMULA_SERVICE_GAPS = 42
HABITUE_FORMULA_VALUE_GAPS = 43
HABITUE_FORMULA_THREE_INDICATOR_INDEX = 44
HABITUE_FORMULA_FOUR_INDICATOR_MEASURE = 45
HABITUE_FORMULA_SEVEN_INDICATOR_INDEX = 46
HABITUE_FORMULA_MEAN_OF_THREE = 47
HABITUE_FORMULA_BEHAVIOUR_GROWTH = 48
HABITUE_FORMULA_SWITCHING_COST = 49
HABITUE_FORMULA_SHARE_OF_WALLET = 50
HABITUE_FORMULA_COMPLAINT_ICEBERG = 51
HABITUE_FORMULA_APOSTLE_PROPOSITIONS = 52
HABITUE_FORMULA_RELATIONSHIP_DEPTH = 60
HABITUE_FORMULA_DAYS_TO_BIRTHDAY = 61
HABITUE_FORMULA_USAGE_TIERS = 62
HABITUE_FORMULA_PERSONA_COUNTS = 63
HABITUE_FORMULA_MOVEMENT = 64
HABITUE_FORMULA_MOVEMENT_BETWEEN = 65
HABITUE_FORMULA_REVENUE_RETENTION = 66
HABITUE_FORMULA_REPEAT_RATES = 67
HABITUE_FORMULA_RETENTION_PROJECTION = 68
HABITUE_GINI_BIASED = 0
HABITUE_GINI_UNBIASED = 1
HABITUE_GINI_NORMALISED = 2
HABITUE_CURVE_LORENZ = 0
HABITUE_CURVE_WHALE = 1
HABITUE_COVARIATE_PURCHASE = 1
HABITUE_COVARIATE_ATTRITION = 2
HABITUE_COVARIATE_ATTRITION_B = 3
HABITUE_COVARIATE_SPEND = 4
HABITUE_UNIT_NOT_STATED = -1
HABITUE_DAY_COUNT_ACTUAL_365 = 0
HABITUE_DAY_COUNT_ACTUAL_36525 = 1
HABITUE_DAY_COUNT_30_360 = 2
HABITUE_PAYMENT_BEGINNING = 0
HABITUE_PAYMENT_MIDDLE = 1
HABITUE_PAYMENT_END = 2
HABITUE_ENTRY_MISSING = 1
HABITUE_ENTRY_REQUIRED = 2
HABITUE_ENTRY_OF_ALL = 4
HABITUE_TYPE_NONE = 0
HABITUE_TYPE_F64 = 1
HABITUE_TYPE_I64 = 2
HABITUE_TYPE_U64 = 3
HABITUE_TYPE_I32 = 4
HABITUE_TYPE_U32 = 5
HABITUE_TYPE_U8 = 6
HABITUE_TYPE_TEXT = 7
HABITUE_ATTRITION_LINK_SEPARATE = 0
HABITUE_ATTRITION_LINK_ODDS = 1
HABITUE_ATTRITION_LINK_COMMON = 2
HABITUE_CONSTRAINT_FIXED = 1
HABITUE_CONSTRAINT_BOUNDS = 2
HABITUE_CONSTRAINT_LOG_NORMAL = 3
HABITUE_CONSTRAINT_GAMMA = 4
HABITUE_CUTS_MEDIAN = 0
HABITUE_CUTS_MEAN = 1
HABITUE_DISCONFIRMATION_UNKNOWN = 0
HABITUE_DISCONFIRMATION_DISSATISFIED = 1
HABITUE_DISCONFIRMATION_SATISFIED = 2
HABITUE_DISCONFIRMATION_DELIGHTED = 3
HABITUE_KANO_USUAL = 0
HABITUE_KANO_STRICT = 1
HABITUE_KANO_CUSTOM = 2
HABITUE_KANO_NONE = 0
HABITUE_KANO_MUST_BE = 1
HABITUE_KANO_ONE_DIMENSIONAL = 2
HABITUE_KANO_ATTRACTIVE = 3
HABITUE_KANO_INDIFFERENT = 4
HABITUE_KANO_REVERSE = 5
HABITUE_KANO_QUESTIONABLE = 6
HABITUE_KEY_ACCOUNTS_MIN_MAX = 0
HABITUE_KEY_ACCOUNTS_Z_SCORE = 1
HABITUE_KEY_ACCOUNTS_TOPSIS = 2
HABITUE_FIVE_FACTORS_NODES = 9
HABITUE_MARGIN_IMMEDIATE = 0
HABITUE_MARGIN_AFTER_RENEWAL = 1
HABITUE_MARGIN_END_OF_PERIOD = 2
HABITUE_MARGIN_MID_PERIOD = 3
HABITUE_MARGIN_CONTINUOUS = 4
HABITUE_MODEL_BG_NBD = 1
HABITUE_MODEL_PARETO_NBD = 2
HABITUE_MODEL_MBG_NBD = 3
HABITUE_MODEL_NBD = 4
HABITUE_MODEL_BG_CNBD = 5
HABITUE_MODEL_MBG_CNBD = 6
HABITUE_MODEL_GGOMPERTZ_NBD = 7
HABITUE_MODEL_BG_BB = 20
HABITUE_MODEL_GAMMA_GAMMA = 100
HABITUE_MODEL_SBG = 200
HABITUE_MODEL_BDW = 201
HABITUE_RIDGE_NONE = 0
HABITUE_RIDGE_NO_ATTRITION = 1
HABITUE_RIDGE_EQUAL_ATTRITION = 2
HABITUE_RIDGE_EQUAL_PURCHASING = 3
HABITUE_RIDGE_EXTREME_PURCHASING = 4
HABITUE_RIDGE_EXTREME_ATTRITION = 5
HABITUE_RIDGE_INFINITE_MEAN_SPEND = 6
HABITUE_RIDGE_CONSTANT_SPEND = 7
HABITUE_RIDGE_EQUAL_SPEND = 8
HABITUE_RIDGE_PARETO_LIMIT = 9
HABITUE_RIDGE_SEPARATION = 10
HABITUE_RIDGE_GIVEN_BOUND = 11
HABITUE_RIDGE_FLAT = 99
HABITUE_REPORT_MODEL = 0
HABITUE_REPORT_WITHOUT_COVARIATES = 1
HABITUE_QUADRANT_CONCENTRATE_HERE = 1
HABITUE_QUADRANT_KEEP_UP = 2
HABITUE_QUADRANT_LOW_PRIORITY = 3
HABITUE_QUADRANT_POSSIBLE_OVERKILL = 4
HABITUE_CROSS_HAIRS_MEANS = 0
HABITUE_CROSS_HAIRS_MEDIANS = 1
HABITUE_CROSS_HAIRS_AT = 2
HABITUE_ENGLISH = 0
HABITUE_CHINESE = 1
HABITUE_FIGURE_PATHS = 0
HABITUE_FIGURE_TOTAL_EFFECTS = 1
HABITUE_FIGURE_R_SQUARED = 2
HABITUE_FIGURE_INDICES = 3
HABITUE_FIGURE_WEIGHTS = 4
HABITUE_FIGURE_LOADINGS = 5
HABITUE_SCHEME_PATH = 0
HABITUE_SCHEME_CENTROID = 1
HABITUE_SCHEME_FACTORIAL = 2
HABITUE_MODE_A = 0
HABITUE_MODE_B = 1
HABITUE_INDEX_ACSI = 1
HABITUE_INDEX_ECSI = 2
HABITUE_INDEX_CCSI = 3
HABITUE_FACTOR_NONE = 0
HABITUE_FACTOR_BASIC = 1
HABITUE_FACTOR_PERFORMANCE = 2
HABITUE_FACTOR_EXCITEMENT = 3
HABITUE_PYRAMID_CURRY = 0
HABITUE_PYRAMID_VIP = 1
HABITUE_PYRAMID_ABC = 2
HABITUE_PYRAMID_ABC_BY_VALUE = 3
HABITUE_PYRAMID_PARETO = 4
HABITUE_BY_CUSTOMERS = 0
HABITUE_BY_VALUE = 1
HABITUE_TIES_UPPER = 0
HABITUE_TIES_LOWER = 1
HABITUE_TIES_ROW_ORDER = 2
HABITUE_BOUNDARY_UPPER = 0
HABITUE_BOUNDARY_LOWER = 1
HABITUE_ASK_P_ALIVE = 1
HABITUE_ASK_EXPECTED_PURCHASES = 2
HABITUE_ASK_P_PURCHASES = 3
HABITUE_ASK_P_AT_LEAST = 4
HABITUE_ASK_P_NO_PURCHASE = 5
HABITUE_ASK_PURCHASE_QUANTILE = 6
HABITUE_ASK_DISCOUNTED_PURCHASES = 7
HABITUE_ASK_NEXT_PURCHASE_QUANTILE = 8
HABITUE_ASK_LIFETIME_QUANTILE = 9
HABITUE_ASK_POSTERIOR = 20
HABITUE_ASK_LOG_LIKELIHOOD = 21
HABITUE_ASK_LIFETIME_VALUE = 40
HABITUE_ASK_LIFETIME_PROFIT = 41
HABITUE_ASK_EXPECTED_SPEND = 42
HABITUE_ASK_RETENTION_RATE = 60
HABITUE_ASK_SURVIVAL = 61
HABITUE_ASK_CHURN = 62
HABITUE_ASK_DISCOUNTED_RENEWALS = 63
HABITUE_ASK_RESIDUAL_LIFETIME = 64
HABITUE_ASK_CONTRACT_LIFETIME = 65
HABITUE_ASK_RETENTION_ELASTICITY = 66
HABITUE_ASK_RENEWERS_ELASTICITY = 67
HABITUE_ASK_RENEWALS_QUANTILE = 68
HABITUE_INDIVIDUAL_PURCHASE_RATE = 1
HABITUE_INDIVIDUAL_PURCHASE_INTERVAL = 2
HABITUE_INDIVIDUAL_ATTRITION_RATE = 3
HABITUE_INDIVIDUAL_DROPOUT = 4
HABITUE_INDIVIDUAL_CHURN = 5
HABITUE_INDIVIDUAL_MEAN_SPEND = 6
HABITUE_INDIVIDUAL_SPEND_NU = 7
HABITUE_STATISTIC_MEAN = 0
HABITUE_STATISTIC_VARIANCE = 1
HABITUE_STATISTIC_QUANTILE = 2
HABITUE_MARGIN_AT_PURCHASE = 0
HABITUE_MARGIN_AT_END_OF_PERIOD = 1
HABITUE_MARGIN_AT_START_OF_PERIOD = 2
HABITUE_COUNT_NOT_GIVEN = 18446744073709551615
HABITUE_RANK_LOWEST = 0
HABITUE_RANK_HIGHEST = 1
HABITUE_RANK_DENSE = 2
HABITUE_RANK_ROW_ORDER = 3
HABITUE_EVENT_NEED_FOUND = 1
HABITUE_EVENT_NEED_GONE = 2
HABITUE_EVENT_TARGETED = 3
HABITUE_EVENT_DROPPED = 4
HABITUE_EVENT_PURCHASED = 5
HABITUE_EVENT_LAPSED = 6
HABITUE_EVENT_LEFT = 7
HABITUE_EXTENT_LOW = 1
HABITUE_EXTENT_MEDIUM = 2
HABITUE_EXTENT_HIGH = 3
HABITUE_PERSONA_DEMANDING = 1
HABITUE_PERSONA_HESITANT = 2
HABITUE_PERSONA_THRIFTY = 4
HABITUE_PERSONA_SOPHISTICATED = 8
HABITUE_ACTIVITY_IN_PERIOD = 0
HABITUE_ACTIVITY_IN_PERIOD_OR_LATER = 1
HABITUE_COHORT_MEAN_POOLED = 0
HABITUE_COHORT_MEAN_SIMPLE = 1
HABITUE_CAUSE_GROUP_CUSTOMER = 1
HABITUE_CAUSE_GROUP_EXTERNAL = 2
HABITUE_CAUSE_GROUP_COMPETITION = 3
HABITUE_CAUSE_GROUP_EXPERIENCE = 4
HABITUE_SURVIVAL_INTERVAL_LOG = 0
HABITUE_SURVIVAL_INTERVAL_LOG_LOG = 1
HABITUE_SURVIVAL_INTERVAL_PLAIN = 2
HABITUE_BETTER_HIGHER = 0
HABITUE_BETTER_LOWER = 1
HABITUE_CLOSED_RIGHT = 0
HABITUE_CLOSED_LEFT = 1
HABITUE_RFM_INDEPENDENT = 0
HABITUE_RFM_NESTED = 1
HABITUE_INDEX_PER_QUESTION = 0
HABITUE_INDEX_PER_RESPONDENT = 1
HABITUE_PROMOTER_SCORE_INTERVAL = 0
HABITUE_PROMOTER_WALD = 1
HABITUE_PROMOTER_ADJUSTED_WALD = 2
HABITUE_LADDER_CUMULATIVE = 1
HABITUE_LADDER_HIGHEST = 2
HABITUE_PHASE_ORDER_OLIVER = 1
HABITUE_PHASE_ORDER_IMPULSE_FIRST = 2
HABITUE_CHECKLIST_SATISFACTION_CONDITIONS = 1
HABITUE_CHECKLIST_SERVICE_STANDARD = 2
HABITUE_CHECKLIST_INDIVIDUAL_OFFER = 3
HABITUE_POINT_UNKNOWN = -1
HABITUE_POINT_FAILED = 0
HABITUE_POINT_MET = 1
HABITUE_COLUMN_BYTES = 64
HABITUE_MESSAGE_BYTES = 512
HABITUE_SCALE_RANGE = 0
HABITUE_SCALE_LEVELS = 1
HABITUE_SCALE_UNBALANCED_FIVE = 2
HABITUE_SCALE_BALANCED_FIVE = 3
HABITUE_HIGHER_IS_BETTER = 0
HABITUE_LOWER_IS_BETTER = 1
HABITUE_OUT_OF_SCALE_REFUSE = 0
HABITUE_OUT_OF_SCALE_COUNT = 1
HABITUE_COLUMN_MAJOR = 0
HABITUE_ROW_MAJOR = 1
HABITUE_MISSING_LISTWISE = 0
HABITUE_MISSING_AVAILABLE_CASE = 1
HABITUE_MISSING_ITEM_MEAN = 2
HABITUE_MISSING_PERSON_MEAN = 3
HABITUE_MISSING_EM = 4
HABITUE_INTERVAL_WILSON = 0
HABITUE_INTERVAL_AGRESTI_COULL = 1
HABITUE_INTERVAL_CLOPPER_PEARSON = 2
HABITUE_INTERVAL_JEFFREYS = 3
HABITUE_INTERVAL_WALD = 4
HABITUE_REFUNDS_REFUSE = 0
HABITUE_REFUNDS_NET = 1
HABITUE_REFUNDS_KEEP = 2
HABITUE_ROUNDING_NONE = 0
HABITUE_ROUNDING_HALF_EVEN = 1
HABITUE_ROUNDING_HALF_AWAY_FROM_ZERO = 2
HABITUE_ROUNDING_HALF_TOWARDS_ZERO = 3
HABITUE_ROUNDING_AWAY_FROM_ZERO = 4
HABITUE_ROUNDING_TOWARDS_ZERO = 5
HABITUE_ROUNDING_FLOOR = 6
HABITUE_ROUNDING_CEILING = 7
HABITUE_COSTS_NONE = 0
HABITUE_COSTS_REFUSE = 1
HABITUE_COSTS_FREE = 2
HABITUE_COSTS_ASSUME = 3
HABITUE_BAD_ROWS_FAIL = 0
HABITUE_BAD_ROWS_REJECT = 1
HABITUE_CONVENTION_BTYD = 0
HABITUE_CONVENTION_LIFETIMES = 1
HABITUE_CONVENTION_HOURLY = 2
HABITUE_COLUMNS_HISTORY = 1
HABITUE_COLUMNS_LOG_INTERVALS = 2
HABITUE_COLUMNS_SPEND = 4
HABITUE_COLUMNS_MARGIN_RATE = 8
HABITUE_COSTING_COST = 0
HABITUE_COSTING_MARGIN = 1
HABITUE_WHOLE_AMOUNTS_MINOR = 1
HABITUE_WHOLE_AMOUNTS_MAJOR = 2
HABITUE_UNCERTAINTY_DELTA = 0
HABITUE_UNCERTAINTY_DRAWS = 1
HABITUE_UNCERTAINTY_BOOTSTRAP = 2
HABITUE_UNCERTAINTY_PROFILE = 3
HABITUE_INTERVAL_NATURAL = 0
HABITUE_INTERVAL_PLAIN = 1
HABITUE_UNIT_HOUR = 0
HABITUE_UNIT_DAY = 1
HABITUE_UNIT_WEEK = 2
HABITUE_UNIT_MONTH = 3
HABITUE_UNIT_QUARTER = 4
HABITUE_UNIT_YEAR = 5
HABITUE_NO_DAY = -2147483648
HABITUE_REGULARITY_PAIRS = 0
HABITUE_REGULARITY_MOMENTS = 1
HABITUE_ABI_VERSION = 1
HABITUE_OK = 0
HABITUE_NULL_POINTER = 101
HABITUE_MISALIGNED = 102
HABITUE_BAD_LENGTH = 103
HABITUE_BAD_ENUMERATOR = 104
HABITUE_BAD_STRUCT_SIZE = 105
HABITUE_ABI_MISMATCH = 106
HABITUE_BUFFER_TOO_SMALL = 107
HABITUE_BAD_ARGUMENT = 108
HABITUE_NOT_READ = 110
HABITUE_EMPTY_INPUT = 201
HABITUE_NOT_FINITE = 202
HABITUE_OUT_OF_RANGE = 203
HABITUE_INCONSISTENT = 204
HABITUE_UNSORTED = 205
HABITUE_DUPLICATE = 206
HABITUE_UNREADABLE = 207
HABITUE_NOT_UTF8 = 208
HABITUE_MISSING_COLUMN = 209
HABITUE_BAD_ROW_SHAPE = 210
HABITUE_MISSING_VALUE = 211
HABITUE_BAD_CURRENCY = 212
HABITUE_REFUND_REFUSED = 213
HABITUE_OUTSIDE_WINDOW = 214
HABITUE_OVERFLOW = 215
HABITUE_CORRUPT_BYTES = 216
HABITUE_BAD_FORMAT_VERSION = 217
HABITUE_IO_FAILED = 218
HABITUE_NOT_CONVERGED = 301
HABITUE_OUTSIDE_DOMAIN = 302
HABITUE_UNDEFINED = 303
HABITUE_SINGULAR_MATRIX = 304
HABITUE_CANCELLED = 401
HABITUE_UNSUPPORTED = 501
HABITUE_INTERNAL = 901


class habitue_cancel(ctypes.Structure):
    """A handle."""


class habitue_cash_flow(ctypes.Structure):
    """A handle."""


class habitue_cohort_table(ctypes.Structure):
    """A handle."""


class habitue_concentration(ctypes.Structure):
    """A handle."""


class habitue_cross_products(ctypes.Structure):
    """A handle."""


class habitue_live(ctypes.Structure):
    """A handle."""


class habitue_model(ctypes.Structure):
    """A handle."""


class habitue_moments(ctypes.Structure):
    """A handle."""


class habitue_path_bootstrap(ctypes.Structure):
    """A handle."""


class habitue_path_fit(ctypes.Structure):
    """A handle."""


class habitue_path_model(ctypes.Structure):
    """A handle."""


class habitue_penalty_reward(ctypes.Structure):
    """A handle."""


class habitue_pyramid(ctypes.Structure):
    """A handle."""


class habitue_questionnaire(ctypes.Structure):
    """A handle."""


class habitue_responses(ctypes.Structure):
    """A handle."""


class habitue_scorer(ctypes.Structure):
    """A handle."""


class habitue_scoring(ctypes.Structure):
    """A handle."""


class habitue_segment_comparison(ctypes.Structure):
    """A handle."""


class habitue_segment_table(ctypes.Structure):
    """A handle."""


class habitue_simulation(ctypes.Structure):
    """A handle."""


class habitue_summary(ctypes.Structure):
    """A handle."""


class habitue_table(ctypes.Structure):
    """A handle."""


class habitue_uncertainty(ctypes.Structure):
    """A handle."""


habitue_progress = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_uint64, ctypes.c_uint64)


class habitue_optimal_spend(ctypes.Structure):
    _fields_ = [
        ("acquisition", ctypes.c_double),
        ("retention", ctypes.c_double),
        ("acquisition_rate", ctypes.c_double),
        ("retention_rate", ctypes.c_double),
        ("customer_value", ctypes.c_double),
        ("equity", ctypes.c_double),
    ]


class habitue_error(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("code", ctypes.c_int32),
        ("row", ctypes.c_int64),
        ("column", ctypes.c_char * HABITUE_COLUMN_BYTES),
        ("message", ctypes.c_char * HABITUE_MESSAGE_BYTES),
    ]


class habitue_question(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("kind", ctypes.c_int32),
        ("from", ctypes.c_double),
        ("to", ctypes.c_double),
        ("probability", ctypes.c_double),
        ("rate", ctypes.c_double),
        ("margin", ctypes.c_double),
        ("period", ctypes.c_double),
        ("n", ctypes.c_uint64),
        ("timing", ctypes.c_int32),
        ("unit", ctypes.c_int32),
        ("individual", ctypes.c_int32),
        ("statistic", ctypes.c_int32),
        ("spend_model", ctypes.POINTER(habitue_model)),
        ("spend_uncertainty", ctypes.POINTER(habitue_uncertainty)),
    ]


class habitue_text(ctypes.Structure):
    _fields_ = [
        ("bytes", ctypes.c_char_p),
        ("length", ctypes.c_size_t),
    ]


class habitue_covariate(ctypes.Structure):
    _fields_ = [
        ("name", habitue_text),
        ("values", ctypes.c_void_p),
        ("role", ctypes.c_int32),
        ("shared", ctypes.c_uint32),
    ]


class habitue_customers(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("covariate_count", ctypes.c_uint32),
        ("rows", ctypes.c_size_t),
        ("weights", ctypes.c_void_p),
        ("frequency", ctypes.c_void_p),
        ("recency", ctypes.c_void_p),
        ("age", ctypes.c_void_p),
        ("log_intervals", ctypes.c_void_p),
        ("spend_frequency", ctypes.c_void_p),
        ("mean_spend", ctypes.c_void_p),
        ("mean_log_spend", ctypes.c_void_p),
        ("expected_spend", ctypes.c_void_p),
        ("margin_rate", ctypes.c_void_p),
        ("renewals", ctypes.c_void_p),
        ("left", ctypes.c_void_p),
        ("cohort", ctypes.c_void_p),
        ("period", ctypes.c_void_p),
        ("survivors", ctypes.c_void_p),
        ("born", ctypes.c_void_p),
        ("horizons", ctypes.c_void_p),
        ("covariates", ctypes.POINTER(habitue_covariate)),
        ("unit", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_job(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("threads", ctypes.c_uint32),
        ("progress", habitue_progress),
        ("context", ctypes.c_void_p),
        ("cancel", ctypes.POINTER(habitue_cancel)),
    ]


class habitue_estimate(ctypes.Structure):
    _fields_ = [
        ("estimate", ctypes.c_double),
        ("standard_error", ctypes.c_double),
        ("low", ctypes.c_double),
        ("high", ctypes.c_double),
        ("confidence", ctypes.c_double),
        ("method", ctypes.c_int32),
        ("draws", ctypes.c_uint32),
        ("failed", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_answers(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("estimate", ctypes.c_void_p),
        ("total", ctypes.POINTER(habitue_estimate)),
        ("standard_error", ctypes.c_void_p),
        ("low", ctypes.c_void_p),
        ("high", ctypes.c_void_p),
        ("confidence", ctypes.c_double),
    ]


class habitue_cash_flow_result(ctypes.Structure):
    _fields_ = [
        ("total", ctypes.c_int64),
        ("present_value", ctypes.c_double),
        ("payback", ctypes.c_double),
        ("discounted_payback", ctypes.c_double),
    ]


class habitue_share_counts(ctypes.Structure):
    _fields_ = [
        ("hits", ctypes.c_double),
        ("total", ctypes.c_double),
        ("hit_squares", ctypes.c_double),
        ("weight_squares", ctypes.c_double),
        ("answered", ctypes.c_uint64),
        ("missing", ctypes.c_uint64),
        ("out_of_scale", ctypes.c_uint64),
    ]


class habitue_interval(ctypes.Structure):
    _fields_ = [
        ("low", ctypes.c_double),
        ("high", ctypes.c_double),
        ("level", ctypes.c_double),
        ("clamped", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_top_box_share(ctypes.Structure):
    _fields_ = [
        ("share", ctypes.c_double),
        ("standard_error", ctypes.c_double),
        ("interval", habitue_interval),
        ("effective_n", ctypes.c_double),
        ("hits", ctypes.c_double),
        ("total", ctypes.c_double),
        ("answered", ctypes.c_uint64),
        ("missing", ctypes.c_uint64),
    ]


class habitue_promoter_counts(ctypes.Structure):
    _fields_ = [
        ("promoters", ctypes.c_double),
        ("passives", ctypes.c_double),
        ("detractors", ctypes.c_double),
        ("promoter_squares", ctypes.c_double),
        ("detractor_squares", ctypes.c_double),
        ("weight_squares", ctypes.c_double),
        ("answered", ctypes.c_uint64),
        ("missing", ctypes.c_uint64),
        ("out_of_scale", ctypes.c_uint64),
    ]


class habitue_promoters(ctypes.Structure):
    _fields_ = [
        ("score", ctypes.c_double),
        ("promoters", ctypes.c_double),
        ("passives", ctypes.c_double),
        ("detractors", ctypes.c_double),
        ("variance", ctypes.c_double),
        ("standard_error", ctypes.c_double),
        ("interval", habitue_interval),
        ("effective_n", ctypes.c_double),
        ("answered", ctypes.c_uint64),
        ("missing", ctypes.c_uint64),
        ("degenerate", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_mean_counts(ctypes.Structure):
    _fields_ = [
        ("sum", ctypes.c_double),
        ("total", ctypes.c_double),
        ("weight_squares", ctypes.c_double),
        ("square_sum", ctypes.c_double),
        ("square_products", ctypes.c_double),
        ("answered", ctypes.c_uint64),
        ("missing", ctypes.c_uint64),
    ]


class habitue_mean(ctypes.Structure):
    _fields_ = [
        ("mean", ctypes.c_double),
        ("standard_error", ctypes.c_double),
        ("interval", habitue_interval),
        ("effective_n", ctypes.c_double),
        ("answered", ctypes.c_uint64),
        ("missing", ctypes.c_uint64),
    ]


class habitue_effort_counts(ctypes.Structure):
    _fields_ = [
        ("easy", habitue_share_counts),
        ("mean", habitue_mean_counts),
        ("low", ctypes.c_double),
        ("high", ctypes.c_double),
    ]


class habitue_effort(ctypes.Structure):
    _fields_ = [
        ("mean", ctypes.c_double),
        ("standard_error", ctypes.c_double),
        ("interval", habitue_interval),
        ("easy", ctypes.c_double),
        ("easy_interval", habitue_interval),
        ("answered", ctypes.c_uint64),
        ("missing", ctypes.c_uint64),
    ]


class habitue_dwyer_line(ctypes.Structure):
    _fields_ = [
        ("customers", ctypes.c_double),
        ("orders", ctypes.c_double),
        ("sales", ctypes.c_double),
        ("variable_cost", ctypes.c_double),
        ("marketing", ctypes.c_double),
        ("acquisition", ctypes.c_double),
        ("profit", ctypes.c_double),
        ("factor", ctypes.c_double),
        ("present", ctypes.c_double),
        ("cumulative", ctypes.c_double),
        ("per_customer", ctypes.c_double),
    ]


class habitue_constraint(ctypes.Structure):
    _fields_ = [
        ("parameter", habitue_text),
        ("first", ctypes.c_double),
        ("second", ctypes.c_double),
        ("kind", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_fit_options(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("max_iterations", ctypes.c_uint32),
        ("regularity", ctypes.c_uint32),
        ("starts", ctypes.c_uint32),
        ("tolerance", ctypes.c_double),
        ("start", ctypes.c_void_p),
        ("start_count", ctypes.c_size_t),
        ("constraints", ctypes.POINTER(habitue_constraint)),
        ("constraint_count", ctypes.c_size_t),
        ("penalizer_coef", ctypes.c_double),
        ("standardised", ctypes.c_uint32),
        ("attrition_link", ctypes.c_int32),
        ("purchase_penalty", ctypes.c_double),
        ("attrition_penalty", ctypes.c_double),
        ("spend_penalty", ctypes.c_double),
    ]


class habitue_column(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("cells", ctypes.c_void_p),
        ("offsets", ctypes.c_void_p),
        ("bytes", ctypes.c_size_t),
        ("type", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_setting(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("value", ctypes.c_double),
        ("values", ctypes.c_void_p),
        ("count", ctypes.c_size_t),
    ]


class habitue_evidence(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("rows", ctypes.c_size_t),
        ("columns", ctypes.POINTER(habitue_column)),
        ("column_count", ctypes.c_size_t),
        ("settings", ctypes.POINTER(habitue_setting)),
        ("setting_count", ctypes.c_size_t),
    ]


class habitue_output(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("cells", ctypes.c_void_p),
    ]


class habitue_dimension_counts(ctypes.Structure):
    _fields_ = [
        ("gap", habitue_mean_counts),
        ("perception", habitue_mean_counts),
        ("missing_pairs", ctypes.c_uint64),
    ]


class habitue_dimension_gap(ctypes.Structure):
    _fields_ = [
        ("weight", ctypes.c_double),
        ("gap", habitue_mean),
        ("perception", habitue_mean),
        ("missing_pairs", ctypes.c_uint64),
    ]


class habitue_kano_options(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("table", ctypes.c_int32),
        ("classes", ctypes.c_void_p),
        ("category_strength", ctypes.c_double),
        ("level", ctypes.c_double),
        ("continuous_cut", ctypes.c_double),
        ("alpha_cut", ctypes.c_double),
        ("reserved", ctypes.c_uint32 * 2),
    ]


class habitue_kano_result(ctypes.Structure):
    _fields_ = [
        ("kano_class", ctypes.c_int32),
        ("continuous_class", ctypes.c_int32),
        ("significant", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("counts", ctypes.c_double * 6),
        ("better", ctypes.c_double),
        ("better_interval", habitue_interval),
        ("worse", ctypes.c_double),
        ("worse_interval", habitue_interval),
        ("total_strength", ctypes.c_double),
        ("category_strength", ctypes.c_double),
        ("fong_threshold", ctypes.c_double),
        ("functional", ctypes.c_double),
        ("dysfunctional", ctypes.c_double),
        ("n", ctypes.c_double),
        ("missing", ctypes.c_uint64),
    ]


class habitue_kano_counts(ctypes.Structure):
    _fields_ = [
        ("counts", ctypes.c_double * 6),
        ("squares", ctypes.c_double * 6),
        ("scores", ctypes.c_double * 2),
        ("total", ctypes.c_double),
        ("missing", ctypes.c_uint64),
        ("has_scores", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_difference(ctypes.Structure):
    _fields_ = [
        ("difference", ctypes.c_double),
        ("standard_error", ctypes.c_double),
        ("z", ctypes.c_double),
        ("p_value", ctypes.c_double),
        ("interval", habitue_interval),
    ]


class habitue_fuzzy_kano_counts(ctypes.Structure):
    _fields_ = [
        ("counts", habitue_kano_counts),
        ("memberships", ctypes.c_double * 6),
        ("total", ctypes.c_double),
        ("alpha_cut", ctypes.c_double),
        ("undecided", ctypes.c_uint64),
    ]


class habitue_brand_use(ctypes.Structure):
    _fields_ = [
        ("customers", ctypes.c_uint64),
        ("multi_brand", ctypes.c_uint64),
        ("brands", ctypes.c_uint64),
        ("mean_set", ctypes.c_double),
        ("applies", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_margin_terms(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("timing", ctypes.c_int32),
        ("discount", ctypes.c_double),
        ("growth", ctypes.c_double),
        ("horizon", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_tier_economics(ctypes.Structure):
    _fields_ = [
        ("customers", ctypes.c_uint64),
        ("customer_share", ctypes.c_double),
        ("revenue", ctypes.c_int64),
        ("revenue_share", ctypes.c_double),
        ("profit", ctypes.c_int64),
        ("profit_share", ctypes.c_double),
        ("margin", ctypes.c_double),
        ("lifetime_value", ctypes.c_double),
        ("lifetime_value_share", ctypes.c_double),
    ]


class habitue_tier(ctypes.Structure):
    _fields_ = [
        ("customers", ctypes.c_uint64),
        ("customer_share", ctypes.c_double),
        ("total", ctypes.c_double),
        ("value_share", ctypes.c_double),
        ("gross_share", ctypes.c_double),
        ("lowest", ctypes.c_double),
        ("highest", ctypes.c_double),
        ("mean", ctypes.c_double),
    ]


class habitue_tier_minor(ctypes.Structure):
    _fields_ = [
        ("customers", ctypes.c_uint64),
        ("customer_share", ctypes.c_double),
        ("total", ctypes.c_int64),
        ("value_share", ctypes.c_double),
        ("gross_share", ctypes.c_double),
        ("lowest", ctypes.c_int64),
        ("highest", ctypes.c_int64),
        ("mean", ctypes.c_double),
    ]


class habitue_effect(ctypes.Structure):
    _fields_ = [
        ("coefficient", ctypes.c_double),
        ("center", ctypes.c_double),
        ("scale", ctypes.c_double),
        ("role", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_fit_report(ctypes.Structure):
    _fields_ = [
        ("kind", ctypes.c_int32),
        ("effects", ctypes.c_uint32),
        ("fitted", ctypes.c_uint32),
        ("parameters", ctypes.c_uint32),
        ("iterations", ctypes.c_uint32),
        ("ridge", ctypes.c_int32),
        ("starts", ctypes.c_uint32),
        ("agreeing", ctypes.c_uint32),
        ("alternatives", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("log_likelihood", ctypes.c_double),
        ("aic", ctypes.c_double),
        ("bic", ctypes.c_double),
        ("gradient_norm", ctypes.c_double),
        ("hessian_condition", ctypes.c_double),
        ("penalised", ctypes.c_double),
        ("effective_parameters", ctypes.c_double),
        ("customers", ctypes.c_double),
        ("cells", ctypes.c_uint64),
    ]


class habitue_alternative(ctypes.Structure):
    _fields_ = [
        ("log_likelihood", ctypes.c_double),
        ("alive", ctypes.c_double),
        ("ridge", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_basis(ctypes.Structure):
    _fields_ = [
        ("respondents", ctypes.c_uint64),
        ("used", ctypes.c_uint64),
        ("answers", ctypes.c_uint64),
        ("missing", ctypes.c_uint64),
        ("out_of_scale", ctypes.c_uint64),
        ("effective_n", ctypes.c_double),
        ("minimum_share", ctypes.c_double),
        ("policy", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_reliability_result(ctypes.Structure):
    _fields_ = [
        ("alpha", ctypes.c_double),
        ("standardised_alpha", ctypes.c_double),
        ("interval", habitue_interval),
        ("n", ctypes.c_double),
    ]


class habitue_entry(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("code", ctypes.c_int32),
        ("type", ctypes.c_int32),
        ("flags", ctypes.c_uint32),
        ("numbers", ctypes.c_void_p),
        ("count", ctypes.c_size_t),
        ("symbol", ctypes.c_char_p),
        ("english", ctypes.c_char_p),
        ("chinese", ctypes.c_char_p),
    ]


class habitue_bootstrap_options(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("samples", ctypes.c_uint32),
        ("seed", ctypes.c_uint64),
        ("threads", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_penalty_reward_contrast(ctypes.Structure):
    _fields_ = [
        ("penalty", ctypes.c_double),
        ("reward", ctypes.c_double),
        ("range", ctypes.c_double),
        ("low", ctypes.c_uint64),
        ("high", ctypes.c_uint64),
        ("kind", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_points_period(ctypes.Structure):
    _fields_ = [
        ("recognised", ctypes.c_double),
        ("revenue", ctypes.c_double),
        ("catch_up", ctypes.c_double),
        ("outstanding", ctypes.c_double),
    ]


class habitue_cohort_options(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("unit", ctypes.c_int32),
        ("from", ctypes.c_int32),
        ("until", ctypes.c_int32),
        ("activity", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_cohort_info(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("first_period", ctypes.c_int32),
        ("cohorts", ctypes.c_size_t),
        ("survivor_rows", ctypes.c_size_t),
    ]


class habitue_cohort_rate(ctypes.Structure):
    _fields_ = [
        ("rate", ctypes.c_double),
        ("customers", ctypes.c_uint64),
        ("active", ctypes.c_uint64),
        ("cohorts", ctypes.c_uint64),
        ("empty", ctypes.c_uint64),
        ("partial", ctypes.c_uint64),
    ]


class habitue_cohort_columns(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("mean", ctypes.c_int32),
        ("cohorts", ctypes.c_size_t),
        ("active", ctypes.c_void_p),
        ("rates", ctypes.c_void_p),
        ("partial", ctypes.c_void_p),
        ("curve", ctypes.POINTER(habitue_cohort_rate)),
        ("survivor_rows", ctypes.c_size_t),
        ("cohort", ctypes.c_void_p),
        ("period", ctypes.c_void_p),
        ("survivors", ctypes.c_void_p),
    ]


class habitue_moves(ctypes.Structure):
    _fields_ = [
        ("climbed", ctypes.c_uint64),
        ("stayed", ctypes.c_uint64),
        ("fell", ctypes.c_uint64),
        ("n_missing", ctypes.c_uint64),
    ]


class habitue_bucket(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("customers", ctypes.c_double),
        ("acquired", ctypes.c_double),
        ("rates", ctypes.c_void_p),
        ("causes", ctypes.c_size_t),
        ("lost_by_cause", ctypes.c_void_p),
        ("series", ctypes.c_void_p),
        ("periods", ctypes.c_size_t),
        ("churn", ctypes.c_double),
        ("steady_state", ctypes.c_double),
        ("to_stand_still", ctypes.c_double),
    ]


class habitue_defection(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("customers", ctypes.c_uint64),
        ("causes", ctypes.c_size_t),
        ("lost", ctypes.c_void_p),
        ("profit_per_customer", ctypes.c_void_p),
        ("preventable", ctypes.c_void_p),
        ("programme_cost", ctypes.c_void_p),
        ("groups", ctypes.c_void_p),
        ("lost_profit", ctypes.c_void_p),
        ("net_gain", ctypes.c_void_p),
        ("break_even", ctypes.c_void_p),
        ("lost_by_group", ctypes.c_uint64 * 5),
        ("profit_by_group", ctypes.c_double * 5),
        ("total_lost", ctypes.c_uint64),
        ("rate", ctypes.c_double),
        ("total_lost_profit", ctypes.c_double),
        ("total_net_gain", ctypes.c_double),
        ("worthwhile_gain", ctypes.c_double),
    ]


class habitue_survival_step(ctypes.Structure):
    _fields_ = [
        ("time", ctypes.c_double),
        ("at_risk", ctypes.c_uint64),
        ("lost", ctypes.c_uint64),
        ("survival", ctypes.c_double),
        ("std_error", ctypes.c_double),
    ]


class habitue_survival(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("interval", ctypes.c_int32),
        ("confidence", ctypes.c_double),
        ("horizon", ctypes.c_double),
        ("times", ctypes.c_void_p),
        ("time_count", ctypes.c_size_t),
        ("survival", ctypes.c_void_p),
        ("low", ctypes.c_void_p),
        ("high", ctypes.c_void_p),
        ("shares", ctypes.c_void_p),
        ("share_count", ctypes.c_size_t),
        ("quantiles", ctypes.c_void_p),
        ("steps", ctypes.POINTER(habitue_survival_step)),
        ("step_capacity", ctypes.c_size_t),
        ("step_count", ctypes.c_size_t),
        ("last_time", ctypes.c_double),
        ("restricted_mean", ctypes.c_double),
        ("restricted_mean_error", ctypes.c_double),
    ]


class habitue_log_rank(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("degrees_of_freedom", ctypes.c_uint32),
        ("groups", ctypes.c_size_t),
        ("observed", ctypes.c_void_p),
        ("expected", ctypes.c_void_p),
        ("chi_square", ctypes.c_double),
        ("p_value", ctypes.c_double),
    ]


class habitue_index_options(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("missing", ctypes.c_int32),
        ("form", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
        ("minimum_share", ctypes.c_double),
        ("level", ctypes.c_double),
        ("population", ctypes.c_uint64),
    ]


class habitue_index(ctypes.Structure):
    _fields_ = [
        ("value", ctypes.c_double),
        ("raw", ctypes.c_double),
        ("standard_error", ctypes.c_double),
        ("interval", habitue_interval),
        ("basis", habitue_basis),
    ]


class habitue_classes(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("codes", ctypes.c_void_p),
        ("reasons", ctypes.c_void_p),
        ("boundary", ctypes.c_void_p),
        ("by_code", ctypes.c_uint64 * 16),
        ("n_used", ctypes.c_uint64),
        ("n_missing", ctypes.c_uint64),
        ("n_boundary", ctypes.c_uint64),
    ]


class habitue_scorecard_total(ctypes.Structure):
    _fields_ = [
        ("value", ctypes.c_double),
        ("standard_error", ctypes.c_double),
        ("interval", habitue_interval),
        ("weakest", ctypes.c_uint64),
    ]


class habitue_tornado_bar(ctypes.Structure):
    _fields_ = [
        ("input", ctypes.c_uint64),
        ("low", ctypes.c_double),
        ("high", ctypes.c_double),
    ]


class habitue_simulated_value(ctypes.Structure):
    _fields_ = [
        ("mean", ctypes.c_double),
        ("median", ctypes.c_double),
        ("low", ctypes.c_double),
        ("high", ctypes.c_double),
        ("draws", ctypes.c_uint64),
    ]


class habitue_simulation_options(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("every_purchase", ctypes.c_uint32),
        ("seed", ctypes.c_uint64),
        ("holdout", ctypes.c_double),
        ("horizon", ctypes.c_double),
        ("spend_model", ctypes.POINTER(habitue_model)),
    ]


class habitue_simulation_info(ctypes.Structure):
    _fields_ = [
        ("rows", ctypes.c_uint64),
        ("purchases", ctypes.c_uint64),
    ]


class habitue_simulation_columns(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("rows", ctypes.c_size_t),
        ("frequency", ctypes.c_void_p),
        ("recency", ctypes.c_void_p),
        ("age", ctypes.c_void_p),
        ("log_intervals", ctypes.c_void_p),
        ("holdout_frequency", ctypes.c_void_p),
        ("left", ctypes.c_void_p),
        ("mean_spend", ctypes.c_void_p),
        ("holdout_mean_spend", ctypes.c_void_p),
        ("purchases", ctypes.c_void_p),
        ("cohort", ctypes.c_void_p),
        ("period", ctypes.c_void_p),
        ("survivors", ctypes.c_void_p),
        ("renewals", ctypes.c_void_p),
    ]


class habitue_scale(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("kind", ctypes.c_int32),
        ("direction", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
        ("low", ctypes.c_double),
        ("high", ctypes.c_double),
        ("step", ctypes.c_double),
        ("level_values", ctypes.c_void_p),
        ("level_scores", ctypes.c_void_p),
        ("levels", ctypes.c_size_t),
    ]


class habitue_window(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("convention", ctypes.c_int32),
        ("unit", ctypes.c_int32),
        ("start", ctypes.c_int32),
        ("calibration_end", ctypes.c_int32),
        ("holdout_end", ctypes.c_int32),
        ("log_intervals", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_transactions(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("costing", ctypes.c_int32),
        ("whole_amounts", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
        ("rows", ctypes.c_size_t),
        ("customer", habitue_column),
        ("time", habitue_column),
        ("amount", habitue_column),
        ("cost", habitue_column),
        ("cost_known", ctypes.c_void_p),
    ]


class habitue_customer_now(ctypes.Structure):
    _fields_ = [
        ("recency", ctypes.c_double),
        ("age", ctypes.c_double),
        ("mean_spend", ctypes.c_double),
        ("first_spend", ctypes.c_int64),
        ("repeat_spend", ctypes.c_int64),
        ("p_alive", ctypes.c_double),
        ("expected_purchases", ctypes.c_double),
        ("value", ctypes.c_double),
        ("frequency", ctypes.c_uint32),
        ("tier", ctypes.c_int32),
        ("calibrated", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_scorer_options(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("tiers", ctypes.c_uint32),
        ("to", ctypes.c_double),
        ("horizon", ctypes.c_double),
        ("rate", ctypes.c_double),
        ("margin", ctypes.c_double),
        ("lowest", ctypes.c_void_p),
    ]


class habitue_rules(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("currency", ctypes.c_char * 4),
        ("refunds", ctypes.c_int32),
        ("rounding", ctypes.c_int32),
        ("resolution", ctypes.c_int32),
        ("threads", ctypes.c_uint32),
        ("costs", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
        ("assumed_margin", ctypes.c_double),
    ]


class habitue_csv_format(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("keys", ctypes.c_int32),
        ("customer", habitue_text),
        ("date", habitue_text),
        ("amount", habitue_text),
        ("cost", habitue_text),
        ("date_format", habitue_text),
        ("delimiter", ctypes.c_uint32),
        ("decimal_mark", ctypes.c_uint32),
        ("bad_rows", ctypes.c_int32),
        ("costing", ctypes.c_int32),
    ]


class habitue_status_count(ctypes.Structure):
    _fields_ = [
        ("status", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
        ("rows", ctypes.c_uint64),
    ]


class habitue_rejections(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("rows", ctypes.c_uint64),
        ("rejected", ctypes.c_uint64),
        ("examples", ctypes.POINTER(habitue_error)),
        ("example_capacity", ctypes.c_size_t),
        ("example_count", ctypes.c_size_t),
        ("by_status", ctypes.POINTER(habitue_status_count)),
        ("status_capacity", ctypes.c_size_t),
        ("status_count", ctypes.c_size_t),
    ]


class habitue_summary_info(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("keys", ctypes.c_int32),
        ("rows", ctypes.c_uint64),
        ("rejected_rows", ctypes.c_uint64),
        ("first_day", ctypes.c_int32),
        ("last_day", ctypes.c_int32),
        ("currency", ctypes.c_char * 4),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_table_info(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("keys", ctypes.c_int32),
        ("key_bytes", ctypes.c_size_t),
        ("unit", ctypes.c_int32),
        ("currency", ctypes.c_char * 4),
        ("rows", ctypes.c_uint64),
        ("rejected_rows", ctypes.c_uint64),
        ("refund_rows", ctypes.c_uint64),
        ("customers", ctypes.c_uint64),
        ("occasions", ctypes.c_uint64),
        ("merged_rows", ctypes.c_uint64),
        ("dropped_occasions", ctypes.c_uint64),
        ("dropped_rows", ctypes.c_uint64),
        ("dropped_spend", ctypes.c_int64),
        ("outside_rows", ctypes.c_uint64),
        ("outside_spend", ctypes.c_int64),
        ("uncalibrated_customers", ctypes.c_uint64),
        ("uncalibrated_rows", ctypes.c_uint64),
        ("uncalibrated_spend", ctypes.c_int64),
        ("assumed_rows", ctypes.c_uint64),
        ("dropped_margin", ctypes.c_int64),
        ("outside_margin", ctypes.c_int64),
        ("uncalibrated_margin", ctypes.c_int64),
    ]


class habitue_table_columns(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("rows", ctypes.c_size_t),
        ("keys", ctypes.c_void_p),
        ("key_offsets", ctypes.c_void_p),
        ("key_bytes", ctypes.c_void_p),
        ("frequency", ctypes.c_void_p),
        ("recency", ctypes.c_void_p),
        ("age", ctypes.c_void_p),
        ("log_intervals", ctypes.c_void_p),
        ("holdout_frequency", ctypes.c_void_p),
        ("first_spend", ctypes.c_void_p),
        ("repeat_spend", ctypes.c_void_p),
        ("total_spend", ctypes.c_void_p),
        ("holdout_spend", ctypes.c_void_p),
        ("mean_spend", ctypes.c_void_p),
        ("first_margin", ctypes.c_void_p),
        ("repeat_margin", ctypes.c_void_p),
        ("total_margin", ctypes.c_void_p),
        ("holdout_margin", ctypes.c_void_p),
        ("mean_margin", ctypes.c_void_p),
        ("margin_rate", ctypes.c_void_p),
    ]


class habitue_tracking_step(ctypes.Structure):
    _fields_ = [
        ("end", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
        ("elapsed", ctypes.c_double),
        ("purchases", ctypes.c_uint64),
    ]


class habitue_tenure_result(ctypes.Structure):
    _fields_ = [
        ("value", ctypes.c_double),
        ("payback", ctypes.c_double),
        ("value_to_cost", ctypes.c_double),
    ]


class habitue_uncertainty_options(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("draws", ctypes.c_uint32),
        ("seed", ctypes.c_uint64),
        ("scale", ctypes.c_int32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_uncertainty_info(ctypes.Structure):
    _fields_ = [
        ("method", ctypes.c_int32),
        ("kind", ctypes.c_int32),
        ("parameters", ctypes.c_uint32),
        ("draws", ctypes.c_uint32),
        ("failed", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
    ]


class habitue_compared_model(ctypes.Structure):
    _fields_ = [
        ("kind", ctypes.c_int32),
        ("failure", ctypes.c_int32),
        ("ridge", ctypes.c_int32),
        ("parameters", ctypes.c_uint32),
        ("regularity", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("log_likelihood", ctypes.c_double),
        ("aic", ctypes.c_double),
        ("bic", ctypes.c_double),
    ]


class habitue_nested_test(ctypes.Structure):
    _fields_ = [
        ("restricted", ctypes.c_uint32),
        ("general", ctypes.c_uint32),
        ("degrees", ctypes.c_uint64),
        ("statistic", ctypes.c_double),
        ("p_value", ctypes.c_double),
    ]


class habitue_comparison(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("rows", ctypes.POINTER(habitue_compared_model)),
        ("models", ctypes.POINTER(ctypes.POINTER(habitue_model))),
        ("why", ctypes.POINTER(habitue_error)),
        ("tests", ctypes.POINTER(habitue_nested_test)),
        ("test_capacity", ctypes.c_size_t),
        ("test_count", ctypes.c_size_t),
    ]


class habitue_correlation(ctypes.Structure):
    _fields_ = [
        ("coefficient", ctypes.c_double),
        ("t", ctypes.c_double),
        ("p_value", ctypes.c_double),
    ]


class habitue_regularity(ctypes.Structure):
    _fields_ = [
        ("k", ctypes.c_double),
        ("standard_error", ctypes.c_double),
        ("customers", ctypes.c_uint64),
        ("observations", ctypes.c_uint64),
    ]


class habitue_forecast(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("rows", ctypes.c_size_t),
        ("actual", ctypes.c_void_p),
        ("expected", ctypes.c_void_p),
        ("weights", ctypes.c_void_p),
    ]


class habitue_forecast_errors(ctypes.Structure):
    _fields_ = [
        ("customers", ctypes.c_double),
        ("actual", ctypes.c_double),
        ("expected", ctypes.c_double),
        ("bias", ctypes.c_double),
        ("wape", ctypes.c_double),
        ("mae", ctypes.c_double),
        ("rmse", ctypes.c_double),
        ("top_decile_lift", ctypes.c_double),
        ("gini", ctypes.c_double),
        ("normalised_gini", ctypes.c_double),
    ]


class habitue_forecast_class(ctypes.Structure):
    _fields_ = [
        ("customers", ctypes.c_double),
        ("actual", ctypes.c_double),
        ("expected", ctypes.c_double),
    ]


class habitue_rake_options(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("max_passes", ctypes.c_uint32),
        ("cap", ctypes.c_double),
        ("tolerance", ctypes.c_double),
        ("reserved", ctypes.c_uint32 * 2),
    ]


class habitue_weighting(ctypes.Structure):
    _fields_ = [
        ("effective_n", ctypes.c_double),
        ("design_effect", ctypes.c_double),
        ("capped", ctypes.c_uint64),
        ("passes", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
    ]


INITIAL: dict[type[ctypes.Structure], tuple[Any, ...]] = {
    habitue_error: (ctypes.sizeof(habitue_error), 0, -1, (0,), (0,),),
    habitue_margin_terms: (ctypes.sizeof(habitue_margin_terms), HABITUE_MARGIN_IMMEDIATE, 0.0, 0.0, -1, 0,),
    habitue_scale: (ctypes.sizeof(habitue_scale), 0, 0, 0, 1.0, 10.0, 1.0, 0, 0, 0,),
    habitue_index_options: (ctypes.sizeof(habitue_index_options), 1, 0, 0, 0.5, 0.95, 0,),
    habitue_rules: (ctypes.sizeof(habitue_rules), (0,), HABITUE_REFUNDS_REFUSE, HABITUE_ROUNDING_NONE, HABITUE_UNIT_DAY, 1, HABITUE_COSTS_NONE, 0, 0,),
    habitue_transactions: (ctypes.sizeof(habitue_transactions), HABITUE_COSTING_COST, 0, 0, 0,      (0, 0, 0, 0, 0, 0,), (0, 0, 0, 0, 0, 0,), (0, 0, 0, 0, 0, 0,), (0, 0, 0, 0, 0, 0,), 0,),
    habitue_csv_format: (ctypes.sizeof(habitue_csv_format), HABITUE_TYPE_TEXT, (0, 0,), (0, 0,), (0, 0,), (0, 0,), (0, 0,), 44, 46,       HABITUE_BAD_ROWS_FAIL, HABITUE_COSTING_COST,),
    habitue_window: (ctypes.sizeof(habitue_window), HABITUE_CONVENTION_BTYD, HABITUE_UNIT_WEEK, HABITUE_NO_DAY,       HABITUE_NO_DAY, HABITUE_NO_DAY, 0, 0,),
    habitue_job: (ctypes.sizeof(habitue_job), 1, 0, 0, 0,),
    habitue_customers: (ctypes.sizeof(habitue_customers), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,       HABITUE_UNIT_NOT_STATED, 0,),
    habitue_question: (ctypes.sizeof(habitue_question), 0, 0.0, float("nan"), float("nan"), float("nan"),       float("nan"), float("nan"), HABITUE_COUNT_NOT_GIVEN, HABITUE_MARGIN_AT_PURCHASE,       HABITUE_UNIT_NOT_STATED, 0, HABITUE_STATISTIC_MEAN, 0, 0,),
    habitue_answers: (ctypes.sizeof(habitue_answers), 0, 0, 0, 0, 0, 0, 0.95,),
    habitue_fit_options: (ctypes.sizeof(habitue_fit_options), 500, 0, 0, 1e-9, 0, 0, 0, 0, 0.0, 0,       HABITUE_ATTRITION_LINK_SEPARATE, 0.0, 0.0, 0.0,),
    habitue_scorer_options: (ctypes.sizeof(habitue_scorer_options), 0, float("nan"), float("nan"), 0.0, 1.0, 0,),
    habitue_rake_options: (ctypes.sizeof(habitue_rake_options), 1000, 0.0, 1e-10, (0,),),
    habitue_kano_options: (ctypes.sizeof(habitue_kano_options), 0, 0, 0.05, 0.95, 2.0, 0.4, (0,),),
    habitue_bootstrap_options: (ctypes.sizeof(habitue_bootstrap_options), 1000, 1, 1, 0,),
    habitue_simulation_options: (ctypes.sizeof(habitue_simulation_options), 0, 1, 0.0, float("nan"), 0,),
    habitue_simulation_columns: (ctypes.sizeof(habitue_simulation_columns), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_uncertainty_options: (ctypes.sizeof(habitue_uncertainty_options), 1000, 1, HABITUE_INTERVAL_NATURAL, 0,),
    habitue_evidence: (ctypes.sizeof(habitue_evidence), 0, 0, 0, 0, 0, 0,),
    habitue_classes: (ctypes.sizeof(habitue_classes), 0, 0, 0, 0, (0,), 0, 0, 0,),
    habitue_entry: (ctypes.sizeof(habitue_entry), 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_rejections: (ctypes.sizeof(habitue_rejections), 0, 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_summary_info: (ctypes.sizeof(habitue_summary_info), 0, 0, 0, 0, 0, (0,), 0,),
    habitue_table_info: (ctypes.sizeof(habitue_table_info), 0, 0, 0, (0,), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_table_columns: (ctypes.sizeof(habitue_table_columns), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_cohort_options: (ctypes.sizeof(habitue_cohort_options), HABITUE_UNIT_MONTH, HABITUE_NO_DAY, HABITUE_NO_DAY, 0, 0,),
    habitue_cohort_info: (ctypes.sizeof(habitue_cohort_info), 0, 0, 0,),
    habitue_cohort_columns: (ctypes.sizeof(habitue_cohort_columns), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_survival: (ctypes.sizeof(habitue_survival), HABITUE_SURVIVAL_INTERVAL_LOG, 0.95, float("nan"),       0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0,),
    habitue_log_rank: (ctypes.sizeof(habitue_log_rank), 0, 0, 0, 0, 0.0, 0.0,),
    habitue_bucket: (ctypes.sizeof(habitue_bucket), 0, float("nan"), 0.0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0,),
    habitue_defection: (ctypes.sizeof(habitue_defection), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (0,), (0,), 0, 0.0, 0.0, 0.0, 0.0,),
    habitue_forecast: (ctypes.sizeof(habitue_forecast), 0, 0, 0, 0, 0,),
    habitue_comparison: (ctypes.sizeof(habitue_comparison), 0, 0, 0, 0, 0, 0, 0,),
}


FUNCTIONS: dict[str, tuple[Any, tuple[tuple[str, Any], ...]]] = {
    "habitue_acquisition_retention_optimum": (ctypes.c_int32, (
        ("acquisition_ceiling", ctypes.c_double),
        ("acquisition_rate", ctypes.c_double),
        ("acquisition_spend", ctypes.c_double),
        ("retention_ceiling", ctypes.c_double),
        ("retention_rate", ctypes.c_double),
        ("retention_spend", ctypes.c_double),
        ("margin", ctypes.c_double),
        ("discount", ctypes.c_double),
        ("optimum", ctypes.POINTER(habitue_optimal_spend)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_answer": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("question", ctypes.POINTER(habitue_question)),
        ("customers", ctypes.POINTER(habitue_customers)),
        ("job", ctypes.POINTER(habitue_job)),
        ("answers", ctypes.POINTER(habitue_answers)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_answer_with_uncertainty": (ctypes.c_int32, (
        ("uncertainty", ctypes.POINTER(habitue_uncertainty)),
        ("question", ctypes.POINTER(habitue_question)),
        ("customers", ctypes.POINTER(habitue_customers)),
        ("job", ctypes.POINTER(habitue_job)),
        ("answers", ctypes.POINTER(habitue_answers)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_berger_nasr_value": (ctypes.c_int32, (
        ("contribution", In(ctypes.c_double)),
        ("contributions", ctypes.c_size_t),
        ("promotion", In(ctypes.c_double)),
        ("promotions", ctypes.c_size_t),
        ("retention", ctypes.c_double),
        ("purchase", In(ctypes.c_double)),
        ("recencies", ctypes.c_size_t),
        ("discount", ctypes.c_double),
        ("cycle_years", ctypes.c_double),
        ("buying", Out(ctypes.c_double)),
        ("promoted", Out(ctypes.c_double)),
        ("value", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_berger_nasr_cash_flow": (ctypes.c_int32, (
        ("contribution", In(ctypes.c_double)),
        ("contributions", ctypes.c_size_t),
        ("promotion", In(ctypes.c_double)),
        ("promotions", ctypes.c_size_t),
        ("retention", ctypes.c_double),
        ("purchase", In(ctypes.c_double)),
        ("recencies", ctypes.c_size_t),
        ("cycle_years", ctypes.c_double),
        ("out", ctypes.POINTER(ctypes.POINTER(habitue_cash_flow))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cash_flow_value": (ctypes.c_int32, (
        ("currency", In(ctypes.c_uint8)),
        ("currency_length", ctypes.c_size_t),
        ("time", In(ctypes.c_double)),
        ("amount", In(ctypes.c_int64)),
        ("probability", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("discount", ctypes.c_double),
        ("factor", Out(ctypes.c_double)),
        ("present", Out(ctypes.c_double)),
        ("result", ctypes.POINTER(habitue_cash_flow_result)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cash_flow_new": (ctypes.c_int32, (
        ("currency", In(ctypes.c_uint8)),
        ("currency_length", ctypes.c_size_t),
        ("time", In(ctypes.c_double)),
        ("amount", In(ctypes.c_int64)),
        ("probability", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("out", ctypes.POINTER(ctypes.POINTER(habitue_cash_flow))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cash_flow_new_real": (ctypes.c_int32, (
        ("time", In(ctypes.c_double)),
        ("amount", In(ctypes.c_double)),
        ("probability", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("out", ctypes.POINTER(ctypes.POINTER(habitue_cash_flow))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cash_flow_free": (None, (
        ("flow", ctypes.POINTER(habitue_cash_flow)),
    )),
    "habitue_cash_flow_payments": (ctypes.c_size_t, (
        ("flow", ctypes.POINTER(habitue_cash_flow)),
    )),
    "habitue_cash_flow_table": (ctypes.c_int32, (
        ("flow", ctypes.POINTER(habitue_cash_flow)),
        ("discount", ctypes.c_double),
        ("time", Out(ctypes.c_double)),
        ("expected", Out(ctypes.c_double)),
        ("factor", Out(ctypes.c_double)),
        ("present", Out(ctypes.c_double)),
        ("cumulative", Out(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cash_flow_present_values": (ctypes.c_int32, (
        ("flow", ctypes.POINTER(habitue_cash_flow)),
        ("discount", In(ctypes.c_double)),
        ("values", Out(ctypes.c_double)),
        ("rates", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cash_flow_paybacks": (ctypes.c_int32, (
        ("flow", ctypes.POINTER(habitue_cash_flow)),
        ("discount", In(ctypes.c_double)),
        ("times", Out(ctypes.c_double)),
        ("rates", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cash_flow_total": (ctypes.c_int32, (
        ("flow", ctypes.POINTER(habitue_cash_flow)),
        ("total", Out(ctypes.c_int64)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cash_flow_in_currency": (ctypes.c_int32, (
        ("flow", ctypes.POINTER(habitue_cash_flow)),
        ("currency", In(ctypes.c_uint8)),
        ("currency_length", ctypes.c_size_t),
        ("rounding", ctypes.c_int32),
        ("out", ctypes.POINTER(ctypes.POINTER(habitue_cash_flow))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_concentration_new": (ctypes.c_int32, (
        ("values", In(ctypes.c_double)),
        ("customers", ctypes.c_size_t),
        ("concentration", ctypes.POINTER(ctypes.POINTER(habitue_concentration))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_concentration_new_minor": (ctypes.c_int32, (
        ("values", In(ctypes.c_int64)),
        ("customers", ctypes.c_size_t),
        ("concentration", ctypes.POINTER(ctypes.POINTER(habitue_concentration))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_concentration_free": (None, (
        ("concentration", ctypes.POINTER(habitue_concentration)),
    )),
    "habitue_concentration_totals": (ctypes.c_int32, (
        ("concentration", ctypes.POINTER(habitue_concentration)),
        ("customers", Out(ctypes.c_uint64)),
        ("gainers", Out(ctypes.c_uint64)),
        ("total", Out(ctypes.c_double)),
        ("gross", Out(ctypes.c_double)),
        ("losses", Out(ctypes.c_double)),
        ("peak_share", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_concentration_share_of_top": (ctypes.c_int32, (
        ("concentration", ctypes.POINTER(habitue_concentration)),
        ("customer_shares", In(ctypes.c_double)),
        ("count", ctypes.c_size_t),
        ("value_shares", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_concentration_top_share_giving": (ctypes.c_int32, (
        ("concentration", ctypes.POINTER(habitue_concentration)),
        ("value_shares", In(ctypes.c_double)),
        ("count", ctypes.c_size_t),
        ("customer_shares", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_concentration_gini": (ctypes.c_int32, (
        ("concentration", ctypes.POINTER(habitue_concentration)),
        ("kind", ctypes.c_int32),
        ("gini", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_concentration_curve": (ctypes.c_int32, (
        ("concentration", ctypes.POINTER(habitue_concentration)),
        ("curve", ctypes.c_int32),
        ("customers", Out(ctypes.c_double)),
        ("value", Out(ctypes.c_double)),
        ("points", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_share_counts_of_answers": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("question", ctypes.c_size_t),
        ("k", ctypes.c_size_t),
        ("counts", ctypes.POINTER(habitue_share_counts)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_share_counts_merge": (ctypes.c_int32, (
        ("parts", ctypes.POINTER(habitue_share_counts)),
        ("count", ctypes.c_size_t),
        ("merged", ctypes.POINTER(habitue_share_counts)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_share_counts_share": (ctypes.c_int32, (
        ("counts", ctypes.POINTER(habitue_share_counts)),
        ("method", ctypes.c_int32),
        ("level", ctypes.c_double),
        ("share", ctypes.POINTER(habitue_top_box_share)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_promoter_counts_of_answers": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("question", ctypes.c_size_t),
        ("detractor_at_most", ctypes.c_double),
        ("promoter_at_least", ctypes.c_double),
        ("counts", ctypes.POINTER(habitue_promoter_counts)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_promoter_counts_merge": (ctypes.c_int32, (
        ("parts", ctypes.POINTER(habitue_promoter_counts)),
        ("count", ctypes.c_size_t),
        ("merged", ctypes.POINTER(habitue_promoter_counts)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_promoter_counts_score": (ctypes.c_int32, (
        ("counts", ctypes.POINTER(habitue_promoter_counts)),
        ("method", ctypes.c_int32),
        ("level", ctypes.c_double),
        ("promoters", ctypes.POINTER(habitue_promoters)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_mean_counts_of_column": (ctypes.c_int32, (
        ("values", In(ctypes.c_double)),
        ("weights", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("counts", ctypes.POINTER(habitue_mean_counts)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_mean_counts_merge": (ctypes.c_int32, (
        ("parts", ctypes.POINTER(habitue_mean_counts)),
        ("count", ctypes.c_size_t),
        ("merged", ctypes.POINTER(habitue_mean_counts)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_mean_counts_mean": (ctypes.c_int32, (
        ("counts", ctypes.POINTER(habitue_mean_counts)),
        ("level", ctypes.c_double),
        ("mean", ctypes.POINTER(habitue_mean)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_effort_counts_of_answers": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("question", ctypes.c_size_t),
        ("easy_from", ctypes.c_double),
        ("counts", ctypes.POINTER(habitue_effort_counts)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_effort_counts_merge": (ctypes.c_int32, (
        ("parts", ctypes.POINTER(habitue_effort_counts)),
        ("count", ctypes.c_size_t),
        ("merged", ctypes.POINTER(habitue_effort_counts)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_effort_counts_score": (ctypes.c_int32, (
        ("counts", ctypes.POINTER(habitue_effort_counts)),
        ("level", ctypes.c_double),
        ("effort", ctypes.POINTER(habitue_effort)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_effort_score": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("question", ctypes.c_size_t),
        ("easy_from", ctypes.c_double),
        ("level", ctypes.c_double),
        ("effort", ctypes.POINTER(habitue_effort)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cross_products_of_answers": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("missing", ctypes.c_int32),
        ("minimum_share", ctypes.c_double),
        ("products", ctypes.POINTER(ctypes.POINTER(habitue_cross_products))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cross_products_free": (None, (
        ("products", ctypes.POINTER(habitue_cross_products)),
    )),
    "habitue_cross_products_merge": (ctypes.c_int32, (
        ("products", ctypes.POINTER(habitue_cross_products)),
        ("other", ctypes.POINTER(habitue_cross_products)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cross_products_to_bytes": (ctypes.c_int32, (
        ("products", ctypes.POINTER(habitue_cross_products)),
        ("buffer", Out(ctypes.c_uint8)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cross_products_from_bytes": (ctypes.c_int32, (
        ("bytes", In(ctypes.c_uint8)),
        ("length", ctypes.c_size_t),
        ("products", ctypes.POINTER(ctypes.POINTER(habitue_cross_products))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_moments_of_cross_products": (ctypes.c_int32, (
        ("products", ctypes.POINTER(habitue_cross_products)),
        ("moments", ctypes.POINTER(ctypes.POINTER(habitue_moments))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_customer_events_value": (ctypes.c_int32, (
        ("currency", In(ctypes.c_uint8)),
        ("currency_length", ctypes.c_size_t),
        ("valuation", ctypes.c_int32),
        ("day_count", ctypes.c_int32),
        ("day", In(ctypes.c_int32)),
        ("probability", In(ctypes.c_double)),
        ("revenue", In(ctypes.c_int64)),
        ("cost", In(ctypes.c_int64)),
        ("events", ctypes.c_size_t),
        ("discount", ctypes.c_double),
        ("present", Out(ctypes.c_double)),
        ("result", ctypes.POINTER(habitue_cash_flow_result)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_customer_events_values": (ctypes.c_int32, (
        ("currency", In(ctypes.c_uint8)),
        ("currency_length", ctypes.c_size_t),
        ("valuation", ctypes.c_int32),
        ("day_count", ctypes.c_int32),
        ("customer", In(ctypes.c_uint32)),
        ("day", In(ctypes.c_int32)),
        ("probability", In(ctypes.c_double)),
        ("revenue", In(ctypes.c_int64)),
        ("cost", In(ctypes.c_int64)),
        ("events", ctypes.c_size_t),
        ("discount", ctypes.c_double),
        ("values", Out(ctypes.c_double)),
        ("customers", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_dwyer_table": (ctypes.c_int32, (
        ("customers", ctypes.c_double),
        ("acquisition", ctypes.c_double),
        ("discount", ctypes.c_double),
        ("timing", ctypes.c_int32),
        ("retention", In(ctypes.c_double)),
        ("orders_per_month", In(ctypes.c_double)),
        ("amount", In(ctypes.c_double)),
        ("variable_cost_share", In(ctypes.c_double)),
        ("marketing", In(ctypes.c_double)),
        ("years", ctypes.c_size_t),
        ("table", ctypes.POINTER(habitue_dwyer_line)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_dwyer_cash_flow": (ctypes.c_int32, (
        ("customers", ctypes.c_double),
        ("acquisition", ctypes.c_double),
        ("timing", ctypes.c_int32),
        ("retention", In(ctypes.c_double)),
        ("orders_per_month", In(ctypes.c_double)),
        ("amount", In(ctypes.c_double)),
        ("variable_cost_share", In(ctypes.c_double)),
        ("marketing", In(ctypes.c_double)),
        ("years", ctypes.c_size_t),
        ("out", ctypes.POINTER(ctypes.POINTER(habitue_cash_flow))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_model_fit": (ctypes.c_int32, (
        ("kind", ctypes.c_int32),
        ("customers", ctypes.POINTER(habitue_customers)),
        ("options", ctypes.POINTER(habitue_fit_options)),
        ("job", ctypes.POINTER(habitue_job)),
        ("model", ctypes.POINTER(ctypes.POINTER(habitue_model))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_calculate": (ctypes.c_int32, (
        ("formula", ctypes.c_int32),
        ("inputs", ctypes.POINTER(habitue_evidence)),
        ("outputs", ctypes.POINTER(habitue_output)),
        ("output_count", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_adapt_expectation": (ctypes.c_int32, (
        ("start", ctypes.c_double),
        ("rate", ctypes.c_double),
        ("performance", In(ctypes.c_double)),
        ("periods", ctypes.c_size_t),
        ("expectation", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_dimension_counts_of_answers": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("expectations", In(ctypes.c_size_t)),
        ("perceived", In(ctypes.c_size_t)),
        ("pair_dimensions", In(ctypes.c_size_t)),
        ("pairs", ctypes.c_size_t),
        ("counts", ctypes.POINTER(habitue_dimension_counts)),
        ("dimensions", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_dimension_counts_merge": (ctypes.c_int32, (
        ("first", ctypes.POINTER(habitue_dimension_counts)),
        ("second", ctypes.POINTER(habitue_dimension_counts)),
        ("merged", ctypes.POINTER(habitue_dimension_counts)),
        ("dimensions", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_dimension_counts_service_quality": (ctypes.c_int32, (
        ("counts", ctypes.POINTER(habitue_dimension_counts)),
        ("points", In(ctypes.c_double)),
        ("dimensions", ctypes.c_size_t),
        ("level", ctypes.c_double),
        ("gaps", ctypes.POINTER(habitue_dimension_gap)),
        ("unweighted", Out(ctypes.c_double)),
        ("weighted", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cancel_new": (ctypes.c_int32, (
        ("cancel", ctypes.POINTER(ctypes.POINTER(habitue_cancel))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cancel_trip": (None, (
        ("cancel", ctypes.POINTER(habitue_cancel)),
    )),
    "habitue_cancel_free": (None, (
        ("cancel", ctypes.POINTER(habitue_cancel)),
    )),
    "habitue_kano": (ctypes.c_int32, (
        ("functional", In(ctypes.c_double)),
        ("dysfunctional", In(ctypes.c_double)),
        ("weights", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("options", ctypes.POINTER(habitue_kano_options)),
        ("result", ctypes.POINTER(habitue_kano_result)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_kano_counts_of_answers": (ctypes.c_int32, (
        ("functional", In(ctypes.c_double)),
        ("dysfunctional", In(ctypes.c_double)),
        ("weights", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("options", ctypes.POINTER(habitue_kano_options)),
        ("counts", ctypes.POINTER(habitue_kano_counts)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_kano_counts_merge": (ctypes.c_int32, (
        ("parts", ctypes.POINTER(habitue_kano_counts)),
        ("count", ctypes.c_size_t),
        ("merged", ctypes.POINTER(habitue_kano_counts)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_kano_counts_analyse": (ctypes.c_int32, (
        ("counts", ctypes.POINTER(habitue_kano_counts)),
        ("options", ctypes.POINTER(habitue_kano_options)),
        ("result", ctypes.POINTER(habitue_kano_result)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_kano_counts_difference": (ctypes.c_int32, (
        ("first", ctypes.POINTER(habitue_kano_counts)),
        ("second", ctypes.POINTER(habitue_kano_counts)),
        ("level", ctypes.c_double),
        ("better", ctypes.POINTER(habitue_difference)),
        ("worse", ctypes.POINTER(habitue_difference)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_fuzzy_kano_counts_of_answers": (ctypes.c_int32, (
        ("functional", In(ctypes.c_double)),
        ("dysfunctional", In(ctypes.c_double)),
        ("cells", ctypes.c_size_t),
        ("weights", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("options", ctypes.POINTER(habitue_kano_options)),
        ("counts", ctypes.POINTER(habitue_fuzzy_kano_counts)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_fuzzy_kano_counts_merge": (ctypes.c_int32, (
        ("parts", ctypes.POINTER(habitue_fuzzy_kano_counts)),
        ("count", ctypes.c_size_t),
        ("merged", ctypes.POINTER(habitue_fuzzy_kano_counts)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_key_account_scores": (ctypes.c_int32, (
        ("matrix", In(ctypes.c_double)),
        ("cells", ctypes.c_size_t),
        ("benefit", In(ctypes.c_uint8)),
        ("weights", In(ctypes.c_double)),
        ("criteria", ctypes.c_size_t),
        ("method", ctypes.c_int32),
        ("scores", Out(ctypes.c_double)),
        ("customers", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_ahp_weights": (ctypes.c_int32, (
        ("comparisons", In(ctypes.c_double)),
        ("cells", ctypes.c_size_t),
        ("weights", Out(ctypes.c_double)),
        ("criteria", ctypes.c_size_t),
        ("consistency_ratio", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_key_accounts": (ctypes.c_int32, (
        ("score", In(ctypes.c_double)),
        ("customers", ctypes.c_size_t),
        ("share", ctypes.c_double),
        ("rows", Out(ctypes.c_uint64)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_lost_key_accounts": (ctypes.c_int32, (
        ("score", In(ctypes.c_double)),
        ("active", In(ctypes.c_uint8)),
        ("customers", ctypes.c_size_t),
        ("share", ctypes.c_double),
        ("rows", Out(ctypes.c_uint64)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_driver_scores": (ctypes.c_int32, (
        ("parents", In(ctypes.c_int32)),
        ("weights", In(ctypes.c_double)),
        ("leaf_scores", In(ctypes.c_double)),
        ("nodes", ctypes.c_size_t),
        ("scores", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_five_factors": (ctypes.c_int32, (
        ("parents", Out(ctypes.c_int32)),
        ("weights", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_rank_shares": (ctypes.c_int32, (
        ("ratings", In(ctypes.c_double)),
        ("customers", ctypes.c_size_t),
        ("brands", ctypes.c_size_t),
        ("shares", Out(ctypes.c_double)),
        ("used", ctypes.POINTER(habitue_brand_use)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_margin_cash_flow": (ctypes.c_int32, (
        ("terms", ctypes.POINTER(habitue_margin_terms)),
        ("margin", ctypes.c_double),
        ("retention", ctypes.c_double),
        ("periods", ctypes.c_uint32),
        ("out", ctypes.POINTER(ctypes.POINTER(habitue_cash_flow))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_markov_values": (ctypes.c_int32, (
        ("transition", In(ctypes.c_double)),
        ("cells", ctypes.c_size_t),
        ("reward", In(ctypes.c_double)),
        ("states", ctypes.c_size_t),
        ("discount", ctypes.c_double),
        ("horizon", ctypes.c_int32),
        ("continues", In(ctypes.c_uint8)),
        ("values", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_markov_improve": (ctypes.c_int32, (
        ("transition", In(ctypes.c_double)),
        ("cells", ctypes.c_size_t),
        ("reward", In(ctypes.c_double)),
        ("states", ctypes.c_size_t),
        ("discount", ctypes.c_double),
        ("continues", Out(ctypes.c_uint8)),
        ("values", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_markov_recency": (ctypes.c_int32, (
        ("purchase", In(ctypes.c_double)),
        ("recencies", ctypes.c_size_t),
        ("contribution", ctypes.c_double),
        ("marketing", ctypes.c_double),
        ("transition", Out(ctypes.c_double)),
        ("cells", ctypes.c_size_t),
        ("reward", Out(ctypes.c_double)),
        ("states", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_markov_cash_flow": (ctypes.c_int32, (
        ("transition", In(ctypes.c_double)),
        ("cells", ctypes.c_size_t),
        ("reward", In(ctypes.c_double)),
        ("states", ctypes.c_size_t),
        ("state", ctypes.c_size_t),
        ("horizon", ctypes.c_uint32),
        ("out", ctypes.POINTER(ctypes.POINTER(habitue_cash_flow))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_tier_economics_of": (ctypes.c_int32, (
        ("tier", In(ctypes.c_int32)),
        ("revenue", In(ctypes.c_int64)),
        ("profit", In(ctypes.c_int64)),
        ("lifetime_value", In(ctypes.c_double)),
        ("customers", ctypes.c_size_t),
        ("economics", ctypes.POINTER(habitue_tier_economics)),
        ("tiers", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_tier_migration": (ctypes.c_int32, (
        ("before", In(ctypes.c_int32)),
        ("after", In(ctypes.c_int32)),
        ("customers", ctypes.c_size_t),
        ("tiers", ctypes.c_size_t),
        ("counts", Out(ctypes.c_uint64)),
        ("cells", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_tier_hysteresis": (ctypes.c_int32, (
        ("thresholds", In(ctypes.c_double)),
        ("cuts", ctypes.c_size_t),
        ("band", ctypes.c_double),
        ("values", In(ctypes.c_double)),
        ("previous", In(ctypes.c_int32)),
        ("customers", ctypes.c_size_t),
        ("tier", Out(ctypes.c_int32)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_tier_statistics": (ctypes.c_int32, (
        ("values", In(ctypes.c_double)),
        ("tier", In(ctypes.c_int32)),
        ("customers", ctypes.c_size_t),
        ("statistics", ctypes.POINTER(habitue_tier)),
        ("tiers", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_tier_statistics_minor": (ctypes.c_int32, (
        ("values", In(ctypes.c_int64)),
        ("tier", In(ctypes.c_int32)),
        ("customers", ctypes.c_size_t),
        ("statistics", ctypes.POINTER(habitue_tier_minor)),
        ("tiers", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_model_new": (ctypes.c_int32, (
        ("kind", ctypes.c_int32),
        ("parameters", In(ctypes.c_double)),
        ("count", ctypes.c_size_t),
        ("effects", ctypes.POINTER(habitue_effect)),
        ("effect_names", ctypes.POINTER(habitue_text)),
        ("effect_count", ctypes.c_size_t),
        ("model", ctypes.POINTER(ctypes.POINTER(habitue_model))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_model_free": (None, (
        ("model", ctypes.POINTER(habitue_model)),
    )),
    "habitue_model_report": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("which", ctypes.c_int32),
        ("report", ctypes.POINTER(habitue_fit_report)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_model_alternative": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("index", ctypes.c_size_t),
        ("alternative", ctypes.POINTER(habitue_alternative)),
        ("parameters", Out(ctypes.c_double)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_model_parameters": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("parameters", Out(ctypes.c_double)),
        ("standard_errors", Out(ctypes.c_double)),
        ("covariance", Out(ctypes.c_double)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_model_effect": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("index", ctypes.c_size_t),
        ("effect", ctypes.POINTER(habitue_effect)),
        ("name", Out(ctypes.c_char)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_model_describe": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("unit", habitue_text),
        ("provenance", habitue_text),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_model_unit": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("unit", Out(ctypes.c_char)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_model_provenance": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("provenance", Out(ctypes.c_char)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_model_for_customer": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("customers", ctypes.POINTER(habitue_customers)),
        ("row", ctypes.c_size_t),
        ("plain", ctypes.POINTER(ctypes.POINTER(habitue_model))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_model_to_bytes": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("bytes", Out(ctypes.c_uint8)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_model_from_bytes": (ctypes.c_int32, (
        ("bytes", In(ctypes.c_uint8)),
        ("length", ctypes.c_size_t),
        ("model", ctypes.POINTER(ctypes.POINTER(habitue_model))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_moments_of_answers": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("missing", ctypes.c_int32),
        ("minimum_share", ctypes.c_double),
        ("moments", ctypes.POINTER(ctypes.POINTER(habitue_moments))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_moments_new": (ctypes.c_int32, (
        ("n", ctypes.c_double),
        ("means", In(ctypes.c_double)),
        ("sds", In(ctypes.c_double)),
        ("correlations", In(ctypes.c_double)),
        ("low", In(ctypes.c_double)),
        ("high", In(ctypes.c_double)),
        ("questions", ctypes.c_size_t),
        ("moments", ctypes.POINTER(ctypes.POINTER(habitue_moments))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_moments_free": (None, (
        ("moments", ctypes.POINTER(habitue_moments)),
    )),
    "habitue_moments_read": (ctypes.c_int32, (
        ("moments", ctypes.POINTER(habitue_moments)),
        ("means", Out(ctypes.c_double)),
        ("sds", Out(ctypes.c_double)),
        ("correlations", Out(ctypes.c_double)),
        ("questions", ctypes.c_size_t),
        ("n", Out(ctypes.c_double)),
        ("basis", ctypes.POINTER(habitue_basis)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_reliability": (ctypes.c_int32, (
        ("moments", ctypes.POINTER(habitue_moments)),
        ("items", In(ctypes.c_size_t)),
        ("item_count", ctypes.c_size_t),
        ("level", ctypes.c_double),
        ("result", ctypes.POINTER(habitue_reliability_result)),
        ("item_rest", Out(ctypes.c_double)),
        ("alpha_without", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_omega": (ctypes.c_int32, (
        ("moments", ctypes.POINTER(habitue_moments)),
        ("items", In(ctypes.c_size_t)),
        ("item_count", ctypes.c_size_t),
        ("omega", Out(ctypes.c_double)),
        ("loadings", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_heterotrait_monotrait": (ctypes.c_int32, (
        ("moments", ctypes.POINTER(habitue_moments)),
        ("first", In(ctypes.c_size_t)),
        ("first_count", ctypes.c_size_t),
        ("second", In(ctypes.c_size_t)),
        ("second_count", ctypes.c_size_t),
        ("ratio", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_rho_a": (ctypes.c_int32, (
        ("moments", ctypes.POINTER(habitue_moments)),
        ("items", In(ctypes.c_size_t)),
        ("weights", In(ctypes.c_double)),
        ("item_count", ctypes.c_size_t),
        ("rho", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_key_drivers": (ctypes.c_int32, (
        ("moments", ctypes.POINTER(habitue_moments)),
        ("outcome", ctypes.c_size_t),
        ("drivers", In(ctypes.c_size_t)),
        ("driver_count", ctypes.c_size_t),
        ("r_squared", Out(ctypes.c_double)),
        ("beta", Out(ctypes.c_double)),
        ("first", Out(ctypes.c_double)),
        ("last", Out(ctypes.c_double)),
        ("lmg", Out(ctypes.c_double)),
        ("johnson", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_importance_map": (ctypes.c_int32, (
        ("performance", In(ctypes.c_double)),
        ("importance", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("cross_hairs", ctypes.c_int32),
        ("performance_at", ctypes.c_double),
        ("importance_at", ctypes.c_double),
        ("quadrants", Out(ctypes.c_int32)),
        ("on_boundary", Out(ctypes.c_uint8)),
        ("cuts", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_name": (ctypes.c_char_p, (
        ("list", ctypes.c_int32),
        ("code", ctypes.c_int32),
        ("language", ctypes.c_int32),
    )),
    "habitue_list_entry": (ctypes.c_int32, (
        ("list", ctypes.c_int32),
        ("index", ctypes.c_size_t),
        ("entry", ctypes.POINTER(habitue_entry)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_bootstrap_new": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_path_model)),
        ("answers", ctypes.POINTER(habitue_responses)),
        ("missing", ctypes.c_int32),
        ("minimum_share", ctypes.c_double),
        ("scheme", ctypes.c_int32),
        ("options", ctypes.POINTER(habitue_bootstrap_options)),
        ("progress", habitue_progress),
        ("context", ctypes.c_void_p),
        ("bootstrap", ctypes.POINTER(ctypes.POINTER(habitue_path_bootstrap))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_bootstrap_free": (None, (
        ("bootstrap", ctypes.POINTER(habitue_path_bootstrap)),
    )),
    "habitue_path_bootstrap_read": (ctypes.c_int32, (
        ("bootstrap", ctypes.POINTER(habitue_path_bootstrap)),
        ("figure", ctypes.c_int32),
        ("level", ctypes.c_double),
        ("estimates", Out(ctypes.c_double)),
        ("standard_errors", Out(ctypes.c_double)),
        ("low", Out(ctypes.c_double)),
        ("high", Out(ctypes.c_double)),
        ("count", ctypes.c_size_t),
        ("failed", Out(ctypes.c_uint32)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_bootstrap_difference": (ctypes.c_int32, (
        ("first", ctypes.POINTER(habitue_path_bootstrap)),
        ("later", ctypes.POINTER(habitue_path_bootstrap)),
        ("figure", ctypes.c_int32),
        ("level", ctypes.c_double),
        ("differences", ctypes.POINTER(habitue_difference)),
        ("count", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_segment_comparison_new": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_path_model)),
        ("first", ctypes.POINTER(habitue_responses)),
        ("second", ctypes.POINTER(habitue_responses)),
        ("missing", ctypes.c_int32),
        ("minimum_share", ctypes.c_double),
        ("scheme", ctypes.c_int32),
        ("options", ctypes.POINTER(habitue_bootstrap_options)),
        ("progress", habitue_progress),
        ("context", ctypes.c_void_p),
        ("comparison", ctypes.POINTER(ctypes.POINTER(habitue_segment_comparison))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_segment_comparison_free": (None, (
        ("comparison", ctypes.POINTER(habitue_segment_comparison)),
    )),
    "habitue_segment_comparison_read": (ctypes.c_int32, (
        ("comparison", ctypes.POINTER(habitue_segment_comparison)),
        ("figure", ctypes.c_int32),
        ("firsts", Out(ctypes.c_double)),
        ("seconds", Out(ctypes.c_double)),
        ("differences", Out(ctypes.c_double)),
        ("p_values", Out(ctypes.c_double)),
        ("count", ctypes.c_size_t),
        ("failed", Out(ctypes.c_uint32)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_key_drivers_bootstrap": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("missing", ctypes.c_int32),
        ("minimum_share", ctypes.c_double),
        ("outcome", ctypes.c_size_t),
        ("drivers", In(ctypes.c_size_t)),
        ("driver_count", ctypes.c_size_t),
        ("options", ctypes.POINTER(habitue_bootstrap_options)),
        ("level", ctypes.c_double),
        ("progress", habitue_progress),
        ("context", ctypes.c_void_p),
        ("standard_errors", Out(ctypes.c_double)),
        ("low", Out(ctypes.c_double)),
        ("high", Out(ctypes.c_double)),
        ("cells", ctypes.c_size_t),
        ("r_squared", ctypes.POINTER(habitue_interval)),
        ("failed", Out(ctypes.c_uint32)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_fit_new": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_path_model)),
        ("moments", ctypes.POINTER(habitue_moments)),
        ("scheme", ctypes.c_int32),
        ("fit", ctypes.POINTER(ctypes.POINTER(habitue_path_fit))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_fit_consistent": (ctypes.c_int32, (
        ("fit", ctypes.POINTER(habitue_path_fit)),
        ("least_reliability", ctypes.c_double),
        ("consistent", ctypes.POINTER(ctypes.POINTER(habitue_path_fit))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_fit_free": (None, (
        ("fit", ctypes.POINTER(habitue_path_fit)),
    )),
    "habitue_path_fit_items": (ctypes.c_int32, (
        ("fit", ctypes.POINTER(habitue_path_fit)),
        ("weights", Out(ctypes.c_double)),
        ("loadings", Out(ctypes.c_double)),
        ("item_count", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_fit_paths": (ctypes.c_int32, (
        ("fit", ctypes.POINTER(habitue_path_fit)),
        ("coefficients", Out(ctypes.c_double)),
        ("paths", ctypes.c_size_t),
        ("total_effects", Out(ctypes.c_double)),
        ("cells", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_fit_constructs": (ctypes.c_int32, (
        ("fit", ctypes.POINTER(habitue_path_fit)),
        ("r_squared", Out(ctypes.c_double)),
        ("adjusted_r_squared", Out(ctypes.c_double)),
        ("rho_a", Out(ctypes.c_double)),
        ("composite_reliability", Out(ctypes.c_double)),
        ("average_variance_extracted", Out(ctypes.c_double)),
        ("constructs", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_fit_index": (ctypes.c_int32, (
        ("fit", ctypes.POINTER(habitue_path_fit)),
        ("moments", ctypes.POINTER(habitue_moments)),
        ("construct", ctypes.c_size_t),
        ("value", Out(ctypes.c_double)),
        ("sd", Out(ctypes.c_double)),
        ("weights", Out(ctypes.c_double)),
        ("item_count", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_fit_respondent_indices": (ctypes.c_int32, (
        ("fit", ctypes.POINTER(habitue_path_fit)),
        ("moments", ctypes.POINTER(habitue_moments)),
        ("answers", ctypes.POINTER(habitue_responses)),
        ("construct", ctypes.c_size_t),
        ("indices", Out(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_model_new": (ctypes.c_int32, (
        ("model", ctypes.POINTER(ctypes.POINTER(habitue_path_model))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_model_ready": (ctypes.c_int32, (
        ("index", ctypes.c_int32),
        ("items", In(ctypes.c_size_t)),
        ("item_count", ctypes.c_size_t),
        ("item_counts", In(ctypes.c_size_t)),
        ("constructs", ctypes.c_size_t),
        ("model", ctypes.POINTER(ctypes.POINTER(habitue_path_model))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_model_free": (None, (
        ("model", ctypes.POINTER(habitue_path_model)),
    )),
    "habitue_path_model_add_construct": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_path_model)),
        ("name", In(ctypes.c_uint8)),
        ("name_length", ctypes.c_size_t),
        ("items", In(ctypes.c_size_t)),
        ("item_count", ctypes.c_size_t),
        ("mode", ctypes.c_int32),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_model_add_path": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_path_model)),
        ("from", ctypes.c_size_t),
        ("to", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_model_shape": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_path_model)),
        ("constructs", Out(ctypes.c_size_t)),
        ("paths", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_model_paths": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_path_model)),
        ("from", Out(ctypes.c_size_t)),
        ("to", Out(ctypes.c_size_t)),
        ("paths", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_path_model_name": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_path_model)),
        ("construct", ctypes.c_size_t),
        ("language", ctypes.c_int32),
        ("buffer", Out(ctypes.c_uint8)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_penalty_reward_new": (ctypes.c_int32, (
        ("answers", In(ctypes.c_double)),
        ("cells", ctypes.c_size_t),
        ("attributes", ctypes.c_size_t),
        ("outcome", In(ctypes.c_double)),
        ("weights", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("low_at_most", ctypes.c_double),
        ("high_at_least", ctypes.c_double),
        ("counts", ctypes.POINTER(ctypes.POINTER(habitue_penalty_reward))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_penalty_reward_free": (None, (
        ("counts", ctypes.POINTER(habitue_penalty_reward)),
    )),
    "habitue_penalty_reward_merge": (ctypes.c_int32, (
        ("counts", ctypes.POINTER(habitue_penalty_reward)),
        ("other", ctypes.POINTER(habitue_penalty_reward)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_penalty_reward_contrasts": (ctypes.c_int32, (
        ("counts", ctypes.POINTER(habitue_penalty_reward)),
        ("least", ctypes.c_uint64),
        ("tolerance", ctypes.c_double),
        ("contrasts", ctypes.POINTER(habitue_penalty_reward_contrast)),
        ("attributes", ctypes.c_size_t),
        ("used", Out(ctypes.c_uint64)),
        ("missing", Out(ctypes.c_uint64)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_points_schedule": (ctypes.c_int32, (
        ("price", ctypes.c_double),
        ("points", ctypes.c_double),
        ("redemption", ctypes.c_double),
        ("value", ctypes.c_double),
        ("redeemed", In(ctypes.c_double)),
        ("expected", In(ctypes.c_double)),
        ("schedule", ctypes.POINTER(habitue_points_period)),
        ("periods", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_pyramid_preset": (ctypes.c_int32, (
        ("preset", ctypes.c_int32),
        ("pyramid", ctypes.POINTER(ctypes.POINTER(habitue_pyramid))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_pyramid_new": (ctypes.c_int32, (
        ("parts", In(ctypes.c_double)),
        ("tiers", ctypes.c_size_t),
        ("by", ctypes.c_int32),
        ("ties", ctypes.c_int32),
        ("boundary", ctypes.c_int32),
        ("pyramid", ctypes.POINTER(ctypes.POINTER(habitue_pyramid))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_pyramid_set_rules": (ctypes.c_int32, (
        ("pyramid", ctypes.POINTER(habitue_pyramid)),
        ("by", ctypes.c_int32),
        ("ties", ctypes.c_int32),
        ("boundary", ctypes.c_int32),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_pyramid_set_threads": (ctypes.c_int32, (
        ("pyramid", ctypes.POINTER(habitue_pyramid)),
        ("threads", ctypes.c_uint32),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_pyramid_set_name": (ctypes.c_int32, (
        ("pyramid", ctypes.POINTER(habitue_pyramid)),
        ("tier", ctypes.c_size_t),
        ("name", In(ctypes.c_uint8)),
        ("name_length", ctypes.c_size_t),
        ("name_zh", In(ctypes.c_uint8)),
        ("name_zh_length", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_pyramid_free": (None, (
        ("pyramid", ctypes.POINTER(habitue_pyramid)),
    )),
    "habitue_pyramid_tiers": (ctypes.c_size_t, (
        ("pyramid", ctypes.POINTER(habitue_pyramid)),
    )),
    "habitue_pyramid_parts": (ctypes.c_int32, (
        ("pyramid", ctypes.POINTER(habitue_pyramid)),
        ("parts", Out(ctypes.c_double)),
        ("tiers", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_pyramid_tier_name": (ctypes.c_int32, (
        ("pyramid", ctypes.POINTER(habitue_pyramid)),
        ("tier", ctypes.c_size_t),
        ("buffer", Out(ctypes.c_uint8)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_pyramid_tier_name_zh": (ctypes.c_int32, (
        ("pyramid", ctypes.POINTER(habitue_pyramid)),
        ("tier", ctypes.c_size_t),
        ("buffer", Out(ctypes.c_uint8)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_pyramid_assign": (ctypes.c_int32, (
        ("pyramid", ctypes.POINTER(habitue_pyramid)),
        ("values", In(ctypes.c_double)),
        ("customers", ctypes.c_size_t),
        ("tier", Out(ctypes.c_int32)),
        ("statistics", ctypes.POINTER(habitue_tier)),
        ("tiers", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_pyramid_assign_minor": (ctypes.c_int32, (
        ("pyramid", ctypes.POINTER(habitue_pyramid)),
        ("values", In(ctypes.c_int64)),
        ("customers", ctypes.c_size_t),
        ("tier", Out(ctypes.c_int32)),
        ("statistics", ctypes.POINTER(habitue_tier_minor)),
        ("tiers", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_ranks": (ctypes.c_int32, (
        ("values", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("ties", ctypes.c_int32),
        ("threads", ctypes.c_uint32),
        ("ranks", Out(ctypes.c_uint64)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_ranks_minor": (ctypes.c_int32, (
        ("values", In(ctypes.c_int64)),
        ("rows", ctypes.c_size_t),
        ("ties", ctypes.c_int32),
        ("threads", ctypes.c_uint32),
        ("ranks", Out(ctypes.c_uint64)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_referral_values": (ctypes.c_int32, (
        ("referrer", In(ctypes.c_uint32)),
        ("time", In(ctypes.c_double)),
        ("value", In(ctypes.c_double)),
        ("saving", In(ctypes.c_double)),
        ("anyway", In(ctypes.c_double)),
        ("referrals", ctypes.c_size_t),
        ("discount", ctypes.c_double),
        ("values", Out(ctypes.c_double)),
        ("customers", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_credit_referrals": (ctypes.c_int32, (
        ("value", In(ctypes.c_double)),
        ("referrer", In(ctypes.c_int64)),
        ("anyway", In(ctypes.c_double)),
        ("saving", In(ctypes.c_double)),
        ("credited", Out(ctypes.c_double)),
        ("customers", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_lifecycle_after": (ctypes.c_int32, (
        ("statuses", In(ctypes.c_int32)),
        ("events", In(ctypes.c_int32)),
        ("rows", ctypes.c_size_t),
        ("next", Out(ctypes.c_int32)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_bond_suited": (ctypes.c_int32, (
        ("customers", In(ctypes.c_int32)),
        ("margins", In(ctypes.c_int32)),
        ("rows", ctypes.c_size_t),
        ("table", In(ctypes.c_int32)),
        ("lower", Out(ctypes.c_int32)),
        ("upper", Out(ctypes.c_int32)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_relationship_breadth": (ctypes.c_int32, (
        ("customer", In(ctypes.c_uint32)),
        ("line", In(ctypes.c_int64)),
        ("purchases", ctypes.c_size_t),
        ("breadth", Out(ctypes.c_uint32)),
        ("customer_count", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cohort_table_new": (ctypes.c_int32, (
        ("customers", habitue_column),
        ("days", In(ctypes.c_int32)),
        ("rows", ctypes.c_size_t),
        ("options", ctypes.POINTER(habitue_cohort_options)),
        ("table", ctypes.POINTER(ctypes.POINTER(habitue_cohort_table))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cohort_table_of_counts": (ctypes.c_int32, (
        ("active", In(ctypes.c_uint64)),
        ("cohorts", ctypes.c_size_t),
        ("partial_last", ctypes.c_uint8),
        ("table", ctypes.POINTER(ctypes.POINTER(habitue_cohort_table))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cohort_table_free": (None, (
        ("table", ctypes.POINTER(habitue_cohort_table)),
    )),
    "habitue_cohort_table_inspect": (ctypes.c_int32, (
        ("table", ctypes.POINTER(habitue_cohort_table)),
        ("info", ctypes.POINTER(habitue_cohort_info)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cohort_table_read": (ctypes.c_int32, (
        ("table", ctypes.POINTER(habitue_cohort_table)),
        ("columns", ctypes.POINTER(habitue_cohort_columns)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_cohort_table_merge": (ctypes.c_int32, (
        ("table", ctypes.POINTER(habitue_cohort_table)),
        ("other", ctypes.POINTER(habitue_cohort_table)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_transitions_count": (ctypes.c_int32, (
        ("before", In(ctypes.c_int32)),
        ("after", In(ctypes.c_int32)),
        ("rows", ctypes.c_size_t),
        ("classes", ctypes.c_size_t),
        ("counts", Out(ctypes.c_uint64)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_transitions_rates": (ctypes.c_int32, (
        ("counts", In(ctypes.c_uint64)),
        ("classes", ctypes.c_size_t),
        ("rates", Out(ctypes.c_double)),
        ("conversions", Out(ctypes.c_double)),
        ("moves", ctypes.POINTER(habitue_moves)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_leaky_bucket": (ctypes.c_int32, (
        ("bucket", ctypes.POINTER(habitue_bucket)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_defection_analyse": (ctypes.c_int32, (
        ("defection", ctypes.POINTER(habitue_defection)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_satisfied_streaks": (ctypes.c_int32, (
        ("customer", In(ctypes.c_uint32)),
        ("satisfied", In(ctypes.c_uint8)),
        ("episodes", ctypes.c_size_t),
        ("streaks", Out(ctypes.c_uint32)),
        ("customers", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_survival_curve": (ctypes.c_int32, (
        ("times", In(ctypes.c_double)),
        ("lost", In(ctypes.c_uint8)),
        ("rows", ctypes.c_size_t),
        ("survival", ctypes.POINTER(habitue_survival)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_log_rank_test": (ctypes.c_int32, (
        ("times", In(ctypes.c_double)),
        ("lost", In(ctypes.c_uint8)),
        ("group", In(ctypes.c_uint32)),
        ("rows", ctypes.c_size_t),
        ("result", ctypes.POINTER(habitue_log_rank)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_scoring_new_quantiles": (ctypes.c_int32, (
        ("bins", ctypes.c_uint32),
        ("better", ctypes.c_int32),
        ("closed", ctypes.c_int32),
        ("scoring", ctypes.POINTER(ctypes.POINTER(habitue_scoring))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_scoring_new_equal_counts": (ctypes.c_int32, (
        ("bins", ctypes.c_uint32),
        ("ties", ctypes.c_int32),
        ("better", ctypes.c_int32),
        ("scoring", ctypes.POINTER(ctypes.POINTER(habitue_scoring))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_scoring_new_at": (ctypes.c_int32, (
        ("thresholds", In(ctypes.c_double)),
        ("count", ctypes.c_size_t),
        ("better", ctypes.c_int32),
        ("closed", ctypes.c_int32),
        ("scoring", ctypes.POINTER(ctypes.POINTER(habitue_scoring))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_scoring_set_threads": (ctypes.c_int32, (
        ("scoring", ctypes.POINTER(habitue_scoring)),
        ("threads", ctypes.c_uint32),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_scoring_free": (None, (
        ("scoring", ctypes.POINTER(habitue_scoring)),
    )),
    "habitue_scoring_bins": (ctypes.c_size_t, (
        ("scoring", ctypes.POINTER(habitue_scoring)),
    )),
    "habitue_scoring_score": (ctypes.c_int32, (
        ("scoring", ctypes.POINTER(habitue_scoring)),
        ("values", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("score", Out(ctypes.c_int32)),
        ("thresholds", Out(ctypes.c_double)),
        ("cuts", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_scoring_score_minor": (ctypes.c_int32, (
        ("scoring", ctypes.POINTER(habitue_scoring)),
        ("values", In(ctypes.c_int64)),
        ("rows", ctypes.c_size_t),
        ("score", Out(ctypes.c_int32)),
        ("thresholds", Out(ctypes.c_double)),
        ("cuts", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_rfm_score": (ctypes.c_int32, (
        ("recency_scoring", ctypes.POINTER(habitue_scoring)),
        ("frequency_scoring", ctypes.POINTER(habitue_scoring)),
        ("monetary_scoring", ctypes.POINTER(habitue_scoring)),
        ("nesting", ctypes.c_int32),
        ("threads", ctypes.c_uint32),
        ("recency", In(ctypes.c_double)),
        ("frequency", In(ctypes.c_double)),
        ("monetary", In(ctypes.c_double)),
        ("customers", ctypes.c_size_t),
        ("recency_score", Out(ctypes.c_int32)),
        ("frequency_score", Out(ctypes.c_int32)),
        ("monetary_score", Out(ctypes.c_int32)),
        ("thresholds", Out(ctypes.c_double)),
        ("cuts", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_rfm_score_minor": (ctypes.c_int32, (
        ("recency_scoring", ctypes.POINTER(habitue_scoring)),
        ("frequency_scoring", ctypes.POINTER(habitue_scoring)),
        ("monetary_scoring", ctypes.POINTER(habitue_scoring)),
        ("nesting", ctypes.c_int32),
        ("threads", ctypes.c_uint32),
        ("recency", In(ctypes.c_int32)),
        ("frequency", In(ctypes.c_uint32)),
        ("monetary", In(ctypes.c_int64)),
        ("customers", ctypes.c_size_t),
        ("recency_score", Out(ctypes.c_int32)),
        ("frequency_score", Out(ctypes.c_int32)),
        ("monetary_score", Out(ctypes.c_int32)),
        ("thresholds", Out(ctypes.c_double)),
        ("cuts", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_segment_table_recency_frequency": (ctypes.c_int32, (
        ("table", ctypes.POINTER(ctypes.POINTER(habitue_segment_table))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_segment_table_eight": (ctypes.c_int32, (
        ("bins", ctypes.c_uint32),
        ("high_from", ctypes.c_uint32),
        ("table", ctypes.POINTER(ctypes.POINTER(habitue_segment_table))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_segment_table_new": (ctypes.c_int32, (
        ("recency_bins", ctypes.c_uint32),
        ("frequency_bins", ctypes.c_uint32),
        ("monetary_bins", ctypes.c_uint32),
        ("boxes", In(ctypes.c_uint32)),
        ("count", ctypes.c_size_t),
        ("table", ctypes.POINTER(ctypes.POINTER(habitue_segment_table))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_segment_table_new_first_match": (ctypes.c_int32, (
        ("recency_bins", ctypes.c_uint32),
        ("frequency_bins", ctypes.c_uint32),
        ("monetary_bins", ctypes.c_uint32),
        ("boxes", In(ctypes.c_uint32)),
        ("count", ctypes.c_size_t),
        ("table", ctypes.POINTER(ctypes.POINTER(habitue_segment_table))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_segment_table_set_name": (ctypes.c_int32, (
        ("table", ctypes.POINTER(habitue_segment_table)),
        ("segment", ctypes.c_size_t),
        ("name", In(ctypes.c_uint8)),
        ("name_length", ctypes.c_size_t),
        ("name_zh", In(ctypes.c_uint8)),
        ("name_zh_length", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_segment_table_free": (None, (
        ("table", ctypes.POINTER(habitue_segment_table)),
    )),
    "habitue_segment_table_segments": (ctypes.c_size_t, (
        ("table", ctypes.POINTER(habitue_segment_table)),
    )),
    "habitue_segment_table_name": (ctypes.c_int32, (
        ("table", ctypes.POINTER(habitue_segment_table)),
        ("segment", ctypes.c_size_t),
        ("buffer", Out(ctypes.c_uint8)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_segment_table_name_zh": (ctypes.c_int32, (
        ("table", ctypes.POINTER(habitue_segment_table)),
        ("segment", ctypes.c_size_t),
        ("buffer", Out(ctypes.c_uint8)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_segment_table_assign": (ctypes.c_int32, (
        ("table", ctypes.POINTER(habitue_segment_table)),
        ("recency_score", In(ctypes.c_int32)),
        ("frequency_score", In(ctypes.c_int32)),
        ("monetary_score", In(ctypes.c_int32)),
        ("customers", ctypes.c_size_t),
        ("segment", Out(ctypes.c_int32)),
        ("counts", Out(ctypes.c_uint64)),
        ("segments", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_satisfaction_index": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("options", ctypes.POINTER(habitue_index_options)),
        ("index", ctypes.POINTER(habitue_index)),
        ("question_weights", Out(ctypes.c_double)),
        ("question_scores", Out(ctypes.c_double)),
        ("question_answered", Out(ctypes.c_uint64)),
        ("questions", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_satisfaction_index_of_moments": (ctypes.c_int32, (
        ("moments", ctypes.POINTER(habitue_moments)),
        ("questionnaire", ctypes.POINTER(habitue_questionnaire)),
        ("level", ctypes.c_double),
        ("index", ctypes.POINTER(habitue_index)),
        ("question_weights", Out(ctypes.c_double)),
        ("question_scores", Out(ctypes.c_double)),
        ("question_answered", Out(ctypes.c_uint64)),
        ("questions", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_respondent_indices": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("missing", ctypes.c_int32),
        ("minimum_share", ctypes.c_double),
        ("indices", Out(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_top_box": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("question", ctypes.c_size_t),
        ("k", ctypes.c_size_t),
        ("method", ctypes.c_int32),
        ("level", ctypes.c_double),
        ("share", ctypes.POINTER(habitue_top_box_share)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_promoter_score": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("question", ctypes.c_size_t),
        ("detractor_at_most", ctypes.c_double),
        ("promoter_at_least", ctypes.c_double),
        ("method", ctypes.c_int32),
        ("level", ctypes.c_double),
        ("promoters", ctypes.POINTER(habitue_promoters)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_promoter_score_of_counts": (ctypes.c_int32, (
        ("promoters", ctypes.c_uint64),
        ("passives", ctypes.c_uint64),
        ("detractors", ctypes.c_uint64),
        ("method", ctypes.c_int32),
        ("level", ctypes.c_double),
        ("result", ctypes.POINTER(habitue_promoters)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_classify": (ctypes.c_int32, (
        ("scheme", ctypes.c_int32),
        ("evidence", ctypes.POINTER(habitue_evidence)),
        ("classes", ctypes.POINTER(habitue_classes)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_scorecard": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("options", ctypes.POINTER(habitue_index_options)),
        ("indices", ctypes.POINTER(habitue_index)),
        ("weights", Out(ctypes.c_double)),
        ("dimensions", ctypes.c_size_t),
        ("total", ctypes.POINTER(habitue_scorecard_total)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_scorecard_of_moments": (ctypes.c_int32, (
        ("moments", ctypes.POINTER(habitue_moments)),
        ("questionnaire", ctypes.POINTER(habitue_questionnaire)),
        ("level", ctypes.c_double),
        ("indices", ctypes.POINTER(habitue_index)),
        ("weights", Out(ctypes.c_double)),
        ("dimensions", ctypes.c_size_t),
        ("total", ctypes.POINTER(habitue_scorecard_total)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_checklist": (ctypes.c_int32, (
        ("checklist", ctypes.c_int32),
        ("met", In(ctypes.c_int32)),
        ("cells", ctypes.c_size_t),
        ("rows", ctypes.c_size_t),
        ("passes", Out(ctypes.c_int32)),
        ("failed", Out(ctypes.c_uint32)),
        ("unknown", Out(ctypes.c_uint32)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_tornado_cases": (ctypes.c_int32, (
        ("base", In(ctypes.c_double)),
        ("low", In(ctypes.c_double)),
        ("high", In(ctypes.c_double)),
        ("inputs", ctypes.c_size_t),
        ("cases", Out(ctypes.c_double)),
        ("cells", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_tornado": (ctypes.c_int32, (
        ("values", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("bars", ctypes.POINTER(habitue_tornado_bar)),
        ("inputs", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_corner_cases": (ctypes.c_int32, (
        ("base", In(ctypes.c_double)),
        ("low", In(ctypes.c_double)),
        ("high", In(ctypes.c_double)),
        ("inputs", ctypes.c_size_t),
        ("cases", Out(ctypes.c_double)),
        ("cells", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_simulation_cases": (ctypes.c_int32, (
        ("base", In(ctypes.c_double)),
        ("low", In(ctypes.c_double)),
        ("high", In(ctypes.c_double)),
        ("inputs", ctypes.c_size_t),
        ("draws", ctypes.c_uint32),
        ("seed", ctypes.c_uint64),
        ("cases", Out(ctypes.c_double)),
        ("cells", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_simulated_value_of": (ctypes.c_int32, (
        ("values", In(ctypes.c_double)),
        ("draws", ctypes.c_size_t),
        ("level", ctypes.c_double),
        ("distribution", ctypes.POINTER(habitue_simulated_value)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_simulation_new": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("customers", ctypes.POINTER(habitue_customers)),
        ("options", ctypes.POINTER(habitue_simulation_options)),
        ("job", ctypes.POINTER(habitue_job)),
        ("simulation", ctypes.POINTER(ctypes.POINTER(habitue_simulation))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_simulation_free": (None, (
        ("simulation", ctypes.POINTER(habitue_simulation)),
    )),
    "habitue_simulation_inspect": (ctypes.c_int32, (
        ("simulation", ctypes.POINTER(habitue_simulation)),
        ("info", ctypes.POINTER(habitue_simulation_info)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_simulation_read": (ctypes.c_int32, (
        ("simulation", ctypes.POINTER(habitue_simulation)),
        ("columns", ctypes.POINTER(habitue_simulation_columns)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_simulation_purchases": (ctypes.c_int32, (
        ("simulation", ctypes.POINTER(habitue_simulation)),
        ("customer", Out(ctypes.c_uint64)),
        ("time", Out(ctypes.c_double)),
        ("amount", Out(ctypes.c_double)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_questionnaire_new": (ctypes.c_int32, (
        ("questionnaire", ctypes.POINTER(ctypes.POINTER(habitue_questionnaire))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_questionnaire_free": (None, (
        ("questionnaire", ctypes.POINTER(habitue_questionnaire)),
    )),
    "habitue_questionnaire_add": (ctypes.c_int32, (
        ("questionnaire", ctypes.POINTER(habitue_questionnaire)),
        ("name", In(ctypes.c_uint8)),
        ("name_length", ctypes.c_size_t),
        ("scale", ctypes.POINTER(habitue_scale)),
        ("weight", ctypes.c_double),
        ("dimension", In(ctypes.c_uint8)),
        ("dimension_length", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_questionnaire_set_dimension_weight": (ctypes.c_int32, (
        ("questionnaire", ctypes.POINTER(habitue_questionnaire)),
        ("dimension", In(ctypes.c_uint8)),
        ("dimension_length", ctypes.c_size_t),
        ("weight", ctypes.c_double),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_responses_new": (ctypes.c_int32, (
        ("questionnaire", ctypes.POINTER(habitue_questionnaire)),
        ("matrix", In(ctypes.c_double)),
        ("matrix_length", ctypes.c_size_t),
        ("respondents", ctypes.c_size_t),
        ("layout", ctypes.c_int32),
        ("weights", In(ctypes.c_double)),
        ("out_of_scale", ctypes.c_int32),
        ("answers", ctypes.POINTER(ctypes.POINTER(habitue_responses))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_responses_read_csv": (ctypes.c_int32, (
        ("questionnaire", ctypes.POINTER(habitue_questionnaire)),
        ("csv", In(ctypes.c_uint8)),
        ("csv_length", ctypes.c_size_t),
        ("key", In(ctypes.c_uint8)),
        ("key_length", ctypes.c_size_t),
        ("weight", In(ctypes.c_uint8)),
        ("weight_length", ctypes.c_size_t),
        ("delimiter", ctypes.c_uint8),
        ("out_of_scale", ctypes.c_int32),
        ("answers", ctypes.POINTER(ctypes.POINTER(habitue_responses))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_responses_free": (None, (
        ("answers", ctypes.POINTER(habitue_responses)),
    )),
    "habitue_responses_append": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("other", ctypes.POINTER(habitue_responses)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_responses_set_weights": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("weights", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_responses_shape": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("respondents", Out(ctypes.c_size_t)),
        ("questions", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_responses_column": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("question", ctypes.c_size_t),
        ("column", Out(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_responses_missing": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("missing", Out(ctypes.c_uint64)),
        ("out_of_scale", Out(ctypes.c_uint64)),
        ("questions", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_responses_key": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_responses)),
        ("row", ctypes.c_size_t),
        ("buffer", Out(ctypes.c_uint8)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_survey_join": (ctypes.c_int32, (
        ("respondents", In(ctypes.c_int64)),
        ("respondent_count", ctypes.c_size_t),
        ("customers", In(ctypes.c_int64)),
        ("customer_count", ctypes.c_size_t),
        ("rows", Out(ctypes.c_int64)),
        ("matched", Out(ctypes.c_uint64)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_survey_join_text": (ctypes.c_int32, (
        ("respondent_offsets", In(ctypes.c_int64)),
        ("respondent_bytes", In(ctypes.c_uint8)),
        ("respondent_bytes_length", ctypes.c_size_t),
        ("respondent_count", ctypes.c_size_t),
        ("customer_offsets", In(ctypes.c_int64)),
        ("customer_bytes", In(ctypes.c_uint8)),
        ("customer_bytes_length", ctypes.c_size_t),
        ("customer_count", ctypes.c_size_t),
        ("rows", Out(ctypes.c_int64)),
        ("matched", Out(ctypes.c_uint64)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_live_new": (ctypes.c_int32, (
        ("summary", ctypes.POINTER(habitue_summary)),
        ("window", ctypes.POINTER(habitue_window)),
        ("live", ctypes.POINTER(ctypes.POINTER(habitue_live))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_live_free": (None, (
        ("live", ctypes.POINTER(habitue_live)),
    )),
    "habitue_live_update": (ctypes.c_int32, (
        ("live", ctypes.POINTER(habitue_live)),
        ("transactions", ctypes.POINTER(habitue_transactions)),
        ("scorer", ctypes.POINTER(habitue_scorer)),
        ("now", ctypes.POINTER(habitue_customer_now)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_live_purchase": (ctypes.c_int32, (
        ("live", ctypes.POINTER(habitue_live)),
        ("customer", ctypes.c_int64),
        ("day", ctypes.c_int32),
        ("minor", ctypes.c_int64),
        ("scorer", ctypes.POINTER(habitue_scorer)),
        ("now", ctypes.POINTER(habitue_customer_now)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_live_erase": (ctypes.c_int32, (
        ("live", ctypes.POINTER(habitue_live)),
        ("customers", habitue_column),
        ("rows", ctypes.c_size_t),
        ("known", Out(ctypes.c_uint8)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_live_is_new": (ctypes.c_int32, (
        ("live", ctypes.POINTER(habitue_live)),
        ("numbers", In(ctypes.c_int64)),
        ("rows", ctypes.c_size_t),
        ("is_new", Out(ctypes.c_uint8)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_live_move_to": (ctypes.c_int32, (
        ("live", ctypes.POINTER(habitue_live)),
        ("calibration_end", ctypes.c_int32),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_scorer_new": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("spend", ctypes.POINTER(habitue_model)),
        ("options", ctypes.POINTER(habitue_scorer_options)),
        ("scorer", ctypes.POINTER(ctypes.POINTER(habitue_scorer))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_scorer_free": (None, (
        ("scorer", ctypes.POINTER(habitue_scorer)),
    )),
    "habitue_scorer_score": (ctypes.c_int32, (
        ("scorer", ctypes.POINTER(habitue_scorer)),
        ("customers", ctypes.POINTER(habitue_customers)),
        ("now", ctypes.POINTER(habitue_customer_now)),
        ("rows", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_summary_new": (ctypes.c_int32, (
        ("rules", ctypes.POINTER(habitue_rules)),
        ("summary", ctypes.POINTER(ctypes.POINTER(habitue_summary))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_summary_free": (None, (
        ("summary", ctypes.POINTER(habitue_summary)),
    )),
    "habitue_summary_push": (ctypes.c_int32, (
        ("summary", ctypes.POINTER(habitue_summary)),
        ("transactions", ctypes.POINTER(habitue_transactions)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_summary_read_csv": (ctypes.c_int32, (
        ("summary", ctypes.POINTER(habitue_summary)),
        ("csv", habitue_text),
        ("format", ctypes.POINTER(habitue_csv_format)),
        ("job", ctypes.POINTER(habitue_job)),
        ("rejections", ctypes.POINTER(habitue_rejections)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_summary_merge": (ctypes.c_int32, (
        ("summary", ctypes.POINTER(habitue_summary)),
        ("other", ctypes.POINTER(habitue_summary)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_summary_erase": (ctypes.c_int32, (
        ("summary", ctypes.POINTER(habitue_summary)),
        ("customers", habitue_column),
        ("rows", ctypes.c_size_t),
        ("known", Out(ctypes.c_uint8)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_summary_inspect": (ctypes.c_int32, (
        ("summary", ctypes.POINTER(habitue_summary)),
        ("info", ctypes.POINTER(habitue_summary_info)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_summary_table": (ctypes.c_int32, (
        ("summary", ctypes.POINTER(habitue_summary)),
        ("window", ctypes.POINTER(habitue_window)),
        ("table", ctypes.POINTER(ctypes.POINTER(habitue_table))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_table_free": (None, (
        ("table", ctypes.POINTER(habitue_table)),
    )),
    "habitue_table_inspect": (ctypes.c_int32, (
        ("table", ctypes.POINTER(habitue_table)),
        ("info", ctypes.POINTER(habitue_table_info)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_table_read": (ctypes.c_int32, (
        ("table", ctypes.POINTER(habitue_table)),
        ("columns", ctypes.POINTER(habitue_table_columns)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_table_cells": (ctypes.c_int32, (
        ("table", ctypes.POINTER(habitue_table)),
        ("frequency", Out(ctypes.c_uint32)),
        ("recency", Out(ctypes.c_double)),
        ("age", Out(ctypes.c_double)),
        ("customers", Out(ctypes.c_uint64)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_table_customers": (ctypes.c_int32, (
        ("table", ctypes.POINTER(habitue_table)),
        ("columns", ctypes.c_uint32),
        ("customers", ctypes.POINTER(habitue_customers)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_summary_tracking": (ctypes.c_int32, (
        ("summary", ctypes.POINTER(habitue_summary)),
        ("window", ctypes.POINTER(habitue_window)),
        ("steps", ctypes.POINTER(habitue_tracking_step)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("origin", Out(ctypes.c_int32)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_tenure_value": (ctypes.c_int32, (
        ("base", In(ctypes.c_double)),
        ("growth", In(ctypes.c_double)),
        ("cost_saving", In(ctypes.c_double)),
        ("referral", In(ctypes.c_double)),
        ("premium", In(ctypes.c_double)),
        ("years", ctypes.c_size_t),
        ("acquisition", ctypes.c_double),
        ("retention", ctypes.c_double),
        ("discount", ctypes.c_double),
        ("present", Out(ctypes.c_double)),
        ("cumulative", Out(ctypes.c_double)),
        ("result", ctypes.POINTER(habitue_tenure_result)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_tenure_cash_flow": (ctypes.c_int32, (
        ("base", In(ctypes.c_double)),
        ("growth", In(ctypes.c_double)),
        ("cost_saving", In(ctypes.c_double)),
        ("referral", In(ctypes.c_double)),
        ("premium", In(ctypes.c_double)),
        ("years", ctypes.c_size_t),
        ("acquisition", ctypes.c_double),
        ("retention", ctypes.c_double),
        ("out", ctypes.POINTER(ctypes.POINTER(habitue_cash_flow))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_uncertainty_new": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("method", ctypes.c_int32),
        ("customers", ctypes.POINTER(habitue_customers)),
        ("fit", ctypes.POINTER(habitue_fit_options)),
        ("options", ctypes.POINTER(habitue_uncertainty_options)),
        ("job", ctypes.POINTER(habitue_job)),
        ("uncertainty", ctypes.POINTER(ctypes.POINTER(habitue_uncertainty))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_uncertainty_free": (None, (
        ("uncertainty", ctypes.POINTER(habitue_uncertainty)),
    )),
    "habitue_uncertainty_inspect": (ctypes.c_int32, (
        ("uncertainty", ctypes.POINTER(habitue_uncertainty)),
        ("info", ctypes.POINTER(habitue_uncertainty_info)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_uncertainty_parameters": (ctypes.c_int32, (
        ("uncertainty", ctypes.POINTER(habitue_uncertainty)),
        ("confidence", ctypes.c_double),
        ("estimates", ctypes.POINTER(habitue_estimate)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_uncertainty_draws": (ctypes.c_int32, (
        ("uncertainty", ctypes.POINTER(habitue_uncertainty)),
        ("parameters", Out(ctypes.c_double)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_uncertainty_profile": (ctypes.c_int32, (
        ("uncertainty", ctypes.POINTER(habitue_uncertainty)),
        ("parameter", ctypes.c_size_t),
        ("values", In(ctypes.c_double)),
        ("count", ctypes.c_size_t),
        ("log_likelihood", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_compare": (ctypes.c_int32, (
        ("kinds", In(ctypes.c_int32)),
        ("count", ctypes.c_size_t),
        ("customers", ctypes.POINTER(habitue_customers)),
        ("options", ctypes.POINTER(habitue_fit_options)),
        ("job", ctypes.POINTER(habitue_job)),
        ("comparison", ctypes.POINTER(habitue_comparison)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_likelihood_ratio": (ctypes.c_int32, (
        ("restricted", ctypes.POINTER(habitue_fit_report)),
        ("general", ctypes.POINTER(habitue_fit_report)),
        ("statistic", Out(ctypes.c_double)),
        ("degrees", Out(ctypes.c_uint32)),
        ("p_value", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_model_frequencies": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("customers", ctypes.POINTER(habitue_customers)),
        ("job", ctypes.POINTER(habitue_job)),
        ("actual", Out(ctypes.c_double)),
        ("expected", Out(ctypes.c_double)),
        ("length", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_model_track": (ctypes.c_int32, (
        ("model", ctypes.POINTER(habitue_model)),
        ("customers", ctypes.POINTER(habitue_customers)),
        ("step", ctypes.c_double),
        ("cumulative", Out(ctypes.c_double)),
        ("incremental", Out(ctypes.c_double)),
        ("steps", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_frequency_spend": (ctypes.c_int32, (
        ("customers", ctypes.POINTER(habitue_customers)),
        ("used", Out(ctypes.c_uint64)),
        ("pearson", ctypes.POINTER(habitue_correlation)),
        ("spearman", ctypes.POINTER(habitue_correlation)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_regularity_of_histories": (ctypes.c_int32, (
        ("customers", ctypes.POINTER(habitue_customers)),
        ("regularity", ctypes.POINTER(habitue_regularity)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_regularity_of_purchases": (ctypes.c_int32, (
        ("customer", In(ctypes.c_int64)),
        ("time", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("method", ctypes.c_int32),
        ("regularity", ctypes.POINTER(habitue_regularity)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_forecast_judge": (ctypes.c_int32, (
        ("forecast", ctypes.POINTER(habitue_forecast)),
        ("errors", ctypes.POINTER(habitue_forecast_errors)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_forecast_by": (ctypes.c_int32, (
        ("forecast", ctypes.POINTER(habitue_forecast)),
        ("values", In(ctypes.c_double)),
        ("lowest", In(ctypes.c_double)),
        ("classes", ctypes.c_size_t),
        ("found", ctypes.POINTER(habitue_forecast_class)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_abi_version": (ctypes.c_uint32, (
    )),
    "habitue_version_string": (ctypes.c_char_p, (
    )),
    "habitue_check_abi": (ctypes.c_int32, (
        ("abi_version", ctypes.c_uint32),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_rake": (ctypes.c_int32, (
        ("categories", In(ctypes.c_int32)),
        ("category_count", ctypes.c_size_t),
        ("respondents", ctypes.c_size_t),
        ("targets", In(ctypes.c_double)),
        ("target_count", ctypes.c_size_t),
        ("target_counts", In(ctypes.c_size_t)),
        ("margins", ctypes.c_size_t),
        ("base", In(ctypes.c_double)),
        ("options", ctypes.POINTER(habitue_rake_options)),
        ("weights", Out(ctypes.c_double)),
        ("result", ctypes.POINTER(habitue_weighting)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_worksheet_cash_flow": (ctypes.c_int32, (
        ("sales", ctypes.c_double),
        ("sale_count", ctypes.c_double),
        ("cost_of_goods", ctypes.c_double),
        ("repeat_orders", ctypes.c_double),
        ("marketing", ctypes.c_double),
        ("prospects", ctypes.c_double),
        ("new_customers", ctypes.c_double),
        ("interval", ctypes.c_double),
        ("out", ctypes.POINTER(ctypes.POINTER(habitue_cash_flow))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
}
