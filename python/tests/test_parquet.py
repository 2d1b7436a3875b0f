"""Files of Parquet, as other programs write them: read as the same rows in CSV are, to the cent.

Where the library has not the feature `parquet`, as in the wheel, they are refused with what to do.
`HABITUE_PARQUET=1` says that it has.
"""

from __future__ import annotations

import csv
import datetime
import decimal
import io
import os
from collections.abc import Callable
from pathlib import Path

import numpy
import pytest

from habitue.errors import DataError, UnsupportedError
from habitue.study import Study
from habitue.summary import Summary
from habitue.survey import Answers, Question, Questionnaire, Scale

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
polars = pytest.importorskip("polars")
duckdb = pytest.importorskip("duckdb")

ROWS = 2000
CUSTOMERS = [f"c{row * 37 % 211:03}" for row in range(ROWS)]
DAYS = [datetime.date(2022, 1, 1) + datetime.timedelta(days=row * 17 % 700) for row in range(ROWS)]
CENTS = [-(row % 7) - 1 if row % 50 == 49 else 1 + row * 8191 % 100_000 for row in range(ROWS)]
MONEY = [decimal.Decimal(cents).scaleb(-2) for cents in CENTS]
NOTES = ['a, "b"\n客户' if row % 3 == 0 else None for row in range(ROWS)]


def table(
    days: object = None, money: object = None, customers: object = None, **more: object
) -> pyarrow.Table:
    columns = {
        "who": CUSTOMERS if customers is None else customers,
        "day": DAYS if days is None else days,
        "paid": MONEY if money is None else money,
        "note": NOTES,
    }
    return pyarrow.table(columns | more)


def written(columns: pyarrow.Table, **how: object) -> bytes:
    file = io.BytesIO()
    parquet.write_table(columns, file, **how)
    return file.getvalue()


def reads() -> bool:
    try:
        Summary("EUR", refunds="net").read_csv(written(table()))
    except UnsupportedError as error:
        assert "--features parquet" in str(error) and "Polars" in str(error)
        return False
    return True


READS = reads()
needs_feature = pytest.mark.skipif(not READS, reason="the library has not the feature parquet")


def test_the_library_has_the_feature_where_it_should() -> None:
    assert READS or os.environ.get("HABITUE_PARQUET") is None


def figures(file: bytes, **options: object) -> tuple[list[object], ...]:
    summary = Summary("EUR", refunds="net")
    told = summary.read_csv(file, **options)
    cells = summary.table("2023-12-31")
    fates = [(row.fate, row.rows, row.minor) for row in told.fates]
    columns = (cells.keys, cells.x, cells.t_x, cells.t, cells.total_spend)
    return (fates, *(column.tolist() for column in columns))


@pytest.fixture(scope="module")
def expected() -> tuple[list[object], ...]:
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(["who", "day", "paid", "note"])
    writer.writerows(zip(CUSTOMERS, DAYS, MONEY, NOTES))
    found = figures(lines.getvalue().encode())
    assert sum(minor for _, _, minor in found[0]) == sum(CENTS)
    return found


NOON = [datetime.datetime.combine(day, datetime.time(12, 30, 15, 250_000)) for day in DAYS]

PYARROW: dict[str, Callable[[], bytes]] = {
    **{
        f"{packing} {version} {pages}": lambda p=packing, v=version, d=pages: written(
            table(), compression=p, version=v, data_page_version=d
        )
        for packing in ["none", "snappy", "gzip", "zstd"]
        for version in ["1.0", "2.6"]
        for pages in ["1.0", "2.0"]
    },
    "no dictionary": lambda: written(table(), use_dictionary=False),
    "lengths and differences": lambda: written(
        table(money=pyarrow.array(MONEY, pyarrow.decimal128(12, 2))),
        use_dictionary=False,
        column_encoding={"who": "DELTA_LENGTH_BYTE_ARRAY", "day": "DELTA_BINARY_PACKED"},
    ),
    "floats split": lambda: written(
        table(money=[cents / 100 for cents in CENTS]),
        use_dictionary=False,
        column_encoding={"paid": "BYTE_STREAM_SPLIT"},
    ),
    "small groups and pages": lambda: written(table(), row_group_size=97, data_page_size=128),
    "decimals as integers": lambda: written(table(), store_decimal_as_integer=True),
    "wide decimals": lambda: written(table(money=pyarrow.array(MONEY, pyarrow.decimal128(38, 10)))),
    "floats": lambda: written(table(money=[cents / 100 for cents in CENTS])),
    "dictionary": lambda: written(table(customers=pyarrow.array(CUSTOMERS).dictionary_encode())),
    "large texts": lambda: written(
        table(customers=pyarrow.array(CUSTOMERS, pyarrow.large_string()))
    ),
    **{
        f"times in {unit}": lambda u=unit: written(
            table(days=pyarrow.array(NOON, pyarrow.timestamp(u)).cast(pyarrow.timestamp(u)))
        )
        for unit in ["ms", "us", "ns"]
    },
    "old times": lambda: written(
        table(days=pyarrow.array(NOON, pyarrow.timestamp("ns"))),
        use_deprecated_int96_timestamps=True,
    ),
    "dates in ms": lambda: written(table(days=pyarrow.array(DAYS, pyarrow.date64()))),
    "pandas": lambda: pandas_file(),
    **{
        f"polars {packing}": lambda p=packing: polars_file(p)
        for packing in ["zstd", "snappy", "gzip", "uncompressed"]
    },
    "polars floats": lambda: polars_file("zstd", paid=[cents / 100 for cents in CENTS]),
    "polars small groups": lambda: polars_file("zstd", row_group_size=101),
    "polars categories": lambda: polars_file(
        "zstd", who=polars.Series(CUSTOMERS, dtype=polars.Categorical)
    ),
    "duckdb 1": lambda: duckdb_file("V1"),
    "duckdb 2": lambda: duckdb_file("V2"),
}


def pandas_file() -> bytes:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"who": CUSTOMERS, "day": DAYS, "paid": MONEY, "note": NOTES})
    frame["day"] = pandas.to_datetime(frame["day"])
    return frame.to_parquet()


def polars_file(packing: str, row_group_size: int | None = None, **columns: object) -> bytes:
    given = {"who": CUSTOMERS, "day": DAYS, "paid": MONEY, "note": NOTES} | columns
    file = io.BytesIO()
    polars.DataFrame(given).write_parquet(file, compression=packing, row_group_size=row_group_size)
    return file.getvalue()


def duckdb_file(version: str) -> bytes:
    columns = table()
    with duckdb.connect() as connection:
        connection.register("sales", columns)
        path = Path(os.environ.get("TMPDIR", "/tmp")) / f"habitue-{os.getpid()}-{version}.parquet"
        try:
            connection.execute(
                f"COPY sales TO '{path}' (FORMAT parquet, PARQUET_VERSION {version})"
            )
            return path.read_bytes()
        finally:
            path.unlink(missing_ok=True)


@needs_feature
@pytest.mark.parametrize("writer", PYARROW)
def test_a_file_of_any_writer_is_the_same_rows(
    writer: str, expected: tuple[list[object], ...]
) -> None:
    assert figures(PYARROW[writer]()) == expected


@needs_feature
def test_instants_are_days_of_a_named_zone(expected: tuple[list[object], ...]) -> None:
    late = [datetime.datetime.combine(day, datetime.time(18), datetime.UTC) for day in DAYS]
    instants = pyarrow.array(late, pyarrow.timestamp("us", tz="UTC"))
    file = written(table(days=instants))
    # All of one offset from UTC: its days.
    assert figures(file) == expected
    assert figures(file, time_zone="UTC") == expected
    # Six in the evening in London is two in the night in Shanghai.
    moved = written(table(days=[day + datetime.timedelta(days=1) for day in DAYS]))
    assert figures(file, time_zone="Asia/Shanghai") == figures(moved)


@needs_feature
@pytest.mark.parametrize("packing", ["brotli", "lz4"])
def test_a_packing_that_is_not_read_is_named(packing: str) -> None:
    said = f'(?is)who.*{packing}.*compression="zstd"'
    with pytest.raises(UnsupportedError, match=said):
        figures(written(table(), compression=packing))


@needs_feature
@pytest.mark.parametrize(
    "cells",
    [
        pyarrow.array([[1]] * ROWS),
        pyarrow.array([{"b": 1}] * ROWS),
        pyarrow.array([[("k", 1)]] * ROWS, pyarrow.map_(pyarrow.string(), pyarrow.int64())),
    ],
    ids=["list", "struct", "map"],
)
def test_nested_columns_are_refused_by_name(cells: object) -> None:
    with pytest.raises(UnsupportedError, match="basket"):
        figures(written(table(basket=cells)))


@needs_feature
def test_a_file_that_is_cut_off_is_refused() -> None:
    file = written(table())
    for length in [4, 11, len(file) // 2, len(file) - 1]:
        with pytest.raises(DataError, match="Parquet"):
            figures(file[:length])


@needs_feature
def test_answers_are_those_of_the_same_rows_as_text() -> None:
    questionnaire = Questionnaire([Question("speed", Scale.points(1, 5))])
    scores = [None if row % 9 == 0 else 1 + row % 5 for row in range(60)]
    keys = list(range(60))
    lines = "id,speed\n" + "".join(
        f"{key},{'' if score is None else score}\n" for key, score in zip(keys, scores)
    )
    asked = {"key": "id"}
    file = written(pyarrow.table({"id": keys, "speed": scores}))
    typed, worded = (
        Answers.read_csv(file, questionnaire, **asked),
        Answers.read_csv(lines.encode(), questionnaire, **asked),
    )
    assert typed.keys == worded.keys
    numpy.testing.assert_array_equal(typed.column("speed"), worded.column("speed"))
    assert numpy.isnan(typed.column("speed")).sum() == 7
    assert len(typed) == 60


def study() -> Study:
    summary = Summary("EUR", refunds="net")
    summary.push(CUSTOMERS, DAYS, MONEY)
    return Study(summary)


@needs_feature
def test_the_table_of_customers_has_types(tmp_path: Path) -> None:
    base = study()
    path = tmp_path / "customers.Parquet"
    base.save_customers(path)
    read = parquet.read_table(path)
    header, *lines = csv.reader(io.StringIO(base.customers_csv()))
    assert read.column_names == header and read.num_rows == len(lines) == len(set(CUSTOMERS))
    types = {name: str(read.schema.field(name).type) for name in header}
    assert (types["customer"], types["last_purchase"]) == ("string", "date32[day]")
    assert (types["spend_so_far"], types["frequency"]) == ("double", "int32")
    assert set(types.values()) == {"string", "date32[day]", "double", "int32"}
    for place, name in enumerate(header):
        cells = read.column(name).to_pylist()
        for cell, line in zip(cells, lines):
            said = line[place]
            if isinstance(cell, (int, float)):
                assert float(said) == cell, name
            else:
                assert ("" if cell is None else str(cell)) == said, name
    again = polars.read_parquet(path)
    assert again.columns == header and again["customer"].to_list() == [line[0] for line in lines]


@pytest.mark.skipif(READS, reason="the library has the feature parquet")
def test_without_the_feature_both_ways_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match="(?s)csv or xlsx.*--features parquet"):
        study().save_customers(tmp_path / "customers.parquet")
    assert not list(tmp_path.iterdir())
    # The remedy: a frame.
    frame = polars.read_parquet(polars_file("zstd"))
    summary = Summary("EUR", refunds="net")
    summary.push(frame["who"], frame["day"], frame["paid"])
    assert summary.rows == ROWS
