"""Pictures of columns: bodies of `habitue.pictures`."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _scalars
from ._choices import LANGUAGES
from ._columns import Column
from ._evidence import evidence
from ._library import enumerator, initial, optional_text, text_out
from .errors import refuse
from .summary import UNITS

F = TypeVar("F")


@dataclass(frozen=True, repr=False)
class Figure:
    """A picture; a notebook shows it.

    Made by the functions of `habitue.pictures`, and by `Study.figure`.

    Attributes
    ----------
    name : str
        What it is asked for by.
    svg : str
        An SVG file that stands alone.
    columns : mapping of str to array, or None
        What is drawn; None for a picture of a study, whose tables hold it.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from habitue.lifetime import Nbd
    >>> from habitue.pictures import heterogeneity
    >>> differ = Nbd(0.385, 12.072).heterogeneity()
    >>> figure = heterogeneity("purchases", differ.rate, differ.density, mean=differ.mean)
    >>> figure.name, figure.svg[:4]
    ('heterogeneity_purchases', '<svg')
    >>> figure.title
    'While active, a customer buys 0.032 times a week on average.'
    >>> figure
    Figure 'heterogeneity_purchases': While active, a customer buys 0.032 times a week on average.
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "rates.svg"
    ...     figure.save(file)
    ...     file.read_text(encoding="utf-8") == figure.svg == figure.to_svg()
    True
    >>> figure.to_html().splitlines()[0]
    '<!doctype html>'
    >>> list(figure.to_frame({}))
    ['rate', 'density']
    >>> len(figure.to_matplotlib().texts) > 2
    True
    """

    name: str
    svg: str
    columns: Mapping[str, NDArray[Any]] | None = field(default=None, compare=False)

    @property
    def title(self) -> str:
        """What the picture shows, in a sentence."""
        label = re.match(r'<svg aria-label="([^"]*)"', self.svg)
        return "" if label is None else html.unescape(label[1])

    def __repr__(self) -> str:
        return f"Figure {self.name!r}: {self.title}"

    def to_svg(self) -> str:
        """The SVG, a file that stands alone.

        Returns
        -------
        str
            As ``svg``.
        """
        return self.svg

    def to_html(self) -> str:
        """A page of HTML that holds the picture and needs no other file.

        Returns
        -------
        str
            What ``save`` writes to a file of HTML.
        """
        head = (
            f'<!doctype html>\n<meta charset="utf-8">\n<title>{html.escape(self.title)}</title>\n'
        )
        return f"{head}{self.svg}\n"

    def to_frame(self, like: F) -> F:
        """What is drawn, one row a mark.

        Parameters
        ----------
        like : frame
            Any frame; what comes back is of its kind.

        Returns
        -------
        frame
            The columns that the picture was made of.

        Raises
        ------
        UnsupportedError
            For a picture of a study, which has its tables.
        ArgumentError
            For what is no frame.
        """
        from .base import _frames

        kind = _frames.kind_of(like, "like")
        if self.columns is None:
            reason = "is of a study, whose key_figures, tables and customers hold what it draws"
            refuse(_abi.HABITUE_UNSUPPORTED, self.name, reason)
        made: F = kind.frame("", None, self.columns)
        return made

    def to_matplotlib(self, ax: Any = None) -> Any:
        """The picture on axes of matplotlib.

        Parameters
        ----------
        ax : axes, optional
            Where to draw, in pixels from the top left corner; those of a new figure of the size of
            the picture by default.

        Returns
        -------
        axes
            Those that were drawn on.

        Raises
        ------
        UnsupportedError
            Where matplotlib is not installed.
        """
        from ._on_axes import draw

        return draw(self.svg, ax)

    def save(self, path: str | PathLike[str], *, dpi: float = 200) -> None:
        """Writes the picture to a file of SVG or HTML, in UTF-8, or of PNG or PDF.

        Parameters
        ----------
        path : path
            The file, by whose ending it is SVG (``.svg``, or none), HTML (``.html``, ``.htm``), or
            what matplotlib draws: ``.png``, ``.pdf``. One that is there is written anew.
        dpi : float, default 200
            Of PNG, how fine: 72 gives the picture's own pixels.

        Raises
        ------
        ArgumentError
            For another ending: a program would look for another kind of file there.
        UnsupportedError
            For PNG and PDF where matplotlib is not installed.
        OSError
            Where the file cannot be written.
        """
        file = Path(path)
        kinds = {"": self.to_svg, ".svg": self.to_svg, ".html": self.to_html, ".htm": self.to_html}
        ending = file.suffix.lower()
        if ending in (".png", ".pdf"):
            from ._on_axes import write

            write(self.svg, file, _scalars.real(dpi, "dpi"))
            return
        if ending not in kinds:
            reason = f"{file.suffix!r} is no kind of file of pictures here"
            reason += "; allowed: .svg, .html, .png, .pdf"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "path", reason)
        file.write_text(kinds[ending](), encoding="utf-8")

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        return self.svg


def funnel(*, language: str, **columns: Column | None) -> Figure:
    return _drawn("funnel", columns, language)


def kano(*, language: str, category_strength: float, **columns: Column | None) -> Figure:
    return _drawn("kano", columns, language, {"category_strength": category_strength})


def promoter_trend(*, language: str, **columns: Column | None) -> Figure:
    return _drawn("promoter_trend", columns, language)


def tornado(
    *, language: str, base: float, currency: str | None, **columns: Column | None
) -> Figure:
    return _drawn("tornado", columns, language, {"base": base}, currency=currency)


def spend_density(*, language: str, currency: str | None, **columns: Column | None) -> Figure:
    return _drawn("spend_density", columns, language, currency=currency)


def histories(
    *, language: str, end: float, split: float | None, unit: str, **columns: Column | None
) -> Figure:
    settings = {"end": end} if split is None else {"end": end, "split": split}
    return _drawn("histories", columns, language, settings, unit=unit)


def heterogeneity(
    *, language: str, of: str, mean: float, unit: str, **columns: Column | None
) -> Figure:
    kinds = {kind: 0 for kind in ("purchases", "dropout", "attrition")}
    enumerator(kinds, of, "of")
    return _drawn(f"heterogeneity_{of}", columns, language, {"mean": mean}, unit=unit)


def expected_by_age(*, language: str, unit: str, **columns: Column | None) -> Figure:
    return _drawn("expected_by_age", columns, language, unit=unit)


def _drawn(
    name: str,
    columns: Mapping[str, Column | None],
    language: str,
    settings: Mapping[str, float] | None = None,
    *,
    unit: str | None = None,
    currency: str | None = None,
) -> Figure:
    read = {key: _read(column, key) for key, column in columns.items() if column is not None}
    numbers = {key: _scalars.known(one, key) for key, one in (settings or {}).items()}
    options = initial(
        _abi.habitue_picture_options,
        language=enumerator(LANGUAGES, language, "language"),
        unit=_abi.HABITUE_UNIT_NOT_STATED if unit is None else enumerator(UNITS, unit, "unit"),
        currency=optional_text(currency, "currency"),
    )
    figures = evidence(_columns.rows(**read), read, numbers)
    kind = getattr(_abi, f"HABITUE_PICTURE_{name.upper()}")
    svg = text_out("habitue_picture", kind, figures, options)
    drawn = {key: c.strings() if isinstance(c, _columns.Texts) else c for key, c in read.items()}
    return Figure(name, svg, drawn)


def _read(column: Column, name: str) -> Any:
    if name == "name":
        return _columns.texts(column, name)
    if name in ("count", "promoters", "passives", "detractors"):
        return _columns.counts(column, name).astype(np.uint64)
    return _columns.floats(column, name, missing=name == "chance")
