"""Which model a base gets where its caller names none: the choice of `habitue.study`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _abi
from .._library import initial, text_out, told
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
    from .fitting import MODELS

    known: Any = _abi
    if not hasattr(known, "habitue_verdict"):
        reason = "'auto' is not told by this library; name a model, such as 'bg/nbd'"
        refuse(_abi.HABITUE_UNSUPPORTED, "model", reason)
    study = study_of(base, futures=0, threads=threads)
    verdict = told("habitue_study_verdict", known.habitue_verdict, study)
    options = initial(_abi.habitue_report_options)
    sentence = known.HABITUE_SENTENCE_CHOICE
    why = text_out("habitue_report_sentence", study, sentence, 0, options)
    kinds = [kind for kind in MODELS.values() if kind._KIND == verdict.model]
    if not kinds:
        refuse(_abi.HABITUE_EMPTY_INPUT, "base", f"no model can be fitted: {why}")
    return kinds[0], why
