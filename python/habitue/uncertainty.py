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
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from . import _abi, _columns, _scalars
from ._columns import Column, Frame
from ._customers import FACTS, Floats, columns_of, customers
from ._fitting import fit_options, penalty_of
from ._library import Handle, Job, Report, array, call, choices, enumerator, filled, initial
from ._library import keywords, record, told
from ._made import UncertaintyMade
from ._model import Model
from ._predictions import PurchaseQuantiles, Purchases, RenewalQuantiles, Renewals, Spends
from ._question import Asked, Question
from ._records import Estimate, EstimatesFields, Interval
from .contract import ContractModel
from .covariates import CovariateModel
from .errors import refuse
from .lifetime import SpendModel

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["Estimate", "Estimates", "Interval", "Likelihood", "Uncertainty"]

Method = Literal["delta", "draws", "bootstrap", "profile"]
_METHODS = choices("UNCERTAINTY", Method)
_NAMES = {number: name for name, number in _METHODS.items()}
IntervalScale = Literal["natural", "plain"]
_SCALES = choices("INTERVAL", IntervalScale)
_CHOICES = ("shared", "standardised", "attrition_link", "penalties", "penalty", *FACTS)
_DATA = {
    "history": ("frequency", "recency", "age"),
    "spending": ("frequency", "mean_spend"),
    "cohorts": ("cohort", "period", "survivors"),
    "tenures": ("renewals", "left"),
}
"""The columns that models are fitted to."""


class _Known(Handle, struct=_abi.habitue_uncertainty):
    """What is known of the parameters of a model."""

    _model: Model

    def _found(
        self, model: Model, method: int, data: tuple[Any, Any], job: Job, options: Any = None
    ) -> None:
        self._model = _scalars.instance(model, Model, "model")
        self._create("habitue_uncertainty_new", model, method, *data, options, job)

    def _parameters(self, confidence: float) -> dict[str, Any]:
        """Estimates of the parameters by name."""
        names = self._model.parameter_names
        found, needed = array(_abi.habitue_estimate, len(names)), ctypes.c_size_t()
        places = _scalars.real(confidence, "confidence"), found, len(found), needed
        call("habitue_uncertainty_parameters", self, *places)
        return dict(zip(names, found))


class Likelihood(_Known):
    """A fitted model together with the data it was fitted to.

    Parameters
    ----------
    model : Model
        One that was fitted.
    *columns : column
        Those that were given to its ``fit``, by position or by their names there.
    weights : column, optional
        Those of the fit.
    mean_log : column, optional
        Of a model of spend that was fitted to single amounts.
    threads : int
        Threads that share the work, 0 for all cores.
    **named
        Columns by name; of a model with covariates its facts and choices: ``purchase``,
        ``attrition`` or ``spend``, ``shared``, ``standardised``, ``attrition_link``, ``penalties``
        or ``penalty``.

    Raises
    ------
    DataError
        For other data than those of the fit, a column that is missing, and a value that cannot be.
    ArgumentError
        For a value of another type, and columns of different lengths.
    TypeError
        For a name that is no column of the fit.

    Examples
    --------
    >>> from habitue.contract import Sbg
    >>> from habitue.uncertainty import Likelihood
    >>> cohort = [1] * 8, range(8), [1000, 631, 468, 382, 326, 289, 262, 241]
    >>> model = Sbg.fit(*cohort)
    >>> known = Likelihood(model, *cohort)
    >>> peak = model.report.log_likelihood
    >>> abs(known.profile("alpha", model.parameters["alpha"]) - peak) < 1e-9
    True
    >>> alpha = known.intervals()["alpha"]
    >>> round(alpha.low, 3), round(alpha.high, 3)
    (0.589, 0.85)
    >>> round(2 * (peak - known.profile("alpha", alpha.low)), 3)  # chi-squared at 0.95
    3.841
    """

    def __init__(
        self,
        model: Model,
        *columns: Column,
        weights: Column | None = None,
        mean_log: Column | None = None,
        threads: int = 1,
        **named: Any,
    ) -> None:
        _scalars.instance(model, Model, "model")
        names = _data_of(model, columns, named)
        found = dict(zip(names, _in_order(names, columns, named)))
        if weights is not None and isinstance(model, ContractModel):
            reason = "cohorts have no weights: their counts say how many there are"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "weights", reason)
        keywords("Likelihood", named, _CHOICES if isinstance(model, CovariateModel) else ())
        facts, shared, chosen = _chosen(**named)
        logs = _columns.optional(mean_log, "mean_log")
        read = columns_of(**found, weights=weights, mean_log_spend=logs)
        self._data = customers(read, facts, shared), chosen
        self._found(model, _abi.HABITUE_UNCERTAINTY_PROFILE, self._data, Job(threads))

    def profile(self, parameter: str, value: float) -> float:
        """The highest log-likelihood while a parameter is held at a value.

        Parameters
        ----------
        parameter : str
            The name of the parameter.
        value : float
            Where it is held, within a factor of a million or so around 1, as fits look there.

        Returns
        -------
        float
            The log-likelihood, at the best values of the other parameters.

        Raises
        ------
        ArgumentError
            For a name that is no parameter.
        DataError
            For a value out of range; the message says which are allowed.
        """
        out = np.empty(1)
        numbers = {name: index for index, name in enumerate(self._model.parameter_names)}
        index = enumerator(numbers, parameter, "parameter")
        at = np.array([_scalars.real(value, "value")])
        call("habitue_uncertainty_profile", self, index, at, 1, out)
        return float(out[0])

    def intervals(self, confidence: float = 0.95) -> dict[str, Interval]:
        """Profile intervals of the parameters by name.

        Parameters
        ----------
        confidence : float, default 0.95
            That of the intervals, between 0 and 1, both excluded.

        Returns
        -------
        dict of str to Interval
            The interval of each parameter; open where the data set no bound.

        Raises
        ------
        DataError
            For a confidence out of its range.
        """
        return {name: record(Interval, one) for name, one in self._parameters(confidence).items()}


def _chosen(
    *,
    shared: Iterable[str] = (),
    penalties: Mapping[str, float] | None = None,
    penalty: float = 0.0,
    **named: Any,
) -> tuple[dict[str, Frame | None], Any, Any]:
    """Facts, shared names and choices of a fit with covariates."""
    facts = {role: named.pop(role) for role in FACTS if role in named}
    choices: dict[str, Any] = penalty_of(penalty) if penalties is None else {"penalties": penalties}
    return facts, shared, fit_options(**choices, **named)


def _data_of(
    model: Model, columns: tuple[Column, ...], named: Mapping[str, Any]
) -> tuple[str, ...]:
    """The names of the columns that a model is fitted to."""
    if isinstance(model, ContractModel):
        tenures = len(columns) == 2 or set(_DATA["tenures"]) & set(named)
        return _DATA["tenures" if tenures else "cohorts"]
    kind = model._base() if isinstance(model, CovariateModel) else type(model)
    return _DATA["spending" if issubclass(kind, SpendModel) else "history"]


def _in_order(
    names: tuple[str, ...], columns: tuple[Column, ...], named: dict[str, Any]
) -> tuple[Column, ...]:
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


class Estimates(EstimatesFields):
    """
    Examples
    --------
    >>> from habitue.contract import Sbg
    >>> from habitue.uncertainty import Uncertainty
    >>> model = Sbg.fit([1] * 8, range(8), [1000, 631, 468, 382, 326, 289, 262, 241])
    >>> left = Uncertainty.delta(model).survival([0], t=12)
    >>> left.estimate.round(3), left.low.round(3), left.high.round(3)
    (array([0.17]), array([0.146]), array([0.198]))
    >>> from habitue.arrow import read
    >>> [name for name in read(left)]
    ['estimate', 'standard_error', 'low', 'high']
    """

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The four columns for any engine: ``polars.DataFrame(estimates)``. The schema that is asked for is not looked at."""
        from .arrow import ArrowColumns

        names = ("estimate", "standard_error", "low", "high")
        return ArrowColumns({name: getattr(self, name) for name in names}).__arrow_c_stream__()


class Uncertainty(
    Purchases[Estimates, Estimate],
    PurchaseQuantiles[Estimates, Estimate],
    Spends[Estimates, Estimate],
    Renewals[Estimates, Estimate],
    RenewalQuantiles[Estimates, Estimate],
    _Known,
    UncertaintyMade,
):
    """How sure a fitted model is: of its parameters, and of each prediction.

    Made by `delta`, `draws` or `bootstrap`. Every question to the model goes to its
    uncertainty as well, and answers with `Estimates`, or with ``total=True`` with the
    `Estimate` of the sum. Intervals have a confidence of 0.95 unless ``confidence`` says
    otherwise; ``threads=0`` uses all cores, with the same bits. Of a model with covariates,
    predictions take the facts of the customers as ``purchase`` and ``attrition`` (``spend`` where
    it is one of spend).

    Examples
    --------
    >>> from habitue.contract import Sbg
    >>> from habitue.uncertainty import Likelihood, Uncertainty
    >>> cohort = [1] * 8, range(8), [1000, 631, 468, 382, 326, 289, 262, 241]
    >>> model = Sbg.fit(*cohort)
    >>> delta = Uncertainty.delta(model)
    >>> delta.method, delta.parameters()["alpha"].standard_error.__round__(4)
    ('delta', 0.0656)
    >>> left = delta.survival([0], t=12)
    >>> left.estimate.round(3), left.low.round(3), left.high.round(3)
    (array([0.17]), array([0.146]), array([0.198]))
    >>> drawn = Uncertainty.draws(model, draws=200)
    >>> drawn.models.shape, drawn.failed
    ((200, 2), 0)
    >>> refitted = Uncertainty.bootstrap(Likelihood(model, *cohort), draws=200)
    >>> abs(refitted.parameters()["alpha"].standard_error - 0.0656) < 0.01
    True
    """

    _takes = (*Asked._takes, "purchase", "attrition", "confidence")

    @classmethod
    def delta(cls, model: Model, *, scale: IntervalScale = "natural") -> Self:
        """Slopes of each figure times the covariance of the parameters.

        Parameters
        ----------
        model : Model
            One that was fitted, and not on a ridge.
        scale : {"natural", "plain"}
            Whether intervals are symmetric on the logarithm of a positive figure and the logit
            of a probability, or on the figure itself.

        Returns
        -------
        Uncertainty
            That of the model.

        Raises
        ------
        NumericError
            For a model that was not fitted, or lies on a ridge.
        ArgumentError
            For another scale, and a value of another type.
        """
        number = enumerator(_SCALES, scale, "scale")
        return cls._by("delta", model, (None, None), Job(), scale=number)

    @classmethod
    def _draws(cls, *, model: Model, **drawn: int) -> Self:
        return cls._by("draws", model, (None, None), Job(), **drawn)

    @classmethod
    def _bootstrap(
        cls, *, likelihood: Likelihood, threads: int, progress: Report | None, **drawn: int
    ) -> Self:
        known = _scalars.instance(likelihood, Likelihood, "likelihood")
        job = Job(threads, progress)
        return cls._by("bootstrap", known._model, known._data, job, **drawn)

    @classmethod
    def _by(cls, method: Method, model: Model, data: Any, job: Job, **fields: Any) -> Self:
        options = initial(_abi.habitue_uncertainty_options, **fields)
        made = cls.__new__(cls)
        made._found(model, _METHODS[method], data, job, options)
        return made

    def _about(self) -> Any:
        return told("habitue_uncertainty_inspect", _abi.habitue_uncertainty_info, self)

    @property
    def method(self) -> str:
        """How it was found: ``"delta"``, ``"draws"`` or ``"bootstrap"``."""
        return str(_NAMES[self._about().method])

    @property
    def failed(self) -> int:
        """Draws or refits that gave no model."""
        return int(self._about().failed)

    @property
    def models(self) -> Floats:
        """The parameters of the draws or refits, one row each; none for the delta method."""
        return filled("habitue_uncertainty_draws", self).reshape(-1, self._about().parameters)

    def parameters(self, confidence: float = 0.95) -> dict[str, Estimate]:
        """The parameters by name, with standard errors and intervals.

        Parameters
        ----------
        confidence : float, default 0.95
            That of the intervals, between 0 and 1, both excluded.

        Returns
        -------
        dict of str to Estimate
            The estimate of each parameter.

        Raises
        ------
        DataError
            For a confidence out of its range.
        """
        return {name: _estimate(one) for name, one in self._parameters(confidence).items()}

    def _answered(
        self, question: Question, *, total: bool, confidence: float = 0.95, **how: Any
    ) -> Estimates | Estimate:
        confidence = _scalars.real(confidence, "confidence")
        found = question.put(self, total, confidence, **how)
        if isinstance(found, _abi.habitue_estimate):
            return _estimate(found)
        estimate, error, low, high = found
        return Estimates(estimate, error, low, high, confidence, self.method)


def _estimate(found: Any) -> Estimate:
    return record(Estimate, found, method=_NAMES[found.method])
