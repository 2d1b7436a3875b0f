"""What customers said: scales, questions, answers, and what figures rest on.

A missing answer is NaN (or None, or a null of pandas, polars or pyarrow). An
answer off its scale is refused, or counted and then treated as missing.

Examples
--------
>>> from habitue.survey import Answers, Question, Questionnaire, Scale
>>> ten = Scale.points(1, 10)
>>> questionnaire = Questionnaire([Question("price", ten, weight=2), Question("service", ten)])
>>> answers = Answers(questionnaire, {"price": [7, 10], "service": [None, 9]})
>>> answers.missing.tolist()
[0, 1]
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _reading, _responses, _scalars
from ._choices import PROPORTION_INTERVALS
from ._choices import ProportionInterval as ProportionInterval
from ._columns import Column, Frame, Matrix
from ._customers import Floats
from ._library import Handle, array, call, choices, defined, enumerator, filled, initial
from ._library import optional_text, read_by, record, text_of
from ._made import AnswersMade, MomentsMade
from ._printed import printed
from ._records_of_surveys import BasisFields, IntervalFields, ReliabilityFields
from ._records_of_surveys import Weighting as Weighting
from ._survey import *  # noqa: F403
from ._remade import Remade
from .errors import refuse
from .summary import KeyStep, key_policy

Missing = Literal["listwise", "available case", "item mean", "person mean", "em"]
MISSING = choices("MISSING", Missing)
"""Policies for missing answers."""

OutOfScale = Literal["refuse", "count"]
OUT_OF_SCALE = choices("OUT_OF_SCALE", OutOfScale)
"""Policies for answers off their scale."""

INTERVALS = PROPORTION_INTERVALS
"""How the interval of a proportion is formed."""

number = defined


class Interval(IntervalFields):
    """
    Examples
    --------
    >>> from habitue.satisfaction import Mean
    >>> ends = Mean.of([1.0, 2.0, 6.0]).interval
    >>> round(ends.low, 3), round(ends.high, 3), ends.confidence
    (-3.572, 9.572, 0.95)
    """

    @classmethod
    def _of(cls, found: ctypes.Structure) -> Interval | None:
        """The interval of a structure of the library, if there is one."""
        return None if np.isnan(found.low) else record(cls, found)


class Basis(BasisFields):
    """
    Examples
    --------
    >>> from habitue.survey import Answers, Moments, Question, Questionnaire, Scale
    >>> ten = Scale.points(1, 10)
    >>> asked = Questionnaire([Question("price", ten), Question("service", ten)])
    >>> answers = Answers(asked, {"price": [7, 10, 4, 1], "service": [None, 9, 5, 2]})
    >>> basis = Moments.of(answers, missing="listwise").basis
    >>> basis.respondents, basis.used, basis.missing, basis.missing_share
    (4, 3, 1, 0.125)
    """

    @classmethod
    def _of(cls, found: ctypes.Structure) -> Basis:
        """The basis of a structure of the library."""
        names = {number: name for name, number in MISSING.items()}
        return record(cls, found, policy=names[found.policy])

    @property
    def missing_share(self) -> float:
        """Share of the answers that is missing, 0 to 1; above 0.05 the policy moves the figure."""
        return self.missing / self.answers if self.answers else 0.0


read_by("Interval", Interval._of)
read_by("Basis", Basis._of)


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


class Questionnaire(Remade):
    """The questions of a survey, in the order of its answer columns.

    Parameters
    ----------
    questions : sequence of Question
        Each with a name of its own.
    dimension_weights : mapping from str to float, optional
        The weights of the dimensions in indices; equal to the sums of their questions' otherwise.

    Raises
    ------
    DataError
        With the row, for a scale, a weight or a name that cannot be.

    Examples
    --------
    >>> from habitue.survey import Question, Questionnaire, Scale
    >>> ten = Scale.points(1, 10)
    >>> asked = Questionnaire([Question("price", ten, weight=2), Question("service", ten)])
    >>> asked.names, asked.index("service")
    (('price', 'service'), 1)
    """

    def __init__(
        self, questions: Sequence[Question], *, dimension_weights: Mapping[str, float] | None = None
    ) -> None:
        self.questions: tuple[Question, ...] = tuple(_scalars.sequence(questions, "questions"))
        asked = array(_abi.habitue_survey_question, len(self.questions))
        for slot, question in zip(asked, self.questions):
            _scalars.instance(question, Question, "questions")
            slot.name = text_of(question.name, "name")
            slot.dimension = optional_text(question.dimension, "dimension")
            scale = _scalars.instance(question.scale, Scale, "scale")._structure()
            slot.scale = ctypes.pointer(scale)
            slot.weight = _scalars.real(question.weight, "weight")
        given = {} if dimension_weights is None else dimension_weights
        weights = _scalars.mapping(given, "dimension_weights")
        dimensions = array(_abi.habitue_dimension_weight, len(weights))
        for slot, (dimension, weight) in zip(dimensions, weights.items()):
            slot.dimension = text_of(dimension, "dimension_weights")
            slot.weight = _scalars.real(weight, "dimension_weights")
        lengths = {"question_count": len(asked), "dimension_count": len(dimensions)}
        fields = {"questions": asked, "dimensions": dimensions, **lengths}
        self._as_parameter_ = ctypes.pointer(initial(_abi.habitue_questionnaire, **fields))
        # Nobody's answers: what is wrong with the questions is told here.
        Answers._from_call("habitue_responses_new", self, initial(_abi.habitue_response_matrix))
        self._made_by("", self.questions, dimension_weights=dict(weights))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the questions, in order."""
        return tuple(question.name for question in self.questions)

    def index(self, question: str | int) -> int:
        """Where a question stands, by name or index.

        Parameters
        ----------
        question : str or int
            The question.

        Returns
        -------
        int
            Its place, from 0.

        Raises
        ------
        DataError
            For a name that no question has (the message lists those there are), an index out of
            range.
        """
        if isinstance(question, str):
            if question not in self.names:
                allowed = ", ".join(self.names)
                reason = f"{question} is no question of this survey; allowed: {allowed}"
                refuse(_abi.HABITUE_MISSING_COLUMN, "question", reason)
            return self.names.index(question)
        return _scalars.whole(question, "question", 0, max(len(self.names) - 1, 0))


class Answers(Handle, AnswersMade, struct=_abi.habitue_responses):
    r"""The answers of a survey, checked against their scales.

    Parameters
    ----------
    questionnaire : Questionnaire
        What was asked.
    columns : mapping from str to column, data frame, or array of respondents by questions
        Answers are numbers, or text as in a CSV file: numbers, or the labels of their scale in
        either language. Empty text is missing, as are None, NaN and NA.
    weights : column, optional
        A base weight >= 0 of each respondent.
    out_of_scale : {"refuse", "count"}
        What becomes of answers off their scale.
    missing_markers : iterable of str or number
        What else says that an answer is missing, such as 99.

    Raises
    ------
    DataError
        With row and column, for an answer off its scale or one that cannot be read.

    Examples
    --------
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> ten = Scale.points(1, 10)
    >>> asked = Questionnaire([Question("price", ten), Question("service", ten)])
    >>> june = Answers(asked, {"price": [7, 10, 99], "service": [None, 9, 3]}, out_of_scale="count")
    >>> june.missing.tolist(), june.out_of_scale.tolist()
    ([1, 1], [1, 0])
    >>> july = Answers.read_csv(b"who;price;service\nAda;7;9\nBob;10;\n", asked, key="who")
    >>> july.keys, july.column("service").tolist()
    (['Ada', 'Bob'], [9.0, nan])
    >>> july.set_weights([1.5, 0.5])
    >>> june.append(Answers(asked, {"price": [1], "service": [2]}))
    >>> len(june)
    4
    """

    questionnaire: Questionnaire

    def __init__(
        self,
        questionnaire: Questionnaire,
        columns: Frame | NDArray[Any],
        *,
        weights: Column | None = None,
        out_of_scale: OutOfScale = "refuse",
        missing_markers: Iterable[object] = ("NA", "NaN"),
    ) -> None:
        self.questionnaire = _scalars.instance(questionnaire, Questionnaire, "questionnaire")
        policy = enumerator(OUT_OF_SCALE, out_of_scale, "out_of_scale")
        parts = _responses.by_question(questionnaire.names, columns, missing_markers)
        rows = _columns.rows(**parts) if parts else 0
        if any(part.kind == _reading.TEXT for part in parts.values()):
            self._own(_responses.of_text(questionnaire, parts, policy, self._empty()))
            self.set_weights(weights)
            return
        numbers = [_columns.floats_of(p, name, missing=True) for name, p in parts.items()]
        cells = np.concatenate(numbers) if numbers else np.empty(0)
        weighted = _columns.optional(weights, "weights")
        _columns.rows(columns=range(rows), weights=weighted)
        fields = {"out_of_scale": policy, "rows": rows, "cells": cells, "weights": weighted}
        given = initial(_abi.habitue_response_matrix, **fields)
        self._create("habitue_responses_new", questionnaire, given)

    @classmethod
    def _read_csv(
        cls,
        *,
        source: str | PathLike[str] | bytes,
        questionnaire: Questionnaire,
        key: str | None,
        weight: str | None,
        delimiter: str | None,
        decimal_mark: str | None,
        keys: Sequence[KeyStep],
        out_of_scale: str,
    ) -> Answers:
        marks = {
            name: _scalars.character(mark, name)
            for name, mark in (("delimiter", delimiter), ("decimal_mark", decimal_mark))
            if mark is not None
        }
        data = _scalars.contents(source, "source")
        _scalars.instance(questionnaire, Questionnaire, "questionnaire")
        form = initial(
            _abi.habitue_response_format,
            key=optional_text(key, "key"),
            weight=optional_text(weight, "weight"),
            keys=key_policy(keys),
            **marks,
            out_of_scale=enumerator(OUT_OF_SCALE, out_of_scale, "out_of_scale"),
        )
        made = cls._from_call("habitue_responses_read_csv", questionnaire, data, len(data), form)
        made.questionnaire = questionnaire
        return made

    def set_weights(self, weights: Column | None) -> None:
        """Sets base weights, such as those of `rake`.

        Parameters
        ----------
        weights : column of float, or None
            The weight of each respondent, >= 0; None makes them equal.

        Raises
        ------
        DataError
            With the row, for a weight that cannot be.
        ArgumentError
            For a column of another length or type.
        """
        column = _columns.optional(weights, "weights")
        _columns.rows(respondents=range(len(self)), weights=column)
        call("habitue_responses_weigh", self, column, 0 if column is None else len(column))

    def append(self, other: Answers) -> None:
        """Adds the respondents of a second part of the same survey.

        Parameters
        ----------
        other : Answers
            The part: of the same questions on the same scales.

        Raises
        ------
        DataError
            For those of another questionnaire.
        ArgumentError
            For what are no answers.
        """
        call("habitue_responses_append", self, _scalars.instance(other, Answers, "other"))

    def _info(self, **places: Any) -> Any:
        info = initial(_abi.habitue_responses_info, **places)
        call("habitue_responses_inspect", self, info)
        return info

    def _column(self, place: str, of: str, dtype: Any, **fields: int) -> NDArray[Any]:
        """A column of the responses, as long as a field of the structure says."""
        info = self._info()
        out = np.empty(getattr(info, of) + (place == "key_offsets"), dtype)
        lengths = {name: getattr(info, name) for name in ("rows", "question_count", "key_bytes")}
        self._info(**lengths, **{place: out}, **fields)
        return out

    def __len__(self) -> int:
        return int(self._info().rows)

    def column(self, question: str | int) -> Floats:
        """The answers to one question as analyses read them, higher being better.

        Parameters
        ----------
        question : str or int
            The question by name or index.

        Returns
        -------
        array of float64
            A cell a respondent: on a reversed scale low + high - answer; NaN where missing.

        Raises
        ------
        DataError
            For a name that no question has, an index out of range.
        """
        asked = self.questionnaire.index(question)
        return self._column("answers", "rows", np.float64, question=asked)

    @property
    def missing(self) -> NDArray[np.uint64]:
        """Missing answers of each question, an array of uint64."""
        return self._column("missing", "question_count", np.uint64)

    @property
    def out_of_scale(self) -> NDArray[np.uint64]:
        """Answers off their scale of each question, where they were counted; an array of uint64."""
        return self._column("out_of_scale", "question_count", np.uint64)

    @property
    def keys(self) -> list[str]:
        """The keys of the respondents; refused where none were read."""
        offsets = self._column("key_offsets", "rows", np.int64)
        found: list[str] = (
            _columns.Texts(self._column("keys", "key_bytes", np.uint8), offsets).strings().tolist()
        )
        return found


def _indices(items: Sequence[str | int], names: Sequence[str]) -> NDArray[np.uintp]:
    """Questions by name or index, as the library takes them."""
    known = [_scalars.string(name, "names") for name in _scalars.sequence(names, "names")]
    found = []
    for item in _scalars.sequence(items, "items"):
        if isinstance(item, str):
            if item not in known:
                reason = f"{item} is no question; allowed: " + ", ".join(known)
                refuse(_abi.HABITUE_MISSING_COLUMN, "items", reason)
            item = known.index(item)
        found.append(_scalars.whole(item, "items", 0, 2**63 - 1))
    return np.array(found, np.uintp)


class Moments(Handle, MomentsMade, struct=_abi.habitue_moments):
    """Means, standard deviations and correlations of questions.

    Made by `of`, `from_correlations` or `from_bytes`. Those of answers (but for "em") can be
    merged, pickle, and travel as bytes. Whatever comes from moments (weighted indices,
    scorecards, reliability, drivers, path models) comes out of merged parts as out of all
    answers at once.

    Examples
    --------
    >>> from habitue.survey import Answers, Moments, Question, Questionnaire, Scale
    >>> ten = Scale.points(1, 10)
    >>> asked = Questionnaire([Question("price", ten), Question("service", ten)])
    >>> answers = Answers(asked, {"price": [7, 10, 4], "service": [None, 9, 5]})
    >>> part = Moments.of(answers, missing="listwise")
    >>> part.n, part.means.tolist(), part.basis.missing
    (2.0, [7.0, 7.0], 1)
    >>> part.sds.round(3).tolist(), part.correlations.round(3).tolist()
    ([4.243, 2.828], [[1.0, 1.0], [1.0, 1.0]])
    >>> other = Moments.from_bytes(part.to_bytes(), part.names)
    >>> part.merge(other).n
    4.0
    >>> published = Moments.from_correlations(
    ...     ["price", "service"], 120, [7.1, 7.9], [1.4, 1.2], [[1.0, 0.6], [0.6, 1.0]]
    ... )
    >>> published.n
    120.0
    """

    names: tuple[str, ...]

    @classmethod
    def _of(cls, *, answers: Answers, missing: str, minimum_share: float) -> Moments:
        _scalars.instance(answers, Answers, "answers")
        code = enumerator(MISSING, missing, "missing")
        names = answers.questionnaire.names
        return cls._named(names, "habitue_moments_of_responses", answers, code, minimum_share)

    @classmethod
    def _named(cls, names: Sequence[str], function: str, *arguments: Any, **words: Any) -> Moments:
        made = cls._from_call(function, *arguments, **words)
        made.names = tuple(names)
        return made

    @classmethod
    def from_correlations(
        cls,
        names: Sequence[str],
        n: float,
        means: Column,
        sds: Column,
        correlations: Matrix,
        *,
        ranges: Sequence[tuple[float, float]] | None = None,
    ) -> Moments:
        """Moments that are known already.

        Parameters
        ----------
        names : sequence of str
            The questions.
        n : float
            Respondents.
        means, sds : column
            A cell a question; standard deviations over n - 1.
        correlations : array, questions by questions
            Symmetric, 1 on the diagonal.
        ranges : sequence of (float, float), optional
            The ends of the scale of each question.

        Returns
        -------
        Moments
            These moments; indices on 0 to 100 need ``ranges``.

        Raises
        ------
        DataError
            With the row, for a number of respondents, a deviation or a correlation that cannot be.
        ArgumentError
            For columns of different lengths, a value of another type.
        """
        columns = {"means": _columns.floats(means, "means"), "sds": _columns.floats(sds, "sds")}
        matrix = _columns.matrix(correlations, "correlations")
        known = [_scalars.string(name, "names") for name in _scalars.sequence(names, "names")]
        k = _columns.rows(names=known, **columns)
        if matrix.shape != (k, k):
            reason = f"has shape {matrix.shape}, but {(k, k)} is needed"
            refuse(_abi.HABITUE_BAD_LENGTH, "correlations", reason)
        ends: dict[str, Floats] = {}
        if ranges is not None:
            pairs = _scalars.sequence(ranges, "ranges")
            given = [_scalars.several(pair, "ranges", 2) for pair in pairs]
            for place, end in enumerate(("low", "high")):
                ends[end] = np.array([_scalars.real(pair[place], "ranges") for pair in given])
            _columns.rows(names=known, ranges=ends["low"])
        fields = {"means": columns["means"], "standard_deviations": columns["sds"], **ends}
        fields["correlations"] = matrix.ravel()
        stated = initial(_abi.habitue_known_moments, question_count=k, n=n, **fields)
        words = {"standard_deviations": "sds"}
        return cls._named(known, "habitue_moments_new", stated, words=words)

    @classmethod
    def from_bytes(cls, data: bytes, names: Sequence[str]) -> Moments:
        """The moments that `to_bytes` wrote.

        Parameters
        ----------
        data : bytes
            What it wrote.
        names : sequence of str
            The names of the questions, which are not in the bytes.

        Returns
        -------
        Moments
            The same moments, to the bit.

        Raises
        ------
        DataError
            For bytes that are no moments of this version.
        """
        content = _scalars.octets(data, "data")
        return cls._named(names, "habitue_moments_from_bytes", content, len(content))

    def to_bytes(self) -> bytes:
        """The sums under the moments as bytes, the same on every machine.

        Returns
        -------
        bytes
            For `from_bytes`.

        Raises
        ------
        UnsupportedError
            For moments that did not come from answers, or came from them by "em".
        """
        data: bytes = filled("habitue_moments_to_bytes", self).tobytes()
        return data

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).from_bytes, (self.to_bytes(), self.names)

    def merge(self, *others: Moments) -> Moments:
        """The moments of all parts together.

        Parameters
        ----------
        *others : Moments
            Those of other respondents to the same questions, by the same policy.

        Returns
        -------
        Moments
            As those of all answers at once.

        Raises
        ------
        UnsupportedError
            For moments that did not come from answers, or came from them by "em".
        DataError
            For those of another policy or of other scales.
        ArgumentError
            For those of other questions, for what are no moments.
        """
        made = self.from_bytes(self.to_bytes(), self.names)
        for other in others:
            call("habitue_moments_merge", made, _scalars.instance(other, Moments, "others"))
        return made

    def _info(self, **places: Floats) -> Any:
        info = initial(_abi.habitue_moments_info, question_count=len(self.names), **places)
        call("habitue_moments_inspect", self, info)
        return info

    def _read(self, place: str, dimensions: int = 1) -> Floats:
        out = np.empty((len(self.names),) * dimensions)
        self._info(**{place: out})
        return out

    @property
    def means(self) -> Floats:
        """The means, a cell a question."""
        return self._read("means")

    @property
    def sds(self) -> Floats:
        """The standard deviations (n - 1), a cell a question."""
        return self._read("standard_deviations")

    @property
    def correlations(self) -> Floats:
        """The correlation matrix, questions by questions."""
        return self._read("correlations", 2)

    @property
    def n(self) -> float:
        """Respondents behind the moments, the sum of their weights."""
        return float(self._info().n)

    @property
    def basis(self) -> Basis:
        """What the moments rest on; all 0 where they did not come from answers."""
        return Basis._of(self._info().basis)


def _reliability(
    kind: int, moments: Moments, items: Sequence[str | int], *places: str, **given: Any
) -> tuple[Any, dict[str, Any]]:
    """A reliability of some questions, and columns with a cell for each of them."""
    chosen = _indices(items, _scalars.instance(moments, Moments, "moments").names)
    asked = initial(_abi.habitue_items, items=chosen, item_count=len(chosen), **given)
    flags = {"reversed": np.uint8}
    columns = {place: np.empty(len(chosen), flags.get(place, np.float64)) for place in places}
    found = initial(_abi.habitue_reliability, **columns)
    call("habitue_reliability_of", moments, kind, asked, found)
    return found, columns


class Reliability(ReliabilityFields):
    """
    Examples
    --------
    Three questions that all correlate by 0.5: alpha is 3 · 0.5 / (1 + 2 · 0.5).

    >>> from habitue.survey import Moments, Reliability
    >>> names, alike = ["a", "b", "c"], [[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]]
    >>> known = Moments.from_correlations(names, 200, [5.0, 6.0, 7.0], [1.0, 1.0, 1.0], alike)
    >>> found = Reliability.of(known, names)
    >>> found.alpha, found.to_dict()["alpha_without"].round(3).tolist()
    (0.75, [0.667, 0.667, 0.667])
    >>> print(found)
    Cronbach's alpha 0.750, 95 % interval 0.683 to 0.805, standardised 0.750; 3 items, n 200
    item  item_rest  alpha_without  reversed
    a         0.577          0.667     False
    b         0.577          0.667     False
    c         0.577          0.667     False
    """

    @classmethod
    def of(
        cls, moments: Moments, items: Sequence[str | int], *, confidence: float = 0.95
    ) -> Reliability:
        """Cronbach's alpha of two or more questions, with its interval.

        Parameters
        ----------
        moments : Moments
            Those of all these questions.
        items : sequence of str or int
            Two or more questions, by name or index.
        confidence : float, default 0.95
            That of the interval, 0 < confidence < 1.

        Returns
        -------
        Reliability
            Alpha, and what it is without each item.

        Raises
        ------
        NumericError
            For fewer than two items, items that do not vary, too few respondents.
        DataError
            For a name that no question has, a question that stands twice.
        """
        confidence = _scalars.known(confidence, "confidence")
        places = ("item_rest", "alpha_without", "reversed")
        found, columns = _reliability(
            _abi.HABITUE_RELIABILITY_ALPHA, moments, items, *places, confidence=confidence
        )
        columns["reversed"] = columns["reversed"].astype(bool)
        names = tuple(moments.names[place] for place in _indices(items, moments.names))
        return record(cls, found, names=names, **columns)

    def to_dict(self) -> dict[str, NDArray[Any]]:
        """The item table as named columns.

        Returns
        -------
        dict from str to array
            "item", "item_rest" (correlation with the sum of the others), "alpha_without", "reversed";
            a row an item.
        """
        return {
            "item": np.array(self.names, object),
            "item_rest": self.item_rest,
            "alpha_without": self.alpha_without,
            "reversed": self.reversed,
        }

    def __str__(self) -> str:
        """Alpha with its interval, and the item table."""
        ends = self.interval
        lines = [
            f"Cronbach's alpha {self.alpha:.3f}, {100 * ends.confidence:g} % interval "
            f"{ends.low:.3f} to {ends.high:.3f}, standardised {self.standardised_alpha:.3f}; "
            f"{len(self.names)} items, n {self.n:g}",
            printed(self.to_dict()),
        ]
        if self.reversed.any():
            turned = ", ".join(np.array(self.names)[self.reversed])
            lines.append(f"probably asked the other way round: {turned}")
        return "\n".join(lines)


def omega(moments: Moments, items: Sequence[str | int]) -> tuple[float, Floats]:
    """McDonald's omega, and the loadings of one factor by maximum likelihood.

    Parameters
    ----------
    moments : Moments
        Those of all these questions.
    items : sequence of str or int
        Three or more questions, by name or index.

    Returns
    -------
    omega : float
        The share of the variance of the sum that is due to the factor.
    loadings : array of float64
        The loading of each item.

    Raises
    ------
    NumericError
        For fewer than three items, items that do not vary.
    DataError
        For a name that no question has, a question that stands twice.
    NotConvergedError
        Where the factor model does not settle.

    Examples
    --------
    >>> from habitue.survey import Moments, omega
    >>> names, alike = ["a", "b", "c"], [[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]]
    >>> known = Moments.from_correlations(names, 200, [5.0, 6.0, 7.0], [1.0, 1.0, 1.0], alike)
    >>> value, loadings = omega(known, names)
    >>> round(value, 9), loadings.round(6).tolist()
    (0.75, [0.707107, 0.707107, 0.707107])
    """
    found, columns = _reliability(_abi.HABITUE_RELIABILITY_OMEGA, moments, items, "loadings")
    return found.value, columns["loadings"]


def heterotrait_monotrait(
    moments: Moments, first: Sequence[str | int], second: Sequence[str | int]
) -> float:
    """The heterotrait-monotrait ratio (HTMT) of two groups of questions.

    Of correlations with their signs (Henseler, Ringle and Sarstedt 2015); seminr and
    semTools take absolute ones from 2021 on, which agree where all are positive.

    Parameters
    ----------
    moments : Moments
        Those of all these questions.
    first, second : sequence of str or int
        The questions of each construct, two or more, by name or index.

    Returns
    -------
    float
        The mean correlation between the groups, over the geometric mean of those within them;
        above 0.85 or 0.9 the constructs are hardly two.

    Raises
    ------
    NumericError
        For a group of fewer than two questions, or whose correlations have no positive mean.
    DataError
        For a name that no question has, a question that stands twice in a group.

    Examples
    --------
    >>> from habitue.survey import Moments, heterotrait_monotrait
    >>> pairs = [[1, 0.6, 0.3, 0.3], [0.6, 1, 0.3, 0.3], [0.3, 0.3, 1, 0.6], [0.3, 0.3, 0.6, 1]]
    >>> known = Moments.from_correlations(["a", "b", "c", "d"], 200, [5] * 4, [1] * 4, pairs)
    >>> round(heterotrait_monotrait(known, ["a", "b"], ["c", "d"]), 9)
    0.5
    """
    others = _indices(second, _scalars.instance(moments, Moments, "moments").names)
    kind = _abi.HABITUE_RELIABILITY_HETEROTRAIT_MONOTRAIT
    found, _ = _reliability(kind, moments, first, others=others, other_count=len(others))
    return float(found.value)


def rho_a(moments: Moments, items: Sequence[str | int], weights: Column) -> float:
    """Dijkstra and Henseler's rho_A of a composite.

    Parameters
    ----------
    moments : Moments
        Those of all these questions.
    items : sequence of str or int
        Questions, by name or index.
    weights : column of float
        The outer weight of each, such as those of `PathFit.weights`.

    Returns
    -------
    float
        The reliability of the composite, at most 1.

    Raises
    ------
    NumericError
        For weights that give a composite without variance.
    DataError
        For a name that no question has, a question that stands twice.
    ArgumentError
        For weights of another length.

    Examples
    --------
    >>> from habitue.survey import Moments, rho_a
    >>> names, alike = ["a", "b", "c"], [[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]]
    >>> known = Moments.from_correlations(names, 200, [5.0, 6.0, 7.0], [1.0, 1.0, 1.0], alike)
    >>> round(rho_a(known, names, [1.0, 1.0, 1.0]), 9)
    0.75
    """
    column = _columns.floats(weights, "weights")
    _columns.rows(items=_scalars.sequence(items, "items"), weights=column)
    found, _ = _reliability(_abi.HABITUE_RELIABILITY_RHO_A, moments, items, weights=column)
    return float(found.value)
