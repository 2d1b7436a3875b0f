"""A class a kind of model.

Generated from src/lifetime/kinds/models.in.rs by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from . import _abi
from ._families import PurchaseModel, SpendModel

__all__ = [
    "BgBb",
    "BgCnbd",
    "BgNbd",
    "GGompertzNbd",
    "GammaGamma",
    "MbgCnbd",
    "MbgNbd",
    "Nbd",
    "ParetoNbd",
    "PdoNbd",
]


class BgNbd(PurchaseModel):
    """BG/NBD (Fader, Hardie and Lee 2005): a customer may leave after any purchase."""

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_BG_NBD

    def __init__(self, r: float, alpha: float, a: float, b: float) -> None:
        super().__init__(r, alpha, a, b)


class ParetoNbd(PurchaseModel):
    """Pareto/NBD (Schmittlein, Morrison and Colombo 1987): customers leave at any moment."""

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_PARETO_NBD

    def __init__(self, r: float, alpha: float, s: float, beta: float) -> None:
        super().__init__(r, alpha, s, beta)


class MbgNbd(PurchaseModel):
    """MBG/NBD (Batislam et al. 2007): as BG/NBD, and the first purchase may be the last."""

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_MBG_NBD

    def __init__(self, r: float, alpha: float, a: float, b: float) -> None:
        super().__init__(r, alpha, a, b)


class Nbd(PurchaseModel):
    """NBD (Ehrenberg 1959): nobody ever leaves."""

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_NBD

    def __init__(self, r: float, alpha: float) -> None:
        super().__init__(r, alpha)


class BgCnbd(PurchaseModel):
    """BG/CNBD-k (Platzer and Reutterer 2016): BG/NBD with Erlang-k intervals."""

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_BG_CNBD

    def __init__(self, r: float, alpha: float, a: float, b: float, k: int) -> None:
        super().__init__(r, alpha, a, b, k)


class MbgCnbd(PurchaseModel):
    """MBG/CNBD-k (Reutterer et al. 2021): MBG/NBD with Erlang-k intervals."""

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_MBG_CNBD

    def __init__(self, r: float, alpha: float, a: float, b: float, k: int) -> None:
        super().__init__(r, alpha, a, b, k)


class GGompertzNbd(PurchaseModel):
    """GGompertz/NBD (Bemmaor and Glady 2012): leaving becomes ever more likely."""

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_GGOMPERTZ_NBD

    def __init__(self, r: float, alpha: float, b: float, s: float, beta: float) -> None:
        super().__init__(r, alpha, b, s, beta)


class PdoNbd(PurchaseModel):
    """PDO/NBD (Jerath, Fader and Hardie 2011): customers may leave at equal intervals of time tau."""

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_PDO_NBD

    def __init__(self, r: float, alpha: float, a: float, b: float, tau: float) -> None:
        super().__init__(r, alpha, a, b, tau)


class BgBb(PurchaseModel):
    """BG/BB (Fader, Hardie and Shang 2010): discrete opportunities to buy. Recency and age are
    whole numbers of opportunities."""

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_BG_BB

    def __init__(self, alpha: float, beta: float, gamma: float, delta: float) -> None:
        super().__init__(alpha, beta, gamma, delta)


class GammaGamma(SpendModel):
    """Gamma-Gamma (Fader and Hardie 2013): spend is independent of how often."""

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_GAMMA_GAMMA

    def __init__(self, p: float, q: float, gamma: float) -> None:
        super().__init__(p, q, gamma)
