"""The examples in the documentation of every module give what they say."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
from pathlib import Path
from types import ModuleType

import pytest

import habitue


# The shared library lies in the installed package, too, and is no module of Python.
FOUND = [
    module
    for module in pkgutil.iter_modules(habitue.__path__)
    if not module.name.startswith("libhabitue") and module.name != "habitue"
]
MODULES = [module.name for module in FOUND]
for package in ("base", "breakdown", "compat.lifetimes", "compat.lifetimes.fitters", "spark"):
    folder = [str(Path(habitue.__path__[0], *package.split(".")))]
    MODULES += [f"{package}.{module.name}" for module in pkgutil.iter_modules(folder)]
# What parts need that are not there for all.
NEEDS = {
    "_pictures": ("matplotlib",),
    "base.cohorts": ("matplotlib",),
    "base.validation": ("matplotlib",),
    "breakdown.figures": ("pandas",),
    "sklearn": ("sklearn",),
    "mlflow": ("mlflow",),
    "expressions": ("polars", "duckdb"),
    "compat.lifetimes": ("pandas",),
    "compat.lifetimes.plotting": ("matplotlib", "scipy"),
    "plotting": ("matplotlib", "pandas"),
}


def examples_of(module: ModuleType) -> list[doctest.DocTest]:
    """The examples of a module, those of classes that are found in it and made in another, too."""
    finder = doctest.DocTestFinder()
    found = finder.find(module)
    for kind in list(vars(module).values()):
        if not inspect.isclass(kind) or kind.__module__ != module.__name__:
            continue
        for name, of in vars(kind).items():
            of = getattr(of, "__func__", getattr(of, "fget", of))
            if inspect.isfunction(of) and of.__module__ != module.__name__:
                name = f"{module.__name__}.{kind.__name__}.{name}"
                found += finder.find(of, name, module=False, globs=dict(vars(module)))  # type: ignore
    return found


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of(name: str) -> None:
    for part, needed in NEEDS.items():
        if name.startswith(part):
            for other in needed:
                pytest.importorskip(other)
    module = importlib.import_module(f"habitue.{name}")
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for example in examples_of(module):
        runner.run(example)
    assert runner.summarize().failed == 0
