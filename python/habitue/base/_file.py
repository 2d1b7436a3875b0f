"""A file of transactions: its first line, and its columns as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _scalars
from ..errors import refuse
from . import _frames

MARKS = (",", ";", "\t", "|")
_PIECE = 1 << 20


@dataclass(frozen=True)
class File:
    """What a file holds, and what is said of it.

    Attributes
    ----------
    data : bytes
        All of it.
    delimiter : str
        What stands between fields.
    decimal_mark : str
        What stands before the decimals of numbers.
    encoding : str
        As `open` takes it.
    """

    data: bytes
    delimiter: str
    decimal_mark: str
    encoding: str

    @classmethod
    def of(
        cls, path: str | PathLike[str], delimiter: str | None, decimal_mark: str, encoding: str
    ) -> File:
        """The file at a path; without a delimiter, the one that its first line holds most of."""
        mark = _scalars.string(decimal_mark, "decimal_mark")
        if mark not in (".", ","):
            reason = f"{mark!r} is not one of '.', ','"
            refuse(_abi.HABITUE_BAD_ENUMERATOR, "decimal_mark", reason)
        if delimiter is not None:
            _scalars.character(delimiter, "delimiter")
        file = cls(Path(path).read_bytes(), "", mark, _scalars.string(encoding, "encoding"))
        first = file._text().readline()
        return cls(file.data, delimiter or max(MARKS, key=first.count), mark, encoding)

    @cached_property
    def head(self) -> list[str]:
        """The names of the columns."""
        return self._names(self._lines())

    def columns(self, names: Iterable[str], numbers: Iterable[str]) -> dict[str, list[str | None]]:
        """The columns of these names, None where a cell is empty; ``numbers`` are written with
        ``decimal_mark``.

        Raises:
            DataError: With the line, for one of another length; for a file without lines or names.
        """
        lines = self._lines()
        head = self._names(lines)
        wanted = list(dict.fromkeys(names))
        for name in wanted:
            if name not in head:
                _frames.no_column(name, head)
        columns: dict[str, list[str | None]] = {name: [] for name in wanted}
        parts = [(column.append, head.index(name)) for name, column in columns.items()]
        for cells in lines:
            if len(cells) != len(head):
                if not cells:
                    continue  # an empty line
                reason = f"has {len(cells)} fields where the first line has {len(head)}"
                refuse(_abi.HABITUE_BAD_ROW_SHAPE, "line", reason, lines.line_num)
            for add, place in parts:
                add(cells[place] or None)
        if self.decimal_mark == ",":
            for name in set(numbers) & set(columns):
                columns[name] = [
                    None if cell is None else _pointed(cell, name, row)
                    for row, cell in enumerate(columns[name])
                ]
        return columns

    def ends(self, cells: NDArray[np.uint8]) -> NDArray[np.int64]:
        """Where fields of these bytes end that are not in quotes; the last may do so with them."""
        found = np.flatnonzero((cells == ord("\n")) | (cells == ord(self.delimiter)))
        return found if cells[-1:] == ord("\n") else np.append(found, len(cells))

    def pieces(self) -> Iterator[bytes]:
        """The lines below the first one, some at a time; those in quotes may be cut."""
        at, end = self.data.find(b"\n") + 1 or len(self.data), len(self.data)
        while at < end:
            behind = self.data.find(b"\n", at + _PIECE) + 1 or end
            yield self.data[at:behind]
            at = behind

    def fields(self, place: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where each field of a column begins and ends, below the first line; not in quotes."""
        ends, width = self.ends(np.frombuffer(self.data, np.uint8)), len(self.head)
        begin = ends[width + place - 1 :: width][: len(ends) // width - 1] + 1
        end = ends[width + place :: width]
        if place == width - 1 and b"\r" in self.data:
            end = end - (np.frombuffer(self.data, np.uint8)[end - 1] == ord("\r"))
        return begin, end

    def _text(self) -> io.TextIOWrapper:
        try:
            return io.TextIOWrapper(io.BytesIO(self.data), self.encoding, newline="")
        except LookupError:
            reason = f"{self.encoding!r} is no encoding of Python"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "encoding", reason)

    def _lines(self) -> Any:
        return csv.reader(self._text(), delimiter=self.delimiter)

    @staticmethod
    def _names(lines: Any) -> list[str]:
        return [name.strip() for name in next(lines, [])]


def _pointed(cell: str, name: str, row: int) -> str:
    if "." in cell:
        reason = f"{cell!r} has a point where the decimal mark is a comma; write it without"
        refuse(_abi.HABITUE_UNREADABLE, name, reason, row)
    return cell.replace(",", ".")
