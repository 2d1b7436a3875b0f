"""Results that mirror a structure of the C header, field by field.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ._records import Record

if TYPE_CHECKING:
    from .contract import LikelihoodRatio
    from .lifetime import PurchaseModel


@dataclass(frozen=True)
class HoldoutErrors(Record):
    """How far forecasts e were from what came to pass, a, over customers of weight w.

    Attributes
    ----------
    customers : float
        Sum of w, the customers.
    actual : float
        Sum of w a.
    expected : float
        Sum of w e.
    bias : float, or None
        Sum of w (e - a) over that of w a; None where nothing came to pass.
    wape : float, or None
        WAPE: sum of w |e - a| over that of w a; None where nothing came to pass.
    mae : float
        Mean of |e - a|.
    rmse : float
        Root of the mean of (e - a)^2.
    top_decile_lift : float, or None
        Mean of a among the tenth of the customers of whom most was expected, over that among all;
        None where nothing came to pass.
    gini : float, or None
        Gini coefficient of the ranking by e; None where nothing came to pass.
    normalised_gini : float, or None
        That over what ranking by a attains; None also where all did the same.
    """

    customers: float
    actual: float
    expected: float
    bias: float | None
    wape: float | None
    mae: float
    rmse: float
    top_decile_lift: float | None
    gini: float | None
    normalised_gini: float | None


@dataclass(frozen=True)
class Correlation(Record):
    """A coefficient with Student's t and its two-sided p-value.

    Attributes
    ----------
    coefficient : float
        From -1 to 1.
    t : float
        Student's t with n - 2 degrees of freedom; infinite for -1 and 1.
    p_value : float
        P(|t| or more).
    """

    coefficient: float
    t: float
    p_value: float


@dataclass(frozen=True)
class Regularity(Record):
    """k of the intervals between purchases: 1 for random ones, large for clockwork.

    Attributes
    ----------
    k : float
        The estimate; infinite where the intervals of each customer are all the same.
    standard_error : float
        Its asymptotic standard error; infinite where k is.
    customers : int
        Customers that say something about it.
    observations : int
        Their intervals, or pairs of consecutive ones.
    """

    k: float
    standard_error: float
    customers: int
    observations: int


@dataclass(frozen=True)
class HoldoutClasses(Record):
    """Forecast and outcome by class of customers; NaN for an empty class.

    Attributes
    ----------
    lowest : column of float64
        Where each class begins; it ends where the next begins.
    customers : column of float64
        The customers in it.
    actual : column of float64
        Their mean outcome; NaN for an empty class.
    expected : column of float64
        Their mean forecast; NaN for an empty class.
    """

    lowest: NDArray[np.float64]
    customers: NDArray[np.float64]
    actual: NDArray[np.float64]
    expected: NDArray[np.float64]


@dataclass(frozen=True)
class FrequencyFit(Record):
    """Customers who came back 0, 1, ... times, and how many a model expects.

    Attributes
    ----------
    actual : column of float64
        Customers by frequency; the last: or more.
    expected : column of float64
        How many the model expects.
    """

    actual: NDArray[np.float64]
    expected: NDArray[np.float64]


@dataclass(frozen=True)
class FrequencySpend(Record):
    """The correlations of frequency and mean spend over customers with frequency > 0.

    Attributes
    ----------
    customers : int
        How many these are.
    pearson : Correlation
        That of the figures.
    spearman : Correlation
        That of the ranks.
    """

    customers: int
    pearson: Correlation
    spearman: Correlation


@dataclass(frozen=True)
class ComparedModel(Record):
    """One model of a comparison; of one that could not be fitted the figures are None.

    Attributes
    ----------
    model : PurchaseModel, or None
        The model.
    name : str
        Its English name.
    failure : str, or None
        Why it could not be fitted.
    parameters : int, or None
        Number of parameters; k is not counted.
    regularity : int, or None
        k of the CNBD-k models.
    log_likelihood : float, or None
        Log-likelihood at the optimum.
    aic : float, or None
        Akaike's criterion.
    bic : float, or None
        Schwarz's criterion.
    ridge : str, or None
        A direction without a peak, by name; None where there is a peak.
    holdout : HoldoutErrors, or None
        The errors of `Comparison.judge`.
    """

    model: PurchaseModel | None
    name: str
    failure: str | None
    parameters: int | None = None
    regularity: int | None = None
    log_likelihood: float | None = None
    aic: float | None = None
    bic: float | None = None
    ridge: str | None = None
    holdout: HoldoutErrors | None = None


@dataclass(frozen=True)
class NestedTest(Record):
    """The likelihood-ratio test of a special case against the model that contains it.

    Attributes
    ----------
    restricted : str
        The name of the special case.
    general : str
        The name of the model that contains it.
    test : LikelihoodRatio
        Their test.
    """

    restricted: str
    general: str
    test: LikelihoodRatio


# Where a reader finds them.
HoldoutErrors.__module__ = "habitue.fit_quality"
Correlation.__module__ = "habitue.fit_quality"
Regularity.__module__ = "habitue.fit_quality"
HoldoutClasses.__module__ = "habitue.fit_quality"
FrequencyFit.__module__ = "habitue.fit_quality"
FrequencySpend.__module__ = "habitue.fit_quality"
ComparedModel.__module__ = "habitue.fit_quality"
NestedTest.__module__ = "habitue.fit_quality"
