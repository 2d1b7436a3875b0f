"""Writes survey_raw_synthetic.csv: 1,200 invented answers as a survey tool exports them.

Labels in two languages, N/A marks, zeros that no scale has, an item that was asked in the negative
(slow), a question of several options and an open answer. Nobody gave these answers. Same seed, same
file:

    python3 examples/data/make_survey_raw_synthetic.py
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

ROWS = 1200
LABELS = {
    5: ["Very satisfied", "VERY SATISFIED", "非常满意"],
    4: ["Satisfied", "满意", "4"],
    3: ["Neither", "一般", "3"],
    2: ["Dissatisfied", "不满意", "2"],
    1: ["Very dissatisfied", "非常不满意", "1"],
}
# What each item takes of the mood of a respondent, and its level.
ITEMS = {
    "expectations": (0.5, 3.6),
    "range": (0.9, 3.5),
    "delivery": (1.1, 3.1),
    "slow": (1.0, 3.4),
    "price": (0.8, 2.9),
    "ideal": (1.0, 3.3),
    "complaints": (0.6, 3.7),
    "again": (0.9, 3.4),
}
HEADER = [
    "respondent", "month", "segment", "region", *ITEMS, "overall", "repurchase", "recommend",
    "channels", "comment",
]  # fmt: skip


def label(draw: random.Random, level: float) -> str:
    """A level as people write it, or no answer."""
    mark = draw.randrange(50)
    if mark < 3:
        return ("N/A", "0", "")[mark]
    return draw.choice(LABELS[min(5, max(1, round(level)))])


def rows() -> list[list[str]]:
    """The answers."""
    draw = random.Random(17)
    made = []
    for respondent in range(1, ROWS + 1):
        month = draw.choice(["2025-01", "2025-02", "2025-03"])
        segment = draw.choices(["retail", "企业", "online"], [0.6, 0.3, 0.1])[0]
        region = draw.choices(["north", "south", "island"], [0.55, 0.435, 0.015])[0]
        mood = draw.gauss(0, 0.8)
        mood += {"2025-01": -0.15, "2025-02": 0.0, "2025-03": 0.25}[month]
        mood += {"retail": 0.1, "企业": -0.45, "online": 0.2}[segment]
        levels = {
            item: mean + weight * mood + draw.gauss(0, 0.7)
            for item, (weight, mean) in ITEMS.items()
        }
        overall = 3.3 + 0.5 * (levels["delivery"] - 3.1) + 0.3 * (levels["price"] - 2.9) + mood / 3
        levels["slow"] = 6 - levels["slow"]  # asked in the negative
        answers = [label(draw, level) for level in levels.values()]
        recommend = min(10, max(0, round(7 + 1.6 * mood + draw.gauss(0, 1.4))))
        repurchase = min(1.0, max(0.0, round(0.6 + 0.2 * mood + draw.gauss(0, 0.15), 1)))
        uses = [name for name, share in (("app", 0.5), ("shop", 0.6), ("phone", 0.2)) if draw.random() < share]
        comment = draw.choice(["", "", "fine", "太慢了", f"order {draw.randrange(9000)} came late"])
        made.append([
            str(respondent), month, segment, region, *answers,
            label(draw, overall + draw.gauss(0, 0.4)),
            "" if draw.random() < 0.04 else str(repurchase),
            "" if draw.random() < 0.03 else str(recommend),
            "; ".join(uses), comment,
        ])  # fmt: skip
    return made


if __name__ == "__main__":
    target = Path(__file__).with_name("survey_raw_synthetic.csv")
    with target.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(HEADER)
        lines.writerows(rows())
