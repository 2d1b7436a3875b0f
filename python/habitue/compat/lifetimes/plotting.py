"""The pictures of lifetimes on axes of matplotlib.

Each function draws on ``ax``, or on axes of its own, and returns the axes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas

from .utils import _periods, calculate_alive_path, expected_cumulative_transactions

__all__ = [
    "plot_calibration_purchases_vs_holdout_purchases",
    "plot_cumulative_transactions",
    "plot_dropout_rate_heterogeneity",
    "plot_expected_repeat_purchases",
    "plot_frequency_recency_matrix",
    "plot_history_alive",
    "plot_incremental_transactions",
    "plot_period_transactions",
    "plot_probability_alive_matrix",
    "plot_transaction_rate_heterogeneity",
]


def _axes(ax: Any) -> Any:
    if ax is not None:
        return ax
    from matplotlib import pyplot

    return pyplot.subplot(111)


def _named(ax: Any, title: str, xlabel: str, ylabel: str) -> Any:
    ax.set_title(title)
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)
    return ax


def plot_period_transactions(
    model: Any,
    max_frequency: int = 7,
    title: str = "Frequency of Repeat Transactions",
    xlabel: str = "Number of Calibration Period Transactions",
    ylabel: str = "Customers",
    **kwargs: Any,
) -> Any:
    """Customers by repeat purchases: those of the data beside as many drawn from the model.

    Parameters
    ----------
    model : BaseFitter
        A fitted model.
    max_frequency : int
        How many frequencies are shown, from 0 on.
    title, xlabel, ylabel : str
        Words of the picture.
    **kwargs
        As for `pandas.DataFrame.plot`; ``label`` are the two names.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    AttributeError
        Where nothing is fitted yet.

    Examples
    --------
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> from habitue.compat.lifetimes.plotting import plot_period_transactions
    >>> sample = load_cdnow_summary()
    >>> fitter = BetaGeoFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> len(plot_period_transactions(fitter).patches)
    14
    """
    labels = kwargs.pop("label", ["Actual", "Model"])
    drawn = model.generate_new_data(size=model.data.shape[0])
    rows = pandas.RangeIndex(max_frequency, name="frequency")
    counts = [
        pandas.Series(np.asarray(one)).astype(int).value_counts().reindex(rows, fill_value=0)
        for one in (model.data["frequency"], drawn["frequency"])
    ]
    frame = pandas.DataFrame(dict(zip(labels, counts)), index=rows)
    ax = frame.plot(kind="bar", **kwargs)
    ax.legend()
    return _named(ax, title, xlabel, ylabel)


_KINDS = {
    "frequency_cal": "Purchases in calibration period",
    "recency_cal": "Age of customer at last purchase",
    "T_cal": "Age of customer at the end of calibration period",
    "time_since_last_purchase": "Time since user made last purchase",
}


def plot_calibration_purchases_vs_holdout_purchases(
    model: Any,
    calibration_holdout_matrix: Any,
    kind: str = "frequency_cal",
    n: int = 7,
    **kwargs: Any,
) -> Any:
    """Purchases in the holdout, those that came and those expected, by a column.

    Parameters
    ----------
    model : BaseFitter
        Fitted to the calibration.
    calibration_holdout_matrix : DataFrame
        Of `calibration_and_holdout_data`.
    kind : {"frequency_cal", "recency_cal", "T_cal", "time_since_last_purchase"}
        The column.
    n : int
        How many of its values are shown.
    **kwargs
        As for `pandas.DataFrame.plot`.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    ValueError
        Where nothing is fitted yet, for another kind.
    KeyError
        For a column that there is not.

    Examples
    --------
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> from habitue.compat.lifetimes.plotting import (
    ...     plot_calibration_purchases_vs_holdout_purchases,
    ... )
    >>> sample = load_cdnow_summary()
    >>> fitter = BetaGeoFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> columns = {"frequency": "frequency_cal", "recency": "recency_cal", "T": "T_cal"}
    >>> matrix = sample.rename(columns=columns).assign(frequency_holdout=1.0, duration_holdout=39.0)
    >>> ax = plot_calibration_purchases_vs_holdout_purchases(fitter, matrix)
    >>> ax.get_xlabel(), len(ax.lines)
    ('Purchases in calibration period', 2)
    """
    if kind not in _KINDS:
        raise ValueError(f"kind: {kind!r} is not one of {', '.join(_KINDS)}")
    found = calibration_holdout_matrix.copy()
    found["model_predictions"] = model.conditional_expected_number_of_purchases_up_to_time(
        found["duration_holdout"].iloc[0], found["frequency_cal"], found["recency_cal"],
        found["T_cal"],
    )  # fmt: skip
    found["time_since_last_purchase"] = found["T_cal"] - found["recency_cal"]
    shown = found.groupby(kind)[["frequency_holdout", "model_predictions"]].mean().iloc[:n]
    ax = shown.plot(**kwargs)
    ax.legend()
    title = "Actual Purchases in Holdout Period vs Predicted Purchases"
    return _named(ax, title, _KINDS[kind], "Average of Purchases in Holdout Period")


def _heat(values: Any, title: str, xlabel: str, ylabel: str, kwargs: dict[str, Any]) -> Any:
    ax = _axes(kwargs.pop("ax", None))
    kwargs.setdefault("interpolation", "none")
    image = ax.imshow(values, aspect="auto", **kwargs)
    ax.set_box_aspect(1)
    ax.figure.colorbar(image, ax=ax)
    return _named(ax, title, xlabel, ylabel)


def plot_frequency_recency_matrix(
    model: Any,
    T: float = 1,
    max_frequency: int | None = None,
    max_recency: int | None = None,
    title: str | None = None,
    xlabel: str = "Customer's Historical Frequency",
    ylabel: str = "Customer's Recency",
    **kwargs: Any,
) -> Any:
    """Expected purchases in the next T units of time by frequency and recency.

    Parameters
    ----------
    model : BaseFitter
        A fitted model.
    T : number
        How far ahead.
    max_frequency, max_recency : int, optional
        As for `BetaGeoFitter.conditional_probability_alive_matrix`.
    title, xlabel, ylabel : str
        Words of the picture.
    **kwargs
        As for `matplotlib.axes.Axes.imshow`; ``ax`` says where to draw.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    AttributeError
        Where nothing is fitted yet.

    Examples
    --------
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> from habitue.compat.lifetimes.plotting import plot_frequency_recency_matrix
    >>> sample = load_cdnow_summary()
    >>> fitter = BetaGeoFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> ax = plot_frequency_recency_matrix(fitter, T=52, max_frequency=5, max_recency=38)
    >>> ax.images[0].get_array().shape
    (39, 6)
    """
    most = int(model.data["frequency"].max()) if max_frequency is None else max_frequency
    age = int(model.data["T"].max()) if max_recency is None else max_recency
    t_x, x = np.mgrid[0 : age + 1, 0 : most + 1]
    values = model.conditional_expected_number_of_purchases_up_to_time(T, x, t_x, age)
    if title is None:
        some = "" if T == 1 else "s"
        title = (
            f"Expected Number of Future Purchases for {T} Unit{some} of Time,"
            "\nby Frequency and Recency of a Customer"
        )
    return _heat(values, title, xlabel, ylabel, kwargs)


def plot_probability_alive_matrix(
    model: Any,
    max_frequency: int | None = None,
    max_recency: int | None = None,
    title: str = "Probability Customer is Alive,\nby Frequency and Recency of a Customer",
    xlabel: str = "Customer's Historical Frequency",
    ylabel: str = "Customer's Recency",
    **kwargs: Any,
) -> Any:
    """P(alive) by frequency and recency.

    Parameters
    ----------
    model : BaseFitter
        A fitted model.
    max_frequency, max_recency : int, optional
        As for `BetaGeoFitter.conditional_probability_alive_matrix`.
    title, xlabel, ylabel : str
        Words of the picture.
    **kwargs
        As for `matplotlib.axes.Axes.imshow`; ``ax`` says where to draw.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    AttributeError
        Where nothing is fitted yet.

    Examples
    --------
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> from habitue.compat.lifetimes.plotting import plot_probability_alive_matrix
    >>> sample = load_cdnow_summary()
    >>> fitter = BetaGeoFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> ax = plot_probability_alive_matrix(fitter, max_frequency=5, max_recency=38)
    >>> ax.images[0].get_array().shape
    (39, 6)
    """
    values = model.conditional_probability_alive_matrix(max_frequency, max_recency)
    return _heat(values, title, xlabel, ylabel, kwargs)


def plot_expected_repeat_purchases(
    model: Any,
    title: str = "Expected Number of Repeat Purchases per Customer",
    xlabel: str = "Time Since First Purchase",
    ax: Any = None,
    label: str | None = None,
    **kwargs: Any,
) -> Any:
    """Expected repeat purchases of a new customer: up to the largest T, and half as far beyond.

    Parameters
    ----------
    model : BaseFitter
        A fitted model.
    title, xlabel : str
        Words of the picture.
    ax : axes, optional
        Where to draw.
    label : str, optional
        The name of the line.
    **kwargs
        As for `matplotlib.axes.Axes.plot`.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    AttributeError
        Where nothing is fitted yet.

    Examples
    --------
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> from habitue.compat.lifetimes.plotting import plot_expected_repeat_purchases
    >>> sample = load_cdnow_summary()
    >>> fitter = BetaGeoFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> from matplotlib import pyplot
    >>> ax = plot_expected_repeat_purchases(fitter, ax=pyplot.subplots()[1])
    >>> round(float(ax.lines[0].get_ydata()[-1]), 3)
    1.192
    """
    ax = _axes(ax)
    color = kwargs.pop("color", kwargs.pop("c", None))
    end = float(model.data["T"].max())
    seen, ahead = np.linspace(0, end, 100), np.linspace(end, 1.5 * end, 100)
    expected = model.expected_number_of_purchases_up_to_time
    (line,) = ax.plot(seen, expected(seen), color=color, label=label, **kwargs)
    ax.plot(ahead, expected(ahead), color=line.get_color(), **{**kwargs, "ls": "--"})
    if label is not None:
        ax.legend(loc="lower right")
    return _named(ax, title, xlabel, ax.get_ylabel())


def plot_history_alive(
    model: Any,
    t: int,
    transactions: Any,
    datetime_col: str,
    freq: str = "D",
    start_date: Any = None,
    ax: Any = None,
    **kwargs: Any,
) -> Any:
    """P(alive) of one customer through time, and when they bought.

    Parameters
    ----------
    model, t, transactions, datetime_col, freq
        As for `calculate_alive_path`.
    start_date : day, optional
        Where the picture begins.
    ax : axes, optional
        Where to draw.
    **kwargs
        As for `matplotlib.axes.Axes.plot`.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    ValueError
        Where nothing is fitted yet, for a date that cannot be read.
    KeyError
        For a column that there is not.

    Examples
    --------
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> from habitue.compat.lifetimes.plotting import plot_history_alive
    >>> sample = load_cdnow_summary()
    >>> fitter = BetaGeoFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> import pandas
    >>> days = ["2024-01-01", "2024-01-09", "2024-01-16", "2024-01-02"]
    >>> sales = pandas.DataFrame({"id": [1, 1, 1, 2], "date": days})
    >>> from matplotlib import pyplot
    >>> ax = pyplot.subplots()[1]
    >>> ax = plot_history_alive(fitter, 8, sales[sales["id"] == 1], "date", "W", ax=ax)
    >>> ax.get_ylabel()
    'P_alive'
    """
    ax = _axes(ax)
    path = calculate_alive_path(model, transactions, datetime_col, t, freq)
    periods = _periods(transactions[datetime_col], None, freq)
    first = periods.min()
    days = pandas.PeriodIndex([first + int(age) for age in path.index]).to_timestamp()
    kwargs.setdefault("label", "P_alive")
    ax.plot(days, path.to_numpy(), **kwargs)
    bought = pandas.PeriodIndex(periods.unique()).to_timestamp()
    ax.vlines(bought, 0, 1, colors="r", linestyles="dashed", label="purchases")
    ax.set_ylim(0, 1)
    ax.set_yticks(np.linspace(0, 1, 11))
    ax.set_xlim(days[0] if start_date is None else pandas.to_datetime(start_date), days[-1])
    ax.legend(loc=3)
    return _named(ax, "History of P_alive", ax.get_xlabel(), "P_alive")


def _tracking(
    found: Any, t_cal: float, by_date: bool, title: str, xlabel: str, ylabel: str, ax: Any,
    kwargs: dict[str, Any],
) -> Any:  # fmt: skip
    ax = found.plot(ax=_axes(ax), **kwargs)
    ax.axvline(x=found.index[int(t_cal)] if by_date else t_cal, color="r", linestyle="--")
    return _named(ax, title, "date" if by_date else xlabel, ylabel)


def plot_cumulative_transactions(
    model: Any,
    transactions: Any,
    datetime_col: str,
    customer_id_col: str,
    t: int,
    t_cal: float,
    datetime_format: str | None = None,
    freq: str = "D",
    set_index_date: bool = False,
    title: str = "Tracking Cumulative Transactions",
    xlabel: str = "day",
    ylabel: str = "Cumulative Transactions",
    ax: Any = None,
    **kwargs: Any,
) -> Any:
    """Repeat purchases of all up to each period, those that came and those expected.

    Parameters
    ----------
    model, transactions, datetime_col, customer_id_col, t
        As for `expected_cumulative_transactions`.
    t_cal : number
        Where the calibration ends, a line.
    datetime_format, freq, set_index_date
        As for `expected_cumulative_transactions`.
    title, xlabel, ylabel : str
        Words of the picture.
    ax : axes, optional
        Where to draw.
    **kwargs
        As for `pandas.DataFrame.plot`.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    ValueError
        Where nothing is fitted yet, for a date that cannot be read.
    KeyError
        For a column that there is not.

    Examples
    --------
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> from habitue.compat.lifetimes.plotting import plot_cumulative_transactions
    >>> sample = load_cdnow_summary()
    >>> fitter = BetaGeoFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> import pandas
    >>> days = ["2024-01-01", "2024-01-09", "2024-01-16", "2024-01-02"]
    >>> sales = pandas.DataFrame({"id": [1, 1, 1, 2], "date": days})
    >>> from matplotlib import pyplot
    >>> ax = pyplot.subplots()[1]
    >>> ax = plot_cumulative_transactions(fitter, sales, "date", "id", 4, 2, freq="W", ax=ax)
    >>> ax.lines[0].get_ydata().tolist()
    [0, 1, 2, 2]
    """
    found = expected_cumulative_transactions(
        model, transactions, datetime_col, customer_id_col, t, datetime_format, freq,
        set_index_date=set_index_date,
    )  # fmt: skip
    return _tracking(found, t_cal, set_index_date, title, xlabel, ylabel, ax, kwargs)


def plot_incremental_transactions(
    model: Any,
    transactions: Any,
    datetime_col: str,
    customer_id_col: str,
    t: int,
    t_cal: float,
    datetime_format: str | None = None,
    freq: str = "D",
    set_index_date: bool = False,
    title: str = "Tracking Daily Transactions",
    xlabel: str = "day",
    ylabel: str = "Transactions",
    ax: Any = None,
    **kwargs: Any,
) -> Any:
    """Repeat purchases of all in each period, those that came and those expected.

    Parameters
    ----------
    model, transactions, datetime_col, customer_id_col, t
        As for `expected_cumulative_transactions`.
    t_cal : number
        Where the calibration ends, a line.
    datetime_format, freq, set_index_date
        As for `expected_cumulative_transactions`.
    title, xlabel, ylabel : str
        Words of the picture.
    ax : axes, optional
        Where to draw.
    **kwargs
        As for `pandas.DataFrame.plot`.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    ValueError
        Where nothing is fitted yet, for a date that cannot be read.
    KeyError
        For a column that there is not.

    Examples
    --------
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> from habitue.compat.lifetimes.plotting import plot_incremental_transactions
    >>> sample = load_cdnow_summary()
    >>> fitter = BetaGeoFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> import pandas
    >>> days = ["2024-01-01", "2024-01-09", "2024-01-16", "2024-01-02"]
    >>> sales = pandas.DataFrame({"id": [1, 1, 1, 2], "date": days})
    >>> from matplotlib import pyplot
    >>> ax = pyplot.subplots()[1]
    >>> ax = plot_incremental_transactions(fitter, sales, "date", "id", 4, 2, freq="W", ax=ax)
    >>> ax.lines[0].get_ydata().tolist()[1:]
    [1.0, 1.0, 0.0]
    """
    found = expected_cumulative_transactions(
        model, transactions, datetime_col, customer_id_col, t, datetime_format, freq,
        set_index_date=set_index_date,
    )  # fmt: skip
    return _tracking(found.diff(), t_cal, set_index_date, title, xlabel, ylabel, ax, kwargs)


def _density(
    density: Any, most: float, moments: tuple[float, float], words: tuple[str, str, str],
    size: float, kwargs: dict[str, Any],
) -> Any:  # fmt: skip
    from matplotlib import pyplot

    figure, ax = pyplot.subplots(1)
    title, xlabel, ylabel = words
    figure.suptitle(title, fontsize=size, fontweight="bold")
    x = np.linspace(0, most, 100)
    with np.errstate(divide="ignore"):
        ax.plot(x, density(x), **kwargs)
    _named(ax, f"mean: {moments[0]:.3f}, var: {moments[1]:.3f}", xlabel, ylabel)
    figure.tight_layout(rect=(0, 0.03, 1, 0.95))
    return ax


def plot_transaction_rate_heterogeneity(
    model: Any,
    suptitle: str = "Heterogeneity in Transaction Rate",
    xlabel: str = "Transaction Rate",
    ylabel: str = "Density",
    suptitle_fontsize: float = 14,
    **kwargs: Any,
) -> Any:
    """The Gamma density of the rates at which customers buy, up to its 99 % quantile.

    Parameters
    ----------
    model : BaseFitter
        A model of purchases.
    suptitle, xlabel, ylabel : str
        Words of the picture.
    suptitle_fontsize : number
        How large the title is.
    **kwargs
        As for `matplotlib.axes.Axes.plot`.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    ValueError
        Where nothing is fitted yet.

    Examples
    --------
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> from habitue.compat.lifetimes.plotting import plot_transaction_rate_heterogeneity
    >>> sample = load_cdnow_summary()
    >>> fitter = BetaGeoFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> plot_transaction_rate_heterogeneity(fitter).get_title()
    'mean: 0.055, var: 0.012'
    """
    from scipy import stats

    r, alpha = model._unload_params("r", "alpha")
    rates = stats.gamma(r, scale=1 / alpha)
    words = (suptitle, xlabel, ylabel)
    moments = (r / alpha, r / alpha**2)
    return _density(rates.pdf, rates.ppf(0.99), moments, words, suptitle_fontsize, kwargs)


def plot_dropout_rate_heterogeneity(
    model: Any,
    suptitle: str = "Heterogeneity in Dropout Probability",
    xlabel: str = "Dropout Probability p",
    ylabel: str = "Density",
    suptitle_fontsize: float = 14,
    **kwargs: Any,
) -> Any:
    """The Beta density of the chances to leave after a purchase, up to its 99 % quantile.

    Parameters
    ----------
    model : BaseFitter
        A model of purchases.
    suptitle, xlabel, ylabel : str
        Words of the picture.
    suptitle_fontsize : number
        How large the title is.
    **kwargs
        As for `matplotlib.axes.Axes.plot`.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    ValueError
        Where nothing is fitted yet.

    Examples
    --------
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> from habitue.compat.lifetimes.plotting import plot_dropout_rate_heterogeneity
    >>> sample = load_cdnow_summary()
    >>> fitter = BetaGeoFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> plot_dropout_rate_heterogeneity(fitter).get_title()
    'mean: 0.246, var: 0.044'
    """
    from scipy import stats

    a, b = model._unload_params("a", "b")
    chances, mean = stats.beta(a, b), a / (a + b)
    words = (suptitle, xlabel, ylabel)
    moments = (mean, mean * (1 - mean) / (a + b + 1))
    return _density(chances.pdf, chances.ppf(0.99), moments, words, suptitle_fontsize, kwargs)
