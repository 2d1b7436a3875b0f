"""Uncertainty, judging and simulation of models with covariates through Python."""

from __future__ import annotations

import numpy as np
import pytest

import habitue
from test_covariates import HISTORY, SPEND, THIRD, X

from habitue import HabitueError
from habitue.covariates import CovariateModel
from habitue.fit_quality import frequency_fit, frequency_spend, track_steps
from habitue.lifetime import GammaGamma, MbgNbd
from habitue.simulation import simulate, simulate_future
from habitue.uncertainty import Likelihood, Uncertainty

FACTS = {"purchase": {"third": THIRD}, "attrition": {"third": THIRD}}
CHOSEN = {"attrition_link": "odds", "standardised": True}


@pytest.fixture(scope="module")
def model() -> CovariateModel:
    return CovariateModel.fit(MbgNbd, *HISTORY, **FACTS, **CHOSEN)


def test_parameters_have_wald_and_profile_intervals(model):
    wald = Uncertainty.delta(model).parameters()
    assert list(wald) == list(model.parameters) == list(model.parameter_names)
    profile = Likelihood(model, *HISTORY, **FACTS, **CHOSEN).intervals()
    for name, error in model.standard_errors.items():
        assert wald[name].standard_error == pytest.approx(error, rel=1e-9)
        width = wald[name].high - wald[name].low
        assert profile[name].high - profile[name].low == pytest.approx(width, rel=0.15)
    with pytest.raises(HabitueError, match="has other coefficients"):
        Likelihood(model, *HISTORY, **FACTS)


def test_predictions_need_the_facts(model):
    delta = Uncertainty.delta(model)
    found = delta.expected_purchases(*HISTORY, t=39.0, start=13.0, **FACTS)
    np.testing.assert_array_equal(
        found.estimate, model.expected_purchases(*HISTORY, t=39.0, start=13.0, **FACTS)
    )
    whole = model.expected_purchases(*HISTORY, t=39.0, **FACTS)
    early = model.expected_purchases(*HISTORY, t=13.0, **FACTS)
    np.testing.assert_allclose(found.estimate, whole - early, rtol=1e-9)
    with pytest.raises(HabitueError, match="purchase.third"):
        delta.p_alive(*HISTORY)
    plain = Uncertainty.delta(MbgNbd.fit(*HISTORY))
    with pytest.raises(HabitueError, match="given and not read"):
        plain.p_alive(*HISTORY, **FACTS)
    with pytest.raises(HabitueError, match="moves in steps"):
        delta.purchase_quantile(*HISTORY, probability=0.5, t=9.0, start=1.0, **FACTS)


def test_value_joins_two_models_with_facts(model):
    spend = CovariateModel.fit_spend(X, SPEND, spend={"third": THIRD})
    both = Uncertainty.delta(model), Uncertainty.delta(spend)
    ask = {"rate": 0.003, "horizon": 52.0, **FACTS}
    value = both[0].lifetime_value(
        *HISTORY, both[1], mean_spend=SPEND, spend={"third": THIRD}, **ask
    )
    expected = spend.expected_spend(X, SPEND, spend={"third": THIRD})
    np.testing.assert_allclose(value.estimate, model.lifetime_value(*HISTORY, expected, **ask))
    alone = both[1].expected_spend(X, SPEND, spend={"third": THIRD})
    known = both[0].lifetime_value(*HISTORY, expected, **ask)
    shares = [one.standard_error / one.estimate for one in (value, alone, known)]
    np.testing.assert_allclose(shares[0], np.hypot(shares[1], shares[2]), rtol=1e-7)


def test_what_is_expected_is_the_sum_over_facts(model):
    fit = frequency_fit(model, *HISTORY, **FACTS)
    assert fit.expected.sum() == pytest.approx(len(X))
    parts, born = [], 40.0 - HISTORY[2]
    for z in (0.0, 1.0):
        own = THIRD == z
        plain = model.for_customer([z], [z])
        parts.append(frequency_fit(plain, *(column[own] for column in HISTORY)).expected)
    np.testing.assert_allclose(fit.expected, parts[0] + parts[1], rtol=1e-12)
    steps = track_steps(model, born, steps=60, **FACTS)
    np.testing.assert_allclose(np.cumsum(steps), model.track(born, steps=60, **FACTS), rtol=1e-9)
    with pytest.raises(habitue.ArgumentError, match="purchase.third"):
        track_steps(MbgNbd(0.5, 6.0, 0.9, 1.6), born, steps=3, **FACTS)
    with pytest.raises(TypeError, match="purchase"):
        MbgNbd(0.5, 6.0, 0.9, 1.6).p_alive(*HISTORY, purchase={"third": THIRD})


def test_customers_are_drawn_by_their_facts(model):
    spend = CovariateModel(GammaGamma(6.25, 3.74, 15.44), [("spend", "third", 1.5)])
    drawn = {"spend": spend, "spend_facts": {"third": THIRD}, **FACTS}
    base = simulate(model, HISTORY[2], **drawn)
    ahead = simulate_future(model, *HISTORY, horizon=200.0, mean_spend=SPEND, **drawn)
    for spent in (base.mean_spend, ahead.mean_spend):
        means = [spent[(THIRD == z) & (spent > 0)].mean() for z in (0.0, 1.0)]
        assert means[1] > 1.2 * means[0]
    bare = simulate_future(model, *HISTORY, horizon=200.0, **FACTS)
    np.testing.assert_array_equal(bare.purchases_made, ahead.purchases_made)
    assert bare.mean_spend is None
    with pytest.raises(habitue.DataError, match="mean_spend"):
        simulate_future(model, *HISTORY, horizon=9.0, **drawn)
    with pytest.raises(habitue.HabitueError, match="spend.third"):
        simulate(MbgNbd(0.5, 6.0, 0.9, 1.6), HISTORY[2], spend=spend)


def test_a_weight_stands_for_as_many_rows():
    weights = np.arange(len(X)) % 3
    weighted = frequency_spend(X, SPEND, weights=weights)
    many = frequency_spend(np.repeat(X, weights), np.repeat(SPEND, weights))
    assert weighted.customers == many.customers
    assert weighted.spearman.p_value == pytest.approx(many.spearman.p_value, rel=1e-9)
