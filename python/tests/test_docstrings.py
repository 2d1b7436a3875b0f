"""Every public object says what it takes, gives, raises, and shows it in an example.

Held to numpydoc (``pip install numpydoc``); `test_examples.py` runs the examples. As a program it
prints what is missing: ``python tests/test_docstrings.py [MODULE ...]``.
"""

from __future__ import annotations

import dataclasses
import doctest
import functools
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest

docscrape = pytest.importorskip("numpydoc.docscrape")
validation = pytest.importorskip("numpydoc.validate")

import habitue  # noqa: E402
from test_examples import MODULES, examples_of  # noqa: E402

CODES = (
    *("GL08", "SS01", "SS03", "SS04", "SS06"),
    *("PR02", "PR03", "PR07", "RT01", "RT03", "YD01"),
)
"""What numpydoc finds that is a fault here; of arguments without a word (PR01), see `arguments`.

Its other rules are of a style that is not this one. SS05 wants an order ("Write the page"): here
a doc says what its object is or does ("Writes the page", "The probability that ..."), as those of
the crate and of the header do, whose sentences most of these are.
"""
NEEDS = {
    "expressions": ("polars", "duckdb"),
    "plotting": ("matplotlib",),
    "sklearn": ("sklearn",),
    "mlflow": ("mlflow",),
    "compat": ("pandas", "matplotlib"),
}
"""What modules need that is not there for all."""
REFUSES_NOTHING = frozenset(("habitue.sklearn.TransactionSummarizer.get_feature_names_out",))
"""What takes arguments, none of which can be refused."""


def modules() -> list[str]:
    """The public modules by their names below `habitue`; the package itself is "habitue"."""
    found = ["habitue"]
    for one in pkgutil.walk_packages(habitue.__path__, "habitue."):
        name = one.name.partition(".")[2]
        private = any(part.startswith("_") for part in name.split("."))
        if not private and not name.startswith("libhabitue"):
            found.append(name)
    return found


def public(module: Any) -> Iterator[tuple[str, Any]]:
    """The functions and classes that a module offers."""
    own = [
        name
        for name, of in vars(module).items()
        if name[0] != "_" and getattr(of, "__module__", None) == module.__name__
    ]
    for name in getattr(module, "__all__", own):
        of = getattr(module, name)
        ours = getattr(of, "__module__", "").startswith("habitue")
        if ours and (inspect.isclass(of) or inspect.isroutine(of)):
            yield name, of


def members(kind: type) -> Iterator[tuple[str, type, Any]]:
    """The public methods and properties of a class, each with the class that defines it."""
    for name in dir(kind):
        if name.startswith("_"):
            continue
        owner = next((one for one in kind.__mro__ if name in vars(one)), None)
        if owner is None or not owner.__module__.startswith("habitue"):
            continue
        of = vars(owner)[name]
        if isinstance(of, (staticmethod, classmethod)) or inspect.isfunction(of):
            yield name, owner, getattr(kind, name)
        elif isinstance(of, (property, functools.cached_property)):
            yield name, owner, of


def code(doc: str) -> str:
    """The lines of the examples in a doc."""
    return "".join(one.source for one in doctest.DocTestParser().get_examples(doc))


def arguments(of: Any) -> list[str]:
    """The arguments that a caller gives, the stars with their names."""
    try:
        taken = inspect.signature(of).parameters.values()
    except (TypeError, ValueError):
        return []
    stars = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
    named = [stars.get(one.kind, "") + one.name for one in taken]
    return [name for name in named if not name.startswith("_") and name not in ("self", "cls")]


def is_result(kind: type) -> bool:
    """Whether objects of a class are handed out, and not made by who uses the package."""
    return bool(re.search(r"\b[Mm]ade (by|as|from)\b", inspect.getdoc(kind) or ""))


@functools.lru_cache(maxsize=None)
def faults_of(of: Any) -> tuple[str, ...]:
    """What is missing in what an object says of itself, but for its example."""
    doc = inspect.getdoc(of) or ""
    if not doc:
        return ("GL08: no docstring",)
    found = docscrape.get_doc_object(of)
    missing = [
        f"{number}: {says}"
        for number, says in validation.validate(found)["errors"]
        if number in CODES and not (inspect.isclass(of) and number in ("PR02", "PR03"))
    ]
    if isinstance(of, (property, functools.cached_property)):
        return tuple(missing)
    said = {
        name.strip().replace("\\", "")
        for section in ("Parameters", "Other Parameters", "Attributes")
        if inspect.isclass(of) or section != "Attributes"
        for one in found[section]
        for name in one.name.split(",")
    }
    # What is raised is not made by callers either, and may pass as a record.
    ours = (tuple, BaseException)
    record = inspect.isclass(of) and (dataclasses.is_dataclass(of) or issubclass(of, ours))
    if inspect.isclass(of) and issubclass(of, BaseException):
        said |= {"message", *arguments(of)}
    taken = [] if inspect.isclass(of) and is_result(of) and not record else arguments(of)
    unsaid = [name for name in taken if name not in said]
    if unsaid:
        missing.append(f"PR01: not documented: {', '.join(unsaid)}")
    name = f"{of.__module__}.{of.__qualname__}"
    if taken and not record and not found["Raises"] and name not in REFUSES_NOTHING:
        missing.append("no Raises")
    return tuple(missing)


@functools.lru_cache(maxsize=None)
def run() -> frozenset[str]:
    """The docs whose examples `test_examples.py` runs."""
    found: set[str] = set()
    for name in MODULES:
        try:
            module = importlib.import_module(f"habitue.{name}")
        except ImportError:  # of what is not there for all
            continue
        found |= {test.docstring for test in examples_of(module) if test.examples}
    return frozenset(found)


def example_of(of: Any) -> list[str]:
    """What is amiss with the example of an object itself."""
    shown = code(inspect.getdoc(of) or "")
    return ["its example is not run"] if shown and (of.__doc__ or "") not in run() else []


def faults(module: Any) -> list[str]:
    """What is missing in what a module says of what it offers."""
    listed = []
    for name, of in public(module):
        own = inspect.getdoc(of) or ""
        told = [*faults_of(of), *example_of(of)]
        if not code(own):
            told.append("no example")
        listed += [f"{name}: {one}" for one in told]
        if not inspect.isclass(of):
            continue
        for member, owner, what in members(of):
            told = [*faults_of(what), *(example_of(what) if what.__doc__ else [])]
            shown = code(own) + code(owner.__doc__ or "")
            if not code(inspect.getdoc(what) or "") and not re.search(rf"\.{member}\b", shown):
                told.append("no example")
            place = f"{name}.{member}" if owner is of else f"{name}.{member} ({owner.__name__})"
            listed += [f"{place}: {one}" for one in told]
    return listed


def loaded(name: str) -> Any:
    for part, needed in NEEDS.items():
        if name.startswith(part):
            for other in needed:
                pytest.importorskip(other)
    return importlib.import_module("habitue" if name == "habitue" else f"habitue.{name}")


@pytest.mark.parametrize("name", modules())
def test_every_public_object_says_what_it_is_of(name: str) -> None:
    assert faults(loaded(name)) == []


def test_a_fault_of_each_kind_is_found() -> None:
    def bare(amount: float) -> float:
        return amount

    def half(amount: float) -> float:
        """Halves an
        amount.

        Returns
        -------
        float
        """
        return amount / 2

    assert faults_of(bare) == ("GL08: no docstring",)
    found = " ".join(faults_of(half))
    for kind in ("SS06", "RT03", "PR01", "no Raises"):
        assert kind in found


if __name__ == "__main__":
    for each in sys.argv[1:] or modules():
        try:
            for fault in faults(loaded(each)):
                print(f"{each}: {fault}")
        except pytest.skip.Exception as missing:
            print(f"{each}: {missing}")
