"""Payments in time: the one cash flow under every method of lifetime value.

A `CashFlow` holds exact money (int64 minor units of a currency) or the doubles that a
model expects; models hand out theirs (``cash_flow``). Times are periods, or years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _money, _scalars
from ._library import Handle, call, defined, enumerator, given, initial, text_of, words
from .errors import refuse

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
_PAYMENT = words("HABITUE_PAYMENT_")
_ROUNDING = words("HABITUE_ROUNDING_", "none")


def payment_times(periods: int, *, timing: str = "beginning") -> NDArray[np.float64]:
    """When the payment of each period from 0 on falls: its "beginning", "middle" or "end"."""
    kind = enumerator(_PAYMENT, timing, "timing")
    period = np.arange(len(_columns.output(periods, np.uint32, "periods")), dtype=np.uint32)
    return _evidence.calculate("PAYMENT_TIMES", {"period": period}, timing=kind)["time"]


def discount_factors(rate: float, times: Any) -> NDArray[np.float64]:
    """What 1 after each time is worth now, at a rate per period above -1."""
    columns = {"time": _columns.floats(times, "times")}
    return _evidence.tabled("DISCOUNT_FACTORS", columns, rate=rate)["factor"]


@dataclass(frozen=True)
class CashFlowTable:
    """A cash flow discounted, in the order of time; ``expected`` is amount times probability, in
    major units."""

    time: NDArray[np.float64]
    expected: NDArray[np.float64]
    factor: NDArray[np.float64]
    present: NDArray[np.float64]
    cumulative: NDArray[np.float64]


class CashFlow(Handle, struct=_abi.habitue_cash_flow, free="habitue_cash_flow_free"):
    """Payments dated or periodic: times in periods or years (`payment_times`, `years_between`) from
    the valuation on, in any order; amounts, negative for money paid out, in units of a ``currency``
    (ISO 4217; with ``amount_unit="minor"`` in whole cents), or doubles without one; probabilities
    in 0..1, certain without them."""

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
        code = text_of("" if amounts.dtype == np.float64 else currency or "", "currency")
        pointer = self.empty()
        cells = _evidence.cells(amounts)
        call("habitue_cash_flow_new", code, times, cells, likely, rows, pointer)
        self._own(pointer)

    @classmethod
    def _of(cls, formula: str, given: Mapping[str, Any], **settings: Any) -> CashFlow:
        """The payments behind a formula, one of ``HABITUE_FORMULA_...``."""
        code, pointer = getattr(_abi, f"HABITUE_FORMULA_{formula}"), cls.empty()
        columns, chosen = _evidence.inputs_of(formula, given, **settings)
        rows = next((len(column) for column in columns.values()), 0)
        call("habitue_cash_flow_of", code, _evidence.evidence(rows, columns, chosen), pointer)
        return cls.adopt(pointer)

    def _inspect(self) -> Any:
        info = initial(_abi.habitue_cash_flow_info)
        call("habitue_cash_flow_inspect", self, info)
        return info

    def __len__(self) -> int:
        return int(self._inspect().rows)

    def table(self, discount: float) -> CashFlowTable:
        """Each payment, discounted at a rate per period (or year) above -1, and added up."""
        rows = len(self)
        columns = {field.name: _columns.output(rows) for field in fields(CashFlowTable)}
        places = given(_abi.habitue_cash_flow_columns, rows=rows, **columns)
        call("habitue_cash_flow_table", self, discount, places)
        return CashFlowTable(**columns)

    def present_value(self, discount: float) -> float:
        """The expected present value, in major units."""
        return float(self.present_values([discount])[0])

    def present_values(self, discount: Any) -> NDArray[np.float64]:
        """The expected present value at each of many rates."""
        rates = _columns.floats(discount, "discount")
        out = _columns.output(len(rates))
        call("habitue_cash_flow_value", self, rates, len(rates), out, None)
        return out

    def payback(self, discount: float = 0.0) -> float | None:
        """When it has paid back, in periods or years; 0 for simple payback; ``None`` if never."""
        out = _columns.output(1)
        rates = np.array([_scalars.real(discount, "discount")])
        call("habitue_cash_flow_value", self, rates, 1, None, out)
        return defined(float(out[0]))

    @property
    def total(self) -> int:
        """The sum of the amounts in minor units, exact. Only of money."""
        info = self._inspect()
        if not info.currency:
            refuse(_abi.HABITUE_UNSUPPORTED, "flow", "is in doubles, not in minor units")
        return int(info.exact_total)

    def in_currency(self, currency: str, *, rounding: str = "half_even") -> CashFlow:
        """The flow of a model in money, each amount rounded to the minor unit."""
        pointer = self.empty()
        rule = enumerator(_ROUNDING, rounding, "rounding")
        call("habitue_cash_flow_in_currency", self, text_of(currency, "currency"), rule, pointer)
        return CashFlow.adopt(pointer)


@dataclass(frozen=True)
class CashFlowValue:
    """What a cash flow comes to: the ``total`` of the amounts in minor units, exact, neither
    weighted nor discounted; the expected present value in major units; when it has paid back, in
    periods or years (``None`` if never); the expected present value of each payment by row."""

    total: int
    present_value: float
    payback: float | None
    discounted_payback: float | None
    present: NDArray[np.float64]


def years_between(
    start: Any, days: Any, *, day_count: str = "actual/365"
) -> NDArray[np.float64]:
    """Years from a day to each of ``days``: "actual/365", "actual/365.25" or "30/360"."""
    column = _columns.days(days, "days")
    origin = _columns.day(start, "start")
    kind = enumerator(_DAY_COUNT, day_count, "day_count")
    settings = {"day_count": kind, "from": origin}
    return _evidence.calculate("YEARS_BETWEEN", {"day": column}, **settings)["years"]


def cash_flow_value(
    time: Any,
    amount: Any,
    *,
    currency: str,
    discount: float,
    probability: Any = None,
    amount_unit: str = "major",
) -> CashFlowValue:
    """Values payments as a `CashFlow` of money holds them, at a ``discount`` rate per period (or
    year) above -1."""
    times = _columns.floats(time, "time")
    options = {"currency": _scalars.string(currency, "currency"), "amount_unit": amount_unit}
    flow = CashFlow(times, amount, probability=probability, **options)
    order = np.lexsort((~np.signbit(times), times))
    present = np.empty(len(times))
    present[order] = flow.table(discount).present
    return _value(flow, discount, present)


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
    """Lifetime value by the customer-event method: probability x (revenue - cost), discounted at a
    yearly rate above -1 from the ``valuation`` (a date or ISO text) on.

    Events may come in any order, none before the valuation; revenue and cost are units of the
    currency, or whole minor units with ``amount_unit="minor"``; ``day_count`` is as for
    `years_between`.
    """
    events = _events(day, probability, revenue, cost, valuation, currency, day_count, amount_unit)
    present, pointer = _columns.output(events.rows), CashFlow.empty()
    call("habitue_events_value", events, discount, present, None, 0, pointer)
    return _value(CashFlow.adopt(pointer), discount, present)


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
    """The value of each of ``customers`` customers by the customer-event method, 0 for one without
    an event; ``customer`` is whose event it is, from 0. The rest is as in
    `customer_events_value`."""
    who = _columns.counts(customer, "customer")
    events = _events(
        day, probability, revenue, cost, valuation, currency, day_count, amount_unit, customer=who
    )
    out = _columns.output(customers, name="customers")
    call("habitue_events_value", events, discount, None, out, customers, None)
    return out


def _events(
    day: Any,
    probability: Any,
    revenue: Any,
    cost: Any,
    valuation: Any,
    currency: str,
    day_count: str,
    amount_unit: str,
    **more: NDArray[Any],
) -> Any:
    money = _money.Unit(currency, amount_unit)
    columns: dict[str, NDArray[Any]] = {
        "day": _columns.days(day, "day"),
        "probability": _columns.floats(probability, "probability"),
        "revenue": money.whole_column(revenue, "revenue"),
        "cost": money.whole_column(cost, "cost"),
        **more,
    }
    return given(
        _abi.habitue_events,
        valuation=_columns.day(valuation, "valuation"),
        day_count=enumerator(_DAY_COUNT, day_count, "day_count"),
        currency=text_of(currency, "currency"),
        rows=_columns.rows(**columns),
        **columns,
    )


def _value(flow: CashFlow, discount: float, present: NDArray[np.float64]) -> CashFlowValue:
    worth, paybacks = flow.present_value(discount), (flow.payback(), flow.payback(discount))
    return CashFlowValue(flow.total, worth, *paybacks, present)
