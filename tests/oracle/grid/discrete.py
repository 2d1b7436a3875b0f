"""Exact values of the models that count time in steps: BG/BB, and sBG and BdW of customers under
contract.

Oracle: Arb's ball arithmetic (python-flint) at 60 digits. Every value is the sum that defines
it, in beta functions by logarithms of gamma functions, term by term (Fader, Hardie and Shang
2010, equations 5, 7, 11, 13 and 14; Fader and Hardie 2007 and 2010; Fader et al. 2018), where
the library has closed forms, falls of beta functions, and Euler's and Maclaurin's formula.
Infinite discounted sums are added until a geometric bound of the rest is below 1e-25; where
that takes too many terms they are Gauss's 2F1 by Euler's integral (BG/BB, sBG) or left out (BdW).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from functools import cache
from typing import Any

import harness
from flint import arb, ctx
from harness import Point, log_uniform

BITS = 220
LONGEST_SUM = 6_000


def ln_rising(z: arb, d: arb) -> arb:
    return (z + d).lgamma() - z.lgamma()


def fall(z: arb, u: arb, d: arb) -> arb:
    """B(u, z + d)/B(u, z)."""
    return (ln_rising(z, d) - ln_rising(z + u, d)).exp()


def geometric(low: arb, high: arb, discount: arb) -> list[arb]:
    """The sums over k >= 1 of w_k = S(k) v^k and of k w_k, S(k) = (low)_k/(high)_k, v = e^-discount.
    Ratios of terms rise towards v, so what is left is below w_k v/(1 - v), and for k w_k alike."""
    v = (-discount).exp()
    rest = 1 / (1 - v)
    term, plain, weighted, k = arb(1), arb(0), arb(0), 0
    while True:
        term *= (low + k) / (high + k) * v
        k += 1
        plain += term
        weighted += k * term
        if k % 8 == 0 and (k * rest + rest * rest) * term < plain * arb("1e-25"):
            return [plain, weighted]


def by_euler(low: arb, high: arb, discount: arb) -> list[arb]:
    """The same sums as averages over theta ~ Beta(high - low, low) of the share q = 1 - theta that
    stays: E[q v/(1 - q v)] and E[q v/(1 - q v)^2], by the trapezoid rule on the line of logits."""
    a, b, v = high - low, low, (-discount).exp()
    lost = -(-discount).expm1()
    front = high.lgamma() - a.lgamma() - b.lgamma()
    centre = (a / b).log()
    scale = (1 / a + 1 / b).sqrt().min(arb(2)).mid()

    def node(tau: arb) -> list[arb]:
        grow = tau.exp()
        y = centre + scale * (grow - 1 / grow) / 2
        soft = (-abs(y)).exp().log1p()
        ln_p, ln_q = (-soft, -y - soft) if y > 0 else (y - soft, -soft)
        weight = (front + a * ln_p + b * ln_q).exp() * scale * (grow + 1 / grow) / 2
        # 1 - q v = lost + p v.
        gap = lost + ln_p.exp() * v
        kept = weight * ln_q.exp() * v / gap
        return [weight, kept, kept / gap]

    step = arb("0.25")
    sums, reach = node(arb(0)), []
    for sign in (-1, 1):
        quiet, i = 0, 0
        while quiet < 6:
            i += 1
            values = node(sign * i * step)
            sums = [s + w for s, w in zip(sums, values)]
            quiet = quiet + 1 if all(w <= arb("1e-26") * s for w, s in zip(values, sums)) else 0
        reach.append(i - 5)
    for _ in range(9):
        before = [s * step for s in sums]
        step /= 2
        for sign, limit in zip((-1, 1), reach):
            for i in range(1, 2 * limit, 2):
                sums = [s + w for s, w in zip(sums, node(sign * i * step))]
        reach = [2 * limit for limit in reach]
        after = [s * step for s in sums]
        if all(abs(x - y) <= arb("1e-12") * abs(x) for x, y in zip(after, before)):
            break
    else:
        raise ArithmeticError("the integral does not settle")
    if not abs(after[0] - 1) < arb("1e-15"):
        raise ArithmeticError(f"the integral is off: {after[0]}")
    return after[1:]


def discounted(low: arb, high: arb, discount: arb) -> list[arb]:
    """The sums of `geometric`, by whichever way is short."""
    length = 90 / float(discount)
    return geometric(low, high, discount) if length < LONGEST_SUM else by_euler(low, high, discount)


def settle(found: dict[str, arb]) -> dict[str, float]:
    for quantity, value in found.items():
        allowed = arb("1e-20") * (1 if quantity.startswith("ln_") else abs(value.mid())) + arb("1e-330")
        if not (value.is_finite() and value.rad() <= allowed):
            raise ArithmeticError(f"{quantity}: {value}")
    return {q: float(v.mid()) for q, v in found.items()}


# ---- BG/BB -------------------------------------------------------------------------------------


class BgBb:
    name = "bg_bb"
    parameters = ("alpha", "beta", "gamma", "delta")

    def draw(self, draw: random.Random) -> Point:
        point: Point = {name: log_uniform(draw, 1e-3, 1e4) for name in self.parameters}
        n = 0 if draw.random() < 0.1 else int(log_uniform(draw, 1, 5000))
        kind = draw.random()
        t_x = n if kind < 0.15 else 0 if kind < 0.3 else draw.randint(0, n)
        kind = draw.random()
        x = 0 if t_x == 0 else t_x if kind < 0.1 else 1 if kind < 0.2 else draw.randint(1, t_x)
        t = int(log_uniform(draw, 1, 4000)) - (draw.random() < 0.1)
        mean = (point["alpha"] + x) / (point["alpha"] + point["beta"] + n) * t
        kind = draw.random()
        y = draw.randint(0, 3) if kind < 0.3 else int(mean * 10 ** draw.uniform(-1, 0.3)) if kind < 0.8 else draw.randint(0, t)
        horizon = int(log_uniform(draw, 1, 1e5)) - (draw.random() < 0.1)
        rate = 0.0 if draw.random() < 0.05 else 10 ** draw.uniform(-6, 1)
        return point | {
            "x": x, "t_x": float(t_x), "T": float(n), "t": float(t), "n": min(y, t + 1),
            "rate": rate, "horizon": float(horizon),
        }

    def paths(self, values: list[arb], point: Point) -> tuple[arb, arb, arb]:
        """Equation 5: ln of the purchases, failures and survival up to t_x, and relative to that
        how likely it is that the customer has left since, and that they are alive."""
        a, b, c, d = values
        x, t_x, n = point["x"], int(point["t_x"]), int(point["T"])
        certain = ln_rising(a, x) + ln_rising(b, t_x - x) - ln_rising(a + b, t_x)
        certain += ln_rising(d, t_x) - ln_rising(c + d, t_x)
        left, term = arb(0), arb(1)
        for i in range(t_x, n):
            left += term * c / (c + d + i)
            term *= (b + i - x) / (a + b + i) * (d + i) / (c + d + i)
        return certain, left, term

    def ln_likelihood(self, values: list[arb], point: Point) -> arb:
        certain, left, term = self.paths(values, point)
        return certain + (left + term).log()

    def oracle(self, point: Point) -> dict[str, Any]:
        ctx.prec = BITS
        values = [arb(point[name]) for name in self.parameters]
        a, b, c, d = values
        x, n = point["x"], int(point["T"])
        certain, left, term = self.paths(values, point)
        alive, gone = term / (left + term), left / (left + term)
        found = {"ln_likelihood": certain + (left + term).log(), "p_alive": alive}
        a, b, d = a + x, b + n - x, d + n
        p = a / (a + b)
        t, y = int(point["t"]), point["n"]
        found["p_alive_at"] = alive * fall(d, c, arb(t))
        kept, there = arb(0), arb(1)
        for i in range(t):
            there *= (d + i) / (c + d + i)
            kept += there
        found["expected"] = alive * p * kept

        # eq. 7: y of i purchases, alive to i and then gone, or alive to the end; and
        # y - 1 of i, then one more.
        def count(y: int, last: int) -> arb:
            """C(i, y) B(a+y, b+i-y)/B(a, b) (d)_i/(c+d)_i at i = y."""
            return (ln_rising(a, y) - ln_rising(a + b, y) + ln_rising(d, y) - ln_rising(c + d, y)).exp()

        def exactly(y: int) -> arb:
            if y > t:
                return arb(0)
            term, total = count(y, t), arb(0)
            for i in range(y, t):
                total += term * c / (c + d + i)
                term *= (b + i - y) * (i + 1) / ((a + b + i) * (i + 1 - y)) * (d + i) / (c + d + i)
            return total + term

        def at_least(y: int) -> arb:
            if y == 0 or y > t:
                return arb(1 if y == 0 else 0)
            term, total, y = count(y - 1, t), arb(0), y - 1
            for i in range(y, t):
                total += term * (a + y) / (a + b + i) * (d + i) / (c + d + i)
                term *= (b + i - y) * (i + 1) / ((a + b + i) * (i + 1 - y)) * (d + i) / (c + d + i)
            return total

        found["p_exactly"] = alive * exactly(y) if y > 0 else gone + alive * exactly(0)
        found["p_at_least"] = alive * at_least(y) if y > 0 else arb(1)
        found["p_none"] = gone + alive * exactly(0)
        rate, horizon = arb(point["rate"]), int(point["horizon"])
        if horizon <= LONGEST_SUM:
            total, term, v = arb(0), arb(1), (-rate).exp()
            for i in range(horizon):
                term *= (d + i) / (c + d + i) * v
                total += term
            found["discounted"] = alive * p * total
        elif rate > 0:
            # The whole, less what comes after the horizon.
            after = fall(d, c, arb(horizon)) * (-rate * horizon).exp()
            rest = discounted(d + horizon, c + d + horizon, rate)[0]
            found["discounted"] = alive * p * (discounted(d, c + d, rate)[0] - after * rest)
        if rate > 0:
            found["discounted_forever"] = alive * p * discounted(d, c + d, rate)[0]
        return settle(found)

    def library(self, point: Point) -> dict[str, Callable[[], float]]:
        from habitue import contract, lifetime

        model = lifetime.BgBb(*(point[name] for name in self.parameters))
        return harness.purchase_questions(model, point)


# ---- Contracts ---------------------------------------------------------------------------------


class Contract:
    def __init__(self, name: str, parameters: tuple[str, ...]) -> None:
        self.name, self.parameters = name, parameters

    def draw(self, draw: random.Random) -> Point:
        point: Point = {name: log_uniform(draw, 1e-3, 1e4) for name in self.parameters}
        if "c" in point:
            point["c"] = log_uniform(draw, 1e-3, 100) if draw.random() < 0.5 else draw.uniform(0.2, 3)
            if draw.random() < 0.05:
                point["c"] = 1.0
        n = 0 if draw.random() < 0.3 else int(log_uniform(draw, 1, 5000))
        rate = 10 ** draw.uniform(-2 if "c" in point else -6, 1)
        t = int(log_uniform(draw, 1, 5000))
        entry = 0 if draw.random() < 0.5 else draw.randint(1, 20)
        drops = [draw.random() ** 2 for _ in range(draw.randint(1, 12))]
        left, survivors = 1000, [1000]
        for drop in drops:
            left = round(left * (1 - drop))
            survivors.append(left)
        return point | {
            "n": n, "t": t, "rate": rate, "entry": entry,
            "survivors": " ".join(map(str, survivors)),
        }

    def ln_likelihood(self, values: list[arb], point: Point) -> arb:
        """Of one cohort."""
        a, b, *c = values

        def ln_survival(k: int) -> arb:
            power = arb(k) ** c[0] if c and k else arb(k)
            return ln_rising(b, power) - ln_rising(a + b, power)

        survivors = [int(s) for s in point["survivors"].split()]
        entry, total = point["entry"], arb(0)
        first = ln_survival(entry)
        for i, (before, after) in enumerate(zip(survivors, survivors[1:])):
            here, there = ln_survival(entry + i), ln_survival(entry + i + 1)
            if before > after:
                total += (before - after) * (here - first + (-(there - here).expm1()).log())
        if survivors[-1] > 0:
            total += survivors[-1] * (ln_survival(entry + len(survivors) - 1) - first)
        return total

    def oracle(self, point: Point) -> dict[str, Any]:
        ctx.prec = BITS
        values = [arb(point[name]) for name in self.parameters]
        a, b = values[:2]
        c = arb(point.get("c", 1.0))
        n, t, rate = point["n"], point["t"], point["rate"]
        # Gamma functions of t^c lose as many bits as t^c has.
        ctx.prec = BITS + 80 + int(2 * point.get("c", 1.0) * math.log2(n + t + 2))
        whole = ln_rising(b, a)

        @cache
        def ln_survival(k: int) -> arb:
            if k == 0:
                return arb(0)
            return whole - ln_rising(b + arb(k) ** c, a)

        start = ln_survival(n)
        kept = lambda k: (ln_survival(n + k) - start).exp()
        found = {"retention": kept(1), "survival": kept(t)}
        found["churn"] = (ln_survival(n + t - 1) - start).exp() * -(ln_survival(n + t) - ln_survival(n + t - 1)).expm1()
        discount = arb(rate).log1p()
        v = 1 / (1 + arb(rate))
        bits = ctx.prec
        if "c" not in point:
            terms = None
            plain, weighted = (s * (1 + arb(rate)) for s in discounted(b + n, a + b + n, discount))
        else:
            # Terms are S v^(k-1): the rest is below the last over 1 - v, squared for k S.
            plain = weighted = arb(0)
            factor, k, rest = arb(1), 0, 1 / (1 - v)
            while True:
                k += 1
                ctx.prec = BITS + 80 + int(2 * point["c"] * math.log2(n + k + 2))
                term = kept(k) * factor
                ctx.prec = bits
                plain += term
                weighted += k * term
                factor *= v
                if (k * rest + rest * rest) * term < plain * arb("1e-25"):
                    break
        found["residual_lifetime"] = plain
        found["lifetime"] = 1 + plain * v
        found["elasticity"] = weighted / plain
        found["renewers_elasticity"] = plain / kept(1)
        if t <= 500:
            total, factor = arb(0), arb(1)
            for k in range(1, t + 1):
                total += kept(k) * factor
                factor *= v
            found["discounted_renewals"] = total
        found["ln_likelihood"] = self.ln_likelihood(values, point)
        return settle(found)

    def library(self, point: Point) -> dict[str, Callable[[], float]]:
        from habitue import contract, lifetime

        face = {"sbg": contract.Sbg, "bdw": contract.Bdw}[self.name]
        model = face(*(point[name] for name in self.parameters))
        n, t, rate = [point["n"]], point["t"], point["rate"]
        survivors = [int(s) for s in point["survivors"].split()]

        # Python has no table of cohorts: from one renewal to the next, where no share
        # is so small that doubles lose digits of it.
        asked = range(point["entry"], point["entry"] + len(survivors) - 1)
        shares = zip(model.retention_rate(asked), model.churn(asked, t=1))
        steps = [
            (before - after, after, churn, kept)
            for before, after, (kept, churn) in zip(survivors, survivors[1:], shares)
        ]
        tiny = harness.TINY
        underflow = any(a and kept < tiny or b and churn < tiny for b, a, churn, kept in steps)

        def ln_likelihood() -> float:
            return sum(
                (a * math.log(kept) if a else 0.0) + (b * math.log(churn) if b else 0.0)
                for b, a, churn, kept in steps
            )

        questions = {
            "retention": lambda: model.retention_rate(n)[0],
            "survival": lambda: model.survival(n, t=t)[0],
            "churn": lambda: model.churn(n, t=t)[0],
            "residual_lifetime": lambda: model.residual_lifetime(n, rate=rate)[0],
            "lifetime": lambda: model.lifetime(n, rate=rate)[0],
            "elasticity": lambda: model.retention_elasticity(n, rate=rate)[0],
            "renewers_elasticity": lambda: model.renewers_elasticity(n, rate=rate)[0],
            "discounted_renewals": lambda: model.discounted_renewals(n, t=t, rate=rate)[0],
        }
        asked = {name: (lambda ask=ask: float(ask())) for name, ask in questions.items()}
        return asked if underflow else asked | {"ln_likelihood": ln_likelihood}


MODELS = [
    BgBb(),
    Contract("sbg", ("alpha", "beta")),
    Contract("bdw", ("gamma", "delta", "c")),
]
