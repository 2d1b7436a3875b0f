"""Functions and results of `habitue.retention` over the tables of the library.

Generated from src/capi/rows by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ._evidence import Floats, Values, tabled

__all__ = [
    "Defection",
    "Funnel",
    "LeakyBucket",
    "LogRank",
    "Movement",
    "RepeatRates",
    "movement",
    "movement_between",
    "repeat_rates",
    "retention_projection",
    "revenue_retention",
]


@dataclass(frozen=True)
class Movement:
    """How the customers of a period moved, and the rates that follow; NaN of nobody.

    Attributes
    ----------
    start : int
        Customers at its start.
    acquired : int
        Customers won.
    reactivated : int
        Customers who came back.
    lost : int
        Customers who left.
    end : int
        Customers at its end.
    retention : float
        (start - lost) / start.
    churn_of_start : float
        lost / start.
    churn_of_average : float
        lost / mean of start and end.
    churn_of_exposed : float
        lost / (start + acquired).
    churn_net_of_reactivation : float
        (lost - reactivated) / start.
    growth : float
        (end - start) / start.
    """

    start: int
    acquired: int
    reactivated: int
    lost: int
    end: int
    retention: float
    churn_of_start: float
    churn_of_average: float
    churn_of_exposed: float
    churn_net_of_reactivation: float
    growth: float


@dataclass(frozen=True)
class RepeatRates:
    """Repeat purchase by its two definitions; NaN of nobody.

    Attributes
    ----------
    customers : int
        Who bought.
    repeat_customers : int
        With two or more purchases.
    orders : int
        Purchases.
    repeat_orders : int
        Purchases after the first of each.
    repeat_customer_rate : float
        Customers with two or more purchases / customers.
    repeat_order_rate : float
        Repeat orders / orders.
    """

    customers: int
    repeat_customers: int
    orders: int
    repeat_orders: int
    repeat_customer_rate: float
    repeat_order_rate: float


@dataclass(frozen=True)
class Funnel:
    """Who moved from which class to which between two dates.

    Attributes
    ----------
    counts : array of uint64
        How many went from which class code (row) to which (column); 0 is unknown.
    rates : array of float64
        The share of each class before (row, from class 1) that went to each after, among those
        whose later class is known; NaN where there is none.
    conversions : array of float64
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
    rates: Floats
    conversions: Floats
    climbed: int
    stayed: int
    fell: int
    n_missing: int


@dataclass(frozen=True)
class LeakyBucket:
    """A base that loses a share in each period, by cause, and gains a number.

    Attributes
    ----------
    series : array of float64
        The customers after 0, 1, 2, ... periods.
    lost_by_cause : array of float64
        How many leave for each cause in the first period.
    causes : tuple[str, ...]
        The names of the causes, where they were given.
    churn : float
        The share lost in a period, all causes together.
    steady_state : float
        The level that the base tends to; NaN where it loses nobody.
    to_stand_still : float
        How many must be acquired in a period to stand still.
    """

    series: Floats
    lost_by_cause: Floats
    causes: tuple[str, ...]
    churn: float
    steady_state: float
    to_stand_still: float


@dataclass(frozen=True)
class Defection:
    """Defection of a period, by cause and all together.

    Attributes
    ----------
    lost : int
        How many left.
    rate : float
        Of the customers, which share.
    lost_profit : float
        The profit lost with them.
    net_gain : float
        What keeping them earns, less what it costs.
    worthwhile_gain : float
        The net gain of those programmes that earn more than they cost.
    lost_profit_by_cause : array of float64
        The profit lost by each cause.
    net_gain_by_cause : array of float64
        The net gain of each programme.
    break_even_by_cause : array of float64
        The share that each programme must keep to pay for itself; NaN where impossible.
    lost_by_group : array of uint64
        How many left for the causes of each group, by its code; 0 is not known.
    lost_profit_by_group : array of float64
        The profit lost with them.
    """

    lost: int
    rate: float
    lost_profit: float
    net_gain: float
    worthwhile_gain: float
    lost_profit_by_cause: Floats
    net_gain_by_cause: Floats
    break_even_by_cause: Floats
    lost_by_group: NDArray[np.uint64]
    lost_profit_by_group: Floats


@dataclass(frozen=True)
class LogRank:
    """The log-rank comparison of the survival of groups.

    Attributes
    ----------
    chi_square : float
        Written: the statistic.
    degrees_of_freedom : int
        Written: groups that can be compared, less one.
    p_value : float
        Written: the probability of so large a statistic if all groups stayed alike.
    observed : array of float64
        How many of each group were lost.
    expected : array of float64
        How many would have been lost if all groups stayed alike.
    """

    chi_square: float
    degrees_of_freedom: int
    p_value: float
    observed: Floats
    expected: Floats


def movement(start: int, acquired: int, reactivated: int, lost: int) -> Movement:
    """The rates of a period from what moved.

    Retention and churn of periods, each definition by its name; NaN of nobody.

    Parameters
    ----------
    start : int
        Customers at its start.
    acquired : int
        Customers won.
    reactivated : int
        Customers who came back.
    lost : int
        Customers who left.

    Returns
    -------
    Movement
        How the customers of a period moved, and the rates that follow; NaN of nobody.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import retention
    >>> retention.movement(100, 20, 0, 15).churn_of_start
    0.15
    """
    given = {"start": start, "acquired": acquired, "reactivated": reactivated, "lost": lost}
    found = tabled("MOVEMENT", given, one=True)
    return Movement(
        start=start,
        acquired=acquired,
        reactivated=reactivated,
        lost=lost,
        end=found.count("end"),
        retention=found.number("retention"),
        churn_of_start=found.number("churn_of_start"),
        churn_of_average=found.number("churn_of_average"),
        churn_of_exposed=found.number("churn_of_exposed"),
        churn_net_of_reactivation=found.number("churn_net_of_reactivation"),
        growth=found.number("growth"),
    )


def movement_between(before: Values, now: Values, ever_before: Values) -> Movement:
    """The rates of a period from flags of each customer.

    The same of one period, from who was active (0 or 1).

    Parameters
    ----------
    before : column of bool
        Whether they were active before.
    now : column of bool
        Whether they are active now.
    ever_before : column of bool
        Whether they ever were before.

    Returns
    -------
    Movement
        How the customers of a period moved, and the rates that follow; NaN of nobody.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import retention
    >>> retention.movement_between([1, 1, 0], [1, 0, 1], [1, 1, 0]).retention
    0.5
    """
    given = {"before": before, "now": now, "ever_before": ever_before}
    found = tabled("MOVEMENT_BETWEEN", given)
    return Movement(
        start=found.count("start"),
        acquired=found.count("acquired"),
        reactivated=found.count("reactivated"),
        lost=found.count("lost"),
        end=found.count("end"),
        retention=found.number("retention"),
        churn_of_start=found.number("churn_of_start"),
        churn_of_average=found.number("churn_of_average"),
        churn_of_exposed=found.number("churn_of_exposed"),
        churn_net_of_reactivation=found.number("churn_net_of_reactivation"),
        growth=found.number("growth"),
    )


def revenue_retention(
    start: float,
    churned: float,
    contraction: float,
    expansion: float,
) -> tuple[float, float]:
    """Gross and net revenue retention of the customers at the start.

    Gross and net revenue retention; NaN of nothing.

    Parameters
    ----------
    start : float
        Their revenue before.
    churned : float
        Revenue of those who left.
    contraction : float
        Revenue that those who stayed spend less.
    expansion : float
        Revenue that they spend more.

    Returns
    -------
    gross : float
        (start - churned - contraction) / start; NaN of nothing.
    net : float
        The same with the expansion.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import retention
    >>> retention.revenue_retention(100.0, 10.0, 15.0, 50.0)
    (0.75, 1.25)
    """
    given = {"start": start, "churned": churned, "contraction": contraction, "expansion": expansion}
    found = tabled("REVENUE_RETENTION", given, one=True)
    return found.number("gross"), found.number("net")


def repeat_rates(purchases: Values) -> RepeatRates:
    """Both repeat rates of a period.

    Repeat customers and orders; NaN of nobody.

    Parameters
    ----------
    purchases : column of int
        How often each customer bought in it.

    Returns
    -------
    RepeatRates
        Repeat purchase by its two definitions; NaN of nobody.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import retention
    >>> retention.repeat_rates([1, 2, 1]).repeat_order_rate
    0.25
    """
    given = {"purchases": purchases}
    found = tabled("REPEAT_RATES", given)
    return RepeatRates(
        customers=found.count("customers"),
        repeat_customers=found.count("repeat_customers"),
        orders=found.count("orders"),
        repeat_orders=found.count("repeat_orders"),
        repeat_customer_rate=found.number("repeat_customer_rate"),
        repeat_order_rate=found.number("repeat_order_rate"),
    )


def retention_projection(
    ceiling: float,
    t: float,
    retention: float,
    times: Values,
) -> tuple[Floats, float]:
    """Retention that rises towards a ceiling with tenure, on the curve through one point.

    Retention that rises towards a ceiling with tenure, through an observed point.

    Parameters
    ----------
    ceiling : float
        The retention that it tends to, up to 1.
    t : float
        When it was observed.
    retention : float
        What was observed.
    times : column of float
        When to tell it.

    Returns
    -------
    retention : array of float64
        What was observed.
    speed : float
        How fast the curve rises.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import retention
    >>> retention.retention_projection(0.9, 1.0, 0.45, [0.0, 1.0])[0].round(2).tolist()
    [0.0, 0.45]
    """
    given = {"ceiling": ceiling, "observed_time": t, "observed_retention": retention, "time": times}
    found = tabled("RETENTION_PROJECTION", given)
    return found.column("retention"), found.number("speed")


for _name in __all__:
    globals()[_name].__module__ = "habitue.retention"
