"""What `help` says of the front door: every argument, and what comes back."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import re
from typing import Any

import pytest

import habitue
from habitue import base, expressions

CLASSES: list[Any] = [
    habitue.CustomerBase,
    habitue.CustomerModel,
    habitue.Holdout,
    habitue.Audit,
    base.Cohorts,
    base.Comparison,
    base.Survival,
    base.Validation,
    base.Report,
]
METHODS = [
    (kind, name)
    for kind in CLASSES
    for name, of in inspect.getmembers(kind)
    if not name.startswith("_") and (inspect.isfunction(of) or inspect.ismethod(of))
]
FUNCTIONS: list[Any] = [getattr(expressions, name) for name in expressions.__all__]
FUNCTIONS += [habitue.concentration, habitue.tiers]


def sections(doc: str) -> dict[str, str]:
    """The parts of a doc in the style of numpy."""
    parts = re.split(r"^(\w[\w ]*)\n-+\n", doc, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def complete(of: Any) -> None:
    doc = inspect.getdoc(of) or ""
    assert re.match(r".+[.:]", doc), "a first sentence"
    parts = sections(doc)
    said = re.findall(r"^([\w*, ]+?)(?: : .*)?$", parts.get("Parameters", ""), re.MULTILINE)
    named = [name.strip().lstrip("*") for line in said for name in line.split(",")]
    taken = [name for name in inspect.signature(of).parameters if name not in ("self", "cls")]
    assert [name for name in taken if name not in named] == [], "arguments without a word"
    assert [name for name in named if name not in taken] == [], "words without an argument"
    returned = inspect.signature(of).return_annotation
    if returned not in (None, "None", "float", "float | None"):
        assert "Returns" in parts, "what comes back"


@pytest.mark.parametrize(("kind", "name"), METHODS, ids=lambda one: getattr(one, "__name__", one))
def test_help_says_all_of_a_method(kind: Any, name: str) -> None:
    complete(getattr(kind, name))


@pytest.mark.parametrize("of", FUNCTIONS, ids=lambda one: one.__name__)
def test_help_says_all_of_a_function(of: Any) -> None:
    complete(of)


def test_help_says_all_of_the_pictures_and_estimators() -> None:
    for module, needed in (("plotting", "matplotlib"), ("sklearn", "sklearn")):
        if importlib.util.find_spec(needed) is None:
            continue
        found = importlib.import_module(f"habitue.{module}")
        for name in found.__all__:
            of = getattr(found, name)
            assert inspect.getdoc(of)
            if inspect.isfunction(of) and "arguments as for" not in (inspect.getdoc(of) or ""):
                complete(of)
