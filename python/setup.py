"""Builds the shared library with cargo and puts it beside the Python files.

The wheel holds no code for one interpreter, only for one platform: it is tagged
py3-none-<platform> and serves every Python 3.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

ROOT = Path(__file__).resolve().parent.parent
# What the datasets of habitue.compat.lifetimes are made of.
DATA = ("examples/data/cdnow_sample.csv", "tests/data/donations.csv")
SUFFIX = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")


def crate_version() -> str:
    manifest = ROOT / "Cargo.toml"
    if not manifest.is_file():
        raise SystemExit(f"habitue builds from a checkout of the repository: {manifest} is absent")
    match = re.search(r'^version = "([^"]+)"', manifest.read_text(encoding="utf-8"), re.MULTILINE)
    if match is None:
        raise SystemExit(f"{manifest} has no version")
    return match[1]


def build_library() -> Path:
    """The shared library, built for release; alone, so that it links as one piece."""
    if shutil.which("cargo") is None:
        raise SystemExit("habitue: building the wheel needs Rust (cargo is not in PATH)")
    command = ["cargo", "rustc", "--release", "--features", "capi", "--crate-type", "cdylib"]
    command += ["--lib", "--locked", "--message-format", "json-render-diagnostics"]
    command += ["--", "-C", "strip=symbols"]
    built = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if built.returncode != 0:
        raise SystemExit(f"habitue: `{' '.join(command)}` failed")
    for line in reversed(built.stdout.splitlines()):
        message = json.loads(line)
        if (
            message.get("reason") == "compiler-artifact"
            and message["target"]["name"] == "habitue"
            and "cdylib" in message["target"]["crate_types"]
        ):
            for file in message["filenames"]:
                if file.endswith(SUFFIX):
                    return Path(file)
    raise SystemExit("habitue: cargo built no shared library")


class BuildWithLibrary(build_py):
    def run(self) -> None:
        super().run()
        package = Path("habitue") if self.editable_mode else Path(self.build_lib) / "habitue"
        package.mkdir(parents=True, exist_ok=True)
        library = build_library()
        shutil.copy2(library, package / library.name)
        data = package / "compat" / "lifetimes" / "datasets"
        for file in DATA:
            if not self.editable_mode:
                shutil.copy2(ROOT / file, data / Path(file).name)
        for licence in ("LICENSE-MIT", "LICENSE-APACHE"):
            if not self.editable_mode:
                shutil.copy2(ROOT / licence, package / licence)


class PlatformWheel(bdist_wheel):
    def get_tag(self) -> tuple[str, str, str]:
        return "py3", "none", super().get_tag()[2]


class NoSource(sdist):
    def run(self) -> None:
        raise SystemExit(
            "habitue: a source distribution of python/ alone would lack the Rust sources; "
            "build a wheel from a checkout instead: pip wheel --no-deps ./python"
        )


class WithLibrary(Distribution):
    def has_ext_modules(self) -> bool:
        return True


setup(
    version=crate_version(),
    distclass=WithLibrary,
    cmdclass={"bdist_wheel": PlatformWheel, "build_py": BuildWithLibrary, "sdist": NoSource},
)
