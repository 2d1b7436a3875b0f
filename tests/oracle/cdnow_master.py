"""The whole CDNOW data set as cells, and exact fits to it.

    python cdnow_master.py cells CDNOW_master.txt > tests/data/cdnow_master_cells.csv
    python cdnow_master.py fits START.json > tests/data/cdnow_master_fits.csv

`cells` counts the customers (calibrated to 1997-09-30, days) that share frequency, recency and
age; `log_intervals` is the mean, over the customers of a cell, of the sum of the logarithms of the
days between purchases. Standard library only.

`fits` takes rough estimates (weeks) by model name and polishes each by Newton's method on the
likelihood at 50 digits (python-flint), with derivatives from differences, until the step is below
1e-8 of each parameter; so the result depends on the rough estimates only in which peak it is.
The likelihoods are those of the papers, Gauss's 2F1 included, and share nothing with the library.
Columns: model, k, parameters 1 to 4, log-likelihood, and the size of the last step.
"""

from __future__ import annotations

import csv
import datetime
import json
import math
import sys
from collections import defaultdict
from pathlib import Path

SPLIT = datetime.date(1997, 9, 30)
DATA = Path(__file__).parents[1] / "data"


def cells(path: str) -> None:
    days = defaultdict(set)
    with open(path) as lines:
        for line in lines:
            customer, date, *_ = line.split()
            if not customer.isdigit():
                continue
            day = datetime.datetime.strptime(date, "%Y%m%d").date()
            days[int(customer)].add(day)
    counts, logs = defaultdict(int), defaultdict(list)
    for purchases in days.values():
        seen = sorted(day for day in purchases if day <= SPLIT)
        birth = seen[0]
        cell = (len(seen) - 1, (seen[-1] - birth).days, (SPLIT - birth).days)
        counts[cell] += 1
        logs[cell].append(math.fsum(math.log((b - a).days) for a, b in zip(seen, seen[1:])))
    print("x,days_x,days,customers,log_intervals")
    for cell in sorted(counts):
        mean = math.fsum(logs[cell]) / counts[cell]
        print(*cell, counts[cell], f"{mean:.12g}", sep=",")


def fits(path: str) -> None:
    from flint import arb, ctx

    ctx.dps = 50
    week = arb(7)
    rows = []
    with open(DATA / "cdnow_master_cells.csv") as file:
        for row in csv.DictReader(file):
            x, weight = int(row["x"]), int(row["customers"])
            last, age = arb(int(row["days_x"])) / week, arb(int(row["days"])) / week
            logs = arb(float(row["log_intervals"])) - x * week.log()
            rows.append((x, last, age, weight, logs))

    def rising(r: arb, n: int) -> arb:
        return (r + n).lgamma() - r.lgamma()

    def total(value, p: list[arb]) -> arb:
        """Σ over the cells; what depends on x alone is kept."""
        kept: dict[object, arb] = {}
        return sum((w * value(p, x, last, age, logs, kept) for x, last, age, w, logs in rows), arb(0))

    def nbd(p, x, last, age, logs, kept):
        r, alpha = p
        if x not in kept:
            kept[x] = rising(r, x) + r * alpha.log()
        return kept[x] - (r + x) * (alpha + age).log()

    def pareto(p, x, last, age, logs, kept):
        r, alpha, s, beta = p
        w, big = r + s + x, max(alpha, beta)
        first, second = (s + 1, s) if alpha >= beta else (r + x, r + x + 1)

        def term(order: arb, u: arb, which: int) -> arb:
            key = (x, float(u), which)
            if key not in kept:
                z = (big - min(alpha, beta)) / (big + u)
                kept[key] = z.hypgeom_2f1(w, order, w + 1) * (-w * (big + u).log()).exp()
            return kept[key]

        both = s / w * term(first, last, 0) + (r + x) / w * term(second, age, 1)
        return rising(r, x) + r * alpha.log() + s * beta.log() + both.log()

    def coin(k: int, first: int):
        def value(p, x, last, age, logs, kept):
            r, alpha, a, b = p
            coins, n = x + first, k * x
            if x not in kept:
                beta = rising(b, coins) - rising(a + b, coins)
                kept[x] = rising(r, n) + r * alpha.log() + beta - x * arb(k).lgamma()
            gone = arb(0)
            if coins > 0:
                gone = a / (b + coins - 1) * ((alpha + age) / (alpha + last)) ** (r + n)
            share, hidden, weight = (age - last) / (alpha + age), arb(0), arb(1)
            for j in range(k):
                hidden += weight
                weight *= (r + n + j) / (j + 1) * share
            known = kept[x] - (r + n) * (alpha + age).log() + (gone + hidden).log()
            return known + (k - 1) * logs if k > 1 else known

        return value

    likelihoods = {
        "nbd": lambda k: nbd,
        "pareto_nbd": lambda k: pareto,
        "bg_nbd": lambda k: coin(1, 0),
        "mbg_nbd": lambda k: coin(1, 1),
        "bg_cnbd": lambda k: coin(k, 0),
        "mbg_cnbd": lambda k: coin(k, 1),
    }
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["model", "k", "p1", "p2", "p3", "p4", "log_likelihood", "last_step"])
    for name, (k, *rough) in json.loads(Path(path).read_text()).items():
        value = likelihoods[name](int(k))
        f = lambda logs: arb(total(value, [y.exp() for y in logs]).mid())
        point = [arb(parameter).log() for parameter in rough]
        size, h = len(point), arb("1e-8")

        def shifted(moves: dict[int, int]) -> arb:
            return f([y + moves.get(i, 0) * h for i, y in enumerate(point)])

        bends = None
        while True:
            up, down = ([shifted({i: sign}) for i in range(size)] for sign in (1, -1))
            slope = [(u - d) / (2 * h) for u, d in zip(up, down, strict=True)]
            if bends is None:
                # Rough bends do: they only steer the steps.
                ctx.dps = 40
                here = f(point)
                bends = [[arb(0)] * size for _ in range(size)]
                for i in range(size):
                    bends[i][i] = (up[i] - 2 * here + down[i]) / h**2
                    for j in range(i):
                        both = shifted({i: 1, j: 1}) + shifted({i: -1, j: -1})
                        bend = (both - up[i] - up[j] - down[i] - down[j] + 2 * here) / (2 * h**2)
                        bends[i][j] = bends[j][i] = bend
                ctx.dps = 50
            step = solve(bends, slope)
            point = [arb((y - d).mid()) for y, d in zip(point, step, strict=True)]
            last = max(abs(float(d)) for d in step)
            if last < 1e-8:
                break
        parameters = [repr(float(y.exp())) for y in point] + [""] * (4 - size)
        out.writerow([name, int(k), *parameters, repr(float(f(point))), f"{last:.1e}"])
        sys.stdout.flush()


def solve(matrix, right):
    """H d = g by elimination."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda j: abs(float(rows[j][i])))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for j in range(size):
            if j != i:
                share = rows[j][i] / rows[i][i]
                rows[j] = [a - share * b for a, b in zip(rows[j], rows[i], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]


if __name__ == "__main__":
    {"cells": cells, "fits": fits}[sys.argv[1]](sys.argv[2])
