"""The estimators hold scikit-learn's conventions, and their figures are those of the models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("sklearn")
pandas = pytest.importorskip("pandas")

from sklearn.base import clone  # noqa: E402
from sklearn.model_selection import GridSearchCV  # noqa: E402
from sklearn.pipeline import make_pipeline  # noqa: E402
from sklearn.utils.estimator_checks import estimator_checks_generator  # noqa: E402

from habitue import CustomerBase  # noqa: E402
from habitue.sklearn import LifetimeRegressor, TransactionSummarizer  # noqa: E402

CDNOW = Path(__file__).resolve().parents[2] / "examples/data/cdnow_sample.csv"


@pytest.fixture(scope="module")
def sales() -> Any:
    return pandas.read_csv(CDNOW)


@pytest.fixture(scope="module")
def histories(sales: Any) -> Any:
    return CustomerBase.from_transactions(sales, amount="amount").split("1997-09-30")


def test_figures_are_those_of_the_base(histories: Any) -> None:
    calibration, _ = histories
    frame = calibration.to_frame()[["frequency", "recency", "age", "mean_spend"]]
    model = calibration.fit("bg/nbd")
    alive = LifetimeRegressor(target="p_alive").fit(frame)
    assert np.array_equal(alive.predict(frame), model.p_alive()["p_alive"])
    value = LifetimeRegressor(target="value", horizon=52.0, annual_discount=0.1).fit(frame)
    asked = {"horizon": (52, "week"), "annual_discount": 0.1}
    assert np.array_equal(value.predict(frame), model.lifetime_value(**asked)["value"])


def test_estimators_are_cloned_and_searched(histories: Any) -> None:
    calibration, holdout = histories
    X = calibration.to_frame()[["frequency", "recency", "age"]]
    y = holdout.to_frame().loc[X.index, "purchases"]
    search = GridSearchCV(
        LifetimeRegressor(horizon=39.0), {"model": ["nbd", "bg/nbd", "pareto/nbd"]}, cv=3
    ).fit(X, y)
    # The NBD, where nobody leaves, forecasts worst.
    assert search.best_params_["model"] in ("bg/nbd", "pareto/nbd")
    assert search.cv_results_["mean_test_score"].argmin() == 0
    assert clone(search.best_estimator_).get_params() == search.best_estimator_.get_params()


def test_a_pipeline_begins_with_transactions(sales: Any) -> None:
    pipe = make_pipeline(
        TransactionSummarizer(amount="amount", end="1997-09-30"),
        LifetimeRegressor(target="value"),
    )
    found = pipe.fit(sales).predict(sales)
    assert found.shape == (2357,) and (found >= 0).all()
    names = ["frequency", "recency", "age", "mean_spend"]
    assert pipe[0].get_feature_names_out().tolist() == names


def test_the_checks_that_apply_hold() -> None:
    held, failed = set(), []
    for _, check in estimator_checks_generator(LifetimeRegressor()):
        name = getattr(check, "func", check).__name__
        if name not in CHECKS:
            continue
        try:
            check(LifetimeRegressor())
            held.add(name)
        except Exception as error:  # noqa: BLE001
            failed.append((name, error))
    assert not failed
    assert held == CHECKS


CHECKS = {
    "check_estimator_cloneable",
    "check_estimator_tags_renamed",
    "check_valid_tag_types",
    "check_estimator_repr",
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_mixin_order",
    "check_get_params_invariance",
    "check_set_params",
}
"""The checks of scikit-learn that do not draw columns of their own: of such random numbers, hardly
any row is a history."""


def test_what_is_no_history_is_refused() -> None:
    with pytest.raises(ValueError, match="columns; needed"):
        LifetimeRegressor().fit(np.ones((3, 2)))
    with pytest.raises(ValueError, match="target"):
        LifetimeRegressor(target="x").fit(np.ones((3, 3)))  # type: ignore[arg-type]
