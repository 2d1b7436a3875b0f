"""A base as a file: columns of numpy without pickles, and what they mean as JSON."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from os import PathLike
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _columns, _reading
from ..errors import refuse
from . import _frames, _histories
from ._frames import Kind
from ._held import Held, Settings
from ._histories import Fact
from ._intake import Keys, Transactions

_VERSION = 1
_NO_BASE = "holds no base of habitue, or was damaged"
_HELD = (
    "rows", "missing", "filtered", "rounded", "rounding_moved", "notes", "minor", "currency",
    "unknown_costs",
)  # fmt: skip
_COLUMNS = ("numbers", "frequency", "recency", "age", "mean_spend", "weights")


def save(base: Held[Any], path: str | PathLike[str]) -> None:
    """Writes all that a base holds."""
    arrays: dict[str, Any] = {}
    keys, found = base._keys, base._transactions
    told: dict[str, Any] = {"habitue_base": _VERSION, "key": keys.name, "facts": list(base._facts)}
    told["settings"] = asdict(base._settings)
    told["distinct"] = keys.distinct is not None
    if keys.distinct is not None:
        _put(arrays, "keys", _plain_keys(keys))
    if found is None:
        for name in _COLUMNS:
            _put(arrays, name, getattr(base._histories, name))
    else:
        told["transactions"] = {name: getattr(found, name) for name in (*_HELD, "costing")}
        for name in ("customers", "times", "amounts", "places", "costs"):
            _put(arrays, name, getattr(found, name))
    for place, fact in enumerate(base._facts.values()):
        _put(arrays, f"fact_{place}_numbers", fact.numbers)
        _put(arrays, f"fact_{place}", fact.values)
    try:
        words = json.dumps(told)
    except TypeError as error:
        reason = f"holds what no file of a base does ({error}); give text and plain numbers"
        refuse(_abi.HABITUE_UNSUPPORTED, "keep", reason)
    arrays["told"] = np.frombuffer(words.encode(), np.uint8)
    with open(path, "wb") as file:
        np.savez(file, **arrays)


def _plain_keys(keys: Keys) -> Any:
    """Distinct keys as text or numbers."""
    listed = keys.listed(np.arange(len(keys.distinct)))
    kinds = {type(key) for key in listed}
    if kinds <= {str}:
        return _reading.boxed(listed)
    if kinds <= {int, float} and len(kinds) == 1:
        return np.array(listed)
    shown = sorted(kind.__name__ for kind in kinds)[0]
    reason = f"are {shown}; text and numbers can be saved, or pickle the base"
    refuse(_abi.HABITUE_UNSUPPORTED, keys.name, reason)


def _put(arrays: dict[str, Any], name: str, column: Any) -> None:
    """A column as arrays: text as bytes and offsets, and what is missing beside it."""
    if column is None:
        return
    if isinstance(column, np.ndarray) and column.dtype == object:
        there = np.array([one is not None for one in column], bool)
        listed = [str(one) if known else "" for one, known in zip(column, there)]
        column = _reading.Column(_reading.TEXT, _reading.boxed(listed), there)
    if isinstance(column, _columns.Texts):
        column = _reading.Column(_reading.TEXT, column.data, None, column.offsets)
    if not isinstance(column, _reading.Column):
        arrays[name] = column
        return
    valid: Any = column.valid
    kind = column.kind
    if column.values.dtype == object and column.offsets is None:  # text, or exact decimals
        values = [str(one) if one is not None else "" for one in column.objects()]
        known = np.array([one is not None for one in column.objects()], bool)
        valid = known if valid is None else known & valid
        kind, texts = _reading.TEXT, _columns.texts(_reading.boxed(values), name)
        column = _reading.Column(kind, texts.data, None, texts.offsets)
    arrays[f"{name}.{kind}"] = column.values
    if column.offsets is not None:
        arrays[f"{name}.offsets"] = column.offsets
    if valid is not None and not valid.all():
        arrays[f"{name}.valid"] = valid
    if column.scale is not None:
        arrays[f"{name}.scale"] = np.array(column.scale)


def _got(arrays: Mapping[str, NDArray[Any]], name: str) -> Any:
    """The column that `_put` took: an array, or a column of its kind."""
    if name in arrays:
        return arrays[name]
    kinds = [one for one in _KINDS if f"{name}.{one}" in arrays]
    if not kinds:
        return None
    scale = arrays.get(f"{name}.scale")
    return _reading.Column(
        kinds[0], arrays[f"{name}.{kinds[0]}"], arrays.get(f"{name}.valid"),
        arrays.get(f"{name}.offsets"), None if scale is None else int(scale),
    )  # fmt: skip


_KINDS = (
    _reading.WHOLE, _reading.NUMBERS, _reading.DECIMALS, _reading.FLAGS, _reading.TEXT,
    _reading.NOTHING,
)  # fmt: skip


def load(made: type[Any], path: str | PathLike[str], like: Any) -> Any:
    """The base that `save` wrote."""
    kind = Kind("dict") if like is None else _frames.kind_of(like, "like")
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        told = json.loads(arrays["told"].tobytes())
        version = told["habitue_base"]
    except (ValueError, EOFError, KeyError, TypeError, AttributeError, zipfile.BadZipFile):
        refuse(_abi.HABITUE_CORRUPT_BYTES, str(path), _NO_BASE)
    if version != _VERSION:
        reason = f"is of format {version}; this version reads {_VERSION}"
        refuse(_abi.HABITUE_BAD_FORMAT_VERSION, str(path), reason)
    try:
        return _made(made, kind, arrays, told)
    except (KeyError, TypeError, AttributeError, IndexError):
        refuse(_abi.HABITUE_CORRUPT_BYTES, str(path), _NO_BASE)


def _made(
    made: type[Any], kind: Kind, arrays: Mapping[str, NDArray[Any]], told: Mapping[str, Any]
) -> Any:
    settings = Settings(**told["settings"])
    distinct = _got(arrays, "keys")
    if told["distinct"] != (distinct is not None):
        raise KeyError("keys")
    keys = _keys(told["key"], distinct, kind)
    facts = {
        name: Fact(arrays[f"fact_{place}_numbers"], _objects(_got(arrays, f"fact_{place}")))
        for place, name in enumerate(told["facts"])
    }
    if "transactions" not in told:
        x, t_x, age, spend, weights = (arrays.get(name) for name in _COLUMNS[1:])
        part = _histories.given((arrays["numbers"], keys), x, t_x, age, spend, weights)
        return made(kind, keys, None, None, settings, part, facts)
    words = {**told["transactions"], "notes": tuple(told["transactions"]["notes"])}
    paid = _got(arrays, "amounts")
    if isinstance(paid, _reading.Column):
        paid = _columns.texts(paid, "amounts")
    found = Transactions(
        keys, arrays["customers"], arrays["times"], paid,
        places=arrays.get("places"), costs=_got(arrays, "costs"), **words,
    )  # fmt: skip
    whole = found.customers if keys.distinct is not None else np.empty(0, np.int64)
    if whole.size and not 0 <= whole.min() <= whole.max() < len(keys.distinct):
        raise IndexError
    return made(kind, keys, found, settings.summary(found), settings, None, facts)


def _objects(column: Any) -> NDArray[Any]:
    """A joined column: text as `str`, None where missing."""
    if not isinstance(column, _reading.Column):
        return np.asarray(column)
    return _reading.boxed(list(column.strings()))


def _keys(name: str, distinct: Any, kind: Kind) -> Keys:
    """Keys in the type that frames of a kind have."""
    if isinstance(distinct, _reading.Column):
        distinct = _reading.boxed(list(distinct.strings()))
    none = np.empty(0, np.int64)
    whole = distinct is None
    values: Any = none if distinct is None else distinct.tolist()
    native: Any = none if distinct is None else distinct
    if kind.library.startswith("polars"):
        import polars

        native = polars.Series(values=values, dtype=polars.Int64 if whole else None)
    elif kind.library in ("pyarrow", "duckdb"):
        import pyarrow

        native = pyarrow.array(values)
    elif kind.library == "pandas":
        import pandas

        native = pandas.Series(native) if whole else pandas.Index(values)
    return Keys(name, None if whole else native, native if whole else None)
