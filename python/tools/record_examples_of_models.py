"""Examples of the results of models, studies and summaries, as `record_examples.py` has the others;
read by `records.py`."""

from __future__ import annotations

FORTY = """
>>> from habitue.study import Study
>>> from habitue.summary import Summary
>>> summary = Summary()
>>> for customer in range(40):
...     days = range(19_000, 19_366, customer + 9)
...     summary.push([customer] * len(days), list(days))
>>> study = Study(summary, futures=100)
"""
"""A study of forty customers, each of whom buys like clockwork."""

EXAMPLES: dict[str, str] = {
    "study.KeyFigure": FORTY
    + """>>> figure = study.key_figures["base.purchases"]
>>> figure.name, figure.value == sum(len(range(0, 366, n + 9)) for n in range(40))
('base.purchases', True)
""",
    "study.Gauge": FORTY
    + """>>> lost = study.verdict().checks["rows"].gauge
>>> lost.value, lost.sound, lost.care, lost.better
(0.0, 0.01, 0.05, 'lower')
""",
    "study.Check": FORTY
    + """>>> rows = study.verdict().checks["rows"]
>>> rows.grade, rows.title, rows.figures["lost"].value
('sound', 'No row lost', 0.0)
""",
    "study.Withheld": FORTY
    + """>>> chance = study.verdict().withheld["chance"]
>>> chance.reason, chance.release
('subscription', 'contract_models')
""",
    "study.Verdict": FORTY
    + """>>> verdict = study.verdict()
>>> verdict.overall, verdict.text  # each of them buys like clockwork
('not_to_be_used', 'These are subscriptions. Ask the contract models.')
>>> sorted(verdict.checks)
['gaps', 'leaving', 'ranking', 'rows', 'spend', 'totals']
>>> verdict.first_day, verdict.last_day
(datetime.date(2022, 1, 8), datetime.date(2023, 1, 7))
""",
    "lifetime.FitReport": """
>>> from habitue.contract import Sbg
>>> report = Sbg.fit([1] * 8, range(8), [1000, 869, 743, 653, 593, 551, 517, 491]).report
>>> round(report.log_likelihood, 2), report.customers, report.cells, report.ridge
(-1611.16, 1000.0, 8, None)
>>> round(report.aic + 2 * report.log_likelihood, 9)  # two parameters
4.0
""",
    "lifetime.Alternative": """
>>> from habitue.contract import Sbg
>>> report = Sbg.fit([1] * 8, range(8), [1000, 869, 743, 653, 593, 551, 517, 491]).report
>>> [(other.log_likelihood, other.alive) for other in report.alternatives]  # one summit alone
[]
""",
    "contract.LikelihoodRatio": """
>>> from habitue.contract import Bdw, Sbg, likelihood_ratio
>>> cohort = [1] * 8, range(8), [1000, 869, 743, 653, 593, 551, 517, 491]
>>> test = likelihood_ratio(Sbg.fit(*cohort), Bdw.fit(*cohort))
>>> round(test.statistic, 2), test.degrees, round(test.p_value, 5)
(11.69, 1, 0.00063)
""",
    "uncertainty.Estimate": """
>>> from habitue.contract import Sbg
>>> from habitue.uncertainty import Uncertainty
>>> model = Sbg.fit([1] * 8, range(8), [1000, 631, 468, 382, 326, 289, 262, 241])
>>> alpha = Uncertainty.delta(model).parameters()["alpha"]
>>> round(alpha.estimate, 3), round(alpha.standard_error, 4), alpha.method
(0.704, 0.0656, 'delta')
>>> round((alpha.low * alpha.high) ** 0.5, 3)  # symmetric in logarithms
0.704
""",
    "uncertainty.Interval": """
>>> from habitue.contract import Sbg
>>> from habitue.uncertainty import Likelihood
>>> cohort = [1] * 8, range(8), [1000, 631, 468, 382, 326, 289, 262, 241]
>>> alpha = Likelihood(Sbg.fit(*cohort), *cohort).intervals()["alpha"]
>>> round(alpha.low, 3), round(alpha.high, 3)
(0.589, 0.85)
""",
    "covariates.CovariateReport": """
>>> from habitue.covariates import CovariateModel
>>> from habitue.lifetime import Nbd
>>> history = [2, 1, 0, 7, 3, 0], [30.4, 1.7, 0.0, 29.4, 20.0, 0.0], [38.9] * 6
>>> report = CovariateModel.fit(Nbd, *history, purchase={"online": [1, 0, 0, 1, 1, 0]}).report
>>> report.effective_parameters, report.fit.log_likelihood > report.plain.log_likelihood
(3.0, True)
""",
    ".How": """
>>> from habitue.lifetime import BgNbd, How
>>> how: How = {"threads": 2, "weights": [10.0, 1.0]}
>>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
>>> history = [2, 0], [30.43, 0.0], [38.86, 38.86]
>>> round(model.expected_purchases(*history, t=39.0, total=True, **how), 3)
12.455
""",
    ".HowSure": """
>>> from habitue.contract import Sbg
>>> from habitue.lifetime import HowSure
>>> from habitue.uncertainty import Uncertainty
>>> how: HowSure = {"confidence": 0.8}
>>> model = Sbg.fit([1] * 8, range(8), [1000, 631, 468, 382, 326, 289, 262, 241])
>>> Uncertainty.delta(model).survival([0], t=12, **how).confidence
0.8
""",
    ".FitOptions": """
>>> from habitue.lifetime import FitOptions, Nbd
>>> options: FitOptions = {"fixed": {"alpha": 12.0}, "max_iterations": 100}
>>> Nbd.fit([2, 1, 0, 7], [30.4, 1.7, 0.0, 29.4], [38.9] * 4, **options).parameters["alpha"]
12.0
""",
    "simulation.SimulatedPurchases": """
>>> from habitue.lifetime import Nbd
>>> from habitue.simulation import simulate
>>> base = simulate(Nbd(0.8, 10.0), [52.0, 52.0], every_purchase=True)
>>> bought = base.purchases
>>> len(bought.time) - int(base.frequency.sum())  # the first purchases are there, too
2
""",
    "live.Customers": """
>>> from habitue.live import Live
>>> from habitue.summary import Summary
>>> summary = Summary("USD")
>>> summary.push([4711], ["2024-05-01"], [10])
>>> now = Live(summary, "2024-06-30", unit="week").update([4711], ["2024-05-15"], [20])
>>> now.x, now.t_x, now.repeat_spend, now.calibrated
(array([1], dtype=uint32), array([2.]), array([2000]), array([ True]))
""",
    "live.Scores": """
>>> from habitue.lifetime import BgNbd
>>> from habitue.live import Scorer
>>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
>>> scorer = Scorer(model, t=39.0, horizon=52.0, rate=0.003, lowest=[20.0])
>>> scored = scorer.score([2], [30.43], [38.86], [20.0])
>>> scored.p_alive.round(3), scored.expected_purchases.round(3), scored.tier
(array([0.727]), array([1.226]), array([1], dtype=int32))
""",
    "summary.Audit": """
>>> from habitue.summary import Summary
>>> summary = Summary("USD", refunds="net")
>>> summary.push([1, 1, 1, 2], ["2024-01-01"] * 2 + ["2024-01-15", "2024-05-01"], [10, 5, -4, 3])
>>> audit = summary.table("2024-03-31").audit
>>> audit.rows, audit.merged_rows, audit.refund_rows, audit.outside_rows, audit.outside_spend
(4, 1, 1, 1, 300)
""",
    "summary.FileRows": r"""
>>> from habitue.summary import Summary
>>> file = b"customer,date,amount\nbob,2024-03-01,1.00\nann,soon,2.00\n"
>>> fates = Summary("USD").read_csv(file, bad_rows="reject").fates
>>> [(rows.fate, rows.reason, rows.rows, rows.minor) for rows in fates]
[('purchase', None, 1, 100), ('rejected', 'unreadable', 1, 200)]
""",
    "summary.Rejections": r"""
>>> from habitue.summary import Summary
>>> file = b"customer,date,amount\nbob,2024-03-01,1.00\nann,soon,2.00\n"
>>> read = Summary("USD").read_csv(file, bad_rows="reject")
>>> read.rows, read.rejected, read.share_of_rows_lost, read.by_kind
(2, 1, 0.5, {'unreadable': 1})
>>> read.examples[0].row, read.examples[0].column, read.found["delimiter"]
(3, 'date', ('comma', ''))
""",
}
"""As doctest has them."""
