"""Progress bars: tqdm where it is installed, or a function of the caller's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Union

from .. import _abi
from ..errors import refuse

Progress = Union[bool, Callable[[int, int], Any], None]
"""True for a bar where tqdm is installed; a function gets (done, total) and may return False to
stop; None or False is silent."""


class _Bar:
    def __init__(self, title: str) -> None:
        try:
            from tqdm.auto import tqdm
        except ImportError:
            tqdm = None
        self._make, self._title = tqdm, title
        self._bar: Any = None
        self._at = 0

    def __call__(self, done: int, total: int) -> bool:
        if self._make is None:
            return True
        if self._bar is None or self._bar.total != total:
            self._bar, self._at = self._make(total=total, desc=self._title, leave=False), 0
        self._bar.update(done - self._at)
        self._at = done
        if done >= total:
            self._bar.close()
        return True


def report_of(progress: Progress, title: str) -> Callable[[int, int], Any] | None:
    """What the library reports to."""
    if progress is None or progress is False:
        return None
    if progress is True:
        return _Bar(title)
    if not callable(progress):
        reason = f"is {type(progress).__name__}; True, None or a function is needed"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "progress", reason)
    return progress
