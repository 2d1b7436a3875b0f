"""Figures of groups of respondents: indices, shares, promoter scores, means, alpha."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any, Union

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _columns, _reading, _scalars
from .._choices import PROPORTION_INTERVALS, ProportionInterval
from .._columns import Column
from .._library import Job, Report, array, call, enumerator, initial, status_name
from .._printed import printed, write_csv
from ..errors import refuse
from ..satisfaction import FORMS, PROMOTER_INTERVALS, Form, PromoterInterval
from ..survey import MISSING, Answers, Missing
from . import _groups
from .pairwise import Pairwise

Asked = Union[str, int]
"""A question, by name or index."""

Breaks = tuple[float, float]
"""The highest answer of a detractor, and the lowest of a promoter."""


class Breakdown:
    """Figures of groups of respondents, each with its interval and what it rests on; made by `of`.

    As long as there are groups.

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

    Examples
    --------
    >>> from habitue.breakdown import Breakdown
    >>> from habitue.survey import Answers, Question, Questionnaire, Scale
    >>> asked = Questionnaire([Question("service", Scale.points(0, 10))])
    >>> answers = Answers(asked, {"service": [9, 8, 10, 2, 3, 1]})
    >>> table = Breakdown.of(answers, {"month": ["may"] * 3 + ["june"] * 3}, mean=["service"])
    >>> print(table)
    month  figure  of       estimate     low    high  used  missing
    june   mean    service     2.000  -0.484   4.484     3        0
    may    mean    service     9.000   6.516  11.484     3        0
    >>> table.to_dict()["estimate"].tolist(), table.wide()["mean service used"].tolist()
    ([2.0, 9.0], [3, 3])
    >>> table.pairwise("mean", "service").letters
    ['', 'A']
    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table.to_csv(Path(folder, "months.csv"), wide=True)
    ...     len(Path(folder, "months.csv").read_text("utf-8").splitlines())
    3
    >>> table.to_pandas(wide=True)["mean service"].tolist()
    [2.0, 9.0]
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
            Cronbach's alpha of two or more questions, by name of what they measure, with the
            interval of `Reliability`: Feldt's with equal weights and complete answers, linearised
            otherwise.
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
            A figure of each kind that was asked for, of each group.

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
            strata=_groups.codes(strata, "strata", len(answers)),
            clusters=_groups.codes(clusters, "clusters", len(answers)),
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
            codes, firsts = _groups.grouped(read, rows)
        else:
            codes, firsts = np.zeros(rows, np.int32), np.zeros(min(rows, 1), np.int64)
        self.groups = {key: _groups.entries(column, firsts) for key, column in read.items()}
        self.respondents = np.bincount(codes[codes >= 0], minlength=len(firsts)).astype(np.int64)
        self.ungrouped = int((codes < 0).sum())
        return codes

    def to_dict(self) -> dict[str, NDArray[Any]]:
        """Named columns with a row for each figure of each group, as a data frame takes them.

        Returns
        -------
        dict from str to array
            Those that were grouped by, "respondents", "figure", "of", "estimate",
            "standard_error", "low", "high", "effective_n", "used" (respondents whose answers
            entered), "missing" (answers missing from the questions of the figure), and "problem",
            empty where there is the figure.
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
        """Named columns with a row for each group.

        Returns
        -------
        dict from str to array
            What was grouped by, "respondents", and for each figure, such as "promoter recommend",
            the estimate, and with " low", " high", " used" and " missing" behind the name what it
            rests on.
        """
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
        """Writes the columns as a CSV file that spreadsheets open.

        Parameters
        ----------
        path : str or path
            Where to.
        wide : bool, default False
            Whether those of `wide` rather than of `to_dict`.

        Raises
        ------
        OSError
            Where the file cannot be written.
        """
        write_csv(self.wide() if wide else self.to_dict(), path)

    def to_pandas(self, *, wide: bool = False) -> Any:
        """The columns as a data frame of pandas.

        Other libraries take the columns as they are.

        Parameters
        ----------
        wide : bool, default False
            Whether those of `wide` rather than of `to_dict`.

        Returns
        -------
        pandas.DataFrame
            The columns.

        Raises
        ------
        ImportError
            Where pandas is not installed.
        """
        pandas = importlib.import_module("pandas")
        return pandas.DataFrame(self.wide() if wide else self.to_dict())

    def pairwise(self, figure: str, of: str = "", *, confidence: float = 0.95) -> Pairwise:
        """Which groups differ in a figure, such as ``"mean", "price"``.

        Means and indices are compared by Welch's t, shares and promoter scores by z; p-values of
        all pairs are those of Holm.

        Parameters
        ----------
        figure : {"index", "share", "promoter", "mean"}
            The kind of the figure.
        of : str, default ""
            The question; nothing of the index.
        confidence : float, default 0.95
            How sure it must be that a group is higher, 0 < confidence < 1.

        Returns
        -------
        Pairwise
            The difference of every two groups.

        Raises
        ------
        DataError
            For a confidence out of its range.
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
