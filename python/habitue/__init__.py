"""Customer value: who is still a customer, what each is worth, how satisfied and loyal.

The package is a thin face over the shared library habitue: columns of numpy,
pandas, polars or pyarrow go in without a copy where their layout allows, numpy
arrays come out, and the figures are those of the Rust crate, bit for bit.

Every failure is a `HabitueError` that names the row, the column, the value and
the allowed range.
"""

from ._library import value as _value
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

__version__: str = _value("habitue_version_string")

__all__ = [
    "ArgumentError",
    "CancelledError",
    "DataError",
    "HabitueError",
    "InternalError",
    "NotConvergedError",
    "NumericError",
    "UnsupportedError",
    "__version__",
]
