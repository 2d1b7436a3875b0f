"""Columns about customers by key, and further transactions behind those of a base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _columns, _reading, _scalars
from ..errors import refuse
from . import _frames
from ._histories import Fact
from ._intake import Keys, Transactions

if TYPE_CHECKING:
    from ._held import Held


def once(numbers: NDArray[np.int64], keys: Keys, name: str) -> None:
    """Refuses a key that comes twice."""
    _, first, counts = np.unique(numbers, return_index=True, return_counts=True)
    twice = np.flatnonzero(counts > 1)
    if twice.size:
        number = numbers[first[twice[0]]]
        row = int(np.flatnonzero(numbers == number)[1])
        shown = keys.listed(np.array([number]))[0]
        refuse(_abi.HABITUE_INCONSISTENT, name, f"{shown!r} comes twice; one row a customer", row)


def facts_of(
    base: Held[Any],
    frame: Any,
    on: str | None,
    columns: str | Sequence[str] | None,
    missing: str,
) -> dict[str, Fact]:
    """The columns of a frame by the numbers of the base's customers."""
    if missing not in ("refuse", "drop"):
        reason = f"{missing!r} is not one of 'refuse', 'drop'"
        refuse(_abi.HABITUE_BAD_ENUMERATOR, "missing", reason)
    if hasattr(frame, "to_frame") and not hasattr(frame, "columns"):
        if not hasattr(frame, "index"):
            reason = "is a column without keys; a frame with the column of keys is needed"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "frame", reason)
        frame = _of_series(frame, on or base._keys.name)
    key = on or base._keys.name
    names = _names(frame, key, columns)
    read = _frames.columns_of(frame, [key, *names])
    numbers = base._keys.places(read[key], key)
    there = numbers >= 0 if base._keys.distinct is not None else np.ones(len(numbers), bool)
    rows = np.flatnonzero(there)
    numbers = numbers[rows]
    once(numbers, base._keys, key)
    order = np.argsort(numbers, kind="stable")
    rows, numbers = rows[order], numbers[order]
    own = base._histories.numbers
    gone = ~np.isin(own, numbers)
    if gone.any() and missing == "refuse":
        shown = base._keys.listed(own[gone][:1])[0]
        reason = (
            f"lacks {int(gone.sum())} of {len(own)} customers, such as {shown!r}; "
            "missing='drop' leaves them without a value"
        )
        refuse(_abi.HABITUE_MISSING_VALUE, key, reason)
    return {name: Fact(numbers, _values(read[name], name)[rows]) for name in names}


def _of_series(series: Any, key: str) -> Any:
    """A Series of pandas as a frame whose index holds the keys."""
    if series.name is None:
        reason = "is a Series without a name, by which it would be known"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "frame", reason)
    return series.rename_axis(key).to_frame()


def _names(frame: Any, key: str, columns: str | Sequence[str] | None) -> list[str]:
    if columns is not None:
        listed = [columns] if isinstance(columns, str) else list(columns)
        return [_scalars.string(name, "columns") for name in listed]
    names = [str(name) for name in _frames.column_names(frame) if name != key]
    if not names:
        refuse(_abi.HABITUE_EMPTY_INPUT, "frame", "has no column beside the keys")
    return names


def _values(series: Any, name: str) -> NDArray[Any]:
    """A joined column as numbers (NaN where missing), or as text."""
    found = _reading.read(series, name)
    if found.kind == _reading.TEXT:
        return _reading.boxed(list(found.strings()))
    if found.kind in (_reading.DAYS, _reading.MOMENTS):
        return np.asarray(found.values)
    return _columns.floats(found, name, missing=True, flags=True)


def behind(first: Transactions | None, then: Transactions) -> Transactions:
    """Transactions and those that came later, under keys that both understand."""
    assert first is not None
    keys, own, others = _together(first, then)
    if (first.amounts is None) != (then.amounts is None):
        refuse(_abi.HABITUE_BAD_ARGUMENT, "frame", "has amounts where the base has none")
    gone = {**first.missing}
    for name, rows in then.missing.items():
        gone[name] = gone.get(name, 0) + rows
    return replace(
        first,
        keys=keys,
        customers=np.concatenate([own, others]),
        times=np.concatenate([first.times, then.times]),
        amounts=_money_of(first.amounts, then.amounts),
        rows=first.rows + then.rows,
        missing=gone,
        filtered=first.filtered + then.filtered,
        rounded=first.rounded + then.rounded,
        rounding_moved=first.rounding_moved + then.rounding_moved,
        places=None,
        costs=_costs(first, then),
        notes=tuple(dict.fromkeys([*first.notes, *then.notes])),
    )


def _costs(first: Transactions, then: Transactions) -> _reading.Column | None:
    if first.costs is None or then.costs is None:
        return None
    from .._arrow import _joined

    if first.costs.kind != then.costs.kind or first.costs.scale != then.costs.scale:
        refuse(_abi.HABITUE_UNREADABLE, "cost", "is of another kind than that of the base")
    both = [first.costs, then.costs]
    if (first.costs.offsets is None) != (then.costs.offsets is None):  # text laid out differently
        both = [replace(one, values=one.strings(), offsets=None) for one in both]
    return _joined(both)


def _together(first: Transactions, then: Transactions) -> tuple[Keys, Any, Any]:
    if (first.keys.distinct is None) != (then.keys.distinct is None):
        reason = "holds keys of another kind than the base: whole numbers are one, text is another"
        refuse(_abi.HABITUE_UNREADABLE, then.keys.name, reason)
    if first.keys.distinct is None:
        return first.keys, first.customers, then.customers
    old = first.keys.listed(np.arange(len(first.keys.distinct)))
    new = then.keys.listed(np.arange(len(then.keys.distinct)))
    every = sorted(set(old) | set(new))
    place = {key: at for at, key in enumerate(every)}
    distinct = _like(first.keys.distinct, every)
    own = np.array([place[key] for key in old], np.int64)[first.customers]
    others = np.array([place[key] for key in new], np.int64)[then.customers]
    return Keys(first.keys.name, distinct, None), own, others


def _like(distinct: Any, values: list[Any]) -> Any:
    """These keys in the type of others."""
    library = type(distinct).__module__.split(".", 1)[0]
    if library == "polars":
        import polars

        wider = polars.Series(values)
        return (
            wider
            if distinct.dtype in (polars.Enum, polars.Categorical)
            else wider.cast(distinct.dtype)
        )
    if library == "pyarrow":
        import pyarrow

        return pyarrow.array(values)
    if library == "pandas":
        import pandas

        if isinstance(distinct.dtype, pandas.CategoricalDtype):
            return pandas.Index(values)
        return pandas.Index(values, dtype=distinct.dtype)
    return _reading.boxed(values)


def _money_of(first: Any, then: Any) -> Any:
    if first is None:
        return None
    texts = [isinstance(one, _columns.Texts) for one in (first, then)]
    if all(texts):
        offsets = np.concatenate([first.offsets, then.offsets[1:] + first.offsets[-1]])
        return _columns.Texts(np.concatenate([first.data, then.data]), offsets)
    if any(texts):
        refuse(_abi.HABITUE_UNREADABLE, "amount", "is text in one part and numbers in the other")
    if first.dtype != then.dtype:
        first, then = np.asarray(first, np.float64), np.asarray(then, np.float64)
    return np.concatenate([first, then])
