"""Scores of columns (RFM), and segments of scores.

Offered by `habitue.value`, beside the pyramid that the scores lead to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _reading, _scalars
from ._library import Handle, call, enumerator, text, text_out, value

_TIES = {
    "upper": _abi.HABITUE_TIES_UPPER,
    "lower": _abi.HABITUE_TIES_LOWER,
    "row_order": _abi.HABITUE_TIES_ROW_ORDER,
}
_BETTER = {"higher": _abi.HABITUE_BETTER_HIGHER, "lower": _abi.HABITUE_BETTER_LOWER}
_CLOSED = {"right": _abi.HABITUE_CLOSED_RIGHT, "left": _abi.HABITUE_CLOSED_LEFT}


def _amounts(column: Any, name: str) -> tuple[NDArray[Any], str]:
    """The column, and the suffix of the functions that take it."""
    found = _reading.read(column, name)
    if found.kind == _reading.WHOLE:
        whole: NDArray[Any] = _columns.integers_of(found, name, np.dtype(np.int64))
        return whole, "_minor"
    return _columns.floats_of(found, name), ""


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
        for name, scoring in (
            ("recency", recency),
            ("frequency", frequency),
            ("monetary", monetary),
        ):
            if scoring is not None:
                _scalars.instance(scoring, Scoring, name)
        self.scorings = (
            recency or Scoring.quantiles(5, better="lower"),
            frequency or Scoring.quantiles(5),
            monetary or Scoring.quantiles(5),
        )
        self.nested = bool(_scalars.flag(nested, "nested"))

    def score(
        self, recency: Any, frequency: Any, monetary: Any, *, threads: int = 1
    ) -> RfmScores:
        """The scores of each customer.

        Whole numbers of 32 bits (days, purchases) with minor units are scored as they are,
        anything else as doubles. ``threads`` (0 for all cores) changes the time, never the scores.
        """
        kinds = [getattr(column, "dtype", None) for column in (recency, frequency, monetary)]
        whole = kinds == [np.int32, np.uint32, np.int64]
        columns: tuple[NDArray[Any], ...]
        if not whole:
            columns = (
                _columns.floats(recency, "recency"),
                _columns.floats(frequency, "frequency"),
                _columns.floats(monetary, "monetary"),
            )
        else:
            columns = (
                _columns.codes(recency, "recency"),
                _columns.counts(frequency, "frequency"),
                _columns.integers(monetary, "monetary"),
            )
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
    rows = []
    for number, segment in enumerate(_scalars.sequence(segments, "segments"), 1):
        for box in _scalars.instance(segment, Segment, "segments").boxes:
            ranges = [
                _scalars.several(side, "boxes", 2) for side in _scalars.several(box, "boxes", 3)
            ]
            ends = [_scalars.whole(end, "boxes", 0, 2**32 - 1) for side in ranges for end in side]
            rows.append([number, *ends])
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
        three = _scalars.several(bins, "bins", 3)
        call("habitue_segment_table_new", *three, *_boxes(segments), pointer)
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
        three = _scalars.several(bins, "bins", 3)
        _scalars.instance(rest, Segment, "rest")
        call("habitue_segment_table_new_first_match", *three, *_boxes(rules), pointer)
        table = cls.adopt(pointer)
        table._name([*rules, rest])
        return table

    def _name(self, segments: Sequence[Segment]) -> None:
        for number, segment in enumerate(segments, 1):
            names = *text(segment.name, "name"), *text(segment.name_zh, "name_zh")
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
        return [text_out("habitue_segment_table_name", self, i) for i in range(1, count + 1)]

    @property
    def names_zh(self) -> list[str]:
        """The Chinese names in the order of the numbers."""
        count = value("habitue_segment_table_segments", self)
        return [text_out("habitue_segment_table_name_zh", self, i) for i in range(1, count + 1)]

    def assign(self, scores: RfmScores) -> Segments:
        """The segment of each customer."""
        rows = len(_scalars.instance(scores, RfmScores, "scores").recency)
        names = self.names
        segment = _columns.output(rows, np.int32)
        counts = _columns.output(len(names), np.uint64)
        columns = scores.recency, scores.frequency, scores.monetary
        call(
            "habitue_segment_table_assign", self, *columns, rows, segment, counts, len(names)
        )
        return Segments(segment, counts, names, self.names_zh)
