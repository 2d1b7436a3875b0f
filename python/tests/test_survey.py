"""Survey and satisfaction: published figures, laws, and clear mistakes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import habitue
from habitue import _abi, survey
from habitue.satisfaction import Difference, PromoterScore, SatisfactionIndex, TopBox
from habitue.satisfaction import respondent_indices
from habitue.survey import Answers, Question, Questionnaire, Scale
from habitue.survey import finite_population_correction, proportion_interval, sample_size

ROOT = Path(__file__).resolve().parents[2]
TEN = Scale.points(1, 10)


def two(weights=(2.0, 1.0)):
    return Questionnaire([Question("price", TEN, weights[0]), Question("service", TEN, weights[1])])


def test_published_intervals():
    low, high = proportion_interval([8, 0], [10, 10])
    assert low == pytest.approx([0.490162471537, 0], abs=1e-12)
    assert high == pytest.approx([0.943317848546, 0.277532799863], abs=1e-12)
    low, high = proportion_interval(8, 10, method="clopper-pearson")
    assert (low[0], high[0]) == pytest.approx((0.443904537692, 0.974789273673), abs=1e-12)
    assert finite_population_correction(100, 500) == pytest.approx(0.895322962072, abs=1e-12)
    assert np.ceil(sample_size(0.05)) == 385


def test_published_promoter_score():
    found = PromoterScore.of_counts(70, 20, 10, method="wald")
    assert found.score == pytest.approx(60)
    assert (found.interval.low, found.interval.high) == pytest.approx(
        (46.9990697213, 73.0009302787), abs=1e-9
    )
    assert PromoterScore.of_counts(10, 0, 0).is_degenerate
    with pytest.raises(habitue.DataError):
        PromoterScore.of_counts(0, 0, 0)
    change = found.difference(PromoterScore.of_counts(80, 10, 10, method="wald"))
    assert change.difference == pytest.approx(10) and 0 < change.p_value < 1


def test_an_index_by_hand_whatever_the_container():
    columns = {"price": [4, 8, None], "service": [6, None, 4]}
    rows = np.array([[4, 6], [8, np.nan], [np.nan, 4]])
    for container in (columns, rows, np.asfortranarray(rows)):
        answers = Answers(two(), container)
        assert len(answers) == 3 and answers.missing.tolist() == [1, 1]
        index = SatisfactionIndex.of(answers, missing="available case")
        assert index.raw == pytest.approx(2 / 3 * 6 + 1 / 3 * 5)
        assert index.value == pytest.approx((index.raw - 1) / 9 * 100)
        assert (index.basis.used, index.basis.missing) == (3, 2)
        assert index.basis.policy == "available case"
        assert index.interval.low <= index.value <= index.interval.high
        own = respondent_indices(answers, missing="listwise")
        assert np.isnan(own[1:]).all() and own[0] == pytest.approx((14 / 3 - 1) / 9 * 100)


def test_data_frames():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"service": [6, 7], "other": ["a", "b"], "price": [4.0, np.nan]})
    answers = Answers(two(), frame, weights=frame["service"])
    assert answers.column("price")[0] == 4 and np.isnan(answers.column(0)[1])


def test_scales():
    five = Questionnaire([Question("overall", Scale.unbalanced_five())])
    answers = Answers(five, {"overall": [5, 4, 3, 2, 1]})
    assert TopBox.of(answers, "overall", 3).share == 0.6
    uneven = Questionnaire([Question("q", Scale.levels({1: 0, 2: 70, 3: 100}))])
    assert respondent_indices(Answers(uneven, {"q": [2]}), missing="listwise")[0] == 70
    effort = Questionnaire([Question("q", Scale.points(1, 7, reversed=True))])
    assert respondent_indices(Answers(effort, {"q": [1]}), missing="listwise")[0] == 100


def test_the_synthetic_survey_of_the_examples():
    names = ["range", "delivery", "price", "service", "website"]
    questions = [Question(name, TEN, dimension="offer") for name in names]
    questions.append(Question("recommend", Scale.points(0, 10), weight=0))
    answers = Answers.read_csv(
        ROOT / "examples" / "data" / "cdnow_survey_synthetic.csv",
        Questionnaire(questions),
        key="customer",
    )
    assert len(answers) == len(answers.keys) == 400
    index = SatisfactionIndex.of(answers, missing="person mean", minimum_share=0.6)
    scores = np.array([answers.column(name) for name in names])
    answered = (~np.isnan(scores)).sum(0)
    own = (np.nanmean(scores, 0) - 1) / 9 * 100
    assert index.value == pytest.approx(own[answered >= 3].mean(), rel=1e-12)
    recommend = answers.column("recommend")
    valid = recommend[~np.isnan(recommend)]
    expected = 100 * ((valid >= 9).mean() - (valid <= 6).mean())
    found = PromoterScore.of(answers, "recommend", detractor_at_most=6, promoter_at_least=9)
    assert found.score == pytest.approx(expected, rel=1e-12)
    assert found.answered == len(valid)


def test_mistakes_are_clear():
    with pytest.raises(habitue.DataError) as caught:
        Answers(two(), {"price": [4, 11], "service": [1, 2]})
    assert (caught.value.row, caught.value.column) == (1, "price")
    counted = Answers(two(), {"price": [4, 11], "service": [1, 2]}, out_of_scale="count")
    assert counted.out_of_scale.tolist() == [1, 0]
    with pytest.raises(habitue.ArgumentError):
        SatisfactionIndex.of(counted, missing="forget it")
    with pytest.raises(habitue.ArgumentError):
        Answers(two(), np.ones((2, 3)))
    with pytest.raises(habitue.DataError):
        TopBox.of(counted, "nothing", 1)
    with pytest.raises(habitue.DataError):
        TopBox.of(counted, 0, 10)
    with pytest.raises(habitue.DataError):
        Difference.between((0, -1), (0, 1))
    with pytest.raises(habitue.DataError):
        Questionnaire([Question("a", TEN), Question("a", TEN)])


FIVE = Questionnaire([Question("q", Scale.balanced_five()), Question("p", Scale.points(1, 5))])
SATISFIED = [5.0, 2.0, 4.0, None]


def answered(column, **options):
    other = [1] * len(column)
    found = Answers(FIVE, {"q": column, "p": other}, **options).column("q").tolist()
    return [None if number != number else number for number in found]


def test_answers_are_numbers_labels_and_text_alike():
    labels = ["Very satisfied", "dissatisfied", " SATISFIED ", None]
    chinese = ["非常满意", "不满意", "满意", ""]
    for column in (
        labels,
        chinese,
        np.array(chinese),
        ["5", "2", "4.0", "NA"],
        ["5", "不满意", "Satisfied", "NaN"],
        [5, 2, 4, None],
        [5, 2, 4, 99],
        ["5", "2", "4", "k.A."],
    ):
        marked = {"missing_markers": [99, "k.A.", "NA", "NaN"]}
        assert answered(column, **marked) == SATISFIED, column
    pandas = pytest.importorskip("pandas")
    for dtype in ("object", "string[python]", "category"):
        frame = pandas.DataFrame({"q": pandas.Series(labels, dtype=dtype), "p": [1, 2, 3, 4]})
        found = Answers(FIVE, frame, weights=[1, 1, 1, 1])
        assert found.missing.tolist() == [1, 0]
        assert found.column("q")[:3].tolist() == SATISFIED[:3]
        assert found.column("p").tolist() == [1, 2, 3, 4]


def test_columns_and_their_file_give_the_same_answers():
    text = "q,p\nVery satisfied,1\n不满意,2\n4,3\n,5\n".encode()
    read = Answers.read_csv(text, FIVE)
    given = Answers(FIVE, {"q": ["Very satisfied", "不满意", "4", ""], "p": ["1", "2", "3", "5"]})
    for question in ("q", "p"):
        np.testing.assert_array_equal(read.column(question), given.column(question))


def test_bad_answers_name_their_row_and_column():
    with pytest.raises(habitue.DataError) as caught:
        answered(["5", "2", "enraptured"])
    assert (caught.value.row, caught.value.column) == (2, "q")
    with pytest.raises(habitue.DataError) as caught:
        answered(["5", "7"])
    assert (caught.value.row, caught.value.column) == (1, "q")
    assert answered(["5", "7"], out_of_scale="count") == [5.0, None]
    for columns in ({"q": [1]}, {"p": [1]}, {}):
        with pytest.raises(habitue.DataError, match="is no column of the answers; there:") as caught:
            Answers(FIVE, columns)
        assert caught.value.code == _abi.HABITUE_MISSING_COLUMN
    pandas = pytest.importorskip("pandas")
    with pytest.raises(habitue.DataError, match="there: q, x") as caught:
        Answers(FIVE, pandas.DataFrame({"q": [1], "x": [1]}))
    assert caught.value.column == "p"
    polars = pytest.importorskip("polars")
    with pytest.raises(habitue.DataError, match="there: q"):
        Answers(FIVE, polars.DataFrame({"q": [1]}))
    for columns in ("text", [[1, 2]], None, np.ones(3), np.ones((2, 3))):
        with pytest.raises(habitue.HabitueError):
            Answers(FIVE, columns)


def test_a_survey_file_of_which_nothing_is_said():
    questionnaire = Questionnaire([Question("price", Scale.points(1, 10))])
    text = "card;price\n0017.0;7,5\nＣ１;\n".encode("utf-16")
    answers = Answers.read_csv(
        text,
        Questionnaire([Question("price", Scale.continuous(1, 10))]),
        key="card",
        keys=["compatible", "whole numbers", "without leading zeros"],
    )
    assert list(answers.keys) == ["17", "C1"]
    assert answers.missing.tolist() == [1]
    for data in (b"card,price\n1,7\n", b"card\tprice\n1\t7\n", b"card|price\n1|7\n"):
        assert len(Answers.read_csv(data, questionnaire, key="card")) == 1
    thousand = b"card;price\n1;1,234\n"
    with pytest.raises(habitue.DataError, match="decimal mark"):
        Answers.read_csv(thousand, Questionnaire([Question("price", Scale.continuous(1, 10))]))
    read = Answers.read_csv(
        thousand, Questionnaire([Question("price", Scale.continuous(1, 10))]), decimal_mark=","
    )
    assert len(read) == 1
    with pytest.raises(habitue.DataError, match="answered already"):
        Answers.read_csv(
            b"card,price\n7,1\n07,2\n", questionnaire, key="card", keys=["without leading zeros"]
        )


def test_known_correlations_are_of_some_answers():
    names, ones = ["a", "b", "c"], [1.0] * 3
    wrong = [[1, -0.9, -0.9], [-0.9, 1, -0.9], [-0.9, -0.9, 1]]
    with pytest.raises(habitue.HabitueError, match="correlations: -0.8.*semidefinite"):
        survey.Moments.from_correlations(names, 50, ones, ones, wrong)
    known = survey.Moments.from_correlations(
        names, 50, ones, ones, [[1, 0.5, 0.4], [0.5, 1, 0.3], [0.4, 0.3, 1]]
    )
    with pytest.raises(habitue.DataError, match="row 0, second: .* is a question of both"):
        survey.heterotrait_monotrait(known, ["a", "b"], ["b", "c"])
    with pytest.raises(habitue.NumericError, match="variance"):
        survey.rho_a(known, ["a"], [0.0])
