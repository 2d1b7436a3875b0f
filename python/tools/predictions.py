"""Renders habitue/_predictions.py, a method for each question of the core, and
habitue/posterior.py, a function for the rates of each family of models.

The questions, what they say and the numbers that each reads are those of the enum `Question` in
src/lifetime/answer/question.rs. Said here is only what Python calls these numbers, how they are
documented there, and an example of each. `generate_abi.py` writes the files.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).resolve().parents[2] / "src" / "lifetime" / "answer" / "question.rs"

VARIANT = re.compile(
    r"((?:^    ///[^\n]*\n)+)^    (\w+)(?: \{\n(.*?)^    \})?,$", re.DOTALL | re.MULTILINE
)
FIELD = re.compile(r"^        (\w+): ([^,]+),$", re.MULTILINE)
NAMES = {"ContractLifetime": "lifetime"}
"""Methods that are not called as the questions are."""

PREAMBLE = '''"""What may be asked of customers: the same questions to models and to their uncertainty.

Each question is one method of a mixin. A model answers with a column, or with ``total=True``
with a number; an `Uncertainty` with `Estimates`, or with one `Estimate`.

Generated from src/lifetime/answer/question.rs by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar, overload

from . import _abi
from ._columns import Column
from ._question import INFINITE, Asked, Timing, spending
from ._records import HowSure

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._model import Model
    from .uncertainty import Uncertainty

_Column = TypeVar("_Column")
_Total = TypeVar("_Total")'''

COMMON = """
total : bool
    Whether to sum over all customers, each counted as often as ``weights`` says.
**how
    ``threads``, ``progress``, ``weights``, the facts of the customers (``purchase``,
    ``attrition``, ``spend``), under uncertainty ``confidence``: as `habitue.lifetime.How` says.
"""
ERRORS = """
ArgumentError
    For a model of another family, and for what is given and not read.
DataError
    With row and column, for a value that cannot be.
NumericError
    Where there is no such figure for these parameters.
CancelledError
    Where ``progress`` returned False.
"""


class Number(NamedTuple):
    """A number of a question: what Python calls it, its type, its default, and what it is."""

    name: str
    kind: str
    default: str
    says: str


AHEAD = "float or column"
NUMBERS = {
    "at": Number(
        "t",
        "Column | float",
        "0.0",
        "Time after T, >= 0, in the unit of the model: one for all, or a column.",
    ),
    "to": Number(
        "t",
        "Column | float",
        "",
        "Where the interval ends, >= start, in units of time: one for all, or a column.",
    ),
    "from": Number("start", "float", "0.0", "Where the interval begins, >= 0, in units of time."),
    "n": Number("n", "int", "", "Number of purchases, 0 to 2^53."),
    "probability": Number("probability", "float", "", "The probability, 0 <= probability < 1."),
    "rate": Number("rate", "float", "", "Discount rate of one period, >= 0."),
}
RENEWALS = Number("t", "int", "", "Number of renewals from now, up to 1,000,000.")
"""`to` and `at` of a contract."""
VALUATION = (
    Number("rate", "float", "", "Continuous discount rate per unit of time, >= 0."),
    Number(
        "horizon",
        "Column | float",
        "INFINITE",
        "How far ahead, in units of time: one for all, or a column; an infinite one needs rate > 0.",
    ),
    Number("margin", "float", "1.0", "The share of the spend that is profit."),
    Number(
        "timing",
        "Timing",
        '"purchase"',
        "When a margin is received: at the purchase, or at the end or the start of the period in which it happens.",
    ),
    Number(
        "period",
        "float | None",
        "None",
        'With "end" and "start": the length of a period, in units of time.',
    ),
)
DEFAULTS = {"DiscountedRenewals": {"rate": "0.0"}}
SPEND = (
    Number(
        "mean_spend",
        "Column | None",
        "None",
        "With a model of spend: what the purchases so far were worth on average.",
    ),
    Number(
        "spend_frequency",
        "Column | None",
        "None",
        "With a model of spend: how many they were; those of ``frequency`` by default.",
    ),
)


class Family(NamedTuple):
    """The questions to one family of models: the mixins and the columns of each question."""

    mixin: str
    says: str
    columns: tuple[str, ...]
    about: str
    model: str


WORDS = {
    "`at` >= 0, and 0 is now": "0 is now",
    "T + at": "T + t",
    "T + from, T + to": "T + start, T + t",
    "from <= to": "start <= t",
    "`to`": "``t``",
    "this probability": "``probability``",
    "its margin is not looked at": "without a margin",
    "margin, in the currency": "margin; in the currency",
    "The smallest n such that": "A quantile of the purchases ahead; the smallest n such that",
    ", 0 where they": "; 0 where they",
    ", each discounted": "; each discounted",
    "that is not exceeded": "not exceeded",
    "``probability``, 0": "``probability``; 0",
}
"""What the core says of a question in the words of Python."""

FAMILIES = {
    "Purchase": Family(
        "Purchases",
        "Questions to models of purchases.",
        ("frequency", "recency", "age"),
        "Histories, one row a customer: repeat purchases x, the time t_x of the last one and "
        "the age T, in the unit of the model.",
        "BgNbd(0.243, 4.414, 0.793, 2.426)",
    ),
    "Spend": Family(
        "Spends",
        "Questions to models of spend.",
        ("frequency", "mean_spend"),
        "One row a customer: how many purchases so far, and what they were worth on average.",
        "GammaGamma(6.25, 3.74, 15.44)",
    ),
    "Contract": Family(
        "Renewals",
        "Questions to models of customers under contract.",
        ("renewals",),
        "Renewals made, one row a customer who is about to be asked again; 0 in the first period.",
        "Sbg(0.668, 3.806)",
    ),
}
EXTRA = {
    "LifetimeValue": ("expected_spend",),
    "LifetimeProfit": ("expected_spend", "margin_rate"),
}
ABOUT = {
    "expected_spend": (
        "Column | Model | Uncertainty",
        "What a purchase to come is worth: known amounts, one a customer; or a model of spend; "
        "or, under uncertainty, that of one, found by the same method.",
    ),
    "margin_rate": ("Column", "The share of the spend that is profit, each customer's own."),
}
EXAMPLES = {
    "PAlive": ("p_alive([2, 0], [30.43, 0.0], [38.86, 38.86]).round(3)", "array([0.727, 1.   ])"),
    "ExpectedPurchases": (
        "history = [2, 2], [30.43, 30.43], [38.86, 38.86]",
        "",
        "expected_purchases(*history, t=[13.0, 39.0]).round(3)",
        "array([0.457, 1.226])",
        "expected_purchases(*history, t=39.0, total=True).__round__(3)",
        "2.452",
    ),
    "PPurchases": ("p_purchases([2], [30.43], [38.86], n=1, t=39.0).round(3)", "array([0.239])"),
    "PAtLeast": ("p_at_least([2], [30.43], [38.86], n=1, t=39.0).round(3)", "array([0.555])"),
    "PNoPurchase": ("p_no_purchase([2], [30.43], [38.86], t=39.0).round(3)", "array([0.445])"),
    "PurchaseQuantile": (
        "purchase_quantile([2], [30.43], [38.86], probability=0.9, t=39.0)",
        "array([3.])",
    ),
    "NextPurchaseQuantile": (
        "next_purchase_quantile([2], [30.43], [38.86], probability=0.5).round(1)",
        "array([29.5])",
    ),
    "LifetimeQuantile": (
        "lifetime_quantile([2], [30.43], [38.86], probability=0.5).round(1)",
        "array([65.6])",
    ),
    "DiscountedPurchases": (
        "discounted_purchases([2], [30.43], [38.86], rate=0.1).round(3)",
        "array([0.342])",
    ),
    "LifetimeValue": (
        "history = [2], [30.43], [38.86]",
        "",
        'by = {"rate": 0.01, "horizon": 52.0, "margin": 0.3}',
        "",
        "lifetime_value(*history, [35.0], **by).round(2)",
        "array([13.])",
        'lifetime_value(*history, [35.0], **by, timing="end", period=4.0).round(2)',
        "array([12.74])",
    ),
    "LifetimeProfit": (
        "lifetime_profit([2], [30.43], [38.86], [35.0], [0.3], rate=0.1).round(2)",
        "array([3.59])",
    ),
    "LogLikelihood": ("log_likelihood([2], [30.43], [38.86]).round(3)", "array([-9.459])"),
    "ExpectedSpend": ("expected_spend([4, 0], [35.0, 0.0]).round(2)", "array([35.02, 35.22])"),
    "RetentionRate": ("retention_rate([0, 5]).round(3)", "array([0.851, 0.929])"),
    "Survival": ("survival([0], t=12).round(3)", "array([0.378])"),
    "Churn": ("churn([0], t=1).round(3)", "array([0.149])"),
    "DiscountedRenewals": ("discounted_renewals([0], t=12).round(3)", "array([6.534])"),
    "ResidualLifetime": ("residual_lifetime([0, 5], rate=0.1).round(3)", "array([5.415, 7.136])"),
    "ContractLifetime": ("lifetime([0, 5], rate=0.1).round(3)", "array([5.923, 7.487])"),
    "RetentionElasticity": ("retention_elasticity([0], rate=0.1).round(3)", "array([7.578])"),
    "RenewersElasticity": ("renewers_elasticity([0], rate=0.1).round(3)", "array([6.365])"),
    "RenewalsQuantile": ("renewals_quantile([0], probability=0.5)", "array([6.])"),
    "SpendLogLikelihood": (
        "log_likelihood([4, 0], [35.0, 0.0]).round(3)",
        "array([-4.047,  0.   ])",
    ),
}
"""A call of each method and what it gives."""


class Asked(NamedTuple):
    """A question of the core."""

    name: str
    says: str
    fields: tuple[str, ...]
    families: tuple[str, ...]
    total: bool

    @property
    def quantile(self) -> bool:
        return "probability" in self.fields

    @property
    def method(self) -> str:
        return NAMES.get(self.name) or snake(self.name)


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def asked(source: str) -> list[Asked]:
    """The questions that the enum lists."""
    body = re.search(r"^pub enum Question<'a> \{\n(.*?)^\}", source, re.DOTALL | re.MULTILINE)
    family = re.search(r"fn family.*?^    \}", source, re.DOTALL | re.MULTILINE)
    total = re.search(r"fn has_total.*?^    \}", source, re.DOTALL | re.MULTILINE)
    assert body and family and total, "the enum Question is not where it was"
    purchases = family[0].partition("Some(Family::Purchase)")[0]
    several = family[0].partition("Some(Family::Purchase)")[2].partition("=> None")[0]
    spends = family[0].partition("=> None")[2].partition("Some(Family::Spend)")[0]
    found = []
    for about, name, inside in VARIANT.findall(body[1]):
        says = " ".join(line.strip().removeprefix("///").strip() for line in about.splitlines())
        of = [
            each
            for each, names in (("Purchase", purchases), ("Spend", spends))
            if f"Self::{name} " in names
        ]
        if f"Self::{name} " in several:
            of = ["Purchase", "Spend"]
        summed = f"Self::{name} " not in total[0]
        fields = tuple(field for field, _ in FIELD.findall(inside))
        found.append(Asked(name, says, fields, tuple(of or ["Contract"]), summed))
    return [each for each in found if each.name != "Posterior"]  # habitue.posterior asks it


def numbers(question: Asked, family: str) -> list[Number]:
    """The numbers that a question takes by keyword: those that must be given first."""
    found: list[Number] = []
    for field in question.fields:
        if field == "valuation":
            own = question.name == "LifetimeValue"
            found += [each for each in VALUATION if own or each.name != "margin"]
        elif field == "spend":
            found = [*SPEND, *found]
        elif field in ("to", "at") and family == "Contract":
            found.append(RENEWALS)
        else:
            found.append(NUMBERS[field])
    defaults = DEFAULTS.get(question.name, {})
    found = [each._replace(default=defaults.get(each.name, each.default)) for each in found]
    return sorted(found, key=lambda each: each.default != "")


def wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, 94, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def entry(name: str, kind: str, says: str) -> list[str]:
    """An entry of a section of a docstring."""
    words = {"Timing": '{"purchase", "end", "start"}', "Column | float": "float or column"}
    shown = words.get(kind, kind).replace("Column", "column").replace(" | None", ", optional")
    return [f"        {name} : {shown.replace(' | ', ' or ')}", *wrapped(says, " " * 12)]


def documented(question: Asked, family: Family, given: list[Number]) -> list[str]:
    """The docstring of a method."""
    says = question.says
    for core, python in WORDS.items():
        says = says.replace(core, python)
    first, rest = says, ""
    if len(says) > 89:
        first, _, rest = says.partition("; " if "; " in says else ". ")
    assert len(first) <= 88, says
    lines = [f'        """{first}{"." if rest else ""}']
    lines += ["", *wrapped(f"{rest[:1].upper()}{rest[1:]}", " " * 8)] if rest else []
    lines += ["", "        Parameters", "        ----------"]
    lines += [f"        {', '.join(family.columns)} : column", *wrapped(family.about, " " * 12)]
    for name in EXTRA.get(question.name, ()):
        lines += entry(name, *ABOUT[name])
    for each in given:
        lines += entry(each.name, each.kind, each.says)
    common = COMMON if question.total else COMMON[COMMON.index("**how") - 1 :]
    lines += textwrap.indent(common.strip(), " " * 8).splitlines()
    lines += ["", "        Returns", "        -------"]
    answer = "column, or float with ``total=True``" if question.total else "column"
    lines += [f"        {answer}"]
    lines += wrapped(
        "A figure of each customer; of an `Uncertainty`, `Estimates`"
        + (" or an `Estimate`." if question.total else "."),
        " " * 12,
    )
    lines += ["", "        Raises", "        ------"]
    lines += textwrap.indent(ERRORS.strip(), " " * 8).splitlines()
    return lines


def example(question: Asked, name: str) -> list[str]:
    family = FAMILIES[name]
    shown = EXAMPLES[question.name if question.families[0] == name else name + question.name]
    lines = []
    for call, gives in zip(shown[::2], shown[1::2]):
        lines += [f"        >>> {'model.' if gives else ''}{call}"]
        lines += [f"        {line}" for line in gives.splitlines()]
    kind = family.model.partition("(")[0]
    module = "contract" if kind == "Sbg" else "lifetime"
    return [
        "",
        "        Examples",
        "        --------",
        f"        >>> from habitue.{module} import {kind}",
        f"        >>> model = {family.model}",
        *lines,
    ]


def method(question: Asked, name: str) -> list[str]:
    """The method of a question, with a signature for each kind of answer."""
    family = FAMILIES[name]
    given = numbers(question, name)
    extra = EXTRA.get(question.name, ())
    parts = ["self", *(f"{column}: Column" for column in family.columns)]
    parts += [f"{each}: {ABOUT[each][0]}" for each in extra]
    keywords = [f"{n.name}: {n.kind}{f' = {n.default}' if n.default else ''}" for n in given]

    def signature(total: str, result: str, body: str = "") -> list[str]:
        named = [*keywords, *([total] if total else [])]
        whole = [*parts, *(["*", *named] if named else []), "**how: Unpack[HowSure]"]
        line = f"    def {question.method}({', '.join(whole)}) -> {result}:{body}"
        if len(line) <= 100:
            return [line]
        inner = f"        {', '.join(whole)}"
        lines = [inner] if len(inner) <= 100 else [f"        {part}," for part in whole]
        return [f"    def {question.method}(", *lines, f"    ) -> {result}:{body}"]

    lines: list[str] = []
    if question.total:
        for total, result in (
            ("total: Literal[False] = False", "_Column"),
            ("total: Literal[True]", "_Total"),
            ("total: bool", "_Column | _Total"),
        ):
            lines += ["", "    @overload", *signature(total, result, " ...")]
        lines += ["", *signature("total: bool = False", "_Column | _Total")]
    else:
        lines += ["", *signature("", "_Column")]
    lines += documented(question, family, given)
    lines += [*example(question, name), '        """']
    columns = ", ".join(f'"{column}": {column}' for column in family.columns)
    columns = "{" + columns + "}"
    values = [f"{each.name}={each.name}" for each in given if each not in SPEND]
    if extra:
        own = "".join(f'"{each}": {each}, ' for each in extra[1:])
        lines += [
            "        spent, source = spending(expected_spend, mean_spend, spend_frequency)",
            f"        columns = {columns}",
        ]
        columns = f"columns | {{{own}**spent}}"
        values.append("**source")
    if question.total:
        values.insert(0, "total=total")
    constant = f"_abi.HABITUE_ASK_{snake(question.name).upper()}"
    arguments = [f'"{question.method}"', constant, columns, "how", *values]
    call = "self._asked" if question.total else "self._asked_of_each"
    return [*lines, *called(f"return {call}", arguments)]


def called(start: str, arguments: list[str], indent: str = " " * 8) -> list[str]:
    line = f"{indent}{start}({', '.join(arguments)})"
    if len(line) <= 100:
        return [line]
    inner = f"{indent}    {', '.join(arguments)}"
    lines = [inner] if len(inner) <= 100 else [f"{indent}    {each}," for each in arguments]
    return [f"{indent}{start}(", *lines, f"{indent})"]


def render() -> str:
    """The module of the mixins."""
    listed = asked(SOURCE.read_text(encoding="utf-8"))
    lines = [PREAMBLE]
    for name, family in FAMILIES.items():
        own = [each for each in listed if name in each.families]
        stem, plural = family.mixin.removesuffix("s"), family.mixin.lower()
        mine = [each for each in own if not each.quantile and each.families[0] == name]
        shared = [each for each in own if each.families[0] != name]
        quantiles = [each for each in own if each.quantile]
        parts = [
            (family.mixin, family.says, mine),
            (f"{stem}Likelihoods", f"Likelihoods of {plural}.", shared),
            (f"{stem}Quantiles", f"Quantiles of {plural}.", quantiles),
        ]
        for word, says, questions in parts:
            if questions:
                lines += ["", "", f"class {word}(Asked[_Column, _Total]):", f'    """{says}"""']
            for each in questions:
                lines += method(each, name)
    return "\n".join([*lines, ""])


class Rates(NamedTuple):
    """A function of habitue.posterior: its family and models, the rates that it tells as the core
    names them, and an example."""

    family: str
    models: tuple[str, ...]
    rates: dict[str, str]
    says: str
    asked: str
    call: str
    gives: str


ANY_RATE = "A statistic of one rate of each customer, given the history."
RATES = {
    "rate": Rates(
        "Purchase",
        ("PurchaseModel", "CovariateModel", "Uncertainty"),
        {
            "purchase": "Purchase",
            "interval": "Interval",
            "attrition": "Attrition",
            "dropout": "Dropout",
        },
        ANY_RATE,
        "A model of purchases, or its uncertainty.",
        'rate(model, "dropout", [2], [30.43], [38.86]).round(3)',
        "array([0.204])",
    ),
    "spend": Rates(
        "Spend",
        ("SpendModel", "CovariateModel", "Uncertainty"),
        {"mean_spend": "MeanSpend", "nu": "SpendNu"},
        ANY_RATE,
        "A model of spend, or its uncertainty.",
        "spend(model, [4, 0], [35.0, 0.0]).round(2)",
        "array([35.02, 35.22])",
    ),
    "churn": Rates(
        "Contract",
        ("ContractModel", "Uncertainty"),
        {},
        "A statistic of the chance to leave at the next renewal, given the renewals made.",
        "A model of customers under contract, or its uncertainty.",
        "churn(model, [0, 5]).round(3)",
        "array([0.149, 0.071])",
    ),
}
SYMBOLS = {
    "Purchase": "PURCHASE_RATE",
    "Interval": "PURCHASE_INTERVAL",
    "Attrition": "ATTRITION_RATE",
}
"""Constants of the header that are not called as the rates are."""

POSTERIOR = '''"""What a history tells of the rates of one customer.

The rates are those of the customer while alive, whether or not they still are: a loyal
customer who has surely left still has a high purchase rate.

>>> from habitue.lifetime import ParetoNbd
>>> from habitue.posterior import rate
>>> model = ParetoNbd(0.553, 10.578, 0.606, 11.669)
>>> rate(model, "purchase", [26, 0], [30.857, 0.0], [31.0, 39.0]).round(3)
array([0.639, 0.026])

Generated from src/lifetime/answer/question.rs by python/tools/generate_abi.py; do not edit.
"""
# ruff: noqa

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from . import _abi
from ._columns import Column
from ._customers import Floats
from ._question import Statistic, posterior
from ._records import How
from .contract import ContractModel
from .covariates import CovariateModel
from .lifetime import PurchaseModel, SpendModel
from .uncertainty import Estimate, Estimates, Uncertainty

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["churn", "rate", "spend"]'''
STATISTIC = """
statistic : {"mean", "variance", "quantile"}
    Of the posterior.
probability : float
    The probability of a quantile, 0 < probability < 1.
confidence : float
    Of the intervals of an uncertainty, 0 < confidence < 1.
**how
    ``threads``, ``progress``, ``total`` with ``weights``, and facts where the model has
    covariates: as `habitue.lifetime.How` says.

Returns
-------
column, or Estimates of an uncertainty
    One figure a customer; with ``total=True`` a number, or an Estimate.

Raises
------
ArgumentError
    For a rate that the model does not have, or an unknown statistic.
DataError
    With the row, for histories that cannot be.
NumericError
    Where the statistic does not exist.
"""


def rate_of(name: str, meanings: dict[str, str]) -> list[str]:
    """A function of habitue.posterior."""
    told = RATES[name]
    family = FAMILIES[told.family]
    words = ", ".join(f'"{word}"' for word in told.rates)
    which = [f"which: Literal[{words}]"] if told.rates else []
    positional = name == "rate"
    parts = [f"model: {' | '.join(told.models)}", *(which if positional else [])]
    parts += [*(f"{column}: Column" for column in family.columns), "*"]
    parts += [] if positional else [f'{each} = "{next(iter(told.rates))}"' for each in which]
    parts += [
        'statistic: Statistic = "mean"',
        "probability: float = 0.5",
        "confidence: float = 0.95",
    ]
    parts += ["**how: Unpack[How]"]
    histories = [f"{', '.join(family.columns)} : column", *wrapped(family.about, "    ")]
    chosen: list[str] = []
    if told.rates:
        says = {word: meanings[symbol].rstrip(".") for word, symbol in told.rates.items()}
        listed = "; ".join(f'"{word}": {it[0].lower()}{it[1:]}' for word, it in says.items())
        chosen = [f"which : {{{words}}}", *wrapped(f"{listed}.", "    ")]
    module = "contract" if told.family == "Contract" else "lifetime"
    doc = [
        f'"""{told.says}',
        "",
        "Parameters",
        "----------",
        f"model : {' or '.join(told.models)}",
        f"    {told.asked}",
        *(chosen + histories if positional else histories + chosen),
        *STATISTIC.strip().splitlines(),
        "",
        "Examples",
        "--------",
        f">>> from habitue.{module} import {family.model.partition('(')[0]}",
        f">>> from habitue.posterior import {name}",
        f">>> model = {family.model}",
        f">>> {told.call}",
        told.gives,
        '"""',
    ]
    columns = ", ".join(f'"{column}": {column}' for column in family.columns)
    rates = [
        f'        "{word}": _abi.HABITUE_INDIVIDUAL_{SYMBOLS.get(symbol, snake(symbol).upper())},'
        for word, symbol in (told.rates or {"churn": "Churn"}).items()
    ]
    asked = "which" if told.rates else '"churn"'
    given = [f'"{name}"', "model", "rates", asked]
    given += ["columns", "statistic", "probability", "confidence", "how"]
    return [
        "",
        "",
        f"def {name}(",
        *(f"    {part}," for part in parts),
        ") -> Floats | float | Estimates | Estimate:",
        *textwrap.indent("\n".join(doc), "    ").splitlines(),
        f"    columns = {{{columns}}}",
        "    rates = {",
        *rates,
        "    }",
        *called("return posterior", given, "    "),
    ]


def render_posterior() -> str:
    """The module habitue.posterior."""
    source = SOURCE.read_text(encoding="utf-8")
    body = re.search(r"^pub enum IndividualRate \{\n(.*?)^\}", source, re.DOTALL | re.MULTILINE)
    assert body, "the enum IndividualRate is not where it was"
    found = re.findall(r"/// ([^\n]*)\n    (\w+) = \d+,", body[1])
    meanings = {name: about for about, name in found}
    lines = [POSTERIOR]
    for name in RATES:
        lines += rate_of(name, meanings)
    return "\n".join([*lines, ""])
