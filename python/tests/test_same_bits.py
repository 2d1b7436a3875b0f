"""Python and C give the same bits: over CDNOW, and for customers, loyalty and retention."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import relations
import uncertain
from bits import line

from habitue import _library
from habitue.gaps import Scorecard
from habitue.kano import Kano
from habitue.lifetime import BgNbd, GammaGamma
from habitue.satisfaction import Mean, PromoterScore, SatisfactionIndex, TopBox
from habitue.structure import (
    Construct,
    KeyDrivers,
    PathBootstrap,
    PathFit,
    PathModel,
    SegmentComparison,
)
from habitue.summary import Summary
from habitue.survey import (
    Moments,
    Answers,
    Question,
    Questionnaire,
    Reliability,
    Scale,
    omega,
)
from habitue.value import Concentration, Pyramid

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "examples" / "data"


def lifetime() -> list[str]:
    summary = Summary("USD")
    summary.read_csv(
        DATA / "cdnow_sample.csv",
        customer="customer",
        date="date",
        amount="amount",
        integer_keys=True,
    )
    table = summary.table("1997-09-30", holdout_end="1998-06-30", unit="week")
    history = (table.x, table.t_x, table.t)
    model = BgNbd.fit(*history)
    spend = GammaGamma.fit(table.x, table.mean_repeat_spend)
    expected_spend = spend.expected_spend(table.x, table.mean_repeat_spend)
    value = model.lifetime_value(*history, expected_spend, horizon=52.0, rate=0.003, margin=0.5)
    tiers = Pyramid("curry").assign(value)
    concentration = Concentration(value)
    return [
        line("customer", table.keys, np.int64),
        line("x", table.x, np.uint32),
        line("t_x", table.t_x),
        line("T", table.t),
        line("holdout_x", table.holdout_x, np.uint32),
        line("repeat_spend", table.repeat_spend, np.int64),
        line("mean_repeat_spend", table.mean_repeat_spend),
        line("bg_nbd", list(model.parameters.values())),
        line("bg_nbd_standard_errors", list(model.standard_errors.values())),
        line("bg_nbd_log_likelihood", [model.report.log_likelihood]),
        line("gamma_gamma", list(spend.parameters.values())),
        line("gamma_gamma_log_likelihood", [spend.report.log_likelihood]),
        line("p_alive", model.p_alive(*history)),
        line("expected_purchases", model.expected_purchases(*history, t=39.0)),
        line("p_no_purchase", model.p_no_purchase(*history, t=13.0)),
        line("p_one_between", model.p_purchases(*history, n=1, start=13.0, t=39.0)),
        line("expected_spend", expected_spend),
        line("lifetime_value", value),
        line("tier", tiers.tier, np.int32),
        line("tier_shares", [tier.value_share for tier in tiers.statistics]),
        line(
            "concentration",
            [
                concentration.share_of_top(0.2),
                concentration.top_share_giving(0.8),
                concentration.gini("biased"),
            ],
        ),
    ]


def survey() -> list[str]:
    ten = Scale.points(1, 10)
    questions = [
        Question("range", ten, 3.0),
        Question("service", ten, 2.0),
        Question("recommend", Scale.points(0, 10)),
    ]
    path = DATA / "cdnow_survey_synthetic.csv"
    answers = Answers.read_csv(path, Questionnaire(questions), key="customer")
    index = SatisfactionIndex.of(answers, missing="available case")
    top = TopBox.of(answers, "service", 2)
    promoters = PromoterScore.of(answers, "recommend", detractor_at_most=6, promoter_at_least=9)
    bounds = [index.interval.low, index.interval.high]
    return [
        line("satisfaction_index", [index.value, index.standard_error, *bounds]),
        line("top_box", [top.share, top.interval.low, top.interval.high]),
        line("promoter_score", [promoters.score, promoters.standard_error]),
    ]


def shard(questionnaire: Questionnaire, part: int) -> Answers:
    """The rows of the survey with an even or with an odd line."""
    header, *rows = (DATA / "cdnow_survey_synthetic.csv").read_bytes().splitlines(keepends=True)
    return Answers.read_csv(header + b"".join(rows[part::2]), questionnaire)


def structure() -> list[str]:
    ten = Scale.points(1, 10)
    names = ["range", "price", "website", "delivery", "service", "repurchase"]
    dimensions = ["offer"] * 3 + ["service"] * 3
    scales = [ten] * 5 + [Scale.continuous(0, 1)]
    questionnaire = Questionnaire(
        [Question(n, s, dimension=d) for n, s, d in zip(names, scales, dimensions)]
    )
    first, second = shard(questionnaire, 0), shard(questionnaire, 1)
    policy = "available case"
    sums = [Moments.of(part, missing=policy) for part in (first, second)]
    moments = sums[0].merge(sums[1])
    index = SatisfactionIndex.of_moments(moments, questionnaire)
    card = Scorecard.of_moments(moments, questionnaire)
    alpha = Reliability.of(moments, names[:5])
    drivers = KeyDrivers.of(moments, "repurchase", names[:5])
    model = PathModel(
        [
            Construct("offer", names[:3]),
            Construct("service", names[3:5]),
            Construct("loyalty", names[5:]),
        ],
        [("offer", "service"), ("offer", "loyalty"), ("service", "loyalty")],
    )
    fit = PathFit.of(model, moments)
    drawn = {"seed": 7, "threads": 2}
    bootstrap = PathBootstrap.of(model, first, missing=policy, samples=20, **drawn)
    segments = SegmentComparison.of(
        model, first, second, missing=policy, permutations=20, **drawn
    )
    there, absent = (np.floor((first.column(i) + 1) / 2) for i in range(2))
    kano = Kano.of(there, absent, table="strict")
    gap = Mean.of(first.column("delivery") - first.column("service"))
    indices = bootstrap.read("indices", confidence=0.9).values()
    return [
        line("cross_products", list(sums[0].to_bytes()), np.int32),
        line("correlations", moments.correlations.ravel()),
        line("index_of_moments", [index.value, index.standard_error]),
        line("scorecard", [card.total, card.interval.low]),
        line("alpha", [alpha.alpha, alpha.standardised_alpha, alpha.interval.low]),
        line("omega", [omega(moments, names[:5])[0]]),
        line("lmg", drivers.lmg),
        line("johnson", drivers.johnson),
        line("paths", list(fit.paths.values())),
        line("construct_index", [fit.index("offer").value]),
        line(
            "path_standard_errors",
            [path.standard_error for path in bootstrap.read("paths").values()],
        ),
        line("index_lows", [each.interval.low for each in indices]),
        line("segment_p_values", [path.p_value for path in segments.read("paths").values()]),
        line("kano", [kano.better, kano.better_interval.low, kano.functional]),
        line("mean_gap", [gap.mean, gap.standard_error, gap.interval.high]),
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="the programs are linked as on Linux")
@pytest.mark.skipif(shutil.which("c++") is None, reason="no C++ compiler")
@pytest.mark.parametrize(
    ("program", "lines"),
    [
        ("figures", lambda: lifetime() + survey() + structure()),
        ("relations", relations.lines),
        ("uncertainty", uncertain.lines),
    ],
    ids=["figures", "relations", "uncertainty"],
)
def test_python_and_c_give_the_same_bits(tmp_path: Path, program: str, lines) -> None:
    # The library under the name that programs record, beside the program.
    for name in ("libhabitue.so", "libhabitue.so.0"):
        (tmp_path / name).symlink_to(_library.PATH)
    source = ROOT / "tests" / "c" / f"{program}.cpp"
    command = ["c++", "-std=c++11", "-I", ROOT / "include", source, "-o", tmp_path / program]
    command += ["-L", tmp_path, "-lhabitue", f"-Wl,-rpath,{tmp_path}"]
    subprocess.run(command, check=True)
    printed = subprocess.run(
        [tmp_path / program], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert lines() == printed.stdout.splitlines()
