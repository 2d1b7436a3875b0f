"""Kano: which attributes must be there, which pay by degree, which delight.

Answers are 1 to 5 (like, must be, neutral, live with it, dislike), NaN where missing: to
having the attribute (functional), and to not having it (dysfunctional).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Union

import numpy as np

from . import _abi, _columns, _scalars
from ._choices import KANO_LETTERS, KANO_TABLES, KanoTable
from ._columns import Column
from ._counts import Counts
from ._evidence import Floats
from ._library import array, call, enumerator, record, told
from ._made import FuzzyKanoMade, KanoCountsMade, KanoMade
from ._records_of_gaps import KanoFields
from .errors import refuse
from .satisfaction import Difference, class_names

Table = Union[KanoTable, Sequence[str]]
"""An evaluation table: ``"usual"``, ``"strict"``, or five rows of five letters of your own."""

TABLES = KANO_TABLES
CLASSES = class_names("kano")
"""Kano's classes by code."""
LETTERS = KANO_LETTERS
"""The letters of the classes in an evaluation table."""


def _table(table: Table) -> dict[str, Any]:
    """The fields of a measure that say how answers are evaluated."""
    if isinstance(table, str):
        return {"kano_table": enumerator(TABLES, table, "table")}
    lines = [
        row if isinstance(row, str) else _scalars.sequence(row, "table")
        for row in _scalars.sequence(table, "table")
    ]
    letters = [letter for row in lines for letter in row]
    if len(lines) != 5 or len(letters) != 25:
        reason = f"has {len(letters)} letters in {len(lines)} rows; five rows of five are needed"
        refuse(_abi.HABITUE_BAD_LENGTH, "table", reason)
    codes = np.array([enumerator(LETTERS, letter, "table") for letter in letters], np.int32)
    return {"kano_table": _abi.HABITUE_KANO_TABLE_CUSTOM, "kano_classes": codes}


class Kano(KanoFields, KanoMade):
    @classmethod
    def _of(
        cls, *, functional: Column, dysfunctional: Column, weights: Any, table: Table, **how: float
    ) -> Kano:
        counts = KanoCounts.of(functional, dysfunctional, weights=weights, table=table)
        return counts.analyse(**how)


class KanoCounts(Counts, KanoCountsMade, measure="KANO"):
    """How often each class occurs."""

    @classmethod
    def _of(cls, *, weights: Column | None, table: Table, **answers: Column) -> KanoCounts:
        columns = _columns.aligned(missing=True, **answers)
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
        self,
        *,
        category_strength: float = 0.05,
        confidence: float = 0.95,
        continuous_cut: float = 2.0,
    ) -> Kano:
        """The analysis of the counts; parameters as for `Kano.of`."""
        options = category_strength, continuous_cut, confidence
        found = told("habitue_counts_kano", _abi.habitue_kano_result, self, *options)
        return record(
            Kano,
            found,
            kano_class=CLASSES[found.kano_class],
            continuous_class=CLASSES.get(found.continuous_class),
            counts=dict(zip(CLASSES.values(), found.counts)),
        )

    def difference(
        self, later: KanoCounts, *, confidence: float = 0.95
    ) -> tuple[Difference, Difference]:
        """Whether better and worse of ``later`` differ from these; independent samples."""
        found = array(_abi.habitue_difference, 2)
        other = _scalars.instance(later, KanoCounts, "later")
        call("habitue_counts_difference", self, other, confidence, found, len(found))
        return record(Difference, found[0]), record(Difference, found[1])


class FuzzyKano(Counts, FuzzyKanoMade, measure="FUZZY_KANO"):
    """Counts of answers that respondents spread over the five instead of ticking one."""

    @classmethod
    def _of(
        cls, *, weights: Column | None, table: Table, alpha_cut: float, **sides: Column
    ) -> FuzzyKano:
        arrays = {name: _five(side, name) for name, side in sides.items()}
        cut = _scalars.known(alpha_cut, "alpha_cut")
        return cls._of_columns(arrays, weights, alpha_cut=cut, **_table(table))

    @property
    def shares(self) -> dict[str, float]:
        """The mean membership of each class; they sum to 1."""
        start = len(KanoCounts.names())
        sums, total = self.totals[start : start + 6], self.weight
        shares = sums / total if total else np.full(6, np.nan)
        return dict(zip(CLASSES.values(), shares.tolist()))

    @property
    def counts(self) -> KanoCounts:
        """The counts of the memberships that reach the cut, to be analysed as usual."""
        return KanoCounts.of_totals(self.totals[: len(KanoCounts.names())])


def _five(memberships: Column, name: str) -> Floats:
    """An array of respondents by five memberships."""
    found = _columns.matrix(memberships, name)
    if found.size and found.shape[1] != 5:
        reason = f"has {found.shape[1]} columns; five memberships are needed"
        refuse(_abi.HABITUE_BAD_LENGTH, name, reason)
    return found.reshape(-1, 5)
