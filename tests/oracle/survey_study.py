"""Figures of examples/data/survey_raw_synthetic.csv by numpy alone: index, loyalty, promoter score,
top box and alpha by wave and segment, raked to shares of the segments.

    python3 tests/oracle/survey_study.py > tests/data/survey_study.csv
"""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import numpy as np

DATA = Path(__file__).resolve().parents[2] / "examples/data/survey_raw_synthetic.csv"
LEVELS = {
    "very satisfied": 5, "非常满意": 5, "satisfied": 4, "满意": 4, "neither": 3, "一般": 3,
    "dissatisfied": 2, "不满意": 2, "very dissatisfied": 1, "非常不满意": 1,
} | {str(n): n for n in range(1, 6)}  # fmt: skip
ITEMS = ["expectations", "range", "delivery", "slow", "price", "ideal", "complaints", "again"]
POPULATION = {"retail": 0.5, "企业": 0.3, "online": 0.2}

rows = list(csv.DictReader(DATA.open(encoding="utf-8")))
level = {
    name: np.array([LEVELS.get(row[name].lower(), np.nan) for row in rows], float)
    for name in [*ITEMS, "overall"]
}
level["slow"] = 6 - level["slow"]
number = {
    name: np.array([float(row[name]) if row[name] else np.nan for row in rows])
    for name in ("repurchase", "recommend")
}
segment = np.array([row["segment"] for row in rows])
weight = np.array([POPULATION[own] / (segment == own).mean() for own in segment])


def mean(values: np.ndarray, weights: np.ndarray) -> float:
    there = ~np.isnan(values)
    return float(np.average(values[there], weights=weights[there]))


def alpha(own: np.ndarray) -> tuple[float, int]:
    items = np.array([level[name][own] for name in ITEMS])
    there = ~np.isnan(items).any(axis=0)
    covariance = np.cov(items[:, there], aweights=weight[own][there], ddof=0)
    k = len(ITEMS)
    return k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()), int(there.sum())


def figures(own: np.ndarray) -> dict[str, tuple[float, int]]:
    weights = weight[own]
    scores = [25 * (level[name][own] - 1) for name in ITEMS]
    any_item = ~np.isnan(scores).all(axis=0)
    recommend, overall = number["recommend"][own], level["overall"][own]
    side = np.where(np.isnan(recommend), np.nan, (recommend >= 9) * 1.0 - (recommend <= 6))
    chance = number["repurchase"][own]
    band = np.where(np.isnan(chance), np.nan, 50.0 * (chance >= 0.3) + 50.0 * (chance >= 0.7))
    told = 50.0 * (recommend >= 7) + 50.0 * (recommend >= 9)
    loyal = (25 * (overall - 1) + band + np.where(np.isnan(recommend), np.nan, told)) / 3
    top = np.where(np.isnan(overall), np.nan, overall >= 4)
    count = lambda column: int((~np.isnan(column)).sum())  # noqa: E731
    return {
        "index": (float(np.mean([mean(score, weights) for score in scores])), int(any_item.sum())),
        "loyalty": (mean(loyal, weights), count(loyal)),
        "promoter": (100 * mean(side, weights), count(side)),
        "top_box": (mean(top, weights), count(top)),
        "alpha": alpha(own),
    }


print("by,group,wave,figure,value,used")
for by in ([], ["month"], ["segment"], ["region"], ["segment", "month"]):
    labels = [sorted({row[name] for row in rows}) for name in by]
    for group in itertools.product(*labels):
        own = np.ones(len(rows), bool)
        for name, label in zip(by, group):
            own &= np.array([row[name] == label for row in rows])
        shown = [*group, "", ""][:2]
        for figure, (value, used) in figures(own).items():
            print(",".join([" x ".join(by), *shown, figure, repr(float(value)), str(used)]))
