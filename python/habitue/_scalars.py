"""Single values on their way to the library: each is what it says, or refused by name.

Every argument of a call and every field of a structure passes here, by the type that the
header declares for it (`checker`), so that a function which the header gains cannot wrap
around either. What each kind takes:

- a whole number: ``int``, numpy's integers, and what else is a number without a fraction
  (``7.0``, ``Decimal(7)``), within the range of its type in C;
- a number: any real number; NaN is for the library to judge;
- yes or no: ``True`` and ``False`` (numpy's as well), 1 and 0;
- text: ``str`` that UTF-8 can hold;
- bytes: ``bytes``, ``bytearray``, ``memoryview``.

Yes and no are no numbers, text is no number, and a column is no single value. What is
refused is an `ArgumentError`, or a `DataError` where only the range is wrong.
"""

from __future__ import annotations

import ctypes
import decimal
import math
import numbers
import operator
from collections.abc import Callable
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from . import _abi
from .errors import refuse

_Check = Callable[[Any, str], Any]

_SIGNED = (ctypes.c_int8, ctypes.c_int16, ctypes.c_int32, ctypes.c_int64, ctypes.c_ssize_t)
_UNSIGNED = (ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32, ctypes.c_uint64, ctypes.c_size_t)
_BEYOND = 2**53
"""Whole numbers of greater magnitude are not all exact in a float64."""


@cache
def checker(kind: Any) -> _Check | None:
    """What brings a value to the C type ``kind``; None where ctypes itself refuses."""
    if kind in (ctypes.c_double, ctypes.c_float):
        return real
    if kind in _SIGNED:
        half = 1 << (8 * ctypes.sizeof(kind) - 1)
        return _between(-half, half - 1)
    if kind in _UNSIGNED:
        return _between(0, (1 << (8 * ctypes.sizeof(kind))) - 1)
    if isinstance(kind, type) and issubclass(kind, ctypes.Array):
        return _array(kind)
    return None


def _between(least: int, most: int) -> _Check:
    def check(value: Any, name: str) -> int:
        if type(value) is int and least <= value <= most:  # the common case first
            return value
        return whole(value, name, least, most)

    return check


def _array(kind: Any) -> _Check | None:
    """What brings a sequence to a C array of a fixed length; text fields stay as they are."""
    each = checker(kind._type_)
    if each is None:
        return None

    def check(values: Any, name: str) -> Any:
        given = sequence(values, name)
        if len(given) > kind._length_:
            _length(name, len(given), f"at most {kind._length_}")
        return kind(*(each(value, name) for value in given))

    return check


def whole(value: Any, name: str, least: int, most: int) -> int:
    """A whole number from ``least`` to ``most``."""
    number = _index(single(value, name), name)
    if not least <= number <= most:
        reason = f"{shown(number)} is out of range; allowed: {least} to {most}"
        refuse(_abi.HABITUE_OUT_OF_RANGE, name, reason)
    return number


def _index(value: Any, name: str) -> int:
    if not isinstance(value, (bool, np.bool_)):
        try:
            return operator.index(value)
        except TypeError:
            pass
        if _is_real(value):
            if value == value and abs(value) != math.inf and value == math.floor(value):
                return int(value)
            refuse(_abi.HABITUE_OUT_OF_RANGE, name, f"{value} is not a whole number")
    _wrong(value, name, "a whole number")


def real(value: Any, name: str) -> float:
    """A number as a float64; NaN passes."""
    if type(value) is float:  # the common case first
        return value
    value = single(value, name)
    if isinstance(value, (bool, np.bool_)) or not _is_real(value):
        _wrong(value, name, "a number")
    try:
        number = float(value)
    except (OverflowError, ValueError):
        refuse(_abi.HABITUE_OUT_OF_RANGE, name, f"{shown(value)} does not fit a float64")
    if abs(number) >= _BEYOND and hasattr(value, "__index__") and int(number) != int(value):
        reason = f"{shown(value)} is a whole number beyond the exact ones of float64"
        refuse(_abi.HABITUE_OUT_OF_RANGE, name, reason)
    return number


def known(value: Any, name: str) -> float:
    """A number that is one, where NaN would mean to the library that none is given."""
    number = real(value, name)
    if number != number:
        refuse(_abi.HABITUE_NOT_FINITE, name, "nan is not a number")
    return number


def flag(value: Any, name: str) -> int:
    """Yes (1) or no (0)."""
    if isinstance(value, (bool, np.bool_)):
        return int(value)
    if isinstance(value, (int, np.integer)) and value in (0, 1):
        return int(value)
    _wrong(value, name, "True or False")


def string(value: Any, name: str) -> str:
    """Text that UTF-8 can hold."""
    if not isinstance(value, str):
        _wrong(value, name, "text")
    encoded(value, name)
    return str(value)


def encoded(value: str, name: str, row: int | None = None) -> bytes:
    """Text in UTF-8; half of a character is none."""
    try:
        return value.encode("utf-8")
    except UnicodeEncodeError as error:
        place = f"{value!r} holds half a character at place {error.start}"
        refuse(_abi.HABITUE_NOT_UTF8, name, f"{place}, which UTF-8 cannot say", row)


def octets(value: Any, name: str) -> bytes:
    """Bytes."""
    if not isinstance(value, (bytes, bytearray, memoryview)):
        _wrong(value, name, "bytes")
    return bytes(value)


def character(value: Any, name: str) -> int:
    """The number of one ASCII character."""
    if not isinstance(value, str):
        _wrong(value, name, "one ASCII character")
    if len(value) != 1 or not value.isascii():
        refuse(_abi.HABITUE_BAD_ARGUMENT, name, f"{value!r} is not one ASCII character")
    return ord(value)


def contents(source: Any, name: str) -> bytes:
    """The bytes of a file (a path), or the bytes themselves."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source)
    if isinstance(source, str):
        return Path(string(source, name)).read_bytes()
    if isinstance(source, PathLike):
        return Path(source).read_bytes()
    _wrong(source, name, "a path, or the bytes of a file,")


def sequence(values: Any, name: str) -> list[Any]:
    """Several values, in order."""
    one = isinstance(values, (str, bytes, type)) or getattr(values, "shape", None) == ()
    if one or not hasattr(values, "__iter__"):
        _wrong(values, name, "a sequence")
    return list(values)


def absent(cell: Any) -> bool:
    """Whether a cell says that nothing is known: None, NaN, NaT or NA."""
    if cell is None:
        return True
    try:
        return bool(cell != cell)
    except TypeError:  # the NA of pandas is neither equal to itself nor not
        return type(cell).__name__ == "NAType"
    except ValueError:  # several cells in the place of one
        return False


def several(values: Any, name: str, count: int) -> list[Any]:
    """Exactly ``count`` values."""
    given = sequence(values, name)
    if len(given) != count:
        _length(name, len(given), str(count))
    return given


def mapping(value: Any, name: str) -> Any:
    """What is looked up by key: a dict or the like."""
    if not (hasattr(value, "keys") and hasattr(value, "__getitem__")):
        _wrong(value, name, "a mapping")
    return value


def instance(value: Any, kinds: Any, name: str) -> Any:
    """An object of one of these classes."""
    if not isinstance(value, kinds):
        some = kinds if isinstance(kinds, tuple) else (kinds,)
        _wrong(value, name, "a " + " or ".join(kind.__name__ for kind in some))
    return value


def subclass(value: Any, kind: type, name: str, needs: str) -> Any:
    """A class of models, such as ``ParetoNbd``."""
    if not (isinstance(value, type) and issubclass(value, kind) and hasattr(value, needs)):
        _wrong(value, name, f"a class of {kind.__name__}")
    return value


def listener(value: Any, name: str) -> Any:
    """A function to report to, or None."""
    if value is not None and not callable(value):
        _wrong(value, name, "a function")
    return value


def single(value: Any, name: str) -> Any:
    """The value itself, and that of an array without dimensions."""
    shape = getattr(value, "shape", None)
    if isinstance(value, np.ndarray) and shape == ():
        return value.item()
    if shape or isinstance(value, (list, tuple, set, dict)) or hasattr(value, "__arrow_c_array__"):
        many = f"a column of {len(value)}" if hasattr(value, "__len__") else "a column"
        refuse(_abi.HABITUE_BAD_ARGUMENT, name, f"is {many} where one number for all is needed")
    return value


def _is_real(value: Any) -> bool:
    if isinstance(value, (numbers.Real, decimal.Decimal, np.integer, np.floating)):
        return True
    # Other libraries' numbers; complex ones, text and durations have no such conversion.
    other = (np.generic, np.ndarray, type)
    return hasattr(value, "__float__") and not isinstance(value, other)


def shown(value: Any) -> str:
    """A number for a message, however many digits it has."""
    if hasattr(value, "__index__") and (bits := int(value).bit_length()) > 200:
        return f"a whole number of {bits} bits"
    return f"{value}"


def _length(name: str, found: int, wanted: str) -> NoReturn:
    refuse(_abi.HABITUE_BAD_LENGTH, name, f"has {found} entries where {wanted} are needed")


def _wrong(value: Any, name: str, wanted: str) -> NoReturn:
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        refuse(_abi.HABITUE_MISSING_VALUE, name, f"is missing where {wanted} is needed")
    given = repr(value)
    if len(given) > 60:
        given = given[:57] + "..."
    kind = type(value).__name__
    refuse(_abi.HABITUE_BAD_ARGUMENT, name, f"is {given} ({kind}) where {wanted} is needed")
