"""The one cash flow under every method of lifetime value, and what is valued by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _money, _scalars
from ._choices import DAY_COUNTS, PAYMENT_TIMINGS, ROUNDINGS, PaymentTiming, Rounding
from ._columns import Column, Day
from ._evidence import Floats
from ._library import Handle, call, defined, enumerator, initial, text_of, told
from ._money import AmountUnit
from ._results import CashFlowTable, CashFlowValue
from .errors import refuse


class CashFlow(Handle, struct=_abi.habitue_cash_flow):
    """Payments dated or periodic; as long as there are payments.

    Parameters
    ----------
    time : column of float
        Periods or years from the valuation on (`payment_times`, `years_between`), in any order.
    amount : column
        Negative for money paid out: units of the ``currency``, or doubles without one.
    currency : str, optional
        ISO 4217.
    probability : column of float, optional
        In 0..1; certain without.
    amount_unit : {"major", "minor"}, default "major"
        Whether amounts are units of the currency, or whole minor units (cents).

    Raises
    ------
    DataError
        With row and column, for a time, an amount or a probability out of its range.

    Examples
    --------
    >>> from habitue.economics import CashFlow
    >>> flow = CashFlow([0, 1], [-50, 62.5], currency="USD")
    >>> flow.total, flow.present_value(0.25)
    (1250, 0.0)
    >>> flow.present_values([0.0, 0.25]).tolist(), flow.payback(), flow.payback(0.25)
    ([12.5, 0.0], 0.8, 1.0)
    >>> flow.table(0.25).present.tolist()
    [-50.0, 50.0]
    >>> CashFlow([0, 1], [-50.126, 62.5]).in_currency("USD").total
    1237
    """

    def __init__(
        self,
        time: Column,
        amount: Column,
        *,
        currency: str | None = None,
        probability: Column | None = None,
        amount_unit: AmountUnit = "major",
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
        self._create("habitue_cash_flow_new", code, times, _evidence.cells(amounts), likely, rows)

    @classmethod
    def _of(cls, formula: str, given: Mapping[str, object]) -> CashFlow:
        """The payments behind a formula, one of ``HABITUE_FORMULA_...``."""
        code = getattr(_abi, f"HABITUE_FORMULA_{formula}")
        columns, settings = _evidence.inputs_of(formula, given)
        rows = next((len(column) for column in columns.values() if column is not None), 0)
        known = _evidence.evidence(rows, columns, settings)
        return cls._from_call("habitue_cash_flow_of", code, known)

    def _inspect(self) -> Any:
        return told("habitue_cash_flow_inspect", _abi.habitue_cash_flow_info, self)

    def __len__(self) -> int:
        return int(self._inspect().rows)

    def table(self, discount: float) -> CashFlowTable:
        """Each payment, discounted and added up.

        Parameters
        ----------
        discount : float
            The rate per period (or year), above -1.

        Returns
        -------
        CashFlowTable
            A row a payment, in the order of time.

        Raises
        ------
        DataError
            For a rate out of its range.
        """
        rows = len(self)
        columns = {field.name: _columns.output(rows) for field in fields(CashFlowTable)}
        places = initial(_abi.habitue_cash_flow_columns, rows=rows, **columns)
        call("habitue_cash_flow_table", self, discount, places)
        return CashFlowTable(**columns)

    def present_value(self, discount: float) -> float:
        """The expected present value, in major units.

        Parameters
        ----------
        discount : float
            The rate per period (or year), above -1.

        Returns
        -------
        float
            The value.

        Raises
        ------
        DataError
            For a rate out of its range.
        """
        return float(self.present_values([discount])[0])

    def present_values(self, discount: Column) -> Floats:
        """The expected present value at each of many rates.

        Parameters
        ----------
        discount : column of float
            The rates per period (or year), above -1.

        Returns
        -------
        array of float64
            A value a rate, in major units.

        Raises
        ------
        DataError
            With the row, for a rate out of its range.
        """
        rates = _columns.floats(discount, "discount")
        out = _columns.output(len(rates))
        call("habitue_cash_flow_value", self, rates, len(rates), out, None)
        return out

    def payback(self, discount: float = 0.0) -> float | None:
        """When the flow has paid back, in periods or years.

        Parameters
        ----------
        discount : float, default 0.0
            The rate per period (or year), above -1; 0 for simple payback.

        Returns
        -------
        float or None
            The time, within a period by proportion; None if never.

        Raises
        ------
        DataError
            For a rate out of its range.
        """
        out, rates = np.empty(1), np.array([_scalars.real(discount, "discount")])
        call("habitue_cash_flow_value", self, rates, 1, None, out)
        return defined(float(out[0]))

    @property
    def total(self) -> int:
        """The sum of the amounts in minor units, exact; refused of a flow in doubles."""
        info = self._inspect()
        if not info.currency:
            refuse(_abi.HABITUE_UNSUPPORTED, "flow", "is in doubles, not in minor units")
        return int(info.exact_total)

    def in_currency(self, currency: str, *, rounding: Rounding = "half_even") -> CashFlow:
        """The flow of a model in money, each amount rounded to the minor unit.

        Parameters
        ----------
        currency : str
            ISO 4217.
        rounding : str, default "half_even"
            "half_even", "half_away_from_zero", "half_towards_zero", "away_from_zero",
            "towards_zero", "floor" or "ceiling".

        Returns
        -------
        CashFlow
            Of exact amounts.

        Raises
        ------
        UnsupportedError
            For a flow that is in money already.
        DataError
            For a currency that there is not.
        ArgumentError
            For a rounding that there is not.
        """
        rule = enumerator(ROUNDINGS, rounding, "rounding")
        code = text_of(currency, "currency")
        return CashFlow._from_call("habitue_cash_flow_in_currency", self, code, rule)


CashFlow.__module__ = "habitue.cash_flow"


def payment_times(periods: int, *, timing: PaymentTiming = "beginning") -> Floats:
    kind = enumerator(PAYMENT_TIMINGS, timing, "timing")
    period = np.arange(len(_columns.output(periods, np.uint32, "periods")), dtype=np.uint32)
    return _evidence.calculate("PAYMENT_TIMES", {"period": period}, timing=kind).column("time")


def cash_flow_value(
    *, time: Column, currency: str, discount: float, **payments: Any
) -> CashFlowValue:
    times = _columns.floats(time, "time")
    flow = CashFlow(times, currency=_scalars.string(currency, "currency"), **payments)
    order = np.lexsort((~np.signbit(times), times))
    present = np.empty(len(times))
    present[order] = flow.table(discount).present
    return _value(flow, discount, present)


def customer_events_value(*, discount: float, **given: Any) -> CashFlowValue:
    events = _events(**given)
    present, pointer = _columns.output(events.rows), CashFlow._empty()
    call("habitue_events_value", events, discount, present, None, 0, pointer)
    return _value(CashFlow._adopt(pointer), discount, present)


def customer_events_values(
    *, customer: Column, customers: int, discount: float, **given: Any
) -> Floats:
    events = _events(customer=_columns.counts(customer, "customer"), **given)
    out = _columns.output(customers, name="customers")
    call("habitue_events_value", events, discount, None, out, customers, None)
    return out


def _events(
    *,
    day: Column,
    probability: Column,
    revenue: Column,
    cost: Column,
    valuation: Day,
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
    return initial(
        _abi.habitue_events,
        valuation=_columns.day(valuation, "valuation"),
        day_count=enumerator(DAY_COUNTS, day_count, "day_count"),
        currency=text_of(currency, "currency"),
        rows=_columns.rows(**columns),
        **columns,
    )


def _value(flow: CashFlow, discount: float, present: Floats) -> CashFlowValue:
    worth, paybacks = flow.present_value(discount), (flow.payback(), flow.payback(discount))
    return CashFlowValue(flow.total, worth, *paybacks, present)
