"""What a history tells of the rates of one customer.

The rates are those of the customer while alive, whether or not they still are: a loyal
customer who has surely left still has a high purchase rate.

>>> from habitue.lifetime import ParetoNbd
>>> from habitue.posterior import rate
>>> model = ParetoNbd(0.553, 10.578, 0.606, 11.669)
>>> rate(model, "purchase", [26, 0], [30.857, 0.0], [31.0, 39.0]).round(3)
array([0.639, 0.026])

Generated from src/lifetime/answer/question.rs by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from . import _abi
from ._columns import Column
from ._customers import Floats
from ._question import Statistic, posterior
from ._records import How
from .contract import ContractModel
from .covariates import CovariateModel
from .lifetime import PurchaseModel, SpendModel
from .uncertainty import Estimate, Estimates, Uncertainty

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["churn", "rate", "spend"]


def rate(
    model: PurchaseModel | CovariateModel | Uncertainty,
    which: Literal["purchase", "interval", "attrition", "dropout"],
    frequency: Column,
    recency: Column,
    age: Column,
    *,
    statistic: Statistic = "mean",
    probability: float = 0.5,
    confidence: float = 0.95,
    **how: Unpack[How],
) -> Floats | float | Estimates | Estimate:
    """A statistic of one rate of each customer, given the history.

    Parameters
    ----------
    model : PurchaseModel or CovariateModel or Uncertainty
        A model of purchases, or its uncertainty.
    which : {"purchase", "interval", "attrition", "dropout"}
        "purchase": purchases per unit of time while a customer; "interval": expected time between
        two purchases while a customer; "attrition": departures per unit of time (Pareto/NBD,
        GGompertz/NBD); "dropout": the chance to leave after a purchase or before an opportunity.
    frequency, recency, age : column
        Histories, one row a customer: repeat purchases x, the time t_x of the last one and the
        age T, in the unit of the model.
    statistic : {"mean", "variance", "quantile"}
        Of the posterior.
    probability : float
        The probability of a quantile, 0 < probability < 1.
    confidence : float
        Of the intervals of an uncertainty, 0 < confidence < 1.
    **how
        ``threads``, ``progress``, ``total`` with ``weights``, and facts where the model has
        covariates: as `habitue.lifetime.How` says.

    Returns
    -------
    column, or Estimates of an uncertainty
        One figure a customer; with ``total=True`` a number, or an Estimate.

    Raises
    ------
    ArgumentError
        For a rate that the model does not have, or an unknown statistic.
    DataError
        With the row, for histories that cannot be.
    NumericError
        Where the statistic does not exist.

    Examples
    --------
    >>> from habitue.lifetime import BgNbd
    >>> from habitue.posterior import rate
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> rate(model, "dropout", [2], [30.43], [38.86]).round(3)
    array([0.204])
    """
    columns = {"frequency": frequency, "recency": recency, "age": age}
    rates = {
        "purchase": _abi.HABITUE_INDIVIDUAL_PURCHASE_RATE,
        "interval": _abi.HABITUE_INDIVIDUAL_PURCHASE_INTERVAL,
        "attrition": _abi.HABITUE_INDIVIDUAL_ATTRITION_RATE,
        "dropout": _abi.HABITUE_INDIVIDUAL_DROPOUT,
    }
    return posterior("rate", model, rates, which, columns, statistic, probability, confidence, how)


def spend(
    model: SpendModel | CovariateModel | Uncertainty,
    frequency: Column,
    mean_spend: Column,
    *,
    which: Literal["mean_spend", "nu"] = "mean_spend",
    statistic: Statistic = "mean",
    probability: float = 0.5,
    confidence: float = 0.95,
    **how: Unpack[How],
) -> Floats | float | Estimates | Estimate:
    """A statistic of one rate of each customer, given the history.

    Parameters
    ----------
    model : SpendModel or CovariateModel or Uncertainty
        A model of spend, or its uncertainty.
    frequency, mean_spend : column
        One row a customer: how many purchases so far, and what they were worth on average.
    which : {"mean_spend", "nu"}
        "mean_spend": the customer's own mean spend per purchase, p/ν; "nu": ν of Gamma-Gamma.
    statistic : {"mean", "variance", "quantile"}
        Of the posterior.
    probability : float
        The probability of a quantile, 0 < probability < 1.
    confidence : float
        Of the intervals of an uncertainty, 0 < confidence < 1.
    **how
        ``threads``, ``progress``, ``total`` with ``weights``, and facts where the model has
        covariates: as `habitue.lifetime.How` says.

    Returns
    -------
    column, or Estimates of an uncertainty
        One figure a customer; with ``total=True`` a number, or an Estimate.

    Raises
    ------
    ArgumentError
        For a rate that the model does not have, or an unknown statistic.
    DataError
        With the row, for histories that cannot be.
    NumericError
        Where the statistic does not exist.

    Examples
    --------
    >>> from habitue.lifetime import GammaGamma
    >>> from habitue.posterior import spend
    >>> model = GammaGamma(6.25, 3.74, 15.44)
    >>> spend(model, [4, 0], [35.0, 0.0]).round(2)
    array([35.02, 35.22])
    """
    columns = {"frequency": frequency, "mean_spend": mean_spend}
    rates = {
        "mean_spend": _abi.HABITUE_INDIVIDUAL_MEAN_SPEND,
        "nu": _abi.HABITUE_INDIVIDUAL_SPEND_NU,
    }
    return posterior("spend", model, rates, which, columns, statistic, probability, confidence, how)


def churn(
    model: ContractModel | Uncertainty,
    renewals: Column,
    *,
    statistic: Statistic = "mean",
    probability: float = 0.5,
    confidence: float = 0.95,
    **how: Unpack[How],
) -> Floats | float | Estimates | Estimate:
    """A statistic of the chance to leave at the next renewal, given the renewals made.

    Parameters
    ----------
    model : ContractModel or Uncertainty
        A model of customers under contract, or its uncertainty.
    renewals : column
        Renewals made, one row a customer who is about to be asked again; 0 in the first period.
    statistic : {"mean", "variance", "quantile"}
        Of the posterior.
    probability : float
        The probability of a quantile, 0 < probability < 1.
    confidence : float
        Of the intervals of an uncertainty, 0 < confidence < 1.
    **how
        ``threads``, ``progress``, ``total`` with ``weights``, and facts where the model has
        covariates: as `habitue.lifetime.How` says.

    Returns
    -------
    column, or Estimates of an uncertainty
        One figure a customer; with ``total=True`` a number, or an Estimate.

    Raises
    ------
    ArgumentError
        For a rate that the model does not have, or an unknown statistic.
    DataError
        With the row, for histories that cannot be.
    NumericError
        Where the statistic does not exist.

    Examples
    --------
    >>> from habitue.contract import Sbg
    >>> from habitue.posterior import churn
    >>> model = Sbg(0.668, 3.806)
    >>> churn(model, [0, 5]).round(3)
    array([0.149, 0.071])
    """
    columns = {"renewals": renewals}
    rates = {
        "churn": _abi.HABITUE_INDIVIDUAL_CHURN,
    }
    return posterior(
        "churn", model, rates, "churn", columns, statistic, probability, confidence, how
    )
