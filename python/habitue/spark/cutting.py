"""Tiers and RFM segments of a frame of Spark, by cuts of the whole base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _abi
from .._choices import Language
from .._cuts import TierCuts, ValueRuns
from .._library import enumerator
from ..errors import refuse
from ..rfm import Rfm, Scoring, SegmentTable
from ..value import Pyramid
from ._partitions import batch_by_batch, collected, columns_known, free, gathered

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

    from ..base.grouping import PyramidLike, SegmentTableName


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
        As `habitue.value.Pyramid` takes it, or where another base was cut.
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
    if isinstance(pyramid, TierCuts):
        cuts = pyramid
    else:
        cuts = _cuts(customers, by, Pyramid(pyramid))
    names = np.array([tier.name_zh if chinese else tier.name for tier in cuts.tiers], object)

    def work(table: pyarrow.Table) -> pyarrow.Table:
        import pyarrow

        tier = cuts.assign(_values(table, by)).tier
        table = table.append_column("tier", pyarrow.array(tier.astype(np.int64)))
        return table.append_column("tier_name", pyarrow.array(names[tier - 1], pyarrow.string()))

    return batch_by_batch(customers, work, _with(customers, tier="long", tier_name="string"))


def segments(
    customers: DataFrame,
    table: SegmentTableName | SegmentTable = "recency_frequency",
    *,
    as_of: str | None = None,
    language: Language = "en",
) -> DataFrame:
    """The customers with RFM scores (quintiles of the whole base) and the segment of each.

    Parameters
    ----------
    customers : DataFrame
        As `summarise` makes it of amounts: frequency, spend and last_purchase.
    table : {"recency_frequency", "eight"} or SegmentTable
        Which segments there are.
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
        Where the day is not known.

    Examples
    --------
    >>> spark.segments(made.customers)  # doctest: +SKIP
    """
    from pyspark.sql import functions as of

    from ._provenance import of_frame
    from .. import _money

    columns_known(customers, ["frequency", "spend", "last_purchase"], "customers")
    free(customers, ["days_since_last", "r", "f", "m", "segment"])
    known = {"recency_frequency": SegmentTable.recency_frequency, "eight": SegmentTable.eight}
    if isinstance(table, SegmentTable):
        chosen = table
    else:
        enumerator(dict.fromkeys(known, 0), table, "table")
        chosen = known[table]()
    chinese = enumerator({"en": 0, "zh": 1}, language, "language")
    of_them = of_frame(customers)
    day = as_of or of_them.end
    if day is None:
        refuse(_abi.HABITUE_BAD_ARGUMENT, "as_of", "is needed: the frame does not say its last day")
    places = 2 if of_them.currency is None else _money.decimals(of_them.currency)
    since = of.datediff(of.lit(str(day)).cast("date"), of.col("last_purchase")).cast("long")
    dated = customers.withColumn("days_since_last", since)
    scorings = (Scoring.quantiles(5, better="lower"), Scoring.quantiles(5), Scoring.quantiles(5))
    facts = _facts(
        collected(dated.groupBy("days_since_last", "frequency", "spend").count()), places
    )
    counts = facts.pop("count").astype(np.uint64)
    cuts = Rfm(*scorings).cuts(**facts, counts=counts)
    names = np.array(chosen.names_zh if chinese else chosen.names, object)

    def work(rows: pyarrow.Table) -> pyarrow.Table:
        import pyarrow

        scores = cuts.score(**_facts(rows, places))
        for name, score in (("r", scores.recency), ("f", scores.frequency), ("m", scores.monetary)):
            rows = rows.append_column(name, pyarrow.array(score.astype(np.int64)))
        found = names[chosen.assign(scores).segment - 1]
        return rows.append_column("segment", pyarrow.array(found, pyarrow.string()))

    return batch_by_batch(dated, work, _with(dated, r="long", f="long", m="long", segment="string"))


def _facts(table: pyarrow.Table, places: int) -> dict[str, Any]:
    """Recency, frequency and spend of the rows, as RFM scores take them."""
    days, bought, spend = (
        table.column(name).to_numpy() for name in ("days_since_last", "frequency", "spend")
    )
    facts = {
        "recency": days.astype(np.int32),
        "frequency": (bought + 1).astype(np.uint32),
        "monetary": np.rint(spend * 10**places).astype(np.int64),
    }
    if "count" in table.column_names:
        facts["count"] = table.column("count").to_numpy()
    return facts


def _cuts(customers: DataFrame, by: str, pyramid: Pyramid) -> TierCuts:
    """The cuts of the whole base, in one pass over few distinct values, else in two."""
    from pyspark.sql import functions as of

    column = customers.select(of.col(f"`{by}`").alias(by))

    def told(ranges: Any) -> ValueRuns:
        pieces = gathered(column, lambda table: ValueRuns.of(_values(table, by), ranges).data)
        if not pieces:
            refuse(_abi.HABITUE_EMPTY_INPUT, "customers", "has no rows")
        return ValueRuns(b"".join(pieces))

    found = pyramid.cuts_of_runs(told(None))
    if not isinstance(found, TierCuts):
        found = pyramid.cuts_of_runs(told(found))
    if not isinstance(found, TierCuts):
        reason = "has other values each time that Spark computes it: write the frame, or cache it"
        refuse(_abi.HABITUE_INCONSISTENT, by, reason)
    return found


def _values(table: pyarrow.Table, by: str) -> Any:
    column = table.column(by)
    if column.null_count:
        reason = f"is missing for {column.null_count} customers, who have no tier"
        refuse(_abi.HABITUE_MISSING_VALUE, by, reason)
    values = column.to_numpy()
    return values.astype(np.int64 if values.dtype.kind in "iu" else np.float64)


def _with(frame: DataFrame, **added: str) -> Any:
    """The schema of a frame with these columns added."""
    from pyspark.sql import types

    schema = types.StructType(list(frame.schema.fields))
    for name, kind in added.items():
        schema.add(name, kind)
    return schema
