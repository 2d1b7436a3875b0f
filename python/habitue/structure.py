"""Structural indices: path models by partial least squares, key drivers, maps."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _abi, _columns
from ._library import Handle, call, enumerator
from .survey import Answers, Moments, indices

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


@dataclass(frozen=True)
class PathModel:
    """Constructs, and the paths (from, to) between them by name."""

    constructs: Sequence[Construct]
    paths: Sequence[tuple[str, str]]

    @classmethod
    def acsi(cls, **items: Sequence[str | int]) -> PathModel:
        """The American index: expectations, quality, value, satisfaction, complaints, loyalty."""
        return cls._ready(
            items,
            "expectations quality value satisfaction complaints loyalty",
            "01 02 03 12 13 23 34 35 45",
        )

    @classmethod
    def ecsi(cls, **items: Sequence[str | int]) -> PathModel:
        """The European index, which adds image and takes expectation for expectations."""
        return cls._ready(
            items,
            "image expectation quality value satisfaction complaints loyalty",
            "01 04 06 12 13 14 23 24 34 45 46 56",
        )

    @classmethod
    def ccsi(cls, **items: Sequence[str | int]) -> PathModel:
        """The Chinese index: image, expectation, quality, value, satisfaction, loyalty."""
        return cls._ready(
            items,
            "image expectation quality value satisfaction loyalty",
            "01 02 03 04 12 13 14 23 24 34 45",
        )

    @classmethod
    def _ready(cls, items: dict[str, Sequence[str | int]], names: str, paths: str) -> PathModel:
        wanted = names.split()
        if set(items) != set(wanted):
            raise TypeError(f"the constructs are {', '.join(wanted)}; given: {', '.join(items)}")
        ends = [(wanted[int(pair[0])], wanted[int(pair[1])]) for pair in paths.split()]
        return cls([Construct(name, items[name]) for name in wanted], ends)

    def index(self, construct: str | int) -> int:
        """Where a construct stands, by name or index."""
        names = [each.name for each in self.constructs]
        return int(indices([construct], names)[0])


class PathFit(Handle, struct=_abi.habitue_path_fit, free="habitue_path_fit_free"):
    """A path model estimated by partial least squares, from moments alone."""

    model: PathModel
    moments: Moments

    @classmethod
    def of(cls, model: PathModel, moments: Moments, *, scheme: str = "path") -> PathFit:
        """Fits ``model`` to ``moments``."""
        blocks = [indices(construct.items, moments.names) for construct in model.constructs]
        items = np.concatenate(blocks) if blocks else np.empty(0, np.uintp)
        counts = np.array([len(block) for block in blocks], np.uintp)
        modes = np.array(
            [enumerator(MODES, construct.mode, "mode") for construct in model.constructs], np.int32
        )
        ends = [(model.index(a), model.index(b)) for a, b in model.paths]
        start = np.array([end[0] for end in ends], np.uintp)
        stop = np.array([end[1] for end in ends], np.uintp)
        pointer = cls.empty()
        call(
            "habitue_path_fit_new",
            moments,
            items,
            len(items),
            counts,
            modes,
            len(counts),
            start,
            stop,
            len(ends),
            enumerator(SCHEMES, scheme, "scheme"),
            pointer,
        )
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
        out = _columns.output(len(answers))
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
        places = indices(drivers, moments.names)
        place = int(indices([outcome], moments.names)[0])
        columns = [_columns.output(len(places)) for _ in range(5)]
        r_squared = ctypes.c_double()
        call("habitue_key_drivers", moments, place, places, len(places), r_squared, *columns)
        names = tuple(moments.names[i] for i in places)
        return cls(names, r_squared.value, *columns)


QUADRANTS = {
    _abi.HABITUE_QUADRANT_CONCENTRATE_HERE: "concentrate here",
    _abi.HABITUE_QUADRANT_KEEP_UP: "keep up the good work",
    _abi.HABITUE_QUADRANT_LOW_PRIORITY: "low priority",
    _abi.HABITUE_QUADRANT_POSSIBLE_OVERKILL: "possible overkill",
}
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
        at = cross_hairs if isinstance(cross_hairs, tuple) else (0.0, 0.0)
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
