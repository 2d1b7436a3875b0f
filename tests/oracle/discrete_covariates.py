"""Writes tests/data/bg_bb_covariates.csv, contract_covariates.csv and discrete_covariates.csv.

    python tests/oracle/discrete_covariates.py

Covariates of the BG/BB, the sBG and the BdW, which live in discrete time. numpy and scipy for
the fits, mpmath at 40 digits for the derivatives. Independent of the library: the likelihoods are
sums of the papers' beta functions (Fader, Hardie and Shang 2010, eq. 5; Fader and Hardie 2007,
eq. 5 and 6; Fader, Hardie, Liu, Davin and Steenburgh 2018) with shifted parameters, maximised by
BFGS and Newton steps on finite differences; the library multiplies ratios and has exact
derivatives. The customers are drawn by numpy's generator, written where the files are missing.

Lines "fit": log-likelihood, then parameters and coefficients in the order of the library. Lines
"slope": the point (logarithms of the parameters, then coefficients), the log-likelihood there and
its gradient, by mpmath's differences at 40 digits.
"""

from pathlib import Path

import numpy as np
from mpmath import beta as mp_beta, exp as mp_exp, log as mp_log, mp, mpf
from scipy.optimize import minimize
from scipy.special import betaln, logsumexp

mp.dps = 40
DATA = Path(__file__).resolve().parents[1] / "data"
DONORS = DATA / "bg_bb_covariates.csv"
COHORTS = DATA / "contract_covariates.csv"


def draw_donors():
    """alpha = 1.2, beta = 0.8, gamma = 0.7, delta = 2.8; purchase.u = 0.5, attrition.w = 0.4,
    attrition_b.w = -0.2."""
    random = np.random.default_rng(20261130)
    rows = []
    for i in range(1500):
        u, w, n = i % 2, round(random.exponential(), 2), 6 + i % 5
        p = random.beta(1.2 * np.exp(0.5 * u), 0.8)
        theta = random.beta(0.7 * np.exp(0.4 * w), 2.8 * np.exp(-0.2 * w))
        x = last = 0
        for k in range(1, n + 1):
            if random.random() < theta:
                break
            if random.random() < p:
                x, last = x + 1, k
        rows.append(f"{x},{last},{n},{u},{w}")
    DONORS.write_text("\n".join(["x,t_x,n,u,w", *rows]) + "\n")


def draw_cohorts():
    """Thirty cohorts of 200 customers: gamma = 0.7, delta = 1.4, c = 1.2 with attrition.u = 0.5,
    attrition_b.w = 0.3."""
    random = np.random.default_rng(20261201)
    rows = []
    for cohort in range(30):
        u, w, periods = cohort % 2, round((cohort // 2 % 5) / 2 - 1, 2), 5 + cohort % 4
        theta = random.beta(0.7 * np.exp(0.5 * u), 1.4 * np.exp(0.3 * w), 200)
        life = np.ceil((np.log(random.random(200)) / np.log1p(-theta)) ** (1 / 1.2))
        for period in range(periods + 1):
            rows.append(f"{cohort},{period},{int(np.sum(life > period))},{u},{w}")
    COHORTS.write_text("\n".join(["cohort,period,survivors,u,w", *rows]) + "\n")


for path, draw in ((DONORS, draw_donors), (COHORTS, draw_cohorts)):
    if not path.exists():
        draw()
X, T_X, N, U, W = np.genfromtxt(DONORS, delimiter=",", skip_header=1).T
LEAVERS = []
TABLE = np.genfromtxt(COHORTS, delimiter=",", skip_header=1)
for cohort in np.unique(TABLE[:, 0]):
    rows = TABLE[TABLE[:, 0] == cohort]
    u, w, left = rows[0, 3], rows[0, 4], rows[:, 2]
    LEAVERS += [(k, 1, left[k - 1] - left[k], u, w) for k in range(1, len(left))]
    LEAVERS.append((len(left) - 1, 0, left[-1], u, w))
END, GONE, COUNT, CU, CW = np.array(LEAVERS).T


def bg_bb(a, b, g, d):
    """Eq. 5 of the paper, in logarithms."""
    terms = [betaln(a + X, b + N - X) + betaln(g, d + N)]
    for i in range(int((N - T_X).max())):
        inside = T_X + i < N
        one = betaln(a + X, b + T_X - X + i) + betaln(g + 1, d + T_X + i)
        terms.append(np.where(inside, one, -np.inf))
    return np.sum(logsumexp(terms, axis=0) - betaln(a, b) - betaln(g, d))


def contract(g, d, c):
    stay = betaln(g, d + END**c) - betaln(g, d)
    before = betaln(g, d + (END - 1) ** c) - betaln(g, d)
    left = before + np.log(-np.expm1(np.minimum(stay - before, -1e-300)))
    return np.sum(COUNT * np.where(GONE == 1, left, stay))


def donors(link):
    def value(v):
        a, b, g, d = np.exp(v[:4])
        own = v[6] if link == "separate" else {"odds": 0.0, "common": v[5]}[link]
        return bg_bb(a * np.exp(v[4] * U), b, g * np.exp(v[5] * W), d * np.exp(own * W))

    return value


def renewals(link, ageing):
    def value(v):
        k = 3 if ageing else 2
        g, d, c = np.exp(v[0]), np.exp(v[1]), np.exp(v[2]) if ageing else 1.0
        s = v[k] * CU + v[k + 1] * CW
        own = v[k + 2] * CU + v[k + 3] * CW if link == "separate" else 0.0 * CU
        return contract(g * np.exp(s), d * np.exp(own), c)

    return value


CASES = [
    ("bg_bb", donors("separate"), [1.2, 0.8, 0.7, 2.8], 3, None),
    ("bg_bb_odds", donors("odds"), [1.2, 0.8, 0.7, 2.8], 2, None),
    ("bg_bb_common", donors("common"), [1.2, 0.8, 0.7, 2.8], 2, [0, 1, 2, 3, 4, 5, 5]),
    ("sbg", renewals("separate", False), [0.7, 1.4], 4, None),
    ("sbg_odds", renewals("odds", False), [0.7, 1.4], 2, None),
    ("bdw", renewals("separate", True), [0.7, 1.4, 1.2], 4, None),
    ("bdw_odds", renewals("odds", True), [0.7, 1.4, 1.2], 2, None),
]


def gradient(f, v, h=1e-4):
    steps = np.eye(len(v)) * h
    return np.array(
        [(8 * (f(v + e) - f(v - e)) - (f(v + 2 * e) - f(v - 2 * e))) / (12 * h) for e in steps]
    )


def climb(likelihood, start):
    f = lambda v: -likelihood(v)  # noqa: E731
    slope = lambda v: gradient(f, v)  # noqa: E731
    v = minimize(f, start, jac=slope, method="BFGS", options={"gtol": 1e-4}).x
    for _ in range(3):
        bend = np.array([gradient(lambda w, i=i: slope(w)[i], v, 1e-3) for i in range(len(v))])
        v = v - np.linalg.solve((bend + bend.T) / 2, slope(v))
    return v, -f(v), np.abs(slope(v)).max()


def exact_bg_bb(v):
    """The same in 40 digits, of the first 40 customers, with coefficients of their own."""
    a0, b0, g0, d0 = map(mp_exp, v[:4])
    total = mpf(0)
    for x, last, n, u, w in zip(X[:40], T_X[:40], N[:40], U[:40], W[:40]):
        x, last, n, u, w = int(x), int(last), int(n), mpf(int(u)), mpf(repr(float(w)))
        a, g, d = a0 * mp_exp(v[4] * u), g0 * mp_exp(v[5] * w), d0 * mp_exp(v[6] * w)
        whole = mp_beta(a + x, b0 + n - x) * mp_beta(g, d + n) + sum(
            mp_beta(a + x, b0 + last - x + i) * mp_beta(g + 1, d + last + i) for i in range(n - last)
        )
        total += mp_log(whole / mp_beta(a, b0) / mp_beta(g, d))
    return total


def exact_contract(ageing):
    def value(v):
        k = 3 if ageing else 2
        g0, d0, c = mp_exp(v[0]), mp_exp(v[1]), mp_exp(v[2]) if ageing else mpf(1)
        total = mpf(0)
        for end, gone, count, u, w in zip(END, GONE, COUNT, CU, CW):
            u, w, end = mpf(int(u)), mpf(repr(float(w))), mpf(int(end))
            g = g0 * mp_exp(v[k] * u + v[k + 1] * w)
            d = d0 * mp_exp(v[k + 2] * u + v[k + 3] * w)
            stay = lambda t: mp_beta(g, d + (t**c if t else 0)) / mp_beta(g, d)  # noqa: E731
            chance = stay(end - 1) - stay(end) if gone else stay(end)
            total += int(count) * mp_log(chance)
        return total

    return value


def slopes(name, exact, n, base, random):
    for _ in range(3):
        point = [float(f"{value:.6g}") for value in
                 np.append(np.log(base) + 0.3 * random.normal(size=len(base)),
                           0.4 * random.normal(size=n - len(base)))]
        at = [mpf(repr(value)) for value in point]
        h = mpf(10) ** -10

        def side(i, step):
            return exact([p + step * h if j == i else p for j, p in enumerate(at)])

        slope = [(side(i, 1) - side(i, -1)) / (2 * h) for i in range(n)]
        numbers = [exact(at), *slope]
        shown = [mp.nstr(value, 17, min_fixed=0, max_fixed=0) for value in numbers]
        yield ",".join(["slope", name, *map(repr, point), *shown])


def main():
    lines = ["line,name,numbers"]
    for name, likelihood, base, coefficients, report in CASES:
        v, height, rest = climb(likelihood, np.append(np.log(base), np.zeros(coefficients)))
        found = np.append(np.exp(v[: len(base)]), v[len(base) :])
        found = found[report] if report else found
        print(name, height, rest, found, flush=True)
        lines.append(",".join(["fit", name, repr(float(height)), *(f"{x:.9g}" for x in found)]))
    random = np.random.default_rng(7)
    lines += slopes("bg_bb", exact_bg_bb, 7, [1.2, 0.8, 0.7, 2.8], random)
    lines += slopes("sbg", exact_contract(False), 6, [0.7, 1.4], random)
    lines += slopes("bdw", exact_contract(True), 7, [0.7, 1.4, 1.2], random)
    (DATA / "discrete_covariates.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
