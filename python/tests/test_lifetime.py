"""The lifetime models through Python: the figures of the Rust crate."""

from __future__ import annotations

import copy
import csv
import pickle
from pathlib import Path

import numpy as np
import pytest

import habitue
from habitue import HabitueError
from habitue.lifetime import BgCnbd, BgNbd, GammaGamma, GGompertzNbd, MbgCnbd, MbgNbd, Nbd, ParetoNbd

DATA = Path(__file__).resolve().parents[2] / "tests" / "data" / "cdnow_summary.csv"


@pytest.fixture(scope="module")
def cdnow():
    with DATA.open() as lines:
        rows = list(csv.DictReader(lines))
    column = {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}
    x = column["x"].astype(np.uint32)
    mean = np.divide(column["spend_cents"] / 100.0, x, out=np.zeros(len(x)), where=x > 0)
    return x, column["days_x"] / 7.0, column["days"] / 7.0, mean


@pytest.fixture(scope="module")
def bg(cdnow):
    return BgNbd.fit(*cdnow[:3], unit="week", provenance="CDNOW 客户")


def test_the_fit_is_the_published_one(bg):
    # Fader, Hardie and Lee (2005), to more digits by an independent recomputation.
    expected = {"r": 0.24259453, "alpha": 4.41360242, "a": 0.7929221, "b": 2.4259069}
    assert bg.parameters == pytest.approx(expected, rel=1e-5)
    assert bg.report.log_likelihood == pytest.approx(-9582.429207, abs=1e-6)
    assert bg.standard_errors["r"] == pytest.approx(0.012557, rel=1e-4)
    assert bg.covariance.shape == (4, 4) and bg.report.ridge is None
    assert (bg.unit, bg.provenance) == ("week", "CDNOW 客户")
    assert BgNbd.name() == "BG/NBD" and BgNbd.name_zh()


def test_predictions(bg, cdnow):
    model = BgNbd(0.243, 4.414, 0.793, 2.426)
    assert model.report is None
    one = ([2], [30.43], [38.86])
    assert model.expected_purchases(*one, t=39.0)[0] == pytest.approx(1.2260281747671, rel=1e-12)
    assert model.discounted_purchases(*one, rate=0.05)[0] == pytest.approx(0.636041348246, rel=1e-11)
    assert model.p_no_purchase(*one, t=39.0)[0] == pytest.approx(0.4453728621, rel=1e-9)
    total = sum(model.p_purchases(*one, n=n, t=39.0)[0] for n in range(300))
    assert total == pytest.approx(1.0, abs=1e-12)
    assert model.p_alive(*one)[0] > model.p_alive(*one, t=10.0)[0]
    one_thread = bg.expected_purchases(*cdnow[:3], t=39.0)
    two_threads = bg.expected_purchases(*cdnow[:3], t=39.0, threads=2)
    assert one_thread.tobytes() == two_threads.tobytes()
    born = 39.0 - cdnow[2]
    assert bg.track(born, steps=78)[-1] > bg.track(born, steps=39)[-1]
    value = bg.lifetime_value(*cdnow[:3], np.full(len(cdnow[0]), 35.0), rate=0.0027, margin=0.3)
    assert value.min() > 0


def test_spend(cdnow):
    model = GammaGamma.fit(cdnow[0], cdnow[3])
    expected = {"p": 6.24957263, "q": 3.74422456, "gamma": 15.44351953}
    assert model.parameters == pytest.approx(expected, rel=1e-5)
    assert model.report.log_likelihood == pytest.approx(-4055.917695, abs=1e-6)
    each = model.log_likelihood(cdnow[0], cdnow[3])
    assert each.sum() == pytest.approx(model.report.log_likelihood, rel=1e-12)
    assert (each[cdnow[0] == 0] == 0.0).all()
    spend = model.expected_spend(cdnow[0], cdnow[3])
    assert spend[2] == pytest.approx(35.170981, rel=1e-4)
    with pytest.raises(habitue.HabitueError):
        GammaGamma(1.0, 0.5, 1.0).expected_spend([0], [0.0])


def test_models_pickle(bg):
    again = pickle.loads(pickle.dumps(bg))
    assert again.parameters == bg.parameters and again.report == bg.report
    assert copy.copy(bg).covariance.tobytes() == bg.covariance.tobytes()
    with pytest.raises(habitue.HabitueError):
        GammaGamma.from_bytes(bg.to_bytes())
    with pytest.raises(habitue.HabitueError):
        BgNbd.from_bytes(bg.to_bytes()[:-1])


def test_errors_name_the_row():
    with pytest.raises(habitue.DataError) as caught:
        BgNbd.fit([1, 1], [1.0, 5.0], [2.0, 4.0])
    assert (caught.value.row, caught.value.column) == (1, "t_x")
    with pytest.raises(habitue.HabitueError):
        BgNbd(0.0, 1.0, 1.0, 1.0)
    with pytest.raises(habitue.CancelledError):
        BgNbd.fit([1, 2], [1.0, 2.0], [2.0, 4.0], progress=lambda done, total: False)


KINDS = {
    BgNbd: -9582.429207,
    ParetoNbd: -9594.976179,
    MbgNbd: -9582.135716,
    Nbd: -9763.657615,
    BgCnbd: -9582.429207,
    MbgCnbd: -9582.135716,
    GGompertzNbd: None,
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_fits_and_predicts(kind, cdnow):
    model = kind.fit(*cdnow[:3], regularity=1)
    if KINDS[kind] is not None:
        assert model.report.log_likelihood == pytest.approx(KINDS[kind], abs=1e-6)
    again = kind(*model.parameters.values())
    columns = [column[:50] for column in cdnow[:3]]
    expected = model.expected_purchases(*columns, t=39.0)
    assert expected.tobytes() == again.expected_purchases(*columns, t=39.0).tobytes()
    assert np.isfinite(expected).all() and kind.name() and kind.name_zh()
    assert pickle.loads(pickle.dumps(model)).parameters == model.parameters


def test_single_amounts_tell_p_better_than_their_means() -> None:
    random = np.random.default_rng(5)
    x = random.integers(0, 6, 3000)
    rate = random.gamma(3.74, 1 / 15.44, 3000)
    amounts = [random.gamma(6.25, 1 / nu, n) for nu, n in zip(rate, x)]
    mean = np.array([own.mean() if own.size else 0.0 for own in amounts])
    log = np.array([np.log(own).mean() if own.size else 0.0 for own in amounts])
    itemized = GammaGamma.fit(x, mean, mean_log=log)
    by_means = GammaGamma.fit(x, mean)
    assert abs(itemized.parameters["p"] - 6.25) < 4 * itemized.standard_errors["p"]
    assert itemized.standard_errors["p"] < by_means.standard_errors["p"]
    with pytest.raises(HabitueError, match="mean_log_spend"):
        GammaGamma.fit(x, mean, mean_log=log + 1)
