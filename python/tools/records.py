"""Renders habitue/_records*.py: the results that mirror a structure of the header.

A field has the meaning, the unit and the range that the header gives it: they are not written
again for Python. `record_rows.py` says which fields of which structure make which class, and where
Python calls one otherwise (``std_error=error``) or types one otherwise (``policy:str``);
`plain_rows.py` has what no structure mirrors.
"""

from __future__ import annotations

import re
import textwrap

from record_examples import EXAMPLES
from record_examples_of_models import EXAMPLES as OF_MODELS
from plain_rows import FLOATS, PLAIN, Plain
from record_rows import RECORDS, SAYS, Record

STRUCTURE = re.compile(
    r"(?:/\*((?:(?!\*/).)*)\*/\n)?typedef struct (\w+) \{\n(.*?)\n\} \2;", re.DOTALL
)
FIELD = re.compile(
    r"(?:/\*((?:(?!\*/).)*)\*/\s*)?([\w ]+?[ *]+)(\w+)(?:\[\w+\])?;(?:[ \t]*/\*((?:(?!\*/).)*)\*/)?",
    re.DOTALL,
)
SCALARS = {
    "double": "float",
    "habitue_interval": "Interval",
    "habitue_basis": "Basis",
}
CELLS = {
    "double": "float64",
    "uint32_t": "uint32",
    "int32_t": "int32",
    "int64_t": "int64",
    "uint64_t": "uint64",
    "size_t": "uint64",
}

PREAMBLE = '''"""Results that mirror a structure of the C header, field by field.

Generated from include/habitue.h by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations'''
IMPORTS = {
    "abc": ("ABC", "abstractmethod"),
    "dataclasses": ("dataclass",),
    "functools": ("cached_property",),
    "typing": ("TYPE_CHECKING", "Any", "ClassVar", "TypedDict"),
}
OF_NUMPY = {"numpy": ("np",), "numpy.typing": ("NDArray",)}
OF_THE_PACKAGE = {".": ("_abi",), "._records": ("Record",)}
FOR_TYPES = {
    "collections.abc": ("Iterable", "Mapping"),
    "datetime": ("date",),
    "._choices": (
        *("CheckKind", "FigureGroup", "GaugeSide", "Grade", "Headline", "Release"),
        *("ValueBasis", "WithheldReason"),
    ),
    "._columns": ("Column", "Frame"),
    "._fitting": ("AttritionLink", "GammaPrior", "LogNormal"),
    "._library": ("Report",),
    "._records": ("FitReport", "LikelihoodRatio"),
    ".errors": ("HabitueError",),
    ".gaps": ("DimensionScore",),
    ".lifetime": ("PurchaseModel",),
    ".satisfaction": ("Mean",),
    ".summary": ("Unit",),
    ".survey": ("Basis", "Interval"),
}
DATACLASS = "@dataclass(frozen=True, eq=False, repr=False)"
"""`Record` compares and prints: a method that dataclasses write is compiled where it is imported."""
BASE = '''

class Record:
    """A result; a class that adds methods to one has its documentation, with its own examples."""

    _renamed: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls) -> None:
        own, whole = cls.__doc__, cls.__base__.__doc__
        if own is None:
            cls.__doc__ = whole
        elif whole is not None and own.lstrip().startswith("Examples\\n"):
            second = own.partition("\\n")[2]  # as far to the right as the lines below it
            margin = second[: len(second) - len(second.lstrip(" "))]
            cls.__doc__ = whole.rstrip() + "\\n\\n" + margin + own

    def _stated(self) -> dict[str, Any]:
        """The fields, in their order."""
        from dataclasses import fields

        return {one.name: getattr(self, one.name) for one in fields(self)}  # type: ignore[arg-type]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record) or type(other) is not type(self):
            return NotImplemented
        return tuple(self._stated().values()) == tuple(other._stated().values())

    def __hash__(self) -> int:
        return hash(tuple(self._stated().values()))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self._stated().items())
        return f"{type(self).__qualname__}({shown})"'''


def imported(sources: dict[str, tuple[str, ...]], body: str, indent: str = "") -> list[str]:
    """The imports of the names that a module uses and does not define."""
    lines = []
    code = re.sub(r'"""(?:.|\n)*?"""', "", body)
    for source, names in sources.items():
        used = [
            name
            for name in names
            if re.search(rf"\b{name}\b", code) and not re.search(rf"^class {name}\b", code, re.M)
        ]
        if used == ["np"]:
            lines += [f"{indent}import numpy as np"]
        elif used:
            line = f"{indent}from {source} import {', '.join(used)}"
            broken = [f"{indent}    {name}," for name in used]
            head = f"{indent}from {source} import ("
            lines += [line] if len(line) <= 100 else [head, *broken, f"{indent})"]
    return lines


def headed(body: list[str]) -> str:
    """A module of these classes."""
    text = "\n".join(body)
    typed = imported(FOR_TYPES, text, "    ")
    if typed:
        text += "\n# TYPE_CHECKING"
    groups = [imported(each, text) for each in (IMPORTS, OF_NUMPY, OF_THE_PACKAGE)]
    groups += [["if TYPE_CHECKING:", *typed]] if typed else []
    head = [line for group in groups if group for line in ("", *group)]
    return "\n".join([PREAMBLE, *head, *body, ""])


Examples = dict[str, list[str]]
"""The lines of the example of each class."""


def about(says: str) -> list[str]:
    """The first sentence, a blank line, the rest."""
    first, *rest = re.split(r"(?<=[^.]\.) ", f'"""{says}', maxsplit=1)
    lines = textwrap.wrap(first, 96, break_on_hyphens=False)
    for each in rest:
        lines += ["", *textwrap.wrap(each, 96, break_on_hyphens=False)]
    return [f"    {line}" if line else line for line in lines]


def shown(record: Record | Plain, examples: Examples) -> list[str]:
    """The end of the documentation of a class: how it comes about."""
    own = (EXAMPLES | OF_MODELS).get(f"{record.module}.{record.name}", "").strip().splitlines()
    lines = own or examples.get(record.name, [])
    if lines:
        lines = ["", "Examples", "--------", *lines]
    lines = [line.replace("\\", "\\\\") for line in lines]
    return [f"    {line}" if line else line for line in (*lines, '"""', "")]


def plain(
    record: Plain, known: dict[str, dict[str, tuple[str, str]]], examples: Examples
) -> list[str]:
    """The class of a plain result, or of options; what the header says is taken from there."""
    fit = known["habitue_fit_options"]
    lines = ["", ""]
    base = "Record"
    if record.options:
        base = f"{record.options}, total=False"
    else:
        lines += [DATACLASS]
    lines += [f"class {record.name}({base}):"]
    lines += about(record.says)
    lines += ["", "    Attributes", "    ----------"]
    for name, (kind, says) in record.fields.items():
        typed = re.sub(r"NDArray\[np\.(\w+?)_?\]", r"column of \1", kind.partition(" = ")[0])
        lines += [f"    {name} : {typed.replace(' | None', ', or None').replace(' | ', ' or ')}"]
        whole = says or fit[name][1]
        lines += [f"        {x}" for x in textwrap.wrap(whole, 92, break_on_hyphens=False)]
    lines += shown(record, examples)
    return lines + [f"    {name}: {kind}" for name, (kind, _) in record.fields.items()]


def sentence(about: str) -> str:
    """A comment of the header as one line."""
    line = " ".join(part.strip().removeprefix("* ") for part in about.strip().splitlines())
    line = re.sub(r"^Written(, \w+)?: ", "", line)
    return line if re.match(r"\w(_\w)?[, ](?<!a )", line) else line[:1].upper() + line[1:]


def structures(header: str) -> dict[str, dict[str, tuple[str, str]]]:
    """The type and the meaning of each field of each structure."""
    return {
        name: {
            field: (" ".join(kind.split()).removeprefix("struct "), sentence(before or after))
            for before, kind, field, after in FIELD.findall(body)
        }
        for _, name, body in STRUCTURE.findall(header)
    }


def attribute(record: Record, item: str, known: dict[str, tuple[str, str]]) -> tuple[str, ...]:
    """Name, type and meaning of a field, and what the structure calls it."""
    named, _, typed = item.partition(":")
    name, _, source = named.partition("=")
    source = source or name
    kind, says = known.get(source, ("", ""))
    says = SAYS.get((record.structure, name), says)
    if typed:
        kind = typed.replace("|", " | ").replace(",", ", ")
        says = re.sub(r"; NaN [^;.]*", "", says)
        says = re.sub(r"^1 where", "Whether", says)
    else:
        kind = SCALARS.get(kind, "int") if not record.columns else CELLS[kind.rstrip(" *")]
        if "NaN" in says and not record.columns:
            kind, says = f"{kind} | None", says.replace("NaN", "None")
    if record.columns and typed in ("", "bool"):
        kind = f"NDArray[np.{'bool_' if typed else kind}]"
    return name, kind, says, source


def rendered(
    record: Record, known: dict[str, tuple[str, str]], examples: Examples
) -> list[str]:
    """The class of a record."""
    found = [attribute(record, item, known) for item in record.fields.split()]
    lines = ["", "", DATACLASS, f"class {record.name}(Record):"]
    lines += about(record.says)
    lines += ["", "    Attributes", "    ----------"]
    for name, kind, says, _ in found:
        typed = re.sub(r"NDArray\[np\.(\w+?)_?\]", r"column of \1", kind)
        typed = re.sub(r" \| None$", ", or None", typed)
        lines += [f"    {name} : {typed.replace(' | ', ' or ')}"]
        lines += [f"        {line}" for line in textwrap.wrap(says, 92, break_on_hyphens=False)]
    lines += shown(record, examples)
    renamed = {name: source for name, *_, source in found if name != source}
    if renamed:
        pairs = [f'"{name}": "{source}"' for name, source in renamed.items()]
        line = f"    _renamed: ClassVar[dict[str, str]] = {{{', '.join(pairs)}}}"
        broken = [line.partition("{")[0] + "{", *(f"        {pair}," for pair in pairs), "    }"]
        lines += [line] if len(line) <= 100 else broken
    if renamed:
        lines += [""]
    return lines + [f"    {name}: {kind}" for name, kind, *_ in found]


TABLE = (
    "x=frequency t_x=recency t=age log_intervals holdout_x=holdout_frequency first_spend "
    "repeat_spend total_spend holdout_spend mean_repeat_spend=mean_spend first_margin "
    "repeat_margin profit=total_margin holdout_margin margin_rate mean_repeat_margin=mean_margin"
)
"""The columns of a `Table`, each read when it is first looked at."""
MINOR = ", in minor units"


def table(known: dict[str, tuple[str, str]]) -> list[str]:
    """The class of the columns of a table."""
    lines = ["", "", "class TableColumns(ABC):", '    """The columns of a `Table`."""', ""]
    lines += ["    @abstractmethod", "    def _read(self, field: str, dtype: str) -> NDArray[Any]:"]
    lines += ['        """A column of the library."""']
    for item in TABLE.split():
        name, _, source = item.partition("=")
        kind, says = known[source or name]
        cell = CELLS[kind.rstrip(" *")]
        says = says.rstrip(".") + (MINOR if cell == "int64" else "") + "."
        lines += ["", "    @cached_property", f"    def {name}(self) -> NDArray[np.{cell}]:"]
        first, *others = says.split("; ", maxsplit=1) if len(says) > 86 else [says]
        lines += [f'        """{first.removesuffix(".")}.']
        for rest in others:
            folded = textwrap.wrap(f"{rest[:1].upper()}{rest[1:]}", 90)
            lines += ["", *(f"        {line}" for line in folded), "        "]
        lines[-1] += '"""'
        lines += [f'        return self._read("{source or name}", "{cell}")']
    return lines


FIGURES = {
    "WEIGHTS": "_of_items",
    "LOADINGS": "_of_items",
    "PATHS": "_of_paths",
    "TOTAL_EFFECTS": "_square",
    "R_SQUARED": "_of_constructs",
    "ADJUSTED_R_SQUARED": "_of_constructs",
    "RHO_A": "_of_constructs",
    "COMPOSITE_RELIABILITY": "_of_constructs",
    "AVERAGE_VARIANCE_EXTRACTED": "_of_constructs",
}
"""The figures of a fitted path model, and what they belong to."""
BELONGS = {
    "_of_items": (FLOATS.join(("dict[str, ", "]")), "The figures of the items of each construct."),
    "_of_paths": ("dict[tuple[str, str], float]", "The figure of each path."),
    "_square": (FLOATS, "Figures from the row's to the column's construct."),
    "_of_constructs": ("dict[str, float]", "The figure of each construct."),
}


def figures(header: str) -> list[str]:
    """The class of the figures of a path model."""
    lines = ["", "", "class PathFigures(ABC):", '    """The figures of a `PathFit`."""']
    for reader, (kind, says) in BELONGS.items():
        lines += ["", "    @abstractmethod", f"    def {reader}(self, figure: int) -> {kind}:"]
        lines += [f'        """{says}"""']
    for name, reader in FIGURES.items():
        found = re.search(
            rf"(?:/\*((?:(?!\*/).)*)\*/\n)?#define HABITUE_FIGURE_{name} \d+(?: /\* (.*?) \*/)?",
            header,
            re.DOTALL,
        )
        assert found, name
        says = sentence((found[2] or found[1]).replace("Of a fit to moments: ", ""))
        says = re.sub(r", (in the order of the paths|item after item|row by row)\b", "", says)
        lines += ["", "    @property", f"    def {name.lower()}(self) -> {BELONGS[reader][0]}:"]
        lines += [
            f'        """{says}"""',
            f"        return self.{reader}(_abi.HABITUE_FIGURE_{name})",
        ]
    return lines


FILES = {
    "_records_of_surveys.py": (
        *("IntervalFields", "BasisFields", "DifferenceFields", "IndexFields", "MeanFields"),
        *("ShareFields", "PromoterFields", "Weighting", "ReliabilityFields", "ConstructIndex"),
        *("DriverFields", "structure.Estimate", "SegmentDifference"),
        *("DriverIntervalsFields", "ImportanceMapFields"),
    ),
    "_records_of_gaps.py": (
        *("KanoFields", "DimensionGap", "PenaltyReward", "EffortFields"),
        *("DimensionScoreFields", "ScorecardFields", "ServiceQualityFields"),
    ),
    "_records_of_value.py": (
        *("BrandUse", "TierStatistics", "TierEconomics", "Funnel", "LeakyBucket", "Defection"),
        "LogRank",
    ),
    "_records_of_summaries.py": (
        *("Audit", "Customers", "Scores", "FileRows", "Rejections", "CellsFields"),
        "TrackingFields",
    ),
    "_records_of_quality.py": (
        *("HoldoutErrors", "HoldoutClasses", "Correlation", "Regularity", "FrequencyFit"),
        *("FrequencySpend", "ComparedModel", "NestedTest"),
    ),
    "_records_of_studies.py": ("KeyFigure", "Gauge", "Check", "Withheld", "Verdict"),
    "_records_of_simulations.py": (
        *("SimulatedBase", "SimulatedFuture", "SimulatedCohorts", "SimulatedPurchases"),
    ),
}
"""Where records are that not every program needs: data classes take time to make."""


def render(header: str, examples: Examples) -> dict[str, str]:
    """The modules of the records by the names of their files; ``examples`` by name of a class."""
    known = structures(header)
    places = {name: file for file, names in FILES.items() for name in names}
    every: dict[str, list[Record | Plain]] = {file: [] for file in ("_records.py", *FILES)}
    for each in (*RECORDS, *PLAIN):
        place = places.get(each.name, "_records.py")
        every[places.get(f"{each.module}.{each.name}", place)].append(each)
    found = {}
    for file, own in every.items():
        lines = [BASE] if file == "_records.py" else []
        for each in own:
            if isinstance(each, Record):
                lines += rendered(each, known[f"habitue_{each.structure}"], examples)
            else:
                lines += plain(each, known, examples)
        if file == "_records_of_summaries.py":
            lines += table(known["habitue_table_columns"])
        if file == "_records_of_surveys.py":
            lines += figures(header)
        lines += ["", "", "# Where a reader finds them."]
        for each in own:
            if each.module:
                lines += [f'{each.name}.__module__ = "habitue.{each.module}"']
        found[file] = headed(lines)
    return found
