"""What a column of numpy, pandas, polars, pyarrow or plain Python holds.

`read` takes each type of column with its meaning, or refuses it by name: a period is no
day, a duration no amount, bytes are no text, and a column of text and numbers together is
none. Neither pandas nor pyarrow is imported: pandas' columns are read through numpy
where pyarrow is not installed.
"""

from __future__ import annotations

import datetime
import decimal
import math
import sys
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from . import _abi, _scalars
from .errors import refuse

WHOLE = "whole numbers"
NUMBERS = "numbers"
DECIMALS = "decimals"
FLAGS = "booleans"
TEXT = "text"
DAYS = "dates"
MOMENTS = "date-times"
NOTHING = "nothing but missing values"


@dataclass
class Column:
    """A column of one kind.

    ``values`` are integers, floats, booleans, `decimal.Decimal` (or whole numbers of 10^-``scale``),
    text (``str``, or UTF-8 with ``offsets``), days (datetime64[D], or int32 since 1970-01-01) or
    datetime64 of a unit below a day. ``valid`` is None where nothing is missing; a NaN or NaT may
    be missing besides.
    """

    kind: str
    values: NDArray[Any]
    valid: NDArray[np.bool_] | None = None
    offsets: NDArray[np.int64] | None = None
    scale: int | None = None

    def decimals(self) -> NDArray[Any]:
        """Decimals as `decimal.Decimal`; None where missing."""
        if self.scale is None:
            return self.values
        exact, scale = decimal.Context(prec=100), -self.scale
        found = boxed([decimal.Decimal(n).scaleb(scale, exact) for n in self.values.tolist()])
        return found if self.valid is None else np.where(self.valid, found, np.array(None))

    def __len__(self) -> int:
        return len(self.values) if self.offsets is None else len(self.offsets) - 1

    def missing(self) -> NDArray[np.bool_]:
        """Where nothing is known."""
        gone = np.zeros(len(self), bool) if self.valid is None else ~self.valid
        if self.values.dtype.kind == "M":
            gone = gone | np.isnat(self.values)
        elif self.kind == NUMBERS:
            gone = gone | np.isnan(self.values)
        return gone

    def strings(self) -> NDArray[Any]:
        """Text as ``str``; None where missing."""
        texts = self.values
        if self.offsets is not None:
            whole, ends = self.values.tobytes(), self.offsets.tolist()
            texts = boxed([whole[a:b].decode("utf-8", "replace") for a, b in zip(ends, ends[1:])])
        return texts if self.valid is None else np.where(self.valid, texts, np.array(None))

    def objects(self) -> NDArray[Any]:
        """The values as numpy has them; text as ``str``, decimals as `decimal.Decimal`, and None
        (NaT of times) where missing."""
        if self.kind == TEXT:
            return self.strings()
        values = self.decimals() if self.kind == DECIMALS else self.values
        if self.kind == DAYS and values.dtype.kind == "i":
            values = values.astype("datetime64[D]")
        if self.valid is None or self.kind == NOTHING:
            return values
        gone = np.datetime64("NaT") if values.dtype.kind == "M" else np.array(None)
        return np.where(self.valid, values, gone)

    def take(self, rows: NDArray[np.int64], name: str) -> Column:
        """The entries of these rows; below 0 is missing."""
        if self.offsets is not None and len(self):
            return self._text_of(rows, name)
        values = self.strings() if self.kind == TEXT else self.values
        valid = rows >= 0 if self.valid is None else (rows >= 0) & self.valid[rows]
        if len(values) == 0:
            return Column(NOTHING, np.full(len(rows), None, object), np.zeros(len(rows), bool))
        if rows.size and int(rows.max()) >= len(values):
            refuse(_abi.HABITUE_OUT_OF_RANGE, name, "points at a category that there is not")
        known = None if valid.all() else valid
        return Column(self.kind, values[rows], known, scale=self.scale)

    def _text_of(self, rows: NDArray[np.int64], name: str) -> Column:
        """The text of these rows, as bytes; below 0 is missing."""
        assert self.offsets is not None
        if rows.size and int(rows.max()) >= len(self):
            refuse(_abi.HABITUE_OUT_OF_RANGE, name, "points at a category that there is not")
        known = rows >= 0
        place = np.where(known, rows, 0)
        if self.valid is not None:
            known = known & self.valid[place]
        lengths = np.where(known, np.diff(self.offsets)[place], 0)
        offsets = np.zeros(len(rows) + 1, np.int64)
        np.cumsum(lengths, out=offsets[1:])
        valid = None if known.all() else known
        width = int(lengths[0]) if len(lengths) else 0
        if width and (np.diff(self.offsets) == width).all() and (lengths == width).all():
            whole = self.values[: width * len(self)].reshape(-1, width)
            return Column(TEXT, whole[place].reshape(-1), valid, offsets)
        begin = self.offsets[:-1][place] - offsets[:-1]
        within = np.arange(offsets[-1]) + np.repeat(begin, lengths)
        return Column(TEXT, self.values[within], valid, offsets)


def read(column: Any, name: str) -> Column:
    """What a column holds.

    Raises:
        HabitueError: For what is no column, and for a type that has no meaning here.
    """
    if isinstance(column, Column):
        return column
    if isinstance(column, np.ndarray):
        masked = sys.modules.get("numpy.ma")  # where nobody imported it, nothing is masked
        if masked is not None and isinstance(column, masked.MaskedArray):
            return _of_masked(column, masked.getmaskarray(column), name)
        return _of_numpy(column, name)
    if _is_pandas(column):
        return _of_pandas(column, name)
    if _is_arrow(column):
        return _of_arrow(column, name)
    return _of_python(column, name)


def _is_pandas(column: Any) -> bool:
    pandas = sys.modules.get("pandas")
    if pandas is None:
        return False
    kinds = (pandas.Series, pandas.Index, pandas.DataFrame, pandas.api.extensions.ExtensionArray)
    return isinstance(column, kinds)


def _of_masked(column: Any, mask: NDArray[np.bool_], name: str) -> Column:
    found = _of_numpy(np.asarray(column.data), name)
    return found if not mask.any() else replace(found, valid=~mask)


def _of_numpy(values: NDArray[Any], name: str) -> Column:
    if values.ndim != 1:
        _dimensions(values.ndim, name)
    kind = values.dtype.kind
    if kind == "M":
        return _of_times(values, name)
    if kind in "iu":
        return Column(WHOLE, values)
    if kind == "f":
        return Column(NUMBERS, values)
    if kind == "b":
        return Column(FLAGS, values)
    if kind in "OUT":
        return _of_objects(values.astype(object), name)
    names = {"c": "complex numbers", "m": "durations", "S": "bytes", "V": "records"}
    _no_column_of(names.get(kind, str(values.dtype)), name)


def _of_times(values: NDArray[Any], name: str) -> Column:
    unit = np.datetime_data(values.dtype)[0]
    if unit in ("Y", "M", "W"):
        spans = {"Y": "years", "M": "months", "W": "weeks"}[unit]
        _no_column_of(f"{spans}, which are no days", name, ".astype('datetime64[D]') for the first")
    if unit == "generic" and not np.isnat(values).all():
        _no_column_of("times without a unit", name, "datetime64[D]")
    return Column(DAYS if unit in ("D", "generic") else MOMENTS, values)


def _of_pandas(column: Any, name: str) -> Column:
    if getattr(column, "ndim", 1) != 1:
        _dimensions(column.ndim, name)
    dtype, entries = column.dtype, getattr(column, "array", column)
    if isinstance(dtype, np.dtype):
        return _of_numpy(column.to_numpy(), name)
    known = type(dtype).__name__
    if known == "CategoricalDtype":
        codes = np.asarray(entries.codes, np.int64)
        return read(dtype.categories, name).take(codes, name)
    if known == "DatetimeTZDtype":
        zoned(str(dtype.tz), name)
        return _of_times(np.asarray(entries, f"datetime64[{dtype.unit}]"), name)
    if known == "PeriodDtype":
        _no_column_of(
            f"periods ({dtype}), which are no days", name, ".dt.start_time or .dt.end_time"
        )
    if known == "IntervalDtype":
        _no_column_of(f"intervals ({dtype})", name, "their .left, .mid or .right")
    if known == "SparseDtype":
        return _of_numpy(np.asarray(entries), name)
    if known == "ArrowDtype" or getattr(dtype, "storage", "") == "pyarrow":
        series = sys.modules["pandas"].Series(entries)
        if _is_arrow(series):
            return _of_arrow(series, name)
    if hasattr(dtype, "numpy_dtype") and known != "ArrowDtype":  # pandas' nullable numbers
        gone = np.asarray(entries.isna())
        plain = entries.to_numpy(dtype=dtype.numpy_dtype, na_value=dtype.type(0))
        found = _of_numpy(plain, name)
        return found if not gone.any() else replace(found, valid=~gone)
    return _of_objects(np.asarray(column, object), name)


def _is_arrow(column: object) -> bool:
    """Whether a column speaks Arrow's C data interface."""
    return hasattr(column, "__arrow_c_array__") or hasattr(column, "__arrow_c_stream__")


def _of_arrow(column: Any, name: str) -> Column:
    from . import _arrow  # only where a column comes that way

    if str(getattr(column, "dtype", "")) == "Object":  # polars' columns of Python objects
        return _of_python(column.to_list(), name)
    try:
        return _arrow.read(column, name)
    except TypeError as error:
        refuse(_abi.HABITUE_UNREADABLE, name, str(error))


def _of_python(column: Any, name: str) -> Column:
    if column is None:
        refuse(_abi.HABITUE_MISSING_VALUE, name, "is missing where a column is needed")
    single = isinstance(column, (str, bytes, bytearray, memoryview))
    if single or not isinstance(column, Iterable):
        kind = type(column).__name__
        if not single and hasattr(column, "__array__"):
            return _of_numpy(np.asarray(column), name)
        refuse(_abi.HABITUE_BAD_ARGUMENT, name, f"is a single {kind} where a column is needed")
    if isinstance(column, (Mapping, AbstractSet)):
        kind = type(column).__name__
        refuse(_abi.HABITUE_BAD_ARGUMENT, name, f"is a {kind}, which has no rows in order")
    return _of_objects(boxed(list(column)), name)


def boxed(entries: list[Any]) -> NDArray[Any]:
    """An array of the objects as they are: numpy would look into lists and widen numbers."""
    values = np.empty(len(entries), object)
    values[:] = entries
    return values


def _of_objects(values: NDArray[Any], name: str) -> Column:
    """Python objects: of one kind, beside what is missing."""
    listed = values.tolist()
    kinds = {kind: _kind_of(kind) for kind in set(map(type, listed))}
    found = set(kinds.values())
    if found <= {WHOLE}:
        return Column(WHOLE, whole_numbers(listed, name)) if listed else Column(NOTHING, values)
    if found <= {WHOLE, NUMBERS}:  # a NaN among numbers is a number
        return Column(NUMBERS, _floats(listed, name))
    if found == {TEXT}:
        return Column(TEXT, values)
    valid = np.array([_is_known(value, kinds[type(value)]) for value in listed], bool)
    stated = [value for value, known in zip(listed, valid) if known]
    kind = _common([kinds[type(value)] for value in stated])
    if kind is None:
        _mixed(listed, valid, kinds, name)
    return _filled(kind, stated, valid, name)


_NESTED = (np.ndarray, np.void, bytes, list, tuple, dict)
_SPANS = (datetime.timedelta, np.timedelta64, complex, np.complexfloating)
_MEANINGS: tuple[tuple[Any, str], ...] = (
    ((bool, np.bool_), FLAGS),
    (str, TEXT),
    (datetime.datetime, MOMENTS),
    (datetime.date, DAYS),
    (np.datetime64, MOMENTS),
    (decimal.Decimal, DECIMALS),
)


def _kind_of(kind: type) -> str:
    """The kind of column that values of a Python type make; what is none is named."""
    if kind is type(None) or kind.__name__ in ("NAType", "NaTType"):
        return NOTHING
    known = next((found for types, found in _MEANINGS if issubclass(kind, types)), None)
    if known is not None or issubclass(kind, _NESTED + _SPANS):
        return known or kind.__name__
    if hasattr(kind, "__index__"):
        return WHOLE
    return NUMBERS if hasattr(kind, "__float__") else kind.__name__


_KINDS = {WHOLE, NUMBERS, DECIMALS, FLAGS, TEXT, DAYS, MOMENTS}


def _is_known(value: Any, kind: str) -> bool:
    if kind == NOTHING:
        return False
    if kind in (NUMBERS, DECIMALS):
        return not math.isnan(value)
    if kind == MOMENTS and isinstance(value, np.datetime64):
        return not np.isnat(value)
    return True


def _common(kinds: list[str]) -> str | None:
    """The one kind of all, None where there is none."""
    found = set(kinds)
    if not found <= _KINDS:
        return None
    if len(found) <= 1:
        return found.pop() if found else NOTHING
    for wider, narrower in ((DECIMALS, WHOLE), (NUMBERS, WHOLE), (MOMENTS, DAYS)):
        if found == {wider, narrower}:
            return wider
    return NUMBERS if found <= {WHOLE, NUMBERS, DECIMALS} else None


def _filled(kind: str, stated: list[Any], valid: NDArray[np.bool_], name: str) -> Column:
    """The stated values in their rows, and something in the others."""
    makers: dict[str, Any] = {
        WHOLE: whole_numbers,
        NUMBERS: _floats,
        DECIMALS: _decimals,
        DAYS: lambda values, _: np.array(values, "datetime64[D]"),
        MOMENTS: _moments,
        FLAGS: lambda values, _: np.array(values, bool),
    }
    if kind == NOTHING:
        return Column(NOTHING, np.full(len(valid), None, object), valid)
    made = makers.get(kind, lambda values, _: boxed(values))(stated, name)
    if valid.all():
        return Column(kind, made)
    nothing = None if made.dtype == object else 0
    values = np.full(len(valid), nothing, made.dtype)
    values[valid] = made
    return Column(kind, values, valid)


def whole_numbers(values: list[Any], name: str) -> NDArray[Any]:
    """Integers of Python and of numpy, of which numpy itself would wrap the latter around."""
    plain = list(map(int, values))
    if min(plain, default=0) >= -(2**63) and max(plain, default=0) < 2**63:
        return np.array(plain, np.int64)
    if min(plain) >= 0 and max(plain) < 2**64:
        return np.array(plain, np.uint64)
    row = next(row for row, value in enumerate(plain) if not -(2**63) <= value < 2**63)
    reason = f"{_scalars.shown(plain[row])} does not fit 64 bits"
    refuse(_abi.HABITUE_OUT_OF_RANGE, name, reason, row)


def _floats(values: list[Any], name: str) -> NDArray[np.float64]:
    exact = [
        _scalars.real(value, name) if hasattr(value, "__index__") else float(value)
        for value in values
    ]
    return np.array(exact, np.float64)


def _decimals(values: list[Any], _: str) -> NDArray[Any]:
    exact = decimal.Decimal
    return boxed([value if isinstance(value, exact) else exact(int(value)) for value in values])


def _moments(values: list[Any], name: str) -> NDArray[Any]:
    """Date-times to the microsecond; a date beside them is its midnight."""
    plain, zones = [], set()
    for row, value in enumerate(values):
        if isinstance(value, np.datetime64):
            _of_times(np.array([value]), name)
            value = value.astype("datetime64[us]").item()
        if isinstance(value, datetime.datetime):
            zone = "" if value.tzinfo is None else str(value.tzinfo)
            zoned(zone, name, row)
            zones.add(bool(zone))
            value = value.replace(tzinfo=None)
        plain.append(value)
    if len(zones) > 1:
        refuse(_abi.HABITUE_UNREADABLE, name, "has times of UTC and times without a zone")
    return np.array(plain, "datetime64[us]")


def is_utc(zone: str) -> bool:
    """Whether a time zone is UTC, whose days need no name."""
    return zone in ("UTC", "Etc/UTC", "+00:00", "Z", "tzutc()")


def zoned(zone: str, name: str, row: int | None = None) -> None:
    """Refuses a time zone other than UTC: which day it is depends on the place."""
    if zone and not is_utc(zone):
        reason = f"has the time zone {zone}; convert it to local dates first"
        refuse(_abi.HABITUE_UNREADABLE, name, reason, row)


def _mixed(
    listed: list[Any], valid: NDArray[np.bool_], kinds: dict[type, str], name: str
) -> NoReturn:
    """Names the first value that makes no column, or none together with those before it."""
    rows = np.flatnonzero(valid).tolist()
    named = [kinds[type(listed[row])] for row in rows]
    for place, (row, kind) in enumerate(zip(rows, named)):
        shown = repr(listed[row])
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        if kind not in _KINDS:
            remedy = "; str() of each is a key" if kind == "UUID" else ""
            reason = f"{shown} is a {kind}, which has no meaning in a column{remedy}"
            refuse(_abi.HABITUE_UNREADABLE, name, reason, row)
        if _common(named[: place + 1]) is None:
            reason = f"{shown} among {named[0]}; a column holds values of one kind"
            refuse(_abi.HABITUE_UNREADABLE, name, reason, row)
    raise AssertionError("no value is out of place")


def _no_column_of(what: str, name: str, remedy: str = "") -> NoReturn:
    more = f"; take {remedy}" if remedy else ""
    refuse(_abi.HABITUE_UNREADABLE, name, f"holds {what}; no column of this library{more}")


def _dimensions(count: int, name: str) -> NoReturn:
    refuse(_abi.HABITUE_BAD_LENGTH, name, f"has {count} dimensions; a column has one")
