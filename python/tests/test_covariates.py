"""Models with covariates through Python: the bits of the library, and its refusals."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest

from habitue import HabitueError
from habitue.covariates import CovariateModel
from habitue.lifetime import BgNbd, GammaGamma, Nbd, ParetoNbd

DATA = Path(__file__).resolve().parents[2] / "tests" / "data" / "cdnow_summary.csv"
TABLE = np.genfromtxt(DATA, delimiter=",", skip_header=1)
X, T_X, T = TABLE[:, 1].astype(np.uint32), TABLE[:, 2] / 7, TABLE[:, 3] / 7
SPEND = np.divide(TABLE[:, 4] / 100, X, out=np.zeros(len(X)), where=X > 0)
THIRD = (TABLE[:, 0] % 3 == 0).astype(float)
COHORT = (TABLE[:, 3] - 230) / 30
HISTORY = (X, T_X, T)
PURCHASE = {"third": THIRD, "cohort": COHORT}
ATTRITION = {"third": THIRD}


def test_a_fit_reports_itself():
    model = CovariateModel.fit(
        ParetoNbd, *HISTORY, purchase=PURCHASE, attrition=ATTRITION, unit="week"
    )
    plain = ParetoNbd.fit(*HISTORY)
    report = model.report
    assert report.plain.log_likelihood == plain.report.log_likelihood
    assert report.fit.log_likelihood > plain.report.log_likelihood
    assert report.penalised == report.fit.log_likelihood
    assert report.effective_parameters == 7
    assert report.fit.aic == pytest.approx(14 - 2 * report.fit.log_likelihood, abs=1e-9)
    statistic, degrees, p_value = model.likelihood_ratio()
    assert degrees == 3
    assert statistic == pytest.approx(
        2 * (report.fit.log_likelihood - plain.report.log_likelihood), abs=1e-9
    )
    assert 0 < p_value < 1
    assert list(model.parameters) == [
        "r", "alpha", "s", "beta", "purchase.third", "purchase.cohort", "attrition.third",
    ]
    assert model.standard_errors["purchase.third"] == np.sqrt(model.covariance[4, 4])
    assert [effect.center for effect in model.effects] == [0.0] * 3
    assert model.effects[0].scale == pytest.approx(THIRD.std(), rel=1e-12)
    assert model.unit == "week"
    total = model.log_likelihood(*HISTORY, purchase=PURCHASE, attrition=ATTRITION).sum()
    assert total == pytest.approx(report.fit.log_likelihood, abs=1e-8)
    again = pickle.loads(pickle.dumps(model))
    assert again.parameters == model.parameters
    assert repr(again) == repr(model)


def test_a_customer_is_the_plain_customer():
    base = BgNbd(0.243, 4.414, 0.793, 2.426)
    effects = [("purchase", "u", 0.5), ("attrition", "u", -0.25), ("attrition_b", "u", 0.125)]
    model = CovariateModel(base, effects)
    u = np.array([0.0, 2.0])
    facts = {"purchase": {"u": u}, "attrition": {"u": u}}
    history = [2, 2], [30.43, 30.43], [38.86, 38.86]
    shifted = model.for_customer([2.0], [2.0])
    assert shifted.parameters["b"] == 2.426 * np.exp(0.25)
    for name, arguments in [
        ("p_alive", {}),
        ("p_alive", {"t": 9.0}),
        ("expected_purchases", {"t": 39.0}),
        ("p_purchases", {"n": 2, "t": 39.0}),
        ("p_at_least", {"n": 2, "t": 39.0}),
        ("p_no_purchase", {"t": 39.0}),
        ("purchase_quantile", {"probability": 0.9, "t": 39.0}),
        ("discounted_purchases", {"rate": 0.003}),
        ("next_purchase_quantile", {"probability": 0.1}),
        ("lifetime_quantile", {"probability": 0.1}),
    ]:
        found = getattr(model, name)(*history, **arguments, **facts)
        for row, plain in enumerate([base, shifted]):
            assert found[row] == getattr(plain, name)(*history, **arguments)[row], name
    value = model.lifetime_value(*history, [30.0, 30.0], rate=0.003, **facts)
    assert value[1] == shifted.lifetime_value(*history, [30.0, 30.0], rate=0.003)[1]


def test_spend_answers_to_facts():
    model = CovariateModel.fit_spend(X, SPEND, spend=PURCHASE, standardised=True)
    assert model.report.fit.log_likelihood > GammaGamma.fit(X, SPEND).report.log_likelihood
    found = model.expected_spend(X[:3], SPEND[:3], spend={n: c[:3] for n, c in PURCHASE.items()})
    for row in range(3):
        plain = model.for_spend([THIRD[row], COHORT[row]])
        assert found[row] == plain.expected_spend(X[:3], SPEND[:3])[row]
    assert model.effects[1].center == pytest.approx(COHORT[X > 0].mean(), rel=1e-12)


def test_options_reach_the_library():
    free = CovariateModel.fit(BgNbd, *HISTORY, attrition=ATTRITION, attrition_link="odds")
    assert [effect.role for effect in free.effects] == ["attrition"]
    held = CovariateModel.fit(
        BgNbd,
        *HISTORY,
        purchase=ATTRITION,
        attrition=ATTRITION,
        shared=["third"],
        attrition_link="common",
        standardised=True,
        penalties={"purchase": 1e9},
        starts=2,
    )
    coefficients = [effect.coefficient for effect in held.effects]
    assert len(coefficients) == 3 and len(set(coefficients)) == 1
    assert abs(coefficients[0]) < 1e-6
    assert held.report.effective_parameters == pytest.approx(4, abs=1e-5)
    assert held.report.fit.starts == 2


def test_refusals_name_the_column():
    with pytest.raises(HabitueError, match="purchase.same"):
        CovariateModel.fit(Nbd, *HISTORY, purchase={"same": np.ones(len(X))})
    with pytest.raises(HabitueError, match="attrition"):
        CovariateModel.fit(Nbd, *HISTORY, attrition=ATTRITION)
    with pytest.raises(HabitueError, match="shared.u"):
        CovariateModel.fit(ParetoNbd, *HISTORY, purchase=ATTRITION, shared=["u"])
    with pytest.raises(HabitueError, match="third"):
        CovariateModel.fit(Nbd, *HISTORY, purchase={"third": THIRD[:-1]})
    model = CovariateModel(BgNbd(0.2, 4.0, 0.8, 2.4), [("purchase", "u", 0.1)])
    with pytest.raises(HabitueError, match="purchase.u"):
        model.p_alive([2], [3.0], [4.0])
    with pytest.raises(HabitueError):
        CovariateModel(BgNbd(0.2, 4.0, 0.8, 2.4), [("spend", "u", 0.1)])
    with pytest.raises(HabitueError, match="not one of"):
        CovariateModel(BgNbd(0.2, 4.0, 0.8, 2.4), [("weather", "u", 0.1)])
