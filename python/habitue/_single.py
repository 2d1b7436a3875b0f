"""One question about one customer at a time, without columns: for services that answer singly."""

from __future__ import annotations

import ctypes
import threading
from typing import TYPE_CHECKING, Any, Literal, get_args

from . import _abi, _scalars
from ._library import LIBRARY, enumerator, failure, initial
from ._question import INFINITE, Question
from .errors import refuse

if TYPE_CHECKING:
    from ._model import Model

SingleQuestion = Literal[
    "p_alive",
    "expected_purchases",
    "p_purchases",
    "p_at_least",
    "p_no_purchase",
    "discounted_purchases",
    "lifetime_value",
]
"""What can be asked of one customer at a time."""

_KINDS = {name: getattr(_abi, f"HABITUE_ASK_{name.upper()}") for name in get_args(SingleQuestion)}
_BEGIN: dict[str, dict[str, Any]] = {
    "p_alive": {"t": 0.0},
    "discounted_purchases": {"horizon": INFINITE},
    "lifetime_value": {"horizon": INFINITE},
}
"""Settings that have a default."""
_NEEDED = {"p_purchases": "n", "p_at_least": "n", "lifetime_value": "rate"}
_MOST = 2**32 - 1


class Single:
    """A question whose settings stand, to be asked of one customer after the other.

    Made by `PurchaseModel.single`. The figures are those of the method of the same name, bit for
    bit; threads may share it.
    """

    def __init__(
        self, model: Model, question: str, spend: Model | None, named: dict[str, Any]
    ) -> None:
        kind = enumerator(_KINDS, question, "question")
        needed = _NEEDED.get(question)
        if needed is not None and named.get(needed) is None:
            refuse(_abi.HABITUE_MISSING_VALUE, needed, f"is missing; {question} needs it")
        if (question == "lifetime_value") != (spend is not None):
            reason = "is needed by lifetime_value, and read by nothing else"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "spend", reason)
        if spend is not None:
            named["spend_model"] = spend
        given = dict(_BEGIN.get(question, {}))
        given |= {name: value for name, value in named.items() if value is not None}
        for name in ("t", "horizon"):
            if name in given:
                given[name] = _scalars.real(given[name], name)
        self._asked = Question(kind, {}, given)
        self._model, self._spend, self._places = model, spend, threading.local()
        self._answer = LIBRARY.habitue_answer

    def __call__(
        self, frequency: int, recency: float, age: float, mean_spend: float | None = None
    ) -> float:
        """The figure of one customer.

        Parameters
        ----------
        frequency : int
            Repeat purchases.
        recency, age : float
            The time of the last one and the age, in the unit of the model.
        mean_spend : float, optional
            What the repeat purchases were worth on average; for lifetime_value.

        Returns
        -------
        float

        Raises
        ------
        DataError
            For a value that cannot be.
        """
        places = self._places.__dict__.get("places") or self._prepare()
        x, history, out, arguments = places
        if type(frequency) is not int or not 0 <= frequency <= _MOST:
            frequency = _scalars.whole(frequency, "frequency", 0, _MOST)
        x[0] = frequency
        try:
            history[0], history[1] = recency, age
            if self._spend is not None:
                history[2] = mean_spend
        except TypeError:
            history[0] = _scalars.real(recency, "recency")
            history[1] = _scalars.real(age, "age")
            history[2] = _scalars.real(mean_spend, "mean_spend")
        if mean_spend is not None and self._spend is None:
            refuse(_abi.HABITUE_NOT_READ, "mean_spend", "is not read by this question")
        status = self._answer(*arguments)
        if status:
            error = arguments[-1].contents
            error.code = status
            raise failure(error, self._asked.words)
        return float(out[0])

    def _prepare(self) -> Any:
        """Places for one customer, a set a thread."""
        x, history, out = (ctypes.c_uint32 * 1)(), (ctypes.c_double * 3)(), (ctypes.c_double * 1)()
        at, width = ctypes.addressof(history), ctypes.sizeof(ctypes.c_double)
        columns = {"frequency": ctypes.addressof(x), "recency": at, "age": at + width}
        if self._spend is not None:
            columns["mean_spend"] = at + 2 * width
        rows = initial(_abi.habitue_customers, rows=1)
        for name, address in columns.items():
            setattr(rows, name, address)
        answers = initial(_abi.habitue_answers)
        answers.estimate = ctypes.addressof(out)
        point = ctypes.pointer
        arguments = (
            self._model._as_parameter_, point(self._asked.asked), point(rows), None,
            point(answers), point(initial(_abi.habitue_error)),
        )  # fmt: skip
        places = (x, history, out, arguments)
        self._places.places = places
        return places
