"""Columns of a file of transactions, as text."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import Any

from .. import _abi, _scalars
from ..errors import refuse
from . import _frames

_MARKS = (",", ";", "\t", "|")


def columns_of_file(
    path: str | PathLike[str],
    names: Iterable[str],
    numbers: Iterable[str],
    delimiter: str | None,
    decimal_mark: str,
    encoding: str,
) -> dict[str, list[str | None]]:
    """The columns of these names, None where a cell is empty; ``numbers`` are written with
    ``decimal_mark``.

    Raises:
        DataError: With the line, for one of another length; for a file without lines or the names.
    """
    mark = _scalars.string(decimal_mark, "decimal_mark")
    if mark not in (".", ","):
        reason = f"{mark!r} is not one of '.', ','"
        refuse(_abi.HABITUE_BAD_ENUMERATOR, "decimal_mark", reason)
    if delimiter is not None:
        _scalars.character(delimiter, "delimiter")
    with _opened(path, _scalars.string(encoding, "encoding")) as file:
        first = file.readline()
        file.seek(0)
        lines = csv.reader(file, delimiter=delimiter or max(_MARKS, key=first.count))
        head = [name.strip() for name in next(lines, [])]
        wanted = list(dict.fromkeys(names))
        for name in wanted:
            if name not in head:
                _frames.no_column(name, head)
        places = [head.index(name) for name in wanted]
        found: list[list[str | None]] = [[] for _ in wanted]
        for cells in lines:
            if len(cells) != len(head):
                if not cells:
                    continue  # an empty line
                reason = f"has {len(cells)} fields where the first line has {len(head)}"
                refuse(_abi.HABITUE_BAD_ROW_SHAPE, "line", reason, lines.line_num)
            for column, place in zip(found, places):
                column.append(cells[place] or None)
    columns = dict(zip(wanted, found))
    if mark == ",":
        for name in set(numbers) & set(columns):
            columns[name] = [
                None if cell is None else _pointed(cell, name, row)
                for row, cell in enumerate(columns[name])
            ]
    return columns


def _opened(path: str | PathLike[str], encoding: str) -> Any:
    try:
        return Path(path).open(encoding=encoding, newline="")
    except LookupError:
        refuse(_abi.HABITUE_BAD_ARGUMENT, "encoding", f"{encoding!r} is no encoding of Python")


def _pointed(cell: str, name: str, row: int) -> str:
    if "." in cell:
        reason = f"{cell!r} has a point where the decimal mark is a comma; write it without"
        refuse(_abi.HABITUE_UNREADABLE, name, reason, row)
    return cell.replace(",", ".")
