"""What keeping customers pays: recurring margins, cash flows, cohorts and migration.

Rates (retention, discount, growth) are per period. What is undefined is NaN in a
column and ``None`` as a single number.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns
from ._library import call, defined, enumerator, initial, text

__all__ = [
    "CashFlowValue",
    "DwyerLine",
    "LiftEffect",
    "MarginMultiple",
    "MarkovValue",
    "OptimalSpend",
    "RetentionLift",
    "acquisition_retention_optimum",
    "cash_flow_value",
    "customer_events_value",
    "dwyer_table",
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
_TIMING = {
    "immediate": _abi.HABITUE_MARGIN_IMMEDIATE,
    "after_renewal": _abi.HABITUE_MARGIN_AFTER_RENEWAL,
    "end_of_period": _abi.HABITUE_MARGIN_END_OF_PERIOD,
    "mid_period": _abi.HABITUE_MARGIN_MID_PERIOD,
    "continuous": _abi.HABITUE_MARGIN_CONTINUOUS,
}


class MarginMultiple:
    """What a margin that recurs while the customer stays is worth.

    Args:
        discount: The discount rate per period, above -1.
        growth: The growth of the margin per period, above -1.
        timing: ``"immediate"``, ``"after_renewal"``, ``"end_of_period"``,
            ``"mid_period"`` or ``"continuous"``.
        horizon: The number of margins that are counted; ``None`` for all.
    """

    def __init__(
        self,
        discount: float = 0.0,
        *,
        growth: float = 0.0,
        timing: str = "immediate",
        horizon: int | None = None,
    ) -> None:
        self._as_parameter_ = initial(
            _abi.habitue_margin_terms,
            discount=discount,
            growth=growth,
            timing=enumerator(_TIMING, timing, "timing"),
            horizon=-1 if horizon is None else horizon,
        )

    def of(self, retention: Any) -> NDArray[np.float64]:
        """The value of a margin of 1 for each retention rate per period."""
        rates = _columns.floats(retention, "retention")
        return self.value(np.ones(len(rates)), rates)

    def value(self, margin: Any, retention: Any) -> NDArray[np.float64]:
        """What each customer is worth: its margin times its multiple."""
        margins = _columns.floats(margin, "margin")
        rates = _columns.floats(retention, "retention")
        rows = _columns.rows(margin=margins, retention=rates)
        out = _columns.output(rows)
        call("habitue_margin_value", self._as_parameter_, margins, rates, rows, out)
        return out


@dataclass(frozen=True)
class LiftEffect:
    """What a retention lift does to a base of customers."""

    customers: int
    #: How many customers the lift would have taken beyond 100 %.
    capped: int
    before: float
    after: float
    #: What a programme that achieves the lift may cost, as a present value.
    change: float
    relative: float | None
    #: The break-even cost per customer and period.
    break_even_per_period: float | None


class RetentionLift:
    """The profit effect of a retention lift in percentage points.

    Args:
        terms: How margins are valued.
    """

    def __init__(self, terms: MarginMultiple) -> None:
        self.terms = terms

    def effect(self, margin: Any, retention: Any, points: float) -> LiftEffect:
        """The effect of adding ``points`` (0.05 is five) to each retention rate."""
        margins = _columns.floats(margin, "margin")
        rates = _columns.floats(retention, "retention")
        rows = _columns.rows(margin=margins, retention=rates)
        found = _abi.habitue_lift_effect()
        terms = self.terms._as_parameter_
        call("habitue_retention_lift", terms, margins, rates, rows, points, None, None, found)
        return LiftEffect(
            customers=found.customers,
            capped=found.capped,
            before=found.before,
            after=found.after,
            change=found.change,
            relative=defined(found.relative),
            break_even_per_period=defined(found.break_even_per_period),
        )

    def values(
        self, margin: Any, retention: Any, points: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The value of each customer before and after the lift."""
        margins = _columns.floats(margin, "margin")
        rates = _columns.floats(retention, "retention")
        rows = _columns.rows(margin=margins, retention=rates)
        before, after = _columns.output(rows), _columns.output(rows)
        found = _abi.habitue_lift_effect()
        terms = self.terms._as_parameter_
        call("habitue_retention_lift", terms, margins, rates, rows, points, before, after, found)
        return before, after

    def break_even(self, margin: Any, retention: Any, cost: float) -> float | None:
        """The smallest lift, in points, that is worth ``cost``; ``None`` if none is."""
        margins = _columns.floats(margin, "margin")
        rates = _columns.floats(retention, "retention")
        rows = _columns.rows(margin=margins, retention=rates)
        points = ctypes.c_double()
        terms = self.terms._as_parameter_
        call("habitue_retention_break_even", terms, margins, rates, rows, cost, points)
        return defined(points.value)


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
    origin = int(_columns.days([start], "start")[0])
    out = _columns.output(len(column))
    kind = enumerator(_DAY_COUNT, day_count, "day_count")
    call("habitue_day_count_years", kind, origin, column, len(column), out)
    return out


def cash_flow_value(
    time: Any, amount: Any, *, currency: str, discount: float, probability: Any = None
) -> CashFlowValue:
    """Values payments of int64 minor units at times in periods (or years).

    Args:
        time: When each payment falls, from the valuation on; in any order.
        amount: Minor units, negative for money paid out.
        currency: The ISO 4217 code.
        discount: The rate per period (or year), above -1.
        probability: In 0..1; certain without it.
    """
    times = _columns.floats(time, "time")
    amounts = _columns.integers(amount, "amount")
    likely = None if probability is None else _columns.floats(probability, "probability")
    rows = _columns.rows(time=times, amount=amounts, probability=likely)
    present = _columns.output(rows)
    result = _abi.habitue_cash_flow_result()
    call(
        "habitue_cash_flow_value",
        *text(currency),
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
) -> CashFlowValue:
    """Lifetime value by the customer-event method: probability x (revenue - cost), discounted.

    Args:
        day: When each event is expected; none before ``valuation``, in any order.
        probability: In 0..1.
        revenue: Minor units.
        cost: Minor units, zero or positive.
        valuation: The day on which the events are valued.
        currency: The ISO 4217 code.
        discount: The rate a year, above -1.
        day_count: "actual/365", "actual/365.25" or "30/360".
    """
    days = _columns.days(day, "day")
    likely = _columns.floats(probability, "probability")
    revenues = _columns.integers(revenue, "revenue")
    costs = _columns.integers(cost, "cost")
    rows = _columns.rows(day=days, probability=likely, revenue=revenues, cost=costs)
    present = _columns.output(rows)
    result = _abi.habitue_cash_flow_result()
    call(
        "habitue_customer_events_value",
        *text(currency),
        int(_columns.days([valuation], "valuation")[0]),
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


def _flow(result: Any, present: NDArray[np.float64]) -> CashFlowValue:
    return CashFlowValue(
        total=result.total,
        present_value=result.present_value,
        payback=defined(result.payback),
        discounted_payback=defined(result.discounted_payback),
        present=present,
    )


class MarkovValue:
    """Lifetime value of customers who move between states.

    Args:
        transition: A square matrix of probabilities; each row sums to 1.
        reward: What a period in each state yields at its beginning.
        discount: The rate per period, above -1.
    """

    def __init__(self, transition: Any, reward: Any, discount: float) -> None:
        self._transition = np.ascontiguousarray(transition, np.float64).reshape(-1)
        self._reward = _columns.floats(reward, "reward")
        self._discount = discount
        self.values()  # refuses a bad model here rather than later

    def values(
        self, *, horizon: int | None = None, continues: Any = None
    ) -> NDArray[np.float64]:
        """The value of a customer in each state.

        Args:
            horizon: Counts the rewards at the times 0 to ``horizon``; ``None`` for all.
            continues: Where it is false, the relationship ends.
        """
        flags = None if continues is None else _columns.flags(continues, "continues")
        states = _columns.rows(reward=self._reward, continues=flags)
        out = _columns.output(states)
        last = -1 if horizon is None else horizon
        call("habitue_markov_values", *self._model(), last, flags, out)
        return out

    def improve(self) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """In which states it pays to continue, and what customers are then worth."""
        states = len(self._reward)
        continues = _columns.output(states, np.uint8)
        out = _columns.output(states)
        call("habitue_markov_improve", *self._model(), continues, out)
        return continues.view(np.bool_), out

    def _model(self) -> tuple[Any, ...]:
        reward = self._reward
        return self._transition, len(self._transition), reward, len(reward), self._discount


@dataclass(frozen=True)
class DwyerLine:
    """A year of the cohort table."""

    customers: float
    orders: float
    sales: float
    variable_cost: float
    marketing: float
    acquisition: float
    profit: float
    factor: float
    present: float
    cumulative: float
    per_customer: float


def dwyer_table(
    customers: float,
    *,
    retention: Any,
    orders_per_month: Any,
    amount: Any,
    variable_cost_share: Any,
    marketing: Any,
    acquisition: float = 0.0,
    discount: float = 0.0,
    timing: str = "beginning",
) -> list[DwyerLine]:
    """The cohort table of Dwyer, one line a year.

    Args:
        customers: Customers of the first year.
        retention: The share of each year's customers who are there the next year.
        orders_per_month: Orders per customer and month of each year.
        amount: Amount per order of each year.
        variable_cost_share: Variable cost as a share of sales of each year.
        marketing: Marketing cost of each year for the whole cohort.
        acquisition: What winning all customers cost.
        discount: The yearly rate, above -1.
        timing: When within its year profit falls: ``"beginning"``, ``"middle"``, ``"end"``.
    """
    named = {
        "retention": retention,
        "orders_per_month": orders_per_month,
        "amount": amount,
        "variable_cost_share": variable_cost_share,
        "marketing": marketing,
    }
    columns = {name: _columns.floats(column, name) for name, column in named.items()}
    years = _columns.rows(**columns)
    table = (_abi.habitue_dwyer_line * years)()
    kind = enumerator(_PAYMENT, timing, "timing")
    arguments = customers, acquisition, discount, kind, *columns.values(), years, table
    call("habitue_dwyer_table", *arguments)
    fields = [field[0] for field in _abi.habitue_dwyer_line._fields_]
    return [DwyerLine(*(getattr(line, field) for field in fields)) for line in table]


@dataclass(frozen=True)
class OptimalSpend:
    """The spending that makes a prospect worth most."""

    acquisition: float
    retention: float
    acquisition_rate: float
    retention_rate: float
    customer_value: float
    equity: float


def acquisition_retention_optimum(
    acquisition: tuple[float, float, float],
    retention: tuple[float, float, float],
    *,
    margin: float,
    discount: float,
) -> OptimalSpend:
    """What to spend on winning and on keeping a customer (Blattberg and Deighton).

    Args:
        acquisition: Best possible rate, and a known point: rate, spend per prospect.
        retention: Best possible rate, and a known point: rate, spend a year.
        margin: Margin of a customer a year.
        discount: The yearly rate.
    """
    found = _abi.habitue_optimal_spend()
    arguments = *acquisition, *retention, margin, discount, found
    call("habitue_acquisition_retention_optimum", *arguments)
    fields = [field[0] for field in _abi.habitue_optimal_spend._fields_]
    return OptimalSpend(*(getattr(found, field) for field in fields))
