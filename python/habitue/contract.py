"""Customers under contract: how long they will stay, and what that is worth.

A cohort is a group of customers who signed at the same time; its survivors are
those left after 0, 1, 2, ... opportunities to renew. Every column may be numpy,
pandas, polars, pyarrow or a list.

>>> from habitue.contract import Sbg
>>> model = Sbg(0.668, 3.806)
>>> model.survival([0], t=12).round(3)
array([0.378])
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from . import _abi, _columns, _scalars
from ._library import Progress, call, value
from .lifetime import Floats, _options, _Stored

__all__ = ["Bdw", "ContractModel", "LikelihoodRatio", "Sbg", "likelihood_ratio"]

_Model = TypeVar("_Model", bound="ContractModel")


class ContractModel(
    _Stored, struct=_abi.habitue_contract_model, free="habitue_contract_model_free"
):
    """A model of customers under contract. Made as one of its subclasses.

    Predictions are for customers who have made ``renewals`` renewals (0 in the
    first period) and are about to be asked again. ``rate`` is the discount rate
    of one period.
    """

    _PREFIX = "habitue_contract_model"

    @classmethod
    def fit(
        cls: type[_Model],
        cohort: Any,
        period: Any,
        survivors: Any,
        *,
        max_iterations: int = 500,
        tolerance: float = 1e-9,
        progress: Callable[[int, int], object] | None = None,
    ) -> _Model:
        """Fits the model to a long table: in each row, ``survivors`` customers of
        ``cohort`` (any integer) were left after ``period`` renewals."""
        keys = _columns.integers(cohort, "cohort")
        periods = _columns.counts(period, "period")
        counts = _columns.integers(survivors, "survivors")
        rows = _columns.rows(cohort=keys, period=periods, survivors=counts)
        _columns._first("survivors", counts < 0, counts, "is out of range; allowed: >= 0")
        columns = (keys, periods, counts.view(np.uint64), rows)
        return cls._fitted("fit", columns, max_iterations, tolerance, progress)

    @classmethod
    def fit_tenures(
        cls: type[_Model],
        renewals: Any,
        left: Any,
        *,
        max_iterations: int = 500,
        tolerance: float = 1e-9,
        progress: Callable[[int, int], object] | None = None,
    ) -> _Model:
        """Fits the model to one row a customer: who ``left`` did so at renewal
        ``renewals`` (1 is the first), the others have made that many."""
        made = _columns.counts(renewals, "renewals")
        gone = _columns.flags(left, "left")
        columns = (made, gone, _columns.rows(renewals=made, left=gone))
        return cls._fitted("fit_tenures", columns, max_iterations, tolerance, progress)

    @classmethod
    def _fitted(
        cls: type[_Model],
        verb: str,
        columns: tuple[Any, ...],
        max_iterations: int,
        tolerance: float,
        progress: Callable[[int, int], object] | None,
    ) -> _Model:
        pointer = cls.empty()
        options = ctypes.byref(_options(1, max_iterations, tolerance))
        call(
            f"{cls._PREFIX}_{verb}",
            cls._number(),
            *columns,
            options,
            Progress(progress),
            None,
            pointer,
        )
        return cls.adopt(pointer)

    @classmethod
    def name(cls) -> str:
        """The English name of the model."""
        return str(value("habitue_contract_model_kind_name", cls._number()))

    @classmethod
    def name_zh(cls) -> str:
        """The Chinese name of the model."""
        return str(value("habitue_contract_model_kind_name_zh", cls._number()))

    def _predict(self, prediction: int, renewals: Any, *, t: int = 0, rate: float = 0.0) -> Floats:
        made = _columns.counts(renewals, "renewals")
        out = np.empty(len(made))
        call("habitue_contract_model_predict", self, prediction, t, rate, made, len(made), out)
        return out

    def retention_rate(self, renewals: Any) -> Floats:
        """The probability of making the next renewal."""
        return self._predict(_abi.HABITUE_CONTRACT_RETENTION_RATE, renewals)

    def survival(self, renewals: Any, *, t: int) -> Floats:
        """The probability of making t more renewals."""
        return self._predict(_abi.HABITUE_CONTRACT_SURVIVAL, renewals, t=t)

    def churn(self, renewals: Any, *, t: int) -> Floats:
        """The probability of leaving at exactly the t-th renewal from now."""
        return self._predict(_abi.HABITUE_CONTRACT_CHURN, renewals, t=t)

    def discounted_renewals(self, renewals: Any, *, t: int, rate: float = 0.0) -> Floats:
        """Expected renewals among the next t, discounted from the next one."""
        kind = _abi.HABITUE_CONTRACT_DISCOUNTED_RENEWALS
        return self._predict(kind, renewals, t=t, rate=rate)

    def residual_lifetime(self, renewals: Any, *, rate: float) -> Floats:
        """DERL: the same over the whole future (Fader and Hardie 2010, eq. 6)."""
        return self._predict(_abi.HABITUE_CONTRACT_RESIDUAL_LIFETIME, renewals, rate=rate)

    def lifetime(self, renewals: Any, *, rate: float) -> Floats:
        """The whole lifetime from the running period on, 1 + DERL/(1 + rate)."""
        return self._predict(_abi.HABITUE_CONTRACT_LIFETIME, renewals, rate=rate)

    def retention_elasticity(self, renewals: Any, *, rate: float) -> Floats:
        """Percent by which DERL rises if all retention rates rise by one percent."""
        return self._predict(_abi.HABITUE_CONTRACT_RETENTION_ELASTICITY, renewals, rate=rate)

    def renewers_elasticity(self, renewals: Any, *, rate: float) -> Floats:
        """DERL over the retention rate (Fader and Hardie 2010, eq. 8)."""
        return self._predict(_abi.HABITUE_CONTRACT_RENEWERS_ELASTICITY, renewals, rate=rate)

    def renewals_quantile(self, renewals: Any, *, level: float) -> Floats:
        """The number of further renewals not exceeded with this probability."""
        return self._predict(_abi.HABITUE_CONTRACT_RENEWALS_QUANTILE, renewals, rate=_scalars.real(level, "level"))


ContractModel._family = ContractModel


class Sbg(ContractModel):
    """sBG (Fader and Hardie 2007): each customer's churn is constant, customers differ."""

    _KIND = _abi.HABITUE_CONTRACT_SBG
    parameter_names = ("alpha", "beta")

    def __init__(self, alpha: float, beta: float) -> None:
        super().__init__(alpha, beta)


class Bdw(ContractModel):
    """BdW (Fader, Hardie et al. 2018): each customer's churn changes with tenure."""

    _KIND = _abi.HABITUE_CONTRACT_BDW
    parameter_names = ("gamma", "delta", "c")

    def __init__(self, gamma: float, delta: float, c: float) -> None:
        super().__init__(gamma, delta, c)


@dataclass(frozen=True)
class LikelihoodRatio:
    """Twice the difference of log-likelihoods, its degrees of freedom, and p-value."""

    statistic: float
    degrees: int
    p_value: float


def likelihood_ratio(restricted: _Stored, general: _Stored) -> LikelihoodRatio:
    """Tests a fitted special case against the fitted model that contains it."""
    reports = []
    for argument, model in {"restricted": restricted, "general": general}.items():
        _scalars.instance(model, _Stored, argument)
        report = _abi.habitue_fit_report()
        call(f"{model._PREFIX}_report", model, ctypes.byref(report))
        reports.append(report)
    statistic, degrees, p_value = ctypes.c_double(), ctypes.c_uint32(), ctypes.c_double()
    call("habitue_likelihood_ratio", *map(ctypes.byref, reports), statistic, degrees, p_value)
    return LikelihoodRatio(statistic.value, degrees.value, p_value.value)
