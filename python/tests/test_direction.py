"""A reversed question gives, bit for bit, what answers recoded by hand give, at every
door of the library that takes answers, and analyses rest on their own questions."""

from __future__ import annotations

import ctypes
import dataclasses

import habitue
import numpy as np
import pytest
from habitue import _abi, _library
from habitue.breakdown import Breakdown
from habitue.gaps import EffortCounts, EffortScore, Scorecard, ServiceQualityCounts
from habitue.satisfaction import (
    PromoterCounts,
    PromoterScore,
    SatisfactionIndex,
    ShareCounts,
    TopBox,
    respondent_indices,
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
    Reliability,
    Scale,
    heterotrait_monotrait,
    omega,
    rho_a,
)

SEVENS = ["a", "b", "c", "d"]
# The ends and step of each question, and whether it is asked the other way round.
ASKED = {
    "a": (1, 7, 1, True),
    "b": (1, 7, 1, False),
    "c": (1, 7, 1, True),
    "d": (1, 7, 1, False),
    "share": (0, 100, 0, True),
    "again": (0, 10, 1, True),
}
ROWS = 80


def columns(seed):
    """Answers as they were given, and recoded by hand."""
    draw = np.random.default_rng(seed)
    mood = draw.random(ROWS)
    given, recoded = {}, {}
    for name, (low, high, step, reversed_) in ASKED.items():
        place = 0.6 * mood + 0.4 * draw.random(ROWS)
        answer = low + (high - low) * (1 - place if reversed_ else place)
        answer = np.round(answer) if step else answer
        answer[draw.random(ROWS) < 0.05] = np.nan
        given[name] = answer
        recoded[name] = low + high - answer if reversed_ else answer
    return given, recoded


def questionnaire(*, declared):
    return Questionnaire(
        [
            Question(
                name,
                Scale.points(low, high, step, reversed=declared and reversed_),
                weight=1 + place,
                dimension=["product", "service"][place % 2],
            )
            for place, (name, (low, high, step, reversed_)) in enumerate(ASKED.items())
        ]
    )


def surveys(seed, weights=None):
    """With directions declared, and recoded by hand."""
    given, recoded = columns(seed)
    return (
        Answers(questionnaire(declared=True), given, weights=weights),
        Answers(questionnaire(declared=False), recoded, weights=weights),
    )


def bits(value):
    """A result as plain values that show every bit."""
    if isinstance(value, (float, np.floating)):
        return float(value).hex()
    if isinstance(value, np.ndarray):
        return [bits(each) for each in value.tolist()]
    if dataclasses.is_dataclass(value):
        return {field.name: bits(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): bits(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [bits(each) for each in value]
    return value


def model():
    return PathModel(
        [
            Construct("quality", ["a", "b"]),
            Construct("value", ["c", "share"]),
            Construct("loyalty", ["again"]),
        ],
        [("quality", "value"), ("value", "loyalty")],
    )


def shares(answers):
    counts = ShareCounts.of(answers, "a", 2)
    wald = TopBox.of(answers, 2, 3, method="wald", confidence=0.9)
    return counts.share(), counts.totals, TopBox.of(answers, "again", 3), wald


def promoters(answers):
    breaks = {"detractor_at_most": 4, "promoter_at_least": 7}
    return (
        PromoterScore.of(answers, "again", **breaks),
        PromoterCounts.of(answers, "again", **breaks).score(),
    )


def effort(answers):
    counts = EffortCounts.of(answers, "c", easy_from=5)
    other = EffortScore.of(answers, 0, easy_from=4.0, confidence=0.9)
    return counts.score(), counts.totals, EffortScore.of(answers, "a", easy_from=5), other


def index(answers):
    moments = Moments.of(answers, missing="available case")
    return (
        SatisfactionIndex.of(answers, missing="person mean"),
        SatisfactionIndex.of_moments(moments, answers.questionnaire),
        Scorecard.of(answers, missing="item mean"),
        Scorecard.of_moments(moments, answers.questionnaire),
        respondent_indices(answers, missing="available case"),
    )


def figures(moments):
    return moments.means, moments.sds, moments.correlations, moments.n, moments.basis


def sums(answers):
    part = Moments.of(answers, missing="listwise")
    return figures(Moments.from_bytes(part.to_bytes(), part.names).merge(part))


def reliability(answers):
    moments = Moments.of(answers, missing="listwise")
    return (
        figures(moments),
        Reliability.of(moments, SEVENS),
        omega(moments, SEVENS),
        heterotrait_monotrait(moments, ["a", "b"], ["c", "d"]),
        rho_a(moments, SEVENS, [0.4, 0.3, 0.2, 0.1]),
    )


def drivers(answers):
    moments = Moments.of(answers, missing="listwise")
    return (
        KeyDrivers.of(moments, "again", SEVENS),
        DriverIntervals.of(answers, "again", ["a", "b"], missing="listwise", samples=20),
    )


def paths(answers):
    moments = Moments.of(answers, missing="listwise")
    fit = PathFit.of(model(), moments)
    drawn = PathBootstrap.of(model(), answers, missing="listwise", samples=20)
    return (
        fit.weights,
        fit.paths,
        fit.index("quality"),
        fit.respondent_indices(answers, "value"),
        drawn.read("indices"),
    )


def segments(answers):
    kinds = {"missing": "listwise", "permutations": 20}
    found = SegmentComparison.of(model(), answers, answers, **kinds)
    return found.read("paths"), found.read("indices")


def by_group(answers):
    groups = {"wave": np.arange(ROWS) % 3}
    kinds = {"mean": list(ASKED), "promoter": {"again": (6, 9)}, "share": {"a": 2}}
    table = Breakdown.of(answers, groups, index="listwise", alpha=SEVENS, **kinds)
    return {name: column.tolist() for name, column in table.to_dict().items()}


def the_rest(answers):
    whole = Answers(answers.questionnaire, np.full((2, len(ASKED)), 5.0))
    whole.append(whole)
    whole.set_weights([1, 2, 3, 4])
    return (
        [answers.column(name) for name in ASKED],
        answers.missing,
        len(whole),
        ServiceQualityCounts.of(answers, [[("a", "b")], [("c", "d")]]).analyse([2, 1]),
    )


CHECKS = [
    shares, promoters, effort, index, sums, reliability, drivers, paths, segments, by_group, the_rest,
]

EXEMPT = {
    "habitue_responses_free",
    "habitue_moments_free",
}


class Recorder:
    """The library, with a list of the functions that were called."""

    def __init__(self, library):
        self.library, self.called = library, set()

    def __getattr__(self, name):
        self.called.add(name)
        return getattr(self.library, name)


def test_every_door_reads_a_reversed_question_as_one_recoded_by_hand(monkeypatch):
    recorder = Recorder(_library.LIBRARY)
    monkeypatch.setattr(_library, "LIBRARY", recorder)
    weights = np.tile([0.5, 1, 2, 3], ROWS // 4)
    for declared, recoded in (surveys(1), surveys(2, weights)):
        for check in CHECKS:
            assert bits(check(declared)) == bits(check(recoded)), check.__name__
    handles = [
        ctypes.POINTER(of)
        for of in (_abi.habitue_responses, _abi.habitue_moments)
    ]
    over_answers = {
        name
        for name, (_, arguments) in _abi.FUNCTIONS.items()
        if any(kind in handles for _, kind in arguments)
    }
    assert over_answers - recorder.called - EXEMPT == set()


def test_a_file_is_read_in_the_same_direction():
    csv = b"a,b\n1,3\n7,4\n,5\n"
    questions = [Question("a", Scale.points(1, 7, reversed=True)), Question("b", Scale.points(1, 7))]
    answers = Answers.read_csv(csv, Questionnaire(questions))
    assert answers.column("a")[:2].tolist() == [7, 1]
    assert answers.column("b").tolist() == [3, 4, 5]


def test_directions_are_honoured_or_refused():
    declared, recoded = surveys(1)
    moments = Moments.of(declared, missing="listwise")
    with pytest.raises(habitue.DataError) as error:
        SatisfactionIndex.of_moments(moments, recoded.questionnaire)
    assert error.value.column == "a"
    first, second = (Moments.of(each, missing="listwise") for each in (declared, recoded))
    with pytest.raises(habitue.DataError) as error:
        first.merge(second)
    assert error.value.column == "a"
    # Published moments say nothing of directions; the questionnaire does.
    scale = Scale.points(1, 7)
    backwards = Questionnaire([Question("x", scale), Question("y", Scale.points(1, 7, reversed=True))])
    published = Moments.from_correlations(["x", "y"], 50, [5, 2], [1, 1], [[1, -0.5], [-0.5, 1]])
    found = SatisfactionIndex.of_moments(published, backwards)
    turned = Moments.from_correlations(["x", "y"], 50, [5, 6], [1, 1], [[1, 0.5], [0.5, 1]])
    expected = SatisfactionIndex.of_moments(turned, Questionnaire([Question("x", scale), Question("y", scale)]))
    assert found.value == pytest.approx(expected.value, rel=1e-14)
    assert found.standard_error == pytest.approx(expected.standard_error, rel=1e-14)


def test_an_analysis_rests_on_its_own_questions():
    given, _ = columns(3)
    complete = ~np.isnan(np.array([given[name] for name in "abc"])).any(axis=0)
    given["share"][: ROWS - 10] = np.nan
    answers = Answers(questionnaire(declared=True), given)
    moments = Moments.of(answers, missing="listwise")
    assert moments.n <= 10 < complete.sum()
    found = Reliability.of(moments, ["a", "b", "c"])
    assert found.n == complete.sum()
    alone = Questionnaire(list(questionnaire(declared=True).questions[:3]))
    expected = Moments.of(Answers(alone, {name: given[name] for name in "abc"}), missing="listwise")
    assert bits(found) == bits(Reliability.of(expected, ["a", "b", "c"]))


def test_a_person_mean_fills_in_nothing_that_nobody_was_asked():
    given, _ = columns(3)
    given["share"][:] = np.nan
    answers = Answers(questionnaire(declared=True), given)
    for missing in ("listwise", "available case", "item mean", "person mean"):
        with pytest.raises(habitue.DataError):
            Moments.of(answers, missing=missing).means
        with pytest.raises(habitue.DataError):
            SatisfactionIndex.of(answers, missing=missing)


def test_the_usual_names_are_found():
    assert "Net Promoter Score (NPS)" in PromoterScore.__doc__
    assert "Customer Effort Score (CES)" in EffortScore.__doc__
    assert "CSAT" in TopBox.__doc__
