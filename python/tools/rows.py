"""Reads the tables of classifications and formulas, src/capi/rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

ROWS = Path(__file__).resolve().parents[2] / "src" / "capi" / "rows"
ABOUT = r"((?:^ *///.*\n)+) *\d+ (\w+)"
SCHEME = re.compile(
    ABOUT + r'\s+"[^"]*" "[^"]*"\s+[\w:]+\s*\{([^}]*)\}\s*\(([^()]*)\)\s*=>'
    r"(?:(?!^    ///)[\s\S])*?\[([A-Z_,\s]*)\];",
    re.MULTILINE,
)
FORMULA = re.compile(
    ABOUT + r"\s*\{([^}]*)\}\s*\{([^}]*)\}\s*\(([^()]*)\)\s*\[([^]]*)\]\s*\[([^]]*)\]\s*=>",
    re.MULTILINE,
)
SETTING = re.compile(r"(\w+): (\[[^]]*\]|[\w:]+(?:<\w+>)?) = \[([^]]*)\]")


@dataclass
class Row:
    """A row of a table."""

    about: str
    needed: dict[str, str] = field(default_factory=dict)
    optional: dict[str, str] = field(default_factory=dict)
    settings: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    each: list[str] = field(default_factory=list)
    of_all: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)

    @property
    def inputs(self) -> dict[str, str]:
        return self.needed | self.optional


def listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def typed(text: str) -> dict[str, str]:
    return {name.strip(): kind.strip() for name, kind in (p.split(":") for p in listed(text))}


def words_of(doc: str) -> str:
    """What the table says of a row, without sentences for readers of C."""
    said = " ".join(line.strip().removeprefix("///").strip() for line in doc.splitlines())
    kept = [
        s for s in re.split(r"(?<=\.)\s+(?=[A-Z`])", said) if not re.search("habitue_", s, re.I)
    ]
    return re.sub(r"`([^`]+)`", r"``\1``", " ".join(kept))


def rows() -> tuple[dict[str, Row], dict[str, Row]]:
    """Schemes and formulas by symbol."""
    text = (ROWS / "schemes.in.rs").read_text("utf-8")
    settings = lambda found: {n: (k, listed(d)) for n, k, d in SETTING.findall(found)}  # noqa: E731
    schemes = {
        symbol: Row(words_of(doc), {}, typed(facts), settings(given), classes=listed(classes))
        for doc, symbol, facts, given, classes in SCHEME.findall(text)
    }
    parts = sorted((ROWS / "formulas").glob("*.in.rs"))
    text = "\n".join(part.read_text("utf-8") for part in parts)
    formulas = {
        symbol: Row(
            words_of(doc),
            typed(needed),
            typed(optional),
            settings(given),
            listed(each),
            listed(all_),
        )
        for doc, symbol, needed, optional, given, each, all_ in FORMULA.findall(text)
    }
    return schemes, formulas
