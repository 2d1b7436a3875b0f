"""Standard errors and intervals through Python: the figures of the Rust crate."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from habitue import errors
from habitue.contract import Sbg
from habitue.lifetime import BgNbd, GammaGamma
from habitue.uncertainty import Likelihood, Uncertainty

DATA = Path(__file__).resolve().parents[2] / "tests" / "data"
COHORT = ([1] * 8, range(8), [1000, 631, 468, 382, 326, 289, 262, 241])


@pytest.fixture(scope="module")
def cdnow():
    with (DATA / "cdnow_summary.csv").open() as lines:
        rows = list(csv.DictReader(lines))
    column = {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}
    x = column["x"].astype(np.uint32)
    mean = np.divide(column["spend_cents"] / 100.0, x, out=np.zeros(len(x)), where=x > 0)
    return x, column["days_x"] / 7.0, column["days"] / 7.0, mean


@pytest.fixture(scope="module")
def reference():
    with (DATA / "uncertainty_reference.csv").open() as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def bg(cdnow):
    return BgNbd.fit(*cdnow[:3])


def test_delta_agrees_with_forty_digits(bg, reference):
    delta = Uncertainty.delta(bg)
    parameters = delta.parameters()
    for row in reference:
        if row["model"] != "bg_nbd":
            continue
        expected = pytest.approx(float(row["standard_error"]), rel=1e-7)
        one = ([int(row["x"])], [float(row["t_x"])], [float(row["T"])])
        if row["figure"] in parameters:
            assert parameters[row["figure"]].standard_error == expected
        elif row["figure"] == "p_alive":
            assert delta.p_alive(*one).standard_error[0] == expected
        else:
            assert delta.expected_purchases(*one, t=39.0).standard_error[0] == expected
    assert delta.method == "delta" and delta.models.shape == (0, 4)
    plain = Uncertainty.delta(bg, scale="plain").parameters(0.9)["a"]
    assert plain.high - plain.estimate == pytest.approx(plain.estimate - plain.low)


def test_draws_and_totals(bg, cdnow):
    rows = cdnow[:3]
    delta, draws = Uncertainty.delta(bg), Uncertainty.draws(bg, draws=300, seed=7)
    assert draws.models.shape == (300, 4) and draws.failed == 0
    one, other = (u.expected_purchases(*rows, t=39.0, total=True) for u in (delta, draws))
    assert one.estimate == pytest.approx(bg.expected_purchases(*rows, t=39.0).sum())
    assert other.standard_error == pytest.approx(one.standard_error, rel=0.2)
    assert (other.draws, other.method, other.confidence) == (300, "draws", 0.95)
    twice = np.full(len(rows[0]), 2.0)
    double = delta.expected_purchases(*rows, t=39.0, total=True, weights=twice)
    assert double.estimate == pytest.approx(2 * one.estimate)
    again = Uncertainty.draws(bg, draws=300, seed=7)
    counts = [u.purchase_quantile(*rows, probability=0.9, t=9.0, threads=n) for u, n in ((draws, 1), (again, 2))]
    assert all(getattr(counts[0], f).tobytes() == getattr(counts[1], f).tobytes() for f in ("low", "high"))
    value = draws.lifetime_value(*rows, np.full(len(rows[0]), 35.0), rate=0.003, margin=0.3)
    plain = bg.lifetime_value(*rows, np.full(len(rows[0]), 35.0), rate=0.003, margin=0.3)
    assert value.estimate == pytest.approx(plain, rel=1e-14)
    for found in (
        delta.p_alive(*rows, t=5.0),
        delta.p_purchases(*rows, n=2, t=9.0),
        delta.p_at_least(*rows, n=2, t=9.0),
        delta.p_no_purchase(*rows, t=9.0),
        delta.discounted_purchases(*rows, rate=0.01),
        delta.next_purchase_quantile(*rows, probability=0.2),
        delta.lifetime_quantile(*rows, probability=0.2),
    ):
        assert not np.isnan(found.standard_error).any()
        assert (found.low <= found.estimate).all() and (found.estimate <= found.high).all()


def test_spend_and_value_join(bg, cdnow):
    x, t_x, t, mean = cdnow
    spend = GammaGamma.fit(x, mean)
    purchases, amounts = Uncertainty.delta(bg), Uncertainty.delta(spend)
    expected = amounts.expected_spend(x, mean)
    assert expected.estimate == pytest.approx(spend.expected_spend(x, mean), rel=1e-14)
    value = purchases.lifetime_value(x, t_x, t, amounts, mean_spend=mean, rate=0.003)
    known = purchases.lifetime_value(x, t_x, t, expected.estimate, rate=0.003)
    share = np.hypot(known.standard_error / known.estimate, expected.standard_error / expected.estimate)
    assert value.standard_error / value.estimate == pytest.approx(share, rel=1e-7)
    total = purchases.lifetime_value(x, t_x, t, amounts, mean_spend=mean, rate=0.003, total=True)
    assert total.estimate == pytest.approx(value.estimate.sum(), rel=1e-12)
    ends = Likelihood(spend, x, mean).intervals(0.9)
    assert ends["q"].low < spend.parameters["q"] < ends["q"].high


def test_contracts_profile_and_bootstrap():
    model = Sbg.fit(*COHORT)
    likelihood = Likelihood(model, *COHORT)
    ends = likelihood.intervals()
    top = likelihood.profile("alpha", model.parameters["alpha"])
    assert top - likelihood.profile("alpha", ends["alpha"].low) == pytest.approx(1.920729410347062, rel=1e-6)
    heard = []
    found = Uncertainty.bootstrap(likelihood, draws=100, seed=3, progress=lambda a, b: heard.append((a, b)))
    assert heard[-1] == (100, 100) and found.method == "bootstrap"
    delta = Uncertainty.delta(model)
    for name, arguments in (
        ("retention_rate", {}),
        ("survival", {"t": 5}),
        ("churn", {"t": 2}),
        ("discounted_renewals", {"t": 5, "rate": 0.1}),
        ("residual_lifetime", {"rate": 0.1}),
        ("lifetime", {"rate": 0.1}),
        ("retention_elasticity", {"rate": 0.1}),
        ("renewers_elasticity", {"rate": 0.1}),
    ):
        one, two = (getattr(u, name)([0, 3], **arguments) for u in (delta, found))
        assert one.estimate == pytest.approx(getattr(model, name)([0, 3], **arguments), rel=1e-14)
        assert two.standard_error == pytest.approx(one.standard_error, rel=0.4)
    quantile = found.renewals_quantile([0], probability=0.5)
    assert quantile.low[0] <= quantile.estimate[0] <= quantile.high[0]
    total = delta.survival([0, 0, 3], t=1, total=True)
    assert total.estimate == pytest.approx(model.survival([0, 0, 3], t=1).sum())
    left = [True] * 300 + [False] * 100
    tenures = ([1] * 200 + [2] * 100 + [3] * 100, left)
    single = Sbg.fit_tenures(*tenures)
    assert Likelihood(single, *tenures).intervals()["beta"].low >= 0.0


def test_errors(bg, cdnow):
    with pytest.raises(errors.HabitueError) as caught:
        Uncertainty.delta(BgNbd(0.2, 4.0, 0.8, 2.4))
    assert "not fitted" in str(caught.value)
    with pytest.raises(errors.HabitueError) as caught:
        Likelihood(BgNbd(0.2, 4.0, 0.8, 2.4), *cdnow[:3])
    assert caught.value.column == "model"
    with pytest.raises(errors.HabitueError):
        Uncertainty.delta(bg).purchase_quantile([1], [1.0], [2.0], probability=0.5, t=1.0)
    with pytest.raises(errors.HabitueError):
        Uncertainty.delta(bg, scale="square")
    with pytest.raises(errors.HabitueError):
        Likelihood(bg, *cdnow[:3]).profile("gamma", 1.0)
    with pytest.raises(errors.HabitueError):
        Uncertainty.delta(bg).retention_rate([0])
    with pytest.raises(errors.HabitueError):
        Uncertainty.draws(bg, draws=1)
    with pytest.raises(errors.CancelledError):
        Uncertainty.bootstrap(Likelihood(bg, *cdnow[:3]), draws=50, progress=lambda *_: False)
