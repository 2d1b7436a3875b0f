"""Whether groups differ, or waves of the same respondents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from .. import _columns, _evidence, _scalars
from .._columns import Column
from .._library import choices, defined, enumerator
from . import _groups

GroupTestMethod = Literal["anova", "welch", "kruskal wallis"]
GROUP_TESTS = choices("GROUP_TEST", GroupTestMethod)
"""How several groups are compared."""


@dataclass(frozen=True)
class GroupTest:
    """Whether several groups differ; made by `of`.

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

    Examples
    --------
    >>> from habitue.breakdown import GroupTest
    >>> answers, groups = [6, 8, 4, 5, 3, 4, 8, 12, 9, 11, 6, 8], ["a"] * 6 + ["b"] * 6
    >>> found = GroupTest.of(answers, groups, method="anova")
    >>> found.statistic, found.freedom, found.residual_freedom, round(found.p_value, 4)
    (12.0, 1.0, 10.0, 0.0061)
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
        """Compares a column between the groups of a column of keys.

        "anova" asks whether means differ where all groups spread alike, "welch" whatever the
        spreads and with weights, "kruskal wallis" whether one group tends to higher answers.

        Parameters
        ----------
        values : column of float
            The answer of each respondent, NaN where missing.
        groups : column
            The key of each; who has none is in no group.
        method : {"anova", "welch", "kruskal wallis"}, default "welch"
            The test.
        weights : column of float, optional
            The weight of each, >= 0, which "welch" alone takes.

        Returns
        -------
        GroupTest
            The test.

        Raises
        ------
        DataError
            With the row, for an answer or a weight that cannot be.
        NumericError
            For answers in fewer than two groups, or groups without spread.
        ArgumentError
            For columns of different lengths, a method that there is not or that takes no weights.

        Examples
        --------
        >>> GroupTest.of([6, 8, 4, 5, 3, 4, 8, 12, 9, 11, 6, 8], ["a"] * 6 + ["b"] * 6,
        ...              method="anova").statistic
        12.0
        """
        column = _columns.floats(values, "values", missing=True)
        code = enumerator(GROUP_TESTS, method, "method")
        codes = _groups.codes(groups, "groups", len(column))
        given = {"value": column, "group": codes, "weight": _columns.optional(weights, "weights")}
        found = _evidence.calculate("GROUP_TEST", given, method=code)
        return _of_all(cls, found, ("groups", "used", "missing"))


@dataclass(frozen=True)
class PairedDifference:
    """The mean change of respondents who answered in both of two waves, second less first.

    Made by `of`.

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

    Examples
    --------
    >>> from habitue.breakdown import PairedDifference
    >>> found = PairedDifference.of([7, 6, 8, 5, None], [8, 8, 8, 6, 9])
    >>> found.used, round(found.t, 3), round(found.p_value, 3)
    (4, 2.449, 0.092)
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
        """The change between two columns with a row for each respondent.

        For a change of shares give 0 and 1.

        Parameters
        ----------
        first, second : column of float
            The answers of both waves, NaN where missing.
        weights : column of float, optional
            The weight of each respondent, >= 0.
        confidence : float, default 0.95
            That of the interval, 0 < confidence < 1.

        Returns
        -------
        PairedDifference
            Second less first.

        Raises
        ------
        DataError
            Where nobody answered twice; for a weight or a confidence out of its range.
        ArgumentError
            For columns of different lengths, a value of another type.

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
