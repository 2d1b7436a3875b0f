"""What may be asked of customers: the same questions to models and to their uncertainty.

Each question is one method of a mixin. A model answers with a column, or with ``total=True``
with a number; an `Uncertainty` with `Estimates`, or with one `Estimate`.

Generated from src/lifetime/answer/question.rs by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar, overload

from . import _abi
from ._columns import Column
from ._question import INFINITE, Asked, Timing, spending
from ._records import HowSure

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._model import Model
    from .uncertainty import Uncertainty

_Column = TypeVar("_Column")
_Total = TypeVar("_Total")


class Purchases(Asked[_Column, _Total]):
    """Questions to models of purchases."""

    @overload
    def p_alive(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        t: Column | float = 0.0,
        total: Literal[False] = False,
        **how: Unpack[HowSure],
    ) -> _Column: ...

    @overload
    def p_alive(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        t: Column | float = 0.0,
        total: Literal[True],
        **how: Unpack[HowSure],
    ) -> _Total: ...

    @overload
    def p_alive(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        t: Column | float = 0.0,
        total: bool,
        **how: Unpack[HowSure],
    ) -> _Column | _Total: ...

    def p_alive(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        t: Column | float = 0.0,
        total: bool = False,
        **how: Unpack[HowSure],
    ) -> _Column | _Total:
        """The probability that the customer has not left by T + t; 0 is now.

        Parameters
        ----------
        frequency, recency, age : column
            Histories, one row a customer: repeat purchases x, the time t_x of the last one
            and the age T, in the unit of the model.
        t : float or column
            Time after T, >= 0, in the unit of the model: one for all, or a column.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> model.p_alive([2, 0], [30.43, 0.0], [38.86, 38.86]).round(3)
        array([0.727, 1.   ])
        """
        return self._asked(
            "p_alive",
            _abi.HABITUE_ASK_P_ALIVE,
            {"frequency": frequency, "recency": recency, "age": age},
            how,
            total=total,
            t=t,
        )

    @overload
    def expected_purchases(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        t: Column | float,
        start: float = 0.0,
        total: Literal[False] = False,
        **how: Unpack[HowSure],
    ) -> _Column: ...

    @overload
    def expected_purchases(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        t: Column | float,
        start: float = 0.0,
        total: Literal[True],
        **how: Unpack[HowSure],
    ) -> _Total: ...

    @overload
    def expected_purchases(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        t: Column | float,
        start: float = 0.0,
        total: bool,
        **how: Unpack[HowSure],
    ) -> _Column | _Total: ...

    def expected_purchases(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        t: Column | float,
        start: float = 0.0,
        total: bool = False,
        **how: Unpack[HowSure],
    ) -> _Column | _Total:
        """Expected number of purchases in (T + start, T + t]; 0 <= start <= t.

        Parameters
        ----------
        frequency, recency, age : column
            Histories, one row a customer: repeat purchases x, the time t_x of the last one
            and the age T, in the unit of the model.
        t : float or column
            Where the interval ends, >= start, in units of time: one for all, or a column.
        start : float
            Where the interval begins, >= 0, in units of time.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> history = [2, 2], [30.43, 30.43], [38.86, 38.86]
        >>> model.expected_purchases(*history, t=[13.0, 39.0]).round(3)
        array([0.457, 1.226])
        >>> model.expected_purchases(*history, t=39.0, total=True).__round__(3)
        2.452
        """
        return self._asked(
            "expected_purchases",
            _abi.HABITUE_ASK_EXPECTED_PURCHASES,
            {"frequency": frequency, "recency": recency, "age": age},
            how,
            total=total,
            t=t,
            start=start,
        )

    @overload
    def p_purchases(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        n: int,
        t: Column | float,
        start: float = 0.0,
        total: Literal[False] = False,
        **how: Unpack[HowSure],
    ) -> _Column: ...

    @overload
    def p_purchases(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        n: int,
        t: Column | float,
        start: float = 0.0,
        total: Literal[True],
        **how: Unpack[HowSure],
    ) -> _Total: ...

    @overload
    def p_purchases(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        n: int,
        t: Column | float,
        start: float = 0.0,
        total: bool,
        **how: Unpack[HowSure],
    ) -> _Column | _Total: ...

    def p_purchases(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        n: int,
        t: Column | float,
        start: float = 0.0,
        total: bool = False,
        **how: Unpack[HowSure],
    ) -> _Column | _Total:
        """The probability of exactly n purchases in (T + start, T + t]; n <= 2^53.

        Parameters
        ----------
        frequency, recency, age : column
            Histories, one row a customer: repeat purchases x, the time t_x of the last one
            and the age T, in the unit of the model.
        n : int
            Number of purchases, 0 to 2^53.
        t : float or column
            Where the interval ends, >= start, in units of time: one for all, or a column.
        start : float
            Where the interval begins, >= 0, in units of time.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> model.p_purchases([2], [30.43], [38.86], n=1, t=39.0).round(3)
        array([0.239])
        """
        return self._asked(
            "p_purchases",
            _abi.HABITUE_ASK_P_PURCHASES,
            {"frequency": frequency, "recency": recency, "age": age},
            how,
            total=total,
            n=n,
            t=t,
            start=start,
        )

    @overload
    def p_at_least(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        n: int,
        t: Column | float,
        start: float = 0.0,
        total: Literal[False] = False,
        **how: Unpack[HowSure],
    ) -> _Column: ...

    @overload
    def p_at_least(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        n: int,
        t: Column | float,
        start: float = 0.0,
        total: Literal[True],
        **how: Unpack[HowSure],
    ) -> _Total: ...

    @overload
    def p_at_least(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        n: int,
        t: Column | float,
        start: float = 0.0,
        total: bool,
        **how: Unpack[HowSure],
    ) -> _Column | _Total: ...

    def p_at_least(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        n: int,
        t: Column | float,
        start: float = 0.0,
        total: bool = False,
        **how: Unpack[HowSure],
    ) -> _Column | _Total:
        """The probability of n or more purchases in (T + start, T + t]; n <= 2^53.

        Parameters
        ----------
        frequency, recency, age : column
            Histories, one row a customer: repeat purchases x, the time t_x of the last one
            and the age T, in the unit of the model.
        n : int
            Number of purchases, 0 to 2^53.
        t : float or column
            Where the interval ends, >= start, in units of time: one for all, or a column.
        start : float
            Where the interval begins, >= 0, in units of time.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> model.p_at_least([2], [30.43], [38.86], n=1, t=39.0).round(3)
        array([0.555])
        """
        return self._asked(
            "p_at_least",
            _abi.HABITUE_ASK_P_AT_LEAST,
            {"frequency": frequency, "recency": recency, "age": age},
            how,
            total=total,
            n=n,
            t=t,
            start=start,
        )

    @overload
    def p_no_purchase(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        t: Column | float,
        start: float = 0.0,
        total: Literal[False] = False,
        **how: Unpack[HowSure],
    ) -> _Column: ...

    @overload
    def p_no_purchase(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        t: Column | float,
        start: float = 0.0,
        total: Literal[True],
        **how: Unpack[HowSure],
    ) -> _Total: ...

    @overload
    def p_no_purchase(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        t: Column | float,
        start: float = 0.0,
        total: bool,
        **how: Unpack[HowSure],
    ) -> _Column | _Total: ...

    def p_no_purchase(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        t: Column | float,
        start: float = 0.0,
        total: bool = False,
        **how: Unpack[HowSure],
    ) -> _Column | _Total:
        """The probability of no purchase in (T + start, T + t].

        Parameters
        ----------
        frequency, recency, age : column
            Histories, one row a customer: repeat purchases x, the time t_x of the last one
            and the age T, in the unit of the model.
        t : float or column
            Where the interval ends, >= start, in units of time: one for all, or a column.
        start : float
            Where the interval begins, >= 0, in units of time.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> model.p_no_purchase([2], [30.43], [38.86], t=39.0).round(3)
        array([0.445])
        """
        return self._asked(
            "p_no_purchase",
            _abi.HABITUE_ASK_P_NO_PURCHASE,
            {"frequency": frequency, "recency": recency, "age": age},
            how,
            total=total,
            t=t,
            start=start,
        )

    @overload
    def discounted_purchases(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        rate: float,
        horizon: Column | float = INFINITE,
        timing: Timing = "purchase",
        period: float | None = None,
        total: Literal[False] = False,
        **how: Unpack[HowSure],
    ) -> _Column: ...

    @overload
    def discounted_purchases(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        rate: float,
        horizon: Column | float = INFINITE,
        timing: Timing = "purchase",
        period: float | None = None,
        total: Literal[True],
        **how: Unpack[HowSure],
    ) -> _Total: ...

    @overload
    def discounted_purchases(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        rate: float,
        horizon: Column | float = INFINITE,
        timing: Timing = "purchase",
        period: float | None = None,
        total: bool,
        **how: Unpack[HowSure],
    ) -> _Column | _Total: ...

    def discounted_purchases(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        rate: float,
        horizon: Column | float = INFINITE,
        timing: Timing = "purchase",
        period: float | None = None,
        total: bool = False,
        **how: Unpack[HowSure],
    ) -> _Column | _Total:
        """Discounted expected purchases after T, as the valuation discounts, times and books them.

        Without a margin.

        Parameters
        ----------
        frequency, recency, age : column
            Histories, one row a customer: repeat purchases x, the time t_x of the last one
            and the age T, in the unit of the model.
        rate : float
            Continuous discount rate per unit of time, >= 0.
        horizon : float or column
            How far ahead, in units of time: one for all, or a column; an infinite one needs
            rate > 0.
        timing : {"purchase", "end", "start"}
            When a margin is received: at the purchase, or at the end or the start of the
            period in which it happens.
        period : float, optional
            With "end" and "start": the length of a period, in units of time.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> model.discounted_purchases([2], [30.43], [38.86], rate=0.1).round(3)
        array([0.342])
        """
        return self._asked(
            "discounted_purchases",
            _abi.HABITUE_ASK_DISCOUNTED_PURCHASES,
            {"frequency": frequency, "recency": recency, "age": age},
            how,
            total=total,
            rate=rate,
            horizon=horizon,
            timing=timing,
            period=period,
        )

    @overload
    def lifetime_value(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        expected_spend: Column | Model | Uncertainty,
        *,
        rate: float,
        mean_spend: Column | None = None,
        spend_frequency: Column | None = None,
        horizon: Column | float = INFINITE,
        margin: float = 1.0,
        timing: Timing = "purchase",
        period: float | None = None,
        total: Literal[False] = False,
        **how: Unpack[HowSure],
    ) -> _Column: ...

    @overload
    def lifetime_value(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        expected_spend: Column | Model | Uncertainty,
        *,
        rate: float,
        mean_spend: Column | None = None,
        spend_frequency: Column | None = None,
        horizon: Column | float = INFINITE,
        margin: float = 1.0,
        timing: Timing = "purchase",
        period: float | None = None,
        total: Literal[True],
        **how: Unpack[HowSure],
    ) -> _Total: ...

    @overload
    def lifetime_value(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        expected_spend: Column | Model | Uncertainty,
        *,
        rate: float,
        mean_spend: Column | None = None,
        spend_frequency: Column | None = None,
        horizon: Column | float = INFINITE,
        margin: float = 1.0,
        timing: Timing = "purchase",
        period: float | None = None,
        total: bool,
        **how: Unpack[HowSure],
    ) -> _Column | _Total: ...

    def lifetime_value(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        expected_spend: Column | Model | Uncertainty,
        *,
        rate: float,
        mean_spend: Column | None = None,
        spend_frequency: Column | None = None,
        horizon: Column | float = INFINITE,
        margin: float = 1.0,
        timing: Timing = "purchase",
        period: float | None = None,
        total: bool = False,
        **how: Unpack[HowSure],
    ) -> _Column | _Total:
        """Lifetime value: discounted expected purchases × expected spend × margin.

        In the currency of the spend.

        Parameters
        ----------
        frequency, recency, age : column
            Histories, one row a customer: repeat purchases x, the time t_x of the last one
            and the age T, in the unit of the model.
        expected_spend : column or Model or Uncertainty
            What a purchase to come is worth: known amounts, one a customer; or a model of
            spend; or, under uncertainty, that of one, found by the same method.
        rate : float
            Continuous discount rate per unit of time, >= 0.
        mean_spend : column, optional
            With a model of spend: what the purchases so far were worth on average.
        spend_frequency : column, optional
            With a model of spend: how many they were; those of ``frequency`` by default.
        horizon : float or column
            How far ahead, in units of time: one for all, or a column; an infinite one needs
            rate > 0.
        margin : float
            The share of the spend that is profit.
        timing : {"purchase", "end", "start"}
            When a margin is received: at the purchase, or at the end or the start of the
            period in which it happens.
        period : float, optional
            With "end" and "start": the length of a period, in units of time.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> history = [2], [30.43], [38.86]
        >>> by = {"rate": 0.01, "horizon": 52.0, "margin": 0.3}
        >>> model.lifetime_value(*history, [35.0], **by).round(2)
        array([13.])
        >>> model.lifetime_value(*history, [35.0], **by, timing="end", period=4.0).round(2)
        array([12.74])
        """
        spent, source = spending(expected_spend, mean_spend, spend_frequency)
        columns = {"frequency": frequency, "recency": recency, "age": age}
        return self._asked(
            "lifetime_value",
            _abi.HABITUE_ASK_LIFETIME_VALUE,
            columns | {**spent},
            how,
            total=total,
            rate=rate,
            horizon=horizon,
            margin=margin,
            timing=timing,
            period=period,
            **source,
        )

    @overload
    def lifetime_profit(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        expected_spend: Column | Model | Uncertainty,
        margin_rate: Column,
        *,
        rate: float,
        mean_spend: Column | None = None,
        spend_frequency: Column | None = None,
        horizon: Column | float = INFINITE,
        timing: Timing = "purchase",
        period: float | None = None,
        total: Literal[False] = False,
        **how: Unpack[HowSure],
    ) -> _Column: ...

    @overload
    def lifetime_profit(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        expected_spend: Column | Model | Uncertainty,
        margin_rate: Column,
        *,
        rate: float,
        mean_spend: Column | None = None,
        spend_frequency: Column | None = None,
        horizon: Column | float = INFINITE,
        timing: Timing = "purchase",
        period: float | None = None,
        total: Literal[True],
        **how: Unpack[HowSure],
    ) -> _Total: ...

    @overload
    def lifetime_profit(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        expected_spend: Column | Model | Uncertainty,
        margin_rate: Column,
        *,
        rate: float,
        mean_spend: Column | None = None,
        spend_frequency: Column | None = None,
        horizon: Column | float = INFINITE,
        timing: Timing = "purchase",
        period: float | None = None,
        total: bool,
        **how: Unpack[HowSure],
    ) -> _Column | _Total: ...

    def lifetime_profit(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        expected_spend: Column | Model | Uncertainty,
        margin_rate: Column,
        *,
        rate: float,
        mean_spend: Column | None = None,
        spend_frequency: Column | None = None,
        horizon: Column | float = INFINITE,
        timing: Timing = "purchase",
        period: float | None = None,
        total: bool = False,
        **how: Unpack[HowSure],
    ) -> _Column | _Total:
        """Lifetime profit: lifetime value × the margin rate of each customer.

        Parameters
        ----------
        frequency, recency, age : column
            Histories, one row a customer: repeat purchases x, the time t_x of the last one
            and the age T, in the unit of the model.
        expected_spend : column or Model or Uncertainty
            What a purchase to come is worth: known amounts, one a customer; or a model of
            spend; or, under uncertainty, that of one, found by the same method.
        margin_rate : column
            The share of the spend that is profit, each customer's own.
        rate : float
            Continuous discount rate per unit of time, >= 0.
        mean_spend : column, optional
            With a model of spend: what the purchases so far were worth on average.
        spend_frequency : column, optional
            With a model of spend: how many they were; those of ``frequency`` by default.
        horizon : float or column
            How far ahead, in units of time: one for all, or a column; an infinite one needs
            rate > 0.
        timing : {"purchase", "end", "start"}
            When a margin is received: at the purchase, or at the end or the start of the
            period in which it happens.
        period : float, optional
            With "end" and "start": the length of a period, in units of time.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> model.lifetime_profit([2], [30.43], [38.86], [35.0], [0.3], rate=0.1).round(2)
        array([3.59])
        """
        spent, source = spending(expected_spend, mean_spend, spend_frequency)
        columns = {"frequency": frequency, "recency": recency, "age": age}
        return self._asked(
            "lifetime_profit",
            _abi.HABITUE_ASK_LIFETIME_PROFIT,
            columns | {"margin_rate": margin_rate, **spent},
            how,
            total=total,
            rate=rate,
            horizon=horizon,
            timing=timing,
            period=period,
            **source,
        )

    @overload
    def log_likelihood(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        total: Literal[False] = False,
        **how: Unpack[HowSure],
    ) -> _Column: ...

    @overload
    def log_likelihood(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        total: Literal[True],
        **how: Unpack[HowSure],
    ) -> _Total: ...

    @overload
    def log_likelihood(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        total: bool,
        **how: Unpack[HowSure],
    ) -> _Column | _Total: ...

    def log_likelihood(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        total: bool = False,
        **how: Unpack[HowSure],
    ) -> _Column | _Total:
        """The log-likelihood of what is known of the customer.

        Parameters
        ----------
        frequency, recency, age : column
            Histories, one row a customer: repeat purchases x, the time t_x of the last one
            and the age T, in the unit of the model.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> model.log_likelihood([2], [30.43], [38.86]).round(3)
        array([-9.459])
        """
        return self._asked(
            "log_likelihood",
            _abi.HABITUE_ASK_LOG_LIKELIHOOD,
            {"frequency": frequency, "recency": recency, "age": age},
            how,
            total=total,
        )


class PurchaseQuantiles(Asked[_Column, _Total]):
    """Quantiles of purchases."""

    def purchase_quantile(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        probability: float,
        t: Column | float,
        start: float = 0.0,
        **how: Unpack[HowSure],
    ) -> _Column:
        """A quantile of the purchases ahead.

        The smallest n such that n or fewer purchases in (T + start, T + t] have at least
        ``probability``; infinite beyond 2^53 purchases; 0 <= probability < 1.

        Parameters
        ----------
        frequency, recency, age : column
            Histories, one row a customer: repeat purchases x, the time t_x of the last one
            and the age T, in the unit of the model.
        probability : float
            The probability, 0 <= probability < 1.
        t : float or column
            Where the interval ends, >= start, in units of time: one for all, or a column.
        start : float
            Where the interval begins, >= 0, in units of time.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column
            A figure of each customer; of an `Uncertainty`, `Estimates`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> model.purchase_quantile([2], [30.43], [38.86], probability=0.9, t=39.0)
        array([3.])
        """
        return self._asked_of_each(
            "purchase_quantile",
            _abi.HABITUE_ASK_PURCHASE_QUANTILE,
            {"frequency": frequency, "recency": recency, "age": age},
            how,
            probability=probability,
            t=t,
            start=start,
        )

    def next_purchase_quantile(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        probability: float,
        **how: Unpack[HowSure],
    ) -> _Column:
        """The time after T by which the next purchase has come with ``probability``.

        Infinite where it may never come; 0 <= probability < 1.

        Parameters
        ----------
        frequency, recency, age : column
            Histories, one row a customer: repeat purchases x, the time t_x of the last one
            and the age T, in the unit of the model.
        probability : float
            The probability, 0 <= probability < 1.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column
            A figure of each customer; of an `Uncertainty`, `Estimates`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> model.next_purchase_quantile([2], [30.43], [38.86], probability=0.5).round(1)
        array([29.5])
        """
        return self._asked_of_each(
            "next_purchase_quantile",
            _abi.HABITUE_ASK_NEXT_PURCHASE_QUANTILE,
            {"frequency": frequency, "recency": recency, "age": age},
            how,
            probability=probability,
        )

    def lifetime_quantile(
        self,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        probability: float,
        **how: Unpack[HowSure],
    ) -> _Column:
        """The time after T by which the customer has left with ``probability``.

        0 where they have left already; 0 <= probability < 1.

        Parameters
        ----------
        frequency, recency, age : column
            Histories, one row a customer: repeat purchases x, the time t_x of the last one
            and the age T, in the unit of the model.
        probability : float
            The probability, 0 <= probability < 1.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column
            A figure of each customer; of an `Uncertainty`, `Estimates`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> model.lifetime_quantile([2], [30.43], [38.86], probability=0.5).round(1)
        array([65.6])
        """
        return self._asked_of_each(
            "lifetime_quantile",
            _abi.HABITUE_ASK_LIFETIME_QUANTILE,
            {"frequency": frequency, "recency": recency, "age": age},
            how,
            probability=probability,
        )


class Spends(Asked[_Column, _Total]):
    """Questions to models of spend."""

    @overload
    def expected_spend(
        self,
        frequency: Column,
        mean_spend: Column,
        *,
        total: Literal[False] = False,
        **how: Unpack[HowSure],
    ) -> _Column: ...

    @overload
    def expected_spend(
        self, frequency: Column, mean_spend: Column, *, total: Literal[True], **how: Unpack[HowSure]
    ) -> _Total: ...

    @overload
    def expected_spend(
        self, frequency: Column, mean_spend: Column, *, total: bool, **how: Unpack[HowSure]
    ) -> _Column | _Total: ...

    def expected_spend(
        self, frequency: Column, mean_spend: Column, *, total: bool = False, **how: Unpack[HowSure]
    ) -> _Column | _Total:
        """The expected spend of a purchase to come.

        Parameters
        ----------
        frequency, mean_spend : column
            One row a customer: how many purchases so far, and what they were worth on
            average.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import GammaGamma
        >>> model = GammaGamma(6.25, 3.74, 15.44)
        >>> model.expected_spend([4, 0], [35.0, 0.0]).round(2)
        array([35.02, 35.22])
        """
        return self._asked(
            "expected_spend",
            _abi.HABITUE_ASK_EXPECTED_SPEND,
            {"frequency": frequency, "mean_spend": mean_spend},
            how,
            total=total,
        )


class SpendLikelihoods(Asked[_Column, _Total]):
    """Likelihoods of spends."""

    @overload
    def log_likelihood(
        self,
        frequency: Column,
        mean_spend: Column,
        *,
        total: Literal[False] = False,
        **how: Unpack[HowSure],
    ) -> _Column: ...

    @overload
    def log_likelihood(
        self, frequency: Column, mean_spend: Column, *, total: Literal[True], **how: Unpack[HowSure]
    ) -> _Total: ...

    @overload
    def log_likelihood(
        self, frequency: Column, mean_spend: Column, *, total: bool, **how: Unpack[HowSure]
    ) -> _Column | _Total: ...

    def log_likelihood(
        self, frequency: Column, mean_spend: Column, *, total: bool = False, **how: Unpack[HowSure]
    ) -> _Column | _Total:
        """The log-likelihood of what is known of the customer.

        Parameters
        ----------
        frequency, mean_spend : column
            One row a customer: how many purchases so far, and what they were worth on
            average.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import GammaGamma
        >>> model = GammaGamma(6.25, 3.74, 15.44)
        >>> model.log_likelihood([4, 0], [35.0, 0.0]).round(3)
        array([-4.047,  0.   ])
        """
        return self._asked(
            "log_likelihood",
            _abi.HABITUE_ASK_LOG_LIKELIHOOD,
            {"frequency": frequency, "mean_spend": mean_spend},
            how,
            total=total,
        )


class Renewals(Asked[_Column, _Total]):
    """Questions to models of customers under contract."""

    @overload
    def retention_rate(
        self, renewals: Column, *, total: Literal[False] = False, **how: Unpack[HowSure]
    ) -> _Column: ...

    @overload
    def retention_rate(
        self, renewals: Column, *, total: Literal[True], **how: Unpack[HowSure]
    ) -> _Total: ...

    @overload
    def retention_rate(
        self, renewals: Column, *, total: bool, **how: Unpack[HowSure]
    ) -> _Column | _Total: ...

    def retention_rate(
        self, renewals: Column, *, total: bool = False, **how: Unpack[HowSure]
    ) -> _Column | _Total:
        """The probability that the customer makes the next renewal.

        Parameters
        ----------
        renewals : column
            Renewals made, one row a customer who is about to be asked again; 0 in the first
            period.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.contract import Sbg
        >>> model = Sbg(0.668, 3.806)
        >>> model.retention_rate([0, 5]).round(3)
        array([0.851, 0.929])
        """
        return self._asked(
            "retention_rate",
            _abi.HABITUE_ASK_RETENTION_RATE,
            {"renewals": renewals},
            how,
            total=total,
        )

    @overload
    def survival(
        self, renewals: Column, *, t: int, total: Literal[False] = False, **how: Unpack[HowSure]
    ) -> _Column: ...

    @overload
    def survival(
        self, renewals: Column, *, t: int, total: Literal[True], **how: Unpack[HowSure]
    ) -> _Total: ...

    @overload
    def survival(
        self, renewals: Column, *, t: int, total: bool, **how: Unpack[HowSure]
    ) -> _Column | _Total: ...

    def survival(
        self, renewals: Column, *, t: int, total: bool = False, **how: Unpack[HowSure]
    ) -> _Column | _Total:
        """The probability of making so many more renewals, at most 1,000,000.

        Parameters
        ----------
        renewals : column
            Renewals made, one row a customer who is about to be asked again; 0 in the first
            period.
        t : int
            Number of renewals from now, up to 1,000,000.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.contract import Sbg
        >>> model = Sbg(0.668, 3.806)
        >>> model.survival([0], t=12).round(3)
        array([0.378])
        """
        return self._asked(
            "survival", _abi.HABITUE_ASK_SURVIVAL, {"renewals": renewals}, how, total=total, t=t
        )

    @overload
    def churn(
        self, renewals: Column, *, t: int, total: Literal[False] = False, **how: Unpack[HowSure]
    ) -> _Column: ...

    @overload
    def churn(
        self, renewals: Column, *, t: int, total: Literal[True], **how: Unpack[HowSure]
    ) -> _Total: ...

    @overload
    def churn(
        self, renewals: Column, *, t: int, total: bool, **how: Unpack[HowSure]
    ) -> _Column | _Total: ...

    def churn(
        self, renewals: Column, *, t: int, total: bool = False, **how: Unpack[HowSure]
    ) -> _Column | _Total:
        """The probability of leaving at exactly this renewal from now, 1 to 1,000,000.

        Parameters
        ----------
        renewals : column
            Renewals made, one row a customer who is about to be asked again; 0 in the first
            period.
        t : int
            Number of renewals from now, up to 1,000,000.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.contract import Sbg
        >>> model = Sbg(0.668, 3.806)
        >>> model.churn([0], t=1).round(3)
        array([0.149])
        """
        return self._asked(
            "churn", _abi.HABITUE_ASK_CHURN, {"renewals": renewals}, how, total=total, t=t
        )

    @overload
    def discounted_renewals(
        self,
        renewals: Column,
        *,
        t: int,
        rate: float = 0.0,
        total: Literal[False] = False,
        **how: Unpack[HowSure],
    ) -> _Column: ...

    @overload
    def discounted_renewals(
        self,
        renewals: Column,
        *,
        t: int,
        rate: float = 0.0,
        total: Literal[True],
        **how: Unpack[HowSure],
    ) -> _Total: ...

    @overload
    def discounted_renewals(
        self, renewals: Column, *, t: int, rate: float = 0.0, total: bool, **how: Unpack[HowSure]
    ) -> _Column | _Total: ...

    def discounted_renewals(
        self,
        renewals: Column,
        *,
        t: int,
        rate: float = 0.0,
        total: bool = False,
        **how: Unpack[HowSure],
    ) -> _Column | _Total:
        """Expected renewals among the next ``t``.

        Each discounted by the periods from the next renewal to it.

        Parameters
        ----------
        renewals : column
            Renewals made, one row a customer who is about to be asked again; 0 in the first
            period.
        t : int
            Number of renewals from now, up to 1,000,000.
        rate : float
            Discount rate of one period, >= 0.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.contract import Sbg
        >>> model = Sbg(0.668, 3.806)
        >>> model.discounted_renewals([0], t=12).round(3)
        array([6.534])
        """
        return self._asked(
            "discounted_renewals",
            _abi.HABITUE_ASK_DISCOUNTED_RENEWALS,
            {"renewals": renewals},
            how,
            total=total,
            t=t,
            rate=rate,
        )

    @overload
    def residual_lifetime(
        self,
        renewals: Column,
        *,
        rate: float,
        total: Literal[False] = False,
        **how: Unpack[HowSure],
    ) -> _Column: ...

    @overload
    def residual_lifetime(
        self, renewals: Column, *, rate: float, total: Literal[True], **how: Unpack[HowSure]
    ) -> _Total: ...

    @overload
    def residual_lifetime(
        self, renewals: Column, *, rate: float, total: bool, **how: Unpack[HowSure]
    ) -> _Column | _Total: ...

    def residual_lifetime(
        self, renewals: Column, *, rate: float, total: bool = False, **how: Unpack[HowSure]
    ) -> _Column | _Total:
        """DERL, the discounted expected residual lifetime in renewals.

        Parameters
        ----------
        renewals : column
            Renewals made, one row a customer who is about to be asked again; 0 in the first
            period.
        rate : float
            Discount rate of one period, >= 0.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.contract import Sbg
        >>> model = Sbg(0.668, 3.806)
        >>> model.residual_lifetime([0, 5], rate=0.1).round(3)
        array([5.415, 7.136])
        """
        return self._asked(
            "residual_lifetime",
            _abi.HABITUE_ASK_RESIDUAL_LIFETIME,
            {"renewals": renewals},
            how,
            total=total,
            rate=rate,
        )

    @overload
    def lifetime(
        self,
        renewals: Column,
        *,
        rate: float,
        total: Literal[False] = False,
        **how: Unpack[HowSure],
    ) -> _Column: ...

    @overload
    def lifetime(
        self, renewals: Column, *, rate: float, total: Literal[True], **how: Unpack[HowSure]
    ) -> _Total: ...

    @overload
    def lifetime(
        self, renewals: Column, *, rate: float, total: bool, **how: Unpack[HowSure]
    ) -> _Column | _Total: ...

    def lifetime(
        self, renewals: Column, *, rate: float, total: bool = False, **how: Unpack[HowSure]
    ) -> _Column | _Total:
        """The lifetime from the running period on, which counts in full.

        Parameters
        ----------
        renewals : column
            Renewals made, one row a customer who is about to be asked again; 0 in the first
            period.
        rate : float
            Discount rate of one period, >= 0.
        total : bool
            Whether to sum over all customers, each counted as often as ``weights`` says.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column, or float with ``total=True``
            A figure of each customer; of an `Uncertainty`, `Estimates` or an `Estimate`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.contract import Sbg
        >>> model = Sbg(0.668, 3.806)
        >>> model.lifetime([0, 5], rate=0.1).round(3)
        array([5.923, 7.487])
        """
        return self._asked(
            "lifetime",
            _abi.HABITUE_ASK_CONTRACT_LIFETIME,
            {"renewals": renewals},
            how,
            total=total,
            rate=rate,
        )

    def retention_elasticity(
        self, renewals: Column, *, rate: float, **how: Unpack[HowSure]
    ) -> _Column:
        """By how many percent DERL rises if all coming retention rates rise by one percent.

        Parameters
        ----------
        renewals : column
            Renewals made, one row a customer who is about to be asked again; 0 in the first
            period.
        rate : float
            Discount rate of one period, >= 0.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column
            A figure of each customer; of an `Uncertainty`, `Estimates`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.contract import Sbg
        >>> model = Sbg(0.668, 3.806)
        >>> model.retention_elasticity([0], rate=0.1).round(3)
        array([7.578])
        """
        return self._asked_of_each(
            "retention_elasticity",
            _abi.HABITUE_ASK_RETENTION_ELASTICITY,
            {"renewals": renewals},
            how,
            rate=rate,
        )

    def renewers_elasticity(
        self, renewals: Column, *, rate: float, **how: Unpack[HowSure]
    ) -> _Column:
        """The same as Fader and Hardie (2010, eq. 8) give it.

        Parameters
        ----------
        renewals : column
            Renewals made, one row a customer who is about to be asked again; 0 in the first
            period.
        rate : float
            Discount rate of one period, >= 0.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column
            A figure of each customer; of an `Uncertainty`, `Estimates`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.contract import Sbg
        >>> model = Sbg(0.668, 3.806)
        >>> model.renewers_elasticity([0], rate=0.1).round(3)
        array([6.365])
        """
        return self._asked_of_each(
            "renewers_elasticity",
            _abi.HABITUE_ASK_RENEWERS_ELASTICITY,
            {"renewals": renewals},
            how,
            rate=rate,
        )


class RenewalQuantiles(Asked[_Column, _Total]):
    """Quantiles of renewals."""

    def renewals_quantile(
        self, renewals: Column, *, probability: float, **how: Unpack[HowSure]
    ) -> _Column:
        """The smallest number of further renewals not exceeded with at least ``probability``.

        0 <= probability < 1.

        Parameters
        ----------
        renewals : column
            Renewals made, one row a customer who is about to be asked again; 0 in the first
            period.
        probability : float
            The probability, 0 <= probability < 1.
        **how
            ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
            ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.

        Returns
        -------
        column
            A figure of each customer; of an `Uncertainty`, `Estimates`.

        Raises
        ------
        ArgumentError
            For a model of another family, and for what is given and not read.
        DataError
            With row and column, for a value that cannot be.
        NumericError
            Where there is no such figure for these parameters.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.contract import Sbg
        >>> model = Sbg(0.668, 3.806)
        >>> model.renewals_quantile([0], probability=0.5)
        array([6.])
        """
        return self._asked_of_each(
            "renewals_quantile",
            _abi.HABITUE_ASK_RENEWALS_QUANTILE,
            {"renewals": renewals},
            how,
            probability=probability,
        )
