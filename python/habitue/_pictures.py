"""Pictures of columns: bodies of `habitue.pictures`."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from . import _abi, _columns, _scalars
from ._choices import LANGUAGES
from ._columns import Column
from ._evidence import evidence
from ._library import enumerator, initial, optional_text, text_out
from .errors import refuse
from .summary import UNITS


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
    """

    name: str
    svg: str

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

    def save(self, path: str | PathLike[str]) -> None:
        """Writes the picture, in UTF-8, to a file of SVG or HTML.

        Parameters
        ----------
        path : path
            The file, by whose ending it is SVG (``.svg``, or none) or HTML (``.html``, ``.htm``);
            one that is there is written anew.

        Raises
        ------
        ArgumentError
            For another ending: a program would look for another kind of file there.
        OSError
            Where the file cannot be written.
        """
        file = Path(path)
        kinds = {"": self.svg, ".svg": self.svg, ".html": self.to_html(), ".htm": self.to_html()}
        if file.suffix.lower() not in kinds:
            reason = f"{file.suffix!r} is no kind of file of pictures here; allowed: .svg, .html"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "path", reason)
        file.write_text(kinds[file.suffix.lower()], encoding="utf-8")

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
    return Figure(name, text_out("habitue_picture", kind, figures, options))


def _read(column: Column, name: str) -> Any:
    if name == "name":
        return _columns.texts(column, name)
    if name in ("count", "promoters", "passives", "detractors"):
        return _columns.counts(column, name).astype(np.uint64)
    return _columns.floats(column, name, missing=name == "chance")
