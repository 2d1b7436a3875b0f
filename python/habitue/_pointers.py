"""Pointer arguments that check what they are given.

A C function that says ``const double *`` gets a contiguous float64 array or
nothing: a wrong dtype is a ``TypeError`` here rather than garbage there. Only the
length is beyond this check; see `_columns.rows`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np


Signature = tuple[Any, tuple[tuple[str, Any], ...]]
"""The type of the result, and name and type of each argument."""


class Declared(Mapping[str, Signature]):
    """Functions by name, a line each, read when one is asked for: a program calls few of them."""

    def __init__(self, types: dict[str, Any], text: str) -> None:
        self._types = types
        self._lines: dict[str, str] = {}
        for line in text.replace("\n    ", " ").split("\n")[1:-1]:
            name, _, said = line.partition(" ")
            self._lines[name] = said
        self._known: dict[str, Signature] = {}

    def __getitem__(self, name: str) -> Signature:
        if name not in self._known:
            result, *words = self._lines[name].split(" ")
            arguments = tuple(declared(word, self._types) for word in words)
            self._known[name] = (self._types.get(result), arguments)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def declared(word: str, types: dict[str, Any]) -> tuple[str, Any]:
    """The name and the type that ``name:type`` says, among the types that there are."""
    name, _, spelled = word.partition(":")
    base, _, length = spelled.lstrip("<>*").partition("*")
    kind = types[base]
    if spelled[0] in "<>":
        kind = _pointer(kind, spelled[0] == ">")
    for _ in range(len(spelled) - len(spelled.lstrip("*"))):
        kind = ctypes.POINTER(kind)
    return name, kind * int(types.get(length, length)) if length else kind


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
