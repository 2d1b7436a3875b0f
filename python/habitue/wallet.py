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
    """Share of wallet, by the money and by the customer; NaN where nobody spends."""

    ratio_of_sums: float
    """The share of all the money."""
    mean_of_ratios: float
    """The share of the mean customer."""
    n_used: int
    """Customers who spend in the category."""
    n_without_spend: int
    """Customers who spend nothing in it, and have no share."""


def share_of_wallet(with_us: Any, in_category: Any) -> WalletShare:
    """Both shares of wallet, from what customers spend with us and in the category."""
    columns = {
        "with_us": _columns.floats(with_us, "with_us"),
        "in_category": _columns.floats(in_category, "in_category"),
    }
    _columns.rows(**columns)
    found = _evidence.calculate("SHARE_OF_WALLET", columns)
    counts = int(found["n_used"]), int(found["n_without_spend"])
    return WalletShare(found["ratio_of_sums"], found["mean_of_ratios"], *counts)


def rank_shares(ratings: Any) -> NDArray[np.float64]:
    """The shares of wallet that ranks imply: a row a customer, a column a brand.

    NaN is a brand that the customer does not use; its share is 0.
    """
    return _rank_shares(ratings)[0]


@dataclass(frozen=True)
class BrandUse:
    """How many brands customers use."""

    customers: int
    """Customers who use at least one brand."""
    multi_brand: int
    """Customers who use more than one."""
    brands: int
    """Brands used, over all customers."""
    mean_set: float
    """Brands per customer; NaN without a customer."""
    applies: bool | None
    """Whether shares by rank say anything here: 1.4 brands on average, or 40 % of customers
    with more than one; ``None`` without a customer."""


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
