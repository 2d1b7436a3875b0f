"""Pictures of models and bases on axes of matplotlib, for those who compose their own.

The names are those of pymc-marketing; those of lifetimes, over its fitters, are in
`habitue.compat.lifetimes.plotting`. Pictures that need no other package are those of
`habitue.study.Study.figure`. Needs matplotlib.

Each function draws on ``ax``, or on axes of its own, and returns the axes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _scalars
from .base import Cohorts, CustomerBase, CustomerModel, Survival, Validation
from .base._duration import Duration, units_of
from .base._frames import columns_of
from .errors import refuse

__all__ = [
    "plot_cohorts",
    "plot_customer_exposure",
    "plot_expected_purchases",
    "plot_frequency_recency_matrix",
    "plot_probability_alive_matrix",
    "plot_purchase_pmf",
    "plot_survival",
    "plot_validation",
]


_MOST_CELLS = 24
"""Cohorts with a number in each cell."""


def _axes(ax: Any) -> Any:
    if ax is not None:
        return ax
    from matplotlib import pyplot

    return pyplot.subplots()[1]


def plot_customer_exposure(
    frame: Any,
    *,
    recency: str = "recency",
    age: str = "age",
    ax: Any = None,
) -> Any:
    """Each customer as a line: from the first purchase to the last, and on to the end.

    Parameters
    ----------
    frame : frame or CustomerBase
        One row a customer; of a base its own.
    recency, age : str
        The columns of times.
    ax : axes, optional
        Where to draw.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    DataError
        For a column that there is not, or that holds no numbers.

    Examples
    --------
    >>> import pandas
    >>> from habitue import CustomerBase
    >>> from habitue.plotting import plot_customer_exposure
    >>> days = ["2024-01-01", "2024-01-09", "2024-02-05", "2024-01-05", "2024-03-01", "2024-02-10"]
    >>> sales = pandas.DataFrame({"customer": [1, 1, 1, 2, 2, 3], "date": days})
    >>> base = CustomerBase.from_transactions(sales, customer="customer", date="date")
    >>> plot_customer_exposure(base).get_ylabel()
    'Customer'
    """
    if isinstance(frame, CustomerBase):
        t_x, t = frame._histories.recency, frame._histories.age
    else:
        names = [_scalars.string(recency, "recency"), _scalars.string(age, "age")]
        columns = columns_of(frame, names)
        t_x, t = (_columns.floats(columns[name], name) for name in (recency, age))
    ax, row = _axes(ax), np.arange(1, len(t) + 1)
    ax.hlines(row, 0, t_x, color="C0", label="to the last purchase")
    ax.hlines(row, t_x, t, color="C1", label="silent since")
    ax.plot(t_x, row, ".", color="C0")
    ax.set(title="Customer exposure", xlabel="Time since the first purchase", ylabel="Customer")
    ax.legend()
    return ax


def plot_frequency_recency_matrix(
    model: CustomerModel[Any],
    *,
    horizon: Duration = 1.0,
    max_frequency: int | None = None,
    max_recency: int | None = None,
    ax: Any = None,
    **image: Any,
) -> Any:
    """Expected purchases by frequency (across) and recency (down).

    Parameters
    ----------
    model : CustomerModel
        A model without covariates.
    horizon : duration
        How far ahead.
    max_frequency, max_recency : int, optional
        The largest ones, and the age of all; those of the base by default.
    ax : axes, optional
        Where to draw.
    **image
        As for `matplotlib.axes.Axes.imshow`.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    DataError
        For a history that cannot be, a horizon below 0.
    ArgumentError
        For what is no model, a model with covariates.

    Examples
    --------
    >>> import pandas
    >>> from habitue import CustomerBase
    >>> from habitue.plotting import plot_frequency_recency_matrix
    >>> days = ["2024-01-01", "2024-01-09", "2024-02-05", "2024-01-05", "2024-03-01", "2024-02-10"]
    >>> sales = pandas.DataFrame({"customer": [1, 1, 1, 2, 2, 3], "date": days})
    >>> base = CustomerBase.from_transactions(sales, customer="customer", date="date")
    >>> ax = plot_frequency_recency_matrix(base.fit("nbd"), horizon="1 year", max_frequency=5)
    >>> ax.get_xlabel(), ax.images[0].get_array().shape
    ('Frequency, repeat purchases', (9, 6))
    """
    _scalars.instance(model, CustomerModel, "model")
    t = units_of(horizon, model.unit, "horizon")
    history = _grid(model, max_frequency, max_recency)
    found = model.purchases.expected_purchases(*history, t=t)
    title = f"Expected purchases in {t:g} {model.unit}" + ("" if t == 1 else "s")
    return _heat(model, found, history, title, ax, image)


def plot_probability_alive_matrix(
    model: CustomerModel[Any],
    *,
    max_frequency: int | None = None,
    max_recency: int | None = None,
    ax: Any = None,
    **image: Any,
) -> Any:
    """P(alive) by frequency (across) and recency (down).

    Parameters
    ----------
    model : CustomerModel
        A model without covariates.
    max_frequency, max_recency : int, optional
        The largest ones, and the age of all; those of the base by default.
    ax : axes, optional
        Where to draw.
    **image
        As for `matplotlib.axes.Axes.imshow`.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    ArgumentError
        For what is no model, a model with covariates.

    Examples
    --------
    >>> import pandas
    >>> from habitue import CustomerBase
    >>> from habitue.plotting import plot_probability_alive_matrix
    >>> days = ["2024-01-01", "2024-01-09", "2024-02-05", "2024-01-05", "2024-03-01", "2024-02-10"]
    >>> sales = pandas.DataFrame({"customer": [1, 1, 1, 2, 2, 3], "date": days})
    >>> base = CustomerBase.from_transactions(sales, customer="customer", date="date")
    >>> ax = plot_probability_alive_matrix(base.fit("nbd"), max_frequency=5)
    >>> ax.get_title(), ax.images[0].get_array().shape
    ('Probability of being alive', (9, 6))
    """
    history = _grid(model, max_frequency, max_recency)
    found = model.purchases.p_alive(*history)
    return _heat(model, found, history, "Probability of being alive", ax, image)


_Floats = NDArray[np.float64]


def _grid(
    model: CustomerModel[Any], most: int | None, age: int | None
) -> tuple[_Floats, _Floats, _Floats]:
    """Histories of every frequency and recency; without a repeat purchase, recency is 0."""
    _scalars.instance(model, CustomerModel, "model")
    if model._design is not None:
        reason = "has covariates, so that frequency and recency do not say all"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "model", reason)
    of = model._asked(None)._histories
    width = int(of.frequency.max()) if most is None else most
    height = int(of.age.max()) if age is None else age
    t_x, x = np.mgrid[0 : height + 1, 0 : width + 1].astype(np.float64)
    x, t_x = x.ravel(), t_x.ravel()
    # A repeat purchase at the moment of the first one is one just after it.
    t_x = np.where(x == 0, 0.0, np.maximum(t_x, 1e-300))
    return x, t_x, np.full(len(x), float(height))


def _heat(
    model: CustomerModel[Any],
    values: _Floats,
    history: tuple[_Floats, _Floats, _Floats],
    title: str,
    ax: Any,
    image: dict[str, Any],
) -> Any:
    width = int(history[0].max()) + 1
    ax = _axes(ax)
    drawn = ax.imshow(values.reshape(-1, width), **{"aspect": "auto", "origin": "lower", **image})
    ax.figure.colorbar(drawn, ax=ax)
    label = f"Recency, {model.unit}s"
    ax.set(title=title, xlabel="Frequency, repeat purchases", ylabel=label)
    return ax


def plot_expected_purchases(
    model: CustomerModel[Any],
    base: CustomerBase[Any] | None = None,
    *,
    cumulative: bool = True,
    ax: Any = None,
) -> Any:
    """Repeat purchases of all by period: those that came and those expected.

    Parameters
    ----------
    model : CustomerModel
        A fitted model.
    base : CustomerBase, optional
        Whose; one that goes beyond the days of the fit shows how the model fares, and a line
        where they end.
    cumulative : bool
        Whether periods are added up.
    ax : axes, optional
        Where to draw.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    ProvenanceError
        For a model in another unit of time than the base.
    ArgumentError
        For what is no model or no base.

    Examples
    --------
    >>> import pandas
    >>> from habitue import CustomerBase
    >>> from habitue.plotting import plot_expected_purchases
    >>> days = ["2024-01-01", "2024-01-09", "2024-02-05", "2024-01-05", "2024-03-01", "2024-02-10"]
    >>> sales = pandas.DataFrame({"customer": [1, 1, 1, 2, 2, 3], "date": days})
    >>> base = CustomerBase.from_transactions(sales, customer="customer", date="date")
    >>> ax = plot_expected_purchases(base.fit("nbd"))
    >>> ax.get_title(), int(ax.lines[0].get_ydata()[-1])
    ('Repeat purchases so far', 3)
    """
    from .base.validation import tracked

    of = _scalars.instance(model, CustomerModel, "model")._asked(base)
    found, ax = tracked(model, of), _axes(ax)
    end = "_cumulative" if cumulative else ""
    for name, style in (("actual", "-"), ("expected", "--")):
        ax.plot(found["end"], found[name + end], style, label=name)
    own = None if model._base is None else model._base.end
    if own is not None and of.end is not None and own < of.end:
        ax.axvline(np.datetime64(own), color="0.5", linestyle=":", label="end of the fit")
    title = "Repeat purchases so far" if cumulative else f"Repeat purchases a {of.unit}"
    ax.set(title=title, xlabel="", ylabel="Purchases")
    ax.legend()
    return ax


def plot_purchase_pmf(model: CustomerModel[Any], *, max_purchases: int = 10, ax: Any = None) -> Any:
    """Customers by the number of repeat purchases: those observed and those expected.

    Parameters
    ----------
    model : CustomerModel
        A fitted model.
    max_purchases : int
        The number from which on they are taken together.
    ax : axes, optional
        Where to draw.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    DataError
        For a ``max_purchases`` below 0.
    ArgumentError
        For what is no model.

    Examples
    --------
    >>> import pandas
    >>> from habitue import CustomerBase
    >>> from habitue.plotting import plot_purchase_pmf
    >>> days = ["2024-01-01", "2024-01-09", "2024-02-05", "2024-01-05", "2024-03-01", "2024-02-10"]
    >>> sales = pandas.DataFrame({"customer": [1, 1, 1, 2, 2, 3], "date": days})
    >>> base = CustomerBase.from_transactions(sales, customer="customer", date="date")
    >>> ax = plot_purchase_pmf(base.fit("nbd"), max_purchases=3)
    >>> [int(bar.get_height()) for bar in ax.patches][:4]
    [1, 1, 1, 0]
    """
    from .fit_quality import frequency_fit

    base = _scalars.instance(model, CustomerModel, "model")._asked(None)
    of = base._histories
    found = frequency_fit(
        model.purchases, *of.columns, most=max_purchases, weights=of.weights,
        **model._facts(base, "purchase", "attrition"),
    )  # fmt: skip
    ax, place = _axes(ax), np.arange(max_purchases + 1)
    ax.bar(place - 0.2, found.actual, 0.4, label="observed")
    ax.bar(place + 0.2, found.expected, 0.4, label="expected")
    names = [str(n) for n in place[:-1]] + [f"{max_purchases}+"]
    ax.set_xticks(place, names)
    ax.set(title="Repeat purchases", xlabel="How many", ylabel="Customers")
    ax.legend()
    return ax


def plot_cohorts(cohorts: Cohorts[Any], *, ax: Any = None, **image: Any) -> Any:
    """The share of each cohort that came back, by its age: a row a cohort, the first one on top.

    What has not happened yet is left empty; a star marks a period that was not over.

    Parameters
    ----------
    cohorts : Cohorts
        Of `CustomerBase.cohorts`.
    ax : axes, optional
        Where to draw.
    **image
        As matplotlib's ``imshow`` takes them, such as ``cmap``.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    ArgumentError
        For what is no `Cohorts`.

    Examples
    --------
    >>> import pandas
    >>> from habitue import CustomerBase
    >>> from habitue.plotting import plot_cohorts
    >>> days = ["2024-01-01", "2024-01-09", "2024-02-05", "2024-01-05", "2024-03-01", "2024-02-10"]
    >>> sales = pandas.DataFrame({"customer": [1, 1, 1, 2, 2, 3], "date": days})
    >>> ax = plot_cohorts(CustomerBase.from_transactions(sales).cohorts("month"))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['2024-01-01 (2)', '2024-02-01 (1)']
    """
    held: Cohorts[Any] = _scalars.instance(cohorts, Cohorts, "cohorts")
    active, rates, partial = held._table.cells()
    count = len(active)
    seen = np.add.outer(np.arange(count), np.arange(count)) < count
    born = np.flatnonzero(active[:, 0] > 0)
    shown = np.ma.masked_array(rates, ~seen)[born, 1:]
    ax = _axes(ax)
    ends = (0.5, max(count - 0.5, 1.5), len(born) - 0.5, -0.5)
    drawn = ax.imshow(
        shown, **{"aspect": "auto", "vmin": 0.0, "extent": ends, "cmap": "Blues", **image}
    )
    if count <= _MOST_CELLS:
        for row, column in zip(*np.nonzero(seen[born, 1:])):
            star = "*" if partial[born[row], column + 1] else ""
            text = f"{100 * shown[row, column]:.0f}{star}"
            dark = shown[row, column] > 0.6 * shown.max()
            ax.text(
                column + 1, row, text, ha="center", va="center", color="w" if dark else "k", size=8
            )
    starts = held._starts()[born]
    names = [f"{start} ({size})" for start, size in zip(starts, active[born, 0])]
    every = -(-len(born) // _MOST_CELLS) or 1
    ax.set_yticks(range(0, len(born), every), names[::every])
    ax.set(title="Who came back, %", xlabel=f"{held.unit}s since the first purchase")
    ax.set_ylabel("Cohort (customers)")
    ax.figure.colorbar(drawn, ax=ax)
    return ax


def plot_survival(survival: Survival[Any], *, confidence: float = 0.95, ax: Any = None) -> Any:
    """The share of customers that stays, with its interval; by a joined column a curve a group.

    Parameters
    ----------
    survival : Survival
        Of `CustomerBase.survival`.
    confidence : float
        Of the intervals.
    ax : axes, optional
        Where to draw.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    ArgumentError
        For what is no `Survival`.
    DataError
        For a confidence out of its range.

    Examples
    --------
    >>> import pandas
    >>> from habitue import CustomerBase
    >>> from habitue.plotting import plot_survival
    >>> days = ["2024-01-01", "2024-01-09", "2024-02-05", "2024-01-05", "2024-03-01", "2024-02-10"]
    >>> sales = pandas.DataFrame({"customer": [1, 1, 1, 2, 2, 3], "date": days})
    >>> base = CustomerBase.from_transactions(sales, end="2024-06-30")
    >>> plot_survival(base.survival(lost_after="8 weeks")).get_title()
    'Who stays, where 8 weeks of silence are a loss'
    """
    held: Survival[Any] = _scalars.instance(survival, Survival, "survival")
    share = _scalars.real(confidence, "confidence")
    ax = _axes(ax)
    for name, one in held._groups.items() if held._groups else [(None, held)]:
        steps = one._columns(share)
        time = np.concatenate([[0.0], steps["time"]])
        stays, low, high = (
            np.concatenate([[1.0], steps[of]]) for of in ("survival", "low", "high")
        )
        label = f"{name:g}" if isinstance(name, float) else name
        (line,) = ax.step(time, stays, where="post", label=label)
        ax.fill_between(time, low, high, step="post", alpha=0.2, color=line.get_color())
    silence = f"{held.lost_after:g} {held._unit}s"
    ax.set(title=f"Who stays, where {silence} of silence are a loss", ylabel="Share")
    ax.set(xlabel=f"{held._unit}s since the first purchase", ylim=(0.0, 1.02))
    if held._groups:
        ax.legend(title=held._by)
    return ax


def plot_validation(validation: Validation[Any], *, ax: Any = None) -> Any:
    """Mean purchases in the holdout by repeat purchases before it: those that came, those expected.

    Parameters
    ----------
    validation : Validation
        Of `CustomerModel.validate`.
    ax : axes, optional
        Where to draw.

    Returns
    -------
    axes
        Those that were drawn on.

    Raises
    ------
    ArgumentError
        For what is no `Validation`.

    Examples
    --------
    >>> from habitue import CustomerBase
    >>> from habitue.plotting import plot_validation
    >>> sales = {"customer": [1, 1, 2, 3, 3, 3], "date": ["2024-01-01", "2024-02-01",
    ...          "2024-01-09", "2024-01-05", "2024-03-01", "2024-04-01"]}
    >>> calibration, holdout = CustomerBase.from_transactions(sales).split("2024-02-29")
    >>> ax = plot_validation(calibration.fit("nbd").validate(holdout))
    >>> [line.get_label() for line in ax.get_lines()], ax.get_lines()[0].get_ydata().tolist()
    (['came', 'expected'], [1.0, 0.0])
    """
    held: Validation[Any] = _scalars.instance(validation, Validation, "validation")
    found = held._by_frequency()
    there = found["customers"] > 0
    names = [str(one) for one in found["repeat_purchases"][there]]
    if there[-1]:
        names[-1] += "+"
    ax, place = _axes(ax), np.arange(len(names))
    for label, of, style in (("came", "actual", "o-"), ("expected", "expected", "s--")):
        ax.plot(place, found[of][there], style, label=label)
    ax.set_xticks(place, names)
    ax.set(title=repr(held).partition(": ")[2], ylabel="Purchases a customer in the holdout")
    ax.set_xlabel("Repeat purchases before it")
    ax.legend()
    return ax
