"""Pictures of a base and of a model, drawn by the library: SVG that needs no other package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from .. import _abi, _scalars
from .._choices import Language
from .._library import enumerator
from ..errors import refuse

if TYPE_CHECKING:
    from .._pictures import Figure
    from ._held import Held
    from .answers import Answers

__all__ = ["BasePicture", "ModelPicture"]

BasePicture = Literal["histories", "spend"]
ModelPicture = Literal["expected_by_age", "purchases", "dropout", "attrition"]
_BASE: dict[BasePicture, int] = {"histories": 0, "spend": 1}
_MODEL: dict[ModelPicture, int] = {
    "expected_by_age": 0, "purchases": 1, "dropout": 2, "attrition": 3,
}  # fmt: skip
_POINTS = 61
_BINS = 30


def of_base(base: Held[Any], what: BasePicture, language: Language, most: int) -> Figure:
    """The picture of this name of a base."""
    from .. import pictures

    enumerator(_BASE, what, "what")
    if what == "histories":
        name, time, end = _histories(base, _scalars.whole(most, "most", 1, 40))
        unit: Any = base.unit
        return pictures.histories(name, time, end=end, unit=unit, language=language)
    spend = base._histories.mean_spend
    if spend is None or not (spend > 0).any():
        refuse(_abi.HABITUE_MISSING_COLUMN, "amounts", "are not known, or nobody paid twice")
    paid = spend[spend > 0]
    counts, edges = np.histogram(paid, _BINS, (0.0, float(np.quantile(paid, 0.99))))
    return pictures.spend_density(
        edges[:-1], edges[1:], counts, currency=base.currency, language=language
    )


def _histories(base: Held[Any], most: int) -> tuple[list[str], Any, float]:
    """Who bought when, of the customers that bought most often, in units from the first day."""
    from ._duration import DAYS
    from ._held import EPOCH

    base._known()
    found = base._transactions
    assert found is not None and base.end is not None
    of = base._histories
    order = np.argsort(-of.frequency.astype(np.int64), kind="stable")[:most]
    chosen = np.sort(of.numbers[order])
    days = base._settings.days(found)
    last = (base.end - EPOCH).days
    bought = found.purchased() & np.isin(found.customers, chosen) & (days <= last)
    pairs = np.unique(np.stack([found.customers[bought], days[bought]], axis=1), axis=0)
    first, unit = int(pairs[:, 1].min()), DAYS[base.unit]
    names = [str(key) for key in base._keys.listed(pairs[:, 0])]
    return names, (pairs[:, 1] - first) / unit, (last - first) / unit


def of_model(model: Answers[Any], what: ModelPicture, language: Language) -> Figure:
    """The picture of this name of a model."""
    from .. import pictures

    enumerator(_MODEL, what, "what")
    if model._design is not None:
        reason = "has covariates, so that no one curve is that of all customers"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "model", reason)
    unit: Any = model.unit
    if what == "expected_by_age":
        base = model._base
        end = 104.0 if base is None else 1.5 * float(base._histories.age.max())
        ages = np.linspace(0.0, end, _POINTS)
        nothing = np.zeros(_POINTS)
        expected = model.purchases.expected_purchases(nothing, nothing, nothing, t=ages)
        return pictures.expected_by_age(ages, expected, unit=unit, language=language)
    rates: Any = what
    found = model.purchases.heterogeneity(rates)
    return pictures.heterogeneity(
        rates, found.rate, found.density, mean=found.mean, unit=unit, language=language
    )
