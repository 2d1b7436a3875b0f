"""Pictures on axes of matplotlib draw the figures of models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("agg")

from matplotlib import pyplot  # noqa: E402

from habitue import ArgumentError, CustomerBase, plotting  # noqa: E402

CDNOW = Path(__file__).resolve().parents[2] / "examples/data/cdnow_sample.csv"


@pytest.fixture(scope="module")
def base() -> Any:
    rows = [line.split(",") for line in CDNOW.read_text().splitlines()[1:]]
    frame = {"customer": [int(row[0]) for row in rows], "date": [row[1] for row in rows]}
    return CustomerBase.from_transactions(frame)


@pytest.fixture(scope="module")
def model(base: Any) -> Any:
    return base.until("1997-09-30").fit("bg/nbd")


@pytest.fixture(autouse=True)
def closed() -> Any:
    yield
    pyplot.close("all")


def test_matrices_are_answers_of_the_model(model: Any) -> None:
    ax = plotting.plot_probability_alive_matrix(model, max_frequency=4, max_recency=30)
    drawn = ax.get_images()[0].get_array()
    assert drawn.shape == (31, 5)
    assert drawn[20, 3] == model.purchases.p_alive([3], [20.0], [30.0])[0]
    assert (drawn[:, 0] == 1.0).all()
    own = pyplot.subplots()[1]
    ax = plotting.plot_frequency_recency_matrix(model, horizon="4 weeks", ax=own)
    assert ax is own
    assert "4 weeks" in ax.get_title()


def test_purchases_are_tracked_beyond_the_fit(base: Any, model: Any) -> None:
    ax = plotting.plot_expected_purchases(model, base)
    actual, expected, line = ax.get_lines()
    assert actual.get_ydata()[-1] == 4339
    assert len(expected.get_ydata()) == 78 and line.get_label() == "end of the fit"
    ax = plotting.plot_expected_purchases(model, cumulative=False)
    assert len(ax.get_lines()) == 2


def test_frequencies_add_up_to_the_customers(model: Any) -> None:
    ax = plotting.plot_purchase_pmf(model, max_purchases=7)
    observed = [bar.get_height() for bar in ax.patches[:8]]
    expected = [bar.get_height() for bar in ax.patches[8:]]
    # Fader, Hardie and Lee (2005), figure 2: actual customers by repeat purchases.
    assert observed == [1411, 439, 214, 100, 62, 38, 29, 64]
    assert np.sum(expected) == pytest.approx(2357, rel=1e-9)


def test_exposure_is_a_line_a_customer(base: Any) -> None:
    ax = plotting.plot_customer_exposure({"recency": [0.0, 3.0], "age": [5.0, 6.0]})
    lines = ax.collections[0].get_segments()
    assert [one.tolist() for one in lines] == [[[0.0, 1.0], [0.0, 1.0]], [[0.0, 2.0], [3.0, 2.0]]]
    assert plotting.plot_customer_exposure(base).get_xlabel()


def test_covariates_are_refused_where_frequency_does_not_say_all(base: Any) -> None:
    keys = np.array(list(base))
    joined = base.join({"customer": keys, "odd": keys % 2})
    with pytest.raises(ArgumentError, match="covariates"):
        plotting.plot_probability_alive_matrix(joined.fit("bg/nbd", covariates="odd"))


def test_cohorts_are_a_row_each_of_what_is_known(base: Any) -> None:
    cohorts = base.cohorts("month")
    ax = plotting.plot_cohorts(cohorts)
    drawn = ax.get_images()[0].get_array()
    frame = cohorts.to_frame()
    age = np.asarray(frame["age"])
    assert drawn.shape == (3, 17) and int((~drawn.mask).sum()) == int((age > 0).sum())
    assert np.array_equal(drawn.compressed(), np.asarray(frame["rate"])[age > 0])
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["1997-01-01 (781)", "1997-02-01 (857)", "1997-03-01 (719)"]
    assert len(ax.texts) == int((age > 0).sum())
    marked = [text.get_text().endswith("*") for text in ax.texts]
    assert marked == np.asarray(frame["partial"])[age > 0].tolist()
    own = pyplot.subplots()[1]
    assert base.cohorts("week").plot(ax=own, cmap="Greens") is own
    assert own.get_images()[0].get_cmap().name == "Greens"
    assert not own.texts  # too many to be read
    with pytest.raises(ArgumentError, match="cohorts"):
        plotting.plot_cohorts(base)


def test_survival_is_a_step_a_loss_and_a_curve_a_group(base: Any) -> None:
    survival = base.survival(lost_after="26 weeks")
    ax = plotting.plot_survival(survival)
    (line,), frame = ax.get_lines(), survival.to_frame()
    assert np.array_equal(line.get_ydata(), [1.0, *frame["survival"]])
    assert np.array_equal(line.get_xdata(), [0.0, *frame["time"]])
    parts = base.join({"customer": list(base), "odd": [who % 2 for who in base]})
    ax = parts.survival(lost_after="26 weeks", by="odd").plot(confidence=0.5)
    assert [line.get_label() for line in ax.get_lines()] == ["0", "1"]
    assert ax.get_legend().get_title().get_text() == "odd"
    with pytest.raises(ArgumentError, match="survival"):
        plotting.plot_survival(frame)


def test_a_forecast_stands_beside_what_came(base: Any) -> None:
    calibration, holdout = base.split("1997-09-30")
    found = calibration.fit("bg/nbd").validate(holdout)
    own = pyplot.subplots()[1]
    assert found.plot(ax=own) is own
    ax = plotting.plot_validation(found)
    assert np.array_equal(own.get_lines()[0].get_ydata(), ax.get_lines()[0].get_ydata())
    frame = found.to_frame()
    customers = np.asarray(frame["customers"])
    for line, name in zip(ax.get_lines(), ("actual", "expected")):
        assert np.array_equal(line.get_ydata(), np.asarray(frame[name]))
        of_all = {"actual": found.actual, "expected": found.expected}[name]
        assert line.get_ydata() @ customers == pytest.approx(of_all, rel=1e-12)
    assert [label.get_text() for label in ax.get_xticklabels()][-1] == "7+"
    assert "purchases expected" in ax.get_title()
    with pytest.raises(ArgumentError, match="validation"):
        plotting.plot_validation(holdout)
