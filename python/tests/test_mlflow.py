"""The flavour of MLflow keeps the model, and serves the figures of the model itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

mlflow = pytest.importorskip("mlflow")
pandas = pytest.importorskip("pandas")

from habitue import ArgumentError, CustomerBase, CustomerModel, DataError  # noqa: E402
from habitue import mlflow as flavour  # noqa: E402
from habitue.lifetime import BgNbd  # noqa: E402
from habitue.live import Scorer  # noqa: E402

CDNOW = Path(__file__).resolve().parents[2] / "examples/data/cdnow_sample.csv"


@pytest.fixture(scope="module")
def base() -> CustomerBase[Any]:
    return CustomerBase.from_transactions(pandas.read_csv(CDNOW), amount="amount")


@pytest.fixture(scope="module")
def model(base: CustomerBase[Any]) -> CustomerModel[Any]:
    return base.fit("bg/nbd")


def test_what_is_saved_is_loaded_and_served(base: Any, model: Any, tmp_path: Path) -> None:
    place = str(tmp_path / "model")
    flavour.save_model(model, place, metadata={"of": "cdnow"})
    assert flavour.load_model(place) == model
    served = mlflow.pyfunc.load_model(place)
    assert served.metadata.metadata == {"of": "cdnow"}
    assert set(served.metadata.flavors) == {"habitue", "python_function"}
    rows = base.to_frame()[["frequency", "recency", "age", "mean_spend"]].iloc[::-1]
    asked = {"horizon": 52.0, "annual_discount": 0.1}
    found = served.predict(rows)
    assert list(found.index) == list(rows.index)
    direct = model.predict().loc[rows.index]
    assert all(np.array_equal(found[name], direct[name]) for name in direct)
    inside = served._model_impl.predict(rows, asked)
    wanted = model.predict(horizon=(52, "week"), annual_discount=0.1).loc[rows.index]
    assert np.array_equal(inside["value"], wanted["value"])
    with pytest.raises(ArgumentError, match="horizont"):
        served._model_impl.predict(rows, {"horizont": 1.0})
    with pytest.raises(ArgumentError, match="is there already"):
        flavour.save_model(model, place)
    with pytest.raises(DataError, match="holds no model"):
        flavour.load_model(str(tmp_path))


def test_what_is_logged_is_loaded(model: Any, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("MLFLOW_ALLOW_FILE_STORE", "true")
    mlflow.set_tracking_uri(f"file:{tmp_path}/runs")
    with mlflow.start_run():
        told = flavour.log_model(model, "customers")
    assert flavour.load_model(told.model_uri) == model
    with pytest.raises(ArgumentError, match="CustomerModel"):
        flavour.log_model("bg/nbd", "customers")  # type: ignore[arg-type]


def test_covariates_are_columns_of_the_rows(tmp_path: Path) -> None:
    draw = np.random.default_rng(3)
    n = 400
    age = draw.uniform(20.0, 50.0, n)
    channel = draw.integers(0, 2, n).astype(float)
    count = draw.poisson(0.05 * age * np.exp(0.5 * channel))
    known = {"customer": np.arange(n), "frequency": count, "T": age, "channel": channel}
    known["recency"] = np.where(count > 0, age * draw.uniform(0.2, 1.0, n), 0.0)
    frame = pandas.DataFrame(known)
    base = CustomerBase.from_summary(frame, unit="week").join(frame, columns="channel")
    fitted = base.fit("nbd", covariates={"purchase": "channel"})
    flavour.save_model(fitted, tmp_path / "model")
    found = mlflow.pyfunc.load_model(str(tmp_path / "model")).predict(frame)
    wanted = fitted.predict()["expected_purchases"]
    assert np.array_equal(found["expected_purchases"], wanted)


def test_a_scorer_is_stored_and_served(base: Any, tmp_path: Path) -> None:
    scorer = Scorer(
        BgNbd(0.243, 4.414, 0.793, 2.426), t=39.0, horizon=52.0, rate=0.002, lowest=[20.0]
    )
    place = str(tmp_path / "scorer")
    flavour.save_model(scorer, place)
    assert flavour.load_model(place) == scorer
    served = mlflow.pyfunc.load_model(place)
    rows = base.to_frame()[["frequency", "recency", "age", "mean_spend"]].iloc[::-1]
    found = served.predict(rows)
    direct = scorer.score(*(rows[name] for name in rows))
    assert list(found.index) == list(rows.index)
    for name in found:
        assert found[name].to_numpy().tobytes() == getattr(direct, name).tobytes(), name
    with pytest.raises(ArgumentError, match="no setting"):
        served._model_impl.predict(rows, {"horizon": 1.0})
    with pytest.raises(DataError, match="recency"):
        served.predict(rows[["frequency", "age", "mean_spend"]])
