"""What every model of purchases answers of a customer, whatever it looks at."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi

Floats = NDArray[np.float64]


class Predictions:
    """The questions, each by a number of the library.

    ``facts`` are what a model with covariates knows besides: ``purchase`` and
    ``attrition``, as mappings from names to columns or data frames.
    """

    def _predict(
        self,
        prediction: int,
        history: tuple[Any, Any, Any],
        *,
        t: float = 0.0,
        start: float = 0.0,
        level: float = 0.0,
        n: int = 0,
        threads: int = 1,
        **facts: Any,
    ) -> Floats:
        raise NotImplementedError

    def p_alive(
        self, frequency: Any, recency: Any, age: Any, *, t: float = 0.0, **how: Any
    ) -> Floats:
        """The probability of still being a customer at T + t.

        All predictions take ``threads``, 0 for all cores; a model with covariates takes the
        facts of the customers as ``purchase`` and ``attrition``.
        """
        kind = _abi.HABITUE_PREDICT_P_ALIVE_AT if t else _abi.HABITUE_PREDICT_P_ALIVE
        return self._predict(kind, (frequency, recency, age), t=t, **how)

    def expected_purchases(
        self, frequency: Any, recency: Any, age: Any, *, t: float, start: float = 0.0, **how: Any
    ) -> Floats:
        """Expected purchases in (T + start, T + t]."""
        kind = _abi.HABITUE_PREDICT_EXPECTED_PURCHASES
        return self._predict(kind, (frequency, recency, age), t=t, start=start, **how)

    def p_purchases(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        n: int,
        t: float,
        start: float = 0.0,
        **how: Any,
    ) -> Floats:
        """The probability of exactly n purchases in (T + start, T + t]."""
        kind = _abi.HABITUE_PREDICT_P_PURCHASES
        return self._predict(kind, (frequency, recency, age), t=t, start=start, n=n, **how)

    def p_at_least(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        n: int,
        t: float,
        start: float = 0.0,
        **how: Any,
    ) -> Floats:
        """The probability of n or more purchases in (T + start, T + t]."""
        kind = _abi.HABITUE_PREDICT_P_AT_LEAST
        return self._predict(kind, (frequency, recency, age), t=t, start=start, n=n, **how)

    def p_no_purchase(
        self, frequency: Any, recency: Any, age: Any, *, t: float, start: float = 0.0, **how: Any
    ) -> Floats:
        """The probability of no purchase in (T + start, T + t]."""
        kind = _abi.HABITUE_PREDICT_P_NO_PURCHASE
        return self._predict(kind, (frequency, recency, age), t=t, start=start, **how)

    def purchase_quantile(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        level: float,
        t: float,
        start: float = 0.0,
        **how: Any,
    ) -> Floats:
        """The quantile of the number of purchases in (T + start, T + t]."""
        kind = _abi.HABITUE_PREDICT_PURCHASE_QUANTILE
        history = (frequency, recency, age)
        return self._predict(kind, history, t=t, start=start, level=level, **how)

    def discounted_purchases(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        rate: float,
        horizon: float = float("inf"),
        **how: Any,
    ) -> Floats:
        """Expected purchases within the horizon, discounted at a continuous rate."""
        kind = _abi.HABITUE_PREDICT_DISCOUNTED_PURCHASES
        return self._predict(kind, (frequency, recency, age), t=horizon, level=rate, **how)

    def next_purchase_quantile(
        self, frequency: Any, recency: Any, age: Any, *, level: float, **how: Any
    ) -> Floats:
        """The time by which the next purchase has come with this probability."""
        kind = _abi.HABITUE_PREDICT_NEXT_PURCHASE_QUANTILE
        return self._predict(kind, (frequency, recency, age), level=level, **how)

    def lifetime_quantile(
        self, frequency: Any, recency: Any, age: Any, *, level: float, **how: Any
    ) -> Floats:
        """The time by which the customer has left with this probability."""
        kind = _abi.HABITUE_PREDICT_LIFETIME_QUANTILE
        return self._predict(kind, (frequency, recency, age), level=level, **how)
