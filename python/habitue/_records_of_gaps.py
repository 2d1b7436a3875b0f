"""Results that mirror a structure of the C header, field by field.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ._records import Record

if TYPE_CHECKING:
    from .gaps import DimensionScore
    from .satisfaction import Mean
    from .survey import Basis, Interval


@dataclass(frozen=True, eq=False, repr=False)
class KanoFields(Record):
    """The Kano analysis of one attribute.

    Attributes
    ----------
    kano_class : str
        The class by the answers.
    continuous_class : str, or None
        The class by mean scores; None without scores.
    counts : dict[str, float]
        The sum of the weights of each class.
    better : float, or None
        (A + O)/(A + O + M + I), 0 to 1; None where nobody is in these classes.
    better_interval : Interval, or None
        Wilson's interval of `better`; None where that is.
    worse : float, or None
        -(O + M)/(A + O + M + I), -1 to 0; None where nobody is in these classes. Some tools drop
        the sign.
    worse_interval : Interval, or None
        Wilson's interval of `worse`; None where that is.
    total_strength : float
        (A + O + M)/n.
    category_strength : float
        Share of the strongest class less that of the second.
    fong_threshold : float
        Fong's threshold.
    significant : bool
        Whether the two most frequent of A, O, M, I, R differ significantly.
    functional : float, or None
        Mean score of "if it is there", 4 (like) to -2 (dislike); None for counts without answers.
    dysfunctional : float, or None
        Mean score of "if it is not", -2 (like) to 4 (dislike); None for counts without answers.
    n : float
        Sum of the weights.
    missing : int
        Respondents with a missing answer.
    """

    kano_class: str
    continuous_class: str | None
    counts: dict[str, float]
    better: float | None
    better_interval: Interval | None
    worse: float | None
    worse_interval: Interval | None
    total_strength: float
    category_strength: float
    fong_threshold: float
    significant: bool
    functional: float | None
    dysfunctional: float | None
    n: float
    missing: int


@dataclass(frozen=True, eq=False, repr=False)
class DimensionGap(Record):
    """One dimension of service quality.

    Attributes
    ----------
    weight : float
        Its share of the importance points; the shares sum to 1.
    gap : Mean
        Perception less expectation, with interval. It counts respondents with at least one complete
        pair; the others are missing.
    perception : Mean
        Perception of the same respondents: service quality by performance alone (Cronin and Taylor
        1992).
    missing_pairs : int
        Pairs of which one or both answers are missing.

    Examples
    --------
    >>> from habitue.gaps import ServiceQuality
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question(name, Scale.points(1, 7)) for name in ("e", "p")])
    >>> answers = Answers(asked, {"e": [6, 7, None], "p": [5, 5, 6]})
    >>> found = ServiceQuality.of(answers, [[("e", "p")]], points=[1]).dimensions[0]
    >>> found.gap.mean, found.perception.mean, found.missing_pairs
    (-1.5, 5.0, 1)
    """

    weight: float
    gap: Mean
    perception: Mean
    missing_pairs: int


@dataclass(frozen=True, eq=False, repr=False)
class PenaltyReward(Record):
    """What an attribute takes where it is low, and gives where it is high.

    Attributes
    ----------
    penalty : float
        Coefficient of a low answer, usually negative.
    reward : float
        Coefficient of a high answer, usually positive.
    range : float
        |penalty| + reward: the range of impact.
    kind : str
        "basic", "performance" or "excitement".
    low : int
        Respondents with a low answer.
    high : int
        Respondents with a high answer.

    Examples
    --------
    >>> from habitue import gaps
    >>> price, overall = [1, 3, 5] * 40, [1.0, 4.0, 4.5] * 40
    >>> found = gaps.penalty_reward([price], overall, low_at_most=1, high_at_least=5)[0]
    >>> found.kind, found.low, found.high, round(found.range, 6)
    ('basic', 40, 40, 3.5)
    """

    penalty: float
    reward: float
    range: float
    kind: str
    low: int
    high: int


@dataclass(frozen=True, eq=False, repr=False)
class EffortFields(Record):
    """The Customer Effort Score (CES): mean answer, and the share that counts as easy.

    Attributes
    ----------
    mean : float
        The weighted mean.
    standard_error : float, or None
        Its standard error; None with one respondent.
    interval : Interval, or None
        Student's interval; None with one respondent.
    easy : float
        The share of the answers that counts as easy.
    easy_interval : Interval, or None
        Wilson's interval of that share.
    answered : int
        Respondents who have the figure and weigh.
    missing : int
        Respondents who do not have it.
    """

    mean: float
    standard_error: float | None
    interval: Interval | None
    easy: float
    easy_interval: Interval | None
    answered: int
    missing: int


@dataclass(frozen=True, eq=False, repr=False)
class DimensionScoreFields(Record):
    """The index of one dimension.

    Attributes
    ----------
    value : float
        The index, 0 to 100, not rounded.
    weight : float
        Its share of the weights.
    standard_error : float, or None
        Standard error of `value`; None with one respondent.
    interval : Interval, or None
        Interval of `value`; None with one respondent.
    basis : Basis
        What it rests on.
    """

    value: float
    weight: float
    standard_error: float | None
    interval: Interval | None
    basis: Basis


@dataclass(frozen=True, eq=False, repr=False)
class ScorecardFields(Record):
    """The index of each dimension, their weighted mean, and the weakest.

    Attributes
    ----------
    total : float
        Weighted mean of the dimension indices, 0 to 100.
    standard_error : float, or None
        Its standard error; None with one respondent.
    interval : Interval, or None
        Its interval; None with one respondent.
    dimensions : dict[str, DimensionScore]
        The index of each dimension by name.
    weakest : str
        The weakest dimension; all reach a threshold where it does.
    """

    _renamed: ClassVar[dict[str, str]] = {"total": "value"}

    total: float
    standard_error: float | None
    interval: Interval | None
    dimensions: dict[str, DimensionScore]
    weakest: str


@dataclass(frozen=True, eq=False, repr=False)
class ServiceQualityFields(Record):
    """Perception less expectation over dimensions, on the scale of the items.

    Attributes
    ----------
    dimensions : tuple[DimensionGap, ...]
        Each dimension.
    unweighted : float
        The mean gap of the dimensions.
    weighted : float
        The mean gap by the importance of the dimensions.
    """

    dimensions: tuple[DimensionGap, ...]
    unweighted: float
    weighted: float


# Where a reader finds them.
DimensionGap.__module__ = "habitue.gaps"
PenaltyReward.__module__ = "habitue.gaps"
