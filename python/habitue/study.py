"""Studies of a customer base, from ledger to judgement, and reports on them.

A study fits several models, holds days out to test them, says what can be trusted and withholds what
cannot, and forecasts each customer; its report is a page, the same as text, pictures as SVG, and a
table with a line for each customer.

>>> from habitue.study import Study
>>> from habitue.summary import Summary
>>> summary = Summary()
>>> for customer in range(40):
...     days = range(19_000, 19_366, customer + 9)
...     summary.push([customer] * len(days), list(days))
>>> study = Study(summary, futures=100)
>>> page = study.page(title="Forty customers")
>>> page.startswith("<!doctype html>"), "Forty customers" in page
(True, True)
>>> study.key_figures["base.customers"].value, study.verdict().checks["rows"].grade
(40.0, 'sound')
>>> study.figure("bought_again").svg[:4]
'<svg'
>>> len(study.customers_csv().splitlines())
41
"""

from __future__ import annotations

import math
from os import PathLike
from pathlib import Path
from typing import Any, Literal

from . import _abi, _columns, _scalars
from ._choices import LANGUAGES, Language
from ._columns import Day
from ._library import Handle, Job, Report, choices, enumerator, filled, initial, text_of
from ._library import text_out
from ._records_of_studies import Check, Gauge, KeyFigure, Verdict, Withheld
from ._verdict import figures_of, verdict_of
from .errors import refuse
from .lifetime import PurchaseModel
from ._pictures import Figure
from .summary import UNITS, Summary

__all__ = ["Check", "Figure", "Gauge", "KeyFigure", "Study", "Verdict", "Withheld"]

TABLE_FORMATS = choices("TABLE_FORMAT", Literal["csv", "xlsx", "parquet"])
"""Kinds of files by their endings."""


class Study(Handle, struct=_abi.habitue_study):
    """A base of customers, from ledger to judgement.

    Parameters
    ----------
    summary : Summary
        What every customer did.
    survey : str, path or bytes, optional
        A CSV file of answers: a column ``customer`` and a column an item from 1 to 10;
        ``overall``, ``recommend`` and ``importance_ITEM`` have their own meanings.
    model : "auto" or a class of models of purchases, default "auto"
        The sound one that the test and AIC speak for, or the class that is named, such as
        `BgNbd`.
    unit : {"week", "day", "month", "quarter", "year"}, default "week"
        Unit of models and horizons.
    split : day or "auto" or None, default "auto"
        The last day that the models on trial learn from; the later days test them. None tests
        nothing; ``"auto"`` is about two thirds of the days.
    horizon : float, optional
        How far forecasts reach, in the unit; one year where none is given.
    discount : float, default 0.15
        Discount a year, 0 to 1.
    margin : float, default 1.0
        The share of revenue that is margin, above 0, at most 1.
    futures : int, default 1000
        Simulated futures; 0 for none, and no totals.
    seed : int, default 1
        Equal seeds give equal figures.
    rows_lost : int, default 0
        Rows of the file that reading left out, beside those that the summary knows of.
    threads : int, default 1
        Threads that share the work, 0 for all cores; the bits are the same.
    progress : callable, optional
        Called as ``progress(done, total)``; it may return False to stop.

    Raises
    ------
    DataError
        Where nobody bought anything, the survey cannot be read, or a value is outside its range;
        a margin of 30 is told that 30 % is 0.3.
    ArgumentError
        For a model that is none.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from habitue.study import Study
    >>> from habitue.summary import Summary
    >>> summary = Summary()
    >>> for customer in range(40):
    ...     days = range(19_000, 19_366, customer + 9)
    ...     summary.push([customer] * len(days), list(days))
    >>> study = Study(summary, futures=100)
    >>> study.verdict().text  # each of them buys like clockwork
    'These are subscriptions. Ask the contract models.'
    >>> study.key_figures["base.customers"].value
    40.0
    >>> study.page(title="Forty customers").startswith("<!doctype html>")
    True
    >>> study.text(language="en").splitlines()[0]
    'Customer base'
    >>> study.figure("tracking").svg[:4]
    '<svg'
    >>> len(study.customers_csv().splitlines())  # with the header
    41
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     study.save_customers(Path(folder) / "customers.xlsx")
    ...     (Path(folder) / "customers.xlsx").read_bytes()[:2]
    b'PK'
    """

    def __init__(
        self,
        summary: Summary,
        *,
        survey: str | PathLike[str] | bytes | None = None,
        model: Literal["auto"] | type[PurchaseModel] = "auto",
        unit: str = "week",
        split: Day | None = "auto",
        horizon: float | None = None,
        discount: float = 0.15,
        margin: float = 1.0,
        futures: int = 1000,
        seed: int = 1,
        rows_lost: int = 0,
        threads: int = 1,
        progress: Report | None = None,
    ) -> None:
        if not isinstance(summary, Summary):
            refuse(
                _abi.HABITUE_BAD_ARGUMENT,
                "summary",
                f"is {type(summary).__name__}; a Summary is needed",
            )
        answers = b"" if survey is None else bytes(_scalars.contents(survey, "survey"))
        automatic = isinstance(split, str) and split == "auto"
        options = initial(
            _abi.habitue_study_options,
            model=_kind(model),
            unit=enumerator(UNITS, unit, "unit"),
            split=_abi.HABITUE_NO_DAY
            if automatic or split is None
            else _columns.day(split, "split"),
            untested=int(split is None),
            futures=_scalars.whole(futures, "futures", 0, 2**32 - 1),
            horizon=math.nan if horizon is None else _scalars.real(horizon, "horizon"),
            discount=_scalars.real(discount, "discount"),
            margin=_scalars.real(margin, "margin"),
            seed=_scalars.whole(seed, "seed", 0, 2**64 - 1),
            rows_lost=_scalars.whole(rows_lost, "rows_lost", 0, 2**64 - 1),
        )
        said = _abi.habitue_text(answers, len(answers))
        self._create("habitue_study_new", summary, said, options, Job(threads, progress))

    def verdict(self, *, language: Language = "en") -> Verdict:
        """What may be believed: grades, six checks with their figures, what is withheld and why.

        Parameters
        ----------
        language : {"en", "zh"}, default "en"
            Of the words.

        Returns
        -------
        Verdict
            The grade of the whole, the checks, and the groups of figures that are withheld.

        Raises
        ------
        ArgumentError
            For a language that no report is written in.
        """
        words = _report(language=language)
        return verdict_of(
            self,
            lambda sentence, of: text_out("habitue_report_sentence", self, sentence, of, words),
        )

    @property
    def key_figures(self) -> dict[str, KeyFigure]:
        """The key figures and those of the checks, by their names.

        What is in the base: ``base.customers``, ``came_back``, ``purchases``, ``days``,
        ``revenue``, ``profit``. What is expected within ``ahead.horizon``: ``ahead.buyers`` (who
        buy at least once), ``ahead.purchases``, ``ahead.money`` and ``ahead.top_fifth_share``, with
        95 % intervals that are widened by what earlier forecasts missed. How many were expected to
        buy in the test, and did: ``test.buyers_expected``, ``test.buyers_bought``. What was observed: ``bought_again.share`` within
        ``bought_again.within`` of the first purchase. Then a group for each check; a figure that
        there is not, such as a bias without a test, is left out.
        """
        return figures_of(self)

    def page(self, **words: Any) -> str:
        """The page: one HTML file that needs no other.

        Parameters
        ----------
        **words
            ``language`` ("en" or "zh"), ``title``, ``source`` (where the data come from),
            ``survey_note`` (a warning above all that a survey says) and ``other`` (address of
            the page in the other language).

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
        return self._part("PAGE", "", _options("Study.page", words))

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
        return self._part("TEXT", "", _options("Study.text", words))

    def customers_csv(self, **words: Any) -> str:
        """One line a customer as CSV with a header; withheld figures are empty.

        Parameters
        ----------
        **words
            As for `page`.

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
        return self._part("TABLE", "customers", _options("Study.customers_csv", words))

    def save_customers(self, path: str | PathLike[str], **words: Any) -> None:
        """Writes one line a customer with a header, as CSV, a workbook or Parquet.

        Parameters
        ----------
        path : path
            A file whose name ends with ``.csv`` or ``.xlsx``, or with ``.parquet`` where the library
            was built with the feature ``parquet``. In the latter two, texts are texts, numbers
            numbers and dates dates.
        **words
            As for `page`.

        Raises
        ------
        ArgumentError
            For another ending.
        UnsupportedError
            For Parquet, where the library was built without it, as the wheel is: read the CSV as a
            frame and write that.
        OSError
            Where the file cannot be written.
        """
        target = Path(path)
        ending = target.suffix.removeprefix(".").lower()
        options = _options("Study.save_customers", words)
        options.table_format = enumerator(TABLE_FORMATS, ending, "path")
        name = text_of("customers", "name")
        written = filled("habitue_report", self, _abi.HABITUE_PART_TABLE, name, options)
        target.write_bytes(written.tobytes())

    def figure(self, name: str, **words: Any) -> Figure:
        """The picture of this name, such as ``"tracking"``.

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
        options = _options("Study.figure", words)
        return Figure(name, self._part("PICTURE", name, options))

    def _part(self, part: str, name: str, options: Any) -> str:
        number = getattr(_abi, f"HABITUE_PART_{part}")
        return text_out("habitue_report", self, number, text_of(name, "name"), options)

    def _repr_html_(self) -> str:
        return self.page()


def _kind(model: Any) -> int:
    if isinstance(model, str) and model == "auto":
        return int(_abi.HABITUE_MODEL_AUTO)
    if isinstance(model, type) and issubclass(model, PurchaseModel) and hasattr(model, "_KIND"):
        return int(model._KIND)
    return refuse(
        _abi.HABITUE_BAD_ARGUMENT, "model", '"auto" or a class of models, such as BgNbd, is needed'
    )


def _options(of: str, words: dict[str, Any]) -> Any:
    """What a report is told, of a method that takes it as ``**words``."""
    known = _report.__kwdefaults__ or {}
    for name in words:
        if name not in known:
            allowed = ", ".join(known)
            raise TypeError(f"{of}() got an unexpected argument {name!r}; allowed: {allowed}")
    return _report(**words)


def _report(
    *,
    language: Language = "en",
    title: str | None = None,
    source: str | None = None,
    survey_note: str | None = None,
    other: str | None = None,
) -> Any:
    texts = {"title": title, "source": source, "survey_note": survey_note, "other": other}
    return initial(
        _abi.habitue_report_options,
        language=enumerator(LANGUAGES, language, "language"),
        **{name: text_of(text, name) for name, text in texts.items() if text is not None},
    )
