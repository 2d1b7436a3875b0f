"""What merges: parts that are pickled and merged as any tree, in any order, are the whole, bit for
bit."""

from __future__ import annotations

import math
import pickle
import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from habitue.fit_quality import HoldoutCells
from habitue.gaps import EffortCounts, PenaltyRewardCounts, ServiceQualityCounts
from habitue.kano import FuzzyKano, KanoCounts
from habitue.retention import CohortTable
from habitue.satisfaction import MeanCounts, PromoterCounts, SatisfactionIndex, ShareCounts
from habitue.summary import Summary
from habitue.survey import Answers, Moments, Question, Questionnaire, Reliability, Scale
from habitue.value import Pyramid, ValueRuns

ROWS = 600
DRAWN = np.random.default_rng(7)
GIVEN = DRAWN.integers(1, 11, (ROWS, 3)).astype(float)
GIVEN[DRAWN.random((ROWS, 3)) < 0.1] = np.nan
# Whole and of all digits, and far from each other.
WEIGHTS = np.where(
    DRAWN.random(ROWS) < 0.3,
    DRAWN.integers(0, 5, ROWS),
    DRAWN.random(ROWS) * 10.0 ** DRAWN.integers(-6, 6, ROWS),
)
PAIRS = DRAWN.integers(1, 6, (ROWS, 2)).astype(float)
VALUES = DRAWN.lognormal(2.0, 3.0, ROWS) - 5.0
CUSTOMERS = DRAWN.integers(0, 80, ROWS)
EXPECTED = DRAWN.integers(0, 40, ROWS) / 7.0
SPREAD = DRAWN.random((ROWS, 2, 5))
DAYS = DRAWN.integers(19_003, 19_300, ROWS).astype("datetime64[D]")

Rows = Any
Count = Callable[[Rows], Any]


def answers(rows: Rows) -> Answers:
    ten = Scale.points(1, 10)
    asked = Questionnaire([Question(name, ten) for name in "abc"])
    columns = {name: GIVEN[rows, at] for at, name in enumerate("abc")}
    return Answers(asked, columns, weights=WEIGHTS[rows])


def cohorts(rows: Rows) -> CohortTable:
    # All purchases of a customer are of one part.
    mine = np.isin(CUSTOMERS, rows)
    span: Any = {"first_day": "2022-01-11", "last_day": "2022-11-09"}
    return CohortTable.of_purchases(CUSTOMERS[mine], DAYS[mine], **span)


def summary(rows: Rows) -> Summary:
    made = Summary("USD")
    made.push(CUSTOMERS[rows], DAYS[rows], np.abs(VALUES[rows]).round(2).astype(str))
    return made


COUNTED: dict[str, Count] = {
    "mean": lambda rows: MeanCounts.of(GIVEN[rows, 0], weights=WEIGHTS[rows]),
    "share": lambda rows: ShareCounts.of(answers(rows), "a", 2),
    "promoter": lambda rows: PromoterCounts.of(
        answers(rows), "b", detractor_at_most=6, promoter_at_least=9
    ),
    "effort": lambda rows: EffortCounts.of(answers(rows), "c", easy_from=7),
    "service quality": lambda rows: ServiceQualityCounts.of(answers(rows), [[("a", "b")]]),
    "kano": lambda rows: KanoCounts.of(PAIRS[rows, 0], PAIRS[rows, 1], weights=WEIGHTS[rows]),
    "penalty and reward": lambda rows: PenaltyRewardCounts.of(
        list(GIVEN[rows, :2].T),
        GIVEN[rows, 2],
        low_at_most=3,
        high_at_least=8,
        weights=WEIGHTS[rows],
    ),
    "moments": lambda rows: Moments.of(answers(rows), missing="available case"),
    "cohorts": cohorts,
    "fuzzy kano": lambda rows: FuzzyKano.of(
        SPREAD[rows, 0], SPREAD[rows, 1], weights=WEIGHTS[rows], alpha_cut=0.3
    ),
    "holdout": lambda rows: HoldoutCells.of(
        np.floor(EXPECTED[rows] + 0.4), EXPECTED[rows], weights=WEIGHTS[rows]
    ),
    "summary": summary,
    "runs of values": lambda rows: ValueRuns.of(VALUES[rows]),
}


def told(one: Any) -> Any:
    """Every bit of what was counted."""
    if isinstance(one, Moments):
        return one.to_bytes()
    if isinstance(one, CohortTable):
        return one.first_period, [column.tobytes() for column in one.cells()]
    if isinstance(one, ValueRuns):
        return Pyramid("abc", by="value").cuts_of_runs(one)
    if isinstance(one, HoldoutCells):
        return one.data, one.errors()
    if isinstance(one, Summary):
        table = one.table("2022-11-09")
        assert pickle.loads(pickle.dumps(table)).to_bytes() == table.to_bytes()
        return one.to_bytes(), table.to_bytes()
    return one.to_bytes(), one.totals.tobytes()


def merged(parts: Sequence[Any], choice: random.Random) -> Any:
    left = list(parts)
    while len(left) > 1:
        one = left.pop(choice.randrange(len(left)))
        at = choice.randrange(len(left))
        both = pickle.loads(pickle.dumps(left[at]))
        found = both.merge(pickle.loads(pickle.dumps(one)))
        left[at] = both if found is None else found
    return left[0]


@pytest.mark.parametrize("kind", COUNTED)
@pytest.mark.parametrize("seed", range(6))
def test_any_tree_of_parts_is_the_whole(kind: str, seed: int) -> None:
    choice = random.Random(seed)
    rows = np.random.default_rng(seed).permutation(ROWS)
    ends = sorted(choice.sample(range(20, ROWS - 20, 5), choice.randrange(1, 8)))
    parts = [COUNTED[kind](part) for part in np.split(rows, ends)]
    assert told(merged(parts, choice)) == told(COUNTED[kind](np.arange(ROWS)))


def test_sums_are_those_of_fsum() -> None:
    # Python's fsum rounds a sum of terms once, whatever their order.
    there = ~np.isnan(GIVEN[:, 0])
    x, w = GIVEN[there, 0], WEIGHTS[there]
    counts = MeanCounts.of(GIVEN[:, 0], weights=WEIGHTS)
    assert (counts.sum, counts.total) == (math.fsum(w * x), math.fsum(w))
    assert (counts.weight_squares, counts.square_sum) == (math.fsum(w * w), math.fsum(w * w * x))
    assert counts.square_products == math.fsum(w * w * x * x)
    hits = x >= 9
    share = ShareCounts.of(answers(np.arange(ROWS)), "a", 2)
    assert (share.hits, share.hit_squares) == (math.fsum(w[hits]), math.fsum((w * w)[hits]))
    moments = Moments.of(answers(np.arange(ROWS)), missing="available case")
    assert moments.means[0] == 1.0 + math.fsum((x - 1.0) * w) / math.fsum(w)


def test_the_order_of_respondents_does_not_matter() -> None:
    turned = np.random.default_rng(5).permutation(ROWS)
    policies: Any = ("available case", "listwise", "person mean", "item mean")
    for missing in policies:
        forth, back = (
            SatisfactionIndex.of(answers(rows), missing=missing)
            for rows in (np.arange(ROWS), turned)
        )
        assert repr(forth) == repr(back)
    figures = [
        Reliability.of(Moments.of(answers(rows), missing="listwise"), [0, 1, 2])
        for rows in (np.arange(ROWS), turned)
    ]
    assert repr(figures[0]) == repr(figures[1])
