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
from ._choices import BOUNDARIES, PYRAMID_BASES, PYRAMID_PRESETS, TIES
from ._choices import Boundary, Language, PyramidBasis, PyramidPreset, Ties
from ._columns import Column
from ._cuts import TierCuts, read, weights_of
from ._evidence import Floats
from ._library import array, call, defined, enumerator, filled, initial
from ._records_of_value import TierEconomics as TierEconomics
from ._records_of_value import TierStatistics as TierStatistics
from ._value import *  # noqa: F403
from ._value import Tier, Tiers
from ._worked import amounts, moves, statistics
from .classification import Classification, class_names
from .rfm import *  # noqa: F403

__all__ = [
    "Concentration",
    "Hysteresis",
    "Migration",
    "Pyramid",
    "TierEconomics",
    "TierStatistics",
    "policies",
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
        column = amounts(values, "values")
        rows, tier = len(column), _columns.output(len(column), np.int32)
        held = array(_abi.habitue_tier, len(self.tiers))
        cells = _evidence.cells(column)
        call("habitue_pyramid_assign", self, cells, rows, threads, tier, held, len(held))
        return Tiers(tier, statistics(self.tiers, held, column))

    def cuts(self, values: Column, *, counts: Column | None = None, threads: int = 1) -> TierCuts:
        """Where this base is cut into tiers: values that put any other base into the same tiers.

        Parameters
        ----------
        values : column
            What customers are worth, float64 or int64 minor units.
        counts : column of int, optional
            For how many customers each row stands; one each without.
        threads : int, default 1
            0 for all cores.

        Returns
        -------
        TierCuts

        Raises
        ------
        HabitueError
            For values that are not finite, and ties by the order of rows, which another base
            does not have.
        """
        column, weights = amounts(values, "values"), weights_of(counts)
        _columns.rows(values=column, counts=weights)
        cells = array(_abi.habitue_cut, len(self.tiers) - 1)
        given, rows = _evidence.cells(column), len(column)
        call("habitue_pyramid_cuts", self, given, weights, rows, threads, cells, len(cells))
        return TierCuts(read(cells, column.dtype == np.int64), tuple(self.tiers))


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
        self._values = amounts(values, "values")
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
        np.divide(self.counts, whole, out=out, where=whole > 0)
        return out


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
