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

from . import _abi, _columns, _money, _scalars
from ._library import Handle, Progress, call, enumerator, filled, initial, status_name, text
from .errors import HabitueError, exception, refuse

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
        named = costs is None or isinstance(costs, str)
        policy = enumerator(_COSTS, costs, "costs") if named else _abi.HABITUE_COSTS_ASSUME
        rules = initial(
            _abi.habitue_rules,
            refunds=enumerator(REFUNDS, refunds, "refunds"),
            rounding=enumerator(ROUNDINGS, rounding, "rounding"),
            resolution=_resolution(hours),
            threads=threads,
            costs=policy,
            assumed_margin=0.0 if named else _scalars.real(costs, "costs"),
        )
        if currency is not None:
            # A code of another length is no currency; the library says so.
            code = _scalars.encoded(_scalars.string(currency, "currency"), "currency")
            rules.currency = code[:4] or b"?"
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
        structure, _held = _transactions(customers, times, amounts, costs, margins, money)
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
            refuse(_abi.HABITUE_BAD_ARGUMENT, "margin", "stands beside cost; one or the other")
        data = _scalars.contents(source, "source")
        integer = _scalars.flag(integer_keys, "integer_keys")
        policies = {
            "fail": _abi.HABITUE_BAD_ROWS_FAIL,
            "reject": _abi.HABITUE_BAD_ROWS_REJECT,
        }
        made = initial(
            _abi.habitue_csv_format,
            keys=_abi.HABITUE_KEYS_INTEGER if integer else _abi.HABITUE_KEYS_TEXT,
            delimiter=_scalars.character(delimiter, "delimiter"),
            decimal_mark=_scalars.character(decimal_mark, "decimal_mark"),
            bad_rows=enumerator(policies, bad_rows, "bad_rows"),
            keep=keep,
            costing=_abi.HABITUE_COSTING_COST if margin is None else _abi.HABITUE_COSTING_MARGIN,
        )
        held = []
        named = {"customer": customer, "date": date, "amount": amount, "date_format": date_format}
        named["cost"] = cost if margin is None else margin
        kinds: dict[str, Any] = {name: kind for name, kind, *_ in made._fields_}
        for field, name in named.items():
            if name is not None or field in ("customer", "date"):
                encoded, length = text(name, field)
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
        call("habitue_summary_merge", self, _scalars.instance(other, Summary, "other"))

    def erase(self, customer: int | str) -> bool:
        """Forgets a customer; whether there was one."""
        known = ctypes.c_uint8()
        if isinstance(customer, str):
            call("habitue_summary_erase_text", self, *text(customer, "customer"), known)
        else:
            call("habitue_summary_erase", self, customer, known)
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

        The calibration ends with the last day of the summary where none is given, or with
        its last hour where it keeps hours, as lifetimes and BTYD do.
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
        return filled("habitue_summary_log_intervals", self, window)

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


def _resolution(hours: bool) -> int:
    """The unit that time is kept in."""
    return _abi.HABITUE_UNIT_HOUR if _scalars.flag(hours, "hours") else _abi.HABITUE_UNIT_DAY


def _transactions(
    customers: Any, times: Any, amounts: Any, costs: Any, margins: Any, money: _money.Unit
) -> tuple[Any, list[Any]]:
    """The structure of the library over columns, and what its pointers point at."""
    structure = initial(_abi.habitue_transactions)
    held: list[Any] = []  # what the pointers point at, until the call returns
    kinds: dict[str, Any] = {name: kind for name, kind, *_ in structure._fields_}

    def point(field: str, column: NDArray[Any] | _columns.Texts) -> None:
        if isinstance(column, _columns.Texts):
            point(f"{field}_offsets", column.offsets)
            point(f"{field}_bytes", column.data)
            setattr(structure, f"{field}_bytes_length", len(column.data))
            return
        held.append(column)
        if len(column):
            setattr(structure, field, ctypes.cast(column.ctypes.data, kinds[field]))

    keys = _columns.keys(customers, "customers")
    point("customer" if isinstance(keys, _columns.Texts) else "customers", keys)
    days, seconds = _columns.times(times, "times")
    when = days if seconds is None else seconds
    point("days" if seconds is None else "seconds", when)
    _columns.rows(customers=keys, times=when)
    if amounts is not None:
        field, column = money.column(amounts, "amounts", ("minor", "amounts", "amount"))
        _columns.rows(customers=keys, amounts=column)
        point(field, column)
    _point_costs(structure, len(keys), costs, margins, money, point)
    structure.length = len(keys)
    return structure, held


def _point_costs(
    structure: Any,
    rows: int,
    costs: Any,
    margins: Any,
    money: _money.Unit,
    point: Callable[[str, Any], None],
) -> None:
    if costs is not None and margins is not None:
        refuse(_abi.HABITUE_BAD_ARGUMENT, "margins", "stand beside costs; one or the other")
    if costs is None and margins is None:
        return
    if costs is None:
        structure.costing = _abi.HABITUE_COSTING_MARGIN
    name, given = ("margins", margins) if costs is None else ("costs", costs)
    fields = ("cost_minor", "costs", "cost")
    field, column, known = money.known_column(given, name, fields)
    _columns.rows(customers=range(rows), **{name: column})
    point(field, column)
    if known is not None:
        point("cost_known", known)


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
