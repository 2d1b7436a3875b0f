"""Functions of `habitue.loyalty` over what the library has.

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from . import _columns, _worked
from ._choices import (
    LADDER_RULES,
    PHASE_ORDERS,
    PROPORTION_INTERVALS,
    LadderRule,
    PhaseOrder,
    ProportionInterval,
)
from ._columns import Column
from ._evidence import Floats, Values, ends, tabled
from ._library import enumerator
from ._results import (
    ComplaintHandling,
    FourIndicators,
    Propositions,
    SevenIndicatorIndex,
    Strategies,
    ThreeIndicatorIndex,
)
from ._scalars import several
from .classification import Classification, _judge

__all__ = [
    "ComplaintHandling",
    "FourIndicators",
    "Propositions",
    "SevenIndicatorIndex",
    "Strategies",
    "ThreeIndicatorIndex",
    "apostle_matrix",
    "apostle_propositions",
    "attitude_behaviour",
    "behaviour_growth",
    "complaint_handling",
    "complaint_iceberg",
    "driver_scores",
    "earned_trust",
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
    "strategies",
    "switching_cost",
    "three_indicator",
    "three_indicator_index",
    "trust_levels",
    "trusted_episodes",
]


def griffin_ladder(
    purchases: Values,
    *,
    products: Values | None = None,
    need: Values | None = None,
    need_now: Values | None = None,
    ability: Values | None = None,
    likes: Values | None = None,
    regular: Values | None = None,
    buys_all: Values | None = None,
    resists: Values | None = None,
    recommends: Values | None = None,
) -> Classification:
    """The stage of each customer on Griffin's ladder, from suspect to advocate.

    Griffin's ladder: without a purchase by need, ability and liking; then by purchases; a client
    buys regularly and all that they need, an advocate also recommends. It rests on ``purchases``.

    Parameters
    ----------
    purchases : column of int
        How often each has bought.
    products : column of int, optional
        How many distinct products they bought.
    need : column of bool, optional
        Whether they need what is sold.
    need_now : column of bool, optional
        Whether they need it now; who needs it not at all does not.
    ability : column of bool, optional
        Whether they are able to buy.
    likes : column of bool, optional
        Whether they like it.
    regular : column of bool, optional
        Whether they buy regularly.
    buys_all : column of bool, optional
        Whether they buy all that they need.
    resists : column of bool, optional
        Whether they resist competitors.
    recommends : column of bool, optional
        Whether they recommend it.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 suspect, 2 prospect, 3 disqualified prospect, 4 first
        time customer, 5 repeat customer, 6 client, 7 advocate), the reasons, and whether it stands
        on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.griffin_ladder([0, 1, 6], regular=[None, None, True]).names().tolist()
    ['suspect', 'first-time customer', 'repeat customer']
    """
    given = {
        "purchases": purchases,
        "products": products,
        "need": need,
        "need_now": need_now,
        "ability": ability,
        "likes": likes,
        "regular": regular,
        "buys_all": buys_all,
        "resists": resists,
        "recommends": recommends,
    }
    return _judge("LOYALTY_LADDER", given)


def standing(
    purchases: Values,
    *,
    tenure_days: Values | None = None,
    loyal: Values | None = None,
    minimum_tenure_days: float = 90.0,
) -> Classification:
    """Potential, new, old or loyal, by purchases, tenure and whether known to be loyal.

    No purchase is potential; one purchase or a tenure below the minimum is new; two or more with
    enough tenure are established, and loyal if known to be loyal.

    Parameters
    ----------
    purchases : column of int
        How often each has bought.
    tenure_days : column of float, optional
        Days since the first purchase.
    loyal : column of bool, optional
        Whether they are known to be loyal.
    minimum_tenure_days : float, default 90.0
        With a shorter tenure a customer is new.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 potential, 2 new, 3 established, 4 loyal), the reasons,
        and whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.standing([0, 1, 2], tenure_days=[0, 9, 90]).names().tolist()
    ['potential customer', 'new customer', 'old customer']
    """
    given = {
        "purchases": purchases,
        "tenure_days": tenure_days,
        "loyal": loyal,
        "minimum_tenure_days": minimum_tenure_days,
    }
    return _judge("LOYALTY_CLASS", given)


def four_phases(
    *,
    cognitive: Values | None = None,
    affective: Values | None = None,
    conative: Values | None = None,
    action: Values | None = None,
    order: PhaseOrder = "oliver",
    rule: LadderRule = "cumulative",
) -> Classification:
    """The phase of loyalty that each customer has reached, from evidence for each.

    Oliver's phases: knows it to be better, likes it, means to buy it, buys it against obstacles.

    Parameters
    ----------
    cognitive : column of bool, optional
        Whether they know it to be better.
    affective : column of bool, optional
        Whether they like it.
    conative : column of bool, optional
        Whether they mean to buy it.
    action : column of bool, optional
        Whether they buy it against obstacles.
    order : {"oliver", "impulse_first"}, default "oliver"
        Cognitive, affective, conative, action (oliver), or impulsive, affective, cognitive, action
        (impulse_first).
    rule : {"cumulative", "highest"}, default "cumulative"
        Whether a step counts only on top of the lower ones (cumulative), or the highest alone.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 before loyalty, 2 cognitive, 3 affective, 4 conative, 5
        action, 6 impulsive), the reasons, and whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.four_phases(cognitive=[True], affective=[True], conative=[False]).names().tolist()
    ['affective loyalty']
    >>> loyalty.four_phases(conative=[True], order="impulse_first").names("zh").tolist()
    ['冲动型忠诚']
    """
    given = {
        "cognitive": cognitive,
        "affective": affective,
        "conative": conative,
        "action": action,
        "order": enumerator(PHASE_ORDERS, order, "order"),
        "rule": enumerator(LADDER_RULES, rule, "rule"),
    }
    return _judge("LOYALTY_PHASE", given)


def trust_levels(
    *,
    fits: Values | None = None,
    prefers: Values | None = None,
    sustained: Values | None = None,
    rule: LadderRule = "highest",
) -> Classification:
    """Cognitive, affective or behavioural trust, from evidence for each.

    The product fits the need, is preferred after use, the relation is sustained.

    Parameters
    ----------
    fits : column of bool, optional
        Whether the product fits the need.
    prefers : column of bool, optional
        Whether they prefer it after use.
    sustained : column of bool, optional
        Whether they sustain the relation.
    rule : {"cumulative", "highest"}, default "highest"
        Whether a step counts only on top of the lower ones (cumulative), or the highest alone.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 none, 2 cognitive, 3 affective, 4 behavioural), the
        reasons, and whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.trust_levels(fits=[True, False, None]).codes.tolist()
    [2, 1, 0]
    """
    given = {
        "fits": fits,
        "prefers": prefers,
        "sustained": sustained,
        "rule": enumerator(LADDER_RULES, rule, "rule"),
    }
    return _judge("TRUST", given)


def earned_trust(
    streak: Values,
    *,
    failures: Values | None = None,
    needed: Sequence[int] = (1, 3, 5),
    tolerance: int = 1,
) -> Classification:
    """The level of trust that satisfied episodes in a row have earned.

    It survives failures up to a tolerance.

    Its classes are those of TRUST.

    Parameters
    ----------
    streak : column of int
        Satisfied episodes that count, as `trusted_episodes` counts them.
    failures : column of int, optional
        Failures in a row since.
    needed : 3 numbers, default (1, 3, 5)
        How many earn cognitive, affective and behavioural trust, ascending.
    tolerance : int, default 1
        How many failures in a row trust survives.

    Returns
    -------
    Classification
        The class of each row, the reasons, and whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.earned_trust([0, 1, 3, 5]).codes.tolist()
    [1, 2, 3, 4]
    >>> loyalty.earned_trust([5, 5], failures=[1, 2]).names("zh").tolist()
    ['行为信任', '尚未建立信任']
    """
    needed_ = several(needed, "needed", 3)
    given = {
        "streak": streak,
        "failures": failures,
        "cognitive": needed_[0],
        "affective": needed_[1],
        "behavioural": needed_[2],
        "tolerance": tolerance,
    }
    return _judge("EARNED_TRUST", given)


def loyalty_gates(
    satisfaction: Values,
    *,
    delight: Values | None = None,
    trust: Values | None = None,
    gates: Sequence[float] = (50.0, 50.0, 50.0),
) -> Classification:
    """The last of the gates satisfaction, delight and trust that each has passed.

    The last passed of satisfaction, delight and trust, each a score with its cut.

    Parameters
    ----------
    satisfaction : column of float
        A score, on the scale of its gate.
    delight : column of float, optional
        A score, on the scale of its gate.
    trust : column of float, optional
        A score, on the scale of its gate.
    gates : 3 numbers, default (50.0, 50.0, 50.0)
        From which score on each gate is passed.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 not satisfied, 2 satisfied, 3 delighted, 4 trusting),
        the reasons, and whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.loyalty_gates([90, 90], delight=[10, 60], trust=[0, 40]).names().tolist()
    ['satisfied', 'delighted']
    """
    gates_ = several(gates, "gates", 3)
    given = {
        "satisfaction": satisfaction,
        "delight": delight,
        "trust": trust,
        "satisfaction_cut": gates_[0],
        "delight_cut": gates_[1],
        "trust_cut": gates_[2],
    }
    return _judge("LOYALTY_PREREQUISITES", given)


def secure_customer(
    *,
    satisfaction: Values,
    continues: Values,
    recommends: Values,
) -> Classification:
    """Secure, favourable, vulnerable or at risk, from three answers on five levels.

    Burke's secure customer: levels of satisfaction, of the will to continue and to recommend (0 not
    known), best for all three, or good for all.

    Parameters
    ----------
    satisfaction : column of int
        5 is very satisfied, 1 the opposite.
    continues : column of int
        5 definitely continues, 1 the opposite.
    recommends : column of int
        5 definitely recommends, 1 the opposite.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 at risk, 2 vulnerable, 3 favourable, 4 secure), the
        reasons, and whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> asked = {"satisfaction": [5, 1], "continues": [5, 1], "recommends": [5, 1]}
    >>> loyalty.secure_customer(**asked).names().tolist()
    ['secure', 'at risk']
    """
    given = {"satisfaction": satisfaction, "continues": continues, "recommends": recommends}
    return _judge("SECURE_CUSTOMER", given, levels=True)


def apostle_matrix(
    satisfaction: Values,
    loyalty: Values,
    *,
    cuts: Sequence[float] = (50.0, 50.0),
    apostle: Sequence[float] = (90.0, 90.0),
    terrorist: Sequence[float] = (10.0, 10.0),
) -> Classification:
    """Loyalists, hostages, mercenaries and defectors, with apostles and terrorists.

    Jones and Sasser: loyalists, hostages, mercenaries and defectors by satisfaction and loyalty,
    with the apostle (both at or above) and the terrorist (both at or below) in the corners.

    Parameters
    ----------
    satisfaction : column of float
        Satisfaction, on the scale of the cuts.
    loyalty : column of float
        Loyalty, on the scale of the cuts.
    cuts : 2 numbers, default (50.0, 50.0)
        Where each axis is cut, in order; a value on its cut is high.
    apostle : 2 numbers, default (90.0, 90.0)
        Satisfaction and loyalty from which on a customer is an apostle.
    terrorist : 2 numbers, default (10.0, 10.0)
        Satisfaction and loyalty up to which a customer is a terrorist.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 defector, 2 terrorist, 3 hostage, 4 mercenary, 5
        loyalist, 6 apostle), the reasons, and whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.apostle_matrix([95, 60, 60], [95, 60, 20]).names().tolist()
    ['apostle', 'loyalist', 'mercenary']
    """
    cuts_ = several(cuts, "cuts", 2)
    apostle_ = several(apostle, "apostle", 2)
    terrorist_ = several(terrorist, "terrorist", 2)
    given = {
        "satisfaction": satisfaction,
        "loyalty": loyalty,
        "satisfaction_cut": cuts_[0],
        "loyalty_cut": cuts_[1],
        "apostle_satisfaction": apostle_[0],
        "apostle_loyalty": apostle_[1],
        "terrorist_satisfaction": terrorist_[0],
        "terrorist_loyalty": terrorist_[1],
    }
    return _judge("APOSTLE", given)


def attitude_behaviour(
    attitude: Values,
    behaviour: Values,
    *,
    cuts: Sequence[float] = (50.0, 50.0),
) -> Classification:
    """True, latent, spurious or no loyalty, by attitude and repeat behaviour.

    Dick and Basu: no, spurious, latent or true loyalty.

    Parameters
    ----------
    attitude : column of float
        How much they like it, on the scale of its cut.
    behaviour : column of float
        How much they buy again, on any scale.
    cuts : 2 numbers, default (50.0, 50.0)
        Where each axis is cut, in order; a value on its cut is high.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 no loyalty, 2 spurious, 3 latent, 4 true), the reasons,
        and whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.attitude_behaviour([80, 80], [80, 20]).names().tolist()
    ['true loyalty', 'latent loyalty']
    """
    cuts_ = several(cuts, "cuts", 2)
    given = {
        "attitude": attitude,
        "behaviour": behaviour,
        "attitude_cut": cuts_[0],
        "behaviour_cut": cuts_[1],
    }
    return _judge("ATTITUDE_BEHAVIOUR", given)


def reciprocal_loyalty(
    customer: Values,
    firm: Values,
    *,
    cuts: Sequence[float] = (50.0, 50.0),
) -> Classification:
    """Who is loyal to whom: the customer to the firm, and the firm to the customer.

    Loyalty of the customer to the firm and of the firm to the customer.

    Parameters
    ----------
    customer : column of float
        How loyal the customer is to the firm.
    firm : column of float
        How loyal the firm is to the customer.
    cuts : 2 numbers, default (50.0, 50.0)
        Where each axis is cut, in order; a value on its cut is high.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 neither, 2 firm only, 3 customer only, 4 mutual), the
        reasons, and whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.reciprocal_loyalty([80, 20], [80, 20]).codes.tolist()
    [4, 1]
    """
    cuts_ = several(cuts, "cuts", 2)
    given = {"customer": customer, "firm": firm, "customer_cut": cuts_[0], "firm_cut": cuts_[1]}
    return _judge("RECIPROCAL_LOYALTY", given)


def service_matrix(
    procedural: Values,
    personal: Values,
    *,
    cuts: Sequence[float] = (50.0, 50.0),
) -> Classification:
    """Quality, friendly zoo, factory or freezer, by procedure and people.

    The procedural and the personal side of service.

    Parameters
    ----------
    procedural : column of float
        How well service runs.
    personal : column of float
        How well people serve.
    cuts : 2 numbers, default (50.0, 50.0)
        Where each axis is cut, in order; a value on its cut is high.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 freezer, 2 factory, 3 friendly zoo, 4 quality), the
        reasons, and whether it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.service_matrix([80, 80], [80, 20]).names().tolist()
    ['quality customer service', 'factory']
    """
    cuts_ = several(cuts, "cuts", 2)
    given = {
        "procedural": procedural,
        "personal": personal,
        "procedural_cut": cuts_[0],
        "personal_cut": cuts_[1],
    }
    return _judge("SERVICE", given)


def three_indicator(
    *,
    satisfaction: Values,
    repurchase: Values,
    recommendation: Values,
    satisfaction_table: Sequence[float] = (0.0, 25.0, 50.0, 75.0, 100.0),
    repurchase_table: Sequence[float] = (0.0, 50.0, 100.0),
    recommendation_table: Sequence[float] = (0.0, 50.0, 100.0),
    weights: Sequence[float] = (1.0, 1.0, 1.0),
    repurchase_cuts: Sequence[float] = (0.3, 0.7),
    index_cuts: Sequence[float] = (50.0, 75.0),
) -> Classification:
    """Low, medium or high loyalty by the three-indicator index.

    Loyalty by satisfaction (5 very satisfied, 4 fairly satisfied, 3 satisfied, 2 dissatisfied, 1
    very dissatisfied; 0 not known), the probability of repurchase (0 to 1) and recommendation (3
    very likely, 2 possible, 1 unlikely; 0 not known). The tables score each level from 0 to 100;
    the cuts ascend.

    Parameters
    ----------
    satisfaction : column of int
        5 very satisfied, 4 fairly satisfied, 3 satisfied, 2 dissatisfied, 1 very dissatisfied.
    repurchase : column of float
        The probability of buying again, 0 to 1.
    recommendation : column of int
        3 very likely, 2 possible, 1 unlikely.
    satisfaction_table : 5 numbers, default (0.0, 25.0, 50.0, 75.0, 100.0)
        What each level is worth, 0 to 100, the lowest first.
    repurchase_table : 3 numbers, default (0.0, 50.0, 100.0)
        What each band of probability is worth, the lowest first.
    recommendation_table : 3 numbers, default (0.0, 50.0, 100.0)
        What each level is worth, the lowest first.
    weights : 3 numbers, default (1.0, 1.0, 1.0)
        The weights of the three indicators.
    repurchase_cuts : 2 numbers, default (0.3, 0.7)
        Where the bands of probability begin; a value on a cut is in the higher one.
    index_cuts : 2 numbers, default (50.0, 75.0)
        From which index on loyalty is medium, and high.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 low, 2 medium, 3 high), the reasons, and whether it
        stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> asked = {"satisfaction": [5, 1], "repurchase": [1.0, 0.0], "recommendation": [3, 1]}
    >>> loyalty.three_indicator(**asked).names().tolist()
    ['high loyalty', 'low loyalty']
    """
    given = {
        "satisfaction": satisfaction,
        "repurchase": repurchase,
        "recommendation": recommendation,
        "satisfaction_table": satisfaction_table,
        "repurchase_table": repurchase_table,
        "recommendation_table": recommendation_table,
        "weights": weights,
        "repurchase_cuts": repurchase_cuts,
        "index_cuts": index_cuts,
    }
    return _judge("THREE_INDICATOR", given, levels=True)


def three_indicator_index(
    *,
    satisfaction: Values,
    repurchase: Values,
    recommendation: Values,
    satisfaction_table: Sequence[float] = (0.0, 25.0, 50.0, 75.0, 100.0),
    repurchase_table: Sequence[float] = (0.0, 50.0, 100.0),
    recommendation_table: Sequence[float] = (0.0, 50.0, 100.0),
    weights: Sequence[float] = (1.0, 1.0, 1.0),
    repurchase_cuts: Sequence[float] = (0.3, 0.7),
    index_cuts: Sequence[float] = (50.0, 75.0),
) -> ThreeIndicatorIndex:
    """The three-indicator loyalty index; arguments as for `three_indicator`.

    Parameters
    ----------
    satisfaction : column of int
        5 very satisfied, 4 fairly satisfied, 3 satisfied, 2 dissatisfied, 1 very dissatisfied.
    repurchase : column of float
        The probability of buying again, 0 to 1.
    recommendation : column of int
        3 very likely, 2 possible, 1 unlikely.
    satisfaction_table : 5 numbers, default (0.0, 25.0, 50.0, 75.0, 100.0)
        What each level is worth, 0 to 100, the lowest first.
    repurchase_table : 3 numbers, default (0.0, 50.0, 100.0)
        What each band of probability is worth, the lowest first.
    recommendation_table : 3 numbers, default (0.0, 50.0, 100.0)
        What each level is worth, the lowest first.
    weights : 3 numbers, default (1.0, 1.0, 1.0)
        The weights of the three indicators.
    repurchase_cuts : 2 numbers, default (0.3, 0.7)
        Where the bands of probability begin; a value on a cut is in the higher one.
    index_cuts : 2 numbers, default (50.0, 75.0)
        From which index on loyalty is medium, and high.

    Returns
    -------
    ThreeIndicatorIndex
        The three-indicator index of each customer, and its means.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> asked = {"satisfaction": [5, 1], "repurchase": [1.0, 0.0], "recommendation": [3, 1]}
    >>> loyalty.three_indicator_index(**asked).index.tolist()
    [100.0, 0.0]
    """
    given = {
        "satisfaction": satisfaction,
        "repurchase": repurchase,
        "recommendation": recommendation,
        "satisfaction_table": satisfaction_table,
        "repurchase_table": repurchase_table,
        "recommendation_table": recommendation_table,
        "weights": weights,
        "repurchase_cuts": repurchase_cuts,
        "index_cuts": index_cuts,
    }
    found = tabled("THREE_INDICATOR_INDEX", given, missing=True, levels=True)
    return ThreeIndicatorIndex(
        index=found.column("index"),
        mean=found.number("mean"),
        satisfaction=found.number("mean_satisfaction"),
        repurchase=found.number("mean_repurchase"),
        recommendation=found.number("mean_recommendation"),
        n_used=found.count("n_used"),
        n_missing=found.count("n_missing"),
        n_missing_satisfaction=found.count("n_missing_satisfaction"),
        n_missing_repurchase=found.count("n_missing_repurchase"),
        n_missing_recommendation=found.count("n_missing_recommendation"),
    )


def apostle_propositions(
    satisfaction: Values,
    loyalty: Values,
    *,
    cuts: Sequence[float] = (50.0, 50.0),
    apostle: Sequence[float] = (90.0, 90.0),
    terrorist: Sequence[float] = (10.0, 10.0),
) -> Propositions:
    """Counts what the five propositions of "satisfaction is not loyalty" say of these customers.

    NaN is not known.

    Parameters
    ----------
    satisfaction : column of float
        Satisfaction, on the scale of the cuts.
    loyalty : column of float
        Loyalty, on the scale of the cuts.
    cuts : 2 numbers, default (50.0, 50.0)
        Where each axis is cut, in order; a value on its cut is high.
    apostle : 2 numbers, default (90.0, 90.0)
        Satisfaction and loyalty from which on a customer is an apostle.
    terrorist : 2 numbers, default (10.0, 10.0)
        Satisfaction and loyalty up to which a customer is a terrorist.

    Returns
    -------
    Propositions
        The evidence for the five propositions "satisfaction is not loyalty".

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.apostle_propositions([95, 60, 20], [90, 10, 10]).satisfied
    (1, 2)
    """
    cuts_ = several(cuts, "cuts", 2)
    apostle_ = several(apostle, "apostle", 2)
    terrorist_ = several(terrorist, "terrorist", 2)
    given = {
        "satisfaction": satisfaction,
        "loyalty": loyalty,
        "satisfaction_cut": cuts_[0],
        "loyalty_cut": cuts_[1],
        "apostle_satisfaction": apostle_[0],
        "apostle_loyalty": apostle_[1],
        "terrorist_satisfaction": terrorist_[0],
        "terrorist_loyalty": terrorist_[1],
    }
    found = tabled("APOSTLE_PROPOSITIONS", given, missing=True)
    return Propositions(
        satisfied=(found.count("satisfied_loyal"), found.count("satisfied")),
        dissatisfied=(found.count("dissatisfied_loyal"), found.count("dissatisfied")),
        fully_satisfied=(found.count("fully_satisfied_loyal"), found.count("fully_satisfied")),
        n_missing=found.count("n_missing"),
        hold=(
            found.answer("holds_1"),
            found.answer("holds_2"),
            found.answer("holds_3"),
            found.answer("holds_4"),
            found.answer("holds_5"),
        ),
    )


def growth(
    *,
    quantity_before: Values | None = None,
    quantity: Values | None = None,
    frequency_before: Values | None = None,
    frequency: Values | None = None,
    use_before: Values | None = None,
    uses: Values | None = None,
    spend_before: Values | None = None,
    spend: Values | None = None,
) -> Classification:
    """Whether loyal behaviour really grew, by a vote of the measures that are known.

    Growth of quantity, frequency, use and spend between two periods, each >= 0.

    Parameters
    ----------
    quantity_before : column of float, optional
        How much they bought, in the earlier period.
    quantity : column of float, optional
        How much they buy, in the later period.
    frequency_before : column of float, optional
        How often they bought, in the earlier period.
    frequency : column of float, optional
        How often they buy, in the later period.
    use_before : column of float, optional
        How much they used, in the earlier period.
    uses : column of float, optional
        How much they use, in the later period.
    spend_before : column of float, optional
        What they spent, in the earlier period.
    spend : column of float, optional
        What they spend, in the later period.

    Returns
    -------
    Classification
        The class of each row (0 unknown, 1 falling, 2 steady, 3 growing), the reasons, and whether
        it stands on a cut.

    Raises
    ------
    DataError
        For a fact or setting out of its range: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.growth(spend_before=[10, 10], spend=[12, 8]).names().tolist()
    ['growing', 'falling']
    """
    given = {
        "quantity_before": quantity_before,
        "quantity": quantity,
        "frequency_before": frequency_before,
        "frequency": frequency,
        "use_before": use_before,
        "uses": uses,
        "spend_before": spend_before,
        "spend": spend,
    }
    return _judge("GROWTH", given)


def behaviour_growth(before: Values, now: Values) -> Floats:
    """The growth of one measure of behaviour: 0.2 is 20 % more; NaN where it began at nothing.

    Parameters
    ----------
    before : column of float
        The measure in the earlier period, >= 0.
    now : column of float
        The measure in the later one, >= 0.

    Returns
    -------
    growth : array of float64
        0.2 is 20 % more; NaN where it began at nothing.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.behaviour_growth([10, 0], [12, 5]).round(2).tolist()
    [0.2, nan]
    """
    given = {"before": before, "now": now}
    return tabled("BEHAVIOUR_GROWTH", given).column("growth")


def four_indicators(
    *,
    satisfaction: Values | None = None,
    value: Values | None = None,
    awareness: Values | None = None,
    quantity_before: Values | None = None,
    quantity: Values | None = None,
    frequency_before: Values | None = None,
    frequency: Values | None = None,
    use_before: Values | None = None,
    uses: Values | None = None,
    spend_before: Values | None = None,
    spend: Values | None = None,
) -> FourIndicators:
    """The four-indicator measure: three scores, and how much behaviour grew between two periods.

    Satisfaction, value and awareness, scores of 0 to 100, and the growth of behaviour, a share of
    the period before; NaN is not known.

    Parameters
    ----------
    satisfaction : column of float, optional
        Satisfaction, 0 to 100.
    value : column of float, optional
        Perceived value, 0 to 100.
    awareness : column of float, optional
        Awareness, 0 to 100.
    quantity_before : column of float, optional
        How much they bought, in the earlier period.
    quantity : column of float, optional
        How much they buy, in the later period.
    frequency_before : column of float, optional
        How often they bought, in the earlier period.
    frequency : column of float, optional
        How often they buy, in the later period.
    use_before : column of float, optional
        How much they used, in the earlier period.
    uses : column of float, optional
        How much they use, in the later period.
    spend_before : column of float, optional
        What they spent, in the earlier period.
    spend : column of float, optional
        What they spend, in the later period.

    Returns
    -------
    FourIndicators
        The four indicators satisfaction, value, awareness and growth.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.four_indicators(satisfaction=[80, 60], spend_before=[9, 9], spend=[9, 9]).satisfaction
    70.0
    """
    given = {
        "satisfaction": satisfaction,
        "value": value,
        "awareness": awareness,
        "quantity_before": quantity_before,
        "quantity": quantity,
        "frequency_before": frequency_before,
        "frequency": frequency,
        "use_before": use_before,
        "uses": uses,
        "spend_before": spend_before,
        "spend": spend,
    }
    found = tabled("FOUR_INDICATOR_MEASURE", given, missing=True)
    return FourIndicators(
        growth=found.column("behaviour_growth"),
        satisfaction=found.number("mean_satisfaction"),
        value=found.number("mean_value"),
        awareness=found.number("mean_awareness"),
        mean_growth=found.number("mean_growth"),
        n_used=(
            found.count("n_satisfaction"),
            found.count("n_value"),
            found.count("n_awareness"),
            found.count("n_growth"),
        ),
        n_complete=found.count("n_complete"),
    )


def seven_indicators(
    *,
    ranges: Sequence[object],
    weights: Sequence[float] | None = None,
    repurchase: Values | None = None,
    choosing_time: Values | None = None,
    attention: Values | None = None,
    competitor_attention: Values | None = None,
    price_sensitivity: Values | None = None,
    identification: Values | None = None,
    defect_tolerance: Values | None = None,
) -> SevenIndicatorIndex:
    """The seven-indicator loyalty index of customer behaviour.

    The index of seven indicators, 0 to 100, by their lowest and highest values; an indicator on
    which all agree is dropped (its bit); NaN is not known.

    Parameters
    ----------
    ranges : two numbers, or pairs of them
        The lowest and highest possible value: one pair for all, or one for each.
    weights : 7 numbers, optional
        The weights of the seven, equal without.
    repurchase : column of float, optional
        How often they buy again.
    choosing_time : column of float, optional
        How long they choose.
    attention : column of float, optional
        Attention to the brand.
    competitor_attention : column of float, optional
        Attention to competitors.
    price_sensitivity : column of float, optional
        Sensitivity to the price.
    identification : column of float, optional
        How far they identify with the brand.
    defect_tolerance : column of float, optional
        How much they forgive.

    Returns
    -------
    SevenIndicatorIndex
        The seven-indicator index of each customer.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> found = loyalty.seven_indicators(ranges=(0, 10), repurchase=[10, 0], attention=[10, 0])
    >>> found.n_missing
    2
    """
    given: dict[str, object] = {
        "lowest": ends(ranges, "ranges", 7)[0],
        "highest": ends(ranges, "ranges", 7)[1],
        "repurchase": repurchase,
        "choosing_time": choosing_time,
        "attention": attention,
        "competitor_attention": competitor_attention,
        "price_sensitivity": price_sensitivity,
        "identification": identification,
        "defect_tolerance": defect_tolerance,
    }
    if weights is not None:
        given["weights"] = weights
    found = tabled("SEVEN_INDICATOR_INDEX", given, missing=True)
    return SevenIndicatorIndex(
        index=found.column("index"),
        mean=found.number("mean"),
        n_used=found.count("n_used"),
        n_missing=found.count("n_missing"),
        dropped=found.names(
            "dropped_bits",
            (
                "repurchase",
                "choosing_time",
                "attention",
                "competitor_attention",
                "price_sensitivity",
                "identification",
                "defect_tolerance",
            ),
        ),
    )


def mean_of_three(
    recommend: Values,
    buy_again: Values,
    try_others: Values,
    *,
    scale: Sequence[float],
) -> Floats:
    """The mean of the three loyalty questions on one scale.

    The mean of would recommend, would buy again and would try other products, from ``low`` to
    ``high``; NaN is not known.

    Parameters
    ----------
    recommend : column of float
        Would recommend.
    buy_again : column of float
        Would buy again.
    try_others : column of float
        Would try other products.
    scale : 2 numbers
        The lowest and the highest answer.

    Returns
    -------
    mean : array of float64
        NaN where an answer is missing.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.mean_of_three([5, None], [4, 5], [3, 5], scale=(1, 5)).tolist()
    [4.0, nan]
    """
    scale_ = several(scale, "scale", 2)
    given = {
        "recommend": recommend,
        "buy_again": buy_again,
        "try_others": try_others,
        "low": scale_[0],
        "high": scale_[1],
    }
    return tabled("MEAN_OF_THREE", given, missing=True).column("mean")


def switching_cost(
    procedural: Values,
    financial: Values,
    relational: Values,
    *,
    weights: Sequence[float] = (1.0, 1.0, 1.0),
) -> Floats:
    """The switching-cost index: the weighted mean of its three parts.

    The weighted mean of three kinds of switching cost; NaN is not known.

    Parameters
    ----------
    procedural : column of float
        Time and effort that switching costs.
    financial : column of float
        Money that it costs.
    relational : column of float
        Ties that it breaks.
    weights : 3 numbers, default (1.0, 1.0, 1.0)
        The weights of the three.

    Returns
    -------
    index : array of float64
        On the scale of the parts.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.switching_cost([3], [6], [0]).tolist()
    [3.0]
    """
    given = {
        "procedural": procedural,
        "financial": financial,
        "relational": relational,
        "weights": weights,
    }
    return tabled("SWITCHING_COST", given).column("index")


def complaint_iceberg(
    complaints: int,
    complaint_rate: float,
    leaving_share: float | None = None,
) -> tuple[float, float, float]:
    """All the unhappy behind complaints, those who said nothing, and those who leave.

    The unhappy customers behind complaints, and who of them leaves (NaN without a share).

    Parameters
    ----------
    complaints : int
        How many complained.
    complaint_rate : float
        The share of the unhappy who complain, above 0 to 1.
    leaving_share : float, optional
        The share of the silent who leave.

    Returns
    -------
    unhappy : float
        All the unhappy.
    silent : float
        Those who said nothing.
    leaving : float
        Those who leave; NaN if not known.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.complaint_iceberg(10, 0.05)[:2]
    (200.0, 190.0)
    """
    given = {
        "complaints": complaints,
        "complaint_rate": complaint_rate,
        "leaving_share": leaving_share,
    }
    found = tabled("COMPLAINT_ICEBERG", given, one=True)
    return found.number("unhappy"), found.number("silent"), found.number("leaving")


def satisfied_streaks(customer: Column, satisfied: Column, customers: int) -> NDArray[np.uint32]:
    """Satisfied episodes in a row up to the last episode of each customer.

    Parameters
    ----------
    customer : column of int
        The row, from 0, of the customer of each episode; those of one customer come in the order of
        time.
    satisfied : column of bool
        Whether it satisfied; a failure resets to 0.
    customers : int
        How many customers there are.

    Returns
    -------
    array of uint32
        How many satisfied interactions in a row each customer has had, up to now.

    Raises
    ------
    DataError
        For a customer beyond ``customers``, with the row.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.satisfied_streaks([0, 1, 1], [1, 1, 0], 2).tolist()
    [1, 0]
    """
    customer_ = _columns.counts(customer, "customer")
    satisfied_ = _columns.flags(satisfied, "satisfied")
    _columns.rows(customer=customer_, satisfied=satisfied_)
    return _worked.satisfied_streaks(customer_, satisfied_, customers)


def trusted_episodes(
    customer: Column,
    satisfied: Column,
    customers: int,
    *,
    tolerance: int = 1,
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Satisfied episodes of each customer that count for trust, and the failures in a row since.

    Parameters
    ----------
    customer : column of int
        The row, from 0, of the customer of each episode; those of one customer come in the order of
        time.
    satisfied : column of bool
        Whether it satisfied.
    customers : int
        How many customers there are.
    tolerance : int, default 1
        Up to how many failures in a row undo nothing; 0 counts satisfaction, which one failure
        ends.

    Returns
    -------
    streak, failures : array of uint32
        Evidence of `earned_trust`.

    Raises
    ------
    DataError
        For a customer beyond ``customers``, with the row.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> streak, failures = loyalty.trusted_episodes([0, 0, 0, 0], [1, 1, 1, 0], 1)
    >>> streak.tolist(), failures.tolist()
    ([3], [1])
    >>> loyalty.earned_trust(streak, failures=failures).names().tolist()
    ['affective trust']
    """
    customer_ = _columns.counts(customer, "customer")
    satisfied_ = _columns.flags(satisfied, "satisfied")
    _columns.rows(customer=customer_, satisfied=satisfied_)
    return _worked.trusted_episodes(customer_, satisfied_, customers, tolerance=tolerance)


def strategies(
    *,
    identifies: Values | None = None,
    needs_known: Values | None = None,
    feedback_easy: Values | None = None,
    complaints_heeded: Values | None = None,
    hindered: Values | None = None,
    rewarded: Values | None = None,
    reward_works: Values | None = None,
    reward_only: Values | None = None,
    tied: Values | None = None,
    irreplaceable: Values | None = None,
    switching_cost: Values | None = None,
    switching_cost_bound: float = 50.0,
) -> Strategies:
    """What to do to keep each customer, by the catalogue of the texts: where something is amiss.

    The columns are 1 (yes), 0 (no) or 2 (not known).

    Parameters
    ----------
    identifies : column of bool, optional
        Whether they identify with the brand.
    needs_known : column of bool, optional
        Whether the firm learns from their feedback what they need.
    feedback_easy : column of bool, optional
        Whether they can give feedback with ease.
    complaints_heeded : column of bool, optional
        Whether their complaints are acted on in time.
    hindered : column of bool, optional
        Whether rules of the firm hinder their loyalty.
    rewarded : column of bool, optional
        Whether their repeat purchases are rewarded.
    reward_works : column of bool, optional
        Whether the reward moves them to buy again.
    reward_only : column of bool, optional
        Whether they come for the reward alone.
    tied : column of bool, optional
        Whether a system, a contract or shared work ties them.
    irreplaceable : column of bool, optional
        Whether they get a service that nobody else could give.
    switching_cost : column of float, optional
        Their switching cost, as of `switching_cost`.
    switching_cost_bound : float, default 50.0
        From which on it is high enough.

    Returns
    -------
    Strategies
        Strategies of customers, each the sum of the codes of `vocabulary`.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> found = loyalty.strategies(rewarded=[True], reward_works=[False], switching_cost=[20])
    >>> from habitue.classification import vocabulary
    >>> [why for code, why in vocabulary("strategy reason").items() if found.apply[0] & code]
    ['the reward does not move them', 'could change at low cost']
    """
    given = {
        "identifies": identifies,
        "needs_known": needs_known,
        "feedback_easy": feedback_easy,
        "complaints_heeded": complaints_heeded,
        "hindered": hindered,
        "rewarded": rewarded,
        "reward_works": reward_works,
        "reward_only": reward_only,
        "tied": tied,
        "irreplaceable": irreplaceable,
        "switching_cost": switching_cost,
        "switching_cost_bound": switching_cost_bound,
    }
    found = tabled("STRATEGIES", given, missing=True)
    return Strategies(
        apply=found.codes("apply"),
        in_place=found.codes("in_place"),
        unknown=found.codes("unknown"),
        boundary=found.flags("boundary"),
    )


def complaint_handling(
    opened: Values,
    responded: Values,
    *,
    now: float,
    target: float,
    tracked: Values | None = None,
    satisfied: Values | None = None,
    again: Values | None = None,
    interval: ProportionInterval = "wilson",
    confidence: float = 0.95,
) -> ComplaintHandling:
    """Response times, service level, tracking, recovery and second complaints of cases.

    How cases, complaints above all, are handled: when each came in and was answered (NaN: it
    waits), and whether it was tracked, satisfied its customer in the end, and brought a second
    complaint (1, 0, or 2 not known).

    Parameters
    ----------
    opened : column of float
        When each case came in, in any unit of time.
    responded : column of float
        When it was answered; missing where it waits.
    now : float
        Up to when cases are known.
    target : float
        Within which time a response is promised.
    tracked : column of bool, optional
        Whether it has a tracking number.
    satisfied : column of bool, optional
        Whether its customer was satisfied in the end.
    again : column of bool, optional
        Whether its customer complained again.
    interval : {"wilson", "agresti-coull", "clopper-pearson", "jeffreys", "wald"}, default "wilson"
        The kind of interval of the rates.
    confidence : float, default 0.95
        Of the intervals.

    Returns
    -------
    ComplaintHandling
        How complaints are handled; a share is None, as are both ends of its interval, of no case.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> found = loyalty.complaint_handling([0, 10, 20, 58], [3, 34, 21, None], now=60, target=24)
    >>> found.within_target, found.waiting, found.median_response
    (1.0, 1, 13.5)
    """
    given = {
        "opened": opened,
        "responded": responded,
        "now": now,
        "target": target,
        "tracked": tracked,
        "satisfied": satisfied,
        "again": again,
        "interval": enumerator(PROPORTION_INTERVALS, interval, "interval"),
        "confidence": confidence,
    }
    found = tabled("COMPLAINT_HANDLING", given, missing=True)
    return ComplaintHandling(
        cases=found.count("cases"),
        waiting=found.count("waiting"),
        mean_response=found.maybe("mean_response"),
        median_response=found.maybe("median_response"),
        within_target=found.maybe("within_target"),
        within_target_interval=(
            found.maybe("within_target_low"),
            found.maybe("within_target_high"),
        ),
        n_within_target=found.count("n_within_target"),
        tracked_share=found.maybe("tracked_share"),
        tracked_interval=(found.maybe("tracked_low"), found.maybe("tracked_high")),
        n_tracked=found.count("n_tracked"),
        recovered=found.maybe("recovered"),
        recovered_interval=(found.maybe("recovered_low"), found.maybe("recovered_high")),
        n_recovered=found.count("n_recovered"),
        complained_again=found.maybe("complained_again"),
        complained_again_interval=(
            found.maybe("complained_again_low"),
            found.maybe("complained_again_high"),
        ),
        n_complained_again=found.count("n_complained_again"),
    )


def driver_scores(parents: Values, leaf_scores: Values, weights: Values | None = None) -> Floats:
    """The scores of all nodes of a driver tree: the weighted means of their parts.

    The scores of all nodes of a driver tree: ``parents`` is the node, from 0, of which a node is a
    part and that stands before it, -1 for the first; ``weights`` its weight among its siblings, >
    0; ``leaf_scores`` the score of each leaf at its node (the others are not read). A score is the
    weighted mean of the parts.

    Parameters
    ----------
    parents : column of int
        The node of which each is a part, -1 for the first.
    leaf_scores : column of float
        The score of each leaf at its node, NaN elsewhere.
    weights : column of float, optional
        The weight of each node among its siblings, above 0; equal without.

    Returns
    -------
    score : array of float64
        The score of each node.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.driver_scores([-1, 0, 0], [float("nan"), 2.0, 4.0]).tolist()
    [3.0, 2.0, 4.0]
    """
    given = {
        "parents": parents,
        "leaf_scores": leaf_scores,
        "weights": 1.0 if weights is None else weights,
    }
    return tabled("DRIVER_SCORES", given).column("score")


for _name in __all__:
    globals()[_name].__module__ = "habitue.loyalty"
