"""Who matters: scores, tiers, ranks and the matrices of value.

Values are float64 columns, or int64 columns of exact minor units (cents) of one
currency: the kind of the column decides, and totals of minor units are exact.
What is undefined (a share of a total that is zero or negative) is NaN in a column
and ``None`` as a single number.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars, _value, rfm
from ._choices import (
    BOUNDARIES,
    CUT_METHODS,
    KEY_ACCOUNT_METHODS,
    PYRAMID_BASES,
    PYRAMID_PRESETS,
    RANK_TIES,
    TIES,
    Boundary,
    CutMethod,
    KeyAccountMethod,
    Language,
    PyramidBasis,
    PyramidPreset,
    RankTies,
    Ties,
)
from ._columns import Column
from ._evidence import Floats
from ._library import array, call, defined, enumerator, filled, initial, record
from ._value import *  # noqa: F403
from ._value import Tier, TierEconomics, Tiers, TierStatistics
from .classification import Classification, class_names
from .errors import refuse
from .rfm import *  # noqa: F403

__all__ = [
    "Concentration",
    "Hysteresis",
    "Migration",
    "Pyramid",
    "ahp_weights",
    "key_account_scores",
    "key_accounts",
    "lost_key_accounts",
    "matrix_cuts",
    "policies",
    "ranks",
    "tier_economics",
    "tier_statistics",
]
__all__ += _value.__all__ + rfm.__all__

GiniKind = Literal["biased", "unbiased", "normalised"]
_GINI = {"biased": "gini", "unbiased": "gini_unbiased", "normalised": "gini_normalised"}


class Pyramid:
    """The value pyramid as data: how large each tier is, of what, and its rules.

    Parameters
    ----------
    tiers : str, or sequence of Tier or float
        The tiers from the top down, their sizes alone, or the name of a preset: "curry"
        (1/4/15/80 % of customers), "vip" (1/19/30/50), "abc" (20/30/50), "abc_by_value"
        (80/15/5 % of value), "pareto" (20/80).
    by : {"customers", "value"}, optional
        Of what sizes are shares; as the preset says, or of customers.
    ties : {"upper", "lower", "row_order"}, default "upper"
        Where equal customers at a cut go.
    boundary : {"upper", "lower"}, default "upper"
        Where the customer goes whom a cut divides.

    Attributes
    ----------
    tiers : list of Tier
        The tiers, from the top down.

    Raises
    ------
    DataError
        For tiers without a size.

    Examples
    --------
    >>> from habitue.value import Pyramid
    >>> Pyramid([20, 80]).assign([5.0, 1.0, 2.0, 9.0, 3.0]).tier.tolist()
    [2, 2, 2, 1, 2]
    """

    def __init__(
        self,
        tiers: PyramidPreset | Sequence[Tier] | Sequence[float],
        *,
        by: PyramidBasis | None = None,
        ties: Ties = "upper",
        boundary: Boundary = "upper",
    ) -> None:
        options: dict[str, Any] = {
            "by": _abi.HABITUE_BY_PRESET if by is None else enumerator(PYRAMID_BASES, by, "by"),
            "ties": enumerator(TIES, ties, "ties"),
            "boundary": enumerator(BOUNDARIES, boundary, "boundary"),
        }
        if isinstance(tiers, str):
            options["preset"] = preset = enumerator(PYRAMID_PRESETS, tiers, "tiers")
            english, chinese = _evidence.both_names(_abi.HABITUE_LIST_PYRAMID_TIERS + preset)
        else:
            own = [
                one if isinstance(one, Tier) else Tier(f"tier {number}", f"第{number}层客户", one)
                for number, one in enumerate(_scalars.sequence(tiers, "tiers"), 1)
            ]
            english = [_scalars.string(tier.name, "name") for tier in own]
            chinese = [_scalars.string(tier.name_zh, "name_zh") for tier in own]
            parts = _columns.floats([tier.part for tier in own], "parts")
            options |= {"parts": parts, "tier_count": len(parts)}
            options["preset"] = _abi.HABITUE_PYRAMID_CUSTOM
        self._as_parameter_ = ctypes.pointer(initial(_abi.habitue_pyramid_options, **options))
        sizes = filled("habitue_pyramid_parts", self).tolist()
        self.tiers = [Tier(*tier) for tier in zip(english, chinese, sizes)]

    def assign(self, values: Column, *, threads: int = 1) -> Tiers:
        """The tier of each customer by what they are worth, float64 or int64 minor units, and what
        each tier holds; ``threads`` (0 for all cores) change the time alone."""
        column = rfm.amounts(values, "values")
        rows, tier = len(column), _columns.output(len(column), np.int32)
        held = array(_abi.habitue_tier, len(self.tiers))
        cells = _evidence.cells(column)
        call("habitue_pyramid_assign", self, cells, rows, threads, tier, held, len(held))
        return Tiers(tier, _statistics(self.tiers, held, column))


def _tiers(tiers: object) -> list[Tier]:
    """Tiers as `Pyramid.tiers` gives them."""
    return [_scalars.instance(tier, Tier, "tiers") for tier in _scalars.sequence(tiers, "tiers")]


def _statistics(tiers: list[Tier], held: Any, values: NDArray[Any]) -> list[TierStatistics]:
    """What tiers hold; integers, exact, where the values are minor units."""
    found = []
    for tier, one in zip(tiers, held):
        known: dict[str, Any] = {"name": tier.name, "name_zh": tier.name_zh}
        if values.dtype == np.int64:
            known["total"] = one.exact_total
            ends = {"lowest": one.exact_lowest, "highest": one.exact_highest}
            known |= ends if one.customers else dict.fromkeys(ends)
        found.append(record(TierStatistics, one, **known))
    return found


class Concentration:
    """How unequally value, float64 or int64 minor units, is spread over customers.

    Shares are of the *net* total: where some customers make a loss, the best ones hold more than
    all of it.

    Attributes
    ----------
    customers, gainers : int
        How many there are, and how many of them are worth more than nothing.
    total, gross, losses : float
        Net total, sum of the positive values, sum of the negative ones.
    peak_share : float or None
        The share of the net total that the gainers hold.

    Examples
    --------
    >>> from habitue.value import Concentration
    >>> Concentration([1, 1, 2, 6]).share_of_top(0.25)
    0.6
    """

    def __init__(self, values: Column) -> None:
        self._values = rfm.amounts(values, "values")
        self._found = found = self._ask()
        self.customers: int = found.customers
        self.gainers: int = found.gainers
        self.total: float = found.total
        self.gross: float = found.gross
        self.losses: float = found.losses
        self.peak_share = defined(found.peak_share)

    def _ask(self, **wanted: Any) -> Any:
        asked = initial(_abi.habitue_concentration, **wanted)
        call("habitue_concentration_of", _evidence.cells(self._values), len(self._values), asked)
        return asked

    def share_of_top(self, share: float) -> float | None:
        """The share of the net total that the best ``share`` of customers hold."""
        shares, out = np.array([_scalars.real(share, "share")]), np.empty(1)
        self._ask(top_shares=shares, value_of_top=out, top_count=1)
        return defined(float(out[0]))

    def top_share_giving(self, share: float) -> float | None:
        """The smallest share of customers who hold ``share`` of the net total."""
        shares, out = np.array([_scalars.real(share, "share")]), np.empty(1)
        self._ask(value_shares=shares, top_for_value=out, value_count=1)
        return defined(float(out[0]))

    def gini(self, kind: GiniKind = "biased") -> float | None:
        """The Gini coefficient, ``None`` where that kind is undefined; only the normalised one
        takes negative values."""
        names = dict(enumerate(_GINI.values()))
        place = enumerator({word: at for at, word in enumerate(_GINI)}, kind, "kind")
        return defined(getattr(self._found, names[place]))

    def lorenz(self, points: int = 101) -> tuple[Floats, Floats]:
        """Shares of customers, the least valuable first, and of the net total."""
        return self._curve(_abi.HABITUE_CURVE_LORENZ, points)

    def whale(self, points: int = 101) -> tuple[Floats, Floats]:
        """Shares of customers, the most valuable first, and of the net total."""
        return self._curve(_abi.HABITUE_CURVE_WHALE, points)

    def _curve(self, curve: int, points: int) -> tuple[Floats, Floats]:
        x, y = (_columns.output(points, name="points") for _ in range(2))
        self._ask(curve=curve, curve_customers=x, curve_value=y, points=len(x))
        return x, y


def tier_statistics(values: Column, tier: Column, tiers: Sequence[Tier]) -> list[TierStatistics]:
    """What each tier holds of another column: revenue, profit, lifetime value.

    Parameters
    ----------
    values : column
        Float64, or int64 minor units.
    tier : column of int
        The tier of each customer, 1 the top.
    tiers : sequence of Tier
        As `Pyramid.tiers` gives them.

    Examples
    --------
    >>> from habitue.value import Pyramid, tier_statistics
    >>> tiers = Pyramid([20, 80]).tiers
    >>> [held.total for held in tier_statistics([5.0, 1.0, 2.0], [1, 2, 2], tiers)]
    [5.0, 3.0]
    """
    listed = _tiers(tiers)
    column = rfm.amounts(values, "values")
    codes = _columns.codes(tier, "tier")
    rows = _columns.rows(values=column, tier=codes)
    held = array(_abi.habitue_tier, len(listed))
    call("habitue_tier_statistics", _evidence.cells(column), codes, rows, held, len(held))
    return _statistics(listed, held, column)


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
    revenue, profit : column of int
        Whole minor units, as `Table.total_spend` and `Table.profit`; profit if it is known.
    lifetime_value : column of float
        In any unit.

    Examples
    --------
    >>> from habitue.value import Pyramid, tier_economics
    >>> tiers = Pyramid([20, 80]).tiers
    >>> sums = {"revenue": [500, 300], "lifetime_value": [9.0, 1.0]}
    >>> tier_economics([1, 2], tiers, **sums)[0].lifetime_value_share
    0.9
    """
    listed = _tiers(tiers)
    codes = _columns.codes(tier, "tier")
    brought = _columns.integers(revenue, "revenue")
    left = None if profit is None else _columns.integers(profit, "profit")
    worth = _columns.floats(lifetime_value, "lifetime_value")
    rows = _columns.rows(tier=codes, revenue=brought, profit=left, lifetime_value=worth)
    found = array(_abi.habitue_tier_economics, len(listed))
    call("habitue_tier_economics_of", codes, brought, left, worth, rows, found, len(found))
    unknown = {"profit": None} if left is None else {}
    return [
        record(TierEconomics, one, name=tier.name, name_zh=tier.name_zh, **unknown)
        for tier, one in zip(listed, found)
    ]


_MOST_CLASSES = 10_000
"""More tiers or classes than there may be; a table of their moves still fits memory."""


def moves(before: Column, after: Column, most: object, name: str) -> NDArray[np.uint64]:
    """How many went from which code (row) to which (column), of 0 to ``most``."""
    old, new = _columns.codes(before, "before"), _columns.codes(after, "after")
    rows = _columns.rows(before=old, after=new)
    side = _scalars.whole(most, name, 0, _MOST_CLASSES) + 1
    counts = np.zeros((side, side), np.uint64)
    call("habitue_transitions_count", old, new, rows, side - 1, counts)
    return counts


class Migration:
    """Who moved between tiers: row i of both columns is the same customer.

    Tiers are 1 (top) to ``tiers``; 0 is in no tier: not yet won, or gone.

    Attributes
    ----------
    counts : array of uint64
        ``counts[a, b]`` customers moved from tier a to tier b; index 0 is no tier.

    Examples
    --------
    >>> from habitue.value import Migration
    >>> Migration([1, 2, 2], [1, 1, 2], 2).shares[2].tolist()
    [0.0, 0.5, 0.5]
    """

    def __init__(self, before: Column, after: Column, tiers: int) -> None:
        self.counts = moves(before, after, tiers, "tiers")

    @property
    def shares(self) -> Floats:
        """The share of the customers of each tier who moved to each; NaN if it was empty."""
        whole = self.counts.sum(axis=1, keepdims=True)
        out = np.full(self.counts.shape, np.nan)
        return np.divide(self.counts, whole, out=out, where=whole > 0)


class Hysteresis:
    """Fixed thresholds with a band around them, so that tiers do not flicker.

    Parameters
    ----------
    thresholds : column of float
        The lowest value of each tier but the last, descending.
    band : float
        A share of their magnitude, in 0..1.

    Examples
    --------
    >>> from habitue.value import Hysteresis
    >>> Hysteresis([100.0], 0.1).tiers([95.0, 95.0, 105.0], [1, 0, 2]).tolist()
    [1, 2, 2]
    """

    def __init__(self, thresholds: Column, band: float) -> None:
        self.thresholds = _columns.floats(thresholds, "thresholds")
        self.band = _scalars.real(band, "band")

    def tiers(self, values: Column, previous: Column) -> NDArray[np.int32]:
        """The tier of each customer, given the tier that it had (0 for a new one)."""
        given = {"values": values, "previous": previous}
        settings = {"thresholds": self.thresholds, "band": self.band}
        return _evidence.tabled("TIER_HYSTERESIS", {**given, **settings}).codes("tier")


def matrix_cuts(x: Column, y: Column, *, method: CutMethod = "median") -> tuple[float, float]:
    """Where to cut the columns of a matrix of value: at their medians or means.

    >>> from habitue.value import matrix_cuts
    >>> matrix_cuts([3.0, 1.0, 2.0], [4.0, 1.0, 2.0, 3.0])
    (2.0, 2.5)
    """
    columns = {"x": _columns.floats(x, "x"), "y": _columns.floats(y, "y")}
    kind = enumerator(CUT_METHODS, method, "method")
    first, second = (
        _evidence.calculate("CUT_POINT", {"value": column}, method=kind).number("cut")
        for column in columns.values()
    )
    return first, second


def policies(classes: Classification, language: Language = "en") -> list[str | None]:
    """What to do with the customers of each class (by its code, from 1) of a matrix of value.

    >>> from habitue import value
    >>> value.policies(value.value_loyalty([90.0], [90.0]))[3]
    'delight and defend'
    """
    _scalars.instance(classes, Classification, "classes")
    last = len(class_names(classes.scheme, language))
    listed = _abi.HABITUE_LIST_POLICIES + classes.scheme
    return [_evidence.name(listed, code, language) for code in range(1, last)]


def ranks(values: Column, *, ties: RankTies = "lowest", threads: int = 1) -> NDArray[np.uint64]:
    """The rank of each value, 1 for the largest.

    Parameters
    ----------
    values : column
        Float64, or int64 minor units.
    ties : {"lowest", "highest", "dense", "row_order"}, default "lowest"
        How equals rank: 1, 2, 2, 4; 1, 3, 3, 4; 1, 2, 2, 3; 1, 2, 3, 4.
    threads : int, default 1
        0 for all cores; they change the time, never the ranks.

    Examples
    --------
    >>> from habitue.value import ranks
    >>> ranks([5.0, 9.0, 5.0]).tolist()
    [2, 1, 2]
    """
    column = rfm.amounts(values, "values")
    out = _columns.output(len(column), np.uint64)
    kind = enumerator(RANK_TIES, ties, "ties")
    call("habitue_ranks", _evidence.cells(column), len(column), kind, threads, out)
    return out


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

    Examples
    --------
    >>> from habitue.value import key_account_scores
    >>> key_account_scores([[0.0, 5.0, 10.0]], benefit=[True], weights=[1.0]).tolist()
    [0.0, 0.5, 1.0]
    """
    given = _scalars.sequence(criteria, "criteria")
    if not given:
        refuse(_abi.HABITUE_EMPTY_INPUT, "criteria", "is empty; at least one column is needed")
    columns = {f"criterion {i}": _columns.floats(c, f"criterion {i}") for i, c in enumerate(given)}
    rows = _columns.rows(**columns)
    flags = _columns.flags(benefit, "benefit")
    relative = _columns.floats(weights, "weights")
    count = _columns.rows(benefit=flags, weights=relative, criteria=list(columns))
    matrix, out = np.concatenate(list(columns.values())), _columns.output(rows)
    kind = enumerator(KEY_ACCOUNT_METHODS, method, "method")
    call("habitue_key_account_scores", kind, matrix, flags, relative, count, rows, out)
    return out


def key_accounts(score: Column, *, share: float = 0.2) -> NDArray[np.uint64]:
    """The rows of the best ``share`` of customers by score, best first.

    The number is rounded up, and all who equal the last of them are in.

    >>> from habitue.value import key_accounts
    >>> key_accounts([5.0, 9.0, 1.0, 7.0, 8.0], share=0.4).tolist()
    [1, 4]
    """
    return _best(_columns.floats(score, "score"), None, share)


def lost_key_accounts(score: Column, active: Column, *, share: float = 0.2) -> NDArray[np.uint64]:
    """The rows of the key accounts (the best ``share`` by the ``score`` before) who are not
    ``active`` any more, the ones to win back first, best first.

    >>> from habitue.value import lost_key_accounts
    >>> lost_key_accounts([5.0, 9.0, 1.0, 7.0, 8.0], [0, 1, 0, 0, 0], share=0.6).tolist()
    [4, 3]
    """
    buys = _columns.flags(active, "active")
    return _best(_columns.floats(score, "score"), buys, share)


def _best(score: Floats, active: NDArray[np.uint8] | None, share: float) -> NDArray[np.uint64]:
    rows = _columns.rows(score=score, active=active)
    out, needed = _columns.output(rows, np.uint64), ctypes.c_size_t()
    arguments = score, active, rows, share, out, rows, needed
    call("habitue_key_accounts", *arguments, words={"scores": "score"})
    return out[: needed.value].copy()


def ahp_weights(comparisons: Column) -> tuple[Floats, float | None]:
    """Weights from pairwise comparisons (the analytic hierarchy process).

    Parameters
    ----------
    comparisons : array of criteria by criteria
        How much more the criterion of the row matters than that of the column.

    Returns
    -------
    weights : array of float64
        They sum to 1.
    ratio : float or None
        The consistency ratio; None where it is not defined.

    Examples
    --------
    >>> from habitue.value import ahp_weights
    >>> ahp_weights([[1.0, 3.0], [1 / 3, 1.0]])[0].round(6).tolist()
    [0.75, 0.25]
    """
    matrix = _columns.matrix(comparisons, "comparisons")
    if matrix.shape[0] != matrix.shape[1]:
        reason = f"has {matrix.shape[0]} rows and {matrix.shape[1]} columns"
        refuse(_abi.HABITUE_BAD_LENGTH, "comparisons", reason)
    out, ratio = _columns.output(len(matrix)), ctypes.c_double()
    call("habitue_ahp_weights", matrix.reshape(-1), len(out), out, ratio)
    return out, defined(ratio.value)
