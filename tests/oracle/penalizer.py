"""Fits of lifetimes 0.11.3 with its L2 penalty, for tests/lifetime/steering.rs.

    python tests/oracle/penalizer.py

lifetimes wants old companions: numpy < 1.25, scipy < 1.11, pandas < 2.1, autograd < 1.7.
Its own optimiser stops early or refuses, so its objective is minimised by scipy's Nelder and
Mead here, begun again until it stays.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from lifetimes import BetaGeoFitter, ModifiedBetaGeoFitter
from scipy.optimize import minimize

DATA = Path(__file__).resolve().parents[1] / "data" / "cdnow_summary.csv"


def main() -> None:
    base = pd.read_csv(DATA)
    weeks = base["days"].to_numpy() / 7
    scale = 1 / weeks.max()
    data = (base["x"].to_numpy(), base["days_x"].to_numpy() / 7 * scale, weeks * scale)
    weights = np.ones(len(base))
    exact = {"xatol": 1e-11, "fatol": 1e-14, "maxiter": 20_000, "maxfev": 20_000}
    for kind in (BetaGeoFitter, ModifiedBetaGeoFitter):
        for coefficient in (0.001, 0.01, 0.1):
            point = np.log([0.3, 5 * scale, 0.8, 2.0])
            for _ in range(5):
                point = minimize(
                    kind._negative_log_likelihood,
                    point,
                    (*data, weights, coefficient),
                    method="Nelder-Mead",
                    options=exact,
                ).x
            r, alpha, a, b = np.exp(point)
            print(kind.__name__, coefficient, [float(v) for v in (r, alpha / scale, a, b)])


if __name__ == "__main__":
    main()
