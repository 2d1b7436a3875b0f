"""Lengths of time with their unit: numbers of the base's unit, "52 weeks", (52, "week"), timedelta."""

from __future__ import annotations

import datetime
import math
import re
from typing import Any, Union

import numpy as np

from .. import _abi
from ..errors import refuse
from ..summary import Unit

Duration = Union[float, str, datetime.timedelta, "np.timedelta64", "tuple[float, Unit]"]
"""A length of time: a number of the base's unit, "52 weeks", (52, "week"), or a timedelta."""

DAYS: dict[str, float] = {
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 365.25 / 12,
    "quarter": 365.25 / 4,
    "year": 365.25,
}
"""Days of a unit, as the library has them: a month is a twelfth of 365.25 days."""

_TEXT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+?)s?\s*")


def units_of(length: Duration, unit: str, name: str, allowed: str = ">= 0") -> float:
    """A length of time in a unit.

    Raises:
        ArgumentError: For what is no length of time, or one below 0.
    """
    if isinstance(length, str):
        found = _TEXT.fullmatch(length)
        if found is None or found[2].lower() not in DAYS:
            known = ", ".join(DAYS)
            reason = f"{length!r} is no length of time; needed: '52 weeks', of {known}"
            refuse(_abi.HABITUE_BAD_ARGUMENT, name, reason)
        return _converted(float(found[1]), found[2].lower(), unit)
    if isinstance(length, tuple):
        if len(length) != 2 or length[1] not in DAYS:
            reason = f"is {length!r}; needed: a number and one of {', '.join(DAYS)}"
            refuse(_abi.HABITUE_BAD_ARGUMENT, name, reason)
        return _converted(_number(length[0], name, allowed), length[1], unit)
    if isinstance(length, (datetime.timedelta, np.timedelta64)):
        seconds = float(np.timedelta64(length) / np.timedelta64(1, "s"))
        return _number(seconds / 86_400 / DAYS[unit], name, allowed)
    return _number(length, name, allowed)


def _converted(number: float, of: str, unit: str) -> float:
    return number if of == unit else number * DAYS[of] / DAYS[unit]


def _number(given: Any, name: str, allowed: str = ">= 0") -> float:
    from .. import _scalars

    number = _scalars.real(given, name)
    if not number >= 0 or math.isinf(number):
        reason = f"{number:g} is out of range; allowed: {allowed}, finite"
        refuse(_abi.HABITUE_OUT_OF_RANGE, name, reason)
    return number


def continuous_rate(annual: float, unit: str) -> float:
    """The continuous rate per unit of an effective discount a year.

    Raises:
        ArgumentError: For a share below 0 or above 1; 15 is told that 15 % is 0.15.
    """
    from .. import _scalars

    share = _scalars.real(annual, "annual_discount")
    if not 0 <= share <= 1:
        hint = f"; {share:g} % is {share / 100:g}" if 1 < share <= 100 else ""
        refuse(
            _abi.HABITUE_OUT_OF_RANGE,
            "annual_discount",
            f"{share:g} is out of range; allowed: 0 to 1, a share a year{hint}",
        )
    return math.log1p(share) * DAYS[unit] / DAYS["year"]
