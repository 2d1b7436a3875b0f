"""Payments in time: the one cash flow under every method of lifetime value.

A `CashFlow` holds exact money (int64 minor units of a currency) or the doubles that a
model expects; models hand out theirs (``cash_flow``). Times are periods, or years.
"""

from __future__ import annotations

from . import _cash_flow
from ._cash_flow import *  # noqa: F403
from ._flows import CashFlow

__all__ = ["CashFlow"]
__all__ += _cash_flow.__all__
