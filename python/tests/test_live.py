"""A purchase arrives: the same figures as the whole scoring."""

from __future__ import annotations

import numpy as np
import pytest

from habitue import HabitueError
from habitue.lifetime import BgNbd, GammaGamma
from habitue.live import Live, Scorer
from habitue.summary import Summary

UNTIL = 19_499


def dates(*texts: str) -> np.ndarray:
    return np.array(texts, "datetime64[D]")


def log() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(3)
    return (
        random.integers(0, 200, 2000),
        random.integers(19_000, UNTIL + 1, 2000).astype(np.int32),
        random.integers(100, 9000, 2000),
    )


def test_by_day_ends_where_the_night_ends() -> None:
    customers, days, cents = log()
    whole = Summary("EUR")
    whole.push(customers, days, cents, amount_unit="minor")
    table = whole.table(UNTIL, unit="week")
    model, spend = BgNbd(0.243, 4.414, 0.793, 2.426), GammaGamma(6.25, 3.74, 15.44)
    worth = spend.expected_spend(table.x, table.mean_repeat_spend)
    value = model.lifetime_value(
        table.x, table.t_x, table.t, worth, horizon=52.0, rate=0.002, margin=0.3
    )

    half = Summary("EUR")
    half.push(customers[:1000], days[:1000], cents[:1000], amount_unit="minor")
    live = Live(half, UNTIL, unit="week")
    scorer = Scorer(
        model, t=39.0, horizon=52.0, rate=0.002, margin=0.3, spend=spend, lowest=[40.0, 5.0]
    )
    seen = set()
    for row in range(1999, 999, -1):  # the order does not matter
        one = (int(customers[row]), int(days[row]), int(cents[row]))
        if row % 3 == 0:
            score = scorer.rescore(live, *one, amount_unit="minor")
        else:
            if row % 3 == 1:
                now = live.purchase(*one, amount_unit="minor")
            else:
                now = live.update(*([value] for value in one), amount_unit="minor")
            score = scorer.score(now.x, now.t_x, now.t, now.mean_repeat_spend)
        seen.add(int(customers[row]))
    assert len(seen) > 190
    with pytest.raises(HabitueError, match="amount"):
        live.purchase(7, UNTIL, -1)
    with pytest.raises(HabitueError, match="day"):
        live.purchase(7, 2**31 - 1, 1)
    with pytest.raises(HabitueError, match="amount"):
        scorer.rescore(live, 7, UNTIL, -1)
    assert scorer.rescore(live, 7_000_000, UNTIL + 1, 100) is None
    again = live.update(customers[:1], days[:1], [0])
    where = np.searchsorted(table.keys, customers[:1])
    assert again.x == table.x[where] and again.t_x == table.t_x[where]
    assert again.calibrated.all() and again.first_spend == table.first_spend[where]
    rows = np.searchsorted(table.keys, np.array(sorted(seen)))
    scores = scorer.score(
        table.x[rows], table.t_x[rows], table.t[rows], table.mean_repeat_spend[rows]
    )
    assert (scores.value == value[rows]).all()
    assert (scores.tier == 1 + (value[rows] < 40.0) + (value[rows] < 5.0)).all()
    assert (scores.p_alive == model.p_alive(table.x, table.t_x, table.t)[rows]).all()
    expected = model.expected_purchases(table.x, table.t_x, table.t, t=39.0)
    assert (scores.expected_purchases == expected[rows]).all()
    last = int(np.searchsorted(table.keys, customers[1000]))
    assert score.value == value[last]


def test_forgotten_twice_delivered_and_moved_on() -> None:
    summary = Summary(None)
    summary.push(["Ada", "Bo"], dates("2024-01-01", "2024-01-05"))
    live = Live(summary, "2024-01-31", unit="day")
    assert live.update(["Ada"], dates("2024-01-11")).t_x == 10.0
    assert live.is_new([7, 7, 8]).tolist() == [True, False, True]
    assert live.forget("Ada") and not live.forget("Ada")
    now = live.update(["Ada", "Bo"], dates("2024-01-21", "2024-01-15"))
    assert now.x.tolist() == [0, 1] and now.t.tolist() == [10.0, 26.0]
    assert now.mean_repeat_spend.tolist() == [0.0, 0.0]
    live.move_to("2024-02-10")
    assert live.update(["Bo"], dates("2024-02-09")).t == 36.0
    assert live.update(["Cy"], dates("2024-03-01")).calibrated.tolist() == [False]
    integers = Summary()
    integers.push([1], [19_000])
    assert Live(integers, 19_100).forget(1)


def test_bad_input_is_named_and_takes_nothing_in() -> None:
    summary = Summary("EUR")
    summary.push([1], dates("2024-01-01"), [100])
    live = Live(summary, "2024-01-31", unit="day")
    with pytest.raises(HabitueError) as failure:
        live.update([1, 1], dates("2024-01-02", "2024-01-03"), [5, -5])
    assert failure.value.row == 1
    with pytest.raises(HabitueError):
        live.update(["Ada"], dates("2024-01-02"), [5])
    assert live.update([1], dates("2024-01-04"), [300]).x.tolist() == [1]
    scorer = Scorer(BgNbd(0.243, 4.414, 0.793, 2.426), t=39.0, horizon=52.0, rate=0.0)
    assert scorer.score([0], [0.0], [3.0], [20.0]).tier.tolist() == [0]
    with pytest.raises(HabitueError) as failure:
        scorer.score([0, 1], [0.0, 9.0], [3.0, 5.0], [20.0, 20.0])
    assert (failure.value.row, failure.value.column) == (1, "t_x")
    with pytest.raises(HabitueError) as failure:
        scorer.score([1], [1.0], [3.0], [float("nan")])
    assert failure.value.column == "mean_spend"
    with pytest.raises(HabitueError):
        Scorer(BgNbd(0.243, 4.414, 0.793, 2.426), t=39.0, rate=0.0)
