"""Where a base is cut into tiers and scores: values that place any other base alike."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars
from ._choices import BETTERS, Better
from ._columns import Column
from ._library import array, call, enumerator, filled, initial
from ._results import RfmScoresFields, Tier, Tiers
from ._worked import amounts, statistics

__all__ = ["Cut", "RfmCuts", "RfmScores", "ScoreCuts", "TierCuts", "ValueRuns"]


class Cut(NamedTuple):
    """Where a column is cut: values beyond ``value`` are past the cut.

    Beyond is above, or below where low values are the better ones.

    Attributes
    ----------
    value : float or int
        The value at the cut; an int where the column holds whole numbers.
    inclusive : bool
        Whether the value itself is past the cut.

    Examples
    --------
    >>> from habitue.value import Cut, ScoreCuts
    >>> ScoreCuts((Cut(2.5, True),)).score([2.5, 1.0])
    array([2, 1], dtype=int32)
    """

    value: float | int
    inclusive: bool


@dataclass(frozen=True)
class TierCuts:
    """Where a base is cut into tiers; `Pyramid.cuts` makes them.

    They compare, pickle and are written down like any tuple, so that the customers of the day
    stand in the tiers of last night.

    Attributes
    ----------
    cuts : tuple of Cut or None
        From the top down, one fewer than tiers; None for a tier that nobody reaches.
    tiers : tuple of Tier
        The tiers, from the top down.

    Examples
    --------
    >>> from habitue.value import Pyramid
    >>> cuts = Pyramid("abc").cuts([900.0, 200.0, 150.0, 90.0, 40.0, 10.0, 5.0, 3.0, 2.0, 1.0])
    >>> cuts.assign([500.0, 100.0, 0.5]).tier.tolist()
    [1, 2, 3]
    """

    cuts: tuple[Cut | None, ...]
    tiers: tuple[Tier, ...]

    def assign(self, values: Column) -> Tiers:
        """The tier of each customer, and what each tier holds.

        Parameters
        ----------
        values : column
            What customers are worth, of the type of the base that was cut: float64, or int64
            minor units.

        Returns
        -------
        Tiers
            The tier of each, 1 for the top, and a line a tier.

        Raises
        ------
        DataError
            For values of another type, or that are not finite.
        """
        column = amounts(values, "values")
        rows, tier = len(column), _columns.output(len(column), np.int32)
        held = array(_abi.habitue_tier, len(self.tiers))
        cells, given = written(self.cuts), _evidence.cells(column)
        call("habitue_pyramid_assign_by", cells, len(cells), given, rows, tier, held, len(held))
        return Tiers(tier, statistics(list(self.tiers), held, column))


@dataclass(frozen=True)
class ValueRuns:
    """How many customers of a part of a base are worth how much, of which a pyramid is cut.

    What a partition or a shard tells of its customers, so that `Pyramid.cuts_of_runs` cuts the
    whole base where `Pyramid.cuts` would, to the bit, and no customer moves. A first pass tells at
    most 4096 runs of customers, from which value to which; a second one, with the ranges in which
    the cuts lie, each value there by itself. Runs merge in any order, compare and pickle.

    Attributes
    ----------
    data : bytes
        The runs as checked bytes, of one part or of several one behind the other.

    Examples
    --------
    >>> from habitue.value import Pyramid, ValueRuns
    >>> base = [float(i * 7919 % 20011) for i in range(20000)]
    >>> parts, pyramid = (base[:12345], base[12345:]), Pyramid("abc", by="value")
    >>> first = ValueRuns.merge(*[ValueRuns.of(part) for part in parts])
    >>> ranges = pyramid.cuts_of_runs(first)
    >>> second = ValueRuns.merge(*[ValueRuns.of(part, ranges) for part in parts])
    >>> pyramid.cuts_of_runs(second) == pyramid.cuts(base)
    True
    """

    data: bytes

    @classmethod
    def of(cls, values: Column, ranges: Iterable[tuple[Any, Any]] | None = None) -> ValueRuns:
        """The runs of a part.

        Parameters
        ----------
        values : column
            What its customers are worth, float64 or int64 minor units; the same type in all parts.
        ranges : pairs of float or int, optional
            Of a second pass: from which value to which cuts lie, as `Pyramid.cuts_of_runs` says.

        Returns
        -------
        ValueRuns
            Of no customers, too.

        Raises
        ------
        DataError
            For values that are not finite, and a range that ends below its beginning.

        Examples
        --------
        >>> from habitue.value import Pyramid, ValueRuns
        >>> runs = ValueRuns.of([5.0, 1.0, 2.0, 9.0, 3.0])
        >>> Pyramid([20, 80]).cuts_of_runs(runs).cuts
        (Cut(value=9.0, inclusive=True),)
        """
        column = amounts(values, "values")
        cells, whole = None, column.dtype == np.int64
        if ranges is not None:
            kind = _abi.HABITUE_CUT_WITHIN
            cells = [
                _abi.habitue_cut(0.0, end, kind) if whole else _abi.habitue_cut(end, 0, kind)
                for end in _ends(ranges, whole)
            ]
        given = None if cells is None else array(_abi.habitue_cut, cells)
        count = 0 if cells is None else len(cells)
        typed, rows = _evidence.cells(column), len(column)
        return cls(filled("habitue_value_runs", typed, rows, given, count).tobytes())

    def merge(self, *others: ValueRuns) -> ValueRuns:
        """The runs of all parts together.

        Parameters
        ----------
        *others : ValueRuns
            Those of other customers, of the same pass.

        Returns
        -------
        ValueRuns
            Their bytes, one behind the other.

        Raises
        ------
        ArgumentError
            For what are no runs.
        """
        all_of_them = [_scalars.instance(one, ValueRuns, "others") for one in others]
        return ValueRuns(b"".join(one.data for one in (self, *all_of_them)))


def _ends(ranges: Iterable[tuple[Any, Any]], whole: bool) -> list[Any]:
    """The ends of ranges, one after the other."""
    pairs = [_scalars.several(one, "ranges", 2) for one in _scalars.sequence(ranges, "ranges")]
    ends = [end for pair in pairs for end in pair]
    if whole:
        return [_scalars.whole(end, "ranges", -(2**63), 2**63 - 1) for end in ends]
    return [_scalars.real(end, "ranges") for end in ends]


@dataclass(frozen=True)
class ScoreCuts:
    """Where a column is cut into scores; `Scoring.cuts` makes them.

    Attributes
    ----------
    cuts : tuple of Cut
        From the lowest score to the highest, one fewer than scores.
    better : {"higher", "lower"}
        Which values earn the high scores.

    Examples
    --------
    >>> from habitue.value import Scoring
    >>> Scoring.quantiles(2).cuts([1.0, 2.0, 3.0, 4.0]).score([2.5, 9.0]).tolist()
    [1, 2]
    """

    cuts: tuple[Cut, ...]
    better: Better = "higher"

    def score(self, values: Column) -> NDArray[np.int32]:
        """The score of each value, 1 (worst) to one more than there are cuts.

        Parameters
        ----------
        values : column
            Values of the type of the column that was cut.

        Returns
        -------
        array of int32
            The score of each.

        Raises
        ------
        DataError
            For values of another type, or that are not finite.
        """
        column = amounts(values, "values")
        rows, score = len(column), _columns.output(len(column), np.int32)
        cells, side = written(self.cuts), enumerator(BETTERS, self.better, "better")
        given = _evidence.cells(column)
        call("habitue_scores_assign_by", cells, len(cells), side, given, rows, score)
        return score


class RfmScores(RfmScoresFields):
    """Examples
    --------
    >>> from habitue.value import Rfm
    >>> found = Rfm().score([1, 5, 9, 20, 40], [9, 5, 3, 2, 1], [90, 70, 20, 9, 5])
    >>> found.recency, found.recency_thresholds
    (array([5, 4, 3, 2, 1], dtype=int32), array([ 4.2,  7.4, 13.4, 24. ]))
    >>> found.code
    array([555, 444, 333, 222, 111], dtype=int32)
    """

    @property
    def code(self) -> NDArray[np.int32]:
        """The scores as one number: 343 for 3, 4 and 3."""
        return (100 * self.recency + 10 * self.frequency + self.monetary).astype(np.int32)


@dataclass(frozen=True)
class RfmCuts:
    """Where a base is cut into RFM scores; `Rfm.cuts` makes them.

    Attributes
    ----------
    cuts : tuple of Cut or None
        Of recency; then of frequency, nested for each recency score; then of monetary value,
        nested for each of their cells; None in a cell that nobody was in.
    bins : tuple of three int
        How many recency, frequency and monetary scores there are.
    better : tuple of three str
        Which values earn the high scores of each.
    nested : bool
        Whether frequency is cut within each recency score, and monetary value within both.

    Examples
    --------
    >>> from habitue.value import Rfm
    >>> cuts = Rfm().cuts([1, 5, 9, 20, 40], [9, 5, 3, 2, 1], [90, 70, 20, 9, 5])
    >>> cuts.score([2, 50], [7, 1], [80, 1]).code.tolist()
    [555, 111]
    """

    cuts: tuple[Cut | None, ...]
    bins: tuple[int, int, int]
    better: tuple[Better, Better, Better]
    nested: bool = False

    def score(self, recency: Column, frequency: Column, monetary: Column) -> RfmScores:
        """The scores of each customer, and the values at the cuts as thresholds.

        Parameters
        ----------
        recency, frequency, monetary : column
            Columns of the types of those that were cut.

        Returns
        -------
        RfmScores
            The three scores of each, and the thresholds.

        Raises
        ------
        DataError
            For columns of other types, or, nested, scores that nobody had of whom the cuts are.
        """
        columns = rfm_columns(recency, frequency, monetary)
        rows = _columns.rows(**columns)
        scores = {f"{name}_score": _columns.output(rows, np.int32) for name in columns}
        sides = (enumerator(BETTERS, better, "better") for better in self.better)
        binnings = [
            ctypes.pointer(initial(_abi.habitue_binning, bins=bins, better=side))
            for bins, side in zip(self.bins, sides)
        ]
        asked = asked_of_rfm(columns, binnings, self.nested, **scores)
        cells = written(self.cuts)
        call("habitue_rfm_assign_by", asked, cells, len(cells))
        at = np.array([np.nan if cut is None else float(cut.value) for cut in self.cuts])
        return RfmScores(*scores.values(), *self._by_score(at))

    def _by_score(self, at: NDArray[np.float64]) -> list[NDArray[np.float64]]:
        r, f, m = self.bins
        groups = r if self.nested else 1
        first, second = r - 1, r - 1 + groups * (f - 1)
        lists = [at[:first], at[first:second], at[second:]]
        if self.nested:
            lists[1:] = [lists[1].reshape(groups, f - 1), lists[2].reshape(r, f, m - 1)]
        # Thresholds ascend; cuts go from the lowest score up.
        return [
            of[..., ::-1] if better == "lower" else of for of, better in zip(lists, self.better)
        ]


def rfm_columns(recency: Column, frequency: Column, monetary: Column) -> dict[str, NDArray[Any]]:
    """The three columns: whole numbers of 32 bits and minor units as they are, else doubles."""
    facts = {"recency": recency, "frequency": frequency, "monetary": monetary}
    kinds = [getattr(column, "dtype", None) for column in facts.values()]
    readers: list[Callable[[Any, str], NDArray[Any]]] = [_columns.floats] * 3
    if kinds == [np.int32, np.uint32, np.int64]:
        readers = [_columns.codes, _columns.counts, _columns.integers]
    return {name: read(column, name) for read, (name, column) in zip(readers, facts.items())}


def asked_of_rfm(
    columns: dict[str, NDArray[Any]], binnings: Iterable[Any], nested: bool, **places: Any
) -> Any:
    """The structure of these columns and of where their scores go."""
    return initial(
        _abi.habitue_rfm,
        nesting=_abi.HABITUE_RFM_NESTED if nested else _abi.HABITUE_RFM_INDEPENDENT,
        rows=_columns.rows(**columns),
        **{name: _evidence.cells(column) for name, column in columns.items()},
        **{f"{name}_binning": binning for name, binning in zip(columns, binnings)},
        **places,
    )


def weights_of(counts: Column | None) -> NDArray[np.uint64] | None:
    """How many customers each row stands for."""
    if counts is None:
        return None
    return _columns.integers_of(counts, "counts", np.dtype(np.uint64))


def written(cuts: Iterable[Cut | None]) -> Any:
    """The cells of some cuts."""
    return array(_abi.habitue_cut, [_cell(cut) for cut in cuts])


def _cell(cut: Cut | None) -> Any:
    if cut is None:
        return _abi.habitue_cut()
    value, inclusive = cut
    kind = _abi.HABITUE_CUT_FROM if inclusive else _abi.HABITUE_CUT_BEYOND
    whole = isinstance(value, (int, np.integer))
    return _abi.habitue_cut(0.0 if whole else value, int(value) if whole else 0, kind)


def read(cells: Any, whole: bool) -> tuple[Cut | None, ...]:
    """The cuts in these cells, of whole numbers or of doubles."""
    return tuple(
        Cut(cell.whole if whole else cell.real, cell.kind == _abi.HABITUE_CUT_FROM)
        if cell.kind != _abi.HABITUE_CUT_NONE
        else None
        for cell in cells
    )
