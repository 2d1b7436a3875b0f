"""Results that mirror a structure of the C header, field by field.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ._records import Record


@dataclass(frozen=True, eq=False, repr=False)
class SimulatedBase(Record):
    """New customers, a row each.

    Mean spends are None without a model of spend, ``purchases`` unless they were asked for.

    Attributes
    ----------
    frequency : column of uint32
        Repeat purchases x up to T.
    recency : column of float64
        The time t_x of the last one, 0 where there is none.
    age : column of float64
        The time T that each was watched.
    log_intervals : column of float64
        The sum of the logarithms of the intervals between purchases.
    holdout_frequency : column of uint32
        Purchases in (T, T + holdout].
    left : column of float64
        When each left, counted from the first purchase (of a future from T, and 0 for one who had
        left by then); infinite for one who is still there at the end.
    mean_spend : column of float64, or None
        The mean amount of the repeat purchases up to T; of a future, of its purchases; 0 where
        there is none.
    holdout_mean_spend : column of float64, or None
        That of the purchases of the holdout.
    purchases : SimulatedPurchases, or None
        The purchases one by one.

    Examples
    --------
    >>> from habitue import simulation
    >>> from habitue.lifetime import BgNbd
    >>> len(simulation.simulate(BgNbd(0.243, 4.414, 0.793, 2.426), [52.0, 52.0]).frequency)
    2
    """

    frequency: NDArray[np.uint32]
    recency: NDArray[np.float64]
    age: NDArray[np.float64]
    log_intervals: NDArray[np.float64]
    holdout_frequency: NDArray[np.uint32]
    left: NDArray[np.float64]
    mean_spend: NDArray[np.float64] | None
    holdout_mean_spend: NDArray[np.float64] | None
    purchases: SimulatedPurchases | None


@dataclass(frozen=True, eq=False, repr=False)
class SimulatedFuture(Record):
    """What lay ahead of customers with a history, a row each.

    Attributes
    ----------
    purchases_made : column of uint32
        Purchases in (T, T + horizon].
    left : column of float64
        When each left, counted from the first purchase (of a future from T, and 0 for one who had
        left by then); infinite for one who is still there at the end.
    purchases : SimulatedPurchases, or None
        The purchases one by one.
    mean_spend : column of float64, or None
        The mean amount of the repeat purchases up to T; of a future, of its purchases; 0 where
        there is none.

    Examples
    --------
    >>> from habitue import simulation
    >>> from habitue.lifetime import BgNbd
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> len(simulation.simulate_future(model, [2], [30.4], [38.9], horizon=52.0).purchases_made)
    1
    """

    _renamed: ClassVar[dict[str, str]] = {"purchases_made": "purchases"}

    purchases_made: NDArray[np.uint32]
    left: NDArray[np.float64]
    purchases: SimulatedPurchases | None
    mean_spend: NDArray[np.float64] | None


@dataclass(frozen=True, eq=False, repr=False)
class SimulatedCohorts(Record):
    """A long table of cohorts.

    Attributes
    ----------
    cohort : column of int64
        The cohort, from 0.
    period : column of uint32
        The period, from 0.
    survivors : column of uint64
        Customers of the cohort who were left then.

    Examples
    --------
    >>> from habitue import simulation
    >>> from habitue.contract import Sbg
    >>> simulation.simulate_cohorts(Sbg(0.668, 3.806), [100], [1]).survivors.tolist()[0]
    100
    """

    cohort: NDArray[np.int64]
    period: NDArray[np.uint32]
    survivors: NDArray[np.uint64]


@dataclass(frozen=True, eq=False, repr=False)
class SimulatedPurchases(Record):
    """Purchases one by one.

    Attributes
    ----------
    customer : column of uint64
        The row of the customer.
    time : column of float64
        Counted from the customer's first purchase, which is among them at 0; of futures from T.
    amount : column of float64, or None
        The amount; None without a model of spend.

    Examples
    --------
    >>> from habitue.lifetime import Nbd
    >>> from habitue.simulation import simulate
    >>> base = simulate(Nbd(0.8, 10.0), [52.0, 52.0], every_purchase=True)
    >>> bought = base.purchases
    >>> len(bought.time) - int(base.frequency.sum())  # the first purchases are there, too
    2
    """

    customer: NDArray[np.uint64]
    time: NDArray[np.float64]
    amount: NDArray[np.float64] | None


# Where a reader finds them.
SimulatedBase.__module__ = "habitue.simulation"
SimulatedFuture.__module__ = "habitue.simulation"
SimulatedCohorts.__module__ = "habitue.simulation"
SimulatedPurchases.__module__ = "habitue.simulation"
