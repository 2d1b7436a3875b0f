"""Bases and their models as pickles, files and bytes."""

from __future__ import annotations

import datetime
import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cdnow_frames import FRAMES, SPLIT, frames

import habitue
from habitue import ArgumentError, CustomerBase, DataError, HabitueError


@pytest.mark.parametrize("name", ["dict of text", "pandas", "pandas category", "polars", "pyarrow"])
def test_bases_and_models_go_to_another_process(name: str) -> None:
    frame = frames().get(name)
    if frame is None:
        pytest.skip(f"{name} is not here")
    base = CustomerBase.from_transactions(frame, amount="amount", currency="USD")
    calibration, _ = base.split(SPLIT)
    age = dict(zip(base, base.to_frame()["age"]))
    joined = calibration.join({"customer": list(age), "older": list(age.values())})
    model = joined.fit("bg/nbd")
    again = pickle.loads(pickle.dumps(model))
    assert again == model and again.notes == model.notes
    for one, other in ((base, pickle.loads(pickle.dumps(base))), (joined, again._base)):
        assert other.audit == one.audit and list(other) == list(one)
        assert (other.unit, other.currency, other.end) == (one.unit, one.currency, one.end)
        told, back = one.to_frame(), other.to_frame()
        assert type(back) is type(told)
        names = (
            told
            if name == "dict of text"
            else getattr(told, "column_names", None) or list(told.columns)
        )
        assert len(list(names)) > 5
        for column in names:
            assert str(list(back[column])) == str(list(told[column]))
    assert list(again.predict()["value"]) == list(model.predict()["value"])
    assert list(again.validate(base.split(SPLIT).holdout).errors.__dict__.values()) == list(
        model.validate(base.split(SPLIT).holdout).errors.__dict__.values()
    )


@pytest.mark.parametrize("name", FRAMES)
def test_a_base_goes_to_a_file_and_back(name: str, tmp_path: Path) -> None:
    frame = FRAMES[name]
    base = CustomerBase.from_transactions(frame, amount="amount", currency="USD")
    ages = dict(zip(base, base._histories.age))
    told = {base._keys.name: list(ages), "age": list(ages.values()), "group": ["x"] * len(ages)}
    for one in (base.until("1997-12-31"), base.join(told), base):
        one.save(tmp_path / "shop")
        again = CustomerBase.load(tmp_path / "shop", like=frame)
        plain = CustomerBase.load(tmp_path / "shop")
        assert again.audit == plain.audit == one.audit and again.end == one.end
        assert list(map(str, again)) == list(map(str, one)) and again.currency == "USD"
        assert type(again.to_frame()) is type(one.to_frame())
        for mine, theirs in zip(plain._histories.columns, one._histories.columns):
            assert np.array_equal(mine, theirs)
        assert plain.columns == one.columns
        assert all(np.array_equal(plain._fact(of), one._fact(of)) for of in one.columns)
    first, then = (of.split(SPLIT).holdout for of in (base, CustomerBase.load(tmp_path / "shop")))
    assert np.array_equal(first.purchases, then.purchases)


def test_a_file_keeps_costs_refunds_and_customers_of_a_summary(tmp_path: Path) -> None:
    sales = {
        "customer": ["b", "a", "b", None],
        "date": ["2024-01-05", "2024-02-01", "2024-03-01", "2024-03-02"],
        "amount": ["10.00", "5.50", "-2.00", "1"],
        "cost": ["4.00", "2", "-0.50", "1"],
        "state": ["paid", "paid", "paid", "open"],
    }
    how: Any = {"amount": "amount", "cost": "cost", "currency": "EUR", "keep": {"state": ["paid"]}}
    base = CustomerBase.from_transactions(sales, unit="day", **how)
    base.save(tmp_path / "shop")
    again = CustomerBase.load(tmp_path / "shop")
    assert again.audit == base.audit
    for name, column in base.to_frame().items():  # type: ignore[attr-defined]
        assert np.array_equal(np.asarray(again.to_frame()[name]), np.asarray(column)), name
    more = {name: of[:1] for name, of in sales.items()} | {"date": ["2024-05-05"]}
    later, known_later = again.update(more), base.update(more)
    assert later.to_frame()["frequency"].tolist() == [0, 1]
    assert later.to_frame()["margin"].tolist() == known_later.to_frame()["margin"].tolist()
    known = {"k": [7, 3], "x": [2, 0], "t_x": [30.4, 0.0], "T": [38.9, 38.9], "n": [2.0, 1.0]}
    of = CustomerBase.from_summary(
        known, customer="k", frequency="x", recency="t_x", weights="n", unit="week"
    )
    of.save(tmp_path / "shop")
    again = CustomerBase.load(tmp_path / "shop")
    assert list(again) == [3, 7] and again.fit("nbd").parameters == of.fit("nbd").parameters


def test_files_of_bases_are_checked(tmp_path: Path) -> None:
    file = tmp_path / "shop"
    sales = {"customer": [1, 1], "date": ["2024-01-01", "2024-01-15"]}
    base = CustomerBase.from_transactions(sales)
    base.save(file)
    whole = file.read_bytes()
    for wrong in (b"", b"no base", whole[:-40]):
        file.write_bytes(wrong)
        with pytest.raises(DataError, match="holds no base of habitue, or was damaged"):
            CustomerBase.load(file)
    at = whole.index(b"habitue_base") + 16
    bad = bytearray(whole)
    bad[at] ^= 1
    file.write_bytes(bytes(bad))
    with pytest.raises(DataError, match="damaged"):
        CustomerBase.load(file)
    with pytest.raises(OSError):
        CustomerBase.load(tmp_path / "nowhere")
    CustomerBase.from_transactions({**sales, "customer": ["a", "b"]}).save(file)
    with np.load(file) as found:
        arrays = {name: found[name] for name in found.files}
    told = json.loads(arrays["told"].tobytes())
    for name, wrong_part in (
        ("customers", np.array([0, 2])),
        ("told", np.frombuffer(json.dumps({**told, "settings": {}}).encode(), np.uint8)),
        ("keys.text", None),
    ):
        wrong_arrays = {**arrays, name: wrong_part}
        with file.open("wb") as out:
            np.savez(out, **{n: of for n, of in wrong_arrays.items() if of is not None})
        with pytest.raises(DataError):
            CustomerBase.load(file)
    later = np.frombuffer(json.dumps({**told, "habitue_base": 2}).encode(), np.uint8)
    with file.open("wb") as out:
        np.savez(out, **{**arrays, "told": later})
    with pytest.raises(DataError, match="is of format 2; this version reads 1"):
        CustomerBase.load(file)
    dates = {"customer": [datetime.date(2024, 1, 1)], "date": ["2024-01-01"]}
    with pytest.raises(HabitueError, match="can be saved"):
        CustomerBase.from_transactions(dates).save(file)


def test_a_base_of_a_summary_goes_to_another_process() -> None:
    known = {"customer": [7, 3], "frequency": [2, 0], "recency": [30.4, 0.0], "T": [38.9, 38.9]}
    base = CustomerBase.from_summary(known, unit="week")
    again = pickle.loads(pickle.dumps(base))
    assert {n: list(c) for n, c in again.to_frame().items()} == {
        n: list(c) for n, c in base.to_frame().items()
    }


def test_a_base_of_a_relation_stays_where_its_connection_is() -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    relation = duckdb.sql("SELECT 1 AS customer, DATE '2024-01-01' AS date")
    base = CustomerBase.from_transactions(relation)
    with pytest.raises(HabitueError, match="to_arrow_table"):
        pickle.dumps(base)


def test_bytes_of_a_model_are_checked() -> None:
    paper = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
    model = habitue.CustomerModel.from_parameters("bg/nbd", paper, unit="week")
    told = model.to_bytes()
    assert habitue.CustomerModel.from_bytes(told) == model
    for wrong, said in (
        (told.replace(b'"week"', b'"year"'), "damaged"),
        (told.replace(b'"habitue": 1', b'"habitue": 2'), "of format 2; this version reads 1"),
        (told[:-9], "holds no model"),
        (b"[]", "holds no model"),
    ):
        with pytest.raises(DataError, match=said):
            habitue.CustomerModel.from_bytes(wrong)
    with pytest.raises(ArgumentError, match="bytes"):
        habitue.CustomerModel.from_bytes("text")  # type: ignore[arg-type]
