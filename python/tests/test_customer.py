"""The customer model: facts in, classes out, and what goes with them."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

import habitue
from habitue import _abi, customer


def test_relation_and_importance():
    found = customer.relation(
        own_use=[True, False, True, None, None], resells=[False, True, True, None, None],
        inside=[None, None, None, True, None],
    )  # fmt: skip
    assert list(found.names()) == ["consumer", "channel", "channel", "internal", "unknown"]
    assert list(found.boundary) == [False, False, True, False, False]
    assert "no use is known" in found.missing_of(4)
    found = customer.importance([0.005, 0.01, 0.2, 0.21, None])
    assert list(found.names("zh")) == ["VIP客户", "VIP客户", "重要客户", "普通客户", "未知"]
    assert list(customer.importance([0.1], vip=0.1, important=0.5).codes) == [3]


def test_lifecycle_and_its_events():
    facts = {
        "purchases": [0, 0, 0, 3, 3, 3, None],
        "need": [False, True, None, None, None, None, None],
        "targeted": [None, None, True, None, None, None, None],
        "days_since_last": [None, None, None, 20, 365, 20, None],
        "has_left": [None, None, None, None, None, True, None],
    }
    found = customer.lifecycle(**facts)
    assert list(found.codes) == [1, 2, 3, 4, 5, 6, 0]
    assert found.boundary[4]
    assert customer.lifecycle([2], days_since_last=[9999]).names()[0] == "lost for now"
    final = customer.lifecycle([2], days_since_last=[9999], lost_for_good_after_days=1000)
    assert final.names()[0] == "lost for good"
    after = customer.after_event(
        [_abi.HABITUE_LIFECYCLE_LOST, _abi.HABITUE_LIFECYCLE_TARGET],
        [_abi.HABITUE_EVENT_PURCHASED, _abi.HABITUE_EVENT_DROPPED],
    )
    assert list(after) == [_abi.HABITUE_LIFECYCLE_ACTUAL, _abi.HABITUE_LIFECYCLE_POTENTIAL]
    with pytest.raises(habitue.HabitueError) as caught:
        customer.after_event([4, 1], [5, _abi.HABITUE_EVENT_LAPSED])
    assert caught.value.row == 1


def test_bond_orientation_and_usage():
    found = customer.bond(invites=[True, False], works_together=[False, True])
    assert list(found.names()) == ["reactive", "partnership"]
    assert list(customer.bond(invites=[False], works_together=[True], rule="cumulative").codes) == [1]
    assert customer.bond_suited("many", "low") == (1, 2)
    assert customer.bond_suited("few", "high") == (5, 5)
    found = customer.orientation(
        novelty=[5, 1], leadership=[4, 1], following=[3, 4], weighing=[4, 4], saving=[1, 2]
    )
    assert list(found.names()) == ["lighthouse", "follower"]
    assert list(found.boundary) == [False, True]
    assert list(customer.usage([7, 30, 182, 183, None]).codes) == [4, 3, 2, 1, 0]
    assert list(customer.interval_tiers([1, 2, 3, None], [1, 2])) == [1, 2, 3, 0]


def test_contact_and_win_back():
    found = customer.contact(
        consent=[True, True, True, False, None],
        contacts=[1, 1, 9, 0, 0],
        days_since_contact=[10, 2, 10, None, None],
    )
    assert list(found.codes) == [2, 1, 1, 1, 1]
    assert found.reasons_of(4) == ["consent is not known"]
    near = customer.days_to_birthday([7, 2], [9, 29], datetime.date(2023, 7, 5))
    assert list(near) == [4.0, 239.0]
    assert list(customer.win_back([1100, 1100], near).names()) == [
        "win back now",
        "lapsed, wait for the birthday",
    ]


def test_depth_and_persona():
    per_year, share = customer.relationship_depth([365.25, 0], [2, 1], [1, 0])
    np.testing.assert_array_equal(per_year, [2.0, np.nan])
    np.testing.assert_array_equal(share, [0.5, 0.0])
    tags = [_abi.HABITUE_PERSONA_DEMANDING | _abi.HABITUE_PERSONA_THRIFTY, 1, 0]
    assert customer.persona_counts(tags) == {
        "demanding": 2,
        "hesitant": 0,
        "thrifty": 1,
        "sophisticated": 0,
    }
