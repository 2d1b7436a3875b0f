"""The generated bindings, and calls through them."""

from __future__ import annotations

import ctypes
import dataclasses
import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import habitue
from habitue import _abi, _library
from habitue._pointers import declared
from habitue._records import Interval

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT / "python" / "tools" / "generate_abi.py"


def test_the_committed_bindings_are_the_generated_ones():
    checked = subprocess.run([sys.executable, GENERATOR, "--check"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def test_every_declared_function_is_in_the_library():
    for name in _abi.FUNCTIONS:
        assert getattr(_library.LIBRARY, name).argtypes is not None


def test_a_function_is_declared_when_it_is_first_asked_for():
    program = (
        "import habitue; from habitue import _abi, _library\n"
        "made = _abi.FUNCTIONS._known\n"
        "print(len(made) < 5, len(_abi.FUNCTIONS) > 100, 'habitue_model_new' in made)\n"
        "one = _library.LIBRARY.habitue_model_new\n"
        "print(one.argtypes is not None, one is _library.LIBRARY.habitue_model_new)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(_library.__file__).parents[1])},
    )  # fmt: skip
    assert told.stdout.split() == ["True", "True", "False", "True", "True"], told.stderr


def test_records_compare_and_print_as_dataclasses_do():
    cut, same, other = Interval(0.5, 0.7), Interval(0.5, 0.7), Interval(0.5, 0.8)
    assert cut == same and hash(cut) == hash(same) and cut != other and cut != (0.5, 0.7)
    names = [one.name for one in dataclasses.fields(cut)]
    written = dataclasses.make_dataclass("Interval", names, frozen=True)(*dataclasses.astuple(cut))
    assert repr(cut) == repr(written)
    assert dataclasses.replace(cut, **{names[1]: 0.8}) == other
    assert pickle.loads(pickle.dumps(cut)) == cut
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(cut, names[0], 1.0)


def test_the_versions_agree():
    assert habitue.__version__ == _library.value("habitue_version_string")
    assert _library.value("habitue_abi_version") == _abi.HABITUE_ABI_VERSION
    _library.call("habitue_check_abi", _abi.HABITUE_ABI_VERSION)


def test_a_failure_is_an_exception_with_its_place():
    with pytest.raises(habitue.ArgumentError) as caught:
        _library.call("habitue_check_abi", 99)
    error = caught.value
    assert (error.code, error.kind) == (_abi.HABITUE_ABI_MISMATCH, "interface version")
    assert (error.row, error.column) == (None, "abi_version")
    assert "99" in str(error)
    assert isinstance(error, (habitue.HabitueError, ValueError))
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), copy.code, copy.column) == (
        type(error),
        str(error),
        error.code,
        error.column,
    )


def test_a_wrong_dtype_is_refused_before_the_call():
    (name, reads), (_, writes) = (declared(f"x:{way}F64", vars(_abi)) for way in "<>")
    assert name == "x"
    for wrong in (np.zeros(3, np.float32), np.zeros(6)[::2], [1.0], 1.0, np.zeros(3, ">f8")):
        with pytest.raises(TypeError):
            reads.from_param(wrong)
    frozen = np.zeros(3)
    frozen.flags.writeable = False
    assert reads.from_param(frozen).value == frozen.ctypes.data
    with pytest.raises(TypeError, match="read-only"):
        writes.from_param(frozen)


def test_structures_start_as_their_init_macros_say(monkeypatch):
    class sample(ctypes.Structure):
        _fields_ = [
            ("struct_size", ctypes.c_uint32),
            ("level", ctypes.c_double),
            ("cuts", ctypes.c_int32 * 3),
            ("text", ctypes.c_char * 4),
        ]

    monkeypatch.setitem(_abi.INITIAL, sample, {"level": 0.95, "cuts": (50, 60)})
    made = _library.initial(sample, level=0.9)
    assert (made.struct_size, made.level, list(made.cuts)) == (32, 0.9, [50, 60, 0])
    assert list(_library.initial(sample, cuts=(1, 2, 3)).cuts) == [1, 2, 3]
    with pytest.raises(TypeError, match="no field 'lavel'"):
        _library.initial(sample, lavel=1)


def test_every_structure_with_a_size_knows_it():
    for structure in _abi.INITIAL:
        assert _library.initial(structure).struct_size == ctypes.sizeof(structure), structure


def import_with(library: str) -> str:
    environment = {**os.environ, "HABITUE_LIBRARY": library}
    environment["PYTHONPATH"] = str(Path(habitue.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", "import habitue"], capture_output=True, text=True, env=environment
    )
    assert done.returncode != 0
    return done.stderr


def test_a_library_that_cannot_be_used_is_named(tmp_path):
    missing = str(tmp_path / "nowhere.so")
    assert missing in import_with(missing)
    text = tmp_path / "text.so"
    text.write_text("not a library")
    assert str(text) in import_with(str(text))
    foreign = getattr(sys.modules["_ctypes"], "__file__", None)
    if foreign:
        assert "is not habitue" in import_with(foreign)
