"""The blocks of python/docs run as they stand, and what the pages name is ours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

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


def fitted(model: object, **published: float) -> None:
    """The estimates of another package, which stops where its own tolerance lets it."""
    parameters = model.parameters  # type: ignore[attr-defined]
    assert {name: parameters[name] for name in published} == pytest.approx(published, rel=3e-4)


def of_btyd(names: Any) -> None:
    fitted(names["model"], r=0.2425982, alpha=4.4136842, a=0.7929899, b=2.4261667)
    found = names["published"].predict(names["known"], horizon="52 weeks").loc["1516"]
    # By arithmetic of 50 digits; P(alive) by quadrature of the likelihood over the time of leaving.
    assert found["expected_purchases"] == pytest.approx(25.45418, abs=5e-6)
    assert found["p_alive"] == pytest.approx(0.9978734082014347, rel=1e-13)


def of_pymc_marketing(names: Any) -> None:
    fitted(names["model"], r=0.2425945, alpha=4.4136019, a=0.7929199, b=2.4258881)
    found = names["published"].p_no_purchase([0], [0.0], [38.86], t=10.0)
    # ((alpha + T)/(alpha + T + t))^r: who never came back cannot have left.
    assert found[0] == pytest.approx((43.274 / 53.274) ** 0.243, rel=1e-13)


def of_sql(names: Any) -> None:
    """What databases counted is what the rows say; SQLite rounds cents to floats before it adds."""
    rows, model = names["base"], names["model"]
    assert names["of_sqlite"].fit("bg/nbd").parameters == model.parameters
    told = rows.to_frame().to_arrow_table()
    for made in ("by_duckdb", "by_sqlite"):
        found = names[made].to_frame()
        found = found if made == "by_sqlite" else found.to_arrow_table()
        for name in ("customer", "frequency", "recency", "age"):
            assert found[name].to_pylist() == told[name].to_pylist(), (made, name)
        means = told["mean_spend"].to_pylist()
        assert found["mean_spend"].to_pylist() == pytest.approx(means, rel=1e-15), made


FIGURES: dict[str, Callable[[Any], None]] = {
    "start": lambda names: fitted(
        names["trial"], r=0.2425945, alpha=4.4136019, a=0.7929199, b=2.4258881
    ),
    "btyd": of_btyd,
    # tests/testthat/test_correctness_pnbd_nocovstaticcov.R of CLVTools
    "clvtools": lambda names: fitted(
        names["pareto"], r=0.55315, alpha=10.57633, s=0.60625, beta=11.67150
    ),
    "pymc-marketing": of_pymc_marketing,
    "sql": of_sql,
    # The quickstart of lifetimes.
    "lifetimes": lambda names: fitted(
        SimpleNamespace(parameters=names["fitter"].params_),
        r=0.242593, alpha=4.413532, a=0.792886, b=2.425752,
    ),
}  # fmt: skip
"""What pages print, beside what was published."""


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
    if page.stem in FIGURES:
        FIGURES[page.stem](names)


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
