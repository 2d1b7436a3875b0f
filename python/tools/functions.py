"""The Python functions and results over the tables of classifications and formulas.

What the tables say (src/capi/rows; rows.py reads them) is taken from there, the numbers of words from
include/habitue.h, and the rest from functions.toml, which tells how it is written.
`generate_abi.py` writes and checks what `modules` gives. Python 3.11, standard library only.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import made
import models
import tomllib
from layout import (
    code_of,
    docstring,
    fitted,
    imported,
    indented,
    inside,
    listing,
    paragraphs,
    wrapped,
)
from plain_rows import PLAIN
from record_rows import RECORDS
from rows import Row, rows
from shapes import BODIES, KINDS, SPOKEN, Function, Holder, Maker, Output, Worked, constants

WORDS = Path(__file__).with_name("functions.toml")


MIRRORED = (
    *("BrandUse", "Defection", "Funnel", "LeakyBucket", "LogRank"),
    *("TierEconomics", "TierStatistics"),
)
"""Results of records.py that functions return."""
OF_QUALITY = ("FrequencyFit", "FrequencySpend", "HoldoutClasses", "HoldoutErrors", "Regularity")
"""Those that say how well models fit."""
SIMULATED = ("SimulatedBase", "SimulatedCohorts", "SimulatedFuture", "SimulatedPurchases")
"""Those of simulations."""
GIVEN = {"CashFlow": "The payments.", "Figure": "The picture, as SVG; a notebook shows it."}
"""What is given by modules written by hand."""
SAID = {each.name: each.says for each in (*RECORDS, *PLAIN)}
"""What results of records.py say of themselves."""


class Generator:
    """What functions.toml tells, with the tables and the header beside it."""

    def __init__(self, header: Any) -> None:
        self.header = header
        self.told = tomllib.loads(WORDS.read_text("utf-8"))
        self.schemes, self.formulas = rows()
        self.choices = {name: self.choice(said) for name, said in self.told.pop("choices").items()}
        self.shared: dict[str, str] = self.told.pop("parameters")
        self.public: dict[str, Any] = self.told.pop("modules")

    def choice(self, said: Any) -> dict[str, int]:
        """The words of a choice with their numbers."""
        constants = self.header.constants
        if isinstance(said, dict):
            found = {word: constants[f"HABITUE_{symbol}"] for word, symbol in said.items()}
        else:
            prefix, *some = [said] if isinstance(said, str) else said
            some = some or [
                name.removeprefix(f"HABITUE_{prefix}").lower()
                for name in constants
                if name.startswith(f"HABITUE_{prefix}")
            ]
            found = {word: constants[f"HABITUE_{prefix}{word.upper()}"] for word in some}
        return {word: int(number) for word, number in found.items()}

    def word(
        self, name: str, told: dict[str, Any], where: str, otherwise: str | None = None
    ) -> str:
        for module in self.told.values():
            if "like" in told and told["like"] in module:
                like = module[told["like"]]
                told = {**told, "where": like.get("where", {}) | told.get("where", {})}
        found = told.get("where", {}).get(name, self.shared.get(name, otherwise))
        if found is None:
            raise SystemExit(f"{where}: not a word on {name}")
        return str(found)

    def home_of(self, function: str, told: dict[str, Any]) -> str:
        """The module in which a reader looks for a function."""
        if function == "of":
            return "gaps"
        homes = [module for module, entries in self.told.items() if function in entries]
        module = next((m for m in homes if self.told[m][function] is told), homes[0])
        wider = {"cash_flow": "economics", "investment": "economics", "wallet": "loyalty"}
        return wider.get(module, module)

    def told_of(self, result: str) -> str:
        """What a class of results says of itself."""
        if result in GIVEN:
            return GIVEN[result]
        for name in (result, f"{result}Fields"):
            for entries in self.told.values():
                if "fields" in entries.get(name, ()):
                    return str(entries[name]["says"])
            if name in SAID:
                return SAID[name]
        return ""

    def example_of(self, function: str, told: dict[str, Any], homed: bool = True) -> list[str]:
        """The example of a function, with the import of its module."""
        example = told["example"].strip()
        homes = {self.home_of(function, told)} if homed else set()
        homes |= {"loyalty"} & set(re.findall(r"= (\w+)\.", example))
        first = [f">>> from habitue import {', '.join(sorted(homes))}"] if homes else []
        return [*first, *example.splitlines()]

    def examples(self) -> dict[str, list[str]]:
        """How results come about: by the example of the first function that gives them."""
        found: dict[str, list[str]] = {}
        for entries in self.told.values():
            for name, told in entries.items():
                given = told.get("gives", told.get("returns"))
                if isinstance(given, str) and "example" in told and "fields" not in told:
                    kind = re.sub(r"(?:list|tuple)\[(\w+).*\]", r"\1", given)
                    found.setdefault(kind, self.example_of(name, told))
        return found

    def result(self, name: str) -> dict[str, Any]:
        return next(m[name] for m in self.told.values() if name in m)

    def fields(self, name: str, row: Row) -> list[Output]:
        return [Output(said, row) for said in self.result(name)["fields"]]

    def dataclass(self, name: str, told: dict[str, Any], row: Row | None) -> list[str]:
        """A result as a frozen dataclass."""
        fields, words = [], []
        for said in told["fields"]:
            left, _, default = said.partition(" = ")
            own, _, kind = (part.strip() for part in left.partition(": "))
            if not kind or kind in KINDS:
                one = Output(said, row or Row(""))
                kind, default = one.type, ""
            fields.append(f"{own}: {kind}" + (f" = {default}" if default else ""))
            word = self.word(own, {"where": told.get("where", {})}, name)
            words += [f"{own} : {SPOKEN.get(kind, kind)}", *indented(wrapped(word, 4))]
        shown = self.examples().get(name, [])  # that of `Fields` stands where they are extended
        if "example" in told and not name.endswith("Fields"):
            shown = self.example_of("of", told, "takes" in told)
        doc = docstring(
            [("", paragraphs(told["says"])), ("Attributes", words), ("Examples", shown)]
        )
        base = "(Record)" if name.endswith("Fields") else ""
        return [
            "",
            "",
            "@dataclass(frozen=True)",
            f"class {name}{base}:",
            *indented(doc),
            "",
            *indented(fields),
            *(self.maker(name, told) if "takes" in told else []),
        ]

    def maker(self, name: str, told: dict[str, Any]) -> list[str]:
        """The method `of` that computes a result."""
        row = self.formulas[told["formula"]]
        with inside():
            made = Maker(
                "of", {**told, "of": name, "says": told["made"], "returns": name}, row, self
            )
            return ["", "    @classmethod", *indented(made.lines()[2:])]

    def module(self, module: str, entries: dict[str, Any]) -> str:
        """The module of the functions of a module."""
        made: list[Function] = []
        for name, told in entries.items():
            if "gives" in told:
                made.append(Worked(name, told, Row(""), self))
            elif "holds" in told:
                made.append(Holder(name, told, self.formulas.get(told["holds"], Row("")), self))
            elif "takes" in told and "fields" not in told:
                table = self.schemes if "scheme" in told else self.formulas
                made.append(
                    Function(name, told, table[told.get("scheme") or told["formula"]], self)
                )
        public = self.public.get(module, {})
        offered: dict[str, str] = public.get("offers", {})
        listed = [name for name in (*entries, *offered) if not name.endswith("Fields")]
        results = [name for name in listed if "fields" in entries.get(name, ())]
        body = "\n".join(line for function in made for line in function.lines())
        own = [name for name in results if not re.search(rf"\b{name}\b", code_of(body))]
        about = public.get("says", f"Functions of `habitue.{module}` over what the library has.")
        foot = [
            "",
            "",
            "for _name in __all__:",
            f'    globals()[_name].__module__ = "habitue.{module}"',
        ]
        head = self.head(about, body, [*own, *offered])
        foot = [] if public else foot
        return "\n".join([*head, *listing(sorted(listed)), body, *foot, ""])

    def results(self) -> str:
        """The module of the results."""
        rows_of = {
            re.sub(r"list\[(\w+)\]", r"\1", f["returns"]): self.formulas[f["formula"]]
            for entries in self.told.values()
            for f in entries.values()
            if isinstance(f.get("returns"), str) and "formula" in f
        }
        lines, feet = [], ["", ""]
        for module, entries in self.told.items():
            for name, told in entries.items():
                if "fields" in told:
                    row = self.formulas[told["formula"]] if "formula" in told else rows_of.get(name)
                    lines += self.dataclass(name, told, row)
                    if not name.endswith("Fields"):
                        feet.append(f'{name}.__module__ = "habitue.{module}"')
        body = "\n".join(lines)
        about = "Results of functions and methods, in the words of functions.toml."
        return "\n".join([*self.head(about, body, [])[:-1], body, *feet, ""])

    def head(self, about: str, body: str, more: list[str]) -> list[str]:
        """What stands before the functions; ``more`` are results to import beside those used."""
        uses = lambda word: re.search(rf"(?<![\w.\"`])({word})\b(?=[]\[(.,:\s|=)])", code_of(body))  # noqa: E731
        outside, inside = [], []
        abstract = [name for name in ("Mapping", "Sequence") if uses(name)]
        if abstract:
            outside.append(f"from collections.abc import {', '.join(abstract)}")
        if "@dataclass" in body:
            outside.append("from dataclasses import dataclass")
        elsewhere = uses("MarginMultiple") and "class MarginMultiple" not in body
        typing = ["TYPE_CHECKING"] * bool(elsewhere or uses("Self")) + ["Any"] * bool(uses("Any"))
        if typing:
            outside.append(f"from typing import {', '.join(typing)}")
        numpy = []
        if uses("np"):
            numpy.append("import numpy as np")
        if uses("NDArray"):
            numpy.append("from numpy.typing import NDArray")
        chosen = sorted(
            name for choice in self.choices for name in (choice, constants(choice)) if uses(name)
        )
        sources = {
            "_choices": chosen,
            "_columns": [n for n in ("Column", "Day", "Frame") if uses(n)],
            "_evidence": [n for n in ("Floats", "Values", "ends", "tabled") if uses(n)],
            "_flows": ["CashFlow"] if "CashFlow" in more else [],
            "_library": [n for n in ("enumerator",) if uses(n)],
            "_money": [n for n in ("AmountUnit",) if uses(n)],
            "_pictures": ["Figure"] if "Figure" in more else [],
            "_records": ["Record"] if "(Record):" in body else [],
            "_records_of_value": [n for n in MIRRORED if uses(n) or n in more],
            "_records_of_quality": [n for n in OF_QUALITY if uses(n)],
            "_records_of_simulations": [n for n in SIMULATED if uses(n) or n in more],
            "_records_of_surveys": ["Weighting"] if uses("Weighting") else [],
            "_results": [
                name
                for entries in self.told.values()
                for name, told in entries.items()
                if "fields" in told
                and (name in more or uses(name))
                and not re.search(rf"class {name}\b", body)
            ],
            "_scalars": [n for n in ("instance", "real", "several", "whole") if uses(n)],
            "cash_flow": ["CashFlow"] if uses("CashFlow") else [],
            "classification": [n for n in ("Classification", "_judge") if uses(n)],
            "contract": ["ContractModel"] if uses("ContractModel") else [],
            "covariates": ["CovariateModel"] if uses("CovariateModel") else [],
            "lifetime": [n for n in ("PurchaseModel", "SpendModel") if uses(n)],
        }
        own = [name for name in ("_columns", "_evidence", *BODIES) if f" {name}." in body]
        if own:
            inside.append(f"from . import {', '.join(own)}")
        for source, names in sources.items():
            if names:
                names.sort(key=lambda n: (not n.isupper(), not n[0].isupper(), n))
                inside += imported(f"from .{source} import", names)
        groups = [group for group in (outside, numpy, inside) if group]
        lines = [
            f'"""{about}',
            "",
            "Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.",
            '"""',
            "",
            "from __future__ import annotations",
        ]
        for group in groups:
            lines += ["", *group]
        if uses("Self"):
            lines += ["", "if TYPE_CHECKING:", "    from typing_extensions import Self"]
        if elsewhere:
            lines += ["", "if TYPE_CHECKING:", "    from .economics import MarginMultiple"]
        return [*lines, ""]

    def choices_module(self) -> str:
        lines = [
            '"""Arguments that go by words, with their numbers in the library.',
            "",
            "Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.",
            '"""',
            "",
            "from __future__ import annotations",
            "",
            "from typing import Literal",
        ]
        for name, words in self.choices.items():
            quoted = [f'"{word}"' for word in words]
            lines += ["", *fitted(f"{name} = Literal[", quoted, "]")]
            pairs = [f'"{word}": {number}' for word, number in words.items()]
            lines += fitted(f"{constants(name)}: dict[str, int] = {{", pairs, "}")
        return "\n".join([*lines, ""])


def examples(header: Any) -> dict[str, list[str]]:
    """How results come about, by the name of their class."""
    generator = Generator(header)
    for apart in ("fits", "made"):
        del generator.told[apart]
    return generator.examples()


def modules(header: Any) -> dict[str, str]:
    """The text of each generated module by the name of its file."""
    generator = Generator(header)
    found = {"_choices.py": generator.choices_module(), "_results.py": generator.results()}
    found["_fits.py"] = models.render(generator.told.pop("fits"), generator)
    found["_made.py"] = made.render(generator.told.pop("made"), generator)
    for module, entries in generator.told.items():
        if not any("takes" in told and "fields" not in told for told in entries.values()):
            continue
        private = "" if module in generator.public else "_"
        found[f"{private}{module}.py"] = generator.module(module, entries)
    return found
