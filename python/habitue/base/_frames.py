"""Frames of any kind: columns in by name, frames of the same kind out with the customers' keys.

Frames of pandas and of polars are known here; of any other narwhals tells what it is and selects its
columns. A lazy frame and a relation of DuckDB are collected once, and only the columns that are asked
for. Columns are then read by the package's own
reader, without a copy where their layout allows.
"""

from __future__ import annotations

import ctypes
import difflib
import sys
import weakref
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from os import PathLike
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _reading
from ..errors import refuse

Array = NDArray[Any]


@dataclass(frozen=True)
class Kind:
    """What the caller's frames are, so that answers come back alike.

    Attributes
    ----------
    library : str
        "pandas", "polars", "polars lazy", "pyarrow", "duckdb" or "dict".
    types : str
        Of pandas: "numpy", "nullable" or "arrow", the types that its columns have.
    relation : object
        Of DuckDB: a relation of the connection that answers go to.
    """

    library: str
    types: str = "numpy"
    relation: Any = None

    def frame(self, key: str, keys: Any, columns: Mapping[str, Any]) -> Any:
        """A frame of a column of keys, or of none (``keys`` None), and of these columns."""
        named = dict(columns) if keys is None else {key: keys, **columns}
        return _MAKERS[self.library](self, None if keys is None else key, named)

    def collected(self, frame: Any) -> Any:
        """The caller's frame, read into memory once where it is lazy or a relation."""
        if self.library in ("dict", "pandas", "polars"):
            return frame
        if self.library == "polars lazy":
            return frame.collect()
        import narwhals as nw

        read = nw.from_native(frame)
        return (read.collect() if isinstance(read, nw.LazyFrame) else read).to_native()

    def with_pieces(self, frame: Any, name: str, pieces: Sequence[Array]) -> Any:
        """The collected frame with a column that lies in pieces added, not copied where the
        library has columns in pieces."""
        if len(pieces) > 1 and self.library in ("polars", "polars lazy"):
            made = frame.with_columns(in_pieces(name, pieces))
            return made.lazy() if self.library == "polars lazy" else made
        if len(pieces) > 1 and self.library in ("pyarrow", "duckdb"):
            import pyarrow

            given, place = pyarrow.chunked_array(pieces), frame.schema.get_field_index(name)
            there = place >= 0
            made = (
                frame.set_column(place, name, given) if there else frame.append_column(name, given)
            )
            return _to_duckdb(self, made) if self.library == "duckdb" else made
        whole = pieces[0] if len(pieces) == 1 else np.concatenate(pieces)
        return self.with_columns(frame, {name: whole})

    def with_columns(self, frame: Any, columns: Mapping[str, Array]) -> Any:
        """The collected frame with these columns added; its rows and its index stay."""
        if self.library == "dict":
            return {**_mapped(frame), **columns}
        if self.library == "pandas":
            return frame.assign(**columns)
        import narwhals as nw

        read = nw.from_native(frame)
        spaces = nw.get_native_namespace(read)
        added = [nw.new_series(name, _plain(of), backend=spaces) for name, of in columns.items()]
        made = read.with_columns(*added).to_native()
        if self.library == "polars lazy":
            return made.lazy()
        return _to_duckdb(self, made) if self.library == "duckdb" else made


@dataclass(frozen=True)
class Columns:
    """Columns that were read of a frame, by name."""

    kind: Kind
    series: Mapping[str, Any]
    rows: int

    def __getitem__(self, name: str) -> Any:
        return self.series[name]


def kind_of(frame: Any, name: str = "frame") -> Kind:
    """What a frame is.

    Raises:
        ArgumentError: For what is no frame.
    """
    library = type(frame).__module__.split(".", 1)[0]
    if isinstance(frame, Mapping) or (library not in _FRAMES and _speaks_arrow(frame)):
        return Kind("dict")
    if library == "pandas" and hasattr(frame, "columns"):
        return Kind("pandas", _types_of(frame))
    if library == "polars" and hasattr(frame, "collect_schema") and hasattr(frame, "lazy"):
        return Kind("polars lazy" if hasattr(frame, "collect") else "polars")
    known = str(_narwhals(frame, name).implementation).rsplit(".", 1)[-1].lower()
    if known == "duckdb":
        return Kind("duckdb", relation=frame)
    # ibis, PySpark and other lazy frames collect into pyarrow.
    return Kind("pandas" if known in ("modin", "cudf") else "pyarrow")


_FRAMES = (
    "pandas", "polars", "pyarrow", "duckdb", "modin", "cudf", "ibis", "pyspark", "dask", "sqlframe",
    "narwhals",
)  # fmt: skip
"""The libraries whose frames narwhals knows, or this module."""

_read: weakref.WeakKeyDictionary[Any, Mapping[str, Any]] = weakref.WeakKeyDictionary()


def _speaks_arrow(frame: Any) -> bool:
    return hasattr(frame, "__arrow_c_stream__") or hasattr(frame, "__arrow_c_array__")


def _mapped(frame: Any) -> Mapping[str, Any]:
    """Columns by name; of what speaks Arrow alone they are read once, as a stream can be."""
    if isinstance(frame, Mapping):
        return frame
    from .. import arrow

    try:
        known = _read.get(frame)
    except TypeError:  # no weak references, or no hash
        return arrow.read(frame)
    if known is None:
        known = _read[frame] = arrow.read(frame)
    return known


def columns_of(frame: Any, names: Iterable[str], argument: str = "frame") -> Columns:
    """The columns of these names, each as a series of the library that the frame is of.

    Raises:
        DataError: For a name that is no column; the likely one is named.
    """
    wanted = list(dict.fromkeys(names))
    kind = kind_of(frame, argument)
    if kind.library == "dict":
        return _of_mapping(_mapped(frame), wanted, kind)
    known = column_names(frame, argument)
    levels: dict[str, Any] = {}
    if kind.library == "pandas":
        index = frame.index
        levels = {
            name: index.get_level_values(name).to_series(index=index)
            for name in index.names
            if name in wanted and name not in known
        }
    for name in wanted:
        if name not in known and name not in levels:
            no_column(name, [*known, *levels])
    whole = _picked(frame, kind, [name for name in wanted if name not in levels])
    series = {name: levels[name] if name in levels else whole[name] for name in wanted}
    return Columns(kind, series, len(frame) if levels else len(whole[wanted[0]]))


def column_names(frame: Any, argument: str = "frame") -> list[Any]:
    """The names of the columns of a frame."""
    library = kind_of(frame, argument).library
    if library == "dict":
        return list(_mapped(frame))
    if library == "pandas":
        return list(frame.columns)
    if hasattr(frame, "collect_schema"):
        return list(frame.collect_schema().names())
    return list(_narwhals(frame, argument).collect_schema().names())


def _picked(frame: Any, kind: Kind, names: list[str]) -> Any:
    """These columns by name, each of the library that the frame is of."""
    if kind.library == "pandas":
        for name in names:
            if frame[name].ndim != 1:
                refuse(_abi.HABITUE_INCONSISTENT, str(name), "is the name of several columns")
        return frame
    if kind.library in ("polars", "polars lazy"):
        return frame.select(names).lazy().collect()
    import narwhals as nw

    picked = _narwhals(frame, "frame").select(names)
    whole = picked.collect() if isinstance(picked, nw.LazyFrame) else picked
    return {name: whole[name].to_native() for name in names}


def pieces_of(series: Any) -> list[Any]:
    """The pieces that a column of polars or pyarrow lies in, or the column itself."""
    if hasattr(series, "get_chunks"):
        return list(series.get_chunks()) or [series]
    return list(getattr(series, "chunks", ())) or [series]


def side_by_side(pieces: Sequence[Any]) -> Array | None:
    """Pieces of numbers that lie behind one another in memory, as one array that copies nothing;
    None where they do not, or something is missing.

    Polars cuts a column of a lazy frame into such pieces and hands out all of them.
    """
    try:
        views = [
            piece.to_numpy(allow_copy=False)
            if hasattr(piece, "get_chunks")
            else piece.to_numpy(zero_copy_only=True)
            for piece in pieces
        ]
    except (AttributeError, TypeError, ValueError, RuntimeError):
        return None
    kind, place = views[0].dtype, views[0].ctypes.data
    end = place
    for view in views:
        if view.dtype != kind or kind.kind not in "iuf" or not view.flags.c_contiguous:
            return None
        if view.ctypes.data != end:
            return None
        end += view.nbytes
    cells = (ctypes.c_char * (end - place)).from_address(place)
    cells._owner = views
    whole: Array = np.frombuffer(cells, kind)
    return whole


def in_pieces(name: str, pieces: Sequence[Array]) -> Any:
    """A series of Polars of these pieces, none of which is copied."""
    import polars

    made = polars.Series(name, pieces[0])
    for piece in pieces[1:]:
        made.append(polars.Series(name, piece))
    return made


def factorised(series: Any, name: str) -> tuple[NDArray[np.int64], Any]:
    """The place of each value among the distinct ones, -1 where it is missing, and those, sorted.

    Raises:
        DataError: For values that have no common order.
    """
    library = type(series).__module__.split(".", 1)[0]
    try:
        if library == "polars":
            return _of_polars(series)
        if library == "pyarrow":
            return _of_pyarrow(series)
        if library == "pandas":
            return _of_pandas(series)
        return _of_objects(series)
    except TypeError as error:
        refuse(_abi.HABITUE_UNREADABLE, name, f"holds values of several kinds ({error})")


def strings_of(distinct: Any, name: str) -> list[str | None]:
    """Distinct values as text, as `str` writes them."""
    values = distinct.to_pylist() if hasattr(distinct, "to_pylist") else list(distinct)
    del name
    return [None if value is None else str(value) for value in values]


def taken(distinct: Any, places: NDArray[np.int64]) -> Any:
    """The distinct values at these places, in the caller's own type."""
    library = type(distinct).__module__.split(".", 1)[0]
    if library == "polars":
        return distinct.gather(places)
    if library == "pyarrow":
        import pyarrow

        return distinct.take(pyarrow.array(places))
    if library == "pandas":
        return distinct.take(places)
    return np.asarray(distinct)[places]


def like(numbers: NDArray[np.int64], series: Any) -> Any:
    """Whole numbers in the type of the column that they came from."""
    library = type(series).__module__.split(".", 1)[0]
    if library == "polars":
        return _polars_series(numbers).cast(series.dtype)
    if library == "pyarrow":
        import pyarrow

        return pyarrow.array(numbers).cast(series.type)
    if library == "pandas":
        return sys.modules["pandas"].Index(numbers).astype(series.dtype)
    return numbers


def _narwhals(frame: Any, name: str) -> Any:
    import narwhals as nw

    try:
        return nw.from_native(frame)
    except TypeError:
        kind = type(frame).__name__
        if isinstance(frame, (str, PathLike)):
            reason = f"is {kind}, not a frame; CustomerBase.from_csv takes the path of a file"
            refuse(_abi.HABITUE_BAD_ARGUMENT, name, reason)
        reason = (
            f"is {kind}; a frame of pandas, polars, pyarrow or DuckDB, what speaks Arrow, or a dict, "
            "is needed"
        )
        refuse(_abi.HABITUE_BAD_ARGUMENT, name, reason)


def _types_of(frame: Any) -> str:
    every = [*frame.dtypes, frame.index.dtype]
    kinds = {type(dtype).__name__ for dtype in every if not isinstance(dtype, np.dtype)}
    if "ArrowDtype" in kinds:
        return "arrow"
    nullable = ("Int", "UInt", "Float", "Boolean")
    return "nullable" if any(kind.startswith(nullable) for kind in kinds) else "numpy"


def _of_mapping(frame: Mapping[str, Any], wanted: Sequence[str], kind: Kind) -> Columns:
    for name in wanted:
        if name not in frame:
            no_column(name, list(frame))
    rows = {name: len(frame[name]) for name in wanted}
    for name, length in rows.items():
        if length != rows[wanted[0]]:
            reason = f"has {length} entries, but {wanted[0]} has {rows[wanted[0]]}"
            refuse(_abi.HABITUE_BAD_LENGTH, name, reason)
    return Columns(kind, {name: _array(frame[name]) for name in wanted}, rows[wanted[0]])


def _array(column: Any) -> Any:
    """A list of numbers as an array of them."""
    if isinstance(column, (list, tuple)) and column and type(column[0]) in (int, float):
        if len(set(map(type, column))) == 1:
            return np.asarray(column)
    return column


def no_column(name: str, known: Sequence[Any]) -> NoReturn:
    named = [str(one) for one in known]
    close = difflib.get_close_matches(str(name), named, 1, 0.5)
    hint = f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(named)}"
    refuse(_abi.HABITUE_MISSING_COLUMN, str(name), f"is no column of the frame{hint}")


def _of_pandas(series: Any) -> tuple[NDArray[np.int64], Any]:
    pandas = sys.modules["pandas"]
    codes, distinct = pandas.factorize(series, sort=True, use_na_sentinel=True)
    return codes.astype(np.int64, copy=False), pandas.Index(distinct)


def _of_polars(series: Any) -> tuple[NDArray[np.int64], Any]:
    import polars

    if series.dtype in (polars.Float32, polars.Float64):
        series = series.fill_nan(None)
    distinct = series.drop_nulls().unique().sort()
    table = distinct.rename("key").to_frame().with_row_index("place")
    rows = series.rename("key").to_frame().join(table, on="key", how="left", maintain_order="left")
    places = rows["place"].cast(polars.Int64).fill_null(-1)
    return places.to_numpy(), distinct


def _of_pyarrow(series: Any) -> tuple[NDArray[np.int64], Any]:
    import pyarrow
    from pyarrow import compute

    kind = series.type
    if pyarrow.types.is_dictionary(kind):
        series = series.cast(kind.value_type)
    whole = series.combine_chunks() if isinstance(series, pyarrow.ChunkedArray) else series
    if pyarrow.types.is_floating(whole.type):
        whole = compute.if_else(compute.is_nan(whole), None, whole)
    coded = whole.dictionary_encode()
    order = compute.sort_indices(coded.dictionary)
    place = np.empty(len(order), np.int64)
    place[order.to_numpy()] = np.arange(len(order))
    codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    codes = np.where(codes >= 0, place[codes] if len(place) else -1, -1)
    distinct = coded.dictionary.take(order)
    if pyarrow.types.is_dictionary(kind):
        distinct = distinct.dictionary_encode()
    return codes, distinct


def _of_objects(values: Any) -> tuple[NDArray[np.int64], Any]:
    texts = isinstance(values, list) and set(map(type, values)) <= {str, type(None)}
    array = _reading.boxed(values) if texts else np.asarray(values)
    if array.dtype.kind in "OUT":
        listed = array.tolist()
        distinct = sorted(value for value in set(listed) if value is not None and value == value)
        place = dict(zip(distinct, range(len(distinct))))
        codes = np.fromiter(map(place.get, listed, repeat(-1)), np.int64, len(listed))
        return codes, _reading.boxed(distinct)
    gone = np.isnan(array) if array.dtype.kind == "f" else np.zeros(len(array), bool)
    found, inverse = np.unique(array[~gone], return_inverse=True)
    codes = np.full(len(array), -1, np.int64)
    codes[~gone] = inverse
    return codes, found


def _plain(values: Any) -> Any:
    """A column for a library: text as a list, days and numbers as an array."""
    if isinstance(values, np.ndarray) and values.dtype.kind == "O":
        return values.tolist()
    return values


def _to_pandas(kind: Kind, key: str | None, columns: dict[str, Any]) -> Any:
    import pandas

    rest = {name: of for name, of in columns.items() if name != key}
    index = None if key is None else pandas.Index(columns[key], name=key)
    made = pandas.DataFrame(
        {name: _dated(of) for name, of in rest.items()}, index=index, columns=list(rest)
    )
    if kind.types == "numpy":
        return made
    names = _NULLABLE if kind.types == "nullable" else _ARROW
    return made.astype({n: names[t.name] for n, t in made.dtypes.items() if t.name in names})


_NULLABLE = {"float64": "Float64", "int64": "Int64", "int32": "Int32", "bool": "boolean"}
_ARROW = {
    "float64": "double[pyarrow]",
    "int64": "int64[pyarrow]",
    "int32": "int32[pyarrow]",
    "bool": "bool[pyarrow]",
    "str": "string[pyarrow]",
    "object": "string[pyarrow]",
    "datetime64[s]": "date32[pyarrow]",
}


def _dated(values: Any) -> Any:
    days = isinstance(values, np.ndarray) and values.dtype == np.dtype("datetime64[D]")
    return values.astype("datetime64[s]") if days else values


def _to_polars(_: Kind, __: str | None, columns: dict[str, Any]) -> Any:
    import polars

    return polars.DataFrame({name: _polars_series(_plain(of)) for name, of in columns.items()})


def _polars_series(values: Any) -> Any:
    """A column for Polars. A short one goes as a list: from an array Polars imports numpy.ma, which
    takes a tenth of a first run from a file to values."""
    import polars

    if isinstance(values, np.ndarray) and len(values) < _SHORT and "numpy.ma" not in sys.modules:
        kind = _OF_POLARS.get(values.dtype.str[1:])
        if kind is not None:
            return polars.Series(values=values.tolist(), dtype=getattr(polars, kind))
    return polars.Series(values=values)


_SHORT = 50_000
_OF_POLARS = {"f8": "Float64", "i8": "Int64", "i4": "Int32", "u4": "UInt32", "b1": "Boolean"}


def _to_lazy(kind: Kind, key: str | None, columns: dict[str, Any]) -> Any:
    return _to_polars(kind, key, columns).lazy()


def _to_pyarrow(_: Kind, __: str | None, columns: dict[str, Any]) -> Any:
    import pyarrow

    return pyarrow.table({name: _plain(of) for name, of in columns.items()})


def _to_duckdb(kind: Kind, table: Any) -> Any:
    habitue_answers = table  # found by its name in the query
    del table
    made = kind.relation.query("habitue_asked", "SELECT * FROM habitue_answers")
    del habitue_answers
    return made


def _to_relation(kind: Kind, key: str | None, columns: dict[str, Any]) -> Any:
    return _to_duckdb(kind, _to_pyarrow(kind, key, columns))


def _to_dict(_: Kind, __: str | None, columns: dict[str, Any]) -> Any:
    return dict(columns)


_MAKERS = {
    "pandas": _to_pandas,
    "polars": _to_polars,
    "polars lazy": _to_lazy,
    "pyarrow": _to_pyarrow,
    "duckdb": _to_relation,
    "dict": _to_dict,
}
