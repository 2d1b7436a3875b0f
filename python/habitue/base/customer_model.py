"""A fitted model of a base: what each customer will do, with the customers' keys."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from .. import _abi, _scalars
from ..errors import refuse
from ..lifetime import GammaGamma, load
from ..summary import Convention, Unit
from . import _telling
from ._frames import Kind
from ._held import Held
from .answers import Answers, ProvenanceError
from .fitting import Design, model_class, name_of

if TYPE_CHECKING:
    from .._choices import Language
    from .._pictures import Figure
    from .drawing import ModelPicture

F = TypeVar("F")


class CustomerModel(Answers[F]):
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
    >>> import habitue
    >>> sales = {"customer": [1, 1, 2, 3, 3, 3], "date": ["2024-01-01", "2024-02-01",
    ...          "2024-01-09", "2024-01-05", "2024-03-01", "2024-04-01"]}
    >>> model = habitue.CustomerBase.from_transactions(sales).fit("nbd")
    >>> model.expected_purchases(horizon="4 weeks")["customer"].tolist()
    [1, 2, 3]
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
        self.unit, self.currency, self.convention = unit, currency, convention
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
        """
        from .drawing import of_model

        return of_model(self, what, language)

    def save(self, path: str | PathLike[str]) -> None:
        """Writes the model without its customers; some hundred bytes.

        Parameters
        ----------
        path : path
            The file.
        """
        design = self._design
        if design is not None and design.formula is not None:
            reason = "is part of the model and no text; fit with covariates= to save it"
            refuse(_abi.HABITUE_UNSUPPORTED, "formula", reason)
        held = {
            "habitue": 1,
            "unit": self.unit,
            "currency": self.currency,
            "convention": self.convention,
            "notes": list(self.notes),
            "purchases": base64.b64encode(self.purchases.to_bytes()).decode(),
            "spend": None
            if self.spend is None
            else base64.b64encode(self.spend.to_bytes()).decode(),
            "roles": None if design is None else design.roles,
            "levels": None if design is None else design.levels,
        }
        Path(path).write_text(json.dumps(held), encoding="utf-8")

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

        Raises
        ------
        DataError
            For a file that holds none.
        """
        try:
            held = json.loads(Path(path).read_text(encoding="utf-8"))
            version = held["habitue"]
        except (ValueError, KeyError, TypeError):
            refuse(_abi.HABITUE_CORRUPT_BYTES, "path", f"{path} holds no model of habitue")
        if version != 1:
            reason = f"{path} is of format {version}; this version reads 1"
            refuse(_abi.HABITUE_BAD_FORMAT_VERSION, "path", reason)
        design = None if held["roles"] is None else Design(held["roles"], held["levels"])
        paid = held["spend"]
        return cls(
            load(base64.b64decode(held["purchases"])),
            None if paid is None else load(base64.b64decode(paid)),
            unit=held["unit"], currency=held["currency"], convention=held["convention"],
            design=design, notes=held["notes"],
        )  # fmt: skip

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
        notes = "".join(f"<div>{html.escape(note)}</div>" for note in self.notes)
        title = f"<div>{html.escape(self.name)}, times in {self.unit}s</div>"
        return title + _telling.table(["parameter", "estimate"], rows) + notes


__all__ = ["CustomerModel", "ProvenanceError"]
