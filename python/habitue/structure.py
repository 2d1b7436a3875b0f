"""Structural indices: path models by partial least squares, key drivers, maps."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _abi, _columns, _scalars
from ._library import Handle, Progress, call, enumerator, initial, text
from .errors import refuse
from .satisfaction import Difference, class_names
from .survey import MISSING, Answers, Interval, Moments, indices, number

SCHEMES = {
    "path": _abi.HABITUE_SCHEME_PATH,
    "centroid": _abi.HABITUE_SCHEME_CENTROID,
    "factorial": _abi.HABITUE_SCHEME_FACTORIAL,
}
"""How neighbouring constructs are weighed while outer weights are sought."""

MODES = {"A": _abi.HABITUE_MODE_A, "B": _abi.HABITUE_MODE_B}
"""How questions measure a construct: A reflective, B formative."""


@dataclass(frozen=True)
class Construct:
    """Something measured by several questions, given by name or index."""

    name: str
    items: Sequence[str | int]
    mode: str = "A"


READY = {
    "acsi": (
        _abi.HABITUE_INDEX_ACSI,
        "expectations quality value satisfaction complaints loyalty",
    ),
    "ecsi": (
        _abi.HABITUE_INDEX_ECSI,
        "image expectation quality value satisfaction complaints loyalty",
    ),
    "ccsi": (
        _abi.HABITUE_INDEX_CCSI,
        "image expectation quality value satisfaction loyalty",
    ),
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
        # The library knows the paths: any questions do to ask for them.
        places = np.arange(len(wanted), dtype=np.uintp)
        model = _Model.ready(code, places, np.ones(len(wanted), np.uintp))
        ends = [(wanted[a], wanted[b]) for a, b in model.paths]
        return cls([Construct(name, items[name]) for name in wanted], ends)

    def index(self, construct: str | int) -> int:
        """Where a construct stands, by name or index."""
        names = [each.name for each in self.constructs]
        place = int(indices([construct], names)[0])
        return _scalars.whole(place, "construct", 0, max(len(names) - 1, 0))

    def handle(self, names: Sequence[str]) -> _Model:
        """The model of the library, with questions as places among ``names``."""
        made = _Model()
        for construct in _scalars.sequence(self.constructs, "constructs"):
            _scalars.instance(construct, Construct, "constructs")
            items = indices(construct.items, names)
            mode = enumerator(MODES, construct.mode, "mode")
            call(
                "habitue_path_model_add_construct",
                made,
                *text(construct.name, "name"),
                items,
                len(items),
                mode,
            )
        for path in _scalars.sequence(self.paths, "paths"):
            start, stop = _scalars.several(path, "paths", 2)
            call("habitue_path_model_add_path", made, self.index(start), self.index(stop))
        return made

    def size(self, figure: str) -> int:
        """How many figures of a kind there are; see `FIGURES`."""
        constructs = len(self.constructs)
        items = sum(len(construct.items) for construct in self.constructs)
        return {
            "paths": len(self.paths),
            "total effects": constructs * constructs,
            "r squared": constructs,
            "indices": constructs,
            "weights": items,
            "loadings": items,
        }[figure]

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


class _Model(Handle, struct=_abi.habitue_path_model, free="habitue_path_model_free"):
    def __init__(self) -> None:
        pointer = self.empty()
        call("habitue_path_model_new", pointer)
        self._own(pointer)

    @classmethod
    def ready(
        cls, index: int, items: NDArray[np.uintp], counts: NDArray[np.uintp]
    ) -> _Model:
        pointer = cls.empty()
        call("habitue_path_model_ready", index, items, len(items), counts, len(counts), pointer)
        return cls.adopt(pointer)

    @property
    def paths(self) -> list[tuple[int, int]]:
        count = ctypes.c_size_t()
        call("habitue_path_model_shape", self, None, count)
        start = _columns.output(count.value, np.uintp)
        stop = _columns.output(count.value, np.uintp)
        call("habitue_path_model_paths", self, start, stop, count.value)
        return list(zip(start.tolist(), stop.tolist()))


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


class PathBootstrap(
    Handle, struct=_abi.habitue_path_bootstrap, free="habitue_path_bootstrap_free"
):
    """A path model with the bootstrap of all its figures."""

    model: PathModel

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
        pointer = cls.empty()
        call(
            "habitue_path_bootstrap_new",
            _model(model).handle(_answers(answers, "answers").questionnaire.names),
            answers,
            enumerator(MISSING, missing, "missing"),
            minimum_share,
            enumerator(SCHEMES, scheme, "scheme"),
            _resampling(samples, seed, threads),
            Progress(progress),
            None,
            pointer,
        )
        made = cls.adopt(pointer)
        made.model = model
        return made

    def read(self, figure: str, *, level: float = 0.95) -> dict[Any, Estimate]:
        """Figures of a kind (see `FIGURES`) by path, construct or question."""
        code = enumerator(FIGURES, figure, "figure")
        columns = [_columns.output(self.model.size(figure)) for _ in range(4)]
        call(
            "habitue_path_bootstrap_read", self, code, level, *columns, len(columns[0]), None
        )
        found = [
            Estimate(number(value), number(error), _interval(low, high, level))
            for value, error, low, high in zip(*(column.tolist() for column in columns))
        ]
        return self.model.labelled(figure, found)

    @property
    def failed(self) -> int:
        """Samples without a fit; many of them make the intervals doubtful."""
        out = ctypes.c_uint32()
        count, nothing = self.model.size("paths"), [None] * 4
        code = FIGURES["paths"]
        call("habitue_path_bootstrap_read", self, code, 0.95, *nothing, count, out)
        return out.value

    def difference(
        self, later: PathBootstrap, figure: str, *, level: float = 0.95
    ) -> dict[Any, Difference | None]:
        """Whether figures of ``later``, another wave or segment, differ from these."""
        code = enumerator(FIGURES, figure, "figure")
        found = (_abi.habitue_difference * self.model.size(figure))()
        _scalars.instance(later, PathBootstrap, "later")
        call("habitue_path_bootstrap_difference", self, later, code, level, found, len(found))
        return self.model.labelled(
            figure,
            [None if np.isnan(each.difference) else Difference._made(each) for each in found],
        )


def _model(model: Any) -> PathModel:
    return _scalars.instance(model, PathModel, "model")  # type: ignore[no-any-return]


def _answers(answers: Any, name: str) -> Answers:
    return _scalars.instance(answers, Answers, name)  # type: ignore[no-any-return]


def _interval(low: float, high: float, level: float) -> Interval | None:
    return None if np.isnan(low) else Interval(low, high, level, False)


def _resampling(samples: int, seed: int, threads: int) -> Any:
    return initial(
        _abi.habitue_bootstrap_options, samples=samples, seed=seed, threads=threads
    )


@dataclass(frozen=True)
class SegmentDifference:
    """A figure in two segments, second less first, and its permutation p-value."""

    first: float | None
    second: float | None
    difference: float | None
    p_value: float | None


class SegmentComparison(
    Handle, struct=_abi.habitue_segment_comparison, free="habitue_segment_comparison_free"
):
    """A path model in two segments, each difference tested by permutation."""

    model: PathModel

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
        pointer = cls.empty()
        call(
            "habitue_segment_comparison_new",
            _model(model).handle(_answers(first, "first").questionnaire.names),
            first,
            _answers(second, "second"),
            enumerator(MISSING, missing, "missing"),
            minimum_share,
            enumerator(SCHEMES, scheme, "scheme"),
            _resampling(permutations, seed, threads),
            Progress(progress),
            None,
            pointer,
        )
        made = cls.adopt(pointer)
        made.model = model
        return made

    def read(self, figure: str) -> dict[Any, SegmentDifference]:
        """Figures of a kind (see `FIGURES`) by path, construct or question."""
        code = enumerator(FIGURES, figure, "figure")
        columns = [_columns.output(self.model.size(figure)) for _ in range(4)]
        call("habitue_segment_comparison_read", self, code, *columns, len(columns[0]), None)
        found = [
            SegmentDifference(*(number(value) for value in row))
            for row in zip(*(column.tolist() for column in columns))
        ]
        return self.model.labelled(figure, found)


class PathFit(Handle, struct=_abi.habitue_path_fit, free="habitue_path_fit_free"):
    """A path model estimated by partial least squares, from moments alone."""

    model: PathModel
    moments: Moments

    @classmethod
    def of(cls, model: PathModel, moments: Moments, *, scheme: str = "path") -> PathFit:
        """Fits ``model`` to ``moments``."""
        pointer = cls.empty()
        code = enumerator(SCHEMES, scheme, "scheme")
        _scalars.instance(moments, Moments, "moments")
        named = _model(model).handle(moments.names)
        call("habitue_path_fit_new", named, moments, code, pointer)
        return cls._made(pointer, model, moments)

    @classmethod
    def _made(cls, pointer: object, model: PathModel, moments: Moments) -> PathFit:
        made = cls.adopt(pointer)
        made.model, made.moments = model, moments
        return made

    def consistent(self, least_reliability: float) -> PathFit:
        """The same fit by consistent PLS, refused where a construct is too unreliable."""
        pointer = self.empty()
        call("habitue_path_fit_consistent", self, least_reliability, pointer)
        return self._made(pointer, self.model, self.moments)

    def _blocks(self, place: int) -> dict[str, NDArray[np.float64]]:
        sizes = [len(construct.items) for construct in self.model.constructs]
        out = _columns.output(sum(sizes))
        outputs = [None, None]
        outputs[place] = out
        call("habitue_path_fit_items", self, *outputs, len(out))
        parts = np.split(out, np.cumsum(sizes)[:-1])
        return {each.name: part for each, part in zip(self.model.constructs, parts)}

    @property
    def weights(self) -> dict[str, NDArray[np.float64]]:
        """Outer weights of each construct."""
        return self._blocks(0)

    @property
    def loadings(self) -> dict[str, NDArray[np.float64]]:
        """Loadings of each construct."""
        return self._blocks(1)

    @property
    def paths(self) -> dict[tuple[str, str], float]:
        """Path coefficients."""
        out = _columns.output(len(self.model.paths))
        call("habitue_path_fit_paths", self, out, len(out), None, 0)
        return dict(zip([tuple(path) for path in self.model.paths], out.tolist()))

    @property
    def total_effects(self) -> NDArray[np.float64]:
        """Direct and indirect effects, from the row's to the column's construct."""
        k = len(self.model.constructs)
        out = _columns.output(k * k)
        call("habitue_path_fit_paths", self, None, 0, out, len(out))
        return out.reshape(k, k)

    def _constructs(self, place: int) -> dict[str, float]:
        out = _columns.output(len(self.model.constructs))
        outputs = [None] * 5
        outputs[place] = out
        call("habitue_path_fit_constructs", self, *outputs, len(out))
        return {each.name: figure for each, figure in zip(self.model.constructs, out.tolist())}

    @property
    def r_squared(self) -> dict[str, float]:
        """R² of each construct; NaN where nothing acts on it."""
        return self._constructs(0)

    @property
    def adjusted_r_squared(self) -> dict[str, float]:
        """R² adjusted for the number of causes."""
        return self._constructs(1)

    @property
    def rho_a(self) -> dict[str, float]:
        """rho_A of each construct in mode A."""
        return self._constructs(2)

    @property
    def composite_reliability(self) -> dict[str, float]:
        """Composite reliability of each construct in mode A."""
        return self._constructs(3)

    @property
    def average_variance_extracted(self) -> dict[str, float]:
        """Average variance extracted of each construct in mode A."""
        return self._constructs(4)

    def index(self, construct: str | int) -> ConstructIndex:
        """The index of a construct on 0 to 100, with unstandardised weights."""
        place = self.model.index(construct)
        value, sd = ctypes.c_double(), ctypes.c_double()
        weights = _columns.output(len(self.model.constructs[place].items))
        call(
            "habitue_path_fit_index",
            self,
            self.moments,
            place,
            value,
            sd,
            weights,
            len(weights),
        )
        return ConstructIndex(value.value, sd.value, weights)

    def respondent_indices(self, answers: Answers, construct: str | int) -> NDArray[np.float64]:
        """The index of each respondent; NaN where one of the items is missing."""
        out = _columns.output(len(_answers(answers, "answers")))
        call(
            "habitue_path_fit_respondent_indices",
            self,
            self.moments,
            answers,
            self.model.index(construct),
            out,
            len(out),
        )
        return out


@dataclass(frozen=True)
class ConstructIndex:
    """The index of a construct: mean, standard deviation, and unstandardised weights."""

    value: float
    sd: float
    weights: NDArray[np.float64]


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
        columns = [_columns.output(len(places)) for _ in range(5)]
        r_squared = ctypes.c_double()
        call("habitue_key_drivers", moments, place, places, len(places), r_squared, *columns)
        names = tuple(moments.names[i] for i in places)
        return cls(names, r_squared.value, *columns)


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
        low, high = _columns.output(5 * len(places)), _columns.output(5 * len(places))
        r_squared, failed = _abi.habitue_interval(), ctypes.c_uint32()
        call(
            "habitue_key_drivers_bootstrap",
            answers,
            enumerator(MISSING, missing, "missing"),
            minimum_share,
            int(indices([outcome], names)[0]),
            places,
            len(places),
            _resampling(samples, seed, threads),
            level,
            Progress(progress),
            None,
            None,
            low,
            high,
            len(low),
            r_squared,
            failed,
        )
        whole = Interval.of(r_squared)
        assert whole is not None
        chosen = [names[place] for place in places]
        ends = [Interval(a, b, level, False) for a, b in zip(low.tolist(), high.tolist())]
        measures = [
            dict(zip(chosen, ends[start : start + len(chosen)]))
            for start in range(0, len(ends), len(chosen))
        ]
        return cls(whole, *measures, failed.value)


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
        performance = _columns.floats(performance, "performance")
        importance = _columns.floats(importance, "importance")
        rows = _columns.rows(performance=performance, importance=importance)
        at = (0.0, 0.0)
        if isinstance(cross_hairs, tuple):
            at = tuple(_scalars.several(cross_hairs, "cross_hairs", 2))
        names = {
            "means": _abi.HABITUE_CROSS_HAIRS_MEANS,
            "medians": _abi.HABITUE_CROSS_HAIRS_MEDIANS,
        }
        code = (
            _abi.HABITUE_CROSS_HAIRS_AT
            if isinstance(cross_hairs, tuple)
            else enumerator(names, cross_hairs, "cross_hairs")
        )
        quadrants, boundary = _columns.output(rows, np.int32), _columns.output(rows, np.uint8)
        cuts = _columns.output(2)
        call(
            "habitue_importance_map",
            performance,
            importance,
            rows,
            code,
            at[0],
            at[1],
            quadrants,
            boundary,
            cuts,
        )
        names_found = tuple(QUADRANTS[code] for code in quadrants.tolist())
        return cls(names_found, boundary.astype(bool), cuts[0], cuts[1])
