"""Customers as an investment: worksheets, tenure, referrals, equity, programmes.

Columns of one length go in; a single number stands for a column of it. What is
undefined is NaN in a column and ``None`` as a single number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from . import _abi, _columns, _investment, _scalars
from ._columns import Column
from ._evidence import Floats, Values, tabled
from ._investment import *  # noqa: F403
from ._investment import AcquisitionRatios
from ._library import call, initial
from .errors import refuse

if TYPE_CHECKING:
    from .economics import MarginMultiple

__all__ = ["acquisition_ratios", "referral_values"]
__all__ += _investment.__all__


def referral_values(
    referrer: Column,
    *,
    time: Values = 0.0,
    value: Values,
    saving: Values = 0.0,
    anyway: Values = 0.0,
    customers: int,
    discount: float = 0.0,
) -> Floats:
    """The referral value of each customer; not to be added to the referred customers' own values.

    Parameters
    ----------
    referrer : column of int
        The customer who made each referral, counted from 0.
    time : column of float, default 0.0
        When the referred customer comes, in years.
    value : column of float
        Its lifetime value then, before acquisition cost.
    saving : column of float, default 0.0
        The acquisition cost that the referral saved.
    anyway : column of float, default 0.0
        The probability that it would have come without the referral.
    customers : int
        How many customers there are.
    discount : float, default 0.0
        The yearly rate, above -1.

    Raises
    ------
    DataError
        For a value out of its range, a referrer beyond ``customers``: with row and column.

    See Also
    --------
    credit_referrals : Lifetime values that hold each referral once.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.referral_values([1, 1], value=[50.0, 30.0], customers=2).tolist()
    [0.0, 80.0]
    """
    who = _columns.counts(referrer, "referrer")
    numbers = {"time": time, "value": value, "saving": saving, "anyway": anyway}
    columns = {
        name: np.full(len(who), _scalars.real(column, name))
        if _columns.is_single(column)
        else _columns.floats(column, name)
        for name, column in numbers.items()
    }
    rows = _columns.rows(referrer=who, **columns)
    out = _columns.output(customers, name="customers")
    referrals = initial(_abi.habitue_referrals, rows=rows, referrer=who, **columns)
    call("habitue_referrals_value", referrals, discount, out, customers)
    return out


def acquisition_ratios(
    spend: Values,
    customers: Values,
    *,
    margin: Values,
    retention: Values,
    terms: MarginMultiple | None = None,
) -> tuple[AcquisitionRatios, AcquisitionRatios]:
    """CAC, LTV to CAC and payback of each channel, and of all together.

    Parameters
    ----------
    spend : column of float
        What each channel spent on winning customers.
    customers : column of float
        How many it won.
    margin, retention : column of float
        Of one of them, per period.
    terms : MarginMultiple, optional
        How margins are valued; undiscounted without.

    Returns
    -------
    each, blended : AcquisitionRatios
        One row a channel, and one row of all together.

    Examples
    --------
    >>> from habitue import economics
    >>> each, blended = economics.acquisition_ratios(
    ...     [6_000.0, 9_000.0], [100.0, 50.0], margin=[40.0, 50.0], retention=[0.8, 0.9]
    ... )
    >>> each.cost.tolist(), blended.cost.tolist()
    ([60.0, 180.0], [100.0])
    """
    if terms is not None and not hasattr(terms, "_settings"):
        refuse(_abi.HABITUE_BAD_ARGUMENT, "terms", f"is {terms!r}; a MarginMultiple is needed")
    given = {"spend": spend, "customers": customers, "margin": margin, "retention": retention}
    settings = {"discount": 0.0} if terms is None else terms._settings
    found = tabled("ACQUISITION_RATIOS", {**given, **settings})
    each = {name: column for name, column in found.items() if not name.startswith("blended_")}
    blended = {name: np.array([found[f"blended_{name}"]]) for name in each}
    return AcquisitionRatios(**each), AcquisitionRatios(**blended)
