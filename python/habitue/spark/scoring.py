"""What a model says of each customer of a frame of Spark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _abi, _scalars
from ..base.customer_model import CustomerModel
from ..errors import refuse
from ..live import Scorer
from . import _provenance
from ._partitions import batch_by_batch, columns_known, free, with_columns

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

    from ..base._duration import Duration
    from ..base.answers import Timing

_HISTORY = ("frequency", "recency", "age")


def score(
    customers: DataFrame,
    model: CustomerModel[Any] | Scorer,
    *,
    horizon: Duration | None = None,
    annual_discount: float | None = None,
    margin: float | None = None,
    timing: Timing | None = None,
    interval: float | None = None,
) -> DataFrame:
    """The customers with what a model, or the one artefact of the night, says of each.

    Of a model that is p_alive, expected_purchases and, with amounts, expected_spend and value, as of
    `CustomerModel.predict`; of a scorer p_alive, expected_purchases, value and, where it has cuts,
    tier, as of `Scorer.score`. They are the same, bit for bit; no row is moved.

    Parameters
    ----------
    customers : DataFrame
        As `summarise` makes it, and what else it holds; covariates of the model by name.
    model : CustomerModel or Scorer
        Of `fit`, `CustomerBase.fit` or `CustomerModel.load`; or a `habitue.live.Scorer`, which
        needs amounts. It has its own horizon, discount and margin.
    horizon, annual_discount, margin, timing, interval
        As for `CustomerModel.predict`; of a year, without discount, the whole spend and at the
        time of each purchase where nothing is said.

    Returns
    -------
    DataFrame
        The columns of ``customers``, and those of the answers.

    Raises
    ------
    ProvenanceError
        Where unit, convention, currency or the first day that counts are not those of the model;
        the last day moves on.
    ArgumentError
        For a setting beside a scorer, and a setting that `CustomerModel.predict` refuses.
    DataError
        For a column that there is not, and a discount, margin or timing where there is no spend.

    Examples
    --------
    >>> spark.score(made.customers, model, horizon="52 weeks")  # doctest: +SKIP
    >>> spark.score(made.customers, Scorer.load("scorer"))  # doctest: +SKIP
    """
    _scalars.instance(model, (CustomerModel, Scorer), "model")
    settings = {"horizon": horizon, "annual_discount": annual_discount, "margin": margin}
    settings |= {"timing": timing, "interval": interval}
    given = {name: of for name, of in settings.items() if of is not None}
    if isinstance(model, Scorer):
        for name in given:
            reason = "stands beside a scorer, which has its own; a CustomerModel takes it"
            refuse(_abi.HABITUE_BAD_ARGUMENT, name, reason)
        return _by_scorer(customers, model)
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
    how: dict[str, Any] = {"horizon": "1 year", "threads": 1} | given
    _asked_of_nobody(alone, how, paid, of_them)

    def work(table: pyarrow.Table) -> pyarrow.Table:
        return _scored(table, alone, how, paid, of_them, names)

    return batch_by_batch(customers, work, with_columns(customers, dict.fromkeys(names, "double")))


def _by_scorer(customers: DataFrame, scorer: Scorer) -> DataFrame:
    """The customers with the scores of the one artefact."""
    columns_known(customers, (*_HISTORY, "mean_spend"), "customers")
    window = scorer.window
    stated: dict[str, Any] = {"unit": scorer.unit, "currency": scorer.currency}
    stated["convention"] = None if window is None else window.get("convention")
    _provenance.agreed(customers, **stated)
    if window is not None:
        first = window.get("start")
        _provenance.same_start(customers, None if first is None else str(first))
    names = {"p_alive": "double", "expected_purchases": "double", "value": "double"}
    if scorer.cuts is not None:
        names["tier"] = "long"
    free(customers, names)

    def work(table: pyarrow.Table) -> pyarrow.Table:
        import pyarrow

        found = scorer.score(*(_column(table, name) for name in (*_HISTORY, "mean_spend")))
        for name in names:
            told = getattr(found, name)
            told = told.astype(np.int64) if name == "tier" else told
            table = table.append_column(name, pyarrow.array(told))
        return table

    return batch_by_batch(customers, work, with_columns(customers, names))


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
