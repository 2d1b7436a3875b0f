"""Tables of named columns as text."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Mapping
from os import PathLike
from typing import Any

import numpy as np


def printed(columns: Mapping[str, Iterable[Any]], *, decimals: int = 3) -> str:
    """Columns side by side under their names, numbers to the right; what is missing is "-"."""
    parts = [[name, *_entries(column, decimals)] for name, column in columns.items()]
    right = [_is_number(column) for column in columns.values()]
    lines = []
    for row in zip(*(_aligned(part, side) for part, side in zip(parts, right))):
        lines.append("  ".join(row).rstrip())
    return "\n".join(lines)


def _is_number(column: Iterable[Any]) -> bool:
    return not any(isinstance(one, str) for one in column)


def _entries(column: Iterable[Any], decimals: int) -> list[str]:
    return [_entry(one, decimals) for one in column]


def _entry(one: Any, decimals: int) -> str:
    if _is_missing(one):
        return "-"
    if isinstance(one, (float, np.floating)):
        return f"{one:.{decimals}f}"
    return str(one)


def _aligned(part: list[str], right: bool) -> list[str]:
    """The entries as wide as the widest; Chinese characters are two columns wide."""
    widths = [sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in one) for one in part]
    most = max(widths)
    gaps = [" " * (most - width) for width in widths]
    return [gap + one if right else one + gap for one, gap in zip(part, gaps)]


def write_csv(columns: Mapping[str, Iterable[Any]], path: str | PathLike[str]) -> None:
    """Writes named columns as CSV: numbers with all their digits, empty where missing, UTF-8 with
    a mark by which spreadsheets know it."""
    parts = [["" if _is_missing(one) else one for one in _plain(c)] for c in columns.values()]
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(columns)
        lines.writerows(zip(*parts))


def _plain(column: Iterable[Any]) -> list[Any]:
    return column.tolist() if isinstance(column, np.ndarray) else list(column)


def _is_missing(one: Any) -> bool:
    return one is None or one != one
