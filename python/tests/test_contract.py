"""Customers under contract through Python: the figures of the Rust crate."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

import habitue
from habitue.contract import Bdw, ContractModel, Sbg, likelihood_ratio

HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]


@pytest.fixture(scope="module")
def fits():
    table = ([1] * 8, list(range(8)), HIGH_END)
    return Sbg.fit(*table), Bdw.fit(*table)


def test_the_fits_are_the_published_ones(fits):
    sbg, bdw = fits
    # Fader and Hardie (2007) and Fader et al. (2018), recomputed to more digits.
    assert sbg.parameters == pytest.approx({"alpha": 0.66809, "beta": 3.8061}, rel=1e-5)
    expected = {"gamma": 0.21425, "delta": 1.42657, "c": 1.72356}
    assert bdw.parameters == pytest.approx(expected, rel=2e-5)
    assert bdw.report.log_likelihood == pytest.approx(-1605.3142, abs=5e-5)
    assert set(sbg.standard_errors) == {"alpha", "beta"} and sbg.covariance.shape == (2, 2)
    test = likelihood_ratio(sbg, bdw)
    assert test.degrees == 1 and test.p_value == pytest.approx(0.00062911, rel=1e-3)
    with pytest.raises(habitue.ArgumentError):
        likelihood_ratio(bdw, sbg)


def test_predictions_obey_their_laws(fits):
    renewals = np.array([0, 3, 0], np.uint32)
    for model in fits:
        rate = model.retention_rate(renewals)
        assert rate[0] < rate[1] and rate[0] == rate[2]
        residual = model.residual_lifetime(renewals, rate=0.1)
        assert model.lifetime(renewals, rate=0.1) == pytest.approx(1 + residual / 1.1)
        assert model.renewers_elasticity(renewals, rate=0.1) == pytest.approx(residual / rate)
        assert (model.retention_elasticity(renewals, rate=0.1) > 1).all()
        gone = sum(model.churn(renewals, t=t) for t in range(1, 8))
        assert gone + model.survival(renewals, t=7) == pytest.approx(1.0)
        near = model.discounted_renewals(renewals, t=900, rate=0.1)
        assert near == pytest.approx(residual)
        assert (model.renewals_quantile(renewals, probability=0.5) >= 0).all()


def test_bits_survive_bytes(fits):
    for model in fits:
        again = pickle.loads(pickle.dumps(model))
        assert again.parameters == model.parameters and again.report == model.report
    with pytest.raises(ValueError):
        Sbg.from_bytes(fits[1].to_bytes())
    assert (Sbg.name(), Bdw.name()) == ("sBG", "BdW") and "贝塔" in Sbg.name_zh()
    assert issubclass(Sbg, ContractModel) and "alpha" in repr(fits[0])


def test_single_customers_are_the_same_table(fits):
    lost = -np.diff(HIGH_END)
    renewals = np.concatenate([np.repeat(np.arange(1, 8), lost), np.full(HIGH_END[-1], 7)])
    left = np.arange(len(renewals)) < lost.sum()
    model = Sbg.fit_tenures(renewals, left)
    assert model.parameters == fits[0].parameters


def test_faults_name_their_row():
    with pytest.raises(habitue.DataError) as raised:
        Sbg.fit([1, 1, 1], [0, 1, 2], [10, 5, 6])
    assert (raised.value.row, raised.value.column) == (2, "survivors")
    with pytest.raises(habitue.DataError):
        Sbg.fit([1, 1], [0, 1], [10, -5])
    with pytest.raises(habitue.NumericError):
        Sbg(0.7, 1.2).residual_lifetime([0], rate=0.0)
