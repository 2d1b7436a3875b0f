"""Functions and results of `habitue.wallet` over the tables of the library.

Generated from src/capi/rows by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from dataclasses import dataclass

from ._evidence import Values, tabled

__all__ = ["BrandUse", "WalletShare", "share_of_wallet"]


@dataclass(frozen=True)
class WalletShare:
    """Share of wallet of all the money, and of the mean customer.

    Attributes
    ----------
    ratio_of_sums : float
        Of all the money; NaN where nobody spends.
    mean_of_ratios : float
        Of the mean customer; NaN where nobody spends.
    n_used : int
        Customers who spend in the category.
    n_without_spend : int
        Customers who do not, and have no share.
    """

    ratio_of_sums: float
    mean_of_ratios: float
    n_used: int
    n_without_spend: int


@dataclass(frozen=True)
class BrandUse:
    """How many brands customers use.

    Attributes
    ----------
    customers : int
        Customers who use at least one brand.
    multi_brand : int
        Customers who use more than one.
    brands : int
        Brands used, over all customers.
    mean_set : float
        Brands per customer; NaN without a customer.
    applies : bool | None
        Whether shares by rank say anything here (1.4 brands on average, or 40 % of customers with
        more than one); None of nobody.
    """

    customers: int
    multi_brand: int
    brands: int
    mean_set: float
    applies: bool | None


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


for _name in __all__:
    globals()[_name].__module__ = "habitue.wallet"
