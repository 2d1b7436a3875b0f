"""Customers under contract: how long they will stay, and what that is worth.

A cohort is a group of customers who signed at the same time; its survivors are
those left after 0, 1, 2, ... opportunities to renew. Every column may be numpy,
pandas, polars, pyarrow or a list.

>>> from habitue.contract import Sbg
>>> model = Sbg(0.668, 3.806)
>>> model.survival([0], t=12).round(3)
array([0.378])
"""

from __future__ import annotations

import ctypes
from typing import Any

from . import _contract_kinds, _scalars
from ._contract_kinds import *  # noqa: F403
from ._families import ContractModel
from ._library import call
from ._model import Model
from ._records import LikelihoodRatio

__all__ = ["ContractModel", "LikelihoodRatio", "likelihood_ratio"]
__all__ += _contract_kinds.__all__


def likelihood_ratio(restricted: Model, general: Model) -> LikelihoodRatio:
    """Tests a fitted special case against the fitted model that contains it.

    Parameters
    ----------
    restricted : Model
        The special case.
    general : Model
        The model that contains it, fitted to the same data.

    Returns
    -------
    LikelihoodRatio
        The statistic, its degrees of freedom, and the p-value of the chi-squared distribution.

    Raises
    ------
    ArgumentError
        For a model that was not fitted, fits of different customers, and where the second model
        does not have more parameters.
    NumericError
        Where the special case fits better, which no maximum does.

    Examples
    --------
    >>> from habitue.contract import Bdw, Sbg, likelihood_ratio
    >>> cohort = [1] * 8, range(8), [1000, 869, 743, 653, 593, 551, 517, 491]
    >>> test = likelihood_ratio(Sbg.fit(*cohort), Bdw.fit(*cohort))
    >>> round(test.statistic, 2), test.degrees, round(test.p_value, 5)
    (11.69, 1, 0.00063)
    """
    models = {"restricted": restricted, "general": general}
    fits = [_scalars.instance(model, Model, name)._report() for name, model in models.items()]
    return _ratio(*fits)


def _ratio(restricted: Any, general: Any) -> LikelihoodRatio:
    """The same from the reports of the library."""
    statistic, degrees, p_value = ctypes.c_double(), ctypes.c_uint32(), ctypes.c_double()
    call("habitue_likelihood_ratio", restricted, general, statistic, degrees, p_value)
    return LikelihoodRatio(statistic.value, degrees.value, p_value.value)
