"""Figures by group: those of the answers of each group alone, from any container."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

import habitue
from habitue.breakdown import Breakdown, CrossTable, GroupTest, PairedDifference
from habitue.breakdown import best_worst, mean_ranks, multi_select
from habitue.retention import KaplanMeier, weighted_survival
from habitue.satisfaction import Mean, PromoterScore, SatisfactionIndex, TopBox
from habitue.structure import Construct, KeyDrivers, PathFit, PathModel
from habitue.survey import Answers, Moments, Question, Questionnaire, Reliability, Scale

RANDOM = np.random.default_rng(5)
ROWS = 400
TEN = Scale.points(0, 10)
NAMES = ("price", "service", "recommend")
MOOD = RANDOM.integers(0, 6, ROWS)
COLUMNS = {name: (MOOD + RANDOM.integers(0, 6, ROWS)).astype(float) for name in NAMES}
COLUMNS["service"][::17] = np.nan
WEIGHTS = RANDOM.uniform(0.5, 3, ROWS)
DEALER = np.array(["north", "south", "东"], object)[RANDOM.integers(0, 3, ROWS)]
MONTH = RANDOM.integers(202401, 202404, ROWS)


def asked() -> Questionnaire:
    return Questionnaire([Question(name, TEN) for name in NAMES])


def of(rows: object) -> Answers:
    columns = {name: column[rows] for name, column in COLUMNS.items()}
    return Answers(asked(), columns, weights=WEIGHTS[rows])


WHAT = {
    "index": "available case",
    "share": {"service": 3},
    "promoter": {"recommend": (6, 9)},
    "mean": ["price"],
    "alpha": {"all": NAMES},
}


def test_the_interval_of_a_weighted_alpha_is_linearised_at_both_doors():
    # Answers and figures of tests/survey/reliability.rs: alpha moved with each respondent in numpy,
    # quantiles of F by scipy.
    names = ["a", "b", "c"]
    three = Scale.points(0, 2)
    columns = {name: [(row >> 3 & 1) + (row >> q & 1) for row in range(16)] for q, name in enumerate(names)}
    asked = Questionnaire([Question(name, three) for name in names])
    answers = Answers(asked, columns, weights=[5.0] * 3 + [1.0] * 13)
    alone = Reliability.of(Moments.of(answers, missing="listwise"), names)
    table = Breakdown.of(answers, {"all": [1] * 16}, alpha=names).to_dict()
    assert table["estimate"][0] == alone.alpha == pytest.approx(0.7792207792207791, rel=1e-14)
    for low, high in [(alone.interval.low, alone.interval.high), (table["low"][0], table["high"][0])]:
        assert low == pytest.approx(0.5222468333597783, rel=1e-11)
        assert high == pytest.approx(0.9090439420323568, rel=1e-11)
    assert table["effective_n"][0] == pytest.approx(18.659290940946104, rel=1e-11)


def test_each_figure_is_that_of_the_group_alone():
    groups = {"dealer": DEALER, "month": MONTH}
    table = Breakdown.of(of(slice(None)), groups, **WHAT, confidence=0.9, threads=2)
    assert len(table) == 9 and table.figures[2] == ("promoter", "recommend")
    found = table.to_dict()
    for place in range(9):
        dealer, month = table.groups["dealer"][place], table.groups["month"][place]
        rows = (DEALER == dealer) & (MONTH == month)
        part = of(rows)
        index = SatisfactionIndex.of(part, missing="available case", confidence=0.9)
        share = TopBox.of(part, "service", 3, confidence=0.9)
        score = PromoterScore.of(
            part, "recommend", detractor_at_most=6, promoter_at_least=9, confidence=0.9
        )
        mean = Mean.of(COLUMNS["price"][rows], weights=WEIGHTS[rows], confidence=0.9)
        moments = Moments.of(part, missing="listwise")
        alpha = Reliability.of(moments, NAMES, confidence=0.9)
        values = [index.value, share.share, score.score, mean.mean, alpha.alpha]
        lows = [one.interval.low for one in (index, share, score, mean, alpha)]
        row = slice(5 * place, 5 * place + 5)
        assert found["estimate"][row].tolist() == values
        assert found["low"][row].tolist() == lows
        assert found["dealer"][row].tolist() == [dealer] * 5
        assert (found["respondents"][row] == rows.sum()).all()
        answered = rows & ~np.isnan(COLUMNS["service"])
        assert found["used"][row][1] == answered.sum()
        assert found["missing"][row][1] == (rows & ~answered).sum()
    wide = table.wide()
    assert wide["promoter recommend"].tolist() == found["estimate"][2::5].tolist()
    assert wide["alpha all used"].tolist() == found["used"][4::5].tolist()


def test_containers_and_missing_keys_agree(tmp_path):
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    keys = [None if place % 11 == 0 else dealer for place, dealer in enumerate(DEALER)]
    days = np.array(["2024-01-01", "2024-02-01", "2024-03-01"], "datetime64[D]")[MONTH - 202401]
    answers = of(slice(None))
    tables = [
        Breakdown.of(answers, {"dealer": dealer, "month": month}, mean=["price"])
        for dealer, month in (
            (keys, MONTH),
            (pandas.Series(keys), pandas.Series(days)),
            (pandas.Categorical(keys), [int(m) for m in MONTH]),
            (polars.Series(keys), MONTH.astype(float)),
        )
    ]
    first = tables[0].to_dict()
    assert tables[0].ungrouped == sum(key is None for key in keys)
    for table in tables[1:]:
        found = table.to_dict()
        assert table.ungrouped == tables[0].ungrouped
        for name in ("dealer", "estimate", "low", "high", "used", "respondents"):
            assert found[name].tolist() == first[name].tolist()
    frame = tables[0].to_pandas(wide=True)
    assert frame["mean price"].tolist() == first["estimate"].tolist()
    assert polars.DataFrame(first).height == 9
    tables[0].to_csv(tmp_path / "table.csv")
    written = columns(tmp_path / "table.csv")
    assert written["dealer"] == first["dealer"].tolist()
    assert [float(cell) for cell in written["estimate"]] == first["estimate"].tolist()
    lines = str(tables[0]).splitlines()
    assert len(lines) == 10 and lines[0].split()[:2] == ["dealer", "month"]


def test_a_group_without_a_figure_says_why():
    answers = Answers(asked(), {"price": [1, 2], "service": [None, 3], "recommend": [9, 10]})
    table = Breakdown.of(
        answers, {"wave": ["a", "b"]}, mean=["service"], alpha=["price", "service"]
    )
    found = table.to_dict()
    assert np.isnan(found["estimate"][0]) and found["estimate"][2] == 3
    assert found["problem"].tolist() == ["empty input", "empty input", "", "empty input"]
    everybody = Breakdown.of(answers, {}, promoter="recommend")
    assert everybody.to_dict()["estimate"].tolist() == [100.0]


def test_mistakes_are_told_by_name():
    answers = of(slice(None))
    with pytest.raises(habitue.DataError, match="no question"):
        Breakdown.of(answers, {"month": MONTH}, mean=["prize"])
    with pytest.raises(habitue.ArgumentError, match="index, share"):
        Breakdown.of(answers, {"month": MONTH})
    with pytest.raises(habitue.ArgumentError, match="entries"):
        Breakdown.of(answers, {"month": MONTH[1:]}, mean=["price"])
    with pytest.raises(habitue.DataError, match="allowed"):
        Breakdown.of(answers, {"month": MONTH}, share={"price": 11})


DATA = Path(__file__).resolve().parents[2] / "tests" / "data"


def columns(name: object) -> dict[str, list[str]]:
    with open(DATA / str(name), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {key: [row[key] for row in rows] for key in rows[0]}


def numbers(cells: list[str]) -> list[float]:
    return [float(cell) if cell else np.nan for cell in cells]


def test_designs_tables_and_tests_are_those_of_r():
    given, told = columns("survey_design.csv"), columns("survey_design_reference.csv")
    known = dict(zip(told["name"], map(float, told["value"])))
    weights, segment = numbers(given["weight"]), given["segment"]
    strata, clusters = given["stratum"], given["cluster"]
    asked = Questionnaire([Question("answer", TEN)])
    answer = numbers(given["answer"])
    answers = Answers(asked, {"answer": answer}, weights=weights)
    by = Breakdown.of(
        answers,
        {"segment": segment},
        mean=["answer"],
        share={"answer": 2},
        strata=strata,
        clusters=clusters,
    ).to_dict()
    means = by["figure"] == "mean"
    for what, rows in (("answer", means), ("top", ~means)):
        expected = [known[f"both {what} {name} se"] for name in "abc"]
        assert by["standard_error"][rows] == pytest.approx(expected, rel=1e-10)
    table = CrossTable.of(
        segment, given["level"], weights=weights, strata=strata, clusters=clusters
    )
    assert table.f == pytest.approx(known["both rao scott F"], rel=1e-10)
    assert table.f_p_value == pytest.approx(known["both rao scott p"], rel=1e-10)
    assert table.counts.sum() == 240 and table.shares("rows").sum() == pytest.approx(3)
    assert table.rows.tolist() == ["a", "b", "c"] and "Rao-Scott" in str(table)
    assert len(table.to_dict()["row_share"]) == 9
    for method, name in (
        ("anova", "anova F"),
        ("welch", "welch F"),
        ("kruskal wallis", "kruskal H"),
    ):
        found = GroupTest.of(answer, segment, method=method)
        assert found.statistic == pytest.approx(known[name], rel=1e-10)
        assert (found.groups, found.used, found.missing) == (3, 232, 8)
    found = PairedDifference.of(answer, numbers(given["service"]))
    assert found.t == pytest.approx(known["paired t"], rel=1e-10)
    assert found.p_value == pytest.approx(known["paired p"], rel=1e-9)
    plain = Answers(asked, {"answer": answer})
    pairs = Breakdown.of(plain, {"segment": segment}, mean=["answer"]).pairwise("mean", "answer")
    holm = [known[f"holm p {pair}"] for pair in ("ab", "ac", "bc")]
    assert pairs.to_dict()["adjusted_p_value"] == pytest.approx(holm, rel=1e-10)
    assert pairs.letters == ["", "AC", ""]
    with pytest.raises(habitue.ArgumentError, match="not asked for"):
        Breakdown.of(plain, {"segment": segment}, mean=["answer"]).pairwise("index")


def test_weighted_survival_is_that_of_r():
    people, curves = columns("survival_weighted.csv"), columns("survival_weighted_reference.csv")
    time, lost = numbers(people["time"]), [int(flag) for flag in people["lost"]]
    entry, weight = numbers(people["entry"]), numbers(people["weight"])
    found = weighted_survival(time, lost, entry=entry, weights=weight)
    rows = [place for place, kind in enumerate(curves["kind"]) if kind == "robust"]
    for name in ("time", "at_risk", "survival", "std_error", "low", "high"):
        expected = [numbers(curves[name])[row] for row in rows]
        assert found[name] == pytest.approx(expected, rel=1e-10)
    plain = weighted_survival(time, lost, error="greenwood")
    assert plain["survival"] == pytest.approx(KaplanMeier(time, lost).steps()["survival"])
    with pytest.raises(habitue.DataError, match="entry"):
        weighted_survival([1.0], [1], entry=[1.0])


def test_item_and_driver_tables():
    answers = Answers(asked(), COLUMNS)
    moments = Moments.of(answers, missing="listwise")
    found = Reliability.of(moments, NAMES)
    assert found.names == NAMES and not found.reversed.any()
    five = {f"q{item}": MOOD + RANDOM.integers(0, 4, ROWS) for item in range(5)}
    five["q3"] = 10 - five["q3"]
    answers = Answers(Questionnaire([Question(name, TEN) for name in five]), five)
    turned = Reliability.of(Moments.of(answers, missing="listwise"), list(five))
    assert turned.reversed.tolist() == [False, False, False, True, False]
    assert "asked the other way round: q3" in str(turned)
    assert list(found.to_dict()) == ["item", "item_rest", "alpha_without", "reversed"]
    drivers = KeyDrivers.of(moments, "recommend", ["price", "service"])
    table = drivers.to_dict()
    assert table["driver"].tolist() == ["price", "service"]
    assert table["pratt"].sum() == pytest.approx(drivers.r_squared)
    assert (table["car"] ** 2).sum() == pytest.approx(drivers.r_squared)
    assert len(str(drivers).splitlines()) == 4
    # Their definitions (Pratt 1987; Zuber and Strimmer 2011) by numpy.
    known = np.column_stack([COLUMNS[name] for name in ("price", "service", "recommend")])
    r = np.corrcoef(known[~np.isnan(known).any(axis=1)], rowvar=False)
    among, with_outcome = r[:2, :2], r[:2, 2]
    values, vectors = np.linalg.eigh(among)
    decorrelated = vectors @ np.diag(values**-0.5) @ vectors.T @ with_outcome
    pratt = np.linalg.solve(among, with_outcome) * with_outcome
    np.testing.assert_allclose(table["pratt"], pratt, rtol=1e-12)
    np.testing.assert_allclose(table["car"], decorrelated, rtol=1e-12)


def test_the_report_of_a_path_model():
    answers = Answers(asked(), COLUMNS)
    moments = Moments.of(answers, missing="listwise")
    model = PathModel(
        [Construct("offer", ["price", "service"]), Construct("loyalty", ["recommend"])],
        [("offer", "loyalty")],
    )
    fit = PathFit.of(model, moments)
    table = fit.to_dict()
    assert table["construct"].tolist() == ["offer", "loyalty"]
    assert table["index"].tolist() == [fit.index("offer").value, fit.index("loyalty").value]
    assert fit.path_table()["coefficient"].tolist() == list(fit.paths.values())
    assert fit.item_table()["item"].tolist() == list(NAMES)
    assert len(str(fit).splitlines()) == 3 + 2 + 4 + 2


def test_several_options_and_choices_of_items():
    cells = ["app; shop", "shop;shop", "", None, "NA", "phone"]
    found = multi_select(cells)
    assert list(found) == ["app", "phone", "shop"]
    assert found["shop"][:2].tolist() == [1, 1] and np.isnan(found["app"][2:5]).all()
    asked = Questionnaire([Question(option, Scale.points(0, 1)) for option in found])
    share = TopBox.of(Answers(asked, found), "shop", 1)
    assert (share.share, share.answered) == (2 / 3, 3)
    with pytest.raises(habitue.DataError, match="options"):
        multi_select([f"text {row}" for row in range(1001)])
    wide = multi_select(["微信，电话", "电话， ，电话", " ", "门店，微信"], separator="，")
    assert list(wide) == ["微信", "电话", "门店"]
    np.testing.assert_array_equal(wide["电话"], [1, 1, np.nan, 0])
    parted = multi_select(["app or shop", "shop"], separator=" or ")
    assert {option: column.tolist() for option, column in parted.items()} == {
        "app": [1, 0], "shop": [1, 1]
    }  # fmt: skip
    assert multi_select([]) == {}
    # By hand: shown three times each; a was best twice and worst once.
    who, items = [1, 1, 2, 2, 3, 3], ["a", "b"] * 3
    scores = best_worst(who, items, [1, -1, 1, -1, -1, 1]).to_dict()
    assert scores["estimate"] == pytest.approx([1 / 3, -1 / 3])
    # Three clusters of one answer each: the standard error of a mean of three.
    error = np.std([1, 1, -1], ddof=1) / np.sqrt(3)
    assert scores["standard_error"] == pytest.approx([error, error])
    assert mean_ranks(who, items, [1, 2, 1, 2, 2, 1]).to_dict()["estimate"].tolist() == [
        pytest.approx(4 / 3),
        pytest.approx(5 / 3),
    ]


def test_labels_in_two_languages_and_any_case_are_read():
    asked = Questionnaire([Question("service", Scale.balanced_five())])
    cells = ["VERY SATISFIED", "非常满意", " satisfied ", "n/a", "", None, "一般", "5"]
    answers = Answers(asked, {"service": cells})
    assert answers.column("service")[[0, 1, 2, 6, 7]].tolist() == [5, 5, 4, 3, 5]
    assert answers.missing.tolist() == [3]


def test_letters_of_many_groups_are_those_of_welch_and_holm():
    """28 groups, so that letters go beyond Z: p-values of scipy, adjusted by Holm's rule."""
    stats = pytest.importorskip("scipy.stats")
    draw = np.random.default_rng(28)
    group = np.repeat(np.arange(28), 40)
    answer = np.clip(np.round(draw.normal(5 + 0.15 * (group % 13), 2)), 0, 10)
    pairs = Breakdown.of(
        Answers(Questionnaire([Question("q", TEN)]), {"q": answer}), {"group": group}, mean=["q"]
    ).pairwise("mean", "q")
    first, second = np.triu_indices(28, 1)
    tests = [
        stats.ttest_ind(answer[group == b], answer[group == a], equal_var=False)
        for a, b in zip(first, second)
    ]
    p = np.array([one.pvalue for one in tests])
    order = np.argsort(p)
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(stepped, 1.0)
    found = pairs.to_dict()
    np.testing.assert_allclose(found["p_value"], p, rtol=1e-10)
    np.testing.assert_allclose(found["adjusted_p_value"], adjusted, rtol=1e-10)
    names = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "AA", "AB"]
    beaten: list[list[str]] = [[] for _ in names]
    for a, b, one, corrected in zip(first, second, tests, adjusted):
        if corrected < 0.05:
            higher, lower = (b, a) if one.statistic > 0 else (a, b)
            beaten[higher].append(names[lower])
    assert pairs.letters == [" ".join(sorted(of, key=names.index)) for of in beaten]
    assert any("AA" in letters.split(" ") for letters in pairs.letters)
