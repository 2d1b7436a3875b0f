"""A purchase arrives: the customer's new summary and score, at once.

The whole base is summarised, fitted, scored and tiered at night. During the day `Live`
takes each purchase in and says what its customer is then, and `Scorer` what that means.
The figures have the same bits as those of the whole scoring.

>>> from habitue.lifetime import BgNbd
>>> from habitue.live import Live, Scorer
>>> from habitue.summary import Summary
>>> summary = Summary("USD")
>>> summary.push([4711], ["2024-05-01"], [10])
>>> live = Live(summary, "2024-06-30", unit="week")
>>> scorer = Scorer(BgNbd(0.243, 4.414, 0.793, 2.426), t=39.0, horizon=52.0, rate=0.003, lowest=[9])
>>> scorer.rescore(live, 4711, "2024-06-30", 20).tier.tolist()
[1]
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _money, _scalars
from ._columns import Amount, Column, Day
from ._customers import columns_of
from ._customers import customers as _rows
from ._library import Handle, array, call, initial
from ._made import LiveMade, ScorerMade
from ._records_of_summaries import Customers, Scores
from .lifetime import PurchaseModel, SpendModel
from .summary import Convention, Summary, Unit, _day, _erased, _transactions, _window


class Live(Handle, LiveMade, struct=_abi.habitue_live):
    """Customers whose summaries are kept up to date purchase by purchase.

    Parameters
    ----------
    summary : Summary
        What was done so far; it stays as it is.
    calibration_end, holdout_end, start, unit, convention
        The window, as of `Summary.table`.

    Raises
    ------
    ArgumentError
        For a summary of another type, a word that is none of those allowed, a window that ends
        before it begins.
    DataError
        For a date that is none.

    Examples
    --------
    >>> from habitue.live import Live
    >>> from habitue.summary import Summary
    >>> summary = Summary("USD")
    >>> summary.push([4711], ["2024-05-01"], [10])
    >>> live = Live(summary, "2024-06-30", unit="week")
    >>> now = live.update([4711, 4712], ["2024-05-15", "2024-06-01"], [20, 5])
    >>> now.x, now.t_x, now.mean_repeat_spend
    (array([1, 0], dtype=uint32), array([2., 0.]), array([20.,  0.]))
    >>> live.purchase(4712, "2024-06-08", 7).repeat_spend
    array([700])
    >>> live.is_new([88, 89, 88])
    array([ True,  True, False])
    >>> live.forget(4712), live.forget(4712)
    (True, False)
    >>> live.move_to("2024-07-31")
    >>> live.purchase(4711, "2024-07-31", 30).t  # 13 weeks after the first of May
    array([13.])
    """

    def __init__(
        self,
        summary: Summary,
        calibration_end: Day | None = None,
        *,
        holdout_end: Day | None = None,
        start: Day | None = None,
        unit: Unit = "week",
        convention: Convention = "btyd",
    ) -> None:
        days = {"start": start, "calibration_end": calibration_end, "holdout_end": holdout_end}
        window = _window(unit=unit, convention=convention, **days)
        self._create("habitue_live_new", _scalars.instance(summary, Summary, "summary"), window)
        self.currency = summary.currency

    def _update(self, *, amount_unit: str, **columns: Column | None) -> Customers:
        money = _money.Unit(self.currency, amount_unit)
        given = _transactions(money, **columns)
        now = array(_abi.habitue_customer_now, given.rows)
        if given.rows:
            call("habitue_live_update", self, given, None, now)
        return _columns.recorded(Customers, now)

    def _purchase(self, **given: Any) -> Customers:
        return _columns.recorded(Customers, self._bought(None, **given))

    def _bought(
        self, scorer: Scorer | None, *, customer: int, day: Day, amount: Amount, amount_unit: str
    ) -> Any:
        minor = _money.Unit(self.currency, amount_unit).amount(amount, "amount")
        now = array(_abi.habitue_customer_now, 1)
        call("habitue_live_purchase", self, customer, _day(day, "day"), minor, scorer, now[0])
        return now

    def forget(self, customer: int | str) -> bool:
        """Forgets a customer; the rest is not touched.

        Parameters
        ----------
        customer : int or str
            The customer's key.

        Returns
        -------
        bool
            Whether there was one.

        Raises
        ------
        DataError
            For a number that is not whole.
        """
        return _erased("habitue_live_erase", self, customer)

    def is_new(self, numbers: Column) -> NDArray[np.bool_]:
        """Which transactions' numbers come for the first time.

        Parameters
        ----------
        numbers : column of int
            The number of each transaction, which is remembered.

        Returns
        -------
        array of bool
            Whether each was not seen before, here or earlier in the column.

        Raises
        ------
        DataError
            For text, and for numbers that are not whole.
        """
        column = _columns.integers(numbers, "numbers")
        out = _columns.output(len(column), np.uint8)
        call("habitue_live_is_new", self, column, len(column), out)
        return out.astype(np.bool_)

    def move_to(self, calibration_end: Day) -> None:
        """Calibrates until another day from now on, without a start and a holdout.

        Parameters
        ----------
        calibration_end : date, ISO text or int
            The last day that counts.

        Raises
        ------
        DataError
            For a date that is none.
        """
        call("habitue_live_move_to", self, _day(calibration_end, "calibration_end"))


class Scorer(Handle, ScorerMade, struct=_abi.habitue_scorer):
    """A model, its valuation and the tiers of the last whole scoring, held ready.

    For one thread at a time.

    Parameters
    ----------
    model : PurchaseModel
        Who is still a customer, and how often they will buy.
    t : float
        The time after T in which purchases are expected, in the unit of the model.
    horizon, rate, margin : float
        The valuation, as of `PurchaseModel.lifetime_value`.
    spend : SpendModel, optional
        What a purchase is worth; the mean of the past ones without it.
    lowest : column
        The smallest value of each tier but the last, from the top.

    Raises
    ------
    ArgumentError
        For a model of another family.
    DataError
        For a number out of its range, and bounds that do not descend.

    Examples
    --------
    >>> from habitue.lifetime import BgNbd
    >>> from habitue.live import Live, Scorer
    >>> from habitue.summary import Summary
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> scorer = Scorer(model, t=39.0, horizon=52.0, rate=0.003, lowest=[20.0])
    >>> scored = scorer.score([2, 0], [30.43, 0.0], [38.86, 38.86], [20.0, 0.0])
    >>> scored.expected_purchases.round(3), scored.tier
    (array([1.226, 0.195]), array([1, 2], dtype=int32))
    >>> summary = Summary("USD")
    >>> summary.push([4711], ["2024-05-01"], [10])
    >>> now = scorer.rescore(Live(summary, "2024-06-30"), 4711, "2024-06-30", 20)
    >>> now.tier
    array([1], dtype=int32)
    """

    def __init__(
        self,
        model: PurchaseModel,
        *,
        t: float,
        horizon: float = float("inf"),
        rate: float,
        margin: float = 1.0,
        spend: SpendModel | None = None,
        lowest: Column = (),
    ) -> None:
        bounds = _columns.floats(lowest, "lowest")
        _scalars.instance(model, PurchaseModel, "model")
        if spend is not None:
            _scalars.instance(spend, SpendModel, "spend")
        worth = {"horizon": horizon, "rate": rate, "margin": margin}
        options = initial(
            _abi.habitue_scorer_options,
            to=_scalars.real(t, "t"),
            tiers=len(bounds),
            lowest=bounds,
            **worth,
        )
        self._create("habitue_scorer_new", model, spend, options, words={"to": "t"})

    def score(self, frequency: Column, recency: Column, age: Column, mean_spend: Column) -> Scores:
        """The score of each customer.

        Parameters
        ----------
        frequency, recency, age : column
            Histories, one row a customer, as of `PurchaseModel.p_alive`.
        mean_spend : column of float
            The mean amount of the repeat purchases; 0 where there is none.

        Returns
        -------
        Scores
            P(alive), expected purchases, value and tier of each.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        """
        read = columns_of(frequency=frequency, recency=recency, age=age, mean_spend=mean_spend)
        rows = _rows(read)
        found = array(_abi.habitue_customer_now, rows.rows)
        call("habitue_scorer_score", self, rows, found, rows.rows)
        return _columns.recorded(Scores, found)

    def _rescore(self, *, live: Live, **given: Any) -> Scores | None:
        _scalars.instance(live, Live, "live")
        found = live._bought(self, **given)
        return _columns.recorded(Scores, found) if found[0].calibrated else None
