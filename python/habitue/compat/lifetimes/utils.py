"""Summaries of transactions, paths and totals as lifetimes has them: in whole periods of pandas.

A period of the frequency is a purchase, whatever happens in it; times are differences of periods.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from os import PathLike
from typing import Any

import numpy as np
import pandas

__all__ = [
    "ConvergenceError",
    "calculate_alive_path",
    "calibration_and_holdout_data",
    "expected_cumulative_transactions",
    "summary_data_from_transaction_data",
]

_MONTHS = {"W": 4.345, "M": 1.0, "D": 30, "H": 30 * 24, "h": 30 * 24}
"""Units of a frequency in a month, as lifetimes has them."""


class ConvergenceError(ValueError):
    """The model cannot be fitted.

    Examples
    --------
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.utils import ConvergenceError
    >>> try:
    ...     BetaGeoFitter(penalizer_coef=-1.0).fit([2, 0], [30.4, 0.0], [38.9, 38.9])
    ... except ConvergenceError as error:
    ...     print(error)
    the model was not fitted: penalizer_coef: ...
    """


def _periods(column: Any, datetime_format: str | None, freq: str) -> Any:
    return pandas.to_datetime(column, format=datetime_format).dt.to_period(freq)


def _period(day: Any, datetime_format: str | None, freq: str) -> Any:
    if isinstance(day, pandas.Period):
        day = day.to_timestamp()
    return pandas.to_datetime(day, format=datetime_format).to_period(freq)


def _find_first_transactions(
    transactions: Any,
    customer_id_col: str,
    datetime_col: str,
    monetary_value_col: str | None = None,
    datetime_format: str | None = None,
    observation_period_end: Any = None,
    freq: str = "D",
) -> Any:
    """One row a customer and period, by customer and time, and whether it is the first.

    Parameters
    ----------
    transactions : DataFrame
        One row a transaction.
    customer_id_col, datetime_col, monetary_value_col : str
        Its columns.
    datetime_format : str, optional
        How dates are written.
    observation_period_end : day, optional
        The last day; that of the data by default.
    freq : str
        The frequency of pandas.

    Returns
    -------
    DataFrame
        The columns, amounts added up by period, and ``first``.
    """
    if observation_period_end is None:
        observation_period_end = transactions[datetime_col].max()
    end = _period(observation_period_end, datetime_format, freq)
    columns = {
        customer_id_col: transactions[customer_id_col].to_numpy(),
        datetime_col: _periods(transactions[datetime_col], datetime_format, freq).array,
    }
    if monetary_value_col:
        columns[monetary_value_col] = transactions[monetary_value_col].to_numpy()
    rows = pandas.DataFrame(columns)
    rows = rows[rows[datetime_col] <= end]
    grouped = rows.groupby([customer_id_col, datetime_col], sort=True)
    if monetary_value_col:
        found = grouped[[monetary_value_col]].sum().reset_index()
    else:
        found = grouped.size().reset_index()[[customer_id_col, datetime_col]]
    found["first"] = ~found[customer_id_col].duplicated()
    return found


def _ordinals(periods: Any) -> Any:
    return pandas.PeriodIndex(periods).asi8


def summary_data_from_transaction_data(
    transactions: Any,
    customer_id_col: str,
    datetime_col: str,
    monetary_value_col: str | None = None,
    datetime_format: str | None = None,
    observation_period_end: Any = None,
    freq: str = "D",
    freq_multiplier: int = 1,
    include_first_transaction: bool = False,
) -> Any:
    """One row a customer: frequency, recency, T and, with amounts, monetary_value.

    Parameters
    ----------
    transactions : DataFrame
        One row a transaction.
    customer_id_col, datetime_col : str
        The columns of customers and of dates.
    monetary_value_col : str, optional
        That of amounts.
    datetime_format : str, optional
        How dates are written.
    observation_period_end : day, optional
        The last day; that of the data by default.
    freq : str
        The frequency of pandas that makes periods: "D", "W", "M", "h".
    freq_multiplier : int
        How many periods are one unit of recency and T.
    include_first_transaction : bool
        Whether the first purchase counts; models need it not to.

    Returns
    -------
    DataFrame
        By customer.

    Raises
    ------
    ValueError
        For a date that cannot be read.
    KeyError
        For a column that there is not.

    Examples
    --------
    >>> import pandas
    >>> from habitue.compat.lifetimes.utils import summary_data_from_transaction_data
    >>> sales = pandas.DataFrame({"id": [1, 1, 2], "date": ["2024-01-01", "2024-01-09", "2024-01-05"]})
    >>> summary_data_from_transaction_data(sales, "id", "date").loc[1].tolist()
    [1.0, 8.0, 8.0]
    """
    if observation_period_end is None:
        observation_period_end = transactions[datetime_col].max()
    rows = _find_first_transactions(
        transactions, customer_id_col, datetime_col, monetary_value_col, datetime_format,
        observation_period_end, freq,
    )  # fmt: skip
    end = _period(observation_period_end, datetime_format, freq).ordinal
    rows["_period"] = _ordinals(rows[datetime_col])
    found = rows.groupby(customer_id_col)["_period"].agg(["min", "max", "count"])
    summary = pandas.DataFrame(index=found.index)
    summary["frequency"] = found["count"] - (0 if include_first_transaction else 1)
    summary["recency"] = (found["max"] - found["min"]) / freq_multiplier
    summary["T"] = (end - found["min"]) / freq_multiplier
    if monetary_value_col:
        counted = rows if include_first_transaction else rows[~rows["first"]]
        means = counted.groupby(customer_id_col)[monetary_value_col].mean()
        summary["monetary_value"] = means.reindex(summary.index).fillna(0)
    return summary.astype(float)


def calibration_and_holdout_data(
    transactions: Any,
    customer_id_col: str,
    datetime_col: str,
    calibration_period_end: Any,
    observation_period_end: Any = None,
    freq: str = "D",
    freq_multiplier: int = 1,
    datetime_format: str | None = None,
    monetary_value_col: str | None = None,
    include_first_transaction: bool = False,
) -> Any:
    """One row a customer of the calibration: its summary, and what came in the holdout.

    Parameters
    ----------
    transactions, customer_id_col, datetime_col
        As for `summary_data_from_transaction_data`.
    calibration_period_end : day
        The last day of the calibration.
    observation_period_end : day, optional
        The last day of the holdout; that of the data by default.
    freq, freq_multiplier, datetime_format, monetary_value_col, include_first_transaction
        As there.

    Returns
    -------
    DataFrame
        frequency_cal, recency_cal, T_cal, frequency_holdout, duration_holdout and, with amounts,
        monetary_value_cal and monetary_value_holdout (the mean of the purchases that are counted).

    Raises
    ------
    ValueError
        Where nothing happened in the holdout.

    Examples
    --------
    >>> import pandas
    >>> from habitue.compat.lifetimes.utils import calibration_and_holdout_data
    >>> days = ["2024-01-01", "2024-01-09", "2024-02-05", "2024-01-05"]
    >>> sales = pandas.DataFrame({"id": [1, 1, 1, 2], "date": days})
    >>> found = calibration_and_holdout_data(sales, "id", "date", "2024-01-31")
    >>> found["frequency_cal"].tolist(), found["frequency_holdout"].tolist()
    ([1.0, 0.0], [1.0, 0.0])
    """
    if observation_period_end is None:
        observation_period_end = transactions[datetime_col].max()
    days = pandas.to_datetime(transactions[datetime_col], format=datetime_format)
    begin = pandas.to_datetime(calibration_period_end, format=datetime_format)
    end = pandas.to_datetime(observation_period_end, format=datetime_format)
    calibration = summary_data_from_transaction_data(
        transactions[days <= begin], customer_id_col, datetime_col, monetary_value_col,
        datetime_format, calibration_period_end, freq, freq_multiplier, include_first_transaction,
    )  # fmt: skip
    calibration.columns = [f"{name}_cal" for name in calibration.columns]
    later = transactions[(days > begin) & (days <= end)]
    if later.empty:
        raise ValueError(
            "There is no data available between calibration_period_end and observation_period_end"
        )
    rows = _find_first_transactions(
        later, customer_id_col, datetime_col, monetary_value_col, datetime_format,
        observation_period_end, freq,
    )  # fmt: skip
    grouped = rows.groupby(customer_id_col)
    holdout = pandas.DataFrame({"frequency_holdout": grouped.size()})
    if monetary_value_col:
        holdout["monetary_value_holdout"] = grouped[monetary_value_col].mean()
    found = calibration.join(holdout, how="left").fillna(0)
    length = end.to_period(freq).ordinal - begin.to_period(freq).ordinal
    found["duration_holdout"] = length / freq_multiplier
    return found


def calculate_alive_path(
    model: Any, transactions: Any, datetime_col: str, t: int, freq: str = "D"
) -> Any:
    """P(alive) of one customer in each period since the first purchase.

    Parameters
    ----------
    model : BaseFitter
        A fitted model.
    transactions : DataFrame
        The transactions of the customer.
    datetime_col : str
        Its column of dates.
    t : int
        How many periods since the first purchase.
    freq : str
        The frequency of pandas.

    Returns
    -------
    Series
        By the age of the customer, from 0 to t.

    Raises
    ------
    ValueError
        Where nothing is fitted yet, for a date that cannot be read.
    KeyError
        For a column that there is not.

    Examples
    --------
    >>> import pandas
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> from habitue.compat.lifetimes.utils import calculate_alive_path
    >>> sample = load_cdnow_summary()
    >>> fitter = BetaGeoFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> sales = pandas.DataFrame({"date": ["2024-01-01", "2024-01-29"]})
    >>> calculate_alive_path(fitter, sales, "date", 8, "W").round(2).tolist()
    [1.0, 1.0, 1.0, 1.0, 0.75, 0.73, 0.7, 0.68, 0.65]
    """
    seen = np.unique(_ordinals(_periods(transactions[datetime_col], None, freq)))
    seen = seen - seen[0]
    age = np.arange(max(int(t), int(seen[-1])) + 1)
    bought = np.searchsorted(seen, age, side="right") - 1
    path = model.conditional_probability_alive(bought, seen[bought], age)
    return pandas.Series(path, index=age)


def expected_cumulative_transactions(
    model: Any,
    transactions: Any,
    datetime_col: str,
    customer_id_col: str,
    t: int,
    datetime_format: str | None = None,
    freq: str = "D",
    freq_multiplier: int = 1,
    set_index_date: bool = False,
) -> Any:
    """Repeat purchases of all up to the end of each period: those that came and those expected.

    Parameters
    ----------
    model : BaseFitter
        A fitted model.
    transactions : DataFrame
        One row a transaction.
    datetime_col, customer_id_col : str
        Its columns.
    t : int
        How many periods since the first day.
    datetime_format, freq : str
        As for `summary_data_from_transaction_data`.
    freq_multiplier : int
        How many periods are one unit of the model, and one row of the answer.
    set_index_date : bool
        Whether the index are periods rather than numbers.

    Returns
    -------
    DataFrame
        Columns actual and predicted.

    Raises
    ------
    ValueError
        Where nothing is fitted yet, for a date that cannot be read.
    KeyError
        For a column that there is not.

    Examples
    --------
    >>> import pandas
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> from habitue.compat.lifetimes.utils import expected_cumulative_transactions
    >>> sample = load_cdnow_summary()
    >>> fitter = BetaGeoFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> days = ["2024-01-01", "2024-01-09", "2024-01-16", "2024-01-02"]
    >>> sales = pandas.DataFrame({"id": [1, 1, 1, 2], "date": days})
    >>> found = expected_cumulative_transactions(fitter, sales, "date", "id", 4, freq="W")
    >>> found["actual"].tolist()
    [0, 1, 2, 2]
    """
    days = pandas.to_datetime(transactions[datetime_col], format=datetime_format)
    begin = days.min().to_period(freq)
    rows = _find_first_transactions(
        transactions, customer_id_col, datetime_col, datetime_format=datetime_format,
        observation_period_end=begin + t, freq=freq,
    )  # fmt: skip
    place = _ordinals(rows[datetime_col]) - begin.ordinal
    first = rows["first"].to_numpy()
    born = np.bincount(place[first], minlength=t + 1)[: t + 1]
    repeats = np.bincount(place[~first], minlength=t + 1)[: t + 1]
    ends = np.arange(freq_multiplier, t + 1, freq_multiplier)
    ages = np.arange(1, t + 1)
    curve = np.zeros(t + 1)
    curve[1:] = np.asarray(
        model.expected_number_of_purchases_up_to_time(ages / freq_multiplier), np.float64
    )
    # Of those who were born in period b, curve[end - b] is expected.
    expected = [float(np.dot(born[:end], curve[end:0:-1])) for end in ends]
    actual = np.cumsum(repeats)[ends - 1]
    index: Any = range(len(ends))
    if set_index_date:
        index = pandas.PeriodIndex([begin + int(end) - 1 for end in ends])
    return pandas.DataFrame({"actual": actual, "predicted": expected}, index=index)


def _customer_lifetime_value(
    transaction_prediction_model: Any,
    frequency: Any,
    recency: Any,
    T: Any,
    monetary_value: Any,
    time: int = 12,
    discount_rate: float = 0.01,
    freq: str = "D",
) -> Any:
    """Lifetime value where the purchases of a month are paid at its end.

    Parameters
    ----------
    transaction_prediction_model : BaseFitter
        A fitted model of purchases.
    frequency, recency, T : array
        Histories.
    monetary_value : array
        What a purchase to come is worth.
    time : int
        How many months.
    discount_rate : float
        Discount a month.
    freq : {"D", "h", "W", "M"}
        The unit of recency and T.

    Returns
    -------
    Series
    """
    month = _MONTHS[freq]
    history = [np.asarray(one) for one in (frequency, recency, T)]
    spend, before = np.asarray(monetary_value, np.float64), np.zeros(len(history[0]))
    value = np.zeros(len(history[0]))
    for number in range(1, int(time) + 1):
        upto = np.asarray(transaction_prediction_model.predict(number * month, *history))
        value += spend * (upto - before) / (1 + discount_rate) ** number
        before = upto
    index = frequency.index if isinstance(frequency, pandas.Series) else None
    return pandas.Series(value, index=index, name="clv")


def _scale_time(age: Any) -> float:
    """What brings the largest age to 1."""
    return 1.0 / float(age.max())


def _check_inputs(
    frequency: Any, recency: Any = None, T: Any = None, monetary_value: Any = None
) -> None:
    """Refuses what cannot be.

    Raises
    ------
    ValueError
        For empty columns, fractions of purchases, a last purchase before the first or after the
        end, and amounts that are not above 0.
    """
    x = np.asarray(frequency)
    if recency is not None and T is not None:
        t_x, age = np.asarray(recency), np.asarray(T)
        if 0 in (len(x), len(t_x), len(age)):
            raise ValueError("there is a zero length vector in one of frequency, recency or T")
        if np.any(t_x > age):
            raise ValueError("some values in recency vector are larger than T vector")
        if np.any(t_x[x == 0] != 0):
            raise ValueError("there exist non-zero recency values when frequency is zero")
        if np.any(t_x < 0):
            raise ValueError("there exist negative recency (a last order before the first)")
    if np.any(x != np.floor(x)):
        raise ValueError("there exist non-integer values in the frequency vector")
    if monetary_value is not None and np.any(np.asarray(monetary_value) <= 0):
        raise ValueError("there exist non-positive (<= 0) values in the monetary_value vector")


def _save_obj_without_attr(
    obj: Any,
    attr_list: Sequence[str],
    path: str | PathLike[str],
    values_to_save: Sequence[Any] | None = None,
) -> None:
    """Pickles an object with something else in place of some of its attributes."""
    values = [None] * len(attr_list) if values_to_save is None else values_to_save
    held = {name: obj.__dict__[name] for name in attr_list if name in obj.__dict__}
    try:
        for name, value in zip(attr_list, values):
            if name in held:
                setattr(obj, name, value)
        with open(path, "wb") as file:
            pickle.dump(obj, file)
    finally:
        for name, value in held.items():
            setattr(obj, name, value)
