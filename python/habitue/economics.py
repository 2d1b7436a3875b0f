"""What keeping customers pays: lifetime value without a purchase model, and retention.

Everything of `habitue.cash_flow`, `habitue.investment` and `habitue.sensitivity` is
here, too.

Rates (retention, discount, growth) are per period. A single number stands for a column of
it. What is undefined is NaN in a column and ``None`` as a single number.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _economics, _scalars, cash_flow, investment, sensitivity
from ._columns import Column
from ._economics import *  # noqa: F403
from ._evidence import Floats, calculate, tabled
from ._library import call
from .cash_flow import *  # noqa: F403
from .cash_flow import CashFlow
from .errors import refuse
from .investment import *  # noqa: F403
from .sensitivity import *  # noqa: F403

__all__ = ["BergerNasr", "MarkovValue"]
__all__ += _economics.__all__ + cash_flow.__all__ + investment.__all__ + sensitivity.__all__


class MarkovValue:
    """Lifetime value of customers who move between states.

    Parameters
    ----------
    transition : array of states by states
        Probabilities; each row sums to 1.
    reward : column of float
        What a period in each state yields, at its beginning.
    discount : float
        The rate per period, above -1.

    Examples
    --------
    >>> from habitue.economics import MarkovValue
    >>> chain = MarkovValue([[0.5, 0.5], [0.0, 1.0]], [30.0, 0.0], 0.25)
    >>> chain.values().round(6).tolist()
    [50.0, 0.0]
    """

    def __init__(self, transition: Column, reward: Column, discount: float) -> None:
        matrix = _columns.matrix(transition, "transition")
        rewards = _columns.floats(reward, "reward")
        states = len(rewards)
        if matrix.shape != (states, states):
            reason = f"has {matrix.shape} entries where {states} x {states} are needed"
            refuse(_abi.HABITUE_BAD_LENGTH, "transition", reason)
        rate = _scalars.real(discount, "discount")
        self._chain = {"reward": rewards, "transition": matrix.reshape(-1), "discount": rate}
        self.values()  # refuses a bad model here rather than later

    @classmethod
    def recency(
        cls, purchase: Column, *, contribution: float, marketing: float, discount: float
    ) -> MarkovValue:
        """Migration by recency (always a share): who bought 1, 2, ... periods ago buys again with
        the probabilities ``purchase``, and lapses for good after the last; a purchase yields
        ``contribution``, a period costs ``marketing`` in each state but the lapsed one."""
        chances = _columns.floats(purchase, "purchase")
        states = len(chances) + 1
        transition, reward = _columns.output(states * states), _columns.output(states)
        arguments = chances, len(chances), contribution, marketing, transition, reward
        call("habitue_markov_recency", *arguments)
        return cls(transition.reshape(states, states), reward, discount)

    def cash_flow(self, state: int, horizon: int) -> CashFlow:
        """What a customer in ``state`` (from 0) is expected to yield at times 0 to ``horizon``."""
        last = _scalars.whole(horizon, "horizon", 0, 2**31 - 1)
        place = _scalars.whole(state, "state", 0, 2**32 - 1)
        return CashFlow._of("MARKOV_VALUE", {**self._chain, "horizon": last, "state": place})

    def values(self, *, horizon: int | None = None, continues: Column | None = None) -> Floats:
        """The value of a customer in each state, by the rewards at the times 0 to ``horizon``, or
        all; where ``continues`` is false, the relationship ends."""
        given = {"continues": continues, "horizon": -1 if horizon is None else horizon}
        return tabled("MARKOV_VALUE", {**self._chain, **given}).column("value")

    def improve(self) -> tuple[NDArray[np.bool_], Floats]:
        """In which states it pays to continue, and what customers are then worth."""
        found = tabled("MARKOV_POLICY", self._chain)
        return found.flags("continues"), found.column("value")


class BergerNasr:
    """Cases 3 and 5 of Berger and Nasr, and case 2 with a ``cycle`` of another length.

    Parameters
    ----------
    contribution : column of float
        At the beginning of each cycle.
    promotion : column of float
        In the middle of each cycle but the last.
    retention : float
        The share who stay, per cycle (case 3); or
    purchase : column of float
        The probabilities with which customers who last bought 1, 2, ... cycles ago buy again;
        they are lost after the last (case 5).
    discount : float
        The rate per year, above -1.
    cycle : float, default 1.0
        The length of a cycle in years.

    Attributes
    ----------
    value : float
        The lifetime value.
    buying, promoted : array of float64
        Who buys at the beginning of each cycle, and who is promoted to in it, per customer of
        the first.

    Examples
    --------
    >>> from habitue.economics import BergerNasr
    >>> BergerNasr([10.0, 10.0], [0.0], retention=0.5, discount=0.25).value
    14.0
    """

    def __init__(
        self,
        contribution: Column,
        promotion: Column,
        *,
        retention: float | None = None,
        purchase: Column | None = None,
        discount: float,
        cycle: float = 1.0,
    ) -> None:
        if (retention is None) == (purchase is None):
            reason = "either retention or purchase says who buys again"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "retention", reason)
        contributions = _columns.floats(contribution, "contribution")
        promotions = _columns.floats(promotion, "promotion")
        if len(promotions) != max(len(contributions) - 1, 0):
            reason = f"has {len(promotions)} entries where {len(contributions) - 1} are needed"
            refuse(_abi.HABITUE_BAD_LENGTH, "promotion", reason)
        last = np.zeros(min(len(contributions), 1))
        self._given = {"contribution": contributions, "promotion": np.append(promotions, last)}
        self._settings: dict[str, object] = {"discount": discount, "cycle_years": cycle}
        if purchase is None:
            self._settings["retention"] = _scalars.known(retention, "retention")
        else:
            self._settings["purchase"] = _columns.floats(purchase, "purchase").tolist()
        found = calculate("VARYING_CONTRIBUTION", self._given, **self._settings)
        self.value = found.number("value")
        self.buying, self.promoted = found.column("buying"), found.column("promoted")

    def cash_flow(self) -> CashFlow:
        """The expected payments, in years."""
        return CashFlow._of("VARYING_CONTRIBUTION", {**self._given, **self._settings})
