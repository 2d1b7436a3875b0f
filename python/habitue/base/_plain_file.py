"""Files that are written plainly, which the library reads itself: no row comes to Python.

What the library takes for an amount, a customer or a date as people write them is more than
`CustomerBase.from_transactions` takes of a column. So a file goes to the library only where both
say the same of every row; any other is read by rows, and refused there with row and remedy.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .. import _money
from ..errors import HabitueError
from ..summary import Rejections, Summary
from . import _dates, _intake
from ._file import MARKS, File
from ._intake import Bools, Keys, Transactions

if TYPE_CHECKING:
    from ._held import Settings

_SAMPLE = 1000
"""Rows whose dates say in which format all are, where one alone fits them."""

_BLANKS = (b" ", b"\t", b"\v", b"\f")

_PLAIN = {
    "quantity": None, "cost": None, "margin": None, "costs": "refuse", "amount_unit": "currency",
    "keep": None, "timezone": None,
}  # fmt: skip
"""What a file is asked of that the library reads as frames are read."""


@dataclass(frozen=True)
class Unread:
    """Transactions of a file that are in a summary, and are read once more where rows are asked
    for: what it held is kept, so that these are the same.

    Attributes
    ----------
    file : File
        What the file held.
    keys : Keys
        The customers.
    rows : int
        How many transactions there are.
    notes : tuple of str
        What was found.
    intake : mapping
        How columns are read.
    """

    file: File
    keys: Keys
    rows: int
    notes: tuple[str, ...]
    intake: Mapping[str, Any]
    missing: Mapping[str, int]
    filtered: int = 0

    @cached_property
    def transactions(self) -> Transactions:
        """The rows."""
        columns = columns_of(self.file, self.intake)
        return _intake.transactions_of(columns, hours=False, **self.intake)[1]

    @property
    def rounded(self) -> int:
        """Amounts with more decimals than the currency has."""
        return self._rounding.rounded

    @property
    def rounding_moved(self) -> float:
        """By how much rounding each of them would move it."""
        return self._rounding.moved

    def in_units(self, _: int) -> NDArray[np.float64]:
        """The amounts as floats in units of the currency, for what only adds them up."""
        if self._paid.beyond_floats:
            return self.transactions.in_units(0)
        return self._paid.values / 10.0**self._paid.decimals

    @cached_property
    def _paid(self) -> _Digits:
        begin, end = self.file.fields(self.file.head.index(self.intake["amount"]))
        if self.missing:
            known = ~_guests(self.file, self.intake["customer"])
            begin, end = begin[known], end[known]
        return _Digits.of(self.file, begin, end)

    @cached_property
    def _rounding(self) -> _intake.Money:
        if self.intake["amount"] is None:
            return _intake.Money()
        places = _intake.decimals_of(self.intake["currency"])
        return _intake.beyond(self._paid.texts(self.file, places), places)


@dataclass(frozen=True)
class _Digits:
    """A column of digits with a mark and a sign: whole numbers, of so many decimals each."""

    values: NDArray[np.int64]
    decimals: NDArray[np.int64]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]

    @classmethod
    def of(cls, file: File, begin: NDArray[np.int64], end: NDArray[np.int64]) -> _Digits:
        """The column of these fields."""
        cells = np.frombuffer(file.data, np.uint8)
        values, decimals = np.zeros((2, len(begin)), np.int64)
        marked = np.zeros(len(begin), bool)
        for at in range(int((end - begin).max(initial=0))):
            cell = cells[np.minimum(begin + at, end - 1)]
            digit = (begin + at < end) & (cell >= ord("0")) & (cell <= ord("9"))
            values = np.where(digit, 10 * values + cell - ord("0"), values)
            decimals += digit & marked
            marked |= cell == ord(file.decimal_mark)
        return cls(np.where(cells[begin] == ord("-"), -values, values), decimals, begin, end)

    @property
    def beyond_floats(self) -> bool:
        """Whether a float cannot hold the digits of each, as those of 15 it can."""
        return int((self.end - self.begin).max(initial=0)) > 15

    def texts(self, file: File, places: int) -> list[str]:
        """Those of more decimals than these, as they are written, but with a point."""
        rows = np.flatnonzero(self.decimals > places)
        cells = (file.data[self.begin[row] : self.end[row]] for row in rows)
        return [cell.decode().strip().replace(file.decimal_mark, ".") for cell in cells]


def columns_of(file: File, intake: Mapping[str, Any]) -> dict[str, list[str | None]]:
    """The columns of a file that are asked for, as text."""
    numbers = [intake[name] for name in ("amount", "quantity", "cost", "margin") if intake[name]]
    names = [intake["customer"], intake["date"], *numbers, *(intake["keep"] or {})]
    return file.columns(names, numbers)


def taken(file: File, settings: Settings) -> tuple[Summary, Unread] | None:
    """The summary of a file that is written plainly; None for any other."""
    intake = settings.intake
    names = [intake[name] for name in ("customer", "date", "amount") if intake[name] is not None]
    policies = {intake["missing"], intake["missing_customer"]} <= {"refuse", "drop"}
    asked = policies and all(intake[name] == value for name, value in _PLAIN.items())
    if not asked or settings.hours or not _is_plain(file, names, intake["amount"]):
        return None
    form = _date_format(file, intake)
    if form is None:
        return None
    code = None if intake["amount"] is None else settings.currency or _money.PLAIN
    try:
        summary, told = _summary(file, settings, form, code)
        keys = summary.table(log_intervals=False)
        if keys.audit.dropped_rows:  # who took all back that he bought is a customer
            keys = _summary(file, settings, form, None)[0].table(log_intervals=False)
    except HabitueError:  # told by its row and its remedy where columns are read
        return None
    gone = sum(some.rows for some in told.fates if some.fate == "guest")
    rows = 0 if told.blank_lines or told.lines_around else told.rows
    if rows == gone or (gone and not _are_empty(file, intake, form, gone)):
        return None
    missing = {names[0]: gone} if gone else {}
    notes = [] if intake["date_format"] or form == _dates.ISO else [f"{names[1]} is read as {form}"]
    notes += [] if code else ["no amounts: purchases only"]
    named = Keys(names[0], keys.keys, None)
    return summary, Unread(file, named, rows, tuple(notes), intake, missing)


def _summary(
    file: File, settings: Settings, form: str, code: str | None
) -> tuple[Summary, Rejections]:
    """The summary of a file, with amounts where a currency is given; and what became of its rows."""
    rules: Any = {"refunds": settings.refunds, "rounding": settings.rounding}
    intake, made = settings.intake, Summary(code, threads=settings.threads, **rules)
    told = made.read_csv(
        file.data, customer=intake["customer"], date=intake["date"],
        amount=None if code is None else intake["amount"], date_format=form,
        delimiter=file.delimiter, decimal_mark=file.decimal_mark, encoding="utf-8",
        duplicates="keep", guests="leave out" if intake["missing_customer"] == "drop" else "refuse",
    )  # fmt: skip
    return made, told


def _guests(file: File, customer: str) -> Bools:
    """Which rows name no customer."""
    begin, end = file.fields(file.head.index(customer))
    empty: Bools = begin == end
    return empty


def _are_empty(file: File, intake: Mapping[str, Any], form: str, guests: int) -> bool:
    """Whether so many rows name no customer, and have a date of this format or none: a row that
    says NULL is one of a customer where columns are read, and each date is looked at."""
    rows = np.flatnonzero(_guests(file, intake["customer"]))
    begin, end = file.fields(file.head.index(intake["date"]))
    dates = {file.data[begin[row] : end[row]].decode("utf-8", "replace").strip() for row in rows}
    return len(rows) == guests and all(
        _dates.day_of(date, form) is not None for date in dates if date
    )


def _is_plain(file: File, names: list[str], amount: str | None) -> bool:
    """Whether a file is of UTF-8 without quotes, its first line names these columns once each, and
    each amount is digits with at most a sign before them."""
    data = file.data
    utf8 = codecs.lookup(file.encoding).name
    if utf8 != "utf-8-sig" and (utf8 != "utf-8" or data.startswith(codecs.BOM_UTF8)):
        return False
    if file.delimiter not in MARKS or file.delimiter == file.decimal_mark:
        return False
    returns = b"\r" in data and data.count(b"\r") != data.count(b"\r\n")  # that end lines alone
    if returns or b'"' in data or b"\0" in data or data.endswith((b"\n\n", b"\n\r\n")):
        return False
    if any(file.head.count(name) != 1 for name in names) or len(set(names)) != len(names):
        return False
    if amount is not None and not _are_digits(file, file.head.index(amount)):
        return False
    blanks = any(blank in data for blank in _BLANKS) or not data.isascii()
    return not blanks or _are_bare(file, file.head.index(names[0]))


def _are_digits(file: File, place: int) -> bool:
    """Whether nothing is left of a column without its digits, decimal marks and signs before them."""
    digits, width, signed = b"0123456789\r" + file.decimal_mark.encode(), len(file.head), False
    for lines in file.pieces():
        left = np.frombuffer(lines.translate(None, digits), np.uint8)
        ends = file.ends(left)
        if len(ends) % width:
            return False
        rest = np.diff(ends, prepend=-1)[place::width] - 1
        signs = left[ends[place::width] - 1][rest == 1]
        if (rest > 1).any() or (signs != ord("-")).any():
            return False
        signed = signed or len(signs) > 0
    behind = (b"-" + mark.encode() in file.data for mark in (file.delimiter, "\r", "\n"))
    return not signed or not (file.data.endswith(b"-") or any(behind))


def _are_bare(file: File, place: int) -> bool:
    """Whether no field of a column begins or ends with a blank, which the library takes off."""
    begin, end = file.fields(place)
    if len(begin) != len(end):  # a line of another length
        return False
    cells = np.append(np.frombuffer(file.data, np.uint8), np.uint8(0))
    edges = np.stack([cells[begin], cells[end - 1]])
    odd = (edges <= ord(" ")) | (edges > ord("~"))
    fields = (file.data[begin[row] : end[row]] for row in np.flatnonzero(odd.any(axis=0)))
    return all(
        field.strip() == field for field in (one.decode("utf-8", "replace") for one in fields)
    )


def _date_format(file: File, intake: Mapping[str, Any]) -> str | None:
    """The one format that dates can be in; None where the first ones leave several, or none."""
    said = intake["date_format"]
    if said is not None:
        return said if isinstance(said, str) and "%" in said else None
    place = file.head.index(intake["date"])
    lines = [cells for cells in islice(file._lines(), 1, _SAMPLE) if len(cells) > place]
    texts = sorted({cells[place].strip() for cells in lines} - {""})
    try:
        return _dates.inferred(texts, "date", lambda text: 0) if texts else None
    except HabitueError:
        return None
