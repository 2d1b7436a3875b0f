"""The BG/BB model under the name that it has in lifetimes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

import numpy as np
import pandas

from ....lifetime import BgBb
from ..generate_data import beta_geometric_beta_binom_model
from ..utils import _check_inputs
from . import BaseFitter


class BetaGeoBetaBinomFitter(BaseFitter):
    """BG/BB (Fader, Hardie and Shang 2010): parameters alpha, beta, gamma, delta.

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
    >>> from habitue.compat.lifetimes import BetaGeoBetaBinomFitter
    >>> from habitue.compat.lifetimes.datasets import load_donations
    >>> known = load_donations()
    >>> history = known["frequency"], known["recency"], known["periods"], known["weights"]
    >>> fitter = BetaGeoBetaBinomFitter().fit(*history)
    >>> fitter.params_.round(3).tolist()
    [1.204, 0.75, 0.657, 2.783]
    >>> ask = fitter.conditional_expected_number_of_purchases_up_to_time
    >>> float(ask(5, 0, 0, 6).round(2)), float(ask(5, 6, 6, 6).round(2))
    (0.07, 3.75)
    >>> float(fitter.conditional_probability_alive(1, 6, 6, 6).round(3))
    0.93
    >>> fitter.expected_number_of_transactions_in_first_n_periods(6)["model"].sum().round(1).item()
    11104.0
    """

    _kind = BgBb
    _names: ClassVar[Mapping[str, str]] = {
        name: name for name in ("alpha", "beta", "gamma", "delta")
    }
    generate_new_data: Any

    def fit(
        self,
        frequency: Any,
        recency: Any,
        n_periods: Any,
        weights: Any = None,
        initial_params: Any = None,
        verbose: bool = False,
        tol: float = 1e-7,
        index: Any = None,
        **kwargs: Any,
    ) -> BetaGeoBetaBinomFitter:
        """Fits the model by maximum likelihood.

        Parameters
        ----------
        frequency, recency, n_periods : array
            Opportunities that were taken, the last of them, and how many there were.
        weights, initial_params, verbose, tol, index
            As for `BetaGeoFitter`.
        **kwargs
            Options of scipy's optimisers, which have no say.

        Returns
        -------
        BetaGeoBetaBinomFitter
            This fitter.

        Raises
        ------
        ValueError
            For histories that cannot be.
        ConvergenceError
            Where the model cannot be fitted.
        """
        del verbose, tol
        x, t_x, n = (np.asarray(one).astype(int) for one in (frequency, recency, n_periods))
        _check_inputs(x, t_x, n)
        counts = np.ones(len(x), int) if weights is None else np.asarray(weights)
        model = self._take(BgBb.fit, (x, t_x, n), initial_params, counts, {}, kwargs)
        self._negative_log_likelihood_ = -model.report.log_likelihood / counts.sum()
        columns = {"frequency": x, "recency": t_x, "n_periods": n, "weights": counts}
        self.data = pandas.DataFrame(columns, index=index)
        self.generate_new_data = partial(self._new_data, np.repeat(n, counts))
        return self

    def _new_data(self, opportunities: Any, size: int = 1) -> Any:
        alpha, beta, gamma, delta = self._unload_params(*self._names)
        return beta_geometric_beta_binom_model(opportunities, alpha, beta, gamma, delta, size=size)

    def conditional_expected_number_of_purchases_up_to_time(
        self, m_periods_in_future: Any, frequency: Any, recency: Any, n_periods: Any
    ) -> Any:
        """Expected purchases at the next opportunities.

        Parameters
        ----------
        m_periods_in_future : int or array
            How many opportunities ahead.
        frequency, recency, n_periods : int or array
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
        history = (frequency, recency, n_periods)
        return self._figure("expected_purchases", history, t=m_periods_in_future)

    def conditional_probability_alive(
        self, m_periods_in_future: Any, frequency: Any, recency: Any, n_periods: Any
    ) -> Any:
        """The probability that customers are there at an opportunity to come.

        Parameters
        ----------
        m_periods_in_future : int or array
            Which opportunity ahead.
        frequency, recency, n_periods : int or array
            Histories.

        Returns
        -------
        number, array or Series
            A probability a history, 0 to 1.

        Raises
        ------
        ValueError
            Where nothing is fitted yet, for a history that cannot be.
        """
        history = (frequency, recency, n_periods)
        return self._figure("p_alive", history, t=m_periods_in_future)

    def expected_number_of_transactions_in_first_n_periods(self, n: int) -> Any:
        """How many customers are expected to take each number of the first n opportunities.

        Parameters
        ----------
        n : int
            How many opportunities.

        Returns
        -------
        DataFrame
            Column ``model``, by the frequencies that are in the data.

        Raises
        ------
        AttributeError
            Where nothing is fitted yet.
        """
        counts = self.data.groupby("frequency")["weights"].sum()
        x = np.asarray(counts.index)
        found = self._figure("p_purchases", (0.0, 0.0, 0.0), n=x, t=np.full(len(x), float(n)))
        index = pandas.Index(x, name="frequency")
        return pandas.DataFrame({"model": found * counts.sum()}, index=index)
