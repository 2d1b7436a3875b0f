"""Gaps, delivered value, service quality, effort, scorecards, checklists, contrasts."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars
from ._choices import CHECKLIST_NAMES, ChecklistName, Language
from ._columns import Column
from ._counts import Counts
from ._evidence import Floats
from ._gaps import *  # noqa: F403
from ._library import array, call, enumerator, initial, record, told
from ._made import EffortScoreMade, ScorecardMade, ServiceQualityMade
from ._records_of_gaps import (
    DimensionGap,
    DimensionScoreFields,
    EffortFields,
    PenaltyReward,
    ScorecardFields,
    ServiceQualityFields,
)
from ._results import ChecklistFields, ValueGapsFields
from .satisfaction import Difference, Mean, _difference, _index_options
from .survey import Answers, Interval, Moments, Questionnaire

DISCONFIRMATION = ("unknown", "dissatisfied", "satisfied", "delighted")
"""Classes of `disconfirm`, by code."""

FACTORS = (None, "basic", "performance", "excitement")
"""Kinds of `penalty_reward`, by code."""


class ValueGaps(ValueGapsFields):
    @property
    def sizes(self) -> ValueGaps:
        """The sizes of the gaps, whatever their direction."""
        return ValueGaps(abs(self.perception), abs(self.compromise), abs(self.satisfaction))


class ServiceQualityCounts(Counts, measure="SERVICE_QUALITY"):
    """The sums under `ServiceQuality`, dimension by dimension; they merge and pickle."""

    @classmethod
    def of(
        cls, answers: Answers, dimensions: Sequence[Sequence[tuple[str | int, str | int]]]
    ) -> ServiceQualityCounts:
        """Counts ``dimensions``, each a list of (expectation, perception) questions."""
        index = _asked(answers).index
        questions: list[int] = []
        places: list[int] = []
        given = _scalars.sequence(dimensions, "dimensions")
        for place, own in enumerate(given):
            for pair in _scalars.sequence(own, "dimensions"):
                questions += map(index, _scalars.several(pair, "dimensions", 2))
                places.append(place)
        of = np.array(places, np.uintp)
        return cls._of_answers(answers, questions, dimensions=of, dimension_count=len(given))

    def analyse(self, points: Column, *, confidence: float = 0.95) -> ServiceQuality:
        """Service quality with the importance points of the dimensions (any sum)."""
        weights = _columns.floats(points, "points")
        _columns.rows(dimensions=range(len(self.totals) // len(self.names())), points=weights)
        gaps = array(_abi.habitue_dimension_gap, len(weights))
        overall = ctypes.c_double(), ctypes.c_double()
        call(
            "habitue_counts_service_quality",
            self,
            weights,
            len(weights),
            confidence,
            gaps,
            *overall,
        )
        means = [
            {name: record(Mean, getattr(each, name)) for name in ("gap", "perception")}
            for each in gaps
        ]
        dimensions = tuple(record(DimensionGap, each, **own) for each, own in zip(gaps, means))
        return ServiceQuality(dimensions, *(each.value for each in overall))


class ServiceQuality(ServiceQualityFields, ServiceQualityMade):
    @classmethod
    def _of(cls, *, points: Column, confidence: float, **counted: Any) -> ServiceQuality:
        return ServiceQualityCounts.of(**counted).analyse(points, confidence=confidence)

    @property
    def gaps(self) -> Floats:
        """The mean gap of each dimension."""
        return np.array([dimension.gap.mean for dimension in self.dimensions])


class PenaltyRewardCounts(Counts, measure="PENALTY_REWARD"):
    """The sums under `penalty_reward`, which merge and pickle."""

    @classmethod
    def of(
        cls,
        attributes: Sequence[Column],
        outcome: Column,
        *,
        low_at_most: float,
        high_at_least: float,
        weights: Column | None = None,
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
        return round(math.sqrt((len(self.totals) - 2) / 4)) - 1

    def contrasts(self, *, least: int = 30, tolerance: float = 0.1) -> list[PenaltyReward | None]:
        """The contrasts; ``None`` for an attribute with too few low or high answers."""
        found = array(_abi.habitue_penalty_reward, self.attributes)
        call("habitue_counts_penalty_reward", self, least, tolerance, found, len(found))
        return [
            record(PenaltyReward, each, kind=kind) if (kind := FACTORS[each.factor]) else None
            for each in found
        ]


def penalty_reward(
    attributes: Sequence[Column],
    outcome: Column,
    *,
    low_at_most: float,
    high_at_least: float,
    weights: Column | None = None,
    least: int = 30,
    tolerance: float = 0.1,
) -> list[PenaltyReward | None]:
    """Whether attributes are basic, performance or excitement factors (penalty-reward contrasts).

    Parameters
    ----------
    attributes : sequence of columns of float
        Satisfaction with each attribute; NaN where missing.
    outcome : column of float
        Satisfaction in all.
    low_at_most, high_at_least : float
        Which answers are low, and which are high.
    weights : column of float, optional
        Of the respondents.
    least : int, default 30
        How many low and high answers an attribute needs.
    tolerance : float, default 0.1
        Up to which difference penalty and reward count as equal.

    Returns
    -------
    list of PenaltyReward
        None for an attribute with too few low or high answers.

    Examples
    --------
    >>> from habitue import gaps
    >>> gaps.penalty_reward([[1, 3, 5]], [1, 5, 5], low_at_most=1, high_at_least=5)
    [None]
    """
    cuts = {"low_at_most": low_at_most, "high_at_least": high_at_least}
    counts = PenaltyRewardCounts.of(attributes, outcome, **cuts, weights=weights)
    return counts.contrasts(least=least, tolerance=tolerance)


class EffortScore(EffortFields, EffortScoreMade):
    @classmethod
    def _of(cls, *, confidence: float, **counted: Any) -> EffortScore:
        return EffortCounts.of(**counted).score(confidence=confidence)

    def difference(self, later: EffortScore, *, confidence: float = 0.95) -> Difference:
        """Whether the mean of ``later`` differs from this one; independent samples."""
        return _difference("mean", self, later, confidence)


class EffortCounts(Counts, measure="EFFORT"):
    """The counts under an `EffortScore`."""

    @classmethod
    def of(cls, answers: Answers, question: str | int, *, easy_from: float) -> EffortCounts:
        """Counts the answers to a question on which a higher answer means less effort."""
        index = _asked(answers).index(question)
        least = _scalars.known(easy_from, "easy_from")
        return cls._of_answers(answers, [index], high_at_least=least)

    def score(self, *, confidence: float = 0.95) -> EffortScore:
        """The score with its intervals."""
        found = told("habitue_counts_effort", _abi.habitue_effort, self, confidence)
        easy = Interval._of(found.easy_interval)
        return record(EffortScore, found.mean, easy=found.easy, easy_interval=easy)


class DimensionScore(DimensionScoreFields):
    def difference(self, later: DimensionScore, *, confidence: float = 0.95) -> Difference:
        """Whether the index of ``later`` differs from this one; independent samples."""
        return _difference("value", self, later, confidence)


class Scorecard(ScorecardFields, ScorecardMade):
    @classmethod
    def _of(cls, *, answers: Answers, **how: Any) -> Scorecard:
        asked, options = _asked(answers), _index_options(**how)
        return cls._called(asked, "habitue_satisfaction_index", answers, options)

    @classmethod
    def of_moments(
        cls, moments: Moments, questionnaire: Questionnaire, *, confidence: float = 0.95
    ) -> Scorecard:
        """The scorecard from moments: of merged shards, of published figures."""
        _scalars.instance(questionnaire, Questionnaire, "questionnaire")
        function = "habitue_satisfaction_of_moments"
        return cls._called(questionnaire, function, moments, questionnaire, confidence)

    @classmethod
    def _called(cls, asked: Questionnaire, function: str, *arguments: object) -> Scorecard:
        names = list(dict.fromkeys(q.dimension for q in asked.questions if q.dimension))
        found, weights = array(_abi.habitue_index, len(names)), _columns.output(len(names))
        total = _abi.habitue_scorecard()
        places = {"dimensions": found, "dimension_weights": weights, "dimension_count": len(names)}
        wanted = initial(_abi.habitue_satisfaction, scorecard=ctypes.pointer(total), **places)
        call(function, *arguments, wanted)
        dimensions = {
            name: record(DimensionScore, index, weight=weight)
            for name, index, weight in zip(names, found, weights.tolist())
        }
        return record(cls, total, dimensions=dimensions, weakest=names[total.weakest])

    def passes(self, threshold: float) -> bool:
        """Whether every dimension reaches ``threshold``: the weakest decides."""
        return self.dimensions[self.weakest].value >= _scalars.real(threshold, "threshold")

    def difference(self, later: Scorecard, *, confidence: float = 0.95) -> Difference:
        """Whether the total of ``later`` differs from this one; independent samples."""
        return _difference("total", self, later, confidence)


def _asked(answers: Answers) -> Questionnaire:
    questionnaire: Questionnaire = _scalars.instance(answers, Answers, "answers").questionnaire
    return questionnaire


CHECKLISTS = CHECKLIST_NAMES
"""Checklists that one failure fails."""


class Checklist(ChecklistFields):
    @classmethod
    def names(cls, checklist: ChecklistName, language: Language = "en") -> list[str]:
        """The name of a list, and of its points, in "en" or "zh"."""
        code = enumerator(CHECKLISTS, checklist, "checklist")
        points = _evidence.names_by_code(_abi.HABITUE_LIST_CHECKLIST_POINTS + code, language)
        return [str(_evidence.name(_abi.HABITUE_LIST_CHECKLISTS, code, language)), *points.values()]

    @classmethod
    def of(
        cls,
        checklist: ChecklistName,
        points: Sequence[Sequence[bool | None]],
        language: Language = "en",
    ) -> Checklist:
        """Checks a column of True, False or None for each point of the list.

        >>> from habitue.gaps import Checklist
        >>> points = [[True, None]] * (len(Checklist.names("service standard")) - 1)
        >>> Checklist.of("service standard", points).passes
        (True, None)
        """
        code = enumerator(CHECKLISTS, checklist, "checklist")
        columns = {
            f"points[{i}]": np.array(
                [
                    -1 if met is None else _scalars.flag(met, "points")
                    for met in _scalars.sequence(column, "points")
                ],
                np.int32,
            )
            for i, column in enumerate(_scalars.sequence(points, "points"))
        }
        rows = _columns.rows(**columns) if columns else 0
        matrix = np.concatenate(list(columns.values()) or [np.empty(0, np.int32)])
        passes = _columns.output(rows, np.int32)
        failed, unknown = _columns.output(rows, np.uint32), _columns.output(rows, np.uint32)
        call("habitue_checklist", code, matrix, rows, passes, failed, unknown)
        names = cls.names(checklist, language)[1:]

        def of_bits(column: NDArray[Any]) -> tuple[tuple[str, ...], ...]:
            return tuple(
                tuple(name for i, name in enumerate(names) if bits >> i & 1)
                for bits in column.tolist()
            )

        states = {-1: None, 0: False, 1: True}
        answers = tuple(states[code] for code in passes.tolist())
        return cls(answers, of_bits(failed), of_bits(unknown))
