"""Purchases of a new customer in an interval that begins later, with mpmath at 40 digits.

Writes tests/data/interval_reference.csv. Other routes than the library's: the coin models
with one event a purchase by an integral over the purchase rate, in which the drop-out
probability leaves a confluent hypergeometric function; those with k events by a double sum
over the events before and within the interval; Pareto/NBD by an integral over the moment of
leaving; BG/BB by enumeration.
"""

import csv
import pathlib

from mpmath import beta, binomial, exp, factorial, gamma, hyp1f1, inf, log, mp, mpf, quad, rf

mp.dps = 40


def poisson_tail(n, mean):
    """P(N >= n)."""
    return mp.gammainc(n, 0, mean, regularized=True) if n else mpf(1)


def bg(parameters, n, start, end, at_least):
    r, alpha, a, b = parameters
    width = end - start

    def stays(power_q, power_p, rate):
        """E[p^i (1 - p)^j e^(-rate p start)]."""
        first, second = a + power_p, b + power_q
        return beta(first, second) / beta(a, b) * hyp1f1(first, first + second, -rate * start)

    def integrand(y):
        rate = exp(y)
        weight = exp(r * log(alpha * rate) - alpha * rate) / gamma(r)
        tail = poisson_tail(n, rate * width)
        if at_least:
            return weight * stays(n - 1, 0, rate) * tail
        if n == 0:  # the complement: still there, and buys
            return weight * stays(0, 0, rate) * -mp.expm1(-rate * width)
        pmf = exp(-rate * width) * (rate * width) ** n / factorial(n)
        return weight * (stays(n, 0, rate) * pmf + stays(n - 1, 1, rate) * tail)

    # What is integrated falls at least as the rate itself does toward 0.
    peak = log((r + n) / (alpha + end))
    bends = [-110, -60, -30, -20, -13, -9, -6, -4, -2, -1, 0, 1, 2, 3, 4, 6, 9]
    if n == 0:  # and up to the fastest of all, as far as there are any
        bends += [bend for bend in range(11, 60, 2) if peak + bend < log(400 / alpha)]
    found = quad(integrand, [peak + bend for bend in bends])
    return found if n or at_least else 1 - found


def pareto(parameters, n, start, end, at_least):
    r, alpha, s, b = parameters

    def count(n, t):
        return rf(r, n) / factorial(n) * (alpha / (alpha + t)) ** r * (t / (alpha + t)) ** n

    def tail(n, t):
        return mp.betainc(n, r, 0, t / (alpha + t), regularized=True)

    law = tail if at_least else count
    value = law(n, end - start) * (b / (b + end)) ** s
    value += quad(
        lambda u: law(n, u - start) * s / b * (b / (b + u)) ** (s + 1),
        [start, start + (end - start) / 100, start + (end - start) / 10, end],
    )
    if n == 0:
        value += 1 - (b / (b + start)) ** s
    return value


def regular(parameters, n, start, end, at_least, k):
    r, alpha, a, b = parameters
    width = end - start
    total = alpha + end

    def survives(m):
        return rf(b, m) / rf(a + b, m)

    value = mpf(0)
    first = (alpha / total) ** r
    for before in range(0, 1500):
        if before:
            first *= (r + before - 1) / before * start / total
        bought = before // k
        term, found, left = first, mpf(0), mpf(0)
        for within in range(0, 1500):
            if within:
                term *= (r + before + within - 1) / within * width / total
            made = (before + within) // k - bought
            if at_least:
                if made >= n:
                    found += term * survives(bought + n - 1)
            elif made == n:
                found += term * survives(bought + n)
            if not at_least and n and made >= n:
                found += term * (survives(bought + n - 1) - survives(bought + n))
            left += term
            if within > 20 * k and term < mpf(10) ** -32 * left:
                break
        if not at_least and n == 0:
            found += left * (1 - survives(bought))
        value += found
        if before > 20 * k and left < mpf(10) ** -24:
            break
    return value


def bg_bb(parameters, n, start, end, at_least):
    alpha, b, g, d = parameters

    def alive(m):
        return beta(g, d + m) / beta(g, d)

    def count(n, m):
        return binomial(m, n) * beta(alpha + n, b + m - n) / beta(alpha, b) if n <= m else mpf(0)

    def law(m):
        return sum(count(i, m) for i in range(n, m + 1)) if at_least else count(n, m)

    value = alive(end) * law(end - start)
    for last in range(start, end):
        value += (alive(last) - alive(last + 1)) * law(last - start)
    if n == 0:
        value += 1 - alive(start)
    return value


def main():
    rows = []
    coin = [
        ("0.243", "4.414", "0.793", "2.426"),
        ("0.01", "0.3", "0.05", "4"),
        ("3.5", "2", "8", "0.6"),
        ("20", "5", "1.5", "40"),
    ]
    spans = [("0.5", "2"), ("10", "12"), ("40", "79"), ("3", "3.0001220703125")]
    for parameters in coin:
        values = [mpf(float(p)) for p in parameters]
        for start, end in spans:
            for n, at_least in [(0, 0), (1, 0), (4, 0), (1, 1), (6, 1)]:
                found = bg(values, n, mpf(start), mpf(end), at_least)
                rows.append(["BG/NBD", *parameters, n, at_least, start, end, found])
                found = pareto(values, n, mpf(start), mpf(end), at_least)
                rows.append(["Pareto/NBD", *parameters, n, at_least, start, end, found])
    for k in (2, 3):
        for parameters in [coin[0], coin[2]]:
            values = [mpf(float(p)) for p in parameters]
            for start, end in [("0.5", "2"), ("3", "7")]:
                for n, at_least in [(0, 0), (1, 0), (3, 0), (2, 1)]:
                    found = regular(values, n, mpf(start), mpf(end), at_least, k)
                    rows.append([f"BG/CNBD-{k}", *parameters, n, at_least, start, end, found])
    for parameters in [("1.204", "0.75", "0.657", "2.783"), ("0.02", "3", "40", "0.5")]:
        values = [mpf(float(p)) for p in parameters]
        for start, end in [(0, 6), (3, 9), (50, 80)]:
            for n, at_least in [(0, 0), (1, 0), (5, 0), (1, 1), (3, 1)]:
                found = bg_bb(values, n, start, end, at_least)
                rows.append(["BG/BB", *parameters, n, at_least, start, end, found])
    path = pathlib.Path(__file__).parents[1] / "data" / "interval_reference.csv"
    with path.open("w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow("model,p1,p2,p3,p4,n,at_least,start,end,probability".split(","))
        table.writerows([*row[:-1], mp.nstr(row[-1], 20)] for row in rows)


if __name__ == "__main__":
    main()
