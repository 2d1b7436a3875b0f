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
    """BG/NBD (Fader, Hardie and Lee 2005): a customer may leave after any purchase.

    Parameters
    ----------
    r, alpha : float
        Shape of the gamma distribution of purchase rates, and its scale in units of time.
    a, b : float
        Parameters of the beta distribution of the chance to leave after a purchase.

    Raises
    ------
    DataError
        For a parameter that is not positive and finite.

    Examples
    --------
    >>> from habitue.lifetime import BgNbd
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> model.expected_purchases([2], [30.43], [38.86], t=39.0).round(3)
    array([1.226])
    """

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_BG_NBD

    def __init__(self, r: float, alpha: float, a: float, b: float) -> None:
        super().__init__(r, alpha, a, b)


class ParetoNbd(PurchaseModel):
    """Pareto/NBD (Schmittlein, Morrison and Colombo 1987): customers leave at any moment.

    Parameters
    ----------
    r, alpha : float
        Shape of the gamma distribution of purchase rates, and its scale in units of time.
    s, beta : float
        Shape of the gamma distribution of attrition rates, and its scale in units of time.

    Raises
    ------
    DataError
        For a parameter that is not positive and finite.

    Examples
    --------
    >>> from habitue.lifetime import ParetoNbd
    >>> model = ParetoNbd(0.553, 10.578, 0.606, 11.669)
    >>> model.expected_purchases([26], [30.857], [31.0], t=52.0).round(2)
    array([25.46])
    """

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_PARETO_NBD

    def __init__(self, r: float, alpha: float, s: float, beta: float) -> None:
        super().__init__(r, alpha, s, beta)


class MbgNbd(PurchaseModel):
    """MBG/NBD (Batislam et al.

    2007): as BG/NBD, and the first purchase may be the last.

    Parameters
    ----------
    r, alpha : float
        Shape of the gamma distribution of purchase rates, and its scale in units of time.
    a, b : float
        Parameters of the beta distribution of the chance to leave after a purchase.

    Raises
    ------
    DataError
        For a parameter that is not positive and finite.

    Examples
    --------
    >>> from habitue.lifetime import MbgNbd
    >>> model = MbgNbd(0.525, 6.183, 0.891, 1.614)
    >>> model.p_alive([0, 2], [0.0, 30.43], [38.86, 38.86]).round(3)
    array([0.39 , 0.706])
    """

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_MBG_NBD

    def __init__(self, r: float, alpha: float, a: float, b: float) -> None:
        super().__init__(r, alpha, a, b)


class Nbd(PurchaseModel):
    """NBD (Ehrenberg 1959): nobody ever leaves.

    Parameters
    ----------
    r, alpha : float
        Shape of the gamma distribution of purchase rates, and its scale in units of time.

    Raises
    ------
    DataError
        For a parameter that is not positive and finite.

    Examples
    --------
    >>> from habitue.lifetime import Nbd
    >>> model = Nbd(0.385, 12.072)
    >>> model.expected_purchases([2], [30.43], [38.86], t=39.0).round(3)
    array([1.826])
    >>> round((0.385 + 2) / (12.072 + 38.86) * 39.0, 3)
    1.826
    """

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_NBD

    def __init__(self, r: float, alpha: float) -> None:
        super().__init__(r, alpha)


class BgCnbd(PurchaseModel):
    """BG/CNBD-k (Platzer and Reutterer 2016): BG/NBD with Erlang-k intervals.

    Parameters
    ----------
    r, alpha : float
        Shape of the gamma distribution of purchase rates, and its scale in units of time.
    a, b : float
        Parameters of the beta distribution of the chance to leave after a purchase.
    k : int
        How regular purchases are: intervals are Erlang-k; 1 for purely random ones.

    Raises
    ------
    DataError
        For a parameter that is not positive and finite, and a k that is not whole or above 1000.

    Examples
    --------
    >>> from habitue.lifetime import BgCnbd
    >>> model = BgCnbd(0.359, 1.129, 0.523, 2.785, k=3)
    >>> model.p_alive([0, 5], [0.0, 40.0], [52.0, 52.0]).round(3)
    array([1.   , 0.735])
    """

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_BG_CNBD

    def __init__(self, r: float, alpha: float, a: float, b: float, k: int) -> None:
        super().__init__(r, alpha, a, b, k)


class MbgCnbd(PurchaseModel):
    """MBG/CNBD-k (Reutterer et al.

    2021): MBG/NBD with Erlang-k intervals.

    Parameters
    ----------
    r, alpha : float
        Shape of the gamma distribution of purchase rates, and its scale in units of time.
    a, b : float
        Parameters of the beta distribution of the chance to leave after a purchase.
    k : int
        How regular purchases are: intervals are Erlang-k; 1 for purely random ones.

    Raises
    ------
    DataError
        For a parameter that is not positive and finite, and a k that is not whole or above 1000.

    Examples
    --------
    >>> from habitue.lifetime import MbgCnbd
    >>> model = MbgCnbd(1.329, 2.813, 0.425, 0.79, k=2)
    >>> model.p_alive([0, 5], [0.0, 40.0], [52.0, 52.0]).round(3)
    array([0.075, 0.743])
    """

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_MBG_CNBD

    def __init__(self, r: float, alpha: float, a: float, b: float, k: int) -> None:
        super().__init__(r, alpha, a, b, k)


class GGompertzNbd(PurchaseModel):
    """GGompertz/NBD (Bemmaor and Glady 2012): leaving becomes ever more likely.

    Parameters
    ----------
    r, alpha : float
        Shape of the gamma distribution of purchase rates, and its scale in units of time.
    b : float
        At what rate the hazard of leaving grows, per unit of time.
    s, beta : float
        Shape and scale of the gamma distribution of the hazard; beta has no unit.

    Raises
    ------
    DataError
        For a parameter that is not positive and finite.

    Examples
    --------
    >>> from habitue.lifetime import GGompertzNbd
    >>> model = GGompertzNbd(0.8, 8.0, 0.1, 0.5, 2.0)
    >>> model.p_alive([2], [30.43], [38.86]).round(3)
    array([0.595])
    """

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_GGOMPERTZ_NBD

    def __init__(self, r: float, alpha: float, b: float, s: float, beta: float) -> None:
        super().__init__(r, alpha, b, s, beta)


class PdoNbd(PurchaseModel):
    """PDO/NBD (Jerath, Fader and Hardie 2011): customers may leave at equal intervals of time tau.

    Parameters
    ----------
    r, alpha : float
        Shape of the gamma distribution of purchase rates, and its scale in units of time.
    a, b : float
        Parameters of the beta distribution of the chance to leave at an opportunity.
    tau : float
        Time between opportunities to leave.

    Raises
    ------
    DataError
        For a parameter that is not positive and finite.

    Examples
    --------
    >>> from habitue.lifetime import PdoNbd
    >>> quarterly = PdoNbd(0.55, 10.6, 0.6, 1.2, tau=13.0)
    >>> quarterly.p_alive([2, 2], [30.4, 30.4], [38.9, 39.0]).round(3)
    array([1.   , 0.842])
    """

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_PDO_NBD

    def __init__(self, r: float, alpha: float, a: float, b: float, tau: float) -> None:
        super().__init__(r, alpha, a, b, tau)


class BgBb(PurchaseModel):
    """BG/BB (Fader, Hardie and Shang 2010): discrete opportunities to buy.

    Recency and age are whole numbers of opportunities.

    Parameters
    ----------
    alpha, beta : float
        Parameters of the beta distribution of the chance to buy.
    gamma, delta : float
        Those of the chance to leave before an opportunity.

    Raises
    ------
    DataError
        For a parameter that is not positive and finite.

    Examples
    --------
    >>> from habitue.lifetime import BgBb
    >>> donors = BgBb(1.204, 0.750, 0.657, 2.783)
    >>> donors.expected_purchases([6, 0], [6, 0], [6, 6], t=5).round(2)
    array([3.75, 0.07])
    """

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_BG_BB

    def __init__(self, alpha: float, beta: float, gamma: float, delta: float) -> None:
        super().__init__(alpha, beta, gamma, delta)


class GammaGamma(SpendModel):
    """Gamma-Gamma (Fader and Hardie 2013): spend is independent of how often.

    Parameters
    ----------
    p : float
        Shape of the gamma distribution of a customer's amounts.
    q, gamma : float
        Shape of the gamma distribution of their rates, and its scale in units of the currency;
        the mean spend is finite for q > 1.

    Raises
    ------
    DataError
        For a parameter that is not positive and finite.

    Examples
    --------
    >>> from habitue.lifetime import GammaGamma
    >>> model = GammaGamma(6.25, 3.74, 15.44)
    >>> model.expected_spend([2, 0], [22.35, 0.0]).round(2)
    array([24.66, 35.22])
    """

    __module__ = "habitue.lifetime"
    _KIND = _abi.HABITUE_MODEL_GAMMA_GAMMA

    def __init__(self, p: float, q: float, gamma: float) -> None:
        super().__init__(p, q, gamma)
