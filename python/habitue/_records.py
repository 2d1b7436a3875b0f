"""Results that mirror a structure of the C header, field by field.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypedDict

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from ._columns import Column, Frame
    from ._fitting import AttritionLink, GammaPrior, LogNormal
    from ._library import Report
    from .gaps import DimensionScore
    from .satisfaction import Mean
    from .survey import Basis


class Record:
    """A result; a class that adds methods to one has its documentation."""

    _renamed: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls) -> None:
        if cls.__doc__ is None:
            cls.__doc__ = cls.__base__.__doc__


@dataclass(frozen=True)
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
    level : float
        Confidence of the interval.
    method : str
        How it was found: "delta", "draws", "bootstrap" or "profile".
    draws : int
        Draws or refits that it rests on; 0 for methods that need none.
    failed : int
        Draws or refits without a figure; many make the interval doubtful.
    """

    _renamed: ClassVar[dict[str, str]] = {"level": "confidence"}

    estimate: float
    standard_error: float
    low: float
    high: float
    level: float
    method: str
    draws: int
    failed: int


@dataclass(frozen=True)
class Estimates(Record):
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
    level : float
        Confidence of the interval.
    method : str
        How it was found: "delta", "draws", "bootstrap" or "profile".
    """

    _renamed: ClassVar[dict[str, str]] = {"level": "confidence"}

    estimate: NDArray[np.float64]
    standard_error: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    level: float
    method: str


@dataclass(frozen=True)
class Alternative(Record):
    """Another summit of the likelihood of a fit, nearly as high, that answers differently.

    Attributes
    ----------
    log_likelihood : float
        The log-likelihood there.
    alive : float
        The mean of P(alive) over the customers of the fit.
    ridge : str, or None
        A direction without a peak, by name; None where there is a peak.
    parameters : dict[str, float]
        The parameters there, by name.
    """

    log_likelihood: float
    alive: float
    ridge: str | None
    parameters: dict[str, float]


@dataclass(frozen=True)
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
        Distinct histories among them.
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


@dataclass(frozen=True)
class EffectFields(Record):
    """A coefficient of a column of facts.

    Attributes
    ----------
    role : str
        "purchase", "attrition", "attrition_b" or "spend".
    name : str
        The name of the column.
    coefficient : float
        Per unit of the column: e^coefficient is the factor of one unit.
    center : float
        What is subtracted from the column: its mean in a standardised fit, else 0.
    scale : float
        The standard deviation of the column in the fit; 1 where there was none.
    """

    role: str
    name: str
    coefficient: float
    center: float
    scale: float


@dataclass(frozen=True)
class BrandUse(Record):
    """How many brands customers use.

    Attributes
    ----------
    customers : int
        Customers who use at least one brand.
    multi_brand : int
        Customers who use more than one.
    brands : int
        Brands used, over all customers.
    mean_set : float
        Brands per customer.
    applies : bool, or None
        Whether shares by rank say anything here (1.4 brands on average, or 40 % of customers with
        more than one); None of nobody.
    """

    customers: int
    multi_brand: int
    brands: int
    mean_set: float
    applies: bool | None


@dataclass(frozen=True)
class TierStatistics(Record):
    """What one tier holds; integers, exact, where the values were minor units.

    Attributes
    ----------
    name : str
        The tier in English.
    name_zh : str
        The tier in Chinese.
    customers : int
        How many customers.
    customer_share : float
        Their share of all customers.
    total : float or int
        What they are worth together.
    value_share : float, or None
        Their share of the net total; None where that is zero or negative.
    gross_share : float, or None
        Their total over the sum of all positive values; None where there is none.
    lowest : float or int, or None
        The least valuable customer.
    highest : float or int, or None
        The most valuable customer.
    mean : float, or None
        The mean value; None in an empty tier.
    """

    name: str
    name_zh: str
    customers: int
    customer_share: float
    total: float | int
    value_share: float | None
    gross_share: float | None
    lowest: float | int | None
    highest: float | int | None
    mean: float | None


@dataclass(frozen=True)
class TierEconomics(Record):
    """What a tier brought, left and is worth; money so far is in minor units.

    Attributes
    ----------
    name : str
        The tier in English.
    name_zh : str
        The tier in Chinese.
    customers : int
        How many customers.
    customer_share : float
        Their share of all customers.
    revenue : int
        What they brought, minor units, exactly.
    revenue_share : float, or None
        Their share of all revenue; None where that is zero or negative.
    profit : int, or None
        What they left, minor units, exactly; None where no profit is given.
    profit_share : float, or None
        Their share of the net profit of all; None where that is not given, zero or negative.
    margin : float, or None
        Profit over revenue; None where no profit is given, or the revenue is zero or negative.
    lifetime_value : float
        What they are worth from now on, in the unit of the column.
    lifetime_value_share : float, or None
        Their share of all lifetime value; None where that is zero or negative.
    """

    name: str
    name_zh: str
    customers: int
    customer_share: float
    revenue: int
    revenue_share: float | None
    profit: int | None
    profit_share: float | None
    margin: float | None
    lifetime_value: float
    lifetime_value_share: float | None


@dataclass(frozen=True)
class Funnel(Record):
    """Who moved from which class to which between two dates.

    Attributes
    ----------
    counts : column of uint64
        How many went from which class code (row) to which (column); 0 is unknown.
    rates : column of float64
        The share of each class before (row, from class 1) that went to each after, among those
        whose later class is known.
    conversions : column of float64
        The share that went there or higher.
    climbed : int
        In a higher class later.
    stayed : int
        In the same class.
    fell : int
        In a lower class later.
    n_missing : int
        Unknown at either date.
    """

    counts: NDArray[np.uint64]
    rates: NDArray[np.float64]
    conversions: NDArray[np.float64]
    climbed: int
    stayed: int
    fell: int
    n_missing: int


@dataclass(frozen=True)
class LeakyBucket(Record):
    """A base that loses a share in each period, by cause, and gains a number.

    Attributes
    ----------
    series : column of float64
        The customers after 0, 1, 2, ... periods.
    lost_by_cause : column of float64
        How many leave for each cause in the first period.
    causes : tuple[str, ...]
        The names of the causes, where they were given.
    churn : float
        The share lost in a period, all causes together.
    steady_state : float
        The level that the base tends to, acquired / churn.
    to_stand_still : float
        How many must be acquired in a period to stand still.
    """

    series: NDArray[np.float64]
    lost_by_cause: NDArray[np.float64]
    causes: tuple[str, ...]
    churn: float
    steady_state: float
    to_stand_still: float


@dataclass(frozen=True)
class Defection(Record):
    """Defection of a period, by cause and all together.

    Attributes
    ----------
    lost : int
        How many left.
    rate : float
        Total_lost / customers.
    lost_profit : float
        The profit lost with them.
    net_gain : float
        The net gain of all programmes together.
    worthwhile_gain : float
        The net gain of those programmes that earn more than they cost.
    lost_profit_by_cause : column of float64
        The profit lost to each cause.
    net_gain_by_cause : column of float64
        The net gain of its programme.
    break_even_by_cause : column of float64
        The share that each programme must keep to pay for itself.
    lost_by_group : column of uint64
        How many left for the causes of each group, by its code.
    lost_profit_by_group : column of float64
        The profit lost with them.
    """

    _renamed: ClassVar[dict[str, str]] = {
        "lost": "total_lost",
        "lost_profit": "total_lost_profit",
        "net_gain": "total_net_gain",
    }

    lost: int
    rate: float
    lost_profit: float
    net_gain: float
    worthwhile_gain: float
    lost_profit_by_cause: NDArray[np.float64]
    net_gain_by_cause: NDArray[np.float64]
    break_even_by_cause: NDArray[np.float64]
    lost_by_group: NDArray[np.uint64]
    lost_profit_by_group: NDArray[np.float64]


@dataclass(frozen=True)
class LogRank(Record):
    """The log-rank comparison of the survival of groups.

    Attributes
    ----------
    chi_square : float
        The statistic.
    degrees_of_freedom : int
        Groups that can be compared, less one.
    p_value : float
        The probability of so large a statistic if all groups stayed alike.
    observed : column of float64
        How many of each group were lost.
    expected : column of float64
        How many would have been if all stayed alike.
    """

    chi_square: float
    degrees_of_freedom: int
    p_value: float
    observed: NDArray[np.float64]
    expected: NDArray[np.float64]


@dataclass(frozen=True)
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
        (A + O)/(A + O + M + I); None where nobody is in these classes.
    better_interval : Interval, or None
        Wilson's interval of `better`; None where that is.
    worse : float, or None
        -(O + M)/(A + O + M + I); None where nobody is in these classes.
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
        Mean score of "if it is there", 4 to -2; None without scores.
    dysfunctional : float, or None
        Mean score of "if it is not", -2 to 4; None without scores.
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


@dataclass(frozen=True)
class DimensionGap(Record):
    """One dimension of service quality.

    Attributes
    ----------
    weight : float
        Its share of the importance points; the shares sum to 1.
    gap : Mean
        Perception less expectation.
    perception : Mean
        Perception of the same respondents.
    missing_pairs : int
        Pairs of which one or both answers are missing.
    """

    weight: float
    gap: Mean
    perception: Mean
    missing_pairs: int


@dataclass(frozen=True)
class PenaltyReward(Record):
    """What an attribute takes where it is low, and gives where it is high.

    Attributes
    ----------
    penalty : float
        Coefficient of a low answer.
    reward : float
        Coefficient of a high answer.
    range : float
        |penalty| + reward.
    kind : str
        "basic", "performance" or "excitement".
    low : int
        Respondents used with a low answer.
    high : int
        Respondents used with a high answer.
    """

    penalty: float
    reward: float
    range: float
    kind: str
    low: int
    high: int


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class DimensionScoreFields(Record):
    """The index of one dimension.

    Attributes
    ----------
    value : float
        The index, 0 (worst) to 100 (best).
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


@dataclass(frozen=True)
class ScorecardFields(Record):
    """The index of each dimension, their weighted mean, and the weakest.

    Attributes
    ----------
    total : float
        Weighted mean of the indices of the dimensions, 0 to 100.
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


@dataclass(frozen=True)
class Interval(Record):
    """The values of a parameter that the data do not refuse.

    Attributes
    ----------
    low : float
        The lower end; 0 where the data set no bound.
    high : float
        The upper end; infinite where the data set no bound.
    """

    low: float
    high: float


@dataclass(frozen=True)
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
    """

    threads: int
    progress: Report | None
    weights: Column | None
    purchase: Frame | None
    attrition: Frame | None
    spend: Frame | None


class HowSure(How, total=False):
    """What every question takes by keyword under uncertainty: `How`, and a level.

    Attributes
    ----------
    level : float
        The confidence of intervals, 0 < level < 1; 0.95 by default.
    """

    level: float


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
        K of the CNBD-k models, 1 to 12; 0, the default, for the k of the highest likelihood. Other
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
Estimates.__module__ = "habitue.uncertainty"
Alternative.__module__ = "habitue.lifetime"
FitReport.__module__ = "habitue.lifetime"
BrandUse.__module__ = "habitue.wallet"
TierStatistics.__module__ = "habitue.value"
TierEconomics.__module__ = "habitue.value"
Funnel.__module__ = "habitue.retention"
LeakyBucket.__module__ = "habitue.retention"
Defection.__module__ = "habitue.retention"
LogRank.__module__ = "habitue.retention"
DimensionGap.__module__ = "habitue.gaps"
PenaltyReward.__module__ = "habitue.gaps"
Interval.__module__ = "habitue.uncertainty"
CovariateReport.__module__ = "habitue.covariates"
