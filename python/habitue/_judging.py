"""Models beside what happened: bodies of `habitue.fit_quality`."""

from __future__ import annotations

from typing import Any

from . import _columns, _scalars
from ._columns import Column, Frame
from ._customers import Floats, columns_of, customers
from ._library import Job, call
from ._model import Model, tracked
from ._records_of_quality import FrequencyFit
from .covariates import CovariateModel
from .lifetime import PurchaseModel


def frequency_fit(
    *,
    model: Model,
    most: int,
    threads: int,
    purchase: Frame | None,
    attrition: Frame | None,
    **histories: Any,
) -> FrequencyFit:
    _scalars.instance(model, (PurchaseModel, CovariateModel), "model")
    rows = customers(columns_of(**histories), {"purchase": purchase, "attrition": attrition})
    classes = _scalars.whole(most, "most", 0, 2**32 - 2) + 1
    actual, expected = _columns.output(classes, name="most"), _columns.output(classes, name="most")
    call("habitue_model_frequencies", model, rows, Job(threads), actual, expected, classes)
    return FrequencyFit(actual, expected)


def track_steps(
    *,
    model: Model,
    born: Column,
    steps: int,
    step: float,
    weights: Column | None,
    purchase: Frame | None,
    attrition: Frame | None,
) -> Floats:
    _scalars.instance(model, (PurchaseModel, CovariateModel), "model")
    facts = {"purchase": purchase, "attrition": attrition}
    return tracked(model, born, steps, step, weights, facts, each=True)
