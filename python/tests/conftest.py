"""Finds the package: the installed one, or the checkout with a library built for it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _use_the_checkout() -> None:
    if "HABITUE_LIBRARY" not in os.environ:
        subprocess.run(["cargo", "build", "--features", "capi", "--lib"], cwd=ROOT, check=True)
        name = {"win32": "habitue.dll", "darwin": "libhabitue.dylib"}.get(
            sys.platform, "libhabitue.so"
        )
        target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
        os.environ["HABITUE_LIBRARY"] = str(ROOT / target / "debug" / name)
    sys.path.insert(0, str(ROOT / "python"))


if importlib.util.find_spec("habitue") is None:
    _use_the_checkout()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden",
        type=Path,
        metavar="FILE",
        help="write there which figures each test got from the package (see tests/golden.py)",
    )


def pytest_configure(config: pytest.Config) -> None:
    file = config.getoption("--golden")
    if file is not None:
        # Before any test imports a name from the package.
        from golden_figures import Recorder

        config.pluginmanager.register(Recorder(importlib.import_module("habitue"), file.resolve()))
