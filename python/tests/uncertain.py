"""Standard errors and intervals of eight customers, as ``tests/c/uncertainty.cpp``
computes them."""

from __future__ import annotations

import numpy as np
from bits import line

from habitue import fit_quality, posterior
from habitue.contract import Bdw
from habitue.covariates import CovariateModel
from habitue.lifetime import GammaGamma, Nbd, ParetoNbd
from habitue.simulation import simulate, simulate_future
from habitue.uncertainty import Likelihood, Uncertainty

CUSTOMERS = (
    [0, 0, 0, 1, 0, 7, 3, 0],
    [0.0, 0.0, 0.0, 4.0, 0.0, 9.0, 8.0, 0.0],
    [10.0, 9.0, 10.0, 8.0, 10.0, 10.0, 9.0, 10.0],
)


def lines() -> list[str]:
    model = Nbd.fit(*CUSTOMERS)
    likelihood = Likelihood(model, *CUSTOMERS)
    ways = {
        "delta": Uncertainty.delta(model),
        "draws": Uncertainty.draws(model, draws=50, seed=3),
        "bootstrap": Uncertainty.bootstrap(likelihood, draws=50, seed=3, threads=2),
    }
    out = []
    for name, way in ways.items():
        ends = [end for one in way.parameters(0.9).values() for end in (one.low, one.high)]
        out.append(line(f"{name}_parameters", ends))
        found = way.expected_purchases(*CUSTOMERS, t=10.0, confidence=0.9)
        out.append(line(f"{name}_standard_errors", found.standard_error))
        out.append(line(f"{name}_low", found.low))
        out.append(line(f"{name}_high", found.high))
        total = way.expected_purchases(*CUSTOMERS, t=10.0, confidence=0.9, total=True)
        figures = [total.estimate, total.standard_error, total.low, total.high]
        out.append(line(f"{name}_total", figures))
        ask = {"n": 1, "start": 2.0, "t": 10.0, "confidence": 0.9}
        out.append(line(f"{name}_later", way.p_at_least(*CUSTOMERS, **ask).low))
        later = way.p_at_least(*CUSTOMERS, **ask, total=True)
        out.append(line(f"{name}_later_total", [later.low, later.high]))
        ask = {"rate": 0.01, "horizon": 10.0, "confidence": 0.9, "total": True}
        value = way.lifetime_value(*CUSTOMERS, CUSTOMERS[2], **ask)
        out.append(line(f"{name}_value", [value.low, value.high]))
    ends = [end for one in likelihood.intervals(0.9).values() for end in (one.low, one.high)]
    out.append(line("profile", ends))
    return out + rates() + itemized() + covariates()


def both_ends(parameters) -> list[float]:
    return [end for one in parameters.values() for end in (one.low, one.high)]


def itemized() -> list[str]:
    """Single amounts."""
    rows = [3, 2, 4, 1, 5, 2], [12.0, 40.0, 20.0, 31.0, 8.0, 15.0]
    logs = [2.4, 3.6, 2.9, 3.4, 2.0, 2.6]
    model = GammaGamma.fit(*rows, mean_log=logs)
    likelihood = Likelihood(model, *rows, mean_log=logs)
    refits = Uncertainty.bootstrap(likelihood, draws=20, seed=3).parameters(0.9)
    return [
        line("itemized_profile", both_ends(likelihood.intervals(0.9))),
        line("itemized_bootstrap", [one.standard_error for one in refits.values()]),
    ]


ONLINE = {"online": [0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0]}


def covariates() -> list[str]:
    """A model with covariates: its uncertainty, what it expects, and customers drawn from it."""
    known = {"purchase": ONLINE}
    model = CovariateModel.fit(Nbd, *CUSTOMERS, **known, standardised=True)
    likelihood = Likelihood(model, *CUSTOMERS, **known, standardised=True)
    ways = {
        "delta": Uncertainty.delta(model),
        "draws": Uncertainty.draws(model, draws=50, seed=3),
        "bootstrap": Uncertainty.bootstrap(likelihood, draws=50, seed=3, threads=2),
    }
    out = []
    for name, way in ways.items():
        name = f"covariate_{name}"
        out.append(line(f"{name}_parameters", both_ends(way.parameters(0.9))))
        ask = {"t": 10.0, "confidence": 0.9, **known}
        out.append(line(f"{name}_low", way.expected_purchases(*CUSTOMERS, start=2.0, **ask).low))
        total = way.expected_purchases(*CUSTOMERS, **ask, total=True)
        out.append(line(f"{name}_total", [total.low, total.high]))
        ask = {"rate": 0.01, "horizon": 10.0, "confidence": 0.9, "total": True, **known}
        value = way.lifetime_value(*CUSTOMERS, CUSTOMERS[2], **ask)
        out.append(line(f"{name}_value", [value.low, value.high]))
    out.append(line("covariate_profile", both_ends(likelihood.intervals(0.9))))
    fit = fit_quality.frequency_fit(model, *CUSTOMERS, most=4, **known)
    out.append(line("covariate_frequency_fit", fit.expected))
    born = {"steps": 8, "step": 2.0, **known}
    out.append(line("covariate_track", model.track(CUSTOMERS[1], **born)))
    steps = fit_quality.track_steps(model, CUSTOMERS[1], **born)
    out.append(line("covariate_track_steps", steps))
    spend = CovariateModel(GammaGamma(6.25, 3.74, 15.44), [("spend", "online", 0.5)])
    drawing = {"spend": spend, "spend_facts": ONLINE, "seed": 7, **known}
    drawn = simulate(model, CUSTOMERS[2], **drawing)
    out.append(line("covariate_simulated", drawn.recency))
    out.append(line("covariate_simulated_spend", drawn.mean_spend))
    spent = {"horizon": 20.0, "mean_spend": CUSTOMERS[2]}
    ahead = simulate_future(model, *CUSTOMERS, **spent, **drawing)
    out.append(line("covariate_future", ahead.purchases_made, np.uint32))
    out.append(line("covariate_future_spend", ahead.mean_spend))
    return out


def rates() -> list[str]:
    """What the histories tell of the rates."""
    model, end = ParetoNbd(0.55, 10.0, 0.6, 11.0), {"probability": 0.8}
    out = []
    for name in ("purchase", "interval", "attrition"):
        for kind in ("mean", "variance", "quantile"):
            found = posterior.rate(model, name, *CUSTOMERS, statistic=kind, **end, threads=2)
            out.append(line(f"{name}_{kind}", found))
    spend = GammaGamma(6.25, 3.74, 15.44)
    amounts = posterior.spend(spend, CUSTOMERS[0], CUSTOMERS[2], statistic="quantile", **end)
    out.append(line("mean_spend_quantile", amounts))
    churn = posterior.churn(Bdw(0.5, 0.8, 1.3), CUSTOMERS[0], statistic="variance")
    out.append(line("churn_variance", churn))
    return out
