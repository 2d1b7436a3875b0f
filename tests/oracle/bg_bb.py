"""Writes tests/data/bg_bb_reference.csv.

    python tests/oracle/bg_bb.py

mpmath at 50 digits. Independent of the library: sums of mpmath's beta functions
as the paper prints them (eq. 5, 7, 11, 13 and 14, the last as a brute sum), where
the library multiplies ratios; the tail of a count is one minus its distribution.
"""

import random
from pathlib import Path

from mpmath import beta, binomial, exp, log, mp, mpf

mp.dps = 50
DATA = Path(__file__).resolve().parents[1] / "data" / "bg_bb_reference.csv"


def show(value):
    return mp.nstr(mpf(value), 17, min_fixed=0, max_fixed=0)


def parameter(chance):
    return float(f"{10 ** chance.uniform(-3, 4):.4g}")


def main():
    chance = random.Random(20100101)
    lines = ["alpha,beta,gamma,delta,x,t_x,n,t,y,rate,ln_likelihood,p_alive,expected,exactly,at_least,discounted"]
    for _ in range(120):
        a, b, c, d = point = [parameter(chance) for _ in range(4)]
        a, b, c, d = map(mpf, point)
        n = chance.choice([0, 1, 6, 30, 300])
        t_x = chance.randint(0, n)
        x = chance.randint(1, t_x) if t_x else 0
        t, y, rate = chance.choice([1, 5, 40]), chance.choice([1, 2, 7]), chance.choice([0.25, 0.0625])
        alive = beta(a + x, b + n - x) * beta(c, d + n)
        whole = alive + sum(
            beta(a + x, b + t_x - x + i) * beta(c + 1, d + t_x + i) for i in range(n - t_x)
        )
        likelihood = log(whole / beta(a, b) / beta(c, d))
        pa = alive / whole
        a, b, d = a + x, b + n - x, d + n
        stay = lambda k: beta(c, d + k) / beta(c, d)
        expected = pa * a / (a + b) * sum(stay(k) for k in range(1, t + 1))

        def pmf(y):
            found = binomial(t, y) * beta(a + y, b + t - y) / beta(a, b) * stay(t) if y <= t else 0
            return found + sum(
                binomial(i, y) * beta(a + y, b + i - y) / beta(a, b) * beta(c + 1, d + i) / beta(c, d)
                for i in range(y, t)
            )

        terms, k = [], 1
        while k < 3000:
            terms.append(stay(k) * exp(-mpf(rate) * k))
            if exp(-mpf(rate) * k) < mpf(10) ** -22 * terms[0]:
                break
            k += 1
        # The tail sums what the distribution gives, not one minus it: digits are kept.
        tail = sum(pmf(j) for j in range(y, t + 1))
        values = [likelihood, pa, expected, pa * pmf(y), pa * tail, pa * a / (a + b) * sum(terms)]
        head = [repr(v) for v in point] + [str(v) for v in (x, t_x, n, t, y, rate)]
        lines.append(",".join(head + [show(v) for v in values]))
    DATA.write_text("\n".join(lines) + "\n")


main()
