"""Writes tests/data/covariates_reference.csv.

    python tests/oracle/covariates.py [case ...]

numpy and scipy, in double precision. Independent of the library: the likelihoods as
the papers print them, with scipy's beta, gamma and hypergeometric functions (the
library integrates the Pareto/NBD and multiplies ratios), maximised by BFGS and Newton
steps on finite differences in raw coefficients (the library has exact derivatives and
standardises). The columns are the log-likelihood, then the parameters and the
coefficients in the order of the library.

The Pareto/NBD sees the first 500 customers only: its hypergeometric functions take long.

Facts of the customers of CDNOW, made up but for the last:
third = 1 for every third customer, score = (7919 id mod 1000)/1000,
cohort = (T in days - 230)/30, how early the customer first bought.
"""

import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1

DATA = Path(__file__).resolve().parents[1] / "data"
TABLE = np.genfromtxt(DATA / "cdnow_summary.csv", delimiter=",", skip_header=1)
ID, X, DAYS_X, DAYS, CENTS, _, LOGS = TABLE.T
T_X, T = DAYS_X / 7, DAYS / 7
LOGS = LOGS - X * np.log(7)
THIRD = (ID % 3 == 0).astype(float)
SCORE = (ID * 7919 % 1000) / 1000
COHORT = (DAYS - 230) / 30


def nbd(r, alpha):
    return gammaln(r + X) - gammaln(r) + r * np.log(alpha) - (r + X) * np.log(alpha + T)


def coin(r, alpha, a, b, first, k=1):
    """BG/CNBD-k (first = 0) and MBG/CNBD-k (first = 1) with all constants."""
    kx, coins = k * X, X + first
    share = (T - T_X) / (alpha + T)
    silent = sum(
        np.exp(gammaln(r + kx + j) - gammaln(r + kx) - gammaln(j + 1)) * share**j
        for j in range(k)
    )
    alive = -(r + kx) * np.log(alpha + T) + np.log(silent)
    with np.errstate(divide="ignore"):
        gone = np.where(
            coins > 0,
            np.log(a / np.where(coins > 0, b + coins - 1, 1.0)) - (r + kx) * np.log(alpha + T_X),
            -np.inf,
        )
    front = gammaln(r + kx) - gammaln(r) + r * np.log(alpha)
    front = front + betaln(a, b + coins) - betaln(a, b)
    return front + np.logaddexp(alive, gone) + (k - 1) * LOGS - X * gammaln(k)


def pareto(r, alpha, s, beta):
    first = slice(500)
    alpha, beta = np.broadcast_arrays((alpha + 0 * X)[first], (beta + 0 * X)[first])
    return pareto_of(r, alpha, s, beta, X[first], T_X[first], T[first])


def pareto_of(r, alpha, s, beta, X, T_X, T):
    top, power = np.maximum(alpha, beta), np.where(alpha >= beta, s + 1, r + X)

    def part(t):
        z = np.abs(alpha - beta) / (top + t)
        return np.log(hyp2f1(r + s + X, power, r + s + X + 1, z)) - (r + s + X) * np.log(top + t)

    early, late = part(T_X), part(T)
    with np.errstate(divide="ignore"):
        spread = early + np.log(-np.expm1(np.minimum(late - early, 0.0)))
    alive = -(r + X) * np.log(alpha + T) - s * np.log(beta + T)
    gone = np.log(s / (r + s + X)) + spread
    front = gammaln(r + X) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    return front + np.logaddexp(alive, gone)


def gamma_gamma(p, q, gamma):
    back = X > 0
    x, z = X[back], CENTS[back] / 100 / X[back]
    gamma = (gamma + 0 * X)[back]
    return (
        gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(gamma)
        + (p * x - 1) * np.log(z) + p * x * np.log(x) - (p * x + q) * np.log(gamma + x * z)
    )


def buying(alpha, g):
    return alpha * np.exp(-g[0] * THIRD - g[1] * COHORT)


def leaving(g):
    return np.exp(g[0] * THIRD + g[1] * SCORE)


def separate(v, first, k=1):
    r, alpha, a, b = np.exp(v[:4])
    return coin(r, buying(alpha, v[4:6]), a * leaving(v[6:8]), b * leaving(v[8:10]), first, k)


def odds(v, first, k=1, shared=False):
    r, alpha, a, b = np.exp(v[:4])
    g = [v[4], v[6]] if shared else v[6:8]
    return coin(r, buying(alpha, v[4:6]), a * leaving(g), b, first, k)


def common(v):
    r, alpha, a, b = np.exp(v[:4])
    return coin(r, buying(alpha, v[4:6]), a * leaving(v[6:8]), b * leaving(v[6:8]), 0)


def timed(v, shared=False):
    r, alpha, s, beta = np.exp(v[:4])
    g = [v[4], v[6]] if shared else v[6:8]
    return pareto(r, buying(alpha, v[4:6]), s, beta / leaving(g))


# Name, likelihood, number of parameters of the base, of coefficients, start, and what
# is reported where it is more than what is estimated.
COIN, TIMED = [0.25, 4.4, 0.8, 2.4], [0.55, 10.6, 0.6, 11.7]
CASES = [
    ("bg_nbd", lambda v: separate(v, 0), COIN, 6, None),
    ("bg_nbd_odds", lambda v: odds(v, 0), COIN, 4, None),
    ("bg_nbd_common", common, COIN, 4, [0, 1, 2, 3, 4, 5, 6, 7, 6, 7]),
    ("bg_nbd_odds_shared", lambda v: odds(v, 0, shared=True), COIN, 3, [0, 1, 2, 3, 4, 5, 4, 6]),
    ("pareto_nbd", timed, TIMED, 4, None),
    ("pareto_nbd_shared", lambda v: timed(v, shared=True), TIMED, 3, [0, 1, 2, 3, 4, 5, 4, 6]),
    ("mbg_nbd", lambda v: separate(v, 1), [0.52, 6.2, 0.9, 1.6], 6, None),
    ("nbd", lambda v: nbd(np.exp(v[0]), buying(np.exp(v[1]), v[2:4])), [0.38, 12.0], 2, None),
    ("bg_cnbd_2", lambda v: separate(v, 0, 2), [0.25, 2.0, 0.8, 2.4], 6, None),
    ("mbg_cnbd_2", lambda v: odds(v, 1, 2), [0.52, 3.0, 0.9, 1.6], 4, None),
    (
        "gamma_gamma",
        lambda v: gamma_gamma(*np.exp(v[:2]), np.exp(v[2]) * leaving(v[3:5])),
        [6.25, 3.74, 15.4],
        2,
        None,
    ),
]


def gradient(f, v, h=1e-4):
    steps = np.eye(len(v)) * h
    return np.array(
        [
            (8 * (f(v + e) - f(v - e)) - (f(v + 2 * e) - f(v - 2 * e))) / (12 * h)
            for e in steps
        ]
    )


def climb(likelihood, start):
    f = lambda v: -np.sum(likelihood(v))  # noqa: E731
    slope = lambda v: gradient(f, v)  # noqa: E731
    v = minimize(f, start, jac=slope, method="BFGS", options={"gtol": 1e-4}).x
    for _ in range(2):
        bend = np.array([gradient(lambda w, i=i: slope(w)[i], v, 1e-3) for i in range(len(v))])
        v = v - np.linalg.solve((bend + bend.T) / 2, slope(v))
    return v, -f(v), np.abs(slope(v)).max()


def main():
    """All cases, or those that are named: the others stay as they are written."""
    path = DATA / "covariates_reference.csv"
    written = path.read_text().splitlines()[1:] if path.exists() else []
    lines = {line.split(",")[0]: line for line in written}
    for name, likelihood, base, coefficients, report in CASES:
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        v, height, rest = climb(likelihood, np.append(np.log(base), np.zeros(coefficients)))
        k = len(base)
        found = np.append(np.exp(v[:k]), v[k:])
        if report:
            found = found[report]
        print(name, height, rest, found, flush=True)
        lines[name] = ",".join([name, repr(float(height)), *(f"{value:.9g}" for value in found)])
        path.write_text("\n".join(["name,log_likelihood,parameters", *lines.values()]) + "\n")


if __name__ == "__main__":
    main()
