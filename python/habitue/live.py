"""A purchase arrives: the customer's new summary and score, at once.

The whole base is summarised, fitted, scored and tiered at night. During the day `Live`
takes each purchase in and says what its customer is then, and `Scorer` what that means.
The figures have the same bits as those of the whole scoring.

Both are kept as bytes (``to_bytes``, ``save``, pickle). Every purchase and every erasure is a
message with a number, so that after a crash a journal is replayed over the last snapshot.

>>> from habitue.lifetime import BgNbd
>>> from habitue.live import Live, Scorer
>>> from habitue.summary import Summary
>>> summary = Summary("USD")
>>> summary.push([4711], ["2024-05-01"], [10])
>>> live = Live(summary, "2024-06-30", unit="week")
>>> scorer = Scorer(BgNbd(0.243, 4.414, 0.793, 2.426), t=39.0, horizon=52.0, rate=0.003, lowest=[9])
>>> scorer.rescore(live, 4711, "2024-06-30", 20).tier.tolist()
[1]
>>> snapshot = live.to_bytes()
>>> again = Live.from_bytes(snapshot)
>>> again.sequence, scorer.read(again, [4711]).tier.tolist()
(1, [1])
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _money, _scalars
from ._columns import Amount, Column, Day
from ._customers import columns_of
from ._customers import customers as _rows
from ._cuts import Cut, TierCuts, written
from ._cuts import read as cuts_of
from ._library import array, call, choices, initial
from ._portable import Portable, PortableValue
from ._made import LiveMade, ScorerMade
from ._model import Model, known
from ._records_of_summaries import Customers, Scores
from .errors import refuse
from .lifetime import PurchaseModel, SpendModel
from .summary import CONVENTIONS, UNITS, Convention, Summary, Table, Unit
from .summary import _day, _transactions, _window, date_of

Phase = Literal["before", "calibration", "holdout", "after"]
"""Where a transaction stands in a window."""
_PHASES = {number: word for word, number in choices("PHASE", Phase).items()}
_WORDS = np.array([_PHASES.get(number) for number in range(1 + max(_PHASES))], object)

_UNITS: dict[int, Unit | None] = {_abi.HABITUE_UNIT_NOT_STATED: None}
_UNITS |= {number: word for word, number in UNITS.items()}
_CONVENTIONS: dict[int, Convention | None] = {_abi.HABITUE_CONVENTION_NOT_STATED: None}
_CONVENTIONS |= {number: word for word, number in CONVENTIONS.items()}

_Told = TypeVar("_Told", Customers, Scores)


def _told(kind: type[_Told], now: Any) -> _Told:
    return _columns.recorded(kind, now, phase=_WORDS[_columns.records(now)["phase"]])


def _file(path: object) -> Path:
    """A path, which is checked as the names of files are."""
    if isinstance(path, str):
        return Path(_scalars.string(path, "path"))
    return Path(_scalars.instance(path, PathLike, "path"))


def _number(sequence: int | None) -> int:
    """The number of a message; 0 is the next one."""
    return 0 if sequence is None else _scalars.whole(sequence, "sequence", 1, 2**64 - 1)


class Live(Portable, LiveMade, struct=_abi.habitue_live):
    """Customers whose summaries are kept up to date purchase by purchase.

    Any number of threads may share one. From its bytes it is open again as if it had never been
    closed: `sequence` and the numbers that `is_new` remembers are among them.

    Parameters
    ----------
    summary : Summary
        What was done so far; it stays as it is.
    calibration_end, holdout_end, start, unit, convention
        The window, as of `Summary.table`.

    Raises
    ------
    ArgumentError
        For a summary of another type, a word that is none of those allowed, a window that ends
        before it begins.
    DataError
        For a date that is none.

    Examples
    --------
    >>> from habitue.live import Live
    >>> from habitue.summary import Summary
    >>> summary = Summary("USD")
    >>> summary.push([4711], ["2024-05-01"], [10])
    >>> live = Live(summary, "2024-06-30", unit="week")
    >>> now = live.update([4711, 4712], ["2024-05-15", "2024-06-01"], [20, 5])
    >>> now.x, now.t_x, now.mean_repeat_spend
    (array([1, 0], dtype=uint32), array([2., 0.]), array([20.,  0.]))
    >>> live.purchase(4712, "2024-06-08", 7).repeat_spend
    array([700])
    >>> live.is_new([88, 89, 88])
    array([ True,  True, False])
    >>> live.forget(4712), live.forget(4712)
    (True, False)
    >>> live.sequence, live.read([4711, 4712]).calibrated
    (5, array([ True, False]))
    >>> live.purchase(4711, "2024-05-15", 20, sequence=1).phase  # the first message again
    array([None], dtype=object)
    >>> again = Live.from_bytes(live.to_bytes())
    >>> again.purchase(4711, "2024-07-01", 5, sequence=6).phase
    array(['after'], dtype=object)
    >>> again.table().x, again.to_summary().rows
    (array([1], dtype=uint32), 3)
    >>> live.move_to("2024-07-31")
    >>> live.purchase(4711, "2024-07-31", 30).t  # 13 weeks after the first of May
    array([13.])
    """

    def __init__(
        self,
        summary: Summary,
        calibration_end: Day | None = None,
        *,
        holdout_end: Day | None = None,
        start: Day | None = None,
        unit: Unit = "week",
        convention: Convention = "btyd",
    ) -> None:
        days = {"start": start, "calibration_end": calibration_end, "holdout_end": holdout_end}
        window = _window(unit=unit, convention=convention, **days)
        self._create("habitue_live_new", _scalars.instance(summary, Summary, "summary"), window)
        self._lock = threading.Lock()
        self.currency = summary.currency

    def _call(self, name: str, *arguments: Any) -> None:
        """One thread at a time, as the library asks of whoever writes."""
        with self._lock:
            call(name, self, *arguments)

    def _update(
        self, *, amount_unit: str, sequence: int | None, **columns: Column | None
    ) -> Customers:
        money = _money.Unit(self.currency, amount_unit)
        given, number = _transactions(money, **columns), _number(sequence)
        now = array(_abi.habitue_customer_now, given.rows)
        if given.rows:
            self._call("habitue_live_update", given, number, None, now)
        return _told(Customers, now)

    def _purchase(self, **given: Any) -> Customers:
        return _told(Customers, self._bought(None, **given))

    def _bought(
        self,
        scorer: Scorer | None,
        *,
        customer: int | str,
        day: Day,
        amount: Amount,
        amount_unit: str,
        sequence: int | None,
    ) -> Any:
        minor = _money.Unit(self.currency, amount_unit).amount(amount, "amount")
        when, number = _day(day, "day"), _number(sequence)
        now = array(_abi.habitue_customer_now, 1)
        if not isinstance(customer, str):
            self._call("habitue_live_purchase", customer, when, minor, number, scorer, now[0])
            return now
        paid = None if self.currency is None else [minor]
        given = _transactions(
            _money.Unit(self.currency, "major" if paid is None else "minor"),
            customers=[_scalars.string(customer, "customer")],
            times=[when],
            amounts=paid,
            costs=None,
            margins=None,
        )
        self._call("habitue_live_update", given, number, scorer, now)
        return now

    def read(self, customers: Column) -> Customers:
        """What customers are now; nothing is taken in.

        Parameters
        ----------
        customers : column of int or str
            Their keys.

        Returns
        -------
        Customers
            An entry each; not ``calibrated`` for one who is unknown, and ``phase`` is None.

        Raises
        ------
        DataError
            For an empty key.
        """
        return _told(Customers, self._found(None, customers))

    def _found(self, scorer: Scorer | None, customers: Column) -> Any:
        keys = _columns.keys(customers, "customers")
        now = array(_abi.habitue_customer_now, len(keys))
        if len(keys):
            self._call("habitue_live_rows", _evidence.cells(keys), len(keys), scorer, now)
        return now

    def forget(self, customer: int | str, *, sequence: int | None = None) -> bool:
        """Forgets a customer; the rest is not touched. It is one message, also of one unknown.

        Parameters
        ----------
        customer : int or str
            The customer's key.
        sequence : int, optional
            The number of the message, as for `update`.

        Returns
        -------
        bool
            Whether there was one; False for a message that was taken in before.

        Raises
        ------
        DataError
            For a number that is not whole, and a message that leaves a gap.
        """
        if not isinstance(customer, str):
            customer = _scalars.whole(customer, "customer", -(2**63), 2**63 - 1)
        keys, known = _columns.keys([customer], "customer"), _columns.output(1, np.uint8)
        self._call("habitue_live_erase", _evidence.cells(keys), 1, _number(sequence), known)
        return bool(known[0])

    def is_new(self, numbers: Column, *, remember: int | None = None) -> NDArray[np.bool_]:
        """Which transactions' numbers come for the first time.

        Parameters
        ----------
        numbers : column of int
            The number of each transaction, which is remembered.
        remember : int, optional
            How many of the last numbers are remembered from now on; 2**20 at first.

        Returns
        -------
        array of bool
            Whether each was not seen before, here or earlier in the column.

        Raises
        ------
        DataError
            For text, and for numbers that are not whole.
        """
        column = _columns.integers(numbers, "numbers")
        out = _columns.output(len(column), np.uint8)
        most = 0 if remember is None else _scalars.whole(remember, "remember", 1, 2**40)
        self._call("habitue_live_is_new", most, column, len(column), out)
        return out.astype(np.bool_)

    def move_to(self, calibration_end: Day) -> None:
        """Calibrates until another day from now on, without a start and a holdout.

        Parameters
        ----------
        calibration_end : date, ISO text or int
            The last day that counts.

        Raises
        ------
        DataError
            For a date that is none.
        """
        self._call("habitue_live_move_to", _day(calibration_end, "calibration_end"))

    def _inspect(self, *, table: Any = None, summary: Any = None) -> Any:
        info = initial(_abi.habitue_live_info)
        self._call("habitue_live_inspect", info, table, summary)
        return info

    @property
    def sequence(self) -> int:
        """How many messages were taken in: purchases, and customers forgotten."""
        return int(self._inspect().sequence)

    def to_summary(self) -> Summary:
        """The summary of everything, for the night: what was opened, and what was taken in since.

        Returns
        -------
        Summary
            A copy: it stays as it is when more is taken in.
        """
        pointer = Summary._empty()
        self._inspect(summary=pointer)
        return Summary._adopt(pointer)

    def table(self) -> Table:
        """The table of all customers for the window and convention of this.

        Returns
        -------
        Table
            As `Summary.table` of all transactions has it, bit for bit.
        """
        pointer = Table._empty()
        self._inspect(table=pointer)
        return Table._adopt(pointer)

    def _sealed(self) -> bytes:
        with self._lock:
            return super()._sealed()

    @classmethod
    def _adopt(cls, pointer: Any) -> Live:
        made = super()._adopt(pointer)
        made._lock = threading.Lock()
        made.currency = made._inspect().currency.decode() or None
        return made


class Scorer(PortableValue, ScorerMade, struct=_abi.habitue_scorer):
    """A model, its valuation and the tiers of the last whole scoring, held ready.

    Any number of threads may share one. It is also the one artefact to keep and send: whole
    models with their reports and provenance, valuation, tiers, and what else is stated.

    Parameters
    ----------
    model : PurchaseModel
        Who is still a customer, and how often they will buy.
    t : float
        The time after T in which purchases are expected, in the unit of the model.
    horizon, rate, margin : float
        The valuation, as of `PurchaseModel.lifetime_value`.
    spend : SpendModel, optional
        What a purchase is worth; the mean of the past ones without it.
    lowest : column
        The smallest value of each tier but the last, from the top.
    cuts : TierCuts, optional
        Where the last whole scoring was cut (`Pyramid.cuts` of values), instead of ``lowest``.
    window : mapping, optional
        What the model was fitted to, as of `Summary.table`: ``calibration_end``, and where given
        ``holdout_end``, ``start``, ``unit`` and ``convention``. A `Live` of another unit or
        convention is refused.
    currency : str, optional
        The currency of the spend; the unit of ``spend`` by default, where that is one. A `Live` of
        another is refused.

    Raises
    ------
    ArgumentError
        For a model of another family.
    DataError
        For a number out of its range, and bounds that do not descend.

    Examples
    --------
    >>> from habitue.lifetime import BgNbd
    >>> from habitue.live import Live, Scorer
    >>> from habitue.summary import Summary
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> scorer = Scorer(model, t=39.0, horizon=52.0, rate=0.003, lowest=[20.0])
    >>> scored = scorer.score([2, 0], [30.43, 0.0], [38.86, 38.86], [20.0, 0.0])
    >>> scored.expected_purchases.round(3), scored.tier
    (array([1.226, 0.195]), array([1, 2], dtype=int32))
    >>> summary = Summary("USD")
    >>> summary.push([4711], ["2024-05-01"], [10])
    >>> now = scorer.rescore(Live(summary, "2024-06-30"), 4711, "2024-06-30", 20)
    >>> now.tier
    array([1], dtype=int32)
    >>> live = Live(summary, "2024-06-30")
    >>> again = Scorer.from_bytes(scorer.to_bytes())
    >>> again.read(live, [4711, 4712]).p_alive.round(3), again.read(live, [4712]).calibrated
    (array([1., 0.]), array([False]))
    >>> again.t, again.horizon, again.cuts, again.spend, again.window
    (39.0, 52.0, (Cut(value=20.0, inclusive=True),), None, None)
    >>> again.model == model, again.unit, again.currency, again.rate, again.margin
    (True, None, None, 0.003, 1.0)
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     scorer.save(f"{folder}/scorer")
    ...     Scorer.load(f"{folder}/scorer") == scorer
    True
    """

    def __init__(
        self,
        model: PurchaseModel,
        *,
        t: float,
        horizon: float = float("inf"),
        rate: float,
        margin: float = 1.0,
        spend: SpendModel | None = None,
        lowest: Column = (),
        cuts: TierCuts | None = None,
        window: Mapping[str, Any] | None = None,
        currency: str | None = None,
    ) -> None:
        bounds = _columns.floats(lowest, "lowest")
        stated: dict[str, Any] = {"lowest": bounds, "tiers": len(bounds)}
        if cuts is not None:
            if len(bounds):
                refuse(_abi.HABITUE_BAD_ARGUMENT, "cuts", "stand beside lowest; one or the other")
            cells = written(_scalars.instance(cuts, TierCuts, "cuts").cuts)
            stated = {"cuts": cells, "tiers": len(cells)}
        if window is not None:
            stated["window"] = ctypes.pointer(_named(window))
        if currency is not None:
            code = _scalars.encoded(_scalars.string(currency, "currency"), "currency")
            stated["currency"] = code[:4] or b"?"
        _scalars.instance(model, PurchaseModel, "model")
        if spend is not None:
            _scalars.instance(spend, SpendModel, "spend")
        worth = {"horizon": horizon, "rate": rate, "margin": margin}
        options = initial(
            _abi.habitue_scorer_options,
            to=_scalars.real(t, "t"),
            **stated,
            **worth,
        )
        self._create("habitue_scorer_new", model, spend, options, words={"to": "t"})

    def _inspect(self, **wanted: Any) -> Any:
        """What is stated; ``cuts``, ``model`` and ``spend`` where they go."""
        cuts = wanted.get("cuts", ())
        info = initial(_abi.habitue_scorer_info, tiers=len(cuts), cuts=cuts or None)
        call("habitue_scorer_inspect", self, info, wanted.get("model"), wanted.get("spend"))
        return info

    @property
    def model(self) -> PurchaseModel:
        """Who is still a customer, and how often they will buy: with the report of its fit."""
        pointer = Model._empty()
        self._inspect(model=pointer)
        found: PurchaseModel = _scalars.instance(
            known(Model._adopt(pointer)), PurchaseModel, "model"
        )
        return found

    @property
    def spend(self) -> SpendModel | None:
        """What a purchase is worth; None where that is the mean of the past ones."""
        pointer = Model._empty()
        self._inspect(spend=pointer)
        if not pointer:
            return None
        found: SpendModel = _scalars.instance(known(Model._adopt(pointer)), SpendModel, "spend")
        return found

    @property
    def t(self) -> float:
        """The time after T in which purchases are expected."""
        return float(self._inspect().to)

    @property
    def horizon(self) -> float:
        """The time after T whose purchases count in the value; infinite for the whole future."""
        return float(self._inspect().horizon)

    @property
    def rate(self) -> float:
        """The continuous discount rate per unit of time."""
        return float(self._inspect().rate)

    @property
    def margin(self) -> float:
        """The share of the spend that is profit."""
        return float(self._inspect().margin)

    @property
    def unit(self) -> Unit | None:
        """The unit of time; None where it is not stated, and meets any."""
        return _UNITS[self._inspect().unit]

    @property
    def currency(self) -> str | None:
        """The currency of the spend; None where it is not stated, and meets any."""
        return self._inspect().currency.decode() or None

    @property
    def cuts(self) -> tuple[Cut | None, ...] | None:
        """Where tiers are cut, from the top down, as `TierCuts.cuts`; None without tiers."""
        count = self._inspect().tiers
        cells = array(_abi.habitue_cut, count)
        if count:
            self._inspect(cuts=cells)
        return cuts_of(cells, whole=False) if count else None

    @property
    def window(self) -> dict[str, Any] | None:
        """What the model was fitted to, as the constructor takes it; None where it is not stated."""
        info = self._inspect()
        if info.calibration_end == _abi.HABITUE_NO_DAY:
            return None
        days = {name: getattr(info, name) for name in ("start", "calibration_end", "holdout_end")}
        stated: dict[str, Any] = {
            name: date_of(day) for name, day in days.items() if day != _abi.HABITUE_NO_DAY
        }
        words = {"unit": _UNITS[info.unit], "convention": _CONVENTIONS[info.convention]}
        return stated | {name: word for name, word in words.items() if word is not None}

    def score(self, frequency: Column, recency: Column, age: Column, mean_spend: Column) -> Scores:
        """The score of each customer.

        Parameters
        ----------
        frequency, recency, age : column
            Histories, one row a customer, as of `PurchaseModel.p_alive`.
        mean_spend : column of float
            The mean amount of the repeat purchases; 0 where there is none.

        Returns
        -------
        Scores
            P(alive), expected purchases, value and tier of each.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        """
        read = columns_of(frequency=frequency, recency=recency, age=age, mean_spend=mean_spend)
        rows = _rows(read)
        found = array(_abi.habitue_customer_now, rows.rows)
        call("habitue_scorer_score", self, rows, found, rows.rows)
        return _columns.recorded(Scores, found)

    def read(self, live: Live, customers: Column) -> Scores:
        """The score of customers of a live summary as of now; nothing is taken in.

        Parameters
        ----------
        live : Live
            As for `rescore`.
        customers : column of int or str
            Their keys.

        Returns
        -------
        Scores
            An entry each; not ``calibrated``, and all figures 0, for one who is unknown or whom
            nothing calibrates.

        Raises
        ------
        DataError
            For an empty key, a history that cannot be scored, and a ``live`` of another unit,
            convention or currency than is stated.
        """
        return _told(Scores, _scalars.instance(live, Live, "live")._found(self, customers))

    def _rescore(self, *, live: Live, **given: Any) -> Scores:
        return _told(Scores, _scalars.instance(live, Live, "live")._bought(self, **given))

    def save(self, path: str | PathLike[str]) -> None:
        """Writes the scorer to a file, for `load`.

        Parameters
        ----------
        path : path
            Where to; what is there is replaced.

        Raises
        ------
        OSError
            Where the file cannot be written.
        """
        _file(path).write_bytes(self.to_bytes())

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Scorer:
        """The scorer that `save` wrote.

        Parameters
        ----------
        path : path
            The file.

        Returns
        -------
        Scorer
            Equal to the one that was written.

        Raises
        ------
        DataError
            As `from_bytes`.
        OSError
            Where the file cannot be read.
        """
        return cls.from_bytes(_file(path).read_bytes())


_WINDOW = ("calibration_end", "holdout_end", "start", "unit", "convention")


def _named(window: Mapping[str, Any]) -> Any:
    """A window of a mapping."""
    given = dict(_scalars.instance(window, Mapping, "window"))
    for name in given:
        if name not in _WINDOW:
            reason = f"names {name!r}; there are {', '.join(_WINDOW)}"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "window", reason)
    return _window(**{"unit": "week", "convention": "btyd"} | given)
