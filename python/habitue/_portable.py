"""What can be kept as bytes, sent and pickled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._library import Handle

if TYPE_CHECKING:
    from typing_extensions import Self


class Portable(Handle):
    """A handle whose whole content goes into bytes and comes out of them again."""

    def to_bytes(self) -> bytes:
        """All of it as portable bytes, with a format version and a checksum.

        Returns
        -------
        bytes
            What `from_bytes` reads, on any machine.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> BgNbd(0.243, 4.414, 0.793, 2.426).to_bytes() == BgNbd(0.243, 4.414, 0.793, 2.426).to_bytes()
        True
        """
        return self._sealed()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote, to the bit.

        Parameters
        ----------
        data : bytes
            What `to_bytes` returned.

        Returns
        -------
        object of this class
            The same content, and so the same answers.

        Raises
        ------
        DataError
            For bytes that are cut, damaged or of something else, or of a format that this version
            does not know.

        Examples
        --------
        >>> from habitue.satisfaction import MeanCounts
        >>> part = MeanCounts.of([1.0, 2.0], weights=[0.1, 0.2])
        >>> MeanCounts.from_bytes(part.to_bytes()) == part
        True
        """
        return cls._unsealed(data)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).from_bytes, (self.to_bytes(),)


class PortableValue(Portable):
    """The same of what never changes: two are equal where both would be the same bytes."""

    def __eq__(self, other: object) -> bool:
        """Whether the other is the same: what both would be as bytes."""
        return type(other) is type(self) and self._sealed() == other._sealed()

    def __hash__(self) -> int:
        return hash(self._sealed())
