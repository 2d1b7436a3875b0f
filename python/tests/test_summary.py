"""Summaries: published figures, other layouts of the same columns, and clear mistakes."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

import habitue
from habitue.summary import Summary

ROOT = Path(__file__).resolve().parents[2]
CDNOW = ROOT / "examples" / "data" / "cdnow_sample.csv"


@pytest.fixture(scope="module")
def log():
    rows = [line.split(",") for line in CDNOW.read_text().splitlines()[1:]]
    customers, dates, _, amounts = zip(*rows)
    return customers, np.array(dates, "datetime64[D]"), amounts


def cdnow(log):
    customers, dates, amounts = log
    summary = Summary("USD")
    cents = np.array([int(amount.replace(".", "")) for amount in amounts])
    summary.push(np.array(customers, np.int64), dates, cents, amount_unit="minor")
    return summary


def table(summary, **options):
    return summary.table("1997-09-30", holdout_end="1998-06-30", **options)


def assert_same(left, right):
    assert left.columns().keys() == right.columns().keys()
    for name, column in left.columns().items():
        if name != "customer":
            assert column.tobytes() == right.columns()[name].tobytes(), name
    assert left.audit == right.audit


def test_cdnow_as_the_literature_counts_it(log):
    found = table(cdnow(log))
    assert (len(found), found.keys[0], found.x[0], found.holdout_x[0]) == (2357, 4, 2, 1)
    assert (found.t_x[0], found.t[0]) == (213 / 7, 272 / 7)
    assert (found.first_spend[0], found.repeat_spend[0], found.total_spend[0]) == (2933, 4469, 7402)
    assert found.mean_repeat_spend[0] == 44.69 / 2
    assert (found.x > 0).sum() == 946
    assert len(found.cells) == 1016 and found.cells.count.sum() == 2357
    assert (found.audit.rows, found.audit.merged_rows) == (6919, 223)


def test_cdnow_as_lifetimes_counts_it(log):
    for name in ("day", "week", "month", "quarter"):
        found = table(cdnow(log), unit=name, convention="lifetimes")
        expected = np.loadtxt(
            ROOT / f"tests/data/lifetimes_cdnow_{name}.csv", delimiter=",", skiprows=1
        )
        at = np.searchsorted(found.keys, expected[:, 0])
        for place, column in enumerate((found.x, found.t_x, found.t), 1):
            assert (column[at] == expected[:, place]).all(), (name, place)
        assert found.mean_repeat_spend[at] == pytest.approx(expected[:, 4], rel=1e-13)
        assert (found.holdout_x[at] == expected[:, 5]).all()


def test_every_layout_gives_the_same_bits(log):
    pandas, polars, pyarrow = map(pytest.importorskip, ("pandas", "polars", "pyarrow"))
    customers, dates, amounts = log
    whole = table(cdnow(log))
    integers = np.array(customers, np.int64)
    plain = dates.astype("datetime64[D]").astype(datetime.date)
    for keys, times, money in [
        (integers, dates.astype("datetime64[s]"), list(amounts)),
        (pandas.Series(integers), pandas.Series(dates), pandas.Series(amounts)),
        (polars.Series(integers), polars.Series(list(plain)), polars.Series(amounts)),
        (pyarrow.array(integers), pyarrow.array(list(plain)), pyarrow.array(amounts)),
        (list(map(int, customers)), list(plain), [Decimal(amount) for amount in amounts]),
    ]:
        summary = Summary("USD")
        summary.push(keys, times, money)
        assert_same(table(summary), whole)
    rounded = Summary("USD", rounding="half even")
    rounded.push(integers, dates, np.array(amounts, float))
    assert_same(table(rounded), whole)
    read = Summary("USD")
    report = read.read_csv(CDNOW, customer="customer", date="date", amount="amount",
                           integer_keys=True)
    assert (report.rows, report.rejected) == (6919, 0)
    assert_same(table(read), whole)


def test_the_largest_floats_are_read_as_they_are_written():
    """Doubles lie further apart than cents there: 90071992547409.91 and .9 are the same one."""
    amounts = [90071992547409.91, 70368744177664.31, 45035996273704.97, 19.99]
    summary = Summary("USD", rounding="half even")
    summary.push([1, 2, 3, 4], ["2024-01-31"] * 4, np.array(amounts))
    written = [int(Decimal(repr(amount)) * 100) for amount in amounts]
    assert written[0] == 9007199254740990
    assert summary.table("2024-03-01").first_spend.tolist() == written


def test_text_keys(log):
    customers, dates, amounts = log
    summary = Summary("USD")
    summary.push(["客" + key for key in customers], dates, list(amounts))
    found = table(summary)
    assert found.keys.tolist() == sorted("客" + key for key in set(customers))
    assert sorted(found.x.tolist()) == sorted(table(cdnow(log)).x.tolist())
    assert summary.erase("客4") and not summary.erase("客4")
    assert len(table(summary)) == 2356


def test_parts_add_up(log):
    customers, dates, amounts = log
    part = np.random.default_rng(1).integers(0, 7, len(customers))
    keys, money = np.array(customers, np.int64), np.array(amounts)
    whole = Summary("USD")
    for number in range(7):
        one = Summary("USD")
        one.push(keys[part == number], dates[part == number], money[part == number])
        whole.merge(one)
    assert_same(table(whole), table(cdnow(log)))
    assert whole.days == (datetime.date(1997, 1, 1), datetime.date(1998, 6, 30))


def test_tracking(log):
    found = cdnow(log).tracking("1997-09-30", holdout_end="1998-06-30")
    assert found.incremental[:5].tolist() == [0, 19, 23, 39, 38]
    assert (found.cumulative[38], found.cumulative[-1]) == (2457, 4339)
    assert (found.origin, len(found.ends), found.elapsed[-1]) == (datetime.date(1997, 1, 1), 78, 78)


def test_rejected_rows_are_reported():
    csv = b"who,when,paid\n1,2024-01-01,5\n2,yesterday,5\n3,2024-01-01,NaN\n"
    columns = {"customer": "who", "date": "when", "amount": "paid"}
    summary = Summary("EUR")
    report = summary.read_csv(csv, **columns, bad_rows="reject", keep=1)
    assert (report.rows, report.rejected, summary.rows) == (3, 2, 1)
    assert report.by_kind == {"not finite": 1, "unreadable": 1}
    assert (report.examples[0].row, report.examples[0].column) == (3, "when")
    with pytest.raises(habitue.DataError, match="line 3, when"):
        summary.read_csv(csv, **columns)
    assert summary.rows == 1


def test_refunds():
    for policy, x, dropped in [("net", 0, 1), ("keep", 1, 0)]:
        summary = Summary("EUR", refunds=policy)
        days = np.array(["2024-01-01", "2024-01-09", "2024-01-09"], "datetime64[D]")
        summary.push([1, 1, 1], days, [500, 300, -300])
        found = summary.table("2024-01-31")
        assert (found.x[0], found.audit.dropped_occasions) == (x, dropped)
    with pytest.raises(habitue.DataError, match="refund"):
        Summary("EUR").push([1], [0], [-1])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Summary("EURO"), "currency"),
        (lambda: Summary(""), "currency"),
        (lambda: Summary("EUR", refunds="perhaps"), "refunds"),
        (lambda: Summary("EUR").push([1, 2], [0], [1, 1]), "times"),
        (lambda: Summary("EUR").push([1], [0], [1.5]), "rounding"),
        (lambda: Summary("EUR").push([1], [0]), "amount"),
        (lambda: Summary().push([1], [0], [1]), "currency"),
        (lambda: Summary("EUR").push(["a", ""], [0, 0], [1, 1]), "row 1"),
        (lambda: Summary().table("2024-02-30"), "no date"),
        (lambda: Summary().table("2024-02-03", holdout_end="2024-02-02"), "before"),
        (lambda: Summary().table(), "empty"),
        (lambda: Summary().table("2024-02-03", unit="fortnight"), "fortnight"),
    ],
)
def test_mistakes_are_named(make, message):
    with pytest.raises(habitue.HabitueError, match=message):
        make()


def test_hours():
    summary = Summary(hours=True)
    summary.push([1, 1], np.array(["2015-01-01T09:05", "2015-01-01T21:00"], "datetime64[m]"))
    found = summary.table("2015-01-02", unit="hour", convention="lifetimes")
    assert (found.x[0], found.t_x[0], found.t[0]) == (1, 12, 38)


def test_reading_can_be_stopped():
    csv = b"who,when\n" + b"1,2024-01-01\n" * 20_000
    summary = Summary()
    with pytest.raises(habitue.CancelledError):
        summary.read_csv(csv, customer="who", date="when", progress=lambda done, total: False)
    assert summary.rows == 0


def test_costs_make_margins_in_every_layout():
    customers, days = np.array([7, 7, 8]), np.array([19_000, 19_005, 19_010], np.int32)
    cents = np.array([2000, 1000, 500])
    minor = dict(amount_unit="minor")
    layouts = [
        dict(costs=[1250, None, 600], **minor),
        dict(costs=["12.50", "", "6.00"]),
        dict(costs=[Decimal("12.50"), None, Decimal("6")]),
        dict(costs=np.array([12.5, np.nan, 6.0])),
        dict(margins=np.array([750, 300, -100]), **minor),
    ]
    for library in ("pandas", "polars", "pyarrow"):
        try:
            frames = __import__(library)
        except ImportError:
            continue
        if library == "pandas":
            layouts.append(dict(costs=frames.Series([1250, None, 600], dtype="Int64"), **minor))
            layouts.append(dict(costs=frames.Series(["12.50", None, "6.00"])))
        elif library == "polars":
            layouts.append(dict(costs=frames.Series([1250, None, 600]), **minor))
            layouts.append(dict(margins=frames.Series([7.5, None, -1.0])))
        else:
            layouts.append(dict(costs=frames.array([1250, None, 600]), **minor))
    for layout in layouts:
        summary = Summary("EUR", costs=0.3, rounding="half even")
        summary.push(customers, days, cents if "amount_unit" in layout else cents // 100, **layout)
        found = summary.table()
        assert found.profit.tolist() == [1050, -100], layout
        assert found.first_margin.tolist() == [750, -100]
        assert found.repeat_margin.tolist() == [300, 0]
        assert found.holdout_margin.tolist() == [0, 0]
        assert found.margin_rate.tolist() == [0.35, -0.2]
        assert found.mean_repeat_margin.tolist() == [3.0, 0.0]
        assert found.audit.assumed_rows == (0 if layout.get("margins") is layouts[4].get("margins", 0) else 1)

    text = b"who,when,paid,cost\n7,2022-01-08,20,12.5\n7,2022-01-13,10,\n8,2022-01-18,5,6\n"
    for costs, profit in ((0.3, [1050, -100]), ("free", [1750, -100])):
        summary = Summary("EUR", costs=costs)
        names = dict(customer="who", date="when", amount="paid", integer_keys=True)
        summary.read_csv(text, cost="cost", **names)
        assert summary.table().profit.tolist() == profit
        with pytest.raises(habitue.ArgumentError, match="one or the other"):
            summary.read_csv(text, cost="cost", margin="cost", **names)
    with pytest.raises(habitue.HabitueError, match="cost"):
        Summary("EUR", costs="refuse").read_csv(text, cost="cost", **names)
    with pytest.raises(habitue.HabitueError, match="keep no margins"):
        Summary("EUR").push(customers, days, cents, costs=cents)
    with pytest.raises(habitue.HabitueError, match="costs"):
        Summary("EUR", costs="whatever")
    plain = Summary("EUR")
    plain.push(customers, days, cents, **minor)
    with pytest.raises(habitue.HabitueError, match="margin"):
        plain.table().profit


def test_lifetime_profit_is_the_value_at_each_customers_rate():
    from habitue.lifetime import BgNbd

    model = BgNbd(0.243, 4.414, 0.793, 2.426)
    history = np.array([2, 0], np.uint32), np.array([30.43, 0.0]), np.array([38.86, 38.86])
    spend, rates = np.array([35.0, 20.0]), np.array([0.3, -0.1])
    options = dict(horizon=52.0, rate=0.002)
    value = model.lifetime_value(*history, spend, **options)
    profit = model.lifetime_profit(*history, spend, rates, **options)
    assert profit.tolist() == (value * rates).tolist()
    with pytest.raises(habitue.HabitueError, match="margin_rate"):
        model.lifetime_profit(*history, spend, np.array([0.3, np.nan]), **options)


def test_logarithms_of_intervals(log):
    summary = cdnow(log)
    found = summary.table("1997-09-30", holdout_end="1998-06-30", log_intervals=True)
    logs = found.log_intervals
    # Customer 4 bought again after 17 days, and 196 days after that.
    assert logs[0] == pytest.approx(np.log(17 / 7) + np.log(196 / 7), abs=1e-14)
    assert len(logs) == len(found) and (logs[found.x == 0] == 0.0).all()


SHOP = (
    "Kunde;Kaufdatum;Betrag\n"
    "Ada;31.01.2024;1.250,50\n"
    "Bo;02.02.2024;9,90\n"
    "Bo;02.02.2024;9,90\n"
).encode()


def test_a_file_of_which_nothing_is_said():
    summary = Summary("EUR")
    told = summary.read_csv(SHOP)
    assert (summary.rows, told.repeated, told.repeated_minor) == (3, 1, 990)
    assert told.found["customer"] == ("Kunde", "no other column holds such values")
    assert told.found["date_format"][0] == "dmy"
    assert told.found["decimal_mark"] == (",", "")
    assert told.found["currency"] == ("EUR", "said by the caller")
    assert Summary("EUR").read_csv(SHOP, duplicates="drop").left_out == 1
    # Without a currency, purchases alone count.
    visits = Summary()
    assert "amount" not in visits.read_csv(SHOP).found
    assert visits.rows == 3


@pytest.mark.parametrize(
    ("file", "says", "remedy"),
    [
        ("who,when,paid\na,3/4/2024,5\n", 'date_format="dmy", or date_format="mdy"', "date_format"),
        ("who;when;paid\na;2024-01-05;1,234\n", "decimal_mark='.', or decimal_mark=','", None),
        ("who,when,paid\n,2024-01-05,5\na,2024-01-05,5\n", 'guests="leave out"', "guests"),
        ("who,when,paid\na,2024-01-05,x\na,2024-01-05,5\n", 'bad_rows="reject"', "bad_rows"),
        (
            "member,client,date,amount\n1,7,2024-01-05,5\n2,8,2024-01-06,5\n",
            'customer="member", or customer="client"',
            "customer",
        ),
        (
            "who,when,paid,currency\na,2024-01-05,5,EUR\na,2024-01-06,5,USD\n",
            'other_currencies="leave out"',
            "other_currencies",
        ),
        ('who,when,paid\na,2024-01-05,"5\n', "quoting=False", None),
    ],
)
def test_a_file_is_refused_with_the_argument_that_decides(file, says, remedy):
    with pytest.raises(habitue.DataError) as refused:
        Summary("EUR").read_csv(file.encode())
    message = str(refused.value)
    assert says in message
    assert not any(word in message for word in ("HABITUE_", "format.", "rules.", "--", "::"))
    if remedy is not None:
        value = says.split(" or ")[0].split('"')[1]
        Summary("EUR").read_csv(file.encode(), **{remedy: value})


def test_the_summary_decides_refunds_roundings_and_currencies():
    for file, says, rules in [
        ("who,when,paid\na,2024-01-05,5\na,2024-01-06,-5\n", 'refunds="net"', {"refunds": "net"}),
        (
            "who,when,paid\na,2024-01-05,5.0012\n",
            'rounding="half even"',
            {"rounding": "half even"},
        ),
        ("who,when,paid\na,2024-01-05,$5\n", 'currency="USD"', {"currency": "USD"}),
    ]:
        with pytest.raises(habitue.DataError) as refused:
            Summary("EUR").read_csv(file.encode())
        assert says in str(refused.value)
        Summary(**{"currency": "EUR"} | rules).read_csv(file.encode())


def test_what_is_refused_is_said_in_words():
    for share in (-1.0, 1.5, float("nan")):
        with pytest.raises(habitue.DataError, match=r"assumed_margin.*0 to 1"):
            Summary("EUR", costs=share)
    for share in (0.0, 1.0):
        Summary("EUR", costs=share)
    own = Summary("EUR")
    for other, said in (
        (Summary("USD"), "currency: USD is the rule of the other.*allowed: EUR"),
        (Summary("EUR", refunds="net"), "refunds: net.*allowed: refuse"),
        (Summary("EUR", rounding="half even"), "rounding: half even.*allowed: none"),
        (Summary("EUR", hours=True), "resolution: 3600 seconds.*allowed: 86400 seconds"),
        (Summary("EUR", costs=0.25), "costs: a margin of 0.25.*allowed: none"),
        (Summary("EUR", keys=("trimmed",)), "keys: trimmed.*allowed: as is"),
    ):
        with pytest.raises(habitue.HabitueError, match=said) as refused:
            own.merge(other)
        assert "{" not in str(refused.value)
    own.push([1, 1, 2], ["2024-01-01", "2024-02-01", "2024-01-05"], [10, 20, 30])
    table = own.table("2024-06-01")
    with pytest.raises(habitue.DataError, match="not asked for when the table was made") as refused:
        table.log_intervals  # noqa: B018
    assert "window" not in str(refused.value)
