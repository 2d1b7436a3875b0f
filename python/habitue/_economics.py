"""Functions of `habitue.economics` over what the library has.

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from collections.abc import Sequence

from ._choices import MARGIN_TIMINGS, PAYMENT_TIMINGS, MarginTiming, PaymentTiming
from ._columns import Column
from ._evidence import Floats, Values, tabled
from ._library import enumerator
from ._results import (
    ChosenOptions,
    DwyerLine,
    EffortAllocation,
    LiftEffect,
    OptimalSpend,
    StrategyCase,
)
from ._scalars import instance, real, several, whole
from .cash_flow import CashFlow

__all__ = [
    "ChosenOptions",
    "DwyerLine",
    "EffortAllocation",
    "LiftEffect",
    "MarginMultiple",
    "OptimalSpend",
    "RetentionLift",
    "StrategyCase",
    "acquisition_retention_equity",
    "acquisition_retention_optimum",
    "allocate_effort",
    "allocate_hours",
    "berger_nasr_constant",
    "choose_options",
    "compound_growth",
    "continuous_value",
    "dwyer_cash_flow",
    "dwyer_table",
    "per_period_rate",
    "per_period_retention",
    "retention_per_unit",
    "strategy_case",
]


def per_period_rate(yearly: Values, periods: float) -> Floats:
    """The rate per period that compounds to each yearly one: (1 + yearly)^(1/periods) - 1.

    A yearly rate, for each of ``periods`` periods a year.

    Parameters
    ----------
    yearly : column of float
        Rates per year, above -1.
    periods : float
        How many periods a year has.

    Returns
    -------
    rate : array of float64
        A rate a row.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.per_period_rate([0.21], 2).round(12).tolist()
    [0.1]
    """
    given = {"yearly": yearly, "periods": periods}
    return tabled("RATE_PER_PERIOD", given).column("rate")


def per_period_retention(yearly: Values, periods: float) -> Floats:
    """The retention per period that compounds to each yearly one: yearly^(1/periods).

    A yearly retention, for each of ``periods`` periods a year.

    Parameters
    ----------
    yearly : column of float
        Rates per year, 0 to 1.
    periods : float
        How many periods a year has.

    Returns
    -------
    retention : array of float64
        The share who stay, per year.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.per_period_retention([0.64], 2).round(12).tolist()
    [0.8]
    """
    given = {"yearly": yearly, "periods": periods}
    return tabled("RETENTION_PER_PERIOD", given).column("retention")


def compound_growth(start: Values, end: Values, periods: float) -> Floats:
    """The growth rate per period that takes each start to its end: (end/start)^(1/periods) - 1.

    The rate of compound growth over ``periods`` periods.

    Parameters
    ----------
    start : column of float
        Above 0.
    end : column of float
        >= 0.
    periods : float
        How many periods lie between.

    Returns
    -------
    rate : array of float64
        A rate a row.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.compound_growth([100.0], [121.0], 2).round(12).tolist()
    [0.1]
    """
    given = {"start": start, "end": end, "periods": periods}
    return tabled("COMPOUND_GROWTH", given).column("rate")


def dwyer_table(
    customers: float,
    *,
    retention: Values,
    orders_per_month: Values,
    amount: Values,
    variable_cost_share: Values,
    marketing: Values,
    acquisition: float = 0.0,
    discount: float = 0.0,
    timing: PaymentTiming = "beginning",
) -> list[DwyerLine]:
    """The cohort table of lifetime value (Dwyer), one line a year.

    Payments: the profit of each year, in years.

    Parameters
    ----------
    customers : float
        Customers of the first year, above 0.
    retention : column of float
        Of each year, the share who are there the next year.
    orders_per_month : column of float
        Orders per customer and month of each year.
    amount : column of float
        The amount of an order, of each year.
    variable_cost_share : column of float
        Variable cost as a share of sales, of each year.
    marketing : column of float
        The year's cost for the whole cohort.
    acquisition : float, default 0.0
        What winning the customers cost, in all.
    discount : float, default 0.0
        The rate per year, above -1.
    timing : {"beginning", "middle", "end"}, default "beginning"
        When in its year the profit falls.

    Returns
    -------
    list of DwyerLine
        A year of the cohort table.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

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
    given = {
        "customers": customers,
        "retention": retention,
        "orders_per_month": orders_per_month,
        "amount": amount,
        "variable_cost_share": variable_cost_share,
        "marketing": marketing,
        "acquisition": acquisition,
        "discount": discount,
        "timing": enumerator(PAYMENT_TIMINGS, timing, "timing"),
    }
    found = tabled("COHORT_TABLE", given)
    columns = (
        found.column(name).tolist()
        for name in (
            "customers",
            "orders",
            "sales",
            "variable_cost",
            "marketing",
            "acquisition",
            "profit",
            "factor",
            "present",
            "cumulative",
            "per_customer",
        )
    )
    return [DwyerLine(*line) for line in zip(*columns)]


def dwyer_cash_flow(
    customers: float,
    *,
    acquisition: float = 0.0,
    timing: PaymentTiming = "beginning",
    retention: Values,
    orders_per_month: Values,
    amount: Values,
    variable_cost_share: Values,
    marketing: Values,
) -> CashFlow:
    """The yearly profit of a cohort as a cash flow, in years; arguments as for `dwyer_table`.

    Parameters
    ----------
    customers : float
        Customers of the first year, above 0.
    acquisition : float, default 0.0
        What winning the customers cost, in all.
    timing : {"beginning", "middle", "end"}, default "beginning"
        When in its year the profit falls.
    retention : column of float
        Of each year, the share who are there the next year.
    orders_per_month : column of float
        Orders per customer and month of each year.
    amount : column of float
        The amount of an order, of each year.
    variable_cost_share : column of float
        Variable cost as a share of sales, of each year.
    marketing : column of float
        The year's cost for the whole cohort.

    Returns
    -------
    CashFlow
        The payments.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import economics
    >>> flow = economics.dwyer_cash_flow(
    ...     10.0, retention=[0.5], orders_per_month=[1], amount=[10], variable_cost_share=[0.5],
    ...     marketing=[0], acquisition=100.0,
    ... )
    >>> flow.present_value(0.1)
    500.0
    """
    given = {
        "customers": customers,
        "acquisition": acquisition,
        "timing": enumerator(PAYMENT_TIMINGS, timing, "timing"),
        "retention": retention,
        "orders_per_month": orders_per_month,
        "amount": amount,
        "variable_cost_share": variable_cost_share,
        "marketing": marketing,
    }
    return CashFlow._of("COHORT_TABLE", given)


def berger_nasr_constant(
    contribution: Values,
    promotion: Values,
    cycles: Values,
    retention: Values,
    *,
    discount: float,
    cycle: float = 1.0,
) -> Floats:
    """Lifetime value by cases 1 and 2 of Berger and Nasr, for each of many customers.

    Berger and Nasr's cases 1 and 2.

    Parameters
    ----------
    contribution : column of float
        At the beginning of each cycle, and once at the end.
    promotion : column of float
        In the middle of each cycle.
    cycles : column of int
        How many cycles.
    retention : column of float
        The share who stay, per cycle.
    discount : float
        The rate per year, above -1.
    cycle : float, default 1.0
        The length of a cycle in years, 1 in case 1.

    Returns
    -------
    value : array of float64
        What each is worth.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.berger_nasr_constant(260.0, 50.0, 10, 0.75, discount=0.2).round(4).tolist()
    [568.7831]
    """
    given = {
        "contribution": contribution,
        "promotion": promotion,
        "cycles": cycles,
        "retention": retention,
        "discount": discount,
        "cycle_years": cycle,
    }
    return tabled("CONSTANT_CONTRIBUTION", given).column("value")


def continuous_value(
    coefficients: Column,
    years: float,
    retention: Values,
    *,
    discount: float,
) -> Floats:
    """Lifetime value by case 4 of Berger and Nasr, for each retention rate.

    Contribution flows continuously, at the yearly rate c0 + c1 t + c2 t^2 + ....

    Berger and Nasr's case 4: contributions by a polynomial, the constant first.

    Parameters
    ----------
    coefficients : column of float
        c0, c1, ..., at most nine.
    years : float
        Up to 1000.
    retention : column of float
        The share who stay, per year.
    discount : float
        The rate per year, above -1.

    Returns
    -------
    value : array of float64
        A value a rate.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> economics.continuous_value([10.0], 2.0, [1.0], discount=0.0).tolist()
    [20.0]
    """
    given = {
        "coefficients": coefficients,
        "years": years,
        "retention": retention,
        "discount": discount,
    }
    return tabled("CONTINUOUS_CONTRIBUTION", given).column("value")


def acquisition_retention_optimum(
    acquisition: Sequence[float],
    retention: Sequence[float],
    *,
    margin: float,
    discount: float,
) -> OptimalSpend:
    """What to spend on winning and on keeping a customer (Blattberg and Deighton).

    The spends on acquisition and on retention with the highest equity (Blattberg and Deighton), 0
    where no spending pays: a spend S wins or keeps the share ceiling x (1 - exp(-k S)), where k
    follows from a known rate and spend, 0 < rate < ceiling <= 1; a year's ``margin`` and
    ``discount``, above the retention ceiling less 1.

    Parameters
    ----------
    acquisition : 3 numbers
        The best possible rate, and a known point: a rate, and its spend per prospect.
    retention : 3 numbers
        The best possible rate, and a known point: a rate, and its spend a year.
    margin : float
        What a customer leaves in a year.
    discount : float
        The rate per year, above -1.

    Returns
    -------
    OptimalSpend
        The spending that makes a prospect worth most; 0 where no spending pays.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> best = economics.acquisition_retention_optimum(
    ...     (0.4, 0.2, 20.0), (0.7, 0.5, 10.0), margin=50.0, discount=0.15
    ... )
    >>> best.equity > 0
    True
    """
    acquisition_ = several(acquisition, "acquisition", 3)
    retention_ = several(retention, "retention", 3)
    given = {
        "acquisition_ceiling": acquisition_[0],
        "acquisition_rate": acquisition_[1],
        "acquisition_spend": acquisition_[2],
        "retention_ceiling": retention_[0],
        "retention_rate": retention_[1],
        "retention_spend": retention_[2],
        "margin": margin,
        "discount": discount,
    }
    found = tabled("OPTIMAL_SPEND", given)
    return OptimalSpend(
        acquisition=found.number("acquisition"),
        retention=found.number("retention"),
        acquisition_rate=found.number("best_acquisition_rate"),
        retention_rate=found.number("best_retention_rate"),
        customer_value=found.number("customer_value"),
        equity=found.number("equity"),
    )


def acquisition_retention_equity(
    acquisition: Sequence[float],
    retention: Sequence[float],
    *,
    margin: float,
    discount: float,
    acquisition_spend: Values,
    retention_spend: Values,
) -> Floats:
    """The equity of a prospect for each pair of spends.

    The rest is as in `acquisition_retention_optimum`.

    The equity at given spends on acquisition and on retention, whose responses pass a point.

    Parameters
    ----------
    acquisition : 3 numbers
        The best possible rate, and a known point: a rate, and its spend per prospect.
    retention : 3 numbers
        The best possible rate, and a known point: a rate, and its spend a year.
    margin : float
        What a customer leaves in a year.
    discount : float
        The rate per year, above -1.
    acquisition_spend : column of float
        Spends per prospect.
    retention_spend : column of float
        Spends per customer and year.

    Returns
    -------
    equity : array of float64
        An equity a pair of spends, per prospect.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> curves = (0.4, 0.2, 20.0), (0.7, 0.5, 10.0)
    >>> terms = {"margin": 50.0, "discount": 0.15}
    >>> spends = {"acquisition_spend": [0.0], "retention_spend": [0.0]}
    >>> economics.acquisition_retention_equity(*curves, **terms, **spends).tolist()
    [0.0]
    """
    acquisition_ = several(acquisition, "acquisition", 3)
    retention_ = several(retention, "retention", 3)
    given = {
        "acquisition_ceiling": acquisition_[0],
        "acquisition_rate": acquisition_[1],
        "acquisition_spend": acquisition_[2],
        "retention_ceiling": retention_[0],
        "retention_rate": retention_[1],
        "retention_spend": retention_[2],
        "margin": margin,
        "discount": discount,
        "acquisition": acquisition_spend,
        "retention": retention_spend,
    }
    return tabled("ACQUISITION_EQUITY", given).column("equity")


class MarginMultiple:
    """What a margin that recurs while the customer stays is worth.

    Parameters
    ----------
    discount : float, default 0.0
        The rate per period, above -1.
    growth : float, default 0.0
        The growth of the margin per period, above -1.
    timing : {"immediate", "after_renewal", "end_of_period", "mid_period", "continuous"},
        default "immediate"
        When in its period a margin falls.
    horizon : int, optional
        How many margins count; all without.

    Raises
    ------
    ArgumentError
        For a value of another type; the methods refuse one out of its range.

    Examples
    --------
    >>> from habitue import economics
    >>> terms = economics.MarginMultiple(0.25)
    >>> terms.of([0.75]).tolist(), terms.value([10.0], [0.75]).tolist()
    ([2.5], [25.0])
    >>> terms.cash_flow(10.0, 0.75, 2).present_value(0.25)
    16.0
    """

    def __init__(
        self,
        discount: float = 0.0,
        *,
        growth: float = 0.0,
        timing: MarginTiming = "immediate",
        horizon: int | None = None,
    ) -> None:
        self._settings: dict[str, object] = {
            "discount": real(discount, "discount"),
            "growth": real(growth, "growth"),
            "timing": enumerator(MARGIN_TIMINGS, timing, "timing"),
            "horizon": -1 if horizon is None else whole(horizon, "horizon", -1, 2**31 - 1),
        }

    def of(self, retention: Values) -> Floats:
        """The value of a margin of 1 for each retention rate.

        Parameters
        ----------
        retention : column of float
            The share who stay, per period.

        Returns
        -------
        value : array of float64
            The multiples.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a value of another type.
        """
        given = {**self._settings, "margin": 1.0, "retention": retention}
        return tabled("MARGIN_VALUE", given).column("value")

    def value(self, margin: Values, retention: Values) -> Floats:
        """What each customer is worth: its margin times its multiple.

        Parameters
        ----------
        margin : column of float
            What a customer leaves in a period.
        retention : column of float
            The share who stay, per period.

        Returns
        -------
        value : array of float64
            What each is worth.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        """
        given = {**self._settings, "margin": margin, "retention": retention}
        return tabled("MARGIN_VALUE", given).column("value")

    def cash_flow(self, margin: float, retention: float, periods: int) -> CashFlow:
        """The margins of one customer as a cash flow.

        Parameters
        ----------
        margin : float
            What it leaves in a period.
        retention : float
            The probability that it stays, per period.
        periods : int
            How many margins.

        Returns
        -------
        CashFlow
            The payments.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a value of another type.
        """
        given = {**self._settings, "margin": margin, "retention": retention, "horizon": periods}
        return CashFlow._of("MARGIN_VALUE", given)


class RetentionLift:
    """The profit effect of a lift of retention, loyalty or trust, in points or relative.

    Parameters
    ----------
    terms : MarginMultiple
        How margins are valued.

    Raises
    ------
    ArgumentError
        For a value of another type; the methods refuse one out of its range.

    Examples
    --------
    >>> from habitue import economics
    >>> lift = economics.RetentionLift(economics.MarginMultiple(0.25))
    >>> lift.effect([10.0], [0.75], 0.25).change
    25.0
    >>> before, after = lift.values([10.0], [0.75], 0.25)
    >>> before.tolist(), after.tolist()
    ([25.0], [50.0])
    >>> round(lift.break_even([10.0], [0.75], 25.0), 6)
    0.25
    """

    def __init__(self, terms: MarginMultiple) -> None:
        self.terms: MarginMultiple = instance(terms, MarginMultiple, "terms")
        self._settings = self.terms._settings

    def effect(
        self,
        margin: Values,
        retention: Values,
        points: float | None = None,
        *,
        relative: float | None = None,
        measure: Values | None = None,
        measure_low: float = 0.0,
        measure_high: float = 100.0,
        retention_per_unit: float | None = None,
    ) -> LiftEffect:
        """The effect of raising each retention rate, by points or by a share of what it is.

        Parameters
        ----------
        margin : column of float
            What a customer leaves in a period.
        retention : column of float
            The share who stay, per period.
        points : float, optional
            0.05 is five points; this or ``relative``.
        relative : float, optional
            0.05 makes 0.8 0.84; this or ``points``.
        measure : column of float, optional
            What is raised instead, and moves retention: loyalty or trust.
        measure_low : float, default 0.0
            The lower end of its scale.
        measure_high : float, default 100.0
            The upper end of its scale.
        retention_per_unit : float, optional
            The retention that a unit of it brings; see `retention_per_unit`.

        Returns
        -------
        LiftEffect
            What a retention lift does to a base of customers.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        """
        given = {
            **self._settings,
            "margin": margin,
            "retention": retention,
            "points": points,
            "relative": relative,
            "measure": measure,
            "measure_low": measure_low,
            "measure_high": measure_high,
            "retention_per_unit": retention_per_unit,
        }
        found = tabled("RETENTION_LIFT", given)
        return LiftEffect(
            customers=found.count("customers"),
            capped=found.count("capped"),
            before=found.number("sum_before"),
            after=found.number("sum_after"),
            change=found.number("change"),
            relative=found.maybe("relative"),
            break_even_per_period=found.maybe("break_even_per_period"),
        )

    def values(
        self,
        margin: Values,
        retention: Values,
        points: float | None = None,
        *,
        relative: float | None = None,
        measure: Values | None = None,
        measure_low: float = 0.0,
        measure_high: float = 100.0,
        retention_per_unit: float | None = None,
    ) -> tuple[Floats, Floats]:
        """The value of each customer before and after the lift.

        Parameters
        ----------
        margin : column of float
            What a customer leaves in a period.
        retention : column of float
            The share who stay, per period.
        points : float, optional
            0.05 is five points; this or ``relative``.
        relative : float, optional
            0.05 makes 0.8 0.84; this or ``points``.
        measure : column of float, optional
            What is raised instead, and moves retention: loyalty or trust.
        measure_low : float, default 0.0
            The lower end of its scale.
        measure_high : float, default 100.0
            The upper end of its scale.
        retention_per_unit : float, optional
            The retention that a unit of it brings; see `retention_per_unit`.

        Returns
        -------
        before : array of float64
            Before.
        after : array of float64
            After.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        """
        given = {
            **self._settings,
            "margin": margin,
            "retention": retention,
            "points": points,
            "relative": relative,
            "measure": measure,
            "measure_low": measure_low,
            "measure_high": measure_high,
            "retention_per_unit": retention_per_unit,
        }
        found = tabled("RETENTION_LIFT", given)
        return found.column("before"), found.column("after")

    def break_even(self, margin: Values, retention: Values, cost: float) -> float | None:
        """The smallest lift that is worth its cost.

        Parameters
        ----------
        margin : column of float
            What a customer leaves in a period.
        retention : column of float
            The share who stay, per period.
        cost : float
            What the lift costs in all.

        Returns
        -------
        points : float | None
            0.05 is five points; None if no lift is worth it.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        """
        given = {**self._settings, "margin": margin, "retention": retention, "cost": cost}
        return tabled("RETENTION_BREAK_EVEN", given).maybe("points")


def retention_per_unit(
    measure: Values,
    stayed: Values,
    *,
    measure_low: float = 0.0,
    measure_high: float = 100.0,
) -> float:
    """How much retention a unit of loyalty or trust brings: the slope of who stayed by it.

    How much retention a unit of a measure, such as loyalty or trust, brings: the slope of who
    stayed (1 or 0) by it.

    Parameters
    ----------
    measure : column of float
        Loyalty, trust or the like, on its scale.
    stayed : column of bool
        Whether each customer stayed.
    measure_low : float, default 0.0
        The lower end of the scale.
    measure_high : float, default 100.0
        The upper end of the scale.

    Returns
    -------
    per_unit : float
        0.005 is half a point a unit.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> per_unit = economics.retention_per_unit([20, 40, 60, 80], [False, False, True, True])
    >>> per_unit
    0.02
    >>> lift = economics.RetentionLift(economics.MarginMultiple(0.1))
    >>> loyal = {"measure": [50.0], "retention_per_unit": per_unit}
    >>> round(lift.effect([100.0], [0.8], relative=0.05, **loyal).relative, 4)
    0.2
    """
    given = {
        "measure": measure,
        "stayed": stayed,
        "measure_low": measure_low,
        "measure_high": measure_high,
    }
    return tabled("RETENTION_PER_UNIT", given).number("per_unit")


def strategy_case(
    margin: Values,
    retention: Values,
    applies: Values,
    *,
    timing: MarginTiming = "immediate",
    discount: float,
    growth: float = 0.0,
    horizon: int = -1,
    points: float | None = None,
    relative: float | None = None,
    cost: float = 0.0,
) -> StrategyCase:
    """What a strategy costs and gains that raises the retention of those to whom it applies.

    What a strategy gains that raises the retention of those to whom it applies (1 or 0), by
    ``points`` or ``relative``, and costs ``cost`` each: present values, by the terms of the
    margins.

    Parameters
    ----------
    margin : column of float
        What a customer leaves in a period.
    retention : column of float
        The share who stay, per period.
    applies : column of bool
        Whether it applies to each, as of `loyalty.strategies`.
    timing : {"immediate", "after_renewal", "end_of_period", "mid_period", "continuous"}, default
        "immediate"
        When in its period a payment falls.
    discount : float
        The rate per period, above -1.
    growth : float, default 0.0
        Of the margin, per period.
    horizon : int, default -1
        The last period that counts; -1 for all.
    points : float, optional
        By how much it raises retention: 0.05 is five points; this or ``relative``.
    relative : float, optional
        0.05 makes 0.8 0.84; this or ``points``.
    cost : float, default 0.0
        What it costs a customer, as a present value.

    Returns
    -------
    StrategyCase
        The case for a strategy.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a word that is none of those named, a value of another
        type.

    Examples
    --------
    >>> from habitue import economics
    >>> case = economics.strategy_case([100, 100], [0.8, 0.9], [True, False],
    ...                                discount=0.1, points=0.05, cost=20)
    >>> case.customers, round(case.gain, 2), round(case.net, 2)
    (1, 73.33, 53.33)
    """
    given = {
        "margin": margin,
        "retention": retention,
        "applies": applies,
        "timing": enumerator(MARGIN_TIMINGS, timing, "timing"),
        "discount": discount,
        "growth": growth,
        "horizon": horizon,
        "points": points,
        "relative": relative,
        "cost": cost,
    }
    found = tabled("STRATEGY_CASE", given)
    return StrategyCase(
        customers=found.count("customers"),
        gain=found.number("gain"),
        total_cost=found.number("total_cost"),
        net=found.number("net"),
        break_even_cost=found.maybe("break_even_cost"),
    )


def allocate_effort(
    potential: Values,
    response: Values,
    budget: float,
    *,
    least: Values | None = None,
    most: Values | None = None,
    cost: Values | None = None,
) -> EffortAllocation:
    """A budget over customers so that the last unit brings the same everywhere.

    What is left undone is said, too.

    A budget, in any fractions, over customers of whom effort brings ``potential`` x (1 -
    e^(-``response`` x effort)): what the last unit of it brings is the same everywhere. ``least``
    and ``most`` bound the effort of each, ``cost`` is what a unit costs; what is undone is up to
    the most, infinite without one.

    Parameters
    ----------
    potential : column of float
        What all the effort in the world would bring of each, >= 0.
    response : column of float
        How fast effort brings it: `potential` x (1 - exp(-`response` x effort)).
    budget : float
        What there is to spend, >= 0.
    least : column of float, optional
        The least effort of each, as its tier is promised.
    most : column of float, optional
        The most that each can take.
    cost : column of float, optional
        What a unit of effort costs.

    Returns
    -------
    EffortAllocation
        Who gets how much effort, what it brings, and what is left undone.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> plan = economics.allocate_effort([200, 100], [0.5, 0.5], 10.0)
    >>> plan.effort.round(3).tolist(), round(plan.price, 3)
    ([5.693, 4.307], 5.804)
    """
    given = {
        "potential": potential,
        "response": response,
        "budget": budget,
        "least": least,
        "most": most,
        "cost": cost,
    }
    found = tabled("EFFORT_ALLOCATION", given)
    return EffortAllocation(
        effort=found.column("effort"),
        gain=found.column("gain"),
        undone=found.column("undone"),
        undone_gain=found.column("undone_gain"),
        price=found.number("price"),
        spent=found.number("spent"),
        total_gain=found.number("total_gain"),
        total_undone_gain=found.number("total_undone_gain"),
    )


def allocate_hours(
    potential: Values,
    response: Values,
    budget: int,
    *,
    least: Values | None = None,
    most: Values | None = None,
) -> EffortAllocation:
    """The same in whole hours: the best of all such plans.

    The same in whole hours, each of which counts as 1: the best of all such plans.

    Parameters
    ----------
    potential : column of float
        What all the effort in the world would bring of each, >= 0.
    response : column of float
        How fast hours bring it: `potential` x (1 - exp(-`response` x hours)).
    budget : int
        How many hours there are.
    least : column of float, optional
        The fewest hours of each, whole, as its tier is promised.
    most : column of float, optional
        The most that each can take, whole.

    Returns
    -------
    EffortAllocation
        Who gets how much effort, what it brings, and what is left undone.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> plan = economics.allocate_hours([9000, 800, 500], [0.2, 0.5, 0.5], 20,
    ...                                 least=[2, 0, 0], most=[20, 4, 4])
    >>> plan.effort.tolist(), plan.undone.tolist()
    ([15.0, 3.0, 2.0], [5.0, 1.0, 2.0])
    """
    given = {
        "potential": potential,
        "response": response,
        "budget": budget,
        "least": least,
        "most": most,
    }
    found = tabled("HOUR_ALLOCATION", given)
    return EffortAllocation(
        effort=found.column("effort"),
        gain=found.column("gain"),
        undone=found.column("undone"),
        undone_gain=found.column("undone_gain"),
        price=found.number("price"),
        spent=found.number("spent"),
        total_gain=found.number("total_gain"),
        total_undone_gain=found.number("total_undone_gain"),
    )


def choose_options(customer: Values, hours: Values, gain: Values, budget: int) -> ChosenOptions:
    """One option of each customer at most, so that they bring most within a budget of hours: exact.

    The options, at most one of each customer, that bring most within a budget of hours: exact for
    any gains. ``chosen`` is 1 or 0.

    Parameters
    ----------
    customer : column of int
        The customer of each option, from 0.
    hours : column of int
        The hours that it takes.
    gain : column of float
        What it brings.
    budget : int
        How many hours there are.

    Returns
    -------
    ChosenOptions
        The options that are taken, and what is left undone.

    Raises
    ------
    DataError
        For a value that cannot be: which row and column, and what is allowed.
    ArgumentError
        For columns of different lengths, a value of another type.

    Examples
    --------
    >>> from habitue import economics
    >>> plan = economics.choose_options([0, 0, 1, 1], [1, 2, 1, 2], [1, 9, 2, 3], 3)
    >>> plan.chosen.tolist(), plan.total_gain, plan.total_undone_gain
    ([False, True, True, False], 11.0, 1.0)
    """
    given = {"customer": customer, "hours": hours, "gain": gain, "budget": budget}
    found = tabled("CHOSEN_OPTIONS", given)
    return ChosenOptions(
        chosen=found.flags("chosen"),
        total_hours=found.count("total_hours"),
        total_gain=found.number("total_gain"),
        total_undone_gain=found.number("total_undone_gain"),
    )


for _name in __all__:
    globals()[_name].__module__ = "habitue.economics"
