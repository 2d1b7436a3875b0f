"""Sums are rounded once, as math.fsum does, and parts are cut where the whole is."""

from __future__ import annotations

import math
import pickle
import random
from typing import Any

import numpy as np
import pytest
from habitue.errors import ArgumentError, DataError
from habitue.value import Concentration, Pyramid, TierCuts, ValueRuns

RANDOM = np.random.default_rng(11)
VALUES = np.concatenate(
    [
        RANDOM.lognormal(3.0, 1.5, 30_000),
        -RANDOM.gamma(2.0, 5.0, 3_000),
        [0.1] * 40,
        [1e16, -1e16, 1e-300, 5e-324, -0.0],
    ]
)


@pytest.mark.parametrize("seed", range(3))
def test_totals_are_those_of_fsum_in_any_order(seed: int) -> None:
    values = np.random.default_rng(seed).permutation(VALUES)
    tiers = Pyramid("abc", by="value").assign(values, threads=2)
    for number, held in enumerate(tiers.statistics, 1):
        assert held.total == math.fsum(values[tiers.tier == number])
    found = Concentration(values)
    assert found.total == math.fsum(VALUES)
    assert found.gross == math.fsum(VALUES[VALUES > 0])
    assert found.losses == math.fsum(VALUES[VALUES < 0])


def merged(parts: list[Any], ranges: Any, seed: int) -> ValueRuns:
    """Told by each part, pickled, and merged as a tree of any form."""
    told = [pickle.loads(pickle.dumps(ValueRuns.of(part, ranges))) for part in parts]
    choice = random.Random(seed)
    while len(told) > 1:
        one = told.pop(choice.randrange(len(told)))
        at = choice.randrange(len(told))
        told[at] = told[at].merge(one)
    runs: ValueRuns = told[0]
    return runs


@pytest.mark.parametrize("by", ["customers", "value"])
@pytest.mark.parametrize("parts", [1, 3, 8, 64])
@pytest.mark.parametrize("kind", [np.float64, np.int64])
def test_parts_are_cut_in_two_passes(by: Any, parts: int, kind: Any) -> None:
    if kind is np.int64:
        values = (VALUES.clip(-1e6, 1e6) * 100).astype(np.int64)
    else:
        values = VALUES[np.abs(VALUES) < 1e15]  # else one customer holds 80 %
    whole = Pyramid("abc_by_value" if by == "value" else "curry", by=by)
    shuffled = np.random.default_rng(parts).permutation(values)
    # An empty part tells nothing.
    pieces = [*np.array_split(shuffled, parts), values[:0]]
    found = whole.cuts_of_runs(merged(pieces, None, parts))
    # Parts with fewer values than runs tell all of them in one pass.
    assert parts == 64 or kind is np.int64 or not isinstance(found, TierCuts)
    if not isinstance(found, TierCuts):
        found = whole.cuts_of_runs(merged(pieces, found, parts + 1))
    assert found == whole.cuts(values)


def test_few_values_need_one_pass() -> None:
    runs = ValueRuns.of([3, 1, 2, 2]).merge(ValueRuns.of([7, 2]))
    assert Pyramid([50, 50]).cuts_of_runs(runs) == Pyramid([50, 50]).cuts([3, 1, 2, 2, 7, 2])


def test_what_cannot_be_cut_is_refused() -> None:
    pyramid = Pyramid("abc")
    with pytest.raises(DataError, match="empty"):
        pyramid.cuts_of_runs(ValueRuns.of(np.empty(0)))
    with pytest.raises(DataError, match="another type"):
        pyramid.cuts_of_runs(ValueRuns.of([1.0]).merge(ValueRuns.of([1])))
    with pytest.raises(DataError, match="bytes"):
        pyramid.cuts_of_runs(ValueRuns(b"no runs"))
    with pytest.raises(ArgumentError, match="row order"):
        Pyramid("abc", ties="row_order").cuts_of_runs(ValueRuns.of([1.0]))
    with pytest.raises(DataError, match="row 1"):
        ValueRuns.of([1.0], [(0.0, 1.0), (2.0, 1.0)])
    with pytest.raises(ArgumentError, match="entries"):
        ValueRuns.of([1.0], [(0.0, 1.0, 2.0)])  # type: ignore[list-item]
