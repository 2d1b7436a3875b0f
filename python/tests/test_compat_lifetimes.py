"""`habitue.compat.lifetimes` gives what lifetimes gives where that is right."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pandas = pytest.importorskip("pandas")

from habitue.compat import lifetimes  # noqa: E402
from habitue.compat.lifetimes import datasets, generate_data, utils  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def cdnow() -> Any:
    return datasets.load_cdnow_summary()


@pytest.fixture(scope="module")
def bg(cdnow: Any) -> Any:
    return lifetimes.BetaGeoFitter().fit(cdnow["frequency"], cdnow["recency"], cdnow["T"])


def test_parameters_are_those_of_the_papers(cdnow: Any, bg: Any) -> None:
    history = cdnow["frequency"], cdnow["recency"], cdnow["T"]
    # Fader, Hardie and Lee (2005), table 2, for both models.
    assert bg.params_.round(3).tolist() == [0.243, 4.414, 0.793, 2.426]
    pareto = lifetimes.ParetoNBDFitter().fit(*history)
    assert pareto.params_.tolist() == pytest.approx([0.553, 10.578, 0.606, 11.669], abs=1.5e-3)
    # BTYDplus' documentation, MBG/NBD.
    modified = lifetimes.ModifiedBetaGeoFitter().fit(*history)
    assert modified.params_.round(3).tolist() == [0.525, 6.183, 0.891, 1.614]
    donations = datasets.load_donations()
    columns = (donations[name] for name in ("frequency", "recency", "periods", "weights"))
    # Fader, Hardie and Shang (2010), table 4.
    bgbb = lifetimes.BetaGeoBetaBinomFitter().fit(*columns)
    assert bgbb.params_.round(3).tolist() == [1.204, 0.75, 0.657, 2.783]
    # Their table 6: P(alive in 2002).
    alive = bgbb.conditional_probability_alive(1, [0, 2, 6], [0, 4, 6], 6)
    assert alive.round(2).tolist() == [0.11, 0.59, 0.93]


def test_spend_is_that_of_the_note() -> None:
    summary = datasets.load_cdnow_summary_data_with_monetary_value()
    back = summary[summary["frequency"] > 0]
    fitter = lifetimes.GammaGammaFitter().fit(back["frequency"], back["monetary_value"])
    # Fader and Hardie (2013), section 3.
    assert fitter.params_.round(1).tolist() == [6.2, 3.7, 15.4]
    profit = fitter.conditional_expected_average_profit(
        summary["frequency"], summary["monetary_value"]
    )
    assert profit.index.equals(summary.index)
    assert round(float(profit.iloc[1]), 1) == 35.2  # of all customers


def test_data_are_read_as_files_are() -> None:
    assert datasets.load_cdnow_summary(index_col=[0]).index.name == "ID"
    drawn = datasets.load_transaction_data(parse_dates=["date"])
    assert str(drawn["date"].dtype).startswith("datetime64")


def test_predictions_are_those_of_the_spreadsheet(bg: Any) -> None:
    # Hardie's spreadsheet of the BG/NBD: x 2, t_x 30.43, T 38.86, 39 weeks ahead.
    assert round(float(bg.predict(39, 2, 30.43, 38.86)), 3) == 1.226
    times = np.array([0.1429, 1.0, 3.0, 31.8571, 32.0, 78.0])
    expected = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576]
    found = bg.expected_number_of_purchases_up_to_time(times)
    assert found.tolist() == pytest.approx(expected, abs=5e-4)
    # BTYD's manual, with the parameters rounded.
    plain = lifetimes.BetaGeoFitter()
    plain.params_ = pandas.Series({"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426})
    assert plain.probability_of_n_purchases_up_to_time(2, 10) == pytest.approx(
        1.07869e-07, rel=1e-5
    )
    assert plain.probability_of_n_purchases_up_to_time(39, 0) == pytest.approx(0.5737864, rel=1e-6)


def test_uncertainty_is_a_table(bg: Any) -> None:
    assert list(bg.summary.columns) == ["coef", "se(coef)", "lower 95% bound", "upper 95% bound"]
    errors = np.sqrt(np.diag(bg.variance_matrix_))
    assert np.allclose(bg.standard_errors_, errors, rtol=1e-12)
    # A covariance is symmetric, which that of lifetimes is not.
    assert np.allclose(bg.variance_matrix_, bg.variance_matrix_.T, rtol=1e-9)


def test_answers_have_the_shape_of_what_was_asked(bg: Any, cdnow: Any) -> None:
    part = cdnow.set_index("ID").head(3)
    found = bg.predict(10, part["frequency"], part["recency"], part["T"])
    assert found.index.tolist() == [1, 2, 3]
    matrix = bg.conditional_probability_alive_matrix(4, 6)
    assert matrix.shape == (7, 5)
    # Row and column, and histories that contradict themselves: no repeat purchase, yet a last one.
    assert matrix[5][2] == bg.conditional_probability_alive(2, 5, 6)[0]
    assert matrix[5][0] == 1.0
    assert isinstance(bg.predict(10, 2, 30.43, 38.86), float)


@pytest.mark.parametrize("freq", ["D", "W", "M"])
def test_summaries_are_those_of_lifetimes(freq: str) -> None:
    name = {"D": "day", "W": "week", "M": "month"}[freq]
    expected = pandas.read_csv(
        ROOT / f"tests/data/lifetimes_cdnow_{name}.csv", index_col="customer"
    )
    sales = pandas.read_csv(ROOT / "examples/data/cdnow_sample.csv")
    found = utils.calibration_and_holdout_data(
        sales, "customer", "date", "1997-09-30", "1998-06-30", freq, monetary_value_col="amount"
    ).loc[expected.index]
    for column in ("frequency", "recency", "T"):
        assert (found[f"{column}_cal"] == expected[column]).all(), column
    assert (found["frequency_holdout"] == expected["frequency_holdout"]).all()
    assert np.allclose(found["monetary_value_cal"], expected["monetary_value"], rtol=1e-12)


def test_tracking_is_that_of_btyd() -> None:
    # BTYD's walkthrough: cumulative repeat purchases of weeks 20 to 25.
    sales = datasets.load_dataset("cdnow_sample.csv")
    summary = utils.summary_data_from_transaction_data(
        sales, "customer", "date", observation_period_end="1997-09-30", freq_multiplier=7
    )
    model = lifetimes.ParetoNBDFitter().fit(summary["frequency"], summary["recency"], summary["T"])
    found = utils.expected_cumulative_transactions(
        model, sales, "date", "customer", 25 * 7, freq_multiplier=7
    ).iloc[19:25]
    assert found["actual"].tolist() == [1359, 1414, 1484, 1517, 1573, 1672]
    assert found["predicted"].round().tolist() == [1309, 1385, 1460, 1533, 1604, 1674]


def test_lifetime_value_is_paid_at_the_end_of_months(bg: Any) -> None:
    months = [bg.predict(4.345 * n, 2, 30.43, 38.86) for n in (0, 1, 2)]
    by_hand = 10 * ((months[1] - months[0]) / 1.01 + (months[2] - months[1]) / 1.01**2)
    found = utils._customer_lifetime_value(bg, [2], [30.43], [38.86], [10.0], 2, 0.01, "W")
    assert found.iloc[0] == pytest.approx(by_hand, rel=1e-12)


def test_an_alive_path_follows_the_purchases(bg: Any) -> None:
    bought = pandas.DataFrame({"date": ["2024-01-01", "2024-01-08", "2024-01-22"]})
    path = utils.calculate_alive_path(bg, bought, "date", 30)
    assert len(path) == 31 and path[0] == 1.0
    assert path[25] == bg.conditional_probability_alive(2, 21, 25)[0]
    assert path[10] == bg.conditional_probability_alive(1, 7, 10)[0]


def test_what_cannot_be_is_refused() -> None:
    fitter = lifetimes.BetaGeoFitter()
    with pytest.raises(ValueError, match="larger than T"):
        fitter.fit([1], [9.0], [5.0])
    with pytest.raises(ValueError, match="no parameters yet"):
        fitter.predict if hasattr(fitter, "predict") else fitter._unload_params("r")
    with pytest.warns(RuntimeWarning, match="no option 'maxiterr'"):
        fitter.fit([1, 0, 3], [3.0, 0.0, 4.0], [5.0, 5.0, 5.0], maxiterr=3)


def test_a_penalty_shrinks(bg: Any, cdnow: Any) -> None:
    small = lifetimes.BetaGeoFitter(penalizer_coef=0.1)
    small.fit(cdnow["frequency"], cdnow["recency"], cdnow["T"])
    assert (small.params_ < bg.params_).all()


def test_a_fitter_goes_to_a_file_and_back(bg: Any, tmp_path: Path) -> None:
    bg.save_model(tmp_path / "bg.pkl", save_data=False, values_to_save=["none"])
    again = lifetimes.BetaGeoFitter()
    again.load_model(tmp_path / "bg.pkl")
    assert again.data == "none" and bg.data.shape[0] == 2357
    assert again.predict(1, 1, 2, 5) == bg.predict(1, 1, 2, 5)


def test_customers_that_are_drawn_have_the_means_of_the_model() -> None:
    np.random.seed(4)
    found = generate_data.pareto_nbd_model(200, 2.0, 100.0, 3.0, 400.0, size=4000)
    # E X(T) = r beta/(alpha (s - 1)) (1 - (beta/(beta + T))^(s - 1)); purchases of a period are one,
    # which are few at so low a rate.
    expected = 2.0 * 400 / (100 * 2) * (1 - (400 / 600) ** 2)
    mean, error = found["frequency"].mean(), found["frequency"].std() / 4000**0.5
    assert -4 * error - 0.03 * expected < mean - expected < 4 * error
    bgbb = generate_data.beta_geometric_beta_binom_model(6, 1.204, 0.75, 0.657, 2.783, size=40_000)
    quiet = bgbb[(bgbb["frequency"] == 0) & (bgbb["recency"] == 0)]
    assert abs(quiet["alive"].mean() - 0.11) < 0.012


def test_pictures_are_on_axes_of_matplotlib(bg: Any) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    pytest.importorskip("scipy")
    matplotlib.use("agg")
    from matplotlib import pyplot

    from habitue.compat.lifetimes import plotting

    sales = datasets.load_dataset("cdnow_sample.csv")
    matrix = utils.calibration_and_holdout_data(
        sales, "customer", "date", "1997-09-30", freq_multiplier=7
    )
    one = sales[sales["customer"] == 4]
    tracked = (bg, sales, "date", "customer", 60, 40)
    calls: dict[str, tuple[Any, ...]] = {
        "plot_period_transactions": (bg,),
        "plot_calibration_purchases_vs_holdout_purchases": (bg, matrix),
        "plot_frequency_recency_matrix": (bg,),
        "plot_probability_alive_matrix": (bg,),
        "plot_expected_repeat_purchases": (bg,),
        "plot_history_alive": (bg, 365, one, "date"),
        "plot_cumulative_transactions": tracked,
        "plot_incremental_transactions": tracked,
        "plot_transaction_rate_heterogeneity": (bg,),
        "plot_dropout_rate_heterogeneity": (bg,),
    }
    assert sorted(calls) == plotting.__all__
    for name, arguments in calls.items():
        ax = getattr(plotting, name)(*arguments)
        assert isinstance(ax, matplotlib.axes.Axes) and ax.get_title(), name
        pyplot.close("all")


def test_the_script_of_lifetimes_own_tests_asks_for_a_checkout() -> None:
    script = ROOT / "python/tools/lifetimes_tests.py"
    told = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 2 and "CHECKOUT" in told.stdout
