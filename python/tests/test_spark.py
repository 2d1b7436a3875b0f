"""Spark beside the single machine: the same bits, however customers are partitioned."""

from __future__ import annotations

import datetime
import functools
import inspect
import math
import pathlib
import re
import sys
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

pyspark = pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")
pytest.importorskip("pandas")

import pandas as pd  # noqa: E402
import pyarrow as pa  # noqa: E402
import pyarrow.compute as pc  # noqa: E402
import pyarrow.parquet as files  # noqa: E402
import habitue  # noqa: E402
from habitue import CustomerBase, spark  # noqa: E402
from habitue.spark import _packing, _quantiles, cutting  # noqa: E402
from habitue.spark._partitions import collected  # noqa: E402
from habitue.base import ProvenanceError  # noqa: E402
from habitue.errors import ArgumentError, DataError, HabitueError, UnsupportedError  # noqa: E402
from habitue.live import Scorer  # noqa: E402
from habitue.satisfaction import PromoterCounts  # noqa: E402
from habitue.survey import Moments, Question, Questionnaire, Scale  # noqa: E402
from habitue.value import Pyramid, Scoring  # noqa: E402

END, UNTIL = "2024-06-30", "2024-12-31"
ROWS, CUSTOMERS = 200_000, 60_000
PACKAGE = str(pathlib.Path(habitue.__path__[0]).parent)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Any:
    import os

    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ["PYTHONPATH"] = os.pathsep.join(p for p in (PACKAGE, *sys.path) if p)
    made = (
        SparkSession.builder.master("local[2,4]")
        .appName("habitue")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        # Nothing here runs long enough for the second compiler to pay.
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    made.sparkContext.setLogLevel("ERROR")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def sales() -> pa.Table:
    """Purchases of customers who buy at rates of their own and leave, a few refunds and guests."""
    rng = np.random.default_rng(20_241_231)
    dropout = rng.beta(0.9, 3.5, CUSTOMERS)
    rate = rng.gamma(0.8, 0.018, CUSTOMERS)
    bought = rng.geometric(dropout).clip(max=200)
    who = np.repeat(np.arange(CUSTOMERS), bought)
    waits = rng.exponential(1 / rate[who])
    waits[np.cumsum(bought) - bought] = 0  # the first purchase of each
    first = rng.integers(0, 500, CUSTOMERS)
    since = np.cumsum(waits)
    since -= np.repeat(since[np.cumsum(bought) - bought], bought)
    day = first[who] + np.floor(since).astype(int)
    who, day = who[day < 1_093][:ROWS], day[day < 1_093][:ROWS]
    who, day = (column[rng.permutation(len(who))] for column in (who, day))
    cents = np.rint(rng.gamma(2.5, 1_400.0 * (1 + who % 7))).astype(np.int64) + 1
    cents = np.where(rng.random(len(who)) < 0.004, -cents // 2, cents)
    amounts = pa.array([Decimal(int(amount)).scaleb(-2) for amount in cents], pa.decimal128(18, 2))
    days = np.datetime64("2022-01-03") + day
    return pa.table(
        {
            "customer": pa.array([f"C{number:06d}" for number in who]),
            "number": pa.array(who, pa.int64()),
            "date": pa.array(days, pa.date32()),
            "amount": amounts,
        }
    )


@pytest.fixture(scope="module")
def folder(sales: pa.Table, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    place = tmp_path_factory.mktemp("sales")
    for part in range(4):
        files.write_table(sales.slice(part * ROWS // 4, ROWS // 4), place / f"{part}.parquet")
    return place


@pytest.fixture(scope="module")
def stored(session: Any, folder: pathlib.Path) -> Any:
    """The sales as Spark reads them, from files."""
    return session.read.parquet(str(folder))


@pytest.fixture(scope="module")
def few(sales: pa.Table) -> pa.Table:
    """Those of every tenth customer, where no more are needed."""
    return sales.filter(pa.array(sales["number"].to_numpy() % 10 == 0))


@pytest.fixture(scope="module")
def stored_few(session: Any, few: pa.Table, tmp_path_factory: pytest.TempPathFactory) -> Any:
    place = tmp_path_factory.mktemp("few")
    for part in range(2):
        half = few.num_rows // 2
        files.write_table(few.slice(part * half, half + part), place / f"{part}.parquet")
    return session.read.parquet(str(place))


@pytest.fixture(scope="module")
def alone_few(few: pa.Table) -> Any:
    base = on_one_machine(few, "customer")
    return base, base.fit("bg/nbd")


def on_one_machine(sales: pa.Table, customer: str) -> CustomerBase[Any]:
    return CustomerBase.from_transactions(
        sales, customer=customer, amount="amount", currency="EUR", end=END
    )


@pytest.fixture(scope="module")
def alone(sales: pa.Table) -> Any:
    """The whole base and its model by key, each made once."""

    @functools.cache
    def made(customer: str) -> Any:
        base = on_one_machine(sales, customer)
        return base, base.fit("bg/nbd")

    return made


def in_order(frame: Any, key: str) -> pa.Table:
    """The rows of a frame of Spark, in the order of their keys."""
    return collected(frame).sort_by(key)


def same_bits(ours: pa.Table, theirs: pa.Table, names: list[str]) -> None:
    for name in names:
        assert ours.column(name).combine_chunks() == theirs.column(name).combine_chunks(), name


@pytest.fixture(scope="module", params=[("customer", 3), ("number", 1), ("customer", 8)])
def both(request: Any, stored: Any, alone: Any) -> Any:
    """The same customers on Spark and on one machine."""
    customer, partitions = request.param
    made = spark.summarise(
        stored, end=END, customer=customer, amount="amount", currency="EUR",
        partitions=partitions,
    )  # fmt: skip
    return made.persist(), alone(customer)[0], customer


def test_customers_are_those_of_one_machine(both: Any) -> None:
    made, base, customer = both
    found, alone = in_order(made.customers, customer), base.to_frame()
    same_bits(found, alone, [customer, "frequency", "recency", "age", "mean_spend", "spend"])
    same_bits(found, alone, ["first_purchase", "last_purchase"])


def test_every_row_and_cent_is_accounted_for(both: Any, sales: pa.Table) -> None:
    made, base, _ = both
    audit = {row.reason: (row.rows, row.minor) for row in made.audit.collect()}
    assert audit["rows"] == (ROWS, None)
    assert audit["used"][0] + audit["outside"][0] + audit["filtered"][0] == ROWS
    assert audit["used"][0] == base.audit.used and audit["merged"][0] == base.audit.merged
    total = sum(sales.column("amount").to_pylist())
    minor = audit["used"][1] + audit["outside"][1] + audit["unmatched refunds"][1]
    assert minor == int(total * 100)


def test_models_values_tiers_and_segments_are_those_of_one_machine(both: Any, alone: Any) -> None:
    made, base, customer = both
    model, known = spark.fit(made.customers, "bg/nbd"), alone(customer)[1]
    assert model.parameters == known.parameters
    assert (model.unit, model.currency) == ("week", "EUR") and model.notes == known.notes
    scored = spark.score(made.customers, model, horizon="52 weeks", annual_discount=0.1).persist()
    found = in_order(scored, customer)
    told = known.predict(horizon="52 weeks", annual_discount=0.1)
    same_bits(found, told, ["p_alive", "expected_purchases", "expected_spend", "value"])
    for pyramid in ("curry", "abc_by_value"):
        tiers = in_order(spark.assign(scored, pyramid), customer)
        cut = Pyramid(pyramid).assign(told.column("value").to_numpy())
        assert tiers["tier"].to_pylist() == cut.tier.tolist()
    segments = in_order(spark.segments(made.customers), customer)
    names = ["days_since_last", "r", "f", "m", "segment"]
    same_bits(segments, base.segments(), names)
    other = in_order(spark.segments(made.customers, "eight", bins=7), customer)
    same_bits(other, base.segments("eight", bins=7), names)
    scored.unpersist()


def test_a_holdout_is_that_of_one_machine(stored_few: Any, few: pa.Table) -> None:
    made = spark.summarise(stored_few, end=END, until=UNTIL, amount="amount", currency="EUR")
    base = CustomerBase.from_transactions(few, amount="amount", currency="EUR", end=UNTIL)
    _, holdout = base.split(END)
    found, alone = in_order(made.customers, "customer"), holdout.to_frame()
    assert found.num_rows > 3_000
    assert found["customer"].to_pylist() == alone.column("customer").to_pylist()
    assert found["holdout_purchases"].to_pylist() == alone.column("purchases").to_pylist()
    assert found["holdout_spend"].to_pylist() == alone.column("spend").to_pylist()


def test_a_partition_may_have_no_row_that_is_left(session: Any) -> None:
    sales = session.createDataFrame(
        [(1, datetime.date(2024, 1, 1), 5.0), (1, datetime.date(2024, 2, 1), 7.5),
         (None, datetime.date(2024, 1, 9), 1.0), (2, datetime.date(2024, 9, 9), 3.0)],
        "customer long, date date, amount double",
    )  # fmt: skip
    made = spark.summarise(sales, end=END, amount="amount", partitions=5).persist()
    (row,) = made.customers.collect()
    assert (row.customer, row.frequency, row.spend) == (1, 1, 12.5)
    audit = {row.reason: row.rows for row in made.audit.collect()}
    assert audit["rows"] == 4 and audit["customer is missing"] == 1 and audit["outside"] == 1


def test_rows_travel_in_several_packs(
    stored_few: Any, few: pa.Table, alone_few: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_packing, "PACK_ROWS", 1_500)  # of 10,000 that a task reads
    # Spark hands over batches of rows, of which a pack has one at least.
    stored_few.sparkSession.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "1000")
    made = spark.summarise(stored_few, end=END, amount="amount", currency="EUR", partitions=16)
    alone = alone_few[0].to_frame()
    names = ["customer", "frequency", "recency", "age", "mean_spend", "spend"]
    same_bits(in_order(made.customers, "customer"), alone, names)
    audit = {row.reason: row.rows for row in made.audit.collect()}
    assert audit["rows"] == few.num_rows > 15_000
    stored_few.sparkSession.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")


def test_guests_are_no_burden_of_one_partition(session: Any) -> None:
    sales = session.sql(
        "SELECT CAST(IF(id < 40, id, NULL) AS STRING) AS customer, "
        "date_add(DATE '2024-01-01', CAST(id % 90 AS INT)) AS date FROM range(900)"
    )
    made = spark.summarise(sales, end=END, partitions=8).persist()
    rows = made._rows.where("reason = 'rows'").collect()
    assert len(rows) == 8 and max(row.rows for row in rows) < 300
    assert made.customers.count() == 40
    audit = {row.reason: row.rows for row in made.audit.collect()}
    assert audit["rows"] == 900 and audit["customer is missing"] == 860


def test_every_partition_gets_its_share(session: Any) -> None:
    told = session.range(-300, 3_000).selectExpr("hash(CAST(id AS INT)) AS told").collect()
    ours = _packing.hashes(np.arange(-300, 3_000, dtype=np.int32))
    assert ours.tolist() == [row.told for row in told]
    for count in (1, 2, 64, 1_000):
        labels = _packing.labels_of(count)
        places = _packing.hashes(labels).astype(np.int64) % count
        assert places.tolist() == list(range(count))


def test_purchases_without_amounts(stored_few: Any, few: pa.Table) -> None:
    made = spark.summarise(stored_few, end=END, unit="day")
    assert "spend" not in made.customers.columns
    model = spark.fit(made.customers)
    known = CustomerBase.from_transactions(few, end=END, unit="day").fit("bg/nbd")
    assert model.parameters == known.parameters and model.spend is None
    with pytest.raises(DataError, match="margin: is of values, and there are none"):
        spark.score(made.customers, model, margin=0.5)
    scored = in_order(spark.score(made.customers, model), "customer")
    assert "value" not in scored.column_names
    same_bits(scored, known.predict(), ["p_alive", "expected_purchases"])


def test_intervals_and_tiers_of_last_night(stored_few: Any, alone_few: Any) -> None:
    _, model = alone_few
    made = spark.summarise(stored_few, end=END, amount="amount", currency="EUR")
    found = in_order(spark.score(made.customers, model, interval=0.9), "customer")
    told = model.predict(interval=0.9)
    same_bits(found, told, ["p_alive_low", "expected_purchases_high", "value_low"])
    cuts = Pyramid("vip").cuts(told.column("value").to_numpy())
    scored = spark.score(made.customers, model).persist()
    assert spark.tier_cuts(scored, "vip") == cuts
    tiers = in_order(spark.assign(scored, cuts), "customer")
    scored.unpersist()
    assert tiers["tier"].to_pylist() == cuts.assign(told.column("value").to_numpy()).tier.tolist()


def test_the_one_artefact(stored_few: Any, alone_few: Any, tmp_path: pathlib.Path) -> None:
    base, model = alone_few
    whole = model.predict(horizon="52 weeks", annual_discount=0.1)
    customers = spark.summarise(stored_few, end=END, amount="amount", currency="EUR").customers

    def scorer(**window: Any) -> Scorer:
        return Scorer(
            model.purchases, t=52.0, horizon=52.0, rate=math.log1p(0.1) * 7 / 365.25,
            spend=model.spend, cuts=Pyramid("vip").cuts(whole["value"].to_numpy()),
            window={"calibration_end": END} | window,
        )  # fmt: skip

    scorer().save(tmp_path / "scorer")
    found = in_order(spark.score(customers, Scorer.load(tmp_path / "scorer")), "customer")
    same_bits(found, whole, ["customer", "p_alive", "expected_purchases", "value"])
    alone = base.to_frame()
    names = ("frequency", "recency", "age", "mean_spend")
    told = scorer().score(*(alone[name].to_numpy() for name in names))
    assert found["value"].to_pylist() == told.value.tolist()
    assert found["tier"].to_pylist() == told.tier.tolist() and set(told.tier) == {1, 2, 3, 4}
    unstated = Scorer(model.purchases, t=1.0, rate=0.01)
    plain = customers.selectExpr("frequency", "recency", "age + 0 AS age", "mean_spend")
    assert spark.score(plain, unstated).columns[-1] == "value"  # what is not stated meets any
    for window, reason in [
        ({"convention": "lifetimes"}, "convention: 'lifetimes' is said of customers in 'btyd'"),
        ({"start": "2023-01-02"}, "start: days count from 2023-01-02 on for the model, all of"),
    ]:
        with pytest.raises(ProvenanceError, match=reason):
            spark.score(customers, scorer(**window))
    daily = spark.summarise(stored_few, end=END, amount="amount", unit="day").customers
    with pytest.raises(ProvenanceError, match="unit: 'week' is said of customers in 'day'"):
        spark.score(daily, scorer())
    pounds = Scorer(model.purchases, t=1.0, rate=0.01, currency="GBP")
    with pytest.raises(ProvenanceError, match="currency: 'GBP' is said of customers in 'EUR'"):
        spark.score(customers, pounds)
    with pytest.raises(ArgumentError, match="margin: stands beside a scorer, which has its own"):
        spark.score(customers, scorer(), margin=1.0)
    with pytest.raises(DataError, match="mean_spend: is no column of customers"):
        spark.score(customers.drop("mean_spend"), scorer())


def test_a_model_in_other_units_is_refused(session: Any) -> None:
    sales = session.createDataFrame(
        [(1, datetime.date(2024, 1, 1)), (1, datetime.date(2024, 2, 1))], "customer long, date date"
    )
    made = spark.summarise(sales, end=END, unit="day")
    weekly = CustomerBase.from_transactions(
        {"customer": [1, 1, 2], "date": ["2024-01-01", "2024-02-01", "2024-01-01"]}
    ).fit("nbd")
    with pytest.raises(ArgumentError, match="unit: 'week' is said of customers in 'day'"):
        spark.score(made.customers, weekly)
    with pytest.raises(ArgumentError, match="unit: is not known"):
        spark.fit(made.customers.selectExpr("frequency", "recency", "age + 0 as age"))


def test_columns_and_words_are_refused_on_the_driver(session: Any) -> None:
    sales = session.createDataFrame([(1, "2024-01-01")], "customer long, day string")
    with pytest.raises(DataError, match="date: is no column of transactions"):
        spark.summarise(sales, end=END)
    with pytest.raises(ArgumentError, match="'fortnight' is not one of"):
        spark.summarise(sales, end=END, date="day", unit="fortnight")  # type: ignore[arg-type]
    with pytest.raises(DataError, match="until: 2024-01-01 is not after end"):
        spark.summarise(sales, end=END, date="day", until="2024-01-01", date_format="%Y-%m-%d")
    with pytest.raises(ArgumentError, match="day: is text, whose format partitions could find"):
        spark.summarise(sales, end=END, date="day")
    with pytest.raises(ArgumentError, match="day: is of type string, not date"):
        spark.follow(sales, date="day")
    with pytest.raises(ArgumentError, match="'auto' needs transactions"):
        made = spark.summarise(sales, end=END, date="day", date_format="%Y-%m-%d")
        spark.fit(made.customers, "auto")
    with pytest.raises(DataError, match="partitions: 0 is out of range; allowed: 1 to"):
        spark.summarise(sales, end=END, date="day", date_format="%Y-%m-%d", partitions=0)
    with pytest.raises(ArgumentError, match="no Spark DataFrame"):
        spark.summarise({"customer": [1]}, end=END)  # type: ignore[arg-type]


def test_no_setting_is_left_to_the_workers_to_refuse(session: Any, alone_few: Any) -> None:
    sales = session.createDataFrame(
        [(1, datetime.date(2024, 1, 1), 5.0), (1, datetime.date(2024, 2, 1), 7.0)],
        "customer long, date date, amount double",
    )
    paid = {"amount": "amount", "currency": "EUR"}
    customers, model = spark.summarise(sales, end=END, **paid).customers, alone_few[1]
    asked = Questionnaire([Question("amount", Scale.points(0, 10))])
    right: dict[str, dict[str, Any]] = {
        "summarise": {"transactions": sales, "end": END, **paid},
        "fit": {"customers": customers}, "score": {"customers": customers, "model": model},
        "assign": {"customers": customers, "by": "spend"},
        "tier_cuts": {"customers": customers, "by": "spend"}, "segments": {"customers": customers},
        "survey": {"answers": sales, "questionnaire": asked, "measures": {"rows": len}},
        "register": {"session": session, "name": "x", "model": model.purchases, "question": "p_alive"},
        "follow": {"purchases": sales, "model": model, **paid},
    }  # fmt: skip
    assert sorted([*right, "Summarised"]) == sorted(spark.__all__)
    tried = 0
    for name, given in right.items():
        for parameter in inspect.signature(getattr(spark, name)).parameters:
            for wrong in (object(), [1.5j, object()], "\ud800"):
                if parameter in ("settings", "missing_markers"):  # any object marks
                    continue
                with pytest.raises(HabitueError):
                    getattr(spark, name)(**{**given, parameter: wrong})
                    pytest.fail(f"{name}: {parameter} = {wrong!r} is taken")
                tried += 1
    assert tried > 150


@pytest.mark.parametrize("shown", ["UTC", "America/New_York"])
def test_days_of_instants_are_those_of_the_zone_that_is_named(session: Any, shown: str) -> None:
    before = session.conf.get("spark.sql.session.timeZone")
    session.conf.set("spark.sql.session.timeZone", shown)
    try:
        sales = session.sql(
            "SELECT 1 AS customer, timestamp '2024-03-31T22:30:00Z' AS date UNION ALL "
            "SELECT 2 AS customer, timestamp '2024-03-31T21:30:00Z' AS date"
        )
        with pytest.raises(ArgumentError, match="date: is of instants, .* such as timezone='UTC'"):
            spark.summarise(sales, end=END)
        made = spark.summarise(sales, end=END, timezone="Europe/Berlin")
        first = {row.customer: row.first_purchase for row in made.customers.collect()}
        assert collected(sales.where("customer > 2")).num_rows == 0
    finally:
        session.conf.set("spark.sql.session.timeZone", before)
    # Summer time had begun at 02:00 of the 31st: two hours before UTC.
    assert first == {1: datetime.date(2024, 4, 1), 2: datetime.date(2024, 3, 31)}


def test_what_cannot_be_read_names_partition_row_and_column(session: Any) -> None:
    sales = session.createDataFrame(
        [(1, "2024-01-01"), (2, "2024-13-01")], "customer long, date string"
    )
    with pytest.raises(Exception, match=r"partition \d+: .*date"):
        made = spark.summarise(sales, end=END, partitions=1, date_format="%Y-%m-%d")
        made.customers.collect()
    # What the workers would say of segments.
    for spend, reason in ((None, "is missing for 1 customers"), (np.nan, "is not a finite number")):
        told = {"days_since_last": [3, 4], "frequency": [0, 1], "spend": [2.0, spend]}
        with pytest.raises(DataError, match=f"spend: {reason}"):
            cutting._facts(pa.table(told), 2)


def test_quantiles_of_parts_are_those_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    rng, passes = np.random.default_rng(5), [0, 0]
    for _ in range(400):
        monkeypatch.setattr(_quantiles, "MOST_RUNS", int(rng.integers(1, 12)))
        size, span = int(rng.integers(1, 400)), int(rng.choice([1, 5, 50, 10**6, 2**62]))
        whole = rng.integers(-span, span, size)
        scoring = Scoring.quantiles(
            int(rng.integers(1, 12)), better=rng.choice(["higher", "lower"]),
            closed=rng.choice(["right", "left"]),
        )  # fmt: skip
        ends = np.sort(rng.integers(0, size, int(rng.integers(0, 6))))
        parts = [part for part in np.split(rng.permutation(whole), ends) if len(part)]
        asked: list[Any] = []

        def told(ranges: Any, parts: Any = parts, asked: Any = asked) -> Any:
            asked.append(ranges)
            runs = [{"of": _quantiles.runs_of(part, ranges.get("of"))} for part in parts]
            assert ranges or max(len(of["of"].low) for of in runs) <= _quantiles.MOST_RUNS
            return runs

        found = _quantiles.cuts_of_parts(told, {"of": scoring})
        assert found["of"] == scoring.cuts(whole)
        passes[len(asked) - 1] += 1
    assert min(passes) > 100


def test_a_base_that_changes_between_two_passes_is_refused() -> None:
    def told(ranges: Any) -> Any:
        values = np.arange(20_000) + (10**6 if ranges else 0)
        return [{"of": _quantiles.runs_of(values, ranges.get("of"))}]

    with pytest.raises(DataError, match="customers: has other values each time .* or cache it"):
        _quantiles.cuts_of_parts(told, {"of": Scoring.quantiles(5)})
    with pytest.raises(DataError, match="customers: has no rows"):
        _quantiles.cuts_of_parts(lambda _: [], {"of": Scoring.quantiles(5)})


def test_functions_of_sql(session: Any, stored_few: Any, alone_few: Any) -> None:
    _, model = alone_few
    spark.register(session, "purchases_ahead", model.purchases, "expected_purchases", t=26.0)
    made = spark.summarise(stored_few, end=END, amount="amount", currency="EUR")
    made.customers.createOrReplaceTempView("customers")
    asked = "SELECT customer, purchases_ahead(frequency, recency, age) AS ahead FROM customers"
    found = in_order(session.sql(asked), "customer")
    told = model.expected_purchases(horizon=26.0).column("expected_purchases").to_pylist()
    assert found["ahead"].to_pylist() == told
    with pytest.raises(ArgumentError, match="question"):
        spark.register(session, "x", model.purchases, "alive")  # type: ignore[arg-type]


def test_surveys_merge(session: Any) -> None:
    rng = np.random.default_rng(7)
    names = ["price", "service", "recommend"]
    answers = pd.DataFrame({name: rng.integers(0, 11, 3_000).astype(float) for name in names})
    answers["dealer"] = rng.choice(["north", "south", "west"], 3_000)
    asked = Questionnaire([Question(name, Scale.points(0, 10)) for name in names])
    from habitue.survey import Answers

    def promoters(of: Any) -> Any:
        return PromoterCounts.of(of, "recommend", detractor_at_most=6, promoter_at_least=9)

    def moments(of: Any) -> Any:
        return Moments.of(of, missing="available case")

    measures = {"moments": moments, "promoters": promoters}
    whole = Answers(asked, answers[names])
    for parts in (1, 5, 17):
        frame = session.createDataFrame(answers).repartition(parts)
        found = spark.survey(frame, asked, measures)
        assert found["moments"].to_bytes() == moments(whole).to_bytes()
        assert found["promoters"] == promoters(whole)
    by = spark.survey(session.createDataFrame(answers).repartition(5), asked, measures, by="dealer")
    assert sorted(by) == ["north", "south", "west"]
    south = Answers(asked, answers.loc[answers.dealer == "south", names])
    assert by["south"]["moments"].to_bytes() == moments(south).to_bytes()


def of_page(section: str) -> str:
    """The code of a section of the page on Spark."""
    page = (pathlib.Path(__file__).parents[1] / "docs" / "spark.md").read_text(encoding="utf-8")
    (text,) = [part for part in page.split("\n## ") if part.startswith(section)]
    return "\n".join(re.findall(r"^```py\n(.*?)^```", text, re.M | re.S))


def test_the_notebook_of_the_page(
    session: Any, few: pa.Table, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = pc.strftime(few["date"], "%m/%d/%Y 9:05")
    paid = few["amount"].cast(pa.float64()).to_numpy()
    files.write_table(
        pa.table({"CustomerID": few["customer"], "InvoiceDate": days,
                  "Quantity": np.sign(paid).astype(np.int32), "UnitPrice": np.abs(paid)}),
        tmp_path / "orders.parquet",
    )  # fmt: skip
    monkeypatch.chdir(tmp_path)
    code = (of_page("The notebook") + of_page("One artefact")).replace(
        '"values"', f'"{tmp_path}/values"'
    )
    names: dict[str, Any] = {"orders": session.read.parquet(f"{tmp_path}/orders.parquet")}
    exec(code, names)  # noqa: S102
    base = CustomerBase.from_transactions(few, amount="amount", currency="EUR", end=UNTIL)
    model, told = names["model"], base.fit("bg/nbd")
    assert model.parameters == told.parameters and model.notes == told.notes
    found = in_order(session.read.parquet(f"{tmp_path}/values"), "customer")
    expected = told.predict(horizon="52 weeks", annual_discount=0.1)
    same_bits(found, expected, ["customer", "p_alive", "value"])
    same_bits(found, base.segments(), ["r", "f", "m", "segment"])
    same_bits(found, habitue.tiers(expected, by="value"), ["tier", "tier_name"])
    train, holdout = base.split(END)
    tested, came = in_order(names["tested"], "customer"), holdout.to_frame()
    assert tested["holdout_purchases"].to_pylist() == came["purchases"].to_pylist()
    known = train.fit("bg/nbd").expected_purchases(horizon="184 days")
    same_bits(tested, known, ["expected_purchases"])
    assert [cut.value for cut in names["scorer"].cuts] == [
        cut.value for cut in Pyramid("curry").cuts(expected["value"].to_numpy()).cuts
    ]
    assert (tmp_path / "expected.svg").stat().st_size > 1_000


def test_the_state_of_the_page_that_every_night_adds_to(
    session: Any, few: pa.Table, alone_few: Any, tmp_path: pathlib.Path
) -> None:
    known = alone_few[1]
    names: dict[str, Any] = {"spark": spark}
    exec(of_page("A state that every night adds to"), names)  # noqa: S102
    part = few.slice(0, 9_000)
    files.write_table(part.slice(0, 6_000), tmp_path / "first.parquet")
    files.write_table(part.slice(6_000), tmp_path / "second.parquet")
    first, second = (session.read.parquet(f"{tmp_path}/{n}.parquet") for n in ("first", "second"))
    state = str(tmp_path / "state")
    names["nightly"](first, "2024-06-29", state, known)
    names["nightly"](first, END, state, known)  # a night that went wrong, and is run again
    scored = in_order(names["nightly"](second, END, state), "customer")
    base = on_one_machine(part, "customer")
    same_bits(scored, base.to_frame(), ["customer", "frequency", "recency", "age", "spend"])
    same_bits(scored, base.fit("bg/nbd").predict(horizon="1 year"), ["p_alive", "value"])


def slices_by_floats() -> bool:
    batch = pa.record_batch([pa.array([0])], names=["row"])
    try:
        return bool(batch.slice(0.0, 1.0).num_rows)
    except TypeError:
        return False


@pytest.mark.skipif(slices_by_floats(), reason="pyarrow before 26")
def test_a_stream_of_pyspark_3_needs_pyarrow_before_26(
    session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sales = session.createDataFrame([(1, datetime.date(2024, 1, 1))], "customer long, date date")
    monkeypatch.setattr(pyspark, "__version__", "3.5.7")
    with pytest.raises(UnsupportedError, match="pip install 'pyarrow<26', or pyspark 4"):
        spark.follow(sales)


@pytest.mark.skipif(
    pyspark.__version__.startswith("3.") and not slices_by_floats(), reason="see the test above"
)
def test_a_stream_ends_where_the_batch_does(
    session: Any, sales: pa.Table, alone_few: Any, tmp_path: pathlib.Path
) -> None:
    of_some = pa.array(sales["number"].to_numpy() < 200)
    part = sales.filter(of_some).select(["number", "date", "amount"])
    each = -(-part.num_rows // 3)
    source = tmp_path / "purchases"
    source.mkdir()
    for at in range(3):  # three files, three micro-batches, in no order of days
        files.write_table(part.slice(at * each, each), source / f"{at}.parquet")
    stream = (
        session.readStream.schema("number long, date date, amount decimal(18, 2)")
        .option("maxFilesPerTrigger", 1)
        .parquet(str(source))
    )
    seen: dict[int, Any] = {}

    def keep(rows: Any, _: int) -> None:
        seen.update({row.number: row for row in rows.collect()})

    base = CustomerBase.from_transactions(part, customer="number", amount="amount", currency="EUR")
    model = alone_few[1]
    alive = spark.follow(stream, model, customer="number", amount="amount", currency="EUR")
    query = (
        alive.writeStream.outputMode("update")
        .foreachBatch(keep)
        .trigger(availableNow=True)
        .option("checkpointLocation", str(tmp_path / "checkpoint"))
        .start()
    )
    query.awaitTermination()
    alone = base.to_frame()
    keys = alone.column("number").to_pylist()
    assert sorted(seen) == keys and len(keys) > 150 and part.num_rows > 400
    for name in ("frequency", "recency", "spend"):
        assert [seen[key][name] for key in keys] == alone.column(name).to_pylist(), name
    known = {name: alone.column(name) for name in ("number", "frequency", "recency")}
    known["T"] = alone.column("recency")
    last = CustomerBase.from_summary(known, customer="number", unit="week", currency="EUR")
    assert [seen[key].age for key in keys] == alone.column("recency").to_pylist()
    told = model.p_alive(last)["p_alive"]
    assert [seen[key].p_alive for key in keys] == list(told)
