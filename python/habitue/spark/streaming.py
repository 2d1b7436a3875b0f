"""Customers of a stream of purchases: the state of each is all that they bought."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _abi
from .._library import enumerator
from ..base._duration import continuous_rate
from ..base.answers import share_of_margin
from ..base.customer_base import CustomerBase
from ..errors import refuse
from ..summary import CONVENTIONS, UNITS, Convention, Refunds, Unit
from ._partitions import columns_known
from ._provenance import CARRIER, Provenance
from .scoring import _carried
from .summarising import _schemas

if TYPE_CHECKING:
    import pandas
    from pyspark.sql import DataFrame

    from ..base._duration import Duration
    from ..base.customer_base import Rounding
    from ..base.customer_model import CustomerModel


def follow(
    purchases: DataFrame,
    model: CustomerModel[Any] | None = None,
    *,
    customer: str = "customer",
    date: str = "date",
    amount: str | None = None,
    currency: str | None = None,
    rounding: Rounding = "half even",
    refunds: Refunds = "net",
    unit: Unit = "week",
    convention: Convention = "btyd",
    horizon: Duration = "1 year",
    annual_discount: float = 0.0,
    margin: float = 1.0,
) -> DataFrame:
    """The customers of a stream, each anew whenever they bought, as of their latest purchase.

    The state of a customer is the day and the amount of every purchase; the figures are those of
    `summarise` of the same rows, in whatever order they came. Rows that Spark reads twice after a
    failure are in the state once.

    Parameters
    ----------
    purchases : DataFrame
        A stream, or a frame that stands still.
    model : CustomerModel, optional
        What it says of each customer stands beside the figures, as of `score`.
    customer, date, amount : str
        The columns of keys, of dates (of Spark's type date), and of amounts: decimals are exact.
    currency, rounding, refunds, unit, convention
        As for `CustomerBase.from_transactions`.
    horizon, annual_discount, margin
        As for `CustomerModel.predict`.

    Returns
    -------
    DataFrame
        As ``customers`` of `summarise`, in output mode "update"; ``age`` counts up to the latest
        purchase of the customer.

    Raises
    ------
    ArgumentError
        For a column that there is not or is of another type, and a word that is none of those
        named.
    ProvenanceError
        Where unit, convention or currency of the model are others.
    UnsupportedError
        Where pyspark 3.5 stands beside pyarrow 26 or later.

    Examples
    --------
    >>> alive = spark.follow(stream, model)  # doctest: +SKIP
    >>> alive.writeStream.outputMode("update").start()  # doctest: +SKIP
    """
    from pyspark.sql import functions as of
    from pyspark.sql import types
    from pyspark.sql.streaming.state import GroupStateTimeout

    enumerator(UNITS, unit, "unit")
    enumerator(CONVENTIONS, convention, "convention")
    columns_known(purchases, [customer, date, amount], "purchases")
    _served()
    kind = purchases.schema[date].dataType.typeName()
    if kind != "date":
        reason = f"is of type {kind}, not date; to_date(...) of Spark makes the day of it"
        refuse(_abi.HABITUE_BAD_ARGUMENT, date, reason)
    how: dict[str, Any] = {"unit": unit, "convention": convention, "refunds": refunds}
    how |= {"currency": currency, "rounding": rounding} if amount is not None else {}
    key = types.StructField(customer, purchases.schema[customer].dataType, True)
    customers = _schemas(key, amount is not None, False)[1]
    asked: dict[str, Any] = {"horizon": horizon, "annual_discount": annual_discount}
    asked |= {"margin": margin}
    carried_model = None if model is None else _carried(model)
    nobody = {"customer": [0], "date": ["2024-01-01"], "amount": [1]}
    # Refuses a bad setting here, not in the workers.
    base = CustomerBase.from_transactions(
        nobody, amount=None if amount is None else "amount", **how
    )
    if carried_model is not None:
        continuous_rate(annual_discount, carried_model.unit)
        share_of_margin(margin)
        names = carried_model.predict(base, **asked)
        customers += [
            types.StructField(name, types.DoubleType()) for name in names if name != "customer"
        ]

    def update(
        keys: tuple[Any, ...], parts: Iterable[pandas.DataFrame], state: Any
    ) -> Iterator[pandas.DataFrame]:
        days, amounts = _read(state.get[0]) if state.exists else ([], [])
        for part in parts:
            days += part["day"].tolist()
            amounts += part["amount"].tolist() if amount is not None else []
        state.update((_written(days, amounts),))
        base = _base_of(days, amounts if amount is not None else None, how)
        if len(base):  # refunds alone make no customer
            yield _row(keys[0], customer, base, carried_model, asked)

    rows = purchases.select(
        of.col(f"`{customer}`").alias(customer),
        of.unix_date(of.col(f"`{date}`")).alias("day"),
        *([] if amount is None else [of.col(f"`{amount}`").cast("string").alias("amount")]),
    ).where(of.col(f"`{customer}`").isNotNull())
    made = rows.groupBy(customer).applyInPandasWithState(
        update, types.StructType(customers), "history string", "update", GroupStateTimeout.NoTimeout
    )
    provenance = Provenance(unit, convention, currency, None, None).metadata()
    return made.withMetadata(CARRIER, provenance)


def _served() -> None:
    """Refuses a pyarrow in which pyspark 3.5 fails once the stream runs: it takes a part of a batch by
    floats."""
    import pyarrow
    import pyspark

    if not pyspark.__version__.startswith("3."):
        return
    batch = pyarrow.record_batch([pyarrow.array([0])], names=["row"])
    try:
        batch.slice(0.0, 1.0)
    except TypeError:
        reason = f"{pyarrow.__version__} does not serve streams of pyspark {pyspark.__version__}: "
        remedy = "pip install 'pyarrow<26', or pyspark 4"
        refuse(_abi.HABITUE_UNSUPPORTED, "pyarrow", reason + remedy)


def _written(days: list[int], amounts: list[str]) -> str:
    """The state of a customer: what each purchase was, and a word for how it is written."""
    return json.dumps({"habitue": 1, "days": days, "amounts": amounts})


def _read(state: str) -> tuple[list[int], list[str]]:
    held = json.loads(state)
    if held.get("habitue") != 1:
        reason = f"is of format {held.get('habitue')}; this version reads 1"
        refuse(_abi.HABITUE_BAD_FORMAT_VERSION, "state", reason)
    return held["days"], held["amounts"]


def _base_of(days: list[int], amounts: list[str] | None, how: dict[str, Any]) -> CustomerBase[Any]:
    """A customer alone, of all that they bought."""
    sales: dict[str, Any] = {"customer": np.zeros(len(days), np.int64)}
    sales["date"] = np.array(days, "datetime64[D]")
    if amounts is not None:
        sales["amount"] = np.array(amounts, object)
    paid = None if amounts is None else "amount"
    return CustomerBase.from_transactions(sales, amount=paid, threads=1, **how)


def _row(
    key: Any,
    name: str,
    base: CustomerBase[Any],
    model: CustomerModel[Any] | None,
    asked: dict[str, Any],
) -> pandas.DataFrame:
    """The row of a customer."""
    import pandas

    columns = base.to_frame()
    if model is not None:
        columns |= model.predict(base, threads=1, **asked)
    del columns["customer"]
    for day in ("first_purchase", "last_purchase"):
        columns[day] = columns[day].astype(object)
    return pandas.DataFrame({name: [key], **columns})
