"""Judging models: forecasts beside what happened, assumptions, and models side by side.

>>> from habitue.fit_quality import holdout_errors
>>> errors = holdout_errors([0, 1, 5, 0], [0.2, 1.5, 3.0, 0.3])
>>> round(errors.wape, 3), round(errors.bias, 3)
(0.5, -0.167)
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import _abi, _columns, _scalars, lifetime
from ._library import Handle, Progress, call, defined, enumerator, text_out, value
from .contract import LikelihoodRatio
from .covariates import CovariateModel, _Facts
from .errors import refuse
from .lifetime import Floats, PurchaseModel, _histories, _optional, _options

__all__ = [
    "ComparedModel",
    "Comparison",
    "Correlation",
    "FrequencyFit",
    "FrequencySpend",
    "HoldoutClasses",
    "HoldoutErrors",
    "NestedTest",
    "Regularity",
    "frequency_fit",
    "frequency_spend",
    "holdout_by",
    "holdout_errors",
    "regularity",
    "regularity_of_purchases",
    "track_steps",
]

FREQUENCIES = (0, 1, 2, 3, 4, 5, 6, 7)

_METHODS = {
    "pairs": _abi.HABITUE_REGULARITY_PAIRS,
    "moments": _abi.HABITUE_REGULARITY_MOMENTS,
}

_KINDS = {
    lifetime.Nbd: _abi.HABITUE_MODEL_NBD,
    lifetime.ParetoNbd: _abi.HABITUE_MODEL_PARETO_NBD,
    lifetime.BgNbd: _abi.HABITUE_MODEL_BG_NBD,
    lifetime.MbgNbd: _abi.HABITUE_MODEL_MBG_NBD,
    lifetime.BgCnbd: _abi.HABITUE_MODEL_BG_CNBD,
    lifetime.MbgCnbd: _abi.HABITUE_MODEL_MBG_CNBD,
    lifetime.GGompertzNbd: _abi.HABITUE_MODEL_GGOMPERTZ_NBD,
    lifetime.BgBb: _abi.HABITUE_MODEL_BG_BB,
}


def _kind(model: Any) -> int:
    """The number of a class of models."""
    names = {kind.__name__: number for kind, number in _KINDS.items()}
    return enumerator(names, getattr(model, "__name__", model), "models")


@dataclass(frozen=True)
class HoldoutErrors:
    """How far forecasts were from what came to pass; None where nothing did.

    ``bias`` is relative, positive where too much was expected; ``wape`` is the sum of the
    absolute errors over that of what came to pass; ``top_decile_lift`` compares the tenth
    of whom most was expected with all; ``gini`` is that of the ranking, and
    ``normalised_gini`` is 1 for a perfect one.
    """

    customers: float
    actual: float
    expected: float
    bias: float | None
    wape: float | None
    mae: float
    rmse: float
    top_decile_lift: float | None
    gini: float | None
    normalised_gini: float | None


@dataclass(frozen=True)
class HoldoutClasses:
    """Customers, mean outcome and mean forecast by class; NaN for an empty class."""

    lowest: Floats
    customers: Floats
    actual: Floats
    expected: Floats


@dataclass(frozen=True)
class FrequencyFit:
    """Customers who came back 0, 1, ... times (the last: or more), and how many a model
    expects."""

    actual: Floats
    expected: Floats


@dataclass(frozen=True)
class Correlation:
    """A coefficient with Student's t and its two-sided p-value."""

    coefficient: float
    t: float
    p_value: float


@dataclass(frozen=True)
class FrequencySpend:
    """The correlations of frequency and mean spend over customers with frequency > 0."""

    customers: int
    pearson: Correlation
    spearman: Correlation


@dataclass(frozen=True)
class Regularity:
    """k of the intervals between purchases: 1 for random ones, large for clockwork."""

    k: float
    standard_error: float
    customers: int
    observations: int


def _errors(found: Any) -> HoldoutErrors:
    fields = {name: getattr(found, name) for name, *_ in found._fields_}
    undefined = ("bias", "wape", "top_decile_lift", "gini", "normalised_gini")
    return HoldoutErrors(**{n: defined(v) if n in undefined else v for n, v in fields.items()})


def _judged(actual: Any, expected: Any, weights: Any) -> tuple[Any, Any, Any, int]:
    happened = _columns.floats(actual, "actual")
    forecast = _columns.floats(expected, "expected")
    weight = None if weights is None else _columns.floats(weights, "weights")
    rows = _columns.rows(actual=happened, expected=forecast, weights=weight)
    return happened, forecast, weight, rows


def holdout_errors(actual: Any, expected: Any, *, weights: Any = None) -> HoldoutErrors:
    """The errors of forecasts (``expected``) of what each customer did (``actual``)."""
    found = _abi.habitue_holdout_errors()
    columns = _judged(actual, expected, weights)
    call("habitue_holdout_judge", *columns, ctypes.byref(found))
    return _errors(found)


def holdout_by(
    actual: Any, expected: Any, values: Any, lowest: Any = FREQUENCIES, *, weights: Any = None
) -> HoldoutClasses:
    """Outcome and forecast by classes of ``values``: frequency, recency or anything else.
    Class i holds those from ``lowest[i]`` up to but not with ``lowest[i + 1]``."""
    happened, forecast, weight, rows = _judged(actual, expected, weights)
    by = _columns.floats(values, "values")
    _columns.rows(actual=happened, values=by)
    bounds = _columns.floats(lowest, "lowest")
    n = len(bounds)
    sizes, means, forecasts = np.empty(n), np.empty(n), np.empty(n)
    columns = (happened, forecast, weight, by, rows, bounds, n)
    call("habitue_holdout_by", *columns, sizes, means, forecasts)
    return HoldoutClasses(bounds, sizes, means, forecasts)


def frequency_fit(
    model: PurchaseModel | CovariateModel,
    frequency: Any,
    recency: Any,
    age: Any,
    *,
    most: int = 7,
    weights: Any = None,
    threads: int = 1,
    purchase: Any = None,
    attrition: Any = None,
) -> FrequencyFit:
    """Customers with frequency 0 to ``most`` (or more), and how many the model expects of
    customers of these ages; of a model with covariates, with these facts."""
    columns, rows = _histories(frequency, recency, age)
    weight = _optional(weights, "weights", frequency=columns[0])
    classes = _scalars.whole(most, "most", 0, 2**32 - 2) + 1
    actual, expected = _columns.output(classes, name="most"), _columns.output(classes, name="most")
    name, facts = _by_facts(model, "frequency_fit", purchase, attrition)
    call(name, model, *columns, weight, rows, *facts, threads, actual, expected, classes)
    return FrequencyFit(actual, expected)


def track_steps(
    model: PurchaseModel | CovariateModel,
    born: Any,
    *,
    steps: int,
    step: float = 1.0,
    weights: Any = None,
    purchase: Any = None,
    attrition: Any = None,
) -> Floats:
    """Expected repeat purchases within each step of a base with these births, and with these
    facts where the model has covariates; see `PurchaseModel.track` for the cumulative ones."""
    births = _columns.floats(born, "born")
    weight = _optional(weights, "weights", born=births)
    out = _columns.output(steps, name="steps")
    name, facts = _by_facts(model, "track_steps", purchase, attrition)
    call(name, model, births, weight, len(births), *facts, step, out, steps)
    return out


def _by_facts(model: Any, name: str, purchase: Any, attrition: Any) -> tuple[str, list[_Facts]]:
    """The function for this model, and the facts it takes."""
    if isinstance(model, CovariateModel):
        return f"habitue_covariate_model_{name}", [_Facts(purchase, attrition)]
    if purchase is not None or attrition is not None:
        reason = "a model without covariates looks at no facts"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "purchase", reason)
    _scalars.instance(model, PurchaseModel, "model")
    return f"habitue_model_{name}", []


def frequency_spend(
    frequency: Any, mean_spend: Any, *, weights: Any = None
) -> FrequencySpend:
    """Whether those who buy often spend more or less each time, which the model of spend
    takes not to be. A row stands for ``weights`` customers."""
    x = _columns.counts(frequency, "frequency")
    mean = _columns.floats(mean_spend, "mean_spend")
    rows = _columns.rows(frequency=x, mean_spend=mean)
    used = ctypes.c_uint64()
    pearson, spearman = _abi.habitue_correlation(), _abi.habitue_correlation()
    found = (ctypes.byref(pearson), ctypes.byref(spearman))
    weight = _optional(weights, "weights", frequency=x)
    call("habitue_frequency_spend_weighted", x, mean, weight, rows, used, *found)
    read = [Correlation(c.coefficient, c.t, c.p_value) for c in (pearson, spearman)]
    return FrequencySpend(used.value, *read)


def _regularity(found: Any) -> Regularity:
    return Regularity(found.k, found.standard_error, found.customers, found.observations)


def regularity(
    frequency: Any, recency: Any, age: Any, log_intervals: Any, *, weights: Any = None
) -> Regularity:
    """k by maximum likelihood from histories with `Summary.log_intervals`."""
    columns, rows = _histories(frequency, recency, age)
    logs = _columns.floats(log_intervals, "log_intervals")
    _columns.rows(frequency=columns[0], log_intervals=logs)
    found = _abi.habitue_regularity()
    weight = _optional(weights, "weights", frequency=columns[0])
    name = "habitue_regularity_of_histories"
    call(name, *columns, logs, weight, rows, ctypes.byref(found))
    return _regularity(found)


def regularity_of_purchases(customer: Any, time: Any, *, method: str = "pairs") -> Regularity:
    """k from purchases one by one, in any order: by the ``"pairs"`` of consecutive
    intervals (Wheat and Morrison 1990) or by ``"moments"``."""
    keys = _columns.integers(customer, "customer")
    times = _columns.floats(time, "time")
    rows = _columns.rows(customer=keys, time=times)
    found = _abi.habitue_regularity()
    number = enumerator(_METHODS, method, "method")
    call("habitue_regularity_of_purchases", keys, times, rows, number, ctypes.byref(found))
    return _regularity(found)


@dataclass(frozen=True)
class ComparedModel:
    """One model of a comparison. Where it could not be fitted, ``failure`` says why and
    the figures are None."""

    model: PurchaseModel | None
    name: str
    failure: str | None
    parameters: int | None
    regularity: int | None
    log_likelihood: float | None
    aic: float | None
    bic: float | None
    ridge: str | None
    holdout: HoldoutErrors | None


@dataclass(frozen=True)
class NestedTest:
    """The likelihood-ratio test of a special case (``restricted``) against the model that
    contains it (``general``), both by name."""

    restricted: str
    general: str
    test: LikelihoodRatio


class Comparison(Handle, struct=_abi.habitue_comparison, free="habitue_comparison_free"):
    """Several models of the same customers in one table."""

    #: All models in continuous time, whose likelihoods may be compared.
    CONTINUOUS = tuple(kind for kind in _KINDS if kind is not lifetime.BgBb)

    _rows: Any

    @classmethod
    def fit(
        cls,
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        models: Sequence[type[PurchaseModel]] = CONTINUOUS,
        log_intervals: Any = None,
        weights: Any = None,
        regularity: int = 0,
        threads: int = 1,
        max_iterations: int = 500,
        tolerance: float = 1e-9,
        progress: Callable[[int, int], object] | None = None,
    ) -> Comparison:
        """Fits each of ``models``; one that cannot be fitted is a row with its reason."""
        columns, rows = _histories(frequency, recency, age)
        logs = None
        if log_intervals is not None:
            logs = _columns.floats(log_intervals, "log_intervals")
            _columns.rows(frequency=columns[0], log_intervals=logs)
        weight = _optional(weights, "weights", frequency=columns[0])
        asked = _scalars.sequence(models, "models")
        kinds = np.array([_kind(model) for model in asked], np.int32)
        options = ctypes.byref(_options(threads, max_iterations, tolerance, regularity))
        told = (options, Progress(progress), None)
        pointer = cls.empty()
        name = "habitue_comparison_new"
        call(name, kinds, len(kinds), *columns, logs, weight, rows, *told, pointer)
        made: Comparison = cls.adopt(pointer)
        made._rows = (columns, weight, rows)
        return made

    def judge(self, actual: Any, *, t: float, threads: int = 1) -> Comparison:
        """Adds the errors of each model's forecasts of ``actual``, the purchases of each
        customer in (T, T + t]."""
        columns, weight, rows = self._rows
        happened = _columns.floats(actual, "actual")
        _columns.rows(frequency=columns[0], actual=happened)
        call("habitue_comparison_judge", self, *columns, weight, happened, rows, t, threads)
        return self

    @property
    def rows(self) -> list[ComparedModel]:
        """The models in the order in which they were asked for."""
        structures = self._read("habitue_comparison_rows", _abi.habitue_compared_model)
        return [self._row(place, found) for place, found in enumerate(structures)]

    def _row(self, place: int, found: Any) -> ComparedModel:
        name = str(value("habitue_model_kind_name", found.kind))
        if not found.fitted:
            reason = text_out("habitue_comparison_reason", self, place)
            nothing: list[None] = [None] * 7
            return ComparedModel(None, name, reason, *nothing)
        kind = next(model for model, number in _KINDS.items() if number == found.kind)
        pointer = kind.empty()
        call("habitue_comparison_model", self, place, pointer)
        judged = found.holdout.customers == found.holdout.customers
        return ComparedModel(
            kind.adopt(pointer),
            name,
            None,
            found.parameters,
            found.regularity or None,
            found.log_likelihood,
            found.aic,
            found.bic,
            lifetime._RIDGES.get(found.ridge),
            _errors(found.holdout) if judged else None,
        )

    @property
    def nested_tests(self) -> list[NestedTest]:
        """The tests of all pairs of models of which one is a special case of the other."""
        names = [row.name for row in self.rows]
        return [
            NestedTest(
                names[found.restricted],
                names[found.general],
                LikelihoodRatio(found.statistic, found.degrees, found.p_value),
            )
            for found in self._read("habitue_comparison_tests", _abi.habitue_nested_test)
        ]

    def _read(self, name: str, structure: Any) -> Any:
        needed = ctypes.c_size_t()
        call(name, self, None, 0, needed)
        found = (structure * needed.value)()
        call(name, self, found, needed.value, needed)
        return found
