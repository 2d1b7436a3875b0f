"""What describes a work pickles, so that it travels to the processes that do it."""

from __future__ import annotations

import pickle
from typing import Any, TypeVar

import numpy as np
import pytest
from habitue.retention import CohortTable
from habitue.survey import Answers, Question, Questionnaire, Scale
from habitue.value import Pyramid, Rfm, Scoring, Segment, SegmentTable

T = TypeVar("T")


def again(of: T) -> T:
    found: T = pickle.loads(pickle.dumps(of))
    return found


VALUES = np.random.default_rng(5).gamma(2.0, 30.0, 400).round(1)


@pytest.mark.parametrize("pyramid", [Pyramid("abc"), Pyramid([20, 80], by="value", ties="lower")])
def test_pyramids(pyramid: Pyramid) -> None:
    found = again(pyramid)
    assert found.tiers == pyramid.tiers
    assert found.assign(VALUES).tier.tolist() == pyramid.assign(VALUES).tier.tolist()


@pytest.mark.parametrize(
    "scoring",
    [
        Scoring.quantiles(5, better="lower", closed="left"),
        Scoring.equal_counts(4, ties="row_order"),
        Scoring.at([20.0, 60.0]),
    ],
)
def test_scorings(scoring: Scoring) -> None:
    found = again(scoring)
    assert (found.bins, found.better) == (scoring.bins, scoring.better)
    assert found.score(VALUES).score.tolist() == scoring.score(VALUES).score.tolist()


@pytest.mark.parametrize("nested", [False, True])
def test_rfm(nested: bool) -> None:
    rfm = Rfm(monetary=Scoring.at([30.0, 80.0]), nested=nested)
    columns = VALUES, VALUES[::-1], np.roll(VALUES, 7)
    assert again(rfm).score(*columns).code.tolist() == rfm.score(*columns).code.tolist()


def test_segment_tables() -> None:
    low = Segment("low", "低", [((1, 2), (1, 5), (1, 5))])
    tables = [
        SegmentTable.eight(5, 3),
        SegmentTable.recency_frequency(),
        SegmentTable.first_match([low], rest=Segment("rest", "其余")),
    ]
    scores = Rfm().score(VALUES, VALUES[::-1], np.roll(VALUES, 7))
    for table in tables:
        found = again(table)
        assert (found.names, found.names_zh) == (table.names, table.names_zh)
        assert found.assign(scores).segment.tolist() == table.assign(scores).segment.tolist()


def test_questionnaires() -> None:
    asked = Questionnaire(
        [
            Question("wait", Scale.points(1, 5, reversed=True), weight=2.0, dimension="service"),
            Question("grade", Scale.levels({1: 100.0, 2: 60.0, 3: 0.0}), dimension="goods"),
        ],
        dimension_weights={"service": 1.0, "goods": 3.0},
    )
    found = again(asked)
    assert found.names == asked.names
    given = {"wait": [1, 4], "grade": [2, 3]}
    for name in asked.names:
        assert (
            Answers(found, given).column(name).tolist()
            == Answers(asked, given).column(name).tolist()
        )
    assert again(found).questions[0].weight == 2.0


def test_cohort_tables() -> None:
    random = np.random.default_rng(3)
    customers, days = random.integers(0, 40, 300), random.integers(19_003, 19_300, 300)
    dates = days.astype("datetime64[D]")
    # The first and the last month are observed only in part.
    span: Any = {"first_day": "2022-01-11", "last_day": "2022-11-09"}
    whole = CohortTable.of_purchases(customers, dates, **span)
    parts = [
        again(CohortTable.of_purchases(customers[rows], dates[rows], **span))
        for rows in (customers % 3 == 0, customers % 3 == 1, customers % 3 == 2)
    ]
    parts[2].merge(parts[0])
    parts[1].merge(again(parts[2]))
    for found in (again(whole), parts[1]):
        assert found.first_period == whole.first_period == 12 * 52
        for one, other in zip(found.cells(), whole.cells()):
            assert one.tobytes() == other.tobytes()
    one_month = CohortTable.of_purchases(
        [1], ["2022-02-03"], first_day="2022-02-02", last_day="2022-02-28"
    )
    again(one_month).merge(one_month)
