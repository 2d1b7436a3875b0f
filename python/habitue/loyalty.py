"""Loyalty: ladders, matrices and the three-indicator index.

Each classification takes facts as columns, all optional and of one length, and returns
a `Classification`: codes, reasons, boundary flags and counts. A value that is
missing (``None``, NaN, NA) or a column that is not given is a fact that is not
known; what that means is said by each scheme.

>>> from habitue import loyalty
>>> found = loyalty.griffin_ladder(purchases=[0, 1, 6], regular=[None, None, True],
...                                buys_all=[None, None, True])
>>> found.names().tolist()
['suspect', 'first-time customer', 'client']
>>> found.names("zh").tolist()
['潜在客户', '第一次购买者', '长期客户']
>>> found.reasons_of(1)
['one purchase']
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _loyalty, wallet
from ._choices import Language
from ._columns import Column
from ._evidence import Floats
from ._library import call
from ._loyalty import *  # noqa: F403
from ._loyalty import driver_scores
from ._results import DriverTreeFields, SurveyJoinFields
from .classification import Classification as Classification
from .classification import vocabulary
from .errors import refuse
from .summary import KeyStep, key_policy
from .wallet import *  # noqa: F403

__all__ = [
    "DriverTree",
    "SurveyJoin",
    "five_factors",
    "survey_join",
]
__all__ += _loyalty.__all__ + wallet.__all__


class DriverTree(DriverTreeFields):
    """
    Examples
    --------
    >>> from habitue import loyalty
    >>> tree = loyalty.five_factors()
    >>> [tree.names[leaf] for leaf in tree.leaves][:3]
    ['product quality', 'service level', 'technical ability']
    >>> tree.scores([90, 60, 75, 80, 70, 50, 25])["service quality"]
    75.0
    """

    @property
    def leaves(self) -> NDArray[np.int64]:
        """The nodes without parts, in order."""
        return np.setdiff1d(np.arange(len(self.parents)), self.parents)

    def scores(self, leaves: Column) -> dict[str, float]:
        """The score of every node, from the scores of the leaves.

        Parameters
        ----------
        leaves : column of float
            The score of each of `leaves`, in their order, on one scale.

        Returns
        -------
        dict from str to float
            The score of each node by name: a weighted mean of its parts.

        Raises
        ------
        ArgumentError
            For another number of scores than leaves, a value of another type.
        """
        given = _columns.floats(leaves, "leaves")
        places = self.leaves
        _columns.rows(leaves=given, **{"leaves of the tree": places})
        at_nodes = np.full(len(self.parents), np.nan)
        at_nodes[places] = given
        return dict(zip(self.names, driver_scores(self.parents, at_nodes, self.weights).tolist()))


def five_factors(language: Language = "en") -> DriverTree:
    """The five factors that build loyalty, the first with three parts, of equal weight.

    Parameters
    ----------
    language : {"en", "zh"}, default "en"
        The language of the names.

    Returns
    -------
    DriverTree
        Loyalty, the factors, and the parts of the first.

    Raises
    ------
    ArgumentError
        For a language that there is not.

    Examples
    --------
    >>> from habitue import loyalty
    >>> tree = loyalty.five_factors()
    >>> tree.scores([90, 60, 75, 80, 70, 50, 25])["loyalty"]
    60.0
    """
    tree = [entry.numbers for entry in _evidence.entries(_abi.HABITUE_LIST_FIVE_FACTORS)]
    parents, weights = (np.array(column) for column in zip(*tree))
    names = tuple(vocabulary("five factors", language).values())
    return DriverTree(parents.astype(np.int32), weights, names)


class SurveyJoin(SurveyJoinFields):
    """
    Examples
    --------
    >>> from habitue import loyalty
    >>> joined = loyalty.survey_join(["b", "x"], ["a", "b"])
    >>> joined.matched, joined.respondents_unmatched, joined.customers_unmatched
    (1, 1, 1)
    >>> joined.gather([10.0, 20.0]).tolist(), joined.scatter([9.0, 8.0]).tolist()
    ([20.0, nan], [nan, 9.0])
    """

    def gather(self, column: Column) -> Floats:
        """A column of the table of customers in the order of the respondents.

        Parameters
        ----------
        column : column of float
            A cell a customer.

        Returns
        -------
        array of float64
            A cell a respondent; NaN for whom the table does not have.

        Raises
        ------
        ArgumentError
            For a column of another length or type.
        """
        known = self.rows >= 0
        values = _of_length(column, self.matched + self.customers_unmatched, "table")
        out = np.full(len(self.rows), np.nan)
        out[known] = values[self.rows[known]]
        return out

    def scatter(self, column: Column) -> Floats:
        """A column of the survey in the order of the table of customers.

        Parameters
        ----------
        column : column of float
            A cell a respondent.

        Returns
        -------
        array of float64
            A cell a customer; NaN for who did not respond.

        Raises
        ------
        ArgumentError
            For a column of another length or type.
        """
        known = self.rows >= 0
        values = _of_length(column, len(self.rows), "survey")
        out = np.full(self.matched + self.customers_unmatched, np.nan)
        out[self.rows[known]] = values[known]
        return out


def _of_length(column: Column, length: int, whole: str) -> Floats:
    values = _columns.floats(column, "column", missing=True)
    if len(values) != length:
        reason = f"has {len(values)} entries, but the {whole} has {length}"
        refuse(_abi.HABITUE_BAD_LENGTH, "column", reason)
    return values


def survey_join(
    respondents: Column, customers: Column, *, keys: Sequence[KeyStep] = ()
) -> SurveyJoin:
    """Joins respondents to a table of customers on keys.

    Parameters
    ----------
    respondents, customers : column of int or str
        Keys, each unique, of one kind in both columns.
    keys : sequence of str
        Which spellings of a text key are one customer, any of `habitue.summary.KEY_STEPS`.

    Returns
    -------
    SurveyJoin
        Which row of the table belongs to each respondent.

    Raises
    ------
    DataError
        For a key that stands twice, and for keys of two kinds.
    ArgumentError
        For a step that there is not.

    Examples
    --------
    >>> from habitue import loyalty
    >>> joined = loyalty.survey_join(["b", "x"], ["a", "b"])
    >>> joined.rows.tolist(), joined.gather([10.0, 20.0]).tolist()
    ([1, -1], [20.0, nan])
    >>> loyalty.survey_join(["007"], ["7"], keys=["without leading zeros"]).rows.tolist()
    [0]
    """
    asked = _columns.keys(respondents, "respondents")
    have = _columns.keys(customers, "customers")
    # A column without a row is of any kind.
    asked, have = (
        _columns.Texts.of_none() if len(one) == 0 and isinstance(other, _columns.Texts) else one
        for one, other in ((asked, have), (have, asked))
    )
    if type(asked) is not type(have):
        reason = "hold text in one column and whole numbers in the other"
        refuse(_abi.HABITUE_UNREADABLE, "customers", reason)
    matched, rows = ctypes.c_uint64(), np.empty(len(asked), np.int64)
    columns = [part for one in (asked, have) for part in (_evidence.cells(one), len(one))]
    call("habitue_survey_join", *columns, key_policy(keys), rows, matched)
    hits = matched.value
    return SurveyJoin(rows, hits, len(asked) - hits, len(have) - hits)
