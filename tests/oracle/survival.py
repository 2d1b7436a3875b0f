"""Expected values of the survival tests: Kaplan-Meier, Greenwood, log-rank.

Independent of the library: exact fractions for the estimates and their variances
(every input is a whole number), mpmath at 50 digits for the square roots, the
normal quantile and the chi-square tail. scipy.stats.logrank is printed as a
second opinion. Data: Miller (1981), survival in acute myelogenous leukaemia, the
data set `aml` of R's survival package.

Run: python tests/oracle/survival.py
"""

from fractions import Fraction as F

from mpmath import exp, gammainc, log, mp, mpf, sqrt

mp.dps = 50
MAINTAINED = [(9, 1), (13, 1), (13, 0), (18, 1), (23, 1), (28, 0), (31, 1), (34, 1), (45, 0), (48, 1), (161, 0)]
NONMAINTAINED = [(5, 1), (5, 1), (8, 1), (8, 1), (12, 1), (16, 0), (23, 1), (27, 1), (30, 1), (33, 1), (43, 1), (45, 1)]


def real(fraction):
    return mpf(fraction.numerator) / fraction.denominator


def kaplan_meier(data):
    survival, variance = F(1), F(0)
    for time in sorted({t for t, event in data if event}):
        n = sum(t >= time for t, _ in data)
        d = sum(t == time and event for t, event in data)
        survival *= F(n - d, n)
        if n > d:
            variance += F(d, n * (n - d))
        yield time, n, d, survival, variance


Z = mpf("1.95996398454005423552459443052055152795555007786954839847695")
for name, data in (("maintained", MAINTAINED), ("nonmaintained", NONMAINTAINED)):
    print(name)
    for time, n, d, s, v in kaplan_meier(data):
        line = [time, n, d, mp.nstr(real(s), 17)]
        if s > 0:
            s, sd = real(s), sqrt(real(v))
            line += [mp.nstr(s * sd, 17)]
            line += [(mp.nstr(s * exp(-Z * sd), 17), mp.nstr(min(mpf(1), s * exp(Z * sd)), 17))]
            theta = Z * sd / log(s)
            line += [(mp.nstr(s ** exp(-theta), 17), mp.nstr(s ** exp(theta), 17))]
            line += [(mp.nstr(max(mpf(0), s - Z * s * sd), 17), mp.nstr(min(mpf(1), s + Z * s * sd), 17))]
        print(*line)

groups = [MAINTAINED, NONMAINTAINED]
times = sorted({t for g in groups for t, event in g if event})
observed = [sum(event for _, event in g) for g in groups]
expected, variance = [F(0), F(0)], F(0)
for time in times:
    at_risk = [sum(t >= time for t, _ in g) for g in groups]
    d = sum(t == time and event for g in groups for t, event in g)
    n = sum(at_risk)
    for i in range(2):
        expected[i] += F(d * at_risk[i], n)
    if n > 1:
        variance += F(d * (n - d) * at_risk[0] * at_risk[1], n * n * (n - 1))
chi = real((observed[0] - expected[0]) ** 2 / variance)
print("log-rank", observed, [mp.nstr(real(e), 17) for e in expected], mp.nstr(chi, 17))
print("p", mp.nstr(gammainc(mpf(1) / 2, chi / 2, regularized=True), 17))

# Three groups: the maintained, and the others split by whether they outlived 20.
groups = [MAINTAINED, NONMAINTAINED[:6], NONMAINTAINED[6:]]
k = len(groups)
o = [F(sum(event for _, event in g)) for g in groups]
e = [F(0)] * k
v = [[F(0)] * k for _ in range(k)]
for time in times:
    r = [sum(t >= time for t, _ in g) for g in groups]
    d = sum(t == time and event for g in groups for t, event in g)
    n = sum(r)
    for i in range(k):
        e[i] += F(d * r[i], n)
        for j in range(k):
            if n > 1:
                v[i][j] += F(d * (n - d), n - 1) * (F(r[i], n) * (i == j) - F(r[i] * r[j], n * n))
a, b, c, dd = v[0][0], v[0][1], v[1][0], v[1][1]
x, y = o[0] - e[0], o[1] - e[1]
det = a * dd - b * c
chi = real((x * x * dd - x * y * (b + c) + y * y * a) / det)
print("three", [mp.nstr(real(i), 17) for i in e], mp.nstr(chi, 17), mp.nstr(exp(-chi / 2), 17))

try:
    from scipy.stats import CensoredData, logrank

    def censored(data):
        return CensoredData([t for t, event in data if event], right=[t for t, event in data if not event])

    print("scipy", logrank(censored(MAINTAINED), censored(NONMAINTAINED)).statistic ** 2)
except ImportError:
    pass
