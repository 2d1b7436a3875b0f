"""Which groups differ in a figure, with column letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._printed import printed


@dataclass(frozen=True)
class Pairwise:
    """The differences of one figure between every two groups; made by `Breakdown.pairwise`.

    Attributes
    ----------
    groups : list of str
        The keys of each group.
    differences : array of groups by groups
        The group of the column less that of the row.
    p_values : array of groups by groups
        Two-sided, of each pair alone; NaN on the diagonal and where there is no test.
    adjusted : array of groups by groups
        Among all pairs, by Holm.
    higher : array of groups by groups of bool
        Whether the group of the row is higher than that of the column by more than chance.

    Examples
    --------
    >>> from habitue.breakdown import Breakdown
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question("service", Scale.points(0, 10))])
    >>> answers = Answers(asked, {"service": [9, 8, 10, 2, 3, 1]})
    >>> table = Breakdown.of(answers, {"month": ["may"] * 3 + ["june"] * 3}, mean=["service"])
    >>> found = table.pairwise("mean", "service")
    >>> found.groups, found.letters, found.to_dict()["difference"].tolist()
    (['june', 'may'], ['', 'A'], [7.0])
    """

    groups: list[str]
    differences: NDArray[np.float64]
    p_values: NDArray[np.float64]
    adjusted: NDArray[np.float64]
    higher: NDArray[np.bool_]

    @property
    def letters(self) -> list[str]:
        """Beside each group the letters of those that it is higher than.

        A is the first group, B the second; AA comes after Z. Of more than 26 groups a space stands
        between them: "A AB" are two groups, "AA B" two others.
        """
        between = " " if len(self.groups) > 26 else ""
        return [
            between.join(_letter(place) for place in np.flatnonzero(row).tolist())
            for row in self.higher
        ]

    def to_dict(self) -> dict[str, NDArray[Any]]:
        """Named columns with a row for each pair.

        Returns
        -------
        dict from str to array
            "first", "second", "difference" (second less first), "p_value", "adjusted_p_value".
        """
        first, second = np.triu_indices(len(self.groups), 1)
        names = np.array([*self.groups, None], object)
        return {
            "first": names[first],
            "second": names[second],
            "difference": self.differences[first, second],
            "p_value": self.p_values[first, second],
            "adjusted_p_value": self.adjusted[first, second],
        }

    def __str__(self) -> str:
        return printed(self.to_dict())


def _letter(place: int) -> str:
    last = chr(ord("A") + place % 26)
    return last if place < 26 else _letter(place // 26 - 1) + last
