"""The MBG/NBD model under the name that it has in lifetimes."""

from __future__ import annotations

from ....lifetime import MbgNbd
from ..generate_data import modified_beta_geometric_nbd_model
from .beta_geo_fitter import BetaGeoFitter


class ModifiedBetaGeoFitter(BetaGeoFitter):
    """MBG/NBD (Batislam, Denizel and Filiztekin 2007): parameters r, alpha, a, b.

    Parameters
    ----------
    penalizer_coef : float
        What the sum of the squared parameters is multiplied by in the objective.
    """

    _kind = MbgNbd
    _generate = staticmethod(modified_beta_geometric_nbd_model)
