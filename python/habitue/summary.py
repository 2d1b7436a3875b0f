"""What customers did: transactions in, frequency, recency, age and spend out.

A `Summary` takes transactions in any order and adds up with other summaries; a
`Table` is what models need of it for one window::

    from habitue.summary import Summary

    summary = Summary("USD")
    summary.push(log["customer"], log["date"], log["cents"])
    table = summary.table("1997-09-30", holdout_end="1998-06-30", unit="week")
    table.x, table.t_x, table.t            # numpy arrays
    table.mean_repeat_spend                # in dollars

Amounts are exact: integers are minor units (cents), text such as ``"19.99"`` is
decimal. Floats need a named rounding.
"""

from __future__ import annotations

import ctypes
import datetime
import decimal
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns
from ._library import Handle, Progress, call, enumerator, initial, status_name, text
from .errors import HabitueError, exception

UNITS = {
    "hour": _abi.HABITUE_UNIT_HOUR,
    "day": _abi.HABITUE_UNIT_DAY,
    "week": _abi.HABITUE_UNIT_WEEK,
    "month": _abi.HABITUE_UNIT_MONTH,
    "quarter": _abi.HABITUE_UNIT_QUARTER,
    "year": _abi.HABITUE_UNIT_YEAR,
}
"""Units of time: a month is 365.25/12 days, or a calendar month where floored."""

CONVENTIONS = {
    "btyd": _abi.HABITUE_CONVENTION_BTYD,
    "lifetimes": _abi.HABITUE_CONVENTION_LIFETIMES,
    "hourly": _abi.HABITUE_CONVENTION_HOURLY,
}
"""How to count: distinct days in fractional units (BTYD, BTYDplus, CLVTools),
calendar periods (lifetimes, pymc-marketing), or distinct hours."""

REFUNDS = {
    "refuse": _abi.HABITUE_REFUNDS_REFUSE,
    "net": _abi.HABITUE_REFUNDS_NET,
    "keep": _abi.HABITUE_REFUNDS_KEEP,
}
"""What a negative amount means."""

_COSTS = {
    None: _abi.HABITUE_COSTS_NONE,
    "refuse": _abi.HABITUE_COSTS_REFUSE,
    "free": _abi.HABITUE_COSTS_FREE,
}

ROUNDINGS = {
    None: _abi.HABITUE_ROUNDING_NONE,
    "half even": _abi.HABITUE_ROUNDING_HALF_EVEN,
    "half away from zero": _abi.HABITUE_ROUNDING_HALF_AWAY_FROM_ZERO,
    "half towards zero": _abi.HABITUE_ROUNDING_HALF_TOWARDS_ZERO,
    "away from zero": _abi.HABITUE_ROUNDING_AWAY_FROM_ZERO,
    "towards zero": _abi.HABITUE_ROUNDING_TOWARDS_ZERO,
    "floor": _abi.HABITUE_ROUNDING_FLOOR,
    "ceiling": _abi.HABITUE_ROUNDING_CEILING,
}
"""What becomes of an amount with more decimals than its currency."""


def _day(day: Any, argument: str) -> int:
    """A date, ISO text or number as days since 1970-01-01."""
    if day is None:
        return _abi.HABITUE_NO_DAY
    if _has_time_of_day(day):
        code = _abi.HABITUE_BAD_ARGUMENT
        raise exception(
            f"{argument}: {day} has a time of day; a whole day is needed here",
            code=code,
            kind=status_name(code),
            column=argument,
        )
    return _columns.day(day, argument)


def _has_time_of_day(day: Any) -> bool:
    """Whether a date-time is more than its day; midnight is how many write a day."""
    if isinstance(day, np.datetime64):
        return bool(day.astype("datetime64[D]") != day)
    midnight = datetime.time(0)
    return isinstance(day, datetime.datetime) and (
        day.time() != midnight or bool(getattr(day, "nanosecond", 0))
    )


def _seconds(column: Any, name: str) -> NDArray[np.int64] | None:
    """Seconds since 1970-01-01 of a column of date-times; None for one of dates."""
    values = np.asarray(column)
    if values.dtype.kind == "O" and len(values) and isinstance(values[0], datetime.datetime):
        _columns.days(column, name)  # refuses what is missing, and time zones
        values = np.array([moment.replace(tzinfo=None) for moment in values], "datetime64[s]")
    if values.dtype.kind != "M" or np.datetime_data(values.dtype)[0] in ("D", "W", "M", "Y"):
        return None
    _columns.days(column, name)
    # Towards minus infinity: a moment before 1970 belongs to its own second.
    return np.ascontiguousarray(values.astype("datetime64[s]").view(np.int64))


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


class _Rejections(Handle, struct=_abi.habitue_rejections, free="habitue_rejections_free"):
    def report(self) -> Rejections:
        rows, rejected, kept = ctypes.c_uint64(), ctypes.c_uint64(), ctypes.c_size_t()
        call("habitue_rejections_counts", self, rows, rejected, kept)
        statuses, counts = _columns.output(33, np.int32), _columns.output(33, np.uint64)
        needed = ctypes.c_size_t()
        call("habitue_rejections_by_status", self, statuses, counts, 33, needed)
        found = zip(statuses[: needed.value].tolist(), counts[: needed.value].tolist())
        examples = []
        for index in range(kept.value):
            example = initial(_abi.habitue_error)
            call("habitue_rejections_example", self, index, example)
            examples.append(
                exception(
                    example.message.decode("utf-8", "replace"),
                    code=example.code,
                    kind=status_name(example.code),
                    row=None if example.row < 0 else example.row,
                    column=example.column.decode("utf-8", "replace") or None,
                )
            )
        by_kind = {status_name(status): count for status, count in found}
        return Rejections(rows.value, rejected.value, by_kind, examples)


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


class Table(Handle, struct=_abi.habitue_table, free="habitue_table_free"):
    """Customers as columns, sorted by key; made by `Summary.table`."""

    def __len__(self) -> int:
        return self._shape[0]

    @cached_property
    def _shape(self) -> tuple[int, bool, int]:
        customers, is_text, key_bytes = ctypes.c_size_t(), ctypes.c_uint8(), ctypes.c_size_t()
        call("habitue_table_shape", self, customers, is_text, key_bytes)
        return customers.value, bool(is_text.value), key_bytes.value

    def _history(self, place: int, dtype: Any) -> NDArray[Any]:
        out = _columns.output(len(self), dtype)
        columns = [None, None, None, None]
        columns[place] = out  # type: ignore[call-overload]
        call("habitue_table_history", self, *columns, len(self))
        return out

    def _spend(self, place: int) -> NDArray[np.int64]:
        out = _columns.output(len(self), np.int64)
        columns = [None, None, None, None]
        columns[place] = out  # type: ignore[call-overload]
        call("habitue_table_spend", self, *columns, len(self))
        return out

    def _margin(self, place: int) -> NDArray[np.int64]:
        out = _columns.output(len(self), np.int64)
        columns = [None, None, None, None]
        columns[place] = out  # type: ignore[call-overload]
        call("habitue_table_margin", self, *columns, len(self))
        return out

    @cached_property
    def keys(self) -> NDArray[Any]:
        """Who: int64, or an object array of text."""
        rows, is_text, key_bytes = self._shape
        if not is_text:
            out = _columns.output(rows, np.int64)
            call("habitue_table_keys", self, out, rows)
            return out
        offsets, data = self.text_keys
        whole = data.tobytes()
        found = [whole[a:b].decode("utf-8") for a, b in zip(offsets.tolist(), offsets[1:].tolist())]
        return np.array(found, object)

    @property
    def text_keys(self) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Text keys as Arrow's ``large_utf8``: offsets and bytes."""
        rows, _, key_bytes = self._shape
        offsets, data = _columns.output(rows + 1, np.int64), _columns.output(key_bytes, np.uint8)
        call("habitue_table_text_keys", self, offsets, rows, data, key_bytes)
        return offsets, data

    @cached_property
    def x(self) -> NDArray[np.uint32]:
        """Frequency: repeat occasions in the calibration."""
        return self._history(0, np.uint32)

    @cached_property
    def t_x(self) -> NDArray[np.float64]:
        """Recency: time from the first occasion to the last; 0 where x is 0."""
        return self._history(1, np.float64)

    @cached_property
    def t(self) -> NDArray[np.float64]:
        """Age T: time from the first occasion to the end of the calibration."""
        return self._history(2, np.float64)

    @cached_property
    def holdout_x(self) -> NDArray[np.uint32]:
        """Occasions in the holdout."""
        return self._history(3, np.uint32)

    @cached_property
    def first_spend(self) -> NDArray[np.int64]:
        """Amount of the first occasion, minor units."""
        return self._spend(0)

    @cached_property
    def repeat_spend(self) -> NDArray[np.int64]:
        """Sum over the repeat occasions of the calibration, minor units."""
        return self._spend(1)

    @cached_property
    def total_spend(self) -> NDArray[np.int64]:
        """Sum over all occasions of the calibration, minor units."""
        return self._spend(2)

    @cached_property
    def holdout_spend(self) -> NDArray[np.int64]:
        """Sum over the holdout, minor units."""
        return self._spend(3)

    @cached_property
    def mean_repeat_spend(self) -> NDArray[np.float64]:
        """Mean amount of the repeat occasions in units of the currency; 0 where x is 0."""
        out = _columns.output(len(self))
        call("habitue_table_mean_repeat_spend", self, out, len(self))
        return out

    @cached_property
    def first_margin(self) -> NDArray[np.int64]:
        """What the first occasion left, minor units; needs a summary with costs."""
        return self._margin(0)

    @cached_property
    def repeat_margin(self) -> NDArray[np.int64]:
        """What the repeat occasions of the calibration left, minor units."""
        return self._margin(1)

    @cached_property
    def profit(self) -> NDArray[np.int64]:
        """What all occasions of the calibration left together, minor units."""
        return self._margin(2)

    @cached_property
    def holdout_margin(self) -> NDArray[np.int64]:
        """What the holdout left, minor units."""
        return self._margin(3)

    @cached_property
    def margin_rate(self) -> NDArray[np.float64]:
        """The share of each customer's spend that was margin; that of all where one spent nothing."""
        out = _columns.output(len(self))
        call("habitue_table_margin_rate", self, out, None, len(self))
        return out

    @cached_property
    def mean_repeat_margin(self) -> NDArray[np.float64]:
        """Mean margin of the repeat occasions in units of the currency; 0 where x is 0."""
        out = _columns.output(len(self))
        call("habitue_table_margin_rate", self, None, out, len(self))
        return out

    @cached_property
    def audit(self) -> Audit:
        """What became of every transaction."""
        out = _abi.habitue_audit()
        call("habitue_table_audit", self, out)
        return Audit(**{name: getattr(out, name) for name in Audit.__dataclass_fields__})

    @cached_property
    def cells(self) -> Cells:
        """The distinct (x, t_x, T) with their numbers of customers."""
        rows, needed = len(self), ctypes.c_size_t()
        columns = [
            _columns.output(rows, dtype) for dtype in (np.uint32, np.float64, np.float64, np.uint64)
        ]
        call("habitue_table_cells", self, *columns, rows, needed)
        return Cells(*(column[: needed.value].copy() for column in columns))

    def columns(self) -> dict[str, NDArray[Any]]:
        """All columns by name, for a data frame."""
        names = ["keys", "x", "t_x", "t", "first_spend", "repeat_spend", "total_spend"]
        names += ["mean_repeat_spend", "holdout_x", "holdout_spend"]
        return {"customer" if name == "keys" else name: getattr(self, name) for name in names}


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
        assumed = costs if isinstance(costs, (int, float)) else None
        policy = _abi.HABITUE_COSTS_ASSUME
        if assumed is None:
            policy = enumerator(_COSTS, costs, "costs")
        rules = initial(
            _abi.habitue_rules,
            refunds=enumerator(REFUNDS, refunds, "refunds"),
            rounding=enumerator(ROUNDINGS, rounding, "rounding"),
            resolution=_abi.HABITUE_UNIT_HOUR if hours else _abi.HABITUE_UNIT_DAY,
            threads=threads,
            costs=policy,
            assumed_margin=0.0 if assumed is None else assumed,
        )
        if currency is not None:
            # A code of another length is no currency; the library says so.
            rules.currency = currency.encode("utf-8")[:4] or b"?"
        pointer = self.empty()
        call("habitue_summary_new", rules, pointer)
        self._own(pointer)
        self.currency = currency

    def push(
        self,
        customers: Any,
        times: Any,
        amounts: Any = None,
        *,
        costs: Any = None,
        margins: Any = None,
    ) -> None:
        """Takes in transactions as columns, in any order; all or nothing.

        ``customers`` are integers or text; ``times`` are dates, days since 1970-01-01,
        or date-times without a zone; ``amounts`` are integers (minor units), decimal
        text (or `decimal.Decimal`), or floats (units; the summary must name a rounding).
        ``costs`` or ``margins`` come likewise, where the summary keeps them; None, NaN and empty
        text are not known.
        """
        structure, _held = _transactions(customers, times, amounts, costs, margins)
        if structure.length:
            call("habitue_summary_push", self, structure)

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
            raise TypeError("cost and margin are one or the other")
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
        policies = {
            "fail": _abi.HABITUE_BAD_ROWS_FAIL,
            "reject": _abi.HABITUE_BAD_ROWS_REJECT,
        }
        made = initial(
            _abi.habitue_csv_format,
            keys=_abi.HABITUE_KEYS_INTEGER if integer_keys else _abi.HABITUE_KEYS_TEXT,
            delimiter=ord(delimiter),
            decimal_mark=ord(decimal_mark),
            bad_rows=enumerator(policies, bad_rows, "bad_rows"),
            keep=keep,
            costing=_abi.HABITUE_COSTING_COST if margin is None else _abi.HABITUE_COSTING_MARGIN,
        )
        held = []
        named = {"customer": customer, "date": date, "amount": amount, "date_format": date_format}
        named["cost"] = cost if margin is None else margin
        kinds: dict[str, Any] = {name: kind for name, kind, *_ in made._fields_}
        for field, name in named.items():
            if name is not None:
                encoded, length = text(name)
                buffer = ctypes.create_string_buffer(encoded)
                held.append(buffer)
                setattr(made, field, ctypes.cast(buffer, kinds[field]))
                setattr(made, f"{field}_length", length)
        pointer = _Rejections.empty()
        call(
            "habitue_summary_read_csv",
            self,
            data,
            len(data),
            made,
            Progress(progress),
            None,
            pointer,
        )
        return _Rejections.adopt(pointer).report()

    def merge(self, other: Summary) -> None:
        """Adds another summary of the same rules, which stays as it is."""
        call("habitue_summary_merge", self, other)

    def erase(self, customer: int | str) -> bool:
        """Forgets a customer; whether there was one."""
        known = ctypes.c_uint8()
        if isinstance(customer, str):
            call("habitue_summary_erase_text", self, *text(customer), known)
        else:
            call("habitue_summary_erase", self, int(customer), known)
        return bool(known.value)

    @property
    def rows(self) -> int:
        """Transactions taken in."""
        return self._span()[0]

    @property
    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and last day on which anything happened."""
        rows, first, last = self._span()
        if first == _abi.HABITUE_NO_DAY:
            return None
        return _date(first), _date(last)

    def _span(self) -> tuple[int, int, int]:
        rows, first, last = ctypes.c_uint64(), ctypes.c_int32(), ctypes.c_int32()
        call("habitue_summary_span", self, rows, first, last)
        return rows.value, first.value, last.value

    def table(
        self,
        calibration_end: Any = None,
        *,
        holdout_end: Any = None,
        start: Any = None,
        unit: str = "week",
        convention: str = "btyd",
    ) -> Table:
        """The table of a window; days are dates, ISO text or numbers, all inclusive.

        The calibration ends with the last day of the summary where none is given.
        """
        window = _window(calibration_end, holdout_end, start, unit, convention)
        pointer = Table.empty()
        call("habitue_summary_table", self, window, pointer)
        return Table.adopt(pointer)

    def log_intervals(
        self,
        calibration_end: Any = None,
        *,
        holdout_end: Any = None,
        start: Any = None,
        unit: str = "week",
        convention: str = "btyd",
    ) -> NDArray[np.float64]:
        """The sum of the logarithms of the intervals between each customer's occasions in
        the calibration, in the rows of `table`: what the CNBD-k models need."""
        window = _window(calibration_end, holdout_end, start, unit, convention)
        needed = ctypes.c_size_t()
        call("habitue_summary_log_intervals", self, window, None, 0, needed)
        column = _columns.output(needed.value)
        call("habitue_summary_log_intervals", self, window, column, len(column), needed)
        return column

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
        call("habitue_summary_tracking", self, window, None, None, None, 0, needed, origin)
        rows = needed.value
        ends, elapsed = _columns.output(rows, np.int32), _columns.output(rows)
        incremental = _columns.output(rows, np.uint64)
        call(
            "habitue_summary_tracking",
            self,
            window,
            ends,
            elapsed,
            incremental,
            rows,
            needed,
            origin,
        )
        return Tracking(
            _date(origin.value), ends.astype("datetime64[D]"), elapsed, incremental
        )


def _transactions(
    customers: Any, times: Any, amounts: Any, costs: Any, margins: Any
) -> tuple[Any, list[Any]]:
    """The structure of the library over columns, and what its pointers point at."""
    structure = initial(_abi.habitue_transactions)
    held = []  # what the pointers point at, until the call returns

    def point(field: str, column: NDArray[Any]) -> None:
        held.append(column)
        kinds: dict[str, Any] = {name: kind for name, kind, *_ in structure._fields_}
        if len(column):
            setattr(structure, field, ctypes.cast(column.ctypes.data, kinds[field]))

    def point_texts(field: str, column: _columns.Texts) -> None:
        point(f"{field}_offsets", column.offsets)
        point(f"{field}_bytes", column.data)
        setattr(structure, f"{field}_bytes_length", len(column.data))

    if _columns.is_text(customers):
        names = _columns.texts(customers, "customers")
        point_texts("customer", names)
        rows = len(names)
    else:
        keys = _columns.integers(customers, "customers")
        point("customers", keys)
        rows = len(keys)
    seconds = _seconds(times, "times")
    when = _columns.days(times, "times") if seconds is None else seconds
    point("days" if seconds is None else "seconds", when)
    _columns.rows(customers=range(rows), times=when, amounts=amounts)
    if amounts is not None:
        _point_amounts(amounts, ("minor", "amounts", "amount"), point, point_texts)
    _point_costs(structure, rows, costs, margins, point, point_texts)
    structure.length = rows
    return structure, held


def _point_costs(
    structure: Any,
    rows: int,
    costs: Any,
    margins: Any,
    point: Callable[[str, NDArray[Any]], None],
    point_texts: Callable[[str, _columns.Texts], None],
) -> None:
    if costs is not None and margins is not None:
        raise TypeError("costs and margins are one or the other")
    column = margins if costs is None else costs
    if column is None:
        return
    if costs is None:
        structure.costing = _abi.HABITUE_COSTING_MARGIN
    name = "margins" if costs is None else "costs"
    _columns.rows(customers=range(rows), **{name: column})
    column, known = _known(column)
    if known is not None:
        point("cost_known", known)
    _point_amounts(column, ("cost_minor", "costs", "cost"), point, point_texts)


def _point_amounts(
    amounts: Any,
    fields: tuple[str, str, str],
    point: Callable[[str, NDArray[Any]], None],
    point_texts: Callable[[str, _columns.Texts], None],
) -> None:
    kind = getattr(getattr(amounts, "dtype", None), "kind", None)
    if kind is None or kind == "O":
        plain = np.asarray(amounts)
        kind = plain.dtype.kind
        if kind == "O" and len(plain) and isinstance(plain[0], decimal.Decimal):
            amounts = [f"{amount:f}" for amount in plain]
    if _columns.is_text(amounts):
        point_texts(fields[2], _columns.texts(amounts, fields[1]))
    elif kind in "iu":
        point(fields[0], _columns.integers(amounts, fields[1]))
    else:
        point(fields[1], _columns.floats(amounts, fields[1]))


def _known(column: Any) -> tuple[Any, NDArray[np.uint8] | None]:
    """A column of costs with a stand-in for what is not known, and which entries are known."""
    kind = getattr(getattr(column, "dtype", None), "kind", None)
    if isinstance(column, np.ndarray) and kind in "iuU":
        return column, None
    if isinstance(column, np.ndarray) and kind == "f":
        gone = np.isnan(column)
        filled: Any = np.where(gone, 0.0, column)
    else:
        # None, NaN and pandas' NA, whatever library they come from; NA equals nothing.
        listed = getattr(column, "to_pylist", None) or getattr(column, "to_list", None)
        entries = listed() if listed is not None else list(column)
        gone = np.array([e is None or not _equals_itself(e) for e in entries], bool)
        stated = [e for e, missing in zip(entries, gone) if not missing]
        if all(isinstance(e, (int, np.integer)) for e in stated):
            filled = np.zeros(len(entries), np.int64)
            filled[~gone] = stated
        elif any(isinstance(e, (str, decimal.Decimal)) for e in stated):
            # Empty text is not known.
            return ["" if m else e if isinstance(e, str) else f"{e:f}"
                    for e, m in zip(entries, gone)], None
        else:
            filled = np.zeros(len(entries))
            filled[~gone] = stated
    return filled, (~gone).astype(np.uint8) if gone.any() else None


def _equals_itself(entry: Any) -> bool:
    """False for NaN and for pandas' NA, whose comparison is neither true nor false."""
    same = entry == entry
    return isinstance(same, (bool, np.bool_)) and bool(same)


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
