#!/usr/bin/env python3
"""How large the faces are: the numbers that ARCHITECTURE.md prints.

    python3 tests/house_numbers.py [REVISION]

Counts the working tree, or a revision of git. Hand-written lines are counted as the formatters
leave them (100 columns, one statement a line).
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def files(revision: str | None) -> list[str]:
    command = ["git", "ls-tree", "-r", "--name-only", revision] if revision else ["git", "ls-files"]
    return subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()


def text(name: str, revision: str | None) -> str:
    if revision is None:
        return (ROOT / name).read_text(encoding="utf-8")
    shown = subprocess.run(
        ["git", "show", f"{revision}:{name}"], cwd=ROOT, check=True, capture_output=True
    )
    return shown.stdout.decode("utf-8")


def functions(header: str) -> dict[str, int]:
    """Name and number of parameters of each exported function."""
    code = re.sub(r"/\*.*?\*/", " ", header, flags=re.DOTALL)
    found = {}
    for name, inside in re.findall(r"HABITUE_(?:API|CHECKED)[^;{]*?\b(habitue_\w+)\s*\(([^;{]*)\)\s*;", code):
        parameters = [one for one in inside.split(",") if one.strip() not in ("", "void")]
        found[name] = len(parameters)
    return found


def docstrings(module: str) -> int:
    """How many lines of a module document it."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found = [node for node in ast.walk(ast.parse(module)) if isinstance(node, holders)]
    documented = [node.body[0] for node in found if ast.get_docstring(node) is not None]
    return sum(1 + node.end_lineno - node.lineno for node in documented)


def main() -> None:
    revision = sys.argv[1] if len(sys.argv) > 1 else None
    names = [name for name in files(revision) if revision or (ROOT / name).is_file()]

    def lines(keep) -> int:
        return sum(text(name, revision).count("\n") for name in names if keep(name))

    exported = functions(text("include/habitue.h", revision))
    print("functions of the header:", len(exported))
    print("widest signature:", max(exported.values()), "parameters")
    print("functions with more than 8:", sum(count > 8 for count in exported.values()))
    print(
        "hand-written lines for C alone:",
        lines(lambda name: name.startswith(("src/capi/", "build"))),
    )
    print("header:", lines(lambda name: name == "include/habitue.h"))
    print("_abi.py:", lines(lambda name: name == "python/habitue/_abi.py"))
    print(
        "what Python is generated from (python/tools):",
        lines(lambda name: name.startswith("python/tools/")),
    )
    by_hand = [
        text(name, revision)
        for name in names
        if name.startswith("python/habitue/") and name.endswith(".py")
    ]
    by_hand = [module for module in by_hand if "do not edit" not in module[:1000]]
    print("hand-written Python:", sum(module.count("\n") for module in by_hand))
    print("docstrings among it:", sum(map(docstrings, by_hand)))


if __name__ == "__main__":
    main()
