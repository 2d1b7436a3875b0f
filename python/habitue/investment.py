"""Customers as an investment: worksheets, tenure, referrals, equity, programmes.

Columns of one length go in; a single number stands for a column of it. What is
undefined is NaN in a column and ``None`` as a single number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars
from ._library import call, defined
from .cash_flow import CashFlow
from .errors import refuse

__all__ = [
    "AcquisitionRatios",
    "Points",
    "PointsSchedule",
    "Programmes",
    "TenureValue",
    "Worksheets",
    "acquisition_ratios",
    "credit_referrals",
    "customer_equity",
    "defection_loss",
    "points_allocation",
    "points_schedule",
    "programmes",
    "referral_values",
    "tenure_cash_flow",
    "tenure_value",
    "worksheet_cash_flow",
    "worksheets",
]

_Column = NDArray[np.float64]


@dataclass(frozen=True)
class Worksheets:
    """Six-step worksheets filled in, one a row."""

    average_sale: _Column
    profit_per_sale: _Column
    profit_per_customer: _Column
    #: NaN where nobody was won.
    cost_per_customer: _Column
    cost_per_prospect: _Column
    conversion: _Column
    profit_per_prospect: _Column
    #: A customer's profit less its cost; NaN where nobody was won.
    marginal_net_worth: _Column
    #: The conversion at which marketing pays for itself; NaN where nothing is earned.
    break_even_conversion: _Column


def worksheets(
    *,
    sales: Any,
    sale_count: Any,
    cost_of_goods: Any,
    repeat_orders: Any,
    marketing: Any,
    prospects: Any,
    new_customers: Any,
) -> Worksheets:
    """The six-step worksheet of each campaign.

    Args:
        sales: Total sales of the period.
        sale_count: How many sales they were, above 0.
        cost_of_goods: Cost of the goods sold.
        repeat_orders: Repeat orders of a customer after the first.
        marketing: Marketing spend.
        prospects: Prospects that it reached, above 0.
        new_customers: Customers won among them.
    """
    columns = _columns.table(
        sales=sales,
        sale_count=sale_count,
        cost_of_goods=cost_of_goods,
        repeat_orders=repeat_orders,
        marketing=marketing,
        prospects=prospects,
        new_customers=new_customers,
    )
    _columns.rows(**columns)
    return Worksheets(**_evidence.calculate("WORKSHEET", columns))


def worksheet_cash_flow(
    *,
    sales: float,
    sale_count: float,
    cost_of_goods: float,
    repeat_orders: float,
    marketing: float,
    prospects: float,
    new_customers: float,
    interval: float,
) -> CashFlow:
    """What a new customer of one worksheet costs and brings, a repeat every ``interval`` years."""
    pointer = CashFlow.empty()
    call(
        "habitue_worksheet_cash_flow",
        sales,
        sale_count,
        cost_of_goods,
        repeat_orders,
        marketing,
        prospects,
        new_customers,
        interval,
        pointer,
    )
    return CashFlow.adopt(pointer)


@dataclass(frozen=True)
class TenureValue:
    """A customer's profit over its tenure, after what it cost to win."""

    #: The discounted and retained profit of each year.
    present: _Column
    #: Running totals after the acquisition cost.
    cumulative: _Column
    value: float
    #: When the acquisition cost is earned back, in years; ``None`` if never.
    payback: float | None
    #: Lifetime profit over acquisition cost.
    value_to_cost: float | None


def tenure_value(
    base: Any,
    *,
    growth: Any = 0.0,
    cost_saving: Any = 0.0,
    referral: Any = 0.0,
    premium: Any = 0.0,
    acquisition: float = 0.0,
    retention: float = 1.0,
    discount: float = 0.0,
) -> TenureValue:
    """Values a customer's profit of years 1, 2, ... by its sources.

    Args:
        base: Base profit of each year.
        growth: Profit of purchases that have grown.
        cost_saving: Costs saved on a customer who knows the firm.
        referral: Profit of customers it referred, unless they are valued themselves.
        premium: The price premium that it pays.
        acquisition: What winning the customer cost.
        retention: The share who stay, per year.
        discount: The yearly rate, above -1.
    """
    sources, years = _sources(base, growth, cost_saving, referral, premium)
    present, cumulative = _columns.output(years), _columns.output(years)
    found = _abi.habitue_tenure_result()
    terms = acquisition, retention, discount
    call("habitue_tenure_value", *sources, years, *terms, present, cumulative, found)
    payback, ratio = defined(found.payback), defined(found.value_to_cost)
    return TenureValue(present, cumulative, found.value, payback, ratio)


def tenure_cash_flow(
    base: Any,
    *,
    growth: Any = 0.0,
    cost_saving: Any = 0.0,
    referral: Any = 0.0,
    premium: Any = 0.0,
    acquisition: float = 0.0,
    retention: float = 1.0,
) -> CashFlow:
    """The payments of `tenure_value`, in years."""
    sources, years = _sources(base, growth, cost_saving, referral, premium)
    pointer = CashFlow.empty()
    call("habitue_tenure_cash_flow", *sources, years, acquisition, retention, pointer)
    return CashFlow.adopt(pointer)


def _sources(
    base: Any, growth: Any, cost_saving: Any, referral: Any, premium: Any
) -> tuple[tuple[_Column, ...], int]:
    columns = _columns.table(
        base=base, growth=growth, cost_saving=cost_saving, referral=referral, premium=premium
    )
    return tuple(columns.values()), _columns.rows(**columns)


def referral_values(
    referrer: Any,
    *,
    time: Any = 0.0,
    value: Any,
    saving: Any = 0.0,
    anyway: Any = 0.0,
    customers: int,
    discount: float = 0.0,
) -> _Column:
    """The referral value of each of ``customers`` customers.

    Args:
        referrer: The customer who made each referral, counted from 0.
        time: When the referred customer comes, in years.
        value: Its lifetime value then, before acquisition cost.
        saving: The acquisition cost that the referral saved.
        anyway: The probability that it would have come without the referral.
        discount: The yearly rate, above -1.

    Do not add this to the referred customers' own values; see `credit_referrals`.
    """
    who = _columns.counts(referrer, "referrer")
    columns = {
        name: np.full(len(who), _scalars.real(c, name))
        if _columns.is_single(c)
        else _columns.floats(c, name)
        for name, c in (("time", time), ("value", value), ("saving", saving), ("anyway", anyway))
    }
    rows = _columns.rows(referrer=who, **columns)
    out = _columns.output(customers, name="customers")
    call("habitue_referral_values", who, *columns.values(), rows, discount, out, customers)
    return out


def credit_referrals(
    value: Any, referrer: Any, *, anyway: Any = 0.0, saving: Any = 0.0
) -> _Column:
    """Lifetime values with those of referred customers credited to who referred them, once.

    Args:
        value: The lifetime value of each customer.
        referrer: The row of the customer who referred it; -1 for nobody.
        anyway: The probability that it would have come without the referral.
        saving: The acquisition cost that the referral saved.

    The sum is that of the values, and of the savings of referred customers.
    """
    columns = _columns.table(value=value, anyway=anyway, saving=saving)
    rows_of = _columns.integers(referrer, "referrer")
    rows = _columns.rows(**columns, referrer=rows_of)
    out = _columns.output(rows)
    own, likely, saved = columns.values()
    call("habitue_credit_referrals", own, rows_of, likely, saved, out, rows)
    return out


def customer_equity(
    customers: Any,
    value: Any,
    *,
    prospects: Any = 0.0,
    acquisition_rate: Any = 0.0,
    acquisition_cost: Any = 0.0,
) -> _Column:
    """Customer equity by segment: the customers there are, and the prospects to be won.

    Args:
        customers: Customers of each segment.
        value: The lifetime value of one of them.
        prospects: Prospects addressed.
        acquisition_rate: The share of them who are won.
        acquisition_cost: Spend per prospect.
    """
    columns = _columns.table(
        customers=customers,
        value=value,
        prospects=prospects,
        acquisition_rate=acquisition_rate,
        acquisition_cost=acquisition_cost,
    )
    _columns.rows(**columns)
    return _evidence.calculate("CUSTOMER_EQUITY", columns)["equity"]


def defection_loss(
    lost: Any, value: float, *, prevented: Any = 0.0, cost: float = 0.0
) -> tuple[_Column, float]:
    """What lost customers take with them, by cause, and what preventing it is worth.

    Args:
        lost: Customers lost by each cause.
        value: The lifetime value of one.
        prevented: The share of each cause that a programme prevents.
        cost: What the programme costs.

    Returns:
        The loss of each cause, and the loss prevented less the cost.
    """
    columns = _columns.table(lost=lost, prevented=prevented)
    _columns.rows(**columns)
    found = _evidence.calculate("DEFECTION_LOSS", columns, value=value, cost=cost)
    return found["loss"], found["net"]


@dataclass(frozen=True)
class AcquisitionRatios:
    """What customers cost to win against what they bring, one row a channel."""

    #: Customer acquisition cost (CAC).
    cost: _Column
    #: Lifetime value (LTV) before that cost.
    value: _Column
    value_to_cost: _Column
    cost_to_value: _Column
    #: The value of the customers won less the spend.
    net: _Column
    return_on_spend: _Column
    #: Cost over margin, in periods.
    payback: _Column
    #: Payback by the margins of those who are expected to stay.
    payback_retained: _Column
    #: The same of their present values.
    payback_discounted: _Column


def acquisition_ratios(
    spend: Any, customers: Any, *, margin: Any, retention: Any, terms: Any = None
) -> tuple[AcquisitionRatios, AcquisitionRatios]:
    """CAC, LTV to CAC and payback of each channel, and (of one row) of all together.

    Args:
        spend: What each channel spent on winning customers.
        customers: How many it won.
        margin: The margin of one of them per period.
        retention: Its retention rate per period.
        terms: How margins are valued, a `MarginMultiple`; undiscounted without it.
    """
    columns = _columns.table(spend=spend, customers=customers, margin=margin, retention=retention)
    _columns.rows(**columns)
    if terms is not None and not hasattr(terms, "_settings"):
        refuse(_abi.HABITUE_BAD_ARGUMENT, "terms", f"is {terms!r}; a MarginMultiple is needed")
    settings = {"discount": 0.0} if terms is None else terms._settings
    found = _evidence.calculate("ACQUISITION_RATIOS", columns, **settings)
    each = {name: column for name, column in found.items() if not name.startswith("blended_")}
    blended = {name: np.array([found[f"blended_{name}"]]) for name in each}
    return AcquisitionRatios(**each), AcquisitionRatios(**blended)


@dataclass(frozen=True)
class Programmes:
    """The economics of loyalty programmes over one period, one row a programme."""

    #: Spend that would not have come without it, over spend with it.
    incrementality: _Column
    incremental_margin: _Column
    reward_cost: _Column
    net: _Column
    #: The spend without it at which it breaks even.
    break_even_baseline: _Column


def programmes(
    members: Any,
    *,
    spend: Any,
    baseline: Any,
    margin: Any,
    reward: Any = 0.0,
    breakage: Any = 0.0,
    administration: Any = 0.0,
) -> Programmes:
    """What loyalty programmes add.

    Args:
        members: Members.
        spend: Spend of a member.
        baseline: What the same member would have spent without the programme.
        margin: As a share of spend.
        reward: Rewards as a share of spend.
        breakage: The share of rewards never redeemed.
        administration: The cost of running the programme.
    """
    columns = _columns.table(
        members=members,
        spend=spend,
        baseline=baseline,
        margin=margin,
        reward=reward,
        breakage=breakage,
        administration=administration,
    )
    _columns.rows(**columns)
    return Programmes(**_evidence.calculate("PROGRAMME", columns))


@dataclass(frozen=True)
class Points:
    """How the price of each sale with points is divided."""

    #: Revenue at once.
    goods: _Column
    #: Revenue when the points are redeemed.
    deferred: _Column


def points_allocation(price: Any, points: Any, *, redemption: Any, value: Any = 1.0) -> Points:
    """Divides prices between goods and points, on relative stand-alone prices.

    Args:
        price: Stand-alone price of the goods.
        points: Points that came with them.
        redemption: The share of points expected to be redeemed; the rest is breakage.
        value: What one point is worth to the customer.
    """
    columns = _columns.table(price=price, points=points, redemption=redemption, value=value)
    _columns.rows(**columns)
    return Points(**_evidence.calculate("POINTS_ALLOCATION", columns))


@dataclass(frozen=True)
class PointsSchedule:
    """The liability of points, one row a period."""

    #: Deferred revenue earned up to the end of the period.
    recognised: _Column
    #: Of it, earned in this period.
    revenue: _Column
    #: What a changed expectation adds to what was recognised before.
    catch_up: _Column
    #: What is still owed.
    outstanding: _Column


def points_schedule(
    price: float, points: float, *, redemption: float, value: float = 1.0, redeemed: Any, expected: Any
) -> PointsSchedule:
    """The liability of the points of one sale, period by period.

    Args:
        redeemed: Points redeemed up to the end of each period.
        expected: How many are then expected to be redeemed in all.

    The rest is as in `points_allocation`.
    """
    columns = _columns.table(redeemed=redeemed, expected=expected)
    rows = _columns.rows(**columns)
    lines = (_abi.habitue_points_period * rows)()
    terms = price, points, redemption, value
    call("habitue_points_schedule", *terms, *columns.values(), lines, rows)
    return PointsSchedule(**_columns.records(lines))
