"""Studies of a survey alone: from a raw frame or file of answers to figures, pages and tables.

What each column is (an item, a segment, a wave, an open answer), on which scale it stands and which
way round it was asked is found from names and values; where two readings fit, the survey is refused
with the option that decides. Figures of too few answers are withheld.

>>> from habitue.survey_study import SurveyStudy
>>> labels = ["very satisfied", "满意", "Neither", "N/A", "不满意", "5"]
>>> frame = {
...     "delivery": [labels[row % 6] for row in range(120)],
...     "price": [labels[row % 6] for row in range(120)],
...     "region": ["north", "south"] * 60,
... }
>>> study = SurveyStudy(frame)
>>> study.page(title="Two regions").startswith("<!doctype html>")
True
>>> groups = study.table("groups")
>>> groups["value"][groups["figure"] == "index"][0].tolist()
70.0
>>> study.table("columns")["role"].tolist()
['item', 'item', 'segment']
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _reading, _responses, _scalars
from ._columns import Frame
from ._library import Handle, Job, Report, enumerator, filled, initial, text_of, text_out
from ._pictures import Figure
from ._printed import printed
from .errors import HabitueError, refuse
from .study import TABLE_FORMATS, _options, _report
from .survey import Answers, Question, Questionnaire, Scale

__all__ = ["Figure", "SurveyStudy"]

_TEXTS = frozenset(
    (
        *("by", "group", "wave", "figure", "item", "outcome", "quadrant", "rows", "row", "columns"),
        *("column", "question", "option", "feature", "class", "label", "role", "scale"),
    )
)
"""Columns of tables that hold text; all others hold numbers."""


class SurveyStudy(Handle, struct=_abi.habitue_survey_study):
    """A survey from its raw answers to every figure by segment and wave.

    Parameters
    ----------
    answers : data frame, mapping from str to column, path or bytes
        A row a respondent. Answers are numbers or the labels of a scale in either language; text
        such as ``N/A`` is missing. A path or bytes are a file: text with any delimiter and encoding,
        or a workbook.
    columns : mapping from role to column or columns, optional
        What columns are: ``respondent``, ``item``, ``overall``, ``repurchase``, ``recommend``,
        ``importance``, ``expectation``, ``functional``, ``dysfunctional``, ``segment``, ``wave``,
        ``weight``, ``multi``, ``open``, ``unused``; ``reversed`` turns an item, ``as-asked`` leaves
        it as it is. What is not said is found.
    population : mapping from column to (mapping from label to float), optional
        The population's share, or number, of each label: figures are raked to them.
    scale : str, optional
        The scale of the items where their answers do not tell: ``"balanced-five"``,
        ``"unbalanced-five"``, ``"graded-five"`` (very, fairly, neither, dissatisfied, very
        dissatisfied), ``"plain-five"`` (satisfied, fairly, neither, not very, dissatisfied),
        ``"agreement-five"``, or ends such as ``"1-10"``.
    date_format : str, optional
        How the days of the wave are written, such as ``"dmy"``.
    missing_markers : sequence of str
        What else says that an answer is missing.
    cross : (str, str), optional
        Which column is cross-tabulated by which, such as ``("region", "overall")``: segments, the
        wave or rated columns of up to 12 labels. The first segment by the outcome by default.
    delimiter, encoding, sheet : str, optional
        Of a file: what stands between fields, its encoding, such as ``"gb18030"``, or the sheet of
        a workbook, where they are not to be found.
    least : int, default 30
        The fewest answers that a figure of a group is shown of.
    seed : int, default 1
        Equal seeds give equal intervals of drivers.
    threads : int, default 1
        Threads that share the work, 0 for all cores; the bits are the same.
    progress : callable, optional
        Called as ``progress(done, total)``; it may return False to stop.

    Raises
    ------
    ArgumentError
        Where scales, directions or dates have two readings, with the options that decide; for a role
        or a scale that is none.
    DataError
        For an answer that is none, with row and column; where two columns may have the one role;
        where no column holds rated answers.
    NotConvergedError
        Where nobody has a label of the population.

    Examples
    --------
    >>> rows = [(5, 4, "a", 9), (4, 4, "a", 10), (2, 1, "b", 3), (5, 5, "b", 8)] * 20
    >>> columns = dict(zip(("price", "service", "dealer", "recommend"), zip(*rows)))
    >>> study = SurveyStudy(columns, columns={"segment": "dealer"})
    >>> study.by("promoter", "dealer")["value"].tolist()
    [100.0, -50.0]
    >>> study.tables, study.figures[:2]
    (['groups', 'items', 'drivers', 'cross', 'columns'], ['satisfaction', 'promoters'])
    >>> study.table("items")["score"].tolist()
    [75.0, 62.5]
    >>> study.table_csv("cross").splitlines()[0][:16], len(study.to_dict())
    ('rows,row,columns', 5)
    >>> study.page()[:15], study.text().splitlines()[0], study.figure("drivers").svg[:4]
    ('<!doctype html>', 'Survey', '<svg')
    >>> len(study.answers)
    80
    >>> study.save("survey.xlsx")  # doctest: +SKIP
    """

    def __init__(
        self,
        answers: Frame | str | PathLike[str] | bytes,
        *,
        columns: Mapping[str, str | Sequence[str]] | None = None,
        population: Mapping[str, Mapping[Any, float]] | None = None,
        scale: str | None = None,
        date_format: str | None = None,
        missing_markers: Sequence[str] = (),
        cross: Sequence[str] | None = None,
        delimiter: str | None = None,
        encoding: str | None = None,
        sheet: str | None = None,
        least: int = 30,
        seed: int = 1,
        threads: int = 1,
        progress: Report | None = None,
    ) -> None:
        of_file = isinstance(answers, (str, PathLike, bytes, bytearray, memoryview))
        data = _scalars.contents(answers, "answers") if of_file else _csv_of(answers)
        texts = {
            "columns": _assignments(columns),
            "population": _shares(population),
            "scale": "" if scale is None else _scalars.string(scale, "scale"),
            "date_format": ""
            if date_format is None
            else _scalars.string(date_format, "date_format"),
            "missing": "\n".join(
                _scalars.string(one, "missing_markers")
                for one in _scalars.sequence(missing_markers, "missing_markers")
            ),
            "encoding": "" if encoding is None else _scalars.string(encoding, "encoding"),
            "sheet": "" if sheet is None else _scalars.string(sheet, "sheet"),
            **_crossed(cross),
        }
        of_files = {"delimiter": delimiter, "encoding": encoding, "sheet": sheet}
        for name, given in of_files.items():
            if given is not None and not of_file:
                reason = "is read of a file; a frame has columns already"
                refuse(_abi.HABITUE_NOT_READ, name, reason)
        mark = 0 if of_file else ord(",")
        if delimiter is not None:
            mark = _scalars.character(delimiter, "delimiter")
        options = initial(
            _abi.habitue_survey_study_options,
            least=_scalars.whole(least, "least", 2, 2**32 - 1),
            seed=_scalars.whole(seed, "seed", 0, 2**64 - 1),
            delimiter=mark,
            **{name: text_of(text, name) for name, text in texts.items() if text},
        )
        job = Job(threads, progress)
        try:
            self._create("habitue_survey_study_new", data, len(data), options, job)
        except HabitueError as error:
            raise error if of_file else _responses._of_row(error) from None

    def page(self, **words: Any) -> str:
        """The page: one HTML file that needs no other.

        Parameters
        ----------
        **words
            ``language`` ("en" or "zh"), ``title``, ``source`` (where the answers come from),
            ``survey_note`` (a warning above all) and ``other`` (address of the page in the other
            language).

        Returns
        -------
        str
            The file as text.

        Raises
        ------
        ArgumentError
            For a language that no report is written in.
        TypeError
            For another word.
        """
        return self._part("PAGE", "", words)

    def text(self, **words: Any) -> str:
        """The same as text for a terminal.

        Parameters
        ----------
        **words
            As for `page`.

        Returns
        -------
        str
            The report as text.

        Raises
        ------
        ArgumentError
            For a language that no report is written in.
        TypeError
            For another word.
        """
        return self._part("TEXT", "", words)

    def figure(self, name: str, **words: Any) -> Figure:
        """The picture of this name, such as ``"drivers"``; `figures` are their names.

        Parameters
        ----------
        name : str
            Which of the pictures of the page.
        **words
            As for `page`.

        Returns
        -------
        Figure
            The picture, as SVG.

        Raises
        ------
        DataError
            For a name of no picture of this study; it lists those that there are.
        """
        return Figure(name, self._part("PICTURE", _scalars.string(name, "name"), words))

    @property
    def figures(self) -> list[str]:
        """The names of the pictures."""
        return self._part("PICTURES", "", {}).split("\n")

    @property
    def tables(self) -> list[str]:
        """The names of the tables."""
        return self._part("TABLES", "", {}).split("\n")

    def table(self, name: str) -> dict[str, NDArray[Any]]:
        """A table by its name, whose numbers are not rounded, and NaN where withheld or not known.

        ``groups`` holds a row for each group and figure (index, loyalty, promoter, top_box, alpha)
        with its interval, the answers used, and whether it is withheld; ``items``, ``drivers``,
        ``cross``, ``options``, ``kano``, ``gaps``, ``weights`` and ``columns`` are those of the page.

        Parameters
        ----------
        name : str
            Which; `tables` are the names.

        Returns
        -------
        dict from str to array
            Its columns.

        Raises
        ------
        DataError
            For a name of no table of this study; it lists those that there are.
        """
        text = self.table_csv(name)
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        parts = list(zip(*rows)) or [()] * len(header)
        return {column: _entries(column, part) for column, part in zip(header, parts)}

    def table_csv(self, name: str) -> str:
        """The same table as CSV with a header.

        Cells that a spreadsheet would take for a formula begin with an apostrophe.

        Parameters
        ----------
        name : str
            Which; `tables` are the names.

        Returns
        -------
        str
            The file as text.

        Raises
        ------
        DataError
            For a name of no table of this study.
        """
        return self._part("TABLE", _scalars.string(name, "name"), {})

    def to_dict(self) -> dict[str, dict[str, NDArray[Any]]]:
        """Every table by its name.

        Returns
        -------
        dict from str to dict
            As `table` has each.
        """
        return {name: self.table(name) for name in self.tables}

    def by(self, figure: str, *columns: str) -> dict[str, NDArray[Any]]:
        """One figure by the groups of columns; of everybody without a column.

        Parameters
        ----------
        figure : {"index", "loyalty", "promoter", "top_box", "alpha"}
            Which.
        *columns : str
            The columns: the wave, a segment, or the first segment and the wave.

        Returns
        -------
        dict
            Of ``group``, ``wave`` (of a segment and a wave), ``value``, ``low``, ``high``, ``used``
            and ``withheld``.

        Raises
        ------
        DataError
            Where the study has no such figure by these columns; it lists those that it has.
        """
        groups = self.table("groups")
        wanted = " x ".join(_scalars.string(column, "columns") for column in columns)
        kept = (groups["by"] == wanted) & (groups["figure"] == _scalars.string(figure, "figure"))
        if not kept.any():
            there = sorted(
                {f"{f} by {b or 'nothing'}" for f, b in zip(groups["figure"], groups["by"])}
            )
            reason = f"{figure} by {wanted or 'nothing'} is not there; allowed: {', '.join(there)}"
            refuse(_abi.HABITUE_OUT_OF_RANGE, "figure", reason)
        names = ["group", "wave", "value", "low", "high", "used", "withheld"]
        names = [name for name in names if name != "wave" or any(groups["wave"][kept])]
        return {name: groups[name][kept] for name in names}

    def save(self, path: str | PathLike[str]) -> None:
        """Writes all tables as a workbook, a sheet each.

        Parameters
        ----------
        path : path
            A file whose name ends with ``.xlsx``.

        Raises
        ------
        ArgumentError
            For another ending; `table_csv` has each table alone.
        OSError
            Where the file cannot be written.
        """
        if not isinstance(path, (str, PathLike)):
            reason = f"is {type(path).__name__}; a path is needed"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "path", reason)
        target = Path(path)
        ending = target.suffix.removeprefix(".").lower()
        if ending != "xlsx":
            reason = f"ends with {ending!r}; several tables are written as .xlsx"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "path", reason)
        options = _report()
        options.table_format = enumerator(TABLE_FORMATS, ending, "path")
        part = _abi.HABITUE_PART_TABLE
        written = filled("habitue_survey_report", self, part, text_of("", "name"), options)
        target.write_bytes(written.tobytes())

    @property
    def answers(self) -> Answers:
        """The answers, weighted and turned as the figures are, for whatever else is asked of them.

        Items, overall satisfaction, recommendation, repurchase, each option as 0 and 1, and the
        loyalty index, of those that there are."""
        made = Answers._from_call("habitue_survey_study_responses", self)
        made.questionnaire = self._questionnaire()
        return made

    def _questionnaire(self) -> Questionnaire:
        columns = self.table("columns")
        rows = list(zip(columns["column"], columns["role"], columns["scale"], columns["reversed"]))
        asked = []
        for role in ("item", "overall", "recommend", "repurchase"):
            for name, own, scale, turned in rows:
                if own == role:
                    asked.append(Question(name, _scale(role, scale, bool(turned))))
        options = self.table("options") if "options" in self.tables else {}
        for name, own, _, _ in rows:
            if own == "multi":
                of_it = options["option"][options["question"] == name]
                ticked = Scale.points(0, 1)
                asked.extend(Question(f"{name}: {option}", ticked) for option in sorted(of_it))
        if "loyalty" in self.table("groups")["figure"]:
            asked.append(Question("loyalty index", Scale.continuous(0, 100)))
        return Questionnaire(asked)

    def _part(self, part: str, name: str, words: dict[str, Any]) -> str:
        number = getattr(_abi, f"HABITUE_PART_{part}")
        of = {"PICTURE": "figure"}.get(part, part.lower())
        options = _options(f"SurveyStudy.{of}", words)
        return text_out("habitue_survey_report", self, number, text_of(name, "name"), options)

    def __str__(self) -> str:
        return printed(self.table("groups"))

    def __repr__(self) -> str:
        return f"SurveyStudy({len(self.answers)} respondents; {', '.join(self.tables)})"

    def _repr_html_(self) -> str:
        return self.page()


def _scale(role: str, name: str, turned: bool) -> Scale:
    """The scale of a question by its name."""
    if role == "repurchase":
        return Scale.continuous(0, 1)
    if name == "unbalanced-five":
        return Scale.unbalanced_five()
    if name.endswith("-five"):
        return Scale.balanced_five()
    low, _, high = name.partition("-")
    return Scale.points(float(low), float(high), reversed=turned)


def _entries(name: str, cells: Iterable[str]) -> NDArray[Any]:
    if name not in _TEXTS:
        return np.array([float(cell) if cell else np.nan for cell in cells], np.float64)
    plain = [
        cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r") else cell for cell in cells
    ]
    return np.array([*plain, None], object)[:-1]


def _crossed(cross: Any) -> dict[str, str]:
    """The two columns of the cross-table."""
    if cross is None:
        return {}
    names = [_scalars.string(name, "cross") for name in _scalars.sequence(cross, "cross")]
    if len(names) != 2:
        refuse(_abi.HABITUE_BAD_LENGTH, "cross", "is not two columns, those of rows and of columns")
    return {"cross_rows": names[0], "cross_columns": names[1]}


def _assignments(columns: Any) -> str:
    """``ROLE=COLUMN``, a line each."""
    lines = []
    for role, named in _scalars.mapping({} if columns is None else columns, "columns").items():
        names = [named] if isinstance(named, str) else _scalars.sequence(named, "columns")
        for name in names:
            line = f"{_scalars.string(role, 'columns')}={_scalars.string(name, 'columns')}"
            if "\n" in line or "\r" in line:
                refuse(_abi.HABITUE_BAD_ARGUMENT, "columns", "is a name of several lines")
            lines.append(line)
    return "\n".join(lines)


def _shares(population: Any) -> str:
    """The population as CSV."""
    if population is None:
        return ""
    rows = [
        (
            _scalars.string(column, "population"),
            _plain(label),
            repr(_scalars.real(share, str(column))),
        )
        for column, shares in _scalars.mapping(population, "population").items()
        for label, share in _scalars.mapping(shares, "population").items()
    ]
    return _lines([("column", "label", "share"), *rows]) if rows else ""


def _plain(label: Any) -> str:
    """A label as a file has it: 1.0 is 1."""
    return str(int(label)) if isinstance(label, float) and label.is_integer() else str(label)


def _csv_of(frame: Any) -> bytes:
    """A frame as a CSV file."""
    names = _columns.names_of(frame)
    if names is None:
        reason = f"is {type(frame).__name__}; a data frame, a dict of columns or a file is needed"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "answers", reason)
    cells = {}
    for name in names:
        _scalars.encoded(str(name), "answers")
        cells[str(name)] = _cells(_reading.read(frame[name], str(name)), str(name))
    if cells:
        _columns.rows(**cells)
    return _lines([list(cells), *zip(*cells.values())]).encode("utf-8")


def _cells(column: _reading.Column, name: str) -> list[str]:
    """A column as text."""
    gone = column.missing()
    if column.kind in (_reading.DAYS, _reading.MOMENTS):
        values = column.values
        days = values.astype("datetime64[D]") if values.dtype.kind == "M" else values.view()
        texts = [str(day) for day in days.astype("datetime64[D]").tolist()]
        return ["" if lost else text for text, lost in zip(texts, gone.tolist())]
    if column.kind in (_reading.TEXT, _reading.NOTHING):
        return (
            _responses._cells(column, name) if column.kind == _reading.TEXT else [""] * len(column)
        )
    values = column.decimals() if column.kind == _reading.DECIMALS else column.values
    if column.kind == _reading.FLAGS:
        values = values.astype(np.int64)
    return ["" if lost else _plain(one) for one, lost in zip(values.tolist(), gone.tolist())]


def _lines(rows: Iterable[Iterable[str]]) -> str:
    held = io.StringIO(newline="")
    csv.writer(held, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return held.getvalue()
