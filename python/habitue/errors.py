"""Failures, with the place they speak of.

Every failure of the library is a `HabitueError` with the stable ``code`` of the
C interface, its ``kind`` in words, the ``row`` and the ``column`` that it speaks
of where it speaks of one, and a sentence that names the value and the allowed
range. Catch a subclass, or look at ``code``; never at the text.
"""

from __future__ import annotations

from functools import partial
from typing import Any, NoReturn

from . import _abi


class HabitueError(Exception):
    """A call that failed.

    Attributes:
        code: The stable status, one of the ``HABITUE_...`` numbers of the C header.
        kind: The name of the status, such as ``"out of range"``.
        row: An index into the caller's columns counted from 0, or a line of text
            counted from 1; ``None`` where the failure speaks of no row.
        column: The column or argument, or ``None``.
    """

    def __init__(
        self,
        message: str,
        *,
        code: int,
        kind: str = "",
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.kind = kind
        self.row = row
        self.column = column

    def __reduce__(self) -> tuple[object, ...]:
        return partial(type(self), str(self), **vars(self)), ()


class ArgumentError(HabitueError, ValueError):
    """An argument is unusable, whatever the data (codes 1xx)."""


class DataError(HabitueError, ValueError):
    """The data hold something that cannot be (codes 2xx)."""


class NumericError(HabitueError, ArithmeticError):
    """The arguments are legal, but the figure cannot be had (codes 3xx)."""


class NotConvergedError(NumericError):
    """An iteration ended without meeting its tolerance."""


class CancelledError(HabitueError):
    """The caller asked to stop."""


class UnsupportedError(HabitueError, NotImplementedError):
    """What was asked for is not built in."""


class InternalError(HabitueError, RuntimeError):
    """A defect of the library; please report it."""


_BY_HUNDRED: dict[int, type[HabitueError]] = {
    1: ArgumentError,
    2: DataError,
    3: NumericError,
    4: CancelledError,
    5: UnsupportedError,
    9: InternalError,
}


def exception(message: str, *, code: int, **place: Any) -> HabitueError:
    """The exception of the class that belongs to ``code``."""
    known: type[HabitueError] = _BY_HUNDRED.get(code // 100, HabitueError)
    if code == _abi.HABITUE_NOT_CONVERGED:
        known = NotConvergedError
    return known(message, code=code, **place)


def refuse(code: int, column: str, reason: str, row: int | None = None) -> NoReturn:
    """Raises what says that ``column`` (an argument, or a column's row) is unusable."""
    from ._library import status_name

    place = column if row is None else f"row {row}, {column}"
    raise exception(f"{place}: {reason}", code=code, kind=status_name(code), row=row, column=column)
