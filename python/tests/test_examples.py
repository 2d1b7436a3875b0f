"""The examples in the documentation of every module give what they say."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import habitue


# The shared library lies in the installed package, too, and is no module of Python.
MODULES = [module.name for module in pkgutil.iter_modules(habitue.__path__)]
MODULES = [name for name in MODULES if not name.startswith("libhabitue") and name != "habitue"]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of(name: str) -> None:
    module = importlib.import_module(f"habitue.{name}")
    assert doctest.testmod(module).failed == 0
