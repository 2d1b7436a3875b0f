#!/usr/bin/env python3
"""Generates habitue/_abi.py from include/habitue.h, the classes of models from the table of
models, src/lifetime/kinds/models.in.rs, the questions to them (predictions.py), the results that
mirror a structure (records.py), and the functions over the tables of classifications and formulas
(functions.py).

    python/tools/generate_abi.py            rewrites what is generated in python/habitue
    python/tools/generate_abi.py --check    fails if it differs

The header is itself generated from the library, so nothing about the interface
is written by hand in Python. Only the standard library is used.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

import functions
import model_words
import predictions
import records

ROOT = Path(__file__).resolve().parents[2]
HEADER = ROOT / "include" / "habitue.h"
MODELS = ROOT / "src" / "lifetime" / "kinds" / "models.in.rs"
PACKAGE = ROOT / "python" / "habitue"

PREAMBLE = '''"""The C interface as ctypes sees it: constants, structures, functions.

INITIAL holds what the _INIT macros say; FUNCTIONS the result and the arguments, which DECLARED spells:
`<T` is a column that is read, `>T` one that is written, `*T` a pointer to one.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

import ctypes
from typing import Any

from ._pointers import Declared, declared

I8, I16, I32, I64 = ctypes.c_int8, ctypes.c_int16, ctypes.c_int32, ctypes.c_int64
U8, U16, U32, U64 = ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32, ctypes.c_uint64
SIZE, F64, CHAR = ctypes.c_size_t, ctypes.c_double, ctypes.c_char
TEXT, ADDRESS = ctypes.c_char_p, ctypes.c_void_p
Structure = ctypes.Structure


def fields(text: str) -> Any:
    return [declared(word, globals()) for word in text.split()]

'''

SCALARS = {
    **{f"int{bits}_t": f"I{bits}" for bits in (8, 16, 32, 64)},
    **{f"uint{bits}_t": f"U{bits}" for bits in (8, 16, 32, 64)},
    "size_t": "SIZE",
    "double": "F64",
    "char": "CHAR",
}

DEFINE = re.compile(r"^#define\s+(HABITUE_\w+)[ \t]+(.+)$", re.MULTILINE)
NUMBER = re.compile(r"^[-+(]*[\d.][\w.+-]*\)*$")
OPAQUE = re.compile(r"typedef\s+struct\s+(habitue_\w+)\s+\1\s*;")
STRUCTURE = re.compile(r"typedef\s+struct\s+(habitue_\w+)\s*\{(.*?)\}\s*\1\s*;", re.DOTALL)
CALLBACK = re.compile(r"typedef\s+([\w\s*]+?)\(\*\s*(habitue_\w+)\s*\)\s*\((.*?)\)\s*;", re.DOTALL)
ALIAS = re.compile(r"typedef\s+(\w+)\s+(habitue_\w+)\s*;")
FUNCTION = re.compile(
    r"HABITUE_(?:API|CHECKED)\s+((?:const\s+)?(?:struct\s+)?\w+[\s*]+)(habitue_\w+)\s*\((.*?)\)\s*;",
    re.DOTALL,
)
INLINE = re.compile(r"^static inline .*?^\}", re.DOTALL | re.MULTILINE)
DECLARATOR = re.compile(
    r"^(?P<type>.*?)(?P<name>\w+)\s*(?:\[(?P<length>\w+)\])?$", re.DOTALL
)


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.DOTALL)


def packed(first: str, words: Iterable[str], indent: str, room: int) -> list[str]:
    """Lines of up to 100 columns that hold as many words as they can, the last with room to spare."""
    lines = [first]
    for word in words:
        if len(lines[-1]) + 1 + len(word) <= 100 - room:
            lines[-1] += f" {word}"
        else:
            lines.append(f"{indent}{word}")
    return lines


class Interface:
    """What the header declares, and how ctypes spells it."""

    def __init__(self, header: str) -> None:
        text = without_comments(header).replace("\\\n", " ")
        self.constants: dict[str, str] = {}
        self.initialisers: dict[str, str] = {}
        for name, value in DEFINE.findall(text):
            value = " ".join(value.split())
            if name.endswith("_INIT"):
                self.initialisers["habitue_" + name[8:-5].lower()] = value
            elif NUMBER.match(value):
                self.constants[name] = self.number(value)
            elif value == "UINT64_MAX":
                self.constants[name] = str(2**64 - 1)
            elif value.startswith('"'):
                self.constants[name] = value
        code = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
        code = INLINE.sub("", code)
        self.opaque = OPAQUE.findall(code)
        self.aliases = {
            alias: target for target, alias in ALIAS.findall(code) if target != "struct"
        }
        self.structures = {
            name: [self.field(item) for item in body.split(";") if item.strip()]
            for name, body in STRUCTURE.findall(code)
        }
        self.callbacks = {
            name: (result, arguments) for result, name, arguments in CALLBACK.findall(code)
        }
        self.functions = {
            name: (result, arguments) for result, name, arguments in FUNCTION.findall(code)
        }
        declared = set(re.findall(r"\b(habitue_\w+)\s*\(", code)) - set(self.callbacks)
        missed = declared - set(self.functions)
        if missed:
            raise SystemExit(f"not understood: {', '.join(sorted(missed))}")
        unknown = set(self.initialisers) - set(self.structures)
        if unknown:
            raise SystemExit(f"an _INIT macro without a structure: {', '.join(sorted(unknown))}")

    @staticmethod
    def number(text: str) -> str:
        text = text.strip("()")
        return text if text.lower().startswith("0x") else re.sub(r"[uUlLfF]+$", "", text)

    @staticmethod
    def field(item: str) -> tuple[str, str, str | None]:
        match = DECLARATOR.match(" ".join(item.split()))
        assert match, item
        return match["type"].strip(), match["name"], match["length"]

    def spell(self, ctype: str) -> str:
        """The ctypes spelling of a C type."""
        words = ctype.replace("*", " * ").split()
        stars = words.count("*")
        first_star = words.index("*") if stars else len(words)
        constant = "const" in words[:first_star]
        base = " ".join(word for word in words if word not in ("const", "struct", "*"))
        base = self.aliases.get(base, base) if base not in SCALARS else base
        if stars == 0:
            if base == "void":
                return "None"
            if base in SCALARS:
                return SCALARS[base]
            return base
        if stars == 1:
            if base == "char" and constant:
                return "TEXT"
            if base == "void":
                return "ADDRESS"
            if base in SCALARS:
                return f"{'<' if constant else '>'}{SCALARS[base]}"
            return f"*{base}"
        if stars == 2 and base not in SCALARS and base != "void":
            return f"**{base}"
        raise SystemExit(f"no ctypes spelling for {ctype!r}")

    def member(self, ctype: str, length: str | None) -> str:
        """The ctypes spelling of a structure's field."""
        spelled = self.spell(ctype)
        if spelled[0] in "<>":
            spelled = "ADDRESS"
        return f"{spelled}*{length}" if length else spelled

    def arguments(self, text: str) -> list[tuple[str, str]]:
        items = [" ".join(item.split()) for item in text.split(",")]
        if items == ["void"] or items == [""]:
            return []
        return [(name, self.spell(ctype)) for ctype, name, _ in map(self.field, items)]

    def initialiser(self, structure: str) -> list[str]:
        """The fields that a structure begins with and that are not zero, behind its size."""
        text = self.initialisers[structure].replace("HABITUE_NOT_GIVEN", 'float("nan")')
        cells = re.findall(r"\{(?:[^{}]|\{[^{}]*\})*\}|[^\s,{}][^,{}]*", text[1:-1])
        fields = [name for _, name, _ in self.structures[structure]]
        if cells[0] != f"sizeof({structure})" or len(cells) != len(fields):
            raise SystemExit(f"not understood: {structure} = {text}")
        begins = {
            name: f"({cell[1:-1]})" if cell.startswith("{") else cell
            for name, cell in zip(fields[1:], cells[1:])
            if re.search(r"[1-9]|[A-Za-z]", cell)
        }
        return [f'"{name}": {cell}' for name, cell in begins.items()]

    def in_order(self) -> list[str]:
        """The structures, each after those that its members are or point to."""
        done: dict[str, None] = {}

        def visit(name: str) -> None:
            for ctype, _, _ in self.structures[name]:
                for word in re.findall(r"\w+", ctype):
                    if word in self.structures and word not in done and word != name:
                        visit(word)
            done[name] = None

        for name in self.structures:
            if name not in done:
                visit(name)
        return list(done)

    def render(self) -> str:
        lines = [PREAMBLE]
        lines += [f"{name} = {value}" for name, value in self.constants.items()]
        for name in self.opaque:
            lines += ["", "", f"class {name}(Structure):", '    """A handle."""']
        for name, (result, arguments) in self.callbacks.items():
            types = [self.spell(result)] + [
                "ADDRESS" if kind[0] in "<>" else kind for _, kind in self.arguments(arguments)
            ]
            lines += ["", "", f"{name} = ctypes.CFUNCTYPE({', '.join(types)})"]
        for name in self.in_order():
            words = [
                f"{field}:{self.member(ctype, length)}"
                for ctype, field, length in self.structures[name]
            ]
            lines += ["", "", f"class {name}(Structure):"]
            first, *rest = words
            if len(line := f'    _fields_ = fields("{" ".join(words)}")') <= 100:
                lines += [line]
                continue
            lines += packed(f'    _fields_ = fields("""{first}', rest, "        ", 4)
            lines[-1] += '""")'
        lines += ["", "", "INITIAL: dict[type[Structure], dict[str, Any]] = {"]
        for name in self.initialisers:
            begins = self.initialiser(name)
            line = f"    {name}: {{{', '.join(begins)}}},"
            cells = [f"        {cell}," for cell in begins]
            lines += [line] if len(line) <= 100 else [f"    {name}: {{", *cells, "    },"]
        lines += ["}", "", 'DECLARED = """']
        for name, (result, arguments) in self.functions.items():
            words = [f"{arg}:{kind}" for arg, kind in self.arguments(arguments)]
            lines += packed(f"{name} {self.spell(result)}", words, "    ", 0)
        lines += ['"""', "FUNCTIONS = Declared(globals(), DECLARED)", ""]
        return "\n".join(lines)


FAMILY = re.compile(r"^    (\w+) \{\n(.*?)^    \}", re.DOTALL | re.MULTILINE)
ROW = re.compile(r'((?:^ *///.*\n)+) *(\d+) (\w+) (\w+) \w+ "([^"]*)" "[^"]*" \[([^]]*)\];', re.MULTILINE)
REFUSED = (
    "For a parameter that is not positive and finite.",
    "For a parameter that is not positive and finite, and a k that is not whole or above 1000.",
)
"""Of models whose parameters are all estimated, and of the others."""
BASES = {"purchase": "PurchaseModel", "spend": "SpendModel", "contract": "ContractModel"}


def class_of(family: str, row: tuple[str, ...]) -> list[str]:
    """The class of a kind of model."""
    about, _, symbol, name, english, listed = row
    words = " ".join(line.strip().removeprefix("///").strip() for line in about.splitlines())
    first, _, rest = words.partition(". ")
    said = [f'"""{english} {first.rstrip(".")}.']
    said += ["", *textwrap.wrap(rest, 96, break_on_hyphens=False)] if rest else []
    estimated, _, chosen = listed.partition(";")
    typed = [(own.strip(), "float") for own in estimated.split(",")]
    typed += [tuple(part.strip() for part in chosen.split(":"))] if chosen else []
    signature = ", ".join(f"{own}: {kind}" for own, kind in typed)
    module = "contract" if family == "contract" else "lifetime"
    kinds = dict(typed)
    said += ["", "Parameters", "----------"]
    for own, says in model_words.PARAMETERS[name]:
        said += [f"{own} : {kinds[own.partition(',')[0]]}"]
        said += textwrap.wrap(says, 92, initial_indent="    ", subsequent_indent="    ")
    said += ["", "Raises", "------", "DataError", f"    {REFUSED[': int' in chosen]}"]
    said += ["", "Examples", "--------", f">>> from habitue.{module} import {name}"]
    said += [*model_words.EXAMPLES[name], '"""']
    return [
        "",
        "",
        f"class {name}({BASES[family]}):",
        *(f"    {line}" if line else "" for line in said),
        "",
        f'    __module__ = "habitue.{module}"',
        f"    _KIND = _abi.HABITUE_MODEL_{symbol}",
        "",
        f"    def __init__(self, {signature}) -> None:",
        f"        super().__init__({', '.join(own for own, _ in typed)})",
    ]


def classes(table: str, *families: str) -> str:
    """The module of the classes of some families."""
    rows = [
        (family, row)
        for family, inside in FAMILY.findall(table)
        if family in families
        for row in ROW.findall(inside)
    ]
    bases = ", ".join(sorted({BASES[family] for family, _ in rows}))
    lines = [
        '"""A class a kind of model.',
        "",
        "Generated from src/lifetime/kinds/models.in.rs by python/tools/generate_abi.py; do not edit.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "from . import _abi",
        f"from ._families import {bases}",
        "",
        "__all__ = [",
        *(f'    "{name}",' for name in sorted(row[3] for _, row in rows)),
        "]",
    ]
    for family, row in rows:
        lines += class_of(family, row)
    return "\n".join([*lines, ""])


def main(arguments: list[str]) -> int:
    table = MODELS.read_text(encoding="utf-8")
    header = Interface(HEADER.read_text(encoding="utf-8"))
    generated = {
        "_abi.py": header.render(),
        "_kinds.py": classes(table, "purchase", "spend"),
        "_contract_kinds.py": classes(table, "contract"),
        "_predictions.py": predictions.render(),
        "posterior.py": predictions.render_posterior(),
        **records.render(HEADER.read_text(encoding="utf-8"), functions.examples(header)),
        **functions.modules(header),
    }
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    differ = 0
    for name, text in generated.items():
        place = PACKAGE / name
        if not arguments:
            place.write_text(text, encoding="utf-8")
        elif place.read_text(encoding="utf-8") != text:
            print(f"{place} is not what is generated; run {__file__}", file=sys.stderr)
            differ = 1
    return differ


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
