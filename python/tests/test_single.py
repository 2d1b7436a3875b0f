"""One customer at a time: the figures of the columns, bit for bit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from habitue import ArgumentError, DataError
from habitue.lifetime import BgNbd, GammaGamma, ParetoNbd

HISTORY = [(2, 30.43, 38.86), (0, 0.0, 38.86), (26, 30.86, 31.0)]
MODELS = [BgNbd(0.243, 4.414, 0.793, 2.426), ParetoNbd(0.553, 10.58, 0.606, 11.67)]
ASKED: dict[str, dict[str, Any]] = {
    "p_alive": {},
    "expected_purchases": {"t": 39.0, "start": 3.0},
    "p_purchases": {"n": 2, "t": 39.0},
    "p_at_least": {"n": 2, "t": 39.0},
    "p_no_purchase": {"t": 39.0},
    "discounted_purchases": {"rate": 0.01},
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: type(model).__name__)
@pytest.mark.parametrize("question", list(ASKED))
def test_the_bits_are_those_of_the_columns(model: Any, question: str) -> None:
    ask = model.single(question, **ASKED[question])
    columns = getattr(model, question)(*zip(*HISTORY), **ASKED[question])
    assert [ask(*one) for one in HISTORY] == columns.tolist()


def test_values_need_spend() -> None:
    spend, model = GammaGamma(6.25, 3.74, 15.44), MODELS[0]
    settings = {"rate": 0.01, "horizon": 52.0, "margin": 0.3}
    ask = model.single("lifetime_value", spend=spend, **settings)
    paid = [22.35, 0.0, 41.0]
    columns = model.lifetime_value(*zip(*HISTORY), spend, mean_spend=paid, **settings)
    found = [ask(*one, mean) for one, mean in zip(HISTORY, paid)]
    assert found == columns.tolist()
    with pytest.raises(ArgumentError, match="spend"):
        model.single("lifetime_value", rate=0.01)
    with pytest.raises(ArgumentError, match="spend"):
        model.single("p_alive", spend=spend)


def test_what_cannot_be_is_refused_by_name() -> None:
    ask = MODELS[0].single("p_alive")
    for bad, name in (((-1, 0.0, 1.0), "frequency"), ((1, 9.0, 2.0), "t_x|recency")):
        with pytest.raises(DataError, match=name):
            ask(*bad)
    with pytest.raises(ArgumentError, match="recency"):
        ask(1, "late", 2.0)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="question"):
        MODELS[0].single("alive")  # type: ignore[arg-type]
    with pytest.raises(Exception, match="n: is missing"):
        MODELS[0].single("p_purchases", t=3.0)
    # It goes on after a refusal.
    assert ask(2, 30.43, 38.86) == MODELS[0].p_alive([2], [30.43], [38.86])[0]


def test_threads_share_it() -> None:
    ask = MODELS[0].single("expected_purchases", t=39.0)
    expected = [ask(x, 0.5 * x, 40.0) for x in range(60)]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(20):
            assert list(pool.map(lambda x: ask(x, 0.5 * x, 40.0), range(60))) == expected
