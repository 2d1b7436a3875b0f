"""The groups that columns of keys make of respondents."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _columns, _evidence, _reading
from .._columns import Column
from .._library import array, call


def codes(column: Column | None, name: str, rows: int) -> NDArray[np.int32] | None:
    """Codes from 0 of a column of keys, -1 where missing."""
    if column is None:
        return None
    read = _reading.read(column, name)
    _columns.rows(answers=range(rows), **{name: read})
    return grouped({name: read}, rows)[0]


def grouped(
    read: Mapping[str, _reading.Column], rows: int
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The group that columns of keys make of each respondent, -1 for none, and a row of each."""
    _columns.rows(answers=range(rows), **read)
    there = np.ones(rows, bool)
    for column in read.values():
        there &= ~column.missing()
    known = np.flatnonzero(there)
    codes = np.full(rows, -1, np.int32)
    if not len(known):
        return codes, np.empty(0, np.int64)
    part, room = np.empty(len(known), np.int32), np.empty(len(known), np.uint64)
    cells = [_evidence.cells(_keys(column, known, name)) for name, column in read.items()]
    columns, needed = array(_abi.habitue_column, cells), ctypes.c_size_t()
    call("habitue_groups", columns, len(cells), len(known), part, room, len(room), needed)
    codes[known] = part
    return codes, known[room[: needed.value].astype(np.int64)]


def _keys(column: _reading.Column, rows: NDArray[np.int64], name: str) -> Any:
    """A column of keys without the rows that have none, as the library takes it."""
    part = column if len(rows) == len(column) else column.take(rows, name)
    if part.kind == _reading.TEXT:
        return _columns.texts(replace(part, valid=None), name)
    if part.kind in (_reading.DAYS, _reading.MOMENTS):
        values = part.values
        return values.astype(np.int64) if values.dtype.kind != "M" else values.view(np.int64)
    if part.kind == _reading.FLAGS:
        return part.values.astype(np.int64)
    return _columns.keys(replace(part, valid=None), name)


def entries(column: _reading.Column, rows: NDArray[np.int64]) -> NDArray[Any]:
    """The entries of these rows as they were given."""
    if column.kind == _reading.TEXT and column.offsets is not None:
        data, ends = column.values, column.offsets
        found = [bytes(data[ends[row] : ends[row + 1]]).decode("utf-8") for row in rows.tolist()]
        return np.array([*found, None], object)[:-1]
    return column.values[rows]
