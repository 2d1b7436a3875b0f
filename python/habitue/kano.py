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
from .survey import Interval, record

TABLES = {"usual": _abi.HABITUE_KANO_TABLE_USUAL, "strict": _abi.HABITUE_KANO_TABLE_STRICT}
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


def _table(table: str | Sequence[str]) -> dict[str, Any]:
    """The fields of a measure that say how answers are evaluated."""
    if isinstance(table, str):
        return {"kano_table": enumerator(TABLES, table, "table")}
    lines = [
        row if isinstance(row, str) else _scalars.sequence(row, "table")
        for row in _scalars.sequence(table, "table")
    ]
    letters = [letter for row in lines for letter in row]
    if len(lines) != 5 or len(letters) != 25:
        raise exception(
            f"table: has {len(letters)} letters in {len(lines)} rows; five rows of five are needed",
            code=_abi.HABITUE_BAD_LENGTH,
            kind="length",
            column="table",
        )
    codes = np.array([enumerator(LETTERS, letter, "table") for letter in letters], np.int32)
    return {"kano_table": _abi.HABITUE_KANO_TABLE_CUSTOM, "kano_classes": codes}


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


class KanoCounts(Counts, measure="KANO"):
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
        columns = _columns.aligned(missing=True, functional=functional, dysfunctional=dysfunctional)
        return cls._of_columns(columns, weights, **_table(table))

    @classmethod
    def of_counts(cls, counts: Mapping[str, float]) -> KanoCounts:
        """Counts that are known already, by letter, of respondents with equal weights."""
        known = [0.0] * 6
        for letter, count in _scalars.mapping(counts, "counts").items():
            place = enumerator(LETTERS, letter, "counts") - 1
            known[place] = _scalars.known(count, f"counts {letter}")
        return cls.of_totals(known)

    @property
    def counts(self) -> tuple[float, ...]:
        """The weights of each class, in the order of `CLASSES`."""
        return tuple(self.totals[:6].tolist())

    def analyse(
        self, *, category_strength: float = 0.05, level: float = 0.95, continuous_cut: float = 2.0
    ) -> Kano:
        """The analysis of the counts."""
        found = initial(_abi.habitue_kano_result)
        call("habitue_counts_kano", self, category_strength, continuous_cut, level, found)
        return record(
            Kano,
            found,
            kano_class=CLASSES[found.kano_class],
            continuous_class=CLASSES.get(found.continuous_class),
            counts=dict(zip(CLASSES.values(), found.counts)),
        )

    def difference(
        self, later: KanoCounts, *, level: float = 0.95
    ) -> tuple[Difference, Difference]:
        """Whether better and worse of ``later`` differ from these; independent samples."""
        found = (_abi.habitue_difference * 2)()
        other = _scalars.instance(later, KanoCounts, "later")
        call("habitue_counts_difference", self, other, level, found, 2)
        return record(Difference, found[0]), record(Difference, found[1])


class FuzzyKano(Counts, measure="FUZZY_KANO"):
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
        sides = {"functional": functional, "dysfunctional": dysfunctional}
        arrays = {name: _five(_columns.matrix(side, name), name) for name, side in sides.items()}
        cut = _scalars.known(alpha_cut, "alpha_cut")
        return cls._of_columns(arrays, weights, alpha_cut=cut, **_table(table))

    @property
    def shares(self) -> dict[str, float]:
        """The mean membership of each class; they sum to 1."""
        start = len(KanoCounts.names())
        sums = self.totals[start : start + 6].tolist()
        total = self.weight
        return {
            name: sum_ / total if total else float("nan")
            for name, sum_ in zip(CLASSES.values(), sums)
        }

    @property
    def counts(self) -> KanoCounts:
        """The counts of the memberships that reach the cut, to be analysed as usual."""
        return KanoCounts.of_totals(self.totals[: len(KanoCounts.names())])


def _five(memberships: Any, name: str) -> Any:
    """An array of respondents by five memberships."""
    if memberships.size and memberships.shape[1] != 5:
        reason = f"has {memberships.shape[1]} columns; five memberships are needed"
        refuse(_abi.HABITUE_BAD_LENGTH, name, reason)
    return memberships.reshape(-1, 5)
