"""The purchases of CDNOW as each kind of frame, for the tests of bases."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np

CDNOW = Path(__file__).resolve().parents[2] / "examples/data/cdnow_sample.csv"
SPLIT = "1997-09-30"


def frames() -> dict[str, Any]:
    """CDNOW as each kind of frame that is installed."""
    rows = [line.split(",") for line in CDNOW.read_text().splitlines()[1:]]
    customer = np.array([int(row[0]) for row in rows])
    date = [row[1] for row in rows]
    amount = np.array([float(row[3]) for row in rows])
    plain = {"customer": customer, "date": date, "amount": amount}
    found: dict[str, Any] = {
        "dict": plain,
        "dict of text": plain | {"customer": [f"c{key:05d}" for key in customer]},
    }
    for name, make in (("pandas", _of_pandas), ("polars", _of_polars), ("pyarrow", _of_pyarrow)):
        if importlib.util.find_spec(name) is not None:
            found |= make(plain)
    return found


def _of_pandas(plain: dict[str, Any]) -> dict[str, Any]:
    import pandas

    frame = pandas.DataFrame(plain)
    days = frame.assign(date=pandas.to_datetime(frame["date"]))
    text = frame.assign(customer=[f"c{key:05d}" for key in frame["customer"]])
    found = {
        "pandas": frame,
        "pandas dates": days,
        "pandas text": text,
        "pandas category": text.astype({"customer": "category"}),
        "pandas floats": frame.astype({"customer": float}),
        "pandas index": frame.set_index("customer"),
        "pandas nullable": frame.convert_dtypes(),
        "pandas decimals": frame.assign(amount=[f"{value:.2f}" for value in frame["amount"]]),
    }
    if importlib.util.find_spec("pyarrow") is not None:
        found["pandas arrow"] = frame.convert_dtypes(dtype_backend="pyarrow")
    return found


def _of_polars(plain: dict[str, Any]) -> dict[str, Any]:
    import polars

    frame = polars.DataFrame(plain)
    text = frame.with_columns(
        ("c" + polars.col("customer").cast(polars.String).str.zfill(5)).alias("customer")
    )
    decimal = polars.col("amount").round(2).cast(polars.Decimal(12, 2))
    return {
        "polars": frame,
        "polars lazy": frame.lazy(),
        "polars dates": frame.with_columns(polars.col("date").str.to_date()),
        "polars text": text,
        "polars category": text.with_columns(polars.col("customer").cast(polars.Categorical)),
        "polars decimals": frame.with_columns(decimal.alias("amount")),
    }


def _of_pyarrow(plain: dict[str, Any]) -> dict[str, Any]:
    import pyarrow

    table = pyarrow.table(plain)
    text = pyarrow.array([f"c{key:05d}" for key in plain["customer"]])
    found: dict[str, Any] = {
        "pyarrow": table,
        "pyarrow dictionary": table.set_column(0, "customer", text.dictionary_encode()),
    }
    if importlib.util.find_spec("duckdb") is not None:
        import duckdb

        found["duckdb"] = duckdb.connect().from_arrow(table)
    return found


FRAMES = frames()
