"""Loyalty: ladders, matrices and the three-indicator index.

Each function takes facts as columns, all optional and of one length, and returns
a `Classification`: codes, reasons, boundary flags and counts. A value that is
missing (``None``, NaN, NA) or a column that is not given is a fact that is not
known; what that means is said by each scheme.

>>> from habitue import loyalty
>>> found = loyalty.griffin_ladder(purchases=[0, 1, 6], regular=[None, None, True],
...                                buys_all=[None, None, True])
>>> found.names().tolist()
['suspect', 'first-time customer', 'client']
>>> found.names("zh").tolist()
['可能购买者', '首次购买者', '忠诚客户']
>>> found.reasons_of(1)
['one purchase']
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars, wallet
from ._library import call
from .classification import (
    Classification,
    classify,
    facts,
    judge,
    measure,
    number,
    vocabulary,
)
from .errors import refuse
from .wallet import *  # noqa: F403

__all__ = [
    "DriverTree",
    "FourIndicators",
    "Propositions",
    "SevenIndicatorIndex",
    "SurveyJoin",
    "ThreeIndicatorIndex",
    "apostle_matrix",
    "apostle_propositions",
    "attitude_behaviour",
    "behaviour_growth",
    "complaint_iceberg",
    "driver_scores",
    "earned_trust",
    "five_factors",
    "four_indicators",
    "four_phases",
    "griffin_ladder",
    "growth",
    "loyalty_gates",
    "mean_of_three",
    "reciprocal_loyalty",
    "satisfied_streaks",
    "secure_customer",
    "service_matrix",
    "seven_indicators",
    "standing",
    "survey_join",
    "switching_cost",
    "three_indicator",
    "three_indicator_index",
    "trust_levels",
    *wallet.__all__,
]


def griffin_ladder(
    purchases: Any,
    *,
    products: Any = None,
    need: Any = None,
    need_now: Any = None,
    ability: Any = None,
    likes: Any = None,
    regular: Any = None,
    buys_all: Any = None,
    resists: Any = None,
    recommends: Any = None,
) -> Classification:
    """The stage of each customer on Griffin's ladder, from suspect to advocate.

    ``purchases`` and ``products`` (distinct ones) are counts, the rest yes or no:
    needs what is sold, needs it now, is able to buy, likes it, buys regularly, buys
    all that they need, resists competitors, recommends.
    """
    return judge("LOYALTY_LADDER", locals())


def standing(
    purchases: Any, *, tenure_days: Any = None, loyal: Any = None, minimum_tenure_days: float = 90.0
) -> Classification:
    """Potential, new, old or loyal, by purchases, tenure and whether known to be loyal.

    A customer with one purchase, or with a tenure below ``minimum_tenure_days``, is new.
    """
    return judge("LOYALTY_CLASS", locals())


def four_phases(
    *,
    cognitive: Any = None,
    affective: Any = None,
    conative: Any = None,
    action: Any = None,
    order: str = "oliver",
    rule: str = "cumulative",
) -> Classification:
    """The phase of loyalty that each customer has reached, from evidence for each.

    ``order`` is ``"oliver"`` (cognitive, affective, conative, action) or
    ``"impulse_first"`` (conative, affective, cognitive, action); ``rule`` is
    ``"cumulative"`` or ``"highest"``.
    """
    return judge("LOYALTY_PHASE", locals())


def trust_levels(
    *, fits: Any = None, prefers: Any = None, sustained: Any = None, rule: str = "highest"
) -> Classification:
    """Cognitive, affective or behavioural trust, from evidence for each.

    ``fits``: the product fits the need; ``prefers``: prefers it after use;
    ``sustained``: sustains the relation.
    """
    return judge("TRUST", locals())


def satisfied_streaks(customer: Any, satisfied: Any, customers: int) -> NDArray[np.uint32]:
    """Satisfied episodes in a row up to the last episode of each customer.

    ``customer`` is the row, from 0, of the customer of each episode; the episodes of
    one customer come in the order of time. A failure resets to 0.
    """
    who = _columns.counts(customer, "customer")
    happy = _columns.flags(satisfied, "satisfied")
    episodes = _columns.rows(customer=who, satisfied=happy)
    streaks = _columns.output(customers, np.uint32, "customers")
    call("habitue_satisfied_streaks", who, happy, episodes, streaks, customers)
    return streaks


def earned_trust(streak: Any, *, needed: Sequence[int] = (1, 3, 5)) -> Classification:
    """The level of trust that satisfied episodes in a row have earned.

    ``needed`` is how many earn cognitive, affective and behavioural trust.
    """
    most = 2**32 - 1
    levels = _scalars.several(needed, "needed", 3)
    settings = {
        name: _scalars.whole(level, name, 0, most)
        for name, level in zip(("cognitive", "affective", "behavioural"), levels)
    }
    return classify("EARNED_TRUST", {"streak": "count"}, {"streak": streak}, **settings)


def loyalty_gates(
    satisfaction: Any,
    *,
    delight: Any = None,
    trust: Any = None,
    gates: Sequence[float] = (50.0, 50.0, 50.0),
) -> Classification:
    """The last of the gates satisfaction, delight and trust that each has passed."""
    kinds = dict.fromkeys(["satisfaction", "delight", "trust"], "number")
    settings = dict(zip((f"{name}_cut" for name in kinds), _scalars.several(gates, "gates", 3)))
    return classify("LOYALTY_PREREQUISITES", kinds, locals(), **settings)


def secure_customer(*, satisfaction: Any, continues: Any, recommends: Any) -> Classification:
    """Secure, favourable, vulnerable or at risk, from three answers on five levels.

    5 is very satisfied, definitely continues, definitely recommends; 1 the opposite.
    """
    return judge("SECURE_CUSTOMER", locals())


def apostle_matrix(
    satisfaction: Any,
    loyalty: Any,
    *,
    cuts: Sequence[float] = (50.0, 50.0),
    apostle: Sequence[float] = (90.0, 90.0),
    terrorist: Sequence[float] = (10.0, 10.0),
) -> Classification:
    """Loyalists, hostages, mercenaries and defectors, with apostles and terrorists.

    ``cuts``, ``apostle`` and ``terrorist`` are each of satisfaction and of loyalty.
    """
    kinds = dict.fromkeys(["satisfaction", "loyalty"], "number")
    settings = _corners(cuts, apostle, terrorist)
    return classify("APOSTLE", kinds, locals(), **settings)


@dataclass(frozen=True)
class Propositions:
    """The evidence for the five propositions "satisfaction is not loyalty": of the ``satisfied``,
    the ``dissatisfied`` and the ``fully_satisfied``, how many are loyal, and how many there are;
    ``n_missing`` customers with satisfaction or loyalty not known. ``hold``: whether each holds
    here: the satisfied may be loyal; may be disloyal; the dissatisfied are usually disloyal; may
    be loyal; full satisfaction makes most loyal."""

    satisfied: tuple[int, int]
    dissatisfied: tuple[int, int]
    fully_satisfied: tuple[int, int]
    n_missing: int
    hold: tuple[bool | None, ...]


def apostle_propositions(
    satisfaction: Any,
    loyalty: Any,
    *,
    cuts: Sequence[float] = (50.0, 50.0),
    apostle: Sequence[float] = (90.0, 90.0),
    terrorist: Sequence[float] = (10.0, 10.0),
) -> Propositions:
    """Counts what the five propositions say of these customers."""
    kinds = dict.fromkeys(["satisfaction", "loyalty"], "number")
    _, columns = facts(kinds, locals())
    settings = _corners(cuts, apostle, terrorist)
    found = _evidence.calculate("APOSTLE_PROPOSITIONS", dict(zip(kinds, columns)), **settings)
    counts = {name: int(count) for name, count in found.items()}
    groups = ("satisfied", "dissatisfied", "fully_satisfied")
    holds = (counts[f"holds_{i}"] for i in range(1, 6))
    return Propositions(
        *((counts[f"{group}_loyal"], counts[group]) for group in groups),
        counts["n_missing"],
        tuple(None if answer == 2 else bool(answer) for answer in holds),
    )


def attitude_behaviour(
    attitude: Any, behaviour: Any, *, cuts: Sequence[float] = (50.0, 50.0)
) -> Classification:
    """True, latent, spurious or no loyalty, by attitude and repeat behaviour."""
    return _matrix("attitude_behaviour", {"attitude": attitude, "behaviour": behaviour}, cuts)


def reciprocal_loyalty(
    customer: Any, firm: Any, *, cuts: Sequence[float] = (50.0, 50.0)
) -> Classification:
    """Who is loyal to whom: the customer to the firm, and the firm to the customer."""
    return _matrix("reciprocal_loyalty", {"customer": customer, "firm": firm}, cuts)


def service_matrix(
    procedural: Any, personal: Any, *, cuts: Sequence[float] = (50.0, 50.0)
) -> Classification:
    """Quality, friendly zoo, factory or freezer, by procedure and people."""
    return _matrix("service", {"procedural": procedural, "personal": personal}, cuts)


def three_indicator(
    *,
    satisfaction: Any,
    repurchase: Any,
    recommendation: Any,
    satisfaction_table: Sequence[float] = (0.0, 25.0, 50.0, 75.0, 100.0),
    repurchase_table: Sequence[float] = (0.0, 50.0, 100.0),
    recommendation_table: Sequence[float] = (0.0, 50.0, 100.0),
    weights: Sequence[float] = (1.0, 1.0, 1.0),
    repurchase_cuts: Sequence[float] = (0.3, 0.7),
    index_cuts: Sequence[float] = (50.0, 75.0),
) -> Classification:
    """Low, medium or high loyalty by the three-indicator index.

    ``satisfaction`` is 5 (very satisfied) to 1, ``repurchase`` a probability,
    ``recommendation`` 3 (very likely) to 1; the tables say what each is worth, from the
    lowest on. A value on a cut is in the higher band and flagged.
    """
    return judge("THREE_INDICATOR", locals())


@dataclass(frozen=True)
class ThreeIndicatorIndex:
    """The three-indicator index of each customer, 0 to 100 (NaN where an indicator is not known);
    its ``mean`` over the ``n_used`` customers who have one (NaN of nobody), and over the same
    customers the mean scores of the indicators; ``n_missing`` customers have none, for want of
    ``n_missing_satisfaction`` and so on."""

    index: NDArray[np.float64]
    mean: float
    satisfaction: float
    repurchase: float
    recommendation: float
    n_used: int
    n_missing: int
    n_missing_satisfaction: int
    n_missing_repurchase: int
    n_missing_recommendation: int


def three_indicator_index(
    *,
    satisfaction: Any,
    repurchase: Any,
    recommendation: Any,
    satisfaction_table: Sequence[float] = (0.0, 25.0, 50.0, 75.0, 100.0),
    repurchase_table: Sequence[float] = (0.0, 50.0, 100.0),
    recommendation_table: Sequence[float] = (0.0, 50.0, 100.0),
    weights: Sequence[float] = (1.0, 1.0, 1.0),
    repurchase_cuts: Sequence[float] = (0.3, 0.7),
    index_cuts: Sequence[float] = (50.0, 75.0),
) -> ThreeIndicatorIndex:
    """The three-indicator loyalty index; arguments as for `three_indicator`."""
    index, *means = measure("THREE_INDICATOR_INDEX", locals()).values()
    return ThreeIndicatorIndex(index, *means[:4], *map(int, means[4:]))


def _corners(
    cuts: Sequence[float], apostle: Sequence[float], terrorist: Sequence[float]
) -> dict[str, float]:
    pairs = (
        ("satisfaction_cut", "loyalty_cut", _scalars.several(cuts, "cuts", 2)),
        ("apostle_satisfaction", "apostle_loyalty", _scalars.several(apostle, "apostle", 2)),
        (
            *("terrorist_satisfaction", "terrorist_loyalty"),
            _scalars.several(terrorist, "terrorist", 2),
        ),
    )
    return {name: value for x, y, values in pairs for name, value in zip((x, y), values)}


def _matrix(name: str, given: dict[str, Any], cuts: Sequence[float]) -> Classification:
    settings = dict(zip((f"{axis}_cut" for axis in given), _scalars.several(cuts, "cuts", 2)))
    return classify(name.upper(), dict.fromkeys(given, "number"), given, **settings)


def growth(
    *,
    quantity_before: Any = None,
    quantity: Any = None,
    frequency_before: Any = None,
    frequency: Any = None,
    use_before: Any = None,
    uses: Any = None,
    spend_before: Any = None,
    spend: Any = None,
) -> Classification:
    """Whether loyal behaviour really grew, by a vote of the measures that are known."""
    return judge("GROWTH", locals())


def behaviour_growth(before: Any, now: Any) -> NDArray[np.float64]:
    """The growth of one measure: 0.2 is 20 % more; NaN where it began at nothing."""
    return _evidence.tabled("BEHAVIOUR_GROWTH", locals())["growth"]


@dataclass(frozen=True)
class FourIndicators:
    """The four indicators satisfaction, value, awareness and growth: the ``growth`` of behaviour of
    each customer (NaN if not known); the ``mean`` of each indicator over the ``n_used`` of whom it
    is known (NaN of nobody); ``n_complete`` customers of whom all four are."""

    growth: NDArray[np.float64]
    mean: tuple[float, float, float, float]
    n_used: tuple[int, int, int, int]
    n_complete: int


def four_indicators(
    *,
    satisfaction: Any = None,
    value: Any = None,
    awareness: Any = None,
    quantity_before: Any = None,
    quantity: Any = None,
    frequency_before: Any = None,
    frequency: Any = None,
    use_before: Any = None,
    uses: Any = None,
    spend_before: Any = None,
    spend: Any = None,
) -> FourIndicators:
    """The four-indicator measure: three scores, 0 to 100, and how much behaviour grew.

    Behaviour is measured in two periods: ``quantity_before`` and ``quantity`` (bought),
    ``frequency_before`` and ``frequency`` (of purchases), ``use_before`` and ``uses``,
    ``spend_before`` and ``spend``.
    """
    grown, *rest = measure("FOUR_INDICATOR_MEASURE", locals()).values()
    counts = [int(count) for count in rest[4:]]
    return FourIndicators(grown, tuple(rest[:4]), tuple(counts[:4]), counts[4])


_SEVEN = [
    "repurchase",
    "choosing_time",
    "attention",
    "competitor_attention",
    "price_sensitivity",
    "identification",
    "defect_tolerance",
]


@dataclass(frozen=True)
class SevenIndicatorIndex:
    """The seven-indicator index of each customer, 0 to 100 (NaN where an indicator is not known);
    its ``mean`` over the ``n_used`` with all the indicators that entered (NaN of nobody), not of
    ``n_missing``; the indicators ``dropped``, because all who answered agree."""

    index: NDArray[np.float64]
    mean: float
    n_used: int
    n_missing: int
    dropped: tuple[str, ...]


def seven_indicators(
    *,
    ranges: Any,
    weights: Sequence[float] | None = None,
    repurchase: Any = None,
    choosing_time: Any = None,
    attention: Any = None,
    competitor_attention: Any = None,
    price_sensitivity: Any = None,
    identification: Any = None,
    defect_tolerance: Any = None,
) -> SevenIndicatorIndex:
    """The seven-indicator loyalty index of customer behaviour.

    ``ranges`` gives the lowest and highest possible value, one
    pair for all or one for each.
    """
    _, columns = facts(dict.fromkeys(_SEVEN, "number"), locals())
    pairs = _ranges(ranges)
    settings = {"lowest": pairs[0::2].tolist(), "highest": pairs[1::2].tolist()}
    if weights is not None:
        settings["weights"] = list(_scalars.several(weights, "weights", 7))
    found = _evidence.calculate("SEVEN_INDICATOR_INDEX", dict(zip(_SEVEN, columns)), **settings)
    bits = int(found["dropped_bits"])
    dropped = tuple(name for at, name in enumerate(_SEVEN) if bits >> at & 1)
    counts = int(found["n_used"]), int(found["n_missing"])
    return SevenIndicatorIndex(found["index"], found["mean"], *counts, dropped)


def _ranges(ranges: Any) -> NDArray[np.float64]:
    """The lowest and highest value of each of the seven, in one row."""
    given = _scalars.sequence(ranges, "ranges")
    if len(given) == 2 and all(map(_columns.is_single, given)):
        given = [given] * 7
    pairs = [_scalars.several(pair, "ranges", 2) for pair in _scalars.several(given, "ranges", 7)]
    return np.array([_scalars.real(end, "ranges") for pair in pairs for end in pair], np.float64)


def mean_of_three(
    recommend: Any, buy_again: Any, try_others: Any, *, scale: tuple[float, float]
) -> NDArray[np.float64]:
    """The mean of the three questions on a ``scale``; NaN where an answer is missing."""
    answers = {"recommend": recommend, "buy_again": buy_again, "try_others": try_others}
    columns = {name: number(column, name) for name, column in answers.items()}
    _columns.rows(**columns)
    low, high = _scalars.several(scale, "scale", 2)
    return _evidence.calculate("MEAN_OF_THREE", columns, low=low, high=high)["mean"]


def switching_cost(
    procedural: Any, financial: Any, relational: Any, *, weights: Sequence[float] = (1.0, 1.0, 1.0)
) -> NDArray[np.float64]:
    """The switching-cost index: the weighted mean of its three parts."""
    parts = {"procedural": procedural, "financial": financial, "relational": relational}
    relative = _scalars.several(weights, "weights", 3)
    return _evidence.tabled("SWITCHING_COST", parts, weights=relative)["index"]


def driver_scores(parents: Any, leaf_scores: Any, weights: Any = None) -> NDArray[np.float64]:
    """The scores of all nodes of a driver tree.

    ``parents[i]`` is the node of which node ``i`` is a part, -1 for the first;
    ``leaf_scores`` holds the score of each leaf at its node (NaN elsewhere).
    """
    of = _columns.codes(parents, "parents")
    leaves = _columns.floats(leaf_scores, "leaf_scores", missing=True)
    given = np.ones(len(of)) if weights is None else weights
    columns = {"parents": of, "leaf_scores": leaves, "weights": given}
    return _evidence.tabled("DRIVER_SCORES", columns)["score"]


@dataclass(frozen=True)
class DriverTree:
    """A driver tree in columns, a part standing after what it is a part of: of each node the node
    of which it is a part (``parents``, -1 for the first), its weight among its siblings, its
    name."""

    parents: NDArray[np.int32]
    weights: NDArray[np.float64]
    names: tuple[str, ...]

    @property
    def leaves(self) -> NDArray[np.int64]:
        """The nodes without parts, in order."""
        return np.setdiff1d(np.arange(len(self.parents)), self.parents)

    def scores(self, leaves: Any) -> dict[str, float]:
        """The score of every node by name, from the scores of the leaves in order."""
        given = _columns.floats(leaves, "leaves")
        places = self.leaves
        _columns.rows(leaves=given, **{"leaves of the tree": places})
        at_nodes = np.full(len(self.parents), np.nan)
        at_nodes[places] = given
        return dict(zip(self.names, driver_scores(self.parents, at_nodes, self.weights).tolist()))


def five_factors(language: str = "en") -> DriverTree:
    """The five factors that build loyalty, the first with three parts, of equal weight.

    >>> from habitue import loyalty
    >>> tree = loyalty.five_factors()
    >>> tree.scores([90, 60, 75, 80, 70, 50, 25])["loyalty"]
    60.0
    """
    tree = [entry.numbers for entry in _evidence.entries(_abi.HABITUE_LIST_FIVE_FACTORS)]
    parents, weights = (np.array(column) for column in zip(*tree))
    names = tuple(vocabulary("five factors", language).values())
    return DriverTree(parents.astype(np.int32), weights, names)


def complaint_iceberg(
    complaints: int, complaint_rate: float, leaving_share: float | None = None
) -> tuple[float, float, float]:
    """All the unhappy, those who said nothing, and those who leave (NaN if not known)."""
    columns: dict[str, Any] = _evidence.one(
        complaint_rate=complaint_rate,
        leaving_share=float("nan") if leaving_share is None else leaving_share,
    )
    count = _scalars.whole(complaints, "complaints", 0, 2**64 - 1)
    columns["complaints"] = np.array([count], np.uint64)
    unhappy, silent, leaving = _evidence.calculate("COMPLAINT_ICEBERG", columns).values()
    return float(unhappy[0]), float(silent[0]), float(leaving[0])


@dataclass(frozen=True)
class SurveyJoin:
    """What customers said beside what they did: for each respondent the row of the table of
    customers, -1 where there is none; how many respondents are ``matched``, how many of them and of
    the customers are not."""

    rows: NDArray[np.int64]
    matched: int
    respondents_unmatched: int
    customers_unmatched: int

    def gather(self, column: Any) -> NDArray[np.float64]:
        """A column of the table in the order of the respondents; NaN where there is none."""
        values = self._column(column, self.matched + self.customers_unmatched, "table")
        out = np.full(len(self.rows), np.nan)
        known = self.rows >= 0
        out[known] = values[self.rows[known]]
        return out

    def scatter(self, column: Any) -> NDArray[np.float64]:
        """A column of the survey in the order of the table; NaN for who did not respond."""
        values = self._column(column, len(self.rows), "survey")
        out = np.full(self.matched + self.customers_unmatched, np.nan)
        known = self.rows >= 0
        out[self.rows[known]] = values[known]
        return out

    @staticmethod
    def _column(column: Any, length: int, whole: str) -> NDArray[np.float64]:
        values = _columns.floats(column, "column", missing=True)
        if len(values) != length:
            reason = f"has {len(values)} entries, but the {whole} has {length}"
            refuse(_abi.HABITUE_BAD_LENGTH, "column", reason)
        return values


def survey_join(respondents: Any, customers: Any) -> SurveyJoin:
    """Joins respondents to a table of customers on keys, each unique.

    Keys are integers or text, in both columns alike.
    """
    matched = ctypes.c_uint64()
    asked = _columns.keys(respondents, "respondents")
    have = _columns.keys(customers, "customers")
    # A column without a row is of any kind.
    asked, have = (
        _columns.Texts.of_none() if len(one) == 0 and isinstance(other, _columns.Texts) else one
        for one, other in ((asked, have), (have, asked))
    )
    if type(asked) is not type(have):
        reason = "hold text in one column and whole numbers in the other"
        refuse(_abi.HABITUE_UNREADABLE, "customers", reason)
    rows = np.empty(len(asked), np.int64)
    keys = [part for one in (asked, have) for part in (_evidence.keys(one), len(one))]
    call("habitue_survey_join", *keys, rows, matched)
    hits = matched.value
    return SurveyJoin(rows, hits, len(asked) - hits, len(have) - hits)
