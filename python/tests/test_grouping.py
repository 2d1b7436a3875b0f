"""Groups of customers: scores, and the segments of as many scores as the table has."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from cdnow_frames import FRAMES

from habitue import ArgumentError, CustomerBase, DataError
from habitue.value import Segment, SegmentTable


def test_segments_are_of_as_many_scores_as_the_table_or_the_caller_says() -> None:
    made = CustomerBase.from_transactions(FRAMES["dict"], amount="amount")

    def of(frame: dict[str, np.ndarray], *names: str) -> list[list[object]]:
        return [np.asarray(frame[name]).tolist() for name in names]

    every = ("r", "f", "m", "segment")
    assert of(made.segments(bins=5), *every) == of(made.segments(), *every)
    two, scores = made.segments("eight", bins=2), made.rfm(bins=2)
    assert of(two, "r", "f", "m") == of(scores, "r", "f", "m")
    high = (scores["r"] == 2) & (scores["f"] == 2) & (scores["m"] == 2)
    assert high.any() and ((two["segment"] == "important to value") == high).all()
    best = Segment("best", "最好", [((3, 3), (2, 2), (1, 4))])
    table = SegmentTable.first_match([best], (3, 2, 4))
    assert table.bins == (3, 2, 4) and SegmentTable.eight(3, 2).bins == (3, 3, 3)
    found = made.segments(table)
    assert ((found["segment"] == "best") == ((found["r"] == 3) & (found["f"] == 2))).all()
    assert max(found["m"]) == 4 and set(found["segment"]) == {"best", "others"}
    with pytest.raises(DataError, match="bins: is 4, but 'recency_frequency' is a table of quint"):
        made.segments(bins=4)
    with pytest.raises(DataError, match="without it these count"):
        made.segments(table, bins=5)


def test_segments_of_pymc_marketing_are_its_cells() -> None:
    table = SegmentTable.pymc()
    scores = np.array([(r, f, m) for r in range(1, 5) for f in range(1, 5) for m in range(1, 5)])
    found = table._assign(*scores.astype(np.int32).T)
    named = {
        "".join(map(str, cell)): table.names[at - 1] for cell, at in zip(scores, found.segment)
    }
    # As its documentation has them; 46 of 64 cells are named.
    assert named["444"] == "Premium Customer" and named["244"] == "Repeat Customer"
    assert named["414"] == "Top Spender" and named["222"] == "At Risk Customer"
    assert named["111"] == "Inactive Customer" and named["441"] == named["242"] == "Other"
    assert found.customers.tolist() == [8, 7, 13, 11, 7, 18]
    made = CustomerBase.from_transactions(FRAMES["dict"], amount="amount")
    segments, rfm = made.segments("pymc"), made.rfm(bins=4)
    cells = zip(rfm["r"].tolist(), rfm["f"].tolist(), rfm["m"].tolist())
    assert segments["segment"].tolist() == [named["".join(map(str, cell))] for cell in cells]
    with pytest.raises(DataError, match="'pymc' is a table of quartiles"):
        made.segments("pymc", bins=5)


def columns(base: CustomerBase[Any]) -> dict[str, Any]:
    frame = base._kind.collected(base.to_frame())
    return {name: frame[name] for name in ("frequency", "recency", "spend")}


@pytest.mark.parametrize("kind", FRAMES)
def test_purchases_are_the_rows_that_count(kind: str) -> None:
    made = CustomerBase.from_transactions(FRAMES[kind], amount="amount", end="1997-12-31")
    again = CustomerBase.from_transactions(made.purchases(), amount="amount", end="1997-12-31")
    assert again.audit.used == again.audit.rows == made.audit.used
    assert again.audit.money_used == made.audit.money_used
    of, then = (
        {name: np.asarray(of) for name, of in columns(base).items()} for base in (made, again)
    )
    assert all((of[name] == then[name]).all() for name in ("frequency", "recency", "spend"))
    one = made._kind.collected(made.purchases(list(made)[3]))
    days = np.asarray(one["date"]).astype("datetime64[D]")
    assert (np.diff(days) >= 0).all() and len(np.unique(days)) == of["frequency"][3] + 1
    with pytest.raises(DataError, match="is no customer of the base"):
        made.purchases("nobody")


def test_purchases_of_hours_and_without_amounts() -> None:
    sales = {
        "customer": ["b", "a", "a"],
        "date": ["2024-01-05 08:00", "2024-01-06 07:30", "2024-01-05 09:30"],
    }
    found = CustomerBase.from_transactions(sales, convention="hourly", unit="hour").purchases()
    assert list(found) == ["customer", "date"] and found["customer"].tolist() == ["a", "a", "b"]
    assert found["date"].astype(str).tolist()[0] == "2024-01-05T09:30:00"
    known = {"customer": [7], "frequency": [2], "recency": [30.4], "T": [38.9]}
    with pytest.raises(ArgumentError, match="holds no transactions"):
        CustomerBase.from_summary(known, unit="week").purchases()
