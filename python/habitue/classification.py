"""What all classifications share: columns of facts in, classes with reasons out.

Facts may be columns of numpy, pandas, polars, pyarrow or plain Python; a missing
value (``None``, NaN, NA) is a fact that is not known. A fact that is not passed is
not known for anybody. Of one customer, each fact may be a single value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars
from ._library import call, enumerator, initial, words
from .errors import refuse

_UNKNOWN_FLAG = 2
_UNKNOWN_COUNT = np.iinfo(np.uint32).max


@dataclass(frozen=True)
class Classification:
    """The classes of a column of customers."""

    scheme: int
    """Which scheme, one of ``HABITUE_SCHEME_...``."""
    codes: NDArray[np.int32]
    """The code of each customer's class; 0 is unknown."""
    reasons: NDArray[np.uint32]
    """The bits of each customer's reasons; see `reasons_of`."""
    boundary: NDArray[np.bool_]
    """Where a fact stands exactly on a cut, which belongs to the higher side."""
    n_used: int
    """Customers with a class."""
    n_missing: int
    """Customers whose class is unknown, for want of facts."""
    n_boundary: int
    """Customers who stand exactly on a cut."""
    _by_code: tuple[int, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.codes)

    def names(self, language: str = "en") -> NDArray[np.str_]:
        """The name of each customer's class, in English (``"en"``) or Chinese (``"zh"``)."""
        return np.array(class_names(self.scheme, language))[self.codes]

    def counts(self, language: str = "en") -> dict[str, int]:
        """How many customers each class has, the unknown first."""
        return dict(zip(class_names(self.scheme, language), self._by_code))

    def share(self, code: int) -> float | None:
        """The share of a class among those who have one; ``None`` where nobody has."""
        code = _scalars.whole(code, "code", 1, len(self._by_code) - 1)
        return self._by_code[code] / self.n_used if self.n_used else None

    def reasons_of(self, row: int, language: str = "en") -> list[str]:
        """Why customer ``row`` is in their class."""
        return _reason_names(self.scheme, self._reasons(row), language)

    def missing_of(self, row: int, language: str = "en") -> list[str]:
        """Which facts of customer ``row`` were missing."""
        entries = _evidence.entries(_abi.HABITUE_LIST_REASONS + self.scheme)
        missing = sum(1 << e.code for e in entries if e.flags & _abi.HABITUE_ENTRY_MISSING)
        return _reason_names(self.scheme, self._reasons(row) & missing, language)

    def _reasons(self, row: int) -> int:
        count = len(self.reasons)
        return int(self.reasons[_scalars.whole(row, "row", -count, count - 1)])


def class_names(scheme: int, language: str = "en") -> list[str]:
    """The names of a scheme's classes by code, "unknown" first."""
    scheme_name(scheme, language)
    scheme = _scalars.whole(scheme, "scheme", 0, 2**31 - 1)
    return list(_evidence.names_by_code(_abi.HABITUE_LIST_CLASSES + scheme, language).values())


def scheme_name(scheme: int, language: str = "en") -> str:
    """The name of a scheme."""
    scheme = _scalars.whole(scheme, "scheme", -(2**31), 2**31 - 1)
    found = _evidence.name(_abi.HABITUE_LIST_SCHEMES, scheme, language)
    if found is None:
        refuse(_abi.HABITUE_BAD_ENUMERATOR, "scheme", f"there is no scheme {scheme}")
    return found


_VOCABULARIES = {
    "persona tag": _abi.HABITUE_LIST_PERSONAS,
    "grouping": _abi.HABITUE_LIST_CUSTOMER_GROUPINGS,
    "status event": _abi.HABITUE_LIST_LIFECYCLE_EVENTS,
    "customer number": _abi.HABITUE_LIST_CUSTOMER_NUMBERS,
    "margin": _abi.HABITUE_LIST_MARGINS,
    "ladder rule": _abi.HABITUE_LIST_LADDER_RULES,
    "phase order": _abi.HABITUE_LIST_PHASE_ORDERS,
    "repurchase": _abi.HABITUE_LIST_REPURCHASES,
    "cause group": _abi.HABITUE_LIST_CAUSE_GROUPS,
    "leak": _abi.HABITUE_LIST_LEAKS,
    "five factors": _abi.HABITUE_LIST_FIVE_FACTORS,
}


def vocabulary(name: str, language: str = "en") -> dict[int, str]:
    """The names, by code, of a fixed list of things that are no classes.

    ``name`` is one of persona tag, grouping, status event, customer number, margin,
    ladder rule, phase order, repurchase, cause group, leak, five factors.

    >>> from habitue.classification import vocabulary
    >>> vocabulary("cause group")[3], vocabulary("cause group", "zh")[3]
    ('competition', '竞争因素')
    """
    return _evidence.names_by_code(enumerator(_VOCABULARIES, name, "name"), language)


def _reason_names(scheme: int, bits: int, language: str) -> list[str]:
    names = _evidence.names_by_code(_abi.HABITUE_LIST_REASONS + scheme, language)
    return [names[bit] for bit in range(32) if bits >> bit & 1]


def classify(
    scheme: str, kinds: dict[str, str], given: dict[str, Any], **settings: Any
) -> Classification:
    """The classes by a scheme, one of ``HABITUE_SCHEME_...``, of the facts ``given``."""
    number = getattr(_abi, f"HABITUE_SCHEME_{scheme}")
    rows, columns = facts(kinds, given)
    codes = np.empty(rows, np.int32)
    reasons = np.empty(rows, np.uint32)
    boundary = np.empty(rows, np.uint8)
    out = initial(_abi.habitue_classes)
    out.codes, out.reasons = codes.ctypes.data, reasons.ctypes.data
    out.boundary = boundary.ctypes.data
    known = _evidence.evidence(rows, dict(zip(kinds, columns)), settings)
    call("habitue_classify", number, known, out)
    return Classification(
        number,
        codes,
        reasons,
        boundary.view(np.bool_),
        out.n_used,
        out.n_missing,
        out.n_boundary,
        tuple(out.by_code[: len(_evidence.entries(_abi.HABITUE_LIST_CLASSES + number))]),
    )


_WORDS = {"rule": words("HABITUE_LADDER_"), "order": words("HABITUE_PHASE_ORDER_")}
"""Settings that go by words."""
_KINDS = {
    _abi.HABITUE_TYPE_F64: "number",
    _abi.HABITUE_TYPE_U32: "count",
    _abi.HABITUE_TYPE_U8: "flag",
}


def judge(scheme: str, given: dict[str, Any]) -> Classification:
    """The classes by a scheme of the facts and settings ``given``, by the names that the library
    has for them."""
    code = getattr(_abi, f"HABITUE_SCHEME_{scheme}")
    lists = _abi.HABITUE_LIST_EVIDENCE, _abi.HABITUE_LIST_SCHEME_SETTINGS
    levels = scheme in ("SECURE_CUSTOMER", "THREE_INDICATOR")
    kinds, settings = _read(lists, code, given, levels)
    return classify(scheme, kinds, given, **settings)


def measure(formula: str, given: dict[str, Any]) -> dict[str, Any]:
    """The outputs of a formula of facts that may be missing, as `judge`."""
    code = getattr(_abi, f"HABITUE_FORMULA_{formula}")
    lists = _abi.HABITUE_LIST_FORMULA_INPUTS, _abi.HABITUE_LIST_FORMULA_SETTINGS
    kinds, settings = _read(lists, code, given, levels=True)
    _, columns = facts(kinds, given)
    return _evidence.calculate(formula, dict(zip(kinds, columns)), **settings)


def _read(
    lists: tuple[int, int], code: int, given: dict[str, Any], levels: bool
) -> tuple[dict[str, str], dict[str, Any]]:
    """The kinds of the facts, and the settings; with ``levels``, small numbers are answers of a
    survey rather than yes and no."""
    kinds = {
        str(fact.symbol): "level" if levels and _KINDS[fact.type] == "flag" else _KINDS[fact.type]
        for fact in _evidence.entries(lists[0] + code)
    }
    settings = {}
    for setting in _evidence.entries(lists[1] + code):
        name = str(setting.symbol)
        chosen = given[name]
        if name in _WORDS:
            chosen = enumerator(_WORDS[name], chosen, name)
        elif setting.count > 1:
            chosen = _scalars.several(chosen, name, setting.count)
        settings[name] = float("nan") if chosen is None else chosen
    return kinds, settings


def rows_of(columns: dict[str, NDArray[Any] | None]) -> int:
    """The one length of the facts; at least one must be given."""
    if all(column is None for column in columns.values()):
        names = ", ".join(columns)
        refuse(_abi.HABITUE_MISSING_VALUE, next(iter(columns)), f"at least one of {names} is needed")
    return _columns.rows(**columns)


def flag(column: Any, name: str) -> NDArray[np.uint8] | None:
    """A column of yes, no and not known."""
    if column is None:
        return None
    return _whole(column, name, np.uint8, _UNKNOWN_FLAG, (0, 1), "0 (no), 1 (yes) or missing")


def level(column: Any, name: str) -> NDArray[np.uint8] | None:
    """A column of answers on an ordered scale from 1 on."""
    if column is None:
        return None
    return _whole(column, name, np.uint8, 0, (1, 255), "a level from 1 on, or missing")


def count(column: Any, name: str) -> NDArray[np.uint32] | None:
    """A column of counts."""
    if column is None:
        return None
    most = _UNKNOWN_COUNT - 1
    return _whole(column, name, np.uint32, _UNKNOWN_COUNT, (0, most), "a count or missing")


def number(column: Any, name: str) -> NDArray[np.float64] | None:
    """A column of numbers; NaN is not known."""
    return None if column is None else _columns.floats(column, name, missing=True)


FACT: dict[str, Callable[[Any, str], NDArray[Any] | None]] = {
    "flag": flag,
    "level": level,
    "count": count,
    "number": number,
}


def facts(kinds: dict[str, str], given: dict[str, Any]) -> tuple[int, list[NDArray[Any] | None]]:
    """The columns ``given``, each of its kind, and their one length.

    A single number or flag is a column of one customer.
    """
    columns = {
        name: FACT[kind]([given[name]] if _columns.is_single(given[name]) else given[name], name)
        for name, kind in kinds.items()
    }
    return rows_of(columns), list(columns.values())


def _whole(
    column: Any, name: str, dtype: Any, unknown: int, ends: tuple[int, int], allowed: str
) -> NDArray[Any]:
    """The known values as whole numbers of ``dtype``, the rest as ``unknown``.

    Whether a value is in the range of its fact is for the library to say; here only
    what the dtype cannot hold is refused, and what would look like "not known".
    """
    values = _columns.floats(column, name, missing=True, flags=unknown == _UNKNOWN_FLAG)
    known = ~np.isnan(values)
    wrong = known & ((values != np.floor(values)) | (values < ends[0]) | (values > ends[1]))
    if wrong.any():
        row = int(np.argmax(wrong))
        reason = f"{values[row]:g} is out of range; allowed: {allowed}"
        refuse(_abi.HABITUE_OUT_OF_RANGE, name, reason, row)
    return np.where(known, values, unknown).astype(dtype)
