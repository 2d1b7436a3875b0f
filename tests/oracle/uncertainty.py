"""Standard errors of parameters and of predictions by the delta method, to many digits.

Tool: mpmath 1.4, 40 digits. Independent of the crate: likelihoods and expectations
are the closed forms of the papers with mpmath's hypergeometric function (the crate
uses integrals and positive series), the optimum is polished by Newton's method on
difference quotients at 40 digits, and slopes are difference quotients as well.

Run: python tests/oracle/uncertainty.py > tests/data/uncertainty_reference.csv
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from mpmath import beta, exp, hyp2f1, log, loggamma, matrix, mp, mpf

mp.dps = 40
ROOT = Path(__file__).resolve().parents[1] / "data"
H = mpf(10) ** -8


def cdnow():
    with (ROOT / "cdnow_summary.csv").open() as lines:
        rows = list(csv.DictReader(lines))
    cells = Counter((int(r["x"]), int(r["days_x"]), int(r["days"])) for r in rows)
    spend = Counter((int(r["x"]), int(r["spend_cents"])) for r in rows if int(r["x"]) > 0)
    return (
        [((x, mpf(a) / 7, mpf(b) / 7), n) for (x, a, b), n in cells.items()],
        [((x, mpf(s) / 100 / x), n) for (x, s), n in spend.items()],
    )


def hessian(f, y):
    """Value, gradient and Hessian of f by central differences (error about 1e-14)."""
    k = len(y)
    at = {}

    def g(*moves):
        key = tuple(sorted(moves))
        if key not in at:
            z = list(y)
            for i, m in moves:
                z[i] += m * H
            at[key] = f(z)
        return at[key]

    value = g()
    slope = [(g((i, 1)) - g((i, -1))) / (2 * H) for i in range(k)]
    bend = matrix(k, k)
    for i in range(k):
        bend[i, i] = (g((i, 1)) - 2 * value + g((i, -1))) / H**2
        for j in range(i):
            a = g((i, 1), (j, 1)) + g((i, -1), (j, -1)) - g((i, 1), (j, -1)) - g((i, -1), (j, 1))
            bend[i, j] = bend[j, i] = a / (4 * H**2)
    return value, slope, bend


def fit(log_likelihood, start):
    """Optimum in log-parameters, and the covariance there."""
    y = [log(mpf(s)) for s in start]
    for _ in range(6):
        _, slope, bend = hessian(lambda z: log_likelihood([exp(v) for v in z]), y)
        step = (-bend) ** -1 * matrix(slope)
        y = [a + b for a, b in zip(y, step)]
        if max(abs(s) for s in step) < mpf(10) ** -13:
            break
    _, _, bend = hessian(lambda z: log_likelihood([exp(v) for v in z]), y)
    return y, (-bend) ** -1


def delta(figure, y, covariance):
    k = len(y)
    f = lambda z: figure([exp(v) for v in z])  # noqa: E731
    slope = []
    for i in range(k):
        up, down = list(y), list(y)
        up[i] += H
        down[i] -= H
        slope.append((f(up) - f(down)) / (2 * H))
    s = matrix(slope)
    return f(y), ((s.T * covariance * s)[0]) ** mpf("0.5")


def bg_ll(cells):
    def total(p):
        r, alpha, a, b = p
        sum_ = mpf(0)
        for (x, tx, t), n in cells:
            last = (alpha + t) ** -(r + x)
            if x > 0:
                last += a / (b + x - 1) * (alpha + tx) ** -(r + x)
            sum_ += n * (
                loggamma(r + x) - loggamma(r) + r * log(alpha)
                + loggamma(a + b) + loggamma(b + x) - loggamma(b) - loggamma(a + b + x)
                + log(last)
            )
        return sum_

    return total


def mbg_ll(cells):
    def total(p):
        r, alpha, a, b = p
        sum_ = mpf(0)
        for (x, tx, t), n in cells:
            last = (alpha + t) ** -(r + x) + a / (b + x) * (alpha + tx) ** -(r + x)
            sum_ += n * (
                loggamma(r + x) - loggamma(r) + r * log(alpha)
                + loggamma(a + b) + loggamma(b + x + 1) - loggamma(b) - loggamma(a + b + x + 1)
                + log(last)
            )
        return sum_

    return total


def bg_cet(x, tx, t, ahead):
    def figure(p):
        r, alpha, a, b = p
        z = ahead / (alpha + t + ahead)
        top = (a + b + x - 1) / (a - 1) * (
            1 - ((alpha + t) / (alpha + t + ahead)) ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, z)
        )
        return top * bg_pa(x, tx, t)(p)

    return figure


def bg_pa(x, tx, t):
    def figure(p):
        r, alpha, a, b = p
        if x == 0:
            return mpf(1)
        return 1 / (1 + a / (b + x - 1) * ((alpha + t) / (alpha + tx)) ** (r + x))

    return figure


def pareto_parts(p, x, tx, t):
    """(alive, gone), each without the common factor."""
    r, alpha, s, beta_ = p
    w = r + s + x
    alive = (alpha + t) ** -(r + x) * (beta_ + t) ** -s

    def f(u):
        if alpha >= beta_:
            return hyp2f1(w, s + 1, w + 1, (alpha - beta_) / (alpha + u)) / (alpha + u) ** w
        return hyp2f1(w, r + x, w + 1, (beta_ - alpha) / (beta_ + u)) / (beta_ + u) ** w

    return alive, s / w * (f(tx) - f(t))


def pareto_ll(cells):
    def total(p):
        r, alpha, s, beta_ = p
        sum_ = mpf(0)
        memo = {}
        for (x, tx, t), n in cells:
            w = r + s + x
            for u in (tx, t):
                if (x, u) not in memo:
                    if alpha >= beta_:
                        value = hyp2f1(w, s + 1, w + 1, (alpha - beta_) / (alpha + u)) / (alpha + u) ** w
                    else:
                        value = hyp2f1(w, r + x, w + 1, (beta_ - alpha) / (beta_ + u)) / (beta_ + u) ** w
                    memo[x, u] = value
            gone = s / w * (memo[x, tx] - memo[x, t])
            alive = (alpha + t) ** -(r + x) * (beta_ + t) ** -s
            sum_ += n * (
                loggamma(r + x) - loggamma(r) + r * log(alpha) + s * log(beta_) + log(alive + gone)
            )
        return sum_

    return total


def pareto_cet(x, tx, t, ahead):
    def figure(p):
        r, alpha, s, beta_ = p
        grow = (r + x) * (beta_ + t) / ((alpha + t) * (s - 1))
        return pareto_pa(x, tx, t)(p) * grow * (1 - ((beta_ + t) / (beta_ + t + ahead)) ** (s - 1))

    return figure


def pareto_pa(x, tx, t):
    def figure(p):
        alive, gone = pareto_parts(p, x, tx, t)
        return alive / (alive + gone)

    return figure


def gamma_gamma_ll(cells):
    def total(p):
        shape, q, scale = p
        return sum(
            n * (
                loggamma(shape * x + q) - loggamma(shape * x) - loggamma(q) + q * log(scale)
                + (shape * x - 1) * log(mean) + shape * x * log(x)
                - (shape * x + q) * log(scale + x * mean)
            )
            for (x, mean), n in cells
        )

    return total


def sbg_ll(survivors):
    def total(p):
        a, b = p
        s = lambda t: beta(a, b + t) / beta(a, b)  # noqa: E731
        sum_ = survivors[-1] * log(s(len(survivors) - 1))
        for t in range(1, len(survivors)):
            sum_ += (survivors[t - 1] - survivors[t]) * log(s(t - 1) - s(t))
        return sum_

    return total


def main() -> None:
    cells, spend = cdnow()
    print("model,figure,x,t_x,T,t,estimate,standard_error")

    def row(model, figure, args, pair):
        x, tx, t, ahead = (*args, 0, 0, 0, 0)[:4]
        print(f"{model},{figure},{x},{tx},{t},{ahead},{mp.nstr(pair[0], 17)},{mp.nstr(pair[1], 17)}")

    def parameters(model, names, y, covariance):
        for i, name in enumerate(names):
            pair = exp(y[i]), exp(y[i]) * covariance[i, i] ** mpf("0.5")
            row(model, name, (), pair)

    customers = [(2, "30.5", "38.75"), (0, 0, "39.0"), (26, "30.875", "31.0"), (7, "12.5", "36.0")]
    customers = [(x, mpf(a), mpf(b)) for x, a, b in customers]

    y, c = fit(gamma_gamma_ll(spend), [6.25, 3.74, 15.44])
    parameters("gamma_gamma", ("p", "q", "gamma"), y, c)
    for x, mean in [(0, 0), (2, mpf("22.25")), (9, mpf("80.5"))]:
        figure = lambda p: p[0] * (p[2] + x * mean) / (p[0] * x + p[1] - 1)  # noqa: B023,E731
        row("gamma_gamma", "spend", (x, mean), delta(figure, y, c))

    regular = [1000, 631, 468, 382, 326, 289, 262, 241]
    y, c = fit(sbg_ll(regular), [0.704, 1.182])
    parameters("sbg", ("alpha", "beta"), y, c)
    for n in (0, 3):
        v = 1 / mpf("1.1")
        derl = lambda p: (p[1] + n) / (p[0] + p[1] + n) * hyp2f1(1, p[1] + n + 1, p[0] + p[1] + n + 1, v)  # noqa: B023,E731
        row("sbg", "residual", (n,), delta(derl, y, c))
        keep = lambda p: (p[1] + n) / (p[0] + p[1] + n)  # noqa: B023,E731
        row("sbg", "retention", (n,), delta(keep, y, c))

    y, c = fit(bg_ll(cells), [0.2426, 4.4136, 0.7929, 2.4259])
    parameters("bg_nbd", ("r", "alpha", "a", "b"), y, c)
    for one in customers:
        row("bg_nbd", "expected", (*one, 39), delta(bg_cet(*one, mpf(39)), y, c))
        row("bg_nbd", "p_alive", one, delta(bg_pa(*one), y, c))

    y, c = fit(mbg_ll(cells), [0.52484, 6.18309, 0.89136, 1.614])
    parameters("mbg_nbd", ("r", "alpha", "a", "b"), y, c)

    y, c = fit(pareto_ll(cells), [0.553277, 10.577683, 0.606240, 11.668736])
    parameters("pareto_nbd", ("r", "alpha", "s", "beta"), y, c)
    for one in customers:
        row("pareto_nbd", "expected", (*one, 39), delta(pareto_cet(*one, mpf(39)), y, c))
        row("pareto_nbd", "p_alive", one, delta(pareto_pa(*one), y, c))


main()
