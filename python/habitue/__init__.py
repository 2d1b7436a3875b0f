"""Customer value: who is still a customer, what each is worth, how satisfied and loyal.

The package is a thin face over the shared library habitue: columns of numpy,
pandas, polars or pyarrow go in without a copy where their layout allows, numpy
arrays come out, and the figures are those of the Rust crate, bit for bit.

Every failure is a `HabitueError` that names the row, the column, the value and
the allowed range.

What is given is taken with its meaning or refused; nothing is cut, wrapped or guessed:

- A whole number is an ``int``, an integer of numpy, or a number without a fraction (7.0);
  a number is any real one, `decimal.Decimal` among them. ``True`` is no number, text is none.
- A column holds values of one kind. Missing are None, NaN, NaT and NA. A time zone other
  than UTC, a period, a duration, bytes that are no UUID are refused: which day, which amount,
  which text?
- An amount of money is in units of its currency, whatever the dtype that holds it, unless
  ``amount_unit="minor"`` says that whole numbers are minor units (cents).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from . import _library as _library
from .errors import (
    ArgumentError,
    CancelledError,
    DataError,
    HabitueError,
    InternalError,
    NotConvergedError,
    NumericError,
    UnsupportedError,
)

if TYPE_CHECKING:
    from .base import (
        Audit,
        CustomerBase,
        CustomerModel,
        DataWarning,
        Holdout,
        ModelWarning,
        ProvenanceError,
        concentration,
        tiers,
    )

__version__: str = _library.value("habitue_version_string")

_FRONT = (
    "Audit",
    "CustomerBase",
    "CustomerModel",
    "DataWarning",
    "Holdout",
    "ModelWarning",
    "ProvenanceError",
    "concentration",
    "tiers",
)
"""What is imported when it is first asked for, so that `import habitue` stays light."""


def __getattr__(name: str) -> object:
    if name in _FRONT:
        return getattr(importlib.import_module(".base", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_FRONT})


__all__ = [
    "ArgumentError",
    "Audit",
    "CancelledError",
    "CustomerBase",
    "CustomerModel",
    "DataError",
    "DataWarning",
    "HabitueError",
    "Holdout",
    "InternalError",
    "ModelWarning",
    "NotConvergedError",
    "NumericError",
    "ProvenanceError",
    "UnsupportedError",
    "__version__",
    "concentration",
    "tiers",
]
