"""The rates of one customer through Python: the figures of the Rust crate."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from habitue import errors, lifetime, posterior
from habitue.contract import Bdw, Sbg

DATA = Path(__file__).resolve().parents[2] / "tests" / "data"
MODELS = {
    "bg_nbd": (lifetime.BgNbd, 4),
    "mbg_nbd": (lifetime.MbgNbd, 4),
    "pareto_nbd": (lifetime.ParetoNbd, 4),
    "bg_cnbd": (lifetime.BgCnbd, 5),
    "mbg_cnbd": (lifetime.MbgCnbd, 5),
    "ggompertz_nbd": (lifetime.GGompertzNbd, 5),
    "bg_bb": (lifetime.BgBb, 4),
}


def test_means_and_variances_agree_with_integrals():
    with (DATA / "posterior_reference.csv").open() as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        kind, count = MODELS[row["model"]]
        model = kind(*(float(row[f"p{i}"]) for i in range(count)))
        one = ([int(row["x"])], [float(row["t_x"])], [float(row["T"])])
        mean = posterior.rate(model, row["rate"], *one)
        variance = posterior.rate(model, row["rate"], *one, statistic="variance")
        assert mean[0] == pytest.approx(float(row["mean"]), rel=1e-10)
        assert variance[0] == pytest.approx(float(row["variance"]), rel=1e-9)


def test_columns():
    model = lifetime.Nbd(1.0, 10.0)
    median = posterior.rate(model, "purchase", [0, 3], [0.0, 1.0], [0.0, 5.0], statistic="quantile")
    assert median[0] == pytest.approx(np.log(2.0) / 10.0, rel=1e-12)
    interval = posterior.rate(model, "interval", [0, 3], [0.0, 1.0], [0.0, 5.0], threads=2)
    assert interval[0] == np.inf and interval[1] == pytest.approx(15.0 / 3.0)
    spend = lifetime.GammaGamma(6.25, 3.74, 15.44)
    mean = posterior.spend(spend, [2, 0], [22.35, 0.0])
    assert mean == pytest.approx(spend.expected_spend([2, 0], [22.35, 0.0]), rel=1e-13)
    nu = posterior.spend(spend, [0], [0.0], which="nu")
    assert nu[0] == pytest.approx(3.74 / 15.44)
    sbg = Sbg(1.0, 3.0)
    ends = posterior.churn(sbg, [2, 2], statistic="quantile", probability=0.3)
    assert ends == pytest.approx(1 - 0.7**0.2, rel=1e-12)
    bdw = Bdw(0.5, 0.8, 1.3)
    assert posterior.churn(bdw, [4]) == pytest.approx(1 - bdw.retention_rate([4]), rel=1e-12)


def test_errors():
    model = lifetime.BgNbd(0.243, 4.414, 0.793, 2.426)
    one = ([1], [1.0], [2.0])
    for arguments, options in (
        (("attrition", *one), {}),
        (("speed", *one), {}),
        (("purchase", *one), {"statistic": "mode"}),
        (("purchase", *one), {"statistic": "quantile", "probability": 1.0}),
        (("purchase", [1], [3.0], [2.0]), {}),
    ):
        with pytest.raises(errors.HabitueError):
            posterior.rate(model, *arguments, **options)
