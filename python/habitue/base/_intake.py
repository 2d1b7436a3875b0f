"""Transactions of a frame: keys, times and amounts as the library takes them, and what was left out."""

from __future__ import annotations

import decimal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _columns, _money, _reading, _scalars
from ..errors import HabitueError, exception, refuse
from ..summary import Summary, Table
from . import _dates, _frames
from ._frames import Kind

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Keys:
    """Who customers are: whole numbers as they are, or places among the distinct keys.

    Attributes
    ----------
    name : str
        What the caller calls the column.
    distinct : object
        The distinct keys, sorted, in the caller's own type; None where keys are whole numbers.
    sample : object
        A piece of the caller's column, whose type whole numbers get back.
    """

    name: str
    distinct: Any
    sample: Any

    def native(self, numbers: NDArray[np.int64]) -> Any:
        """The keys behind these numbers, in the caller's own type."""
        if self.distinct is None:
            return _frames.like(numbers, self.sample)
        return _frames.taken(self.distinct, numbers)

    def listed(self, numbers: NDArray[np.int64]) -> list[Any]:
        """The same as Python values."""
        native = self.native(numbers)
        for reader in ("to_pylist", "to_list", "tolist"):
            if hasattr(native, reader):
                return list(getattr(native, reader)())
        return list(native)

    def numbers(self, table: Table) -> NDArray[np.int64]:
        """The numbers behind the keys of a table, which are numbers or text."""
        if table._info.keys != _abi.HABITUE_TYPE_TEXT:
            return table.keys
        if len(table) == len(self.distinct):
            return np.arange(len(table))
        return np.searchsorted(self.distinct, table.keys)

    def places(self, series: Any, name: str) -> NDArray[np.int64]:
        """The numbers behind keys of another column; -1 where there is no such customer."""
        if self.distinct is None:
            found = _reading.read(series, name)
            if found.kind in (_reading.WHOLE, _reading.NUMBERS) and not found.missing().any():
                return _columns.integers_of(found, name, np.dtype(np.int64), "whole numbers")
            refuse(
                _abi.HABITUE_UNREADABLE, name, f"holds {found.kind} where keys are whole numbers"
            )
        known = {key: at for at, key in enumerate(self.listed(np.arange(len(self.distinct))))}
        codes, distinct = _frames.factorised(series, name)
        every = Keys(name, distinct, None)
        own = [known.get(key, -1) for key in every.listed(np.arange(len(distinct)))]
        return np.append(np.array(own, np.int64), -1)[codes]


def keys_of(series: Any, name: str) -> tuple[NDArray[np.int64], Bools, Keys]:
    """The numbers of customers, where they are known, and what they stand for."""
    library = type(series).__module__.split(".", 1)[0]
    dtype = str(getattr(series, "dtype", getattr(series, "type", "")))
    if dtype.lower().startswith(("int", "uint")):
        found = _reading.read(series, name)
        if not found.missing().any():
            numbers = _columns.integers_of(found, name, np.dtype(np.int64), "whole numbers")
            sample = series if library == "numpy" else series[:0]
            return numbers, np.ones(len(numbers), bool), Keys(name, None, sample)
    codes, distinct = _frames.factorised(series, name)
    if dtype.lower().startswith(("float", "double")):
        whole = _columns.floats(distinct, name)
        part = np.flatnonzero(whole != np.floor(whole))
        if part.size:
            row = int(np.flatnonzero(codes == part[0])[0])
            reason = f"{whole[part[0]]} is a fraction, which is no customer"
            refuse(_abi.HABITUE_UNREADABLE, name, reason, row)
    known = codes >= 0
    texts = _frames.strings_of(distinct, name) if _is_text(distinct) else []
    if texts and "" in texts:
        known &= codes != texts.index("")
    return codes, known, Keys(name, distinct, None)


def _is_text(distinct: Any) -> bool:
    first = distinct[0] if len(distinct) else None
    return isinstance(getattr(first, "as_py", lambda: first)(), str)


@dataclass(frozen=True)
class Transactions:
    """Transactions of known customers, days and amounts, and what was left out beside them."""

    keys: Keys
    customers: NDArray[np.int64]
    times: NDArray[Any]
    amounts: Any
    minor: bool
    currency: str | None
    rows: int
    missing: Mapping[str, int]
    filtered: int
    rounded: int
    rounding_moved: float
    notes: tuple[str, ...]
    places: NDArray[np.int64] | None = None
    costs: _reading.Column | None = None
    costing: str = "costs"
    unknown_costs: str | float = "refuse"
    amount: str = "amount"

    @property
    def code(self) -> str | None:
        """The currency that the library is told."""
        return None if self.amounts is None else self.currency or _money.PLAIN

    def summary(self, *, refunds: Any, rounding: Any, hours: bool, threads: int) -> Summary:
        """The summary of all of them, by the numbers of customers."""
        return self.into(self.customers, refunds, rounding, hours, threads)

    def into(self, keys: Any, refunds: Any, rounding: Any, hours: bool, threads: int) -> Summary:
        """The same by other keys, one a row."""
        costs: Any = None if self.costs is None else self.unknown_costs
        made = Summary(
            self.code, refunds=refunds, rounding=rounding, hours=hours, threads=threads, costs=costs
        )
        times = self.times.view("datetime64[s]") if hours else self.times
        unit: Any = "minor" if self.minor else "major"
        paid = self.amounts
        if isinstance(paid, _columns.Texts):
            paid = _reading.Column(_reading.TEXT, paid.data, None, paid.offsets)
        left: dict[str, Any] = {self.costing: self.costs}
        with _by_rows_of_the_caller(self.places, self.amount):
            made.push(keys, times, paid, amount_unit=unit, **left)
        return made

    def within(self, rows: Bools) -> Transactions:
        """Those of these rows."""
        paid = self.amounts
        if isinstance(paid, _columns.Texts):
            found = _reading.Column(_reading.TEXT, paid.data, None, paid.offsets)
            paid = _columns.texts_of(found.take(np.flatnonzero(rows), "amount"), "amount")
        elif paid is not None:
            paid = paid[rows]
        costs = self.costs
        if costs is not None:
            costs = costs.take(np.flatnonzero(rows), self.costing)
        return replace(
            self, customers=self.customers[rows], times=self.times[rows], amounts=paid, costs=costs
        )

    def purchased(self) -> Bools:
        """Which rows are purchases, not refunds."""
        paid = self.amounts
        if paid is None:
            return np.ones(len(self.customers), bool)
        if not isinstance(paid, _columns.Texts):
            positive: Bools = np.asarray(paid) >= 0
            return positive
        filled = np.diff(paid.offsets) > 0
        first = np.append(paid.data, np.uint8(0))[paid.offsets[:-1]]
        refunded: Bools = filled & (first == ord("-"))
        return ~refunded

    def in_units(self, decimals: int) -> NDArray[np.float64]:
        """The amounts as floats in units of the currency, for what only adds them up."""
        values = in_floats(self.amounts)
        return values / 10**decimals if self.minor else values


def in_floats(amounts: Any) -> NDArray[np.float64]:
    """Amounts as floats, as they are."""
    if isinstance(amounts, _columns.Texts):
        return np.array([float(text) for text in amounts.strings()], np.float64)
    return np.asarray(amounts, np.float64)


def transactions_of(
    frame: Any,
    *,
    customer: str,
    date: str,
    amount: str | None,
    quantity: str | None,
    cost: str | None,
    margin: str | None,
    costs: str | float | None = "refuse",
    currency: str | None,
    amount_unit: str,
    keep: Mapping[str, Sequence[object]] | None,
    missing_customer: str,
    missing: str,
    date_format: str | None,
    timezone: str | None,
    hours: bool,
    part: bool = False,
) -> tuple[Kind, Transactions]:
    """Reads the columns of a frame; what is missing is left out or refused, as was said.

    A part of another frame may have no row that is left.
    """
    for name, given in (("missing_customer", missing_customer), ("missing", missing)):
        if given not in ("refuse", "drop"):
            reason = f"{given!r} is not one of 'refuse', 'drop'"
            refuse(_abi.HABITUE_BAD_ENUMERATOR, name, reason)
    if quantity is not None and amount is None:
        reason = "is given without amount, the column of the price of one"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "quantity", reason)
    if cost is not None and margin is not None:
        refuse(_abi.HABITUE_BAD_ARGUMENT, "margin", "stands beside cost; one or the other")
    if (cost or margin) is not None and (amount is None or amount_unit == "minor"):
        reason = "is given without amounts in units of the currency"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "margin" if cost is None else "cost", reason)
    if costs != "refuse" and (cost or margin) is None:
        reason = "is given without a column of costs or margins, of which rows may be empty"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "costs", reason)
    if costs is None:
        refuse(_abi.HABITUE_BAD_ARGUMENT, "costs", "is None; 'refuse', 'free' or a share is needed")
    filters = {} if keep is None else dict(_scalars.mapping(keep, "keep"))
    optional = (name for name in (amount, quantity, cost, margin) if name)
    wanted = [customer, date, *optional, *filters]
    columns = _frames.columns_of(frame, [_scalars.string(name, "column") for name in wanted])
    if columns.rows == 0 and not part:
        refuse(_abi.HABITUE_EMPTY_INPUT, "frame", "has no rows")
    numbers, known, keys = keys_of(columns[customer], customer)
    times, dated, notes = _dates.times_of(
        columns[date], date, date_format=date_format, timezone=timezone, hours=hours
    )
    kept = _kept(columns, filters)
    left: dict[str, int] = {}
    kept = _without(kept, known, customer, missing_customer, "missing_customer", left)
    kept = _without(kept, dated, date, missing, "missing", left)
    paid = paid_known = None
    if amount is not None:
        paid = _reading.read(columns[amount], amount)
        paid_known = ~_nothing(paid)
        if quantity is not None:
            counted = _reading.read(columns[quantity], quantity)
            paid_known &= ~counted.missing()
            paid = _product(paid, counted, paid_known, amount, quantity)
        kept = _without(kept, paid_known, amount, missing, "missing", left)
    amounts, minor, money = None, False, Money()
    places = None if kept.all() else np.flatnonzero(kept)
    if paid is not None:
        if places is not None:
            paid = paid.take(places, str(amount))
        with _by_rows_of_the_caller(places, str(amount)):
            amounts, minor, money = amounts_of(paid, str(amount), currency, amount_unit)
    elif currency is not None:
        refuse(_abi.HABITUE_BAD_ARGUMENT, "currency", "is given, but no column of amounts")
    left_over = None
    if (cost or margin) is not None:
        left_over = _reading.read(columns[str(cost or margin)], str(cost or margin))
        if places is not None:
            left_over = left_over.take(places, str(cost or margin))
        if minor:  # decimals that became minor units, beside which costs would be whole units
            amounts, minor = np.asarray(amounts) / 10.0 ** decimals_of(currency), False
    if not kept.all():
        numbers, times = numbers[kept], times[kept]
    if len(numbers) == 0 and not part:
        refuse(_abi.HABITUE_EMPTY_INPUT, "frame", "has no row that is left; see missing and keep")
    if paid is None and len(numbers):
        notes = [*notes, "no amounts: purchases only"]
    found = Transactions(
        keys, numbers, times, amounts, minor, currency, columns.rows, left,
        int(columns.rows - sum(left.values()) - len(numbers)), money.rounded, money.moved,
        tuple(notes),
        places,
        left_over,
        "costs" if margin is None else "margins",
        costs,
        str(amount or "amount"),
    )  # fmt: skip
    return columns.kind, found


def _kept(columns: _frames.Columns, filters: Mapping[str, Sequence[object]]) -> Bools:
    kept = np.ones(columns.rows, bool)
    for name, values in filters.items():
        wanted = set(_scalars.sequence(values, f"keep.{name}"))
        codes, distinct = _frames.factorised(columns[name], name)
        listed = Keys(name, distinct, None).listed(np.arange(len(distinct)))
        fits = np.append(np.array([value in wanted for value in listed], bool), False)
        if not fits.any():
            shown = ", ".join(repr(value) for value in listed[:5])
            reason = f"keeps none of the values of the column, such as {shown}"
            refuse(_abi.HABITUE_EMPTY_INPUT, f"keep.{name}", reason)
        kept &= fits[codes]
    return kept


def _without(
    kept: Bools, known: Bools, name: str, policy: str, argument: str, left: dict[str, int]
) -> Bools:
    gone = kept & ~known
    if gone.any():
        count, of = int(gone.sum()), int(kept.sum())
        if policy == "refuse":
            reason = (
                f"{count} of {of} are missing; {argument}='drop' leaves these rows out, counted"
            )
            refuse(_abi.HABITUE_MISSING_VALUE, name, reason, int(np.argmax(gone)))
        left[name] = count
    return kept & known


def _nothing(found: _reading.Column) -> Bools:
    """Where an amount is missing: empty text is."""
    gone = found.missing()
    if found.kind == _reading.TEXT:
        if found.offsets is not None:
            gone = gone | (np.diff(found.offsets) == 0)
        else:
            empty = [not str(text or "").strip() for text in found.strings()]
            gone = gone | np.array(empty, bool)
    return gone


def decimals_of(currency: str | None) -> int:
    """The decimals of a currency; two without one."""
    return 2 if currency is None else _money.decimals(_scalars.string(currency, "currency"))


@dataclass
class Money:
    """What rounding does to amounts: to how many, and by how much."""

    rounded: int = 0
    moved: float = 0.0


def amounts_of(
    paid: Any, name: str, currency: str | None, amount_unit: str
) -> tuple[Any, bool, Money]:
    """Amounts as the library takes them, whether they are minor units, and what rounding does."""
    units = {"currency": "major", "minor": "minor"}
    if not isinstance(amount_unit, str) or amount_unit not in units:
        reason = f"{amount_unit!r} is not one of 'currency', 'minor'"
        refuse(_abi.HABITUE_BAD_ENUMERATOR, "amount_unit", reason)
    paid = _reading.read(paid, name)
    code, places = currency or _money.PLAIN, decimals_of(currency)
    unit, money = _money.Unit(code, units[amount_unit]), Money()
    if paid.kind == _reading.NUMBERS and amount_unit == "currency":
        values = _columns.floats(paid, name)
        # The shortest decimal of a float has no more places than the currency exactly where the
        # float is the nearest one to a whole number of minor units.
        finite = values[np.isfinite(values)]  # others are refused by the library, with their row
        near = np.rint(finite * 10.0**places) / 10.0**places
        moved = np.abs(near - finite)
        money.rounded, money.moved = int(np.count_nonzero(moved)), float(moved.sum())
        return values, False, money
    if amount_unit == "currency":
        money = _beyond(paid, places)
    found = unit.column(paid, name)
    if isinstance(found, _money.MinorUnits):
        return found.view(np.ndarray), True, money
    return found, amount_unit == "minor", money


@contextmanager
def _by_rows_of_the_caller(places: NDArray[np.int64] | None, amount: str) -> Iterator[None]:
    """What is refused is told by its row in the caller's frame, from which some are left out, and
    by the name of the caller's column."""
    try:
        yield
    except HabitueError as error:
        row, column = error.row, error.column
        if row is None or (places is None and column != "amount"):
            raise
        row = row if places is None else int(places[row])
        column = amount if column == "amount" else column
        said, place = f"row {error.row}, {error.column}:", f"row {row}, {column}:"
        message = str(error).replace(said, place, 1)
        kind = error.kind
        raise exception(message, code=error.code, kind=kind, row=row, column=column) from None


def _beyond(paid: _reading.Column, places: int) -> Money:
    """How many decimals and texts have more places than the currency, and what is beyond them."""
    if paid.scale is not None:
        step = 10 ** max(paid.scale - places, 0)
        rest = np.abs(paid.values) % step
        moved = np.minimum(rest, step - rest) / 10.0**paid.scale
        return Money(int(np.count_nonzero(rest)), float(moved.sum()))
    if paid.kind not in (_reading.TEXT, _reading.DECIMALS):
        return Money()
    return beyond(paid.strings() if paid.kind == _reading.TEXT else paid.decimals(), places)


def beyond(stated: Iterable[Any], places: int) -> Money:
    """What is beyond these places of what is written as text or is a decimal."""
    money = Money()
    for text in (text for text in map(str, stated) if len(text.partition(".")[2]) > places):
        try:
            number = decimal.Decimal(text)
        except decimal.InvalidOperation:  # the library names its row
            continue
        rest = number - round(number, places)
        money.rounded, money.moved = money.rounded + (rest != 0), money.moved + abs(float(rest))
    return money


def _product(
    price: _reading.Column,
    quantity: _reading.Column,
    known: Bools,
    amount: str,
    name: str,
) -> _reading.Column:
    """Price times quantity, exact where prices have at most six decimals and quantities none."""
    counts = np.where(known, _columns.floats(quantity, name, missing=True), 0.0)
    if price.kind == _reading.TEXT:
        texts = [text if ok else "0" for text, ok in zip(price.strings(), known)]
        price = _reading.Column(_reading.NUMBERS, _as_numbers(texts, amount))
    prices = np.where(known, _columns.floats(price, amount, missing=True), 0.0)
    if price.kind == _reading.WHOLE and not (counts % 1).any():
        whole = _reading.Column(_reading.WHOLE, (prices * counts).astype(np.int64), known)
        return whole if not known.all() else _reading.Column(_reading.WHOLE, whole.values)
    for places in range(7):
        scaled = np.rint(prices * 10.0**places)
        if (scaled / 10.0**places == prices).all():
            product = scaled * counts / 10.0**places
            break
    else:
        product = prices * counts
    return _reading.Column(_reading.NUMBERS, np.where(known, product, np.nan))


def _as_numbers(texts: list[str], name: str) -> NDArray[np.float64]:
    values = np.zeros(len(texts))
    for row, text in enumerate(texts):
        try:
            values[row] = float(text)
        except ValueError:
            refuse(_abi.HABITUE_UNREADABLE, name, f"{text!r} is no amount", row)
    return values
