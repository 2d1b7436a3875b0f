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

__all__ = [
    "ArgumentError",
    "CancelledError",
    "DataError",
    "HabitueError",
    "InternalError",
    "NotConvergedError",
    "NumericError",
    "UnsupportedError",
]


class HabitueError(Exception):
    """A call that failed; what the library refuses is one of its subclasses.

    Attributes
    ----------
    code : int
        The stable status, one of the ``HABITUE_...`` numbers of the C header.
    kind : str
        The name of the status, such as ``"out of range"``.
    row : int or None
        An index into the caller's columns counted from 0, or a line of text counted from 1; None
        where the failure speaks of no row.
    column : str or None
        The column or argument, or None.

    Examples
    --------
    >>> from habitue import HabitueError
    >>> from habitue.lifetime import BgNbd
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> try:
    ...     model.p_alive([2, 1], [30.43, 50.0], [38.86, 38.86])
    ... except HabitueError as error:
    ...     failed = error
    >>> failed.row, failed.column, failed.kind
    (1, 't_x', 'out of range')
    >>> print(failed)
    row 1, t_x: 50 is out of range; allowed: 0 to T = 38.86
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
    """An argument is unusable, whatever the data (codes 1xx).

    Examples
    --------
    >>> from habitue import ArgumentError
    >>> from habitue.summary import Summary
    >>> try:
    ...     Summary("USD", refunds="drop")
    ... except ArgumentError as error:
    ...     print(error)
    refunds: 'drop' is not one of 'refuse', 'net', 'keep'
    """


class DataError(HabitueError, ValueError):
    """The data hold something that cannot be (codes 2xx).

    Examples
    --------
    >>> from habitue import DataError
    >>> from habitue.lifetime import BgNbd
    >>> try:
    ...     BgNbd(-1.0, 4.414, 0.793, 2.426)
    ... except DataError as error:
    ...     print(error)
    r: -1 is out of range; allowed: > 0 (at least 2.3e-308) and finite
    """


class NumericError(HabitueError, ArithmeticError):
    """The arguments are legal, but the figure cannot be had (codes 3xx).

    Examples
    --------
    >>> from habitue import NumericError
    >>> from habitue.contract import Sbg
    >>> try:
    ...     Sbg(0.668, 3.806).standard_errors
    ... except NumericError as error:
    ...     print(error)
    model: was not fitted
    """


class NotConvergedError(NumericError):
    """An iteration ended without meeting its tolerance.

    Examples
    --------
    >>> from habitue import NotConvergedError
    >>> from habitue.contract import Bdw
    >>> try:
    ...     Bdw.fit([1] * 4, range(4), [1000, 869, 743, 653], max_iterations=1)
    ... except NotConvergedError as error:
    ...     print(error.kind)
    not converged
    """


class CancelledError(HabitueError):
    """The caller asked to stop: ``progress`` returned False.

    Examples
    --------
    >>> from habitue import CancelledError
    >>> from habitue.contract import Sbg
    >>> try:
    ...     Sbg.fit([1, 1], [0, 1], [100, 80], progress=lambda done, total: False)
    ... except CancelledError as error:
    ...     print(error.kind)
    cancelled
    """


class UnsupportedError(HabitueError, NotImplementedError):
    """What was asked for is not built in.

    Examples
    --------
    >>> from habitue import UnsupportedError
    >>> from habitue.covariates import CovariateModel
    >>> try:
    ...     CovariateModel.fit_spend([4, 2], [35.0, 20.0], spend={"x": [0, 1]}, fixed={"q": 2.0})
    ... except UnsupportedError as error:
    ...     print(error.kind)
    unsupported
    """


class InternalError(HabitueError, RuntimeError):
    """A defect of the library; please report it.

    Examples
    --------
    >>> from habitue import HabitueError, InternalError
    >>> issubclass(InternalError, HabitueError)
    True
    """


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
