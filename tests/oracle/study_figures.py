"""Figures of a study of the CDNOW sample at its usual split, 1997-09-30, worked apart from the
library: BG/NBD and Gamma-Gamma fitted by scipy to the likelihoods of their papers (Fader, Hardie
and Lee 2005; Fader and Hardie 2013), expectations by their closed forms, the discount by
quadrature, everything that came by counting, and the share that bought again by lifelines.

Usage: study_figures.py > tests/data/study_cdnow.csv    (numpy, scipy, lifelines)
"""

import csv
import datetime
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
from lifelines import KaplanMeierFitter
from scipy.optimize import brentq, minimize
from scipy.special import betaln, gammaln, hyp2f1
from scipy.stats import beta, chi2

ROOT = Path(__file__).resolve().parents[2]
SPLIT, END = datetime.date(1997, 9, 30), datetime.date(1998, 6, 30)
DISCOUNT = math.log(1.15) * 7 / 365.25

days = defaultdict(lambda: defaultdict(int))
with open(ROOT / "examples/data/cdnow_sample.csv") as lines:
    for row in csv.DictReader(lines):
        day = datetime.date.fromisoformat(row["date"])
        days[int(row["customer"])][day] += round(float(row["amount"]) * 100)

columns = []
for customer in days:
    bought = sorted(days[customer].items())
    birth = bought[0][0]
    learned = [(day, cents) for day, cents in bought if day <= SPLIT]
    later = [(day, cents) for day, cents in bought if day > SPLIT]
    x = len(learned) - 1
    columns.append((
        x,
        (learned[-1][0] - birth).days / 7,
        (SPLIT - birth).days / 7,
        sum(cents for _, cents in learned[1:]) / 100 / max(x, 1),
        sum(cents for _, cents in learned) / 100,
        len(later),
        sum(cents for _, cents in later) / 100,
    ))
x, t_x, T, mean, so_far, came_x, came = np.array(columns).T
repeat = (x > 0) & (mean > 0)


def bg_nbd(logs):
    r, alpha, a, b = np.exp(logs)
    first = gammaln(r + x) - gammaln(r) + r * np.log(alpha) - (r + x) * np.log(alpha + T)
    alive = first + betaln(a, b + x) - betaln(a, b)
    some = np.maximum(x, 1)
    left = gammaln(r + x) - gammaln(r) + r * np.log(alpha) - (r + x) * np.log(alpha + t_x)
    left += betaln(a + 1, b + some - 1) - betaln(a, b)
    return -np.logaddexp(alive, np.where(x > 0, left, -np.inf)).sum()


def gamma_gamma(logs):
    p, q, v = np.exp(logs)
    n, m = x[repeat], mean[repeat]
    terms = gammaln(p * n + q) - gammaln(p * n) - gammaln(q) + q * np.log(v)
    terms += (p * n - 1) * np.log(m) + p * n * np.log(n) - (p * n + q) * np.log(n * m + v)
    return -terms.sum()


def fit(objective, start):
    best = np.log(start)
    for _ in range(6):
        best = minimize(objective, best, method="Nelder-Mead",
                        options=dict(xatol=1e-11, fatol=1e-11, maxiter=40000, maxfev=40000)).x
    return np.exp(best)


r, alpha, a, b = fit(bg_nbd, [0.24, 4.4, 0.8, 2.4])
p, q, v = fit(gamma_gamma, [6.2, 3.7, 15.4])


def p_alive():
    odds = a / (b + np.maximum(x, 1) - 1) * ((alpha + T) / (alpha + t_x)) ** (r + x)
    return np.where(x > 0, 1 / (1 + odds), 1.0)


def expected(t, parameters=None):
    z = t / (alpha + T + t)
    grown = ((alpha + T) / (alpha + T + t)) ** (r + x)
    f = hyp2f1(r + x, b + x, a + b + x - 1, z)
    return p_alive() * (a + b + x - 1) / (a - 1) * (1 - grown * f)


def discounted(t):
    # The integral of e^(-rate s) dE(s) by parts, on Gauss-Legendre nodes.
    nodes, weights = np.polynomial.legendre.leggauss(60)
    s = (nodes + 1) * t / 2
    inner = sum(w * math.exp(-DISCOUNT * at) * expected(at) for w, at in zip(weights, s)) * t / 2
    return math.exp(-DISCOUNT * t) * expected(t) + DISCOUNT * inner


def at_least_one(t):
    # P(X >= 1 | alive): the next purchase has not come by t with ((alpha + T)/(alpha + T + t))^(r+x).
    return p_alive() * (1 - ((alpha + T) / (alpha + T + t)) ** (r + x))


spend = (q - 1) / (p * x + q - 1) * p * v / (q - 1) + p * x / (p * x + q - 1) * mean
value, forecast = discounted(52.0) * spend, expected(39.0) * spend
out = []


def say(name, number):
    out.append((name, number))


say("expected_purchases", expected(39.0).sum())
say("came_purchases", came_x.sum())
say("expected", forecast.sum())
say("came", came.sum())
say("value", value.sum())
chance = at_least_one(39.0)
say("expected_buyers", chance.sum())
say("came_buyers", (came_x > 0).sum())
say("brier", np.mean((chance - (came_x > 0)) ** 2))
order = np.argsort(-value, kind="stable")
n = len(x)
edges = [0] + [math.ceil(n * part / 100) for part in (1, 5, 20, 100)]
for tier, (low, high) in enumerate(zip(edges, edges[1:]), 1):
    rows = order[low:high]
    for name, column in (("customers", np.ones(n)), ("so_far", so_far), ("value", value),
                         ("expected", forecast), ("came", came), ("bought", came_x > 0)):
        say(f"tier_{tier}_{name}", column[rows].sum())
for name, key in (("value", value), ("so_far", so_far)):
    for part in (10, 20, 50):
        # Of customers equal at the border, of whom the order says nothing, their mean. (Equal
        # histories have values equal up to rounding.)
        count = n * part // 100
        border = np.sort(key)[-count]
        above, equal = key > border * (1 + 1e-9), abs(key / border - 1) <= 1e-9
        caught = came[above].sum() + (count - above.sum()) * came[equal].mean()
        say(f"whale_{name}_{part}", caught / came.sum())
top = math.ceil(n / 5)
cut_s, cut_v = np.sort(so_far)[-top], np.sort(value)[-top]
for name, rows in (("A", (so_far >= cut_s) & (value >= cut_v)), ("B", (so_far < cut_s) & (value >= cut_v)),
                   ("C", (so_far >= cut_s) & (value < cut_v)), ("D", (so_far < cut_s) & (value < cut_v))):
    say(f"corner_{name}_customers", rows.sum())
    say(f"corner_{name}_came", came[rows].sum())
    say(f"corner_{name}_bought", (came_x[rows] > 0).sum())
alive = p_alive()
for low, high in ((0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 2)):
    rows = (x > 0) & (alive >= low) & (alive < high)
    say(f"alive_{low}_customers", rows.sum())
    say(f"alive_{low}_p_alive", alive[rows].mean())
    say(f"alive_{low}_chance", at_least_one(39.0)[rows].mean())
    say(f"alive_{low}_bought", (came_x[rows] > 0).sum())
say("once_bought", (came_x[x == 0] > 0).sum())
say("once_chance", at_least_one(39.0)[x == 0].mean())

# Silence at which P(alive) is one half, for x repeats and the oldest customer.
oldest = T.max()
for count in (1, 5, 10):
    # (alpha + T)/(alpha + t_x) = ((b + x - 1)/a)^(1/(r + x)).
    base = ((b + count - 1) / a) ** (1 / (r + count))
    say(f"even_odds_{count}", oldest - ((alpha + oldest) / base - alpha))

# Five more points of yearly retention: P(alive in a year | alive) by the process of an alive customer.
year = 365.25 / 7
margin = expected(year) * spend


def retained(t):
    # E[(1 - p)^n] over n ~ NBD(r + x, alpha + T) purchases and p ~ Beta(a, b + x).
    n_max = 4000
    k = np.arange(n_max)
    found = []
    for xi, Ti in zip(x, T):
        ri, ai = r + xi, alpha + Ti
        weight = gammaln(ri + k) - gammaln(ri) - gammaln(k + 1)
        weight = weight + ri * math.log(ai / (ai + t)) + k * math.log(t / (ai + t))
        stays = betaln(a, b + xi + k) - betaln(a, b + xi)
        found.append(np.exp(weight + stays).sum())
    return np.array(found)


keep = retained(year)
for points in (0.01, 0.02, 0.05):
    gain = margin * 1.15 * (1 / (1.15 - np.minimum(keep + points, 1)) - 1 / (1.15 - keep))
    say(f"lift_{points}_gain", gain.sum())
    say(f"lift_{points}_supported", gain[x > 0].sum())

# Bought again within 52 weeks, by number of the purchase: exposure ends with the last day.
spells = defaultdict(lambda: ([], []))
for customer in days:
    bought = sorted(days[customer])
    for number, day in enumerate(bought, 1):
        group = 1 if number == 1 else 2 if number == 2 else 3 if number == 3 else 4 if number < 7 else 7
        again = number < len(bought)
        end = bought[number] if again else END + datetime.timedelta(days=1)
        spells[group][0].append((end - day).days / 7)
        spells[group][1].append(again)
for group, (times, again) in sorted(spells.items()):
    curve = KaplanMeierFitter().fit(times, again)
    say(f"again_{group}_share", 1 - curve.predict(52.0))
    bounds = curve.confidence_interval_survival_function_
    row = bounds[bounds.index <= 52.0].iloc[-1]
    say(f"again_{group}_low", 1 - row.iloc[1])
    say(f"again_{group}_high", 1 - row.iloc[0])

# Profile intervals of the parameters of both models, fitted to all days.
later = []
for customer in days:
    bought = sorted(days[customer].items())
    n = len(bought) - 1
    birth = bought[0][0]
    later.append((n, (bought[-1][0] - birth).days / 7, (END - birth).days / 7,
                  sum(cents for _, cents in bought[1:]) / 100 / max(n, 1)))
x, t_x, T, mean = np.array(later).T
repeat = (x > 0) & (mean > 0)


def profiled(objective, start, names):
    global fit_of_all
    fit_of_all = best = np.log(fit(objective, start))
    lowest = objective(best)
    for place, name in enumerate(names):
        say(f"parameter_{name}", math.exp(best[place]))

        def lost(value):
            others = np.delete(best, place)
            whole = lambda free: objective(np.insert(free, place, value))
            found = minimize(whole, others, method="BFGS", options=dict(gtol=1e-9))
            found = minimize(whole, found.x, method="Nelder-Mead",
                             options=dict(xatol=1e-10, fatol=1e-11, maxiter=4000))
            return found.fun - lowest - chi2.ppf(0.95, 1) / 2

        for end, side in (("low", -1), ("high", 1)):
            reach = 0.1
            while lost(best[place] + side * reach) < 0:
                reach *= 2
            say(f"parameter_{name}_{end}",
                math.exp(brentq(lost, best[place], best[place] + side * reach, xtol=1e-10)))


profiled(bg_nbd, [r, alpha, a, b], ("r", "alpha", "a", "b"))
profiled(gamma_gamma, [p, q, v], ("p", "q", "gamma"))

# Mean spend of those who came back, in bins of 10 dollars; customers expected in a
# bin around four points of each, by the beta law of x m / (gamma + x m) at each number of repeats.
p, q, v = np.exp(fit_of_all)
say("spend_customers", repeat.sum())
for at in (0, 3, 9):
    say(f"spend_bin_{at}", ((mean[repeat] >= 10 * at) & (mean[repeat] < 10 * at + 10)).sum())
n = x[repeat]
for point in (0, 13, 38):
    m = 10 * (point + 0.5) / 4
    slope = n * v / (v + n * m) ** 2
    say(f"spend_point_{point}", 10 * (beta.pdf(n * m / (v + n * m), p * n, q) * slope).sum())

print("figure,value")
for name, number in out:
    print(f"{name},{float(number)!r}")
