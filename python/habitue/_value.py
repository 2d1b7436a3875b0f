"""Functions of `habitue.value` over what the library has.

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from . import _columns, _worked
from ._choices import (
    CUT_METHODS,
    KEY_ACCOUNT_METHODS,
    RANK_TIES,
    CutMethod,
    KeyAccountMethod,
    RankTies,
)
from ._columns import Column
from ._evidence import Floats, Values, tabled
from ._library import enumerator
from ._records_of_value import TierEconomics, TierStatistics
from ._results import BasketRules, NextProducts, Tier, TierRatio, Tiers
from ._scalars import several
from .classification import Classification, _judge

__all__ = [
    "BasketRules",
    "NextProducts",
    "Tier",
    "TierRatio",
    "Tiers",
    "added_sale",
    "ahp_weights",
    "basket_rules",
    "discount_use",
    "future_value",
    "key_account_scores",
    "key_accounts",
    "lost_key_accounts",
    "matrix_cuts",
    "next_products",
    "ranks",
    "tier_economics",
    "tier_ratio",
    "tier_statistics",
    "value_loyalty",
    "value_response",
]


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
        The class of each row (0 unknown, 1 a, 2 b, 3 c, 4 d), the reasons, and whether it stands on
        a cut.

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
    return _judge("FUTURE_VALUE", given)


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
        The class of each row (0 unknown, 1 stranger, 2 butterfly, 3 barnacle, 4 true friend), the
        reasons, and whether it stands on a cut.

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
    return _judge("VALUE_LOYALTY", given)


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
        The class of each row (0 unknown, 1 neglect, 2 court, 3 develop, 4 nurture), the reasons,
        and whether it stands on a cut.

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
    return _judge("VALUE_RESPONSE", given)


def discount_use(
    *,
    clearance: Values | None = None,
    quick_return: Values | None = None,
    season: Values | None = None,
    delay: Values | None = None,
    key_campaign: Values | None = None,
    long_term: Values | None = None,
) -> Classification:
    """Whether the discount of a campaign has one of the purposes that justify it.

    Whether a discount is justified: it clears stock, returns an investment quickly, makes room for
    a season, avoids a loss by delay or wins by a key campaign, and is not used for long.

    Parameters
    ----------
    clearance : column of bool, optional
        Whether it clears stock.
    quick_return : column of bool, optional
        Whether it returns an investment quickly.
    season : column of bool, optional
        Whether it makes room for the next season.
    delay : column of bool, optional
        Whether it avoids a loss by delay.
    key_campaign : column of bool, optional
        Whether it wins an advantage by a key campaign.
    long_term : column of bool, optional
        Whether it is used for long.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 unjustified, 2 justified), the reasons, and whether it
        stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import value
    >>> found = value.discount_use(season=[True, True], long_term=[False, True])
    >>> found.names().tolist()
    ['justified', 'not justified']
    """
    given = {
        "clearance": clearance,
        "quick_return": quick_return,
        "season": season,
        "delay": delay,
        "key_campaign": key_campaign,
        "long_term": long_term,
    }
    return _judge("DISCOUNT", given)


def basket_rules(basket: Column, product: Column, *, min_support: float = 0.0) -> BasketRules:
    """Which products go together (market-basket analysis).

    The rules among pairs, highest lift first.

    Parameters
    ----------
    basket : column of int or str
        The basket of each line: an order, or a customer.
    product : column of int or str
        Its product; once in a basket is as good as often.
    min_support : float, default 0.0
        Rules of a smaller share of all baskets are left out.

    Returns
    -------
    BasketRules
        Rules "who buys the first buys the second", highest lift first.

    Raises
    ------
    DataError
        For a missing cell, with its row.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import value
    >>> rules = value.basket_rules([1, 1, 2, 2, 3, 4], ["tea", "cup", "tea", "cup", "tea", "jam"])
    >>> rules.antecedent.tolist(), rules.consequent.tolist(), rules.lift.round(2).tolist()
    (['cup', 'tea'], ['tea', 'cup'], [1.33, 1.33])
    """
    basket_ = _columns.keys(basket, "basket")
    product_ = _columns.keys(product, "product")
    _columns.rows(basket=basket_, product=product_)
    return _worked.basket_rules(basket_, product_, min_support=min_support)


def next_products(
    rules: BasketRules,
    customer: Column,
    product: Column,
    customers: int,
) -> NextProducts:
    """What to offer each customer next: what they lack, and goes with what they have.

    Parameters
    ----------
    rules : BasketRules
        As `basket_rules` gives them, ``worth`` being what a product brings.
    customer : column of int
        The row, from 0, of the customer who has each product.
    product : column of int or str
        The product.
    customers : int
        How many customers there are.

    Returns
    -------
    NextProducts
        What to offer each customer next.

    Raises
    ------
    DataError
        For a customer beyond ``customers``, with the row.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import value
    >>> rules = value.basket_rules([1, 1, 2, 2, 3, 4], ["tea", "cup", "tea", "cup", "tea", "jam"])
    >>> value.next_products(rules, [0, 1], ["tea", "jam"], 2).product.tolist()
    ['cup', None]
    """
    customer_ = _columns.counts(customer, "customer")
    product_ = _columns.keys(product, "product")
    _columns.rows(customer=customer_, product=product_)
    return _worked.next_products(rules, customer_, product_, customers)


def added_sale(
    probability: Values,
    margin: Values,
    *,
    otherwise: Values | None = None,
    cost: Values | None = None,
) -> tuple[Floats, Floats]:
    """What an offer of another sale is worth.

    For cross-selling, up-selling, add-ons, one more channel.

    What an offer of another sale is worth, ``probability`` x (``margin`` - ``otherwise``) -
    ``cost``, and the probability from which on it pays; NaN where none does.

    Parameters
    ----------
    probability : column of float
        How likely it is taken, 0 to 1.
    margin : column of float
        What it leaves where it is taken.
    otherwise : column of float, optional
        What would have been earned otherwise: for up-selling the margin of the product that is
        replaced.
    cost : column of float, optional
        What the offer costs.

    Returns
    -------
    value : array of float64
        Probability x (margin - otherwise) - cost.
    pays_from : array of float64
        The probability from which on it pays; NaN where none does.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import value
    >>> worth, pays_from = value.added_sale([0.2], [50.0], otherwise=[10.0], cost=[3.0])
    >>> worth.tolist(), pays_from.tolist()
    ([5.0], [0.075])
    """
    given = {"probability": probability, "margin": margin, "otherwise": otherwise, "cost": cost}
    found = tabled("ADDED_SALE", given)
    return found.column("value"), found.column("pays_from")


def tier_statistics(values: Column, tier: Column, tiers: Sequence[Tier]) -> list[TierStatistics]:
    """What each tier holds of another column: revenue, profit, lifetime value.

    Parameters
    ----------
    values : column of float, or of int for minor units
        Float64, or int64 minor units.
    tier : column of int
        The tier of each customer, 1 the top.
    tiers : sequence of Tier
        As `Pyramid.tiers` gives them.

    Returns
    -------
    list of TierStatistics
        What one tier holds; integers, exact, where the values were minor units.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import value
    >>> from habitue.value import Pyramid
    >>> tiers = Pyramid([20, 80]).tiers
    >>> [held.total for held in value.tier_statistics([5.0, 1.0, 2.0], [1, 2, 2], tiers)]
    [5.0, 3.0]
    """
    values_ = _worked.amounts(values, "values")
    tier_ = _columns.codes(tier, "tier")
    _columns.rows(values=values_, tier=tier_)
    return _worked.tier_statistics(values_, tier_, tiers)


def tier_economics(
    tier: Column,
    tiers: Sequence[Tier],
    *,
    revenue: Column,
    profit: Column | None = None,
    lifetime_value: Column,
) -> list[TierEconomics]:
    """What each tier brought, left and is worth.

    Parameters
    ----------
    tier : column of int
        The tier of each customer, 1 the top.
    tiers : sequence of Tier
        As `Pyramid.tiers` gives them.
    revenue : column of int
        Whole minor units, as `Table.total_spend` and `Table.profit`; profit if it is known.
    profit : column of int, optional
        Whole minor units, as `Table.total_spend` and `Table.profit`; profit if it is known.
    lifetime_value : column of float
        In any unit.

    Returns
    -------
    list of TierEconomics
        What a tier brought, left and is worth; money so far is in minor units.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import value
    >>> from habitue.value import Pyramid
    >>> tiers = Pyramid([20, 80]).tiers
    >>> sums = {"revenue": [500, 300], "lifetime_value": [9.0, 1.0]}
    >>> value.tier_economics([1, 2], tiers, **sums)[0].lifetime_value_share
    0.9
    """
    tier_ = _columns.codes(tier, "tier")
    revenue_ = _columns.integers(revenue, "revenue")
    profit_ = None if profit is None else _columns.integers(profit, "profit")
    lifetime_value_ = _columns.floats(lifetime_value, "lifetime_value")
    _columns.rows(tier=tier_, revenue=revenue_, profit=profit_, lifetime_value=lifetime_value_)
    return _worked.tier_economics(
        tier_,
        tiers,
        revenue=revenue_,
        profit=profit_,
        lifetime_value=lifetime_value_,
    )


def tier_ratio(
    values: Values,
    tier: Values,
    *,
    first: int = 1,
    second: int = 2,
    confidence: float = 0.95,
) -> TierRatio:
    """How many times as much a customer of one tier is worth as one of another, with an interval.

    How many times as much a customer of tier ``first`` is worth as one of tier ``second``, with
    Fieller's interval; NaN where undefined.

    Parameters
    ----------
    values : column of float
        What each customer is worth.
    tier : column of int
        The tier of each.
    first : int, default 1
        The tier above the line.
    second : int, default 2
        The tier below it.
    confidence : float, default 0.95
        Of the interval, which is Fieller's.

    Returns
    -------
    TierRatio
        The ratio of the mean values of two tiers.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import value
    >>> value.tier_ratio([90, 110, 9, 10, 11], [1, 1, 2, 2, 2]).ratio
    10.0
    """
    given = {
        "values": values,
        "tier": tier,
        "first": first,
        "second": second,
        "confidence": confidence,
    }
    found = tabled("TIER_RATIO", given)
    return TierRatio(
        ratio=found.maybe("ratio"),
        interval=(found.maybe("low"), found.maybe("high")),
        means=(found.maybe("mean_first"), found.maybe("mean_second")),
        customers=(found.count("n_first"), found.count("n_second")),
    )


def matrix_cuts(x: Column, y: Column, *, method: CutMethod = "median") -> tuple[float, float]:
    """Where to cut the columns of a matrix of value: at their medians or means.

    Parameters
    ----------
    x : column of float
        The first axis.
    y : column of float
        The second axis.
    method : {"median", "mean"}, default "median"
        At the medians, or at the means.

    Returns
    -------
    tuple of (float, float)
        The cut of ``x`` and that of ``y``.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import value
    >>> value.matrix_cuts([3.0, 1.0, 2.0], [4.0, 1.0, 2.0, 3.0])
    (2.0, 2.5)
    """
    x_ = _columns.floats(x, "x")
    y_ = _columns.floats(y, "y")
    return _worked.matrix_cuts(x_, y_, method=enumerator(CUT_METHODS, method, "method"))


def ranks(values: Column, *, ties: RankTies = "lowest", threads: int = 1) -> NDArray[np.uint64]:
    """The rank of each value, 1 for the largest.

    Parameters
    ----------
    values : column of float, or of int for minor units
        Float64, or int64 minor units.
    ties : {"lowest", "highest", "dense", "row_order"}, default "lowest"
        How equals rank: 1, 2, 2, 4; 1, 3, 3, 4; 1, 2, 2, 3; 1, 2, 3, 4.
    threads : int, default 1
        0 for all cores; they change the time, never the ranks.

    Returns
    -------
    array of uint64
        The rank of each; equals share one, as ``ties`` says.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a word that is none of those named, a value of another type.

    Examples
    --------
    >>> from habitue import value
    >>> value.ranks([5.0, 9.0, 5.0]).tolist()
    [2, 1, 2]
    """
    values_ = _worked.amounts(values, "values")
    return _worked.ranks(values_, ties=enumerator(RANK_TIES, ties, "ties"), threads=threads)


def key_account_scores(
    criteria: Sequence[Column],
    *,
    benefit: Column,
    weights: Column,
    method: KeyAccountMethod = "min_max",
) -> Floats:
    """The score of each customer by several criteria.

    Parameters
    ----------
    criteria : sequence of columns of float
        A column a criterion, a row a customer.
    benefit : column of bool
        Of each criterion, whether more is better.
    weights : column of float
        Of each criterion, relative.
    method : {"min_max", "z_score", "topsis"}, default "min_max"
        How criteria are brought to one scale.

    Returns
    -------
    array of float64
        The weighted score of each, higher for the better.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import value
    >>> value.key_account_scores([[0.0, 5.0, 10.0]], benefit=[True], weights=[1]).tolist()
    [0.0, 0.5, 1.0]
    """
    return _worked.key_account_scores(
        criteria,
        benefit=benefit,
        weights=weights,
        method=enumerator(KEY_ACCOUNT_METHODS, method, "method"),
    )


def key_accounts(score: Column, *, share: float = 0.2) -> NDArray[np.uint64]:
    """The rows of the best ``share`` of customers by score, best first.

    The number is rounded up, and all who equal the last of them are in.

    Parameters
    ----------
    score : column of float
        The score of each customer; the more the better.
    share : float, default 0.2
        Which share of all customers key accounts are, 0 to 1.

    Returns
    -------
    array of uint64
        Their rows, from 0.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import value
    >>> value.key_accounts([5.0, 9.0, 1.0, 7.0, 8.0], share=0.4).tolist()
    [1, 4]
    """
    score_ = _columns.floats(score, "score")
    return _worked.key_accounts(score_, share=share)


def lost_key_accounts(score: Column, active: Column, *, share: float = 0.2) -> NDArray[np.uint64]:
    """The rows of the key accounts who are not ``active`` any more, best first.

    Key accounts are the best ``share`` by the ``score`` before; these are the ones to win back
    first.

    Parameters
    ----------
    score : column of float
        The score of each customer; the more the better.
    active : column of bool
        Whether they still buy.
    share : float, default 0.2
        Which share of all customers key accounts are, 0 to 1.

    Returns
    -------
    array of uint64
        Their rows, from 0.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import value
    >>> value.lost_key_accounts([5.0, 9.0, 1.0, 7.0, 8.0], [0, 1, 0, 0, 0], share=0.6).tolist()
    [4, 3]
    """
    score_ = _columns.floats(score, "score")
    active_ = _columns.flags(active, "active")
    _columns.rows(score=score_, active=active_)
    return _worked.lost_key_accounts(score_, active_, share=share)


def ahp_weights(comparisons: Column) -> tuple[Floats, float | None]:
    """Weights from pairwise comparisons (the analytic hierarchy process).

    Parameters
    ----------
    comparisons : array of two dimensions
        Criteria by criteria: how much more the criterion of the row matters than that of the
        column.

    Returns
    -------
    weights : array of float64
        They sum to 1.
    ratio : float or None
        The consistency ratio; None where it is not defined.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import value
    >>> value.ahp_weights([[1.0, 3.0], [1 / 3, 1.0]])[0].round(6).tolist()
    [0.75, 0.25]
    """
    comparisons_ = _columns.matrix(comparisons, "comparisons")
    return _worked.ahp_weights(comparisons_)


for _name in __all__:
    globals()[_name].__module__ = "habitue.value"
