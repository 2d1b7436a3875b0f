"""Who matters: scores, tiers, ranks and the matrices of value.

Values are float64 columns, or int64 columns of exact minor units (cents) of one
currency: the kind of the column decides, and totals of minor units are exact.
What is undefined (a share of a total that is zero or negative) is NaN in a column
and ``None`` as a single number.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars
from ._library import call, defined, enumerator, filled, given, record, words
from .classification import Classification, class_names, classify
from .errors import refuse
from .rfm import (
    _TIES,
    Rfm,
    RfmScores,
    Scores,
    Scoring,
    Segment,
    Segments,
    SegmentTable,
    _amounts,
)

__all__ = [
    "Concentration",
    "Hysteresis",
    "Migration",
    "Pyramid",
    "Rfm",
    "RfmScores",
    "Scores",
    "Scoring",
    "Segment",
    "SegmentTable",
    "Segments",
    "Tier",
    "TierEconomics",
    "TierStatistics",
    "Tiers",
    "ahp_weights",
    "future_value",
    "key_account_scores",
    "key_accounts",
    "lost_key_accounts",
    "matrix_cuts",
    "policies",
    "ranks",
    "tier_economics",
    "tier_statistics",
    "value_loyalty",
    "value_response",
]

_PRESETS = words("HABITUE_PYRAMID_", "custom")
_BY = words("HABITUE_BY_", "preset")
_BOUNDARY = words("HABITUE_BOUNDARY_")
_RANK_TIES = words("HABITUE_RANK_")
_KEY_ACCOUNTS = words("HABITUE_KEY_ACCOUNTS_")
_CUTS = words("HABITUE_CUTS_")
_GINI = {"biased": 0, "unbiased": 1, "normalised": 2}


@dataclass(frozen=True)
class Tier:
    """A tier's English and Chinese name and its size, in any common unit."""

    name: str
    name_zh: str
    part: float


@dataclass(frozen=True)
class TierStatistics:
    """What one tier holds; integers, exact, where the values were minor units. ``value_share`` is
    of the net total (``None`` where that is zero or negative), ``gross_share`` the total over the
    sum of all positive values (``None`` where there is none)."""

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
    """The tier of each customer (1 for the top), and what each tier holds."""

    tier: NDArray[np.int32]
    statistics: list[TierStatistics]


class Pyramid:
    """The value pyramid as data: how large each tier is, of what, and its rules.

    Args:
        tiers: The tiers from the top down, or the name of a preset: ``"curry"`` (1/4/15/80 % of
            customers), ``"vip"`` (1/19/30/50), ``"abc"`` (20/30/50), ``"abc_by_value"`` (80/15/5 %
            of value), ``"pareto"`` (20/80), or the sizes alone.
        by: ``"customers"`` or ``"value"``; as the preset says, or by customers.
        ties: Where equal customers at a cut go: ``"upper"``, ``"lower"`` or ``"row_order"``.
        boundary: Where the customer goes whom a cut divides: ``"upper"`` or ``"lower"``.
    """

    def __init__(
        self,
        tiers: str | Sequence[Tier] | Sequence[float],
        *,
        by: str | None = None,
        ties: str = "upper",
        boundary: str = "upper",
    ) -> None:
        options: dict[str, Any] = {
            "by": _abi.HABITUE_BY_PRESET if by is None else enumerator(_BY, by, "by"),
            "ties": enumerator(_TIES, ties, "ties"),
            "boundary": enumerator(_BOUNDARY, boundary, "boundary"),
        }
        if isinstance(tiers, str):
            preset = enumerator(_PRESETS, tiers, "tiers")
            options["preset"], listed = preset, _abi.HABITUE_LIST_PYRAMID_TIERS + preset
            english, chinese = _evidence.both_names(listed)
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
        self._as_parameter_ = ctypes.pointer(given(_abi.habitue_pyramid_options, **options))
        sizes = filled("habitue_pyramid_parts", self).tolist()
        #: The tiers, from the top down.
        self.tiers = [Tier(*tier) for tier in zip(english, chinese, sizes)]

    def assign(self, values: Any, *, threads: int = 1) -> Tiers:
        """The tier of each customer by what they are worth, float64 or int64 minor units, and what
        each tier holds; ``threads`` (0 for all cores) change the time alone."""
        column = _amounts(values, "values")
        rows, tier = len(column), _columns.output(len(column), np.int32)
        held = (_abi.habitue_tier * len(self.tiers))()
        cells = _evidence.cells(column)
        call("habitue_pyramid_assign", self, cells, rows, threads, tier, held, len(held))
        return Tiers(tier, _statistics(self.tiers, held, column))


def _tiers(tiers: Any) -> list[Tier]:
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
    """

    def __init__(self, values: Any) -> None:
        self._values = _amounts(values, "values")
        self._found = self._ask()
        #: How many customers, and how many of them are worth more than nothing.
        self.customers, self.gainers = self._found.customers, self._found.gainers
        #: Net total, sum of the positive values, sum of the negative ones.
        self.total, self.gross, self.losses = (
            self._found.total,
            self._found.gross,
            self._found.losses,
        )
        #: The share of the net total that the gainers hold, or ``None``.
        self.peak_share = defined(self._found.peak_share)

    def _ask(self, **wanted: Any) -> Any:
        asked = given(_abi.habitue_concentration, **wanted)
        call("habitue_concentration_of", _evidence.cells(self._values), len(self._values), asked)
        return asked

    def share_of_top(self, share: float) -> float | None:
        """The share of the net total that the best ``share`` of customers hold."""
        shares, out = np.array([_scalars.real(share, "share")]), _columns.output(1)
        self._ask(top_shares=shares, value_of_top=out, top_count=1)
        return defined(float(out[0]))

    def top_share_giving(self, share: float) -> float | None:
        """The smallest share of customers who hold ``share`` of the net total."""
        shares, out = np.array([_scalars.real(share, "share")]), _columns.output(1)
        self._ask(value_shares=shares, top_for_value=out, value_count=1)
        return defined(float(out[0]))

    def gini(self, kind: str = "biased") -> float | None:
        """The Gini coefficient: ``"biased"``, ``"unbiased"`` or ``"normalised"``.

        ``None`` where that kind is undefined; only the normalised one takes
        negative values.
        """
        found = self._found
        kinds = found.gini, found.gini_unbiased, found.gini_normalised
        return defined(kinds[enumerator(_GINI, kind, "kind")])

    def lorenz(self, points: int = 101) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Shares of customers, the least valuable first, and of the net total."""
        return self._curve(_abi.HABITUE_CURVE_LORENZ, points)

    def whale(self, points: int = 101) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Shares of customers, the most valuable first, and of the net total."""
        return self._curve(_abi.HABITUE_CURVE_WHALE, points)

    def _curve(self, curve: int, points: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        x, y = (_columns.output(points, name="points") for _ in range(2))
        self._ask(curve=curve, curve_customers=x, curve_value=y, points=len(x))
        return x, y


def tier_statistics(values: Any, tier: Any, tiers: Sequence[Tier]) -> list[TierStatistics]:
    """What each tier holds of another column, float64 or int64 minor units: revenue, profit,
    lifetime value; ``tier`` and ``tiers`` as for `tier_economics`."""
    tiers = _tiers(tiers)
    column = _amounts(values, "values")
    codes = _columns.codes(tier, "tier")
    rows = _columns.rows(values=column, tier=codes)
    held = (_abi.habitue_tier * len(tiers))()
    call("habitue_tier_statistics", _evidence.cells(column), codes, rows, held, len(held))
    return _statistics(tiers, held, column)


@dataclass(frozen=True)
class TierEconomics:
    """What a tier brought, left and is worth; money so far is in minor units. Shares are of all,
    and ``None`` where that is zero or negative, or where no profit is known."""

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


def tier_economics(
    tier: Any,
    tiers: Sequence[Tier],
    *,
    revenue: Any,
    profit: Any = None,
    lifetime_value: Any,
) -> list[TierEconomics]:
    """What each tier (1 the top, in the column ``tier``; ``tiers`` as `Pyramid.tiers` gives them)
    brought, left, if that is known, in whole minor units (`Table.total_spend`, `Table.profit`), and
    is worth, in any unit."""
    tiers = _tiers(tiers)
    codes = _columns.codes(tier, "tier")
    brought = _columns.integers(revenue, "revenue")
    left = None if profit is None else _columns.integers(profit, "profit")
    worth = _columns.floats(lifetime_value, "lifetime_value")
    rows = _columns.rows(tier=codes, revenue=brought, profit=left, lifetime_value=worth)
    found = (_abi.habitue_tier_economics * len(tiers))()
    call("habitue_tier_economics_of", codes, brought, left, worth, rows, found, len(tiers))
    unknown = {"profit": None} if left is None else {}
    return [
        record(TierEconomics, one, name=tier.name, name_zh=tier.name_zh, **unknown)
        for tier, one in zip(tiers, found)
    ]


_MOST_TIERS = 10_000
"""More tiers than a pyramid may have; a table of their moves still fits memory."""


class Migration:
    """Who moved between tiers: row i of both columns is the same customer.

    Tiers are 1 (top) to ``tiers``; 0 is in no tier: not yet won, or gone.
    """

    def __init__(self, before: Any, after: Any, tiers: int) -> None:
        first = _columns.codes(before, "before")
        second = _columns.codes(after, "after")
        rows = _columns.rows(before=first, after=second)
        side = _scalars.whole(tiers, "tiers", 0, _MOST_TIERS) + 1
        counts = _columns.output(side * side, np.uint64)
        call("habitue_transitions_count", first, second, rows, tiers, counts)
        #: ``counts[a, b]`` customers moved from tier a to tier b; index 0 is no tier.
        self.counts: NDArray[np.uint64] = counts.reshape(side, side)

    @property
    def shares(self) -> NDArray[np.float64]:
        """The share of the customers of each tier who moved to each; NaN if it was empty."""
        whole = self.counts.sum(axis=1, keepdims=True)
        out = np.full(self.counts.shape, np.nan)
        return np.divide(self.counts, whole, out=out, where=whole > 0)


class Hysteresis:
    """Fixed thresholds, the lowest value of each tier but the last, descending, with a band around
    them, a share of their magnitude in 0..1, so that tiers do not flicker."""

    def __init__(self, thresholds: Any, band: float) -> None:
        self.thresholds = _columns.floats(thresholds, "thresholds")
        self.band = _scalars.real(band, "band")

    def tiers(self, values: Any, previous: Any) -> NDArray[np.int32]:
        """The tier of each customer, given the tier that it had (0 for a new one)."""
        columns = {"values": values, "previous": previous}
        settings = {"thresholds": self.thresholds.tolist(), "band": self.band}
        return _evidence.tabled("TIER_HYSTERESIS", columns, **settings)["tier"].astype(np.int32)


def _matrix(scheme: str, given: dict[str, Any], cuts: Sequence[float]) -> Classification:
    settings = dict(zip((f"{axis}_cut" for axis in given), _scalars.several(cuts, "cuts", 2)))
    columns = {name: _columns.floats(axis, name, missing=True) for name, axis in given.items()}
    return classify(scheme, dict.fromkeys(given, "number"), columns, **settings)


def future_value(current: Any, future: Any, *, cuts: Sequence[float]) -> Classification:
    """The ABCD classes by current and future value; a value on its cut is high."""
    return _matrix("FUTURE_VALUE", {"current": current, "future": future}, cuts)


def value_loyalty(
    value: Any, loyalty: Any, *, cuts: Sequence[float] = (50.0, 50.0)
) -> Classification:
    """True friend, butterfly, barnacle or stranger, by value and loyalty."""
    return _matrix("VALUE_LOYALTY", {"value": value, "loyalty": loyalty}, cuts)


def value_response(
    value: Any, response: Any, *, cuts: Sequence[float] = (50.0, 50.0)
) -> Classification:
    """Nurture, court, develop or neglect, by value and response."""
    return _matrix("VALUE_RESPONSE", {"value": value, "response": response}, cuts)


def matrix_cuts(x: Any, y: Any, *, method: str = "median") -> tuple[float, float]:
    """Where to cut the columns of a matrix of value: at their medians or means."""
    columns = {"x": _columns.floats(x, "x"), "y": _columns.floats(y, "y")}
    kind = enumerator(_CUTS, method, "method")
    first, second = (
        _evidence.calculate("CUT_POINT", {"value": column}, method=kind)["cut"]
        for column in columns.values()
    )
    return first, second


def policies(classes: Classification, language: str = "en") -> list[str | None]:
    """What to do with the customers of each class (by its code, from 1) of a matrix of value."""
    _scalars.instance(classes, Classification, "classes")
    last = len(class_names(classes.scheme, language))
    policies = _abi.HABITUE_LIST_POLICIES + classes.scheme
    return [_evidence.name(policies, code, language) for code in range(1, last)]


def ranks(values: Any, *, ties: str = "lowest", threads: int = 1) -> NDArray[np.uint64]:
    """The rank of each value, 1 for the largest. ``ties`` rank ``"lowest"`` (1, 2, 2, 4),
    ``"highest"`` (1, 3, 3, 4), ``"dense"`` (1, 2, 2, 3) or ``"row_order"`` (1, 2, 3, 4)."""
    column = _amounts(values, "values")
    out = _columns.output(len(column), np.uint64)
    kind = enumerator(_RANK_TIES, ties, "ties")
    call("habitue_ranks", _evidence.cells(column), len(column), kind, threads, out)
    return out


def key_account_scores(
    criteria: Sequence[Any],
    *,
    benefit: Sequence[bool],
    weights: Any,
    method: str = "min_max",
) -> NDArray[np.float64]:
    """The score of each customer by several criteria, a column each: whether more is better
    (``benefit``), relative ``weights``, and the method ``"min_max"``, ``"z_score"`` or
    ``"topsis"``."""
    given = _scalars.sequence(criteria, "criteria")
    if not given:
        refuse(_abi.HABITUE_EMPTY_INPUT, "criteria", "is empty; at least one column is needed")
    columns = {f"criterion {i}": _columns.floats(c, f"criterion {i}") for i, c in enumerate(given)}
    rows = _columns.rows(**columns)
    matrix = np.concatenate(list(columns.values()))
    flags = _columns.flags(benefit, "benefit")
    relative = _columns.floats(weights, "weights")
    count = _columns.rows(benefit=flags, weights=relative, criteria=list(columns))
    out = _columns.output(rows)
    kind = enumerator(_KEY_ACCOUNTS, method, "method")
    call("habitue_key_account_scores", kind, matrix, flags, relative, count, rows, out)
    return out


def key_accounts(score: Any, *, share: float = 0.2) -> NDArray[np.uint64]:
    """The rows of the best ``share`` of customers by score, best first.

    The number is rounded up, and all who equal the last of them are in.
    """
    return _best(_columns.floats(score, "score"), None, share)


def lost_key_accounts(score: Any, active: Any, *, share: float = 0.2) -> NDArray[np.uint64]:
    """The rows of the key accounts (the best ``share`` by the ``score`` before) who are not
    ``active`` any more, the ones to win back first, best first."""
    buys = _columns.flags(active, "active")
    return _best(_columns.floats(score, "score"), buys, share)


def _best(
    score: NDArray[np.float64], active: NDArray[np.uint8] | None, share: float
) -> NDArray[np.uint64]:
    rows = _columns.rows(score=score, active=active)
    out, needed = _columns.output(rows, np.uint64), ctypes.c_size_t()
    arguments = score, active, rows, share, out, rows, needed
    call("habitue_key_accounts", *arguments, words={"scores": "score"})
    return out[: needed.value].copy()


def ahp_weights(comparisons: Any) -> tuple[NDArray[np.float64], float | None]:
    """Weights from pairwise comparisons, and their consistency ratio."""
    matrix = _columns.matrix(comparisons, "comparisons")
    if matrix.shape[0] != matrix.shape[1]:
        reason = f"has {matrix.shape[0]} rows and {matrix.shape[1]} columns"
        refuse(_abi.HABITUE_BAD_LENGTH, "comparisons", reason)
    out, ratio = _columns.output(len(matrix)), ctypes.c_double()
    call("habitue_ahp_weights", matrix.reshape(-1), len(out), out, ratio)
    return out, defined(ratio.value)
