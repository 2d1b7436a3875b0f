"""Groups of customers: scores, and the segments of as many scores as the table has."""

from __future__ import annotations

import numpy as np
import pytest
from cdnow_frames import FRAMES

from habitue import CustomerBase, DataError
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
