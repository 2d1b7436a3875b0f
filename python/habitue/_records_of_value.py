"""Results that mirror a structure of the C header, field by field.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ._records import Record


@dataclass(frozen=True, eq=False, repr=False)
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

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.brand_use([[9.0, 5.0, float("nan")]]).mean_set
    2.0
    """

    customers: int
    multi_brand: int
    brands: int
    mean_set: float
    applies: bool | None


@dataclass(frozen=True, eq=False, repr=False)
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

    Examples
    --------
    >>> from habitue import value
    >>> from habitue.value import Pyramid
    >>> tiers = Pyramid([20, 80]).tiers
    >>> [held.total for held in value.tier_statistics([5.0, 1.0, 2.0], [1, 2, 2], tiers)]
    [5.0, 3.0]
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


@dataclass(frozen=True, eq=False, repr=False)
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
        What they brought, minor units.
    revenue_share : float, or None
        Their share of all revenue; None where that is zero or negative.
    profit : int, or None
        What they left, minor units, exactly; None where no profit is given.
    profit_share : float, or None
        Their share of the net profit of all. Where some tiers lose, the shares of the others add up
        to more than 1. None where no profit is known, or the net is zero or negative.
    margin : float, or None
        Profit over revenue; None where no profit is known, or the revenue is zero or negative.
    lifetime_value : float
        What they are worth from now on, in the unit of the column.
    lifetime_value_share : float, or None
        Their share of all lifetime value; None where that is zero or negative.

    Examples
    --------
    >>> from habitue import value
    >>> from habitue.value import Pyramid
    >>> tiers = Pyramid([20, 80]).tiers
    >>> sums = {"revenue": [500, 300], "lifetime_value": [9.0, 1.0]}
    >>> value.tier_economics([1, 2], tiers, **sums)[0].lifetime_value_share
    0.9
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


@dataclass(frozen=True, eq=False, repr=False)
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

    Examples
    --------
    >>> from habitue import loyalty, retention
    >>> january = loyalty.griffin_ladder([0, 1, 1, 4])
    >>> june = loyalty.griffin_ladder([1, 1, 3, 4])
    >>> moved = retention.funnel(january, june)
    >>> moved.climbed, moved.stayed, float(moved.rates[3, 4])
    (2, 2, 0.5)
    """

    counts: NDArray[np.uint64]
    rates: NDArray[np.float64]
    conversions: NDArray[np.float64]
    climbed: int
    stayed: int
    fell: int
    n_missing: int


@dataclass(frozen=True, eq=False, repr=False)
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
        The level that the base tends to, acquired / churn; NaN where it does not leak.
    to_stand_still : float
        How many must be acquired in a period to stand still.

    Examples
    --------
    >>> from habitue import retention
    >>> bucket = retention.leaky_bucket(100.0, 30.0, {"price": 0.15, "moving": 0.05}, 1)
    >>> bucket.series.tolist(), bucket.to_stand_still
    ([100.0, 110.0], 20.0)
    """

    series: NDArray[np.float64]
    lost_by_cause: NDArray[np.float64]
    causes: tuple[str, ...]
    churn: float
    steady_state: float
    to_stand_still: float


@dataclass(frozen=True, eq=False, repr=False)
class Defection(Record):
    """Defection of a period, by cause and all together.

    Attributes
    ----------
    lost : int
        How many left.
    rate : float
        The share of the customers who left.
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
        The share that each programme must keep to pay for itself; NaN where that is impossible.
    lost_by_group : column of uint64
        How many left for the causes of each group, by its code.
    lost_profit_by_group : column of float64
        The profit lost with them.

    Examples
    --------
    >>> from habitue import retention
    >>> retention.defection_analysis(100, lost=[10, 5], profit_per_customer=20.0).lost_profit
    300.0
    """

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


@dataclass(frozen=True, eq=False, repr=False)
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

    Examples
    --------
    >>> from habitue import retention
    >>> retention.log_rank([1, 2, 1, 2], [1, 1, 1, 1], [0, 0, 1, 1]).chi_square
    0.0
    """

    chi_square: float
    degrees_of_freedom: int
    p_value: float
    observed: NDArray[np.float64]
    expected: NDArray[np.float64]


# Where a reader finds them.
BrandUse.__module__ = "habitue.wallet"
TierStatistics.__module__ = "habitue.value"
TierEconomics.__module__ = "habitue.value"
Funnel.__module__ = "habitue.retention"
LeakyBucket.__module__ = "habitue.retention"
Defection.__module__ = "habitue.retention"
LogRank.__module__ = "habitue.retention"
