"""How the customers of a model differ: the density of their rates."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from . import _columns, _scalars
from ._choices import CUSTOMER_RATES, CustomerRate
from ._columns import Column
from ._customers import Floats
from ._library import call, enumerator

if TYPE_CHECKING:
    from ._model import Model


@dataclass(frozen=True)
class RateDensity:
    """The density of a rate over the customers of a model.

    Made by `PurchaseModel.heterogeneity`; `habitue.pictures.heterogeneity` draws it.

    Attributes
    ----------
    rate : column of float64
        Rates, ascending.
    density : column of float64
        The density there; infinite at a pole.
    mean : float
        The mean rate.
    reach : float
        Hardly any customer's rate lies above: four standard deviations over the mean; 1 of a
        chance.

    Examples
    --------
    >>> from habitue.lifetime import Nbd
    >>> differ = Nbd(1.0, 4.0).heterogeneity(rates=[0.25])
    >>> round(differ.mean, 4), round(float(differ.density[0]), 4)  # 4 exp(-4 * 0.25)
    (0.25, 1.4715)
    >>> differ.reach
    1.25
    """

    rate: Floats
    density: Floats
    mean: float
    reach: float


def rate_density(model: Model, of: CustomerRate, rates: Column | None, points: int) -> RateDensity:
    """The density at ``rates``, or at ``points`` of them at equal steps below the reach."""
    kind = enumerator(CUSTOMER_RATES, of, "of")
    if rates is None:
        count = _scalars.whole(points, "points", 1, 1_000_000)
        reach = _told(model, kind, np.empty(0)).reach
        return _told(model, kind, reach / (count + 1.0) * np.arange(1.0, count + 1.0))
    return _told(model, kind, _columns.floats(rates, "rates"))


def _told(model: Model, kind: int, rates: Floats) -> RateDensity:
    density, mean, reach = np.empty(len(rates)), ctypes.c_double(), ctypes.c_double()
    call("habitue_model_heterogeneity", model, kind, rates, density, len(rates), mean, reach)
    return RateDensity(rates, density, mean.value, reach.value)
