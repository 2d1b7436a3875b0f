"""Columns of numpy, pandas, polars, pyarrow or plain Python as numpy arrays.

Each function returns a contiguous array of exactly the dtype that the library
reads. What already is one passes without a copy, whoever owns it; anything else
is converted only where no value changes: a fraction is no count, 2**63 is no
int64, a missing value is nothing but missing. What cannot be converted is a
`DataError` with the row and the column.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from . import _abi, _arrow
from .errors import exception


@dataclass
class Texts:
    """Text as Arrow lays it out: row i is ``data[offsets[i]:offsets[i + 1]]`` in UTF-8."""

    data: NDArray[np.uint8]
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.offsets) - 1


def floats(column: Any, name: str, *, missing: bool = False) -> NDArray[np.float64]:
    """A float64 column. With ``missing``, what is missing becomes NaN."""
    values, valid = _plain(column, name)
    if values.dtype.kind == "O":
        if valid is None:
            valid = np.array([value is not None for value in values], bool)
            valid = None if valid.all() else valid
        filled = values if valid is None else np.where(valid, values, np.nan)
        values = _numbers(filled, name)
    if values.dtype.kind not in "iuf":
        _refuse_type(values.dtype, name, "numbers")
    result = np.ascontiguousarray(values, np.float64)
    if values.dtype.itemsize == 8 and values.dtype.kind in "iu":
        inexact = (values > 2**53) | (values < -(2**53) if values.dtype.kind == "i" else False)
        _first(name, inexact, values, "is a whole number beyond the exact ones of float64")
    if valid is not None:
        if not missing:
            _missing(name, valid)
        result = np.where(valid, result, np.nan)
    return result


def counts(column: Any, name: str) -> NDArray[np.uint32]:
    """A uint32 column of counts."""
    return _integers(column, name, np.dtype(np.uint32))


def integers(column: Any, name: str) -> NDArray[np.int64]:
    """An int64 column: integer keys, exact minor units."""
    return _integers(column, name, np.dtype(np.int64))


def codes(column: Any, name: str) -> NDArray[np.int32]:
    """An int32 column of codes."""
    return _integers(column, name, np.dtype(np.int32))


def flags(column: Any, name: str) -> NDArray[np.uint8]:
    """A uint8 column of yes (1) and no (0), from booleans or from 0 and 1."""
    values, valid = _plain(column, name)
    if valid is not None:
        _missing(name, valid)
    if values.dtype == np.bool_:
        return np.ascontiguousarray(values).view(np.uint8)
    result = _integers(values, name, np.dtype(np.uint8))
    _first(name, result > 1, result, "is neither 0 nor 1")
    return result


def days(column: Any, name: str) -> NDArray[np.int32]:
    """Days since 1970-01-01, from dates, date-times (their day) or such numbers.

    A date-time with a time zone is refused unless the zone is UTC: which day it
    is depends on the place, and only the caller knows that.
    """
    if hasattr(getattr(column, "dtype", None), "tz"):
        _zone(str(column.dtype.tz), name)
        column = column.dt.tz_localize(None)
    values, valid = _plain(column, name, days=True)
    if values.dtype.kind == "O" and any(isinstance(value, datetime.date) for value in values):
        values = _dates(values, name)
    if values.dtype.kind != "M":
        if valid is not None:
            _missing(name, valid)
        return _integers(values, name, np.dtype(np.int32))
    missing = np.isnat(values)
    if valid is not None:
        missing |= ~valid
    _first(name, missing, None, "is missing")
    return _integers(values.astype("datetime64[D]").view(np.int64), name, np.dtype(np.int32))


def day(value: Any, name: str) -> int:
    """One day as days since 1970-01-01, from a date, ISO text or such a number."""
    if isinstance(value, str):
        try:
            value = datetime.date.fromisoformat(value)
        except ValueError as error:
            _fail(_abi.HABITUE_UNREADABLE, name, f"{value!r} is no date: {error}")
    return int(days([value], name)[0])


def texts(column: Any, name: str) -> Texts:
    """A text column in Arrow's string layout."""
    if _arrow.is_arrow(column) and not _is_numpy_backed(column):
        found = _read_arrow(column, name)
        if found.valid is not None:
            _missing(name, found.valid)
        if found.offsets is not None:
            return Texts(np.ascontiguousarray(found.values), found.offsets)
        _refuse_type(found.values.dtype, name, "text")
    values = np.asarray(column, object)
    _one_dimension(values, name)
    encoded = []
    for row, value in enumerate(values):
        if not isinstance(value, str):
            missing = value is None or value != value
            code = _abi.HABITUE_MISSING_VALUE if missing else _abi.HABITUE_UNREADABLE
            _fail(code, name, "is missing" if missing else f"is no text: {value!r}", row)
        encoded.append(value.encode("utf-8"))
    offsets = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(piece) for piece in encoded], out=offsets[1:])
    return Texts(np.frombuffer(b"".join(encoded), np.uint8), offsets)


def is_text(column: Any) -> bool:
    """Whether the column holds text rather than numbers."""
    if _arrow.is_arrow(column) and not _is_numpy_backed(column):
        return _arrow.read(column).offsets is not None
    values = np.asarray(column)
    if values.dtype.kind == "O":
        return any(isinstance(value, str) for value in values)
    return values.dtype.kind in "UT"


def rows(**columns: Any) -> int:
    """The one length of the named columns (those that are ``None`` are absent)."""
    lengths = {name: len(column) for name, column in columns.items() if column is not None}
    (first, expected), *others = lengths.items()
    for name, length in others:
        if length != expected:
            _fail(
                _abi.HABITUE_BAD_LENGTH,
                name,
                f"has {length} entries, but {first} has {expected}",
            )
    return expected


def output(rows: int, dtype: Any = np.float64) -> NDArray[Any]:
    """A column for the library to fill."""
    return np.empty(rows, dtype)


def table(**named: Any) -> dict[str, NDArray[np.float64]]:
    """Float64 columns of one length; a single number stands for a column of it."""
    single = {name for name, column in named.items() if isinstance(column, (int, float, np.number))}
    columns = {name: floats([c] if name in single else c, name) for name, c in named.items()}
    length = next((len(c) for name, c in columns.items() if name not in single), 1)
    return {n: np.full(length, c[0]) if n in single else c for n, c in columns.items()}


def records(structures: Any) -> dict[str, NDArray[Any]]:
    """The fields of an array of structures as columns."""
    whole = np.frombuffer(structures, np.dtype(structures._type_))
    return {name: np.ascontiguousarray(whole[name]) for name in whole.dtype.names or ()}


def _is_numpy_backed(column: Any) -> bool:
    return isinstance(getattr(column, "dtype", None), np.dtype)


def _plain(
    column: Any, name: str, *, days: bool = False
) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    """The column as a numpy array, and where it is valid (``None``: everywhere)."""
    valid = None
    if isinstance(column, np.ma.MaskedArray):
        mask = np.ma.getmaskarray(column)
        values, valid = column.data, ~mask if mask.any() else None
    elif isinstance(column, np.ndarray):
        values = column
    elif _is_numpy_backed(column):
        values = np.asarray(column)
    elif _arrow.is_arrow(column) and not _is_masked_pandas(column):
        found = _read_arrow(column, name)
        if found.offsets is not None:
            _refuse_type("text", name, "numbers or dates")
        _zone(found.timezone, name)
        values, valid = found.values, found.valid
        if found.is_days and not days:
            _refuse_type("dates", name, "numbers")
    elif _is_masked_pandas(column):
        missing = np.asarray(column.isna())
        if missing.any():
            valid = ~missing
            column = column.fillna(column.dtype.type(0))
        values = column.to_numpy()
    else:
        values = np.asarray(column)
        if values.dtype.kind in "UT":
            values = values.astype(object)
    _one_dimension(values, name)
    return values, valid


def _is_masked_pandas(column: Any) -> bool:
    """pandas' nullable numbers: they hold a numpy array and a mask."""
    dtype = getattr(column, "dtype", None)
    if type(dtype).__name__ == "ArrowDtype" and _arrow.is_arrow(column):
        return False
    return hasattr(dtype, "numpy_dtype") and hasattr(column, "isna")


def _read_arrow(column: Any, name: str) -> _arrow.ArrowColumn:
    try:
        return _arrow.read(column)
    except TypeError as error:
        raise exception(
            f"{name}: {error} cannot be read",
            code=_abi.HABITUE_UNREADABLE,
            kind="unreadable",
            column=name,
        ) from error


def _integers(column: Any, name: str, dtype: np.dtype[Any]) -> NDArray[Any]:
    values, valid = _plain(column, name)
    if valid is not None:
        _missing(name, valid)
    if values.dtype == dtype:
        return np.ascontiguousarray(values)
    if values.dtype.kind == "O":
        values = _numbers(values, name)
    if values.dtype.kind not in "iuf":
        _refuse_type(values.dtype, name, "whole numbers")
    limits = np.iinfo(dtype)
    if values.dtype.kind == "f":
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
    _first(
        name,
        outside,
        values,
        f"is out of range; allowed: {limits.min} to {limits.max}",
        _abi.HABITUE_OUT_OF_RANGE,
    )
    return np.ascontiguousarray(values, dtype)


def _numbers(values: NDArray[Any], name: str) -> NDArray[Any]:
    """Python numbers in an object array, as int64 where all are, else float64."""
    whole = True
    for row, value in enumerate(values):
        if value is None:
            _fail(_abi.HABITUE_MISSING_VALUE, name, "is missing", row)
        if isinstance(value, (str, bytes, bool, complex)) or not hasattr(value, "__float__"):
            _fail(_abi.HABITUE_UNREADABLE, name, f"is no number: {value!r}", row)
        whole = whole and hasattr(value, "__index__")
    try:
        return values.astype(np.int64 if whole else np.float64)
    except OverflowError:
        outside = [not -(2**63) <= value < 2**63 for value in values]
        row = outside.index(True)
        _fail(_abi.HABITUE_OUT_OF_RANGE, name, f"does not fit: {values[row]}", row)


def _dates(values: NDArray[Any], name: str) -> NDArray[Any]:
    """Python dates and date-times in an object array."""
    result = np.empty(len(values), "datetime64[D]")
    for row, value in enumerate(values):
        if value is None or value != value:
            _fail(_abi.HABITUE_MISSING_VALUE, name, "is missing", row)
        if not isinstance(value, datetime.date):
            _fail(_abi.HABITUE_UNREADABLE, name, f"is no date: {value!r}", row)
        zone = getattr(value, "tzinfo", None)
        if zone is not None:
            _zone(str(zone), name)
        result[row] = np.datetime64(datetime.date(value.year, value.month, value.day), "D")
    return result


def _zone(zone: str, name: str) -> None:
    if zone and zone not in ("UTC", "Etc/UTC", "+00:00"):
        _fail(
            _abi.HABITUE_UNREADABLE,
            name,
            f"has the time zone {zone}; convert it to local dates first",
        )


def _one_dimension(values: NDArray[Any], name: str) -> None:
    if values.ndim != 1:
        _fail(_abi.HABITUE_BAD_LENGTH, name, f"has {values.ndim} dimensions; a column has one")


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
    _fail(code, name, reason if values is None else f"{values[row]} {reason}", row)


def _refuse_type(dtype: Any, name: str, wanted: str) -> NoReturn:
    _fail(_abi.HABITUE_UNREADABLE, name, f"holds {dtype} where {wanted} are needed")


def _fail(code: int, name: str, reason: str, row: int | None = None) -> NoReturn:
    from ._library import status_name

    place = name if row is None else f"row {row}, {name}"
    raise exception(f"{place}: {reason}", code=code, kind=status_name(code), row=row, column=name)
