"""The Python snippets of the README run as they stand, one after the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"


def test_the_snippets_run(monkeypatch: pytest.MonkeyPatch) -> None:
    if not README.is_file():
        pytest.skip("no README.md beside the package")
    text = README.read_text(encoding="utf-8")
    snippets = list(re.finditer(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    assert snippets or "\n### Python\n" not in text
    if any("pandas" in snippet[1] for snippet in snippets):
        pytest.importorskip("pandas")
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for snippet in snippets:
        line = text.count("\n", 0, snippet.start(1))
        exec(compile("\n" * line + snippet[1], str(README), "exec"), names)  # noqa: S102
