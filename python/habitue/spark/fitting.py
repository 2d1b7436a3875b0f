"""A model of the customers of a frame of Spark: their distinct histories, fitted on the driver."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from .. import _abi, _scalars
from ..errors import refuse
from ..summary import Convention, Unit
from . import _provenance
from ._partitions import collected, columns_known

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from ..base.customer_model import CustomerModel
    from ..base.fitting import ModelName

_HISTORY = ("frequency", "recency", "age")


def fit(
    customers: DataFrame,
    model: ModelName = "bg/nbd",
    *,
    spend: Literal["gamma-gamma"] | None = "gamma-gamma",
    unit: Unit | None = None,
    convention: Convention | None = None,
    currency: str | None = None,
    penalty: float = 0.0,
    priors: Mapping[str, Any] | None = None,
    fixed: Mapping[str, float] | None = None,
    bounds: Mapping[str, tuple[float, float]] | None = None,
    threads: int = 0,
) -> CustomerModel[Any]:
    """A model of purchases and, with amounts, of spend, fitted to all customers of a frame.

    Spark counts the distinct histories; they are fitted on the driver, where each takes 32 bytes.
    The parameters are those of `CustomerBase.fit`, bit for bit, and the notes are its notes.

    Parameters
    ----------
    customers : DataFrame
        As `summarise` makes it: frequency, recency, age and, for spend, mean_spend.
    model : str
        A name such as "bg/nbd". The choice "auto" needs transactions: make it on a sample by
        `CustomerBase.fit`, and name what it chose.
    spend : {"gamma-gamma"} or None
        The model of spend; None for none.
    unit, convention, currency : str, optional
        What the figures are in, where the frame does not carry it.
    penalty, priors, fixed, bounds
        As for `CustomerBase.fit`.
    threads : int
        Of the driver; 0 for all cores; the bits are the same.

    Returns
    -------
    CustomerModel
        The model, which holds none of the customers.

    Raises
    ------
    DataError
        For customers that no model can be fitted to.
    ProvenanceError
        Where the caller and the frame say different units.

    Examples
    --------
    >>> model = spark.fit(made.customers, "pareto/nbd")  # doctest: +SKIP
    """
    from pyspark.sql import functions as of

    from ..base.customer_base import CustomerBase
    from ..base.customer_model import CustomerModel
    from ..base.validation import notes_of

    columns_known(customers, _HISTORY, "customers")
    if _scalars.string(model, "model") == "auto":
        reason = (
            "'auto' needs transactions; choose on a sample by CustomerBase.fit and name it here"
        )
        refuse(_abi.HABITUE_BAD_ENUMERATOR, "model", reason)
    if model in ("bg/cnbd-k", "mbg/cnbd-k"):
        reason = (
            f"{model!r} needs the times between purchases, which a frame of Spark does not have"
        )
        refuse(_abi.HABITUE_UNSUPPORTED, "model", reason)
    of_them = _provenance.of_frame(customers, unit=unit, convention=convention, currency=currency)
    known: dict[str, Any] = {"unit": of_them.unit, "convention": of_them.convention}
    known |= {"currency": of_them.currency, "end": of_them.end, "weights": "count", "age": "age"}
    cells = _cells(customers, *_HISTORY)
    base: CustomerBase[Any] = CustomerBase.from_summary(cells, **known)
    bought = base.fit(
        model, spend=None, penalty=penalty, priors=priors, fixed=fixed, bounds=bounds,
        threads=threads,
    )  # fmt: skip
    paid, notes = None, list(bought.notes)
    if spend not in ("gamma-gamma", None):
        refuse(_abi.HABITUE_BAD_ENUMERATOR, "spend", f"{spend!r} is not one of 'gamma-gamma', None")
    if spend is not None and "mean_spend" in customers.columns:
        paying = customers.where(of.col("frequency") > 0)
        spent = _cells(paying, "frequency", "mean_spend")
        rows = len(spent["frequency"])
        spent |= {"recency": np.ones(rows), "age": np.ones(rows)}
        of_spend: CustomerBase[Any] = CustomerBase.from_summary(
            spent, mean_spend="mean_spend", **known
        )
        paid = of_spend._fit_spend(None, threads, notes)
        notes += notes_of(of_spend, None, paid)
    unit_of: Any = of_them.unit
    how: Any = of_them.convention
    return CustomerModel(
        bought.purchases, paid, unit=unit_of, currency=of_them.currency, convention=how, notes=notes
    )


def _cells(customers: DataFrame, *names: str) -> dict[str, Any]:
    """The distinct rows of these columns in ascending order, and how many customers each has."""
    table = collected(customers.groupBy(*names).count())
    columns = {name: table.column(name).to_numpy() for name in (*names, "count")}
    order = np.lexsort([columns[name] for name in reversed(names)])
    found = {name: column[order] for name, column in columns.items()}
    found["count"] = found["count"].astype(np.float64)
    return {"customer": np.arange(len(order)), **found}
