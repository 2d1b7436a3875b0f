"""Fits that are steered, and every question to every model: laws, and figures of others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import habitue
from habitue import _abi, posterior
from habitue.contract import Bdw, Sbg
from habitue.covariates import CovariateModel
from habitue.lifetime import (
    BgBb,
    BgCnbd,
    BgNbd,
    GammaGamma,
    GammaPrior,
    GGompertzNbd,
    LogNormal,
    MbgNbd,
    Model,
    Nbd,
    ParetoNbd,
    load,
)
from habitue.simulation import simulate
from habitue.uncertainty import Estimates, Likelihood, Uncertainty
from test_covariates import HISTORY, SPEND, THIRD, X

DATA = Path(__file__).resolve().parents[2] / "tests" / "data"
INFINITE = float("inf")
FACTS = {"purchase": {"third": THIRD}}
MODELS = [
    BgNbd(0.243, 4.414, 0.793, 2.426),
    ParetoNbd(0.553, 10.578, 0.606, 11.669),
    MbgNbd(0.525, 6.183, 0.891, 1.614),
    Nbd(0.385, 12.07),
    BgCnbd(0.4, 5.0, 0.8, 2.5, 2),
    GGompertzNbd(0.553, 10.578, 0.0002, 0.603, 0.0026),
    BgBb(1.2, 0.75, 0.66, 2.78),
]
FEW = [2, 0, 7, 1], [30.0, 0.0, 38.0, 1.0], [39.0, 39.0, 40.0, 12.0]
UNTIL = [39.0, 0.0, 1.0, 104.0]
ONLINE = [0.0, 1.0, 1.0, 0.0]
ASKED = [
    ("p_alive", {}),
    ("expected_purchases", {}),
    ("p_purchases", {"n": 2}),
    ("p_at_least", {"n": 1}),
    ("p_no_purchase", {}),
    ("purchase_quantile", {"probability": 0.9}),
]


def named(model: Model) -> str:
    return type(model).__name__


# Fits


def test_what_is_held_leaves_the_profile():
    free = ParetoNbd.fit(*HISTORY)
    likelihood = Likelihood(free, *HISTORY)
    for name, value in free.parameters.items():
        held = ParetoNbd.fit(*HISTORY, fixed={name: 1.6 * value})
        assert held.parameters[name] == pytest.approx(1.6 * value, rel=1e-14)
        profile = likelihood.profile(name, 1.6 * value)
        assert held.report.log_likelihood == pytest.approx(profile, rel=1e-11)
        assert [error == 0.0 for error in held.standard_errors.values()].count(True) == 1
        assert held.standard_errors[name] == 0.0


def test_bounds_are_kept_and_told():
    free = BgNbd.fit(*HISTORY)
    wide = BgNbd.fit(*HISTORY, bounds={"a": (0.1, INFINITE), "r": (0.01, 9.0)})
    assert wide.parameters["a"] == pytest.approx(free.parameters["a"], rel=1e-9)
    assert wide.report.ridge is None
    tight = BgNbd.fit(*HISTORY, bounds={"a": (1.2, 3.0)})
    assert tight.parameters["a"] == pytest.approx(1.2, rel=1e-14)
    assert tight.report.ridge == "given_bound"
    held = BgNbd.fit(*HISTORY, fixed={"a": 1.2})
    assert tight.report.log_likelihood == pytest.approx(held.report.log_likelihood, rel=1e-11)
    x = [3, 2, 5, 1, 4, 2, 8, 3, 2, 6]
    mean = [1.0, 900.0, 3.0, 2.0, 41_000.0, 12.0, 0.6, 150.0, 7.0, 3_800.0]
    assert GammaGamma.fit(x, mean).parameters["q"] < 1.0
    kept = GammaGamma.fit(x, mean, bounds={"q": (1.5, INFINITE)})
    assert kept.parameters["q"] == pytest.approx(1.5, rel=1e-14)
    assert np.isfinite(kept.expected_spend([0], [0.0])).all()


def test_priors_are_met_by_the_slope_of_the_likelihood():
    """At the mode the slope of the likelihood, in logarithms, is that of the prior turned
    around: 39 - 40 r of Gamma(40, 40), -1 - ln(alpha/9)/0.04 of LogNormal(ln 9, 0.2)."""
    priors = {"r": GammaPrior(40.0, 40.0), "alpha": LogNormal(np.log(9.0), 0.2)}
    fitted = ParetoNbd.fit(*HISTORY, priors=priors)
    at = np.array(list(fitted.parameters.values()))
    pulls = [39.0 - 40.0 * at[0], -1.0 - np.log(at[1] / 9.0) / 0.04, 0.0, 0.0]

    def log_likelihood(parameters):
        return ParetoNbd(*parameters).log_likelihood(*HISTORY, total=False).sum()

    assert fitted.report.log_likelihood == pytest.approx(log_likelihood(at), rel=1e-11)
    for place, pull in enumerate(pulls):
        step = np.exp(1e-4 * (np.arange(4) == place))
        slope = (log_likelihood(at * step) - log_likelihood(at / step)) / 2e-4
        assert slope + pull == pytest.approx(0.0, abs=2e-3)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [  # lifetimes 0.11.3 on the same histories (tests/oracle/penalizer.py)
        (BgNbd, [0.2429419862, 4.4325063141, 0.2856427668, 0.6584592094]),
        (MbgNbd, [0.6152505317, 6.7385582581, 0.4990800799, 0.6722753277]),
    ],
)
def test_the_penalizer_is_that_of_lifetimes(kind, expected):
    found = kind.fit(*HISTORY, penalizer_coef=0.01)
    assert list(found.parameters.values()) == pytest.approx(expected, rel=2e-6)


def test_a_fit_starts_where_it_is_told():
    free = BgNbd.fit(*HISTORY)
    named_start = dict(reversed(free.parameters.items()))
    for start in (named_start, list(free.parameters.values())):
        again = BgNbd.fit(*HISTORY, start=start, starts=1)
        assert again.report.iterations < free.report.iterations
        assert again.parameters == pytest.approx(free.parameters, rel=1e-7)


def test_another_summit_is_held_and_travels():
    base = np.genfromtxt(DATA / "summits" / "survey66.csv", delimiter=",", skip_header=1)
    fitted = BgNbd.fit(*base.T[:3])
    # The other summit by the reference of the survey (tests/lifetime/summits_of_fits.rs).
    held = [
        other
        for other in fitted.report.alternatives
        if abs(other.alive - 1.0) < 0.05 and abs(other.log_likelihood + 18.525219) < 0.05
    ]
    assert held and list(held[0].parameters) == ["r", "alpha", "a", "b"]
    assert load(fitted.to_bytes()).report == fitted.report
    assert Nbd.fit(*HISTORY).report.alternatives == ()


@pytest.mark.parametrize(
    ("options", "column"),
    [
        ({"fixed": {"beta": 1.0}}, "parameter"),
        ({"fixed": {"r": -1.0}}, "r"),
        ({"fixed": {"r": float("nan")}}, "fixed.r"),
        ({"fixed": [("r", 1.0)]}, "fixed"),
        ({"fixed": {"r": "x"}}, "fixed.r"),
        ({"bounds": {"a": (2.0, 1.0)}}, "a"),
        ({"bounds": {"a": 2.0}}, "bounds.a"),
        ({"bounds": {"a": (1.0, 2.0, 3.0)}}, "bounds.a"),
        ({"priors": {"a": (1.0, 2.0)}}, "priors.a"),
        ({"priors": {"a": LogNormal(0.0, -1.0)}}, None),
        ({"priors": {"a": GammaPrior("x", 1.0)}}, "priors.a"),
        ({"start": {"r": 1.0}}, "start"),
        ({"start": [1.0, "x"]}, "start"),
        ({"start": [1.0]}, None),
        ({"penalizer_coef": -1.0}, "penalizer_coef"),
        ({"threads": -1}, "threads"),
        ({"max_iterations": 2**32}, "max_iterations"),
        ({"starts": 1.5}, "starts"),
        ({"regularity": 99}, None),
        ({"progress": 5}, "progress"),
    ],
)
def test_what_cannot_be_wanted_of_a_fit_is_named(options, column):
    kind = BgCnbd if "regularity" in options else BgNbd
    with pytest.raises(habitue.HabitueError) as caught:
        kind.fit(*FEW, **options)
    assert column is None or caught.value.column == column


def test_a_misspelt_option_is_refused_by_name():
    for call, name in (
        (lambda: BgNbd.fit(*FEW, fixxed={"r": 1.0}), "fixxed"),
        (lambda: Sbg.fit([1, 1], [0, 1], [9, 5], thread=2), "thread"),
        (lambda: CovariateModel.fit(Nbd, *FEW, purchase={"o": ONLINE}, link="odds"), "link"),
        (lambda: MODELS[0].p_alive(*FEW, treads=2), "treads"),
        (lambda: covariate().p_alive(*FEW, purchse={"online": ONLINE}), "purchse"),
        (lambda: Sbg(1.0, 2.0).churn([1], t=1, rate=0.1), "rate"),
    ):
        with pytest.raises(TypeError, match=name):
            call()


# Questions


def covariate(base: Model | None = None) -> CovariateModel:
    return CovariateModel(base or MODELS[0], [("purchase", "online", 0.7)])


@pytest.mark.parametrize("model", MODELS, ids=named)
@pytest.mark.parametrize(("question", "more"), ASKED, ids=[name for name, _ in ASKED])
def test_each_customer_has_a_horizon_of_their_own(model, question, more):
    ask = getattr(model, question)
    found = ask(*FEW, t=UNTIL, **more)
    assert found.tobytes() == ask(*FEW, t=np.array(UNTIL), threads=2, **more).tobytes()
    for row, t in enumerate(UNTIL):
        one = ask(*([column[row]] for column in FEW), t=t, **more)
        assert found[row] == one[0]


@pytest.mark.parametrize(("question", "more"), ASKED, ids=[name for name, _ in ASKED])
def test_covariates_meet_horizons(question, more):
    model, facts = covariate(), {"purchase": {"online": ONLINE}}
    found = getattr(model, question)(*FEW, t=UNTIL, **more, **facts)
    for row, (t, z) in enumerate(zip(UNTIL, ONLINE)):
        one = tuple([column[row]] for column in FEW)
        assert found[row] == getattr(model.for_customer([z]), question)(*one, t=t, **more)[0]


def test_horizons_that_cannot_be_are_named():
    for t, row in (([1.0, -2.0, 1.0, 1.0], 1), ([1.0, 1.0, 1.0, float("nan")], 3)):
        with pytest.raises(habitue.DataError) as caught:
            MODELS[0].expected_purchases(*FEW, t=t)
        assert (caught.value.column, caught.value.row) == ("t", row)
        with pytest.raises(habitue.DataError) as caught:
            MODELS[0].discounted_purchases(*FEW, rate=0.1, horizon=t)
        assert (caught.value.column, caught.value.row) == ("horizon", row)
    for bad in ([1.0], [], ["x"] * 4, [[1.0]] * 4, {1.0, 2.0}):
        with pytest.raises(habitue.HabitueError) as caught:
            MODELS[0].p_alive(*FEW, t=bad)
        assert caught.value.column == "t"
    for nothing in ({"t": float("nan")}, {"t": "x"}, {"t": None, "start": None}, {"t": -1.0}):
        with pytest.raises((habitue.HabitueError, TypeError)):
            MODELS[0].expected_purchases(*FEW, **nothing)


@pytest.mark.parametrize("timing", ["end", "start"])
def test_margins_are_booked_by_periods(timing):
    """Purchases expected within each period, discounted to its end or its start."""
    model, rate, period, periods = MODELS[1], 0.01, 4.0, 13
    expected = np.zeros(4)
    for j in range(periods):
        within = model.expected_purchases(*FEW, t=(j + 1) * period, start=j * period)
        expected += within * np.exp(-rate * period * (j + (timing == "end")))
    booked = {"rate": rate, "horizon": periods * period, "timing": timing, "period": period}
    found = model.discounted_purchases(*FEW, **booked)
    assert found == pytest.approx(expected, rel=1e-11)
    value = model.lifetime_value(*FEW, [30.0] * 4, margin=0.3, **booked)
    assert value == pytest.approx(9.0 * expected, rel=1e-11)
    own = model.discounted_purchases(*FEW, **booked | {"horizon": [periods * period] * 4})
    assert own == pytest.approx(expected, rel=1e-11)
    for wrong, column in (
        ({"timing": "middle"}, "timing"),
        ({"timing": timing}, "period"),
        ({"period": 4.0}, "period"),
        ({"timing": timing, "period": float("nan")}, "period"),
    ):
        with pytest.raises(habitue.HabitueError) as caught:
            model.discounted_purchases(*FEW, rate=0.1, horizon=52.0, **wrong)
        assert caught.value.column == column


@pytest.mark.parametrize("of", ["plain", "covariates", "uncertainty"])
def test_value_and_profit_of_everything(of):
    spend = GammaGamma(6.25, 3.74, 15.44)
    facts = {"purchase": {"online": ONLINE}} if of == "covariates" else {}
    model = covariate() if of == "covariates" else MODELS[0]
    if of == "uncertainty":
        model = Uncertainty.delta(BgNbd.fit(*HISTORY))
    mean, rates = [20.0, 0.0, 12.0, 40.0], [0.3, 0.2, -0.1, 0.4]

    def figure(found):
        return found.estimate if isinstance(found, Estimates) else found

    ask = {"rate": 0.003, "horizon": UNTIL, **facts}
    purchases = figure(model.discounted_purchases(*FEW, **ask))
    known = spend.expected_spend(FEW[0], mean)
    value = model.lifetime_value(*FEW, known, margin=0.5, **ask)
    assert figure(value) == pytest.approx(0.5 * purchases * known, rel=1e-14)
    by_model = model.lifetime_value(*FEW, spend, mean_spend=mean, margin=0.5, **ask)
    assert figure(by_model) == pytest.approx(figure(value), rel=1e-14)
    profit = model.lifetime_profit(*FEW, known, rates, **ask)
    assert figure(profit) == pytest.approx(purchases * known * rates, rel=1e-14)
    weights = [1.0, 2.0, 0.0, 3.0]
    total = model.lifetime_profit(*FEW, known, rates, total=True, weights=weights, **ask)
    sum_of = float(np.dot(weights, figure(profit)))
    assert getattr(total, "estimate", total) == pytest.approx(sum_of, rel=1e-12)
    if of == "uncertainty":
        share = np.abs(np.array(rates)) / 0.5
        assert profit.standard_error == pytest.approx(value.standard_error * share, rel=1e-9)
    with pytest.raises(habitue.DataError, match="mean_spend"):
        model.lifetime_value(*FEW, spend, **ask)
    with pytest.raises(habitue.ArgumentError, match="mean_spend"):
        model.lifetime_value(*FEW, known, mean_spend=mean, **ask)
    with pytest.raises(habitue.ArgumentError, match="pass total=True"):
        model.lifetime_value(*FEW, known, weights=weights, **ask)


def test_what_a_history_tells_of_facts_and_of_how_sure():
    model, facts = covariate(MODELS[1]), {"purchase": {"online": ONLINE}}
    for statistic in ("mean", "variance", "quantile"):
        ask = {"statistic": statistic, "probability": 0.3}
        found = posterior.rate(model, "purchase", *FEW, **ask, **facts)
        for row, z in enumerate(ONLINE):
            one = tuple([column[row]] for column in FEW)
            assert found[row] == posterior.rate(model.for_customer([z]), "purchase", *one, **ask)[0]
    fitted = ParetoNbd.fit(*HISTORY)
    sure = posterior.rate(Uncertainty.delta(fitted), "purchase", *FEW, confidence=0.9)
    assert sure.estimate.tolist() == posterior.rate(fitted, "purchase", *FEW).tolist()
    assert sure.confidence == 0.9
    assert (sure.low < sure.estimate).all() and (sure.estimate < sure.high).all()
    total = posterior.rate(fitted, "purchase", *FEW, total=True)
    assert total == pytest.approx(sure.estimate.sum(), rel=1e-14)
    sbg = Sbg.fit([1] * 8, range(8), [1000, 869, 743, 653, 593, 551, 517, 491])
    churn = posterior.churn(Uncertainty.delta(sbg), [0, 3])
    stays = Uncertainty.delta(sbg).retention_rate([0, 3])
    assert churn.standard_error == pytest.approx(stays.standard_error, rel=1e-9)
    spend = CovariateModel(GammaGamma(6.25, 3.74, 15.44), [("spend", "online", 0.5)])
    own = posterior.spend(spend, [2, 2], [20.0, 20.0], spend={"online": [0, 1]})
    expected = spend.expected_spend([2, 2], [20.0, 20.0], spend={"online": [0, 1]})
    assert own == pytest.approx(expected, rel=1e-13)
    with pytest.raises(habitue.ArgumentError):
        posterior.rate("model", "purchase", *FEW)


def test_totals_are_sums():
    model, facts = covariate(), {"purchase": {"online": ONLINE}}
    weights = [1.0, 5.0, 2.0, 0.0]
    each = model.expected_purchases(*FEW, t=39.0, start=13.0, **facts)
    assert model.expected_purchases(*FEW, t=39.0, start=13.0, total=True, **facts) == each.sum()
    counted = {"total": True, "weights": weights}
    weighted = model.expected_purchases(*FEW, t=39.0, start=13.0, **counted, **facts)
    assert weighted == pytest.approx(np.dot(weights, each), rel=1e-14)
    bdw = Bdw(0.5, 1.5, 0.9)
    assert bdw.survival([0, 3], t=2, total=True) == bdw.survival([0, 3], t=2).sum()
    with pytest.raises(habitue.ArgumentError, match="no mean"):
        MODELS[0].purchase_quantile(*FEW, probability=0.5, t=9.0, total=True)


def test_intervals_of_everything_begin_later():
    fitted = CovariateModel.fit(Nbd, *HISTORY, purchase={"third": THIRD})
    delta = Uncertainty.delta(fitted)
    whole, early, late = (
        delta.expected_purchases(*HISTORY, t=t, start=start, **FACTS)
        for t, start in ((39.0, 0.0), (13.0, 0.0), (39.0, 13.0))
    )
    assert late.estimate == pytest.approx(whole.estimate - early.estimate, rel=1e-9)
    none = delta.p_no_purchase(*HISTORY, t=39.0, start=13.0, **FACTS)
    some = delta.p_at_least(*HISTORY, n=1, t=39.0, start=13.0, **FACTS)
    assert none.estimate + some.estimate == pytest.approx(np.ones(len(X)), rel=1e-12)
    assert none.standard_error == pytest.approx(some.standard_error, rel=1e-7)


@pytest.mark.parametrize("of", ["model", "covariates", "uncertainty", "contract", "spend"])
def test_every_answer_can_be_heard_and_stopped(of):
    ask = {
        "model": lambda how: MODELS[0].expected_purchases(*HISTORY, t=39.0, **how),
        "covariates": lambda how: CovariateModel(MODELS[0], [("purchase", "third", 0.7)]).p_alive(
            *HISTORY, **FACTS, **how
        ),
        "uncertainty": lambda how: Uncertainty.delta(BgNbd.fit(*HISTORY)).p_alive(*HISTORY, **how),
        "contract": lambda how: Sbg(0.7, 1.2).survival(X, t=3, **how),
        "spend": lambda how: GammaGamma(6.25, 3.74, 15.44).expected_spend(X, SPEND, **how),
    }[of]
    heard = []
    ask({"progress": lambda done, total: heard.append((done, total))})
    assert heard and heard[-1] == (heard[-1][1],) * 2
    with pytest.raises(habitue.CancelledError):
        ask({"progress": lambda done, total: False})

    def report(done: int, total: int) -> None:
        raise LookupError("of the listener")

    with pytest.raises(LookupError, match="of the listener"):
        ask({"progress": report})


# Models


def test_models_of_any_kind_load():
    others = GammaGamma(6.25, 3.74, 15.44), Sbg(0.7, 1.2), Bdw(0.5, 1.5, 0.9), covariate()
    for model in (*MODELS, *others):
        again = load(model.to_bytes())
        assert type(again) is type(model) and again == model and repr(again) == repr(model)
        assert Model.from_bytes(bytearray(model.to_bytes())) == model
        if not isinstance(model, CovariateModel):
            assert model.name() and model.name_zh() and model.name() != model.name_zh()
    with pytest.raises(habitue.ArgumentError, match="Sbg.from_bytes"):
        BgNbd.from_bytes(Sbg(0.7, 1.2).to_bytes())
    with pytest.raises(habitue.DataError) as caught:
        load(b"habitue")
    assert caught.value.code == _abi.HABITUE_CORRUPT_BYTES
    for bad in (None, "text", 5, [1]):
        with pytest.raises(habitue.HabitueError) as caught:
            load(bad)
        assert caught.value.column == "data"


def test_plain_purchases_and_spend_with_facts_are_drawn_together():
    spend = CovariateModel(GammaGamma(6.25, 3.74, 15.44), [("spend", "third", 1.5)])
    drawn = simulate(MODELS[2], HISTORY[2], spend=spend, spend_facts={"third": THIRD})
    means = [drawn.mean_spend[(THIRD == z) & (drawn.mean_spend > 0)].mean() for z in (0.0, 1.0)]
    assert means[1] > 1.2 * means[0]
