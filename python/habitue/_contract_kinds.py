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
    """sBG (Fader and Hardie 2007): each customer's churn is constant, customers differ."""

    __module__ = "habitue.contract"
    _KIND = _abi.HABITUE_MODEL_SBG

    def __init__(self, alpha: float, beta: float) -> None:
        super().__init__(alpha, beta)


class Bdw(ContractModel):
    """BdW (Fader, Hardie et al. 2018): each customer's churn changes with tenure."""

    __module__ = "habitue.contract"
    _KIND = _abi.HABITUE_MODEL_BDW

    def __init__(self, gamma: float, delta: float, c: float) -> None:
        super().__init__(gamma, delta, c)
