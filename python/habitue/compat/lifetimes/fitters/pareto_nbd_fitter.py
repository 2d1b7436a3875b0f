"""The Pareto/NBD model under the name that it has in lifetimes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from ....lifetime import ParetoNbd
from ..generate_data import pareto_nbd_model
from . import _lenient
from .beta_geo_fitter import _PurchaseFitter


class ParetoNBDFitter(_PurchaseFitter):
    """Pareto/NBD (Schmittlein, Morrison and Colombo 1987): parameters r, alpha, s, beta.

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
    >>> from habitue.compat.lifetimes import ParetoNBDFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> sample = load_cdnow_summary()
    >>> fitter = ParetoNBDFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> fitter.params_.round(2).tolist()
    [0.55, 10.58, 0.61, 11.67]
    >>> ask = fitter.conditional_probability_of_n_purchases_up_to_time
    >>> float(ask(0, 39, 2, 30.43, 38.86).round(3))
    0.408
    """

    _kind = ParetoNbd
    _names: ClassVar[Mapping[str, str]] = {name: name for name in ("r", "alpha", "s", "beta")}
    _times = ("alpha", "beta")
    _generate = staticmethod(pareto_nbd_model)

    def fit(
        self,
        frequency: Any,
        recency: Any,
        T: Any,
        weights: Any = None,
        iterative_fitting: int = 1,
        initial_params: Any = None,
        verbose: bool = False,
        tol: float = 1e-4,
        index: Any = None,
        fit_method: str = "Nelder-Mead",
        maxiter: int = 2000,
        **kwargs: Any,
    ) -> Any:
        """Fits the model by maximum likelihood.

        Parameters
        ----------
        frequency, recency, T, weights
            As for `BetaGeoFitter`.
        iterative_fitting : int
            At least 1; taken for compatibility, as ``fit_method`` and ``maxiter`` are.
        initial_params : array, optional
            Parameters to start from, times in units of the largest T.
        verbose, tol, index
            As for `BetaGeoFitter`.
        fit_method, maxiter
            Taken for compatibility; fits are exact to rounding.
        **kwargs
            Options of scipy's optimisers, which have no say.

        Returns
        -------
        ParetoNBDFitter
            This fitter.

        Raises
        ------
        ValueError
            For histories that cannot be, fewer than one iteration.
        ConvergenceError
            Where the model cannot be fitted.
        """
        del verbose, tol, fit_method, maxiter
        if iterative_fitting <= 0:
            raise ValueError("iterative_fitting must be at least 1")
        start = None if initial_params is None else np.log(np.asarray(initial_params, float))
        return self._fit(frequency, recency, T, weights, start, index, kwargs)

    @classmethod
    def _negative_log_likelihood(
        cls, params: Any, freq: Any, rec: Any, T: Any, weights: Any, penalizer_coef: float
    ) -> float:
        """The objective, of the parameters themselves."""
        found = np.asarray(weights) * cls._likelihoods(params, freq, rec, T)
        penalty = penalizer_coef * float(np.sum(np.square(np.asarray(params, float))))
        return float(-found.sum() / np.mean(weights) + penalty)

    def conditional_probability_of_n_purchases_up_to_time(
        self, n: Any, t: Any, frequency: Any, recency: Any, T: Any
    ) -> Any:
        """The probability of exactly n purchases in the next t units of time.

        Parameters
        ----------
        n : int
            How many.
        t : number or array
            How far ahead.
        frequency, recency, T : number or array
            Histories.

        Returns
        -------
        number or array
            A probability a history, 0 to 1.

        Raises
        ------
        ValueError
            Where nothing is fitted yet, for a history that cannot be.
        """
        return self._figure("p_purchases", _lenient(frequency, recency, T), n=n, t=t)
