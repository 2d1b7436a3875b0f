"""The C interface as ctypes sees it: constants, structures, functions.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# fmt: off
# ruff: noqa

from __future__ import annotations

import ctypes

from ._pointers import In, Out

HABITUE_GINI_BIASED = 0
HABITUE_GINI_UNBIASED = 1
HABITUE_GINI_NORMALISED = 2
HABITUE_CURVE_LORENZ = 0
HABITUE_CURVE_WHALE = 1
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
HABITUE_INDEX_PER_QUESTION = 0
HABITUE_INDEX_PER_RESPONDENT = 1
HABITUE_PROMOTER_SCORE_INTERVAL = 0
HABITUE_PROMOTER_WALD = 1
HABITUE_PROMOTER_ADJUSTED_WALD = 2
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


class habitue_answers(ctypes.Structure):
    """A handle."""


class habitue_concentration(ctypes.Structure):
    """A handle."""


class habitue_pyramid(ctypes.Structure):
    """A handle."""


class habitue_questionnaire(ctypes.Structure):
    """A handle."""


class habitue_error(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("code", ctypes.c_int32),
        ("row", ctypes.c_int64),
        ("column", ctypes.c_char * HABITUE_COLUMN_BYTES),
        ("message", ctypes.c_char * HABITUE_MESSAGE_BYTES),
    ]


habitue_error._initial_ = (ctypes.sizeof(habitue_error), 0, -1, (0,), (0,),)


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


habitue_index_options._initial_ = (ctypes.sizeof(habitue_index_options), 1, 0, 0, 0.5, 0.95, 0,)


class habitue_interval(ctypes.Structure):
    _fields_ = [
        ("low", ctypes.c_double),
        ("high", ctypes.c_double),
        ("level", ctypes.c_double),
        ("clamped", ctypes.c_uint32),
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


class habitue_index(ctypes.Structure):
    _fields_ = [
        ("value", ctypes.c_double),
        ("raw", ctypes.c_double),
        ("standard_error", ctypes.c_double),
        ("interval", habitue_interval),
        ("basis", habitue_basis),
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


class habitue_difference(ctypes.Structure):
    _fields_ = [
        ("difference", ctypes.c_double),
        ("standard_error", ctypes.c_double),
        ("z", ctypes.c_double),
        ("p_value", ctypes.c_double),
        ("interval", habitue_interval),
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


habitue_scale._initial_ = (ctypes.sizeof(habitue_scale), 0, 0, 0, 1.0, 10.0, 1.0, 0, 0, 0,)


FUNCTIONS = {
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
    "habitue_satisfaction_index": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_answers)),
        ("options", ctypes.POINTER(habitue_index_options)),
        ("index", ctypes.POINTER(habitue_index)),
        ("question_weights", Out(ctypes.c_double)),
        ("question_scores", Out(ctypes.c_double)),
        ("question_answered", Out(ctypes.c_uint64)),
        ("questions", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_respondent_indices": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_answers)),
        ("missing", ctypes.c_int32),
        ("minimum_share", ctypes.c_double),
        ("indices", Out(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_top_box": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_answers)),
        ("question", ctypes.c_size_t),
        ("k", ctypes.c_size_t),
        ("method", ctypes.c_int32),
        ("level", ctypes.c_double),
        ("share", ctypes.POINTER(habitue_top_box_share)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_promoter_score": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_answers)),
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
    "habitue_test_difference": (ctypes.c_int32, (
        ("first", ctypes.c_double),
        ("first_standard_error", ctypes.c_double),
        ("second", ctypes.c_double),
        ("second_standard_error", ctypes.c_double),
        ("level", ctypes.c_double),
        ("difference", ctypes.POINTER(habitue_difference)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_status_name": (ctypes.c_char_p, (
        ("status", ctypes.c_int32),
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
    "habitue_answers_new": (ctypes.c_int32, (
        ("questionnaire", ctypes.POINTER(habitue_questionnaire)),
        ("matrix", In(ctypes.c_double)),
        ("matrix_length", ctypes.c_size_t),
        ("respondents", ctypes.c_size_t),
        ("layout", ctypes.c_int32),
        ("weights", In(ctypes.c_double)),
        ("out_of_scale", ctypes.c_int32),
        ("answers", ctypes.POINTER(ctypes.POINTER(habitue_answers))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_answers_read_csv": (ctypes.c_int32, (
        ("questionnaire", ctypes.POINTER(habitue_questionnaire)),
        ("csv", In(ctypes.c_uint8)),
        ("csv_length", ctypes.c_size_t),
        ("key", In(ctypes.c_uint8)),
        ("key_length", ctypes.c_size_t),
        ("weight", In(ctypes.c_uint8)),
        ("weight_length", ctypes.c_size_t),
        ("delimiter", ctypes.c_uint8),
        ("out_of_scale", ctypes.c_int32),
        ("answers", ctypes.POINTER(ctypes.POINTER(habitue_answers))),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_answers_free": (None, (
        ("answers", ctypes.POINTER(habitue_answers)),
    )),
    "habitue_answers_shape": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_answers)),
        ("respondents", Out(ctypes.c_size_t)),
        ("questions", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_answers_column": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_answers)),
        ("question", ctypes.c_size_t),
        ("column", Out(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_answers_missing": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_answers)),
        ("missing", Out(ctypes.c_uint64)),
        ("out_of_scale", Out(ctypes.c_uint64)),
        ("questions", ctypes.c_size_t),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_answers_key": (ctypes.c_int32, (
        ("answers", ctypes.POINTER(habitue_answers)),
        ("row", ctypes.c_size_t),
        ("buffer", Out(ctypes.c_uint8)),
        ("capacity", ctypes.c_size_t),
        ("needed", Out(ctypes.c_size_t)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_proportion_interval": (ctypes.c_int32, (
        ("hits", In(ctypes.c_double)),
        ("n", In(ctypes.c_double)),
        ("rows", ctypes.c_size_t),
        ("method", ctypes.c_int32),
        ("level", ctypes.c_double),
        ("low", Out(ctypes.c_double)),
        ("high", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_finite_population_correction": (ctypes.c_int32, (
        ("n", ctypes.c_double),
        ("population", ctypes.c_double),
        ("correction", Out(ctypes.c_double)),
        ("error", ctypes.POINTER(habitue_error)),
    )),
    "habitue_sample_size": (ctypes.c_int32, (
        ("margin", ctypes.c_double),
        ("share", ctypes.c_double),
        ("level", ctypes.c_double),
        ("population", ctypes.c_double),
        ("n", Out(ctypes.c_double)),
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
}
