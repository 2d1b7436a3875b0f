"""An analyst's day: from a raw file to index and promoter score by segment and month."""

from __future__ import annotations

import numpy as np
import pytest

import habitue
from habitue.breakdown import Breakdown, multi_select, rake_by
from habitue.structure import KeyDrivers, PathFit, PathModel
from habitue.survey import Answers, Moments, Question, Questionnaire, Reliability, Scale

ITEMS = [f"q{item}" for item in range(1, 11)]
ROWS = 1200
LABELS = {
    5: ["Very satisfied", "VERY SATISFIED", "非常满意"],
    4: ["satisfied", "满意", "4"],
    3: ["Neither", "一般", "3"],
    2: ["dissatisfied", "不满意", "2"],
    1: ["Very dissatisfied", "非常不满意", "1"],
}


def raw(pandas):
    """Labels in two languages, N/A marks, zeros, a reversed item, a multi-select, an open answer."""
    random = np.random.default_rng(17)
    mood = random.normal(size=ROWS)
    codes = {
        item: np.clip(np.round(3.3 + mood + random.normal(size=ROWS)), 1, 5).astype(int)
        for item in ITEMS
    }
    codes["q7"] = 6 - codes["q7"]  # asked in the negative
    frame = {}
    for item, column in codes.items():
        texts = [LABELS[code][random.integers(len(LABELS[code]))] for code in column]
        for row in range(ROWS):
            mark = random.integers(40)
            texts[row] = {0: "N/A", 1: "0", 2: None}.get(mark, texts[row])
        frame[item] = texts
    frame["recommend"] = np.clip(np.round(7 + 2 * mood + random.normal(size=ROWS)), 0, 10)
    frame["segment"] = random.choice(["retail", "企业", "online"], ROWS, p=[0.6, 0.3, 0.1])
    frame["month"] = random.choice(["2025-01", "2025-02", "2025-03"], ROWS)
    frame["channels"] = random.choice(["app; shop", "shop", "phone;app", ""], ROWS)
    frame["comment"] = random.choice(["fine", "太慢了", "n/a", "4"], ROWS)
    return pandas.DataFrame(frame), codes


def test_from_a_raw_frame_to_tables_in_eight_lines():
    pandas = pytest.importorskip("pandas")
    frame, codes = raw(pandas)
    five, population = Scale.balanced_five(), {"retail": 0.5, "企业": 0.3, "online": 0.2}
    groups = ["image", "quality", "value", "satisfaction", "loyalty", "expectation"]
    items = dict(zip(groups, [["q1"], ["q2", "q3"], ["q4"], ["q5", "q6"], ["q8"], ["q9", "q10"]]))

    asked = Questionnaire(
        [*(Question(i, five) for i in ITEMS), Question("recommend", Scale.points(0, 10))]
    )
    answers = Answers(asked, frame, out_of_scale="count")
    answers.set_weights(rake_by(frame, {"segment": population}).weights)
    index = Breakdown.of(answers, frame[["segment", "month"]], index="available case")
    months = Breakdown.of(answers, frame[["month"]], promoter="recommend")
    moments = Moments.of(answers, missing="available case")
    drivers = KeyDrivers.of(moments, "recommend", [i for i in ITEMS if i != "q7"])
    model = PathFit.of(PathModel.ccsi(**items), moments)

    assert len(index) == 9 and not any(index.to_dict()["problem"])
    assert len(months) == 3 and months.to_dict()["used"].sum() == ROWS
    # Zeros are off the scale and counted, marks are missing: both are no answers.
    out = answers.out_of_scale[: len(ITEMS)].sum()
    assert 0 < out == sum((frame[item] == "0").sum() for item in ITEMS)
    given = np.array(
        [[text in LABELS[code] for text, code in zip(frame[i], codes[i])] for i in ITEMS]
    )
    assert (~given).sum() == answers.missing[: len(ITEMS)].sum()
    # The index of the whole, by numpy from the codes.
    segment = frame["segment"].to_numpy()
    weight = np.array([population[one] / (segment == one).mean() for one in segment])
    means = [np.average(c[g], weights=weight[g]) for c, g in zip(codes.values(), given)]
    nps = np.average(
        np.sign((frame["recommend"] >= 9).astype(float) - (frame["recommend"] <= 6)), weights=weight
    )
    whole = Breakdown.of(answers, {}, mean=ITEMS, promoter="recommend").to_dict()["estimate"]
    assert whole[1:] == pytest.approx(means, rel=1e-12)
    assert whole[0] == pytest.approx(100 * nps, rel=1e-12)
    alpha = Reliability.of(moments, ITEMS)
    assert [name for name, turned in zip(alpha.names, alpha.reversed) if turned] == ["q7"]
    assert drivers.johnson.sum() == pytest.approx(drivers.r_squared)
    assert 0 < model.index("satisfaction").value < 100
    ticked = multi_select(frame["channels"])
    assert list(ticked) == ["app", "phone", "shop"]
    with pytest.raises(habitue.DataError, match="not in the population"):
        rake_by(frame, {"segment": {"retail": 0.5, "online": 0.5}})
