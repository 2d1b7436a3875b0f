"""Customers drawn at random from any model, seeded.

The seed and the row alone decide what is drawn: neither threads nor other rows do.

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
from typing import Any

import numpy as np

from . import _abi, _columns, _scalars
from ._columns import Column, Frame
from ._customers import Floats, columns_of
from ._customers import customers as _rows
from ._library import Handle, Job, call, initial, told
from ._model import Model
from ._records_of_simulations import SimulatedBase, SimulatedCohorts
from ._records_of_simulations import SimulatedFuture, SimulatedPurchases
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


class _Simulation(Handle, struct=_abi.habitue_simulation, free="habitue_simulation_free"):
    """What the library drew."""

    def __init__(
        self,
        model: Model,
        rows: Any,
        spend: Model | None = None,
        *,
        threads: int = 1,
        seed: int = 1,
        every_purchase: bool = False,
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
        self._create("habitue_simulation_new", model, rows, options, Job(threads), words=words)
        info: Any = told("habitue_simulation_inspect", _abi.habitue_simulation_info, self)
        self.rows, self.made = info.rows, info.purchases
        self._spend, self._every = spend is not None, every_purchase

    def read(self, kind: type) -> dict[str, Any]:
        """The columns of a result; None of what is spent without a model of spend."""
        found: dict[str, Any] = dict(_columns.blanks(kind, self.rows))
        if not self._spend:
            found |= {name: None for name in found if "spend" in name}
        renamed = getattr(kind, "_renamed", {})
        places = {renamed.get(name, name): column for name, column in found.items()}
        self.fill(**places)
        return found

    def fill(self, **places: Floats | None) -> None:
        """Fills columns by their names in the library."""
        columns = initial(_abi.habitue_simulation_columns, rows=self.rows, **places)
        call("habitue_simulation_read", self, columns)

    @property
    def purchases(self) -> SimulatedPurchases | None:
        """Each purchase, where they were asked for."""
        if not self._every:
            return None
        needed = ctypes.c_size_t()
        customer, time = np.empty(self.made, np.uint64), np.empty(self.made)
        amount = np.empty(self.made) if self._spend else None
        call("habitue_simulation_purchases", self, customer, time, amount, self.made, needed)
        return SimulatedPurchases(customer, time, amount)


def simulate(
    model: PurchaseModel | CovariateModel,
    age: Column,
    *,
    spend: SpendModel | CovariateModel | None = None,
    holdout: float = 0.0,
    seed: int = 1,
    every_purchase: bool = False,
    threads: int = 1,
    purchase: Frame | None = None,
    attrition: Frame | None = None,
    spend_facts: Frame | None = None,
) -> SimulatedBase:
    """New customers drawn from a model.

    Parameters
    ----------
    model : PurchaseModel or CovariateModel
        Of purchases.
    age : column
        How long each is watched, T >= 0, in the unit of the model.
    spend : SpendModel or CovariateModel, optional
        What each purchase is worth.
    holdout : float
        How long each is followed after T, >= 0.
    seed : int
        What decides the draws.
    every_purchase : bool
        Whether each purchase is kept.
    threads : int
        Threads that share the work, 0 for all cores.
    purchase, attrition, spend_facts : mapping from str to column, or data frame
        Facts of the customers, where a model has covariates.
    """
    _models(model, spend)
    facts = {"purchase": purchase, "attrition": attrition, "spend": spend_facts}
    how: dict[str, Any] = {"threads": threads, "seed": seed, "every_purchase": every_purchase}
    drawn = _Simulation(model, _rows(columns_of(age=age), facts), spend, holdout=holdout, **how)
    return SimulatedBase(**drawn.read(SimulatedBase), purchases=drawn.purchases)


def _models(model: PurchaseModel | CovariateModel, spend: Model | None) -> None:
    _scalars.instance(model, (PurchaseModel, CovariateModel), "model")
    if spend is not None:
        _scalars.instance(spend, (SpendModel, CovariateModel), "spend")


def simulate_future(
    model: PurchaseModel | CovariateModel,
    frequency: Column,
    recency: Column,
    age: Column,
    *,
    horizon: float,
    spend: SpendModel | CovariateModel | None = None,
    mean_spend: Column | None = None,
    spend_frequency: Column | None = None,
    seed: int = 1,
    every_purchase: bool = False,
    threads: int = 1,
    purchase: Frame | None = None,
    attrition: Frame | None = None,
    spend_facts: Frame | None = None,
) -> SimulatedFuture:
    """What lies ahead of customers in (T, T + horizon], drawn given their histories.

    Parameters
    ----------
    model, spend, seed, every_purchase, threads, purchase, attrition, spend_facts
        As of `simulate`.
    frequency, recency, age : column
        Histories, one row a customer.
    horizon : float
        How far ahead, >= 0, in the unit of the model.
    mean_spend : column, optional
        With a model of spend, and needed there: the mean of the purchases so far.
    spend_frequency : column, optional
        How many they were; those of ``frequency`` by default.
    """
    _models(model, spend)
    read = columns_of(frequency=frequency, recency=recency, age=age)
    if spend is not None:
        if mean_spend is None:
            reason = "is missing; a model of spend needs the mean of the purchases so far"
            refuse(_abi.HABITUE_MISSING_VALUE, "mean_spend", reason)
        read = columns_of(**read, mean_spend=mean_spend, spend_frequency=spend_frequency)
    facts = {"purchase": purchase, "attrition": attrition, "spend": spend_facts}
    how: dict[str, Any] = {"threads": threads, "seed": seed, "every_purchase": every_purchase}
    ahead = _scalars.known(horizon, "horizon")
    drawn = _Simulation(model, _rows(read, facts), spend, horizon=ahead, **how)
    return SimulatedFuture(**drawn.read(SimulatedFuture), purchases=drawn.purchases)


def simulate_cohorts(
    model: ContractModel, customers: Column, periods: Column, *, seed: int = 1, threads: int = 1
) -> SimulatedCohorts:
    """Cohorts under contract: of each, ``customers`` sign and are watched for
    ``periods`` opportunities to renew, a cell a cohort."""
    _scalars.instance(model, ContractModel, "model")
    signed = _columns.integers(customers, "customers")
    _columns._first("customers", signed < 0, signed, "is out of range; allowed: 0 to 2^32")
    watched = _columns.counts(periods, "periods")
    _columns.rows(customers=signed, periods=watched)
    words = {"survivors": "customers", "period": "periods"}
    rows = _rows(columns_of(survivors=signed, period=watched))
    drawn = _Simulation(model, rows, threads=threads, seed=seed, words=words)
    return SimulatedCohorts(**drawn.read(SimulatedCohorts))


def simulate_renewals(model: ContractModel, renewals: Column, *, seed: int = 1) -> Floats:
    """Further renewals of each customer who has made ``renewals`` so far; infinite for
    one who hardly ever leaves."""
    _scalars.instance(model, ContractModel, "model")
    drawn = _Simulation(model, _rows(columns_of(renewals=renewals)), seed=seed)
    further = np.empty(drawn.rows)
    drawn.fill(renewals=further)
    return further
