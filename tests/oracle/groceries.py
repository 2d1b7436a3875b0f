"""Fits to the grocery log of the R package BTYDplus, beside published figures.

    python groceries.py groceryElog.csv

The log (1,525 customers of an online grocer, 10,483 days of purchase; columns cust, date) ships
with that package under the GPL and is therefore not here: write it to CSV from R with
`write.csv(BTYDplus::groceryElog, "groceryElog.csv", row.names = FALSE)`. The library must be at
hand as for the tests of the Python package. Every figure is printed beside what it should be, and
the exit status says whether all agree: estimates within 1e-5 of themselves, log-likelihoods within
1e-6 of the digits that are given, forecasts within half a unit of their last digit.
"""

from __future__ import annotations

import csv
import sys

import numpy as np
from habitue.lifetime import BgCnbd, BgNbd, MbgCnbd, MbgNbd, Nbd, ParetoNbd
from habitue.summary import Summary

SPLIT, END = "2006-12-31", "2007-12-30"

# Estimates in weeks and log-likelihoods (of the times of purchase) by fits with other software, and
# purchases expected in the 52 weeks of the holdout.
EXPECTED = [
    (Nbd, 0, [0.42032, 5.24512], -16376.8639, 6354.7),
    (ParetoNbd, 0, [0.78643682, 5.67904085, 0.38623918, 5.71779006], -15782.3921, 3990.7),
    (BgNbd, 0, [0.34864585, 2.58167102, 0.50384539, 3.64438582], -15836.5662, None),
    (BgCnbd, 2, [0.35906419, 1.1293795, 0.52282092, 2.78545115], -15054.1729, None),
    (MbgNbd, 0, [1.25692127, 6.03914242, 0.36827658, 0.71576355], -15781.9394, None),
    (MbgCnbd, 2, [1.32917543, 2.81255136, 0.42470898, 0.79002873], -14978.2107, None),
    (MbgCnbd, 3, None, -14996.8504, None),
]


def main(path: str) -> int:
    with open(path, newline="", encoding="utf-8") as file:
        rows = [row[:2] for row in csv.reader(file)][1:]
    summary = Summary()
    summary.push([int(row[0]) for row in rows], np.array([row[1] for row in rows], "M8[D]"))
    table = summary.table(SPLIT, holdout_end=END, unit="week", log_intervals=True)
    logs = table.log_intervals
    found = (len(table.x), int((table.x == 0).sum()), int(table.holdout_x.sum()))
    print("customers, without repeats, purchases of the holdout:", *found)
    worst = 0
    bad = found != (1525, 590, 3389)
    for model, k, estimates, likelihood, forecast in EXPECTED:
        options = {"log_intervals": logs, "regularity": k} if k else {}
        fit = model.fit(table.x, table.t_x, table.t, **options)
        values = [value for name, value in fit.parameters.items() if name != "k"]
        close = abs(fit.report.log_likelihood - likelihood) <= 0.5e-4 + 1e-6
        if estimates:
            errors = [abs(a / b - 1.0) for a, b in zip(values, estimates, strict=True)]
            close &= max(errors) <= 1e-5
            worst = max(worst, *errors)
        if forecast:
            found = fit.expected_purchases(table.x, table.t_x, table.t, t=52.0).sum()
            close &= abs(found - forecast) <= 0.05
            print(f"{model.__name__}: {found:.1f} purchases expected in 52 weeks")
        bad |= not close
        print(model.__name__, k or "", *(f"{value:.8f}" for value in values), end="; ")
        print(f"{fit.report.log_likelihood:.4f}", "" if close else f"not {estimates} {likelihood}")
    chosen = MbgCnbd.fit(table.x, table.t_x, table.t, log_intervals=logs)
    print("k chosen by likelihood:", chosen.parameters["k"])
    print("worst estimate:", worst)
    return int(bad or chosen.parameters["k"] != 2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
