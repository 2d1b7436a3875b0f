"""Results that mirror a structure of the C header, field by field.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypedDict

import numpy as np
from numpy.typing import NDArray

from . import _abi

if TYPE_CHECKING:
    from .gaps import DimensionScore
    from .satisfaction import Mean
    from ._columns import Column, Frame
    from ._fitting import AttritionLink, GammaPrior, LogNormal
    from ._library import Report
    from .contract import LikelihoodRatio
    from .lifetime import PurchaseModel
    from .survey import Basis, Interval


class Record:
    """A result; a class that adds methods to one has its documentation."""

    _renamed: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls) -> None:
        if cls.__doc__ is None:
            cls.__doc__ = cls.__base__.__doc__


@dataclass(frozen=True)
class IntervalFields(Record):
    """A confidence interval.

    Attributes
    ----------
    low : float
        Lower end.
    high : float
        Upper end.
    level : float
        Nominal coverage, such as 0.95.
    clamped : bool
        Whether an end left the possible range and was drawn back to it.
    """

    _renamed: ClassVar[dict[str, str]] = {"level": "confidence"}

    low: float
    high: float
    level: float
    clamped: bool


@dataclass(frozen=True)
class BasisFields(Record):
    """What a figure rests on: who was asked, who was used, what was missing.

    Attributes
    ----------
    respondents : int
        Respondents in the file.
    used : int
        Respondents whose answers entered the figure.
    answers : int
        Answers that the figure could have used.
    missing : int
        Of those, missing.
    out_of_scale : int
        Answers off their scale that were counted as missing.
    effective_n : float
        Kish's effective sample size of the respondents used.
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


@dataclass(frozen=True)
class DifferenceFields(Record):
    """Second less first, with its test.

    Attributes
    ----------
    difference : float
        Second less first.
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


@dataclass(frozen=True)
class IndexFields(Record):
    """The weighted satisfaction index, 0 (worst) to 100 (best).

    Attributes
    ----------
    value : float
        The index, 0 (worst) to 100 (best).
    raw : float, or None
        The index on the common scale of the questions; None where scales differ.
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


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class PromoterFields(Record):
    """The Net Promoter Score (NPS): promoters less detractors in points, -100 to 100.

    Attributes
    ----------
    score : float
        100 (promoters - detractors), -100 to 100, not rounded.
    promoters : float
        Share of promoters, 0 to 1.
    passives : float
        Share of those between, 0 to 1.
    detractors : float
        Share of detractors, 0 to 1.
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


@dataclass(frozen=True)
class Audit(Record):
    """What became of every transaction; nothing is lost without a count. Amounts are in minor
    units.

    Attributes
    ----------
    rows : int
        Transactions taken in.
    rejected_rows : int
        Rows refused while reading; not part of `rows`.
    refund_rows : int
        Transactions taken in with a negative amount.
    customers : int
        Customers in the table, the length of its columns.
    occasions : int
        Occasions in the table, first ones and holdout ones included.
    merged_rows : int
        Rows that joined an occasion already counted.
    dropped_occasions : int
        Periods that refunds brought to nothing or less, which are no occasions.
    dropped_rows : int
        Rows of such periods.
    dropped_spend : int
        Refunds that no earlier purchase of the customer could bear.
    outside_rows : int
        Rows before the window's start or after its end.
    outside_spend : int
        Net amount of rows outside the window.
    uncalibrated_customers : int
        Customers whose occasions within the window are all in the holdout: not in the table.
    uncalibrated_rows : int
        Rows of such customers within the window.
    uncalibrated_spend : int
        Net amount of such rows.
    assumed_rows : int
        Transactions taken in without a cost, whose margin the rules assumed.
    dropped_margin : int
        Margin of refunds that no earlier purchase could bear.
    outside_margin : int
        Margin of rows outside the window.
    uncalibrated_margin : int
        Margin of rows of customers whom nothing calibrates.
    """

    rows: int
    rejected_rows: int
    refund_rows: int
    customers: int
    occasions: int
    merged_rows: int
    dropped_occasions: int
    dropped_rows: int
    dropped_spend: int
    outside_rows: int
    outside_spend: int
    uncalibrated_customers: int
    uncalibrated_rows: int
    uncalibrated_spend: int
    assumed_rows: int
    dropped_margin: int
    outside_margin: int
    uncalibrated_margin: int


@dataclass(frozen=True)
class Customers(Record):
    """What customers are after a purchase, one entry a purchase.

    Attributes
    ----------
    x : column of uint32
        Repeat occasions of the calibration.
    t_x : column of float64
        Time of the last occasion, from the first.
    t : column of float64
        From the first occasion to the end of the calibration.
    first_spend : column of int64
        The first occasion, in minor units.
    repeat_spend : column of int64
        The sum over the repeat occasions, in minor units.
    mean_repeat_spend : column of float64
        The mean amount of the repeat occasions, in units of the currency.
    calibrated : column of bool
        Whether the window holds anything of the customer; all else is 0 otherwise.
    """

    _renamed: ClassVar[dict[str, str]] = {
        "x": "frequency",
        "t_x": "recency",
        "t": "age",
        "mean_repeat_spend": "mean_spend",
    }

    x: NDArray[np.uint32]
    t_x: NDArray[np.float64]
    t: NDArray[np.float64]
    first_spend: NDArray[np.int64]
    repeat_spend: NDArray[np.int64]
    mean_repeat_spend: NDArray[np.float64]
    calibrated: NDArray[np.bool_]


@dataclass(frozen=True)
class Scores(Record):
    """What is known of customers after a purchase, one entry a purchase.

    Attributes
    ----------
    p_alive : column of float64
        P(alive).
    expected_purchases : column of float64
        Purchases expected within the time of the scorer.
    value : column of float64
        Lifetime value.
    tier : column of int32
        The tier, from 1, the top; 0 where the scorer has none.
    """

    p_alive: NDArray[np.float64]
    expected_purchases: NDArray[np.float64]
    value: NDArray[np.float64]
    tier: NDArray[np.int32]


@dataclass(frozen=True)
class HoldoutErrors(Record):
    """How far forecasts e were from what came to pass, a, over customers of weight w.

    Attributes
    ----------
    customers : float
        Sum of w, the customers.
    actual : float
        Sum of w a.
    expected : float
        Sum of w e.
    bias : float, or None
        Sum of w (e - a) over that of w a; None where nothing came to pass.
    wape : float, or None
        WAPE: sum of w |e - a| over that of w a; None where nothing came to pass.
    mae : float
        Mean of |e - a|.
    rmse : float
        Root of the mean of (e - a)^2.
    top_decile_lift : float, or None
        Mean of a among the tenth of the customers of whom most was expected, over that among all;
        None where nothing came to pass.
    gini : float, or None
        Gini coefficient of the ranking by e; None where nothing came to pass.
    normalised_gini : float, or None
        That over what ranking by a attains; None also where all did the same.
    """

    customers: float
    actual: float
    expected: float
    bias: float | None
    wape: float | None
    mae: float
    rmse: float
    top_decile_lift: float | None
    gini: float | None
    normalised_gini: float | None


@dataclass(frozen=True)
class Correlation(Record):
    """A coefficient with Student's t and its two-sided p-value.

    Attributes
    ----------
    coefficient : float
        From -1 to 1.
    t : float
        Student's t with n - 2 degrees of freedom; infinite for -1 and 1.
    p_value : float
        P(|t| or more).
    """

    coefficient: float
    t: float
    p_value: float


@dataclass(frozen=True)
class Regularity(Record):
    """k of the intervals between purchases: 1 for random ones, large for clockwork.

    Attributes
    ----------
    k : float
        The estimate; infinite where the intervals of each customer are all the same.
    standard_error : float
        Its asymptotic standard error; infinite where k is.
    customers : int
        Customers that say something about it.
    observations : int
        Their intervals, or pairs of consecutive ones.
    """

    k: float
    standard_error: float
    customers: int
    observations: int


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
class Weighting(Record):
    """Weights with mean 1, and what they cost.

    Attributes
    ----------
    weights : column of float64
        The weight of each respondent.
    effective_n : float
        Effective sample size.
    design_effect : float
        Design effect.
    passes : int
        Passes taken.
    capped : int
        Weights that lie on the cap.
    """

    weights: NDArray[np.float64]
    effective_n: float
    design_effect: float
    passes: int
    capped: int


@dataclass(frozen=True)
class ReliabilityFields(Record):
    """The internal consistency of some questions: Cronbach's alpha.

    Attributes
    ----------
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
    """

    _renamed: ClassVar[dict[str, str]] = {"alpha": "value"}

    alpha: float
    standardised_alpha: float
    interval: Interval
    n: float
    item_rest: NDArray[np.float64]
    alpha_without: NDArray[np.float64]


@dataclass(frozen=True)
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
    """

    _renamed: ClassVar[dict[str, str]] = {"sd": "standard_deviation"}

    value: float
    sd: float
    weights: NDArray[np.float64]


@dataclass(frozen=True)
class DriverFields(Record):
    """How important each driver is for an outcome; a cell a driver.

    Attributes
    ----------
    names : tuple[str, ...]
        The drivers.
    r_squared : float
        The share of the outcome's variance that they explain together.
    beta : column of float64
        Standardised coefficients.
    first : column of float64
        Gain on entering first.
    last : column of float64
        Gain on entering last.
    lmg : column of float64
        Gain averaged over all orders, which sum to R²; NaN with more than 20 drivers.
    johnson : column of float64
        Johnson's relative weights, which sum to R².
    """

    names: tuple[str, ...]
    r_squared: float
    beta: NDArray[np.float64]
    first: NDArray[np.float64]
    last: NDArray[np.float64]
    lmg: NDArray[np.float64]
    johnson: NDArray[np.float64]


@dataclass(frozen=True)
class HoldoutClasses(Record):
    """Forecast and outcome by class of customers; NaN for an empty class.

    Attributes
    ----------
    lowest : column of float64
        Where each class begins; it ends where the next begins.
    customers : column of float64
        The customers in it.
    actual : column of float64
        Their mean outcome; NaN for an empty class.
    expected : column of float64
        Their mean forecast; NaN for an empty class.
    """

    lowest: NDArray[np.float64]
    customers: NDArray[np.float64]
    actual: NDArray[np.float64]
    expected: NDArray[np.float64]


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
class SimulatedBase(Record):
    """New customers, a row each. Mean spends are None without a model of spend, ``purchases``
    unless they were asked for.

    Attributes
    ----------
    frequency : column of uint32
        Repeat purchases x up to T.
    recency : column of float64
        The time t_x of the last one, 0 where there is none.
    age : column of float64
        The time T that each was watched.
    log_intervals : column of float64
        The sum of the logarithms of the intervals between purchases.
    holdout_frequency : column of uint32
        Purchases in (T, T + holdout].
    left : column of float64
        When each left, counted from the first purchase (of a future from T, and 0 for one who had
        left by then); infinite for one who is still there at the end.
    mean_spend : column of float64, or None
        The mean amount of the repeat purchases up to T; of a future, of its purchases; 0 where
        there is none.
    holdout_mean_spend : column of float64, or None
        That of the purchases of the holdout.
    purchases : SimulatedPurchases, or None
        The purchases one by one.
    """

    frequency: NDArray[np.uint32]
    recency: NDArray[np.float64]
    age: NDArray[np.float64]
    log_intervals: NDArray[np.float64]
    holdout_frequency: NDArray[np.uint32]
    left: NDArray[np.float64]
    mean_spend: NDArray[np.float64] | None
    holdout_mean_spend: NDArray[np.float64] | None
    purchases: SimulatedPurchases | None


@dataclass(frozen=True)
class SimulatedFuture(Record):
    """What lay ahead of customers with a history, a row each.

    Attributes
    ----------
    purchases_made : column of uint32
        Purchases in (T, T + horizon].
    left : column of float64
        When each left, counted from the first purchase (of a future from T, and 0 for one who had
        left by then); infinite for one who is still there at the end.
    purchases : SimulatedPurchases, or None
        The purchases one by one.
    mean_spend : column of float64, or None
        The mean amount of the repeat purchases up to T; of a future, of its purchases; 0 where
        there is none.
    """

    _renamed: ClassVar[dict[str, str]] = {"purchases_made": "purchases"}

    purchases_made: NDArray[np.uint32]
    left: NDArray[np.float64]
    purchases: SimulatedPurchases | None
    mean_spend: NDArray[np.float64] | None


@dataclass(frozen=True)
class SimulatedCohorts(Record):
    """A long table of cohorts.

    Attributes
    ----------
    cohort : column of int64
        The cohort, from 0.
    period : column of uint32
        The period, from 0.
    survivors : column of uint64
        Customers of the cohort who were left then.
    """

    cohort: NDArray[np.int64]
    period: NDArray[np.uint32]
    survivors: NDArray[np.uint64]


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
class Cell(Record):
    """A figure with its bootstrap standard error and percentile interval; all None where the figure
    does not exist, such as the R² of a construct that nothing acts on.

    Attributes
    ----------
    value : float, or None
        The figure of all respondents.
    standard_error : float, or None
        Its standard error over the samples.
    interval : Interval, or None
        Its percentile interval.
    """

    value: float | None
    standard_error: float | None
    interval: Interval | None


@dataclass(frozen=True)
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
    """

    first: float | None
    second: float | None
    difference: float | None
    p_value: float | None


@dataclass(frozen=True)
class Bounds(Record):
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


@dataclass(frozen=True)
class SimulatedPurchases(Record):
    """Purchases one by one.

    Attributes
    ----------
    customer : column of uint64
        The row of the customer.
    time : column of float64
        Counted from the customer's first purchase, which is among them at 0; of futures from T.
    amount : column of float64, or None
        The amount; None without a model of spend.
    """

    customer: NDArray[np.uint64]
    time: NDArray[np.float64]
    amount: NDArray[np.float64] | None


@dataclass(frozen=True)
class FrequencyFit(Record):
    """Customers who came back 0, 1, ... times, and how many a model expects.

    Attributes
    ----------
    actual : column of float64
        Customers by frequency; the last: or more.
    expected : column of float64
        How many the model expects.
    """

    actual: NDArray[np.float64]
    expected: NDArray[np.float64]


@dataclass(frozen=True)
class FrequencySpend(Record):
    """The correlations of frequency and mean spend over customers with frequency > 0.

    Attributes
    ----------
    customers : int
        How many these are.
    pearson : Correlation
        That of the figures.
    spearman : Correlation
        That of the ranks.
    """

    customers: int
    pearson: Correlation
    spearman: Correlation


@dataclass(frozen=True)
class ComparedModel(Record):
    """One model of a comparison; of one that could not be fitted the figures are None.

    Attributes
    ----------
    model : PurchaseModel, or None
        The model.
    name : str
        Its English name.
    failure : str, or None
        Why it could not be fitted.
    parameters : int, or None
        Number of parameters; k is not counted.
    regularity : int, or None
        k of the CNBD-k models.
    log_likelihood : float, or None
        Log-likelihood at the optimum.
    aic : float, or None
        Akaike's criterion.
    bic : float, or None
        Schwarz's criterion.
    ridge : str, or None
        A direction without a peak, by name; None where there is a peak.
    holdout : HoldoutErrors, or None
        The errors of `Comparison.judge`.
    """

    model: PurchaseModel | None
    name: str
    failure: str | None
    parameters: int | None = None
    regularity: int | None = None
    log_likelihood: float | None = None
    aic: float | None = None
    bic: float | None = None
    ridge: str | None = None
    holdout: HoldoutErrors | None = None


@dataclass(frozen=True)
class NestedTest(Record):
    """The likelihood-ratio test of a special case against the model that contains it.

    Attributes
    ----------
    restricted : str
        The name of the special case.
    general : str
        The name of the model that contains it.
    test : LikelihoodRatio
        Their test.
    """

    restricted: str
    general: str
    test: LikelihoodRatio


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


class TableColumns(ABC):
    """The columns of a `Table`."""

    @abstractmethod
    def _read(self, field: str, dtype: str) -> NDArray[Any]:
        """A column of the library."""

    @cached_property
    def x(self) -> NDArray[np.uint32]:
        """x, the repeat occasions of the calibration."""
        return self._read("frequency", "uint32")

    @cached_property
    def t_x(self) -> NDArray[np.float64]:
        """t_x, from the first occasion to the last; 0 where x is 0."""
        return self._read("recency", "float64")

    @cached_property
    def t(self) -> NDArray[np.float64]:
        """T, from the first occasion to the end of the calibration."""
        return self._read("age", "float64")

    @cached_property
    def log_intervals(self) -> NDArray[np.float64]:
        """The sum of the logarithms of the intervals between occasions of the calibration."""
        return self._read("log_intervals", "float64")

    @cached_property
    def holdout_x(self) -> NDArray[np.uint32]:
        """Occasions of the holdout."""
        return self._read("holdout_frequency", "uint32")

    @cached_property
    def first_spend(self) -> NDArray[np.int64]:
        """The first occasion, in minor units."""
        return self._read("first_spend", "int64")

    @cached_property
    def repeat_spend(self) -> NDArray[np.int64]:
        """The sum over the repeat occasions of the calibration, in minor units."""
        return self._read("repeat_spend", "int64")

    @cached_property
    def total_spend(self) -> NDArray[np.int64]:
        """The sum over all occasions of the calibration, in minor units."""
        return self._read("total_spend", "int64")

    @cached_property
    def holdout_spend(self) -> NDArray[np.int64]:
        """The sum over the holdout, in minor units."""
        return self._read("holdout_spend", "int64")

    @cached_property
    def mean_repeat_spend(self) -> NDArray[np.float64]:
        """The mean amount of the repeat occasions in units of the currency; 0 where x is 0."""
        return self._read("mean_spend", "float64")

    @cached_property
    def first_margin(self) -> NDArray[np.int64]:
        """What the first occasion left, in minor units."""
        return self._read("first_margin", "int64")

    @cached_property
    def repeat_margin(self) -> NDArray[np.int64]:
        """What the repeat occasions left, in minor units."""
        return self._read("repeat_margin", "int64")

    @cached_property
    def profit(self) -> NDArray[np.int64]:
        """What all occasions of the calibration left, in minor units."""
        return self._read("total_margin", "int64")

    @cached_property
    def holdout_margin(self) -> NDArray[np.int64]:
        """What those of the holdout left, in minor units."""
        return self._read("holdout_margin", "int64")

    @cached_property
    def margin_rate(self) -> NDArray[np.float64]:
        """The share of the spend in the calibration that was margin; that of all customers
        together where one spent nothing on balance."""
        return self._read("margin_rate", "float64")

    @cached_property
    def mean_repeat_margin(self) -> NDArray[np.float64]:
        """The mean margin of the repeat occasions in units of the currency; 0 where x is 0."""
        return self._read("mean_margin", "float64")


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
        """Path coefficients."""
        return self._of_paths(_abi.HABITUE_FIGURE_PATHS)

    @property
    def total_effects(self) -> NDArray[np.float64]:
        """Total effects from the row's to the column's construct."""
        return self._square(_abi.HABITUE_FIGURE_TOTAL_EFFECTS)

    @property
    def r_squared(self) -> dict[str, float]:
        """R² of each construct; NaN where nothing acts on it."""
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
Audit.__module__ = "habitue.summary"
Customers.__module__ = "habitue.live"
Scores.__module__ = "habitue.live"
HoldoutErrors.__module__ = "habitue.fit_quality"
Correlation.__module__ = "habitue.fit_quality"
Regularity.__module__ = "habitue.fit_quality"
Estimate.__module__ = "habitue.uncertainty"
Estimates.__module__ = "habitue.uncertainty"
Weighting.__module__ = "habitue.survey"
ConstructIndex.__module__ = "habitue.structure"
HoldoutClasses.__module__ = "habitue.fit_quality"
Alternative.__module__ = "habitue.lifetime"
FitReport.__module__ = "habitue.lifetime"
SimulatedBase.__module__ = "habitue.simulation"
SimulatedFuture.__module__ = "habitue.simulation"
SimulatedCohorts.__module__ = "habitue.simulation"
BrandUse.__module__ = "habitue.wallet"
TierStatistics.__module__ = "habitue.value"
TierEconomics.__module__ = "habitue.value"
Funnel.__module__ = "habitue.retention"
LeakyBucket.__module__ = "habitue.retention"
Defection.__module__ = "habitue.retention"
LogRank.__module__ = "habitue.retention"
DimensionGap.__module__ = "habitue.gaps"
PenaltyReward.__module__ = "habitue.gaps"
Cell.__module__ = "habitue.structure"
Cell.__name__ = Cell.__qualname__ = "Estimate"
SegmentDifference.__module__ = "habitue.structure"
Bounds.__module__ = "habitue.uncertainty"
Bounds.__name__ = Bounds.__qualname__ = "Interval"
CovariateReport.__module__ = "habitue.covariates"
SimulatedPurchases.__module__ = "habitue.simulation"
FrequencyFit.__module__ = "habitue.fit_quality"
FrequencySpend.__module__ = "habitue.fit_quality"
ComparedModel.__module__ = "habitue.fit_quality"
NestedTest.__module__ = "habitue.fit_quality"
