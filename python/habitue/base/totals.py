"""What a model says of all customers together, of one who is new, and of the next purchase."""

from __future__ import annotations

from typing import Any, Literal, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _scalars
from .._library import enumerator
from ..errors import refuse
from ._duration import DAYS, Duration, continuous_rate, units_of
from ._held import Held
from .answers import Answers, confidence, share_of_margin

__all__: list[str] = []

F = TypeVar("F")
G = TypeVar("G")
Summed = Literal["purchases", "value"]
_SUMMED: dict[Summed, int] = {"purchases": 0, "value": 1}
_LAST = np.datetime64("9999-12-31", "D")


class Totals(Answers[F]):
    """Sums, newcomers and days."""

    def next_purchase(
        self,
        base: Held[G] | None = None,
        *,
        probability: float = 0.5,
        threads: int = 0,
    ) -> F:
        """By when the next purchase has come so surely: key, time and, of a dated base, the day.

        Parameters
        ----------
        base : CustomerBase, optional
            Whom to ask about; those whom the model was fitted to by default.
        probability : float
            How sure, 0 <= probability < 1.
        threads : int
            0 for all cores.

        Returns
        -------
        frame
            Of the kind of the base: ``time`` after its last day, infinite where a purchase may
            never come so surely, and ``next_purchase``, missing there and beyond the year 9999.

        Raises
        ------
        ProvenanceError
            For a base in another unit, currency or convention than the model's.
        ArgumentError
            Without a base for a model that was not fitted here.
        DataError
            For a probability out of its range.

        Examples
        --------
        >>> from habitue import CustomerBase, CustomerModel
        >>> known = {"customer": [7], "frequency": [2], "recency": [30.43], "T": [38.86]}
        >>> base = CustomerBase.from_summary(known, unit="week", end="1997-09-30")
        >>> paper = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
        >>> model = CustomerModel.from_parameters("bg/nbd", paper, unit="week")
        >>> found = model.next_purchase(base)
        >>> found["time"].round(1), found["next_purchase"].tolist()
        (array([29.5]), [datetime.date(1998, 4, 25)])
        """
        of = self._asked(base)
        share = _scalars.real(probability, "probability")
        time = self._ask("next_purchase_quantile", of, None, probability=share, threads=threads)
        columns: dict[str, Any] = {"time": time}
        if of.end is not None:
            end = np.datetime64(of.end, "D")
            days = np.ceil(np.nan_to_num(time * DAYS[self.unit], nan=np.inf))
            known = days <= float((_LAST - end).astype(np.int64))
            day = end + np.where(known, days, 0.0).astype("timedelta64[D]")
            columns["next_purchase"] = np.where(known, day, np.datetime64("NaT", "D"))
        return cast(F, of._frame(columns))

    def new_customer(
        self,
        *,
        horizon: Duration = "1 year",
        annual_discount: float = 0.0,
        margin: float = 1.0,
    ) -> dict[str, float]:
        """What one who buys for the first time today will do after it: what may be paid for one.

        Parameters
        ----------
        horizon : duration
            How far ahead.
        annual_discount : float
            Effective discount a year: 0.1 is 10 %.
        margin : float
            The share of spend that is margin; 1 is revenue.

        Returns
        -------
        dict
            ``expected_purchases`` beyond the first and ``p_no_purchase``; of a model with spend
            also ``expected_spend`` a purchase and ``value``, without that of the first purchase.

        Raises
        ------
        ArgumentError
            For a model with covariates, of which no newcomer is known.
        DataError
            For a value out of its range.

        Examples
        --------
        >>> from habitue import CustomerModel
        >>> paper = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
        >>> spend = {"p": 6.25, "q": 3.74, "gamma": 15.44}
        >>> model = CustomerModel.from_parameters("bg/nbd", paper, unit="week", spend=spend)
        >>> {name: round(one, 2) for name, one in model.new_customer(horizon="52 weeks").items()}
        {'expected_purchases': 1.45, 'p_no_purchase': 0.54, 'expected_spend': 35.22, 'value': 50.93}
        """
        if self._design is not None:
            reason = "has covariates, which of a newcomer are not known; join them to a base"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "model", reason)
        t = units_of(horizon, self.unit, "horizon")
        rate, share = continuous_rate(annual_discount, self.unit), share_of_margin(margin)
        new = ([0], [0.0], [0.0])
        of = self.purchases
        found = {
            "expected_purchases": float(of.expected_purchases(*new, t=t)[0]),
            "p_no_purchase": float(of.p_no_purchase(*new, t=t)[0]),
        }
        if self.spend is not None:
            found["expected_spend"] = float(self.spend.expected_spend([0], [0.0])[0])
            worth = of.lifetime_value(
                *new, expected_spend=self.spend, mean_spend=[0.0], spend_frequency=[0], horizon=t,
                rate=rate, margin=share,
            )  # fmt: skip
            found["value"] = float(worth[0])
        return found

    def total(
        self,
        what: Summed = "value",
        base: Held[G] | None = None,
        *,
        by: str | None = None,
        horizon: Duration = "1 year",
        annual_discount: float = 0.0,
        margin: float | str = 1.0,
        interval: float | None = None,
        threads: int = 0,
    ) -> F:
        """What all customers together will buy or bring, or those of each group.

        Parameters
        ----------
        what : {"value", "purchases"}
            What is summed, as `lifetime_value` or `expected_purchases` says it of each.
        base : CustomerBase, optional
            Whom to ask about.
        by : str, optional
            A joined column: a row each of its values, in their order.
        horizon, annual_discount, margin
            As for `lifetime_value`; purchases take the horizon alone.
        interval : float, optional
            The confidence of intervals by the delta method; those of customers do not sum to it.
        threads : int
            0 for all cores.

        Returns
        -------
        frame
            Of the kind of the base: the group, customers, and the sum under the name of ``what``;
            with an interval also its ends, such as value_low.

        Raises
        ------
        ProvenanceError
            For a base in another unit, currency or convention than the model's.
        ArgumentError
            Without a base, where none was fitted to, and for a word that is none of those named.
        DataError
            For a column that was not joined, a value out of its range, and a model without spend.

        Examples
        --------
        >>> from habitue import CustomerBase, CustomerModel
        >>> known = {"customer": [7, 8], "frequency": [2, 0], "recency": [30.43, 0.0],
        ...          "T": [38.86, 38.86]}
        >>> base = CustomerBase.from_summary(known, unit="week")
        >>> base = base.join({"customer": [7, 8], "channel": ["shop", "web"]})
        >>> paper = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
        >>> model = CustomerModel.from_parameters("bg/nbd", paper, unit="week")
        >>> model.total("purchases", base, horizon="39 weeks")["purchases"].round(3)
        array([1.421])
        >>> found = model.total("purchases", base, by="channel", horizon="39 weeks")
        >>> found["channel"].tolist(), found["purchases"].round(3)
        (['shop', 'web'], array([1.226, 0.195]))
        """
        enumerator(_SUMMED, what, "what")
        of = self._asked(base)
        if what == "value":
            name, how = self._value_asked(
                of, horizon, annual_discount, margin, "purchase", 0.0, interval, threads
            )
        else:
            name, how = "expected_purchases", {"t": self._ahead(horizon, of), "threads": threads}
        how |= self._facts(of, "purchase", "attrition")
        sure: Any = self.purchases
        if interval is not None:
            from ..uncertainty import Uncertainty

            how["confidence"] = confidence(interval)
            sure = Uncertainty.delta(self.purchases)
        weights = of._histories.weights
        if weights is not None:
            how["weights"] = weights
        groups, rows_of = _groups(of, by)
        found = [
            getattr(sure, name)(
                *_of_rows(list(of._histories.columns), rows), total=True, **_of_rows(how, rows)
            )
            for rows in rows_of
        ]
        columns: dict[str, Any] = {} if by is None else {by: groups}
        columns["customers"] = np.array(
            [len(rows) if weights is None else weights[rows].sum() for rows in rows_of]
        )
        if interval is None:
            columns[what] = np.array(found, np.float64)
        else:
            for ending, part in (("", "estimate"), ("_low", "low"), ("_high", "high")):
                columns[what + ending] = np.array([getattr(one, part) for one in found])
        return cast(F, of._kind.frame("", None, columns))


def _groups(base: Held[Any], by: str | None) -> tuple[NDArray[Any], list[NDArray[np.int64]]]:
    """The values of a joined column, sorted, and the rows of each; of None all rows."""
    if by is None:
        return np.empty(0), [np.arange(len(base), dtype=np.int64)]
    values = base._fact(_scalars.string(by, "by"))
    groups, place = np.unique(values, return_inverse=True)
    return groups, [np.flatnonzero(place == at) for at in range(len(groups))]


def _of_rows(given: Any, rows: NDArray[np.int64]) -> Any:
    """The same arguments of these rows: of columns their entries, all else as it is."""
    if isinstance(given, dict):
        return {name: _of_rows(one, rows) for name, one in given.items()}
    if isinstance(given, list):
        return [_of_rows(one, rows) for one in given]
    return given[rows] if isinstance(given, np.ndarray) else given
