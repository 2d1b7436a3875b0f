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
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from . import _abi, _columns, _scalars
from ._library import Handle, Progress, call, enumerator, initial
from ._predictions import Asked
from .contract import ContractModel
from .covariates import CovariateModel, _chosen, _Facts
from .errors import refuse
from .lifetime import (
    Floats,
    PurchaseModel,
    SpendModel,
    _histories,
    _optional,
    _Stored,
    _vector,
)

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
_Report = Callable[[int, int], object]


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


class Likelihood(Handle, struct=_abi.habitue_likelihood, free="habitue_likelihood_free"):
    """A fitted model together with the data it was fitted to, given as to its ``fit``: single
    amounts with ``mean_log``, and a model with covariates with its facts and choices
    (``purchase``, ``attrition`` or ``spend``, ``shared``, ``standardised``, ``attrition_link``,
    ``penalties`` or ``penalty``). Columns go by position or by their names in ``fit``."""

    def __init__(
        self,
        model: _Stored | CovariateModel,
        *columns: Any,
        weights: Any = None,
        mean_log: Any = None,
        threads: int = 1,
        **named: Any,
    ) -> None:
        _scalars.instance(model, (_Stored, CovariateModel), "model")
        if isinstance(model, CovariateModel):
            self._by_facts(model, columns, weights, threads, named)
            return
        columns = _in_order(_data_of(model, columns, named), columns, named)
        if named:
            raise TypeError(f"Likelihood() got an unexpected keyword argument {next(iter(named))!r}")
        pointer = self.empty()
        self._names = model.parameter_names
        if isinstance(model, PurchaseModel):
            rows, count = _histories(*columns)
            weight = _optional(weights, "weights", frequency=rows[0])
            name = "habitue_likelihood_of_purchases"
            call(name, model, *rows, weight, count, threads, pointer)
        elif isinstance(model, SpendModel):
            x = _columns.counts(columns[0], "frequency")
            mean = _columns.floats(columns[1], "mean_spend")
            count = _columns.rows(frequency=x, mean_spend=mean)
            weight = _optional(weights, "weights", frequency=x)
            logs = _optional(mean_log, "mean_log", frequency=x)
            if logs is None:
                call("habitue_likelihood_of_spend", model, x, mean, weight, count, pointer)
            else:
                name = "habitue_likelihood_of_itemized"
                call(name, model, x, mean, logs, weight, count, pointer)
        elif isinstance(model, ContractModel):
            if weights is not None:
                reason = "cohorts have no weights: their counts say how many there are"
                refuse(_abi.HABITUE_BAD_ARGUMENT, "weights", reason)
            self._of_contract(model, columns, pointer)
        self._own(pointer)

    def _by_facts(
        self,
        model: CovariateModel,
        columns: tuple[Any, ...],
        weights: Any,
        threads: int,
        named: dict[str, Any],
    ) -> None:
        spend = len(columns) == 2 or "mean_spend" in named
        columns = _in_order(_SPENDING if spend else _HISTORY, columns, named)
        pointer = self.empty()
        self._names = model.parameter_names
        if len(columns) == 2:
            x = _columns.counts(columns[0], "frequency")
            mean = _columns.floats(columns[1], "mean_spend")
            count = _columns.rows(frequency=x, mean_spend=mean)
            weight = _optional(weights, "weights", frequency=x)
            facts, chosen = _chosen(**named)
            name = "habitue_likelihood_of_covariate_spend"
            call(name, model, x, mean, weight, count, facts, chosen, pointer)
        else:
            rows, count = _histories(*columns)
            weight = _optional(weights, "weights", frequency=rows[0])
            facts, chosen = _chosen(**named)
            name = "habitue_likelihood_of_covariates"
            call(name, model, *rows, weight, count, facts, chosen, threads, pointer)
        self._own(pointer)

    @staticmethod
    def _of_contract(model: ContractModel, columns: tuple[Any, ...], pointer: Any) -> None:
        if len(columns) == 2:
            made = _columns.counts(columns[0], "renewals")
            gone = _columns.flags(columns[1], "left")
            rows = _columns.rows(renewals=made, left=gone)
            call("habitue_likelihood_of_tenures", model, made, gone, rows, pointer)
            return
        cohort, period, survivors = columns
        keys = _columns.integers(cohort, "cohort")
        periods = _columns.counts(period, "period")
        counts = _columns.integers(survivors, "survivors")
        rows = _columns.rows(cohort=keys, period=periods, survivors=counts)
        _columns._first("survivors", counts < 0, counts, "is out of range; allowed: >= 0")
        name = "habitue_likelihood_of_survivors"
        call(name, model, keys, periods, counts.view(np.uint64), rows, pointer)

    def profile(self, parameter: str, value: float) -> float:
        """The highest log-likelihood while a parameter is held at a value."""
        out = ctypes.c_double()
        index = enumerator(self._numbers(), parameter, "parameter")
        call("habitue_likelihood_profile", self, index, value, out)
        return out.value

    def intervals(self, level: float = 0.95) -> dict[str, Interval]:
        """Profile intervals of the parameters by name."""
        low, high = np.empty(len(self._names)), np.empty(len(self._names))
        call("habitue_likelihood_intervals", self, level, low, high, len(low))
        ends = zip(low.tolist(), high.tolist(), strict=True)
        return {name: Interval(*pair) for name, pair in zip(self._names, ends, strict=True)}

    def _numbers(self) -> dict[str, int]:
        return {name: index for index, name in enumerate(self._names)}


_HISTORY = ("frequency", "recency", "age")
_SPENDING = ("frequency", "mean_spend")
_COHORTS = ("cohort", "period", "survivors")
_TENURES = ("renewals", "left")


def _data_of(model: Any, columns: tuple[Any, ...], named: dict[str, Any]) -> tuple[str, ...]:
    """The names of the columns that a model is fitted to."""
    if isinstance(model, PurchaseModel):
        return _HISTORY
    if isinstance(model, SpendModel):
        return _SPENDING
    tenures = len(columns) == 2 or set(_TENURES) & set(named)
    return _TENURES if tenures else _COHORTS


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


class Uncertainty(Handle, struct=_abi.habitue_uncertainty, free="habitue_uncertainty_free"):
    """How sure a fitted model is: of its parameters, and of each prediction.

    Made by `delta`, `draws` or `bootstrap`. Intervals have level 0.95 unless
    ``level`` says otherwise; ``threads=0`` uses all cores, with the same bits. Of a model
    with covariates, predictions take the facts of the customers as ``purchase`` and
    ``attrition`` (``spend`` where it is one of spend).
    """

    _names: tuple[str, ...]

    @classmethod
    def delta(cls: type[_Made], model: _Stored | CovariateModel, *, scale: str = "natural") -> _Made:
        """Slopes of each figure times the covariance of the parameters.

        Intervals are symmetric on the logarithm of a positive figure and the logit of
        a probability, or with ``scale="plain"`` on the figure itself.
        """
        return cls._asymptotic(model, _abi.HABITUE_UNCERTAINTY_DELTA, scale=scale)

    @classmethod
    def draws(
        cls: type[_Made], model: _Stored | CovariateModel, *, draws: int = 1000, seed: int = 1
    ) -> _Made:
        """Parameters drawn from their asymptotic distribution, normal in logarithms."""
        return cls._asymptotic(model, _abi.HABITUE_UNCERTAINTY_DRAWS, draws=draws, seed=seed)

    @classmethod
    def bootstrap(
        cls: type[_Made],
        likelihood: Likelihood,
        *,
        draws: int = 1000,
        seed: int = 1,
        threads: int = 1,
        progress: _Report | None = None,
    ) -> _Made:
        """Refits to customers drawn with replacement, from the fit that is known."""
        _scalars.instance(likelihood, Likelihood, "likelihood")
        options = cls._options(draws=draws, seed=seed, threads=threads)
        pointer = cls.empty()
        listener = Progress(progress)
        call("habitue_uncertainty_bootstrap", likelihood, options, listener, None, pointer)
        made = cls.adopt(pointer)
        made._names = likelihood._names
        return made

    @classmethod
    def _asymptotic(
        cls: type[_Made], model: _Stored | CovariateModel, method: int, **fields: Any
    ) -> _Made:
        _scalars.instance(model, (_Stored, CovariateModel), "model")
        pointer = cls.empty()
        kind = "covariate_model"
        if not isinstance(model, CovariateModel):
            kind = model._PREFIX.removeprefix("habitue_")
        name = f"habitue_uncertainty_of_{kind}"
        call(name, model, method, cls._options(**fields), pointer)
        made = cls.adopt(pointer)
        made._names = model.parameter_names
        return made

    @staticmethod
    def _options(scale: str = "natural", **fields: Any) -> Any:
        number = enumerator(_SCALES, scale, "scale")
        options = initial(_abi.habitue_uncertainty_options, scale=number, **fields)
        return ctypes.byref(options)

    def _about(self) -> tuple[str, int, int]:
        method, draws, failed = ctypes.c_int32(), ctypes.c_uint32(), ctypes.c_uint32()
        call("habitue_uncertainty_method", self, method, draws, failed)
        return _NAMES[method.value], draws.value, failed.value

    @property
    def method(self) -> str:
        """``"delta"``, ``"draws"`` or ``"bootstrap"``."""
        return self._about()[0]

    @property
    def failed(self) -> int:
        """Draws or refits that gave no model."""
        return self._about()[2]

    @property
    def models(self) -> Floats:
        """The parameters of the draws or refits, one row each; none for the delta method."""
        return _vector("habitue_uncertainty_models", self).reshape(-1, len(self._names))

    def parameters(self, level: float = 0.95) -> dict[str, Estimate]:
        """The parameters by name, with standard errors and intervals."""
        found = (_abi.habitue_estimate * len(self._names))()
        call("habitue_uncertainty_parameters", self, level, found, len(found))
        return {name: _estimate(one) for name, one in zip(self._names, found, strict=True)}

    def _with(self, **facts: Any) -> Uncertainty:
        """The same for customers with these facts."""
        if all(columns is None for columns in facts.values()):
            return self
        pointer = self.empty()
        call("habitue_uncertainty_for_facts", self, _Facts(**facts), pointer)
        return type(self).adopt(pointer)

    def _columns(self, name: str, rows: int, level: float, *arguments: Any) -> Estimates:
        out = [np.empty(rows) for _ in range(4)]
        call(name, self, *arguments, *out)
        return Estimates(*out, level=level, method=self.method)

    def _predict(
        self,
        prediction: int,
        frequency: Any,
        recency: Any,
        age: Any,
        options: _Options,
        *,
        t: float = 0.0,
        start: float = 0.0,
        argument: float = 0.0,
        n: int = 0,
    ) -> Any:
        columns, rows = _histories(frequency, recency, age)
        question = Asked(prediction, t, start, argument, n)
        between, times = question.times("")
        asked = (prediction, *times, argument, n, *columns)
        how = (rows, options.level, options.threads, Progress(options.progress), None)
        bound = self._with(purchase=options.purchase, attrition=options.attrition)
        if not options.total:
            if options.weights is not None:
                reason = "count customers in a total; pass total=True"
                refuse(_abi.HABITUE_BAD_ARGUMENT, "weights", reason)
            name = f"habitue_uncertainty_predict{between}"
            return bound._columns(name, rows, options.level, *asked, *how)
        weight = _optional(options.weights, "weights", frequency=columns[0])
        found = _abi.habitue_estimate()
        name = f"habitue_uncertainty_predict_total{between}"
        call(name, bound, *asked, weight, *how, ctypes.byref(found))
        return _estimate(found)

    def p_alive(self, frequency: Any, recency: Any, age: Any, *, t: float = 0.0, **how: Any) -> Any:
        """P(alive) at T + t; with ``total=True``, the expected number of them.

        All predictions of purchases take ``level``, ``threads``, ``progress``, ``purchase`` and
        ``attrition``, and ``total`` with ``weights`` for the sum over the base.
        """
        later = _scalars.real(t, "t") != 0
        kind = _abi.HABITUE_PREDICT_P_ALIVE_AT if later else _abi.HABITUE_PREDICT_P_ALIVE
        return self._predict(kind, frequency, recency, age, _Options(**how), t=t)

    def expected_purchases(
        self, frequency: Any, recency: Any, age: Any, *, t: float, start: float = 0.0, **how: Any
    ) -> Any:
        """Expected purchases in (T + start, T + t]."""
        kind = _abi.HABITUE_PREDICT_EXPECTED_PURCHASES
        return self._predict(kind, frequency, recency, age, _Options(**how), t=t, start=start)

    def p_purchases(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        n: int,
        t: float,
        start: float = 0.0,
        **how: Any,
    ) -> Any:
        """The probability of exactly n purchases in (T + start, T + t]."""
        kind = _abi.HABITUE_PREDICT_P_PURCHASES
        chosen = _Options(**how)
        return self._predict(kind, frequency, recency, age, chosen, t=t, start=start, n=n)

    def p_at_least(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        n: int,
        t: float,
        start: float = 0.0,
        **how: Any,
    ) -> Any:
        """The probability of n or more purchases in (T + start, T + t]."""
        kind = _abi.HABITUE_PREDICT_P_AT_LEAST
        chosen = _Options(**how)
        return self._predict(kind, frequency, recency, age, chosen, t=t, start=start, n=n)

    def p_no_purchase(
        self, frequency: Any, recency: Any, age: Any, *, t: float, start: float = 0.0, **how: Any
    ) -> Any:
        """The probability of no purchase in (T + start, T + t]."""
        kind = _abi.HABITUE_PREDICT_P_NO_PURCHASE
        return self._predict(kind, frequency, recency, age, _Options(**how), t=t, start=start)

    def purchase_quantile(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        probability: float,
        t: float,
        start: float = 0.0,
        **how: Any,
    ) -> Any:
        """The quantile of the number of purchases in (T + start, T + t]; not by the delta
        method."""
        kind = _abi.HABITUE_PREDICT_PURCHASE_QUANTILE
        times = {"t": t, "start": start}
        chosen = _Options(**how)
        return self._predict(kind, frequency, recency, age, chosen, **times, argument=_scalars.real(probability, "probability"))

    def discounted_purchases(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        rate: float,
        horizon: float = float("inf"),
        **how: Any,
    ) -> Any:
        """Expected purchases within the horizon, discounted at a continuous rate."""
        kind = _abi.HABITUE_PREDICT_DISCOUNTED_PURCHASES
        horizon, rate = _scalars.real(horizon, "horizon"), _scalars.real(rate, "rate")
        chosen = _Options(**how)
        return self._predict(kind, frequency, recency, age, chosen, t=horizon, argument=rate)

    def next_purchase_quantile(
        self, frequency: Any, recency: Any, age: Any, *, probability: float, **how: Any
    ) -> Any:
        """The time by which the next purchase has come with this probability."""
        kind = _abi.HABITUE_PREDICT_NEXT_PURCHASE_QUANTILE
        chosen = _Options(**how)
        return self._predict(kind, frequency, recency, age, chosen, argument=_scalars.real(probability, "probability"))

    def lifetime_quantile(
        self, frequency: Any, recency: Any, age: Any, *, probability: float, **how: Any
    ) -> Any:
        """The time by which the customer has left with this probability."""
        kind = _abi.HABITUE_PREDICT_LIFETIME_QUANTILE
        chosen = _Options(**how)
        return self._predict(kind, frequency, recency, age, chosen, argument=_scalars.real(probability, "probability"))

    def lifetime_value(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        expected_spend: Any,
        *,
        mean_spend: Any = None,
        spend_frequency: Any = None,
        rate: float,
        horizon: float = float("inf"),
        margin: float = 1.0,
        **how: Any,
    ) -> Any:
        """Discounted expected purchases times expected spend times margin.

        ``expected_spend`` is a column of known amounts, or the `Uncertainty` of a model
        of spend; then ``mean_spend`` is the mean of ``spend_frequency`` purchases (those
        of ``frequency`` by default), and ``spend`` has the facts where it has covariates.
        """
        options = _Options(**how)
        columns, rows = _histories(frequency, recency, age)
        size = ctypes.sizeof(_abi.habitue_expected_spend)
        spend = _abi.habitue_expected_spend(struct_size=size)
        bound = self._with(purchase=options.purchase, attrition=options.attrition)
        if isinstance(expected_spend, Uncertainty):
            counted = columns[0] if spend_frequency is None else spend_frequency
            x = _columns.counts(counted, "spend_frequency")
            mean = _columns.floats(mean_spend, "mean_spend")
            _columns.rows(frequency=columns[0], spend_frequency=x, mean_spend=mean)
            amounts = expected_spend._with(spend=options.spend)
            spend.model = amounts._as_parameter_
            spend.frequency = x.ctypes.data
            spend.mean_spend = mean.ctypes.data
        else:
            known = _columns.floats(expected_spend, "expected_spend")
            _columns.rows(frequency=columns[0], expected_spend=known)
            spend.known = known.ctypes.data
        asked = (horizon, rate, margin, *columns)
        listener = Progress(options.progress)
        tail = (ctypes.byref(spend), options.level, options.threads, listener, None)
        if not options.total:
            name = "habitue_uncertainty_lifetime_value"
            return bound._columns(name, rows, options.level, *asked, rows, *tail)
        weight = _optional(options.weights, "weights", frequency=columns[0])
        found = _abi.habitue_estimate()
        name = "habitue_uncertainty_total_lifetime_value"
        call(name, bound, *asked, weight, rows, *tail, ctypes.byref(found))
        return _estimate(found)

    def expected_spend(
        self,
        frequency: Any,
        mean_spend: Any,
        *,
        level: float = 0.95,
        threads: int = 1,
        spend: Any = None,
    ) -> Estimates:
        """Expected spend per purchase of each customer, of a model of spend."""
        x = _columns.counts(frequency, "frequency")
        mean = _columns.floats(mean_spend, "mean_spend")
        rows = _columns.rows(frequency=x, mean_spend=mean)
        name = "habitue_uncertainty_expected_spend"
        bound = self._with(spend=spend)
        return bound._columns(name, rows, level, x, mean, rows, level, threads)

    def _contract(
        self, prediction: int, renewals: Any, options: _Options, *, t: int = 0, rate: float = 0.0
    ) -> Any:
        made = _columns.counts(renewals, "renewals")
        asked = (prediction, t, rate, made, len(made), options.level, options.threads)
        if not options.total:
            name = "habitue_uncertainty_contract_predict"
            return self._columns(name, len(made), options.level, *asked)
        found = _abi.habitue_estimate()
        call("habitue_uncertainty_contract_total", self, *asked, ctypes.byref(found))
        return _estimate(found)

    def retention_rate(self, renewals: Any, **how: Any) -> Any:
        """The probability of making the next renewal.

        All predictions of contracts take ``level``, ``threads``, and ``total`` for the
        sum over customers.
        """
        return self._contract(_abi.HABITUE_CONTRACT_RETENTION_RATE, renewals, _Options(**how))

    def survival(self, renewals: Any, *, t: int, **how: Any) -> Any:
        """The probability of making t more renewals."""
        return self._contract(_abi.HABITUE_CONTRACT_SURVIVAL, renewals, _Options(**how), t=t)

    def churn(self, renewals: Any, *, t: int, **how: Any) -> Any:
        """The probability of leaving at exactly the t-th renewal from now."""
        return self._contract(_abi.HABITUE_CONTRACT_CHURN, renewals, _Options(**how), t=t)

    def discounted_renewals(
        self, renewals: Any, *, t: int, rate: float = 0.0, **how: Any
    ) -> Any:
        """Expected renewals among the next t, discounted from the next one."""
        kind = _abi.HABITUE_CONTRACT_DISCOUNTED_RENEWALS
        return self._contract(kind, renewals, _Options(**how), t=t, rate=rate)

    def residual_lifetime(self, renewals: Any, *, rate: float, **how: Any) -> Any:
        """DERL: the same over the whole future."""
        kind = _abi.HABITUE_CONTRACT_RESIDUAL_LIFETIME
        return self._contract(kind, renewals, _Options(**how), rate=rate)

    def lifetime(self, renewals: Any, *, rate: float, **how: Any) -> Any:
        """The whole lifetime from the running period on, 1 + DERL/(1 + rate)."""
        kind = _abi.HABITUE_CONTRACT_LIFETIME
        return self._contract(kind, renewals, _Options(**how), rate=rate)

    def retention_elasticity(self, renewals: Any, *, rate: float, **how: Any) -> Any:
        """Percent by which DERL rises if all retention rates rise by one percent."""
        kind = _abi.HABITUE_CONTRACT_RETENTION_ELASTICITY
        return self._contract(kind, renewals, _Options(**how), rate=rate)

    def renewers_elasticity(self, renewals: Any, *, rate: float, **how: Any) -> Any:
        """DERL over the retention rate."""
        kind = _abi.HABITUE_CONTRACT_RENEWERS_ELASTICITY
        return self._contract(kind, renewals, _Options(**how), rate=rate)

    def renewals_quantile(self, renewals: Any, *, probability: float, **how: Any) -> Any:
        """The number of further renewals not exceeded with this probability."""
        kind = _abi.HABITUE_CONTRACT_RENEWALS_QUANTILE
        return self._contract(kind, renewals, _Options(**how), rate=_scalars.real(probability, "probability"))


@dataclass(frozen=True)
class _Options:
    level: float = 0.95
    threads: int = 1
    total: bool = False
    weights: Any = None
    progress: _Report | None = None
    purchase: Any = None
    attrition: Any = None
    spend: Any = None

    def __post_init__(self) -> None:
        _scalars.flag(self.total, "total")


def _estimate(found: Any) -> Estimate:
    names = ("estimate", "standard_error", "low", "high", "level")
    values = {name: getattr(found, name) for name in names}
    return Estimate(
        **values, method=_NAMES[found.method], draws=found.draws, failed=found.failed
    )
