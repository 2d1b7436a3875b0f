"""What is asked of customers, as one structure, and how the answer comes back."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from typing import Any

import numpy as np

from . import _abi, _columns, _scalars
from ._customers import customers
from ._fitting import Report
from ._library import Handle, Job, call, enumerator, initial
from .errors import refuse

_TIMINGS = {
    "purchase": _abi.HABITUE_MARGIN_AT_PURCHASE,
    "end": _abi.HABITUE_MARGIN_AT_END_OF_PERIOD,
    "start": _abi.HABITUE_MARGIN_AT_START_OF_PERIOD,
}
_FIELDS = {
    "t": "to",
    "horizon": "to",
    "start": "from",
    "level": "probability",
}
"""What the library calls an argument of a question, where it says otherwise."""
_PLAIN = ("spend_model", "spend_uncertainty", "individual", "statistic")
"""Fields that this package sets, not its caller."""


class Question:
    """What is asked of which customers, in the arguments of a caller.

    A time to look ahead to (``t`` or ``horizon``) is one number for all customers, or a column.
    """

    def __init__(self, kind: int, columns: Mapping[str, Any], named: Mapping[str, Any]) -> None:
        self.columns = dict(columns)
        self.words = {"at": "t", "confidence": "level", "spending": "mean_spend"}
        self.asked = initial(_abi.habitue_question, kind=kind)
        for name, given in named.items():
            if given is not None or name != "period":
                self._set(name, given)

    def _set(self, name: str, given: Any) -> None:
        field = _FIELDS.get(name, name)
        self.words[field] = name
        if field == "to" and _is_column(given):
            own = _columns.floats(given, name)
            first = next(iter(self.columns))
            _columns.rows(**{first: self.columns[first], name: own})
            self.columns["horizons"], self.words["horizons"] = own, name
        elif field == "timing":
            self.asked.timing = enumerator(_TIMINGS, given, name)
        elif field == "n":
            self.asked.n = _scalars.whole(given, name, 0, 2**64 - 1)
        elif field in _PLAIN:
            setattr(self.asked, field, getattr(given, "_as_parameter_", given))
        else:
            setattr(self.asked, field, _scalars.known(given, name))

    def put(
        self,
        of: Handle,
        facts: Mapping[str, Any],
        threads: int,
        total: bool,
        weights: Any,
        progress: Report | None,
        level: float | None = None,
    ) -> Any:
        """The answer of a model as a column or a number; of an uncertainty, where ``level`` is
        that of the intervals, as a list of four columns or as an estimate."""
        summed = _scalars.flag(total, "total")
        if weights is not None and not summed:
            reason = "count customers in a total; pass total=True"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "weights", reason)
        if weights is not None:
            self.columns["weights"] = _columns.floats(weights, "weights")
        rows = customers(self.columns, facts)
        places = initial(_abi.habitue_answers)
        names = ("estimate", "standard_error", "low", "high")
        if level is not None:
            self.confidence = places.confidence = _scalars.real(level, "level")
        figure = _abi.habitue_estimate()
        out = [np.empty(rows.rows) for _ in names[: 1 if level is None else 4]]
        if summed:
            places.total = ctypes.pointer(figure)
        else:
            for name, column in zip(names, out):
                setattr(places, name, column.ctypes.data)
        function = "habitue_answer" if level is None else "habitue_answer_with_uncertainty"
        call(function, of, self.asked, rows, Job(threads, progress), places, words=self.words)
        if level is None:
            return figure.estimate if summed else out[0]
        return figure if summed else out


def _is_column(given: Any) -> bool:
    """Whether a value is a column rather than one for all customers."""
    if isinstance(given, (str, bytes, type)) or _columns.is_single(given):
        return False
    return hasattr(given, "__iter__") or hasattr(given, "__arrow_c_stream__")
