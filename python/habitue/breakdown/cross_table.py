"""Cross-tables of respondents, with the tests of Pearson and of Rao and Scott."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _columns, _reading
from .._columns import Column
from .._library import call, enumerator, initial, record
from .._printed import printed
from . import _groups


@dataclass(frozen=True)
class CrossTable:
    """A cross-table of respondents, and whether its rows and columns go together.

    Attributes
    ----------
    rows, columns : array
        The keys of the rows and of the columns.
    counts : array of rows by columns of int64
        Respondents.
    weights : array of rows by columns
        Their weights together.
    chi_square, freedom, p_value : float
        Pearson's, of the weighted shares; the p-value holds where all weigh alike and were drawn
        one by one, and is otherwise too small.
    f, f_numerator, f_denominator, f_p_value : float
        Rao and Scott's (1984) test of second order: the one to read.
    cramers_v : float
        How closely rows and columns go together, 0 to 1.
    used, missing : int
        Respondents in a row and in a column, and the others.

    Examples
    --------
    >>> bought = ["yes"] * 50 + ["no"] * 50
    >>> region = ["n"] * 30 + ["s"] * 20 + ["n"] * 10 + ["s"] * 40
    >>> table = CrossTable.of(bought, region)
    >>> table.counts.tolist(), round(table.chi_square, 3)
    ([[10, 40], [30, 20]], 16.667)
    >>> table.shares("columns").round(3).tolist(), table.to_dict()["row"].tolist()
    ([[0.25, 0.667], [0.75, 0.333]], ['no', 'no', 'yes', 'yes'])
    """

    rows: NDArray[Any]
    columns: NDArray[Any]
    counts: NDArray[np.int64]
    weights: NDArray[np.float64]
    chi_square: float
    freedom: float
    p_value: float
    f: float
    f_numerator: float
    f_denominator: float
    f_p_value: float
    cramers_v: float
    used: int
    missing: int

    @classmethod
    def of(
        cls,
        rows: Column,
        columns: Column,
        *,
        weights: Column | None = None,
        strata: Column | None = None,
        clusters: Column | None = None,
    ) -> CrossTable:
        """Counts respondents by two columns of keys, in the order of the keys.

        Parameters
        ----------
        rows, columns : column
            The key of each respondent; who has none in either is not counted.
        weights : column, optional
            Base weights >= 0.
        strata, clusters : column, optional
            As of `Breakdown.of`.

        Returns
        -------
        CrossTable
            Counts, weights and tests.

        Raises
        ------
        DataError
            For a weight that cannot be, or a respondent without stratum or cluster.
        NumericError
            For fewer than two rows or columns, or a stratum of one cluster.
        """
        sides = {"rows": _reading.read(rows, "rows"), "columns": _reading.read(columns, "columns")}
        weighted = _columns.optional(weights, "weights")
        n = _columns.rows(**sides, weights=weighted)
        (down, first), (across, second) = (
            _groups.grouped({k: side}, n) for k, side in sides.items()
        )
        shape = (len(first), len(second))
        counts, sums = np.zeros(shape, np.uint64), np.zeros(shape)
        table = initial(
            _abi.habitue_cross_table,
            respondents=n,
            rows=down,
            row_count=len(first),
            columns=across,
            column_count=len(second),
            weights=weighted,
            strata=_groups.codes(strata, "strata", n),
            clusters=_groups.codes(clusters, "clusters", n),
            counts=counts,
            cell_weights=sums,
        )
        call("habitue_cross_tabulate", table)
        keys = {
            name: _groups.entries(side, at)
            for (name, side), at in zip(sides.items(), (first, second))
        }
        return record(cls, table, **keys, counts=counts.astype(np.int64), weights=sums)

    def shares(self, of: Literal["rows", "columns", "all"] = "rows") -> NDArray[np.float64]:
        """The weighted share of each cell.

        Parameters
        ----------
        of : {"rows", "columns", "all"}, default "rows"
            Of what: of its row, of its column, or of all.

        Returns
        -------
        array of rows by columns
            The shares, 0 to 1; NaN in a row or column without weight.

        Raises
        ------
        ArgumentError
            For a word that is none of those named.
        """
        axis = {"rows": 1, "columns": 0}.get(of)
        enumerator({"rows": 1, "columns": 2, "all": 3}, of, "of")
        with np.errstate(invalid="ignore"):
            found: NDArray[np.float64] = self.weights / self.weights.sum(axis=axis, keepdims=True)
        return found

    def to_dict(self) -> dict[str, NDArray[Any]]:
        """Named columns with a row for each cell.

        Returns
        -------
        dict from str to array
            "row", "column", "count", "weight", "row_share", "column_share".
        """
        down, across = len(self.rows), len(self.columns)
        return {
            "row": np.repeat(self.rows, across),
            "column": np.tile(self.columns, down),
            "count": self.counts.ravel(),
            "weight": self.weights.ravel(),
            "row_share": self.shares("rows").ravel(),
            "column_share": self.shares("columns").ravel(),
        }

    def __str__(self) -> str:
        shares = 100 * self.shares("columns")
        cells = {str(key): shares[:, place] for place, key in enumerate(self.columns)}
        test = (
            f"Rao-Scott F({self.f_numerator:.2f}, {self.f_denominator:.1f}) = {self.f:.3f}, "
            f"p = {self.f_p_value:.4f}; Cramer's V {self.cramers_v:.3f}; n {self.used}"
        )
        return printed({"% of column": self.rows, **cells}, decimals=1) + "\n" + test
