"""What customers said: scales, questions, answers, and what figures rest on.

A missing answer is NaN (or None, or a null of pandas, polars or pyarrow). An
answer off its scale is refused, or counted and then treated as missing::

    from habitue.survey import Answers, Question, Questionnaire, Scale

    ten = Scale.points(1, 10)
    questionnaire = Questionnaire([Question("price", ten, weight=2), Question("service", ten)])
    answers = Answers(questionnaire, {"price": [7, 10], "service": [None, 9]})
    answers.missing        # array([0, 1])
"""

from __future__ import annotations

import ctypes
import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _abi, _columns, _evidence, _reading, _responses, _scalars
from ._library import Handle, call, enumerator, filled, initial, text_of
from .errors import exception, refuse

MISSING = {
    "listwise": _abi.HABITUE_MISSING_LISTWISE,
    "available case": _abi.HABITUE_MISSING_AVAILABLE_CASE,
    "item mean": _abi.HABITUE_MISSING_ITEM_MEAN,
    "person mean": _abi.HABITUE_MISSING_PERSON_MEAN,
    "em": _abi.HABITUE_MISSING_EM,
}
"""Policies for missing answers."""

OUT_OF_SCALE = {
    "refuse": _abi.HABITUE_OUT_OF_SCALE_REFUSE,
    "count": _abi.HABITUE_OUT_OF_SCALE_COUNT,
}
"""Policies for answers off their scale."""

INTERVALS = {
    "wilson": _abi.HABITUE_PROPORTION_WILSON,
    "agresti-coull": _abi.HABITUE_PROPORTION_AGRESTI_COULL,
    "clopper-pearson": _abi.HABITUE_PROPORTION_CLOPPER_PEARSON,
    "jeffreys": _abi.HABITUE_PROPORTION_JEFFREYS,
    "wald": _abi.HABITUE_PROPORTION_WALD,
}
"""How the interval of a proportion is formed."""


def _or_none(name: str | None) -> str:
    """A name that may be left out, as the library takes it."""
    return "" if name is None else name


def number(value: float) -> float | None:
    """A figure of the library; NaN is none."""
    return None if np.isnan(value) else value


@dataclass(frozen=True)
class Interval:
    """A confidence interval; ``clamped`` where an end was drawn back into the possible range."""

    low: float
    high: float
    level: float
    clamped: bool

    @classmethod
    def of(cls, found: Any) -> Interval | None:
        """The interval of a structure of the library, if there is one."""
        if np.isnan(found.low):
            return None
        return cls(found.low, found.high, found.confidence, bool(found.clamped))


@dataclass(frozen=True)
class Basis:
    """What a figure rests on: who was asked, who was used, what was missing."""

    respondents: int
    used: int
    answers: int
    missing: int
    out_of_scale: int
    effective_n: float
    policy: str

    @classmethod
    def of(cls, found: Any) -> Basis:
        """The basis of a structure of the library."""
        names = {number: name for name, number in MISSING.items()}
        return record(cls, found, policy=names[found.policy])

    @property
    def missing_share(self) -> float:
        """Share of the answers that is missing; above 0.05 the policy moves the figure."""
        return self.missing / self.answers if self.answers else 0.0


_AS: dict[str, Any] = {
    "float | None": number,
    "bool": bool,
    "Interval": Interval.of,
    "Interval | None": Interval.of,
    "Basis": Basis.of,
}
"""How a field of a structure becomes one of a data class, by the type of the latter."""

_Made = TypeVar("_Made")


def record(cls: type[_Made], found: Any, **own: Any) -> _Made:
    """A data class out of a structure of the library with fields of the same names."""
    for field in dataclasses.fields(cls):  # type: ignore[arg-type]
        if field.name not in own:
            value = getattr(found, field.name)
            own[field.name] = _AS[kind](value) if (kind := str(field.type)) in _AS else value
    return cls(**own)


class Scale:
    """The answers that a question allows, and which end is the better one."""

    def __init__(self, **fields: Any) -> None:
        self._fields = fields
        self._levels: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None

    @classmethod
    def points(cls, low: float, high: float, step: float = 1.0, *, reversed: bool = False) -> Scale:
        """Answers ``step`` apart; the highest is the best unless ``reversed``.

        Everything that is computed of ``reversed`` answers reads them recoded,
        low + high - answer, and takes thresholds and breaks so.
        """
        lower = _scalars.flag(reversed, "reversed")
        return cls(low=low, high=high, step=step, lower_is_better=lower)

    @classmethod
    def continuous(cls, low: float, high: float, *, reversed: bool = False) -> Scale:
        """Any number between the ends."""
        return cls.points(low, high, 0.0, reversed=reversed)

    @classmethod
    def levels(cls, scores: Mapping[float, float]) -> Scale:
        """Levels: the answer that stands for each, and what it is worth on 0 to 100."""
        made = cls(kind=_abi.HABITUE_SCALE_LEVELS)
        given = _scalars.mapping(scores, "scores")
        values = _columns.floats(list(given.keys()), "scores")
        made._levels = values, _columns.floats(list(given.values()), "scores")
        return made

    @classmethod
    def unbalanced_five(cls) -> Scale:
        """很满意 5, 比较满意 4, 满意 3, 不满意 2, 很不满意 1: three of five are favourable."""
        return cls(kind=_abi.HABITUE_SCALE_UNBALANCED_FIVE)

    @classmethod
    def balanced_five(cls) -> Scale:
        """非常满意 5, 满意 4, 一般 3, 不满意 2, 非常不满意 1."""
        return cls(kind=_abi.HABITUE_SCALE_BALANCED_FIVE)

    def _structure(self) -> Any:
        if self._levels is None:
            return initial(_abi.habitue_scale, **self._fields)
        values, scores = self._levels
        levels = {"level_values": values, "level_scores": scores, "level_count": len(values)}
        return initial(_abi.habitue_scale, **self._fields, **levels)


@dataclass(frozen=True)
class Question:
    """A question: its name, scale, weight in indices, and dimension."""

    name: str
    scale: Scale
    weight: float = 1.0
    dimension: str | None = None


class Questionnaire:
    """The questions of a survey, in the order of its answer columns."""

    def __init__(
        self, questions: Sequence[Question], *, dimension_weights: Mapping[str, float] | None = None
    ) -> None:
        self.questions = tuple(_scalars.sequence(questions, "questions"))
        asked = (_abi.habitue_survey_question * len(self.questions))()
        for slot, question in zip(asked, self.questions):
            _scalars.instance(question, Question, "questions")
            slot.name = text_of(question.name, "name")
            slot.dimension = text_of(_or_none(question.dimension), "dimension")
            scale = _scalars.instance(question.scale, Scale, "scale")._structure()
            slot.scale = ctypes.pointer(scale)
            slot.weight = _scalars.real(question.weight, "weight")
        given = {} if dimension_weights is None else dimension_weights
        weights = _scalars.mapping(given, "dimension_weights")
        dimensions = (_abi.habitue_dimension_weight * len(weights))()
        for slot, (dimension, weight) in zip(dimensions, weights.items()):
            slot.dimension = text_of(dimension, "dimension_weights")
            slot.weight = _scalars.real(weight, "dimension_weights")
        lengths = {"question_count": len(asked), "dimension_count": len(dimensions)}
        fields = {"questions": asked, "dimensions": dimensions, **lengths}
        self._as_parameter_ = ctypes.pointer(initial(_abi.habitue_questionnaire, **fields))
        # Nobody's answers: what is wrong with the questions is told here.
        pointer = Answers.empty()
        call("habitue_responses_new", self, initial(_abi.habitue_response_matrix), pointer)
        Answers.adopt(pointer)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the questions, in order."""
        return tuple(question.name for question in self.questions)

    def index(self, question: str | int) -> int:
        """Where a question stands, by name or index."""
        if isinstance(question, str):
            if question not in self.names:
                raise exception(
                    f"question: {question} is no question of this survey; allowed: "
                    + ", ".join(self.names),
                    code=_abi.HABITUE_MISSING_COLUMN,
                    kind="missing column",
                    column="question",
                )
            return self.names.index(question)
        return _scalars.whole(question, "question", 0, max(len(self.names) - 1, 0))


class Answers(Handle, struct=_abi.habitue_responses, free="habitue_responses_free"):
    """The answers of a survey, checked against their scales.

    ``columns`` is anything that is looked up by question name (a dict of columns,
    a pandas or polars data frame), or an array of respondents by questions. Answers are
    numbers, or text as in a CSV file: numbers, or the labels of their scale in either
    language. Empty text and the ``missing_markers`` (text, or numbers such as 99) are
    missing, as are None, NaN and NA.
    """

    questionnaire: Questionnaire

    def __init__(
        self,
        questionnaire: Questionnaire,
        columns: Any,
        *,
        weights: ArrayLike | None = None,
        out_of_scale: str = "refuse",
        missing_markers: Iterable[Any] = ("NA", "NaN"),
    ) -> None:
        _scalars.instance(questionnaire, Questionnaire, "questionnaire")
        policy = enumerator(OUT_OF_SCALE, out_of_scale, "out_of_scale")
        parts = _responses.by_question(questionnaire.names, columns, missing_markers)
        rows = _columns.rows(**parts) if parts else 0
        if any(part.kind == _reading.TEXT for part in parts.values()):
            self._own(_responses.of_text(questionnaire, parts, policy, self.empty()))
            self.questionnaire = questionnaire
            self.set_weights(weights)
            return
        numbers = [_columns.floats_of(p, name, missing=True) for name, p in parts.items()]
        cells = np.concatenate(numbers) if numbers else np.empty(0)
        weighted = None if weights is None else _columns.floats(weights, "weights")
        _columns.rows(columns=range(rows), weights=weighted)
        fields = {"out_of_scale": policy, "rows": rows, "cells": cells, "weights": weighted}
        given = initial(_abi.habitue_response_matrix, **fields)
        pointer = self.empty()
        call("habitue_responses_new", questionnaire, given, pointer)
        self._own(pointer)
        self.questionnaire = questionnaire

    @classmethod
    def read_csv(
        cls,
        source: str | PathLike[str] | bytes,
        questionnaire: Questionnaire,
        *,
        key: str | None = None,
        weight: str | None = None,
        delimiter: str = ",",
        out_of_scale: str = "refuse",
    ) -> Answers:
        """Reads a CSV file (a path), or CSV text (bytes), with a header.

        A cell is a number (``7.5`` or ``7,5``; ``1,234``, which may be a thousand, is
        refused), the English or Chinese name of a level in any case and width, or
        missing: empty, NA, N/A, #N/A, <NA>, NaN, null or None in any case.
        """
        data = _scalars.contents(source, "source")
        _scalars.instance(questionnaire, Questionnaire, "questionnaire")
        pointer = cls.empty()
        form = initial(_abi.habitue_response_format)
        form.key = text_of(_or_none(key), "key")
        form.weight = text_of(_or_none(weight), "weight")
        form.delimiter = _scalars.character(delimiter, "delimiter")
        form.out_of_scale = enumerator(OUT_OF_SCALE, out_of_scale, "out_of_scale")
        call("habitue_responses_read_csv", questionnaire, data, len(data), form, pointer)
        made = cls.adopt(pointer)
        made.questionnaire = questionnaire
        return made

    def set_weights(self, weights: ArrayLike | None) -> None:
        """Sets base weights, such as raked ones; None makes them equal."""
        column = None if weights is None else _columns.floats(weights, "weights")
        if column is not None:
            _columns.rows(respondents=range(len(self)), weights=column)
        call("habitue_responses_weigh", self, column, 0 if column is None else len(column))

    def append(self, other: Answers) -> None:
        """Adds the respondents of ``other``, a second part of the same survey."""
        call("habitue_responses_append", self, _scalars.instance(other, Answers, "other"))

    def _info(self) -> Any:
        info = initial(_abi.habitue_responses_info)
        call("habitue_responses_inspect", self, info)
        return info

    def _column(self, place: str, of: str, dtype: Any, **fields: int) -> NDArray[Any]:
        """A column of the responses, as long as a field of the structure says."""
        info = self._info()
        out = np.empty(getattr(info, of) + (place == "key_offsets"), dtype)
        lengths = {name: getattr(info, name) for name in ("rows", "question_count", "key_bytes")}
        filled = initial(_abi.habitue_responses_info, **lengths, **{place: out}, **fields)
        call("habitue_responses_inspect", self, filled)
        return out

    def __len__(self) -> int:
        return int(self._info().rows)

    def column(self, question: str | int) -> NDArray[np.float64]:
        """The answers to one question as analyses read them, higher being better.

        On a reversed scale that is low + high - answer. NaN where missing.
        """
        asked = self.questionnaire.index(question)
        return self._column("answers", "rows", np.float64, question=asked)

    @property
    def missing(self) -> NDArray[np.uint64]:
        """Missing answers of each question."""
        return self._column("missing", "question_count", np.uint64)

    @property
    def out_of_scale(self) -> NDArray[np.uint64]:
        """Answers off their scale of each question, where they were counted."""
        return self._column("out_of_scale", "question_count", np.uint64)

    @property
    def keys(self) -> list[str]:
        """The keys of the respondents, where they were read."""
        offsets = self._column("key_offsets", "rows", np.int64)
        data = self._column("keys", "key_bytes", np.uint8).tobytes()
        ends = offsets.tolist()
        return [data[a:b].decode("utf-8") for a, b in zip(ends, ends[1:])]


def proportion_interval(
    hits: ArrayLike, n: ArrayLike, *, method: str = "wilson", level: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The ends of the interval of each proportion of ``hits`` among ``n``."""
    hits = _columns.floats([hits] if _columns.is_single(hits) else hits, "hits")
    n = _columns.floats([n] if _columns.is_single(n) else n, "n")
    _columns.rows(hits=hits, n=n)
    settings = {"method": enumerator(INTERVALS, method, "method"), "confidence": level}
    found = _evidence.calculate("PROPORTION_INTERVAL", {"hits": hits, "n": n}, **settings)
    return found["low"], found["high"]


def finite_population_correction(n: float, population: float) -> float:
    """√((N - n)/(N - 1)), by which a standard error shrinks."""
    columns = _evidence.one(n=n, population=population)
    return float(_evidence.calculate("POPULATION_CORRECTION", columns)["correction"][0])


def sample_size(
    margin: float, *, share: float = 0.5, level: float = 0.95, population: float | None = None
) -> float:
    """How many answers a share needs for an interval of ±``margin``; round up."""
    large = 0.0 if population is None else population
    columns = _evidence.one(margin=margin, share=share, population=large)
    return float(_evidence.calculate("SAMPLE_SIZE", columns, confidence=level)["n"][0])


def indices(items: Sequence[str | int], names: Sequence[str]) -> NDArray[np.uintp]:
    """Questions by name or index, as the library takes them."""
    names = [_scalars.string(name, "names") for name in _scalars.sequence(names, "names")]
    found = []
    for item in _scalars.sequence(items, "items"):
        if isinstance(item, str):
            if item not in names:
                reason = f"{item} is no question; allowed: " + ", ".join(names)
                refuse(_abi.HABITUE_MISSING_COLUMN, "items", reason)
            item = list(names).index(item)
        found.append(_scalars.whole(item, "items", 0, 2**63 - 1))
    return np.array(found, np.uintp)


class Moments(Handle, struct=_abi.habitue_moments, free="habitue_moments_free"):
    """Means, standard deviations and correlations of questions.

    Those of answers (but for "em") can be merged, pickle, and travel as bytes. Whatever
    comes from moments (weighted indices, scorecards, reliability, drivers, path models)
    comes out of merged parts as out of all answers at once.
    """

    names: tuple[str, ...]

    @classmethod
    def of(cls, answers: Answers, *, missing: str, minimum_share: float = 0.5) -> Moments:
        """The moments of all questions under a policy for missing answers.

        An analysis of some of them (`Reliability`, `KeyDrivers`, a path model) rests
        on the respondents whom the policy keeps for these questions; of merged moments,
        for all questions. A part with too few respondents for moments says so where they
        are read.
        """
        _scalars.instance(answers, Answers, "answers")
        pointer = cls.empty()
        code = enumerator(MISSING, missing, "missing")
        call("habitue_moments_of_responses", answers, code, minimum_share, pointer)
        return cls._named(pointer, answers.questionnaire.names)

    @classmethod
    def _named(cls, pointer: Any, names: Sequence[str]) -> Moments:
        made = cls.adopt(pointer)
        made.names = tuple(names)
        return made

    @classmethod
    def from_correlations(
        cls,
        names: Sequence[str],
        n: float,
        means: ArrayLike,
        sds: ArrayLike,
        correlations: ArrayLike,
        *,
        ranges: Sequence[tuple[float, float]] | None = None,
    ) -> Moments:
        """Moments that are known already; ``ranges`` are the ends of the scales."""
        means = _columns.floats(means, "means")
        sds = _columns.floats(sds, "sds")
        matrix = _columns.matrix(correlations, "correlations")
        names = [_scalars.string(name, "names") for name in _scalars.sequence(names, "names")]
        k = len(names)
        _columns.rows(names=names, means=means, sds=sds)
        if matrix.shape != (k, k):
            reason = f"has shape {matrix.shape}, but {(k, k)} is needed"
            refuse(_abi.HABITUE_BAD_LENGTH, "correlations", reason)
        ends: dict[str, NDArray[np.float64]] = {}
        if ranges is not None:
            pairs = _scalars.sequence(ranges, "ranges")
            given = [_scalars.several(pair, "ranges", 2) for pair in pairs]
            for place, end in enumerate(("low", "high")):
                ends[end] = np.array([_scalars.real(pair[place], "ranges") for pair in given])
            _columns.rows(names=names, ranges=ends["low"])
        columns = {"means": means, "standard_deviations": sds, "correlations": matrix.ravel()}
        known = initial(_abi.habitue_known_moments, question_count=k, n=n, **columns, **ends)
        pointer = cls.empty()
        call("habitue_moments_new", known, pointer, words={"standard_deviations": "sds"})
        return cls._named(pointer, names)

    @classmethod
    def from_bytes(cls, data: bytes, names: Sequence[str]) -> Moments:
        """The moments that `to_bytes` wrote; ``names`` are those of the questions."""
        pointer = cls.empty()
        content = _scalars.octets(data, "data")
        call("habitue_moments_from_bytes", content, len(content), pointer)
        return cls._named(pointer, names)

    def to_bytes(self) -> bytes:
        """The sums under the moments as bytes, the same on every machine."""
        data: bytes = filled("habitue_moments_to_bytes", self).tobytes()
        return data

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).from_bytes, (self.to_bytes(), self.names)

    def merge(self, *others: Moments) -> Moments:
        """The moments of all parts together."""
        made = self.from_bytes(self.to_bytes(), self.names)
        for other in others:
            call("habitue_moments_merge", made, _scalars.instance(other, Moments, "others"))
        return made

    def _info(self, **places: NDArray[np.float64]) -> Any:
        info = initial(_abi.habitue_moments_info, question_count=len(self.names), **places)
        call("habitue_moments_inspect", self, info)
        return info

    @property
    def means(self) -> NDArray[np.float64]:
        """The means."""
        out = _columns.output(len(self.names))
        self._info(means=out)
        return out

    @property
    def sds(self) -> NDArray[np.float64]:
        """The standard deviations, n - 1."""
        out = _columns.output(len(self.names))
        self._info(standard_deviations=out)
        return out

    @property
    def correlations(self) -> NDArray[np.float64]:
        """The correlation matrix."""
        out = np.empty((len(self.names), len(self.names)))
        self._info(correlations=out)
        return out

    @property
    def n(self) -> float:
        """Respondents behind the moments."""
        return float(self._info().n)

    @property
    def basis(self) -> Basis:
        """What the moments rest on; all 0 where they did not come from answers."""
        return Basis.of(self._info().basis)


def _reliability(
    kind: int,
    moments: Moments,
    items: Sequence[str | int],
    places: Sequence[str] = (),
    **given: Any,
) -> tuple[Any, list[NDArray[np.float64]]]:
    """A reliability of some questions, and columns with a cell for each of them."""
    _scalars.instance(moments, Moments, "moments")
    chosen = indices(items, moments.names)
    asked = initial(_abi.habitue_items, items=chosen, item_count=len(chosen), **given)
    columns = {place: np.empty(len(chosen)) for place in places}
    found = initial(_abi.habitue_reliability, **columns)
    call("habitue_reliability_of", moments, kind, asked, found)
    return found, list(columns.values())


@dataclass(frozen=True)
class Reliability:
    """The internal consistency of some questions."""

    alpha: float
    standardised_alpha: float
    interval: Interval
    n: float
    item_rest: NDArray[np.float64]
    alpha_without: NDArray[np.float64]

    @classmethod
    def of(
        cls, moments: Moments, items: Sequence[str | int], *, level: float = 0.95
    ) -> Reliability:
        """Cronbach's alpha, raw and standardised, with its interval.

        Feldt's with equal weights and complete answers, linearised otherwise.
        """
        found, columns = _reliability(
            _abi.HABITUE_RELIABILITY_ALPHA,
            moments,
            items,
            ("item_rest", "alpha_without"),
            confidence=_scalars.known(level, "level"),
        )
        rest, without = columns
        return record(cls, found, alpha=found.value, item_rest=rest, alpha_without=without)


def omega(moments: Moments, items: Sequence[str | int]) -> tuple[float, NDArray[np.float64]]:
    """McDonald's omega and the loadings of one factor by maximum likelihood."""
    kind = _abi.HABITUE_RELIABILITY_OMEGA
    found, (loadings,) = _reliability(kind, moments, items, ("loadings",))
    return found.value, loadings


def heterotrait_monotrait(
    moments: Moments, first: Sequence[str | int], second: Sequence[str | int]
) -> float:
    """The heterotrait-monotrait ratio (HTMT) of two groups of questions.

    Of correlations with their signs (Henseler, Ringle and Sarstedt 2015); seminr and
    semTools take absolute ones from 2021 on, which agree where all are positive.
    """
    others = indices(second, _scalars.instance(moments, Moments, "moments").names)
    kind = _abi.HABITUE_RELIABILITY_HETEROTRAIT_MONOTRAIT
    found, _ = _reliability(kind, moments, first, others=others, other_count=len(others))
    return float(found.value)


def composite_reliability(loadings: ArrayLike) -> float:
    """Composite reliability of standardised loadings; 1 for a single item."""
    return _of_loadings(loadings)[0]


def average_variance_extracted(loadings: ArrayLike) -> float:
    """Average variance extracted of standardised loadings; 1 for a single item."""
    return _of_loadings(loadings)[1]


def _of_loadings(loadings: ArrayLike) -> tuple[float, float]:
    column = _columns.floats(loadings, "loadings")
    found = _evidence.calculate("COMPOSITE_RELIABILITY", {"loading": column})
    return found["reliability"], found["extracted"]


def rho_a(moments: Moments, items: Sequence[str | int], weights: ArrayLike) -> float:
    """Dijkstra and Henseler's rho_A of a composite with these outer weights."""
    column = _columns.floats(weights, "weights")
    _columns.rows(items=_scalars.sequence(items, "items"), weights=column)
    found, _ = _reliability(_abi.HABITUE_RELIABILITY_RHO_A, moments, items, weights=column)
    return float(found.value)


def effective_n(weights: ArrayLike) -> float:
    """Kish's effective sample size (Σw)²/Σw²."""
    return _cost(weights)[0]


def design_effect(weights: ArrayLike) -> float:
    """Kish's design effect n Σw²/(Σw)²."""
    return _cost(weights)[1]


def _cost(weights: ArrayLike) -> tuple[float, float]:
    column = _columns.floats(weights, "weights")
    found = _evidence.calculate("EFFECTIVE_N", {"weight": column})
    return found["effective_n"], found["design_effect"]


@dataclass(frozen=True)
class Weighting:
    """Weights with mean 1, and what they cost."""

    weights: NDArray[np.float64]
    effective_n: float
    design_effect: float
    passes: int
    capped: int


def post_stratify(
    categories: ArrayLike, targets: ArrayLike, *, base: ArrayLike | None = None
) -> Weighting:
    """Weights by which one margin is that of the population; see `rake`."""
    return rake([categories], [targets], base=base)


def rake(
    categories: Sequence[ArrayLike],
    targets: Sequence[ArrayLike],
    *,
    base: ArrayLike | None = None,
    cap: float | None = None,
    tolerance: float = 1e-10,
    max_passes: int = 1000,
) -> Weighting:
    """Weights whose margins are those of the population.

    ``categories`` holds a column for each margin: the category of each
    respondent from 0, or -1 where it is not known; ``targets`` the population's
    shares. One margin is post-stratification.
    """
    given = _scalars.sequence(categories, "categories")
    columns = [_columns.codes(column, f"categories[{i}]") for i, column in enumerate(given)]
    wanted = _scalars.sequence(targets, "targets")
    shares = [_columns.floats(column, f"targets[{i}]") for i, column in enumerate(wanted)]
    _columns.rows(categories=columns, targets=shares)
    lengths = {f"categories[{i}]": column for i, column in enumerate(columns)}
    rows = _columns.rows(**lengths) if columns else 0
    weighted = None if base is None else _columns.floats(base, "base")
    if weighted is not None:
        _columns.rows(base=weighted, respondents=range(rows))
    flat = np.concatenate(shares) if shares else np.empty(0)
    margins = initial(
        _abi.habitue_rake,
        max_passes=max_passes,
        rows=rows,
        margin_count=len(shares),
        categories=np.concatenate(columns) if columns else np.empty(0, np.int32),
        category_counts=np.array([len(column) for column in shares], np.uintp),
        targets=flat,
        target_count=len(flat),
        base=weighted,
        cap=0.0 if cap is None else cap,
        tolerance=tolerance,
    )
    out, found = _columns.output(rows), initial(_abi.habitue_weighting)
    call("habitue_rake_weights", margins, out, found)
    return record(Weighting, found, weights=out)
