#!/usr/bin/env python3
"""Models beside lifetimes and pymc-marketing, the whole path beside DuckDB: ratios of pairs.

    python3 benches/compare/customers.py [--scale 1.0] [--pairs 3] [--threads 2] [--only fit ...]

Makes a virtual environment in target/compare with lifetimes, pymc-marketing, duckdb, polars and
what they need from PyPI, builds the library for release, and runs. Each pair is one run of ours
and one of theirs right after the other on the same columns, so that whatever else the machine does
weighs on both; the ratio is theirs over ours, and the median of the pairs is printed. Before
anything is timed the answers are compared.

The customers are drawn by numpy: first purchases spread over a year, watched for a year and a half,
counted in days as a CRM counts, frequency, recency and age in weeks. `--continuous` gives each
customer times of their own instead, where nothing comes twice: the worst case.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import time
import warnings

from pairs import in_environment, pairs


def simulate(customers: int, kind: str, continuous: bool = False, seed: int = 1, log=None):
    """x, t_x and T of customers who behave as a BG/NBD or a Pareto/NBD.

    `log`, a list, is given the customers and moments of all purchases.
    """
    import numpy as np

    random = np.random.default_rng(seed)
    born, days = random.random(customers) * 364, 546
    age = days - born
    r, alpha = (0.243, 4.414) if kind == "BG/NBD" else (0.553, 10.578)
    rate = random.gamma(r, 1 / (7 * alpha), customers)
    if kind == "BG/NBD":
        coin, death = random.beta(0.793, 2.426, customers), np.full(customers, np.inf)
    else:
        coin = np.zeros(customers)
        death = random.exponential(1, customers) / random.gamma(0.606, 1 / (7 * 11.669), customers)
    first = born if continuous else np.floor(born)
    last, now = first.copy(), born.copy()
    x = np.zeros(customers, np.uint32)
    here = np.arange(customers)
    while len(here):
        if log is not None:
            log.append((here.astype(np.int64), now[here].astype(np.int32)))
        now[here] += random.exponential(1, len(here)) / np.maximum(rate[here], 1e-300)
        past = now[here] - born[here]
        here = here[(past < age[here]) & (past < death[here])]
        when = now[here] if continuous else np.floor(now[here])
        x[here[when > last[here]]] += 1
        last[here] = when
        stay = random.random(len(here)) >= coin[here]
        if log is not None and not stay.all():
            gone = here[~stay]
            log.append((gone.astype(np.int64), now[gone].astype(np.int32)))
        here = here[stay]
    return x, (last - first) / 7, ((days - first) if not continuous else age) / 7


def fits(options) -> None:
    import numpy as np
    import pandas as pd
    from lifetimes import BetaGeoFitter, ParetoNBDFitter

    from habitue.lifetime import BgNbd, ParetoNbd

    for kind, customers, model, fitter in [
        ("BG/NBD", 1_000_000, BgNbd, BetaGeoFitter),
        ("Pareto/NBD", 100_000, ParetoNbd, ParetoNBDFitter),
    ]:
        customers = int(customers * options.scale)
        x, t_x, t = simulate(customers, kind, options.continuous)
        fit = model.fit(x, t_x, t, threads=options.threads)
        other = fitter().fit(x.astype(float), t_x, t)
        for name, value in other.params_.items():
            mine = fit.parameters[name]
            assert abs(mine / value - 1) < 5e-3, (name, mine, value)
        pairs(f"{kind} fit, {customers:,} customers, lifetimes",
              lambda: model.fit(x, t_x, t, threads=options.threads),
              lambda: fitter().fit(x.astype(float), t_x, t), options.pairs)
        if kind == "BG/NBD":
            frame = pd.DataFrame({"customer_id": np.arange(customers), "frequency": x.astype(float),
                                  "recency": t_x, "T": t})
            if not options.quick:
                pymc_marketing(options, kind, frame, model, x, t_x, t)
            mine = fit.expected_purchases(x, t_x, t, t=39.0)
            other_model = fitter()
            other_model.params_ = pd.Series(fit.parameters)
            ask = other_model.conditional_expected_number_of_purchases_up_to_time
            assert np.allclose(mine, ask(39.0, x, t_x, t), rtol=1e-6)

            def ours() -> None:
                fit.expected_purchases(x, t_x, t, t=39.0, threads=options.threads)
                fit.p_alive(x, t_x, t, threads=options.threads)

            def theirs() -> None:
                ask(39.0, x, t_x, t)
                other_model.conditional_probability_alive(x, t_x, t)

            pairs(f"expected purchases and P(alive), {customers:,} customers, lifetimes",
                  ours, theirs, options.pairs)
        else:
            million = simulate(int(1_000_000 * options.scale), kind, options.continuous)
            start = time.perf_counter()
            model.fit(*million, threads=options.threads)
            print(f"{kind} fit, {len(million[0]):,} customers: habitue "
                  f"{time.perf_counter() - start:.3f} s")


def pymc_marketing(options, kind, frame, model, x, t_x, t) -> None:
    from pymc_marketing.clv import BetaGeoModel

    def theirs():
        other = BetaGeoModel(data=frame)
        other.fit(method="map", progressbar=False)
        return other

    found = theirs()
    print("pymc-marketing (with priors):", found.fit_summary().round(4).to_dict())
    pairs(f"{kind} fit, {len(frame):,} customers, pymc-marketing (MAP)",
          lambda: model.fit(x, t_x, t, threads=options.threads), theirs, options.pairs)


def whole_path(options) -> None:
    """Summarise, fit, predict, value and tier, beside DuckDB's summary alone."""
    import duckdb
    import numpy as np

    from habitue.lifetime import BgNbd, GammaGamma
    from habitue.summary import Summary
    from habitue.value import Pyramid

    random = np.random.default_rng(7)
    parts: list = []
    simulate(int(10_000_000 * options.scale), "BG/NBD", log=parts)
    rows = sum(len(part[0]) for part in parts)
    order = random.permutation(rows).astype(np.int32)
    customer = np.concatenate([part[0] for part in parts])[order]
    day = np.concatenate([part[1] for part in parts])[order] + 18_262
    del parts, order
    # Gamma-Gamma spend, in cents.
    scale = 1 / random.gamma(3.74, 1 / 1544, customer.max() + 1)
    cents = (random.gamma(6.25, 1, rows) * scale[customer]).astype(np.int64) + 1
    del scale

    stages: dict[str, float] = {}

    def ours() -> int:
        begun = time.perf_counter()

        def done(stage: str) -> None:
            nonlocal begun
            now = time.perf_counter()
            stages[stage], begun = now - begun, now

        summary = Summary("EUR", threads=options.threads)
        summary.push(customer, day, cents, amount_unit="minor")
        table = summary.table(18_262 + 546, unit="week")
        del summary
        x, t_x, t = table.x, table.t_x, table.t
        done("summarise")
        fit = BgNbd.fit(x, t_x, t, threads=options.threads)
        done("fit BG/NBD")
        spend = GammaGamma.fit(x, table.mean_repeat_spend, threads=options.threads)
        done("fit Gamma-Gamma")
        expected = fit.expected_purchases(x, t_x, t, t=39.0, threads=options.threads)
        del expected
        done("expected purchases")
        worth = spend.expected_spend(x, table.mean_repeat_spend)
        value = fit.lifetime_value(x, t_x, t, worth, horizon=52.0, rate=0.003,
                                   threads=options.threads)
        done("value")
        tiers = Pyramid("curry").assign(value).tier
        done("tier")
        return len(tiers)

    start = time.perf_counter()
    scored = ours()
    alone = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"whole path, {scored:,} customers of {rows:,} transactions: habitue {alone:.2f} s, "
          f"{peak:.2f} GiB at the peak, the {20 * rows / 2**30:.2f} GiB of input included")
    print("   " + ", ".join(f"{stage} {took:.2f} s" for stage, took in stages.items()))

    database = duckdb.connect(config={"threads": options.threads})
    log = {"customer": customer, "day": day, "cents": cents}
    import pyarrow

    database.register("columns", pyarrow.table(log))
    database.execute("create table log as select * from columns")
    from summary import QUERY

    pairs("whole path beside DuckDB's summary alone", ours, lambda: database.execute(QUERY),
          options.pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scale", type=float, default=1.0, help="of the numbers of customers")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--continuous", action="store_true")
    parser.add_argument("--quick", action="store_true", help="without pymc-marketing")
    parser.add_argument("--only", nargs="*", choices=["fit", "path"], default=["fit", "path"])
    options = parser.parse_args()
    in_environment()
    warnings.filterwarnings("ignore")
    print(f"{platform.machine()}, {os.cpu_count()} cores, {options.threads} threads")
    # The path first: the peak of memory is that of the process.
    if "path" in options.only:
        whole_path(options)
    if "fit" in options.only:
        fits(options)


if __name__ == "__main__":
    main()
