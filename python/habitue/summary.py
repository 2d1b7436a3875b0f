"""What customers did: transactions in, frequency, recency, age and spend out.

A `Summary` takes transactions in any order and adds up with other summaries; a
`Table` is what models need of it for one window.

Amounts are units of the currency, whatever holds them: 35 is 35 dollars as an integer, as a
float, as a decimal and as text. Integers, decimals and text such as ``"19.99"`` are exact;
floats need a named rounding. Whole minor units (cents) come with ``amount_unit="minor"``.

>>> from habitue.summary import Summary
>>> summary = Summary("USD")
>>> summary.push([1, 1, 2], ["1997-01-01", "1997-01-15", "1997-02-01"], ["10", "19.99", "5"])
>>> table = summary.table("1997-09-30", unit="week")
>>> table.x, table.t_x, table.mean_repeat_spend
(array([1, 0], dtype=uint32), array([2., 0.]), array([19.99,  0.  ]))
"""

from __future__ import annotations

import ctypes
import datetime
from collections.abc import Sequence
from functools import cached_property
from os import PathLike
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from . import _abi, _arrow, _columns, _evidence, _money, _scalars
from ._columns import Column, Day
from ._library import Handle, Job, Report, array, call, choices, enumerator, failure
from ._library import initial
from ._library import record, status_name, text_of, told
from ._made import SummaryMade
from ._portable import Portable
from ._printed import printed
from ._records_of_summaries import Audit, CellsFields, FileRows, Rejections, TableColumns
from ._records_of_summaries import TrackingFields
from .errors import refuse

__all__ = [
    "CONVENTIONS",
    "KEY_STEPS",
    "REFUNDS",
    "ROUNDINGS",
    "UNITS",
    "AmountUnit",
    "Audit",
    "BadRows",
    "Cells",
    "Convention",
    "Duplicates",
    "FileRows",
    "Guests",
    "KeyStep",
    "OtherCurrencies",
    "RefundMatching",
    "Refunds",
    "Rejections",
    "Rounding",
    "Summary",
    "Table",
    "Tracking",
    "Unit",
    "ZeroAmounts",
    "proposal",
]

Unit = Literal["hour", "day", "week", "month", "quarter", "year"]
UNITS = choices("UNIT", Unit)
"""Units of time: a month is 365.25/12 days, or a calendar month where floored."""

Convention = Literal["btyd", "lifetimes", "hourly"]
CONVENTIONS = choices("CONVENTION", Convention)
"""How to count: distinct days in fractional units (BTYD, BTYDplus, CLVTools),
calendar periods (lifetimes, pymc-marketing), or distinct hours."""

Refunds = Literal["refuse", "net", "keep"]
REFUNDS = choices("REFUNDS", Refunds)
"""What a negative amount means."""

Rounding = Literal[
    "half even",
    "half away from zero",
    "half towards zero",
    "away from zero",
    "towards zero",
    "floor",
    "ceiling",
]
ROUNDINGS = {None: _abi.HABITUE_ROUNDING_NONE} | choices("ROUNDING", Rounding)
"""What becomes of an amount with more decimals than its currency."""

KeyStep = Literal["compatible", "trimmed", "whole numbers", "without leading zeros", "lower cased"]
KEY_STEPS = choices("KEYS", KeyStep)
"""Which spellings of a text key are one customer: full-width and other compatibility forms are
plain ones; blanks around are cut; 17850.0 is 17850; 00042 is 42; ANNA is anna."""

AmountUnit = Literal["major", "minor"]
BadRows = Literal["fail", "reject"]
Guests = Literal["refuse", "leave out"]
ZeroAmounts = Literal["purchase", "leave out", "refuse"]
OtherCurrencies = Literal["refuse", "leave out", "convert"]
RefundMatching = Literal["none", "same amount", "product", "invoice"]
Duplicates = Literal["keep", "count", "drop"]
_POLICIES = {
    "guests": choices("GUESTS", Guests),
    "zero_amounts": choices("ZERO_AMOUNTS", ZeroAmounts),
    "other_currencies": choices("OTHER_CURRENCIES", OtherCurrencies),
    "refund_matching": choices("REFUND_MATCHING", RefundMatching),
    "duplicates": choices("DUPLICATES", Duplicates),
}
"""Of rows of a file, by the argument that says it."""
_FATES = {
    number: word
    for word, number in choices(
        "FATE",
        Literal[
            "purchase",
            "refund",
            "status",
            "other currency",
            "guest",
            "zero amount",
            "repeated",
            "rejected",
        ],
    ).items()
}
_COSTS = {None: _abi.HABITUE_COSTS_NONE} | choices("COSTS", Literal["refuse", "free"])
_BAD_ROWS = choices("BAD_ROWS", BadRows)


def key_policy(keys: Sequence[KeyStep], argument: str = "keys") -> int:
    """The number of a policy of keys."""
    steps = _scalars.sequence(keys, argument)
    return sum({enumerator(KEY_STEPS, step, argument) for step in steps})


def _day(day: Day | None, argument: str) -> int:
    """A date, ISO text or number as days since 1970-01-01."""
    return _abi.HABITUE_NO_DAY if day is None else _columns.day(day, argument)


class Cells(CellsFields):
    """Examples
    --------
    >>> from habitue.lifetime import Nbd
    >>> from habitue.summary import Summary
    >>> summary = Summary()
    >>> summary.push([1, 1, 2, 3], ["2024-01-01", "2024-01-15", "2024-02-01", "2024-02-01"])
    >>> cells = summary.table("2024-03-31").cells
    >>> cells.x.tolist(), cells.count.tolist()
    ([0, 1], [2, 1])
    >>> fitted = Nbd.fit(cells.x, cells.t_x, cells.t, weights=cells.count, fixed={"alpha": 10.0})
    >>> fitted.report.customers
    3.0
    """

    def __len__(self) -> int:
        return len(self.x)


class Tracking(TrackingFields):
    """Examples
    --------
    >>> from habitue.summary import Summary
    >>> summary = Summary()
    >>> summary.push([1, 1, 1], ["2024-01-01", "2024-01-15", "2024-01-29"])
    >>> track = summary.tracking("2024-02-04", unit="week")
    >>> track.incremental.tolist(), track.cumulative.tolist()
    ([0, 0, 1, 0, 1], [0, 0, 1, 1, 2])
    """

    @property
    def cumulative(self) -> NDArray[np.uint64]:
        """Repeat purchases up to the end of each period."""
        return np.cumsum(self.incremental, dtype=np.uint64)


class Table(TableColumns, Portable, struct=_abi.habitue_table):
    """Customers as columns, sorted by key. Made by `Summary.table`.

    Spend and margins are those of the calibration where nothing is said; margins need a summary
    with costs. Its bytes hold keys, columns, window and audit.

    Examples
    --------
    >>> from habitue.summary import Summary
    >>> days = ["2024-01-01", "2024-01-15", "2024-01-29", "2024-01-08", "2024-02-12"]
    >>> summary = Summary("USD", costs="refuse")
    >>> customers, amounts = ["ann", "ann", "ann", "bob", "ann"], [10, 20, 30, 15, 5]
    >>> summary.push(customers, days, amounts, costs=[4, 8, 12, 6, 2])
    >>> window = {"holdout_end": "2024-02-19", "unit": "week"}
    >>> table = summary.table("2024-02-05", **window, log_intervals=True)
    >>> table.keys, len(table)
    (array(['ann', 'bob'], dtype=object), 2)
    >>> table.x, table.t_x, table.t
    (array([2, 0], dtype=uint32), array([4., 0.]), array([5., 4.]))
    >>> table.from_bytes(table.to_bytes()).x
    array([2, 0], dtype=uint32)
    >>> table.log_intervals.round(4)  # twice ln 2
    array([1.3863, 0.    ])
    >>> table.first_spend, table.repeat_spend, table.total_spend
    (array([1000, 1500]), array([5000,    0]), array([6000, 1500]))
    >>> table.mean_repeat_spend, table.holdout_x, table.holdout_spend
    (array([25.,  0.]), array([1, 0], dtype=uint32), array([500,   0]))
    >>> table.first_margin, table.repeat_margin, table.profit, table.holdout_margin
    (array([600, 900]), array([3000,    0]), array([3600,  900]), array([300,   0]))
    >>> table.margin_rate, table.mean_repeat_margin
    (array([0.6, 0.6]), array([15.,  0.]))
    >>> table.cells.count, table.audit.occasions, list(table.columns())[:3]
    (array([1, 1], dtype=uint64), 5, ['customer', 'x', 't_x'])
    >>> table, str(table).splitlines()[1].split()[:4]  # print(table) shows the first customers
    (Table of 2 customers, times in weeks, ['ann', '2', '4.00', '5.00'])
    >>> offsets, data = table.text_keys
    >>> offsets, data.tobytes()
    (array([0, 3, 6]), b'annbob')
    """

    def __len__(self) -> int:
        return int(self._info.customers)

    def __str__(self) -> str:
        """The first customers, and how many there are."""
        money = bool(self._info.currency)
        shown = {
            name: column[:_ROWS]
            for name, column in self.columns().items()
            if money or not name.endswith("spend")
        }
        lines = [printed(shown, decimals=2)]
        if (more := len(self) - _ROWS) > 0:
            lines.append(f"and {more:,} more")
        return "\n".join(lines)

    def __repr__(self) -> str:
        unit = next(word for word, number in UNITS.items() if number == self._info.unit)
        count = len(self)
        return f"Table of {count:,} customer{'s' if count != 1 else ''}, times in {unit}s"

    @cached_property
    def _info(self) -> Any:
        return told("habitue_table_inspect", _abi.habitue_table_info, self)

    def _fill(self, **columns: NDArray[Any]) -> None:
        wanted = initial(_abi.habitue_table_columns, rows=len(self), **columns)
        call("habitue_table_read", self, wanted)

    def _read(self, field: str, dtype: str) -> NDArray[Any]:
        out = _columns.output(len(self), dtype)
        self._fill(**{field: out})
        return out

    @cached_property
    def keys(self) -> NDArray[Any]:
        """Who: int64, or an object array of text."""
        if self._info.keys == _abi.HABITUE_TYPE_TEXT:
            offsets, data = self.text_keys
            return _columns.Texts(data, offsets).strings()
        return self._read("keys", "int64")

    @property
    def text_keys(self) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Text keys as Arrow's ``large_utf8``: offsets and bytes."""
        offsets = _columns.output(len(self) + 1, np.int64)
        data = _columns.output(self._info.key_bytes, np.uint8)
        self._fill(key_offsets=offsets, key_bytes=data)
        return offsets, data

    @cached_property
    def audit(self) -> Audit:
        """What became of every transaction."""
        return record(Audit, self._info)

    @cached_property
    def cells(self) -> Cells:
        """The distinct (x, t_x, T) with their numbers of customers."""
        needed = ctypes.c_size_t()
        columns = [_columns.output(len(self), dtype) for dtype in ("u4", "f8", "f8", "u8")]
        call("habitue_table_cells", self, *columns, len(self), needed)
        return Cells(*(column[: needed.value].copy() for column in columns))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The table as a stream of Arrow, for any engine: ``polars.DataFrame(table)``. Amounts are
        minor units but for the mean; the metadata of the schema says unit, window, convention and
        currency. The schema that is asked for is not looked at."""
        return _arrow.exported(lambda out: call("habitue_table_write_arrow", self, out))

    def columns(self) -> dict[str, NDArray[Any]]:
        """The columns by name, for a data frame.

        Returns
        -------
        dict of str to array
            ``customer`` and the columns of purchases and spend, without margins.
        """
        names = ["x", "t_x", "t", "first_spend", "repeat_spend", "total_spend"]
        names += ["mean_repeat_spend", "holdout_x", "holdout_spend"]
        return {"customer": self.keys} | {name: getattr(self, name) for name in names}


class Summary(Portable, SummaryMade, struct=_abi.habitue_summary):
    """What every customer did, as sums by customer and day: mergeable, in any order.

    Its bytes are the same for the same transactions, in whatever order and parts they came; how
    many threads share the work is not kept. A sum that does not fit them is a `DataError`.

    Parameters
    ----------
    currency : str, optional
        An ISO 4217 code; "XXX" for plain numbers of two decimals, "X00" to "X12" for those of
        others; None where only the deeds count.
    refunds : {"refuse", "net", "keep"}
        What a negative amount means.
    rounding : str, optional
        What becomes of an amount with too many decimals, one of `ROUNDINGS`.
    hours : bool
        Whether time is kept by the hour.
    threads : int
        Threads that share the work, 0 for all cores; the bits are the same.
    costs : {"refuse", "free"} or float, optional
        Keeps the margin of each transaction beside its amount: each needs a cost, without one
        it cost nothing, or this share of the amount, 0 to 1, is margin where no cost is known.
    keys : sequence of str
        Which spellings of a text key are one customer, any of `KEY_STEPS`: in columns and files,
        for single purchases, and where a customer is erased. By default each is one of its own.

    Raises
    ------
    ArgumentError
        For a word that is none of those named, a value of another type.
    DataError
        For a currency that ISO 4217 does not have.

    Examples
    --------
    >>> from habitue.summary import Summary
    >>> summary = Summary("USD")
    >>> summary.push(["ann", "ann"], ["2024-01-01", "2024-01-15"], ["10.00", "19.99"])
    >>> rejected = summary.read_csv(
    ...     b"customer,date,amount\\nbob,2024-03-01,1.00\\nann,soon,2.00\\n", bad_rows="reject"
    ... ).rejected
    >>> rejected, summary.rows, summary.days
    (1, 3, (datetime.date(2024, 1, 1), datetime.date(2024, 3, 1)))
    >>> other = Summary("USD")
    >>> other.push(["eve"], ["2024-02-01"], [5])
    >>> summary.merge(other)
    >>> summary.table("2024-03-31").total_spend
    array([2999,  100,  500])
    >>> summary.tracking("2024-03-31", unit="month").cumulative.tolist()
    [1, 1, 1]
    >>> summary.erase("eve"), summary.erase("eve")
    (True, False)
    >>> Summary.from_bytes(summary.to_bytes()).table("2024-03-31").total_spend
    array([2999,  100])
    """

    def __init__(
        self,
        currency: str | None = None,
        *,
        refunds: Refunds = "refuse",
        rounding: Rounding | None = None,
        hours: bool = False,
        threads: int = 1,
        costs: Literal["refuse", "free"] | float | None = None,
        keys: Sequence[KeyStep] = (),
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
            keys=key_policy(keys),
            assumed_margin=0.0 if named else _scalars.real(costs, "costs"),
        )
        if currency is not None:
            # A code of another length is no currency; the library says so.
            code = _scalars.encoded(_scalars.string(currency, "currency"), "currency")
            rules.currency = code[:4] or b"?"
        self._create("habitue_summary_new", rules)
        self.currency = currency

    def _push(self, *, amount_unit: str, **columns: Column | None) -> None:
        money = _money.Unit(self.currency, amount_unit)
        given = _transactions(money, **columns)
        if given.rows:
            call("habitue_summary_push", self, given)

    def _read_csv(
        self,
        *,
        source: str | PathLike[str] | bytes,
        cost: str | None,
        margin: str | None,
        status_left_out: Sequence[str],
        integer_keys: bool,
        delimiter: str | None,
        decimal_mark: str | None,
        quoting: bool,
        header: bool,
        bad_rows: str,
        keep: int,
        progress: Report | None,
        **named: Any,
    ) -> Rejections:
        if cost is not None and margin is not None:
            refuse(_abi.HABITUE_BAD_ARGUMENT, "margin", "stands beside cost; one or the other")
        data = _scalars.contents(source, "source")
        integer = _scalars.flag(integer_keys, "integer_keys")
        named["cost"] = cost if margin is None else margin
        policies = {of: enumerator(words, named.pop(of), of) for of, words in _POLICIES.items()}
        policy = enumerator(_BAD_ROWS, bad_rows, "bad_rows")
        statuses = _scalars.sequence(status_left_out, "status_left_out")
        left_out = [_scalars.string(value, "status_left_out") for value in statuses]
        named["status_left_out"] = ",".join(left_out) if left_out else None
        layout = _layout(
            {"delimiter": delimiter, "decimal_mark": decimal_mark},
            quoting,
            header,
            named,
            keys=_abi.HABITUE_TYPE_I64 if integer else _abi.HABITUE_TYPE_TEXT,
            bad_rows=policy,
            costing=_abi.HABITUE_COSTING_COST if margin is None else _abi.HABITUE_COSTING_MARGIN,
            **policies,
        )
        room = _scalars.whole(keep, "keep", 0, 2**32 - 1)
        examples = _room(room if policy == _abi.HABITUE_BAD_ROWS_REJECT else 0)
        reasons = array(_abi.habitue_status_count, 33)
        # By fate and currency, of which there are at most as many as ISO 4217 has.
        fates = array(_abi.habitue_file_rows, 40 * 170)
        found = np.zeros(1 << 16, np.uint8)
        refused = initial(
            _abi.habitue_rejections,
            examples=examples,
            by_status=reasons,
            fates=fates,
            example_capacity=len(examples),
            status_capacity=len(reasons),
            fate_capacity=len(fates),
            found=found,
            found_capacity=len(found),
        )
        csv = _abi.habitue_text(data, len(data))
        call("habitue_summary_read_csv", self, csv, layout, Job(1, progress), refused)
        return record(
            Rejections,
            refused,
            by_kind={status_name(r.status): r.rows for r in reasons[: refused.status_count]},
            examples=[failure(example) for example in examples[: refused.example_count]],
            fates=[_file_rows(fate) for fate in fates[: refused.fate_count]],
            found=_found(found),
        )

    def merge(self, other: Summary) -> None:
        """Adds another summary of the same rules, which stays as it is.

        Parameters
        ----------
        other : Summary
            What else was done, of the same customers or others.

        Raises
        ------
        ArgumentError
            For rules that differ, and a value of another type.
        DataError
            For another currency.
        """
        call("habitue_summary_merge", self, _scalars.instance(other, Summary, "other"))

    def erase(self, customer: int | str) -> bool:
        """Forgets a customer.

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
        return _erased("habitue_summary_erase", self, customer)

    @classmethod
    def _adopt(cls, pointer: Any) -> Summary:
        made = super()._adopt(pointer)
        made.currency = made._info().currency.decode() or None
        return made

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
        return date_of(info.first_day), date_of(info.last_day)

    def _info(self) -> Any:
        return told("habitue_summary_inspect", _abi.habitue_summary_info, self)

    def _table(self, *, log_intervals: bool, **window: Any) -> Table:
        asked = _window(**window)
        asked.log_intervals = _scalars.flag(log_intervals, "log_intervals")
        return Table._from_call("habitue_summary_table", self, asked)

    def _tracking(self, **window: Any) -> Tracking:
        asked = _window(**window)
        needed, origin = ctypes.c_size_t(), ctypes.c_int32()
        call("habitue_summary_tracking", self, asked, None, 0, needed, origin)
        steps = array(_abi.habitue_tracking_step, needed.value)
        call("habitue_summary_tracking", self, asked, steps, len(steps), needed, origin)
        found = _columns.records(steps)
        ends = found["end"].astype("datetime64[D]")
        return Tracking(date_of(origin.value), ends, found["elapsed"], found["purchases"])


_ROWS = 10
"""Customers of a table that are printed."""


def proposal(
    source: str | PathLike[str] | bytes,
    *,
    customer: str | None = None,
    date: str | None = None,
    amount: str | None = None,
    quantity: str | None = None,
    price: str | None = None,
    currency: str | None = None,
    date_format: str | None = None,
    time_zone: str | None = None,
    delimiter: str | None = None,
    decimal_mark: str | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    quoting: bool = True,
    header: bool = True,
) -> dict[str, tuple[str, str]]:
    """How a file of transactions would be read, without taking anything in.

    Parameters
    ----------
    source : path, or bytes
        The file, or what it holds.
    customer, date, amount, quantity, price, currency : str, optional
        Columns that are known, as for `Summary.read_csv`; the others are found.
    date_format, time_zone, delimiter, decimal_mark, encoding, sheet : str, optional
        What else is known of the file, as there.
    quoting, header : bool
        As there.

    Returns
    -------
    dict of str to (str, str)
        What was found with its evidence, as `Rejections.found`; ``"ledger_currency"`` is the
        currency that the amounts, or first of all the column of currencies, name. Where nothing
        names one, amounts are plain numbers: ``Summary("XXX")``.

    Raises
    ------
    DataError
        For a file of which two readings fit, with both and the argument that decides; for one
        without a row, or without a column of customers or dates.
    OSError
        Where the file cannot be read.

    Examples
    --------
    >>> from habitue.summary import Summary, proposal
    >>> file = "Kunde;Tag;Betrag\\n7;31.12.2024;9,50 €\\n7;15.01.2025;3,00 €\\n".encode()
    >>> found = proposal(file, customer="Kunde")
    >>> found["amount"][0], found["decimal_mark"][0], found["ledger_currency"][0]
    ('Betrag', ',', 'EUR')
    >>> summary = Summary(found["ledger_currency"][0])
    >>> summary.read_csv(file, customer="Kunde").rows
    2
    """
    known = {
        "customer": customer, "date": date, "amount": amount, "quantity": quantity,
        "price": price, "currency": currency, "date_format": date_format,
        "time_zone": time_zone, "encoding": encoding, "sheet": sheet,
    }  # fmt: skip
    data = _scalars.contents(source, "source")
    marks = {"delimiter": delimiter, "decimal_mark": decimal_mark}
    layout = _layout(marks, quoting, header, known)
    found = np.zeros(1 << 16, np.uint8)
    told_of = initial(_abi.habitue_rejections, found=found, found_capacity=len(found))
    csv = _abi.habitue_text(data, len(data))
    call("habitue_summary_read_csv", None, csv, layout, None, told_of)
    return _found(found)


def _layout(
    marks: dict[str, str | None],
    quoting: bool,
    header: bool,
    named: dict[str, str | None],
    **policies: int,
) -> Any:
    """What is said of a file."""
    return initial(
        _abi.habitue_csv_format,
        unquoted=int(not _scalars.flag(quoting, "quoting")),
        no_header=int(not _scalars.flag(header, "header")),
        **{name: _scalars.character(of, name) for name, of in marks.items() if of is not None},
        **policies,
        **{field: text_of(name, field) for field, name in named.items() if name is not None},
    )


def _found(told_of: NDArray[np.uint8]) -> dict[str, tuple[str, str]]:
    """What was found of a file, a line each."""
    lines = told_of.tobytes().split(b"\0")[0].decode("utf-8").splitlines()
    return {what: (value, evidence) for what, value, evidence in (one.split("\t") for one in lines)}


def _file_rows(cell: Any) -> FileRows:
    rejected = cell.fate == _abi.HABITUE_FATE_REJECTED
    reason = status_name(cell.reason) if rejected else None
    currency = cell.currency.decode() or None
    return record(FileRows, cell, fate=_FATES[cell.fate], reason=reason, currency=currency)


def _room(count: int) -> Any:
    """Places for so many errors in full."""
    try:
        return array(_abi.habitue_error, count)
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
    money: _money.Unit,
    *,
    customers: Any,
    times: Any,
    amounts: Column | None,
    costs: Column | None,
    margins: Column | None,
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
    paid, stated, whole = money.together(paid, stated)
    columns = {"customer": keys, "time": when, "amount": paid, "cost": stated}
    rows = _columns.rows(customers=keys, times=when, amounts=paid, **{name: stated})
    made = initial(
        _abi.habitue_transactions,
        rows=rows,
        costing=_abi.HABITUE_COSTING_COST if margins is None else _abi.HABITUE_COSTING_MARGIN,
        cost_known=known,
        **{field: _evidence.cells(c) for field, c in columns.items() if c is not None},
    )
    made.whole_amounts = whole
    return made


def date_of(day: int) -> datetime.date:
    """The day of a number of days since 1970-01-01."""
    day = _scalars.whole(day, "day", -719162, 2932896)
    return datetime.date(1970, 1, 1) + datetime.timedelta(days=day)


def _window(*, unit: str, convention: str, **days: Day | None) -> Any:
    return initial(
        _abi.habitue_window,
        convention=enumerator(CONVENTIONS, convention, "convention"),
        unit=enumerator(UNITS, unit, "unit"),
        **{name: _day(day, name) for name, day in days.items()},
    )
