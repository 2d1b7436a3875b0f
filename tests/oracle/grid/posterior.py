"""Exact moments of the individual rates: every model of purchases whose rates differ as gamma or
beta laws.

Oracle: a moment of a rate needs no integral of its own. Against Gamma(r, alpha) a factor lambda^m
is (r)_m / alpha^m and shifts r to r + m, so that E[lambda^m | history] is that times the ratio of
two likelihoods, L(r + m) / L(r); likewise p^m against Beta(a, b) is (a)_m / (a + b)_m and shifts a.
The likelihoods are those of `timed.py`, `coin.py` and `discrete.py`. The library mixes the laws of
customers who are alive and of those who left.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import coin
import discrete
import timed
from flint import arb, ctx
from harness import Point

# ln L in ball arithmetic at a point whose parameters may be balls.
Likelihood = Callable[[Any, Point], arb]


def of_coin(model: Any, point: Point) -> arb:
    return model.ln_likelihood([arb(point[name]) for name in ("r", "alpha", "a", "b")], point)


def of_bg_bb(model: Any, point: Point) -> arb:
    return model.ln_likelihood([arb(point[name]) for name in model.parameters], point)


def of_nbd(model: Any, point: Point) -> arb:
    r, alpha, age = (arb(point[key]) for key in ("r", "alpha", "T"))
    x = point["x"]
    return timed.ln_rising(r, x) + r * alpha.log() - (r + x) * (alpha + age).log()


def with_lifetime(model: Any, point: Point) -> arb:
    p, x = model.known_parameters(point), point["x"]
    shape, last, age = p["r"] + x, arb(point["t_x"]), arb(point["T"])
    ln = timed.ln_rising(p["r"], x) + p["r"] * p["alpha"].log()
    return ln + model.total(shape, p, last, age).log()


def with_integral(model: Any, point: Point) -> arb:
    """The same where the integral over the moments of leaving is good to 18 digits."""
    p, x = model.known_parameters(point), point["x"]
    shape, last, age = p["r"] + x, arb(point["t_x"]), arb(point["T"])
    ln = timed.ln_rising(p["r"], x) + p["r"] * p["alpha"].log()
    return ln + timed.settled(lambda: model.total(shape, p, last, age)).log()


def gamma_moment(shape: str, rate: str) -> Callable[[Point, int], arb]:
    def moment(point: Point, m: int) -> arb:
        s, beta = arb(point[shape]), arb(point[rate])
        return s / beta if m == 1 else s * (s + 1) / beta**2

    return moment


def beta_moment(a: str, b: str) -> Callable[[Point, int], arb]:
    def moment(point: Point, m: int) -> arb:
        high, low = arb(point[a]), arb(point[b])
        mean = high / (high + low)
        return mean if m == 1 else mean * (high + 1) / (high + low + 1)

    return moment


class Posterior:
    """The means of the rates of a model and, where the likelihood has digits enough for a
    difference, their variances. For each rate: the parameter that a factor of it shifts, its
    moments at birth, and what the library's rate is of it."""

    def __init__(
        self,
        model: Any,
        likelihood: Likelihood,
        rates: dict[str, Any],
        moments: int = 2,
    ) -> None:
        self.model, self.name = model, f"posterior_{model.name}"
        self.parameters = model.parameters
        self.likelihood, self.rates = likelihood, rates
        self.statistics = ("mean", "variance")[:moments]

    def draw(self, draw: random.Random) -> Point:
        return self.model.draw(draw)

    def oracle(self, point: Point) -> dict[str, float]:
        for digits in (100, 250, 600, 1500):
            ctx.dps = digits
            found: dict[str, arb] = {}
            known = self.likelihood(self.model, point)
            for rate, (shifted, moment, scale) in self.rates.items():
                unit = scale(point)
                shift = lambda m: point | {shifted: arb(point[shifted]) + m}
                moments = [
                    unit**m
                    * moment(point, m)
                    * (self.likelihood(self.model, shift(m)) - known).exp()
                    for m in range(1, len(self.statistics) + 1)
                ]
                found[f"{rate}_mean"] = moments[0]
                if len(moments) == 2:
                    found[f"{rate}_variance"] = moments[1] - moments[0] ** 2
            if all(v.rad() <= arb("1e-15") * abs(v.mid()) for v in found.values()):
                return {name: float(value.mid()) for name, value in found.items()}
        raise ArithmeticError(f"not sharp: {found}")

    def library(self, point: Point) -> dict[str, Callable[[], float]]:
        from habitue import lifetime
        from habitue.posterior import rate

        face = getattr(self.model, "face", None) or getattr(self.model, "python", "BgBb")
        model = getattr(lifetime, face)(*(point[name] for name in self.parameters))
        row = [point["x"]], [point["t_x"]], [point["T"]]

        def ask(which: str, statistic: str) -> Callable[[], float]:
            return lambda: float(rate(model, which, *row, statistic=statistic)[0])

        return {f"{r}_{s}": ask(r, s) for r in self.rates for s in self.statistics}


def one(point: Point) -> arb:
    return arb(1)


def by_k(point: Point) -> arb:
    return 1 / arb(point.get("k", 1))


PURCHASE = {"purchase": ("r", gamma_moment("r", "alpha"), by_k)}
DROPOUT = {"dropout": ("a", beta_moment("a", "b"), one)}
TIMED = {model.name: model for model in timed.MODELS}

MODELS = [
    *(Posterior(model, of_coin, PURCHASE | DROPOUT) for model in coin.MODELS),
    Posterior(TIMED["nbd"], of_nbd, PURCHASE),
    Posterior(
        TIMED["pareto_nbd"],
        with_lifetime,
        PURCHASE | {"attrition": ("s", gamma_moment("s", "beta"), one)},
    ),
    Posterior(
        TIMED["ggompertz_nbd"],
        with_integral,
        PURCHASE
        | {"attrition": ("s", gamma_moment("s", "beta"), lambda point: arb(point["b"]))},
        moments=1,
    ),
    Posterior(
        discrete.MODELS[0],
        of_bg_bb,
        {
            "purchase": ("alpha", beta_moment("alpha", "beta"), one),
            "dropout": ("gamma", beta_moment("gamma", "delta"), one),
        },
    ),
]
