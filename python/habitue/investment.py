"""Customers as an investment: worksheets, tenure, referrals, equity, programmes.

Columns of one length go in; a single number stands for a column of it. What is
undefined is NaN in a column and ``None`` as a single number.
"""

from __future__ import annotations

from . import _investment
from ._investment import *  # noqa: F403

__all__ = [*_investment.__all__]
