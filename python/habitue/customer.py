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

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars
from ._library import call, enumerator
from .classification import Classification, classify, judge, vocabulary
from .errors import refuse

__all__ = [
    "after_event",
    "bond",
    "bond_suited",
    "contact",
    "days_to_birthday",
    "importance",
    "interval_tiers",
    "lifecycle",
    "orientation",
    "persona_counts",
    "relation",
    "relationship_breadth",
    "relationship_depth",
    "usage",
    "win_back",
]

_EXTENTS = {
    "customers": dict(zip(("few", "medium", "many"), (1, 2, 3))),
    "margins": dict(zip(("low", "medium", "high"), (1, 2, 3))),
}
"""The words for ``HABITUE_EXTENT_...``, low to high."""


def relation(
    *, own_use: Any = None, builds_in: Any = None, inside: Any = None, resells: Any = None
) -> Classification:
    """Consumer, business, internal or channel, by what is done with what is bought."""
    return judge("RELATION", locals())


def importance(top_share: Any, *, vip: float = 0.01, important: float = 0.2) -> Classification:
    """VIP, important or ordinary, by rank / number of customers."""
    return judge("IMPORTANCE", locals())


def lifecycle(
    purchases: Any,
    *,
    days_since_last: Any = None,
    need: Any = None,
    targeted: Any = None,
    has_left: Any = None,
    lost_after_days: float = 365.0,
    lost_for_good_after_days: float | None = None,
) -> Classification:
    """Non-customer, potential, target, actual, lost for now, lost for good.

    ``lost_for_good_after_days`` of ``None``: silence alone is never final.
    """
    return judge("LIFECYCLE", locals())


def after_event(status: Any, event: Any) -> NDArray[np.int32]:
    """The lifecycle status (codes of `lifecycle`) after an event (``HABITUE_EVENT_...``)."""
    return _evidence.tabled("LIFECYCLE_AFTER", locals())["next"].astype(np.int32)


def bond(
    *,
    invites: Any = None,
    calls_after_sale: Any = None,
    calls_regularly: Any = None,
    works_together: Any = None,
    rule: str = "highest",
) -> Classification:
    """Basic, reactive, accountable, proactive or partnership, by what the firm does."""
    return judge("RELATIONSHIP_LEVEL", locals())


def bond_suited(
    customers: Any, margins: Any, *, table: Any = None
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The codes of the closest relationships that pay, lower and upper, a column each.

    ``customers`` are ``"few"``, ``"medium"`` or ``"many"``; ``margins`` are ``"low"``,
    ``"medium"`` or ``"high"``; each a column or one for all. ``table`` replaces Kotler's:
    an array of 3 x 3 x 2 codes of bonds, by number of customers (few first), by margin
    (low first), lower and upper.
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
    return found["lower"].astype(np.int32), found["upper"].astype(np.int32)


def _flat(table: Any) -> list[Any]:
    """The entries of nested sequences in order."""
    if isinstance(table, (list, tuple, np.ndarray)):
        return [entry for part in table for entry in _flat(part)]
    return [table]


def orientation(
    *, novelty: Any, leadership: Any, following: Any, weighing: Any, saving: Any
) -> Classification:
    """Lighthouse, follower, rational or profit-seeking, by the strongest trait."""
    return judge("ORIENTATION", locals())


def usage(interval_days: Any, *, bounds: Sequence[float] = (7.0, 30.0, 182.0)) -> Classification:
    """Heavy, medium, light or lapsed, by the mean days between purchases."""
    tiers = dict(zip(("heavy", "medium", "light"), _scalars.several(bounds, "bounds", 3)))
    return classify("USAGE", {"interval_days": "number"}, locals(), **tiers)


def interval_tiers(
    intervals: Any, bounds: Any
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Tiers of usage by any number of bounds, and whether each stands on a bound.

    Tier 1 is up to the first bound, the last is beyond all of them, 0 not known.
    """
    values = _columns.floats(intervals, "intervals", missing=True)
    limits = _columns.floats(bounds, "bounds").tolist()
    found = _evidence.calculate("USAGE_TIERS", {"interval_days": values}, bounds=limits)
    return found["tier"].astype(np.int32), found["boundary"] == 1.0


def contact(
    *,
    consent: Any = None,
    contacts: Any = None,
    days_since_contact: Any = None,
    minimum_gap_days: float = 7.0,
    most_contacts: int = 4,
) -> Classification:
    """Whether each customer may be contacted now; consent that is not known is none."""
    return judge("CONTACT", locals())


def win_back(
    days_since_last: Any,
    days_to_birthday: Any = None,
    *,
    lapsed_after_days: float = 1095.0,
    within_days: float = 7.0,
) -> Classification:
    """Whom to win back now: lapsed, and the birthday is near."""
    return judge("WIN_BACK", locals())


def days_to_birthday(months: Any, days: Any, today: Any) -> NDArray[np.float64]:
    """Days from ``today`` (a date or ISO text) to the next birthday of each customer."""
    month, day = _columns.counts(months, "months"), _columns.counts(days, "days")
    columns, now = {"month": month, "day_of_month": day}, _columns.day(today, "today")
    return _evidence.tabled("DAYS_TO_BIRTHDAY", columns, today=now)["days"]


def relationship_depth(
    length_days: Any, purchases: Any, upgrades: Any
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Purchases per year (NaN on the first day) and the share of upgrades."""
    found = _evidence.tabled("RELATIONSHIP_DEPTH", locals())
    return found["purchases_per_year"], found["upgrade_share"]


def relationship_breadth(customer: Any, line: Any, customers: int) -> NDArray[np.uint32]:
    """How many distinct product lines each customer has bought.

    ``customer`` is the row, from 0, of the customer of each purchase and ``line`` its
    product line, a number or text; ``customers`` is how many there are.
    """
    who = _columns.counts(customer, "customer")
    found = _columns.keys(line, "line")
    if isinstance(found, _columns.Texts):
        _, numbers = np.unique(found.strings().astype(str), return_inverse=True)
        lines = numbers.astype(np.int64)
    else:
        lines = found
    purchases = _columns.rows(customer=who, line=lines)
    breadth = _columns.output(customers, np.uint32, "customers")
    call("habitue_relationship_breadth", who, lines, purchases, breadth, customers)
    return breadth


def persona_counts(
    tags: Any = None, language: str = "en", *, bits: Any = None
) -> dict[str, int]:
    """How many customers have each persona tag; one with several tags counts for each.

    Args:
        tags: For each customer a tag or several: codes as `vocabulary` gives them (1 to 4), or
            names in either language. None is no tag.
        language: Of the names in the answer.
        bits: Instead of ``tags``, a column that holds the tags of each customer as bits
            (``HABITUE_PERSONA_...``: tag ``code`` is ``2 ** (code - 1)``).

    >>> from habitue.customer import persona_counts
    >>> persona_counts([3, [1, "hesitant"], None])
    {'demanding': 1, 'hesitant': 1, 'thrifty': 1, 'sophisticated': 0}
    """
    if (tags is None) == (bits is None):
        refuse(_abi.HABITUE_BAD_ARGUMENT, "tags", "tags or bits are needed, one or the other")
    column = _persona_bits(tags) if bits is None else _columns.counts(bits, "bits")
    counts = _evidence.calculate("PERSONA_COUNTS", {"tags": column}).values()
    return dict(zip(vocabulary("persona tag", language).values(), map(int, counts)))


def _persona_bits(tags: Any) -> NDArray[np.uint32]:
    named = {n: code for lan in ("en", "zh") for code, n in vocabulary("persona tag", lan).items()}

    def bit(tag: Any, row: int) -> int:
        if isinstance(tag, str) and tag in named:
            return 1 << (named[tag] - 1)
        codes = sorted(set(named.values()))
        if isinstance(tag, str) or isinstance(tag, (bool, np.bool_)) or tag not in codes:
            allowed = ", ".join(map(str, [*codes, *named]))
            refuse(_abi.HABITUE_OUT_OF_RANGE, "tags", f"{tag!r} is no tag; allowed: {allowed}", row)
        return 1 << (int(tag) - 1)

    found = []
    for row, own in enumerate(_scalars.sequence(tags, "tags")):
        several = [] if own is None else own
        if isinstance(several, str) or not hasattr(several, "__iter__"):
            several = [several]
        found.append(sum({bit(tag, row) for tag in several}))
    return np.array(found, np.uint32)
