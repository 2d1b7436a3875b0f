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

    Raises
    ------
    ConvergenceError
        By `fit`, for a coefficient below 0.

    Examples
    --------
    >>> from habitue.compat.lifetimes import ModifiedBetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> sample = load_cdnow_summary()
    >>> history = sample["frequency"], sample["recency"], sample["T"]
    >>> ModifiedBetaGeoFitter().fit(*history).params_.round(3).tolist()
    [0.525, 6.183, 0.891, 1.614]
    """

    _kind = MbgNbd
    _generate = staticmethod(modified_beta_geometric_nbd_model)
