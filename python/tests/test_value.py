"""Value through Python: the same figures as in Rust, from every kind of column."""

from __future__ import annotations

import habitue
import numpy as np
import pytest
from habitue import economics, value

PROFIT = [90_000, 20_000, 20_000, 15_000, 9_000, 4_000, 1_000, 0, -500, -7_000]


def test_a_pyramid_of_cents_is_exact():
    tiers = value.Pyramid("abc").assign(np.array(PROFIT))
    assert tiers.tier.tolist() == [1, 1, 1, 2, 2, 3, 3, 3, 3, 3]
    top = tiers.statistics[0]
    assert (top.total, top.customers, top.name_zh) == (130_000, 3, "A类客户")
    assert isinstance(top.total, int)
    assert top.value_share == 130_000 / 151_500
    assert sum(tier.total for tier in tiers.statistics) == sum(PROFIT)
    lower = value.Pyramid("abc", ties="lower").assign(np.array(PROFIT))
    assert lower.tier.tolist() == [1, 2, 2, 2, 2, 3, 3, 3, 3, 3]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_columns_of_other_libraries(library):
    series = pytest.importorskip(library).Series
    whole = value.Pyramid("abc").assign(series(PROFIT))
    assert isinstance(whole.statistics[0].total, int)
    doubles = value.Pyramid("abc").assign(series([float(p) for p in PROFIT]))
    assert isinstance(doubles.statistics[0].total, float)
    assert doubles.tier.tolist() == whole.tier.tolist()


def test_a_pyramid_of_named_tiers():
    pyramid = value.Pyramid(
        [value.Tier("gold", "金", 10), value.Tier("rest", "其余", 90)], boundary="lower"
    )
    assert [tier.name_zh for tier in pyramid.tiers] == ["金", "其余"]
    tiers = pyramid.assign([5.0, 1.0, 2.0])
    assert tiers.tier.tolist() == [2, 2, 2]
    assert (tiers.statistics[0].lowest, tiers.statistics[0].mean) == (None, None)
    assert [tier.part for tier in value.Pyramid([0.2, 0.8]).tiers] == [0.2, 0.8]


def test_concentration():
    ten = value.Concentration(np.arange(1.0, 11.0))
    assert ten.gini() == 0.3
    assert ten.gini("unbiased") == 1 / 3
    assert ten.share_of_top(0.2) == 19 / 55
    assert ten.top_share_giving(0.8) == 0.6
    customers, share = ten.lorenz(11)
    assert np.allclose(share, np.cumsum(np.arange(11)) / 55, rtol=0, atol=1e-15)
    assert customers[-1] == share[-1] == 1.0
    whale = value.Concentration(np.array([1000, -300, 100]))
    assert (whale.peak_share, whale.gainers, whale.losses) == (1.375, 2, -300)
    assert whale.gini() is None
    nothing = value.Concentration([0.0])
    assert nothing.share_of_top(0.5) is None
    assert np.isnan(nothing.whale(3)[1]).all()


def test_margins_and_lift():
    terms = economics.MarginMultiple(0.1, timing="after_renewal")
    assert terms.of([0.8])[0] == pytest.approx(2.6666666666666665, rel=1e-15)
    lift = economics.RetentionLift(economics.MarginMultiple(0.1))
    effect = lift.effect([40.0, 25.0, 90.0], [0.5, 0.9, 0.8], 0.05)
    before, after = lift.values([40.0, 25.0, 90.0], [0.5, 0.9, 0.8], 0.05)
    assert effect.change == pytest.approx(after.sum() - before.sum(), rel=1e-14)
    assert effect.capped == 0
    points = lift.break_even([40.0, 25.0, 90.0], [0.5, 0.9, 0.8], effect.change)
    assert points == pytest.approx(0.05, rel=1e-12)
    assert lift.break_even([1.0], [0.5], 1e9) is None
    # Five per cent of 90 % are 4.5 points, whichever way they are told.
    relative = lift.effect([40.0], [0.9], relative=0.05)
    assert relative.change == pytest.approx(lift.effect([40.0], [0.9], 0.045).change, rel=1e-12)
    # The same by a measure of loyalty: 50 of 100, half a point of retention a unit.
    by = {"measure": [50.0], "retention_per_unit": 0.005}
    loyal = lift.effect([40.0], [0.9], relative=0.1, **by)
    assert loyal.change == pytest.approx(lift.effect([40.0], [0.9], 0.025).change, rel=1e-12)
    for wrong in ({}, {"points": 0.1, "relative": 0.1}, {"relative": 0.1, "measure": [5.0]}):
        with pytest.raises(habitue.HabitueError):
            lift.effect([40.0], [0.9], **wrong)
    assert economics.retention_per_unit([0, 100], [0, 1]) == 0.01


def test_ten_times_an_ordinary_customer():
    values, tier = [120.0, 95.0, 143.0, 88.0, 9.0, 14.0, 11.5, 7.0], [1] * 4 + [2] * 4
    found = value.tier_ratio(values, tier)
    # Fieller's interval by numpy.roots.
    assert found.ratio == pytest.approx(10.74698795180723, rel=1e-14)
    assert found.interval == pytest.approx((7.538123236955695, 15.884525069567331), rel=1e-13)
    assert (found.means, found.customers) == ((111.5, 10.375), (4, 4))
    lonely = value.tier_ratio([5.0, 1.0], [1, 2])
    assert (lonely.ratio, lonely.interval) == (5.0, (None, None))


def test_scores_are_quantiles_of_numpy():
    rng = np.random.default_rng(7)
    values = rng.gamma(2.0, 50.0, 1000)
    scores = value.Scoring.quantiles(5).score(values)
    cuts = np.quantile(values, [0.2, 0.4, 0.6, 0.8])
    assert scores.thresholds == pytest.approx(cuts, rel=1e-15)
    assert scores.score.tolist() == (1 + np.searchsorted(cuts, values)).tolist()
    again = value.Scoring.at(scores.thresholds).score(values)
    assert again.score.tolist() == scores.score.tolist()
    counts = value.Scoring.equal_counts(4, ties="row_order").score(np.ones(8, np.int64))
    assert counts.score.tolist() == [4, 4, 3, 3, 2, 2, 1, 1]


def test_rfm_and_segments():
    n = 1250
    i = np.arange(n)
    days, orders, spend = (i * 7919) % 997, (i * i) % 23, (i * 104729) % 50021 / 100
    scores = value.Rfm().score(days, orders, spend)
    assert scores.recency.tolist() == (
        value.Scoring.quantiles(5, better="lower").score(days).score.tolist()
    )
    assert scores.code[0] == 100 * scores.recency[0] + 10 * scores.frequency[0] + scores.monetary[0]
    exact = value.Scoring.equal_counts(5, ties="row_order")
    recent = value.Scoring.equal_counts(5, ties="row_order", better="lower")
    nested = value.Rfm(recent, exact, exact, nested=True).score(days, orders, spend)
    assert np.unique(nested.code, return_counts=True)[1].tolist() == [10] * 125
    assert nested.monetary_thresholds.shape == (5, 5, 4)

    for table in (value.SegmentTable.recency_frequency(), value.SegmentTable.eight()):
        segments = table.assign(scores)
        assert segments.customers.sum() == n
        assert (
            np.bincount(segments.segment)[1:].tolist()
            == segments.customers[: segments.segment.max()].tolist()
        )
    whole = ((1, 5), (1, 5), (1, 4)), ((1, 5), (1, 5), (5, 5))
    table = value.SegmentTable([value.Segment("all", "全部", whole)])
    assert (table.names, table.names_zh) == (["all"], ["全部"])
    with pytest.raises(habitue.DataError, match="cell 1-1-5"):
        value.SegmentTable([value.Segment("most", "大多", whole[:1])])


def test_rules_of_which_the_first_that_matches_counts():
    rules = [
        value.Segment("best", "最佳", [((4, 5), (4, 5), (1, 5))]),
        value.Segment("recent", "近期", [((4, 5), (1, 5), (1, 5))]),
    ]
    table = value.SegmentTable.first_match(rules)
    assert table.names == ["best", "recent", "others"]
    empty = np.array([], np.float64)
    scores = value.RfmScores(*np.array([[5, 5, 1], [5, 3, 1], [1, 5, 5]], np.int32), *[empty] * 3)
    assert table.assign(scores).segment.tolist() == [1, 2, 3]
    gap = value.SegmentTable.first_match(rules, (5, 5, 5), rest=value.Segment("rest", "其余"))
    assert gap.names_zh[-1] == "其余"


def test_migration_and_economics():
    migration = value.Migration([1, 2, 2, 3, 0], [1, 1, 3, 0, 3], 3)
    assert migration.counts.tolist() == [[0, 0, 0, 1], [0, 1, 0, 0], [0, 1, 0, 1], [1, 0, 0, 0]]
    assert migration.shares[2].tolist() == [0.0, 0.5, 0.0, 0.5]
    rule = value.Hysteresis([1000.0, 100.0], 0.1)
    assert rule.tiers([1050.0, 950.0, 850.0, 50.0], [2, 1, 1, 0]).tolist() == [2, 1, 2, 3]
    pyramid = value.Pyramid("pareto")
    tiers = pyramid.assign(np.array([500, 100, 300, 50, 20]))
    revenue = value.tier_statistics(np.array([9, 8, 7, 6, 5]), tiers.tier, pyramid.tiers)
    assert [tier.total for tier in revenue] == [9, 26]


def test_matrices_of_value():
    classes = value.future_value([20.0, 200.0, np.nan], [300.0, 300.0, 1.0], cuts=(100.0, 80.0))
    assert classes.codes.tolist() == [2, 1, 0]
    assert classes.names("zh")[1] == "A类：首要客户"
    friends = value.value_loyalty([90.0, 90.0, 10.0, 10.0], [90.0, 10.0, 90.0, 10.0])
    assert friends.names().tolist() == ["true friend", "butterfly", "barnacle", "stranger"]
    assert value.value_response([90.0], [10.0]).codes.tolist() == [2]


def test_cash_flows_and_events_are_one_arithmetic():
    days = np.array(["2028-01-01", "2027-01-01"], "datetime64[D]")
    events = economics.customer_events_value(
        days,
        [0.5, 0.9],
        [1_200, 1_000],
        ["700.00", "600"],
        valuation=np.datetime64("2026-01-01"),
        currency="CNY",
        discount=0.1,
    )
    assert events.total == 90_000
    assert events.present == pytest.approx([250 / 1.21, 360 / 1.1], rel=1e-14)
    years = economics.years_between(np.datetime64("2026-01-01"), days)
    flow = economics.cash_flow_value(
        years, [500, 400.0], currency="CNY", discount=0.1, probability=[0.5, 0.9]
    )
    assert flow.present_value == events.present_value
    paid = economics.cash_flow_value([0, 1, 2], [-100, 60, 60], currency="USD", discount=0.2)
    assert paid.payback == pytest.approx(1 + 40 / 60, rel=1e-15)
    assert paid.discounted_payback is None
    with pytest.raises(habitue.HabitueError):
        economics.cash_flow_value([0], [1], currency="XXY", discount=0.2)


def test_ranks():
    assert value.ranks([20.0, 90.0, 20.0, 5.0]).tolist() == [2, 1, 2, 4]
    rng = np.random.default_rng(3)
    many = rng.integers(0, 1000, 50_000)
    expected = 1 + (len(many) - np.searchsorted(np.sort(many), many, side="right"))
    assert value.ranks(many, threads=2).tolist() == expected.tolist()


def test_markov_values():
    matrix = np.zeros((5, 5))
    for i, p in enumerate([0.3, 0.2, 0.15, 0.05]):
        matrix[i, 0] += p
        matrix[i, i + 1] += 1 - p
    matrix[4, 4] = 1.0
    model = economics.MarkovValue(matrix, [36.0, -4.0, -4.0, -4.0, 0.0], 0.2)
    assert model.values()[0] == pytest.approx(52.319609439, abs=5e-10)
    assert model.values(horizon=4)[0] == pytest.approx(50.11496914, abs=5e-9)
    continues, values = model.improve()
    assert continues.tolist() == [True, True, True, False, False]
    assert values[0] == pytest.approx(53.149425287, abs=5e-10)
    assert model.values(continues=continues).tolist() == values.tolist()
    with pytest.raises(habitue.NumericError):
        economics.MarkovValue([[1.0]], [1.0], 0.0)


def test_cohort_table_and_optimal_spend():
    table = economics.dwyer_table(
        20_000,
        retention=[0.65, 0.70, 0.75, 0.80],
        orders_per_month=[0.5, 0.6, 0.7, 0.8],
        amount=[650, 700, 750, 800],
        variable_cost_share=[0.75] * 4,
        marketing=[0.0] * 4,
        discount=0.1,
    )
    assert [round(line.sales) for line in table] == [78_000_000, 65_520_000, 57_330_000, 52_416_000]
    best = economics.acquisition_retention_optimum(
        (0.4, 0.2, 20.0), (0.7, 0.5, 10.0), margin=50.0, discount=0.15
    )
    k = np.log(2) / 20
    marginal = 1 / (0.4 * k * np.exp(-k * best.acquisition))
    assert marginal == pytest.approx(best.customer_value, rel=1e-12)


def test_key_accounts():
    phones = [[250, 200, 300, 275, 225], [16, 16, 32, 32, 16], [12, 8, 16, 8, 16], [5, 3, 4, 4, 2]]
    closeness = value.key_account_scores(
        phones, benefit=[False, True, True, True], weights=[1, 1, 1, 1], method="topsis"
    )
    expected = [0.534276857182, 0.308367768732, 0.691632231268, 0.534736584487, 0.401046121517]
    assert closeness == pytest.approx(expected, abs=5e-13)
    weights, ratio = value.ahp_weights([[1, 2, 4], [0.5, 1, 2], [0.25, 0.5, 1]])
    assert weights == pytest.approx(np.array([4, 2, 1]) / 7, rel=1e-14)
    assert ratio == pytest.approx(0.0, abs=1e-13)


def test_bad_input_is_named():
    with pytest.raises(habitue.DataError) as caught:
        value.Pyramid("abc").assign([1.0, float("nan")])
    assert (caught.value.row, caught.value.column) == (1, "values")
    with pytest.raises(ValueError, match="'sideways' is not one of 'upper'"):
        value.Pyramid("abc", ties="sideways")
    with pytest.raises(habitue.HabitueError):
        value.Pyramid([])
    with pytest.raises(habitue.NumericError):
        economics.MarginMultiple(0.0).of([1.0])
    with pytest.raises(habitue.DataError):
        value.Concentration([])


def test_tier_economics_add_up():
    random = np.random.default_rng(5)
    revenue = random.integers(0, 90_000, 400)
    profit = random.integers(-4_000, 30_000, 400)
    worth = random.integers(0, 4_000, 400) / 4
    pyramid = value.Pyramid("curry")
    tiers = pyramid.assign(profit, threads=2)
    assert tiers.tier.tolist() == pyramid.assign(profit).tier.tolist()
    options = dict(revenue=revenue, lifetime_value=worth)
    found = value.tier_economics(tiers.tier, pyramid.tiers, profit=profit, **options)
    assert sum(tier.revenue for tier in found) == revenue.sum()
    assert sum(tier.profit for tier in found) == profit.sum()
    assert sum(tier.lifetime_value for tier in found) == worth.sum()
    assert sum(tier.customers for tier in found) == 400
    assert found[0].margin == found[0].profit / found[0].revenue
    assert found[0].profit_share == pytest.approx(found[0].profit / profit.sum(), rel=1e-15)
    plain = value.tier_economics(tiers.tier, pyramid.tiers, **options)
    assert [tier.profit for tier in plain] == [None] * 4 and plain[0].margin is None
    with pytest.raises(habitue.HabitueError, match="tier"):
        value.tier_economics(np.full(400, 9), pyramid.tiers, **options)


def test_rfm_over_whole_numbers_is_rfm_over_doubles():
    random = np.random.default_rng(7)
    days = random.integers(0, 700, 3_000, dtype=np.int32)
    orders = random.integers(1, 12, 3_000, dtype=np.uint32)
    cents = random.integers(-500, 90_000, 3_000)
    for nested in (False, True):
        rfm = value.Rfm(nested=nested)
        doubles = rfm.score(days.astype(float), orders.astype(float), cents.astype(float))
        for threads in (1, 2, 0):
            whole = rfm.score(days, orders, cents, threads=threads)
            assert whole.code.tolist() == doubles.code.tolist()
            assert np.array_equal(
                whole.monetary_thresholds, doubles.monetary_thresholds, equal_nan=True
            )
    scoring = value.Scoring.quantiles(5)
    assert scoring.score(cents, threads=2).score.tolist() == scoring.score(cents).score.tolist()


def test_a_bad_hysteresis_is_refused_where_it_is_made() -> None:
    with pytest.raises(habitue.DataError, match="band: 2 is out of range"):
        value.Hysteresis([3.0, 2.0], 2.0)
    with pytest.raises(habitue.DataError, match="row 1, thresholds: 2 is not below"):
        value.Hysteresis([1.0, 2.0], 0.1)
