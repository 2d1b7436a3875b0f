"""The library as an extension of DuckDB: the file, and questions in its functions of SQL."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from numbers import Real
from pathlib import Path
from typing import Any

from . import _abi, _scalars
from ._library import PATH
from .errors import refuse
from .lifetime import PurchaseModel

INTERFACE = "v1.2.0"
"""The version of DuckDB's C interface that the library asks for: that version or a newer one."""

NUMBERS: dict[str, tuple[str, ...]] = {
    "p_alive": ("t",),
    "expected_purchases": ("t", "start"),
    "p_purchases": ("n", "t", "start"),
    "p_at_least": ("n", "t", "start"),
    "p_no_purchase": ("t", "start"),
    "discounted_purchases": ("horizon", "rate"),
}
"""The numbers that a question takes in SQL, after its columns: the settings of its method."""
_DEFAULTS = {"horizon": float("inf")}
"""Of numbers that SQL wants and a method does not."""


def write(folder: Path, platform: str) -> Path:
    """The library with the footer by which DuckDB knows an extension, in ``folder``."""
    version = f"v{_abi.HABITUE_ABI_VERSION}"
    fields = ("4", platform, INTERFACE, version, "C_STRUCT", "", "", "")  # 4: an extension
    footer = b"".join(field.encode().ljust(32, b"\0") for field in reversed(fields))
    path = folder / "habitue.duckdb_extension"
    path.write_bytes(PATH.read_bytes() + footer + bytes(256))  # no signature
    return path


def platform_of(connection: Any) -> str:
    """What a DuckDB is built for, such as "linux_amd64"."""
    found: str = connection.execute("PRAGMA platform").fetchall()[0][0]
    return found


def is_loaded(connection: Any) -> bool:
    """Whether the connection has the extension, which is loaded where it may be."""
    known = "SELECT count(*) FROM duckdb_functions() WHERE function_name = 'habitue_p_alive'"
    if connection.execute(known).fetchall()[0][0]:
        return True
    allowed = "SELECT current_setting('allow_unsigned_extensions')"
    if not connection.execute(allowed).fetchall()[0][0]:
        return False
    import duckdb

    try:
        connection.execute(f"LOAD {_text(str(_written(platform_of(connection))))}")
    except duckdb.Error:  # an older DuckDB, or one that loads nothing from files
        return False
    return True


@cache
def _written(platform: str) -> Path:
    """The file for this process."""
    folder = tempfile.mkdtemp(prefix="habitue-duckdb-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return write(Path(folder), platform)


def macro(
    name: str, model: PurchaseModel, question: str, settings: Mapping[str, Any]
) -> str | None:
    """The statement that makes a macro of a question; None for settings that SQL has not."""
    taken = NUMBERS[question]
    if not all(key in taken and isinstance(of, Real) for key, of in settings.items()):
        return None
    given = {**_DEFAULTS, **settings}
    numbers = [_literal(key, given[key]) for key in taken if key in given]
    blob = "".join(f"\\x{byte:02X}" for byte in model.to_bytes())
    arguments = ", ".join([f"'{blob}'::BLOB", "frequency", "recency", "age", *numbers])
    quoted = name.replace('"', '""')
    return (
        f'CREATE TEMP MACRO "{quoted}"(frequency, recency, age) AS habitue_{question}({arguments})'
    )


def _literal(name: str, number: Any) -> str:
    """A number with all its digits."""
    if name == "n":
        return f"{int(number)}::BIGINT"
    return f"'{float(number)!r}'::DOUBLE"


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def folder_of(folder: Any) -> Path:
    """A folder that is there."""
    found = Path(folder) if isinstance(folder, Path) else Path(_scalars.string(folder, "folder"))
    if not found.is_dir():
        refuse(_abi.HABITUE_BAD_ARGUMENT, "folder", f"{str(found)!r} is no folder")
    return found
