"""Gaps, delivered value, effort, scorecards, Kano, penalty and reward."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _abi, _columns
from ._library import call, enumerator, initial
from .satisfaction import FORMS
from .survey import MISSING, Answers, Interval, number

DISCONFIRMATION = ("unknown", "dissatisfied", "satisfied", "delighted")
"""Classes of `disconfirm`, by code."""

KANO_TABLES = {"usual": _abi.HABITUE_KANO_USUAL, "strict": _abi.HABITUE_KANO_STRICT}
"""Evaluation tables of Kano."""

KANO_CLASSES = {
    _abi.HABITUE_KANO_MUST_BE: "must-be",
    _abi.HABITUE_KANO_ONE_DIMENSIONAL: "one-dimensional",
    _abi.HABITUE_KANO_ATTRACTIVE: "attractive",
    _abi.HABITUE_KANO_INDIFFERENT: "indifferent",
    _abi.HABITUE_KANO_REVERSE: "reverse",
    _abi.HABITUE_KANO_QUESTIONABLE: "questionable",
}
"""Kano's classes by code."""

FACTORS = (None, "basic", "performance", "excitement")
"""Kinds of `penalty_reward`, by code."""


def disconfirm(
    expectation: ArrayLike, performance: ArrayLike, *, tolerance: float = 0.0
) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """Performance less expectation of each row, and its class (see `DISCONFIRMATION`)."""
    expectation = _columns.floats(expectation, "expectation", missing=True)
    performance = _columns.floats(performance, "performance", missing=True)
    rows = _columns.rows(expectation=expectation, performance=performance)
    gaps, classes = _columns.output(rows), _columns.output(rows, np.int32)
    call("habitue_disconfirm", expectation, performance, rows, tolerance, gaps, classes)
    return gaps, classes


def adapt_expectation(
    start: float, rate: float, performance: ArrayLike
) -> NDArray[np.float64]:
    """The expectation before each period, which moves towards each performance."""
    performance = _columns.floats(performance, "performance", missing=True)
    out = _columns.output(len(performance))
    call("habitue_adapt_expectation", start, rate, performance, len(performance), out)
    return out


def delivered_value(
    benefits: Sequence[ArrayLike], costs: Sequence[ArrayLike]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Benefits less costs, and their ratio, for columns of four benefits and four costs."""
    columns = {f"benefits[{i}]": _columns.floats(c, f"benefits[{i}]") for i, c in enumerate(benefits)}
    columns |= {f"costs[{i}]": _columns.floats(c, f"costs[{i}]") for i, c in enumerate(costs)}
    rows = _columns.rows(**columns) if columns else 0
    parts = list(columns.values())
    gain = np.concatenate(parts[: len(benefits)]) if benefits else np.empty(0)
    loss = np.concatenate(parts[len(benefits) :]) if costs else np.empty(0)
    _columns.rows(benefits=gain, costs=loss)
    differences, ratios = _columns.output(rows), _columns.output(rows)
    call("habitue_delivered_value", gain, loss, len(gain), rows, differences, ratios)
    return differences, ratios


@dataclass(frozen=True)
class ValueGaps:
    """The three gaps of the customer-value model, a column each."""

    perception: NDArray[np.float64]
    compromise: NDArray[np.float64]
    satisfaction: NDArray[np.float64]

    @classmethod
    def of(cls, designed: ArrayLike, expected: ArrayLike, received: ArrayLike) -> ValueGaps:
        """Received - designed, expected - designed, received - expected."""
        designed = _columns.floats(designed, "designed")
        expected = _columns.floats(expected, "expected")
        received = _columns.floats(received, "received")
        rows = _columns.rows(designed=designed, expected=expected, received=received)
        out = [_columns.output(rows) for _ in range(3)]
        call("habitue_value_gaps", designed, expected, received, rows, *out)
        return cls(*out)


@dataclass(frozen=True)
class ServiceQuality:
    """Perception less expectation over dimensions, on the scale of the items."""

    gaps: NDArray[np.float64]
    perceptions: NDArray[np.float64]
    unweighted: float
    weighted: float

    @classmethod
    def of(
        cls,
        answers: Answers,
        dimensions: Sequence[Sequence[tuple[str | int, str | int]]],
        points: ArrayLike,
    ) -> ServiceQuality:
        """The gaps of ``dimensions``, each a list of (expectation, perception) questions."""
        index = answers.questionnaire.index
        pairs = [(index(e), index(p), d) for d, own in enumerate(dimensions) for e, p in own]
        columns = [np.array([pair[i] for pair in pairs], np.uintp) for i in range(3)]
        points = _columns.floats(points, "points")
        _columns.rows(dimensions=dimensions, points=points)
        gaps, perceptions = _columns.output(len(points)), _columns.output(len(points))
        unweighted, weighted = ctypes.c_double(), ctypes.c_double()
        call(
            "habitue_service_quality",
            answers,
            *columns,
            len(pairs),
            points,
            len(points),
            gaps,
            perceptions,
            unweighted,
            weighted,
        )
        return cls(gaps, perceptions, unweighted.value, weighted.value)


@dataclass(frozen=True)
class Kano:
    """The Kano analysis of one attribute."""

    kano_class: str
    counts: dict[str, float]
    better: float | None
    worse: float | None
    total_strength: float
    category_strength: float
    fong_threshold: float
    significant: bool
    functional: float
    dysfunctional: float
    n: float
    missing: int

    @classmethod
    def of(
        cls,
        functional: ArrayLike,
        dysfunctional: ArrayLike,
        *,
        weights: ArrayLike | None = None,
        table: str = "usual",
        category_strength: float = 0.05,
    ) -> Kano:
        """The analysis of answers 1 to 5 (like, must be, neutral, live with it, dislike)."""
        there = _columns.floats(functional, "functional", missing=True)
        absent = _columns.floats(dysfunctional, "dysfunctional", missing=True)
        weighted = None if weights is None else _columns.floats(weights, "weights")
        rows = _columns.rows(functional=there, dysfunctional=absent, weights=weighted)
        found = _abi.habitue_kano_result()
        code = enumerator(KANO_TABLES, table, "table")
        call("habitue_kano", there, absent, weighted, rows, code, category_strength, found)
        return cls(
            KANO_CLASSES[found.kano_class],
            dict(zip(KANO_CLASSES.values(), found.counts)),
            number(found.better),
            number(found.worse),
            found.total_strength,
            found.category_strength,
            found.fong_threshold,
            bool(found.significant),
            found.functional,
            found.dysfunctional,
            found.n,
            found.missing,
        )


@dataclass(frozen=True)
class PenaltyReward:
    """Coefficients of the low and the high end of an attribute, and what it so is."""

    penalty: float
    reward: float
    kind: str


def penalty_reward(
    attributes: Sequence[ArrayLike],
    outcome: ArrayLike,
    *,
    low_at_most: float,
    high_at_least: float,
    least: int = 30,
    tolerance: float = 0.1,
) -> list[PenaltyReward | None]:
    """The contrasts of attributes; ``None`` for one with too few low or high answers."""
    columns = [
        _columns.floats(column, f"attributes[{i}]", missing=True)
        for i, column in enumerate(attributes)
    ]
    target = _columns.floats(outcome, "outcome", missing=True)
    named = {f"attributes[{i}]": column for i, column in enumerate(columns)}
    rows = _columns.rows(outcome=target, **named)
    matrix = np.concatenate(columns) if columns else np.empty(0)
    k = len(columns)
    penalties, rewards = _columns.output(k), _columns.output(k)
    kinds = _columns.output(k, np.int32)
    call(
        "habitue_penalty_reward",
        matrix,
        len(matrix),
        k,
        target,
        rows,
        low_at_most,
        high_at_least,
        least,
        tolerance,
        penalties,
        rewards,
        kinds,
    )
    found: list[PenaltyReward | None] = []
    for penalty, reward, code in zip(penalties.tolist(), rewards.tolist(), kinds.tolist()):
        kind = FACTORS[code]
        found.append(None if kind is None else PenaltyReward(penalty, reward, kind))
    return found


@dataclass(frozen=True)
class EffortScore:
    """Mean answer, and the share that counts as easy."""

    mean: float
    standard_error: float | None
    interval: Interval | None
    easy: float
    easy_interval: Interval | None
    answered: int
    missing: int

    @classmethod
    def of(
        cls, answers: Answers, question: str | int, *, easy_from: float, level: float = 0.95
    ) -> EffortScore:
        """The effort score; ``easy_from`` (5 on 1 to 7 is usual) has no default."""
        found = _abi.habitue_effort()
        index = answers.questionnaire.index(question)
        call("habitue_effort_score", answers, index, easy_from, level, found)
        return cls(
            found.mean,
            number(found.standard_error),
            Interval.of(found.interval),
            found.easy,
            Interval.of(found.easy_interval),
            found.answered,
            found.missing,
        )


@dataclass(frozen=True)
class Scorecard:
    """The index of each dimension, their weighted mean, and the weakest."""

    total: float
    values: dict[str, float]
    weights: dict[str, float]
    weakest: str

    @classmethod
    def of(
        cls,
        answers: Answers,
        *,
        missing: str,
        minimum_share: float = 0.5,
        form: str = "per question",
        level: float = 0.95,
    ) -> Scorecard:
        """The scorecard of a questionnaire with dimensions."""
        questions = answers.questionnaire.questions
        names = list(dict.fromkeys(q.dimension for q in questions if q.dimension))
        options = initial(
            _abi.habitue_index_options,
            missing=enumerator(MISSING, missing, "missing"),
            minimum_share=minimum_share,
            form=enumerator(FORMS, form, "form"),
            level=level,
        )
        values, weights = _columns.output(len(names)), _columns.output(len(names))
        total, weakest = ctypes.c_double(), ctypes.c_size_t()
        call("habitue_scorecard", answers, options, values, weights, len(names), total, weakest)
        return cls(
            total.value,
            dict(zip(names, values.tolist())),
            dict(zip(names, weights.tolist())),
            names[weakest.value],
        )
