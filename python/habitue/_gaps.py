"""Functions of `habitue.gaps` over what the library has.

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from . import _worked
from ._columns import Column
from ._evidence import Floats, Values, tabled
from ._results import ServiceGaps

__all__ = ["ServiceGaps", "adapt_expectation", "delivered_value", "disconfirm"]


def disconfirm(
    expectation: Values,
    performance: Values,
    *,
    tolerance: float = 0.0,
) -> tuple[Floats, NDArray[np.int32]]:
    """Performance less expectation of each row, and its class.

    Parameters
    ----------
    expectation : column of float
        What was expected, on any scale.
    performance : column of float
        What was received, on the same scale.
    tolerance : float, default 0.0
        Up to which gap, either way, expectation is met.

    Returns
    -------
    gap : array of float64
        Performance less expectation.
    class : array of int32
        Codes; `DISCONFIRMATION` holds the names.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import gaps
    >>> gaps.disconfirm([3, 3], [4, 2])[1].tolist()
    [3, 1]
    """
    given = {"expectation": expectation, "performance": performance, "tolerance": tolerance}
    found = tabled("DISCONFIRMATION", given, missing=True)
    return found.column("gap"), found.codes("class")


def adapt_expectation(start: float, rate: float, performance: Values) -> Floats:
    """The expectation before each period, which moves towards each performance.

    The expectation before each period, ``start`` before the first, which moves by ``rate`` (0 to 1)
    of the way towards each performance; NaN is none.

    Parameters
    ----------
    start : float
        The expectation before the first period.
    rate : float
        How far it moves, 0 to 1.
    performance : column of float
        What each period brought; missing is none.

    Returns
    -------
    expectation : array of float64

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import gaps
    >>> gaps.adapt_expectation(4.0, 0.5, [2.0, 3.0]).tolist()
    [4.0, 3.0]
    """
    given = {"start": start, "rate": rate, "performance": performance}
    return tabled("ADAPTED_EXPECTATION", given, missing=True).column("expectation")


def delivered_value(
    benefits: Sequence[Column],
    costs: Sequence[Column],
    *,
    complaints: Sequence[Column] | None = None,
) -> tuple[Floats, Floats]:
    """Benefits less costs, and their ratio (NaN without costs), of each row.

    Parameters
    ----------
    benefits : sequence of 4 columns of float
        Of the product, services, personnel and image.
    costs : sequence of 4 columns of float
        In money, time, psychic cost and energy.
    complaints : sequence of 3 columns of float, optional
        What complaints cost in time and in energy, and what the recovery was worth.

    Returns
    -------
    tuple[Floats, Floats]

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import gaps
    >>> value, ratio = gaps.delivered_value([[4], [3], [2], [1]], [[2], [1], [1], [1]])
    >>> value.tolist(), ratio.tolist()
    ([5.0], [2.0])
    """
    return _worked.delivered_value(benefits, costs, complaints=complaints)


for _name in __all__:
    globals()[_name].__module__ = "habitue.gaps"
