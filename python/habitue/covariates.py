"""Models with facts about customers that do not change with time.

For a customer with facts z the model is the plain one with shifted scales: purchases
alpha e^(-gamma'z), attrition beta e^(-gamma'z) (or a and b e^(gamma'z) where a coin
decides), spend gamma e^(gamma'z). A positive coefficient makes customers buy more often,
leave sooner (through b: later), or spend more.

Facts are given as a mapping from names to columns, or as a data frame of pandas or polars.

>>> from habitue.covariates import CovariateModel
>>> from habitue.lifetime import BgNbd
>>> base = BgNbd(0.243, 4.414, 0.793, 2.426)
>>> model = CovariateModel(base, [("purchase", "online", 0.7)])
>>> history = [2, 2], [30.43, 30.43], [38.86, 38.86]
>>> model.expected_purchases(*history, t=39.0, purchase={"online": [0, 1]}).round(3)
array([1.226, 1.272])
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import _abi, _columns, _scalars, lifetime
from ._library import Handle, Progress, call, enumerator, initial, text, text_out
from ._predictions import Asked, Floats, Predictions
from .errors import refuse
from .lifetime import FitReport, PurchaseModel, SpendModel

__all__ = ["CovariateModel", "CovariateReport", "Effect"]

_ROLES = {
    "purchase": _abi.HABITUE_COVARIATE_PURCHASE,
    "attrition": _abi.HABITUE_COVARIATE_ATTRITION,
    "attrition_b": _abi.HABITUE_COVARIATE_ATTRITION_B,
    "spend": _abi.HABITUE_COVARIATE_SPEND,
}
_COLUMNS = ("purchase", "attrition", "spend")
_LINKS = {
    "separate": _abi.HABITUE_ATTRITION_LINK_SEPARATE,
    "odds": _abi.HABITUE_ATTRITION_LINK_ODDS,
    "common": _abi.HABITUE_ATTRITION_LINK_COMMON,
}


@dataclass(frozen=True)
class Effect:
    """A coefficient per unit of its column, and the column's centre and deviation in the fit."""

    role: str
    name: str
    coefficient: float
    center: float
    scale: float

    @property
    def standardised(self) -> float:
        """The coefficient per standard deviation of the column."""
        return self.coefficient * self.scale


@dataclass(frozen=True)
class CovariateReport:
    """What is known of a fit. The log-likelihood is without the penalty, AIC and BIC count the
    effective number of parameters; ``plain`` is the fit without covariates."""

    fit: FitReport
    plain: FitReport | None
    penalised: float
    effective_parameters: float


class _Facts(Handle, struct=_abi.habitue_covariates, free="habitue_covariates_free"):
    """Columns by role, copied."""

    def __init__(
        self,
        purchase: Any = None,
        attrition: Any = None,
        spend: Any = None,
        shared: Iterable[str] = (),
    ) -> None:
        pointer = self.empty()
        call("habitue_covariates_new", pointer)
        self._own(pointer)
        given = {"purchase": purchase, "attrition": attrition, "spend": spend}
        for role, columns in given.items():
            for name, values in [] if columns is None else _named(columns, role):
                label = text(name, role)
                call("habitue_covariates_add", self, _ROLES[role], *label, values, len(values))
        for name in _scalars.sequence(shared, "shared"):
            call("habitue_covariates_share", self, *text(name, "shared"))


def _named(columns: Any, role: str) -> list[tuple[str, Any]]:
    """Columns by name, of a mapping or a data frame; yes and no are 1 and 0."""
    names = _columns.names_of(columns)
    if names is None:
        reason = f"is {type(columns).__name__}; a mapping from names to columns is needed"
        refuse(_abi.HABITUE_BAD_ARGUMENT, role, reason)
    return [
        (name, _columns.floats(columns[name], f"{role} {name}", flags=True)) for name in names
    ]


def _options(standardised: bool, link: str, penalties: Mapping[str, float]) -> Any:
    for role in _scalars.mapping(penalties, "penalties"):
        enumerator({name: _ROLES[name] for name in _COLUMNS}, role, "penalties")
    return initial(
        _abi.habitue_covariate_options,
        standardised=_scalars.flag(standardised, "standardised"),
        attrition_link=enumerator(_LINKS, link, "attrition_link"),
        **{f"{role}_penalty": strength for role, strength in penalties.items()},
    )


def _chosen(
    *,
    purchase: Any = None,
    attrition: Any = None,
    spend: Any = None,
    shared: Iterable[str] = (),
    standardised: bool = False,
    attrition_link: str = "separate",
    penalties: Mapping[str, float] | None = None,
    penalty: float = 0.0,
) -> tuple[_Facts, Any]:
    """Facts and choices as a fit takes them."""
    strengths = {"spend": penalty} if penalties is None else penalties
    if penalties is None and _scalars.real(penalty, "penalty") == 0:
        strengths = {}
    facts = _Facts(purchase, attrition, spend, shared)
    return facts, ctypes.byref(_options(standardised, attrition_link, strengths))


class CovariateModel(
    Predictions,
    Handle,
    struct=_abi.habitue_covariate_model,
    free="habitue_covariate_model_free",
):
    """A model of purchases or of spend whose parameters depend on facts about the customer."""

    def __init__(
        self, base: PurchaseModel | SpendModel, effects: Iterable[tuple[str, str, float]]
    ) -> None:
        """From a plain model and (role, name, coefficient) of each column; roles are purchase,
        attrition, attrition_b and spend."""
        _scalars.instance(base, (PurchaseModel, SpendModel), "base")
        listed = [_scalars.several(effect, "effects", 3)
                  for effect in _scalars.sequence(effects, "effects")]
        parameters = np.array(list(base.parameters.values()), np.float64)
        roles = np.array([enumerator(_ROLES, role, "role") for role, _, _ in listed], np.int32)
        names = [text(name, "name")[0] for _, name, _ in listed]
        offsets = np.concatenate(([0], np.cumsum([len(name) for name in names]))).astype(np.int64)
        joined = np.frombuffer(b"".join(names), np.uint8)
        numbers = [_scalars.real(coefficient, "coefficient") for _, _, coefficient in listed]
        coefficients = np.array(numbers, np.float64)
        pointer = self.empty()
        call(
            "habitue_covariate_model_new",
            base._KIND,
            parameters,
            len(parameters),
            roles,
            offsets,
            joined,
            len(joined),
            coefficients,
            None,
            len(listed),
            pointer,
        )
        self._own(pointer)

    @classmethod
    def fit(
        cls,
        kind: type[PurchaseModel],
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        purchase: Any = None,
        attrition: Any = None,
        shared: Iterable[str] = (),
        standardised: bool = False,
        attrition_link: str = "separate",
        penalties: Mapping[str, float] | None = None,
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
    ) -> CovariateModel:
        """Fits a model of purchases of ``kind``, such as ``ParetoNbd``.

        ``shared`` names columns with one coefficient in purchase and attrition. ``penalties`` maps
        purchase and attrition to the strength of an L2 penalty on their coefficients, per standard
        deviation where ``standardised``. ``attrition_link`` says what attrition columns do where a
        coin decides: "separate" coefficients on a and b, "odds" (a alone), or "common" ones.
        """
        _scalars.subclass(kind, PurchaseModel, "kind", "_KIND")
        columns, rows = lifetime._histories(frequency, recency, age)
        beside = {"frequency": columns[0]}
        facts, chosen = _chosen(
            purchase=purchase,
            attrition=attrition,
            shared=shared,
            standardised=standardised,
            attrition_link=attrition_link,
            penalties=penalties,
        )
        pointer = cls.empty()
        call(
            "habitue_covariate_model_fit",
            kind._KIND,
            *columns,
            lifetime._optional(log_intervals, "log_intervals", **beside),
            lifetime._optional(weights, "weights", **beside),
            rows,
            facts,
            chosen,
            ctypes.byref(
                lifetime._options(threads, max_iterations, tolerance, regularity, starts)
            ),
            Progress(progress),
            None,
            pointer,
        )
        model = cls.adopt(pointer)
        described = *text(unit, "unit"), *text(provenance, "provenance")
        if any(described):
            call("habitue_covariate_model_describe", model, *described)
        return model

    @classmethod
    def fit_spend(
        cls,
        frequency: Any,
        mean_spend: Any,
        *,
        spend: Any = None,
        standardised: bool = False,
        penalty: float = 0.0,
        weights: Any = None,
        threads: int = 1,
        max_iterations: int = 500,
        tolerance: float = 1e-9,
        starts: int = 0,
        progress: Callable[[int, int], object] | None = None,
    ) -> CovariateModel:
        """Fits a Gamma-Gamma model of spend to the customers with frequency > 0."""
        x = _columns.counts(frequency, "frequency")
        mean = _columns.floats(mean_spend, "mean_spend")
        rows = _columns.rows(frequency=x, mean_spend=mean)
        weight = lifetime._optional(weights, "weights", frequency=x)
        pointer = cls.empty()
        call(
            "habitue_covariate_model_fit_spend",
            x,
            mean,
            weight,
            rows,
            *_chosen(spend=spend, standardised=standardised, penalty=penalty),
            ctypes.byref(lifetime._options(threads, max_iterations, tolerance, starts=starts)),
            Progress(progress),
            None,
            pointer,
        )
        return cls.adopt(pointer)

    def _kind(self) -> tuple[type[PurchaseModel | SpendModel], int]:
        kind, count = ctypes.c_int32(), ctypes.c_size_t()
        call("habitue_covariate_model_kind", self, kind, count)
        every = [*PurchaseModel.__subclasses__(), *SpendModel.__subclasses__()]
        return next(c for c in every if c._KIND == kind.value), count.value

    @property
    def effects(self) -> list[Effect]:
        """The coefficients."""
        _, count = self._kind()
        roles, centers, scales = np.empty(count, np.int32), np.empty(count), np.empty(count)
        call("habitue_covariate_model_effects", self, roles, centers, scales, count)
        names = {number: role for role, number in _ROLES.items()}
        values = lifetime._vector("habitue_covariate_model_parameters", self)
        coefficients = values[len(values) - count :]
        return [
            Effect(
                names[int(roles[i])],
                self._effect_name(i),
                float(coefficients[i]),
                float(centers[i]),
                float(scales[i]),
            )
            for i in range(count)
        ]

    def _effect_name(self, effect: int) -> str:
        return text_out("habitue_covariate_model_effect_name", self, effect)

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The names of the parameters of the base, then of the coefficients."""
        return tuple(self._labels())

    def _labels(self) -> list[str]:
        kind, count = self._kind()
        roles = {number: role for role, number in _ROLES.items()}
        numbers, unused = np.empty(count, np.int32), np.empty(count)
        call("habitue_covariate_model_effects", self, numbers, unused, unused.copy(), count)
        effects = [f"{roles[int(n)]}.{self._effect_name(i)}" for i, n in enumerate(numbers)]
        return [*kind.parameter_names, *effects]

    @property
    def parameters(self) -> dict[str, float]:
        """The parameters of the base by name, then the coefficients as "purchase.online"."""
        values = lifetime._vector("habitue_covariate_model_parameters", self)
        return dict(zip(self._labels(), values.tolist(), strict=True))

    @property
    def standard_errors(self) -> dict[str, float]:
        """The asymptotic standard errors of a fitted model by name."""
        values = lifetime._vector("habitue_covariate_model_standard_errors", self)
        return dict(zip(self._labels(), values.tolist(), strict=True))

    @property
    def covariance(self) -> Floats:
        """The asymptotic covariance of the parameters of a fitted model."""
        values: Floats = lifetime._vector("habitue_covariate_model_covariance", self)
        k = round(len(values) ** 0.5)
        return values.reshape(k, k)

    @property
    def report(self) -> CovariateReport | None:
        """What is known of the fit; None for a model made from parameters."""
        fit, plain = _abi.habitue_fit_report(), _abi.habitue_fit_report()
        numbers = ctypes.c_double(), ctypes.c_double()
        call(
            "habitue_covariate_model_report",
            self,
            ctypes.byref(fit),
            ctypes.byref(plain),
            *numbers,
        )
        if not fit.fitted:
            return None
        reports = [lifetime._report(report) for report in (fit, plain)]
        return CovariateReport(
            fit=reports[0], plain=reports[1], penalised=numbers[0].value,
            effective_parameters=numbers[1].value,
        )

    def likelihood_ratio(self) -> tuple[float, int, float]:
        """Statistic, degrees of freedom and p-value against the model without covariates."""
        statistic, degrees, p_value = ctypes.c_double(), ctypes.c_uint32(), ctypes.c_double()
        call("habitue_covariate_model_likelihood_ratio", self, statistic, degrees, p_value)
        return statistic.value, degrees.value, p_value.value

    def for_customer(
        self, purchase: Iterable[float] = (), attrition: Iterable[float] = ()
    ) -> PurchaseModel:
        """The plain model of a customer with these facts, in the order of the columns."""
        kind, _ = self._kind()
        given = {"purchase": purchase, "attrition": attrition}
        facts = [_columns.floats(values, name, flags=True) for name, values in given.items()]
        pointer = kind.empty()
        both = [part for values in facts for part in (values, len(values))]
        call("habitue_covariate_model_for_customer", self, *both, pointer)
        return kind.adopt(pointer)

    def for_spend(self, spend: Iterable[float] = ()) -> SpendModel:
        """The plain model of spend of a customer with these facts."""
        kind, _ = self._kind()
        values = _columns.floats(spend, "spend", flags=True)
        pointer = kind.empty()
        call("habitue_covariate_model_for_spend", self, values, len(values), pointer)
        return kind.adopt(pointer)

    def _predict(
        self,
        asked: Asked,
        history: tuple[Any, Any, Any],
        *,
        threads: int = 1,
        purchase: Any = None,
        attrition: Any = None,
    ) -> Floats:
        columns, rows = lifetime._histories(*history)
        out = np.empty(rows)
        facts = _Facts(purchase, attrition)
        rest = (asked.level, asked.n, *columns, rows, facts, threads, out)
        name, times = asked.times("habitue_covariate_model_predict")
        call(name, self, asked.prediction, *times, *rest)
        return out

    def log_likelihood(
        self, frequency: Any, recency: Any, age: Any, *, purchase: Any = None, attrition: Any = None
    ) -> Floats:
        """The log-likelihood of each history with its facts."""
        columns, rows = lifetime._histories(frequency, recency, age)
        out = np.empty(rows)
        facts = _Facts(purchase, attrition)
        call("habitue_covariate_model_log_likelihood", self, *columns, rows, facts, out)
        return out

    def lifetime_value(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        expected_spend: Any,
        *,
        rate: float,
        horizon: float = float("inf"),
        margin: float = 1.0,
        purchase: Any = None,
        attrition: Any = None,
        threads: int = 1,
    ) -> Floats:
        """Discounted expected purchases times expected spend times margin."""
        columns, rows = lifetime._histories(frequency, recency, age)
        spend = _columns.floats(expected_spend, "expected_spend")
        _columns.rows(frequency=columns[0], expected_spend=spend)
        out = np.empty(rows)
        call(
            "habitue_covariate_model_lifetime_value",
            self,
            horizon,
            rate,
            margin,
            *columns,
            spend,
            rows,
            _Facts(purchase, attrition),
            threads,
            out,
        )
        return out

    def track(
        self,
        born: Any,
        *,
        steps: int,
        step: float = 1.0,
        weights: Any = None,
        purchase: Any = None,
        attrition: Any = None,
    ) -> Floats:
        """Expected cumulative repeat purchases of a base with these births and facts."""
        births = _columns.floats(born, "born")
        weight = lifetime._optional(weights, "weights", born=births)
        out = _columns.output(steps, name="steps")
        facts = _Facts(purchase, attrition)
        name = "habitue_covariate_model_track"
        call(name, self, births, weight, len(births), facts, step, out, steps)
        return out

    def expected_spend(self, frequency: Any, mean_spend: Any, *, spend: Any = None) -> Floats:
        """Expected spend per purchase of each customer with their facts."""
        x = _columns.counts(frequency, "frequency")
        mean = _columns.floats(mean_spend, "mean_spend")
        out = np.empty(_columns.rows(frequency=x, mean_spend=mean))
        facts = _Facts(spend=spend)
        call("habitue_covariate_model_expected_spend", self, x, mean, len(x), facts, out)
        return out

    @property
    def unit(self) -> str:
        """The unit that the parameters are in; empty where none was stated."""
        return text_out("habitue_covariate_model_unit", self)

    @property
    def provenance(self) -> str:
        """Where the model comes from; empty where nothing was stated."""
        return text_out("habitue_covariate_model_provenance", self)

    def to_bytes(self) -> bytes:
        """The model as portable bytes with a format version and a checksum."""
        data: bytes = lifetime._vector("habitue_covariate_model_to_bytes", self, np.uint8).tobytes()
        return data

    @classmethod
    def from_bytes(cls, data: bytes) -> CovariateModel:
        """The model that `to_bytes` wrote, on any machine."""
        pointer, content = cls.empty(), _scalars.octets(data, "data")
        call("habitue_covariate_model_from_bytes", content, len(content), pointer)
        return cls.adopt(pointer)

    def __eq__(self, other: object) -> bool:
        """Whether the other is the same model of the same fit."""
        return type(other) is type(self) and self.to_bytes() == other.to_bytes()

    def __hash__(self) -> int:
        return hash(self.to_bytes())

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).from_bytes, (self.to_bytes(),)

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={value:.6g}" for name, value in self.parameters.items())
        return f"{type(self).__name__}({self._kind()[0].__name__}: {inside})"
