"""Objects that pickle as the call that made them, since what they hold lies in the library."""

from __future__ import annotations

from typing import Any


class Remade:
    """An object that never changes; `_made_by` is called once, where it is made."""

    _call: tuple[str, tuple[Any, ...], dict[str, Any]]

    def _made_by(self, maker: str, *given: Any, **named: Any) -> None:
        """Keeps what made it: a class method, or the class itself ("")."""
        self._call = (maker, given, named)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), *self._call)


def _again(kind: Any, maker: str, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
    return (getattr(kind, maker) if maker else kind)(*given, **named)
