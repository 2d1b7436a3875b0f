"""The blocks of python/docs run as they stand, and what the pages name is ours."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import habitue

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "python" / "docs"
PAGES = sorted(page for page in DOCS.rglob("*.md") if page != DOCS / "README.md")
NOTEBOOKS = sorted(DOCS.rglob("*.ipynb"))


def blocks(page: Path) -> list[str]:
    """What runs on a page: its blocks of Python, or the cells of a notebook."""
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".md":
        return re.findall(r"^```python\n(.*?)^```", text, re.M | re.S)
    cells = json.loads(text)["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def name(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


@pytest.mark.parametrize("page", [page for page in PAGES + NOTEBOOKS if blocks(page)], ids=name)
def test_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = blocks(page)
    for package in set(re.findall(r"^(?:import|from) (\w+)", "\n".join(found), re.M)):
        pytest.importorskip(package)
    if page.suffix == ".md":
        monkeypatch.chdir(tmp_path)
        (tmp_path / "examples").symlink_to(ROOT / "examples")
    else:
        monkeypatch.chdir(page.parent)
    names: dict[str, object] = {"__name__": "page"}
    for block in found:
        exec(compile(block, str(page), "exec"), names)  # noqa: S102
    if page.stem == "start":
        assert len(names["values"]) == 2357  # type: ignore[arg-type]


def test_methods_that_pages_name_are_there() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for owner, kind in (("base", habitue.CustomerBase), ("model", habitue.CustomerModel)):
        named = set(re.findall(rf"\b{owner}\.(\w+)\(", text))
        assert named and not [one for one in named if not hasattr(kind, one)]


def test_every_module_has_its_page_in_the_reference() -> None:
    modules = {
        path.stem if path.suffix else path.name
        for path in (ROOT / "python" / "habitue").iterdir()
        if not path.name.startswith("_") and path.suffix in ("", ".py")
    }
    listed = re.findall(r"^   habitue\.(\w+)", (DOCS / "api" / "index.md").read_text(), re.M)
    # What `base` holds is offered by the package itself.
    assert modules - {"base"} == set(listed)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=name)
def test_a_notebook_is_kept_without_output(notebook: Path) -> None:
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        assert not cell.get("outputs") and cell.get("execution_count") is None
