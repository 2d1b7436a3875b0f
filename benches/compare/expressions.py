#!/usr/bin/env python3
"""Questions inside Polars and DuckDB beside the direct call: in turn, medians.

    python3 benches/compare/expressions.py [--rows 5000000] [--rounds 7] [--threads 2]

P(alive) by BG/NBD of columns that are there. Wall time, and the processor time of the process beside
it, which other work on the machine moves less. What each is beside:

- the expression of Polars beside the call over the columns of the frame;
- `answered` over a relation, and what came of it fetched, beside fetching the columns and the call;
- the function of SQL over the extension beside the call: summed up, stored in a table, fetched. What
  DuckDB takes to do so with a column that is there stands beside it, and is in the figure;
- the function of Python, where there is no extension, beside one that gives a column back as it came:
  DuckDB's own cost of calling Python for 2,048 rows at a time. The rest of it is ours.

Each round begins with another one. The bits of all are compared before anything is timed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time

import pairs

pairs.NEEDED = ["numpy", "narwhals", "polars", "duckdb", "pyarrow"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = str(options.threads)
    pairs.in_environment()

    import duckdb
    import numpy as np
    import polars as pl
    import pyarrow

    from habitue import expressions
    from habitue.lifetime import BgNbd

    random = np.random.default_rng(1)
    rows = options.rows
    age = random.integers(100, 2000, rows) / 7
    x = random.poisson(1.0, rows)
    recency = np.where(x > 0, np.floor(random.uniform(0.05, 1, rows) * age * 7) / 7, 0.0)
    known = {"frequency": x, "recency": recency, "age": age}
    model = BgNbd(0.243, 4.414, 0.793, 2.426)

    frame = pl.DataFrame(known)
    table = pyarrow.table(known)

    def opened(**config):
        there = duckdb.connect(config=config)
        there.execute(f"SET threads = {options.threads}")
        there.register("given", table)
        there.execute("CREATE TABLE customers AS SELECT * FROM given")
        expressions.duckdb_function(there, "alive", model, "p_alive")
        return there

    there, plain = opened(allow_unsigned_extensions="true"), opened()
    relation = there.table("customers")
    asked = expressions.polars_expression(model, "p_alive")
    types = ["BIGINT", "DOUBLE", "DOUBLE"]
    plain.create_function("as_it_came", lambda x, t_x, T: T, types, "DOUBLE", type="arrow")

    def call(columns):
        return model.p_alive(*(columns[name] for name in known), threads=options.threads)

    asks = "alive(frequency, recency, age)"

    def fetched(of, column):
        return of.sql(f"SELECT {column} AS found FROM customers").fetchnumpy()["found"]

    def summed(column):
        return there.sql(f"SELECT sum({column}) FROM customers").fetchall()

    def stored(column):
        there.execute(f"CREATE OR REPLACE TABLE told AS SELECT {column} AS found FROM customers")
        return there.table("told")

    runs = {
        "direct call": lambda: call(frame),
        "Polars, lazy": lambda: frame.lazy().select(asked).collect()["p_alive"],
        "Polars, eager": lambda: frame.with_columns(asked)["p_alive"],
        "fetched and called": lambda: call(relation.fetchnumpy()),
        "answered": lambda: expressions.answered(relation, model, "p_alive"),
        "answered and fetched": lambda: expressions.answered(
            relation, model, "p_alive"
        ).fetchnumpy()["p_alive"],
        "SQL, summed": lambda: summed(asks),
        "SQL, stored": lambda: stored(asks),
        "SQL, fetched": lambda: fetched(there, asks),
        "a column, summed": lambda: summed("age"),
        "a column, stored": lambda: stored("age"),
        "a column, fetched": lambda: fetched(there, "age"),
        "SQL by Python, as it came": lambda: fetched(plain, "as_it_came(frequency, recency, age)"),
        "SQL by Python": lambda: fetched(plain, asks),
    }
    wanted = runs["direct call"]()
    for name, run in runs.items():
        found = run()
        if name == "SQL, stored":
            found = found.fetchnumpy()["found"]
        if name not in ("answered", "SQL, summed") and "column" not in name and "came" not in name:
            assert np.array_equal(np.asarray(found), wanted), name
    wall = {name: [] for name in runs}
    processor = {name: [] for name in runs}
    order = list(runs)
    for _ in range(options.rounds):
        order = [*order[1:], order[0]]  # what went before leaves its traces
        for name in order:
            run = runs[name]
            start, worked = time.perf_counter(), time.process_time()
            found = run()
            wall[name].append(time.perf_counter() - start)
            processor[name].append(time.process_time() - worked)
            del found
    beside = {
        "Polars, lazy": "direct call",
        "Polars, eager": "direct call",
        "answered": "fetched and called",
        "answered and fetched": "fetched and called",
        "SQL, summed": "direct call",
        "SQL, stored": "direct call",
        "SQL, fetched": "direct call",
        "SQL by Python": "SQL by Python, as it came",
    }
    for name in runs:
        took, of = statistics.median(wall[name]), statistics.median(processor[name])
        line = f"{name}: {took:.3f} s, {of:.3f} s of the processor"
        if name in beside:
            ratios = [
                statistics.median([a / b for a, b in zip(times[name], times[beside[name]])])
                for times in (wall, processor)
            ]
            line += f"; {ratios[0]:.2f} and {ratios[1]:.2f} times {beside[name]}"
        print(line)
    print(f"Polars {pl.__version__}, DuckDB {duckdb.__version__}, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
