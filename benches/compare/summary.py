#!/usr/bin/env python3
"""Summarising beside DuckDB and Polars: the same columns, in turn, ratios as medians of pairs.

    python3 benches/compare/summary.py [--rows 10000000] [--pairs 5] [--threads 2] [--text]

Makes a virtual environment in target/compare with numpy, duckdb and polars from PyPI, builds the
library for release, and runs. Each pair is one run of ours and one of theirs right after the
other, so that whatever else the machine does weighs on both; the ratio is theirs over ours. The
answers are compared customer by customer before anything is timed.

What is timed: from columns in memory (integer key, day, cents) to one row a customer with distinct
days after the first, the days between first and last, and the spend after the first day. Ours
gives more: age, first spend, the holdout, and an audit of every row. DuckDB and Polars hold the
columns in tables of their own before the clock starts; ours reads numpy's. With `--text` customers
are known by text of nine characters; ours comes out in the order of the names, theirs in none.
"""

from __future__ import annotations

import argparse
import os
import platform

from pairs import in_environment, pairs

QUERY = """
    create or replace temp table answer as
    with occasions as (
        select customer, day, sum(cents) as spend from log group by customer, day
    )
    select customer, count(*) - 1 as x, max(day) - min(day) as t_x,
           sum(spend) - arg_min(spend, day) as repeat_spend
    from occasions group by customer
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--text", action="store_true", help="customers known by text")
    options = parser.parse_args()
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

    if options.text:
        digits = pl.Series(customer).cast(pl.String).str.zfill(8)
        customer = ("C" + digits).to_arrow()
    frame = pl.DataFrame({"customer": customer, "day": day, "cents": cents})
    database = duckdb.connect(config={"threads": options.threads})
    database.register("columns", frame.to_arrow())
    database.execute("create table log as select * from columns")

    def ours():
        summary = Summary("EUR", threads=options.threads)
        summary.push(customer, day, cents, amount_unit="minor")
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
        ("customer", np.asarray(found.keys), expected["customer"], other["customer"]),
        ("x", found.x, expected["x"], other["x"]),
        ("t_x", found.t_x, expected["t_x"], other["t_x"]),
        ("repeat spend", found.repeat_spend, expected["repeat_spend"], other["repeat"]),
    ]:
        assert (left == np.asarray(duck).astype(left.dtype)).all(), f"DuckDB differs in {name}"
        assert (left == polars.to_numpy().astype(left.dtype)).all(), f"Polars differs in {name}"
    del found, expected, other

    print(f"{rows:,} transactions of {rows // 2:,} customers, {options.threads} threads; "
          f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for name, theirs in [(f"DuckDB {duckdb.__version__}", theirs_duckdb),
                         (f"Polars {pl.__version__}", theirs_polars)]:
        pairs(name, ours, theirs, options.pairs)


if __name__ == "__main__":
    main()
