"""What is asked of customers, as one structure, and how the answer comes back.

The methods that ask are in `_predictions`, generated from the questions of the core.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, TypeVar

import numpy as np

from . import _abi, _columns, _scalars
from ._columns import Column, Frame
from ._customers import Floats, columns_of, customers
from ._library import Handle, Job, Report, call, choices, enumerator, initial, keywords
from .errors import refuse

if TYPE_CHECKING:
    from ._model import Model
    from .uncertainty import Estimate, Estimates, Uncertainty

Timing = Literal["purchase", "end", "start"]
Statistic = Literal["mean", "variance", "quantile"]
INFINITE = float("inf")

_Column = TypeVar("_Column")
_Total = TypeVar("_Total")
_TIMINGS = {
    "purchase": _abi.HABITUE_MARGIN_AT_PURCHASE,
    "end": _abi.HABITUE_MARGIN_AT_END_OF_PERIOD,
    "start": _abi.HABITUE_MARGIN_AT_START_OF_PERIOD,
}
_STATISTICS = choices("STATISTIC", Statistic)
_FIELDS = {"t": "to", "horizon": "to", "start": "from"}
"""What the library calls an argument of a question, where it says otherwise."""
_PLAIN = ("spend_model", "spend_uncertainty", "individual", "statistic")
"""Fields that this package sets, not its caller."""
_WORDS = {"at": "t", "spending": "mean_spend"}
_BRIEF = 2048
"""Rows that are answered before anybody could want to stop it."""
_FIGURES = ("estimate", "standard_error", "low", "high")


class Asked(Generic[_Column, _Total]):
    """What answers questions about customers: a model, or its uncertainty."""

    _takes: ClassVar[tuple[str, ...]] = ("threads", "progress", "weights", "spend")
    """What the questions take by keyword."""

    def _asked(
        self,
        name: str,
        kind: int,
        columns: Mapping[str, Column | None],
        how: Mapping[str, Any],
        *,
        total: bool = False,
        **named: Any,
    ) -> _Column | _Total:
        """The answer to a question, in the arguments of a caller of ``name``."""
        rest: dict[str, Any] = {"total": total, **how}
        keywords(name, rest, ("total", *self._takes))
        if "renewals" in columns and "t" in named:
            named["t"] = _scalars.whole(named["t"], "t", 0, 2**32 - 1)
        question = Question(kind, columns_of(**columns), named)
        answer: _Column | _Total = self._answered(question, **rest)
        return answer

    def _asked_of_each(
        self,
        name: str,
        kind: int,
        columns: Mapping[str, Column | None],
        how: Mapping[str, Any],
        **named: Any,
    ) -> _Column:
        """The same for questions that have no total."""
        answer: Any = self._asked(name, kind, columns, how, **named)
        each: _Column = answer
        return each

    def _answered(self, question: Question, *, total: bool, **how: Any) -> Any:
        raise NotImplementedError


class Question:
    """What is asked of which customers, in the arguments of a caller.

    A time to look ahead to (``t`` or ``horizon``) is one number for all customers, or a column.
    """

    def __init__(self, kind: int, columns: Mapping[str, Any], named: Mapping[str, Any]) -> None:
        self.columns, self.words = dict(columns), dict(_WORDS)
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
        total: bool,
        confidence: float | None = None,
        *,
        threads: int = 1,
        progress: Report | None = None,
        weights: Column | None = None,
        **facts: Frame | None,
    ) -> Any:
        """The answer of a model as a column or a number; of an uncertainty, whose intervals have
        a ``confidence``, as a list of four columns or as the structure of an estimate."""
        summed = _scalars.flag(total, "total")
        if weights is not None and not summed:
            reason = "count customers in a total; pass total=True"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "weights", reason)
        if weights is not None:
            self.columns["weights"] = _columns.floats(weights, "weights")
        rows = customers(self.columns, facts)
        plain, figure = confidence is None, _abi.habitue_estimate()
        names = _FIGURES[: 1 if plain else 4]
        out = {name: np.empty(rows.rows) for name in names}
        places: dict[str, Any] = {"total": ctypes.pointer(figure)} if summed else {**out}
        if not plain:
            places["confidence"] = confidence
        function = "habitue_answer" if plain else "habitue_answer_with_uncertainty"
        answers = initial(_abi.habitue_answers, **places)
        job = Job(threads, progress, brief=plain and rows.rows <= _BRIEF)
        call(function, of, self.asked, rows, job, answers, words=self.words)
        if plain:
            return figure.estimate if summed else out["estimate"]
        return figure if summed else list(out.values())


def spending(
    expected_spend: Column | Model | Uncertainty,
    mean_spend: Column | None,
    spend_frequency: Column | None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns that say what purchases are worth, and the model that makes it of them."""
    past = {"spend_frequency": spend_frequency, "mean_spend": mean_spend}
    if not isinstance(expected_spend, Handle):
        unread = {name: column for name, column in past.items() if column is not None}
        return {"expected_spend": expected_spend, **unread}, {}
    by_model = expected_spend._struct is _abi.habitue_model
    if not by_model and expected_spend._struct is not _abi.habitue_uncertainty:
        _scalars.real(expected_spend, "expected_spend")  # refuses what is neither
    return past, {"spend_model" if by_model else "spend_uncertainty": expected_spend}


def posterior(
    name: str,
    model: Model | Uncertainty,
    rates: Mapping[str, int],
    which: str,
    columns: Mapping[str, Column],
    statistic: str,
    probability: float,
    confidence: float,
    how: Mapping[str, Any],
) -> Floats | float | Estimates | Estimate:
    """A statistic of a rate of each customer by a model, or by its uncertainty."""
    number = enumerator(rates, which, "which")
    _scalars.instance(model, Asked, "model")
    if "confidence" in model._takes:
        how = {"confidence": confidence, **how}
    asked: dict[str, Any] = {"probability": _scalars.real(probability, "probability")}
    asked |= {"individual": number, "statistic": enumerator(_STATISTICS, statistic, "statistic")}
    if statistic != "quantile":
        del asked["probability"]
    return model._asked(name, _abi.HABITUE_ASK_POSTERIOR, columns, how, **asked)


def _is_column(given: object) -> bool:
    """Whether a value is a column rather than one for all customers."""
    if isinstance(given, (str, bytes, type)) or _columns.is_single(given):
        return False
    return hasattr(given, "__iter__") or hasattr(given, "__arrow_c_stream__")
