"""Customer, loyalty and retention figures of made-up customers, as
``tests/c/relations.cpp`` computes them."""

from __future__ import annotations

import datetime

import numpy as np
from bits import line

from habitue import customer, economics, gaps, loyalty, retention, value

ROWS = 600
MASK = (1 << 64) - 1
DAY = datetime.date(1970, 1, 1).toordinal()


def cell(seed: int, row: int) -> int:
    """Random cells (splitmix64), the same in every language."""
    z = (seed * 0x9E3779B97F4A7C15 + row * 0xD1B54A32D192ED03) & MASK
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def column(seed: int, of, dtype) -> np.ndarray:
    return np.array([of(cell(seed, row)) for row in range(ROWS)], dtype)


def known(whole: np.ndarray, unknown: int) -> np.ma.MaskedArray:
    """The column of C, whose code for what is not known is a missing value here."""
    return np.ma.masked_array(whole, whole == unknown)


def flags(seed: int) -> np.ma.MaskedArray:
    return known(column(seed, lambda v: v % 3, np.uint8), 2)


def bits(seed: int) -> np.ndarray:
    return column(seed, lambda v: v % 2, np.uint8)


def levels(seed: int, most: int) -> np.ma.MaskedArray:
    return known(column(seed, lambda v: v % (most + 1), np.uint8), 0)


def counts(seed: int, most: int) -> np.ndarray:
    return column(seed, lambda v: v % (most + 1), np.uint32)


def some_counts(seed: int) -> np.ma.MaskedArray:
    unknown = 0xFFFFFFFF
    return known(column(seed, lambda v: unknown if v % 7 == 6 else v % 7, np.uint32), unknown)


def numbers(seed: int, most: float) -> np.ndarray:
    return column(seed, lambda v: v % 4096 / 4096 * most, np.float64)


def some_numbers(seed: int, most: float) -> np.ndarray:
    return column(seed, lambda v: np.nan if v % 17 == 0 else v % 33 / 32 * most, np.float64)


def day(number: int) -> datetime.date:
    return datetime.date.fromordinal(DAY + number)


def classes(name: str, found) -> list[str]:
    totals = [found.n_used, found.n_missing, found.n_boundary]
    return [
        line(f"{name}.codes", found.codes, np.int32),
        line(f"{name}.reasons", found.reasons, np.uint32),
        line(f"{name}.boundary", found.boundary, np.uint8),
        line(f"{name}.counts", totals, np.uint64),
    ]


def lines() -> list[str]:
    return customers() + ladders() + indices() + rates() + cohorts() + survival() + keeping()


def keeping() -> list[str]:
    shares, days = some_numbers(201, 1.0), some_numbers(202, 60.0)
    found = customer.personas(complaint_share=shares, days_to_decide=days)
    out = [line("personas.tags", found.tags, np.int32)]
    out.append(line("personas.unknown", found.unknown, np.int32))
    a, b, c, d = (flags(seed) for seed in (203, 204, 205, 206))
    roles = customer.roles(takes=a, on_file=b, uses=c, passes_on=d)
    out.append(line("roles", roles.roles, np.int32))
    out.append(line("roles.unknown", roles.unknown, np.int32))
    out += classes("relation.wider", customer.relation(partner=a, supply_chain=b, competes=c))
    out += classes("discount", value.discount_use(season=a, clearance=b, long_term=c))
    cost = some_numbers(207, 100.0)
    calls = loyalty.strategies(
        identifies=a, rewarded=b, reward_works=c, hindered=d, switching_cost=cost
    )
    out.append(line("strategies", calls.apply, np.int32))
    out.append(line("strategies.unknown", calls.unknown, np.int32))

    margin, stays, applies = numbers(208, 90.0), numbers(209, 1.0), bits(210)
    case = economics.strategy_case(
        margin, stays, applies, discount=0.125, relative=0.0625, cost=2.0
    )
    out.append(line("strategy_case", [case.gain, case.total_cost, case.net, case.break_even_cost]))
    loyal = numbers(211, 100.0)
    out.append(line("per_unit", [economics.retention_per_unit(loyal, applies)]))
    lift = economics.RetentionLift(economics.MarginMultiple(0.125))
    effect = lift.effect(margin, stays, relative=0.25, measure=loyal, retention_per_unit=0.0078125)
    out.append(line("loyalty_lift", [effect.before, effect.after, effect.capped]))
    tier = column(212, lambda v: v % 3 + 1, np.int32)
    ratio = value.tier_ratio(margin, tier, first=1, second=3, confidence=0.9)
    out.append(line("tier_ratio", [ratio.ratio, *ratio.interval]))

    response = numbers(213, 1.0) + 0.125
    least = column(214, lambda v: v % 3, np.float64)
    most = column(215, lambda v: v % 5 + 2, np.float64)
    bounds = {"least": least, "most": most}
    plan = economics.allocate_effort(margin, response, 1500.5, **bounds)
    out.append(line("effort", plan.effort))
    totals = [plan.price, plan.spent, plan.total_gain, plan.total_undone_gain]
    out.append(line("effort.all", totals))
    plan = economics.allocate_hours(margin, response, 1500, **bounds)
    out.append(line("hours", plan.effort))
    out.append(line("hours.undone", plan.undone_gain))
    options = economics.choose_options(counts(216, 199), counts(217, 6), margin, 120)
    out.append(line("options", options.chosen, np.uint8))
    out.append(line("options.all", [options.total_gain, options.total_undone_gain]))

    basket, product = column(218, lambda v: v % 150, np.int64), counts(219, 11)
    rules = value.basket_rules(basket, product, min_support=0.0625)
    out.append(line("rules.lift", rules.lift))
    out.append(line("rules.first", rules.antecedent.astype(np.uint32), np.uint32))
    offers = value.next_products(rules, counts(220, 299), product, 300)
    out.append(line("next.value", offers.value))
    full = np.ones(ROWS)
    sale, _ = value.added_sale(stays, margin, otherwise=8.0 * full, cost=0.5 * full)
    out.append(line("added_sale", sale))

    opened = numbers(221, 400.0)
    handled = loyalty.complaint_handling(
        opened, opened + days, again=a, satisfied=b, now=500.0, target=24.0
    )
    told = [
        handled.waiting, handled.mean_response, handled.median_response, handled.within_target,
        *handled.within_target_interval, handled.recovered, handled.complained_again,
    ]  # fmt: skip
    out.append(line("handling", told))
    cards = gaps.dealer_cards(counts(222, 19), counts(223, 2), cost, weights=[3, 2, 1], dealers=20)
    out.append(line("dealers.total", cards.total))
    out.append(line("dealers.rank", cards.rank, np.uint64))
    out.append(line("dealers.means", cards.means.ravel()))
    due = [day(20_000 + int(n)) for n in column(224, lambda v: v % 60, np.int32)]
    late = column(225, lambda v: -1 if v % 3 == 0 else v % 50, np.int32)
    done = [None if n < 0 else day(20_000 + int(n)) for n in late]
    owner = ["Ada" if one else None for one in bits(226)]
    plan = gaps.plan_progress(due, done, owner, today=day(20_050))
    out.append(line("plan", plan.states, np.int32))
    counted = [plan.in_time, plan.late, plan.open, plan.overdue, plan.unowned]
    return [*out, line("plan.counts", counted, np.uint64), *records()]


def records() -> list[str]:
    def noted(seed: int) -> list[datetime.date | None]:
        late = column(seed, lambda v: -1 if v % 3 == 0 else v % 900, np.int64)
        return [None if n < 0 else day(20_000 + int(n) - 900) for n in late]

    names, ends = noted(231), noted(232)
    today = day(20_000)
    kept = {"name": names, "contract_end": ends}
    quality = customer.record_quality(kept, today=today, half_life_days=256.0)
    numbered = [np.nan if end is None else end.toordinal() - DAY for end in ends]
    gone = customer.record_erasure(
        quality.present, contract_end=numbered, today=20_000, hold_days=400
    )
    both = np.column_stack([quality.completeness, quality.freshness])
    out = [line("records.quality", both.ravel())]
    held = np.column_stack([gone.erased, gone.held])
    out.append(line("records.held", held.ravel(), np.int32))
    phones = [
        "" if v < 0 else f"+{v}"
        for v in column(233, lambda v: -1 if v % 4 == 0 else v % 401, np.int64)
    ]
    emails = [f"A{v}@x" for v in column(234, lambda v: v % 701, np.int64)]
    first, shared = customer.duplicates(phone=phones, email=emails)
    out.append(line("duplicates", first, np.uint32))
    return [*out, line("duplicates.shared", shared, np.uint32)]


def customers() -> list[str]:
    a, b, c, d = (flags(seed) for seed in (1, 2, 3, 4))
    purchases, since = some_counts(6), some_numbers(7, 1460.0)
    v, w, x, y, z = (some_numbers(seed, 5.0) for seed in range(8, 13))
    interval = some_numbers(13, 224.0)
    out = classes("relation", customer.relation(own_use=a, builds_in=b, inside=c, resells=d))
    share = some_numbers(5, 1.0)
    out += classes("importance", customer.importance(share, vip=0.03125, important=0.25))
    lifecycle = customer.lifecycle(
        purchases,
        days_since_last=since,
        need=a,
        targeted=b,
        has_left=c,
        lost_for_good_after_days=1095.0,
    )
    out += classes("lifecycle", lifecycle)
    bond = customer.bond(
        invites=a, calls_after_sale=b, calls_regularly=c, works_together=d, rule="cumulative"
    )
    out += classes("bond", bond)
    orientation = customer.orientation(novelty=v, leadership=w, following=x, weighing=y, saving=z)
    out += classes("orientation", orientation)
    out += classes("usage", customer.usage(interval))
    contact = customer.contact(
        consent=a, contacts=purchases, days_since_contact=some_numbers(14, 28.0)
    )
    out += classes("contact", contact)
    out += classes("win_back", customer.win_back(since, some_numbers(15, 28.0)))

    status = column(16, lambda n: n % 3 + 4, np.int32)
    event = column(17, lambda n: n % 7 + 1, np.int32)
    out.append(line("after_event", customer.after_event(status, event), np.int32))
    words = (["few", "medium", "many"], ["low", "medium", "high"])
    number, margin = (
        column(seed, lambda n, of=of: of[n % 3], object) for seed, of in zip((18, 19), words)
    )
    lower, upper = customer.bond_suited(number, margin)
    out.append(line("bond_suited.lower", lower, np.int32))
    out.append(line("bond_suited.upper", upper, np.int32))
    tiers, boundary = customer.interval_tiers(interval, [7, 14, 28, 91, 182])
    out.append(line("interval_tiers", tiers, np.int32))
    out.append(line("interval_tiers.boundary", boundary, np.uint8))
    month = column(20, lambda n: n % 12 + 1, np.uint32)
    of_month = column(21, lambda n: n % 28 + 1, np.uint32)
    near = customer.days_to_birthday(month, of_month, day(19790))
    out.append(line("days_to_birthday", near))
    per_year, upgrades = customer.relationship_depth(
        numbers(22, 2000.0), column(23, lambda n: n % 9 + 6, np.uint32), counts(24, 6)
    )
    out.append(line("depth.per_year", per_year))
    out.append(line("depth.upgrades", upgrades))
    sold = column(26, lambda n: n % 9 - 4, np.int64)
    breadth = customer.relationship_breadth(counts(25, 79), sold, 80)
    out.append(line("breadth", breadth, np.uint32))
    personas = list(customer.persona_counts(bits=counts(27, 15)).values())
    out.append(line("personas", personas, np.uint64))
    return out


def ladders() -> list[str]:
    a, b, c, d, e, f, g, h = (flags(seed) for seed in range(31, 39))
    purchases, products = some_counts(39), some_counts(40)
    stage = loyalty.griffin_ladder(
        purchases,
        products=products,
        need=a,
        need_now=b,
        ability=c,
        likes=d,
        regular=e,
        buys_all=f,
        resists=g,
        recommends=h,
    )
    out = classes("griffin", stage)
    tenure = some_numbers(41, 192.0)
    out += classes("standing", loyalty.standing(purchases, tenure_days=tenure, loyal=a))
    phases = {"cognitive": a, "affective": b, "conative": c, "action": d}
    out += classes("phases.oliver", loyalty.four_phases(**phases, rule="highest"))
    out += classes("phases.impulse_first", loyalty.four_phases(**phases, order="impulse_first"))
    out += classes("trust", loyalty.trust_levels(fits=a, prefers=b, sustained=c))
    satisfied = column(43, lambda n: n % 8 > 0, np.uint8)
    streaks = loyalty.satisfied_streaks(counts(42, 99), satisfied, ROWS)
    out.append(line("streaks", streaks, np.uint32))
    kept, failures = loyalty.trusted_episodes(counts(42, 99), satisfied, ROWS)
    out.append(line("trusted", kept, np.uint32))
    out.append(line("failures", failures, np.uint32))
    out += classes("earned_trust", loyalty.earned_trust(kept, failures=failures))
    x, y, z = (some_numbers(seed, 100.0) for seed in (44, 45, 46))
    out += classes("gates", loyalty.loyalty_gates(x, delight=y, trust=z))
    s, t, u, v = levels(47, 5), levels(48, 5), levels(49, 5), levels(50, 3)
    out += classes("secure", loyalty.secure_customer(satisfaction=s, continues=t, recommends=u))
    out += classes("apostle", loyalty.apostle_matrix(x, y))
    found = loyalty.apostle_propositions(x, y)
    numbers = [*found.satisfied, *found.dissatisfied, *found.fully_satisfied, found.n_missing]
    out.append(line("propositions", numbers, np.uint64))
    out += classes("attitude_behaviour", loyalty.attitude_behaviour(x, y, cuts=(50, 75)))
    out += classes("reciprocal", loyalty.reciprocal_loyalty(x, y, cuts=(50, 75)))
    out += classes("service", loyalty.service_matrix(x, y, cuts=(50, 75)))
    answers = {"satisfaction": s, "repurchase": some_numbers(51, 1.0), "recommendation": v}
    out += classes("three_indicator", loyalty.three_indicator(**answers))
    index = loyalty.three_indicator_index(**answers)
    out.append(line("three_indicator.index", index.index))
    means = [index.mean, index.satisfaction, index.repurchase, index.recommendation]
    out.append(line("three_indicator.mean", means))
    return out


def indices() -> list[str]:
    m = [some_numbers(seed, 12.0) for seed in range(61, 69)]
    names = ["quantity", "frequency", "uses", "spend"]
    befores = ["quantity_before", "frequency_before", "use_before", "spend_before"]
    behaviour = dict(zip(befores, m[::2])) | dict(zip(names, m[1::2]))
    out = classes("growth", loyalty.growth(**behaviour))
    x, y, z = (some_numbers(seed, 100.0) for seed in (69, 70, 71))
    four = loyalty.four_indicators(satisfaction=x, value=y, awareness=z, **behaviour)
    out.append(line("four.growth", four.growth))
    means = [four.satisfaction, four.value, four.awareness, four.mean_growth]
    out.append(line("four.mean", means))
    out.append(line("four.n", four.n_used, np.uint64))
    seven = loyalty.seven_indicators(
        repurchase=m[0],
        choosing_time=m[1],
        attention=m[2],
        competitor_attention=m[3],
        price_sensitivity=m[4],
        identification=m[5],
        defect_tolerance=m[6],
        ranges=[(0, 12 + 2 * at + 1) for at in range(7)],
        weights=[3, 1, 2, 1, 1, 2, 0.5],
    )
    out.append(line("seven.index", seven.index))
    out.append(line("seven.mean", [seven.mean]))
    out.append(line("mean_of_three", loyalty.mean_of_three(x, y, z, scale=(0, 100))))
    p, q, r = (numbers(seed, 10.0) for seed in (72, 73, 74))
    out.append(line("switching_cost", loyalty.switching_cost(p, q, r, weights=(3, 1, 2))))
    out.append(line("behaviour_growth", loyalty.behaviour_growth(p, q)))
    tree = loyalty.five_factors()
    out.append(line("five_factors", tree.parents, np.int32))
    scores = loyalty.driver_scores(tree.parents, p[: len(tree.parents)], tree.weights)
    out.append(line("driver_scores", scores))
    share = loyalty.share_of_wallet(p, p + q)
    out.append(line("share_of_wallet", [share.ratio_of_sums, share.mean_of_ratios]))
    ratings = x.reshape(-1, 5)
    out.append(line("rank_shares", loyalty.rank_shares(ratings).ravel()))
    out.append(line("brand_use", [loyalty.brand_use(ratings).mean_set]))
    out.append(line("iceberg", loyalty.complaint_iceberg(40, 0.04, 0.96)))

    # Keys: every third customer responded, and some respondents are nobody.
    respondents = [3 * key - 60 for key in range(300)]
    table = [599 - 2 * key for key in range(300)]
    join = loyalty.survey_join(respondents, table)
    out.append(line("join", join.rows, np.int64))
    out.append(line("join.matched", [join.matched], np.uint64))
    text = loyalty.survey_join(
        [f"顾客{key}" for key in respondents], [f"顾客{key}" for key in table]
    )
    out.append(line("join.text", text.rows, np.int64))
    return out


def rates() -> list[str]:
    found = retention.movement_between(bits(81), bits(82), bits(83))
    rates = [
        found.retention,
        found.churn_of_start,
        found.churn_of_average,
        found.churn_of_exposed,
        found.churn_net_of_reactivation,
        found.growth,
    ]
    out = [line("movement", rates)]
    out.append(line("revenue", retention.revenue_retention(1000.1, 99.9, 50.3, 250.7)))
    repeat = retention.repeat_rates(counts(84, 6))
    out.append(line("repeat", [repeat.repeat_customer_rate, repeat.repeat_order_rate]))
    before, after = (column(seed, lambda n: n % 5, np.int32) for seed in (85, 86))
    moved = retention.funnel(before, after, 4)
    out.append(line("transitions", moved.counts.ravel(), np.uint64))
    out.append(line("funnel.rates", moved.rates.ravel()))
    out.append(line("funnel.conversions", moved.conversions.ravel()))
    moves = [moved.climbed, moved.stayed, moved.fell, moved.n_missing]
    out.append(line("funnel", moves, np.uint64))
    at, speed = retention.retention_projection(0.95, 9.0, 0.8, numbers(87, 40.0))
    out += [line("projection", at), line("projection.speed", [speed])]
    bucket = retention.leaky_bucket(1234.5, 67.8, [0.013, 0.027, 0.031], periods=24)
    out.append(line("bucket.series", bucket.series))
    out.append(line("bucket.lost", bucket.lost_by_cause))
    out.append(line("bucket", [bucket.churn, bucket.steady_state, bucket.to_stand_still]))
    found = retention.defection_analysis(
        2000,
        lost=[120, 80, 7],
        profit_per_customer=[300.25, 500.5, -20.0],
        preventable=[0.5, 0.75, 0.1],
        programme_cost=[10_000, 40_000, 5],
        groups=[3, 4, 0],
    )
    out.append(line("defection.lost_profit", found.lost_profit_by_cause))
    out.append(line("defection.net_gain", found.net_gain_by_cause))
    out.append(line("defection.break_even", found.break_even_by_cause))
    totals = [found.rate, found.lost_profit, found.net_gain, found.worthwhile_gain]
    out.append(line("defection", totals))
    out.append(line("defection.lost_by_group", found.lost_by_group, np.uint64))
    out.append(line("defection.profit_by_group", found.lost_profit_by_group))
    return out


def cohort(name: str, table: retention.CohortTable) -> list[str]:
    active, rates, partial = table.cells()
    return [
        line(f"{name}.active", active.ravel(), np.uint64),
        line(f"{name}.rates", rates.ravel()),
        line(f"{name}.partial", partial.ravel(), np.uint8),
        line(f"{name}.curve", table.curve("pooled")["rate"]),
        line(f"{name}.curve", table.curve("simple")["rate"]),
    ]


def cohorts() -> list[str]:
    who = column(91, lambda n: n % 120, np.int64)
    when = column(92, lambda n: 19724 + n % 200, np.int32)
    window = {"first_day": day(19723), "last_day": day(19925)}
    table = retention.CohortTable.of_purchases(who, when, **window)
    out = cohort("cohort", table)
    table = retention.CohortTable.of_purchases(
        [f"c{key}" for key in who], when, **window, activity="in_period_or_later"
    )
    out += cohort("cohort.text", table)
    table = retention.CohortTable.from_counts(
        [[100, 80, 70, 9], [60, 50, 5], [40, 3], [2]], partial_last=True
    )
    out += cohort("cohort.counts", table)
    of, period, left = table.survivors()
    out.append(line("survivors.cohort", of, np.int64))
    out.append(line("survivors.period", period, np.uint32))
    out.append(line("survivors", left, np.uint64))
    return out


def survival() -> list[str]:
    times, lost = column(93, lambda n: n % 60 + 1, np.float64), bits(94)
    curve = retention.KaplanMeier.new(times, lost)
    steps = curve.steps()
    out = [line("survival", steps["survival"]), line("survival.std_error", steps["std_error"])]
    at = [0, 0.5, 1, 7, 13.5, 30, 59, 60, 61]
    for interval in ("log", "log-log", "plain"):
        staying, low, high = curve.survival(at, interval=interval, confidence=0.9)
        out.append(line("survival.at", staying))
        out.append(line("survival.low", low))
        out.append(line("survival.high", high))
    out.append(line("survival.summary", [curve.quantile(), *curve.restricted_mean(36)]))
    test = retention.log_rank(times, lost, counts(95, 2))
    out.append(line("log_rank.observed", test.observed))
    out.append(line("log_rank.expected", test.expected))
    out.append(line("log_rank", [test.chi_square, test.p_value]))
    return out
