"""Methods of several classes that take the same arguments: habitue/_made.py, of the tables [made]
of functions.toml, which say each argument once.

A method is that of a class by hand, whose own method with an underscore before the name works it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from layout import code_of, fitted, imported, indented, inside
from rows import Row
from shapes import Worked

if TYPE_CHECKING:
    from functions import Generator

HEAD = '''"""Methods of classes, in the words of functions.toml; what they do is said in the classes.

Generated from functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:'''
TAIL = '''

def _own_names(*classes: type) -> None:
    """Python's own refusals name a method by the class that has it."""
    for made in classes:
        for method in vars(made).values():
            body = getattr(method, "__func__", method)
            if callable(body):
                body.__qualname__ = body.__qualname__.replace("Made.", ".")

'''
TYPES = {
    "collections.abc": ("Mapping", "Sequence"),
    "os": ("PathLike",),
    "typing_extensions": ("Self", "Unpack"),
    "._choices": ("KanoTable", "ProportionInterval"),
    "._columns": ("Amount", "Column", "Day", "Frame"),
    "._customers": ("Floats",),
    "._library": ("Report",),
    "._money": ("AmountUnit",),
    "._model": ("Model",),
    "._records": ("CovariateOptions",),
    "._records_of_summaries": ("Customers", "Rejections", "Scores"),
    ".covariates": ("CovariateModel",),
    ".gaps": ("EffortScore", "Scorecard", "ServiceQuality"),
    ".kano": ("FuzzyKano", "Kano", "KanoCounts"),
    ".lifetime": ("PurchaseModel",),
    ".live": ("Live",),
    ".satisfaction": (
        *("Form", "PromoterCounts", "PromoterInterval", "PromoterScore", "SatisfactionIndex"),
        "TopBox",
    ),
    ".structure": ("DriverIntervals", "PathBootstrap", "PathModel", "Scheme", "SegmentComparison"),
    ".summary": (
        *("BadRows", "Convention", "Duplicates", "Guests", "KeyStep", "OtherCurrencies"),
        *("RefundMatching", "Table", "Tracking", "Unit", "ZeroAmounts"),
    ),
    ".survey": ("Answers", "Missing", "Moments", "OutOfScale", "Questionnaire"),
    ".uncertainty": ("Likelihood",),
}
"""Where the types of arguments and answers are."""


class Made(Worked):
    """A method, and the one that the class has to have."""

    homed = False

    def __init__(self, name: str, told: dict[str, Any], generator: Generator) -> None:
        super().__init__(name, told, Row(""), generator)
        for one in self.parameters:
            one.spoken, _, one.word = self.word(one.name).partition(": ")

    @property
    def owner(self) -> str:
        return "self" if self.told.get("instance") else "cls"

    def signature(self) -> list[str]:
        parts = [str(p) for p in self.parameters]
        star = next((at for at, p in enumerate(self.parameters) if p.keyword), None)
        if star is not None:
            parts.insert(star, "*")
        if "options" in self.told:
            parts.append(f"**options: Unpack[{self.told['options']}]")
        made = fitted(f"def {self.name}(", [self.owner, *parts], f") -> {self.result}:")
        return made if self.told.get("instance") else ["@classmethod", *made]

    def returned(self) -> list[str]:
        return [] if self.result == "None" else super().returned()

    def body(self) -> Iterator[str]:
        given = [f"{p.name}={p.name}" for p in self.parameters]
        given += ["options=options"] if "options" in self.told else []
        start = "" if self.result == "None" else "return "
        yield from fitted(f"{start}{self.owner}._{self.name}(", given, ")")

    def lines(self) -> list[str]:
        stub = f"def _{self.name}({self.owner}, *args: Any, **given: Any) -> {self.result}:"
        decorated = [] if self.told.get("instance") else ["@classmethod"]
        return [
            "",
            *self.signature(),
            *indented([*self.doc(), *self.body()]),
            "",
            *decorated,
            stub,
            "    raise NotImplementedError",
        ]


def render(told: dict[str, Any], generator: Generator) -> str:
    """The module of the methods."""
    lines: list[str] = []
    words = told.pop("arguments")
    for owner, methods in told.items():
        with inside():
            made = [
                line
                for name, said in methods.items()
                for line in Made(
                    name, {**said, "where": words | said.get("where", {})}, generator
                ).lines()
            ]
        lines += ["", "", f"class {owner}Made:", f'    """Methods of `{owner}`."""']
        lines += indented(made)
    code = code_of("\n".join(lines))
    heads: list[str] = []
    groups: list[list[str]] = [[], [], []]
    for source, names in TYPES.items():
        used = [name for name in names if re.search(rf"(?<![\w.]){name}\b(?!\()", code)]
        if used:
            place = 2 if source[0] == "." else int(source == "typing_extensions")
            groups[place] += indented(imported(f"from {source} import", used))
    for group in groups:
        heads += [*([""] if heads and group else []), *group]
    named = fitted("_own_names(", [f"{owner}Made" for owner in told], ")")
    return "\n".join([HEAD, *heads, *lines, TAIL, *named, ""])
