"""Customers as a frame of transactions has them: one object from the frame to the forecast.

A `CustomerBase` is made of any frame of transactions; its `fit` gives a `CustomerModel`, whose
answers are frames of the caller's kind with the customers' keys. Both are offered by `habitue`.
"""

from ._audit import Audit, DataWarning, ModelWarning
from .cohorts import Cohorts, Survival
from .customer_base import CustomerBase, Holdout, Split
from .customer_model import CustomerModel, ProvenanceError
from .grouping import tiers
from .report import Report
from .validation import Validation

__all__ = [
    "Audit",
    "Cohorts",
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
    "tiers",
]
