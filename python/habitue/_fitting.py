"""How models are fitted: options, what parameters are held at, and how facts enter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from . import _abi, _columns, _scalars
from ._columns import Column
from ._customers import FACTS, Floats
from ._library import Job, array, choices, enumerator, initial, keywords, text_of
from .errors import refuse

AttritionLink = Literal["separate", "odds", "common"]
_LINKS = choices("ATTRITION_LINK", AttritionLink)


def penalty_of(penalty: float) -> dict[str, Any]:
    """A penalty on the coefficients of spend as `CovariateOptions`."""
    strength = _scalars.real(penalty, "penalty")
    return {"penalties": {"spend": strength}} if strength != 0 else {}


@dataclass(frozen=True)
class LogNormal:
    """A prior of a parameter of a fit: its logarithm is normal.

    Parameters
    ----------
    mu, sigma : float
        Mean and standard deviation of the logarithm; sigma > 0.

    Examples
    --------
    >>> from habitue.lifetime import LogNormal, Nbd
    >>> history = [2, 1, 0, 7], [30.4, 1.7, 0.0, 29.4], [38.9] * 4
    >>> known = Nbd.fit(*history, priors={"r": LogNormal(-0.5, 0.1)})
    >>> abs(known.parameters["r"] - 0.6) < 0.1
    True
    """

    mu: float
    sigma: float


@dataclass(frozen=True)
class GammaPrior:
    """A prior of a parameter of a fit: it is Gamma, with mean shape / rate.

    Parameters
    ----------
    shape, rate : float
        Both > 0; the rate in one over the unit of the parameter.

    Examples
    --------
    >>> from habitue.lifetime import GammaPrior, Nbd
    >>> history = [2, 1, 0, 7], [30.4, 1.7, 0.0, 29.4], [38.9] * 4
    >>> known = Nbd.fit(*history, priors={"r": GammaPrior(600.0, 1000.0)})
    >>> abs(known.parameters["r"] - 0.6) < 0.1
    True
    """

    shape: float
    rate: float


_PRIORS = {
    LogNormal: _abi.HABITUE_CONSTRAINT_LOG_NORMAL,
    GammaPrior: _abi.HABITUE_CONSTRAINT_GAMMA,
}


def _constraints(**given: Mapping[str, Any] | None) -> Any:
    """What parameters are held at (fixed), kept within (bounds), or known to be (priors)."""
    found: list[tuple[str, str, int, list[Any]]] = []
    for option, named in given.items():
        for name, said in _pairs(named, option):
            place = f"{option}.{name}"
            if option == "fixed":
                kind, numbers = _abi.HABITUE_CONSTRAINT_FIXED, [said, 0.0]
            elif option == "bounds":
                kind, numbers = _abi.HABITUE_CONSTRAINT_BOUNDS, _scalars.several(said, place, 2)
            else:
                _scalars.instance(said, tuple(_PRIORS), place)
                kind, numbers = _PRIORS[type(said)], list(vars(said).values())
            found.append((option, name, kind, numbers))
    made = array(_abi.habitue_constraint, len(found))
    for slot, (option, name, kind, numbers) in zip(made, found):
        slot.parameter, slot.kind = text_of(name, option), kind
        slot.first, slot.second = (_scalars.known(one, f"{option}.{name}") for one in numbers)
    return made


def _pairs(given: object, name: str) -> list[tuple[str, Any]]:
    if given is None:
        return []
    found = _scalars.mapping(given, name)
    return [(_scalars.string(key, name), found[key]) for key in found]


def _start(start: Column | Mapping[str, float] | None, names: tuple[str, ...]) -> Floats | None:
    """Parameters to start from in the order of the model."""
    if hasattr(start, "keys"):
        given = dict(_pairs(start, "start"))
        if set(given) != set(names):
            reason = f"names {', '.join(given)}; the parameters are {', '.join(names)}"
            refuse(_abi.HABITUE_BAD_ARGUMENT, "start", reason)
        start = [given[name] for name in names]
    return _columns.optional(start, "start")


def fit_options(
    names: tuple[str, ...] = (),
    *,
    start: Column | Mapping[str, float] | None = None,
    fixed: Mapping[str, float] | None = None,
    bounds: Mapping[str, tuple[float, float]] | None = None,
    priors: Mapping[str, LogNormal | GammaPrior] | None = None,
    standardised: bool = False,
    attrition_link: str = "separate",
    penalties: Mapping[str, float] | None = None,
    **plain: Any,
) -> Any:
    """The structure of `FitOptions`, but for threads and progress, and how facts enter."""
    first = _start(start, names)
    held = _constraints(fixed=fixed, bounds=bounds, priors=priors)
    strengths = {} if penalties is None else _scalars.mapping(penalties, "penalties")
    for role in strengths:
        enumerator(dict.fromkeys(FACTS, 0), role, "penalties")
    plain |= {f"{role}_penalty": strengths[role] for role in strengths}
    plain |= {} if first is None else {"start": first, "start_count": len(first)}
    plain |= {"constraints": held, "constraint_count": len(held)} if len(held) else {}
    return initial(
        _abi.habitue_fit_options,
        standardised=_scalars.flag(standardised, "standardised"),
        attrition_link=enumerator(_LINKS, attrition_link, "attrition_link"),
        **plain,
    )


def job_and_options(
    function: str, names: tuple[str, ...], options: Mapping[str, Any], known: type
) -> tuple[Job, Any]:
    """How a fit is worked, and its options; what ``known`` does not have is refused by name."""
    keywords(function, options, known.__annotations__)
    rest = dict(options)
    job = Job(rest.pop("threads", 1), rest.pop("progress", None))
    return job, fit_options(names, **rest)
