"""How exact a model is, on a grid of random points: the library against an oracle.

    python tests/oracle/grid/harness.py tests/oracle/grid/timed.py [MODEL ...]
        [--points 20000] [--workers 2] [--cache FOLDER] [--save [--rows 150] [--folder tests/data]]

The library is found as the Python package finds it (HABITUE_LIBRARY, PYTHONPATH=python). For
each model and quantity it prints the number of points, the worst error with its point, and how
many points were refused by an error; it exits with 1 where an error exceeds 1e-10 or an answer
is NaN or infinite. `--cache` keeps the exact values, which do not depend on the library, so that
the next run is quick. `--save` writes about 150 rows a model, the hardest among them, to
tests/data/grid_<model>.csv, for tests/lifetime/grid.rs; with more rows to another folder, that test reads
them from there where HABITUE_GRID names it.

A module of models has a list MODELS of objects with

    name                    of the model, and of its file
    draw(random) -> Point   one point; a dictionary of names to floats or ints whose first
                            entries are the parameters, listed in `parameters`
    oracle(point) -> dict   quantity -> exact value, to 17 digits or more, as anything that
                            float() takes; a quantity that does not apply is left out
    library(point) -> dict  quantity -> function without arguments that asks the library;
                            `purchase_questions` below serves every purchase model

The error of a logarithm (quantities that begin with "ln_") is |difference|/max(1, |exact|); of
all others it is relative, or |difference|/1e-300 below 1e-300, where doubles lose their digits.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import math
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TOLERANCE = 1e-10
TINY = 1e-300
ROWS = 150
HARDEST = 6
DATA = Path(__file__).parents[2] / "data"

Point = dict[str, Any]


# ---- Points ------------------------------------------------------------------------------------


def log_uniform(draw: random.Random, low: float, high: float) -> float:
    """Uniform in the logarithm."""
    return math.exp(draw.uniform(math.log(low), math.log(high)))


def count(draw: random.Random, high: int = 5000) -> int:
    """0, 1, few, or anything up to `high`."""
    kind = draw.random()
    if kind < 0.25:
        return 0
    if kind < 0.35:
        return 1
    if kind < 0.6:
        return draw.randint(2, 30)
    return int(log_uniform(draw, 1, high + 1))


def history(draw: random.Random, scale: float) -> Point:
    """x, t_x and T, where T is up to three decades from `scale`; t_x may be T, or next to it, or
    next to 0, and everything may be 0."""
    x = count(draw)
    if draw.random() < 0.03:
        return {"x": 0, "t_x": 0.0, "T": 0.0}
    age = scale * 10 ** draw.uniform(-3, 3)
    kind = draw.random()
    if x == 0:
        last = 0.0
    elif kind < 0.15:
        last = age
    elif kind < 0.3:
        last = age * (1 - 10 ** draw.uniform(-12, 0))
    elif kind < 0.45:
        last = age * 10 ** draw.uniform(-8, 0)
    else:
        last = age * draw.random()
    if x > 0 and last <= 0.0:
        last = age
    return {"x": x, "t_x": last, "T": age}


def future(draw: random.Random, scale: float, rate: float) -> Point:
    """Arguments of the predictions: horizons up to three decades from `scale`, counts about what
    a customer who buys at `rate` makes in them, discounts from hardly any to ruinous."""
    t = 0.0 if draw.random() < 0.02 else scale * 10 ** draw.uniform(-3, 3)
    mean = min(rate * t, 5000.0)
    kind = draw.random()
    if kind < 0.3:
        n = draw.randint(0, 3)
    elif kind < 0.8:
        n = int(mean * 10 ** draw.uniform(-1, 0.7))
    else:
        n = count(draw)
    horizon = 0.0 if draw.random() < 0.02 else scale * 10 ** draw.uniform(-3, 3)
    delta = 0.0 if draw.random() < 0.05 else 10 ** draw.uniform(-5, 3) / scale
    return {"t": t, "n": min(n, 5000), "rate": delta, "horizon": horizon}


# ---- The library -------------------------------------------------------------------------------


def purchase_questions(model: Any, point: Point) -> dict[str, Callable[[], float]]:
    """Every quantity of a purchase model of the Python package."""
    rows = [point["x"]], [point["t_x"]], [point["T"]]
    t, n, rate, horizon = (point[name] for name in ("t", "n", "rate", "horizon"))
    questions = {
        "ln_likelihood": lambda: model.log_likelihood(*rows),
        "p_alive": lambda: model.p_alive(*rows),
        "p_alive_at": lambda: model.p_alive(*rows, t=t),
        "expected": lambda: model.expected_purchases(*rows, t=t),
        "p_exactly": lambda: model.p_purchases(*rows, n=n, t=t),
        "p_at_least": lambda: model.p_at_least(*rows, n=n, t=t),
        "p_none": lambda: model.p_no_purchase(*rows, t=t),
        "discounted": lambda: model.discounted_purchases(*rows, rate=rate, horizon=horizon),
        "discounted_forever": lambda: model.discounted_purchases(*rows, rate=rate),
    }
    if rate == 0.0:
        del questions["discounted_forever"]
    return {name: (lambda ask=ask: float(ask()[0])) for name, ask in questions.items()}


# ---- Comparison --------------------------------------------------------------------------------


def error_of(quantity: str, found: float, exact: float) -> float:
    if not math.isfinite(found):
        return math.inf
    difference = abs(found - exact)
    if quantity.startswith("ln_"):
        return difference / max(1.0, abs(exact))
    return difference / max(abs(exact), TINY)


def load(path: str) -> Any:
    folder = str(Path(path).resolve().parent)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    spec = importlib.util.spec_from_file_location(Path(path).stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_models: dict[str, Any] = {}


def work(task: tuple[str, str, range, str | None]) -> list[tuple[int, Point, Any, Any]]:
    """The points of a share of the grid with exact and found values."""
    path, name, share, cache = task
    if name not in _models:
        _models.update({model.name: model for model in load(path).MODELS})
    model = _models[name]
    points = [(i, model.draw(random.Random(f"{name} {i}"))) for i in share]
    kept = Path(cache) / f"{name}_{share.start}_{share.stop}.json" if cache else None
    if kept and kept.exists():
        exact = json.loads(kept.read_text())
    else:
        exact = []
        for i, point in points:
            try:
                exact.append({q: float(v) for q, v in model.oracle(point).items()})
            except Exception as problem:
                raise RuntimeError(f"the oracle of {name} at point {i}: {point}") from problem
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(exact))
    rows = []
    for (i, point), values in zip(points, exact, strict=True):
        found: dict[str, Any] = {}
        for quantity, ask in model.library(point).items():
            if quantity in values:
                try:
                    found[quantity] = ask()
                except Exception as refusal:
                    found[quantity] = str(refusal)
        rows.append((i, point, values, found))
    return rows


def report(name: str, rows: list[Any], seconds: float) -> tuple[bool, dict[str, Any]]:
    """Prints the worst of each quantity; whether all are within the tolerance."""
    quantities = list(dict.fromkeys(q for row in rows for q in row[3]))
    print(f"{name}: {len(rows)} points, {seconds:.0f} s")
    good, errors = True, {}
    for quantity in quantities:
        answers = [row for row in rows if quantity in row[3]]
        refused = [row for row in answers if isinstance(row[3][quantity], str)]
        graded = sorted(
            (
                (error_of(quantity, row[3][quantity], row[2][quantity]), row)
                for row in answers
                if not isinstance(row[3][quantity], str)
            ),
            key=lambda pair: -pair[0],
        )
        errors[quantity] = graded
        if not graded:
            print(f"  {quantity:20} nothing but refusals: {len(refused)}")
            continue
        beyond = sum(1 for error, _ in graded if not error <= TOLERANCE)
        good &= beyond == 0
        worst, (i, point, values, found) = graded[0]
        print(
            f"  {quantity:20} n {len(graded):6}  worst {worst:9.2e}  beyond {beyond:5}"
            f"  refused {len(refused):5}"
        )
        print(f"    point {i}: {point} exact {values[quantity]!r} found {found[quantity]!r}")
        if refused:
            print(f"    refused, as point {refused[0][0]}: {refused[0][3][quantity]}")
    return good, errors


def save(name: str, rows: list[Any], errors: dict[str, Any], most: int, folder: Path) -> None:
    """The hardest rows of each quantity, and some others, as a table."""
    chosen = {row[0]: row for graded in errors.values() for _, row in graded[:HARDEST]}
    for row in rows:
        refusals = [q for q in row[3] if isinstance(row[3][q], str)]
        if refusals and sum(1 for r in chosen.values() if "refused" in r[3].values()) < HARDEST:
            chosen.setdefault(row[0], row)
    for row in rows:
        if len(chosen) >= most:
            break
        chosen.setdefault(row[0], row)
    quantities = list(errors)
    with open(folder / f"grid_{name}.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([*rows[0][1], *quantities])
        for _, (_, point, values, found) in sorted(chosen.items()):
            cells = [
                "refused" if isinstance(found.get(q), str) else repr(values.get(q, ""))
                for q in quantities
            ]
            table.writerow(cell.strip("'") for cell in [*map(repr, point.values()), *cells])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("module")
    arguments.add_argument("models", nargs="*")
    arguments.add_argument("--points", type=int, default=20_000)
    arguments.add_argument("--workers", type=int, default=2)
    arguments.add_argument("--cache")
    arguments.add_argument("--save", action="store_true")
    arguments.add_argument("--rows", type=int, default=ROWS)
    arguments.add_argument("--folder", type=Path, default=DATA)
    given = arguments.parse_args()
    os.nice(10)
    names = [model.name for model in load(given.module).MODELS]
    good = True
    for name in given.models or names:
        begun = time.time()
        step = 250
        shares = [range(i, min(i + step, given.points)) for i in range(0, given.points, step)]
        tasks = [(given.module, name, share, given.cache) for share in shares]
        if given.workers == 1:
            parts = [work(task) for task in tasks]
        else:
            with multiprocessing.Pool(given.workers) as pool:
                parts = list(pool.imap(work, tasks))
        rows = [row for part in parts for row in part]
        fine, errors = report(name, rows, time.time() - begun)
        good &= fine
        if given.save:
            save(name, rows, errors, given.rows, given.folder)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
