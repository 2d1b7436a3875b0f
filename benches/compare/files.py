#!/usr/bin/env python3
"""From a CSV file to one row a customer, beside DuckDB and Polars: in turn, medians.

    python3 benches/compare/files.py [--rows 5000000] [--customers 1000000] [--pairs 5] [--threads 2]
                                     [--python]

Makes a virtual environment in target/compare with numpy, duckdb and polars from PyPI, builds
`benches/reading.rs` for release, writes the files (`transactions_csv.py`) and runs: each round is
one run of ours, one of Polars and one of DuckDB, on warm files. The answers are compared customer by
customer first. Peers read with typed columns and nothing to be found; ours finds encoding,
delimiter, columns and the format of the dates, and audits every row and cent.

With `--python` ours is `CustomerBase.from_csv` up to the columns of `to_frame`, customers as Python's
text included; else it is Rust.

What is timed: x (distinct days after the first), t_x (days from first to last), T (days from first
to the last of all), the spend of the first day and the spend after it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time

from pairs import PLACE, ROOT, in_environment
from transactions_csv import write


PYTHON = """
import resource, sys, time
path, threads, answers = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
from habitue import CustomerBase
start = time.perf_counter()
base = CustomerBase.from_csv(path, amount="amount", unit="day", threads=threads)
found = base.to_frame()
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
if answers:
    import numpy as np
    x, t_x, age, mean, spend = (found[name] for name in (
        "frequency", "recency", "age", "mean_spend", "spend"))
    repeat = np.rint(mean * x * 100).astype(np.int64)
    first = np.rint(spend * 100).astype(np.int64) - repeat
    with open(answers[0], "w") as file:
        file.write("customer,x,t_x,age,first,repeat\\n")
        for row in zip(found["customer"], x.tolist(), t_x.astype(int).tolist(),
                       age.astype(int).tolist(), first.tolist(), repeat.tolist()):
            file.write(",".join(map(str, row)) + "\\n")
print(seconds, peak)
"""
"""`CustomerBase.from_csv` of a file, timed; the answers where a second path is given."""


def built() -> str:
    """The path of the benchmark, built."""
    command = ["cargo", "bench", "--bench", "reading", "--no-run", "--message-format=json"]
    lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for line in lines.splitlines():
        message = json.loads(line)
        if message.get("target", {}).get("name") == "reading" and message.get("executable"):
            return message["executable"]
    raise SystemExit("cargo names no executable of the benchmark")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--python", action="store_true", help="ours from Python")
    options = parser.parse_args()
    in_environment(library=options.python)
    os.environ["POLARS_MAX_THREADS"] = str(options.threads)

    import duckdb
    import polars as pl

    ours = [sys.executable, "-c", PYTHON] if options.python else [built()]
    files = write(PLACE / "files", options.rows, options.customers)
    print(f"{options.rows:,} transactions of {options.customers:,} customers, {options.threads} "
          f"threads; {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; "
          f"Polars {pl.__version__}, DuckDB {duckdb.__version__}")
    for kind, path in files.items():
        compare(kind, path, ours, options, duckdb, pl)


def compare(kind, path, command, options, duckdb, pl) -> None:
    """Compares the answers for one file and then the times."""
    answers = PLACE / "files" / "answers.csv"

    def ours(*more) -> tuple[float, int]:
        found = subprocess.run([*command, str(path), str(options.threads), *more],
                               check=True, capture_output=True, text=True).stdout.split()
        return float(found[0]), int(found[1])

    def polars():
        types = {"customer": pl.String if kind == "text" else pl.Int64, "date": pl.Date,
                 "amount": pl.Float64}
        log = pl.scan_csv(path, schema_overrides=types)
        cents = (pl.col("amount") * 100).round().cast(pl.Int64).alias("cents")
        days = log.with_columns(cents).group_by("customer", "date").agg(pl.col("cents").sum())
        first = pl.col("cents").get(pl.col("date").arg_min())
        return days.group_by("customer").agg(
            (pl.len() - 1).alias("x"),
            (pl.col("date").max() - pl.col("date").min()).alias("t_x"),
            pl.col("date").min().alias("begin"),
            first.alias("first"),
            (pl.col("cents").sum() - first).alias("repeat"),
        ).collect()

    database = duckdb.connect(config={"threads": options.threads})
    key = "varchar" if kind == "text" else "bigint"
    query = f"""
        create or replace temp table answer as
        with days as (
            select customer, date, sum(cast(amount * 100 as bigint)) as cents
            from read_csv('{path}', header = true, auto_detect = false, columns =
                {{'customer': '{key}', 'date': 'DATE', 'amount': 'DECIMAL(12, 2)'}})
            group by customer, date
        )
        select customer, count(*) - 1 as x, max(date) - min(date) as t_x, min(date) as begin,
               arg_min(cents, date) as first, sum(cents) - arg_min(cents, date) as repeat
        from days group by customer
    """

    ours(str(answers))
    mine = pl.read_csv(answers, schema_overrides={"customer": pl.String}).sort("customer")
    database.execute(query)
    duck = database.sql("select * from answer").pl()
    for name, theirs in [("Polars", polars()), ("DuckDB", duck)]:
        theirs = theirs.with_columns(pl.col("customer").cast(pl.String)).sort("customer")
        last = theirs.select((pl.col("begin").cast(pl.Int32)).max()).item()
        assert (mine["customer"] == theirs["customer"]).all(), f"{name}: customers"
        spans = theirs["t_x"] if theirs["t_x"].dtype != pl.Duration else theirs["t_x"].dt.total_days()
        begin = theirs["begin"].cast(pl.Int32)
        ends = (begin + spans.cast(pl.Int32)).max()
        assert last <= ends
        for column, found in [("x", theirs["x"]), ("t_x", spans), ("age", ends - begin),
                              ("first", theirs["first"]), ("repeat", theirs["repeat"])]:
            differ = (mine[column].cast(pl.Int64) != found.cast(pl.Int64)).sum()
            assert differ == 0, f"{name}: {differ} customers differ in {column}"

    def clock(run) -> float:
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    rounds = [(ours(), clock(polars), clock(lambda: database.execute(query)))
              for _ in range(options.pairs)]
    mine_s = statistics.median(seconds for (seconds, _), _, _ in rounds)
    peak = max(memory for (_, memory), _, _ in rounds)
    size = path.stat().st_size
    for name, at in [("Polars", 1), ("DuckDB", 2)]:
        ratios = [one[at] / one[0][0] for one in rounds]
        print(f"{kind} keys, {name}: {statistics.median(one[at] for one in rounds):.3f} s, habitue "
              f"{mine_s:.3f} s: {statistics.median(ratios):.2f} times (from {min(ratios):.2f} to "
              f"{max(ratios):.2f}, load {os.getloadavg()[0]:.1f})", flush=True)
    print(f"{kind} keys: {size / 1e6:.0f} MB, peak memory {peak / 1e6:.0f} MB "
          f"({peak / size:.2f} times)", flush=True)


if __name__ == "__main__":
    main()
