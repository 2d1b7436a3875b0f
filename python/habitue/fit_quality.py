"""Judging models: forecasts beside what happened, assumptions, and models side by side.

>>> from habitue.fit_quality import holdout_errors
>>> errors = holdout_errors([0, 1, 5, 0], [0.2, 1.5, 3.0, 0.3])
>>> round(errors.wape, 3), round(errors.bias, 3)
(0.5, -0.167)
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _abi, _columns, _scalars, lifetime
from ._customers import Floats, columns_of, customers, given
from ._fitting import FitOptions, fit_options
from ._library import Job, call, defined, enumerator, enumerators, initial
from ._model import class_of, model_name, ridge_name, tracked
from .contract import LikelihoodRatio
from .covariates import CovariateModel
from .lifetime import PurchaseModel

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = [
    "ComparedModel", "Comparison", "Correlation", "FrequencyFit", "FrequencySpend",
    "HoldoutClasses", "HoldoutErrors", "NestedTest", "Regularity", "frequency_fit",
    "frequency_spend", "holdout_by", "holdout_errors", "regularity",
    "regularity_of_purchases", "track_steps",
]  # fmt: skip

FREQUENCIES = (0, 1, 2, 3, 4, 5, 6, 7)

_METHODS = enumerators("REGULARITY", "pairs", "moments")


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


def _forecast(actual: Any, expected: Any, weights: Any) -> Any:
    """The structure of the library over columns."""
    columns = {"actual": actual, "expected": expected, "weights": weights}
    held = {n: _columns.floats(c, n) for n, c in columns.items() if c is not None or n != "weights"}
    made = initial(
        _abi.habitue_forecast, rows=_columns.rows(**held), **_columns.places(**held)
    )
    made.held = held  # what the pointers point at
    return made


def holdout_errors(actual: Any, expected: Any, *, weights: Any = None) -> HoldoutErrors:
    """The errors of forecasts (``expected``) of what each customer did (``actual``)."""
    found = _abi.habitue_forecast_errors()
    call("habitue_forecast_judge", _forecast(actual, expected, weights), found)
    return _errors(found)


def holdout_by(
    actual: Any, expected: Any, values: Any, lowest: Any = FREQUENCIES, *, weights: Any = None
) -> HoldoutClasses:
    """Outcome and forecast by classes of ``values``: frequency, recency or anything else.
    Class i holds those from ``lowest[i]`` up to but not with ``lowest[i + 1]``."""
    forecast = _forecast(actual, expected, weights)
    by = _columns.floats(values, "values")
    _columns.rows(actual=forecast.held["actual"], values=by)
    bounds = _columns.floats(lowest, "lowest")
    classes = (_abi.habitue_forecast_class * len(bounds))()
    call("habitue_forecast_by", forecast, by, bounds, len(bounds), classes)
    return HoldoutClasses(bounds, **_columns.records(classes))


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
    """k by maximum likelihood from histories with `Table.log_intervals`."""
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


class Comparison:
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

    def __init__(
        self, rows: list[ComparedModel], nested_tests: list[NestedTest], columns: dict[str, Any]
    ) -> None:
        self.rows = rows
        """The models in the order in which they were asked for."""
        self.nested_tests = nested_tests
        """The tests of all pairs of models of which one is a special case of the other."""
        self._columns = columns

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
        chosen, count = fit_options(**rest), len(kinds)
        found = (_abi.habitue_compared_model * count)()
        handles = (ctypes.POINTER(_abi.habitue_model) * count)()
        why, tests = (_abi.habitue_error * count)(), (_abi.habitue_nested_test * 6)()
        room = {"rows": found, "models": handles, "why": why, "tests": tests}
        table = initial(_abi.habitue_comparison, test_capacity=len(tests), **room)
        call("habitue_compare", kinds, count, customers(read), chosen, job, table)
        rows = [_compared(*row) for row in zip(found, handles, why)]
        nested = [
            NestedTest(
                rows[test.restricted].name,
                rows[test.general].name,
                LikelihoodRatio(test.statistic, test.degrees, test.p_value),
            )
            for test in tests[: table.test_count]
        ]
        return cls(rows, nested, read)

    def judge(self, actual: Any, *, t: float, threads: int = 1) -> Comparison:
        """Adds the errors of each model's forecasts of ``actual``, the purchases of each
        customer in (T, T + t]."""
        happened, weights = _columns.floats(actual, "actual"), self._columns.get("weights")
        history = [self._columns[name] for name in ("frequency", "recency", "age")]
        _columns.rows(frequency=history[0], actual=happened)
        until = _scalars.real(t, "t")

        def judged(row: ComparedModel) -> ComparedModel:
            if row.model is None:
                return row
            expected = row.model.expected_purchases(*history, t=until, threads=threads)
            return replace(row, holdout=holdout_errors(happened, expected, weights=weights))

        self.rows = [judged(row) for row in self.rows]
        return self


def _compared(found: Any, pointer: Any, why: Any) -> ComparedModel:
    """One model of the structures of the library."""
    name = model_name(found.kind)
    if not pointer:
        nothing: list[None] = [None] * 7
        return ComparedModel(None, name, why.message.decode("utf-8", "replace"), *nothing)
    return ComparedModel(
        class_of(found.kind).adopt(ctypes.cast(pointer, type(pointer))),
        name,
        None,
        found.parameters,
        found.regularity or None,
        found.log_likelihood,
        found.aic,
        found.bic,
        ridge_name(found.ridge),
        None,
    )
