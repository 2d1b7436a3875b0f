"""Items that respondents rank or choose from: best-worst scaling, mean ranks."""

from __future__ import annotations

from .._columns import Column
from ..survey import Answers, Question, Questionnaire, Scale
from .figures import Breakdown


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

    Raises
    ------
    DataError
        With the row, for a choice that is none of -1, 0, 1, for a missing respondent.
    NumericError
        For one respondent alone, whose errors are not known.
    ArgumentError
        For columns of different lengths.

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

    Raises
    ------
    DataError
        With the row, for a rank out of its range, for a missing respondent.
    NumericError
        For one respondent alone, whose errors are not known.
    ArgumentError
        For columns of different lengths.

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
