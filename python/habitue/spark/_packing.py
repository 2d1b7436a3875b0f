"""Rows on their way to the partition of their customer: as packed columns, not as rows of Spark.

A row of Spark takes eight bytes a field and eight of its own wherever it is moved. Columns of a few
hundred thousand rows, compressed as Arrow compresses them, take a third of that, and Spark then
moves some hundred cells of bytes instead of millions of rows.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ._partitions import mapped

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

    from ._partitions import Batches, Work

PACK_ROWS = 1 << 20
"""Rows that a task holds before it hands them over."""
PACK_BYTES = 256 << 20
"""Bytes of them, where rows are long."""


def by_customer(
    rows: DataFrame, customer: str, partitions: int | None, work: Work, schema: Any
) -> DataFrame:
    """All rows of a customer in one partition, each of which goes at once through ``work``."""
    from pyspark.sql import functions as of

    count = _partitions(rows) if partitions is None else partitions
    names = rows.columns
    # The place comes last and is known by that: no name of the caller's columns is taken.
    # Rows without a customer are only counted: all of them in one partition would break it.
    known = of.col(f"`{customer}`")
    nobody = of.hash(*(of.col(f"`{name}`") for name in names))
    place = of.pmod(of.when(known.isNull(), nobody).otherwise(of.hash(known)), of.lit(count))
    labels = labels_of(count)

    def pack(batches: Batches) -> Iterator[pyarrow.RecordBatch]:
        held: list[pyarrow.RecordBatch] = []
        long = size = 0
        for batch in batches:
            held.append(batch)
            long, size = long + batch.num_rows, size + batch.nbytes
            if long >= PACK_ROWS or size >= PACK_BYTES:
                yield _packed(held, names, labels)
                held, long, size = [], 0, 0
        if long:
            yield _packed(held, names, labels)

    packs = rows.select("*", place).mapInArrow(pack, "label int, part binary")
    moved = packs.repartition("label") if partitions is None else packs.repartition(count, "label")

    def unpacked(table: pyarrow.Table) -> pyarrow.Table:
        return work(_unpacked(table.column("part")))

    return mapped(moved, unpacked, schema)


def _partitions(rows: DataFrame) -> int:
    """Into how many Spark puts rows where nothing is said."""
    settings = rows.sparkSession.conf
    first = "spark.sql.adaptive.coalescePartitions.initialPartitionNum"
    return int(settings.get(first, None) or settings.get("spark.sql.shuffle.partitions") or 200)


def _packed(
    batches: list[pyarrow.RecordBatch], names: list[str], labels: NDArray[np.int32]
) -> pyarrow.RecordBatch:
    """The rows of each place, as bytes beside the label that brings them there."""
    import pyarrow

    table = pyarrow.Table.from_batches(batches)
    place = table.column(len(names)).to_numpy()
    table = table.select(range(len(names))).rename_columns(names)
    narrow = place.astype(np.uint16) if len(labels) <= 1 << 16 else place
    order = np.argsort(narrow, kind="stable")
    table = table.take(pyarrow.array(order))
    there, begins = np.unique(place[order], return_index=True)
    ends = [*begins[1:], len(order)]
    parts = [_written(table.slice(at, end - at)) for at, end in zip(begins, ends)]
    columns = [pyarrow.array(labels[there]), pyarrow.array(parts, pyarrow.binary())]
    return pyarrow.record_batch(columns, names=["label", "part"])


def _written(table: pyarrow.Table) -> bytes:
    import pyarrow

    codec = "zstd" if pyarrow.Codec.is_available("zstd") else None
    options = pyarrow.ipc.IpcWriteOptions(compression=codec, use_threads=False)
    sink = io.BytesIO()
    with pyarrow.ipc.new_stream(sink, table.schema, options=options) as stream:
        stream.write_table(table)
    return sink.getvalue()


def _unpacked(parts: Any) -> pyarrow.Table:
    import pyarrow

    options = pyarrow.ipc.IpcReadOptions(use_threads=False)
    tables = [
        pyarrow.ipc.open_stream(part.as_buffer(), options=options).read_all()
        for chunk in parts.chunks
        for part in chunk
    ]
    return pyarrow.concat_tables(tables)


def labels_of(count: int) -> NDArray[np.int32]:
    """A number for each partition that Spark's hash brings to it.

    They only even the load out: whatever the hash, the rows of a customer have one label.
    """
    tried = 16 * count + 64
    while True:
        labels = np.arange(tried, dtype=np.int32)
        places = hashes(labels).astype(np.int64) % count
        there, first = np.unique(places, return_index=True)
        if len(there) == count:
            return labels[first]
        tried *= 2


def hashes(numbers: NDArray[np.int32]) -> NDArray[np.int32]:
    """Spark's hash of whole numbers: Murmur3 (x86, 32 bits) of four bytes, seed 42."""
    word = numbers.astype(np.uint32)
    with np.errstate(over="ignore"):
        word = _turned(word * np.uint32(0xCC9E2D51), 15) * np.uint32(0x1B873593)
        mixed = _turned(word ^ np.uint32(42), 13) * np.uint32(5) + np.uint32(0xE6546B64)
        mixed ^= np.uint32(4)
        mixed = (mixed ^ (mixed >> np.uint32(16))) * np.uint32(0x85EBCA6B)
        mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(0xC2B2AE35)
        return (mixed ^ (mixed >> np.uint32(16))).view(np.int32)


def _turned(word: NDArray[np.uint32], by: int) -> NDArray[np.uint32]:
    left: NDArray[np.uint32] = word << np.uint32(by)
    return left | (word >> np.uint32(32 - by))
