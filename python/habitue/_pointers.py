"""Pointer arguments that check what they are given.

A C function that says ``const double *`` gets a contiguous float64 array or
nothing: a wrong dtype is a ``TypeError`` here rather than garbage there. Only the
length is beyond this check; see `_columns.rows`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Union

import numpy as np


Signature = tuple[Any, tuple[tuple[str, Any], ...]]
"""The type of the result, and name and type of each argument."""


class Declared(Mapping[str, Signature]):
    """Functions by name, whose types are made when one is asked for: a program calls few of them."""

    def __init__(self, told: dict[str, Callable[[], Signature]]) -> None:
        self._known: dict[str, Union[Signature, Callable[[], Signature]]] = dict(told)

    def __getitem__(self, name: str) -> Signature:
        found = self._known[name]
        if not isinstance(found, tuple):
            found = self._known[name] = found()
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class _Pointer:
    ctype: Any
    dtype: np.dtype[Any]
    writable: bool

    @classmethod
    def from_param(cls, value: object) -> object:
        if value is None:
            return None
        if isinstance(value, np.ndarray):
            if value.dtype != cls.dtype:
                raise TypeError(f"{value.dtype} array where {cls.dtype} is needed")
            if not (value.flags.c_contiguous and value.flags.aligned):
                raise TypeError("the array is not contiguous and aligned")
            if cls.writable and not value.flags.writeable:
                raise TypeError("the array is read-only")
            return ctypes.c_void_p(value.ctypes.data)
        if isinstance(value, cls.ctype):
            return ctypes.byref(value)
        if isinstance(value, bytes) and cls.dtype == np.uint8 and not cls.writable:
            return ctypes.c_char_p(value)
        raise TypeError(f"{type(value).__name__} where a {cls.dtype} array is needed")


@cache
def _pointer(ctype: Any, writable: bool) -> type[_Pointer]:
    name = f"{'Out' if writable else 'In'}_{ctype.__name__}"
    members = {"ctype": ctype, "dtype": np.dtype(ctype), "writable": writable}
    return type(name, (_Pointer,), members)


def In(ctype: Any) -> type[_Pointer]:  # noqa: N802
    """A column or value that the function reads (``const T *``)."""
    return _pointer(ctype, False)


def Out(ctype: Any) -> type[_Pointer]:  # noqa: N802
    """A column or value that the function writes (``T *``)."""
    return _pointer(ctype, True)
