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

    Raises
    ------
    DataError
        With the row, for probabilities that do not sum to 1, a value or a rate out of its range.
    NumericError
        For a value without an end that is infinite.
    ArgumentError
        For a matrix of another shape.

    Examples
    --------
    Half of the buyers buy again each period, worth 30, at 25 %: 30 · 1.25 / (1.25 - 0.5).

    >>> from habitue.economics import MarkovValue
    >>> chain = MarkovValue([[0.5, 0.5], [0.0, 1.0]], [30.0, 0.0], 0.25)
    >>> chain.values().round(6).tolist()
    [50.0, 0.0]
    >>> chain.cash_flow(0, 2).present_value(0.25), float(chain.values(horizon=2)[0])
    (46.8, 46.8)
    >>> recency = MarkovValue.recency([0.3, 0.2], contribution=40, marketing=4, discount=0.2)
    >>> continues, worth = recency.improve()
    >>> continues.tolist(), worth.round(2).tolist()
    ([True, True, False], [51.57, 4.6, 0.0])
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
        """Migration by recency (always a share), after Pfeifer and Carraway (2000).

        Who bought 1, 2, ... periods ago buys again with these probabilities, and lapses for good
        after the last.

        Parameters
        ----------
        purchase : column of float
            The probabilities, 0 to 1.
        contribution : float
            What a purchase yields.
        marketing : float
            What a period costs in each state but the lapsed one.
        discount : float
            The rate per period, above -1.

        Returns
        -------
        MarkovValue
            With a state for each probability, and the lapsed one.

        Raises
        ------
        DataError
            For a probability or a rate out of its range.
        NumericError
            For a value without an end that is infinite.
        """
        chances = _columns.floats(purchase, "purchase")
        states = len(chances) + 1
        transition, reward = _columns.output(states * states), _columns.output(states)
        arguments = chances, len(chances), contribution, marketing, transition, reward
        call("habitue_markov_recency", *arguments)
        return cls(transition.reshape(states, states), reward, discount)

    def cash_flow(self, state: int, horizon: int) -> CashFlow:
        """What a customer is expected to yield at each time.

        Parameters
        ----------
        state : int
            The state at the beginning, from 0.
        horizon : int
            The last period; the first is 0.

        Returns
        -------
        CashFlow
            The payments at times 0 to ``horizon``.

        Raises
        ------
        DataError
            For a state or a horizon that there is not.
        """
        last = _scalars.whole(horizon, "horizon", 0, 2**31 - 1)
        place = _scalars.whole(state, "state", 0, 2**32 - 1)
        return CashFlow._of("MARKOV_VALUE", {**self._chain, "horizon": last, "state": place})

    def values(self, *, horizon: int | None = None, continues: Column | None = None) -> Floats:
        """The value of a customer in each state.

        Parameters
        ----------
        horizon : int, optional
            The last time whose reward counts; all count without.
        continues : column of bool, optional
            Whether the relationship goes on in each state; where it does not, it ends.

        Returns
        -------
        array of float64
            A cell a state.

        Raises
        ------
        DataError
            For a horizon out of its range.
        NumericError
            For a value without an end that is infinite.
        ArgumentError
            For another number of cells than states.
        """
        given = {"continues": continues, "horizon": -1 if horizon is None else horizon}
        return tabled("MARKOV_VALUE", {**self._chain, **given}).column("value")

    def improve(self) -> tuple[NDArray[np.bool_], Floats]:
        """In which states it pays to continue, and what customers are then worth.

        Returns
        -------
        continues : array of bool
            Whether it pays, a cell a state.
        value : array of float64
            The value in each state by that policy.
        """
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

    Raises
    ------
    DataError
        For a probability, a rate or a cycle out of its range.
    ArgumentError
        For both of retention and purchase or neither, for another number of promotions.

    Examples
    --------
    >>> from habitue.economics import BergerNasr
    >>> case = BergerNasr([10.0, 10.0], [0.0], retention=0.5, discount=0.25)
    >>> case.value, case.buying.tolist(), case.cash_flow().present_value(0.25)
    (14.0, [1.0, 0.5], 14.0)
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
        """The expected payments, in years.

        Returns
        -------
        CashFlow
            Contributions at the beginning of each cycle, promotions in its middle.
        """
        return CashFlow._of("VARYING_CONTRIBUTION", {**self._given, **self._settings})
