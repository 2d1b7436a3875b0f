"""Expressions of Polars and functions of DuckDB give the bits of the direct call."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from habitue import ArgumentError, DataError, expressions
from habitue.lifetime import BgNbd

MODEL = BgNbd(0.243, 4.414, 0.793, 2.426)
ROWS = 5000


def histories() -> dict[str, Any]:
    random = np.random.default_rng(5)
    age = random.uniform(10.0, 50.0, ROWS)
    x = random.integers(0, 6, ROWS)
    recency = np.where(x > 0, age * random.uniform(0.01, 1.0, ROWS), 0.0)
    return {"x": x, "t_x": recency, "T": age}


NAMES = {"frequency": "x", "recency": "t_x", "age": "T"}


def direct(t: float) -> Any:
    known = histories()
    return MODEL.expected_purchases(known["x"], known["t_x"], known["T"], t=t)


def test_polars_eager_and_lazy() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(histories())
    ask = expressions.polars_expression(MODEL, "expected_purchases", **NAMES, t=39.0)
    eager = frame.with_columns(ask)["expected_purchases"].to_numpy()
    lazy = frame.lazy().filter(polars.col("x") >= 0).select(ask).collect()
    assert np.array_equal(eager, direct(39.0))
    assert np.array_equal(lazy["expected_purchases"].to_numpy(), direct(39.0))


def test_duckdb_by_sql_and_as_a_relation() -> None:
    duckdb = pytest.importorskip("duckdb")
    pyarrow = pytest.importorskip("pyarrow")
    there = duckdb.connect()
    table = pyarrow.table(histories())
    relation = there.from_arrow(table)
    expressions.duckdb_function(there, "ahead", MODEL, "expected_purchases", t=39.0)
    by_sql = relation.project("ahead(x, t_x, T) AS found").fetchnumpy()["found"]
    assert np.array_equal(np.asarray(by_sql), direct(39.0))
    whole = expressions.answered(relation, MODEL, "expected_purchases", **NAMES, t=39.0)
    assert type(whole) is type(relation)
    assert np.array_equal(whole.fetchnumpy()["expected_purchases"], direct(39.0))


def test_a_column_of_any_frame() -> None:
    known = histories()
    found = expressions.answered(known, MODEL, "expected_purchases", into="ahead", **NAMES, t=39.0)
    assert list(found) == ["x", "t_x", "T", "ahead"]
    assert np.array_equal(found["ahead"], direct(39.0))
    with pytest.raises(DataError, match="did you mean 't_x'"):
        expressions.answered(known, MODEL, "p_alive", frequency="x", recency="tx", age="T")
    with pytest.raises(ArgumentError, match="question"):
        expressions.answered(known, MODEL, "alive", **NAMES)  # type: ignore[arg-type]
