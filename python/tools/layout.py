"""How generated Python is laid out: as the formatter leaves it, at 100 columns."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 100
_depth = 0


@contextmanager
def inside() -> Iterator[None]:
    """What is laid out meanwhile stands in a class."""
    global _depth
    _depth += 4
    yield
    _depth -= 4


def fits(line: str) -> bool:
    """Whether a line of a body is short enough."""
    return len(line) + 4 + _depth <= WIDTH


def cut(text: str) -> Iterator[str]:
    """The parts of a list between commas outside of brackets."""
    return (part.strip() for part in re.split(r",(?=\s)(?![^([]*[)\]])(?![^(]*\([^()]*\)\))", text))


def code_of(body: str) -> str:
    """A module without its docstrings."""
    return re.sub(r'"""(?:.|\n)*?"""', '""', body)


def fitted(start: str, parts: list[str], end: str) -> list[str]:
    """A bracket on one line where it fits, else a line a part, as the formatter leaves it."""
    bodies = ("return", "given", "for ", "found", "columns", "self.")
    indent = _depth + (4 if start.startswith(bodies) else 0)
    line = f"{start}{', '.join(parts)}{end}"
    if len(line) + indent <= WIDTH:
        return [line]
    return [start, *(line for part in parts for line in broken(part, indent + 4)), end]


def broken(part: str, indent: int) -> list[str]:
    """One argument on a line of its own, with a comma; on several where it is too long."""
    if len(part) + indent + 1 <= WIDTH or not part.endswith(")"):
        return [f"    {part},"]
    start, _, inside = part.removesuffix(")").partition("(")
    listed = [line for one in cut(inside) for line in broken(one, indent + 4)]
    return [f"    {start}(", *indented(listed), "    ),"]


def imported(start: str, names: list[str]) -> list[str]:
    line = f"{start} {', '.join(names)}"
    if len(line) <= WIDTH:
        return [line]
    return [f"{start} (", *(f"    {name}," for name in names), ")"]


def listing(names: list[str]) -> list[str]:
    return fitted("__all__ = [", [f'"{name}"' for name in names], "]")


def wrapped(text: str, indent: int = 0, hang: bool = False) -> list[str]:
    width = WIDTH - 4 - _depth - indent
    return textwrap.wrap(
        text, width, break_on_hyphens=False, break_long_words=False,
        subsequent_indent="    " if hang else "",
    )  # fmt: skip


def indented(lines: list[str]) -> list[str]:
    return [f"    {line}" if line else line for line in lines]


def paragraphs(text: str) -> list[str]:
    """The first sentence, a blank line, the rest."""
    first, _, rest = re.sub(r"\s+", " ", text.strip()).partition(". ")
    quotes = 3  # before the first line
    if not rest:
        return wrapped(first, quotes)
    return [*wrapped(f"{first}.", quotes), "", *wrapped(rest)]


def docstring(sections: list[tuple[str, list[str]]]) -> list[str]:
    lines: list[str] = []
    for title, inside in sections:
        if not inside:
            continue
        lines += [*([""] if lines else []), *([title, "-" * len(title)] if title else []), *inside]
    lines = [line.replace("\\", "\\\\") for line in lines]
    return [f'"""{lines[0]}', *lines[1:], '"""']
