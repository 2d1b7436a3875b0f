"""What customers did: transactions in, frequency, recency, age and spend out.

A `Summary` takes transactions in any order and adds up with other summaries; a
`Table` is what models need of it for one window::

    from habitue.summary import Summary

    summary = Summary("USD")
    summary.push(log["customer"], log["date"], log["amount"])
    table = summary.table("1997-09-30", holdout_end="1998-06-30", unit="week")
    table.x, table.t_x, table.t            # numpy arrays
    table.mean_repeat_spend                # in dollars

Amounts are units of the currency, whatever holds them: 35 is 35 dollars as an integer, as a
float, as a decimal and as text. Integers, decimals and text such as ``"19.99"`` are exact;
floats need a named rounding. Whole minor units (cents) come with ``amount_unit="minor"``.
"""

from __future__ import annotations

import ctypes
import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _money, _scalars
from ._library import (
    Handle,
    Job,
    call,
    enumerator,
    enumerators,
    failure,
    initial,
    status_name,
    text_of,
    told,
)
from .errors import HabitueError, refuse


UNITS = enumerators("UNIT", "hour", "day", "week", "month", "quarter", "year")
"""Units of time: a month is 365.25/12 days, or a calendar month where floored."""

CONVENTIONS = enumerators("CONVENTION", "btyd", "lifetimes", "hourly")
"""How to count: distinct days in fractional units (BTYD, BTYDplus, CLVTools),
calendar periods (lifetimes, pymc-marketing), or distinct hours."""

REFUNDS = enumerators("REFUNDS", "refuse", "net", "keep")
"""What a negative amount means."""

ROUNDINGS = {None: _abi.HABITUE_ROUNDING_NONE} | enumerators(
    "ROUNDING", "half even", "half away from zero", "half towards zero", "away from zero",
    "towards zero", "floor", "ceiling",
)  # fmt: skip
"""What becomes of an amount with more decimals than its currency."""

_COSTS = {None: _abi.HABITUE_COSTS_NONE} | enumerators("COSTS", "refuse", "free")
_BAD_ROWS = enumerators("BAD_ROWS", "fail", "reject")


def _day(day: Any, argument: str) -> int:
    """A date, ISO text or number as days since 1970-01-01."""
    if day is None:
        return _abi.HABITUE_NO_DAY
    return _columns.day(day, argument)


@dataclass(frozen=True)
class Rejections:
    """Rows that were refused while reading: how many, why, and the first in full."""

    rows: int
    """Rows read, the refused ones included."""
    rejected: int
    """Rows refused."""
    by_kind: dict[str, int]
    """Rows refused for each reason."""
    examples: list[HabitueError]
    """The first of them, each with line (``row``, from 1), column and reason."""


@dataclass(frozen=True)
class Audit:
    """What became of every transaction; nothing is lost without a count."""

    rows: int
    rejected_rows: int
    refund_rows: int
    customers: int
    occasions: int
    merged_rows: int
    dropped_occasions: int
    dropped_rows: int
    dropped_spend: int
    outside_rows: int
    outside_spend: int
    uncalibrated_customers: int
    uncalibrated_rows: int
    uncalibrated_spend: int
    assumed_rows: int
    dropped_margin: int
    outside_margin: int
    uncalibrated_margin: int


@dataclass(frozen=True)
class Cells:
    """The distinct (x, t_x, T), each with its number of customers: all that a fit needs."""

    x: NDArray[np.uint32]
    t_x: NDArray[np.float64]
    t: NDArray[np.float64]
    count: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True)
class Tracking:
    """Actual repeat purchases by period from the first purchase of all."""

    origin: datetime.date
    """The first day of the first period."""
    ends: NDArray[np.datetime64]
    """The last day of each period."""
    elapsed: NDArray[np.float64]
    """Time from the origin to the end of each period, in the unit."""
    incremental: NDArray[np.uint64]
    """Repeat purchases within each period."""

    @property
    def cumulative(self) -> NDArray[np.uint64]:
        """Repeat purchases up to the end of each period."""
        return np.cumsum(self.incremental, dtype=np.uint64)


Counts = NDArray[np.uint32]
Floats = NDArray[np.float64]
Minor = NDArray[np.int64]


def _column(field: str, dtype: Any, about: str) -> Any:
    """A column of a table, read when it is first looked at."""

    def read(self: Table) -> NDArray[Any]:
        out = _columns.output(len(self), dtype)
        self._fill(**{field: out})
        return out

    read.__doc__ = about
    return cached_property(read)


class Table(Handle, struct=_abi.habitue_table, free="habitue_table_free"):
    """Customers as columns, sorted by key; made by `Summary.table`. Spend and margins are those
    of the calibration where nothing is said; margins need a summary with costs."""

    def __len__(self) -> int:
        return int(self._info.customers)

    @cached_property
    def _info(self) -> Any:
        return told("habitue_table_inspect", _abi.habitue_table_info, self)

    def _fill(self, **columns: NDArray[Any]) -> None:
        places = _columns.places(**columns)
        wanted = initial(_abi.habitue_table_columns, rows=len(self), **places)
        call("habitue_table_read", self, wanted)

    @cached_property
    def keys(self) -> NDArray[Any]:
        """Who: int64, or an object array of text."""
        if self._info.keys == _abi.HABITUE_TYPE_TEXT:
            offsets, data = self.text_keys
            return _columns.Texts(data, offsets).strings()
        out = _columns.output(len(self), np.int64)
        self._fill(keys=out)
        return out

    @property
    def text_keys(self) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Text keys as Arrow's ``large_utf8``: offsets and bytes."""
        offsets = _columns.output(len(self) + 1, np.int64)
        data = _columns.output(self._info.key_bytes, np.uint8)
        self._fill(key_offsets=offsets, key_bytes=data)
        return offsets, data

    x: Counts = _column("frequency", "u4", "Frequency: repeat occasions in the calibration.")
    t_x: Floats = _column("recency", "f8", "Recency: from the first occasion to the last, or 0.")
    t: Floats = _column("age", "f8", "Age T: from the first occasion to the calibration's end.")
    log_intervals: Floats = _column(
        "log_intervals", "f8", "Of the CNBD-k models: the sum of the logarithms of the intervals "
        "between occasions of the calibration, where `Summary.table` was asked to keep them."
    )  # fmt: skip
    holdout_x: Counts = _column("holdout_frequency", "u4", "Occasions in the holdout.")
    first_spend: Minor = _column("first_spend", "i8", "The first occasion, minor units.")
    repeat_spend: Minor = _column("repeat_spend", "i8", "The repeat occasions, minor units.")
    total_spend: Minor = _column("total_spend", "i8", "All of the calibration, minor units.")
    holdout_spend: Minor = _column("holdout_spend", "i8", "The holdout, minor units.")
    mean_repeat_spend: Floats = _column(
        "mean_spend", "f8", "Mean of the repeat occasions in units of the currency; 0 without any."
    )
    first_margin: Minor = _column("first_margin", "i8", "What the first occasion left.")
    repeat_margin: Minor = _column("repeat_margin", "i8", "What the repeat occasions left.")
    profit: Minor = _column("total_margin", "i8", "What all of the calibration left, minor units.")
    holdout_margin: Minor = _column("holdout_margin", "i8", "What the holdout left, minor units.")
    margin_rate: Floats = _column(
        "margin_rate", "f8", "The share of the spend that was margin, or that of all customers."
    )
    mean_repeat_margin: Floats = _column(
        "mean_margin", "f8", "Mean margin of the repeat occasions in units of the currency."
    )

    @cached_property
    def audit(self) -> Audit:
        """What became of every transaction."""
        return Audit(**{name: getattr(self._info, name) for name in Audit.__dataclass_fields__})

    @cached_property
    def cells(self) -> Cells:
        """The distinct (x, t_x, T) with their numbers of customers."""
        needed = ctypes.c_size_t()
        columns = [_columns.output(len(self), dtype) for dtype in ("u4", "f8", "f8", "u8")]
        call("habitue_table_cells", self, *columns, len(self), needed)
        return Cells(*(column[: needed.value].copy() for column in columns))

    def columns(self) -> dict[str, NDArray[Any]]:
        """All columns by name, for a data frame."""
        names = ["x", "t_x", "t", "first_spend", "repeat_spend", "total_spend"]
        names += ["mean_repeat_spend", "holdout_x", "holdout_spend"]
        return {"customer": self.keys} | {name: getattr(self, name) for name in names}


class Summary(Handle, struct=_abi.habitue_summary, free="habitue_summary_free"):
    """What every customer did, as sums by customer and day: mergeable, in any order.

    ``currency`` is an ISO 4217 code, or None where only the deeds count. ``refunds``
    says what a negative amount means (`REFUNDS`), ``rounding`` what becomes of one
    with too many decimals (`ROUNDINGS`); ``hours`` keeps time by the hour; ``threads``
    (0 for all cores) changes the time, never the bits.

    ``costs`` keeps the margin of each transaction beside its amount: ``"refuse"`` (each needs
    a cost), ``"free"`` (without one it cost nothing), or the share of the amount that is margin
    where no cost is known, such as 0.3. None keeps no margins.
    """

    def __init__(
        self,
        currency: str | None = None,
        *,
        refunds: str = "refuse",
        rounding: str | None = None,
        hours: bool = False,
        threads: int = 1,
        costs: str | float | None = None,
    ) -> None:
        named = costs is None or isinstance(costs, str)
        policy = enumerator(_COSTS, costs, "costs") if named else _abi.HABITUE_COSTS_ASSUME
        rules = initial(
            _abi.habitue_rules,
            refunds=enumerator(REFUNDS, refunds, "refunds"),
            rounding=enumerator(ROUNDINGS, rounding, "rounding"),
            resolution=UNITS["hour" if _scalars.flag(hours, "hours") else "day"],
            threads=threads,
            costs=policy,
            assumed_margin=0.0 if named else _scalars.real(costs, "costs"),
        )
        if currency is not None:
            # A code of another length is no currency; the library says so.
            code = _scalars.encoded(_scalars.string(currency, "currency"), "currency")
            rules.currency = code[:4] or b"?"
        self._create("habitue_summary_new", rules)
        self.currency = currency

    def push(
        self,
        customers: Any,
        times: Any,
        amounts: Any = None,
        *,
        costs: Any = None,
        margins: Any = None,
        amount_unit: str = "major",
    ) -> None:
        """Takes in transactions as columns, in any order; all or nothing.

        ``customers`` are integers or text; ``times`` are dates, ISO text, days since 1970-01-01,
        or date-times without a zone; ``amounts`` are units of the currency: integers, decimal
        text (or `decimal.Decimal`), or floats (the summary must name a rounding). With
        ``amount_unit="minor"`` they are whole minor units (cents). ``costs`` or ``margins`` come
        likewise, where the summary keeps them; None, NaN and empty text are not known.
        """
        money = _money.Unit(self.currency, amount_unit)
        given = _transactions(customers, times, amounts, costs, margins, money)
        if given.rows:
            call("habitue_summary_push", self, given)

    def read_csv(
        self,
        source: str | PathLike[str] | bytes,
        *,
        customer: str,
        date: str,
        amount: str | None = None,
        cost: str | None = None,
        margin: str | None = None,
        integer_keys: bool = False,
        date_format: str | None = None,
        delimiter: str = ",",
        decimal_mark: str = ".",
        bad_rows: str = "fail",
        keep: int = 10,
        progress: Callable[[int, int], object] | None = None,
    ) -> Rejections:
        """Takes in a CSV file (a path), or CSV text (bytes), with a header.

        With ``bad_rows="reject"`` rows that cannot be read are left out and counted,
        and the first ``keep`` are kept in full; otherwise the first is an error. ``cost`` or
        ``margin`` names a column of costs or margins, for a summary that keeps them.
        """
        if cost is not None and margin is not None:
            refuse(_abi.HABITUE_BAD_ARGUMENT, "margin", "stands beside cost; one or the other")
        data = _scalars.contents(source, "source")
        integer = _scalars.flag(integer_keys, "integer_keys")
        named = {"customer": customer, "date": date, "amount": amount, "date_format": date_format}
        named["cost"] = cost if margin is None else margin
        policy = enumerator(_BAD_ROWS, bad_rows, "bad_rows")
        layout = initial(
            _abi.habitue_csv_format,
            keys=_abi.HABITUE_TYPE_I64 if integer else _abi.HABITUE_TYPE_TEXT,
            delimiter=_scalars.character(delimiter, "delimiter"),
            decimal_mark=_scalars.character(decimal_mark, "decimal_mark"),
            bad_rows=policy,
            costing=_abi.HABITUE_COSTING_COST if margin is None else _abi.HABITUE_COSTING_MARGIN,
            **{
                field: text_of(name, field)
                for field, name in named.items()
                if name is not None or field in ("customer", "date")
            },
        )
        room = _scalars.whole(keep, "keep", 0, 2**32 - 1)
        rejecting = policy == _abi.HABITUE_BAD_ROWS_REJECT
        examples, reasons = _room(room if rejecting else 0), (_abi.habitue_status_count * 33)()
        refused = initial(
            _abi.habitue_rejections,
            examples=examples,
            example_capacity=len(examples),
            by_status=reasons,
            status_capacity=len(reasons),
        )
        csv = _abi.habitue_text(data, len(data))
        call("habitue_summary_read_csv", self, csv, layout, Job(1, progress), refused)
        by_kind = {status_name(r.status): r.rows for r in reasons[: refused.status_count]}
        first = [failure(example) for example in examples[: refused.example_count]]
        return Rejections(refused.rows, refused.rejected, by_kind, first)

    def merge(self, other: Summary) -> None:
        """Adds another summary of the same rules, which stays as it is."""
        call("habitue_summary_merge", self, _scalars.instance(other, Summary, "other"))

    def erase(self, customer: int | str) -> bool:
        """Forgets a customer; whether there was one."""
        return _erased("habitue_summary_erase", self, customer)

    @property
    def rows(self) -> int:
        """Transactions taken in."""
        return int(self._info().rows)

    @property
    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and last day on which anything happened."""
        info = self._info()
        if info.first_day == _abi.HABITUE_NO_DAY:
            return None
        return _date(info.first_day), _date(info.last_day)

    def _info(self) -> Any:
        return told("habitue_summary_inspect", _abi.habitue_summary_info, self)

    def table(
        self,
        calibration_end: Any = None,
        *,
        holdout_end: Any = None,
        start: Any = None,
        unit: str = "week",
        convention: str = "btyd",
        log_intervals: bool = False,
    ) -> Table:
        """The table of a window; days are dates, ISO text or numbers, all inclusive.

        The calibration ends with the last day of the summary where none is given, or with
        its last hour where it keeps hours, as lifetimes and BTYD do. ``log_intervals`` keeps
        what the CNBD-k models need, `Table.log_intervals`.
        """
        window = _window(calibration_end, holdout_end, start, unit, convention)
        window.log_intervals = _scalars.flag(log_intervals, "log_intervals")
        return Table._from_call("habitue_summary_table", self, window)

    def tracking(
        self,
        calibration_end: Any = None,
        *,
        holdout_end: Any = None,
        start: Any = None,
        unit: str = "week",
        convention: str = "btyd",
    ) -> Tracking:
        """Actual repeat purchases by period, for the same window."""
        window = _window(calibration_end, holdout_end, start, unit, convention)
        needed, origin = ctypes.c_size_t(), ctypes.c_int32()
        call("habitue_summary_tracking", self, window, None, 0, needed, origin)
        steps = (_abi.habitue_tracking_step * needed.value)()
        call("habitue_summary_tracking", self, window, steps, len(steps), needed, origin)
        found = _columns.records(steps)
        ends = found["end"].astype("datetime64[D]")
        return Tracking(_date(origin.value), ends, found["elapsed"], found["purchases"])


def _room(count: int) -> Any:
    """Places for so many errors in full."""
    try:
        return (_abi.habitue_error * count)()
    except (MemoryError, OverflowError, ValueError):
        refuse(_abi.HABITUE_OUT_OF_RANGE, "keep", f"{count} rows are more than memory holds")


def _erased(name: str, handle: Handle, customer: int | str) -> bool:
    """Whether there was a customer to be forgotten."""
    if not isinstance(customer, str):
        customer = _scalars.whole(customer, "customer", -(2**63), 2**63 - 1)
    keys, known = _columns.keys([customer], "customer"), _columns.output(1, np.uint8)
    call(name, handle, _evidence.cells(keys), 1, known)
    return bool(known[0])


def _transactions(
    customers: Any, times: Any, amounts: Any, costs: Any, margins: Any, money: _money.Unit
) -> Any:
    """The structure of the library over columns."""
    if costs is not None and margins is not None:
        refuse(_abi.HABITUE_BAD_ARGUMENT, "margins", "stand beside costs; one or the other")
    keys = _columns.keys(customers, "customers")
    days, seconds = _columns.times(times, "times")
    when = days if seconds is None else seconds
    paid = None if amounts is None else money.column(amounts, "amounts")
    name, given = ("costs", costs) if margins is None else ("margins", margins)
    stated, known = (None, None) if given is None else money.known_column(given, name)
    rows = _columns.rows(customers=keys, times=when, amounts=paid, **{name: stated})
    made = initial(
        _abi.habitue_transactions,
        rows=rows,
        customer=_evidence.cells(keys),
        time=_evidence.cells(when),
        costing=_abi.HABITUE_COSTING_COST if margins is None else _abi.HABITUE_COSTING_MARGIN,
        cost_known=None if known is None else known.ctypes.data,
    )
    for field, column in (("amount", paid), ("cost", stated)):
        if column is not None:
            setattr(made, field, _evidence.cells(column))
            if isinstance(column, np.ndarray) and column.dtype == np.int64:
                made.whole_amounts = money.whole
    made.held = (keys, when, paid, stated, known)  # what the pointers point at
    return made


def _date(day: int) -> datetime.date:
    return datetime.date(1970, 1, 1) + datetime.timedelta(days=day)


def _window(calibration_end: Any, holdout_end: Any, start: Any, unit: str, convention: str) -> Any:
    return initial(
        _abi.habitue_window,
        convention=enumerator(CONVENTIONS, convention, "convention"),
        unit=enumerator(UNITS, unit, "unit"),
        start=_day(start, "start"),
        calibration_end=_day(calibration_end, "calibration_end"),
        holdout_end=_day(holdout_end, "holdout_end"),
    )
