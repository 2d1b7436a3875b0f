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

from . import _abi, _columns
from ._library import Handle, call, defined, enumerator, text, value
from .classification import Classification, classify

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

_PRESETS = {
    "curry": _abi.HABITUE_PYRAMID_CURRY,
    "vip": _abi.HABITUE_PYRAMID_VIP,
    "abc": _abi.HABITUE_PYRAMID_ABC,
    "abc_by_value": _abi.HABITUE_PYRAMID_ABC_BY_VALUE,
    "pareto": _abi.HABITUE_PYRAMID_PARETO,
}
_BY = {"customers": _abi.HABITUE_BY_CUSTOMERS, "value": _abi.HABITUE_BY_VALUE}
_TIES = {
    "upper": _abi.HABITUE_TIES_UPPER,
    "lower": _abi.HABITUE_TIES_LOWER,
    "row_order": _abi.HABITUE_TIES_ROW_ORDER,
}
_BOUNDARY = {"upper": _abi.HABITUE_BOUNDARY_UPPER, "lower": _abi.HABITUE_BOUNDARY_LOWER}
_GINI = {
    "biased": _abi.HABITUE_GINI_BIASED,
    "unbiased": _abi.HABITUE_GINI_UNBIASED,
    "normalised": _abi.HABITUE_GINI_NORMALISED,
}
_CURVE = {"lorenz": _abi.HABITUE_CURVE_LORENZ, "whale": _abi.HABITUE_CURVE_WHALE}
_RANK_TIES = {
    "lowest": _abi.HABITUE_RANK_LOWEST,
    "highest": _abi.HABITUE_RANK_HIGHEST,
    "dense": _abi.HABITUE_RANK_DENSE,
    "row_order": _abi.HABITUE_RANK_ROW_ORDER,
}
_KEY_ACCOUNTS = {
    "min_max": _abi.HABITUE_KEY_ACCOUNTS_MIN_MAX,
    "z_score": _abi.HABITUE_KEY_ACCOUNTS_Z_SCORE,
    "topsis": _abi.HABITUE_KEY_ACCOUNTS_TOPSIS,
}
_CUTS = {"median": _abi.HABITUE_CUTS_MEDIAN, "mean": _abi.HABITUE_CUTS_MEAN}
_LANGUAGES = {"en": _abi.HABITUE_ENGLISH, "zh": _abi.HABITUE_CHINESE}
_BETTER = {"higher": _abi.HABITUE_BETTER_HIGHER, "lower": _abi.HABITUE_BETTER_LOWER}
_CLOSED = {"right": _abi.HABITUE_CLOSED_RIGHT, "left": _abi.HABITUE_CLOSED_LEFT}


def _amounts(column: Any, name: str) -> tuple[NDArray[Any], str]:
    """The column, and the suffix of the functions that take it."""
    if not isinstance(column, np.ndarray):
        dtype = getattr(column, "dtype", getattr(column, "type", None))
        whole = "int" in str(dtype).lower()
        if dtype is None:
            whole = np.asarray(column).dtype.kind in "iu"
    else:
        whole = column.dtype.kind in "iu"
    if whole:
        return _columns.integers(column, name), "_minor"
    return _columns.floats(column, name), ""


def _text(function: str, handle: Handle, number: int) -> str:
    """A text that the library writes into a buffer of ours."""
    needed = ctypes.c_size_t()
    call(function, handle, number, None, 0, needed)
    buffer = np.empty(needed.value, np.uint8)
    call(function, handle, number, buffer, needed.value, needed)
    return buffer.tobytes().decode("utf-8")


@dataclass(frozen=True)
class Tier:
    """A tier's English and Chinese name and its size, in any common unit."""

    name: str
    name_zh: str
    part: float


@dataclass(frozen=True)
class TierStatistics:
    """What one tier holds; integers, exact, where the values were minor units."""

    name: str
    name_zh: str
    customers: int
    customer_share: float
    total: float | int
    #: Share of the net total; ``None`` where that is zero or negative.
    value_share: float | None
    #: Total over the sum of all positive values; ``None`` where there is none.
    gross_share: float | None
    lowest: float | int | None
    highest: float | int | None
    mean: float | None


@dataclass(frozen=True)
class Tiers:
    """The tier of each customer (1 for the top), and what each tier holds."""

    tier: NDArray[np.int32]
    statistics: list[TierStatistics]


class Pyramid(Handle, struct=_abi.habitue_pyramid, free="habitue_pyramid_free"):
    """The value pyramid as data: how large each tier is, of what, and its rules.

    Args:
        tiers: The tiers from the top down, or the name of a preset: ``"curry"``
            (1/4/15/80 % of customers), ``"vip"`` (1/19/30/50), ``"abc"``
            (20/30/50), ``"abc_by_value"`` (80/15/5 % of value), ``"pareto"``
            (20/80), or the sizes alone.
        by: ``"customers"`` or ``"value"``; defaults to what the preset says, or
            to customers.
        ties: Where equal customers at a cut go: ``"upper"`` (default), ``"lower"``
            or ``"row_order"``.
        boundary: Where the customer goes whom a cut divides: ``"upper"``
            (default) or ``"lower"``.

    Raises:
        HabitueError: For sizes that are none.
        ValueError: For an unknown name.
    """

    def __init__(
        self,
        tiers: str | Sequence[Tier] | Sequence[float],
        *,
        by: str | None = None,
        ties: str = "upper",
        boundary: str = "upper",
    ) -> None:
        pointer = self.empty()
        rules = enumerator(_TIES, ties, "ties"), enumerator(_BOUNDARY, boundary, "boundary")
        if isinstance(tiers, str):
            call("habitue_pyramid_preset", enumerator(_PRESETS, tiers, "tiers"), pointer)
            if by is None:
                by = "value" if tiers == "abc_by_value" else "customers"
            self._own(pointer)
            call("habitue_pyramid_set_rules", self, enumerator(_BY, by, "by"), *rules)
            return
        named = [tier for tier in tiers if isinstance(tier, Tier)]
        parts = [tier.part if isinstance(tier, Tier) else tier for tier in tiers]
        sizes = _columns.floats(parts, "parts")
        kind = enumerator(_BY, by or "customers", "by")
        call("habitue_pyramid_new", sizes, len(sizes), kind, *rules, pointer)
        self._own(pointer)
        for number, tier in enumerate(named, 1):
            call("habitue_pyramid_set_name", self, number, *text(tier.name), *text(tier.name_zh))

    @property
    def tiers(self) -> list[Tier]:
        """The tiers, from the top down."""
        count = value("habitue_pyramid_tiers", self)
        parts = _columns.output(count)
        call("habitue_pyramid_parts", self, parts, count)
        return [
            Tier(
                _text("habitue_pyramid_tier_name", self, number),
                _text("habitue_pyramid_tier_name_zh", self, number),
                float(part),
            )
            for number, part in enumerate(parts, 1)
        ]

    def assign(self, values: Any, *, threads: int = 1) -> Tiers:
        """The tier of each customer, and what each tier holds.

        Args:
            values: What each customer is worth: float64, or int64 minor units.
            threads: How many; 0 for all cores. The result is the same.
        """
        column, suffix = _amounts(values, "values")
        call("habitue_pyramid_set_threads", self, threads)
        tiers = self.tiers
        kind = _abi.habitue_tier_minor if suffix else _abi.habitue_tier
        statistics = (kind * len(tiers))()
        tier = _columns.output(len(column), np.int32)
        call(
            f"habitue_pyramid_assign{suffix}",
            self,
            column,
            len(column),
            tier,
            statistics,
            len(tiers),
        )
        return Tiers(tier, [_statistics(*pair) for pair in zip(tiers, statistics)])


def _statistics(tier: Tier, found: Any) -> TierStatistics:
    some = found.customers > 0
    return TierStatistics(
        name=tier.name,
        name_zh=tier.name_zh,
        customers=found.customers,
        customer_share=found.customer_share,
        total=found.total,
        value_share=defined(found.value_share),
        gross_share=defined(found.gross_share),
        lowest=found.lowest if some else None,
        highest=found.highest if some else None,
        mean=defined(found.mean),
    )


class Concentration(
    Handle, struct=_abi.habitue_concentration, free="habitue_concentration_free"
):
    """How unequally value is spread over customers.

    Shares are of the *net* total: where some customers make a loss, the best ones
    hold more than all of it.

    Args:
        values: What each customer is worth: float64, or int64 minor units.
    """

    def __init__(self, values: Any) -> None:
        column, suffix = _amounts(values, "values")
        pointer = self.empty()
        call(f"habitue_concentration_new{suffix}", column, len(column), pointer)
        self._own(pointer)
        counts = ctypes.c_uint64(), ctypes.c_uint64()
        totals = tuple(ctypes.c_double() for _ in range(4))
        call("habitue_concentration_totals", self, *counts, *totals)
        #: How many customers, and how many of them are worth more than nothing.
        self.customers, self.gainers = (count.value for count in counts)
        #: Net total, sum of the positive values, sum of the negative ones.
        self.total, self.gross, self.losses = (total.value for total in totals[:3])
        #: The share of the net total that the gainers hold, or ``None``.
        self.peak_share = defined(totals[3].value)

    def share_of_top(self, share: float) -> float | None:
        """The share of the net total that the best ``share`` of customers hold."""
        return self._answer("share_of_top", share)

    def top_share_giving(self, share: float) -> float | None:
        """The smallest share of customers who hold ``share`` of the net total."""
        return self._answer("top_share_giving", share)

    def _answer(self, which: str, share: float) -> float | None:
        out = _columns.output(1)
        call(f"habitue_concentration_{which}", self, np.array([share], np.float64), 1, out)
        return defined(float(out[0]))

    def gini(self, kind: str = "biased") -> float | None:
        """The Gini coefficient: ``"biased"``, ``"unbiased"`` or ``"normalised"``.

        ``None`` where that kind is undefined; only the normalised one takes
        negative values.
        """
        out = ctypes.c_double()
        call("habitue_concentration_gini", self, enumerator(_GINI, kind, "kind"), out)
        return defined(out.value)

    def lorenz(self, points: int = 101) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Shares of customers, the least valuable first, and of the net total."""
        return self._curve("lorenz", points)

    def whale(self, points: int = 101) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Shares of customers, the most valuable first, and of the net total."""
        return self._curve("whale", points)

    def _curve(self, curve: str, points: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        customers, share = _columns.output(points), _columns.output(points)
        call("habitue_concentration_curve", self, _CURVE[curve], customers, share, points)
        return customers, share


@dataclass(frozen=True)
class Scores:
    """The score of each row, 1 (worst) to the number of bins, and the thresholds."""

    score: NDArray[np.int32]
    thresholds: NDArray[np.float64]


class Scoring(Handle, struct=_abi.habitue_scoring, free="habitue_scoring_free"):
    """Turns a column into scores 1 (worst) to k (best), and tells the thresholds."""

    @classmethod
    def quantiles(cls, bins: int, *, better: str = "higher", closed: str = "right") -> Scoring:
        """Scores by the interior quantiles (type 7) of the data; equals share a score."""
        pointer = cls.empty()
        rules = enumerator(_BETTER, better, "better"), enumerator(_CLOSED, closed, "closed")
        call("habitue_scoring_new_quantiles", bins, *rules, pointer)
        return cls.adopt(pointer)

    @classmethod
    def equal_counts(cls, bins: int, *, ties: str = "upper", better: str = "higher") -> Scoring:
        """Scores by rank in bins of equal counts; ``ties`` as for `Pyramid`."""
        pointer = cls.empty()
        rules = enumerator(_TIES, ties, "ties"), enumerator(_BETTER, better, "better")
        call("habitue_scoring_new_equal_counts", bins, *rules, pointer)
        return cls.adopt(pointer)

    @classmethod
    def at(cls, thresholds: Any, *, better: str = "higher", closed: str = "right") -> Scoring:
        """Scores by given thresholds, which strictly ascend."""
        pointer = cls.empty()
        cuts = _columns.floats(thresholds, "thresholds")
        rules = enumerator(_BETTER, better, "better"), enumerator(_CLOSED, closed, "closed")
        call("habitue_scoring_new_at", cuts, len(cuts), *rules, pointer)
        return cls.adopt(pointer)

    @property
    def bins(self) -> int:
        """How many bins, and the highest score."""
        return int(value("habitue_scoring_bins", self))

    def score(self, values: Any, *, threads: int = 1) -> Scores:
        """The score of each value, and the thresholds in ascending order.

        ``threads`` (0 for all cores) changes the time, never the scores.
        """
        column, suffix = _amounts(values, "values")
        score = _columns.output(len(column), np.int32)
        cuts = _columns.output(self.bins - 1)
        call("habitue_scoring_set_threads", self, threads)
        call(
            f"habitue_scoring_score{suffix}", self, column, len(column), score, cuts, len(cuts)
        )
        return Scores(score, cuts)


@dataclass(frozen=True)
class RfmScores:
    """The RFM scores of each customer, and what they were cut at.

    Nested, the thresholds of frequency have a row per recency score, and those of
    monetary value one per recency and frequency score; NaN where a cell is empty.
    """

    recency: NDArray[np.int32]
    frequency: NDArray[np.int32]
    monetary: NDArray[np.int32]
    recency_thresholds: NDArray[np.float64]
    frequency_thresholds: NDArray[np.float64]
    monetary_thresholds: NDArray[np.float64]

    @property
    def code(self) -> NDArray[np.int32]:
        """The scores as one number: 343 for 3, 4 and 3."""
        return (100 * self.recency + 10 * self.frequency + self.monetary).astype(np.int32)


class Rfm:
    """RFM scores: time since the last purchase, number of purchases, amount spent.

    Args:
        recency: Defaults to quintiles of the data, low values the best.
        frequency: Defaults to quintiles of the data.
        monetary: Defaults to quintiles of the data.
        nested: Whether frequency is cut within each recency score, and monetary
            value within both.
    """

    def __init__(
        self,
        recency: Scoring | None = None,
        frequency: Scoring | None = None,
        monetary: Scoring | None = None,
        *,
        nested: bool = False,
    ) -> None:
        self.scorings = (
            recency or Scoring.quantiles(5, better="lower"),
            frequency or Scoring.quantiles(5),
            monetary or Scoring.quantiles(5),
        )
        self.nested = nested

    def score(
        self, recency: Any, frequency: Any, monetary: Any, *, threads: int = 1
    ) -> RfmScores:
        """The scores of each customer.

        Whole numbers of 32 bits (days, purchases) with minor units are scored as they are,
        anything else as doubles. ``threads`` (0 for all cores) changes the time, never the scores.
        """
        kinds = [getattr(column, "dtype", None) for column in (recency, frequency, monetary)]
        whole = kinds == [np.int32, np.uint32, np.int64]
        columns = (
            (recency, frequency, monetary)
            if whole
            else (
                _columns.floats(recency, "recency"),
                _columns.floats(frequency, "frequency"),
                _columns.floats(monetary, "monetary"),
            )
        )
        if whole:
            columns = tuple(np.ascontiguousarray(column) for column in columns)
        rows = _columns.rows(recency=columns[0], frequency=columns[1], monetary=columns[2])
        r, f, m = (scoring.bins for scoring in self.scorings)
        groups, cells = (r, r * f) if self.nested else (1, 1)
        cuts = _columns.output(r - 1 + groups * (f - 1) + cells * (m - 1))
        scores = tuple(_columns.output(rows, np.int32) for _ in range(3))
        nesting = _abi.HABITUE_RFM_NESTED if self.nested else _abi.HABITUE_RFM_INDEPENDENT
        call(
            f"habitue_rfm_score{'_minor' if whole else ''}",
            *self.scorings,
            nesting,
            threads,
            *columns,
            rows,
            *scores,
            cuts,
            len(cuts),
        )
        first, second = r - 1, r - 1 + groups * (f - 1)
        by_frequency, by_monetary = cuts[first:second], cuts[second:]
        if self.nested:
            by_frequency = by_frequency.reshape(groups, f - 1)
            by_monetary = by_monetary.reshape(r, f, m - 1)
        return RfmScores(*scores, cuts[:first], by_frequency, by_monetary)


@dataclass(frozen=True)
class Segment:
    """A named union of boxes: lowest and highest score of R, F and M each."""

    name: str
    name_zh: str
    boxes: Sequence[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]] = ()


@dataclass(frozen=True)
class Segments:
    """The number of each customer's segment, from 1, and the count of each segment."""

    segment: NDArray[np.int32]
    customers: NDArray[np.uint64]
    names: list[str]
    names_zh: list[str]


def _boxes(segments: Sequence[Segment]) -> tuple[NDArray[np.uint32], int]:
    rows = [
        [number, *(side for sides in box for side in sides)]
        for number, segment in enumerate(segments, 1)
        for box in segment.boxes
    ]
    return np.array(rows, np.uint32).reshape(-1), len(rows)


class SegmentTable(
    Handle, struct=_abi.habitue_segment_table, free="habitue_segment_table_free"
):
    """Named segments of RFM cells, proven to hold every cell exactly once.

    Args:
        segments: The segments with their boxes.
        bins: How many recency, frequency and monetary scores there are.
    """

    def __init__(
        self, segments: Sequence[Segment], bins: tuple[int, int, int] = (5, 5, 5)
    ) -> None:
        pointer = self.empty()
        call("habitue_segment_table_new", *bins, *_boxes(segments), pointer)
        self._own(pointer)
        self._name(segments)

    @classmethod
    def first_match(
        cls,
        rules: Sequence[Segment],
        bins: tuple[int, int, int] = (5, 5, 5),
        *,
        rest: Segment = Segment("others", "其他客户"),
    ) -> SegmentTable:
        """A table from rules of which the first that matches counts; boxes may overlap.

        What no rule matches is one more segment, the last, with the names of ``rest``.
        """
        pointer = cls.empty()
        call("habitue_segment_table_new_first_match", *bins, *_boxes(rules), pointer)
        table = cls.adopt(pointer)
        table._name([*rules, rest])
        return table

    def _name(self, segments: Sequence[Segment]) -> None:
        for number, segment in enumerate(segments, 1):
            names = *text(segment.name), *text(segment.name_zh)
            call("habitue_segment_table_set_name", self, number, *names)

    @classmethod
    def recency_frequency(cls) -> SegmentTable:
        """Ten segments of recency and frequency quintiles."""
        pointer = cls.empty()
        call("habitue_segment_table_recency_frequency", pointer)
        return cls.adopt(pointer)

    @classmethod
    def eight(cls, bins: int = 5, high_from: int = 4) -> SegmentTable:
        """Eight segments: each score is high from ``high_from`` on, or low."""
        pointer = cls.empty()
        call("habitue_segment_table_eight", bins, high_from, pointer)
        return cls.adopt(pointer)

    @property
    def names(self) -> list[str]:
        """The English names in the order of the numbers."""
        count = value("habitue_segment_table_segments", self)
        return [_text("habitue_segment_table_name", self, i) for i in range(1, count + 1)]

    @property
    def names_zh(self) -> list[str]:
        """The Chinese names in the order of the numbers."""
        count = value("habitue_segment_table_segments", self)
        return [_text("habitue_segment_table_name_zh", self, i) for i in range(1, count + 1)]

    def assign(self, scores: RfmScores) -> Segments:
        """The segment of each customer."""
        rows = len(scores.recency)
        names = self.names
        segment = _columns.output(rows, np.int32)
        counts = _columns.output(len(names), np.uint64)
        columns = scores.recency, scores.frequency, scores.monetary
        call(
            "habitue_segment_table_assign", self, *columns, rows, segment, counts, len(names)
        )
        return Segments(segment, counts, names, self.names_zh)


def tier_statistics(values: Any, tier: Any, tiers: Sequence[Tier]) -> list[TierStatistics]:
    """What each tier holds of another column: revenue, profit, lifetime value per tier.

    Args:
        values: The column: float64, or int64 minor units.
        tier: The tier of each customer, 1 for the top.
        tiers: The tiers, as `Pyramid.tiers` gives them.
    """
    column, suffix = _amounts(values, "values")
    codes = _columns.codes(tier, "tier")
    rows = _columns.rows(values=column, tier=codes)
    kind = _abi.habitue_tier_minor if suffix else _abi.habitue_tier
    statistics = (kind * len(tiers))()
    call(f"habitue_tier_statistics{suffix}", column, codes, rows, statistics, len(tiers))
    return [_statistics(*pair) for pair in zip(tiers, statistics)]


@dataclass(frozen=True)
class TierEconomics:
    """What a tier brought, left and is worth; money so far is in minor units."""

    name: str
    name_zh: str
    customers: int
    customer_share: float
    revenue: int
    revenue_share: float | None
    """Of all revenue; None where that is zero or negative."""
    profit: int | None
    """None where no profit is known."""
    profit_share: float | None
    """Of the net profit of all; None where that is not known, zero or negative."""
    margin: float | None
    """Profit over revenue."""
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
    """Customers, revenue, profit and lifetime value of each tier.

    Args:
        tier: The tier of each customer, 1 for the top.
        tiers: The tiers, as `Pyramid.tiers` gives them.
        revenue: What each customer brought, whole minor units (`Table.total_spend`).
        profit: What each left (`Table.profit`), if it is known.
        lifetime_value: What each is worth, in any unit.
    """
    codes = _columns.codes(tier, "tier")
    brought = _columns.integers(revenue, "revenue")
    left = None if profit is None else _columns.integers(profit, "profit")
    worth = _columns.floats(lifetime_value, "lifetime_value")
    rows = _columns.rows(tier=codes, revenue=brought, profit=left, lifetime_value=worth)
    found = (_abi.habitue_tier_economics * len(tiers))()
    call("habitue_tier_economics_of", codes, brought, left, worth, rows, found, len(tiers))
    return [
        TierEconomics(
            name=tier.name,
            name_zh=tier.name_zh,
            customers=one.customers,
            customer_share=one.customer_share,
            revenue=one.revenue,
            revenue_share=defined(one.revenue_share),
            profit=None if left is None else one.profit,
            profit_share=defined(one.profit_share),
            margin=defined(one.margin),
            lifetime_value=one.lifetime_value,
            lifetime_value_share=defined(one.lifetime_value_share),
        )
        for tier, one in zip(tiers, found)
    ]


class Migration:
    """Who moved between tiers: row i of both columns is the same customer.

    Tiers are 1 (top) to ``tiers``; 0 is in no tier: not yet won, or gone.
    """

    def __init__(self, before: Any, after: Any, tiers: int) -> None:
        first = _columns.codes(before, "before")
        second = _columns.codes(after, "after")
        rows = _columns.rows(before=first, after=second)
        side = tiers + 1
        counts = _columns.output(side * side, np.uint64)
        call("habitue_tier_migration", first, second, rows, tiers, counts, len(counts))
        #: ``counts[a, b]`` customers moved from tier a to tier b; index 0 is no tier.
        self.counts: NDArray[np.uint64] = counts.reshape(side, side)

    @property
    def shares(self) -> NDArray[np.float64]:
        """The share of the customers of each tier who moved to each; NaN if it was empty."""
        whole = self.counts.sum(axis=1, keepdims=True)
        out = np.full(self.counts.shape, np.nan)
        return np.divide(self.counts, whole, out=out, where=whole > 0)


class Hysteresis:
    """Fixed thresholds with a band around them, so that tiers do not flicker.

    Args:
        thresholds: The lowest value of each tier but the last, descending.
        band: A share of the threshold's magnitude, in 0..1.
    """

    def __init__(self, thresholds: Any, band: float) -> None:
        self.thresholds = _columns.floats(thresholds, "thresholds")
        self.band = band

    def tiers(self, values: Any, previous: Any) -> NDArray[np.int32]:
        """The tier of each customer, given the tier that it had (0 for a new one)."""
        column = _columns.floats(values, "values")
        codes = _columns.codes(previous, "previous")
        rows = _columns.rows(values=column, previous=codes)
        out = _columns.output(rows, np.int32)
        cuts = self.thresholds
        call("habitue_tier_hysteresis", cuts, len(cuts), self.band, column, codes, rows, out)
        return out


def _matrix(
    name: str, scheme: int, first: tuple[str, Any], second: tuple[str, Any], cuts: Sequence[float]
) -> Classification:
    x = _columns.floats(first[1], first[0], missing=True)
    y = _columns.floats(second[1], second[0], missing=True)
    rows = _columns.rows(**{first[0]: x, second[0]: y})
    return classify(f"habitue_{name}_classify", scheme, rows, x, y, *map(float, cuts))


def future_value(current: Any, future: Any, *, cuts: Sequence[float]) -> Classification:
    """The ABCD classes by current and future value; a value on its cut is high."""
    scheme = _abi.HABITUE_SCHEME_FUTURE_VALUE
    return _matrix("future_value", scheme, ("current", current), ("future", future), cuts)


def value_loyalty(
    value: Any, loyalty: Any, *, cuts: Sequence[float] = (50.0, 50.0)
) -> Classification:
    """True friend, butterfly, barnacle or stranger, by value and loyalty."""
    scheme = _abi.HABITUE_SCHEME_VALUE_LOYALTY
    return _matrix("value_loyalty", scheme, ("value", value), ("loyalty", loyalty), cuts)


def value_response(
    value: Any, response: Any, *, cuts: Sequence[float] = (50.0, 50.0)
) -> Classification:
    """Nurture, court, develop or neglect, by value and response."""
    scheme = _abi.HABITUE_SCHEME_VALUE_RESPONSE
    return _matrix("value_response", scheme, ("value", value), ("response", response), cuts)


def matrix_cuts(x: Any, y: Any, *, method: str = "median") -> tuple[float, float]:
    """Where to cut the columns of a matrix of value: at their medians or means."""
    first, second = _columns.floats(x, "x"), _columns.floats(y, "y")
    x_cut, y_cut = ctypes.c_double(), ctypes.c_double()
    kind = enumerator(_CUTS, method, "method")
    columns = first, len(first), second, len(second)
    call("habitue_matrix_cuts", *columns, kind, x_cut, y_cut)
    return x_cut.value, y_cut.value


def policies(classes: Classification, language: str = "en") -> list[str | None]:
    """What to do with the customers of each class (by its code, from 1) of a matrix of value."""
    chosen = enumerator(_LANGUAGES, language, "language")
    last = value("habitue_scheme_classes", classes.scheme)
    return [
        value("habitue_class_policy", classes.scheme, code, chosen) for code in range(1, last + 1)
    ]


def ranks(values: Any, *, ties: str = "lowest", threads: int = 1) -> NDArray[np.uint64]:
    """The rank of each value, 1 for the largest.

    Args:
        values: float64, or whole numbers.
        ties: ``"lowest"`` (1, 2, 2, 4), ``"highest"`` (1, 3, 3, 4), ``"dense"``
            (1, 2, 2, 3) or ``"row_order"`` (1, 2, 3, 4).
        threads: How many; 0 for all cores. The result is the same.
    """
    column, suffix = _amounts(values, "values")
    out = _columns.output(len(column), np.uint64)
    kind = enumerator(_RANK_TIES, ties, "ties")
    call(f"habitue_ranks{suffix}", column, len(column), kind, threads, out)
    return out


def key_account_scores(
    criteria: Sequence[Any],
    *,
    benefit: Sequence[bool],
    weights: Any,
    method: str = "min_max",
) -> NDArray[np.float64]:
    """The score of each customer by several criteria.

    Args:
        criteria: One column per criterion.
        benefit: Whether more is better, per criterion.
        weights: Relative weights.
        method: ``"min_max"``, ``"z_score"`` or ``"topsis"``.
    """
    columns = {f"criterion {i}": _columns.floats(c, f"criterion {i}") for i, c in enumerate(criteria)}
    rows = _columns.rows(**columns)
    matrix = np.concatenate(list(columns.values()))
    flags = _columns.flags(np.asarray(benefit, bool), "benefit")
    relative = _columns.floats(weights, "weights")
    count = _columns.rows(benefit=flags, weights=relative, criteria=list(columns))
    out = _columns.output(rows)
    kind = enumerator(_KEY_ACCOUNTS, method, "method")
    call(
        "habitue_key_account_scores", matrix, len(matrix), flags, relative, count, kind, out, rows
    )
    return out


def key_accounts(score: Any, *, share: float = 0.2) -> NDArray[np.uint64]:
    """The rows of the best ``share`` of customers by score, best first.

    The number is rounded up, and all who equal the last of them are in.
    """
    column = _columns.floats(score, "score")
    return _rows("habitue_key_accounts", len(column), column, len(column), share)


def lost_key_accounts(score: Any, active: Any, *, share: float = 0.2) -> NDArray[np.uint64]:
    """The rows of the key accounts who buy no more, the ones to win back first, best first.

    Args:
        score: The score of each customer before.
        active: Whether it still buys.
        share: How many are key accounts, as a share of all.
    """
    column = _columns.floats(score, "score")
    buys = _columns.flags(active, "active")
    rows = _columns.rows(score=column, active=buys)
    return _rows("habitue_lost_key_accounts", len(column), column, buys, rows, share)


def _rows(function: str, most: int, *arguments: Any) -> NDArray[np.uint64]:
    out = _columns.output(most, np.uint64)
    needed = ctypes.c_size_t()
    call(function, *arguments, out, most, needed)
    return out[: needed.value].copy()


def ahp_weights(comparisons: Any) -> tuple[NDArray[np.float64], float | None]:
    """Weights from pairwise comparisons, and their consistency ratio."""
    matrix = np.ascontiguousarray(comparisons, np.float64)
    cells = matrix.reshape(-1)
    out = _columns.output(len(matrix))
    ratio = ctypes.c_double()
    call("habitue_ahp_weights", cells, len(cells), out, len(out), ratio)
    return out, defined(ratio.value)
