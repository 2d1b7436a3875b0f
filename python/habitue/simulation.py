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

from . import _abi, _columns, _scalars
from ._library import Handle, call, initial
from .contract import ContractModel
from .covariates import CovariateModel, _Facts
from .errors import refuse
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
    when they left, counted from T (0: before T; infinite: not by the end). The mean spend is None
    without a model of spend."""

    purchases_made: NDArray[np.uint32]
    left: Floats
    purchases: SimulatedPurchases | None
    mean_spend: Floats | None = None


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
            every_purchase=_scalars.flag(every_purchase, "every_purchase"),
        )
    )


def _models_of_spend(spend: SpendModel | CovariateModel | None) -> list[Any]:
    """The model of spend as a plain one and as one with covariates, or neither."""
    return [None, spend] if isinstance(spend, CovariateModel) else [spend, None]


def simulate(
    model: PurchaseModel | CovariateModel,
    age: Any,
    *,
    spend: SpendModel | CovariateModel | None = None,
    holdout: float = 0.0,
    seed: int = 1,
    every_purchase: bool = False,
    threads: int = 1,
    purchase: Any = None,
    attrition: Any = None,
    spend_facts: Any = None,
) -> SimulatedBase:
    """New customers drawn from ``model``, each watched for an ``age`` (T) of their own
    and followed for ``holdout`` after it. The seed and the row alone decide.

    A model with covariates takes the facts of the customers as ``purchase`` and ``attrition``,
    and a model of spend with covariates as ``spend_facts``."""
    _models(model, spend)
    ages = _columns.floats(age, "age")
    rows = len(ages)
    pointer = _Simulation.empty()
    options = _options(seed, threads, holdout, every_purchase)
    if isinstance(model, CovariateModel):
        facts = _Facts(purchase, attrition, spend_facts)
        name, spends = "habitue_covariate_model_simulate", _models_of_spend(spend)
        call(name, model, *spends, ages, rows, facts, options, pointer)
    else:
        _no_facts(spend, purchase, attrition, spend_facts)
        name = "habitue_model_simulate" if spend is None else "habitue_model_simulate_spend"
        spends = [] if spend is None else [spend]
        call(name, model, *spends, ages, rows, options, pointer)
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


def _models(model: Any, spend: Any) -> None:
    _scalars.instance(model, (PurchaseModel, CovariateModel), "model")
    if spend is not None:
        _scalars.instance(spend, (SpendModel, CovariateModel), "spend")


def _no_facts(spend: Any, *facts: Any) -> None:
    if isinstance(spend, CovariateModel) or any(columns is not None for columns in facts):
        reason = "facts need a model of purchases with covariates"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "purchase", reason)


def simulate_future(
    model: PurchaseModel | CovariateModel,
    frequency: Any,
    recency: Any,
    age: Any,
    *,
    horizon: float,
    spend: SpendModel | CovariateModel | None = None,
    mean_spend: Any = None,
    spend_frequency: Any = None,
    seed: int = 1,
    every_purchase: bool = False,
    threads: int = 1,
    purchase: Any = None,
    attrition: Any = None,
    spend_facts: Any = None,
) -> SimulatedFuture:
    """What lies ahead of customers in (T, T + horizon], drawn given their histories.

    With a model of ``spend``, what they spend is drawn given the ``mean_spend`` of their
    purchases so far (of ``spend_frequency`` purchases, those of ``frequency`` by default). Facts
    are those of `simulate`."""
    _models(model, spend)
    columns, rows = _histories(frequency, recency, age)
    pointer = _Simulation.empty()
    options = _options(seed, threads, every_purchase=every_purchase)
    past = [None, None]
    if spend is not None:
        if mean_spend is None:
            reason = "is missing; a model of spend needs the mean of the purchases so far"
            refuse(_abi.HABITUE_MISSING_VALUE, "mean_spend", reason)
        past[1] = _columns.floats(mean_spend, "mean_spend")
        _columns.rows(frequency=columns[0], mean_spend=past[1])
        if spend_frequency is not None:
            past[0] = _columns.counts(spend_frequency, "spend_frequency")
            _columns.rows(frequency=columns[0], spend_frequency=past[0])
    if isinstance(model, CovariateModel):
        facts = _Facts(purchase, attrition, spend_facts)
        name, spends = "habitue_covariate_model_simulate_future", _models_of_spend(spend)
        tail = (rows, facts, horizon, options, pointer)
        call(name, model, *spends, *columns, *past, *tail)
    else:
        _no_facts(spend, purchase, attrition, spend_facts)
        name, tail = "habitue_model_simulate_future", (rows, horizon, options, pointer)
        if spend is None:
            call(name, model, *columns, *tail)
        else:
            call(f"{name}_spend", model, spend, *columns, *past, *tail)
    drawn = _Simulation.adopt(pointer)
    made, left = np.empty(rows, np.uint32), np.empty(rows)
    call("habitue_simulation_future", drawn, made, left, rows)
    mean = None
    if spend is not None:
        mean = np.empty(rows)
        call("habitue_simulation_future_spend", drawn, mean, rows)
    purchases = drawn.purchases(spend is not None) if every_purchase else None
    return SimulatedFuture(made, left, purchases, mean)


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
