"""Results that mirror a structure of the C header, field by field.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ._records import Record

if TYPE_CHECKING:
    from datetime import date
    from ._choices import (
        CheckKind,
        FigureGroup,
        GaugeSide,
        Grade,
        Headline,
        Release,
        ValueBasis,
        WithheldReason,
    )
    from .lifetime import PurchaseModel
    from .summary import Unit


@dataclass(frozen=True, eq=False, repr=False)
class KeyFigure(Record):
    """A figure of a study by its name.

    Attributes
    ----------
    name : str
        What it is of, a full stop, and what it is, such as `totals.purchases_bias`.
    value : float, or None
        Counts, shares from 0 to 1, money in units of the currency, times in the unit of the study;
        None where it is withheld.
    low : float, or None
        The lower end of its 95 % interval; None where it has none.
    high : float, or None
        The upper end.
    withheld : WithheldReason, or None
        Why it is withheld.

    Examples
    --------
    >>> from habitue.study import Study
    >>> from habitue.summary import Summary
    >>> summary = Summary()
    >>> for customer in range(40):
    ...     days = range(19_000, 19_366, customer + 9)
    ...     summary.push([customer] * len(days), list(days))
    >>> study = Study(summary, futures=100)
    >>> figure = study.key_figures["base.purchases"]
    >>> figure.name, figure.value == sum(len(range(0, 366, n + 9)) for n in range(40))
    ('base.purchases', True)
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    withheld: WithheldReason | None


@dataclass(frozen=True, eq=False, repr=False)
class Gauge(Record):
    """What a check measured, beside the bounds of its grades.

    Attributes
    ----------
    value : float
        What was measured.
    low : float, or None
        The lower end of its 95 % interval; None where it has none.
    high : float, or None
        The upper end.
    sound : float
        Sound as far as this.
    care : float
        With care as far as this, not to be used beyond.
    better : GaugeSide
        "lower", "higher", or "near_zero": the bounds are of the absolute value.

    Examples
    --------
    >>> from habitue.study import Study
    >>> from habitue.summary import Summary
    >>> summary = Summary()
    >>> for customer in range(40):
    ...     days = range(19_000, 19_366, customer + 9)
    ...     summary.push([customer] * len(days), list(days))
    >>> study = Study(summary, futures=100)
    >>> lost = study.verdict().checks["rows"].gauge
    >>> lost.value, lost.sound, lost.care, lost.better
    (0.0, 0.01, 0.05, 'lower')
    """

    value: float
    low: float | None
    high: float | None
    sound: float
    care: float
    better: GaugeSide


@dataclass(frozen=True, eq=False, repr=False)
class Check(Record):
    """One of the six checks of a study.

    Attributes
    ----------
    kind : CheckKind
        Which: "totals", "ranking", "leaving", "gaps", "rows" or "spend".
    grade : Grade
        "sound", "with_care", "not_to_be_used" or "not_tested".
    finding : str
        What was found, such as "too_low".
    gauge : Gauge, or None
        What was measured; None where nothing was.
    title : str
        The finding in words.
    text : str
        Its figures in words.
    figures : dict[str, KeyFigure]
        What the check rests on, by names without that of the check.

    Examples
    --------
    >>> from habitue.study import Study
    >>> from habitue.summary import Summary
    >>> summary = Summary()
    >>> for customer in range(40):
    ...     days = range(19_000, 19_366, customer + 9)
    ...     summary.push([customer] * len(days), list(days))
    >>> study = Study(summary, futures=100)
    >>> rows = study.verdict().checks["rows"]
    >>> rows.grade, rows.title, rows.figures["lost"].value
    ('sound', 'No row lost', 0.0)
    """

    kind: CheckKind
    grade: Grade
    finding: str
    gauge: Gauge | None
    title: str
    text: str
    figures: dict[str, KeyFigure]


@dataclass(frozen=True, eq=False, repr=False)
class Withheld(Record):
    """A group of figures that is withheld.

    Attributes
    ----------
    group : FigureGroup
        Which: "purchases", "money", "values", "chance", "leaving", "keeping" or "lists".
    reason : WithheldReason
        Why, such as "totals_off".
    release : Release
        What would release it, such as "bias".
    found : float, or None
        What the reason found: a bias, a coefficient, a share, how many customers; None for none.
    bound : float, or None
        The bound that it fails; None for none.
    text : str
        Both in words.

    Examples
    --------
    >>> from habitue.study import Study
    >>> from habitue.summary import Summary
    >>> summary = Summary()
    >>> for customer in range(40):
    ...     days = range(19_000, 19_366, customer + 9)
    ...     summary.push([customer] * len(days), list(days))
    >>> study = Study(summary, futures=100)
    >>> chance = study.verdict().withheld["chance"]
    >>> chance.reason, chance.release
    ('subscription', 'contract_models')
    """

    group: FigureGroup
    reason: WithheldReason
    release: Release
    found: float | None
    bound: float | None
    text: str


@dataclass(frozen=True, eq=False, repr=False)
class Verdict(Record):
    """What of a study may be believed.

    Attributes
    ----------
    overall : Grade
        The grade of the whole: "sound", "with_care" or "not_to_be_used".
    headline : Headline
        What to do about it, such as "act_on_who_matters".
    text : str
        The same as a sentence.
    grounds : str
        What that rests on, in words.
    choice : str
        Which model is used and why, in words.
    model : type[PurchaseModel], or None
        The class of the model that is used; None where none could be fitted.
    checks : dict[CheckKind, Check]
        The six checks by their names.
    withheld : dict[FigureGroup, Withheld]
        The groups of figures that are withheld.
    value_basis : ValueBasis
        "profit", "margin", "revenue" or "purchases": what values are counted in.
    unit : Unit
        Unit of times.
    first_day : date
        The first day that is looked at.
    last_day : date
        The last.
    split : date, or None
        The last day that the models on trial learned from; None without a test.

    Examples
    --------
    >>> from habitue.study import Study
    >>> from habitue.summary import Summary
    >>> summary = Summary()
    >>> for customer in range(40):
    ...     days = range(19_000, 19_366, customer + 9)
    ...     summary.push([customer] * len(days), list(days))
    >>> study = Study(summary, futures=100)
    >>> verdict = study.verdict()
    >>> verdict.overall, verdict.text  # each of them buys like clockwork
    ('not_to_be_used', 'These are subscriptions. Ask the contract models.')
    >>> sorted(verdict.checks)
    ['gaps', 'leaving', 'ranking', 'rows', 'spend', 'totals']
    >>> verdict.first_day, verdict.last_day
    (datetime.date(2022, 1, 8), datetime.date(2023, 1, 7))
    """

    _renamed: ClassVar[dict[str, str]] = {"value_basis": "basis"}

    overall: Grade
    headline: Headline
    text: str
    grounds: str
    choice: str
    model: type[PurchaseModel] | None
    checks: dict[CheckKind, Check]
    withheld: dict[FigureGroup, Withheld]
    value_basis: ValueBasis
    unit: Unit
    first_day: date
    last_day: date
    split: date | None


# Where a reader finds them.
KeyFigure.__module__ = "habitue.study"
Gauge.__module__ = "habitue.study"
Check.__module__ = "habitue.study"
Withheld.__module__ = "habitue.study"
Verdict.__module__ = "habitue.study"
