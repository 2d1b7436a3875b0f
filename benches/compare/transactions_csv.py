#!/usr/bin/env python3
"""Writes the CSV files of transactions that the benchmark of reading compares on.

    python3 benches/compare/transactions_csv.py DIRECTORY [--rows 5000000] [--customers 1000000]

Two files of the same transactions: `text.csv` (customers such as C0412345) and `integer.csv`
(412345), each with a header, ISO dates of two years and amounts of two decimals, in the order of
the dates and at random within a day, as a till writes them. The seed is fixed.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np


def write(directory: Path, rows: int, customers: int) -> dict[str, Path]:
    """Writes both files, unless they are there."""
    directory.mkdir(parents=True, exist_ok=True)
    paths = {kind: directory / f"{kind}_{rows}_{customers}.csv" for kind in ("text", "integer")}
    if all(path.exists() for path in paths.values()):
        return paths
    random = np.random.default_rng(20_240_501)
    customer = random.integers(0, customers, rows)
    day = np.sort(random.integers(0, 730, rows))
    cents = random.integers(1, 20_000, rows)
    dates = [str(np.datetime64("2023-01-01") + int(number)) for number in range(730)]
    for kind, path in paths.items():
        name = "C{:07d}" if kind == "text" else "{}"
        with path.open("w") as file:
            file.write("customer,date,amount\n")
            for from_row in range(0, rows, 100_000):
                part = slice(from_row, from_row + 100_000)
                file.writelines(
                    f"{name.format(who)},{dates[when]},{paid // 100}.{paid % 100:02d}\n"
                    for who, when, paid in zip(
                        customer[part].tolist(), day[part].tolist(), cents[part].tolist()
                    )
                )
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--customers", type=int, default=1_000_000)
    options = parser.parse_args()
    for path in write(options.directory, options.rows, options.customers).values():
        print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
