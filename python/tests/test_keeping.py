"""What keeps customers: effort, strategies, offers, complaints, dealers, plans, records."""

from __future__ import annotations

import dataclasses
import datetime

import numpy as np
import pytest

import habitue
from habitue import classification, customer, economics, gaps, loyalty, value

DAY = datetime.date


def test_hours_are_those_of_a_dynamic_programme():
    chance = np.random.default_rng(7)
    for _ in range(40):
        n = int(chance.integers(1, 6))
        potential, response = chance.uniform(0, 1000, n), chance.uniform(0.02, 1.0, n)
        least = chance.integers(0, 3, n)
        most = least + chance.integers(0, 7, n)
        budget = int(least.sum() + chance.integers(0, 13))
        plan = economics.allocate_hours(potential, response, budget, least=least, most=most)
        best = np.zeros(budget + 1)
        for v, k, low, high in zip(potential, response, least, most):
            gains = {h: v * (1 - np.exp(-k * h)) for h in range(low, high + 1)}
            best = np.array(
                [
                    max((best[b - h] + g for h, g in gains.items() if h <= b), default=-np.inf)
                    for b in range(budget + 1)
                ]
            )
        assert plan.total_gain == pytest.approx(best[budget], rel=1e-12)
        np.testing.assert_array_equal(plan.effort + plan.undone, most)


def test_the_last_unit_of_a_budget_brings_the_same_everywhere():
    potential, response = np.array([200.0, 100.0, 0.0]), np.array([0.5, 0.25, 1.0])
    plan = economics.allocate_effort(potential, response, 10.0, cost=[1.0, 2.0, 1.0])
    slope = potential * response * np.exp(-response * plan.effort) / [1.0, 2.0, 1.0]
    np.testing.assert_allclose(slope[:2], plan.price, rtol=1e-12)
    assert plan.effort[2] == 0 and np.isinf(plan.undone).all()
    assert plan.spent == pytest.approx(10.0, rel=1e-12)
    with pytest.raises(habitue.HabitueError) as caught:
        economics.allocate_effort([5.0], [0.5], 1.0, least=[2.0])
    assert caught.value.column == "budget"
    with pytest.raises(habitue.DataError) as caught:
        economics.allocate_hours([5.0, 5.0], [0.5, 0.5], 9, least=[1, 0.5])
    assert (caught.value.row, caught.value.column) == (1, "least")


def test_strategies_have_reasons_cost_and_gain():
    found = loyalty.strategies(identifies=[False, True], rewarded=[True, None], tied=[None, False])
    assert [int(found.apply[0]) & 1, int(found.apply[1]) & 256] == [1, 256]
    assert classification.vocabulary("strategy reason", "zh")[256] == "没有结构性联系"
    assert set(classification.vocabulary("strategy group", "zh").values()) == {
        "锁定客户忠诚的战略", "财务奖励措施", "提高客户的转移成本",
    }  # fmt: skip
    margin, retention = [100.0, 100.0], [0.8, 0.9]
    case = economics.strategy_case(margin, retention, [1, 0], discount=0.1, points=0.05, cost=20.0)
    assert case.gain == pytest.approx(110 * (4 - 10 / 3), rel=1e-12)
    assert case.net == pytest.approx(case.gain - 20.0, rel=1e-12)
    with pytest.raises(habitue.HabitueError):
        economics.strategy_case(margin, retention, [1, 0], discount=0.1, cost=20.0)


def test_a_discount_needs_a_purpose():
    found = value.discount_use(
        clearance=[True, False, None, True], quick_return=[False] * 4, season=[False] * 4,
        delay=[False] * 4, key_campaign=[False] * 4, long_term=[False, False, False, True],
    )  # fmt: skip
    assert list(found.codes) == [2, 1, 0, 1]
    assert found.reasons_of(3)[-1] == "is used for long: it ends in a war of prices"


def test_baskets_and_offers():
    orders = [[1, 2], [1, 2, 3], [4, 5], [1, 3], [4], [1, 2, 4, 5], [2, 3], [4, 5, 5], [1], [2, 4]]
    lines = [(at, product) for at, order in enumerate(orders) for product in order]
    rules = value.basket_rules(*map(list, zip(*lines)))
    found = dict(zip(zip(rules.antecedent, rules.consequent), rules.lift))
    # mlxtend 0.25.0, association_rules.
    assert found[4, 5] == 2.0 and found[1, 4] == pytest.approx(0.4, rel=1e-15)
    assert found[1, 3] == pytest.approx(4 / 3, rel=1e-15) and len(found) == 16
    offers = value.next_products(rules, [0, 1], [4, 1], 3)
    assert offers.product.tolist() == [5, 2, None]
    weighed = dataclasses.replace(rules, worth=np.where(rules.consequent == 3, 9.0, 1.0))
    assert value.next_products(weighed, [1], [1], 2).product.tolist() == [None, 3]
    with pytest.raises(habitue.HabitueError, match="rules"):
        value.next_products({}, [0], [1], 1)
    worth, pays_from = value.added_sale([0.2, 0.2], [50.0, 5.0], cost=[3.0, 9.0])
    assert worth.tolist() == [7.0, -8.0]
    np.testing.assert_array_equal(pays_from, [0.06, np.nan])


def test_complaints_are_measured():
    opened, responded = [0.0] * 10, [1, 2, 3, 4, 5, 6, 30, 40, None, None]
    found = loyalty.complaint_handling(
        opened, responded, now=100, target=24, tracked=[True] * 9 + [None]
    )
    assert (found.waiting, found.within_target, found.n_tracked) == (2, 0.6, 9)
    # statsmodels, proportion_confint(6, 10, method="wilson").
    expected = (0.31267376973365824, 0.8318196702937638)
    assert found.within_target_interval == pytest.approx(expected, rel=1e-13)
    assert found.recovered is None and found.recovered_interval == (None, None)
    with pytest.raises(habitue.DataError) as caught:
        loyalty.complaint_handling([5.0], [4.0], now=9, target=1)
    assert (caught.value.row, caught.value.column) == (0, "responded")


def test_dealers_in_one_call():
    cards = gaps.dealer_cards(
        [0, 0, 1, 1, 2], [0, 1, 0, 1, 0], [90, 60, 70, 85, 50], weights=[2, 1], dealers=3
    )
    np.testing.assert_array_equal(cards.total, [80, 75, np.nan])
    assert cards.rank.tolist() == [1, 2, 0] and cards.weakest.tolist() == [1, 0, 0]
    np.testing.assert_array_equal(cards.means, [[90, 60], [70, 85], [50, np.nan]])
    with pytest.raises(habitue.HabitueError) as caught:
        gaps.dealer_cards([0, 3], [0, 0], [1, 1], weights=[1], dealers=3)
    assert (caught.value.row, caught.value.column) == (1, "dealer")


def test_steps_with_owners_and_dates():
    assert len(gaps.Checklist.names("quality management", "zh")) == 8
    due = [DAY(2026, 1, 31), DAY(2026, 2, 28), DAY(2026, 3, 31), DAY(2026, 3, 31)]
    done = [DAY(2026, 1, 31), DAY(2026, 3, 1), None, None]
    found = gaps.plan_progress(due, done, ["Ada", None, None, "Bo"], today=DAY(2026, 4, 1))
    assert found.states.tolist() == [1, 2, 4, 4]
    assert (found.in_time, found.late, found.overdue, found.unowned) == (1, 1, 2, 1)
    with pytest.raises(habitue.HabitueError) as caught:
        gaps.plan_progress(due[:1], [DAY(2027, 1, 1)], ["Ada"], today=DAY(2026, 4, 1))
    assert (caught.value.row, caught.value.column) == (0, "done")


def test_records_of_customers():
    stay, today = DAY(2023, 6, 8), DAY(2024, 6, 7)
    kept = {"name": [stay, None], "habit": [stay, None], "contract_end": [today, None]}
    found = customer.record_quality(kept, today=today)
    np.testing.assert_allclose(found.completeness, [3 / 12, 0], rtol=1e-15)
    np.testing.assert_allclose(found.freshness, [2 / 3, np.nan], rtol=1e-15)
    assert found.present.tolist() == [1 + 128 + 512, 0]
    named = customer.record_quality(kept, today=today, weights={"name": 3.0})
    np.testing.assert_allclose(named.completeness, [5 / 14, 0], rtol=1e-15)
    with pytest.raises(habitue.HabitueError, match="no field"):
        customer.record_quality(kept, today=today, weights={"shoe size": 1.0})
    with pytest.raises(habitue.HabitueError) as caught:
        customer.record_quality({"name": [stay, DAY(2025, 1, 1)]}, today=today)
    assert caught.value.row == 1
    day = (today - DAY(1970, 1, 1)).days
    gone = customer.record_erasure(found.present, contract_end=[day, None], today=day + 9)
    assert (gone.erased.tolist(), gone.held.tolist()) == ([1 + 128, 0], [512, 0])
    assert gone.held_until[0] == day + 3650
    first, shared = customer.duplicates(
        phone=["+86 10 6275-1234", "", "861062751234", None],
        email=["yu@example.com", "YU@example.com ", None, "li@example.com"],
    )
    assert (first.tolist(), shared.tolist()) == ([0, 0, 0, 3], [3, 2, 1, 0])
    with pytest.raises(habitue.HabitueError) as caught:
        customer.duplicates(name=["Yu"])
    assert caught.value.column == "birthday"
