"""Retention: who stays, who leaves, why, and what that makes of the base.

A rate that is a share of nothing is NaN; what has not happened yet is no zero.

>>> from habitue import retention
>>> year = retention.movement_from_end(start=100, end=105, acquired=20)
>>> year.retention, year.churn_of_start
(0.85, 0.15)
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _retention, _scalars
from ._choices import ACTIVITIES, COHORT_MEANS, COHORT_UNITS, SURVIVAL_INTERVALS
from ._choices import Activity, CohortMean, CohortUnit, SurvivalInterval
from ._columns import Column, Day
from ._evidence import Floats
from ._library import Handle, array, call, choices, enumerator, initial, told
from ._records_of_value import Defection, Funnel, LeakyBucket, LogRank  # noqa: F401
from ._retention import *  # noqa: F403
from ._retention import Movement, movement
from .errors import refuse

__all__ = [
    "CohortTable",
    "Defection",
    "Funnel",
    "KaplanMeier",
    "LeakyBucket",
    "LogRank",
    "movement_from_end",
    "weighted_survival",
]
__all__ += _retention.__all__


def movement_from_end(start: int, end: int, acquired: int) -> Movement:
    """The rates of a period from its ends, where nobody was reactivated.

    Parameters
    ----------
    start, end, acquired : int
        Customers at its start and at its end, and those won.

    Returns
    -------
    Movement
        The movement of the base, and its rates.

    Raises
    ------
    DataError
        For customers won who contradict the others.

    Examples
    --------
    >>> from habitue import retention
    >>> retention.movement_from_end(100, 105, 20).lost
    15
    """
    counts = {"start": start, "end": end, "acquired": acquired}
    start, end, acquired = (_scalars.whole(n, name, 0, 2**64 - 1) for name, n in counts.items())
    if not max(0, end - start) <= acquired <= end:
        allowed = f"{max(0, end - start)} to {end} (the customers at the end)"
        reason = f"{acquired} contradicts the other counts; allowed: {allowed}"
        refuse(_abi.HABITUE_INCONSISTENT, "acquired", reason)
    return movement(start, acquired, 0, start - (end - acquired))


class CohortTable(Handle, struct=_abi.habitue_cohort_table):
    """Customers by the period of their first purchase (rows) and the age (columns).

    Made by `of_purchases` or `from_counts`; as long as it has cohorts. Tables pickle.

    Examples
    --------
    >>> from habitue.retention import CohortTable
    >>> table = CohortTable.from_counts([[100, 80, 70], [60, 50], [40]])
    >>> active, rates, partial = table.cells()
    >>> active[1].tolist(), rates[1].round(3).tolist()
    ([60, 50, 0], [1.0, 0.833, nan])
    >>> table.curve()["rate"].tolist()
    [1.0, 0.8125, 0.7]
    >>> table.merge(CohortTable.from_counts([[10, 8, 7], [6, 5], [4]]))
    >>> table.cells()[0][0].tolist(), table.first_period
    ([110, 88, 77], 0)
    >>> [column.tolist() for column in table.survivors()][2]
    [110, 88, 77, 66, 55, 44]
    """

    @classmethod
    def of_purchases(
        cls,
        customers: Column,
        days: Column,
        *,
        unit: CohortUnit = "month",
        first_day: Day,
        last_day: Day,
        activity: Activity = "in_period",
    ) -> CohortTable:
        """Draws the table from purchases.

        Parameters
        ----------
        customers : column of int or str
            Whose purchase each row is; leave out those of refunds.
        days : column of dates
            When it was.
        unit : {"day", "week", "month", "quarter", "year"}, default "month"
            The periods.
        first_day, last_day : date
            The days, both included, between which purchases were observed.
        activity : {"in_period", "in_period_or_later"}, default "in_period"
            Whether who buys later counts as active.

        Returns
        -------
        CohortTable
            A row for each period of the window.

        Raises
        ------
        DataError
            With the row, for a day outside of the window.
        ArgumentError
            For a word that is none of those named, columns of different lengths, a value of another
            type.

        Examples
        --------
        >>> from habitue.retention import CohortTable
        >>> days = ["2024-01-05", "2024-01-09", "2024-02-01"]
        >>> span = {"first_day": "2024-01-01", "last_day": "2024-02-29"}
        >>> CohortTable.of_purchases(["a", "b", "a"], days, **span).cells()[0].tolist()[0]
        [2, 1]
        """
        when = _columns.days(days, "days")
        keys = _columns.keys(customers, "customers")
        rows = _columns.rows(customers=keys, days=when)
        options = initial(
            _abi.habitue_cohort_options,
            unit=enumerator(COHORT_UNITS, unit, "unit"),
            until=_columns.day(last_day, "last_day"),
            activity=enumerator(ACTIVITIES, activity, "activity"),
            **{"from": _columns.day(first_day, "first_day")},
        )
        words = {"from": "first_day", "until": "last_day"}
        typed = _evidence.cells(keys)
        return cls._from_call("habitue_cohort_table_new", typed, when, rows, options, words=words)

    @classmethod
    def from_counts(cls, active: Column, *, partial_last: bool = False) -> CohortTable:
        """A table that was drawn elsewhere, from its counts.

        Parameters
        ----------
        active : rows of int
            ``active[c][a]`` customers of cohort ``c`` were active at age ``a``; at age 0 that
            is all its customers. Rows may get shorter by one each, or be filled up with
            anything (NaN, ``None``, 0): what has not happened is not read.
        partial_last : bool, default False
            Whether the last period was observed only in part.

        Returns
        -------
        CohortTable
            A row a cohort, the first of period 0.

        Raises
        ------
        DataError
            With the row, for a count below 0 or above the cohort's customers.
        ArgumentError
            For a row of another length, a value of another type.
        """
        lines = _scalars.sequence(getattr(active, "to_numpy", lambda: active)(), "active")
        cohorts = len(lines)
        counts = np.zeros((cohorts, cohorts), np.uint64)
        for cohort, line in enumerate(lines):
            ages, row = cohorts - cohort, _scalars.sequence(line, "active")
            if len(row) not in (ages, cohorts):
                reason = f"has {len(row)} entries; allowed: {ages} or {cohorts}"
                refuse(_abi.HABITUE_BAD_LENGTH, "active", reason, cohort)
            name = f"active, cohort {cohort}"
            happened = _columns.integers(row[:ages], name)
            _columns._first(name, happened < 0, happened, "is out of range; allowed: >= 0")
            counts[cohort, :ages] = happened
        partial = _scalars.flag(partial_last, "partial_last")
        return cls._from_call("habitue_cohort_table_of_counts", counts, cohorts, 0, 0, partial)

    def __len__(self) -> int:
        return int(self._info().cohorts)

    @property
    def first_period(self) -> int:
        """The calendar period of the first cohort, counted from that of 1970-01-01."""
        return int(self._info().first_period)

    def _info(self) -> Any:
        return told("habitue_cohort_table_inspect", _abi.habitue_cohort_info, self)

    def _fill(self, **columns: Any) -> None:
        info = self._info()
        sizes = {"cohorts": info.cohorts, "survivor_rows": info.survivor_rows}
        wanted = initial(_abi.habitue_cohort_columns, **sizes, **columns)
        call("habitue_cohort_table_read", self, wanted)

    def cells(self) -> tuple[NDArray[np.uint64], Floats, NDArray[np.bool_]]:
        """The cells of the table: a row a cohort, a column an age.

        Returns
        -------
        active : array of uint64
            Active customers.
        rates : array of float64
            Their share of the cohort; NaN where there is none.
        partial : array of bool
            Whether the period was observed only in part.
        """
        shape = (len(self), len(self))
        active, rates = np.empty(shape, np.uint64), np.empty(shape)
        partial = np.empty(shape, np.uint8)
        self._fill(active=active, rates=rates, partial=partial)
        return active, rates, partial.view(np.bool_)

    def curve(self, mean: CohortMean = "pooled") -> dict[str, NDArray[Any]]:
        """The retention at each age over all cohorts.

        Parameters
        ----------
        mean : {"pooled", "simple"}, default "pooled"
            All customers together, or the mean of the rates of cohorts.

        Returns
        -------
        dict from str to array
            A cell an age: "rate", "customers", "active", "cohorts", "empty" (cohorts without a
            customer) and "partial" (left out, because the period was observed only in part).

        Raises
        ------
        ArgumentError
            For a mean that there is not.
        """
        curve = array(_abi.habitue_cohort_rate, len(self))
        self._fill(curve=curve, mean=enumerator(COHORT_MEANS, mean, "mean"))
        return _columns.records(curve)

    def survivors(self) -> tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.uint64]]:
        """The survivors of each cohort, to which `habitue.contract` models are fitted.

        For customers under contract, who are active in every period for as long as they
        stay. Ages observed only in part and cohorts without a customer are left out.

        Returns
        -------
        cohort : array of int64
            The cohort, from 0.
        period : array of uint32
            The period, from 0.
        survivors : array of uint64
            Customers who were left then.

        Examples
        --------
        >>> from habitue.contract import Sbg
        >>> from habitue.retention import CohortTable
        >>> table = CohortTable.from_counts([[100, 80, 70], [60, 50], [40]])
        >>> Sbg.fit(*table.survivors()).survival([0], t=2).round(2)
        array([0.71])
        """
        rows = self._info().survivor_rows
        columns = (np.empty(rows, np.int64), np.empty(rows, np.uint32), np.empty(rows, np.uint64))
        self._fill(cohort=columns[0], period=columns[1], survivors=columns[2])
        return columns

    def merge(self, other: CohortTable) -> None:
        """Adds a table of other customers over the same window.

        Parameters
        ----------
        other : CohortTable
            Their table.

        Raises
        ------
        ArgumentError
            For a table of another window, for what is none.
        """
        call("habitue_cohort_table_merge", self, _scalars.instance(other, CohortTable, "other"))

    def __reduce__(self) -> tuple[Any, ...]:
        info = self._info()
        partial = int(info.partial_first), int(info.partial_last)
        return _kept_table, (self.cells()[0], int(info.first_period), *partial)


def _kept_table(
    active: NDArray[np.uint64], first_period: int, partial_first: int, partial_last: int
) -> CohortTable:
    """The table that was pickled."""
    counts, cohorts = np.ascontiguousarray(active, np.uint64), len(active)
    of_periods = first_period, partial_first, partial_last
    return CohortTable._from_call("habitue_cohort_table_of_counts", counts, cohorts, *of_periods)


class KaplanMeier:
    """The survival curve of customers, some of whom are still there.

    Parameters
    ----------
    times : column of float
        How long each customer was observed.
    lost : column of bool
        Whether they were then lost.

    Attributes
    ----------
    last_time : float
        The longest time that anybody was observed.

    Raises
    ------
    DataError
        With the row, for a time below 0 or that is missing; without a row.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue.retention import KaplanMeier
    >>> curve = KaplanMeier([1.0, 2.0, 3.0, 4.0], [True, False, True, False])
    >>> curve.survival([1.0, 3.0])[0].tolist(), curve.quantile(0.5)
    ([0.75, 0.375], 3.0)
    >>> curve.steps()["at_risk"].tolist(), curve.restricted_mean(4.0)[0]
    ([4, 2], 2.875)
    >>> KaplanMeier.new([1.0, 2.0], [False, True]).last_time
    2.0
    """

    def __init__(self, times: Column, lost: Column) -> None:
        self._columns = _columns.floats(times, "times"), _columns.flags(lost, "lost")
        self._rows = _columns.rows(times=self._columns[0], lost=self._columns[1])
        self.last_time = float(self._ask().last_time)

    @classmethod
    def new(cls, times: Column, lost: Column) -> KaplanMeier:
        """The curve of these customers; as the class itself makes it.

        Parameters
        ----------
        times : column of float
            How long each customer was observed.
        lost : column of bool
            Whether they were then lost.

        Returns
        -------
        KaplanMeier
            Their curve.

        Raises
        ------
        DataError
            With the row, for a time below 0 or that is missing; without a row.
        ArgumentError
            For columns of different lengths, a value of another type.
        """
        return cls(times, lost)

    def _ask(self, **wanted: Any) -> Any:
        asked = initial(_abi.habitue_survival, **wanted)
        words = {"shares": "p"}
        call("habitue_survival_curve", *self._columns, self._rows, asked, words=words)
        return asked

    def steps(self) -> dict[str, NDArray[Any]]:
        """The curve at each time of a loss.

        Returns
        -------
        dict from str to array
            "time", "at_risk", "lost", "survival", and "std_error" by Greenwood's formula.
        """
        steps = array(_abi.habitue_survival_step, self._rows)
        asked = self._ask(steps=steps, step_capacity=self._rows)
        found = _columns.records(steps)
        return {name: column[: asked.step_count] for name, column in found.items()}

    def survival(
        self, times: Column, *, interval: SurvivalInterval = "log", confidence: float = 0.95
    ) -> tuple[Floats, Floats, Floats]:
        """The probability of staying beyond some times, and the ends of its interval.

        Parameters
        ----------
        times : column of float
            The times, >= 0.
        interval : {"log", "log-log", "plain"}, default "log"
            On which scale the interval is symmetric.
        confidence : float, default 0.95
            That of the interval, 0 < confidence < 1.

        Returns
        -------
        survival : array of float64
            The probability; NaN beyond the data.
        low : array of float64
            The lower ends.
        high : array of float64
            The upper ends.

        Raises
        ------
        DataError
            For a time or a confidence out of its range.
        ArgumentError
            For an interval that there is not, a value of another type.
        """
        at = _columns.floats(times, "times")
        survival, low, high = np.empty(len(at)), np.empty(len(at)), np.empty(len(at))
        self._ask(
            interval=enumerator(SURVIVAL_INTERVALS, interval, "interval"),
            confidence=_scalars.real(confidence, "confidence"),
            time_count=len(at),
            times=at,
            survival=survival,
            low=low,
            high=high,
        )
        return survival, low, high

    def quantile(self, p: float = 0.5) -> float:
        """The time by which a share of the customers is lost.

        Parameters
        ----------
        p : float, default 0.5
            The share, above 0 up to 1.

        Returns
        -------
        float
            The time; NaN where the share is not reached.

        Raises
        ------
        DataError
            For a share out of its range.
        """
        share, time = np.array([_scalars.real(p, "p")]), np.empty(1)
        self._ask(share_count=1, shares=share, quantiles=time)
        return float(time[0])

    def restricted_mean(self, horizon: float) -> tuple[float, float]:
        """The mean time as a customer up to a horizon.

        Parameters
        ----------
        horizon : float
            The horizon, above 0 up to `last_time`.

        Returns
        -------
        mean : float
            The area under the curve up to there.
        standard_error : float
            Its standard error.

        Raises
        ------
        DataError
            For a horizon out of its range.
        """
        found = self._ask(horizon=_scalars.known(horizon, "horizon"))
        return found.restricted_mean, found.restricted_mean_error


_SURVIVAL_ERRORS = choices("SURVIVAL_ERROR", Literal["robust", "greenwood"])


def weighted_survival(
    times: Column,
    lost: Column,
    *,
    entry: Column | None = None,
    weights: Column | None = None,
    error: Literal["robust", "greenwood"] = "robust",
    interval: SurvivalInterval = "log",
    confidence: float = 0.95,
) -> dict[str, Floats]:
    """The survival curve with weights and left truncation (Kaplan-Meier with delayed entry).

    As ``survfit(Surv(entry, time, lost) ~ 1, weights = weight)`` of R's survival package.

    Parameters
    ----------
    times : column of float
        When each customer was last seen, counted from when they came.
    lost : column of bool
        Whether they were then lost.
    entry : column of float, optional
        When each was first seen, below ``times``; 0 for those seen from the beginning.
    weights : column of float, optional
        How many others each stands for.
    error : {"robust", "greenwood"}, default "robust"
        "robust" for weights of a sample; "greenwood" where a weight of 3 is three customers.
    interval : {"log", "log-log", "plain"}, default "log"
        On which scale the interval is symmetric.
    confidence : float, default 0.95
        That of the interval, 0 < confidence < 1.

    Returns
    -------
    dict of columns
        "time" of each loss, ascending, "at_risk" (weight), "survival", "std_error", "low", "high";
        the last three NaN once nobody is left.

    Raises
    ------
    DataError
        For a value that cannot be, with row and column.

    Examples
    --------
    >>> from habitue.retention import weighted_survival
    >>> curve = weighted_survival([8, 8, 10, 3], [1, 0, 1, 1], entry=[6, 0, 0, 2])
    >>> curve["time"].tolist(), curve["survival"].round(3).tolist()
    ([3.0, 8.0, 10.0], [0.667, 0.444, 0.0])
    """
    time, flags = _columns.floats(times, "times"), _columns.flags(lost, "lost")
    weigh = _columns.optional(weights, "weights")
    columns: dict[str, NDArray[Any] | None] = {"time": time, "lost": flags, "weight": weigh}
    columns["entry"] = _columns.optional(entry, "entry")
    _columns.rows(**columns)
    found = _evidence.calculate(
        "WEIGHTED_SURVIVAL",
        columns,
        error=enumerator(_SURVIVAL_ERRORS, error, "error"),
        interval=enumerator(SURVIVAL_INTERVALS, interval, "interval"),
        confidence=_scalars.real(confidence, "confidence"),
    )
    counted = flags.astype(bool)
    if weigh is not None:
        counted &= weigh > 0
    places = np.flatnonzero(counted)
    steps, first = np.unique(time[places], return_index=True)
    return {"time": steps, **{name: found.column(name)[places[first]] for name in found}}
