"""What may be asked of customers: the same questions to models and to their uncertainty.

Each question is one method of a mixin. A model answers with a column, or with ``total=True``
with a number; an `Uncertainty` with `Estimates`, or with one `Estimate`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, TypeVar

from . import _abi, _scalars
from ._customers import columns_of
from ._library import Handle

_Answer = TypeVar("_Answer")
Timing = Literal["purchase", "end", "start"]
INFINITE = float("inf")


class Asked:
    """What answers, by `Model._ask` or `Uncertainty._ask`."""

    _ask: Callable[..., Any]


class Purchases(Asked, Generic[_Answer]):
    """Questions to models of purchases.

    ``frequency``, ``recency`` and ``age`` are columns with one row a customer: repeat
    purchases x, the time t_x of the last one and the age T, in the unit of the model. ``t``,
    and ``horizon`` where there is one, are a time after T, >= 0, in the same unit: one number
    for all customers, or a column of each customer's own.

    Every question takes, by keyword:

    * ``threads``: threads that share the work, 0 for all cores; 1 by default, the bits are
      the same;
    * ``progress``: called as ``progress(done, total)``; may return False or raise to stop;
    * ``total=True``: the sum over all customers, each counted as often as ``weights`` says, for
      questions whose answers have one (no quantiles, variances and elasticities);
    * ``purchase``, ``attrition``, ``spend``: facts of the customers, mappings from names to
      columns or data frames, where the model has covariates;
    * under uncertainty, ``level``: the confidence of intervals, 0.95 by default.

    Raises `ArgumentError` for a question that is not for such models and for what is given and
    not read, `DataError` with row and column for a value that cannot be, `NumericError` where
    there is no answer for such parameters, `CancelledError`.
    """

    def p_alive(
        self, frequency: Any, recency: Any, age: Any, *, t: Any = 0.0, **how: Any
    ) -> _Answer:
        """The probability of still being a customer at T + t."""
        return self._purchases(_abi.HABITUE_ASK_P_ALIVE, frequency, recency, age, how, t=t)

    def expected_purchases(
        self, frequency: Any, recency: Any, age: Any, *, t: Any, start: float = 0.0, **how: Any
    ) -> _Answer:
        """Expected purchases in (T + start, T + t], 0 <= start <= t.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> history = [2, 2], [30.43, 30.43], [38.86, 38.86]
        >>> model.expected_purchases(*history, t=[13.0, 39.0]).round(3)
        array([0.457, 1.226])
        >>> round(model.expected_purchases(*history, t=39.0, total=True), 3)
        2.452
        """
        kind = _abi.HABITUE_ASK_EXPECTED_PURCHASES
        return self._purchases(kind, frequency, recency, age, how, t=t, start=start)

    def p_purchases(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        n: int,
        t: Any,
        start: float = 0.0,
        **how: Any,
    ) -> _Answer:
        """The probability of exactly n purchases in (T + start, T + t]."""
        kind = _abi.HABITUE_ASK_P_PURCHASES
        return self._purchases(kind, frequency, recency, age, how, t=t, start=start, n=n)

    def p_at_least(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        n: int,
        t: Any,
        start: float = 0.0,
        **how: Any,
    ) -> _Answer:
        """The probability of n or more purchases in (T + start, T + t]."""
        kind = _abi.HABITUE_ASK_P_AT_LEAST
        return self._purchases(kind, frequency, recency, age, how, t=t, start=start, n=n)

    def p_no_purchase(
        self, frequency: Any, recency: Any, age: Any, *, t: Any, start: float = 0.0, **how: Any
    ) -> _Answer:
        """The probability of no purchase in (T + start, T + t]."""
        kind = _abi.HABITUE_ASK_P_NO_PURCHASE
        return self._purchases(kind, frequency, recency, age, how, t=t, start=start)

    def purchase_quantile(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        level: float,
        t: Any,
        start: float = 0.0,
        **how: Any,
    ) -> _Answer:
        """The quantile of the number of purchases in (T + start, T + t], 0 <= level < 1."""
        kind = _abi.HABITUE_ASK_PURCHASE_QUANTILE
        return self._purchases(kind, frequency, recency, age, how, t=t, start=start, level=level)

    def next_purchase_quantile(
        self, frequency: Any, recency: Any, age: Any, *, level: float, **how: Any
    ) -> _Answer:
        """The time by which the next purchase has come with this probability."""
        kind = _abi.HABITUE_ASK_NEXT_PURCHASE_QUANTILE
        return self._purchases(kind, frequency, recency, age, how, level=level)

    def lifetime_quantile(
        self, frequency: Any, recency: Any, age: Any, *, level: float, **how: Any
    ) -> _Answer:
        """The time by which the customer has left with this probability."""
        kind = _abi.HABITUE_ASK_LIFETIME_QUANTILE
        return self._purchases(kind, frequency, recency, age, how, level=level)

    def log_likelihood(self, frequency: Any, recency: Any, age: Any, **how: Any) -> _Answer:
        """The log-likelihood of each history."""
        return self._purchases(_abi.HABITUE_ASK_LOG_LIKELIHOOD, frequency, recency, age, how)

    def discounted_purchases(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        rate: float,
        horizon: Any = INFINITE,
        timing: Timing = "purchase",
        period: float | None = None,
        **how: Any,
    ) -> _Answer:
        """Expected purchases within the horizon, discounted at a continuous rate, each booked as
        `lifetime_value` books it."""
        kind = _abi.HABITUE_ASK_DISCOUNTED_PURCHASES
        value = {"rate": rate, "horizon": horizon, "timing": timing, "period": period}
        return self._purchases(kind, frequency, recency, age, how, **value)

    def lifetime_value(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        expected_spend: Any,
        *,
        mean_spend: Any = None,
        spend_frequency: Any = None,
        rate: float,
        horizon: Any = INFINITE,
        margin: float = 1.0,
        timing: Timing = "purchase",
        period: float | None = None,
        **how: Any,
    ) -> _Answer:
        """Discounted expected purchases times expected spend times margin.

        Parameters
        ----------
        frequency, recency, age : column
            Histories, as of every question.
        expected_spend : column, SpendModel, CovariateModel or Uncertainty
            What a purchase to come is worth: known amounts, one a customer; or a model of
            spend; or, under uncertainty, that of one, found by the same method.
        mean_spend, spend_frequency : column, optional
            With a model of spend: what the purchases so far were worth on average, and how many
            they were (those of ``frequency`` by default).
        rate : float
            Continuous discount rate per unit of time, >= 0.
        horizon : float or column
            How far ahead, in units of time; infinite by default, which needs rate > 0.
        margin : float
            The share of the spend that is profit.
        timing : {"purchase", "end", "start"}
            When a margin is received: at the purchase, or at the end or the start of the
            period in which the purchase happens.
        period : float, optional
            With "end" and "start": the length of a period, in units of time.

        Returns
        -------
        column
            The value of each customer, in the currency of the spend.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> history = [2], [30.43], [38.86]
        >>> ask = {"rate": 0.01, "horizon": 52.0, "margin": 0.3}
        >>> bool(model.lifetime_value(*history, [35.0], **ask, timing="end", period=4.0)
        ...     < model.lifetime_value(*history, [35.0], **ask))
        True
        """
        kind = _abi.HABITUE_ASK_LIFETIME_VALUE
        value = {"rate": rate, "horizon": horizon, "margin": margin, "timing": timing}
        spent, source = _spent(expected_spend, mean_spend, spend_frequency)
        value |= {"period": period, **source}
        return self._purchases(kind, frequency, recency, age, how, spent, **value)

    def lifetime_profit(
        self,
        frequency: Any,
        recency: Any,
        age: Any,
        expected_spend: Any,
        margin_rate: Any,
        *,
        mean_spend: Any = None,
        spend_frequency: Any = None,
        rate: float,
        horizon: Any = INFINITE,
        timing: Timing = "purchase",
        period: float | None = None,
        **how: Any,
    ) -> _Answer:
        """Lifetime value where the share of the spend that is profit, ``margin_rate``, is each
        customer's own; the rest as in `lifetime_value`."""
        kind = _abi.HABITUE_ASK_LIFETIME_PROFIT
        spent, source = _spent(expected_spend, mean_spend, spend_frequency)
        value = {"rate": rate, "horizon": horizon, "timing": timing, "period": period, **source}
        spent["margin_rate"] = margin_rate
        return self._purchases(kind, frequency, recency, age, how, spent, **value)

    def _purchases(
        self,
        kind: int,
        frequency: Any,
        recency: Any,
        age: Any,
        how: Mapping[str, Any],
        more: Mapping[str, Any] | None = None,
        **named: Any,
    ) -> _Answer:
        columns = columns_of(frequency=frequency, recency=recency, age=age, **(more or {}))
        answer: _Answer = self._ask(kind, columns, how, **named)
        return answer


def _spent(
    expected_spend: Any, mean_spend: Any, spend_frequency: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns that say what purchases are worth, and the model that makes it of them."""
    past = {"spend_frequency": spend_frequency, "mean_spend": mean_spend}
    if not isinstance(expected_spend, Handle):
        unread = {name: column for name, column in past.items() if column is not None}
        return {"expected_spend": expected_spend, **unread}, {}
    by_model = expected_spend._struct is _abi.habitue_model
    if not by_model and expected_spend._struct is not _abi.habitue_uncertainty:
        _scalars.real(expected_spend, "expected_spend")  # refuses what is neither
    return past, {"spend_model" if by_model else "spend_uncertainty": expected_spend}


class Spends(Asked, Generic[_Answer]):
    """Questions to models of spend."""

    def expected_spend(self, frequency: Any, mean_spend: Any, **how: Any) -> _Answer:
        """Expected spend per purchase of each customer, whose ``frequency`` purchases so far
        were worth ``mean_spend`` on average; a model with covariates takes facts as ``spend``."""
        return self._spending(_abi.HABITUE_ASK_EXPECTED_SPEND, frequency, mean_spend, how)

    def _spending(
        self, kind: int, frequency: Any, mean_spend: Any, how: Mapping[str, Any], **named: Any
    ) -> _Answer:
        columns = columns_of(frequency=frequency, mean_spend=mean_spend)
        answer: _Answer = self._ask(kind, columns, how, **named)
        return answer


class Renewals(Asked, Generic[_Answer]):
    """Questions to models of customers under contract.

    They are for customers who have made ``renewals`` renewals (0 in the first period) and are
    about to be asked again. ``rate`` is the discount rate of one period; ``t`` counts renewals,
    up to 1,000,000. ``threads``, ``progress``, ``total``, ``weights`` and ``level`` are as in
    `Purchases`.
    """

    def retention_rate(self, renewals: Any, **how: Any) -> _Answer:
        """The probability of making the next renewal."""
        return self._renewals(_abi.HABITUE_ASK_RETENTION_RATE, renewals, how)

    def survival(self, renewals: Any, *, t: int, **how: Any) -> _Answer:
        """The probability of making t more renewals."""
        return self._renewals(_abi.HABITUE_ASK_SURVIVAL, renewals, how, t=t)

    def churn(self, renewals: Any, *, t: int, **how: Any) -> _Answer:
        """The probability of leaving at exactly the t-th renewal from now."""
        return self._renewals(_abi.HABITUE_ASK_CHURN, renewals, how, t=t)

    def discounted_renewals(
        self, renewals: Any, *, t: int, rate: float = 0.0, **how: Any
    ) -> _Answer:
        """Expected renewals among the next t, discounted from the next one."""
        kind = _abi.HABITUE_ASK_DISCOUNTED_RENEWALS
        return self._renewals(kind, renewals, how, t=t, rate=rate)

    def residual_lifetime(self, renewals: Any, *, rate: float, **how: Any) -> _Answer:
        """DERL: the same over the whole future (Fader and Hardie 2010, eq. 6)."""
        return self._renewals(_abi.HABITUE_ASK_RESIDUAL_LIFETIME, renewals, how, rate=rate)

    def lifetime(self, renewals: Any, *, rate: float, **how: Any) -> _Answer:
        """The whole lifetime from the running period on, 1 + DERL/(1 + rate)."""
        return self._renewals(_abi.HABITUE_ASK_CONTRACT_LIFETIME, renewals, how, rate=rate)

    def retention_elasticity(self, renewals: Any, *, rate: float, **how: Any) -> _Answer:
        """Percent by which DERL rises if all retention rates rise by one percent."""
        return self._renewals(_abi.HABITUE_ASK_RETENTION_ELASTICITY, renewals, how, rate=rate)

    def renewers_elasticity(self, renewals: Any, *, rate: float, **how: Any) -> _Answer:
        """DERL over the retention rate (Fader and Hardie 2010, eq. 8)."""
        return self._renewals(_abi.HABITUE_ASK_RENEWERS_ELASTICITY, renewals, how, rate=rate)

    def renewals_quantile(self, renewals: Any, *, level: float, **how: Any) -> _Answer:
        """The number of further renewals not exceeded with this probability."""
        return self._renewals(_abi.HABITUE_ASK_RENEWALS_QUANTILE, renewals, how, level=level)

    def _renewals(self, kind: int, renewals: Any, how: Mapping[str, Any], **named: Any) -> _Answer:
        if "t" in named:
            named["t"] = _scalars.whole(named["t"], "t", 0, 2**32 - 1)
        answer: _Answer = self._ask(kind, columns_of(renewals=renewals), how, **named)
        return answer
