"""What a base and a model say of themselves: one line each, and what a reader must know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ._histories import OfTable

if TYPE_CHECKING:
    from .customer_base import CustomerBase


def text(base: CustomerBase[Any]) -> str:
    """A base in words."""
    return "\n".join([_line(base), *base.audit.notes])


def escaped(words: str) -> str:
    """Text within HTML."""
    from html import escape  # which reads its thousands of entities

    return escape(words)


def page(base: CustomerBase[Any]) -> str:
    """The same for a notebook, with its first customers."""
    lines = "".join(f"<div>{escaped(line)}</div>" for line in text(base).split("\n"))
    return lines + _table(base)


def _line(base: CustomerBase[Any]) -> str:
    of = base._histories
    count, back = len(of), int(np.count_nonzero(of.frequency))
    parts = [f"{count:,} customer{'s' if count != 1 else ''}"]
    if isinstance(of, OfTable):
        told = of.table.audit
        parts.append(f"{told.rows - told.outside_rows:,} transactions")
    if base._summary is not None and base._summary.days is not None:
        parts.append(f"{base._summary.days[0]} to {base.end}")
    if base.has_amounts and of.spend is not None:
        parts.append(f"{of.spend.sum():,.2f} {base.currency or ''}".strip())
    share = 100 * back / count if count else 0.0
    parts.append(f"{back:,} ({share:.1f} %) came back")
    parts.append(f"times in {base.unit}s")
    if base.columns:
        parts.append(f"with {', '.join(base.columns)}")
    return "CustomerBase: " + ", ".join(parts)


def _table(base: CustomerBase[Any]) -> str:
    """The first five customers as a table of HTML."""
    of = base._histories
    keys = base._keys.listed(of.numbers[:5])
    rows = [
        (key, int(x), f"{t_x:.2f}", f"{t:.2f}")
        for key, x, t_x, t in zip(keys, of.frequency, of.recency, of.age)
    ]
    return table([base._keys.name, "frequency", "recency", "age"], rows)


def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table of HTML."""
    cells = "".join(f"<th>{escaped(name)}</th>" for name in head)
    lines = [
        "<tr>" + "".join(f"<td>{escaped(str(cell))}</td>" for cell in row) + "</tr>" for row in rows
    ]
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
