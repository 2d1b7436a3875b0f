"""Every figure of a survey by group: by segment, wave, dealer, month, or two of them.

Examples
--------
>>> from habitue.breakdown import Breakdown
>>> from habitue.survey import Answers, Question, Questionnaire, Scale
>>> ten = Scale.points(0, 10)
>>> asked = Questionnaire([Question("service", ten), Question("recommend", ten)])
>>> columns = {"service": [9, 7, 8, 6], "recommend": [10, 9, 3, None]}
>>> months = {"month": ["2025-01", "2025-01", "2025-02", "2025-02"]}
>>> table = Breakdown.of(Answers(asked, columns), months, promoter="recommend", mean=["service"])
>>> table.wide()["promoter recommend"].tolist()
[100.0, -100.0]
>>> table.to_dict()["used"].tolist()
[2, 2, 1, 2]
"""

from __future__ import annotations

from .cross_table import CrossTable
from .figures import Asked, Breakdown, Breaks
from .group_tests import GROUP_TESTS, GroupTest, GroupTestMethod, PairedDifference
from .items import best_worst, mean_ranks
from .options import multi_select
from .pairwise import Pairwise
from .raking import rake_by

__all__ = [
    "GROUP_TESTS",
    "Asked",
    "Breakdown",
    "Breaks",
    "CrossTable",
    "GroupTest",
    "GroupTestMethod",
    "PairedDifference",
    "Pairwise",
    "best_worst",
    "mean_ranks",
    "multi_select",
    "rake_by",
]
