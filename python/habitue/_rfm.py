"""Functions and results of `habitue.rfm` over the tables of the library.

Generated from src/capi/rows by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ._evidence import Floats

__all__ = ["Scores", "Segment", "Segments"]


@dataclass(frozen=True)
class Scores:
    """The score of each row, and what the bins were cut at.

    Attributes
    ----------
    score : array of int32
        1 (worst) to the number of bins.
    thresholds : array of float64
        Ascending.
    """

    score: NDArray[np.int32]
    thresholds: Floats


@dataclass(frozen=True)
class Segment:
    """A named union of boxes of RFM scores.

    Attributes
    ----------
    name : str
        In English.
    name_zh : str
        In Chinese.
    boxes : Sequence[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]]
        Lowest and highest score of R, F and M each.
    """

    name: str
    name_zh: str
    boxes: Sequence[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]] = ()


@dataclass(frozen=True)
class Segments:
    """The segment of each customer.

    Attributes
    ----------
    segment : array of int32
        Its number, from 1.
    customers : array of uint64
        How many customers each segment has.
    names : list[str]
        The segments in English.
    names_zh : list[str]
        The segments in Chinese.
    """

    segment: NDArray[np.int32]
    customers: NDArray[np.uint64]
    names: list[str]
    names_zh: list[str]


for _name in __all__:
    globals()[_name].__module__ = "habitue.rfm"
