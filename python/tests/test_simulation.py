"""Customers drawn from each model through Python."""

from __future__ import annotations

import numpy as np
import pytest

from habitue import errors
from habitue.contract import Bdw, Sbg
from habitue.lifetime import (
    BgBb,
    BgCnbd,
    BgNbd,
    GammaGamma,
    GGompertzNbd,
    MbgCnbd,
    MbgNbd,
    Nbd,
    ParetoNbd,
)
from habitue.simulation import simulate, simulate_cohorts, simulate_future, simulate_renewals

MODELS = [
    Nbd(0.385, 12.07),
    ParetoNbd(0.553, 10.578, 0.606, 11.669),
    BgNbd(0.243, 4.414, 0.793, 2.426),
    MbgNbd(0.525, 6.183, 0.891, 1.614),
    BgCnbd(0.359, 1.129, 0.523, 2.785, 3),
    MbgCnbd(1.329, 2.813, 0.425, 0.79, 2),
    GGompertzNbd(0.8, 8.0, 0.1, 0.5, 2.0),
    BgBb(1.204, 0.75, 0.657, 2.783),
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: type(model).__name__)
def test_simulated_counts_are_as_many_as_expected(model) -> None:
    ages = np.repeat([20.0, 40.0], 4000)
    base = simulate(model, ages, holdout=10.0, seed=5)
    new = np.zeros(len(ages))
    for found, horizon in [(base.frequency, ages), (base.holdout_frequency, ages + 10.0)]:
        count = found if found is base.frequency else base.frequency + found
        expected = sum(
            n * model.expected_purchases([0], [0.0], [0.0], t=t)[0]
            for t, n in zip(*np.unique(horizon, return_counts=True))
        )
        error = 5 * np.sqrt(len(ages)) * count.std()
        assert abs(count.sum() - expected) < error
    assert len(new) == len(base.left) == len(base.recency)
    assert ((base.frequency == 0) == (base.recency == 0.0)).all()


def test_purchases_spend_and_summaries_agree() -> None:
    model, spend = BgNbd(0.243, 4.414, 0.793, 2.426), GammaGamma(6.25, 3.74, 15.44)
    ages = np.linspace(10.0, 39.0, 500)
    base = simulate(model, ages, spend=spend, holdout=13.0, every_purchase=True, threads=2)
    again = simulate(model, ages, spend=spend, holdout=13.0, every_purchase=True, threads=1)
    for column in ("frequency", "recency", "left", "mean_spend"):
        assert (getattr(base, column) == getattr(again, column)).all()
    customer, time = base.purchases.customer, base.purchases.time
    for row in range(len(ages)):
        mine = time[customer == row]
        repeats = mine[(mine > 0) & (mine <= ages[row])]
        assert mine[0] == 0.0 and len(repeats) == base.frequency[row]
        assert base.holdout_frequency[row] == (mine > ages[row]).sum()
        assert base.recency[row] == (repeats[-1] if len(repeats) else 0.0)
        amounts = base.purchases.amount[customer == row][1 : len(repeats) + 1]
        assert base.mean_spend[row] == pytest.approx(amounts.mean() if len(amounts) else 0.0)
    plain = simulate(model, ages, holdout=13.0)
    assert plain.mean_spend is None and plain.purchases is None
    assert (plain.frequency == base.frequency).all()


def test_futures_follow_the_history() -> None:
    model = BgNbd(0.243, 4.414, 0.793, 2.426)
    rows = 20_000
    history = (np.full(rows, 2), np.full(rows, 30.43), np.full(rows, 38.86))
    future = simulate_future(model, *history, horizon=39.0, seed=3, every_purchase=True)
    expected = model.expected_purchases([2], [30.43], [38.86], t=39.0)[0]
    found = future.purchases_made
    assert abs(found.mean() - expected) < 5 * found.std() / np.sqrt(rows)
    assert len(future.purchases.time) == found.sum() and future.purchases.amount is None
    alive = model.p_alive([2], [30.43], [38.86])[0]
    assert abs((future.left > 0).mean() - alive) < 5 * np.sqrt(alive * (1 - alive) / rows)


@pytest.mark.parametrize("model", [Sbg(0.704, 1.182), Bdw(0.668, 3.806, 1.3)])
def test_cohorts_survive_as_expected(model) -> None:
    table = simulate_cohorts(model, [20_000, 5_000], [6, 4], seed=2, threads=2)
    assert table.cohort.tolist() == [0] * 7 + [1] * 5
    assert table.survivors[0] == 20_000 and table.survivors[7] == 5_000
    for period, left in zip(table.period[:7].tolist(), table.survivors[:7].tolist()):
        share = model.survival([0], t=period)[0]
        assert abs(left - 20_000 * share) <= 5 * np.sqrt(20_000 * share * (1 - share))
    further = simulate_renewals(model, np.full(20_000, 3), seed=9)
    share = model.retention_rate([3])[0]
    assert abs((further >= 1).mean() - share) < 5 * np.sqrt(share * (1 - share) / 20_000)


def test_what_cannot_be_drawn_is_named() -> None:
    model = BgBb(1.204, 0.75, 0.657, 2.783)
    with pytest.raises(errors.HabitueError, match="whole number") as raised:
        simulate(model, [6.0, 6.5])
    assert raised.value.row == 1
    with pytest.raises(errors.HabitueError):
        simulate(model, [])
    with pytest.raises(errors.HabitueError, match="holdout"):
        simulate(model, [6.0], holdout=-1.0)
    with pytest.raises(errors.HabitueError, match="customers"):
        simulate_cohorts(Sbg(0.704, 1.182), [-1], [6])
