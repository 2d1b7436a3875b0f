"""Functions of `habitue.survey` over what the library has.

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import _worked
from ._choices import PROPORTION_INTERVALS, ProportionInterval
from ._columns import Column
from ._evidence import Floats, Values, tabled
from ._library import enumerator
from ._records_of_surveys import Weighting

__all__ = [
    "average_variance_extracted",
    "composite_reliability",
    "design_effect",
    "effective_n",
    "finite_population_correction",
    "post_stratify",
    "proportion_interval",
    "rake",
    "sample_size",
]


def proportion_interval(
    hits: Values,
    n: Values,
    *,
    method: ProportionInterval = "wilson",
    confidence: float = 0.95,
) -> tuple[Floats, Floats]:
    """The ends of the interval of each proportion of ``hits`` among ``n``.

    Parameters
    ----------
    hits : column of float
        How many were hit, 0 to n.
    n : column of float
        Of how many, > 0.
    method : {"wilson", "agresti-coull", "clopper-pearson", "jeffreys", "wald"}, default "wilson"
        How the interval is formed.
    confidence : float, default 0.95
        That of the interval, 0 < confidence < 1.

    Returns
    -------
    low : array of float64
        The lower ends.
    high : array of float64
        The upper ends.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import survey
    >>> low, high = survey.proportion_interval(8, 10)
    >>> low.round(3), high.round(3)
    (array([0.49]), array([0.943]))
    """
    given = {
        "hits": hits,
        "n": n,
        "method": enumerator(PROPORTION_INTERVALS, method, "method"),
        "confidence": confidence,
    }
    found = tabled("PROPORTION_INTERVAL", given)
    return found.column("low"), found.column("high")


def finite_population_correction(n: float, population: float) -> float:
    """√((N - n)/(N - 1)), by which a standard error shrinks.

    Parameters
    ----------
    n : float
        Respondents, >= 1.
    population : float
        All who could have been asked, N >= n.

    Returns
    -------
    correction : float
        Between 0 and 1.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import survey
    >>> round(survey.finite_population_correction(50, 100), 4)
    0.7107
    """
    given = {"n": n, "population": population}
    return tabled("POPULATION_CORRECTION", given, one=True).number("correction")


def sample_size(
    margin: float,
    *,
    share: float = 0.5,
    confidence: float = 0.95,
    population: float | None = None,
) -> float:
    """How many answers a share needs for an interval of ±``margin``; round up.

    Parameters
    ----------
    margin : float
        Half the width of the interval, 0 to 1.
    share : float, default 0.5
        The share that is expected, 0 to 1; 0.5 needs most.
    confidence : float, default 0.95
        That of the interval, 0 < confidence < 1.
    population : float, optional
        All who could be asked; a large number without.

    Returns
    -------
    n : float
        Not rounded.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import survey
    >>> round(survey.sample_size(0.05), 1)
    384.1
    """
    given = {
        "margin": margin,
        "share": share,
        "confidence": confidence,
        "population": 0.0 if population is None else population,
    }
    return tabled("SAMPLE_SIZE", given, one=True).number("n")


def composite_reliability(loadings: Values) -> float:
    """Composite reliability of standardised loadings; 1 for a single item.

    Parameters
    ----------
    loadings : column of float
        The loading of each item, -1 to 1.

    Returns
    -------
    reliability : float
        0 to 1.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import survey
    >>> round(survey.composite_reliability([0.7, 0.8, 0.9]), 4)
    0.8446
    """
    given = {"loading": loadings}
    return tabled("COMPOSITE_RELIABILITY", given).number("reliability")


def average_variance_extracted(loadings: Values) -> float:
    """Average variance extracted of standardised loadings; 1 for a single item.

    Parameters
    ----------
    loadings : column of float
        The loading of each item, -1 to 1.

    Returns
    -------
    extracted : float
        0 to 1.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import survey
    >>> round(survey.average_variance_extracted([0.7, 0.8, 0.9]), 4)
    0.6467
    """
    given = {"loading": loadings}
    return tabled("COMPOSITE_RELIABILITY", given).number("extracted")


def effective_n(weights: Values) -> float:
    """Kish's effective sample size (Σw)²/Σw².

    Parameters
    ----------
    weights : column of float
        The weight of each respondent, >= 0.

    Returns
    -------
    effective_n : float
        Respondents with equal weights that are worth as much.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import survey
    >>> round(survey.effective_n([1.0, 1.0, 2.0]), 3)
    2.667
    """
    given = {"weight": weights}
    return tabled("EFFECTIVE_N", given).number("effective_n")


def design_effect(weights: Values) -> float:
    """Kish's design effect n Σw²/(Σw)².

    Parameters
    ----------
    weights : column of float
        The weight of each respondent, >= 0.

    Returns
    -------
    design_effect : float
        1 with equal weights.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import survey
    >>> survey.design_effect([1.0, 1.0, 2.0])
    1.125
    """
    given = {"weight": weights}
    return tabled("EFFECTIVE_N", given).number("design_effect")


def post_stratify(categories: Column, targets: Column, *, base: Column | None = None) -> Weighting:
    """Weights by which one margin is that of the population; see `rake`.

    Parameters
    ----------
    categories : column of int
        The category of each respondent from 0, or -1 where it is not known.
    targets : column of float
        The population's share of each category; they sum to 1.
    base : column of float, optional
        Weights to start from.

    Returns
    -------
    Weighting
        Weights with mean 1, and what they cost.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import survey
    >>> survey.post_stratify([0, 0, 1], [0.5, 0.5]).weights
    array([0.75, 0.75, 1.5 ])
    """
    return _worked.post_stratify(categories, targets, base=base)


def rake(
    categories: Sequence[Column],
    targets: Sequence[Column],
    *,
    base: Column | None = None,
    cap: float | None = None,
    tolerance: float = 1e-10,
    max_passes: int = 1000,
) -> Weighting:
    """Weights whose margins are those of the population.

    Parameters
    ----------
    categories : sequence of columns
        For each margin the category of each respondent from 0, or -1 where it is not known.
    targets : sequence of columns
        For each margin the population's share of each category; they sum to 1.
    base : column of float, optional
        Weights to start from.
    cap : float, optional
        The largest weight, > 1; none by default.
    tolerance : float, default 1e-10
        How far a margin may be from its target.
    max_passes : int, default 1000
        Most passes over the margins.

    Returns
    -------
    Weighting
        Weights with mean 1, and what they cost.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.
    NotConvergedError
        Where ``max_passes`` did not suffice.

    Examples
    --------
    >>> from habitue import survey
    >>> survey.rake([[0, 0, 1]], [[0.5, 0.5]]).weights
    array([0.75, 0.75, 1.5 ])
    """
    return _worked.rake(
        categories,
        targets,
        base=base,
        cap=cap,
        tolerance=tolerance,
        max_passes=max_passes,
    )


for _name in __all__:
    globals()[_name].__module__ = "habitue.survey"
