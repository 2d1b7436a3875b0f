"""What a model says of each customer of a frame of Spark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _scalars
from ..base.customer_model import CustomerModel
from . import _provenance
from ._partitions import batch_by_batch, columns_known, free

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

    from ..base._duration import Duration
    from ..base.answers import Timing

_HISTORY = ("frequency", "recency", "age")


def score(
    customers: DataFrame,
    model: CustomerModel[Any],
    *,
    horizon: Duration = "1 year",
    annual_discount: float = 0.0,
    margin: float = 1.0,
    timing: Timing = "purchase",
    interval: float | None = None,
) -> DataFrame:
    """The customers with what a model says of each.

    That is p_alive, expected_purchases and, with amounts, expected_spend and value. The answers are those of `CustomerModel.predict`, bit for bit; no row is moved.

    Parameters
    ----------
    customers : DataFrame
        As `summarise` makes it, and what else it holds; covariates of the model by name.
    model : CustomerModel
        Of `fit`, `CustomerBase.fit` or `CustomerModel.load`.
    horizon, annual_discount, margin, timing, interval
        As for `CustomerModel.predict`.

    Returns
    -------
    DataFrame
        The columns of ``customers``, and those of the answers.

    Raises
    ------
    ProvenanceError
        Where unit, convention or currency of the model are not those of the customers.

    Examples
    --------
    >>> spark.score(made.customers, model, horizon="52 weeks")  # doctest: +SKIP
    """
    from pyspark.sql import types

    _scalars.instance(model, CustomerModel, "model")
    columns_known(customers, _HISTORY, "customers")
    of_them = _provenance.of_frame(
        customers, unit=model.unit, convention=model.convention,
        currency=None if model.spend is None else model.currency,
    )  # fmt: skip
    paid = model.spend is not None and "mean_spend" in customers.columns
    names = ["p_alive", "expected_purchases"]
    names += ["expected_spend", "value"] if paid else []
    if interval is not None:
        ends = ("", "_low", "_high")
        names = [n + e for n in names for e in (ends if n != "expected_spend" else ("",))]
    free(customers, names)
    alone = _carried(model)
    how: dict[str, Any] = {"horizon": horizon, "annual_discount": annual_discount}
    how |= {"margin": margin, "timing": timing, "interval": interval, "threads": 1}
    _asked_of_nobody(alone, how, paid, of_them)
    schema = types.StructType(
        [*customers.schema.fields, *(types.StructField(n, types.DoubleType(), True) for n in names)]
    )

    def work(table: pyarrow.Table) -> pyarrow.Table:
        return _scored(table, alone, how, paid, of_them, names)

    return batch_by_batch(customers, work, schema)


def _carried(model: Any) -> CustomerModel[Any]:
    """A model without the base that it was fitted to, as it travels to workers."""
    of: CustomerModel[Any] = _scalars.instance(model, CustomerModel, "model")
    return CustomerModel(
        of.purchases, of.spend, unit=of.unit, currency=of.currency, convention=of.convention,
        design=of._design,
    )  # fmt: skip


def _scored(
    table: pyarrow.Table,
    model: CustomerModel[Any],
    how: dict[str, Any],
    paid: bool,
    of_them: _provenance.Provenance,
    names: list[str],
) -> pyarrow.Table:
    """A batch with the answers beside its rows, which are customers in their order."""
    import pyarrow

    base = _base(table, model, paid, of_them)
    found = model.predict(base, **how)
    for name in names:
        table = table.append_column(name, pyarrow.array(found[name]))
    return table


def _base(
    table: Any, model: CustomerModel[Any], paid: bool, of_them: _provenance.Provenance
) -> Any:
    from ..base.customer_base import CustomerBase

    rows = np.arange(len(table["age"]))
    given = {"row": rows, **{name: _column(table, name) for name in _HISTORY}}
    if paid:
        given["mean_spend"] = _column(table, "mean_spend")
    unit: Any = of_them.unit
    convention: Any = of_them.convention
    base: Any = CustomerBase.from_summary(
        given, unit=unit, customer="row", age="age", convention=convention,
        currency=of_them.currency, mean_spend="mean_spend" if paid else None,
    )  # fmt: skip
    design = model._design
    if design is not None:
        wanted = dict.fromkeys(name for used in design.roles.values() for name in used)
        facts = {"row": rows, **{name: _column(table, name) for name in wanted}}
        base = base.join(facts, on="row")
    return base


def _column(table: Any, name: str) -> Any:
    column = table[name]
    return column.to_numpy() if hasattr(column, "to_numpy") else column


def _asked_of_nobody(
    model: CustomerModel[Any], how: dict[str, Any], paid: bool, of_them: _provenance.Provenance
) -> None:
    """Refuses a bad setting here, not in the workers."""
    if model._design is not None:
        return
    none: dict[str, Any] = {name: np.zeros(0) for name in (*_HISTORY, "mean_spend")}
    model.predict(_base(none, model, paid, of_them), **how)
