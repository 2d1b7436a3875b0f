"""Models of purchase, attrition and spend: who is still a customer, and worth what.

Every column may be numpy, pandas, polars, pyarrow or a list. Frequency is the
number of repeat purchases, recency the time of the last one and age the time the
customer has been watched, both counted from the first purchase in one unit, which
is also the unit of the model's parameters and of every horizon.

>>> from habitue.lifetime import BgNbd
>>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
>>> model.expected_purchases([2], [30.43], [38.86], t=39.0).round(6)
array([1.226028])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from . import _abi, _columns
from ._customers import Floats, columns_of
from ._fitting import FitOptions, GammaPrior, LogNormal
from ._model import Alternative, FitReport, Model, load, tracked
from ._predictions import Purchases, Spends

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = [
    "Alternative",
    "BgBb",
    "BgCnbd",
    "BgNbd",
    "FitReport",
    "GGompertzNbd",
    "GammaGamma",
    "GammaPrior",
    "LogNormal",
    "MbgCnbd",
    "MbgNbd",
    "Model",
    "Nbd",
    "ParetoNbd",
    "PurchaseModel",
    "SpendModel",
    "load",
]

_Model = TypeVar("_Model", bound=Model)


class PurchaseModel(Purchases[Floats], Model):
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


class Nbd(PurchaseModel):
    """NBD (Ehrenberg 1959): nobody ever leaves."""

    _KIND = _abi.HABITUE_MODEL_NBD

    def __init__(self, r: float, alpha: float) -> None:
        super().__init__(r, alpha)


class ParetoNbd(PurchaseModel):
    """Pareto/NBD (Schmittlein, Morrison and Colombo 1987): customers leave at any moment."""

    _KIND = _abi.HABITUE_MODEL_PARETO_NBD

    def __init__(self, r: float, alpha: float, s: float, beta: float) -> None:
        super().__init__(r, alpha, s, beta)


class BgNbd(PurchaseModel):
    """BG/NBD (Fader, Hardie and Lee 2005): a customer may leave after any purchase."""

    _KIND = _abi.HABITUE_MODEL_BG_NBD

    def __init__(self, r: float, alpha: float, a: float, b: float) -> None:
        super().__init__(r, alpha, a, b)


class MbgNbd(PurchaseModel):
    """MBG/NBD (Batislam et al. 2007): as BG/NBD, and the first purchase may be the last."""

    _KIND = _abi.HABITUE_MODEL_MBG_NBD

    def __init__(self, r: float, alpha: float, a: float, b: float) -> None:
        super().__init__(r, alpha, a, b)


class BgCnbd(PurchaseModel):
    """BG/CNBD-k (Platzer and Reutterer 2016): BG/NBD with Erlang-k intervals."""

    _KIND = _abi.HABITUE_MODEL_BG_CNBD

    def __init__(self, r: float, alpha: float, a: float, b: float, k: int) -> None:
        super().__init__(r, alpha, a, b, k)


class MbgCnbd(PurchaseModel):
    """MBG/CNBD-k (Reutterer et al. 2021): MBG/NBD with Erlang-k intervals."""

    _KIND = _abi.HABITUE_MODEL_MBG_CNBD

    def __init__(self, r: float, alpha: float, a: float, b: float, k: int) -> None:
        super().__init__(r, alpha, a, b, k)


class GGompertzNbd(PurchaseModel):
    """GGompertz/NBD (Bemmaor and Glady 2012): leaving becomes ever more likely."""

    _KIND = _abi.HABITUE_MODEL_GGOMPERTZ_NBD

    def __init__(self, r: float, alpha: float, b: float, s: float, beta: float) -> None:
        super().__init__(r, alpha, b, s, beta)


class BgBb(PurchaseModel):
    """BG/BB (Fader, Hardie and Shang 2010): discrete opportunities to buy.

    Recency and age are whole numbers of opportunities."""

    _KIND = _abi.HABITUE_MODEL_BG_BB

    def __init__(self, alpha: float, beta: float, gamma: float, delta: float) -> None:
        super().__init__(alpha, beta, gamma, delta)

class SpendModel(Spends[Floats], Model):
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

    def log_likelihood(self, frequency: Any, mean_spend: Any, **how: Any) -> Floats:
        """The log-likelihood of each customer's mean spend; 0 where frequency is 0."""
        return self._spending(_abi.HABITUE_ASK_LOG_LIKELIHOOD, frequency, mean_spend, how)


class GammaGamma(SpendModel):
    """Gamma-Gamma (Fader and Hardie 2013): spend is independent of how often."""

    _KIND = _abi.HABITUE_MODEL_GAMMA_GAMMA

    def __init__(self, p: float, q: float, gamma: float) -> None:
        super().__init__(p, q, gamma)
