"""Arrow in and out: every engine's columns give the same bits, through Python's reader and through
the C data interface, and what is handed out is released by whoever takes it."""

from __future__ import annotations

import ctypes
import datetime
import decimal
import gc
import uuid
from typing import Any

import numpy as np
import pytest

import habitue
from habitue import _abi, _arrow, _library
from habitue.arrow import ArrowColumns, read
from habitue.contract import Sbg
from habitue.lifetime import BgNbd
from habitue.summary import Summary
from habitue.uncertainty import Uncertainty

pyarrow = pytest.importorskip("pyarrow")
D = decimal.Decimal
WHO = ["Ada", "Ada", "somebody with a long name", "Bo", "Ada"]
DAYS = [datetime.date(2024, 1, day) for day in (1, 8, 3, 4, 29)]
PAID = [D("29.33"), D("29.73"), D("63.34"), D("5.00"), D("0.01")]


def engines() -> dict[str, Any]:
    """What makes a frame of a table of pyarrow."""
    found = {"pyarrow": lambda table: table, "batches": lambda table: table.to_reader()}
    for name, make in {
        "polars": lambda module, table: module.from_arrow(table),
        "nanoarrow": lambda module, table: module.ArrayStream(table),
        "duckdb": lambda module, table: module.from_arrow(table),
        "pandas": lambda module, table: table.to_pandas(types_mapper=module.ArrowDtype),
    }.items():
        try:
            module = __import__(name)
        except ImportError:
            continue
        found[name] = lambda table, make=make, module=module: make(module, table)
    return found


ENGINES = engines()


def table(**columns: Any) -> Any:
    whole = {"customer": WHO, "date": DAYS, "amount": PAID} | columns
    return pyarrow.table(whole)


def tabled(ledger: Summary) -> tuple[Any, ...]:
    made = ledger.table("2024-02-01", unit="week")
    return tuple(column.tolist() for column in made.columns().values())


def expected() -> tuple[Any, ...]:
    ledger = Summary("USD")
    ledger.push(WHO, DAYS, [str(paid) for paid in PAID])
    return tabled(ledger)


def pushed(frame: Any, **fields: Any) -> Summary:
    """What the library itself reads of a stream."""
    ledger = Summary("USD")
    capsule = frame.__arrow_c_stream__()
    address = _arrow._pointer_of(capsule, b"arrow_array_stream")
    texts = {
        name: _library.text_of(value, name) if isinstance(value, str) else value
        for name, value in fields.items()
    }
    given = _library.initial(_abi.habitue_arrow_transactions, **texts)
    _library.call("habitue_summary_read_arrow", ledger, address, given)
    # Moved: what is left in the capsule is nobody's to release.
    assert not _arrow._Stream.from_address(address).release
    return ledger


def stamps(unit: str, zone: str | None = None) -> Any:
    noon = [datetime.datetime.combine(day, datetime.time(12, 34, 56)) for day in DAYS]
    return pyarrow.array(noon, pyarrow.timestamp(unit, zone))


KEYS = {
    **{
        str(kind): pyarrow.array(WHO, kind)
        for kind in (pyarrow.string(), pyarrow.large_string(), pyarrow.string_view())
    },
    "dictionary": pyarrow.array(WHO).dictionary_encode(),
    "chunks": pyarrow.chunked_array([WHO[:2], [], WHO[2:]]),
    "dictionaries": pyarrow.chunked_array(
        [pyarrow.array(WHO[:3]).dictionary_encode(), pyarrow.array(WHO[3:]).dictionary_encode()]
    ),
    "slice": pyarrow.array(["x", *WHO, "y"])[1:6],
}
TIMES = {
    "date32": pyarrow.array(DAYS, pyarrow.date32()),
    "date64": pyarrow.array(DAYS, pyarrow.date64()),
    **{unit: stamps(unit) for unit in ("s", "ms", "us", "ns")},
    "UTC": stamps("us", "UTC"),
    "text": pyarrow.array([str(day) for day in DAYS]),
}
AMOUNTS = {
    "decimal32": pyarrow.array(PAID, pyarrow.decimal32(9, 2)),
    "decimal64": pyarrow.array(PAID, pyarrow.decimal64(18, 2)),
    "decimal128": pyarrow.array(PAID, pyarrow.decimal128(38, 2)),
    "decimal256": pyarrow.array(PAID, pyarrow.decimal256(76, 2)),
    "more decimals": pyarrow.array(PAID, pyarrow.decimal128(38, 20)),
    "most decimals": pyarrow.array(PAID, pyarrow.decimal256(76, 60)),
    "text": pyarrow.array([str(paid) for paid in PAID]),
    "dictionary": pyarrow.array(PAID, pyarrow.decimal128(38, 2)).dictionary_encode(),
}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("time", TIMES)
def test_the_library_reads_what_pyarrow_writes(key: str, time: str) -> None:
    for amount in AMOUNTS.values():
        found = pushed(table(customer=KEYS[key], date=TIMES[time], amount=amount))
        assert tabled(found) == expected()


def test_uuids_are_their_text_through_either_door() -> None:
    ids = [uuid.UUID(int=number) for number in (1, 1, 2**127 + 5, 3, 1)]
    texts = [str(one) for one in ids]
    for kind in (
        pyarrow.binary(16),
        pyarrow.binary(),
        pyarrow.large_binary(),
        pyarrow.binary_view(),
    ):
        column = pyarrow.array([one.bytes for one in ids], kind)
        assert set(tabled(pushed(table(customer=column)))[0]) == set(texts)
        ledger = Summary("USD")
        ledger.push(column, DAYS, PAID)
        assert set(tabled(ledger)[0]) == set(texts)
        assert read(pyarrow.table({"id": column}))["id"].tolist() == texts
        gap = pyarrow.array([ids[0].bytes, None, ids[2].bytes], kind)
        assert read(pyarrow.table({"id": gap}))["id"].tolist() == [texts[0], None, texts[2]]
    with pytest.raises(habitue.DataError, match="15 in a row"):
        read(pyarrow.table({"id": pyarrow.array([b"x" * 15], pyarrow.binary(15))}))


def test_the_library_names_what_it_refuses() -> None:
    def refused(frame: Any, **fields: Any) -> habitue.HabitueError:
        with pytest.raises(habitue.HabitueError) as caught:
            pushed(frame, **fields)
        return caught.value

    gap = [*PAID[:3], None, PAID[4]]
    error = refused(table(amount=gap))
    assert (error.code, error.column, error.row) == (_abi.HABITUE_MISSING_VALUE, "amount", 3)
    error = refused(table(date=stamps("s", "Asia/Shanghai")))
    assert (error.code, error.column) == (_abi.HABITUE_UNREADABLE, "date")
    pushed(table(date=stamps("s", "Asia/Shanghai")), timezone="Asia/Shanghai")
    cents = pyarrow.array([int(paid * 100) for paid in PAID])
    assert refused(table(amount=cents)).code == _abi.HABITUE_MISSING_VALUE
    minor = _abi.HABITUE_WHOLE_AMOUNTS_MINOR
    assert tabled(pushed(table(amount=cents), whole_amounts=minor)) == expected()
    said = table().replace_schema_metadata({"habitue.currency": "EUR", "other": b"\xff"})
    error = refused(said)
    assert error.code == _abi.HABITUE_BAD_CURRENCY and "EUR" in str(error) and "USD" in str(error)
    error = refused(table(customer=[[1]] * 5))
    assert (error.code, error.column) == (_abi.HABITUE_UNREADABLE, "customer")
    assert refused(table(), customer="who").code == _abi.HABITUE_MISSING_COLUMN


@pytest.mark.parametrize("engine", ENGINES)
def test_frames_of_every_engine_make_the_same_base(engine: str) -> None:
    whole = table()
    names = {"customer": "customer", "date": "date", "amount": "amount", "currency": "USD"}
    base = habitue.CustomerBase.from_transactions
    known = base({"customer": WHO, "date": DAYS, "amount": PAID}, **names)
    if engine == "batches":
        return  # a reader of pyarrow is read by `habitue.arrow.read`
    found = base(ENGINES[engine](whole), **names)
    assert found.unit == known.unit and found.currency == known.currency
    for one, other in zip(found._histories.columns, known._histories.columns):
        assert one.tolist() == other.tolist()


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_of_every_engine_are_read_by_name(engine: str) -> None:
    if engine == "pandas" and not hasattr(__import__("pandas").DataFrame, "__arrow_c_stream__"):
        return
    gaps = [1.5, None, float("nan"), 4.0, 5.0]
    whole = table(weight=gaps, seen=[True, False, True, True, False])
    found = read(ENGINES[engine](whole))
    assert list(found) == ["customer", "date", "amount", "weight", "seen"]
    assert found["customer"].tolist() == WHO
    assert found["date"].astype("datetime64[D]").tolist() == DAYS
    assert found["amount"].tolist() == PAID
    assert found["weight"][0] == 1.5 and not found["weight"][2] == 1.5
    assert found["seen"].tolist() == [True, False, True, True, False]


def test_batches_that_are_cut_are_read_from_their_own_rows() -> None:
    whole = table().combine_chunks()
    parts = [whole.to_batches()[0][1:3], whole.to_batches()[0][3:]]
    assert read(pyarrow.array([{"n": n} for n in range(5)])[2:4])["n"].tolist() == [2, 3]
    found = read(pyarrow.Table.from_batches(parts))
    assert found["customer"].tolist() == WHO[1:] and found["amount"].tolist() == PAID[1:]
    with pytest.raises(habitue.DataError, match="row 1"):
        read(pyarrow.array([{"n": 1}, None, {"n": 3}]))


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(habitue.ArgumentError, match="speaks no Arrow"):
        read([1, 2])
    with pytest.raises(habitue.DataError, match="one column"):
        read(pyarrow.array([1, 2]))
    with pytest.raises(habitue.DataError, match="several columns"):
        read(pyarrow.table([pyarrow.array([1]), pyarrow.array([2])], names=["x", "x"]))
    with pytest.raises(habitue.HabitueError, match="day"):
        ArrowColumns({"x": [1]}, unit="fortnight")  # type: ignore[arg-type]
    with pytest.raises(habitue.HabitueError) as caught:
        ArrowColumns({"x": [1, 2], "y": ["a", None]})
    assert (caught.value.column, caught.value.row) == ("y", 1)
    with pytest.raises(habitue.HabitueError, match="entries"):
        ArrowColumns({"x": [1, 2], "y": [1]})
    with pytest.raises(habitue.HabitueError) as caught:
        pyarrow.table(ArrowColumns({"x": [1]}, currency="XXY"))
    assert caught.value.code == _abi.HABITUE_BAD_CURRENCY


def test_a_table_goes_to_every_engine_and_comes_back_as_histories() -> None:
    ledger = Summary("USD")
    ledger.push(WHO, DAYS, PAID)
    own = ledger.table("2024-01-15", holdout_end="2024-02-01", unit="week")
    given = pyarrow.table(own)
    said = {key.decode(): value.decode() for key, value in given.schema.metadata.items()}
    assert said == {
        "habitue.currency": "USD",
        "habitue.whole_amounts": "minor",
        "habitue.unit": "week",
        "habitue.window": "/2024-01-15/2024-02-01",
        "habitue.convention": "btyd",
    }
    columns = own.columns()
    assert set(given.column_names) == set(columns)
    for name in given.column_names:
        assert given[name].to_pylist() == columns[name].tolist(), name
    for engine, make in {
        "polars": lambda module: module.DataFrame(own).to_dict(as_series=False),
        "nanoarrow": lambda module: dict(
            zip(
                given.column_names,
                map(list, zip(*module.ArrayStream(own).read_all().iter_tuples())),
            )
        ),
        "duckdb": lambda module: module.from_arrow(given).to_arrow_table().to_pydict(),
    }.items():
        try:
            module = __import__(engine)
        except ImportError:
            continue
        assert make(module) == given.to_pydict(), engine

    def histories(**fields: Any) -> tuple[Any, Any]:
        capsule = own.__arrow_c_stream__()
        address = _arrow._pointer_of(capsule, b"arrow_array_stream")
        asked = _library.initial(_abi.habitue_arrow_histories, **fields)
        customers = _library.initial(_abi.habitue_customers)
        handle = ctypes.POINTER(_abi.habitue_histories)()
        _library.call("habitue_histories_read_arrow", address, asked, customers, None, handle)
        return customers, handle

    customers, handle = histories(unit=_abi.HABITUE_UNIT_WEEK)
    assert customers.rows == len(own)
    assert list((ctypes.c_double * 3).from_address(customers.age)) == own.t.tolist()
    _library.LIBRARY.habitue_histories_free(handle)
    for name, value, both in (
        ("unit", _abi.HABITUE_UNIT_DAY, ("week", "day")),
        ("convention", _abi.HABITUE_CONVENTION_LIFETIMES, ("btyd", "lifetimes")),
        ("calibration_end", 19737, ("/2024-01-15/2024-02-01", "/2024-01-15/2024-01-15")),
    ):
        with pytest.raises(habitue.HabitueError) as caught:
            histories(**{name: value})
        assert caught.value.code == _abi.HABITUE_INCONSISTENT
        assert all(word in str(caught.value) for word in both), caught.value


def test_answers_go_out_with_their_keys() -> None:
    model = BgNbd(0.243, 4.414, 0.793, 2.426)
    alive = model.p_alive([2, 0, 1], [30.43, 0.0, 1.0], [38.86, 38.86, 20.0])
    columns = {
        "customer": ["Ada", "", "顾客"],
        "p_alive": alive,
        "x": np.array([2, 0, 1], np.uint32),
        "tier": np.array([1, 3, 2], np.int32),
        "rows": np.array([1, 2, 2**64 - 1], np.uint64),
        "known": [True, False, True],
        "low": [0.25, float("nan"), 0.5],
        "small": np.array([1, 2, 3], np.int16),
    }
    given = ArrowColumns(columns, unit="week", currency="EUR")
    assert len(given) == 3
    for _ in range(2):  # as often as it is asked for
        found = pyarrow.table(given)
        found.validate(full=True)
        assert found["customer"].to_pylist() == ["Ada", "", "顾客"]
        assert np.array_equal(found["p_alive"].to_numpy(), alive)
        assert found["rows"].to_pylist() == [1, 2, 2**64 - 1]
        assert found["known"].to_pylist() == [1, 0, 1]
        assert str(found["low"].to_pylist()) == "[0.25, nan, 0.5]"
        assert [str(kind) for kind in found.schema.types] == [
            "large_string", "double", "uint32", "int32", "uint64", "uint8", "double", "int64",
        ]  # fmt: skip
        assert found.schema.metadata == {b"habitue.unit": b"week", b"habitue.currency": b"EUR"}
    assert read(given)["customer"].tolist() == ["Ada", "", "顾客"]
    empty = pyarrow.table(ArrowColumns({"x": np.empty(0), "name": np.empty(0, "U1")}))
    assert empty.num_rows == 0
    assert pyarrow.table(ArrowColumns({})).num_columns == 0


def test_what_nobody_takes_is_released_with_its_capsule() -> None:
    given = ArrowColumns({"x": [1.0, 2.0], "name": ["a", "b"]})
    gc.collect()
    before = len(_arrow._given)
    capsules = [given.__arrow_c_stream__() for _ in range(3)]
    assert len(_arrow._given) == before + 3
    pyarrow.RecordBatchReader._import_from_c_capsule(capsules.pop()).read_all()
    del capsules
    gc.collect()
    assert len(_arrow._given) == before


@pytest.mark.parametrize("engine", ["polars", "pyarrow", "pandas", "duckdb"])
def test_estimates_of_an_uncertainty_are_a_table(engine: str) -> None:
    module = pytest.importorskip(engine)
    cohort = [1] * 8, range(8), [1000, 631, 468, 382, 326, 289, 262, 241]
    found = Uncertainty.delta(Sbg.fit(*cohort)).survival([0, 1, 2], t=12)
    makers: dict[str, Any] = {
        "polars": lambda: module.DataFrame(found).to_dict(as_series=False),
        "pyarrow": lambda: module.table(found).to_pydict(),
        "pandas": lambda: module.DataFrame.from_arrow(found).to_dict("list"),
        "duckdb": lambda: module.from_arrow(found).to_arrow_table().to_pydict(),
    }
    if engine == "pandas" and not hasattr(module.DataFrame, "from_arrow"):
        pytest.skip("pandas before 3")
    told = {n: getattr(found, n).tolist() for n in ("estimate", "standard_error", "low", "high")}
    assert makers[engine]() == told
