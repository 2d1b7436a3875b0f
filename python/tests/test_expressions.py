"""Expressions of Polars and functions of DuckDB give the bits of the direct call."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from habitue import ArgumentError, DataError, expressions
from habitue.base import _frames
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


def test_frames_in_pieces() -> None:
    """A column that lies in pieces is asked piece by piece; the bits and the rows are the same."""
    polars = pytest.importorskip("polars")
    part = polars.DataFrame({name: np.tile(of, 10) for name, of in histories().items()})
    frame = polars.concat([part, part], rechunk=False)
    assert frame["x"].n_chunks() == 2
    ask = expressions.polars_expression(MODEL, "expected_purchases", **NAMES, t=39.0)
    wanted = np.tile(direct(39.0), 20)
    for found in (frame.select(ask), frame.lazy().select(ask).collect()):
        assert np.array_equal(found["expected_purchases"].to_numpy(), wanted)
    given = expressions.answered(frame, MODEL, "expected_purchases", **NAMES, t=39.0)
    assert given["expected_purchases"].n_chunks() == 2
    assert np.array_equal(given["expected_purchases"].to_numpy(), wanted)
    table = frame.to_arrow()
    added = expressions.answered(table, MODEL, "expected_purchases", into="T", **NAMES, t=39.0)
    assert added.column_names == ["x", "t_x", "T"]
    assert added["T"].num_chunks == 2
    assert np.array_equal(added["T"].to_numpy(), wanted)
    more = expressions.answered(table, MODEL, "expected_purchases", **NAMES, t=39.0)
    assert more.column_names == ["x", "t_x", "T", "expected_purchases"]
    assert np.array_equal(more["expected_purchases"].to_numpy(), wanted)
    ahead = expressions.answered(frame.lazy(), MODEL, "expected_purchases", **NAMES, t=39.0)
    assert np.array_equal(ahead.collect()["expected_purchases"].to_numpy(), wanted)
    wrong = frame["t_x"].to_numpy().copy()
    wrong[ROWS * 10 + 7] = -1.0
    bad = polars.concat([part, part.with_columns(t_x=wrong[ROWS * 10 :])], rechunk=False)
    with pytest.raises(DataError) as caught:
        expressions.answered(bad, MODEL, "p_alive", **NAMES)
    assert (caught.value.row, caught.value.column) == (ROWS * 10 + 7, "t_x")


def test_pieces_that_lie_side_by_side_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that Polars cuts a lazy frame into: they are asked at once, and copied never."""
    polars = pytest.importorskip("polars")
    whole = polars.Series("x", np.arange(90_000.0))
    parts = [whole[:30_000], whole[30_000:70_000], whole[70_000:]]
    joined = _frames.side_by_side(parts)
    assert joined is not None and joined.ctypes.data == whole.to_numpy().ctypes.data
    assert np.array_equal(joined, whole.to_numpy())
    assert _frames.side_by_side(parts[::2]) is None
    assert _frames.side_by_side([parts[0].cast(polars.Float32), parts[1]]) is None
    gap = polars.concat([parts[0], polars.Series("x", [None], polars.Float64)], rechunk=True)
    assert _frames.side_by_side([gap, parts[1]]) is None
    assert _frames.side_by_side([polars.Series(["a"]), polars.Series(["b"])]) is None
    told = []

    def noted(*given: Any) -> Any:
        told.append(len(given[2][0]))
        return asked(*given)

    asked = expressions._answer
    monkeypatch.setattr(expressions, "_answer", noted)
    known = {name: np.tile(of, 100) for name, of in histories().items()}
    ask = expressions.polars_expression(MODEL, "expected_purchases", **NAMES, t=39.0)
    found = polars.DataFrame(known).lazy().select(ask).collect()["expected_purchases"]
    assert np.array_equal(found.to_numpy(), np.tile(direct(39.0), 100))
    assert told == [ROWS * 100]
    known["t_x"][ROWS * 90 + 7] = -1.0
    with pytest.raises(Exception, match=f"row {ROWS * 90 + 7}, t_x"):
        polars.DataFrame(known).lazy().select(ask).collect()


def test_what_is_lazy_is_read_once() -> None:
    polars = pytest.importorskip("polars")
    read = []

    def through(frame: Any) -> Any:
        read.append(len(frame))
        return frame

    lazy = polars.DataFrame(histories()).lazy().map_batches(through)
    read.clear()
    found = expressions.answered(lazy, MODEL, "p_alive", **NAMES).collect()
    assert len(found) == ROWS and read == [ROWS]
