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
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from . import _abi, _columns, _evidence, _scalars
from ._columns import Column
from ._counts import Counts
from ._customers import Floats
from ._library import array, call, choices, defined, enumerator, initial, record
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

if TYPE_CHECKING:
    from typing_extensions import Self

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

    Parameters
    ----------
    family : {"disconfirmation", "kano", "quadrant", "factor"}
        Which: those of `habitue.gaps.disconfirm`, of Kano, of `habitue.structure.ImportanceMap`, or
        of `habitue.gaps.penalty_reward`.
    language : {"en", "zh"}, default "en"
        English or Chinese.

    Returns
    -------
    dict from int to str
        The names; 0, where there is one, is unknown.

    Raises
    ------
    ArgumentError
        For a family or a language that there is not.

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
    """
    Examples
    --------
    >>> from habitue.satisfaction import Difference
    >>> found = Difference.between((70.0, 3.0), (78.0, 4.0))
    >>> found.difference, found.standard_error, round(found.p_value, 4)
    (8.0, 5.0, 0.1096)
    """

    @classmethod
    def between(
        cls, first: tuple[float, float], second: tuple[float, float], *, confidence: float = 0.95
    ) -> Difference:
        """The difference of two independent figures, each with its standard error.

        By the normal (Wald) test; shares have a better one, `TopBox.difference`.

        Parameters
        ----------
        first, second : (float, float)
            Each figure with its standard error, >= 0.
        confidence : float, default 0.95
            That of the interval, 0 < confidence < 1.

        Returns
        -------
        Difference
            Second less first.

        Raises
        ------
        DataError
            For a standard error or a confidence out of its range.
        ArgumentError
            For what are no pairs of numbers.

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


class _Compared:
    """A figure with a standard error, which waves and segments are compared by."""

    _figure: ClassVar[str]

    def difference(self, later: Self, *, confidence: float = 0.95) -> Difference:
        """Whether the index, mean, score or total of ``later`` differs from this one.

        By the normal (Wald) test of independent samples.

        Parameters
        ----------
        later : object of this class
            That of other respondents: another wave or segment.
        confidence : float, default 0.95
            That of the interval, 0 < confidence < 1.

        Returns
        -------
        Difference
            ``later`` less this one.

        Raises
        ------
        NumericError
            Where either rests on one respondent, and so has no standard error.
        DataError
            For a confidence out of its range.
        ArgumentError
            For an object of another class.
        """
        _scalars.instance(later, type(self), "later")
        both: tuple[Any, ...] = (self, later)
        if any(each.standard_error is None for each in both):
            reason = "a figure of one respondent has none, so no difference can be tested"
            refuse(_abi.HABITUE_UNDEFINED, "standard_error", reason)
        ends = [(getattr(each, self._figure), each.standard_error) for each in both]
        return Difference.between(ends[0], ends[1], confidence=confidence)


class SatisfactionIndex(IndexFields, SatisfactionIndexMade, _Compared):
    """
    Examples
    --------
    >>> from habitue.satisfaction import SatisfactionIndex
    >>> from habitue.survey import Answers, Moments, Question, Questionnaire, Scale
    >>> ten = Scale.points(0, 10)
    >>> asked = Questionnaire([Question("price", ten), Question("service", ten, weight=3)])
    >>> june = Answers(asked, {"price": [1, 2, 3, 10], "service": [2, 3, None, 9]})
    >>> july = Answers(asked, {"price": [3, 9, 3, 10], "service": [2, 3, 8, 9]})
    >>> first, later = (
    ...     SatisfactionIndex.of(wave, missing="available case") for wave in (june, july)
    ... )
    >>> first.question_scores.round(3).tolist(), first.value
    ([40.0, 46.667], 45.0)
    >>> first.difference(later).difference
    11.875
    >>> parts = Moments.of(june, missing="listwise")
    >>> round(SatisfactionIndex.of_moments(parts, asked).value, 3)
    45.833
    """

    _figure = "value"

    @classmethod
    def _of(cls, *, answers: Answers, **how: Any) -> SatisfactionIndex:
        asked, options = _answers(answers).questionnaire, _index_options(**how)
        return cls._called(asked, "habitue_satisfaction_index", answers, options)

    @classmethod
    def of_moments(
        cls, moments: Moments, questionnaire: Questionnaire, *, confidence: float = 0.95
    ) -> SatisfactionIndex:
        """The index per question from moments: of merged shards, of published figures.

        Parameters
        ----------
        moments : Moments
            Those of all questions.
        questionnaire : Questionnaire
            Their scales and weights.
        confidence : float, default 0.95
            That of the interval, 0 < confidence < 1.

        Returns
        -------
        SatisfactionIndex
            As `of` with ``form="per question"`` has it.

        Raises
        ------
        DataError
            For a confidence out of its range.
        ArgumentError
            For moments of another number of questions.
        """
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


def _index_options(
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


class Mean(MeanFields, _Compared):
    """
    Examples
    --------
    >>> from habitue.satisfaction import Mean
    >>> june, july = Mean.of([1.0, 2.0, 6.0]), Mean.of([4.0, 5.0, 9.0, None])
    >>> june.mean, july.missing, june.difference(july).difference
    (3.0, 1, 3.0)
    """

    _figure = "mean"

    @classmethod
    def of(cls, values: Column, *, weights: Column | None = None, confidence: float = 0.95) -> Mean:
        """The mean of a figure that respondents have (a gap, an index), NaN where missing.

        Parameters
        ----------
        values : column of float
            The figure of each respondent.
        weights : column of float, optional
            The weight of each, >= 0.
        confidence : float, default 0.95
            That of the interval, 0 < confidence < 1.

        Returns
        -------
        Mean
            The mean, with Student's interval.

        Raises
        ------
        DataError
            For a figure of nobody, a value, weight or confidence that cannot be, with its row.
        ArgumentError
            For columns of different lengths, a value of another type.

        Examples
        --------
        >>> Mean.of([1.0, 2.0, 6.0]).mean
        3.0
        """
        return MeanCounts.of(values, weights=weights).mean(confidence=confidence)


class MeanCounts(Counts, measure="MEAN"):
    """The sums under a `Mean`.

    Examples
    --------
    >>> from habitue.satisfaction import MeanCounts
    >>> counts = MeanCounts.of([1.0, 2.0]).merge(MeanCounts.of([6.0, None]))
    >>> counts.mean().mean, counts.answered, counts.missing
    (3.0, 3, 1)
    """

    @classmethod
    def of(cls, values: Column, *, weights: Column | None = None) -> MeanCounts:
        """Sums a column, NaN where missing.

        Parameters
        ----------
        values : column of float
            The figure of each respondent.
        weights : column of float, optional
            The weight of each, >= 0.

        Returns
        -------
        MeanCounts
            Its sums.

        Raises
        ------
        DataError
            For a value or a weight that cannot be, with its row.
        ArgumentError
            For columns of different lengths, a value of another type.
        """
        return cls._of_columns({"values": _columns.floats(values, "values", missing=True)}, weights)

    def mean(self, *, confidence: float = 0.95) -> Mean:
        """The mean with its interval.

        Parameters
        ----------
        confidence : float, default 0.95
            That of the interval, 0 < confidence < 1.

        Returns
        -------
        Mean
            The mean of all that was counted.

        Raises
        ------
        DataError
            Where nobody answered, for a confidence out of its range.
        """
        return record(Mean, self._figure("mean", _abi.habitue_mean, confidence=confidence))


def respondent_indices(answers: Answers, *, missing: Missing, minimum_share: float = 0.5) -> Floats:
    """The index of each respondent, 0 to 100.

    Parameters
    ----------
    answers : Answers
        What was answered.
    missing : {"listwise", "available case", "item mean", "person mean"}
        What is done about missing answers, as by `SatisfactionIndex.of`; there is no default.
    minimum_share : float, default 0.5
        With "person mean": the least share of answers of a respondent, 0 to 1.

    Returns
    -------
    array of float64
        A cell a respondent; NaN for those whom the policy excludes.

    Raises
    ------
    DataError
        For a ``minimum_share`` out of its range.
    ArgumentError
        For what are no answers, a policy that there is not.

    Examples
    --------
    >>> from habitue.satisfaction import respondent_indices
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> ten = Scale.points(0, 10)
    >>> asked = Questionnaire([Question("price", ten), Question("service", ten, weight=3)])
    >>> answers = Answers(asked, {"price": [1, 2, 3], "service": [2, 3, None]})
    >>> respondent_indices(answers, missing="listwise").tolist()
    [17.5, 27.5, nan]
    """
    out = _columns.output(len(_answers(answers)))
    wanted = initial(_abi.habitue_satisfaction, rows=len(out), respondents=out)
    options = _index_options(missing=missing, minimum_share=minimum_share)
    call("habitue_satisfaction_index", answers, options, wanted)
    return out


class TopBox(ShareFields, TopBoxMade):
    """
    Examples
    --------
    >>> from habitue.satisfaction import TopBox
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question("overall", Scale.points(1, 5))])
    >>> june = TopBox.of(Answers(asked, {"overall": [5, 4, 3, 2]}), "overall", 2)
    >>> july = TopBox.of(Answers(asked, {"overall": [5, 5, 4, 3]}), "overall", 2)
    >>> june.share, july.share, june.difference(july).difference
    (0.5, 0.75, 0.25)
    """

    @classmethod
    def _of(cls, *, method: ProportionInterval, confidence: float, **counted: Any) -> TopBox:
        return ShareCounts.of(**counted).share(method=method, confidence=confidence)

    def difference(self, later: TopBox, *, confidence: float = 0.95) -> Difference:
        """Whether the share of ``later`` differs from this one; independent samples.

        By the score test and interval of Miettinen and Nurminen (1985), with the
        effective numbers of respondents.

        Parameters
        ----------
        later : TopBox
            That of other respondents: another wave or segment.
        confidence : float, default 0.95
            That of the interval, 0 < confidence < 1.

        Returns
        -------
        Difference
            ``later`` less this one.

        Raises
        ------
        DataError
            For a confidence out of its range.
        ArgumentError
            For what is no TopBox.
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
    """The counts under a `TopBox`.

    Examples
    --------
    >>> from habitue.satisfaction import ShareCounts
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question("overall", Scale.points(1, 5))])
    >>> waves = (Answers(asked, {"overall": ticks}) for ticks in ([5, 4, 3, 2], [5, 5, 4, 3]))
    >>> june, july = (ShareCounts.of(wave, "overall", 2) for wave in waves)
    >>> june.merge(july).share().share
    0.625
    """

    @classmethod
    def of(cls, answers: Answers, question: str | int, k: int) -> ShareCounts:
        """Counts the best answers to a question.

        Parameters
        ----------
        answers : Answers
            What was answered.
        question : str or int
            The question by name or index.
        k : int
            How many of the best answers of the scale count.

        Returns
        -------
        ShareCounts
            How many ticked one of them, and how many answered.

        Raises
        ------
        DataError
            For a question that there is not, a ``k`` below 1 or of all answers of the scale.
        ArgumentError
            For a value of another type.
        """
        index = _answers(answers).questionnaire.index(question)
        return cls._of_answers(answers, [index], top=_scalars.whole(k, "k", 0, 2**63 - 1))

    def share(self, *, method: ProportionInterval = "wilson", confidence: float = 0.95) -> TopBox:
        """The share with its interval.

        Parameters
        ----------
        method : {"wilson", "agresti-coull", "clopper-pearson", "jeffreys", "wald"}
            How the interval is formed; "wilson" by default.
        confidence : float, default 0.95
            That of the interval, 0 < confidence < 1.

        Returns
        -------
        TopBox
            The share of all that was counted.

        Raises
        ------
        DataError
            Where nobody answered, for a confidence out of its range.
        ArgumentError
            For a method that there is not.
        """
        code = enumerator(INTERVALS, method, "method")
        settings: dict[str, Any] = {"interval": code, "confidence": confidence}
        return record(TopBox, self._figure("share", _abi.habitue_share, **settings))


class PromoterScore(PromoterFields, PromoterScoreMade, _Compared):
    """
    Examples
    --------
    >>> from habitue.satisfaction import PromoterScore
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question("recommend", Scale.points(0, 10))])
    >>> answers = Answers(asked, {"recommend": [10, 9, 8, 3, None]})
    >>> PromoterScore.of(answers, "recommend", detractor_at_most=6, promoter_at_least=9).score
    25.0
    >>> june, july = PromoterScore.of_counts(60, 30, 10), PromoterScore.of_counts(50, 30, 20)
    >>> june.difference(july).difference, round(june.difference(july).p_value, 3)
    (-20.0, 0.052)
    """

    _figure = "score"

    @classmethod
    def _of(cls, *, method: PromoterInterval, confidence: float, **counted: Any) -> PromoterScore:
        return PromoterCounts.of(**counted).score(method=method, confidence=confidence)

    @classmethod
    def _of_counts(
        cls, *, method: PromoterInterval, confidence: float, **given: int
    ) -> PromoterScore:
        known = [_scalars.whole(count, name, 0, 2**53) for name, count in given.items()]
        return PromoterCounts.of_totals(known).score(method=method, confidence=confidence)


_BREAKS = ("detractor_at_most", "promoter_at_least")


class PromoterCounts(Counts, PromoterCountsMade, measure="PROMOTER"):
    """The counts under a `PromoterScore`.

    Examples
    --------
    >>> from habitue.satisfaction import PromoterCounts
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question("recommend", Scale.points(0, 10))])
    >>> answers = Answers(asked, {"recommend": [10, 9, 8, 3]})
    >>> counts = PromoterCounts.of(answers, "recommend", detractor_at_most=6, promoter_at_least=9)
    >>> counts.promoters, counts.detractors, counts.score().score
    (2.0, 1.0, 25.0)
    """

    @classmethod
    def _of(cls, *, answers: Answers, question: str | int, **breaks: float) -> PromoterCounts:
        index = _answers(answers).questionnaire.index(question)
        low, high = (_scalars.known(breaks[name], name) for name in _BREAKS)
        return cls._of_answers(answers, [index], low_at_most=low, high_at_least=high)

    def score(
        self, *, method: PromoterInterval = "score", confidence: float = 0.95
    ) -> PromoterScore:
        """The score with its interval.

        Parameters
        ----------
        method : {"score", "wald", "adjusted wald"}, default "score"
            How the interval is formed.
        confidence : float, default 0.95
            That of the interval, 0 < confidence < 1.

        Returns
        -------
        PromoterScore
            The score of all that was counted.

        Raises
        ------
        DataError
            Where nobody answered, for a confidence out of its range.
        ArgumentError
            For a method that there is not.
        """
        code = enumerator(PROMOTER_INTERVALS, method, "method")
        settings: dict[str, Any] = {"interval": code, "confidence": confidence}
        found = self._figure("promoter_score", _abi.habitue_promoter_score, **settings)
        return record(PromoterScore, found)
