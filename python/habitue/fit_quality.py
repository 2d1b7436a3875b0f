"""Judging models: forecasts beside what happened, assumptions, and models side by side.

>>> from habitue.fit_quality import holdout_errors
>>> errors = holdout_errors([0, 1, 5, 0], [0.2, 1.5, 3.0, 0.3])
>>> round(errors.wape, 3), round(errors.bias, 3)
(0.5, -0.167)
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _scalars, lifetime
from ._choices import RegularityMethod as RegularityMethod
from ._columns import Column
from ._customers import columns_of, customers
from ._fit_quality import *  # noqa: F403
from ._fit_quality import holdout_errors
from ._fitting import job_and_options
from ._library import array, call, enumerator, filled, initial, record, told
from ._model import class_of, model_name, ridge_name
from ._records import FitOptions
from ._records_of_quality import ComparedModel, Correlation, FrequencyFit, FrequencySpend
from ._records_of_quality import HoldoutClasses, HoldoutErrors, NestedTest, Regularity
from .contract import LikelihoodRatio
from .lifetime import PurchaseModel

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = [
    "ComparedModel", "Comparison", "Correlation", "FrequencyFit", "FrequencySpend",
    "HoldoutCells", "HoldoutClasses", "HoldoutErrors", "NestedTest", "Regularity", "frequency_fit",
    "frequency_spend", "holdout_by", "holdout_errors", "regularity",
    "regularity_of_purchases", "track_steps",
]  # fmt: skip


@dataclass(frozen=True)
class HoldoutCells:
    """What was forecast of a part of a base beside what came to pass, in a form that merges.

    What a partition or a shard tells of its customers, so that `errors` of all parts together are
    `holdout_errors` of the whole base, to the bit: shares, ranking and Gini coefficients, too. Cells
    merge in any order, compare and pickle.

    Attributes
    ----------
    data : bytes
        The distinct rows with how often each is there, as checked bytes.

    Examples
    --------
    >>> from habitue.fit_quality import HoldoutCells, holdout_errors
    >>> north = HoldoutCells.of([0, 1, 0], [0.2, 1.5, 0.2])
    >>> south = HoldoutCells.of([5, 0], [3.0, 0.3])
    >>> south.merge(north) == north.merge(south)
    True
    >>> whole = holdout_errors([0, 1, 0, 5, 0], [0.2, 1.5, 0.2, 3.0, 0.3])
    >>> south.merge(north).errors() == whole
    True
    """

    data: bytes

    @classmethod
    def of(cls, actual: Column, expected: Column, *, weights: Column | None = None) -> HoldoutCells:
        """The cells of a part.

        Parameters
        ----------
        actual : column
            What each customer did in the holdout, purchases or money, >= 0.
        expected : column
            The forecast of each, >= 0.
        weights : column, optional
            How many customers each row stands for; one each by default.

        Returns
        -------
        HoldoutCells
            Of no customers, too.

        Raises
        ------
        DataError
            For a value that is negative or not finite, with its row.
        ArgumentError
            For columns of different lengths.

        Examples
        --------
        >>> from habitue.fit_quality import HoldoutCells
        >>> HoldoutCells.of([0, 1], [0.2, 1.5]).errors().customers
        2.0
        """
        columns = {
            "actual": _columns.floats(actual, "actual"),
            "expected": _columns.floats(expected, "expected"),
            "weights": _columns.optional(weights, "weights"),
        }
        rows = _columns.rows(**columns)
        forecast = initial(_abi.habitue_forecast, rows=rows, **columns)
        return cls(filled("habitue_forecast_cells", forecast).tobytes())

    def merge(self, *others: HoldoutCells) -> HoldoutCells:
        """The cells of all parts together.

        Parameters
        ----------
        *others : HoldoutCells
            Those of other customers.

        Returns
        -------
        HoldoutCells
            The same in whatever order and tree parts are merged.

        Raises
        ------
        ArgumentError
            For what are no cells.
        DataError
            For bytes that are cut or damaged.
        """
        parts = [_scalars.instance(one, HoldoutCells, "others") for one in others]
        forecast = _told(b"".join(one.data for one in (self, *parts)))
        return HoldoutCells(filled("habitue_forecast_cells", forecast).tobytes())

    def errors(self) -> HoldoutErrors:
        """How far the forecasts were from what came to pass.

        Returns
        -------
        HoldoutErrors
            As `holdout_errors` of all rows.

        Raises
        ------
        DataError
            For cells of no customers, and for bytes that are cut or damaged.
        """
        kind = _abi.habitue_forecast_errors
        return record(HoldoutErrors, told("habitue_forecast_judge", kind, _told(self.data)))


def _told(data: bytes) -> Any:
    """What was told of parts."""
    content = np.frombuffer(_scalars.octets(data, "data"), np.uint8)
    return initial(_abi.habitue_forecast, bytes=content, length=len(content))


FREQUENCIES = (0, 1, 2, 3, 4, 5, 6, 7)


class Comparison:
    """Several models of the same customers in one table; made by `fit`.

    Attributes
    ----------
    rows : list of ComparedModel
        The models in the order in which they were asked for.
    nested_tests : list of NestedTest
        The tests of all pairs of models of which one is a special case of the other.

    Examples
    --------
    >>> from habitue.fit_quality import Comparison
    >>> from habitue.lifetime import BgNbd, Nbd
    >>> history = [2, 1, 0, 7], [30.4, 1.7, 0.0, 29.4], [38.9] * 4
    >>> compared = Comparison.fit(*history, models=[Nbd, BgNbd])
    >>> [(row.name, row.parameters, round(row.aic, 2)) for row in compared.rows]
    [('NBD', 2, 75.53), ('BG/NBD', 4, 77.92)]
    >>> [(test.restricted, test.general, test.test.degrees) for test in compared.nested_tests]
    [('NBD', 'BG/NBD', 2)]
    >>> compared.judge([1, 0, 0, 3], t=39.0).rows[0].holdout.actual
    4.0
    """

    #: Models in continuous time, whose likelihoods may be compared; so may that of `PdoNbd`.
    CONTINUOUS: tuple[type[PurchaseModel], ...] = (
        lifetime.Nbd,
        lifetime.ParetoNbd,
        lifetime.BgNbd,
        lifetime.MbgNbd,
        lifetime.BgCnbd,
        lifetime.MbgCnbd,
        lifetime.GGompertzNbd,
    )

    def __init__(
        self,
        rows: list[ComparedModel],
        nested_tests: list[NestedTest],
        columns: Mapping[str, NDArray[Any]],
    ) -> None:
        self.rows = rows
        """The models in the order in which they were asked for."""
        self.nested_tests = nested_tests
        """The tests of all pairs of models of which one is a special case of the other."""
        self._columns = columns

    @classmethod
    def fit(
        cls,
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        models: Sequence[type[PurchaseModel]] = CONTINUOUS,
        log_intervals: Column | None = None,
        weights: Column | None = None,
        **options: Unpack[FitOptions],
    ) -> Comparison:
        """Fits each of some models; one that cannot be fitted is a row with its reason.

        Parameters
        ----------
        frequency : column of int
            Repeat purchases.
        recency : column of float
            The time of the last one, counted from the first purchase; 0 exactly where frequency
            is 0.
        age : column of float
            How long each was watched, from the first purchase.
        models : sequence of classes of PurchaseModel
            Which models; those of `CONTINUOUS` by default.
        log_intervals : column of float, optional
            The sum of the logarithms of the intervals between a customer's purchases, which the
            CNBD-k models need; those of `Table.log_intervals`.
        weights : column of float, optional
            How many customers each row stands for, >= 0.
        **options
            Options of `FitOptions`, as of `PurchaseModel.fit`.

        Returns
        -------
        Comparison
            A row a model.

        Raises
        ------
        DataError
            For a history that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a class that is no model of purchases.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import Nbd
        >>> history = [2, 1, 0, 7], [30.4, 1.7, 0.0, 29.4], [38.9] * 4
        >>> [row.name for row in Comparison.fit(*history, models=[Nbd]).rows]
        ['NBD']
        """
        read = columns_of(
            frequency=frequency,
            recency=recency,
            age=age,
            log_intervals=log_intervals,
            weights=weights,
        )
        asked = _scalars.sequence(models, "models")
        kinds = np.array([_kind(model) for model in asked], np.int32)
        job, chosen = job_and_options("Comparison.fit", (), options, FitOptions)
        count = len(kinds)
        found = array(_abi.habitue_compared_model, count)
        handles = array(ctypes.POINTER(_abi.habitue_model), count)
        why, tests = array(_abi.habitue_error, count), array(_abi.habitue_nested_test, 6)
        room = {"rows": found, "models": handles, "why": why, "tests": tests}
        table = initial(_abi.habitue_comparison, test_capacity=len(tests), **room)
        call("habitue_compare", kinds, count, customers(read), chosen, job, table)
        rows = [_compared(*row) for row in zip(found, handles, why)]
        nested = [
            NestedTest(
                rows[test.restricted].name,
                rows[test.general].name,
                record(LikelihoodRatio, test),
            )
            for test in tests[: table.test_count]
        ]
        return cls(rows, nested, read)

    def judge(self, actual: Column, *, t: float, threads: int = 1) -> Comparison:
        """Adds the errors of each model's forecasts.

        Parameters
        ----------
        actual : column of float
            The purchases of each customer in (T, T + t].
        t : float
            How far the forecasts reach, >= 0, in the unit of the histories.
        threads : int, default 1
            Threads that share the work, 0 for all cores; the bits are the same.

        Returns
        -------
        Comparison
            This one, whose rows now have a ``holdout``.

        Raises
        ------
        DataError
            For a count or a ``t`` out of its range.
        ArgumentError
            For another number of customers.
        """
        happened, weights = _columns.floats(actual, "actual"), self._columns.get("weights")
        history = [self._columns[name] for name in ("frequency", "recency", "age")]
        _columns.rows(frequency=history[0], actual=happened)
        until = _scalars.real(t, "t")

        def judged(row: ComparedModel) -> ComparedModel:
            if row.model is None:
                return row
            expected = row.model.expected_purchases(*history, t=until, threads=threads)
            return replace(row, holdout=holdout_errors(happened, expected, weights=weights))

        self.rows = [judged(row) for row in self.rows]
        return self


def _kind(model: Any) -> int:
    """The number of a class of models."""
    names = {kind.__name__: kind._KIND for kind in PurchaseModel.__subclasses__()}
    return enumerator(names, getattr(model, "__name__", model), "models")


def _compared(found: Any, pointer: Any, why: Any) -> ComparedModel:
    """One model of the structures of the library."""
    name = model_name(found.kind)
    if not pointer:
        return ComparedModel(None, name, why.message.decode("utf-8", "replace"))
    model: Any = class_of(found.kind)._adopt(ctypes.cast(pointer, type(pointer)))
    known = {"regularity": found.regularity or None, "ridge": ridge_name(found.ridge)}
    return record(ComparedModel, found, model=model, name=name, failure=None, holdout=None, **known)
