"""The library as an extension of DuckDB: the bits of the direct call, on DuckDB's own threads."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from habitue import ArgumentError, expressions
from habitue.contract import Sbg
from habitue.lifetime import BgNbd, GammaGamma, ParetoNbd

duckdb = pytest.importorskip("duckdb")
pyarrow = pytest.importorskip("pyarrow")

MODEL = BgNbd(0.243, 4.414, 0.793, 2.426)
OTHER = ParetoNbd(0.553, 10.578, 0.606, 11.669)
ROWS = 6000  # three chunks of DuckDB
DOCS = Path(__file__).parents[1] / "docs"
TYPES = {"model": "BLOB", "frequency": "BIGINT", "renewals": "BIGINT", "n": "BIGINT"}
OPEN = {"allow_unsigned_extensions": "true"}


def histories() -> dict[str, Any]:
    random = np.random.default_rng(5)
    age = np.round(random.uniform(10.0, 50.0, ROWS), 1)
    x = random.integers(0, 6, ROWS)
    recency = np.where(x > 0, age * random.uniform(0.01, 1.0, ROWS), 0.0)
    return {"x": x, "t_x": recency, "T": age}


KNOWN = histories()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return expressions.duckdb_extension(tmp_path_factory.mktemp("extension"))


def opened(path: Path, database: str = ":memory:") -> Any:
    there = duckdb.connect(database, config=OPEN)
    there.execute(f"LOAD '{path}'")
    return there


@pytest.fixture
def there(path: Path) -> Any:
    found = opened(path)
    found.register("given", pyarrow.table({**KNOWN, "i": np.arange(ROWS)}))
    found.execute("CREATE TABLE customers AS SELECT * FROM given")
    return found


def asked(there: Any, call: str, *given: Any) -> Any:
    found = there.execute(f"SELECT {call} AS found FROM customers", list(given)).fetchnumpy()
    return np.asarray(found["found"])


FORMS = [
    ("p_alive", {}, "habitue_p_alive(?, x, t_x, T)"),
    ("p_alive", {"t": 2.5}, "habitue_p_alive(?, x, t_x, T, 2.5)"),
    ("expected_purchases", {"t": 39.0}, "habitue_expected_purchases(?, x, t_x, T, 39)"),
    (
        "expected_purchases",
        {"t": 39.0, "start": 4.0},
        "habitue_expected_purchases(?, x, t_x, T, 39, 4)",
    ),
    ("p_purchases", {"n": 2, "t": 39.0}, "habitue_p_purchases(?, x, t_x, T, 2, 39)"),
    ("p_at_least", {"n": 2, "t": 9.0}, "habitue_p_at_least(?, x, t_x, T, 2, 9)"),
    ("p_no_purchase", {"t": 9.0}, "habitue_p_no_purchase(?, x, t_x, T, 9)"),
    (
        "discounted_purchases",
        {"rate": 0.002, "horizon": 52.0},
        "habitue_discounted_purchases(?, x, t_x, T, 52, 0.002)",
    ),
    (
        "purchase_quantile",
        {"probability": 0.9, "t": 39.0},
        "habitue_purchase_quantile(?, x, t_x, T, 0.9, 39)",
    ),
    (
        "next_purchase_quantile",
        {"probability": 0.4},
        "habitue_next_purchase_quantile(?, x, t_x, T, 0.4)",
    ),
    ("lifetime_quantile", {"probability": 0.4}, "habitue_lifetime_quantile(?, x, t_x, T, 0.4)"),
    ("log_likelihood", {}, "habitue_log_likelihood(?, x, t_x, T)"),
]


@pytest.mark.parametrize(("question", "settings", "call"), FORMS, ids=lambda one: str(one)[:40])
def test_the_bits_of_the_direct_call(
    there: Any, question: str, settings: dict[str, Any], call: str
) -> None:
    wanted = getattr(MODEL, question)(KNOWN["x"], KNOWN["t_x"], KNOWN["T"], **settings)
    assert np.array_equal(asked(there, call, MODEL.to_bytes()), wanted)


def test_a_query_on_several_threads(path: Path) -> None:
    there = opened(path)
    there.execute("SET threads = 3")
    many = {name: np.tile(column, 100) for name, column in KNOWN.items()}  # five parts of a table
    there.register("given", pyarrow.table(many))
    there.execute("CREATE TABLE customers AS SELECT * FROM given")
    wanted = MODEL.p_alive(*many.values())
    assert np.array_equal(asked(there, "habitue_p_alive(?, x, t_x, T)", MODEL.to_bytes()), wanted)
    summed = there.execute(
        "SELECT fsum(habitue_p_alive(?, x, t_x, T)) FROM customers", [MODEL.to_bytes()]
    ).fetchall()
    assert summed[0][0] == pytest.approx(wanted.sum(), rel=1e-13)


def test_values_spend_and_contracts(there: Any) -> None:
    x, t_x, T = KNOWN.values()
    blob = MODEL.to_bytes()
    wanted = MODEL.lifetime_value(x, t_x, T, expected_spend=T + 1, rate=0.002, horizon=52.0)
    call = "habitue_lifetime_value(?, x, t_x, T, T + 1, 52, 0.002)"
    assert np.array_equal(asked(there, call, blob), wanted)
    wanted = MODEL.lifetime_profit(
        x, t_x, T, expected_spend=T + 1, margin_rate=T / 100, rate=0.002, horizon=52.0
    )
    call = "habitue_lifetime_profit(?, x, t_x, T, T + 1, T / 100, 52, 0.002)"
    assert np.array_equal(asked(there, call, blob), wanted)
    spend = GammaGamma(6.25, 3.74, 15.44)
    wanted = spend.expected_spend(x, T)
    assert np.array_equal(asked(there, "habitue_expected_spend(?, x, T)", spend.to_bytes()), wanted)
    contract = Sbg(0.668, 3.806)
    for question, settings, rest in (
        ("retention_rate", {}, ""),
        ("survival", {"t": 3}, ", 3"),
        ("residual_lifetime", {"rate": 0.1}, ", 0.1"),
    ):
        wanted = getattr(contract, question)(x, **settings)
        call = f"habitue_{question}(?, x{rest})"
        assert np.array_equal(asked(there, call, contract.to_bytes()), wanted), question


def test_constants_nulls_and_columns_of_models_and_times(there: Any) -> None:
    blob = MODEL.to_bytes()
    one = there.execute("SELECT habitue_p_alive(?, 2, 30.43, 38.86)", [blob]).fetchone()[0]
    assert one == MODEL.p_alive([2], [30.43], [38.86])[0]
    assert there.execute("SELECT habitue_p_alive(NULL, 2, 30.43, 38.86)").fetchone() == (None,)
    # Every third frequency, every fifth age and all models but some are missing.
    there.execute(
        """CREATE TABLE gaps AS SELECT
           CASE WHEN i % 3 = 0 THEN NULL ELSE x END AS x, t_x,
           CASE WHEN i % 5 = 0 THEN NULL ELSE T END AS T,
           CASE WHEN i % 7 = 0 THEN NULL WHEN i % 2 = 0 THEN $own::BLOB ELSE $other::BLOB END AS model,
           CASE WHEN i % 11 = 0 THEN 39.0 ELSE 4.0 END::DOUBLE AS ahead, i
           FROM customers""",
        {"own": blob, "other": OTHER.to_bytes()},
    )
    found = there.execute(
        "SELECT i, habitue_expected_purchases(model, x, t_x, T, ahead) FROM gaps ORDER BY i"
    ).fetchall()
    columns = (KNOWN["x"], KNOWN["t_x"], KNOWN["T"])
    wanted = {
        (model, t): model.expected_purchases(*columns, t=t)
        for model in (MODEL, OTHER)
        for t in (39.0, 4.0)
    }
    missing = 0
    for i, answer in found:
        if i % 3 == 0 or i % 5 == 0 or i % 7 == 0:
            missing += 1
            assert answer is None
        else:
            key = (MODEL if i % 2 == 0 else OTHER, 39.0 if i % 11 == 0 else 4.0)
            assert answer == wanted[key][i], i
    assert missing > ROWS // 2 and len(found) == ROWS


def refused(there: Any, query: str, *given: Any) -> str:
    with pytest.raises(duckdb.Error) as caught:
        there.execute(query, list(given)).fetchall()
    return str(caught.value)


def test_what_cannot_be_is_refused_by_name(there: Any) -> None:
    blob = MODEL.to_bytes()
    there.execute("UPDATE customers SET t_x = 60 WHERE x = 2 AND rowid > 5000")
    told = refused(there, "SELECT sum(habitue_p_alive(?, x, t_x, T)) FROM customers", blob)
    assert "habitue_p_alive of frequency 2, recency 60, age" in told
    assert "recency: 60 is out of range; allowed: 0 to" in told
    alive = "SELECT habitue_p_alive(?, {}, {}, 38.86)"
    told = refused(there, alive.format(-1, 0), blob)
    assert "frequency: -1 is out of range; allowed: 0 to 4294967295" in told
    assert "age: NaN" in refused(there, "SELECT habitue_p_alive(?, 0, 0, 'nan')", blob)
    assert "allowed: t_x = 0 exactly where x = 0" in refused(there, alive.format(0, 3), blob)
    told = refused(there, "SELECT habitue_expected_purchases(?, 2, 30, 38, -1)", blob)
    assert "habitue_expected_purchases: to: -1" in told
    assert "to: NaN" in refused(there, "SELECT habitue_p_alive(?, 2, 30, 38, 'nan')", blob)
    told = refused(there, "SELECT habitue_p_purchases(?, 2, 30, 38, -1, 39)", blob)
    assert "n: -1 is out of range; allowed: 0 to 2^53" in told
    assert "model" in refused(there, alive.format(2, 30), Sbg(0.668, 3.806).to_bytes())
    for bad in (b"", b"short", blob[:-1], blob[:20] + b"!" + blob[21:], b"\0" * 4000):
        assert "habitue_p_alive" in refused(there, alive.format(2, 30), bad)
    assert "No function matches" in refused(
        there, "SELECT habitue_p_alive(?, 'a', DATE '2020-01-01', 3)", blob
    )
    # The connection lives on.
    assert asked(there, "habitue_log_likelihood(?, 0, 0, T)", blob).shape == (ROWS,)


def test_several_databases_connections_and_threads(path: Path, tmp_path: Path) -> None:
    stored = str(tmp_path / "customers.duckdb")
    for _ in range(2):  # opened again: the functions are not stored, and are there once loaded
        there = opened(path, stored)
        there.execute(
            "CREATE OR REPLACE TABLE customers AS SELECT 2 AS x, 30.43 AS t_x, 38.86 AS T"
        )
        first = asked(there, "habitue_p_alive(?, x, t_x, T)", MODEL.to_bytes())
        there.close()
    there, second = opened(path), opened(path)
    table = pyarrow.table(KNOWN)
    wanted = {
        model: model.p_alive(KNOWN["x"], KNOWN["t_x"], KNOWN["T"]) for model in (MODEL, OTHER)
    }
    outcomes = []

    def ask(database: Any, model: Any) -> None:
        cursor = database.cursor()
        cursor.register("customers", table)
        for _ in range(5):
            found = asked(cursor, "habitue_p_alive(?, x, t_x, T)", model.to_bytes())
            outcomes.append(np.array_equal(found, wanted[model]))

    pairs = [(base, model) for base in (there, second) for model in (MODEL, OTHER)]
    threads = [threading.Thread(target=ask, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [True] * 20
    assert first[0] == MODEL.p_alive([2], [30.43], [38.86])[0]


SETTINGS: list[tuple[str, dict[str, Any]]] = [
    ("p_alive", {}),
    ("p_alive", {"t": 2.5}),
    ("expected_purchases", {"t": 1 / 3}),
    ("expected_purchases", {"t": 39, "start": 4.0}),
    ("p_purchases", {"n": 2, "t": 39.0}),
    ("p_at_least", {"n": np.int64(2), "t": np.float64(0.1)}),
    ("p_no_purchase", {"t": 9.0, "start": 1.0}),
    ("discounted_purchases", {"rate": 0.002}),
    ("discounted_purchases", {"rate": 0.002, "horizon": 52.0}),
]


@pytest.mark.parametrize(("question", "settings"), SETTINGS, ids=str)
def test_a_function_of_a_model_uses_the_extension(question: Any, settings: dict[str, Any]) -> None:
    there = duckdb.connect(config=OPEN)
    there.register("customers", pyarrow.table(KNOWN))
    expressions.duckdb_function(there, 'the "name"', MODEL, question, **settings)
    kinds = "SELECT function_type FROM duckdb_functions() WHERE function_name = 'the \"name\"'"
    assert there.sql(kinds).fetchall() == [("macro",)]
    found = asked(there, '"the ""name"""(x, t_x, T)')
    wanted = getattr(MODEL, question)(KNOWN["x"], KNOWN["t_x"], KNOWN["T"], **settings)
    assert np.array_equal(found, wanted)


def test_what_the_extension_has_not_is_python(there: Any) -> None:
    monthly = {"rate": 0.002, "horizon": 52.0, "timing": "end", "period": 4.0}
    expressions.duckdb_function(there, "booked", MODEL, "discounted_purchases", **monthly)
    wanted = MODEL.discounted_purchases(KNOWN["x"], KNOWN["t_x"], KNOWN["T"], **monthly)
    assert np.array_equal(asked(there, "booked(x, t_x, T)"), wanted)
    plain = duckdb.connect()
    plain.register("customers", pyarrow.table(KNOWN))
    expressions.duckdb_function(plain, "alive", MODEL, "p_alive")
    wanted = MODEL.p_alive(KNOWN["x"], KNOWN["t_x"], KNOWN["T"])
    assert np.array_equal(asked(plain, "alive(x, t_x, T)"), wanted)
    with pytest.raises(TypeError, match="speed"):
        expressions.duckdb_function(there, "f", MODEL, "p_alive", speed=3)


def test_the_docs_say_every_form(there: Any) -> None:
    """The table of python/docs/sql.md beside what DuckDB knows: names, numbers and types."""
    if not DOCS.is_dir():
        pytest.skip("beside the sources alone")
    known = there.execute(
        """SELECT function_name, list_sort(list(array_to_string(parameter_types, ' ')))
           FROM duckdb_functions() WHERE function_name LIKE 'habitue_%' GROUP BY 1"""
    ).fetchall()
    said = {}
    for line in (DOCS / "sql.md").read_text(encoding="utf-8").splitlines():
        if not line.startswith("| `habitue_"):
            continue
        functions, arguments = line.strip("| ").split(" | ")
        needed, _, rest = arguments.partition(" [, ")
        names = needed.split(", ") + ([rest.rstrip("]")] if rest else [])
        typed = [TYPES.get(name, "DOUBLE") for name in names]
        forms = [typed[: len(typed) - 1], typed] if rest else [typed]
        for function in functions.split(", "):
            said[function.strip("`")] = sorted(" ".join(form) for form in forms)
    assert said == dict(known) and len(said) == 22


def test_where_the_file_goes(path: Path, tmp_path: Path) -> None:
    assert path.name == "habitue.duckdb_extension"
    with pytest.raises(ArgumentError, match="no folder"):
        expressions.duckdb_extension(tmp_path / "nowhere")
    with pytest.raises(ArgumentError, match="PRAGMA platform"):
        expressions.duckdb_extension(tmp_path, platform="")
    other = expressions.duckdb_extension(str(tmp_path), platform="plan9_mips")
    assert other.read_bytes()[:-512] == path.read_bytes()[:-512]
    told = refused(duckdb.connect(config=OPEN), f"LOAD '{other}'")
    assert "plan9_mips" in told
