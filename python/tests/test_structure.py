"""Path models, reliability, drivers, weights, gaps and Kano through Python."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

import habitue
from habitue.gaps import (
    EffortScore,
    Scorecard,
    ServiceQuality,
    ValueGaps,
    adapt_expectation,
    delivered_value,
    disconfirm,
    penalty_reward,
)
from habitue.kano import Kano
from habitue.structure import ImportanceMap, KeyDrivers, PathFit, PathModel
from habitue.survey import (
    Answers,
    Moments,
    Question,
    Questionnaire,
    Reliability,
    Scale,
    heterotrait_monotrait,
    omega,
    rake,
)

DATA = Path(__file__).resolve().parents[2] / "tests" / "data"
EXACT = {"rel": 0, "abs": 1e-8}


@pytest.fixture(scope="module")
def ecsi():
    lines = (DATA / "ecsi_mobile_moments.csv").read_text().splitlines()
    rows = list(csv.reader(line for line in lines if not line.startswith("#")))[1:]
    return Moments.from_correlations(
        [row[0] for row in rows],
        250,
        [float(row[1]) for row in rows],
        [float(row[2]) for row in rows],
        [[float(cell) for cell in row[3:]] for row in rows],
        ranges=[(1, 10)] * len(rows),
    )


def block(moments, start):
    return [name for name in moments.names if name.startswith(start)]


def model(moments):
    starts = {
        "image": "IMAG",
        "expectation": "CUEX",
        "quality": "PERQ",
        "value": "PERV",
        "satisfaction": "CUSA",
        "complaints": "CUSCO",
        "loyalty": "CUSL",
    }
    return PathModel.ecsi(**{name: block(moments, start) for name, start in starts.items()})


def test_the_published_path_model(ecsi):
    fit = PathFit.of(model(ecsi), ecsi)
    assert fit.paths["image", "expectation"] == pytest.approx(0.50491393, **EXACT)
    assert fit.paths["satisfaction", "loyalty"] == pytest.approx(0.48547762, **EXACT)
    assert fit.r_squared["satisfaction"] == pytest.approx(0.6810782914, **EXACT)
    assert fit.rho_a["satisfaction"] == pytest.approx(0.7891015762, **EXACT)
    assert fit.total_effects[0, 4] == pytest.approx(0.3897266472, **EXACT)
    index = fit.index("satisfaction")
    assert index.value == pytest.approx(72.45411793, **EXACT)
    assert index.sd == pytest.approx(14.41258304, **EXACT)
    assert index.weights == pytest.approx([0.3836339773, 0.2815501011, 0.3348159216], **EXACT)
    centroid = PathFit.of(model(ecsi), ecsi, scheme="centroid")
    assert centroid.weights["satisfaction"] == pytest.approx(
        [0.37718684, 0.38156707, 0.44105872], **EXACT
    )
    with pytest.raises(habitue.NumericError):
        fit.consistent(0.7)
    consistent = fit.consistent(0.0)
    assert consistent.paths["satisfaction", "loyalty"] == pytest.approx(0.96152013, **EXACT)


def test_published_reliabilities(ecsi):
    found = Reliability.of(ecsi, block(ecsi, "CUSA"))
    assert found.alpha == pytest.approx(0.770113108282, abs=1e-9)
    assert found.standardised_alpha == pytest.approx(0.779195021919, abs=1e-9)
    assert found.interval.low < found.alpha < found.interval.high
    assert omega(ecsi, block(ecsi, "CUSA"))[0] == pytest.approx(0.781538073439, abs=2e-8)
    ratio = heterotrait_monotrait(ecsi, block(ecsi, "IMAG"), block(ecsi, "CUSA"))
    assert ratio == pytest.approx(0.910100923782741, abs=1e-12)
    with pytest.raises(habitue.DataError):
        Reliability.of(ecsi, ["no such item"])


def test_drivers_of_the_swiss_data():
    lines = [line for line in (DATA / "swiss.csv").read_text().splitlines() if line[0] != "#"]
    names = lines[0].split(",")
    table = np.array([[float(cell) for cell in line.split(",")] for line in lines[1:]])
    questionnaire = Questionnaire([Question(name, Scale.continuous(0, 100)) for name in names])
    answers = Answers(questionnaire, table)
    moments = Moments.of(answers, missing="listwise")
    assert moments.correlations == pytest.approx(np.corrcoef(table, rowvar=False), abs=1e-13)
    assert moments.sds == pytest.approx(table.std(0, ddof=1), rel=1e-13)
    assert (moments.n, moments.basis.used) == (47, 47)
    found = KeyDrivers.of(moments, "Fertility", names[1:])
    expected = [0.05709122077, 0.17117302890, 0.26013467862, 0.10557015037, 0.11276592293]
    assert found.lmg == pytest.approx(expected, abs=1e-11)
    assert found.lmg.sum() == pytest.approx(found.r_squared)
    assert found.johnson.sum() == pytest.approx(found.r_squared)
    index = ImportanceMap.of(table.mean(0)[1:], found.johnson, cross_hairs="medians")
    assert len(index.quadrants) == 5 and index.on_boundary.any()


def test_raking():
    cells = np.repeat([0, 1, 2, 3], [30, 20, 10, 40])
    found = rake([cells // 2, cells % 2], [[60, 40], [50, 50]])
    assert found.weights[[0, 30, 50, 60]] == pytest.approx([4 / 3, 1, 1, 0.75], abs=1e-9)
    assert found.effective_n == pytest.approx(94.4881889764, abs=1e-7)
    with pytest.raises(habitue.NotConvergedError):
        rake([np.zeros(5, int)], [[0.5, 0.5]])
    with pytest.raises(habitue.DataError):
        rake([np.full(5, 7)], [[0.5, 0.5]])


def test_gaps_and_value():
    gaps, classes = disconfirm([5, 5, None, 5], [7, 5, 5, 4])
    assert classes.tolist() == [3, 2, 0, 1] and gaps[0] == 2 and np.isnan(gaps[2])
    assert adapt_expectation(6, 0.5, [8, 8, 8]).tolist() == [6, 7, 7.5]
    differences, ratios = delivered_value(
        [[60], [20], [10], [10]], [[50], [5], [5], [0]]
    )
    assert (differences[0], ratios[0]) == (40, pytest.approx(100 / 60))
    found = ValueGaps.of([8], [9], [7])
    assert (found.perception[0], found.compromise[0], found.satisfaction[0]) == (-1, 1, -2)
    with pytest.raises(habitue.ArgumentError):
        delivered_value([[1], [1], [1]], [[1], [1], [1]])


def test_service_quality_is_on_the_scale_of_the_items():
    published = [-0.65, -1.10, -0.83, -0.70, -1.01]
    questions = [Question(f"q{i}", Scale.continuous(1, 7)) for i in range(10)]
    row = [value for gap in published for value in (6.0, 6.0 + gap)]
    answers = Answers(Questionnaire(questions), np.array([row]))
    pairs = [[(2 * i, 2 * i + 1)] for i in range(5)]
    found = ServiceQuality.of(answers, pairs, [20] * 5)
    assert found.unweighted == pytest.approx(-0.858)
    assert found.weighted == pytest.approx(-0.858)
    assert found.gaps == pytest.approx(published)


def test_kano():
    pairs = {"M": (3, 5), "O": (1, 5), "A": (1, 3), "I": (3, 3), "R": (5, 3), "Q": (1, 1)}
    counts = {"A": 30, "O": 20, "M": 35, "I": 10, "R": 3, "Q": 2}
    rows = np.array([pairs[c] for c, n in counts.items() for _ in range(n)], float)
    found = Kano.of(rows[:, 0], rows[:, 1])
    assert found.kano_class == "must-be" and not found.significant
    assert found.better == pytest.approx(0.526315789474, abs=1e-12)
    assert found.worse == pytest.approx(-0.578947368421, abs=1e-12)
    assert found.fong_threshold == pytest.approx(10.9293, abs=5e-5)
    with pytest.raises(habitue.DataError):
        Kano.of([6], [1])


def test_effort_scorecard_and_contrasts():
    seven = Scale.points(1, 7)
    questionnaire = Questionnaire(
        [
            Question("easy", seven, dimension="service"),
            Question("price", seven, dimension="price"),
        ]
    )
    answers = Answers(questionnaire, {"easy": [7, 5, 4, 4, None], "price": [1, 2, 3, 2, 2]})
    effort = EffortScore.of(answers, "easy", easy_from=5)
    assert (effort.mean, effort.easy, effort.missing) == (5, 0.5, 1)
    card = Scorecard.of(answers, missing="available case")
    assert card.weakest == "price"
    assert card.total == pytest.approx((4 / 6 * 100 + 1 / 6 * 100) / 2)
    levels = np.array([1.0, 5.0, 9.0])
    first, second = np.repeat(levels, 30), np.tile(levels, 30)
    outcome = np.where(first == 1, -2, 0) + np.where(second == 9, 1.5, 0)
    kinds = [found.kind for found in penalty_reward([first, second], outcome, low_at_most=1, high_at_least=9)]
    assert kinds == ["basic", "excitement"]
