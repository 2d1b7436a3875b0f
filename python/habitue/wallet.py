"""Share of wallet: of what customers spend in a category, how much they spend with us.

Everything here is in `habitue.loyalty`, too.

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from . import _columns, _worked
from ._columns import Column
from ._evidence import Floats, Values, tabled
from ._records_of_value import BrandUse
from ._results import WalletShare

__all__ = ["BrandUse", "WalletShare", "brand_use", "rank_shares", "share_of_wallet"]


def share_of_wallet(with_us: Values, in_category: Values) -> WalletShare:
    """Both shares of wallet, from what customers spend with us and in the category.

    The share of spend in the category that is with us; NaN where nobody spends.

    Parameters
    ----------
    with_us : column of float
        What each spends with us.
    in_category : column of float
        What each spends in the category, at least as much.

    Returns
    -------
    WalletShare
        Share of wallet of all the money, and of the mean customer.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.share_of_wallet([50, 10], [100, 10]).mean_of_ratios
    0.75
    """
    given = {"with_us": with_us, "in_category": in_category}
    found = tabled("SHARE_OF_WALLET", given)
    return WalletShare(
        ratio_of_sums=found.number("ratio_of_sums"),
        mean_of_ratios=found.number("mean_of_ratios"),
        n_used=found.count("n_used"),
        n_without_spend=found.count("n_without_spend"),
    )


def rank_shares(ratings: Column) -> Floats:
    """The shares of wallet that ranks imply.

    Parameters
    ----------
    ratings : array of two dimensions
        A row a customer, a column a brand, the higher the better; NaN is a brand that the customer
        does not use, whose share is 0.

    Returns
    -------
    array of float64
        Of the shape of ``ratings``; a row of a customer who uses a brand sums to 1.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.rank_shares([[9.0, 5.0, float("nan")]]).round(3).tolist()
    [[0.667, 0.333, 0.0]]
    """
    ratings_ = _columns.matrix(ratings, "ratings")
    return _worked.rank_shares(ratings_)


def brand_use(ratings: Column) -> BrandUse:
    """How many brands customers use, and so whether `rank_shares`, of the same, say anything.

    Parameters
    ----------
    ratings : array of two dimensions
        As for `rank_shares`.

    Returns
    -------
    BrandUse
        How many brands customers use.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.brand_use([[9.0, 5.0, float("nan")]]).mean_set
    2.0
    """
    ratings_ = _columns.matrix(ratings, "ratings")
    return _worked.brand_use(ratings_)
