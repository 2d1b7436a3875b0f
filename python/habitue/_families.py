"""The families of models: of purchases, of spend, of customers under contract."""

from __future__ import annotations

from ._choices import CustomerRate
from ._columns import Column
from ._customers import Floats
from ._fits import CohortFits, PurchaseFits, SpendFits, TenureFits
from ._heterogeneity import RateDensity, rate_density
from ._model import tracked
from ._single import Single, SingleQuestion
from ._predictions import (
    PurchaseQuantiles,
    Purchases,
    RenewalQuantiles,
    Renewals,
    SpendLikelihoods,
    Spends,
)


class PurchaseModel(Purchases[Floats, float], PurchaseQuantiles[Floats, float], PurchaseFits):
    """A model of purchase and attrition. Made as one of its subclasses.

    Examples
    --------
    >>> from habitue.lifetime import BgNbd, PurchaseModel
    >>> model = PurchaseModel.from_bytes(BgNbd(0.243, 4.414, 0.793, 2.426).to_bytes())
    >>> model.p_alive([2], [30.43], [38.86]).round(3)
    array([0.727])
    """

    def track(
        self, born: Column, *, steps: int, step: float = 1.0, weights: Column | None = None
    ) -> Floats:
        """Expected cumulative repeat purchases of a base with these first purchases.

        Parameters
        ----------
        born : column of float
            When each customer first bought, >= 0, in the unit of the model.
        steps : int
            How many steps.
        step : float, default 1.0
            How long each is, > 0, in the unit of the model; they begin at 0.
        weights : column of float, optional
            How many customers each row stands for, >= 0.

        Returns
        -------
        array of float64
            Purchases of all up to the end of each step.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> model.track([0.0, 0.0, 10.0], steps=3, step=13.0).round(3)
        array([1.22 , 2.434, 3.369])
        """
        return tracked(self, born, steps, step, weights, {})

    def single(
        self,
        question: SingleQuestion,
        *,
        t: float | None = None,
        start: float | None = None,
        n: int | None = None,
        rate: float | None = None,
        horizon: float | None = None,
        margin: float | None = None,
        spend: SpendModel | None = None,
    ) -> Single:
        """A question to be asked of one customer after the other, without columns.

        Parameters
        ----------
        question : str
            The method whose figure it is: "p_alive", "expected_purchases", "p_purchases",
            "p_at_least", "p_no_purchase", "discounted_purchases" or "lifetime_value".
        t, start, n, rate, horizon, margin
            Settings of that method, those that it reads.
        spend : SpendModel, optional
            For lifetime_value: what purchases are worth.

        Returns
        -------
        Single
            To be called with frequency, recency and age, and for lifetime_value with mean_spend.

        Raises
        ------
        ArgumentError
            For a question that there is not, and for what is given and not read.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
        >>> ask = model.single("expected_purchases", t=39.0)
        >>> round(ask(2, 30.43, 38.86), 6)
        1.226028
        """
        named = {"t": t, "start": start, "n": n, "rate": rate, "horizon": horizon, "margin": margin}
        return Single(self, question, spend, named)

    def heterogeneity(
        self, of: CustomerRate = "purchases", rates: Column | None = None, *, points: int = 160
    ) -> RateDensity:
        """How customers differ: the density of a rate over the base, as the model has it.

        Parameters
        ----------
        of : {"purchases", "dropout", "attrition"}, default "purchases"
            Purchases of a customer per unit of time while active, the chance to leave after a
            purchase, or departures per unit of time.
        rates : column of float, optional
            Where the density is told.
        points : int, default 160
            Without ``rates``: how many, at equal steps, up to where hardly any customer is.

        Returns
        -------
        RateDensity
            The rates, ascending, the density at each, and the mean.

        Raises
        ------
        NumericError
            For kinds other than BG/NBD, MBG/NBD, Pareto/NBD and NBD, and a rate that the kind
            does not have.

        Examples
        --------
        >>> from habitue.lifetime import BgNbd
        >>> differ = BgNbd(0.243, 4.414, 0.793, 2.426).heterogeneity("dropout", [0.5])
        >>> round(differ.mean, 4), round(float(differ.density[0]), 4)
        (0.2463, 0.7165)
        """
        return rate_density(self, of, rates, points)


class SpendModel(Spends[Floats, float], SpendLikelihoods[Floats, float], SpendFits):
    """A model of spend per purchase. Made as one of its subclasses.

    Examples
    --------
    >>> from habitue.lifetime import GammaGamma, SpendModel
    >>> model = SpendModel.from_bytes(GammaGamma(6.25, 3.74, 15.44).to_bytes())
    >>> model.expected_spend([2], [22.35]).round(2)
    array([24.66])
    """


class ContractModel(
    Renewals[Floats, float], RenewalQuantiles[Floats, float], CohortFits, TenureFits
):
    """A model of customers under contract. Made as one of its subclasses.

    Examples
    --------
    >>> from habitue.contract import ContractModel, Sbg
    >>> model = ContractModel.from_bytes(Sbg(0.668, 3.806).to_bytes())
    >>> model.survival([0], t=12).round(3)
    array([0.378])
    """
