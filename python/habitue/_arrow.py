"""Columns behind Arrow's C data interface, without pyarrow.

pyarrow, polars, pandas, DuckDB and others hand out their columns through
``__arrow_c_array__`` or ``__arrow_c_stream__``: capsules with two C structures,
described at https://arrow.apache.org/docs/format/CDataInterface.html. Reading
them takes a few lines of ctypes and copies nothing where the column has one
chunk and a fixed width.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from ctypes import c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from typing import Any

import numpy as np


_Release = ctypes.CFUNCTYPE(None, c_void_p)
_Asked = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)


class _Schema(ctypes.Structure):
    _fields_ = [
        ("format", c_char_p), ("name", c_char_p), ("metadata", c_void_p), ("flags", c_int64),
        ("n_children", c_int64), ("children", c_void_p), ("dictionary", c_void_p),
        ("release", _Release), ("private_data", c_void_p),
    ]  # fmt: skip


class _Array(ctypes.Structure):
    _fields_ = [
        ("length", c_int64), ("null_count", c_int64), ("offset", c_int64), ("n_buffers", c_int64),
        ("n_children", c_int64), ("buffers", ctypes.POINTER(c_void_p)), ("children", c_void_p),
        ("dictionary", c_void_p), ("release", _Release), ("private_data", c_void_p),
    ]  # fmt: skip


class _Stream(ctypes.Structure):
    _fields_ = [
        ("get_schema", _Asked), ("get_next", _Asked),
        ("get_last_error", ctypes.CFUNCTYPE(c_char_p, c_void_p)), ("release", _Release),
        ("private_data", c_void_p),
    ]  # fmt: skip


_pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_of.restype = ctypes.c_void_p
_pointer_of.argtypes = [ctypes.py_object, ctypes.c_char_p]

_FIXED = {
    "c": "int8", "C": "uint8", "s": "int16", "S": "uint16", "i": "int32", "I": "uint32",
    "l": "int64", "L": "uint64", "e": "float16", "f": "float32", "g": "float64", "tdD": "int32",
    "tdm": "datetime64[ms]", "tss": "datetime64[s]", "tsm": "datetime64[ms]",
    "tsu": "datetime64[us]", "tsn": "datetime64[ns]",
}  # fmt: skip

_NAMES = {
    "z": "bytes",
    "Z": "bytes",
    "vz": "bytes",
    "w": "bytes of a fixed length (text is taken: of a UUID, its str)",
    "tt": "times of day without a day",
    "tD": "durations",
    "ti": "intervals of the calendar",
    "+s": "records or a table (take one of its columns)",
    "+r": "run-end encoded values (decode them first)",
    "+": "lists or other nested values",
}
"""What has no counterpart here, by the beginning of its format."""


@dataclass
class ArrowColumn:
    """A column as numpy sees it.

    ``valid`` is ``None`` where nothing is missing. Text has ``offsets`` (one more
    than rows, int64) into ``values`` (uint8). A column of 32-bit days since 1970
    stays int32, with ``is_days`` set. Of a dictionary-encoded column ``values`` are
    places in its ``dictionary``; decimals are Python integers to be divided by
    10**``scale``; a column of the type null (``is_null``) holds nothing.
    """

    values: np.ndarray
    valid: np.ndarray | None = None
    offsets: np.ndarray | None = None
    timezone: str = ""
    is_days: bool = False
    dictionary: ArrowColumn | None = None
    scale: int | None = None
    is_null: bool = False


class _Chunk:
    """An array that lives in its owner, or was moved out of its producer: released when nobody
    looks any more."""

    def __init__(self, array: _Array, owner: _Chunk | None = None) -> None:
        self.array, self.owner = array, owner

    def __del__(self) -> None:
        if self.owner is None and self.array.release:
            self.array.release(ctypes.addressof(self.array))


def is_arrow(column: object) -> bool:
    """Whether ``column`` speaks Arrow's C data interface."""
    return hasattr(column, "__arrow_c_array__") or hasattr(column, "__arrow_c_stream__")


def read(column: Any) -> ArrowColumn:
    """The column behind ``__arrow_c_array__`` or ``__arrow_c_stream__``.

    Raises:
        TypeError: When the column is of a type that has no numpy counterpart.
    """
    if hasattr(column, "__arrow_c_array__"):
        schema_capsule, array_capsule = column.__arrow_c_array__()
        schema = _Schema.from_address(_pointer_of(schema_capsule, b"arrow_schema"))
        source = _Array.from_address(_pointer_of(array_capsule, b"arrow_array"))
        return _column(schema, [_take(source)])
    capsule = column.__arrow_c_stream__()
    address = _pointer_of(capsule, b"arrow_array_stream")
    stream = _Stream.from_address(address)
    schema = _Schema()
    _check(stream, address, stream.get_schema(address, ctypes.addressof(schema)))
    try:
        chunks = []
        while True:
            chunk = _Array()
            _check(stream, address, stream.get_next(address, ctypes.addressof(chunk)))
            if not chunk.release:
                break
            chunks.append(_Chunk(chunk))
        return _column(schema, chunks)
    finally:
        if schema.release:
            schema.release(ctypes.addressof(schema))


def _check(stream: _Stream, address: int, status: int) -> None:
    if status != 0:
        reason = stream.get_last_error(address)
        raise OSError(status, (reason or b"the Arrow stream failed").decode("utf-8", "replace"))


def _take(source: _Array) -> _Chunk:
    """Moves the array out of its capsule, as the interface's consumers do."""
    moved = _Array()
    ctypes.memmove(ctypes.addressof(moved), ctypes.addressof(source), ctypes.sizeof(_Array))
    source.release = type(source.release)()
    return _Chunk(moved)


def _column(schema: _Schema, chunks: Sequence[_Chunk]) -> ArrowColumn:
    form, _, detail = schema.format.decode().partition(":")
    if schema.dictionary:
        return _dictionary(schema, form, chunks)
    if form == "n":
        rows = sum(owner.array.length for owner in chunks)
        return ArrowColumn(np.full(rows, None, object), np.zeros(rows, bool), is_null=True)
    if form == "d":
        return _decimals(detail.split(","), chunks)
    if form in ("u", "U"):
        pieces = [_text(owner, "int32" if form == "u" else "int64") for owner in chunks]
    elif form == "vu":
        pieces = [_text_view(owner) for owner in chunks]
    elif form == "b":
        pieces = [ArrowColumn(_bits(owner, 1), _valid(owner)) for owner in chunks]
    elif form in _FIXED:
        pieces = [ArrowColumn(_buffer(owner, 1, _FIXED[form]), _valid(owner)) for owner in chunks]
    else:
        what = next((name for start, name in _NAMES.items() if form.startswith(start)), None)
        raise TypeError(f"holds {what or f'the Arrow type {form!r}'}; no column of this library")
    whole = _joined(pieces, text=form in ("u", "U", "vu"), dtype=_FIXED.get(form, "uint8"))
    whole.timezone = detail
    whole.is_days = form == "tdD"
    return whole


def _dictionary(schema: _Schema, form: str, chunks: Sequence[_Chunk]) -> ArrowColumn:
    """Places in a dictionary, which may differ from chunk to chunk."""
    of = _Schema.from_address(schema.dictionary)
    pieces = [ArrowColumn(_buffer(owner, 1, _FIXED[form]), _valid(owner)) for owner in chunks]
    parts = [_Chunk(_Array.from_address(owner.array.dictionary), owner) for owner in chunks]
    dictionaries = [_column(of, [part]) for part in parts]
    start = 0
    for piece, dictionary in zip(pieces, dictionaries):
        piece.values = piece.values.astype(np.int64) + start
        start += _length(dictionary)
    whole = _joined(pieces, text=False, dtype="int64")
    whole.dictionary = _all_of(dictionaries) if dictionaries else _column(of, [])
    return whole


def _all_of(columns: list[ArrowColumn]) -> ArrowColumn:
    """Columns of one type behind one another."""
    first = columns[0]
    if len(columns) == 1:
        return first
    whole = _joined(columns, text=first.offsets is not None, dtype=first.values.dtype.str)
    whole.timezone, whole.is_days, whole.scale = first.timezone, first.is_days, first.scale
    return whole


def _decimals(detail: list[str], chunks: Sequence[_Chunk]) -> ArrowColumn:
    """Decimals as whole numbers: little-endian two's complement of 32 to 256 bits."""
    width = int(detail[2]) // 8 if len(detail) > 2 else 16
    found: list[int | None] = []
    for owner in chunks:
        offset, length = owner.array.offset, owner.array.length
        data = _view(owner, 1, "uint8", width * offset, width * length).tobytes()
        numbers = [
            int.from_bytes(data[place : place + width], "little", signed=True)
            for place in range(0, width * length, width)
        ]
        valid = _valid(owner)
        known = [True] * length if valid is None else valid.tolist()
        found += [number if ok else None for number, ok in zip(numbers, known)]
    values = np.array([*found, None], object)[:-1]
    gone = np.array([number is None for number in found], bool)
    return ArrowColumn(values, ~gone if gone.any() else None, scale=int(detail[1]))


def _length(column: ArrowColumn) -> int:
    return len(column.values) if column.offsets is None else len(column.offsets) - 1


def _view(owner: _Chunk, index: int, dtype: str, start: int, count: int) -> np.ndarray:
    """``count`` items of a buffer from ``start`` on; the view keeps the owner alive."""
    kind = np.dtype(dtype)
    address = owner.array.buffers[index]
    if count == 0 or not address:
        return np.empty(0, kind)
    data = (ctypes.c_char * (count * kind.itemsize)).from_address(address + start * kind.itemsize)
    data._owner = owner  # type: ignore[attr-defined]
    view: np.ndarray = np.frombuffer(data, kind)  # type: ignore[call-overload]
    view.flags.writeable = False
    return view


def _buffer(owner: _Chunk, index: int, dtype: str) -> np.ndarray:
    return _view(owner, index, dtype, owner.array.offset, owner.array.length)


def _bits(owner: _Chunk, index: int) -> np.ndarray:
    offset, length = owner.array.offset, owner.array.length
    packed = _view(owner, index, "uint8", 0, (offset + length + 7) // 8)
    return np.unpackbits(packed, bitorder="little")[offset : offset + length].astype(bool)


def _valid(owner: _Chunk) -> np.ndarray | None:
    if owner.array.null_count == 0 or not owner.array.buffers[0]:
        return None
    valid = _bits(owner, 0)
    return None if valid.all() else valid


def _text(owner: _Chunk, width: str) -> ArrowColumn:
    offset, length = owner.array.offset, owner.array.length
    offsets = _view(owner, 1, width, offset, length + 1 if length else 0)
    if length == 0:
        return ArrowColumn(np.empty(0, np.uint8), None, np.zeros(1, np.int64))
    first, last = int(offsets[0]), int(offsets[-1])
    values = _view(owner, 2, "uint8", first, last - first)
    moved = offsets.astype(np.int64, copy=False)
    return ArrowColumn(values, _valid(owner), moved if first == 0 else moved - first)


def _text_view(owner: _Chunk) -> ArrowColumn:
    """The string-view layout: 16 bytes a row, with short text inside them."""
    offset, length = owner.array.offset, owner.array.length
    views = _view(owner, 1, "int32", 4 * offset, 4 * length).reshape(-1, 4)
    long_buffers = max(owner.array.n_buffers - 3, 0)
    sizes = _view(owner, 2 + long_buffers, "int64", 0, long_buffers)
    sources = [views.reshape(-1).view(np.uint8)]
    sources += [_view(owner, 2 + i, "uint8", 0, int(size)) for i, size in enumerate(sizes)]
    starts = np.cumsum([0] + [len(source) for source in sources])
    lengths = views[:, 0].astype(np.int64)
    if (valid := _valid(owner)) is not None:
        lengths = np.where(valid, lengths, 0)
    begin = 16 * np.arange(length, dtype=np.int64) + 4
    outside = lengths > 12
    begin[outside] = starts[1 + views[outside, 2]] + views[outside, 3]
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    within = np.arange(offsets[-1]) + np.repeat(begin - offsets[:-1], lengths)
    return ArrowColumn(np.concatenate(sources)[within], valid, offsets)


def _joined(pieces: list[ArrowColumn], *, text: bool, dtype: str) -> ArrowColumn:
    if len(pieces) == 1:
        return pieces[0]
    if not pieces:
        offsets = np.zeros(1, np.int64) if text else None
        return ArrowColumn(np.empty(0, dtype), None, offsets)
    values = np.concatenate([piece.values for piece in pieces])
    valid = None
    if any(piece.valid is not None for piece in pieces):
        valid = np.concatenate([_all_valid(piece) for piece in pieces])
    if not text:
        return ArrowColumn(values, valid)
    lengths = [np.diff(piece.offsets) for piece in pieces if piece.offsets is not None]
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.concatenate(lengths))])
    return ArrowColumn(values, valid, offsets)


def _all_valid(piece: ArrowColumn) -> np.ndarray:
    return np.ones(_length(piece), bool) if piece.valid is None else piece.valid
