"""Weights of respondents whose margins are the population's, by labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .. import _abi, _reading, _scalars
from .._columns import Column, Frame
from ..errors import refuse
from ..survey import Weighting, rake
from . import _groups


def rake_by(
    columns: Frame,
    population: Mapping[str, Mapping[Any, float]],
    *,
    base: Column | None = None,
    cap: float | None = None,
) -> Weighting:
    """Weights whose margins are those of the population, by the labels of columns.

    Parameters
    ----------
    columns : mapping, or data frame
        The columns of the margins, text or whole numbers; who has none keeps the weight that the
        other margins give.
    population : mapping from column to (mapping from label to float)
        The population's share, or number, of each label.
    base, cap
        As of `habitue.survey.rake`.

    Returns
    -------
    Weighting
        Weights with mean 1, and what they cost.

    Raises
    ------
    DataError
        For a label of a respondent that the population does not have, with row and column.
    NotConvergedError
        Where nobody has a label of the population, or margins contradict each other.

    Examples
    --------
    >>> rake_by({"sex": ["f", "f", "m"]}, {"sex": {"f": 0.5, "m": 0.5}}).weights.tolist()
    [0.75, 0.75, 1.5]
    """
    categories, targets = [], []
    for margin, shares in _scalars.mapping(population, "population").items():
        column = _reading.read(columns[margin], str(margin))
        codes, firsts = _groups.grouped({str(margin): column}, len(column))
        known = [_plain(label) for label in _scalars.mapping(shares, "population")]
        labels = [_plain(label) for label in _groups.entries(column, firsts).tolist()]
        for label, first in zip(labels, firsts.tolist()):
            if label not in known:
                allowed = ", ".join(map(str, known))
                reason = f"{label} is not in the population; allowed: {allowed}"
                refuse(_abi.HABITUE_OUT_OF_RANGE, str(margin), reason, first)
        places = np.array([*(known.index(label) for label in labels), -1], np.int32)
        categories.append(places[codes])  # -1 is the last
        targets.append([float(share) for share in shares.values()])
    return rake(categories, targets, base=base, cap=cap)


def _plain(label: Any) -> Any:
    """A label as population and answers have it alike: 1 and 1.0 are one, as are "1" and 1."""
    return str(int(label)) if isinstance(label, float) and label.is_integer() else str(label)
