"""A model of any kind behind one handle.

The public classes are its subclasses: a new kind of model is a class with ``_KIND`` and a
constructor that names its parameters. What calls about models are made of is in `_customers`
(columns), `_fitting` (options) and `_question`; the questions by name are in `_predictions`.
"""

from __future__ import annotations

import ctypes
import inspect
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from . import _abi, _columns, _evidence, _scalars
from ._columns import Column, Frame
from ._customers import ROLES, Floats, columns_of, customers
from ._fitting import job_and_options
from ._library import array, call, enumerator, filled, record, text_of, text_out, told
from ._portable import PortableValue
from ._question import Asked, Question
from ._records import Alternative, FitOptions, FitReport
from .errors import refuse

if TYPE_CHECKING:
    from typing_extensions import Self

    from .covariates import CovariateReport

_RIDGES = {
    number: name.removeprefix("HABITUE_RIDGE_").lower()
    for name, number in vars(_abi).items()
    if name.startswith("HABITUE_RIDGE_") and number
}


def ridge_name(number: int) -> str | None:
    """A direction without a peak; None where there is a peak."""
    return _RIDGES.get(number)


class Model(Asked[Floats, float], PortableValue, struct=_abi.habitue_model):
    """A model of any kind, made from parameters or by a fit. Made as one of its subclasses.

    Two models are equal (``==``) where both are the same model of the same fit; models pickle.

    Attributes
    ----------
    parameter_names : tuple of str
        The names of the parameters: those of the constructor, as in the paper of the model.

    Examples
    --------
    >>> from habitue.contract import Sbg
    >>> model = Sbg.fit([1] * 8, range(8), [1000, 869, 743, 653, 593, 551, 517, 491])
    >>> model.name(), model.name_zh()[:6]
    ('sBG', 'sBG 模型')
    >>> {name: round(value, 3) for name, value in model.parameters.items()}
    {'alpha': 0.668, 'beta': 3.806}
    >>> {name: round(error, 3) for name, error in model.standard_errors.items()}
    {'alpha': 0.104, 'beta': 0.786}
    >>> model.covariance.round(3)
    array([[0.011, 0.078],
           [0.078, 0.617]])
    >>> round(model.report.log_likelihood, 2)
    -1611.16
    >>> Sbg.from_bytes(model.to_bytes()) == model
    True
    >>> model.unit, model.provenance
    ('', '')
    """

    _KIND: ClassVar[int]
    _classes: ClassVar[dict[int, type[Model]]] = {}
    _with_facts: ClassVar[type[Model]]
    _options: ClassVar[type] = FitOptions
    parameter_names: tuple[str, ...]
    """The names of the parameters: those of the constructor, as in the paper of the model."""

    def __init_subclass__(cls, **words: Any) -> None:
        super().__init_subclass__(**words)
        if "_KIND" in vars(cls):
            cls._classes.setdefault(cls._KIND, cls)
            cls.parameter_names = tuple(inspect.signature(cls).parameters)

    def __init__(self, *parameters: float) -> None:
        kind = self._number()
        named = zip(self.parameter_names, parameters, strict=True)
        self._make(kind, [_scalars.real(given, name) for name, given in named], [])

    def _make(self, kind: int, parameters: list[float], effects: list[Any]) -> None:
        """From parameters, and from role, name and coefficient of each column."""
        values, count = np.array(parameters, np.float64), len(effects)
        listed, names = array(_abi.habitue_effect, count), array(_abi.habitue_text, count)
        for row, (role, name, coefficient) in enumerate(effects):
            names[row] = text_of(name, "name")
            listed[row].role, listed[row].scale = enumerator(ROLES, role, "role"), 1.0
            listed[row].coefficient = _scalars.real(coefficient, "coefficient")
        self._create("habitue_model_new", kind, values, len(values), listed, names, count)

    @classmethod
    def _number(cls) -> int:
        """The number of the kind of model; a class that stands for several has none."""
        if not hasattr(cls, "_KIND"):
            reason = f"{cls.__name__} stands for several; take one of its subclasses"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "model", reason)
        return cls._KIND

    @classmethod
    def _fitted(
        cls,
        kind: type[Model],
        columns: Mapping[str, NDArray[Any]],
        options: Mapping[str, Any],
        facts: Mapping[str, Frame | None] | None = None,
        shared: Iterable[str] = (),
        described: tuple[str, str] = ("", ""),
    ) -> Self:
        """Fits ``kind`` to customers; ``options`` are `FitOptions`, and how facts enter."""
        number = kind._number()
        texts = [text_of(said, name) for said, name in zip(described, ("unit", "provenance"))]
        function = f"{cls.__name__}.fit"
        job, chosen = job_and_options(function, kind.parameter_names, options, cls._options)
        rows = customers(columns, facts, shared)
        model = cls._from_call("habitue_model_fit", number, rows, chosen, job)
        if any(said.length for said in texts):
            call("habitue_model_describe", model, *texts)
        return model

    @classmethod
    def name(cls) -> str:
        """The English name of the model, such as "BG/NBD".

        Returns
        -------
        str
            The name, the same in every language of the library.
        """
        return model_name(cls._number())

    @classmethod
    def name_zh(cls) -> str:
        """The Chinese name of the model.

        Returns
        -------
        str
            The name as text.
        """
        return model_name(cls._number(), "zh")

    def _numbers(self, which: int) -> Floats:
        """Parameters (0), standard errors (1) or the covariance (2), as one column."""
        needed = ctypes.c_size_t()
        call("habitue_model_parameters", self, None, None, None, 0, needed)
        k = needed.value
        out = np.empty(k * k if which == 2 else k)
        places = [out if place == which else None for place in range(3)]
        call("habitue_model_parameters", self, *places, k, needed)
        return out

    @property
    def parameters(self) -> dict[str, float]:
        """The parameters by name, in the order of the paper.

        Then come the coefficients of facts, as ``"purchase.online"``.
        """
        return dict(zip(self.parameter_names, self._numbers(0).tolist(), strict=True))

    @property
    def standard_errors(self) -> dict[str, float]:
        """The asymptotic standard errors of the parameters of a fitted model by name.

        0 where a parameter was held at a value. Of a model made from parameters: `NumericError`.
        """
        return dict(zip(self.parameter_names, self._numbers(1).tolist(), strict=True))

    @property
    def covariance(self) -> Floats:
        """The asymptotic covariance of the parameters of a fitted model, k by k.

        In the order of `parameters`. Of a model made from parameters: `NumericError`.
        """
        found = self._numbers(2)
        k = round(len(found) ** 0.5)
        return found.reshape(k, k)

    def _report(self, which: int = _abi.HABITUE_REPORT_MODEL) -> Any:
        return told("habitue_model_report", _abi.habitue_fit_report, self, which)

    def _told(self, report: Any, alternatives: int = 0) -> FitReport | None:
        """A report of the library; None where nothing was fitted."""
        if not report.fitted:
            return None
        others = tuple(self._alternative(index) for index in range(alternatives))
        return record(FitReport, report, ridge=ridge_name(report.ridge), alternatives=others)

    def _alternative(self, index: int) -> Alternative:
        found = _abi.habitue_alternative()
        values = filled("habitue_model_alternative", self, index, found)
        named = dict(zip(self.parameter_names, values.tolist()))
        return record(Alternative, found, ridge=ridge_name(found.ridge), parameters=named)

    @property
    def report(self) -> FitReport | CovariateReport | None:
        """What is known of the fit; None for a model made from parameters."""
        raise NotImplementedError

    @property
    def unit(self) -> str:
        """The unit that the parameters are in; empty where none was stated."""
        return text_out("habitue_model_said", self, _abi.HABITUE_SAID_UNIT)

    @property
    def provenance(self) -> str:
        """Where the model comes from; empty where nothing was stated."""
        return text_out("habitue_model_said", self, _abi.HABITUE_SAID_PROVENANCE)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The model that `to_bytes` wrote, on any machine.

        One of this class, or of a subclass (``PurchaseModel.from_bytes``). `habitue.lifetime.load`
        reads one of any kind.

        Parameters
        ----------
        data : bytes
            What `to_bytes` returned.

        Returns
        -------
        Model
            The same model of the same fit, of this class or a subclass.

        Raises
        ------
        ArgumentError
            For bytes that hold a model of another class.
        DataError
            For bytes that hold no valid model, or of a format that this version does not know.
        """
        model = load(data)
        if not isinstance(model, cls):
            kind = type(model).__name__
            reason = f"hold a {kind}; {kind}.from_bytes reads it"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "data", reason)
        return model

    def _answered(self, question: Question, *, total: bool, **how: Any) -> Any:
        return question.put(self, total, **how)

    def _shown(self) -> str:
        return ", ".join(f"{name}={given:.6g}" for name, given in self.parameters.items())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._shown()})"


class PlainModel(Model):
    """A model without facts about customers.

    Examples
    --------
    >>> from habitue.contract import Sbg
    >>> Sbg.fit([1] * 8, range(8), [1000, 869, 743, 653, 593, 551, 517, 491]).report.cells
    8
    >>> Sbg(0.668, 3.806).report is None
    True
    """

    @property
    def report(self) -> FitReport | None:
        """What is known of the fit; None for a model made from parameters."""
        found = self._report()
        return self._told(found, found.alternatives)


def model_name(kind: int, language: Literal["en", "zh"] = "en") -> str:
    """The name of a kind of model."""
    return str(_evidence.name(_abi.HABITUE_LIST_MODELS, kind, language))


def class_of(kind: int) -> type[Model]:
    """The class of plain models of a kind."""
    return Model._classes[kind]


def known(held: Model) -> Model:
    """A model of any kind as one of the class of its kind."""
    from . import contract, covariates  # noqa: F401  their classes register themselves

    report = held._report()
    held.__class__ = Model._with_facts if report.effects else class_of(report.kind)
    return held


def load(data: bytes) -> Model:
    """The model that ``to_bytes`` wrote, of any kind and on any machine.

    Parameters
    ----------
    data : bytes
        What ``to_bytes`` of any model returned.

    Returns
    -------
    PurchaseModel, SpendModel, ContractModel or CovariateModel
        The same model of the same fit: equal (``==``) to the one that was written.

    Raises
    ------
    DataError
        For bytes that hold no valid model (``HABITUE_CORRUPT_BYTES``), or of a format that
        this version does not know (``HABITUE_BAD_FORMAT_VERSION``).

    Examples
    --------
    >>> from habitue.contract import Sbg
    >>> from habitue.lifetime import load
    >>> load(Sbg(0.668, 3.806).to_bytes())
    Sbg(alpha=0.668, beta=3.806)
    """
    return known(Model._unsealed(data))


def tracked(
    model: Model,
    born: Column,
    steps: int,
    step: float,
    weights: Column | None,
    facts: Mapping[str, Frame | None],
    *,
    each: bool = False,
) -> Floats:
    """Expected repeat purchases up to the end of each step, or within ``each`` of them."""
    rows = customers(columns_of(born=born, weights=weights), facts)
    out = _columns.output(steps, name="steps")
    places = (None, out) if each else (out, None)
    call("habitue_model_track", model, rows, step, *places, steps)
    return out
