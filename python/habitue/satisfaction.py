"""How satisfied: indices over survey answers, each with its interval and basis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _abi, _columns, _evidence, _scalars
from ._counts import Counts
from ._library import call, enumerator, initial
from .errors import exception
from .survey import INTERVALS, MISSING, Answers, Basis, Interval, Moments, Questionnaire, number


_FAMILIES = {
    "disconfirmation": _abi.HABITUE_LIST_DISCONFIRMATIONS,
    "kano": _abi.HABITUE_LIST_KANO_CLASSES,
    "quadrant": _abi.HABITUE_LIST_QUADRANTS,
    "factor": _abi.HABITUE_LIST_FACTORS,
}


def class_names(family: str, language: str = "en") -> dict[int, str]:
    """The names of the classes "disconfirmation", "kano", "quadrant" or "factor", by code."""
    return _evidence.names_by_code(enumerator(_FAMILIES, family, "family"), language)

FORMS = {
    "per question": _abi.HABITUE_INDEX_PER_QUESTION,
    "per respondent": _abi.HABITUE_INDEX_PER_RESPONDENT,
}
"""Which mean of a satisfaction index comes first."""

PROMOTER_INTERVALS = {
    "score": _abi.HABITUE_PROMOTER_SCORE_INTERVAL,
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

    @classmethod
    def _made(cls, found: Any) -> Difference:
        interval = Interval.of(found.interval)
        assert interval is not None
        return cls(
            found.difference, found.standard_error, number(found.z), number(found.p_value), interval
        )


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
        options = initial(
            _abi.habitue_index_options,
            missing=enumerator(MISSING, missing, "missing"),
            minimum_share=minimum_share,
            form=enumerator(FORMS, form, "form"),
            level=level,
            population=0 if population is None else population,
        )
        questions = len(_answers(answers).questionnaire.questions)
        weights, scores = _columns.output(questions), _columns.output(questions)
        answered = _columns.output(questions, np.uint64)
        found = _abi.habitue_index()
        call(
            "habitue_satisfaction_index",
            answers,
            options,
            found,
            weights,
            scores,
            answered,
            questions,
        )
        return cls._made(found, weights, scores, answered)

    @classmethod
    def of_moments(
        cls, moments: Moments, questionnaire: Questionnaire, *, level: float = 0.95
    ) -> SatisfactionIndex:
        """The index per question from moments: of merged shards, of published figures."""
        _scalars.instance(questionnaire, Questionnaire, "questionnaire")
        questions = len(questionnaire.questions)
        weights, scores = _columns.output(questions), _columns.output(questions)
        answered = _columns.output(questions, np.uint64)
        found = _abi.habitue_index()
        call(
            "habitue_satisfaction_index_of_moments",
            moments,
            questionnaire,
            level,
            found,
            weights,
            scores,
            answered,
            questions,
        )
        return cls._made(found, weights, scores, answered)

    @classmethod
    def _made(cls, found: Any, weights: Any, scores: Any, answered: Any) -> SatisfactionIndex:
        return cls(
            found.value,
            number(found.raw),
            number(found.standard_error),
            Interval.of(found.interval),
            weights,
            scores,
            answered,
            Basis.of(found.basis),
        )

    def difference(self, later: SatisfactionIndex, *, level: float = 0.95) -> Difference:
        """Whether the index of ``later`` differs from this one; independent samples."""
        return difference("value", self, later, level)


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
    def _made(cls, found: Any) -> Mean:
        return cls(
            found.mean,
            number(found.standard_error),
            Interval.of(found.interval),
            found.effective_n,
            found.answered,
            found.missing,
        )

    @classmethod
    def of(
        cls, values: ArrayLike, *, weights: ArrayLike | None = None, level: float = 0.95
    ) -> Mean:
        """The mean of a figure that respondents have (a gap, an index), NaN where missing."""
        return MeanCounts.of(values, weights=weights).mean(level=level)

    def difference(self, later: Mean, *, level: float = 0.95) -> Difference:
        """Whether the mean of ``later`` differs from this one; independent samples."""
        return difference("mean", self, later, level)


class MeanCounts(
    Counts, struct=_abi.habitue_mean_counts, merge="habitue_mean_counts_merge"
):
    """The sums under a `Mean`."""

    @classmethod
    def of(cls, values: ArrayLike, *, weights: ArrayLike | None = None) -> MeanCounts:
        """Sums a column, NaN where missing."""
        column = _columns.floats(values, "values", missing=True)
        weighted = None if weights is None else _columns.floats(weights, "weights")
        rows = _columns.rows(values=column, weights=weighted)
        found = _abi.habitue_mean_counts()
        call("habitue_mean_counts_of_column", column, weighted, rows, found)
        return cls(found)

    def mean(self, *, level: float = 0.95) -> Mean:
        """The mean with its interval."""
        found = _abi.habitue_mean()
        call("habitue_mean_counts_mean", self._found, level, found)
        return Mean._made(found)


def respondent_indices(
    answers: Answers, *, missing: str, minimum_share: float = 0.5
) -> NDArray[np.float64]:
    """The index of each respondent; NaN for those whom the policy excludes."""
    out = _columns.output(len(_answers(answers)))
    code = enumerator(MISSING, missing, "missing")
    call("habitue_respondent_indices", answers, code, minimum_share, out, len(out))
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
        better, worse = _abi.habitue_difference(), _abi.habitue_difference()
        counts = (self._as_kano(), later._as_kano())
        call("habitue_kano_counts_difference", *counts, level, better, worse)
        return Difference._made(better)

    def _as_kano(self) -> Any:
        hits = self.share * self.effective_n
        found = _abi.habitue_kano_counts()
        for place, count in ((_ATTRACTIVE, hits), (_INDIFFERENT, self.effective_n - hits)):
            found.counts[place] = found.squares[place] = count
        found.total = self.effective_n
        return found


_ATTRACTIVE = _abi.HABITUE_KANO_ATTRACTIVE - 1
_INDIFFERENT = _abi.HABITUE_KANO_INDIFFERENT - 1


class ShareCounts(
    Counts, struct=_abi.habitue_share_counts, merge="habitue_share_counts_merge"
):
    """The counts under a `TopBox`."""

    @classmethod
    def of(cls, answers: Answers, question: str | int, k: int) -> ShareCounts:
        """Counts the best ``k`` answers to a question."""
        found = _abi.habitue_share_counts()
        index = _answers(answers).questionnaire.index(question)
        call("habitue_share_counts_of_answers", answers, index, k, found)
        return cls(found)

    def share(self, *, method: str = "wilson", level: float = 0.95) -> TopBox:
        """The share with its interval."""
        found = _abi.habitue_top_box_share()
        method_code = enumerator(INTERVALS, method, "method")
        call("habitue_share_counts_share", self._found, method_code, level, found)
        interval = Interval.of(found.interval)
        assert interval is not None
        return TopBox(
            found.share,
            found.standard_error,
            interval,
            found.effective_n,
            found.answered,
            found.missing,
        )


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
        found = _abi.habitue_promoters()
        call(
            "habitue_promoter_score",
            answers,
            _answers(answers).questionnaire.index(question),
            detractor_at_most,
            promoter_at_least,
            enumerator(PROMOTER_INTERVALS, method, "method"),
            level,
            found,
        )
        return cls._of(found)

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
        found = _abi.habitue_promoters()
        call(
            "habitue_promoter_score_of_counts",
            promoters,
            passives,
            detractors,
            enumerator(PROMOTER_INTERVALS, method, "method"),
            level,
            found,
        )
        return cls._of(found)

    @classmethod
    def _of(cls, found: Any) -> PromoterScore:
        interval = Interval.of(found.interval)
        assert interval is not None
        return cls(
            found.score,
            found.promoters,
            found.passives,
            found.detractors,
            found.variance,
            found.standard_error,
            interval,
            found.effective_n,
            found.answered,
            found.missing,
            bool(found.degenerate),
        )

    def difference(self, later: PromoterScore, *, level: float = 0.95) -> Difference:
        """Whether the score of ``later`` differs from this one; independent samples."""
        _scalars.instance(later, PromoterScore, "later")
        return Difference.between(
            (self.score, self.standard_error), (later.score, later.standard_error), level=level
        )


class PromoterCounts(
    Counts, struct=_abi.habitue_promoter_counts, merge="habitue_promoter_counts_merge"
):
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
        found = _abi.habitue_promoter_counts()
        call(
            "habitue_promoter_counts_of_answers",
            answers,
            _answers(answers).questionnaire.index(question),
            detractor_at_most,
            promoter_at_least,
            found,
        )
        return cls(found)

    def score(self, *, method: str = "score", level: float = 0.95) -> PromoterScore:
        """The score with its interval."""
        found = _abi.habitue_promoters()
        code = enumerator(PROMOTER_INTERVALS, method, "method")
        call("habitue_promoter_counts_score", self._found, code, level, found)
        return PromoterScore._of(found)
