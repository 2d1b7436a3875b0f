"""Amounts of money on their way to the library: in units of the currency, or in minor units.

The dtype of a column says how numbers are stored, not what they mean: 35 is 35 dollars
whether it comes as an integer, a float, a decimal or text. Whole minor units (cents) are
for ``amount_unit="minor"`` to say.
"""

from __future__ import annotations

import decimal
from functools import cache
from typing import Any, Literal, NoReturn

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _reading, _scalars
from ._library import Handle, call, enumerator, text_of
from .errors import refuse

AmountUnit = Literal["major", "minor"]
"""In which unit whole numbers are: units of the currency, or its minor units (cents)."""

UNITS = {"major": False, "minor": True}

PLAIN = "XXX"
"""What stands in place of a code for plain numbers of two decimals."""

_LARGEST = 2**63 - 1
_EXACT = decimal.Context(prec=200)


class MinorUnits(np.ndarray):
    """Whole minor units, whatever whole numbers of the caller are."""


class _Flow(Handle, struct=_abi.habitue_cash_flow):
    """One payment of one minor unit."""


@cache
def decimals(currency: str) -> int:
    """The decimals of a currency, as the library has them: by what its minor unit is worth."""
    pointer, worth = _Flow._empty(), np.empty(1)
    code, one = text_of(currency, "currency"), _evidence.cells(np.ones(1, np.int64))
    call("habitue_cash_flow_new", code, np.zeros(1), one, None, 1, pointer)
    call("habitue_cash_flow_value", _Flow._adopt(pointer), np.zeros(1), 1, worth, None)
    return -round(float(np.log10(worth[0])))


def of_base(currency: str | None) -> str | None:
    """The currency of a base, for which None says that amounts are plain numbers of two decimals."""
    if currency is None or _scalars.string(currency, "currency") == PLAIN:
        return None
    decimals(currency)  # refuses what is no currency
    return currency


class Unit:
    """What whole numbers of a currency are: its units, or its minor units."""

    def __init__(self, currency: str | None, amount_unit: str) -> None:
        self.minor = bool(enumerator(UNITS, amount_unit, "amount_unit"))
        self.whole = (
            _abi.HABITUE_WHOLE_AMOUNTS_MINOR if self.minor else _abi.HABITUE_WHOLE_AMOUNTS_MAJOR
        )
        self.currency = None if currency is None else _scalars.string(currency, "currency")
        if self.minor and currency is None:
            reason = "is 'minor', but there is no currency that has minor units"
            refuse(_abi.HABITUE_BAD_CURRENCY, "amount_unit", reason)

    def column(self, amounts: Any, name: str) -> NDArray[Any] | _columns.Texts:
        """The column as the library takes it: whole numbers, which are what ``whole`` says, or
        in units of the currency floating-point numbers or decimal text."""
        found = _reading.read(amounts, name)
        if self.minor or found.kind == _reading.WHOLE:
            return _integers(found, name)
        if found.kind == _reading.DECIMALS:
            _columns.refuse_missing(found, name)
            if (minor := self._minor_units(found)) is not None:
                return minor
            written = [f"{value:f}" for value in found.decimals()]
            found = _reading.Column(_reading.TEXT, np.array([*written, None], object)[:-1])
        if found.kind == _reading.TEXT:
            return _columns.texts_of(found, name)
        return _columns.floats_of(found, name)

    def whole_column(self, amounts: Any, name: str) -> NDArray[np.int64]:
        """Whole minor units, for what takes nothing else: what has more decimals is refused."""
        found = _reading.read(amounts, name)
        if self.minor or found.kind == _reading.WHOLE:
            units = _integers(found, name)
            return units if self.minor else self._scaled(units, name)
        if found.kind not in (_reading.NUMBERS, _reading.DECIMALS, _reading.TEXT):
            _columns.refuse_kind(found.kind, name, "whole minor units")
        _columns.refuse_missing(found, name)
        stated = found.strings() if found.kind == _reading.TEXT else found.values
        if found.kind == _reading.DECIMALS:
            stated = found.decimals()
        minor = [self.amount(value, name, row) for row, value in enumerate(stated.tolist())]
        return np.array(minor, np.int64)

    def amount(self, value: Any, name: str, row: int | None = None) -> int:
        """One amount in whole minor units."""
        if self.minor:
            minor_units: int = _scalars.whole(value, name, -_LARGEST, _LARGEST)
            return minor_units
        if type(value) is int and self.currency is not None:  # the common case first
            whole: int = value * 10 ** decimals(self.currency)
            return whole if abs(whole) <= _LARGEST else _too_large(value, name, row)
        number = _decimal(value, name, row)
        if self.currency is None:
            if number != 0:
                reason = "is an amount where the summary keeps no currency"
                refuse(_abi.HABITUE_BAD_CURRENCY, name, reason, row)
            return 0
        places = decimals(self.currency)
        minor = number.scaleb(places, _EXACT)
        if minor != minor.to_integral_value(context=_EXACT):
            reason = f"{value} has more decimals than {self.currency}; allowed: {places}"
            refuse(_abi.HABITUE_INCONSISTENT, name, reason, row)
        if abs(minor) > _LARGEST:
            _too_large(value, name, row)
        return int(minor)

    def known_column(
        self, amounts: Any, name: str
    ) -> tuple[NDArray[Any] | _columns.Texts, NDArray[np.uint8] | None]:
        """As `column`, where what is missing or empty text is not known; and which is known."""
        found = _reading.read(amounts, name)
        if found.kind == _reading.TEXT:
            if found.valid is not None:
                filled = np.where(found.valid, found.strings(), "")
                found = _reading.Column(_reading.TEXT, filled)
            return self.column(found, name), None
        gone = found.missing()
        if found.kind == _reading.NOTHING:
            found = _reading.Column(_reading.WHOLE, np.zeros(len(found), np.int64))
        elif gone.any():
            stand_in: Any = decimal.Decimal(0) if found.values.dtype == object else 0
            filled = np.where(gone, stand_in, found.values)
            found = _reading.Column(found.kind, filled, scale=found.scale)
        return self.column(found, name), (~gone).astype(np.uint8) if gone.any() else None

    def together(self, *columns: Any) -> tuple[Any, ...]:
        """Columns of which whole numbers are all of one unit, and which one: a number of
        ``HABITUE_WHOLE_AMOUNTS_...``; 0 where there are none."""
        whole = [isinstance(column, np.ndarray) and column.dtype == np.int64 for column in columns]
        if not any(isinstance(column, MinorUnits) for column in columns):
            return (*columns, self.whole if any(whole) else 0)
        plain = [
            self._scaled(column, "amounts") if of and not isinstance(column, MinorUnits) else column
            for column, of in zip(columns, whole)
        ]
        return (*plain, _abi.HABITUE_WHOLE_AMOUNTS_MINOR)

    def _minor_units(self, found: _reading.Column) -> MinorUnits | None:
        """Decimals of no more places than the currency as minor units; None for others."""
        if found.scale is None or self.currency is None:
            return None
        step = decimals(self.currency) - found.scale
        if not 0 <= step <= 18 or (np.abs(found.values) > _LARGEST // 10**step).any():
            return None
        return (found.values * np.int64(10**step)).view(MinorUnits)

    def _scaled(self, units: NDArray[np.int64], name: str) -> NDArray[np.int64]:
        """Minor units of whole units."""
        if self.currency is None:  # the library says that it keeps no amounts
            return units
        factor = 10 ** decimals(self.currency)
        most = _LARGEST // factor
        outside = (units > most) | (units < -most)
        if outside.any():
            row = int(np.argmax(outside))
            _too_large(units[row], name, row)
        scaled: NDArray[np.int64] = units * factor
        return scaled


def _integers(found: _reading.Column, name: str) -> NDArray[np.int64]:
    whole: NDArray[np.int64] = _columns.integers_of(
        found, name, np.dtype(np.int64), "whole minor units"
    )
    return whole


def _decimal(value: Any, name: str, row: int | None) -> decimal.Decimal:
    """An amount as it is written; a float is its shortest decimal."""
    value = _scalars.single(value, name)
    if isinstance(value, str):
        try:
            number = decimal.Decimal(value, _EXACT)
        except decimal.InvalidOperation:
            refuse(_abi.HABITUE_UNREADABLE, name, f"{value!r} is no amount", row)
    elif isinstance(value, decimal.Decimal):
        number = value
    elif hasattr(type(value), "__index__") and not isinstance(value, (bool, np.bool_)):
        number = decimal.Decimal(int(value))
    else:
        number = decimal.Decimal(repr(_scalars.real(value, name)))
    if not number.is_finite():
        refuse(_abi.HABITUE_NOT_FINITE, name, f"is {value}; an amount is finite", row)
    return number


def _too_large(value: Any, name: str, row: int | None) -> NoReturn:
    refuse(_abi.HABITUE_OUT_OF_RANGE, name, f"{value} is more than minor units can hold", row)
