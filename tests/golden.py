"""Every figure of before comes out again, with the same bits.

    python tests/golden.py            compares; names each figure that is missing
    python tests/golden.py --write    writes tests/data/golden anew

For work that rewrites the faces of the library (C, C++, Python) and must not touch a
number. Names, calls and their order may change; what is held is this:

- programs.txt: the lines that the same-bits programs tests/c/*.cpp print, a name, a
  length, and the bits or a hash of a column. tests/face/same_bits.rs holds Rust to the same
  lines and python/tests/test_same_bits*.py Python. A line is found by its name, so a
  program that is rewritten keeps the names of its lines; new lines are welcome.
- python.txt: for each test of python/tests, the distinct figures that it got from the
  package (python/tests/golden_figures.py says what is recorded and what is left out), as
  shortest decimals, or, where there are many, as 24-bit digests of them. Which function
  returned them is written for the reader: any other may return them now. Once a test has
  gone, its figures must come out of some other test.

The tests in Rust that call the C functions (tests/capi_*.rs) have no file: each figure in
them is asserted there to be, bit for bit, that of the function of the core, and each such
function of the core stands under the two files above through C++ or Python. The programs
contract.c and wrapper.cpp print nothing; they assert.

exceptions.txt lists what may be missing, a line each, three cells between tabs: the test,
or program:name; the figure as it is reported, or * for all; the reason. A line that
excuses nothing is reported as well.

The library is that of HABITUE_LIBRARY, or is built. Figures are those of one machine's
instruction set and C library: compare where you wrote. Python needs the packages of
`pip install './python[test]'`.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "data" / "golden"
PROGRAMS = ("figures", "relations", "simulations", "uncertainty", "values")
DIGEST = 3  # bytes
SHOWN = 24  # figures written out; of more, their digests

Figures = dict[str, dict[str, list[str]]]  # by test, by source: figures or digests as "#..."


def library() -> Path:
    """The shared library that the figures come from."""
    if "HABITUE_LIBRARY" in os.environ:
        return Path(os.environ["HABITUE_LIBRARY"]).resolve()
    subprocess.run(["cargo", "build", "--features", "capi", "--lib"], cwd=ROOT, check=True)
    return ROOT / os.environ.get("CARGO_TARGET_DIR", "target") / "debug" / "libhabitue.so"


def programs(built: Path, scratch: Path) -> list[str]:
    """What the same-bits programs print, each line after the name of its program."""
    for name in ("libhabitue.so", "libhabitue.so.0"):
        (scratch / name).symlink_to(built)
    lines = []
    for name in PROGRAMS:
        source = ROOT / "tests" / "c" / f"{name}.cpp"
        command = ["c++", "-std=c++11", "-I", ROOT / "include", source, "-o", scratch / name]
        command += ["-L", scratch, "-lhabitue", f"-Wl,-rpath,{scratch}"]
        subprocess.run(command, check=True)
        printed = subprocess.run(
            [scratch / name], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        )
        lines += [f"{name}:{line}" for line in printed.stdout.splitlines()]
    return lines


def recorded(built: Path, scratch: Path) -> tuple[dict[str, dict[str, set[str]]], bool]:
    """What each test of python/tests got from the package, by the function that gave it;
    whether all of them passed."""
    file = scratch / "figures"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["--golden", file, ROOT / "python" / "tests"]
    environment = {**os.environ, "HABITUE_LIBRARY": str(built)}
    passed = subprocess.run(command, cwd=ROOT / "python", env=environment).returncode == 0
    found: dict[str, dict[str, set[str]]] = {}
    for line in file.read_text("utf-8").splitlines():
        test, source, *figures = line.split("\t")
        found.setdefault(test, {})[source] = set(figures)
    return found, passed


def digest(figure: str) -> bytes:
    return hashlib.blake2b(figure.encode(), digest_size=DIGEST).digest()


def digests(packed: str) -> list[bytes]:
    raw = base64.b64decode(packed)
    return [raw[place : place + DIGEST] for place in range(0, len(raw), DIGEST)]


def text_of(found: dict[str, dict[str, set[str]]]) -> str:
    lines = []
    for test, sources in found.items():
        lines.append(test)
        for source, figures in sources.items():
            if len(figures) <= SHOWN:
                cells = sorted(figures)
            else:
                packed = b"".join(sorted({digest(figure) for figure in figures}))
                cells = ["#" + base64.b64encode(packed).decode()]
            lines.append("\t" + "\t".join([source, *cells]))
    return "\n".join(lines) + "\n"


def read(text: str) -> Figures:
    golden: Figures = {}
    for line in text.splitlines():
        if line.startswith("\t"):
            source, *cells = line[1:].split("\t")
            golden[test][source] = cells
        else:
            test = line
            golden[test] = {}
    return golden


def exceptions() -> dict[tuple[str, str], str]:
    file, excused = FOLDER / "exceptions.txt", {}
    for line in file.read_text("utf-8").splitlines() if file.exists() else []:
        if line and not line.startswith("#"):
            test, figure, reason = line.split("\t")
            excused[test, figure] = reason
    return excused


def missing_lines(golden: list[str], now: list[str]) -> list[tuple[str, str, str]]:
    """The lines of the programs that do not come out again: name, figure, report."""
    after: dict[str, list[str]] = {}
    for line in now:
        name, _, rest = line.partition(" ")
        after.setdefault(name, []).append(rest)
    lost = []
    for line in golden:
        name, _, rest = line.partition(" ")
        if rest not in after.get(name, []):
            instead = "; ".join(after.get(name, ["no such line"]))
            lost.append((name, rest, f"{name}: {rest} was printed, now {instead}"))
    return lost


def missing_figures(
    golden: Figures, now: dict[str, dict[str, set[str]]]
) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The figures that no test gets again, and the tests that have gone."""
    lost, gone = [], []
    everything = set().union(*(set().union(*each.values()) for each in now.values()))
    everything_digested = {digest(figure) for figure in everything}
    for test, sources in golden.items():
        if test in now:
            figures = set().union(*now[test].values())
            digested = {digest(figure) for figure in figures}
        else:
            gone.append(test)
            figures, digested = everything, everything_digested
        for source, cells in sources.items():
            at = f"{test}: " + ("" if test in now else "(the test has gone) ")
            if cells[0].startswith("#"):
                before = digests(cells[0][1:])
                count = sum(each not in digested for each in before)
                if count:
                    name = f"{source} #{count}"
                    report = f"{count} of the {len(before)} figures that {source} returned"
                    lost.append((test, name, f"{at}{report} [{name}]"))
            else:
                for cell in cells:
                    if cell not in figures:
                        lost.append((test, cell, f"{at}{cell}, which {source} returned"))
    return lost, gone


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--write", action="store_true", help="write tests/data/golden anew")
    write = options.parse_args().write
    with tempfile.TemporaryDirectory() as folder:
        scratch, built = Path(folder), library()
        printed, (found, passed) = programs(built, scratch), recorded(built, scratch)
    if write:
        if not passed:
            sys.exit("nothing is written: a test fails, so its figures are not all there")
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / "programs.txt").write_text("\n".join(printed) + "\n", "utf-8")
        (FOLDER / "python.txt").write_text(text_of(found), "utf-8")
        return 0
    lines = (FOLDER / "programs.txt").read_text("utf-8").splitlines()
    golden = read((FOLDER / "python.txt").read_text("utf-8"))
    lost, gone = missing_figures(golden, found)
    lost = missing_lines(lines, printed) + lost
    excused = exceptions()
    used = {key for name, figure, _ in lost for key in ((name, figure), (name, "*"))}
    lost = [each for each in lost if not {each[:2], (each[0], "*")} & excused.keys()]
    for _, _, report in lost:
        print("missing:", report)
    for key in excused.keys() - used:
        print("excused, but there:", *key)
    for test in gone:
        print("gone, its figures looked for in all tests:", test)
    print(
        f"{len(lines)} lines of {len(PROGRAMS)} programs and the figures of {len(golden)} tests "
        f"compared: {len(lost)} missing, {len(excused)} exceptions"
        + ("" if passed else "; tests fail, and may miss figures for that")
    )
    return int(not passed or bool(lost) or bool(excused.keys() - used))


if __name__ == "__main__":
    sys.exit(main())
