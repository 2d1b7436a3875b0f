"""Customers drawn at random, and how fits to them are judged, as the C program prints them."""

from __future__ import annotations

import numpy as np
from bits import line

from habitue.contract import Bdw
from habitue.fit_quality import (
    Comparison,
    frequency_fit,
    frequency_spend,
    holdout_by,
    holdout_errors,
    regularity,
    regularity_of_purchases,
    track_steps,
)
from habitue.lifetime import (
    BgBb,
    BgCnbd,
    BgNbd,
    GammaGamma,
    GGompertzNbd,
    MbgCnbd,
    MbgNbd,
    Nbd,
    ParetoNbd,
)
from habitue.simulation import simulate, simulate_cohorts, simulate_future, simulate_renewals

MODELS = {
    "nbd": Nbd(0.385, 12.07),
    "pareto_nbd": ParetoNbd(0.553, 10.578, 0.606, 11.669),
    "bg_nbd": BgNbd(0.243, 4.414, 0.793, 2.426),
    "mbg_nbd": MbgNbd(0.525, 6.183, 0.891, 1.614),
    "bg_cnbd": BgCnbd(0.359, 1.129, 0.523, 2.785, 3),
    "mbg_cnbd": MbgCnbd(1.329, 2.813, 0.425, 0.79, 2),
    "ggompertz_nbd": GGompertzNbd(0.8, 8.0, 0.1, 0.5, 2.0),
    "bg_bb": BgBb(1.204, 0.75, 0.657, 2.783),
}


def lines() -> list[str]:
    return simulations() + judging()


def simulations() -> list[str]:
    ages = 20.0 + np.arange(500) % 9
    spend = GammaGamma(6.25, 3.74, 15.44)
    drawn = {"seed": 7, "every_purchase": True, "threads": 2}
    out = []
    for name, model in MODELS.items():
        base = simulate(model, ages, spend=spend, holdout=6.0, **drawn)
        history = (base.frequency, base.recency, base.age)
        future = simulate_future(model, *history, horizon=13.0, **drawn)
        past = {"spend": spend, "mean_spend": base.mean_spend}
        spent = simulate_future(model, *history, horizon=13.0, **past, **drawn)
        out += [
            line(f"{name}_x", base.frequency, np.uint32),
            line(f"{name}_t_x", base.recency),
            line(f"{name}_log_intervals", base.log_intervals),
            line(f"{name}_holdout_x", base.holdout_frequency, np.uint32),
            line(f"{name}_left", base.left),
            line(f"{name}_mean_spend", base.mean_spend),
            line(f"{name}_customer", base.purchases.customer, np.uint64),
            line(f"{name}_time", base.purchases.time),
            line(f"{name}_amount", base.purchases.amount),
            line(f"{name}_future", future.purchases_made, np.uint32),
            line(f"{name}_future_left", future.left),
            line(f"{name}_future_time", future.purchases.time),
            line(f"{name}_future_spend", spent.mean_spend),
            line(f"{name}_future_amount", spent.purchases.amount),
        ]
    bdw = Bdw(0.668, 3.806, 1.3)
    table = simulate_cohorts(bdw, [1000, 500], [8, 5], seed=7)
    renewals = simulate_renewals(bdw, np.arange(500) % 4, seed=7)
    return [*out, line("survivors", table.survivors, np.uint64), line("renewals", renewals)]


def figures(errors) -> list[float]:
    return [
        errors.bias,
        errors.wape,
        errors.mae,
        errors.rmse,
        errors.top_decile_lift,
        errors.gini,
        errors.normalised_gini,
    ]


def judging() -> list[str]:
    truth, spend = MODELS["pareto_nbd"], GammaGamma(6.25, 3.74, 15.44)
    ages = 20.0 + np.arange(500) % 9
    base = simulate(truth, ages, spend=spend, holdout=20.0, seed=9, every_purchase=True)
    history = (base.frequency, base.recency, base.age)
    expected = truth.expected_purchases(*history, t=20.0)
    actual = base.holdout_frequency
    classes = holdout_by(actual, expected, base.frequency)
    fit = frequency_fit(truth, *history)
    relation = frequency_spend(base.frequency, base.mean_spend)
    weighted = frequency_spend(base.frequency, base.mean_spend, weights=base.age)
    out = [
        line("holdout_errors", figures(holdout_errors(actual, expected))),
        line("class_customers", classes.customers),
        line("class_expected", np.nan_to_num(classes.expected)),
        line("frequency_actual", fit.actual),
        line("frequency_expected", fit.expected),
        line("track_steps", track_steps(truth, 28.0 - ages, steps=30)),
        line("frequency_spend", [relation.pearson.coefficient, relation.spearman.p_value]),
        line("frequency_spend_weighted", [weighted.pearson.t, weighted.spearman.p_value]),
    ]
    customer, time = base.purchases.customer.astype(np.int64), base.purchases.time
    for name, k in [
        ("regularity", regularity(*history, base.log_intervals)),
        ("regularity_pairs", regularity_of_purchases(customer, time)),
        ("regularity_moments", regularity_of_purchases(customer, time, method="moments")),
    ]:
        out.append(line(name, [k.k, k.standard_error]))
    models = [Nbd, ParetoNbd, BgNbd, MbgNbd, MbgCnbd]
    table = Comparison.fit(*history, models=models, log_intervals=base.log_intervals)
    table.judge(actual, t=20.0)
    for place, row in enumerate(table.rows):
        out.append(line(f"compared_{place}", [row.log_likelihood, row.aic, row.bic]))
        out.append(line(f"compared_{place}_holdout", figures(row.holdout)))
    return [*out, line("nested_tests", [test.test.statistic for test in table.nested_tests])]
