"""Writes src/numeric/contract_reference.rs and tests/data/contract_reference.csv.

    python tests/oracle/contract.py > src/numeric/contract_reference.rs

mpmath at 60 digits. Independent of the library: survival is a difference of
mpmath's loggamma (the library never subtracts two), discounted lifetimes are brute
sums, at small rates Gauss's hypergeometric function; the library sums by the
Euler-Maclaurin formula.
"""

import random
from pathlib import Path

from mpmath import exp, expm1, hyp2f1, log, loggamma, mp, mpf, workdps

mp.dps = 60
DATA = Path(__file__).resolve().parents[1] / "data" / "contract_reference.csv"


def fall(z, u, d):
    z, u, d = mpf(z), mpf(u), mpf(d)
    return loggamma(z + d) + loggamma(z + u) - loggamma(z) - loggamma(z + u + d)


def show(value):
    return mp.nstr(mpf(value), 17, min_fixed=0, max_fixed=0)


def parameter(chance):
    """Between 1e-3 and 1e4, evenly in the logarithm, as an exact double."""
    return float(f"{10 ** chance.uniform(-3, 4):.4g}")


def beta_falls(chance):
    rows = [(z, u, d) for z in (1e-6, 0.7, 19.99, 20.0, 1e4, 1e15)
            for u in (1e-6, 0.5, 1e4) for d in (1e-6, 1.0, 1e15)]
    rows += [tuple(float(f"{10 ** chance.uniform(-6, 12):.4g}") for _ in range(3)) for _ in range(60)]
    print("//! Written by `tests/oracle/contract.py`: mpmath, 60 digits.")
    print("#![allow(clippy::excessive_precision, clippy::unreadable_literal, clippy::approx_constant)]\n")
    print("/// (z, u, d, ln B(u, z + d)/B(u, z))")
    print("#[rustfmt::skip]")
    print("pub(crate) const BETA_FALL: [(f64, f64, f64, f64); %d] = [" % len(rows))
    for z, u, d in rows:
        print(f"    ({z!r}, {u!r}, {d!r}, {show(fall(z, u, d))}),")
    print("];")


def survival(model, n, t):
    c = mpf(model[2]) if len(model) == 3 else mpf(1)
    start = mpf(n) ** c if n else mpf(0)
    return fall(mpf(model[1]) + start, model[0], mpf(n + t) ** c - start)


def sums(model, n, rate):
    """Σ S v^(k-1) and Σ k S v^(k-1)."""
    v = 1 / (1 + mpf(rate))
    if len(model) == 2:
        a, b = mpf(model[0]), mpf(model[1]) + n
        kept = b / (a + b)
        if rate >= 0.01:
            # A sum of positive terms. mpmath's hyp2f1 loses all but 11 digits of
            # 60 at a = 441.2, b = 0.0583, n = 1000, rate = 0.1.
            term, plain, weighted, k = kept, kept, kept, 1
            while k * term / mpf(rate) ** 2 > mpf(10) ** -22 * plain:
                term *= (b + k) / (a + b + k) * v
                k += 1
                plain += term
                weighted += k * term
            return plain, weighted
        found = []
        for digits in (60, 150):
            with workdps(digits):
                found.append([kept * hyp2f1(m, b + 1, a + b + 1, v) for m in (1, 2)])
        if any(abs(x / y - 1) > mpf(10) ** -20 for x, y in zip(*found)):
            return None
        return found[1]
    plain = weighted = mpf(0)
    for k in range(1, 40001):
        term = exp(survival(model, n, k)) * v ** (k - 1)
        plain += term
        weighted += k * term
        if k * term / mpf(rate) ** 2 < mpf(10) ** -22 * plain:
            return plain, weighted
    raise RuntimeError("too slow a sum")


def main():
    chance = random.Random(20180501)
    beta_falls(chance)
    mp.dps = 40
    lines = ["kind,a,b,c,n,t,rate,survival,churn,derl,elasticity"]
    for index in range(240):
        bdw = index % 2 == 1
        model = [parameter(chance), parameter(chance)]
        if bdw:
            # Every eighth point has a wild c; t stays where t^c is a number.
            model.append(parameter(chance) if index % 8 == 7 else round(chance.uniform(0.2, 3.0), 3))
        n = chance.choice([0, 0, 1, 5, 40, 1000])
        t = chance.choice([1, 2, 7, 30, 500])
        if bdw and model[2] * float(log(n + t)) > 3000:
            n, t = 0, 2
        if bdw and model[2] * float(log(n + t)) > 3000:
            model[2] = 4000.0
        rate = chance.choice([1.0, 0.1, 0.05] if bdw else [1.0, 0.1, 0.01, 1e-3, 1e-6])
        # loggamma of t^c loses as many digits as t^c has.
        mp.dps = 40 + (int(model[2] * float(log(n + t)) / 2.3) if bdw else 0)
        before = survival(model, n, t - 1) if t > 1 else mpf(0)
        here = survival(model, n, t)
        churn = -exp(before) * expm1(here - before)
        if bdw and model[2] > 5:
            derl, elasticity = "", ""
        else:
            mp.dps = 60
            found = sums(model, n, rate)
            if found is None:
                rate = 0.05
                found = sums(model, n, rate)
            plain, weighted = found
            derl, elasticity = show(plain), show(weighted / plain)
        lines.append(",".join([
            "BdW" if bdw else "sBG", repr(model[0]), repr(model[1]),
            repr(model[2]) if bdw else "", str(n), str(t), repr(rate),
            show(exp(here)), show(churn), derl, elasticity,
        ]))
    DATA.write_text("\n".join(lines) + "\n")


main()
