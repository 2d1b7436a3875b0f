"""Columns and settings that go to the library by name, and the names that it gives."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
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
_real = _scalars.checker(ctypes.c_double)


class Entry(NamedTuple):
    """One entry of a list of the library."""

    code: int
    flags: int
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
        found.append(Entry(entry.code, entry.flags, numbers, *texts))


def name(names: int, code: int, language: str = "en") -> str | None:
    """The name of an entry of a list, or ``None`` where there is none."""
    chosen = enumerator(_LANGUAGES, language, "language")
    found = value("habitue_name", names, code, chosen)
    return None if found is None else str(found)


def names_by_code(names: int, language: str = "en") -> dict[int, str]:
    """The names of all entries of a list."""
    return {entry.code: str(name(names, entry.code, language)) for entry in entries(names)}


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
