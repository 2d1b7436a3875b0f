"""What functions of the package do that no table says: their bodies.

Their parameters, types and documentation are in python/tools/functions.toml, from which the
public functions are generated.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _reading, _scalars
from ._choices import Language
from ._columns import Column
from ._evidence import Floats, Values, calculate, cells, entries, evidence, tabled
from ._customers import columns_of, customers
from ._library import array, call, defined, enumerator, initial, record, text_out, told
from ._records_of_quality import Correlation, FrequencySpend, HoldoutClasses, HoldoutErrors
from ._records_of_quality import Regularity
from ._records_of_surveys import Weighting
from ._records_of_value import BrandUse, Defection, Funnel, LeakyBucket, LogRank, TierEconomics
from ._records_of_value import TierStatistics
from ._results import AcquisitionRatios, BasketRules, DealerCards, NextProducts, PlanProgress
from ._results import RecordQuality, Tier
from .classification import Classification, class_names, vocabulary
from .errors import refuse

if TYPE_CHECKING:
    from .economics import MarginMultiple


def satisfied_streaks(
    customer: NDArray[np.uint32], satisfied: NDArray[np.uint8], customers: int
) -> NDArray[np.uint32]:
    streaks = _columns.output(customers, np.uint32, "customers")
    rows = len(customer)
    call("habitue_satisfied_streaks", customer, satisfied, rows, 0, streaks, None, customers)
    return streaks


def trusted_episodes(
    customer: NDArray[np.uint32], satisfied: NDArray[np.uint8], customers: int, *, tolerance: int
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    streaks = _columns.output(customers, np.uint32, "customers")
    failures = _columns.output(customers, np.uint32, "customers")
    number = _scalars.whole(tolerance, "tolerance", 0, 2**32 - 1)
    rows = len(customer)
    call(
        "habitue_satisfied_streaks", customer, satisfied, rows, number, streaks, failures, customers
    )
    return streaks, failures


def plan_progress(due: Column, done: Column, owner: Column, *, today: Any) -> PlanProgress:
    owners = [
        None if _scalars.absent(who) else _scalars.string(who, "owner")
        for who in _scalars.sequence(owner, "owner")
    ]
    given: dict[str, NDArray[Any] | None] = {
        "due": _columns.days(due, "due"),
        "done": _optional_days(done, "done"),
        "owned": np.array([who is not None for who in owners], np.uint8),
    }
    _columns.rows(**given)
    found = calculate("PLAN_PROGRESS", given, today=_columns.day(today, "today"))
    counts = {name: found.count(name) for name in ("in_time", "late", "open", "overdue", "unowned")}
    return PlanProgress(states=found.codes("state"), **counts)


def dealer_cards(
    dealer: NDArray[np.uint32],
    dimension: NDArray[np.uint32],
    score: Column,
    *,
    weights: Column,
    dealers: int,
    confidence: float,
) -> DealerCards:
    scores = _columns.aligned(True, score=score)["score"]
    shares = _columns.floats(weights, "weights")
    count = _scalars.whole(dealers, "dealers", 0, 2**31 - 1)
    columns: dict[str, NDArray[Any] | None] = {
        "dealer": dealer,
        "dimension": dimension,
        "score": scores,
    }
    rows = _columns.rows(**columns)
    settings = {"weights": shares.tolist(), "confidence": _scalars.real(confidence, "confidence")}
    given = evidence(rows, columns, settings)
    cards = array(_abi.habitue_dealer_card, count)
    means = _columns.output(count * len(shares))
    call("habitue_dealer_cards", given, cards, count, means, len(means))
    return DealerCards(**_columns.records(cards), means=means.reshape(count, len(shares)))


def record_quality(
    confirmed: Mapping[str, Column],
    *,
    today: Any,
    weights: Mapping[str, float] | None,
    half_life_days: float,
) -> RecordQuality:
    given = _scalars.mapping(confirmed, "confirmed")
    columns: dict[str, NDArray[Any] | None] = {}
    for name in given:
        columns[name] = _optional_days(given[name], name)
    _columns.rows(**columns)
    code = _abi.HABITUE_FORMULA_RECORD_QUALITY
    fields = [field.symbol for field in entries(_abi.HABITUE_LIST_FORMULA_INPUTS + code)]
    own = {} if weights is None else _scalars.mapping(weights, "weights")
    for name in own:
        if name not in fields:
            refuse(_abi.HABITUE_NOT_READ, "weights", f"{name!r} is no field of a record")
    shares = [_scalars.real(own.get(field, 1.0), "weights") for field in fields]
    days = _scalars.real(half_life_days, "half_life_days")
    found = calculate(
        "RECORD_QUALITY",
        columns,
        today=_columns.day(today, "today"),
        weights=shares,
        half_life_days=days,
    )
    return RecordQuality(
        completeness=found.column("completeness"),
        freshness=found.column("freshness"),
        missing=found.codes("missing"),
        present=found.codes("present"),
    )


def _optional_days(column: Column, name: str) -> NDArray[np.float64]:
    cells = _scalars.sequence(column, name)
    days = [None if _scalars.absent(cell) else _columns.day(cell, name) for cell in cells]
    return np.array([np.nan if day is None else float(day) for day in days], np.float64)


def duplicates(
    *,
    phone: Column | None,
    email: Column | None,
    name: Column | None,
    birthday: Column | None,
    document: Column | None,
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    named = {
        "phone": phone, "email": email, "name": name, "birthday": birthday, "document": document
    }  # fmt: skip
    given = {
        key: ["" if _scalars.absent(cell) else cell for cell in _scalars.sequence(own, key)]
        for key, own in named.items()
        if own is not None
    }
    columns: dict[str, Any] = {key: _columns.texts(own, key) for key, own in given.items()}
    rows = _columns.rows(**columns) if columns else 0
    first = _columns.output(rows, np.uint32)
    shared = _columns.output(rows, np.uint32)
    call("habitue_duplicates", evidence(rows, columns, {}), first, shared, rows)
    return first, shared


_RECORD_DAYS = ("birthday", "contract_start", "contract_end")


def record_export(
    values: Mapping[str, Column],
    confirmed: Mapping[str, Column],
    *,
    customer: Column | None,
) -> str:
    given = _scalars.mapping(values, "values")
    noted = _scalars.mapping(confirmed, "confirmed")
    code = _abi.HABITUE_FORMULA_RECORD_QUALITY
    fields = [field.symbol for field in entries(_abi.HABITUE_LIST_FORMULA_INPUTS + code)]
    columns: dict[str, Any] = {}
    for name in given:
        if name not in fields:
            allowed = ", ".join(fields)
            reason = f"{name!r} is no field of a record; allowed: {allowed}"
            refuse(_abi.HABITUE_NOT_READ, "values", reason)
        if name in _RECORD_DAYS:
            columns[name] = _optional_days(given[name], name)
        elif name == "consent":
            columns[name] = _flags_or_nan(given[name], name)
        else:
            cells = _scalars.sequence(given[name], name)
            known = ["" if _scalars.absent(cell) else cell for cell in cells]
            columns[name] = _columns.texts(known, name)
    for name in noted:
        if name not in given:
            refuse(_abi.HABITUE_NOT_READ, "confirmed", f"{name!r} is no field of the values")
        columns[f"{name}_confirmed"] = _optional_days(noted[name], name)
    rows = _columns.rows(**columns) if columns else 0
    keys = [str(row) for row in range(rows)] if customer is None else customer
    columns["customer"] = _columns.texts(keys, "customer")
    _columns.rows(**columns)
    return text_out("habitue_records_export", evidence(rows, columns, {}))


def _flags_or_nan(column: Column, name: str) -> NDArray[np.float64]:
    cells = _scalars.sequence(column, name)
    known = [
        np.nan if _scalars.absent(cell) else float(_scalars.flag(cell, name)) for cell in cells
    ]
    return np.array(known, np.float64)


def basket_rules(
    basket: _columns.Texts | NDArray[np.int64],
    product: _columns.Texts | NDArray[np.int64],
    *,
    min_support: float,
) -> BasketRules:
    (lines, _), (products, names) = _numbered(basket), _numbered(product)
    support = _scalars.real(min_support, "min_support")
    arguments = lines.astype(np.uint64), products.astype(np.uint32), len(lines), support
    needed = ctypes.c_size_t()
    call("habitue_basket_rules", *arguments, None, 0, needed)
    rules = array(_abi.habitue_basket_rule, needed.value)
    call("habitue_basket_rules", *arguments, rules, len(rules), needed)
    found = _columns.records(rules)
    labels = names.astype(object)
    sides = {side: labels[found[side]] for side in ("antecedent", "consequent")}
    return BasketRules(**{**found, **sides})


def next_products(
    rules: BasketRules,
    customer: NDArray[np.uint32],
    product: _columns.Texts | NDArray[np.int64],
    customers: int,
) -> NextProducts:
    _scalars.instance(rules, BasketRules, "rules")
    count = _scalars.whole(customers, "customers", 0, 2**31 - 1)
    own, names = _numbered(product)
    sides = [np.asarray(side, object) for side in (rules.antecedent, rules.consequent)]
    numbers = {
        name: _columns.floats(getattr(rules, name), name)
        for name in ("confidence", "lift", "worth")
    }
    _columns.rows(antecedent=sides[0], consequent=sides[1], **numbers)
    known = {name: at for at, name in enumerate(names.tolist())}
    for name in np.concatenate(sides).tolist():
        known.setdefault(name, len(known))
    codes = {
        side: [known[name] for name in column.tolist()]
        for side, column in zip(("antecedent", "consequent"), sides)
    }
    table = array(_abi.habitue_basket_rule, len(sides[0]))
    columns: dict[str, Any] = {**numbers, **codes}
    for name, cells_of in columns.items():
        for row, cell in zip(table, cells_of):
            setattr(row, name, cell)
    offers = array(_abi.habitue_next_product, count)
    products = own.astype(np.uint32)
    call("habitue_next_products", table, len(table), customer, products, len(own), offers, count)
    found = _columns.records(offers)
    back = np.array([*known, None], object)
    none = found["product"] < 0
    for side in ("product", "because"):
        found[side] = back[np.where(none, -1, found[side])]
    return NextProducts(**found)


def _numbered(column: _columns.Texts | NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[Any]]:
    cells = column.strings() if isinstance(column, _columns.Texts) else column
    names, codes = np.unique(cells, return_inverse=True)
    return codes, names


def bond_suited(
    customers: Column, margins: Column, table: Column | None
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    extents = {}
    for name, column in (("customers", customers), ("margins", margins)):
        given = [column] if isinstance(column, str) else _columns.strings(column, name)
        codes = [enumerator(_EXTENTS[name], word, name) for word in given]
        extents[name] = np.array(codes, np.int32)
    rows = max(map(len, extents.values()))
    both = {n: np.repeat(c, rows) if len(c) == 1 else c for n, c in extents.items()}
    _columns.rows(**both)
    settings = {}
    if table is not None:
        settings["table"] = _columns.codes(_flat(table), "table").tolist()
        if len(settings["table"]) != 18:
            reason = f"has {len(settings['table'])} entries where 3 x 3 x 2 are needed"
            refuse(_abi.HABITUE_BAD_LENGTH, "table", reason)
    found = calculate("RELATIONSHIP_SUITED", both, **settings)
    return found.codes("lower"), found.codes("upper")


def relationship_breadth(
    customer: NDArray[np.uint32], line: _columns.Texts | NDArray[np.int64], customers: int
) -> NDArray[np.uint32]:
    if isinstance(line, _columns.Texts):
        _, numbers = np.unique(line.strings().astype(str), return_inverse=True)
        line = numbers.astype(np.int64)
    breadth = _columns.output(customers, np.uint32, "customers")
    call("habitue_relationship_breadth", customer, line, len(line), breadth, customers)
    return breadth


def persona_counts(tags: Column | None, language: Language, bits: Column | None) -> dict[str, int]:
    if (tags is None) == (bits is None):
        refuse(_abi.HABITUE_BAD_ARGUMENT, "tags", "tags or bits are needed, one or the other")
    column = _persona_bits(tags) if bits is None else _columns.counts(bits, "bits")
    counts = calculate("PERSONA_COUNTS", {"tags": column}).values()
    return dict(zip(vocabulary("persona tag", language).values(), map(int, counts)))


def delivered_value(
    benefits: Sequence[Column], costs: Sequence[Column], complaints: Sequence[Column] | None
) -> tuple[Floats, Floats]:
    given: dict[str, Column] = {}
    for (name, parts), group in zip(_PARTS.items(), (benefits, costs, complaints)):
        if name == "complaints" and group is None:
            continue
        own = _scalars.sequence(group, name)
        if len(own) != len(parts) and (name != "complaints" or own):
            reason = f"has {len(own)} columns where {len(parts)} are needed"
            refuse(_abi.HABITUE_BAD_LENGTH, name, reason)
        given |= {f"{name}[{i}]": column for i, column in enumerate(own)}
    names = [part for parts in _PARTS.values() for part in parts]
    columns = {name: _columns.floats(column, name) for name, column in given.items()}
    _columns.rows(**columns)
    found = calculate("DELIVERED_VALUE", dict(zip(names, columns.values())))
    return found.column("difference"), found.column("ratio")


def referral_values(
    referrer: Column, *, customers: int, discount: float, **numbers: Values
) -> Floats:
    who = _columns.counts(referrer, "referrer")
    columns = {
        name: np.full(len(who), _scalars.real(column, name))
        if _columns.is_single(column)
        else _columns.floats(column, name)
        for name, column in numbers.items()
    }
    rows = _columns.rows(referrer=who, **columns)
    out = _columns.output(customers, name="customers")
    referrals = initial(_abi.habitue_referrals, rows=rows, referrer=who, **columns)
    call("habitue_referrals_value", referrals, discount, out, customers)
    return out


def acquisition_ratios(
    spend: Values, customers: Values, *, terms: MarginMultiple | None, **columns: Values
) -> tuple[AcquisitionRatios, AcquisitionRatios]:
    if terms is not None and not hasattr(terms, "_settings"):
        refuse(_abi.HABITUE_BAD_ARGUMENT, "terms", f"is {terms!r}; a MarginMultiple is needed")
    settings = {"discount": 0.0} if terms is None else terms._settings
    given = {"spend": spend, "customers": customers, **columns, **settings}
    found = tabled("ACQUISITION_RATIOS", given)
    each = {name: column for name, column in found.items() if not name.startswith("blended_")}
    blended = {name: np.array([found[f"blended_{name}"]]) for name in each}
    return AcquisitionRatios(**each), AcquisitionRatios(**blended)


def rank_shares(ratings: Floats) -> Floats:
    return _rank_shares(ratings)[0]


def brand_use(ratings: Floats) -> BrandUse:
    used = _rank_shares(ratings)[1]
    return record(BrandUse, used, applies=None if used.applies == 2 else bool(used.applies))


def tier_statistics(
    values: NDArray[Any], tier: NDArray[np.int32], tiers: Sequence[Tier]
) -> list[TierStatistics]:
    listed = _tiers(tiers)
    held = array(_abi.habitue_tier, len(listed))
    call("habitue_tier_statistics", cells(values), tier, len(tier), held, len(held))
    return statistics(listed, held, values)


def tier_economics(
    tier: NDArray[np.int32],
    tiers: Sequence[Tier],
    revenue: NDArray[np.int64],
    profit: NDArray[np.int64] | None,
    lifetime_value: Floats,
) -> list[TierEconomics]:
    listed = _tiers(tiers)
    found = array(_abi.habitue_tier_economics, len(listed))
    columns = tier, revenue, profit, lifetime_value, len(tier)
    call("habitue_tier_economics_of", *columns, found, len(found))
    unknown = {"profit": None} if profit is None else {}
    return [
        record(TierEconomics, one, name=tier.name, name_zh=tier.name_zh, **unknown)
        for tier, one in zip(listed, found)
    ]


def matrix_cuts(x: Floats, y: Floats, method: int) -> tuple[float, float]:
    first, second = (
        calculate("CUT_POINT", {"value": column}, method=method).number("cut") for column in (x, y)
    )
    return first, second


def ranks(values: NDArray[Any], ties: int, threads: int) -> NDArray[np.uint64]:
    out = _columns.output(len(values), np.uint64)
    call("habitue_ranks", cells(values), len(values), ties, threads, out)
    return out


def key_account_scores(
    criteria: Sequence[Column], benefit: Column, weights: Column, method: int
) -> Floats:
    given = _scalars.sequence(criteria, "criteria")
    if not given:
        refuse(_abi.HABITUE_EMPTY_INPUT, "criteria", "is empty; at least one column is needed")
    columns = {f"criterion {i}": _columns.floats(c, f"criterion {i}") for i, c in enumerate(given)}
    rows = _columns.rows(**columns)
    flags = _columns.flags(benefit, "benefit")
    relative = _columns.floats(weights, "weights")
    count = _columns.rows(benefit=flags, weights=relative, criteria=list(columns))
    matrix, out = np.concatenate(list(columns.values())), _columns.output(rows)
    call("habitue_key_account_scores", method, matrix, flags, relative, count, rows, out)
    return out


def key_accounts(
    score: Floats, share: float, active: NDArray[np.uint8] | None = None
) -> NDArray[np.uint64]:
    out, needed = _columns.output(len(score), np.uint64), ctypes.c_size_t()
    arguments = score, active, len(score), share, out, len(out), needed
    call("habitue_key_accounts", *arguments, words={"scores": "score"})
    best: NDArray[np.uint64] = out[: needed.value].copy()
    return best


def lost_key_accounts(score: Floats, active: NDArray[np.uint8], share: float) -> NDArray[np.uint64]:
    return key_accounts(score, share, active)


def ahp_weights(comparisons: Floats) -> tuple[Floats, float | None]:
    if comparisons.shape[0] != comparisons.shape[1]:
        reason = f"has {comparisons.shape[0]} rows and {comparisons.shape[1]} columns"
        refuse(_abi.HABITUE_BAD_LENGTH, "comparisons", reason)
    out, ratio = _columns.output(len(comparisons)), ctypes.c_double()
    call("habitue_ahp_weights", comparisons.reshape(-1), len(out), out, ratio)
    return out, defined(ratio.value)


def count_transitions(before: Column, after: Column, classes: int) -> NDArray[np.uint64]:
    return moves(before, after, classes, "classes")


def funnel(
    before: Column | Classification, after: Column | Classification, classes: int | None
) -> Funnel:
    if isinstance(before, Classification) and isinstance(after, Classification):
        if before.scheme != after.scheme:
            reason = f"is of scheme {after.scheme} and before of {before.scheme}: two schemes"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "after", reason)
        classes = len(class_names(before.scheme)) - 1
    if classes is None:
        refuse(_abi.HABITUE_MISSING_VALUE, "classes", "is needed with class codes")
    old, new = (one.codes if isinstance(one, Classification) else one for one in (before, after))
    counts = moves(old, new, classes, "classes")
    rates, conversions = np.empty((classes, classes)), np.empty((classes, classes))
    found = _abi.habitue_moves()
    call("habitue_transitions_rates", counts, classes, rates, conversions, found)
    return record(Funnel, found, counts=counts, rates=rates, conversions=conversions)


def leaky_bucket(
    customers: float, acquired: float, rates: Column | Mapping[str, float], periods: int = 0
) -> LeakyBucket:
    names: tuple[str, ...] = ()
    if isinstance(rates, Mapping):
        names, rates = tuple(rates), list(rates.values())
    causes = _columns.floats(rates, "rates")
    steps = _scalars.whole(periods, "periods", 0, 2**32 - 2) + 1
    after = _columns.output(steps, np.uint32, "periods")
    after[:] = np.arange(steps, dtype=np.uint32)
    base = {"customers": customers, "acquired": acquired}
    found = calculate("LEAKY_BUCKET", {"rates": causes}, **base)
    churn, level, still = (found.number(n) for n in ("churn", "steady_state", "to_stand_still"))
    series = calculate("BUCKET_LEVEL", {"periods": after}, churn=churn, **base)["customers"]
    return LeakyBucket(series, found["lost"], names, churn, level, still)


_CAUSE_GROUPS = ("unknown", "customer", "external", "competition", "experience")
"""How outputs of DEFECTION end, by the code of the group."""


def defection_analysis(customers: int, *, lost: Column, **given: Values) -> Defection:
    left = _columns.counts(lost, "lost").astype(np.uint64)
    columns: dict[str, NDArray[Any]] = {"lost": left}
    for name, column in given.items():
        read = _columns.codes if name == "groups" else _columns.floats
        many = [column] * len(left) if _columns.is_single(column) else column
        columns[name] = read(many, name)
    _columns.rows(**columns)
    found = calculate("DEFECTION", columns, customers=customers)
    lost_by_group, profit_by_group = (
        np.array([found.number(f"{what}_{group}") for group in _CAUSE_GROUPS])
        for what in ("lost", "profit")
    )
    return Defection(
        lost=found.count("total_lost"),
        rate=found.number("rate"),
        lost_profit=found.number("total_lost_profit"),
        net_gain=found.number("total_net_gain"),
        worthwhile_gain=found.number("worthwhile_gain"),
        lost_profit_by_cause=found["lost_profit"],
        net_gain_by_cause=found["net_gain"],
        break_even_by_cause=found["break_even"],
        lost_by_group=lost_by_group.astype(np.uint64),
        lost_profit_by_group=profit_by_group,
    )


def log_rank(
    times: Floats, lost: NDArray[np.uint8], group: NDArray[np.uint32], groups: int | None
) -> LogRank:
    number = int(group.max(initial=0)) + 1 if groups is None else groups
    columns: dict[str, NDArray[Any] | None] = {"time": times, "lost": lost, "group": group}
    found = calculate("LOG_RANK", columns, groups=number)
    observed, expected = np.zeros(number), np.zeros(number)
    observed[group], expected[group] = found["observed"], found["expected"]
    freedom = found.count("degrees_of_freedom")
    chi_square, p_value = found.number("chi_square"), found.number("p_value")
    return LogRank(chi_square, freedom, p_value, observed, expected)


_EXTENTS = {
    "customers": {"few": 1, "medium": 2, "many": 3},
    "margins": {"low": 1, "medium": 2, "high": 3},
}
"""The words for ``HABITUE_EXTENT_...``, low to high."""


def _flat(table: Any) -> list[Any]:
    """The entries of nested sequences in order."""
    if isinstance(table, (list, tuple, np.ndarray)):
        return [entry for part in table for entry in _flat(part)]
    return [table]


def _persona_bits(tags: object) -> NDArray[np.uint32]:
    both = vocabulary("persona tag", "en"), vocabulary("persona tag", "zh")
    named = {name: code for names in both for code, name in names.items()}
    codes = sorted(set(named.values()))
    found = []
    for row, own in enumerate(_scalars.sequence(tags, "tags")):
        several = [] if own is None else own
        if isinstance(several, str) or not hasattr(several, "__iter__"):
            several = [several]
        bits = 0
        for tag in several:
            code = named.get(tag) if isinstance(tag, str) else tag
            if isinstance(code, (bool, np.bool_)) or code not in codes:
                allowed = ", ".join(map(str, [*codes, *named]))
                reason = f"{tag!r} is no tag; allowed: {allowed}"
                refuse(_abi.HABITUE_OUT_OF_RANGE, "tags", reason, row)
            bits |= int(code)
        found.append(bits)
    return np.array(found, np.uint32)


_PARTS = {
    "benefits": ("product", "services", "personnel", "image"),
    "costs": ("money", "time", "psychic", "energy"),
    "complaints": ("complaint_time", "complaint_energy", "recovery"),
}


def _rank_shares(ratings: Floats) -> tuple[Floats, Any]:
    shares, used = np.empty_like(ratings), _abi.habitue_brand_use()
    call("habitue_rank_shares", ratings, *ratings.shape, shares, ctypes.byref(used))
    return shares, used


def _tiers(tiers: object) -> list[Tier]:
    """Tiers as `Pyramid.tiers` gives them."""
    return [_scalars.instance(tier, Tier, "tiers") for tier in _scalars.sequence(tiers, "tiers")]


def statistics(tiers: list[Tier], held: Any, values: NDArray[Any]) -> list[TierStatistics]:
    """What tiers hold; integers, exact, where the values are minor units."""
    found = []
    for tier, one in zip(tiers, held):
        known: dict[str, Any] = {"name": tier.name, "name_zh": tier.name_zh}
        if values.dtype == np.int64:
            known["total"] = one.exact_total
            ends = {"lowest": one.exact_lowest, "highest": one.exact_highest}
            known |= ends if one.customers else dict.fromkeys(ends)
        found.append(record(TierStatistics, one, **known))
    return found


_MOST_CLASSES = 10_000
"""More tiers or classes than there may be; a table of their moves still fits memory."""


def moves(before: Column, after: Column, most: object, name: str) -> NDArray[np.uint64]:
    """How many went from which code (row) to which (column), of 0 to ``most``."""
    old, new = _columns.codes(before, "before"), _columns.codes(after, "after")
    rows = _columns.rows(before=old, after=new)
    side = _scalars.whole(most, name, 0, _MOST_CLASSES) + 1
    counts = np.zeros((side, side), np.uint64)
    call("habitue_transitions_count", old, new, rows, side - 1, counts)
    return counts


def amounts(column: object, name: str) -> NDArray[Any]:
    """Int64 where the column holds whole numbers, else float64."""
    found = _reading.read(column, name)
    if found.kind == _reading.WHOLE:
        return _columns.integers_of(found, name, np.dtype(np.int64))
    return _columns.floats_of(found, name)


def _forecast(actual: Floats, expected: Floats, weights: Floats | None) -> Any:
    rows = _columns.rows(actual=actual, expected=expected, weights=weights)
    columns = {"actual": actual, "expected": expected, "weights": weights}
    return initial(_abi.habitue_forecast, rows=rows, **columns)


def holdout_errors(actual: Floats, expected: Floats, weights: Floats | None) -> HoldoutErrors:
    kind, forecast = _abi.habitue_forecast_errors, _forecast(actual, expected, weights)
    return record(HoldoutErrors, told("habitue_forecast_judge", kind, forecast))


def holdout_by(
    actual: Floats, expected: Floats, values: Floats, lowest: Floats, weights: Floats | None
) -> HoldoutClasses:
    forecast = _forecast(actual, expected, weights)
    _columns.rows(actual=actual, values=values)
    classes = array(_abi.habitue_forecast_class, len(lowest))
    call("habitue_forecast_by", forecast, values, lowest, len(lowest), classes)
    return _columns.recorded(HoldoutClasses, classes, lowest=lowest)


def frequency_spend(
    frequency: NDArray[np.uint32], mean_spend: Floats, weights: Floats | None
) -> FrequencySpend:
    rows = customers(columns_of(frequency=frequency, mean_spend=mean_spend, weights=weights))
    used = ctypes.c_uint64()
    found = _abi.habitue_correlation(), _abi.habitue_correlation()
    call("habitue_frequency_spend", rows, used, *found)
    return FrequencySpend(used.value, *(record(Correlation, each) for each in found))


def regularity(
    frequency: NDArray[np.uint32],
    recency: Floats,
    age: Floats,
    log_intervals: Floats,
    weights: Floats | None,
) -> Regularity:
    columns = {"frequency": frequency, "recency": recency, "age": age, "weights": weights}
    rows = customers(columns_of(log_intervals=log_intervals, **columns))
    kind = _abi.habitue_regularity
    return record(Regularity, told("habitue_regularity_of_histories", kind, rows))


def regularity_of_purchases(customer: NDArray[np.int64], time: Floats, method: int) -> Regularity:
    columns = {"customer": customer, "time": time}
    found = calculate("PURCHASE_REGULARITY", columns, method=method)
    k, error = found.number("k"), found.number("standard_error")
    return Regularity(k, error, found.count("customers"), found.count("observations"))


def post_stratify(categories: Column, targets: Column, *, base: Column | None) -> Weighting:
    return rake([categories], [targets], base=base)


def rake(
    categories: Sequence[Column],
    targets: Sequence[Column],
    *,
    base: Column | None,
    cap: float | None = None,
    **how: float,
) -> Weighting:
    given = _scalars.sequence(categories, "categories")
    columns = [_columns.codes(column, f"categories[{i}]") for i, column in enumerate(given)]
    wanted = _scalars.sequence(targets, "targets")
    shares = [_columns.floats(column, f"targets[{i}]") for i, column in enumerate(wanted)]
    _columns.rows(categories=columns, targets=shares)
    lengths = {f"categories[{i}]": column for i, column in enumerate(columns)}
    rows = _columns.rows(**lengths) if columns else 0
    weighted = _columns.optional(base, "base")
    _columns.rows(respondents=range(rows), base=weighted)
    flat = np.concatenate(shares) if shares else np.empty(0)
    margins = initial(
        _abi.habitue_rake,
        rows=rows,
        margin_count=len(shares),
        categories=np.concatenate(columns) if columns else np.empty(0, np.int32),
        category_counts=np.array([len(column) for column in shares], np.uintp),
        targets=flat,
        target_count=len(flat),
        base=weighted,
        cap=0.0 if cap is None else cap,
        **how,
    )
    out = _columns.output(rows)
    found = told("habitue_rake_weights", _abi.habitue_weighting, margins, out)
    return record(Weighting, found, weights=out)
