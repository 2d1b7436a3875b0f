"""Counts that merge: what shards and waves send instead of their answers."""

from __future__ import annotations

import ctypes
from typing import Any, ClassVar, TypeVar

from . import _abi, _scalars
from ._library import call
from .errors import DataError

_Self = TypeVar("_Self", bound="Counts")


class Counts:
    """Sums under a figure. Count each part where it lies, `merge` the counts (they
    pickle), and form the figure once. The fields are attributes, such as ``answered``
    and ``missing``.
    """

    _struct: ClassVar[type[ctypes.Structure]]
    _merge: ClassVar[str]

    def __init_subclass__(cls, *, struct: type[ctypes.Structure], merge: str) -> None:
        super().__init_subclass__()
        cls._struct, cls._merge = struct, merge

    def __init__(self, found: Any) -> None:
        self._found = found

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            value = getattr(self._found, name)
        except AttributeError:
            raise AttributeError(f"{type(self).__name__} has no {name!r}") from None
        return tuple(value) if isinstance(value, ctypes.Array) else value

    def merge(self: _Self, *others: _Self) -> _Self:
        """The counts of all parts together."""
        for other in others:
            _scalars.instance(other, type(self), "others")
        parts = (self._struct * (1 + len(others)))(
            self._found, *(other._found for other in others)
        )
        out = self._struct()
        call(self._merge, parts, len(parts), out)
        return type(self)(out)

    def __add__(self: _Self, other: _Self) -> _Self:
        return self.merge(other) if isinstance(other, type(self)) else NotImplemented

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and bytes(self._found) == bytes(other._found)

    def __hash__(self) -> int:
        return hash(bytes(self._found))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), bytes(self._found))

    def __repr__(self) -> str:
        names: list[str] = [field[0] for field in self._struct._fields_]
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__name__}({fields})"


def _restored(cls: type[_Self], data: bytes) -> _Self:
    size = ctypes.sizeof(cls._struct)
    if len(data) != size:
        raise DataError(
            f"bytes: {len(data)} bytes are no {cls.__name__} of this version, which has {size}; "
            "count the part again",
            code=_abi.HABITUE_CORRUPT_BYTES,
            kind="corrupt bytes",
            column="bytes",
        )
    return cls(cls._struct.from_buffer_copy(data))
