"""What the figures of a frame are in, kept in the metadata of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

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
    start: str | None

    def metadata(self) -> dict[str, Any]:
        return {MARK: {name: of for name, of in self._asdict().items() if of is not None}}


def _carried(customers: DataFrame) -> dict[str, Any]:
    """What a frame says of itself."""
    for field in customers.schema.fields:
        if field.name == CARRIER:
            return dict(field.metadata.get(MARK, {}))
    return {}


def _differs(name: str, message: str) -> NoReturn:
    code = _abi.HABITUE_BAD_ARGUMENT
    raise ProvenanceError(message, code=code, kind="bad argument", column=name)


def agreed(customers: DataFrame, **said: Any) -> dict[str, Any]:
    """What a frame says of itself, and the caller where it says nothing.

    Raises:
        ProvenanceError: Where they do not agree.
    """
    told = _carried(customers)
    for name, given in said.items():
        if given is None:
            continue
        if name in told and told[name] != given:
            _differs(name, f"{name}: {given!r} is said of customers in {told[name]!r}")
        told[name] = given
    return told


def of_frame(customers: DataFrame, **said: Any) -> Provenance:
    """What a frame says of itself, and the caller where it says nothing; both must agree.

    Raises:
        ProvenanceError: Where they do not.
        ArgumentError: Where neither says the unit.
    """
    told = agreed(customers, **said)
    if "unit" not in told:
        reason = "is not known: the frame does not say it, so that unit= must, such as 'week'"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "unit", reason)
    return Provenance(
        told["unit"], told.get("convention", "btyd"), told.get("currency"), told.get("end"),
        told.get("start"),
    )  # fmt: skip


def same_start(customers: DataFrame, start: str | None) -> None:
    """Refuses customers of whom other days count than those from ``start`` on, or all."""
    told = _carried(customers)
    if told and told.get("start") != start:
        first = "every day counts" if start is None else f"days count from {start} on"
        there = (
            f"those of customers from {told['start']} on" if "start" in told else "all of customers"
        )
        _differs("start", f"start: {first} for the model, {there}")
