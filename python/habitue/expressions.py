"""Questions to models inside Polars and DuckDB: expressions, functions of SQL, columns of frames.

>>> from habitue import expressions
>>> from habitue.lifetime import BgNbd
>>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
>>> known = {"frequency": [2, 0], "recency": [30.43, 0.0], "age": [38.86, 38.86]}
>>> expressions.answered(known, model, "p_alive")["p_alive"].round(3)
array([0.727, 1.   ])
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

import numpy as np
from numpy.typing import NDArray

from . import _abi, _duckdb, _scalars
from ._library import enumerator
from .base._frames import columns_of, in_pieces, kind_of, pieces_of, side_by_side
from .errors import DataError, refuse
from .lifetime import PurchaseModel

__all__ = ["answered", "duckdb_extension", "duckdb_function", "polars_expression"]

F = TypeVar("F")
Asked = Literal[
    "p_alive", "expected_purchases", "p_purchases", "p_at_least", "p_no_purchase",
    "discounted_purchases",
]  # fmt: skip
_ASKED = dict.fromkeys(get_args(Asked), 0)


_FEW = 20_000
"""Rows that are answered before a second thread has begun."""


def _answer(
    model: PurchaseModel, question: str, columns: Any, settings: dict[str, Any]
) -> NDArray[np.float64]:
    threads = 1 if len(columns[0]) < _FEW else 0
    found: NDArray[np.float64] = getattr(model, question)(*columns, threads=threads, **settings)
    return found


def _answers(
    model: PurchaseModel, question: str, columns: Any, settings: dict[str, Any]
) -> list[NDArray[np.float64]]:
    """The answers of columns, in the pieces that those lie in: neither is joined."""
    split = [pieces_of(column) for column in columns]
    sizes = [[len(piece) for piece in pieces] for pieces in split]
    alike = all(of_one == sizes[0] for of_one in sizes) and all(map(_is_single, settings.values()))
    if not alike or sum(sizes[0]) < _FEW * len(sizes[0]):
        return [_answer(model, question, columns, settings)]
    wholes = [side_by_side(pieces) for pieces in split]
    if all(whole is not None for whole in wholes):
        return [_answer(model, question, wholes, settings)]
    try:
        return [_answer(model, question, piece, settings) for piece in zip(*split)]
    except DataError:  # whose row is to be counted from the first of all
        return [_answer(model, question, columns, settings)]


def _plain(column: Any) -> Any:
    """A column of pyarrow as an array of numpy where nothing is missing, which is read faster."""
    return column if column.null_count else column.to_numpy()


def _is_single(setting: Any) -> bool:
    return isinstance(setting, (int, float, str, bool))


def answered(
    frame: F,
    model: PurchaseModel,
    question: Asked,
    *,
    into: str | None = None,
    frequency: str = "frequency",
    recency: str = "recency",
    age: str = "age",
    **settings: Any,
) -> F:
    """Any frame of histories with a column of answers added.

    A relation of DuckDB and a lazy frame are read once and come back as such.

    Parameters
    ----------
    frame : frame
        One row a customer, of pandas, Polars, pyarrow, DuckDB, or a dict.
    model : PurchaseModel
        The model that is asked, in the unit of the times.
    question : str
        A method of it: "p_alive", "expected_purchases" and so on.
    into : str, optional
        The name of the new column; that of the question by default.
    frequency, recency, age : str
        The columns of histories.
    **settings
        Settings of the method, such as ``t``.

    Returns
    -------
    frame
        Of the caller's kind.

    Raises
    ------
    DataError
        With row and column, for a history that cannot be, and for a column that there is not.
    ArgumentError
        For a question that there is not.

    Examples
    --------
    >>> from habitue.expressions import answered
    >>> from habitue.lifetime import BgNbd
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> known = {"frequency": [2], "recency": [30.43], "age": [38.86]}
    >>> found = answered(known, model, "expected_purchases", into="next_39_weeks", t=39.0)
    >>> found["next_39_weeks"].round(3).tolist()
    [1.226]
    """
    enumerator(_ASKED, question, "question")
    names = (frequency, recency, age)
    kind = kind_of(frame)
    whole = kind.collected(frame)
    columns = columns_of(whole, names)
    found = _answers(model, question, [columns[name] for name in names], settings)
    made: F = kind.with_pieces(whole, into or question, found)
    return made


def polars_expression(
    model: PurchaseModel,
    question: Asked,
    *,
    frequency: str = "frequency",
    recency: str = "recency",
    age: str = "age",
    **settings: Any,
) -> Any:
    """An expression of Polars, for ``with_columns`` and ``select`` of eager and lazy frames.

    Parameters
    ----------
    model, question, frequency, recency, age, **settings
        As for `answered`.

    Returns
    -------
    polars.Expr
        Of the name of the question.

    Raises
    ------
    UnsupportedError
        Where Polars is not installed.
    ArgumentError
        For a question that there is not. What cannot be in the columns is refused where Polars
        asks.

    Examples
    --------
    >>> import polars
    >>> from habitue.expressions import polars_expression
    >>> from habitue.lifetime import BgNbd
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> known = polars.DataFrame({"frequency": [2], "recency": [30.43], "age": [38.86]})
    >>> known.select(polars_expression(model, "p_alive"))["p_alive"].round(3).to_list()
    [0.727]
    """
    try:
        import polars
    except ImportError:
        refuse(_abi.HABITUE_UNSUPPORTED, "polars", "is not installed: pip install polars")
    enumerator(_ASKED, question, "question")

    def ask(columns: Any) -> Any:
        return in_pieces(question, _answers(model, question, columns, settings))

    histories = [polars.col(frequency), polars.col(recency), polars.col(age)]
    return polars.map_batches(histories, ask, return_dtype=polars.Float64).alias(question)


def duckdb_function(
    connection: Any, name: str, model: PurchaseModel, question: Asked, **settings: Any
) -> None:
    """Makes a function of SQL of a question: ``name(frequency, recency, age)``.

    A connection with ``allow_unsigned_extensions`` has it as a temporary macro of this connection,
    over a function of `duckdb_extension`, which is loaded: it answers on DuckDB's own threads and
    takes what the direct call takes. Elsewhere, and for settings other than one number each, it is
    a function of Python, which DuckDB calls for 2,048 rows at a time under the lock of the
    interpreter; there `answered`, which asks for a whole relation at once, is faster.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Where the function is to be known.
    name : str
        What it is called in SQL.
    model, question, **settings
        As for `answered`.

    Raises
    ------
    ArgumentError
        For a question that there is not, and settings that cannot be. What cannot be in the
        columns is refused where DuckDB asks.

    Examples
    --------
    >>> import duckdb
    >>> from habitue.expressions import duckdb_function
    >>> from habitue.lifetime import BgNbd
    >>> there = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> duckdb_function(there, "purchases_ahead", model, "expected_purchases", t=39.0)
    >>> there.sql("SELECT round(purchases_ahead(2, 30.43, 38.86), 3)").fetchall()
    [(1.226,)]
    """
    enumerator(_ASKED, question, "question")
    _scalars.string(name, "name")
    _answer(_scalars.instance(model, PurchaseModel, "model"), question, ([], [], []), settings)
    made = _duckdb.macro(name, model, question, settings)
    if made is not None and _duckdb.is_loaded(connection):
        connection.execute(made)
        return

    def ask(frequency: Any, recency: Any, age: Any) -> Any:
        import pyarrow

        columns = [_plain(column) for column in (frequency, recency, age)]
        return pyarrow.array(_answer(model, question, columns, settings))

    types = ["BIGINT", "DOUBLE", "DOUBLE"]
    connection.create_function(name, ask, types, "DOUBLE", type="arrow")


def duckdb_extension(folder: str | Path, *, platform: str | None = None) -> Path:
    """Writes the library as a loadable extension of DuckDB, ``habitue.duckdb_extension``.

    Any DuckDB from 1.2 on (its shell, Python, R, Java) that was opened with
    ``allow_unsigned_extensions`` loads it by ``LOAD 'path'``. Functions of SQL are then
    ``habitue_p_alive(model, frequency, recency, age [, to])``, ``habitue_expected_purchases(model,
    frequency, recency, age, to [, from])`` and so on, one a question; the model is its bytes
    (`PurchaseModel.to_bytes`), a ``BLOB``. A row with a NULL is answered by NULL; one that cannot
    be is an error that names the customer, the column, the value and what is allowed.

    Parameters
    ----------
    folder : str or Path
        Where the file goes, in place of one that is there.
    platform : str, optional
        What ``PRAGMA platform`` says, such as ``"linux_amd64"``; that of the installed duckdb by
        default. The library is that of this machine.

    Returns
    -------
    Path
        Of the file.

    Raises
    ------
    ArgumentError
        For a folder that is not there.
    UnsupportedError
        Where neither ``platform`` nor duckdb is there.

    Examples
    --------
    >>> import tempfile
    >>> import duckdb
    >>> from habitue.expressions import duckdb_extension
    >>> from habitue.lifetime import BgNbd
    >>> path = duckdb_extension(tempfile.mkdtemp())
    >>> there = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    >>> _ = there.execute(f"LOAD '{path}'")
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426).to_bytes()
    >>> there.execute("SELECT round(habitue_p_alive(?, 2, 30.43, 38.86), 3)", [model]).fetchall()
    [(0.727,)]
    """
    found = _duckdb.folder_of(folder)
    if platform is None:
        try:
            import duckdb
        except ImportError:
            reason = "is not given, and duckdb is not installed: pip install duckdb"
            refuse(_abi.HABITUE_UNSUPPORTED, "platform", reason)
        with duckdb.connect() as there:
            platform = _duckdb.platform_of(there)
    if not 0 < len(_scalars.encoded(_scalars.string(platform, "platform"), "platform")) < 32:
        reason = f"{platform!r} is none; duckdb says it by PRAGMA platform"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "platform", reason)
    return _duckdb.write(found, platform)
