"""Customers as a frame of transactions has them: one object from the frame to the forecast.

A `CustomerBase` is made of any frame of transactions; its `fit` gives a `CustomerModel`, whose
answers are frames of the caller's kind with the customers' keys. Both are offered by `habitue`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from ._audit import Audit, DataWarning, ModelWarning
from .customer_base import CustomerBase, Holdout, Split
from .customer_model import CustomerModel, ProvenanceError
from .grouping import concentration, tiers

if TYPE_CHECKING:
    from .cohorts import Cohorts, Survival
    from .comparison import Comparison
    from .report import Report
    from .validation import Validation

_LATER = {
    "Cohorts": "cohorts",
    "Comparison": "comparison",
    "Survival": "cohorts",
    "Report": "report",
    "Validation": "validation",
}


def __getattr__(name: str) -> object:
    if name in _LATER:
        return getattr(importlib.import_module(f".{_LATER[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "Audit",
    "Cohorts",
    "Comparison",
    "CustomerBase",
    "CustomerModel",
    "DataWarning",
    "Holdout",
    "ModelWarning",
    "ProvenanceError",
    "Report",
    "Split",
    "Survival",
    "Validation",
    "concentration",
    "tiers",
]
