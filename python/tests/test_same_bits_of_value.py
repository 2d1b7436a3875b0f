"""Python and C give the same bits for scores, tiers, lifetime value and economics."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
import test_same_bits
import values


@pytest.mark.skipif(sys.platform != "linux", reason="the programs are linked as on Linux")
@pytest.mark.skipif(shutil.which("c++") is None, reason="no C++ compiler")
def test_values_have_the_same_bits(tmp_path: Path) -> None:
    test_same_bits.test_python_and_c_give_the_same_bits(tmp_path, "values", values.lines)
