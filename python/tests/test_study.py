"""A study and its report from Python: the same page, text and pictures as the library writes."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from habitue import ArgumentError, DataError
from habitue.lifetime import BgNbd
from habitue.study import Study
from habitue.summary import Summary

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


def test_there_is_a_line_for_each_customer(study: Study) -> None:
    rows = list(csv.DictReader(io.StringIO(study.customers_csv())))
    assert len(rows) == 2357
    assert {row["tier"] for row in rows} == {"1", "2", "3", "4"}
    chances = [float(row["chance_to_buy_52_weeks"]) for row in rows]
    assert all(0 <= chance <= 1 for chance in chances)
    assert "Who matters?" in study.text() and "哪些客户最重要" in study.text(language="zh")


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
