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
from ._library import array, call, enumerator, record
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
    """
    Examples
    --------
    >>> from habitue.kano import Kano
    >>> found = Kano.of([1, 1, 2, 1], [5, 5, 5, 3])
    >>> found.kano_class, found.better, found.worse
    ('one-dimensional', 0.75, -0.75)
    """

    @classmethod
    def _of(
        cls, *, functional: Column, dysfunctional: Column, weights: Any, table: Table, **how: float
    ) -> Kano:
        counts = KanoCounts.of(functional, dysfunctional, weights=weights, table=table)
        return counts.analyse(**how)


class KanoCounts(Counts, KanoCountsMade, measure="KANO"):
    """How often each class occurs.

    Examples
    --------
    >>> from habitue.kano import KanoCounts
    >>> june = KanoCounts.of_counts({"A": 10, "O": 20, "M": 40, "I": 25, "R": 3, "Q": 2})
    >>> june.counts
    (40.0, 20.0, 10.0, 25.0, 3.0, 2.0)
    >>> found = june.analyse()
    >>> found.kano_class, round(found.better, 4), round(found.worse, 4)
    ('must-be', 0.3158, -0.6316)
    >>> july = KanoCounts.of_counts({"A": 30, "O": 20, "M": 20, "I": 25, "R": 3, "Q": 2})
    >>> better, worse = june.difference(july)
    >>> round(better.difference, 4), round(worse.difference, 4)
    (0.2105, 0.2105)
    >>> KanoCounts.of([1, 2], [5, 5]).merge(july).total
    102.0
    """

    @classmethod
    def _of(cls, *, weights: Column | None, table: Table, **answers: Column) -> KanoCounts:
        columns = _columns.aligned(missing=True, **answers)
        return cls._of_columns(columns, weights, **_table(table))

    @classmethod
    def of_counts(cls, counts: Mapping[str, float]) -> KanoCounts:
        """Counts that are known already, of respondents with equal weights.

        Parameters
        ----------
        counts : mapping from str to float
            How many there are of each letter: M must-be, O one-dimensional, A attractive, I
            indifferent, R reverse, Q questionable. A letter that is not there counts 0.

        Returns
        -------
        KanoCounts
            These counts, without mean scores.

        Raises
        ------
        DataError
            For a count below 0.
        ArgumentError
            For a letter that there is not.
        """
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
        """The analysis of the counts.

        Parameters
        ----------
        category_strength : float, default 0.05
            From which lead on the strongest class counts alone, 0 to 1.
        confidence : float, default 0.95
            That of the intervals (Wilson's), 0 < confidence < 1.
        continuous_cut : float, default 2.0
            Where mean scores are cut.

        Returns
        -------
        Kano
            The class of the attribute, and how well it is founded.

        Raises
        ------
        DataError
            Where nobody answered, for a setting out of its range.
        """
        found = self._figure(
            "kano",
            _abi.habitue_kano_result,
            category_strength=category_strength,
            continuous_cut=continuous_cut,
            confidence=confidence,
        )
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
        """Whether better and worse of another wave differ from these; independent samples.

        By the score test and interval of Miettinen and Nurminen (1985), as of `TopBox.difference`.

        Parameters
        ----------
        later : KanoCounts
            Those of other respondents.
        confidence : float, default 0.95
            That of the intervals, 0 < confidence < 1.

        Returns
        -------
        better : Difference
            ``later`` less this one.
        worse : Difference
            The same of worse, which is negative.

        Raises
        ------
        NumericError
            Where nobody is in the classes that they count.
        DataError
            For a confidence out of its range.
        ArgumentError
            For what are no such counts.
        """
        found = array(_abi.habitue_difference, 2)
        other = _scalars.instance(later, KanoCounts, "later")
        call("habitue_counts_difference", self, other, confidence, found, len(found))
        return record(Difference, found[0]), record(Difference, found[1])


class FuzzyKano(Counts, FuzzyKanoMade, measure="FUZZY_KANO"):
    """Counts of answers that respondents spread over the five instead of ticking one.

    Examples
    --------
    >>> from habitue.kano import FuzzyKano
    >>> functional = [[0.8, 0.2, 0, 0, 0], [0, 0.5, 0.5, 0, 0]]
    >>> dysfunctional = [[0, 0, 0, 0.3, 0.7], [0, 0, 0, 0, 1]]
    >>> counted = FuzzyKano.of(functional, dysfunctional)
    >>> {name: round(share, 2) for name, share in counted.shares.items() if share}
    {'must-be': 0.57, 'one-dimensional': 0.28, 'attractive': 0.12, 'indifferent': 0.03}
    >>> counted.counts.analyse().counts["must-be"]
    1.0
    """

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
