"""The page of a study on a base."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _reading
from .._choices import LANGUAGES
from .._library import enumerator
from ..study import Figure, Study
from ._plain_file import Unread
from ._telling import escaped

if TYPE_CHECKING:
    from ._held import Held

__all__ = ["Report"]


class Report:
    """One page of HTML, the same as text, and its pictures. Made by `CustomerBase.report`.

    Attributes
    ----------
    study : Study
        What the page is about.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from habitue import CustomerBase
    >>> sales = {"customer": ["ann", "bob", "ann", "ann", "bob"],
    ...          "date": ["2024-01-05", "2024-01-20", "2024-02-02", "2024-03-15", "2024-06-30"]}
    >>> base = CustomerBase.from_transactions(sales, unit="day")
    >>> report = base.report(title="Two customers")
    >>> report.page[:15], report.text.splitlines()[0]
    ('<!doctype html>', 'Two customers')
    >>> report.figure("histories").svg[:4]
    '<svg'
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     report.save(Path(folder) / "page.html")
    ...     (Path(folder) / "page.html").read_text(encoding="utf-8") == report.page
    True
    """

    def __init__(self, study: Study, words: dict[str, Any]) -> None:
        self.study, self._words = study, words

    @classmethod
    def _of(
        cls,
        base: Held[Any],
        path: str | PathLike[str] | None,
        *,
        model: str,
        language: Any,
        title: str | None,
        **options: Any,
    ) -> Report:
        from .fitting import model_class

        enumerator(LANGUAGES, language, "language")
        kind: Any = "auto" if model == "auto" else model_class(model)
        made = cls(study_of(base, model=kind, **options), {"language": language, "title": title})
        if path is not None:
            made.save(path)
        return made

    @property
    def page(self) -> str:
        """The page: HTML that needs no other file."""
        return self.study.page(**self._words)

    @property
    def text(self) -> str:
        """The same as text."""
        return self.study.text(**self._words)

    def figure(self, name: str) -> Figure:
        """A picture of the page.

        Parameters
        ----------
        name : str
            Such as "tiers"; one that there is not is refused with the names of all.

        Returns
        -------
        Figure
            The picture, as SVG.

        Raises
        ------
        DataError
            For a name of no picture of this page; it lists those that there are.
        """
        return self.study.figure(name, language=self._words["language"])

    def save(self, path: str | PathLike[str]) -> None:
        """Writes the page to a file.

        Parameters
        ----------
        path : path
            The file.

        Raises
        ------
        OSError
            Where the file cannot be written.
        """
        Path(path).write_text(self.page, encoding="utf-8")

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        page = escaped(self.page)
        return f'<iframe srcdoc="{page}" style="width:100%;height:40em;border:0"></iframe>'


def study_of(base: Held[Any], **options: Any) -> Study:
    """A study of a base as of its last day, by the customers' own keys."""
    summary, settings = base._known(), base._settings
    if isinstance(base._rows, Unread) and settings.start is None and settings.end is None:
        lost = sum(base._rows.missing.values())
        return Study(summary, unit=base.unit, rows_lost=lost, **options)  # it knows keys as text
    found = base._transactions
    assert found is not None
    distinct = found.keys.distinct
    inside = settings.inside(found)
    if distinct is not None or not inside.all():
        keys: Any = found.customers
        if distinct is not None:
            names = [str(key) for key in found.keys.listed(np.arange(len(distinct)))]
            keys = _reading.boxed(names)[keys]
        summary = found.within(inside).into(
            keys[inside], settings.refunds, settings.rounding, settings.hours, settings.threads
        )
    lost = sum(found.missing.values())
    return Study(summary, unit=base.unit, rows_lost=lost, **options)
