"""How rows of Spark reach the library in its workers, and how small results come back."""

from __future__ import annotations

import difflib
import inspect
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .. import _abi
from ..errors import HabitueError, refuse

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

    Batches = Iterable[pyarrow.RecordBatch]
    Work = Callable[[pyarrow.Table], pyarrow.Table]

BATCH_ROWS = 65_536


def columns_known(frame: Any, names: Iterable[str | None], argument: str = "frame") -> None:
    """Refuses a name that is no column, with the likely one."""
    columns = getattr(frame, "columns", None)
    if not isinstance(columns, list) or not hasattr(frame, "mapInArrow"):
        refuse(
            _abi.HABITUE_BAD_ARGUMENT, argument, f"is {type(frame).__name__}, no Spark DataFrame"
        )
    for name in names:
        if name is not None and name not in columns:
            close = difflib.get_close_matches(str(name), columns, 1, 0.5)
            hint = f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(columns)}"
            refuse(_abi.HABITUE_MISSING_COLUMN, str(name), f"is no column of {argument}{hint}")


def free(frame: DataFrame, names: Iterable[str]) -> None:
    """Refuses names of new columns that customers have already."""
    for name in names:
        if name in frame.columns:
            reason = f"is a column of customers already; drop it first: customers.drop({name!r})"
            refuse(_abi.HABITUE_INCONSISTENT, name, reason)


def with_columns(frame: DataFrame, added: Mapping[str, str]) -> Any:
    """The schema of a frame with these columns added."""
    from pyspark.sql import types

    schema = types.StructType(list(frame.schema.fields))
    for name, kind in added.items():
        schema.add(name, kind)
    return schema


def nothing_of(frame: DataFrame) -> pyarrow.Table:
    """The columns of a frame without rows, as workers would have them."""
    from pyspark.sql.pandas.types import to_arrow_schema

    # Instants of pyspark 4 need the zone by which Spark shows them; 3.5 takes none.
    zone = {"timezone": frame.sparkSession.conf.get("spark.sql.session.timeZone")}
    known = inspect.signature(to_arrow_schema).parameters
    made: Any = to_arrow_schema(frame.schema, **(zone if "timezone" in known else {}))
    return made.empty_table()


def mapped(frame: DataFrame, work: Work, schema: Any) -> DataFrame:
    """The rows of each partition at once through ``work``, which makes columns of this schema."""

    def run(batches: Batches) -> Iterator[pyarrow.RecordBatch]:
        yield from _run(work, batches)

    return frame.mapInArrow(run, schema)


def batch_by_batch(frame: DataFrame, work: Work, schema: Any) -> DataFrame:
    """Batch by batch through ``work``, for what asks of each row by itself."""

    def run(batches: Batches) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield from _run(work, [batch])

    return frame.mapInArrow(run, schema)


def _run(work: Work, batches: Batches) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    held = list(batches)
    if not held:
        return
    try:
        made = work(pyarrow.Table.from_batches(held))
    except HabitueError as error:
        # Rows are counted within the partition, which the reader of the message must know.
        from pyspark import TaskContext

        context = TaskContext.get()
        where = "" if context is None else f"partition {context.partitionId()}: "
        raise type(error)(
            f"{where}{error}", code=error.code, kind=error.kind, row=error.row, column=error.column
        ) from None
    yield from made.to_batches(max_chunksize=BATCH_ROWS)


def collected(frame: DataFrame) -> pyarrow.Table:
    """A small frame on the driver, as Arrow: one cell of bytes a partition travels."""
    import pyarrow

    parts = []
    for row in mapped(frame, _packed, "part binary").collect():
        parts.append(pyarrow.ipc.open_stream(io.BytesIO(row.part)).read_all())
    if not parts:
        return nothing_of(frame)
    return pyarrow.concat_tables(parts)


def _packed(table: pyarrow.Table) -> pyarrow.Table:
    import pyarrow

    sink = io.BytesIO()
    with pyarrow.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return pyarrow.table({"part": pyarrow.array([sink.getvalue()], pyarrow.binary())})


def gathered(frame: DataFrame, work: Callable[[pyarrow.Table], bytes]) -> list[bytes]:
    """One piece of bytes of each partition that has rows."""

    def run(table: pyarrow.Table) -> pyarrow.Table:
        import pyarrow

        return pyarrow.table({"part": pyarrow.array([work(table)], pyarrow.binary())})

    return [row.part for row in mapped(frame, run, "part binary").collect()]
