"""What a customer is to the firm: relation, lifecycle, bond, usage, contact.

Each classification takes facts as columns, all optional and of one length, and
returns a `habitue.classification.Classification`. A value that is missing
(``None``, NaN, NA) or a column that is not given is a fact that is not known.

>>> from habitue import customer
>>> found = customer.lifecycle(purchases=[0, 3, 3], days_since_last=[None, 20, 400],
...                            need=[True, None, None])
>>> found.names().tolist()
['potential customer', 'actual customer', 'lost for now']

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from . import _columns, _worked
from ._choices import LADDER_RULES, LadderRule, Language
from ._columns import Column, Day
from ._evidence import Floats, Values, tabled
from ._library import enumerator
from ._results import Personas, RecordErasure, RecordQuality, Roles
from ._scalars import several
from .classification import Classification, _judge

__all__ = [
    "Personas",
    "RecordErasure",
    "RecordQuality",
    "Roles",
    "after_event",
    "bond",
    "bond_suited",
    "contact",
    "days_to_birthday",
    "duplicates",
    "importance",
    "interval_tiers",
    "lifecycle",
    "orientation",
    "persona_counts",
    "personas",
    "record_erasure",
    "record_export",
    "record_quality",
    "relation",
    "relationship_breadth",
    "relationship_depth",
    "roles",
    "usage",
    "win_back",
]


def relation(
    *,
    own_use: Values | None = None,
    builds_in: Values | None = None,
    inside: Values | None = None,
    resells: Values | None = None,
    partner: Values | None = None,
    supply_chain: Values | None = None,
    competes: Values | None = None,
) -> Classification:
    """Consumer, business, internal or channel, by what is done with what is bought.

    Of whom no use is known, a partner, the supply chain and a competitor are customers in the wider
    sense.

    Who is inside the firm is internal; else who sells on is a channel; else who builds it in is a
    business; else who uses it is a consumer. Of whom no use is known, a partner, the supply chain
    and a competitor are customers in the wider sense.

    Parameters
    ----------
    own_use : column of bool, optional
        Whether they use it.
    builds_in : column of bool, optional
        Whether they build it into what they sell.
    inside : column of bool, optional
        Whether they are inside the firm.
    resells : column of bool, optional
        Whether they sell it on.
    partner : column of bool, optional
        Whether they work with the firm.
    supply_chain : column of bool, optional
        Whether they are above or below the firm in its supply chain.
    competes : column of bool, optional
        Whether they compete with the firm.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 consumer, 2 business, 3 internal, 4 channel, 5 partner,
        6 supply chain, 7 competitor), the reasons, and whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> customer.relation(own_use=[True, False], resells=[False, True]).names().tolist()
    ['consumer', 'channel']
    """
    given = {
        "own_use": own_use,
        "builds_in": builds_in,
        "inside": inside,
        "resells": resells,
        "partner": partner,
        "supply_chain": supply_chain,
        "competes": competes,
    }
    return _judge("RELATION", given)


def importance(top_share: Values, *, vip: float = 0.01, important: float = 0.2) -> Classification:
    """VIP, important or ordinary, by rank / number of customers.

    By the place in a ranking, rank / customers (0 to 1), up to which customers are VIPs, and are
    important.

    Parameters
    ----------
    top_share : column of float
        The place in a ranking, rank / customers, 0 to 1.
    vip : float, default 0.01
        Up to which place a customer is a VIP.
    important : float, default 0.2
        Up to which place a customer is important.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 ordinary, 2 important, 3 vip), the reasons, and whether
        it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> customer.importance([0.005, 0.2, 0.21]).names().tolist()
    ['VIP', 'important', 'ordinary']
    """
    given = {"top_share": top_share, "vip": vip, "important": important}
    return _judge("IMPORTANCE", given)


def lifecycle(
    purchases: Values,
    *,
    days_since_last: Values | None = None,
    need: Values | None = None,
    targeted: Values | None = None,
    has_left: Values | None = None,
    lost_after_days: float = 365.0,
    lost_for_good_after_days: float | None = None,
) -> Classification:
    """Non-customer, potential, target, actual, lost for now, lost for good.

    Who has ended the relationship is lost for good; silence makes a customer lost, and lost for
    good only after the second number of days (NaN: never).

    Parameters
    ----------
    purchases : column of int
        How often each has bought.
    days_since_last : column of float, optional
        Days since the last purchase.
    need : column of bool, optional
        Whether they need what is sold.
    targeted : column of bool, optional
        Whether they are targeted.
    has_left : column of bool, optional
        Whether they have ended the relationship.
    lost_after_days : float, default 365.0
        After how many days of silence a customer is lost for now.
    lost_for_good_after_days : float, optional
        After how many days for good; None: silence alone is never final.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 non customer, 2 potential, 3 target, 4 actual, 5 lost, 6
        lost for good), the reasons, and whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> customer.lifecycle([3, 3], days_since_last=[20, 400]).names().tolist()
    ['actual customer', 'lost for now']
    """
    given = {
        "purchases": purchases,
        "days_since_last": days_since_last,
        "need": need,
        "targeted": targeted,
        "has_left": has_left,
        "lost_after_days": lost_after_days,
        "lost_for_good_after_days": lost_for_good_after_days,
    }
    return _judge("LIFECYCLE", given)


def after_event(status: Values, event: Values) -> NDArray[np.int32]:
    """The lifecycle status of each customer after an event.

    Parameters
    ----------
    status : column of int
        Codes as `lifecycle` gives them.
    event : column of int
        ``HABITUE_EVENT_...``; their names: `habitue.classification.vocabulary`("status event").

    Returns
    -------
    next : array of int32
        Codes of `lifecycle`.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> customer.after_event([4], [6]).tolist()
    [5]
    """
    given = {"status": status, "event": event}
    return tabled("LIFECYCLE_AFTER", given).codes("next")


def bond(
    *,
    invites: Values | None = None,
    calls_after_sale: Values | None = None,
    calls_regularly: Values | None = None,
    works_together: Values | None = None,
    rule: LadderRule = "highest",
) -> Classification:
    """Basic, reactive, accountable, proactive or partnership, by what the firm does.

    Kotler's levels, by what the firm does for the customer.

    Parameters
    ----------
    invites : column of bool, optional
        Whether it invites customers to call.
    calls_after_sale : column of bool, optional
        Whether it calls after the sale.
    calls_regularly : column of bool, optional
        Whether it calls regularly.
    works_together : column of bool, optional
        Whether it works together with them.
    rule : {"cumulative", "highest"}, default "highest"
        Whether a step counts only on top of the lower ones (cumulative), or the highest alone.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 basic, 2 reactive, 3 accountable, 4 proactive, 5
        partnership), the reasons, and whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import customer
    >>> customer.bond(invites=[True, False], works_together=[False, True]).names().tolist()
    ['reactive', 'partnership']
    """
    given = {
        "invites": invites,
        "calls_after_sale": calls_after_sale,
        "calls_regularly": calls_regularly,
        "works_together": works_together,
        "rule": enumerator(LADDER_RULES, rule, "rule"),
    }
    return _judge("RELATIONSHIP_LEVEL", given)


def orientation(
    *,
    novelty: Values,
    leadership: Values,
    following: Values,
    weighing: Values,
    saving: Values,
) -> Classification:
    """Lighthouse, follower, rational or profit-seeking, by the strongest trait.

    The trait with the highest score, that of the lighthouse being the mean of novelty seeking and
    opinion leadership; of equals the first wins, on the boundary.

    Parameters
    ----------
    novelty : column of float
        Novelty seeking.
    leadership : column of float
        Opinion leadership.
    following : column of float
        Following others.
    weighing : column of float
        Weighing price and worth.
    saving : column of float
        Seeking a saving.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 lighthouse, 2 follower, 3 rational, 4 profit seeking),
        the reasons, and whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> traits = {"novelty": 5, "leadership": 4, "following": 3, "weighing": 4, "saving": 1}
    >>> customer.orientation(**traits).names().tolist()
    ['lighthouse']
    """
    given = {
        "novelty": novelty,
        "leadership": leadership,
        "following": following,
        "weighing": weighing,
        "saving": saving,
    }
    return _judge("ORIENTATION", given)


def usage(
    interval_days: Values,
    *,
    bounds: Sequence[float] = (15.0, 75.0, 365.0),
) -> Classification:
    """Heavy, medium, light or lapsed, by the mean days between purchases.

    By the mean days between purchases; the settings are the longest of each, ascending.

    Parameters
    ----------
    interval_days : column of float
        Mean days between purchases.
    bounds : 3 numbers, default (15.0, 75.0, 365.0)
        The longest interval of heavy, medium and light use, ascending.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 lapsed, 2 light, 3 medium, 4 heavy), the reasons, and
        whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> found = customer.usage([7, 30, 183])  # weekly, monthly, half-yearly
    >>> found.names().tolist()
    ['heavy user', 'medium user', 'light user']
    >>> from habitue import value
    >>> value.policies(found)[3]
    'keep their loyalty: do not disappoint them'
    """
    bounds_ = several(bounds, "bounds", 3)
    given = {
        "interval_days": interval_days,
        "heavy": bounds_[0],
        "medium": bounds_[1],
        "light": bounds_[2],
    }
    return _judge("USAGE", given)


def interval_tiers(
    intervals: Values,
    bounds: Column,
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Tiers of usage by any number of bounds, and whether each stands on a bound.

    Tiers of usage by any number of bounds in days, 1 up to the first, 0 not known (NaN); and
    whether each stands on a bound.

    Parameters
    ----------
    intervals : column of float
        Mean days between purchases.
    bounds : column of float
        Days, ascending.

    Returns
    -------
    tier : array of int32
        1 up to the first bound, the last beyond all of them, 0 not known.
    boundary : array of bool
        Whether each stands on a bound.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> customer.interval_tiers([1, 2, 3, None], [1, 2])[0].tolist()
    [1, 2, 3, 0]
    """
    given = {"interval_days": intervals, "bounds": bounds}
    found = tabled("USAGE_TIERS", given, missing=True)
    return found.codes("tier"), found.flags("boundary")


def contact(
    *,
    consent: Values | None = None,
    contacts: Values | None = None,
    days_since_contact: Values | None = None,
    minimum_gap_days: float = 7.0,
    most_contacts: int = 4,
) -> Classification:
    """Whether each customer may be contacted now; consent that is not known is none.

    Whether a customer may be contacted: with consent, not too often, not too soon.

    Parameters
    ----------
    consent : column of bool, optional
        Whether they agreed.
    contacts : column of int, optional
        How often they were contacted already.
    days_since_contact : column of float, optional
        Days since the last contact.
    minimum_gap_days : float, default 7.0
        Days that must lie between two contacts.
    most_contacts : int, default 4
        How many contacts there may be.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 deny, 2 allow), the reasons, and whether it stands on a
        cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> known = {"contacts": [1, 1], "days_since_contact": [9, 9]}
    >>> customer.contact(consent=[True, None], **known).codes.tolist()
    [2, 1]
    """
    given = {
        "consent": consent,
        "contacts": contacts,
        "days_since_contact": days_since_contact,
        "minimum_gap_days": minimum_gap_days,
        "most_contacts": most_contacts,
    }
    return _judge("CONTACT", given)


def win_back(
    days_since_last: Values,
    days_to_birthday: Values | None = None,
    *,
    lapsed_after_days: float = 1095.0,
    within_days: float = 7.0,
) -> Classification:
    """Whom to win back now: lapsed, and the birthday is near.

    Whom to win back now: the lapsed, within some days of their birthday.

    Parameters
    ----------
    days_since_last : column of float
        Days since the last purchase.
    days_to_birthday : column of float, optional
        As `days_to_birthday` counts them.
    lapsed_after_days : float, default 1095.0
        After how many days of silence a customer has lapsed.
    within_days : float, default 7.0
        How near the birthday must be.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 not lapsed, 2 wait, 3 now), the reasons, and whether it
        stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> customer.win_back([1100, 20], [4, 4]).names().tolist()
    ['win back now', 'not lapsed']
    """
    given = {
        "days_since_last": days_since_last,
        "days_to_birthday": days_to_birthday,
        "lapsed_after_days": lapsed_after_days,
        "within_days": within_days,
    }
    return _judge("WIN_BACK", given)


def days_to_birthday(months: Values, days: Values, today: Day) -> Floats:
    """Days from a day to the next birthday of each customer.

    Days from ``today`` to the next birthday.

    Parameters
    ----------
    months : column of int
        The month of birth, 1 to 12.
    days : column of int
        The day of the month.
    today : date
        A date, ISO text, or days since 1970-01-01.

    Returns
    -------
    days : array of float64
        The day of the month.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> customer.days_to_birthday([7, 2], [9, 29], "2023-07-05").tolist()
    [4.0, 239.0]
    """
    given = {"month": months, "day_of_month": days, "today": _columns.day(today, "today")}
    return tabled("DAYS_TO_BIRTHDAY", given).column("days")


def relationship_depth(
    length_days: Values,
    purchases: Values,
    upgrades: Values,
) -> tuple[Floats, Floats]:
    """Purchases per year, and the share of them that are upgrades.

    Purchases a year, and the share of them that are upgrades; NaN where undefined.

    Parameters
    ----------
    length_days : column of float
        Days since the first purchase.
    purchases : column of int
        How often each has bought since then.
    upgrades : column of int
        How many of these were upgrades.

    Returns
    -------
    purchases_per_year : array of float64
        NaN on the first day.
    upgrade_share : array of float64
        NaN without a purchase.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> customer.relationship_depth([365.25], [2], [1])[0].tolist()
    [2.0]
    """
    given = {"length_days": length_days, "purchases": purchases, "upgrades": upgrades}
    found = tabled("RELATIONSHIP_DEPTH", given)
    return found.column("purchases_per_year"), found.column("upgrade_share")


def record_quality(
    confirmed: Mapping[str, Column],
    *,
    today: Day,
    weights: Mapping[str, float] | None = None,
    half_life_days: float = 365.0,
) -> RecordQuality:
    """How complete and how fresh the records of customers are.

    Parameters
    ----------
    confirmed : Mapping[str, Column]
        mapping of columns of date: By field, the day on which each record's was last confirmed,
        missing where it is not there: ``name``, ``birthday``, ``phone``, ``email``, ``address``,
        ``consent``, ``preference``, ``habit``, ``contract_start``, ``contract_end``, ``service``,
        ``complaint``.
    today : Day
        As of when.
    weights : Mapping[str, float], optional
        mapping of floats: What fields weigh, 1 each without.
    half_life_days : float, default 365.0
        After how many days a field is half as fresh.

    Returns
    -------
    RecordQuality
        How complete and how fresh records are; fields as the sum of the codes of `vocabulary`.

    Raises
    ------
    DataError
        For a field confirmed after ``today``, with its row.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> import datetime
    >>> stay, today = datetime.date(2023, 6, 8), datetime.date(2024, 6, 7)
    >>> found = customer.record_quality({"name": [stay, stay], "habit": [stay, None]}, today=today)
    >>> found.completeness.round(3).tolist(), found.freshness.tolist()
    ([0.167, 0.083], [0.5, 0.5])
    """
    return _worked.record_quality(
        confirmed,
        today=today,
        weights=weights,
        half_life_days=half_life_days,
    )


def record_erasure(
    present: Values,
    *,
    contract_end: Values | None = None,
    today: int,
    hold_days: int = 3650,
) -> RecordErasure:
    """What an erasure on request takes away of each record, and what the law asks to keep.

    What an erasure on the day ``today`` takes away of the fields that are there (``present``, the
    sum of their codes), and what must stay: the contract until ``hold_days`` after its end (a day,
    NaN where it has none). ``held_until`` is a day, NaN of nothing or of a contract without end.

    Parameters
    ----------
    present : column of int
        The fields that are there, as `record_quality` gives them.
    contract_end : column of float, optional
        When the contract ends, in days since 1970-01-01; missing where it has no end.
    today : int
        As of when, in days since 1970-01-01.
    hold_days : int, default 3650
        How many days after its end a contract must be kept.

    Returns
    -------
    RecordErasure
        What erasures take away and leave; fields as the sum of the codes of `vocabulary`.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> found = customer.record_erasure([1 + 512], contract_end=[19000], today=19100, hold_days=365)
    >>> found.erased.tolist(), found.held.tolist(), found.held_until.tolist()
    ([1], [512], [19365.0])
    """
    given = {
        "present": present,
        "contract_end": contract_end,
        "today": today,
        "hold_days": hold_days,
    }
    found = tabled("RECORD_ERASURE", given, missing=True)
    return RecordErasure(
        erased=found.codes("erased"),
        held=found.codes("held"),
        held_until=found.column("held_until"),
    )


def duplicates(
    *,
    phone: Column | None = None,
    email: Column | None = None,
    name: Column | None = None,
    birthday: Column | None = None,
    document: Column | None = None,
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Which records are of one customer, by the keys that they share.

    Parameters
    ----------
    phone : column of str, optional
        Telephone numbers, of which the digits count.
    email : column of str, optional
        E-mail addresses, in any case.
    name : column of str, optional
        Names; with ``birthday``, both of them count together.
    birthday : column of str, optional
        Birthdays, in one spelling.
    document : column of str, optional
        Numbers of identity documents.

    Returns
    -------
    first, shared : array of uint32
        The first record of the same customer, and the keys that a record shares with another (the
        sum of the codes of `vocabulary`).

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.
    HabitueError
        Without a column, or for a name without a birthday.

    Examples
    --------
    >>> from habitue import customer
    >>> first, shared = customer.duplicates(phone=["+86 10 1234", None, "86101234"],
    ...                                     email=["yu@x.cn", "YU@x.cn", None])
    >>> first.tolist(), shared.tolist()
    ([0, 0, 0], [3, 2, 1])
    """
    return _worked.duplicates(
        phone=phone,
        email=email,
        name=name,
        birthday=birthday,
        document=document,
    )


def record_export(
    values: Mapping[str, Column],
    confirmed: Mapping[str, Column],
    *,
    customer: Column | None = None,
) -> str:
    """What is kept of customers, for handing it out: CSV, a line a value.

    Parameters
    ----------
    values : Mapping[str, Column]
        mapping of columns: By field, the value in each record, missing where it is not there: text
        of ``name``, ``phone``, ``email``, ``address``, ``preference``, ``habit``, ``service`` and
        ``complaint``, dates of ``birthday``, ``contract_start`` and ``contract_end``, bools of
        ``consent``.
    confirmed : Mapping[str, Column]
        mapping of columns of date: By field, the day on which each value was last confirmed.
    customer : column of str, optional
        By what each customer is known; the number of the record, from 0, without.

    Returns
    -------
    str
        CSV text with the header ``customer,section,field,value,confirmed``, in the order of records
        and fields. Values are as they are kept: one that begins with ``=`` is a formula to a
        spreadsheet.

    Raises
    ------
    DataError
        For a value without the day on which it was confirmed, with its row, and for what is no
        field.
    ArgumentError
        For a value of another type, columns of several lengths. For a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> told = customer.record_export({"name": ["Mr Yu"], "consent": [True]},
    ...                               {"name": ["2023-06-08"], "consent": ["2023-06-08"]})
    >>> told.splitlines()[1:]
    ['0,identity,name,Mr Yu,2023-06-08', '0,consent,consent to contact,yes,2023-06-08']
    """
    return _worked.record_export(values, confirmed, customer=customer)


def bond_suited(
    customers: Column,
    margins: Column,
    *,
    table: Column | None = None,
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The closest relationships that pay, by how many customers there are and what each leaves.

    Parameters
    ----------
    customers : column of str
        "few", "medium" or "many"; or one word for all.
    margins : column of str
        "low", "medium" or "high"; or one word for all.
    table : array of 3 x 3 x 2 codes, optional
        Instead of Kotler's: by number of customers (few first), by margin (low first), the lower
        bond and the upper one.

    Returns
    -------
    lower, upper : array of int32
        Codes of `bond`.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.
    HabitueError
        For a word that is none of those, and for a table of another shape or without order.

    Examples
    --------
    >>> from habitue import customer
    >>> [bond.tolist() for bond in customer.bond_suited("few", ["low", "high"])]
    [[3, 5], [3, 5]]
    """
    return _worked.bond_suited(customers, margins, table=table)


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

    Returns
    -------
    array of uint32
        How many of each customer, 0 for one without a purchase.

    Raises
    ------
    DataError
        For a customer beyond ``customers`` and a missing line, with the row.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> customer.relationship_breadth([0, 2, 0], ["tea", "tea", "coffee"], 3).tolist()
    [2, 0, 1]
    """
    customer_ = _columns.counts(customer, "customer")
    line_ = _columns.keys(line, "line")
    _columns.rows(customer=customer_, line=line_)
    return _worked.relationship_breadth(customer_, line_, customers)


def persona_counts(
    tags: Column | None = None,
    language: Language = "en",
    *,
    bits: Column | None = None,
) -> dict[str, int]:
    """How many customers have each persona tag; one with several tags counts for each.

    Parameters
    ----------
    tags : column, optional
        For each customer a tag or several: codes as `vocabulary` gives them (1, 2, 4, 8), or names
        in either language. None is no tag.
    language : {"en", "zh"}, default "en"
        Of the names in the answer.
    bits : column of int, optional
        Instead of ``tags``: the sum of the codes of each customer, as `personas` gives them.

    Returns
    -------
    dict of str to int
        How many have each tag, by its name.

    Raises
    ------
    DataError
        For what is no tag, with the row.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import customer
    >>> customer.persona_counts([4, [1, "hesitant"], None])
    {'demanding': 1, 'hesitant': 1, 'thrifty': 1, 'sophisticated': 0}
    """
    return _worked.persona_counts(tags, language, bits=bits)


def personas(
    *,
    complaint_share: Values | None = None,
    days_to_decide: Values | None = None,
    discount_share: Values | None = None,
    category_purchases: Values | None = None,
    bounds: Sequence[float] = (0.2, 30.0, 0.5, 10.0),
) -> Personas:
    """Demanding, hesitant, thrifty or sophisticated customers, by what they do; several may fit.

    NaN is not known.

    Parameters
    ----------
    complaint_share : column of float, optional
        The share of purchases with a complaint, a return or a special request, 0 to 1.
    days_to_decide : column of float, optional
        Mean days from the first enquiry to the purchase.
    discount_share : column of float, optional
        The share of purchases at a reduced price, 0 to 1.
    category_purchases : column of float, optional
        Purchases in the category, with the firm or its competitors.
    bounds : 4 numbers, default (0.2, 30.0, 0.5, 10.0)
        From which on each tag fits, in this order.

    Returns
    -------
    Personas
        Persona tags of customers, each the sum of the codes of `vocabulary`.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> found = customer.personas(discount_share=[0.8, 0.1], days_to_decide=[3, 90])
    >>> found.tags.tolist(), found.unknown.tolist()
    ([4, 2], [9, 9])
    >>> customer.persona_counts(bits=found.tags)["thrifty"]
    1
    """
    given = {
        "complaint_share": complaint_share,
        "days_to_decide": days_to_decide,
        "discount_share": discount_share,
        "category_purchases": category_purchases,
        "bounds": bounds,
    }
    found = tabled("PERSONA_TAGS", given, missing=True)
    return Personas(
        tags=found.codes("tags"),
        unknown=found.codes("unknown"),
        boundary=found.codes("boundary"),
    )


def roles(
    *,
    takes: Values | None = None,
    decides: Values | None = None,
    on_file: Values | None = None,
    own_use: Values | None = None,
    uses: Values | None = None,
    passes_on: Values | None = None,
) -> Roles:
    """Who is a customer, a consumer, a user, an end recipient, by the definitions of the texts.

    The columns are 1 (yes), 0 (no) or 2 (not known).

    Parameters
    ----------
    takes : column of bool, optional
        Whether they take goods or services of the firm.
    decides : column of bool, optional
        Whether they decide on them and bear their risk.
    on_file : column of bool, optional
        Whether the firm keeps a record of them.
    own_use : column of bool, optional
        Whether they take them for their own consumption.
    uses : column of bool, optional
        Whether they use them.
    passes_on : column of bool, optional
        Whether they pass them on.

    Returns
    -------
    Roles
        Roles, each the sum of: customer 1, consumer 2, user 4, end recipient 8.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import customer
    >>> found = customer.roles(takes=[True, True], on_file=[True, False], uses=[False, True])
    >>> found.roles.tolist(), found.unknown.tolist()
    ([1, 4], [10, 10])
    """
    given = {
        "takes": takes,
        "decides": decides,
        "on_file": on_file,
        "own_use": own_use,
        "uses": uses,
        "passes_on": passes_on,
    }
    found = tabled("CUSTOMER_ROLES", given, missing=True)
    return Roles(roles=found.codes("roles"), unknown=found.codes("unknown"))
