"""Log-likelihood, gradient and Hessian of the models of tests/oracle/grid/timed.py at random
points, for the unit tests in src/lifetime/derivatives.rs.

Oracle: central differences, with steps of 1e-10 of the logarithm of each parameter, of the
log-likelihoods of tests/oracle/grid/timed.py at 60 digits; so the derivatives, in the logarithms
of the parameters, are right to about 1e-19. None of the library's formulas takes part.

    python tests/oracle/derivatives_timed.py    # writes tests/data/derivatives_<model>.csv
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "grid"))

import timed  # noqa: E402
from flint import arb, ctx  # noqa: E402
from harness import Point, log_uniform  # noqa: E402

DATA = Path(__file__).parents[1] / "data"
DIGITS = 60
STEP = "1e-10"


def nbd(p: list[arb], point: Point) -> arb:
    r, alpha = p
    x, age = point["x"], arb(point["T"])
    return timed.ln_rising(r, x) + r * alpha.log() - (r + x) * (alpha + age).log()


def lived(model: timed.WithLifetime, names: tuple[str, ...]):
    def value(p: list[arb], point: Point) -> arb:
        known = dict(zip(names, p, strict=True))
        if "b" in known:
            known["ln_beta"] = known["beta"].log()
            known["ln_first"] = (known["b"] * known["s"]).log()
        x, last, age = point["x"], arb(point["t_x"]), arb(point["T"])
        total = model.total(known["r"] + x, known, last, age)
        return total.log() + timed.ln_rising(known["r"], x) + known["r"] * known["alpha"].log()

    return value


def gamma_gamma(parameters: list[arb], point: Point) -> arb:
    p, q, gamma = parameters
    x, mean = point["x"], arb(point["mean"])
    a = p * x
    return (
        (a + q).lgamma()
        - a.lgamma()
        - q.lgamma()
        + q * gamma.log()
        + (a - 1) * mean.log()
        + a * arb(x).log()
        - (a + q) * (gamma + x * mean).log()
    )


def derivatives(value, point: Point, names: tuple[str, ...]) -> list[arb]:
    """Value, gradient and upper triangle of the Hessian in the logarithms of the parameters."""
    ctx.dps = DIGITS
    base = [arb(point[name]) for name in names]
    step = arb(STEP)
    size = len(names)

    def at(*moves: tuple[int, int]) -> arb:
        p = list(base)
        for index, sign in moves:
            p[index] = p[index] * (sign * step).exp()
        ctx.dps = DIGITS
        found = value(p, point)
        ctx.dps = DIGITS
        return arb(found.mid())

    here = at()
    up = [at((i, 1)) for i in range(size)]
    down = [at((i, -1)) for i in range(size)]
    row = [here, *((u - d) / (2 * step) for u, d in zip(up, down, strict=True))]
    for i in range(size):
        for j in range(i, size):
            if i == j:
                row.append((up[i] - 2 * here + down[i]) / step**2)
            else:
                corners = sum(
                    (si * sj * at((i, si), (j, sj)) for si in (1, -1) for sj in (1, -1)), arb(0)
                )
                row.append(corners / (4 * step**2))
    return row


def draw(random_: random.Random, names: tuple[str, ...], spend: bool) -> Point:
    point: Point = {name: log_uniform(random_, 1e-2, 1e3) for name in names}
    if spend:
        mean = point["gamma"] * 10 ** random_.uniform(-3, 3)
        return point | {"x": int(log_uniform(random_, 1, 1001)), "mean": mean}
    x = random_.choice([0, 1, 2, 5, int(log_uniform(random_, 1, 1001))])
    age = point["alpha"] * 10 ** random_.uniform(-1.5, 1.5)
    last = 0.0 if x == 0 else age * random_.choice([1.0, random_.random(), random_.random()])
    return point | {"x": x, "t_x": last, "T": age}


def main() -> None:
    pareto, ggompertz = timed.ParetoNbd(), timed.GGompertzNbd()
    # Balls, not panels: their accuracy follows the digits.
    ggompertz.integral = lambda f, low, high: timed.integral(f, low, high, 0.75)
    models = [
        ("nbd", ("r", "alpha"), nbd, 100),
        ("pareto_nbd", pareto.parameters, lived(pareto, pareto.parameters), 100),
        ("gamma_gamma", ("p", "q", "gamma"), gamma_gamma, 100),
        ("ggompertz_nbd", ggompertz.parameters, lived(ggompertz, ggompertz.parameters), 29),
    ]
    for name, names, value, rows in models:
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        with open(DATA / f"derivatives_{name}.csv", "w", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            size = len(names)
            pairs = [f"h{i}{j}" for i in range(size) for j in range(i, size)]
            header = None
            for index in range(rows):
                point = draw(random.Random(f"{name} {index}"), names, name == "gamma_gamma")
                if header is None:
                    header = [*point, "value", *(f"g{i}" for i in range(size)), *pairs]
                    table.writerow(header)
                found = derivatives(value, point, names)
                table.writerow([*(repr(v) for v in point.values()), *(repr(float(v)) for v in found)])


if __name__ == "__main__":
    main()
