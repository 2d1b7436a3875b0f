"""A class a kind of model.

Generated from src/lifetime/kinds/models.in.rs by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from . import _abi
from ._families import ContractModel

__all__ = [
    "Bdw",
    "Sbg",
]


class Sbg(ContractModel):
    """sBG (Fader and Hardie 2007): each customer's churn is constant, customers differ.

    Parameters
    ----------
    alpha, beta : float
        Parameters of the beta distribution of the churn of customers.

    Raises
    ------
    DataError
        For a parameter that is not positive and finite.

    Examples
    --------
    >>> from habitue.contract import Sbg
    >>> regular = Sbg(0.704, 1.182)
    >>> regular.survival([0], t=12).round(2)
    array([0.17])
    """

    __module__ = "habitue.contract"
    _KIND = _abi.HABITUE_MODEL_SBG

    def __init__(self, alpha: float, beta: float) -> None:
        super().__init__(alpha, beta)


class Bdw(ContractModel):
    """BdW (Fader, Hardie et al.

    2018): each customer's churn changes with tenure.

    Parameters
    ----------
    gamma, delta : float
        Parameters of the beta distribution of the churn at the first renewal.
    c : float
        How churn changes with tenure: it grows for c > 1; with c = 1 it is the sBG.

    Raises
    ------
    DataError
        For a parameter that is not positive and finite.

    Examples
    --------
    >>> from habitue.contract import Bdw
    >>> high_end = Bdw(0.214, 1.427, 1.724)
    >>> high_end.survival([0], t=12).round(3)
    array([0.404])
    """

    __module__ = "habitue.contract"
    _KIND = _abi.HABITUE_MODEL_BDW

    def __init__(self, gamma: float, delta: float, c: float) -> None:
        super().__init__(gamma, delta, c)
