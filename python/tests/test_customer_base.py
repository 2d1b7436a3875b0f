"""Frames in, frames out: the same figures with the customers' keys, whatever kind of frame."""

from __future__ import annotations

import datetime
import importlib
import io
import math
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cdnow_frames import CDNOW, FRAMES, SPLIT, frames

import habitue
from habitue import ArgumentError, CustomerBase, DataError, HabitueError, ProvenanceError
from habitue.lifetime import BgNbd, GammaGamma


def columns_of(frame: Any) -> tuple[list[Any], dict[str, list[float]]]:
    """Keys and figures of an answer, whatever kind it is."""
    if isinstance(frame, dict):
        named = {name: list(np.asarray(column).tolist()) for name, column in frame.items()}
    elif hasattr(frame, "reset_index"):
        assert frame.index.name == "customer"
        named = {str(name): column.tolist() for name, column in frame.reset_index().items()}
    elif hasattr(frame, "collect"):
        named = frame.collect().to_dict(as_series=False)
    elif hasattr(frame, "to_pydict"):
        named = frame.to_pydict()
    elif hasattr(frame, "to_dict"):
        named = frame.to_dict(as_series=False)
    else:
        named = frame.order("customer").fetchnumpy()
        named = {name: column.tolist() for name, column in named.items()}
    keys = named.pop("customer")
    return keys, named


@pytest.fixture(scope="module")
def expected() -> tuple[list[Any], dict[str, list[float]]]:
    return columns_of(_predicted(FRAMES["dict"]))


def _predicted(frame: Any) -> Any:
    base = CustomerBase.from_transactions(frame, amount="amount")
    return base.until(SPLIT).fit("bg/nbd").predict(horizon="39 weeks", annual_discount=0.1)


def test_what_is_of_values_is_refused_where_there_are_none() -> None:
    counted = CustomerBase.from_transactions(FRAMES["dict"], amount=None).until(SPLIT)
    paid = CustomerBase.from_transactions(FRAMES["dict"], amount="amount").until(SPLIT)
    model = counted.fit("bg/nbd")
    settings: dict[str, Any] = {"annual_discount": 0.1, "margin": 0.3, "timing": "end of period"}
    for name, given in settings.items():
        for base in (counted, paid):  # the model has no spend
            with pytest.raises(DataError, match=f"{name}: is of values, and there are none"):
                model.predict(base, **{name: given})
        with pytest.raises(DataError, match=f"{name}: is of values, and there are none"):
            paid.fit("bg/nbd").predict(counted, **{name: given})
    assert "value" not in model.predict(counted, annual_discount=0.0)


@pytest.mark.parametrize("kind", list(FRAMES))
def test_the_kind_of_frame_comes_back_with_the_same_figures(kind: str, expected: Any) -> None:
    frame = FRAMES[kind]
    answer = _predicted(frame)
    assert type(answer) is type(frame)
    keys, figures = columns_of(answer)
    assert [int(str(key).removeprefix("c").removesuffix(".0")) for key in keys] == expected[0]
    assert list(figures) == ["p_alive", "expected_purchases", "expected_spend", "value"]
    for name, column in figures.items():
        assert list(column) == expected[1][name], name


def test_types_of_pandas_stay() -> None:
    pandas = pytest.importorskip("pandas")
    kinds = {"pandas": "float64", "pandas nullable": "Float64", "pandas arrow": "double[pyarrow]"}
    for kind, dtype in kinds.items():
        if kind in FRAMES:
            answer = _predicted(FRAMES[kind])
            assert {str(one) for one in answer.dtypes} == {dtype}, kind
            assert answer.index.dtype == FRAMES[kind]["customer"].dtype
    floats = _predicted(FRAMES["pandas floats"])
    assert floats.index.dtype == np.float64
    assert isinstance(_predicted(FRAMES["pandas category"]).index, pandas.CategoricalIndex)


def test_shuffled_rows_change_nothing(expected: Any) -> None:
    plain = FRAMES["dict"]
    order = np.random.default_rng(7).permutation(len(plain["date"]))
    shuffled = {name: np.asarray(column)[order] for name, column in plain.items()}
    assert columns_of(_predicted(shuffled)) == expected


def test_figures_are_those_of_the_paper() -> None:
    # Fader, Hardie and Lee (2005), table 2; Fader and Hardie (2013), section 3.
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount")
    calibration, holdout = base.split(SPLIT)
    model = calibration.fit("bg/nbd")
    assert [round(model.parameters[name], 3) for name in ("r", "alpha", "a", "b")] == [
        0.243, 4.414, 0.793, 2.426,
    ]  # fmt: skip
    assert [round(model.parameters[f"spend.{name}"], 2) for name in ("p", "q", "gamma")] == [
        6.25, 3.74, 15.44,
    ]  # fmt: skip
    assert (len(holdout), int(np.sum(holdout.to_frame()["purchases"]))) == (2357, 1882)
    assert (holdout.start, holdout.end) == (datetime.date(1997, 10, 1), datetime.date(1998, 6, 30))
    validation = model.validate(holdout)
    assert validation.actual == 1882.0
    assert validation.expected == pytest.approx(1653.4, abs=0.1)
    classes = validation.to_frame()  # means of each class
    assert np.dot(classes["customers"], classes["actual"]) == pytest.approx(1882.0, rel=1e-12)


def test_answers_are_those_of_the_models_on_columns() -> None:
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount").until(SPLIT)
    frame = base.to_frame()
    model = base.fit("bg/nbd")
    history = frame["frequency"], frame["recency"], frame["age"]
    own = BgNbd.fit(*history)
    assert own.parameters == model.purchases.parameters
    assert np.array_equal(own.p_alive(*history), model.p_alive()["p_alive"])
    bought = np.asarray(frame["frequency"]) > 0
    paid = bought & (np.asarray(frame["mean_spend"]) > 0)
    spend = GammaGamma.fit(frame["frequency"][paid], frame["mean_spend"][paid])
    assert spend == model.spend
    # e^-rt with (1 + d)^-years is the discount a year.
    rate = math.log(1.1) * 7 / 365.25
    values = own.lifetime_value(
        *history, spend, rate=rate, horizon=52.0, margin=0.3,
        mean_spend=np.where(paid, frame["mean_spend"], 0.0),
        spend_frequency=np.where(paid, frame["frequency"], 0),
    )  # fmt: skip
    asked = {"horizon": (52, "week"), "annual_discount": 0.1, "margin": 0.3}
    assert np.allclose(model.lifetime_value(**asked)["value"], values, rtol=1e-13, atol=0)


def test_tracking_is_that_of_btyd() -> None:
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount")
    model = base.until(SPLIT).fit("pareto/nbd", spend=None)
    found = model.tracking(base)
    weeks = slice(19, 25)  # BTYD's walkthrough prints weeks 20 to 25
    actual = np.asarray(found["actual_cumulative"])[weeks].tolist()
    assert actual == [1359, 1414, 1484, 1517, 1573, 1672]
    expected = np.asarray(found["expected_cumulative"])[weeks]
    assert np.abs(expected - [1309, 1385, 1460, 1533, 1604, 1674]).max() < 1.5
    assert np.sum(found["actual"]) == 4339 and len(found["end"]) == 78


def test_profit_goes_by_each_customers_margin() -> None:
    plain = FRAMES["dict"]
    costs = {**plain, "cost": np.round(np.asarray(plain["amount"]) * 0.6, 2)}
    base = CustomerBase.from_transactions(costs, amount="amount", cost="cost").until(SPLIT)
    model = base.fit("bg/nbd")
    value = np.asarray(model.lifetime_value()["value"])
    profit = np.asarray(model.lifetime_value(margin="margin_rate")["value"])
    rates = np.asarray(base.to_frame()["margin_rate"])
    assert np.allclose(profit, value * rates, rtol=1e-12)
    assert abs(rates - 0.4).max() < 0.01


def test_intervals_hold_the_figure() -> None:
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount").until(SPLIT)
    found = base.fit("bg/nbd").predict(interval=0.9)
    for name in ("p_alive", "expected_purchases", "value"):
        assert np.all(found[f"{name}_low"] <= found[name])
        assert np.all(found[name] <= found[f"{name}_high"])


def test_a_model_in_weeks_refuses_a_base_in_days() -> None:
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount")
    model = base.fit("bg/nbd")
    with pytest.raises(ProvenanceError, match="of 'week', the base of 'day'.*to_unit"):
        model.predict(base.to_unit("day"))
    again = model.predict(base.to_unit("day").to_unit("week"))
    assert columns_of(again) == columns_of(model.predict())
    euros = CustomerBase.from_transactions(FRAMES["dict"], amount="amount", currency="EUR")
    with pytest.raises(ProvenanceError, match="currency"):
        model.predict(euros)


def test_a_model_goes_to_a_file_and_back(tmp_path: Path) -> None:
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount")
    model = base.fit("pareto/nbd")
    model.save(tmp_path / "model.json")
    again = habitue.CustomerModel.load(tmp_path / "model.json")
    assert again == model
    assert columns_of(again.predict(base)) == columns_of(model.predict())
    with pytest.raises(ArgumentError, match="base"):
        again.predict()


def test_columns_are_joined_by_key_and_never_by_position() -> None:
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount")
    keys = np.array(list(base))
    order = np.random.default_rng(3).permutation(len(keys))
    joined = base.join({"customer": keys[order], "twice": 2.0 * keys[order]})
    assert np.array_equal(joined.to_frame()["twice"], 2.0 * keys)
    with pytest.raises(DataError, match="lacks 1 of 2357 customers, such as 4"):
        base.join({"customer": keys[1:], "x": keys[1:]})
    part = base.join({"customer": keys[1:], "x": keys[1:]}, missing="drop")
    assert math.isnan(part.to_frame()["x"][0])
    with pytest.raises(DataError, match="comes twice"):
        base.join({"customer": [*keys, keys[0]], "x": [*keys, keys[0]]})


def test_a_misaligned_series_is_aligned_or_refused() -> None:
    pandas = pytest.importorskip("pandas")
    base = CustomerBase.from_transactions(FRAMES["pandas"], amount="amount")
    keys = np.array(list(base))
    series = pandas.Series(2.0 * keys, index=keys, name="twice").sample(frac=1.0, random_state=1)
    assert np.array_equal(base.join(series).to_frame()["twice"], 2.0 * keys)
    # By position, as on a RangeIndex, the keys are others.
    with pytest.raises(DataError, match="lacks .* customers"):
        base.join(series.reset_index(drop=True))
    with pytest.raises(ArgumentError, match="without a name"):
        base.join(pandas.Series([1.0]))


def test_a_survey_stands_beside_behaviour() -> None:
    rows = (CDNOW.parent / "cdnow_survey_synthetic.csv").read_text().splitlines()
    names = rows[0].split(",")
    answers = [dict(zip(names, row.split(","))) for row in rows[1:]]
    survey = {
        "customer": [int(one["customer"]) for one in answers],
        "overall": [float(one["overall"] or "nan") for one in answers],
    }
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount")
    joined = base.join(survey, missing="drop").to_frame()
    said = dict(zip(survey["customer"], survey["overall"]))
    for key, overall in zip(joined["customer"].tolist(), joined["overall"].tolist()):
        expected = said.get(key, math.nan)
        assert overall == expected or (math.isnan(overall) and math.isnan(expected))
    assert np.count_nonzero(~np.isnan(joined["overall"])) == sum(
        value == value for key, value in said.items() if key in set(base)
    )


def test_covariates_go_by_the_names_of_columns() -> None:
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount").until(SPLIT)
    keys = np.array(list(base))
    group = np.array(["low", "high"], object)[(keys % 2).astype(int)]
    joined = base.join({"customer": keys, "group": group, "odd": keys % 2})
    by_text = joined.fit("bg/nbd", spend=None, covariates={"purchase": "group"})
    by_number = joined.fit("bg/nbd", spend=None, covariates={"purchase": ["odd"]})
    # The levels in order are high (odd) and low; low is compared with high.
    assert by_text.parameters["purchase.group[low]"] == pytest.approx(
        -by_number.parameters["purchase.odd"], rel=1e-6
    )
    assert np.allclose(
        by_text.p_alive()["p_alive"], by_number.p_alive()["p_alive"], rtol=1e-8, atol=0
    )
    with pytest.raises(DataError, match="did you mean 'group'"):
        joined.fit("bg/nbd", covariates="groop")


def test_a_formula_is_the_same_covariates() -> None:
    pytest.importorskip("formulaic")
    base = CustomerBase.from_transactions(FRAMES["dict"]).until(SPLIT)
    keys = np.array(list(base))
    joined = base.join({"customer": keys, "odd": keys % 2})
    by_formula = joined.fit("bg/nbd", formula="odd")
    assert by_formula.parameters == joined.fit("bg/nbd", covariates="odd").parameters


def test_groups_of_customers() -> None:
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount")
    found = base.tiers("abc")
    counts = [int(np.sum(np.asarray(found["tier"]) == tier)) for tier in (1, 2, 3)]
    assert sum(counts) == 2357 and counts[0] == math.ceil(0.2 * 2357)
    scores = base.rfm()
    assert np.asarray(scores["purchases"]).sum() == base.audit.used - base.audit.merged
    assert set(np.asarray(scores["r"]).tolist()) <= {1, 2, 3, 4, 5}
    assert set(base.segments()["segment"]) <= set(_segment_names())
    cohorts = base.cohorts().to_frame()
    first = np.asarray(cohorts["age"]) == 0
    # Who came in January, February and March 1997.
    assert np.asarray(cohorts["customers"])[first].tolist() == [781, 857, 719]
    survival = base.survival(lost_after="26 weeks")
    assert survival.median() is not None
    assert 0.4 < survival.at("26 weeks") < 0.6

    web = np.arange(len(base)) % 3 == 0
    told = {"customer": list(base), "channel": np.where(web, "web", "shop")}
    parts = base.join(told).survival(lost_after="26 weeks", by="channel")
    assert parts.median() == survival.median()
    for group, customers in (("shop", ~web), ("web", web)):
        alone = base[np.array(list(base))[customers].tolist()].survival(lost_after="26 weeks")
        assert parts.of(group).to_frame()["survival"].tolist() == (
            alone.to_frame()["survival"].tolist()
        )
    whole = parts.to_frame()
    assert len(whole["time"]) == sum(len(parts.of(g).to_frame()["time"]) for g in ("shop", "web"))
    assert sorted(set(whole["channel"].tolist())) == ["shop", "web"]
    with pytest.raises(DataError, match="'mall' is no group; there are 'shop', 'web'"):
        parts.of("mall")
    with pytest.raises(DataError, match="is no joined column"):
        base.survival(lost_after="26 weeks", by="channel")


def test_another_base_is_cut_alike() -> None:
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount")
    cuts = base.rfm_cuts()
    own, again = base.rfm(), base.rfm(cuts=cuts)
    for name in ("r", "f", "m"):
        assert np.array_equal(own[name], again[name])
    few = base[list(base)[:40]]
    part = CustomerBase.from_transactions(
        {
            name: [v for v, who in zip(of, FRAMES["dict"]["customer"]) if who in set(few)]
            for name, of in FRAMES["dict"].items()
        },
        amount="amount",
        end=base.end,
    )
    assert part.rfm(cuts=cuts)["r"].tolist() == own["r"][:40].tolist()
    assert part.rfm()["r"].tolist() != own["r"][:40].tolist()
    with pytest.raises(ArgumentError, match="cuts"):
        base.rfm(cuts=5)  # type: ignore[arg-type]


def test_how_unequal_value_is() -> None:
    # Of 1, 1, 2, 6: sum of |differences| over all pairs 2 * 16 = 32, over 2 n^2 mean = 80.
    found = habitue.concentration({"paid": [1.0, 1.0, 2.0, 6.0]}, by="paid")
    assert found == {"gini": 0.4, "top_20_share": 0.6, "customers_of_80_percent": 0.5}
    assert habitue.concentration({"value": [0.0, 0.0]})["top_20_share"] is None
    with pytest.raises(DataError, match="did you mean 'value'"):
        habitue.concentration({"value": [1.0]}, by="valu")


def test_models_stand_side_by_side() -> None:
    calibration, holdout = CustomerBase.from_transactions(FRAMES["dict"], amount="amount").split(
        SPLIT
    )
    names = ["bg/nbd", "pareto/nbd", "nbd"]
    heard: list[tuple[int, int]] = []
    found = calibration.compare(
        names, holdout=holdout, progress=lambda done, of: heard.append((done, of))
    )
    assert heard == [(1, 3), (2, 3), (3, 3)]
    frame = found.to_frame()
    assert frame["model"].tolist() == names and frame["parameters"].tolist() == [4, 4, 2]
    # Fader, Hardie and Lee (2005), table 2.
    assert frame["log_likelihood"][:2].round(1).tolist() == [-9582.4, -9595.0]
    free = frame["aic"] + 2 * frame["log_likelihood"]
    assert free.round(6).tolist() == [8.0, 8.0, 4.0]
    bic = np.log(2357) * frame["parameters"] - 2 * frame["log_likelihood"]
    assert np.allclose(frame["bic"], bic, rtol=1e-12)
    assert found.best().name == "bg/nbd" and found.best("bic").name == "bg/nbd"
    alone = calibration.fit("pareto/nbd").validate(holdout)
    assert (frame["expected"][1], frame["bias"][1]) == (alone.expected, alone.bias)
    assert found.best("holdout").name == names[int(np.argmin(frame["rmse"]))]
    assert "value" in found.best().predict()
    with pytest.raises(ArgumentError, match=r"by: is 'holdout', but none was given"):
        calibration.compare(["nbd"]).best("holdout")
    for wrong in ([], ["nbd", "nbd"], ["nbdd"]):
        with pytest.raises(ArgumentError, match="model"):
            calibration.compare(wrong)  # type: ignore[arg-type]
    with pytest.raises(habitue.CancelledError):
        calibration.compare(["nbd", "bg/nbd"], progress=lambda done, of: False)


def test_a_model_that_cannot_be_fitted_is_a_row() -> None:
    known = {
        "customer": [1, 2, 3],
        "frequency": [2, 0, 1],
        "recency": [5.0, 0.0, 2.0],
        "T": [9.0] * 3,
    }
    found = CustomerBase.from_summary(known, unit="week").compare(["nbd", "bg/cnbd-k"])
    frame = found.to_frame()
    assert list(found.models) == ["nbd"] and list(found.failures) == ["bg/cnbd-k"]
    assert frame["failure"][0] == "" and "log_intervals" in frame["failure"][1]
    assert np.isnan(frame["aic"][1]) and found.best().name == "nbd"


def test_customers_count_as_often_as_a_joined_column_says() -> None:
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount")
    often = np.arange(len(base)) % 3 + 1.0
    joined = base.join({"customer": list(base), "often": often})
    found = joined.fit("bg/nbd", weights="often")
    of = base._histories
    told = np.repeat(np.arange(len(base)), often.astype(int))
    known = BgNbd.fit(*(column[told] for column in of.columns), unit="week")
    for name, value in known.parameters.items():
        assert found.parameters[name] == pytest.approx(value, rel=1e-6)
    assert of.mean_spend is not None
    paid = told[of.mean_spend[told] > 0]
    spend = GammaGamma.fit(of.frequency[paid], of.mean_spend[paid])
    assert found.parameters["spend.q"] == pytest.approx(spend.parameters["q"], rel=1e-6)
    with pytest.raises(ArgumentError, match="weights: stands beside 'auto'"):
        joined.fit(weights="often")
    with pytest.raises(DataError, match="is no joined column"):
        base.fit("bg/nbd", weights="often")


def test_a_note_on_spend_counts_customers_as_often_as_their_weights() -> None:
    rng = np.random.default_rng(11)
    bought = rng.integers(1, 9, 400)
    # The first spend more with each purchase; the others spend less, and count five times.
    first = np.arange(400) < 200
    spent = 40.0 + np.where(first, 3.0, -3.0) * bought + rng.gamma(4.0, 2.0, 400)
    often = np.where(first, 1, 5)
    rows = {"customer": np.arange(400), "frequency": bought, "recency": 20.0 + bought}
    rows |= {"T": np.full(400, 40.0), "mean_spend": spent, "often": often.astype(float)}
    base = CustomerBase.from_summary(rows, unit="week", mean_spend="mean_spend", weights="often")
    r = np.corrcoef(np.repeat(bought, often), np.repeat(spent, often))[0, 1]
    alike = np.corrcoef(bought, spent)[0, 1]
    assert r < -0.3 and abs(alike) < 0.1  # without weights there would be no note
    (note,) = (note for note in base.fit("bg/nbd").notes if note.startswith("spend: who buys"))
    assert note.startswith(f"spend: who buys often spends less each time (r = {r:.2f})")


def test_what_is_no_word_is_refused_as_another_word() -> None:
    wrong: Any = ["bg/nbd"]
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount")
    with pytest.raises(ArgumentError, match="model: .* is not one of 'auto'"):
        base.fit(wrong)
    with pytest.raises(ArgumentError, match="timing: .* is not one of 'purchase'"):
        base.fit("bg/nbd").predict(timing=wrong)
    with pytest.raises(ArgumentError, match="amount_unit: .* is not one of 'currency'"):
        CustomerBase.from_transactions(FRAMES["dict"], amount="amount", amount_unit=wrong)


def test_the_total_of_all_and_of_groups() -> None:
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount")
    web = np.arange(len(base)) % 3 == 0
    base = base.join({"customer": list(base), "channel": np.where(web, "web", "shop")})
    model = base.fit("bg/nbd")
    for what, each in (
        ("purchases", model.expected_purchases(horizon="39 weeks")["expected_purchases"]),
        (
            "value",
            model.lifetime_value(horizon="39 weeks", annual_discount=0.1, margin=0.4)["value"],
        ),
    ):
        how: Any = {} if what == "purchases" else {"annual_discount": 0.1, "margin": 0.4}
        whole = model.total(what, horizon="39 weeks", **how)  # type: ignore[arg-type]
        assert whole[what][0] == pytest.approx(math.fsum(each), rel=1e-12)
        parts = model.total(what, by="channel", horizon="39 weeks", **how)  # type: ignore[arg-type]
        assert parts["channel"].tolist() == ["shop", "web"]
        assert parts["customers"].tolist() == [int((~web).sum()), int(web.sum())]
        wanted = [math.fsum(each[~web]), math.fsum(each[web])]
        assert parts[what].tolist() == pytest.approx(wanted, rel=1e-12)
        sure = model.total(what, horizon="39 weeks", interval=0.9, **how)  # type: ignore[arg-type]
        assert sure[f"{what}_low"][0] < whole[what][0] < sure[f"{what}_high"][0]
        assert sure[what][0] == pytest.approx(whole[what][0], rel=1e-9)
    with pytest.raises(ArgumentError, match="what"):
        model.total("money")  # type: ignore[arg-type]


def test_the_next_purchase_has_come_by_its_day() -> None:
    base = CustomerBase.from_transactions(FRAMES["dict"])
    model = base.fit("bg/nbd")
    found = model.next_purchase(probability=0.3)
    comes = np.isfinite(found["time"])
    assert comes.any() and not comes.all()  # those who have likely left never come so surely
    at = np.where(comes, found["time"], 0.0)
    none = model.purchases.p_no_purchase(*base._histories.columns, t=at)
    assert np.allclose(none[comes], 0.7, rtol=1e-9)
    day = found["next_purchase"]
    assert np.array_equal(np.isnat(day), ~comes)
    end = np.datetime64(base.end, "D")
    ahead = (day[comes] - end).astype(np.int64)
    assert np.array_equal(ahead, np.ceil(found["time"][comes] * 7))
    with pytest.raises(DataError, match="probability"):
        model.next_purchase(probability=1.0)


def test_who_is_new_is_worth_what_a_model_says() -> None:
    paper = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
    spend = {"p": 6.25, "q": 3.74, "gamma": 15.44}
    model = habitue.CustomerModel.from_parameters("bg/nbd", paper, unit="week", spend=spend)
    found = model.new_customer(horizon="52 weeks", margin=0.3)
    assert found["p_no_purchase"] == pytest.approx((4.414 / (4.414 + 52)) ** 0.243, rel=1e-12)
    mean = 6.25 * 15.44 / 2.74  # p gamma / (q - 1)
    assert found["expected_spend"] == pytest.approx(mean, rel=1e-12)
    worth = found["expected_purchases"] * mean * 0.3
    assert found["value"] == pytest.approx(worth, rel=1e-12)
    assert model.new_customer(horizon="52 weeks", annual_discount=0.1)["value"] < worth / 0.3
    alone = habitue.CustomerModel.from_parameters("bg/nbd", paper, unit="week")
    assert list(alone.new_customer()) == ["expected_purchases", "p_no_purchase"]
    with pytest.raises(DataError, match="30 % is 0.3"):
        model.new_customer(margin=30)


def _segment_names() -> list[str]:
    from habitue.value import SegmentTable

    return SegmentTable.recency_frequency().names


def test_a_simulation_has_the_customers_keys() -> None:
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount").until(SPLIT)
    model = base.fit("bg/nbd")
    drawn = model.simulate(horizon="39 weeks", seed=5)
    assert set(drawn["customer"].tolist()) <= set(base)
    expected = float(np.sum(model.expected_purchases(horizon="39 weeks")["expected_purchases"]))
    # The number drawn is within five standard deviations of a sum that is overdispersed.
    assert abs(len(drawn["time"]) - expected) < 5 * 3 * math.sqrt(expected)
    assert columns_of(drawn) == columns_of(model.simulate(horizon="39 weeks", seed=5))


def test_further_transactions_make_another_base() -> None:
    plain = FRAMES["dict of text"]
    rows = np.array([date <= SPLIT for date in plain["date"]])
    parts = [
        {name: np.asarray(column)[which] for name, column in plain.items()}
        for which in (rows, ~rows)
    ]
    first = CustomerBase.from_transactions(parts[0], amount="amount")
    both = first.update(parts[1])
    whole = CustomerBase.from_transactions(plain, amount="amount")
    assert columns_of(both.to_frame()) == columns_of(whole.to_frame())
    assert first.end == datetime.date(1997, 9, 30)


def test_a_base_of_histories() -> None:
    frame = {"id": ["b", "a"], "x": [2, 0], "t_x": [30.43, 0.0], "T": [38.86, 38.86]}
    base = CustomerBase.from_summary(
        frame, customer="id", frequency="x", recency="t_x", age="T", unit="week"
    )
    model = habitue.CustomerModel.from_parameters(
        "bg/nbd", {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}, unit="week"
    )
    # Fader, Hardie and Lee (2005), the worked example: 1.226 purchases in 39 weeks.
    found = model.expected_purchases(base, horizon="39 weeks")
    assert found["id"].tolist() == ["a", "b"]
    assert round(float(found["expected_purchases"][1]), 3) == 1.226
    with pytest.raises(ArgumentError, match="from_transactions"):
        base.cohorts()
    twice = {**frame, "id": ["a", "a"]}
    with pytest.raises(DataError, match="row 1, id: 'a' comes twice"):
        CustomerBase.from_summary(
            twice, customer="id", frequency="x", recency="t_x", age="T", unit="week"
        )


@pytest.fixture(scope="module")
def studied() -> Any:
    from habitue.study import Study
    from habitue.summary import Summary

    summary = Summary("USD")
    plain = FRAMES["dict"]
    summary.push(plain["customer"], plain["date"], [f"{one:.2f}" for one in plain["amount"]])
    return Study(summary, futures=0, threads=0)


def test_the_automatic_model_is_that_of_the_study(studied: Any) -> None:
    base = CustomerBase.from_transactions(FRAMES["dict of text"], amount="amount")
    model = base.fit()
    verdict = studied.verdict()
    assert type(model.purchases) is verdict.model
    assert model.notes[0] == verdict.choice
    # Fitted to all days, as the study's own forecast is.
    of = base.to_frame()
    own = verdict.model.fit(of["frequency"], of["recency"], of["age"])
    assert model.purchases.parameters == own.parameters


def test_the_report_is_the_page_of_the_study(tmp_path: Path) -> None:
    base = CustomerBase.from_transactions(
        FRAMES["dict"], amount="amount", currency="USD", end="1997-12-31"
    )
    report = base.report(tmp_path / "page.html", model="bg/nbd", title="A shop")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page == report.page and "A shop" in page
    assert report.figure("tiers").svg.startswith("<svg")
    assert report.study.verdict().last_day == datetime.date(1997, 12, 31)
    assert "<iframe" in report._repr_html_()
    plain = CustomerBase.from_transactions(FRAMES["dict"], amount="amount", end="1997-12-31")
    told = plain.report(model="bg/nbd", title="A shop").text  # the same figures without the sign
    assert "$" in report.text and "$" not in told and "units of no stated" in told
    assert re.findall(r"[\d.,]+", told) == re.findall(r"[\d.,]+", report.text)
    with pytest.raises(ArgumentError, match="language: 'fr' is not one of 'en', 'zh'"):
        base.report(language="fr")  # type: ignore[arg-type]


def test_pictures_need_no_other_package(tmp_path: Path) -> None:
    base = CustomerBase.from_transactions(FRAMES["dict of text"], amount="amount")
    model = base.fit("bg/nbd")
    for figure in (
        base.plot("histories", most=12),
        base.plot("spend", language="zh"),
        model.plot(),
        model.plot("purchases"),
        model.plot("dropout"),
    ):
        assert figure.svg.startswith("<svg") and figure._repr_svg_() == figure.svg
    model.plot().save(tmp_path / "expected.svg")
    assert (tmp_path / "expected.svg").read_text(encoding="utf-8").startswith("<svg")
    with pytest.raises(HabitueError):
        model.plot("attrition")  # the BG/NBD has none
    with pytest.raises(ArgumentError, match="what"):
        model.plot("value")  # type: ignore[arg-type]


def test_what_is_printed() -> None:
    base = CustomerBase.from_transactions(FRAMES["dict"], amount="amount", currency="USD")
    text = str(base)
    assert text.startswith("CustomerBase: 2,357 customers, 6,919 transactions, 1997-01-01 to")
    assert "244,091.94 USD" in text
    assert "<table>" in base._repr_html_()
    model = base.fit("nbd")
    assert "nobody ever leaves" in str(model)
    assert "nobody ever leaves" in model._repr_html_()


def test_names_of_the_package_come_when_they_are_asked_for() -> None:
    assert set(habitue.__all__) <= set(dir(habitue))
    with pytest.raises(AttributeError, match="no attribute 'Customer'"):
        habitue.Customer  # noqa: B018


def test_the_history_of_one_customer_is_what_was_known_at_each_day() -> None:
    base = CustomerBase.from_transactions(frames()["dict"], amount="amount")
    model = base.fit("bg/nbd")
    whole = model.p_alive()
    chosen = int(np.argmax(base.to_frame()["frequency"]))
    customer = base.to_frame()["customer"][chosen]
    told = model.history(customer)
    assert told["p_alive"][-1] == whole["p_alive"][chosen]
    assert str(told["day"][-1]) == str(base.end)
    assert (np.diff(told["day"]) == np.timedelta64(7, "D")).all()
    for row in (0, 10, 40, len(told["day"]) - 1):
        then = base.until(told["day"][row])
        frame, alive = then.to_frame(), model.p_alive(then)
        at = frame["customer"].tolist().index(customer)
        assert told["frequency"][row] == frame["frequency"][at]
        assert (told["recency"][row], told["age"][row]) == (frame["recency"][at], frame["age"][at])
        assert told["p_alive"][row] == alive["p_alive"][at]
    months = model.history(customer, every="1 month")
    assert len(months["day"]) == 18
    with pytest.raises(DataError, match="no customer of the base"):
        model.history(-5)
    with pytest.raises(DataError, match="a day or longer"):
        model.history(customer, every="1 hour")


def test_from_a_frame_of_polars_to_values_without_what_takes_longer_than_both() -> None:
    """numpy.ma takes 30 ms to import, half of what the library itself takes from file to values;
    columns are the same where something else imported it."""
    polars = pytest.importorskip("polars")
    code = f"""
import sys
import polars
from habitue import CustomerBase
sales = polars.read_csv({str(CDNOW)!r})
before = set(sys.modules)
base = CustomerBase.from_transactions(sales, amount="amount")
values = base.fit("bg/nbd").predict(horizon="52 weeks")
assert not {{"numpy.ma", "narwhals"}} & (set(sys.modules) - before)
values.write_ipc(sys.argv[1])
"""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPATH": str(Path(habitue.__file__).parents[1])}
        command = [sys.executable, "-c", code, f"{folder}/values"]
        subprocess.run(command, check=True, env=environment)
        told = polars.read_ipc(io.BytesIO(Path(folder, "values").read_bytes()))
    importlib.import_module("numpy.ma")
    base = CustomerBase.from_transactions(polars.read_csv(CDNOW), amount="amount")
    assert told.equals(base.fit("bg/nbd").predict(horizon="52 weeks"))


def test_newcomers_need_no_base() -> None:
    paper = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
    spend = {"p": 6.25, "q": 3.74, "gamma": 15.44}
    model = habitue.CustomerModel.from_parameters("bg/nbd", paper, unit="week", spend=spend)
    drawn = model.simulate(customers=20_000, horizon="52 weeks", seed=3)
    assert sorted(drawn) == ["amount", "customer", "time"] and (drawn["customer"][-1] < 20_000)
    repeats = (len(drawn["time"]) - 20_000) / 20_000
    expected = model.purchases.expected_purchases([0], [0.0], [0.0], t=52.0)[0]
    assert abs(repeats - expected) < 5 * 3.0 / 20_000**0.5  # five standard errors; sd below 3
    with pytest.raises(ArgumentError, match="base: is needed"):
        model.simulate()


def test_a_silence_that_is_a_loss_is_above_0() -> None:
    base = CustomerBase.from_transactions(
        {"customer": ["a", "b"], "date": ["2024-01-01", "2024-03-01"], "amount": [1.0, 2.0]},
        amount="amount",
        currency="EUR",
    )
    for silence, said in ((-1, "-1"), (0, "0"), ("0 days", "0"), (float("inf"), "inf")):
        with pytest.raises(DataError, match=f"lost_after: {said} is out of range; allowed: > 0"):
            base.survival(lost_after=silence)
