"""Runs the tests of the package lifetimes with `habitue.compat.lifetimes` in its place.

    python python/tools/lifetimes_tests.py CHECKOUT [arguments of pytest]

CHECKOUT is a checkout of lifetimes (https://github.com/CamDavidsonPilon/lifetimes); its tests are
run unchanged and none of its code but the tests and its data files. They need pandas before 2 and
numpy before 2, which they are written for, and scipy; matplotlib for those of pictures.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from pathlib import Path

import pytest

PARTS = ("utils", "datasets", "generate_data", "plotting", "fitters", "version")


class InPlace:
    """Puts our module where tests look for lifetimes."""

    def __init__(self, checkout: Path) -> None:
        ours = importlib.import_module("habitue.compat.lifetimes")
        ours.datasets.FOLDER = checkout / "lifetimes" / "datasets"
        sys.modules["lifetimes"] = ours
        for part in PARTS:
            try:
                found = importlib.import_module(f"habitue.compat.lifetimes.{part}")
            except ImportError:  # pictures without matplotlib
                continue
            sys.modules[f"lifetimes.{part}"] = found


def main(arguments: list[str]) -> int:
    if not arguments or not (Path(arguments[0]) / "tests" / "test_estimation.py").is_file():
        print(__doc__)
        return 2
    checkout = Path(arguments[0]).resolve()
    if "habitue" not in sys.modules and importlib.util.find_spec("habitue") is None:
        sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    plugin = InPlace(checkout)
    os.chdir(checkout)  # the tests read files by paths from there
    parts = ("estimation", "utils", "generate_data")
    files = [str(checkout / "tests" / f"test_{part}.py") for part in parts]
    named = [one for one in arguments[1:] if not one.startswith("-")]
    chosen = arguments[1:] if named else [*arguments[1:], *files]
    return int(pytest.main(["-p", "no:cacheprovider", *chosen], plugins=[plugin]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
