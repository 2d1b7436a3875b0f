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
        codes = _groups.codes(groups, "groups", len(column))
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
