"""Customers as an investment: worksheets, tenure, referrals, equity, programmes.

Columns of one length go in; a single number stands for a column of it. What is
undefined is NaN in a column and ``None`` as a single number.

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _worked
from ._columns import Column
from ._evidence import Floats, Values, tabled
from ._results import (
    AcquisitionRatios,
    Points,
    PointsSchedule,
    Programmes,
    ProgrammesAcross,
    TenureValue,
    Worksheets,
)
from .cash_flow import CashFlow

if TYPE_CHECKING:
    from .economics import MarginMultiple

__all__ = [
    "AcquisitionRatios",
    "Points",
    "PointsSchedule",
    "Programmes",
    "ProgrammesAcross",
    "TenureValue",
    "Worksheets",
    "acquisition_ratios",
    "credit_referrals",
    "customer_equity",
    "defection_loss",
    "points_allocation",
    "points_schedule",
    "programmes",
    "programmes_across",
    "referral_values",
    "tenure_cash_flow",
    "tenure_value",
    "worksheet_cash_flow",
    "worksheets",
]


def worksheets(
    *,
    sales: Values,
    sale_count: Values,
    cost_of_goods: Values,
    repeat_orders: Values,
    marketing: Values,
    prospects: Values,
    new_customers: Values,
) -> Worksheets:
    """The six-step worksheet of each campaign.

    The six-step worksheet of a campaign; NaN where undefined. Payments: the marketing cost and the
    first sale of one new customer, then a repeat order every ``interval`` >= 0 years.

    Parameters
    ----------
    sales : column of float
        Total sales of the period.
    sale_count : column of float
        How many they were, above 0.
    cost_of_goods : column of float
        What the goods cost.
    repeat_orders : column of float
        Orders of a customer after the first.
    marketing : column of float
        The marketing spend.
    prospects : column of float
        Whom it reached, above 0.
    new_customers : column of float
        Customers won among them.

    Returns
    -------
    Worksheets
        Six-step worksheets filled in, one a row.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> sheets = economics.worksheets(
    ...     sales=50_000, sale_count=500, cost_of_goods=30_000, repeat_orders=2, marketing=6_000,
    ...     prospects=2_000, new_customers=100,
    ... )
    >>> sheets.marginal_net_worth.tolist()
    [60.0]
    """
    given = {
        "sales": sales,
        "sale_count": sale_count,
        "cost_of_goods": cost_of_goods,
        "repeat_orders": repeat_orders,
        "marketing": marketing,
        "prospects": prospects,
        "new_customers": new_customers,
    }
    found = tabled("WORKSHEET", given)
    return Worksheets(
        average_sale=found.column("average_sale"),
        profit_per_sale=found.column("profit_per_sale"),
        profit_per_customer=found.column("profit_per_customer"),
        cost_per_customer=found.column("cost_per_customer"),
        cost_per_prospect=found.column("cost_per_prospect"),
        conversion=found.column("conversion"),
        profit_per_prospect=found.column("profit_per_prospect"),
        marginal_net_worth=found.column("marginal_net_worth"),
        break_even_conversion=found.column("break_even_conversion"),
    )


def worksheet_cash_flow(
    *,
    interval: float | None = None,
    sales: Values,
    sale_count: Values,
    cost_of_goods: Values,
    repeat_orders: Values,
    marketing: Values,
    prospects: Values,
    new_customers: Values,
) -> CashFlow:
    """What a new customer of one worksheet costs and brings; the campaign as for `worksheets`.

    Parameters
    ----------
    interval : float, optional
        Years between repeat orders.
    sales : column of float
        Total sales of the period.
    sale_count : column of float
        How many they were, above 0.
    cost_of_goods : column of float
        What the goods cost.
    repeat_orders : column of float
        Orders of a customer after the first.
    marketing : column of float
        The marketing spend.
    prospects : column of float
        Whom it reached, above 0.
    new_customers : column of float
        Customers won among them.

    Returns
    -------
    CashFlow
        The payments.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> flow = economics.worksheet_cash_flow(
    ...     interval=0.5, sales=50_000, sale_count=500, cost_of_goods=30_000, repeat_orders=2,
    ...     marketing=6_000, prospects=2_000, new_customers=100,
    ... )
    >>> flow.present_value(0.0)
    60.0
    """
    given = {
        "interval": interval,
        "sales": sales,
        "sale_count": sale_count,
        "cost_of_goods": cost_of_goods,
        "repeat_orders": repeat_orders,
        "marketing": marketing,
        "prospects": prospects,
        "new_customers": new_customers,
    }
    return CashFlow._of("WORKSHEET", given)


def tenure_value(
    base: Values,
    *,
    growth: Values = 0.0,
    cost_saving: Values = 0.0,
    referral: Values = 0.0,
    premium: Values = 0.0,
    acquisition: float = 0.0,
    retention: float = 1.0,
    discount: float = 0.0,
) -> TenureValue:
    """Values a customer's profit of years 1, 2, ...

    by its sources.

    The profit of years 1, 2, ... of a customer by its sources, 0 where they are left out, but not
    all, after what it cost to win: discounted and retained in each year, running totals, value,
    payback in years (NaN: never) and lifetime profit over cost (NaN without cost). Year k is earned
    at time k with probability retention^(k-1), which are the payments.

    Parameters
    ----------
    base : column of float
        Base profit of each year.
    growth : column of float, default 0.0
        Profit of purchases that have grown.
    cost_saving : column of float, default 0.0
        Costs saved on a customer who knows the firm.
    referral : column of float, default 0.0
        Profit of customers it referred, unless they are valued themselves.
    premium : column of float, default 0.0
        The price premium that it pays.
    acquisition : float, default 0.0
        What winning the customer cost.
    retention : float, default 1.0
        The share who stay, per year.
    discount : float, default 0.0
        The rate per year, above -1.

    Returns
    -------
    TenureValue
        A customer's profit over its tenure.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.tenure_value([30.0, 30.0], acquisition=45.0).payback
    1.5
    """
    given = {
        "base": base,
        "growth": growth,
        "cost_saving": cost_saving,
        "referral": referral,
        "premium": premium,
        "acquisition": acquisition,
        "retention": retention,
        "discount": discount,
    }
    found = tabled("TENURE_VALUE", given)
    return TenureValue(
        present=found.column("present"),
        cumulative=found.column("cumulative"),
        value=found.number("value"),
        payback=found.maybe("payback"),
        value_to_cost=found.maybe("value_to_cost"),
    )


def tenure_cash_flow(
    base: Values,
    *,
    acquisition: float = 0.0,
    retention: float = 1.0,
    growth: Values | None = None,
    cost_saving: Values | None = None,
    referral: Values | None = None,
    premium: Values | None = None,
) -> CashFlow:
    """The payments of `tenure_value`, in years; the sources of profit as there.

    Parameters
    ----------
    base : column of float
        Base profit of each year.
    acquisition : float, default 0.0
        What winning the customer cost.
    retention : float, default 1.0
        The share who stay, per year.
    growth : column of float, optional
        Profit of purchases that have grown.
    cost_saving : column of float, optional
        Costs saved on a customer who knows the firm.
    referral : column of float, optional
        Profit of customers it referred, unless they are valued themselves.
    premium : column of float, optional
        The price premium that it pays.

    Returns
    -------
    CashFlow
        The payments.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.tenure_cash_flow([30.0, 30.0], acquisition=45.0).payback()
    1.5
    """
    given = {
        "base": base,
        "acquisition": acquisition,
        "retention": retention,
        "growth": growth,
        "cost_saving": cost_saving,
        "referral": referral,
        "premium": premium,
    }
    return CashFlow._of("TENURE_VALUE", given)


def credit_referrals(
    value: Values,
    referrer: Values,
    *,
    anyway: Values = 0.0,
    saving: Values = 0.0,
) -> Floats:
    """Lifetime values with those of referred customers credited to who referred them, once.

    The sum is that of the values, and of the savings of referred customers.

    Lifetime values with those of referred customers credited to who referred them, and counted
    once: the share 1 - ``anyway`` of a value moves to the customer in row ``referrer`` (-1:
    referred by nobody), with the acquisition cost that the referral saved.

    Parameters
    ----------
    value : column of float
        The lifetime value of each customer.
    referrer : column of int
        The row of the customer who referred each, -1 for nobody.
    anyway : column of float, default 0.0
        The probability that the referred customer would have come without the referral.
    saving : column of float, default 0.0
        The acquisition cost that the referral saved.

    Returns
    -------
    credited : array of float64
        A value a customer.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.credit_referrals([10.0, 20.0], [-1, 0]).tolist()
    [30.0, 0.0]
    """
    given = {"value": value, "referrer": referrer, "anyway": anyway, "saving": saving}
    return tabled("REFERRAL_CREDIT", given).column("credited")


def customer_equity(
    customers: Values,
    value: Values,
    *,
    prospects: Values = 0.0,
    acquisition_rate: Values = 0.0,
    acquisition_cost: Values = 0.0,
) -> Floats:
    """Customer equity by segment: of the customers there are, and of the prospects addressed.

    The equity of segments: customers there are, and prospects.

    Parameters
    ----------
    customers : column of float
        How many customers there are.
    value : column of float
        The lifetime value of one of them.
    prospects : column of float, default 0.0
        How many prospects are addressed.
    acquisition_rate : column of float, default 0.0
        The share of them that is won.
    acquisition_cost : column of float, default 0.0
        What a prospect costs.

    Returns
    -------
    equity : array of float64
        An equity a segment.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.customer_equity([100.0], [50.0]).tolist()
    [5000.0]
    """
    given = {
        "customers": customers,
        "value": value,
        "prospects": prospects,
        "acquisition_rate": acquisition_rate,
        "acquisition_cost": acquisition_cost,
    }
    return tabled("CUSTOMER_EQUITY", given).column("equity")


def defection_loss(
    lost: Values,
    value: float,
    *,
    prevented: Values = 0.0,
    cost: float = 0.0,
) -> tuple[Floats, float]:
    """What customers lost by each cause take with them, and what a programme saves of it.

    The value lost by each cause, of customers of this ``value``, and the net worth of a programme
    of this ``cost`` that prevents some.

    Parameters
    ----------
    lost : column of float
        Customers lost by each cause.
    value : float
        The lifetime value of one.
    prevented : column of float, default 0.0
        The share of each cause that the programme prevents.
    cost : float, default 0.0
        What the programme costs.

    Returns
    -------
    loss : array of float64
        Value lost by each cause.
    net : float
        What is prevented, less the cost.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> losses, net = economics.defection_loss([10, 4], 50.0, prevented=[0.5, 0.25], cost=200.0)
    >>> losses.tolist(), net
    ([500.0, 200.0], 100.0)
    """
    given = {"lost": lost, "value": value, "prevented": prevented, "cost": cost}
    found = tabled("DEFECTION_LOSS", given)
    return found.column("loss"), found.number("net")


def programmes(
    members: Values,
    *,
    spend: Values,
    baseline: Values,
    margin: Values,
    reward: Values = 0.0,
    breakage: Values = 0.0,
    administration: Values = 0.0,
) -> Programmes:
    """What loyalty programmes add over one period, one row a programme.

    What a loyalty programme earns; NaN where undefined.

    Parameters
    ----------
    members : column of float
        How many members it has.
    spend : column of float
        The spend of a member.
    baseline : column of float
        What the same member would have spent without.
    margin : column of float
        As a share of spend.
    reward : column of float, default 0.0
        Rewards as a share of spend.
    breakage : column of float, default 0.0
        The share of rewards never redeemed.
    administration : column of float, default 0.0
        The cost of running the programme.

    Returns
    -------
    Programmes
        The economics of loyalty programmes over one period, one row a programme.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.programmes(1000, spend=120, baseline=100, margin=0.5).net.tolist()
    [10000.0]
    """
    given = {
        "members": members,
        "spend": spend,
        "baseline": baseline,
        "margin": margin,
        "reward": reward,
        "breakage": breakage,
        "administration": administration,
    }
    found = tabled("PROGRAMME", given)
    return Programmes(
        incrementality=found.column("incrementality"),
        incremental_margin=found.column("incremental_margin"),
        reward_cost=found.column("reward_cost"),
        net=found.column("net"),
        break_even_baseline=found.column("break_even_baseline"),
    )


def programmes_across(participation: Values, switching: Values) -> ProgrammesAcross:
    """Whether customers of markets with more loyalty programmes switch less, one row a market.

    Shares of customers in loyalty programmes beside the shares who switch, a row a market: points
    of switching for each point of participation, and the correlation; NaN where they do not differ.

    Parameters
    ----------
    participation : column of float
        The share of customers in programmes, 0 to 1.
    switching : column of float
        The share of customers who switch, 0 to 1.

    Returns
    -------
    ProgrammesAcross
        Loyalty programmes beside the switching of customers, market by market. Markets differ in
        much else: it may refute that programmes keep customers, never prove it.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> found = economics.programmes_across([0.15, 0.83], [0.07, 0.24])
    >>> round(found.slope, 9), round(found.correlation, 9)
    (0.25, 1.0)
    """
    given = {"participation": participation, "switching": switching}
    found = tabled("PROGRAMMES_ACROSS", given)
    return ProgrammesAcross(slope=found.number("slope"), correlation=found.number("correlation"))


def points_allocation(
    price: Values,
    points: Values,
    *,
    redemption: Values,
    value: Values = 1.0,
) -> Points:
    """Divides prices between goods and points, on relative stand-alone prices.

    The revenue of a sale with points: of the goods now, deferred of the points.

    Parameters
    ----------
    price : column of float
        What the sale brought in.
    points : column of float
        How many points came with it.
    redemption : column of float
        The share of the points that is expected to be redeemed; the rest is breakage.
    value : column of float, default 1.0
        What one point is worth to the customer.

    Returns
    -------
    Points
        How the price of each sale is divided.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.points_allocation(100.0, 25.0, redemption=1.0).goods.tolist()
    [80.0]
    """
    given = {"price": price, "points": points, "redemption": redemption, "value": value}
    found = tabled("POINTS_ALLOCATION", given)
    return Points(goods=found.column("goods"), deferred=found.column("deferred"))


def points_schedule(
    price: float,
    points: float,
    *,
    redemption: float,
    value: float = 1.0,
    redeemed: Values,
    expected: Values,
) -> PointsSchedule:
    """The liability of the points of one sale (see `points_allocation`), period by period.

    The liability of the points of one sale (see POINTS_ALLOCATION) period by period: ``redeemed``
    up to the end of each, rising, and ``expected`` to be redeemed in all, above 0 up to the points
    issued. ``recognised`` is what was earned up to then, ``revenue`` of it in this period,
    ``catch_up`` what a changed expectation adds to what was recognised before, ``outstanding`` what
    is owed.

    Parameters
    ----------
    price : float
        What the sale brought in.
    points : float
        How many points came with it.
    redemption : float
        The share of the points that is expected to be redeemed; the rest is breakage.
    value : float, default 1.0
        What one point is worth to the customer.
    redeemed : column of float
        Points redeemed up to the end of each period, rising.
    expected : column of float
        How many are then expected to be redeemed in all.

    Returns
    -------
    PointsSchedule
        The liability of points, one row a period.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> found = economics.points_schedule(
    ...     100.0, 25.0, redemption=1.0, redeemed=[5.0, 25.0], expected=[25.0, 25.0]
    ... )
    >>> found.outstanding.tolist()
    [16.0, 0.0]
    """
    given = {
        "price": price,
        "points": points,
        "redemption": redemption,
        "value": value,
        "redeemed": redeemed,
        "expected": expected,
    }
    found = tabled("POINTS_SCHEDULE", given)
    return PointsSchedule(
        recognised=found.column("recognised"),
        revenue=found.column("revenue"),
        catch_up=found.column("catch_up"),
        outstanding=found.column("outstanding"),
    )


def referral_values(
    referrer: Column,
    *,
    time: Values = 0.0,
    value: Values,
    saving: Values = 0.0,
    anyway: Values = 0.0,
    customers: int,
    discount: float = 0.0,
) -> Floats:
    """The referral value of each customer; not to be added to the referred customers' own values.

    Parameters
    ----------
    referrer : column of int
        The customer who made each referral, counted from 0.
    time : column of float, default 0.0
        When the referred customer comes, in years.
    value : column of float
        Its lifetime value then, before acquisition cost.
    saving : column of float, default 0.0
        The acquisition cost that the referral saved.
    anyway : column of float, default 0.0
        The probability that it would have come without the referral.
    customers : int
        How many customers there are.
    discount : float, default 0.0
        The yearly rate, above -1.

    Returns
    -------
    array of float64
        A value a customer, 0 for who referred nobody.

    Raises
    ------
    DataError
        For a value out of its range, a referrer beyond ``customers``: with row and column.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.referral_values([1, 1], value=[50.0, 30.0], customers=2).tolist()
    [0.0, 80.0]
    """
    return _worked.referral_values(
        referrer,
        time=time,
        value=value,
        saving=saving,
        anyway=anyway,
        customers=customers,
        discount=discount,
    )


def acquisition_ratios(
    spend: Values,
    customers: Values,
    *,
    margin: Values,
    retention: Values,
    terms: MarginMultiple | None = None,
) -> tuple[AcquisitionRatios, AcquisitionRatios]:
    """CAC, LTV to CAC and payback of each channel, and of all together.

    Parameters
    ----------
    spend : column of float
        What each channel spent on winning customers.
    customers : column of float
        How many it won.
    margin : column of float
        Of one of them, per period.
    retention : column of float
        Of one of them, per period.
    terms : MarginMultiple, optional
        How margins are valued; undiscounted without.

    Returns
    -------
    each, blended : AcquisitionRatios
        One row a channel, and one row of all together.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> each, blended = economics.acquisition_ratios(
    ...     [6_000.0, 9_000.0], [100.0, 50.0], margin=[40.0, 50.0], retention=[0.8, 0.9]
    ... )
    >>> each.cost.tolist(), blended.cost.tolist()
    ([60.0, 180.0], [100.0])
    """
    return _worked.acquisition_ratios(
        spend,
        customers,
        margin=margin,
        retention=retention,
        terms=terms,
    )
