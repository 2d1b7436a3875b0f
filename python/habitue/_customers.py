"""The customers of every call about models, as columns of one structure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _scalars
from ._columns import Frame
from ._library import array, choices, initial, text_of
from .errors import refuse

Floats = NDArray[np.float64]

Role = Literal["purchase", "attrition", "attrition_b", "spend"]
ROLES = choices("COVARIATE", Role)
FACTS = ("purchase", "attrition", "spend")
"""Roles that columns have; attrition_b is one of coefficients alone."""


def _whole(column: Any, name: str) -> NDArray[np.uint64]:
    """Whole numbers from 0."""
    found = _columns.integers(column, name)
    _columns._first(name, found < 0, found, "is out of range; allowed: >= 0")
    return found.view(np.uint64)


_Read = Callable[[Any, str], NDArray[Any]]
_READ: dict[str, _Read] = {
    "frequency": _columns.counts,
    "spend_frequency": _columns.counts,
    "renewals": _columns.counts,
    "period": _columns.counts,
    "left": _columns.flags,
    "cohort": _columns.integers,
    "survivors": _whole,
}
"""What a column of the customers holds; numbers where nothing is said."""
_OPTIONAL = ("weights", "log_intervals", "spend_frequency", "mean_log_spend")


def columns_of(**named: Any) -> dict[str, NDArray[Any]]:
    """Columns of customers by name and of one length, without optional ones that are None."""
    numbers: _Read = _columns.floats
    read = {
        name: _READ.get(name, numbers)(column, name)
        for name, column in named.items()
        if column is not None or name not in _OPTIONAL
    }
    _columns.rows(**read)
    return read


def customers(
    columns: Mapping[str, NDArray[Any]],
    facts: Mapping[str, Frame | None] | None = None,
    shared: Iterable[str] = (),
    rows: int | None = None,
) -> Any:
    """The structure of customers: columns that `columns_of` made, and facts by role."""
    known = [fact for role, named in (facts or {}).items() for fact in _named(named, role)]
    if rows is None:
        lengths = {f"{role}.{name}": column for role, name, column in known}
        rows = _columns.rows(**columns, **lengths)
    names = _shared(shared, known)
    listed = array(_abi.habitue_covariate, len(known))
    for slot, (role, name, column) in zip(listed, known):
        slot.name, slot.values = text_of(name, role), column.ctypes.data
        slot.role, slot.shared = ROLES[role], name in names
    covariates = {"covariates": listed, "covariate_count": len(known)} if known else {}
    made = initial(_abi.habitue_customers, rows=rows, **covariates, **columns)
    made.facts = known  # what the pointers point at
    return made


def _named(columns: Frame | None, role: str) -> list[tuple[str, str, Floats]]:
    """Columns by name, of a mapping or a data frame; yes and no are 1 and 0."""
    if columns is None:
        return []
    names = _columns.names_of(columns)
    if names is None:
        reason = f"is {type(columns).__name__}; a mapping from names to columns is needed"
        refuse(_abi.HABITUE_BAD_ARGUMENT, role, reason)
    labels = [_scalars.string(name, role) for name in names]
    return [
        (role, label, _columns.floats(columns[name], f"{role} {name}", flags=True))
        for name, label in zip(names, labels)
    ]


def _shared(shared: Iterable[str], known: list[tuple[str, str, Floats]]) -> set[str]:
    """Names of columns with one coefficient in both roles, each of which must be there."""
    names = {_scalars.string(name, "shared") for name in _scalars.sequence(shared, "shared")}
    for name in names - {name for _, name, _ in known}:
        refuse(_abi.HABITUE_MISSING_COLUMN, f"shared.{name}", "is the name of no column")
    return names
