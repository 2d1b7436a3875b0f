"""Functions and results of `habitue.value` over the tables of the library.

Generated from src/capi/rows by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ._evidence import Values
from ._scalars import several
from .classification import Classification, judge

__all__ = [
    "Tier",
    "TierEconomics",
    "TierStatistics",
    "Tiers",
    "future_value",
    "value_loyalty",
    "value_response",
]


@dataclass(frozen=True)
class Tier:
    """A tier's names and its size.

    Attributes
    ----------
    name : str
        In English.
    name_zh : str
        In Chinese.
    part : float
        Its size, in any common unit.
    """

    name: str
    name_zh: str
    part: float


@dataclass(frozen=True)
class TierStatistics:
    """What one tier holds; integers, exact, where the values were minor units.

    Attributes
    ----------
    name : str
        The tier in English.
    name_zh : str
        The tier in Chinese.
    customers : int
        How many customers.
    customer_share : float
        Their share of all customers.
    total : float | int
        What they are worth together.
    value_share : float | None
        Of the net total; None where that is zero or negative.
    gross_share : float | None
        The total over the sum of all positive values; None where there is none.
    lowest : float | int | None
        The least valuable customer; NaN in an empty tier.
    highest : float | int | None
        The most valuable customer; NaN in an empty tier.
    mean : float | None
        The mean value; NaN in an empty tier.
    """

    name: str
    name_zh: str
    customers: int
    customer_share: float
    total: float | int
    value_share: float | None
    gross_share: float | None
    lowest: float | int | None
    highest: float | int | None
    mean: float | None


@dataclass(frozen=True)
class Tiers:
    """The tier of each customer, and what each tier holds.

    Attributes
    ----------
    tier : array of int32
        1 for the top.
    statistics : list[TierStatistics]
        A line a tier, from the top down.
    """

    tier: NDArray[np.int32]
    statistics: list[TierStatistics]


@dataclass(frozen=True)
class TierEconomics:
    """What a tier brought, left and is worth; money so far is in minor units.

    Shares are of all, and None where that is zero or negative, or where no profit is known.

    Attributes
    ----------
    name : str
        The tier in English.
    name_zh : str
        The tier in Chinese.
    customers : int
        How many customers.
    customer_share : float
        Their share of all customers.
    revenue : int
        What they brought, minor units, exactly.
    revenue_share : float | None
        Their share of all revenue; NaN where that is zero or negative.
    profit : int | None
        What they left, minor units, exactly; 0 where no profit is given.
    profit_share : float | None
        Their share of the net profit of all; NaN where that is not given, zero or negative.
    margin : float | None
        Profit over revenue; NaN where no profit is given, or the revenue is zero or negative.
    lifetime_value : float
        What they are worth from now on, in the unit of the column.
    lifetime_value_share : float | None
        Their share of all lifetime value; NaN where that is zero or negative.
    """

    name: str
    name_zh: str
    customers: int
    customer_share: float
    revenue: int
    revenue_share: float | None
    profit: int | None
    profit_share: float | None
    margin: float | None
    lifetime_value: float
    lifetime_value_share: float | None


def future_value(current: Values, future: Values, *, cuts: Sequence[float]) -> Classification:
    """The ABCD classes by current and future value; a value on its cut is high.

    Current and future value.

    Parameters
    ----------
    current : column of float
        What each brings now.
    future : column of float
        What each may bring.
    cuts : 2 numbers
        Where each axis is cut, in order; a value on its cut is high.

    Returns
    -------
    Classification
        Class, reasons and boundary of each row.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import value
    >>> value.future_value([1.0, 5.0], [5.0, 5.0], cuts=(2.0, 2.0)).names().tolist()
    ['B: considerable potential', 'A: first']
    """
    cuts_ = several(cuts, "cuts", 2)
    given = {"current": current, "future": future, "current_cut": cuts_[0], "future_cut": cuts_[1]}
    return judge("FUTURE_VALUE", given)


def value_loyalty(
    value: Values,
    loyalty: Values,
    *,
    cuts: Sequence[float] = (50.0, 50.0),
) -> Classification:
    """True friend, butterfly, barnacle or stranger, by value and loyalty.

    Reinartz and Kumar: value and loyalty.

    Parameters
    ----------
    value : column of float
        What each is worth, on the scale of its cut.
    loyalty : column of float
        Loyalty, on the scale of the cuts.
    cuts : 2 numbers, default (50.0, 50.0)
        Where each axis is cut, in order; a value on its cut is high.

    Returns
    -------
    Classification
        Class, reasons and boundary of each row.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import value
    >>> value.value_loyalty([90.0, 10.0], [90.0, 10.0]).names().tolist()
    ['true friend', 'stranger']
    """
    cuts_ = several(cuts, "cuts", 2)
    given = {"value": value, "loyalty": loyalty, "value_cut": cuts_[0], "loyalty_cut": cuts_[1]}
    return judge("VALUE_LOYALTY", given)


def value_response(
    value: Values,
    response: Values,
    *,
    cuts: Sequence[float] = (50.0, 50.0),
) -> Classification:
    """Nurture, court, develop or neglect, by value and response.

    Value, and the share of contacts that are answered.

    Parameters
    ----------
    value : column of float
        What each is worth, on the scale of its cut.
    response : column of float
        The share of contacts that are answered, on the scale of its cut.
    cuts : 2 numbers, default (50.0, 50.0)
        Where each axis is cut, in order; a value on its cut is high.

    Returns
    -------
    Classification
        Class, reasons and boundary of each row.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import value
    >>> value.value_response([90.0, 10.0], [90.0, 10.0]).names().tolist()
    ['high value, high response', 'low value, low response']
    """
    cuts_ = several(cuts, "cuts", 2)
    given = {"value": value, "response": response, "value_cut": cuts_[0], "response_cut": cuts_[1]}
    return judge("VALUE_RESPONSE", given)


for _name in __all__:
    globals()[_name].__module__ = "habitue.value"
