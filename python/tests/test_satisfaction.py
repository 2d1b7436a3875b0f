"""Merged counts, bootstrap, segments, Kano as data, gaps and checklists, as a new user
would try them: against numpy, or by hand."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

import habitue
from habitue.gaps import (
    Checklist,
    EffortCounts,
    PenaltyRewardCounts,
    Scorecard,
    ServiceGaps,
    ServiceQualityCounts,
    delivered_value,
    penalty_reward,
)
from habitue.kano import FuzzyKano, Kano, KanoCounts
from habitue.satisfaction import (
    Mean,
    MeanCounts,
    PromoterCounts,
    SatisfactionIndex,
    ShareCounts,
    TopBox,
    class_names,
)
from habitue.structure import (
    Construct,
    DriverIntervals,
    KeyDrivers,
    PathBootstrap,
    PathFit,
    PathModel,
    SegmentComparison,
)
from habitue.survey import (
    Answers,
    Moments,
    Question,
    Questionnaire,
    Scale,
    average_variance_extracted,
    composite_reliability,
    design_effect,
    effective_n,
    post_stratify,
    rake,
    rho_a,
)

NAMES = ["room", "bed", "staff", "desk", "again", "tell"]
TEN = Scale.points(1, 10)


def hotel(seed: int, rows: int, strength: float = 0.7):
    """A hotel's survey: two causes and loyalty, some answers missing."""
    draw = np.random.default_rng(seed)
    comfort, service = draw.normal(size=(2, rows))
    loyalty = strength * comfort + 0.4 * service + 0.5 * draw.normal(size=rows)
    latent = np.repeat([comfort, service, loyalty], 2, axis=0)
    answers = np.clip(np.round(5.5 + 1.7 * latent + draw.normal(size=(6, rows))), 1, 10)
    answers[draw.random(answers.shape) < 0.03] = np.nan
    return answers.T


def questionnaire():
    dimensions = ["comfort", "comfort", "service", "service", "loyalty", "loyalty"]
    return Questionnaire(
        [Question(n, TEN, w, d) for n, w, d in zip(NAMES, [3, 1, 2, 1, 1, 1], dimensions)]
    )


def model():
    pairs = zip(["comfort", "service", "loyalty"], zip(NAMES[::2], NAMES[1::2]))
    constructs = [Construct(name, items) for name, items in pairs]
    return PathModel(constructs, [("comfort", "loyalty"), ("service", "loyalty")])


@pytest.fixture(scope="module")
def waves():
    return [Answers(questionnaire(), hotel(seed, 150)) for seed in (1, 2)]


def test_shards_combine_into_the_whole(waves):
    whole = Answers(questionnaire(), np.vstack([hotel(1, 150), hotel(2, 150)]))
    for missing in ("listwise", "available case", "item mean"):
        first, second = (
            pickle.loads(pickle.dumps(Moments.of(wave, missing=missing))) for wave in waves
        )
        merged = first.merge(second)
        direct = Moments.of(whole, missing=missing)
        assert (merged.correlations == direct.correlations).all()
        assert merged.basis == direct.basis
        index = SatisfactionIndex.of_moments(merged, questionnaire())
        expected = SatisfactionIndex.of(whole, missing=missing)
        assert index.value == pytest.approx(expected.value, rel=1e-13)
        assert index.standard_error == pytest.approx(expected.standard_error, rel=1e-11)
        assert index.question_answered.tolist() == expected.question_answered.tolist()
        card = Scorecard.of_moments(merged, questionnaire())
        if missing != "listwise":  # which asks for all questions, not those of a dimension
            direct_card = Scorecard.of(whole, missing=missing)
            assert card.total == pytest.approx(direct_card.total, rel=1e-13)
            assert card.standard_error == pytest.approx(direct_card.standard_error, rel=1e-11)
    with pytest.raises(habitue.DataError):
        first.merge(Moments.of(waves[0], missing="listwise"))
    with pytest.raises(habitue.DataError):
        Moments.from_bytes(first.to_bytes()[:-9], NAMES)
    with pytest.raises(habitue.UnsupportedError, match="append the responses"):
        Moments.of(waves[0], missing="em").to_bytes()
    grown = Answers(questionnaire(), hotel(1, 150))
    grown.append(waves[1])
    assert len(grown) == 300 and grown.missing.tolist() == whole.missing.tolist()


def test_counts_combine_and_pickle(waves):
    whole = Answers(questionnaire(), np.vstack([hotel(1, 150), hotel(2, 150)]))
    breaks = {"detractor_at_most": 6, "promoter_at_least": 9}
    makers = [
        lambda answers: ShareCounts.of(answers, "bed", 2),
        lambda answers: PromoterCounts.of(answers, "tell", **breaks),
        lambda answers: EffortCounts.of(answers, "desk", easy_from=8),
        lambda answers: MeanCounts.of(answers.column("room") - answers.column("bed")),
    ]
    for make in makers:
        first, second = (pickle.loads(pickle.dumps(make(wave))) for wave in waves)
        assert first + second == first.merge(second) == make(whole)
    assert (first + second).answered + (first + second).missing == 300
    tell = whole.column("tell")
    tell = tell[~np.isnan(tell)]
    score = makers[1](waves[0]).merge(makers[1](waves[1])).score()
    expected = 100 * ((tell >= 9).mean() - (tell <= 6).mean())
    assert score.score == pytest.approx(expected, rel=1e-12)
    change = TopBox.of(waves[0], "bed", 2).difference(TopBox.of(waves[1], "bed", 2))
    assert 0 < change.p_value <= 1
    one, other = (SatisfactionIndex.of(wave, missing="listwise") for wave in waves)
    assert one.difference(other).difference == pytest.approx(other.value - one.value)
    with pytest.raises(habitue.DataError):
        MeanCounts.of([]).mean()


def test_a_mean_is_the_textbook_one():
    values = np.array([3.0, 7, 8, 10, 2, 6, np.nan])
    found = Mean.of(values)
    there = values[:-1]
    assert found.mean == there.mean() and (found.answered, found.missing) == (6, 1)
    assert found.standard_error == pytest.approx(there.std(ddof=1) / np.sqrt(6), rel=1e-13)
    assert found.interval.high - found.mean == pytest.approx(2.5705818356 * found.standard_error)


def test_the_bootstrap_of_a_path_model(waves):
    heard = []
    found = PathBootstrap.of(
        model(),
        waves[0],
        missing="available case",
        samples=200,
        threads=2,
        progress=lambda done, total: heard.append((done, total)),
    )
    assert heard[0] == (0, 200) and heard[-1] == (200, 200) and found.failed == 0
    fit = PathFit.of(model(), Moments.of(waves[0], missing="available case"))
    for path, estimate in found.read("paths").items():
        assert estimate.value == fit.paths[path]
        assert estimate.interval.low < estimate.value < estimate.interval.high
    indices = found.read("indices", confidence=0.9)
    assert indices["loyalty"].value == fit.index("loyalty").value
    # The mean of an index of 150: its standard error is near sd / √n.
    near = fit.index("loyalty").sd / np.sqrt(150)
    assert indices["loyalty"].standard_error == pytest.approx(near, rel=0.25)
    assert found.read("r squared")["comfort"].value is None
    assert set(found.read("loadings")) == {
        (each.name, item) for each in model().constructs for item in each.items
    }
    same = PathBootstrap.of(model(), waves[0], missing="available case", samples=200)
    assert same.read("total effects") == found.read("total effects")
    later = PathBootstrap.of(model(), waves[1], missing="available case", samples=200)
    change = found.difference(later, "paths")["comfort", "loyalty"]
    assert abs(change.z) < 4 and 0 < change.p_value <= 1
    assert found.difference(later, "r squared")["comfort"] is None
    with pytest.raises(habitue.CancelledError):
        PathBootstrap.of(
            model(), waves[0], missing="listwise", progress=lambda done, total: done < 16
        )
    with pytest.raises(habitue.ArgumentError):
        found.read("beauty")


def test_segments_are_compared_by_permutation(waves):
    weak = Answers(questionnaire(), hotel(3, 120, strength=0.1))
    found = SegmentComparison.of(
        model(), waves[0], weak, missing="available case", permutations=199
    )
    path = found.read("paths")["comfort", "loyalty"]
    assert path.p_value == pytest.approx(1 / 200)
    assert path.difference == path.second - path.first < -0.3
    assert found.read("paths")["service", "loyalty"].p_value > 0.01
    assert found.read("r squared")["service"].p_value is None
    same = SegmentComparison.of(model(), *waves, missing="available case", permutations=99)
    assert same.read("indices")["comfort"].p_value > 0.01


def test_importances_have_intervals(waves):
    drivers = NAMES[:4]
    found = DriverIntervals.of(waves[0], "again", drivers, missing="listwise", samples=200)
    direct = KeyDrivers.of(Moments.of(waves[0], missing="listwise"), "again", drivers)
    assert found.r_squared.low < direct.r_squared < found.r_squared.high + 0.1
    for place, name in enumerate(drivers):
        for measure in ("beta", "lmg", "johnson"):
            interval = getattr(found, measure)[name]
            assert interval.low < getattr(direct, measure)[place] < interval.high
    assert found.failed == 0
    with pytest.raises(habitue.DataError):
        DriverIntervals.of(waves[0], "again", ["again"], missing="listwise")


def test_ready_models_know_their_paths():
    items = dict(expectations=[0], quality=[1], value=[2], satisfaction=[3], loyalty=[5])
    acsi = PathModel.acsi(**items, complaints=[4])
    assert ("satisfaction", "complaints") in acsi.paths and len(acsi.paths) == 9
    ccsi = PathModel.ccsi(
        image=[0], expectation=[1], quality=[2], value=[3], satisfaction=[4], loyalty=[5]
    )
    assert len(ccsi.paths) == 11 and ("image", "satisfaction") in ccsi.paths
    with pytest.raises(habitue.DataError, match="the constructs are"):
        PathModel.acsi(**items)
    circle = PathModel([Construct("a", [0]), Construct("b", [1])], [("a", "b"), ("b", "a")])
    with pytest.raises(habitue.DataError, match="circle"):
        PathFit.of(circle, Moments.of(Answers(questionnaire(), hotel(1, 50)), missing="em"))


def test_errors_name_the_construct():
    moments = Moments.of(Answers(questionnaire(), hotel(4, 80)), missing="item mean")
    fit = PathFit.of(model(), moments)
    with pytest.raises(habitue.NumericError) as caught:
        fit.consistent(1.0)
    assert caught.value.column == "comfort"


def test_kano_takes_any_table_and_tests_change():
    own = ["QAAAO", "RQIIM", "RIIIM", "RIIQM", "RRRRQ"]
    there, absent = np.array([1, 2, 4, 1, 3, 2]), np.array([5, 2, 4, 3, 5, 5])
    assert Kano.of(there, absent, table=own) == Kano.of(there, absent, table="strict")
    assert Kano.of(there, absent, table=own) != Kano.of(there, absent)
    with pytest.raises(habitue.ArgumentError):
        Kano.of(there, absent, table=["QAAAO"])
    with pytest.raises(habitue.ArgumentError):
        Kano.of(there, absent, table=["QAAAX", *own[1:]])
    counts = KanoCounts.of_counts({"M": 35, "O": 20, "A": 30, "I": 10, "R": 3, "Q": 2})
    found = counts.analyse()
    assert found.kano_class == "must-be" and found.functional is None
    assert found.better_interval.low < found.better < found.better_interval.high
    assert found.worse_interval.low < found.worse < found.worse_interval.high
    assert found.continuous_class is None
    better, worse = counts.difference(KanoCounts.of_counts({"M": 70, "O": 5, "A": 10, "I": 15}))
    assert better.difference == pytest.approx(0.15 - 50 / 95) and better.p_value < 1e-6
    assert worse.difference == pytest.approx(-0.75 + 55 / 95)
    split = KanoCounts.of(there[:2], absent[:2]) + KanoCounts.of(there[2:], absent[2:])
    assert split == KanoCounts.of(there, absent)
    assert Kano.of([1, 1], [3, 3]).continuous_class == "attractive"


def test_fuzzy_kano_is_an_outer_product():
    draw = np.random.default_rng(5)
    there, absent = draw.dirichlet(np.ones(5), (2, 30))
    table = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
    letters = "MOAIRQ"
    expected = np.zeros(6)
    for f, d in zip(there, absent):
        for i in range(5):
            for j in range(5):
                expected[letters.index(table[i][j])] += f[i] * d[j] / 30
    found = FuzzyKano.of(there, absent)
    assert list(found.shares.values()) == pytest.approx(expected.tolist(), rel=1e-12)
    assert found.undecided + sum(found.counts.counts) >= 30
    crisp = np.eye(5)
    usual = KanoCounts.of([1, 2, 3], [5, 5, 3])
    assert FuzzyKano.of(crisp[[0, 1, 2]], crisp[[4, 4, 2]]).counts == usual
    parts = FuzzyKano.of(there[:9], absent[:9]) + FuzzyKano.of(there[9:], absent[9:])
    assert parts.counts.counts == found.counts.counts
    with pytest.raises(habitue.DataError):
        FuzzyKano.of([[0.5, -0.1, 0, 0, 0]], [[1, 0, 0, 0, 0]])


def test_service_gaps_and_quality(waves):
    gaps = ServiceGaps.of(
        expected=[8], believed=[7], specified=[7.5], delivered=[6], promised=[9], perceived=[5.5]
    )
    assert gaps.understanding[0] == -1 and gaps.communication[0] == -3 and gaps.service[0] == -2.5
    pairs = [[("room", "bed")], [("staff", "desk")]]
    parts = [pickle.loads(pickle.dumps(ServiceQualityCounts.of(w, pairs))) for w in waves]
    found = parts[0].merge(parts[1]).analyse([70, 30])
    gap = np.concatenate([w.column("bed") - w.column("room") for w in waves])
    gap = gap[~np.isnan(gap)]
    assert found.dimensions[0].gap.mean == pytest.approx(gap.mean(), abs=1e-13)
    error = gap.std(ddof=1) / np.sqrt(len(gap))
    assert found.dimensions[0].gap.standard_error == pytest.approx(error, rel=1e-10)
    assert found.weighted == pytest.approx(0.7 * found.gaps[0] + 0.3 * found.gaps[1])
    difference, ratio = delivered_value(
        [[60], [20], [10], [10]], [[50], [5], [5], [0]], complaints=[[10], [5], [20]]
    )
    assert (difference[0], ratio[0]) == (45, pytest.approx(120 / 75))


def test_contrasts_are_a_regression(waves):
    matrix = hotel(7, 400)
    rows = ~np.isnan(matrix[:, [0, 2, 5]]).any(1)
    weights = np.arange(400) % 3 + 1.0
    kind = {"low_at_most": 3, "high_at_least": 8}
    found = penalty_reward([matrix[:, 0], matrix[:, 2]], matrix[:, 5], weights=weights, **kind)
    x = np.column_stack(
        [np.ones(rows.sum())]
        + [side for c in (0, 2) for side in (matrix[rows, c] <= 3, matrix[rows, c] >= 8)]
    )
    root = np.sqrt(weights[rows])
    expected = np.linalg.lstsq(x * root[:, None], matrix[rows, 5] * root, rcond=None)[0]
    coefficients = [value for each in found for value in (each.penalty, each.reward)]
    assert coefficients == pytest.approx(expected[1:].tolist(), rel=1e-9)
    assert found[0].low == (matrix[rows, 0] <= 3).sum()
    halves = [
        PenaltyRewardCounts.of(
            [matrix[s, 0], matrix[s, 2]], matrix[s, 5], weights=weights[s], **kind
        )
        for s in (slice(0, 150), slice(150, 400))
    ]
    whole = pickle.loads(pickle.dumps(halves[0])).merge(halves[1])
    assert whole.contrasts() == found
    assert (whole.used, whole.missing) == (rows.sum(), (~rows).sum())


def test_scorecards_checklists_and_names(waves):
    card = Scorecard.of(waves[0], missing="available case")
    lowest = min(card.dimensions, key=lambda name: card.dimensions[name].value)
    assert card.weakest == lowest
    worst = card.dimensions[lowest].value
    assert card.passes(worst) and not card.passes(worst + 0.1)
    assert card.interval.low < card.total < card.interval.high
    assert card.dimensions[lowest].basis.missing > 0
    found = Checklist.of(
        "satisfaction conditions", [[True, True, None], [True, False, True], [True, None, True]]
    )
    assert found.passes == (True, False, None)
    assert found.failed[1] == ("channel",) and found.unknown[2] == ("product",)
    assert Checklist.names("service standard", "zh")[:2] == ["有效的服务质量标准", "从顾客需求出发"]
    for columns in (0, 1, 5):
        with pytest.raises(habitue.ArgumentError, match=f"has {columns} columns.* has 4 points"):
            Checklist.of("service standard", [[True]] * columns)
    assert class_names("kano", "zh")[3] == "魅力属性"
    assert class_names("disconfirmation")[3] == "delighted"


def test_reliability_and_weights_as_plain_functions():
    loadings = np.array([0.8, 0.7, 0.6])
    assert average_variance_extracted(loadings) == pytest.approx((loadings**2).mean())
    common = loadings.sum() ** 2
    expected = common / (common + (1 - loadings**2).sum())
    assert composite_reliability(loadings) == pytest.approx(expected)
    # Pairwise, a correlation has the same respondents in any analysis.
    moments = Moments.of(Answers(questionnaire(), hotel(9, 90)), missing="available case")
    fit = PathFit.of(model(), moments)
    assert rho_a(moments, NAMES[:2], fit.weights["comfort"]) == fit.rho_a["comfort"]
    assert (effective_n([1, 1, 1, 2, 3]), design_effect([1, 1, 1, 2, 3])) == (4, 1.25)
    ages = np.repeat([0, 1], [20, 80])
    found = post_stratify(ages, [50, 50])
    assert found.weights[[0, 99]] == pytest.approx([2.5, 0.625])
    assert (found.weights == rake([ages], [[50, 50]]).weights).all()
    answers = Answers(questionnaire(), hotel(9, 100))
    plain = SatisfactionIndex.of(answers, missing="available case")
    answers.set_weights(found.weights)
    weighted = SatisfactionIndex.of(answers, missing="available case")
    assert weighted.basis.effective_n < plain.basis.effective_n == weighted.basis.used
    answers.set_weights(None)
    assert SatisfactionIndex.of(answers, missing="available case").value == plain.value
    with pytest.raises(habitue.DataError):
        answers.set_weights(-found.weights)
    with pytest.raises(habitue.DataError):
        composite_reliability([1.2])
    with pytest.raises(habitue.DataError):
        effective_n([])
