"""Key drivers, their intervals, and maps of importance."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from . import _abi, _columns, _scalars
from ._columns import Column
from ._evidence import calculate
from ._library import Job, array, call, choices, enumerator, initial
from ._made import DriverIntervalsMade
from ._printed import printed
from ._records_of_surveys import DriverFields, DriverIntervalsFields, ImportanceMapFields
from .satisfaction import _answers, class_names
from .survey import MISSING, Answers, Interval, Moments, _indices


def _interval(low: float, high: float, confidence: float) -> Interval | None:
    return None if np.isnan(low) else Interval(low, high, confidence, False)


def _resampling(*, missing: str, **options: Any) -> Any:
    code = enumerator(MISSING, missing, "missing")
    return initial(_abi.habitue_resample_options, missing=code, **options)


_MEASURES = ("beta", "first", "last", "lmg", "johnson")


class KeyDrivers(DriverFields):
    """
    Examples
    --------
    Of drivers that do not correlate, all measures are the squared correlations.

    >>> from habitue.structure import KeyDrivers
    >>> from habitue.survey import Moments
    >>> alike = [[1.0, 0.0, 0.6], [0.0, 1.0, 0.3], [0.6, 0.3, 1.0]]
    >>> known = Moments.from_correlations(["a", "b", "overall"], 100, [5] * 3, [1] * 3, alike)
    >>> found = KeyDrivers.of(known, "overall", ["a", "b"])
    >>> round(found.r_squared, 6), found.lmg.round(6).tolist()
    (0.45, [0.36, 0.09])
    >>> found.to_dict()["driver"].tolist()
    ['a', 'b']
    """

    @classmethod
    def of(cls, moments: Moments, outcome: str | int, drivers: Sequence[str | int]) -> KeyDrivers:
        """The importance of drivers for an outcome.

        Parameters
        ----------
        moments : Moments
            Those of all these questions.
        outcome : str or int
            The question to explain, by name or index.
        drivers : sequence of str or int
            The questions that explain it.

        Returns
        -------
        KeyDrivers
            Each measure of importance, a cell a driver.

        Raises
        ------
        DataError
            For a question that there is not, or that stands twice.
        NumericError
            For questions that do not vary, or drivers that determine each other.
        """
        names = _scalars.instance(moments, Moments, "moments").names
        places, place = _indices(drivers, names), int(_indices([outcome], names)[0])
        found, whole = array(_abi.habitue_driver, len(places)), ctypes.c_double()
        call("habitue_key_drivers", moments, place, places, found, len(places), whole)
        chosen = tuple(names[i] for i in places)
        return _columns.recorded(cls, found, names=chosen, r_squared=whole.value)

    def to_dict(self) -> dict[str, Any]:
        """Named columns with a row for each driver.

        Returns
        -------
        dict from str to array
            "driver", and "beta", "first", "last", "lmg", "johnson", "pratt", "car".
        """
        measures = (*_MEASURES, "pratt", "car")
        driver = np.array(self.names, object)
        return {"driver": driver, **{name: getattr(self, name) for name in measures}}

    def __str__(self) -> str:
        """R² and the table of drivers."""
        return f"R squared {self.r_squared:.3f}\n{printed(self.to_dict())}"


class DriverIntervals(DriverIntervalsFields, DriverIntervalsMade):
    """
    Examples
    --------
    >>> from habitue.structure import DriverIntervals
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question(name, Scale.points(1, 10)) for name in "aby"])
    >>> ticks = {"a": [1, 3, 5, 7, 9, 2, 6, 8], "b": [2, 3, 5, 6, 9, 4, 5, 7]}
    >>> answers = Answers(asked, {**ticks, "y": [1, 4, 5, 6, 10, 2, 7, 8]})
    >>> ends = DriverIntervals.of(answers, "y", ["a", "b"], missing="listwise", samples=200)
    >>> 0 < ends.lmg["a"].low < ends.lmg["a"].high < 1
    True
    """

    @classmethod
    def _of(
        cls, *, answers: Answers, outcome: str | int, drivers: Sequence[str | int], **how: Any
    ) -> DriverIntervals:
        names = _answers(answers).questionnaire.names
        places = _indices(drivers, names)
        found = array(_abi.habitue_estimate, 1 + len(_MEASURES) * len(places))
        confidence = _scalars.known(how.pop("confidence"), "confidence")
        job = Job(how.pop("threads"), how.pop("progress"))
        options = _resampling(confidence=confidence, **how)
        asked = answers, int(_indices([outcome], names)[0]), places, len(places)
        call("habitue_key_drivers_bootstrap", *asked, options, job, found)
        whole, *ends = (Interval(each.low, each.high, confidence, False) for each in found)
        chosen = [names[place] for place in places]
        measures = {
            name: dict(zip(chosen, ends[at * len(chosen) :])) for at, name in enumerate(_MEASURES)
        }
        return cls(r_squared=whole, failed=found[0].failed, **measures)


_CROSS_HAIRS = choices("CROSS_HAIRS", Literal["means", "medians"])

QUADRANTS = class_names("quadrant")
"""The quadrants of an importance-performance map."""


class ImportanceMap(ImportanceMapFields):
    """
    Examples
    --------
    >>> from habitue.structure import ImportanceMap
    >>> found = ImportanceMap.of([1.0, 3.0], [3.0, 1.0], cross_hairs=(2.0, 1.0))
    >>> found.quadrants, found.on_boundary.tolist()
    (('concentrate here', 'keep up the good work'), [False, True])
    """

    @classmethod
    def of(
        cls,
        performance: Column,
        importance: Column,
        *,
        cross_hairs: Literal["means", "medians"] | tuple[float, float] = "means",
    ) -> ImportanceMap:
        """Places attributes.

        Parameters
        ----------
        performance, importance : column
            A cell an attribute.
        cross_hairs : {"means", "medians"} or (float, float)
            Where the cross-hairs lie: on means, on medians, or at these two values.

        Returns
        -------
        ImportanceMap
            The quadrant of each attribute.

        Raises
        ------
        DataError
            For a cell that is missing, with its row.
        ArgumentError
            For columns of different lengths, cross-hairs that there are not.

        Examples
        --------
        >>> ImportanceMap.of([1.0, 3.0], [3.0, 1.0]).quadrants
        ('concentrate here', 'possible overkill')
        """
        columns = _columns.aligned(performance=performance, importance=importance)
        if isinstance(cross_hairs, tuple):
            names = "performance_at", "importance_at"
            places = _scalars.several(cross_hairs, "cross_hairs", 2)
            at = {name: _scalars.real(c, "cross_hairs") for name, c in zip(names, places)}
            at["cross_hairs"] = _abi.HABITUE_CROSS_HAIRS_AT
        else:
            at = {"cross_hairs": enumerator(_CROSS_HAIRS, cross_hairs, "cross_hairs")}
        found = calculate("IMPORTANCE_MAP", columns, **at)
        quadrants = tuple(QUADRANTS[code] for code in found.codes("quadrant").tolist())
        cuts = found.number("performance_cut"), found.number("importance_cut")
        return cls(quadrants, found.flags("boundary"), *cuts)


for _name in ("KeyDrivers", "DriverIntervals", "ImportanceMap"):
    globals()[_name].__module__ = "habitue.structure"
