"""Answers of Spark to what merges: the moments and counts under every figure of a survey."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .. import _abi, _scalars
from ..errors import refuse
from ..survey import Answers, OutOfScale, Questionnaire
from ._partitions import columns_known, gathered

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

Measure = Callable[[Answers], Any]


def survey(
    answers: DataFrame,
    questionnaire: Questionnaire,
    measures: Mapping[str, Measure],
    *,
    by: str | None = None,
    weights: str | None = None,
    out_of_scale: OutOfScale = "refuse",
    missing_markers: Iterable[object] = ("NA", "NaN"),
) -> dict[Any, Any]:
    """What each partition counts of its answers, merged: of it every figure of a survey is made.

    Moments and counts merge, so that the figures are those of all answers on one machine, however
    respondents are partitioned: bit for bit where answers and weights are whole numbers, else up to
    the rounding of sums. None of them moves.

    Parameters
    ----------
    answers : DataFrame
        One row a respondent, with a column a question.
    questionnaire : Questionnaire
        What was asked, by the names of the columns.
    measures : mapping from str to callable
        What to make of `habitue.survey.Answers`, by name: anything with ``merge``, such as
        `Moments.of` with its ``missing`` and the counts of `habitue.satisfaction`.
    by : str, optional
        A column of groups, each of which is counted by itself.
    weights : str, optional
        The column of base weights.
    out_of_scale, missing_markers
        As for `habitue.survey.Answers`.

    Returns
    -------
    dict
        By the names of ``measures``; with ``by`` a dict of them by group. A group without answers
        is not there.

    Raises
    ------
    ArgumentError
        For a question that is no column.
    PythonException
        Of Spark, for an answer off its scale, with its row and column.

    Examples
    --------
    >>> counted = {"promoters": lambda answers: PromoterCounts.of(answers, "recommend",
    ...     detractor_at_most=6, promoter_at_least=9)}
    >>> found = spark.survey(answers, questionnaire, counted)  # doctest: +SKIP
    """
    from pyspark.sql import functions as of

    asked: Questionnaire = _scalars.instance(questionnaire, Questionnaire, "questionnaire")
    columns_known(answers, [*asked.names, by, weights], "answers")
    wanted = dict.fromkeys(name for name in (*asked.names, by, weights) if name is not None)
    counted: dict[str, Measure] = dict(_scalars.mapping(measures, "measures"))
    if not counted:
        refuse(_abi.HABITUE_EMPTY_INPUT, "measures", "names none")
    markers = tuple(_scalars.sequence(missing_markers, "missing_markers"))

    def part(table: pyarrow.Table) -> dict[str, Any]:
        cells = {name: table.column(name) for name in asked.names}
        base = None if weights is None else table.column(weights)
        read = Answers(
            asked, cells, weights=base, out_of_scale=out_of_scale, missing_markers=markers
        )
        return {name: measure(read) for name, measure in counted.items()}

    def work(table: pyarrow.Table) -> bytes:
        import pyarrow.compute as pc

        if by is None:
            return pickle.dumps({None: part(table)})
        groups = table.column(by).unique()
        found = {}
        for group in groups:
            there = table.column(by)
            rows = pc.is_null(there) if not group.is_valid else pc.equal(there, group)
            found[group.as_py()] = part(table.filter(rows))
        return pickle.dumps(found)

    # Refuses a bad setting here, not in the workers.
    nobody: dict[str, list[float]] = {name: [] for name in asked.names}
    Answers(asked, nobody, out_of_scale=out_of_scale, missing_markers=markers)
    rows = answers.select(*(of.col(f"`{name}`") for name in wanted))
    together: dict[Any, dict[str, Any]] = {}
    for piece in gathered(rows, work):
        for group, made in pickle.loads(piece).items():
            before = together.get(group)
            together[group] = (
                made
                if before is None
                else {name: before[name].merge(one) for name, one in made.items()}
            )
    if by is None and not together:
        refuse(_abi.HABITUE_EMPTY_INPUT, "answers", "has no rows")
    return together if by is not None else together[None]
