"""What the library refuses at its other doors, it refuses here with the same error."""

from __future__ import annotations

import struct
import zlib

import pytest

import habitue
from habitue import _abi
from habitue.economics import MarginMultiple
from habitue.lifetime import Nbd
from habitue.loyalty import earned_trust, three_indicator_index

COVARIANCE = [0.0004, 0.01, 0.01, 0.5]
# Log-likelihood, parameters, iterations, gradient, condition, customers, cells, ridge,
# starts, agreeing.
REPORT = [-9763.7, 2, 6, 1e-9, 120.0, 2357.0, 700, 0, 1, 1]


def model_bytes(covariance=COVARIANCE, report=REPORT) -> bytes:
    """A fitted NBD as the format has it, with a right checksum."""
    content = b"habitue\x1a" + struct.pack("<II", 1, 4)
    for floats in ([0.385, 12.072], covariance, report):
        content += struct.pack(f"<I{len(floats)}d", len(floats), *floats)
    content += struct.pack("<II", 0, 0)
    return content + struct.pack("<I", zlib.crc32(content))


def test_bytes_of_a_fit_that_cannot_be():
    model = Nbd.from_bytes(model_bytes())
    assert model.standard_errors["r"] == pytest.approx(0.02, abs=1e-15)
    customers = [*REPORT[:5], -5.0, *REPORT[6:]]
    for word, data in {
        "covariance": model_bytes(covariance=[-1.0, 0.0, 0.0, 0.5]),
        "covariance: has 3": model_bytes(covariance=[0.0004, 0.01, 0.5]),
        "customers": model_bytes(report=customers),
    }.items():
        with pytest.raises(habitue.DataError, match=f"hold no valid model: .*{word}") as failure:
            Nbd.from_bytes(data)
        assert failure.value.code == _abi.HABITUE_CORRUPT_BYTES


def test_settings_that_no_constructor_takes():
    facts = {"satisfaction": [5], "repurchase": [0.5], "recommendation": [2]}
    for call, code in (
        (
            lambda: three_indicator_index(**facts, weights=(0.0, 0.0, 0.0)),
            _abi.HABITUE_OUT_OF_RANGE,
        ),
        (lambda: MarginMultiple(-5.0).of([0.8]), _abi.HABITUE_OUT_OF_RANGE),
        (lambda: earned_trust([2], needed=(5, 3, 0)), _abi.HABITUE_UNSORTED),
    ):
        with pytest.raises(habitue.DataError) as failure:
            call()
        assert failure.value.code == code
