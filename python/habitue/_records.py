"""Results that mirror a structure of the C header, field by field.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypedDict

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from ._columns import Column, Frame
    from ._fitting import AttritionLink, GammaPrior, LogNormal
    from ._library import Report


class Record:
    """A result; a class that adds methods to one has its documentation, with its own examples."""

    _renamed: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls) -> None:
        own, whole = cls.__doc__, cls.__base__.__doc__
        if own is None:
            cls.__doc__ = whole
        elif whole is not None and own.lstrip().startswith("Examples\n"):
            second = own.partition("\n")[2]  # as far to the right as the lines below it
            margin = second[: len(second) - len(second.lstrip(" "))]
            cls.__doc__ = whole.rstrip() + "\n\n" + margin + own

    def _stated(self) -> dict[str, Any]:
        """The fields, in their order."""
        from dataclasses import fields

        return {one.name: getattr(self, one.name) for one in fields(self)}  # type: ignore[arg-type]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record) or type(other) is not type(self):
            return NotImplemented
        return tuple(self._stated().values()) == tuple(other._stated().values())

    def __hash__(self) -> int:
        return hash(tuple(self._stated().values()))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self._stated().items())
        return f"{type(self).__qualname__}({shown})"


@dataclass(frozen=True, eq=False, repr=False)
class Estimate(Record):
    """A figure with its standard error and its interval.

    Attributes
    ----------
    estimate : float
        The figure at the fitted parameters.
    standard_error : float
        Its standard error; infinite where the figure is infinite for some draws.
    low : float
        Lower end of the interval.
    high : float
        Upper end of the interval.
    confidence : float
        Confidence of the interval.
    method : str
        How it was found: "delta", "draws", "bootstrap" or "profile".
    draws : int
        Draws or refits that it rests on; 0 for the methods that need none.
    failed : int
        Draws or refits that gave no figure; many of them make the interval doubtful.

    Examples
    --------
    >>> from habitue.contract import Sbg
    >>> from habitue.uncertainty import Uncertainty
    >>> model = Sbg.fit([1] * 8, range(8), [1000, 631, 468, 382, 326, 289, 262, 241])
    >>> alpha = Uncertainty.delta(model).parameters()["alpha"]
    >>> round(alpha.estimate, 3), round(alpha.standard_error, 4), alpha.method
    (0.704, 0.0656, 'delta')
    >>> round((alpha.low * alpha.high) ** 0.5, 3)  # symmetric in logarithms
    0.704
    """

    estimate: float
    standard_error: float
    low: float
    high: float
    confidence: float
    method: str
    draws: int
    failed: int


@dataclass(frozen=True, eq=False, repr=False)
class EstimatesFields(Record):
    """Figures of many customers with standard errors and intervals, as columns.

    Attributes
    ----------
    estimate : column of float64
        The figure at the fitted parameters.
    standard_error : column of float64
        Its standard error; infinite where the figure is infinite for some draws.
    low : column of float64
        Lower end of the interval.
    high : column of float64
        Upper end of the interval.
    confidence : float
        Confidence of the interval.
    method : str
        How it was found: "delta", "draws", "bootstrap" or "profile".
    """

    estimate: NDArray[np.float64]
    standard_error: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    confidence: float
    method: str


@dataclass(frozen=True, eq=False, repr=False)
class Alternative(Record):
    """Another summit of the likelihood of a fit, nearly as high, that answers differently.

    Attributes
    ----------
    log_likelihood : float
        The log-likelihood there.
    alive : float
        The mean of P(alive) over the customers of the fit, 0 to 1.
    ridge : str, or None
        A direction without a peak, by name; None where there is a peak.
    parameters : dict[str, float]
        The parameters there, by name.

    Examples
    --------
    >>> from habitue.contract import Sbg
    >>> report = Sbg.fit([1] * 8, range(8), [1000, 869, 743, 653, 593, 551, 517, 491]).report
    >>> [(other.log_likelihood, other.alive) for other in report.alternatives]  # one summit alone
    []
    """

    log_likelihood: float
    alive: float
    ridge: str | None
    parameters: dict[str, float]


@dataclass(frozen=True, eq=False, repr=False)
class FitReport(Record):
    """What is known of a fit.

    Attributes
    ----------
    log_likelihood : float
        Log-likelihood at the optimum, without penalties and priors.
    iterations : int
        Newton iterations.
    gradient_norm : float
        Largest component of the gradient in log-parameters at the optimum.
    hessian_condition : float
        Condition number of the Hessian in log-parameters; infinite where it is not negative
        definite.
    customers : float
        Customers that the fit speaks of (the sum of the weights).
    cells : int
        Distinct observations among them.
    aic : float
        Akaike's criterion; under a penalty with the effective number of parameters.
    bic : float
        Schwarz's criterion, over the number of customers, likewise.
    ridge : str, or None
        A direction without a peak, by name; None where there is a peak.
    starts : int
        Points that the fit started from.
    agreeing : int
        How many of them led to this optimum.
    alternatives : tuple[Alternative, ...]
        Other summits that the data do not refuse, the highest first.

    Examples
    --------
    >>> from habitue.contract import Sbg
    >>> report = Sbg.fit([1] * 8, range(8), [1000, 869, 743, 653, 593, 551, 517, 491]).report
    >>> round(report.log_likelihood, 2), report.customers, report.cells, report.ridge
    (-1611.16, 1000.0, 8, None)
    >>> round(report.aic + 2 * report.log_likelihood, 9)  # two parameters
    4.0
    """

    log_likelihood: float
    iterations: int
    gradient_norm: float
    hessian_condition: float
    customers: float
    cells: int
    aic: float
    bic: float
    ridge: str | None
    starts: int
    agreeing: int
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, eq=False, repr=False)
class EffectFields(Record):
    """A coefficient of a column of facts.

    Attributes
    ----------
    role : str
        "purchase", "attrition", "attrition_b" or "spend".
    name : str
        The name of the column.
    coefficient : float
        γ, per unit of the column: e^γ is the factor of one unit.
    center : float
        What is subtracted from the column first: its mean in the fit where that was standardised,
        otherwise 0.
    scale : float
        The standard deviation of the column in the fit; 1 where there was none.
    """

    role: str
    name: str
    coefficient: float
    center: float
    scale: float


@dataclass(frozen=True, eq=False, repr=False)
class LikelihoodRatio(Record):
    """Twice the difference of log-likelihoods, its degrees of freedom, and p-value.

    Attributes
    ----------
    statistic : float
        Twice the difference.
    degrees : int
        Its degrees of freedom.
    p_value : float
        Its p-value.

    Examples
    --------
    >>> from habitue.contract import Bdw, Sbg, likelihood_ratio
    >>> cohort = [1] * 8, range(8), [1000, 869, 743, 653, 593, 551, 517, 491]
    >>> test = likelihood_ratio(Sbg.fit(*cohort), Bdw.fit(*cohort))
    >>> round(test.statistic, 2), test.degrees, round(test.p_value, 5)
    (11.69, 1, 0.00063)
    """

    statistic: float
    degrees: int
    p_value: float


@dataclass(frozen=True, eq=False, repr=False)
class Interval(Record):
    """The values of a parameter that the data do not refuse.

    Attributes
    ----------
    low : float
        The lower end; 0 where the data set no bound.
    high : float
        The upper end; infinite where the data set no bound.

    Examples
    --------
    >>> from habitue.contract import Sbg
    >>> from habitue.uncertainty import Likelihood
    >>> cohort = [1] * 8, range(8), [1000, 631, 468, 382, 326, 289, 262, 241]
    >>> alpha = Likelihood(Sbg.fit(*cohort), *cohort).intervals()["alpha"]
    >>> round(alpha.low, 3), round(alpha.high, 3)
    (0.589, 0.85)
    """

    low: float
    high: float


@dataclass(frozen=True, eq=False, repr=False)
class CovariateReport(Record):
    """What is known of a fit with covariates.

    Attributes
    ----------
    fit : FitReport
        The fit: its log-likelihood is without the penalty, AIC and BIC count the effective number
        of parameters.
    plain : FitReport, or None
        The fit without covariates.
    penalised : float
        The log-likelihood less the penalty on coefficients.
    effective_parameters : float
        The effective number of parameters.

    Examples
    --------
    >>> from habitue.covariates import CovariateModel
    >>> from habitue.lifetime import Nbd
    >>> history = [2, 1, 0, 7, 3, 0], [30.4, 1.7, 0.0, 29.4, 20.0, 0.0], [38.9] * 6
    >>> report = CovariateModel.fit(Nbd, *history, purchase={"online": [1, 0, 0, 1, 1, 0]}).report
    >>> report.effective_parameters, report.fit.log_likelihood > report.plain.log_likelihood
    (3.0, True)
    """

    fit: FitReport
    plain: FitReport | None
    penalised: float
    effective_parameters: float


class How(TypedDict, total=False):
    """What every question takes by keyword.

    Attributes
    ----------
    threads : int
        Threads that share the work, 0 for all cores; 1 by default. The bits are the same.
    progress : Report, or None
        Told of the work as ``progress(done, total)``; may return False or raise to stop.
    weights : Column, or None
        With ``total=True``: how many customers each row stands for, >= 0.
    purchase : Frame, or None
        Facts that act on purchases, of models with covariates.
    attrition : Frame, or None
        Facts that act on leaving.
    spend : Frame, or None
        Facts that act on spend.

    Examples
    --------
    >>> from habitue.lifetime import BgNbd, How
    >>> how: How = {"threads": 2, "weights": [10.0, 1.0]}
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> history = [2, 0], [30.43, 0.0], [38.86, 38.86]
    >>> round(model.expected_purchases(*history, t=39.0, total=True, **how), 3)
    12.455
    """

    threads: int
    progress: Report | None
    weights: Column | None
    purchase: Frame | None
    attrition: Frame | None
    spend: Frame | None


class HowSure(How, total=False):
    """What every question takes by keyword under uncertainty: `How`, and a confidence.

    Attributes
    ----------
    confidence : float
        That of intervals, 0 < confidence < 1; 0.95 by default.

    Examples
    --------
    >>> from habitue.contract import Sbg
    >>> from habitue.lifetime import HowSure
    >>> from habitue.uncertainty import Uncertainty
    >>> how: HowSure = {"confidence": 0.8}
    >>> model = Sbg.fit([1] * 8, range(8), [1000, 631, 468, 382, 326, 289, 262, 241])
    >>> Uncertainty.delta(model).survival([0], t=12, **how).confidence
    0.8
    """

    confidence: float


class FitOptions(TypedDict, total=False):
    """How to fit; every option has a default.

    Attributes
    ----------
    threads : int
        Threads that share the work, 0 for all cores; 1 by default. The bits are the same.
    max_iterations : int
        Most Newton iterations. 500 by default.
    tolerance : float
        The Newton decrement, in units of log-likelihood, at which the last step is taken, > 0. 1e-9
        by default.
    regularity : int
        k of the CNBD-k models, 1 to 12; 0, the default, for the k of the highest likelihood. Other
        models do not look at it.
    starts : int
        Points to start from, up to 1,000, of which the best result is kept; 0, the default, for
        those that the model knows.
    start : Column or Mapping[str, float], or None
        Parameters to start from, in their order or by name, such as ``model.parameters``.
    fixed : Mapping[str, float], or None
        Parameters that are held at a value: ``{"q": 2.0}``. Standard errors of these are 0.
    bounds : Mapping[str, tuple[float, float]], or None
        Where parameters stay, both ends included: ``{"q": (1.01, inf)}``.
    priors : Mapping[str, LogNormal or GammaPrior], or None
        What is known of parameters beforehand: ``{"r": LogNormal(-1.0, 0.5)}``.
    penalizer_coef : float
        The L2 penalty of the Python package lifetimes. 0 by default. Plain fits alone.
    progress : Report, or None
        Told of each iteration as ``progress(done, total)``; may return False to stop.

    Examples
    --------
    >>> from habitue.lifetime import FitOptions, Nbd
    >>> options: FitOptions = {"fixed": {"alpha": 12.0}, "max_iterations": 100}
    >>> Nbd.fit([2, 1, 0, 7], [30.4, 1.7, 0.0, 29.4], [38.9] * 4, **options).parameters["alpha"]
    12.0
    """

    threads: int
    max_iterations: int
    tolerance: float
    regularity: int
    starts: int
    start: Column | Mapping[str, float] | None
    fixed: Mapping[str, float] | None
    bounds: Mapping[str, tuple[float, float]] | None
    priors: Mapping[str, LogNormal | GammaPrior] | None
    penalizer_coef: float
    progress: Report | None


class CovariateOptions(FitOptions, total=False):
    """How to fit with facts: `FitOptions`, and how facts enter.

    Attributes
    ----------
    shared : Iterable[str]
        Columns with one coefficient in purchase and attrition.
    standardised : bool
        Whether to centre columns at their mean and to penalise coefficients per standard deviation.
    attrition_link : AttritionLink
        What attrition columns do where a coin decides: coefficients of their own on a and b, on a
        alone, or the same ones on both.
    penalties : Mapping[str, float], or None
        The strength of an L2 penalty on coefficients of "purchase" or "attrition", >= 0.
    """

    shared: Iterable[str]
    standardised: bool
    attrition_link: AttritionLink
    penalties: Mapping[str, float] | None


# Where a reader finds them.
Estimate.__module__ = "habitue.uncertainty"
Alternative.__module__ = "habitue.lifetime"
FitReport.__module__ = "habitue.lifetime"
LikelihoodRatio.__module__ = "habitue.contract"
Interval.__module__ = "habitue.uncertainty"
CovariateReport.__module__ = "habitue.covariates"
