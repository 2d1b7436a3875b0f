"""A base of customers: who they are, what they did, and in what units."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from typing import Any, Generic, Literal, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _columns, _money
from .._columns import Day
from .._library import enumerator
from ..errors import refuse
from ..summary import CONVENTIONS, UNITS, Convention, Refunds, Summary, Unit
from . import _frames, _histories, _intake, _joining, _plain_file, _telling
from ._duration import DAYS
from ._file import File
from ._frames import Kind
from ._held import EPOCH, Settings
from ._intake import Keys, Transactions
from .fitting import Fitting
from .grouping import Grouping

__all__ = ["CustomerBase", "Holdout", "Split"]

F = TypeVar("F")
G = TypeVar("G")

Missing = Literal["refuse", "drop"]
AmountUnit = Literal["currency", "minor"]
Rounding = Literal["half even", "half away from zero", "refuse"]


@dataclass(frozen=True, repr=False)
class Holdout(Generic[F]):
    """What customers of a calibration did after it. Made by `CustomerBase.split`.

    Attributes
    ----------
    start, end : date
        The first and the last day of the holdout.
    length : float
        How long it is, in the unit of the base.
    numbers : array of int64
        The customers: whole numbers that are their keys, or the places of other keys.
    purchases : array of uint32
        What each bought in the holdout.
    spend : array of float64, or None
        What each spent; None without amounts.

    Examples
    --------
    >>> from habitue import CustomerBase
    >>> sales = {"customer": [1, 1, 2], "date": ["2024-01-01", "2024-03-15", "2024-01-09"]}
    >>> base = CustomerBase.from_transactions(sales, end="2024-03-28")
    >>> calibration, holdout = base.split("2024-02-29")
    >>> holdout, holdout.length
    (Holdout: 2 customers, 2024-03-01 to 2024-03-28, 1 purchases, 4.0)
    >>> holdout.to_frame()["purchases"], len(holdout)
    (array([1, 0]), 2)
    """

    start: datetime.date
    end: datetime.date
    length: float
    _kind: Kind
    _keys: Keys
    numbers: NDArray[np.int64]
    purchases: NDArray[np.uint32]
    spend: NDArray[np.float64] | None

    def to_frame(self) -> F:
        """One row a customer of the calibration: key, purchases and, with amounts, spend.

        Returns
        -------
        frame
            Of the caller's kind.
        """
        columns: dict[str, Any] = {"purchases": self.purchases.astype(np.int64)}
        if self.spend is not None:
            columns["spend"] = self.spend
        made: F = self._kind.frame(self._keys.name, self._keys.native(self.numbers), columns)
        return made

    def __len__(self) -> int:
        return len(self.numbers)

    def __repr__(self) -> str:
        spent = "" if self.spend is None else f", {self.spend.sum():,.2f} spent"
        return (
            f"Holdout: {len(self):,} customers, {self.start} to {self.end}, "
            f"{self.purchases.sum():,} purchases{spent}"
        )


class Split(NamedTuple, Generic[F]):
    """The two parts of a base. Made by `CustomerBase.split`, to be unpacked.

    Attributes
    ----------
    calibration : CustomerBase
        The base up to the day.
    holdout : Holdout
        What its customers did after it.

    Examples
    --------
    >>> from habitue import CustomerBase
    >>> sales = {"customer": [1, 1, 2], "date": ["2024-01-01", "2024-03-15", "2024-01-09"]}
    >>> calibration, holdout = CustomerBase.from_transactions(sales).split("2024-02-29")
    >>> calibration.to_frame()["frequency"], holdout.to_frame()["purchases"]
    (array([0, 0]), array([1, 0]))
    """

    calibration: CustomerBase[F]
    holdout: Holdout[F]


class CustomerBase(Grouping[F], Fitting[F]):
    """Customers up to one day, ready for models: keys, unit, currency, window and audit.

    Made by `from_transactions` or `from_summary`. It never changes: `until`, `to_unit`, `join` and
    `update` make another one. Frames that come out are of the kind that went in, one row a
    customer in the order of the keys; in pandas the key is their index.

    Examples
    --------
    >>> from habitue import CustomerBase
    >>> sales = {
    ...     "customer": ["ann", "bob", "ann", "ann", "bob"],
    ...     "date": ["2024-01-05", "2024-01-20", "2024-02-02", "2024-03-15", "2024-06-30"],
    ...     "amount": [10.0, 5.5, 20.25, 8.0, 7.0],
    ... }
    >>> base = CustomerBase.from_transactions(sales, amount="amount", currency="USD", unit="day")
    >>> len(base), base.to_frame()["frequency"].tolist()
    (2, [2, 1])
    >>> base.unit, base.currency, base.convention, base.has_amounts, base.end
    ('day', 'USD', 'btyd', True, datetime.date(2024, 6, 30))
    >>> print(base.audit)
    5 rows, 5 used
    >>> base.until("2024-03-31").to_frame()["frequency"].tolist()
    [2, 0]
    >>> calibration, holdout = base.split("2024-03-31")
    >>> holdout.to_frame()["purchases"].tolist()
    [0, 1]
    >>> base.join({"customer": ["ann", "bob"], "online": [1, 0]}).columns
    ('online',)
    >>> more = {"customer": ["eve", "ann"], "date": ["2024-07-01", "2024-07-08"], "amount": [3, 4]}
    >>> base.update(more).to_frame()["spend"].tolist()
    [42.25, 12.5, 3.0]

    Groups of customers:

    >>> base.tiers([50, 50])["tier"].tolist()
    [1, 2]
    >>> base.rfm(bins=2)["r"].tolist(), base.segments()["segment"].tolist()
    ([1, 2], ['not to be lost', 'new'])
    >>> base.cohorts("month").to_frame()["rate"].tolist()
    [1.0, 0.5, 0.5, 0.0, 0.0, 0.5]
    >>> base.survival(lost_after="60 days").at("130 days")
    0.5
    >>> base.plot("histories").svg[:4]
    '<svg'
    >>> base.report(title="Two customers").text.splitlines()[0]
    'Two customers'
    """

    @classmethod
    def from_transactions(
        cls,
        frame: G,
        *,
        customer: str = "customer",
        date: str = "date",
        amount: str | None = None,
        quantity: str | None = None,
        cost: str | None = None,
        margin: str | None = None,
        costs: Literal["refuse", "free"] | float = "refuse",
        currency: str | None = None,
        amount_unit: AmountUnit = "currency",
        rounding: Rounding = "half even",
        refunds: Refunds = "net",
        keep: Mapping[str, Sequence[object]] | None = None,
        missing_customer: Missing = "drop",
        missing: Missing = "refuse",
        date_format: str | None = None,
        timezone: str | None = None,
        start: Day | None = None,
        end: Day | None = None,
        unit: Unit = "week",
        convention: Convention = "btyd",
        threads: int = 0,
    ) -> CustomerBase[G]:
        """A base from transactions, one a row, in any order.

        Parameters
        ----------
        frame : frame
            Of pandas, polars (lazy too), pyarrow, DuckDB or anything that narwhals knows, or a
            dict of columns.
        customer : str
            The column of keys: whole numbers, text, categories; in pandas a level of the index too.
        date : str
            That of dates, date-times, or text in the one format that fits all.
        amount : str, optional
            That of amounts: floats, decimals, text or whole numbers; without it only purchases
            count.
        quantity : str, optional
            That of quantities; ``amount`` is then the price of one.
        cost, margin : str, optional
            That of what each purchase cost, or left: `to_frame` then has ``margin`` and
            ``margin_rate``, which values take as ``margin="margin_rate"``.
        costs : {"refuse", "free"} or float
            What a row costs whose cost or margin is missing: it is refused; nothing; or what is
            left of the amount, of which this share is margin.
        currency : str, optional
            An ISO 4217 code; None, or "XXX", for plain numbers of two decimals.
        amount_unit : {"currency", "minor"}
            What whole numbers count: units of the currency, or its minor units (cents).
        rounding : {"half even", "half away from zero", "refuse"}
            What becomes of sums of amounts with more decimals than the currency; counted in the
            audit.
        refunds : {"net", "keep", "refuse"}
            What a negative amount means: it is taken off the purchases before it, by default.
        keep : mapping from column to values, optional
            The rows to keep, such as ``{"status": ["paid"]}``; the others are counted.
        missing_customer : {"drop", "refuse"}
            Rows without a customer: nobody can model a guest.
        missing : {"refuse", "drop"}
            Rows without a date or an amount.
        date_format : str, optional
            A format of `datetime.datetime.strptime`, or "epoch s", "epoch ms" or "excel".
        timezone : str, optional
            Whose days to count where the column has a zone. Those of UTC by default; of another zone
            it must be said, because a display zone is often that of the machine.
        start, end : day, optional
            The first and the last day observed; by default those of the first and last transaction.
        unit : {"week", "day", "month", "quarter", "year", "hour"}
            Of recency, age and every horizon.
        convention : {"btyd", "lifetimes", "hourly"}
            How purchases and time are counted, as `habitue.summary.CONVENTIONS` says.
        threads : int
            0 for all cores; the bits are the same.

        Returns
        -------
        CustomerBase
            One row a customer, with its audit; rows that were left out are warned of above 1 %.

        Raises
        ------
        DataError
            With column, row and remedy, for what cannot be taken as it is.
        ArgumentError
            For a word that is none of those named, what is no frame, and a last day before the
            first transaction.
        """
        enumerator(UNITS, unit, "unit")
        enumerator(CONVENTIONS, convention, "convention")
        currency = _money.of_base(currency)
        intake: dict[str, Any] = {
            "customer": customer,
            "date": date,
            "amount": amount,
            "quantity": quantity,
            "cost": cost,
            "margin": margin,
            "costs": costs,
            "currency": currency,
            "amount_unit": amount_unit,
            "keep": keep,
            "missing_customer": missing_customer,
            "missing": missing,
            "date_format": date_format,
            "timezone": timezone,
        }
        settings = Settings(
            unit, convention, currency, refunds, None if rounding == "refuse" else rounding,
            None if start is None else _columns.day(start, "start"),
            None if end is None else _columns.day(end, "end"), threads, intake,
        )  # fmt: skip
        if isinstance(frame, File):
            taken = _plain_file.taken(frame, settings)
            if taken is not None:
                summary, unread = taken
                _reached(settings, summary)
                base = cls(Kind("dict"), unread.keys, unread, summary, settings)
                if unread.missing:
                    base.audit._warn(2)
                return base  # type: ignore[return-value]
            columns: Any = _plain_file.columns_of(frame, intake)
        else:
            columns = frame
        kind, found = _intake.transactions_of(columns, hours=settings.hours, **intake)
        made = cls._of(kind, found, settings)
        _reached(settings, made._known())
        made.audit._warn(2)
        return made

    @classmethod
    def from_csv(
        cls,
        path: str | PathLike[str],
        *,
        like: Any = None,
        delimiter: str | None = None,
        decimal_mark: str = ".",
        encoding: str = "utf-8-sig",
        **intake: Any,
    ) -> CustomerBase[Any]:
        """A base from a file of transactions, one a line below a line of names.

        The library reads the file itself, many times as fast as its rows are read, where it is of
        UTF-8 without quotes, dates are without a time, and each row of a customer states its amount. What the file held is kept, for the methods that ask for rows.

        Parameters
        ----------
        path : path
            The file.
        like : frame, optional
            Of the kind that is to come out; dicts of columns do by default.
        delimiter : str, optional
            What stands between fields; comma, semicolon, tab or bar by what is in the first line.
        decimal_mark : {".", ","}
            What stands before the decimals of amounts.
        encoding : str
            As `open` takes it.
        **intake
            As for `from_transactions`. Keys are text as they stand there.

        Returns
        -------
        CustomerBase

        Raises
        ------
        DataError
            For a line of another length, a column that is not there, and as `from_transactions`.
        ArgumentError
            For a mark or an encoding that is none.
        OSError
            Where the file cannot be read.

        Examples
        --------
        >>> import tempfile
        >>> from habitue import CustomerBase
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = f"{folder}/sales.csv"
        ...     with open(file, "w", encoding="utf-8") as out:
        ...         _ = out.write("customer;date;paid\\n7;31.12.2024;9,50\\n7;15.01.2025;3,00\\n")
        ...     base = CustomerBase.from_csv(file, amount="paid", decimal_mark=",", unit="day")
        >>> base.to_frame()["recency"].tolist(), base.audit.money_in
        ([15.0], 12.5)
        """
        file = File.of(path, delimiter, decimal_mark, encoding)
        made: CustomerBase[Any] = cls.from_transactions(file, **intake)
        if like is not None:
            made = cls(
                _frames.kind_of(like, "like"), made._keys, made._rows, made._summary,
                made._settings,
            )  # fmt: skip
        return made

    @classmethod
    def _of(cls, kind: Kind, found: Transactions, settings: Settings) -> CustomerBase[Any]:
        return cls(kind, found.keys, found, settings.summary(found), settings)

    @classmethod
    def from_summary(
        cls,
        frame: G,
        *,
        unit: Unit,
        customer: str = "customer",
        frequency: str = "frequency",
        recency: str = "recency",
        age: str = "T",
        mean_spend: str | None = None,
        weights: str | None = None,
        convention: Convention = "btyd",
        currency: str | None = None,
        end: Day | None = None,
    ) -> CustomerBase[G]:
        """A base from customers who are summarised already, as frames of lifetimes are.

        Parameters
        ----------
        frame : frame
            One row a customer.
        unit : str
            The unit of recency and age, which must be said.
        customer, frequency, recency, age : str
            The columns of keys (or a level of the index), repeat purchases, and times.
        mean_spend : str, optional
            That of the mean of repeat purchases.
        weights : str, optional
            That of how many customers each row stands for.
        convention, currency : str
            As for `from_transactions`.
        end : day, optional
            The last day observed.

        Returns
        -------
        CustomerBase
            A base without transactions: what needs them is refused.

        Raises
        ------
        DataError
            For a key that is missing or comes twice, and for what cannot be.

        Examples
        --------
        >>> from habitue import CustomerBase
        >>> known = {"customer": [7, 3], "frequency": [2, 0], "recency": [30.4, 0.0], "T": [38.9, 38.9]}
        >>> CustomerBase.from_summary(known, unit="week").to_frame()["customer"].tolist()
        [3, 7]
        """
        enumerator(UNITS, unit, "unit")
        enumerator(CONVENTIONS, convention, "convention")
        currency = _money.of_base(currency)
        wanted = [customer, frequency, recency, age, mean_spend, weights]
        columns = _frames.columns_of(frame, [name for name in wanted if name is not None])
        numbers, known, keys = _intake.keys_of(columns[customer], customer)
        if not known.all():
            reason = "is missing; a row stands for one known customer"
            refuse(_abi.HABITUE_MISSING_VALUE, customer, reason, int(np.argmin(known)))
        _joining.once(numbers, keys, customer)
        histories = _histories.given(
            (numbers, keys), columns[frequency], columns[recency], columns[age],
            None if mean_spend is None else columns[mean_spend],
            None if weights is None else columns[weights],
        )  # fmt: skip
        last = None if end is None else _columns.day(end, "end")
        settings = Settings(unit, convention, currency, "net", None, None, last, 0, {})
        return cls(columns.kind, keys, None, None, settings, histories)  # type: ignore[return-value]

    def __getitem__(self, customer: Any) -> CustomerBase[F]:
        """The base of one customer, or of a list of them."""
        several = isinstance(customer, (list, tuple, set, np.ndarray))
        rows = self._rows_of(*(customer if several else [customer]))
        all_of, spend = self._histories, self._histories.mean_spend
        x, t_x, age = all_of.columns
        part = _histories.given(
            (all_of.numbers[rows], self._keys), x[rows], t_x[rows], age[rows],
            None if spend is None else spend[rows], None,
        )  # fmt: skip
        return CustomerBase(self._kind, self._keys, None, None, self._dated(), part, self._facts)

    def to_frame(self) -> F:
        """One row a customer: what models need, and what was joined.

        Columns are the key, frequency, recency, age and, where known, mean_spend, spend, margin,
        margin_rate, first and last purchase, and those that were joined.

        Returns
        -------
        frame
            Of the caller's kind.
        """
        of = self._histories
        columns: dict[str, Any] = {
            "frequency": of.frequency.astype(np.int64),
            "recency": of.recency,
            "age": of.age,
        }
        if of.mean_spend is not None:
            columns["mean_spend"] = of.mean_spend
        if of.spend is not None:
            columns["spend"] = of.spend
        if of.margin is not None:
            columns |= {"margin": of.margin, "margin_rate": of.margin_rate}
        if self._summary is not None:
            columns |= self._purchase_days()
        for name, fact in self._facts.items():
            columns[name] = fact.shown(of.numbers)
        return self._frame(columns)

    def until(self, end: Day) -> CustomerBase[F]:
        """The base as it was known at the end of a day.

        Parameters
        ----------
        end : day
            The last day.

        Returns
        -------
        CustomerBase
            The same customers as far as they were known then.

        Raises
        ------
        ArgumentError
            For a base of `from_summary`, which has no transactions, and a day before the first.
        DataError
            For a date that is none.
        """
        settings = replace(self._settings, end=_columns.day(end, "end"))
        _reached(settings, self._known())
        return self._with(settings)

    def to_unit(self, unit: Unit) -> CustomerBase[F]:
        """The base with times in another unit.

        Parameters
        ----------
        unit : {"day", "week", "month", "quarter", "year", "hour"}
            Of recency, age and every horizon.

        Returns
        -------
        CustomerBase
            The same customers in the other unit.

        Raises
        ------
        ArgumentError
            For a unit that there is not.

        Examples
        --------
        >>> from habitue import CustomerBase
        >>> sales = {"customer": [1, 1], "date": ["2024-01-01", "2024-01-15"]}
        >>> base = CustomerBase.from_transactions(sales)
        >>> base.to_unit("day").to_frame()["recency"].tolist()
        [14.0]
        """
        enumerator(UNITS, unit, "unit")
        if self._summary is None:
            return self._rescaled(unit)
        return self._with(replace(self._settings, unit=unit))

    def _with(self, settings: Settings) -> CustomerBase[F]:
        return CustomerBase(
            self._kind, self._keys, self._rows, self._summary, settings, None, self._facts
        )

    def _rescaled(self, unit: Unit) -> CustomerBase[F]:
        of, times = self._histories, DAYS[self.unit] / DAYS[unit]
        part = _histories.given(
            (of.numbers, self._keys), of.frequency, of.recency * times, of.age * times,
            of.mean_spend, of.weights,
        )  # fmt: skip
        settings = replace(self._settings, unit=unit)
        return CustomerBase(self._kind, self._keys, None, None, settings, part, self._facts)

    def split(self, end: Day, *, until: Day | None = None) -> Split[F]:
        """The base up to a day, and what its customers did after it.

        Parameters
        ----------
        end : day
            The last day of the calibration.
        until : day, optional
            The last day of the holdout; that of the base by default.

        Returns
        -------
        Split
            To be unpacked: ``calibration, holdout = base.split("1997-09-30")``.

        Raises
        ------
        DataError
            Where nothing lies after the day.
        """
        first = _columns.day(end, "end")
        whole = self._dated().end
        last = whole if until is None else _columns.day(until, "until")
        if last is None or first >= last:
            reason = f"{end} leaves no day for the holdout; the base ends on {self.end}"
            refuse(_abi.HABITUE_OUT_OF_RANGE, "end", reason)
        calibration = self.until(end)
        table = self._table(calibration_end=first, holdout_end=last, logs=False)
        places = 10 ** (self._decimals or 0)
        spend = table.holdout_spend / places if self.has_amounts else None
        day = datetime.date(1970, 1, 1)
        begin, ends = (day + datetime.timedelta(days=n) for n in (first + 1, last))
        length = (last - first) / DAYS[self.unit]
        held: Holdout[F] = Holdout(
            begin,
            ends,
            length,
            self._kind,
            self._keys,
            self._keys.numbers(table),
            table.holdout_x,
            spend,
        )
        return Split(calibration, held)

    def join(
        self,
        frame: Any,
        *,
        on: str | None = None,
        columns: str | Sequence[str] | None = None,
        missing: Missing = "refuse",
    ) -> CustomerBase[F]:
        """The base with columns about customers: covariates, answers, groups; by key alone.

        Parameters
        ----------
        frame : frame, Series of pandas, or mapping
            One row a customer, of any kind; a Series of pandas goes by its index.
        on : str, optional
            Its column of keys (in pandas also a level of the index); that of the base by default.
        columns : str or sequence of str, optional
            Which to join; all others than the key by default.
        missing : {"refuse", "drop"}
            Customers of the base who are not in the frame: refused, or left without a value.

        Returns
        -------
        CustomerBase
            The base with the columns, which models take by name.

        Raises
        ------
        DataError
            For a customer who comes twice, or is not there; for what has no keys.
        """
        facts = _joining.facts_of(self, frame, on, columns, missing)
        return CustomerBase(
            self._kind, self._keys, self._rows, self._summary, self._settings,
            self._histories, {**self._facts, **facts},
        )  # fmt: skip

    def update(self, frame: Any) -> CustomerBase[F]:
        """The base with further transactions, of the same columns; this one stays as it is.

        Parameters
        ----------
        frame : frame
            Transactions that are not yet in the base.

        Returns
        -------
        CustomerBase
            The base of all transactions.

        Raises
        ------
        ArgumentError
            For a base of `from_summary`, and one with joined columns: update first, then join.
        DataError
            With column, row and remedy, for what cannot be taken as it is.
        """
        if self._transactions is None:
            self._known()
        _, found = _intake.transactions_of(
            frame, hours=self._settings.hours, **self._settings.intake
        )
        both = _joining.behind(self._transactions, found)
        made = self._of(self._kind, both, self._settings)
        if self._facts:
            reason = "holds joined columns; update first, then join"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "base", reason)
        return made

    def save(self, path: str | PathLike[str]) -> None:
        """Writes the base to a file: all its transactions, what was joined, and its audit.

        The file is an archive of columns of numpy, without pickles, so that one that somebody else
        wrote runs nothing.

        Parameters
        ----------
        path : path
            The file; one that is there is written anew.

        Raises
        ------
        UnsupportedError
            For keys that are neither text nor numbers.
        OSError
            Where the file cannot be written.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> from habitue import CustomerBase
        >>> sales = {"customer": ["ann", "bob", "ann"], "date": ["2024-01-05", "2024-01-20",
        ...          "2024-02-02"]}
        >>> base = CustomerBase.from_transactions(sales)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     base.save(Path(folder) / "shop.habitue")
        ...     again = CustomerBase.load(Path(folder) / "shop.habitue")
        >>> list(again), again.audit == base.audit
        (['ann', 'bob'], True)
        """
        from ._stored import save

        save(self, path)

    @classmethod
    def load(cls, path: str | PathLike[str], *, like: Any = None) -> CustomerBase[Any]:
        """The base that `save` wrote.

        Parameters
        ----------
        path : path
            The file.
        like : frame, optional
            Of the kind that is to come out; dicts of columns do by default.

        Returns
        -------
        CustomerBase
            The same customers, with the same figures.

        Raises
        ------
        DataError
            For a file that holds no base, was damaged, or is of a later version.
        OSError
            Where the file cannot be read.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> from habitue import CustomerBase
        >>> sales = {"customer": [7, 7], "date": ["2024-01-05", "2024-02-02"]}
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     CustomerBase.from_transactions(sales).save(Path(folder) / "shop.habitue")
        ...     CustomerBase.load(Path(folder) / "shop.habitue").to_frame()["recency"]
        array([4.])
        """
        from ._stored import load

        made: CustomerBase[Any] = load(cls, path, like)
        return made

    def __repr__(self) -> str:
        return _telling.text(self)

    def _repr_html_(self) -> str:
        return _telling.page(self)


def _reached(settings: Settings, summary: Summary) -> None:
    """Refuses a last day before the first transaction."""
    days, last = summary.days, settings.end
    if last is None or days is None or last >= (days[0] - EPOCH).days:
        return
    reason = (
        f"{np.datetime64(last, 'D')} is before the first transaction; allowed: {days[0]} or later"
    )
    refuse(_abi.HABITUE_BAD_ARGUMENT, "end", reason)
