"""Apache Arrow without pyarrow: columns of results for any engine, and frames of any engine.

Whatever speaks Arrow's PyCapsule interface (``__arrow_c_stream__``, ``__arrow_c_array__``) is a
column or a frame of this package: pandas, Polars, pyarrow, DuckDB, nanoarrow, ADBC. A
`summary.Table` speaks it, too, and `ArrowColumns` does for any columns by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from . import _abi, _arrow, _columns, _reading, _scalars
from ._library import call, choices, enumerator, initial, text_of
from ._reading import DAYS, FLAGS, NOTHING, NUMBERS, TEXT, WHOLE
from .errors import refuse
from .summary import Unit

_UNITS = {None: _abi.HABITUE_UNIT_NOT_STATED} | choices("UNIT", Unit)


class ArrowColumns:
    """Columns by name as a stream of Arrow, which any engine takes in.

    Text, whole numbers, floats and yes or no keep their types (``large_utf8``, ``int64``,
    ``float64``, ``uint8``; the types of the library's own columns as they are); dates become
    ``int32`` days. Nothing may be missing but NaN among floats.

    Parameters
    ----------
    columns : mapping of str to columns
        Of one length.
    unit : str, optional
        The unit of time that they are in: ``habitue.unit`` of the metadata of the schema.
    currency : str, optional
        An ISO 4217 code: ``habitue.currency``.

    Raises
    ------
    HabitueError
        For a column that has no such type, is missing in a row, or differs in length.

    Examples
    --------
    >>> from habitue.arrow import ArrowColumns, read
    >>> from habitue.lifetime import BgNbd
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> alive = model.p_alive([2, 0], [30.43, 0.0], [38.86, 38.86])
    >>> given = ArrowColumns({"customer": ["Ada", "Bo"], "p_alive": alive}, unit="week")
    >>> [name for name in read(given)], given.metadata
    (['customer', 'p_alive'], {'habitue.unit': 'week'})

    With Polars it is ``polars.DataFrame(given)``, with pyarrow ``pyarrow.table(given)``.
    """

    def __init__(
        self,
        columns: Mapping[str, _columns.Column],
        *,
        unit: Unit | None = None,
        currency: str | None = None,
    ) -> None:
        if not isinstance(columns, Mapping):
            kind = type(columns).__name__
            refuse(_abi.HABITUE_BAD_ARGUMENT, "columns", f"is a {kind}; columns by name are needed")
        self._unit = enumerator(_UNITS, unit, "unit")
        self.currency = None if currency is None else _scalars.string(currency, "currency")
        self.unit = unit
        self._cells: dict[str, Any] = {}
        for name, column in columns.items():
            if "\0" in _scalars.string(name, "columns"):
                refuse(
                    _abi.HABITUE_BAD_ARGUMENT, "columns", f"{name!r} has a NUL, which no name has"
                )
            self._cells[name] = _cells(column, name)
        self._rows = _columns.rows(**self._cells) if self._cells else 0
        self._names = [_scalars.encoded(name, "columns") for name in self._cells]

    def __len__(self) -> int:
        return self._rows

    @property
    def metadata(self) -> dict[str, str]:
        """What the schema says that they are in."""
        said = {"habitue.unit": self.unit, "habitue.currency": self.currency}
        return {key: value for key, value in said.items() if value is not None}

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A capsule of a stream of one batch; the schema that is asked for is not looked at."""
        cells = [_column(name, column) for name, column in zip(self._names, self._cells.values())]
        held = (_abi.habitue_column * len(cells))(*cells)
        given = initial(
            _abi.habitue_evidence, rows=self._rows, columns=held, column_count=len(cells)
        )
        money = text_of(self.currency or "", "currency")
        return _arrow.exported(
            lambda stream: call("habitue_columns_write_arrow", given, self._unit, money, stream)
        )


def read(frame: Any) -> dict[str, np.ndarray[Any, Any]]:
    """The columns of whatever speaks Arrow's PyCapsule interface, as arrays of numpy by name.

    Numbers without gaps are not copied where they lie in one batch. Text becomes ``str``, a date
    ``datetime64``, a decimal `decimal.Decimal`; what is missing is None, and of times NaT.

    Parameters
    ----------
    frame : object with ``__arrow_c_stream__`` or ``__arrow_c_array__``
        A table, a batch of records, a relation, a reader of batches, which is read to its end.

    Returns
    -------
    dict of str to arrays
        The columns in their order.

    Raises
    ------
    HabitueError
        For what speaks no Arrow, is no table, has two columns of a name, or a column of a type
        that has no meaning here.

    Examples
    --------
    >>> from habitue.arrow import ArrowColumns, read
    >>> read(ArrowColumns({"x": [1, 2]}))
    {'x': array([1, 2])}
    """
    if not (hasattr(frame, "__arrow_c_stream__") or hasattr(frame, "__arrow_c_array__")):
        kind = type(frame).__name__
        refuse(_abi.HABITUE_BAD_ARGUMENT, "frame", f"is a {kind}, which speaks no Arrow")
    try:
        return {name: found.objects() for name, found in _arrow.frame(frame).items()}
    except TypeError as error:
        refuse(_abi.HABITUE_UNREADABLE, "frame", str(error))


def _cells(column: Any, name: str) -> Any:
    """A column as the library exports it."""
    found = _reading.read(column, name)
    if found.kind == TEXT:
        return _columns.texts(found, name)
    if found.kind == FLAGS:
        return _columns.flags(found, name)
    if found.kind == NUMBERS:
        return _columns.floats(found, name, missing=True)
    if found.kind == WHOLE:
        kind = found.values.dtype
        known = kind in (np.int32, np.int64, np.uint32, np.uint64, np.uint8)
        return _columns.integers_of(found, name, kind if known else np.dtype(np.int64))
    if found.kind == DAYS or (found.kind == NOTHING and not len(found)):
        return _columns.days(found, name)
    if found.kind == NOTHING:
        _columns.refuse_missing(found, name)
    _columns.refuse_kind(found.kind, name, "text, numbers, booleans or dates")


_TYPES = {
    "float64": _abi.HABITUE_TYPE_F64,
    "int64": _abi.HABITUE_TYPE_I64,
    "uint64": _abi.HABITUE_TYPE_U64,
    "int32": _abi.HABITUE_TYPE_I32,
    "uint32": _abi.HABITUE_TYPE_U32,
    "uint8": _abi.HABITUE_TYPE_U8,
}


def _column(name: bytes, cells: Any) -> Any:
    """The structure of a column that the library exports."""
    if isinstance(cells, _columns.Texts):
        return _abi.habitue_column(
            name, cells.data.ctypes.data, cells.offsets.ctypes.data, len(cells.data),
            _abi.HABITUE_TYPE_TEXT, 0,
        )  # fmt: skip
    return _abi.habitue_column(name, cells.ctypes.data, None, 0, _TYPES[str(cells.dtype)], 0)
