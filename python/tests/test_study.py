"""A study and its report from Python: the same page, text and pictures as the library writes."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from habitue import ArgumentError, DataError
from habitue.lifetime import BgNbd
from habitue.study import Study
from habitue.summary import Summary

pandas = pytest.importorskip("pandas")

DATA = Path(__file__).resolve().parents[2] / "examples" / "data"


@pytest.fixture(scope="module")
def study() -> Study:
    summary = Summary("USD")
    summary.read_csv(DATA / "cdnow_sample.csv", customer="customer", date="date", amount="amount")
    survey = DATA / "cdnow_survey_synthetic.csv"
    return Study(summary, survey=survey, split="1997-09-30", futures=100, threads=2)


def test_the_page_is_whole_in_both_languages(study: Study) -> None:
    english, chinese = study.page(title="<CDNOW>"), study.page(language="zh", title="样本")
    assert '<html lang="en">' in english and '<html lang="zh-CN">' in chinese
    assert "<CDNOW>" not in english and "样本" in chinese
    # What findings are known of this sample (see the tests of the study).
    for figure in ("66.6%", "66.3%", "51–61%", "16 bought again"):
        assert figure in english, figure
    assert len(re.findall("<figure", english)) == len(re.findall("<figure", chinese))
    assert study._repr_html_() == study.page()


def test_a_figure_is_an_svg_that_stands_alone(study: Study) -> None:
    figure = study.figure("tiers", language="zh")
    root = ElementTree.fromstring(figure.svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert figure._repr_svg_() == figure.svg == study.figure("tiers", language="zh").svg
    with pytest.raises(DataError, match="bought_again"):
        study.figure("crystal ball")


def test_the_verdict_is_data(study: Study) -> None:
    verdict = study.verdict()
    assert (verdict.overall, verdict.headline) == ("with_care", "act_on_who_matters")
    assert verdict.text == "Act on who matters. Do not budget on the totals."
    assert verdict.text in study.page() and verdict.grounds in study.text().replace("\n", " ")
    assert verdict.model is not None and verdict.model.name() in verdict.choice
    assert (verdict.split, verdict.unit) == (datetime.date(1997, 9, 30), "week")
    assert verdict.first_day == datetime.date(1997, 1, 1)
    assert verdict.value_basis == "revenue"
    assert list(verdict.checks) == ["totals", "ranking", "leaving", "gaps", "rows", "spend"]
    totals = verdict.checks["totals"]
    assert (totals.grade, totals.finding) == ("with_care", "too_low")
    assert totals.gauge is not None and totals.gauge.better == "near_zero"
    assert totals.gauge.low is not None and totals.gauge.low < totals.gauge.value < 0
    assert totals.gauge.sound < abs(totals.gauge.value) <= totals.gauge.care
    assert totals.title in study.page() and totals.text in study.page()
    # What came in the test, as the file has it: purchases on distinct days, and money.
    came, money = totals.figures["purchases_came"], totals.figures["money_came"]
    frame = pandas.read_csv(DATA / "cdnow_sample.csv")
    known = set(frame[frame.date <= "1997-09-30"].customer)
    later = frame[(frame.date > "1997-09-30") & frame.customer.isin(known)]
    assert came.value == later.groupby("customer").date.nunique().sum()
    assert money.value == pytest.approx(later.amount.sum(), rel=1e-12)
    bias = totals.figures["purchases_bias"].value
    expected = totals.figures["purchases_expected"].value
    assert expected is not None and came.value is not None
    assert bias == pytest.approx(expected / came.value - 1, rel=1e-12)
    chinese = study.verdict(language="zh")
    assert chinese.text == "客户排序可以采用，总量预测不宜直接用于预算"
    assert chinese.checks["totals"].figures == totals.figures


def test_key_figures_go_by_name(study: Study) -> None:
    figures = study.key_figures
    assert figures["base.customers"].value == 2357 and figures["base.purchases"].value == 6696
    assert figures["base.revenue"].value == 244091.94
    ahead = figures["ahead.purchases"]
    assert ahead.value is not None and ahead.low is not None and ahead.high is not None
    assert ahead.low < ahead.value < ahead.high and ahead.withheld is None
    buyers = figures["ahead.buyers"]
    assert buyers.value is not None and buyers.low is not None and buyers.high is not None
    assert buyers.low < buyers.value < buyers.high <= 2357
    # As tests/oracle/study_figures.py counts them.
    assert figures["test.buyers_bought"].value == 684
    assert {name.partition(".")[0] for name in figures} >= set(study.verdict().checks)


def test_what_is_withheld_says_why() -> None:
    summary = Summary()
    summary.push(list(range(40)), [19_000 + day for day in range(40)])
    study = Study(summary)
    verdict = study.verdict()
    assert (verdict.overall, verdict.headline) == ("not_to_be_used", "nobody_came_back")
    assert verdict.model is None and verdict.split is None
    groups = ["purchases", "money", "values", "chance", "leaving", "keeping", "lists"]
    assert list(verdict.withheld) == groups
    withheld = verdict.withheld["purchases"]
    assert (withheld.reason, withheld.release) == ("nobody_came_back", "repeat_purchases")
    assert (withheld.found, withheld.bound) == (None, None)
    assert withheld.text.startswith("Nobody bought a second time. What would release it: ")
    assert "nobody bought a second time" in study.page()
    ahead = study.key_figures["ahead.purchases"]
    assert (ahead.value, ahead.low, ahead.withheld) == (None, None, "nobody_came_back")


def test_there_is_a_line_for_each_customer(study: Study) -> None:
    rows = list(csv.DictReader(io.StringIO(study.customers_csv())))
    assert len(rows) == 2357
    assert {row["tier"] for row in rows} == {"1", "2", "3", "4"}
    chances = [float(row["chance_to_buy_52_weeks"]) for row in rows]
    assert all(0 <= chance <= 1 for chance in chances)
    assert "Who matters?" in study.text() and "哪些客户最重要" in study.text(language="zh")


def test_the_table_is_a_file_by_its_ending(study: Study, tmp_path: Path) -> None:
    study.save_customers(tmp_path / "customers.csv")
    assert (tmp_path / "customers.csv").read_text("utf-8") == study.customers_csv()
    study.save_customers(tmp_path / "customers.XLSX")
    with zipfile.ZipFile(tmp_path / "customers.XLSX") as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    space = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    rows = sheet.findall(".//x:row", space)
    texts = [["".join(cell.itertext()) for cell in row.findall("x:c", space)] for row in rows]
    header, *lines = csv.reader(io.StringIO(study.customers_csv()))
    assert texts[0] == header and len(texts) == 1 + len(lines)
    day = header.index("last_purchase")
    for found, line in zip(texts[1:], lines):
        # Days are counted from 1899-12-30.
        date = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(found[day]))
        assert found[:day] + [str(date)] + found[day + 1 :] == line
    with pytest.raises(ArgumentError):
        study.save_customers(tmp_path / "customers.docx")


def test_what_makes_no_sense_is_refused() -> None:
    summary = Summary()
    with pytest.raises(DataError, match="nobody"):
        Study(summary)
    summary.push([1, 1, 2], ["2024-01-01", "2024-03-01", "2024-02-01"])
    with pytest.raises(DataError, match=r"0\.3"):
        Study(summary, margin=30)
    with pytest.raises(DataError, match="split"):
        Study(summary, split="2199-01-01")
    with pytest.raises(ArgumentError, match="model"):
        Study(summary, model="crystal ball")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="language"):
        Study(summary, split=None).page(language="fr")
    small = Study(summary, split=None, model=BgNbd)
    assert "Decide nothing" in small.page() or "Hardly anybody" in small.page()


def test_a_word_that_no_report_has_is_named(study: Study) -> None:
    for of in ("page", "text", "customers_csv"):
        with pytest.raises(TypeError, match=rf"Study\.{of}\(\).*'titel'; allowed: language, title"):
            getattr(study, of)(titel=1)
