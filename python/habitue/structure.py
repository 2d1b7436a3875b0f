"""Structural indices: path models by partial least squares, key drivers, maps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _abi, _columns, _evidence, _scalars
from ._library import Handle, Job, call, enumerator, initial, text_of
from .errors import refuse
from .satisfaction import Difference, class_names
from .survey import MISSING, Answers, Interval, Moments, indices, number, record

SCHEMES = {
    "path": _abi.HABITUE_INNER_PATH,
    "centroid": _abi.HABITUE_INNER_CENTROID,
    "factorial": _abi.HABITUE_INNER_FACTORIAL,
}
"""How neighbouring constructs are weighed while outer weights are sought."""

MODES = {"A": 0, "B": 1}
"""How questions measure a construct: A reflective, B formative."""


@dataclass(frozen=True)
class Construct:
    """Something measured by several questions, given by name or index."""

    name: str
    items: Sequence[str | int]
    mode: str = "A"


READY = {
    "acsi": (_abi.HABITUE_INDEX_ACSI, "expectations quality value satisfaction complaints loyalty"),
    "ecsi": (
        _abi.HABITUE_INDEX_ECSI,
        "image expectation quality value satisfaction complaints loyalty",
    ),
    "ccsi": (_abi.HABITUE_INDEX_CCSI, "image expectation quality value satisfaction loyalty"),
}
"""The models of national indices, with the arguments of their constructs."""


@dataclass(frozen=True)
class PathModel:
    """Constructs, and the paths (from, to) between them by name."""

    constructs: Sequence[Construct]
    paths: Sequence[tuple[str, str]]

    @classmethod
    def acsi(cls, **items: Sequence[str | int]) -> PathModel:
        """The American index: expectations, quality, value, satisfaction, complaints, loyalty."""
        return cls._ready("acsi", items)

    @classmethod
    def ecsi(cls, **items: Sequence[str | int]) -> PathModel:
        """The European index, which adds image and takes expectation for expectations."""
        return cls._ready("ecsi", items)

    @classmethod
    def ccsi(cls, **items: Sequence[str | int]) -> PathModel:
        """The Chinese index: image, expectation, quality, value, satisfaction, loyalty."""
        return cls._ready("ccsi", items)

    @classmethod
    def _ready(cls, index: str, items: dict[str, Sequence[str | int]]) -> PathModel:
        code, names = READY[index]
        wanted = names.split()
        if set(items) != set(wanted):
            reason = f"the constructs are {', '.join(wanted)}; given: {', '.join(items)}"
            refuse(_abi.HABITUE_MISSING_COLUMN, "items", reason)
        paths = _evidence.entries(_abi.HABITUE_LIST_INDEX_PATHS + code)
        ends = [(wanted[int(a)], wanted[int(b)]) for a, b in (path.numbers for path in paths)]
        return cls([Construct(name, items[name]) for name in wanted], ends)

    def index(self, construct: str | int) -> int:
        """Where a construct stands, by name or index."""
        names = [each.name for each in self.constructs]
        place = int(indices([construct], names)[0])
        return _scalars.whole(place, "construct", 0, max(len(names) - 1, 0))

    def structure(self, names: Sequence[str]) -> Any:
        """The model as the library reads it, with questions as places among ``names``."""
        given = _scalars.sequence(self.constructs, "constructs")
        constructs, held = (_abi.habitue_construct * len(given))(), []
        for slot, construct in zip(constructs, given):
            _scalars.instance(construct, Construct, "constructs")
            held.append(indices(construct.items, names))
            slot.name = text_of(construct.name, "name")
            slot.items, slot.item_count = held[-1].ctypes.data, len(held[-1])
            slot.formative = enumerator(MODES, construct.mode, "mode")
        ends = [
            _scalars.several(path, "paths", 2) for path in _scalars.sequence(self.paths, "paths")
        ]
        paths = (_abi.habitue_path * len(ends))(*((self.index(a), self.index(b)) for a, b in ends))
        made = initial(
            _abi.habitue_path_model,
            constructs=constructs,
            construct_count=len(constructs),
            paths=paths,
            path_count=len(paths),
        )
        made.held = held  # what the pointers point at
        return made

    def labelled(self, figure: str, values: Sequence[Any]) -> dict[Any, Any]:
        """Figures of a kind by what they belong to: a path, a construct, a question."""
        names = [construct.name for construct in self.constructs]
        items = [(each.name, item) for each in self.constructs for item in each.items]
        labels: dict[str, Sequence[Any]] = {
            "paths": [tuple(path) for path in self.paths],
            "total effects": [(a, b) for a in names for b in names],
            "r squared": names,
            "indices": names,
            "weights": items,
            "loadings": items,
        }
        return dict(zip(labels[figure], values))


FIGURES = {
    "paths": _abi.HABITUE_FIGURE_PATHS,
    "total effects": _abi.HABITUE_FIGURE_TOTAL_EFFECTS,
    "r squared": _abi.HABITUE_FIGURE_R_SQUARED,
    "indices": _abi.HABITUE_FIGURE_INDICES,
    "weights": _abi.HABITUE_FIGURE_WEIGHTS,
    "loadings": _abi.HABITUE_FIGURE_LOADINGS,
}
"""Kinds of figures of a path model."""


@dataclass(frozen=True)
class Estimate:
    """A figure with its bootstrap standard error and percentile interval.

    All None where the figure does not exist, such as the R² of a construct that
    nothing acts on.
    """

    value: float | None
    standard_error: float | None
    interval: Interval | None


class _Fitted(Handle, struct=_abi.habitue_path_fit, free="habitue_path_fit_free"):
    """A path model that has been fitted, in any way."""

    model: PathModel

    def _columns(
        self, figure: int, names: Sequence[str], level: float = 0.95
    ) -> list[NDArray[np.float64]]:
        """Columns of the figures of a kind, by their names in the library."""
        kind, confidence = _abi.habitue_path_figures, _scalars.known(level, "level")
        found = initial(kind, confidence=confidence)
        call("habitue_path_fit_figures", self, figure, found)
        columns = {name: np.empty(found.count) for name in names}
        filled = initial(kind, confidence=confidence, count=found.count, **columns)
        call("habitue_path_fit_figures", self, figure, filled)
        return list(columns.values())

    def _resample(
        self,
        model: PathModel,
        answers: Answers,
        others: Answers | None,
        scheme: str,
        job: Job,
        **options: Any,
    ) -> None:
        chosen = _resampling(**options)
        path = initial(_abi.habitue_path_options, scheme=enumerator(SCHEMES, scheme, "scheme"))
        given = _model(model).structure(answers.questionnaire.names)
        pointer = self.empty()
        call("habitue_path_fit_resampled", given, path, answers, others, chosen, job, pointer)
        self._own(pointer)
        self.model = model


class PathBootstrap(_Fitted):
    """A path model with the bootstrap of all its figures."""

    @classmethod
    def of(
        cls,
        model: PathModel,
        answers: Answers,
        *,
        missing: str,
        minimum_share: float = 0.5,
        scheme: str = "path",
        samples: int = 1000,
        seed: int = 1,
        threads: int = 1,
        progress: Callable[[int, int], object] | None = None,
    ) -> PathBootstrap:
        """Fits ``model`` to the answers and to samples of the respondents."""
        made = cls.__new__(cls)
        made._resample(
            model,
            _answers(answers, "answers"),
            None,
            scheme,
            Job(threads, progress),
            missing=missing,
            minimum_share=minimum_share,
            samples=samples,
            seed=seed,
        )
        return made

    def read(self, figure: str, *, level: float = 0.95) -> dict[Any, Estimate]:
        """Figures of a kind (see `FIGURES`) by path, construct or question."""
        names = ("estimates", "standard_errors", "low", "high")
        columns = self._columns(enumerator(FIGURES, figure, "figure"), names, level)
        found = [
            Estimate(number(value), number(error), _interval(low, high, level))
            for value, error, low, high in zip(*(column.tolist() for column in columns))
        ]
        return self.model.labelled(figure, found)

    @property
    def failed(self) -> int:
        """Samples without a fit; many of them make the intervals doubtful."""
        found = initial(_abi.habitue_path_figures)
        call("habitue_path_fit_figures", self, FIGURES["paths"], found)
        return int(found.failed)

    def difference(
        self, later: PathBootstrap, figure: str, *, level: float = 0.95
    ) -> dict[Any, Difference | None]:
        """Whether figures of ``later``, another wave or segment, differ from these."""
        code = enumerator(FIGURES, figure, "figure")
        found = (_abi.habitue_difference * len(self._columns(code, ["estimates"])[0]))()
        _scalars.instance(later, PathBootstrap, "later")
        call("habitue_path_fit_difference", self, later, code, level, found, len(found))
        return self.model.labelled(
            figure,
            [None if np.isnan(each.difference) else record(Difference, each) for each in found],
        )


def _model(model: Any) -> PathModel:
    return _scalars.instance(model, PathModel, "model")  # type: ignore[no-any-return]


def _answers(answers: Any, name: str) -> Answers:
    return _scalars.instance(answers, Answers, name)  # type: ignore[no-any-return]


def _interval(low: float, high: float, level: float) -> Interval | None:
    return None if np.isnan(low) else Interval(low, high, level, False)


def _resampling(*, missing: str, **options: Any) -> Any:
    code = enumerator(MISSING, missing, "missing")
    return initial(_abi.habitue_resample_options, missing=code, **options)


@dataclass(frozen=True)
class SegmentDifference:
    """A figure in two segments, second less first, and its permutation p-value."""

    first: float | None
    second: float | None
    difference: float | None
    p_value: float | None


class SegmentComparison(_Fitted):
    """A path model in two segments, each difference tested by permutation."""

    @classmethod
    def of(
        cls,
        model: PathModel,
        first: Answers,
        second: Answers,
        *,
        missing: str,
        minimum_share: float = 0.5,
        scheme: str = "path",
        permutations: int = 1000,
        seed: int = 1,
        threads: int = 1,
        progress: Callable[[int, int], object] | None = None,
    ) -> SegmentComparison:
        """Fits ``model`` to both segments and to permutations of them."""
        made = cls.__new__(cls)
        made._resample(
            model,
            _answers(first, "first"),
            _answers(second, "second"),
            scheme,
            Job(threads, progress),
            missing=missing,
            minimum_share=minimum_share,
            samples=permutations,
            seed=seed,
        )
        return made

    def read(self, figure: str) -> dict[Any, SegmentDifference]:
        """Figures of a kind (see `FIGURES`) by path, construct or question."""
        names = ("estimates", "others", "differences", "p_values")
        columns = self._columns(enumerator(FIGURES, figure, "figure"), names)
        found = [
            SegmentDifference(*(number(value) for value in row))
            for row in zip(*(column.tolist() for column in columns))
        ]
        return self.model.labelled(figure, found)


def _of_items(figure: int, doc: str) -> property:
    """A property: the figures of the items of each construct."""

    def of(fit: PathFit) -> dict[str, NDArray[np.float64]]:
        sizes = [len(construct.items) for construct in fit.model.constructs]
        parts = np.split(fit._values(figure), np.cumsum(sizes)[:-1])
        return {each.name: part for each, part in zip(fit.model.constructs, parts)}

    return property(of, doc=doc)


def _of_constructs(figure: int, doc: str) -> property:
    """A property: a figure of each construct."""

    def of(fit: PathFit) -> dict[str, float]:
        names = [each.name for each in fit.model.constructs]
        return dict(zip(names, fit._values(figure).tolist()))

    return property(of, doc=doc)


class PathFit(_Fitted):
    """A path model estimated by partial least squares, from moments alone."""

    moments: Moments
    scheme: str

    @classmethod
    def of(cls, model: PathModel, moments: Moments, *, scheme: str = "path") -> PathFit:
        """Fits ``model`` to ``moments``."""
        return cls._fitted(model, moments, scheme)

    @classmethod
    def _fitted(cls, model: PathModel, moments: Moments, scheme: str, **options: float) -> PathFit:
        pointer = cls.empty()
        code = enumerator(SCHEMES, scheme, "scheme")
        _scalars.instance(moments, Moments, "moments")
        given = _model(model).structure(moments.names)
        chosen = initial(_abi.habitue_path_options, scheme=code, **options)
        call("habitue_path_fit_new", given, moments, chosen, pointer)
        made = cls.adopt(pointer)
        made.model, made.moments, made.scheme = model, moments, scheme
        return made

    def consistent(self, least_reliability: float) -> PathFit:
        """The same fit by consistent PLS, refused where a construct is too unreliable."""
        least = _scalars.known(least_reliability, "least_reliability")
        return self._fitted(self.model, self.moments, self.scheme, least_reliability=least)

    def _values(self, figure: int) -> NDArray[np.float64]:
        return self._columns(figure, ["estimates"])[0]

    weights = _of_items(_abi.HABITUE_FIGURE_WEIGHTS, "Outer weights of each construct.")
    loadings = _of_items(_abi.HABITUE_FIGURE_LOADINGS, "Loadings of each construct.")

    @property
    def paths(self) -> dict[tuple[str, str], float]:
        """Path coefficients."""
        values = self._values(_abi.HABITUE_FIGURE_PATHS)
        return dict(zip([tuple(path) for path in self.model.paths], values.tolist()))

    @property
    def total_effects(self) -> NDArray[np.float64]:
        """Direct and indirect effects, from the row's to the column's construct."""
        k = len(self.model.constructs)
        return self._values(_abi.HABITUE_FIGURE_TOTAL_EFFECTS).reshape(k, k)

    r_squared = _of_constructs(
        _abi.HABITUE_FIGURE_R_SQUARED, "R² of each construct; NaN where nothing acts on it."
    )
    adjusted_r_squared = _of_constructs(
        _abi.HABITUE_FIGURE_ADJUSTED_R_SQUARED, "R² adjusted for the number of causes."
    )
    rho_a = _of_constructs(_abi.HABITUE_FIGURE_RHO_A, "rho_A of each construct in mode A.")
    composite_reliability = _of_constructs(
        _abi.HABITUE_FIGURE_COMPOSITE_RELIABILITY,
        "Composite reliability of each construct in mode A.",
    )
    average_variance_extracted = _of_constructs(
        _abi.HABITUE_FIGURE_AVERAGE_VARIANCE_EXTRACTED,
        "Average variance extracted of each construct in mode A.",
    )

    def index(self, construct: str | int) -> ConstructIndex:
        """The index of a construct on 0 to 100, with unstandardised weights."""
        place = self.model.index(construct)
        weights = _columns.output(len(self.model.constructs[place].items))
        found = initial(_abi.habitue_construct_index, item_count=len(weights), weights=weights)
        call("habitue_path_fit_index", self, None, place, found)
        return ConstructIndex(found.value, found.standard_deviation, weights)

    def respondent_indices(self, answers: Answers, construct: str | int) -> NDArray[np.float64]:
        """The index of each respondent; NaN where one of the items is missing."""
        out = _columns.output(len(_answers(answers, "answers")))
        found = initial(_abi.habitue_construct_index, rows=len(out), respondents=out)
        call("habitue_path_fit_index", self, answers, self.model.index(construct), found)
        return out


@dataclass(frozen=True)
class ConstructIndex:
    """The index of a construct: mean, standard deviation, and unstandardised weights."""

    value: float
    sd: float
    weights: NDArray[np.float64]


_MEASURES = ("beta", "first", "last", "lmg", "johnson")


@dataclass(frozen=True)
class KeyDrivers:
    """How important each driver is for an outcome; ``lmg`` and ``johnson`` sum to R²."""

    names: tuple[str, ...]
    r_squared: float
    beta: NDArray[np.float64]
    first: NDArray[np.float64]
    last: NDArray[np.float64]
    lmg: NDArray[np.float64]
    johnson: NDArray[np.float64]

    @classmethod
    def of(cls, moments: Moments, outcome: str | int, drivers: Sequence[str | int]) -> KeyDrivers:
        """The importance of ``drivers`` for ``outcome``."""
        _scalars.instance(moments, Moments, "moments")
        places = indices(drivers, moments.names)
        place = int(indices([outcome], moments.names)[0])
        columns = {name: np.empty(len(places)) for name in _MEASURES}
        found = initial(_abi.habitue_drivers, **columns)
        call("habitue_key_drivers", moments, place, places, len(places), found)
        return cls(tuple(moments.names[i] for i in places), found.r_squared, **columns)


@dataclass(frozen=True)
class DriverIntervals:
    """Percentile intervals of R² and of the measures of each driver, by name."""

    r_squared: Interval
    beta: dict[str, Interval]
    first: dict[str, Interval]
    last: dict[str, Interval]
    lmg: dict[str, Interval]
    johnson: dict[str, Interval]
    failed: int

    @classmethod
    def of(
        cls,
        answers: Answers,
        outcome: str | int,
        drivers: Sequence[str | int],
        *,
        missing: str,
        minimum_share: float = 0.5,
        level: float = 0.95,
        samples: int = 1000,
        seed: int = 1,
        threads: int = 1,
        progress: Callable[[int, int], object] | None = None,
    ) -> DriverIntervals:
        """The importance of ``drivers`` over samples of the respondents; see `KeyDrivers`."""
        names = _answers(answers, "answers").questionnaire.names
        places = indices(drivers, names)
        found = (_abi.habitue_estimate * (1 + len(_MEASURES) * len(places)))()
        options = _resampling(
            missing=missing,
            minimum_share=minimum_share,
            samples=samples,
            seed=seed,
            confidence=_scalars.known(level, "level"),
        )
        place = int(indices([outcome], names)[0])
        job = Job(threads, progress)
        call(
            "habitue_key_drivers_bootstrap",
            answers, place, places, len(places), options, job, found,
        )  # fmt: skip
        whole, *ends = (Interval(each.low, each.high, level, False) for each in found)
        chosen = [names[place] for place in places]
        measures = [
            dict(zip(chosen, ends[start : start + len(chosen)]))
            for start in range(0, len(ends), len(chosen))
        ]
        return cls(whole, *measures, found[0].failed)


_CROSS_HAIRS = {
    "means": _abi.HABITUE_CROSS_HAIRS_MEANS,
    "medians": _abi.HABITUE_CROSS_HAIRS_MEDIANS,
}

QUADRANTS = class_names("quadrant")
"""The quadrants of an importance-performance map."""


@dataclass(frozen=True)
class ImportanceMap:
    """Attributes on an importance-performance map."""

    quadrants: tuple[str, ...]
    on_boundary: NDArray[np.bool_]
    performance_cut: float
    importance_cut: float

    @classmethod
    def of(
        cls,
        performance: ArrayLike,
        importance: ArrayLike,
        *,
        cross_hairs: str | tuple[float, float] = "means",
    ) -> ImportanceMap:
        """Places attributes; the cross-hairs are "means", "medians" or two values."""
        columns = _columns.aligned(performance=performance, importance=importance)
        performance, importance = columns.values()
        rows = len(performance)
        options = initial(_abi.habitue_map_options)
        if isinstance(cross_hairs, tuple):
            options.cross_hairs = _abi.HABITUE_CROSS_HAIRS_AT
            at = _scalars.several(cross_hairs, "cross_hairs", 2)
            options.performance_at, options.importance_at = (
                _scalars.real(cut, "cross_hairs") for cut in at
            )
        else:
            options.cross_hairs = enumerator(_CROSS_HAIRS, cross_hairs, "cross_hairs")
        quadrants, boundary = _columns.output(rows, np.int32), _columns.output(rows, np.uint8)
        cuts = _columns.output(2)
        call(
            "habitue_importance_map",
            performance, importance, rows, options, quadrants, boundary, cuts,
        )  # fmt: skip
        names_found = tuple(QUADRANTS[code] for code in quadrants.tolist())
        return cls(names_found, boundary.astype(bool), cuts[0], cuts[1])
