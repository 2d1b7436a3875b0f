"""What the figures of a frame are in, kept in the metadata of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .. import _abi
from ..base.answers import ProvenanceError
from ..errors import refuse

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

MARK = "habitue"
CARRIER = "age"
"""The column that carries it."""


class Provenance(NamedTuple):
    """Units and window of customers."""

    unit: str
    convention: str
    currency: str | None
    end: str | None

    def metadata(self) -> dict[str, Any]:
        return {MARK: {name: of for name, of in self._asdict().items() if of is not None}}


def of_frame(customers: DataFrame, **said: Any) -> Provenance:
    """What a frame says of itself, and the caller where it says nothing; both must agree.

    Raises:
        ProvenanceError: Where they do not.
        ArgumentError: Where neither says the unit.
    """
    carried: dict[str, Any] = next(
        (f.metadata for f in customers.schema.fields if f.name == CARRIER), {}
    )
    told = dict(carried.get(MARK, {}))
    for name, given in said.items():
        if given is None:
            continue
        if name in told and told[name] != given:
            message = f"{name}: {given!r} is said of customers in {told[name]!r}"
            code = _abi.HABITUE_BAD_ARGUMENT
            raise ProvenanceError(message, code=code, kind="bad argument", column=name)
        told[name] = given
    if "unit" not in told:
        reason = "is not known: the frame does not say it, so that unit= must, such as 'week'"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "unit", reason)
    return Provenance(
        told["unit"], told.get("convention", "btyd"), told.get("currency"), told.get("end")
    )
