#!/usr/bin/env python3
"""Summarising beside DuckDB and Polars: the same columns, in turn, ratios as medians of pairs.

    python3 benches/compare/summary.py [--rows 10000000] [--pairs 5] [--threads 2]

Makes a virtual environment in target/compare with numpy, duckdb and polars from PyPI, builds the
library for release, and runs. Each pair is one run of ours and one of theirs right after the
other, so that whatever else the machine does weighs on both; the ratio is theirs over ours. The
answers are compared customer by customer before anything is timed.

What is timed: from columns in memory (integer key, day, cents) to one row a customer with distinct
days after the first, the days between first and last, and the spend after the first day. Ours
gives more: age, first spend, the holdout, and an audit of every row. DuckDB and Polars hold the
columns in tables of their own before the clock starts; ours reads numpy's.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "target" / "compare"
QUERY = """
    create or replace temp table answer as
    with occasions as (
        select customer, day, sum(cents) as spend from log group by customer, day
    )
    select customer, count(*) - 1 as x, max(day) - min(day) as t_x,
           sum(spend) - arg_min(spend, day) as repeat_spend
    from occasions group by customer
"""


def in_environment() -> None:
    """Runs this script again inside the environment, which is made first."""
    python = PLACE / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", PLACE / "venv"], check=True)
        needed = ["numpy", "duckdb", "polars", "pyarrow"]
        subprocess.run([python, "-m", "pip", "install", "--quiet", *needed], check=True)
    build = ["cargo", "rustc", "--release", "--features", "capi", "--crate-type", "cdylib", "--lib"]
    subprocess.run(build, cwd=ROOT, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    library = str(target / "release" / "libhabitue.so")
    environment = {
        **os.environ,
        "HABITUE_LIBRARY": library,
        "HABITUE_COMPARE": "1",
        "PYTHONPATH": str(ROOT / "python"),
    }
    os.execve(python, [str(python), __file__, *sys.argv[1:]], environment)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    if "HABITUE_COMPARE" not in os.environ:
        in_environment()
    os.environ["POLARS_MAX_THREADS"] = str(options.threads)

    import duckdb
    import numpy as np
    import polars as pl

    from habitue.summary import Summary

    random = np.random.default_rng(20_240_501)
    rows = options.rows
    customer = random.integers(0, rows // 2, rows, dtype=np.int64)
    day = random.integers(18_262, 18_262 + 730, rows, dtype=np.int32)
    cents = random.integers(1, 20_000, rows, dtype=np.int64)

    frame = pl.DataFrame({"customer": customer, "day": day, "cents": cents})
    database = duckdb.connect(config={"threads": options.threads})
    database.register("columns", frame.to_arrow())
    database.execute("create table log as select * from columns")

    def ours():
        summary = Summary("EUR", threads=options.threads)
        summary.push(customer, day, cents)
        return summary.table(18_262 + 729, unit="day")

    def theirs_duckdb():
        database.execute(QUERY)

    def theirs_polars():
        occasions = frame.lazy().group_by("customer", "day").agg(pl.col("cents").sum())
        by_customer = occasions.group_by("customer").agg(
            (pl.len() - 1).alias("x"),
            (pl.col("day").max() - pl.col("day").min()).alias("t_x"),
            (pl.col("cents").sum() - pl.col("cents").get(pl.col("day").arg_min())).alias("repeat"),
        )
        return by_customer.collect()

    found = ours()
    theirs_duckdb()
    expected = database.execute("select * from answer order by customer").fetchnumpy()
    other = theirs_polars().sort("customer")
    for name, left, duck, polars in [
        ("customer", found.keys, expected["customer"], other["customer"]),
        ("x", found.x, expected["x"], other["x"]),
        ("t_x", found.t_x, expected["t_x"], other["t_x"]),
        ("repeat spend", found.repeat_spend, expected["repeat_spend"], other["repeat"]),
    ]:
        assert (left == np.asarray(duck).astype(left.dtype)).all(), f"DuckDB differs in {name}"
        assert (left == polars.to_numpy().astype(left.dtype)).all(), f"Polars differs in {name}"
    del found, expected, other

    def clock(run) -> float:
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    print(f"{rows:,} transactions of {rows // 2:,} customers, {options.threads} threads; "
          f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for name, theirs in [(f"DuckDB {duckdb.__version__}", theirs_duckdb),
                         (f"Polars {pl.__version__}", theirs_polars)]:
        pairs = [(clock(ours), clock(theirs)) for _ in range(options.pairs)]
        ratios = [their / our for our, their in pairs]
        our, their = (statistics.median(times) for times in zip(*pairs))
        print(f"{name}: {their:.3f} s, habitue {our:.3f} s: "
              f"{statistics.median(ratios):.2f} times (from {min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
