"""Results that mirror a structure of the C header, field by field.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ._records import Record

if TYPE_CHECKING:
    from datetime import date
    from .errors import HabitueError


@dataclass(frozen=True, eq=False, repr=False)
class Audit(Record):
    """What became of every transaction; nothing is lost without a count.

    Amounts are in minor units.

    Attributes
    ----------
    rows : int
        Transactions taken in.
    rejected_rows : int
        Rows refused while reading; not part of `rows`.
    refund_rows : int
        Transactions taken in with a negative amount.
    customers : int
        Customers in the table, the length of its columns.
    occasions : int
        Occasions in the table, first ones and holdout ones included.
    merged_rows : int
        Rows that joined an occasion already counted.
    dropped_occasions : int
        Periods that refunds brought to nothing or less, which are no occasions.
    dropped_rows : int
        Rows of such periods.
    dropped_spend : int
        Refunds that no earlier purchase of the customer could bear, minor units; what others could
        is in their spend.
    outside_rows : int
        Rows before the window's start or after its end.
    outside_spend : int
        Net amount of rows outside the window, minor units.
    uncalibrated_customers : int
        Customers whose occasions within the window are all in the holdout: they are not in the
        table, because nothing calibrates them.
    uncalibrated_rows : int
        Rows of such customers within the window.
    uncalibrated_spend : int
        Net amount of such rows, minor units.
    assumed_rows : int
        Transactions taken in without a cost, whose margin the rules assumed.
    dropped_margin : int
        Margin of refunds that no earlier purchase could bear.
    outside_margin : int
        Margin of rows outside the window, minor units.
    uncalibrated_margin : int
        Margin of rows of customers whom nothing calibrates, minor units.

    Examples
    --------
    >>> from habitue.summary import Summary
    >>> summary = Summary("USD", refunds="net")
    >>> summary.push([1, 1, 1, 2], ["2024-01-01"] * 2 + ["2024-01-15", "2024-05-01"], [10, 5, -4, 3])
    >>> audit = summary.table("2024-03-31").audit
    >>> audit.rows, audit.merged_rows, audit.refund_rows, audit.outside_rows, audit.outside_spend
    (4, 1, 1, 1, 300)
    """

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


@dataclass(frozen=True, eq=False, repr=False)
class Customers(Record):
    """What customers are after a purchase, or when they are read; one entry each.

    Attributes
    ----------
    x : column of uint32
        Repeat occasions of the calibration.
    t_x : column of float64
        Time of the last occasion, from the first.
    t : column of float64
        From the first occasion to the end of the calibration.
    first_spend : column of int64
        The first occasion, in minor units.
    repeat_spend : column of int64
        The sum over the repeat occasions, in minor units.
    mean_repeat_spend : column of float64
        The mean amount of the repeat occasions, in units of the currency.
    calibrated : column of bool
        Whether the window holds anything of the customer; all else is 0 otherwise.
    phase : column of object
        Where the transaction stands in the window: ``before``, ``calibration``, ``holdout`` or
        ``after``; None where none was taken in.

    Examples
    --------
    >>> from habitue.live import Live
    >>> from habitue.summary import Summary
    >>> summary = Summary("USD")
    >>> summary.push([4711], ["2024-05-01"], [10])
    >>> now = Live(summary, "2024-06-30", unit="week").update([4711], ["2024-05-15"], [20])
    >>> now.x, now.t_x, now.repeat_spend, now.calibrated
    (array([1], dtype=uint32), array([2.]), array([2000]), array([ True]))
    """

    _renamed: ClassVar[dict[str, str]] = {
        "x": "frequency",
        "t_x": "recency",
        "t": "age",
        "mean_repeat_spend": "mean_spend",
    }

    x: NDArray[np.uint32]
    t_x: NDArray[np.float64]
    t: NDArray[np.float64]
    first_spend: NDArray[np.int64]
    repeat_spend: NDArray[np.int64]
    mean_repeat_spend: NDArray[np.float64]
    calibrated: NDArray[np.bool_]
    phase: NDArray[np.object_]


@dataclass(frozen=True, eq=False, repr=False)
class Scores(Record):
    """What is known of customers after a purchase, or when they are read; one entry each.

    Attributes
    ----------
    p_alive : column of float64
        P(alive).
    expected_purchases : column of float64
        Purchases expected within the time of the scorer.
    value : column of float64
        Lifetime value, in the currency of the spend.
    tier : column of int32
        The tier, from 1, the top; 0 where the scorer has none.
    calibrated : column of bool
        Whether the window holds anything of the customer; all else is 0 otherwise.
    phase : column of object
        Where the transaction stands in the window: ``before``, ``calibration``, ``holdout`` or
        ``after``; None where none was taken in.

    Examples
    --------
    >>> from habitue.lifetime import BgNbd
    >>> from habitue.live import Scorer
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> scorer = Scorer(model, t=39.0, horizon=52.0, rate=0.003, lowest=[20.0])
    >>> scored = scorer.score([2], [30.43], [38.86], [20.0])
    >>> scored.p_alive.round(3), scored.expected_purchases.round(3), scored.tier
    (array([0.727]), array([1.226]), array([1], dtype=int32))
    """

    p_alive: NDArray[np.float64]
    expected_purchases: NDArray[np.float64]
    value: NDArray[np.float64]
    tier: NDArray[np.int32]
    calibrated: NDArray[np.bool_]
    phase: NDArray[np.object_]


@dataclass(frozen=True, eq=False, repr=False)
class FileRows(Record):
    """What became of some rows of a file, and their money.

    Attributes
    ----------
    fate : str
        What became of them: "purchase", "refund", "status", "other currency", "guest", "zero
        amount" or "rejected".
    reason : str, or None
        Why they were rejected; else None.
    currency : str, or None
        The currency in which the file states their amounts.
    rows : int
        How many rows.
    unread_amounts : int
        How many of them have an amount that could not be read, which is in no sum.
    minor : int
        The sum of their amounts, minor units, rounded once.

    Examples
    --------
    >>> from habitue.summary import Summary
    >>> file = b"customer,date,amount\\nbob,2024-03-01,1.00\\nann,soon,2.00\\n"
    >>> fates = Summary("USD").read_csv(file, bad_rows="reject").fates
    >>> [(rows.fate, rows.reason, rows.rows, rows.minor) for rows in fates]
    [('purchase', None, 1, 100), ('rejected', 'unreadable', 1, 200)]
    """

    fate: str
    reason: str | None
    currency: str | None
    rows: int
    unread_amounts: int
    minor: int


@dataclass(frozen=True, eq=False, repr=False)
class Rejections(Record):
    """What became of the rows of a file: the refused ones, and all of them with their money.

    Attributes
    ----------
    rows : int
        Rows read, the refused ones included.
    rejected : int
        Rows refused.
    by_kind : dict[str, int]
        Rows refused for each reason.
    examples : list[HabitueError]
        The first of them, each with line (``row``, from 1), column and reason.
    fates : list[FileRows]
        All rows by what became of them; their sums add up to the file's own totals.
    left_out : int
        Rows that were left out for whatever reason.
    blank_lines : int
        Blank lines, which are no rows.
    lines_around : int
        Titles above the table and totals below it, no rows either.
    matched_refunds : int
        Refunds matched to the purchase that they take back.
    unmatched_refunds : int
        Refunds that fit no purchase, where they are matched.
    share_of_rows_lost : float
        The share of the rows that was left out, 0 to 1; above 0.01, look why.
    share_of_money_lost : float
        The same of the money, without signs.
    repeated : int
        Rows that were taken in and repeat an earlier one, where these are counted.
    repeated_minor : int
        Their sum, minor units of the summary's currency.
    found : dict[str, tuple[str, str]]
        What was found of the file (``customer``, ``date_format`` ...): the column or value, and the
        evidence.

    Examples
    --------
    >>> from habitue.summary import Summary
    >>> file = b"customer,date,amount\\nbob,2024-03-01,1.00\\nann,soon,2.00\\n"
    >>> read = Summary("USD").read_csv(file, bad_rows="reject")
    >>> read.rows, read.rejected, read.share_of_rows_lost, read.by_kind
    (2, 1, 0.5, {'unreadable': 1})
    >>> read.examples[0].row, read.examples[0].column, read.found["delimiter"]
    (3, 'date', ('comma', ''))
    """

    rows: int
    rejected: int
    by_kind: dict[str, int]
    examples: list[HabitueError]
    fates: list[FileRows]
    left_out: int
    blank_lines: int
    lines_around: int
    matched_refunds: int
    unmatched_refunds: int
    share_of_rows_lost: float
    share_of_money_lost: float
    repeated: int
    repeated_minor: int
    found: dict[str, tuple[str, str]]


@dataclass(frozen=True, eq=False, repr=False)
class CellsFields(Record):
    """The distinct (x, t_x, T), each with its number of customers: all that a fit needs.

    Attributes
    ----------
    x : column of uint32
        Repeat purchases.
    t_x : column of float64
        The time of the last one.
    t : column of float64
        The age T.
    count : column of uint64
        How many customers.
    """

    x: NDArray[np.uint32]
    t_x: NDArray[np.float64]
    t: NDArray[np.float64]
    count: NDArray[np.uint64]


@dataclass(frozen=True, eq=False, repr=False)
class TrackingFields(Record):
    """Actual repeat purchases by period from the first purchase of all.

    Attributes
    ----------
    origin : date
        The first day of the first period.
    ends : column of datetime64
        The last day of each period.
    elapsed : column of float64
        Time from the origin to the end of each period, in the unit.
    incremental : column of uint64
        Repeat purchases within each period.
    """

    origin: date
    ends: NDArray[np.datetime64]
    elapsed: NDArray[np.float64]
    incremental: NDArray[np.uint64]


class TableColumns(ABC):
    """The columns of a `Table`."""

    @abstractmethod
    def _read(self, field: str, dtype: str) -> NDArray[Any]:
        """A column of the library."""

    @cached_property
    def x(self) -> NDArray[np.uint32]:
        """x, the repeat occasions of the calibration."""
        return self._read("frequency", "uint32")

    @cached_property
    def t_x(self) -> NDArray[np.float64]:
        """t_x, from the first occasion to the last; 0 where x is 0."""
        return self._read("recency", "float64")

    @cached_property
    def t(self) -> NDArray[np.float64]:
        """T, from the first occasion to the end of the calibration."""
        return self._read("age", "float64")

    @cached_property
    def log_intervals(self) -> NDArray[np.float64]:
        """The sum of the logarithms of the intervals between occasions of the calibration."""
        return self._read("log_intervals", "float64")

    @cached_property
    def holdout_x(self) -> NDArray[np.uint32]:
        """Occasions of the holdout."""
        return self._read("holdout_frequency", "uint32")

    @cached_property
    def first_spend(self) -> NDArray[np.int64]:
        """The first occasion, in minor units."""
        return self._read("first_spend", "int64")

    @cached_property
    def repeat_spend(self) -> NDArray[np.int64]:
        """The sum over the repeat occasions of the calibration, in minor units."""
        return self._read("repeat_spend", "int64")

    @cached_property
    def total_spend(self) -> NDArray[np.int64]:
        """The sum over all occasions of the calibration, in minor units."""
        return self._read("total_spend", "int64")

    @cached_property
    def holdout_spend(self) -> NDArray[np.int64]:
        """The sum over the holdout, in minor units."""
        return self._read("holdout_spend", "int64")

    @cached_property
    def mean_repeat_spend(self) -> NDArray[np.float64]:
        """The mean amount of the repeat occasions in units of the currency; 0 where x is 0."""
        return self._read("mean_spend", "float64")

    @cached_property
    def first_margin(self) -> NDArray[np.int64]:
        """What the first occasion left, in minor units."""
        return self._read("first_margin", "int64")

    @cached_property
    def repeat_margin(self) -> NDArray[np.int64]:
        """What the repeat occasions left, in minor units."""
        return self._read("repeat_margin", "int64")

    @cached_property
    def profit(self) -> NDArray[np.int64]:
        """What all occasions of the calibration left, in minor units."""
        return self._read("total_margin", "int64")

    @cached_property
    def holdout_margin(self) -> NDArray[np.int64]:
        """What those of the holdout left, in minor units."""
        return self._read("holdout_margin", "int64")

    @cached_property
    def margin_rate(self) -> NDArray[np.float64]:
        """The share of the spend in the calibration that was margin.

        That of all customers together where one spent nothing on balance.
        """
        return self._read("margin_rate", "float64")

    @cached_property
    def mean_repeat_margin(self) -> NDArray[np.float64]:
        """The mean margin of the repeat occasions in units of the currency; 0 where x is 0."""
        return self._read("mean_margin", "float64")


# Where a reader finds them.
Audit.__module__ = "habitue.summary"
Customers.__module__ = "habitue.live"
Scores.__module__ = "habitue.live"
FileRows.__module__ = "habitue.summary"
Rejections.__module__ = "habitue.summary"
