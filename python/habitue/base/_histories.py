"""What models need of each customer, a row each, in the order of the keys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..summary import Table
from ._intake import Keys

Floats = NDArray[np.float64]


class Histories:
    """Histories of customers: repeat purchases, recency, age and spend.

    Attributes
    ----------
    numbers : array of int64
        Who: whole-number keys, or places among the distinct ones.
    frequency, recency, age : array
        x, t_x and T in the unit of the base.
    """

    numbers: NDArray[np.int64]
    frequency: NDArray[np.uint32]
    recency: Floats
    age: Floats

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def columns(self) -> tuple[NDArray[np.uint32], Floats, Floats]:
        """x, t_x and T, as models take them."""
        return self.frequency, self.recency, self.age

    @property
    def mean_spend(self) -> Floats | None:
        """The mean of repeat purchases in units of the currency; None without amounts."""
        raise NotImplementedError

    @property
    def spend(self) -> Floats | None:
        """All spend in units of the currency; None where it is not known."""
        raise NotImplementedError

    @property
    def margin(self) -> Floats | None:
        """What all purchases left, in units of the currency; None without costs."""
        return None

    @property
    def margin_rate(self) -> Floats | None:
        """The share of spend that was margin; None without costs."""
        return None

    @property
    def weights(self) -> Floats | None:
        """How many customers a row stands for; None where each is one."""
        return None

    def log_intervals(self) -> Floats | None:
        """What the CNBD-k models need; None where it is not known."""
        return None


class OfTable(Histories):
    """Histories of a table of a summary."""

    def __init__(
        self, table: Table, numbers: NDArray[np.int64], decimals: int | None, costs: bool
    ) -> None:
        self.table, self._decimals, self._costs = table, decimals, costs
        self.numbers = numbers
        self.frequency, self.recency, self.age = table.x, table.t_x, table.t

    @cached_property
    def mean_spend(self) -> Floats | None:
        return None if self._decimals is None else self.table.mean_repeat_spend

    @cached_property
    def spend(self) -> Floats | None:
        if self._decimals is None:
            return None
        return self.table.total_spend / np.float64(10**self._decimals)

    @cached_property
    def margin(self) -> Floats | None:
        if not self._costs:
            return None
        return self.table.profit / np.float64(10 ** (self._decimals or 0))

    @cached_property
    def margin_rate(self) -> Floats | None:
        return self.table.margin_rate if self._costs else None

    def log_intervals(self) -> Floats | None:
        return self.table.log_intervals


@dataclass(frozen=True)
class _Given:
    numbers: NDArray[np.int64]
    frequency: NDArray[np.uint32]
    recency: Floats
    age: Floats
    mean_spend: Floats | None
    weights: Floats | None


class OfSummary(Histories):
    """Histories that the caller had already."""

    def __init__(self, given: _Given) -> None:
        order = np.argsort(given.numbers, kind="stable")
        self.numbers = given.numbers[order]
        self.frequency, self.recency = given.frequency[order], given.recency[order]
        self.age = given.age[order]
        self._spend = None if given.mean_spend is None else given.mean_spend[order]
        self._weights = None if given.weights is None else given.weights[order]

    @property
    def mean_spend(self) -> Floats | None:
        return self._spend

    @property
    def spend(self) -> Floats | None:
        return None

    @property
    def weights(self) -> Floats | None:
        return self._weights


def given(
    keys: tuple[NDArray[np.int64], Keys],
    frequency: Any,
    recency: Any,
    age: Any,
    mean_spend: Any,
    weights: Any,
) -> OfSummary:
    """Histories of columns, which models check when they are asked."""
    from .._customers import columns_of

    read = columns_of(frequency=frequency, recency=recency, age=age, weights=weights)
    spend = None if mean_spend is None else columns_of(mean_spend=mean_spend)["mean_spend"]
    return OfSummary(
        _Given(keys[0], read["frequency"], read["recency"], read["age"], spend, read.get("weights"))
    )


@dataclass(frozen=True)
class Fact:
    """A column about customers that was joined: by their numbers, sorted."""

    numbers: NDArray[np.int64]
    values: NDArray[Any]

    def of(self, numbers: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """The values of these customers, and who has one."""
        if len(self.numbers) == 0:
            return np.zeros(len(numbers), self.values.dtype), np.zeros(len(numbers), bool)
        place = np.searchsorted(self.numbers, numbers).clip(max=len(self.numbers) - 1)
        return self.values[place], self.numbers[place] == numbers

    def shown(self, numbers: NDArray[np.int64]) -> Any:
        """The values of these customers for a frame; nothing where there is none."""
        values, known = self.of(numbers)
        if known.all():
            return values
        if values.dtype.kind in "fiub":
            return np.where(known, values.astype(np.float64), np.nan)
        return np.where(known, values.astype(object), np.array(None))
