"""Functions of `habitue.cash_flow` over what the library has.

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from . import _columns
from ._choices import DAY_COUNTS, DayCount
from ._columns import Column, Day
from ._evidence import Floats, Values, tabled
from ._library import enumerator
from ._results import CashFlowTable, CashFlowValue

__all__ = ["CashFlowTable", "CashFlowValue", "discount_factors", "years_between"]


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
