"""The command: its page is that of the study, its scores are those of the model."""

from __future__ import annotations

import csv
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest

import habitue.lifetime
from habitue.command import main
from habitue.study import Study
from habitue.summary import Summary

ROOT = Path(__file__).resolve().parents[2]
CDNOW = ROOT / "examples/data/cdnow_sample.csv"


@pytest.fixture()
def part(tmp_path: Path) -> Path:
    """The first customers of the sample, enough for a study."""
    file = tmp_path / "sales.csv"
    file.write_text("\n".join(CDNOW.read_text().splitlines()[:1200]) + "\n")
    return file


def test_the_page_is_that_of_the_study(
    part: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    asked = ["report", str(part), "--currency", "USD", "--model", "bg-nbd", "--out", str(out)]
    assert main(asked) == 0
    summary = Summary("USD", threads=0)
    summary.read_csv(part, customer="customer", date="date", amount="amount")
    study = Study(summary, model=habitue.lifetime.BgNbd, threads=0)
    words = {"title": "sales.csv", "source": "sales.csv"}
    page = study.page(other="customer_base.zh-CN.html", **words)
    assert (out / "customer_base.html").read_text(encoding="utf-8") == page
    chinese = (out / "customer_base.zh-CN.html").read_text(encoding="utf-8")
    assert chinese == study.page(language="zh", other="customer_base.html", **words)
    assert (out / "customers.csv").read_text(encoding="utf-8") == study.customers_csv(**words)
    assert capsys.readouterr().out.startswith(study.text(**words))


def test_the_page_is_that_of_the_main_job(tmp_path: Path) -> None:
    job = os.environ.get("HABITUE_MAIN_JOB")
    if job is None:
        pytest.skip("HABITUE_MAIN_JOB names no main job")
    asked = ["--currency", "USD", "--model", "bg-nbd"]
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    assert main(["report", str(CDNOW), *asked, "--out", str(ours)]) == 0
    subprocess.run([job, "--transactions", str(CDNOW), *asked, "--out", str(theirs)], check=True)
    for name in ("customer_base.html", "customer_base.zh-CN.html", "customers.csv"):
        assert (ours / name).read_bytes() == (theirs / name).read_bytes(), name


@pytest.mark.parametrize("named", ["", "€", "currency"])
def test_a_page_without_a_named_currency_is_that_of_the_main_job(
    named: str, part: Path, tmp_path: Path
) -> None:
    """Of plain numbers, of amounts with a sign, and of a column of currencies."""
    lines = [line.split(",")[:4] for line in part.read_text().splitlines()]
    head = lines[0][:2] + lines[0][3:] + (["currency"] if named == "currency" else [])
    rows = [
        [who, day, ("€" if named == "€" else "") + paid] + (["EUR"] if named == "currency" else [])
        for who, day, _, paid in lines[1:]
    ]
    part.write_text("\n".join(",".join(row) for row in [head, *rows]) + "\n", encoding="utf-8")
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    asked = ["--model", "bg-nbd"]
    assert main(["report", str(part), *asked, "--out", str(ours)]) == 0
    page = (ours / "customer_base.html").read_text(encoding="utf-8")
    assert ("€" in page) == bool(named)
    job = os.environ.get("HABITUE_MAIN_JOB")
    if job is None:
        pytest.skip("HABITUE_MAIN_JOB names no main job")
    subprocess.run([job, "--transactions", str(part), *asked, "--out", str(theirs)], check=True)
    for name in ("customer_base.html", "customer_base.zh-CN.html", "customers.csv"):
        assert (ours / name).read_bytes() == (theirs / name).read_bytes(), name


SURVEY = ROOT / "examples/data/survey_raw_synthetic.csv"


def test_the_page_of_a_survey_is_that_of_the_main_job(tmp_path: Path) -> None:
    job = os.environ.get("HABITUE_MAIN_JOB")
    shares = tmp_path / "shares.csv"
    shares.write_text("column,label,share\nsegment,retail,5\nsegment,企业,3\nsegment,online,2\n")
    asked = ["--survey-column", "unused=region", "--population", str(shares), "--language", "zh"]
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    assert main(["survey", str(SURVEY), *asked, "--out", str(ours)]) == 0
    names = sorted(path.name for path in ours.iterdir())
    assert "survey.html" in names and "survey.en.html" in names and "survey_groups.csv" in names
    if job is None:
        pytest.skip("HABITUE_MAIN_JOB names no main job")
    subprocess.run([job, "--survey", str(SURVEY), *asked, "--out", str(theirs)], check=True)
    assert names == sorted(path.name for path in theirs.iterdir())
    for name in names:
        assert (ours / name).read_bytes() == (theirs / name).read_bytes(), name


def test_scores_are_those_of_the_model(part: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(part.open()))
    columns = {name: [row[name] for row in rows] for name in ("customer", "date", "amount")}
    base = habitue.CustomerBase.from_transactions(columns, amount="amount", currency="USD")
    model = base.fit("bg/nbd")
    model.save(tmp_path / "model.json")
    out = tmp_path / "scores.csv"
    asked = ["--model", str(tmp_path / "model.json"), "--horizon", "26 weeks", "--out", str(out)]
    assert main(["score", str(part), *asked]) == 0
    found = list(csv.DictReader(out.open()))
    expected = model.predict(horizon="26 weeks")
    assert [row["customer"] for row in found] == list(expected["customer"])
    for name in ("p_alive", "expected_purchases", "value"):
        assert np.array_equal([float(row[name]) for row in found], expected[name])
    continental = tmp_path / "continental.csv"
    cells = [";".join((*one[:2], one[2].replace(".", ","))) for one in zip(*columns.values())]
    continental.write_text("\n".join(["customer;date;amount", *cells]) + "\n")
    again = tmp_path / "again.csv"
    assert main(["score", str(continental), "--decimal-mark", ",", *asked[:-1], str(again)]) == 0
    assert again.read_bytes() == out.read_bytes()
    with pytest.raises(SystemExit, match="--bad-rows is for report"):
        main(["score", str(part), "--bad-rows", "reject", *asked])


def test_what_is_wrong_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path / "none.csv"), "--currency", "USD"]) == 1
    assert "none.csv" in capsys.readouterr().err
    bad = tmp_path / "bad.csv"
    bad.write_text("customer,date,amount\n1,soon,3\n")
    assert main(["report", str(bad), "--currency", "USD"]) == 1
    assert "date" in capsys.readouterr().err
    assert main(["report", str(bad), "--currency", "euro"]) == 1
    assert "currency" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rows", "told", "asked"),
    [
        (["1,2024-01-01,$3"], "; to go on: --currency USD, or --currency ARS", None),
        (["1,3/4/2024,3"], "; to go on: --date-format dmy, or --date-format mdy", None),
        (
            [",2024-01-01,3", "2,2024-02-01,3"],
            "; to go on: --guests leave-out, or --bad-rows reject",
            ["--guests", "leave-out"],
        ),
        (
            ["1,2024-01-01T12:00:00+08:00,3", "1,2024-02-01T12:00:00Z,3"],
            "--timezone Asia/Shanghai, or --timezone UTC",
            ["--timezone", "UTC"],
        ),
        (["1,2024-01-01,3,EUR", "1,2024-01-09,3,USD"], "allowed: EUR", None),
    ],
)
def test_what_is_wrong_names_options_of_the_command(
    rows: list[str], told: str, asked: list[str] | None, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    file = tmp_path / "sales.csv"
    head = "customer,date,amount" + ",currency" * (rows[0].count(",") == 3)
    file.write_text("\n".join([head, *rows]) + "\n")
    assert main(["report", str(file), "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert said.rstrip().endswith(told) and "=" not in said.partition("to go on")[2]
    if asked is not None:
        main(["report", str(file), *asked, "--out", str(tmp_path / "out")])
        assert "to go on" not in capsys.readouterr().err


def test_a_survey_is_read_as_its_options_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"{row % 5 + 1};{'甲乙'[row % 2]};{'东西'[row // 45]}" for row in range(90)]
    file = tmp_path / "answers.csv"
    file.write_bytes("\n".join(["price;dealer;region", *rows]).encode("gb18030"))
    asked = ["survey", str(file), "--delimiter", "semicolon", "--encoding", "gb18030"]
    out = tmp_path / "out"
    assert main([*asked, "--cross", "region:dealer", "--out", str(out)]) == 0
    table = list(csv.DictReader((out / "survey_cross.csv").open(encoding="utf-8")))
    assert {(row["rows"], row["columns"]) for row in table} == {("region", "dealer")}
    assert main([*asked, "--cross", "region:colour", "--out", str(out)]) == 1
    assert "colour" in capsys.readouterr().err
    assert main([*asked, "--sheet", "first", "--out", str(out)]) == 1
    with pytest.raises(SystemExit):
        main([*asked, "--cross", "region", "--out", str(out)])
