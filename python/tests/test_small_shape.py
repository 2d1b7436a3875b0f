"""What is generated is complete, and what is misspelt is refused by name."""

from __future__ import annotations

import dataclasses
import importlib
import importlib.util
import inspect
import pickle
import pkgutil
import re
import typing
from pathlib import Path

import pytest

import habitue
from habitue import _abi, _predictions, _records, fit_quality, posterior, satisfaction, structure
from habitue.contract import Sbg
from habitue.covariates import CovariateModel
from habitue.lifetime import BgNbd, FitOptions, GammaGamma, Nbd
from habitue.uncertainty import Interval, Likelihood

FEW = [2, 1, 0, 7], [30.4, 1.7, 0.0, 29.4], [38.9] * 4


def results() -> list[type]:
    """Every result that is generated, and every class that adds methods to one."""
    found = [_records.Record]
    for kind in found:
        found += kind.__subclasses__()
    return [kind for kind in found if dataclasses.is_dataclass(kind)]


@pytest.mark.parametrize("kind", results(), ids=lambda kind: kind.__qualname__)
def test_results_say_what_each_field_is(kind):
    documented = re.findall(r"^ {4}(\w+) : ", kind.__doc__, re.MULTILINE)
    assert documented == [field.name for field in dataclasses.fields(kind)]
    assert "NaN" not in kind.__doc__ or "column" in kind.__doc__
    assert "HABITUE" not in kind.__doc__ and "habitue_" not in kind.__doc__


def test_each_question_of_the_header_is_a_method():
    asked = {name for name in vars(_abi) if name.startswith("HABITUE_ASK_")}
    source = Path(_predictions.__file__).read_text(encoding="utf-8")
    methods = set(re.findall(r"_abi\.(HABITUE_ASK_\w+)", source))
    assert methods == asked - {"HABITUE_ASK_POSTERIOR"}
    rates = {name for name in vars(_abi) if name.startswith("HABITUE_INDIVIDUAL_")}
    source = Path(posterior.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r"_abi\.(HABITUE_INDIVIDUAL_\w+)", source)) == rates


def test_questions_show_their_arguments():
    shown = inspect.signature(BgNbd.lifetime_value).parameters
    assert list(shown)[:4] == ["self", "frequency", "recency", "age"]
    for name in ("rate", "horizon", "margin", "timing", "period", "total"):
        assert shown[name].kind is inspect.Parameter.KEYWORD_ONLY
        assert f"\n{name} : " in inspect.getdoc(BgNbd.lifetime_value)


def test_a_misspelt_keyword_is_told_the_likely_one():
    model = BgNbd(0.243, 4.414, 0.793, 2.426)
    cohort = [1] * 8, list(range(8)), [1000, 631, 468, 382, 326, 289, 262, 241]
    facts = CovariateModel(model, [("purchase", "online", 0.7)])
    for call, function, wrong, right in (
        (lambda: Nbd.fit(*FEW, penaliser_coef=1.0), "Nbd.fit", "penaliser_coef", "penalizer_coef"),
        (lambda: model.p_alive(*FEW, treads=2), "p_alive", "treads", "threads"),
        (lambda: facts.p_alive(*FEW, purchse={}), "p_alive", "purchse", "purchase"),
        (lambda: posterior.rate(model, "purchase", *FEW, totl=True), "rate", "totl", "total"),
        (
            lambda: fit_quality.Comparison.fit(*FEW, max_iteration=9),
            "Comparison.fit",
            "max_iteration",
            "max_iterations",
        ),
    ):
        with pytest.raises(TypeError) as caught:
            call()
        wanted = f"{function}() got an unexpected keyword argument '{wrong}'"
        assert str(caught.value) == f"{wanted}; did you mean '{right}'?"
    with pytest.raises(TypeError, match="argument 'standardised'$"):
        Nbd.fit(*FEW, standardised=True)
    with pytest.raises(TypeError, match="argument 'penalty'$"):
        Likelihood(Sbg.fit(*cohort), *cohort, penalty=1.0)


def test_the_likelihood_of_a_model_of_spend():
    """What is asked of models of spend by name alone."""
    spend = GammaGamma(6.25, 3.74, 15.44)
    found = spend.log_likelihood([4, 0], [35.0, 0.0])
    assert found[1] == 0.0 and spend.log_likelihood([4], [35.0], total=True) == found[0]


def test_choices_are_those_of_the_library():
    for module in pkgutil.iter_modules(habitue.__path__):
        if module.name.startswith("libhabitue"):
            continue
        if module.name == "sklearn" and importlib.util.find_spec("sklearn") is None:
            continue
        for name, chosen in vars(importlib.import_module(f"habitue.{module.name}")).items():
            if typing.get_origin(chosen) is typing.Literal:
                words = typing.get_args(chosen)
                assert len(set(words)) == len(words), name
    assert set(typing.get_args(structure.Figure)) == set(structure.FIGURES)
    assert set(typing.get_args(satisfaction.PromoterInterval)) == {*satisfaction.PROMOTER_INTERVALS}


def test_options_have_names_of_the_header():
    fields = {name for name, *_ in _abi.habitue_fit_options._fields_}
    of_python = {"threads", "progress", "fixed", "bounds", "priors"}
    assert FitOptions.__annotations__.keys() - of_python <= fields


def test_results_pickle_by_their_public_names():
    for one in (Interval(1.0, 2.0), structure.Estimate(1.0, None, None)):
        assert pickle.loads(pickle.dumps(one)) == one
        assert repr(one).startswith(type(one).__name__)
    report = Nbd.fit(*FEW).report
    assert pickle.loads(pickle.dumps(report)) == report
    index = satisfaction.PromoterScore.of_counts(6, 3, 1)
    assert pickle.loads(pickle.dumps(index)) == index
