"""What became of every row of a frame and of every cent."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import _frames
from ._telling import escaped

ONE_PERCENT = 0.01


class DataWarning(UserWarning):
    """More than 1 % of the rows, or of the money, were left out or changed.

    Examples
    --------
    >>> import warnings
    >>> from habitue import CustomerBase, DataWarning
    >>> sales = {"customer": ["ann", None], "date": ["2024-01-05", "2024-01-20"]}
    >>> with warnings.catch_warnings(record=True) as said:
    ...     base = CustomerBase.from_transactions(sales)
    >>> issubclass(said[0].category, DataWarning), str(said[0].message)
    (True, 'customer is missing in 1 of 2 rows (50.0 %), which are left out')
    """


class ModelWarning(UserWarning):
    """What a fit says has to be read with care: a ridge, q at most 1.

    Examples
    --------
    >>> from habitue import ModelWarning
    >>> issubclass(ModelWarning, UserWarning)
    True
    """


@dataclass(frozen=True)
class Audit:
    """What became of every row and every cent of a base. Made as `CustomerBase.audit`.

    ``rows`` is the sum of ``used``, ``outside``, ``filtered`` and all of ``missing``.

    Attributes
    ----------
    rows : int
        Rows of the frame.
    used : int
        Rows within the window that count, refunds among them.
    missing : mapping from str to int
        Rows left out because a value was missing, by its column.
    filtered : int
        Rows that ``keep`` left out.
    outside : int
        Rows before the window's start or after its end.
    merged : int
        Rows that joined an occasion already counted: two purchases of a day are one.
    refunds : int
        Rows with a negative amount.
    unmatched_refunds : float
        Refunds that no earlier purchase of the customer could bear, in units of the currency.
    rounded : int
        Amounts with more decimals than the currency has.
    rounding_moved : float
        By how much rounding each of them would move it, added up without sign.
    money_in, money_used : float
        The sum of all amounts of used rows, and what counts as spend of it.
    notes : sequence of str
        What was found and taken for granted, such as the format of the dates.

    Examples
    --------
    >>> from habitue import CustomerBase
    >>> sales = {"customer": ["ann", "ann", "bob"], "date": ["2024-01-05"] * 2 + ["2024-01-20"],
    ...          "amount": [10.0, -4.0, 5.005]}
    >>> audit = CustomerBase.from_transactions(sales, amount="amount").audit
    >>> audit.rows, audit.used, audit.merged, audit.refunds, audit.rounded
    (3, 3, 1, 1, 1)
    >>> audit.to_frame(sales)["reason"][:2]
    ['rows', 'used']
    """

    rows: int
    used: int
    missing: Mapping[str, int]
    filtered: int
    outside: int
    merged: int
    refunds: int
    unmatched_refunds: float
    rounded: int
    rounding_moved: float
    money_in: float
    money_used: float
    notes: Sequence[str]

    def to_frame(self, like: Any) -> Any:
        """One row a reason, as a frame of the kind of ``like``: reason, rows.

        Parameters
        ----------
        like : frame
            Any frame; what comes back is of its kind.

        Returns
        -------
        frame
            Of the kind of ``like``.

        Raises
        ------
        ArgumentError
            For what is no frame.
        """
        reasons = self._lines()
        columns = {"reason": [name for name, _ in reasons], "rows": [n for _, n in reasons]}
        return _frames.kind_of(like, "like").frame("", None, columns)

    def _lines(self) -> list[tuple[str, int]]:
        gone = [(f"{column} is missing", rows) for column, rows in self.missing.items()]
        rest = [("filtered", self.filtered), ("outside", self.outside), ("merged", self.merged)]
        return [
            ("rows", self.rows), ("used", self.used), *gone, *rest,
            ("refunds", self.refunds), ("rounded", self.rounded),
        ]  # fmt: skip

    def _warn(self, stacklevel: int) -> None:
        """Warns of what is more than 1 % of all rows."""
        for name, rows in self._lines():
            if name.endswith("is missing") and rows > ONE_PERCENT * self.rows:
                share = 100 * rows / self.rows
                text = f"{name} in {rows} of {self.rows} rows ({share:.1f} %), which are left out"
                warnings.warn(text, DataWarning, stacklevel=stacklevel + 1)

    def __str__(self) -> str:
        shown = [f"{rows} {name}" for name, rows in self._lines() if rows]
        return "\n".join([", ".join(shown), *self.notes])

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escaped(name)}</td><td>{rows}</td></tr>" for name, rows in self._lines()
        )
        return f"<table><tr><th>reason</th><th>rows</th></tr>{rows}</table>"
