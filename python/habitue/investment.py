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
from ._library import call, defined, given
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
    """Six-step worksheets filled in, one a row. ``cost_per_customer`` and ``marginal_net_worth``
    (a customer's profit less its cost) are NaN where nobody was won, ``break_even_conversion``, at
    which marketing pays for itself, where nothing is earned."""

    average_sale: _Column
    profit_per_sale: _Column
    profit_per_customer: _Column
    cost_per_customer: _Column
    cost_per_prospect: _Column
    conversion: _Column
    profit_per_prospect: _Column
    marginal_net_worth: _Column
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
    """The six-step worksheet of each campaign: total sales of the period, how many they were (above
    0), the cost of the goods, repeat orders of a customer after the first, marketing spend, the
    prospects that it reached (above 0), and customers won among them."""
    return Worksheets(**_evidence.tabled("WORKSHEET", locals()))


def worksheet_cash_flow(*, interval: float, **campaign: float) -> CashFlow:
    """What a new customer of one worksheet costs and brings, a repeat every ``interval`` years; the
    ``campaign`` as for `worksheets`."""
    return CashFlow._of("WORKSHEET", campaign, interval=interval)


@dataclass(frozen=True)
class TenureValue:
    """A customer's profit over its tenure: ``present``, discounted and retained, of each year, and
    ``cumulative`` after what it cost to win; the ``value``, when the cost is earned back in years
    (``None`` if never), and lifetime profit over cost."""

    present: _Column
    cumulative: _Column
    value: float
    payback: float | None
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
    *found, payback, ratio = _evidence.tabled("TENURE_VALUE", locals()).values()
    return TenureValue(*found, defined(payback), defined(ratio))


def tenure_cash_flow(
    base: Any, *, acquisition: float = 0.0, retention: float = 1.0, **sources: Any
) -> CashFlow:
    """The payments of `tenure_value`, in years; its other ``sources`` as there."""
    terms = {"acquisition": acquisition, "retention": retention}
    return CashFlow._of("TENURE_VALUE", {"base": base, **sources}, **terms)


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
    numbers = {"time": time, "value": value, "saving": saving, "anyway": anyway}
    columns = {
        name: np.full(len(who), _scalars.real(column, name))
        if _columns.is_single(column)
        else _columns.floats(column, name)
        for name, column in numbers.items()
    }
    rows = _columns.rows(referrer=who, **columns)
    out = _columns.output(customers, name="customers")
    referrals = given(_abi.habitue_referrals, rows=rows, referrer=who, **columns)
    call("habitue_referrals_value", referrals, discount, out, customers)
    return out


def credit_referrals(
    value: Any, referrer: Any, *, anyway: Any = 0.0, saving: Any = 0.0
) -> _Column:
    """Lifetime values with those of referred customers credited to who referred them, once:
    ``referrer`` is the row of the customer who referred each, -1 for nobody; ``anyway`` and
    ``saving`` are as in `referral_values`.

    The sum is that of the values, and of the savings of referred customers.
    """
    return _evidence.tabled("REFERRAL_CREDIT", locals())["credited"]


def customer_equity(
    customers: Any,
    value: Any,
    *,
    prospects: Any = 0.0,
    acquisition_rate: Any = 0.0,
    acquisition_cost: Any = 0.0,
) -> _Column:
    """Customer equity by segment: the customers there are, each of this lifetime value, and the
    prospects addressed, of whom a share is won at a cost per prospect."""
    return _evidence.tabled("CUSTOMER_EQUITY", locals())["equity"]


def defection_loss(
    lost: Any, value: float, *, prevented: Any = 0.0, cost: float = 0.0
) -> tuple[_Column, float]:
    """What customers ``lost`` by each cause take with them, of one lifetime ``value``; and the loss
    that a programme prevents, a share of each cause, less what it costs."""
    found = _evidence.tabled("DEFECTION_LOSS", locals())
    return found["loss"], found["net"]


@dataclass(frozen=True)
class AcquisitionRatios:
    """What customers ``cost`` to win (CAC) against what they bring, ``value`` (LTV) before that
    cost, one row a channel; ``net`` is the value of the customers won less the spend. ``payback``
    is cost over margin in periods, by the margins of those who are expected to stay
    (``payback_retained``), and by their present values (``payback_discounted``)."""

    cost: _Column
    value: _Column
    value_to_cost: _Column
    cost_to_value: _Column
    net: _Column
    return_on_spend: _Column
    payback: _Column
    payback_retained: _Column
    payback_discounted: _Column


def acquisition_ratios(
    spend: Any, customers: Any, *, margin: Any, retention: Any, terms: Any = None
) -> tuple[AcquisitionRatios, AcquisitionRatios]:
    """CAC, LTV to CAC and payback of each channel, and (of one row) of all together: what each
    spent on winning how many customers, and the margin and the retention rate of one of them per
    period, valued by ``terms``, a `MarginMultiple`; undiscounted without it."""
    if terms is not None and not hasattr(terms, "_settings"):
        refuse(_abi.HABITUE_BAD_ARGUMENT, "terms", f"is {terms!r}; a MarginMultiple is needed")
    settings = {"discount": 0.0} if terms is None else terms._settings
    columns = {"spend": spend, "customers": customers, "margin": margin, "retention": retention}
    found = _evidence.tabled("ACQUISITION_RATIOS", columns, **settings)
    each = {name: column for name, column in found.items() if not name.startswith("blended_")}
    blended = {name: np.array([found[f"blended_{name}"]]) for name in each}
    return AcquisitionRatios(**each), AcquisitionRatios(**blended)


@dataclass(frozen=True)
class Programmes:
    """The economics of loyalty programmes over one period, one row a programme:
    ``incrementality`` is spend that would not have come without it over spend with it,
    ``break_even_baseline`` the spend without it at which it breaks even."""

    incrementality: _Column
    incremental_margin: _Column
    reward_cost: _Column
    net: _Column
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
    """What loyalty programmes add: the spend of a member, and what the same member would have spent
    without (``baseline``); margin and rewards as shares of spend, the share of rewards never
    redeemed (``breakage``), and the cost of running the programme."""
    return Programmes(**_evidence.tabled("PROGRAMME", locals()))


@dataclass(frozen=True)
class Points:
    """How the price of each sale is divided: revenue at once of the ``goods``, and ``deferred``
    until the points are redeemed."""

    goods: _Column
    deferred: _Column


def points_allocation(price: Any, points: Any, *, redemption: Any, value: Any = 1.0) -> Points:
    """Divides prices between goods and points, on relative stand-alone prices: the price of the
    goods, the points that came with them, the share of these expected to be redeemed (the rest is
    breakage), and what one point is worth to the customer."""
    return Points(**_evidence.tabled("POINTS_ALLOCATION", locals()))


@dataclass(frozen=True)
class PointsSchedule:
    """The liability of points, one row a period: deferred revenue ``recognised`` up to its end, of
    it the ``revenue`` of the period, what a changed expectation adds (``catch_up``), and what is
    still owed (``outstanding``)."""

    recognised: _Column
    revenue: _Column
    catch_up: _Column
    outstanding: _Column


def points_schedule(
    price: float,
    points: float,
    *,
    redemption: float,
    value: float = 1.0,
    redeemed: Any,
    expected: Any,
) -> PointsSchedule:
    """The liability of the points of one sale (see `points_allocation`), period by period: points
    ``redeemed`` up to its end, and how many are then ``expected`` to be redeemed in all."""
    return PointsSchedule(**_evidence.tabled("POINTS_SCHEDULE", locals()))
