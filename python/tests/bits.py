"""Columns as lines of bits, as the C programs print them."""

from __future__ import annotations

import sys

import numpy as np


def line(name: str, column, dtype=np.float64) -> str:
    """The line that the C program prints."""
    values = np.ascontiguousarray(column, dtype)
    if len(values) <= 8:
        bits = [int.from_bytes(value.tobytes(), sys.byteorder) for value in values]
        return f"{name} {len(values)}" + "".join(f" {number:016x}" for number in bits)
    digest = 0xCBF29CE484222325
    for byte in values.tobytes():
        digest = (digest ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{name} {len(values)} #{digest:016x}"
