"""Tiers and RFM segments of a frame of Spark, by cuts of the whole base."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _abi, _columns
from .._choices import Better, Language
from .._columns import Day
from .._cuts import RfmCuts, TierCuts, ValueRuns
from .._library import enumerator
from ..errors import refuse
from ..base.grouping import _table_of
from ..rfm import Scoring
from ..summary import date_of
from ..value import Pyramid
from ._partitions import batch_by_batch, columns_known, free, gathered, with_columns
from ._quantiles import cuts_of

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

    from ..base.grouping import PyramidLike, SegmentTableName
    from ..rfm import SegmentTable


def assign(
    customers: DataFrame,
    pyramid: PyramidLike = "curry",
    *,
    by: str = "value",
    language: Language = "en",
) -> DataFrame:
    """The customers with the tier of each: tier (1 is the top) and tier_name.

    Each partition tells at most 4096 runs of customers from value to value, of which the driver
    finds between which values the cuts lie; a second pass tells these one by one, and the cuts place
    every customer. No customer is moved, and the driver holds some 100 kB a partition.

    Parameters
    ----------
    customers : DataFrame
        With a column of what each is worth.
    pyramid : str, sequence of float, or TierCuts
        As `habitue.value.Pyramid` takes it, or where another base was cut (`tier_cuts`).
    by : str
        That column: doubles, or whole numbers of minor units.
    language : {"en", "zh"}
        Of the names.

    Returns
    -------
    DataFrame
        The columns of ``customers``, tier and tier_name.

    Raises
    ------
    DataError
        For values that are missing or not finite.

    Examples
    --------
    >>> spark.assign(scored, "abc", by="value")  # doctest: +SKIP
    """
    columns_known(customers, [by], "customers")
    free(customers, ["tier", "tier_name"])
    chinese = enumerator({"en": 0, "zh": 1}, language, "language")
    cuts = pyramid if isinstance(pyramid, TierCuts) else tier_cuts(customers, pyramid, by=by)
    names = np.array([tier.name_zh if chinese else tier.name for tier in cuts.tiers], object)

    def work(table: pyarrow.Table) -> pyarrow.Table:
        import pyarrow

        tier = cuts.assign(_values(table, by)).tier
        table = table.append_column("tier", pyarrow.array(tier.astype(np.int64)))
        return table.append_column("tier_name", pyarrow.array(names[tier - 1], pyarrow.string()))

    return batch_by_batch(
        customers, work, with_columns(customers, {"tier": "long", "tier_name": "string"})
    )


def tier_cuts(
    customers: DataFrame, pyramid: str | Sequence[float] = "curry", *, by: str = "value"
) -> TierCuts:
    """Where a base is cut into tiers, for `assign` and for the one artefact, a `Scorer`.

    Parameters
    ----------
    customers : DataFrame
        With a column of what each is worth.
    pyramid : str or sequence of float
        As `habitue.value.Pyramid` takes it.
    by : str
        That column: doubles, or whole numbers of minor units.

    Returns
    -------
    TierCuts
        As of `Pyramid.cuts` of the whole column, in one pass over few distinct values, else in two.

    Raises
    ------
    DataError
        For a column that there is not, or without customers.
    PythonException
        Of Spark, for values that are missing or not finite.

    Examples
    --------
    >>> cuts = spark.tier_cuts(scored, "abc")  # doctest: +SKIP
    >>> scorer = Scorer(model.purchases, t=52.0, rate=0.002, cuts=cuts)  # doctest: +SKIP
    """
    from pyspark.sql import functions as of

    columns_known(customers, [by], "customers")
    column, asked = customers.select(of.col(f"`{by}`").alias(by)), Pyramid(pyramid)  # type: ignore[arg-type]

    def told(ranges: Any) -> ValueRuns:
        pieces = gathered(column, lambda table: ValueRuns.of(_values(table, by), ranges).data)
        if not pieces:
            refuse(_abi.HABITUE_EMPTY_INPUT, "customers", "has no rows")
        return ValueRuns(b"".join(pieces))

    found = asked.cuts_of_runs(told(None))
    if not isinstance(found, TierCuts):
        found = asked.cuts_of_runs(told(found))
    if not isinstance(found, TierCuts):
        reason = "has other values each time that Spark computes it: write the frame, or cache it"
        refuse(_abi.HABITUE_INCONSISTENT, by, reason)
    return found


def segments(
    customers: DataFrame,
    table: SegmentTableName | SegmentTable = "recency_frequency",
    *,
    bins: int | None = None,
    as_of: Day | None = None,
    language: Language = "en",
) -> DataFrame:
    """The customers with RFM scores (quantiles of the whole base) and the segment of each.

    Scores and segments are those of `CustomerBase.segments`. As for `assign` no customer is moved:
    in two passes each partition tells runs of customers, at most 4096 of spend and as many of
    days and purchases as there are different ones, and the driver holds some 100 kB a partition.

    Parameters
    ----------
    customers : DataFrame
        As `summarise` makes it of amounts: frequency, spend and last_purchase.
    table : {"recency_frequency", "eight"} or SegmentTable
        Which segments there are.
    bins : int, optional
        How many scores of each kind, as for `CustomerBase.segments`.
    as_of : day, optional
        The day up to which recency counts; that of the frame without it.
    language : {"en", "zh"}
        Of their names.

    Returns
    -------
    DataFrame
        The columns of ``customers``, days_since_last, r, f, m and segment.

    Raises
    ------
    ArgumentError
        Where the day is not known, and for a word that is none of those named.
    DataError
        For a column that there is not, and bins out of their range or others than the table is of.
    PythonException
        Of Spark, for customers without a spend or a last purchase.

    Examples
    --------
    >>> spark.segments(made.customers)  # doctest: +SKIP
    """
    from pyspark.sql import functions as of

    from ._provenance import of_frame
    from .. import _money

    columns_known(customers, ["frequency", "spend", "last_purchase"], "customers")
    free(customers, ["days_since_last", "r", "f", "m", "segment"])
    chosen = _table_of(table, bins)
    chinese = enumerator({"en": 0, "zh": 1}, language, "language")
    of_them = of_frame(customers)
    last = of_them.end if as_of is None else as_of
    if last is None:
        refuse(_abi.HABITUE_BAD_ARGUMENT, "as_of", "is needed: the frame does not say its last day")
    day = date_of(_columns.day(last, "as_of"))
    places = 2 if of_them.currency is None else _money.decimals(of_them.currency)
    since = of.datediff(of.lit(str(day)).cast("date"), of.col("last_purchase")).cast("long")
    dated = customers.withColumn("days_since_last", since)
    sides: tuple[Better, ...] = ("lower", "higher", "higher")
    scorings = {
        name: Scoring.quantiles(count, better=better)
        for name, count, better in zip(("recency", "frequency", "monetary"), chosen.bins, sides)
    }
    told = dated.select("days_since_last", "frequency", "spend")
    found = cuts_of(told, lambda rows: _facts(rows, places), scorings)
    r, f, m = found.values()
    cuts = RfmCuts((*r.cuts, *f.cuts, *m.cuts), chosen.bins, (r.better, f.better, m.better))
    names = np.array(chosen.names_zh if chinese else chosen.names, object)

    def work(rows: pyarrow.Table) -> pyarrow.Table:
        import pyarrow

        scores = cuts.score(**_facts(rows, places))
        for name, score in (("r", scores.recency), ("f", scores.frequency), ("m", scores.monetary)):
            rows = rows.append_column(name, pyarrow.array(score.astype(np.int64)))
        found = names[chosen.assign(scores).segment - 1]
        return rows.append_column("segment", pyarrow.array(found, pyarrow.string()))

    added = {"r": "long", "f": "long", "m": "long", "segment": "string"}
    return batch_by_batch(dated, work, with_columns(dated, added))


def _facts(table: pyarrow.Table, places: int) -> dict[str, Any]:
    """Recency, frequency and spend of the rows, as RFM scores take them."""
    facts = {}
    for name in ("days_since_last", "frequency", "spend"):
        column = table.column(name)
        if column.null_count:
            reason = f"is missing for {column.null_count} customers, who have no score"
            refuse(_abi.HABITUE_MISSING_VALUE, name, reason)
        facts[name] = column.to_numpy()
    if not np.isfinite(facts["spend"]).all():
        refuse(_abi.HABITUE_NOT_FINITE, "spend", "is not a finite number for every customer")
    days, bought, spend = facts.values()
    return {
        "recency": days.astype(np.int32),
        "frequency": (bought + 1).astype(np.uint32),
        "monetary": np.rint(spend * 10**places).astype(np.int64),
    }


def _values(table: pyarrow.Table, by: str) -> Any:
    column = table.column(by)
    if column.null_count:
        reason = f"is missing for {column.null_count} customers, who have no tier"
        refuse(_abi.HABITUE_MISSING_VALUE, by, reason)
    values = column.to_numpy()
    return values.astype(np.int64 if values.dtype.kind in "iu" else np.float64)
