"""The C interface as ctypes sees it: constants, structures, functions.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# fmt: off
# ruff: noqa

from __future__ import annotations

import ctypes

from ._pointers import In, Out

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


class habitue_error(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("code", ctypes.c_int32),
        ("row", ctypes.c_int64),
        ("column", ctypes.c_char * HABITUE_COLUMN_BYTES),
        ("message", ctypes.c_char * HABITUE_MESSAGE_BYTES),
    ]


habitue_error._initial_ = (ctypes.sizeof(habitue_error), 0, -1, (0,), (0,),)


FUNCTIONS = {
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
