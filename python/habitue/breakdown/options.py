"""Questions of which several options may be ticked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _columns, _reading, _scalars
from .._columns import Column
from ..errors import refuse


def multi_select(
    cells: Column, *, separator: str = ";", missing_markers: Sequence[str] = ("NA", "NaN")
) -> dict[str, NDArray[np.float64]]:
    """A question of which several options may be ticked, as a column of 0 and 1 for each option.

    Each is a question on ``Scale.points(0, 1)``, whose top-box share is that of the respondents who
    ticked it. A missing or empty cell is a missing answer, not one that ticks nothing: NaN.

    Parameters
    ----------
    cells : column of text
        The options of each respondent.
    separator : str, default ";"
        What stands between them; blanks around an option do not count.
    missing_markers : sequence of str
        What else says that an answer is missing.

    Returns
    -------
    dict from option to column
        In the order of the options.

    Raises
    ------
    DataError
        For more than 1,000 different options: an open answer is no list of them.

    Examples
    --------
    >>> found = multi_select(["app; shop", "shop", None])
    >>> {option: column.tolist() for option, column in found.items()}
    {'app': [1.0, 0.0, nan], 'shop': [1.0, 1.0, nan]}
    """
    found = _reading.read(cells, "cells")
    if found.kind not in (_reading.TEXT, _reading.NOTHING):
        _columns.refuse_kind(found.kind, "cells", "text")
    mark = _scalars.string(separator, "separator")
    if not mark:
        refuse(_abi.HABITUE_BAD_ARGUMENT, "separator", "is empty")
    gone = {"", *missing_markers}
    texts = found.strings().tolist() if found.kind == _reading.TEXT else [None] * len(found)
    ticked = [
        set() if text is None or text.strip() in gone else {one.strip() for one in text.split(mark)}
        for text in texts
    ]
    options = sorted(set().union(*ticked) - {""})
    if len(options) > 1000:
        reason = f"holds {len(options)} different options; allowed: at most 1000 (an open answer "
        refuse(_abi.HABITUE_OUT_OF_RANGE, "cells", reason + "is no list of options)")
    answered = np.array([bool(some - {""}) for some in ticked], bool)
    return {
        option: np.where(answered, [float(option in some) for some in ticked], np.nan)
        for option in options
    }
