"""Kano: which attributes must be there, which pay by degree, which delight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from . import _abi, _columns, _scalars
from ._counts import Counts
from ._library import call, enumerator, initial
from .errors import exception, refuse
from .satisfaction import Difference, class_names
from .survey import Interval, number

TABLES = {"usual": _abi.HABITUE_KANO_USUAL, "strict": _abi.HABITUE_KANO_STRICT}
"""Evaluation tables by name; a table of your own is five rows of five letters."""

CLASSES = class_names("kano")
"""Kano's classes by code."""

LETTERS = {
    "M": _abi.HABITUE_KANO_MUST_BE,
    "O": _abi.HABITUE_KANO_ONE_DIMENSIONAL,
    "A": _abi.HABITUE_KANO_ATTRACTIVE,
    "I": _abi.HABITUE_KANO_INDIFFERENT,
    "R": _abi.HABITUE_KANO_REVERSE,
    "Q": _abi.HABITUE_KANO_QUESTIONABLE,
}
"""The letters of the classes in an evaluation table."""


def _options(table: str | Sequence[str] = "usual", **fields: Any) -> tuple[Any, Any]:
    """The options, and what must outlive them."""
    if isinstance(table, str):
        return initial(
            _abi.habitue_kano_options, table=enumerator(TABLES, table, "table"), **fields
        ), None
    lines = [row if isinstance(row, str) else _scalars.sequence(row, "table")
             for row in _scalars.sequence(table, "table")]
    letters = [letter for row in lines for letter in row]
    if len(lines) != 5 or len(letters) != 25:
        raise exception(
            f"table: has {len(letters)} letters in {len(lines)} rows; five rows of five are needed",
            code=_abi.HABITUE_BAD_LENGTH,
            kind="length",
            column="table",
        )
    codes = np.array([enumerator(LETTERS, letter, "table") for letter in letters], np.int32)
    options = initial(_abi.habitue_kano_options, table=_abi.HABITUE_KANO_CUSTOM, **fields)
    options.classes = codes.ctypes.data
    return options, codes


@dataclass(frozen=True)
class Kano:
    """The Kano analysis of one attribute.

    ``better`` and ``worse`` come with Wilson's intervals; ``continuous_class`` is the
    class by mean scores.
    """

    kano_class: str
    continuous_class: str | None
    counts: dict[str, float]
    better: float | None
    better_interval: Interval | None
    worse: float | None
    worse_interval: Interval | None
    total_strength: float
    category_strength: float
    fong_threshold: float
    significant: bool
    functional: float | None
    dysfunctional: float | None
    n: float
    missing: int

    @classmethod
    def of(
        cls,
        functional: ArrayLike,
        dysfunctional: ArrayLike,
        *,
        weights: ArrayLike | None = None,
        table: str | Sequence[str] = "usual",
        category_strength: float = 0.05,
        level: float = 0.95,
        continuous_cut: float = 2.0,
    ) -> Kano:
        """The analysis of answers 1 to 5 (like, must be, neutral, live with it, dislike)."""
        counts = KanoCounts.of(functional, dysfunctional, weights=weights, table=table)
        return counts.analyse(
            category_strength=category_strength, level=level, continuous_cut=continuous_cut
        )


class KanoCounts(
    Counts, struct=_abi.habitue_kano_counts, merge="habitue_kano_counts_merge"
):
    """How often each class occurs."""

    @classmethod
    def of(
        cls,
        functional: ArrayLike,
        dysfunctional: ArrayLike,
        *,
        weights: ArrayLike | None = None,
        table: str | Sequence[str] = "usual",
    ) -> KanoCounts:
        """Counts answers 1 to 5 (like, must be, neutral, live with it, dislike)."""
        there = _columns.floats(functional, "functional", missing=True)
        absent = _columns.floats(dysfunctional, "dysfunctional", missing=True)
        weighted = None if weights is None else _columns.floats(weights, "weights")
        rows = _columns.rows(functional=there, dysfunctional=absent, weights=weighted)
        found = _abi.habitue_kano_counts()
        options, _kept = _options(table)
        call("habitue_kano_counts_of_answers", there, absent, weighted, rows, options, found)
        return cls(found)

    @classmethod
    def of_counts(cls, counts: Mapping[str, float]) -> KanoCounts:
        """Counts that are known already, by letter, of respondents with equal weights."""
        found = _abi.habitue_kano_counts()
        for letter, count in _scalars.mapping(counts, "counts").items():
            place = enumerator(LETTERS, letter, "counts") - 1
            found.counts[place] = _scalars.real(count, f"counts {letter}")
        found.squares = found.counts
        found.total = sum(found.counts)
        return cls(found)

    def analyse(
        self,
        *,
        category_strength: float = 0.05,
        level: float = 0.95,
        continuous_cut: float = 2.0,
    ) -> Kano:
        """The analysis of the counts."""
        found = _abi.habitue_kano_result()
        options, _ = _options(
            category_strength=category_strength, level=level, continuous_cut=continuous_cut
        )
        call("habitue_kano_counts_analyse", self._found, options, found)
        return Kano(
            CLASSES[found.kano_class],
            CLASSES.get(found.continuous_class),
            dict(zip(CLASSES.values(), found.counts)),
            number(found.better),
            Interval.of(found.better_interval),
            number(found.worse),
            Interval.of(found.worse_interval),
            found.total_strength,
            found.category_strength,
            found.fong_threshold,
            bool(found.significant),
            number(found.functional),
            number(found.dysfunctional),
            found.n,
            found.missing,
        )

    def difference(
        self, later: KanoCounts, *, level: float = 0.95
    ) -> tuple[Difference, Difference]:
        """Whether better and worse of ``later`` differ from these; independent samples."""
        better, worse = _abi.habitue_difference(), _abi.habitue_difference()
        call(
            "habitue_kano_counts_difference",
            self._found,
            _scalars.instance(later, KanoCounts, "later")._found,
            level,
            better,
            worse,
        )
        return Difference._made(better), Difference._made(worse)


def _five(memberships: Any, name: str) -> Any:
    """An array of respondents by five memberships."""
    if memberships.size and memberships.shape[1] != 5:
        reason = f"has {memberships.shape[1]} columns; five memberships are needed"
        refuse(_abi.HABITUE_BAD_LENGTH, name, reason)
    return memberships.reshape(-1, 5)


class FuzzyKano(
    Counts, struct=_abi.habitue_fuzzy_kano_counts, merge="habitue_fuzzy_kano_counts_merge"
):
    """Counts of answers that respondents spread over the five instead of ticking one."""

    @classmethod
    def of(
        cls,
        functional: ArrayLike,
        dysfunctional: ArrayLike,
        *,
        weights: ArrayLike | None = None,
        table: str | Sequence[str] = "usual",
        alpha_cut: float = 0.4,
    ) -> FuzzyKano:
        """Counts arrays of respondents by five memberships (NaN where missing)."""
        parts = {"functional": functional, "dysfunctional": dysfunctional}
        arrays = {
            name: _five(_columns.matrix(part, name), name) for name, part in parts.items()
        }
        weighted = None if weights is None else _columns.floats(weights, "weights")
        rows = _columns.rows(weights=weighted, **arrays)
        there, absent = (array.ravel() for array in arrays.values())
        found = _abi.habitue_fuzzy_kano_counts()
        options, _kept = _options(table, alpha_cut=alpha_cut)
        call(
            "habitue_fuzzy_kano_counts_of_answers",
            there,
            absent,
            len(there),
            weighted,
            rows,
            options,
            found,
        )
        return cls(found)

    @property
    def shares(self) -> dict[str, float]:
        """The mean membership of each class; they sum to 1."""
        total = self._found.total
        return {
            name: sum_ / total if total else float("nan")
            for name, sum_ in zip(CLASSES.values(), self._found.memberships)
        }

    @property
    def counts(self) -> KanoCounts:
        """The counts of the memberships that reach the cut, to be analysed as usual."""
        copy = _abi.habitue_kano_counts.from_buffer_copy(bytes(self._found.counts))
        return KanoCounts(copy)
