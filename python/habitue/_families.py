"""The families of models: of purchases, of spend, of customers under contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from . import _columns
from ._customers import Floats, columns_of
from ._model import Model, PlainModel, tracked
from ._predictions import (
    PurchaseQuantiles,
    Purchases,
    RenewalQuantiles,
    Renewals,
    SpendLikelihoods,
    Spends,
)

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._records import FitOptions

_Model = TypeVar("_Model", bound=Model)


class PurchaseModel(Purchases[Floats, float], PurchaseQuantiles[Floats, float], PlainModel):
    """A model of purchase and attrition. Made as one of its subclasses."""

    @classmethod
    def fit(
        cls: type[_Model],
        frequency: Any,
        recency: Any,
        age: Any,
        *,
        log_intervals: Any = None,
        weights: Any = None,
        unit: str = "",
        provenance: str = "",
        **options: Unpack[FitOptions],
    ) -> _Model:
        """Fits the model by maximum likelihood.

        Parameters
        ----------
        frequency, recency, age : column
            One row a customer: repeat purchases, the time of the last one, and the age T,
            counted from the first purchase; 0 <= recency <= age, and recency 0 exactly where
            frequency is 0.
        log_intervals : column, optional
            The sum of the logarithms of the intervals between a customer's purchases; the
            CNBD-k models need it to choose k unless ``regularity`` gives it.
        weights : column, optional
            How many customers each row stands for, >= 0.
        unit, provenance : str
            The unit of time and where the model comes from; both go with its bytes.
        **options
            `FitOptions`: ``threads``, ``max_iterations``, ``tolerance``, ``regularity``,
            ``starts``, ``start``, ``fixed``, ``bounds``, ``priors``, ``penalizer_coef`` and
            ``progress``.

        Returns
        -------
        PurchaseModel
            A model of this class, whose ``report`` says how it was fitted: a flat ridge of the
            likelihood is no failure and is named there.

        Raises
        ------
        DataError
            With row and column, for histories that cannot be; for a bound or a value that a
            parameter cannot have.
        ArgumentError
            For a parameter that the model does not have.
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

    def track(self, born: Any, *, steps: int, step: float = 1.0, weights: Any = None) -> Floats:
        """Expected cumulative repeat purchases of a base with these births."""
        return tracked(self, born, steps, step, weights, {})


class SpendModel(Spends[Floats, float], SpendLikelihoods[Floats, float], PlainModel):
    """A model of spend per purchase. Made as one of its subclasses."""

    @classmethod
    def fit(
        cls: type[_Model],
        frequency: Any,
        mean_spend: Any,
        *,
        mean_log: Any = None,
        weights: Any = None,
        **options: Unpack[FitOptions],
    ) -> _Model:
        """Fits the model to the customers with frequency > 0.

        Parameters
        ----------
        frequency, mean_spend : column
            One row a customer: how many purchases, and what they were worth on average, > 0
            where there are any.
        mean_log : column, optional
            The mean natural logarithm of each customer's amounts: the model is fitted to the
            single amounts instead of their means, which tells p much better; the likelihoods
            of the two are not to be compared.
        weights, **options
            As in `PurchaseModel.fit`. ``bounds={"q": (1.01, inf)}`` keeps the mean spend of the
            population finite.

        Returns
        -------
        SpendModel
            A model of this class.

        Raises
        ------
        HabitueError
            As in `PurchaseModel.fit`.

        Examples
        --------
        >>> from habitue.lifetime import GammaGamma
        >>> x, mean = [2, 3, 5, 1, 4], [20.0, 35.0, 9.0, 50.0, 24.0]
        >>> GammaGamma.fit(x, mean, fixed={"q": 2.0}).parameters["q"]
        2.0
        """
        logs = None if mean_log is None else _columns.floats(mean_log, "mean_log")
        columns = columns_of(
            frequency=frequency, mean_spend=mean_spend, mean_log_spend=logs, weights=weights
        )
        return cls._fitted(cls, columns, options)


class ContractModel(Renewals[Floats, float], RenewalQuantiles[Floats, float], PlainModel):
    """A model of customers under contract. Made as one of its subclasses."""

    @classmethod
    def fit(
        cls: type[_Model], cohort: Any, period: Any, survivors: Any, **options: Unpack[FitOptions]
    ) -> _Model:
        """Fits the model to a long table: in each row, ``survivors`` customers of
        ``cohort`` (any integer) were left after ``period`` renewals. ``options`` are those of
        `PurchaseModel.fit`, such as ``fixed={"alpha": 1.0}``."""
        return cls._fitted(cls, cohorts(cohort, period, survivors), options)

    @classmethod
    def fit_tenures(
        cls: type[_Model], renewals: Any, left: Any, **options: Unpack[FitOptions]
    ) -> _Model:
        """Fits the model to one row a customer: who ``left`` did so at renewal
        ``renewals`` (1 is the first), the others have made that many."""
        return cls._fitted(cls, columns_of(renewals=renewals, left=left), options)


def cohorts(cohort: Any, period: Any, survivors: Any) -> dict[str, Any]:
    """The columns of a table of survivors."""
    return columns_of(cohort=cohort, period=period, survivors=survivors)
