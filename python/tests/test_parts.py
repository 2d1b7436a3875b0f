"""What merges: parts that are pickled and merged as any tree, in any order, are the whole, bit for
bit."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from habitue.gaps import EffortCounts, PenaltyRewardCounts, ServiceQualityCounts
from habitue.kano import KanoCounts
from habitue.retention import CohortTable
from habitue.satisfaction import MeanCounts, PromoterCounts, ShareCounts
from habitue.survey import Answers, Moments, Question, Questionnaire, Scale
from habitue.value import Pyramid, ValueRuns

ROWS = 600
DRAWN = np.random.default_rng(7)
GIVEN = DRAWN.integers(1, 11, (ROWS, 3)).astype(float)
GIVEN[DRAWN.random((ROWS, 3)) < 0.1] = np.nan
WEIGHTS = DRAWN.integers(0, 5, ROWS).astype(float)
PAIRS = DRAWN.integers(1, 6, (ROWS, 2)).astype(float)
VALUES = DRAWN.lognormal(2.0, 3.0, ROWS) - 5.0
CUSTOMERS = DRAWN.integers(0, 80, ROWS)
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
    return one.totals.tobytes()


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
