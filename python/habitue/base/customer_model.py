"""A fitted model of a base: what each customer will do, with the customers' keys."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from .. import _abi, _money, _scalars
from ..errors import refuse
from ..lifetime import GammaGamma, load
from ..summary import Convention, Unit
from . import _telling
from ._frames import Kind
from ._held import Held
from .answers import ProvenanceError
from .fitting import Design, model_class, name_of
from .totals import Totals

if TYPE_CHECKING:
    from .._choices import Language
    from .._pictures import Figure
    from .drawing import ModelPicture

F = TypeVar("F")
_VERSION = 1
"""Of what `CustomerModel.to_bytes` writes."""


def _check(held: Mapping[str, Any]) -> int:
    return zlib.crc32(json.dumps(held, sort_keys=True).encode())


class CustomerModel(Totals[F]):
    """A model of purchases, and of spend where there are amounts, with what it was fitted to.

    Made by `CustomerBase.fit`, `from_parameters` or `load`. Frames that come out are of the kind
    of the base that is asked about, one row a customer in the order of the keys.

    Attributes
    ----------
    purchases : PurchaseModel or CovariateModel
        The model of purchases, for further questions on columns.
    spend : SpendModel or CovariateModel, or None
        That of spend.
    unit, currency, convention : str
        What its figures are in.
    notes : sequence of str
        What a reader of the figures must know.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from habitue import CustomerBase, CustomerModel
    >>> known = {"customer": [7, 8], "frequency": [2, 0], "recency": [30.43, 0.0],
    ...          "T": [38.86, 38.86], "mean_spend": [22.35, 0.0]}
    >>> base = CustomerBase.from_summary(known, unit="week", mean_spend="mean_spend")
    >>> paper = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
    >>> spend = {"p": 6.25, "q": 3.74, "gamma": 15.44}
    >>> model = CustomerModel.from_parameters("bg/nbd", paper, unit="week", spend=spend)
    >>> model.name, model.parameters["r"], model.parameters["spend.q"]
    ('bg/nbd', 0.243, 3.74)
    >>> model.p_alive(base)["p_alive"].round(3)
    array([0.727, 1.   ])
    >>> model.expected_purchases(base, horizon="39 weeks")["expected_purchases"].round(3)
    array([1.226, 0.195])
    >>> model.purchase_probabilities(base, horizon="39 weeks", most=1)["p_1_or_more"].round(3)
    array([0.555, 0.145])
    >>> model.expected_spend(base)["expected_spend"].round(2)
    array([24.66, 35.22])
    >>> model.lifetime_value(base, horizon="39 weeks")["value"].round(2)  # the one times the other
    array([30.24,  6.87])
    >>> list(model.predict(base, horizon="39 weeks"))
    ['customer', 'p_alive', 'expected_purchases', 'expected_spend', 'value']
    >>> model.tiers([50, 50], base)["tier"]
    array([1, 2])
    >>> drawn = model.simulate(base, horizon="39 weeks", seed=3)
    >>> set(drawn["customer"].tolist()) <= {7, 8}, bool(drawn["time"].max() <= 39.0)
    (True, True)
    >>> model.plot("purchases").svg[:4]
    '<svg'
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     model.save(Path(folder) / "model.json")
    ...     CustomerModel.load(Path(folder) / "model.json") == model
    True

    Fitted to transactions, it knows whom it is about:

    >>> sales = {"customer": [1, 1, 2, 3, 3, 3], "date": ["2024-01-01", "2024-02-01",
    ...          "2024-01-09", "2024-01-05", "2024-03-01", "2024-04-01"]}
    >>> base = CustomerBase.from_transactions(sales)
    >>> calibration, holdout = base.split("2024-02-29")
    >>> model = calibration.fit("nbd")
    >>> model.expected_purchases(horizon="4 weeks")["customer"].tolist()
    [1, 2, 3]
    >>> model.validate(holdout).actual
    2.0
    >>> model.tracking(base)["actual_cumulative"].tolist()[-1]
    3
    >>> model.summary()["parameter"].tolist()
    ['r', 'alpha']
    """

    def __init__(
        self,
        purchases: Any,
        spend: Any,
        *,
        unit: Unit,
        currency: str | None = None,
        convention: Convention = "btyd",
        design: Design | None = None,
        notes: Sequence[str] = (),
        base: Held[Any] | None = None,
    ) -> None:
        self.purchases, self.spend = purchases, spend
        self.unit, self.currency = unit, _money.of_base(currency)
        self.convention = convention
        self.notes = tuple(notes)
        self._design, self._base = design, base

    @classmethod
    def _fitted(
        cls, base: Held[Any], purchases: Any, spend: Any, design: Design | None, notes: list[str]
    ) -> CustomerModel[Any]:
        from .validation import notes_of

        told = [*notes, *notes_of(base, purchases, spend)]
        return cls(
            purchases, spend, unit=base.unit, currency=base.currency, convention=base.convention,
            design=design, notes=told, base=base,
        )  # fmt: skip

    @classmethod
    def from_parameters(
        cls,
        model: str,
        parameters: Mapping[str, float],
        *,
        unit: Unit,
        spend: Mapping[str, float] | None = None,
        currency: str | None = None,
        convention: Convention = "btyd",
    ) -> CustomerModel[Any]:
        """A model of parameters that are known.

        Parameters
        ----------
        model : str
            Its name, such as "bg/nbd".
        parameters : mapping
            By the names of its paper.
        unit : str
            The unit of time that they are in.
        spend : mapping, optional
            p, q and gamma of Gamma-Gamma.
        currency, convention : str
            What it is to be asked about.

        Returns
        -------
        CustomerModel
            A model that was not fitted, to be asked about a base.

        Raises
        ------
        ArgumentError
            For a model that there is not, and parameters that are not those of the model.
        DataError
            For parameters out of their range.

        Examples
        --------
        >>> from habitue import CustomerBase, CustomerModel
        >>> known = {"customer": [7], "frequency": [2], "recency": [30.43], "T": [38.86]}
        >>> base = CustomerBase.from_summary(known, unit="week")
        >>> paper = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
        >>> model = CustomerModel.from_parameters("bg/nbd", paper, unit="week")
        >>> model.expected_purchases(base, horizon="39 weeks")["expected_purchases"].round(3)
        array([1.226])
        """
        kind = model_class(model)
        given = dict(_scalars.mapping(parameters, "parameters"))
        if set(given) != set(kind.parameter_names):
            needed = ", ".join(kind.parameter_names)
            reason = f"are {', '.join(map(str, given)) or 'none'}; {model} has {needed}"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "parameters", reason)
        made = kind(**given)
        paid = None if spend is None else GammaGamma(**dict(_scalars.mapping(spend, "spend")))
        return cls(made, paid, unit=unit, currency=currency, convention=convention)

    @property
    def name(self) -> str:
        """The name of the model of purchases, such as "bg/nbd"."""
        return name_of(self.purchases)

    @property
    def parameters(self) -> dict[str, float]:
        """The parameters of both models; those of spend as "spend.p"."""
        found: dict[str, float] = dict(self.purchases.parameters)
        if self.spend is not None:
            found |= {f"spend.{name}": given for name, given in self.spend.parameters.items()}
        return found

    def summary(self, *, confidence: float = 0.95) -> F:
        """The parameters: parameter, estimate, standard_error, low, high.

        Parameters
        ----------
        confidence : float
            Of the intervals, by the delta method.

        Returns
        -------
        frame
            Of the kind of the base that the model was fitted to; a dict for others.

        Raises
        ------
        DataError
            For a confidence out of its range.
        NumericError
            For a model that was not fitted, or lies on a ridge.
        """
        from ..uncertainty import Uncertainty

        rows: list[tuple[str, Any]] = []
        for prefix, model in (("", self.purchases), ("spend.", self.spend)):
            if model is not None:
                told = Uncertainty.delta(model).parameters(confidence)
                rows += [(prefix + name, one) for name, one in told.items()]
        names = ("estimate", "standard_error", "low", "high")
        columns: dict[str, Any] = {"parameter": np.array([name for name, _ in rows], object)}
        columns |= {name: np.array([getattr(one, name) for _, one in rows]) for name in names}
        kind = Kind("dict") if self._base is None else self._base._kind
        return cast(F, kind.frame("", None, columns))

    def plot(self, what: ModelPicture = "expected_by_age", *, language: Language = "en") -> Figure:
        """A picture of the model, as SVG: a notebook shows it, ``save`` writes it.

        Parameters
        ----------
        what : {"expected_by_age", "purchases", "dropout", "attrition"}
            Purchases that a new customer is expected to make; or how customers differ in how
            often they buy and leave, those that the model has.
        language : {"en", "zh"}
            Of the words.

        Returns
        -------
        Figure
            The picture, as SVG.

        Raises
        ------
        ArgumentError
            For a picture that there is not, and another language.
        NumericError
            For a rate that the model does not have.
        """
        from .drawing import of_model

        return of_model(self, what, language)

    def to_bytes(self) -> bytes:
        """The model without its customers, with a version and a check; some hundred bytes.

        Returns
        -------
        bytes
            What `from_bytes` reads.

        Raises
        ------
        UnsupportedError
            For a model with a formula; ``covariates=`` can be saved.

        Examples
        --------
        >>> from habitue import CustomerModel
        >>> model = CustomerModel.from_parameters("nbd", {"r": 0.4, "alpha": 4.4}, unit="week")
        >>> CustomerModel.from_bytes(model.to_bytes()) == model
        True
        """
        design = self._design
        if design is not None and design.formula is not None:
            reason = "is part of the model and no text; fit with covariates= to save it"
            refuse(_abi.HABITUE_UNSUPPORTED, "formula", reason)
        spend = self.spend
        held = {
            "habitue": _VERSION,
            "unit": self.unit,
            "currency": self.currency,
            "convention": self.convention,
            "notes": list(self.notes),
            "purchases": base64.b64encode(self.purchases.to_bytes()).decode(),
            "spend": None if spend is None else base64.b64encode(spend.to_bytes()).decode(),
            "roles": None if design is None else design.roles,
            "levels": None if design is None else design.levels,
        }
        return json.dumps({**held, "check": _check(held)}).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> CustomerModel[Any]:
        """The model that `to_bytes` wrote; it has no customers of its own.

        Parameters
        ----------
        data : bytes
            All of them.

        Returns
        -------
        CustomerModel
            Equal (``==``) to the one that was written.

        Raises
        ------
        ArgumentError
            For what is no bytes.
        DataError
            For bytes that hold no model, that were damaged, or that are of a later version.

        Examples
        --------
        >>> from habitue import CustomerModel
        >>> model = CustomerModel.from_parameters("nbd", {"r": 0.4, "alpha": 4.4}, unit="week")
        >>> CustomerModel.from_bytes(model.to_bytes()).name
        'nbd'
        """
        return cls._read(_scalars.octets(data, "data"), "data")

    @classmethod
    def _read(cls, data: bytes, name: str) -> CustomerModel[Any]:
        try:
            held = json.loads(data)
            version, check = held["habitue"], held.pop("check", None)
        except (ValueError, KeyError, TypeError, AttributeError):
            refuse(_abi.HABITUE_CORRUPT_BYTES, name, "holds no model of habitue")
        if version != _VERSION:
            reason = f"is of format {version}; this version reads {_VERSION}"
            refuse(_abi.HABITUE_BAD_FORMAT_VERSION, name, reason)
        if check != _check(held):
            refuse(
                _abi.HABITUE_CORRUPT_BYTES, name, "was damaged: its check is not that of the rest"
            )
        design = None if held["roles"] is None else Design(held["roles"], held["levels"])
        paid = held["spend"]
        return cls(
            load(base64.b64decode(held["purchases"])),
            None if paid is None else load(base64.b64decode(paid)),
            unit=held["unit"], currency=held["currency"], convention=held["convention"],
            design=design, notes=held["notes"],
        )  # fmt: skip

    def save(self, path: str | PathLike[str]) -> None:
        """Writes the model without its customers; some hundred bytes.

        Parameters
        ----------
        path : path
            The file.

        Raises
        ------
        UnsupportedError
            For a model with a formula; ``covariates=`` can be saved.
        OSError
            Where the file cannot be written.
        """
        Path(path).write_bytes(self.to_bytes())

    @classmethod
    def load(cls, path: str | PathLike[str]) -> CustomerModel[Any]:
        """The model that `save` wrote; it has no customers of its own.

        Parameters
        ----------
        path : path
            The file.

        Returns
        -------
        CustomerModel
            Equal (``==``) to the one that was written.

        Raises
        ------
        DataError
            For a file that holds none, or that was damaged.
        """
        return cls._read(Path(path).read_bytes(), str(path))

    def __eq__(self, other: object) -> bool:
        mine = (self.unit, self.currency, self.convention, self.purchases, self.spend)
        return isinstance(other, CustomerModel) and mine == (
            other.unit, other.currency, other.convention, other.purchases, other.spend,
        )  # fmt: skip

    def __hash__(self) -> int:
        return hash((self.unit, self.purchases))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={given:.6g}" for name, given in self.parameters.items())
        line = f"CustomerModel: {self.name}({shown}), times in {self.unit}s"
        return "\n".join([line, *self.notes])

    def _repr_html_(self) -> str:
        rows = [(name, f"{given:.6g}") for name, given in self.parameters.items()]
        notes = "".join(f"<div>{_telling.escaped(note)}</div>" for note in self.notes)
        title = f"<div>{_telling.escaped(self.name)}, times in {self.unit}s</div>"
        return title + _telling.table(["parameter", "estimate"], rows) + notes


__all__ = ["CustomerModel", "ProvenanceError"]
