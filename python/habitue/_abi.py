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
HABITUE_COLUMN_BYTES = 64
HABITUE_MESSAGE_BYTES = 512
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


class habitue_concentration(ctypes.Structure):
    """A handle."""


class habitue_pyramid(ctypes.Structure):
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
    "habitue_status_name": (ctypes.c_char_p, (
        ("status", ctypes.c_int32),
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
