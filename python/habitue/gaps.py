"""Gaps, delivered value, service quality, effort, scorecards, checklists, contrasts."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _abi, _columns, _evidence, _scalars
from ._counts import Counts
from ._library import call, enumerator, initial
from .errors import refuse
from .satisfaction import Difference, Mean, difference, index_options
from .survey import Answers, Basis, Interval, Moments, Questionnaire, record

DISCONFIRMATION = ("unknown", "dissatisfied", "satisfied", "delighted")
"""Classes of `disconfirm`, by code."""

FACTORS = (None, "basic", "performance", "excitement")
"""Kinds of `penalty_reward`, by code."""


def disconfirm(
    expectation: ArrayLike, performance: ArrayLike, *, tolerance: float = 0.0
) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """Performance less expectation of each row, and its class (see `DISCONFIRMATION`)."""
    columns = _columns.aligned(missing=True, expectation=expectation, performance=performance)
    found = _evidence.calculate("DISCONFIRMATION", columns, tolerance=tolerance)
    return found["gap"], found["class"].astype(np.int32)


def adapt_expectation(start: float, rate: float, performance: ArrayLike) -> NDArray[np.float64]:
    """The expectation before each period, which moves towards each performance."""
    columns = _columns.aligned(missing=True, performance=performance)
    found = _evidence.calculate("ADAPTED_EXPECTATION", columns, start=start, rate=rate)
    return found["expectation"]


_PARTS = (
    *("product", "services", "personnel", "image", "money", "time", "psychic", "energy"),
    *("complaint_time", "complaint_energy", "recovery"),
)


def delivered_value(
    benefits: Sequence[ArrayLike],
    costs: Sequence[ArrayLike],
    *,
    complaints: Sequence[ArrayLike] | None = None,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Benefits less costs, and their ratio, for columns of four benefits and four costs.

    ``complaints`` adds what complaints cost in time and in energy, and what the
    recovery was worth: three columns.
    """
    parts = {"benefits": benefits, "costs": costs, "complaints": complaints}
    columns: dict[str, Any] = {}
    for (name, group), needed in zip(parts.items(), (4, 4, 3)):
        if name == "complaints" and group is None:
            continue
        given = _scalars.sequence(group, name)
        if len(given) != needed and (name != "complaints" or given):
            reason = f"has {len(given)} columns where {needed} are needed"
            refuse(_abi.HABITUE_BAD_LENGTH, name, reason)
        columns |= {f"{name}[{i}]": column for i, column in enumerate(given)}
    columns = _columns.aligned(**columns)
    found = _evidence.calculate("DELIVERED_VALUE", dict(zip(_PARTS, columns.values())))
    return found["difference"], found["ratio"]


@dataclass(frozen=True)
class ValueGaps:
    """The three gaps of the customer-value model, a column each."""

    perception: NDArray[np.float64]
    compromise: NDArray[np.float64]
    satisfaction: NDArray[np.float64]

    @classmethod
    def of(cls, designed: ArrayLike, expected: ArrayLike, received: ArrayLike) -> ValueGaps:
        """Received - designed, expected - designed, received - expected."""
        columns = _columns.aligned(designed=designed, expected=expected, received=received)
        return cls(**_evidence.calculate("VALUE_GAPS", columns))

    @property
    def sizes(self) -> ValueGaps:
        """The sizes of the gaps, whatever their direction."""
        return ValueGaps(abs(self.perception), abs(self.compromise), abs(self.satisfaction))


@dataclass(frozen=True)
class ServiceGaps:
    """The five gaps of service quality, a column each; below 0 something got lost."""

    understanding: NDArray[np.float64]
    standards: NDArray[np.float64]
    delivery: NDArray[np.float64]
    communication: NDArray[np.float64]
    service: NDArray[np.float64]

    @classmethod
    def of(
        cls,
        *,
        expected: ArrayLike,
        believed: ArrayLike,
        specified: ArrayLike,
        delivered: ArrayLike,
        promised: ArrayLike,
        perceived: ArrayLike,
    ) -> ServiceGaps:
        """Believed - expected, specified - believed, delivered - specified, delivered -
        promised, perceived - expected."""
        columns = _columns.aligned(
            expected=expected,
            believed=believed,
            specified=specified,
            delivered=delivered,
            promised=promised,
            perceived=perceived,
        )
        return cls(**_evidence.calculate("SERVICE_GAPS", columns))


class ServiceQualityCounts(Counts, measure="SERVICE_QUALITY"):
    """The sums under `ServiceQuality`, dimension by dimension; they merge and pickle."""

    @classmethod
    def of(
        cls, answers: Answers, dimensions: Sequence[Sequence[tuple[str | int, str | int]]]
    ) -> ServiceQualityCounts:
        """Counts ``dimensions``, each a list of (expectation, perception) questions."""
        index = _scalars.instance(answers, Answers, "answers").questionnaire.index
        questions, places = [], []
        given = _scalars.sequence(dimensions, "dimensions")
        for place, own in enumerate(given):
            for pair in _scalars.sequence(own, "dimensions"):
                questions += map(index, _scalars.several(pair, "dimensions", 2))
                places.append(place)
        of = np.array(places, np.uintp)
        return cls._of_answers(answers, questions, dimensions=of, dimension_count=len(given))

    def analyse(self, points: ArrayLike, *, level: float = 0.95) -> ServiceQuality:
        """Service quality with the importance points of the dimensions (any sum)."""
        weights = _columns.floats(points, "points")
        _columns.rows(dimensions=range(len(self.totals) // len(self.names())), points=weights)
        gaps = (_abi.habitue_dimension_gap * len(weights))()
        overall = ctypes.c_double(), ctypes.c_double()
        call("habitue_counts_service_quality", self, weights, len(weights), level, gaps, *overall)
        dimensions = tuple(
            record(
                DimensionGap,
                each,
                gap=record(Mean, each.gap),
                perception=record(Mean, each.perception),
            )
            for each in gaps
        )
        return ServiceQuality(dimensions, *(each.value for each in overall))


@dataclass(frozen=True)
class DimensionGap:
    """One dimension of service quality: perception less expectation, and perception."""

    weight: float
    gap: Mean
    perception: Mean
    missing_pairs: int


@dataclass(frozen=True)
class ServiceQuality:
    """Perception less expectation over dimensions, on the scale of the items."""

    dimensions: tuple[DimensionGap, ...]
    unweighted: float
    weighted: float

    @classmethod
    def of(
        cls,
        answers: Answers,
        dimensions: Sequence[Sequence[tuple[str | int, str | int]]],
        points: ArrayLike,
        *,
        level: float = 0.95,
    ) -> ServiceQuality:
        """The gaps of ``dimensions``, each a list of (expectation, perception) questions."""
        return ServiceQualityCounts.of(answers, dimensions).analyse(points, level=level)

    @property
    def gaps(self) -> NDArray[np.float64]:
        """The mean gap of each dimension."""
        return np.array([dimension.gap.mean for dimension in self.dimensions])


@dataclass(frozen=True)
class PenaltyReward:
    """Coefficients of the low and the high end of an attribute, and what it so is.

    ``low`` and ``high`` count the respondents at either end.
    """

    penalty: float
    reward: float
    range: float
    kind: str
    low: int
    high: int


class PenaltyRewardCounts(Counts, measure="PENALTY_REWARD"):
    """The sums under `penalty_reward`, which merge and pickle."""

    @classmethod
    def of(
        cls,
        attributes: Sequence[ArrayLike],
        outcome: ArrayLike,
        *,
        low_at_most: float,
        high_at_least: float,
        weights: ArrayLike | None = None,
    ) -> PenaltyRewardCounts:
        """Counts respondents who answered everything."""
        columns = {
            f"attributes[{i}]": _columns.floats(column, f"attributes[{i}]", missing=True)
            for i, column in enumerate(_scalars.sequence(attributes, "attributes"))
        }
        columns["outcome"] = _columns.floats(outcome, "outcome", missing=True)
        cuts = {"low_at_most": low_at_most, "high_at_least": high_at_least}
        known = {name: _scalars.known(cut, name) for name, cut in cuts.items()}
        return cls._of_columns(columns, weights, **known)

    @property
    def attributes(self) -> int:
        """How many attributes there are."""
        return round(((len(self.totals) - 2) / 4) ** 0.5) - 1

    def contrasts(self, *, least: int = 30, tolerance: float = 0.1) -> list[PenaltyReward | None]:
        """The contrasts; ``None`` for an attribute with too few low or high answers."""
        found = (_abi.habitue_penalty_reward * self.attributes)()
        call("habitue_counts_penalty_reward", self, least, tolerance, found, len(found))
        return [
            record(PenaltyReward, each, kind=kind) if (kind := FACTORS[each.factor]) else None
            for each in found
        ]


def penalty_reward(
    attributes: Sequence[ArrayLike],
    outcome: ArrayLike,
    *,
    low_at_most: float,
    high_at_least: float,
    weights: ArrayLike | None = None,
    least: int = 30,
    tolerance: float = 0.1,
) -> list[PenaltyReward | None]:
    """The contrasts of attributes; ``None`` for one with too few low or high answers."""
    counts = PenaltyRewardCounts.of(
        attributes, outcome, low_at_most=low_at_most, high_at_least=high_at_least, weights=weights
    )
    return counts.contrasts(least=least, tolerance=tolerance)


@dataclass(frozen=True)
class EffortScore:
    """The Customer Effort Score (CES): mean answer, and the share that counts as easy."""

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
        """The effort score; ``easy_from`` (5 on 1 to 7 is usual) has no default.

        On a reversed scale it is the lowest recoded answer, low + high - answer.
        """
        return EffortCounts.of(answers, question, easy_from=easy_from).score(level=level)

    def difference(self, later: EffortScore, *, level: float = 0.95) -> Difference:
        """Whether the mean of ``later`` differs from this one; independent samples."""
        return difference("mean", self, later, level)


class EffortCounts(Counts, measure="EFFORT"):
    """The counts under an `EffortScore`."""

    @classmethod
    def of(cls, answers: Answers, question: str | int, *, easy_from: float) -> EffortCounts:
        """Counts the answers to a question on which a higher answer means less effort."""
        index = _scalars.instance(answers, Answers, "answers").questionnaire.index(question)
        least = _scalars.known(easy_from, "easy_from")
        return cls._of_answers(answers, [index], high_at_least=least)

    def score(self, *, level: float = 0.95) -> EffortScore:
        """The score with its intervals."""
        found = initial(_abi.habitue_effort)
        call("habitue_counts_effort", self, level, found)
        easy = Interval.of(found.easy_interval)
        return record(EffortScore, found.mean, easy=found.easy, easy_interval=easy)


@dataclass(frozen=True)
class DimensionScore:
    """The index of one dimension."""

    value: float
    weight: float
    standard_error: float | None
    interval: Interval | None
    basis: Basis

    def difference(self, later: DimensionScore, *, level: float = 0.95) -> Difference:
        """Whether the index of ``later`` differs from this one; independent samples."""
        return difference("value", self, later, level)


@dataclass(frozen=True)
class Scorecard:
    """The index of each dimension, their weighted mean, and the weakest."""

    total: float
    standard_error: float | None
    interval: Interval | None
    dimensions: dict[str, DimensionScore]
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
        population: int | None = None,
    ) -> Scorecard:
        """The scorecard of a questionnaire with dimensions."""
        options = index_options(missing, minimum_share, form, level, population)
        asked = _scalars.instance(answers, Answers, "answers").questionnaire
        return cls._called(asked, "habitue_satisfaction_index", answers, options)

    @classmethod
    def of_moments(
        cls, moments: Moments, questionnaire: Questionnaire, *, level: float = 0.95
    ) -> Scorecard:
        """The scorecard from moments: of merged shards, of published figures."""
        _scalars.instance(questionnaire, Questionnaire, "questionnaire")
        function = "habitue_satisfaction_of_moments"
        return cls._called(questionnaire, function, moments, questionnaire, level)

    @classmethod
    def _called(cls, asked: Questionnaire, function: str, *arguments: Any) -> Scorecard:
        names = list(dict.fromkeys(q.dimension for q in asked.questions if q.dimension))
        found, weights = (_abi.habitue_index * len(names))(), _columns.output(len(names))
        total = _abi.habitue_scorecard()
        places = {"dimensions": found, "dimension_weights": weights, "dimension_count": len(names)}
        wanted = initial(_abi.habitue_satisfaction, scorecard=ctypes.pointer(total), **places)
        call(function, *arguments, wanted)
        dimensions = {
            name: record(DimensionScore, index, weight=weight)
            for name, index, weight in zip(names, found, weights.tolist())
        }
        weakest = names[total.weakest]
        return record(cls, total, total=total.value, dimensions=dimensions, weakest=weakest)

    def passes(self, threshold: float) -> bool:
        """Whether every dimension reaches ``threshold``: the weakest decides."""
        return self.dimensions[self.weakest].value >= _scalars.real(threshold, "threshold")

    def difference(self, later: Scorecard, *, level: float = 0.95) -> Difference:
        """Whether the total of ``later`` differs from this one; independent samples."""
        return difference("total", self, later, level)


CHECKLISTS = {
    "satisfaction conditions": _abi.HABITUE_CHECKLIST_SATISFACTION_CONDITIONS,
    "service standard": _abi.HABITUE_CHECKLIST_SERVICE_STANDARD,
    "individual offer": _abi.HABITUE_CHECKLIST_INDIVIDUAL_OFFER,
}
"""Checklists that one failure fails."""


@dataclass(frozen=True)
class Checklist:
    """What a checklist finds in each of many rows.

    ``passes`` is True, False, or None where a point that is not known leaves it open;
    ``failed`` and ``unknown`` name the points.
    """

    passes: tuple[bool | None, ...]
    failed: tuple[tuple[str, ...], ...]
    unknown: tuple[tuple[str, ...], ...]

    @classmethod
    def names(cls, checklist: str, language: str = "en") -> list[str]:
        """The name of a list, and of its points, in "en" or "zh"."""
        code = enumerator(CHECKLISTS, checklist, "checklist")
        points = _evidence.names_by_code(_abi.HABITUE_LIST_CHECKLIST_POINTS + code, language)
        return [str(_evidence.name(_abi.HABITUE_LIST_CHECKLISTS, code, language)), *points.values()]

    @classmethod
    def of(
        cls, checklist: str, points: Sequence[Sequence[bool | None]], language: str = "en"
    ) -> Checklist:
        """Checks a column of True, False or None for each point of the list."""
        code = enumerator(CHECKLISTS, checklist, "checklist")
        columns = [
            np.array(
                [-1 if met is None else _scalars.flag(met, "points") for met in met_by], np.int32
            )
            for met_by in (
                _scalars.sequence(c, "points") for c in _scalars.sequence(points, "points")
            )
        ]
        named = {f"points[{i}]": column for i, column in enumerate(columns)}
        rows = _columns.rows(**named) if columns else 0
        matrix = np.concatenate(columns) if columns else np.empty(0, np.int32)
        passes = _columns.output(rows, np.int32)
        failed, unknown = _columns.output(rows, np.uint32), _columns.output(rows, np.uint32)
        call("habitue_checklist", code, matrix, rows, passes, failed, unknown)
        names = cls.names(checklist, language)[1:]

        def of_bits(column: NDArray[np.uint32]) -> tuple[tuple[str, ...], ...]:
            return tuple(
                tuple(name for i, name in enumerate(names) if bits >> i & 1)
                for bits in column.tolist()
            )

        states = {-1: None, 0: False, 1: True}
        return cls(
            tuple(states[code] for code in passes.tolist()), of_bits(failed), of_bits(unknown)
        )
