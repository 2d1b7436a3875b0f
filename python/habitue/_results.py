"""Results of functions and methods, in the words of functions.toml.

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ._evidence import Floats, Values, tabled
from ._records import Record
from ._records_of_value import TierStatistics

if TYPE_CHECKING:
    from typing_extensions import Self


@dataclass(frozen=True)
class ThreeIndicatorIndex:
    """The three-indicator index of each customer, and its means.

    Attributes
    ----------
    index : array of float64
        0 to 100; NaN where an indicator is not known.
    mean : float
        Of those who have one; NaN of nobody.
    satisfaction : float
        Mean score of the same customers.
    repurchase : float
        Mean score of the same customers.
    recommendation : float
        Mean score of the same customers.
    n_used : int
        Customers with an index.
    n_missing : int
        Customers without.
    n_missing_satisfaction : int
        Without satisfaction.
    n_missing_repurchase : int
        Without a probability of repurchase.
    n_missing_recommendation : int
        Without recommendation.

    Examples
    --------
    >>> from habitue import loyalty
    >>> asked = {"satisfaction": [5, 1], "repurchase": [1.0, 0.0], "recommendation": [3, 1]}
    >>> loyalty.three_indicator_index(**asked).index.tolist()
    [100.0, 0.0]
    """

    index: Floats
    mean: float
    satisfaction: float
    repurchase: float
    recommendation: float
    n_used: int
    n_missing: int
    n_missing_satisfaction: int
    n_missing_repurchase: int
    n_missing_recommendation: int


@dataclass(frozen=True)
class Propositions:
    """The evidence for the five propositions "satisfaction is not loyalty".

    Attributes
    ----------
    satisfied : tuple[int, int]
        Loyal ones, and how many there are.
    dissatisfied : tuple[int, int]
        Loyal ones, and how many there are.
    fully_satisfied : tuple[int, int]
        Loyal ones, and how many there are.
    n_missing : int
        Customers with satisfaction or loyalty not known.
    hold : tuple[bool | None, bool | None, bool | None, bool | None, bool | None]
        Whether each holds here, None of nobody: the satisfied may be loyal; may be disloyal; the
        dissatisfied are usually disloyal; may be loyal; full satisfaction makes most loyal.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.apostle_propositions([95, 60, 20], [90, 10, 10]).satisfied
    (1, 2)
    """

    satisfied: tuple[int, int]
    dissatisfied: tuple[int, int]
    fully_satisfied: tuple[int, int]
    n_missing: int
    hold: tuple[bool | None, bool | None, bool | None, bool | None, bool | None]


@dataclass(frozen=True)
class FourIndicators:
    """The four indicators satisfaction, value, awareness and growth.

    Attributes
    ----------
    growth : array of float64
        The growth of behaviour of each customer; NaN if not known.
    satisfaction : float
        The mean score, 0 to 100; NaN of nobody.
    value : float
        The mean score, 0 to 100; NaN of nobody.
    awareness : float
        The mean score, 0 to 100; NaN of nobody.
    mean_growth : float
        The mean growth, a share of the period before (0.2 is 20 % more) and no score; NaN of
        nobody.
    n_used : tuple[int, int, int, int]
        Customers of whom each of the four is known.
    n_complete : int
        Customers of whom all four are.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.four_indicators(satisfaction=[80, 60], spend_before=[9, 9], spend=[9, 9]).satisfaction
    70.0
    """

    growth: Floats
    satisfaction: float
    value: float
    awareness: float
    mean_growth: float
    n_used: tuple[int, int, int, int]
    n_complete: int


@dataclass(frozen=True)
class SevenIndicatorIndex:
    """The seven-indicator index of each customer.

    Attributes
    ----------
    index : array of float64
        0 to 100; NaN where an indicator is not known.
    mean : float
        Of those who have one; NaN of nobody.
    n_used : int
        Customers with all the indicators that entered.
    n_missing : int
        Customers without.
    dropped : tuple[str, ...]
        The indicators left out, because all who answered agree.

    Examples
    --------
    >>> from habitue import loyalty
    >>> found = loyalty.seven_indicators(ranges=(0, 10), repurchase=[10, 0], attention=[10, 0])
    >>> found.n_missing
    2
    """

    index: Floats
    mean: float
    n_used: int
    n_missing: int
    dropped: tuple[str, ...]


@dataclass(frozen=True)
class Strategies:
    """Strategies of customers, each the sum of the codes of `vocabulary`.

    Attributes
    ----------
    apply : array of int32
        Those that apply.
    in_place : array of int32
        Those that are in place, or have nothing to mend.
    unknown : array of int32
        Those of which it is not known.
    boundary : array of bool
        Whether the switching cost is exactly on the bound.

    Examples
    --------
    >>> from habitue import loyalty
    >>> found = loyalty.strategies(rewarded=[True], reward_works=[False], switching_cost=[20])
    >>> from habitue.classification import vocabulary
    >>> [why for code, why in vocabulary("strategy reason").items() if found.apply[0] & code]
    ['the reward does not move them', 'could change at low cost']
    """

    apply: NDArray[np.int32]
    in_place: NDArray[np.int32]
    unknown: NDArray[np.int32]
    boundary: NDArray[np.bool_]


@dataclass(frozen=True)
class ComplaintHandling:
    """How complaints are handled; a share is None, as are both ends of its interval, of no case.

    Attributes
    ----------
    cases : int
        All cases.
    waiting : int
        Those without a response.
    mean_response : float | None
        The mean time to the response, of those that have one.
    median_response : float | None
        The median time, waiting cases being longer than any; None where half wait.
    within_target : float | None
        The service level: of those answered, or waiting longer than the target.
    within_target_interval : tuple[float | None, float | None]
        Low and high.
    n_within_target : int
        Of how many cases.
    tracked_share : float | None
        The share with a tracking number.
    tracked_interval : tuple[float | None, float | None]
        Low and high.
    n_tracked : int
        Of how many cases.
    recovered : float | None
        The share whose customer was satisfied in the end.
    recovered_interval : tuple[float | None, float | None]
        Low and high.
    n_recovered : int
        Of how many cases.
    complained_again : float | None
        The share that brought a second complaint.
    complained_again_interval : tuple[float | None, float | None]
        Low and high.
    n_complained_again : int
        Of how many cases.

    Examples
    --------
    >>> from habitue import loyalty
    >>> found = loyalty.complaint_handling([0, 10, 20, 58], [3, 34, 21, None], now=60, target=24)
    >>> found.within_target, found.waiting, found.median_response
    (1.0, 1, 13.5)
    """

    cases: int
    waiting: int
    mean_response: float | None
    median_response: float | None
    within_target: float | None
    within_target_interval: tuple[float | None, float | None]
    n_within_target: int
    tracked_share: float | None
    tracked_interval: tuple[float | None, float | None]
    n_tracked: int
    recovered: float | None
    recovered_interval: tuple[float | None, float | None]
    n_recovered: int
    complained_again: float | None
    complained_again_interval: tuple[float | None, float | None]
    n_complained_again: int


@dataclass(frozen=True)
class DriverTreeFields(Record):
    """A driver tree in columns, a part standing after what it is a part of.

    Attributes
    ----------
    parents : array of int32
        The node of which each is a part, -1 for the first.
    weights : array of float64
        The weight of each among its siblings.
    names : tuple[str, ...]
        What the nodes are called.
    """

    parents: NDArray[np.int32]
    weights: Floats
    names: tuple[str, ...]


@dataclass(frozen=True)
class SurveyJoinFields(Record):
    """What customers said beside what they did.

    Attributes
    ----------
    rows : NDArray[np.int64]
        For each respondent the row of the table of customers, -1 where there is none.
    matched : int
        How many respondents have a row.
    respondents_unmatched : int
        How many have none.
    customers_unmatched : int
        How many customers did not respond.
    """

    rows: NDArray[np.int64]
    matched: int
    respondents_unmatched: int
    customers_unmatched: int


@dataclass(frozen=True)
class WalletShare:
    """Share of wallet of all the money, and of the mean customer.

    Attributes
    ----------
    ratio_of_sums : float
        Of all the money; NaN where nobody spends.
    mean_of_ratios : float
        Of the mean customer; NaN where nobody spends.
    n_used : int
        Customers who spend in the category.
    n_without_spend : int
        Customers who do not, and have no share.

    Examples
    --------
    >>> from habitue import loyalty
    >>> loyalty.share_of_wallet([50, 10], [100, 10]).mean_of_ratios
    0.75
    """

    ratio_of_sums: float
    mean_of_ratios: float
    n_used: int
    n_without_spend: int


@dataclass(frozen=True)
class RecordQuality:
    """How complete and how fresh records are; fields as the sum of the codes of `vocabulary`.

    Attributes
    ----------
    completeness : array of float64
        The weighted share of the fields that are there.
    freshness : array of float64
        1 is confirmed today, 0.5 a half-life ago; NaN of an empty record.
    missing : array of int32
        The fields that are not there and weigh.
    present : array of int32
        The fields that are there.

    Examples
    --------
    >>> from habitue import customer
    >>> import datetime
    >>> stay, today = datetime.date(2023, 6, 8), datetime.date(2024, 6, 7)
    >>> found = customer.record_quality({"name": [stay, stay], "habit": [stay, None]}, today=today)
    >>> found.completeness.round(3).tolist(), found.freshness.tolist()
    ([0.167, 0.083], [0.5, 0.5])
    """

    completeness: Floats
    freshness: Floats
    missing: NDArray[np.int32]
    present: NDArray[np.int32]


@dataclass(frozen=True)
class RecordErasure:
    """What erasures take away and leave; fields as the sum of the codes of `vocabulary`.

    Attributes
    ----------
    erased : array of int32
        The fields that go.
    held : array of int32
        The fields that stay.
    held_until : array of float64
        Until when, in days since 1970-01-01; NaN of nothing, or of a contract without end.

    Examples
    --------
    >>> from habitue import customer
    >>> found = customer.record_erasure([1 + 512], contract_end=[19000], today=19100, hold_days=365)
    >>> found.erased.tolist(), found.held.tolist(), found.held_until.tolist()
    ([1], [512], [19365.0])
    """

    erased: NDArray[np.int32]
    held: NDArray[np.int32]
    held_until: Floats


@dataclass(frozen=True)
class Personas:
    """Persona tags of customers, each the sum of the codes of `vocabulary`.

    Attributes
    ----------
    tags : array of int32
        The tags that fit.
    unknown : array of int32
        The tags of which it is not known.
    boundary : array of int32
        The tags whose fact is exactly on its bound; they fit.

    Examples
    --------
    >>> from habitue import customer
    >>> found = customer.personas(discount_share=[0.8, 0.1], days_to_decide=[3, 90])
    >>> found.tags.tolist(), found.unknown.tolist()
    ([4, 2], [9, 9])
    >>> customer.persona_counts(bits=found.tags)["thrifty"]
    1
    """

    tags: NDArray[np.int32]
    unknown: NDArray[np.int32]
    boundary: NDArray[np.int32]


@dataclass(frozen=True)
class Roles:
    """Roles, each the sum of: customer 1, consumer 2, user 4, end recipient 8.

    Attributes
    ----------
    roles : array of int32
        The roles that hold.
    unknown : array of int32
        The roles that the known facts neither prove nor refute.

    Examples
    --------
    >>> from habitue import customer
    >>> found = customer.roles(takes=[True, True], on_file=[True, False], uses=[False, True])
    >>> found.roles.tolist(), found.unknown.tolist()
    ([1, 4], [10, 10])
    """

    roles: NDArray[np.int32]
    unknown: NDArray[np.int32]


@dataclass(frozen=True)
class CashFlowTable:
    """A cash flow discounted, in the order of time, a column each.

    Attributes
    ----------
    time : array of float64
        When each payment falls, in periods or years.
    expected : array of float64
        Amount times probability, in major units.
    factor : array of float64
        What 1 at its time is worth now.
    present : array of float64
        The present value.
    cumulative : array of float64
        The running total of the present values.

    Examples
    --------
    >>> from habitue.economics import CashFlow
    >>> found = CashFlow([0, 1], [-50, 62.5], currency="USD").table(0.25)
    >>> found.factor.tolist(), found.present.tolist(), found.cumulative.tolist()
    ([1.0, 0.8], [-50.0, 50.0], [-50.0, 0.0])
    """

    time: Floats
    expected: Floats
    factor: Floats
    present: Floats
    cumulative: Floats


@dataclass(frozen=True)
class CashFlowValue:
    """What a cash flow comes to.

    Attributes
    ----------
    total : int
        The sum of the amounts in minor units, exact, neither weighted nor discounted.
    present_value : float
        The expected present value, in major units.
    payback : float | None
        When it has paid back, in periods or years; None if never.
    discounted_payback : float | None
        The same, discounted.
    present : array of float64
        The expected present value of each payment, by row.

    Examples
    --------
    >>> from habitue import economics
    >>> found = economics.cash_flow_value([1, 0], [62.5, -40], currency="USD", discount=0.25)
    >>> found.present_value, found.payback, found.present.tolist()
    (10.0, 0.64, [50.0, -40.0])
    """

    total: int
    present_value: float
    payback: float | None
    discounted_payback: float | None
    present: Floats


@dataclass(frozen=True)
class DwyerLine:
    """A year of the cohort table.

    Attributes
    ----------
    customers : float
        Who are there.
    orders : float
        Orders of the year.
    sales : float
        What they bring.
    variable_cost : float
        What they cost.
    marketing : float
        Marketing of the year.
    acquisition : float
        What winning them cost, in the first year.
    profit : float
        Sales less all costs.
    factor : float
        What 1 of this year is worth now.
    present : float
        The profit's present value.
    cumulative : float
        The running total of it.
    per_customer : float
        The running total per customer of the first year.

    Examples
    --------
    >>> from habitue import economics
    >>> lines = economics.dwyer_table(
    ...     10.0, retention=[0.5, 0.5], orders_per_month=[1, 1], amount=[10, 10],
    ...     variable_cost_share=[0.5, 0.5], marketing=[0, 0],
    ... )
    >>> [line.profit for line in lines]
    [600.0, 300.0]
    """

    customers: float
    orders: float
    sales: float
    variable_cost: float
    marketing: float
    acquisition: float
    profit: float
    factor: float
    present: float
    cumulative: float
    per_customer: float


@dataclass(frozen=True)
class OptimalSpend:
    """The spending that makes a prospect worth most; 0 where no spending pays.

    Attributes
    ----------
    acquisition : float
        Spend on a prospect.
    retention : float
        Spend on a customer, a year.
    acquisition_rate : float
        The share of prospects that it wins.
    retention_rate : float
        The share of customers that it keeps, a year.
    customer_value : float
        What a customer is then worth.
    equity : float
        What a prospect is then worth.

    Examples
    --------
    >>> from habitue import economics
    >>> best = economics.acquisition_retention_optimum(
    ...     (0.4, 0.2, 20.0), (0.7, 0.5, 10.0), margin=50.0, discount=0.15
    ... )
    >>> best.equity > 0
    True
    """

    acquisition: float
    retention: float
    acquisition_rate: float
    retention_rate: float
    customer_value: float
    equity: float


@dataclass(frozen=True)
class StrategyCase:
    """The case for a strategy.

    Attributes
    ----------
    customers : int
        To how many it applies.
    gain : float
        What the lift is worth, as a present value.
    total_cost : float
        What it costs in all.
    net : float
        The gain less the cost.
    break_even_cost : float | None
        The most that it may cost a customer; None where it applies to nobody.

    Examples
    --------
    >>> from habitue import economics
    >>> case = economics.strategy_case([100, 100], [0.8, 0.9], [True, False],
    ...                                discount=0.1, points=0.05, cost=20)
    >>> case.customers, round(case.gain, 2), round(case.net, 2)
    (1, 73.33, 53.33)
    """

    customers: int
    gain: float
    total_cost: float
    net: float
    break_even_cost: float | None


@dataclass(frozen=True)
class EffortAllocation:
    """Who gets how much effort, what it brings, and what is left undone.

    Attributes
    ----------
    effort : array of float64
        Of each customer.
    gain : array of float64
        What it brings.
    undone : array of float64
        How much more each could take; infinite without a most.
    undone_gain : array of float64
        What that would bring.
    price : float
        What one more unit of the budget would bring; 0 where all is done.
    spent : float
        What is spent of the budget.
    total_gain : float
        Of all customers.
    total_undone_gain : float
        Of all customers.

    Examples
    --------
    >>> from habitue import economics
    >>> plan = economics.allocate_effort([200, 100], [0.5, 0.5], 10.0)
    >>> plan.effort.round(3).tolist(), round(plan.price, 3)
    ([5.693, 4.307], 5.804)
    """

    effort: Floats
    gain: Floats
    undone: Floats
    undone_gain: Floats
    price: float
    spent: float
    total_gain: float
    total_undone_gain: float


@dataclass(frozen=True)
class ChosenOptions:
    """The options that are taken, and what is left undone.

    Attributes
    ----------
    chosen : array of bool
        Whether each is taken.
    total_hours : int
        The hours of those that are.
    total_gain : float
        What they bring.
    total_undone_gain : float
        What the best option of every customer would bring more.

    Examples
    --------
    >>> from habitue import economics
    >>> plan = economics.choose_options([0, 0, 1, 1], [1, 2, 1, 2], [1, 9, 2, 3], 3)
    >>> plan.chosen.tolist(), plan.total_gain, plan.total_undone_gain
    ([False, True, True, False], 11.0, 1.0)
    """

    chosen: NDArray[np.bool_]
    total_hours: int
    total_gain: float
    total_undone_gain: float


@dataclass(frozen=True)
class LiftEffect:
    """What a retention lift does to a base of customers.

    Attributes
    ----------
    customers : int
        How many there are.
    capped : int
        Whom it would have taken beyond 100 %.
    before : float
        Their value before.
    after : float
        Their value after.
    change : float
        What a programme that achieves it may cost.
    relative : float | None
        The change as a share; None of nothing.
    break_even_per_period : float | None
        The break-even cost per customer and period.

    Examples
    --------
    >>> from habitue.economics import MarginMultiple, RetentionLift
    >>> found = RetentionLift(MarginMultiple(0.25)).effect([10.0], [0.75], 0.25)
    >>> found.customers, found.before, found.after, found.relative
    (1, 25.0, 50.0, 1.0)
    """

    customers: int
    capped: int
    before: float
    after: float
    change: float
    relative: float | None
    break_even_per_period: float | None


@dataclass(frozen=True)
class Worksheets:
    """Six-step worksheets filled in, one a row.

    Attributes
    ----------
    average_sale : array of float64
        Sales per sale.
    profit_per_sale : array of float64
        What a sale leaves.
    profit_per_customer : array of float64
        What a customer leaves, with repeat orders.
    cost_per_customer : array of float64
        NaN where nobody was won.
    cost_per_prospect : array of float64
        Marketing per prospect.
    conversion : array of float64
        Customers won per prospect.
    profit_per_prospect : array of float64
        What a prospect leaves.
    marginal_net_worth : array of float64
        A customer's profit less its cost; NaN where nobody was won.
    break_even_conversion : array of float64
        At which marketing pays for itself; NaN where nothing is earned.

    Examples
    --------
    >>> from habitue import economics
    >>> sheets = economics.worksheets(
    ...     sales=50_000, sale_count=500, cost_of_goods=30_000, repeat_orders=2, marketing=6_000,
    ...     prospects=2_000, new_customers=100,
    ... )
    >>> sheets.marginal_net_worth.tolist()
    [60.0]
    """

    average_sale: Floats
    profit_per_sale: Floats
    profit_per_customer: Floats
    cost_per_customer: Floats
    cost_per_prospect: Floats
    conversion: Floats
    profit_per_prospect: Floats
    marginal_net_worth: Floats
    break_even_conversion: Floats


@dataclass(frozen=True)
class TenureValue:
    """A customer's profit over its tenure.

    Attributes
    ----------
    present : array of float64
        Of each year, discounted and retained.
    cumulative : array of float64
        The running total after what it cost to win.
    value : float
        The lifetime value after that cost.
    payback : float | None
        When the cost is earned back, in years; None if never.
    value_to_cost : float | None
        Lifetime profit over cost; None without cost.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.tenure_value([30.0, 30.0], acquisition=45.0).payback
    1.5
    """

    present: Floats
    cumulative: Floats
    value: float
    payback: float | None
    value_to_cost: float | None


@dataclass(frozen=True)
class AcquisitionRatios:
    """What customers cost to win (CAC) against what they bring (LTV).

    One row a channel; NaN where undefined.

    Attributes
    ----------
    cost : array of float64
        What a customer cost to win.
    value : array of float64
        What one brings, before that cost.
    value_to_cost : array of float64
        LTV to CAC.
    cost_to_value : array of float64
        CAC to LTV.
    net : array of float64
        The value of the customers won less the spend.
    return_on_spend : array of float64
        That over the spend.
    payback : array of float64
        Cost over margin, in periods.
    payback_retained : array of float64
        By the margins of those who are expected to stay.
    payback_discounted : array of float64
        By their present values.

    Examples
    --------
    >>> from habitue import economics
    >>> each, blended = economics.acquisition_ratios(
    ...     [6_000.0, 9_000.0], [100.0, 50.0], margin=[40.0, 50.0], retention=[0.8, 0.9]
    ... )
    >>> each.cost.tolist(), blended.cost.tolist()
    ([60.0, 180.0], [100.0])
    """

    cost: Floats
    value: Floats
    value_to_cost: Floats
    cost_to_value: Floats
    net: Floats
    return_on_spend: Floats
    payback: Floats
    payback_retained: Floats
    payback_discounted: Floats


@dataclass(frozen=True)
class Programmes:
    """The economics of loyalty programmes over one period, one row a programme.

    Attributes
    ----------
    incrementality : array of float64
        Spend that would not have come without it, over spend with it; NaN without spend.
    incremental_margin : array of float64
        The margin of that spend.
    reward_cost : array of float64
        What the rewards cost.
    net : array of float64
        Incremental margin less rewards and administration.
    break_even_baseline : array of float64
        The spend without it at which it breaks even; NaN where none.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.programmes(1000, spend=120, baseline=100, margin=0.5).net.tolist()
    [10000.0]
    """

    incrementality: Floats
    incremental_margin: Floats
    reward_cost: Floats
    net: Floats
    break_even_baseline: Floats


@dataclass(frozen=True)
class ProgrammesAcross:
    """Loyalty programmes beside the switching of customers, market by market.

    Markets differ in much else: it may refute that programmes keep customers, never prove it.

    Attributes
    ----------
    slope : float
        Points of switching for each point of participation: above 0, customers of markets with more
        programmes switch more; NaN where participation does not differ.
    correlation : float
        Of the two, -1 to 1; NaN where one does not differ. Two markets have 1 or -1 whatever stands
        behind them.

    Examples
    --------
    >>> from habitue import economics
    >>> found = economics.programmes_across([0.15, 0.83], [0.07, 0.24])
    >>> round(found.slope, 9), round(found.correlation, 9)
    (0.25, 1.0)
    """

    slope: float
    correlation: float


@dataclass(frozen=True)
class Points:
    """How the price of each sale is divided.

    Attributes
    ----------
    goods : array of float64
        Revenue at once.
    deferred : array of float64
        Revenue when the points are redeemed.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.points_allocation(100.0, 25.0, redemption=1.0).goods.tolist()
    [80.0]
    """

    goods: Floats
    deferred: Floats


@dataclass(frozen=True)
class PointsSchedule:
    """The liability of points, one row a period.

    Attributes
    ----------
    recognised : array of float64
        Deferred revenue recognised up to its end.
    revenue : array of float64
        Of it, the revenue of the period.
    catch_up : array of float64
        What a changed expectation adds.
    outstanding : array of float64
        What is still owed.

    Examples
    --------
    >>> from habitue import economics
    >>> found = economics.points_schedule(
    ...     100.0, 25.0, redemption=1.0, redeemed=[5.0, 25.0], expected=[25.0, 25.0]
    ... )
    >>> found.outstanding.tolist()
    [16.0, 0.0]
    """

    recognised: Floats
    revenue: Floats
    catch_up: Floats
    outstanding: Floats


@dataclass(frozen=True)
class PlanProgress:
    """How a plan stands.

    Attributes
    ----------
    states : array of int32
        Of each step: 1 done in time, 2 done late, 3 open, 4 overdue.
    in_time : int
        Steps done in time.
    late : int
        Steps done late.
    open : int
        Steps not done and not yet due.
    overdue : int
        Steps not done and due before today.
    unowned : int
        Steps not done that nobody answers for.

    Examples
    --------
    >>> from habitue import gaps
    >>> import datetime
    >>> months = [datetime.date(2026, month, 28) for month in (1, 2, 3)]
    >>> found = gaps.plan_progress(months, [months[1], None, None], ["Ada", "Bob", None],
    ...                            today=datetime.date(2026, 3, 1))
    >>> found.states.tolist(), found.unowned
    ([2, 4, 3], 1)
    """

    states: NDArray[np.int32]
    in_time: int
    late: int
    open: int
    overdue: int
    unowned: int


@dataclass(frozen=True)
class DealerCards:
    """Scorecards, one of each dealer.

    Attributes
    ----------
    total : array of float64
        The weighted mean of the dimensions; NaN where one that weighs has no score.
    standard_error : array of float64
        Of the total; NaN where a dimension that weighs has fewer than two scores.
    low : array of float64
        The lower end of its interval.
    high : array of float64
        The upper end of its interval.
    scores : array of uint64
        How many scores there are.
    rank : array of uint64
        The place, from 1, of those with a total; 0 without one.
    weakest : NDArray[np.int64]
        The dimension with the lowest mean; -1 without a score.
    means : array of float64
        The mean of each dimension (dealers x dimensions); NaN without a score.

    Examples
    --------
    >>> from habitue import gaps
    >>> cards = gaps.dealer_cards([0, 0, 1, 1], [0, 1, 0, 1], [90, 60, 70, 85],
    ...                           weights=[2, 1], dealers=2)
    >>> cards.total.tolist(), cards.rank.tolist(), cards.weakest.tolist()
    ([80.0, 75.0], [1, 2], [1, 0])
    """

    total: Floats
    standard_error: Floats
    low: Floats
    high: Floats
    scores: NDArray[np.uint64]
    rank: NDArray[np.uint64]
    weakest: NDArray[np.int64]
    means: Floats


@dataclass(frozen=True)
class ValueGapsFields(Record):
    """The three gaps of the customer-value model.

    Attributes
    ----------
    perception : array of float64
        Received - designed.
    compromise : array of float64
        Expected - designed.
    satisfaction : array of float64
        Received - expected.
    """

    perception: Floats
    compromise: Floats
    satisfaction: Floats

    @classmethod
    def of(cls, designed: Values, expected: Values, received: Values) -> Self:
        """The gaps of each row.

        Gaps between designed, expected and received value.

        Parameters
        ----------
        designed : column of float
            The value that was designed.
        expected : column of float
            The value that was expected.
        received : column of float
            The value that was received.

        Returns
        -------
        ValueGaps
            The three gaps of the customer-value model.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.

        Examples
        --------
        >>> from habitue import gaps
        >>> gaps.ValueGaps.of([5.0], [4.0], [3.0]).satisfaction.tolist()
        [-1.0]
        """
        given = {"designed": designed, "expected": expected, "received": received}
        found = tabled("VALUE_GAPS", given)
        return cls(
            perception=found.column("perception"),
            compromise=found.column("compromise"),
            satisfaction=found.column("satisfaction"),
        )


@dataclass(frozen=True)
class ServiceGaps:
    """The five gaps of service quality; below 0 something got lost.

    Attributes
    ----------
    understanding : array of float64
        Believed - expected.
    standards : array of float64
        Specified - believed.
    delivery : array of float64
        Delivered - specified.
    communication : array of float64
        Delivered - promised.
    service : array of float64
        Perceived - expected.

    Examples
    --------
    >>> from habitue import gaps
    >>> states = {"expected": 5, "believed": 4, "specified": 4, "delivered": 3, "promised": 4}
    >>> gaps.ServiceGaps.of(**states, perceived=3).service.tolist()
    [-2.0]
    """

    understanding: Floats
    standards: Floats
    delivery: Floats
    communication: Floats
    service: Floats

    @classmethod
    def of(
        cls,
        *,
        expected: Values,
        believed: Values,
        specified: Values,
        delivered: Values,
        promised: Values,
        perceived: Values,
    ) -> Self:
        """The gaps of each row.

        The five gaps of service quality.

        Parameters
        ----------
        expected : column of float
            What customers expect.
        believed : column of float
            What the firm believes that they expect.
        specified : column of float
            What it specifies.
        delivered : column of float
            What it delivers.
        promised : column of float
            What it promises.
        perceived : column of float
            What customers perceive.

        Returns
        -------
        ServiceGaps
            The five gaps of service quality; below 0 something got lost.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.

        Examples
        --------
        >>> from habitue import gaps
        >>> states = {"expected": 5, "believed": 4, "specified": 4, "delivered": 3, "promised": 4}
        >>> gaps.ServiceGaps.of(**states, perceived=3).service.tolist()
        [-2.0]
        """
        given = {
            "expected": expected,
            "believed": believed,
            "specified": specified,
            "delivered": delivered,
            "promised": promised,
            "perceived": perceived,
        }
        found = tabled("SERVICE_GAPS", given)
        return cls(
            understanding=found.column("understanding"),
            standards=found.column("standards"),
            delivery=found.column("delivery"),
            communication=found.column("communication"),
            service=found.column("service"),
        )


@dataclass(frozen=True)
class ChecklistFields(Record):
    """What a checklist finds in each of many rows.

    Attributes
    ----------
    passes : tuple[bool | None, ...]
        None where a point that is not known leaves it open.
    failed : tuple[tuple[str, ...], ...]
        The points that are not met, by name.
    unknown : tuple[tuple[str, ...], ...]
        The points that are not known, by name.
    """

    passes: tuple[bool | None, ...]
    failed: tuple[tuple[str, ...], ...]
    unknown: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Tier:
    """A tier's names and its size.

    Attributes
    ----------
    name : str
        In English.
    name_zh : str
        In Chinese.
    part : float
        Its size, in any common unit.

    Examples
    --------
    >>> from habitue.value import Pyramid, Tier
    >>> pyramid = Pyramid([Tier("gold", "金", 20.0), Tier("rest", "其他", 80.0)])
    >>> [tier.name for tier in pyramid.tiers], Pyramid("abc").tiers[0].part
    (['gold', 'rest'], 20.0)
    """

    name: str
    name_zh: str
    part: float


@dataclass(frozen=True)
class Tiers:
    """The tier of each customer, and what each tier holds.

    Attributes
    ----------
    tier : array of int32
        1 for the top.
    statistics : list[TierStatistics]
        A line a tier, from the top down.

    Examples
    --------
    >>> from habitue.value import Pyramid
    >>> found = Pyramid([20, 80]).assign([5.0, 1.0, 2.0, 9.0, 3.0])
    >>> found.tier, found.statistics[0].total, found.statistics[0].value_share
    (array([2, 2, 2, 1, 2], dtype=int32), 9.0, 0.45)
    """

    tier: NDArray[np.int32]
    statistics: list[TierStatistics]


@dataclass(frozen=True)
class BasketRules:
    """Rules "who buys the first buys the second", highest lift first.

    Attributes
    ----------
    antecedent : NDArray[np.object_]
        The product that is bought.
    consequent : NDArray[np.object_]
        The product that goes with it.
    baskets : array of uint64
        Baskets with both.
    antecedent_support : array of float64
        The share of all baskets with the first.
    consequent_support : array of float64
        The share of all baskets with the second.
    support : array of float64
        The share of all baskets with both.
    confidence : array of float64
        The share of baskets with the first that have the second.
    lift : array of float64
        The confidence over the support of the second.
    leverage : array of float64
        The support less that of independent products.
    conviction : array of float64
        How much more often the rule would fail by chance; infinite where it never fails.
    worth : array of float64
        What the second product brings, 1 each; `dataclasses.replace` sets it for `next_products`.

    Examples
    --------
    >>> from habitue import value
    >>> rules = value.basket_rules([1, 1, 2, 2, 3, 4], ["tea", "cup", "tea", "cup", "tea", "jam"])
    >>> rules.antecedent.tolist(), rules.consequent.tolist(), rules.lift.round(2).tolist()
    (['cup', 'tea'], ['tea', 'cup'], [1.33, 1.33])
    """

    antecedent: NDArray[np.object_]
    consequent: NDArray[np.object_]
    baskets: NDArray[np.uint64]
    antecedent_support: Floats
    consequent_support: Floats
    support: Floats
    confidence: Floats
    lift: Floats
    leverage: Floats
    conviction: Floats
    worth: Floats


@dataclass(frozen=True)
class NextProducts:
    """What to offer each customer next.

    Attributes
    ----------
    product : NDArray[np.object_]
        The product; None where no rule speaks for any.
    because : NDArray[np.object_]
        The product that they have and that speaks for it.
    probability : array of float64
        How often the one goes with the other.
    lift : array of float64
        The lift of the rule.
    value : array of float64
        Probability x worth.

    Examples
    --------
    >>> from habitue import value
    >>> rules = value.basket_rules([1, 1, 2, 2, 3, 4], ["tea", "cup", "tea", "cup", "tea", "jam"])
    >>> value.next_products(rules, [0, 1], ["tea", "jam"], 2).product.tolist()
    ['cup', None]
    """

    product: NDArray[np.object_]
    because: NDArray[np.object_]
    probability: Floats
    lift: Floats
    value: Floats


@dataclass(frozen=True)
class TierRatio:
    """The ratio of the mean values of two tiers.

    Attributes
    ----------
    ratio : float | None
        The first over the second; None where the second is not above 0.
    interval : tuple[float | None, float | None]
        Low and high; None for both where the data do not bound the ratio.
    means : tuple[float | None, float | None]
        Of either tier; None of nobody.
    customers : tuple[int, int]
        Of either tier.

    Examples
    --------
    >>> from habitue import value
    >>> value.tier_ratio([90, 110, 9, 10, 11], [1, 1, 2, 2, 2]).ratio
    10.0
    """

    ratio: float | None
    interval: tuple[float | None, float | None]
    means: tuple[float | None, float | None]
    customers: tuple[int, int]


@dataclass(frozen=True)
class Scores:
    """The score of each row, and what the bins were cut at.

    Attributes
    ----------
    score : array of int32
        1 (worst) to the number of bins.
    thresholds : array of float64
        Ascending.

    Examples
    --------
    >>> from habitue.value import Scoring
    >>> found = Scoring.quantiles(4).score([1.0, 2.0, 3.0, 4.0])
    >>> found.score, found.thresholds
    (array([1, 2, 3, 4], dtype=int32), array([1.75, 2.5 , 3.25]))
    """

    score: NDArray[np.int32]
    thresholds: Floats


@dataclass(frozen=True)
class Segment:
    """A named union of boxes of RFM scores.

    Attributes
    ----------
    name : str
        In English.
    name_zh : str
        In Chinese.
    boxes : Sequence[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]]
        Lowest and highest score of R, F and M each.

    Examples
    --------
    >>> from habitue.value import Segment, SegmentTable
    >>> best = Segment("best", "最好", [((4, 5), (4, 5), (1, 5))])
    >>> SegmentTable.first_match([best]).names
    ['best', 'others']
    """

    name: str
    name_zh: str
    boxes: Sequence[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]] = ()


@dataclass(frozen=True)
class Segments:
    """The segment of each customer.

    Attributes
    ----------
    segment : array of int32
        Its number, from 1.
    customers : array of uint64
        How many customers each segment has.
    names : list[str]
        The segments in English.
    names_zh : list[str]
        The segments in Chinese.

    Examples
    --------
    >>> from habitue.value import Rfm, SegmentTable
    >>> scores = Rfm().score([1, 5, 9, 20, 40], [9, 5, 3, 2, 1], [90, 70, 20, 9, 5])
    >>> found = SegmentTable.recency_frequency().assign(scores)
    >>> found.names[found.segment[0] - 1], found.customers.tolist()[0]
    ('champions', 1)
    """

    segment: NDArray[np.int32]
    customers: NDArray[np.uint64]
    names: list[str]
    names_zh: list[str]


@dataclass(frozen=True)
class RfmScoresFields(Record):
    """The RFM scores of each customer, and what they were cut at.

    Nested, the thresholds of frequency have a row per recency score, and those of monetary value
    one per recency and frequency score, a column with NaN where the cell is empty.

    Attributes
    ----------
    recency : array of int32
        1 (worst) to the number of bins.
    frequency : array of int32
        1 (worst) to the number of bins.
    monetary : array of int32
        1 (worst) to the number of bins.
    recency_thresholds : array of float64
        Ascending.
    frequency_thresholds : array of float64
        Ascending.
    monetary_thresholds : array of float64
        Ascending.
    """

    recency: NDArray[np.int32]
    frequency: NDArray[np.int32]
    monetary: NDArray[np.int32]
    recency_thresholds: Floats
    frequency_thresholds: Floats
    monetary_thresholds: Floats


@dataclass(frozen=True)
class Movement:
    """How the customers of a period moved, and the rates that follow; NaN of nobody.

    Attributes
    ----------
    start : int
        Customers at its start.
    acquired : int
        Customers won.
    reactivated : int
        Customers who came back.
    lost : int
        Customers who left.
    end : int
        Customers at its end.
    retention : float
        (start - lost) / start.
    churn_of_start : float
        lost / start.
    churn_of_average : float
        lost / mean of start and end.
    churn_of_exposed : float
        lost / (start + acquired).
    churn_net_of_reactivation : float
        (lost - reactivated) / start.
    growth : float
        (end - start) / start.

    Examples
    --------
    >>> from habitue import retention
    >>> retention.movement(100, 20, 0, 15).churn_of_start
    0.15
    """

    start: int
    acquired: int
    reactivated: int
    lost: int
    end: int
    retention: float
    churn_of_start: float
    churn_of_average: float
    churn_of_exposed: float
    churn_net_of_reactivation: float
    growth: float


@dataclass(frozen=True)
class RepeatRates:
    """Repeat purchase by its two definitions; NaN of nobody.

    Attributes
    ----------
    customers : int
        Who bought.
    repeat_customers : int
        With two or more purchases.
    orders : int
        Purchases.
    repeat_orders : int
        Purchases after the first of each.
    repeat_customer_rate : float
        Customers with two or more purchases / customers.
    repeat_order_rate : float
        Repeat orders / orders.

    Examples
    --------
    >>> from habitue import retention
    >>> retention.repeat_rates([1, 2, 1]).repeat_order_rate
    0.25
    """

    customers: int
    repeat_customers: int
    orders: int
    repeat_orders: int
    repeat_customer_rate: float
    repeat_order_rate: float


@dataclass(frozen=True)
class TornadoBarFields(Record):
    """The value when one input is at its low and at its high end, all others at their base.

    Attributes
    ----------
    input : str
        The input.
    low : float
        The value at its low end.
    high : float
        The value at its high end.
    """

    input: str
    low: float
    high: float


@dataclass(frozen=True)
class SimulatedValueFields(Record):
    """The distribution of a simulated value, with a central interval.

    Attributes
    ----------
    mean : float
        The mean value.
    median : float
        The median.
    low : float
        The lower end of the interval.
    high : float
        The upper end.
    draws : int
        How many values it rests on.
    """

    mean: float
    median: float
    low: float
    high: float
    draws: int


ThreeIndicatorIndex.__module__ = "habitue.loyalty"
Propositions.__module__ = "habitue.loyalty"
FourIndicators.__module__ = "habitue.loyalty"
SevenIndicatorIndex.__module__ = "habitue.loyalty"
Strategies.__module__ = "habitue.loyalty"
ComplaintHandling.__module__ = "habitue.loyalty"
WalletShare.__module__ = "habitue.wallet"
RecordQuality.__module__ = "habitue.customer"
RecordErasure.__module__ = "habitue.customer"
Personas.__module__ = "habitue.customer"
Roles.__module__ = "habitue.customer"
CashFlowTable.__module__ = "habitue.cash_flow"
CashFlowValue.__module__ = "habitue.cash_flow"
DwyerLine.__module__ = "habitue.economics"
OptimalSpend.__module__ = "habitue.economics"
StrategyCase.__module__ = "habitue.economics"
EffortAllocation.__module__ = "habitue.economics"
ChosenOptions.__module__ = "habitue.economics"
LiftEffect.__module__ = "habitue.economics"
Worksheets.__module__ = "habitue.investment"
TenureValue.__module__ = "habitue.investment"
AcquisitionRatios.__module__ = "habitue.investment"
Programmes.__module__ = "habitue.investment"
ProgrammesAcross.__module__ = "habitue.investment"
Points.__module__ = "habitue.investment"
PointsSchedule.__module__ = "habitue.investment"
PlanProgress.__module__ = "habitue.gaps"
DealerCards.__module__ = "habitue.gaps"
ServiceGaps.__module__ = "habitue.gaps"
Tier.__module__ = "habitue.value"
Tiers.__module__ = "habitue.value"
BasketRules.__module__ = "habitue.value"
NextProducts.__module__ = "habitue.value"
TierRatio.__module__ = "habitue.value"
Scores.__module__ = "habitue.rfm"
Segment.__module__ = "habitue.rfm"
Segments.__module__ = "habitue.rfm"
Movement.__module__ = "habitue.retention"
RepeatRates.__module__ = "habitue.retention"
