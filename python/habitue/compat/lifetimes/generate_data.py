"""Customers drawn at random, as lifetimes draws them: by numpy's global generator.

Purchases of one period count once, as they do in a summary of transactions.
`habitue.simulation` draws customers of any model without that.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas
from numpy.typing import NDArray

__all__ = [
    "beta_geometric_beta_binom_model",
    "beta_geometric_nbd_model",
    "beta_geometric_nbd_model_transactional_data",
    "modified_beta_geometric_nbd_model",
    "pareto_nbd_model",
]

Floats = NDArray[np.float64]


def _ages(T: Any, size: int) -> Floats:
    ages = np.asarray(T, np.float64)
    if ages.ndim == 0:
        return np.full(size, float(ages))
    return ages[:size] if len(ages) >= size else np.resize(ages, size)


def _until(rate: float, end: float, most: float) -> Floats:
    """Times of purchases at this rate before an end, ``most`` at most."""
    times: list[Floats] = []
    at, count = 0.0, 0
    while at < end and count < most:
        length = int(min(max(rate * (end - at) * 1.2 + 8, 8), 1e6))
        drawn = at + np.cumsum(np.random.exponential(1.0 / rate, size=length))
        times.append(drawn)
        at, count = float(drawn[-1]), count + length
    found = np.concatenate(times) if times else np.empty(0)
    found = found[found < end]
    return found[: int(min(most, len(found)))]


def _row(times: Floats) -> tuple[int, float]:
    """Periods with a purchase, and the time of the last one."""
    return len(np.unique(times.astype(np.int64))), float(times[-1]) if len(times) else 0.0


def _frame(names: list[str], rows: list[Any]) -> Any:
    found = pandas.DataFrame(rows, columns=[*names, "alive"], dtype=float)
    found.index = pandas.Index(np.arange(len(rows), dtype=float), name="customer_id")
    return found


def _rates(shape: float, scale: float, size: int) -> Floats:
    # A rate that rounds to 0 is one at which nobody buys within any time.
    return np.maximum(np.random.gamma(shape, 1.0 / scale, size=size), 1e-300)


def _geometric_lives(
    T: Any, r: float, alpha: float, a: float, b: float, size: int, first: bool
) -> list[tuple[float, float, float, bool, Floats]]:
    """Customers who may leave after each purchase, after the first one too where ``first``."""
    ages, lives = _ages(T, size), []
    dropout = np.random.beta(a, b, size=size)
    for age, p, rate in zip(ages, dropout, _rates(r, alpha, size)):
        # How many purchases until one is followed by leaving.
        left_at = float(np.random.geometric(p)) if p > 0 else np.inf
        most = left_at - 1 if first else left_at
        times = _until(rate, age, most)
        lives.append((age, rate, p, len(times) < most, times))
    return lives


def beta_geometric_nbd_model(
    T: Any, r: float, alpha: float, a: float, b: float, size: int = 1
) -> Any:
    """Customers of the BG/NBD model.

    Parameters
    ----------
    T : number or array
        How long each is watched.
    r, alpha, a, b : float
        The parameters.
    size : int
        How many customers.

    Returns
    -------
    DataFrame
        By customer_id: frequency, recency, T, lambda, p, alive.

    Raises
    ------
    ValueError
        For a parameter below 0.

    Examples
    --------
    >>> from habitue.compat.lifetimes.generate_data import beta_geometric_nbd_model
    >>> list(beta_geometric_nbd_model(39, 0.243, 4.414, 0.793, 2.426, size=3))
    ['frequency', 'recency', 'T', 'lambda', 'p', 'alive']
    """
    lives = _geometric_lives(T, r, alpha, a, b, size, False)
    names = ["frequency", "recency", "T", "lambda", "p"]
    return _frame(names, [(*_row(times), *known) for *known, times in lives])


def modified_beta_geometric_nbd_model(
    T: Any, r: float, alpha: float, a: float, b: float, size: int = 1
) -> Any:
    """Customers of the MBG/NBD model, who may leave after the first purchase, too.

    Parameters
    ----------
    T : number or array
        How long each is watched.
    r, alpha, a, b : float
        The parameters.
    size : int
        How many customers.

    Returns
    -------
    DataFrame
        By customer_id: frequency, recency, T, lambda, p, alive.

    Raises
    ------
    ValueError
        For a parameter below 0.

    Examples
    --------
    >>> from habitue.compat.lifetimes.generate_data import modified_beta_geometric_nbd_model
    >>> len(modified_beta_geometric_nbd_model(39, 0.525, 6.183, 0.891, 1.614, size=3))
    3
    """
    lives = _geometric_lives(T, r, alpha, a, b, size, True)
    names = ["frequency", "recency", "T", "lambda", "p"]
    return _frame(names, [(*_row(times), *known) for *known, times in lives])


def beta_geometric_nbd_model_transactional_data(
    T: Any,
    r: float,
    alpha: float,
    a: float,
    b: float,
    observation_period_end: Any = "2019-1-1",
    freq: str = "D",
    size: int = 1,
) -> Any:
    """Transactions of customers of the BG/NBD model.

    Parameters
    ----------
    T, r, alpha, a, b
        As for `beta_geometric_nbd_model`.
    observation_period_end : day
        The end of the observation.
    freq : {"D", "W", "h"}
        The unit of T.
    size : int
        How many customers.

    Returns
    -------
    DataFrame
        customer_id, date; the first purchase of each among them.

    Raises
    ------
    ValueError
        For a parameter below 0.

    Examples
    --------
    >>> from habitue.compat.lifetimes.generate_data import (
    ...     beta_geometric_nbd_model_transactional_data,
    ... )
    >>> drawn = beta_geometric_nbd_model_transactional_data(39, 0.243, 4.414, 0.793, 2.426, size=3)
    >>> str(drawn["date"].min())
    '2018-11-23 00:00:00'
    """
    end, one = pandas.to_datetime(observation_period_end), pandas.Timedelta(1, unit=freq)
    lives = _geometric_lives(T, r, alpha, a, b, size, False)
    rows = []
    for number, (age, _, _, _, times) in enumerate(lives):
        first = end - age * one
        # A purchase within the first period after the first one falls into the next period.
        rows += [(number, first), *((number, first + (1 + time) * one) for time in times)]
    return pandas.DataFrame(rows, columns=["customer_id", "date"])


def pareto_nbd_model(T: Any, r: float, alpha: float, s: float, beta: float, size: int = 1) -> Any:
    """Customers of the Pareto/NBD model.

    Parameters
    ----------
    T : number or array
        How long each is watched.
    r, alpha, s, beta : float
        The parameters.
    size : int
        How many customers.

    Returns
    -------
    DataFrame
        By customer_id: frequency, recency, T, lambda, mu, alive.

    Raises
    ------
    ValueError
        For a parameter below 0.

    Examples
    --------
    >>> from habitue.compat.lifetimes.generate_data import pareto_nbd_model
    >>> len(pareto_nbd_model(39, 0.553, 10.578, 0.606, 11.669, size=3))
    3
    """
    rows = []
    rates, deaths = _rates(r, alpha, size), _rates(s, beta, size)
    for age, rate, mu in zip(_ages(T, size), rates, deaths):
        left = np.random.exponential(1.0 / mu)
        times = _until(rate, min(left, age), np.inf)
        rows.append((*_row(times), age, rate, mu, left > age))
    return _frame(["frequency", "recency", "T", "lambda", "mu"], rows)


def beta_geometric_beta_binom_model(
    N: Any, alpha: float, beta: float, gamma: float, delta: float, size: int = 1
) -> Any:
    """Customers of the BG/BB model.

    Parameters
    ----------
    N : int or array
        How many opportunities each has after the first purchase.
    alpha, beta, gamma, delta : float
        The parameters.
    size : int
        How many customers.

    Returns
    -------
    DataFrame
        frequency, recency, n_periods, p, theta, alive (at the next opportunity), customer_id.

    Raises
    ------
    ValueError
        For a parameter below 0.

    Examples
    --------
    >>> from habitue.compat.lifetimes.generate_data import beta_geometric_beta_binom_model
    >>> drawn = beta_geometric_beta_binom_model(6, 1.204, 0.75, 0.657, 2.783, size=3)
    >>> drawn["n_periods"].tolist()
    [6.0, 6.0, 6.0]
    """
    opportunities = _ages(N, size).astype(np.int64)
    p, theta = np.random.beta(alpha, beta, size=size), np.random.beta(gamma, delta, size=size)
    most = int(opportunities.max(initial=0))
    alive = np.ones(size, bool)
    frequency, recency = np.zeros(size, np.int64), np.zeros(size, np.int64)
    there = np.ones(size, bool)
    for number in range(1, most + 2):
        alive &= np.random.random(size) >= theta
        bought = alive & (number <= opportunities) & (np.random.random(size) < p)
        frequency += bought
        recency = np.where(bought, number, recency)
        there = np.where(number == opportunities + 1, alive, there)
    columns: dict[str, Any] = {
        "frequency": frequency,
        "recency": recency,
        "n_periods": opportunities,
    }
    columns |= {"p": p, "theta": theta, "alive": there, "customer_id": np.arange(size)}
    return pandas.DataFrame(columns).astype(float)
