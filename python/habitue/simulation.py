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
from ._customers import customers as _rows
from ._customers import Floats, columns_of, given
from ._library import Handle, Job, call, initial
from ._model import Model
from .contract import ContractModel
from .covariates import CovariateModel
from .errors import refuse
from .lifetime import PurchaseModel, SpendModel

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

    def __init__(
        self,
        model: Model,
        rows: Any,
        *,
        threads: int,
        seed: int,
        every_purchase: bool = False,
        spend: Model | None = None,
        words: dict[str, str] | None = None,
        **times: float,
    ) -> None:
        options = initial(
            _abi.habitue_simulation_options,
            seed=seed,
            every_purchase=_scalars.flag(every_purchase, "every_purchase"),
            spend_model=None if spend is None else spend._as_parameter_,
            **times,
        )
        pointer = self.empty()
        call("habitue_simulation_new", model, rows, options, Job(threads), pointer, words=words)
        self._own(pointer)
        info = _abi.habitue_simulation_info()
        call("habitue_simulation_inspect", self, info)
        self.rows, self.made = info.rows, info.purchases

    def read(self, **kinds: Any) -> list[Any]:
        """Columns by name, each of its type; None where the type is."""
        found = [None if kind is None else np.empty(self.rows, kind) for kind in kinds.values()]
        places = {n: c.ctypes.data for n, c in zip(kinds, found) if c is not None}
        columns = initial(_abi.habitue_simulation_columns, rows=self.rows, **places)
        call("habitue_simulation_read", self, columns)
        return found

    def purchases(self, spend: bool) -> SimulatedPurchases:
        needed = ctypes.c_size_t()
        customer, time = np.empty(self.made, np.uint64), np.empty(self.made)
        amount = np.empty(self.made) if spend else None
        call("habitue_simulation_purchases", self, customer, time, amount, self.made, needed)
        return SimulatedPurchases(customer, time, amount)


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
    facts = given(purchase=purchase, attrition=attrition, spend=spend_facts)
    how = {"threads": threads, "seed": seed, "every_purchase": every_purchase, "spend": spend}
    drawn = _Simulation(model, _rows(columns_of(age=age), facts), holdout=holdout, **how)
    money = None if spend is None else np.float64
    found = drawn.read(
        frequency=np.uint32,
        recency=np.float64,
        age=np.float64,
        log_intervals=np.float64,
        holdout_frequency=np.uint32,
        left=np.float64,
        mean_spend=money,
        holdout_mean_spend=money,
    )
    purchases = drawn.purchases(spend is not None) if every_purchase else None
    return SimulatedBase(*found, purchases)


def _models(model: Any, spend: Any) -> None:
    _scalars.instance(model, (PurchaseModel, CovariateModel), "model")
    if spend is not None:
        _scalars.instance(spend, (SpendModel, CovariateModel), "spend")


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
    read = columns_of(frequency=frequency, recency=recency, age=age)
    if spend is not None:
        if mean_spend is None:
            reason = "is missing; a model of spend needs the mean of the purchases so far"
            refuse(_abi.HABITUE_MISSING_VALUE, "mean_spend", reason)
        read = columns_of(**read, mean_spend=mean_spend, spend_frequency=spend_frequency)
    facts = given(purchase=purchase, attrition=attrition, spend=spend_facts)
    how = {"threads": threads, "seed": seed, "every_purchase": every_purchase, "spend": spend}
    ahead = _scalars.known(horizon, "horizon")
    drawn = _Simulation(model, _rows(read, facts), horizon=ahead, **how)
    money = None if spend is None else np.float64
    made, left, mean = drawn.read(purchases=np.uint32, left=np.float64, mean_spend=money)
    purchases = drawn.purchases(spend is not None) if every_purchase else None
    return SimulatedFuture(made, left, purchases, mean)


def simulate_cohorts(
    model: ContractModel, customers: Any, periods: Any, *, seed: int = 1, threads: int = 1
) -> SimulatedCohorts:
    """Cohorts under contract: of each, ``customers`` sign and are watched for
    ``periods`` opportunities to renew."""
    _scalars.instance(model, ContractModel, "model")
    signed = _columns.integers(customers, "customers")
    _columns._first("customers", signed < 0, signed, "is out of range; allowed: 0 to 2^32")
    watched = _columns.counts(periods, "periods")
    _columns.rows(customers=signed, periods=watched)
    words = {"survivors": "customers", "period": "periods"}
    rows = _rows(columns_of(survivors=signed, period=watched))
    drawn = _Simulation(model, rows, threads=threads, seed=seed, words=words)
    found = drawn.read(cohort=np.int64, period=np.uint32, survivors=np.uint64)
    return SimulatedCohorts(*found)


def simulate_renewals(model: ContractModel, renewals: Any, *, seed: int = 1) -> Floats:
    """Further renewals of each customer who has made ``renewals`` so far; infinite for
    one who hardly ever leaves."""
    _scalars.instance(model, ContractModel, "model")
    drawn = _Simulation(model, _rows(columns_of(renewals=renewals)), threads=1, seed=seed)
    further: Floats = drawn.read(renewals=np.float64)[0]
    return further
