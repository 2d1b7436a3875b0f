"""Payments in time: the one cash flow under every method of lifetime value.

A `CashFlow` holds exact money (int64 minor units of a currency) or the doubles that a
model expects; models hand out theirs (``cash_flow``). Times are periods, or years.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _money
from ._library import Handle, call, defined, enumerator, text, value

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

_DAY_COUNT = {
    "actual/365": _abi.HABITUE_DAY_COUNT_ACTUAL_365,
    "actual/365.25": _abi.HABITUE_DAY_COUNT_ACTUAL_36525,
    "30/360": _abi.HABITUE_DAY_COUNT_30_360,
}
_PAYMENT = {
    "beginning": _abi.HABITUE_PAYMENT_BEGINNING,
    "middle": _abi.HABITUE_PAYMENT_MIDDLE,
    "end": _abi.HABITUE_PAYMENT_END,
}
_ROUNDING = {
    "half_even": _abi.HABITUE_ROUNDING_HALF_EVEN,
    "half_away_from_zero": _abi.HABITUE_ROUNDING_HALF_AWAY_FROM_ZERO,
    "half_towards_zero": _abi.HABITUE_ROUNDING_HALF_TOWARDS_ZERO,
    "away_from_zero": _abi.HABITUE_ROUNDING_AWAY_FROM_ZERO,
    "towards_zero": _abi.HABITUE_ROUNDING_TOWARDS_ZERO,
    "floor": _abi.HABITUE_ROUNDING_FLOOR,
    "ceiling": _abi.HABITUE_ROUNDING_CEILING,
}


def payment_times(periods: int, *, timing: str = "beginning") -> NDArray[np.float64]:
    """When the payment of each period from 0 on falls: its "beginning", "middle" or "end"."""
    kind = enumerator(_PAYMENT, timing, "timing")
    period = np.arange(len(_columns.output(periods, np.uint32, "periods")), dtype=np.uint32)
    return _evidence.calculate("PAYMENT_TIMES", {"period": period}, timing=kind)["time"]


def discount_factors(rate: float, times: Any) -> NDArray[np.float64]:
    """What 1 after each time is worth now, at a rate per period above -1."""
    column = _columns.floats(times, "times")
    return _evidence.calculate("DISCOUNT_FACTORS", {"time": column}, rate=rate)["factor"]


@dataclass(frozen=True)
class CashFlowTable:
    """A cash flow discounted, in the order of time."""

    time: NDArray[np.float64]
    #: Amount times probability, in major units.
    expected: NDArray[np.float64]
    factor: NDArray[np.float64]
    present: NDArray[np.float64]
    cumulative: NDArray[np.float64]


class CashFlow(Handle, struct=_abi.habitue_cash_flow, free="habitue_cash_flow_free"):
    """Payments dated or periodic.

    Args:
        time: When each payment falls, in periods or years (`payment_times`,
            `years_between`) from the valuation on, in any order.
        amount: Units of ``currency``, with no more decimals than it has; without a currency,
            doubles. Negative for money paid out.
        currency: The ISO 4217 code, for exact money.
        probability: In 0..1; certain without it.
        amount_unit: ``"minor"`` where the amounts are whole minor units (cents).
    """

    def __init__(
        self,
        time: Any,
        amount: Any,
        *,
        currency: str | None = None,
        probability: Any = None,
        amount_unit: str = "major",
    ) -> None:
        times = _columns.floats(time, "time")
        money = _money.Unit(currency, amount_unit)
        if currency is None and not money.minor:
            amounts: NDArray[Any] = _columns.floats(amount, "amount")
        else:
            amounts = money.whole_column(amount, "amount")
        likely = None if probability is None else _columns.floats(probability, "probability")
        rows = _columns.rows(time=times, amount=amounts, probability=likely)
        pointer = self.empty()
        columns = times, amounts, likely, rows, pointer
        if amounts.dtype == np.float64:
            call("habitue_cash_flow_new_real", *columns)
        else:
            call("habitue_cash_flow_new", *text(currency or "", "currency"), *columns)
        self._own(pointer)

    def __len__(self) -> int:
        return int(value("habitue_cash_flow_payments", self))

    def table(self, discount: float) -> CashFlowTable:
        """Each payment, discounted at a rate per period (or year) above -1, and added up."""
        rows = len(self)
        columns = [_columns.output(rows) for _ in range(5)]
        call("habitue_cash_flow_table", self, discount, *columns, rows)
        return CashFlowTable(*columns)

    def present_value(self, discount: float) -> float:
        """The expected present value, in major units."""
        return float(self.present_values([discount])[0])

    def present_values(self, discount: Any) -> NDArray[np.float64]:
        """The expected present value at each of many rates."""
        return self._at("habitue_cash_flow_present_values", discount)

    def payback(self, discount: float = 0.0) -> float | None:
        """When it has paid back, in periods or years; 0 for simple payback; ``None`` if never."""
        return defined(float(self._at("habitue_cash_flow_paybacks", [discount])[0]))

    @property
    def total(self) -> int:
        """The sum of the amounts in minor units, exact. Only of money."""
        total = ctypes.c_int64()
        call("habitue_cash_flow_total", self, total)
        return total.value

    def in_currency(self, currency: str, *, rounding: str = "half_even") -> CashFlow:
        """The flow of a model in money, each amount rounded to the minor unit."""
        pointer = self.empty()
        rule = enumerator(_ROUNDING, rounding, "rounding")
        call("habitue_cash_flow_in_currency", self, *text(currency, "currency"), rule, pointer)
        return CashFlow.adopt(pointer)

    def _at(self, function: str, discount: Any) -> NDArray[np.float64]:
        rates = _columns.floats(discount, "discount")
        out = _columns.output(len(rates))
        call(function, self, rates, out, len(rates))
        return out


@dataclass(frozen=True)
class CashFlowValue:
    """What a cash flow comes to."""

    #: The sum of the amounts in minor units, exact, neither weighted nor discounted.
    total: int
    #: The expected present value, in major units.
    present_value: float
    #: When it has paid back, in periods or years; ``None`` if it never does.
    payback: float | None
    discounted_payback: float | None
    #: The expected present value of each payment, in the order of the rows.
    present: NDArray[np.float64]


def years_between(
    start: Any, days: Any, *, day_count: str = "actual/365"
) -> NDArray[np.float64]:
    """Years from a day to each of ``days``: "actual/365", "actual/365.25" or "30/360"."""
    column = _columns.days(days, "days")
    origin = _columns.day(start, "start")
    kind = enumerator(_DAY_COUNT, day_count, "day_count")
    found = _evidence.calculate("YEARS_BETWEEN", {"day": column}, day_count=kind, **{"from": origin})
    return found["years"]


def cash_flow_value(
    time: Any,
    amount: Any,
    *,
    currency: str,
    discount: float,
    probability: Any = None,
    amount_unit: str = "major",
) -> CashFlowValue:
    """Values payments at times in periods (or years).

    Args:
        time: When each payment falls, from the valuation on; in any order.
        amount: Units of the currency, negative for money paid out.
        currency: The ISO 4217 code.
        discount: The rate per period (or year), above -1.
        probability: In 0..1; certain without it.
        amount_unit: ``"minor"`` where the amounts are whole minor units (cents).
    """
    times = _columns.floats(time, "time")
    amounts = _money.Unit(currency, amount_unit).whole_column(amount, "amount")
    likely = None if probability is None else _columns.floats(probability, "probability")
    rows = _columns.rows(time=times, amount=amounts, probability=likely)
    present = _columns.output(rows)
    result = _abi.habitue_cash_flow_result()
    call(
        "habitue_cash_flow_value",
        *text(currency, "currency"),
        times,
        amounts,
        likely,
        rows,
        discount,
        None,
        present,
        result,
    )
    return _flow(result, present)


def customer_events_value(
    day: Any,
    probability: Any,
    revenue: Any,
    cost: Any,
    *,
    valuation: Any,
    currency: str,
    discount: float,
    day_count: str = "actual/365",
    amount_unit: str = "major",
) -> CashFlowValue:
    """Lifetime value by the customer-event method: probability x (revenue - cost), discounted.

    Args:
        day: When each event is expected; none before ``valuation``, in any order.
        probability: In 0..1.
        revenue: Units of the currency.
        cost: Likewise, zero or positive.
        valuation: The day on which the events are valued: a date or ISO text.
        currency: The ISO 4217 code.
        discount: The rate a year, above -1.
        day_count: "actual/365", "actual/365.25" or "30/360".
        amount_unit: ``"minor"`` where the amounts are whole minor units (cents).
    """
    days = _columns.days(day, "day")
    likely = _columns.floats(probability, "probability")
    money = _money.Unit(currency, amount_unit)
    revenues = money.whole_column(revenue, "revenue")
    costs = money.whole_column(cost, "cost")
    rows = _columns.rows(day=days, probability=likely, revenue=revenues, cost=costs)
    present = _columns.output(rows)
    result = _abi.habitue_cash_flow_result()
    call(
        "habitue_customer_events_value",
        *text(currency, "currency"),
        _columns.day(valuation, "valuation"),
        enumerator(_DAY_COUNT, day_count, "day_count"),
        days,
        likely,
        revenues,
        costs,
        rows,
        discount,
        present,
        result,
    )
    return _flow(result, present)


def customer_events_values(
    customer: Any,
    day: Any,
    probability: Any,
    revenue: Any,
    cost: Any,
    *,
    customers: int,
    valuation: Any,
    currency: str,
    discount: float,
    day_count: str = "actual/365",
    amount_unit: str = "major",
) -> NDArray[np.float64]:
    """The value of each of many customers by the customer-event method.

    Args:
        customer: The customer of each event, counted from 0.
        customers: How many there are; who has no event is worth 0.

    The rest is as in `customer_events_value`.
    """
    who = _columns.counts(customer, "customer")
    days = _columns.days(day, "day")
    likely = _columns.floats(probability, "probability")
    money = _money.Unit(currency, amount_unit)
    revenues = money.whole_column(revenue, "revenue")
    costs = money.whole_column(cost, "cost")
    rows = _columns.rows(
        customer=who, day=days, probability=likely, revenue=revenues, cost=costs
    )
    out = _columns.output(customers, name="customers")
    call(
        "habitue_customer_events_values",
        *text(currency, "currency"),
        _columns.day(valuation, "valuation"),
        enumerator(_DAY_COUNT, day_count, "day_count"),
        who,
        days,
        likely,
        revenues,
        costs,
        rows,
        discount,
        out,
        customers,
    )
    return out


def _flow(result: Any, present: NDArray[np.float64]) -> CashFlowValue:
    return CashFlowValue(
        total=result.total,
        present_value=result.present_value,
        payback=defined(result.payback),
        discounted_payback=defined(result.discounted_payback),
        present=present,
    )
