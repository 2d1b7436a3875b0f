"""Counts that merge: what shards and waves send instead of their answers."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars
from ._library import Handle, call, filled, initial
from .errors import ArgumentError, DataError

_Self = TypeVar("_Self", bound="Counts")
_WHOLE = ("answered", "missing", "out_of_scale", "undecided", "used", "missing_pairs")


class Counts(Handle, struct=_abi.habitue_counts, free="habitue_counts_free"):
    """Sums under a figure. Count each part where it lies, `merge` the counts (they
    pickle), and form the figure once. The totals are attributes, such as ``answered``
    and ``missing``.
    """

    _kind: ClassVar[int]

    def __init_subclass__(cls, *, measure: str) -> None:
        super().__init_subclass__()
        cls._kind = getattr(_abi, f"HABITUE_MEASURE_{measure}")

    @classmethod
    def _measure(cls, questions: Any, fields: dict[str, Any]) -> Any:
        """What is counted."""
        asked = {} if questions is None else {"questions": np.array(questions, np.uintp)}
        count = len(questions or ())
        return initial(
            _abi.habitue_measure, kind=cls._kind, question_count=count, **asked, **fields
        )

    @classmethod
    def _of_answers(cls: type[_Self], answers: Any, questions: Any, **fields: Any) -> _Self:
        pointer = cls.empty()
        measure = cls._measure(questions, fields)
        call("habitue_counts_of_responses", measure, answers, pointer)
        return cls.adopt(pointer)

    @classmethod
    def _of_columns(
        cls: type[_Self], columns: dict[str, NDArray[np.float64]], weights: Any, **fields: Any
    ) -> _Self:
        """Counts columns of one length; an array of two dimensions is several of them."""
        weighted = None if weights is None else _columns.floats(weights, "weights")
        rows = _columns.rows(weights=weighted, **columns)
        matrix = np.concatenate([np.ravel(c.T) for c in columns.values()] or [np.empty(0)])
        count = sum(1 if c.ndim == 1 else c.shape[1] for c in columns.values())
        pointer = cls.empty()
        measure = cls._measure(None, fields)
        call("habitue_counts_of_columns", measure, matrix, count, weighted, rows, pointer)
        return cls.adopt(pointer)

    @classmethod
    def of_totals(cls: type[_Self], totals: Any) -> _Self:
        """The counts with these `totals`, which any engine may have added."""
        pointer = cls.empty()
        column = _columns.floats(totals, "totals", missing=True)
        call("habitue_counts_of_totals", cls._kind, column, len(column), pointer)
        return cls.adopt(pointer)

    @property
    def totals(self) -> NDArray[np.float64]:
        """The counts as plain sums."""
        return filled("habitue_counts_totals", self)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of the totals (of one dimension, of the first ones of contrasts)."""
        found = _evidence.entries(_abi.HABITUE_LIST_TOTALS + cls._kind)
        return tuple(str(entry.symbol) for entry in found)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self.names():
            raise AttributeError(f"{type(self).__name__} has no {name!r}")
        value = float(self.totals[self.names().index(name)])
        return int(value) if name.endswith(_WHOLE) else value

    def merge(self: _Self, *others: _Self) -> _Self:
        """The counts of all parts together."""
        made = self.of_totals(self.totals)
        for other in others:
            call("habitue_counts_merge", made, _scalars.instance(other, type(self), "others"))
        return made

    def __add__(self: _Self, other: _Self) -> _Self:
        return self.merge(other) if isinstance(other, type(self)) else NotImplemented

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.totals.tobytes() == other.totals.tobytes()

    def __hash__(self) -> int:
        return hash(self.totals.tobytes())

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.totals.tobytes())

    def __repr__(self) -> str:
        named = zip(self.names(), self.totals.tolist())
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in named)})"


def _restored(cls: type[_Self], data: bytes) -> _Self:
    try:
        return cls.of_totals(np.frombuffer(data))
    except (ArgumentError, ValueError) as error:
        raise DataError(
            f"bytes: {len(data)} bytes are no {cls.__name__} of this version ({error}); "
            "count the part again",
            code=_abi.HABITUE_CORRUPT_BYTES,
            kind="corrupt bytes",
            column="bytes",
        ) from None
