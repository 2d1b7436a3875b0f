"""Standard errors and intervals of eight customers, as ``tests/c/uncertainty.cpp``
computes them."""

from __future__ import annotations

from bits import line

from habitue import posterior
from habitue.contract import Bdw
from habitue.lifetime import GammaGamma, Nbd, ParetoNbd
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
        found = way.expected_purchases(*CUSTOMERS, t=10.0, level=0.9)
        out.append(line(f"{name}_standard_errors", found.standard_error))
        out.append(line(f"{name}_low", found.low))
        out.append(line(f"{name}_high", found.high))
        total = way.expected_purchases(*CUSTOMERS, t=10.0, level=0.9, total=True)
        figures = [total.estimate, total.standard_error, total.low, total.high]
        out.append(line(f"{name}_total", figures))
        ask = {"rate": 0.01, "horizon": 10.0, "level": 0.9, "total": True}
        value = way.lifetime_value(*CUSTOMERS, CUSTOMERS[2], **ask)
        out.append(line(f"{name}_value", [value.low, value.high]))
    ends = [end for one in likelihood.intervals(0.9).values() for end in (one.low, one.high)]
    out.append(line("profile", ends))
    return out + rates()


def rates() -> list[str]:
    """What the histories tell of the rates."""
    model = ParetoNbd(0.55, 10.0, 0.6, 11.0)
    out = []
    for name in ("purchase", "interval", "attrition"):
        for kind in ("mean", "variance", "quantile"):
            found = posterior.rate(model, name, *CUSTOMERS, statistic=kind, level=0.8, threads=2)
            out.append(line(f"{name}_{kind}", found))
    spend = GammaGamma(6.25, 3.74, 15.44)
    amounts = posterior.spend(spend, CUSTOMERS[0], CUSTOMERS[2], statistic="quantile", level=0.8)
    out.append(line("mean_spend_quantile", amounts))
    churn = posterior.churn(Bdw(0.5, 0.8, 1.3), CUSTOMERS[0], statistic="variance")
    out.append(line("churn_variance", churn))
    return out
