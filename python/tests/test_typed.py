"""Type checkers find a misspelt choice, keyword and unit in a script, and nothing else."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import habitue

if importlib.util.find_spec("mypy") is None:
    pytest.skip("mypy is not installed", allow_module_level=True)

SCRIPT = Path(__file__).parent / "typed" / "script.py"
FAULTS = {
    "a choice": ('refunds="net"', 'refunds="nett"', "arg-type"),
    "a keyword": ('currency="USD"', 'currancy="USD"', "call-arg"),
    "a unit": ('(52, "week")', '(52, "weeks")', "arg-type"),
}


def checked(text: str, folder: Path) -> str:
    script = folder / "script.py"
    script.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent"]
    command += ["--config-file=", f"--cache-dir={folder / 'cache'}", str(script)]
    home = Path(habitue.__path__[0]).parent
    # What is installed is found by itself, and mypy wants it named nowhere else.
    place = {} if home.name == "site-packages" else {"MYPYPATH": str(home)}
    told = subprocess.run(command, capture_output=True, text=True, check=False, env=place)
    return told.stdout + told.stderr


def test_a_script_is_clean_and_faults_are_found(tmp_path: Path) -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert 80 <= len(text.splitlines()) <= 90
    assert "no issues found" in checked(text, tmp_path)
    for name, (right, wrong, code) in FAULTS.items():
        assert text.count(right) == 1
        told = checked(text.replace(right, wrong), tmp_path)
        assert told.count("error:") == 1 and f"[{code}]" in told, (name, told)


def test_the_script_runs() -> None:
    told = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, check=True)
    assert "24 customers of the top tier" in told.stdout
