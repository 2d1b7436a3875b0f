"""Expected values of the tests of value: lifetime value without a purchase model.

Independent of the library: sums term by term, Gaussian elimination and bisection with
mpmath at 50 digits, from the doubles as they are (mpf of a double is exact); the points
liability and the Gini coefficient in exact fractions. No closed form of the library is
used: geometric sums are summed, the Markov value is solved by elimination, the optimal
spend is where a numerical derivative is zero, integrals are integrated.

Writes tests/data/value_reference.csv: what is computed, its arguments, the result.

Run: python tests/oracle/value.py
"""

import random
from fractions import Fraction
from pathlib import Path

from mpmath import diff, eig, exp, lu_solve, matrix, mp, mpf, nsum, quad, inf, log, sqrt

mp.dps = 50
random.seed(20_261_122)
rows = []


def put(what, arguments, result):
    rows.append(f"{what},{' '.join(repr(a) for a in arguments)},{mp.nstr(result, 20)}")


def power(base, exponent):
    """0 to the power 0 is 1."""
    return mpf(1) if exponent == 0 else mpf(base) ** exponent


def berger_nasr(gc, m, n, r, d, cycle):
    r, d, cycle = mpf(r), mpf(d), mpf(cycle)
    earned = sum(gc * power(r, i) / (1 + d) ** (i * cycle) for i in range(n + 1))
    spent = sum(
        m * power(r, i - 1) / (1 + d) ** ((i - mpf(1) / 2) * cycle) for i in range(1, n + 1)
    )
    return earned - spent


for case in [(260.0, 50.0, 10, 0.75, 0.2, 1.0)] + [
    (
        round(random.uniform(1, 500), 2),
        round(random.uniform(0, 90), 2),
        random.randrange(0, 40),
        random.choice([0.0, 0.3, 0.8, 0.95, 1.0]),
        random.choice([-0.1, 0.0, 0.07, 0.3]),
        random.choice([0.25, 1.0, 2.0]),
    )
    for _ in range(20)
]:
    put("berger_nasr", case, berger_nasr(*case))


def continuous(c0, c1, c2, years, r, d):
    force = log(1 + mpf(d)) - log(mpf(r))
    flow = lambda t: (mpf(c0) + mpf(c1) * t + mpf(c2) * t * t) * exp(-force * t)
    edges = [mpf(years) * k / 8 for k in range(9)]
    return quad(flow, edges)


for case in [
    (20.0, 18.0, 0.0, 12.0, 0.8, 0.15),
    (100.0, -3.0, 0.5, 30.0, 0.9, 0.1),
    (1.0, 0.0, 0.0, 200.0, 0.3, 0.05),
    (5.0, 1.0, 2.0, 0.5, 1.0, 0.0),
    (5.0, 1.0, 0.0, 7.0, 1.0, -0.05),
]:
    put("continuous", case, continuous(*case))


def margin(timing, r, d, g, horizon):
    r, d, g = mpf(r), mpf(d), mpf(g)
    stays, late = {
        "immediate": (0, mpf(0)),
        "after_renewal": (1, mpf(1)),
        "end_of_period": (0, mpf(1)),
        "mid_period": (0, mpf(1) / 2),
    }[timing]
    term = lambda k: power(r, int(k) + stays) * (1 + g) ** k / (1 + d) ** (k + late)
    if horizon < 0:
        return nsum(term, [0, inf])
    return sum((term(k) for k in range(horizon)), mpf(0))


for timing in ("immediate", "after_renewal", "end_of_period", "mid_period"):
    for r, d, g, horizon in [
        (0.8, 0.1, 0.0, -1),
        (0.8, 0.1, 0.05, -1),
        (0.999, 0.0001, 0.0, 500),
        (0.6, 0.16, 0.1, 25),
        (1.0, 0.0, 0.0, 12),
        (1.0, 0.0, 0.02, 30),
        (0.0, 0.1, 0.0, 4),
    ]:
        put(f"margin_{timing}", (r, d, g, horizon), margin(timing, r, d, g, horizon))


def markov(purchase, contribution, marketing, d):
    n = len(purchase) + 1
    p = matrix(n, n)
    for i, chance in enumerate(purchase):
        p[i, 0] += mpf(chance)
        p[i, i + 1] += 1 - mpf(chance)
    p[n - 1, n - 1] = 1
    reward = matrix([mpf(-marketing)] * n)
    reward[0] = mpf(contribution) - marketing
    reward[n - 1] = 0
    return p, reward, 1 / (1 + mpf(d))


PFEIFER = ([0.3, 0.2, 0.15, 0.05], 40.0, 4.0, 0.2)
for purchase, contribution, marketing, d in [PFEIFER] + [
    (
        sorted((random.uniform(0.01, 0.6) for _ in range(4)), reverse=True),
        random.uniform(20, 90),
        random.uniform(0.5, 8),
        random.choice([0.05, 0.2, 0.5]),
    )
    for _ in range(6)
]:
    arguments = (*purchase, contribution, marketing, d)
    p, reward, keep = markov(purchase, contribution, marketing, d)
    n = reward.rows
    # The lapsed state is worth nothing; the others by elimination.
    live = n - 1
    system = matrix(live, live)
    for i in range(live):
        for j in range(live):
            system[i, j] = (i == j) - keep * p[i, j]
    values = lu_solve(system, matrix([reward[i] for i in range(live)]))
    for i in range(live):
        put(f"markov_{i}", arguments, values[i])
    finite, total = matrix(reward), reward
    for _ in range(4):
        finite = reward + keep * (p * finite)
    for i in range(live):
        put(f"markov_until_4_{i}", arguments, finite[i])
    # Ended as soon as state 4 (recency 4) is reached.
    three = matrix(3, 3)
    for i in range(3):
        for j in range(3):
            three[i, j] = (i == j) - keep * p[i, j]
    stopped = lu_solve(three, matrix([reward[i] for i in range(3)]))
    for i in range(3):
        put(f"markov_stop_4_{i}", arguments, stopped[i])


def optimum(ca, ra, sa, cr, rr, sr, m, d):
    ka = -log(1 - mpf(ra) / mpf(ca)) / mpf(sa)
    kr = -log(1 - mpf(rr) / mpf(cr)) / mpf(sr)
    stays = lambda spend: mpf(cr) * (1 - exp(-kr * spend))
    worth = lambda spend: mpf(m) + (mpf(m) * stays(spend) - spend) / (1 + mpf(d) - stays(spend))
    def root(of, most):
        low, high = mpf(0), mpf(most)
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if diff(of, middle) > 0 else (low, middle)
        return low

    retention = root(worth, m)
    equity = lambda spend: mpf(ca) * (1 - exp(-ka * spend)) * worth(retention) - spend
    acquisition = root(equity, 10 * m)
    return acquisition, retention, equity(acquisition)


for case in [
    (0.4, 0.2, 20.0, 0.7, 0.5, 10.0, 50.0, 0.15),
    (0.5, 0.1, 5.0, 0.9, 0.6, 20.0, 120.0, 0.1),
    (1.0, 0.3, 40.0, 0.8, 0.2, 3.0, 90.0, 0.2),
]:
    with mp.workdps(120):
        found = optimum(*case)
    for name, result in zip(("acquisition", "retention", "equity"), found):
        put(f"optimum_{name}", case, result)


def real(fraction):
    return mpf(fraction.numerator) / fraction.denominator


# IFRS 15, example 52: price, points, redemption in percent, value; then the points redeemed
# to date and expected in all after the first and after the second period.
goods, points, percent, each = 100_000, 10_000, 95, 1
alone = Fraction(points * percent * each, 100)
deferred = goods * alone / (goods + alone)
first = deferred * Fraction(4_500, 9_500)
second = deferred * Fraction(8_500, 9_700) - first
for name, result in (
    ("goods", goods - deferred),
    ("deferred", deferred),
    ("first", first),
    ("second", second),
    ("catch_up", deferred * Fraction(4_500, 9_700) - first),
):
    put(f"points_{name}", (), real(result))

# TOPSIS of the five phones: price (a cost), storage, camera, looks; equal weights.
phones = [
    [250, 200, 300, 275, 225],
    [16, 16, 32, 32, 16],
    [12, 8, 16, 8, 16],
    [5, 3, 4, 4, 2],
]
best, worst = [mpf(0)] * 5, [mpf(0)] * 5
for index, column in enumerate(phones):
    norm = sqrt(sum(mpf(v) ** 2 for v in column))
    ideal, anti = (min, max) if index == 0 else (max, min)
    for row, v in enumerate(column):
        best[row] += ((v - ideal(column)) / norm / 4) ** 2
        worst[row] += ((v - anti(column)) / norm / 4) ** 2
for row in range(5):
    put(f"topsis_{row}", (), sqrt(worst[row]) / (sqrt(worst[row]) + sqrt(best[row])))

# AHP: a reciprocal matrix of four criteria that is not consistent.
third, fifth = Fraction(1, 3), Fraction(1, 5)
upper = {(0, 1): 3, (0, 2): 5, (0, 3): 7, (1, 2): 2, (1, 3): 4, (2, 3): 3}
pairs = matrix(4, 4)
for i in range(4):
    pairs[i, i] = 1
for (i, j), times in upper.items():
    pairs[i, j], pairs[j, i] = mpf(times), 1 / mpf(times)
values, vectors = eig(pairs)
top = max(range(4), key=lambda i: values[i].real)
vector = [abs(vectors[i, top]) for i in range(4)]
put("ahp_eigenvalue", (), values[top].real)
put("ahp_ratio", (), (values[top].real - 4) / 3 / mpf("0.9"))
for i in range(4):
    put(f"ahp_{i}", (), vector[i] / sum(vector))

# Gini: 1 to 10, and whole amounts with ties.
for name, amounts in (("ten", list(range(1, 11))), ("ties", [7, 0, 7, 1, 1, 12, 3, 7, 0, 40])):
    ordered, n = sorted(amounts), len(amounts)
    spread = sum((2 * i - n - 1) * Fraction(v) for i, v in enumerate(ordered, 1))
    biased = spread / (n * sum(amounts))
    put(f"gini_biased_{name}", (), real(biased))
    put(f"gini_unbiased_{name}", (), real(biased * n / (n - 1)))

out = Path(__file__).parent.parent / "data" / "value_reference.csv"
out.write_text("what,arguments,result\n" + "\n".join(rows) + "\n")
print(f"{len(rows)} results in {out}")
