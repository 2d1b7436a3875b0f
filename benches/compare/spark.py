#!/usr/bin/env python3
"""habitue.spark beside one machine (same bits) and beside Spark SQL (time, bytes shuffled).

    python3 benches/compare/spark.py [--customers 4000000] [--folder target/compare/spark]
        [--keys number text] [--partitions 1 3 8 64] [--skip same killed empty measured]

Needs Java 17, pyspark 3.5 or 4, pyarrow and numpy, and the package with its library. Five purchases
a customer are written as Parquet, once; customers are known by whole numbers and by text. Then:

- same: summary, model, P(alive), values, tiers, RFM scores and segments on Spark, in each number of
  partitions, are those of one machine bit for bit;
- killed: so they are when the Python worker of one task is killed by its id while it works, and the
  task is tried again;
- empty: so they are where one partition of customers and one of the input have no rows;
- measured: the time of one warm run of `summarise` and of Spark SQL's own aggregation to the same
  columns, the bytes that both shuffle, and the peak memory of a Python worker.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import pathlib
import shutil
import signal
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet
from pyspark.sql import DataFrame, SparkSession

import habitue
from habitue import CustomerBase, spark

END = "2024-06-30"
FILES = 16
HISTORY = [
    "frequency",
    "recency",
    "age",
    "mean_spend",
    "spend",
    "first_purchase",
    "last_purchase",
]
SCORED = ["p_alive", "expected_purchases", "expected_spend", "value"]
GROUPED = ["tier", "days_since_last", "r", "f", "m", "segment"]
SETTINGS: dict[str, Any] = {"horizon": "52 weeks", "annual_discount": 0.1}


def written(folder: pathlib.Path, customers: int) -> pathlib.Path:
    """Sales as Parquet: number, text, date, amount; one file has no rows."""
    place = folder / f"sales-{customers}"
    if (place / "empty.parquet").exists():
        return place
    place.mkdir(parents=True)
    rng = np.random.default_rng(20_240_630)
    rows = 5 * customers
    left = np.cumsum(rng.gamma(0.7, 1.0, customers))
    drawn = np.searchsorted(left, rng.random(rows - customers) * left[-1])
    who = np.concatenate([np.arange(customers), drawn]).astype(np.int64)
    who = who[rng.permutation(rows)]
    first = rng.integers(0, 500, customers)[who]
    day = np.minimum(first + rng.exponential(150.0, rows).astype(np.int64), 905)
    cents = np.rint(rng.gamma(2.5, 1_400.0, rows)).astype(np.int64) + 1 + who % 977
    days = (np.datetime64("2022-01-03") + day).astype("datetime64[D]")
    digits = (who[:, None] // 10 ** np.arange(7, -1, -1) % 10 + ord("0")).astype(
        np.uint8
    )
    names = np.concatenate([np.full((rows, 1), ord("C"), np.uint8), digits], axis=1)
    offsets = np.arange(0, 9 * rows + 1, 9, dtype=np.int32)
    text = pa.Array.from_buffers(
        pa.string(), rows, [None, pa.py_buffer(offsets), pa.py_buffer(names.tobytes())]
    )
    wide = np.zeros((rows, 2), np.int64)
    wide[:, 0] = cents
    amount = pa.Array.from_buffers(
        pa.decimal128(18, 2), rows, [None, pa.py_buffer(wide)]
    )
    sales = pa.table(
        {
            "number": who,
            "text": text,
            "date": pa.array(days, pa.date32()),
            "amount": amount,
        }
    )
    for part in range(FILES):
        piece = sales.slice(
            part * rows // FILES, (part + 1) * rows // FILES - part * rows // FILES
        )
        parquet.write_table(piece, place / f"{part:02d}.parquet")
    parquet.write_table(sales.slice(0, 0), place / "empty.parquet")
    return place


def alone(place: pathlib.Path, folder: pathlib.Path, key: str) -> tuple[pa.Table, Any]:
    """One machine: the customers with their scores and tiers, and the parameters."""
    kept = folder / f"alone-{place.name}-{key}"
    if not (kept / "parameters.json").exists():
        kept.mkdir(exist_ok=True)
        sales = parquet.read_table(place, columns=[key, "date", "amount"])
        base: Any = CustomerBase.from_transactions(
            sales, customer=key, amount="amount", currency="EUR", end=END
        )
        model = base.fit("bg/nbd")
        told, made = model.predict(**SETTINGS), base.to_frame()
        tiers = habitue.value.Pyramid("curry").assign(told["value"].to_numpy()).tier
        for name in SCORED:
            made = made.append_column(name, told[name])
        made = made.append_column("tier", pa.array(tiers.astype(np.int64)))
        segments = base.segments()
        for name in GROUPED[1:]:
            made = made.append_column(name, segments[name])
        parquet.write_table(made.sort_by(key), kept / "customers.parquet")
        (kept / "parameters.json").write_text(json.dumps(told_of(model)))
    return parquet.read_table(kept / "customers.parquet"), json.loads(
        (kept / "parameters.json").read_text()
    )


def told_of(model: Any) -> list[list[str]]:
    """The parameters of a model, exact."""
    parts = [model.purchases.parameters, model.spend.parameters]
    return [[float(value).hex() for value in _values(part)] for part in parts]


def _values(part: Any) -> list[float]:
    return list(part.values()) if isinstance(part, dict) else list(part)


class Machine:
    """A session, what its stages shuffled, and the memory of its Python workers."""

    def __init__(self, partitions: int, folder: pathlib.Path) -> None:
        os.environ["PYSPARK_PYTHON"] = sys.executable
        package = str(pathlib.Path(habitue.__path__[0]).parent)
        os.environ["PYTHONPATH"] = os.pathsep.join(p for p in (package, *sys.path) if p)
        self.session = (
            SparkSession.builder.master("local[2,4]")
            .appName("habitue")
            .config("spark.driver.memory", "5g")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.local.dir", str(folder / "local"))
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.shuffle.partitions", str(partitions))
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()
        )
        self.session.sparkContext.setLogLevel("OFF")

    def stages(self) -> list[dict[str, Any]]:
        context = self.session.sparkContext
        at = f"{context.uiWebUrl}/api/v1/applications/{context.applicationId}/stages"
        with urllib.request.urlopen(at) as told:
            return json.load(told)

    def shuffled(self, since: set[int]) -> int:
        return sum(
            s["shuffleWriteBytes"] for s in self.stages() if s["stageId"] not in since
        )

    def failed(self, since: set[int]) -> int:
        return sum(
            s["numFailedTasks"] for s in self.stages() if s["stageId"] not in since
        )

    def known(self) -> set[int]:
        return {stage["stageId"] for stage in self.stages()}


def workers() -> dict[int, tuple[int, float, bool]]:
    """The Python workers below this process: peak memory in bytes, seconds of work and whether they
    work now, by id."""
    parents, told, busy = {}, {}, {}
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError, IndexError, ValueError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            parents[int(entry.name)], busy[int(entry.name)] = (
                int(fields[1]),
                fields[0] == "R",
            )
            told[int(entry.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf(
                "SC_CLK_TCK"
            )
    found = {}
    for process, parent in parents.items():
        with contextlib.suppress(OSError, StopIteration):
            if (
                b"pyspark.daemon"
                not in pathlib.Path(f"/proc/{parent}/cmdline").read_bytes()
            ):
                continue
            if not _below_us(process, parents):
                continue
            lines = pathlib.Path(f"/proc/{process}/status").read_text().splitlines()
            peak = next(line for line in lines if line.startswith("VmHWM"))
            found[process] = (int(peak.split()[1]) * 1024, told[process], busy[process])
    return found


def _below_us(process: int, parents: dict[int, int]) -> bool:
    while process > 1:
        if process == os.getpid():
            return True
        process = parents.get(process, 0)
    return False


@contextlib.contextmanager
def watched(failed: Callable[[], int] | None = None) -> Iterator[dict[str, Any]]:
    """The peak memory of a worker while something runs. With ``failed``, which counts the tasks that
    failed, a worker is killed while it works: another one if that one had just ended its task."""
    seen: dict[str, Any] = {"peak": 0, "killed": []}
    over = threading.Event()
    before = {process: work for process, (_, work, _) in workers().items()}

    def look() -> None:
        while not over.wait(0.05):
            for process, (peak, work, busy) in workers().items():
                seen["peak"] = max(seen["peak"], peak)
                worked = busy and work - before.get(process, 0.0) > 0.2
                if failed is not None and worked and failed() == 0:
                    os.kill(process, signal.SIGKILL)
                    seen["killed"].append(process)
                    over.wait(10.0)
                    break

    watch = threading.Thread(target=look)
    watch.start()
    try:
        yield seen
    finally:
        over.set()
        watch.join()


def same(found: pa.Table, told: pa.Table, names: list[str]) -> None:
    """Every column, bit for bit."""
    assert found.num_rows == told.num_rows, (found.num_rows, told.num_rows)
    for name in names:
        left, right = (
            t.column(name).combine_chunks().to_numpy(False) for t in (found, told)
        )
        if left.dtype.kind == "f":
            left, right = left.view(np.int64), right.view(np.int64)
        assert (left == right).all(), name


def results(
    sales: DataFrame,
    key: str,
    partitions: int,
    folder: pathlib.Path,
    parameters: Any,
    whole: bool = True,
) -> pa.Table:
    """Summary and, of the whole, model, scores, tiers and segments of Spark, in order of the keys."""
    made = spark.summarise(
        sales,
        end=END,
        customer=key,
        amount="amount",
        currency="EUR",
        partitions=partitions,
    )
    customers = kept(made.customers, folder / "customers")
    if whole:
        # Each file is a partition again.
        settings = [
            f"spark.sql.files.{of}" for of in ("maxPartitionBytes", "openCostInBytes")
        ]
        for name in settings:
            sales.sparkSession.conf.set(name, "2g")
        assert customers.rdd.getNumPartitions() == partitions
        model = spark.fit(customers, "bg/nbd")
        assert parameters is None or told_of(model) == parameters
        scored = kept(spark.score(customers, model, **SETTINGS), folder / "scored")
        kept(spark.segments(spark.assign(scored, "curry")), folder / "tiers")
        for name in settings:
            sales.sparkSession.conf.unset(name)
    last = folder / ("tiers" if whole else "customers")
    return parquet.read_table(last).sort_by(key)


def kept(frame: DataFrame, place: pathlib.Path) -> DataFrame:
    """A frame that is written, and read again."""
    shutil.rmtree(place, ignore_errors=True)
    frame.write.parquet(str(place))
    return frame.sparkSession.read.parquet(str(place))


def sql(sales: DataFrame, key: str) -> DataFrame:
    """Spark's own aggregation to the columns of a summary."""
    sales.createOrReplaceTempView("sales")
    return sales.sparkSession.sql(f"""
        SELECT {key}, count(DISTINCT date) - 1 AS frequency,
               datediff(max(date), min(date)) / 7 AS recency,
               datediff(date'{END}', min(date)) / 7 AS age,
               sum(amount) AS spend, min(date) AS first_purchase, max(date) AS last_purchase
        FROM sales WHERE date <= date'{END}' GROUP BY {key}
    """)


def measured(machine: Machine, sales: DataFrame, key: str, runs: int) -> None:
    ours = spark.summarise(
        sales, end=END, customer=key, amount="amount", currency="EUR"
    )
    took: dict[str, list[float]] = {"ours": [], "Spark SQL": []}
    shuffled: dict[str, int] = {}
    peak = 0
    for run in range(runs + 1):  # the first one warms up
        for name, frame in (("ours", ours.customers), ("Spark SQL", sql(sales, key))):
            before = machine.known()
            with watched() as seen:
                begun = time.perf_counter()
                frame.write.format("noop").mode("overwrite").save()
                spent = time.perf_counter() - begun
            if run:
                took[name].append(spent)
            shuffled[name] = machine.shuffled(before)
            peak = max(peak, seen["peak"])
    for name, seconds in took.items():
        listed = ", ".join(f"{each:.1f}" for each in seconds)
        print(
            f"{key}: {name}: {listed} s, {shuffled[name] / 1e6:.0f} MB shuffled",
            flush=True,
        )
    ratio = shuffled["ours"] / shuffled["Spark SQL"]
    slower = min(took["ours"]) / min(took["Spark SQL"])
    print(
        f"{key}: time {slower:.2f}, bytes {ratio:.2f} of Spark SQL's; worker {peak / 1e6:.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--customers", type=int, default=4_000_000)
    parser.add_argument(
        "--folder", type=pathlib.Path, default=pathlib.Path("target/compare/spark")
    )
    parser.add_argument("--keys", nargs="+", default=["number", "text"])
    parser.add_argument("--partitions", nargs="+", type=int, default=[1, 3, 8, 64])
    parser.add_argument(
        "--shuffle", type=int, default=16, help="partitions of the measured runs"
    )
    parser.add_argument(
        "--lean",
        action="store_true",
        help="model, scores, tiers and segments for the first number alone",
    )
    parser.add_argument(
        "--runs", type=int, default=1, help="warm runs that are measured"
    )
    parser.add_argument("--skip", nargs="+", default=[])
    options = parser.parse_args()
    options.folder = options.folder.resolve()
    place = written(options.folder, options.customers)
    known = {} if set(options.skip) >= {"same", "killed", "empty"} else {
        key: alone(place, options.folder, key) for key in options.keys
    }  # fmt: skip
    machine = Machine(options.shuffle, options.folder)
    rows = 5 * options.customers
    print(f"{rows:,} transactions of {options.customers:,} customers", flush=True)
    for key in options.keys:
        sales = machine.session.read.parquet(str(place))
        if "same" not in options.skip:
            for partitions in options.partitions:
                whole = not options.lean or partitions == options.partitions[0]
                begun = time.perf_counter()
                with watched() as seen:
                    found = results(
                        sales, key, partitions, options.folder, known[key][1], whole
                    )
                names = [key, *HISTORY, *((*SCORED, *GROUPED) if whole else ())]
                same(found, known[key][0], names)
                spent = time.perf_counter() - begun
                print(
                    f"{key}, {partitions} partitions: the bits of one machine; "
                    f"{found.num_rows:,} customers, {', '.join(names)}"
                    f"{', parameters of both models' if whole else ''}; "
                    f"in {spent:.0f} s, worker {seen['peak'] / 1e6:.0f} MB", flush=True,
                )  # fmt: skip
        if "killed" not in options.skip:
            before = machine.known()
            with watched(lambda known=before: machine.failed(known)) as seen:
                found = results(sales, key, 8, options.folder, known[key][1])
            same(found, known[key][0], [key, *HISTORY, *SCORED, *GROUPED])
            failed = machine.failed(before)
            assert seen["killed"] and failed > 0, (seen, failed)
            print(
                f"{key}: worker {seen['killed']} killed, {failed} tried again: the same bits"
            )
        if "empty" not in options.skip:
            there = sales.where(f"pmod(hash({key}), 8) <> 3")
            found = results(there, key, 8, options.folder, None, whole=False)
            told = known[key][0]
            rows_of = compute.is_in(told[key], value_set=found[key])
            assert 0.8 < compute.mean(rows_of.cast(pa.int8())).as_py() < 0.95
            same(found, told.filter(rows_of), [key, *HISTORY])
            print(f"{key}: an empty partition: the same bits", flush=True)
        if "measured" not in options.skip:
            measured(machine, sales, key, options.runs)
    machine.session.stop()


if __name__ == "__main__":
    main()
