"""What a base of customers holds, and what its parts are asked for."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _money
from ..errors import refuse
from ..summary import Convention, Refunds, Summary, Unit
from ._audit import Audit
from ._frames import Kind
from ._histories import Fact, Histories, OfTable
from ._intake import Keys, Transactions
from ._plain_file import Unread

F = TypeVar("F")
EPOCH = datetime.date(1970, 1, 1)


@dataclass(frozen=True)
class Settings:
    unit: Unit
    convention: Convention
    currency: str | None
    refunds: Refunds
    rounding: str | None
    start: int | None
    end: int | None
    threads: int
    intake: Mapping[str, Any]

    @property
    def hours(self) -> bool:
        return self.convention == "hourly"

    def days(self, of: Transactions) -> NDArray[Any]:
        """The day of each transaction."""
        return of.times // 86_400 if self.hours else of.times

    def inside(self, of: Transactions) -> NDArray[np.bool_]:
        """Which transactions are within the window."""
        days = self.days(of)
        found = np.ones(len(days), bool)
        if self.end is not None:
            found &= days <= self.end
        if self.start is not None:
            found &= days >= self.start
        return found

    def summary(self, of: Transactions) -> Summary:
        """The summary of transactions by these settings."""
        return of.summary(
            refunds=self.refunds, rounding=self.rounding, hours=self.hours, threads=self.threads
        )


class Held(Generic[F]):
    """Keys, transactions or histories, window and units of a base."""

    def __init__(
        self,
        kind: Kind,
        keys: Keys,
        rows: Transactions | Unread | None,
        summary: Summary | None,
        settings: Settings,
        histories: Histories | None = None,
        facts: Mapping[str, Fact] | None = None,
    ) -> None:
        self._kind, self._keys, self._rows = kind, keys, rows
        self._summary, self._settings = summary, settings
        self._facts: Mapping[str, Fact] = facts or {}
        if histories is not None:
            self._histories = histories

    def __getstate__(self) -> dict[str, Any]:
        """What another process is told: all but what is worked out of the transactions."""
        if self._kind.library == "duckdb":
            reason = "is of a relation of DuckDB, which lives in its connection; make the base of "
            refuse(_abi.HABITUE_UNSUPPORTED, "base", reason + "relation.to_arrow_table() instead")
        parts = ["_kind", "_keys", "_settings", "_facts"]
        parts += [] if self._rows is not None else ["_histories"]
        return {"_rows": self._transactions} | {name: getattr(self, name) for name in parts}

    def __setstate__(self, told: Mapping[str, Any]) -> None:
        vars(self).update(told)
        self._summary = None
        if self._transactions is not None:
            self._summary = self._settings.summary(self._transactions)

    @property
    def _transactions(self) -> Transactions | None:
        """The rows; those of a file that the library took in are read once more."""
        return self._rows.transactions if isinstance(self._rows, Unread) else self._rows

    @cached_property
    def _histories(self) -> Histories:
        costs = any(self._settings.intake.get(name) for name in ("cost", "margin"))
        table = self._table()
        return OfTable(table, self._keys.numbers(table), self._decimals, costs)

    @cached_property
    def _decimals(self) -> int | None:
        if not self.has_amounts:
            return None
        return 2 if self.currency is None else _money.decimals(self.currency)

    def _table(self, *, unit: Unit | None = None, logs: bool = True, **window: Any) -> Any:
        summary, of = self._known(), self._settings
        window = {"calibration_end": of.end, "start": of.start, **window}
        logs = logs and of.convention == "btyd"
        return summary.table(
            unit=unit or of.unit, convention=of.convention, log_intervals=logs, **window
        )

    def _known(self) -> Summary:
        if self._summary is None:
            reason = "was made of a summary, which holds no transactions; from_transactions does"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "base", reason)
        return self._summary

    @property
    def unit(self) -> Unit:
        """The unit of recency, age and every horizon."""
        return self._settings.unit

    @property
    def currency(self) -> str | None:
        """The currency of amounts; None for plain numbers."""
        return self._settings.currency

    @property
    def convention(self) -> Convention:
        """How purchases and time are counted."""
        return self._settings.convention

    @property
    def has_amounts(self) -> bool:
        """Whether spend is known."""
        if self._summary is not None:
            return self._summary.currency is not None
        return self._histories.mean_spend is not None

    @property
    def end(self) -> datetime.date | None:
        """The last day observed; None where a summary does not say it."""
        day = self._settings.end
        if day is not None:
            return EPOCH + datetime.timedelta(days=day)
        days = None if self._summary is None else self._summary.days
        return None if days is None else days[1]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that were joined."""
        return tuple(self._facts)

    @cached_property
    def audit(self) -> Audit:
        """What became of every row and every cent."""
        found = self._rows
        if found is None:
            rows = len(self)
            return Audit(rows, rows, {}, 0, 0, 0, 0, 0.0, 0, 0.0, 0.0, 0.0, ())
        assert isinstance(self._histories, OfTable)
        told = self._histories.table.audit
        places = 10 ** (self._decimals or 0)
        used = told.rows - told.outside_rows
        spend, notes = self._histories.spend, found.notes
        if told.assumed_rows:
            share = self._settings.intake["costs"]
            what = "cost nothing" if share == "free" else f"leave a margin of {100 * share:g} %"
            notes = (*notes, f"{told.assumed_rows:,} rows without a cost are taken to {what}")
        return Audit(
            found.rows, used, dict(found.missing), found.filtered, told.outside_rows,
            told.merged_rows, told.refund_rows, told.dropped_spend / places, found.rounded,
            found.rounding_moved,
            float(found.in_units(self._decimals or 0).sum()) if self.has_amounts else 0.0,
            0.0 if spend is None else float(spend.sum()), notes,
        )  # fmt: skip

    def _rows_of(self, *customers: Any) -> NDArray[np.int64]:
        """The rows of these customers, in order."""
        place = {key: at for at, key in enumerate(self)}
        for key in customers:
            if not isinstance(key, Hashable) or key not in place:
                reason = f"{key!r} is no customer of the base"
                refuse(_abi.HABITUE_MISSING_VALUE, "customer", reason)
        return np.array(sorted(place[key] for key in customers), np.int64)

    def __len__(self) -> int:
        return len(self._histories)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._keys.listed(self._histories.numbers))

    def __contains__(self, customer: object) -> bool:
        return customer in set(self)

    def _fact(self, name: str) -> NDArray[Any]:
        """A joined column of all customers of the base."""
        if name not in self._facts:
            close = difflib.get_close_matches(name, self._facts, 1, 0.5)
            known = f"; did you mean {close[0]!r}?" if close else ""
            reason = f"is no joined column{known}; join(frame, columns=...) adds one"
            refuse(_abi.HABITUE_MISSING_COLUMN, name, reason)
        numbers = self._histories.numbers
        values, there = self._facts[name].of(numbers)
        gone = ~there
        if values.dtype == object:
            gone = gone | np.array([value is None for value in values], bool)
        elif values.dtype.kind == "f":
            gone = gone | np.isnan(values)
        if gone.any():
            shown = self._keys.listed(numbers[gone][:1])[0]
            reason = f"is missing for {int(gone.sum())} of {len(gone)} customers, such as {shown!r}"
            refuse(_abi.HABITUE_MISSING_VALUE, name, reason)
        return values

    def _number_of(self, name: str) -> NDArray[np.float64]:
        """A joined column of numbers, or the share of margin where costs are known."""
        rates = self._histories.margin_rate
        if name == "margin_rate" and name not in self._facts and rates is not None:
            return rates
        values = self._fact(name)
        if values.dtype == object:
            refuse(_abi.HABITUE_UNREADABLE, name, "holds text where numbers are needed")
        return np.asarray(values, np.float64)

    def _dated(self) -> Settings:
        day = None if self.end is None else (self.end - EPOCH).days
        return replace(self._settings, end=day)

    def _frame(self, columns: Mapping[str, Any]) -> F:
        keys = self._keys.native(self._histories.numbers)
        made: F = self._kind.frame(self._keys.name, keys, columns)
        return made

    @cached_property
    def _in_days(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Recency and age in days."""
        found = self._table(unit="day", logs=False)
        return found.t_x, found.t

    def _purchase_days(self) -> dict[str, NDArray[Any]]:
        recency, age = self._in_days
        last = np.datetime64(self.end, "D")
        first = last - np.rint(age).astype("timedelta64[D]")
        return {
            "first_purchase": first,
            "last_purchase": first + np.rint(recency).astype("timedelta64[D]"),
        }
