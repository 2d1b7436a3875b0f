"""Which model a base gets where its caller names none: the choice of `habitue.study`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _abi
from ..errors import refuse
from .report import study_of

if TYPE_CHECKING:
    from ..lifetime import PurchaseModel
    from ._held import Held


def chosen(base: Held[Any], threads: int) -> tuple[type[PurchaseModel], str]:
    """The class of the model that a study of the base takes, and the sentence that says why.

    Raises:
        DataError: Where no model could be fitted.
    """
    verdict = study_of(base, futures=0, threads=threads).verdict()
    if verdict.model is None:
        refuse(_abi.HABITUE_EMPTY_INPUT, "base", f"no model can be fitted: {verdict.choice}")
    return verdict.model, verdict.choice
