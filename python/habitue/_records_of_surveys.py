"""Results that mirror a structure of the C header, field by field.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from . import _abi
from ._records import Record

if TYPE_CHECKING:
    from .survey import Basis, Interval


@dataclass(frozen=True, eq=False, repr=False)
class IntervalFields(Record):
    """A confidence interval.

    Attributes
    ----------
    low : float
        Lower end.
    high : float
        Upper end.
    confidence : float
        Nominal coverage, such as 0.95.
    clamped : bool
        Whether an end left the possible range and was drawn back to it.
    """

    low: float
    high: float
    confidence: float
    clamped: bool


@dataclass(frozen=True, eq=False, repr=False)
class BasisFields(Record):
    """What a figure rests on: who was asked, who was used, what was missing.

    Attributes
    ----------
    respondents : int
        Respondents in the file.
    used : int
        Respondents whose answers entered the figure (weight 0 does not enter).
    answers : int
        Answers that the figure could have used: respondents times questions that weigh.
    missing : int
        Of those, missing (answers off their scale included, where they were counted rather than
        refused).
    out_of_scale : int
        Answers off their scale that were counted as missing.
    effective_n : float
        Kish's effective sample size (Σw)²/Σw² of the respondents used; equals `used` without
        weights.
    policy : str
        What was done about missing answers.
    """

    respondents: int
    used: int
    answers: int
    missing: int
    out_of_scale: int
    effective_n: float
    policy: str


@dataclass(frozen=True, eq=False, repr=False)
class DifferenceFields(Record):
    """Second less first, with its test.

    Attributes
    ----------
    difference : float
        Second less first, in the unit of the figures.
    standard_error : float
        Its standard error.
    z : float, or None
        The statistic, normal without a difference; None where no variance is left to test with.
    p_value : float, or None
        Two-sided p-value; None where `z` is.
    interval : Interval
        Interval of the difference.
    """

    difference: float
    standard_error: float
    z: float | None
    p_value: float | None
    interval: Interval


@dataclass(frozen=True, eq=False, repr=False)
class IndexFields(Record):
    """The weighted satisfaction index, 0 (worst) to 100 (best).

    Attributes
    ----------
    value : float
        The index, 0 to 100, not rounded.
    raw : float, or None
        The index on the common scale of the questions (such as 1 to 10), higher being better; None
        where their scales differ or are unevenly scored.
    standard_error : float, or None
        Standard error of `value`; None with one respondent.
    interval : Interval, or None
        Interval of `value`; None with one respondent.
    question_weights : column of float64
        The weight of each question; they sum to 1.
    question_scores : column of float64
        The mean score of each, 0 to 100.
    question_answered : column of uint64
        Respondents who answered each.
    basis : Basis
        What it rests on.
    """

    value: float
    raw: float | None
    standard_error: float | None
    interval: Interval | None
    question_weights: NDArray[np.float64]
    question_scores: NDArray[np.float64]
    question_answered: NDArray[np.uint64]
    basis: Basis


@dataclass(frozen=True, eq=False, repr=False)
class MeanFields(Record):
    """A mean over respondents, with Student's interval.

    Attributes
    ----------
    mean : float
        The weighted mean.
    standard_error : float, or None
        Its standard error; None with one respondent.
    interval : Interval, or None
        Student's interval; None with one respondent.
    effective_n : float
        Kish's effective sample size.
    answered : int
        Respondents who have the figure and weigh.
    missing : int
        Respondents who do not have it.
    """

    mean: float
    standard_error: float | None
    interval: Interval | None
    effective_n: float
    answered: int
    missing: int


@dataclass(frozen=True, eq=False, repr=False)
class ShareFields(Record):
    """The top-box share (CSAT): those who ticked one of the best answers.

    Attributes
    ----------
    share : float
        Hits among those who answered, 0 to 1.
    standard_error : float
        Its standard error, by linearisation where weights differ.
    interval : Interval
        Its interval.
    effective_n : float
        Effective sample size: share (1 - share) over the squared standard error; Kish's where all
        answered alike.
    answered : int
        Respondents who answered and weigh.
    missing : int
        Respondents who did not answer.
    """

    share: float
    standard_error: float
    interval: Interval
    effective_n: float
    answered: int
    missing: int


@dataclass(frozen=True, eq=False, repr=False)
class PromoterFields(Record):
    """The Net Promoter Score (NPS): promoters less detractors in points, -100 to 100.

    Attributes
    ----------
    score : float
        100 (p - d), -100 to 100, not rounded.
    promoters : float
        Share of promoters p, 0 to 1.
    passives : float
        Share of those between, 0 to 1.
    detractors : float
        Share of detractors d, 0 to 1.
    variance : float
        Variance of one answer counted +1, 0, -1.
    standard_error : float
        Standard error of the score in points.
    interval : Interval
        Interval of the score in points.
    effective_n : float
        Effective sample size: the variance over the squared standard error (as a fraction); Kish's
        where all answered alike.
    answered : int
        Respondents who answered and weigh.
    missing : int
        Respondents who did not answer.
    is_degenerate : bool
        Whether all answered alike, so that the variance is 0.
    """

    _renamed: ClassVar[dict[str, str]] = {"is_degenerate": "degenerate"}

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


@dataclass(frozen=True, eq=False, repr=False)
class Weighting(Record):
    """Weights with mean 1, and what they cost.

    Attributes
    ----------
    weights : column of float64
        The weight of each respondent.
    effective_n : float
        Effective sample size under them.
    design_effect : float
        Design effect under them.
    passes : int
        Passes taken.
    capped : int
        Weights that lie on the cap.

    Examples
    --------
    >>> from habitue import survey
    >>> survey.post_stratify([0, 0, 1], [0.5, 0.5]).weights
    array([0.75, 0.75, 1.5 ])
    """

    weights: NDArray[np.float64]
    effective_n: float
    design_effect: float
    passes: int
    capped: int


@dataclass(frozen=True, eq=False, repr=False)
class ReliabilityFields(Record):
    """The internal consistency of some questions: Cronbach's alpha.

    Attributes
    ----------
    names : tuple[str, ...]
        The items.
    alpha : float
        Alpha from covariances (raw).
    standardised_alpha : float
        Alpha from correlations.
    interval : Interval
        Interval of the raw one: Feldt's with equal weights and complete answers, linearised
        otherwise.
    n : float
        Respondents behind it.
    item_rest : column of float64
        The correlation of each item with the sum of the others.
    alpha_without : column of float64
        Alpha without each item; NaN with two items.
    reversed : column of bool
        Whether each item correlates negatively with the sum of the others, and so was probably
        asked the other way round.
    """

    _renamed: ClassVar[dict[str, str]] = {"alpha": "value"}

    names: tuple[str, ...]
    alpha: float
    standardised_alpha: float
    interval: Interval
    n: float
    item_rest: NDArray[np.float64]
    alpha_without: NDArray[np.float64]
    reversed: NDArray[np.bool_]


@dataclass(frozen=True, eq=False, repr=False)
class ConstructIndex(Record):
    """The index of a construct.

    Attributes
    ----------
    value : float
        The mean over respondents, 0 to 100.
    sd : float
        The standard deviation over respondents.
    weights : column of float64
        The unstandardised weights of its items, which sum to 1.

    Examples
    --------
    >>> from habitue.structure import Construct, PathFit, PathModel
    >>> from habitue.survey import Moments
    >>> known = Moments.from_correlations(
    ...     ["a", "b"], 100, [5.0, 6.0], [1.0, 2.0], [[1.0, 0.5], [0.5, 1.0]], ranges=[(0, 10)] * 2
    ... )
    >>> model = PathModel([Construct("x", ["a"]), Construct("y", ["b"])], [("x", "y")])
    >>> found = PathFit.of(model, known).index("y")
    >>> found.value, found.sd, found.weights.tolist()
    (60.0, 20.0, [1.0])
    """

    _renamed: ClassVar[dict[str, str]] = {"sd": "standard_deviation"}

    value: float
    sd: float
    weights: NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class DriverFields(Record):
    """How important each driver is for an outcome; a cell a driver.

    Attributes
    ----------
    names : tuple[str, ...]
        The drivers.
    r_squared : float
        The share of the outcome's variance that they explain together.
    beta : column of float64
        Standardised regression coefficient.
    first : column of float64
        R² of it alone: the gain when it enters first.
    last : column of float64
        Gain in R² when it enters last.
    lmg : column of float64
        Gain in R² averaged over all orders of entry; NaN with more than 20 drivers.
    johnson : column of float64
        Johnson's relative weight.
    pratt : column of float64
        Pratt's (1987) importance: coefficient times correlation. They sum to R², but one may be
        negative, where a driver holds back what others bring.
    car : column of float64
        The CAR score of Zuber and Strimmer (2011): the correlation of the outcome with the driver
        once drivers are decorrelated as little as can be.
    """

    names: tuple[str, ...]
    r_squared: float
    beta: NDArray[np.float64]
    first: NDArray[np.float64]
    last: NDArray[np.float64]
    lmg: NDArray[np.float64]
    johnson: NDArray[np.float64]
    pratt: NDArray[np.float64]
    car: NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class DriverIntervalsFields(Record):
    """Percentile intervals of R² and of the measures of each driver, by name.

    The measures are those of `KeyDrivers`.

    Attributes
    ----------
    r_squared : Interval
        Of R².
    beta : dict[str, Interval]
        Of the standardised coefficients.
    first : dict[str, Interval]
        Of the gain in R² on entering first.
    last : dict[str, Interval]
        Of the gain in R² on entering last.
    lmg : dict[str, Interval]
        Of the gain in R², averaged over all orders of the drivers.
    johnson : dict[str, Interval]
        Of Johnson's relative weights.
    failed : int
        Samples that gave none.
    """

    r_squared: Interval
    beta: dict[str, Interval]
    first: dict[str, Interval]
    last: dict[str, Interval]
    lmg: dict[str, Interval]
    johnson: dict[str, Interval]
    failed: int


@dataclass(frozen=True, eq=False, repr=False)
class ImportanceMapFields(Record):
    """Attributes on an importance-performance map.

    Attributes
    ----------
    quadrants : tuple[str, ...]
        The quadrant of each.
    on_boundary : column of bool
        Whether it lies on the cross-hairs.
    performance_cut : float
        Where the cross-hairs cut performance.
    importance_cut : float
        Where they cut importance.
    """

    quadrants: tuple[str, ...]
    on_boundary: NDArray[np.bool_]
    performance_cut: float
    importance_cut: float


@dataclass(frozen=True, eq=False, repr=False)
class Estimate(Record):
    """A figure with its bootstrap standard error and percentile interval.

    All are None where the figure does not exist, such as the R² of a construct that nothing acts
    on.

    Attributes
    ----------
    value : float, or None
        The figure of all respondents.
    standard_error : float, or None
        Its standard error over the samples.
    interval : Interval, or None
        Its percentile interval.

    Examples
    --------
    >>> from habitue.structure import Construct, PathBootstrap, PathModel
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question(name, Scale.points(1, 10)) for name in "ay"])
    >>> answers = Answers(asked, {"a": [1, 3, 5, 7, 9], "y": [1, 4, 5, 6, 10]})
    >>> model = PathModel([Construct("offer", ["a"]), Construct("outcome", ["y"])],
    ...                   [("offer", "outcome")])
    >>> drawn = PathBootstrap.of(model, answers, missing="listwise", samples=100)
    >>> found = drawn.read("r squared")
    >>> round(found["outcome"].value, 3), found["offer"].value
    (0.935, None)
    """

    value: float | None
    standard_error: float | None
    interval: Interval | None


@dataclass(frozen=True, eq=False, repr=False)
class SegmentDifference(Record):
    """A figure in two segments, and its permutation p-value; None where it does not exist.

    Attributes
    ----------
    first : float, or None
        In the first segment.
    second : float, or None
        In the second.
    difference : float, or None
        Second less first.
    p_value : float, or None
        Two-sided, of the permutations.

    Examples
    --------
    >>> from habitue.structure import Construct, PathModel, SegmentComparison
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question(name, Scale.points(1, 10)) for name in "ay"])
    >>> young = Answers(asked, {"a": [1, 3, 5, 7, 9], "y": [1, 4, 5, 6, 10]})
    >>> old = Answers(asked, {"a": [1, 3, 5, 7, 9], "y": [10, 6, 5, 4, 1]})
    >>> model = PathModel([Construct("offer", ["a"]), Construct("outcome", ["y"])],
    ...                   [("offer", "outcome")])
    >>> compared = SegmentComparison.of(model, young, old, missing="listwise", permutations=99)
    >>> found = compared.read("paths")["offer", "outcome"]
    >>> round(found.first, 3), round(found.second, 3)
    (0.967, -0.967)
    """

    first: float | None
    second: float | None
    difference: float | None
    p_value: float | None


class PathFigures(ABC):
    """The figures of a `PathFit`."""

    @abstractmethod
    def _of_items(self, figure: int) -> dict[str, NDArray[np.float64]]:
        """The figures of the items of each construct."""

    @abstractmethod
    def _of_paths(self, figure: int) -> dict[tuple[str, str], float]:
        """The figure of each path."""

    @abstractmethod
    def _square(self, figure: int) -> NDArray[np.float64]:
        """Figures from the row's to the column's construct."""

    @abstractmethod
    def _of_constructs(self, figure: int) -> dict[str, float]:
        """The figure of each construct."""

    @property
    def weights(self) -> dict[str, NDArray[np.float64]]:
        """Outer weights."""
        return self._of_items(_abi.HABITUE_FIGURE_WEIGHTS)

    @property
    def loadings(self) -> dict[str, NDArray[np.float64]]:
        """Loadings."""
        return self._of_items(_abi.HABITUE_FIGURE_LOADINGS)

    @property
    def paths(self) -> dict[tuple[str, str], float]:
        """Path coefficients, in the order of the model's paths."""
        return self._of_paths(_abi.HABITUE_FIGURE_PATHS)

    @property
    def total_effects(self) -> NDArray[np.float64]:
        """Total effects, row-major from the row's to the column's construct."""
        return self._square(_abi.HABITUE_FIGURE_TOTAL_EFFECTS)

    @property
    def r_squared(self) -> dict[str, float]:
        """R² of each construct; none for one that nothing acts on."""
        return self._of_constructs(_abi.HABITUE_FIGURE_R_SQUARED)

    @property
    def adjusted_r_squared(self) -> dict[str, float]:
        """Adjusted R² of each construct; NaN where nothing acts on it."""
        return self._of_constructs(_abi.HABITUE_FIGURE_ADJUSTED_R_SQUARED)

    @property
    def rho_a(self) -> dict[str, float]:
        """Rho_A of each construct; NaN in mode B."""
        return self._of_constructs(_abi.HABITUE_FIGURE_RHO_A)

    @property
    def composite_reliability(self) -> dict[str, float]:
        """Composite reliability of each construct; NaN in mode B."""
        return self._of_constructs(_abi.HABITUE_FIGURE_COMPOSITE_RELIABILITY)

    @property
    def average_variance_extracted(self) -> dict[str, float]:
        """Average variance extracted of each construct; NaN in mode B."""
        return self._of_constructs(_abi.HABITUE_FIGURE_AVERAGE_VARIANCE_EXTRACTED)


# Where a reader finds them.
Weighting.__module__ = "habitue.survey"
ConstructIndex.__module__ = "habitue.structure"
Estimate.__module__ = "habitue.structure"
SegmentDifference.__module__ = "habitue.structure"
