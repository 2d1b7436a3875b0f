"""The Gamma-Gamma model under the name that it has in lifetimes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
import pandas

from ....lifetime import GammaGamma
from ..utils import _check_inputs, _customer_lifetime_value
from . import BaseFitter


class GammaGammaFitter(BaseFitter):
    """Gamma-Gamma (Fader and Hardie 2013): parameters p, q, v.

    Parameters
    ----------
    penalizer_coef : float
        What the sum of the squared parameters is multiplied by in the objective.

    Raises
    ------
    ConvergenceError
        By `fit`, for a coefficient below 0.

    Examples
    --------
    >>> from habitue.compat.lifetimes import BetaGeoFitter, GammaGammaFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary_data_with_monetary_value
    >>> sample = load_cdnow_summary_data_with_monetary_value()
    >>> history = sample[["frequency", "recency", "T"]].T.to_numpy()
    >>> paid = sample[sample["monetary_value"] > 0]
    >>> spend = GammaGammaFitter().fit(paid["frequency"], paid["monetary_value"])
    >>> spend.params_.round(2).tolist()
    [6.25, 3.74, 15.44]
    >>> spend.conditional_expected_average_profit(paid["frequency"], paid["monetary_value"]).shape
    (946,)
    >>> purchases = BetaGeoFitter().fit(*history)
    >>> history = sample["frequency"], sample["recency"], sample["T"], sample["monetary_value"]
    >>> values = spend.customer_lifetime_value(purchases, *history, time=12, freq="W")
    >>> len(values), bool((values > 0).all())
    (2357, True)
    """

    _kind = GammaGamma
    _names: ClassVar[Mapping[str, str]] = {"p": "p", "q": "q", "v": "gamma"}

    def fit(
        self,
        frequency: Any,
        monetary_value: Any,
        weights: Any = None,
        initial_params: Any = None,
        verbose: bool = False,
        tol: float = 1e-7,
        index: Any = None,
        q_constraint: bool = False,
        **kwargs: Any,
    ) -> GammaGammaFitter:
        """Fits the model by maximum likelihood.

        Parameters
        ----------
        frequency, monetary_value : array
            How many purchases, and what they were worth on average: above 0.
        weights, initial_params, verbose, tol, index
            As for `BetaGeoFitter`.
        q_constraint : bool
            Whether q stays at 1 or above, where the mean spend of all customers is finite.
        **kwargs
            Options of scipy's optimisers, which have no say.

        Returns
        -------
        GammaGammaFitter
            This fitter.

        Raises
        ------
        ValueError
            For a mean at or below 0.
        ConvergenceError
            Where the model cannot be fitted.
        """
        del verbose, tol
        x, mean = (np.asarray(one) for one in (frequency, monetary_value))
        _check_inputs(x, monetary_value=mean)
        counts = np.ones(len(x), int) if weights is None else np.asarray(weights)
        options: dict[str, Any] = {"bounds": {"q": (1.0, math.inf)}} if q_constraint else {}
        columns = (x.astype(np.int64), mean.astype(np.float64))
        model = self._take(GammaGamma.fit, columns, initial_params, counts, {}, kwargs, **options)
        self._negative_log_likelihood_ = -model.report.log_likelihood / counts.sum()
        held = {"monetary_value": columns[1], "frequency": x.astype(float), "weights": counts}
        self.data = pandas.DataFrame(held, index=index)
        return self

    def conditional_expected_average_profit(
        self, frequency: Any = None, monetary_value: Any = None
    ) -> Any:
        """What a purchase to come is worth.

        Parameters
        ----------
        frequency, monetary_value : array, optional
            How many purchases, and what they were worth on average; those of the fit by default.

        Returns
        -------
        number, array or Series
            Infinite for customers without a purchase where q is at most 1.

        Raises
        ------
        ValueError, AttributeError
            Where nothing is fitted yet; the former also for a mean that cannot be.
        """
        x = self.data["frequency"] if frequency is None else frequency
        mean = self.data["monetary_value"] if monetary_value is None else monetary_value
        return self._figure("expected_spend", (x, mean))

    def customer_lifetime_value(
        self,
        transaction_prediction_model: Any,
        frequency: Any,
        recency: Any,
        T: Any,
        monetary_value: Any,
        time: int = 12,
        discount_rate: float = 0.01,
        freq: str = "D",
    ) -> Any:
        """What each customer will bring, discounted month by month.

        Parameters
        ----------
        transaction_prediction_model : BaseFitter
            A fitted model of purchases.
        frequency, recency, T, monetary_value : array
            Histories.
        time : int
            How many months.
        discount_rate : float
            Discount a month.
        freq : {"D", "h", "W", "M"}
            The unit of recency and T.

        Returns
        -------
        Series
            With the index of ``frequency`` where it has one.

        Raises
        ------
        ValueError
            Where nothing is fitted yet, for a history that cannot be.
        KeyError
            For another unit.
        """
        spend = self.conditional_expected_average_profit(frequency, monetary_value)
        return _customer_lifetime_value(
            transaction_prediction_model, frequency, recency, T, np.asarray(spend), time,
            discount_rate, freq,
        )  # fmt: skip
