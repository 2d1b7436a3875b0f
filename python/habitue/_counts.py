"""Counts that merge: what shards and waves send instead of their answers."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import _abi, _columns, _evidence, _scalars
from ._columns import Column
from ._customers import Floats
from ._library import array, call, filled, initial
from ._portable import PortableValue
from .errors import refuse

if TYPE_CHECKING:
    from typing_extensions import Self

_MEASURE = 12
_WHOLE = ("answered", "missing", "out_of_scale", "undecided", "used", "missing_pairs")


class Counts(PortableValue, struct=_abi.habitue_counts):
    """Sums under a figure, which merge and pickle.

    Count each part where it lies, `merge` the counts, and form the figure once. The totals are
    attributes, such as ``answered`` and ``missing``. As bytes, sums of weights are exact, and not
    rounded as `totals` are.
    """

    _kind: ClassVar[int]

    def __init_subclass__(cls, *, measure: str) -> None:
        super().__init_subclass__()
        cls._kind = getattr(_abi, f"HABITUE_MEASURE_{measure}")

    @classmethod
    def _of_answers(cls, answers: Any, questions: Sequence[int] | None, **fields: Any) -> Self:
        if questions is not None:
            fields["questions"] = np.array(questions, np.uintp)
            fields["question_count"] = len(questions)
        measure = initial(_abi.habitue_measure, kind=cls._kind, **fields)
        return cls._from_call("habitue_counts_of_responses", measure, answers)

    @classmethod
    def _of_columns(cls, columns: dict[str, Floats], weights: Column | None, **fields: Any) -> Self:
        """Counts columns of one length; an array of two dimensions is several of them."""
        weighted = _columns.optional(weights, "weights")
        rows = _columns.rows(weights=weighted, **columns)
        matrix = np.concatenate([np.ravel(c.T) for c in columns.values()] or [np.empty(0)])
        count = sum(1 if c.ndim == 1 else c.shape[1] for c in columns.values())
        measure = initial(_abi.habitue_measure, kind=cls._kind, **fields)
        function = "habitue_counts_of_columns"
        return cls._from_call(function, measure, matrix, count, weighted, rows)

    @classmethod
    def of_totals(cls, totals: Column) -> Self:
        """The counts with these `totals`, which any engine may have added.

        Parameters
        ----------
        totals : column of float
            A number for each of `names`, in their order.

        Returns
        -------
        counts of this class
            As counted from the answers themselves.

        Raises
        ------
        DataError
            For totals that no answers can have.
        ArgumentError
            For another number of totals than `names`.

        Examples
        --------
        >>> from habitue.satisfaction import MeanCounts
        >>> counts = MeanCounts.of([1.0, 2.0, 6.0])
        >>> MeanCounts.of_totals(counts.totals) == counts
        True
        """
        column = _columns.floats(totals, "totals", missing=True)
        return cls._from_call("habitue_counts_of_totals", cls._kind, column, len(column))

    @property
    def totals(self) -> Floats:
        """The counts as plain sums, an array of float64 in the order of `names`.

        Examples
        --------
        >>> from habitue.satisfaction import MeanCounts
        >>> MeanCounts.of([1.0, 2.0, 6.0]).totals.tolist()
        [9.0, 3.0, 3.0, 9.0, 41.0, 3.0, 0.0]
        """
        return filled("habitue_counts_totals", self)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of the totals (of one dimension, of the first ones of contrasts).

        Returns
        -------
        tuple of str
            The names, in the order of `totals`.

        Examples
        --------
        >>> from habitue.satisfaction import MeanCounts
        >>> MeanCounts.names()[:2]
        ('sum', 'total')
        """
        found = _evidence.entries(_abi.HABITUE_LIST_TOTALS + cls._kind)
        return tuple(str(entry.symbol) for entry in found)

    def __getattr__(self, name: str) -> float:
        if name.startswith("_") or name not in self.names():
            raise AttributeError(f"{type(self).__name__} has no {name!r}")
        value = float(self.totals[self.names().index(name)])
        return int(value) if name.endswith(_WHOLE) else value

    def _figure(self, place: str, structure: Any, count: int = 0, **settings: Any) -> Any:
        """What the counts come to: a structure of the library, or ``count`` of them."""
        found = array(structure, count) if count else structure()
        settings[place], settings["count"] = found if count else ctypes.pointer(found), count
        call("habitue_counts_analyse", self, initial(_abi.habitue_analysis, **settings))
        return found

    def merge(self, *others: Self) -> Self:
        """The counts of all parts together.

        Parameters
        ----------
        *others : counts of this class
            Those of other respondents, counted the same way.

        Returns
        -------
        counts of this class
            As counted from all respondents at once; also ``one + other``.

        Raises
        ------
        DataError
            For counts of another kind of answers.
        ArgumentError
            For counts of another class.

        Examples
        --------
        >>> from habitue.satisfaction import MeanCounts
        >>> MeanCounts.of([1.0, 2.0]).merge(MeanCounts.of([6.0])).mean().mean
        3.0
        """
        made = type(self)._unsealed(self._sealed())
        for other in others:
            call("habitue_counts_merge", made, _scalars.instance(other, type(self), "others"))
        return made

    def __add__(self, other: Self) -> Self:
        return self.merge(other) if isinstance(other, type(self)) else NotImplemented

    @classmethod
    def _unsealed(cls, data: Any) -> Self:
        made = super()._unsealed(data)
        # After what they are of and the version, bytes say which measure was counted.
        if bytes(data)[_MEASURE] != cls._kind:
            reason = f"are of counts of another measure, not of {cls.__name__}"
            refuse(_abi.HABITUE_CORRUPT_BYTES, "bytes", reason)
        return made

    def __repr__(self) -> str:
        named = zip(self.names(), self.totals.tolist())
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in named)})"
