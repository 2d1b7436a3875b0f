"""Scores, tiers, lifetime value and the economics of retention, as the C program prints them."""

from __future__ import annotations

import numpy as np
from bits import line
from habitue import economics, value
from habitue.lifetime import BgNbd, GammaGamma
from habitue.live import Live, Scorer
from habitue.summary import Summary


def lines() -> list[str]:
    return [*scores(), *arrivals(), *lifetime_methods(), *investment(), *choices()]


def scores() -> list[str]:
    i = np.arange(1250, dtype=np.int64)
    days, orders = (i * 7919 % 997).astype(float), (i * i % 23).astype(float)
    spend = (i * 104_729 % 50_021) / 100.0
    nested = value.Rfm(nested=True).score(days, orders, spend)
    plain = value.Rfm().score(days, orders, spend)

    def cuts(found) -> np.ndarray:
        parts = found.recency_thresholds, found.frequency_thresholds, found.monetary_thresholds
        return np.concatenate([part.reshape(-1) for part in parts])

    segments = value.SegmentTable.recency_frequency().assign(plain)
    rule = value.Hysteresis([400.0, 300.0, 200.0, 100.0], 0.25)
    tier = rule.tiers(spend, plain.recency)
    moves = value.Migration(plain.recency, tier, 5).counts
    return [
        line("rfm_nested_monetary", nested.monetary, np.int32),
        line("rfm_nested_thresholds", cuts(nested)),
        line("rfm_recency", plain.recency, np.int32),
        line("rfm_frequency", plain.frequency, np.int32),
        line("rfm_monetary", plain.monetary, np.int32),
        line("rfm_thresholds", cuts(plain)),
        line("segments", segments.segment, np.int32),
        line("ranks", value.ranks(spend, ties="dense"), np.uint64),
        line("hysteresis", tier, np.int32),
        line("migration", moves.reshape(-1), np.uint64),
    ]


def arrivals() -> list[str]:
    i = np.arange(600, dtype=np.int64)
    customers, days, cents = i * 7919 % 83, i * 104_729 % 500, 100 + i * i % 5000
    summary = Summary("EUR")
    summary.push(customers[:300], days[:300].astype(np.int32), cents[:300], amount_unit="minor")
    live = Live(summary, 400, unit="week")
    scorer = Scorer(
        BgNbd(0.243, 4.414, 0.793, 2.426),
        t=39.0,
        horizon=52.0,
        rate=0.002,
        margin=0.3,
        spend=GammaGamma(6.25, 3.74, 15.44),
        lowest=[50.0, 20.0],
    )
    found = []
    for row in range(300, 600):
        now = scorer.rescore(live, int(customers[row]), int(days[row]), int(cents[row]), amount_unit="minor")
        known = now and (now.p_alive[0], now.expected_purchases[0], now.value[0], now.tier[0])
        found.append(known or (0.0, 0.0, 0.0, 0))
    alive, expected, worth, tier = zip(*found, strict=True)
    return [
        line("arrivals_p_alive", alive),
        line("arrivals_expected", expected),
        line("arrivals_value", worth),
        line("arrivals_tier", tier, np.int32),
    ]


def flow(name: str, made: economics.CashFlow) -> list[str]:
    table = made.table(0.1)
    paybacks = [made.payback(rate) for rate in (0.0, 0.1)]
    return [
        line(f"{name}_time", table.time),
        line(f"{name}_expected", table.expected),
        line(f"{name}_cumulative", table.cumulative),
        line(f"{name}_values", made.present_values([0.0, 0.1])),
        line(f"{name}_paybacks", [np.nan if time is None else time for time in paybacks]),
    ]


def lifetime_methods() -> list[str]:
    margin, retention = [40.0, 25.0, 90.0], [0.5, 0.9, 0.8]
    rules = {"growth": 0.02, "timing": "after_renewal"}
    terms = economics.MarginMultiple(0.1, horizon=12, **rules)
    values = terms.value(margin, retention)
    lift = economics.RetentionLift(terms).effect(margin, retention, 0.05)
    purchase = [0.3, 0.2, 0.15, 0.05]
    markov = economics.MarkovValue.recency(purchase, contribution=40.0, marketing=4.0, discount=0.2)
    years = {
        "retention": [0.65, 0.70, 0.75, 0.80],
        "orders_per_month": [0.5, 0.6, 0.7, 0.8],
        "amount": [650.0, 700.0, 750.0, 800.0],
        "variable_cost_share": [0.75, 0.74, 0.73, 0.72],
        "marketing": [1e5, 2e5, 1e5, 0.0],
        "acquisition": 3e7,
        "timing": "middle",
    }
    lines = economics.dwyer_table(20_000.0, discount=0.15, **years)
    constant = economics.berger_nasr_constant(
        margin, values, [10, 0, 40], retention, discount=0.2, cycle=0.5
    )
    contribution, promotion = [260.0, 250.0, 240.0, 230.0], [50.0, 40.0, 30.0]
    varying = economics.BergerNasr(contribution, promotion, retention=0.75, discount=0.2)
    recency = economics.BergerNasr(
        contribution, promotion, purchase=purchase, discount=0.2, cycle=0.25
    )
    continuous = economics.continuous_value([20.0, 18.0], 12.0, retention, discount=0.15)
    return [
        line("margin_value", values),
        *flow("margin", terms.cash_flow(40.0, 0.5, 12)),
        line(
            "retention_lift",
            [lift.before, lift.after, lift.change, lift.relative, lift.break_even_per_period],
        ),
        line("markov_values", markov.values()),
        line("markov_until", markov.values(horizon=4)),
        line("markov_improved", markov.improve()[1]),
        *flow("markov", markov.cash_flow(0, 6)),
        line(
            "dwyer",
            [
                lines[0].sales,
                lines[1].profit,
                lines[2].present,
                lines[3].cumulative,
                lines[3].per_customer,
            ],
        ),
        *flow("dwyer", economics.dwyer_cash_flow(20_000.0, **years)),
        line("berger_nasr_constant", constant),
        line("berger_nasr_varying", [varying.value]),
        line("berger_nasr_recency", [recency.value]),
        line("berger_nasr_buying", recency.buying),
        line("berger_nasr_promoted", recency.promoted),
        *flow("berger_nasr", recency.cash_flow()),
        line("continuous", continuous),
        *events(),
    ]


def events() -> list[str]:
    columns = {
        "day": [21_000, 20_800, 20_700],
        "probability": [0.5, 0.9, 0.25],
        "revenue": [120_001, 100_000, 90_000],
        "cost": [70_000, 60_000, 0],
        "valuation": np.datetime64("2026-01-01"),
        "currency": "CNY",
        "amount_unit": "minor",
        "discount": 0.1,
    }
    one = economics.customer_events_value(day_count="30/360", **columns)
    many = economics.customer_events_values(
        [1, 0, 1], customers=3, day_count="actual/365.25", **columns
    )
    money = economics.CashFlow([2.0, 0.0, 1.0], [6_050, -10_000, 6_000], currency="CNY", amount_unit="minor")
    return [
        line("events", [one.present_value, one.payback]),
        line("events_present", one.present),
        line("events_by_customer", many),
        *flow("money", money),
    ]


def investment() -> list[str]:
    margin, retention = [40.0, 25.0, 90.0], [0.5, 0.9, 0.8]
    sheet = {
        "sales": 50_000.0,
        "sale_count": 500.0,
        "cost_of_goods": 30_000.0,
        "repeat_orders": 2.5,
        "marketing": 6_000.0,
        "prospects": 2_000.0,
        "new_customers": 100.0,
    }
    filled = economics.worksheets(**sheet)
    figures = [
        filled.average_sale,
        filled.profit_per_customer,
        filled.cost_per_prospect,
        filled.marginal_net_worth,
        filled.break_even_conversion,
    ]
    base, growth = [30.0, 31.0, 32.0], [0.0, 12.0, 14.0]
    sources = {"growth": growth, "premium": growth, "acquisition": 50.0, "retention": 0.9}
    tenure = economics.tenure_value(base, discount=0.1, **sources)
    when, anyway = [2.0, 0.0, 1.0], [0.1, 0.75, 0.5]
    referrals = economics.referral_values(
        [0, 0, 2],
        time=when,
        value=margin,
        saving=base,
        anyway=anyway,
        customers=3,
        discount=0.25,
    )
    equity = economics.customer_equity(
        margin,
        base,
        prospects=[260.0, 250.0, 240.0],
        acquisition_rate=anyway,
        acquisition_cost=when,
    )
    losses, net = economics.defection_loss(margin, 57.3, prevented=anyway, cost=200.0)
    rules = {"growth": 0.02, "timing": "after_renewal"}
    channels = [6_000.0, 9_000.0, 500.0], [100.0, 50.0, 7.0]
    per_customer = {"margin": margin, "retention": retention}
    each, blended = economics.acquisition_ratios(
        *channels, terms=economics.MarginMultiple(0.1, horizon=12, **rules), **per_customer
    )
    ratios = [
        [f.cost[i], f.value[i], f.value_to_cost[i], f.net[i], f.return_on_spend[i], f.payback[i]]
        for f, i in ((each, 0), (each, 1), (each, 2), (blended, 0))
    ]
    endless = economics.MarginMultiple(0.1, **rules)
    each, blended = economics.acquisition_ratios(*channels, terms=endless, **per_customer)
    paybacks = [
        each.payback_retained[0],
        each.payback_discounted[1],
        each.payback_discounted[2],
        blended.payback_discounted[0],
    ]
    best = economics.acquisition_retention_optimum(
        (0.4, 0.2, 20.0), (0.7, 0.5, 10.0), margin=50.0, discount=0.15
    )
    programme = economics.programmes(
        1000.0,
        spend=120.0,
        baseline=100.0,
        margin=0.4,
        reward=0.05,
        breakage=0.2,
        administration=1500.0,
    )
    points = economics.points_schedule(
        1e5, 1e4, redemption=0.95, redeemed=[4500.0, 8500.0], expected=[9500.0, 9700.0]
    )
    return [
        line("worksheet", np.concatenate(figures)),
        *flow("worksheet", economics.worksheet_cash_flow(interval=0.5, **sheet)),
        line("tenure", [tenure.value, tenure.payback, tenure.value_to_cost]),
        line("tenure_present", tenure.present),
        line("tenure_cumulative", tenure.cumulative),
        *flow("tenure", economics.tenure_cash_flow(base, **sources)),
        line("referral_values", referrals),
        line(
            "credited",
            economics.credit_referrals(margin, [-1, 0, 1], anyway=anyway, saving=base),
        ),
        line("equity", equity),
        line("defection", [*losses, net]),
        *(line("ratios", found) for found in ratios),
        line("paybacks", paybacks),
        line("optimum", [best.acquisition, best.retention, best.equity]),
        line(
            "programme",
            np.concatenate(
                [
                    programme.incrementality,
                    programme.incremental_margin,
                    programme.reward_cost,
                    programme.net,
                    programme.break_even_baseline,
                ]
            ),
        ),
        line(
            "points",
            [*points.revenue, points.catch_up[1], points.outstanding[1]],
        ),
    ]


def choices() -> list[str]:
    terms = economics.MarginMultiple(0.1, growth=0.02, timing="after_renewal")
    inputs = economics.Sensitivity(margin=(30.0, 40.0, 50.0), retention=(0.7, 0.8, 0.9))
    simulated = inputs.simulate(terms.value, draws=1000, confidence=0.9, seed=7)
    bars = inputs.tornado(terms.value)
    phones = [
        [250.0, 200.0, 300.0, 275.0, 225.0],
        [16.0, 16.0, 32.0, 32.0, 16.0],
        [12.0, 8.0, 16.0, 8.0, 16.0],
        [5.0, 3.0, 4.0, 4.0, 2.0],
    ]
    scores = [
        value.key_account_scores(
            phones,
            benefit=[False, True, True, True],
            weights=[1.0, 2.0, 3.0, 4.0],
            method=method,
        )
        for method in ("min_max", "z_score", "topsis")
    ]
    lost = value.lost_key_accounts(scores[2], [0, 0, 1, 0, 1], share=0.6)
    third = 1.0 / 3.0
    weights, ratio = value.ahp_weights([[1.0, 3.0, 5.0], [third, 1.0, 3.0], [0.2, third, 1.0]])
    return [
        line("draws", np.concatenate(inputs.draws(1000, seed=7))),
        line("simulated", [simulated.mean, simulated.median, simulated.low, simulated.high]),
        line("tornado", [bars[0].low, bars[0].high, bars[1].low, bars[1].high]),
        *(line("key_account_scores", score) for score in scores),
        line("lost_key_accounts", lost, np.uint64),
        line("cuts", value.matrix_cuts(scores[2], phones[0] + phones[1], method="mean")),
        line("ahp", [*weights, ratio]),
    ]
