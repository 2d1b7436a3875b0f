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
    from ._records import LikelihoodRatio
    from .lifetime import PurchaseModel


@dataclass(frozen=True, eq=False, repr=False)
class HoldoutErrors(Record):
    """How far forecasts e were from what came to pass, a, over customers of weight w.

    Attributes
    ----------
    customers : float
        Σ w, the customers.
    actual : float
        Σ w a.
    expected : float
        Σ w e.
    bias : float, or None
        Σ w (e − a)/Σ w a: positive where too much was expected; None where nothing came to pass.
    wape : float, or None
        WAPE, Σ w |e − a|/Σ w a: the weighted absolute percentage error, which is MAE over the mean;
        None where nothing came to pass.
    mae : float
        MAE, Σ w |e − a|/Σ w.
    rmse : float
        RMSE, √(Σ w (e − a)²/Σ w).
    top_decile_lift : float
        Top-decile lift: the mean of a among the tenth of the customers of whom most was expected,
        over the mean of a among all (Neslin, Gupta, Kamakura, Lu and Mason, *Journal of Marketing
        Research* 43, 2006).
    gini : float
        The Gini coefficient of the ranking: twice the area between the diagonal and the share of Σ
        w a held by those of whom least was expected (the ordered Lorenz curve of Frees, Meyers and
        Cummings, *Journal of the American Statistical Association* 106, 2011), customers of the
        same forecast in one step.
    normalised_gini : float, or None
        That, over what a perfect ranking (by a itself) attains: 1 is perfect; None also where all
        customers did the same.

    Examples
    --------
    >>> from habitue import fit_quality
    >>> fit_quality.holdout_errors([1, 3], [2, 2]).mae
    1.0
    """

    customers: float
    actual: float
    expected: float
    bias: float | None
    wape: float | None
    mae: float
    rmse: float
    top_decile_lift: float
    gini: float
    normalised_gini: float | None


@dataclass(frozen=True, eq=False, repr=False)
class Correlation(Record):
    """A coefficient with Student's t and its two-sided p-value.

    Attributes
    ----------
    coefficient : float
        r, from -1 to 1.
    t : float
        t = r √((n − 2)/(1 − r²)); infinite where r is 1 or -1.
    p_value : float
        P(|t| or more) of Student's law with n − 2 degrees of freedom: exact for normal variables,
        asymptotic for others and for ranks.

    Examples
    --------
    >>> from habitue import fit_quality
    >>> found = fit_quality.frequency_spend([1, 2, 3, 4], [10.0, 40.0, 20.0, 30.0]).spearman
    >>> round(found.coefficient, 6), round(found.p_value, 6)
    (0.4, 0.6)
    """

    coefficient: float
    t: float
    p_value: float


@dataclass(frozen=True, eq=False, repr=False)
class Regularity(Record):
    """k of the intervals between purchases: 1 for random ones, large for clockwork.

    Attributes
    ----------
    k : float
        The estimate of k; infinite where all intervals of each customer are the same.
    standard_error : float
        Its asymptotic standard error; infinite where k is.
    customers : int
        Customers that say something about it.
    observations : int
        Their intervals (pairs of consecutive ones for the estimate of Wheat and Morrison).

    Examples
    --------
    >>> from habitue import fit_quality
    >>> histories = [3, 2], [4.0, 5.0], [9.0, 9.0], [0.8109, 1.7918]
    >>> fit_quality.regularity(*histories).customers
    2
    """

    k: float
    standard_error: float
    customers: int
    observations: int


@dataclass(frozen=True, eq=False, repr=False)
class HoldoutClasses(Record):
    """Forecast and outcome by class of customers; NaN for an empty class.

    Attributes
    ----------
    lowest : column of float64
        Where each class begins; it ends where the next begins.
    customers : column of float64
        Σ w, the customers in it.
    actual : column of float64
        Their mean of what came to pass; NaN for an empty class.
    expected : column of float64
        Their mean forecast; NaN for an empty class.

    Examples
    --------
    >>> from habitue import fit_quality
    >>> fit_quality.holdout_by([1, 3], [2, 2], [0, 5], [0, 1]).actual
    array([1., 3.])
    """

    lowest: NDArray[np.float64]
    customers: NDArray[np.float64]
    actual: NDArray[np.float64]
    expected: NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class FrequencyFit(Record):
    """Customers who came back 0, 1, ... times, and how many a model expects.

    Attributes
    ----------
    actual : column of float64
        Customers by frequency; the last: or more.
    expected : column of float64
        How many the model expects.

    Examples
    --------
    >>> from habitue import fit_quality
    >>> from habitue.lifetime import BgNbd
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> fit_quality.frequency_fit(model, [2, 0], [30.4, 0.0], [38.9, 38.9], most=1).actual
    array([1., 1.])
    """

    actual: NDArray[np.float64]
    expected: NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
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

    Examples
    --------
    >>> from habitue import fit_quality
    >>> found = fit_quality.frequency_spend([1, 2, 3, 4], [10.0, 20.0, 30.0, 40.0])
    >>> round(found.pearson.coefficient, 9)
    1.0
    """

    customers: int
    pearson: Correlation
    spearman: Correlation


@dataclass(frozen=True, eq=False, repr=False)
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

    Examples
    --------
    >>> from habitue.fit_quality import Comparison
    >>> from habitue.lifetime import Nbd
    >>> history = [2, 1, 0, 7], [30.4, 1.7, 0.0, 29.4], [38.9] * 4
    >>> row = Comparison.fit(*history, models=[Nbd]).rows[0]
    >>> row.name, row.parameters, row.failure, round(row.aic, 2)
    ('NBD', 2, None, 75.53)
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


@dataclass(frozen=True, eq=False, repr=False)
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

    Examples
    --------
    >>> from habitue.fit_quality import Comparison
    >>> from habitue.lifetime import BgNbd, Nbd
    >>> history = [2, 1, 0, 7], [30.4, 1.7, 0.0, 29.4], [38.9] * 4
    >>> found = Comparison.fit(*history, models=[Nbd, BgNbd]).nested_tests[0]
    >>> found.restricted, found.general, round(found.test.p_value, 3)
    ('NBD', 'BG/NBD', 0.448)
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
