"""Examples of results that no function of functions.toml gives, by module and class; read by
`records.py`. (Those of a class that a module by hand extends stand there.)"""

from __future__ import annotations

EXAMPLES: dict[str, str] = {
    "fit_quality.ComparedModel": """
>>> from habitue.fit_quality import Comparison
>>> from habitue.lifetime import Nbd
>>> history = [2, 1, 0, 7], [30.4, 1.7, 0.0, 29.4], [38.9] * 4
>>> row = Comparison.fit(*history, models=[Nbd]).rows[0]
>>> row.name, row.parameters, row.failure, round(row.aic, 2)
('NBD', 2, None, 75.53)""",
    "fit_quality.Correlation": """
>>> from habitue import fit_quality
>>> found = fit_quality.frequency_spend([1, 2, 3, 4], [10.0, 40.0, 20.0, 30.0]).spearman
>>> round(found.coefficient, 6), round(found.p_value, 6)
(0.4, 0.6)""",
    "fit_quality.NestedTest": """
>>> from habitue.fit_quality import Comparison
>>> from habitue.lifetime import BgNbd, Nbd
>>> history = [2, 1, 0, 7], [30.4, 1.7, 0.0, 29.4], [38.9] * 4
>>> found = Comparison.fit(*history, models=[Nbd, BgNbd]).nested_tests[0]
>>> found.restricted, found.general, round(found.test.p_value, 3)
('NBD', 'BG/NBD', 0.448)""",
    "gaps.DimensionGap": """
>>> from habitue.gaps import ServiceQuality
>>> from habitue.survey import Answers, Question, Questionnaire, Scale
>>> asked = Questionnaire([Question(name, Scale.points(1, 7)) for name in ("e", "p")])
>>> answers = Answers(asked, {"e": [6, 7, None], "p": [5, 5, 6]})
>>> found = ServiceQuality.of(answers, [[("e", "p")]], points=[1]).dimensions[0]
>>> found.gap.mean, found.perception.mean, found.missing_pairs
(-1.5, 5.0, 1)""",
    "gaps.PenaltyReward": """
>>> from habitue import gaps
>>> price, overall = [1, 3, 5] * 40, [1.0, 4.0, 4.5] * 40
>>> found = gaps.penalty_reward([price], overall, low_at_most=1, high_at_least=5)[0]
>>> found.kind, found.low, found.high, round(found.range, 6)
('basic', 40, 40, 3.5)""",
    "structure.ConstructIndex": """
>>> from habitue.structure import Construct, PathFit, PathModel
>>> from habitue.survey import Moments
>>> known = Moments.from_correlations(
...     ["a", "b"], 100, [5.0, 6.0], [1.0, 2.0], [[1.0, 0.5], [0.5, 1.0]], ranges=[(0, 10)] * 2
... )
>>> model = PathModel([Construct("x", ["a"]), Construct("y", ["b"])], [("x", "y")])
>>> found = PathFit.of(model, known).index("y")
>>> found.value, found.sd, found.weights.tolist()
(60.0, 20.0, [1.0])""",
    "structure.Estimate": """
>>> from habitue.structure import Construct, PathBootstrap, PathModel
>>> from habitue.survey import Answers, Question, Questionnaire, Scale
>>> asked = Questionnaire([Question(name, Scale.points(1, 10)) for name in "ay"])
>>> answers = Answers(asked, {"a": [1, 3, 5, 7, 9], "y": [1, 4, 5, 6, 10]})
>>> model = PathModel([Construct("offer", ["a"]), Construct("outcome", ["y"])],
...                   [("offer", "outcome")])
>>> drawn = PathBootstrap.of(model, answers, missing="listwise", samples=100)
>>> found = drawn.read("r squared")
>>> round(found["outcome"].value, 3), found["offer"].value
(0.935, None)""",
    "structure.SegmentDifference": """
>>> from habitue.structure import Construct, PathModel, SegmentComparison
>>> from habitue.survey import Answers, Question, Questionnaire, Scale
>>> asked = Questionnaire([Question(name, Scale.points(1, 10)) for name in "ay"])
>>> young = Answers(asked, {"a": [1, 3, 5, 7, 9], "y": [1, 4, 5, 6, 10]})
>>> old = Answers(asked, {"a": [1, 3, 5, 7, 9], "y": [10, 6, 5, 4, 1]})
>>> model = PathModel([Construct("offer", ["a"]), Construct("outcome", ["y"])],
...                   [("offer", "outcome")])
>>> compared = SegmentComparison.of(model, young, old, missing="listwise", permutations=99)
>>> found = compared.read("paths")["offer", "outcome"]
>>> round(found.first, 3), round(found.second, 3)
(0.967, -0.967)""",
}
"""As doctest has them."""
