"""What a history tells of the rates of one customer.

The rates are those of the customer while alive, whether or not they still are: a loyal
customer who has surely left still has a high purchase rate. ``statistic`` is
``"mean"``, ``"variance"`` or ``"quantile"``, the last with its ``level``.

>>> from habitue.lifetime import ParetoNbd
>>> from habitue.posterior import rate
>>> model = ParetoNbd(0.553, 10.578, 0.606, 11.669)
>>> rate(model, "purchase", [26, 0], [30.857, 0.0], [31.0, 39.0]).round(3)
array([0.639, 0.026])
"""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _abi, _columns
from ._library import call, enumerator
from .contract import ContractModel
from .lifetime import Floats, PurchaseModel, SpendModel, _histories

__all__ = ["churn", "rate", "spend"]

_RATES = {
    "purchase": _abi.HABITUE_RATE_PURCHASE,
    "interval": _abi.HABITUE_RATE_INTERVAL,
    "attrition": _abi.HABITUE_RATE_ATTRITION,
    "dropout": _abi.HABITUE_RATE_DROPOUT,
}
_SPEND = {"mean_spend": _abi.HABITUE_SPEND_RATE_MEAN, "nu": _abi.HABITUE_SPEND_RATE_NU}
_STATISTICS = {
    "mean": _abi.HABITUE_STATISTIC_MEAN,
    "variance": _abi.HABITUE_STATISTIC_VARIANCE,
    "quantile": _abi.HABITUE_STATISTIC_QUANTILE,
}


def rate(
    model: PurchaseModel,
    which: str,
    frequency: Any,
    recency: Any,
    age: Any,
    *,
    statistic: str = "mean",
    level: float = 0.5,
    threads: int = 1,
) -> Floats:
    """A statistic of one rate of each customer, given the history.

    ``which`` is ``"purchase"`` (purchases per unit of time while a customer; for BG/BB
    the chance to buy at each opportunity), ``"interval"`` (its reciprocal, whose mean
    may be infinite), ``"attrition"`` (Pareto/NBD; GGompertz/NBD at the first purchase)
    or ``"dropout"`` (the BG and MBG models, BG/BB).
    """
    columns, rows = _histories(frequency, recency, age)
    out = np.empty(rows)
    chosen = enumerator(_RATES, which, "which")
    asked = enumerator(_STATISTICS, statistic, "statistic")
    call("habitue_model_posterior", model, chosen, asked, level, *columns, rows, threads, out)
    return out


def spend(
    model: SpendModel,
    frequency: Any,
    mean_spend: Any,
    *,
    which: str = "mean_spend",
    statistic: str = "mean",
    level: float = 0.5,
) -> Floats:
    """A statistic of each customer's own ``"mean_spend"`` per purchase, or of ``"nu"``."""
    x = _columns.counts(frequency, "frequency")
    mean = _columns.floats(mean_spend, "mean_spend")
    rows = _columns.rows(frequency=x, mean_spend=mean)
    out = np.empty(rows)
    chosen = enumerator(_SPEND, which, "which")
    asked = enumerator(_STATISTICS, statistic, "statistic")
    call("habitue_spend_model_posterior", model, chosen, asked, level, x, mean, rows, out)
    return out


def churn(
    model: ContractModel, renewals: Any, *, statistic: str = "mean", level: float = 0.5
) -> Floats:
    """A statistic of the chance to leave at the next renewal, given the renewals made."""
    made = _columns.counts(renewals, "renewals")
    out = np.empty(len(made))
    asked = enumerator(_STATISTICS, statistic, "statistic")
    call("habitue_contract_model_posterior_churn", model, asked, level, made, len(made), out)
    return out
