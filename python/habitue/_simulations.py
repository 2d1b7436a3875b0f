"""Customers drawn at random: the bodies of `habitue.simulation`."""

from __future__ import annotations

import ctypes
from typing import Any, TypeVar

import numpy as np

from . import _abi, _columns, _scalars
from ._columns import Column
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

_Drawn = TypeVar("_Drawn", SimulatedBase, SimulatedFuture)


class _Simulation(Handle, struct=_abi.habitue_simulation):
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
    *, model: Model, age: Column, spend: Model | None, holdout: float, **how: Any
) -> SimulatedBase:
    _models(model, spend)
    return _drawn(SimulatedBase, model, columns_of(age=age), spend, holdout=holdout, **how)


def simulate_future(
    *,
    model: Model,
    frequency: Column,
    recency: Column,
    age: Column,
    horizon: float,
    spend: Model | None,
    mean_spend: Column | None,
    spend_frequency: Column | None,
    **how: Any,
) -> SimulatedFuture:
    _models(model, spend)
    read = columns_of(frequency=frequency, recency=recency, age=age)
    if spend is not None:
        if mean_spend is None:
            reason = "is missing; a model of spend needs the mean of the purchases so far"
            refuse(_abi.HABITUE_MISSING_VALUE, "mean_spend", reason)
        read = columns_of(**read, mean_spend=mean_spend, spend_frequency=spend_frequency)
    ahead = _scalars.known(horizon, "horizon")
    return _drawn(SimulatedFuture, model, read, spend, horizon=ahead, **how)


def _models(model: Model, spend: Model | None) -> None:
    _scalars.instance(model, (PurchaseModel, CovariateModel), "model")
    if spend is not None:
        _scalars.instance(spend, (SpendModel, CovariateModel), "spend")


def _drawn(
    kind: type[_Drawn],
    model: Model,
    columns: dict[str, Any],
    spend: Model | None,
    *,
    purchase: Any,
    attrition: Any,
    spend_facts: Any,
    **how: Any,
) -> _Drawn:
    facts = {"purchase": purchase, "attrition": attrition, "spend": spend_facts}
    drawn = _Simulation(model, _rows(columns, facts), spend, **how)
    return kind(**drawn.read(kind), purchases=drawn.purchases)


def simulate_cohorts(
    *, model: ContractModel, customers: Column, periods: Column, **how: Any
) -> SimulatedCohorts:
    _scalars.instance(model, ContractModel, "model")
    signed = _columns.integers(customers, "customers")
    _columns._first("customers", signed < 0, signed, "is out of range; allowed: 0 to 2^32")
    watched = _columns.counts(periods, "periods")
    _columns.rows(customers=signed, periods=watched)
    words = {"survivors": "customers", "period": "periods"}
    rows = _rows(columns_of(survivors=signed, period=watched))
    return SimulatedCohorts(**_Simulation(model, rows, words=words, **how).read(SimulatedCohorts))


def simulate_renewals(*, model: ContractModel, renewals: Column, seed: int) -> Floats:
    _scalars.instance(model, ContractModel, "model")
    drawn = _Simulation(model, _rows(columns_of(renewals=renewals)), seed=seed)
    further = np.empty(drawn.rows)
    drawn.fill(renewals=further)
    return further
