"""Expected values of tests/lifetime/fit_quality.rs: correlation of frequency and spend, and the
regularity of purchases of the CDNOW sample, by scipy and mpmath.

Independent: scipy.stats for the correlations and their p-values; a root of the derivative
found by mpmath at 30 digits for the likelihood of k; pairs of intervals counted with pandas.
Run from the root of the repository; prints what the test asserts.
"""

import csv
from collections import defaultdict
from datetime import date

import mpmath as mp
from scipy import stats

rows = list(csv.DictReader(open("tests/data/cdnow_summary.csv")))
x = [int(r["x"]) for r in rows]
mean = [int(r["spend_cents"]) / (100 * n) if n else 0 for r, n in zip(rows, x)]
repeat = [(n, m) for n, m in zip(x, mean) if n > 0]
xs, ms = zip(*repeat)
print("customers", len(xs))
print("pearson", stats.pearsonr(xs, ms))
print("spearman", stats.spearmanr(xs, ms))

mp.mp.dps = 30
cells = defaultdict(int)
spread = mp.mpf(0)
for r, n in zip(rows, x):
    if n >= 2:
        cells[n] += 1
        t_x = mp.mpf(int(r["days_x"])) / 7
        logs = mp.mpf(r["log_intervals"]) - n * mp.log(7)
        spread += n * mp.log(t_x / n) - logs
slope = lambda k: sum(c * n * (mp.psi(0, n * k) - mp.log(n) - mp.psi(0, k)) for n, c in cells.items()) - spread
k = mp.findroot(slope, 1)
information = -mp.diff(slope, k)
print("dirichlet k", mp.nstr(k, 15), "se", mp.nstr(1 / mp.sqrt(information), 15), sum(cells.values()))

days = defaultdict(set)
for r in csv.DictReader(open("examples/data/cdnow_sample.csv")):
    days[r["customer"]].add(date.fromisoformat(r["date"]).toordinal())
squares, moments = [], []
pairs = observations = 0
for own in days.values():
    own = sorted(own)
    gaps = [b - a for a, b in zip(own, own[1:])]
    if len(gaps) < 2:
        continue
    shares = [mp.mpf(a) / (a + b) for a, b in zip(gaps, gaps[1:])]
    squares.append(sum((m - mp.mpf(1) / 2) ** 2 for m in shares) / len(shares))
    pairs += len(shares)
    n = len(gaps)
    m = mp.mpf(sum(gaps)) / n
    moments.append((n, sum((g / m - 1) ** 2 for g in gaps) / (n - 1)))
    observations += n
v = sum(squares) / len(squares)
print("wheat-morrison k", mp.nstr((1 - 4 * v) / (8 * v), 15), len(squares), pairs)
sd = mp.sqrt(sum((s - v) ** 2 for s in squares) / (len(squares) - 1) / len(squares))
print("  se", mp.nstr(sd / (8 * v * v), 15))
excess = lambda k: sum((n - 1) * (n / (n * k + 1) - c) for n, c in moments)
k = mp.findroot(excess, 1)
scatter = mp.sqrt(sum(((n - 1) * (c - n / (n * k + 1))) ** 2 for n, c in moments))
slope = sum((n - 1) * (n / (n * k + 1)) ** 2 for n, c in moments)
print("moments k", mp.nstr(k, 15), "se", mp.nstr(scatter / slope, 15), len(moments), observations)
