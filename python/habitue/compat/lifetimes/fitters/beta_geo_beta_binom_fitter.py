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
        weights, initial_params, verbose, tol, index, kwargs
            As for `BetaGeoFitter`.

        Returns
        -------
        BetaGeoBetaBinomFitter
            This fitter.
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
        """
        counts = self.data.groupby("frequency")["weights"].sum()
        x = np.asarray(counts.index)
        found = self._figure("p_purchases", (0.0, 0.0, 0.0), n=x, t=np.full(len(x), float(n)))
        index = pandas.Index(x, name="frequency")
        return pandas.DataFrame({"model": found * counts.sum()}, index=index)
