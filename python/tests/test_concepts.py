"""The table of the texts' concepts (examples/concepts.md): every name in it exists, in Rust, C and
Python, its test is there, and its example gives what the table says.

The table is written from tests/data/concepts.csv: ``HABITUE_BLESS=1 pytest tests/test_concepts.py``
writes it anew; what examples give is written by hand, and looked at.
"""

from __future__ import annotations

import csv
import importlib
import os
import re
from pathlib import Path

import numpy as np
import pytest

from habitue import classification, customer, economics, gaps, loyalty, retention, satisfaction
from habitue import survey, value

ROOT = Path(__file__).resolve().parents[2]
if not (ROOT / "tests" / "data" / "concepts.csv").exists():
    pytest.skip("the table is part of the repository", allow_module_level=True)
with (ROOT / "tests" / "data" / "concepts.csv").open(encoding="utf-8", newline="") as file:
    CONCEPTS = list(csv.DictReader(file))
PAGE = ROOT / "examples" / "concepts.md"
HEADER = (ROOT / "include" / "habitue.h").read_text("utf-8")
NAMES = {
    "classification": classification, "customer": customer, "economics": economics, "gaps": gaps,
    "loyalty": loyalty, "retention": retention, "satisfaction": satisfaction, "survey": survey,
    "value": value, "np": np,
}  # fmt: skip
TEXTS = {
    "S0": ("客户服务与管理，项目五", "Customer service and management, project 5"),
    "S1": ("客户关系管理实务，第一章", "Customer relationship management in practice, chapter 1"),
    "S2": ("从顾客满意到顾客信任", "From customer satisfaction to customer trust"),
    "S3": ("怎么加强与客户关系的管理", "How to strengthen customer relationships"),
    "S4": ("分析目标客户", "Analysing target customers"),
}


def page() -> str:
    lines = [
        "# 教材概念对照表 / The concepts of the course texts",
        "",
        "每个概念在 Rust、C、Python 中的位置、可运行的例子及其结果、检验它的测试。",
        "Where each concept is in Rust, C and Python, an example that runs with what it gives, and",
        "the file whose tests hold it. `python/tests/test_concepts.py` runs all of it.",
    ]
    for code, (chinese, english) in TEXTS.items():
        lines += ["", f"## {chinese} / {english}", ""]
        lines += [
            "| 概念 | concept | Rust | C | Python | 例 / example | 结果 / gives | 测试 / test |"
        ]
        lines += ["|---|---|---|---|---|---|---|---|"]
        for row in CONCEPTS:
            if row["text"] == code:
                names = (f"`{row[key]}`" for key in ("rust", "c", "python", "example", "gives"))
                cells = [row["chinese"], row["english"], *names, f"`{row['test']}`"]
                lines.append(
                    f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
                )
    return "\n".join(lines) + "\n"


def plain(found):
    """Numbers of numpy as numbers of Python."""
    if isinstance(found, (list, tuple)):
        return type(found)(plain(one) for one in found)
    return found.item() if isinstance(found, np.generic) else found


def test_the_page_is_that_of_the_table():
    if os.environ.get("HABITUE_BLESS"):
        PAGE.write_text(page(), "utf-8")
    assert PAGE.read_text("utf-8") == page()


def test_all_readable_concepts_are_there():
    assert len(CONCEPTS) >= 66
    assert {row["text"] for row in CONCEPTS} == set(TEXTS)
    for language in ("chinese", "english"):
        assert len({(row["text"], row[language]) for row in CONCEPTS}) == len(CONCEPTS)


@pytest.mark.parametrize("row", CONCEPTS, ids=[row["english"] for row in CONCEPTS])
def test_a_concept_is_where_the_table_says(row):
    module, name = row["rust"].split("::")
    sources = "\n".join(p.read_text("utf-8") for p in (ROOT / "src" / module).rglob("*.rs"))
    declared = rf"pub (?:struct|enum|fn|const fn) {name}\b|pub struct {name}\("
    assert re.search(declared, sources), f"{row['rust']} is not in src/{module}"
    assert re.search(rf"\b{row['c']}\b", HEADER), f"{row['c']} is not in the header"
    module, name = row["python"].split(".")
    assert hasattr(importlib.import_module(f"habitue.{module}"), name), row["python"]
    assert row["python"].split(".")[1] in row["example"]
    test = (ROOT / row["test"]).read_text("utf-8")
    assert "#[test]" in test or "proptest!" in test, f"{row['test']} has no test"


@pytest.mark.parametrize("row", CONCEPTS, ids=[row["english"] for row in CONCEPTS])
def test_an_example_gives_what_the_table_says(row):
    assert repr(plain(eval(row["example"], dict(NAMES)))) == row["gives"]
