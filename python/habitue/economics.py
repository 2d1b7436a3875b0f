"""What keeping customers pays: lifetime value without a purchase model, and retention.

Everything of `habitue.cash_flow`, `habitue.investment` and `habitue.sensitivity` is
here, too.

Rates (retention, discount, growth) are per period. What is undefined is NaN in a
column and ``None`` as a single number.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars, cash_flow, investment, sensitivity
from ._library import call, defined, enumerator, initial
from .cash_flow import *  # noqa: F403
from .cash_flow import _PAYMENT, CashFlow
from .errors import refuse
from .investment import *  # noqa: F403
from .sensitivity import *  # noqa: F403

__all__ = [
    "BergerNasr",
    "DwyerLine",
    "LiftEffect",
    "MarginMultiple",
    "MarkovValue",
    "OptimalSpend",
    "RetentionLift",
    "acquisition_retention_equity",
    "acquisition_retention_optimum",
    "berger_nasr_constant",
    "compound_growth",
    "continuous_value",
    "dwyer_cash_flow",
    "dwyer_table",
    "per_period_rate",
    "per_period_retention",
    *cash_flow.__all__,
    *investment.__all__,
    *sensitivity.__all__,
]

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
        names = ("timing", "discount", "growth", "horizon")
        self._settings = {name: getattr(self._as_parameter_, name) for name in names}

    def of(self, retention: Any) -> NDArray[np.float64]:
        """The value of a margin of 1 for each retention rate per period."""
        rates = _columns.floats(retention, "retention")
        return self.value(np.ones(len(rates)), rates)

    def value(self, margin: Any, retention: Any) -> NDArray[np.float64]:
        """What each customer is worth: its margin times its multiple."""
        margins = _columns.floats(margin, "margin")
        rates = _columns.floats(retention, "retention")
        _columns.rows(margin=margins, retention=rates)
        columns = {"margin": margins, "retention": rates}
        return _evidence.calculate("MARGIN_VALUE", columns, **self._settings)["value"]


    def cash_flow(self, margin: float, retention: float, periods: int) -> CashFlow:
        """The first ``periods`` margins of one customer as a cash flow."""
        pointer = CashFlow.empty()
        arguments = self._as_parameter_, margin, retention, periods, pointer
        call("habitue_margin_cash_flow", *arguments)
        return CashFlow.adopt(pointer)


def per_period_rate(yearly: Any, periods: float) -> NDArray[np.float64]:
    """The rate per period that compounds to each yearly one: (1 + yearly)^(1/periods) - 1."""
    column = _columns.floats(yearly, "yearly")
    return _evidence.calculate("RATE_PER_PERIOD", {"yearly": column}, periods=periods)["rate"]


def per_period_retention(yearly: Any, periods: float) -> NDArray[np.float64]:
    """The retention rate per period that compounds to each yearly one: yearly^(1/periods)."""
    column = _columns.floats(yearly, "yearly")
    found = _evidence.calculate("RETENTION_PER_PERIOD", {"yearly": column}, periods=periods)
    return found["retention"]


def compound_growth(start: Any, end: Any, periods: float) -> NDArray[np.float64]:
    """The growth rate per period that takes each start to its end: (end/start)^(1/periods) - 1."""
    columns = _columns.table(start=start, end=end)
    _columns.rows(**columns)
    return _evidence.calculate("COMPOUND_GROWTH", columns, periods=periods)["rate"]


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
        self.terms = _scalars.instance(terms, MarginMultiple, "terms")

    def effect(self, margin: Any, retention: Any, points: float) -> LiftEffect:
        """The effect of adding ``points`` (0.05 is five) to each retention rate."""
        found = self._lift(margin, retention, points)
        return LiftEffect(
            customers=int(found["customers"]),
            capped=int(found["capped"]),
            before=found["sum_before"],
            after=found["sum_after"],
            change=found["change"],
            relative=defined(found["relative"]),
            break_even_per_period=defined(found["break_even_per_period"]),
        )

    def values(
        self, margin: Any, retention: Any, points: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The value of each customer before and after the lift."""
        found = self._lift(margin, retention, points)
        return found["before"], found["after"]

    def _lift(self, margin: Any, retention: Any, points: float) -> dict[str, Any]:
        margins = _columns.floats(margin, "margin")
        rates = _columns.floats(retention, "retention")
        _columns.rows(margin=margins, retention=rates)
        columns = {"margin": margins, "retention": rates}
        return _evidence.calculate(
            "RETENTION_LIFT", columns, **self.terms._settings, points=points
        )

    def break_even(self, margin: Any, retention: Any, cost: float) -> float | None:
        """The smallest lift, in points, that is worth ``cost``; ``None`` if none is."""
        margins = _columns.floats(margin, "margin")
        rates = _columns.floats(retention, "retention")
        _columns.rows(margin=margins, retention=rates)
        columns = {"margin": margins, "retention": rates}
        settings = {**self.terms._settings, "cost": cost}
        return defined(_evidence.calculate("RETENTION_BREAK_EVEN", columns, **settings)["points"])


class MarkovValue:
    """Lifetime value of customers who move between states.

    Args:
        transition: A square matrix of probabilities; each row sums to 1.
        reward: What a period in each state yields at its beginning.
        discount: The rate per period, above -1.
    """

    def __init__(self, transition: Any, reward: Any, discount: float) -> None:
        self._transition = _columns.matrix(transition, "transition").reshape(-1)
        self._reward = _columns.floats(reward, "reward")
        self._discount = _scalars.real(discount, "discount")
        self.values()  # refuses a bad model here rather than later

    @classmethod
    def recency(
        cls, purchase: Any, *, contribution: float, marketing: float, discount: float
    ) -> MarkovValue:
        """Migration by recency (always a share).

        Args:
            purchase: The probability that who bought 1, 2, ... periods ago buys again;
                after the last state a customer lapses for good.
            contribution: What a purchase yields.
            marketing: What a period costs in each state but the lapsed one.
            discount: The rate per period, above -1.
        """
        chances = _columns.floats(purchase, "purchase")
        states = len(chances) + 1
        transition, reward = _columns.output(states * states), _columns.output(states)
        call(
            "habitue_markov_recency",
            chances,
            len(chances),
            contribution,
            marketing,
            transition,
            states * states,
            reward,
            states,
        )
        return cls(transition.reshape(states, states), reward, discount)

    def cash_flow(self, state: int, horizon: int) -> CashFlow:
        """What a customer in ``state`` (from 0) is expected to yield at times 0 to ``horizon``."""
        pointer = CashFlow.empty()
        reward = self._reward
        matrix = self._transition, len(self._transition), reward, len(reward)
        call("habitue_markov_cash_flow", *matrix, state, horizon, pointer)
        return CashFlow.adopt(pointer)

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
    years = _years(retention, orders_per_month, amount, variable_cost_share, marketing)
    table = (_abi.habitue_dwyer_line * years[-1])()
    kind = enumerator(_PAYMENT, timing, "timing")
    call("habitue_dwyer_table", customers, acquisition, discount, kind, *years, table)
    fields = [field[0] for field in _abi.habitue_dwyer_line._fields_]
    return [DwyerLine(*(getattr(line, field) for field in fields)) for line in table]


def dwyer_cash_flow(
    customers: float,
    *,
    retention: Any,
    orders_per_month: Any,
    amount: Any,
    variable_cost_share: Any,
    marketing: Any,
    acquisition: float = 0.0,
    timing: str = "beginning",
) -> CashFlow:
    """The yearly profit of a cohort as a cash flow; arguments as for `dwyer_table`."""
    years = _years(retention, orders_per_month, amount, variable_cost_share, marketing)
    pointer = CashFlow.empty()
    kind = enumerator(_PAYMENT, timing, "timing")
    call("habitue_dwyer_cash_flow", customers, acquisition, kind, *years, pointer)
    return CashFlow.adopt(pointer)


def _years(
    retention: Any, orders_per_month: Any, amount: Any, variable_cost_share: Any, marketing: Any
) -> tuple[Any, ...]:
    columns = {
        "retention": _columns.floats(retention, "retention"),
        "orders_per_month": _columns.floats(orders_per_month, "orders_per_month"),
        "amount": _columns.floats(amount, "amount"),
        "variable_cost_share": _columns.floats(variable_cost_share, "variable_cost_share"),
        "marketing": _columns.floats(marketing, "marketing"),
    }
    return *columns.values(), _columns.rows(**columns)


def berger_nasr_constant(
    contribution: Any,
    promotion: Any,
    cycles: Any,
    retention: Any,
    *,
    discount: float,
    cycle: float = 1.0,
) -> NDArray[np.float64]:
    """Cases 1 and 2 of Berger and Nasr for each of many customers.

    Args:
        contribution: At the beginning of each cycle, and once at the end.
        promotion: In the middle of each cycle.
        cycles: How many.
        retention: Per cycle, in 0..1.
        discount: The yearly rate, above -1.
        cycle: The length of a cycle in years; 1 is case 1.
    """
    columns = _columns.table(contribution=contribution, promotion=promotion, retention=retention)
    rows = len(columns["retention"])
    cycle = _scalars.real(cycle, "cycle")
    single = _columns.is_single(cycles)
    counts = _columns.counts([cycles] if single else cycles, "cycles")
    if single:
        counts = np.repeat(counts, rows)
    _columns.rows(**columns, cycles=counts)
    columns["cycles"] = counts
    settings = {"discount": discount, "cycle_years": cycle}
    return _evidence.calculate("CONSTANT_CONTRIBUTION", columns, **settings)["value"]


class BergerNasr:
    """Cases 3 and 5 of Berger and Nasr: contribution and promotion that change by cycle.

    Args:
        contribution: Of the beginning of each cycle.
        promotion: Of the middle of each cycle but the last.
        retention: The share of customers who stay, per cycle (case 3); or
        purchase: the probability that who last bought 1, 2, ... cycles ago buys again,
            who is lost after the last of them (case 5).
        discount: The yearly rate, above -1.
        cycle: The length of a cycle in years (case 2).
    """

    def __init__(
        self,
        contribution: Any,
        promotion: Any,
        *,
        retention: float | None = None,
        purchase: Any = None,
        discount: float,
        cycle: float = 1.0,
    ) -> None:
        if (retention is None) == (purchase is None):
            reason = "either retention or purchase says who buys again"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "retention", reason)
        contributions = _columns.floats(contribution, "contribution")
        promotions = _columns.floats(promotion, "promotion")
        chances = None if purchase is None else _columns.floats(purchase, "purchase")
        self._model = (
            contributions,
            len(contributions),
            promotions,
            len(promotions),
            1.0 if retention is None else _scalars.real(retention, "retention"),
            chances,
            0 if chances is None else len(chances),
        )
        self._cycle = _scalars.real(cycle, "cycle")
        buying, promoted = (_columns.output(len(contributions)) for _ in range(2))
        found = ctypes.c_double()
        call(
            "habitue_berger_nasr_value", *self._model, discount, cycle, buying, promoted, found
        )
        #: The lifetime value.
        self.value: float = found.value
        #: Who buys at the beginning of each cycle, per customer of the first.
        self.buying: NDArray[np.float64] = buying
        #: Who is promoted to in each cycle, per customer of the first.
        self.promoted: NDArray[np.float64] = promoted

    def cash_flow(self) -> CashFlow:
        """The expected payments, in years."""
        pointer = CashFlow.empty()
        call("habitue_berger_nasr_cash_flow", *self._model, self._cycle, pointer)
        return CashFlow.adopt(pointer)


def continuous_value(
    coefficients: Any, years: float, retention: Any, *, discount: float
) -> NDArray[np.float64]:
    """Case 4 of Berger and Nasr for each retention rate: contribution flows continuously.

    Args:
        coefficients: Of the yearly rate c0 + c1 t + c2 t^2 + ..., at most nine.
        years: In 0..1000.
        retention: Yearly, above 0 up to 1.
        discount: The yearly rate, above -1.
    """
    rate = _columns.floats(coefficients, "coefficients")
    columns = _columns.table(retention=retention)
    settings = {"coefficients": rate.tolist(), "years": years, "discount": discount}
    return _evidence.calculate("CONTINUOUS_CONTRIBUTION", columns, **settings)["value"]


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
    arguments = *_curves(acquisition, retention), margin, discount, found
    call("habitue_acquisition_retention_optimum", *arguments)
    fields = [field[0] for field in _abi.habitue_optimal_spend._fields_]
    return OptimalSpend(*(getattr(found, field) for field in fields))


def acquisition_retention_equity(
    acquisition: tuple[float, float, float],
    retention: tuple[float, float, float],
    *,
    margin: float,
    discount: float,
    acquisition_spend: Any,
    retention_spend: Any,
) -> NDArray[np.float64]:
    """The equity of a prospect for each pair of spends.

    Args:
        acquisition_spend: Per prospect.
        retention_spend: Per customer and year.

    The rest is as in `acquisition_retention_optimum`.
    """
    spends = _columns.table(acquisition_spend=acquisition_spend, retention_spend=retention_spend)
    _columns.rows(**spends)
    ends = "acquisition_ceiling acquisition_rate acquisition_spend".split()
    ends += "retention_ceiling retention_rate retention_spend".split()
    settings = dict(zip(ends, _curves(acquisition, retention)), margin=margin, discount=discount)
    columns = dict(zip(("acquisition", "retention"), spends.values()))
    return _evidence.calculate("ACQUISITION_EQUITY", columns, **settings)["equity"]


def _curves(acquisition: Any, retention: Any) -> list[Any]:
    """What winning and keeping cost, three numbers each."""
    winning = _scalars.several(acquisition, "acquisition", 3)
    return winning + _scalars.several(retention, "retention", 3)
