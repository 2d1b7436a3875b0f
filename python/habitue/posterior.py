"""What a history tells of the rates of one customer.

The rates are those of the customer while alive, whether or not they still are: a loyal
customer who has surely left still has a high purchase rate. ``statistic`` is
``"mean"``, ``"variance"`` or ``"quantile"``, the last with its ``level``, the probability.

Each answers by a model, plain or with covariates, with a column; by an `Uncertainty` with
`Estimates` of ``confidence``. All take ``threads``, ``progress``, ``total`` with ``weights``, and
facts, as `habitue.lifetime.PurchaseModel.p_alive` does.

>>> from habitue.lifetime import ParetoNbd
>>> from habitue.posterior import rate
>>> model = ParetoNbd(0.553, 10.578, 0.606, 11.669)
>>> rate(model, "purchase", [26, 0], [30.857, 0.0], [31.0, 39.0]).round(3)
array([0.639, 0.026])
"""

from __future__ import annotations

from typing import Any, Literal

from . import _abi, _scalars
from ._library import enumerator
from ._model import Model
from .contract import ContractModel
from .covariates import CovariateModel
from .lifetime import PurchaseModel, SpendModel
from .uncertainty import Uncertainty

__all__ = ["churn", "rate", "spend"]

_RATES = {
    "purchase": _abi.HABITUE_INDIVIDUAL_PURCHASE_RATE,
    "interval": _abi.HABITUE_INDIVIDUAL_PURCHASE_INTERVAL,
    "attrition": _abi.HABITUE_INDIVIDUAL_ATTRITION_RATE,
    "dropout": _abi.HABITUE_INDIVIDUAL_DROPOUT,
}
_SPEND = {
    "mean_spend": _abi.HABITUE_INDIVIDUAL_MEAN_SPEND,
    "nu": _abi.HABITUE_INDIVIDUAL_SPEND_NU,
}
_STATISTICS = {
    "mean": _abi.HABITUE_STATISTIC_MEAN,
    "variance": _abi.HABITUE_STATISTIC_VARIANCE,
    "quantile": _abi.HABITUE_STATISTIC_QUANTILE,
}
Statistic = Literal["mean", "variance", "quantile"]


def rate(
    model: PurchaseModel | CovariateModel | Uncertainty,
    which: Literal["purchase", "interval", "attrition", "dropout"],
    frequency: Any,
    recency: Any,
    age: Any,
    *,
    statistic: Statistic = "mean",
    level: float = 0.5,
    confidence: float = 0.95,
    **how: Any,
) -> Any:
    """A statistic of one rate of each customer, given the history.

    Parameters
    ----------
    model : PurchaseModel, CovariateModel or Uncertainty
        Of purchases.
    which : {"purchase", "interval", "attrition", "dropout"}
        Purchases per unit of time while a customer (for BG/BB the chance to buy at each
        opportunity); its reciprocal, whose mean may be infinite; departures per unit of time
        (Pareto/NBD; GGompertz/NBD at the first purchase); or the chance to leave after a
        purchase or before an opportunity (the BG and MBG models, BG/BB).
    frequency, recency, age : column
        Histories, one row a customer.
    statistic : {"mean", "variance", "quantile"}
        Of the posterior.
    level : float
        The probability of a quantile, 0 < level < 1.
    confidence : float
        Of the intervals of an uncertainty, 0 < confidence < 1.
    **how
        ``threads``, ``progress``, ``total``, ``weights``, and facts where the model has
        covariates.

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
    number = enumerator(_RATES, which, "which")
    return _posterior("rate", model, number, columns, statistic, level, confidence, how)


def spend(
    model: SpendModel | CovariateModel | Uncertainty,
    frequency: Any,
    mean_spend: Any,
    *,
    which: Literal["mean_spend", "nu"] = "mean_spend",
    statistic: Statistic = "mean",
    level: float = 0.5,
    confidence: float = 0.95,
    **how: Any,
) -> Any:
    """A statistic of each customer's own ``"mean_spend"`` per purchase, or of ``"nu"``."""
    columns = {"frequency": frequency, "mean_spend": mean_spend}
    number = enumerator(_SPEND, which, "which")
    return _posterior("spend", model, number, columns, statistic, level, confidence, how)


def churn(
    model: ContractModel | Uncertainty,
    renewals: Any,
    *,
    statistic: Statistic = "mean",
    level: float = 0.5,
    confidence: float = 0.95,
    **how: Any,
) -> Any:
    """A statistic of the chance to leave at the next renewal, given the renewals made."""
    columns = {"renewals": renewals}
    number = _abi.HABITUE_INDIVIDUAL_CHURN
    return _posterior("churn", model, number, columns, statistic, level, confidence, how)


def _posterior(
    name: str,
    model: Any,
    individual: int,
    columns: dict[str, Any],
    statistic: str,
    level: float,
    confidence: float,
    how: dict[str, Any],
) -> Any:
    _scalars.instance(model, (Model, Uncertainty), "model")
    number = enumerator(_STATISTICS, statistic, "statistic")
    if isinstance(model, Uncertainty):
        how = {"level": confidence, **how}
    asked = {"individual": individual, "statistic": number}
    level = _scalars.real(level, "level")
    quantile = {"level": level} if number == _abi.HABITUE_STATISTIC_QUANTILE else {}
    return model._asked(name, _abi.HABITUE_ASK_POSTERIOR, columns, how, **asked, **quantile)
