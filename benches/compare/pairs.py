"""What the comparisons share: the environment, and pairs of runs in turn."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "target" / "compare"
NEEDED = ["numpy", "pandas", "lifetimes", "pymc-marketing", "duckdb", "polars", "pyarrow"]


def in_environment(library: bool = True) -> None:
    """Runs the script again inside the environment, which is made first; nothing there. Where the
    Python package is timed, the library is built for it."""
    if "HABITUE_COMPARE" in os.environ:
        return
    python = PLACE / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", PLACE / "venv"], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *NEEDED], check=True)
    build = ["cargo", "rustc", "--release", "--features", "capi", "--crate-type", "cdylib", "--lib"]
    if library:
        subprocess.run(build, cwd=ROOT, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    environment = {
        **os.environ,
        "HABITUE_LIBRARY": str(target / "release" / "libhabitue.so"),
        "HABITUE_COMPARE": "1",
        "PYTHONPATH": str(ROOT / "python"),
    }
    os.execve(python, [str(python), *sys.argv], environment)


def pairs(name: str, ours, theirs, count: int) -> None:
    """Runs both in turn and prints the medians."""

    def clock(run) -> float:
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    ours()
    found = [(clock(ours), clock(theirs)) for _ in range(count)]
    ratios = [their / our for our, their in found]
    our, their = (statistics.median(times) for times in zip(*found))
    print(
        f"{name}: {their:.3f} s, habitue {our:.4f} s: {statistics.median(ratios):.1f} times "
        f"(from {min(ratios):.1f} to {max(ratios):.1f}, load {os.getloadavg()[0]:.1f})",
        flush=True,
    )
