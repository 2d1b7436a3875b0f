"""Judging models from Python: published tables, side by side, and clear mistakes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from habitue import errors
from habitue.fit_quality import (
    Comparison,
    frequency_fit,
    frequency_spend,
    holdout_by,
    holdout_errors,
    regularity,
    regularity_of_purchases,
    track_steps,
)
from habitue.lifetime import BgNbd, MbgCnbd, Nbd
from habitue.summary import Summary

CDNOW = Path(__file__).resolve().parents[2] / "examples" / "data" / "cdnow_sample.csv"


@pytest.fixture(scope="module")
def data():
    summary = Summary("USD")
    summary.read_csv(CDNOW, customer="customer", date="date", amount="amount", integer_keys=True)
    window = {"holdout_end": "1998-06-30"}
    table = summary.table("1997-09-30", log_intervals=True, **window)
    return table, table.log_intervals


# The BTYD vignette.
MODEL = BgNbd(0.2425982, 4.4136842, 0.7929899, 2.4261667)


def test_the_bins_of_the_vignette(data) -> None:
    table, _ = data
    expected = MODEL.expected_purchases(table.x, table.t_x, table.t, t=39.0)
    found = holdout_by(table.holdout_x, expected, table.x)
    assert found.customers.tolist() == [1411, 439, 214, 100, 62, 38, 29, 64]
    printed = [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036]
    assert found.expected == pytest.approx(printed, abs=3e-5)
    total = holdout_errors(table.holdout_x, expected)
    assert total.actual == 1882 and total.expected == pytest.approx(expected.sum())
    assert total.wape == pytest.approx(np.abs(expected - table.holdout_x).sum() / 1882)
    assert total.rmse == pytest.approx(np.sqrt(((expected - table.holdout_x) ** 2).mean()))
    fit = frequency_fit(MODEL, table.x, table.t_x, table.t)
    assert fit.actual.tolist() == found.customers.tolist()
    assert fit.expected.sum() == pytest.approx(2357)


def test_tracking_by_step(data) -> None:
    table, _ = data
    born = table.t.max() - table.t
    found = track_steps(MODEL, born, steps=78)
    printed = [76.86531, 74.88843, 73.04554, 71.32166, 69.70412, 68.18213]
    assert found[19:25] == pytest.approx(printed, abs=4e-4)
    assert found.sum() == pytest.approx(MODEL.track(born, steps=78)[-1])


def test_assumptions(data) -> None:
    table, logs = data
    relation = frequency_spend(table.x, table.mean_repeat_spend)
    assert relation.customers == 946
    assert relation.pearson.coefficient == pytest.approx(0.11388791939125, abs=1e-12)
    k = regularity(table.x, table.t_x, table.t, logs)
    assert (k.k, k.customers) == (pytest.approx(1.04198891625624), 507)
    clock = regularity_of_purchases([1, 1, 1], [0.0, 7.0, 14.0])
    assert clock.k == float("inf")
    with pytest.raises(errors.ArgumentError, match="pairs"):
        regularity_of_purchases([1, 1, 1], [0.0, 7.0, 14.0], method="wheat")


def test_models_side_by_side(data) -> None:
    table, logs = data
    history = (table.x, table.t_x, table.t)
    compared = Comparison.fit(*history, log_intervals=logs, threads=0)
    assert [row.holdout for row in compared.rows] == [None] * 7
    rows = compared.judge(table.holdout_x, t=39.0).rows
    names = [row.name for row in rows]
    assert names == [model.name() for model in Comparison.CONTINUOUS]
    by_name = dict(zip(names, rows))
    assert by_name["BG/NBD"].log_likelihood == pytest.approx(-9582.429207, abs=2e-6)
    assert by_name["MBG/CNBD-k"].regularity == 1 and by_name["NBD"].regularity is None
    assert by_name["GGompertz/NBD"].ridge == "pareto_limit"
    assert isinstance(by_name["BG/NBD"].model, BgNbd)
    expected = by_name["BG/NBD"].model.expected_purchases(*history, t=39.0)
    assert by_name["BG/NBD"].holdout == holdout_errors(table.holdout_x, expected)
    tests = {(test.restricted, test.general): test.test for test in compared.nested_tests}
    assert tests["NBD", "Pareto/NBD"].p_value < 1e-60


def test_a_failed_fit_is_a_row() -> None:
    history = ([2, 0, 1, 0, 3], [5.0, 0.0, 3.0, 0.0, 9.0], [10.0, 9.0, 8.0, 9.0, 10.0])
    rows = Comparison.fit(*history, models=[Nbd, MbgCnbd]).rows
    assert rows[0].failure is None and rows[0].model is not None
    assert "log_intervals" in rows[1].failure and rows[1].aic is None
    with pytest.raises(errors.HabitueError, match="twice"):
        Comparison.fit(*history, models=[Nbd, Nbd])
    with pytest.raises(errors.HabitueError) as raised:
        holdout_errors([1.0, -1.0], [1.0, 1.0])
    assert raised.value.row == 1
    assert holdout_errors([0.0], [1.0]).wape is None
