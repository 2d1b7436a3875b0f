"""How much a value depends on what is not known: tornado, interval and simulation.

The function to look at is called once, with a column for each input, and returns the
column of its values: any function of this package or of numpy. One that takes numbers
rather than columns goes through ``numpy.vectorize``.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import numpy as np

from . import _abi, _columns, _scalars
from ._columns import Column
from ._evidence import Floats, tabled
from ._library import array, call, initial
from ._results import SimulatedValueFields, TornadoBarFields
from .errors import refuse

__all__ = ["Sensitivity", "SimulatedValue", "TornadoBar"]


class TornadoBar(TornadoBarFields):
    """
    Examples
    --------
    >>> from habitue.economics import MarginMultiple, Sensitivity
    >>> inputs = Sensitivity(margin=(30.0, 40.0, 50.0), retention=(0.7, 0.8, 0.9))
    >>> bar = inputs.tornado(MarginMultiple(0.1).value)[0]
    >>> bar.input, round(bar.low, 6), round(bar.high, 6), round(bar.width, 6)
    ('retention', 110.0, 220.0, 110.0)
    """

    @property
    def width(self) -> float:
        """How far apart the two values are."""
        return abs(self.high - self.low)


class SimulatedValue(SimulatedValueFields):
    """
    Examples
    --------
    >>> from habitue.economics import SimulatedValue
    >>> found = SimulatedValue.of(range(101), confidence=0.9)
    >>> found.mean, found.median, round(found.low, 6), round(found.high, 6)
    (50.0, 50.0, 5.0, 95.0)
    """

    @classmethod
    def of(cls, values: Column, *, confidence: float = 0.95) -> SimulatedValue:
        """The distribution of values that were simulated elsewhere.

        Parameters
        ----------
        values : column of float
            100 values or more.
        confidence : float, default 0.95
            That of the central interval, 0 < confidence < 1.

        Returns
        -------
        SimulatedValue
            Mean, median and interval.

        Raises
        ------
        DataError
            For fewer values, one that is not finite, a confidence out of its range.
        ArgumentError
            For a value of another type.
        """
        column = _columns.floats(values, "values")
        found = tabled("SIMULATED_VALUE", {"values": column, "confidence": confidence})
        return cls(**found, draws=len(column))


class Sensitivity:
    """The base, low and high end of each uncertain input.

    Parameters
    ----------
    **inputs : tuple of three float
        By name: (low, base, high).

    Raises
    ------
    DataError
        For ends that do not ascend.

    Examples
    --------
    >>> from habitue.economics import MarginMultiple, Sensitivity
    >>> terms = MarginMultiple(0.1)
    >>> inputs = Sensitivity(margin=(30.0, 40.0, 50.0), retention=(0.7, 0.8, 0.9))
    >>> [bar.input for bar in inputs.tornado(terms.value)]
    ['retention', 'margin']
    >>> [round(end, 6) for end in inputs.interval(terms.value)]
    [82.5, 275.0]
    >>> found = inputs.simulate(terms.value, draws=1000)
    >>> 82.5 < found.low < found.median < found.high < 275.0
    True
    >>> margins, retentions = inputs.draws(100)
    >>> len(margins), bool((margins >= 30.0).all() and (margins <= 50.0).all())
    (100, True)
    """

    def __init__(self, **inputs: tuple[float, float, float]) -> None:
        self.names = list(inputs)
        values = [
            [_scalars.real(end, name) for end in _scalars.several(ends, name, 3)]
            for name, ends in inputs.items()
        ]
        low, base, high = np.array(values, np.float64).reshape(len(inputs), 3).T.copy()
        columns = {"base": base, "low": low, "high": high}
        self._inputs = initial(_abi.habitue_inputs, input_count=len(inputs), **columns)
        self._cases(_abi.HABITUE_DESIGN_TORNADO)  # refuses bad ends here

    def tornado(self, value: Callable[..., Column]) -> list[TornadoBar]:
        """How far each input alone moves the value, from its low to its high end.

        Parameters
        ----------
        value : callable
            Called once with a column for each input, in their order; gives the column of values.

        Returns
        -------
        list of TornadoBar
            A bar an input, the widest first.

        Raises
        ------
        ArgumentError
            For what is no function, or gives a column of another length.
        DataError
            For a value that is not finite.
        """
        values = _values(value, self._cases(_abi.HABITUE_DESIGN_TORNADO))
        bars = array(_abi.habitue_tornado_bar, len(self.names))
        call("habitue_sensitivity_tornado", values, len(values), bars, len(bars))
        return [TornadoBar(self.names[bar.input], bar.low, bar.high) for bar in bars]

    def interval(self, value: Callable[..., Column]) -> tuple[float, float]:
        """The lowest and highest value over all combinations of the ends.

        Everything that a value can be which rises or falls throughout with each input.

        Parameters
        ----------
        value : callable
            As of `tornado`.

        Returns
        -------
        low : float
            The lowest.
        high : float
            The highest.

        Raises
        ------
        DataError
            For more than 16 inputs.
        ArgumentError
            For what is no function.
        """
        values = _values(value, self._cases(_abi.HABITUE_DESIGN_CORNERS))
        return float(values.min()), float(values.max())

    def simulate(
        self,
        value: Callable[..., Column],
        *,
        draws: int = 10_000,
        confidence: float = 0.95,
        seed: int = 1,
    ) -> SimulatedValue:
        """The distribution of the value where the inputs are drawn from triangles.

        Parameters
        ----------
        value : callable
            As of `tornado`.
        draws : int, default 10_000
            How many, 100 or more.
        confidence : float, default 0.95
            That of the central interval, 0 < confidence < 1.
        seed : int, default 1
            What decides the draws, the same on every machine.

        Returns
        -------
        SimulatedValue
            Mean, median and interval of the values.

        Raises
        ------
        DataError
            For fewer draws, a value that is not finite, a confidence out of its range.
        ArgumentError
            For what is no function.
        """
        return SimulatedValue.of(
            _values(value, self.draws(draws, seed=seed)), confidence=confidence
        )

    def draws(self, draws: int, *, seed: int = 1) -> list[Floats]:
        """The draws of the inputs, each from the triangle over its ends.

        Parameters
        ----------
        draws : int
            How many, 100 or more.
        seed : int, default 1
            What decides them, the same on every machine.

        Returns
        -------
        list of arrays of float64
            A column for each input, in their order.

        Raises
        ------
        DataError
            For fewer draws.
        """
        return self._cases(_abi.HABITUE_DESIGN_RANDOM, draws, seed)

    def _cases(self, design: int, draws: int = 0, seed: int = 0) -> list[Floats]:
        arguments, needed = (self._inputs, design, draws, seed), ctypes.c_size_t()
        call("habitue_sensitivity_cases", *arguments, None, 0, needed)
        cases = _columns.output(needed.value, name="draws")
        call("habitue_sensitivity_cases", *arguments, cases, len(cases), needed)
        return list(cases.reshape(len(self.names), -1))


def _values(value: Callable[..., Column], cases: list[Floats]) -> Floats:
    if not callable(value):
        refuse(_abi.HABITUE_BAD_ARGUMENT, "value", f"is {value!r}; a function is needed")
    return _columns.floats(value(*cases), "value")
