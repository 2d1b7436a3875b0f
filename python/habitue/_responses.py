"""What a survey collected, as columns: numbers, or text as the cells of a CSV file.

Text is read by the library, in the one way in which it reads files: numbers, the labels
of a scale in either language, empty cells. So a data frame and the file that it came
from give the same answers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from . import _abi, _columns, _reading, _scalars
from ._library import call, initial
from .errors import HabitueError, exception, refuse


def by_question(
    names: Sequence[str], columns: Any, markers: Iterable[Any]
) -> dict[str, _reading.Column]:
    """The column of each question, missing where it holds a marker."""
    if getattr(columns, "ndim", 0) == 2 and isinstance(columns, np.ndarray):
        if columns.shape[1] != len(names):
            reason = f"has shape {columns.shape}, but {len(names)} columns are needed"
            refuse(_abi.HABITUE_BAD_LENGTH, "columns", reason)
        given = dict(zip(names, columns.T))
    elif not hasattr(columns, "__getitem__") or isinstance(columns, (str, bytes, np.ndarray)):
        kind = type(columns).__name__
        reason = (
            f"is {kind}; a data frame, a dict of columns or an array of two dimensions is needed"
        )
        refuse(_abi.HABITUE_BAD_ARGUMENT, "columns", reason)
    else:
        given = {name: _looked_up(columns, name) for name in names}
    gone = _scalars.sequence(markers, "missing_markers")
    return {name: _unmarked(_reading.read(part, name), gone) for name, part in given.items()}


def _looked_up(columns: Any, name: str) -> Any:
    """The column of a question."""
    try:
        return columns[name]
    except Exception:  # KeyError, polars' ColumnNotFoundError, TypeError of a list
        there = ", ".join(map(str, _columns.names_of(columns) or ["none"]))
        reason = f"is no column of the answers; there: {there}"
        refuse(_abi.HABITUE_MISSING_COLUMN, name, reason)


def _unmarked(found: _reading.Column, markers: Sequence[Any]) -> _reading.Column:
    """The column without the entries that say that an answer is missing."""
    if found.kind == _reading.TEXT:
        words = {"", *(str(marker) for marker in markers)}
        entries = [None if t is None or t.strip() in words else t for t in found.strings()]
        known = np.array([entry is not None for entry in entries], bool)
        texts = np.array([*entries, None], object)[:-1]
        return _reading.Column(_reading.TEXT, texts, None if known.all() else known)
    numbers = [m for m in markers if _columns.is_single(m) and not isinstance(m, (bool, np.bool_))]
    if not numbers or found.kind == _reading.NOTHING:
        return found
    answers = found.decimals() if found.kind == _reading.DECIMALS else found.values
    if answers.dtype == object:
        marked = np.array([answer in numbers for answer in answers], bool)
    else:
        marked = np.isin(answers, numbers)
    if not marked.any():
        return found
    return replace(found, valid=~marked if found.valid is None else found.valid & ~marked)


def of_text(
    questionnaire: Any, parts: Mapping[str, _reading.Column], policy: int, pointer: Any
) -> Any:
    """Answers of which some are text, read as those of a CSV file are."""
    columns = [_cells(part, name) for name, part in parts.items()]
    held = io.StringIO(newline="")
    lines = csv.writer(held, lineterminator="\n", quoting=csv.QUOTE_ALL)
    lines.writerow(parts)
    lines.writerows(zip(*columns))
    data = held.getvalue().encode("utf-8")
    form = initial(_abi.habitue_response_format, out_of_scale=policy)
    try:
        call("habitue_responses_read_csv", questionnaire, data, len(data), form, pointer)
    except HabitueError as error:
        raise _of_row(error) from None
    return pointer


def _cells(found: _reading.Column, name: str) -> list[str]:
    """A column as the cells of a CSV file."""
    if found.kind == _reading.TEXT:
        texts = found.strings()
        for row, entry in enumerate(texts):
            if entry is not None:
                _scalars.encoded(entry, name, row)
        # One line a row: an answer is no place for a line break.
        return ["" if entry is None else " ".join(entry.split()) for entry in texts]
    numbers = _columns.floats_of(found, name, missing=True).tolist()
    return ["" if number != number else repr(number) for number in numbers]


def _of_row(error: HabitueError) -> HabitueError:
    """A failure in a line of text as one in a row of columns."""
    if error.row is None:
        return error
    row = error.row - 2  # the first line is 1, and the header
    message = re.sub(r"^(row|line) \d+", f"row {row}", str(error))
    return exception(message, code=error.code, kind=error.kind, row=row, column=error.column)
