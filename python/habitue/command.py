"""The command `habitue`, for people without Rust and without Python.

``habitue report FILE`` writes the page of a study, the same in the other language and a table of
customers; ``habitue survey FILE`` writes the same of a raw file of answers, with its tables;
``habitue score FILE --model MODEL`` writes what a saved model says of the customers of a file.
``habitue --help`` tells the rest. Options are named as those of the main job, whose pages these
are, byte for byte.
"""

from __future__ import annotations

import argparse
import csv
import re
import shlex
import sys
from collections.abc import Container, Sequence
from pathlib import Path
from typing import Any

from . import __version__
from .errors import HabitueError

__all__ = ["main"]

_MODELS = ("auto", "nbd", "pareto-nbd", "bg-nbd", "mbg-nbd", "bg-cnbd", "mbg-cnbd", "ggompertz-nbd")
_MARKS = {
    "comma": ",",
    "semicolon": ";",
    "tab": "\t",
    "\\t": "\t",
    "bar": "|",
    "pipe": "|",
    "blanks": " ",
}
_OPTIONS = {
    "customer": "customer_column", "date": "date_column", "amount": "amount_column",
    "time_zone": "timezone",
}  # fmt: skip
_WORDED = ("guests", "bad_rows", "refunds", "rounding")
_REMEDY = re.compile(r"(\w+)=(\"(?:[^\"\\]|\\.)*\"|'.'|\w+)")
_DECIMALS = {"point": ".", "comma": ","}
_KEYS: dict[str, tuple[str, ...]] = {
    "as-is": (),
    "trimmed": ("trimmed",),
    "cleaned": ("compatible", "trimmed", "whole numbers"),
    "folded": ("compatible", "trimmed", "whole numbers", "lower cased"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the command line by default.

    Returns
    -------
    int
        0, or 1 where something is wrong with the file.

    Raises
    ------
    SystemExit
        Where something is wrong with the arguments, with 2; after ``--help`` and ``--version``.

    Examples
    --------
    >>> from habitue.command import main
    >>> main(["report", "nowhere.csv", "--currency", "EUR"])  # says on stderr what is wrong
    1
    """
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        given.run(given)
    except BrokenPipeError:  # whoever reads has read enough
        return 0
    except (HabitueError, OSError) as error:
        said = str(error) if given.run is _survey else _told(str(error), vars(given))
        print(f"habitue: {said}", file=sys.stderr)
        return 1
    return 0


def _told(message: str, options: Container[str]) -> str:
    """A message whose remedies are options of the command, as far as it has them."""
    said, _, remedies = message.partition("; to go on: ")
    found = []
    for name, value in _REMEDY.findall(remedies):
        option, plain = _OPTIONS.get(name, name), value.strip("\"'")
        if option in options:
            word = plain.replace(" ", "-") if option in _WORDED else shlex.quote(plain)
            found.append(f"--{option.replace('_', '-')} {word}")
    return f"{said}; to go on: {', or '.join(found)}" if found else said


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="habitue", description="Customer value from a file of transactions, and surveys."
    )
    parser.add_argument("--version", action="version", version=f"habitue {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    report = commands.add_parser(
        "report", help="a page for managers: what can be trusted, who matters, what to do"
    )
    _of_file(report)
    report.add_argument(
        "--calibrate-until",
        metavar="DATE",
        help="last day that models on trial learn from; none tests nothing",
    )
    report.add_argument("--model", choices=_MODELS, default="auto", help="the model of purchases")
    report.add_argument("--unit", default="week", help="day, week, month, quarter or year")
    report.add_argument(
        "--horizon", type=float, metavar="UNITS", help="how far forecasts reach [one year]"
    )
    report.add_argument(
        "--discount",
        type=float,
        default=0.15,
        metavar="RATE",
        help="discount a year: 0.15 is 15 %%",
    )
    report.add_argument(
        "--margin", type=float, default=1.0, metavar="SHARE", help="share of revenue that is margin"
    )
    report.add_argument(
        "--survey", metavar="FILE", help="CSV of survey answers with a column customer"
    )
    report.add_argument("--language", choices=("en", "zh"), default="en", help="of the page")
    report.add_argument("--out", default="out", metavar="FOLDER", help="where pages and table go")
    report.set_defaults(run=_report)
    survey = commands.add_parser(
        "survey",
        help="a page on a file of answers: who answered, how satisfied, where groups differ",
    )
    survey.add_argument("file", type=Path, metavar="FILE", help="answers, a respondent a line")
    survey.add_argument(
        "--survey-column", action="append", default=[], metavar="ROLE=NAME",
        help="what a column is, such as segment=region; may be given several times",
    )  # fmt: skip
    survey.add_argument(
        "--survey-scale", metavar="SCALE", help="scale of the items, such as balanced-five or 1-10"
    )
    survey.add_argument(
        "--population", type=Path, metavar="FILE", help="shares to rake to: column,label,share"
    )
    survey.add_argument(
        "--cross", metavar="ROWS:COLUMNS",
        help="which column is cross-tabulated by which, such as region:overall",
    )  # fmt: skip
    survey.add_argument("--delimiter", metavar="MARK", help="what stands between fields")
    survey.add_argument("--encoding", metavar="NAME", help="of the file, such as gb18030")
    survey.add_argument("--sheet", metavar="NAME", help="of a workbook")
    survey.add_argument(
        "--least", type=int, default=30, metavar="ANSWERS", help="fewest answers of a figure [30]"
    )
    survey.add_argument("--date-format", metavar="FORMAT", help="in the notation of strftime")
    survey.add_argument("--language", choices=("en", "zh"), default="en", help="of the page")
    survey.add_argument("--out", default="out", metavar="FOLDER", help="where pages and tables go")
    survey.set_defaults(run=_survey)
    score = commands.add_parser("score", help="what a saved model says of the customers of a file")
    _of_file(score)
    score.add_argument(
        "--model", required=True, metavar="MODEL", help="a file of CustomerModel.save"
    )
    score.add_argument("--horizon", default="1 year", metavar="LENGTH", help='such as "52 weeks"')
    score.add_argument(
        "--discount", type=float, default=0.0, metavar="RATE", help="discount a year: 0.15 is 15 %%"
    )
    score.add_argument(
        "--margin", type=float, default=1.0, metavar="SHARE", help="share of revenue that is margin"
    )
    score.add_argument("--out", metavar="FILE", help="where the table goes [standard output]")
    score.set_defaults(run=_score)
    return parser


def _of_file(parser: argparse.ArgumentParser) -> None:
    """Arguments about the file of transactions."""
    parser.add_argument("file", type=Path, metavar="FILE", help="transactions, one a line")
    parser.add_argument(
        "--currency", metavar="CODE",
        help="ISO 4217 code of the amounts [that which the file names, or none]",
    )  # fmt: skip
    parser.add_argument("--customer-column", metavar="NAME", help="the customer")
    parser.add_argument("--date-column", metavar="NAME", help="the date")
    parser.add_argument("--amount-column", metavar="NAME", help="the amount")
    parser.add_argument("--without-amounts", action="store_true", help="takes visits alone")
    parser.add_argument("--date-format", metavar="FORMAT", help="in the notation of strftime")
    parser.add_argument(
        "--timezone", metavar="ZONE",
        help="whose days count where times have offsets from UTC, such as Asia/Shanghai",
    )  # fmt: skip
    parser.add_argument(
        "--refunds",
        choices=("refuse", "net", "keep"),
        default="refuse",
        help="what a negative amount means",
    )
    parser.add_argument(
        "--rounding",
        choices=("half-even", "half-away-from-zero"),
        help="takes amounts of more decimals than the currency has",
    )
    parser.add_argument(
        "--ids",
        choices=tuple(_KEYS),
        default="as-is",
        help="which spellings of an id are one customer",
    )
    parser.add_argument(
        "--guests",
        choices=("refuse", "leave-out"),
        default="refuse",
        help="rows without a customer",
    )
    parser.add_argument(
        "--bad-rows", choices=("fail", "reject"), default="fail", help="lines that cannot be read"
    )
    parser.add_argument("--delimiter", metavar="MARK", help="what stands between fields")
    parser.add_argument("--decimal-mark", metavar="MARK", help="what stands before the decimals")


def _summary(given: argparse.Namespace) -> tuple[Any, Any]:
    """The summary of the file, and what was rejected."""
    from .summary import Summary, proposal

    amounts = not given.without_amounts
    columns = {"customer": given.customer_column, "date": given.date_column}
    columns |= {"amount": given.amount_column if amounts else None}
    marks = {"delimiter": _MARKS.get(given.delimiter, given.delimiter)}
    marks |= {"decimal_mark": _DECIMALS.get(given.decimal_mark, given.decimal_mark)}
    written = {**columns, **marks, "date_format": given.date_format}
    written["time_zone"] = given.timezone
    currency = given.currency if amounts else None
    if amounts and currency is None:  # the file's own, or plain numbers
        currency = proposal(given.file, **written).get("ledger_currency", ("XXX", ""))[0]
    rounding: Any = None if given.rounding is None else given.rounding.replace("-", " ")
    keys: Any = _KEYS[given.ids]
    summary = Summary(currency, refunds=given.refunds, rounding=rounding, threads=0, keys=keys)
    rejected = summary.read_csv(
        given.file, guests=given.guests.replace("-", " "), bad_rows=given.bad_rows, keep=5,
        **written,
    )  # fmt: skip
    return summary, rejected


def _report(given: argparse.Namespace) -> None:
    from .base.fitting import MODELS
    from .study import Study

    summary, rejected = _summary(given)
    names = {name.replace("/", "-").removesuffix("-k"): kind for name, kind in MODELS.items()}
    model: Any = "auto" if given.model == "auto" else names[given.model]
    split = {None: "auto", "none": None}.get(given.calibrate_until, given.calibrate_until)
    study = Study(
        summary, survey=given.survey, model=model, unit=given.unit, split=split,
        horizon=given.horizon, discount=given.discount, margin=given.margin, threads=0,
    )  # fmt: skip
    out = Path(given.out)
    out.mkdir(parents=True, exist_ok=True)
    language, other = given.language, "zh" if given.language == "en" else "en"
    words = {"title": given.file.name, "source": given.file.name}
    tags = {"en": "en", "zh": "zh-CN"}
    page, beside = "customer_base.html", f"customer_base.{tags[other]}.html"
    files = {
        page: study.page(language=language, other=beside, **words),
        beside: study.page(language=other, other=page, **words),
        "customers.csv": study.customers_csv(language=language, **words),
    }
    for name, text in files.items():
        (out / name).write_text(text, encoding="utf-8", newline="")
    print(study.text(language=language, **words), end="")
    for example in rejected.examples:
        print(example)
    print(f"\n{out / page}, {out / beside}\n{out / 'customers.csv'}")


def _columns_of(cross: str | None) -> tuple[str, str] | None:
    if cross is None:
        return None
    rows, mark, columns = cross.partition(":")
    if not mark:
        raise SystemExit(f"habitue: --cross {cross}: allowed: two columns, such as region:overall")
    return rows, columns


def _survey(given: argparse.Namespace) -> None:
    from .survey_study import SurveyStudy

    columns: dict[str, list[str]] = {}
    for assignment in given.survey_column:
        role, mark, name = assignment.partition("=")
        if not mark:
            raise SystemExit(f"habitue: --survey-column {assignment}: allowed: ROLE=NAME")
        columns.setdefault(role.strip(), []).append(name.strip())
    population: dict[str, dict[str, float]] = {}
    if given.population is not None:
        with given.population.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                population.setdefault(row["column"], {})[row["label"]] = float(row["share"])
    study = SurveyStudy(
        given.file, columns=columns, population=population, scale=given.survey_scale,
        date_format=given.date_format, least=given.least, threads=0, cross=_columns_of(given.cross),
        delimiter=_MARKS.get(given.delimiter, given.delimiter), encoding=given.encoding,
        sheet=given.sheet,
    )  # fmt: skip
    out = Path(given.out)
    out.mkdir(parents=True, exist_ok=True)
    language, other = given.language, "zh" if given.language == "en" else "en"
    words = {"title": given.file.name, "source": given.file.name}
    page, beside = "survey.html", f"survey.{'zh-CN' if other == 'zh' else 'en'}.html"
    files = {
        page: study.page(language=language, other=beside, **words),
        beside: study.page(language=other, other=page, **words),
        **{f"survey_{name}.csv": study.table_csv(name) for name in study.tables},
    }
    for name, text in files.items():
        (out / name).write_text(text, encoding="utf-8", newline="")
    study.save(out / "survey.xlsx")
    print(study.text(language=language, **words), end="")
    print(f"\n{out / page}, {out / beside}\n{out / 'survey.xlsx'}")


def _score(given: argparse.Namespace) -> None:
    from .base import CustomerBase, CustomerModel

    for name, usual in (("ids", "as-is"), ("bad_rows", "fail")):
        if getattr(given, name) != usual:
            raise SystemExit(f"habitue: --{name.replace('_', '-')} is for report; score has none")
    model = CustomerModel.load(given.model)
    amount = None if given.without_amounts else given.amount_column or "amount"
    base = CustomerBase.from_csv(
        given.file, delimiter=_MARKS.get(given.delimiter, given.delimiter),
        decimal_mark=_DECIMALS.get(given.decimal_mark, given.decimal_mark) or ".",
        customer=given.customer_column or "customer", date=given.date_column or "date",
        amount=amount, currency=given.currency or (model.currency if amount else None),
        refunds=given.refunds, date_format=given.date_format, timezone=given.timezone,
        unit=model.unit,
        rounding=(given.rounding or "half-even").replace("-", " "), convention=model.convention,
        missing_customer="drop" if given.guests == "leave-out" else "refuse",
    )  # fmt: skip
    found = model.predict(
        base, horizon=given.horizon, annual_discount=given.discount, margin=given.margin
    )
    out = (
        sys.stdout if given.out is None else Path(given.out).open("w", encoding="utf-8", newline="")
    )
    try:
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(found)
        lines.writerows(zip(*(column.tolist() for column in found.values())))
    finally:
        if given.out is not None:
            out.close()


if __name__ == "__main__":
    sys.exit(main())
