"""What all fitters have: parameters, their uncertainty, a summary, save and load."""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from os import PathLike
from typing import Any, ClassVar

import numpy as np
import pandas
from numpy.typing import NDArray

from ....errors import HabitueError
from ..utils import ConvergenceError, _save_obj_without_attr

Floats = NDArray[np.float64]
Path = str | PathLike[str]

_OPTIONS = frozenset(
    "disp maxiter maxfev gtol ftol xtol xatol fatol eps norm adaptive return_all iterative_fitting".split()
)
"""Options of scipy's optimisers, which have no say here: fits are exact to rounding."""
_HELD = 1e-300
"""Stands for a last purchase at the moment of the first one, where there was a repeat purchase."""


@lru_cache(maxsize=64)
def _made(kind: Any, parameters: tuple[float, ...]) -> Any:
    return kind(*parameters)


class BaseFitter:
    """What all fitters have; made as one of its subclasses.

    Attributes
    ----------
    params_ : Series
        The parameters.
    data : DataFrame
        What the fit was of.
    variance_matrix_ : DataFrame
        The covariance of the parameters.
    standard_errors_ : Series
        Their standard errors; NaN where the likelihood has no peak.
    confidence_intervals_ : DataFrame
        Estimate plus and minus 1.96 standard errors.
    penalizer_coef : float
        What the sum of the squared parameters is multiplied by in the objective.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from habitue.compat.lifetimes import BetaGeoFitter
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> sample = load_cdnow_summary()
    >>> fitter = BetaGeoFitter().fit(sample["frequency"], sample["recency"], sample["T"])
    >>> fitter.summary["coef"].round(3).tolist()
    [0.243, 4.414, 0.793, 2.426]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     fitter.save_model(Path(folder, "model.pkl"))
    ...     again = BetaGeoFitter()
    ...     again.load_model(Path(folder, "model.pkl"))
    >>> again
    <lifetimes.BetaGeoFitter: fitted with 2357 subjects, a: 0.79, alpha: 4.41, b: 2.43, r: 0.24>
    >>> again.print_summary()
    <lifetimes.BetaGeoFitter: fitted with 2357 subjects, ...
    """

    _kind: ClassVar[Any] = None
    _names: ClassVar[Mapping[str, str]] = {}
    """What the library calls each parameter."""

    params_: Any
    data: Any
    variance_matrix_: Any
    standard_errors_: Any
    confidence_intervals_: Any
    _scale: float

    def __init__(self, penalizer_coef: float = 0.0) -> None:
        self.penalizer_coef = penalizer_coef

    def __repr__(self) -> str:
        name = type(self).__name__
        fitted = getattr(getattr(self, "data", None), "shape", None)
        subjects = "" if fitted is None else f" fitted with {fitted[0]} subjects,"
        if not hasattr(self, "params_"):
            return f"<lifetimes.{name}>"
        shown = ", ".join(f"{key}: {value:.2f}" for key, value in sorted(self.params_.items()))
        return f"<lifetimes.{name}:{subjects} {shown}>"

    def _unload_params(self, *names: str) -> list[float]:
        """The parameters of these names.

        Raises
        ------
        ValueError
            Where nothing is fitted yet.
        """
        if not hasattr(self, "params_"):
            raise ValueError("the model has no parameters yet; call fit first")
        return [self.params_[name] for name in names]

    @property
    def _model(self) -> Any:
        """The model of these parameters."""
        found = self._unload_params(*self._names)
        return _made(self._kind, tuple(float(value) for value in found))

    @property
    def summary(self) -> Any:
        """A DataFrame with a row a parameter: coef, se(coef), lower and upper 95% bound."""
        columns = {"coef": self.params_, "se(coef)": self.standard_errors_}
        return pandas.DataFrame(columns).join(self.confidence_intervals_)

    def print_summary(self) -> None:
        """Prints `summary`."""
        print(self)
        print(self.summary)

    def save_model(
        self,
        path: Path,
        save_data: bool = True,
        save_generate_data_method: bool = True,
        values_to_save: Sequence[Any] | None = None,
    ) -> None:
        """Writes the fitter to a file, which `load_model` reads: a pickle.

        Parameters
        ----------
        path : path
            Where to.
        save_data, save_generate_data_method : bool
            Whether ``data`` and ``generate_new_data`` go with it.
        values_to_save : list, optional
            What stands for them where they do not; None by default.

        Raises
        ------
        OSError
            Where the file cannot be written.
        """
        left = ["data" if not save_data else ""]
        left.append("generate_new_data" if not save_generate_data_method else "")
        _save_obj_without_attr(self, left, path, values_to_save)

    def load_model(self, path: Path) -> None:
        """Reads what `save_model` wrote, into this fitter.

        As of any pickle, only of a file that you trust.

        Parameters
        ----------
        path : path
            The file.

        Raises
        ------
        OSError
            Where the file cannot be read.
        """
        with open(path, "rb") as file:
            self.__dict__.update(pickle.load(file).__dict__)

    def _take(
        self,
        fit: Callable[..., Any],
        columns: Iterable[Any],
        initial_params: Any,
        weights: Floats,
        scales: Mapping[str, float],
        kwargs: Mapping[str, Any],
        **options: Any,
    ) -> Any:
        """Fits, and takes parameters and their uncertainty; ``scales`` are those of time."""
        for name in kwargs:
            if name not in _OPTIONS:
                warnings.warn(f"fit knows no option {name!r}", RuntimeWarning, stacklevel=4)
        if initial_params is not None:
            options["start"] = np.exp(np.asarray(initial_params, np.float64))
        try:
            model = fit(
                *columns, weights=weights, penalizer_coef=self.penalizer_coef, threads=0, **options
            )
        except HabitueError as error:
            raise ConvergenceError(f"the model was not fitted: {error}") from error
        scale = np.array([scales.get(name, 1.0) for name in self._names])
        estimate = np.array([model.parameters[name] for name in self._names.values()]) / scale
        self.params_ = pandas.Series(estimate, index=list(self._names))
        order = [model.parameter_names.index(name) for name in self._names.values()]
        try:
            covariance = model.covariance[np.ix_(order, order)] / np.outer(scale, scale)
        except HabitueError:
            covariance = np.full((len(scale), len(scale)), np.nan)
        names = list(self._names)
        self.variance_matrix_ = pandas.DataFrame(covariance, index=names, columns=names)
        with np.errstate(invalid="ignore"):
            errors = np.sqrt(np.diag(covariance))
        self.standard_errors_ = pandas.Series(errors, index=names)
        self.confidence_intervals_ = pandas.DataFrame(
            {
                "lower 95% bound": self.params_ - 1.96 * self.standard_errors_,
                "upper 95% bound": self.params_ + 1.96 * self.standard_errors_,
            }
        )
        return model

    def _figure(self, name: str, columns: Sequence[Any], **asked: Any) -> Any:
        """The answers to a question, for numbers, arrays and Series of any common shape."""
        given = [*columns, *asked.values()]
        shaped = np.broadcast_arrays(*(np.asarray(one, np.float64) for one in given))
        shape = shaped[0].shape
        flat = [np.ascontiguousarray(one, np.float64).reshape(-1) for one in shaped]
        history, rest = flat[: len(columns)], flat[len(columns) :]
        ask = getattr(self._model, name)
        numbers = dict(zip(asked, rest))
        if "n" in numbers:
            found = np.empty(len(history[0]))
            for n in np.unique(numbers["n"]):
                rows = numbers["n"] == n
                part = [column[rows] for column in history]
                found[rows] = ask(*part, n=int(n), t=numbers["t"][rows])
        else:
            found = ask(*history, **numbers)
        if shape == ():
            return found[0]
        index = next((one.index for one in given if isinstance(one, pandas.Series)), None)
        if index is not None and len(shape) == 1:
            return pandas.Series(found, index=index)
        return found.reshape(shape)


def _lenient(frequency: Any, recency: Any, age: Any) -> tuple[Floats, Floats, Floats]:
    """Histories as lifetimes takes them, those that contradict themselves too: without a repeat
    purchase the last one is the first; a repeat purchase at the moment of the first one is one just
    after it."""
    given = (np.asarray(one, np.float64) for one in (frequency, recency, age))
    x, t_x, t = np.broadcast_arrays(*given)
    t_x = np.where(x == 0, 0.0, np.where(t_x > 0, t_x, _HELD))
    return x, t_x, np.maximum(t, t_x)


def _index_of(*columns: Any) -> Any:
    """The index that an answer about these columns has."""
    return next((one.index for one in columns if isinstance(one, pandas.Series)), None)
