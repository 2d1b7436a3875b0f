"""How satisfied: indices over survey answers, each with its interval and basis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns
from ._library import call, enumerator, initial
from .survey import INTERVALS, MISSING, Answers, Basis, Interval, number

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
    """Second less first, with its normal test."""

    difference: float
    standard_error: float
    z: float | None
    p_value: float | None
    interval: Interval

    @classmethod
    def between(
        cls, first: tuple[float, float], second: tuple[float, float], *, level: float = 0.95
    ) -> Difference:
        """The difference of two independent figures, each with its standard error."""
        found = _abi.habitue_difference()
        call("habitue_test_difference", *first, *second, level, found)
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
            population=population or 0,
        )
        questions = len(answers.questionnaire.questions)
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


def respondent_indices(
    answers: Answers, *, missing: str, minimum_share: float = 0.5
) -> NDArray[np.float64]:
    """The index of each respondent; NaN for those whom the policy excludes."""
    out = _columns.output(len(answers))
    code = enumerator(MISSING, missing, "missing")
    call("habitue_respondent_indices", answers, code, minimum_share, out, len(out))
    return out


@dataclass(frozen=True)
class TopBox:
    """The share that ticked one of the best answers, as a fraction."""

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
        found = _abi.habitue_top_box_share()
        index = answers.questionnaire.index(question)
        method_code = enumerator(INTERVALS, method, "method")
        call("habitue_top_box", answers, index, k, method_code, level, found)
        interval = Interval.of(found.interval)
        assert interval is not None
        return cls(
            found.share,
            found.standard_error,
            interval,
            found.effective_n,
            found.answered,
            found.missing,
        )


@dataclass(frozen=True)
class PromoterScore:
    """Promoters less detractors in points, -100 to 100."""

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
            answers.questionnaire.index(question),
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
        return Difference.between(
            (self.score, self.standard_error), (later.score, later.standard_error), level=level
        )
