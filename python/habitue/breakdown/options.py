"""Questions of which several options may be ticked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _columns, _evidence, _reading, _scalars
from .._columns import Column
from .._library import call, initial
from ..errors import refuse

_UNIT = "\x1f"
"""What separates units of text, for separators of several characters."""


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
    known = ["" if text is None or text.strip() in gone else text for text in texts]
    if len(mark) > 1:
        known, mark = [text.replace(mark, _UNIT) for text in known], _UNIT
    column, rows = _evidence.cells(_columns.texts(known, "cells")), len(known)
    counts = initial(_abi.habitue_multi_select)
    call("habitue_multi_select_split", column, rows, ord(mark), counts)
    count, size = int(counts.option_count), int(counts.name_bytes)
    offsets, names = np.empty(count + 1, np.int64), np.empty(size, np.uint8)
    ticked = np.empty((count, rows))
    places = {"name_offsets": offsets, "names": names, "ticked": ticked}
    filled = initial(_abi.habitue_multi_select, option_count=count, name_bytes=size, **places)
    call("habitue_multi_select_split", column, rows, ord(mark), filled)
    text, ends = names.tobytes(), offsets.tolist()
    options = [text[first:end].decode() for first, end in zip(ends, ends[1:])]
    return dict(zip(options, ticked))
