"""The Python functions and results over the tables of classifications and formulas.

What the tables say (src/capi/rows) is taken from there, the numbers of words from
include/habitue.h, and the rest from functions.toml, which tells how it is written.
`generate_abi.py` writes and checks what `modules` gives. Python 3.11, standard library only.
"""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ROWS = ROOT / "src" / "capi" / "rows"
WORDS = Path(__file__).with_name("functions.toml")
WIDTH = 100

ABOUT = r"((?:^ *///.*\n)+) *\d+ (\w+)"
SCHEME = re.compile(
    ABOUT + r'\s+"[^"]*" "[^"]*"\s+[\w:]+\s*\{([^}]*)\}\s*\(([^()]*)\)\s*=>', re.MULTILINE
)
FORMULA = re.compile(
    ABOUT + r"\s*\{([^}]*)\}\s*\{([^}]*)\}\s*\(([^()]*)\)\s*\[([^]]*)\]\s*\[([^]]*)\]\s*=>",
    re.MULTILINE,
)
SETTING = re.compile(r"(\w+): (\[[^]]*\]|[\w:]+(?:<\w+>)?) = \[([^]]*)\]")

COLUMNS = {
    "f64": "column of float",
    "i32": "column of int",
    "i64": "column of int",
    "u32": "column of int",
    "u64": "column of int",
    "u8": "column of bool",
}
KINDS = {
    "column": "Floats",
    "codes": "NDArray[np.int32]",
    "flags": "NDArray[np.bool_]",
    "number": "float",
    "maybe": "float | None",
    "count": "int",
    "answer": "bool | None",
    "names": "tuple[str, ...]",
}
SPOKEN = {
    "Floats": "array of float64",
    "NDArray[np.int32]": "array of int32",
    "NDArray[np.uint64]": "array of uint64",
    "NDArray[np.bool_]": "array of bool",
}
RAISES = {
    "scheme": "For a fact or setting out of its range: which row and column, and what is allowed.",
    "formula": "For a value that cannot be: which row and column, and what is allowed.",
    "worked": "For a value that cannot be: which row and column, and what is allowed.",
}
READERS = {
    "floats": ("column of float", "_columns.floats"),
    "counts": ("column of int", "_columns.counts"),
    "codes": ("column of int", "_columns.codes"),
    "integers": ("column of int", "_columns.integers"),
    "flags": ("column of bool", "_columns.flags"),
    "keys": ("column of int or str", "_columns.keys"),
    "matrix": ("array of two dimensions", "_columns.matrix"),
    "amounts": ("column of float, or of int for minor units", "_worked.amounts"),
}
"""Kinds of columns of functions that are worked by hand: what they hold, and what reads them."""
MIRRORED = (
    *("BrandUse", "Defection", "Funnel", "LeakyBucket", "LogRank"),
    *("TierEconomics", "TierStatistics"),
)
"""Results of records.py that functions return."""
OF_QUALITY = ("FrequencySpend", "HoldoutClasses", "HoldoutErrors", "Regularity")
"""Those that say how well models fit."""


@dataclass
class Row:
    """A row of a table."""

    about: str
    needed: dict[str, str] = field(default_factory=dict)
    optional: dict[str, str] = field(default_factory=dict)
    settings: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    each: list[str] = field(default_factory=list)
    of_all: list[str] = field(default_factory=list)

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
        symbol: Row(words_of(doc), {}, typed(facts), settings(given))
        for doc, symbol, facts, given in SCHEME.findall(text)
    }
    text = (ROWS / "formulas.in.rs").read_text("utf-8")
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


@dataclass
class Parameter:
    """A parameter of a Python function, and what it goes to the library as."""

    name: str
    kind: str
    spoken: str
    default: str | None
    code: dict[str, str]
    """Columns and settings by name, each as an expression."""
    word: str = ""
    keyword: bool = False

    def __str__(self) -> str:
        return f"{self.name}: {self.kind}" + ("" if self.default is None else f" = {self.default}")


def cut(text: str) -> Iterator[str]:
    """The parts of a list between commas outside of brackets."""
    return (part.strip() for part in re.split(r",(?![^([]*[)\]])(?![^(]*\([^()]*\)\))", text))


def number(text: str, kind: str) -> str:
    """A default of the table as Python writes it."""
    if text == "f64::NAN":
        return "None"
    return text.removesuffix(".0") if re.fullmatch(r"[ui]\d+", kind) else text


class Function:
    """A function over a row."""

    def __init__(self, name: str, told: dict[str, Any], row: Row, generator: Generator) -> None:
        self.name, self.told, self.row, self.all = name, told, row, generator
        self.used: set[str] = set()
        parts, left = list(cut(told["takes"])), []
        named = {re.split("<-|=", part)[-1 if "<-" in part else 0].strip() for part in parts}
        for split in self.splits.values():
            named |= set(split)
        left = [n for n in (*row.optional, *row.settings) if n not in named]
        self.parameters: list[Parameter] = []
        keyword = False
        for part in parts:
            if part == "*":
                keyword = True
                continue
            for each in left if part == "..." else [part]:
                made = self.parameter(each, rest=part == "...")
                made.keyword = keyword
                self.parameters.append(made)
        own = [p.name for p in self.parameters]
        missing = (row.needed.keys() | {n for n, (_, d) in row.settings.items() if not d}) - {
            sent for p in self.parameters for sent in p.code
        }
        if missing or len(set(own)) < len(own):
            raise SystemExit(f"{name}: without {sorted(missing)}, of {own}")

    @property
    def splits(self) -> dict[str, list[str]]:
        return self.told.get("split", {}) | self.told.get("ends", {})

    def parameter(self, part: str, rest: bool) -> Parameter:
        part, _, default = (piece.strip() for piece in part.partition("="))
        name, _, sent = (piece.strip() for piece in part.partition("<-"))
        sent = sent or name
        made = self.typed(name, sent, rest)
        if default:
            made.default = default.replace("'", '"')
            if default == "None" and "None" not in made.kind:
                made.kind += " | None"
        made.word = self.word(name)
        return made

    def typed(self, name: str, sent: str, rest: bool) -> Parameter:
        row = self.row
        if name in self.told.get("ends", {}):
            low, high = self.splits[name]
            count = row.settings[low][0].split(";")[1].strip(" ]")
            each = {
                low: f'ends({name}, "{name}", {count})[0]',
                high: f'ends({name}, "{name}", {count})[1]',
            }
            return Parameter(name, "Sequence[object]", "two numbers, or pairs of them", None, each)
        if name in self.splits and not (sent != name and sent in row.inputs):
            split = self.splits[name]
            defaults = [
                number(row.settings[s][1][0], row.settings[s][0]) if row.settings[s][1] else ""
                for s in split
            ]
            default = f"({', '.join(defaults)})" if all(defaults) else None
            whole = all(row.settings[s][0][0] in "ui" for s in split)
            each = {s: f"{name}_[{at}]" for at, s in enumerate(split)}
            inner = "int" if whole else "float"
            return Parameter(name, f"Sequence[{inner}]", f"{len(split)} numbers", default, each)
        if name in self.told.get("days", ()):
            one = sent in row.settings
            code = f'_columns.{"day" if one else "days"}({name}, "{name}")'
            spoken = "date" if one else "column of dates"
            return Parameter(name, "Day" if one else "Column", spoken, None, {sent: code})
        if sent in row.inputs:
            return self.column(name, sent, rest)
        if sent not in row.settings:
            raise SystemExit(f"{self.name}: the row has no {sent}")
        kind, defaults = row.settings[sent]
        chosen = self.told.get("choices", {}).get(name)
        if chosen is not None:
            words = self.all.choices[chosen]
            self.used.add(chosen)
            code = f'enumerator({constants(chosen)}, {name}, "{name}")'
            of = {str(at): word for word, at in words.items()}
            default = None if not defaults else f'"{of[number(defaults[0], "i32")]}"'
            spoken = "{" + ", ".join(f'"{word}"' for word in words) + "}"
            return Parameter(name, chosen, spoken, default, {sent: code})
        if kind.startswith("["):
            default = f"({', '.join(defaults)})" if defaults else None
            return Parameter(
                name,
                "Sequence[float]",
                f"{kind.split(';')[1].strip(' ]')} numbers",
                default,
                {sent: name},
            )
        if kind.startswith("Vec"):
            return Parameter(name, "Column", "column of float", None, {sent: name})
        optional = kind.startswith("Option")
        plain = "int" if kind[0] in "ui" else "float"
        default = number(defaults[0], kind) if defaults else None
        return Parameter(
            name, plain + " | None" * (optional and default == "None"), plain, default, {sent: name}
        )

    def column(self, name: str, sent: str, rest: bool) -> Parameter:
        cell = self.row.inputs[sent]
        default = "None" if rest else None
        code = name
        if name in self.told.get("without", {}):
            code = f"{self.told['without'][name]} if {name} is None else {name}"
        if self.told.get("one"):
            kind = "float" if cell == "f64" else "int"
            return Parameter(name, kind, kind, default, {sent: name})
        spoken = COLUMNS[cell]
        if cell == "u8" and self.told.get("levels"):
            spoken = "column of int"
        return Parameter(
            name, "Values" + " | None" * (default is not None), spoken, default, {sent: code}
        )

    def word(self, name: str) -> str:
        return self.all.word(name, self.told, self.name)

    def signature(self) -> list[str]:
        star = next((at for at, p in enumerate(self.parameters) if p.keyword), None)
        parts = [str(p) for p in self.parameters]
        if star is not None:
            parts.insert(star, "*")
        return fitted(f"def {self.name}(", parts, f") -> {self.result}:")

    @property
    def result(self) -> str:
        if "scheme" in self.told:
            return "Classification"
        outputs = self.outputs()
        if isinstance(outputs, str):
            return outputs
        types = [one.type for one in outputs]
        return types[0] if isinstance(self.told["returns"], str) else f"tuple[{', '.join(types)}]"

    def outputs(self) -> str | list[Output]:
        told = self.told["returns"]
        if isinstance(told, str) and re.search(r"\b[A-Z]", told):
            return told
        return [Output(one, self.row) for one in ([told] if isinstance(told, str) else told)]

    def doc(self) -> list[str]:
        told = self.told
        about = told.get("says", self.row.about)
        what = next((kind for kind in ("scheme", "formula") if kind in told), "worked")
        sections = [("", paragraphs(about))]
        noted = told.get("notes", True) and "says" in told and "like" not in told and self.row.about
        if noted and told["says"] != self.row.about:
            sections[0][1].extend(["", *wrapped(self.row.about)])
        lines = []
        for p in self.parameters:
            default = {None: "", "None": ", optional"}.get(p.default, f", default {p.default}")
            lines += [
                *wrapped(f"{p.name} : {p.spoken}{default}", hang=True),
                *indented(wrapped(p.word, 4)),
            ]
        if "method" in told:
            lines += ["**options", *indented(wrapped(OPTIONS, 4))]
        sections.append(("Parameters", lines))
        sections.append(("Returns", self.returned()))
        columns = sum(p.kind.startswith(("Column", "Values")) for p in self.parameters)
        refused = ["DataError", *indented(wrapped(RAISES[what], 4))]
        reasons = (
            (["columns of different lengths"] if columns > 1 else [])
            + (["a word that is none of those named"] if told.get("choices") else [])
            + ["a value of another type"]
        )
        refused += ["ArgumentError", *indented(wrapped(f"For {', '.join(reasons)}.", 4))]
        more = FITTED if "method" in told else {}
        for error, reason in {**told.get("raises", {}), **more}.items():
            if error == "DataError":
                refused[1:2] = indented(wrapped(reason, 4))
            else:
                refused += [error, *indented(wrapped(reason, 4))]
        sections.append(("Raises", refused))
        homes = {self.all.home_of(self.name)} if "method" not in told else set()
        homes |= {"loyalty"} & set(re.findall(r"= (\w+)\.", told["example"]))
        home = ", ".join(sorted(homes))
        first = f">>> from habitue import {home}"
        sections.append(
            (
                "Examples",
                [first, *told["example"].strip().splitlines()]
                if home
                else told["example"].strip().splitlines(),
            )
        )
        return docstring(sections)

    def returned(self) -> list[str]:
        if "scheme" in self.told:
            return [
                "Classification",
                *indented(wrapped("Class, reasons and boundary of each row.", 4)),
            ]
        outputs = self.outputs()
        if isinstance(outputs, str):
            inner = re.sub(r"list\[(\w+)\]", r"\1", outputs)
            says = self.all.told_of(inner)
            return [outputs.replace("list[", "list of ").rstrip("]"), *indented(wrapped(says, 4))]
        lines = []
        for one in outputs:
            lines += [f"{one.name} : {SPOKEN.get(one.type, one.type)}"]
            lines += indented(wrapped(self.all.word(one.name, self.told, self.name, ""), 4))
        return [line for line in lines if line.strip()]

    def body(self) -> Iterator[str]:
        splits = [n for n in self.told.get("split", {})]
        for p in self.parameters:
            if p.name in splits and any(code.startswith(f"{p.name}_[") for code in p.code.values()):
                yield f'{p.name}_ = several({p.name}, "{p.name}", {len(p.code)})'
        sent = [
            (
                f'"{key}": {code}',
                p.default == "None"
                and key in self.row.settings
                and "Option" not in self.row.settings[key][0],
            )
            for p in self.parameters
            for key, code in p.code.items()
        ]
        always = [item for item, maybe in sent if not maybe]
        yield from (
            fitted("given = {", always, "}")
            if len(always) == len(sent)
            else fitted("given: dict[str, object] = {", always, "}")
        )
        for p in self.parameters:
            for key, code in p.code.items():
                if (
                    p.default == "None"
                    and key in self.row.settings
                    and "Option" not in self.row.settings[key][0]
                ):
                    yield f"if {p.name} is not None:"
                    yield f'    given["{key}"] = {code}'
        symbol = self.told.get("scheme") or self.told["formula"]
        extra = "".join(
            f", {flag}=True" for flag in ("missing", "levels", "one") if self.told.get(flag)
        )
        if "scheme" in self.told:
            yield f'return judge("{symbol}", given{extra})'
            return
        outputs = self.outputs()
        if outputs == "CashFlow":
            yield f'return CashFlow._of("{symbol}", given)'
            return
        asked = f'tabled("{symbol}", given{extra})'
        if not isinstance(outputs, str):
            shown = [one.code("found") for one in outputs]
            if len(shown) == 1:
                yield f"return {outputs[0].code(asked)}"
                return
            yield f"found = {asked}"
            plain = f"return {', '.join(shown)}"
            yield from [plain] if len(plain) <= WIDTH - 4 else fitted("return (", shown, ")")
            return
        inner = re.sub(r"list\[(\w+)\]", r"\1", outputs)
        fields = self.all.fields(inner, self.row)
        yield f"found = {asked}"
        if outputs.startswith("list"):
            names = ", ".join(f'"{one.sources[0]}"' for one in fields)
            whole = f"columns = (found.column(name) for name in ({names}))"
            yield from (
                [whole]
                if len(whole) <= WIDTH - 4
                else [
                    "columns = (",
                    "    found.column(name).tolist()",
                    *indented(
                        fitted("for name in (", [f'"{one.sources[0]}"' for one in fields], ")")
                    ),
                    ")",
                ]
            )
            yield f"return [{inner}(*line) for line in zip(*columns)]"
            return
        columns = list(self.row.inputs)
        given = [f"{one.name}={one.code('found', columns, self.told)}" for one in fields]
        yield from fitted(f"return {outputs}(", given, ")")

    def lines(self) -> list[str]:
        return ["", "", *self.signature(), *indented(self.doc()), *indented(list(self.body()))]


class Worked(Function):
    """A function that habitue/_worked.py works by hand."""

    def __init__(self, name: str, told: dict[str, Any], row: Row, generator: Generator) -> None:
        self.name, self.told, self.row, self.all = name, told, row, generator
        self.parameters = []
        keyword = False
        for part in cut(told["takes"]):
            if part == "*":
                keyword = True
                continue
            declared, _, default = part.replace("'", '"').partition(" = ")
            own, _, kind = declared.partition(": ")
            code, word = own, self.word(own)
            spoken = kind.removesuffix(" | None")
            if kind in READERS:
                spoken, reader = READERS[kind]
                code = f'{reader}({own}, "{own}")'
                kind = "Column"
                if default == "None":
                    code, kind = f"None if {own} is None else {code}", "Column | None"
            elif kind in generator.choices:
                spoken = "{" + ", ".join(f'"{one}"' for one in generator.choices[kind]) + "}"
                if kind != "Language":  # names are looked up in it
                    code = f'enumerator({constants(kind)}, {own}, "{own}")'
            elif found := re.match(r"((?:column|array|sequence|date|[A-Z])[^:]*): (.*)", word):
                spoken, word = found.groups()
            made = Parameter(own, kind, spoken, default or None, {own: code}, word, keyword)
            self.parameters.append(made)

    @property
    def result(self) -> str:
        return str(self.told["gives"])

    def returned(self) -> list[str]:
        said = self.told.get("returned", [])
        if not said:
            spoken = SPOKEN.get(self.result, self.result)
            return [spoken]
        return [
            line
            for at in range(0, len(said), 2)
            for line in [said[at], *indented(wrapped(said[at + 1], 4))]
        ]

    def body(self) -> Iterator[str]:
        if "works" in self.told:
            given = [f"{p.name}={p.name}" if p.keyword else p.name for p in self.parameters]
            yield from fitted(f"return {self.told['works']}.{self.name}(", given, ")")
            return
        given, read = [], []
        for p in self.parameters:
            code = p.code[p.name]
            if "(" in code and "enumerator" not in code:
                yield f"{p.name}_ = {code}"
                given.append(f"{p.name}_")
                read.append(f"{p.name}={p.name}_")
            else:
                given.append(code)
        if len(read) > 1 and not self.told.get("apart"):
            yield from fitted("_columns.rows(", read, ")")
        yield from fitted(f"return _worked.{self.name}(", given, ")")


class Fit(Worked):
    """A method that fits a model to columns."""

    def signature(self) -> list[str]:
        parts = [str(p) for p in self.parameters]
        star = next((at for at, p in enumerate(self.parameters) if p.keyword), None)
        if star is not None:
            parts.insert(star, "*")
        parts = ["cls: type[_Model]", *parts, "**options: Unpack[FitOptions]"]
        made = fitted(f"def {self.told['method']}(", parts, ") -> _Model:", 4)
        return ["@classmethod", *made]

    def body(self) -> Iterator[str]:
        sent = self.told.get("sent", {})
        given = [
            f'{sent[p.name]}=_columns.optional({p.name}, "{p.name}")'
            if p.name in sent
            else f"{p.name}={p.name}"
            for p in self.parameters
            if p.kind.startswith("Column")
        ]
        yield from fitted("columns = columns_of(", given, ")", 8)
        described = ", described=(unit, provenance)" if "unit" in self.told["takes"] else ""
        yield f"return cls._fitted(cls, columns, options{described})"

    def lines(self) -> list[str]:
        about = f'"""Models that are made by `{self.told["method"]}`."""'
        inside = [*self.signature(), *indented(self.doc()), *indented(list(self.body()))]
        return ["", "", f"class {self.name}(PlainModel):", f"    {about}", "", *indented(inside)]


FITTED = {
    "NotConvergedError": "Where ``max_iterations`` did not suffice.",
    "CancelledError": "Where ``progress`` returned False.",
}
OPTIONS = (
    "Options of `FitOptions`: ``threads``, ``max_iterations``, ``tolerance``, ``regularity``, "
    "``starts``, ``start``, ``fixed``, ``bounds``, ``priors``, ``penalizer_coef``, ``progress``."
)
FITS = '''"""How models are fitted, a class of methods for each kind of data.

Generated from functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from . import _columns
from ._columns import Column
from ._customers import columns_of
from ._model import Model, PlainModel

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._records import FitOptions

_Model = TypeVar("_Model", bound=Model)'''


class Output:
    """An output of a formula, or a field of a result, and how it is told."""

    def __init__(self, said: str, row: Row) -> None:
        left, _, sources = (part.strip() for part in said.partition(" = "))
        self.name, _, kind = (part.strip() for part in left.partition(": "))
        self.sources = listed(sources) or [self.name]
        of_all = self.sources[0] in row.of_all
        self.kind = kind or ("number" if of_all else "column")
        unknown = [s for s in self.sources if s not in (*row.each, *row.of_all)]
        if unknown and row.each + row.of_all:
            unknown = [s for s in unknown if s not in row.inputs and s not in row.settings]
        if unknown and row.each + row.of_all:
            raise SystemExit(f"no output {unknown} in {row.each + row.of_all}")

    @property
    def type(self) -> str:
        one = KINDS[self.kind]
        return one if len(self.sources) == 1 else f"tuple[{', '.join([one] * len(self.sources))}]"

    def code(
        self, found: str, columns: Iterable[str] = (), told: dict[str, Any] | None = None
    ) -> str:
        if self.kind == "names":
            listed = ", ".join(f'"{name}"' for name in columns)
            return f'found.names("{self.sources[0]}", ({listed}))'
        each = [f'{found}.{self.kind}("{source}")' for source in self.sources]
        if told and told.get("one") and self.sources[0] in columns:
            each = [self.sources[0]]
        return each[0] if len(each) == 1 else f"({', '.join(each)})"


class Generator:
    """What functions.toml tells, with the tables and the header beside it."""

    def __init__(self, header: Any) -> None:
        self.header = header
        self.told = tomllib.loads(WORDS.read_text("utf-8"))
        self.schemes, self.formulas = rows()
        self.choices = {name: self.choice(said) for name, said in self.told.pop("choices").items()}
        self.shared: dict[str, str] = self.told.pop("parameters")

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

    def home_of(self, function: str) -> str:
        """The module in which a reader looks for a function."""
        module = next(module for module, entries in self.told.items() if function in entries)
        wider = {"cash_flow": "economics", "investment": "economics", "wallet": "loyalty"}
        return wider.get(module, module)

    def told_of(self, result: str) -> str:
        if result == "CashFlow":
            return "The payments."
        return next(str(m[result]["says"]) for m in self.told.values() if result in m)

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
        doc = docstring([("", paragraphs(told["says"])), ("Attributes", words)])
        return [
            "",
            "",
            "@dataclass(frozen=True)",
            f"class {name}:",
            *indented(doc),
            "",
            *indented(fields),
        ]

    def module(self, module: str, entries: dict[str, Any]) -> str:
        """The module of the functions of a module."""
        made: list[Function] = []
        for name, told in entries.items():
            if "gives" in told:
                made.append(Worked(name, told, Row(""), self))
            elif "takes" in told:
                table = self.schemes if "scheme" in told else self.formulas
                made.append(
                    Function(name, told, table[told.get("scheme") or told["formula"]], self)
                )
        results = [name for name in entries if "fields" in entries[name]]
        body = "\n".join(line for function in made for line in function.lines())
        own = [name for name in results if not re.search(rf"\b{name}\b", code_of(body))]
        about = f"Functions of `habitue.{module}` over what the library has."
        foot = [
            "",
            "",
            "for _name in __all__:",
            f'    globals()[_name].__module__ = "habitue.{module}"',
            "",
        ]
        return "\n".join([*self.head(about, body, own), *listing(sorted(entries)), body, *foot])

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
        if uses("MarginMultiple"):
            outside.append("from typing import TYPE_CHECKING")
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
            "_columns": [n for n in ("Column", "Day") if uses(n)],
            "_evidence": [n for n in ("Floats", "Values", "ends", "tabled") if uses(n)],
            "_library": [n for n in ("enumerator",) if uses(n)],
            "_money": [n for n in ("AmountUnit",) if uses(n)],
            "_records_of_value": [n for n in MIRRORED if uses(n)],
            "_records_of_quality": [n for n in OF_QUALITY if uses(n)],
            "_results": [
                name
                for entries in self.told.values()
                for name, told in entries.items()
                if "fields" in told
                and (name in more or uses(name))
                and f"class {name}:" not in body
            ],
            "_scalars": [n for n in ("several",) if uses(n)],
            "cash_flow": ["CashFlow"] if uses("CashFlow") else [],
            "classification": [n for n in ("Classification", "judge") if uses(n)],
        }
        own = [name for name in ("_columns", "_flows", "_worked") if f" {name}." in body]
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
        if uses("MarginMultiple"):
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


def constants(choice: str) -> str:
    """What the numbers of a choice are called: PhaseOrder, PHASE_ORDERS."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", choice).upper()
    if name.endswith("TIES"):
        return name
    return {
        "Y": f"{name[:-1]}IES",
        "S": f"{name[:-2]}ES" if name.endswith("IS") else f"{name}ES",
    }.get(name[-1], f"{name}S")


def code_of(body: str) -> str:
    """A module without its docstrings."""
    return re.sub(r'"""(?:.|\n)*?"""', '""', body)


def fitted(start: str, parts: list[str], end: str, more: int = 0) -> list[str]:
    """A bracket on one line where it fits, else a line a part, as the formatter leaves it."""
    indent = more or 4 if start.startswith(("return", "given", "for ", "found")) else 0
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
    width = WIDTH - 4 - indent
    return textwrap.wrap(
        text, width, break_on_hyphens=False, break_long_words=False,
        subsequent_indent="    " if hang else "",
    )  # fmt: skip


def indented(lines: list[str]) -> list[str]:
    return [f"    {line}" if line else line for line in lines]


def paragraphs(text: str) -> list[str]:
    """The first sentence, a blank line, the rest."""
    first, _, rest = re.sub(r"\s+", " ", text.strip()).partition(". ")
    if not rest:
        return wrapped(first)
    return [*wrapped(f"{first}."), "", *wrapped(rest)]


def docstring(sections: list[tuple[str, list[str]]]) -> list[str]:
    lines: list[str] = []
    for title, inside in sections:
        if not inside:
            continue
        lines += [*([""] if lines else []), *([title, "-" * len(title)] if title else []), *inside]
    lines = [line.replace("\\", "\\\\") for line in lines]
    return [f'"""{lines[0]}', *lines[1:], '"""']


def modules(header: Any) -> dict[str, str]:
    """The text of each generated module by the name of its file."""
    generator = Generator(header)
    found = {"_choices.py": generator.choices_module(), "_results.py": generator.results()}
    fits = generator.told.pop("fits")
    methods = [Fit(name, told, Row(""), generator).lines() for name, told in fits.items()]
    found["_fits.py"] = "\n".join([FITS, *(line for lines in methods for line in lines), ""])
    for module, entries in generator.told.items():
        if not any("takes" in told for told in entries.values()):
            continue
        found[f"_{module}.py"] = generator.module(module, entries)
    return found
