"""What a model answers about the customers of a base, with their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, Union, cast

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _scalars
from .._choices import Language
from ..errors import ArgumentError, refuse
from ..summary import Convention, Unit
from ._duration import Duration, continuous_rate, units_of
from ._frames import Kind
from ._held import Held
from .fitting import Design
from .grouping import PyramidLike, tier_columns

if TYPE_CHECKING:
    from .customer_base import Holdout
    from .validation import Validation

F = TypeVar("F")
G = TypeVar("G")
Timing = Literal["purchase", "end of period", "start of period"]
Horizon = Union[Duration, None]
_TIMINGS = {"purchase": "purchase", "end of period": "end", "start of period": "start"}
Floats = NDArray[np.float64]

__all__ = ["ProvenanceError"]


class ProvenanceError(ArgumentError):
    """Unit, currency, convention or covariates of a model and a base differ.

    Examples
    --------
    >>> from habitue import CustomerBase, CustomerModel, ProvenanceError
    >>> known = {"customer": [7], "frequency": [2], "recency": [213.0], "T": [272.0]}
    >>> base = CustomerBase.from_summary(known, unit="day")
    >>> weekly = CustomerModel.from_parameters("nbd", {"r": 0.385, "alpha": 12.072}, unit="week")
    >>> try:
    ...     weekly.p_alive(base)
    ... except ProvenanceError as error:
    ...     print(error)
    unit: the model is of 'week', the base of 'day'; base.to_unit('week') mends it
    """


def share_of_margin(margin: Any) -> float:
    """A margin for all customers."""
    share = _scalars.real(margin, "margin")
    if not 0 < share <= 1:
        hint = f"; {share:g} % is {share / 100:g}" if 1 < share <= 100 else ""
        reason = f"{share:g} is out of range; allowed: above 0, at most 1{hint}"
        refuse(_abi.HABITUE_OUT_OF_RANGE, "margin", reason)
    return share


def confidence(interval: float) -> float:
    """The share of an interval, which the library calls its confidence."""
    share = _scalars.real(interval, "interval")
    if not 0 < share < 1:
        percent = f"; {share:g} % is {share / 100:g}" if 1 < share < 100 else ""
        reason = f"{share:g} is out of range; allowed: between 0 and 1, both excluded{percent}"
        refuse(_abi.HABITUE_OUT_OF_RANGE, "interval", reason)
    return share


def _refuse_of_values(**given: Any) -> None:
    """Refuses what is asked of values where there are none."""
    for name, usual in (("annual_discount", 0.0), ("margin", 1.0), ("timing", "purchase")):
        if given[name] != usual:
            reason = (
                "is of values, and there are none: the model or the customers are without spend"
            )
            refuse(_abi.HABITUE_INCONSISTENT, name, reason)


class Answers(Generic[F]):
    """The questions to a model of customers."""

    purchases: Any
    spend: Any
    unit: Unit
    currency: str | None
    convention: Convention
    _design: Design | None
    _base: Held[Any] | None

    def _asked(self, base: Held[Any] | None) -> Held[Any]:
        """The base that is asked about, which must be in the model's units."""
        if base is None:
            if self._base is None:
                refuse(
                    _abi.HABITUE_BAD_ARGUMENT, "base", "is needed: this model was not fitted here"
                )
            return self._base
        from .customer_base import CustomerBase

        _scalars.instance(base, CustomerBase, "base")
        own = {"unit": self.unit, "currency": self.currency, "convention": self.convention}
        for name, mine in own.items():
            theirs = getattr(base, name)
            if name == "currency" and (self.spend is None or not base.has_amounts):
                continue
            if theirs != mine:
                remedy = f"base.to_unit({mine!r})" if name == "unit" else f"{name}={mine!r}"
                message = (
                    f"{name}: the model is of {mine!r}, the base of {theirs!r}; {remedy} mends it"
                )
                code = _abi.HABITUE_BAD_ARGUMENT
                raise ProvenanceError(message, code=code, kind="bad argument", column=name)
        return base

    def _facts(self, base: Held[Any], *roles: str) -> dict[str, Any]:
        if self._design is None:
            return {}
        return {
            role: found
            for role, found in self._design.facts(base).items()
            if role in roles and found
        }

    def _ask(self, name: str, base: Held[Any], interval: float | None, **how: Any) -> Any:
        """One answer a customer, with its interval where one is asked for."""
        of: Any = self.purchases
        how |= self._facts(base, "purchase", "attrition")
        if interval is None:
            return getattr(of, name)(*base._histories.columns, **how)
        from ..uncertainty import Uncertainty

        share = confidence(interval)
        sure: Any = Uncertainty.delta(of)
        return getattr(sure, name)(*base._histories.columns, confidence=share, **how)

    def _columns(self, name: str, found: Any) -> dict[str, Floats]:
        if isinstance(found, np.ndarray):
            return {name: found}
        return {name: found.estimate, f"{name}_low": found.low, f"{name}_high": found.high}

    def _ahead(self, horizon: Any, base: Held[Any]) -> Any:
        """A horizon in units: one for all, or a joined column."""
        if isinstance(horizon, str) and horizon in base._facts:
            return base._number_of(horizon)
        return units_of(horizon, self.unit, "horizon")

    def p_alive(
        self,
        base: Held[G] | None = None,
        *,
        ahead: Duration = 0.0,
        interval: float | None = None,
        threads: int = 0,
    ) -> F:
        """The probability that each customer has not left: key, p_alive.

        Parameters
        ----------
        base : CustomerBase, optional
            Whom to ask about; those whom the model was fitted to by default.
        ahead : duration
            How long after the last day; 0 is then.
        interval : float, optional
            The confidence of intervals by the delta method, p_alive_low and p_alive_high.
        threads : int
            0 for all cores.

        Returns
        -------
        frame
            Of the kind of the base.

        Raises
        ------
        ProvenanceError
            For a base in another unit, currency or convention than the model's.
        ArgumentError
            Without a base for a model that was not fitted here.
        DataError
            For a value out of its range.
        """
        of = self._asked(base)
        t = units_of(ahead, self.unit, "ahead")
        found = self._ask("p_alive", of, interval, t=t, threads=threads)
        return cast(F, of._frame(self._columns("p_alive", found)))

    def expected_purchases(
        self,
        base: Held[G] | None = None,
        *,
        horizon: Duration = "1 year",
        start: Duration = 0.0,
        interval: float | None = None,
        threads: int = 0,
    ) -> F:
        """How many purchases to expect: key, expected_purchases.

        Parameters
        ----------
        base : CustomerBase, optional
            Whom to ask about.
        horizon : duration, or name of a joined column
            How far ahead, for all or for each.
        start : duration
            From when on; 0 is the last day of the base.
        interval : float, optional
            The confidence of intervals by the delta method.
        threads : int
            0 for all cores.

        Returns
        -------
        frame
            Of the kind of the base.

        Raises
        ------
        ProvenanceError
            For a base in another unit, currency or convention than the model's.
        ArgumentError
            Without a base for a model that was not fitted here.
        DataError
            For a value out of its range.
        """
        of = self._asked(base)
        begin = units_of(start, self.unit, "start")
        ahead = self._ahead(horizon, of)
        found = self._ask("expected_purchases", of, interval, t=ahead, start=begin, threads=threads)
        return cast(F, of._frame(self._columns("expected_purchases", found)))

    def purchase_probabilities(
        self,
        base: Held[G] | None = None,
        *,
        horizon: Duration = "1 year",
        most: int = 5,
        threads: int = 0,
    ) -> F:
        """How likely each number of purchases is: key, p_0, p_1, ..., p_5_or_more.

        Parameters
        ----------
        base : CustomerBase, optional
            Whom to ask about.
        horizon : duration
            How far ahead.
        most : int
            The number from which on they are taken together, at least 1.
        threads : int
            0 for all cores.

        Returns
        -------
        frame
            Of the kind of the base.

        Raises
        ------
        ProvenanceError
            For a base in another unit, currency or convention than the model's.
        ArgumentError
            Without a base for a model that was not fitted here.
        DataError
            For a value out of its range.
        """
        of, count = self._asked(base), _scalars.whole(most, "most", 1, 1000)
        t = self._ahead(horizon, of)
        columns = {
            f"p_{n}": self._ask("p_purchases", of, None, n=n, t=t, threads=threads)
            for n in range(count)
        }
        last = self._ask("p_at_least", of, None, n=count, t=t, threads=threads)
        return cast(F, of._frame({**columns, f"p_{count}_or_more": last}))

    def expected_spend(self, base: Held[G] | None = None) -> F:
        """What a purchase to come is worth: key, expected_spend.

        Parameters
        ----------
        base : CustomerBase, optional
            Whom to ask about; one who bought once is expected to spend as a new customer.

        Returns
        -------
        frame
            Of the kind of the base.

        Raises
        ------
        ProvenanceError
            For a base in another unit, currency or convention than the model's.
        ArgumentError
            Without a base for a model that was not fitted here.
        DataError
            For a model without spend, and a base without amounts.
        """
        of = self._asked(base)
        return cast(F, of._frame({"expected_spend": self._spent(of)}))

    def _past(self, base: Held[Any]) -> dict[str, Any]:
        """What was spent so far; who paid nothing for all purchases says nothing about spend."""
        histories = base._histories
        spend, x = histories.mean_spend, histories.frequency
        if spend is None:
            reason = "has no amounts; name their column where it is made"
            refuse(_abi.HABITUE_MISSING_COLUMN, "base", reason)
        paid = spend > 0
        return {
            "mean_spend": np.where(paid, spend, 0.0),
            "spend_frequency": np.where(paid, x, 0).astype(np.uint32),
        }

    def _with_spend(self) -> Any:
        if self.spend is None:
            reason = "is not there: the model was fitted without amounts, or with spend=None"
            refuse(_abi.HABITUE_MISSING_VALUE, "spend", reason)
        return self.spend

    def _spent(self, base: Held[Any]) -> Floats:
        past = self._past(base)
        answer: Floats = self._with_spend().expected_spend(
            past["spend_frequency"], past["mean_spend"], **self._facts(base, "spend")
        )
        return answer

    def lifetime_value(
        self,
        base: Held[G] | None = None,
        *,
        horizon: Horizon = "1 year",
        annual_discount: float = 0.0,
        margin: float | str = 1.0,
        timing: Timing = "purchase",
        period: Duration = "1 month",
        interval: float | None = None,
        threads: int = 0,
    ) -> F:
        """What each customer will bring, discounted: key, value.

        Parameters
        ----------
        base : CustomerBase, optional
            Whom to ask about.
        horizon : duration, name of a joined column, or None
            How far ahead; None is for ever and needs a discount.
        annual_discount : float
            Effective discount a year: 0.1 is 10 %.
        margin : float, or name of a joined column
            The share of spend that is margin; 1 is revenue. "margin_rate" is that of each
            customer, where the base knows costs.
        timing : {"purchase", "end of period", "start of period"}
            When it is received.
        period : duration
            The length of a period, where timing is not "purchase".
        interval : float, optional
            The confidence of intervals by the delta method.
        threads : int
            0 for all cores.

        Returns
        -------
        frame
            Of the kind of the base.

        Raises
        ------
        ProvenanceError
            For a base in another unit, currency or convention than the model's.
        ArgumentError
            Without a base, where none was fitted to, and for a word that is none of those named.
        DataError
            For a value out of its range, a model without spend, and an infinite horizon without
            a discount.
        """
        of = self._asked(base)
        found = self._value(of, horizon, annual_discount, margin, timing, period, interval, threads)
        return cast(F, of._frame(self._columns("value", found)))

    def _value(
        self, base: Held[Any], horizon: Any, discount: float, margin: Any, timing: str, period: Any,
        interval: float | None, threads: int,
    ) -> Any:  # fmt: skip
        name, how = self._value_asked(
            base, horizon, discount, margin, timing, period, interval, threads
        )
        return self._ask(name, base, interval, **how)

    def _value_asked(
        self,
        base: Held[Any],
        horizon: Any,
        annual_discount: float,
        margin: float | str,
        timing: str,
        period: Any,
        interval: float | None,
        threads: int,
    ) -> tuple[str, dict[str, Any]]:
        """The question and its arguments."""
        if not isinstance(timing, str) or timing not in _TIMINGS:
            known = ", ".join(map(repr, _TIMINGS))
            refuse(_abi.HABITUE_BAD_ENUMERATOR, "timing", f"{timing!r} is not one of {known}")
        how: dict[str, Any] = {"rate": continuous_rate(annual_discount, self.unit)}
        how |= {"timing": _TIMINGS[timing], "threads": threads}
        if timing != "purchase":
            how["period"] = units_of(period, self.unit, "period")
        if horizon is not None:
            how["horizon"] = self._ahead(horizon, base)
        spend: Any = self._with_spend()
        if interval is not None:
            from ..uncertainty import Uncertainty

            spend = Uncertainty.delta(spend)
        how |= {**self._past(base), "expected_spend": spend, **self._facts(base, "spend")}
        if isinstance(margin, str):
            how["margin_rate"] = base._number_of(margin)
            return "lifetime_profit", how
        return "lifetime_value", {"margin": share_of_margin(margin), **how}

    def predict(
        self,
        base: Held[G] | None = None,
        *,
        horizon: Duration = "1 year",
        annual_discount: float = 0.0,
        margin: float | str = 1.0,
        timing: Timing = "purchase",
        interval: float | None = None,
        threads: int = 0,
    ) -> F:
        """All at once: key, p_alive, expected_purchases and, with amounts, expected_spend, value.

        Parameters
        ----------
        base, horizon, annual_discount, margin, timing, interval, threads
            As for `lifetime_value`.

        Returns
        -------
        frame
            Of the kind of the base.

        Raises
        ------
        ProvenanceError
            For a base in another unit, currency or convention than the model's.
        ArgumentError
            Without a base, where none was fitted to, and for a word that is none of those named.
        DataError
            For a value out of its range, an infinite horizon without a discount, and a discount,
            margin or timing where there is no spend.
        """
        of = self._asked(base)
        t = self._ahead(horizon, of)
        alive = self._ask("p_alive", of, interval, t=0.0, threads=threads)
        columns = self._columns("p_alive", alive)
        bought = self._ask("expected_purchases", of, interval, t=t, threads=threads)
        columns |= self._columns("expected_purchases", bought)
        if self.spend is not None and of.has_amounts:
            columns["expected_spend"] = self._spent(of)
            found = self._value(
                of, horizon, annual_discount, margin, timing, "1 month", interval, threads
            )
            columns |= self._columns("value", found)
        else:
            _refuse_of_values(annual_discount=annual_discount, margin=margin, timing=timing)
        return cast(F, of._frame(columns))

    def tiers(
        self,
        pyramid: PyramidLike = "curry",
        base: Held[G] | None = None,
        *,
        horizon: Horizon = "1 year",
        annual_discount: float = 0.0,
        margin: float | str = 1.0,
        language: Language = "en",
    ) -> F:
        """The value pyramid by what customers will bring: key, value, tier, tier_name.

        Parameters
        ----------
        pyramid : str, sequence of float, or TierCuts
            As for `CustomerBase.tiers`.
        base, horizon, annual_discount, margin
            As for `lifetime_value`.
        language : {"en", "zh"}
            Of the names.

        Returns
        -------
        frame
            Of the kind of the base.

        Raises
        ------
        ProvenanceError
            For a base in another unit, currency or convention than the model's.
        ArgumentError
            Without a base, where none was fitted to, and for a word that is none of those named.
        DataError
            For a value out of its range, a model without spend, and an infinite horizon without
            a discount.
        """
        of = self._asked(base)
        value = self._value(of, horizon, annual_discount, margin, "purchase", 0.0, None, 0)
        return cast(F, of._frame({"value": value, **tier_columns(value, pyramid, language)}))

    def validate(self, holdout: Holdout[Any]) -> Validation[F]:
        """The forecast for a holdout beside what happened.

        Parameters
        ----------
        holdout : Holdout
            Of the split whose calibration the model was fitted to.

        Returns
        -------
        Validation
            Bias and errors of the forecast, and its classes as a frame.

        Raises
        ------
        ArgumentError
            For what is no holdout, and a model that was not fitted here.
        """
        from .customer_base import Holdout
        from .validation import Validation

        held: Holdout[Any] = _scalars.instance(holdout, Holdout, "holdout")
        return Validation(self, self._asked(None), held)

    def tracking(self, base: Held[G] | None = None) -> F:
        """Repeat purchases of all by period, those that came beside those expected.

        Columns are end, actual, expected, actual_cumulative and expected_cumulative.

        Parameters
        ----------
        base : CustomerBase, optional
            Whose; one that goes beyond the days that the model was fitted to shows how it fares.

        Returns
        -------
        frame
            Of the kind of the base; whole periods only.

        Raises
        ------
        ProvenanceError
            For a base in another unit, currency or convention than the model's.
        ArgumentError
            Without a base for a model that was not fitted here.
        DataError
            For a value out of its range.
        """
        from .validation import tracked

        of = self._asked(base)
        return cast(F, of._kind.frame("", None, tracked(self, of)))

    def history(
        self, customer: object, base: Held[G] | None = None, *, every: Duration | None = None
    ) -> F:
        """One customer through time: day, frequency, recency, age, p_alive.

        A row is what was known at the end of a period since the first purchase.

        Parameters
        ----------
        customer : key
            Of the base.
        base : CustomerBase, optional
            The base of the customer, of transactions.
        every : duration, optional
            The length of a period, a day or longer; one of the model's unit by default. The last
            ends with the base.

        Returns
        -------
        frame
            Of the kind of the base.

        Raises
        ------
        DataError
            For who is no customer of the base, and a length out of range.
        ArgumentError
            For a base of a summary, which holds no transactions.

        Examples
        --------
        >>> import habitue
        >>> sales = {"customer": [1, 1, 2], "date": ["2024-01-01", "2024-01-15", "2024-02-05"]}
        >>> base = habitue.CustomerBase.from_transactions(sales)
        >>> paper = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
        >>> model = habitue.CustomerModel.from_parameters("bg/nbd", paper, unit="week")
        >>> model.history(1, base)["p_alive"].round(3).tolist()
        [1.0, 1.0, 0.754, 0.719, 0.686, 0.655]
        """
        from ._history import history

        of, step = self._asked(base), (1.0, self.unit) if every is None else every
        return cast(F, of._kind.frame("", None, history(self, of, customer, step)))

    def simulate(
        self,
        base: Held[G] | None = None,
        *,
        horizon: Duration = "1 year",
        seed: int = 1,
        customers: int | None = None,
        threads: int = 0,
    ) -> F:
        """Purchases drawn at random: key, time ahead and, with amounts, amount.

        Parameters
        ----------
        base : CustomerBase, optional
            Whose future to draw.
        horizon : duration
            How far ahead.
        seed : int
            Equal seeds give equal draws.
        customers : int, optional
            So many new customers instead, who come at time 0, with keys from 0 on.
        threads : int
            0 for all cores.

        Returns
        -------
        frame
            Of the kind of the base.

        Raises
        ------
        ProvenanceError
            For a base in another unit, currency or convention than the model's.
        ArgumentError
            Without a base for the future of a model that was not fitted here, and for new
            customers of a model with covariates.
        DataError
            For a value out of its range.
        """
        from ..simulation import simulate, simulate_future

        newcomers = customers is not None and base is None and self._base is None
        of = None if newcomers else self._asked(base)
        ahead = units_of(horizon, self.unit, "horizon")
        how: dict[str, Any] = {"seed": seed, "every_purchase": True, "threads": threads}
        if self.spend is not None and (of is None or of.has_amounts):
            how["spend"] = self.spend
        found: Any
        if of is None or customers is not None:
            if self._design is not None:
                reason = "are drawn without covariates; this model has some"
                refuse(_abi.HABITUE_BAD_ARGUMENT, "customers", reason)
            count = _scalars.whole(customers, "customers", 1, 2**31)
            found = simulate(self.purchases, np.full(count, ahead), **how)
        else:
            if "spend" in how:
                how |= self._past(of)
            how |= self._facts(of, "purchase", "attrition")
            if facts := self._facts(of, "spend"):
                how["spend_facts"] = facts["spend"]
            found = simulate_future(self.purchases, *of._histories.columns, horizon=ahead, **how)
        drawn = found.purchases
        who = drawn.customer.astype(np.int64)
        columns = {"time": drawn.time}
        if drawn.amount is not None:
            columns["amount"] = drawn.amount
        if of is None:
            return cast(F, Kind("dict").frame("customer", who, columns))
        name = of._keys.name
        keys = who if customers is not None else of._keys.native(of._histories.numbers[who])
        return cast(F, of._kind.frame(name, keys, columns))
