"""Python and C draw the same customers, bit for bit."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
import simulations
import test_same_bits


@pytest.mark.skipif(sys.platform != "linux", reason="the programs are linked as on Linux")
@pytest.mark.skipif(shutil.which("c++") is None, reason="no C++ compiler")
def test_simulations_have_the_same_bits(tmp_path: Path) -> None:
    name = "simulations"
    test_same_bits.test_python_and_c_give_the_same_bits(tmp_path, name, simulations.lines)
