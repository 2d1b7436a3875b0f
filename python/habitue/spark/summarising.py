"""Transactions of Spark to one row a customer, and what became of every row."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _abi, _columns, _scalars
from .._columns import Day
from .._library import enumerator
from ..errors import refuse
from ..summary import CONVENTIONS, UNITS, Convention, Refunds, Unit
from ._packing import by_customer
from ._partitions import columns_known, nothing_of
from ._provenance import CARRIER, Provenance

if TYPE_CHECKING:
    import pyarrow
    from pyspark import StorageLevel
    from pyspark.sql import DataFrame

    from ..base.customer_base import AmountUnit, CustomerBase, Missing, Rounding

_EPOCH = datetime.date(1970, 1, 1)


@dataclass(frozen=True)
class Summarised:
    """Customers and the audit of the rows that they were made of; made by `summarise`.

    Examples
    --------
    >>> made = spark.summarise(sales, end="1997-09-30", amount="amount")  # doctest: +SKIP
    >>> made.persist().audit.show()  # doctest: +SKIP
    >>> made.customers.write.parquet("customers")  # doctest: +SKIP
    >>> made.unpersist()  # doctest: +SKIP

    Attributes
    ----------
    customers : DataFrame
        One row a customer: the key, frequency, recency, age; with amounts mean_spend and spend;
        first_purchase, last_purchase; with a holdout holdout_purchases and holdout_spend.
    audit : DataFrame
        One row a reason: reason, rows, and minor, the money of it in minor units of the currency.
    """

    customers: DataFrame
    audit: DataFrame
    _rows: DataFrame

    def persist(self, level: StorageLevel | None = None) -> Summarised:
        """Keeps what was summarised, so that customers and audit are worked out once.

        Parameters
        ----------
        level : StorageLevel, optional
            As for ``DataFrame.persist``.

        Returns
        -------
        Summarised
            Itself.

        Raises
        ------
        AssertionError
            Of Spark, for what is no level of storage.
        """
        if level is None:
            self._rows.persist()
        else:
            self._rows.persist(level)
        return self

    def unpersist(self) -> Summarised:
        """Lets go of what `persist` kept.

        Returns
        -------
        Summarised
            Itself.
        """
        self._rows.unpersist()
        return self


def summarise(
    transactions: DataFrame,
    *,
    end: Day,
    start: Day | None = None,
    until: Day | None = None,
    customer: str = "customer",
    date: str = "date",
    amount: str | None = None,
    quantity: str | None = None,
    currency: str | None = None,
    amount_unit: AmountUnit = "currency",
    rounding: Rounding = "half even",
    refunds: Refunds = "net",
    keep: Mapping[str, Sequence[object]] | None = None,
    missing_customer: Missing = "drop",
    missing: Missing = "refuse",
    date_format: str | None = None,
    timezone: str | None = None,
    unit: Unit = "week",
    convention: Convention = "btyd",
    partitions: int | None = None,
) -> Summarised:
    """One row a customer from transactions, one a row, in any order and partition.

    The figures are those of `CustomerBase.from_transactions`, bit for bit. Rows of one customer
    are moved to one partition as packed columns, and are held there in memory as a whole.

    Parameters
    ----------
    transactions : DataFrame
        Of Spark.
    end : day
        The last day that counts. It must be said: no partition knows the last day of all.
    start : day, optional
        The first day that counts; every day up to ``end`` without it.
    until : day, optional
        The last day of a holdout after ``end``, whose purchases and spend are then columns.
    customer, date, amount, quantity : str
        The columns, as for `CustomerBase.from_transactions`. Decimals are exact.
    currency, amount_unit, rounding, refunds : str
        What amounts are, as there.
    keep : mapping from column to values, optional
        The rows to keep, as there.
    missing_customer, missing, date_format, timezone, unit, convention : str
        As there. Where dates are text, their format has to be named: no partition may find its
        own; where they are instants (Spark's type timestamp), the zone whose days count.
    partitions : int, optional
        Into how many the customers are put; as ``spark.sql.shuffle.partitions`` says without it.

    Returns
    -------
    Summarised
        Frames of customers and of the audit, worked out when they are asked for.

    Raises
    ------
    ArgumentError
        For a setting or a type of column that `CustomerBase.from_transactions` refuses, text dates
        without their format, and instants without a zone.
    DataError
        For a column that there is not, and a number of partitions or a day out of range.
    PythonException
        Of Spark, when it runs, with the partition, row and column of a value that cannot be read.

    Examples
    --------
    >>> made = spark.summarise(sales, end="1997-09-30", amount="amount")  # doctest: +SKIP
    >>> made.persist().audit.show()  # doctest: +SKIP
    """
    from pyspark.sql import functions as of
    from pyspark.sql import types

    enumerator(UNITS, unit, "unit")
    enumerator(CONVENTIONS, convention, "convention")
    first = None if start is None else _columns.day(start, "start")
    last = _columns.day(end, "end")
    beyond = None if until is None else _columns.day(until, "until")
    if beyond is not None and beyond <= last:
        refuse(_abi.HABITUE_OUT_OF_RANGE, "until", f"{until} is not after end, {end}")
    count = None if partitions is None else _scalars.whole(partitions, "partitions", 1, 1 << 24)
    filters = {} if keep is None else dict(_scalars.mapping(keep, "keep"))
    columns_known(transactions, [customer, date, amount, quantity, *filters], "transactions")
    kind = transactions.schema[date].dataType.typeName()
    if date_format is None and kind == "string":
        reason = "is text, whose format partitions could find differently: name it, such as "
        refuse(_abi.HABITUE_BAD_ARGUMENT, date, f"{reason}date_format='%Y-%m-%d'")
    if timezone is None and kind == "timestamp":
        reason = (
            "is of instants, which Spark shows by the zone of the session: name the zone whose "
        )
        refuse(_abi.HABITUE_BAD_ARGUMENT, date, f"{reason}days count, such as timezone='UTC'")
    intake: dict[str, Any] = {
        "customer": customer, "date": date, "amount": amount, "quantity": quantity, "cost": None,
        "margin": None, "currency": currency, "amount_unit": amount_unit, "keep": keep,
        "missing_customer": missing_customer, "missing": missing, "date_format": date_format,
        "timezone": timezone,
    }  # fmt: skip
    window = (first, last, beyond)
    policies = (unit, convention, currency, refunds, None if rounding == "refuse" else rounding)
    wanted = dict.fromkeys(n for n in (customer, date, amount, quantity, *filters) if n)
    rows = transactions.select(*(of.col(f"`{name}`") for name in wanted))
    key = types.StructField(customer, transactions.schema[customer].dataType, True)
    schema, customers = _schemas(key, amount is not None, beyond is not None)
    first_day, last_day = (
        None if day is None else (_EPOCH + datetime.timedelta(days=day)).isoformat()
        for day in (first, last)
    )  # fmt: skip
    carried = Provenance(unit, convention, currency, last_day, first_day).metadata()

    def work(table: pyarrow.Table) -> pyarrow.Table:
        return _summary(table, policies, intake, window)

    work(nothing_of(rows))  # refuses a bad setting here, not in the workers
    made = by_customer(rows, customer, count, work, schema)
    shown = [
        of.col(f"`{field.name}`").alias(field.name, metadata=carried)
        if field.name == CARRIER
        else of.col(f"`{field.name}`")
        for field in customers
    ]
    audit = (
        made.where(of.col("reason").isNotNull())
        .groupBy("reason", "place")
        .agg(of.sum("rows").alias("rows"), of.sum("minor").alias("minor"))
        .orderBy("place", "reason")
        .drop("place")
    )
    return Summarised(made.where(of.col("reason").isNull()).select(*shown), audit, made)


def _schemas(key: Any, paid: bool, held_out: bool) -> tuple[Any, list[Any]]:
    """The columns of a worker's rows, and those of them that customers have."""
    from pyspark.sql import types

    def fields(kind: Any, *names: str) -> list[Any]:
        return [types.StructField(name, kind, True) for name in names]

    whole, real = types.LongType(), types.DoubleType()
    customers = [key, *fields(whole, "frequency"), *fields(real, "recency", "age")]
    if paid:
        customers += fields(real, "mean_spend", "spend")
    customers += fields(types.DateType(), "first_purchase", "last_purchase")
    if held_out:
        customers += fields(whole, "holdout_purchases")
        customers += fields(real, "holdout_spend") if paid else []
    audit = [*fields(types.StringType(), "reason"), *fields(types.IntegerType(), "place")]
    return types.StructType([*customers, *audit, *fields(whole, "rows", "minor")]), customers


def _summary(
    table: pyarrow.Table, policies: tuple[Any, ...], intake: dict[str, Any], window: tuple[Any, ...]
) -> pyarrow.Table:
    """The customers of one partition and, below them, what became of its rows."""
    import pyarrow

    from ..base import _intake
    from ..base._held import Settings
    from ..base.customer_base import CustomerBase

    first, last, beyond = window
    unit, convention, currency, refunds, rounding = policies
    settings = Settings(
        unit, convention, currency, refunds, rounding, first, last, threads=1, intake=intake
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the audit of all partitions tells
        kind, found = _intake.transactions_of(table, hours=settings.hours, part=True, **intake)
        base: CustomerBase[Any] = CustomerBase._of(kind, found, settings)
    customers: pyarrow.Table = base.to_frame()
    if beyond is not None:
        ahead = base._table(calibration_end=last, holdout_end=beyond, logs=False)
        column = pyarrow.array(ahead.holdout_x.astype(np.int64))
        customers = customers.append_column("holdout_purchases", column)
        if base.has_amounts:
            spend = ahead.holdout_spend / 10 ** (base._decimals or 0)
            customers = customers.append_column("holdout_spend", pyarrow.array(spend))
    reasons = _reasons(base, found)
    audit = pyarrow.table(
        {
            "reason": [name for name, _, _ in reasons],
            "place": pyarrow.array(range(len(reasons)), pyarrow.int32()),
            "rows": pyarrow.array([rows for _, rows, _ in reasons], pyarrow.int64()),
            "minor": pyarrow.array([minor for _, _, minor in reasons], pyarrow.int64()),
        }
    )
    key = customers.schema.field(0)
    if key.type == pyarrow.null():
        customers = customers.set_column(0, key.name, table.schema.field(key.name).type)
    together = pyarrow.concat_tables([customers, audit], promote_options="default")
    names = [*customers.column_names, "reason", "place", "rows", "minor"]
    return together.select(names)


def _reasons(base: CustomerBase[Any], found: Any) -> list[tuple[str, int, int | None]]:
    """What became of the rows of a partition: the reason, rows, and money where it is counted."""
    told = base._histories.table.audit  # type: ignore[attr-defined]
    money = base.has_amounts
    gone = [(f"{column} is missing", rows, None) for column, rows in found.missing.items()]
    used = told.rows - told.outside_rows
    spent = int(base._histories.table.total_spend.sum()) if money else None  # type: ignore[attr-defined]
    return [
        ("rows", found.rows, None),
        ("used", used, spent),
        ("outside", told.outside_rows, told.outside_spend if money else None),
        ("filtered", found.filtered, None),
        *gone,
        ("merged", told.merged_rows, None),
        ("refunds", told.refund_rows, None),
        ("unmatched refunds", told.dropped_rows, told.dropped_spend if money else None),
        ("rounded", found.rounded, None),
    ]
