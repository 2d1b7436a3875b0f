"""A purchase arrives: the customer's new summary and score, at once.

The whole base is summarised, fitted, scored and tiered at night. During the day `Live`
takes each purchase in and says what its customer is then, and `Scorer` what that means::

    live = Live(summary, "2024-06-30", unit="week")
    scorer = Scorer(model, t=39.0, horizon=52.0, rate=0.003, spend=spend, lowest=[50.0, 10.0])
    scorer.rescore(live, 4711, datetime.date(2024, 6, 30), Decimal("19.99")).tier

The figures have the same bits as those of the whole scoring.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _money, _scalars
from ._customers import customers as _rows
from ._customers import columns_of
from ._library import Handle, call, initial
from .lifetime import PurchaseModel, SpendModel
from .summary import Summary, _day, _erased, _transactions, _window


@dataclass(frozen=True)
class Customers:
    """What customers are after a purchase, one entry a purchase."""

    x: NDArray[np.uint32]
    """Frequency: repeat occasions in the calibration."""
    t_x: NDArray[np.float64]
    """Recency: time from the first occasion to the last."""
    t: NDArray[np.float64]
    """Age T: time from the first occasion to the end of the calibration."""
    first_spend: NDArray[np.int64]
    """Amount of the first occasion, minor units."""
    repeat_spend: NDArray[np.int64]
    """Sum over the repeat occasions, minor units."""
    mean_repeat_spend: NDArray[np.float64]
    """Mean amount of the repeat occasions in units of the currency; 0 where x is 0."""
    calibrated: NDArray[np.bool_]
    """Whether the window holds anything of the customer; all else is 0 otherwise."""


class Live(Handle, struct=_abi.habitue_live, free="habitue_live_free"):
    """Customers whose summaries are kept up to date purchase by purchase.

    Opens a `Summary`, which stays as it is, for a window as that of `Summary.table`.
    """

    def __init__(
        self,
        summary: Summary,
        calibration_end: Any = None,
        *,
        holdout_end: Any = None,
        start: Any = None,
        unit: str = "week",
        convention: str = "btyd",
    ) -> None:
        window = _window(calibration_end, holdout_end, start, unit, convention)
        self._create("habitue_live_new", _scalars.instance(summary, Summary, "summary"), window)
        self.currency = summary.currency

    def update(
        self,
        customers: Any,
        times: Any,
        amounts: Any = None,
        *,
        costs: Any = None,
        margins: Any = None,
        amount_unit: str = "major",
    ) -> Customers:
        """Takes in transactions, late ones too; columns as in `Summary.push`.

        Each entry of the answer is the customer of that transaction as of then.
        """
        money = _money.Unit(self.currency, amount_unit)
        given = _transactions(customers, times, amounts, costs, margins, money)
        now = (_abi.habitue_customer_now * given.rows)()
        if given.rows:
            call("habitue_live_update", self, given, None, now)
        return _customers(now)

    def purchase(
        self, customer: int, day: Any, amount: Any = 0, *, amount_unit: str = "major"
    ) -> Customers:
        """Takes in one transaction of a customer with an integer key, with less ado.

        ``amount`` is in units of the currency (``19.99``, or `decimal.Decimal`), or whole minor
        units with ``amount_unit="minor"``; none where the summary keeps no currency. The answer
        has one entry, the customer as of then.
        """
        return _customers(self._purchase(customer, day, amount, amount_unit, None))

    def _purchase(
        self, customer: int, day: Any, amount: Any, amount_unit: str, scorer: Scorer | None
    ) -> Any:
        minor = _money.Unit(self.currency, amount_unit).amount(amount, "amount")
        now = (_abi.habitue_customer_now * 1)()
        call("habitue_live_purchase", self, customer, _day(day, "day"), minor, scorer, now[0])
        return now

    def forget(self, customer: int | str) -> bool:
        """Forgets a customer; whether there was one. The rest is not touched."""
        return _erased("habitue_live_erase", self, customer)

    def is_new(self, numbers: Any) -> NDArray[np.bool_]:
        """Which transactions' numbers come for the first time."""
        column = _columns.integers(numbers, "numbers")
        out = _columns.output(len(column), np.uint8)
        call("habitue_live_is_new", self, column, len(column), out)
        return out.astype(np.bool_)

    def move_to(self, calibration_end: Any) -> None:
        """Calibrates until another day from now on, without a start and a holdout."""
        call("habitue_live_move_to", self, _day(calibration_end, "calibration_end"))


def _customers(now: Any) -> Customers:
    found = _columns.records(now)
    words = {"x": "frequency", "t_x": "recency", "t": "age", "mean_repeat_spend": "mean_spend"}
    columns = {name: found[words.get(name, name)] for name in Customers.__dataclass_fields__}
    return Customers(**columns | {"calibrated": columns["calibrated"] != 0})


@dataclass(frozen=True)
class Scores:
    """What is known of customers after a purchase."""

    p_alive: NDArray[np.float64]
    """P(alive)."""
    expected_purchases: NDArray[np.float64]
    """Purchases expected within the scorer's interval."""
    value: NDArray[np.float64]
    """Lifetime value, in the currency of the spend."""
    tier: NDArray[np.int32]
    """The tier of that value, from 1, the top; 0 where the scorer has no tiers."""


class Scorer(Handle, struct=_abi.habitue_scorer, free="habitue_scorer_free"):
    """A model, its valuation and the tiers of the last whole scoring, held ready.

    ``t`` is the interval in which purchases are expected; ``horizon``, ``rate`` and
    ``margin`` are those of `PurchaseModel.lifetime_value`; ``lowest`` is the smallest value
    of each tier but the last, from the top. Without ``spend`` the past mean is what a
    purchase is worth. One thread at a time.
    """

    def __init__(
        self,
        model: PurchaseModel,
        *,
        t: float,
        horizon: float = float("inf"),
        rate: float,
        margin: float = 1.0,
        spend: SpendModel | None = None,
        lowest: Any = (),
    ) -> None:
        bounds = _columns.floats(lowest, "lowest")
        _scalars.instance(model, PurchaseModel, "model")
        if spend is not None:
            _scalars.instance(spend, SpendModel, "spend")
        options = initial(
            _abi.habitue_scorer_options,
            to=_scalars.real(t, "t"),
            horizon=horizon,
            rate=rate,
            margin=margin,
            tiers=len(bounds),
            lowest=bounds.ctypes.data,
        )
        self._create("habitue_scorer_new", model, spend, options, words={"to": "t"})

    def score(self, frequency: Any, recency: Any, age: Any, mean_spend: Any) -> Scores:
        """The score of each customer."""
        read = columns_of(frequency=frequency, recency=recency, age=age, mean_spend=mean_spend)
        rows = _rows(read)
        found = (_abi.habitue_customer_now * rows.rows)()
        call("habitue_scorer_score", self, rows, found, rows.rows)
        return _scores(found)

    def rescore(
        self,
        live: Live,
        customer: int,
        day: Any,
        amount: Any = 0,
        *,
        amount_unit: str = "major",
    ) -> Scores | None:
        """Takes in one transaction, as `Live.purchase`, and scores its customer as of then.

        The answer has one entry; it is None where nothing calibrates the customer. ``live``
        must count in the model's unit of time, and is refused where the model names one
        (``unit=`` of its fit) and it is another.
        """
        _scalars.instance(live, Live, "live")
        found = live._purchase(customer, day, amount, amount_unit, self)
        return _scores(found) if found[0].calibrated else None


def _scores(found: Any) -> Scores:
    columns = _columns.records(found)
    return Scores(*(columns[name] for name in Scores.__dataclass_fields__))
