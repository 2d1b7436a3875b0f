"""PostgreSQL as python/docs/sql.md has it: a server of its own, where Debian's is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import habitue
from test_docs import DOCS, ROOT, blocks

duckdb = pytest.importorskip("duckdb")
postgresql = pytest.importorskip("adbc_driver_postgresql.dbapi")

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
PAGE = DOCS / "sql.md"
SALES = f"SELECT customer, date, amount FROM read_csv('{ROOT}/examples/data/cdnow_sample.csv')"


@pytest.fixture(scope="module")
def uri() -> Iterator[str]:
    """A server that listens on a socket in a folder, and nowhere else."""
    if not PROGRAMS:
        pytest.skip("PostgreSQL is not installed")
    place = Path(tempfile.mkdtemp(prefix="habitue"))  # short: the path of a socket has 107 bytes
    folder, log = place / "data", place / "log"
    as_whom: dict[str, Any] = {}
    if os.geteuid() == 0:  # which the server refuses to be run by
        as_whom = {"user": "postgres", "group": "postgres", "extra_groups": []}
        shutil.chown(place, "postgres", "postgres")

    def run(program: str, *words: object) -> None:
        command = [str(PROGRAMS[-1].parent / program), *map(str, words)]
        quiet = subprocess.DEVNULL
        subprocess.run(command, check=True, stdout=quiet, stderr=quiet, cwd=place, **as_whom)

    run("initdb", "-D", folder, "-U", "postgres", "-A", "trust", "--no-sync")
    settings = f"-c listen_addresses='' -k {place} -c fsync=off"
    run("pg_ctl", "-D", folder, "-l", log, "-w", "-o", settings, "start")
    try:
        yield f"postgresql:///postgres?host={place}&user=postgres"
    finally:
        run("pg_ctl", "-D", folder, "-m", "immediate", "-w", "stop")
        shutil.rmtree(place, ignore_errors=True)


def test_postgresql(uri: str) -> None:
    rows = duckdb.connect().sql(SALES).to_arrow_table()
    alone = habitue.CustomerBase.from_transactions(rows, amount="amount", currency="USD")
    with postgresql.connect(uri) as shop, shop.cursor() as ask:
        ask.adbc_ingest("rows", rows)
        ask.execute("CREATE TABLE sales AS SELECT customer, date, amount::numeric(18, 2) FROM rows")
        shop.commit()
    names: dict[str, Any] = {"habitue": habitue, "uri": uri}
    (block,) = re.findall(r"^```py\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    exec(compile(block, str(PAGE), "exec"), names)  # noqa: S102
    assert names["found"].num_rows == rows.num_rows
    found, told = names["of_postgresql"].to_frame(), alone.to_frame()
    assert found.equals(told.cast(found.schema))
    values = alone.fit("bg/nbd").predict(horizon="1 year", annual_discount=0.1)
    with postgresql.connect(uri) as shop, shop.cursor() as ask:
        ask.execute("SELECT * FROM customer_values ORDER BY customer")
        assert ask.fetch_arrow_table().to_pydict() == values.to_pydict()
        (statement,) = [block for block in blocks(PAGE) if block.startswith("histories = ")]
        ask.execute(statement.split('"""')[1])
        by_itself = ask.fetch_arrow_table().to_pydict()
    for name in ("customer", "frequency", "recency", "age"):
        assert by_itself[name] == told[name].to_pylist(), name
    assert by_itself["mean_spend"] == pytest.approx(told["mean_spend"].to_pylist(), rel=1e-15)
