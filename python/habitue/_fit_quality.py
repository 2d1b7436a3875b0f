"""Functions of `habitue.fit_quality` over what the library has.

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from . import _columns, _judging, _worked
from ._choices import REGULARITY_METHODS, RegularityMethod
from ._columns import Column, Frame
from ._evidence import Floats
from ._library import enumerator
from ._records_of_quality import (
    FrequencyFit,
    FrequencySpend,
    HoldoutClasses,
    HoldoutErrors,
    Regularity,
)
from .covariates import CovariateModel
from .lifetime import PurchaseModel

__all__ = [
    "frequency_fit",
    "frequency_spend",
    "holdout_by",
    "holdout_errors",
    "regularity",
    "regularity_of_purchases",
    "track_steps",
]


def holdout_errors(
    actual: Column,
    expected: Column,
    *,
    weights: Column | None = None,
) -> HoldoutErrors:
    """The errors of forecasts.

    Parameters
    ----------
    actual : column of float
        What each customer did, >= 0.
    expected : column of float
        What was expected.
    weights : column of float, optional
        How many customers each row stands for, >= 0.

    Returns
    -------
    HoldoutErrors
        How far forecasts e were from what came to pass, a, over customers of weight w.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import fit_quality
    >>> fit_quality.holdout_errors([1, 3], [2, 2]).mae
    1.0
    """
    actual_ = _columns.floats(actual, "actual")
    expected_ = _columns.floats(expected, "expected")
    weights_ = None if weights is None else _columns.floats(weights, "weights")
    _columns.rows(actual=actual_, expected=expected_, weights=weights_)
    return _worked.holdout_errors(actual_, expected_, weights=weights_)


def holdout_by(
    actual: Column,
    expected: Column,
    values: Column,
    lowest: Column = (0, 1, 2, 3, 4, 5, 6, 7),
    *,
    weights: Column | None = None,
) -> HoldoutClasses:
    """Outcome and forecast by classes of customers.

    Parameters
    ----------
    actual : column of float
        What each customer did, >= 0.
    expected : column of float
        What was expected.
    values : column of float
        What makes the classes: frequency, recency or anything else.
    lowest : column of float, default (0, 1, 2, 3, 4, 5, 6, 7)
        Where each class begins; it goes up to but not with the next.
    weights : column of float, optional
        How many customers each row stands for, >= 0.

    Returns
    -------
    HoldoutClasses
        Forecast and outcome by class of customers; NaN for an empty class.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import fit_quality
    >>> fit_quality.holdout_by([1, 3], [2, 2], [0, 5], [0, 1]).actual
    array([1., 3.])
    """
    actual_ = _columns.floats(actual, "actual")
    expected_ = _columns.floats(expected, "expected")
    values_ = _columns.floats(values, "values")
    lowest_ = _columns.floats(lowest, "lowest")
    weights_ = None if weights is None else _columns.floats(weights, "weights")
    return _worked.holdout_by(actual_, expected_, values_, lowest_, weights=weights_)


def frequency_spend(
    frequency: Column,
    mean_spend: Column,
    *,
    weights: Column | None = None,
) -> FrequencySpend:
    """Whether those who buy often spend more or less each time.

    The model of spend takes it that they do not.

    Parameters
    ----------
    frequency : column of int
        How many purchases each made.
    mean_spend : column of float
        What they were worth on average.
    weights : column of float, optional
        How many customers each row stands for, >= 0.

    Returns
    -------
    FrequencySpend
        The correlations of frequency and mean spend over customers with frequency > 0.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.
    NumericError
        Where one of the two does not vary.

    Examples
    --------
    >>> from habitue import fit_quality
    >>> found = fit_quality.frequency_spend([1, 2, 3, 4], [10.0, 20.0, 30.0, 40.0])
    >>> round(found.pearson.coefficient, 9)
    1.0
    """
    frequency_ = _columns.counts(frequency, "frequency")
    mean_spend_ = _columns.floats(mean_spend, "mean_spend")
    weights_ = None if weights is None else _columns.floats(weights, "weights")
    _columns.rows(frequency=frequency_, mean_spend=mean_spend_, weights=weights_)
    return _worked.frequency_spend(frequency_, mean_spend_, weights=weights_)


def regularity(
    frequency: Column,
    recency: Column,
    age: Column,
    log_intervals: Column,
    *,
    weights: Column | None = None,
) -> Regularity:
    """k of the intervals between purchases by maximum likelihood, from histories.

    Parameters
    ----------
    frequency : column of int
        Repeat purchases.
    recency : column of float
        The time of the last one, counted from the first purchase.
    age : column of float
        How long each was watched, from the first purchase.
    log_intervals : column of float
        The sum of the logarithms of the intervals, those of `Table.log_intervals`.
    weights : column of float, optional
        How many customers each row stands for, >= 0.

    Returns
    -------
    Regularity
        k of the intervals between purchases: 1 for random ones, large for clockwork.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import fit_quality
    >>> histories = [3, 2], [4.0, 5.0], [9.0, 9.0], [0.8109, 1.7918]
    >>> fit_quality.regularity(*histories).customers
    2
    """
    frequency_ = _columns.counts(frequency, "frequency")
    recency_ = _columns.floats(recency, "recency")
    age_ = _columns.floats(age, "age")
    log_intervals_ = _columns.floats(log_intervals, "log_intervals")
    weights_ = None if weights is None else _columns.floats(weights, "weights")
    _columns.rows(
        frequency=frequency_,
        recency=recency_,
        age=age_,
        log_intervals=log_intervals_,
        weights=weights_,
    )
    return _worked.regularity(frequency_, recency_, age_, log_intervals_, weights=weights_)


def regularity_of_purchases(
    customer: Column,
    time: Column,
    *,
    method: RegularityMethod = "pairs",
) -> Regularity:
    """k of the intervals between purchases, from purchases one by one in any order.

    Parameters
    ----------
    customer : column of int
        Who bought.
    time : column of float
        When, in any unit.
    method : {"pairs", "moments"}, default "pairs"
        By pairs of consecutive intervals (Wheat and Morrison 1990), or by moments.

    Returns
    -------
    Regularity
        k of the intervals between purchases: 1 for random ones, large for clockwork.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import fit_quality
    >>> fit_quality.regularity_of_purchases([1, 1, 1, 1, 2, 2, 2], [0, 1, 2.5, 4, 0, 3, 5]).customers
    2
    """
    customer_ = _columns.integers(customer, "customer")
    time_ = _columns.floats(time, "time")
    _columns.rows(customer=customer_, time=time_)
    return _worked.regularity_of_purchases(
        customer_,
        time_,
        method=enumerator(REGULARITY_METHODS, method, "method"),
    )


def frequency_fit(
    model: PurchaseModel | CovariateModel,
    frequency: Column,
    recency: Column,
    age: Column,
    *,
    most: int = 7,
    weights: Column | None = None,
    threads: int = 1,
    purchase: Frame | None = None,
    attrition: Frame | None = None,
) -> FrequencyFit:
    """Customers with frequency 0 to ``most`` (or more), and how many the model expects.

    Parameters
    ----------
    model : PurchaseModel or CovariateModel
        Of purchases.
    frequency : column of int
        Repeat purchases, as of `PurchaseModel.fit`.
    recency : column of float
        The time of the last one.
    age : column of float
        How long each was watched.
    most : int, default 7
        The last class, of those who came back so often or more.
    weights : column of float, optional
        How many customers each row stands for, >= 0.
    threads : int, default 1
        Threads that share the work, 0 for all cores.
    purchase : Frame, optional
        mapping from str to column, or data frame: Facts of the customers, where the model has
        covariates.
    attrition : Frame, optional
        mapping from str to column, or data frame: Facts of the customers, where the model has
        covariates.

    Returns
    -------
    FrequencyFit
        Customers who came back 0, 1, ... times, and how many a model expects.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import fit_quality
    >>> from habitue.lifetime import BgNbd
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> fit_quality.frequency_fit(model, [2, 0], [30.4, 0.0], [38.9, 38.9], most=1).actual
    array([1., 1.])
    """
    return _judging.frequency_fit(
        model=model,
        frequency=frequency,
        recency=recency,
        age=age,
        most=most,
        weights=weights,
        threads=threads,
        purchase=purchase,
        attrition=attrition,
    )


def track_steps(
    model: PurchaseModel | CovariateModel,
    born: Column,
    *,
    steps: int,
    step: float = 1.0,
    weights: Column | None = None,
    purchase: Frame | None = None,
    attrition: Frame | None = None,
) -> Floats:
    """Expected repeat purchases of a base within each step of time.

    See `PurchaseModel.track` for the cumulative ones.

    Parameters
    ----------
    model : PurchaseModel or CovariateModel
        Of purchases.
    born : column of float
        When each first bought.
    steps : int
        How many steps.
    step : float, default 1.0
        How long each is, in the unit of the model.
    weights : column of float, optional
        How many customers each row stands for, >= 0.
    purchase : Frame, optional
        mapping from str to column, or data frame: Facts of the customers, where the model has
        covariates.
    attrition : Frame, optional
        mapping from str to column, or data frame: Facts of the customers, where the model has
        covariates.

    Returns
    -------
    array of float64
        Purchases a step.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import fit_quality
    >>> from habitue.lifetime import BgNbd
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> fit_quality.track_steps(model, [0.0, 0.0], steps=2).round(3)
    array([0.107, 0.1  ])
    """
    return _judging.track_steps(
        model=model,
        born=born,
        steps=steps,
        step=step,
        weights=weights,
        purchase=purchase,
        attrition=attrition,
    )


for _name in __all__:
    globals()[_name].__module__ = "habitue.fit_quality"
