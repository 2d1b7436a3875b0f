"""The BG/NBD model under the name that it has in lifetimes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

import numpy as np
import pandas

from ....lifetime import BgNbd
from ..generate_data import beta_geometric_nbd_model
from ..utils import _check_inputs, _scale_time
from . import BaseFitter, _index_of, _lenient


class _PurchaseFitter(BaseFitter):
    """What fitters of purchases in continuous time have.

    Examples
    --------
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> sample = load_cdnow_summary()
    >>> fitter = BetaGeoFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> history = 2, 30.43, 38.86
    >>> float(fitter.conditional_expected_number_of_purchases_up_to_time(39, *history).round(3))
    1.226
    >>> fitter.conditional_probability_alive(*history).round(3).tolist()
    [0.727]
    >>> fitter.conditional_probability_alive_matrix(2, 38).shape
    (39, 3)
    >>> float(fitter.expected_number_of_purchases_up_to_time(39).round(3))
    1.195
    >>> float(fitter.probability_of_n_purchases_up_to_time(39, 0).round(3))
    0.574
    """

    _times: ClassVar[tuple[str, ...]] = ("alpha",)
    """Parameters in units of time."""
    _generate: ClassVar[Callable[..., Any]]
    _negative_log_likelihood_: float
    generate_new_data: Any
    predict: Any

    def _fit(
        self,
        frequency: Any,
        recency: Any,
        T: Any,
        weights: Any,
        start: Any,
        index: Any,
        kwargs: Any,
    ) -> Any:
        x, t_x, age = (np.asarray(one) for one in (frequency, recency, T))
        x = x.astype(int)
        _check_inputs(x, t_x, age)
        counts = np.ones(len(x), int) if weights is None else np.asarray(weights)
        self._scale = _scale_time(age)
        scaled = t_x * self._scale, age * self._scale
        model = self._take(
            self._kind.fit, (x, *scaled), start, counts,
            dict.fromkeys(self._times, self._scale), kwargs,
        )  # fmt: skip
        self._negative_log_likelihood_ = -model.report.log_likelihood / counts.sum()
        squares = float(np.sum(np.square(list(model.parameters.values()))))
        self._negative_log_likelihood_ += self.penalizer_coef * squares
        self.data = pandas.DataFrame(
            {"frequency": x, "recency": t_x, "T": age, "weights": counts}, index=index
        )
        self.generate_new_data = partial(self._new_data, age)
        self.predict = self.conditional_expected_number_of_purchases_up_to_time
        return self

    def _new_data(self, age: Any, size: int = 1) -> Any:
        return type(self)._generate(age, *self._unload_params(*self._names), size=size)

    @classmethod
    def _likelihoods(cls, params: Any, freq: Any, rec: Any, T: Any) -> Any:
        columns = [np.atleast_1d(np.asarray(one)) for one in (freq, rec, T)]
        model = cls._kind(*(float(value) for value in params))
        return model.log_likelihood(*columns)

    @classmethod
    def _negative_log_likelihood(
        cls, log_params: Any, freq: Any, rec: Any, T: Any, weights: Any, penalizer_coef: float
    ) -> float:
        """The objective per customer, of the logarithms of the parameters."""
        params = np.exp(np.asarray(log_params, np.float64))
        found = np.asarray(weights) * cls._likelihoods(params, freq, rec, T)
        penalty = penalizer_coef * float(np.sum(params**2))
        return float(-found.sum() / np.sum(weights) + penalty)

    def conditional_expected_number_of_purchases_up_to_time(
        self, t: Any, frequency: Any, recency: Any, T: Any
    ) -> Any:
        """Expected purchases in the next t units of time.

        Parameters
        ----------
        t : number or array
            How far ahead.
        frequency, recency, T : number or array
            Histories.

        Returns
        -------
        number, array or Series
            Of the shape of what was given.

        Raises
        ------
        ValueError
            Where nothing is fitted yet, for a history that cannot be.
        """
        index = _index_of(frequency, recency, T, t)
        history = _lenient(frequency, recency, T)
        found = self._figure("expected_purchases", history, t=t)
        return found if index is None else pandas.Series(found, index=index)

    def conditional_probability_alive(self, frequency: Any, recency: Any, T: Any) -> Any:
        """The probability that customers have not left.

        Parameters
        ----------
        frequency, recency, T : number or array
            Histories.

        Returns
        -------
        array
            A probability a history, 0 to 1.

        Raises
        ------
        ValueError
            Where nothing is fitted yet, for a history that cannot be.
        """
        return np.atleast_1d(self._figure("p_alive", _lenient(frequency, recency, T)))

    def conditional_probability_alive_matrix(
        self, max_frequency: int | None = None, max_recency: int | None = None
    ) -> Any:
        """P(alive) by recency (rows) and frequency (columns), both from 0.

        Parameters
        ----------
        max_frequency : int, optional
            The largest frequency; that of the data by default.
        max_recency : int, optional
            The largest recency, and the age of all; the largest T of the data by default.

        Returns
        -------
        array of two dimensions
            The probabilities, 0 to 1.

        Raises
        ------
        ValueError, AttributeError
            Where nothing is fitted yet.
        """
        most = max_frequency or int(self.data["frequency"].max())
        age = max_recency or int(self.data["T"].max())
        t_x, x = np.mgrid[0 : age + 1, 0 : most + 1]
        return self._figure("p_alive", _lenient(x, t_x, age))

    def expected_number_of_purchases_up_to_time(self, t: Any) -> Any:
        """Expected repeat purchases of a new customer up to a time.

        Parameters
        ----------
        t : number or array
            The time since the first purchase.

        Returns
        -------
        number or array
            Of the shape of ``t``.

        Raises
        ------
        ValueError
            Where nothing is fitted yet, for a time below 0.
        """
        return self._figure("expected_purchases", (0.0, 0.0, 0.0), t=t)

    def probability_of_n_purchases_up_to_time(self, t: Any, n: Any) -> Any:
        """The probability of exactly n repeat purchases of a new customer up to a time.

        Parameters
        ----------
        t : number
            The time since the first purchase.
        n : int
            How many.

        Returns
        -------
        number
            The probability, 0 to 1.

        Raises
        ------
        ValueError
            Where nothing is fitted yet, for a time below 0.
        """
        return self._figure("p_purchases", (0.0, 0.0, 0.0), n=n, t=t)


class BetaGeoFitter(_PurchaseFitter):
    """BG/NBD (Fader, Hardie and Lee 2005): parameters r, alpha, a, b.

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
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> fitter = BetaGeoFitter().fit([2, 0, 5, 1], [30.4, 0.0, 29.1, 1.7], [38.9] * 4)
    >>> list(fitter.params_.index)
    ['r', 'alpha', 'a', 'b']
    """

    _kind: ClassVar[Any] = BgNbd
    _names: ClassVar[Mapping[str, str]] = {name: name for name in ("r", "alpha", "a", "b")}
    _generate = staticmethod(beta_geometric_nbd_model)

    def fit(
        self,
        frequency: Any,
        recency: Any,
        T: Any,
        weights: Any = None,
        initial_params: Any = None,
        verbose: bool = False,
        tol: float = 1e-7,
        index: Any = None,
        **kwargs: Any,
    ) -> Any:
        """Fits the model by maximum likelihood.

        Parameters
        ----------
        frequency, recency, T : array
            Repeat purchases, the time of the last one and the age, both from the first purchase.
        weights : array, optional
            How many customers each row stands for.
        initial_params : array, optional
            Logarithms of the parameters to start from, times in units of the largest T.
        verbose, tol
            Taken for compatibility; fits are exact to rounding.
        index : array, optional
            The index of ``data``.
        **kwargs
            Options of scipy's optimisers, which have no say.

        Returns
        -------
        BaseFitter
            This fitter.

        Raises
        ------
        ValueError
            For histories that cannot be.
        ConvergenceError
            Where the model cannot be fitted.
        """
        del verbose, tol
        return self._fit(frequency, recency, T, weights, initial_params, index, kwargs)
