"""Runs the code of the pages of lifetimes' documentation with `habitue.compat.lifetimes` in its
place, and compares every number that is printed there.

    python python/tools/lifetimes_pages.py CHECKOUT

CHECKOUT is a checkout of lifetimes (https://github.com/CamDavidsonPilon/lifetimes), of which only the
pages (docs/*.md) and the data files are read. A number agrees where it rounds to the digits that are
printed. One within a millionth is told as such: lifetimes ends its search for parameters short of the
maximum, ours where the gradient is zero. Any other difference fails. Needs pandas and matplotlib.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lifetimes_tests import InPlace

PAGES = ("Quickstart.md", "Saving and loading model.md")
BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]\d+)?")
SEARCH = 1e-6
"""How far lifetimes' parameters are from the maximum, relative to what they are."""


def parts(block: str) -> Iterator[tuple[str, str]]:
    """Code with what is printed behind it: a string that stands alone, or a comment."""
    lines = block.split("\n")
    begin = 0
    for node in ast.parse(block).body:
        value = getattr(node, "value", None)
        if isinstance(node, ast.Expr) and isinstance(value, ast.Constant):
            yield "\n".join(lines[begin : node.lineno - 1]), str(value.value)
            begin = node.end_lineno or begin
    rest = lines[begin:]
    said = [line.lstrip("# ") for line in rest[-2:] if line.startswith("# ")]
    yield "\n".join(rest), "\n".join(said)


def shown(code: str, names: dict[str, Any]) -> str:
    """What a notebook shows of code: what it prints, and its last value."""
    tree = ast.parse(code)
    last = tree.body[-1] if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    first = ast.Module(tree.body[:-1] if last else tree.body, [])
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        exec(compile(first, "page", "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "page", "eval"), names)
            if value is not None:
                print(value)
    return heard.getvalue()


def differences(printed: str, found: str) -> Iterator[tuple[str, bool]]:
    """The numbers that are not those of the page, and whether they are within the search."""
    theirs, ours = NUMBER.findall(printed), NUMBER.findall(found)
    if len(theirs) != len(ours):
        yield f"{len(theirs)} numbers are printed, {len(ours)} found: {found.strip()!r}", False
    for their, our in zip(theirs, ours):
        places, apart = len(their.partition(".")[2]), abs(float(their) - float(our))
        if apart > 0.500001 * 10.0**-places:
            near = apart <= SEARCH * abs(float(their)) + 0.5 * 10.0**-places
            yield f"{their} is printed, {our} found", near


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not (Path(arguments[0]) / "docs" / PAGES[0]).is_file():
        print(__doc__)
        return 2
    checkout = Path(arguments[0]).resolve()
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    InPlace(checkout)
    import matplotlib.pyplot
    import pandas

    matplotlib.use("Agg")
    for option, value in (("precision", 10), ("width", 1000), ("max_columns", 100)):
        pandas.set_option(f"display.{option}", value)
    compared = near = apart = 0
    for page in PAGES:
        names: dict[str, Any] = {}
        text = (checkout / "docs" / page).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)  # pages save models
            for block in BLOCK.findall(text):
                for code, printed in parts(block):
                    found = shown(code, names)
                    matplotlib.pyplot.close("all")
                    if not printed:
                        continue
                    compared += len(NUMBER.findall(printed))
                    for line, within in differences(printed, found):
                        near, apart = near + within, apart + (not within)
                        print(f"{page}: {line}{' (the search)' if within else ''}")
            os.chdir(checkout)
    print(f"{compared} numbers compared: {near} within a millionth, {apart} apart, the rest equal")
    return int(apart > 0 or compared == 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
