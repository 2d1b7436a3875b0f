"""What every model of purchases answers of a customer, whatever it looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _scalars

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Asked:
    """A question about each customer, by its number and arguments."""

    prediction: int
    t: float = 0.0
    start: float = 0.0
    level: float = 0.0
    n: int = 0

    def times(self, name: str) -> tuple[str, tuple[float, ...]]:
        """The function for an interval that begins now, or later, and its times."""
        until = _scalars.real(self.t, "t")
        start = _scalars.real(self.start, "start")
        return (f"{name}_between", (start, until)) if start != 0 else (name, (until,))


class Predictions:
    """The questions, each by a number of the library.

    ``facts`` are what a model with covariates knows besides: ``purchase`` and
    ``attrition``, as mappings from names to columns or data frames.
    """

    def _predict(self, asked: Asked, history: tuple[Any, Any, Any], **how: Any) -> Floats:
        raise NotImplementedError

    def p_alive(
        self, frequency: Any, recency: Any, age: Any, *, t: float = 0.0, **how: Any
    ) -> Floats:
        """The probability of still being a customer at T + t.

        All predictions take ``threads``, 0 for all cores; a model with covariates takes the
        facts of the customers as ``purchase`` and ``attrition``.
        """
        later = _scalars.real(t, "t") != 0
        kind = _abi.HABITUE_PREDICT_P_ALIVE_AT if later else _abi.HABITUE_PREDICT_P_ALIVE
        return self._predict(Asked(kind, t), (frequency, recency, age), **how)

    def expected_purchases(
        self, frequency: Any, recency: Any, age: Any, *, t: float, start: float = 0.0, **how: Any
    ) -> Floats:
        """Expected purchases in (T + start, T + t]."""
        kind = _abi.HABITUE_PREDICT_EXPECTED_PURCHASES
        return self._predict(Asked(kind, t=t, start=start), (frequency, recency, age), **how)

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
        return self._predict(Asked(kind, t=t, start=start, n=n), (frequency, recency, age), **how)

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
        return self._predict(Asked(kind, t=t, start=start, n=n), (frequency, recency, age), **how)

    def p_no_purchase(
        self, frequency: Any, recency: Any, age: Any, *, t: float, start: float = 0.0, **how: Any
    ) -> Floats:
        """The probability of no purchase in (T + start, T + t]."""
        kind = _abi.HABITUE_PREDICT_P_NO_PURCHASE
        return self._predict(Asked(kind, t=t, start=start), (frequency, recency, age), **how)

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
        asked = Asked(kind, t=t, start=start, level=level)
        return self._predict(asked, (frequency, recency, age), **how)

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
        horizon, rate = _scalars.real(horizon, "horizon"), _scalars.real(rate, "rate")
        return self._predict(Asked(kind, t=horizon, level=rate), (frequency, recency, age), **how)

    def next_purchase_quantile(
        self, frequency: Any, recency: Any, age: Any, *, level: float, **how: Any
    ) -> Floats:
        """The time by which the next purchase has come with this probability."""
        kind = _abi.HABITUE_PREDICT_NEXT_PURCHASE_QUANTILE
        return self._predict(Asked(kind, level=level), (frequency, recency, age), **how)

    def lifetime_quantile(
        self, frequency: Any, recency: Any, age: Any, *, level: float, **how: Any
    ) -> Floats:
        """The time by which the customer has left with this probability."""
        kind = _abi.HABITUE_PREDICT_LIFETIME_QUANTILE
        return self._predict(Asked(kind, level=level), (frequency, recency, age), **how)
