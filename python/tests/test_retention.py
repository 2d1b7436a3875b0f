"""Retention: rates, cohorts, survival, and what the base tends to."""

from __future__ import annotations

import datetime
import math

import numpy as np
import pytest

import habitue
from habitue import loyalty, retention
from habitue.contract import Sbg

MAINTAINED = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161]
MAINTAINED_LOST = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0]
OTHERS = [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45]
OTHERS_LOST = [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1]


def test_movements():
    year = retention.movement_from_end(100, 105, 20)
    assert (year.retention, year.churn_of_start, year.lost) == (0.85, 0.15, 15)
    month = retention.movement(100, 60, 5, 20)
    assert (month.end, month.churn_of_exposed, month.churn_net_of_reactivation) == (145, 0.125, 0.15)
    between = retention.movement_between([1, 1, 0, 0, 0], [1, 0, 1, 1, 0], [1, 1, 0, 1, 0])
    assert (between.start, between.lost, between.acquired, between.reactivated) == (2, 1, 1, 1)
    assert math.isnan(retention.movement(0, 5, 0, 0).retention)
    assert retention.revenue_retention(1000, 100, 50, 250) == (0.85, 1.1)
    rates = retention.repeat_rates([0, 1, 1, 2, 5])
    assert (rates.repeat_customer_rate, rates.repeat_order_rate) == (0.5, 5 / 9)
    with pytest.raises(habitue.DataError):
        retention.movement(3, 0, 0, 4)


def test_kaplan_meier_on_the_leukaemia_data():
    curve = retention.KaplanMeier.new(MAINTAINED, MAINTAINED_LOST)
    steps = curve.steps()
    np.testing.assert_array_equal(steps["time"], [9, 13, 18, 23, 31, 34, 48])
    printed = [0.90909091, 0.81818182, 0.71590909, 0.61363636, 0.49090909, 0.36818182, 0.18409091]
    np.testing.assert_array_equal(np.round(steps["survival"], 8), printed)
    survival, low, high = curve.survival([0, 9, 161, 200])
    assert (survival[0], low[0], high[0]) == (1, 1, 1)
    assert (round(low[1], 9), high[1]) == (0.754133845, 1.0)
    assert np.isnan(survival[3]) and np.isnan(low[3])
    assert (curve.quantile(), curve.last_time) == (31, 161)
    assert curve.restricted_mean(9) == (9, 0)
    loglog = curve.survival([9], interval="log-log")
    assert abs(loglog[1][0] - 0.50808020576992935) < 1e-13


def test_log_rank():
    group = [0] * len(MAINTAINED) + [1] * len(OTHERS)
    test = retention.log_rank(MAINTAINED + OTHERS, MAINTAINED_LOST + OTHERS_LOST, group)
    assert abs(test.chi_square - 3.3963886989776019) < 1e-13
    assert abs(test.p_value - 0.065339322040504936) < 1e-14
    assert test.degrees_of_freedom == 1
    np.testing.assert_array_equal(test.observed, [7, 11])


def test_cohorts_with_an_unfinished_month():
    days = ["2024-01-05", "2024-01-20", "2024-02-03", "2024-02-10", "2024-03-01", "2024-03-09"]
    table = retention.CohortTable.of_purchases(
        [1, 2, 1, 3, 2, 1],
        np.array(days, "datetime64[D]"),
        first_day=datetime.date(2024, 1, 1),
        last_day=datetime.date(2024, 3, 10),
    )
    active, rates, partial = table.cells()
    assert (len(table), table.first_period) == (3, 54 * 12)
    np.testing.assert_array_equal(active, [[2, 1, 2], [1, 0, 0], [0, 0, 0]])
    np.testing.assert_array_equal(rates, [[1, 0.5, 1], [1, 0, np.nan], [np.nan] * 3])
    np.testing.assert_array_equal(partial, [[0, 0, 1], [0, 1, 0], [1, 0, 0]])
    curve = table.curve()
    np.testing.assert_array_equal(curve["rate"], [1, 0.5, np.nan])
    np.testing.assert_array_equal(curve["partial"], [1, 1, 1])
    table.merge(
        retention.CohortTable.of_purchases(
            [9], np.array(["2024-02-01"], "datetime64[D]"),
            first_day=datetime.date(2024, 1, 1), last_day=datetime.date(2024, 3, 10),
        )  # fmt: skip
    )
    assert table.cells()[0][1, 0] == 2
    with pytest.raises(habitue.HabitueError):
        table.merge(table)


def test_transitions_projection_bucket_and_defection():
    counts = retention.count_transitions([1, 1, 2, 0], [1, 2, 2, 1], classes=2)
    np.testing.assert_array_equal(counts, [[0, 1, 0], [0, 1, 1], [0, 0, 1]])
    rates, speed = retention.retention_projection(0.95, 9, 0.80, [0, 9])
    assert round(speed, 10) == 0.2050918545 and abs(rates[1] - 0.8) < 1e-15
    bucket = retention.leaky_bucket(1000, 50, [0.06, 0.04], periods=2)
    assert abs(bucket.steady_state - 500) < 1e-12
    np.testing.assert_allclose(bucket.series, [1000, 950, 905], rtol=1e-14)
    np.testing.assert_allclose(bucket.lost_by_cause, [60, 40])
    found = retention.defection_analysis(
        2000,
        lost=[120, 80],
        profit_per_customer=[300, 500],
        preventable=[0.5, 0.75],
        programme_cost=[10_000, 40_000],
    )
    assert (found.lost, found.rate, found.lost_profit) == (200, 0.1, 76_000)
    np.testing.assert_array_equal(found.net_gain_by_cause, [8_000, -10_000])
    assert found.worthwhile_gain == 8_000
    found = retention.defection_analysis(
        2000, lost=[120, 80, 5], profit_per_customer=[300, 500, 10], groups=[3, 4, 3]
    )
    assert list(found.lost_by_group) == [0, 0, 0, 125, 80]
    assert found.lost_profit_by_group[3] == 36_050
    named = retention.leaky_bucket(1000, 50, {"waiting": 0.06, "price": 0.04})
    assert (named.causes, list(named.lost_by_cause)) == (("waiting", "price"), [60, 40])
    with pytest.raises(habitue.HabitueError) as caught:
        retention.defection_analysis(9, lost=[1], profit_per_customer=[1], groups=[5])
    assert (caught.value.row, caught.value.column) == (0, "groups")


def test_the_funnel_between_two_dates():
    before = loyalty.griffin_ladder([0, 0, 0, 1, 1, 3, None])
    after = loyalty.griffin_ladder([0, 1, 2, 1, 2, 3, 1])
    moved = retention.funnel(before, after)
    assert (moved.climbed, moved.stayed, moved.fell, moved.n_missing) == (3, 3, 0, 1)
    suspect, first, repeat = 0, 3, 4
    np.testing.assert_allclose(moved.rates[suspect, [0, 3, 4]], [1 / 3] * 3)
    np.testing.assert_allclose(moved.conversions[suspect, [0, 3, 4]], [1, 2 / 3, 1 / 3])
    assert moved.rates[first, repeat] == 0.5 and np.isnan(moved.rates[1]).all()
    with pytest.raises(ValueError, match="two schemes"):
        retention.funnel(before, loyalty.standing([1] * 7))
    with pytest.raises(habitue.DataError, match="classes"):
        retention.funnel([1], [1])


def test_cohorts_from_counts_and_text_keys():
    table = retention.CohortTable.from_counts([[10, 2, 0], [100, 0], [0]])
    assert table.curve("simple")["rate"][1] == 0.1
    assert round(100 * table.curve("pooled")["rate"][1], 3) == 1.818
    assert table.curve()["empty"][0] == 1
    square = retention.CohortTable.from_counts(np.array([[10, 2, 0], [100, 0, 7], [0, 9, 9]]))
    np.testing.assert_array_equal(square.cells()[0], table.cells()[0])
    filled = retention.CohortTable.from_counts([[10, 5], [4, None]], partial_last=True)
    assert np.isnan(filled.curve()["rate"][1]) and filled.curve()["partial"][1] == 1
    for bad, row in [([[1, 2], [1]], 0), ([[2, 1], [1, 1, 1]], 1), ([[2, -1], [1]], 1)]:
        with pytest.raises(habitue.HabitueError) as caught:
            retention.CohortTable.from_counts(bad)
        assert caught.value.row == row
    with pytest.raises(habitue.HabitueError):
        retention.CohortTable.from_counts([])
    window = {"first_day": datetime.date(2024, 1, 1), "last_day": datetime.date(2024, 2, 29)}
    days = np.array(["2024-01-05", "2024-02-03", "2024-02-04"], "datetime64[D]")
    text = retention.CohortTable.of_purchases(["甲", "甲", "乙"], days, **window)
    np.testing.assert_array_equal(text.cells()[0], [[1, 1], [1, 0]])
    with pytest.raises(habitue.HabitueError) as caught:
        retention.CohortTable.of_purchases(["甲", None, "乙"], days, **window)
    assert caught.value.row == 1


def test_cohorts_of_a_contract_become_survivors():
    table = retention.CohortTable.from_counts(
        [[1000, 869, 743, 653], [500, 430, 9], [0, 0], [7]], partial_last=True
    )
    cohort, period, survivors = table.survivors()
    assert list(zip(cohort, period, survivors)) == [
        (0, 0, 1000), (0, 1, 869), (0, 2, 743), (1, 0, 500), (1, 1, 430),
    ]  # fmt: skip
    assert 0.7 < Sbg.fit(cohort, period, survivors).survival([0], t=2)[0] < 0.8
    with pytest.raises(habitue.HabitueError) as caught:
        retention.CohortTable.from_counts([[9, 3, 4], [5, 4], [1]]).survivors()
    assert caught.value.row == 0
