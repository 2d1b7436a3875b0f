"""Pictures of the library on axes of matplotlib: its SVG has few kinds of shapes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from . import _abi
from .errors import refuse

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_COLOUR = re.compile(r"\.picture \.([fs]-[\w-]+)\{(?:fill|stroke):(#\w+)\}")
_PIXELS = 72
"""In an inch, so that a pixel is a point and text has its size."""


def draw(svg: str, ax: Any) -> Any:
    """Axes with the picture: those that are given, or those of a new figure of its size."""
    try:
        from matplotlib import pyplot
    except ImportError:
        reason = "is not installed: pip install matplotlib; .svg and .html need nothing"
        refuse(_abi.HABITUE_UNSUPPORTED, "matplotlib", reason)
    root = ElementTree.fromstring(svg)
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    if ax is None:
        figure = pyplot.figure(figsize=(width / _PIXELS, height / _PIXELS))
        ax = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    ax.set(xlim=(0.0, width), ylim=(height, 0.0))
    ax.set_axis_off()
    # The colours of a dark screen stand behind those of paper.
    tones = dict(_COLOUR.findall(svg.partition("@media")[0]))
    named = re.search(r"font-family:([^;}]+)", svg)
    fonts = [font.strip("' ") for font in named[1].split(",")] if named else []
    shapes = _Shapes(ax, tones, fonts, (width, height))
    for order, element in enumerate(root):
        kind = element.tag.removeprefix(_NAMESPACE)
        if kind in shapes.known:
            shapes.known[kind](element, {"zorder": order / 1000.0, "clip_on": False})
    return ax


def write(svg: str, path: Path, dpi: float) -> None:
    """Writes the picture to a file of PNG or PDF, by its ending."""
    figure = draw(svg, None).figure
    try:
        figure.savefig(path, dpi=dpi)
    finally:
        from matplotlib import pyplot

        pyplot.close(figure)


class _Shapes:
    """What draws each kind of shape."""

    def __init__(
        self, ax: Any, tones: dict[str, str], fonts: list[str], size: tuple[float, float]
    ) -> None:
        from matplotlib import font_manager

        there = {font.name for font in font_manager.fontManager.ttflist}
        self._ax, self._tones, self._size = ax, tones, size
        self._fonts = [font for font in (*fonts, "DejaVu Sans") if font in there]
        self.known: dict[str, Callable[[Any, dict[str, Any]], None]] = {
            "rect": self._rect, "circle": self._circle, "line": self._line, "path": self._path,
            "text": self._text,
        }  # fmt: skip

    def _colours(self, element: Any) -> dict[str, Any]:
        """The fill and the line of a shape."""
        named = {name[0]: self._tones[name] for name in _classes(element) if name in self._tones}
        found: dict[str, Any] = {"facecolor": "none", "edgecolor": "none"}
        if "f" in named:
            found["facecolor"] = (named["f"], float(element.get("fill-opacity", 1)))
        hatch = re.match(r"url\(#.*-([a-z]+(?:-zone)?)\)", element.get("fill", ""))
        if hatch is not None:
            found |= {"hatch": "////", "edgecolor": self._tones[f"s-{hatch[1]}"], "linewidth": 0.0}
        if "s" in named:
            found["edgecolor"] = (named["s"], float(element.get("stroke-opacity", 1)))
            found["linewidth"] = float(element.get("stroke-width", 1))
        if (dashes := element.get("stroke-dasharray")) is not None:
            found["linestyle"] = (0.0, tuple(map(float, re.split("[ ,]+", dashes))))
        return found

    def _rect(self, element: Any, how: dict[str, Any]) -> None:
        from matplotlib.patches import FancyBboxPatch, Rectangle

        x, y = (float(element.get(name, 0)) for name in "xy")
        width, height = (
            whole if element.get(name) == "100%" else float(element.get(name))
            for name, whole in zip(("width", "height"), self._size)
        )
        how |= self._colours(element)
        corner = min(float(element.get("rx", 0)), width / 2, height / 2)
        if corner > 0.0:
            box = f"round,pad=0,rounding_size={corner}"
            self._ax.add_patch(FancyBboxPatch((x, y), width, height, boxstyle=box, **how))
        else:
            self._ax.add_patch(Rectangle((x, y), width, height, **how))

    def _circle(self, element: Any, how: dict[str, Any]) -> None:
        from matplotlib.patches import Circle

        x, y, radius = (float(element.get(name)) for name in ("cx", "cy", "r"))
        self._ax.add_patch(Circle((x, y), radius, **how, **self._colours(element)))

    def _line(self, element: Any, how: dict[str, Any]) -> None:
        points = [(float(element.get(f"x{end}")), float(element.get(f"y{end}"))) for end in "12"]
        self._outline(points, False, how | self._colours(element))

    def _path(self, element: Any, how: dict[str, Any]) -> None:
        found = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", element.get("d"))]
        closed = element.get("d").endswith("Z")
        self._outline(list(zip(found[::2], found[1::2])), closed, how | self._colours(element))

    def _outline(self, points: list[Any], closed: bool, how: dict[str, Any]) -> None:
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path as Outline

        whole = Outline([*points, points[0]] if closed else points, closed=closed)
        self._ax.add_patch(PathPatch(whole, **how))

    def _text(self, element: Any, how: dict[str, Any]) -> None:
        from matplotlib import patheffects

        classes = _classes(element)
        tone = next(self._tones[name] for name in classes if name.startswith("f-"))
        if "halo" in classes:
            ground = self._tones["f-ground"]
            how["path_effects"] = [patheffects.withStroke(linewidth=3.5, foreground=ground)]
        sides = {"middle": "center", "end": "right"}
        self._ax.text(
            float(element.get("x")), float(element.get("y")), (element.text or "").replace("$", r"\$"),
            color=tone, fontsize=float(element.get("font-size", 12)),
            fontweight="bold" if element.get("font-weight") else "normal",
            horizontalalignment=sides.get(element.get("text-anchor"), "left"),
            verticalalignment="baseline", family=self._fonts, **how,
        )  # fmt: skip


def _classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()
