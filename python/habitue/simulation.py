"""Customers drawn at random from any model, seeded.

>>> import numpy as np
>>> from habitue.lifetime import ParetoNbd
>>> from habitue.simulation import simulate
>>> truth = ParetoNbd(0.553, 10.578, 0.606, 11.669)
>>> base = simulate(truth, np.full(2000, 52.0), seed=7)
>>> fitted = ParetoNbd.fit(base.frequency, base.recency, base.age)
>>> bool(abs(fitted.parameters["r"] - 0.553) < 0.2)
True
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns
from ._library import Handle, call, initial
from .contract import ContractModel
from .lifetime import Floats, PurchaseModel, SpendModel, _histories

__all__ = [
    "SimulatedBase",
    "SimulatedCohorts",
    "SimulatedFuture",
    "SimulatedPurchases",
    "simulate",
    "simulate_cohorts",
    "simulate_future",
    "simulate_renewals",
]


@dataclass(frozen=True)
class SimulatedPurchases:
    """Purchases one by one: the row of the customer, the time counted from the
    customer's first purchase (which is among them at 0; for futures, from T), and the
    amount, None without a model of spend."""

    customer: NDArray[np.uint64]
    time: Floats
    amount: Floats | None


@dataclass(frozen=True)
class SimulatedBase:
    """New customers by column.

    ``left`` is when the customer left, counted from the first purchase, infinite for
    one who is still there at the end of the holdout. The mean spends are None without
    a model of spend, ``purchases`` is None unless asked for.
    """

    frequency: NDArray[np.uint32]
    recency: Floats
    age: Floats
    log_intervals: Floats
    holdout_frequency: NDArray[np.uint32]
    left: Floats
    mean_spend: Floats | None
    holdout_mean_spend: Floats | None
    purchases: SimulatedPurchases | None


@dataclass(frozen=True)
class SimulatedFuture:
    """What lay ahead of customers with a history: purchases in (T, T + horizon], and
    when they left, counted from T (0: before T; infinite: not by the end)."""

    purchases_made: NDArray[np.uint32]
    left: Floats
    purchases: SimulatedPurchases | None


@dataclass(frozen=True)
class SimulatedCohorts:
    """A long table: ``survivors`` customers of ``cohort`` were left after ``period``
    renewals."""

    cohort: NDArray[np.int64]
    period: NDArray[np.uint32]
    survivors: NDArray[np.uint64]


class _Simulation(Handle, struct=_abi.habitue_simulation, free="habitue_simulation_free"):
    """What the library drew."""

    def purchases(self, spend: bool) -> SimulatedPurchases:
        needed = ctypes.c_size_t()
        call("habitue_simulation_purchases", self, None, None, None, 0, needed)
        rows = needed.value
        customer, time = np.empty(rows, np.uint64), np.empty(rows)
        amount = np.empty(rows) if spend else None
        call("habitue_simulation_purchases", self, customer, time, amount, rows, needed)
        return SimulatedPurchases(customer, time, amount)


def _options(seed: int, threads: int, holdout: float = 0.0, every_purchase: bool = False) -> Any:
    return ctypes.byref(
        initial(
            _abi.habitue_simulation_options,
            threads=threads,
            seed=seed,
            holdout=holdout,
            every_purchase=int(every_purchase),
        )
    )


def simulate(
    model: PurchaseModel,
    age: Any,
    *,
    spend: SpendModel | None = None,
    holdout: float = 0.0,
    seed: int = 1,
    every_purchase: bool = False,
    threads: int = 1,
) -> SimulatedBase:
    """New customers drawn from ``model``, each watched for an ``age`` (T) of their own
    and followed for ``holdout`` after it. The seed and the row alone decide."""
    ages = _columns.floats(age, "age")
    rows = len(ages)
    pointer = _Simulation.empty()
    options = _options(seed, threads, holdout, every_purchase)
    if spend is None:
        call("habitue_model_simulate", model, ages, rows, options, pointer)
    else:
        call("habitue_model_simulate_spend", model, spend, ages, rows, options, pointer)
    drawn = _Simulation.adopt(pointer)
    x, holdout_x = np.empty(rows, np.uint32), np.empty(rows, np.uint32)
    t_x, t, logs, left = (np.empty(rows) for _ in range(4))
    call("habitue_simulation_histories", drawn, x, t_x, t, logs, holdout_x, left, rows)
    mean = holdout_mean = None
    if spend is not None:
        mean, holdout_mean = np.empty(rows), np.empty(rows)
        call("habitue_simulation_spend", drawn, mean, holdout_mean, rows)
    purchases = drawn.purchases(spend is not None) if every_purchase else None
    return SimulatedBase(x, t_x, t, logs, holdout_x, left, mean, holdout_mean, purchases)


def simulate_future(
    model: PurchaseModel,
    frequency: Any,
    recency: Any,
    age: Any,
    *,
    horizon: float,
    seed: int = 1,
    every_purchase: bool = False,
    threads: int = 1,
) -> SimulatedFuture:
    """What lies ahead of customers in (T, T + horizon], drawn given their histories."""
    columns, rows = _histories(frequency, recency, age)
    pointer = _Simulation.empty()
    options = _options(seed, threads, every_purchase=every_purchase)
    call("habitue_model_simulate_future", model, *columns, rows, horizon, options, pointer)
    drawn = _Simulation.adopt(pointer)
    made, left = np.empty(rows, np.uint32), np.empty(rows)
    call("habitue_simulation_future", drawn, made, left, rows)
    return SimulatedFuture(made, left, drawn.purchases(False) if every_purchase else None)


def simulate_cohorts(
    model: ContractModel, customers: Any, periods: Any, *, seed: int = 1, threads: int = 1
) -> SimulatedCohorts:
    """Cohorts under contract: of each, ``customers`` sign and are watched for
    ``periods`` opportunities to renew."""
    counts = _columns.integers(customers, "customers")
    watched = _columns.counts(periods, "periods")
    _columns.rows(customers=counts, periods=watched)
    _columns._first("customers", counts < 0, counts, "is out of range; allowed: 0 to 2^32")
    cohorts = (counts.view(np.uint64), watched, len(counts))
    options = _options(seed, threads)
    needed = ctypes.c_size_t()
    name = "habitue_contract_model_simulate"
    call(name, model, *cohorts, options, None, None, None, 0, needed)
    rows = needed.value
    cohort, period = np.empty(rows, np.int64), np.empty(rows, np.uint32)
    survivors = np.empty(rows, np.uint64)
    call(name, model, *cohorts, options, cohort, period, survivors, rows, needed)
    return SimulatedCohorts(cohort, period, survivors)


def simulate_renewals(model: ContractModel, renewals: Any, *, seed: int = 1) -> Floats:
    """Further renewals of each customer who has made ``renewals`` so far; infinite for
    one who hardly ever leaves."""
    made = _columns.counts(renewals, "renewals")
    further = np.empty(len(made))
    options = _options(seed, 1)
    call("habitue_contract_model_simulate_renewals", model, made, len(made), options, further)
    return further
