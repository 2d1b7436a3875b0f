"""Scores of columns (RFM), and segments of scores.

Offered by `habitue.value`, beside the pyramid that the scores lead to.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars
from ._choices import BETTERS, CLOSEDS, TIES, Better, Closed, Ties
from ._columns import Column
from ._cuts import Cut, RfmCuts, RfmScores, ScoreCuts, TierCuts, ValueRuns
from ._cuts import asked_of_rfm, read, rfm_columns, weights_of
from ._library import array, call, enumerator, initial
from ._remade import Remade
from ._results import Scores, Segment, Segments
from ._worked import amounts

__all__ = [
    "Cut",
    "Rfm",
    "RfmCuts",
    "RfmScores",
    "ScoreCuts",
    "Scores",
    "Scoring",
    "Segment",
    "SegmentTable",
    "Segments",
    "TierCuts",
    "ValueRuns",
]


class Scoring(Remade):
    """Turns a column into scores 1 (worst) to k (best), and tells the thresholds.

    Made by `quantiles`, `equal_counts` or `at`, which say whether "higher" or "lower" values are
    ``better``, and to which side ("right" or "left") bins are ``closed``.

    Attributes
    ----------
    bins : int
        How many bins, and the highest score.
    better : {"higher", "lower"}
        Which values earn the high scores.

    Examples
    --------
    >>> from habitue.value import Scoring
    >>> Scoring.at([10.0, 20.0]).score([5, 10, 11, 30]).score.tolist()
    [1, 1, 2, 3]
    >>> Scoring.quantiles(4).score([1.0, 2.0, 3.0, 4.0]).thresholds
    array([1.75, 2.5 , 3.25])
    >>> Scoring.equal_counts(2, better="lower").score([5.0, 1.0, 2.0, 3.0]).score
    array([1, 2, 2, 1], dtype=int32)
    >>> Scoring.quantiles(2).cuts([1.0, 2.0, 3.0, 4.0]).cuts
    (Cut(value=2.5, inclusive=False),)
    """

    bins: int
    better: Better
    _as_parameter_: Any

    @classmethod
    def quantiles(
        cls, bins: int, *, better: Better = "higher", closed: Closed = "right"
    ) -> Scoring:
        """Scores by the interior quantiles (type 7) of the data; equals share a score.

        Parameters
        ----------
        bins : int
            How many scores, 1 to 1000.
        better : {"higher", "lower"}, default "higher"
            Which values earn the high scores.
        closed : {"right", "left"}, default "right"
            To which side bins are closed: whether a value at a threshold is below it or above.

        Returns
        -------
        Scoring
            By the quantiles of each column that it scores.

        Raises
        ------
        DataError
            For bins out of their range.
        ArgumentError
            For a word that is none of those named.
        """
        edge = enumerator(CLOSEDS, closed, "closed")
        return cls._of(better, method=_abi.HABITUE_BINNING_QUANTILES, bins=bins, closed=edge)

    @classmethod
    def equal_counts(cls, bins: int, *, ties: Ties = "upper", better: Better = "higher") -> Scoring:
        """Scores by rank in bins of equal counts.

        Parameters
        ----------
        bins : int
            How many scores, 1 to 1000.
        ties : {"upper", "lower", "row_order"}, default "upper"
            Where equal values at a cut go, as for `Pyramid`.
        better : {"higher", "lower"}, default "higher"
            Which values earn the high scores.

        Returns
        -------
        Scoring
            By the ranks of each column that it scores.

        Raises
        ------
        DataError
            For bins out of their range.
        ArgumentError
            For a word that is none of those named.
        """
        equals = enumerator(TIES, ties, "ties")
        return cls._of(better, method=_abi.HABITUE_BINNING_EQUAL_COUNTS, bins=bins, ties=equals)

    @classmethod
    def at(
        cls, thresholds: Column, *, better: Better = "higher", closed: Closed = "right"
    ) -> Scoring:
        """Scores by given thresholds.

        Parameters
        ----------
        thresholds : column of float
            Where bins end, strictly ascending.
        better : {"higher", "lower"}, default "higher"
            Which values earn the high scores.
        closed : {"right", "left"}, default "right"
            To which side bins are closed: whether a value at a threshold is below it or above.

        Returns
        -------
        Scoring
            One more score than there are thresholds.

        Raises
        ------
        DataError
            For thresholds that do not ascend, with the row.
        ArgumentError
            For a word that is none of those named.
        """
        cuts = _columns.floats(thresholds, "thresholds")
        edge = enumerator(CLOSEDS, closed, "closed")
        own = {"thresholds": cuts, "threshold_count": len(cuts), "bins": len(cuts) + 1}
        return cls._of(better, method=_abi.HABITUE_BINNING_AT, closed=edge, **own)

    @classmethod
    def _of(cls, better: str, **fields: Any) -> Scoring:
        made = cls.__new__(cls)
        side = enumerator(BETTERS, better, "better")
        binning = initial(_abi.habitue_binning, better=side, **fields)
        made._as_parameter_, made.bins = ctypes.pointer(binning), binning.bins
        made._made_by("_of", better, **fields)
        made.better = cast("Better", better)
        made.score([0.0])  # refuses a bad scoring here rather than later
        return made

    def score(self, values: Column, *, threads: int = 1) -> Scores:
        """The score of each value, and the thresholds in ascending order.

        Parameters
        ----------
        values : column
            Float64, or int64 of whole numbers.
        threads : int, default 1
            0 for all cores; they change the time, never the scores.

        Returns
        -------
        Scores
            The score of each, 1 for the worst, and what was cut at.

        Raises
        ------
        DataError
            For values that are not finite, and none at all.
        """
        column = amounts(values, "values")
        rows, score = len(column), _columns.output(len(column), np.int32)
        cuts = _columns.output(max(self.bins - 1, 0))
        cells = _evidence.cells(column)
        call("habitue_scores_assign", self, cells, rows, threads, score, cuts, len(cuts))
        return Scores(score, cuts)

    def cuts(self, values: Column, *, counts: Column | None = None, threads: int = 1) -> ScoreCuts:
        """Where this column is cut: values that score any other column alike.

        Parameters
        ----------
        values : column
            Float64, or int64 of whole numbers.
        counts : column of int, optional
            For how many customers each row stands; one each without.
        threads : int, default 1
            0 for all cores.

        Returns
        -------
        ScoreCuts
            The value at each cut.

        Raises
        ------
        DataError
            For values that are not finite.
        ArgumentError
            For columns of different lengths, and ties by the order of rows.
        """
        column, weights = amounts(values, "values"), weights_of(counts)
        _columns.rows(values=column, counts=weights)
        cells = array(_abi.habitue_cut, max(self.bins - 1, 0))
        given, rows = _evidence.cells(column), len(column)
        call("habitue_scores_cuts", self, given, weights, rows, threads, cells, len(cells))
        found = read(cells, column.dtype == np.int64)
        return ScoreCuts(tuple(cut for cut in found if cut is not None), self.better)


class Rfm(Remade):
    """RFM scores: time since the last purchase, number of purchases, amount spent.

    Parameters
    ----------
    recency, frequency, monetary : Scoring, optional
        Quintiles of the data without; of recency low values are the best.
    nested : bool, default False
        Whether frequency is cut within each recency score, and monetary value within both.

    Raises
    ------
    ArgumentError
        For what is no scoring.

    Examples
    --------
    >>> from habitue.value import Rfm
    >>> base = [1, 5, 9, 20, 40], [9, 5, 3, 2, 1], [90, 70, 20, 9, 5]
    >>> Rfm().score(*base).code.tolist()
    [555, 444, 333, 222, 111]
    >>> Rfm().cuts(*base).score([2], [8], [60]).code.tolist()
    [554]
    """

    def __init__(
        self,
        recency: Scoring | None = None,
        frequency: Scoring | None = None,
        monetary: Scoring | None = None,
        *,
        nested: bool = False,
    ) -> None:
        self.scorings: tuple[Scoring, Scoring, Scoring] = (
            _scoring(recency, "recency", "lower"),
            _scoring(frequency, "frequency", "higher"),
            _scoring(monetary, "monetary", "higher"),
        )
        self.nested = bool(_scalars.flag(nested, "nested"))
        self._made_by("", *self.scorings, nested=self.nested)

    def score(
        self, recency: Column, frequency: Column, monetary: Column, *, threads: int = 1
    ) -> RfmScores:
        """The scores of each customer.

        Whole numbers of 32 bits (days, purchases) with minor units are scored as they are,
        anything else as doubles.

        Parameters
        ----------
        recency, frequency, monetary : column
            Time since the last purchase, number of purchases, amount spent, one row a customer.
        threads : int, default 1
            0 for all cores; they change the time, never the scores.

        Returns
        -------
        RfmScores
            The three scores of each, and what they were cut at.

        Raises
        ------
        DataError
            For values that are not finite, and none at all.
        ArgumentError
            For columns of different lengths.
        """
        columns = rfm_columns(recency, frequency, monetary)
        rows = _columns.rows(**columns)
        r, f, m = (scoring.bins for scoring in self.scorings)
        groups, cells = (r, r * f) if self.nested else (1, 1)
        cuts = _columns.output(r - 1 + groups * (f - 1) + cells * (m - 1))
        scores = {f"{name}_score": _columns.output(rows, np.int32) for name in columns}
        places = {"thresholds": cuts, "threshold_count": len(cuts), **scores}
        asked = asked_of_rfm(columns, self._binnings(), self.nested, **places)
        call("habitue_rfm_assign", asked, threads)
        first, second = r - 1, r - 1 + groups * (f - 1)
        by_frequency, by_monetary = cuts[first:second], cuts[second:]
        if self.nested:
            by_frequency = by_frequency.reshape(groups, f - 1)
            by_monetary = by_monetary.reshape(r, f, m - 1)
        recent, often, much = scores.values()
        return RfmScores(recent, often, much, cuts[:first], by_frequency, by_monetary)

    def cuts(
        self,
        recency: Column,
        frequency: Column,
        monetary: Column,
        *,
        counts: Column | None = None,
        threads: int = 1,
    ) -> RfmCuts:
        """Where this base is cut into scores: values that score any other base alike.

        Parameters
        ----------
        recency, frequency, monetary : column
            As for `Rfm.score`.
        counts : column of int, optional
            For how many customers each row stands; one each without.
        threads : int, default 1
            0 for all cores.

        Returns
        -------
        RfmCuts
            The value at each cut.

        Raises
        ------
        DataError
            For values that are not finite.
        ArgumentError
            For columns of different lengths, and ties by the order of rows.
        """
        columns, weights = rfm_columns(recency, frequency, monetary), weights_of(counts)
        _columns.rows(**columns, counts=weights)
        r, f, m = (scoring.bins for scoring in self.scorings)
        lists, cells_of = (r, r * f) if self.nested else (1, 1)
        cells = array(_abi.habitue_cut, r - 1 + lists * (f - 1) + cells_of * (m - 1))
        asked = asked_of_rfm(columns, self._binnings(), self.nested)
        call("habitue_rfm_cuts", asked, weights, threads, cells, len(cells))
        first, second, third = (scoring.better for scoring in self.scorings)
        whole = columns["monetary"].dtype == np.int64
        return RfmCuts(read(cells, whole), (r, f, m), (first, second, third), self.nested)

    def _binnings(self) -> list[Any]:
        return [scoring._as_parameter_ for scoring in self.scorings]


def _scoring(given: Scoring | None, name: str, better: Better) -> Scoring:
    if given is None:
        return Scoring.quantiles(5, better=better)
    made: Scoring = _scalars.instance(given, Scoring, name)
    return made


_PYMC = {
    ("Premium Customer", "高价值客户"): "334 443 444 344 434 433 343 333",
    ("Repeat Customer", "回头客"): "244 234 232 332 143 233 243",
    ("Top Spender", "高消费客户"): "424 414 144 314 324 124 224 423 413 133 323 313 134",
    ("At Risk Customer", "流失风险客户"): "422 223 212 122 222 132 322 312 412 123 214",
    ("Inactive Customer", "沉睡客户"): "411 111 113 114 112 211 311",
}
"""The cells of each segment of pymc-marketing: scores of recency, frequency and money."""


class SegmentTable(Remade):
    """Named segments of RFM cells, proven to hold every cell exactly once.

    Parameters
    ----------
    segments : sequence of Segment
        The segments with their boxes.
    bins : tuple of three int, default (5, 5, 5)
        How many recency, frequency and monetary scores there are.

    Attributes
    ----------
    names, names_zh : list of str
        The English and the Chinese names in the order of the numbers.
    bins : tuple of three int
        How many recency, frequency and monetary scores there are.

    Raises
    ------
    DataError
        For a cell that is in no segment, or in two.

    Examples
    --------
    >>> from habitue.value import Rfm, Segment, SegmentTable
    >>> scores = Rfm().score([1, 5, 9, 20, 40], [9, 5, 3, 2, 1], [90, 70, 20, 9, 5])
    >>> SegmentTable.recency_frequency().assign(scores).segment.tolist()[0]
    1
    >>> SegmentTable.eight().assign(scores).customers.tolist()
    [2, 0, 0, 0, 0, 0, 0, 3]
    >>> best = Segment("best", "最好", [((4, 5), (4, 5), (1, 5))])
    >>> SegmentTable.first_match([best]).assign(scores).segment.tolist()
    [1, 1, 2, 2, 2]
    """

    names: list[str]
    names_zh: list[str]
    bins: tuple[int, int, int]
    _as_parameter_: Any

    def __init__(self, segments: Sequence[Segment], bins: tuple[int, int, int] = (5, 5, 5)) -> None:
        self._make(_abi.HABITUE_SEGMENTS_BOXES, segments, bins, [])
        self._made_by("", list(segments), tuple(bins))

    @classmethod
    def first_match(
        cls,
        rules: Sequence[Segment],
        bins: tuple[int, int, int] = (5, 5, 5),
        *,
        rest: Segment = Segment("others", "其他客户"),
    ) -> SegmentTable:
        """A table from rules of which the first that matches counts; boxes may overlap.

        Parameters
        ----------
        rules : sequence of Segment
            The rules, the first before the next.
        bins : tuple of three int, default (5, 5, 5)
            How many recency, frequency and monetary scores there are.
        rest : Segment
            The names of one more segment, the last: what no rule matches.

        Returns
        -------
        SegmentTable
            The rules and the rest.

        Raises
        ------
        ArgumentError
            For what is no segment, and bins that are not three.
        DataError
            For a box beyond the bins.
        """
        made = cls.__new__(cls)
        last = [_scalars.instance(rest, Segment, "rest")]
        made._make(_abi.HABITUE_SEGMENTS_FIRST_MATCH, rules, bins, last)
        made._made_by("first_match", list(rules), tuple(bins), rest=rest)
        return made

    @classmethod
    def recency_frequency(cls) -> SegmentTable:
        """Ten segments of recency and frequency quintiles."""
        return cls._preset(_abi.HABITUE_SEGMENTS_RECENCY_FREQUENCY)

    @classmethod
    def eight(cls, bins: int = 5, high_from: int = 4) -> SegmentTable:
        """Eight segments: each score is high from ``high_from`` on, or low.

        Parameters
        ----------
        bins : int, default 5
            How many scores of each kind there are.
        high_from : int, default 4
            The lowest high score, 2 to ``bins``.

        Returns
        -------
        SegmentTable
            From "important to value" (all high) to "ordinary to win back" (none).

        Raises
        ------
        DataError
            For bounds out of their range.
        """
        return cls._preset(_abi.HABITUE_SEGMENTS_EIGHT, bins=(bins,) * 3, high_from=high_from)

    @classmethod
    def pymc(cls) -> SegmentTable:
        """The segments of pymc-marketing's ``rfm_segments`` (0.19), of quartiles: five and "Other".

        Its monetary score is one of the mean purchase; give `Rfm.score` what is to count.

        Returns
        -------
        SegmentTable
            From "Premium Customer" to "Inactive Customer", and "Other", as it names them.

        Examples
        --------
        >>> from habitue.value import SegmentTable
        >>> SegmentTable.pymc().names[0], SegmentTable.pymc().bins
        ('Premium Customer', (4, 4, 4))
        """
        rules = []
        for (name, name_zh), cells in _PYMC.items():
            scores = (tuple(map(int, cell)) for cell in cells.split())
            boxes: list[Any] = [((r, r), (f, f), (m, m)) for r, f, m in scores]
            rules.append(Segment(name, name_zh, boxes))
        return cls.first_match(rules, (4, 4, 4), rest=Segment("Other", "其他客户"))

    @classmethod
    def _preset(cls, preset: int, **fields: Any) -> SegmentTable:
        made = cls.__new__(cls)
        named = _abi.HABITUE_LIST_SEGMENTS + preset
        made.names, made.names_zh = _evidence.both_names(named)
        made.bins = fields.get("bins", (5, 5, 5))
        made._own(preset=preset, **fields)
        made._made_by("_preset", preset, **fields)
        return made

    def _make(self, preset: int, segments: object, bins: object, last: list[Segment]) -> None:
        listed: list[Segment] = [
            _scalars.instance(segment, Segment, "segments")
            for segment in _scalars.sequence(segments, "segments")
        ]
        boxes = [
            _box(number, box) for number, segment in enumerate(listed, 1) for box in segment.boxes
        ]
        self.names = [_scalars.string(segment.name, "name") for segment in listed + last]
        self.names_zh = [_scalars.string(segment.name_zh, "name_zh") for segment in listed + last]
        three = _scalars.several(bins, "bins", 3)
        self.bins = (three[0], three[1], three[2])
        held = array(_abi.habitue_segment_box, boxes)
        self._own(preset=preset, bins=three, boxes=held, box_count=len(boxes))

    def _own(self, **fields: Any) -> None:
        self._as_parameter_ = ctypes.pointer(initial(_abi.habitue_segmentation, **fields))
        nobody = np.empty(0, np.int32)
        self._assign(nobody, nobody, nobody)  # refuses a bad table here rather than later

    def assign(self, scores: RfmScores) -> Segments:
        """The segment of each customer.

        Parameters
        ----------
        scores : RfmScores
            What `Rfm.score` gave.

        Returns
        -------
        Segments
            The segment of each by its number, from 1, and how many each has.

        Raises
        ------
        ArgumentError
            For what are no scores.
        DataError
            For scores beyond the bins of the table.
        """
        known: RfmScores = _scalars.instance(scores, RfmScores, "scores")
        return self._assign(known.recency, known.frequency, known.monetary)

    def _assign(self, *scores: NDArray[np.int32]) -> Segments:
        names = ("recency_score", "frequency_score", "monetary_score")
        columns = {name: _columns.codes(column, name) for name, column in zip(names, scores)}
        rows = _columns.rows(**columns)
        segment, counts = _columns.output(rows, np.int32), np.zeros(len(self.names), np.uint64)
        out = {"segment": segment, "counts": counts, "segment_count": len(counts)}
        call(
            "habitue_segments_assign",
            self,
            initial(_abi.habitue_segments, rows=rows, **columns, **out),
        )
        return Segments(segment, counts, self.names, self.names_zh)


def _box(number: int, box: object) -> Any:
    sides = [_scalars.several(side, "boxes", 2) for side in _scalars.several(box, "boxes", 3)]
    made = _abi.habitue_segment_box(number)
    for name, side in zip(("recency", "frequency", "monetary"), sides):
        ends = (_scalars.whole(end, "boxes", 0, 2**32 - 1) for end in side)
        setattr(made, name, tuple(ends))
    return made
