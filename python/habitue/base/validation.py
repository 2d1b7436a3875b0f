"""Forecasts beside what happened, and what a reader of a fit must know."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

from .. import _abi
from .._customers import columns_of, customers
from .._library import call
from ..errors import HabitueError
from ..lifetime import GammaGamma, Nbd

from ._duration import DAYS

if TYPE_CHECKING:
    from ..fit_quality import HoldoutErrors
    from ._held import Held
    from .customer_base import Holdout
    from .answers import Answers

__all__ = ["Validation"]

F = TypeVar("F")
_LOWEST = (0, 1, 2, 3, 4, 5, 6, 7)


class Validation(Generic[F]):
    """The forecast for a holdout beside what happened. Made by `CustomerModel.validate`.

    Attributes
    ----------
    errors : HoldoutErrors
        Bias, WAPE, MAE, RMSE, lift and Gini.
    customers : int
        How many customers were forecast.
    actual, expected : float
        Purchases of all of them.

    Examples
    --------
    >>> from habitue import CustomerBase
    >>> sales = {"customer": [1, 1, 2, 3, 3, 3], "date": ["2024-01-01", "2024-02-01",
    ...          "2024-01-09", "2024-01-05", "2024-03-01", "2024-04-01"]}
    >>> calibration, holdout = CustomerBase.from_transactions(sales).split("2024-02-29")
    >>> found = calibration.fit("nbd").validate(holdout)
    >>> found.customers, found.actual
    (3, 2.0)
    >>> abs(found.bias - (found.expected - 2.0) / 2.0) < 1e-12, found.wape > 0
    (True, True)
    >>> found.to_frame()["actual"].tolist()[:2]  # a customer, by repeat purchases
    [1.0, 0.0]
    >>> found.plot().get_xlabel()
    'Repeat purchases before it'
    """

    def __init__(self, model: Answers[Any], base: Held[Any], holdout: Holdout[Any]) -> None:
        from ..fit_quality import holdout_errors

        numbers, own = holdout.numbers, base._histories.numbers
        place = np.searchsorted(numbers, own).clip(max=max(len(numbers) - 1, 0))
        there = numbers[place] == own if len(numbers) else np.zeros(len(own), bool)
        self._happened = np.where(there, holdout.purchases[place], 0).astype(np.float64)
        self._expected = model._ask("expected_purchases", base, None, t=holdout.length)
        self._frequency, self._kind = base._histories.frequency, base._kind
        self.errors: HoldoutErrors = holdout_errors(self._happened, self._expected)
        self.customers = len(own)
        self.actual, self.expected = self.errors.actual, self.errors.expected

    @property
    def bias(self) -> float | None:
        """(expected - came)/came; None where nothing came."""
        return self.errors.bias

    @property
    def wape(self) -> float | None:
        """The weighted absolute percentage error; None where nothing came."""
        return self.errors.wape

    def to_frame(self) -> F:
        """One row a class of repeat purchases: repeat_purchases (from), customers, actual, expected.

        Actual and expected are means of a customer of the class.

        Returns
        -------
        frame
            Of the kind of the base.
        """
        made: F = self._kind.frame("", None, self._by_frequency())
        return made

    def _by_frequency(self) -> dict[str, Any]:
        """The columns of the classes."""
        from ..fit_quality import holdout_by

        found = holdout_by(self._happened, self._expected, self._frequency, _LOWEST)
        return {
            "repeat_purchases": np.array(_LOWEST, np.int64),
            "customers": found.customers.astype(np.int64),
            "actual": found.actual,
            "expected": found.expected,
        }

    def plot(self, *, ax: Any = None) -> Any:
        """What was expected beside what came, on axes of matplotlib: `habitue.plotting.plot_validation`.

        Parameters
        ----------
        ax : axes, optional
            Where to draw; on axes of its own by default.

        Returns
        -------
        axes
            Those that were drawn on.

        Raises
        ------
        ImportError
            Without matplotlib.
        """
        from ..plotting import plot_validation

        return plot_validation(self, ax=ax)

    def __repr__(self) -> str:
        off = "" if self.bias is None else f", {100 * self.bias:+.1f} %"
        return (
            f"Validation: {self.expected:,.1f} purchases expected, {self.actual:,.0f} came{off}, "
            f"of {self.customers:,} customers"
        )


def tracked(model: Answers[Any], base: Held[Any]) -> dict[str, Any]:
    """Repeat purchases by period of the base, those that came and those expected of its births."""
    found = base._known().tracking(
        base._settings.end, start=base._settings.start, unit=base.unit, convention=base.convention
    )
    steps = len(found.ends)
    end, days = base.end, DAYS[base.unit]
    assert end is not None
    born = np.maximum((end - found.origin).days / days - base._histories.age, 0.0)
    facts = model._facts(base, "purchase", "attrition")
    expected = model.purchases.track(born, steps=steps, **facts)
    return {
        "end": found.ends,
        "actual": np.diff(found.cumulative.astype(np.int64), prepend=0),
        "expected": np.diff(expected, prepend=0.0),
        "actual_cumulative": found.cumulative.astype(np.int64),
        "expected_cumulative": expected,
    }


def notes_of(base: Held[Any], purchases: Any, spend: Any) -> list[str]:
    """What a reader of the figures must know, a sentence each."""
    notes = []
    for name, model in (("purchases", purchases), ("spend", spend)):
        report = None if model is None else model.report
        report = getattr(report, "fit", report)
        if report is not None and report.ridge:
            ridge = str(report.ridge).replace("_", " ")
            notes.append(
                f"{name}: the likelihood has no peak ({ridge}); predictions hold, parameters do not"
            )
    if isinstance(purchases, Nbd):
        notes.append("purchases: nobody ever leaves in this model, so P(alive) is 1 for all")
    if isinstance(spend, GammaGamma):
        q = spend.parameters["q"]
        if q <= 1:
            notes.append(f"spend: q = {q:.3g} is at most 1, so the mean spend of all is infinite")
        notes += _related(base)
    return notes


def _related(base: Held[Any]) -> list[str]:
    """Whether who buys often spends more or less, which Gamma-Gamma takes not to be."""
    of = base._histories
    assert of.mean_spend is not None
    rows = (of.frequency > 0) & (of.mean_spend > 0)
    weights = None if of.weights is None else of.weights[rows]
    columns = columns_of(
        frequency=of.frequency[rows], mean_spend=of.mean_spend[rows], weights=weights
    )
    used, found, ranks = ctypes.c_uint64(), _abi.habitue_correlation(), _abi.habitue_correlation()
    try:
        call("habitue_frequency_spend", customers(columns), used, found, ranks)
    except HabitueError:
        return []
    if found.p_value >= 0.05 or abs(found.coefficient) < 0.1:
        return []
    more = "more" if found.coefficient > 0 else "less"
    return [
        f"spend: who buys often spends {more} each time (r = {found.coefficient:.2f}), "
        "which Gamma-Gamma takes not to be"
    ]
