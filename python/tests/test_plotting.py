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
