"""Pictures of columns: a funnel, a Kano plane, a promoter trend, a tornado, histories and more.

A picture is an SVG that stands alone, and states what it shows in English or Chinese; those of a
whole base are `habitue.study.Study.figure`. Columns of one picture are equally long.

>>> from habitue import pictures
>>> figure = pictures.funnel(["visited", "bought"], [1000, 120])
>>> figure.svg[:4], figure.name
('<svg', 'funnel')

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from . import _pictures
from ._choices import CohortUnit, CustomerRate, Language
from ._columns import Column
from ._pictures import Figure

__all__ = [
    "Figure",
    "expected_by_age",
    "funnel",
    "heterogeneity",
    "histories",
    "kano",
    "promoter_trend",
    "spend_density",
    "tornado",
]


def funnel(name: Column, count: Column, *, language: Language = "en") -> Figure:
    """How many reach each step, and the share of the step before.

    Parameters
    ----------
    name : column of str
        The steps in their order, at most 30.
    count : column of int
        How many reached each; it does not rise.
    language : {"en", "zh"}, default "en"
        Of the words.

    Returns
    -------
    Figure
        The picture, as SVG; a notebook shows it.

    Raises
    ------
    DataError
        Where more reached a step than the one before, with the row; without a step, and for more
        than 30.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import pictures
    >>> "Most are lost before" in pictures.funnel(["visited", "bought"], [1000, 120]).svg
    True
    """
    return _pictures.funnel(name=name, count=count, language=language)


def kano(
    name: Column,
    *,
    must_be: Column,
    one_dimensional: Column,
    attractive: Column,
    indifferent: Column,
    reverse: Column,
    questionable: Column,
    category_strength: float = 0.05,
    language: Language = "en",
) -> Figure:
    """The Kano plane: how much an attribute pleases where it is there and annoys where it is not.

    Parameters
    ----------
    name : column of str
        The attributes, at most 40.
    must_be : column of float
        How many placed the attribute in this class, >= 0; so in the following ones.
    one_dimensional : column of float
        One-dimensional.
    attractive : column of float
        Attractive.
    indifferent : column of float
        Indifferent.
    reverse : column of float
        Reverse.
    questionable : column of float
        Questionable.
    category_strength : float, default 0.05
        Classes no further apart are decided by M > O > A > I; 0 to 1.
    language : {"en", "zh"}, default "en"
        Of the words.

    Returns
    -------
    Figure
        The picture, as SVG; a notebook shows it.

    Raises
    ------
    DataError
        For a count that is none and for an attribute that nobody placed, with the row.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import pictures
    >>> search = dict(must_be=[60], one_dimensional=[10], attractive=[5], indifferent=[25],
    ...               reverse=[0], questionable=[0])
    >>> "Must be there: search" in pictures.kano(["search"], **search).svg
    True
    """
    return _pictures.kano(
        name=name,
        must_be=must_be,
        one_dimensional=one_dimensional,
        attractive=attractive,
        indifferent=indifferent,
        reverse=reverse,
        questionable=questionable,
        category_strength=category_strength,
        language=language,
    )


def promoter_trend(
    name: Column,
    promoters: Column,
    passives: Column,
    detractors: Column,
    *,
    language: Language = "en",
) -> Figure:
    """The promoter score (NPS) of waves, with 95 % intervals; the title says whether it changed.

    Parameters
    ----------
    name : column of str
        The waves in their order, 2 to 24.
    promoters : column of int
        How many promoters answered.
    passives : column of int
        How many passives.
    detractors : column of int
        How many detractors.
    language : {"en", "zh"}, default "en"
        Of the words.

    Returns
    -------
    Figure
        The picture, as SVG; a notebook shows it.

    Raises
    ------
    DataError
        For fewer than 2 or more than 24 waves, and for one that nobody answered, with the row.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import pictures
    >>> figure = pictures.promoter_trend(["spring", "autumn"], [120, 200], [148, 140], [132, 60])
    >>> "The promoter score rose" in figure.svg
    True
    """
    return _pictures.promoter_trend(
        name=name,
        promoters=promoters,
        passives=passives,
        detractors=detractors,
        language=language,
    )


def tornado(
    name: Column,
    low: Column,
    high: Column,
    *,
    base: float,
    currency: str | None = None,
    language: Language = "en",
) -> Figure:
    """How far a value moves with each input.

    Parameters
    ----------
    name : column of str
        The inputs, the widest first, at most 30; `habitue.economics.Sensitivity.tornado` gives such
        bars.
    low : column of float
        The value at the low end of the input, all others at their base.
    high : column of float
        The value at its high end.
    base : float
        The value with all inputs at their base.
    currency : str, optional
        ISO 4217 code of the values; of no currency where none is given.
    language : {"en", "zh"}, default "en"
        Of the words.

    Returns
    -------
    Figure
        The picture, as SVG; a notebook shows it.

    Raises
    ------
    DataError
        For a value that is not finite, with the row; without an input, and for more than 30.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import pictures
    >>> figure = pictures.tornado(["margin"], [24.0], [40.0], base=32.0, currency="USD")
    >>> "The value hangs on margin most" in figure.svg
    True
    """
    return _pictures.tornado(
        name=name,
        low=low,
        high=high,
        base=base,
        currency=currency,
        language=language,
    )


def spend_density(
    low: Column,
    high: Column,
    count: Column,
    expected: Column | None = None,
    *,
    currency: str | None = None,
    language: Language = "en",
) -> Figure:
    """Mean spend a purchase: how many customers in each bin, and how many a model expects there.

    Parameters
    ----------
    low : column of float
        The lower ends of the bins, ascending, at most 200.
    high : column of float
        Their upper ends.
    count : column of int
        Customers whose mean spend lies in the bin.
    expected : column of float, optional
        Customers that a model of spend, such as Gamma-Gamma, expects there.
    currency : str, optional
        ISO 4217 code of the amounts; of no currency where none is given.
    language : {"en", "zh"}, default "en"
        Of the words.

    Returns
    -------
    Figure
        The picture, as SVG; a notebook shows it.

    Raises
    ------
    DataError
        For bins that do not ascend, with the row; without a customer.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import pictures
    >>> figure = pictures.spend_density([0, 20], [20, 40], [80, 120], currency="USD")
    >>> "Customers most often spend $20.00" in figure.svg
    True
    """
    return _pictures.spend_density(
        low=low,
        high=high,
        count=count,
        expected=expected,
        currency=currency,
        language=language,
    )


def histories(
    name: Column,
    time: Column,
    *,
    end: float,
    split: float | None = None,
    chance: Column | None = None,
    unit: CohortUnit = "week",
    language: Language = "en",
) -> Figure:
    """When each customer bought, a line for each; who is silent for longer than ever is dashed.

    Parameters
    ----------
    name : column of str
        The customer of each purchase; the purchases of one stand together. At most 40 customers.
    time : column of float
        When it was, ascending for each customer.
    end : float
        Up to when they are watched.
    split : float, optional
        Where a test begins.
    chance : column of float, optional
        The customer's chance to buy, 0 to 1, the same in all their rows; None where it is not
        known.
    unit : {"day", "week", "month", "quarter", "year"}, default "week"
        Of the times.
    language : {"en", "zh"}, default "en"
        Of the words.

    Returns
    -------
    Figure
        The picture, as SVG; a notebook shows it.

    Raises
    ------
    DataError
        For times that do not ascend or are after ``end``, a chance outside 0 to 1, and one that
        differs within a customer, with the row; for more than 40 customers.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import pictures
    >>> figure = pictures.histories(["Ann", "Ann", "Bob"], [0, 4, 2], end=39)
    >>> "1 of 2 customers has been silent" in figure.svg
    True
    """
    return _pictures.histories(
        name=name,
        time=time,
        end=end,
        split=split,
        chance=chance,
        unit=unit,
        language=language,
    )


def heterogeneity(
    of: CustomerRate,
    rate: Column,
    density: Column,
    *,
    mean: float,
    unit: CohortUnit = "week",
    language: Language = "en",
) -> Figure:
    """How the rates of customers are spread.

    `PurchaseModel.heterogeneity` gives the columns.

    Parameters
    ----------
    of : {"purchases", "dropout", "attrition"}
        CustomerRate: Purchases of a customer per unit of time while active, the chance to leave
        after a purchase, or departures per unit of time.
    rate : column of float
        Rates, ascending, two or more.
    density : column of float
        The density there, >= 0.
    mean : float
        The mean rate.
    unit : {"day", "week", "month", "quarter", "year"}, default "week"
        Of the rates.
    language : {"en", "zh"}, default "en"
        Of the words.

    Returns
    -------
    Figure
        The picture, as SVG; a notebook shows it.

    Raises
    ------
    DataError
        For rates that do not ascend and a density below 0, with the row.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import pictures
    >>> figure = pictures.heterogeneity("purchases", [0.1, 0.5], [3.0, 0.5], mean=0.25)
    >>> "buys 0.25 times a week" in figure.svg
    True
    """
    return _pictures.heterogeneity(
        of=of,
        rate=rate,
        density=density,
        mean=mean,
        unit=unit,
        language=language,
    )


def expected_by_age(
    age: Column,
    purchases: Column,
    *,
    unit: CohortUnit = "week",
    language: Language = "en",
) -> Figure:
    """Repeat purchases that are expected of a new customer, by age.

    Parameters
    ----------
    age : column of float
        Times since the first purchase, ascending, two or more.
    purchases : column of float
        Repeat purchases expected until then.
    unit : {"day", "week", "month", "quarter", "year"}, default "week"
        Of the ages.
    language : {"en", "zh"}, default "en"
        Of the words.

    Returns
    -------
    Figure
        The picture, as SVG; a notebook shows it.

    Raises
    ------
    DataError
        For ages that do not ascend and purchases below 0, with the row.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import pictures
    >>> "comes back 0.9 times" in pictures.expected_by_age([0, 26, 52], [0, 0.5, 0.9]).svg
    True
    """
    return _pictures.expected_by_age(age=age, purchases=purchases, unit=unit, language=language)
