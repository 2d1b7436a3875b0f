"""How satisfied: indices over survey answers, each with its interval and basis.

Every figure takes ``confidence``, that of its interval, 0 < confidence < 1.

Examples
--------
>>> from habitue.satisfaction import PromoterScore, TopBox
>>> from habitue.survey import Answers, Question, Questionnaire, Scale
>>> asked = Questionnaire([Question("recommend", Scale.points(0, 10))])
>>> answers = Answers(asked, {"recommend": [10, 9, 8, 3, None]})
>>> TopBox.of(answers, "recommend", 2).share
0.5
>>> PromoterScore.of(answers, "recommend", detractor_at_most=6, promoter_at_least=9).score
25.0
"""

from __future__ import annotations

import ctypes
from typing import Any, Literal, TypeVar

from . import _abi, _columns, _evidence, _scalars
from ._columns import Column
from ._counts import Counts
from ._customers import Floats
from ._library import array, call, choices, defined, enumerator, initial, record, told
from ._made import PromoterCountsMade, PromoterScoreMade, SatisfactionIndexMade, TopBoxMade
from ._records_of_surveys import (
    DifferenceFields,
    IndexFields,
    MeanFields,
    PromoterFields,
    ShareFields,
)
from .errors import refuse
from .survey import INTERVALS, MISSING, Answers, Interval, Missing, Moments, ProportionInterval
from .survey import Questionnaire

_Figure = TypeVar("_Figure", bound=Any)
_FAMILIES = {
    "disconfirmation": _abi.HABITUE_LIST_DISCONFIRMATIONS,
    "kano": _abi.HABITUE_LIST_KANO_CLASSES,
    "quadrant": _abi.HABITUE_LIST_QUADRANTS,
    "factor": _abi.HABITUE_LIST_FACTORS,
}


def class_names(
    family: Literal["disconfirmation", "kano", "quadrant", "factor"],
    language: Literal["en", "zh"] = "en",
) -> dict[int, str]:
    """The names of the classes of a family, by code.

    Examples
    --------
    >>> class_names("kano")[1]
    'must-be'
    """
    return _evidence.names_by_code(enumerator(_FAMILIES, family, "family"), language)


Form = Literal["per question", "per respondent"]
FORMS = {"per question": 0, "per respondent": 1}
"""Which mean of a satisfaction index comes first."""

PromoterInterval = Literal["score", "wald", "adjusted wald"]
PROMOTER_INTERVALS = choices("PROMOTER", PromoterInterval)
"""How the interval of a promoter score is formed."""


class Difference(DifferenceFields):
    @classmethod
    def between(
        cls, first: tuple[float, float], second: tuple[float, float], *, confidence: float = 0.95
    ) -> Difference:
        """The difference of two independent figures, each with its standard error.

        By the normal (Wald) test; shares have a better one, `TopBox.difference`.

        Examples
        --------
        >>> Difference.between((70.0, 3.0), (78.0, 4.0)).z
        1.6
        """
        x, x_error = _scalars.several(first, "first", 2)
        y, y_error = _scalars.several(second, "second", 2)
        columns = _evidence.one(first=x, first_error=x_error, second=y, second_error=y_error)
        found = _evidence.calculate("DIFFERENCE_TEST", columns, confidence=confidence)
        difference, error, z, p, low, high = (float(column[0]) for column in found.values())
        interval = Interval(low, high, float(confidence), False)
        return cls(difference, error, defined(z), defined(p), interval)


class SatisfactionIndex(IndexFields, SatisfactionIndexMade):
    @classmethod
    def _of(cls, *, answers: Answers, **how: Any) -> SatisfactionIndex:
        asked, options = _answers(answers).questionnaire, index_options(**how)
        return cls._called(asked, "habitue_satisfaction_index", answers, options)

    @classmethod
    def of_moments(
        cls, moments: Moments, questionnaire: Questionnaire, *, confidence: float = 0.95
    ) -> SatisfactionIndex:
        """The index per question from moments: of merged shards, of published figures."""
        _scalars.instance(questionnaire, Questionnaire, "questionnaire")
        function = "habitue_satisfaction_of_moments"
        return cls._called(questionnaire, function, moments, questionnaire, confidence)

    @classmethod
    def _called(cls, asked: Questionnaire, function: str, *arguments: Any) -> SatisfactionIndex:
        found = _abi.habitue_index()
        scores = array(_abi.habitue_question_score, len(asked.questions))
        places = {"questions": scores, "question_count": len(scores)}
        wanted = initial(_abi.habitue_satisfaction, index=ctypes.pointer(found), **places)
        call(function, *arguments, wanted)
        parts = _columns.records(scores)
        return record(
            cls,
            found,
            question_weights=parts["weight"],
            question_scores=parts["score"],
            question_answered=parts["answered"],
        )

    def difference(self, later: SatisfactionIndex, *, confidence: float = 0.95) -> Difference:
        """Whether the index of ``later`` differs from this one; independent samples."""
        return difference("value", self, later, confidence)


def index_options(
    *, missing: str, form: str = "per question", population: int | None = None, **plain: float
) -> Any:
    """How an index is formed, as the library takes it."""
    return initial(
        _abi.habitue_index_options,
        missing=enumerator(MISSING, missing, "missing"),
        per_respondent=enumerator(FORMS, form, "form"),
        population=0 if population is None else population,
        **plain,
    )


def _answers(answers: Answers, name: str = "answers") -> Answers:
    found: Answers = _scalars.instance(answers, Answers, name)
    return found


def difference(figure: str, first: _Figure, later: _Figure, confidence: float) -> Difference:
    """The difference of a figure of two of a kind, which know its standard error."""
    _scalars.instance(later, type(first), "later")
    if first.standard_error is None or later.standard_error is None:
        reason = "a figure of one respondent has none, so no difference can be tested"
        refuse(_abi.HABITUE_UNDEFINED, "standard_error", reason)
    ends = [(getattr(each, figure), each.standard_error) for each in (first, later)]
    return Difference.between(ends[0], ends[1], confidence=confidence)


class Mean(MeanFields):
    @classmethod
    def of(cls, values: Column, *, weights: Column | None = None, confidence: float = 0.95) -> Mean:
        """The mean of a figure that respondents have (a gap, an index), NaN where missing.

        Examples
        --------
        >>> Mean.of([1.0, 2.0, 6.0]).mean
        3.0
        """
        return MeanCounts.of(values, weights=weights).mean(confidence=confidence)

    def difference(self, later: Mean, *, confidence: float = 0.95) -> Difference:
        """Whether the mean of ``later`` differs from this one; independent samples."""
        return difference("mean", self, later, confidence)


class MeanCounts(Counts, measure="MEAN"):
    """The sums under a `Mean`."""

    @classmethod
    def of(cls, values: Column, *, weights: Column | None = None) -> MeanCounts:
        """Sums a column, NaN where missing."""
        return cls._of_columns({"values": _columns.floats(values, "values", missing=True)}, weights)

    def mean(self, *, confidence: float = 0.95) -> Mean:
        """The mean with its interval."""
        return record(Mean, told("habitue_counts_mean", _abi.habitue_mean, self, confidence))


def respondent_indices(answers: Answers, *, missing: Missing, minimum_share: float = 0.5) -> Floats:
    """The index of each respondent, 0 to 100; NaN for those whom the policy excludes. The
    policy is that of `SatisfactionIndex.of`."""
    out = _columns.output(len(_answers(answers)))
    wanted = initial(_abi.habitue_satisfaction, rows=len(out), respondents=out)
    options = index_options(missing=missing, minimum_share=minimum_share)
    call("habitue_satisfaction_index", answers, options, wanted)
    return out


class TopBox(ShareFields, TopBoxMade):
    @classmethod
    def _of(cls, *, method: ProportionInterval, confidence: float, **counted: Any) -> TopBox:
        return ShareCounts.of(**counted).share(method=method, confidence=confidence)

    def difference(self, later: TopBox, *, confidence: float = 0.95) -> Difference:
        """Whether the share of ``later`` differs from this one; independent samples.

        By the score test and interval of Miettinen and Nurminen (1985), with the
        effective numbers of respondents.
        """
        _scalars.instance(later, TopBox, "later")
        # The library has the test where it compares Kano's "better" of two surveys,
        # which is the share of the attractive where all others are indifferent.
        found = array(_abi.habitue_difference, 2)
        counts = [
            _Sides.of_totals([0, 0, hits, each.effective_n - hits, 0, 0])
            for each in (self, later)
            for hits in (each.share * each.effective_n,)
        ]
        call("habitue_counts_difference", *counts, confidence, found, 2)
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

    def share(self, *, method: ProportionInterval = "wilson", confidence: float = 0.95) -> TopBox:
        """The share with its interval."""
        code = enumerator(INTERVALS, method, "method")
        return record(
            TopBox, told("habitue_counts_share", _abi.habitue_share, self, code, confidence)
        )


class PromoterScore(PromoterFields, PromoterScoreMade):
    @classmethod
    def _of(cls, *, method: PromoterInterval, confidence: float, **counted: Any) -> PromoterScore:
        return PromoterCounts.of(**counted).score(method=method, confidence=confidence)

    @classmethod
    def _of_counts(
        cls, *, method: PromoterInterval, confidence: float, **given: int
    ) -> PromoterScore:
        known = [_scalars.whole(count, name, 0, 2**53) for name, count in given.items()]
        return PromoterCounts.of_totals(known).score(method=method, confidence=confidence)

    def difference(self, later: PromoterScore, *, confidence: float = 0.95) -> Difference:
        """Whether the score of ``later`` differs from this one; independent samples."""
        return difference("score", self, later, confidence)


_BREAKS = ("detractor_at_most", "promoter_at_least")


class PromoterCounts(Counts, PromoterCountsMade, measure="PROMOTER"):
    """The counts under a `PromoterScore`."""

    @classmethod
    def _of(cls, *, answers: Answers, question: str | int, **breaks: float) -> PromoterCounts:
        index = _answers(answers).questionnaire.index(question)
        low, high = (_scalars.known(breaks[name], name) for name in _BREAKS)
        return cls._of_answers(answers, [index], low_at_most=low, high_at_least=high)

    def score(
        self, *, method: PromoterInterval = "score", confidence: float = 0.95
    ) -> PromoterScore:
        """The score with its interval."""
        code, kind = enumerator(PROMOTER_INTERVALS, method, "method"), _abi.habitue_promoter_score
        return record(
            PromoterScore, told("habitue_counts_promoter_score", kind, self, code, confidence)
        )
