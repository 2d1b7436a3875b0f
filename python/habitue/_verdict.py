"""What a study found, as data: the verdict, its six checks, what is withheld, figures by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any, get_args

from . import _abi, _choices
from ._choices import CheckKind
from ._library import Handle, call, defined, initial, record, text_of, told
from ._model import class_of
from ._records_of_studies import Check, Gauge, KeyFigure, Verdict, Withheld
from .errors import HabitueError
from .summary import UNITS, date_of

Say = Callable[[int, int], str]
"""The words of a sentence, of a check or a group where it has one."""


def _words(table: Mapping[str, int]) -> dict[int, Any]:
    """The words of a choice by their numbers."""
    return {number: word for word, number in table.items()}


def _found(prefix: str) -> dict[int, str]:
    """The findings of a check by their numbers."""
    named = vars(_abi).items()
    return {n: name[len(prefix) :].lower() for name, n in named if name.startswith(prefix)}


_GRADES, _HEADLINES = _words(_choices.GRADES), _words(_choices.HEADLINES)
_GROUPS, _RELEASES = _words(_choices.FIGURE_GROUPS), _words(_choices.RELEASES)
_REASONS, _SIDES = _words(_choices.WITHHELD_REASONS), _words(_choices.GAUGE_SIDES)
_BASES, _UNITS = _words(_choices.VALUE_BASES), _words(UNITS)
_FINDINGS = {kind: _found(f"HABITUE_{kind.upper()}_") for kind in _choices.CHECK_KINDS}


def figures_of(study: Handle) -> dict[str, KeyFigure]:
    """Every figure that a study has, by its name."""
    figure = initial(_abi.habitue_study_figure)
    found: dict[str, KeyFigure] = {}
    for _ in _each("habitue_study_figure_of", study, text_of("", "name"), found=figure):
        name = figure.name.bytes[: figure.name.length].decode("ascii")
        value, withheld = defined(figure.value), _REASONS.get(figure.withheld)
        found[name] = record(KeyFigure, figure, name=name, value=value, withheld=withheld)
    return found


def verdict_of(study: Handle, say: Say) -> Verdict:
    """The verdict on a study, with its words."""
    found = told("habitue_study_verdict", _abi.habitue_verdict, study)
    figures = figures_of(study)
    kinds: tuple[CheckKind, ...] = get_args(CheckKind)
    model: Any = class_of(found.model) if found.model else None
    return Verdict(
        overall=_GRADES[found.overall],
        headline=_HEADLINES[found.headline],
        text=say(_abi.HABITUE_SENTENCE_HEADLINE, 0),
        grounds=say(_abi.HABITUE_SENTENCE_BASIS, 0),
        choice=say(_abi.HABITUE_SENTENCE_CHOICE, 0),
        model=model,
        checks={kind: _check(study, kind, figures, say) for kind in kinds},
        withheld={one.group: one for one in _withheld(study, say)},
        value_basis=_BASES[found.basis],
        unit=_UNITS[found.unit],
        first_day=date_of(found.first_day),
        last_day=date_of(found.last_day),
        split=None if found.split == _abi.HABITUE_NO_DAY else date_of(found.split),
    )


def _check(study: Handle, kind: CheckKind, figures: Mapping[str, KeyFigure], say: Say) -> Check:
    number = _choices.CHECK_KINDS[kind]
    found = told("habitue_study_check", _abi.habitue_check_result, study, number)
    side, own = _SIDES.get(found.better), f"{kind}."
    return Check(
        kind=kind,
        grade=_GRADES[found.grade],
        finding=_FINDINGS[kind][found.finding],
        gauge=record(Gauge, found, better=side) if side else None,
        title=say(_abi.HABITUE_SENTENCE_CHECK_TITLE, number),
        text=say(_abi.HABITUE_SENTENCE_CHECK_TEXT, number),
        figures={n.removeprefix(own): one for n, one in figures.items() if n.startswith(own)},
    )


def _withheld(study: Handle, say: Say) -> Iterator[Withheld]:
    found = initial(_abi.habitue_withheld_figures)
    for _ in _each("habitue_study_withheld", study, found=found):
        yield record(
            Withheld,
            found,
            group=_GROUPS[found.group],
            reason=_REASONS[found.reason],
            release=_RELEASES[found.release],
            text=say(_abi.HABITUE_SENTENCE_WITHHELD, found.group),
        )


def _each(name: str, *asked: Any, found: Any) -> Iterator[None]:
    """Calls a function for each index, from 0, until there is no more."""
    for index in count():
        try:
            call(name, *asked, index, found)
        except HabitueError as error:
            if error.code != _abi.HABITUE_OUT_OF_RANGE:
                raise
            return
        yield
