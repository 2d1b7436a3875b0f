"""Share of wallet: of what customers spend in a category, how much they spend with us.

Everything here is in `habitue.loyalty`, too.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np

from . import _abi, _columns, _wallet
from ._columns import Column
from ._evidence import Floats
from ._library import call, record
from ._wallet import *  # noqa: F403
from ._wallet import BrandUse

__all__ = ["brand_use", "rank_shares"]
__all__ += _wallet.__all__


def rank_shares(ratings: Column) -> Floats:
    """The shares of wallet that ranks imply.

    Parameters
    ----------
    ratings : array of customers by brands
        The higher the better; NaN is a brand that the customer does not use, whose share is 0.

    Returns
    -------
    array of float64
        Of the shape of ``ratings``; a row of a customer who uses a brand sums to 1.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.rank_shares([[9.0, 5.0, float("nan")]]).round(3).tolist()
    [[0.667, 0.333, 0.0]]
    """
    return _rank_shares(ratings)[0]


def brand_use(ratings: Column) -> BrandUse:
    """How many brands customers use, and so whether `rank_shares`, of the same, say anything.

    >>> from habitue import loyalty
    >>> loyalty.brand_use([[9.0, 5.0, float("nan")]]).mean_set
    2.0
    """
    used = _rank_shares(ratings)[1]
    return record(BrandUse, used, applies=None if used.applies == 2 else bool(used.applies))


def _rank_shares(ratings: Column) -> tuple[Floats, Any]:
    matrix = _columns.matrix(ratings, "ratings")
    shares, used = np.empty_like(matrix), _abi.habitue_brand_use()
    call("habitue_rank_shares", matrix, *matrix.shape, shares, ctypes.byref(used))
    return shares, used
