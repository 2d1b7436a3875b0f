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
from ._library import array, call, enumerator, initial, record
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
from .errors import refuse
from .satisfaction import _Compared, Mean, _index_options
from .survey import Answers, Interval, Moments, Questionnaire

DISCONFIRMATION = ("unknown", "dissatisfied", "satisfied", "delighted")
"""Classes of `disconfirm`, by code."""

FACTORS = (None, "basic", "performance", "excitement")
"""Kinds of `penalty_reward`, by code."""


class ValueGaps(ValueGapsFields):
    """
    Examples
    --------
    >>> from habitue.gaps import ValueGaps
    >>> found = ValueGaps.of([5.0, 4.0], [4.0, 5.0], [3.0, 6.0])
    >>> found.perception.tolist(), found.sizes.perception.tolist()
    ([-2.0, 2.0], [2.0, 2.0])
    """

    @property
    def sizes(self) -> ValueGaps:
        """The sizes of the gaps, whatever their direction."""
        return ValueGaps(abs(self.perception), abs(self.compromise), abs(self.satisfaction))


class ServiceQualityCounts(Counts, measure="SERVICE_QUALITY"):
    """The sums under `ServiceQuality`, dimension by dimension; they merge and pickle.

    Examples
    --------
    >>> from habitue.gaps import ServiceQualityCounts
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question(name, Scale.points(1, 7)) for name in ("e", "p")])
    >>> june = Answers(asked, {"e": [6, 7, 6], "p": [5, 5, 6]})
    >>> july = Answers(asked, {"e": [7, 7], "p": [5, 6]})
    >>> parts = [ServiceQualityCounts.of(wave, [[("e", "p")]]) for wave in (june, july)]
    >>> parts[0].merge(parts[1]).analyse([1.0]).weighted
    -1.2
    """

    @classmethod
    def of(
        cls, answers: Answers, dimensions: Sequence[Sequence[tuple[str | int, str | int]]]
    ) -> ServiceQualityCounts:
        """Counts dimensions of service quality.

        Parameters
        ----------
        answers : Answers
            What was answered.
        dimensions : sequence of sequences of (expectation, perception)
            Of each dimension the pairs of its questions, by name or index.

        Returns
        -------
        ServiceQualityCounts
            The sums of each dimension.

        Raises
        ------
        DataError
            For a question that there is not, a dimension without a pair.
        ArgumentError
            For what are no pairs, a value of another type.
        """
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
        """Service quality with the importance of the dimensions.

        Parameters
        ----------
        points : column of float
            The importance of each dimension, >= 0; any sum.
        confidence : float, default 0.95
            That of the intervals, 0 < confidence < 1.

        Returns
        -------
        ServiceQuality
            Perception less expectation, of each dimension and of all.

        Raises
        ------
        DataError
            For points that cannot be, with the row; where nobody answered a pair of a dimension.
        ArgumentError
            For another number of points than dimensions.
        """
        weights = _columns.floats(points, "points")
        _columns.rows(dimensions=range(len(self.totals) // len(self.names())), points=weights)
        overall = _abi.habitue_service_quality()
        gaps = self._figure(
            "gaps",
            _abi.habitue_dimension_gap,
            len(weights),
            points=weights,
            confidence=confidence,
            service_quality=ctypes.pointer(overall),
        )
        means = [
            {name: record(Mean, getattr(each, name)) for name in ("gap", "perception")}
            for each in gaps
        ]
        dimensions = tuple(record(DimensionGap, each, **own) for each, own in zip(gaps, means))
        return ServiceQuality(dimensions, overall.unweighted, overall.weighted)


class ServiceQuality(ServiceQualityFields, ServiceQualityMade):
    """
    Examples
    --------
    >>> from habitue.gaps import ServiceQuality
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question(n, Scale.points(1, 7)) for n in ("e1", "p1", "e2", "p2")])
    >>> ticks = {"e1": [6, 7, 6], "p1": [5, 5, 6], "e2": [7, 6, 5], "p2": [7, 6, 6]}
    >>> pairs = [[("e1", "p1")], [("e2", "p2")]]
    >>> found = ServiceQuality.of(Answers(asked, ticks), pairs, points=[3, 1])
    >>> found.gaps.round(3).tolist(), round(found.weighted, 3)
    ([-1.0, 0.333], -0.667)
    """

    @classmethod
    def _of(cls, *, points: Column, confidence: float, **counted: Any) -> ServiceQuality:
        return ServiceQualityCounts.of(**counted).analyse(points, confidence=confidence)

    @property
    def gaps(self) -> Floats:
        """The mean gap of each dimension, below 0 where perception falls short."""
        return np.array([dimension.gap.mean for dimension in self.dimensions])


class PenaltyRewardCounts(Counts, measure="PENALTY_REWARD"):
    """The sums under `penalty_reward`, which merge and pickle.

    Examples
    --------
    >>> from habitue.gaps import PenaltyRewardCounts
    >>> price, overall = [1, 3, 5] * 20, [1.0, 4.0, 4.5] * 20
    >>> parts = [
    ...     PenaltyRewardCounts.of([price], overall, low_at_most=1, high_at_least=5) for _ in "ab"
    ... ]
    >>> whole = parts[0].merge(parts[1])
    >>> found = whole.contrasts(least=40)[0]
    >>> whole.attributes, found.kind, round(found.penalty, 6), round(found.reward, 6)
    (1, 'basic', -3.0, 0.5)
    """

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
        """Counts respondents who answered everything.

        Parameters
        ----------
        attributes : sequence of columns of float
            Satisfaction with each attribute; NaN where missing.
        outcome : column of float
            Satisfaction in all.
        low_at_most, high_at_least : float
            Which answers are low, and which are high.
        weights : column of float, optional
            Of the respondents, >= 0.

        Returns
        -------
        PenaltyRewardCounts
            The sums.

        Raises
        ------
        DataError
            For a value or a weight that cannot be, with its row; for cuts that do not ascend.
        ArgumentError
            For columns of different lengths, a value of another type.
        """
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
        """The contrasts of each attribute.

        Parameters
        ----------
        least : int, default 30
            How many low and high answers an attribute needs.
        tolerance : float, default 0.1
            Up to which difference penalty and reward count as equal, 0 to 1.

        Returns
        -------
        list of PenaltyReward
            One an attribute; None where it has too few low or high answers.

        Raises
        ------
        DataError
            For a setting out of its range.
        NumericError
            For attributes that determine each other.
        """
        contrast, settings = _abi.habitue_penalty_reward, {"least": least, "tolerance": tolerance}
        found = self._figure("contrasts", contrast, self.attributes, **settings)
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

    Raises
    ------
    DataError
        For a value or a setting that cannot be, with its row.
    NumericError
        For attributes that determine each other.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import gaps
    >>> price, overall = [1, 3, 5] * 40, [1.0, 4.0, 4.5] * 40
    >>> found = gaps.penalty_reward([price], overall, low_at_most=1, high_at_least=5)[0]
    >>> found.kind, round(found.penalty, 6), round(found.reward, 6)
    ('basic', -3.0, 0.5)
    """
    cuts = {"low_at_most": low_at_most, "high_at_least": high_at_least}
    counts = PenaltyRewardCounts.of(attributes, outcome, **cuts, weights=weights)
    return counts.contrasts(least=least, tolerance=tolerance)


class EffortScore(EffortFields, EffortScoreMade, _Compared):
    """
    Examples
    --------
    >>> from habitue.gaps import EffortScore
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question("easy", Scale.points(1, 7))])
    >>> waves = (Answers(asked, {"easy": ticks}) for ticks in ([5, 5, 6, 2], [7, 6, 6, 3]))
    >>> june, july = (EffortScore.of(wave, "easy", easy_from=5) for wave in waves)
    >>> june.mean, june.easy, june.difference(july).difference
    (4.5, 0.75, 1.0)
    """

    _figure = "mean"

    @classmethod
    def _of(cls, *, confidence: float, **counted: Any) -> EffortScore:
        return EffortCounts.of(**counted).score(confidence=confidence)


class EffortCounts(Counts, measure="EFFORT"):
    """The counts under an `EffortScore`.

    Examples
    --------
    >>> from habitue.gaps import EffortCounts
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question("easy", Scale.points(1, 7))])
    >>> counts = EffortCounts.of(Answers(asked, {"easy": [5, 5, 6, 2]}), "easy", easy_from=5)
    >>> counts.score().easy
    0.75
    """

    @classmethod
    def of(cls, answers: Answers, question: str | int, *, easy_from: float) -> EffortCounts:
        """Counts the answers to a question on which a higher answer means less effort.

        Parameters
        ----------
        answers : Answers
            What was answered.
        question : str or int
            The question by name or index.
        easy_from : float
            From which answer on it was easy: one of the scale.

        Returns
        -------
        EffortCounts
            The sums of the answers, and how many were easy.

        Raises
        ------
        DataError
            For a question that there is not, a value off the scale.
        ArgumentError
            For a value of another type.
        """
        index = _asked(answers).index(question)
        least = _scalars.known(easy_from, "easy_from")
        return cls._of_answers(answers, [index], high_at_least=least)

    def score(self, *, confidence: float = 0.95) -> EffortScore:
        """The score with its intervals.

        Parameters
        ----------
        confidence : float, default 0.95
            That of the intervals, 0 < confidence < 1.

        Returns
        -------
        EffortScore
            Of all that was counted.

        Raises
        ------
        DataError
            Where nobody answered, for a confidence out of its range.
        """
        found = self._figure("effort", _abi.habitue_effort, confidence=confidence)
        easy = Interval._of(found.easy_interval)
        return record(EffortScore, found.mean, easy=found.easy, easy_interval=easy)


class DimensionScore(DimensionScoreFields, _Compared):
    """
    Examples
    --------
    >>> from habitue.gaps import Scorecard
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question("help", Scale.points(1, 7), dimension="staff")])
    >>> waves = (Answers(asked, {"help": ticks}) for ticks in ([2, 3, 4], [5, 6, 7]))
    >>> june, july = (
    ...     Scorecard.of(wave, missing="listwise").dimensions["staff"] for wave in waves
    ... )
    >>> round(june.value, 3), round(june.difference(july).difference, 3)
    (33.333, 50.0)
    """

    _figure = "value"


class Scorecard(ScorecardFields, ScorecardMade, _Compared):
    """
    Examples
    --------
    >>> from habitue.gaps import Scorecard
    >>> from habitue.survey import Answers, Moments, Question, Questionnaire, Scale
    >>> seven = Scale.points(1, 7)
    >>> asked = Questionnaire([
    ...     Question("price", seven, dimension="offer"),
    ...     Question("range", seven, dimension="offer"),
    ...     Question("help", seven, dimension="staff"),
    ... ])
    >>> ticks = {"price": [4, 5, 6], "range": [7, 6, 5]}
    >>> june = Answers(asked, {**ticks, "help": [2, 3, 4]})
    >>> july = Answers(asked, {**ticks, "help": [4, 5, 6]})
    >>> first, later = (Scorecard.of(wave, missing="listwise") for wave in (june, july))
    >>> first.weakest, first.passes(60), {n: round(d.value, 1) for n, d in first.dimensions.items()}
    ('staff', False, {'offer': 75.0, 'staff': 33.3})
    >>> round(first.difference(later).difference, 3)
    11.111
    >>> parts = Moments.of(june, missing="listwise")
    >>> round(Scorecard.of_moments(parts, asked).total, 3)
    61.111
    """

    _figure = "total"

    @classmethod
    def _of(cls, *, answers: Answers, **how: Any) -> Scorecard:
        asked, options = _asked(answers), _index_options(**how)
        return cls._called(asked, "habitue_satisfaction_index", answers, options)

    @classmethod
    def of_moments(
        cls, moments: Moments, questionnaire: Questionnaire, *, confidence: float = 0.95
    ) -> Scorecard:
        """The scorecard from moments: of merged shards, of published figures.

        Parameters
        ----------
        moments : Moments
            Those of all questions.
        questionnaire : Questionnaire
            Their scales, weights and dimensions.
        confidence : float, default 0.95
            That of the intervals, 0 < confidence < 1.

        Returns
        -------
        Scorecard
            As `of` with ``form="per question"`` has it.

        Raises
        ------
        DataError
            For a questionnaire without dimensions, a confidence out of its range.
        ArgumentError
            For moments of another number of questions.
        """
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
        """Whether every dimension reaches a threshold: the weakest decides.

        Parameters
        ----------
        threshold : float
            The threshold, on 0 to 100.

        Returns
        -------
        bool
            Whether the weakest reaches it.

        Raises
        ------
        ArgumentError
            For what is no number.
        """
        return self.dimensions[self.weakest].value >= _scalars.real(threshold, "threshold")


def _asked(answers: Answers) -> Questionnaire:
    questionnaire: Questionnaire = _scalars.instance(answers, Answers, "answers").questionnaire
    return questionnaire


CHECKLISTS = CHECKLIST_NAMES
"""Checklists that one failure fails."""


class Checklist(ChecklistFields):
    """
    Examples
    --------
    >>> from habitue.gaps import Checklist
    >>> name, *points = Checklist.names("service standard")
    >>> points
    ["from the customer's need", 'focused', 'kept', 'assessed and improved']
    >>> found = Checklist.of("service standard", [[True], [True], [False], [None]])
    >>> found.passes, found.failed, found.unknown
    ((False,), (('kept',),), (('assessed and improved',),))
    """

    @classmethod
    def names(cls, checklist: ChecklistName, language: Language = "en") -> list[str]:
        """The name of a list, and of its points.

        Parameters
        ----------
        checklist : str
            One of `CHECKLISTS`: "satisfaction conditions", "service standard", "individual offer",
            "quality management", "service plan", "individual product".
        language : {"en", "zh"}, default "en"
            English or Chinese.

        Returns
        -------
        list of str
            The name of the list, then that of each point.

        Raises
        ------
        ArgumentError
            For a list or a language that there is not.
        """
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
        """Checks rows against a list.

        Parameters
        ----------
        checklist : str
            One of `CHECKLISTS`.
        points : sequence of columns of bool or None
            A column for each point of the list: whether each row meets it; None is not known.
        language : {"en", "zh"}, default "en"
            English or Chinese.

        Returns
        -------
        Checklist
            Which rows pass, and which points they fail.

        Raises
        ------
        ArgumentError
            For a list that there is not, another number of columns than points, columns of
            different lengths, a value of another type.

        Examples
        --------
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
        names = cls.names(checklist, language)[1:]
        if len(columns) != len(names):
            reason = f"has {len(columns)} columns, but the list has {len(names)} points"
            refuse(_abi.HABITUE_BAD_LENGTH, "points", reason)
        rows = _columns.rows(**columns)
        matrix = np.concatenate(list(columns.values()))
        passes = _columns.output(rows, np.int32)
        failed, unknown = _columns.output(rows, np.uint32), _columns.output(rows, np.uint32)
        call("habitue_checklist", code, matrix, rows, passes, failed, unknown)

        def of_bits(column: NDArray[Any]) -> tuple[tuple[str, ...], ...]:
            return tuple(
                tuple(name for i, name in enumerate(names) if bits >> i & 1)
                for bits in column.tolist()
            )

        states = {-1: None, 0: False, 1: True}
        answers = tuple(states[code] for code in passes.tolist())
        return cls(answers, of_bits(failed), of_bits(unknown))
