"""Columns of numpy, pandas, polars, pyarrow or plain Python as numpy arrays.

Each function returns a contiguous array of exactly the dtype that the library
reads. What already is one passes without a copy, whoever owns it; anything else
is converted only where no value changes: a fraction is no count, 2**63 is no
int64, a missing value is nothing but missing. What cannot be converted is a
`DataError` with the row and the column.
"""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import numbers
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol, TypeVar, Union

import numpy as np
from numpy.typing import NDArray

from . import _abi, _reading, _scalars
from ._reading import DAYS, DECIMALS, FLAGS, MOMENTS, NOTHING, NUMBERS, TEXT, WHOLE, read
from .errors import HabitueError, exception, refuse


_Record = TypeVar("_Record")


class ArrowArray(Protocol):
    """What hands out a column through Arrow's C data interface, in one piece."""

    def __arrow_c_array__(self, requested_schema: object = None) -> object: ...


class ArrowStream(Protocol):
    """The same in chunks."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...


class Frame(Protocol):
    """Columns by name: a mapping, or a data frame of pandas, polars or pyarrow."""

    def __getitem__(self, name: Any, /) -> Any: ...


Column = Union[Iterable[object], ArrowArray, ArrowStream]
"""One value a row: an array of numpy, a series of pandas or polars, an array of pyarrow, a list."""

Matrix = Union[NDArray[Any], Iterable[Column], Frame]
"""Rows by columns: an array of two dimensions, a data frame, or rows one by one."""

Amount = Union[int, float, str, decimal.Decimal]
"""An amount of money as it is written; what it is in is for ``amount_unit`` to say."""

Day = Union[datetime.date, np.datetime64, str, int]
"""A day: a date, ISO text (``"2024-06-30"``), or days since 1970-01-01."""


@dataclass
class Texts:
    """Text as Arrow lays it out: row i is ``data[offsets[i]:offsets[i + 1]]`` in UTF-8."""

    data: NDArray[np.uint8]
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @classmethod
    def of_none(cls) -> Texts:
        """No text at all."""
        return cls(np.empty(0, np.uint8), np.zeros(1, np.int64))

    def strings(self) -> NDArray[Any]:
        """The text as ``str``."""
        return _reading.Column(TEXT, self.data, None, self.offsets).strings()


def floats(
    column: Any, name: str, *, missing: bool = False, flags: bool = False
) -> NDArray[np.float64]:
    """A float64 column. With ``missing``, what is missing becomes NaN; with ``flags``, yes and
    no are 1 and 0."""
    found = read(column, name)
    if not missing and found.valid is not None:
        _missing(name, found.valid)
    kinds = (WHOLE, NUMBERS, DECIMALS, NOTHING) + ((FLAGS,) if flags else ())
    _kind(found, kinds, name, "numbers")
    if found.kind == NOTHING:
        return np.full(len(found), np.nan)
    values = found.values
    if found.kind == DECIMALS:
        exact = found.scale is not None and 0 <= found.scale <= 22
        if exact and not (abs(values) > 2**53).any():
            values = values / 10.0 ** float(found.scale or 0)  # rounded once: both are exact
        else:
            listed = found.decimals()
            values = np.array([0.0 if v is None else float(v) for v in listed], np.float64)
    result = np.ascontiguousarray(values, np.float64)
    if values.dtype.itemsize == 8 and values.dtype.kind in "iu":
        inexact = (values > 2**53) | (values < -(2**53) if values.dtype.kind == "i" else False)
        _first(name, inexact, values, "is a whole number beyond the exact ones of float64")
    return result if found.valid is None else np.where(found.valid, result, np.nan)


def optional(column: Any, name: str) -> NDArray[np.float64] | None:
    """A float64 column, or None."""
    return None if column is None else floats(column, name)


def counts(column: Any, name: str) -> NDArray[np.uint32]:
    """A uint32 column of counts."""
    return integers_of(column, name, np.dtype(np.uint32))


def integers(column: Any, name: str) -> NDArray[np.int64]:
    """An int64 column: integer keys, exact minor units."""
    return integers_of(column, name, np.dtype(np.int64))


def codes(column: Any, name: str) -> NDArray[np.int32]:
    """An int32 column of codes."""
    return integers_of(column, name, np.dtype(np.int32))


def flags(column: Any, name: str) -> NDArray[np.uint8]:
    """A uint8 column of yes (1) and no (0), from booleans or from 0 and 1."""
    found = read(column, name)
    if found.kind == FLAGS:
        if found.valid is not None:
            _missing(name, found.valid)
        return np.ascontiguousarray(found.values).view(np.uint8)
    result = integers_of(found, name, np.dtype(np.uint8))
    _first(name, result > 1, result, "is neither 0 nor 1")
    return result


def days(column: Any, name: str) -> NDArray[np.int32]:
    """Days since 1970-01-01, from dates, date-times (their day), ISO text or such numbers.

    A date-time with a time zone is refused unless the zone is UTC: which day it
    is depends on the place, and only the caller knows that.
    """
    return _days(_timely(read(column, name), name), name)


def times(column: Any, name: str) -> tuple[NDArray[np.int32] | None, NDArray[np.int64] | None]:
    """Days since 1970-01-01 of a column of dates, or seconds of one of date-times."""
    found = _timely(read(column, name), name)
    if found.kind != MOMENTS:
        return _days(found, name), None
    _first(name, found.missing(), None, "is missing")
    # Towards minus infinity: a moment before 1970 belongs to its own second.
    return None, np.ascontiguousarray(found.values.astype("datetime64[s]").view(np.int64))


def day(value: Any, name: str) -> int:
    """One day as days since 1970-01-01, from a date, ISO text or such a number.

    A time of day is refused but for midnight: the day would forget it.
    """
    try:
        found = _timely(read([value], name), name)
        number = int(_days(found, name)[0])
    except HabitueError as error:  # the same failure of a single value
        message = str(error).removeprefix(f"row 0, {name}: ").removeprefix(f"{name}: ")
        message, kind = f"{name}: {message}", error.kind
        raise exception(message, code=error.code, kind=kind, column=name) from None
    if found.kind == MOMENTS and found.values[0] != found.values[0].astype("datetime64[D]"):
        reason = f"{value} names a time of day where a day is needed"
        refuse(_abi.HABITUE_BAD_ARGUMENT, name, reason)
    return number


def texts(column: Any, name: str) -> Texts:
    """A text column in Arrow's string layout."""
    found = read(column, name)
    _kind(found, (TEXT, NOTHING), name, "text")
    if found.valid is not None:
        _missing(name, found.valid)
    if found.offsets is not None:
        return Texts(np.ascontiguousarray(found.values), found.offsets)
    encoded = [_scalars.encoded(value, name, row) for row, value in enumerate(found.values)]
    offsets = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(piece) for piece in encoded], out=offsets[1:])
    return Texts(np.frombuffer(b"".join(encoded), np.uint8), offsets)


def strings(column: Any, name: str) -> list[str]:
    """A text column as ``str``."""
    found: list[str] = texts(column, name).strings().tolist()
    return found


def keys(column: Any, name: str) -> Texts | NDArray[np.int64]:
    """A column of keys: text in Arrow's string layout, or int64."""
    found = read(column, name)
    if found.kind == TEXT:
        return texts(found, name)
    return integers_of(found, name, np.dtype(np.int64), "whole numbers or text")


floats_of, texts_of = floats, texts
"""A column that was read is one, too."""


def names_of(frame: Any) -> list[Any] | None:
    """The names of the columns of a mapping or a data frame; None of what is neither."""
    if not hasattr(frame, "__getitem__"):
        return None
    if isinstance(frame, Mapping):
        return list(frame.keys())
    names = getattr(frame, "column_names", getattr(frame, "columns", None))
    return None if names is None else list(names)


def rows(**columns: Any) -> int:
    """The one length of the named columns (those that are ``None`` are absent)."""
    lengths = {name: len(column) for name, column in columns.items() if column is not None}
    (first, expected), *others = lengths.items()
    for name, length in others:
        if length != expected:
            reason = f"has {length} entries, but {first} has {expected}"
            refuse(_abi.HABITUE_BAD_LENGTH, name, reason)
    return expected


def output(rows: Any, dtype: Any = np.float64, name: str = "rows") -> NDArray[Any]:
    """A column for the library to fill."""
    length = _scalars.whole(rows, name, 0, 2**63 - 1)
    try:
        return np.empty(length, dtype)
    except (MemoryError, ValueError):
        refuse(_abi.HABITUE_OUT_OF_RANGE, name, f"{length} rows are more than memory holds")


def aligned(missing: bool = False, **named: Any) -> dict[str, NDArray[np.float64]]:
    """Float64 columns of one length."""
    columns = {name: floats(column, name, missing=missing) for name, column in named.items()}
    rows(**columns)
    return columns


def is_single(value: Any) -> bool:
    """Whether a value is one number (or yes or no) rather than a column."""
    return isinstance(value, (int, float, complex, np.generic, numbers.Number)) or (
        isinstance(value, np.ndarray) and value.ndim == 0
    )


def matrix(values: Any, name: str) -> NDArray[np.float64]:
    """An array of rows by columns, NaN where missing."""
    if isinstance(values, np.ndarray) and values.ndim == 2:
        whole = floats(values.ravel(), name, missing=True)
        return whole.reshape(len(values), values.shape[1])
    if hasattr(values, "to_numpy") and len(getattr(values, "shape", ())) == 2:
        return matrix(values.to_numpy(), name)
    lines = [floats(line, name, missing=True) for line in _scalars.sequence(values, name)]
    widths = {len(line) for line in lines}
    if len(widths) > 1:
        refuse(_abi.HABITUE_BAD_LENGTH, name, "has rows of different lengths")
    return np.array(lines, np.float64).reshape(len(lines), -1 if lines else 0)


def records(structures: Any) -> dict[str, NDArray[Any]]:
    """The fields of an array of structures as columns."""
    whole = np.frombuffer(structures, np.dtype(structures._type_))
    return {name: np.ascontiguousarray(whole[name]) for name in whole.dtype.names or ()}


def blanks(kind: type, rows: int) -> dict[str, NDArray[Any]]:
    """Columns to be filled, for the fields of a dataclass that are columns."""
    typed = {
        f.name: re.match(r"NDArray\[np\.(\w+)\]", str(f.type)) for f in dataclasses.fields(kind)
    }
    return {name: output(rows, found[1]) for name, found in typed.items() if found}


def recorded(kind: type[_Record], structures: Any, /, **known: Any) -> _Record:
    """A dataclass of columns from the fields of an array of structures by their names."""
    found, renamed = records(structures), getattr(kind, "_renamed", {})
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        if field.name not in known:
            column = found[renamed.get(field.name, field.name)]
            known[field.name] = column != 0 if "bool" in str(field.type) else column
    return kind(**known)


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|\+00:00)?)?")


def _timely(found: _reading.Column, name: str) -> _reading.Column:
    """A column of days, date-times or day numbers; ISO text is read."""
    if found.kind != TEXT:
        _kind(found, (DAYS, MOMENTS, WHOLE, NUMBERS, NOTHING), name, "dates")
        return found
    stated = [
        None if text is None else _iso(text, name, row) for row, text in enumerate(found.strings())
    ]
    return read(stated, name)


def _iso(text: str, name: str, row: int) -> datetime.date:
    """A date, or date and time, as ISO 8601 writes it."""
    if _ISO.fullmatch(text):
        try:
            if len(text) == 10:
                return datetime.date.fromisoformat(text)
            clock = text.removesuffix("Z").removesuffix("+00:00")
            return datetime.datetime.fromisoformat(clock.replace("T", " "))
        except ValueError as error:
            refuse(_abi.HABITUE_UNREADABLE, name, f"{text!r} is no date: {error}", row)
    reason = f"{text!r} is no date; needed: YYYY-MM-DD, with or without HH:MM:SS"
    refuse(_abi.HABITUE_UNREADABLE, name, reason, row)


def _days(found: _reading.Column, name: str) -> NDArray[np.int32]:
    if found.kind in (DAYS, MOMENTS) and found.values.dtype.kind == "M":
        _first(name, found.missing(), None, "is missing")
        since = found.values.astype("datetime64[D]").view(np.int64)
        return _narrowed(since, name, np.dtype(np.int32))
    return integers_of(found, name, np.dtype(np.int32), "dates")


def integers_of(
    column: Any, name: str, dtype: np.dtype[Any], wanted: str = "whole numbers"
) -> NDArray[Any]:
    """A column of whole numbers of this type."""
    found = read(column, name)
    kinds = (WHOLE, NUMBERS, DECIMALS, NOTHING) + ((DAYS,) if wanted == "dates" else ())
    _kind(found, kinds, name, wanted)
    if found.valid is not None:
        _missing(name, found.valid)
    values = found.values
    if found.kind == DECIMALS:
        values = found.decimals()
        parts = [value != value.to_integral_value() for value in values]
        _first(name, np.array(parts, bool), values, "is not a whole number")
        values = _reading.whole_numbers([int(value) for value in values], name)
    return _narrowed(values, name, dtype) if found.kind != NOTHING else np.empty(0, dtype)


def _narrowed(values: NDArray[Any], name: str, dtype: np.dtype[Any]) -> NDArray[Any]:
    """The same whole numbers in a narrower type."""
    if values.dtype == dtype:
        return np.ascontiguousarray(values)
    limits = np.iinfo(dtype)
    if values.dtype.kind == "f":
        values = values.astype(np.float64)  # a float16 knows no 2**63 to compare with
        _first(name, np.isnan(values), None, "is missing")
        _first(name, values != np.floor(values), values, "is not a whole number")
        # 2**63 is a float64, 2**63 - 1 is not: compare with the first that is too large.
        outside = (values < float(limits.min)) | (values >= float(limits.max) + 1.0)
    else:
        outside = np.zeros(values.shape, bool)
        if np.iinfo(values.dtype).min < limits.min:
            outside |= values < limits.min
        if np.iinfo(values.dtype).max > limits.max:
            outside |= values > limits.max
    reason = f"is out of range; allowed: {limits.min} to {limits.max}"
    _first(name, outside, values, reason, _abi.HABITUE_OUT_OF_RANGE)
    return np.ascontiguousarray(values, dtype)


def _kind(found: _reading.Column, kinds: tuple[str, ...], name: str, wanted: str) -> None:
    """Refuses a column of another kind, and text that is a day, say."""
    if found.kind not in kinds:
        refuse_kind(found.kind, name, wanted)


def refuse_missing(found: _reading.Column, name: str) -> None:
    _first(name, found.missing(), None, "is missing")


def _missing(name: str, valid: NDArray[np.bool_]) -> None:
    _first(name, ~valid, None, "is missing", _abi.HABITUE_MISSING_VALUE)


def _first(
    name: str,
    wrong: NDArray[Any],
    values: NDArray[Any] | None,
    reason: str,
    code: int | None = None,
) -> None:
    """Fails at the first row that is wrong."""
    if not wrong.any():
        return
    row = int(np.argmax(wrong))
    if code is None:
        code = _abi.HABITUE_MISSING_VALUE if values is None else _abi.HABITUE_OUT_OF_RANGE
    refuse(code, name, reason if values is None else f"{values[row]} {reason}", row)


def refuse_kind(kind: Any, name: str, wanted: str) -> NoReturn:
    refuse(_abi.HABITUE_UNREADABLE, name, f"holds {kind} where {wanted} are needed")
