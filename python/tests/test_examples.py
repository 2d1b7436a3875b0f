"""The examples in the documentation of every module give what they say."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import habitue


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(habitue.__path__)])
def test_the_examples_of(name: str) -> None:
    module = importlib.import_module(f"habitue.{name}")
    assert doctest.testmod(module).failed == 0
