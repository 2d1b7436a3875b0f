"""Functions and results of `habitue.gaps` over the tables of the library.

Generated from src/capi/rows by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ._evidence import Floats, Values, tabled

__all__ = ["adapt_expectation", "disconfirm"]


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


for _name in __all__:
    globals()[_name].__module__ = "habitue.gaps"
