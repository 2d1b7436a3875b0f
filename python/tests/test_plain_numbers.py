"""Amounts of no currency: plain numbers, which are "XXX" wherever a currency is told."""

from __future__ import annotations

import numpy as np
import pytest

from habitue import CustomerBase, CustomerModel, DataError, ProvenanceError
from habitue.arrow import ArrowColumns
from habitue.economics import CashFlow
from habitue.lifetime import BgNbd
from habitue.live import Live, Scorer
from habitue.summary import Summary, proposal

SALES = {"customer": [1, 1, 2], "date": ["2024-01-05", "2024-01-20", "2024-02-02"]}
PAID = ["5.25", "3", "0.5"]


def summary(currency: str, amounts: list[str] = PAID) -> Summary:
    made = Summary(currency)
    made.push(SALES["customer"], SALES["date"], amounts)
    return made


def test_a_summary_of_plain_numbers_has_their_decimals() -> None:
    for currency, factor in (("XXX", 100), ("X03", 1000), ("X12", 10**12)):
        made = summary(currency)
        assert made.table("2024-03-01").total_spend.tolist() == [8.25 * factor, 0.5 * factor]
        assert made.table("2024-03-01").mean_repeat_spend.tolist() == [3.0, 0.0]
        again = Summary.from_bytes(made.to_bytes())
        assert again.currency == currency
        again.push([3], ["2024-02-09"], [7], amount_unit="minor")
        assert again.table("2024-03-01").total_spend[-1] == 7
    whole = summary("X00", ["5", "3", "1"])
    assert whole.table("2024-03-01").total_spend.tolist() == [8, 1]
    with pytest.raises(DataError, match="decimals"):
        summary("X00")
    for other in ("USD", "X03"):
        with pytest.raises(DataError):
            summary("XXX").merge(Summary(other))
    for wrong in ("X02", "X13", "xxx", "points"):
        with pytest.raises(DataError, match='"XXX" for plain numbers of two decimals'):
            Summary(wrong)


def test_what_takes_a_currency_takes_plain_numbers() -> None:
    live = Live(summary("X03"), "2024-03-01")
    assert live.currency == "X03"
    live.purchase(1, "2024-02-20", "1.125")
    assert live.table().total_spend[0] == 9375
    known = {"t": 39.0, "horizon": 52.0, "rate": 0.003}
    model = BgNbd(0.243, 4.414, 0.793, 2.426)
    assert len(Scorer(model, **known, currency="X03").read(live, [1]).value) == 1
    with pytest.raises(DataError, match="is of another currency"):
        Scorer(model, **known, currency="XXX").read(live, [1])
    flow = CashFlow([0, 1], ["-5.125", "9"], currency="X03")
    assert flow.total == 3875
    assert CashFlow([0, 1], [-5.126, 9.0]).in_currency("XXX").total == -513 + 900
    told = ArrowColumns({"n": np.arange(2)}, currency="X03").metadata
    assert told == {"habitue.currency": "X03"}


def test_a_base_of_plain_numbers_is_one_however_it_is_said() -> None:
    made = CustomerBase.from_transactions({**SALES, "paid": PAID}, amount="paid", currency="XXX")
    same = CustomerBase.from_transactions({**SALES, "paid": PAID}, amount="paid")
    assert made.currency is same.currency is None
    for name in ("spend", "mean_spend"):
        assert made.to_frame()[name].tolist() == same.to_frame()[name].tolist()
    paper = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
    spend = {"p": 6.25, "q": 3.74, "gamma": 15.44}
    of_plain = CustomerModel.from_parameters(
        "bg/nbd", paper, unit="week", spend=spend, currency="XXX"
    )
    assert of_plain.currency is None
    assert of_plain.predict(made)["value"].tolist() == of_plain.predict(same)["value"].tolist()
    euros = CustomerBase.from_transactions({**SALES, "paid": PAID}, amount="paid", currency="EUR")
    with pytest.raises(ProvenanceError, match="currency"):
        of_plain.predict(euros)
    points = CustomerBase.from_transactions(
        {**SALES, "paid": ["1.125", "2", "3"]}, amount="paid", currency="X03", rounding="refuse"
    )
    assert points.to_frame()["spend"].tolist() == [3.125, 3.0]
    assert "X03" in str(points)
    for make in (
        lambda: CustomerBase.from_summary(
            {"customer": [1], "frequency": [0], "recency": [0.0], "T": [1.0]},
            unit="week",
            currency="euro",
        ),  # fmt: skip
        lambda: CustomerModel.from_parameters("bg/nbd", paper, unit="week", currency="euro"),
    ):
        with pytest.raises(DataError, match="is no currency of ISO 4217"):
            make()


def test_a_file_is_looked_at_before_it_is_read() -> None:
    plain = b"who,when,paid\na,2024-01-05,5.25\nb,2024-01-06,3\n"
    assert "ledger_currency" not in proposal(plain)
    assert proposal(plain)["amount"][0] == "paid"
    column = b"who;when;paid;currency\na;05.01.2024;5,25;GBP\nb;13.01.2024;3;GBP\n"
    found = proposal(column)
    assert found["ledger_currency"][0] == "GBP" and found["date_format"][0] == "dmy"
    with pytest.raises(DataError, match="currency="):
        proposal(plain.replace(b",5.25", b",$5.25"))
    with pytest.raises(DataError, match='date_format="dmy", or date_format="mdy"'):
        proposal(b"who,when,paid\na,3/4/2024,5\n")
    assert proposal(b"who,when,paid\na,3/4/2024,5\n", date_format="mdy")["date_format"][0] == "mdy"
    refused = Summary("XXX")
    with pytest.raises(DataError, match='currency="EUR"'):
        refused.read_csv(plain.replace(b",5.25", ",€5.25".encode()))
