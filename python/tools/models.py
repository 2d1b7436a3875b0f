"""How models are fitted: habitue/_fits.py, of the table [fits] of functions.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from layout import fitted, indented, inside
from rows import Row
from shapes import Worked

if TYPE_CHECKING:
    from functions import Generator

FITS = '''"""How models are fitted, a class of methods for each kind of data.

Generated from functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from . import _columns
from ._columns import Column
from ._customers import columns_of
from ._model import Model, PlainModel

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._records import FitOptions

_Model = TypeVar("_Model", bound=Model)'''


class Fit(Worked):
    """A method that fits a model to columns."""

    homed = False

    def signature(self) -> list[str]:
        parts = [str(p) for p in self.parameters]
        star = next((at for at, p in enumerate(self.parameters) if p.keyword), None)
        if star is not None:
            parts.insert(star, "*")
        parts = ["cls: type[_Model]", *parts, "**options: Unpack[FitOptions]"]
        made = fitted(f"def {self.told['method']}(", parts, ") -> _Model:")
        return ["@classmethod", *made]

    def body(self) -> Iterator[str]:
        sent = self.told.get("sent", {})
        given = [
            f'{sent[p.name]}=_columns.optional({p.name}, "{p.name}")'
            if p.name in sent
            else f"{p.name}={p.name}"
            for p in self.parameters
            if p.kind.startswith("Column")
        ]
        yield from fitted("columns = columns_of(", given, ")")
        described = ", described=(unit, provenance)" if "unit" in self.told["takes"] else ""
        yield f"return cls._fitted(cls, columns, options{described})"

    def lines(self) -> list[str]:
        with inside():
            return self.methods()

    def methods(self) -> list[str]:
        about = f'"""Models that are made by `{self.told["method"]}`."""'
        inside = [*self.signature(), *indented(self.doc()), *indented(list(self.body()))]
        return ["", "", f"class {self.name}(PlainModel):", f"    {about}", "", *indented(inside)]


def render(told: dict[str, Any], generator: Generator) -> str:
    """The module of the methods."""
    methods = [Fit(name, said, Row(""), generator).lines() for name, said in told.items()]
    return "\n".join([FITS, *(line for lines in methods for line in lines), ""])
