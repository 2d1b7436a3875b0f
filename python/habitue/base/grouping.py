"""What customers of a base are beside one another: tiers, scores, segments, cohorts, survival."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args

import numpy as np

from .. import _abi, _scalars
from .._choices import CohortUnit, Language, PyramidPreset
from .._library import enumerator
from ..errors import refuse
from . import _frames
from ._duration import Duration
from ._held import Held

if TYPE_CHECKING:
    from .._cuts import TierCuts
    from ..value import RfmCuts, SegmentTable
    from .._pictures import Figure
    from .cohorts import Cohorts, Survival
    from .drawing import BasePicture

__all__ = ["concentration", "tiers"]

F = TypeVar("F")
SegmentTableName = Literal["recency_frequency", "eight", "pymc"]
PyramidLike = Union[PyramidPreset, Sequence[float], "TierCuts"]
"""The name of a pyramid, the sizes of its tiers from the top down, or where another base was cut."""


def tier_columns(values: Any, pyramid: Any, language: Language) -> dict[str, Any]:
    """Tier and name of each value."""
    from .._cuts import TierCuts
    from ..value import Pyramid

    cuts = pyramid if isinstance(pyramid, TierCuts) else Pyramid(pyramid)
    if values.dtype == np.int64 or not isinstance(cuts, TierCuts):
        found = cuts.assign(values)
    else:
        found = cuts.assign(np.asarray(values, np.float64))
    chinese = enumerator({"en": 0, "zh": 1}, language, "language")
    names = [tier.name_zh if chinese else tier.name for tier in cuts.tiers]
    named = np.array(names, object)[found.tier - 1]
    return {"tier": found.tier.astype(np.int64), "tier_name": named}


def tiers(
    frame: F,
    *,
    by: str = "value",
    pyramid: PyramidLike = "curry",
    language: Language = "en",
) -> F:
    """Any frame with the columns tier (1 is the top) and tier_name added.

    Parameters
    ----------
    frame : frame
        One row a customer, of pandas, polars, pyarrow, DuckDB, or a dict; order and index stay.
    by : str
        The column of what customers are worth.
    pyramid : str, sequence of float, or TierCuts
        As `habitue.value.Pyramid` takes it, or where another base was cut.
    language : {"en", "zh"}
        Of the names.

    Returns
    -------
    frame
        Of the caller's kind.

    Raises
    ------
    DataError
        For a column that there is not, or values that are missing.

    Examples
    --------
    >>> import habitue
    >>> habitue.tiers({"value": [5.0, 1.0, 2.0, 9.0, 3.0]}, pyramid=[20, 80])["tier"].tolist()
    [2, 2, 2, 1, 2]
    """
    from .. import _columns

    kind = _frames.kind_of(frame)
    whole = kind.collected(frame)
    columns = _frames.columns_of(whole, [by])
    values = _columns.floats(columns[by], by)
    made: F = kind.with_columns(whole, tier_columns(values, pyramid, language))
    return made


def concentration(frame: Any, *, by: str = "value") -> dict[str, float | None]:
    """How unequally value is spread over customers: gini, top_20_share, customers_of_80_percent.

    `habitue.value.Concentration` has the Lorenz and the whale curve, too.

    Parameters
    ----------
    frame : frame
        One row a customer, of pandas, polars, pyarrow, DuckDB, or a dict.
    by : str
        The column of what customers are worth.

    Returns
    -------
    dict
        ``gini``; ``top_20_share``, the share of the net total that the best 20 % of customers
        hold; ``customers_of_80_percent``, the share of the best customers who hold 80 % of it.
        None where the net total is not above 0.

    Raises
    ------
    DataError
        For a column that there is not, or values that are missing.

    Examples
    --------
    >>> import habitue
    >>> habitue.concentration({"value": [1.0, 1.0, 2.0, 6.0, 0.0]})
    {'gini': 0.52, 'top_20_share': 0.6, 'customers_of_80_percent': 0.4}
    """
    from .. import _columns
    from ..value import Concentration

    whole = _frames.kind_of(frame).collected(frame)
    found = Concentration(_columns.floats(_frames.columns_of(whole, [by])[by], by))
    return {
        "gini": found.gini(),
        "top_20_share": found.share_of_top(0.2),
        "customers_of_80_percent": found.top_share_giving(0.8),
    }


def _rfm(bins: int, *other: int) -> Any:
    """Scores by the quantiles of a base: as many of each kind, or of frequency and money others."""
    from ..value import Rfm, Scoring

    counts = (bins, *other) if other else (bins,) * 3
    better: tuple[Literal["lower", "higher"], ...] = ("lower", "higher", "higher")
    return Rfm(
        *(
            Scoring.quantiles(_scalars.whole(count, "bins", 2, 100), better=which)
            for count, which in zip(counts, better)
        )
    )


def _table_of(table: Any, bins: int | None) -> SegmentTable:
    """The table of segments of this name, for so many scores of each kind."""
    from ..value import SegmentTable

    if isinstance(table, SegmentTable):
        if bins is not None and (bins,) * 3 != table.bins:
            reason = f"is {bins}, but the table is one of {table.bins}; without it these count"
            refuse(_abi.HABITUE_INCONSISTENT, "bins", reason)
        return table
    enumerator(dict.fromkeys(get_args(SegmentTableName), 0), table, "table")
    if table == "eight":
        count = 5 if bins is None else _scalars.whole(bins, "bins", 2, 100)
        return SegmentTable.eight(count, 3 * count // 5 + 1)
    made: SegmentTable = getattr(SegmentTable, table)()
    if bins is not None and _scalars.whole(bins, "bins", 2, 100) != made.bins[0]:
        quantiles = {4: "quartiles", 5: "quintiles"}[made.bins[0]]
        reason = f"is {bins}, but {table!r} is a table of {quantiles}; 'eight' takes others"
        refuse(_abi.HABITUE_INCONSISTENT, "bins", reason)
    return made


class Grouping(Held[F]):
    """Groups of customers."""

    def _spend(self, what: str) -> Any:
        spend = self._histories.spend
        if spend is None:
            reason = "are not known: name the column of amounts where the base is made"
            refuse(_abi.HABITUE_MISSING_COLUMN, "amounts", f"{reason}; {what} are of spend")
        return spend

    def tiers(
        self, pyramid: PyramidLike = "curry", *, by: str = "spend", language: Language = "en"
    ) -> F:
        """The value pyramid of the base: key, value, tier (1 is the top), tier_name.

        Parameters
        ----------
        pyramid : str, sequence of float, or TierCuts
            "curry" (1/4/15/80 % of customers), "vip", "abc", "abc_by_value", "pareto"; the sizes
            of tiers from the top down; or where another base was cut.
        by : str
            "spend", "frequency", or a joined column of numbers.
        language : {"en", "zh"}
            Of the names.

        Returns
        -------
        frame
            Of the caller's kind.

        Raises
        ------
        DataError
            Without the amounts or the column that tiers are of.
        ArgumentError
            For a word that is none of those named.
        """
        if by == "spend":
            values = self._spend("tiers")
        elif by == "frequency":
            values = self._histories.frequency.astype(np.float64)
        else:
            values = self._number_of(by)
        return self._frame({"value": values, **tier_columns(values, pyramid, language)})

    def _rfm_facts(self) -> dict[str, Any]:
        """What RFM scores are of: days since the last purchase, purchases, minor units."""
        recency, age = self._in_days
        spend = self._spend("scores")
        return {
            "recency": np.rint(age - recency).astype(np.int32),
            "frequency": self._histories.frequency + np.uint32(1),
            "monetary": np.rint(spend * 10 ** (self._decimals or 0)).astype(np.int64),
        }

    def _scores(self, *bins: int, cuts: RfmCuts | None = None) -> tuple[dict[str, Any], Any]:
        """The columns of RFM scores, and the scores."""
        from ..value import RfmCuts

        facts = self._rfm_facts()
        if cuts is None:
            found = _rfm(*bins).score(**facts)
        else:
            known: RfmCuts = _scalars.instance(cuts, RfmCuts, "cuts")
            found = known.score(**facts)
        columns = {
            "days_since_last": facts["recency"].astype(np.int64),
            "purchases": facts["frequency"].astype(np.int64),
            "spend": self._spend("scores"),
            "r": found.recency.astype(np.int64),
            "f": found.frequency.astype(np.int64),
            "m": found.monetary.astype(np.int64),
        }
        return columns, found

    def rfm_cuts(self, *, bins: int = 5) -> RfmCuts:
        """Where the base is cut into RFM scores, to score another base alike.

        Parameters
        ----------
        bins : int
            How many scores there are; the cuts are the quantiles of the base.

        Returns
        -------
        RfmCuts
            Of days since the last purchase, purchases and spend in minor units, for ``rfm(cuts=)``.

        Raises
        ------
        DataError
            Without amounts, and for bins out of their range.
        ArgumentError
            For a base of `from_summary`, which has no transactions.

        Examples
        --------
        >>> from habitue import CustomerBase
        >>> sales = {"customer": [1, 2], "date": ["2024-01-01", "2024-01-15"], "paid": [5.0, 9.0]}
        >>> year = CustomerBase.from_transactions(sales, amount="paid")
        >>> month = CustomerBase.from_transactions(
        ...     {"customer": [3], "date": ["2024-02-01"], "paid": [8.0]}, amount="paid")
        >>> month.rfm(cuts=year.rfm_cuts(bins=2))["m"].tolist()
        [2]
        """
        found: RfmCuts = _rfm(bins).cuts(**self._rfm_facts())
        return found

    def rfm(self, *, bins: int = 5, cuts: RfmCuts | None = None) -> F:
        """RFM scores: key, days_since_last, purchases, spend, and r, f, m from 1 (worst).

        Parameters
        ----------
        bins : int
            How many scores there are; customers are cut at the quantiles of the base.
        cuts : RfmCuts, optional
            Where another base was cut (`rfm_cuts`), instead; ``bins`` is then not looked at.

        Returns
        -------
        frame
            Of the caller's kind.

        Raises
        ------
        DataError
            Without amounts, and for bins out of their range.
        ArgumentError
            For a base of `from_summary`, which has no transactions.
        """
        return self._frame(self._scores(bins, cuts=cuts)[0])

    def segments(
        self,
        table: SegmentTableName | SegmentTable = "recency_frequency",
        *,
        bins: int | None = None,
        language: Language = "en",
    ) -> F:
        """RFM scores and the segment of each customer.

        Parameters
        ----------
        table : {"recency_frequency", "eight", "pymc"} or SegmentTable
            Which segments there are; "pymc" has those of pymc-marketing, from quartiles.
        bins : int, optional
            How many scores of each kind there are, cut at the quantiles of the base: those of the
            table, 5 of the named ones. "eight" takes others too, of which those above three fifths
            are high.
        language : {"en", "zh"}
            Of their names.

        Returns
        -------
        frame
            Of the caller's kind.

        Raises
        ------
        DataError
            Without amounts, for bins out of their range, and others than the table is of.
        ArgumentError
            For a word that is none of those named, and a base of `from_summary`, which has
            no transactions.
        """
        chosen = _table_of(table, bins)
        chinese = enumerator({"en": 0, "zh": 1}, language, "language")
        columns, scores = self._scores(*chosen.bins)
        found = chosen.assign(scores)
        names = np.array(chosen.names_zh if chinese else chosen.names, object)
        return self._frame({**columns, "segment": names[found.segment - 1]})

    def purchases(self, customer: object = None) -> F:
        """The transactions of one customer, or of all: key, date and, where known, amount.

        Parameters
        ----------
        customer : key, optional
            Whose; those of all customers by default.

        Returns
        -------
        frame
            Of the caller's kind, a row each that the audit counts as used, in the order of keys and
            times; an amount below 0 is a refund.

        Raises
        ------
        DataError
            For one who is no customer of the base.
        ArgumentError
            For a base of `from_summary`, which has no transactions.

        Examples
        --------
        >>> from habitue import CustomerBase
        >>> sales = {"customer": ["bob", "ann", "ann"], "paid": ["5", "7.50", "-2.50"],
        ...          "date": ["2024-01-20", "2024-02-02", "2024-01-05"]}
        >>> CustomerBase.from_transactions(sales, amount="paid").purchases("ann")["amount"]
        array([-2.5,  7.5])
        """
        self._known()
        found, settings = self._transactions, self._settings
        assert found is not None
        inside = settings.inside(found)
        if customer is not None:
            inside &= found.customers == self._histories.numbers[self._rows_of(customer)[0]]
        rows = np.flatnonzero(inside)
        rows = rows[np.lexsort((found.times[rows], found.customers[rows]))]
        times = found.times[rows].astype(np.int64)
        columns: dict[str, Any] = {
            "date": times.view(f"datetime64[{'s' if settings.hours else 'D'}]")
        }
        if self.has_amounts:
            columns["amount"] = found.in_units(self._decimals or 0)[rows]
        made: F = self._kind.frame(
            self._keys.name, self._keys.native(found.customers[rows]), columns
        )
        return made

    def cohorts(self, unit: CohortUnit = "month") -> Cohorts[F]:
        """Who came back, by the period of the first purchase.

        Parameters
        ----------
        unit : {"month", "day", "week", "quarter", "year"}
            The periods.

        Returns
        -------
        Cohorts
            Rates by cohort and age, as a frame.

        Raises
        ------
        ArgumentError
            For a word that is none of those named, and a base of `from_summary`, which has
            no transactions.
        """
        from .cohorts import Cohorts

        self._known()
        return Cohorts(self._kind, self, unit)

    def plot(
        self, what: BasePicture = "histories", *, most: int = 30, language: Language = "en"
    ) -> Figure:
        """A picture of the base, as SVG: a notebook shows it, ``save`` writes it.

        Parameters
        ----------
        what : {"histories", "spend"}
            When those bought who bought most often; or how mean spend is spread.
        most : int
            Of histories: how many customers, at most 40.
        language : {"en", "zh"}
            Of the words.

        Returns
        -------
        Figure
            The picture, as SVG.

        Raises
        ------
        ArgumentError
            For a picture that there is not, and another language.
        DataError
            Of spend, without amounts.
        """
        from .drawing import of_base

        return of_base(self, what, language, most)

    def survival(self, *, lost_after: Duration, by: str | None = None) -> Survival[F]:
        """How long customers stay (Kaplan-Meier), where one who was silent for long is lost.

        Parameters
        ----------
        lost_after : duration
            Who was silent for so long is lost, at the moment at which that was so: a rule of
            yours, not an opinion of a model.
        by : str, optional
            A joined column: a curve each of its values besides.

        Returns
        -------
        Survival
            The curve, as a frame and at any time.

        Raises
        ------
        DataError
            For a duration that is not above 0, and a column that was not joined.
        ArgumentError
            For text that is no length of time.
        """
        from .cohorts import Survival

        return Survival(self._kind, self, lost_after, by=by)
