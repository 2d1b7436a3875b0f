"""Models of purchase, attrition and spend: who is still a customer, and worth what.

Every column may be numpy, pandas, polars, pyarrow or a list. Frequency is the
number of repeat purchases, recency the time of the last one and age the time the
customer has been watched, both counted from the first purchase in one unit, which
is also the unit of the model's parameters and of every horizon.

>>> from habitue.lifetime import BgNbd
>>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
>>> model.expected_purchases([2], [30.43], [38.86], t=39.0).round(6)
array([1.226028])
"""

from __future__ import annotations

from . import _kinds
from ._families import PurchaseModel, SpendModel
from ._fitting import GammaPrior, LogNormal
from ._heterogeneity import RateDensity
from ._kinds import *  # noqa: F403
from ._model import Model, load
from ._records import Alternative, FitOptions, FitReport, How, HowSure

__all__ = [
    "Alternative",
    "FitOptions",
    "FitReport",
    "GammaPrior",
    "How",
    "HowSure",
    "LogNormal",
    "Model",
    "PurchaseModel",
    "RateDensity",
    "SpendModel",
    "load",
]
__all__ += _kinds.__all__
