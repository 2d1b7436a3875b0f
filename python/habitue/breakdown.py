"""Every figure of a survey by group: by segment, wave, dealer, month, or two of them.

Examples
--------
>>> from habitue.breakdown import Breakdown
>>> from habitue.survey import Answers, Question, Questionnaire, Scale
>>> ten = Scale.points(0, 10)
>>> asked = Questionnaire([Question("service", ten), Question("recommend", ten)])
>>> columns = {"service": [9, 7, 8, 6], "recommend": [10, 9, 3, None]}
>>> months = {"month": ["2025-01", "2025-01", "2025-02", "2025-02"]}
>>> table = Breakdown.of(Answers(asked, columns), months, promoter="recommend", mean=["service"])
>>> table.wide()["promoter recommend"].tolist()
[100.0, -100.0]
>>> table.to_dict()["used"].tolist()
[2, 2, 1, 2]
"""

from __future__ import annotations

import ctypes
import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any, Literal, TypeVar, Union

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _reading, _scalars
from ._choices import PROPORTION_INTERVALS, ProportionInterval
from ._columns import Column, Frame
from ._library import Job, Report, array, call, choices, defined, enumerator, initial, record
from ._library import status_name
from ._printed import printed, write_csv
from .errors import refuse
from .satisfaction import FORMS, PROMOTER_INTERVALS, Form, PromoterInterval
from .survey import MISSING, Answers, Missing, Question, Questionnaire, Scale, Weighting, rake

Asked = Union[str, int]
"""A question, by name or index."""

Breaks = tuple[float, float]
"""The highest answer of a detractor, and the lowest of a promoter."""


class Breakdown:
    """Figures of groups of respondents, each with its interval and what it rests on.

    Attributes
    ----------
    groups : dict from str to array
        The keys of each group, a column for each that was grouped by.
    respondents : array of int64
        Respondents of each group.
    ungrouped : int
        Respondents in no group, because a key of theirs is missing.
    figures : list of (str, str)
        The figures in their order: "index", "share", "promoter", "mean" or "alpha", and of what.
    """

    groups: dict[str, NDArray[Any]]
    respondents: NDArray[np.int64]
    ungrouped: int
    figures: list[tuple[str, str]]
    _structures: Any
    _estimates: dict[str, NDArray[Any]]

    @classmethod
    def of(
        cls,
        answers: Answers,
        groups: Mapping[str, Column],
        *,
        index: Missing | None = None,
        share: Mapping[Asked, int] | None = None,
        promoter: Asked | Mapping[Asked, Breaks] | None = None,
        mean: Sequence[Asked] = (),
        alpha: Sequence[Asked] | Mapping[str, Sequence[Asked]] | None = None,
        form: Form = "per question",
        alpha_missing: Missing = "listwise",
        minimum_share: float = 0.5,
        share_interval: ProportionInterval = "wilson",
        promoter_interval: PromoterInterval = "score",
        confidence: float = 0.95,
        strata: Column | None = None,
        clusters: Column | None = None,
        threads: int = 1,
        progress: Report | None = None,
    ) -> Breakdown:
        """Figures of every group in one call, weighted as the answers are.

        Each figure is, bit for bit, the one that the answers of the group alone have. Where a
        group has none (nobody answered, no spread), it is NaN and ``problem`` says why.

        Parameters
        ----------
        answers : Answers
            What was answered.
        groups : mapping from str to column
            The key of each respondent, text, whole numbers or dates, in one column or in several;
            who has none is in no group. An empty mapping is everybody in one group.
        index : {"listwise", "available case", "item mean", "person mean"}, optional
            The satisfaction index over all questions that weigh, with this policy for missing
            answers.
        share : mapping from question to int, optional
            The top-box share of a question, of so many of its best levels.
        promoter : question, or mapping from question to (float, float), optional
            The promoter score, with the highest answer of a detractor and the lowest of a
            promoter; (6, 9) where a question alone is named.
        mean : sequence of questions
            Mean answers, higher being better.
        alpha : sequence of questions, or mapping from str to one, optional
            Cronbach's alpha of two or more questions, by name of what they measure.
        form : {"per question", "per respondent"}, default "per question"
            Which mean of an index comes first.
        alpha_missing : {"listwise", "available case", ...}, default "listwise"
            What alpha does about missing answers.
        minimum_share : float, default 0.5
            With "person mean": the least share of answers of a respondent, 0 to 1.
        share_interval : {"wilson", "agresti-coull", "clopper-pearson", "jeffreys", "wald"}
            How intervals of shares are formed; "wilson" by default.
        promoter_interval : {"score", "wald", "adjusted wald"}, default "score"
            How intervals of promoter scores are formed.
        confidence : float, default 0.95
            That of the intervals, 0 < confidence < 1.
        strata, clusters : column, optional
            The stratum, and the cluster (primary sampling unit) within it, of each respondent, by
            any key. Errors and intervals are then those of the sample design, as those of R's
            survey package; alpha has none.
        threads : int, default 1
            Threads that share the groups; 0 for all cores. The bits do not depend on them.
        progress : callable, optional
            Called with the groups done and all; returning False stops.

        Returns
        -------
        Breakdown

        Raises
        ------
        DataError
            For a question, a number of levels or a break that there is not.
        ArgumentError
            For columns of different lengths, a word that is none of those named, a value of
            another type, or no figure at all.
        """
        _scalars.instance(answers, Answers, "answers")
        asked = answers.questionnaire
        plan: list[tuple[str, str, dict[str, Any]]] = []

        def add(kind: str, label: str, *questions: Asked, **fields: Any) -> None:
            fields["kind"] = getattr(_abi, f"HABITUE_GROUP_FIGURE_{kind.upper()}")
            if questions:
                places = np.array([asked.index(one) for one in questions], np.uintp)
                fields.update(questions=places, question_count=len(places))
            plan.append((kind, label, fields))

        def name(question: Asked) -> str:
            return asked.names[asked.index(question)]

        least_share = _scalars.known(minimum_share, "minimum_share")
        if index is not None:
            policy = enumerator(MISSING, index, "index")
            fills = {"missing": policy, "minimum_share": least_share}
            add("index", "", per_respondent=enumerator(FORMS, form, "form"), **fills)
        method = enumerator(PROPORTION_INTERVALS, share_interval, "share_interval")
        for question, top in _scalars.mapping({} if share is None else share, "share").items():
            top = _scalars.whole(top, "share", 0, 2**63 - 1)
            add("share", name(question), question, top=top, interval=method)
        method = enumerator(PROMOTER_INTERVALS, promoter_interval, "promoter_interval")
        breaks: Mapping[Asked, Breaks] = {}
        if isinstance(promoter, Mapping):
            breaks = promoter
        elif promoter is not None:
            breaks = {asked.index(promoter): (6.0, 9.0)}
        for question, ends in breaks.items():
            low, high = (
                _scalars.real(e, "promoter") for e in _scalars.several(ends, "promoter", 2)
            )
            given = {"low_at_most": low, "high_at_least": high, "interval": method}
            add("promoter", name(question), question, **given)
        for question in _scalars.sequence(mean, "mean"):
            add("mean", name(question), question)
        of_alpha: Mapping[str, Sequence[Asked]] = {}
        if isinstance(alpha, Mapping):
            of_alpha = alpha
        elif alpha is not None:
            of_alpha = {"": alpha}
        code = enumerator(MISSING, alpha_missing, "alpha_missing")
        for label, items in of_alpha.items():
            questions = _scalars.sequence(items, "alpha")
            fills = {"missing": code, "minimum_share": least_share}
            add("alpha", _scalars.string(label, "alpha"), *questions, **fills)
        if not plan:
            reason = "is not named; one of index, share, promoter, mean, alpha is needed"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "figure", reason)
        made = cls()
        made.figures = [(kind, label) for kind, label, _ in plan]
        codes = made._grouped(_scalars.mapping(groups, "groups"), len(answers))
        figures = array(_abi.habitue_group_figure, len(plan))
        for slot, (_, _, fields) in zip(figures, plan):
            for field, value in fields.items():
                setattr(slot, field, value.ctypes.data if isinstance(value, np.ndarray) else value)
        wanted = initial(
            _abi.habitue_breakdown,
            codes=codes,
            rows=len(codes),
            group_count=len(made.respondents),
            figures=figures,
            figure_count=len(figures),
            confidence=confidence,
            strata=_codes(strata, "strata", len(answers)),
            clusters=_codes(clusters, "clusters", len(answers)),
        )
        out = array(_abi.habitue_group_estimate, len(made.respondents) * len(figures))
        words = {"breakdown.codes": "groups", "confidence": "confidence"}
        job = Job(threads, progress)
        call("habitue_responses_by_group", answers, wanted, job, out, words=words)
        made._structures, made._estimates = out, _columns.records(out)
        return made

    def _grouped(self, groups: Mapping[str, Column], rows: int) -> NDArray[np.int32]:
        """The group of each respondent; sets what is known of the groups."""
        read = {str(key): _reading.read(column, str(key)) for key, column in groups.items()}
        if read:
            codes, firsts = _grouped(read, rows)
        else:
            codes, firsts = np.zeros(rows, np.int32), np.zeros(min(rows, 1), np.int64)
        self.groups = {key: _entries(column, firsts) for key, column in read.items()}
        self.respondents = np.bincount(codes[codes >= 0], minlength=len(firsts)).astype(np.int64)
        self.ungrouped = int((codes < 0).sum())
        return codes

    def to_dict(self) -> dict[str, NDArray[Any]]:
        """Named columns with a row for each figure of each group, as a data frame takes them.

        Columns: those that were grouped by, "respondents", "figure", "of", "estimate",
        "standard_error", "low", "high", "effective_n", "used" (respondents whose answers entered),
        "missing" (answers missing from the questions of the figure), and "problem", empty where
        there is the figure.
        """
        groups, count = len(self.respondents), len(self.figures)
        found, ends = self._estimates, self._estimates["interval"]
        problems = {code: status_name(code) for code in set(found["status"].tolist()) if code}
        problem = [problems.get(code, "") for code in found["status"].tolist()]
        kinds, labels = zip(*self.figures)
        columns: dict[str, NDArray[Any]] = {
            key: np.repeat(keys, count) for key, keys in self.groups.items()
        }
        columns["respondents"] = np.repeat(self.respondents, count)
        columns["figure"] = np.tile(np.array(kinds, object), groups)
        columns["of"] = np.tile(np.array(labels, object), groups)
        columns["estimate"] = found["value"]
        columns["standard_error"] = found["standard_error"]
        columns["low"], columns["high"] = ends["low"], ends["high"]
        columns["effective_n"] = found["effective_n"]
        columns["used"] = found["used"].astype(np.int64)
        columns["missing"] = found["missing"].astype(np.int64)
        columns["problem"] = np.array([*problem, ""], object)[:-1]
        return columns

    def wide(self) -> dict[str, NDArray[Any]]:
        """Named columns with a row for each group: what was grouped by, "respondents", and for
        each figure, such as "promoter recommend", the estimate, and with " low", " high",
        " used" and " missing" behind the name what it rests on."""
        count = len(self.figures)
        columns = {**self.groups, "respondents": self.respondents}
        long = self.to_dict()
        for place, figure in enumerate(self.figures):
            title = " ".join(figure).strip()
            columns[title] = long["estimate"][place::count]
            for name in ("low", "high", "used", "missing"):
                columns[f"{title} {name}"] = long[name][place::count]
        return columns

    def to_csv(self, path: str | PathLike[str], *, wide: bool = False) -> None:
        """Writes the columns of `to_dict`, or of `wide`, as a CSV file that spreadsheets open."""
        write_csv(self.wide() if wide else self.to_dict(), path)

    def to_pandas(self, *, wide: bool = False) -> Any:
        """The columns of `to_dict`, or of `wide`, as a data frame of pandas, which must be
        installed; other libraries take the columns as they are."""
        pandas = importlib.import_module("pandas")
        return pandas.DataFrame(self.wide() if wide else self.to_dict())

    def pairwise(self, figure: str, of: str = "", *, confidence: float = 0.95) -> Pairwise:
        """Which groups differ in a figure, such as ``"mean", "price"``.

        Means and indices are compared by Welch's t, shares and promoter scores by z; p-values of
        all pairs are those of Holm.

        Raises
        ------
        ArgumentError
            For a figure that was not asked for, alpha, and groups that share clusters.
        """
        if (figure, of) not in self.figures:
            asked = ", ".join(" ".join(one).strip() for one in self.figures)
            reason = f"{figure} {of}".strip() + f" was not asked for; there: {asked}"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "figure", reason)
        groups = len(self.respondents)
        places = {
            name: np.empty((groups, groups)) for name in ("differences", "p_values", "adjusted")
        }
        higher = np.empty((groups, groups), np.uint8)
        wanted = initial(
            _abi.habitue_group_differences,
            group_count=groups,
            figure_count=len(self.figures),
            figure=self.figures.index((figure, of)),
            confidence=confidence,
            higher=higher,
            **places,
        )
        call("habitue_groups_compare", self._structures, wanted)
        titles = [" ".join(map(str, keys)) for keys in zip(*self.groups.values())]
        return Pairwise(titles, **places, higher=higher.astype(bool))

    def __len__(self) -> int:
        return len(self.respondents)

    def __str__(self) -> str:
        """A line for each figure of each group, with its interval."""
        columns = self.to_dict()
        shown = [*self.groups, "figure", "of", "estimate", "low", "high", "used", "missing"]
        return printed({name: columns[name] for name in shown})

    def __repr__(self) -> str:
        return f"<Breakdown: {len(self)} groups, {len(self.figures)} figures>"


@dataclass(frozen=True)
class Pairwise:
    """The differences of one figure between every two groups.

    Attributes
    ----------
    groups : list of str
        The keys of each group.
    differences : array of groups by groups
        The group of the column less that of the row.
    p_values : array of groups by groups
        Two-sided, of each pair alone; NaN on the diagonal and where there is no test.
    adjusted : array of groups by groups
        Among all pairs, by Holm.
    higher : array of groups by groups of bool
        Whether the group of the row is higher than that of the column by more than chance.
    """

    groups: list[str]
    differences: NDArray[np.float64]
    p_values: NDArray[np.float64]
    adjusted: NDArray[np.float64]
    higher: NDArray[np.bool_]

    @property
    def letters(self) -> list[str]:
        """Beside each group the letters of those that it is higher than: A is the first group, B
        the second, AA comes after Z."""
        return [
            "".join(_letter(place) for place in np.flatnonzero(row).tolist()) for row in self.higher
        ]

    def to_dict(self) -> dict[str, NDArray[Any]]:
        """Named columns with a row for each pair: "first", "second", "difference" (second less
        first), "p_value", "adjusted_p_value"."""
        first, second = np.triu_indices(len(self.groups), 1)
        names = np.array([*self.groups, None], object)
        return {
            "first": names[first],
            "second": names[second],
            "difference": self.differences[first, second],
            "p_value": self.p_values[first, second],
            "adjusted_p_value": self.adjusted[first, second],
        }

    def __str__(self) -> str:
        return printed(self.to_dict())


def _letter(place: int) -> str:
    last = chr(ord("A") + place % 26)
    return last if place < 26 else _letter(place // 26 - 1) + last


@dataclass(frozen=True)
class CrossTable:
    """A cross-table of respondents, and whether its rows and columns go together.

    Attributes
    ----------
    rows, columns : array
        The keys of the rows and of the columns.
    counts : array of rows by columns of int64
        Respondents.
    weights : array of rows by columns
        Their weights together.
    chi_square, freedom, p_value : float
        Pearson's, of the weighted shares; the p-value holds where all weigh alike and were drawn
        one by one, and is otherwise too small.
    f, f_numerator, f_denominator, f_p_value : float
        Rao and Scott's (1984) test of second order: the one to read.
    cramers_v : float
        How closely rows and columns go together, 0 to 1.
    used, missing : int
        Respondents in a row and in a column, and the others.

    Examples
    --------
    >>> bought = ["yes"] * 50 + ["no"] * 50
    >>> region = ["n"] * 30 + ["s"] * 20 + ["n"] * 10 + ["s"] * 40
    >>> table = CrossTable.of(bought, region)
    >>> table.counts.tolist(), round(table.chi_square, 3)
    ([[10, 40], [30, 20]], 16.667)
    """

    rows: NDArray[Any]
    columns: NDArray[Any]
    counts: NDArray[np.int64]
    weights: NDArray[np.float64]
    chi_square: float
    freedom: float
    p_value: float
    f: float
    f_numerator: float
    f_denominator: float
    f_p_value: float
    cramers_v: float
    used: int
    missing: int

    @classmethod
    def of(
        cls,
        rows: Column,
        columns: Column,
        *,
        weights: Column | None = None,
        strata: Column | None = None,
        clusters: Column | None = None,
    ) -> CrossTable:
        """Counts respondents by two columns of keys, in the order of the keys.

        Parameters
        ----------
        rows, columns : column
            The key of each respondent; who has none in either is not counted.
        weights : column, optional
            Base weights >= 0.
        strata, clusters : column, optional
            As of `Breakdown.of`.

        Returns
        -------
        CrossTable

        Raises
        ------
        DataError
            For a weight that cannot be, or a respondent without stratum or cluster.
        NumericError
            For fewer than two rows or columns, or a stratum of one cluster.
        """
        sides = {"rows": _reading.read(rows, "rows"), "columns": _reading.read(columns, "columns")}
        weighted = _columns.optional(weights, "weights")
        n = _columns.rows(**sides, weights=weighted)
        (down, first), (across, second) = (_grouped({k: side}, n) for k, side in sides.items())
        shape = (len(first), len(second))
        counts, sums = np.zeros(shape, np.uint64), np.zeros(shape)
        table = initial(
            _abi.habitue_cross_table,
            respondents=n,
            rows=down,
            row_count=len(first),
            columns=across,
            column_count=len(second),
            weights=weighted,
            strata=_codes(strata, "strata", n),
            clusters=_codes(clusters, "clusters", n),
            counts=counts,
            cell_weights=sums,
        )
        call("habitue_cross_tabulate", table)
        keys = {
            name: _entries(side, at) for (name, side), at in zip(sides.items(), (first, second))
        }
        return record(cls, table, **keys, counts=counts.astype(np.int64), weights=sums)

    def shares(self, of: Literal["rows", "columns", "all"] = "rows") -> NDArray[np.float64]:
        """The weighted share of each cell in its row, its column, or in all."""
        axis = {"rows": 1, "columns": 0}.get(of)
        enumerator({"rows": 1, "columns": 2, "all": 3}, of, "of")
        with np.errstate(invalid="ignore"):
            found: NDArray[np.float64] = self.weights / self.weights.sum(axis=axis, keepdims=True)
        return found

    def to_dict(self) -> dict[str, NDArray[Any]]:
        """Named columns with a row for each cell: "row", "column", "count", "weight", "row_share",
        "column_share"."""
        down, across = len(self.rows), len(self.columns)
        return {
            "row": np.repeat(self.rows, across),
            "column": np.tile(self.columns, down),
            "count": self.counts.ravel(),
            "weight": self.weights.ravel(),
            "row_share": self.shares("rows").ravel(),
            "column_share": self.shares("columns").ravel(),
        }

    def __str__(self) -> str:
        shares = 100 * self.shares("columns")
        cells = {str(key): shares[:, place] for place, key in enumerate(self.columns)}
        test = (
            f"Rao-Scott F({self.f_numerator:.2f}, {self.f_denominator:.1f}) = {self.f:.3f}, "
            f"p = {self.f_p_value:.4f}; Cramer's V {self.cramers_v:.3f}; n {self.used}"
        )
        return printed({"% of column": self.rows, **cells}, decimals=1) + "\n" + test


GroupTestMethod = Literal["anova", "welch", "kruskal wallis"]
GROUP_TESTS = choices("GROUP_TEST", GroupTestMethod)
"""How several groups are compared."""


@dataclass(frozen=True)
class GroupTest:
    """Whether several groups differ.

    Attributes
    ----------
    statistic : float
        F; of "kruskal wallis" H, which is compared with chi-square.
    freedom : float
        Groups less one.
    residual_freedom : float or None
        Degrees of freedom of the denominator of F.
    p_value : float
        That all groups are alike.
    groups, used, missing : int
        Groups that somebody answered in; respondents who enter, and who do not.
    """

    statistic: float
    freedom: float
    residual_freedom: float | None
    p_value: float
    groups: int
    used: int
    missing: int

    @classmethod
    def of(
        cls,
        values: Column,
        groups: Column,
        *,
        method: GroupTestMethod = "welch",
        weights: Column | None = None,
    ) -> GroupTest:
        """Compares a column, NaN where missing, between the groups of a column of keys.

        "anova" asks whether means differ where all groups spread alike, "welch" whatever the
        spreads and with weights, "kruskal wallis" whether one group tends to higher answers.

        Examples
        --------
        >>> GroupTest.of([6, 8, 4, 5, 3, 4, 8, 12, 9, 11, 6, 8], ["a"] * 6 + ["b"] * 6,
        ...              method="anova").statistic
        12.0
        """
        column = _columns.floats(values, "values", missing=True)
        code = enumerator(GROUP_TESTS, method, "method")
        codes = _codes(groups, "groups", len(column))
        given = {"value": column, "group": codes, "weight": _columns.optional(weights, "weights")}
        found = _evidence.calculate("GROUP_TEST", given, method=code)
        return _of_all(cls, found, ("groups", "used", "missing"))


@dataclass(frozen=True)
class PairedDifference:
    """The mean change of respondents who answered in both of two waves, second less first.

    Attributes
    ----------
    difference, standard_error : float
        The mean of the changes; the error is None with one respondent.
    t, freedom, p_value : float
        The paired t-test; None where all moved alike.
    low, high : float
        The interval.
    used, missing : int
        Respondents who answered twice, and the others.
    """

    difference: float
    standard_error: float | None
    t: float | None
    freedom: float
    p_value: float | None
    low: float | None
    high: float | None
    used: int
    missing: int

    @classmethod
    def of(
        cls,
        first: Column,
        second: Column,
        *,
        weights: Column | None = None,
        confidence: float = 0.95,
    ) -> PairedDifference:
        """The change of two columns with a row for each respondent, NaN where missing. For a
        change of shares give 0 and 1.

        Examples
        --------
        >>> found = PairedDifference.of([7, 6, 8, 5, None], [8, 8, 8, 6, 9])
        >>> found.difference, found.used
        (1.0, 4)
        """
        given = _columns.aligned(True, first=first, second=second)
        weighted = {"weight": _columns.optional(weights, "weights")}
        confidence = _scalars.known(confidence, "confidence")
        found = _evidence.calculate(
            "PAIRED_DIFFERENCE", {**given, **weighted}, confidence=confidence
        )
        return _of_all(cls, found, ("used", "missing"))


_Kind = TypeVar("_Kind")


def _of_all(kind: type[_Kind], found: Mapping[str, Any], counts: Sequence[str]) -> _Kind:
    """A dataclass of the outputs of a formula that are told of all rows."""
    fields: dict[str, Any] = {name: defined(float(one)) for name, one in found.items()}
    fields.update({name: int(fields[name] or 0) for name in counts})
    return kind(**fields)


def _codes(column: Column | None, name: str, rows: int) -> NDArray[np.int32] | None:
    """Codes from 0 of a column of keys, -1 where missing."""
    if column is None:
        return None
    read = _reading.read(column, name)
    _columns.rows(answers=range(rows), **{name: read})
    return _grouped({name: read}, rows)[0]


def _grouped(
    read: Mapping[str, _reading.Column], rows: int
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The group that columns of keys make of each respondent, -1 for none, and a row of each."""
    _columns.rows(answers=range(rows), **read)
    there = np.ones(rows, bool)
    for column in read.values():
        there &= ~column.missing()
    known = np.flatnonzero(there)
    codes = np.full(rows, -1, np.int32)
    if not len(known):
        return codes, np.empty(0, np.int64)
    part, room = np.empty(len(known), np.int32), np.empty(len(known), np.uint64)
    cells = [_evidence.cells(_keys(column, known, name)) for name, column in read.items()]
    columns, needed = array(_abi.habitue_column, cells), ctypes.c_size_t()
    call("habitue_groups", columns, len(cells), len(known), part, room, len(room), needed)
    codes[known] = part
    return codes, known[room[: needed.value].astype(np.int64)]


def _keys(column: _reading.Column, rows: NDArray[np.int64], name: str) -> Any:
    """A column of keys without the rows that have none, as the library takes it."""
    part = column if len(rows) == len(column) else column.take(rows, name)
    if part.kind == _reading.TEXT:
        return _columns.texts(_reading.Column(part.kind, part.values, None, part.offsets), name)
    if part.kind in (_reading.DAYS, _reading.MOMENTS):
        values = part.values
        return values.astype(np.int64) if values.dtype.kind != "M" else values.view(np.int64)
    if part.kind == _reading.FLAGS:
        return part.values.astype(np.int64)
    return _columns.keys(_reading.Column(part.kind, part.values), name)


def _entries(column: _reading.Column, rows: NDArray[np.int64]) -> NDArray[Any]:
    """The entries of these rows as they were given."""
    if column.kind == _reading.TEXT and column.offsets is not None:
        data, ends = column.values, column.offsets
        found = [bytes(data[ends[row] : ends[row + 1]]).decode("utf-8") for row in rows.tolist()]
        return np.array([*found, None], object)[:-1]
    return column.values[rows]


def rake_by(
    columns: Frame,
    population: Mapping[str, Mapping[Any, float]],
    *,
    base: Column | None = None,
    cap: float | None = None,
) -> Weighting:
    """Weights whose margins are those of the population, by the labels of columns.

    Parameters
    ----------
    columns : mapping, or data frame
        The columns of the margins, text or whole numbers; who has none keeps the weight that the
        other margins give.
    population : mapping from column to (mapping from label to float)
        The population's share, or number, of each label.
    base, cap
        As of `habitue.survey.rake`.

    Returns
    -------
    Weighting
        Weights with mean 1, and what they cost.

    Raises
    ------
    DataError
        For a label of a respondent that the population does not have, with row and column.
    NotConvergedError
        Where nobody has a label of the population, or margins contradict each other.

    Examples
    --------
    >>> rake_by({"sex": ["f", "f", "m"]}, {"sex": {"f": 0.5, "m": 0.5}}).weights.tolist()
    [0.75, 0.75, 1.5]
    """
    categories, targets = [], []
    for margin, shares in _scalars.mapping(population, "population").items():
        column = _reading.read(columns[margin], str(margin))
        codes, firsts = _grouped({str(margin): column}, len(column))
        known = [_plain(label) for label in _scalars.mapping(shares, "population")]
        labels = [_plain(label) for label in _entries(column, firsts).tolist()]
        for label, first in zip(labels, firsts.tolist()):
            if label not in known:
                allowed = ", ".join(map(str, known))
                reason = f"{label} is not in the population; allowed: {allowed}"
                refuse(_abi.HABITUE_OUT_OF_RANGE, str(margin), reason, first)
        places = np.array([*(known.index(label) for label in labels), -1], np.int32)
        categories.append(places[codes])  # -1 is the last
        targets.append([float(share) for share in shares.values()])
    return rake(categories, targets, base=base, cap=cap)


def _plain(label: Any) -> Any:
    """A label as population and answers have it alike: 1 and 1.0 are one, as are "1" and 1."""
    return str(int(label)) if isinstance(label, float) and label.is_integer() else str(label)


def multi_select(
    cells: Column, *, separator: str = ";", missing_markers: Sequence[str] = ("NA", "NaN")
) -> dict[str, NDArray[np.float64]]:
    """A question of which several options may be ticked, as a column of 0 and 1 for each option.

    Each is a question on ``Scale.points(0, 1)``, whose top-box share is that of the respondents who
    ticked it. A missing or empty cell is a missing answer, not one that ticks nothing: NaN.

    Parameters
    ----------
    cells : column of text
        The options of each respondent.
    separator : str, default ";"
        What stands between them; blanks around an option do not count.
    missing_markers : sequence of str
        What else says that an answer is missing.

    Returns
    -------
    dict from option to column
        In the order of the options.

    Raises
    ------
    DataError
        For more than 1,000 different options: an open answer is no list of them.

    Examples
    --------
    >>> found = multi_select(["app; shop", "shop", None])
    >>> {option: column.tolist() for option, column in found.items()}
    {'app': [1.0, 0.0, nan], 'shop': [1.0, 1.0, nan]}
    """
    found = _reading.read(cells, "cells")
    if found.kind not in (_reading.TEXT, _reading.NOTHING):
        _columns.refuse_kind(found.kind, "cells", "text")
    mark = _scalars.string(separator, "separator")
    if not mark:
        refuse(_abi.HABITUE_BAD_ARGUMENT, "separator", "is empty")
    gone = {"", *missing_markers}
    texts = found.strings().tolist() if found.kind == _reading.TEXT else [None] * len(found)
    ticked = [
        set() if text is None or text.strip() in gone else {one.strip() for one in text.split(mark)}
        for text in texts
    ]
    options = sorted(set().union(*ticked) - {""})
    if len(options) > 1000:
        reason = f"holds {len(options)} different options; allowed: at most 1000 (an open answer "
        refuse(_abi.HABITUE_OUT_OF_RANGE, "cells", reason + "is no list of options)")
    answered = np.array([bool(some - {""}) for some in ticked], bool)
    return {
        option: np.where(answered, [float(option in some) for some in ticked], np.nan)
        for option in options
    }


def best_worst(respondents: Column, items: Column, choices: Column) -> Breakdown:
    """Scores of best-worst scaling (MaxDiff): (best - worst) / shown of each item, with interval.

    Parameters
    ----------
    respondents, items : column
        A row for each item that a respondent was shown, as often as it was shown.
    choices : column of int
        1 where it was the best of those shown together, -1 where it was the worst, else 0.

    Returns
    -------
    Breakdown
        By "item": the mean of the choices, -1 to 1, whose errors know that a respondent chose
        several times.

    Examples
    --------
    >>> shown = best_worst([1, 1, 1, 2, 2, 2], ["a", "b", "c"] * 2, [1, -1, 0, 1, 0, -1])
    >>> shown.to_dict()["estimate"].tolist()
    [1.0, -0.5, -0.5]
    """
    return _of_items(respondents, items, choices, Scale.points(-1, 1), "choices")


def mean_ranks(respondents: Column, items: Column, ranks: Column) -> Breakdown:
    """The mean rank of each item of a ranking question, 1 being the best, with interval.

    Parameters
    ----------
    respondents, items : column
        A row for each item that a respondent ranked.
    ranks : column of int
        Its rank, 1 to 1000.

    Returns
    -------
    Breakdown
        By "item": the mean rank.

    Examples
    --------
    >>> ranked = mean_ranks([1, 1, 2, 2], ["a", "b"] * 2, [1, 2, 1, 2])
    >>> ranked.to_dict()["estimate"].tolist()
    [1.0, 2.0]
    """
    return _of_items(respondents, items, ranks, Scale.points(1, 1000), "ranks")


def _of_items(
    respondents: Column, items: Column, values: Column, scale: Scale, name: str
) -> Breakdown:
    asked = Questionnaire([Question(name, scale)])
    answers = Answers(asked, {name: values})
    return Breakdown.of(answers, {"item": items}, mean=[name], clusters=respondents)
