"""How satisfied: indices over survey answers, each with its interval and basis."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _abi, _columns, _evidence, _scalars
from ._counts import Counts
from ._library import call, enumerator, initial
from .errors import exception
from .survey import INTERVALS, MISSING, Answers, Basis, Interval, Moments, Questionnaire
from .survey import number, record

_FAMILIES = {
    "disconfirmation": _abi.HABITUE_LIST_DISCONFIRMATIONS,
    "kano": _abi.HABITUE_LIST_KANO_CLASSES,
    "quadrant": _abi.HABITUE_LIST_QUADRANTS,
    "factor": _abi.HABITUE_LIST_FACTORS,
}


def class_names(family: str, language: str = "en") -> dict[int, str]:
    """The names of the classes "disconfirmation", "kano", "quadrant" or "factor", by code."""
    return _evidence.names_by_code(enumerator(_FAMILIES, family, "family"), language)


FORMS = {"per question": 0, "per respondent": 1}
"""Which mean of a satisfaction index comes first."""

PROMOTER_INTERVALS = {
    "score": _abi.HABITUE_PROMOTER_SCORE,
    "wald": _abi.HABITUE_PROMOTER_WALD,
    "adjusted wald": _abi.HABITUE_PROMOTER_ADJUSTED_WALD,
}
"""How the interval of a promoter score is formed."""


@dataclass(frozen=True)
class Difference:
    """Second less first, with its test."""

    difference: float
    standard_error: float
    z: float | None
    p_value: float | None
    interval: Interval

    @classmethod
    def between(
        cls, first: tuple[float, float], second: tuple[float, float], *, level: float = 0.95
    ) -> Difference:
        """The difference of two independent figures, each with its standard error.

        By the normal (Wald) test; shares have a better one, `TopBox.difference`.
        """
        x, x_error = _scalars.several(first, "first", 2)
        y, y_error = _scalars.several(second, "second", 2)
        columns = _evidence.one(first=x, first_error=x_error, second=y, second_error=y_error)
        found = _evidence.calculate("DIFFERENCE_TEST", columns, confidence=level)
        difference, error, z, p, low, high = (float(column[0]) for column in found.values())
        interval = Interval(low, high, float(level), False)
        return cls(difference, error, number(z), number(p), interval)


@dataclass(frozen=True)
class SatisfactionIndex:
    """The weighted satisfaction index, 0 (worst) to 100 (best).

    ``raw`` is the index on the common scale of the questions, where they have one.
    """

    value: float
    raw: float | None
    standard_error: float | None
    interval: Interval | None
    question_weights: NDArray[np.float64]
    question_scores: NDArray[np.float64]
    question_answered: NDArray[np.uint64]
    basis: Basis

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
    ) -> SatisfactionIndex:
        """The index under a policy for missing answers, which has no default."""
        options = index_options(missing, minimum_share, form, level, population)
        asked = _answers(answers).questionnaire
        return cls._called(asked, "habitue_satisfaction_index", answers, options)

    @classmethod
    def of_moments(
        cls, moments: Moments, questionnaire: Questionnaire, *, level: float = 0.95
    ) -> SatisfactionIndex:
        """The index per question from moments: of merged shards, of published figures."""
        _scalars.instance(questionnaire, Questionnaire, "questionnaire")
        function = "habitue_satisfaction_of_moments"
        return cls._called(questionnaire, function, moments, questionnaire, level)

    @classmethod
    def _called(cls, asked: Questionnaire, function: str, *arguments: Any) -> SatisfactionIndex:
        found = _abi.habitue_index()
        scores = (_abi.habitue_question_score * len(asked.questions))()
        places = {"questions": scores, "question_count": len(scores)}
        wanted = initial(_abi.habitue_satisfaction, index=ctypes.pointer(found), **places)
        call(function, *arguments, wanted)
        columns = {f"question_{name}": part for name, part in _columns.records(scores).items()}
        columns["question_weights"] = columns.pop("question_weight")
        columns["question_scores"] = columns.pop("question_score")
        return record(cls, found, **columns)

    def difference(self, later: SatisfactionIndex, *, level: float = 0.95) -> Difference:
        """Whether the index of ``later`` differs from this one; independent samples."""
        return difference("value", self, later, level)


def index_options(
    missing: str, minimum_share: float, form: str, level: float, population: int | None
) -> Any:
    """How an index is formed, as the library takes it."""
    return initial(
        _abi.habitue_index_options,
        missing=enumerator(MISSING, missing, "missing"),
        minimum_share=minimum_share,
        per_respondent=enumerator(FORMS, form, "form"),
        confidence=level,
        population=0 if population is None else population,
    )


def _answers(answers: Any) -> Answers:
    return _scalars.instance(answers, Answers, "answers")  # type: ignore[no-any-return]


def difference(figure: str, first: Any, later: Any, level: float) -> Difference:
    """The difference of a figure of two of a kind, which know its standard error."""
    _scalars.instance(later, type(first), "later")
    if first.standard_error is None or later.standard_error is None:
        raise exception(
            "standard_error: a figure of one respondent has none, so no difference can be tested",
            code=_abi.HABITUE_UNDEFINED,
            kind="undefined",
            column="standard_error",
        )
    ends = [(getattr(each, figure), each.standard_error) for each in (first, later)]
    return Difference.between(ends[0], ends[1], level=level)


@dataclass(frozen=True)
class Mean:
    """A mean over respondents, with Student's interval."""

    mean: float
    standard_error: float | None
    interval: Interval | None
    effective_n: float
    answered: int
    missing: int

    @classmethod
    def of(
        cls, values: ArrayLike, *, weights: ArrayLike | None = None, level: float = 0.95
    ) -> Mean:
        """The mean of a figure that respondents have (a gap, an index), NaN where missing."""
        return MeanCounts.of(values, weights=weights).mean(level=level)

    def difference(self, later: Mean, *, level: float = 0.95) -> Difference:
        """Whether the mean of ``later`` differs from this one; independent samples."""
        return difference("mean", self, later, level)


class MeanCounts(Counts, measure="MEAN"):
    """The sums under a `Mean`."""

    @classmethod
    def of(cls, values: ArrayLike, *, weights: ArrayLike | None = None) -> MeanCounts:
        """Sums a column, NaN where missing."""
        return cls._of_columns({"values": _columns.floats(values, "values", missing=True)}, weights)

    def mean(self, *, level: float = 0.95) -> Mean:
        """The mean with its interval."""
        found = _abi.habitue_mean()
        call("habitue_counts_mean", self, level, found)
        return record(Mean, found)


def respondent_indices(
    answers: Answers, *, missing: str, minimum_share: float = 0.5
) -> NDArray[np.float64]:
    """The index of each respondent; NaN for those whom the policy excludes."""
    out = _columns.output(len(_answers(answers)))
    wanted = initial(_abi.habitue_satisfaction, rows=len(out), respondents=out)
    options = index_options(missing, minimum_share, "per question", 0.95, None)
    call("habitue_satisfaction_index", answers, options, wanted)
    return out


@dataclass(frozen=True)
class TopBox:
    """The top-box share (CSAT): those who ticked one of the best answers, as a fraction."""

    share: float
    standard_error: float
    interval: Interval
    effective_n: float
    answered: int
    missing: int

    @classmethod
    def of(
        cls,
        answers: Answers,
        question: str | int,
        k: int,
        *,
        method: str = "wilson",
        level: float = 0.95,
    ) -> TopBox:
        """The share of the best ``k`` answers; ``k`` has no default."""
        return ShareCounts.of(answers, question, k).share(method=method, level=level)

    def difference(self, later: TopBox, *, level: float = 0.95) -> Difference:
        """Whether the share of ``later`` differs from this one; independent samples.

        By the score test and interval of Miettinen and Nurminen (1985), with the
        effective numbers of respondents.
        """
        _scalars.instance(later, TopBox, "later")
        # The library has the test where it compares Kano's "better" of two surveys,
        # which is the share of the attractive where all others are indifferent.
        found = (_abi.habitue_difference * 2)()
        counts = [
            _Sides.of_totals([0, 0, hits, each.effective_n - hits, 0, 0])
            for each in (self, later)
            for hits in (each.share * each.effective_n,)
        ]
        call("habitue_counts_difference", *counts, level, found, 2)
        return record(Difference, found[0])


class _Sides(Counts, measure="KANO"):
    """Hits as attractive, all others as indifferent."""


class ShareCounts(Counts, measure="SHARE"):
    """The counts under a `TopBox`."""

    @classmethod
    def of(cls, answers: Answers, question: str | int, k: int) -> ShareCounts:
        """Counts the best ``k`` answers to a question."""
        index = _answers(answers).questionnaire.index(question)
        return cls._of_answers(answers, [index], top=_scalars.whole(k, "k", 0, 2**63 - 1))

    def share(self, *, method: str = "wilson", level: float = 0.95) -> TopBox:
        """The share with its interval."""
        found = initial(_abi.habitue_share)
        call("habitue_counts_share", self, enumerator(INTERVALS, method, "method"), level, found)
        return record(TopBox, found)


@dataclass(frozen=True)
class PromoterScore:
    """The Net Promoter Score (NPS): promoters less detractors in points, -100 to 100."""

    score: float
    promoters: float
    passives: float
    detractors: float
    variance: float
    standard_error: float
    interval: Interval
    effective_n: float
    answered: int
    missing: int
    is_degenerate: bool

    @classmethod
    def of(
        cls,
        answers: Answers,
        question: str | int,
        *,
        detractor_at_most: float,
        promoter_at_least: float,
        method: str = "score",
        level: float = 0.95,
    ) -> PromoterScore:
        """The score of a question; the breaks (6 and 9 on 0 to 10) have no default."""
        breaks = {"detractor_at_most": detractor_at_most, "promoter_at_least": promoter_at_least}
        return PromoterCounts.of(answers, question, **breaks).score(method=method, level=level)

    @classmethod
    def of_counts(
        cls,
        promoters: int,
        passives: int,
        detractors: int,
        *,
        method: str = "score",
        level: float = 0.95,
    ) -> PromoterScore:
        """The score of counts that are known already."""
        given = {"promoters": promoters, "passives": passives, "detractors": detractors}
        known = [_scalars.whole(count, name, 0, 2**53) for name, count in given.items()]
        return PromoterCounts.of_totals(known).score(method=method, level=level)

    def difference(self, later: PromoterScore, *, level: float = 0.95) -> Difference:
        """Whether the score of ``later`` differs from this one; independent samples."""
        _scalars.instance(later, PromoterScore, "later")
        return Difference.between(
            (self.score, self.standard_error), (later.score, later.standard_error), level=level
        )


class PromoterCounts(Counts, measure="PROMOTER"):
    """The counts under a `PromoterScore`."""

    @classmethod
    def of(
        cls,
        answers: Answers,
        question: str | int,
        *,
        detractor_at_most: float,
        promoter_at_least: float,
    ) -> PromoterCounts:
        """Counts promoters, passives and detractors of a question."""
        return cls._of_answers(
            answers,
            [_answers(answers).questionnaire.index(question)],
            low_at_most=_scalars.known(detractor_at_most, "detractor_at_most"),
            high_at_least=_scalars.known(promoter_at_least, "promoter_at_least"),
        )

    def score(self, *, method: str = "score", level: float = 0.95) -> PromoterScore:
        """The score with its interval."""
        found = initial(_abi.habitue_promoter_score)
        code = enumerator(PROMOTER_INTERVALS, method, "method")
        call("habitue_counts_promoter_score", self, code, level, found)
        return record(PromoterScore, found, is_degenerate=bool(found.degenerate))
