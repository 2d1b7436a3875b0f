"""The customer model: facts in, classes out, and what goes with them."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

import habitue
from habitue import _abi, classification, customer, value


def test_relation_and_importance():
    found = customer.relation(
        own_use=[True, False, True, None, None], resells=[False, True, True, None, None],
        inside=[None, None, None, True, None],
    )  # fmt: skip
    assert list(found.names()) == ["consumer", "channel", "channel", "internal", "unknown"]
    assert list(found.boundary) == [False, False, True, False, False]
    assert "no use is known" in found.missing_of(4)
    found = customer.importance([0.005, 0.01, 0.2, 0.21, None])
    assert list(found.names("zh")) == [
        "贵宾型客户（VIP客户）",
        "贵宾型客户（VIP客户）",
        "重要型客户",
        "普通型客户",
        "未知",
    ]
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
    assert list(customer.bond(invites=[False], works_together=[True], rule="cumulative").codes) == [
        1
    ]
    found = customer.orientation(
        novelty=[5, 1], leadership=[4, 1], following=[3, 4], weighing=[4, 4], saving=[1, 2]
    )
    assert list(found.names()) == ["lighthouse", "follower"]
    assert list(found.boundary) == [False, True]
    assert list(customer.usage([7, 30, 182, 366, None]).codes) == [4, 3, 2, 1, 0]
    tiers, boundary = customer.interval_tiers([1, 2, 3, None], [1, 2])
    assert (list(tiers), list(boundary)) == ([1, 2, 3, 0], [True, True, False, False])


def test_which_bond_suits_whom_is_a_table():
    lower, upper = customer.bond_suited(["many", "few", "medium"], ["low", "high", "medium"])
    assert (list(lower), list(upper)) == ([1, 5, 3], [2, 5, 3])
    lower, upper = customer.bond_suited("few", ["low", "medium", "high"])
    assert list(lower) == [3, 4, 5]
    ours = np.ones((3, 3, 2), int)
    ours[0, 2] = 2, 4  # few customers, high margin
    lower, upper = customer.bond_suited(["few", "many"], "high", table=ours)
    assert (list(lower), list(upper)) == ([2, 1], [4, 1])
    ours[1, 1] = 4, 2
    with pytest.raises(habitue.HabitueError) as caught:
        customer.bond_suited(["few"], ["high"], table=ours)
    assert (caught.value.row, caught.value.column) == (8, "table")
    with pytest.raises(habitue.HabitueError, match="'few', 'medium', 'many'"):
        customer.bond_suited(["high"], ["high"])
    with pytest.raises(ValueError, match="3 x 3 x 2"):
        customer.bond_suited("few", "high", table=[1, 2])


def test_one_customer_may_be_single_values():
    found = customer.lifecycle(3, days_since_last=365, has_left=False)
    assert (list(found.names()), list(found.boundary)) == (["lost for now"], [True])
    assert customer.relation(own_use=True).names()[0] == "consumer"
    assert customer.usage(float("nan")).missing_of(0) == ["time between purchases is not known"]


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


def test_breadth():
    assert list(customer.relationship_breadth([0, 2, 0, 0], [31, 31, 7, 31], 3)) == [2, 0, 1]
    lines = ["tea", "tea", "coffee", "tea"]
    assert list(customer.relationship_breadth([0, 2, 0, 0], lines, 3)) == [2, 0, 1]
    with pytest.raises(habitue.HabitueError) as caught:
        customer.relationship_breadth([0, 3], [1, 1], 3)
    assert (caught.value.row, caught.value.column) == (1, "customer")
    with pytest.raises(habitue.HabitueError) as caught:
        customer.relationship_breadth([0, 1], ["tea", None], 3)
    assert (caught.value.row, caught.value.column) == (1, "line")


def test_personas_and_roles_from_facts():
    found = customer.personas(
        complaint_share=[0.2, 0.1, None],
        days_to_decide=[None, 45, 2],
        discount_share=[0.9, 0.1, None],
        category_purchases=[3, 12, 10],
    )
    assert list(found.tags) == [1 + 4, 2 + 8, 8]
    assert list(found.unknown) == [2, 0, 1 + 4]
    assert list(found.boundary) == [1, 0, 8]
    strict = customer.personas(discount_share=[0.9], bounds=(0.2, 30, 0.95, 10))
    assert list(strict.tags) == [0]
    with pytest.raises(habitue.DataError) as caught:
        customer.personas(discount_share=[0.1, 1.5])
    assert (caught.value.row, caught.value.column) == (1, "discount_share")
    who = customer.roles(
        takes=[True, False, True], decides=[None, True, None], on_file=[True, True, False],
        uses=[False, None, True], passes_on=[True, None, False], own_use=[False, None, True],
    )  # fmt: skip
    assert list(who.roles) == [1, 1, 2 + 4 + 8]
    assert list(who.unknown) == [0, 4, 0]
    assert classification.vocabulary("role", "zh")[8] == "最终接受者"


def test_customers_in_the_wider_sense():
    found = customer.relation(
        own_use=[None, True, None, None], partner=[True, True, None, None],
        supply_chain=[None, None, True, None], competes=[None, None, True, True],
    )  # fmt: skip
    assert list(found.names("zh")) == ["合作伙伴", "消费者", "供应链上下游伙伴", "竞争对手"]
    assert list(found.boundary) == [False, False, True, False]


def test_a_weekly_a_monthly_and_a_half_yearly_buyer():
    found = customer.usage([7, 28, 31, 181, 184, 366])
    assert list(found.codes) == [4, 3, 3, 2, 2, 1]
    assert not found.boundary.any()
    assert value.policies(found, "zh")[1] == "提高便利性：开设新店"


def test_depth_and_persona():
    per_year, share = customer.relationship_depth([365.25, 0], [2, 1], [1, 0])
    np.testing.assert_array_equal(per_year, [2.0, np.nan])
    np.testing.assert_array_equal(share, [0.5, 0.0])
    tags = [_abi.HABITUE_PERSONA_DEMANDING | _abi.HABITUE_PERSONA_THRIFTY, 1, 0]
    assert customer.persona_counts(bits=tags) == {
        "demanding": 2,
        "hesitant": 0,
        "thrifty": 1,
        "sophisticated": 0,
    }
    # The same three customers, by codes and names as the vocabulary gives them.
    by_name = customer.persona_counts([[1, "thrifty"], "苛刻的", None])
    assert by_name == customer.persona_counts(bits=tags)
    assert customer.persona_counts([1, 2, 4, 8, 8])["sophisticated"] == 2
    assert list(classification.vocabulary("persona tag")) == [1, 2, 4, 8]
    for bad in (0, 3, 16, "loud", True, 1.5):
        with pytest.raises(habitue.DataError, match="no tag") as caught:
            customer.persona_counts([1, bad])
        assert (caught.value.row, caught.value.column) == (1, "tags")
    with pytest.raises(habitue.ArgumentError):
        customer.persona_counts([1], bits=[1])
    assert list(customer.persona_counts([8], "zh")) == [
        "苛刻的",
        "犹豫不决的",
        "节俭的",
        "久经世故的",
    ]


def test_records_are_handed_out_with_what_is_kept():
    confirmed = {"name": ["2024-01-01", "2024-01-02"], "consent": ["2024-01-03", None]}
    confirmed["contract_end"] = [None, datetime.date(2024, 1, 4)]
    told = customer.record_export(
        {
            "name": ["Yu, Mr", "=1+1"],
            "consent": [False, None],
            "contract_end": [None, datetime.date(2030, 12, 31)],
        },
        confirmed,
        customer=["G-17", "G-18"],
    )
    assert told.splitlines() == [
        "customer,section,field,value,confirmed",
        'G-17,identity,name,"Yu, Mr",2024-01-01',
        "G-17,consent,consent to contact,no,2024-01-03",
        "G-18,identity,name,=1+1,2024-01-02",
        "G-18,contract,end of the contract,2030-12-31,2024-01-04",
    ]
    with pytest.raises(habitue.DataError, match="row 1, name_confirmed"):
        customer.record_export({"name": ["a", "b"]}, {"name": ["2024-01-01", None]})
    with pytest.raises(habitue.HabitueError, match="shoe_size"):
        customer.record_export({"shoe_size": ["9"]}, {"shoe_size": ["2024-01-01"]})
    with pytest.raises(habitue.HabitueError, match="phone"):
        customer.record_export({"name": ["a"]}, {"name": ["2024-01-01"], "phone": ["2024-01-01"]})
    with pytest.raises(habitue.ArgumentError):
        customer.record_export({"name": ["a"]}, {"name": ["2024-01-01"]}, customer=["x", "y"])
    assert customer.record_export({}, {}) == "customer,section,field,value,confirmed\n"
