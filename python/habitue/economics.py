"""What keeping customers pays: lifetime value without a purchase model, and retention.

Everything of `habitue.cash_flow`, `habitue.investment` and `habitue.sensitivity` is
here, too.

Rates (retention, discount, growth) are per period. What is undefined is NaN in a
column and ``None`` as a single number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars, cash_flow, investment, sensitivity
from ._library import call, defined, enumerator
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
    """What a margin that recurs while the customer stays is worth: ``discount`` and ``growth`` are
    per period, above -1; ``timing`` is ``"immediate"``, ``"after_renewal"``, ``"end_of_period"``,
    ``"mid_period"`` or ``"continuous"``; ``horizon`` margins count, or all."""

    def __init__(
        self,
        discount: float = 0.0,
        *,
        growth: float = 0.0,
        timing: str = "immediate",
        horizon: int | None = None,
    ) -> None:
        last = -1 if horizon is None else _scalars.whole(horizon, "horizon", -1, 2**31 - 1)
        self._settings: dict[str, Any] = {
            "timing": enumerator(_TIMING, timing, "timing"),
            "discount": _scalars.real(discount, "discount"),
            "growth": _scalars.real(growth, "growth"),
            "horizon": last,
        }

    def of(self, retention: Any) -> NDArray[np.float64]:
        """The value of a margin of 1 for each retention rate per period."""
        rates = _columns.floats(retention, "retention")
        return self.value(np.ones(len(rates)), rates)

    def value(self, margin: Any, retention: Any) -> NDArray[np.float64]:
        """What each customer is worth: its margin times its multiple."""
        margins = {"margin": margin, "retention": retention}
        return _evidence.tabled("MARGIN_VALUE", margins, **self._settings)["value"]

    def cash_flow(self, margin: float, retention: float, periods: int) -> CashFlow:
        """The first ``periods`` margins of one customer as a cash flow."""
        last = _scalars.whole(periods, "periods", 0, 2**31 - 1)
        margins = {"margin": margin, "retention": retention}
        return CashFlow._of("MARGIN_VALUE", margins, **{**self._settings, "horizon": last})


def per_period_rate(yearly: Any, periods: float) -> NDArray[np.float64]:
    """The rate per period that compounds to each yearly one: (1 + yearly)^(1/periods) - 1."""
    return _evidence.tabled("RATE_PER_PERIOD", locals())["rate"]


def per_period_retention(yearly: Any, periods: float) -> NDArray[np.float64]:
    """The retention rate per period that compounds to each yearly one: yearly^(1/periods)."""
    return _evidence.tabled("RETENTION_PER_PERIOD", locals())["retention"]


def compound_growth(start: Any, end: Any, periods: float) -> NDArray[np.float64]:
    """The growth rate per period that takes each start to its end: (end/start)^(1/periods) - 1."""
    return _evidence.tabled("COMPOUND_GROWTH", locals())["rate"]


@dataclass(frozen=True)
class LiftEffect:
    """What a retention lift does to a base of customers, of whom it would have taken ``capped``
    beyond 100 %: their value ``before`` and ``after``; the ``change``, which a programme that
    achieves it may cost; the break-even cost per customer and period."""

    customers: int
    capped: int
    before: float
    after: float
    change: float
    relative: float | None
    break_even_per_period: float | None


class RetentionLift:
    """The profit effect of a retention lift in percentage points; ``terms`` value the margins."""

    def __init__(self, terms: MarginMultiple) -> None:
        self.terms = _scalars.instance(terms, MarginMultiple, "terms")

    def effect(self, margin: Any, retention: Any, points: float) -> LiftEffect:
        """The effect of adding ``points`` (0.05 is five) to each retention rate."""
        found = self._lift(margin, retention, points)
        customers, capped = int(found["customers"]), int(found["capped"])
        before, after, change = found["sum_before"], found["sum_after"], found["change"]
        relative, pays = defined(found["relative"]), defined(found["break_even_per_period"])
        return LiftEffect(customers, capped, before, after, change, relative, pays)

    def values(
        self, margin: Any, retention: Any, points: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The value of each customer before and after the lift."""
        found = self._lift(margin, retention, points)
        return found["before"], found["after"]

    def _lift(self, margin: Any, retention: Any, points: float) -> dict[str, Any]:
        given = {"margin": margin, "retention": retention, "points": points}
        return _evidence.tabled("RETENTION_LIFT", given, **self.terms._settings)

    def break_even(self, margin: Any, retention: Any, cost: float) -> float | None:
        """The smallest lift, in points, that is worth ``cost``; ``None`` if none is."""
        given = {"margin": margin, "retention": retention, "cost": cost}
        found = _evidence.tabled("RETENTION_BREAK_EVEN", given, **self.terms._settings)
        return defined(found["points"])


class MarkovValue:
    """Lifetime value of customers who move between states: by a square matrix of probabilities
    whose rows sum to 1, what a period in each state yields at its beginning, and a ``discount``
    rate per period, above -1."""

    def __init__(self, transition: Any, reward: Any, discount: float) -> None:
        matrix = _columns.matrix(transition, "transition")
        self._reward = _columns.floats(reward, "reward")
        states = len(self._reward)
        if matrix.shape != (states, states):
            reason = f"has {matrix.shape} entries where {states} x {states} are needed"
            refuse(_abi.HABITUE_BAD_LENGTH, "transition", reason)
        rate = _scalars.real(discount, "discount")
        self._chain = {"transition": matrix.reshape(-1).tolist(), "discount": rate}
        self.values()  # refuses a bad model here rather than later

    @classmethod
    def recency(
        cls, purchase: Any, *, contribution: float, marketing: float, discount: float
    ) -> MarkovValue:
        """Migration by recency (always a share): who bought 1, 2, ... periods ago buys again with
        the probabilities ``purchase``, and lapses for good after the last; a purchase yields
        ``contribution``, a period costs ``marketing`` in each state but the lapsed one."""
        chances = _columns.floats(purchase, "purchase")
        states = len(chances) + 1
        transition, reward = _columns.output(states * states), _columns.output(states)
        arguments = chances, len(chances), contribution, marketing, transition, reward
        call("habitue_markov_recency", *arguments)
        return cls(transition.reshape(states, states), reward, discount)

    def cash_flow(self, state: int, horizon: int) -> CashFlow:
        """What a customer in ``state`` (from 0) is expected to yield at times 0 to ``horizon``."""
        last = _scalars.whole(horizon, "horizon", 0, 2**31 - 1)
        place = _scalars.whole(state, "state", 0, 2**32 - 1)
        settings = {**self._chain, "horizon": last, "state": place}
        return CashFlow._of("MARKOV_VALUE", {"reward": self._reward}, **settings)

    def values(
        self, *, horizon: int | None = None, continues: Any = None
    ) -> NDArray[np.float64]:
        """The value of a customer in each state, by the rewards at the times 0 to ``horizon``, or
        all; where ``continues`` is false, the relationship ends."""
        columns = {"reward": self._reward, "continues": continues}
        last = -1 if horizon is None else horizon
        return _evidence.tabled("MARKOV_VALUE", columns, **self._chain, horizon=last)["value"]

    def improve(self) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """In which states it pays to continue, and what customers are then worth."""
        found = _evidence.tabled("MARKOV_POLICY", {"reward": self._reward}, **self._chain)
        return found["continues"] == 1.0, found["value"]


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
    """The cohort table of Dwyer, one line a year: ``customers`` of the first year, won for
    ``acquisition`` in all; of each year the share who are there the next year, orders per customer
    and month, amount per order, variable cost as a share of sales, and marketing for the whole
    cohort. Profit falls at the ``"beginning"``, ``"middle"`` or ``"end"`` of its year."""
    found = _evidence.tabled(
        "COHORT_TABLE", locals(), timing=enumerator(_PAYMENT, timing, "timing")
    )
    return [DwyerLine(*line) for line in zip(*(column.tolist() for column in found.values()))]


def dwyer_cash_flow(
    customers: float, *, acquisition: float = 0.0, timing: str = "beginning", **years: Any
) -> CashFlow:
    """The yearly profit of a cohort as a cash flow; ``years`` are the columns of `dwyer_table`."""
    settings = {"customers": customers, "acquisition": acquisition}
    kind = enumerator(_PAYMENT, timing, "timing")
    return CashFlow._of("COHORT_TABLE", years, timing=kind, **settings)


def berger_nasr_constant(
    contribution: Any,
    promotion: Any,
    cycles: Any,
    retention: Any,
    *,
    discount: float,
    cycle: float = 1.0,
) -> NDArray[np.float64]:
    """Cases 1 and 2 of Berger and Nasr for each of many customers: ``contribution`` at the
    beginning of each of ``cycles``, and once at the end, ``promotion`` in the middle, ``retention``
    per cycle; the yearly ``discount``, and the length of a ``cycle`` in years, 1 in case 1."""
    given = {name: column for name, column in locals().items() if name != "cycle"}
    return _evidence.tabled("CONSTANT_CONTRIBUTION", given, cycle_years=cycle)["value"]


class BergerNasr:
    """Cases 3 and 5 of Berger and Nasr: contribution at the beginning of each cycle, and promotion
    in the middle of each but the last. Customers stay with ``retention`` per cycle (case 3), or,
    who last bought 1, 2, ... cycles ago, buy again with the probabilities ``purchase`` and are lost
    after the last (case 5). A ``cycle`` is so many years long (case 2)."""

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
        if len(promotions) != max(len(contributions) - 1, 0):
            reason = f"has {len(promotions)} entries where {len(contributions) - 1} are needed"
            refuse(_abi.HABITUE_BAD_LENGTH, "promotion", reason)
        last = np.zeros(min(len(contributions), 1))
        self._given = {"contribution": contributions, "promotion": np.append(promotions, last)}
        self._settings: dict[str, Any] = {"discount": discount, "cycle_years": cycle}
        if purchase is None:
            self._settings["retention"] = _scalars.known(retention, "retention")
        else:
            self._settings["purchase"] = _columns.floats(purchase, "purchase").tolist()
        found = _evidence.calculate("VARYING_CONTRIBUTION", self._given, **self._settings)
        #: The lifetime value.
        self.value: float = found["value"]
        #: Who buys at the beginning of each cycle, per customer of the first.
        self.buying: NDArray[np.float64] = found["buying"]
        #: Who is promoted to in each cycle, per customer of the first.
        self.promoted: NDArray[np.float64] = found["promoted"]

    def cash_flow(self) -> CashFlow:
        """The expected payments, in years."""
        return CashFlow._of("VARYING_CONTRIBUTION", self._given, **self._settings)


def continuous_value(
    coefficients: Any, years: float, retention: Any, *, discount: float
) -> NDArray[np.float64]:
    """Case 4 of Berger and Nasr for each yearly retention rate: contribution flows continuously, at
    the yearly rate c0 + c1 t + c2 t^2 + ... of at most nine ``coefficients``, for up to 1000
    ``years``."""
    rate = _columns.floats(coefficients, "coefficients").tolist()
    given = {"retention": retention, "years": years, "discount": discount}
    return _evidence.tabled("CONTINUOUS_CONTRIBUTION", given, coefficients=rate)["value"]


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
    """What to spend on winning and on keeping a customer (Blattberg and Deighton): of each the best
    possible rate and a known point (rate, and spend per prospect or a year); a customer's
    ``margin`` and the ``discount`` rate a year."""
    settings = dict(_curves(acquisition, retention), margin=margin, discount=discount)
    return OptimalSpend(*_evidence.calculate("OPTIMAL_SPEND", {}, **settings).values())


def acquisition_retention_equity(
    acquisition: tuple[float, float, float],
    retention: tuple[float, float, float],
    *,
    margin: float,
    discount: float,
    acquisition_spend: Any,
    retention_spend: Any,
) -> NDArray[np.float64]:
    """The equity of a prospect for each pair of spends, per prospect and per customer and year; the
    rest is as in `acquisition_retention_optimum`."""
    spends = {"acquisition": acquisition_spend, "retention": retention_spend}
    settings = dict(_curves(acquisition, retention), margin=margin, discount=discount)
    return _evidence.tabled("ACQUISITION_EQUITY", spends, **settings)["equity"]


def _curves(acquisition: Any, retention: Any) -> dict[str, Any]:
    """Of winning and of keeping: the best rate, and a rate with its spend."""
    pairs = {"acquisition": acquisition, "retention": retention}
    return {
        f"{name}_{part}": number
        for name, curve in pairs.items()
        for part, number in zip(
            ("ceiling", "rate", "spend"), _scalars.several(curve, name, 3), strict=True
        )
    }
