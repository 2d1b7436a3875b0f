"""Files of transactions: options by word, and every row and cent comes back. By hand."""

import io

import pytest

from habitue import loyalty
from habitue.errors import ArgumentError, DataError
from habitue.summary import FileRows, Summary

TEXT = (
    "id;day;n;price;code;state;order\n"
    "00017;05/01/2024;2;1.250,50;USD;paid;1\n"
    "17;07/02/2024;1;10,00;USD;paid;2\n"
    "17;09/02/2024;-1;10,00;USD;paid;2\n"
    ";10/02/2024;3;1,00;USD;paid;3\n"
    "18;11/02/2024;1;99,99;USD;Cancelled;4\n"
    "\n"
    "19;12/02/2024;4;10,00;EUR;paid;5\n"
    "19;32/02/2024;1;7,77;USD;paid;6\n"
)

OPTIONS = {
    "customer": "id",
    "date": "day",
    "quantity": "n",
    "price": "price",
    "date_format": "dmy",
    "decimal_mark": ",",
    "status": "state",
    "status_left_out": ["cancelled", "returned"],
    "currency": "code",
    "other_currencies": "leave out",
    "guests": "leave out",
    "refund_matching": "invoice",
    "refunded_by": "order",
    "bad_rows": "reject",
}


def made(**rules):
    return Summary("USD", refunds="net", keys=["without leading zeros"], **rules)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_row_and_cent_comes_back(encoding):
    summary = made()
    told = summary.read_csv(TEXT.encode(encoding), **OPTIONS)
    assert told.fates == [
        FileRows("purchase", None, "USD", 2, 0, 251_100),
        FileRows("refund", None, "USD", 1, 0, -1000),
        FileRows("status", None, "USD", 1, 0, 9999),
        FileRows("other currency", None, "EUR", 1, 0, 4000),
        FileRows("guest", None, "USD", 1, 0, 300),
        FileRows("rejected", "out of range", "USD", 1, 0, 777),
    ]
    assert (told.rows, told.rejected, told.left_out) == (7, 1, 4)
    assert (told.blank_lines, told.lines_around) == (1, 0)
    assert (told.matched_refunds, told.unmatched_refunds) == (1, 0)
    assert told.share_of_rows_lost == 4 / 7
    assert told.share_of_money_lost == 1.0  # of the euros
    table = summary.table("2024-02-29")
    assert table.keys.tolist() == ["17"]
    # The purchase of February came back.
    assert table.x.tolist() == [0]


def test_currencies_are_converted_by_rates():
    summary = made()
    options = OPTIONS | {"other_currencies": "convert", "rates": "2024-02-01,EUR,1.25\n"}
    summary.read_csv(TEXT.encode(), **options)
    table = summary.table("2024-02-29")
    assert table.keys.tolist() == ["17", "19"]
    assert table.total_spend.tolist() == [250_100, 5000]
    with pytest.raises(DataError, match=r"EUR \(1 rows\)"):
        made().read_csv(TEXT.encode(), **OPTIONS | {"other_currencies": "refuse"})


def test_amounts_as_people_write_them():
    text = "who,when,paid\na,2024-01-01,\"$1,234.50\"\na,2024-01-02,(34.50)\n"
    names = {"customer": "who", "date": "when", "amount": "paid"}
    summary = Summary("USD", refunds="net")
    told = summary.read_csv(text.encode(), **names)
    assert [fate.minor for fate in told.fates] == [123_450, -3450]
    with pytest.raises(DataError, match="1234 by a decimal point and 1.234 by"):
        Summary("USD").read_csv(b'who,when,paid\na,2024-01-01,"1,234"\n', **names)
    assert summary.table("2024-01-31").total_spend.tolist() == [120_000]


@pytest.mark.parametrize(
    "option",
    [
        {"guests": "leave"},
        {"zero_amounts": "free"},
        {"refund_matching": "customer"},
        {"other_currencies": "ignore"},
        {"decimal_mark": ";"},
        {"date_format": "ddmmyy"},
        {"time_zone": "Mars"},
        {"encoding": "klingon"},
        {"status_left_out": "cancelled"},
    ],
)
def test_options_that_are_none_are_refused(option):
    with pytest.raises(ArgumentError):
        made().read_csv(TEXT.encode(), **OPTIONS | option)


@pytest.mark.parametrize(
    "option",
    [{"price": None}, {"amount": "price"}, {"status_left_out": []}, {"refunded_by": None}],
)
def test_options_that_do_not_fit_are_refused(option):
    with pytest.raises(DataError):
        made().read_csv(TEXT.encode(), **OPTIONS | option)


def test_keys_of_one_customer():
    summary = Summary(keys=["compatible", "trimmed", "whole numbers", "lower cased"])
    summary.push([" １７ ", "17.0", "Anna", "ANNA"], ["2024-01-01", "2024-01-02"] * 2)
    assert summary.table("2024-01-31").keys.tolist() == ["17", "anna"]
    assert summary.erase("aNNA")
    assert not summary.erase("anna")
    with pytest.raises(ArgumentError, match="'upper'"):
        Summary(keys=["upper"])
    with pytest.raises(ArgumentError):
        Summary(keys="trimmed")
    joined = loyalty.survey_join(["007", "8"], ["7"], keys=["without leading zeros"])
    assert joined.rows.tolist() == [0, -1]


def test_a_workbook_is_read():
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["who", "when", "paid"])
    book.active.append(["a", "2024-01-01", 10.5])
    held = io.BytesIO()
    book.save(held)
    summary = Summary("USD")
    told = summary.read_csv(held.getvalue(), customer="who", date="when", amount="paid")
    assert [fate.minor for fate in told.fates] == [1050]
