"""Long calls say how far they have come, and stop when they are asked to."""

from __future__ import annotations

import signal

import pytest

import habitue
from habitue import _library, _question
from habitue.lifetime import BgNbd

# Histories that take the fit a few iterations.
X = [2, 1, 0, 0, 7, 1, 0, 2, 0, 5]
T_X = [30.43, 1.71, 0.0, 0.0, 29.43, 5.0, 0.0, 35.71, 0.0, 24.43]
T = [38.86, 38.86, 38.86, 38.86, 38.86, 38.86, 38.86, 38.86, 38.86, 38.86]


def test_progress_is_heard():
    heard = []
    BgNbd.fit(X, T_X, T, progress=lambda done, total: heard.append((done, total)))
    assert len(heard) > 1
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


def test_false_cancels():
    with pytest.raises(habitue.CancelledError) as caught:
        BgNbd.fit(X, T_X, T, progress=lambda done, total: False)
    assert caught.value.code == 401


def test_what_a_listener_raises_ends_the_call():
    def report(done: int, total: int) -> None:
        raise LookupError("of the listener")

    with pytest.raises(LookupError, match="of the listener"):
        BgNbd.fit(X, T_X, T, progress=report)


def test_control_c_ends_the_call():
    calls = []

    def report(done: int, total: int) -> None:
        calls.append(done)
        signal.raise_signal(signal.SIGINT)

    # A runner in the background inherits an ignored interrupt; this one is not.
    inherited = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            BgNbd.fit(X, T_X, T, progress=report)
        assert len(calls) == 1
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, inherited)


def test_an_ignored_interrupt_stays_ignored():
    inherited = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        BgNbd.fit(X, T_X, T, progress=lambda _done, _total: signal.raise_signal(signal.SIGINT))
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, inherited)


def test_few_rows_are_answered_where_they_are_asked(monkeypatch):
    """Without a thread that a listener could stop, unless there is one, or many rows."""
    told = []

    class Noted(_library.Job):
        def __init__(self, *how, **more):
            super().__init__(*how, **more)
            told.append(bool(self._as_parameter_.contents.progress))

    monkeypatch.setattr(_question, "Job", Noted)
    model = BgNbd(0.243, 4.414, 0.793, 2.426)
    few = model.p_alive(X, T_X, T)
    heard = []
    again = model.p_alive(X, T_X, T, progress=lambda done, total: heard.append((done, total)))
    many = model.p_alive(X * 300, T_X * 300, T * 300)
    assert told == [False, True, True] and heard[-1] == (10, 10)
    assert few.tolist() == again.tolist() == many[:10].tolist()
    with pytest.raises(habitue.DataError) as caught:
        model.p_alive(X, [-1.0, *T_X[1:]], T)
    assert caught.value.row == 0
