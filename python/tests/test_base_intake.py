"""What a base takes as it is, what it counts, and what it refuses with a remedy that works."""

from __future__ import annotations

import datetime
import decimal
import warnings
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from habitue import ArgumentError, CustomerBase, CustomerModel, DataError, DataWarning, HabitueError

CDNOW = Path(__file__).resolve().parents[2] / "examples/data/cdnow_sample.csv"
DAYS = ["2024-01-05", "2024-01-20", "2024-02-02", "2024-03-15"]
KEYS = ["ann", "bob", "ann", "ann"]


def base(**columns: Any) -> CustomerBase[Any]:
    intake = {name: columns.pop(name) for name in list(columns) if name in ("end", "unit")}
    frame = {"customer": KEYS, "date": DAYS} | {
        name: columns.pop(name)
        for name in ("customer", "date", "amount", "n", "status")
        if name in columns
    }
    return CustomerBase.from_transactions(frame, **({"unit": "day"} | intake), **columns)


def frequencies(made: CustomerBase[Any]) -> dict[Any, int]:
    frame = made.to_frame()
    return dict(
        zip(np.asarray(frame["customer"]).tolist(), np.asarray(frame["frequency"]).tolist())
    )


@pytest.mark.parametrize(
    ("date", "form"),
    [
        (["05/01/2024", "20/01/2024", "02/02/2024", "15/03/2024"], "%d/%m/%Y"),
        (["1/5/2024", "1/20/2024", "2/2/2024", "3/15/2024"], "%m/%d/%Y"),
        (["05.01.2024", "20.01.2024", "02.02.2024", "15.03.2024"], "%d.%m.%Y"),
        (["20240105", "20240120", "20240202", "20240315"], "%Y%m%d"),
        (["5 Jan 2024", "20 Jan 2024", "2 Feb 2024", "15 Mar 2024"], "%d %b %Y"),
        (["1/5/2024 8:26", "1/20/2024 17:00", "2/2/2024 9:05", "3/15/2024 0:00"], "%m/%d/%Y"),
        ([f"{day}T08:26:00Z" for day in DAYS], None),
        ([datetime.date.fromisoformat(day) for day in DAYS], None),
        (np.array(DAYS, "datetime64[ns]"), None),
    ],
)
def test_dates_as_people_have_them(date: Any, form: str | None) -> None:
    made = base(date=date)
    assert frequencies(made) == {"ann": 2, "bob": 0}
    first = np.asarray(made.to_frame()["first_purchase"]).astype(str).tolist()
    assert first == ["2024-01-05", "2024-01-20"]
    notes = [note for note in made.audit.notes if "is read as" in note]
    assert notes == ([] if form is None else [f"date is read as {form}"])


def test_two_formats_that_fit_are_refused_with_both() -> None:
    date = ["05/01/2024", "06/01/2024", "02/02/2024", "07/03/2024"]
    with pytest.raises(DataError, match=r"%d/%m/%Y and %m/%d/%Y.*date_format='%d/%m/%Y'"):
        base(date=date)
    made = base(date=date, date_format="%m/%d/%Y")
    first = np.asarray(made.to_frame()["first_purchase"]).astype(str).tolist()
    assert first == ["2024-02-02", "2024-06-01"]


def test_a_column_of_two_formats_names_a_row() -> None:
    with pytest.raises(DataError, match="row 3, date: '15.03.2024' is no date of the format"):
        base(date=[*DAYS[:3], "15.03.2024"])
    with pytest.raises(DataError, match="row 0, date: 'soon' is no date in a known format"):
        base(date=["soon"] * 4)


def test_numbers_are_dates_only_where_that_is_said() -> None:
    seconds = np.array(DAYS, "datetime64[s]").astype(np.int64) + 3600
    with pytest.raises(DataError, match="date_format='epoch s'"):
        base(date=seconds)
    for date, form in (
        (seconds, "epoch s"),
        (1000 * seconds, "epoch ms"),
        (seconds / 86400 + 25569, "excel"),
    ):
        first = np.asarray(base(date=date, date_format=form).to_frame()["first_purchase"])
        assert first.astype(str).tolist() == ["2024-01-05", "2024-01-20"]


@pytest.mark.parametrize("library", ["pandas", "pandas of arrow", "polars", "pyarrow"])
def test_days_of_another_zone_than_utc_are_those_of_a_zone_that_is_named(library: str) -> None:
    pandas = pytest.importorskip("pandas")
    # Half past midnight in Berlin is the day before in UTC.
    moment = pandas.to_datetime([f"{day} 00:30" for day in DAYS]).tz_localize("Europe/Berlin")

    def frame(moment: Any) -> Any:
        made = pandas.DataFrame({"customer": KEYS, "date": moment})
        if library == "pandas":
            return made
        arrow = pytest.importorskip("pyarrow").Table.from_pandas(made, preserve_index=False)
        if library == "polars":
            return pytest.importorskip("polars").from_arrow(arrow)
        return arrow if library == "pyarrow" else arrow.to_pandas(types_mapper=pandas.ArrowDtype)

    with pytest.raises(DataError, match="date: has the time zone .*timezone='Europe/Berlin'"):
        CustomerBase.from_transactions(frame(moment))
    named = CustomerBase.from_transactions(frame(moment), timezone="Europe/Berlin")
    assert named.audit.notes[0] == "days are those of Europe/Berlin"
    assert named.end == datetime.date(2024, 3, 15)
    of_utc = moment.tz_convert("UTC")
    for made in (
        CustomerBase.from_transactions(frame(moment), timezone="UTC"),
        CustomerBase.from_transactions(frame(of_utc)),
    ):
        assert made.end == datetime.date(2024, 3, 14)
        assert made.audit.notes[0] == "days are those of UTC"
    again = CustomerBase.from_transactions(frame(of_utc), timezone="Europe/Berlin")
    assert again.end == named.end
    with pytest.raises(ArgumentError, match="no time zone to convert from"):
        base(timezone="UTC")


def test_times_of_objects_and_of_text_count_by_the_zone_that_is_named() -> None:
    east = datetime.timezone(datetime.timedelta(hours=8))
    # Half past midnight in Shanghai is the day before in UTC.
    moments = [datetime.datetime.fromisoformat(f"{day} 00:30").replace(tzinfo=east) for day in DAYS]
    columns = (
        [moment.isoformat() for moment in moments],
        [moment.isoformat(" ").replace("+08:00", " +0800") for moment in moments],
        moments,
        np.array([*moments, None], object)[:-1],
    )
    for column in columns:
        with pytest.raises(DataError, match="row 0, date: .*timezone='UTC', or another, names"):
            base(date=column)
        for zone in ("Asia/Shanghai", "+08:00"):
            local = base(date=column, timezone=zone)
            assert (local.end, local.audit.notes[0]) == (
                datetime.date(2024, 3, 15), f"days are those of {zone}",
            )  # fmt: skip
        assert base(date=column, timezone="UTC").end == datetime.date(2024, 3, 14)
    of_utc = [f"{day}T20:30:00Z" for day in DAYS]
    assert base(date=of_utc).audit.notes[0] == "days are those of UTC"
    assert base(date=of_utc, timezone="Asia/Shanghai").end == datetime.date(2024, 3, 16)
    # Clocks go on by an hour on 31 March 2024 in Berlin.
    edge = [
        "2024-03-30T23:00:00Z",
        "2024-03-30T22:59:59Z",
        "2024-03-31T22:00:00Z",
        DAYS[0] + "T12:00Z",
    ]
    found = base(date=edge, customer=[1, 2, 3, 4], timezone="Europe/Berlin").to_frame()
    days = np.asarray(found["first_purchase"]).astype(str).tolist()
    assert days == ["2024-03-31", "2024-03-30", "2024-04-01", DAYS[0]]
    for column, error, told in (
        ([*of_utc[:3], DAYS[3]], DataError, "row 3, date: '2024-03-15' has no offset"),
        ([*moments[:3], datetime.datetime(2024, 3, 15)], DataError, "row 3, date: has times of"),
        (DAYS, ArgumentError, "no time zone to convert from"),
        (of_utc, ArgumentError, "'Mars/Base' is no zone"),
    ):
        with pytest.raises(error, match=told):
            base(date=column, timezone="Mars/Base" if "Mars" in told else "Asia/Shanghai")


def test_whole_numbers_are_days_in_a_format_that_is_named() -> None:
    numbers = [20240105, 20240120, 20240202, 20240315]
    with pytest.raises(DataError, match="date_format='%Y%m%d' reads them"):
        base(date=numbers)
    made = base(date=numbers, date_format="%Y%m%d")
    assert frequencies(made) == {"ann": 2, "bob": 0} and made.end == datetime.date(2024, 3, 15)
    with pytest.raises(DataError, match="row 3, date: '20241315' is no date"):
        base(date=[*numbers[:3], 20241315], date_format="%Y%m%d")
    some = [*map(float, numbers[:3]), float("nan")]
    with pytest.warns(DataWarning):
        gone = base(date=some, date_format="%Y%m%d", missing="drop")
    assert gone.end == datetime.date(2024, 2, 2)
    with pytest.raises(ArgumentError, match="no time zone to convert from"):
        base(date=[0, 1, 2, 3], date_format="epoch s", timezone="Asia/Shanghai")


def test_what_the_library_refuses_names_the_callers_column_and_row() -> None:
    with pytest.raises(DataError, match="^row 2, paid: "):
        sales = {"customer": KEYS, "date": DAYS, "paid": ["5", "6", "about 7", "8"]}
        CustomerBase.from_transactions(sales, amount="paid")
    with warnings.catch_warnings(), pytest.raises(DataError, match="^row 1, paid: inf") as caught:
        warnings.simplefilter("error")
        sales = {"customer": KEYS, "date": DAYS, "paid": [5.0, np.inf, 7.0, 8.0]}
        CustomerBase.from_transactions(sales, amount="paid")
    assert (caught.value.row, caught.value.column) == (1, "paid")
    for wrong in (lambda: base(end="2024-01-04"), lambda: base().until("2023-12-31")):
        with pytest.raises(ArgumentError, match="before the first transaction; .* 2024-01-05 or"):
            wrong()
    assert len(base(end="2024-01-05")) == 1


def test_floats_are_amounts_and_what_rounding_changes_is_counted() -> None:
    made = CustomerBase.from_transactions(
        {"customer": KEYS, "date": DAYS, "amount": [10.005, 5.5, 0.1, 8.0]},
        amount="amount", currency="EUR",
    )  # fmt: skip
    assert made.audit.rounded == 1
    assert made.audit.rounding_moved == pytest.approx(0.005, abs=1e-12)
    # 18.105 is a tie, which goes to the even cent: the sum is rounded once.
    assert np.asarray(made.to_frame()["spend"]).tolist() == [18.1, 5.5]


@pytest.mark.parametrize(
    "amount",
    [
        [10, 5, 20, 8],
        [10.0, 5.0, 20.0, 8.0],
        ["10", "5.00", "20.0", "8"],
        [decimal.Decimal(10), decimal.Decimal("5.00"), decimal.Decimal(20), decimal.Decimal(8)],
    ],
)
def test_an_amount_is_the_same_however_it_is_held(amount: Any) -> None:
    frame = {"customer": KEYS, "date": DAYS, "amount": amount}
    made = CustomerBase.from_transactions(frame, amount="amount", currency="EUR")
    assert np.asarray(made.to_frame()["spend"]).tolist() == [38.0, 5.0]
    assert made.audit.money_used == 43.0


def test_whole_numbers_are_cents_where_that_is_said() -> None:
    frame = {"customer": KEYS, "date": DAYS, "amount": [1000, 500, 2000, 800]}
    made = CustomerBase.from_transactions(
        frame, amount="amount", currency="EUR", amount_unit="minor"
    )
    assert np.asarray(made.to_frame()["spend"]).tolist() == [38.0, 5.0]


def test_price_times_quantity_is_exact() -> None:
    frame = {"customer": KEYS, "date": DAYS, "price": [0.1, 2.55, 1.1, 0.07], "n": [3, 2, 3, 100]}
    made = CustomerBase.from_transactions(frame, amount="price", quantity="n", currency="EUR")
    assert np.asarray(made.to_frame()["spend"]).tolist() == [10.6, 5.1]
    assert made.audit.rounded == 0


def test_costs_make_margins() -> None:
    frame = {"customer": KEYS, "date": DAYS, "amount": [10.0, 5.0, 20.0, 8.0]}
    costs = {**frame, "cost": [4.0, 5.0, 12.5, 2.5]}
    made = CustomerBase.from_transactions(costs, amount="amount", cost="cost", currency="EUR")
    shown = made.to_frame()
    # ann: 38 - 19, bob: 5 - 5.
    assert np.asarray(shown["margin"]).tolist() == [19.0, 0.0]
    assert np.asarray(shown["margin_rate"]).tolist() == [0.5, 0.0]
    margins = {**frame, "left": [6.0, 0.0, 7.5, 5.5]}
    same = CustomerBase.from_transactions(margins, amount="amount", margin="left", currency="EUR")
    assert np.asarray(same.to_frame()["margin"]).tolist() == [19.0, 0.0]
    with pytest.raises(ArgumentError, match="one or the other"):
        CustomerBase.from_transactions(costs, amount="amount", cost="cost", margin="cost")
    with pytest.raises(HabitueError, match="row 1"):
        gone = {**costs, "cost": [4.0, None, 12.5, 2.5]}
        CustomerBase.from_transactions(gone, amount="amount", cost="cost")
    how: Any = {"amount": "amount", "cost": "cost"}
    for costs_are, left, told in (
        ("free", 5.0, "1 rows without a cost are taken to cost nothing"),
        (0.4, 2.0, "1 rows without a cost are taken to leave a margin of 40 %"),
    ):
        filled = CustomerBase.from_transactions(gone, **how, costs=costs_are)
        assert np.asarray(filled.to_frame()["margin"]).tolist() == [19.0, left]
        assert told in filled.audit.notes
    with pytest.raises(ArgumentError, match="costs: is given without a column"):
        CustomerBase.from_transactions(frame, amount="amount", costs="free")
    for wrong in ("cheap", float("nan"), None):
        with pytest.raises(HabitueError, match="costs|margin"):
            CustomerBase.from_transactions(costs, **how, costs=wrong)


def test_refunds_lower_what_was_bought_before() -> None:
    frame = {"customer": KEYS, "date": DAYS, "amount": [10.0, 5.0, -4.0, 8.0]}
    made = CustomerBase.from_transactions(frame, amount="amount", unit="day")
    assert frequencies(made) == {"ann": 1, "bob": 0}
    assert np.asarray(made.to_frame()["spend"]).tolist() == [14.0, 5.0]
    assert made.audit.refunds == 1
    with pytest.raises(HabitueError, match="row 2"):
        CustomerBase.from_transactions(frame, amount="amount", refunds="refuse")


def test_guests_are_left_out_and_counted() -> None:
    with pytest.warns(DataWarning, match="customer is missing in 2 of 4 rows"):
        made = base(customer=["ann", None, "", "ann"])
    assert frequencies(made) == {"ann": 1}
    assert made.audit.missing == {"customer": 2}
    assert (made.audit.rows, made.audit.used) == (4, 2)
    with pytest.raises(
        DataError, match="row 1, customer: 2 of 4 are missing; missing_customer='drop'"
    ):
        base(customer=["ann", None, "", "ann"], missing_customer="refuse")


def test_a_missing_amount_is_refused_or_left_out() -> None:
    frame = {"customer": KEYS, "date": DAYS, "amount": [10.0, 5.0, np.nan, 8.0]}
    with pytest.raises(DataError, match="row 2, amount: 1 of 4 are missing; missing='drop'"):
        CustomerBase.from_transactions(frame, amount="amount")
    with pytest.warns(DataWarning):
        made = CustomerBase.from_transactions(frame, amount="amount", missing="drop")
    assert made.audit.missing == {"amount": 1}
    assert np.asarray(made.to_frame()["spend"]).tolist() == [18.0, 5.0]


def test_rows_are_those_of_the_callers_frame() -> None:
    frame = {
        "customer": [None, "bob", "ann", "ann"],
        "date": DAYS,
        "amount": ["1", "2", "3", "four"],
    }
    with pytest.raises(DataError, match="row 3") as told:
        CustomerBase.from_transactions(frame, amount="amount")
    assert told.value.row == 3


def test_rows_are_kept_by_their_values() -> None:
    frame = {"customer": KEYS, "date": DAYS, "status": ["paid", "paid", "void", "paid"]}
    made = CustomerBase.from_transactions(frame, keep={"status": ["paid"]}, unit="day")
    assert frequencies(made) == {"ann": 1, "bob": 0}
    assert made.audit.filtered == 1
    with pytest.raises(DataError, match="keeps none of the values of the column, such as 'paid'"):
        CustomerBase.from_transactions(frame, keep={"status": ["Paid"]})


def test_rows_add_up() -> None:
    frame = {
        "customer": ["a", "a", "b", "", "b", "c"],
        "date": [
            "2024-01-01",
            "2024-01-01",
            "2024-02-01",
            "2024-02-01",
            "2024-05-01",
            "2024-03-01",
        ],
        "status": ["ok", "ok", "ok", "ok", "ok", "no"],
    }
    with pytest.warns(DataWarning):
        made = CustomerBase.from_transactions(frame, keep={"status": ["ok"]}, end="2024-03-31")
    audit = made.audit
    assert (audit.rows, audit.used, audit.outside, audit.filtered) == (6, 3, 1, 1)
    assert audit.rows == audit.used + audit.outside + audit.filtered + sum(audit.missing.values())
    assert audit.merged == 1
    assert dict(zip(audit.to_frame({})["reason"], audit.to_frame({})["rows"]))["rows"] == 6


def test_misspelt_names_are_told_the_likely_one() -> None:
    frame = {"customer": KEYS, "date": DAYS}
    with pytest.raises(DataError, match="did you mean 'customer'"):
        CustomerBase.from_transactions(frame, customer="custmer")
    with pytest.raises(ArgumentError, match="did you mean 'bg/nbd'"):
        CustomerBase.from_transactions(frame).fit("bgnbd")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="unit"):
        CustomerBase.from_transactions(frame, unit="weeks")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="a frame of pandas"):
        CustomerBase.from_transactions(7)
    with pytest.raises(DataError, match="is a fraction, which is no customer"):
        CustomerBase.from_transactions({"customer": [1.5, 2.0], "date": DAYS[:2]})


def test_what_is_no_frame_of_transactions_is_told() -> None:
    with pytest.raises(ArgumentError, match="CustomerBase.from_csv takes the path of a file"):
        CustomerBase.from_transactions(CDNOW)
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"customer": KEYS, "date": DAYS})
    with pytest.raises(DataError, match="customer: is the name of several columns"):
        CustomerBase.from_transactions(pandas.concat([frame, frame], axis=1))
    moment = pandas.to_datetime(DAYS).tz_localize("Europe/Berlin")
    with pytest.raises(ArgumentError, match="'Mars/Base' is no zone"):
        CustomerBase.from_transactions(frame.assign(date=moment), timezone="Mars/Base")
    with pytest.raises(ArgumentError, match="a CustomerBase is needed"):
        CustomerBase.from_transactions(frame).fit("nbd").predict("base")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="are r; bg/nbd has r, alpha, a, b"):
        CustomerModel.from_parameters("bg/nbd", {"r": 1.0}, unit="week")
    with pytest.raises(DataError, match="has no rows"):
        CustomerBase.from_transactions(frame.iloc[:0])


def test_lengths_of_time_have_units() -> None:
    made = base(date=DAYS)
    model = made.to_unit("week").fit("nbd")
    weeks = model.expected_purchases(horizon=2.0)["expected_purchases"]
    for same in ("2 weeks", (14, "day"), datetime.timedelta(days=14), np.timedelta64(2, "W")):
        assert np.array_equal(model.expected_purchases(horizon=same)["expected_purchases"], weeks)
    with pytest.raises(DataError, match="horizon: -0.57"):
        model.expected_purchases(horizon=datetime.timedelta(days=-4))
    with pytest.raises(ArgumentError, match="is no length of time"):
        model.expected_purchases(horizon="a while")
    with pytest.raises(DataError, match="15 % is 0.15"):
        model.lifetime_value(annual_discount=15)


def test_a_file_is_what_a_frame_of_it_is(tmp_path: Path) -> None:
    """Marks of a continental spreadsheet, a quoted cell, an empty line, a byte-order mark."""
    lines = CDNOW.read_text().splitlines()
    rows = [line.split(",") for line in lines[1:]]
    plain = {
        "customer": [row[0] for row in rows],
        "date": [row[1] for row in rows],
        "amount": [row[3] for row in rows],
    }
    wanted = CustomerBase.from_transactions(plain, amount="amount").to_frame()
    file = tmp_path / "sales.csv"
    told = [f'"{row[0]}";{row[1]};{row[2]};{row[3].replace(".", ",")}' for row in rows]
    text = "\r\n".join(["customer;date;cds;amount", *told[:9], "", *told[9:], ""])
    file.write_text(text, encoding="utf-8-sig", newline="")
    for found in (
        CustomerBase.from_csv(CDNOW, amount="amount"),
        CustomerBase.from_csv(str(file), amount="amount", decimal_mark=",", like=plain),
    ):
        frame = found.to_frame()
        assert {name: list(of) for name, of in frame.items()} == {
            name: list(of) for name, of in wanted.items()
        }
    file.write_text("customer,date,amount\n1,2024-01-01,5\n2,2024-01-02\n", encoding="utf-8")
    with pytest.raises(DataError, match="has 2 fields where the first line has 3") as caught:
        CustomerBase.from_csv(file, amount="amount")
    assert (caught.value.row, caught.value.column) == (3, "line")
    file.write_text("customer;date;amount\n1;2024-01-01;1.234,50\n", encoding="utf-8")
    with pytest.raises(DataError, match="'1.234,50' has a point"):
        CustomerBase.from_csv(file, amount="amount", decimal_mark=",")
    with pytest.raises(DataError, match="did you mean 'amount'"):
        CustomerBase.from_csv(file, amount="amout")
    with pytest.raises(ArgumentError, match="decimal_mark"):
        CustomerBase.from_csv(file, decimal_mark=";")
    with pytest.raises(ArgumentError, match="no encoding"):
        CustomerBase.from_csv(file, encoding="klingon")


def test_an_interval_that_is_none_is_told_by_its_own_name() -> None:
    paper = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
    model = CustomerModel.from_parameters("bg/nbd", paper, unit="day")
    for wrong, told in ((90, "; 90 % is 0.9"), (1.0, ""), (float("nan"), "")):
        for ask in (model.p_alive, partial(model.total, "purchases")):
            with pytest.raises(DataError, match=f"^interval: .* both excluded{told}$"):
                ask(base=base(), interval=wrong)
