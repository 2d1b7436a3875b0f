"""The examples in the documentation of every module give what they say."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

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
    "breakdown.figures": ("pandas",),
    "sklearn": ("sklearn",),
    "mlflow": ("mlflow",),
    "expressions": ("polars", "duckdb"),
    "compat.lifetimes": ("pandas",),
    "compat.lifetimes.plotting": ("matplotlib", "scipy"),
    "plotting": ("matplotlib", "pandas"),
}


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of(name: str) -> None:
    for part, needed in NEEDS.items():
        if name.startswith(part):
            for other in needed:
                pytest.importorskip(other)
    module = importlib.import_module(f"habitue.{name}")
    assert doctest.testmod(module, optionflags=doctest.ELLIPSIS).failed == 0
