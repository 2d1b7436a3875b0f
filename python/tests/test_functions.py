"""The functions over classifications and formulas: what `help` says of them, and what they refuse."""

from __future__ import annotations

import importlib
import inspect
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

import habitue
from habitue import _made, classification, customer, economics, loyalty, retention, value

TABLES = ("_classification", "_loyalty", "wallet", "customer", "cash_flow", "_economics")
TABLES += ("investment", "simulation", "_gaps", "_value", "_retention", "_survey", "_fit_quality")
FUNCTIONS = [
    (table.removeprefix("_"), name)
    for table in TABLES
    for name in importlib.import_module(f"habitue.{table}").__all__
    if inspect.isfunction(getattr(importlib.import_module(f"habitue.{table}"), name))
]


@pytest.mark.parametrize(("module", "name"), FUNCTIONS)
def test_help_says_all_of_a_function(module: str, name: str) -> None:
    public = importlib.import_module(f"habitue.{module}")
    function = getattr(public, name)
    assert function.__module__ == public.__name__
    doc = inspect.getdoc(function) or ""
    sections = re.findall(r"^(\w[\w ]*)\n-+$", doc, re.MULTILINE)
    assert sections == ["Parameters", "Returns", "Raises", "Examples"]
    parameters = doc.partition("Parameters\n")[2].partition("\nReturns\n")[0]
    documented = re.findall(r"^(\w+) : ", parameters, re.MULTILINE)
    assert documented == list(inspect.signature(function).parameters)
    annotations = [str(one) for one in function.__annotations__.values()]
    assert not any(re.search(r"\bAny\b", one) for one in annotations)


METHODS = [
    (kind, name)
    for kind in vars(_made).values()
    if inspect.isclass(kind) and kind.__module__ == _made.__name__
    for name in vars(kind)
    if not name.startswith("_")
]


@pytest.mark.parametrize(("kind", "name"), METHODS)
def test_help_says_all_of_a_method(kind: type, name: str) -> None:
    method = getattr(kind, name)
    doc = inspect.getdoc(method) or ""
    parameters = doc.partition("Parameters\n")[2].partition("\nRaises\n")[0]
    parameters = parameters.partition("\nReturns\n")[0]
    documented = re.findall(r"^(?:(\w+) : |\*\*(options)$)", parameters, re.MULTILINE)
    taken = [name for name in inspect.signature(method).parameters if name != "self"]
    assert [one or other for one, other in documented] == taken
    assert re.search(r"^Raises\n-+$", doc, re.MULTILINE)
    assert ("\nReturns\n" in doc) == (method.__annotations__["return"] != "None")


def test_a_misspelt_keyword_is_refused_by_its_name() -> None:
    with pytest.raises(TypeError, match="recomends"):
        loyalty.griffin_ladder([1], recomends=[True])
    with pytest.raises(TypeError, match="intervall"):
        economics.worksheet_cash_flow(intervall=1.0)
    with pytest.raises(TypeError, match="grwth"):
        economics.tenure_cash_flow([1.0], grwth=[1.0])
    with pytest.raises(TypeError, match="horizn"):
        economics.MarginMultiple(0.1, horizn=3)


def test_words_are_those_of_the_library() -> None:
    with pytest.raises(habitue.ArgumentError, match="'cumulative', 'highest'"):
        customer.bond(invites=[True], rule="lowest")
    with pytest.raises(habitue.ArgumentError, match="'grouping'"):
        classification.vocabulary("groupings")
    with pytest.raises(habitue.ArgumentError, match="'min_max', 'z_score', 'topsis'"):
        value.key_account_scores([[1.0]], benefit=[1], weights=[1], method="best")


def test_columns_of_two_lengths_are_refused_by_name() -> None:
    with pytest.raises(habitue.ArgumentError, match="lost: has 1 entries, but times has 2"):
        retention.log_rank([1.0, 2.0], [1], [0, 0])
    with pytest.raises(habitue.ArgumentError, match="now: has 3 entries, but before has 2"):
        loyalty.behaviour_growth([1.0, 2.0], [1.0, 2.0, 3.0])


def test_results_pickle_by_their_public_names() -> None:
    for one in (retention.movement(100, 20, 0, 15), value.Tier("best", "最好", 0.2)):
        assert pickle.loads(pickle.dumps(one)) == one
        assert type(one).__module__ in ("habitue.retention", "habitue.value")


def test_the_committed_functions_are_the_generated_ones(tmp_path: Path) -> None:
    tools = Path(__file__).resolve().parents[1] / "tools"
    if not tools.is_dir():
        pytest.skip("no tools beside the tests")
    done = subprocess.run([sys.executable, tools / "generate_abi.py", "--check"], check=False)
    assert done.returncode == 0
