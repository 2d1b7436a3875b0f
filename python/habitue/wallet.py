"""Share of wallet: of what customers spend in a category, how much they spend with us.

Everything here is in `habitue.loyalty`, too.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence
from ._library import call

__all__ = ["BrandUse", "WalletShare", "brand_use", "rank_shares", "share_of_wallet"]


@dataclass(frozen=True)
class WalletShare:
    """Share of wallet of all the money (``ratio_of_sums``) and of the mean customer
    (``mean_of_ratios``), NaN where nobody spends: of ``n_used`` customers who spend in the
    category, not of ``n_without_spend`` who do not, and have no share."""

    ratio_of_sums: float
    mean_of_ratios: float
    n_used: int
    n_without_spend: int


def share_of_wallet(with_us: Any, in_category: Any) -> WalletShare:
    """Both shares of wallet, from what customers spend with us and in the category."""
    found = _evidence.tabled("SHARE_OF_WALLET", locals())
    counts = int(found["n_used"]), int(found["n_without_spend"])
    return WalletShare(found["ratio_of_sums"], found["mean_of_ratios"], *counts)


def rank_shares(ratings: Any) -> NDArray[np.float64]:
    """The shares of wallet that ranks imply: a row a customer, a column a brand.

    NaN is a brand that the customer does not use; its share is 0.
    """
    return _rank_shares(ratings)[0]


@dataclass(frozen=True)
class BrandUse:
    """How many ``customers`` use at least one brand, how many more than one (``multi_brand``), how
    many ``brands`` all of them, and how many each (``mean_set``, NaN of nobody). ``applies``:
    whether shares by rank say anything here: 1.4 brands on average, or 40 % of customers with more
    than one; ``None`` of nobody."""

    customers: int
    multi_brand: int
    brands: int
    mean_set: float
    applies: bool | None


def brand_use(ratings: Any) -> BrandUse:
    """How many brands customers use, and so whether `rank_shares` say anything."""
    used = _rank_shares(ratings)[1]
    applies = None if used.applies == 2 else bool(used.applies)
    return BrandUse(used.customers, used.multi_brand, used.brands, used.mean_set, applies)


def _rank_shares(ratings: Any) -> tuple[NDArray[np.float64], Any]:
    matrix = _columns.matrix(ratings, "ratings")
    shares, used = np.empty_like(matrix), _abi.habitue_brand_use()
    call("habitue_rank_shares", matrix, *matrix.shape, shares, ctypes.byref(used))
    return shares, used
