"""Exact values of the models whose customers leave by the clock, or never: NBD, Pareto/NBD,
GGompertz/NBD and Gamma-Gamma.

Oracle: Arb's ball arithmetic (python-flint), started at 50 digits and repeated with more until
the ball around each value is smaller than 1e-18 of it. No formula is shared with the library:
the likelihood of Pareto/NBD is the additive form in Gauss's 2F1 (Fader and Hardie, note 009,
equations 22 and 23), discounted purchases are upper incomplete gamma functions, sums of negative
binomial probabilities are incomplete beta functions, and what remains an integral (probabilities
of counts, everything of GGompertz) is Arb's own, with error bounds.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import harness
from flint import acb, arb, ctx
from harness import Point, future, history, log_uniform

DIGITS = 50
BALL = arb("1e-18")


def settled(compute: Callable[[], arb], least: arb = arb("1e-312")) -> arb:
    """The value, at a precision at which its ball is small beside it, or beside `least`."""
    for power in range(8):
        ctx.dps = DIGITS * 2**power
        value = compute()
        if value.is_finite() and value.rad() <= BALL * max(abs(value.mid()), least):
            break
    ctx.dps = DIGITS
    if power == 7:
        raise ArithmeticError(f"no settled value: {value}")
    return value


# ---- The purchases of a customer who stays -----------------------------------------------------


def ln_rising(r: arb, n: int) -> arb:
    return (r + n).lgamma() - r.lgamma()


def nbd_pmf(r: arb, alpha: arb, n: int, t: arb) -> arb:
    if t == 0:
        return arb(1 if n == 0 else 0)
    ln = ln_rising(r, n) - arb(n + 1).lgamma() - r * (1 + t / alpha).log()
    return (ln + n * (t / (alpha + t)).log()).exp() if n else ln.exp()


def nbd_at_least(r: arb, alpha: arb, n: int, t: arb) -> arb:
    """P(N >= n), as the sum over n and more, or as what the finite sum below n leaves."""
    if n == 0 or t == 0:
        return arb(int(n == 0))
    z = t / (alpha + t)
    total = arb(0)
    if z < 0.95 and n > r * z / (1 - z):
        term, k = nbd_pmf(r, alpha, n, t), n
        while True:
            total += term
            ratio = z * (r + k) / (k + 1)
            # The ratios tend to z: what is left is less than a geometric series.
            bound = max(ratio, z).mid()
            if bound < 1 and (rest := term * bound / (1 - bound)) < total * arb("1e-40"):
                return total + arb(0, rest.mid())
            term, k = term * ratio, k + 1
    term = (-r * (1 + t / alpha).log()).exp()
    for k in range(n):
        total += term
        term *= z * (r + k) / (k + 1)
    return 1 - total


def log(z: Any, analytic: bool) -> Any:
    return z.log() if isinstance(z, arb) else z.log(analytic=analytic)


def integral(
    ln_f: Callable[[acb, bool], acb], low: float, high: arb, share: float = 0.42
) -> arb:
    """∫ e^ln_f over [low, high], where ln_f has a few peaks and falls steeply beyond them.

    What lies 130 e-folds below the peak is left out: it falls further there, and no interval here
    is longer than 1e6, so less than 1e-50 of the integral is missed.
    """
    end = float(high)
    digits, ctx.prec = ctx.dps, 53
    level = lambda y: float(ln_f(acb(y), False).real.mid())
    from_, to, cells = low, end, 160
    for _ in range(4):
        nodes = [from_ + (to - from_) * i / cells for i in range(cells + 1)]
        values = [level(y) for y in nodes]
        best = max(range(cells + 1), key=lambda i: values[i])
        from_, to = nodes[max(best - 1, 0)], nodes[min(best + 1, cells)]
        cells = 12
    peak, top = nodes[best], values[best]

    def edge(outer: float) -> float:
        if level(outer) > top - 130:
            return outer
        inner = peak
        for _ in range(12):
            middle = 0.5 * (inner + outer)
            if level(middle) > top - 130:
                inner = middle
            else:
                outer = middle
        return outer

    left, right = edge(low), edge(end)
    ctx.dps = digits
    goal = arb(10) ** -int(share * ctx.dps)
    # A lower bound of the integral: a strip of two e-folds at most is at the peak.
    shift = arb(top)
    total = arb(0)
    cuts = [arb(left), arb(peak), high if right == end else arb(right)]
    for a, b in zip(cuts, cuts[1:], strict=False):
        if b > a:
            part = acb.integral(
                lambda y, analytic: (ln_f(y, analytic) - shift).exp(),
                acb(a),
                acb(b),
                rel_tol=goal,
                abs_tol=goal * total.mid(),
            )
            total += part.real
    return total * shift.exp()


_rules: dict[int, list[tuple[arb, arb]]] = {}


def gauss(points: int) -> list[tuple[arb, arb]]:
    """Nodes and weights of Gauss and Legendre's rule."""
    if points not in _rules:
        roots = (arb.legendre_p_root(points, k, weight=True) for k in range(points))
        _rules[points] = [(node.mid(), weight.mid()) for node, weight in roots]
    return _rules[points]


def panels(ln_f: Callable[[acb, bool], acb], low: float, high: arb) -> arb:
    """The same by Gauss's rule, for integrands whose balls are too wide for Arb's own: between
    places where ln_f has fallen by 1, 4, 10, ... from its peak, each panel halved until 24 points
    agree with 48 to 1e-11 of the whole, so that those 48 are right to about 1e-22."""
    end = float(high)
    real = lambda y: ln_f(arb(y), False)
    level = lambda y: float(real(y).mid())
    ctx.prec = 53
    from_, to, cells = low, end, 160
    for _ in range(5):
        nodes = [from_ + (to - from_) * i / cells for i in range(cells + 1)]
        values = [level(y) for y in nodes]
        best = max(range(cells + 1), key=lambda i: values[i])
        from_, to = nodes[max(best - 1, 0)], nodes[min(best + 1, cells)]
        cells = 12
    peak, top = nodes[best], values[best]

    def cuts(outer: float) -> list[float]:
        found, inner = [], peak
        for fall in (1, 4, 10, 22, 45, 75):
            if level(outer) > top - fall:
                return [*found, outer]
            beyond = outer
            for _ in range(8):
                middle = 0.5 * (inner + beyond)
                if level(middle) > top - fall:
                    inner = middle
                else:
                    beyond = middle
            found.append(beyond)
            inner = beyond
        return found

    left, right = cuts(low), cuts(end)
    ctx.dps = DIGITS
    shift = arb(top)
    edges = [arb(y) for y in [*reversed(left), peak, *right]]
    if right and right[-1] == end:
        edges[-1] = high

    def rule(points: int, a: arb, b: arb) -> arb:
        half, middle = (b - a) / 2, (a + b) / 2
        nodes = gauss(points)
        return half * sum((w * (real(middle + half * y) - shift).exp() for y, w in nodes), arb(0))

    total = arb(0)
    # From the peak outward, so that the total is known early.
    parts = sorted(zip(edges, edges[1:], strict=False), key=lambda part: abs(float(part[0]) - peak))
    stack = [part for part in reversed(parts) if part[1] > part[0]]
    while stack:
        a, b = stack.pop()
        fine, rough = rule(48, a, b).mid(), rule(24, a, b).mid()
        if abs(fine - rough) <= arb("1e-11") * (total + fine) or float(b - a) < 1e-12:
            total += fine
        else:
            stack += [((a + b) / 2, b), (a, (a + b) / 2)]
    return total * shift.exp()


# ---- Models ------------------------------------------------------------------------------------


class Timed:
    """A model of purchases with what its oracle needs."""

    name: str
    parameters: tuple[str, ...]
    integral = staticmethod(integral)

    def draw(self, draw: random.Random) -> Point:
        point: Point = {name: log_uniform(draw, 1e-3, 1e4) for name in self.parameters}
        self.shape(point, draw)
        point |= history(draw, self.clock(point, draw))
        rate = (point["r"] + point["x"]) / (point["alpha"] + point["T"])
        scale = draw.choice([point["alpha"] + point["T"], self.clock(point, draw), 1 / rate])
        return point | future(draw, scale, rate)

    def shape(self, point: Point, draw: random.Random) -> None:
        """Puts right what is in another unit."""

    def clock(self, point: Point, draw: random.Random) -> float:
        return point["alpha"]

    def library(self, point: Point) -> dict[str, Callable[[], float]]:
        import habitue.lifetime as lifetime

        model = getattr(lifetime, self.python)(*(point[name] for name in self.parameters))
        return harness.purchase_questions(model, point)

    def oracle(self, point: Point) -> dict[str, float]:
        ctx.dps = DIGITS
        return {name: float(value.mid()) for name, value in self.values(point).items()}

    def values(self, point: Point) -> dict[str, arb]:
        raise NotImplementedError


class Nbd(Timed):
    name, python = "nbd", "Nbd"
    parameters = ("r", "alpha")

    def values(self, point: Point) -> dict[str, arb]:
        r, alpha, age, t = (arb(point[key]) for key in ("r", "alpha", "T", "t"))
        x, n = point["x"], point["n"]
        rate, horizon = arb(point["rate"]), arb(point["horizon"])
        shape, size = r + x, alpha + age
        values = {
            "ln_likelihood": settled(
                lambda: ln_rising(r, x) + r * alpha.log() - shape * size.log()
            ),
            "p_alive": arb(1),
            "p_alive_at": arb(1),
            "expected": shape / size * t,
            "p_exactly": settled(lambda: nbd_pmf(shape, size, n, t)),
            "p_at_least": settled(lambda: nbd_at_least(shape, size, n, t)),
            "p_none": settled(lambda: nbd_pmf(shape, size, 0, t)),
            "discounted": shape / size * horizon,
        }
        if rate > 0:
            worth = settled(lambda: (1 - (-rate * horizon).exp()) / rate)
            values["discounted"] = shape / size * worth
            values["discounted_forever"] = shape / size / rate
        return values


class WithLifetime(Timed):
    """Purchases until a lifetime ends: all but the lifetime is the same."""

    # The last integral over the moments of leaving.
    known: tuple[Any, arb] = (None, arb(0))

    def known_parameters(self, point: Point) -> dict[str, arb]:
        """The parameters, and constants made of them."""
        return {key: arb(point[key]) for key in self.parameters}

    def ln_survival(self, z: Any, p: dict[str, arb], analytic: bool = False) -> Any:
        raise NotImplementedError

    def ln_density(self, z: Any, p: dict[str, arb], analytic: bool = False) -> Any:
        raise NotImplementedError

    def values(self, point: Point) -> dict[str, arb]:
        p = self.known_parameters(point)
        x, n = point["x"], point["n"]
        last, age, t = arb(point["t_x"]), arb(point["T"]), arb(point["t"])
        rate, horizon = arb(point["rate"]), arb(point["horizon"])
        shape, size = p["r"] + x, p["alpha"] + age
        stay = lambda u: self.ln_survival(acb(u), p).real
        alive = lambda: self.alive(shape, p, age)
        total = lambda: self.total(shape, p, last, age)
        here = settled(lambda: alive() / total())
        gone = arb(0) if last == age else settled(lambda: self.gone(shape, p, last, age))
        after = lambda: (stay(age + t) - stay(age)).exp()
        here_after = here * settled(after)
        seen = lambda: ln_rising(p["r"], x) + p["r"] * p["alpha"].log()
        worth = lambda rate, end: shape / size * settled(lambda: self.worth(rate, end, p, age))
        exactly, least, none = self.counts(point, shape, size, n, t, p, age)
        values = {
            "ln_likelihood": settled(lambda: total().log() + seen(), arb(1)),
            "p_alive": here,
            "p_alive_at": here_after,
            "expected": here * worth(arb(0), t),
        }
        if exactly is not None:
            values["p_exactly"] = here * exactly + (gone if n == 0 else 0)
        if least is not None:
            values["p_at_least"] = arb(1) if n == 0 else here * least
        if none is not None:
            values["p_none"] = here * none + gone
        if rate == 0 or self.asks(point, 0):
            values["discounted"] = here * worth(rate, horizon)
        if rate > 0 and self.asks(point, 1):
            values["discounted_forever"] = here * worth(rate, None)
        return values

    def asks(self, point: Point, turn: int) -> bool:
        """Whether a point has this turn where two questions take turns."""
        return True

    def counts(
        self, point: Point, r: arb, alpha: arb, n: int, t: arb, p: dict[str, arb], age: arb
    ) -> tuple[arb | None, arb | None, arb | None]:
        """P(exactly n), P(at least n) and P(none), of which some may be left out, within t of one
        who is alive."""
        if t == 0:
            return arb(int(n == 0)), arb(int(n == 0)), arb(1)
        if n == 0:
            none = settled(lambda: self.exactly(r, alpha, 0, t, p, age))
            return none, arb(1), none
        exactly = least = None
        if self.asks(point, 0):
            exactly = settled(lambda: self.exactly(r, alpha, n, t, p, age))
        if self.asks(point, 1):
            least = settled(lambda: self.at_least(r, alpha, n, t, p, age))
        return exactly, least, None

    def at_least(self, r: arb, alpha: arb, n: int, t: arb, p: dict[str, arb], age: arb) -> arb:
        """The n-th purchase comes at u, and the customer is still there."""
        stays = self.ln_survival(acb(age), p).real
        ways = ln_rising(r, n) - arb(n).lgamma() - n * alpha.log() - stays

        def arrival(y: Any, analytic: bool) -> Any:
            u = y.exp()
            ln = ways + n * y - (r + n) * log(1 + u / alpha, analytic)
            return ln + self.ln_survival(age + u, p, analytic)

        return self.integral(arrival, self.least(r, alpha, n, t, p, age), t.log())

    def exactly(self, r: arb, alpha: arb, n: int, t: arb, p: dict[str, arb], age: arb) -> arb:
        """The customer stays beyond t, or leaves at u, with n purchases until then."""
        stays = self.ln_survival(acb(age), p).real
        ways = ln_rising(r, n) - arb(n + 1).lgamma() - n * alpha.log() - stays

        def leaving(y: Any, analytic: bool) -> Any:
            u = y.exp()
            ln = ways + (n + 1) * y - (r + n) * log(1 + u / alpha, analytic)
            return ln + self.ln_density(age + u, p, analytic)

        left = self.integral(leaving, self.least(r, alpha, n + 1, t, p, age), t.log())
        return nbd_pmf(r, alpha, n, t) * (self.ln_survival(acb(age + t), p).real - stays).exp() + left

    def least(
        self, r: arb, alpha: arb, m: int, t: arb, p: dict[str, arb], age: arb
    ) -> float:
        """ln u below which an integrand that rises at least like u is nothing."""
        scales = [alpha, alpha * m / r, t, *self.scales(p, age)]
        return min(float(scale.log()) for scale in scales) - 75.0

    def scales(self, p: dict[str, arb], age: arb) -> list[arb]:
        raise NotImplementedError

    def alive(self, shape: arb, p: dict[str, arb], age: arb) -> arb:
        """P(lifetime > T) (α + T)^-(r+x)."""
        stays = self.ln_survival(acb(age), p).real
        return (stays - shape * (p["alpha"] + age).log()).exp()

    def departed(self, shape: arb, p: dict[str, arb], last: arb, age: arb) -> arb:
        """∫ (α + u)^-(r+x) f(u) du from t_x to T, in ln(u - t_x)."""
        if last == age:
            return arb(0)
        if self.known[0] == (key := [shape, *p.values(), last, age, ctx.dps]):
            return self.known[1]
        size = p["alpha"] + last

        def path(y: Any, analytic: bool) -> Any:
            v = y.exp()
            ln = y - shape * log(size + v, analytic)
            return ln + self.ln_density(last + v, p, analytic)

        scales = [size, size / shape, age - last, *self.scales(p, last)]
        low = min(float(scale.log()) for scale in scales) - 75.0
        self.known = key, self.integral(path, low, (age - last).log())
        return self.known[1]

    def total(self, shape: arb, p: dict[str, arb], last: arb, age: arb) -> arb:
        """Both together."""
        return self.alive(shape, p, age) + self.departed(shape, p, last, age)

    def gone(self, shape: arb, p: dict[str, arb], last: arb, age: arb) -> arb:
        """1 - P(alive)."""
        return 1 - self.alive(shape, p, age) / self.total(shape, p, last, age)

    def worth(self, rate: arb, horizon: arb | None, p: dict[str, arb], age: arb) -> arb:
        """∫ e^-δu P(lifetime > T + u | lifetime > T) du, in ln u."""
        if horizon is not None and horizon == 0:
            return arb(0)
        stays = self.ln_survival(acb(age), p).real

        def stream(y: Any, analytic: bool) -> Any:
            u = y.exp()
            return y - rate * u + self.ln_survival(age + u, p, analytic) - stays

        scales = [*([1 / rate] if rate > 0 else []), *([horizon] if horizon is not None else [])]
        low = min(float(scale.log()) for scale in [*scales, *self.scales(p, age)]) - 75.0
        end = arb(200) / rate if horizon is None else horizon
        return self.integral(stream, low, end.log())


class ParetoNbd(WithLifetime):
    name, python = "pareto_nbd", "ParetoNbd"
    parameters = ("r", "alpha", "s", "beta")

    def clock(self, point: Point, draw: random.Random) -> float:
        return draw.choice([point["alpha"], point["beta"]])

    def ln_survival(self, z: Any, p: dict[str, arb], analytic: bool = False) -> Any:
        return -p["s"] * log(1 + z / p["beta"], analytic)

    def ln_density(self, z: Any, p: dict[str, arb], analytic: bool = False) -> Any:
        rate = (p["s"] / p["beta"]).log()
        return rate - (p["s"] + 1) * log(1 + z / p["beta"], analytic)

    def scales(self, p: dict[str, arb], age: arb) -> list[arb]:
        return [p["beta"] + age, (p["beta"] + age) / p["s"]]

    def total(self, shape: arb, p: dict[str, arb], last: arb, age: arb) -> arb:
        """(22) and (23) of note 009, times the power of β that they leave outside."""
        alpha, beta, s = p["alpha"], p["beta"], p["s"]
        w = shape + s
        if alpha >= beta:
            big, gap, orders = alpha, alpha - beta, (s + 1, s)
        else:
            big, gap, orders = beta, beta - alpha, (shape, shape + 1)

        def term(order: arb, u: arb) -> arb:
            z = gap / (big + u)
            return z.hypgeom_2f1(w, order, w + 1) * (-w * (big + u).log()).exp()

        both = s / w * term(orders[0], last) + shape / w * term(orders[1], age)
        return both * (s * beta.log()).exp()

    def worth(self, rate: arb, horizon: arb | None, p: dict[str, arb], age: arb) -> arb:
        s, beta = p["s"], p["beta"] + age
        if rate == 0:
            if s == 1:
                return beta * (1 + horizon / beta).log()
            return beta * ((1 + horizon / beta) ** (1 - s) - 1) / (1 - s)
        z = rate * beta
        # ∫ e^(-δu) (1 + u/β)^-s du = β e^z z^(s-1) Γ(1 - s, z), less the same from the horizon.
        whole = beta * z.exp() * z.expint(s)
        if horizon is None:
            return whole
        far = z * (1 + horizon / beta)
        grown = 1 + horizon / beta
        return whole - beta * z.exp() * grown ** (1 - s) * far.expint(s)


class GGompertzNbd(WithLifetime):
    name, python = "ggompertz_nbd", "GGompertzNbd"
    parameters = ("r", "alpha", "b", "s", "beta")
    integral = staticmethod(panels)

    def known_parameters(self, point: Point) -> dict[str, arb]:
        p = super().known_parameters(point)
        ctx.dps = 4 * DIGITS
        p["ln_beta"], p["ln_first"] = p["beta"].log(), (p["b"] * p["s"]).log()
        ctx.dps = DIGITS
        return p

    def asks(self, point: Point, turn: int) -> bool:
        return int(1e6 * point["r"]) % 2 == turn

    def clock(self, point: Point, draw: random.Random) -> float:
        turn = 1 / point["b"]
        return draw.choice([point["alpha"], turn, turn * point["beta"] / point["s"]])

    def ln_rise(self, z: Any, p: dict[str, arb], analytic: bool) -> Any:
        """ln(β - 1 + e^(bz)), analytic where the imaginary part of bz is below π."""
        rise = p["b"] * z
        if p["beta"] > 1 and rise.real.mid() < (p["beta"] - 1).log():
            grown = log(1 + rise.exp() / (p["beta"] - 1), analytic)
            return (p["beta"] - 1).log() + grown
        return rise + log(1 + (p["beta"] - 1) * (-rise).exp(), analytic)

    def ln_survival(self, z: Any, p: dict[str, arb], analytic: bool = False) -> Any:
        return p["s"] * (p["ln_beta"] - self.ln_rise(z, p, analytic))

    def ln_density(self, z: Any, p: dict[str, arb], analytic: bool = False) -> Any:
        rise = self.ln_rise(z, p, analytic)
        return p["ln_first"] + p["b"] * z + p["s"] * (p["ln_beta"] - rise) - rise

    def scales(self, p: dict[str, arb], age: arb) -> list[arb]:
        turn = 1 / p["b"]
        first = 1 + (p["beta"] - 1) * (-p["b"] * age).exp()
        return [turn, turn * first, turn * first / p["s"]]

    def gone(self, shape: arb, p: dict[str, arb], last: arb, age: arb) -> arb:
        departed = self.departed(shape, p, last, age)
        return departed / (self.alive(shape, p, age) + departed)


class GammaGamma:
    name = "gamma_gamma"
    parameters = ("p", "q", "gamma")

    def draw(self, draw: random.Random) -> Point:
        point: Point = {name: log_uniform(draw, 1e-3, 1e4) for name in self.parameters}
        x = harness.count(draw)
        mean = point["gamma"] * 10 ** draw.uniform(-4, 4)
        return point | {"x": x, "mean": 0.0 if x == 0 else mean}

    def library(self, point: Point) -> dict[str, Callable[[], float]]:
        from habitue.lifetime import GammaGamma

        model = GammaGamma(*(point[name] for name in self.parameters))
        row = [point["x"]], [point["mean"]]
        return {
            "ln_likelihood": lambda: float(model.log_likelihood(*row)[0]),
            "expected_spend": lambda: float(model.expected_spend(*row)[0]),
        }

    def oracle(self, point: Point) -> dict[str, float]:
        ctx.dps = DIGITS
        p, q, gamma, mean = (arb(point[key]) for key in ("p", "q", "gamma", "mean"))
        x = point["x"]
        values = {}
        if p * x + q > 1:
            values["expected_spend"] = settled(lambda: p * (gamma + x * mean) / (p * x + q - 1))
        if x > 0:
            values["ln_likelihood"] = settled(
                lambda: (p * x + q).lgamma()
                - (p * x).lgamma()
                - q.lgamma()
                + q * gamma.log()
                + (p * x - 1) * mean.log()
                + p * x * arb(x).log()
                - (p * x + q) * (gamma + x * mean).log()
            )
        return {name: float(value.mid()) for name, value in values.items()}


MODELS = [Nbd(), ParetoNbd(), GGompertzNbd(), GammaGamma()]
