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
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from . import _abi, _scalars
from ._customers import Floats, columns_of
from ._fitting import FitOptions
from ._library import call
from ._model import Model
from ._predictions import Renewals

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["Bdw", "ContractModel", "LikelihoodRatio", "Sbg", "likelihood_ratio"]

_Model = TypeVar("_Model", bound="ContractModel")


class ContractModel(Renewals[Floats], Model):
    """A model of customers under contract. Made as one of its subclasses."""

    @classmethod
    def fit(
        cls: type[_Model], cohort: Any, period: Any, survivors: Any, **options: Unpack[FitOptions]
    ) -> _Model:
        """Fits the model to a long table: in each row, ``survivors`` customers of
        ``cohort`` (any integer) were left after ``period`` renewals. ``options`` are those of
        `PurchaseModel.fit`, such as ``fixed={"alpha": 1.0}``."""
        return cls._fitted(cls, _cohorts(cohort, period, survivors), options)

    @classmethod
    def fit_tenures(
        cls: type[_Model], renewals: Any, left: Any, **options: Unpack[FitOptions]
    ) -> _Model:
        """Fits the model to one row a customer: who ``left`` did so at renewal
        ``renewals`` (1 is the first), the others have made that many."""
        return cls._fitted(cls, columns_of(renewals=renewals, left=left), options)


def _cohorts(cohort: Any, period: Any, survivors: Any) -> dict[str, Any]:
    """The columns of a table of survivors."""
    return columns_of(cohort=cohort, period=period, survivors=survivors)


class Sbg(ContractModel):
    """sBG (Fader and Hardie 2007): each customer's churn is constant, customers differ."""

    _KIND = _abi.HABITUE_MODEL_SBG

    def __init__(self, alpha: float, beta: float) -> None:
        super().__init__(alpha, beta)


class Bdw(ContractModel):
    """BdW (Fader, Hardie et al. 2018): each customer's churn changes with tenure."""

    _KIND = _abi.HABITUE_MODEL_BDW

    def __init__(self, gamma: float, delta: float, c: float) -> None:
        super().__init__(gamma, delta, c)


@dataclass(frozen=True)
class LikelihoodRatio:
    """Twice the difference of log-likelihoods, its degrees of freedom, and p-value."""

    statistic: float
    degrees: int
    p_value: float


def likelihood_ratio(restricted: Model, general: Model) -> LikelihoodRatio:
    """Tests a fitted special case against the fitted model that contains it."""
    models = {"restricted": restricted, "general": general}
    fits = [_scalars.instance(model, Model, name)._report() for name, model in models.items()]
    return _ratio(*fits)


def _ratio(restricted: Any, general: Any) -> LikelihoodRatio:
    """The same from the reports of the library."""
    statistic, degrees, p_value = ctypes.c_double(), ctypes.c_uint32(), ctypes.c_double()
    call("habitue_likelihood_ratio", restricted, general, statistic, degrees, p_value)
    return LikelihoodRatio(statistic.value, degrees.value, p_value.value)
