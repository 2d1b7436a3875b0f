"""Models with facts about customers that do not change with time.

For a customer with facts z the model is the plain one with shifted scales: purchases
alpha e^(-gamma'z), attrition beta e^(-gamma'z) (or a and b e^(gamma'z) where a coin
decides), spend gamma e^(gamma'z). A positive coefficient makes customers buy more often,
leave sooner (through b: later), or spend more.

Facts are given as a mapping from names to columns, or as a data frame of pandas or polars.

>>> from habitue.covariates import CovariateModel
>>> from habitue.lifetime import BgNbd
>>> base = BgNbd(0.243, 4.414, 0.793, 2.426)
>>> model = CovariateModel(base, [("purchase", "online", 0.7)])
>>> history = [2, 2], [30.43, 30.43], [38.86, 38.86]
>>> model.expected_purchases(*history, t=39.0, purchase={"online": [0, 1]}).round(3)
array([1.226, 1.272])
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from . import _abi, _columns, _scalars
from ._columns import Column, Frame
from ._customers import ROLES, Floats, columns_of, customers
from ._fitting import penalty_of
from ._library import filled, record
from ._made import CovariateModelMade
from ._model import Model, class_of, known, tracked
from ._predictions import PurchaseQuantiles, Purchases, Spends
from ._question import Asked
from ._records import CovariateOptions, CovariateReport, EffectFields
from .contract import _ratio
from .errors import refuse
from .lifetime import GammaGamma, PurchaseModel, SpendModel

__all__ = ["CovariateModel", "CovariateReport", "Effect"]


class Effect(EffectFields):
    """Examples
    --------
    >>> from habitue.covariates import CovariateModel
    >>> from habitue.lifetime import BgNbd
    >>> base = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> effect = CovariateModel(base, [("purchase", "online", 0.7)]).effects[0]
    >>> effect.role, effect.name, effect.coefficient, effect.standardised
    ('purchase', 'online', 0.7, 0.7)
    """

    @property
    def standardised(self) -> float:
        """The coefficient per standard deviation of the column."""
        return self.coefficient * self.scale


class CovariateModel(
    Purchases[Floats, float],
    PurchaseQuantiles[Floats, float],
    Spends[Floats, float],
    Model,
    CovariateModelMade,
):
    """A model of purchases or of spend whose parameters depend on facts about the customer.

    Questions take the facts of the customers as ``purchase``, ``attrition`` and ``spend``. From
    coefficients, or by `fit` or `fit_spend`.

    Parameters
    ----------
    base : PurchaseModel or SpendModel
        The model of a customer whose facts are 0.
    effects : iterable of (str, str, float)
        Role ("purchase", "attrition", "attrition_b" or "spend"), name and coefficient of each
        column.

    Raises
    ------
    ArgumentError
        For a base of another type, and a role that the base does not have.
    DataError
        For no effects at all, a name twice, and a coefficient that is not finite.

    Examples
    --------
    >>> import numpy as np
    >>> from habitue.covariates import CovariateModel
    >>> from habitue.lifetime import GammaGamma, Nbd
    >>> from habitue.simulation import simulate
    >>> truth = CovariateModel(Nbd(0.8, 10.0), [("purchase", "online", 0.7)])
    >>> online = {"online": np.arange(4000) % 2}
    >>> drawn = simulate(truth, np.full(4000, 52.0), purchase=online, seed=3)
    >>> history = drawn.frequency, drawn.recency, drawn.age
    >>> model = CovariateModel.fit(Nbd, *history, purchase=online)
    >>> abs(model.parameters["purchase.online"] - 0.7) < 0.1
    True
    >>> model.parameter_names
    ('r', 'alpha', 'purchase.online')
    >>> model.effects[0].name, model.report.effective_parameters
    ('online', 3.0)
    >>> statistic, degrees, p_value = model.likelihood_ratio()
    >>> degrees, p_value < 1e-12
    (1, True)

    The plain model of one customer, and the purchases of a base:

    >>> truth.for_customer([1.0])  # 10 exp(-0.7)
    Nbd(r=0.8, alpha=4.96585)
    >>> truth.track([0.0, 0.0], steps=2, step=13.0, purchase={"online": [0, 1]}).round(3)
    array([3.134, 6.269])

    Of spend:

    >>> spend = CovariateModel(GammaGamma(6.25, 3.74, 15.44), [("spend", "online", 0.5)])
    >>> spend.for_spend([1.0])  # 15.44 exp(0.5)
    GammaGamma(p=6.25, q=3.74, gamma=25.4563)
    >>> drawn = simulate(truth, np.full(4000, 52.0), purchase=online, seed=3, spend=spend,
    ...     spend_facts=online)
    >>> bought = drawn.frequency, drawn.mean_spend
    >>> fitted = CovariateModel.fit_spend(*bought, spend=online)
    >>> abs(fitted.parameters["spend.online"] - 0.5) < 0.1
    True
    """

    _takes = (*Asked._takes, "purchase", "attrition")
    _options = CovariateOptions

    def __init__(
        self, base: PurchaseModel | SpendModel, effects: Iterable[tuple[str, str, float]]
    ) -> None:
        _scalars.instance(base, (PurchaseModel, SpendModel), "base")
        each = _scalars.sequence(effects, "effects")
        listed = [tuple(_scalars.several(effect, "effects", 3)) for effect in each]
        if not listed:
            refuse(_abi.HABITUE_EMPTY_INPUT, "effects", "are none; the base is the model then")
        self._make(base._KIND, list(base.parameters.values()), listed)

    @classmethod
    def _fit(
        cls, *, kind: type[PurchaseModel], unit: str, provenance: str, options: Any, **named: Any
    ) -> CovariateModel:
        _scalars.subclass(kind, PurchaseModel, "kind", "_KIND")
        facts = {role: named.pop(role) for role in ("purchase", "attrition")}
        rest: dict[str, Any] = {**options}
        shared = rest.pop("shared", ())
        described = unit, provenance
        return cls._fitted(kind, columns_of(**named), rest, facts, shared, described)

    @classmethod
    def _fit_spend(
        cls, *, spend: Frame | None, penalty: float, options: Any, **columns: Column | None
    ) -> CovariateModel:
        chosen = {**options, **penalty_of(penalty)}
        return cls._fitted(GammaGamma, columns_of(**columns), chosen, {"spend": spend})

    def _base(self) -> type[Model]:
        """The class of the plain model."""
        return class_of(self._report().kind)

    @property
    def effects(self) -> list[Effect]:
        """The coefficients, each with its role and the name of its column."""
        return [self._effect(index) for index in range(self._report().effects)]

    def _effect(self, index: int) -> Effect:
        found = _abi.habitue_effect()
        name = filled("habitue_model_effect", self, index, found).tobytes().decode("utf-8")
        roles = {number: role for role, number in ROLES.items()}
        return record(Effect, found, role=roles[found.role], name=name)

    @property
    def parameter_names(self) -> tuple[str, ...]:  # type: ignore[override]
        """The names of the parameters of the base, then of the coefficients."""
        effects = [f"{effect.role}.{effect.name}" for effect in self.effects]
        return (*self._base().parameter_names, *effects)

    @property
    def report(self) -> CovariateReport | None:
        """What is known of the fit; None for a model made from parameters."""
        found = self._report()
        fit = self._told(found, found.alternatives)
        if fit is None:
            return None
        plain = self._told(self._report(_abi.HABITUE_REPORT_WITHOUT_COVARIATES))
        return CovariateReport(fit, plain, found.penalised, found.effective_parameters)

    def likelihood_ratio(self) -> tuple[float, int, float]:
        """Tests the fit against the one without covariates.

        Returns
        -------
        tuple of (float, int, float)
            Statistic, degrees of freedom and p-value. A penalised fit has no such test.
        """
        found = _ratio(self._report(_abi.HABITUE_REPORT_WITHOUT_COVARIATES), self._report())
        return found.statistic, found.degrees, found.p_value

    def for_customer(
        self, purchase: Iterable[float] = (), attrition: Iterable[float] = ()
    ) -> PurchaseModel:
        """The plain model of a customer with these facts.

        Parameters
        ----------
        purchase : iterable of float, optional
            The facts that act on purchases, in the order of the columns.
        attrition : iterable of float, optional
            Those that act on leaving, likewise.

        Returns
        -------
        PurchaseModel
            Of the class of the base, with the parameters of this customer.

        Raises
        ------
        DataError
            For more or fewer facts than columns, and facts that are not finite.
        ArgumentError
            Where this is a model of spend.
        """
        found: PurchaseModel = self._plain(
            PurchaseModel, {"purchase": purchase, "attrition": attrition}
        )
        return found

    def for_spend(self, spend: Iterable[float] = ()) -> SpendModel:
        """The plain model of spend of a customer with these facts.

        Parameters
        ----------
        spend : iterable of float, optional
            The facts that act on spend, in the order of the columns.

        Returns
        -------
        SpendModel
            Of the class of the base, with the parameters of this customer.

        Raises
        ------
        DataError
            For more or fewer facts than columns, and facts that are not finite.
        ArgumentError
            Where this is a model of purchases.
        """
        found: SpendModel = self._plain(SpendModel, {"spend": spend})
        return found

    def _plain(self, family: type[Model], known_facts: Mapping[str, Iterable[float]]) -> Any:
        facts: dict[str, dict[str, Floats]] = {}
        for role, values in known_facts.items():
            of_role = (each.name for each in self.effects if each.role.removesuffix("_b") == role)
            names = list(dict.fromkeys(of_role))
            found = _columns.floats(values, role, flags=True)
            if len(found) != len(names):
                reason = f"has {len(found)} entries; the columns are {', '.join(names) or 'none'}"
                refuse(_abi.HABITUE_BAD_LENGTH, role, reason)
            facts[role] = {name: found[at : at + 1].copy() for at, name in enumerate(names)}
        one = customers({}, facts, rows=1)
        made = known(Model._from_call("habitue_model_for_customer", self, one, 0))
        return _scalars.instance(made, family, "model")

    def _track(
        self, *, born: Column, steps: int, step: float, weights: Column | None, **facts: Any
    ) -> Floats:
        return tracked(self, born, steps, step, weights, facts)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._base().__name__}: {self._shown()})"


Model._with_facts = CovariateModel
