"""Functions and results of `habitue.investment` over the tables of the library.

Generated from src/capi/rows by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from dataclasses import dataclass

from ._evidence import Floats, Values, tabled
from .cash_flow import CashFlow

__all__ = [
    "AcquisitionRatios",
    "Points",
    "PointsSchedule",
    "Programmes",
    "TenureValue",
    "Worksheets",
    "credit_referrals",
    "customer_equity",
    "defection_loss",
    "points_allocation",
    "points_schedule",
    "programmes",
    "tenure_cash_flow",
    "tenure_value",
    "worksheet_cash_flow",
    "worksheets",
]


@dataclass(frozen=True)
class Worksheets:
    """Six-step worksheets filled in, one a row.

    Attributes
    ----------
    average_sale : array of float64
        Sales per sale.
    profit_per_sale : array of float64
        What a sale leaves.
    profit_per_customer : array of float64
        What a customer leaves, with repeat orders.
    cost_per_customer : array of float64
        NaN where nobody was won.
    cost_per_prospect : array of float64
        Marketing per prospect.
    conversion : array of float64
        Customers won per prospect.
    profit_per_prospect : array of float64
        What a prospect leaves.
    marginal_net_worth : array of float64
        A customer's profit less its cost; NaN where nobody was won.
    break_even_conversion : array of float64
        At which marketing pays for itself; NaN where nothing is earned.
    """

    average_sale: Floats
    profit_per_sale: Floats
    profit_per_customer: Floats
    cost_per_customer: Floats
    cost_per_prospect: Floats
    conversion: Floats
    profit_per_prospect: Floats
    marginal_net_worth: Floats
    break_even_conversion: Floats


@dataclass(frozen=True)
class TenureValue:
    """A customer's profit over its tenure.

    Attributes
    ----------
    present : array of float64
        Of each year, discounted and retained.
    cumulative : array of float64
        The running total after what it cost to win.
    value : float
        The lifetime value after that cost.
    payback : float | None
        When the cost is earned back, in years; None if never.
    value_to_cost : float | None
        Lifetime profit over cost; None without cost.
    """

    present: Floats
    cumulative: Floats
    value: float
    payback: float | None
    value_to_cost: float | None


@dataclass(frozen=True)
class AcquisitionRatios:
    """What customers cost to win (CAC) against what they bring (LTV), one row a channel; NaN where
    undefined.

    Attributes
    ----------
    cost : array of float64
        What a customer cost to win.
    value : array of float64
        What one brings, before that cost.
    value_to_cost : array of float64
        LTV to CAC.
    cost_to_value : array of float64
        CAC to LTV.
    net : array of float64
        The value of the customers won less the spend.
    return_on_spend : array of float64
        That over the spend.
    payback : array of float64
        Cost over margin, in periods.
    payback_retained : array of float64
        By the margins of those who are expected to stay.
    payback_discounted : array of float64
        By their present values.
    """

    cost: Floats
    value: Floats
    value_to_cost: Floats
    cost_to_value: Floats
    net: Floats
    return_on_spend: Floats
    payback: Floats
    payback_retained: Floats
    payback_discounted: Floats


@dataclass(frozen=True)
class Programmes:
    """The economics of loyalty programmes over one period, one row a programme.

    Attributes
    ----------
    incrementality : array of float64
        Spend that would not have come without it, over spend with it; NaN without spend.
    incremental_margin : array of float64
        The margin of that spend.
    reward_cost : array of float64
        What the rewards cost.
    net : array of float64
        Incremental margin less rewards and administration.
    break_even_baseline : array of float64
        The spend without it at which it breaks even; NaN where none.
    """

    incrementality: Floats
    incremental_margin: Floats
    reward_cost: Floats
    net: Floats
    break_even_baseline: Floats


@dataclass(frozen=True)
class Points:
    """How the price of each sale is divided.

    Attributes
    ----------
    goods : array of float64
        Revenue at once.
    deferred : array of float64
        Revenue when the points are redeemed.
    """

    goods: Floats
    deferred: Floats


@dataclass(frozen=True)
class PointsSchedule:
    """The liability of points, one row a period.

    Attributes
    ----------
    recognised : array of float64
        Deferred revenue recognised up to its end.
    revenue : array of float64
        Of it, the revenue of the period.
    catch_up : array of float64
        What a changed expectation adds.
    outstanding : array of float64
        What is still owed.
    """

    recognised: Floats
    revenue: Floats
    catch_up: Floats
    outstanding: Floats


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


for _name in __all__:
    globals()[_name].__module__ = "habitue.investment"
