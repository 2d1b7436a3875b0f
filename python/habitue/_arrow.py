"""Columns behind Arrow's C data interface, without pyarrow.

pyarrow, polars, pandas, DuckDB and others hand out their columns through
``__arrow_c_array__`` or ``__arrow_c_stream__``: capsules with two C structures,
described at https://arrow.apache.org/docs/format/CDataInterface.html. Reading
them takes a few lines of ctypes and copies nothing where the column has one
chunk and a fixed width.
"""

from __future__ import annotations

import ctypes
import decimal
from collections.abc import Callable, Sequence
from ctypes import c_char_p, c_int, c_int64, c_void_p
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np

from ._reading import DAYS, DECIMALS, FLAGS, MOMENTS, NOTHING, NUMBERS, TEXT, WHOLE, Column
from ._reading import boxed, zoned

_Read = TypeVar("_Read")
_EXACT = decimal.Context(prec=100)

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
    "tt": "times of day without a day",
    "tD": "durations",
    "ti": "intervals of the calendar",
    "+s": "records or a table (take one of its columns)",
    "+r": "run-end encoded values (decode them first)",
    "+": "lists or other nested values",
}
"""What has no counterpart here, by the beginning of its format."""


class _Chunk:
    """An array that lives in its owner, or was moved out of its producer: released when nobody
    looks any more."""

    def __init__(self, array: _Array, owner: _Chunk | None = None) -> None:
        self.array, self.owner = array, owner

    def __del__(self) -> None:
        if self.owner is None and self.array.release:
            self.array.release(ctypes.addressof(self.array))


def read(column: Any, name: str) -> Column:
    """The column behind ``__arrow_c_array__`` or ``__arrow_c_stream__``.

    Raises:
        TypeError: When the column is of a type that has no numpy counterpart.
    """
    return _whole(column, lambda schema, chunks: _column(schema, chunks, name))


def frame(source: Any) -> dict[str, Column]:
    """The columns by name of a table behind the same.

    Raises:
        TypeError: When it is no table, or a column is of a type that has no counterpart here.
    """
    return _whole(source, _columns)


def _whole(source: Any, reads: Callable[[_Schema, list[_Chunk]], _Read]) -> _Read:
    """What is read of all chunks."""
    if hasattr(source, "__arrow_c_array__"):
        schema_capsule, array_capsule = source.__arrow_c_array__()
        schema = _Schema.from_address(_pointer_of(schema_capsule, b"arrow_schema"))
        taken = _Array.from_address(_pointer_of(array_capsule, b"arrow_array"))
        return reads(schema, [_take(taken)])
    capsule = source.__arrow_c_stream__()
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
        return reads(schema, chunks)
    finally:
        if schema.release:
            schema.release(ctypes.addressof(schema))


def _columns(schema: _Schema, chunks: list[_Chunk]) -> dict[str, Column]:
    """The columns of a struct."""
    if schema.format != b"+s":
        raise TypeError("is one column; a table of columns by name is needed")
    found: dict[str, Column] = {}
    fields = ctypes.cast(schema.children, ctypes.POINTER(ctypes.POINTER(_Schema)))
    for place in range(schema.n_children):
        field = fields[place].contents
        name = (field.name or b"").decode("utf-8", "replace")
        if name in found:
            raise TypeError(f"{name} is the name of several columns")
        parts = [_child(chunk, place) for chunk in chunks]
        found[name] = _column(field, parts, name)
    return found


def _child(chunk: _Chunk, place: int) -> _Chunk:
    """A column of a struct, of the rows that the struct has."""
    whole = chunk.array
    if whole.null_count and (valid := _valid(chunk)) is not None and not valid.all():
        raise TypeError(f"row {int(np.argmin(valid))} is missing as a whole")
    children = ctypes.cast(whole.children, ctypes.POINTER(ctypes.POINTER(_Array)))
    part = _Array.from_buffer_copy(children[place].contents)
    part.offset += whole.offset
    if whole.length < part.length:
        part.length, part.null_count = whole.length, -1
    return _Chunk(part, chunk)


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


def _column(schema: _Schema, chunks: Sequence[_Chunk], name: str) -> Column:
    form, _, detail = schema.format.decode().partition(":")
    zoned(detail if form.startswith("ts") else "", name)
    reader = _dictionary if schema.dictionary else _READERS.get(form, _fixed)
    if reader is _fixed and form not in _FIXED:
        what = next((name for start, name in _NAMES.items() if form.startswith(start)), None)
        raise TypeError(f"holds {what or f'the Arrow type {form!r}'}; no column of this library")
    pieces = [reader(chunk, schema, name) for chunk in chunks or [_Chunk(_Array())]]
    return pieces[0] if len(pieces) == 1 else _joined(pieces)


def _fixed(chunk: _Chunk, schema: _Schema, _: str) -> Column:
    """Values of a fixed width."""
    form = schema.format.decode().partition(":")[0]
    values = _buffer(chunk, 1, _FIXED[form])
    kind = {"i": WHOLE, "u": WHOLE, "f": NUMBERS, "M": MOMENTS}[values.dtype.kind]
    return Column(DAYS if form == "tdD" else kind, values, _valid(chunk))


def _nothing(chunk: _Chunk, _: _Schema, __: str) -> Column:
    rows = chunk.array.length
    return Column(NOTHING, np.full(rows, None, object), np.zeros(rows, bool))


def _dictionary(chunk: _Chunk, schema: _Schema, name: str) -> Column:
    """Places in a dictionary, which may differ from chunk to chunk."""
    rows, valid = _fixed(chunk, schema, name).values.astype(np.int64), _valid(chunk)
    if len(rows) == 0:
        return Column(NOTHING, np.empty(0, object), np.zeros(0, bool))
    part = _Chunk(_Array.from_address(chunk.array.dictionary), chunk)
    entries = _column(_Schema.from_address(schema.dictionary), [part], name)
    return entries.take(rows if valid is None else np.where(valid, rows, -1), name)


def _decimals(chunk: _Chunk, schema: _Schema, _: str) -> Column:
    """Decimals, which are whole numbers: little-endian two's complement of 32 to 256 bits."""
    detail = schema.format.decode().partition(":")[2].split(",")
    scale, width = int(detail[1]), int(detail[2]) // 8 if len(detail) > 2 else 16
    offset, length, valid = chunk.array.offset, chunk.array.length, _valid(chunk)
    words = width // 4
    parts = _view(chunk, 1, "int32", words * offset, words * length).reshape(-1, words)
    wide = np.ascontiguousarray(parts[:, :2]).view(np.int64)[:, 0] if words > 1 else parts[:, 0]
    # Most fit 64 bits: what is above them repeats their sign.
    if words < 3 or bool((parts[:, 2:] == (wide >> 63)[:, None]).all()):
        return Column(DECIMALS, wide.astype(np.int64, copy=False), valid, None, scale)
    data = parts.tobytes()
    numbers: list[decimal.Decimal | None] = [
        decimal.Decimal(int.from_bytes(data[place : place + width], "little", signed=True)).scaleb(
            -scale, _EXACT
        )
        for place in range(0, width * length, width)
    ]
    known = numbers if valid is None else [n if ok else None for n, ok in zip(numbers, valid)]
    return Column(DECIMALS, boxed(known), valid)


def _uuids(chunk: _Chunk, schema: _Schema, _: str) -> Column:
    """Bytes, which are UUIDs where there are 16 in each row: their text."""
    form, rows = schema.format.decode(), chunk.array.length
    valid = _valid(chunk)
    if form.startswith("w"):
        width = int(form.partition(":")[2])
        raw = _view(chunk, 1, "uint8", width * chunk.array.offset, width * rows)
        wide = raw.reshape(rows, width)
    else:
        texts = _text_view(chunk, schema, "") if form == "vz" else _text(chunk, schema, "")
        assert texts.offsets is not None
        lengths = np.diff(texts.offsets)
        known = lengths if valid is None else lengths[valid]
        width = 16 if (known == 16).all() else int(known[known != 16][0])
        wide = np.zeros((rows, width), np.uint8)
        if width == 16:
            begin = texts.offsets[:-1][lengths == 16]
            wide[lengths == 16] = texts.values[begin[:, None] + np.arange(16)]
    if width != 16:
        raise TypeError(f"holds bytes, {width} in a row; of the 16 of a UUID its text is taken")
    digits = np.frombuffer(b"0123456789abcdef", np.uint8)
    text = np.full((rows, 36), ord("-"), np.uint8)
    places = [place for place in range(36) if place not in (8, 13, 18, 23)]
    text[:, places[0::2]], text[:, places[1::2]] = digits[wide >> 4], digits[wide & 15]
    return Column(TEXT, text.reshape(-1), valid, 36 * np.arange(rows + 1, dtype=np.int64))


def _view(owner: _Chunk, index: int, dtype: str, start: int, count: int) -> np.ndarray:
    """``count`` items of a buffer from ``start`` on; the view keeps the owner alive."""
    kind = np.dtype(dtype)
    if count == 0 or not (address := owner.array.buffers[index]):
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


def _flags(chunk: _Chunk, _: _Schema, __: str) -> Column:
    return Column(FLAGS, _bits(chunk, 1), _valid(chunk))


def _text(chunk: _Chunk, schema: _Schema, _: str) -> Column:
    offset, length = chunk.array.offset, chunk.array.length
    if length == 0:
        return Column(TEXT, np.empty(0, np.uint8), None, np.zeros(1, np.int64))
    width = "int32" if schema.format in (b"u", b"z") else "int64"
    offsets = _view(chunk, 1, width, offset, length + 1)
    first, last = int(offsets[0]), int(offsets[-1])
    values = _view(chunk, 2, "uint8", first, last - first)
    moved = offsets.astype(np.int64, copy=False)
    return Column(TEXT, values, _valid(chunk), moved if first == 0 else moved - first)


def _text_view(chunk: _Chunk, _: _Schema, __: str) -> Column:
    """The string-view layout: 16 bytes a row, with short text inside them."""
    offset, length = chunk.array.offset, chunk.array.length
    views = _view(chunk, 1, "int32", 4 * offset, 4 * length).reshape(-1, 4)
    long_buffers = max(chunk.array.n_buffers - 3, 0)
    sizes = _view(chunk, 2 + long_buffers, "int64", 0, long_buffers)
    sources = [views.reshape(-1).view(np.uint8)]
    sources += [_view(chunk, 2 + i, "uint8", 0, int(size)) for i, size in enumerate(sizes)]
    starts = np.cumsum([0] + [len(source) for source in sources])
    lengths = views[:, 0].astype(np.int64)
    if (valid := _valid(chunk)) is not None:
        lengths = np.where(valid, lengths, 0)
    begin = 16 * np.arange(length, dtype=np.int64) + 4
    outside = lengths > 12
    begin[outside] = starts[1 + views[outside, 2]] + views[outside, 3]
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    within = np.arange(offsets[-1]) + np.repeat(begin - offsets[:-1], lengths)
    return Column(TEXT, np.concatenate(sources)[within], valid, offsets)


_READERS: dict[str, Callable[[_Chunk, _Schema, str], Column]] = {
    "n": _nothing,
    "b": _flags,
    "d": _decimals,
    "u": _text,
    "U": _text,
    "vu": _text_view,
    "w": _uuids,
    "z": _uuids,
    "Z": _uuids,
    "vz": _uuids,
}
"""What reads a chunk, by its format; `_fixed` where nothing is said."""


def _joined(pieces: list[Column]) -> Column:
    """Columns of one type behind one another; a part may hold nothing."""
    if len({piece.scale for piece in pieces if piece.kind == DECIMALS}) > 1:
        # Some fit 64 bits and are whole numbers of their scale, others do not.
        pieces = [
            Column(DECIMALS, piece.decimals(), piece.valid) if piece.kind == DECIMALS else piece
            for piece in pieces
        ]
    first = next((piece for piece in pieces if piece.kind != NOTHING), pieces[0])
    kind, dtype = first.kind, first.values.dtype
    stated = (p.values if p.kind == kind else np.zeros(len(p), dtype) for p in pieces)
    values = np.concatenate(list(stated))
    valid = None
    if any(piece.valid is not None for piece in pieces):
        known = (np.ones(len(p), bool) if p.valid is None else p.valid for p in pieces)
        valid = np.concatenate(list(known))
    lengths = [np.diff(piece.offsets) for piece in pieces if piece.offsets is not None]
    offsets = None
    if lengths:
        offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.concatenate(lengths))])
    return replace(first, values=values, valid=valid, offsets=offsets)


_Freed = ctypes.CFUNCTYPE(None, c_void_p)
_new_capsule = ctypes.pythonapi.PyCapsule_New
_new_capsule.restype = ctypes.py_object
_new_capsule.argtypes = [c_void_p, c_char_p, _Freed]
_pointer_in = ctypes.PYFUNCTYPE(c_void_p, c_void_p, c_char_p)(
    ("PyCapsule_GetPointer", ctypes.pythonapi)
)
_given: dict[int, _Stream] = {}
"""The streams that capsules hold, by their addresses."""


def _release(capsule: int) -> None:
    """Releases the stream of a capsule that nobody moved it out of."""
    stream = _given.pop(_pointer_in(capsule, b"arrow_array_stream") or 0, None)
    if stream is not None and stream.release:
        stream.release(ctypes.addressof(stream))


_freed = _Freed(_release)
# Capsules may outlive this module while the interpreter ends.
ctypes.pythonapi.Py_IncRef(ctypes.py_object(_freed))


def exported(fill: Callable[[Any], None]) -> object:
    """A capsule of a stream that ``fill`` fills, which its consumer moves out."""
    stream = _Stream()
    fill(ctypes.byref(stream))
    _given[ctypes.addressof(stream)] = stream
    return _new_capsule(ctypes.addressof(stream), b"arrow_array_stream", _freed)
