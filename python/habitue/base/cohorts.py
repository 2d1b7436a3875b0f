"""Cohorts and survival of a base."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _scalars
from .._choices import CohortUnit
from ..errors import refuse
from ._duration import Duration, units_of
from ._frames import Kind

if TYPE_CHECKING:
    from ._held import Held

__all__ = ["Cohorts", "Survival"]

F = TypeVar("F")

_PERIODS = {"day": "D", "week": "D", "month": "M", "quarter": "M", "year": "Y"}


class Cohorts(Generic[F]):
    """Who came back, by period of the first purchase. Made by `CustomerBase.cohorts`.

    Returns are no visits, and what has not happened yet has no row.

    Examples
    --------
    >>> from habitue import CustomerBase
    >>> sales = {"customer": ["ann", "bob", "ann", "ann", "bob"],
    ...          "date": ["2024-01-05", "2024-01-20", "2024-02-02", "2024-03-15", "2024-06-30"]}
    >>> base = CustomerBase.from_transactions(sales, unit="day")
    >>> cohorts = base.cohorts("month")
    >>> cohorts.to_frame()["active"].tolist()  # of the two who first bought in January
    [2, 1, 1, 0, 0, 1]
    >>> cohorts.curve()["rate"].tolist()
    [0.5, 0.5, 0.0, 0.0, 0.5]
    >>> cohorts.plot().get_title()
    'Who came back, %'
    """

    def __init__(self, kind: Kind, base: Held[Any], unit: CohortUnit) -> None:
        from ..retention import CohortTable

        found = base._transactions
        assert found is not None
        days = base._settings.days(found)
        bought = found.purchased()
        settings = base._dated()
        first = int(days.min()) if settings.start is None else settings.start
        last = int(days.max()) if settings.end is None else settings.end
        bought &= (days >= first) & (days <= last)
        self.unit, self._kind = unit, kind
        self._table = CohortTable.of_purchases(
            found.customers[bought],
            days[bought].astype(np.int32),
            unit=unit,
            first_day=first,
            last_day=last,
        )

    def to_frame(self) -> F:
        """One row a cohort and age: cohort (its first day), age, customers, active, rate, partial.

        Returns
        -------
        frame
            Of the caller's kind.
        """
        active, rates, partial = self._table.cells()
        count = len(active)
        seen = np.add.outer(np.arange(count), np.arange(count)) < count
        cohort, age = np.nonzero(seen & (active[:, :1] > 0))
        columns = {
            "cohort": self._starts()[cohort],
            "age": age.astype(np.int64),
            "customers": active[cohort, 0].astype(np.int64),
            "active": active[cohort, age].astype(np.int64),
            "rate": rates[cohort, age],
            "partial": partial[cohort, age],
        }
        made: F = self._kind.frame("", None, columns)
        return made

    def curve(self) -> F:
        """One row an age: age, rate, customers, over all cohorts and whole periods only.

        Returns
        -------
        frame
            Of the caller's kind.
        """
        found = self._table.curve()
        whole = ~np.isnan(found["rate"])
        columns = {
            "age": np.flatnonzero(whole).astype(np.int64),
            "rate": found["rate"][whole],
            "customers": found["customers"][whole].astype(np.int64),
        }
        made: F = self._kind.frame("", None, columns)
        return made

    def plot(self, *, ax: Any = None, **image: Any) -> Any:
        """The rates as a heat map on axes of matplotlib: `habitue.plotting.plot_cohorts`.

        Parameters
        ----------
        ax : axes, optional
            Where to draw; on axes of its own by default.
        **image
            As for ``imshow`` of matplotlib.

        Returns
        -------
        axes
            Those that were drawn on.

        Raises
        ------
        ImportError
            Without matplotlib.
        """
        from ..plotting import plot_cohorts

        return plot_cohorts(self, ax=ax, **image)

    def _starts(self) -> NDArray[Any]:
        """The first day of each cohort."""
        periods = self._table.first_period + np.arange(len(self._table))
        step = {"quarter": 3}.get(self.unit, 1)
        if self.unit == "week":  # 1970-01-01 was a Thursday
            return (periods * 7 - 3).astype("datetime64[D]")
        unit = _PERIODS[self.unit]
        return (periods * step).astype(f"datetime64[{unit}]").astype("datetime64[D]")

    def __repr__(self) -> str:
        return f"Cohorts of {len(self._table)} {self.unit}s"


class Survival(Generic[F]):
    """How long customers stay (Kaplan-Meier). Made by `CustomerBase.survival`.

    Examples
    --------
    >>> from habitue import CustomerBase
    >>> sales = {"customer": ["ann", "bob", "ann", "ann", "bob"],
    ...          "date": ["2024-01-05", "2024-01-20", "2024-02-02", "2024-03-15", "2024-06-30"]}
    >>> base = CustomerBase.from_transactions(sales, unit="day")
    >>> stay = base.survival(lost_after="60 days")
    >>> stay.to_frame()["time"].tolist(), stay.median()  # ann bought on day 70 for the last time
    ([130.0], 130.0)
    >>> stay.at("129 days"), stay.at("130 days")
    (1.0, 0.5)

    By a joined column, a curve each of its values besides:

    >>> base = base.join({"customer": ["ann", "bob"], "channel": ["shop", "web"]})
    >>> stay = base.survival(lost_after="60 days", by="channel")
    >>> stay.of("shop").median(), stay.of("web").median()
    (130.0, None)
    >>> stay.to_frame()["channel"].tolist()
    ['shop']
    >>> stay.plot().get_title()
    'Who stays, where 60 days of silence are a loss'
    """

    def __init__(
        self,
        kind: Kind,
        base: Held[Any],
        lost_after: Duration,
        *,
        by: str | None = None,
        rows: NDArray[Any] | None = None,
    ) -> None:
        from ..retention import KaplanMeier

        self._kind, self._unit = kind, base.unit
        self._by = by
        self._groups: dict[Any, Survival[F]] = {}
        if by is not None:
            values = base._fact(_scalars.string(by, "by"))
            self._groups = {
                group: Survival(kind, base, lost_after, rows=values == group)
                for group in np.unique(values).tolist()
            }
        silence = units_of(lost_after, base.unit, "lost_after", "> 0")
        if not silence > 0:
            reason = f"{silence:g} is out of range; allowed: > 0, finite"
            refuse(_abi.HABITUE_OUT_OF_RANGE, "lost_after", reason)
        of = base._histories
        chosen = slice(None) if rows is None else rows
        recency, age = of.recency[chosen], of.age[chosen]
        lost = age - recency >= silence
        self.lost_after = silence
        self.curve = KaplanMeier(np.where(lost, recency + silence, age), lost)

    @cached_property
    def _steps(self) -> dict[str, NDArray[Any]]:
        return self.curve.steps()

    def to_frame(self, *, confidence: float = 0.95) -> F:
        """One row a time of a loss: time, at_risk, lost, survival, low, high.

        By a joined column, the group comes first, and there are the curves of the groups.

        Parameters
        ----------
        confidence : float
            Of the interval.

        Returns
        -------
        frame
            Of the caller's kind.

        Raises
        ------
        DataError
            For a confidence out of its range.
        """
        share = _scalars.real(confidence, "confidence")
        columns: dict[str, Any]
        if self._by is None:
            columns = self._columns(share)
        else:
            parts = {group: one._columns(share) for group, one in self._groups.items()}
            sizes = [len(part["time"]) for part in parts.values()]
            columns = {self._by: np.repeat(np.array(list(parts)), sizes)}
            for name in next(iter(parts.values())):
                columns[name] = np.concatenate([part[name] for part in parts.values()])
        made: F = self._kind.frame("", None, columns)
        return made

    def _columns(self, share: float) -> dict[str, NDArray[Any]]:
        steps = self._steps
        _, low, high = self.curve.survival(steps["time"], confidence=share)
        return {
            "time": steps["time"],
            "at_risk": steps["at_risk"].astype(np.int64),
            "lost": steps["lost"].astype(np.int64),
            "survival": steps["survival"],
            "low": low,
            "high": high,
        }

    def of(self, group: Any) -> Survival[F]:
        """The curve of the customers of one value of the column that the curves are by.

        Parameters
        ----------
        group : value
            Of the column.

        Returns
        -------
        Survival
            Of these customers alone.

        Raises
        ------
        DataError
            For a value that no customer has, and curves by no column.
        """
        try:
            return self._groups[group]
        except (KeyError, TypeError):
            known = ", ".join(map(repr, self._groups)) or "none: survival(by=) names a column"
            refuse(_abi.HABITUE_OUT_OF_RANGE, "group", f"{group!r} is no group; there are {known}")

    def plot(self, *, confidence: float = 0.95, ax: Any = None) -> Any:
        """The curve with its band on axes of matplotlib: `habitue.plotting.plot_survival`.

        Parameters
        ----------
        confidence : float
            Of the band, 0 to 1.
        ax : axes, optional
            Where to draw; on axes of its own by default.

        Returns
        -------
        axes
            Those that were drawn on.

        Raises
        ------
        DataError
            For a confidence out of its range.
        ImportError
            Without matplotlib.
        """
        from ..plotting import plot_survival

        return plot_survival(self, confidence=confidence, ax=ax)

    def at(self, time: Duration) -> float:
        """The share that stays longer than a time; NaN beyond the data.

        Parameters
        ----------
        time : duration
            Since the first purchase.

        Returns
        -------
        float
            The share, 0 to 1; NaN beyond the longest time seen.

        Raises
        ------
        ArgumentError
            For text that is no length of time.
        """
        when = units_of(time, self._unit, "time")
        return float(self.curve.survival([when])[0][0])

    def median(self) -> float | None:
        """By when half are lost, in the unit of the base; None where it is not reached.

        Returns
        -------
        float or None
            The time since the first purchase.
        """
        found = self.curve.quantile(0.5)
        return None if found != found else found

    def __repr__(self) -> str:
        return f"Survival where {self.lost_after:g} {self._unit}s of silence are a loss"
