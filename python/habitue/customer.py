"""What a customer is to the firm: relation, lifecycle, bond, usage, contact.

Each classification takes facts as columns, all optional and of one length, and
returns a `habitue.classification.Classification`. A value that is missing
(``None``, NaN, NA) or a column that is not given is a fact that is not known.

>>> from habitue import customer
>>> found = customer.lifecycle(purchases=[0, 3, 3], days_since_last=[None, 20, 400],
...                            need=[True, None, None])
>>> found.names().tolist()
['potential customer', 'actual customer', 'lost for now']
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _customer, _evidence, _scalars
from ._choices import Language
from ._columns import Column
from ._customer import *  # noqa: F403
from ._library import call, enumerator
from .classification import vocabulary
from .errors import refuse

__all__ = ["bond_suited", "persona_counts", "relationship_breadth"]
__all__ += _customer.__all__

_EXTENTS = {
    "customers": {"few": 1, "medium": 2, "many": 3},
    "margins": {"low": 1, "medium": 2, "high": 3},
}
"""The words for ``HABITUE_EXTENT_...``, low to high."""


def bond_suited(
    customers: Column, margins: Column, *, table: Column | None = None
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The closest relationships that pay, by how many customers there are and what each leaves.

    Parameters
    ----------
    customers : column of str
        "few", "medium" or "many"; or one word for all.
    margins : column of str
        "low", "medium" or "high"; or one word for all.
    table : array of 3 x 3 x 2 codes, optional
        Instead of Kotler's: by number of customers (few first), by margin (low first), the
        lower bond and the upper one.

    Returns
    -------
    lower, upper : array of int32
        Codes of `bond`.

    Raises
    ------
    HabitueError
        For a word that is none of those, and for a table of another shape or without order.

    Examples
    --------
    >>> from habitue import customer
    >>> [bond.tolist() for bond in customer.bond_suited("few", ["low", "high"])]
    [[3, 5], [3, 5]]
    """
    extents = {}
    for name, column in (("customers", customers), ("margins", margins)):
        given = [column] if isinstance(column, str) else _columns.strings(column, name)
        codes = [enumerator(_EXTENTS[name], word, name) for word in given]
        extents[name] = np.array(codes, np.int32)
    rows = max(map(len, extents.values()))
    both = {n: np.repeat(c, rows) if len(c) == 1 else c for n, c in extents.items()}
    _columns.rows(**both)
    settings = {}
    if table is not None:
        settings["table"] = _columns.codes(_flat(table), "table").tolist()
        if len(settings["table"]) != 18:
            reason = f"has {len(settings['table'])} entries where 3 x 3 x 2 are needed"
            refuse(_abi.HABITUE_BAD_LENGTH, "table", reason)
    found = _evidence.calculate("RELATIONSHIP_SUITED", both, **settings)
    return found.codes("lower"), found.codes("upper")


def _flat(table: Any) -> list[Any]:
    """The entries of nested sequences in order."""
    if isinstance(table, (list, tuple, np.ndarray)):
        return [entry for part in table for entry in _flat(part)]
    return [table]


def relationship_breadth(customer: Column, line: Column, customers: int) -> NDArray[np.uint32]:
    """How many distinct product lines each customer has bought.

    Parameters
    ----------
    customer : column of int
        The row, from 0, of the customer of each purchase.
    line : column of int or str
        Its product line.
    customers : int
        How many customers there are.

    Raises
    ------
    DataError
        For a customer beyond ``customers`` and a missing line, with the row.

    Examples
    --------
    >>> from habitue import customer
    >>> customer.relationship_breadth([0, 2, 0], ["tea", "tea", "coffee"], 3).tolist()
    [2, 0, 1]
    """
    who = _columns.counts(customer, "customer")
    found = _columns.keys(line, "line")
    if isinstance(found, _columns.Texts):
        _, numbers = np.unique(found.strings().astype(str), return_inverse=True)
        found = numbers.astype(np.int64)
    purchases = _columns.rows(customer=who, line=found)
    breadth = _columns.output(customers, np.uint32, "customers")
    call("habitue_relationship_breadth", who, found, purchases, breadth, customers)
    return breadth


def persona_counts(
    tags: Column | None = None, language: Language = "en", *, bits: Column | None = None
) -> dict[str, int]:
    """How many customers have each persona tag; one with several tags counts for each.

    Parameters
    ----------
    tags : column
        For each customer a tag or several: codes as `vocabulary` gives them (1 to 4), or
        names in either language. None is no tag.
    language : {"en", "zh"}, default "en"
        Of the names in the answer.
    bits : column of int
        Instead of ``tags``: the tags of each customer as bits (``HABITUE_PERSONA_...``: tag
        ``code`` is ``2 ** (code - 1)``).

    Raises
    ------
    DataError
        For what is no tag, with the row.

    Examples
    --------
    >>> from habitue.customer import persona_counts
    >>> persona_counts([3, [1, "hesitant"], None])
    {'demanding': 1, 'hesitant': 1, 'thrifty': 1, 'sophisticated': 0}
    """
    if (tags is None) == (bits is None):
        refuse(_abi.HABITUE_BAD_ARGUMENT, "tags", "tags or bits are needed, one or the other")
    column = _persona_bits(tags) if bits is None else _columns.counts(bits, "bits")
    counts = _evidence.calculate("PERSONA_COUNTS", {"tags": column}).values()
    return dict(zip(vocabulary("persona tag", language).values(), map(int, counts)))


def _persona_bits(tags: object) -> NDArray[np.uint32]:
    both = vocabulary("persona tag", "en"), vocabulary("persona tag", "zh")
    named = {name: code for names in both for code, name in names.items()}
    codes = sorted(set(named.values()))
    found = []
    for row, own in enumerate(_scalars.sequence(tags, "tags")):
        several = [] if own is None else own
        if isinstance(several, str) or not hasattr(several, "__iter__"):
            several = [several]
        bits = 0
        for tag in several:
            code = named.get(tag) if isinstance(tag, str) else tag
            if isinstance(code, (bool, np.bool_)) or code not in codes:
                allowed = ", ".join(map(str, [*codes, *named]))
                reason = f"{tag!r} is no tag; allowed: {allowed}"
                refuse(_abi.HABITUE_OUT_OF_RANGE, "tags", reason, row)
            bits |= 1 << (int(code) - 1)
        found.append(bits)
    return np.array(found, np.uint32)
