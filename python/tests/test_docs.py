"""The blocks of python/docs run as they stand, and every column of the tables is one of ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import habitue

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "python" / "docs"


def blocks(page: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)


def test_the_first_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    names: dict[str, object] = {}
    found = blocks(DOCS / "start.md")
    assert len(found) == 8
    for block in found:
        exec(compile(block, "start.md", "exec"), names)  # noqa: S102
    values = names["values"]
    assert len(values) == 2357  # type: ignore[arg-type]


def test_methods_that_pages_name_are_there() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in sorted(DOCS.glob("*.md")))
    for owner, kind in (("base", habitue.CustomerBase), ("model", habitue.CustomerModel)):
        named = set(re.findall(rf"\b{owner}\.(\w+)\(", text))
        assert named and not [name for name in named if not hasattr(kind, name)]
