"""Records which figures each test got from the package (`--golden FILE`; off by default).

``tests/golden.py`` compares them with those of before. Recorded are the numbers that the
public functions, methods and properties return to a test: not how often or in which order,
nor what the package calls within itself, because a face may be rewritten and its figures
may not. A figure is the shortest decimal that reads back as the same float; whole numbers
are written as floats, so that a count may change its dtype. NaN and None say the same.
"""

from __future__ import annotations

import dataclasses
import decimal
import functools
import importlib
import inspect
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

LEFT_OUT = {
    "test_hostile_arguments.py": "asks with arguments drawn by the name of each function",
    "test_abi.py": "asks the bindings themselves, which are no figures",
}


def figures(result: Any, package: str, depth: int = 0) -> Iterator[str]:
    """The numbers in what a function returned, as text."""
    if result is None or depth > 8 or isinstance(result, (bool, np.bool_, str, bytes)):
        return
    if isinstance(result, (int, np.integer)):
        whole = int(result)
        yield repr(float(whole)) if abs(whole) <= 2**53 else str(whole)
    elif isinstance(result, (float, np.floating, decimal.Decimal)):
        if result == result:
            yield repr(float(result))
    elif isinstance(result, np.ndarray):
        if result.dtype.names:
            for name in result.dtype.names:
                yield from figures(result[name], package, depth + 1)
        elif result.dtype.kind in "iuf" and result.dtype != np.uint8:  # the bytes of text
            # Zeros apart: np.unique takes 0.0 and -0.0 for one.
            for zero in set(map(repr, result[result == 0].tolist())):
                yield repr(float(zero))
            for each in np.unique(result[result != 0]).tolist():
                yield from figures(each, package)
        elif result.dtype.kind == "O":
            yield from figures(result.tolist(), package, depth + 1)
    elif isinstance(result, Mapping):
        for each in result.values():
            yield from figures(each, package, depth + 1)
    elif isinstance(result, (list, tuple, set, frozenset)):
        for each in result:
            yield from figures(each, package, depth + 1)
    elif dataclasses.is_dataclass(result) and not isinstance(result, type):
        for field in dataclasses.fields(result):
            yield from figures(getattr(result, field.name), package, depth + 1)
    elif type(result).__module__.split(".")[0] == package:
        for name, each in getattr(result, "__dict__", {}).items():
            if not name.startswith("_"):
                yield from figures(each, package, depth + 1)


class Recorder:
    """Wraps what is public in a package, and notes by test what it returned."""

    def __init__(self, package: Any, file: Path) -> None:
        self.package = package.__name__
        self.file = file
        self.current = "(nowhere)"
        self.seen: dict[str, dict[str, set[str]]] = {}
        self._inside = threading.local()
        paths = [Path(folder) for folder in package.__path__]
        stems = sorted(file.stem for path in paths for file in path.glob("*.py"))
        self._modules = [package] + [
            importlib.import_module(f"{self.package}.{stem}") for stem in stems if stem[0] != "_"
        ]
        self._wrapped: dict[int, Any] = {}
        for module in self._modules:
            for name, what in list(vars(module).items()):
                if not name.startswith("_"):
                    self._wrap(module, name, what)

    def _ours(self, what: Any) -> bool:
        return getattr(what, "__module__", "").split(".")[0] == self.package

    def _wrap(self, module: Any, name: str, what: Any) -> None:
        if inspect.isclass(what):
            if issubclass(what, BaseException):
                return
            for each in what.__mro__:
                # Handles, listeners and what ctypes reads are the machinery of the package.
                if self._ours(each) and not each.__module__.endswith(("._library", "._abi")):
                    self._wrap_class(each)
        elif inspect.isfunction(what) and self._ours(what):
            home = what.__module__.removeprefix(f"{self.package}.")
            if not home.startswith("_") or name in getattr(module, "__all__", ()):
                setattr(module, name, self._noting(what, f"{home}.{what.__name__}"))

    def _wrap_class(self, kind: type) -> None:
        if id(kind) in self._wrapped:
            return
        self._wrapped[id(kind)] = kind
        source = f"{kind.__module__.removeprefix(self.package + '.')}.{kind.__name__}"
        for name, what in list(vars(kind).items()):
            if name.startswith("_") and name not in ("__call__", "__getitem__"):
                continue
            at = f"{source}.{name}"
            if inspect.isfunction(what):
                setattr(kind, name, self._noting(what, at))
            elif isinstance(what, (classmethod, staticmethod)):
                setattr(kind, name, type(what)(self._noting(what.__func__, at)))
            elif isinstance(what, property) and what.fget is not None:
                fget = self._noting(what.fget, at)
                setattr(kind, name, property(fget, what.fset, what.fdel, what.__doc__))

    def _noting(self, function: Any, source: str) -> Any:
        if id(function) in self._wrapped:
            return self._wrapped[id(function)]

        @functools.wraps(function)
        def noting(*arguments: Any, **named: Any) -> Any:
            if getattr(self._inside, "now", False):
                return function(*arguments, **named)
            self._inside.now = True
            try:
                result = function(*arguments, **named)
                test = self.seen.setdefault(self.current, {})
                test.setdefault(source, set()).update(figures(result, self.package))
                return result
            finally:
                self._inside.now = False

        self._wrapped[id(function)] = self._wrapped[id(noting)] = noting
        return noting

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Iterator[None]:
        file, _, name = item.nodeid.partition("::")
        with self._as(f"{Path(file).name}::{name}"):
            yield

    @pytest.hookimpl(hookwrapper=True)
    def pytest_make_collect_report(self, collector: Any) -> Iterator[None]:
        """What the file of a test asks as it is imported."""
        with self._as(f"{Path(collector.nodeid).name}::(import)"):
            yield

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        """What several tests share belongs to none, or to whichever is the first."""
        if fixturedef.scope == "function":
            yield
        else:
            with self._as(f"{Path(fixturedef.baseid).name}::({fixturedef.argname})"):
                yield

    @contextmanager
    def _as(self, name: str) -> Iterator[None]:
        before, self.current = self.current, name
        try:
            yield
        finally:
            self.current = before

    def pytest_sessionfinish(self) -> None:
        lines = []
        for test, sources in sorted(self.seen.items()):
            if test.split("::")[0] in LEFT_OUT:
                continue
            for source, found in sorted(sources.items()):
                if found:
                    lines.append("\t".join([test, source, *sorted(found)]))
        self.file.write_text("\n".join(lines) + "\n", "utf-8")
