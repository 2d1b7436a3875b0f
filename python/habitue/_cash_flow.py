"""Functions and results of `habitue.cash_flow` over the tables of the library.

Generated from src/capi/rows by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import _columns
from ._choices import DAY_COUNTS, DayCount
from ._columns import Column, Day
from ._evidence import Floats, Values, tabled
from ._library import enumerator

__all__ = ["CashFlowTable", "CashFlowValue", "discount_factors", "years_between"]


@dataclass(frozen=True)
class CashFlowTable:
    """A cash flow discounted, in the order of time, a column each.

    Attributes
    ----------
    time : array of float64
        When each payment falls, in periods or years.
    expected : array of float64
        Amount times probability, in major units.
    factor : array of float64
        What 1 at its time is worth now.
    present : array of float64
        The present value.
    cumulative : array of float64
        The running total of the present values.
    """

    time: Floats
    expected: Floats
    factor: Floats
    present: Floats
    cumulative: Floats


@dataclass(frozen=True)
class CashFlowValue:
    """What a cash flow comes to.

    Attributes
    ----------
    total : int
        The sum of the amounts in minor units, exact, neither weighted nor discounted.
    present_value : float
        The expected present value, in major units.
    payback : float | None
        When it has paid back, in periods or years; None if never.
    discounted_payback : float | None
        The same, discounted.
    present : array of float64
        The expected present value of each payment, by row.
    """

    total: int
    present_value: float
    payback: float | None
    discounted_payback: float | None
    present: Floats


def discount_factors(rate: float, times: Values) -> Floats:
    """What 1 after each time is worth now.

    The present value of 1 at each time.

    Parameters
    ----------
    rate : float
        Per period, above -1.
    times : column of float
        Periods, >= 0.

    Returns
    -------
    factor : array of float64

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.discount_factors(0.25, [0, 1]).tolist()
    [1.0, 0.8]
    """
    given = {"rate": rate, "time": times}
    return tabled("DISCOUNT_FACTORS", given).column("factor")


def years_between(start: Day, days: Column, *, day_count: DayCount = "actual/365") -> Floats:
    """Years from a day to each of many.


    Parameters
    ----------
    start : date
        A date, ISO text, or days since 1970-01-01.
    days : column of dates
        Dates, ISO text, or days since 1970-01-01.
    day_count : {"actual/365", "actual/365.25", "30/360"}, default "actual/365"
        How days make years.

    Returns
    -------
    years : array of float64

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a word that is none of those named, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.years_between("2024-01-01", ["2024-12-31"], day_count="actual/365").tolist()
    [1.0]
    """
    given = {
        "from": _columns.day(start, "start"),
        "day": _columns.days(days, "days"),
        "day_count": enumerator(DAY_COUNTS, day_count, "day_count"),
    }
    return tabled("YEARS_BETWEEN", given).column("years")


for _name in __all__:
    globals()[_name].__module__ = "habitue.cash_flow"
