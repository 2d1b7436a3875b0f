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

I8, I16, I32, I64 = ctypes.c_int8, ctypes.c_int16, ctypes.c_int32, ctypes.c_int64
U8, U16, U32, U64 = ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32, ctypes.c_uint64
SIZE, F64, CHAR, TEXT, ADDRESS = (
    ctypes.c_size_t, ctypes.c_double, ctypes.c_char, ctypes.c_char_p, ctypes.c_void_p
)
P = ctypes.POINTER
Structure = ctypes.Structure

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
HABITUE_COLUMN_BYTES = 64
HABITUE_MESSAGE_BYTES = 512
HABITUE_ABI_VERSION = 1
HABITUE_UNIT_HOUR = 0
HABITUE_UNIT_DAY = 1
HABITUE_UNIT_WEEK = 2
HABITUE_UNIT_MONTH = 3
HABITUE_UNIT_QUARTER = 4
HABITUE_UNIT_YEAR = 5
HABITUE_NO_DAY = -2147483648
HABITUE_TYPE_NONE = 0
HABITUE_TYPE_F64 = 1
HABITUE_TYPE_I64 = 2
HABITUE_TYPE_U64 = 3
HABITUE_TYPE_I32 = 4
HABITUE_TYPE_U32 = 5
HABITUE_TYPE_U8 = 6
HABITUE_TYPE_TEXT = 7
HABITUE_ENGLISH = 0
HABITUE_CHINESE = 1
HABITUE_ENTRY_MISSING = 1
HABITUE_ENTRY_REQUIRED = 2
HABITUE_ENTRY_OF_ALL = 4
HABITUE_ENTRY_FIXED = 8
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
HABITUE_LIST_STAGES_OF_TEXTS = 24
HABITUE_LIST_STAGES_INTERNATIONAL = 25
HABITUE_LIST_ROLES = 26
HABITUE_LIST_STRATEGIES = 27
HABITUE_LIST_STRATEGY_REASONS = 28
HABITUE_LIST_STRATEGY_GROUPS = 29
HABITUE_LIST_ADDED_SALES = 30
HABITUE_LIST_STEP_STATES = 31
HABITUE_LIST_RECORD_FIELDS = 32
HABITUE_LIST_RECORD_SECTIONS = 33
HABITUE_LIST_DUPLICATE_KEYS = 34
HABITUE_LIST_CLASSES = 1000
HABITUE_LIST_REASONS = 2000
HABITUE_LIST_POLICIES = 3000
HABITUE_LIST_EVIDENCE = 4000
HABITUE_LIST_SCHEME_SETTINGS = 5000
HABITUE_LIST_FORMULA_INPUTS = 6000
HABITUE_LIST_FORMULA_SETTINGS = 7000
HABITUE_LIST_FORMULA_OUTPUTS = 8000
HABITUE_LIST_PYRAMID_TIERS = 9000
HABITUE_LIST_SEGMENTS = 10000
HABITUE_LIST_CHECKLIST_POINTS = 11000
HABITUE_LIST_TOTALS = 12000
HABITUE_LIST_INDEX_CONSTRUCTS = 13000
HABITUE_LIST_INDEX_PATHS = 14000
HABITUE_BAD_ROWS_FAIL = 0
HABITUE_BAD_ROWS_REJECT = 1
HABITUE_GUESTS_REFUSE = 0
HABITUE_GUESTS_LEAVE_OUT = 1
HABITUE_ZERO_AMOUNTS_PURCHASE = 0
HABITUE_ZERO_AMOUNTS_LEAVE_OUT = 1
HABITUE_ZERO_AMOUNTS_REFUSE = 2
HABITUE_REFUND_MATCHING_NONE = 0
HABITUE_REFUND_MATCHING_SAME_AMOUNT = 1
HABITUE_REFUND_MATCHING_PRODUCT = 2
HABITUE_REFUND_MATCHING_INVOICE = 3
HABITUE_OTHER_CURRENCIES_REFUSE = 0
HABITUE_OTHER_CURRENCIES_LEAVE_OUT = 1
HABITUE_OTHER_CURRENCIES_CONVERT = 2
HABITUE_FATE_PURCHASE = 0
HABITUE_FATE_REFUND = 1
HABITUE_FATE_STATUS = 2
HABITUE_FATE_OTHER_CURRENCY = 3
HABITUE_FATE_GUEST = 4
HABITUE_FATE_ZERO_AMOUNT = 5
HABITUE_FATE_REJECTED = 6
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
HABITUE_KEYS_AS_IS = 0
HABITUE_KEYS_COMPATIBLE = 1
HABITUE_KEYS_TRIMMED = 2
HABITUE_KEYS_WHOLE_NUMBERS = 4
HABITUE_KEYS_WITHOUT_LEADING_ZEROS = 8
HABITUE_KEYS_LOWER_CASED = 16
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
HABITUE_COVARIATE_PURCHASE = 1
HABITUE_COVARIATE_ATTRITION = 2
HABITUE_COVARIATE_ATTRITION_B = 3
HABITUE_COVARIATE_SPEND = 4
HABITUE_UNIT_NOT_STATED = -1
HABITUE_ATTRITION_LINK_SEPARATE = 0
HABITUE_ATTRITION_LINK_ODDS = 1
HABITUE_ATTRITION_LINK_COMMON = 2
HABITUE_CONSTRAINT_FIXED = 1
HABITUE_CONSTRAINT_BOUNDS = 2
HABITUE_CONSTRAINT_LOG_NORMAL = 3
HABITUE_CONSTRAINT_GAMMA = 4
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
HABITUE_MODEL_BG_NBD = 1
HABITUE_MODEL_PARETO_NBD = 2
HABITUE_MODEL_MBG_NBD = 3
HABITUE_MODEL_NBD = 4
HABITUE_MODEL_BG_CNBD = 5
HABITUE_MODEL_MBG_CNBD = 6
HABITUE_MODEL_GGOMPERTZ_NBD = 7
HABITUE_MODEL_PDO_NBD = 8
HABITUE_MODEL_BG_BB = 20
HABITUE_MODEL_GAMMA_GAMMA = 100
HABITUE_MODEL_SBG = 200
HABITUE_MODEL_BDW = 201
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
HABITUE_UNCERTAINTY_DELTA = 0
HABITUE_UNCERTAINTY_DRAWS = 1
HABITUE_UNCERTAINTY_BOOTSTRAP = 2
HABITUE_UNCERTAINTY_PROFILE = 3
HABITUE_INTERVAL_NATURAL = 0
HABITUE_INTERVAL_PLAIN = 1
HABITUE_REGULARITY_PAIRS = 0
HABITUE_REGULARITY_MOMENTS = 1
HABITUE_CURVE_LORENZ = 0
HABITUE_CURVE_WHALE = 1
HABITUE_CUT_NONE = 0
HABITUE_CUT_BEYOND = 1
HABITUE_CUT_FROM = 2
HABITUE_KEY_ACCOUNTS_MIN_MAX = 0
HABITUE_KEY_ACCOUNTS_Z_SCORE = 1
HABITUE_KEY_ACCOUNTS_TOPSIS = 2
HABITUE_PYRAMID_CURRY = 0
HABITUE_PYRAMID_VIP = 1
HABITUE_PYRAMID_ABC = 2
HABITUE_PYRAMID_ABC_BY_VALUE = 3
HABITUE_PYRAMID_PARETO = 4
HABITUE_PYRAMID_CUSTOM = 99
HABITUE_BY_PRESET = -1
HABITUE_BY_CUSTOMERS = 0
HABITUE_BY_VALUE = 1
HABITUE_TIES_UPPER = 0
HABITUE_TIES_LOWER = 1
HABITUE_TIES_ROW_ORDER = 2
HABITUE_BOUNDARY_UPPER = 0
HABITUE_BOUNDARY_LOWER = 1
HABITUE_RANK_LOWEST = 0
HABITUE_RANK_HIGHEST = 1
HABITUE_RANK_DENSE = 2
HABITUE_RANK_ROW_ORDER = 3
HABITUE_RFM_INDEPENDENT = 0
HABITUE_RFM_NESTED = 1
HABITUE_BINNING_QUANTILES = 0
HABITUE_BINNING_EQUAL_COUNTS = 1
HABITUE_BINNING_AT = 2
HABITUE_BETTER_HIGHER = 0
HABITUE_BETTER_LOWER = 1
HABITUE_CLOSED_RIGHT = 0
HABITUE_CLOSED_LEFT = 1
HABITUE_SEGMENTS_RECENCY_FREQUENCY = 0
HABITUE_SEGMENTS_EIGHT = 1
HABITUE_SEGMENTS_BOXES = 2
HABITUE_SEGMENTS_FIRST_MATCH = 3
HABITUE_DAY_COUNT_ACTUAL_365 = 0
HABITUE_DAY_COUNT_ACTUAL_36525 = 1
HABITUE_DAY_COUNT_30_360 = 2
HABITUE_PAYMENT_BEGINNING = 0
HABITUE_PAYMENT_MIDDLE = 1
HABITUE_PAYMENT_END = 2
HABITUE_MARGIN_IMMEDIATE = 0
HABITUE_MARGIN_AFTER_RENEWAL = 1
HABITUE_MARGIN_END_OF_PERIOD = 2
HABITUE_MARGIN_MID_PERIOD = 3
HABITUE_MARGIN_CONTINUOUS = 4
HABITUE_DESIGN_TORNADO = 0
HABITUE_DESIGN_CORNERS = 1
HABITUE_DESIGN_RANDOM = 2
HABITUE_SCALE_RANGE = 0
HABITUE_SCALE_LEVELS = 1
HABITUE_SCALE_UNBALANCED_FIVE = 2
HABITUE_SCALE_BALANCED_FIVE = 3
HABITUE_OUT_OF_SCALE_REFUSE = 0
HABITUE_OUT_OF_SCALE_COUNT = 1
HABITUE_RELIABILITY_ALPHA = 1
HABITUE_RELIABILITY_OMEGA = 2
HABITUE_RELIABILITY_RHO_A = 3
HABITUE_RELIABILITY_HETEROTRAIT_MONOTRAIT = 4
HABITUE_CHECKLIST_SATISFACTION_CONDITIONS = 1
HABITUE_CHECKLIST_SERVICE_STANDARD = 2
HABITUE_CHECKLIST_INDIVIDUAL_OFFER = 3
HABITUE_CHECKLIST_QUALITY_MANAGEMENT = 4
HABITUE_CHECKLIST_SERVICE_PLAN = 5
HABITUE_CHECKLIST_INDIVIDUAL_PRODUCT = 6
HABITUE_POINT_UNKNOWN = -1
HABITUE_POINT_FAILED = 0
HABITUE_POINT_MET = 1
HABITUE_MISSING_LISTWISE = 0
HABITUE_MISSING_AVAILABLE_CASE = 1
HABITUE_MISSING_ITEM_MEAN = 2
HABITUE_MISSING_PERSON_MEAN = 3
HABITUE_MISSING_EM = 4
HABITUE_PROPORTION_WILSON = 0
HABITUE_PROPORTION_AGRESTI_COULL = 1
HABITUE_PROPORTION_CLOPPER_PEARSON = 2
HABITUE_PROPORTION_JEFFREYS = 3
HABITUE_PROPORTION_WALD = 4
HABITUE_QUADRANT_CONCENTRATE_HERE = 1
HABITUE_QUADRANT_KEEP_UP = 2
HABITUE_QUADRANT_LOW_PRIORITY = 3
HABITUE_QUADRANT_POSSIBLE_OVERKILL = 4
HABITUE_CROSS_HAIRS_MEANS = 0
HABITUE_CROSS_HAIRS_MEDIANS = 1
HABITUE_CROSS_HAIRS_AT = 2
HABITUE_MEASURE_SHARE = 1
HABITUE_MEASURE_PROMOTER = 2
HABITUE_MEASURE_EFFORT = 3
HABITUE_MEASURE_MEAN = 4
HABITUE_MEASURE_SERVICE_QUALITY = 5
HABITUE_MEASURE_KANO = 6
HABITUE_MEASURE_FUZZY_KANO = 7
HABITUE_MEASURE_PENALTY_REWARD = 8
HABITUE_KANO_TABLE_USUAL = 0
HABITUE_KANO_TABLE_STRICT = 1
HABITUE_KANO_TABLE_CUSTOM = 2
HABITUE_FIGURE_PATHS = 0
HABITUE_FIGURE_TOTAL_EFFECTS = 1
HABITUE_FIGURE_R_SQUARED = 2
HABITUE_FIGURE_INDICES = 3
HABITUE_FIGURE_WEIGHTS = 4
HABITUE_FIGURE_LOADINGS = 5
HABITUE_FIGURE_ADJUSTED_R_SQUARED = 6
HABITUE_FIGURE_RHO_A = 7
HABITUE_FIGURE_COMPOSITE_RELIABILITY = 8
HABITUE_FIGURE_AVERAGE_VARIANCE_EXTRACTED = 9
HABITUE_INDEX_OWN = 0
HABITUE_INDEX_ACSI = 1
HABITUE_INDEX_ECSI = 2
HABITUE_INDEX_CCSI = 3
HABITUE_INNER_PATH = 0
HABITUE_INNER_CENTROID = 1
HABITUE_INNER_FACTORIAL = 2
HABITUE_PROMOTER_SCORE = 0
HABITUE_PROMOTER_WALD = 1
HABITUE_PROMOTER_ADJUSTED_WALD = 2
HABITUE_KANO_NONE = 0
HABITUE_KANO_MUST_BE = 1
HABITUE_KANO_ONE_DIMENSIONAL = 2
HABITUE_KANO_ATTRACTIVE = 3
HABITUE_KANO_INDIFFERENT = 4
HABITUE_KANO_REVERSE = 5
HABITUE_KANO_QUESTIONABLE = 6
HABITUE_FACTOR_NONE = 0
HABITUE_FACTOR_BASIC = 1
HABITUE_FACTOR_PERFORMANCE = 2
HABITUE_FACTOR_EXCITEMENT = 3
HABITUE_LADDER_CUMULATIVE = 1
HABITUE_LADDER_HIGHEST = 2
HABITUE_PHASE_ORDER_OLIVER = 1
HABITUE_PHASE_ORDER_IMPULSE_FIRST = 2
HABITUE_CUTS_MEDIAN = 0
HABITUE_CUTS_MEAN = 1
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
HABITUE_ROLE_CUSTOMER = 1
HABITUE_ROLE_CONSUMER = 2
HABITUE_ROLE_USER = 4
HABITUE_ROLE_END_RECIPIENT = 8
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
HABITUE_LOYALTY_PHASE_IMPULSIVE = 6
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
HABITUE_RELATION_PARTNER = 5
HABITUE_RELATION_SUPPLY_CHAIN = 6
HABITUE_RELATION_COMPETITOR = 7
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
HABITUE_SCHEME_DISCOUNT = 31
HABITUE_DISCOUNT_UNJUSTIFIED = 1
HABITUE_DISCOUNT_JUSTIFIED = 2
HABITUE_FORMULA_YEARS_BETWEEN = 1
HABITUE_FORMULA_PAYMENT_TIMES = 2
HABITUE_FORMULA_DISCOUNT_FACTORS = 3
HABITUE_FORMULA_RATE_PER_PERIOD = 4
HABITUE_FORMULA_RETENTION_PER_PERIOD = 5
HABITUE_FORMULA_COMPOUND_GROWTH = 6
HABITUE_FORMULA_MARKOV_VALUE = 7
HABITUE_FORMULA_MARKOV_POLICY = 8
HABITUE_FORMULA_SIMULATED_VALUE = 9
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
HABITUE_FORMULA_POINTS_SCHEDULE = 22
HABITUE_FORMULA_OPTIMAL_SPEND = 23
HABITUE_FORMULA_COHORT_TABLE = 24
HABITUE_FORMULA_TENURE_VALUE = 25
HABITUE_FORMULA_VARYING_CONTRIBUTION = 26
HABITUE_FORMULA_REFERRAL_CREDIT = 27
HABITUE_FORMULA_TIER_HYSTERESIS = 28
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
HABITUE_FORMULA_DRIVER_SCORES = 57
HABITUE_FORMULA_LIFECYCLE_AFTER = 58
HABITUE_FORMULA_RELATIONSHIP_SUITED = 59
HABITUE_FORMULA_RELATIONSHIP_DEPTH = 60
HABITUE_FORMULA_DAYS_TO_BIRTHDAY = 61
HABITUE_FORMULA_USAGE_TIERS = 62
HABITUE_FORMULA_PERSONA_COUNTS = 63
HABITUE_FORMULA_MOVEMENT = 64
HABITUE_FORMULA_MOVEMENT_BETWEEN = 65
HABITUE_FORMULA_REVENUE_RETENTION = 66
HABITUE_FORMULA_REPEAT_RATES = 67
HABITUE_FORMULA_RETENTION_PROJECTION = 68
HABITUE_FORMULA_ADAPTED_EXPECTATION = 80
HABITUE_FORMULA_PERSONA_TAGS = 101
HABITUE_FORMULA_CUSTOMER_ROLES = 102
HABITUE_FORMULA_TIER_RATIO = 103
HABITUE_FORMULA_RETENTION_PER_UNIT = 104
HABITUE_FORMULA_EFFORT_ALLOCATION = 105
HABITUE_FORMULA_HOUR_ALLOCATION = 106
HABITUE_FORMULA_CHOSEN_OPTIONS = 107
HABITUE_FORMULA_STRATEGIES = 108
HABITUE_FORMULA_STRATEGY_CASE = 109
HABITUE_FORMULA_ADDED_SALE = 110
HABITUE_FORMULA_COMPLAINT_HANDLING = 111
HABITUE_FORMULA_PLAN_PROGRESS = 112
HABITUE_FORMULA_RECORD_QUALITY = 113
HABITUE_FORMULA_RECORD_ERASURE = 114
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
HABITUE_MODEL_AUTO = 0
HABITUE_SENTENCE_HEADLINE = 1
HABITUE_SENTENCE_BASIS = 2
HABITUE_SENTENCE_CHOICE = 3
HABITUE_SENTENCE_CHECK_TITLE = 4
HABITUE_SENTENCE_CHECK_TEXT = 5
HABITUE_SENTENCE_WITHHELD = 6
HABITUE_GRADE_SOUND = 1
HABITUE_GRADE_WITH_CARE = 2
HABITUE_GRADE_NOT_TO_BE_USED = 3
HABITUE_GRADE_NOT_TESTED = 4
HABITUE_HEADLINE_ACT = 1
HABITUE_HEADLINE_ACT_WITH_CARE = 2
HABITUE_HEADLINE_ACT_ON_WHO_MATTERS = 3
HABITUE_HEADLINE_UNTESTED = 4
HABITUE_HEADLINE_USE_CONTRACT_MODELS = 5
HABITUE_HEADLINE_NOBODY_CAME_BACK = 6
HABITUE_HEADLINE_MEND_THE_FILE = 7
HABITUE_HEADLINE_DECIDE_NOTHING = 8
HABITUE_CHECK_TOTALS = 1
HABITUE_CHECK_RANKING = 2
HABITUE_CHECK_LEAVING = 3
HABITUE_CHECK_GAPS = 4
HABITUE_CHECK_ROWS = 5
HABITUE_CHECK_SPEND = 6
HABITUE_TOTALS_CLOSE = 1
HABITUE_TOTALS_TOO_LOW = 2
HABITUE_TOTALS_TOO_HIGH = 3
HABITUE_TOTALS_TOO_FEW_TO_TELL = 4
HABITUE_TOTALS_SEASON = 5
HABITUE_TOTALS_NOTHING_CAME = 6
HABITUE_TOTALS_NO_TEST = 7
HABITUE_TOTALS_NO_FORECAST = 8
HABITUE_RANKING_BETTER_THAN_OBVIOUS = 1
HABITUE_RANKING_AS_THE_OBVIOUS = 2
HABITUE_RANKING_WORSE_THAN_OBVIOUS = 3
HABITUE_RANKING_TOO_FEW_TO_TELL = 4
HABITUE_RANKING_CHANCE = 5
HABITUE_RANKING_NOTHING_CAME = 6
HABITUE_RANKING_NO_TEST = 7
HABITUE_RANKING_NO_FORECAST = 8
HABITUE_LEAVING_AGREE = 1
HABITUE_LEAVING_WHOLE_BASE_UNSETTLED = 2
HABITUE_LEAVING_DISAGREE = 3
HABITUE_LEAVING_GIVEN_UP_TOO_EARLY = 4
HABITUE_LEAVING_NOT_IDENTIFIED = 5
HABITUE_LEAVING_NOBODY_CAME_BACK = 6
HABITUE_LEAVING_SUBSCRIPTION = 7
HABITUE_LEAVING_NO_MODEL = 8
HABITUE_GAPS_NO_GAP = 1
HABITUE_GAPS_GAP = 2
HABITUE_GAPS_LONE_DAYS = 3
HABITUE_ROWS_ALL_READ = 1
HABITUE_ROWS_SOME_LOST = 2
HABITUE_SPEND_UNRELATED = 1
HABITUE_SPEND_TIED = 2
HABITUE_SPEND_INFINITE_MEAN = 3
HABITUE_SPEND_MEAN_IN_DOUBT = 4
HABITUE_SPEND_ALL_EQUAL = 5
HABITUE_SPEND_TOO_FEW = 6
HABITUE_SPEND_NO_AMOUNTS = 7
HABITUE_GAUGE_NONE = 0
HABITUE_GAUGE_LOWER = 1
HABITUE_GAUGE_HIGHER = 2
HABITUE_GAUGE_NEAR_ZERO = 3
HABITUE_FIGURES_PURCHASES = 1
HABITUE_FIGURES_MONEY = 2
HABITUE_FIGURES_VALUES = 3
HABITUE_FIGURES_CHANCE = 4
HABITUE_FIGURES_LEAVING = 5
HABITUE_FIGURES_KEEPING = 6
HABITUE_FIGURES_LISTS = 7
HABITUE_WITHHELD_NOT = 0
HABITUE_WITHHELD_NO_AMOUNTS = 1
HABITUE_WITHHELD_NO_HOLDOUT = 2
HABITUE_WITHHELD_NOBODY_CAME_BACK = 3
HABITUE_WITHHELD_FEW_CAME_BACK = 4
HABITUE_WITHHELD_TOO_FEW_CUSTOMERS = 5
HABITUE_WITHHELD_TOO_FEW_DAYS = 6
HABITUE_WITHHELD_NO_MODEL = 7
HABITUE_WITHHELD_INFINITE_MEAN_SPEND = 8
HABITUE_WITHHELD_TOTALS_OFF = 9
HABITUE_WITHHELD_RANKING_IS_CHANCE = 10
HABITUE_WITHHELD_RANKING_WORSE = 11
HABITUE_WITHHELD_DAYS_MISSING = 12
HABITUE_WITHHELD_LEAVING_NOT_IDENTIFIED = 13
HABITUE_WITHHELD_MODELS_DISAGREE = 14
HABITUE_WITHHELD_ROWS_LOST = 15
HABITUE_WITHHELD_SUBSCRIPTION = 16
HABITUE_WITHHELD_FIXED_BY_CONSTRUCTION = 17
HABITUE_WITHHELD_NOTHING_CAME = 18
HABITUE_WITHHELD_NO_SURVEY = 19
HABITUE_WITHHELD_NOT_ASKED = 20
HABITUE_RELEASE_AMOUNTS = 1
HABITUE_RELEASE_MORE_DAYS = 2
HABITUE_RELEASE_MORE_CUSTOMERS = 3
HABITUE_RELEASE_REPEAT_PURCHASES = 4
HABITUE_RELEASE_ALL_ROWS = 5
HABITUE_RELEASE_BIAS = 6
HABITUE_RELEASE_GINI = 7
HABITUE_RELEASE_IDENTIFIED_ATTRITION = 8
HABITUE_RELEASE_AGREEMENT = 9
HABITUE_RELEASE_CONTRACT_MODELS = 10
HABITUE_RELEASE_ANOTHER_MODEL = 11
HABITUE_RELEASE_FEWER_LARGE_AMOUNTS = 12
HABITUE_RELEASE_MISSING_DAYS = 13
HABITUE_RELEASE_SURVEY = 14
HABITUE_RELEASE_ASKING = 15
HABITUE_VALUE_BASIS_PROFIT = 1
HABITUE_VALUE_BASIS_MARGIN = 2
HABITUE_VALUE_BASIS_REVENUE = 3
HABITUE_VALUE_BASIS_PURCHASES = 4
HABITUE_PICTURE_FUNNEL = 1
HABITUE_PICTURE_KANO = 2
HABITUE_PICTURE_PROMOTER_TREND = 3
HABITUE_PICTURE_TORNADO = 4
HABITUE_PICTURE_SPEND_DENSITY = 5
HABITUE_PICTURE_HISTORIES = 6
HABITUE_PICTURE_HETEROGENEITY_PURCHASES = 7
HABITUE_PICTURE_HETEROGENEITY_DROPOUT = 8
HABITUE_PICTURE_HETEROGENEITY_ATTRITION = 9
HABITUE_PICTURE_EXPECTED_BY_AGE = 10


class habitue_cancel(Structure):
    """A handle."""


class habitue_summary(Structure):
    """A handle."""


class habitue_table(Structure):
    """A handle."""


class habitue_live(Structure):
    """A handle."""


class habitue_scorer(Structure):
    """A handle."""


class habitue_model(Structure):
    """A handle."""


class habitue_uncertainty(Structure):
    """A handle."""


class habitue_simulation(Structure):
    """A handle."""


class habitue_cash_flow(Structure):
    """A handle."""


class habitue_responses(Structure):
    """A handle."""


class habitue_moments(Structure):
    """A handle."""


class habitue_counts(Structure):
    """A handle."""


class habitue_path_fit(Structure):
    """A handle."""


class habitue_cohort_table(Structure):
    """A handle."""


class habitue_study(Structure):
    """A handle."""


habitue_progress = ctypes.CFUNCTYPE(I32, ADDRESS, U64, U64)


class habitue_error(Structure):
    _fields_ = [
        ("struct_size", U32), ("code", I32), ("row", I64),
        ("column", CHAR * HABITUE_COLUMN_BYTES), ("message", CHAR * HABITUE_MESSAGE_BYTES),
    ]


class habitue_text(Structure):
    _fields_ = [
        ("bytes", TEXT), ("length", SIZE),
    ]


class habitue_column(Structure):
    _fields_ = [
        ("name", TEXT), ("cells", ADDRESS), ("offsets", ADDRESS), ("bytes", SIZE),
        ("type", I32), ("reserved", U32),
    ]


class habitue_setting(Structure):
    _fields_ = [
        ("name", TEXT), ("value", F64), ("values", ADDRESS), ("count", SIZE),
    ]


class habitue_output(Structure):
    _fields_ = [
        ("name", TEXT), ("cells", ADDRESS),
    ]


class habitue_evidence(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("rows", SIZE), ("columns", P(habitue_column)),
        ("column_count", SIZE), ("settings", P(habitue_setting)), ("setting_count", SIZE),
    ]


class habitue_entry(Structure):
    _fields_ = [
        ("struct_size", U32), ("code", I32), ("type", I32), ("flags", U32),
        ("numbers", ADDRESS), ("count", SIZE), ("symbol", TEXT), ("english", TEXT),
        ("chinese", TEXT),
    ]


class habitue_job(Structure):
    _fields_ = [
        ("struct_size", U32), ("threads", U32), ("progress", habitue_progress),
        ("context", ADDRESS), ("cancel", P(habitue_cancel)),
    ]


class habitue_csv_format(Structure):
    _fields_ = [
        ("struct_size", U32), ("keys", I32), ("customer", habitue_text), ("date", habitue_text),
        ("amount", habitue_text), ("cost", habitue_text), ("date_format", habitue_text),
        ("delimiter", U32), ("decimal_mark", U32), ("bad_rows", I32), ("costing", I32),
        ("quantity", habitue_text), ("price", habitue_text), ("status", habitue_text),
        ("status_left_out", habitue_text), ("currency", habitue_text), ("rates", habitue_text),
        ("refunded_by", habitue_text), ("time_zone", habitue_text), ("encoding", habitue_text),
        ("sheet", habitue_text), ("other_currencies", I32), ("refund_matching", I32),
        ("guests", I32), ("zero_amounts", I32),
    ]


class habitue_status_count(Structure):
    _fields_ = [
        ("status", I32), ("reserved", U32), ("rows", U64),
    ]


class habitue_file_rows(Structure):
    _fields_ = [
        ("fate", I32), ("reason", I32), ("currency", CHAR * 4), ("reserved", U32),
        ("rows", U64), ("unread_amounts", U64), ("minor", I64),
    ]


class habitue_rejections(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("rows", U64), ("rejected", U64),
        ("examples", P(habitue_error)), ("example_capacity", SIZE), ("example_count", SIZE),
        ("by_status", P(habitue_status_count)), ("status_capacity", SIZE),
        ("status_count", SIZE), ("fates", P(habitue_file_rows)), ("fate_capacity", SIZE),
        ("fate_count", SIZE), ("left_out", U64), ("blank_lines", U64), ("lines_around", U64),
        ("matched_refunds", U64), ("unmatched_refunds", U64), ("share_of_rows_lost", F64),
        ("share_of_money_lost", F64),
    ]


class habitue_rules(Structure):
    _fields_ = [
        ("struct_size", U32), ("currency", CHAR * 4), ("refunds", I32), ("rounding", I32),
        ("resolution", I32), ("threads", U32), ("costs", I32), ("keys", U32),
        ("assumed_margin", F64),
    ]


class habitue_summary_info(Structure):
    _fields_ = [
        ("struct_size", U32), ("keys", I32), ("rows", U64), ("rejected_rows", U64),
        ("first_day", I32), ("last_day", I32), ("currency", CHAR * 4), ("reserved", U32),
    ]


class habitue_window(Structure):
    _fields_ = [
        ("struct_size", U32), ("convention", I32), ("unit", I32), ("start", I32),
        ("calibration_end", I32), ("holdout_end", I32), ("log_intervals", U32),
        ("reserved", U32),
    ]


class habitue_table_info(Structure):
    _fields_ = [
        ("struct_size", U32), ("keys", I32), ("key_bytes", SIZE), ("unit", I32),
        ("currency", CHAR * 4), ("rows", U64), ("rejected_rows", U64), ("refund_rows", U64),
        ("customers", U64), ("occasions", U64), ("merged_rows", U64),
        ("dropped_occasions", U64), ("dropped_rows", U64), ("dropped_spend", I64),
        ("outside_rows", U64), ("outside_spend", I64), ("uncalibrated_customers", U64),
        ("uncalibrated_rows", U64), ("uncalibrated_spend", I64), ("assumed_rows", U64),
        ("dropped_margin", I64), ("outside_margin", I64), ("uncalibrated_margin", I64),
    ]


class habitue_table_columns(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("rows", SIZE), ("keys", ADDRESS),
        ("key_offsets", ADDRESS), ("key_bytes", ADDRESS), ("frequency", ADDRESS),
        ("recency", ADDRESS), ("age", ADDRESS), ("log_intervals", ADDRESS),
        ("holdout_frequency", ADDRESS), ("first_spend", ADDRESS), ("repeat_spend", ADDRESS),
        ("total_spend", ADDRESS), ("holdout_spend", ADDRESS), ("mean_spend", ADDRESS),
        ("first_margin", ADDRESS), ("repeat_margin", ADDRESS), ("total_margin", ADDRESS),
        ("holdout_margin", ADDRESS), ("mean_margin", ADDRESS), ("margin_rate", ADDRESS),
    ]


class habitue_tracking_step(Structure):
    _fields_ = [
        ("end", I32), ("reserved", U32), ("elapsed", F64), ("purchases", U64),
    ]


class habitue_transactions(Structure):
    _fields_ = [
        ("struct_size", U32), ("costing", I32), ("whole_amounts", I32), ("reserved", U32),
        ("rows", SIZE), ("customer", habitue_column), ("time", habitue_column),
        ("amount", habitue_column), ("cost", habitue_column), ("cost_known", ADDRESS),
    ]


class habitue_cut(Structure):
    _fields_ = [
        ("real", F64), ("whole", I64), ("kind", I32), ("reserved", U32),
    ]


class habitue_scorer_options(Structure):
    _fields_ = [
        ("struct_size", U32), ("tiers", U32), ("to", F64), ("horizon", F64), ("rate", F64),
        ("margin", F64), ("lowest", ADDRESS), ("cuts", P(habitue_cut)),
    ]


class habitue_customer_now(Structure):
    _fields_ = [
        ("recency", F64), ("age", F64), ("mean_spend", F64), ("first_spend", I64),
        ("repeat_spend", I64), ("p_alive", F64), ("expected_purchases", F64), ("value", F64),
        ("frequency", U32), ("tier", I32), ("calibrated", U32), ("reserved", U32),
    ]


class habitue_covariate(Structure):
    _fields_ = [
        ("name", habitue_text), ("values", ADDRESS), ("role", I32), ("shared", U32),
    ]


class habitue_customers(Structure):
    _fields_ = [
        ("struct_size", U32), ("covariate_count", U32), ("rows", SIZE), ("weights", ADDRESS),
        ("frequency", ADDRESS), ("recency", ADDRESS), ("age", ADDRESS),
        ("log_intervals", ADDRESS), ("spend_frequency", ADDRESS), ("mean_spend", ADDRESS),
        ("mean_log_spend", ADDRESS), ("expected_spend", ADDRESS), ("margin_rate", ADDRESS),
        ("renewals", ADDRESS), ("left", ADDRESS), ("cohort", ADDRESS), ("period", ADDRESS),
        ("survivors", ADDRESS), ("born", ADDRESS), ("horizons", ADDRESS),
        ("covariates", P(habitue_covariate)), ("unit", I32), ("reserved", U32),
    ]


class habitue_constraint(Structure):
    _fields_ = [
        ("parameter", habitue_text), ("first", F64), ("second", F64), ("kind", I32),
        ("reserved", U32),
    ]


class habitue_fit_options(Structure):
    _fields_ = [
        ("struct_size", U32), ("max_iterations", U32), ("regularity", U32), ("starts", U32),
        ("tolerance", F64), ("start", ADDRESS), ("start_count", SIZE),
        ("constraints", P(habitue_constraint)), ("constraint_count", SIZE),
        ("penalizer_coef", F64), ("standardised", U32), ("attrition_link", I32),
        ("purchase_penalty", F64), ("attrition_penalty", F64), ("spend_penalty", F64),
    ]


class habitue_effect(Structure):
    _fields_ = [
        ("coefficient", F64), ("center", F64), ("scale", F64), ("role", I32), ("reserved", U32),
    ]


class habitue_alternative(Structure):
    _fields_ = [
        ("log_likelihood", F64), ("alive", F64), ("ridge", I32), ("reserved", U32),
    ]


class habitue_fit_report(Structure):
    _fields_ = [
        ("kind", I32), ("effects", U32), ("fitted", U32), ("parameters", U32),
        ("iterations", U32), ("ridge", I32), ("starts", U32), ("agreeing", U32),
        ("alternatives", U32), ("reserved", U32), ("log_likelihood", F64), ("aic", F64),
        ("bic", F64), ("gradient_norm", F64), ("hessian_condition", F64), ("penalised", F64),
        ("effective_parameters", F64), ("customers", F64), ("cells", U64),
    ]


class habitue_question(Structure):
    _fields_ = [
        ("struct_size", U32), ("kind", I32), ("from", F64), ("to", F64), ("probability", F64),
        ("rate", F64), ("margin", F64), ("period", F64), ("n", U64), ("timing", I32),
        ("unit", I32), ("individual", I32), ("statistic", I32),
        ("spend_model", P(habitue_model)), ("spend_uncertainty", P(habitue_uncertainty)),
    ]


class habitue_estimate(Structure):
    _fields_ = [
        ("estimate", F64), ("standard_error", F64), ("low", F64), ("high", F64),
        ("confidence", F64), ("method", I32), ("draws", U32), ("failed", U32),
        ("reserved", U32),
    ]


class habitue_answers(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("estimate", ADDRESS),
        ("total", P(habitue_estimate)), ("standard_error", ADDRESS), ("low", ADDRESS),
        ("high", ADDRESS), ("confidence", F64),
    ]


class habitue_uncertainty_options(Structure):
    _fields_ = [
        ("struct_size", U32), ("draws", U32), ("seed", U64), ("scale", I32), ("reserved", U32),
    ]


class habitue_uncertainty_info(Structure):
    _fields_ = [
        ("method", I32), ("kind", I32), ("parameters", U32), ("draws", U32), ("failed", U32),
        ("reserved", U32),
    ]


class habitue_compared_model(Structure):
    _fields_ = [
        ("kind", I32), ("failure", I32), ("ridge", I32), ("parameters", U32),
        ("regularity", U32), ("reserved", U32), ("log_likelihood", F64), ("aic", F64),
        ("bic", F64),
    ]


class habitue_nested_test(Structure):
    _fields_ = [
        ("restricted", U32), ("general", U32), ("degrees", U64), ("statistic", F64),
        ("p_value", F64),
    ]


class habitue_comparison(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("rows", P(habitue_compared_model)),
        ("models", P(P(habitue_model))), ("why", P(habitue_error)),
        ("tests", P(habitue_nested_test)), ("test_capacity", SIZE), ("test_count", SIZE),
    ]


class habitue_correlation(Structure):
    _fields_ = [
        ("coefficient", F64), ("t", F64), ("p_value", F64),
    ]


class habitue_regularity(Structure):
    _fields_ = [
        ("k", F64), ("standard_error", F64), ("customers", U64), ("observations", U64),
    ]


class habitue_forecast(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("rows", SIZE), ("actual", ADDRESS),
        ("expected", ADDRESS), ("weights", ADDRESS),
    ]


class habitue_forecast_errors(Structure):
    _fields_ = [
        ("customers", F64), ("actual", F64), ("expected", F64), ("bias", F64), ("wape", F64),
        ("mae", F64), ("rmse", F64), ("top_decile_lift", F64), ("gini", F64),
        ("normalised_gini", F64),
    ]


class habitue_forecast_class(Structure):
    _fields_ = [
        ("customers", F64), ("actual", F64), ("expected", F64),
    ]


class habitue_simulation_options(Structure):
    _fields_ = [
        ("struct_size", U32), ("every_purchase", U32), ("seed", U64), ("holdout", F64),
        ("horizon", F64), ("spend_model", P(habitue_model)),
    ]


class habitue_simulation_info(Structure):
    _fields_ = [
        ("rows", U64), ("purchases", U64),
    ]


class habitue_simulation_columns(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("rows", SIZE), ("frequency", ADDRESS),
        ("recency", ADDRESS), ("age", ADDRESS), ("log_intervals", ADDRESS),
        ("holdout_frequency", ADDRESS), ("left", ADDRESS), ("mean_spend", ADDRESS),
        ("holdout_mean_spend", ADDRESS), ("purchases", ADDRESS), ("cohort", ADDRESS),
        ("period", ADDRESS), ("survivors", ADDRESS), ("renewals", ADDRESS),
    ]


class habitue_basket_rule(Structure):
    _fields_ = [
        ("antecedent", U32), ("consequent", U32), ("baskets", U64), ("antecedent_support", F64),
        ("consequent_support", F64), ("support", F64), ("confidence", F64), ("lift", F64),
        ("leverage", F64), ("conviction", F64), ("worth", F64),
    ]


class habitue_next_product(Structure):
    _fields_ = [
        ("product", I64), ("because", I64), ("probability", F64), ("lift", F64), ("value", F64),
    ]


class habitue_concentration(Structure):
    _fields_ = [
        ("struct_size", U32), ("curve", I32), ("top_shares", ADDRESS),
        ("value_of_top", ADDRESS), ("top_count", SIZE), ("value_shares", ADDRESS),
        ("top_for_value", ADDRESS), ("value_count", SIZE), ("curve_customers", ADDRESS),
        ("curve_value", ADDRESS), ("points", SIZE), ("customers", U64), ("gainers", U64),
        ("total", F64), ("gross", F64), ("losses", F64), ("peak_share", F64), ("gini", F64),
        ("gini_unbiased", F64), ("gini_normalised", F64),
    ]


class habitue_pyramid_options(Structure):
    _fields_ = [
        ("struct_size", U32), ("preset", I32), ("by", I32), ("ties", I32), ("boundary", I32),
        ("tier_count", U32), ("parts", ADDRESS),
    ]


class habitue_binning(Structure):
    _fields_ = [
        ("struct_size", U32), ("method", I32), ("bins", U32), ("better", I32), ("closed", I32),
        ("ties", I32), ("threshold_count", U32), ("reserved", U32), ("thresholds", ADDRESS),
    ]


class habitue_rfm(Structure):
    _fields_ = [
        ("struct_size", U32), ("nesting", I32), ("rows", SIZE), ("recency", habitue_column),
        ("frequency", habitue_column), ("monetary", habitue_column),
        ("recency_binning", P(habitue_binning)), ("frequency_binning", P(habitue_binning)),
        ("monetary_binning", P(habitue_binning)), ("recency_score", ADDRESS),
        ("frequency_score", ADDRESS), ("monetary_score", ADDRESS), ("thresholds", ADDRESS),
        ("threshold_count", SIZE),
    ]


class habitue_segment_box(Structure):
    _fields_ = [
        ("segment", U32), ("recency", U32 * 2), ("frequency", U32 * 2), ("monetary", U32 * 2),
    ]


class habitue_segmentation(Structure):
    _fields_ = [
        ("struct_size", U32), ("preset", I32), ("bins", U32 * 3), ("high_from", U32),
        ("boxes", P(habitue_segment_box)), ("box_count", SIZE),
    ]


class habitue_segments(Structure):
    _fields_ = [
        ("struct_size", U32), ("segment_count", U32), ("rows", SIZE),
        ("recency_score", ADDRESS), ("frequency_score", ADDRESS), ("monetary_score", ADDRESS),
        ("segment", ADDRESS), ("counts", ADDRESS),
    ]


class habitue_tier(Structure):
    _fields_ = [
        ("customers", U64), ("customer_share", F64), ("total", F64), ("value_share", F64),
        ("gross_share", F64), ("lowest", F64), ("highest", F64), ("mean", F64),
        ("exact_total", I64), ("exact_lowest", I64), ("exact_highest", I64),
    ]


class habitue_tier_economics(Structure):
    _fields_ = [
        ("customers", U64), ("customer_share", F64), ("revenue", I64), ("revenue_share", F64),
        ("profit", I64), ("profit_share", F64), ("margin", F64), ("lifetime_value", F64),
        ("lifetime_value_share", F64),
    ]


class habitue_cash_flow_info(Structure):
    _fields_ = [
        ("struct_size", U32), ("currency", CHAR * 4), ("rows", SIZE), ("exact_total", I64),
    ]


class habitue_cash_flow_columns(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("rows", SIZE), ("time", ADDRESS),
        ("expected", ADDRESS), ("factor", ADDRESS), ("present", ADDRESS),
        ("cumulative", ADDRESS),
    ]


class habitue_events(Structure):
    _fields_ = [
        ("struct_size", U32), ("valuation", I32), ("day_count", I32), ("reserved", U32),
        ("currency", habitue_text), ("rows", SIZE), ("customer", ADDRESS), ("day", ADDRESS),
        ("probability", ADDRESS), ("revenue", ADDRESS), ("cost", ADDRESS),
    ]


class habitue_referrals(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("rows", SIZE), ("referrer", ADDRESS),
        ("time", ADDRESS), ("value", ADDRESS), ("saving", ADDRESS), ("anyway", ADDRESS),
    ]


class habitue_inputs(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("input_count", SIZE), ("base", ADDRESS),
        ("low", ADDRESS), ("high", ADDRESS),
    ]


class habitue_tornado_bar(Structure):
    _fields_ = [
        ("input", U64), ("low", F64), ("high", F64),
    ]


class habitue_scale(Structure):
    _fields_ = [
        ("struct_size", U32), ("kind", I32), ("lower_is_better", I32), ("reserved", U32),
        ("low", F64), ("high", F64), ("step", F64), ("level_values", ADDRESS),
        ("level_scores", ADDRESS), ("level_count", SIZE),
    ]


class habitue_survey_question(Structure):
    _fields_ = [
        ("name", habitue_text), ("dimension", habitue_text), ("scale", P(habitue_scale)),
        ("weight", F64),
    ]


class habitue_dimension_weight(Structure):
    _fields_ = [
        ("dimension", habitue_text), ("weight", F64),
    ]


class habitue_questionnaire(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("questions", P(habitue_survey_question)),
        ("question_count", SIZE), ("dimensions", P(habitue_dimension_weight)),
        ("dimension_count", SIZE),
    ]


class habitue_response_matrix(Structure):
    _fields_ = [
        ("struct_size", U32), ("out_of_scale", I32), ("rows", SIZE), ("cells", ADDRESS),
        ("weights", ADDRESS), ("row_major", I32), ("reserved", U32),
    ]


class habitue_response_format(Structure):
    _fields_ = [
        ("struct_size", U32), ("out_of_scale", I32), ("key", habitue_text),
        ("weight", habitue_text), ("delimiter", U32), ("reserved", U32),
    ]


class habitue_responses_info(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("rows", SIZE), ("question_count", SIZE),
        ("key_bytes", SIZE), ("missing", ADDRESS), ("out_of_scale", ADDRESS),
        ("question", SIZE), ("answers", ADDRESS), ("key_offsets", ADDRESS), ("keys", ADDRESS),
    ]


class habitue_known_moments(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("question_count", SIZE), ("n", F64),
        ("means", ADDRESS), ("standard_deviations", ADDRESS), ("correlations", ADDRESS),
        ("low", ADDRESS), ("high", ADDRESS),
    ]


class habitue_basis(Structure):
    _fields_ = [
        ("respondents", U64), ("used", U64), ("answers", U64), ("missing", U64),
        ("out_of_scale", U64), ("effective_n", F64), ("minimum_share", F64), ("policy", I32),
        ("reserved", U32),
    ]


class habitue_moments_info(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("question_count", SIZE), ("n", F64),
        ("means", ADDRESS), ("standard_deviations", ADDRESS), ("correlations", ADDRESS),
        ("basis", habitue_basis),
    ]


class habitue_items(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("items", ADDRESS), ("item_count", SIZE),
        ("weights", ADDRESS), ("others", ADDRESS), ("other_count", SIZE), ("confidence", F64),
    ]


class habitue_interval(Structure):
    _fields_ = [
        ("low", F64), ("high", F64), ("confidence", F64), ("clamped", U32), ("reserved", U32),
    ]


class habitue_reliability(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("value", F64), ("standardised_alpha", F64),
        ("interval", habitue_interval), ("n", F64), ("item_rest", ADDRESS),
        ("alpha_without", ADDRESS), ("loadings", ADDRESS),
    ]


class habitue_rake(Structure):
    _fields_ = [
        ("struct_size", U32), ("max_passes", U32), ("rows", SIZE), ("margin_count", SIZE),
        ("categories", ADDRESS), ("category_counts", ADDRESS), ("targets", ADDRESS),
        ("target_count", SIZE), ("base", ADDRESS), ("cap", F64), ("tolerance", F64),
    ]


class habitue_weighting(Structure):
    _fields_ = [
        ("struct_size", U32), ("passes", U32), ("effective_n", F64), ("design_effect", F64),
        ("capped", U64),
    ]


class habitue_dealer_card(Structure):
    _fields_ = [
        ("total", F64), ("standard_error", F64), ("low", F64), ("high", F64), ("scores", U64),
        ("rank", U64), ("weakest", I64),
    ]


class habitue_drivers(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("r_squared", F64), ("beta", ADDRESS),
        ("first", ADDRESS), ("last", ADDRESS), ("lmg", ADDRESS), ("johnson", ADDRESS),
    ]


class habitue_mean(Structure):
    _fields_ = [
        ("mean", F64), ("standard_error", F64), ("interval", habitue_interval),
        ("effective_n", F64), ("answered", U64), ("missing", U64),
    ]


class habitue_difference(Structure):
    _fields_ = [
        ("difference", F64), ("standard_error", F64), ("z", F64), ("p_value", F64),
        ("interval", habitue_interval),
    ]


class habitue_map_options(Structure):
    _fields_ = [
        ("struct_size", U32), ("cross_hairs", I32), ("performance_at", F64),
        ("importance_at", F64),
    ]


class habitue_measure(Structure):
    _fields_ = [
        ("struct_size", U32), ("kind", I32), ("questions", ADDRESS), ("question_count", SIZE),
        ("dimensions", ADDRESS), ("dimension_count", SIZE), ("top", SIZE), ("low_at_most", F64),
        ("high_at_least", F64), ("alpha_cut", F64), ("kano_table", I32), ("reserved", U32),
        ("kano_classes", ADDRESS),
    ]


class habitue_path_figures(Structure):
    _fields_ = [
        ("struct_size", U32), ("failed", U32), ("count", SIZE), ("confidence", F64),
        ("estimates", ADDRESS), ("standard_errors", ADDRESS), ("low", ADDRESS),
        ("high", ADDRESS), ("others", ADDRESS), ("differences", ADDRESS), ("p_values", ADDRESS),
    ]


class habitue_construct_index(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("value", F64), ("standard_deviation", F64),
        ("weights", ADDRESS), ("item_count", SIZE), ("respondents", ADDRESS), ("rows", SIZE),
    ]


class habitue_construct(Structure):
    _fields_ = [
        ("name", habitue_text), ("items", ADDRESS), ("item_count", SIZE), ("formative", I32),
        ("reserved", U32),
    ]


class habitue_path(Structure):
    _fields_ = [
        ("from", SIZE), ("to", SIZE),
    ]


class habitue_path_model(Structure):
    _fields_ = [
        ("struct_size", U32), ("index", I32), ("constructs", P(habitue_construct)),
        ("construct_count", SIZE), ("paths", P(habitue_path)), ("path_count", SIZE),
    ]


class habitue_path_options(Structure):
    _fields_ = [
        ("struct_size", U32), ("scheme", I32), ("least_reliability", F64),
    ]


class habitue_resample_options(Structure):
    _fields_ = [
        ("struct_size", U32), ("missing", I32), ("minimum_share", F64), ("samples", U32),
        ("reserved", U32), ("seed", U64), ("confidence", F64),
    ]


class habitue_share(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("share", F64), ("standard_error", F64),
        ("interval", habitue_interval), ("effective_n", F64), ("hits", F64), ("total", F64),
        ("answered", U64), ("missing", U64),
    ]


class habitue_promoter_score(Structure):
    _fields_ = [
        ("struct_size", U32), ("degenerate", U32), ("score", F64), ("promoters", F64),
        ("passives", F64), ("detractors", F64), ("variance", F64), ("standard_error", F64),
        ("interval", habitue_interval), ("effective_n", F64), ("answered", U64),
        ("missing", U64),
    ]


class habitue_effort(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("mean", habitue_mean), ("easy", F64),
        ("easy_interval", habitue_interval),
    ]


class habitue_dimension_gap(Structure):
    _fields_ = [
        ("weight", F64), ("gap", habitue_mean), ("perception", habitue_mean),
        ("missing_pairs", U64),
    ]


class habitue_kano_result(Structure):
    _fields_ = [
        ("struct_size", U32), ("kano_class", I32), ("continuous_class", I32),
        ("significant", U32), ("counts", F64 * 6), ("memberships", F64 * 6), ("better", F64),
        ("better_interval", habitue_interval), ("worse", F64),
        ("worse_interval", habitue_interval), ("total_strength", F64),
        ("category_strength", F64), ("fong_threshold", F64), ("functional", F64),
        ("dysfunctional", F64), ("n", F64), ("missing", U64), ("undecided", U64),
    ]


class habitue_penalty_reward(Structure):
    _fields_ = [
        ("penalty", F64), ("reward", F64), ("range", F64), ("low", U64), ("high", U64),
        ("factor", I32), ("reserved", U32),
    ]


class habitue_index_options(Structure):
    _fields_ = [
        ("struct_size", U32), ("missing", I32), ("per_respondent", I32), ("reserved", U32),
        ("minimum_share", F64), ("confidence", F64), ("population", U64),
    ]


class habitue_index(Structure):
    _fields_ = [
        ("value", F64), ("raw", F64), ("standard_error", F64), ("interval", habitue_interval),
        ("basis", habitue_basis),
    ]


class habitue_question_score(Structure):
    _fields_ = [
        ("weight", F64), ("score", F64), ("answered", U64),
    ]


class habitue_scorecard(Structure):
    _fields_ = [
        ("value", F64), ("standard_error", F64), ("interval", habitue_interval),
        ("weakest", U64),
    ]


class habitue_satisfaction(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("index", P(habitue_index)),
        ("questions", P(habitue_question_score)), ("question_count", SIZE),
        ("dimensions", P(habitue_index)), ("dimension_weights", ADDRESS),
        ("dimension_count", SIZE), ("scorecard", P(habitue_scorecard)),
        ("respondents", ADDRESS), ("rows", SIZE),
    ]


class habitue_classes(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("codes", ADDRESS), ("reasons", ADDRESS),
        ("boundary", ADDRESS), ("by_code", U64 * 16), ("n_used", U64), ("n_missing", U64),
        ("n_boundary", U64),
    ]


class habitue_brand_use(Structure):
    _fields_ = [
        ("customers", U64), ("multi_brand", U64), ("brands", U64), ("mean_set", F64),
        ("applies", I32), ("reserved", U32),
    ]


class habitue_cohort_options(Structure):
    _fields_ = [
        ("struct_size", U32), ("unit", I32), ("from", I32), ("until", I32), ("activity", I32),
        ("reserved", U32),
    ]


class habitue_cohort_info(Structure):
    _fields_ = [
        ("struct_size", U32), ("first_period", I32), ("cohorts", SIZE), ("survivor_rows", SIZE),
    ]


class habitue_cohort_rate(Structure):
    _fields_ = [
        ("rate", F64), ("customers", U64), ("active", U64), ("cohorts", U64), ("empty", U64),
        ("partial", U64),
    ]


class habitue_cohort_columns(Structure):
    _fields_ = [
        ("struct_size", U32), ("mean", I32), ("cohorts", SIZE), ("active", ADDRESS),
        ("rates", ADDRESS), ("partial", ADDRESS), ("curve", P(habitue_cohort_rate)),
        ("survivor_rows", SIZE), ("cohort", ADDRESS), ("period", ADDRESS),
        ("survivors", ADDRESS),
    ]


class habitue_moves(Structure):
    _fields_ = [
        ("climbed", U64), ("stayed", U64), ("fell", U64), ("n_missing", U64),
    ]


class habitue_bucket(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("customers", F64), ("acquired", F64),
        ("rates", ADDRESS), ("causes", SIZE), ("lost_by_cause", ADDRESS), ("series", ADDRESS),
        ("periods", SIZE), ("churn", F64), ("steady_state", F64), ("to_stand_still", F64),
    ]


class habitue_defection(Structure):
    _fields_ = [
        ("struct_size", U32), ("reserved", U32), ("customers", U64), ("causes", SIZE),
        ("lost", ADDRESS), ("profit_per_customer", ADDRESS), ("preventable", ADDRESS),
        ("programme_cost", ADDRESS), ("groups", ADDRESS), ("lost_profit", ADDRESS),
        ("net_gain", ADDRESS), ("break_even", ADDRESS), ("lost_by_group", U64 * 5),
        ("profit_by_group", F64 * 5), ("total_lost", U64), ("rate", F64),
        ("total_lost_profit", F64), ("total_net_gain", F64), ("worthwhile_gain", F64),
    ]


class habitue_survival_step(Structure):
    _fields_ = [
        ("time", F64), ("at_risk", U64), ("lost", U64), ("survival", F64), ("std_error", F64),
    ]


class habitue_survival(Structure):
    _fields_ = [
        ("struct_size", U32), ("interval", I32), ("confidence", F64), ("horizon", F64),
        ("times", ADDRESS), ("time_count", SIZE), ("survival", ADDRESS), ("low", ADDRESS),
        ("high", ADDRESS), ("shares", ADDRESS), ("share_count", SIZE), ("quantiles", ADDRESS),
        ("steps", P(habitue_survival_step)), ("step_capacity", SIZE), ("step_count", SIZE),
        ("last_time", F64), ("restricted_mean", F64), ("restricted_mean_error", F64),
    ]


class habitue_log_rank(Structure):
    _fields_ = [
        ("struct_size", U32), ("degrees_of_freedom", U32), ("groups", SIZE),
        ("observed", ADDRESS), ("expected", ADDRESS), ("chi_square", F64), ("p_value", F64),
    ]


class habitue_study_options(Structure):
    _fields_ = [
        ("struct_size", U32), ("model", I32), ("unit", I32), ("split", I32), ("untested", U32),
        ("futures", U32), ("horizon", F64), ("discount", F64), ("margin", F64), ("seed", U64),
        ("rows_lost", U64),
    ]


class habitue_report_options(Structure):
    _fields_ = [
        ("struct_size", U32), ("language", I32), ("title", habitue_text),
        ("source", habitue_text), ("survey_note", habitue_text), ("other", habitue_text),
    ]


class habitue_verdict(Structure):
    _fields_ = [
        ("struct_size", U32), ("overall", I32), ("headline", I32), ("model", I32),
        ("basis", I32), ("unit", I32), ("first_day", I32), ("last_day", I32), ("split", I32),
        ("withheld", U32),
    ]


class habitue_check_result(Structure):
    _fields_ = [
        ("struct_size", U32), ("grade", I32), ("finding", I32), ("better", I32), ("value", F64),
        ("low", F64), ("high", F64), ("sound", F64), ("care", F64),
    ]


class habitue_withheld_figures(Structure):
    _fields_ = [
        ("struct_size", U32), ("group", I32), ("reason", I32), ("release", I32), ("found", F64),
        ("bound", F64),
    ]


class habitue_study_figure(Structure):
    _fields_ = [
        ("struct_size", U32), ("withheld", I32), ("name", habitue_text), ("value", F64),
        ("low", F64), ("high", F64),
    ]


class habitue_picture_options(Structure):
    _fields_ = [
        ("struct_size", U32), ("language", I32), ("unit", I32), ("reserved", U32),
        ("currency", habitue_text),
    ]


INITIAL: dict[type[Structure], tuple[Any, ...]] = {
    habitue_error: (ctypes.sizeof(habitue_error), 0, -1, (0,), (0,),),
    habitue_evidence: (ctypes.sizeof(habitue_evidence), 0, 0, 0, 0, 0, 0,),
    habitue_entry: (ctypes.sizeof(habitue_entry), 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_job: (ctypes.sizeof(habitue_job), 1, 0, 0, 0,),
    habitue_csv_format: (ctypes.sizeof(habitue_csv_format), HABITUE_TYPE_TEXT, (0, 0,), (0, 0,), (0, 0,), (0, 0,), (0, 0,), 0, 0, 0, 0, (0, 0,), (0, 0,), (0, 0,), (0, 0,), (0, 0,), (0, 0,), (0, 0,), (0, 0,), (0, 0,), (0, 0,), 0, 0, 0, 0,),
    habitue_rejections: (ctypes.sizeof(habitue_rejections), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, 0.0,),
    habitue_rules: (ctypes.sizeof(habitue_rules), (0,), 0, 0, HABITUE_UNIT_DAY, 1, 0, 0, 0.0,),
    habitue_summary_info: (ctypes.sizeof(habitue_summary_info), 0, 0, 0, 0, 0, (0,), 0,),
    habitue_window: (ctypes.sizeof(habitue_window), HABITUE_CONVENTION_BTYD, HABITUE_UNIT_WEEK, HABITUE_NO_DAY, HABITUE_NO_DAY, HABITUE_NO_DAY, 0, 0,),
    habitue_table_info: (ctypes.sizeof(habitue_table_info), 0, 0, 0, (0,), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_table_columns: (ctypes.sizeof(habitue_table_columns), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_transactions: (ctypes.sizeof(habitue_transactions), 0, 0, 0, 0, (0, 0, 0, 0, 0, 0,), (0, 0, 0, 0, 0, 0,), (0, 0, 0, 0, 0, 0,), (0, 0, 0, 0, 0, 0,), 0,),
    habitue_scorer_options: (ctypes.sizeof(habitue_scorer_options), 0, float("nan"), float("nan"), 0.0, 1.0, 0, 0,),
    habitue_customers: (ctypes.sizeof(habitue_customers), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, HABITUE_UNIT_NOT_STATED, 0,),
    habitue_fit_options: (ctypes.sizeof(habitue_fit_options), 500, 0, 0, 1e-9, 0, 0, 0, 0, 0.0, 0, HABITUE_ATTRITION_LINK_SEPARATE, 0.0, 0.0, 0.0,),
    habitue_question: (ctypes.sizeof(habitue_question), 0, 0.0, float("nan"), float("nan"), float("nan"), float("nan"), float("nan"), HABITUE_COUNT_NOT_GIVEN, HABITUE_MARGIN_AT_PURCHASE, HABITUE_UNIT_NOT_STATED, 0, HABITUE_STATISTIC_MEAN, 0, 0,),
    habitue_answers: (ctypes.sizeof(habitue_answers), 0, 0, 0, 0, 0, 0, 0.95,),
    habitue_uncertainty_options: (ctypes.sizeof(habitue_uncertainty_options), 1000, 1, HABITUE_INTERVAL_NATURAL, 0,),
    habitue_comparison: (ctypes.sizeof(habitue_comparison), 0, 0, 0, 0, 0, 0, 0,),
    habitue_forecast: (ctypes.sizeof(habitue_forecast), 0, 0, 0, 0, 0,),
    habitue_simulation_options: (ctypes.sizeof(habitue_simulation_options), 0, 1, 0.0, float("nan"), 0,),
    habitue_simulation_columns: (ctypes.sizeof(habitue_simulation_columns), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_concentration: (ctypes.sizeof(habitue_concentration), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0,),
    habitue_pyramid_options: (ctypes.sizeof(habitue_pyramid_options), 0, HABITUE_BY_PRESET, 0, 0, 0, 0,),
    habitue_rfm: (ctypes.sizeof(habitue_rfm), 0, 0, (0, 0, 0, 0, 0, 0,), (0, 0, 0, 0, 0, 0,), (0, 0, 0, 0, 0, 0,), 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_binning: (ctypes.sizeof(habitue_binning), 0, 5, 0, 0, 0, 0, 0, 0,),
    habitue_segmentation: (ctypes.sizeof(habitue_segmentation), 0, (5, 5, 5,), 4, 0, 0,),
    habitue_segments: (ctypes.sizeof(habitue_segments), 0, 0, 0, 0, 0, 0, 0,),
    habitue_cash_flow_info: (ctypes.sizeof(habitue_cash_flow_info), (0,), 0, 0,),
    habitue_cash_flow_columns: (ctypes.sizeof(habitue_cash_flow_columns), 0, 0, 0, 0, 0, 0, 0,),
    habitue_events: (ctypes.sizeof(habitue_events), HABITUE_NO_DAY, 0, 0, (0, 0,), 0, 0, 0, 0, 0, 0,),
    habitue_referrals: (ctypes.sizeof(habitue_referrals), 0, 0, 0, 0, 0, 0, 0,),
    habitue_inputs: (ctypes.sizeof(habitue_inputs), 0, 0, 0, 0, 0,),
    habitue_scale: (ctypes.sizeof(habitue_scale), 0, 0, 0, 1.0, 10.0, 1.0, 0, 0, 0,),
    habitue_questionnaire: (ctypes.sizeof(habitue_questionnaire), 0, 0, 0, 0, 0,),
    habitue_response_matrix: (ctypes.sizeof(habitue_response_matrix), 0, 0, 0, 0, 0, 0,),
    habitue_response_format: (ctypes.sizeof(habitue_response_format), 0, (0, 0,), (0, 0,), 44, 0,),
    habitue_responses_info: (ctypes.sizeof(habitue_responses_info), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_known_moments: (ctypes.sizeof(habitue_known_moments), 0, 0, float("nan"), 0, 0, 0, 0, 0,),
    habitue_moments_info: (ctypes.sizeof(habitue_moments_info), 0, 0, 0.0, 0, 0, 0, (0, 0, 0, 0, 0, 0.0, 0.0, 0, 0,),),
    habitue_items: (ctypes.sizeof(habitue_items), 0, 0, 0, 0, 0, 0, float("nan"),),
    habitue_reliability: (ctypes.sizeof(habitue_reliability), 0, 0.0, 0.0, (0.0, 0.0, 0.0, 0, 0,), 0.0, 0, 0, 0,),
    habitue_rake: (ctypes.sizeof(habitue_rake), 1000, 0, 0, 0, 0, 0, 0, 0, 0.0, 1e-10,),
    habitue_weighting: (ctypes.sizeof(habitue_weighting), 0, 0.0, 0.0, 0,),
    habitue_drivers: (ctypes.sizeof(habitue_drivers), 0, 0.0, 0, 0, 0, 0, 0,),
    habitue_map_options: (ctypes.sizeof(habitue_map_options), 0, float("nan"), float("nan"),),
    habitue_measure: (ctypes.sizeof(habitue_measure), 0, 0, 0, 0, 0, 0, float("nan"), float("nan"), float("nan"), 0, 0, 0,),
    habitue_path_figures: (ctypes.sizeof(habitue_path_figures), 0, 0, float("nan"), 0, 0, 0, 0, 0, 0, 0,),
    habitue_construct_index: (ctypes.sizeof(habitue_construct_index), 0, 0.0, 0.0, 0, 0, 0, 0,),
    habitue_path_model: (ctypes.sizeof(habitue_path_model), 0, 0, 0, 0, 0,),
    habitue_path_options: (ctypes.sizeof(habitue_path_options), 0, float("nan"),),
    habitue_resample_options: (ctypes.sizeof(habitue_resample_options), -1, 0.5, 1000, 0, 1, float("nan"),),
    habitue_share: (ctypes.sizeof(habitue_share), 0, 0.0, 0.0, (0.0, 0.0, 0.0, 0, 0,), 0.0, 0.0, 0.0, 0, 0,),
    habitue_promoter_score: (ctypes.sizeof(habitue_promoter_score), 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, (0.0, 0.0, 0.0, 0, 0,), 0.0, 0, 0,),
    habitue_effort: (ctypes.sizeof(habitue_effort), 0, (0.0, 0.0, (0.0, 0.0, 0.0, 0, 0,), 0.0, 0, 0,), 0.0, (0.0, 0.0, 0.0, 0, 0,),),
    habitue_kano_result: (ctypes.sizeof(habitue_kano_result), 0, 0, 0, (0.0,), (0.0,), 0.0, (0.0, 0.0, 0.0, 0, 0,), 0.0, (0.0, 0.0, 0.0, 0, 0,), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0, 0,),
    habitue_index_options: (ctypes.sizeof(habitue_index_options), HABITUE_MISSING_AVAILABLE_CASE, 0, 0, 0.5, 0.95, 0,),
    habitue_satisfaction: (ctypes.sizeof(habitue_satisfaction), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_classes: (ctypes.sizeof(habitue_classes), 0, 0, 0, 0, (0,), 0, 0, 0,),
    habitue_cohort_options: (ctypes.sizeof(habitue_cohort_options), HABITUE_UNIT_MONTH, HABITUE_NO_DAY, HABITUE_NO_DAY, 0, 0,),
    habitue_cohort_info: (ctypes.sizeof(habitue_cohort_info), 0, 0, 0,),
    habitue_cohort_columns: (ctypes.sizeof(habitue_cohort_columns), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_bucket: (ctypes.sizeof(habitue_bucket), 0, float("nan"), 0.0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0,),
    habitue_defection: (ctypes.sizeof(habitue_defection), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (0,), (0.0,), 0, 0.0, 0.0, 0.0, 0.0,),
    habitue_survival: (ctypes.sizeof(habitue_survival), HABITUE_SURVIVAL_INTERVAL_LOG, 0.95, float("nan"), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0,),
    habitue_log_rank: (ctypes.sizeof(habitue_log_rank), 0, 0, 0, 0, 0.0, 0.0,),
    habitue_study_options: (ctypes.sizeof(habitue_study_options), 0, HABITUE_UNIT_WEEK, HABITUE_NO_DAY, 0, 1000, float("nan"), 0.15, 1.0, 1, 0,),
    habitue_report_options: (ctypes.sizeof(habitue_report_options), 0, (0, 0,), (0, 0,), (0, 0,), (0, 0,),),
    habitue_verdict: (ctypes.sizeof(habitue_verdict), 0, 0, 0, 0, 0, 0, 0, 0, 0,),
    habitue_check_result: (ctypes.sizeof(habitue_check_result), 0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0.0,),
    habitue_withheld_figures: (ctypes.sizeof(habitue_withheld_figures), 0, 0, 0, 0.0, 0.0,),
    habitue_study_figure: (ctypes.sizeof(habitue_study_figure), 0, (0, 0,), 0.0, 0.0, 0.0,),
    habitue_picture_options: (ctypes.sizeof(habitue_picture_options), 0, HABITUE_UNIT_NOT_STATED, 0, (0, 0,),),
}


FUNCTIONS: dict[str, tuple[Any, tuple[tuple[str, Any], ...]]] = {
    "habitue_abi_version": (U32, ()),
    "habitue_version_string": (TEXT, ()),
    "habitue_check_abi": (I32, (
        ("abi_version", U32), ("error", P(habitue_error)),)),
    "habitue_name": (TEXT, (
        ("list", I32), ("code", I32), ("language", I32),)),
    "habitue_list_entry": (I32, (
        ("list", I32), ("index", SIZE), ("entry", P(habitue_entry)),
        ("error", P(habitue_error)),)),
    "habitue_cancel_new": (I32, (
        ("cancel", P(P(habitue_cancel))), ("error", P(habitue_error)),)),
    "habitue_cancel_free": (None, (
        ("cancel", P(habitue_cancel)),)),
    "habitue_cancel_trip": (None, (
        ("cancel", P(habitue_cancel)),)),
    "habitue_summary_new": (I32, (
        ("rules", P(habitue_rules)), ("summary", P(P(habitue_summary))),
        ("error", P(habitue_error)),)),
    "habitue_summary_free": (None, (
        ("summary", P(habitue_summary)),)),
    "habitue_summary_push": (I32, (
        ("summary", P(habitue_summary)), ("transactions", P(habitue_transactions)),
        ("error", P(habitue_error)),)),
    "habitue_summary_read_csv": (I32, (
        ("summary", P(habitue_summary)), ("csv", habitue_text),
        ("format", P(habitue_csv_format)), ("job", P(habitue_job)),
        ("rejections", P(habitue_rejections)), ("error", P(habitue_error)),)),
    "habitue_summary_merge": (I32, (
        ("summary", P(habitue_summary)), ("other", P(habitue_summary)),
        ("error", P(habitue_error)),)),
    "habitue_summary_erase": (I32, (
        ("summary", P(habitue_summary)), ("customers", habitue_column), ("rows", SIZE),
        ("known", Out(U8)), ("error", P(habitue_error)),)),
    "habitue_summary_inspect": (I32, (
        ("summary", P(habitue_summary)), ("info", P(habitue_summary_info)),
        ("error", P(habitue_error)),)),
    "habitue_summary_table": (I32, (
        ("summary", P(habitue_summary)), ("window", P(habitue_window)),
        ("table", P(P(habitue_table))), ("error", P(habitue_error)),)),
    "habitue_table_free": (None, (
        ("table", P(habitue_table)),)),
    "habitue_table_inspect": (I32, (
        ("table", P(habitue_table)), ("info", P(habitue_table_info)),
        ("error", P(habitue_error)),)),
    "habitue_table_read": (I32, (
        ("table", P(habitue_table)), ("columns", P(habitue_table_columns)),
        ("error", P(habitue_error)),)),
    "habitue_table_cells": (I32, (
        ("table", P(habitue_table)), ("frequency", Out(U32)), ("recency", Out(F64)),
        ("age", Out(F64)), ("customers", Out(U64)), ("capacity", SIZE), ("needed", Out(SIZE)),
        ("error", P(habitue_error)),)),
    "habitue_table_customers": (I32, (
        ("table", P(habitue_table)), ("columns", U32), ("customers", P(habitue_customers)),
        ("error", P(habitue_error)),)),
    "habitue_summary_tracking": (I32, (
        ("summary", P(habitue_summary)), ("window", P(habitue_window)),
        ("steps", P(habitue_tracking_step)), ("capacity", SIZE), ("needed", Out(SIZE)),
        ("origin", Out(I32)), ("error", P(habitue_error)),)),
    "habitue_live_new": (I32, (
        ("summary", P(habitue_summary)), ("window", P(habitue_window)),
        ("live", P(P(habitue_live))), ("error", P(habitue_error)),)),
    "habitue_live_free": (None, (
        ("live", P(habitue_live)),)),
    "habitue_live_update": (I32, (
        ("live", P(habitue_live)), ("transactions", P(habitue_transactions)),
        ("scorer", P(habitue_scorer)), ("now", P(habitue_customer_now)),
        ("error", P(habitue_error)),)),
    "habitue_live_purchase": (I32, (
        ("live", P(habitue_live)), ("customer", I64), ("day", I32), ("minor", I64),
        ("scorer", P(habitue_scorer)), ("now", P(habitue_customer_now)),
        ("error", P(habitue_error)),)),
    "habitue_live_erase": (I32, (
        ("live", P(habitue_live)), ("customers", habitue_column), ("rows", SIZE),
        ("known", Out(U8)), ("error", P(habitue_error)),)),
    "habitue_live_is_new": (I32, (
        ("live", P(habitue_live)), ("numbers", In(I64)), ("rows", SIZE), ("is_new", Out(U8)),
        ("error", P(habitue_error)),)),
    "habitue_live_move_to": (I32, (
        ("live", P(habitue_live)), ("calibration_end", I32), ("error", P(habitue_error)),)),
    "habitue_scorer_new": (I32, (
        ("model", P(habitue_model)), ("spend", P(habitue_model)),
        ("options", P(habitue_scorer_options)), ("scorer", P(P(habitue_scorer))),
        ("error", P(habitue_error)),)),
    "habitue_scorer_free": (None, (
        ("scorer", P(habitue_scorer)),)),
    "habitue_scorer_score": (I32, (
        ("scorer", P(habitue_scorer)), ("customers", P(habitue_customers)),
        ("now", P(habitue_customer_now)), ("rows", SIZE), ("error", P(habitue_error)),)),
    "habitue_model_fit": (I32, (
        ("kind", I32), ("customers", P(habitue_customers)), ("options", P(habitue_fit_options)),
        ("job", P(habitue_job)), ("model", P(P(habitue_model))), ("error", P(habitue_error)),)),
    "habitue_model_new": (I32, (
        ("kind", I32), ("parameters", In(F64)), ("count", SIZE), ("effects", P(habitue_effect)),
        ("effect_names", P(habitue_text)), ("effect_count", SIZE),
        ("model", P(P(habitue_model))), ("error", P(habitue_error)),)),
    "habitue_model_report": (I32, (
        ("model", P(habitue_model)), ("which", I32), ("report", P(habitue_fit_report)),
        ("error", P(habitue_error)),)),
    "habitue_model_alternative": (I32, (
        ("model", P(habitue_model)), ("index", SIZE), ("alternative", P(habitue_alternative)),
        ("parameters", Out(F64)), ("capacity", SIZE), ("needed", Out(SIZE)),
        ("error", P(habitue_error)),)),
    "habitue_model_parameters": (I32, (
        ("model", P(habitue_model)), ("parameters", Out(F64)), ("standard_errors", Out(F64)),
        ("covariance", Out(F64)), ("capacity", SIZE), ("needed", Out(SIZE)),
        ("error", P(habitue_error)),)),
    "habitue_model_effect": (I32, (
        ("model", P(habitue_model)), ("index", SIZE), ("effect", P(habitue_effect)),
        ("name", Out(CHAR)), ("capacity", SIZE), ("needed", Out(SIZE)),
        ("error", P(habitue_error)),)),
    "habitue_model_describe": (I32, (
        ("model", P(habitue_model)), ("unit", habitue_text), ("provenance", habitue_text),
        ("error", P(habitue_error)),)),
    "habitue_model_unit": (I32, (
        ("model", P(habitue_model)), ("unit", Out(CHAR)), ("capacity", SIZE),
        ("needed", Out(SIZE)), ("error", P(habitue_error)),)),
    "habitue_model_provenance": (I32, (
        ("model", P(habitue_model)), ("provenance", Out(CHAR)), ("capacity", SIZE),
        ("needed", Out(SIZE)), ("error", P(habitue_error)),)),
    "habitue_model_for_customer": (I32, (
        ("model", P(habitue_model)), ("customers", P(habitue_customers)), ("row", SIZE),
        ("plain", P(P(habitue_model))), ("error", P(habitue_error)),)),
    "habitue_model_heterogeneity": (I32, (
        ("model", P(habitue_model)), ("individual", I32), ("rates", In(F64)),
        ("density", Out(F64)), ("count", SIZE), ("mean", Out(F64)), ("reach", Out(F64)),
        ("error", P(habitue_error)),)),
    "habitue_model_to_bytes": (I32, (
        ("model", P(habitue_model)), ("bytes", Out(U8)), ("capacity", SIZE),
        ("needed", Out(SIZE)), ("error", P(habitue_error)),)),
    "habitue_model_from_bytes": (I32, (
        ("bytes", In(U8)), ("length", SIZE), ("model", P(P(habitue_model))),
        ("error", P(habitue_error)),)),
    "habitue_model_free": (None, (
        ("model", P(habitue_model)),)),
    "habitue_answer": (I32, (
        ("model", P(habitue_model)), ("question", P(habitue_question)),
        ("customers", P(habitue_customers)), ("job", P(habitue_job)),
        ("answers", P(habitue_answers)), ("error", P(habitue_error)),)),
    "habitue_answer_with_uncertainty": (I32, (
        ("uncertainty", P(habitue_uncertainty)), ("question", P(habitue_question)),
        ("customers", P(habitue_customers)), ("job", P(habitue_job)),
        ("answers", P(habitue_answers)), ("error", P(habitue_error)),)),
    "habitue_uncertainty_new": (I32, (
        ("model", P(habitue_model)), ("method", I32), ("customers", P(habitue_customers)),
        ("fit", P(habitue_fit_options)), ("options", P(habitue_uncertainty_options)),
        ("job", P(habitue_job)), ("uncertainty", P(P(habitue_uncertainty))),
        ("error", P(habitue_error)),)),
    "habitue_uncertainty_free": (None, (
        ("uncertainty", P(habitue_uncertainty)),)),
    "habitue_uncertainty_inspect": (I32, (
        ("uncertainty", P(habitue_uncertainty)), ("info", P(habitue_uncertainty_info)),
        ("error", P(habitue_error)),)),
    "habitue_uncertainty_parameters": (I32, (
        ("uncertainty", P(habitue_uncertainty)), ("confidence", F64),
        ("estimates", P(habitue_estimate)), ("capacity", SIZE), ("needed", Out(SIZE)),
        ("error", P(habitue_error)),)),
    "habitue_uncertainty_draws": (I32, (
        ("uncertainty", P(habitue_uncertainty)), ("parameters", Out(F64)), ("capacity", SIZE),
        ("needed", Out(SIZE)), ("error", P(habitue_error)),)),
    "habitue_uncertainty_profile": (I32, (
        ("uncertainty", P(habitue_uncertainty)), ("parameter", SIZE), ("values", In(F64)),
        ("count", SIZE), ("log_likelihood", Out(F64)), ("error", P(habitue_error)),)),
    "habitue_compare": (I32, (
        ("kinds", In(I32)), ("count", SIZE), ("customers", P(habitue_customers)),
        ("options", P(habitue_fit_options)), ("job", P(habitue_job)),
        ("comparison", P(habitue_comparison)), ("error", P(habitue_error)),)),
    "habitue_likelihood_ratio": (I32, (
        ("restricted", P(habitue_fit_report)), ("general", P(habitue_fit_report)),
        ("statistic", Out(F64)), ("degrees", Out(U32)), ("p_value", Out(F64)),
        ("error", P(habitue_error)),)),
    "habitue_model_frequencies": (I32, (
        ("model", P(habitue_model)), ("customers", P(habitue_customers)),
        ("job", P(habitue_job)), ("actual", Out(F64)), ("expected", Out(F64)), ("length", SIZE),
        ("error", P(habitue_error)),)),
    "habitue_model_track": (I32, (
        ("model", P(habitue_model)), ("customers", P(habitue_customers)), ("step", F64),
        ("cumulative", Out(F64)), ("incremental", Out(F64)), ("steps", SIZE),
        ("error", P(habitue_error)),)),
    "habitue_frequency_spend": (I32, (
        ("customers", P(habitue_customers)), ("used", Out(U64)),
        ("pearson", P(habitue_correlation)), ("spearman", P(habitue_correlation)),
        ("error", P(habitue_error)),)),
    "habitue_regularity_of_histories": (I32, (
        ("customers", P(habitue_customers)), ("regularity", P(habitue_regularity)),
        ("error", P(habitue_error)),)),
    "habitue_regularity_of_purchases": (I32, (
        ("customer", In(I64)), ("time", In(F64)), ("rows", SIZE), ("method", I32),
        ("regularity", P(habitue_regularity)), ("error", P(habitue_error)),)),
    "habitue_forecast_judge": (I32, (
        ("forecast", P(habitue_forecast)), ("errors", P(habitue_forecast_errors)),
        ("error", P(habitue_error)),)),
    "habitue_forecast_by": (I32, (
        ("forecast", P(habitue_forecast)), ("values", In(F64)), ("lowest", In(F64)),
        ("classes", SIZE), ("found", P(habitue_forecast_class)), ("error", P(habitue_error)),)),
    "habitue_simulation_new": (I32, (
        ("model", P(habitue_model)), ("customers", P(habitue_customers)),
        ("options", P(habitue_simulation_options)), ("job", P(habitue_job)),
        ("simulation", P(P(habitue_simulation))), ("error", P(habitue_error)),)),
    "habitue_simulation_free": (None, (
        ("simulation", P(habitue_simulation)),)),
    "habitue_simulation_inspect": (I32, (
        ("simulation", P(habitue_simulation)), ("info", P(habitue_simulation_info)),
        ("error", P(habitue_error)),)),
    "habitue_simulation_read": (I32, (
        ("simulation", P(habitue_simulation)), ("columns", P(habitue_simulation_columns)),
        ("error", P(habitue_error)),)),
    "habitue_simulation_purchases": (I32, (
        ("simulation", P(habitue_simulation)), ("customer", Out(U64)), ("time", Out(F64)),
        ("amount", Out(F64)), ("capacity", SIZE), ("needed", Out(SIZE)),
        ("error", P(habitue_error)),)),
    "habitue_basket_rules": (I32, (
        ("basket", In(U64)), ("product", In(U32)), ("rows", SIZE), ("min_support", F64),
        ("rules", P(habitue_basket_rule)), ("capacity", SIZE), ("needed", Out(SIZE)),
        ("error", P(habitue_error)),)),
    "habitue_next_products": (I32, (
        ("rules", P(habitue_basket_rule)), ("rule_count", SIZE), ("customer", In(U32)),
        ("product", In(U32)), ("rows", SIZE), ("next", P(habitue_next_product)),
        ("customer_count", SIZE), ("error", P(habitue_error)),)),
    "habitue_concentration_of": (I32, (
        ("values", habitue_column), ("rows", SIZE), ("concentration", P(habitue_concentration)),
        ("error", P(habitue_error)),)),
    "habitue_pyramid_cuts": (I32, (
        ("options", P(habitue_pyramid_options)), ("values", habitue_column),
        ("counts", In(U64)), ("rows", SIZE), ("threads", U32), ("cuts", P(habitue_cut)),
        ("cut_count", SIZE), ("error", P(habitue_error)),)),
    "habitue_pyramid_assign_by": (I32, (
        ("cuts", P(habitue_cut)), ("cut_count", SIZE), ("values", habitue_column),
        ("rows", SIZE), ("tier", Out(I32)), ("statistics", P(habitue_tier)),
        ("tier_count", SIZE), ("error", P(habitue_error)),)),
    "habitue_scores_cuts": (I32, (
        ("binning", P(habitue_binning)), ("values", habitue_column), ("counts", In(U64)),
        ("rows", SIZE), ("threads", U32), ("cuts", P(habitue_cut)), ("cut_count", SIZE),
        ("error", P(habitue_error)),)),
    "habitue_scores_assign_by": (I32, (
        ("cuts", P(habitue_cut)), ("cut_count", SIZE), ("better", I32),
        ("values", habitue_column), ("rows", SIZE), ("scores", Out(I32)),
        ("error", P(habitue_error)),)),
    "habitue_rfm_cuts": (I32, (
        ("rfm", P(habitue_rfm)), ("counts", In(U64)), ("threads", U32),
        ("cuts", P(habitue_cut)), ("cut_count", SIZE), ("error", P(habitue_error)),)),
    "habitue_rfm_assign_by": (I32, (
        ("rfm", P(habitue_rfm)), ("cuts", P(habitue_cut)), ("cut_count", SIZE),
        ("error", P(habitue_error)),)),
    "habitue_key_account_scores": (I32, (
        ("method", I32), ("matrix", In(F64)), ("benefit", In(U8)), ("weights", In(F64)),
        ("criterion_count", SIZE), ("rows", SIZE), ("scores", Out(F64)),
        ("error", P(habitue_error)),)),
    "habitue_ahp_weights": (I32, (
        ("comparisons", In(F64)), ("criterion_count", SIZE), ("weights", Out(F64)),
        ("consistency_ratio", Out(F64)), ("error", P(habitue_error)),)),
    "habitue_key_accounts": (I32, (
        ("scores", In(F64)), ("active", In(U8)), ("rows", SIZE), ("share", F64),
        ("accounts", Out(U64)), ("capacity", SIZE), ("needed", Out(SIZE)),
        ("error", P(habitue_error)),)),
    "habitue_pyramid_parts": (I32, (
        ("options", P(habitue_pyramid_options)), ("parts", Out(F64)), ("capacity", SIZE),
        ("needed", Out(SIZE)), ("error", P(habitue_error)),)),
    "habitue_pyramid_assign": (I32, (
        ("options", P(habitue_pyramid_options)), ("values", habitue_column), ("rows", SIZE),
        ("threads", U32), ("tier", Out(I32)), ("statistics", P(habitue_tier)),
        ("tier_count", SIZE), ("error", P(habitue_error)),)),
    "habitue_ranks": (I32, (
        ("values", habitue_column), ("rows", SIZE), ("ties", I32), ("threads", U32),
        ("ranks", Out(U64)), ("error", P(habitue_error)),)),
    "habitue_rfm_assign": (I32, (
        ("rfm", P(habitue_rfm)), ("threads", U32), ("error", P(habitue_error)),)),
    "habitue_scores_assign": (I32, (
        ("binning", P(habitue_binning)), ("values", habitue_column), ("rows", SIZE),
        ("threads", U32), ("scores", Out(I32)), ("thresholds", Out(F64)),
        ("threshold_count", SIZE), ("error", P(habitue_error)),)),
    "habitue_segments_assign": (I32, (
        ("segmentation", P(habitue_segmentation)), ("segments", P(habitue_segments)),
        ("error", P(habitue_error)),)),
    "habitue_tier_statistics": (I32, (
        ("values", habitue_column), ("tier", In(I32)), ("rows", SIZE),
        ("statistics", P(habitue_tier)), ("tier_count", SIZE), ("error", P(habitue_error)),)),
    "habitue_tier_economics_of": (I32, (
        ("tier", In(I32)), ("revenue", In(I64)), ("profit", In(I64)),
        ("lifetime_value", In(F64)), ("rows", SIZE), ("economics", P(habitue_tier_economics)),
        ("tier_count", SIZE), ("error", P(habitue_error)),)),
    "habitue_cash_flow_new": (I32, (
        ("currency", habitue_text), ("time", In(F64)), ("amount", habitue_column),
        ("probability", In(F64)), ("rows", SIZE), ("flow", P(P(habitue_cash_flow))),
        ("error", P(habitue_error)),)),
    "habitue_cash_flow_of": (I32, (
        ("formula", I32), ("inputs", P(habitue_evidence)), ("flow", P(P(habitue_cash_flow))),
        ("error", P(habitue_error)),)),
    "habitue_cash_flow_inspect": (I32, (
        ("flow", P(habitue_cash_flow)), ("info", P(habitue_cash_flow_info)),
        ("error", P(habitue_error)),)),
    "habitue_cash_flow_table": (I32, (
        ("flow", P(habitue_cash_flow)), ("discount", F64),
        ("columns", P(habitue_cash_flow_columns)), ("error", P(habitue_error)),)),
    "habitue_cash_flow_value": (I32, (
        ("flow", P(habitue_cash_flow)), ("discount", In(F64)), ("rows", SIZE),
        ("present_value", Out(F64)), ("payback", Out(F64)), ("error", P(habitue_error)),)),
    "habitue_cash_flow_in_currency": (I32, (
        ("flow", P(habitue_cash_flow)), ("currency", habitue_text), ("rounding", I32),
        ("exact", P(P(habitue_cash_flow))), ("error", P(habitue_error)),)),
    "habitue_cash_flow_free": (None, (
        ("flow", P(habitue_cash_flow)),)),
    "habitue_events_value": (I32, (
        ("events", P(habitue_events)), ("discount", F64), ("present", Out(F64)),
        ("values", Out(F64)), ("customer_count", SIZE), ("flow", P(P(habitue_cash_flow))),
        ("error", P(habitue_error)),)),
    "habitue_markov_recency": (I32, (
        ("purchase", In(F64)), ("recency_count", SIZE), ("contribution", F64),
        ("marketing", F64), ("transition", Out(F64)), ("reward", Out(F64)),
        ("error", P(habitue_error)),)),
    "habitue_referrals_value": (I32, (
        ("referrals", P(habitue_referrals)), ("discount", F64), ("values", Out(F64)),
        ("customer_count", SIZE), ("error", P(habitue_error)),)),
    "habitue_sensitivity_cases": (I32, (
        ("inputs", P(habitue_inputs)), ("design", I32), ("draws", U32), ("seed", U64),
        ("cases", Out(F64)), ("capacity", SIZE), ("needed", Out(SIZE)),
        ("error", P(habitue_error)),)),
    "habitue_sensitivity_tornado": (I32, (
        ("values", In(F64)), ("rows", SIZE), ("bars", P(habitue_tornado_bar)),
        ("input_count", SIZE), ("error", P(habitue_error)),)),
    "habitue_responses_new": (I32, (
        ("questionnaire", P(habitue_questionnaire)), ("matrix", P(habitue_response_matrix)),
        ("responses", P(P(habitue_responses))), ("error", P(habitue_error)),)),
    "habitue_responses_read_csv": (I32, (
        ("questionnaire", P(habitue_questionnaire)), ("csv", In(U8)), ("csv_length", SIZE),
        ("format", P(habitue_response_format)), ("responses", P(P(habitue_responses))),
        ("error", P(habitue_error)),)),
    "habitue_responses_free": (None, (
        ("responses", P(habitue_responses)),)),
    "habitue_responses_append": (I32, (
        ("responses", P(habitue_responses)), ("other", P(habitue_responses)),
        ("error", P(habitue_error)),)),
    "habitue_responses_weigh": (I32, (
        ("responses", P(habitue_responses)), ("weights", In(F64)), ("rows", SIZE),
        ("error", P(habitue_error)),)),
    "habitue_responses_inspect": (I32, (
        ("responses", P(habitue_responses)), ("info", P(habitue_responses_info)),
        ("error", P(habitue_error)),)),
    "habitue_survey_join": (I32, (
        ("respondents", P(habitue_column)), ("respondent_count", SIZE),
        ("customers", P(habitue_column)), ("customer_count", SIZE), ("keys", U32),
        ("rows", Out(I64)), ("matched", Out(U64)), ("error", P(habitue_error)),)),
    "habitue_moments_of_responses": (I32, (
        ("responses", P(habitue_responses)), ("missing", I32), ("minimum_share", F64),
        ("moments", P(P(habitue_moments))), ("error", P(habitue_error)),)),
    "habitue_moments_new": (I32, (
        ("known", P(habitue_known_moments)), ("moments", P(P(habitue_moments))),
        ("error", P(habitue_error)),)),
    "habitue_moments_merge": (I32, (
        ("moments", P(habitue_moments)), ("other", P(habitue_moments)),
        ("error", P(habitue_error)),)),
    "habitue_moments_to_bytes": (I32, (
        ("moments", P(habitue_moments)), ("buffer", Out(U8)), ("capacity", SIZE),
        ("needed", Out(SIZE)), ("error", P(habitue_error)),)),
    "habitue_moments_from_bytes": (I32, (
        ("bytes", In(U8)), ("length", SIZE), ("moments", P(P(habitue_moments))),
        ("error", P(habitue_error)),)),
    "habitue_moments_free": (None, (
        ("moments", P(habitue_moments)),)),
    "habitue_moments_inspect": (I32, (
        ("moments", P(habitue_moments)), ("info", P(habitue_moments_info)),
        ("error", P(habitue_error)),)),
    "habitue_reliability_of": (I32, (
        ("moments", P(habitue_moments)), ("kind", I32), ("items", P(habitue_items)),
        ("result", P(habitue_reliability)), ("error", P(habitue_error)),)),
    "habitue_rake_weights": (I32, (
        ("margins", P(habitue_rake)), ("weights", Out(F64)),
        ("weighting", P(habitue_weighting)), ("error", P(habitue_error)),)),
    "habitue_checklist": (I32, (
        ("checklist", I32), ("met", In(I32)), ("rows", SIZE), ("passes", Out(I32)),
        ("failed", Out(U32)), ("unknown", Out(U32)), ("error", P(habitue_error)),)),
    "habitue_counts_of_responses": (I32, (
        ("measure", P(habitue_measure)), ("responses", P(habitue_responses)),
        ("counts", P(P(habitue_counts))), ("error", P(habitue_error)),)),
    "habitue_counts_of_columns": (I32, (
        ("measure", P(habitue_measure)), ("cells", In(F64)), ("column_count", SIZE),
        ("weights", In(F64)), ("rows", SIZE), ("counts", P(P(habitue_counts))),
        ("error", P(habitue_error)),)),
    "habitue_counts_of_totals": (I32, (
        ("kind", I32), ("totals", In(F64)), ("total_count", SIZE),
        ("counts", P(P(habitue_counts))), ("error", P(habitue_error)),)),
    "habitue_counts_free": (None, (
        ("counts", P(habitue_counts)),)),
    "habitue_counts_totals": (I32, (
        ("counts", P(habitue_counts)), ("totals", Out(F64)), ("capacity", SIZE),
        ("needed", Out(SIZE)), ("error", P(habitue_error)),)),
    "habitue_counts_merge": (I32, (
        ("counts", P(habitue_counts)), ("other", P(habitue_counts)),
        ("error", P(habitue_error)),)),
    "habitue_dealer_cards": (I32, (
        ("scores", P(habitue_evidence)), ("cards", P(habitue_dealer_card)),
        ("dealer_count", SIZE), ("means", Out(F64)), ("cell_count", SIZE),
        ("error", P(habitue_error)),)),
    "habitue_key_drivers": (I32, (
        ("moments", P(habitue_moments)), ("outcome", SIZE), ("drivers", In(SIZE)),
        ("driver_count", SIZE), ("importance", P(habitue_drivers)), ("error", P(habitue_error)),)),
    "habitue_key_drivers_bootstrap": (I32, (
        ("responses", P(habitue_responses)), ("outcome", SIZE), ("drivers", In(SIZE)),
        ("driver_count", SIZE), ("options", P(habitue_resample_options)),
        ("job", P(habitue_job)), ("estimates", P(habitue_estimate)),
        ("error", P(habitue_error)),)),
    "habitue_importance_map": (I32, (
        ("performance", In(F64)), ("importance", In(F64)), ("rows", SIZE),
        ("options", P(habitue_map_options)), ("quadrants", Out(I32)), ("boundary", Out(U8)),
        ("cuts", Out(F64)), ("error", P(habitue_error)),)),
    "habitue_path_fit_new": (I32, (
        ("model", P(habitue_path_model)), ("moments", P(habitue_moments)),
        ("options", P(habitue_path_options)), ("fit", P(P(habitue_path_fit))),
        ("error", P(habitue_error)),)),
    "habitue_path_fit_resampled": (I32, (
        ("model", P(habitue_path_model)), ("path", P(habitue_path_options)),
        ("responses", P(habitue_responses)), ("others", P(habitue_responses)),
        ("options", P(habitue_resample_options)), ("job", P(habitue_job)),
        ("fit", P(P(habitue_path_fit))), ("error", P(habitue_error)),)),
    "habitue_path_fit_free": (None, (
        ("fit", P(habitue_path_fit)),)),
    "habitue_path_fit_figures": (I32, (
        ("fit", P(habitue_path_fit)), ("figure", I32), ("figures", P(habitue_path_figures)),
        ("error", P(habitue_error)),)),
    "habitue_path_fit_index": (I32, (
        ("fit", P(habitue_path_fit)), ("responses", P(habitue_responses)), ("construct", SIZE),
        ("index", P(habitue_construct_index)), ("error", P(habitue_error)),)),
    "habitue_path_fit_difference": (I32, (
        ("first", P(habitue_path_fit)), ("later", P(habitue_path_fit)), ("figure", I32),
        ("confidence", F64), ("differences", P(habitue_difference)), ("count", SIZE),
        ("error", P(habitue_error)),)),
    "habitue_counts_share": (I32, (
        ("counts", P(habitue_counts)), ("method", I32), ("confidence", F64),
        ("share", P(habitue_share)), ("error", P(habitue_error)),)),
    "habitue_counts_promoter_score": (I32, (
        ("counts", P(habitue_counts)), ("method", I32), ("confidence", F64),
        ("result", P(habitue_promoter_score)), ("error", P(habitue_error)),)),
    "habitue_counts_mean": (I32, (
        ("counts", P(habitue_counts)), ("confidence", F64), ("mean", P(habitue_mean)),
        ("error", P(habitue_error)),)),
    "habitue_counts_effort": (I32, (
        ("counts", P(habitue_counts)), ("confidence", F64), ("effort", P(habitue_effort)),
        ("error", P(habitue_error)),)),
    "habitue_counts_service_quality": (I32, (
        ("counts", P(habitue_counts)), ("points", In(F64)), ("dimension_count", SIZE),
        ("confidence", F64), ("gaps", P(habitue_dimension_gap)), ("unweighted", Out(F64)),
        ("weighted", Out(F64)), ("error", P(habitue_error)),)),
    "habitue_counts_kano": (I32, (
        ("counts", P(habitue_counts)), ("category_strength", F64), ("continuous_cut", F64),
        ("confidence", F64), ("result", P(habitue_kano_result)), ("error", P(habitue_error)),)),
    "habitue_counts_penalty_reward": (I32, (
        ("counts", P(habitue_counts)), ("least", U64), ("tolerance", F64),
        ("contrasts", P(habitue_penalty_reward)), ("attribute_count", SIZE),
        ("error", P(habitue_error)),)),
    "habitue_counts_difference": (I32, (
        ("first", P(habitue_counts)), ("second", P(habitue_counts)), ("confidence", F64),
        ("differences", P(habitue_difference)), ("count", SIZE), ("error", P(habitue_error)),)),
    "habitue_satisfaction_index": (I32, (
        ("responses", P(habitue_responses)), ("options", P(habitue_index_options)),
        ("wanted", P(habitue_satisfaction)), ("error", P(habitue_error)),)),
    "habitue_satisfaction_of_moments": (I32, (
        ("moments", P(habitue_moments)), ("questionnaire", P(habitue_questionnaire)),
        ("confidence", F64), ("wanted", P(habitue_satisfaction)), ("error", P(habitue_error)),)),
    "habitue_classify": (I32, (
        ("scheme", I32), ("evidence", P(habitue_evidence)), ("classes", P(habitue_classes)),
        ("error", P(habitue_error)),)),
    "habitue_calculate": (I32, (
        ("formula", I32), ("inputs", P(habitue_evidence)), ("outputs", P(habitue_output)),
        ("output_count", SIZE), ("error", P(habitue_error)),)),
    "habitue_relationship_breadth": (I32, (
        ("customer", In(U32)), ("line", In(I64)), ("rows", SIZE), ("breadth", Out(U32)),
        ("customer_count", SIZE), ("error", P(habitue_error)),)),
    "habitue_satisfied_streaks": (I32, (
        ("customer", In(U32)), ("satisfied", In(U8)), ("rows", SIZE), ("tolerance", U32),
        ("streaks", Out(U32)), ("failures", Out(U32)), ("customer_count", SIZE),
        ("error", P(habitue_error)),)),
    "habitue_duplicates": (I32, (
        ("records", P(habitue_evidence)), ("first", Out(U32)), ("shared", Out(U32)),
        ("record_count", SIZE), ("error", P(habitue_error)),)),
    "habitue_rank_shares": (I32, (
        ("ratings", In(F64)), ("rows", SIZE), ("brand_count", SIZE), ("shares", Out(F64)),
        ("used", P(habitue_brand_use)), ("error", P(habitue_error)),)),
    "habitue_cohort_table_new": (I32, (
        ("customers", habitue_column), ("days", In(I32)), ("rows", SIZE),
        ("options", P(habitue_cohort_options)), ("table", P(P(habitue_cohort_table))),
        ("error", P(habitue_error)),)),
    "habitue_cohort_table_of_counts": (I32, (
        ("active", In(U64)), ("cohorts", SIZE), ("partial_last", U8),
        ("table", P(P(habitue_cohort_table))), ("error", P(habitue_error)),)),
    "habitue_cohort_table_free": (None, (
        ("table", P(habitue_cohort_table)),)),
    "habitue_cohort_table_inspect": (I32, (
        ("table", P(habitue_cohort_table)), ("info", P(habitue_cohort_info)),
        ("error", P(habitue_error)),)),
    "habitue_cohort_table_read": (I32, (
        ("table", P(habitue_cohort_table)), ("columns", P(habitue_cohort_columns)),
        ("error", P(habitue_error)),)),
    "habitue_cohort_table_merge": (I32, (
        ("table", P(habitue_cohort_table)), ("other", P(habitue_cohort_table)),
        ("error", P(habitue_error)),)),
    "habitue_transitions_count": (I32, (
        ("before", In(I32)), ("after", In(I32)), ("rows", SIZE), ("classes", SIZE),
        ("counts", Out(U64)), ("error", P(habitue_error)),)),
    "habitue_transitions_rates": (I32, (
        ("counts", In(U64)), ("classes", SIZE), ("rates", Out(F64)), ("conversions", Out(F64)),
        ("moves", P(habitue_moves)), ("error", P(habitue_error)),)),
    "habitue_leaky_bucket": (I32, (
        ("bucket", P(habitue_bucket)), ("error", P(habitue_error)),)),
    "habitue_defection_analyse": (I32, (
        ("defection", P(habitue_defection)), ("error", P(habitue_error)),)),
    "habitue_survival_curve": (I32, (
        ("times", In(F64)), ("lost", In(U8)), ("rows", SIZE), ("survival", P(habitue_survival)),
        ("error", P(habitue_error)),)),
    "habitue_log_rank_test": (I32, (
        ("times", In(F64)), ("lost", In(U8)), ("group", In(U32)), ("rows", SIZE),
        ("result", P(habitue_log_rank)), ("error", P(habitue_error)),)),
    "habitue_study_new": (I32, (
        ("summary", P(habitue_summary)), ("survey", habitue_text),
        ("options", P(habitue_study_options)), ("job", P(habitue_job)),
        ("study", P(P(habitue_study))), ("error", P(habitue_error)),)),
    "habitue_study_free": (None, (
        ("study", P(habitue_study)),)),
    "habitue_report_page": (I32, (
        ("study", P(habitue_study)), ("options", P(habitue_report_options)),
        ("page", Out(CHAR)), ("capacity", SIZE), ("needed", Out(SIZE)),
        ("error", P(habitue_error)),)),
    "habitue_report_text": (I32, (
        ("study", P(habitue_study)), ("options", P(habitue_report_options)),
        ("text", Out(CHAR)), ("capacity", SIZE), ("needed", Out(SIZE)),
        ("error", P(habitue_error)),)),
    "habitue_report_sentence": (I32, (
        ("study", P(habitue_study)), ("sentence", I32), ("of", I32),
        ("options", P(habitue_report_options)), ("text", Out(CHAR)), ("capacity", SIZE),
        ("needed", Out(SIZE)), ("error", P(habitue_error)),)),
    "habitue_report_picture": (I32, (
        ("study", P(habitue_study)), ("name", habitue_text),
        ("options", P(habitue_report_options)), ("svg", Out(CHAR)), ("capacity", SIZE),
        ("needed", Out(SIZE)), ("error", P(habitue_error)),)),
    "habitue_report_customers": (I32, (
        ("study", P(habitue_study)), ("options", P(habitue_report_options)), ("csv", Out(CHAR)),
        ("capacity", SIZE), ("needed", Out(SIZE)), ("error", P(habitue_error)),)),
    "habitue_study_verdict": (I32, (
        ("study", P(habitue_study)), ("verdict", P(habitue_verdict)),
        ("error", P(habitue_error)),)),
    "habitue_study_check": (I32, (
        ("study", P(habitue_study)), ("check", I32), ("result", P(habitue_check_result)),
        ("error", P(habitue_error)),)),
    "habitue_study_withheld": (I32, (
        ("study", P(habitue_study)), ("index", SIZE), ("withheld", P(habitue_withheld_figures)),
        ("error", P(habitue_error)),)),
    "habitue_study_figure_of": (I32, (
        ("study", P(habitue_study)), ("name", habitue_text),
        ("figure", P(habitue_study_figure)), ("error", P(habitue_error)),)),
    "habitue_study_figure_at": (I32, (
        ("study", P(habitue_study)), ("index", SIZE), ("figure", P(habitue_study_figure)),
        ("error", P(habitue_error)),)),
    "habitue_picture": (I32, (
        ("picture", I32), ("figures", P(habitue_evidence)),
        ("options", P(habitue_picture_options)), ("svg", Out(CHAR)), ("capacity", SIZE),
        ("needed", Out(SIZE)), ("error", P(habitue_error)),)),
}
