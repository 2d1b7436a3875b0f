#!/usr/bin/env python3
"""Questions inside Polars and DuckDB beside the direct call: in turn, medians.

    python3 benches/compare/expressions.py [--rows 5000000] [--rounds 7] [--threads 2]

P(alive) by BG/NBD of columns that are there. Wall time, and the processor time of the process beside
it, which other work on the machine moves less. What each is beside:

- the expression of Polars beside the call over the columns of the frame;
- `answered` over a relation, and what came of it fetched, beside fetching the columns and the call;
- the function of SQL beside one that gives a column back as it came: DuckDB's own cost of calling
  Python for 2,048 rows at a time. The rest of it is ours.

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
    there = duckdb.connect()
    there.execute(f"SET threads = {options.threads}")
    table = pyarrow.table(known)
    there.register("given", table)
    there.execute("CREATE TABLE customers AS SELECT * FROM given")
    relation = there.table("customers")
    asked = expressions.polars_expression(model, "p_alive")
    expressions.duckdb_function(there, "alive", model, "p_alive")
    types = ["BIGINT", "DOUBLE", "DOUBLE"]
    there.create_function("as_it_came", lambda x, t_x, T: T, types, "DOUBLE", type="arrow")

    def call(columns):
        return model.p_alive(*(columns[name] for name in known), threads=options.threads)

    def sql(function):
        question = f"SELECT {function}(frequency, recency, age) AS p_alive FROM customers"
        return there.sql(question).fetchnumpy()["p_alive"]

    runs = {
        "direct call": lambda: call(frame),
        "Polars, lazy": lambda: frame.lazy().select(asked).collect()["p_alive"],
        "Polars, eager": lambda: frame.with_columns(asked)["p_alive"],
        "fetched and called": lambda: call(relation.fetchnumpy()),
        "answered": lambda: expressions.answered(relation, model, "p_alive"),
        "answered and fetched": lambda: expressions.answered(
            relation, model, "p_alive"
        ).fetchnumpy()["p_alive"],
        "SQL, as it came": lambda: sql("as_it_came"),
        "SQL": lambda: sql("alive"),
    }
    wanted = runs["direct call"]()
    for name, run in runs.items():
        if name not in ("answered", "SQL, as it came"):
            assert np.array_equal(np.asarray(run()), wanted), name
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
    beside = {"Polars, lazy": "direct call", "Polars, eager": "direct call",
              "answered": "fetched and called", "answered and fetched": "fetched and called",
              "SQL": "SQL, as it came"}
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
