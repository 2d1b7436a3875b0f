"""Payments in time: the one cash flow under every method of lifetime value.

A `CashFlow` holds exact money (int64 minor units of a currency) or the doubles that a
model expects; models hand out theirs (``cash_flow``). Times are periods, or years.

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from . import _columns, _flows
from ._choices import DAY_COUNTS, DayCount, PaymentTiming
from ._columns import Column, Day
from ._evidence import Floats, Values, tabled
from ._flows import CashFlow
from ._library import enumerator
from ._money import AmountUnit
from ._results import CashFlowTable, CashFlowValue

__all__ = [
    "CashFlow",
    "CashFlowTable",
    "CashFlowValue",
    "cash_flow_value",
    "customer_events_value",
    "customer_events_values",
    "discount_factors",
    "payment_times",
    "years_between",
]


def discount_factors(rate: float, times: Values) -> Floats:
    """What 1 after each time is worth now.

    The present value of 1 at each time.

    Parameters
    ----------
    rate : float
        Per period, above -1.
    times : column of float
        Periods, >= 0.

    Returns
    -------
    factor : array of float64
        A factor a time.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.discount_factors(0.25, [0, 1]).tolist()
    [1.0, 0.8]
    """
    given = {"rate": rate, "time": times}
    return tabled("DISCOUNT_FACTORS", given).column("factor")


def years_between(start: Day, days: Column, *, day_count: DayCount = "actual/365") -> Floats:
    """Years from a day to each of many.

    Parameters
    ----------
    start : date
        A date, ISO text, or days since 1970-01-01.
    days : column of dates
        Dates, ISO text, or days since 1970-01-01.
    day_count : {"actual/365", "actual/365.25", "30/360"}, default "actual/365"
        How days make years.

    Returns
    -------
    years : array of float64
        The years, below 0 for days before.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a word that is none of those named, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.years_between("2024-01-01", ["2024-12-31"], day_count="actual/365").tolist()
    [1.0]
    """
    given = {
        "from": _columns.day(start, "start"),
        "day": _columns.days(days, "days"),
        "day_count": enumerator(DAY_COUNTS, day_count, "day_count"),
    }
    return tabled("YEARS_BETWEEN", given).column("years")


def payment_times(periods: int, *, timing: PaymentTiming = "beginning") -> Floats:
    """When the payment of each of so many periods falls: at its beginning, middle or end.

    Parameters
    ----------
    periods : int
        How many there are.
    timing : {"beginning", "middle", "end"}, default "beginning"
        When in its period a payment falls.

    Returns
    -------
    array of float64
        A time a period, in periods.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a word that is none of those named, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.payment_times(2, timing="middle").tolist()
    [0.5, 1.5]
    """
    return _flows.payment_times(periods=periods, timing=timing)


def cash_flow_value(
    time: Column,
    amount: Column,
    *,
    currency: str,
    discount: float,
    probability: Column | None = None,
    amount_unit: AmountUnit = "major",
) -> CashFlowValue:
    """Values payments as a `CashFlow` of money holds them, parameters and errors as there.

    Parameters
    ----------
    time : column of float
        Periods or years from the valuation on, in any order.
    amount : column
        Negative for money paid out; units of the currency, or whole minor units.
    currency : str
        ISO 4217.
    discount : float
        The rate per period (or year), above -1.
    probability : column of float, optional
        In 0..1.
    amount_unit : AmountUnit, default "major"
        Whether amounts are units of the currency, or whole minor units (cents).

    Returns
    -------
    CashFlowValue
        What a cash flow comes to.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> found = economics.cash_flow_value([1, 0], [62.5, -40], currency="USD", discount=0.25)
    >>> found.present_value, found.payback, found.present.tolist()
    (10.0, 0.64, [50.0, -40.0])
    """
    return _flows.cash_flow_value(
        time=time,
        amount=amount,
        currency=currency,
        discount=discount,
        probability=probability,
        amount_unit=amount_unit,
    )


def customer_events_value(
    day: Column,
    probability: Column,
    revenue: Column,
    cost: Column,
    *,
    valuation: Day,
    currency: str,
    discount: float,
    day_count: DayCount = "actual/365",
    amount_unit: AmountUnit = "major",
) -> CashFlowValue:
    """Lifetime value by the customer-event method: probability x (revenue - cost), discounted.

    Parameters
    ----------
    day : column of dates
        When each event is expected, in any order, none before the valuation.
    probability : column of float
        In 0..1.
    revenue : column
        Units of the currency, or whole minor units.
    cost : column
        Units of the currency, or whole minor units.
    valuation : date
        A date, ISO text, or days since 1970-01-01.
    currency : str
        ISO 4217.
    discount : float
        The rate per year, above -1.
    day_count : {"actual/365", "actual/365.25", "30/360"}, default "actual/365"
        How days make years.
    amount_unit : AmountUnit, default "major"
        Whether amounts are units of the currency, or whole minor units (cents).

    Returns
    -------
    CashFlowValue
        What a cash flow comes to.

    Raises
    ------
    DataError
        With row and column, for an event before the valuation or out of its range.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import economics
    >>> terms = {"valuation": "2024-01-01", "currency": "USD", "discount": 0.25}
    >>> economics.customer_events_value(["2024-12-31"], [0.5], [100], [50], **terms).present_value
    20.0
    """
    return _flows.customer_events_value(
        day=day,
        probability=probability,
        revenue=revenue,
        cost=cost,
        valuation=valuation,
        currency=currency,
        discount=discount,
        day_count=day_count,
        amount_unit=amount_unit,
    )


def customer_events_values(
    customer: Column,
    day: Column,
    probability: Column,
    revenue: Column,
    cost: Column,
    *,
    customers: int,
    valuation: Day,
    currency: str,
    discount: float,
    day_count: DayCount = "actual/365",
    amount_unit: AmountUnit = "major",
) -> Floats:
    """The value of each customer by the customer-event method.

    The rest is as in `customer_events_value`.

    Parameters
    ----------
    customer : column of int
        Whose event each is, from 0.
    day : column of dates
        When each event is expected, in any order, none before the valuation.
    probability : column of float
        In 0..1.
    revenue : column
        Units of the currency, or whole minor units.
    cost : column
        Units of the currency, or whole minor units.
    customers : int
        How many there are; 0 is the value of one without an event.
    valuation : date
        A date, ISO text, or days since 1970-01-01.
    currency : str
        ISO 4217.
    discount : float
        The rate per year, above -1.
    day_count : {"actual/365", "actual/365.25", "30/360"}, default "actual/365"
        How days make years.
    amount_unit : AmountUnit, default "major"
        Whether amounts are units of the currency, or whole minor units (cents).

    Returns
    -------
    array of float64
        A value a customer, in major units.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import economics
    >>> terms = {"valuation": "2024-01-01", "currency": "USD", "discount": 0.25}
    >>> events = [1], ["2024-12-31"], [0.5], [100], [50]
    >>> economics.customer_events_values(*events, customers=2, **terms).tolist()
    [0.0, 20.0]
    """
    return _flows.customer_events_values(
        customer=customer,
        day=day,
        probability=probability,
        revenue=revenue,
        cost=cost,
        customers=customers,
        valuation=valuation,
        currency=currency,
        discount=discount,
        day_count=day_count,
        amount_unit=amount_unit,
    )
