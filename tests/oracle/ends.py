"""Answers at the ends of what doubles hold, by mpmath at 60 digits (320 where a shape is
of the order of 1e227): the figures of tests/doors/ends.rs. Run: python3 tests/oracle/ends.py"""

from mpmath import exp, gamma, log, mp, mpf, quad

mp.dps = 60


def pareto_alive(r, a, s, b, x, tx, T):
    """P(alive): 1/(1 + odds), the integral over the moment of leaving relative to T."""
    r, a, s, b = mpf(r), mpf(a), mpf(s), mpf(b)
    ln_f = lambda u: -(r + x) * log((a + u) / (a + tx)) - (s + 1) * log((b + u) / (b + tx))
    width = 1 / ((r + x) / (a + tx) + (s + 1) / (b + tx))
    cuts = [tx] + [tx + width * mpf(10) ** k for k in range(-2, 700) if tx + width * mpf(10) ** k < T] + [T]
    part = quad(lambda u: exp(ln_f(u)), cuts)
    alive = -(r + x) * log((a + T) / (a + tx)) - s * log((b + T) / (b + tx))
    return 1 / (1 + s / (b + tx) * part / exp(alive))


def pareto_none(r, a, s, b, t):
    """P(no purchase) of a new customer."""
    r, a, s, b, t = map(mpf, (r, a, s, b, t))
    f = lambda u: exp(-r * log(1 + u / a) - (s + 1) * log(1 + u / b))
    width = 1 / (r / a + (s + 1) / b)
    cuts = [mpf(0)] + [width * mpf(10) ** k for k in range(-2, 700) if width * mpf(10) ** k < t] + [t]
    return exp(-r * log(1 + t / a) - s * log(1 + t / b)) + s / b * quad(f, cuts)


def pareto_expected(r, a, s, b, t):
    r, a, s, b, t = map(mpf, (r, a, s, b, t))
    return r / a * b / (s - 1) * (1 - (b / (b + t)) ** (s - 1))


def gg_none(r, a, b, s, beta, t):
    r, a, b, s, beta, t = map(mpf, (r, a, b, s, beta, t))
    S = lambda u: (beta / (beta - 1 + exp(b * u))) ** s
    h = lambda u: b * s * exp(b * u) / (beta - 1 + exp(b * u)) * S(u)
    width = a / r
    cuts = [mpf(0)] + [width * mpf(10) ** k for k in range(-2, 40) if width * mpf(10) ** k < t] + [t]
    return exp(-r * log(1 + t / a)) * S(t) + quad(lambda u: h(u) * exp(-r * log(1 + u / a)), cuts)


def show(name, value):
    print(f"{name}: {mp.nstr(value, 17)}")


show("NBD(1e-3, 20.5) at T 38, next purchase, .5", mpf("58.5") * (mpf(2) ** 1000 - 1))
show("NBD(2e-3, 20.5) at T 38, next purchase, .7", mpf("58.5") * (exp(-log(mpf("0.3")) / mpf("0.002")) - 1))
# Two thirds are alive after their first purchase.
alive = mpf(3) / (mpf(1.5) + 3)
show("MBG(.5, 1.7e308, 1.5, 3) new, next purchase, .1", mpf(1.7e308) * ((1 - mpf(0.1) / alive) ** -2 - 1))
show("Pareto(1e18, 2, 1.5, 10) alive at (0, 0, 1e-18)", pareto_alive(1e18, 2, 1.5, 10, 0, mpf(0), mpf(1e-18)))
show("Pareto(1e18, 2, 1.5, 10) alive at (0, 0, 3e-17)", pareto_alive(1e18, 2, 1.5, 10, 0, mpf(0), mpf(3e-17)))
show("Pareto(1e18, 2, 1.5, 10) none in 10", pareto_none(1e18, 2, 1.5, 10, 10))
show("Pareto(1e18, 2, 1.5, 10) expected in 10", pareto_expected(1e18, 2, 1.5, 10, 10))
mp.dps = 320
P = (2.8e227, 30.9, 1e6, 2.5e7)
show("Pareto(2.8e227, ...) none in 10", pareto_none(*P, 10))
show("Pareto(2.8e227, ...) expected in 10", pareto_expected(*P, 10))
show("Pareto(2.8e227, ...) alive at (0, 0, 2.5e-224)", pareto_alive(*P, 0, mpf(0), mpf(2.5e-224)))
mp.dps = 60
show("GGompertz(1.3e18, 2, 1.5, 2, 1) none in 10", gg_none(1.3e18, 2, 1.5, 2, 1, 10))


def regular_worth(r, a, k, rate):
    """Purchases at every k-th event of those who never leave, discounted for ever: given the
    rate l of events, the m-th is worth (l/(l + rate))^(km)."""
    r, a, rate = map(mpf, (r, a, rate))
    f = lambda y: exp(r * y - a * exp(y)) / ((1 + rate * exp(-y)) ** k - 1)
    return a ** r / gamma(r) * quad(f, [-300, -100, -60, -40, -30, -20, -10, -5, -2, 0, 1, 2, 3, 4, 5, 6])


show("BG/CNBD-3(.5, 2), nobody leaves, worth at .1", regular_worth(0.5, 2, 3, "0.1"))
show("BG/CNBD-2(.5, 2), nobody leaves, worth at .01", regular_worth(0.5, 2, 2, "0.01"))
