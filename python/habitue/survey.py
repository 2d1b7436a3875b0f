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
from os import PathLike
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _reading, _responses, _scalars
from ._choices import PROPORTION_INTERVALS
from ._choices import ProportionInterval as ProportionInterval
from ._columns import Column, Frame, Matrix
from ._customers import Floats
from ._library import Handle, array, call, choices, defined, enumerator, initial
from ._library import optional_text, read_by, record, text_of
from ._made import AnswersMade, MomentsMade
from ._records_of_surveys import BasisFields, IntervalFields
from ._records_of_surveys import Weighting as Weighting
from ._reliability import Reliability as Reliability
from ._reliability import heterotrait_monotrait as heterotrait_monotrait
from ._reliability import omega as omega
from ._reliability import rho_a as rho_a
from ._remade import Remade
from ._scales import Question as Question
from ._scales import Scale as Scale
from ._survey import *  # noqa: F403
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
        ArgumentError
            For names that are no texts, and more or fewer of them than questions.
        """
        made = cls._unsealed(data)
        made.names = ()
        count = int(made._info().question_count)
        given = _scalars.several(names, "names", count)
        made.names = tuple(_scalars.string(name, "names") for name in given)
        return made

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
        return self._sealed()

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
