"""Weighted shares, promoter scores and alpha, differences of shares, and the reading of labels."""

import pickle

import numpy as np
import pytest

import habitue
from habitue.satisfaction import MeanCounts, PromoterScore, ShareCounts, TopBox
from habitue.survey import (
    Answers,
    Moments,
    Question,
    Questionnaire,
    Reliability,
    Scale,
)


def one(values, weights=None, scale=None):
    questionnaire = Questionnaire([Question("q", scale or Scale.points(0, 10))])
    return Answers(questionnaire, {"q": np.asarray(values, float)}, weights=weights)


def svymean(indicator, weights):
    """Mean and standard error as R's survey package has them, without replacement aside."""
    n, total = len(weights), weights.sum()
    mean = (weights * indicator).sum() / total
    return mean, np.sqrt(n / (n - 1) * ((weights * (indicator - mean)) ** 2).sum()) / total


def test_weighted_shares_and_promoter_scores_linearise():
    rng = np.random.default_rng(5)
    values = rng.integers(0, 11, 400).astype(float)
    weights = np.where(values > 7, rng.choice([1.0, 5.0], 400), 1.0)
    answers = one(values, weights)
    share, error = svymean((values >= 9).astype(float), weights)
    found = TopBox.of(answers, "q", 2)
    assert found.share == pytest.approx(share, rel=1e-14)
    assert found.standard_error == pytest.approx(error, rel=1e-12)
    assert found.effective_n == pytest.approx(share * (1 - share) / error**2, rel=1e-12)
    score, error = svymean((values >= 9) * 1.0 - (values <= 6), weights)
    found = PromoterScore.of(answers, "q", detractor_at_most=6, promoter_at_least=9, method="wald")
    assert found.score == pytest.approx(100 * score, rel=1e-12)
    assert found.standard_error == pytest.approx(100 * error, rel=1e-12)


def test_shares_differ_by_the_score_test():
    before, after = (
        TopBox.of(one([10.0] * hits + [0.0] * (10 - hits)), "q", 1) for hits in (0, 3)
    )
    found = before.difference(after)
    # Miettinen and Nurminen: z² is Pearson's chi-square times 19/20.
    assert found.p_value == pytest.approx(0.06708504941905068, rel=1e-10)
    assert found.difference == pytest.approx(0.3)
    assert found.interval.low < 0 < found.interval.high
    # Newcombe (1998), table II: 9 of 10 less 3 of 10, method 6.
    nine = TopBox.of(one([10.0] * 9 + [0.0]), "q", 1)
    found = after.difference(nine)
    assert (round(found.interval.low, 4), round(found.interval.high, 4)) == (0.17, 0.8406)


def test_counts_of_an_earlier_version_are_refused():
    counts = ShareCounts.of(one([10.0, 0.0, 3.0]), "q", 2)
    maker, (data,) = counts.__reduce__()
    assert maker(data) == counts == pickle.loads(pickle.dumps(counts))
    with pytest.raises(habitue.DataError, match="damaged") as caught:
        maker(data[:-8])
    assert caught.value.kind == "corrupt bytes"
    with pytest.raises(habitue.DataError, match="of another measure, not of MeanCounts"):
        MeanCounts.from_bytes(data)


def test_alpha_of_weighted_answers_has_a_wider_interval():
    rng = np.random.default_rng(3)
    mood = rng.normal(size=150)
    values = np.clip(np.round(5.5 + 2 * (mood[:, None] + rng.normal(size=(150, 4)) * 0.7)), 1, 10)
    questionnaire = Questionnaire([Question(f"q{i}", Scale.points(1, 10)) for i in range(4)])
    weights = np.where(np.arange(150) < 15, 10.0, 1.0)

    def alpha(weights):
        answers = Answers(questionnaire, values, weights=weights)
        return Reliability.of(Moments.of(answers, missing="listwise"), range(4))

    plain, equal, weighted = alpha(None), alpha(np.full(150, 7.0)), alpha(weights)
    width = lambda found: (found.interval.high - found.interval.low) / (1 - found.alpha)  # noqa: E731
    assert width(equal) == pytest.approx(width(plain), rel=1e-12)
    assert width(weighted) > 1.3 * width(plain)


def test_labels_numbers_and_markers_of_a_file():
    questionnaire = Questionnaire(
        [Question("overall", Scale.balanced_five()), Question("price", Scale.points(1, 10))]
    )
    data = "overall;price;w\nVery Satisfied;７;1,5\n 非常满意 ;n/a;1\n<NA>;10,0;0,25\n".encode()
    answers = Answers.read_csv(data, questionnaire, weight="w", delimiter=";")
    assert answers.column("overall")[:2].tolist() == [5, 5]
    assert answers.missing.tolist() == [1, 1]
    assert answers.column("price")[[0, 2]].tolist() == [7, 10]
    with pytest.raises(habitue.DataError, match="^line 3, price: often is not a number") as caught:
        Answers.read_csv(b"price,overall\n7,3\noften,3\n", questionnaire)
    assert caught.value.row == 3
    with pytest.raises(habitue.DataError, match="overall is not in the header; allowed: price, x"):
        Answers.read_csv(b"\xef\xbb\xbfprice,x\n7,3\n", questionnaire)


def test_a_blank_cell_is_no_nameless_level():
    questionnaire = Questionnaire([Question("q", Scale.levels({1: 0, 2: 60, 3: 100}))])
    answers = Answers.read_csv(b"id,q\na,\nb,2\n", questionnaire)
    assert answers.missing.tolist() == [1]
