"""Scales and the questions that are asked on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import _abi, _columns, _scalars
from ._library import initial


class Scale:
    """The answers that a question allows, and which end is the better one.

    Made by `points`, `continuous`, `levels`, `unbalanced_five` or `balanced_five`.

    Examples
    --------
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> scales = {
    ...     "effort": Scale.points(1, 7, reversed=True),
    ...     "temperature": Scale.continuous(0, 100),
    ...     "grade": Scale.levels({1: 100.0, 2: 60.0, 3: 0.0}),
    ...     "service": Scale.unbalanced_five(),
    ...     "price": Scale.balanced_five(),
    ... }
    >>> asked = Questionnaire([Question(name, scale) for name, scale in scales.items()])
    >>> given = {"effort": [1], "temperature": [36.6], "grade": [2]}
    >>> answers = Answers(asked, {**given, "service": ["比较满意"], "price": ["neither"]})
    >>> [answers.column(name).tolist()[0] for name in scales]
    [7.0, 36.6, 2.0, 4.0, 3.0]
    """

    def __init__(self, **fields: Any) -> None:
        self._fields = fields

    @classmethod
    def points(cls, low: float, high: float, step: float = 1.0, *, reversed: bool = False) -> Scale:
        """Answers from ``low`` to ``high``, ``step`` apart.

        Parameters
        ----------
        low, high, step : float
            Ends and distance of the answers; a step of 0 allows any number between the ends.
        reversed : bool
            Whether the lowest is the best. Everything that is computed of reversed answers reads
            them recoded, low + high - answer, and takes thresholds and breaks so.

        Returns
        -------
        Scale
            The scale; ends that cannot be are refused by the `Questionnaire` that asks on it.

        Raises
        ------
        ArgumentError
            For a ``reversed`` that is not True or False.
        """
        lower = _scalars.flag(reversed, "reversed")
        return cls(low=low, high=high, step=step, lower_is_better=lower)

    @classmethod
    def continuous(cls, low: float, high: float, *, reversed: bool = False) -> Scale:
        """Any number between the ends; as `points` with a step of 0.

        Parameters
        ----------
        low, high : float
            The ends.
        reversed : bool
            Whether the lowest is the best; as of `points`.

        Returns
        -------
        Scale
            The scale.

        Raises
        ------
        ArgumentError
            For a ``reversed`` that is not True or False.
        """
        return cls.points(low, high, 0.0, reversed=reversed)

    @classmethod
    def levels(cls, scores: Mapping[float, float]) -> Scale:
        """Levels: the answer that stands for each, and what it is worth on 0 to 100.

        Parameters
        ----------
        scores : mapping from float to float
            The worth of each answer, 0 (worst) to 100 (best), by the answer.

        Returns
        -------
        Scale
            The scale.

        Raises
        ------
        ArgumentError
            For ``scores`` that are no mapping from numbers to numbers.
        """
        given = _scalars.mapping(scores, "scores")
        values, worth = (_columns.floats(list(c), "scores") for c in (given.keys(), given.values()))
        columns = {"level_values": values, "level_scores": worth, "level_count": len(values)}
        return cls(kind=_abi.HABITUE_SCALE_LEVELS, **columns)

    @classmethod
    def unbalanced_five(cls) -> Scale:
        """很满意 5, 比较满意 4, 满意 3, 不满意 2, 很不满意 1: three of five are favourable."""
        return cls(kind=_abi.HABITUE_SCALE_UNBALANCED_FIVE)

    @classmethod
    def balanced_five(cls) -> Scale:
        """非常满意 5, 满意 4, 一般 3, 不满意 2, 非常不满意 1."""
        return cls(kind=_abi.HABITUE_SCALE_BALANCED_FIVE)

    def _structure(self) -> Any:
        return initial(_abi.habitue_scale, **self._fields)


@dataclass(frozen=True)
class Question:
    """A question of a survey, on its scale.

    Parameters
    ----------
    name : str
        Its name, by which answers and figures are found.
    scale : Scale
        Which answers it allows.
    weight : float, default 1.0
        Its weight in indices, > 0; weights count by their ratios.
    dimension : str, optional
        The dimension that it belongs to, as in scorecards.

    Examples
    --------
    >>> from habitue.survey import Question, Questionnaire, Scale
    >>> price = Question("price", Scale.points(1, 10), weight=2, dimension="offer")
    >>> Questionnaire([price]).names
    ('price',)
    """

    name: str
    scale: Scale
    weight: float = 1.0
    dimension: str | None = None


for _name in ("Scale", "Question"):
    globals()[_name].__module__ = "habitue.survey"
