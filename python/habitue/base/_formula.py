"""Covariates as a formula of Wilkinson's, by formulaic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _abi
from ..errors import refuse

if TYPE_CHECKING:
    from ._held import Held


def matrix_of(base: Held[Any], formula: Any) -> tuple[dict[str, Any], Any]:
    """The columns of a formula, or of what one was read into, and what it was read into.

    Raises:
        ArgumentError: Where formulaic is not installed, or does not read the formula.
    """
    try:
        import formulaic
        import pandas
    except ImportError:
        reason = "needs formulaic and pandas: pip install 'habitue[formula]'"
        refuse(_abi.HABITUE_UNSUPPORTED, "formula", reason)
    frame = pandas.DataFrame({name: base._fact(name) for name in base._facts})
    try:
        matrix = formulaic.model_matrix(formula, frame)
    except Exception as error:  # noqa: BLE001  formulaic has many
        refuse(_abi.HABITUE_UNREADABLE, "formula", f"{formula} is not read ({error})")
    names = [name for name in matrix.columns if name != "Intercept"]
    if not names:
        refuse(_abi.HABITUE_EMPTY_INPUT, "formula", f"{formula!r} has no column")
    return {name: np.asarray(matrix[name], np.float64) for name in names}, matrix.model_spec
