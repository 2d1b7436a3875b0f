"""Writes src/numeric/distribution_reference.rs: beta, normal and Student values.

    python tests/oracle/distribution.py > src/numeric/distribution_reference.rs

mpmath at 50 digits. Independent of the library: the incomplete beta function is
mpmath's hypergeometric series or its quadrature, not a continued fraction.
"""

from mpmath import betainc, erfinv, exp, findroot, log, mp, mpf, quad, sqrt, loggamma

mp.dps = 50


def cdf(a, b, x):
    a, b, x = mpf(a), mpf(b), mpf(x)
    if max(a, b) < 2000:
        return betainc(a, b, 0, x, regularized=True)
    mean = a / (a + b)
    sd = sqrt(mean * (1 - mean) / (a + b))
    norm = loggamma(a + b) - loggamma(a) - loggamma(b)
    f = lambda t: exp(norm + (a - 1) * log(t) + (b - 1) * log(1 - t))
    points = [max(mpf(0), x - k * sd) for k in (60, 40, 20, 10, 5, 2, 1)] + [x]
    return quad(f, sorted(set(points)))


def show(value):
    return mp.nstr(mpf(value), 17, min_fixed=0, max_fixed=0)


print("//! Written by `tests/oracle/distribution.py`: mpmath, 50 digits.")
print("#![allow(clippy::excessive_precision, clippy::unreadable_literal)]\n")
cells = [(0.5, 0.5, 0.25), (1, 1, 0.75), (8, 3, 0.5), (9, 2, 0.9375), (0.5, 10.5, 0.125),
         (30, 70, 0.25), (500, 500.5, 0.53125), (1500, 20, 0.984375), (1e5, 9e5, 0.1005),
         (1e6, 1e6, 0.4995), (700000.5, 300000.5, 0.7005), (2.5, 40, 0.0009765625)]
print("/// (a, b, x, I_x(a, b))")
print("pub(crate) const BETA_CDF: [(f64, f64, f64, f64); %d] = [" % len(cells))
for a, b, x in cells:
    print(f"    ({float(a)!r}, {float(b)!r}, {x!r}, {show(cdf(a, b, x))}),")
print("];\n")
probabilities = [1e-300, 1e-20, 1e-5, 0.005, 0.025, 0.25, 0.4375, 0.75, 0.90625, 0.96875, 0.9990234375]
print("/// (p, z)")
print("pub(crate) const NORMAL: [(f64, f64); %d] = [" % len(probabilities))
for p in probabilities:
    if p < 1e-17:
        z = findroot(lambda t: mp.erfc(-t / sqrt(mpf(2))) / 2 / mpf(p) - 1, -sqrt(-2 * log(mpf(p))) + 0.1)
    else:
        z = sqrt(mpf(2)) * erfinv(2 * mpf(p) - 1)
    print(f"    ({p!r}, {show(z)}),")
print("];\n")
students = [(1, 0.96875), (2, 0.0078125), (9, 0.96875), (399, 0.9921875), (1e6, 0.96875), (3.5, 0.515625)]
print("/// (degrees of freedom, p, t)")
print("pub(crate) const STUDENT: [(f64, f64, f64); %d] = [" % len(students))
for v, p in students:
    v = mpf(v)
    def t_cdf(t):
        c = exp(loggamma((v + 1) / 2) - loggamma(v / 2)) / sqrt(v * mp.pi)
        return mpf(1) / 2 + quad(lambda s: c * (1 + s * s / v) ** (-(v + 1) / 2), [0, t / 2, t])
    start = sqrt(mpf(2)) * erfinv(2 * mpf(p) - 1)
    if v < 3:
        start *= 4
    t = findroot(lambda s: t_cdf(s) - mpf(p), start)
    print(f"    ({float(v)!r}, {p!r}, {show(t)}),")
print("];")
