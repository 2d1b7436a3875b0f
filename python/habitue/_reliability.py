"""How reliably questions measure one thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _scalars
from ._columns import Column
from ._customers import Floats
from ._library import call, initial, record
from ._printed import printed
from ._records_of_surveys import ReliabilityFields

if TYPE_CHECKING:
    from .survey import Moments


def _places(
    moments: Moments, items: Sequence[str | int]
) -> tuple[NDArray[np.uintp], tuple[str, ...]]:
    """Which of the questions of some moments these are, and the names of all of them."""
    from .survey import Moments, _indices

    names = _scalars.instance(moments, Moments, "moments").names
    return _indices(items, names), names


def _reliability(
    kind: int, moments: Moments, items: Sequence[str | int], *places: str, **given: Any
) -> tuple[Any, dict[str, Any]]:
    """A reliability of some questions, and columns with a cell for each of them."""
    chosen, _ = _places(moments, items)
    asked = initial(_abi.habitue_items, items=chosen, item_count=len(chosen), **given)
    flags = {"reversed": np.uint8}
    columns = {place: np.empty(len(chosen), flags.get(place, np.float64)) for place in places}
    found = initial(_abi.habitue_reliability, **columns)
    call("habitue_reliability_of", moments, kind, asked, found)
    return found, columns


class Reliability(ReliabilityFields):
    """
    Examples
    --------
    Three questions that all correlate by 0.5: alpha is 3 · 0.5 / (1 + 2 · 0.5).

    >>> from habitue.survey import Moments, Reliability
    >>> names, alike = ["a", "b", "c"], [[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]]
    >>> known = Moments.from_correlations(names, 200, [5.0, 6.0, 7.0], [1.0, 1.0, 1.0], alike)
    >>> found = Reliability.of(known, names)
    >>> found.alpha, found.to_dict()["alpha_without"].round(3).tolist()
    (0.75, [0.667, 0.667, 0.667])
    >>> print(found)
    Cronbach's alpha 0.750, 95 % interval 0.683 to 0.805, standardised 0.750; 3 items, n 200
    item  item_rest  alpha_without  reversed
    a         0.577          0.667     False
    b         0.577          0.667     False
    c         0.577          0.667     False
    """

    @classmethod
    def of(
        cls, moments: Moments, items: Sequence[str | int], *, confidence: float = 0.95
    ) -> Reliability:
        """Cronbach's alpha of two or more questions, with its interval.

        Parameters
        ----------
        moments : Moments
            Those of all these questions.
        items : sequence of str or int
            Two or more questions, by name or index.
        confidence : float, default 0.95
            That of the interval, 0 < confidence < 1.

        Returns
        -------
        Reliability
            Alpha, and what it is without each item.

        Raises
        ------
        NumericError
            For fewer than two items, items that do not vary, too few respondents.
        DataError
            For a name that no question has, a question that stands twice.
        """
        confidence = _scalars.known(confidence, "confidence")
        places = ("item_rest", "alpha_without", "reversed")
        found, columns = _reliability(
            _abi.HABITUE_RELIABILITY_ALPHA, moments, items, *places, confidence=confidence
        )
        columns["reversed"] = columns["reversed"].astype(bool)
        places_of, known = _places(moments, items)
        names = tuple(known[place] for place in places_of)
        return record(cls, found, names=names, **columns)

    def to_dict(self) -> dict[str, NDArray[Any]]:
        """The item table as named columns.

        Returns
        -------
        dict from str to array
            "item", "item_rest" (correlation with the sum of the others), "alpha_without", "reversed";
            a row an item.
        """
        return {
            "item": np.array(self.names, object),
            "item_rest": self.item_rest,
            "alpha_without": self.alpha_without,
            "reversed": self.reversed,
        }

    def __str__(self) -> str:
        """Alpha with its interval, and the item table."""
        ends = self.interval
        lines = [
            f"Cronbach's alpha {self.alpha:.3f}, {100 * ends.confidence:g} % interval "
            f"{ends.low:.3f} to {ends.high:.3f}, standardised {self.standardised_alpha:.3f}; "
            f"{len(self.names)} items, n {self.n:g}",
            printed(self.to_dict()),
        ]
        if self.reversed.any():
            turned = ", ".join(np.array(self.names)[self.reversed])
            lines.append(f"probably asked the other way round: {turned}")
        return "\n".join(lines)


def omega(moments: Moments, items: Sequence[str | int]) -> tuple[float, Floats]:
    """McDonald's omega, and the loadings of one factor by maximum likelihood.

    Parameters
    ----------
    moments : Moments
        Those of all these questions.
    items : sequence of str or int
        Three or more questions, by name or index.

    Returns
    -------
    omega : float
        The share of the variance of the sum that is due to the factor.
    loadings : array of float64
        The loading of each item.

    Raises
    ------
    NumericError
        For fewer than three items, items that do not vary.
    DataError
        For a name that no question has, a question that stands twice.
    NotConvergedError
        Where the factor model does not settle.

    Examples
    --------
    >>> from habitue.survey import Moments, omega
    >>> names, alike = ["a", "b", "c"], [[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]]
    >>> known = Moments.from_correlations(names, 200, [5.0, 6.0, 7.0], [1.0, 1.0, 1.0], alike)
    >>> value, loadings = omega(known, names)
    >>> round(value, 9), loadings.round(6).tolist()
    (0.75, [0.707107, 0.707107, 0.707107])
    """
    found, columns = _reliability(_abi.HABITUE_RELIABILITY_OMEGA, moments, items, "loadings")
    return found.value, columns["loadings"]


def heterotrait_monotrait(
    moments: Moments, first: Sequence[str | int], second: Sequence[str | int]
) -> float:
    """The heterotrait-monotrait ratio (HTMT) of two groups of questions.

    Of correlations with their signs (Henseler, Ringle and Sarstedt 2015); seminr and
    semTools take absolute ones from 2021 on, which agree where all are positive.

    Parameters
    ----------
    moments : Moments
        Those of all these questions.
    first, second : sequence of str or int
        The questions of each construct, two or more, by name or index.

    Returns
    -------
    float
        The mean correlation between the groups, over the geometric mean of those within them;
        above 0.85 or 0.9 the constructs are hardly two.

    Raises
    ------
    NumericError
        For a group of fewer than two questions, or whose correlations have no positive mean.
    DataError
        For a name that no question has, a question that stands twice in a group.

    Examples
    --------
    >>> from habitue.survey import Moments, heterotrait_monotrait
    >>> pairs = [[1, 0.6, 0.3, 0.3], [0.6, 1, 0.3, 0.3], [0.3, 0.3, 1, 0.6], [0.3, 0.3, 0.6, 1]]
    >>> known = Moments.from_correlations(["a", "b", "c", "d"], 200, [5] * 4, [1] * 4, pairs)
    >>> round(heterotrait_monotrait(known, ["a", "b"], ["c", "d"]), 9)
    0.5
    """
    others, _ = _places(moments, second)
    kind = _abi.HABITUE_RELIABILITY_HETEROTRAIT_MONOTRAIT
    found, _ = _reliability(kind, moments, first, others=others, other_count=len(others))
    return float(found.value)


def rho_a(moments: Moments, items: Sequence[str | int], weights: Column) -> float:
    """Dijkstra and Henseler's rho_A of a composite.

    Parameters
    ----------
    moments : Moments
        Those of all these questions.
    items : sequence of str or int
        Questions, by name or index.
    weights : column of float
        The outer weight of each, such as those of `PathFit.weights`.

    Returns
    -------
    float
        The reliability of the composite, at most 1.

    Raises
    ------
    NumericError
        For weights that give a composite without variance.
    DataError
        For a name that no question has, a question that stands twice.
    ArgumentError
        For weights of another length.

    Examples
    --------
    >>> from habitue.survey import Moments, rho_a
    >>> names, alike = ["a", "b", "c"], [[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]]
    >>> known = Moments.from_correlations(names, 200, [5.0, 6.0, 7.0], [1.0, 1.0, 1.0], alike)
    >>> round(rho_a(known, names, [1.0, 1.0, 1.0]), 9)
    0.75
    """
    column = _columns.floats(weights, "weights")
    _columns.rows(items=_scalars.sequence(items, "items"), weights=column)
    found, _ = _reliability(_abi.HABITUE_RELIABILITY_RHO_A, moments, items, weights=column)
    return float(found.value)


for _name in ("Reliability", "omega", "heterotrait_monotrait", "rho_a"):
    globals()[_name].__module__ = "habitue.survey"
