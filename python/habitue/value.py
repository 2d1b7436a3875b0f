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
from ._cuts import TierCuts as TierCuts
from ._cuts import ValueRuns as ValueRuns
from ._cuts import read, weights_of
from ._evidence import Floats
from ._library import array, call, defined, enumerator, filled, initial
from ._records_of_value import TierEconomics as TierEconomics
from ._records_of_value import TierStatistics as TierStatistics
from ._remade import Remade
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


# Where the bytes of runs say of which type the values are: behind a length, a magic word, a version.
_TYPE_OF_RUNS = 20


class Pyramid(Remade):
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
        self._made_by("", tiers, by=by, ties=ties, boundary=boundary)

    def assign(self, values: Column, *, threads: int = 1) -> Tiers:
        """The tier of each customer by what they are worth, and what each tier holds.

        Parameters
        ----------
        values : column
            What customers are worth, float64 or int64 minor units.
        threads : int, default 1
            0 for all cores; they change the time alone.

        Returns
        -------
        Tiers
            The tier of each, 1 for the top, and a line a tier.

        Raises
        ------
        DataError
            For values that are not finite, and none at all.
        """
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
            The value at each cut, and the tiers.

        Raises
        ------
        DataError
            For values that are not finite.
        ArgumentError
            For columns of different lengths, and ties by the order of rows, which another base does
            not have.

        Examples
        --------
        >>> from habitue.value import Pyramid
        >>> cuts = Pyramid([20, 80]).cuts([5.0, 1.0, 2.0, 9.0, 3.0])
        >>> cuts.assign([10.0, 4.0]).tier
        array([1, 2], dtype=int32)
        """
        column, weights = amounts(values, "values"), weights_of(counts)
        _columns.rows(values=column, counts=weights)
        cells = array(_abi.habitue_cut, len(self.tiers) - 1)
        given, rows = _evidence.cells(column), len(column)
        call("habitue_pyramid_cuts", self, given, weights, rows, threads, cells, len(cells))
        return TierCuts(read(cells, column.dtype == np.int64), tuple(self.tiers))

    def cuts_of_runs(
        self, runs: ValueRuns
    ) -> TierCuts | tuple[tuple[float, float], ...] | tuple[tuple[int, int], ...]:
        """The cuts of a base whose parts told runs, or between which values they lie.

        Parameters
        ----------
        runs : ValueRuns
            Of all parts, merged.

        Returns
        -------
        TierCuts or tuple of pairs
            The cuts that `cuts` finds of the whole base; where a first pass does not tell them, the
            ranges of values (from, to) for `ValueRuns.of`: a second pass does.

        Raises
        ------
        DataError
            Without customers, and for bytes that are no runs, or of values of different types.
        ArgumentError
            For ties by the order of rows.

        Examples
        --------
        >>> from habitue.value import Pyramid, ValueRuns
        >>> north, south = ValueRuns.of([5.0, 1.0]), ValueRuns.of([2.0, 9.0, 3.0])
        >>> Pyramid([20, 80]).cuts_of_runs(north.merge(south)).cuts
        (Cut(value=9.0, inclusive=True),)
        """
        told = _scalars.octets(_scalars.instance(runs, ValueRuns, "runs").data, "runs.data")
        data = np.frombuffer(told, np.uint8)
        cells = array(_abi.habitue_cut, 2 * (len(self.tiers) - 1))
        call("habitue_pyramid_cuts_of_runs", self, data, len(data), cells, len(cells))
        whole = told[_TYPE_OF_RUNS : _TYPE_OF_RUNS + 1] == b"\x02"
        kind = _abi.HABITUE_CUT_WITHIN
        if not any(cell.kind == kind for cell in cells):
            return TierCuts(read(cells[::2], whole), tuple(self.tiers))
        ends = [cell.whole if whole else cell.real for cell in cells if cell.kind == kind]
        return tuple(zip(ends[::2], ends[1::2]))


class Concentration:
    """How unequally value, float64 or int64 minor units, is spread over customers.

    Shares are of the *net* total: where some customers make a loss, the best ones hold more than
    all of it.

    Parameters
    ----------
    values : column
        What customers are worth, float64 or int64 minor units.

    Attributes
    ----------
    customers, gainers : int
        How many there are, and how many of them are worth more than nothing.
    total, gross, losses : float
        Net total, sum of the positive values, sum of the negative ones.
    peak_share : float or None
        The share of the net total that the gainers hold.

    Raises
    ------
    DataError
        For values that are not finite, and none at all.

    Examples
    --------
    >>> from habitue.value import Concentration
    >>> spread = Concentration([1, 1, 2, 6])
    >>> spread.share_of_top(0.25), spread.top_share_giving(0.6)
    (0.6, 0.25)
    >>> spread.gini(), round(spread.gini("unbiased"), 4)  # 4/3 of it: four customers
    (0.4, 0.5333)
    >>> customers, value = spread.lorenz(5)
    >>> customers, value
    (array([0.  , 0.25, 0.5 , 0.75, 1.  ]), array([0. , 0.1, 0.2, 0.4, 1. ]))
    >>> spread.whale(5)[1]
    array([0. , 0.6, 0.8, 0.9, 1. ])
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
        """The share of the net total that the best customers hold.

        Parameters
        ----------
        share : float
            The share of customers, 0 to 1; a customer in part counts whole.

        Returns
        -------
        float or None
            The share of the total; None where that is not above 0.

        Raises
        ------
        DataError
            For a share out of its range.
        """
        shares, out = np.array([_scalars.real(share, "share")]), np.empty(1)
        self._ask(top_shares=shares, value_of_top=out, top_count=1)
        return defined(float(out[0]))

    def top_share_giving(self, share: float) -> float | None:
        """The smallest share of customers who hold so much of the net total.

        Parameters
        ----------
        share : float
            The share of the total, 0 to 1.

        Returns
        -------
        float or None
            The share of customers; None where the total is not above 0.

        Raises
        ------
        DataError
            For a share out of its range.
        """
        shares, out = np.array([_scalars.real(share, "share")]), np.empty(1)
        self._ask(value_shares=shares, top_for_value=out, value_count=1)
        return defined(float(out[0]))

    def gini(self, kind: GiniKind = "biased") -> float | None:
        """The Gini coefficient, 0 where all are worth the same.

        Parameters
        ----------
        kind : {"biased", "unbiased", "normalised"}, default "biased"
            Of these customers; n / (n - 1) times that, for a sample of n; or normalised, so that
            with losses it stays at most 1.

        Returns
        -------
        float or None
            None where that kind is undefined; the normalised one alone takes negative values.

        Raises
        ------
        ArgumentError
            For another kind.
        """
        names = dict(enumerate(_GINI.values()))
        place = enumerator({word: at for at, word in enumerate(_GINI)}, kind, "kind")
        return defined(getattr(self._found, names[place]))

    def lorenz(self, points: int = 101) -> tuple[Floats, Floats]:
        """The Lorenz curve: shares of customers, the least valuable first, and of the net total.

        Parameters
        ----------
        points : int, default 101
            How many points of the curve, 2 or more.

        Returns
        -------
        tuple of two arrays of float64
            The share of customers and the share of the total at each point.

        Raises
        ------
        ArgumentError
            For fewer than two points.
        """
        return self._curve(_abi.HABITUE_CURVE_LORENZ, points)

    def whale(self, points: int = 101) -> tuple[Floats, Floats]:
        """The whale curve: shares of customers, the most valuable first, and of the net total.

        Parameters
        ----------
        points : int, default 101
            How many points of the curve, 2 or more.

        Returns
        -------
        tuple of two arrays of float64
            The share of customers and the share of the total at each point.

        Raises
        ------
        ArgumentError
            For fewer than two points.
        """
        return self._curve(_abi.HABITUE_CURVE_WHALE, points)

    def _curve(self, curve: int, points: int) -> tuple[Floats, Floats]:
        x, y = (_columns.output(points, name="points") for _ in range(2))
        self._ask(curve=curve, curve_customers=x, curve_value=y, points=len(x))
        return x, y


class Migration:
    """Who moved between tiers: row i of both columns is the same customer.

    Parameters
    ----------
    before, after : column of int
        The tier of each customer then and now: 1 (top) to ``tiers``; 0 is in no tier, not yet won
        or gone.
    tiers : int
        How many tiers there are.

    Attributes
    ----------
    counts : array of uint64
        ``counts[a, b]`` customers moved from tier a to tier b; index 0 is no tier.

    Raises
    ------
    DataError
        For a tier that there is not, with the row.
    ArgumentError
        For columns of different lengths.

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

    Raises
    ------
    DataError
        For thresholds that are no numbers.
    ArgumentError
        For a band that is no number.
    DataError
        For thresholds that do not descend, and a band out of its range.

    Examples
    --------
    >>> from habitue.value import Hysteresis
    >>> Hysteresis([100.0], 0.1).tiers([95.0, 95.0, 105.0], [1, 0, 2]).tolist()
    [1, 2, 2]
    """

    def __init__(self, thresholds: Column, band: float) -> None:
        self.thresholds = _columns.floats(thresholds, "thresholds")
        self.band = _scalars.real(band, "band")
        self.tiers(np.empty(0), np.empty(0, np.int32))  # refuses a bad one here rather than later

    def tiers(self, values: Column, previous: Column) -> NDArray[np.int32]:
        """The tier of each customer, given the tier that it had.

        Parameters
        ----------
        values : column of float
            What customers are worth.
        previous : column of int
            The tier of each before, 0 for a new one.

        Returns
        -------
        array of int32
            The tier of each, 1 for the top.

        Raises
        ------
        DataError
            For a tier that there is not.
        ArgumentError
            For columns of different lengths.
        """
        given = {"values": values, "previous": previous}
        settings = {"thresholds": self.thresholds, "band": self.band}
        return _evidence.tabled("TIER_HYSTERESIS", {**given, **settings}).codes("tier")


def policies(classes: Classification, language: Language = "en") -> list[str | None]:
    """What to do with the customers of each class of a matrix of value.

    Parameters
    ----------
    classes : Classification
        By a matrix of value, such as `value_loyalty`.
    language : {"en", "zh"}, default "en"
        Of the words.

    Returns
    -------
    list of str or None
        The policy of each class by its code, from 1; None where the scheme has none.

    Raises
    ------
    ArgumentError
        For what is no classification, and another language.

    Examples
    --------
    >>> from habitue import value
    >>> value.policies(value.value_loyalty([90.0], [90.0]))[3]
    'delight and defend'
    """
    _scalars.instance(classes, Classification, "classes")
    last = len(class_names(classes.scheme, language))
    listed = _abi.HABITUE_LIST_POLICIES + classes.scheme
    return [_evidence.name(listed, code, language) for code in range(1, last)]
