"""Exact values of the models whose customers flip a coin at every purchase: BG/NBD, MBG/NBD,
BG/CNBD-k and MBG/CNBD-k.

Oracle: Arb's ball arithmetic (python-flint) at 60 digits and more, repeated with more where the
balls are not small. Likelihood and P(alive) are the papers' formulas, term by term in logarithms
of gamma functions. Expected purchases and survival come by another route than the library's where
it has two: from Gauss's 2F1 (Fader, Hardie and Lee 2005, equation 9) for small shapes of the
models without k; else from an integral over the drop-out probability where the library sums over
events, and from a sum over events (one negative binomial law for each number of hidden events, as
the definition says) where it integrates, as far as 8,000 terms reach. The integral is normalised
by the beta function and must give 1 for 1 to 1e-15; two step lengths must agree to 1e-12, which
for the trapezoid rule of an analytic integrand leaves an error of its square. Discounted purchases
are an integral over the drop-out probability without k, and over time with it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import harness
from flint import acb, arb, arb_poly, ctx
from harness import Point, future, history, log_uniform
from timed import panels

BITS = 220
LONGEST_SUM = 8_000
LONGEST_POLYNOMIAL = 20_000


# ---- Purchases of a customer who stays ---------------------------------------------------------


class Count:
    """N ~ negative binomial with shape r and odds u = t/alpha."""

    def __init__(self, r: arb, u: arb) -> None:
        self.r, self.u, self.z = r, u, u / (1 + u)

    def pmf(self, n: int) -> arb:
        if self.u == 0:
            return arb(1 if n == 0 else 0)
        ln = (self.r + n).lgamma() - self.r.lgamma() - arb(n + 1).lgamma()
        return (ln - self.r * (1 + self.u).log() + n * self.z.log()).exp()

    def at_least(self, n: int) -> arb:
        """Upward from n where that is a short sum, else one minus the sum below."""
        if n <= 0:
            return arb(1)
        if self.u == 0:
            return arb(0)
        z, r = self.z, self.r
        ratio = (r + n) * z / (n + 1)
        if ratio < 0.97:
            total, term, j = arb(0), self.pmf(n), n
            while True:
                total += term
                fall = (r + j) * z / (j + 1)
                if term < total * arb("1e-30") * (1 - max(fall, z)):
                    return total
                term, j = term * fall, j + 1
        total, term, j = arb(0), self.pmf(n - 1), n - 1
        while True:
            total += term
            small = term < total * arb(2) ** -ctx.prec
            if j == 0 or (small and j * 1.0 < 0.97 * float((r + j - 1) * z)):
                return 1 - total
            term, j = term * j / ((r + j - 1) * z), j - 1

    def between(self, low: int, high: int) -> arb:
        total = arb(0)
        term = self.pmf(max(low, 0))
        for n in range(max(low, 0), high):
            total += term
            term *= (self.r + n) * self.z / (n + 1)
        return total


# ---- Averages over the drop-out probability ----------------------------------------------------


def beta_mean(a: arb, b: arb, f: Callable[[arb, arb, arb], list[arb]]) -> list[arb]:
    """E[f(p, q, ln q)] for p ~ Beta(a, b), q = 1 - p, of functions without sign changes."""
    centre = (a / b).log()
    scale = (1 / a + 1 / b).sqrt().min(arb(2)).mid()
    front = (a + b).lgamma() - a.lgamma() - b.lgamma()
    nothing = arb("1e-26")

    def node(tau: arb) -> list[arb]:
        grow = tau.exp()
        y = centre + scale * (grow - 1 / grow) / 2
        e = (-abs(y)).exp()
        soft = e.log1p()
        ln_p, ln_q = (-soft, -y - soft) if y > 0 else (y - soft, -soft)
        p, q = ln_p.exp(), ln_q.exp()
        weight = (front + a * ln_p + b * ln_q).exp() * scale * (grow + 1 / grow) / 2
        return [weight] + [weight * v for v in f(p, q, ln_q)]

    step = arb("0.25")
    sums = node(arb(0))
    reach = []
    for sign in (-1, 1):
        quiet, i = 0, 0
        while quiet < 6:
            i += 1
            values = node(sign * i * step)
            sums = [s + v for s, v in zip(sums, values)]
            quiet = quiet + 1 if all(v <= nothing * s for v, s in zip(values, sums)) else 0
        reach.append(i - 5)
    for _ in range(9):
        before = [s * step for s in sums]
        step /= 2
        for sign, limit in zip((-1, 1), reach):
            for i in range(1, 2 * limit, 2):
                sums = [s + v for s, v in zip(sums, node(sign * i * step))]
        reach = [2 * limit for limit in reach]
        after = [s * step for s in sums]
        if all(abs(x - y) <= arb("1e-12") * abs(x) for x, y in zip(after, before)):
            break
    else:
        raise ArithmeticError("the integral over p does not settle")
    if not abs(after[0] - 1) < arb("1e-15"):
        raise ArithmeticError(f"the integral over p is off: {after[0]}")
    return after[1:]


NOTHING = arb("1e-26")


def scaled_e(s: arb, z: arb) -> arb:
    """e^z E_s(z): Arb's, or the continued fraction in Steed's form."""
    if z + s < 25:
        return z.exp() * z.expint(s)
    b = z + s
    d = 1 / b
    h, i = d, 0
    delta = d
    while True:
        i += 1
        a = -i * (s - 1 + i)
        b = b + 2
        d = 1 / (b + a * d)
        delta = (b * d - 1) * delta
        h = h + delta
        if abs(delta) < abs(h) * NOTHING:
            return h
        if i > 20_000:
            raise ArithmeticError("the fraction does not settle")


def discounted_power(s: arb, z: arb, v: arb | None) -> arb:
    """The integral of e^(-z u) (1+u)^(-s) over 0 < u < v; v None for infinity."""
    if v is None:
        return scaled_e(s, z)
    if v * (s + z + 1) < 0.3:
        total, power = 0 * v, v
        last, coefficient = 0 * v, 0 * v + 1
        for n in range(1000):
            total += coefficient * power / (n + 1)
            if n > 3 and abs(coefficient * power) < NOTHING * v:
                return total
            last, coefficient = coefficient, (-(z + s + n) * coefficient - z * last) / (n + 1)
            power *= v
    rest = (-z * v - (s - 1) * v.log1p()).exp()
    if rest < NOTHING * arb("1e-30"):
        return scaled_e(s, z)
    return scaled_e(s, z) - rest * scaled_e(s, z * (1 + v))


# ---- The future of an alive customer -----------------------------------------------------------


class Future:
    """Shapes r, a and b, alpha, k events a purchase; the weights of hidden events; bits more than
    usual."""

    def __init__(self, r: arb, alpha: arb, a: arb, b: arb, k: int, share: arb, more: int) -> None:
        self.r, self.alpha, self.a, self.b, self.k, self.more = r, alpha, a, b, k, more
        weights = [arb(1)]
        for j in range(1, k):
            weights.append(weights[-1] * (r + j - 1) / j * share)
        total = sum(weights, arb(0))
        self.weights = [w / total for w in weights]
        self.known: tuple[Any, list[arb]] = (None, [])

    def counts(self, t: arb) -> list[Count]:
        return [Count(self.r + j, t / self.alpha) for j in range(self.k)]

    def survive(self, n: int) -> arb:
        a, b = self.a, self.b
        return ((b + n).lgamma() - b.lgamma() + (a + b).lgamma() - (a + b + n).lgamma()).exp()

    def tails(self, n: int, t: arb) -> list[arb]:
        """P(N_j >= kn - j) for every j: the next is more by one power of z, as the beta integral
        I_z(a - 1, b + 1) is more than I_z(a, b)."""
        if self.known[0] != (n, t):
            first, *others = self.counts(t)
            tail, found = first.at_least(self.k * n), []
            ln_z, ln_rest = first.z.log(), -(1 + first.u).log()
            whole = (first.r + self.k * n).lgamma()
            found.append(tail)
            for j, law in enumerate(others, 1):
                a = self.k * n - j
                ln = whole - arb(a + 1).lgamma() - law.r.lgamma() + a * ln_z + (law.r - 1) * ln_rest
                tail = tail + ln.exp()
                found.append(tail)
            self.known = (n, t), found
        return self.known[1]

    def at_least(self, n: int, t: arb) -> arb:
        if n == 0 or t == 0:
            return arb(int(n == 0))
        tail = sum((w * made for w, made in zip(self.weights, self.tails(n, t))), arb(0))
        return self.survive(n - 1) * tail

    def exactly(self, n: int, t: arb) -> arb:
        if t == 0:
            return arb(int(n == 0))
        k, a, b = self.k, self.a, self.b
        total = arb(0)
        tails = self.tails(n, t) if n > 0 else []
        for j, (w, c) in enumerate(zip(self.weights, self.counts(t))):
            part = self.survive(n) * c.between(k * n - j, k * (n + 1) - j)
            if n > 0:
                part += self.survive(n - 1) * a / (a + b + n - 1) * tails[j]
            total += w * part
        return total

    def by_events(self, t: arb) -> list[arb]:
        """Expected purchases and survival: a sum over the events of each law."""
        expected = survival = arb(0)
        for j, (w, c) in enumerate(zip(self.weights, self.counts(t))):
            made, alive, coins, phase = arb(0), arb(1), 0, j
            mass, n = c.pmf(0), 0
            e, s = arb(0), arb(0)
            while True:
                e += mass * made
                s += mass * alive
                ratio = (c.r + n) * c.z / (n + 1)
                mass, n, phase = mass * ratio, n + 1, phase + 1
                if phase == self.k:
                    phase = 0
                    made += alive
                    alive *= (self.b + coins) / (self.a + self.b + coins)
                    coins += 1
                if n % 16 == 0 and e > 0:
                    fall = max(ratio, c.z) * (1 + arb(1) / n)
                    if fall < 1 and mass * made < arb("1e-24") * e * (1 - fall) and mass * alive < arb("1e-24") * s * (1 - fall):
                        break
            expected += w * e
            survival += w * s
        return [expected, survival]

    def terms(self, t: arb) -> float:
        c = self.counts(t)[-1]
        mean, z = float(c.r * c.u), float(c.z)
        spread = (mean * float(1 + c.u)) ** 0.5
        return mean + 12 * spread + 60 * float(1 + c.u)

    def by_hypergeometric(self, t: arb) -> list[arb]:
        r, a, b, u = self.r, self.a, self.b, t / self.alpha
        z = u / (1 + u)
        for bits in (BITS, 3 * BITS, 9 * BITS):
            ctx.prec = bits
            power = (1 + u) ** -r
            expected = (a + b - 1) / (a - 1) * (1 - power * z.hypgeom_2f1(r, b, a + b - 1))
            survival = power * z.hypgeom_2f1(r, b, a + b)
            ctx.prec = BITS
            if all(v.is_finite() and v.rad() < arb("1e-25") * abs(v.mid()) for v in (expected, survival)):
                return [expected, survival]
        raise ArithmeticError("2F1")

    def sides(self, q: arb, ln_q: arb) -> tuple[list[tuple[Any, Any, int]], arb]:
        """The k-th roots sigma of q, in the upper half plane, each with 1 - sigma and how often
        it counts (with its mirror image). A sum over n = -j modulo k is an average over them."""
        s = (ln_q / self.k).exp()
        found: list[tuple[Any, Any, int]] = [(s, -(ln_q / self.k).expm1(), 1)]
        for side in range(1, self.k // 2 + 1):
            turn = acb(arb(2) * side / self.k).exp_pi_i()
            sigma = s * turn
            found.append((sigma, 1 - sigma, 1 if 2 * side == self.k else 2))
        return found, s

    def by_dropout(self, t: arb) -> list[arb]:
        u, k, r = t / self.alpha, self.k, self.r
        if k == 1:
            def one(p: arb, q: arb, ln_q: arb) -> list[arb]:
                ln = -r * (p * u).log1p()
                return [-ln.expm1() / p, ln.exp()]
            return beta_mean(self.a, self.b, one)

        floor = self.floor()

        def many(p: arb, q: arb, ln_q: arb) -> list[arb]:
            # sum over m of q^(m-1) P(N >= km - j), and sum over m of q^m P(km-j <= N < k(m+1)-j).
            if ln_q < floor:
                q, ln_q = floor.exp(), floor
            roots, s = self.sides(q, ln_q)
            expected = survival = arb(0)
            for sigma, gap, times in roots:
                # sigma^(j+1)/q, G and 1 - G for j = 0; from one j to the next G shrinks to a share.
                odds = u * gap
                rest = 1 / (1 + odds)
                ln = odds.log1p() if isinstance(odds, arb) else (1 + odds).log()
                power, made = (-r * ln).exp(), -(-r * ln).expm1()
                part = times * sigma / (q * gap)
                bought = stayed = 0 * sigma
                for w in self.weights:
                    bought += w * part * made
                    stayed += w * part * power
                    made += power * odds * rest
                    power, part = power * rest, part * sigma
                expected += bought.real
                survival += p * stayed.real
            return [expected / k, survival / k]

        ctx.prec = 150 + self.more - int(1.5 * float(floor)) + self.smallness(u)
        u = t / self.alpha
        try:
            return beta_mean(self.a, self.b, many)
        finally:
            ctx.prec = BITS + self.more

    def floor(self) -> arb:
        """ln q below which averages over roots of q no longer depend on it."""
        return (-140 - self.k * (1 + self.r).log()).mid()

    def smallness(self, u: arb) -> int:
        """Bits that an average over roots loses where purchases are unlikely."""
        return int(1.5 * self.k * max(0.0, -float((u.min(arb(1)) * self.r.min(arb(1))).log()))) + 40

    def discounted_by_events(self, rate: arb, horizon: Any) -> arb | None:
        """The integral over time of the rate at which purchases come: after j hidden events that
        is (r+j)/alpha (1-z)^(r+j+1) z^(k-j-1), z = t/(alpha+t), times a polynomial in z^k, whose
        coefficients are S(m-1) (r+j+1)_(n-1)/(n-1)! for n = km-j. None where it is too long."""
        if horizon is not None and horizon == 0:
            return arb(0)
        end = 60 / rate if horizon is None else (60 / rate).min(horizon)
        count = self.k * self.terms(end)
        if count > LONGEST_POLYNOMIAL:
            return None
        a, b, k = self.a, self.b, self.k
        parts = []
        for j, w in enumerate(self.weights):
            r, alive, n, term, coefficients = self.r + j, arb(1), 1, arb(1), []
            for m in range(1, int(count) // k + 3):
                while n < k * m - j:
                    term *= (r + n) / n
                    n += 1
                coefficients.append(alive * term)
                alive *= (b + m - 1) / (a + b + m - 1)
            parts.append((w * r / self.alpha, r + 1, k - j - 1, arb_poly(coefficients)))

        def ln_rate(y: Any, analytic: bool) -> Any:
            t = y.exp()
            z, rest = t / (self.alpha + t), self.alpha / (self.alpha + t)
            each = (c * rest**power * z**low * poly(z**k) for c, power, low, poly in parts)
            return y - rate * t + sum(each, arb(0)).log()

        scales = (self.alpha, self.alpha / (self.r + k), 1 / rate, end)
        try:
            return panels(ln_rate, min(float(s.log()) for s in scales) - 75.0, end.log())
        finally:
            ctx.prec = BITS + self.more

    def discounted_by_dropout(self, rate: arb, horizon: Any) -> arb:
        """For k = 1: given p, purchases come at the rate r/alpha (1 + p v/alpha)^(-r-1)."""
        if horizon is not None and horizon == 0:
            return arb(0)
        delay, length = rate * self.alpha, None if horizon is None else horizon / self.alpha

        def f(p: arb, q: arb, ln_q: arb) -> list[arb]:
            v = None if length is None else p * length
            return [self.r / p * discounted_power(self.r + 1, delay / p, v)]

        return beta_mean(self.a, self.b, f)[0]


def chance(value: float, share: int) -> bool:
    """One of `share` values, by their digits."""
    return int(value.hex().split("p")[0][-6:], 16) % share == 0


def sharp(quantity: str, value: arb) -> bool:
    """Whether the ball of a value is as small as it should be."""
    least = arb("1e-20") if quantity.startswith("ln_") else arb("1e-330")
    return value.is_finite() and value.rad() <= arb("1e-20") * abs(value.mid()) + least


# ---- The models --------------------------------------------------------------------------------


class Coin:
    parameters = ("r", "alpha", "a", "b")

    def __init__(self, name: str, first: int, library: str, ks: tuple[int, ...]) -> None:
        self.name, self.first, self.face, self.ks = name, first, library, ks
        if ks != (1,):
            self.parameters = ("r", "alpha", "a", "b", "k")

    def draw(self, draw: random.Random) -> Point:
        point: Point = {name: log_uniform(draw, 1e-3, 1e4) for name in ("r", "alpha", "a", "b")}
        k = draw.choice(self.ks)
        if len(self.parameters) == 5:
            point["k"] = k
        past = history(draw, point["alpha"])
        scale = point["alpha"] + past["T"]
        point |= past
        return point | future(draw, scale, (point["r"] / k + past["x"]) / scale)

    def paths(self, values: list[arb], point: Point) -> tuple[arb, arb, arb]:
        """ln of what is common to both ends of the story, and then how likely it is that the
        customer is alive, over the numbers of hidden events, and that they left."""
        r, alpha, a, b = values
        k, x = point.get("k", 1), point["x"]
        t_x, age = arb(point["t_x"]), arb(point["T"])
        coins, shape = x + self.first, r + k * x
        share = (age - t_x) / (alpha + age)
        hidden = term = arb(1)
        for j in range(1, k):
            term *= (shape + j - 1) / j * share
            hidden += term
        gone = arb(0)
        if coins > 0:
            gone = a / (b + coins - 1) * (shape * ((alpha + age) / (alpha + t_x)).log()).exp()
        ln = shape.lgamma() - r.lgamma() + r * alpha.log() - shape * (alpha + age).log()
        ln += (b + coins).lgamma() - b.lgamma() + (a + b).lgamma() - (a + b + coins).lgamma()
        return ln, hidden, gone

    def ln_likelihood(self, values: list[arb], point: Point) -> arb:
        ln, hidden, gone = self.paths(values, point)
        return ln + (hidden + gone).log()

    def oracle(self, point: Point) -> dict[str, Any]:
        for more in (0, 400, 1600):
            try:
                found = self.values(point, more)
            except ArithmeticError as problem:
                found = {"": problem}
                continue
            if all(sharp(quantity, value) for quantity, value in found.items()):
                return {q: float(v.mid()) for q, v in found.items()}
        raise ArithmeticError(f"not sharp: {found}")

    def values(self, point: Point, more: int) -> dict[str, arb]:
        ctx.prec = BITS + more
        values = [arb(point[name]) for name in ("r", "alpha", "a", "b")]
        r, alpha, a, b = values
        k, x = point.get("k", 1), point["x"]
        coins, shape, age = x + self.first, r + k * x, arb(point["T"])
        share = (age - arb(point["t_x"])) / (alpha + age)
        ln, hidden, gone = self.paths(values, point)
        alive, left = hidden / (hidden + gone), gone / (hidden + gone)
        found = {"ln_likelihood": ln + (hidden + gone).log(), "p_alive": alive}
        t, n = arb(point["t"]), point["n"]
        after = Future(shape, alpha + age, a, b + coins, k, share, more)
        if t == 0:
            expected, survival = arb(0), arb(1)
        else:
            terms = k * after.terms(t)
            odd = chance(point["r"], 8)
            small = max(float(after.r), float(after.a), float(after.b)) < 60
            if k == 1 and small and not odd:
                expected, survival = after.by_hypergeometric(t)
            elif 1500 < terms < LONGEST_SUM or terms < (800 if k > 1 else 100) and not odd:
                expected, survival = after.by_events(t)
            else:
                expected, survival = after.by_dropout(t)
        found["p_alive_at"] = alive * survival
        found["expected"] = alive * expected
        exactly = after.exactly(n, t)
        found["p_exactly"] = alive * exactly if n > 0 else left + alive * exactly
        found["p_at_least"] = alive * after.at_least(n, t) if n > 0 else arb(1)
        found["p_none"] = left + alive * after.exactly(0, t)
        # These take a hundred times longer than the rest: every eighth point, and for k > 1 every
        # 32nd, where the polynomials are not too long.
        rate = arb(point["rate"])
        if rate > 0 and chance(point["alpha"], 8 if k == 1 else 32):
            ask = after.discounted_by_dropout if k == 1 else after.discounted_by_events
            for quantity, horizon in (
                ("discounted", arb(point["horizon"])),
                ("discounted_forever", None),
            ):
                if (worth := ask(rate, horizon)) is not None:
                    found[quantity] = alive * worth
        return found

    def library(self, point: Point) -> dict[str, Callable[[], float]]:
        from habitue import lifetime

        model = getattr(lifetime, self.face)(*(point[name] for name in self.parameters))
        return harness.purchase_questions(model, point)


MODELS = [
    Coin("bg_nbd", 0, "BgNbd", (1,)),
    Coin("mbg_nbd", 1, "MbgNbd", (1,)),
    Coin("bg_cnbd", 0, "BgCnbd", (2, 3, 5)),
    Coin("mbg_cnbd", 1, "MbgCnbd", (2, 3, 5)),
]
