"""The shapes of generated functions: over a classification or a formula, of a class, by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layout import cut, docstring, fits, fitted, indented, inside, paragraphs, wrapped
from rows import Row, listed

if TYPE_CHECKING:
    from functions import Generator

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
}
FITTED = {
    "NotConvergedError": "Where ``max_iterations`` did not suffice.",
    "CancelledError": "Where ``progress`` returned False.",
}
OPTIONS = (
    "Options of `FitOptions`: ``threads``, ``max_iterations``, ``tolerance``, ``regularity``, "
    "``starts``, ``start``, ``fixed``, ``bounds``, ``priors``, ``penalizer_coef``, ``progress``."
)
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


NAMED = ("_flows", "_judging", "_pictures", "_simulations")
"""Modules of bodies that take their arguments by name."""
BODIES = (*NAMED, "_worked")


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


def number(text: str, kind: str) -> str:
    """A default of the table as Python writes it."""
    if text == "f64::NAN":
        return "None"
    return text.removesuffix(".0") if re.fullmatch(r"[ui]\d+", kind) else text


class Function:
    """A function over a row."""

    homed = True
    """Whether its example begins with an import of its module."""

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
        if "holds" in told or "of" in told:
            missing = set()  # what is not said here is said there
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
        if name in self.told.get("must", ()):
            made.default = None
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
        if self.told.get("one") or self.told.get("single"):
            kind = "float" if cell == "f64" else "int"
            return Parameter(name, kind, kind, default, {sent: code})
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
        if "of" in self.told:
            parts.insert(0, "self")
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
        if "method" in told or "options" in told:
            about = told.get("where", {}).get("options", OPTIONS)
            lines += ["**options", *indented(wrapped(about, 4))]
        sections.append(("Parameters", lines))
        sections.append(("Returns", self.returned()))
        sections.append(("Raises", self.raised()))
        if "example" not in told:
            return docstring(sections)
        sections.append(("Examples", self.all.example_of(self.name, told, self.homed)))
        return docstring(sections)

    def raised(self) -> list[str]:
        told = self.told
        columns = sum(p.kind.startswith(("Column", "Values")) for p in self.parameters)
        reasons = (
            (["columns of different lengths"] if columns > 1 else [])
            + (["a word that is none of those named"] if self.words() else [])
            + ["a value of another type"]
        )
        errors = {"DataError": RAISES["scheme" if "scheme" in told else "formula"]}
        if told.get("works") == "_evidence":
            errors = {}
        errors["ArgumentError"] = f"For {', '.join(reasons)}."
        more = {
            **told.get("raises", {}),
            **(FITTED if "method" in told or "options" in told else {}),
        }
        if "ArgumentError" in more:
            more["ArgumentError"] += f" {errors['ArgumentError']}"
        return [
            line
            for error, reason in {**errors, **more}.items()
            for line in [error, *indented(wrapped(reason, 4))]
        ]

    def words(self) -> bool:
        """Whether a parameter goes by words."""
        return any(p.spoken.startswith("{") for p in self.parameters)

    def returned(self) -> list[str]:
        if "scheme" in self.told:
            classes = ["unknown", *(name.lower().replace("_", " ") for name in self.row.classes)]
            codes = ", ".join(f"{code} {name}" for code, name in enumerate(classes))
            says = f"The class of each row ({codes}), the reasons, and whether it stands on a cut."
            if not self.row.classes:
                says = "The class of each row, the reasons, and whether it stands on a cut."
            return ["Classification", *indented(wrapped(says, 4))]
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
        if "of" in self.told and "made" not in self.told:
            fixed = [f'"{name}": {code}' for name, code in self.told.get("fixed", {}).items()]
            always = ["**self._settings", *fixed, *always]
            sent = [(item, False) for item in always]
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
            yield f'return _judge("{symbol}", given{extra})'
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
            yield from [plain] if fits(plain) else fitted("return (", shown, ")")
            return
        inner = re.sub(r"list\[(\w+)\]", r"\1", outputs)
        fields = self.all.fields(inner, self.row)
        yield f"found = {asked}"
        if outputs.startswith("list"):
            names = ", ".join(f'"{one.sources[0]}"' for one in fields)
            whole = f"columns = (found.column(name) for name in ({names}))"
            yield from (
                [whole]
                if fits(whole)
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


class Maker(Function):
    """The method `of` of a result, which a class by hand may extend."""

    def signature(self) -> list[str]:
        return [line.replace("self,", "cls,", 1) for line in super().signature()]

    @property
    def result(self) -> str:
        return "Self"

    def returned(self) -> list[str]:
        kind = self.told["of"].removesuffix("Fields")
        return [kind, *indented(wrapped(self.all.told_of(self.told["of"]), 4))]

    def body(self) -> Iterator[str]:
        for line in super().body():
            yield line.replace(f"return {self.told['of']}(", "return cls(")


class Holder(Function):
    """A class that holds the settings of a formula, and its methods, which are formulas."""

    def lines(self) -> list[str]:
        with inside():
            return ["", "", f"class {self.name}:", *self.inside()]

    def inside(self) -> list[str]:
        terms = self.told["holds"] == "terms"
        given = [str(p) for p in self.parameters]
        star = next((at for at, p in enumerate(self.parameters) if p.keyword), None)
        if star is not None:
            given.insert(star, "*")
        if terms:
            given = ["terms: MarginMultiple"]
        doc = [line for line in self.doc()]
        made = ["", *fitted("def __init__(", ["self", *given], ") -> None:")]
        if terms:
            made += ['    self.terms: MarginMultiple = instance(terms, MarginMultiple, "terms")']
            made += ["    self._settings = self.terms._settings"]
        else:
            held = [f'"{key}": {code}' for p in self.parameters for key, code in p.code.items()]
            made += indented(fitted("self._settings: dict[str, object] = {", held, "}"))
        for name, told in self.told["methods"].items():
            row = self.all.formulas[told["formula"]]
            method = Function(name, {"of": self.name, **told}, row, self.all)
            made += ["", *method.lines()[2:]]
        return indented([*doc, *made])

    def parameter(self, part: str, rest: bool) -> Parameter:
        if self.told["holds"] == "terms":
            word = self.word("terms")
            return Parameter("terms", "MarginMultiple", "MarginMultiple", None, {}, word)
        made = super().parameter(part, rest)
        for key in made.code:
            checked = f'real({made.name}, "{made.name}")'
            if made.kind.startswith("int"):
                checked = f'whole({made.name}, "{made.name}", -1, 2**31 - 1)'
            if made.name in self.told.get("without", {}):
                checked = f"{self.told['without'][made.name]} if {made.name} is None else {checked}"
            if "enumerator" not in made.code[key]:
                made.code[key] = checked
        return made

    @property
    def result(self) -> str:
        return "None"

    def returned(self) -> list[str]:
        return []

    def raised(self) -> list[str]:
        return [
            "ArgumentError",
            "    For a value of another type; the methods refuse one out of its range.",
        ]


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
            elif kind == "Vocabulary":
                spoken, code = "str", f'enumerator(VOCABULARIES, {own}, "{own}")'
                word += f" One of {', '.join(generator.choices[kind])}."
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
            kind = re.sub(r"list\[(\w+)\]", r"\1", self.result)
            spoken = SPOKEN.get(kind, kind if kind == self.result else f"list of {kind}")
            return [spoken, *indented(wrapped(self.all.told_of(kind), 4))]
        return [
            line
            for at in range(0, len(said), 2)
            for line in [said[at], *indented(wrapped(said[at + 1], 4))]
        ]

    def body(self) -> Iterator[str]:
        works = self.told.get("works", "_worked")
        if works in NAMED:
            given = [f"{p.name}={p.name}" for p in self.parameters]
            yield from fitted(f"return {works}.{self.name}(", given, ")")
            return
        given, read = [], []
        for p in self.parameters:
            code = p.code[p.name]
            if "(" in code and "enumerator" not in code:
                yield f"{p.name}_ = {code}"
                code = f"{p.name}_"
                read.append(f"{p.name}={code}")
            given.append(f"{p.name}={code}" if p.keyword else code)
        if len(read) > 1 and not self.told.get("apart"):
            yield from fitted("_columns.rows(", read, ")")
        yield from fitted(f"return {works}.{self.name}(", given, ")")


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


def constants(choice: str) -> str:
    """What the numbers of a choice are called: PhaseOrder, PHASE_ORDERS."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", choice).upper()
    if name.endswith("TIES"):
        return name
    return {
        "Y": f"{name[:-1]}IES",
        "S": f"{name[:-2]}ES" if name.endswith("IS") else f"{name}ES",
    }.get(name[-1], f"{name}S")
