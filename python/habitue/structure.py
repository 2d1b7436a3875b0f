"""Structural indices: path models by partial least squares, key drivers, maps.

``confidence`` is that of intervals, 0 < confidence < 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars
from ._customers import Floats
from ._drivers import QUADRANTS as QUADRANTS
from ._drivers import DriverIntervals as DriverIntervals
from ._drivers import ImportanceMap as ImportanceMap
from ._drivers import KeyDrivers as KeyDrivers
from ._drivers import _interval, _resampling
from ._library import Handle, Job, array, call, choices, defined, enumerator, initial
from ._library import record, text_of
from ._printed import printed
from ._made import PathBootstrapMade, SegmentComparisonMade
from ._records_of_surveys import ConstructIndex, Estimate
from ._records_of_surveys import PathFigures, SegmentDifference
from .errors import HabitueError, refuse
from .satisfaction import Difference, _answers
from .survey import Answers, Moments, _indices

if TYPE_CHECKING:
    from typing_extensions import Self

Scheme = Literal["path", "centroid", "factorial"]
SCHEMES = choices("INNER", Scheme)
"""How neighbouring constructs are weighed while outer weights are sought."""

Label = Union[str, tuple[str, Union[str, int]]]
"""What a figure belongs to: a construct, a path (from, to), or a construct and its question."""

_Value = TypeVar("_Value")

MODES = {"A": 0, "B": 1}
"""How questions measure a construct: A reflective, B formative."""


@dataclass(frozen=True)
class Construct:
    """Something measured by several questions.

    Parameters
    ----------
    name : str
        Its name.
    items : sequence of str or int
        Its questions by name or index.
    mode : {"A", "B"}, default "A"
        How they measure it: "A" reflective (it shows in them), "B" formative (they make it up).

    Examples
    --------
    >>> from habitue.structure import Construct
    >>> Construct("offer", ["price", "range"]).mode
    'A'
    """

    name: str
    items: Sequence[str | int]
    mode: Literal["A", "B"] = "A"


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
    """Constructs, and the paths (from, to) between them by name.

    `acsi`, `ecsi` and `ccsi` make those of national indices from the questions of each construct.

    Parameters
    ----------
    constructs : sequence of Construct
        Each with a name of its own.
    paths : sequence of (str, str)
        From which construct to which; they form no circle, which the fit refuses.

    Examples
    --------
    >>> from habitue.structure import Construct, PathModel
    >>> model = PathModel([Construct("offer", ["a"]), Construct("loyalty", ["b"])],
    ...                   [("offer", "loyalty")])
    >>> model.index("loyalty")
    1
    >>> measured = {"quality": ["q"], "value": ["v"], "satisfaction": ["s"], "loyalty": ["l"]}
    >>> american = PathModel.acsi(**measured, expectations=["e"], complaints=["c"])
    >>> european = PathModel.ecsi(**measured, image=["i"], expectation=["e"], complaints=["c"])
    >>> chinese = PathModel.ccsi(**measured, image=["i"], expectation=["e"])
    >>> [len(model.paths) for model in (american, european, chinese)]
    [9, 12, 11]
    """

    constructs: Sequence[Construct]
    paths: Sequence[tuple[str, str]]

    @classmethod
    def acsi(cls, **items: Sequence[str | int]) -> PathModel:
        """The model of the American Customer Satisfaction Index.

        Parameters
        ----------
        **items : sequence of str or int
            The questions of ``expectations``, ``quality``, ``value``, ``satisfaction``,
            ``complaints`` and ``loyalty``.

        Returns
        -------
        PathModel
            These constructs, in mode "A", with the nine paths of the index.

        Raises
        ------
        DataError
            For a construct that is missing or that the index does not have.
        """
        return cls._ready("acsi", items)

    @classmethod
    def ecsi(cls, **items: Sequence[str | int]) -> PathModel:
        """The model of the European Customer Satisfaction Index.

        Parameters
        ----------
        **items : sequence of str or int
            The questions of ``image``, ``expectation``, ``quality``, ``value``, ``satisfaction``,
            ``complaints`` and ``loyalty``.

        Returns
        -------
        PathModel
            These constructs, in mode "A", with the paths of the index.

        Raises
        ------
        DataError
            For a construct that is missing or that the index does not have.
        """
        return cls._ready("ecsi", items)

    @classmethod
    def ccsi(cls, **items: Sequence[str | int]) -> PathModel:
        """The model of the Chinese Customer Satisfaction Index.

        Parameters
        ----------
        **items : sequence of str or int
            The questions of ``image``, ``expectation``, ``quality``, ``value``, ``satisfaction``
            and ``loyalty``.

        Returns
        -------
        PathModel
            These constructs, in mode "A", with the paths of the index.

        Raises
        ------
        DataError
            For a construct that is missing or that the index does not have.
        """
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

    @property
    def _names(self) -> list[str]:
        return [each.name for each in self.constructs]

    def index(self, construct: str | int) -> int:
        """Where a construct stands, by name or index.

        Parameters
        ----------
        construct : str or int
            The construct.

        Returns
        -------
        int
            Its place, from 0.

        Raises
        ------
        DataError
            For a name that no construct has, an index out of range.
        """
        place = int(_indices([construct], self._names)[0])
        return _scalars.whole(place, "construct", 0, max(len(self.constructs) - 1, 0))

    def _structure(self, names: Sequence[str]) -> Any:
        """The model as the library reads it, with questions as places among ``names``."""
        given = _scalars.sequence(self.constructs, "constructs")
        constructs, held = array(_abi.habitue_construct, len(given)), []
        for slot, construct in zip(constructs, given):
            _scalars.instance(construct, Construct, "constructs")
            held.append(_indices(construct.items, names))
            slot.name = text_of(construct.name, "name")
            slot.items, slot.item_count = held[-1].ctypes.data, len(held[-1])
            slot.formative = enumerator(MODES, construct.mode, "mode")
        pairs = (_scalars.several(p, "paths", 2) for p in _scalars.sequence(self.paths, "paths"))
        paths = array(_abi.habitue_path, [(self.index(a), self.index(b)) for a, b in pairs])
        counts = {"construct_count": len(constructs), "path_count": len(paths)}
        made = initial(_abi.habitue_path_model, constructs=constructs, paths=paths, **counts)
        made.questions = held  # what the pointers point at
        return made

    def _labelled(self, figure: str, values: Sequence[_Value]) -> dict[Label, _Value]:
        """Figures of a kind by what they belong to: a path, a construct, a question."""
        items = [(each.name, item) for each in self.constructs for item in each.items]
        labels: dict[str, Sequence[Label]] = {
            "paths": [(start, end) for start, end in self.paths],
            "total effects": [(a, b) for a in self._names for b in self._names],
            "r squared": self._names,
            "indices": self._names,
            "weights": items,
            "loadings": items,
        }
        return dict(zip(labels[figure], values))


Figure = Literal["paths", "total effects", "r squared", "indices", "weights", "loadings"]
FIGURES = choices("FIGURE", Figure)
"""Kinds of figures of a path model."""


class _Fitted(Handle, struct=_abi.habitue_path_fit):
    """A path model that has been fitted, in any way."""

    model: PathModel

    def _columns(self, figure: int, names: Sequence[str], confidence: float = 0.95) -> list[Floats]:
        """Columns of the figures of a kind, by their names in the library."""
        made = partial(
            initial, _abi.habitue_path_figures, confidence=_scalars.known(confidence, "confidence")
        )
        found = made()
        call("habitue_path_fit_figures", self, figure, found)
        columns = {name: np.empty(found.count) for name in names}
        call("habitue_path_fit_figures", self, figure, made(count=found.count, **columns))
        return list(columns.values())

    def _rows(self, figure: str, names: Sequence[str], confidence: float = 0.95) -> Any:
        """The figures of a kind, by name in the library, a row each."""
        columns = self._columns(enumerator(FIGURES, figure, "figure"), names, confidence)
        return zip(*(column.tolist() for column in columns))

    @classmethod
    def _resampled(
        cls, segments: tuple[Answers, Answers | None], *, model: PathModel, scheme: str, **how: Any
    ) -> Self:
        job = Job(how.pop("threads"), how.pop("progress"))
        options = _resampling(**how)
        path = initial(_abi.habitue_path_options, scheme=enumerator(SCHEMES, scheme, "scheme"))
        _scalars.instance(model, PathModel, "model")
        given = model._structure(segments[0].questionnaire.names)
        asked = given, path, *segments, options, job
        made = cls._from_call("habitue_path_fit_resampled", *asked)
        made.model = model
        return made


class PathBootstrap(_Fitted, PathBootstrapMade):
    """A path model with the bootstrap of all its figures; made by `of`.

    Examples
    --------
    >>> from habitue.structure import Construct, PathBootstrap, PathModel
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question(name, Scale.points(1, 10)) for name in "aby"])
    >>> ticks = {"a": [1, 3, 5, 7, 9, 2, 6, 8], "b": [2, 3, 5, 6, 9, 4, 5, 7]}
    >>> june = Answers(asked, {**ticks, "y": [1, 4, 5, 6, 10, 2, 7, 8]})
    >>> july = Answers(asked, {**ticks, "y": [1, 4, 10, 6, 5, 2, 8, 7]})
    >>> model = PathModel([Construct("offer", ["a", "b"]), Construct("outcome", ["y"])],
    ...                   [("offer", "outcome")])
    >>> first, later = (
    ...     PathBootstrap.of(model, wave, missing="listwise", samples=200) for wave in (june, july)
    ... )
    >>> path = first.read("paths")["offer", "outcome"]
    >>> round(path.value, 3), path.interval.low < path.value < path.interval.high, first.failed
    (0.962, True, 0)
    >>> first.difference(later, "paths")["offer", "outcome"].difference < 0
    True
    """

    @classmethod
    def _of(cls, *, answers: Answers, **how: Any) -> PathBootstrap:
        return cls._resampled((_answers(answers), None), **how)

    def read(self, figure: Figure, *, confidence: float = 0.95) -> dict[Label, Estimate]:
        """Figures of a kind by path, construct or question.

        Parameters
        ----------
        figure : {"paths", "total effects", "r squared", "indices", "weights", "loadings"}
            Which kind.
        confidence : float, default 0.95
            That of the intervals, 0 < confidence < 1.

        Returns
        -------
        dict
            The `Estimate` of each path (from, to), construct, or (construct, question).

        Raises
        ------
        DataError
            For a confidence out of its range.
        ArgumentError
            For a kind that there is not.
        """
        rows = self._rows(figure, ("estimates", "standard_errors", "low", "high"), confidence)
        found = [
            Estimate(defined(value), defined(error), _interval(low, high, confidence))
            for value, error, low, high in rows
        ]
        return self.model._labelled(figure, found)

    @property
    def failed(self) -> int:
        """Samples without a fit; many of them make the intervals doubtful."""
        found = initial(_abi.habitue_path_figures)
        call("habitue_path_fit_figures", self, FIGURES["paths"], found)
        return int(found.failed)

    def difference(
        self, later: PathBootstrap, figure: Figure, *, confidence: float = 0.95
    ) -> dict[Label, Difference | None]:
        """Whether figures of another wave or segment differ from these.

        Parameters
        ----------
        later : PathBootstrap
            The same model of other respondents.
        figure : {"paths", "total effects", "r squared", "indices", "weights", "loadings"}
            Which kind.
        confidence : float, default 0.95
            That of the intervals, 0 < confidence < 1.

        Returns
        -------
        dict
            The `Difference`, ``later`` less this one, of each path, construct or question, with the
            standard errors of both bootstraps; None where the figure does not exist.

        Raises
        ------
        DataError
            For a bootstrap of another model, a confidence out of its range.
        ArgumentError
            For a kind that there is not, for what is no bootstrap.
        """
        code = enumerator(FIGURES, figure, "figure")
        found = array(_abi.habitue_difference, len(self._columns(code, ["estimates"])[0]))
        _scalars.instance(later, PathBootstrap, "later")
        call("habitue_path_fit_difference", self, later, code, confidence, found, len(found))
        return self.model._labelled(
            figure,
            [None if np.isnan(each.difference) else record(Difference, each) for each in found],
        )


class SegmentComparison(_Fitted, SegmentComparisonMade):
    """A path model in two segments, each difference tested by permutation; made by `of`.

    Examples
    --------
    >>> from habitue.structure import Construct, PathModel, SegmentComparison
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question(name, Scale.points(1, 10)) for name in "aby"])
    >>> ticks = {"a": [1, 3, 5, 7, 9, 2, 6, 8], "b": [2, 3, 5, 6, 9, 4, 5, 7]}
    >>> young = Answers(asked, {**ticks, "y": [1, 4, 5, 6, 10, 2, 7, 8]})
    >>> old = Answers(asked, {**ticks, "y": [1, 4, 10, 6, 5, 2, 8, 7]})
    >>> model = PathModel([Construct("offer", ["a", "b"]), Construct("outcome", ["y"])],
    ...                   [("offer", "outcome")])
    >>> compared = SegmentComparison.of(model, young, old, missing="listwise", permutations=99)
    >>> found = compared.read("paths")["offer", "outcome"]
    >>> round(found.first, 3), found.difference == found.second - found.first
    (0.962, True)
    """

    @classmethod
    def _of(
        cls, *, first: Answers, second: Answers, permutations: int, **how: Any
    ) -> SegmentComparison:
        segments = _answers(first, "first"), _answers(second, "second")
        return cls._resampled(segments, samples=permutations, **how)

    def read(self, figure: Figure) -> dict[Label, SegmentDifference]:
        """Figures of a kind by path, construct or question.

        Parameters
        ----------
        figure : {"paths", "total effects", "r squared", "indices", "weights", "loadings"}
            Which kind.

        Returns
        -------
        dict
            The `SegmentDifference` of each path (from, to), construct, or (construct, question).

        Raises
        ------
        ArgumentError
            For a kind that there is not.
        """
        rows = self._rows(figure, ("estimates", "others", "differences", "p_values"))
        found = [SegmentDifference(*map(defined, row)) for row in rows]
        return self.model._labelled(figure, found)


class PathFit(PathFigures, _Fitted):
    """A path model estimated by partial least squares, from moments alone; made by `of`.

    Examples
    --------
    Two pairs of questions that correlate by 0.6 within and by 0.3 between: consistent PLS finds
    the path 0.3 / 0.6.

    >>> from habitue.structure import Construct, PathFit, PathModel
    >>> from habitue.survey import Moments
    >>> pairs = [[1, 0.6, 0.3, 0.3], [0.6, 1, 0.3, 0.3], [0.3, 0.3, 1, 0.6], [0.3, 0.3, 0.6, 1]]
    >>> known = Moments.from_correlations(
    ...     ["a", "b", "c", "d"], 200, [5, 6, 7, 8], [1] * 4, pairs, ranges=[(0, 10)] * 4
    ... )
    >>> model = PathModel([Construct("offer", ["a", "b"]), Construct("loyalty", ["c", "d"])],
    ...                   [("offer", "loyalty")])
    >>> fit = PathFit.of(model, known)
    >>> path = fit.paths["offer", "loyalty"]
    >>> round(path, 6), round(fit.consistent(0.7).paths["offer", "loyalty"], 6)
    (0.375, 0.5)
    >>> round(fit.r_squared["loyalty"], 6), round(fit.adjusted_r_squared["loyalty"], 6)
    (0.140625, 0.136285)
    >>> fit.loadings["offer"].round(3).tolist(), fit.weights["offer"].round(3).tolist()
    ([0.894, 0.894], [0.559, 0.559])
    >>> [round(of["offer"], 3) for of in (fit.rho_a, fit.composite_reliability)]
    [0.75, 0.889]
    >>> round(fit.average_variance_extracted["offer"], 3), fit.total_effects.max().round(3).item()
    (0.8, 0.375)
    >>> round(fit.index("loyalty").value, 6)
    75.0
    >>> fit.path_table()["coefficient"].round(3), fit.item_table()["item"].tolist()
    (array([0.375]), ['a', 'b', 'c', 'd'])
    >>> fit.to_dict()["index"].round(3).tolist()
    [55.0, 75.0]

    Of respondents, where the moments are those of answers:

    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question(name, Scale.points(1, 10)) for name in "abcd"])
    >>> ticks = {"a": [1, 3, 5, 7], "b": [2, 3, 5, 6], "c": [1, 4, 5, 7], "d": [1, 4, None, 6]}
    >>> answers = Answers(asked, ticks)
    >>> fit = PathFit.of(model, Moments.of(answers, missing="listwise"))
    >>> fit.respondent_indices(answers, "loyalty").round(1).tolist()[1:3]
    [33.3, nan]
    """

    moments: Moments
    scheme: str

    @classmethod
    def of(cls, model: PathModel, moments: Moments, *, scheme: Scheme = "path") -> PathFit:
        """Fits a model to moments.

        Parameters
        ----------
        model : PathModel
            Constructs and paths.
        moments : Moments
            Those of all its questions.
        scheme : {"path", "centroid", "factorial"}
            How neighbouring constructs are weighed.

        Returns
        -------
        PathFit
            Weights, loadings, paths, and what they explain.

        Raises
        ------
        NotConvergedError
            Where the weights do not settle.
        DataError
            For a question or a construct that there is not, for paths that form a circle.
        ArgumentError
            For a scheme or a mode that there is not.
        """
        return cls._fitted(model, moments, scheme)

    @classmethod
    def _fitted(cls, model: PathModel, moments: Moments, scheme: str, **options: float) -> PathFit:
        code = enumerator(SCHEMES, scheme, "scheme")
        _scalars.instance(moments, Moments, "moments")
        given = _scalars.instance(model, PathModel, "model")._structure(moments.names)
        chosen = initial(_abi.habitue_path_options, scheme=code, **options)
        made = cls._from_call("habitue_path_fit_new", given, moments, chosen)
        made.model, made.moments, made.scheme = model, moments, scheme
        return made

    def consistent(self, least_reliability: float) -> PathFit:
        """The same fit by consistent PLS, which corrects paths for unreliability.

        After Dijkstra and Henseler (2015).

        Parameters
        ----------
        least_reliability : float
            The least rho_A of a construct, 0 to 1, with which paths are corrected.

        Returns
        -------
        PathFit
            With corrected paths and loadings.

        Raises
        ------
        NumericError
            Where a construct is less reliable; the message names it.
        DataError
            For a least reliability out of its range.
        """
        least = _scalars.known(least_reliability, "least_reliability")
        return self._fitted(self.model, self.moments, self.scheme, least_reliability=least)

    def _values(self, figure: int) -> Floats:
        return self._columns(figure, ["estimates"])[0]

    def to_dict(self) -> dict[str, NDArray[Any]]:
        """Named columns with a row for each construct.

        Returns
        -------
        dict from str to array
            "construct", "items", "index" (0 to 100, NaN without scales), "r_squared", "rho_a",
            "composite_reliability", "average_variance_extracted".
        """
        names = self.model._names
        indices = []
        for name in names:
            try:
                indices.append(self.index(name).value)
            except HabitueError:  # moments without scales
                indices.append(float("nan"))
        columns = {
            "construct": np.array(names, object),
            "items": np.array([len(each.items) for each in self.model.constructs]),
            "index": np.array(indices),
        }
        kinds = ("r_squared", "rho_a", "composite_reliability", "average_variance_extracted")
        return {**columns, **{k: np.array([getattr(self, k)[n] for n in names]) for k in kinds}}

    def path_table(self) -> dict[str, NDArray[Any]]:
        """Named columns with a row for each path.

        Returns
        -------
        dict from str to array
            "from", "to", "coefficient", "total_effect".
        """
        ends, effects = list(self.paths), self.total_effects
        places = [tuple(self.model.index(end) for end in pair) for pair in ends]
        return {
            "from": np.array([start for start, _ in ends], object),
            "to": np.array([end for _, end in ends], object),
            "coefficient": np.array(list(self.paths.values())),
            "total_effect": np.array([effects[place] for place in places]),
        }

    def item_table(self) -> dict[str, NDArray[Any]]:
        """Named columns with a row for each item.

        Returns
        -------
        dict from str to array
            "construct", "item", "loading", "weight".
        """
        rows = [(each.name, item) for each in self.model.constructs for item in each.items]
        return {
            "construct": np.array([name for name, _ in rows], object),
            "item": np.array([str(item) for _, item in rows], object),
            "loading": np.concatenate(list(self.loadings.values())),
            "weight": np.concatenate(list(self.weights.values())),
        }

    def __str__(self) -> str:
        """The report: constructs, paths and items."""
        tables = (self.to_dict(), self.path_table(), self.item_table())
        return "\n\n".join(printed(table) for table in tables)

    def _of_items(self, figure: int) -> dict[str, Floats]:
        sizes = [len(construct.items) for construct in self.model.constructs]
        parts = np.split(self._values(figure), np.cumsum(sizes)[:-1])
        return dict(zip(self.model._names, parts))

    def _of_constructs(self, figure: int) -> dict[str, float]:
        return dict(zip(self.model._names, self._values(figure).tolist()))

    def _of_paths(self, figure: int) -> dict[tuple[str, str], float]:
        paths = [(start, end) for start, end in self.model.paths]
        return dict(zip(paths, self._values(figure).tolist()))

    def _square(self, figure: int) -> Floats:
        k = len(self.model.constructs)
        return self._values(figure).reshape(k, k)

    def index(self, construct: str | int) -> ConstructIndex:
        """The index of a construct on 0 to 100, with unstandardised weights.

        Parameters
        ----------
        construct : str or int
            The construct by name or index.

        Returns
        -------
        ConstructIndex
            Its mean and deviation over respondents, and the weights of its questions.

        Raises
        ------
        DataError
            For a construct that there is not, for moments without the ranges of scales.
        """
        place = self.model.index(construct)
        weights = _columns.output(len(self.model.constructs[place].items))
        found = initial(_abi.habitue_construct_index, item_count=len(weights), weights=weights)
        call("habitue_path_fit_index", self, None, place, found)
        return record(ConstructIndex, found, weights=weights)

    def respondent_indices(self, answers: Answers, construct: str | int) -> Floats:
        """The index of each respondent.

        Parameters
        ----------
        answers : Answers
            What was answered to the questions of the moments.
        construct : str or int
            The construct by name or index.

        Returns
        -------
        array of float64
            0 to 100; NaN where one of the items is missing.

        Raises
        ------
        DataError
            For a construct that there is not.
        ArgumentError
            For answers to another number of questions.
        """
        out = _columns.output(len(_answers(answers)))
        found = initial(_abi.habitue_construct_index, rows=len(out), respondents=out)
        call("habitue_path_fit_index", self, answers, self.model.index(construct), found)
        return out
