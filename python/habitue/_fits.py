"""How models are fitted, a class of methods for each kind of data.

Generated from functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from . import _columns
from ._columns import Column
from ._customers import columns_of
from ._model import Model, PlainModel

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._records import FitOptions

_Model = TypeVar("_Model", bound=Model)


class PurchaseFits(PlainModel):
    """Models that are made by `fit`."""

    @classmethod
    def fit(
        cls: type[_Model],
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        log_intervals: Column | None = None,
        weights: Column | None = None,
        unit: str = "",
        provenance: str = "",
        **options: Unpack[FitOptions],
    ) -> _Model:
        """Fits the model by maximum likelihood, to one row a customer.

        Parameters
        ----------
        frequency : column of int
            Repeat purchases.
        recency : column of float
            The time of the last one, counted from the first purchase, up to ``age``; 0 exactly
            where frequency is 0.
        age : column of float
            How long each was watched, from the first purchase.
        log_intervals : column of float, optional
            The sum of the logarithms of the intervals between a customer's purchases; the CNBD-k
            models need it to choose k unless ``regularity`` gives it.
        weights : column of float, optional
            How many customers each row stands for, >= 0.
        unit : str, default ""
            The unit of time, which goes with the bytes of the model.
        provenance : str, default ""
            Where the model comes from, which goes with them, too.
        **options
            Options of `FitOptions`: ``threads``, ``max_iterations``, ``tolerance``, ``regularity``,
            ``starts``, ``start``, ``fixed``, ``bounds``, ``priors``, ``penalizer_coef``,
            ``progress``.

        Returns
        -------
        PurchaseModel
            A model of this class, whose ``report`` says how it was fitted: a flat ridge of the
            likelihood is no failure and is named there.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        NotConvergedError
            Where ``max_iterations`` did not suffice.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import LogNormal, Nbd
        >>> history = [2, 1, 0, 7], [30.4, 1.7, 0.0, 29.4], [38.9] * 4
        >>> held = Nbd.fit(*history, fixed={"alpha": 12.0})
        >>> held.parameters["alpha"], held.standard_errors["alpha"]
        (12.0, 0.0)
        >>> known = Nbd.fit(*history, priors={"r": LogNormal(-0.5, 0.1)})
        >>> abs(known.parameters["r"] - 0.6) < 0.1
        True
        """
        columns = columns_of(
            frequency=frequency,
            recency=recency,
            age=age,
            log_intervals=log_intervals,
            weights=weights,
        )
        return cls._fitted(cls, columns, options, described=(unit, provenance))


class SpendFits(PlainModel):
    """Models that are made by `fit`."""

    @classmethod
    def fit(
        cls: type[_Model],
        frequency: Column,
        mean_spend: Column,
        *,
        mean_log: Column | None = None,
        weights: Column | None = None,
        **options: Unpack[FitOptions],
    ) -> _Model:
        """Fits the model to the customers with frequency > 0.

        ``bounds={"q": (1.01, inf)}`` keeps the mean spend of the population finite.

        Parameters
        ----------
        frequency : column of int
            How many purchases.
        mean_spend : column of float
            What they were worth on average, > 0 where there are any.
        mean_log : column of float, optional
            The mean natural logarithm of each customer's amounts: the model is fitted to the single
            amounts instead of their means, which tells p much better; the likelihoods of the two
            are not to be compared.
        weights : column of float, optional
            How many customers each row stands for, >= 0.
        **options
            Options of `FitOptions`: ``threads``, ``max_iterations``, ``tolerance``, ``regularity``,
            ``starts``, ``start``, ``fixed``, ``bounds``, ``priors``, ``penalizer_coef``,
            ``progress``.

        Returns
        -------
        SpendModel
            A model of this class.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        NotConvergedError
            Where ``max_iterations`` did not suffice.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.lifetime import GammaGamma
        >>> x, mean = [2, 3, 5, 1, 4], [20.0, 35.0, 9.0, 50.0, 24.0]
        >>> GammaGamma.fit(x, mean, fixed={"q": 2.0}).parameters["q"]
        2.0
        """
        columns = columns_of(
            frequency=frequency,
            mean_spend=mean_spend,
            mean_log_spend=_columns.optional(mean_log, "mean_log"),
            weights=weights,
        )
        return cls._fitted(cls, columns, options)


class CohortFits(PlainModel):
    """Models that are made by `fit`."""

    @classmethod
    def fit(
        cls: type[_Model],
        cohort: Column,
        period: Column,
        survivors: Column,
        **options: Unpack[FitOptions],
    ) -> _Model:
        """Fits the model to a long table of cohorts.

        Parameters
        ----------
        cohort : column of int
            Which cohort each row is about.
        period : column of int
            After how many renewals.
        survivors : column of int
            How many customers of it were left.
        **options
            Options of `FitOptions`: ``threads``, ``max_iterations``, ``tolerance``, ``regularity``,
            ``starts``, ``start``, ``fixed``, ``bounds``, ``priors``, ``penalizer_coef``,
            ``progress``.

        Returns
        -------
        ContractModel
            A model of this class.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        NotConvergedError
            Where ``max_iterations`` did not suffice.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.contract import Sbg
        >>> Sbg.fit([1, 1, 1], [0, 1, 2], [100, 80, 70], fixed={"alpha": 1.0}).parameters["alpha"]
        1.0
        """
        columns = columns_of(cohort=cohort, period=period, survivors=survivors)
        return cls._fitted(cls, columns, options)


class TenureFits(PlainModel):
    """Models that are made by `fit_tenures`."""

    @classmethod
    def fit_tenures(
        cls: type[_Model],
        renewals: Column,
        left: Column,
        **options: Unpack[FitOptions],
    ) -> _Model:
        """Fits the model to one row a customer.

        Parameters
        ----------
        renewals : column of int
            The renewal at which they left, from 1; of who is there, how many they made.
        left : column of bool
            Whether they left.
        **options
            Options of `FitOptions`: ``threads``, ``max_iterations``, ``tolerance``, ``regularity``,
            ``starts``, ``start``, ``fixed``, ``bounds``, ``priors``, ``penalizer_coef``,
            ``progress``.

        Returns
        -------
        ContractModel
            A model of this class.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        NotConvergedError
            Where ``max_iterations`` did not suffice.
        CancelledError
            Where ``progress`` returned False.

        Examples
        --------
        >>> from habitue.contract import Sbg
        >>> model = Sbg.fit_tenures([1, 2, 5], [True, True, False], fixed={"alpha": 1.0})
        >>> model.parameters["alpha"]
        1.0
        """
        columns = columns_of(renewals=renewals, left=left)
        return cls._fitted(cls, columns, options)
