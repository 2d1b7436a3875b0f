"""Gradients and Hessians of log-likelihoods, to tests/data/derivatives_<model>.csv.

    python tests/oracle/grid/derivatives.py tests/oracle/grid/coin.py [MODEL ...]

About 100 points a model, as the grid draws them: central differences of the oracle's likelihood,
which knows no derivative, at 300 digits with steps of 2^-200 of each parameter, so that what the
differences leave out is below 1e-100. The row of a point has its parameters and history, then
the gradient, then the upper triangle of the Hessian, row by row.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

from flint import arb, ctx
from harness import DATA, Point, load

POINTS = 100
STEP = arb(2) ** -200
# Beyond the parameters, what a likelihood sees of a point.
SEEN = ("x", "t_x", "T", "entry", "survivors")


def derivatives(f: Callable[[list[arb]], arb], values: list[arb]) -> list[arb]:
    count = len(values)

    def at(*moves: tuple[int, int]) -> arb:
        moved = list(values)
        for i, sign in moves:
            moved[i] = moved[i] + sign * STEP * values[i]
        return f(moved)

    here = at()
    steps = [STEP * value for value in values]
    ends = [(at((i, -1)), at((i, 1))) for i in range(count)]
    found = [(above - below) / (2 * steps[i]) for i, (below, above) in enumerate(ends)]
    for i in range(count):
        below, above = ends[i]
        found.append((above - 2 * here + below) / steps[i] ** 2)
        for j in range(i + 1, count):
            cross = at((i, 1), (j, 1)) - at((i, 1), (j, -1)) - at((i, -1), (j, 1)) + at((i, -1), (j, -1))
            found.append(cross / (4 * steps[i] * steps[j]))
    return found


def row(model: object, point: Point) -> list[str]:
    free = [name for name in model.parameters if name != "k"]
    values = [arb(point[name]) for name in free]
    found = derivatives(lambda moved: model.ln_likelihood(moved, point), values)
    for value in found:
        if not value.rad() <= abs(value.mid()) * arb("1e-20") + arb("1e-60"):
            raise ArithmeticError(f"{model.name} {point}: {value}")
    head = [repr(point[name]).strip("'") for name in (*model.parameters, *SEEN) if name in point]
    return head + [repr(float(value.mid())) for value in found]


def main() -> None:
    module, *names = sys.argv[1:]
    for model in load(module).MODELS:
        if names and model.name not in names:
            continue
        ctx.prec = 1000
        free = [name for name in model.parameters if name != "k"]
        pairs = [f"{a} {b}" for i, a in enumerate(free) for b in free[i:]]
        lines, drawn = [], 0
        while len(lines) < POINTS:
            point = model.draw(random.Random(f"derivatives {model.name} {drawn}"))
            drawn += 1
            if len(lines) < POINTS:
                lines.append(",".join(row(model, point)))
        head = [name for name in (*model.parameters, *SEEN) if name in point]
        head += [f"d {name}" for name in free] + [f"d {pair}" for pair in pairs]
        (DATA / f"derivatives_{model.name}.csv").write_text("\n".join([",".join(head), *lines]) + "\n")
        print(model.name, drawn)


if __name__ == "__main__":
    main()
