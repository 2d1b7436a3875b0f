"""The economics through Python: the published figures, the laws, and what is refused."""

from __future__ import annotations

import csv
from pathlib import Path

import habitue
import numpy as np
import pytest
from habitue import economics, value

DATA = Path(__file__).resolve().parents[2] / "tests" / "data"


def test_published_figures():
    constant = economics.berger_nasr_constant(260.0, 50.0, 10, 0.75, discount=0.2)
    assert constant[0] == pytest.approx(568.7830674, abs=5e-8)
    terms = economics.MarginMultiple(0.1)
    assert terms.of([0.8])[0] == pytest.approx(3.666667, abs=5e-7)
    markov = economics.MarkovValue.recency(
        [0.3, 0.2, 0.15, 0.05], contribution=40.0, marketing=4.0, discount=0.2
    )
    expected = [52.319609439, 5.553783564, 1.250772986, -1.820016273, 0.0]
    assert markov.values() == pytest.approx(expected, abs=5e-10)
    assert markov.improve()[1][0] == pytest.approx(53.149425287, abs=5e-10)
    points = economics.points_allocation(100_000.0, 10_000.0, redemption=0.95)
    assert points.goods.round().tolist() == [91_324]
    assert points.deferred.round().tolist() == [8_676]
    schedule = economics.points_schedule(
        100_000.0, 10_000.0, redemption=0.95, redeemed=[4_500, 8_500], expected=[9_500, 9_700]
    )
    assert schedule.revenue.round(3).tolist() == [4_109.589, 3_492.915]


def test_rates():
    growth = economics.compound_growth([100.0, 50.0], [121.0, 0.0], 2)
    assert growth == pytest.approx([0.1, -1.0], rel=1e-14)
    monthly = economics.per_period_rate([0.1], 12)
    assert (1 + monthly[0]) ** 12 == pytest.approx(1.1, rel=1e-14)
    assert economics.per_period_retention([0.8], 12)[0] ** 12 == pytest.approx(0.8, rel=1e-14)


def test_results_of_exact_arithmetic():
    timings = "immediate", "after_renewal", "end_of_period", "mid_period"
    seen = 0
    with (DATA / "value_reference.csv").open() as file:
        for row in csv.DictReader(file):
            what, expected = row["what"], float(row["result"])
            a = [float(number) for number in row["arguments"].split()]
            if what == "berger_nasr":
                found = economics.berger_nasr_constant(
                    *a[:2], int(a[2]), a[3], discount=a[4], cycle=a[5]
                )[0]
                tolerance = 2e-14 * (a[0] + a[1] + abs(expected))
            elif what == "continuous":
                found = economics.continuous_value(a[:3], a[3], a[4], discount=a[5])[0]
                tolerance = 2e-14 * abs(expected)
            elif what.startswith("margin_"):
                timing = what.removeprefix("margin_")
                assert timing in timings
                horizon = None if a[3] < 0 else int(a[3])
                terms = economics.MarginMultiple(a[1], growth=a[2], timing=timing, horizon=horizon)
                found, tolerance = terms.of([a[0]])[0], 2e-14 * abs(expected)
            else:
                continue
            assert found == pytest.approx(expected, rel=0, abs=tolerance), row
            seen += 1
    assert seen == 21 + 5 + 28


def test_every_method_hands_out_its_cash_flow():
    bn = economics.BergerNasr([120.0] * 13, [8.0] * 12, retention=0.8, discount=0.1, cycle=0.25)
    assert bn.cash_flow().present_value(0.1) == bn.value
    assert len(bn.cash_flow()) == 25
    by_recency = economics.BergerNasr([40.0] * 60, [0.0] * 59, purchase=[0.3, 0.2], discount=0.2)
    markov = economics.MarkovValue.recency(
        [0.3, 0.2], contribution=40.0, marketing=0.0, discount=0.2
    )
    assert by_recency.value == pytest.approx(markov.values(horizon=59)[0], rel=1e-13)
    assert markov.cash_flow(0, 59).present_value(0.2) == pytest.approx(by_recency.value, rel=1e-13)
    sources = {"growth": [0.0, 5.0, 7.0], "acquisition": 50.0, "retention": 0.9}
    tenure = economics.tenure_value([30.0, 30.0, 30.0], discount=0.1, **sources)
    flow = economics.tenure_cash_flow([30.0, 30.0, 30.0], **sources)
    assert (flow.present_value(0.1), flow.payback(0.1)) == (tenure.value, tenure.payback)
    years = {
        "retention": [0.65, 0.7],
        "orders_per_month": [0.5, 0.6],
        "amount": [650.0, 700.0],
        "variable_cost_share": [0.75, 0.75],
        "marketing": [1e5, 1e5],
        "acquisition": 3e7,
    }
    table = economics.dwyer_table(20_000.0, discount=0.1, **years)
    cohort = economics.dwyer_cash_flow(20_000.0, **years)
    assert cohort.present_value(0.1) == table[-1].cumulative
    assert cohort.payback() == pytest.approx((3e7 - 19_400_000) / 16_280_000, rel=1e-13)
    margins = economics.MarginMultiple(0.1).cash_flow(40.0, 0.8, 30)
    closed = economics.MarginMultiple(0.1, horizon=30).value([40.0], [0.8])[0]
    assert margins.present_value(0.1) == pytest.approx(closed, rel=1e-14)


def test_cash_flows():
    flow = economics.CashFlow([2, 0, 1], [6_050, -10_000, 6_000], currency="USD", amount_unit="minor")
    assert (len(flow), flow.total) == (3, 2_050)
    assert flow.present_values([0.0, 0.1])[0] == 20.5
    table = flow.table(0.1)
    assert table.time.tolist() == [0.0, 1.0, 2.0]
    assert table.cumulative[-1] == flow.present_value(0.1)
    assert np.cumsum(table.present) == pytest.approx(table.cumulative, abs=1e-12)
    assert table.factor == pytest.approx(economics.discount_factors(0.1, [0, 1, 2]), rel=1e-16)
    assert flow.payback(0.2) is None
    doubles = economics.CashFlow(economics.payment_times(2, timing="end"), [1.005, 2.0])
    assert doubles.in_currency("USD", rounding="floor").total == 300
    with pytest.raises(habitue.UnsupportedError):
        _ = doubles.total


def test_events_of_many_customers_are_those_of_each():
    rng = np.random.default_rng(1)
    n = 200
    who = rng.integers(0, 20, n)
    day = np.datetime64("2026-01-01") + rng.integers(0, 2000, n)
    columns = rng.random(n), rng.integers(0, 10**6, n), rng.integers(0, 10**5, n)
    terms = {"valuation": "2026-01-01", "currency": "CNY", "discount": 0.07}
    found = economics.customer_events_values(who, day, *columns, customers=21, **terms)
    for customer in range(21):
        own = who == customer
        parts = (column[own] for column in columns)
        one = economics.customer_events_value(day[own], *parts, **terms)
        assert found[customer] == one.present_value


def test_credit_moves_value_and_makes_none():
    rng = np.random.default_rng(2)
    own, saving = rng.gamma(2.0, 100.0, 500), rng.gamma(1.0, 10.0, 500)
    referrer = np.where(rng.random(500) < 0.4, (np.arange(500) + 7) % 500, -1)
    credited = economics.credit_referrals(own, referrer, anyway=rng.random(500), saving=saving)
    whole = own.sum() + saving[referrer >= 0].sum()
    assert credited.sum() == pytest.approx(whole, rel=1e-13)


def test_ratios_programmes_and_worksheets():
    each, blended = economics.acquisition_ratios(
        [6_000.0, 9_000.0], [100.0, 50.0], margin=[40.0, 50.0], retention=[0.8, 0.9]
    )
    assert each.cost.tolist() == [60.0, 180.0]
    assert blended.cost.tolist() == [100.0]
    assert each.value == pytest.approx([200.0, 500.0], rel=1e-14)
    assert each.payback.tolist() == [1.5, 3.6]
    programme = economics.programmes(
        1000, spend=120, baseline=[100, 104.25], margin=0.4, reward=0.05, breakage=0.2,
        administration=1500,
    )
    assert programme.net == pytest.approx([1700.0, 0.0], abs=1e-9)
    assert programme.break_even_baseline == pytest.approx([104.25, 104.25], rel=1e-14)
    sheets = economics.worksheets(
        sales=50_000, sale_count=500, cost_of_goods=30_000, repeat_orders=2, marketing=6_000,
        prospects=2_000, new_customers=[100, 0],
    )
    assert sheets.marginal_net_worth[0] == 60.0
    assert np.isnan(sheets.cost_per_customer[1])
    losses, net = economics.defection_loss([10, 4], 50.0, prevented=[0.5, 0.25], cost=200.0)
    assert (losses.tolist(), net) == ([500.0, 200.0], 100.0)


def test_optimal_spend_beats_a_fine_grid():
    responses = (0.4, 0.2, 20.0), (0.7, 0.5, 10.0)
    terms = {"margin": 50.0, "discount": 0.15}
    best = economics.acquisition_retention_optimum(*responses, **terms)
    a, r = (grid.reshape(-1) for grid in np.meshgrid(np.linspace(0, 60, 201), np.linspace(0, 50, 201)))
    equity = economics.acquisition_retention_equity(
        *responses, **terms, acquisition_spend=a, retention_spend=r
    )
    assert equity.max() <= best.equity


def test_sensitivity_of_any_function():
    terms = economics.MarginMultiple(0.1)
    inputs = economics.Sensitivity(margin=(30, 40, 50), retention=(0.7, 0.8, 0.9))
    bars = inputs.tornado(terms.value)
    assert [bar.input for bar in bars] == ["retention", "margin"]
    assert bars[0].width == pytest.approx(110.0, rel=1e-14)
    low, high = inputs.interval(terms.value)
    assert (low, high) == (pytest.approx(82.5), pytest.approx(275.0))
    simulated = inputs.simulate(terms.value, draws=500, confidence=0.9, seed=3)
    assert low < simulated.low < simulated.median < simulated.high < high

    def cohort(retention: float, amount: float) -> float:
        return economics.dwyer_table(
            1000, retention=[retention] * 3, orders_per_month=[0.2] * 3, amount=[amount] * 3,
            variable_cost_share=[0.6] * 3, marketing=[0.0] * 3, discount=0.1,
        )[-1].per_customer

    inputs = economics.Sensitivity(retention=(0.5, 0.6, 0.75), amount=(40, 50, 55))
    assert len(inputs.tornado(np.vectorize(cohort))) == 2
    with pytest.raises(habitue.HabitueError):
        inputs.tornado(lambda retention, amount: retention[:1])


def test_key_accounts_and_matrices():
    score = [5.0, 9.0, 1.0, 7.0, 8.0]
    assert value.key_accounts(score, share=0.4).tolist() == [1, 4]
    assert value.lost_key_accounts(score, [0, 1, 0, 0, 0], share=0.6).tolist() == [4, 3]
    assert value.matrix_cuts([3.0, 1.0, 2.0], [4.0, 1.0, 2.0, 3.0]) == (2.0, 2.5)
    classes = value.future_value([1.0, 5.0], [5.0, 1.0], cuts=(2.0, 2.0))
    assert value.policies(classes)[1] == "commit considerable resources"
    assert value.policies(classes, "zh")[0] == "尽最大努力保留"
    friends = value.value_loyalty([90.0], [90.0])
    assert value.policies(friends)[3] == "delight and defend"


@pytest.mark.parametrize(
    ("call", "row", "column"),
    [
        (lambda: economics.CashFlow([0.0, -1.0], [1.0, 1.0]), 1, "time"),
        (lambda: economics.CashFlow([0.0], [1.0]).present_value(-1.0), 0, "discount"),
        (lambda: economics.credit_referrals([1.0, 2.0], [-1, 1]), 1, "referrer"),
        (lambda: economics.referral_values([0, 9], value=1.0, customers=3), 1, "referrer"),
        (
            lambda: economics.points_schedule(
                100.0, 10.0, redemption=0.9, redeemed=[5, 4], expected=[9, 9]
            ),
            1,
            "redeemed",
        ),
        (lambda: economics.tenure_value([1.0, float("nan")]), 1, "profit"),
        (lambda: value.lost_key_accounts([1.0, 2.0], [0, 2]), 1, "active"),
        (lambda: economics.per_period_rate([0.1, -1.0], 12), 1, "yearly"),
        (lambda: economics.Sensitivity(a=(0.0, 1.0, 2.0), b=(3.0, 1.0, 4.0)), 1, "base"),
    ],
)
def test_what_is_refused_is_named(call, row, column):
    with pytest.raises(habitue.HabitueError) as caught:
        call()
    assert (caught.value.row, caught.value.column) == (row, column)


def test_values_beyond_doubles_are_refused():
    with pytest.raises(habitue.DataError, match="beyond doubles"):
        economics.BergerNasr([1.0] * 1200, [0.0] * 1199, retention=0.5, discount=-0.5)
    with pytest.raises(habitue.DataError) as caught:
        economics.berger_nasr_constant(1.0, 1.0, -3, 0.5, discount=0.1)
    assert caught.value.column == "cycles"
    with pytest.raises(habitue.NumericError):
        economics.MarkovValue([[1.0]], [1.0], 0.0)
