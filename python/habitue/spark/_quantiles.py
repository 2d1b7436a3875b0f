"""Where quantiles of a whole base lie, of which each partition tells runs of customers."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .. import _abi
from ..errors import refuse
from ..rfm import ScoreCuts, Scoring
from ._partitions import gathered

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

    Whole = NDArray[np.int64]
    Told = dict[str, "Runs"]
    Facts = Callable[[pyarrow.Table], Mapping[str, Any]]

MOST_RUNS = 4096
"""Runs of customers that a first pass tells of a partition."""


class Runs(NamedTuple):
    """How many customers have a value from ``low`` to ``high``, both included."""

    low: Whole
    high: Whole
    customers: Whole


def cuts_of(
    frame: DataFrame, facts: Facts, scorings: Mapping[str, Scoring]
) -> dict[str, ScoreCuts]:
    """The cuts of columns of whole numbers by quantiles (type 7) of all rows of a frame."""

    def told(ranges: Mapping[str, Whole]) -> list[Told]:
        def work(table: pyarrow.Table) -> bytes:
            runs = {name: runs_of(of, ranges.get(name)) for name, of in facts(table).items()}
            return pickle.dumps({name: tuple(of) for name, of in runs.items()})

        pieces = [pickle.loads(piece) for piece in gathered(frame, work)]
        return [{name: Runs(*of) for name, of in piece.items()} for piece in pieces]

    return cuts_of_parts(told, scorings)


def cuts_of_parts(
    told: Callable[[Mapping[str, Whole]], list[Told]], scorings: Mapping[str, Scoring]
) -> dict[str, ScoreCuts]:
    """The cuts of a base whose parts tell runs, first all of them, then with ranges of values.

    What a customer is worth lies between the ends of their run, so that a quantile lies between
    those of all lower ends and of all upper ends; a second pass tells the values between one by one.
    """
    ranges: dict[str, Whole] = {}
    for _ in range(2):
        parts = told(ranges)
        if not parts:
            refuse(_abi.HABITUE_EMPTY_INPUT, "customers", "has no rows")
        whole = {
            name: Runs(*map(np.concatenate, zip(*(p[name] for p in parts)))) for name in scorings
        }
        ends = {name: _ends(whole[name], scoring.bins) for name, scoring in scorings.items()}
        if all((low == high).all() for low, high in ends.values()):
            return {
                name: scoring.cuts(whole[name].low, counts=whole[name].customers)
                for name, scoring in scorings.items()
            }
        ranges = {name: _joined(low, high) for name, (low, high) in ends.items()}
    reason = "has other values each time that Spark computes it: write the frame, or cache it"
    refuse(_abi.HABITUE_INCONSISTENT, "customers", reason)


def runs_of(values: Any, ranges: Whole | None = None) -> Runs:
    """The runs of a partition: at most 4096, or each value of some ranges by itself.

    Ranges (from, to, both included) ascend and are apart; all values between two are one run.
    """
    distinct, customers = np.unique(np.asarray(values, np.int64), return_counts=True)
    if ranges is None:
        place = np.arange(len(distinct))
        if len(distinct) > MOST_RUNS:
            place = (np.cumsum(customers) - 1) * MOST_RUNS // customers.sum()
        begins = place[1:] != place[:-1]
    else:
        above = np.searchsorted(ranges[:, 0], distinct, "right")  # ranges that begin below
        inside = (above > 0) & (distinct <= ranges[above - 1, 1])
        begins = inside[1:] | inside[:-1] | (above[1:] != above[:-1])
    first = np.concatenate([[0], 1 + np.flatnonzero(begins)])
    last = np.concatenate([first[1:], [len(distinct)]]) - 1
    held = np.add.reduceat(customers, first).astype(np.int64)
    return Runs(distinct[first], distinct[last], held)


def _ends(runs: Runs, bins: int) -> tuple[Whole, Whole]:
    """Between which values those lie that quantiles of type 7 are made of, two for each."""
    total = int(runs.customers.sum())
    below = [(total - 1) * part // bins for part in range(1, bins)]
    places = np.array([place for at in below for place in (at, min(at + 1, total - 1))], np.int64)

    def there(values: Whole) -> Whole:
        order = np.argsort(values)
        reached = np.cumsum(runs.customers[order])
        return values[order][np.searchsorted(reached, places, "right")]

    return there(runs.low), there(runs.high)


def _joined(low: Whole, high: Whole) -> Whole:
    """The ranges in ascending order, those that overlap as one."""
    made: list[list[int]] = []
    for begin, end in sorted(zip(low.tolist(), high.tolist())):
        if made and begin <= made[-1][1]:
            made[-1][1] = max(made[-1][1], end)
        else:
            made.append([begin, end])
    return np.array(made, np.int64).reshape(-1, 2)
