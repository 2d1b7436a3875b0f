"""How sure a fitted model is: standard errors and intervals of anything it says.

Three ways, each right in its place. The delta method is cheap and without chance,
and right for a large base; draws follow the bend of a figure; the bootstrap refits
the model to customers drawn with replacement, trusts neither the shape of the
likelihood nor the model, and works on ridges. Profile intervals are for parameters
of small bases and on ridges, where Wald's mean little.

What is uncertain is the figure, because parameters were estimated; not what one
customer will do.

>>> from habitue.contract import Sbg
>>> from habitue.uncertainty import Likelihood, Uncertainty
>>> cohort = ([1] * 8, range(8), [1000, 631, 468, 382, 326, 289, 262, 241])
>>> model = Sbg.fit(*cohort)
>>> lifetime = Uncertainty.delta(model).residual_lifetime([0], rate=0.1)
>>> lifetime.standard_error.round(4)
array([0.1287])
>>> Likelihood(model, *cohort).intervals()["alpha"].low < model.parameters["alpha"]
True
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from . import _abi, _columns, _scalars
from ._customers import Facts, Floats, columns_of, customers, given
from ._fitting import Report, fit_options, penalty_of
from ._library import Handle, Job, call, enumerator, filled, initial
from ._model import Model
from ._predictions import (
    Purchases,
    Renewals,
    Spends,
    UncertainPurchaseQuantiles,
    UncertainRenewalQuantiles,
)
from ._question import Asked, How, Question
from .contract import ContractModel
from .covariates import CovariateModel
from .errors import refuse
from .lifetime import SpendModel

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["Estimate", "Estimates", "Interval", "Likelihood", "Uncertainty"]

_METHODS = {
    "delta": _abi.HABITUE_UNCERTAINTY_DELTA,
    "draws": _abi.HABITUE_UNCERTAINTY_DRAWS,
    "bootstrap": _abi.HABITUE_UNCERTAINTY_BOOTSTRAP,
    "profile": _abi.HABITUE_UNCERTAINTY_PROFILE,
}
_NAMES = {number: name for name, number in _METHODS.items()}
_SCALES = {
    "natural": _abi.HABITUE_INTERVAL_NATURAL,
    "plain": _abi.HABITUE_INTERVAL_PLAIN,
}
_Made = TypeVar("_Made", bound="Uncertainty")


@dataclass(frozen=True)
class Interval:
    """The values of a parameter that the data do not refuse; 0 and inf where they set no bound."""

    low: float
    high: float


@dataclass(frozen=True)
class Estimate:
    """A figure with its standard error and an interval at ``level``.

    ``draws`` draws or refits stand behind it, and ``failed`` gave no figure.
    """

    estimate: float
    standard_error: float
    low: float
    high: float
    level: float
    method: str
    draws: int
    failed: int


@dataclass(frozen=True)
class Estimates:
    """Figures of many customers with standard errors and intervals, as columns."""

    estimate: Floats
    standard_error: Floats
    low: Floats
    high: Floats
    level: float
    method: str


class Likelihood(Handle, struct=_abi.habitue_uncertainty, free="habitue_uncertainty_free"):
    """A fitted model together with the data it was fitted to, given as to its ``fit``: single
    amounts with ``mean_log``, and a model with covariates with its facts and choices
    (``purchase``, ``attrition`` or ``spend``, ``shared``, ``standardised``, ``attrition_link``,
    ``penalties`` or ``penalty``). Columns go by position or by their names in ``fit``."""

    def __init__(
        self,
        model: Model,
        *columns: Any,
        weights: Any = None,
        mean_log: Any = None,
        threads: int = 1,
        **named: Any,
    ) -> None:
        _scalars.instance(model, Model, "model")
        names = _data_of(model, columns, named)
        found = dict(zip(names, _in_order(names, columns, named)))
        if weights is not None and isinstance(model, ContractModel):
            reason = "cohorts have no weights: their counts say how many there are"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "weights", reason)
        facts, shared, chosen = {}, (), fit_options()
        if isinstance(model, CovariateModel):
            facts, shared, chosen = _chosen(**named)
        elif named:
            name = next(iter(named))
            raise TypeError(f"Likelihood() got an unexpected keyword argument {name!r}")
        logs = None if mean_log is None else _columns.floats(mean_log, "mean_log")
        read = columns_of(**found, weights=weights, mean_log_spend=logs)
        self._model, self._data = model, (customers(read, facts, shared), chosen)
        method = _abi.HABITUE_UNCERTAINTY_PROFILE
        self._own(_uncertainty(model, method, self._data, Job(threads)))

    def profile(self, parameter: str, value: float) -> float:
        """The highest log-likelihood while a parameter is held at a value."""
        out = np.empty(1)
        numbers = {name: index for index, name in enumerate(self._model.parameter_names)}
        index = enumerator(numbers, parameter, "parameter")
        at = np.array([_scalars.real(value, "value")])
        call("habitue_uncertainty_profile", self, index, at, 1, out)
        return float(out[0])

    def intervals(self, level: float = 0.95) -> dict[str, Interval]:
        """Profile intervals of the parameters by name."""
        found = _parameters(self, self._model, level)
        return {name: Interval(one.low, one.high) for name, one in found.items()}


def _chosen(
    *,
    shared: Any = (),
    standardised: bool = False,
    attrition_link: str = "separate",
    penalties: Any = None,
    penalty: float = 0.0,
    **facts: Unpack[Facts],
) -> tuple[dict[str, Any], Any, Any]:
    """Facts, shared names and choices of a fit with covariates."""
    choices = {"standardised": standardised, "attrition_link": attrition_link}
    strengths = {"penalties": penalties} if penalties is not None else penalty_of(penalty)
    return given(**facts), shared, fit_options(**choices, **strengths)


def _uncertainty(
    model: Model, method: int, data: tuple[Any, Any], job: Job, options: Any = None
) -> Any:
    pointer = Likelihood.empty()
    call("habitue_uncertainty_new", model, method, *data, options, job, pointer)
    return pointer


def _parameters(known: Handle, model: Model, level: float) -> dict[str, Any]:
    names = model.parameter_names
    found = (_abi.habitue_estimate * len(names))()
    words = {"confidence": "level"}
    needed = ctypes.c_size_t()
    level = _scalars.real(level, "level")
    call("habitue_uncertainty_parameters", known, level, found, len(found), needed, words=words)
    return dict(zip(names, found))


_HISTORY = ("frequency", "recency", "age")
_SPENDING = ("frequency", "mean_spend")
_COHORTS = ("cohort", "period", "survivors")
_TENURES = ("renewals", "left")


def _data_of(model: Model, columns: tuple[Any, ...], named: dict[str, Any]) -> tuple[str, ...]:
    """The names of the columns that a model is fitted to."""
    if isinstance(model, ContractModel):
        tenures = len(columns) == 2 or set(_TENURES) & set(named)
        return _TENURES if tenures else _COHORTS
    kind = model._base() if isinstance(model, CovariateModel) else type(model)
    return _SPENDING if issubclass(kind, SpendModel) else _HISTORY


def _in_order(
    names: tuple[str, ...], columns: tuple[Any, ...], named: dict[str, Any]
) -> tuple[Any, ...]:
    """The columns of these names, by position and then by name."""
    rest = names[len(columns) :]
    missing = [name for name in rest if name not in named]
    if missing:
        reason = f"is missing; the data of the fit are {', '.join(names)}"
        refuse(_abi.HABITUE_MISSING_VALUE, missing[0], reason)
    if len(columns) > len(names):
        reason = f"are {len(columns)}; the data of the fit are {', '.join(names)}"
        refuse(_abi.HABITUE_BAD_LENGTH, "columns", reason)
    return columns + tuple(named.pop(name) for name in rest)


class Uncertainty(
    Purchases["Estimates", "Estimate"],
    UncertainPurchaseQuantiles["Estimates", "Estimate"],
    Spends["Estimates", "Estimate"],
    Renewals["Estimates", "Estimate"],
    UncertainRenewalQuantiles["Estimates", "Estimate"],
    Handle,
    struct=_abi.habitue_uncertainty,
    free="habitue_uncertainty_free",
):
    """How sure a fitted model is: of its parameters, and of each prediction.

    Made by `delta`, `draws` or `bootstrap`. Every question to the model goes to its
    uncertainty as well, and answers with `Estimates`, or with ``total=True`` with the
    `Estimate` of the sum. Intervals have level 0.95 unless ``level`` says otherwise (the
    probability of a quantile is ``probability`` here); ``threads=0`` uses all cores, with the
    same bits. Of a model with covariates, predictions take the facts of the customers as
    ``purchase`` and ``attrition`` (``spend`` where it is one of spend).
    """

    _takes = (*Asked._takes, "purchase", "attrition", "level")
    _model: Model

    @classmethod
    def delta(cls: type[_Made], model: Model, *, scale: str = "natural") -> _Made:
        """Slopes of each figure times the covariance of the parameters.

        Intervals are symmetric on the logarithm of a positive figure and the logit of
        a probability, or with ``scale="plain"`` on the figure itself.
        """
        number = enumerator(_SCALES, scale, "scale")
        return cls._found(model, "delta", (None, None), Job(), scale=number)

    @classmethod
    def draws(cls: type[_Made], model: Model, *, draws: int = 1000, seed: int = 1) -> _Made:
        """Parameters drawn from their asymptotic distribution, normal in logarithms."""
        return cls._found(model, "draws", (None, None), Job(), draws=draws, seed=seed)

    @classmethod
    def bootstrap(
        cls: type[_Made],
        likelihood: Likelihood,
        *,
        draws: int = 1000,
        seed: int = 1,
        threads: int = 1,
        progress: Report | None = None,
    ) -> _Made:
        """Refits to customers drawn with replacement, from the fit that is known."""
        known = _scalars.instance(likelihood, Likelihood, "likelihood")
        job = Job(threads, progress)
        return cls._found(known._model, "bootstrap", known._data, job, draws=draws, seed=seed)

    @classmethod
    def _found(
        cls: type[_Made], model: Model, method: str, data: Any, job: Job, **fields: Any
    ) -> _Made:
        _scalars.instance(model, Model, "model")
        options = initial(_abi.habitue_uncertainty_options, **fields)
        made = cls.adopt(_uncertainty(model, _METHODS[method], data, job, options))
        made._model = model
        return made

    def _about(self) -> Any:
        info = _abi.habitue_uncertainty_info()
        call("habitue_uncertainty_inspect", self, info)
        return info

    @property
    def method(self) -> str:
        """``"delta"``, ``"draws"`` or ``"bootstrap"``."""
        return _NAMES[self._about().method]

    @property
    def failed(self) -> int:
        """Draws or refits that gave no model."""
        return int(self._about().failed)

    @property
    def models(self) -> Floats:
        """The parameters of the draws or refits, one row each; none for the delta method."""
        return filled("habitue_uncertainty_draws", self).reshape(-1, self._about().parameters)

    def parameters(self, level: float = 0.95) -> dict[str, Estimate]:
        """The parameters by name, with standard errors and intervals."""
        found = _parameters(self, self._model, level)
        return {name: _estimate(one) for name, one in found.items()}

    def _answered(
        self, question: Question, *, total: bool, level: float = 0.95, **how: Unpack[How]
    ) -> Estimates | Estimate:
        confidence = _scalars.real(level, "level")
        found = question.put(self, total, confidence, **how)
        if isinstance(found, _abi.habitue_estimate):
            return _estimate(found)
        return Estimates(*found, level=confidence, method=self.method)


def _estimate(found: Any) -> Estimate:
    return Estimate(
        found.estimate,
        found.standard_error,
        found.low,
        found.high,
        found.confidence,
        _NAMES[found.method],
        found.draws,
        found.failed,
    )
