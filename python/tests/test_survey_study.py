"""A survey alone: from a raw frame to tables, a page and a path model; the same from a file."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

import habitue
from habitue.satisfaction import PromoterScore
from habitue.structure import PathFit, PathModel
from habitue.survey import Moments
from habitue.survey_study import SurveyStudy

ROOT = Path(__file__).resolve().parents[2]
SURVEY = ROOT / "examples/data/survey_raw_synthetic.csv"
POPULATION = {"segment": {"retail": 0.5, "企业": 0.3, "online": 0.2}}


@pytest.fixture(scope="module")
def study() -> SurveyStudy:
    return SurveyStudy(SURVEY, population=POPULATION)


def columns() -> dict[str, list[str | None]]:
    rows = list(csv.DictReader(SURVEY.open(encoding="utf-8")))
    return {name: [row[name] or None for row in rows] for name in rows[0]}


def test_a_frame_is_its_file(study: SurveyStudy) -> None:
    frame = columns()
    frame["recommend"] = [None if one is None else int(one) for one in frame["recommend"]]  # type: ignore[misc]
    frame["repurchase"] = [None if one is None else float(one) for one in frame["repurchase"]]  # type: ignore[misc]
    same = SurveyStudy(frame, population=POPULATION)
    assert same.page(language="zh") == study.page(language="zh")
    assert same.text() == study.text()


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow"])
def test_a_frame_of_any_kind_is_its_file(study: SurveyStudy, kind: str) -> None:
    library = pytest.importorskip(kind if kind != "pyarrow" else "pyarrow.csv")
    frame = library.read_csv(str(SURVEY) if kind == "pyarrow" else SURVEY)
    same = SurveyStudy(frame, population=POPULATION).to_dict()
    for name, table in study.to_dict().items():
        for column, cells in table.items():
            np.testing.assert_array_equal(same[name][column], cells, f"{name} {column}")


def test_figures_are_those_of_the_oracle(study: SurveyStudy) -> None:
    """tests/oracle/survey_study.py, by numpy."""
    groups = study.table("groups")
    found = {
        key: place
        for place, key in enumerate(
            zip(groups["by"], groups["group"], groups["wave"], groups["figure"])
        )
    }
    rows = list(csv.DictReader((ROOT / "tests/data/survey_study.csv").open(encoding="utf-8")))
    assert len(rows) == len(found)
    for row in rows:
        place = found[row["by"], row["group"], row["wave"], row["figure"]]
        assert groups["used"][place] == float(row["used"])
        if groups["withheld"][place]:
            assert float(row["used"]) < 30 and np.isnan(groups["value"][place])
        else:
            assert groups["value"][place] == pytest.approx(
                float(row["value"]), rel=1e-12, abs=1e-12
            )


def test_answers_are_weighted_and_turned(study: SurveyStudy) -> None:
    answers = study.answers
    names = answers.questionnaire.names
    assert names[:9] == (
        "expectations", "range", "delivery", "slow", "price", "ideal", "complaints", "again",
        "overall",
    )  # fmt: skip
    assert names[9:] == (
        "recommend", "repurchase", "channels: app", "channels: phone", "channels: shop",
        "loyalty index",
    )  # fmt: skip
    assert len(answers) == 1200
    score = PromoterScore.of(answers, "recommend", detractor_at_most=6, promoter_at_least=9)
    assert study.by("promoter")["value"].tolist() == [score.score]
    # "slow" was asked in the negative: 6 less the answer.
    given = [{"Very satisfied": 5.0, "非常不满意": 1.0}.get(one or "") for one in columns()["slow"]]
    turned = answers.column("slow")
    assert all(now == 6 - then for now, then in zip(turned, given) if then is not None)


def test_pictures_tables_and_files(study: SurveyStudy, tmp_path: Path) -> None:
    assert {"satisfaction", "promoter_trend", "index_by_segment", "drivers"} <= set(study.figures)
    assert study.figure("drivers").svg.startswith("<svg")
    assert set(study.tables) == {
        "groups",
        "items",
        "drivers",
        "cross",
        "options",
        "weights",
        "columns",
    }
    drivers = study.table("drivers")
    assert drivers["outcome"][0] == "overall" and drivers["share"].argmax() == 2  # delivery
    study.save(tmp_path / "survey.xlsx")
    assert (tmp_path / "survey.xlsx").read_bytes()[:2] == b"PK"
    by = study.by("index", "segment", "month")
    assert len(by["value"]) == 9 and set(by) == {
        "group", "wave", "value", "low", "high", "used", "withheld"
    }  # fmt: skip
    assert "withheld" in str(study) and "respondents" in repr(study)
    for call, told in [
        (lambda: study.figure("tiers"), "drivers"),
        (lambda: study.table("tiers"), "groups"),
        (lambda: study.by("index", "city"), "index by segment"),
    ]:
        with pytest.raises(habitue.DataError, match=told):
            call()
    with pytest.raises(habitue.ArgumentError, match="xlsx"):
        study.save(tmp_path / "survey.csv")


def test_what_is_wrong_is_told_by_row_and_option() -> None:
    frame = {"price": [5, 4, 3, 5], "who": ["a", "b", "a", "b"]}
    with pytest.raises(habitue.DataError, match="not in the population") as refused:
        SurveyStudy(frame, population={"who": {"a": 1}})
    assert (refused.value.row, refused.value.column) == (1, "who")
    with pytest.raises(habitue.HabitueError, match="0-10"):
        SurveyStudy({"price": [0, 10, 4, 7]})
    assert SurveyStudy({"price": [0, 10, 4, 7]}, scale="0-10", least=2).by("index")["value"] == 52.5
    with pytest.raises(habitue.DataError, match="price, who"):
        SurveyStudy(frame, columns={"segment": "city"})
    with pytest.raises(habitue.ArgumentError, match="segment"):
        SurveyStudy(frame, columns={"dance": "who"})
    with pytest.raises(habitue.ArgumentError):
        SurveyStudy(7)  # type: ignore[arg-type]


def test_the_tutorial_runs_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    text = (ROOT / "python/docs/raw-survey.md").read_text(encoding="utf-8")
    read, block, *_ = [part.split("```")[0] for part in text.split("```python\n")[1:]]
    lines = [line for line in block.splitlines() if line.strip()]
    assert len(lines) <= 8 and max(map(len, lines)) <= 100
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    names: dict[str, object] = {}
    exec(compile(read + block, "raw-survey.md", "exec"), names)  # noqa: S102
    study = names["study"]
    assert isinstance(study, SurveyStudy)
    assert len(names["index"]["value"]) == 9 and len(names["promoters"]["value"]) == 3  # type: ignore[index]
    assert (tmp_path / "survey.html").read_text(encoding="utf-8") == study.page()
    constructs = names["constructs"]
    moments = Moments.of(study.answers, missing="available case")
    same = PathFit.of(PathModel.acsi(**constructs), moments)  # type: ignore[arg-type]
    assert names["acsi"].index("satisfaction").value == same.index("satisfaction").value  # type: ignore[attr-defined]
    assert 0 < same.index("satisfaction").value < 100


def test_labels_of_two_scales_stand_on_one() -> None:
    labels = ["非常满意", "比较满意", "一般", "不满意", "很不满意"]
    english = ["very satisfied", "Fairly Satisfied", "neutral", "dissatisfied", "very dissatisfied"]
    frame = {"price": labels * 8, "service": english * 8, "speed": ["5分", "4分", "3分", "2分", "1分"] * 8}
    mixed = SurveyStudy(frame)
    assert mixed.answers.column("price").tolist() == [5, 4, 3, 2, 1] * 8
    assert mixed.answers.column("service").tolist() == mixed.answers.column("speed").tolist()
    with pytest.raises(habitue.ArgumentError, match="unbalanced-five.*plain-five"):
        SurveyStudy({"price": ["满意", "比较满意", "不满意"] * 12})
    plain = SurveyStudy({"price": ["满意", "比较满意", "不满意"] * 12}, scale="plain-five")
    assert plain.answers.column("price").tolist() == [5, 4, 1] * 12
    with pytest.raises(habitue.DataError, match="price.*no labels of one scale"):
        SurveyStudy({"price": ["非常满意", "比较满意", "满意", "一般"] * 9})


def test_a_file_in_an_encoding_and_the_columns_that_are_crossed() -> None:
    rows = [
        f"{('非常满意', '满意', '一般')[row % 3]};{'甲乙'[row % 2]};{'东西'[row // 45]}"
        for row in range(90)
    ]
    data = "\n".join(["price;dealer;region", *rows]).encode("gb18030")
    told = SurveyStudy(data, encoding="gb18030", delimiter=";", cross=("region", "dealer"))
    cross = told.table("cross")
    assert set(cross["rows"]) == {"region"} and set(cross["columns"]) == {"dealer"}
    assert cross["respondents"].tolist() == [22, 23, 23, 22]
    names = [name for name in told.figures if name.startswith("index_by_segment")]
    assert names == ["index_by_segment", "index_by_segment_2"]
    with pytest.raises(habitue.DataError, match="colour"):
        SurveyStudy(data, cross=("colour", "dealer"))
    with pytest.raises(habitue.ArgumentError, match="cross"):
        SurveyStudy(data, cross=["dealer"])
    with pytest.raises(habitue.ArgumentError, match="sheet"):
        SurveyStudy(data, encoding="gb18030", sheet="first")
    for name, value in (("delimiter", ";"), ("encoding", "utf-8"), ("sheet", "first")):
        with pytest.raises(habitue.ArgumentError, match=f"{name}.*frame"):
            SurveyStudy({"price": [1, 5, 3]}, **{name: value})


def test_shares_of_few_answers_are_withheld() -> None:
    ticked = ["x; y", "x"] * 10 + [None] * 20
    few = SurveyStudy({"price": [1, 2, 3, 4, 5] * 8, "uses": ticked}, columns={"multi": "uses"})
    options = few.table("options")
    assert options["option"].tolist() == ["x", "y"] and options["used"].tolist() == [20, 20]
    assert options["withheld"].all() and np.isnan(options["share"]).all()
    assert "options" not in few.figures
    shown = SurveyStudy(
        {"price": [1, 2, 3, 4, 5] * 8, "uses": ticked}, columns={"multi": "uses"}, least=20
    )
    assert shown.table("options")["share"].tolist() == [1.0, 0.5]


def test_exactly_opposite_items_are_refused_by_name() -> None:
    frame = {"calm": [1, 2, 3, 4, 5] * 8, "upset": [5, 4, 3, 2, 1] * 8}
    with pytest.raises(habitue.ArgumentError, match="upset.*both ways"):
        SurveyStudy(frame)
    assert SurveyStudy(frame, columns={"reversed": "upset"}).table("items")["item_rest"][0] > 0.999
    assert SurveyStudy(frame, columns={"as-asked": "upset"}).by("index")["value"].tolist() == [50.0]


def test_a_word_that_no_report_has_is_named_with_those_that_there_are(study: SurveyStudy) -> None:
    with pytest.raises(TypeError, match=r"SurveyStudy\.text\(\).*'titel'.*title"):
        study.text(titel="x")
    with pytest.raises(TypeError, match=r"SurveyStudy\.figure\(\).*'titel'.*title"):
        study.figure("drivers", titel="x")
