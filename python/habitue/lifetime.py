"""Models of purchase, attrition and spend: who is still a customer, and worth what.

Every column may be numpy, pandas, polars, pyarrow or a list. Frequency is the
number of repeat purchases, recency the time of the last one and age the time the
customer has been watched, both counted from the first purchase in one unit, which
is also the unit of the model's parameters and of every horizon.

>>> from habitue.lifetime import BgNbd
>>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
>>> model.expected_purchases([2], [30.43], [38.86], t=39.0).round(6)
array([1.226028])
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _scalars
from ._library import Handle, Progress, call, initial, text, value
from ._predictions import Asked, Predictions
from .errors import refuse

__all__ = ["BgBb", "BgCnbd", "BgNbd", "FitReport", "GGompertzNbd", "GammaGamma", "MbgCnbd", "MbgNbd", "Nbd", "ParetoNbd", "PurchaseModel", "SpendModel"]

Floats = NDArray[np.float64]
_Model = TypeVar("_Model", bound="_Stored")

_RIDGES = {
    number: name.removeprefix("HABITUE_RIDGE_").lower()
    for name, number in vars(_abi).items()
    if name.startswith("HABITUE_RIDGE_") and number
}


@dataclass(frozen=True)
class FitReport:
    """What is known of a fit. ``ridge`` names a direction without a peak, or is None;
    ``agreeing`` of the ``starts`` led to this optimum."""

    log_likelihood: float
    iterations: int
    gradient_norm: float
    hessian_condition: float
    customers: float
    cells: int
    aic: float
    bic: float
    ridge: str | None
    starts: int = 1
    agreeing: int = 1


def _vector(name: str, model: Handle, dtype: Any = np.float64) -> Any:
    """An output of which the library knows the length."""
    needed = ctypes.c_size_t()
    call(name, model, None, 0, needed)
    out = np.empty(needed.value, dtype)
    call(name, model, out, len(out), needed)
    return out


def _report(report: Any) -> FitReport | None:
    """A report of the library; None where nothing was fitted."""
    if not report.fitted:
        return None
    names = FitReport.__dataclass_fields__.keys() - {"ridge"}
    fields = {name: getattr(report, name) for name in names}
    return FitReport(ridge=_RIDGES.get(report.ridge), **fields)


class _Stored(Handle):
    """What models of purchases and of spend have in common."""

    _PREFIX: ClassVar[str]
    _KIND: ClassVar[int]
    _family: ClassVar[type[_Stored]]
    parameter_names: ClassVar[tuple[str, ...]]

    def __init__(self, *parameters: float) -> None:
        kind, pointer = self._number(), self.empty()
        named = zip(self.parameter_names, parameters, strict=True)
        values = np.array([_scalars.real(value, name) for name, value in named], np.float64)
        call(f"{self._PREFIX}_new", kind, values, len(values), pointer)
        self._own(pointer)

    @classmethod
    def _number(cls) -> int:
        """The number of the kind of model; a class that stands for several has none."""
        if not hasattr(cls, "_KIND"):
            reason = f"{cls.__name__} stands for several; take one of its subclasses"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "model", reason)
        return cls._KIND

    @property
    def parameters(self) -> dict[str, float]:
        """The parameters by name, in the order of the paper."""
        values = _vector(f"{self._PREFIX}_parameters", self)
        return dict(zip(self.parameter_names, values.tolist(), strict=True))

    @property
    def standard_errors(self) -> dict[str, float]:
        """The asymptotic standard errors of a fitted model by name."""
        values = _vector(f"{self._PREFIX}_standard_errors", self)
        return dict(zip(self.parameter_names, values.tolist(), strict=True))

    @property
    def covariance(self) -> Floats:
        """The asymptotic covariance of the parameters of a fitted model."""
        k = len(self.parameter_names)
        return _vector(f"{self._PREFIX}_covariance", self).reshape(k, k)

    @property
    def report(self) -> FitReport | None:
        """What is known of the fit; None for a model made from parameters."""
        report = _abi.habitue_fit_report()
        call(f"{self._PREFIX}_report", self, ctypes.byref(report))
        return _report(report)

    def to_bytes(self) -> bytes:
        """The model as portable bytes with a format version and a checksum."""
        return _vector(f"{self._PREFIX}_to_bytes", self, np.uint8).tobytes()

    @classmethod
    def from_bytes(cls: type[_Model], data: bytes) -> _Model:
        """The model that `to_bytes` wrote, on any machine: one of this class, or of its kind
        where the class stands for several (``PurchaseModel.from_bytes``)."""
        pointer, content = cls.empty(), _scalars.octets(data, "data")
        call(f"{cls._PREFIX}_from_bytes", content, len(content), pointer)
        held = cls.adopt(pointer)
        kind = held._kind_class()
        if not issubclass(kind, cls):
            reason = f"hold a {kind.__name__}; {kind.__name__}.from_bytes reads it"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "data", reason)
        held.__class__ = kind
        return held

    def _kind_class(self) -> type[_Stored]:
        """The class of the model that is held."""
        kind = ctypes.c_int32()
        call(f"{self._PREFIX}_kind", self, kind)
        known = {each._KIND: each for each in self._family.__subclasses__()}
        if kind.value not in known:
            reason = f"hold a model of the unknown kind {kind.value}"
            refuse(_abi.HABITUE_UNSUPPORTED, "data", reason)
        return known[kind.value]

    def __eq__(self, other: object) -> bool:
        """Whether the other is the same model of the same fit: what both would be as bytes."""
        return type(other) is type(self) and self.to_bytes() == other.to_bytes()

    def __hash__(self) -> int:
        return hash(self.to_bytes())

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).from_bytes, (self.to_bytes(),)

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={value:.6g}" for name, value in self.parameters.items())
        return f"{type(self).__name__}({inside})"


def _optional(values: Any, name: str, **beside: Any) -> Any:
    """A column that may be left out, with as many rows as another."""
    if values is None:
        return None
    column = _columns.floats(values, name)
    _columns.rows(**beside, **{name: column})
    return column


def _options(
    threads: int, max_iterations: int, tolerance: float, regularity: int = 0, starts: int = 0
) -> Any:
    return initial(
        _abi.habitue_fit_options,
        threads=threads,
        max_iterations=max_iterations,
        tolerance=tolerance,
        regularity=regularity,
        starts=starts,
    )


class PurchaseModel(
    Predictions, _Stored, struct=_abi.habitue_model, free="habitue_model_free"
):
    """A model of purchase and attrition. Made as one of its subclasses."""

    _PREFIX = "habitue_model"

    @classmethod
    def fit(
        cls: type[_Model],
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        log_intervals: Any = None,
        regularity: int = 0,
        weights: Any = None,
        threads: int = 1,
        max_iterations: int = 500,
        tolerance: float = 1e-9,
        starts: int = 0,
        unit: str = "",
        provenance: str = "",
        progress: Callable[[int, int], object] | None = None,
    ) -> _Model:
        """Fits the model by maximum likelihood; ``threads=0`` uses all cores.

        The CNBD-k models choose k by likelihood unless ``regularity`` gives it, and
        need ``log_intervals``, the sum of the logarithms of the intervals between a
        customer's purchases. ``starts`` is the number of points to start from, of
        which the best result is kept; 0 for as many as the model needs, one or two.
        """
        columns, rows = _histories(frequency, recency, age)
        logs = _optional(log_intervals, "log_intervals", frequency=columns[0])
        weight = _optional(weights, "weights", frequency=columns[0])
        pointer = cls.empty()
        options = _options(threads, max_iterations, tolerance, regularity, starts)
        call(
            "habitue_model_fit",
            cls._number(),
            *columns,
            logs,
            weight,
            rows,
            ctypes.byref(options),
            Progress(progress),
            None,
            pointer,
        )
        model = cls.adopt(pointer)
        described = *text(unit, "unit"), *text(provenance, "provenance")
        if any(described):
            call("habitue_model_describe", model, *described)
        return model

    @classmethod
    def name(cls) -> str:
        """The English name of the model."""
        return str(value("habitue_model_kind_name", cls._number()))

    @classmethod
    def name_zh(cls) -> str:
        """The Chinese name of the model."""
        return str(value("habitue_model_kind_name_zh", cls._number()))

    @property
    def unit(self) -> str:
        """The unit that the parameters are in; empty where none was stated."""
        return str(_vector("habitue_model_unit", self, np.uint8).tobytes().decode("utf-8"))

    @property
    def provenance(self) -> str:
        """Where the model comes from; empty where nothing was stated."""
        return str(_vector("habitue_model_provenance", self, np.uint8).tobytes().decode("utf-8"))

    def _predict(
        self, asked: Asked, history: tuple[Any, Any, Any], *, threads: int = 1
    ) -> Floats:
        columns, rows = _histories(*history)
        out = np.empty(rows)
        name, times = asked.times("habitue_model_predict")
        rest = (asked.level, asked.n, *columns, rows, threads, out)
        call(name, self, asked.prediction, *times, *rest)
        return out

    def log_likelihood(self, frequency: Any, recency: Any, age: Any) -> Floats:
        """The log-likelihood of each history."""
        columns, rows = _histories(frequency, recency, age)
        out = np.empty(rows)
        call("habitue_model_log_likelihood", self, *columns, rows, out)
        return out

    def lifetime_value(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        expected_spend: Any,
        *,
        horizon: float = float("inf"),
        rate: float,
        margin: float = 1.0,
        threads: int = 1,
    ) -> Floats:
        """Discounted expected purchases times expected spend times margin."""
        columns, rows = _histories(frequency, recency, age)
        spend = _columns.floats(expected_spend, "expected_spend")
        _columns.rows(frequency=columns[0], expected_spend=spend)
        out = np.empty(rows)
        call(
            "habitue_model_lifetime_value",
            self,
            horizon,
            rate,
            margin,
            *columns,
            spend,
            rows,
            threads,
            out,
        )
        return out

    def lifetime_profit(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        expected_spend: Any,
        margin_rate: Any,
        *,
        horizon: float = float("inf"),
        rate: float,
        threads: int = 1,
    ) -> Floats:
        """Lifetime value where the share of the spend that is profit is each customer's own."""
        columns, rows = _histories(frequency, recency, age)
        spend = _columns.floats(expected_spend, "expected_spend")
        margin = _columns.floats(margin_rate, "margin_rate")
        _columns.rows(frequency=columns[0], expected_spend=spend, margin_rate=margin)
        out = np.empty(rows)
        call(
            "habitue_model_lifetime_profit",
            self,
            horizon,
            rate,
            *columns,
            spend,
            margin,
            rows,
            threads,
            out,
        )
        return out

    def track(self, born: Any, *, steps: int, step: float = 1.0, weights: Any = None) -> Floats:
        """Expected cumulative repeat purchases of a base with these births."""
        births = _columns.floats(born, "born")
        weight = _optional(weights, "weights", born=births)
        out = _columns.output(steps, name="steps")
        call("habitue_model_track", self, births, weight, len(births), step, out, steps)
        return out


PurchaseModel._family = PurchaseModel


def _histories(frequency: Any, recency: Any, age: Any) -> tuple[tuple[Any, Any, Any], int]:
    x = _columns.counts(frequency, "frequency")
    t_x = _columns.floats(recency, "recency")
    t = _columns.floats(age, "age")
    return (x, t_x, t), _columns.rows(frequency=x, recency=t_x, age=t)


class BgNbd(PurchaseModel):
    """BG/NBD (Fader, Hardie and Lee 2005): a customer may leave after any purchase."""

    _KIND = _abi.HABITUE_MODEL_BG_NBD
    parameter_names = ("r", "alpha", "a", "b")

    def __init__(self, r: float, alpha: float, a: float, b: float) -> None:
        super().__init__(r, alpha, a, b)


class MbgNbd(PurchaseModel):
    """MBG/NBD (Batislam et al. 2007): as BG/NBD, and the first purchase may be the last."""

    _KIND = _abi.HABITUE_MODEL_MBG_NBD
    parameter_names = ("r", "alpha", "a", "b")

    def __init__(self, r: float, alpha: float, a: float, b: float) -> None:
        super().__init__(r, alpha, a, b)


class ParetoNbd(PurchaseModel):
    """Pareto/NBD (Schmittlein, Morrison and Colombo 1987): customers leave at any moment."""

    _KIND = _abi.HABITUE_MODEL_PARETO_NBD
    parameter_names = ("r", "alpha", "s", "beta")

    def __init__(self, r: float, alpha: float, s: float, beta: float) -> None:
        super().__init__(r, alpha, s, beta)


class Nbd(PurchaseModel):
    """NBD (Ehrenberg 1959): nobody ever leaves."""

    _KIND = _abi.HABITUE_MODEL_NBD
    parameter_names = ("r", "alpha")

    def __init__(self, r: float, alpha: float) -> None:
        super().__init__(r, alpha)


class BgCnbd(PurchaseModel):
    """BG/CNBD-k (Platzer and Reutterer 2016): BG/NBD with Erlang-k intervals."""

    _KIND = _abi.HABITUE_MODEL_BG_CNBD
    parameter_names = ("r", "alpha", "a", "b", "k")

    def __init__(self, r: float, alpha: float, a: float, b: float, k: int) -> None:
        super().__init__(r, alpha, a, b, k)


class MbgCnbd(PurchaseModel):
    """MBG/CNBD-k (Reutterer et al. 2021): MBG/NBD with Erlang-k intervals."""

    _KIND = _abi.HABITUE_MODEL_MBG_CNBD
    parameter_names = ("r", "alpha", "a", "b", "k")

    def __init__(self, r: float, alpha: float, a: float, b: float, k: int) -> None:
        super().__init__(r, alpha, a, b, k)


class GGompertzNbd(PurchaseModel):
    """GGompertz/NBD (Bemmaor and Glady 2012): leaving becomes ever more likely."""

    _KIND = _abi.HABITUE_MODEL_GGOMPERTZ_NBD
    parameter_names = ("r", "alpha", "b", "s", "beta")

    def __init__(self, r: float, alpha: float, b: float, s: float, beta: float) -> None:
        super().__init__(r, alpha, b, s, beta)


class BgBb(PurchaseModel):
    """BG/BB (Fader, Hardie and Shang 2010): discrete opportunities to buy.

    Recency and age are whole numbers of opportunities."""

    _KIND = _abi.HABITUE_MODEL_BG_BB
    parameter_names = ("alpha", "beta", "gamma", "delta")

    def __init__(self, alpha: float, beta: float, gamma: float, delta: float) -> None:
        super().__init__(alpha, beta, gamma, delta)


class SpendModel(_Stored, struct=_abi.habitue_spend_model, free="habitue_spend_model_free"):
    """A model of spend per purchase. Made as one of its subclasses."""

    _PREFIX = "habitue_spend_model"

    def _kind_class(self) -> type[_Stored]:
        return GammaGamma  # the only kind there is

    @classmethod
    def fit(
        cls: type[_Model],
        frequency: Any,
        mean_spend: Any,
        *,
        mean_log: Any = None,
        weights: Any = None,
        threads: int = 1,
        max_iterations: int = 500,
        tolerance: float = 1e-9,
        starts: int = 0,
        progress: Callable[[int, int], object] | None = None,
    ) -> _Model:
        """Fits the model to the customers with frequency > 0.

        With ``mean_log``, the mean natural logarithm of each customer's amounts, it is
        fitted to the single amounts instead of their means, which tells p much better;
        the likelihoods of the two are not to be compared.
        """
        x = _columns.counts(frequency, "frequency")
        mean = _columns.floats(mean_spend, "mean_spend")
        rows = _columns.rows(frequency=x, mean_spend=mean)
        weight = _optional(weights, "weights", frequency=x)
        columns, function = (x, mean), "habitue_spend_model_fit"
        if mean_log is not None:
            logs = _columns.floats(mean_log, "mean_log")
            _columns.rows(frequency=x, mean_log=logs)
            columns, function = (x, mean, logs), "habitue_spend_model_fit_itemized"
        pointer = cls.empty()
        options = _options(threads, max_iterations, tolerance, starts=starts)
        call(
            function,
            cls._number(),
            *columns,
            weight,
            rows,
            ctypes.byref(options),
            Progress(progress),
            None,
            pointer,
        )
        return cls.adopt(pointer)

    def log_likelihood(self, frequency: Any, mean_spend: Any) -> Floats:
        """The log-likelihood of each customer's mean spend; 0 where frequency is 0."""
        x = _columns.counts(frequency, "frequency")
        mean = _columns.floats(mean_spend, "mean_spend")
        out = np.empty(_columns.rows(frequency=x, mean_spend=mean))
        call("habitue_spend_model_log_likelihood", self, x, mean, len(x), out)
        return out

    def expected_spend(self, frequency: Any, mean_spend: Any) -> Floats:
        """Expected spend per purchase of each customer."""
        x = _columns.counts(frequency, "frequency")
        mean = _columns.floats(mean_spend, "mean_spend")
        out = np.empty(_columns.rows(frequency=x, mean_spend=mean))
        call("habitue_spend_model_expected_spend", self, x, mean, len(x), out)
        return out


class GammaGamma(SpendModel):
    """Gamma-Gamma (Fader and Hardie 2013): spend is independent of how often."""

    _KIND = _abi.HABITUE_SPEND_GAMMA_GAMMA
    parameter_names = ("p", "q", "gamma")

    def __init__(self, p: float, q: float, gamma: float) -> None:
        super().__init__(p, q, gamma)
