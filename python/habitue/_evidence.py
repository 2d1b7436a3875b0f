"""Columns and settings that go to the library by name, and the names that it gives."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _scalars
from ._library import call, enumerator, initial, value
from .errors import HabitueError

_TYPES = {
    np.dtype(np.float64): _abi.HABITUE_TYPE_F64,
    np.dtype(np.int64): _abi.HABITUE_TYPE_I64,
    np.dtype(np.uint64): _abi.HABITUE_TYPE_U64,
    np.dtype(np.int32): _abi.HABITUE_TYPE_I32,
    np.dtype(np.uint32): _abi.HABITUE_TYPE_U32,
    np.dtype(np.uint8): _abi.HABITUE_TYPE_U8,
}
_LANGUAGES = {"en": _abi.HABITUE_ENGLISH, "zh": _abi.HABITUE_CHINESE}
_READ: dict[int, Callable[[Any, str], NDArray[Any]]] = {
    _abi.HABITUE_TYPE_F64: _columns.floats,
    _abi.HABITUE_TYPE_I64: _columns.integers,
    _abi.HABITUE_TYPE_I32: _columns.codes,
    _abi.HABITUE_TYPE_U32: _columns.counts,
    _abi.HABITUE_TYPE_U8: _columns.flags,
}
_real = _scalars.checker(ctypes.c_double)


class Entry(NamedTuple):
    """One entry of a list of the library."""

    code: int
    flags: int
    type: int
    count: int
    numbers: tuple[float, ...]
    symbol: str | None
    english: str | None


@cache
def entries(names: int) -> tuple[Entry, ...]:
    """The entries of a list, one of ``HABITUE_LIST_...``."""
    found: list[Entry] = []
    entry = initial(_abi.habitue_entry)
    while True:
        try:
            call("habitue_list_entry", names, len(found), entry)
        except HabitueError as error:
            if error.code != _abi.HABITUE_OUT_OF_RANGE:
                raise
            return tuple(found)
        texts = (text and text.decode("utf-8") for text in (entry.symbol, entry.english))
        cells = ctypes.c_double * (entry.count if entry.numbers else 0)
        numbers = tuple(cells.from_address(entry.numbers)) if entry.numbers else ()
        found.append(Entry(entry.code, entry.flags, entry.type, entry.count, numbers, *texts))


def name(names: int, code: int, language: str = "en") -> str | None:
    """The name of an entry of a list, or ``None`` where there is none."""
    chosen = enumerator(_LANGUAGES, language, "language")
    found = value("habitue_name", names, code, chosen)
    return None if found is None else str(found)


def names_by_code(names: int, language: str = "en") -> dict[int, str]:
    """The names of all entries of a list."""
    return {entry.code: str(name(names, entry.code, language)) for entry in entries(names)}


def both_names(names: int) -> tuple[list[str], list[str]]:
    """The English and the Chinese names of all entries of a list."""
    english, chinese = (list(names_by_code(names, language).values()) for language in _LANGUAGES)
    return english, chinese


def cells(column: NDArray[Any] | _columns.Texts) -> Any:
    """A column with its type, without a name; it lives as long as the structure."""
    if isinstance(column, _columns.Texts):
        data, offsets = column.data.ctypes.data, column.offsets.ctypes.data
        size, kind = len(column.data), _abi.HABITUE_TYPE_TEXT
        made = _abi.habitue_column(None, data, offsets, size, kind, 0)
    else:
        made = _abi.habitue_column(None, column.ctypes.data, None, 0, _TYPES[column.dtype], 0)
    made.held = column
    return made


def evidence(
    rows: int, columns: Mapping[str, NDArray[Any] | None], settings: Mapping[str, Any]
) -> Any:
    """The columns that are not ``None`` and the settings, numbers or sequences of them."""
    held: list[Any] = []
    given = [(name, column) for name, column in columns.items() if column is not None]
    cells = (_abi.habitue_column * len(given))()
    for column, (name, values) in zip(cells, given):
        kept = np.ascontiguousarray(values)
        held.append(kept)
        column.name, column.cells = name.encode(), kept.ctypes.data
        column.type = _TYPES[kept.dtype]
    numbers = (_abi.habitue_setting * len(settings))()
    for setting, (name, chosen) in zip(numbers, settings.items()):
        setting.name = name.encode()
        if isinstance(chosen, (tuple, list)):
            kept = np.array([_real(number, name) for number in chosen], np.float64)
            held.append(kept)
            setting.values, setting.count = kept.ctypes.data, len(kept)
        else:
            setting.value = _real(chosen, name)
    made = initial(_abi.habitue_evidence, rows=rows)
    made.columns, made.column_count = cells, len(cells)
    made.settings, made.setting_count = numbers, len(numbers)
    made.held = held  # what the pointers point at
    return made


def calculate(
    formula: str, columns: Mapping[str, NDArray[Any] | None], /, **settings: Any
) -> dict[str, Any]:
    """All outputs of a formula, one of ``HABITUE_FORMULA_...``: columns, or numbers of all rows."""
    code = getattr(_abi, f"HABITUE_FORMULA_{formula}")
    rows = next((len(column) for column in columns.values() if column is not None), 0)
    outputs = entries(_abi.HABITUE_LIST_FORMULA_OUTPUTS + code)
    single = [bool(output.flags & _abi.HABITUE_ENTRY_OF_ALL) for output in outputs]
    cells = [np.empty(1 if of_all else rows) for of_all in single]
    wanted = (_abi.habitue_output * len(outputs))()
    for slot, output, column in zip(wanted, outputs, cells):
        slot.name, slot.cells = str(output.symbol).encode(), column.ctypes.data
    call("habitue_calculate", code, evidence(rows, columns, settings), wanted, len(wanted))
    return {
        str(output.symbol): float(column[0]) if of_all else column
        for output, of_all, column in zip(outputs, single, cells)
    }


def inputs_of(
    formula: str, given: Mapping[str, Any], /, **settings: Any
) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """The columns of a formula, as the types that it has for them and of one length, and its
    settings. A single number stands for a column of it, None for a column that may be left out;
    what the formula does not have is a column, for the library to refuse."""
    code = getattr(_abi, f"HABITUE_FORMULA_{formula}")
    known = {entry.symbol for entry in entries(_abi.HABITUE_LIST_FORMULA_SETTINGS + code)}
    inputs = {entry.symbol: entry for entry in entries(_abi.HABITUE_LIST_FORMULA_INPUTS + code)}
    columns, single = {}, []
    for name, column in given.items():
        entry = inputs.get(name)
        optional = entry is not None and not entry.flags & _abi.HABITUE_ENTRY_REQUIRED
        if name in known or (column is None and optional):
            continue
        if _columns.is_single(column):
            column = [column]
            single.append(name)
        read = _columns.floats if entry is None else _READ[entry.type]
        columns[name] = read(column, name)
    length = next((len(column) for name, column in columns.items() if name not in single), 1)
    columns |= {name: np.repeat(columns[name], length) for name in single}
    if columns:
        _columns.rows(**columns)
    return columns, {name: given[name] for name in known & given.keys()} | settings


def tabled(formula: str, given: Mapping[str, Any], /, **settings: Any) -> dict[str, Any]:
    """All outputs of a formula of what `inputs_of` makes of columns and settings."""
    columns, chosen = inputs_of(formula, given, **settings)
    return calculate(formula, columns, **chosen)


def one(**values: Any) -> dict[str, NDArray[np.float64]]:
    """Columns of one row, of single numbers."""
    return {name: np.array([_real(value, name)]) for name, value in values.items()}


def keys(column: _columns.Texts | NDArray[np.int64]) -> Any:
    """A column of keys, of text or of whole numbers, that goes by no name."""
    made = _abi.habitue_column()
    if isinstance(column, _columns.Texts):
        made.cells, made.offsets = column.data.ctypes.data, column.offsets.ctypes.data
        made.bytes, made.type = len(column.data), _abi.HABITUE_TYPE_TEXT
    else:
        made.cells, made.type = column.ctypes.data, _abi.HABITUE_TYPE_I64
    made.held = column  # what the pointers point at
    return made
