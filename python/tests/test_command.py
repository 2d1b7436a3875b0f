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
    with pytest.raises(SystemExit, match="--currency EUR"):
        main(["report", str(bad)])


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
