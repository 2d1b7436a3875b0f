#!/usr/bin/env python3
"""clvkit's six lines beside ours: from the CDNOW CSV to a frame of values with keys.

    python3 benches/compare/six_lines.py [--pairs 7]

Each run is a Python process of its own, so that imports and bytecode count; runs take turns, and the
figure is the median wall time of each. Both give values in 52 weeks by BG/NBD and Gamma-Gamma; the
values of all customers together are compared before anything is timed (they fit the same likelihood,
so within 1 %).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time

import pairs

pairs.NEEDED = ["numpy", "pandas", "polars", "clvkit", "narwhals"]
# pip writes bytecode when it installs; the checkout's is written by the first run.
ENVIRONMENT = {name: what for name, what in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
FILE = pairs.ROOT / "examples" / "data" / "cdnow_sample.csv"
PROGRAMS = {
    "clvkit": """
import pandas as pd
from clvkit import CLV, CustomerBase
sales = pd.read_csv({file!r}, parse_dates=["date"])
cb = CustomerBase.from_transactions(sales, "customer", "date", "amount", time_unit="W", collapse="D")
values = CLV().fit(cb).predict(horizon=52).to_pandas()
print(values["clv"].sum())
""",
    "habitue, pandas": """
import pandas as pd
from habitue import CustomerBase
sales = pd.read_csv({file!r})
base = CustomerBase.from_transactions(sales, amount="amount")
values = base.fit("bg/nbd").predict(horizon="52 weeks")
print(values["value"].sum())
""",
    "habitue, Polars": """
import polars as pl
from habitue import CustomerBase
sales = pl.read_csv({file!r})
base = CustomerBase.from_transactions(sales, amount="amount")
values = base.fit("bg/nbd").predict(horizon="52 weeks")
print(values["value"].sum())
""",
}


def run(program: str) -> float:
    text = program.format(file=str(FILE))
    command = [sys.executable, "-c", text]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=ENVIRONMENT)
    return float(told.stdout.split()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=7)
    count = parser.parse_args().pairs
    totals = {name: run(program) for name, program in PROGRAMS.items()}  # bytecode is written
    for name, total in totals.items():
        print(f"{name}: {total:,.0f} in all")
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(count):
        for name, program in PROGRAMS.items():
            start = time.perf_counter()
            run(program)
            times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        print(f"{name}: {median:.3f} s, {median / medians['clvkit']:.2f} of clvkit's")
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    pairs.in_environment()
    main()
