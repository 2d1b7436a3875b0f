"""Retention: who stays, who leaves, why, and what that makes of the base.

A rate that is a share of nothing is NaN; what has not happened yet is no zero.

>>> from habitue import retention
>>> year = retention.movement_from_end(start=100, end=105, acquired=20)
>>> year.retention, year.churn_of_start
(0.85, 0.15)
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars
from ._library import Handle, call, enumerator, enumerators, initial, told
from .classification import Classification, class_names
from .errors import refuse

__all__ = [
    "CohortTable", "Defection", "Funnel", "KaplanMeier", "LeakyBucket", "LogRank", "Movement",
    "RepeatRates", "count_transitions", "defection_analysis", "funnel", "leaky_bucket",
    "log_rank", "movement", "movement_between", "movement_from_end", "repeat_rates",
    "retention_projection", "revenue_retention",
]  # fmt: skip

_UNITS = enumerators("UNIT", "day", "week", "month", "quarter", "year")
_ACTIVITIES = enumerators("ACTIVITY", "in_period", "in_period_or_later")
_MEANS = enumerators("COHORT_MEAN", "pooled", "simple")
_INTERVALS = enumerators("SURVIVAL_INTERVAL", "log", "log-log", "plain")


@dataclass(frozen=True)
class Movement:
    """How the customers of a period moved, and the rates that follow."""

    start: int
    acquired: int
    reactivated: int
    lost: int
    end: int
    retention: float
    """(start - lost) / start."""
    churn_of_start: float
    """lost / start."""
    churn_of_average: float
    """lost / mean of start and end."""
    churn_of_exposed: float
    """lost / (start + acquired)."""
    churn_net_of_reactivation: float
    """(lost - reactivated) / start."""
    growth: float
    """(end - start) / start."""


def movement(start: int, acquired: int, reactivated: int, lost: int) -> Movement:
    """The rates of a period from what moved."""
    counts = {"start": start, "acquired": acquired, "reactivated": reactivated, "lost": lost}
    whole = {name: _scalars.whole(n, name, 0, 2**64 - 1) for name, n in counts.items()}
    columns = {name: np.array([n], np.uint64) for name, n in whole.items()}
    found = _evidence.calculate("MOVEMENT", columns)
    return _movement(whole | {name: float(column[0]) for name, column in found.items()})


def movement_from_end(start: int, end: int, acquired: int) -> Movement:
    """The rates of a period from its ends, where nobody was reactivated."""
    counts = {"start": start, "end": end, "acquired": acquired}
    start, end, acquired = (_scalars.whole(n, name, 0, 2**64 - 1) for name, n in counts.items())
    if not max(0, end - start) <= acquired <= end:
        allowed = f"{max(0, end - start)} to {end} (the customers at the end)"
        reason = f"{acquired} contradicts the other counts; allowed: {allowed}"
        refuse(_abi.HABITUE_INCONSISTENT, "acquired", reason)
    return movement(start, acquired, 0, start - (end - acquired))


def movement_between(before: Any, now: Any, ever_before: Any) -> Movement:
    """The rates of a period from flags of each customer: active before, now, ever before."""
    given = {"before": before, "now": now, "ever_before": ever_before}
    columns = {name: _columns.flags(column, name) for name, column in given.items()}
    _columns.rows(**columns)
    return _movement(_evidence.calculate("MOVEMENT_BETWEEN", columns))


def _movement(found: dict[str, Any]) -> Movement:
    counts = ("start", "acquired", "reactivated", "lost", "end")
    return Movement(**{n: int(v) if n in counts else v for n, v in found.items()})


def revenue_retention(
    start: float, churned: float, contraction: float, expansion: float
) -> tuple[float, float]:
    """Gross and net revenue retention of the customers at the start."""
    columns = _evidence.one(
        start=start, churned=churned, contraction=contraction, expansion=expansion
    )
    found = _evidence.calculate("REVENUE_RETENTION", columns)
    return float(found["gross"][0]), float(found["net"][0])


@dataclass(frozen=True)
class RepeatRates:
    """Repeat purchase by its two definitions."""

    customers: int
    repeat_customers: int
    orders: int
    repeat_orders: int
    repeat_customer_rate: float
    """Customers with two or more purchases / customers."""
    repeat_order_rate: float
    """Repeat orders / orders."""


def repeat_rates(purchases: Any) -> RepeatRates:
    """Both repeat rates, from the purchases of each customer in the period."""
    column = _columns.counts(purchases, "purchases")
    found = _evidence.calculate("REPEAT_RATES", {"purchases": column})
    counts = ("customers", "repeat_customers", "orders", "repeat_orders")
    return RepeatRates(**{n: int(v) if n in counts else v for n, v in found.items()})


_MOST_CLASSES = 10_000
"""More classes than any scheme has; a table of their transitions still fits memory."""


def count_transitions(before: Any, after: Any, classes: int) -> NDArray[np.uint64]:
    """How many went from which class code (row) to which (column); 0 is unknown."""
    old, new = _columns.codes(before, "before"), _columns.codes(after, "after")
    rows = _columns.rows(before=old, after=new)
    side = _scalars.whole(classes, "classes", 0, _MOST_CLASSES) + 1
    counts = np.zeros((side, side), np.uint64)
    call("habitue_transitions_count", old, new, rows, classes, counts)
    return counts


@dataclass(frozen=True)
class Funnel:
    """Who moved from which class to which between two dates."""

    counts: NDArray[np.uint64]
    """How many went from which class code (row) to which (column); 0 is unknown."""
    rates: NDArray[np.float64]
    """The share of each class before (row, from class 1) that went to each after, among
    those whose later class is known; NaN where there is none."""
    conversions: NDArray[np.float64]
    """The share that went there or higher."""
    climbed: int
    """In a higher class later."""
    stayed: int
    """In the same class."""
    fell: int
    """In a lower class later."""
    n_missing: int
    """Unknown at either date."""


def funnel(before: Any, after: Any, classes: int | None = None) -> Funnel:
    """The funnel between two dates, from class codes or from two `Classification`.

    ``classes`` is how many classes there are; two classifications of one scheme know.

    >>> from habitue import loyalty, retention
    >>> january = loyalty.griffin_ladder([0, 1, 1, 4])
    >>> june = loyalty.griffin_ladder([1, 1, 3, 4])
    >>> moved = retention.funnel(january, june)
    >>> moved.climbed, moved.stayed, float(moved.rates[3, 4])
    (2, 2, 0.5)
    """
    if isinstance(before, Classification) and isinstance(after, Classification):
        if before.scheme != after.scheme:
            reason = f"is of scheme {after.scheme} and before of {before.scheme}: two schemes"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "after", reason)
        classes = len(class_names(before.scheme)) - 1
        before, after = before.codes, after.codes
    if classes is None:
        refuse(_abi.HABITUE_MISSING_VALUE, "classes", "is needed with class codes")
    counts = count_transitions(before, after, classes)
    rates, conversions = np.empty((classes, classes)), np.empty((classes, classes))
    moves = _abi.habitue_moves()
    call("habitue_transitions_rates", counts, classes, rates, conversions, moves)
    return Funnel(counts, rates, conversions, **_fields(moves))


def retention_projection(
    ceiling: float, t: float, retention: float, times: Any
) -> tuple[NDArray[np.float64], float]:
    """Retention at ``times`` on the curve through one point, and its speed."""
    at = _columns.floats(times, "times")
    settings = {"ceiling": ceiling, "observed_time": t, "observed_retention": retention}
    found = _evidence.calculate("RETENTION_PROJECTION", {"time": at}, **settings)
    return found["retention"], found["speed"]


@dataclass(frozen=True)
class LeakyBucket:
    """A base that loses a share in each period, by cause, and gains a number."""

    series: NDArray[np.float64]
    """The customers after 0, 1, 2, ... periods."""
    lost_by_cause: NDArray[np.float64]
    """How many leave for each cause in the first period."""
    causes: tuple[str, ...]
    """The names of the causes, where they were given."""
    churn: float
    """The share lost in a period, all causes together."""
    steady_state: float
    """The level that the base tends to; NaN where it loses nobody."""
    to_stand_still: float
    """How many must be acquired in a period to stand still."""


def leaky_bucket(customers: float, acquired: float, rates: Any, periods: int = 0) -> LeakyBucket:
    """Where a base of customers tends to, and what standing still costs.

    ``rates`` is the share of all customers that each cause takes in a period: a column, or
    a mapping from the names of the causes.
    """
    names: tuple[str, ...] = ()
    if isinstance(rates, Mapping):
        names, rates = tuple(rates), list(rates.values())
    causes = _columns.floats(rates, "rates")
    steps = _scalars.whole(periods, "periods", 0, 2**32 - 2) + 1
    series, lost = _columns.output(steps, name="periods"), np.empty(len(causes))
    places = _columns.places(rates=causes, lost_by_cause=lost, series=series)
    given = {"customers": customers, "acquired": acquired, "causes": len(causes), "periods": steps}
    found = initial(_abi.habitue_bucket, **given, **places)
    call("habitue_leaky_bucket", found)
    level, needed = found.steady_state, found.to_stand_still
    return LeakyBucket(series, lost, names, found.churn, level, needed)


@dataclass(frozen=True)
class Defection:
    """Defection of a period, by cause and all together."""

    lost: int
    rate: float
    lost_profit: float
    net_gain: float
    worthwhile_gain: float
    """The net gain of those programmes that earn more than they cost."""
    lost_profit_by_cause: NDArray[np.float64]
    net_gain_by_cause: NDArray[np.float64]
    break_even_by_cause: NDArray[np.float64]
    """The share that each programme must keep to pay for itself; NaN where impossible."""
    lost_by_group: NDArray[np.uint64]
    """How many left for the causes of each group, by its code; 0 is not known."""
    lost_profit_by_group: NDArray[np.float64]
    """The profit lost with them."""


def defection_analysis(
    customers: int,
    *,
    lost: Any,
    profit_per_customer: Any,
    preventable: Any = 0.0,
    programme_cost: Any = 0.0,
    groups: Any = 0,
) -> Defection:
    """What left with those who left, and what keeping them would have earned.

    ``groups`` are the groups of the causes (``HABITUE_CAUSE_GROUP_...``, 0 not known).
    ``preventable``, ``programme_cost`` and ``groups`` are columns, or one value for all.
    """
    left = _columns.counts(lost, "lost").astype(np.uint64)
    amounts = {
        "profit_per_customer": profit_per_customer,
        "preventable": preventable,
        "programme_cost": programme_cost,
    }
    columns = {
        name: _columns.floats([column] * len(left) if _columns.is_single(column) else column, name)
        for name, column in amounts.items()
    }
    many = [groups] * len(left) if _columns.is_single(groups) else groups
    of = _columns.codes(many, "groups")
    causes = _columns.rows(lost=left, **columns, groups=of)
    outputs = {name: np.empty(causes) for name in ("lost_profit", "net_gain", "break_even")}
    places = _columns.places(lost=left, groups=of, **columns, **outputs)
    found = initial(_abi.habitue_defection, customers=customers, causes=causes, **places)
    call("habitue_defection_analyse", found)
    return Defection(
        found.total_lost,
        found.rate,
        found.total_lost_profit,
        found.total_net_gain,
        found.worthwhile_gain,
        *outputs.values(),
        np.array(found.lost_by_group, np.uint64),
        np.array(found.profit_by_group),
    )


class CohortTable(
    Handle, struct=_abi.habitue_cohort_table, free="habitue_cohort_table_free"
):
    """Customers by the period of their first purchase (rows) and the age (columns)."""

    @classmethod
    def of_purchases(
        cls,
        customers: Any,
        days: Any,
        *,
        unit: str = "month",
        first_day: Any,
        last_day: Any,
        activity: str = "in_period",
    ) -> CohortTable:
        """Draws the table from purchases observed from ``first_day`` to ``last_day``.

        These are dates, ISO text or days since 1970-01-01, both included.
        ``customers`` are integers or text; ``unit`` is day, week, month, quarter or
        year; ``activity`` is ``"in_period"`` or ``"in_period_or_later"``. Every row is a
        purchase: leave out those of refunds.
        """
        when = _columns.days(days, "days")
        keys = _columns.keys(customers, "customers")
        rows = _columns.rows(customers=keys, days=when)
        options = initial(
            _abi.habitue_cohort_options,
            unit=enumerator(_UNITS, unit, "unit"),
            until=_columns.day(last_day, "last_day"),
            activity=enumerator(_ACTIVITIES, activity, "activity"),
            **{"from": _columns.day(first_day, "first_day")},
        )
        words = {"from": "first_day", "until": "last_day"}
        typed = _evidence.cells(keys)
        return cls._from_call("habitue_cohort_table_new", typed, when, rows, options, words=words)

    @classmethod
    def from_counts(cls, active: Any, *, partial_last: bool = False) -> CohortTable:
        """A table that was drawn elsewhere, from its counts.

        ``active[c][a]`` customers of cohort ``c`` were active at age ``a``; at age 0 that
        is all its customers. Rows may get shorter by one each, or be filled up with
        anything (NaN, ``None``, 0): what has not happened is not read. ``partial_last``
        says that the last period was observed only in part.
        """
        lines = _scalars.sequence(getattr(active, "to_numpy", lambda: active)(), "active")
        cohorts = len(lines)
        counts = np.zeros((cohorts, cohorts), np.uint64)
        for cohort, line in enumerate(lines):
            ages, row = cohorts - cohort, _scalars.sequence(line, "active")
            if len(row) not in (ages, cohorts):
                reason = f"has {len(row)} entries; allowed: {ages} or {cohorts}"
                refuse(_abi.HABITUE_BAD_LENGTH, "active", reason, cohort)
            happened = _columns.integers(row[:ages], f"active, cohort {cohort}")
            _columns._first(
                f"active, cohort {cohort}", happened < 0, happened, "is out of range; allowed: >= 0"
            )
            counts[cohort, :ages] = happened
        partial = _scalars.flag(partial_last, "partial_last")
        return cls._from_call("habitue_cohort_table_of_counts", counts, cohorts, partial)

    def __len__(self) -> int:
        return int(self._info().cohorts)

    @property
    def first_period(self) -> int:
        """The calendar period of the first cohort, counted from that of 1970-01-01."""
        return int(self._info().first_period)

    def _info(self) -> Any:
        return told("habitue_cohort_table_inspect", _abi.habitue_cohort_info, self)

    def _fill(self, mean: int = 0, **columns: NDArray[Any]) -> None:
        info = self._info()
        places: dict[str, Any] = _columns.places(**columns)
        if "curve" in places:
            kind = ctypes.POINTER(_abi.habitue_cohort_rate)
            places["curve"] = ctypes.cast(places["curve"], kind)
        wanted = initial(_abi.habitue_cohort_columns, mean=mean, **places)
        wanted.cohorts, wanted.survivor_rows = info.cohorts, info.survivor_rows
        call("habitue_cohort_table_read", self, wanted)

    def cells(self) -> tuple[NDArray[np.uint64], NDArray[np.float64], NDArray[np.bool_]]:
        """Active customers, rates (NaN where there is none) and partial periods."""
        shape = (len(self), len(self))
        active, rates = np.empty(shape, np.uint64), np.empty(shape)
        partial = np.empty(shape, np.uint8)
        self._fill(active=active, rates=rates, partial=partial)
        return active, rates, partial.view(np.bool_)

    def curve(self, mean: str = "pooled") -> dict[str, NDArray[Any]]:
        """The retention at each age, by a ``"pooled"`` or ``"simple"`` mean of cohorts.

        Columns: rate, customers, active, cohorts, empty (without a customer) and
        partial (left out, because the period was observed only in part).
        """
        curve = np.empty(len(self), np.dtype(_abi.habitue_cohort_rate))
        self._fill(enumerator(_MEANS, mean, "mean"), curve=curve)
        return {name: np.ascontiguousarray(curve[name]) for name in curve.dtype.names or ()}

    def survivors(self) -> tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.uint64]]:
        """Columns cohort, period, survivors, to which `habitue.contract` models are fitted.

        For customers under contract, who are active in every period for as long as they
        stay. Ages observed only in part and cohorts without a customer are left out.

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
        """Adds a table of other customers over the same window."""
        call("habitue_cohort_table_merge", self, _scalars.instance(other, CohortTable, "other"))


class KaplanMeier:
    """The survival curve of customers, some of whom are still there."""

    def __init__(self, times: Any, lost: Any) -> None:
        """From how long each customer was observed, and whether they were then lost."""
        self._columns = _columns.floats(times, "times"), _columns.flags(lost, "lost")
        self._rows = _columns.rows(times=self._columns[0], lost=self._columns[1])
        self.last_time = float(self._ask().last_time)
        """The longest time that anybody was observed."""

    @classmethod
    def new(cls, times: Any, lost: Any) -> KaplanMeier:
        """From how long each customer was observed, and whether they were then lost."""
        return cls(times, lost)

    def _ask(self, **wanted: Any) -> Any:
        asked = initial(_abi.habitue_survival, **wanted)
        words = {"confidence": "level", "shares": "p"}
        call("habitue_survival_curve", *self._columns, self._rows, asked, words=words)
        return asked

    def steps(self) -> dict[str, NDArray[Any]]:
        """Columns time, at_risk, lost, survival, std_error, at each time of a loss."""
        steps = (_abi.habitue_survival_step * self._rows)()
        asked = self._ask(steps=steps, step_capacity=self._rows)
        found = _columns.records(steps)
        return {name: column[: asked.step_count] for name, column in found.items()}

    def survival(
        self, times: Any, *, interval: str = "log", level: float = 0.95
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """The probability of staying beyond ``times``, and the ends of its interval.

        ``interval`` is ``"log"``, ``"log-log"`` or ``"plain"``; NaN beyond the data.
        """
        at = _columns.floats(times, "times")
        survival, low, high = np.empty(len(at)), np.empty(len(at)), np.empty(len(at))
        self._ask(
            interval=enumerator(_INTERVALS, interval, "interval"),
            confidence=_scalars.real(level, "level"),
            time_count=len(at),
            **_columns.places(times=at, survival=survival, low=low, high=high),
        )
        return survival, low, high

    def quantile(self, p: float = 0.5) -> float:
        """The time by which a share ``p`` is lost; NaN where it is not reached."""
        share, time = np.array([_scalars.real(p, "p")]), np.empty(1)
        self._ask(share_count=1, **_columns.places(shares=share, quantiles=time))
        return float(time[0])

    def restricted_mean(self, horizon: float) -> tuple[float, float]:
        """The mean time as a customer up to a horizon, and its standard error."""
        found = self._ask(horizon=_scalars.known(horizon, "horizon"))
        return found.restricted_mean, found.restricted_mean_error


@dataclass(frozen=True)
class LogRank:
    """The log-rank comparison of the survival of groups."""

    chi_square: float
    degrees_of_freedom: int
    p_value: float
    observed: NDArray[np.float64]
    """How many of each group were lost."""
    expected: NDArray[np.float64]
    """How many would have been lost if all groups stayed alike."""


def log_rank(times: Any, lost: Any, group: Any, groups: int | None = None) -> LogRank:
    """Whether groups (numbered from 0) of customers stay equally long."""
    at, gone = _columns.floats(times, "times"), _columns.flags(lost, "lost")
    of = _columns.counts(group, "group")
    rows = _columns.rows(times=at, lost=gone, group=of)
    number = int(of.max(initial=0)) + 1 if groups is None else groups
    observed = _columns.output(number, name="groups")
    expected = _columns.output(number, name="groups")
    places = _columns.places(observed=observed, expected=expected)
    found = initial(_abi.habitue_log_rank, groups=len(observed), **places)
    call("habitue_log_rank_test", at, gone, of, rows, found)
    return LogRank(found.chi_square, found.degrees_of_freedom, found.p_value, observed, expected)


def _fields(structure: ctypes.Structure) -> dict[str, Any]:
    names = [entry[0] for entry in structure._fields_]
    return {name: getattr(structure, name) for name in names}
