"""The families of models: of purchases, of spend, of customers under contract."""

from __future__ import annotations

from ._columns import Column
from ._customers import Floats
from ._fits import CohortFits, PurchaseFits, SpendFits, TenureFits
from ._model import tracked
from ._predictions import (
    PurchaseQuantiles,
    Purchases,
    RenewalQuantiles,
    Renewals,
    SpendLikelihoods,
    Spends,
)


class PurchaseModel(Purchases[Floats, float], PurchaseQuantiles[Floats, float], PurchaseFits):
    """A model of purchase and attrition. Made as one of its subclasses."""

    def track(
        self, born: Column, *, steps: int, step: float = 1.0, weights: Column | None = None
    ) -> Floats:
        """Expected cumulative repeat purchases of a base with these births."""
        return tracked(self, born, steps, step, weights, {})


class SpendModel(Spends[Floats, float], SpendLikelihoods[Floats, float], SpendFits):
    """A model of spend per purchase. Made as one of its subclasses."""


class ContractModel(
    Renewals[Floats, float], RenewalQuantiles[Floats, float], CohortFits, TenureFits
):
    """A model of customers under contract. Made as one of its subclasses."""
