"""Models of a base: fits by name, by the study's choice, and with covariates by column name."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _columns, _scalars, lifetime
from .._choices import Language
from .._library import enumerator
from ..errors import refuse
from ..lifetime import GammaGamma, PurchaseModel
from ._held import Held
from ._progress import Progress, report_of

if TYPE_CHECKING:
    from .comparison import Comparison
    from .customer_base import Holdout
    from .customer_model import CustomerModel
    from .report import Report

__all__ = ["MODELS", "ModelName"]

F = TypeVar("F")

ModelName = Literal[
    "auto",
    "nbd",
    "bg/nbd",
    "mbg/nbd",
    "pareto/nbd",
    "bg/cnbd-k",
    "mbg/cnbd-k",
    "ggompertz/nbd",
    "pdo/nbd",
    "bg/bb",
]
"""Models of purchases by the names of their papers; "auto" is the choice of `habitue.study`."""

MODELS: dict[str, type[PurchaseModel]] = {
    "nbd": lifetime.Nbd,
    "bg/nbd": lifetime.BgNbd,
    "mbg/nbd": lifetime.MbgNbd,
    "pareto/nbd": lifetime.ParetoNbd,
    "bg/cnbd-k": lifetime.BgCnbd,
    "mbg/cnbd-k": lifetime.MbgCnbd,
    "ggompertz/nbd": lifetime.GGompertzNbd,
    "pdo/nbd": lifetime.PdoNbd,
    "bg/bb": lifetime.BgBb,
}

Columns = Union[str, Sequence[str]]
Role = Literal["purchase", "attrition", "spend"]
ROLES: tuple[Role, ...] = ("purchase", "attrition", "spend")


def model_class(name: object) -> type[PurchaseModel]:
    """The class of a model by its name."""
    if not isinstance(name, str) or name not in MODELS:
        close = difflib.get_close_matches(str(name).lower(), MODELS, 1, 0.5)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        known = ", ".join(repr(one) for one in ["auto", *MODELS])
        reason = f"{name!r} is not one of {known}{hint}"
        refuse(_abi.HABITUE_BAD_ENUMERATOR, "model", reason)
    return MODELS[name]


def name_of(model: Any) -> str:
    """The name of a model of purchases, with covariates or without."""
    kind = type(model) if isinstance(model, PurchaseModel) else model._base()
    return next(name for name, known in MODELS.items() if known is kind)


class Design:
    """Which joined columns act on what: numbers as they are, text as one column a level.

    The first level is the one that the others are compared with.
    """

    def __init__(
        self,
        roles: Mapping[Role, list[str]],
        levels: Mapping[str, list[str]],
        formula: Any = None,
    ) -> None:
        self.roles, self.levels, self.formula = dict(roles), dict(levels), formula

    @classmethod
    def of_formula(cls, base: Held[Any], formula: str) -> Design:
        """From a formula over the joined columns, for purchases and attrition."""
        from ._formula import matrix_of

        return cls({}, {}, matrix_of(base, formula)[1])

    @classmethod
    def of(cls, base: Held[Any], covariates: Columns | Mapping[Role, Columns]) -> Design:
        """From what the caller said; columns alone act on purchases and on attrition."""
        roles: dict[Role, list[str]] = {}
        if isinstance(covariates, Mapping):
            for role, named in covariates.items():
                enumerator(dict.fromkeys(ROLES, 0), role, "covariates")
                roles[role] = _listed(named)
        else:
            roles = {"purchase": _listed(covariates), "attrition": _listed(covariates)}
        levels = {}
        for name in dict.fromkeys(name for names in roles.values() for name in names):
            values = base._fact(name)
            if values.dtype == object:
                levels[name] = sorted(set(values.tolist()))
        return cls(roles, levels)

    def facts(self, base: Held[Any]) -> dict[str, dict[str, NDArray[np.float64]]]:
        """The columns of the customers of a base, by role."""
        if self.formula is not None:
            from ._formula import matrix_of

            found = matrix_of(base, self.formula)[0]
            return {"purchase": found, "attrition": found}
        return {
            role: {
                name: column for one in names for name, column in self._columns(base, one).items()
            }
            for role, names in self.roles.items()
        }

    def _columns(self, base: Held[Any], name: str) -> dict[str, NDArray[np.float64]]:
        values = base._fact(name)
        if name not in self.levels:
            return {name: _columns.floats(values, name)}
        levels = self.levels[name]
        unknown = sorted(set(values.tolist()) - set(levels))
        if unknown:
            reason = f"holds {unknown[0]!r}, which the model does not know; it knows {levels}"
            refuse(_abi.HABITUE_OUT_OF_RANGE, name, reason)
        return {f"{name}[{level}]": (values == level).astype(np.float64) for level in levels[1:]}


def _listed(names: Columns) -> list[str]:
    listed = [names] if isinstance(names, str) else list(names)
    return [_scalars.string(name, "covariates") for name in listed]


def _product(
    first: NDArray[np.float64] | None, second: NDArray[np.float64] | None
) -> NDArray[np.float64] | None:
    """Weights by weights; None is 1."""
    if first is None or second is None:
        return second if first is None else first
    return first * second


class Fitting(Held[F]):
    """Fits of models to a base."""

    def fit(
        self,
        model: ModelName = "auto",
        *,
        spend: Literal["gamma-gamma"] | None = "gamma-gamma",
        covariates: Columns | Mapping[Role, Columns] | None = None,
        formula: str | None = None,
        weights: str | None = None,
        penalty: float = 0.0,
        priors: Mapping[str, Any] | None = None,
        fixed: Mapping[str, float] | None = None,
        bounds: Mapping[str, tuple[float, float]] | None = None,
        threads: int = 0,
        progress: Progress = None,
    ) -> CustomerModel[F]:
        """A model of purchases and, with amounts, of spend, fitted to the customers of the base.

        Parameters
        ----------
        model : str
            "auto", the choice of `habitue.study.Study`: the one that a test on the last days and
            AIC speak for, degenerate fits set aside; or a name such as "bg/nbd".
        spend : {"gamma-gamma"} or None
            The model of spend; None for none.
        covariates : str, sequence of str, or mapping from role to columns, optional
            Joined columns: such as act on purchases and attrition, or by "purchase", "attrition",
            "spend". Text is taken level by level.
        formula : str, optional
            The same as a formula of Wilkinson's, such as "channel + age": needs formulaic.
        weights : str, optional
            A joined column of numbers >= 0: how often each customer counts, for a sample that was
            not drawn evenly. Of a model by name.
        penalty : float
            Pulls the parameters towards 0, as lifetimes' penalizer_coef.
        priors, fixed, bounds : mapping by parameter, optional
            As `habitue.lifetime.FitOptions` says.
        threads : int
            0 for all cores; the bits are the same.
        progress : bool or callable, optional
            True for a bar where tqdm is installed; a function gets (done, total).

        Returns
        -------
        CustomerModel
            The models of purchases and of spend, with what a reader of their figures must know.

        Raises
        ------
        DataError
            For a base that no model can be fitted to.
        NotConvergedError
            Where the fit does not settle.
        ArgumentError
            For a model that there is not, covariates beside a formula, and weights beside "auto".

        Examples
        --------
        >>> import habitue
        >>> sales = {"customer": [1, 1, 2, 3, 3, 3], "date": ["2024-01-01", "2024-02-01",
        ...          "2024-01-09", "2024-01-05", "2024-03-01", "2024-04-01"]}
        >>> base = habitue.CustomerBase.from_transactions(sales)
        >>> sorted(base.fit("nbd").parameters)
        ['alpha', 'r']
        """
        from .customer_model import CustomerModel

        if spend not in ("gamma-gamma", None):
            refuse(
                _abi.HABITUE_BAD_ENUMERATOR, "spend", f"{spend!r} is not one of 'gamma-gamma', None"
            )
        notes: list[str] = []
        options: dict[str, Any] = {"threads": threads, "priors": priors, "fixed": fixed}
        options |= {"bounds": bounds, "progress": report_of(progress, "fit")}
        options = {name: given for name, given in options.items() if given is not None}
        counted = self._counted(weights)
        if model == "auto":
            if weights is not None:
                reason = "stands beside 'auto', whose choice does not know them; name a model"
                refuse(_abi.HABITUE_BAD_ARGUMENT, "weights", reason)
            kind, said = self._chosen(threads)
            notes.append(said)
        else:
            kind = model_class(model)
        if formula is not None and covariates is not None:
            reason = "stands beside covariates; one or the other"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "formula", reason)
        design = None if covariates is None else Design.of(self, covariates)
        if formula is not None:
            design = Design.of_formula(self, formula)
        bought = self._fit_purchases(kind, design, counted, penalty, options)
        paid = None
        if spend is not None and self.has_amounts:
            paid = self._fit_spend(design, threads, notes, counted)
        return CustomerModel._fitted(self, bought, paid, design, notes)

    def compare(
        self,
        models: Sequence[ModelName] | None = None,
        *,
        holdout: Holdout[F] | None = None,
        covariates: Columns | Mapping[Role, Columns] | None = None,
        threads: int = 0,
        progress: Progress = None,
    ) -> Comparison[F]:
        """Models of the base side by side; one that cannot be fitted is a row with its reason.

        Parameters
        ----------
        models : sequence of str, optional
            Their names; all in continuous time by default.
        holdout : Holdout, optional
            Of the split whose calibration this base is, to compare forecasts with what happened.
        covariates : str, sequence of str, or mapping from role to columns, optional
            As for `fit`, for each of the models.
        threads : int
            0 for all cores; the bits are the same.
        progress : bool or callable, optional
            As for `fit`: how many models are done.

        Returns
        -------
        Comparison
            A frame of them, and the best one.

        Raises
        ------
        ArgumentError
            For a model that there is not, one that is named twice, and none at all.
        DataError
            For a column that was not joined.

        Examples
        --------
        >>> import habitue
        >>> sales = {"customer": [1, 1, 2, 3, 3, 3], "date": ["2024-01-01", "2024-02-01",
        ...          "2024-01-09", "2024-01-05", "2024-03-01", "2024-04-01"]}
        >>> found = habitue.CustomerBase.from_transactions(sales).compare(["nbd", "bg/nbd"])
        >>> found.best("bic").name
        'nbd'
        """
        from .comparison import compared
        from .customer_base import Holdout
        from .customer_model import CustomerModel

        if models is None:
            order = [name for name in MODELS if name != "bg/bb"]
        else:
            order = [_scalars.string(one, "models") for one in _scalars.sequence(models, "models")]
        kinds = {name: model_class(name) for name in order}
        if not order or len(kinds) < len(order):
            reason = "names a model twice" if order else "names no model"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "models", reason)
        if holdout is not None:
            _scalars.instance(holdout, Holdout, "holdout")
        design = None if covariates is None else Design.of(self, covariates)
        notes: list[str] = []
        paid = self._fit_spend(design, threads, notes) if self.has_amounts else None

        def fit(name: str) -> CustomerModel[Any]:
            bought = self._fit_purchases(kinds[name], design, None, 0.0, {"threads": threads})
            return CustomerModel._fitted(self, bought, paid, design, notes)

        return compared(self, order, holdout, fit, report_of(progress, "compare"))

    def _counted(self, weights: str | None) -> NDArray[np.float64] | None:
        """How often each customer counts."""
        if weights is None:
            return None
        return self._number_of(_scalars.string(weights, "weights"))

    def _chosen(self, threads: int) -> tuple[type[PurchaseModel], str]:
        from ._choice import chosen

        return chosen(self, threads)

    def _fit_purchases(
        self,
        kind: type[PurchaseModel],
        design: Design | None,
        counted: NDArray[np.float64] | None,
        penalty: float,
        options: dict[str, Any],
    ) -> Any:
        of = self._histories
        data: dict[str, Any] = {"weights": _product(of.weights, counted), "unit": self.unit}
        x, t_x, age = of.columns
        if issubclass(kind, (lifetime.BgCnbd, lifetime.MbgCnbd)):
            data["log_intervals"] = of.log_intervals()
        facts = {} if design is None else design.facts(self)
        facts.pop("spend", None)
        if not facts:
            if penalty != 0:
                options = {**options, "penalizer_coef": penalty}
            return kind.fit(x, t_x, age, **data, **options)
        if penalty != 0:
            options = {**options, "penalties": {role: penalty for role in facts}}
        from ..covariates import CovariateModel

        frames: dict[str, Any] = dict(facts)
        return CovariateModel.fit(kind, x, t_x, age, **frames, **data, **options)

    def _fit_spend(
        self,
        design: Design | None,
        threads: int,
        notes: list[str],
        counted: NDArray[np.float64] | None = None,
    ) -> Any:
        of = self._histories
        spend = of.mean_spend
        assert spend is not None
        bought = of.frequency > 0
        free = bought & ~(spend > 0)
        if free.any():
            notes.append(
                f"spend: {int(free.sum())} customers whose repeat purchases cost nothing are left out"
            )
        rows = bought & (spend > 0)
        if not rows.any():
            notes.append("spend: nobody paid for a repeat purchase, so there is no model of spend")
            return None
        x, mean = of.frequency[rows], spend[rows]
        weights = _product(of.weights, counted)
        weights = None if weights is None else weights[rows]
        facts = {} if design is None else design.facts(self).get("spend", {})
        if facts:
            from ..covariates import CovariateModel

            known: Any = {name: column[rows] for name, column in facts.items()}
            return CovariateModel.fit_spend(x, mean, spend=known, weights=weights, threads=threads)
        return GammaGamma.fit(x, mean, weights=weights, threads=threads)

    def report(
        self,
        path: Any = None,
        *,
        model: ModelName = "auto",
        language: Language = "en",
        title: str | None = None,
        annual_discount: float = 0.15,
        margin: float = 1.0,
        threads: int = 0,
        progress: Progress = None,
    ) -> Report:
        """The page of `habitue.study` on this base: what can be trusted, who matters, what to do.

        Parameters
        ----------
        path : path, optional
            Where to write it.
        model : str
            As for `fit`; models in continuous time.
        language : {"en", "zh"}
            Of the page.
        title : str, optional
            Its heading.
        annual_discount, margin : float
            Shares: 0.15 a year, 1.0 for revenue.
        threads : int
            0 for all cores; the bits are the same.
        progress : bool or callable, optional
            As for `fit`.

        Returns
        -------
        Report
            The page, its text and its pictures.

        Raises
        ------
        ArgumentError
            For a model or a language that there is not.
        DataError
            For a share out of its range.
        OSError
            Where the file cannot be written.
        """
        from .report import Report

        return Report._of(
            self, path, model=model, language=language, title=title, discount=annual_discount,
            margin=margin, threads=threads, progress=report_of(progress, "report"),
        )  # fmt: skip
