"""Columns and settings that go to the library by name, and the names that it gives."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Union

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _scalars
from ._choices import LANGUAGES, Language
from ._library import array, call, defined, enumerator, initial, value
from .errors import HabitueError, refuse

Floats = NDArray[np.float64]
Values = Union[_columns.Column, float]
"""A column, or one value for all rows."""

_TYPES = {
    np.dtype(np.float64): _abi.HABITUE_TYPE_F64,
    np.dtype(np.int64): _abi.HABITUE_TYPE_I64,
    np.dtype(np.uint64): _abi.HABITUE_TYPE_U64,
    np.dtype(np.int32): _abi.HABITUE_TYPE_I32,
    np.dtype(np.uint32): _abi.HABITUE_TYPE_U32,
    np.dtype(np.uint8): _abi.HABITUE_TYPE_U8,
}
_READ: dict[int, Callable[[Any, str], NDArray[Any]]] = {
    _abi.HABITUE_TYPE_F64: _columns.floats,
    _abi.HABITUE_TYPE_I64: _columns.integers,
    _abi.HABITUE_TYPE_I32: _columns.codes,
    _abi.HABITUE_TYPE_U32: _columns.counts,
    _abi.HABITUE_TYPE_U8: _columns.flags,
}


@dataclass(frozen=True)
class Entry:
    """One entry of a list of the library."""

    code: int
    flags: int
    type: int
    count: int
    numbers: tuple[float, ...]
    symbol: str
    english: str


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
        texts = ((text or b"").decode("utf-8") for text in (entry.symbol, entry.english))
        cells = ctypes.c_double * (entry.count if entry.numbers else 0)
        numbers = tuple(cells.from_address(entry.numbers)) if entry.numbers else ()
        found.append(Entry(entry.code, entry.flags, entry.type, entry.count, numbers, *texts))


def name(names: int, code: int, language: str = "en") -> str | None:
    """The name of an entry of a list, or ``None`` where there is none."""
    chosen = enumerator(LANGUAGES, language, "language")
    found = value("habitue_name", names, code, chosen)
    return None if found is None else str(found)


def names_by_code(names: int, language: str = "en") -> dict[int, str]:
    """The names of all entries of a list."""
    return {entry.code: str(name(names, entry.code, language)) for entry in entries(names)}


def scheme_name(scheme: int, language: Language) -> str:
    """The name of a scheme."""
    scheme = _scalars.whole(scheme, "scheme", -(2**31), 2**31 - 1)
    found = name(_abi.HABITUE_LIST_SCHEMES, scheme, language)
    if found is None:
        refuse(_abi.HABITUE_BAD_ENUMERATOR, "scheme", f"there is no scheme {scheme}")
    return found


def class_names(scheme: int, language: Language) -> list[str]:
    """The names of a scheme's classes."""
    scheme_name(scheme, language)
    listed: int = _abi.HABITUE_LIST_CLASSES + _scalars.whole(scheme, "scheme", 0, 2**31 - 1)
    return list(names_by_code(listed, language).values())


def vocabulary(name: int, language: Language) -> dict[int, str]:
    """The names of a list."""
    return names_by_code(name, language)


def both_names(names: int) -> tuple[list[str], list[str]]:
    """The English and the Chinese names of all entries of a list."""
    english, chinese = (list(names_by_code(names, language).values()) for language in LANGUAGES)
    return english, chinese


def cells(column: NDArray[Any] | _columns.Texts, called: str | None = None) -> Any:
    """A column with its type; it lives as long as the structure."""
    made = _abi.habitue_column(None if called is None else called.encode())
    if isinstance(column, _columns.Texts):
        made.cells, made.offsets = column.data.ctypes.data, column.offsets.ctypes.data
        made.bytes, made.type = len(column.data), _abi.HABITUE_TYPE_TEXT
    else:
        column = np.ascontiguousarray(column)
        made.cells, made.type = column.ctypes.data, _TYPES[column.dtype]
    made.held = column
    return made


def evidence(
    rows: int, columns: Mapping[str, NDArray[Any] | None], settings: Mapping[str, object]
) -> Any:
    """The columns that are not ``None`` and the settings, numbers or sequences of them."""
    given = [cells(column, name) for name, column in columns.items() if column is not None]
    several = {
        name: np.array([_scalars.real(one, name) for one in chosen], np.float64)
        for name, chosen in settings.items()
        if isinstance(chosen, (tuple, list))
    }
    numbers = array(_abi.habitue_setting, len(settings))
    for setting, (name, chosen) in zip(numbers, settings.items()):
        setting.name = name.encode()
        if name in several:
            setting.values, setting.count = several[name].ctypes.data, len(several[name])
        else:
            setting.value = _scalars.real(chosen, name)
    made = initial(_abi.habitue_evidence, rows=rows, column_count=len(given))
    made.columns = array(_abi.habitue_column, given)
    made.settings, made.setting_count = numbers, len(numbers)
    made.held = given, several  # what the pointers point at
    return made


class Figures(dict[str, Any]):
    """The outputs of a formula by name: columns, or numbers of all rows."""

    def column(self, name: str) -> Floats:
        """A column of numbers."""
        found: Floats = self[name]
        return found

    def codes(self, name: str) -> NDArray[np.int32]:
        """A column of codes."""
        return self.column(name).astype(np.int32)

    def flags(self, name: str) -> NDArray[np.bool_]:
        """A column of yes and no."""
        return np.equal(self.column(name), 1.0)

    def number(self, name: str) -> float:
        """A number of all rows, or of the only one."""
        return float(np.ravel(self[name])[0])

    def maybe(self, name: str) -> float | None:
        """A number; None where it is NaN."""
        return defined(self.number(name))

    def count(self, name: str) -> int:
        """A whole number."""
        return int(self.number(name))

    def answer(self, name: str) -> bool | None:
        """Yes, no, or 2: not known."""
        return {0: False, 1: True}.get(self.count(name))

    def names(self, name: str, known: Sequence[str]) -> tuple[str, ...]:
        """Those names whose bits are set."""
        return tuple(one for bit, one in enumerate(known) if self.count(name) >> bit & 1)


def calculate(
    formula: str, columns: Mapping[str, NDArray[Any] | None], /, **settings: object
) -> Figures:
    """All outputs of a formula, one of ``HABITUE_FORMULA_...``."""
    code: int = getattr(_abi, f"HABITUE_FORMULA_{formula}")
    rows = next((len(column) for column in columns.values() if column is not None), 0)
    outputs = entries(_abi.HABITUE_LIST_FORMULA_OUTPUTS + code)
    single = [bool(output.flags & _abi.HABITUE_ENTRY_OF_ALL) for output in outputs]
    filled = [np.empty(1 if of_all else rows) for of_all in single]
    wanted = array(_abi.habitue_output, len(outputs))
    for slot, output, column in zip(wanted, outputs, filled):
        slot.name, slot.cells = output.symbol.encode(), column.ctypes.data
    call("habitue_calculate", code, evidence(rows, columns, settings), wanted, len(wanted))
    return Figures(
        (output.symbol, float(column[0]) if of_all else column)
        for output, of_all, column in zip(outputs, single, filled)
    )


def tabled(formula: str, given: Mapping[str, object], /, **how: bool) -> Figures:
    """All outputs of a formula of the columns and settings ``given``; ``how`` as for `inputs`."""
    columns, settings = inputs_of(formula, given, **how)
    return calculate(formula, columns, **settings)


def inputs_of(
    formula: str, given: Mapping[str, object], /, **how: bool
) -> tuple[dict[str, NDArray[Any] | None], dict[str, object]]:
    """The columns and settings of a formula; ``how`` as for `inputs`."""
    code: int = getattr(_abi, f"HABITUE_FORMULA_{formula}")
    lists = _abi.HABITUE_LIST_FORMULA_INPUTS, _abi.HABITUE_LIST_FORMULA_SETTINGS
    return inputs(lists[0] + code, lists[1] + code, given, **how)


def inputs(
    columns: int,
    settings: int,
    given: Mapping[str, object],
    *,
    missing: bool = False,
    levels: bool = False,
    one: bool = False,
) -> tuple[dict[str, NDArray[Any] | None], dict[str, object]]:
    """What is ``given`` as the library has it: the entries of its list of ``columns``, of one
    length and of the types that it has for them, and of its list of ``settings``.

    A single number stands for a column of it, None for a column that may be left out. With
    ``missing``, all columns may be and may have gaps, small numbers are yes and no or, with
    ``levels``, answers from 1 on, and a single number is a column of one row. With ``one``,
    all columns are single numbers.
    """
    found: dict[str, NDArray[Any] | None] = {}
    single = []
    for entry in entries(columns):
        name, column = entry.symbol, given.get(entry.symbol)
        if column is None and (missing or not entry.flags & _abi.HABITUE_ENTRY_REQUIRED):
            found[name] = None
        elif one and entry.type == _abi.HABITUE_TYPE_U64:
            found[name] = np.array([_scalars.whole(column, name, 0, 2**64 - 1)], np.uint64)
        elif one:
            found[name] = np.array([_scalars.real(column, name)])
        else:
            if _columns.is_single(column):
                column = [column]
                single += [] if missing else [name]
            read = _facts(entry.type, levels) if missing else _READ[entry.type]
            found[name] = read(column, name)
    known = {name: column for name, column in found.items() if column is not None}
    if not known and missing:
        reason = f"at least one of {', '.join(found)} is needed"
        refuse(_abi.HABITUE_MISSING_VALUE, next(iter(found)), reason)
    length = next((len(column) for name, column in known.items() if name not in single), 1)
    found |= {name: np.repeat(known[name], length) for name in single}
    if known:
        _columns.rows(**found)
    entered = (entry for entry in entries(settings) if entry.symbol in given)
    return found, {entry.symbol: _setting(entry, given[entry.symbol]) for entry in entered}


def _setting(entry: Entry, chosen: object) -> object:
    """A setting as a number or a list of them; None is NaN."""
    if entry.count == 0:
        return _columns.floats(chosen, entry.symbol).tolist()
    if entry.count > 1:
        return _scalars.several(chosen, entry.symbol, entry.count)
    return float("nan") if chosen is None else chosen


def _facts(kind: int, levels: bool) -> Callable[[Any, str], NDArray[Any]]:
    """What reads a column in which a gap is a fact that is not known."""
    if kind == _abi.HABITUE_TYPE_F64:
        return partial(_columns.floats, missing=True)
    if kind == _abi.HABITUE_TYPE_U32:
        most = 2**32 - 1
        return partial(_whole, dtype=np.uint32, unknown=most, ends=(0, most - 1), kind="a count")
    if levels:
        return partial(_whole, dtype=np.uint8, unknown=0, ends=(1, 255), kind="a level from 1 on,")
    return partial(_whole, dtype=np.uint8, unknown=2, ends=(0, 1), kind="0 (no), 1 (yes)")


def _whole(
    column: object,
    name: str,
    *,
    dtype: type[np.integer[Any]],
    unknown: int,
    ends: tuple[int, int],
    kind: str,
) -> NDArray[Any]:
    """The known values as whole numbers of ``dtype``, the rest as ``unknown``.

    Whether a value is in the range of its fact is for the library to say; here only
    what the dtype cannot hold is refused, and what would look like "not known".
    """
    values = _columns.floats(column, name, missing=True, flags=ends == (0, 1))
    known = ~np.isnan(values)
    wrong = known & ((values != np.floor(values)) | (values < ends[0]) | (values > ends[1]))
    if wrong.any():
        row = int(np.argmax(wrong))
        reason = f"{values[row]:g} is out of range; allowed: {kind} or missing"
        refuse(_abi.HABITUE_OUT_OF_RANGE, name, reason, row)
    return np.where(known, values, unknown).astype(dtype)


def ends(ranges: object, name: str, count: int) -> tuple[list[float], list[float]]:
    """The lowest and the highest values of a pair for all, or of a pair for each."""
    given = _scalars.sequence(ranges, name)
    if len(given) == 2 and all(map(_columns.is_single, given)):
        given = [given] * count
    pairs = [_scalars.several(pair, name, 2) for pair in _scalars.several(given, name, count)]
    low, high = ([_scalars.real(end, name) for end in side] for side in zip(*pairs))
    return low, high


def one(**values: object) -> dict[str, Floats]:
    """Columns of one row, of single numbers."""
    return {name: np.array([_scalars.real(number, name)]) for name, number in values.items()}
