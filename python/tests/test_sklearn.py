"""The estimators hold scikit-learn's conventions, and their figures are those of the models."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("sklearn")
pandas = pytest.importorskip("pandas")

from sklearn.base import clone  # noqa: E402
from sklearn.model_selection import GridSearchCV  # noqa: E402
from sklearn.pipeline import make_pipeline  # noqa: E402
from sklearn.utils.estimator_checks import check_estimator  # noqa: E402

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


class OfDrawn(LifetimeRegressor):
    """The same estimator with the columns that scikit-learn draws, whatever they are, as histories."""

    def __init__(
        self,
        model: str = "nbd",
        *,
        target: str = "purchases",
        horizon: float = 52.0,
        annual_discount: float = 0.0,
        unit: str = "week",
        penalty: float = 0.0,
    ) -> None:
        options = {"horizon": horizon, "annual_discount": annual_discount, "unit": unit}
        super().__init__(model, target=target, penalty=penalty, **options)  # type: ignore[arg-type]

    def _of_columns(self, read: Any) -> tuple[Any, ...]:
        if read.shape[1] < 2:
            return super()._of_columns(read)
        count = np.floor(np.minimum(abs(read[:, 0] * 3), 50))
        age = 20 + np.minimum(abs(read[:, 1]), 100)
        return count, np.where(count > 0, age / 2, 0.0), age, None


NOT_FITTED_TO = "the model is fitted to X alone; what y holds is for scores"
MADE_POSITIVE = "OfDrawn makes histories of negative numbers, too"
OF_DRAWN = {
    "check_positive_only_tag_during_fit": MADE_POSITIVE,
    "check_fit_non_negative": MADE_POSITIVE,
    "check_supervised_y_2d": NOT_FITTED_TO,
    "check_supervised_y_no_nan": NOT_FITTED_TO,
}


def outcomes(estimator: Any) -> dict[str, list[tuple[str, str]]]:
    """The checks of scikit-learn by what came of them, with what they say."""
    found: dict[str, list[tuple[str, str]]] = {"passed": [], "failed": [], "skipped": []}
    for one in check_estimator(estimator, on_fail=None, on_skip=None):
        error = one["exception"]
        said = f"{error} {getattr(error, '__cause__', '')} {getattr(error, '__context__', '')}"
        found[one["status"]].append((one["check_name"], said))
    return found


def test_the_checks_of_scikit_learn_hold_of_histories() -> None:
    found = outcomes(OfDrawn())
    assert {name for name, _ in found["failed"]} <= set(OF_DRAWN)
    assert len({name for name, _ in found["passed"]}) > 40


def test_what_fails_of_the_columns_that_scikit_learn_draws_is_no_history() -> None:
    """Every check that draws columns of its own fails for one reason; the others hold."""
    found = outcomes(LifetimeRegressor())
    reason = re.compile(r"is not a whole number|feature\(s\); needed: frequency, recency, age")
    assert not [(name, said) for name, said in found["failed"] if not reason.search(said)]
    assert len({name for name, _ in found["passed"]}) > 20


def test_the_checks_of_scikit_learn_hold_of_the_summarizer() -> None:
    """It takes frames of keys and dates and says so, so that no check draws columns for it."""
    found = outcomes(TransactionSummarizer())
    assert not found["failed"] and found["passed"]


def test_what_is_no_history_is_refused() -> None:
    with pytest.raises(ValueError, match="2 feature.s.; needed"):
        LifetimeRegressor().fit(np.ones((3, 2)))
    with pytest.raises(ValueError, match="target"):
        LifetimeRegressor(target="x").fit(np.ones((3, 3)))  # type: ignore[arg-type]
    histories = np.array([[2, 30.43, 38.86], [0, 0.0, 38.86], [5, 29.0, 38.86]])
    with pytest.raises(ValueError, match="every weight is zero"):
        LifetimeRegressor("nbd").fit(histories, sample_weight=np.zeros(3))
    with pytest.raises(ValueError, match="needed: \\(3,\\)"):
        LifetimeRegressor("nbd").fit(histories, sample_weight=[1.0])
    with pytest.raises(ValueError, match="inconsistent"):
        LifetimeRegressor("nbd").fit(histories, y=[1.0])
