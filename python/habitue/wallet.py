"""Share of wallet: of what customers spend in a category, how much they spend with us.

Everything here is in `habitue.loyalty`, too.
"""

from __future__ import annotations

from . import _wallet
from ._records_of_value import BrandUse as BrandUse
from ._wallet import *  # noqa: F403

__all__ = ["BrandUse"]
__all__ += _wallet.__all__
