"""Functions of `habitue.gaps` over what the library has.

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from . import _columns, _worked
from ._columns import Column, Day
from ._evidence import Floats, Values, tabled
from ._results import DealerCards, PlanProgress, ServiceGaps

__all__ = [
    "DealerCards",
    "PlanProgress",
    "ServiceGaps",
    "adapt_expectation",
    "dealer_cards",
    "delivered_value",
    "disconfirm",
    "plan_progress",
]


def disconfirm(
    expectation: Values,
    performance: Values,
    *,
    tolerance: float = 0.0,
) -> tuple[Floats, NDArray[np.int32]]:
    """Performance less expectation of each row, and its class.

    Parameters
    ----------
    expectation : column of float
        What was expected, on any scale.
    performance : column of float
        What was received, on the same scale.
    tolerance : float, default 0.0
        Up to which gap, either way, expectation is met.

    Returns
    -------
    gap : array of float64
        Performance less expectation.
    class : array of int32
        Codes; `DISCONFIRMATION` holds the names.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import gaps
    >>> gaps.disconfirm([3, 3], [4, 2])[1].tolist()
    [3, 1]
    """
    given = {"expectation": expectation, "performance": performance, "tolerance": tolerance}
    found = tabled("DISCONFIRMATION", given, missing=True)
    return found.column("gap"), found.codes("class")


def adapt_expectation(start: float, rate: float, performance: Values) -> Floats:
    """The expectation before each period, which moves towards each performance.

    The expectation before each period, ``start`` before the first, which moves by ``rate`` (0 to 1)
    of the way towards each performance; NaN is none.

    Parameters
    ----------
    start : float
        The expectation before the first period.
    rate : float
        How far it moves, 0 to 1.
    performance : column of float
        What each period brought; missing is none.

    Returns
    -------
    expectation : array of float64
        The expectation before each period.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import gaps
    >>> gaps.adapt_expectation(4.0, 0.5, [2.0, 3.0]).tolist()
    [4.0, 3.0]
    """
    given = {"start": start, "rate": rate, "performance": performance}
    return tabled("ADAPTED_EXPECTATION", given, missing=True).column("expectation")


def plan_progress(due: Column, done: Column, owner: Column, *, today: Day) -> PlanProgress:
    """Where steps with owners and dates stand: done in time or late, open, overdue.

    Parameters
    ----------
    due : column of date
        By when each step is to be done.
    done : column of date
        When it was; missing where it is not.
    owner : column of str
        Who answers for it; missing where nobody does.
    today : date
        Up to when steps are known.

    Returns
    -------
    PlanProgress
        How a plan stands.

    Raises
    ------
    DataError
        For a step that was done after ``today``, with its row.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import gaps
    >>> import datetime
    >>> months = [datetime.date(2026, month, 28) for month in (1, 2, 3)]
    >>> found = gaps.plan_progress(months, [months[1], None, None], ["Ada", "Bob", None],
    ...                            today=datetime.date(2026, 3, 1))
    >>> found.states.tolist(), found.unowned
    ([2, 4, 3], 1)
    """
    return _worked.plan_progress(due, done, owner, today=today)


def dealer_cards(
    dealer: Column,
    dimension: Column,
    score: Column,
    *,
    weights: Column,
    dealers: int,
    confidence: float = 0.95,
) -> DealerCards:
    """Scorecards of dealers, branches or teams in one call.

    Parameters
    ----------
    dealer : column of int
        The dealer of each assessment, from 0.
    dimension : column of int
        Its dimension, from 0.
    score : column of float
        The score; missing is none.
    weights : column of float
        The weight of each dimension.
    dealers : int
        How many dealers there are.
    confidence : float, default 0.95
        Of the intervals.

    Returns
    -------
    DealerCards
        Scorecards, one of each dealer.

    Raises
    ------
    DataError
        For a dealer or a dimension that there is not, with the row.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import gaps
    >>> cards = gaps.dealer_cards([0, 0, 1, 1], [0, 1, 0, 1], [90, 60, 70, 85],
    ...                           weights=[2, 1], dealers=2)
    >>> cards.total.tolist(), cards.rank.tolist(), cards.weakest.tolist()
    ([80.0, 75.0], [1, 2], [1, 0])
    """
    dealer_ = _columns.counts(dealer, "dealer")
    dimension_ = _columns.counts(dimension, "dimension")
    _columns.rows(dealer=dealer_, dimension=dimension_)
    return _worked.dealer_cards(
        dealer_,
        dimension_,
        score,
        weights=weights,
        dealers=dealers,
        confidence=confidence,
    )


def delivered_value(
    benefits: Sequence[Column],
    costs: Sequence[Column],
    *,
    complaints: Sequence[Column] | None = None,
) -> tuple[Floats, Floats]:
    """Benefits less costs, and their ratio, of each row.

    Parameters
    ----------
    benefits : sequence of 4 columns of float
        Of the product, services, personnel and image.
    costs : sequence of 4 columns of float
        In money, time, psychic cost and energy.
    complaints : sequence of 3 columns of float, optional
        What complaints cost in time and in energy, and what the recovery was worth.

    Returns
    -------
    value : array of float64
        Benefits less costs.
    ratio : array of float64
        Benefits over costs; NaN without costs.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import gaps
    >>> value, ratio = gaps.delivered_value([[4], [3], [2], [1]], [[2], [1], [1], [1]])
    >>> value.tolist(), ratio.tolist()
    ([5.0], [2.0])
    """
    return _worked.delivered_value(benefits, costs, complaints=complaints)


for _name in __all__:
    globals()[_name].__module__ = "habitue.gaps"
