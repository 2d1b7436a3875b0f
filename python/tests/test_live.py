"""A purchase arrives: the same figures as the whole scoring."""

from __future__ import annotations

import pickle
import threading
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from habitue import DataError, HabitueError
from habitue.lifetime import BgNbd, GammaGamma
from habitue.live import Live, Scorer
from habitue.summary import Summary
from habitue.value import Cut, Pyramid

UNTIL = 19_499


def dates(*texts: str) -> np.ndarray:
    return np.array(texts, "datetime64[D]")


def log() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(3)
    return (
        random.integers(0, 200, 2000),
        random.integers(19_000, UNTIL + 1, 2000).astype(np.int32),
        random.integers(100, 9000, 2000),
    )


def test_by_day_ends_where_the_night_ends() -> None:
    customers, days, cents = log()
    whole = Summary("EUR")
    whole.push(customers, days, cents, amount_unit="minor")
    table = whole.table(UNTIL, unit="week")
    model, spend = BgNbd(0.243, 4.414, 0.793, 2.426), GammaGamma(6.25, 3.74, 15.44)
    worth = spend.expected_spend(table.x, table.mean_repeat_spend)
    value = model.lifetime_value(
        table.x, table.t_x, table.t, worth, horizon=52.0, rate=0.002, margin=0.3
    )

    half = Summary("EUR")
    half.push(customers[:1000], days[:1000], cents[:1000], amount_unit="minor")
    live = Live(half, UNTIL, unit="week")
    scorer = Scorer(
        model, t=39.0, horizon=52.0, rate=0.002, margin=0.3, spend=spend, lowest=[40.0, 5.0]
    )
    seen = set()
    for row in range(1999, 999, -1):  # the order does not matter
        one = (int(customers[row]), int(days[row]), int(cents[row]))
        if row % 3 == 0:
            score = scorer.rescore(live, *one, amount_unit="minor")
        else:
            if row % 3 == 1:
                now = live.purchase(*one, amount_unit="minor")
            else:
                now = live.update(*([value] for value in one), amount_unit="minor")
            score = scorer.score(now.x, now.t_x, now.t, now.mean_repeat_spend)
        seen.add(int(customers[row]))
    assert len(seen) > 190
    with pytest.raises(HabitueError, match="amount"):
        live.purchase(7, UNTIL, -1)
    with pytest.raises(HabitueError, match="day"):
        live.purchase(7, 2**31 - 1, 1)
    with pytest.raises(HabitueError, match="amount"):
        scorer.rescore(live, 7, UNTIL, -1)
    outside = scorer.rescore(live, 7_000_000, UNTIL + 1, 100)
    assert (outside.calibrated.tolist(), outside.phase.tolist()) == ([False], ["after"])
    again = live.update(customers[:1], days[:1], [0])
    where = np.searchsorted(table.keys, customers[:1])
    assert again.x == table.x[where] and again.t_x == table.t_x[where]
    assert again.calibrated.all() and again.first_spend == table.first_spend[where]
    rows = np.searchsorted(table.keys, np.array(sorted(seen)))
    scores = scorer.score(
        table.x[rows], table.t_x[rows], table.t[rows], table.mean_repeat_spend[rows]
    )
    assert (scores.value == value[rows]).all()
    assert (scores.tier == 1 + (value[rows] < 40.0) + (value[rows] < 5.0)).all()
    assert (scores.p_alive == model.p_alive(table.x, table.t_x, table.t)[rows]).all()
    expected = model.expected_purchases(table.x, table.t_x, table.t, t=39.0)
    assert (scores.expected_purchases == expected[rows]).all()
    last = int(np.searchsorted(table.keys, customers[1000]))
    assert score.value == value[last]


def test_forgotten_twice_delivered_and_moved_on() -> None:
    summary = Summary(None)
    summary.push(["Ada", "Bo"], dates("2024-01-01", "2024-01-05"))
    live = Live(summary, "2024-01-31", unit="day")
    assert live.update(["Ada"], dates("2024-01-11")).t_x == 10.0
    assert live.is_new([7, 7, 8]).tolist() == [True, False, True]
    assert live.forget("Ada") and not live.forget("Ada")
    now = live.update(["Ada", "Bo"], dates("2024-01-21", "2024-01-15"))
    assert now.x.tolist() == [0, 1] and now.t.tolist() == [10.0, 26.0]
    assert now.mean_repeat_spend.tolist() == [0.0, 0.0]
    live.move_to("2024-02-10")
    assert live.update(["Bo"], dates("2024-02-09")).t == 36.0
    assert live.update(["Cy"], dates("2024-03-01")).calibrated.tolist() == [False]
    integers = Summary()
    integers.push([1], [19_000])
    assert Live(integers, 19_100).forget(1)


def test_bad_input_is_named_and_takes_nothing_in() -> None:
    summary = Summary("EUR")
    summary.push([1], dates("2024-01-01"), [100])
    live = Live(summary, "2024-01-31", unit="day")
    with pytest.raises(HabitueError) as failure:
        live.update([1, 1], dates("2024-01-02", "2024-01-03"), [5, -5])
    assert failure.value.row == 1
    with pytest.raises(HabitueError):
        live.update(["Ada"], dates("2024-01-02"), [5])
    assert live.update([1], dates("2024-01-04"), [300]).x.tolist() == [1]
    scorer = Scorer(BgNbd(0.243, 4.414, 0.793, 2.426), t=39.0, horizon=52.0, rate=0.0)
    assert scorer.score([0], [0.0], [3.0], [20.0]).tier.tolist() == [0]
    with pytest.raises(HabitueError) as failure:
        scorer.score([0, 1], [0.0, 9.0], [3.0, 5.0], [20.0, 20.0])
    assert (failure.value.row, failure.value.column) == (1, "t_x")
    with pytest.raises(HabitueError) as failure:
        scorer.score([1], [1.0], [3.0], [float("nan")])
    assert failure.value.column == "mean_spend"
    with pytest.raises(HabitueError):
        Scorer(BgNbd(0.243, 4.414, 0.793, 2.426), t=39.0, rate=0.0)


@pytest.mark.parametrize("text", [False, True])
def test_a_base_that_stops_is_as_one_that_never_did(text: bool) -> None:
    customers, days, cents = log()
    names = [f"客{customer}" if text else int(customer) for customer in customers]

    def send(live: Live, first: int, last: int) -> None:
        for row in range(first, last):
            if row % 50 == 49:
                live.forget(names[row], sequence=row + 1)
            elif row % 3:
                one = (names[row], int(days[row]), int(cents[row]))
                live.purchase(*one, amount_unit="minor", sequence=row + 1)
            else:
                column = ([names[row]], days[row : row + 1], cents[row : row + 1])
                live.update(*column, amount_unit="minor", sequence=row + 1)

    kept, stopped = (Live(Summary("EUR"), UNTIL - 100, unit="week") for _ in range(2))
    send(kept, 0, 600)
    for snapshot, lost in ((100, 130), (130, 131), (400, 420), (600, 600)):
        send(stopped, max(0, stopped.sequence - 7), snapshot)
        saved = stopped.to_bytes()
        send(stopped, snapshot, lost)
        stopped = pickle.loads(pickle.dumps(Live.from_bytes(saved)))
        assert (stopped.sequence, stopped.currency) == (snapshot, "EUR")
    assert stopped.to_bytes() == kept.to_bytes()
    with pytest.raises(DataError, match="sequence"):
        stopped.purchase(names[0], UNTIL, 1, sequence=602)
    whole = Summary("EUR")
    for row in range(600):
        if row % 50 == 49:
            whole.erase(names[row])
        else:
            whole.push([names[row]], days[row : row + 1], cents[row : row + 1], amount_unit="minor")
    assert stopped.to_summary().to_bytes() == whole.to_bytes()
    table, expected = stopped.table(), whole.table(UNTIL - 100, unit="week")
    for name, column in expected.columns().items():
        assert np.array_equal(table.columns()[name], column), name
    assert table.audit == expected.audit
    now = stopped.read(table.keys)
    assert np.array_equal(now.x, table.x) and np.array_equal(now.t_x, table.t_x)
    assert np.array_equal(now.mean_repeat_spend, table.mean_repeat_spend)
    again = pickle.loads(pickle.dumps(whole))
    assert again.currency == "EUR" and again.to_bytes() == whole.to_bytes()
    for broken in (saved[:-1], b"", saved[:40] + bytes([saved[40] ^ 1]) + saved[41:]):
        with pytest.raises(DataError):
            Live.from_bytes(broken)
    with pytest.raises(DataError, match="of a live summary, not of a summary"):
        Summary.from_bytes(saved)


def test_numbers_are_remembered_within_bounds() -> None:
    live = Live(Summary("EUR"), UNTIL)
    assert live.is_new([1, 2, 3, 1], remember=2).tolist() == [True, True, True, True]
    again = Live.from_bytes(live.to_bytes())
    assert again.is_new([3, 1, 2]).tolist() == [False, False, True]


def test_a_scorer_is_one_artefact(tmp_path: Path) -> None:
    window = {"calibration_end": UNTIL, "unit": "week"}
    model = BgNbd(0.243, 4.414, 0.793, 2.426)
    spend = GammaGamma(6.25, 3.74, 15.44)
    cuts = Pyramid("abc").cuts([900.0, 200.0, 150.0, 90.0, 40.0, 10.0, 5.0, 3.0, 2.0, 1.0])
    scorer = Scorer(
        model, t=39.0, horizon=52.0, rate=0.002, spend=spend, cuts=cuts, window=window,
        currency="EUR",
    )  # fmt: skip
    scorer.save(tmp_path / "scorer")
    for loaded in (Scorer.load(tmp_path / "scorer"), pickle.loads(pickle.dumps(scorer))):
        assert loaded == scorer and hash(loaded) == hash(scorer)
        histories = ([2, 0], [30.43, 0.0], [38.86, 38.86], [20.0, 0.0])
        first, second = loaded.score(*histories), scorer.score(*histories)
        assert first.value.tobytes() == second.value.tobytes()
        assert np.array_equal(first.tier, cuts.assign(first.value).tier)

    def base(currency: str | None = "EUR", **counted: str) -> Live:
        summary = Summary(currency)
        summary.push([7], [UNTIL - 50], None if currency is None else [5])
        return Live(summary, UNTIL, **counted)

    assert scorer.rescore(base(), 7, UNTIL, 20).calibrated.tolist() == [True]
    for other in (base("USD"), base(None), base(unit="day"), base(convention="lifetimes")):
        with pytest.raises(HabitueError, match="live"):
            scorer.rescore(other, 7, UNTIL, 20 if other.currency else 0)
        assert other.sequence == 0
    with pytest.raises(HabitueError, match="lowest"):
        Scorer(model, t=1.0, horizon=52.0, rate=0.0, lowest=[5.0], cuts=cuts)
    with pytest.raises(HabitueError, match="calibration"):
        Scorer(model, t=1.0, horizon=52.0, rate=0.0, window={"unit": "week"})
    with pytest.raises(HabitueError, match="'until'"):
        Scorer(model, t=1.0, horizon=52.0, rate=0.0, window={"until": UNTIL})


def test_a_scorer_says_what_it_was_made_from() -> None:
    model, spend = BgNbd(0.243, 4.414, 0.793, 2.426), GammaGamma(6.25, 3.74, 15.44)
    window = {
        "start": date(2023, 1, 5),
        "calibration_end": date(2024, 6, 30),
        "holdout_end": date(2024, 7, 31),
        "unit": "month",
        "convention": "lifetimes",
    }
    scorer = Scorer(
        model,
        t=3.0,
        horizon=12.0,
        rate=0.01,
        margin=0.25,
        spend=spend,
        lowest=[9.0, 4.0],
        window=window,
        currency="EUR",
    )
    for one in (scorer, pickle.loads(pickle.dumps(scorer))):
        assert (one.model, one.spend, one.currency) == (model, spend, "EUR")
        assert (one.t, one.horizon, one.rate, one.margin) == (3.0, 12.0, 0.01, 0.25)
        assert (one.unit, one.window) == ("month", window)
        assert one.cuts == (Cut(9.0, True), Cut(4.0, True))
    again = Scorer(
        one.model, t=one.t, horizon=one.horizon, rate=one.rate, margin=one.margin,
        spend=one.spend, lowest=[cut.value for cut in one.cuts if cut], window=one.window,
        currency=one.currency,
    )  # fmt: skip
    assert again == scorer
    bare = Scorer(model, t=1.0, rate=0.1)
    assert bare.spend is bare.unit is bare.window is bare.currency is bare.cuts is None
    assert bare.horizon == float("inf")


def test_bytes_of_another_kind_are_refused() -> None:
    model = BgNbd(0.243, 4.414, 0.793, 2.426)
    with pytest.raises(DataError, match="are of a model, not of a scorer"):
        Scorer.from_bytes(model.to_bytes())
    with pytest.raises(DataError, match="are of a summary, not of a live summary"):
        Live.from_bytes(Summary("USD").to_bytes())


def test_text_keys_are_purchased_and_scored_like_numbers() -> None:
    scorer = Scorer(BgNbd(0.243, 4.414, 0.793, 2.426), t=39.0, horizon=52.0, rate=0.002)
    named, numbered = (Live(Summary("EUR"), UNTIL) for _ in range(2))
    for day, amount in ((UNTIL - 200, "19.99"), (UNTIL - 90, 5), (UNTIL + 9, 1)):
        now = named.purchase("Ada", day, amount)
        assert repr(now) == repr(numbered.purchase(7, day, amount))
    one = scorer.rescore(named, "Ada", UNTIL - 3, 20)
    other = scorer.rescore(numbered, 7, UNTIL - 3, 20)
    assert repr(one) == repr(other) and one.value[0] > 0
    visits = Live(Summary(), UNTIL)
    assert visits.purchase("Ada", UNTIL - 3).calibrated.tolist() == [True]


def test_threads_share_a_base_and_a_scorer() -> None:
    customers, days, cents = log()
    summary = Summary("EUR")
    summary.push(customers, days, cents, amount_unit="minor")
    live = Live(summary, UNTIL)
    scorer = Scorer(BgNbd(0.243, 4.414, 0.793, 2.426), t=39.0, horizon=52.0, rate=0.002)
    keys = np.unique(customers)
    alone = Scorer.from_bytes(scorer.to_bytes()).read(live, keys).value.tobytes()
    found: list[bytes] = []

    def read() -> None:
        found.extend(scorer.read(live, keys).value.tobytes() for _ in range(50))

    def write() -> None:
        for number in range(500):  # of others, who come and go
            live.purchase(10**6 + number, UNTIL, 1)

    threads = [threading.Thread(target=work) for work in (read, read, write)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) == {alone} and len(found) == 100 and live.sequence == 500
