"""One customer through time: what was known at the end of each period, and P(alive) then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _abi
from ..errors import refuse
from ._duration import Duration, units_of

if TYPE_CHECKING:
    from ._held import Held
    from .answers import Answers

_MOST = 100_000
"""Days asked about at once: beyond it a step was meant otherwise."""


def history(
    model: Answers[Any], base: Held[Any], customer: object, every: Duration
) -> dict[str, Any]:
    """Columns day, frequency, recency, age and p_alive, a row for each period since the first
    purchase, the last of which ends with the base."""
    of, settings = base._transactions, base._settings
    base._known()
    assert of is not None
    place = int(base._rows_of(customer)[0])
    own = of.within(of.customers == base._histories.numbers[place])
    if settings.hours:
        reason = "is of hours; to_unit and convention='btyd' give days"
        refuse(_abi.HABITUE_UNSUPPORTED, "base", reason)
    summary = settings.summary(own)
    last = base._dated().end
    assert last is not None
    first, step = int(own.times.min()), units_of(every, "day", "every")
    if not step >= 1 or (last - first) / step > _MOST:
        reason = f"{every!r} is out of range; allowed: a day or longer, at most {_MOST} of them"
        refuse(_abi.HABITUE_OUT_OF_RANGE, "every", reason)
    count = int((last - first) // step)
    days = np.unique(np.floor(last - step * np.arange(count, -1, -1)).astype(np.int64))
    found = [
        summary.table(
            unit=base.unit, convention=base.convention, log_intervals=False,
            start=settings.start, calibration_end=int(day),
        )
        for day in days[days >= max(first, settings.start or first)]
    ]  # fmt: skip
    known = [(day, table) for day, table in zip(days[-len(found) :], found) if len(table.x)]
    x, recency, age = (
        np.array([getattr(table, name)[0] for _, table in known], np.float64)
        for name in ("x", "t_x", "t")
    )
    facts = {
        role: {name: np.repeat(column[place], len(known)) for name, column in columns.items()}
        for role, columns in model._facts(base, "purchase", "attrition").items()
    }
    alive = model.purchases.p_alive(x, recency, age, **facts)
    when = np.array([day for day, _ in known], np.int64).astype("datetime64[D]")
    columns = {"frequency": x.astype(np.int64), "recency": recency, "age": age}
    return {"day": when, **columns, "p_alive": alive}


__all__ = ["history"]
