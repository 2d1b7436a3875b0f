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

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from . import _simulations
from ._columns import Column, Frame
from ._evidence import Floats
from ._records_of_simulations import (
    SimulatedBase,
    SimulatedCohorts,
    SimulatedFuture,
    SimulatedPurchases,
)
from .contract import ContractModel
from .covariates import CovariateModel
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
    age : column of float
        How long each is watched, T >= 0, in the unit of the model.
    spend : SpendModel or CovariateModel, optional
        What each purchase is worth.
    holdout : float, default 0.0
        How long each is followed after T, >= 0.
    seed : int, default 1
        What decides the draws.
    every_purchase : bool, default False
        Whether each purchase is kept.
    threads : int, default 1
        Threads that share the work, 0 for all cores.
    purchase : Frame, optional
        mapping from str to column, or data frame: Facts of the customers, where a model has
        covariates.
    attrition : Frame, optional
        mapping from str to column, or data frame: Facts of the customers, where a model has
        covariates.
    spend_facts : Frame, optional
        mapping from str to column, or data frame: Facts of the customers, where a model has
        covariates.

    Returns
    -------
    SimulatedBase
        The customers; their ``purchases`` only with ``every_purchase``.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import simulation
    >>> from habitue.lifetime import BgNbd
    >>> len(simulation.simulate(BgNbd(0.243, 4.414, 0.793, 2.426), [52.0, 52.0]).frequency)
    2
    """
    return _simulations.simulate(
        model=model,
        age=age,
        spend=spend,
        holdout=holdout,
        seed=seed,
        every_purchase=every_purchase,
        threads=threads,
        purchase=purchase,
        attrition=attrition,
        spend_facts=spend_facts,
    )


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
    model : PurchaseModel or CovariateModel
        Of purchases.
    frequency : column of int
        Histories, one row a customer.
    recency : column of float
        Histories, one row a customer.
    age : column of float
        Histories, one row a customer.
    horizon : float
        How far ahead, >= 0, in the unit of the model.
    spend : SpendModel or CovariateModel, optional
        What each purchase is worth.
    mean_spend : column of float, optional
        With a model of spend, and needed there: the mean of the purchases so far.
    spend_frequency : column of int, optional
        How many they were; those of ``frequency`` by default.
    seed : int, default 1
        What decides the draws.
    every_purchase : bool, default False
        Whether each purchase is kept.
    threads : int, default 1
        Threads that share the work, 0 for all cores.
    purchase : Frame, optional
        mapping from str to column, or data frame: Facts of the customers, where a model has
        covariates.
    attrition : Frame, optional
        mapping from str to column, or data frame: Facts of the customers, where a model has
        covariates.
    spend_facts : Frame, optional
        mapping from str to column, or data frame: Facts of the customers, where a model has
        covariates.

    Returns
    -------
    SimulatedFuture
        What each customer will do; the ``purchases`` only with ``every_purchase``.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import simulation
    >>> from habitue.lifetime import BgNbd
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> len(simulation.simulate_future(model, [2], [30.4], [38.9], horizon=52.0).purchases_made)
    1
    """
    return _simulations.simulate_future(
        model=model,
        frequency=frequency,
        recency=recency,
        age=age,
        horizon=horizon,
        spend=spend,
        mean_spend=mean_spend,
        spend_frequency=spend_frequency,
        seed=seed,
        every_purchase=every_purchase,
        threads=threads,
        purchase=purchase,
        attrition=attrition,
        spend_facts=spend_facts,
    )


def simulate_cohorts(
    model: ContractModel,
    customers: Column,
    periods: Column,
    *,
    seed: int = 1,
    threads: int = 1,
) -> SimulatedCohorts:
    """Cohorts under contract drawn from a model, a cell a cohort.

    Parameters
    ----------
    model : ContractModel
        Of customers under contract.
    customers : column of int
        How many sign, 0 to 2^32.
    periods : column of int
        For how many opportunities to renew they are watched.
    seed : int, default 1
        What decides the draws.
    threads : int, default 1
        Threads that share the work, 0 for all cores.

    Returns
    -------
    SimulatedCohorts
        How many of each cohort were left after each opportunity.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import simulation
    >>> from habitue.contract import Sbg
    >>> simulation.simulate_cohorts(Sbg(0.668, 3.806), [100], [1]).survivors.tolist()[0]
    100
    """
    return _simulations.simulate_cohorts(
        model=model,
        customers=customers,
        periods=periods,
        seed=seed,
        threads=threads,
    )


def simulate_renewals(model: ContractModel, renewals: Column, *, seed: int = 1) -> Floats:
    """Further renewals of each customer; infinite for one who hardly ever leaves.

    Parameters
    ----------
    model : ContractModel
        Of customers under contract.
    renewals : column of int
        How many each has made so far.
    seed : int, default 1
        What decides the draws.

    Returns
    -------
    array of float64
        How many more renewals each makes.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import simulation
    >>> from habitue.contract import Sbg
    >>> len(simulation.simulate_renewals(Sbg(0.668, 3.806), [0, 3]))
    2
    """
    return _simulations.simulate_renewals(model=model, renewals=renewals, seed=seed)
