"""Models of a base side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

import numpy as np

from .. import _abi
from .._library import enumerator
from .._printed import printed
from ..errors import CancelledError, HabitueError, refuse
from ._frames import Kind

if TYPE_CHECKING:
    from .customer_base import Holdout
    from .customer_model import CustomerModel
    from .validation import Validation

__all__ = ["Comparison"]

F = TypeVar("F")
Criterion = Literal["aic", "bic", "holdout"]
_CRITERIA: dict[Criterion, int] = {"aic": 0, "bic": 1, "holdout": 2}


class Comparison(Generic[F]):
    """Models of a base side by side. Made by `CustomerBase.compare`.

    Attributes
    ----------
    models : mapping of str to CustomerModel
        Those that were fitted, by name.
    failures : mapping of str to str
        Why the others were not.

    Examples
    --------
    >>> from habitue import CustomerBase
    >>> sales = {"customer": [1, 1, 2, 3, 3, 3, 4], "date": ["2024-01-01", "2024-02-01",
    ...          "2024-01-09", "2024-01-05", "2024-03-01", "2024-04-01", "2024-01-08"]}
    >>> calibration, holdout = CustomerBase.from_transactions(sales).split("2024-02-29")
    >>> found = calibration.compare(["nbd", "mbg/nbd"], holdout=holdout)
    >>> found.to_frame()["model"].tolist(), found.to_frame()["parameters"].tolist()
    (['nbd', 'mbg/nbd'], [2, 4])
    >>> str(found).splitlines()[1].split()[:2]  # print(found) shows them all
    ['nbd', '2']
    >>> found.best().name, found.best("holdout").name in ("nbd", "mbg/nbd")
    ('nbd', True)
    """

    def __init__(
        self,
        kind: Kind,
        models: Mapping[str, CustomerModel[F]],
        failures: Mapping[str, str],
        holdout: Holdout[Any] | None,
        order: list[str],
    ) -> None:
        self._kind, self.models, self.failures = kind, models, failures
        self._order = order
        self._checked: dict[str, Validation[F]] = {}
        if holdout is not None:
            self._checked = {name: model.validate(holdout) for name, model in models.items()}

    def to_frame(self) -> F:
        """One row a model, in the order in which they were asked for.

        Columns are model, parameters (how many), log_likelihood, aic, bic, ridge (empty where the
        likelihood has a peak), with a holdout expected, actual, bias, wape and rmse of purchases,
        and failure (empty where the model was fitted).

        Returns
        -------
        frame
            Of the caller's kind; what a model that was not fitted lacks is NaN.
        """
        made: F = self._kind.frame("", None, self._columns())
        return made

    def _columns(self) -> dict[str, Any]:
        fits = [_fit_of(self.models[name]) if name in self.models else None for name in self._order]

        def each(field: str) -> Any:
            return np.array([np.nan if fit is None else getattr(fit, field) for fit in fits])

        sizes = [
            len(self.models[name].purchases.parameters) if name in self.models else 0
            for name in self._order
        ]
        columns: dict[str, Any] = {
            "model": np.array(self._order, object),
            "parameters": np.array(sizes, np.int64),
            "log_likelihood": each("log_likelihood"),
            "aic": each("aic"),
            "bic": each("bic"),
            "ridge": np.array([str(getattr(fit, "ridge", None) or "") for fit in fits], object),
        }
        if self._checked:
            for field in ("expected", "actual", "bias", "wape", "rmse"):
                told = [self._error(name, field) for name in self._order]
                columns[field] = np.array(told, np.float64)
        failed = [self.failures.get(name, "") for name in self._order]
        columns["failure"] = np.array(failed, object)
        return columns

    def _error(self, name: str, field: str) -> float:
        found = self._checked.get(name)
        told = None if found is None else getattr(found.errors, field)
        return float("nan") if told is None else float(told)

    def best(self, by: Criterion = "aic") -> CustomerModel[F]:
        """The model that a criterion speaks for.

        Parameters
        ----------
        by : {"aic", "bic", "holdout"}
            The lowest of Akaike's or Schwarz's criterion; or the lowest root mean squared error of
            the customers' purchases in the holdout.

        Returns
        -------
        CustomerModel
            One of ``models``.

        Raises
        ------
        ArgumentError
            For another word, and "holdout" where no holdout was compared with.
        DataError
            Where no model could be fitted.
        """
        enumerator(_CRITERIA, by, "by")
        if not self.models:
            told = "; ".join(f"{name}: {why}" for name, why in self.failures.items())
            refuse(_abi.HABITUE_EMPTY_INPUT, "models", f"could not be fitted: {told}")
        if by == "holdout" and not self._checked:
            reason = "is 'holdout', but none was given; compare(holdout=) takes it"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "by", reason)
        scores = {
            name: self._error(name, "rmse") if by == "holdout" else getattr(_fit_of(model), by)
            for name, model in self.models.items()
        }
        return self.models[min(scores, key=lambda name: scores[name])]

    def __repr__(self) -> str:
        return f"Comparison of {', '.join(self._order)}"

    def __str__(self) -> str:
        columns = self._columns()
        shown = [name for name in columns if name not in ("ridge", "failure") or any(columns[name])]
        return printed({name: columns[name] for name in shown})


def _fit_of(model: Any) -> Any:
    """The report of the fit of purchases, with covariates or without."""
    report = model.purchases.report
    return getattr(report, "fit", report)


def compared(
    base: Any,
    order: list[str],
    holdout: Holdout[Any] | None,
    fit: Any,
    report: Any,
) -> Comparison[Any]:
    """Fits the models in their order; ``fit`` makes one of a name."""
    models: dict[str, Any] = {}
    failures: dict[str, str] = {}
    for done, name in enumerate(order):
        try:
            models[name] = fit(name)
        except CancelledError:
            raise
        except HabitueError as error:
            failures[name] = str(error)
        if report is not None and report(done + 1, len(order)) is False:
            raise CancelledError(
                "the caller asked to stop", code=_abi.HABITUE_CANCELLED, kind="cancelled"
            )
    return Comparison(base._kind, models, failures, holdout, order)
