"""A flavour of MLflow: a `habitue.CustomerModel` or a `habitue.live.Scorer` saved, logged, loaded
and served; needs mlflow.

As a ``python_function`` it takes histories, one row a customer (``frequency``, ``recency``,
``age`` and, for values, ``mean_spend``), beside whatever other columns there are, and gives what
`habitue.CustomerModel.predict` or `habitue.live.Scorer.score` does, in the order of the rows. The estimators of `habitue.sklearn` go
through ``mlflow.sklearn``.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from . import _abi, _scalars
from .base import CustomerBase, CustomerModel
from .errors import refuse
from .live import Scorer

__all__ = ["FLAVOR_NAME", "load_model", "log_model", "save_model"]

FLAVOR_NAME = "habitue"
"""What the flavour is called in the file MLmodel."""

_FILE = "model.json"
_SCORER = "scorer.habitue"
_ASKED = ("horizon", "annual_discount", "margin", "timing", "interval")
"""Settings of `predict` that a caller of the ``python_function`` may give as ``params``."""


def _part(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        refuse(_abi.HABITUE_UNSUPPORTED, "mlflow", "is not installed: pip install mlflow")


def save_model(
    model: CustomerModel[Any] | Scorer,
    path: str | PathLike[str],
    *,
    mlflow_model: Any = None,
    signature: Any = None,
    input_example: Any = None,
    metadata: Mapping[str, Any] | None = None,
) -> None:
    """Saves a model as a directory of MLflow, without its customers.

    Parameters
    ----------
    model : CustomerModel or Scorer
        The fitted model, or the one artefact that scores.
    path : path
        The directory, which must not be there yet.
    mlflow_model : mlflow.models.Model, optional
        What to add the flavour to.
    signature : mlflow.models.ModelSignature, optional
        What columns come in and go out.
    input_example : frame, optional
        Histories to show what comes in.
    metadata : mapping, optional
        What else the file MLmodel is to hold.

    Raises
    ------
    ArgumentError
        For what is neither, and for a directory that is there already.
    UnsupportedError
        Where mlflow is not installed, and for a model of a formula, which is no text.

    Examples
    --------
    >>> import tempfile
    >>> from habitue import CustomerModel
    >>> from habitue import mlflow as flavour
    >>> paper = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
    >>> model = CustomerModel.from_parameters("bg/nbd", paper, unit="week")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     flavour.save_model(model, f"{folder}/model")
    ...     flavour.load_model(f"{folder}/model") == model
    True
    """
    from . import __version__

    _scalars.instance(model, (CustomerModel, Scorer), "model")
    file = _SCORER if isinstance(model, Scorer) else _FILE
    models, pyfunc = _part("mlflow.models"), _part("mlflow.pyfunc")
    folder = Path(path)
    if folder.exists():
        refuse(_abi.HABITUE_BAD_ARGUMENT, "path", f"{folder} is there already; name another")
    made = models.Model() if mlflow_model is None else mlflow_model
    folder.mkdir(parents=True)
    model.save(folder / file)
    if signature is not None:
        made.signature = signature
    if input_example is not None:
        made.saved_input_example_info = None
        _part("mlflow.models.utils")._save_example(made, input_example, str(folder))
    if metadata is not None:
        made.metadata = dict(metadata)
    (folder / "requirements.txt").write_text(f"habitue=={__version__}\npandas\n", encoding="utf-8")
    version = ".".join(map(str, sys.version_info[:3]))
    environment = f"python: {version}\ndependencies:\n- -r requirements.txt\n"
    (folder / "python_env.yaml").write_text(environment, encoding="utf-8")
    pyfunc.add_to_model(
        made, loader_module="habitue.mlflow", data=file, python_env="python_env.yaml"
    )
    name = "scorer" if isinstance(model, Scorer) else model.name
    made.add_flavor(FLAVOR_NAME, habitue_version=__version__, data=file, model=name)
    made.save(str(folder / "MLmodel"))


def log_model(
    model: CustomerModel[Any] | Scorer,
    name: str,
    *,
    registered_model_name: str | None = None,
    signature: Any = None,
    input_example: Any = None,
    metadata: Mapping[str, Any] | None = None,
) -> Any:
    """Logs a model in the run of MLflow that is active, or in a new one.

    Parameters
    ----------
    model : CustomerModel or Scorer
        As for `save_model`.
    name : str
        What it is called in the run.
    registered_model_name : str, optional
        The name of the registry under which it becomes a version.
    signature, input_example, metadata
        As for `save_model`.

    Returns
    -------
    mlflow.models.model.ModelInfo
        Its ``model_uri`` is what `load_model` takes.

    Raises
    ------
    ArgumentError
        For what is neither.
    UnsupportedError
        As `save_model`.

    Examples
    --------
    >>> from habitue import mlflow as flavour
    >>> flavour.log_model("bg/nbd", "model")
    Traceback (most recent call last):
    habitue.errors.ArgumentError: model: is 'bg/nbd' (str) where a CustomerModel or Scorer is needed
    """
    _scalars.instance(model, (CustomerModel, Scorer), "model")
    _scalars.string(name, "name")
    models, version = _part("mlflow.models"), _part("mlflow.version").VERSION
    third = int(version.split(".", 1)[0]) >= 3
    place = {"artifact_path": None, "name": name} if third else {"artifact_path": name}
    return models.Model.log(
        **place, flavor=sys.modules[__name__], model=model, signature=signature,
        registered_model_name=registered_model_name, input_example=input_example,
        metadata=metadata,
    )  # fmt: skip


def load_model(model_uri: str, dst_path: str | None = None) -> CustomerModel[Any] | Scorer:
    """The model that `save_model` or `log_model` wrote.

    Parameters
    ----------
    model_uri : str
        A directory, or what MLflow calls it: "runs:/...", "models:/...".
    dst_path : str, optional
        Where to a remote model is copied.

    Returns
    -------
    CustomerModel or Scorer
        What was saved; a model has no customers of its own.

    Raises
    ------
    DataError
        For a directory that holds no such model.
    UnsupportedError
        Where mlflow is not installed.

    Examples
    --------
    >>> import tempfile
    >>> from habitue import CustomerModel
    >>> from habitue import mlflow as flavour
    >>> model = CustomerModel.from_parameters("nbd", {"r": 0.4, "alpha": 4.4}, unit="week")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     flavour.save_model(model, f"{folder}/model")
    ...     flavour.load_model(f"{folder}/model").name
    'nbd'
    """
    _scalars.string(model_uri, "model_uri")
    artifacts = _part("mlflow.artifacts")
    place = artifacts.download_artifacts(artifact_uri=model_uri, dst_path=dst_path)
    return _of_folder(Path(place))


def _of_folder(folder: Path) -> CustomerModel[Any] | Scorer:
    files = [folder / name for name in (_FILE, _SCORER)] if folder.is_dir() else [folder]
    file = next((file for file in files if file.is_file()), None)
    if file is not None and file.name == _SCORER:
        return Scorer.load(file)
    if file is None:
        refuse(_abi.HABITUE_CORRUPT_BYTES, "model_uri", f"{folder} holds no model of habitue")
    return CustomerModel.load(file)


class _Served:
    """What ``mlflow.pyfunc`` calls: histories in, predictions out, row by row."""

    def __init__(self, model: CustomerModel[Any]) -> None:
        self.model = model

    def get_raw_model(self) -> CustomerModel[Any]:
        return self.model

    def predict(self, model_input: Any, params: Mapping[str, Any] | None = None) -> Any:
        asked = dict(params or {})
        for name in asked:
            if name not in _ASKED:
                reason = f"is no setting; there are {', '.join(_ASKED)}"
                refuse(_abi.HABITUE_BAD_ARGUMENT, name, reason)
        model, rows = self.model, model_input.reset_index(drop=True)
        rows = rows.assign(**{_ROW: rows.index})
        design = model._design
        names = set() if design is None else {one for role in design.roles.values() for one in role}
        base = CustomerBase.from_summary(
            rows, unit=model.unit, convention=model.convention, currency=model.currency,
            customer=_ROW, age="age" if "age" in rows.columns else "T",
            mean_spend="mean_spend" if "mean_spend" in rows.columns else None,
        )  # fmt: skip
        if names:
            base = base.join(rows, on=_ROW, columns=sorted(names))
        found = model.predict(base, **asked)
        return found.set_axis(model_input.index)


_ROW = "_row_of_the_caller"


class _Scored:
    """The same of a scorer: histories in, scores out."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer

    def get_raw_model(self) -> Scorer:
        return self.scorer

    def predict(self, model_input: Any, params: Mapping[str, Any] | None = None) -> Any:
        for name in params or ():
            refuse(_abi.HABITUE_BAD_ARGUMENT, name, "is no setting; a scorer has none")
        age = "age" if "age" in model_input.columns else "T"
        for name in ("frequency", "recency", age, "mean_spend"):
            if name not in model_input.columns:
                refuse(_abi.HABITUE_MISSING_COLUMN, name, "is no column of the histories")
        found = self.scorer.score(
            model_input["frequency"], model_input["recency"], model_input[age],
            model_input["mean_spend"],
        )  # fmt: skip
        names = ("p_alive", "expected_purchases", "value", "tier")
        columns = {name: getattr(found, name) for name in names}
        return _part("pandas").DataFrame(columns, index=model_input.index)


def _load_pyfunc(path: str) -> _Served | _Scored:
    model = _of_folder(Path(path))
    return _Scored(model) if isinstance(model, Scorer) else _Served(model)
