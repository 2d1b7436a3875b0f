"""Functions of `habitue.retention` over what the library has.

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from . import _columns, _worked
from ._columns import Column
from ._evidence import Floats, Values, tabled
from ._records_of_value import Defection, Funnel, LeakyBucket, LogRank
from ._results import Movement, RepeatRates
from .classification import Classification

__all__ = [
    "Movement",
    "RepeatRates",
    "count_transitions",
    "defection_analysis",
    "funnel",
    "leaky_bucket",
    "log_rank",
    "movement",
    "movement_between",
    "repeat_rates",
    "retention_projection",
    "revenue_retention",
]


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


def count_transitions(before: Column, after: Column, classes: int) -> NDArray[np.uint64]:
    """How many went from which class code (row) to which (column); 0 is unknown.

    Parameters
    ----------
    before : column of int
        Class codes of the same customers at the first date.
    after : column of int
        Class codes of the same customers at the second date.
    classes : int
        How many classes there are.

    Returns
    -------
    array of uint64
        ``classes`` + 1 by ``classes`` + 1 counts, of customers.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import retention
    >>> retention.count_transitions([1, 2, 2], [1, 1, 0], 2).tolist()
    [[0, 0, 0], [0, 1, 0], [1, 1, 0]]
    """
    return _worked.count_transitions(before, after, classes)


def funnel(
    before: Column | Classification,
    after: Column | Classification,
    classes: int | None = None,
) -> Funnel:
    """The funnel between two dates.

    Parameters
    ----------
    before : column of int, or Classification
        Class codes of the same customers at the two dates.
    after : column of int, or Classification
        Class codes of the same customers at the two dates.
    classes : int, optional
        How many classes there are; two classifications of one scheme know.

    Returns
    -------
    Funnel
        Who moved from which class to which between two dates.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.
    HabitueError
        For classifications of two schemes, a code beyond ``classes``.

    Examples
    --------
    >>> from habitue import loyalty, retention
    >>> january = loyalty.griffin_ladder([0, 1, 1, 4])
    >>> june = loyalty.griffin_ladder([1, 1, 3, 4])
    >>> moved = retention.funnel(january, june)
    >>> moved.climbed, moved.stayed, float(moved.rates[3, 4])
    (2, 2, 0.5)
    """
    return _worked.funnel(before, after, classes)


def leaky_bucket(
    customers: float,
    acquired: float,
    rates: Column | Mapping[str, float],
    periods: int = 0,
) -> LeakyBucket:
    """Where a base of customers tends to, and what standing still costs.

    Parameters
    ----------
    customers : float
        How many there are.
    acquired : float
        How many are won in a period.
    rates : column of float, or mapping from names to them
        The share of all customers that each cause takes in a period.
    periods : int, default 0
        How far to look ahead.

    Returns
    -------
    LeakyBucket
        A base that loses a share in each period, by cause, and gains a number.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import retention
    >>> bucket = retention.leaky_bucket(100.0, 30.0, {"price": 0.15, "moving": 0.05}, 1)
    >>> bucket.series.tolist(), bucket.to_stand_still
    ([100.0, 110.0], 20.0)
    """
    return _worked.leaky_bucket(customers, acquired, rates, periods)


def defection_analysis(
    customers: int,
    *,
    lost: Column,
    profit_per_customer: Values,
    preventable: Values = 0.0,
    programme_cost: Values = 0.0,
    groups: Values = 0,
) -> Defection:
    """What left with those who left, and what keeping them would have earned.

    Parameters
    ----------
    customers : int
        How many there were at the beginning.
    lost : column of int
        How many left for each cause.
    profit_per_customer : column of float
        What one of them left in profit.
    preventable : column of float, default 0.0
        The share of each cause that a programme keeps.
    programme_cost : column of float, default 0.0
        What it costs.
    groups : column of int, default 0
        The groups of the causes (``HABITUE_CAUSE_GROUP_...``, 0 not known).

    Returns
    -------
    Defection
        Defection of a period, by cause and all together.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import retention
    >>> retention.defection_analysis(100, lost=[10, 5], profit_per_customer=20.0).lost_profit
    300.0
    """
    return _worked.defection_analysis(
        customers,
        lost=lost,
        profit_per_customer=profit_per_customer,
        preventable=preventable,
        programme_cost=programme_cost,
        groups=groups,
    )


def log_rank(times: Column, lost: Column, group: Column, groups: int | None = None) -> LogRank:
    """Whether groups of customers stay equally long.

    Parameters
    ----------
    times : column of float
        How long each customer was observed.
    lost : column of bool
        Whether they were then lost.
    group : column of int
        The group of each, from 0.
    groups : int, optional
        How many there are; one more than the highest without.

    Returns
    -------
    LogRank
        The log-rank comparison of the survival of groups.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import retention
    >>> retention.log_rank([1, 2, 1, 2], [1, 1, 1, 1], [0, 0, 1, 1]).chi_square
    0.0
    """
    times_ = _columns.floats(times, "times")
    lost_ = _columns.flags(lost, "lost")
    group_ = _columns.counts(group, "group")
    _columns.rows(times=times_, lost=lost_, group=group_)
    return _worked.log_rank(times_, lost_, group_, groups)


for _name in __all__:
    globals()[_name].__module__ = "habitue.retention"
