"""What all classifications share: columns of facts in, classes with reasons out.

Facts may be columns of numpy, pandas, polars, pyarrow or plain Python; a missing
value (``None``, NaN, NA) is a fact that is not known. A fact that is not passed is
not known for anybody. Of one customer, each fact may be a single value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from . import _abi, _evidence, _scalars
from ._choices import Language
from ._choices import Vocabulary as Vocabulary
from ._classification import *  # noqa: F403
from ._classification import class_names
from ._library import call, initial


@dataclass(frozen=True)
class Classification:
    """The classes of a column of customers.

    Made by the classifications of `habitue.loyalty`, `habitue.customer` and `habitue.value`; as
    long as the column.

    Attributes
    ----------
    scheme : int
        Which scheme, one of ``HABITUE_SCHEME_...``.
    codes : array of int32
        The code of each customer's class; 0 is unknown.
    reasons : array of uint32
        The bits of each customer's reasons; see `reasons_of`.
    boundary : array of bool
        Where a fact stands exactly on a cut, which belongs to the higher side.
    n_used, n_missing, n_boundary : int
        Customers with a class; whose class is unknown, for want of facts; who stand on a cut.

    Examples
    --------
    >>> from habitue import loyalty
    >>> found = loyalty.griffin_ladder(purchases=[0, 1, None])
    >>> found.names().tolist(), found.names("zh").tolist()[:2]
    (['suspect', 'first-time customer', 'unknown'], ['潜在客户', '第一次购买者'])
    >>> found.counts()["suspect"], found.share(1)
    (1, 0.5)
    >>> found.reasons_of(1), found.missing_of(2)
    (['one purchase'], ['number of purchases is not known'])
    """

    scheme: int
    codes: NDArray[np.int32]
    reasons: NDArray[np.uint32]
    boundary: NDArray[np.bool_]
    n_used: int
    n_missing: int
    n_boundary: int
    _by_code: tuple[int, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.codes)

    def names(self, language: Language = "en") -> NDArray[np.str_]:
        """The name of each customer's class.

        Parameters
        ----------
        language : {"en", "zh"}, default "en"
            English or Chinese.

        Returns
        -------
        array of str
            A name a customer.

        Raises
        ------
        ArgumentError
            For a language that there is not.
        """
        return np.array(class_names(self.scheme, language))[self.codes]

    def counts(self, language: Language = "en") -> dict[str, int]:
        """How many customers each class has.

        Parameters
        ----------
        language : {"en", "zh"}, default "en"
            That of the names.

        Returns
        -------
        dict from str to int
            The count of each class by name, the unknown first.

        Raises
        ------
        ArgumentError
            For a language that there is not.
        """
        return dict(zip(class_names(self.scheme, language), self._by_code))

    def share(self, code: int) -> float | None:
        """The share of a class among those who have one.

        Parameters
        ----------
        code : int
            The code of the class, from 1.

        Returns
        -------
        float or None
            The share, 0 to 1; None where nobody has a class.

        Raises
        ------
        DataError
            For a code that no class has.
        """
        code = _scalars.whole(code, "code", 1, len(self._by_code) - 1)
        return self._by_code[code] / self.n_used if self.n_used else None

    def reasons_of(self, row: int, language: Language = "en") -> list[str]:
        """Why a customer is in their class.

        Parameters
        ----------
        row : int
            The row of the customer, from 0; below 0 from the end.
        language : {"en", "zh"}, default "en"
            English or Chinese.

        Returns
        -------
        list of str
            The reasons.

        Raises
        ------
        DataError
            For a row that there is not.
        ArgumentError
            For a language that there is not.
        """
        return self._reasons(row, 2**32 - 1, language)

    def missing_of(self, row: int, language: Language = "en") -> list[str]:
        """Which facts of a customer were missing.

        Parameters
        ----------
        row : int
            The row of the customer, from 0; below 0 from the end.
        language : {"en", "zh"}, default "en"
            English or Chinese.

        Returns
        -------
        list of str
            The facts.

        Raises
        ------
        DataError
            For a row that there is not.
        ArgumentError
            For a language that there is not.
        """
        entries = _evidence.entries(_abi.HABITUE_LIST_REASONS + self.scheme)
        missing = sum(1 << e.code for e in entries if e.flags & _abi.HABITUE_ENTRY_MISSING)
        return self._reasons(row, missing, language)

    def _reasons(self, row: int, which: int, language: str) -> list[str]:
        count = len(self.reasons)
        bits = int(self.reasons[_scalars.whole(row, "row", -count, count - 1)]) & which
        names = _evidence.names_by_code(_abi.HABITUE_LIST_REASONS + self.scheme, language)
        return [name for bit, name in names.items() if bits >> bit & 1]


def _judge(scheme: str, given: Mapping[str, object], *, levels: bool = False) -> Classification:
    """The classes by a scheme of the facts and settings ``given``, by the library's names for them.

    With ``levels``, small numbers are answers of a survey rather than yes and no.
    """
    number: int = getattr(_abi, f"HABITUE_SCHEME_{scheme}")
    lists = _abi.HABITUE_LIST_EVIDENCE + number, _abi.HABITUE_LIST_SCHEME_SETTINGS + number
    facts, settings = _evidence.inputs(*lists, given, missing=True, levels=levels)
    rows = next(len(fact) for fact in facts.values() if fact is not None)
    codes, reasons = np.empty(rows, np.int32), np.empty(rows, np.uint32)
    boundary = np.empty(rows, np.uint8)
    out = initial(_abi.habitue_classes, codes=codes, reasons=reasons, boundary=boundary)
    call("habitue_classify", number, _evidence.evidence(rows, facts, settings), out)
    counts = out.n_used, out.n_missing, out.n_boundary
    by_code = tuple(out.by_code[: len(_evidence.entries(_abi.HABITUE_LIST_CLASSES + number))])
    return Classification(number, codes, reasons, boundary.view(np.bool_), *counts, by_code)
