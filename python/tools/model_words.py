"""What the classes of models say of their parameters, and an example of each; `generate_abi.py`
writes them into habitue/_kinds.py and habitue/_contract_kinds.py.

The figures of BG/NBD, Pareto/NBD, BG/BB and Gamma-Gamma are those of the papers, that of NBD and
sBG stand in closed form, the others came out the same by numerical integration.
"""

from __future__ import annotations

RATES = "Shape of the gamma distribution of purchase rates, and its scale in units of time."
LEAVING = "Parameters of the beta distribution of the chance to leave after a purchase."
REGULARITY = "How regular purchases are: intervals are Erlang-k; 1 for purely random ones."
HISTORY = "([2], [30.43], [38.86]"

PARAMETERS: dict[str, tuple[tuple[str, str], ...]] = {
    "BgNbd": (("r, alpha", RATES), ("a, b", LEAVING)),
    "ParetoNbd": (
        ("r, alpha", RATES),
        ("s, beta", "Shape of the gamma distribution of attrition rates, and its scale in units of "
         "time."),
    ),
    "MbgNbd": (("r, alpha", RATES), ("a, b", LEAVING)),
    "Nbd": (("r, alpha", RATES),),
    "BgCnbd": (("r, alpha", RATES), ("a, b", LEAVING), ("k", REGULARITY)),
    "MbgCnbd": (("r, alpha", RATES), ("a, b", LEAVING), ("k", REGULARITY)),
    "GGompertzNbd": (
        ("r, alpha", RATES),
        ("b", "At what rate the hazard of leaving grows, per unit of time."),
        ("s, beta", "Shape and scale of the gamma distribution of the hazard; beta has no unit."),
    ),
    "PdoNbd": (
        ("r, alpha", RATES),
        ("a, b", "Parameters of the beta distribution of the chance to leave at an opportunity."),
        ("tau", "Time between opportunities to leave."),
    ),
    "BgBb": (
        ("alpha, beta", "Parameters of the beta distribution of the chance to buy."),
        ("gamma, delta", "Those of the chance to leave before an opportunity."),
    ),
    "GammaGamma": (
        ("p", "Shape of the gamma distribution of a customer's amounts."),
        ("q, gamma", "Shape of the gamma distribution of their rates, and its scale in units of "
         "the currency; the mean spend is finite for q > 1."),
    ),
    "Sbg": (("alpha, beta", "Parameters of the beta distribution of the churn of customers."),),
    "Bdw": (
        ("gamma, delta", "Parameters of the beta distribution of the churn at the first renewal."),
        ("c", "How churn changes with tenure: it grows for c > 1; with c = 1 it is the sBG."),
    ),
}  # fmt: skip
"""The parameters of each class; all are positive and finite."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "BgNbd": (
        ">>> model = BgNbd(0.243, 4.414, 0.793, 2.426)",
        ">>> model.expected_purchases([2], [30.43], [38.86], t=39.0).round(3)",
        "array([1.226])",
    ),
    "ParetoNbd": (
        ">>> model = ParetoNbd(0.553, 10.578, 0.606, 11.669)",
        ">>> model.expected_purchases([26], [30.857], [31.0], t=52.0).round(2)",
        "array([25.46])",
    ),
    "MbgNbd": (
        ">>> model = MbgNbd(0.525, 6.183, 0.891, 1.614)",
        ">>> model.p_alive([0, 2], [0.0, 30.43], [38.86, 38.86]).round(3)",
        "array([0.39 , 0.706])",
    ),
    "Nbd": (
        ">>> model = Nbd(0.385, 12.072)",
        ">>> model.expected_purchases([2], [30.43], [38.86], t=39.0).round(3)",
        "array([1.826])",
        ">>> round((0.385 + 2) / (12.072 + 38.86) * 39.0, 3)",
        "1.826",
    ),
    "BgCnbd": (
        ">>> model = BgCnbd(0.359, 1.129, 0.523, 2.785, k=3)",
        ">>> model.p_alive([0, 5], [0.0, 40.0], [52.0, 52.0]).round(3)",
        "array([1.   , 0.735])",
    ),
    "MbgCnbd": (
        ">>> model = MbgCnbd(1.329, 2.813, 0.425, 0.79, k=2)",
        ">>> model.p_alive([0, 5], [0.0, 40.0], [52.0, 52.0]).round(3)",
        "array([0.075, 0.743])",
    ),
    "GGompertzNbd": (
        ">>> model = GGompertzNbd(0.8, 8.0, 0.1, 0.5, 2.0)",
        ">>> model.p_alive([2], [30.43], [38.86]).round(3)",
        "array([0.595])",
    ),
    "PdoNbd": (
        ">>> quarterly = PdoNbd(0.55, 10.6, 0.6, 1.2, tau=13.0)",
        ">>> quarterly.p_alive([2, 2], [30.4, 30.4], [38.9, 39.0]).round(3)",
        "array([1.   , 0.842])",
    ),
    "BgBb": (
        ">>> donors = BgBb(1.204, 0.750, 0.657, 2.783)",
        ">>> donors.expected_purchases([6, 0], [6, 0], [6, 6], t=5).round(2)",
        "array([3.75, 0.07])",
    ),
    "GammaGamma": (
        ">>> model = GammaGamma(6.25, 3.74, 15.44)",
        ">>> model.expected_spend([2, 0], [22.35, 0.0]).round(2)",
        "array([24.66, 35.22])",
    ),
    "Sbg": (
        ">>> regular = Sbg(0.704, 1.182)",
        ">>> regular.survival([0], t=12).round(2)",
        "array([0.17])",
    ),
    "Bdw": (
        ">>> high_end = Bdw(0.214, 1.427, 1.724)",
        ">>> high_end.survival([0], t=12).round(3)",
        "array([0.404])",
    ),
}
"""A call of each class, without the import, and what it gives."""
