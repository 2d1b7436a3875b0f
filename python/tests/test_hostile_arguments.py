"""No argument of the package ends in anything but an answer or the library's own error.

Every public function, constructor and method is called: as it should be, with its
arguments guessed from their names, and then with each argument in turn replaced by what
it is not: out of range, of another type, missing, too long. What Python refuses by itself
(an argument that does not exist) stays with Python.
"""

from __future__ import annotations

import datetime
import decimal
import importlib
import inspect
import random
import uuid
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import habitue
from habitue import (
    contract,
    covariates,
    economics,
    fit_quality,
    gaps,
    kano,
    lifetime,
    live,
    loyalty,
    retention,
    rfm,
    satisfaction,
    simulation,
    structure,
    summary,
    survey,
    survey_study,
    uncertainty,
    value,
)

INTERNAL = {
    "classification": {
        "classify",
        "measure",
        "facts",
        "rows_of",
        "pointers",
        "flag",
        "count",
        "number",
    },
    "command": {"main"},
    "errors": {"exception", "refuse", "HabitueError"},
    "survey": {"number"},
}
"""Helpers of the package's own modules: no caller passes them anything."""

HOSTILE = [
    None, True, -1, 7.9, 2**32 + 5 - 2**32 * 2, 2**63, 2**64 + 7, 10**400, -(2**63) - 1, 1e300, -1e300,
    float("nan"), float("inf"), 1j, "x", "a\ud800", b"x", "", decimal.Decimal("NaN"), [], [1, "x"],
    [None], [[1, 2], [3]], {"a": 1}, {1, 2}, (), object(), uuid.UUID(int=1), datetime.timedelta(1),
    datetime.date(2024, 1, 1), datetime.datetime(2024, 1, 1, 5), np.array(3), np.ones((2, 2)),
    np.array([1j]), np.array(["2024-01-01"], "M8[M]"), np.float32(0.5), np.int8(3), np.bool_(True),
    np.datetime64("NaT"), lambda *a: "x", int, range(3),
]  # fmt: skip

CDNOW = Path(__file__).resolve().parents[2] / "tests" / "data" / "cdnow_summary.csv"
DATES = [datetime.date(2024, 1, 1), datetime.date(2024, 1, 9), datetime.date(2024, 2, 1)]
HISTORY = {"frequency": [2, 0, 1], "recency": [30.0, 0.0, 1.0], "age": [38.0, 39.0, 20.0]}
SCALE = survey.Scale.points(1, 5)
QUESTIONS = [survey.Question(name, SCALE, dimension=name) for name in ("a", "b", "c")]
ANSWERED = {
    "a": [1, 2, 4, 5, 3] * 4,
    "b": [2, 2, 5, 4, 1] * 4,
    "c": [1, 3, 5, 5, 4, 2, 3, 1, 1, 5] * 2,
}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved under a hostile name is saved nowhere that matters."""
    monkeypatch.chdir(tmp_path)


def made() -> dict[type, Any]:
    """One object of each class that takes part."""
    log = np.genfromtxt(CDNOW, delimiter=",", skip_header=1)
    histories = log[:, 1].astype(np.uint32), log[:, 2] / 7, log[:, 3] / 7
    model = lifetime.BgNbd.fit(*histories)
    spend = lifetime.GammaGamma(6.25, 3.74, 15.44)
    cohort = ([1] * 8, range(8), [1000, 631, 468, 382, 326, 289, 262, 241])
    sbg = contract.Sbg.fit(*cohort)
    ledger = summary.Summary("USD", costs="free")
    ledger.push([1, 2, 1], DATES, [10, 20, 30])
    questionnaire = survey.Questionnaire(QUESTIONS)
    answers = survey.Answers(questionnaire, ANSWERED)
    moments = survey.Moments.of(answers, missing="listwise")
    path = structure.PathModel(
        [structure.Construct("one", ["a"]), structure.Construct("two", ["b", "c"])],
        [("one", "two")],
    )
    faces = covariates.CovariateModel(model, [("purchase", "online", 0.5)])
    likelihood = uncertainty.Likelihood(model, *histories)
    counts = satisfaction.ShareCounts.of(answers, "a", 1)
    worth = value.Pyramid("curry").assign([3.0, 2.0, 1.0])
    found = [
        model, spend, sbg, ledger, questionnaire, answers, moments, path, faces, likelihood, counts,
        lifetime.ParetoNbd(0.553, 10.578, 0.606, 11.669),
        ledger.table("2024-03-01"), live.Live(ledger, "2024-03-01"), SCALE, QUESTIONS[0],
        live.Scorer(model, t=39.0, rate=0.003, horizon=52.0, spend=spend, lowest=[5.0]),
        survey.Reliability.of(moments, ["a", "b"]), structure.PathFit.of(path, moments),
        structure.PathBootstrap.of(path, answers, missing="listwise", samples=20),
        structure.SegmentComparison.of(path, answers, answers, missing="listwise", permutations=20),
        uncertainty.Uncertainty.delta(model), rfm.Scoring.quantiles(3), rfm.Rfm(),
        rfm.SegmentTable.eight(), rfm.Segment("s", "段", [((1, 5), (1, 5), (1, 5))]),
        rfm.Rfm().score([1, 2, 3], [1, 2, 3], [1, 2, 3]),
        value.Concentration([3.0, 2.0, 1.0]), value.Pyramid("curry"), value.Hysteresis([5.0], 0.1),
        value.Migration([1, 2], [2, 1], 2), value.Tier("t", "层", 1.0), worth,
        loyalty.griffin_ladder([0, 1, 6]), loyalty.five_factors(), loyalty.survey_join([1, 2], [2, 3]),
        retention.CohortTable.from_counts([[5, 3], [4]]), retention.KaplanMeier.new([1.0, 2.0], [1, 0]),
        economics.MarginMultiple(0.1), economics.CashFlow([0, 1], [-5.0, 9.0]),
        economics.MarkovValue([[0.5, 0.5], [0.0, 1.0]], [5.0, 0.0], 0.1),
        economics.RetentionLift(economics.MarginMultiple(0.1)),
        economics.BergerNasr([5.0, 5.0], [1.0], retention=0.8, discount=0.1),
        economics.Sensitivity(a=(1.0, 2.0, 3.0)), economics.TornadoBar("a", 1.0, 2.0),
        fit_quality.Comparison.fit(*histories, models=[lifetime.BgNbd]),
        satisfaction.SatisfactionIndex.of(answers, missing="listwise"),
        satisfaction.Mean.of([1.0, 2.0]), satisfaction.MeanCounts.of([1.0, 2.0]), counts.share(),
        satisfaction.PromoterScore.of_counts(5, 3, 2), gaps.EffortScore.of(answers, "a", easy_from=4),
        satisfaction.PromoterCounts.of(answers, "a", detractor_at_most=2, promoter_at_least=5),
        gaps.EffortCounts.of(answers, "a", easy_from=4), gaps.Scorecard.of(answers, missing="listwise"),
        gaps.PenaltyRewardCounts.of([[1, 5, 1, 5]], [1, 2, 3, 4], low_at_most=1, high_at_least=5),
        gaps.ServiceQualityCounts.of(answers, [[("a", "b")]]), gaps.ValueGaps.of([1.0], [2.0], [3.0]),
        kano.KanoCounts.of([1, 2], [2, 3]), kano.FuzzyKano.of(np.eye(5), np.eye(5)),
        simulation.simulate(model, [5.0]), structure.Construct("one", ["a"]),
        value.basket_rules([1, 1, 2], ["x", "y", "x"]), survey_study.SurveyStudy(ANSWERED),
    ]  # fmt: skip
    known = {type(one): one for one in found}
    known[gaps.DimensionScore] = known[gaps.Scorecard].dimensions["a"]
    known[summary.Tracking] = ledger.tracking("2024-03-01")
    known[loyalty.Classification] = known.pop(type(loyalty.griffin_ladder([1])))
    return known


OBJECTS = made()
COLUMN = [1.0, 2.0, 3.0]
BY_NAME: dict[str, list[Any]] = {
    **{name: [column] for name, column in HISTORY.items()},
    "customers": [3, [1, 2, 1], ["x", "y", "x"]], "customer": [1, [0, 1, 1], "x"], "day": [DATES, DATES[2]],
    "times": [DATES, COLUMN], "days": [DATES, [1, 2, 3]], "amounts": [[10, 20, 30]], "amount": [COLUMN, 5],
    "calibration_end": ["2024-03-01"], "valuation": ["2024-01-01"], "first_day": ["2024-01-01"],
    "last_day": ["2024-03-01"], "today": ["2024-01-01"], "start": ["2024-01-01", 0.0, 1.0, COLUMN, 5],
    "currency": ["USD"], "question": ["a"], "questions": [QUESTIONS], "columns": [ANSWERED],
    "missing": ["listwise"], "items": [["a", "b"]], "first": [["a"], (1.0, 0.5), OBJECTS[survey.Answers]],
    "second": [["b"], (2.0, 0.5), OBJECTS[survey.Answers]], "outcome": ["a", COLUMN, [1, 2, 3, 4]],
    "drivers": [["b", "c"]], "name": ["margin", "a"], "names": [["a", "b"]], "n": [2, 50.0],
    "correlations": [np.eye(2)], "means": [[1.0, 2.0]], "sds": [[1.0, 2.0]],
    "data": [one.to_bytes() for one in OBJECTS.values() if hasattr(one, "to_bytes")], "folder": ["."],
    "categories": [[[0, 1, 0]], [0, 1, 0]], "targets": [[[0.5, 0.5]], [0.5, 0.5]],
    "family": ["kano"], "figure": ["paths"], "construct": ["one"], "k": [1], "constructs": [],
    "source": [b"c,d,a\nx,2024-01-01,3\n", b"a,b,c\n1,2,3\n"], "date": ["d"],
    "detractor_at_most": [2], "promoter_at_least": [5], "easy_from": [4],
    "checklist": ["service standard"], "points": [5, COLUMN, [[True, None]] * 3],
    "attributes": [[[1, 5, 1, 5]]], "low_at_most": [1], "high_at_least": [5],
    "dimensions": [[[("a", "b")]]], "benefits": [[COLUMN] * 4], "costs": [[COLUMN] * 4, "free", None],
    "functional": [[1, 2, 5], np.eye(5)], "dysfunctional": [[2, 3, 1], np.eye(5)],
    "counts": [{"M": 3, "O": 2}], "recommend": [[1, 2, 3]], "ratings": [np.eye(3)],
    "ranges": [(0, 10)], "scale": [(1, 5), SCALE], "needed": [(1, 3, 5)], "leaves": [[5.0] * 7],
    "parents": [[-1, 0, 0]], "leaf_scores": [[float("nan"), 5.0, 6.0]], "survivors": [[10, 5, 3]],
    "cohort": [[1, 1, 1]], "period": [[0, 1, 2], [1, 2, 3]], "periods": [4, [1, 2, 3], 2.0], "born": [COLUMN],
    "renewals": [[1, 2, 0]], "left": [[1, 0, 1]], "lost": [[1, 0, 1]], "group": [[0, 1, 1]],
    "transition": [np.eye(2)], "reward": [[5.0, 0.0], 0.1], "purchase": [[0.4, 0.2], None],
    "coefficients": [[1.0, 0.1]], "acquisition": [(0.9, 0.3, 5.0), 5.0], "comparisons": [np.ones((2, 2))],
    "retention": [0.8, [0.8, 0.5, 0.7], (0.9, 0.3, 5.0)], "tier": [[1, 2, 2]], "before": [[1, 2, 1], [1, 0, 1]],
    "after": [[1, 1, 2]], "now": [[1, 0, 1], COLUMN], "ever_before": [[1, 0, 1]], "classes": [3],
    "active": [[[5, 3], [4]], [1, 0, 1]], "tiers": [[value.Tier("t", "层", 1.0)] * 2, "curry", 2],
    "previous": [[0, 1, 2]], "thresholds": [[1.0, 2.0]], "criteria": [[COLUMN, COLUMN]],
    "benefit": [[True, False]], "weights": [None, [1.0, 2.0], COLUMN], "cuts": [(50.0, 50.0)],
    "score": [COLUMN], "values": [COLUMN], "share": [0.5], "rate": [0.1], "t": [1, 5.0],
    "probability": [0.9], "confidence": [0.9],
    "margin": [0.5, [5.0, 5.0, 5.0], 5.0], "horizon": [4.0, 3], "steps": [3], "step": [1.0],
    "actual": [COLUMN, [1, 0, 1]], "expected": [COLUMN], "mean_spend": [[30.0, 0.0, 20.0]],
    "expected_spend": [COLUMN], "effects": [[("purchase", "f", 0.5)]], "kind": [lifetime.BgNbd],
    "which": ["purchase", "mean_spend"], "scheme": [1], "code": [1], "row": [0], "hits": [3, [3, 4]],
    "population": [500], "parameter": ["r"], "inputs": [], "status": [[1, 2, 3]], "event": [[1, 1, 5]],
    "months": [[1, 2, 3]], "interval": ["log", 1.0], "p": [0.5], "retention_rate": [0.8], "state": [0],
    "holdout_end": [None], "unit": ["day", "week", "month", ""], "convention": ["btyd"], "tags": [[1, 2, 4]],
    "segments": [[OBJECTS[rfm.Segment]]], "rules": [[OBJECTS[rfm.Segment]]], "bins": [5, (5, 5, 5)],
    "scores": [OBJECTS[rfm.RfmScores], {1: 0, 2: 100}], "terms": [OBJECTS[economics.MarginMultiple]],
    "later": [], "other": [], "value": [COLUMN, lambda *a: a[0], 5.0], "low": [1.0], "high": [5.0],
    "models": [[lifetime.BgNbd]], "draws": [200], "samples": [20], "permutations": [20], "discount": [0.1],
    "referrer": [[0, 1, 1], [-1, 0, 1]], "redeemed": [[1.0, 2.0]], "redemption": [0.8], "cycles": [2],
    "log_intervals": [[1.0, 0.0, 0.0], None], "numbers": [[1, 2, 2]], "table": [None],
    "column": [COLUMN], "lowest": [[0, 1]], "line": [["x", "y", "x"]], "streak": [[1, 2, 3]],
    "respondents": [[1, 2]], "due": [DATES], "done": [[DATES[0], None, None]], "owner": [["Ada", None, "Bo"]],
    "basket": [[1, 1, 2]], "product": [["x", "y", "x"]], "dealer": [[0, 1, 1]], "dimension": [[0, 0, 0]],
    "hours": [[1, 2, 3]], "budget": [5], "dealers": [2], "applies": [[1, 0, 1]], "answers": [ANSWERED], "stayed": [[1, 0, 1]], "satisfied": [[1, 0, 1]], "paths": [[]], "parameters": [],
}  # fmt: skip
BY_ANNOTATION = {
    "int": [1, 0],
    "float": [0.5, 2.0],
    "bool": [True, False],
    "str": ["en"],
    "Any": [COLUMN, [1, 2, 3]],
}


def sources() -> list[str]:
    """The public modules. An installed package also holds the library, which is no module."""
    found = []
    for folder in map(Path, habitue.__path__):
        for file in [*folder.glob("*.py"), *folder.glob("breakdown/*.py")]:
            if file.stem[0] != "_":
                found.append(".".join(file.relative_to(folder).with_suffix("").parts))
    return sorted(found)


def callables() -> list[tuple[str, Any, Any]]:
    """Name, object or class it belongs to (None of a function), and what is called."""
    found = []
    for module in sources():
        try:
            whole = importlib.import_module(f"habitue.{module}")
        except ImportError as error:
            if (error.name or "habitue").startswith("habitue"):
                raise
            continue  # needs a package that is optional, and not here
        for name, what in vars(whole).items():
            inside = INTERNAL.get(module, set())
            if (
                name.startswith("_")
                or name in inside
                or getattr(what, "__module__", "") != whole.__name__
            ):
                continue
            if inspect.isfunction(what):
                found.append((f"{module}.{name}", None, what))
            elif inspect.isclass(what):
                result = hasattr(what, "__dataclass_fields__")
                inside = inside | {f"{name}.adopt", f"{name}.empty"}
                own = [
                    n for n in dir(what) if not n.startswith("_") and f"{name}.{n}" not in inside
                ]
                if not result and not issubclass(what, (Exception, kano.Counts)):
                    found.append((f"{module}.{name}", None, what))
                found += [(f"{module}.{name}.{n}", what, n) for n in own]
    return found


def target(owner: Any, what: Any) -> Any:
    """What to call, or None where it is no function or nothing can be called."""
    if owner is None:
        return what
    static = inspect.getattr_static(owner, what)
    if isinstance(static, (classmethod, staticmethod)):
        return getattr(owner, what)
    if not inspect.isfunction(static) or owner not in OBJECTS:
        return None
    return getattr(OBJECTS[owner], what)


def candidates(parameter: inspect.Parameter) -> list[Any]:
    annotation = str(parameter.annotation)
    by_class = [one for kind, one in OBJECTS.items() if annotation.split(" | ")[0] == kind.__name__]
    if parameter.name in BY_NAME and BY_NAME[parameter.name]:
        return by_class or BY_NAME[parameter.name]
    default = [] if parameter.default is parameter.empty else [parameter.default]
    if by_class or default:
        return by_class + default
    return BY_ANNOTATION.get(annotation, [COLUMN, [1, 2, 3]])


def named(function: Any) -> list[inspect.Parameter]:
    kinds = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    return [p for p in inspect.signature(function).parameters.values() if p.kind not in kinds]


def outcome(name: str, function: Any, arguments: dict[str, Any]) -> bool:
    """Whether the call answers; anything but an answer and the library's own error fails."""
    try:
        function(**arguments)
    except habitue.HabitueError:
        return False
    except (FileNotFoundError, IsADirectoryError):
        return False
    except Exception as error:
        shown = {key: repr(given)[:80] for key, given in arguments.items()}
        pytest.fail(f"{name} ends in {type(error).__name__}: {error}\n with {shown}")
    return True


def base_of(name: str, function: Any, chance: random.Random) -> tuple[dict[str, Any], bool]:
    """Arguments that get an answer, where guessing finds some."""
    parameters, tried = named(function), {}
    for attempt in range(60):
        tried = {
            p.name: chance.choice(candidates(p))
            for p in parameters
            if p.default is p.empty or (attempt > 40 and chance.random() < 0.3)
        }
        if outcome(name, function, tried):
            return tried, True
    return tried, False


CALLS = [(name, target(owner, what)) for name, owner, what in callables()]
CALLS = [(name, function) for name, function in CALLS if function is not None]
ANSWERED_ONCE: set[str] = set()


@pytest.mark.parametrize(("name", "function"), CALLS, ids=[name for name, _ in CALLS])
def test_an_answer_or_the_librarys_own_error(name, function):
    chance = random.Random(name)
    base, answers = base_of(name, function, chance)
    if answers:
        ANSWERED_ONCE.add(name)
    for parameter in named(function):
        for hostile in HOSTILE:
            if callable(hostile) and parameter.name in ("progress", "value"):
                continue  # what a function of the caller's raises is the caller's
            outcome(name, function, base | {parameter.name: hostile})


def test_most_calls_were_right_before_they_were_wrong():
    if len(ANSWERED_ONCE) < 100:
        pytest.skip("the calls were not made in this run")
    assert len(ANSWERED_ONCE) > 0.7 * len(CALLS), sorted({n for n, _ in CALLS} - ANSWERED_ONCE)
