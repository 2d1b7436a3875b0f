"""Fits of lifetimes 0.11.3 with its L2 penalty, for tests/steering.rs.

    python tests/oracle/penalizer.py

lifetimes wants old companions: numpy < 1.25, scipy < 1.11, pandas < 2.1, autograd < 1.7.
Its optimiser stops early, so that each fit is begun again where the last one ended, until
the penalised likelihood no longer moves.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from lifetimes import BetaGeoFitter, ModifiedBetaGeoFitter

DATA = Path(__file__).resolve().parents[1] / "data" / "cdnow_summary.csv"


def main() -> None:
    base = pd.read_csv(DATA)
    weeks = [base["days_x"] / 7, base["days"] / 7]
    for kind in (BetaGeoFitter, ModifiedBetaGeoFitter):
        for coefficient in (0.001, 0.01, 0.1):
            scale = 1 / weeks[1].max()
            start = None
            for _ in range(6):
                fit = kind(penalizer_coef=coefficient)
                fit.fit(base["x"], *weeks, initial_params=start, tol=1e-14)
                values = fit.params_.to_numpy()
                start = np.log(values * np.array([1, scale, 1, 1]))
            print(kind.__name__, coefficient, [float(value) for value in values])


if __name__ == "__main__":
    main()
