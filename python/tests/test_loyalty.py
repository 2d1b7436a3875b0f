"""Classifications: facts of any kind in, classes with reasons out."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

import habitue
from habitue import _abi, classification, loyalty


def test_griffin_names_and_reasons():
    found = loyalty.griffin_ladder(
        purchases=[0, 0, 0, 1, 2, 6, 6, None],
        need=[None, True, True, None, None, None, None, None],
        ability=[None, True, False, None, None, None, None, None],
        likes=[None, None, True, None, None, None, None, None],
        products=[0, 0, 0, 1, 1, 3, 3, 1],
        regular=[None, None, None, None, None, True, True, True],
        buys_all=[None, None, None, None, None, True, True, True],
        recommends=[None, None, None, None, None, None, True, True],
    )
    assert list(found.codes) == [1, 2, 3, 4, 5, 6, 7, 0]
    assert found.names("zh")[6] == "企业拥护者"
    assert classification.vocabulary("ladder of the texts")[2] == "target customer"
    assert classification.vocabulary("international ladder", "zh")[2] == "潜在购买者"
    fan = loyalty.griffin_ladder([0], need=[False], likes=[True], ability=[True])
    assert list(fan.names("zh")) == ["不合格的目标客户"]
    assert found.names()[7] == "unknown"
    assert found.reasons_of(4)[:2] == ["two or more purchases", "bought the same product again"]
    assert found.missing_of(7) == ["number of purchases is not known"]
    assert found.counts() == {
        "unknown": 1,
        "suspect": 1,
        "prospect": 1,
        "disqualified prospect": 1,
        "first-time customer": 1,
        "repeat customer": 1,
        "client": 1,
        "advocate": 1,
    }
    assert (found.n_used, found.n_missing, found.n_boundary, len(found)) == (7, 1, 0, 8)
    assert found.share(_abi.HABITUE_LOYALTY_LADDER_CLIENT) == 1 / 7


@pytest.mark.parametrize(
    "flags",
    [
        [True, False, None],
        [1, 0, None],
        [1.0, 0.0, float("nan")],
        np.array([1.0, 0.0, np.nan]),
        np.ma.masked_array(np.array([1, 0, 2], np.uint8), [False, False, True]),
        np.array([True, False, None], object),
        np.ma.masked_array([True, False, True], [False, False, True]),
    ],
    ids=lambda flags: f"{type(flags).__name__}",
)
def test_flags_of_many_kinds(flags):
    found = loyalty.trust_levels(fits=flags)
    assert list(found.codes) == [2, 1, 0]


def test_no_flag_is_a_code_of_its_own():
    for dtype in (np.uint8, np.int64, float):
        with pytest.raises(habitue.DataError, match="row 2, fits: 2 is out of range"):
            loyalty.trust_levels(fits=np.array([1, 0, 2], dtype))


def test_flags_of_data_frames():
    pandas = pytest.importorskip("pandas")
    expected = [2, 1, 0]
    nullable = pandas.Series([True, False, None], dtype="boolean")
    assert list(loyalty.trust_levels(fits=nullable).codes) == expected
    assert list(loyalty.trust_levels(fits=nullable.astype("Int8")).codes) == expected
    polars = pytest.importorskip("polars")
    assert list(loyalty.trust_levels(fits=polars.Series([1, 0, None])).codes) == expected
    pyarrow = pytest.importorskip("pyarrow")
    assert list(loyalty.trust_levels(fits=pyarrow.array([1, 0, None])).codes) == expected


def test_the_orders_and_rules_of_the_phases():
    evidence = {"cognitive": [False], "affective": [True], "conative": [True], "action": [False]}
    phase = lambda **options: loyalty.four_phases(**evidence, **options).names()[0]  # noqa: E731
    assert phase() == "before loyalty"
    assert phase(order="impulse_first") == "affective loyalty"
    assert phase(rule="highest") == "conative loyalty"
    with pytest.raises(ValueError, match="is not one of 'oliver'"):
        phase(order="alphabetical")


def test_trust_is_earned_and_lost():
    streaks = loyalty.satisfied_streaks([0, 1, 1, 0, 1, 0, 1], [1, 1, 1, 1, 0, 1, 1], 3)
    assert list(streaks) == [3, 1, 0]
    assert list(loyalty.earned_trust(streaks).codes) == [3, 2, 1]
    assert list(loyalty.earned_trust(streaks, needed=(2, 4, 6)).codes) == [2, 1, 1]
    kept, failed = loyalty.trusted_episodes([0, 0, 0, 1, 1, 1], [1, 1, 0, 1, 0, 0], 2)
    assert (list(kept), list(failed)) == ([2, 0], [1, 2])
    trust = loyalty.earned_trust([5, 5, 5], failures=[0, 1, 2])
    assert list(trust.codes) == [4, 4, 1]
    assert "a failure within the tolerance" in trust.reasons_of(1)
    assert list(loyalty.earned_trust([5], failures=[1], tolerance=0).codes) == [1]
    with pytest.raises(habitue.HabitueError):
        loyalty.trusted_episodes([0], [1], 1, tolerance=-1)
    with pytest.raises(habitue.DataError) as caught:
        loyalty.satisfied_streaks([0, 3], [1, 1], 3)
    assert (caught.value.row, caught.value.column) == (1, "customer")


def test_ladders_and_matrices():
    assert list(loyalty.standing([0, 1, 2, 2], tenure_days=[0, 9, 90, 400]).codes) == [1, 2, 3, 3]
    found = loyalty.standing([2], tenure_days=[90], loyal=[True])
    assert (found.codes[0], found.boundary[0]) == (_abi.HABITUE_LOYALTY_CLASS_LOYAL, True)
    assert list(loyalty.loyalty_gates([90, 90, 40], delight=[10, 60, 90]).codes) == [2, 3, 1]
    secure = loyalty.secure_customer(
        satisfaction=[5, 4, 4, 5, None], continues=[5, 5, 2, 1, 5], recommends=[5, 4, 4, 1, 5]
    )
    assert list(secure.names()) == ["secure", "favourable", "at risk", "vulnerable", "unknown"]
    found = loyalty.apostle_matrix([95, 60, 60, 20, 20, 5], [95, 60, 20, 60, 20, 5])
    assert list(found.names()) == [
        "apostle",
        "loyalist",
        "mercenary",
        "hostage",
        "defector",
        "terrorist",
    ]
    scores = ([80, 80, 20, 20], [80, 20, 80, 20])
    assert list(loyalty.attitude_behaviour(*scores).names("zh")) == [
        "真正忠诚",
        "潜在忠诚",
        "虚假忠诚",
        "不忠诚",
    ]
    assert list(loyalty.service_matrix(*scores).names()) == [
        "quality customer service",
        "factory",
        "friendly zoo",
        "freezer",
    ]
    assert list(loyalty.reciprocal_loyalty(*scores, cuts=(90, 10)).codes) == [2, 2, 2, 2]


def test_the_propositions():
    found = loyalty.apostle_propositions(
        [95, 95, 60, 60, 20, 20, None], [90, 80, 90, 10, 10, 70, 50]
    )
    assert (found.satisfied, found.dissatisfied, found.fully_satisfied) == ((3, 4), (1, 2), (2, 2))
    assert found.hold == (True, True, False, True, True)
    assert found.n_missing == 1


def test_three_indicators():
    answers = {
        "satisfaction": [5, None, 1, 3],
        "repurchase": [1.0, 0.5, None, 0.0],
        "recommendation": [3, None, 1, 1],
    }
    found = loyalty.three_indicator_index(**answers)
    np.testing.assert_array_equal(found.index, [100.0, np.nan, np.nan, 50.0 / 3.0])
    assert (found.n_used, found.n_missing, found.n_missing_repurchase) == (2, 2, 1)
    classes = loyalty.three_indicator(**answers)
    assert list(classes.codes) == [3, 0, 0, 1]
    assert classes.missing_of(1) == ["satisfaction is not known", "recommendation is not known"]
    on_cut = {"satisfaction": [4], "repurchase": [0.7], "recommendation": [2]}
    assert loyalty.three_indicator(**on_cut).boundary[0]
    heavy = loyalty.three_indicator_index(**on_cut, weights=(2, 1, 1), repurchase_table=(10, 40, 90))
    assert heavy.mean == (2 * 75 + 90 + 50) / 4
    with pytest.raises(habitue.DataError, match="weights"):
        loyalty.three_indicator(**on_cut, weights=(0, 0, 0))
    with pytest.raises(TypeError, match="unexpected keyword argument 'wieghts'"):
        loyalty.three_indicator(**on_cut, wieghts=(1, 1, 1))


def test_bad_facts_are_named():
    for bad in ([1, 0, 2], [1, 0, -1], [1, 0, 0.5], [1, 0, 7]):
        with pytest.raises(habitue.HabitueError) as caught:
            loyalty.trust_levels(prefers=bad)
        assert (caught.value.row, caught.value.column) == (2, "prefers")
    with pytest.raises(habitue.HabitueError) as caught:
        loyalty.three_indicator(satisfaction=[6], repurchase=[0.5], recommendation=[1])
    assert "1 to 5" in str(caught.value)
    with pytest.raises(habitue.HabitueError, match="entries"):
        loyalty.apostle_matrix([1, 2], [1])
    with pytest.raises(habitue.DataError, match="at least one"):
        loyalty.trust_levels()


def test_names_of_schemes():
    assert classification.scheme_name(_abi.HABITUE_SCHEME_SERVICE, "zh") == "客户服务类型"
    with pytest.raises(ValueError, match="no scheme"):
        classification.class_names(0)
    with pytest.raises(ValueError, match="'en', 'zh'"):
        classification.class_names(1, "fr")


def test_growth_and_seven_indicators():
    found = loyalty.growth(spend_before=[100, 100, 0], spend=[130, 70, 0])
    assert list(found.names()) == ["growing", "falling", "steady"]
    np.testing.assert_array_equal(loyalty.behaviour_growth([0, 2], [5, 1]), [np.nan, -0.5])
    varied, five = [0, 10, 5], [5, 5, 5]
    found = loyalty.seven_indicators(
        ranges=(0, 10),
        repurchase=varied,
        choosing_time=varied,
        attention=[None, 10, 0],
        competitor_attention=five,
        price_sensitivity=five,
        identification=five,
        defect_tolerance=five,
    )
    np.testing.assert_allclose(found.index, [np.nan, 200 / 3, 100 / 3], rtol=1e-14)
    assert found.dropped[0] == "competitor_attention" and len(found.dropped) == 4
    four = loyalty.four_indicators(
        satisfaction=[80, 60], value=[70, None], spend_before=[100, 0], spend=[130, 50]
    )
    np.testing.assert_allclose(four.growth, [0.3, np.nan], rtol=1e-14)
    assert (four.satisfaction, four.value) == (70, 70) and np.isnan(four.awareness)
    assert four.mean_growth == pytest.approx(0.3, rel=1e-14)
    assert (four.n_used, four.n_complete) == ((2, 1, 0, 1), 0)
    with pytest.raises(TypeError, match="unexpected keyword argument 'visits'"):
        loyalty.four_indicators(value=[1], visits=[1])
    with pytest.raises(habitue.HabitueError) as caught:
        loyalty.four_indicators(awareness=[1, 101])
    assert (caught.value.row, caught.value.column) == (1, "awareness")
    with pytest.raises(TypeError, match="unexpected keyword argument 'charm'"):
        loyalty.seven_indicators(ranges=(0, 1), charm=[1])


def test_means_costs_and_drivers():
    np.testing.assert_array_equal(
        loyalty.mean_of_three([6, None], [7, 1], [8, 2], scale=(0, 10)), [7, np.nan]
    )
    assert list(loyalty.switching_cost([60], [30], [90], weights=(2, 1, 1))) == [60]
    nan = float("nan")
    scores = loyalty.driver_scores(
        [-1, 0, 1, 1, 1, 0, 0, 0, 0], [nan, nan, 90, 60, 75, 80, 70, 50, 25]
    )
    assert (scores[0], scores[1]) == (60, 75)
    tree = loyalty.five_factors()
    assert list(tree.leaves) == [2, 3, 4, 5, 6, 7, 8]
    found = tree.scores([90, 60, 75, 80, 70, 50, 25])
    assert (found["loyalty"], found["service quality"], found["sharing of ideas"]) == (60, 75, 50)
    assert loyalty.five_factors("zh").names[2] == "产品质量"
    with pytest.raises(habitue.HabitueError, match="leaves"):
        tree.scores([1, 2])


def test_the_wallet_and_the_iceberg():
    share = loyalty.share_of_wallet([10, 90, 0], [100, 100, 800])
    assert share.ratio_of_sums == 0.1 and abs(share.mean_of_ratios - 1 / 3) < 1e-15
    shares = loyalty.rank_shares([[8, 8, 3], [7, None, 9]])
    np.testing.assert_allclose(shares.sum(axis=1), [1, 1])
    assert round(shares[0, 0], 9) == 0.416666667 and shares[1, 1] == 0
    used = loyalty.brand_use([[8, 8, 3], [7, None, 9]])
    assert (used.customers, used.multi_brand, used.brands, used.applies) == (2, 2, 5, True)
    assert loyalty.brand_use([[1, None], [None, 1]]).applies is False
    assert loyalty.brand_use(np.empty((0, 2))).applies is None
    assert loyalty.complaint_iceberg(40, 0.04) == pytest.approx((1000, 960, np.nan), nan_ok=True)


def test_answers_join_deeds():
    join = loyalty.survey_join([7, 8, 5, 6], [5, 6, 7])
    assert list(join.rows) == [2, -1, 0, 1]
    assert (join.matched, join.respondents_unmatched, join.customers_unmatched) == (3, 1, 0)
    loyal = join.gather([90.0, 10.0, 95.0])
    np.testing.assert_array_equal(loyal, [95, np.nan, 90, 10])
    matrix = loyalty.apostle_matrix([90, 80, 20, 75], loyal)
    assert list(matrix.names()) == ["apostle", "unknown", "hostage", "mercenary"]
    with pytest.raises(habitue.HabitueError) as caught:
        loyalty.survey_join([1, 2, 1], [1])
    assert caught.value.row == 2


@pytest.mark.parametrize("kind", [list, lambda keys: np.array(keys, object), "arrow"])
def test_text_keys_join_too(kind):
    if kind == "arrow":
        kind = pytest.importorskip("pyarrow").array
    join = loyalty.survey_join(kind(["顾客7", "b", "a", ""]), kind(["a", "c", "顾客7"]))
    assert list(join.rows) == [2, -1, 0, -1]
    assert (join.matched, join.respondents_unmatched, join.customers_unmatched) == (2, 2, 1)
    np.testing.assert_array_equal(join.gather([1, 2, 3]), [3, np.nan, 1, np.nan])
    np.testing.assert_array_equal(join.scatter([10, 20, 30, 40]), [30, np.nan, 10])
    with pytest.raises(ValueError, match="survey has 4"):
        join.scatter([1, 2, 3])
    with pytest.raises(ValueError, match="table has 3"):
        join.gather([1, 2, 3, 4])
    with pytest.raises(habitue.HabitueError) as caught:
        loyalty.survey_join(kind(["a"]), kind(["x", "y", "x"]))
    assert (caught.value.row, caught.value.column) == (2, "customers")


def test_keys_of_two_kinds_do_not_join():
    with pytest.raises(habitue.HabitueError, match="text in one column and whole numbers"):
        loyalty.survey_join(["a"], [1])
    nobody = loyalty.survey_join([], ["a", "b"])
    assert (len(nobody.rows), nobody.customers_unmatched) == (0, 2)


def test_vocabularies():
    assert classification.vocabulary("leak", "zh")[1] == "粗鲁"
    assert classification.vocabulary("status event")[_abi.HABITUE_EVENT_PURCHASED] == "buys"
    for name in get_args(classification.Vocabulary):
        english, chinese = (classification.vocabulary(name, lang) for lang in ("en", "zh"))
        assert list(english) == list(chinese) == sorted(english) and min(english) == 1
        assert set(english.values()).isdisjoint(chinese.values())
    with pytest.raises(habitue.HabitueError, match="persona tag"):
        classification.vocabulary("tags")
