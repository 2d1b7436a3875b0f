"""Judging models: forecasts beside what happened, assumptions, and models side by side.

>>> from habitue.fit_quality import holdout_errors
>>> errors = holdout_errors([0, 1, 5, 0], [0.2, 1.5, 3.0, 0.3])
>>> round(errors.wape, 3), round(errors.bias, 3)
(0.5, -0.167)
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _abi, _columns, _scalars, lifetime
from ._customers import Floats, columns_of, customers, given
from ._fitting import FitOptions, fit_options
from ._library import Handle, Job, call, defined, enumerator, text_out
from ._model import Model, class_of, model_name, ridge_name, tracked
from .contract import LikelihoodRatio
from .covariates import CovariateModel
from .lifetime import PurchaseModel

if TYPE_CHECKING:
    from typing_extensions import Unpack

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


def _kind(model: Any) -> int:
    """The number of a class of models."""
    kinds = PurchaseModel.__subclasses__()
    names = {kind.__name__: kind._KIND for kind in kinds}
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
    call("habitue_holdout_judge", *columns, found)
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
    _scalars.instance(model, (PurchaseModel, CovariateModel), "model")
    read = columns_of(frequency=frequency, recency=recency, age=age, weights=weights)
    rows = customers(read, given(purchase=purchase, attrition=attrition))
    classes = _scalars.whole(most, "most", 0, 2**32 - 2) + 1
    actual, expected = _columns.output(classes, name="most"), _columns.output(classes, name="most")
    call("habitue_model_frequencies", model, rows, Job(threads), actual, expected, classes)
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
    _scalars.instance(model, (PurchaseModel, CovariateModel), "model")
    facts = given(purchase=purchase, attrition=attrition)
    return tracked(model, born, steps, step, weights, facts, each=True)


def frequency_spend(
    frequency: Any, mean_spend: Any, *, weights: Any = None
) -> FrequencySpend:
    """Whether those who buy often spend more or less each time, which the model of spend
    takes not to be. A row stands for ``weights`` customers."""
    rows = customers(columns_of(frequency=frequency, mean_spend=mean_spend, weights=weights))
    used = ctypes.c_uint64()
    pearson, spearman = _abi.habitue_correlation(), _abi.habitue_correlation()
    call("habitue_frequency_spend", rows, used, pearson, spearman)
    read = [Correlation(c.coefficient, c.t, c.p_value) for c in (pearson, spearman)]
    return FrequencySpend(used.value, *read)


def _regularity(found: Any) -> Regularity:
    return Regularity(found.k, found.standard_error, found.customers, found.observations)


def regularity(
    frequency: Any, recency: Any, age: Any, log_intervals: Any, *, weights: Any = None
) -> Regularity:
    """k by maximum likelihood from histories with `Summary.log_intervals`."""
    logs = _columns.floats(log_intervals, "log_intervals")
    read = columns_of(
        frequency=frequency, recency=recency, age=age, log_intervals=logs, weights=weights
    )
    found = _abi.habitue_regularity()
    call("habitue_regularity_of_histories", customers(read), found)
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

    #: Models in continuous time, whose likelihoods may be compared; so may that of `PdoNbd`.
    CONTINUOUS: tuple[type[PurchaseModel], ...] = (
        lifetime.Nbd,
        lifetime.ParetoNbd,
        lifetime.BgNbd,
        lifetime.MbgNbd,
        lifetime.BgCnbd,
        lifetime.MbgCnbd,
        lifetime.GGompertzNbd,
    )

    _columns: Any

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
        **options: Unpack[FitOptions],
    ) -> Comparison:
        """Fits each of ``models``; one that cannot be fitted is a row with its reason.
        ``options`` are those of `PurchaseModel.fit`."""
        read = columns_of(
            frequency=frequency,
            recency=recency,
            age=age,
            log_intervals=log_intervals,
            weights=weights,
        )
        asked = _scalars.sequence(models, "models")
        kinds = np.array([_kind(model) for model in asked], np.int32)
        rest: dict[str, Any] = dict(options)
        job = Job(rest.pop("threads", 1), rest.pop("progress", None))
        pointer = cls.empty()
        chosen = fit_options(**rest)
        call("habitue_comparison_new", kinds, len(kinds), customers(read), chosen, job, pointer)
        made: Comparison = cls.adopt(pointer)
        made._columns = read
        return made

    def judge(self, actual: Any, *, t: float, threads: int = 1) -> Comparison:
        """Adds the errors of each model's forecasts of ``actual``, the purchases of each
        customer in (T, T + t]."""
        happened = _columns.floats(actual, "actual")
        _columns.rows(frequency=self._columns["frequency"], actual=happened)
        rows, until = customers(self._columns), _scalars.real(t, "t")
        tail = (happened, len(happened), until, Job(threads))
        call("habitue_comparison_judge", self, rows, *tail, words={"to": "t"})
        return self

    @property
    def rows(self) -> list[ComparedModel]:
        """The models in the order in which they were asked for."""
        structures = self._read("habitue_comparison_rows", _abi.habitue_compared_model)
        return [self._row(place, found) for place, found in enumerate(structures)]

    def _row(self, place: int, found: Any) -> ComparedModel:
        name = model_name(found.kind)
        if not found.fitted:
            reason = text_out("habitue_comparison_reason", self, place)
            nothing: list[None] = [None] * 7
            return ComparedModel(None, name, reason, *nothing)
        pointer = Model.empty()
        call("habitue_comparison_model", self, place, pointer)
        judged = found.holdout.customers == found.holdout.customers
        return ComparedModel(
            class_of(found.kind).adopt(pointer),
            name,
            None,
            found.parameters,
            found.regularity or None,
            found.log_likelihood,
            found.aic,
            found.bic,
            ridge_name(found.ridge),
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
