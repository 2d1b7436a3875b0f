#!/usr/bin/env python3
"""Scoring, tiering and ranking beside Polars: the same columns, in turn, ratios as medians of pairs.

    python3 benches/compare/value.py [--customers 10000000] [--pairs 5] [--threads 2]

Makes a virtual environment in target/compare with numpy and polars from PyPI, builds the library
for release, and runs. Each pair is one run of ours and one of theirs right after the other, so that
whatever else the machine does weighs on both; the ratio is theirs over ours. The answers are
compared customer by customer before anything is timed.

What is timed: from columns in memory (days since the last purchase, purchases, cents) to the
quintile scores of all three, the tier of the 1/4/15/80 pyramid with each tier's customers and total,
and the rank by cents. Polars does it in the way that was the fastest of those tried: each column is
sorted once for its quantiles, scores are comparisons with these, the tier follows from the rank that
is wanted anyway, and tiers are grouped. (Four `quantile` calls a column take three times as long,
`qcut` five times.) Ours writes into columns of the caller's that are there already, as the C
interface has it; a second round lets the Python classes make new ones each time, and a third ranks
and tiers doubles, as a lifetime value is.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import time

from pairs import in_environment

QUINTILES = (0.2, 0.4, 0.6, 0.8)
CURRY = (1, 5, 20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--customers", type=int, default=10_000_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    in_environment()
    os.environ["POLARS_MAX_THREADS"] = str(options.threads)

    import numpy as np
    import polars as pl

    from habitue import _abi
    from habitue._evidence import cells
    from habitue._library import call, given
    from habitue.value import Pyramid, Rfm, ranks

    random = np.random.default_rng(20_240_501)
    customers, threads = options.customers, options.threads
    days = random.integers(0, 731, customers, dtype=np.int32)
    orders = random.geometric(0.25, customers).astype(np.uint32)
    cents = np.round(np.exp(random.normal(9.0, 1.2, customers))).astype(np.int64)
    worth = np.exp(random.normal(3.0, 1.5, customers)) - 1.0
    frame = pl.DataFrame({"days": days, "orders": orders, "cents": cents, "worth": worth})

    def tiers_by(rank: str) -> pl.Expr:
        cuts = [-(-share * customers // 100) for share in CURRY]
        return pl.sum_horizontal([(pl.col(rank) > cut).cast(pl.Int32) for cut in cuts]) + 1

    def ours():
        scores = Rfm().score(days, orders, cents, threads=threads)
        tiers = Pyramid("curry").assign(cents, threads=threads)
        return scores, tiers, ranks(cents, threads=threads)

    columns = [np.zeros(customers, np.int32) for _ in range(4)]
    places_there = np.zeros(customers, np.uint64)
    names = ("recency", "frequency", "monetary")
    pyramid, statistics_there = Pyramid("curry"), (_abi.habitue_tier * 4)()
    facts = dict(zip(names, map(cells, (days, orders, cents))))
    places = {f"{name}_score": column for name, column in zip(names, columns)}
    rfm, worth_there = given(_abi.habitue_rfm, rows=customers, **facts, **places), cells(cents)

    def ours_in_place():
        call("habitue_rfm_assign", rfm, threads)
        places = threads, columns[3], statistics_there, 4
        call("habitue_pyramid_assign", pyramid, worth_there, customers, *places)
        lowest = _abi.HABITUE_RANK_LOWEST
        call("habitue_ranks", worth_there, customers, lowest, threads, places_there)

    def polars():
        names = ("days", "orders", "cents")
        sorted_columns = [pl.col(name).sort() for name in names]
        quantiles = (
            frame.lazy()
            .select(sorted_columns)
            .select(
                pl.col(name).quantile(q, "linear").alias(f"{name} {q}")
                for name in names
                for q in QUINTILES
            )
            .collect()
            .row(0, named=True)
        )
        reached = {
            name: pl.sum_horizontal(
                [(pl.col(name) > quantiles[f"{name} {q}"]).cast(pl.Int32) for q in QUINTILES]
            )
            for name in names
        }
        scored = (
            frame.lazy()
            .select(
                (5 - reached["days"]).alias("r"),
                (reached["orders"] + 1).alias("f"),
                (reached["cents"] + 1).alias("m"),
                pl.col("cents"),
                pl.col("cents").rank("min", descending=True).alias("rank"),
            )
            .with_columns(tiers_by("rank").alias("tier"))
            .collect()
        )
        held = scored.lazy().group_by("tier").agg(pl.len(), pl.col("cents").sum()).collect()
        return scored, held.sort("tier")

    def our_worth():
        return Pyramid("curry").assign(worth, threads=threads), ranks(worth, threads=threads)

    def polars_worth():
        scored = (
            frame.lazy()
            .select(pl.col("worth"), pl.col("worth").rank("min", descending=True).alias("rank"))
            .with_columns(tiers_by("rank").alias("tier"))
            .collect()
        )
        held = scored.lazy().group_by("tier").agg(pl.len(), pl.col("worth").sum()).collect()
        return scored, held.sort("tier")

    def same(what: str, left, right) -> None:
        assert (left == right.to_numpy().astype(left.dtype)).all(), f"Polars differs in {what}"

    scores, tiers, places = ours()
    scored, held = polars()
    for what, left, name in [
        ("recency score", scores.recency, "r"),
        ("frequency score", scores.frequency, "f"),
        ("monetary score", scores.monetary, "m"),
        ("tier", tiers.tier, "tier"),
        ("rank", places, "rank"),
    ]:
        same(what, left, scored[name])
    ours_in_place()
    for left, right in zip(
        (scores.recency, scores.frequency, scores.monetary, tiers.tier, places),
        (*columns, places_there),
    ):
        assert (left == right).all(), "the columns of the caller's"
    found = [tier for tier in tiers.statistics if tier.customers]
    assert [tier.customers for tier in found] == held["len"].to_list(), "customers of the tiers"
    assert [tier.total for tier in found] == held["cents"].to_list(), "totals of the tiers"
    tiers, places = our_worth()
    scored, held = polars_worth()
    same("tier of doubles", tiers.tier, scored["tier"])
    same("rank of doubles", places, scored["rank"])
    for tier, total in zip([tier for tier in tiers.statistics if tier.customers], held["worth"]):
        assert abs(tier.total - total) <= 1e-9 * abs(total), "totals of the tiers of doubles"
    del scores, tiers, places, scored, held

    def clock(run) -> tuple[float, float]:
        start = time.perf_counter(), time.process_time()
        run()
        return time.perf_counter() - start[0], time.process_time() - start[1]

    print(f"{customers:,} customers, {threads} threads; Polars {pl.__version__}, "
          f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for what, run, theirs in [
        ("RFM quintiles, tiers and ranks", ours_in_place, polars),
        ("the same into new columns", ours, polars),
        ("tiers and ranks of doubles", our_worth, polars_worth),
    ]:
        pairs = [(clock(run), clock(theirs)) for _ in range(options.pairs)]
        for unit, place in (("s", 0), ("s of processor time", 1)):
            times = [(our[place], their[place]) for our, their in pairs]
            ratios = [their / our for our, their in times]
            our, their = (statistics.median(column) for column in zip(*times))
            print(f"{what}: Polars {their:.3f} {unit}, habitue {our:.3f} {unit}: "
                  f"{statistics.median(ratios):.2f} times "
                  f"(from {min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
