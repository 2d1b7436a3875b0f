"""The loaded library: where it is found, and how it is called.

For those who add a module
--------------------------
One module a noun, and it only translates; the library decides. A new function of the C header
needs nothing here: run ``python/tools/generate_abi.py`` and call it by its name. ::

    class CohortTable(Handle, struct=_abi.habitue_cohort_table):
        @classmethod
        def of_purchases(cls, customers, days, *, first_day, last_day):
            keys = _columns.keys(customers, "customers")     # text, or int64
            when = _columns.days(days, "days")               # int32, no copy if it is one
            rows = _columns.rows(customers=keys, days=when)  # one length, or an error
            span = {"from": first_day, "until": last_day}
            options = initial(_abi.habitue_cohort_options, **span)   # the _INIT macro
            typed = _evidence.cells(keys)
            # Where the handle goes, and `error`, are added.
            return cls._from_call("habitue_cohort_table_new", typed, when, rows, options)

- Models of customers are in `_model`, `_question` and the generated `_predictions`; results that
  mirror a structure are in the generated `_records`, and `record` reads them.
- `call` passes a ``habitue_error`` and raises `errors.HabitueError` with code, row and column;
  functions that return no status go through `value`.
- Single values and arrays are checked against the header at the call (`_scalars`, `_pointers`).
  What the header calls a number and Python a flag goes through ``_scalars.flag`` first.
- Text in: ``text_of(string, "argument")``; arguments that go by words:
  ``enumerator(choices(KIND, Words), word, "argument")``.
- Long calls take a `Progress`, or a `Job` where they take threads as well, which also makes
  control-C work.

Development: ``python -m pytest python/tests`` builds and finds the library by
itself. To use another build, point ``HABITUE_LIBRARY`` at the shared library.
"""

from __future__ import annotations

import ctypes
import dataclasses
import difflib
import os
import re
import signal
import sys
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, get_args

import numpy as np
from numpy.typing import NDArray

from . import _abi, _scalars
from .errors import HabitueError, exception, refuse

if TYPE_CHECKING:
    from typing_extensions import Self

Report = Callable[[int, int], object]
"""Who hears of a long call: ``report(done, total)``, which may return False or raise to stop."""

_NAMES = {"win32": "habitue.dll", "darwin": "libhabitue.dylib"}
_FILE = _NAMES.get(sys.platform, "libhabitue.so")


def _find() -> Path:
    """The absolute path of the library: HABITUE_LIBRARY, or beside this file."""
    chosen = os.environ.get("HABITUE_LIBRARY")
    path = Path(chosen) if chosen else Path(__file__).with_name(_FILE)
    path = path.resolve()
    if not path.is_file():
        where = "HABITUE_LIBRARY points there" if chosen else "it belongs beside the package"
        raise ImportError(
            f"habitue: no shared library at {path} ({where}). Install the package with "
            f"`pip install ./python`, or build the library with "
            f"`cargo build --release --features capi` and set HABITUE_LIBRARY to it."
        )
    return path


class _Library(ctypes.CDLL):
    """The library, whose functions are declared as they are first asked for."""

    def __getattr__(self, name: str) -> Any:
        if name not in _abi.FUNCTIONS:
            return super().__getattr__(name)
        function = self[name]
        function.restype, arguments = _abi.FUNCTIONS[name]
        function.argtypes = [kind for _, kind in arguments]
        setattr(self, name, function)  # once it is declared: other threads may call it
        return function


def _load(path: Path) -> _Library:
    """Loads the library, and checks its version and that it has every function."""
    try:
        library = _Library(str(path))  # never unloaded
    except OSError as error:
        raise ImportError(f"habitue: cannot load {path}: {error}") from error
    try:
        version = library.habitue_abi_version()
        if version != _abi.HABITUE_ABI_VERSION:
            raise ImportError(
                f"habitue: {path} has interface version {version}, "
                f"but this package needs {_abi.HABITUE_ABI_VERSION}"
            )
        for name in _abi.FUNCTIONS:
            library[name]
    except AttributeError as error:
        raise ImportError(
            f"habitue: {path} is older than this package, or is not habitue: {error}"
        ) from error
    return library


PATH = _find()
LIBRARY = _load(PATH)


@cache
def _checks(name: str) -> tuple[tuple[int, str, Any], ...]:
    """What each single value of a function goes through, by the type that the header declares."""
    return tuple(
        (place, argument, check)
        for place, (argument, kind) in enumerate(_abi.FUNCTIONS[name][1])
        if (check := _scalars.checker(kind)) is not None
    )


def _invoke(name: str, arguments: tuple[Any, ...]) -> Any:
    """Calls a function of the library: each single value checked, everything else as it is."""
    checked = list(arguments)
    for place, argument, check in _checks(name):
        checked[place] = check(checked[place], argument)
    try:
        return getattr(LIBRARY, name)(*checked)
    except ctypes.ArgumentError as error:
        found = re.match(r"argument (\d+): (?:\w+: )?(.*)", str(error))
        if found is None:
            raise
        argument = _abi.FUNCTIONS[name][1][int(found[1]) - 1][0]
        refuse(_abi.HABITUE_BAD_ARGUMENT, argument, found[2])


def call(name: str, *arguments: Any, words: Mapping[str, str] | None = None) -> None:
    """Calls a function that returns a status; ``error`` is added as its last argument.
    ``words`` maps what the library calls an argument to what Python does.

    Raises:
        HabitueError: When the status is not ``HABITUE_OK``.
    """
    error = initial(_abi.habitue_error)
    listeners = (argument.listening() for argument in arguments if isinstance(argument, Progress))
    with next(listeners, nullcontext()):
        status = _invoke(name, (*arguments, error))
    if status != _abi.HABITUE_OK:
        error.code = status
        raise failure(error, words)


def failure(error: Any, words: Mapping[str, str] | None = None) -> HabitueError:
    """The exception of a structure that a failing call filled."""
    message = error.message.decode("utf-8", "replace") or status_name(error.code)
    column = error.column.decode("utf-8", "replace") or None
    if column is not None:
        # Fields of structures are arguments of Python.
        said, plain, known = column, _STRUCTURES.sub("", column, count=1), words or {}
        column = known.get(said, known.get(plain, plain))
        message = message.replace(f"{said}: ", f"{column}: ", 1)
    message = _REMEDY.sub(_as_argument, message)
    row, kind = None if error.row < 0 else error.row, status_name(error.code)
    return exception(message, code=error.code, kind=kind, row=row, column=column)


def _as_argument(remedy: re.Match[str]) -> str:
    """``rules.refunds = HABITUE_REFUNDS_NET`` as ``refunds="net"``."""
    field, constant, flag, value = remedy.groups()
    if flag is not None:
        name, says = {"unquoted": ("quoting", "False"), "no_header": ("header", "False")}[field]
        return f"{name}={says}"
    if constant is None:
        return f"{field}={value}"
    word = constant.removeprefix(f"HABITUE_{field.upper()}_").lower().replace("_", " ")
    return f'{field}="{word}"'


_REMEDY = re.compile(
    r"\b(?:format|rules)\.(\w+) = (?:(HABITUE_\w+)|(1)|(\"(?:[^\"\\]|\\.)*\"|'.'))"
)
_STRUCTURES = re.compile(
    r"(?:question|customers|options|answers|job|columns|fit|survival|bucket|result|measure"
    r"|matrix|format|info|wanted|items|known|model|margins|figures|index|questionnaire"
    r"|constructs|questions|responses|breakdown|differences|table)\.(?=\w)"
)


def value(name: str, *arguments: Any) -> Any:
    """Calls a function whose result is not a status; text is decoded."""
    result = _invoke(name, arguments)
    return result.decode("utf-8") if isinstance(result, bytes) else result


def status_name(status: int) -> str:
    """The short English name of a status."""
    found = value("habitue_name", _abi.HABITUE_LIST_STATUSES, status, _abi.HABITUE_ENGLISH)
    return "unknown status" if found is None else str(found)


_Structure = TypeVar("_Structure", bound=ctypes.Structure)
_Record = TypeVar("_Record")


def initial(structure: type[_Structure], **fields: Any) -> _Structure:
    """A structure as its ``_INIT`` macro makes it, with ``fields`` set. An array of numpy stands
    for its cells; what a field points at lives as long as the structure, as ``held``."""
    start, kinds = _layout(structure)
    made = structure.from_buffer_copy(start)
    for name, chosen in fields.items():
        if name not in kinds:
            raise TypeError(f"{structure.__name__} has no field {name!r}")
        if isinstance(chosen, np.ndarray):
            chosen = chosen.ctypes.data
        check = _scalars.checker(kinds[name])
        setattr(made, name, chosen if check is None else check(chosen, name))
    made.held = fields
    return made


@cache
def _layout(structure: type[ctypes.Structure]) -> tuple[Any, dict[str, Any]]:
    """A structure as it starts, which is copied, and the types of its fields."""
    kinds = {field[0]: field[1] for field in structure._fields_}
    made = structure(ctypes.sizeof(structure), **_abi.INITIAL[structure])
    return made, kinds


def array(structure: Any, cells: int | Iterable[Any]) -> Any:
    """An array of a structure, of so many or of these cells."""
    listed = [] if isinstance(cells, int) else list(cells)
    count = cells if isinstance(cells, int) else len(listed)
    return (structure * count)(*listed)


def told(name: str, structure: type[_Structure], *arguments: Any) -> _Structure:
    """The structure that a function fills."""
    made = initial(structure) if structure in _abi.INITIAL else structure()
    call(name, *arguments, made)
    return made


def defined(number: float) -> float | None:
    """A figure of the library; NaN is none."""
    return None if number != number else number


def record(kind: type[_Record], found: Any, /, **known: Any) -> _Record:
    """A dataclass from the fields of a structure by their names. Its annotations say how: NaN is
    None where it may be; what has a class of its own is read as `read_by` says."""
    renamed = getattr(kind, "_renamed", {})
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        if field.name not in known:
            number = getattr(found, renamed.get(field.name, field.name))
            wanted, _, optional = str(field.type).partition(" | ")
            if wanted in _READ_BY:
                number = _READ_BY[wanted](number)
            elif optional and isinstance(number, float):
                number = defined(number)
            known[field.name] = number
    return kind(**known)


_READ_BY: dict[str, Callable[[Any], Any]] = {"bool": bool}


def read_by(name: str, reader: Callable[[Any], Any]) -> None:
    """What reads the fields of `record` with this annotation."""
    _READ_BY[name] = reader


def choices(kind: str, words: Any) -> dict[Any, int]:
    """The constants ``HABITUE_<kind>_...`` by the words of a `Literal`, whose spaces and hyphens
    are underscores there."""
    symbols = {word: re.sub("[ -]", "_", word.upper()) for word in get_args(words)}
    return {word: getattr(_abi, f"HABITUE_{kind}_{symbol}") for word, symbol in symbols.items()}


def enumerator(names: Mapping[Any, int], name: object, argument: str) -> int:
    """The number of the enumerator that Python calls ``name``.

    Raises:
        ArgumentError: When there is none; the message lists them.
    """
    try:
        return names[name]
    except (KeyError, TypeError):  # TypeError: what cannot be a key
        known = ", ".join(map(repr, names))
        refuse(_abi.HABITUE_BAD_ENUMERATOR, argument, f"{name!r} is not one of {known}")


def keywords(function: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Refuses keywords that a function does not have, as Python does, and names the likely one."""
    for name in given:
        if name not in (allowed := tuple(known)):
            close = difflib.get_close_matches(name, allowed, 1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            raise TypeError(f"{function}() got an unexpected keyword argument {name!r}{hint}")


def text_of(string: str, name: str) -> _abi.habitue_text:
    """Text as the structure of pointer and length in UTF-8; ``name`` is what it is called."""
    encoded = _scalars.encoded(_scalars.string(string, name), name)
    return _abi.habitue_text(encoded, len(encoded))


def optional_text(string: str | None, name: str) -> _abi.habitue_text:
    """The same, of nothing where there is none."""
    return text_of("" if string is None else string, name)


def filled(name: str, *arguments: Any) -> NDArray[Any]:
    """What a function fills into ``buffer, capacity, needed``, its last arguments."""
    needed = ctypes.c_size_t()
    call(name, *arguments, None, 0, needed)
    buffer = np.empty(needed.value, _abi.FUNCTIONS[name][1][len(arguments)][1].dtype)
    call(name, *arguments, buffer, len(buffer), needed)
    return buffer


def text_out(name: str, *arguments: Any) -> str:
    """Text that a function fills into ``buffer, capacity, needed``, its last arguments."""
    return filled(name, *arguments).tobytes().decode("utf-8")


class Handle:
    """A value that lives in the library and is freed with this object."""

    _struct: ClassVar[type[ctypes.Structure]]
    _as_parameter_: Any

    def __init_subclass__(cls, *, struct: type[ctypes.Structure] | None = None) -> None:
        super().__init_subclass__()
        if struct is not None:
            cls._struct = struct

    @classmethod
    def _empty(cls) -> Any:
        """A null pointer for a function to fill (``habitue_x **out``)."""
        return ctypes.POINTER(cls._struct)()

    @classmethod
    def _from_call(cls, name: str, *arguments: Any, **words: Any) -> Self:
        """The object that a function makes, which takes where it goes last."""
        made = cls.__new__(cls)
        made._create(name, *arguments, **words)
        return made

    def _create(self, name: str, *arguments: Any, **words: Any) -> None:
        """The same for a constructor."""
        pointer = self._empty()
        call(name, *arguments, pointer, **words)
        self._own(pointer)

    @classmethod
    def _adopt(cls, pointer: Any) -> Self:
        """The object that owns the handle ``pointer``."""
        made = cls.__new__(cls)
        made._own(pointer)
        return made

    def _sealed(self) -> bytes:
        """This as portable bytes; the class says of which kind."""
        state = initial(_abi.habitue_state, **{self._sealed_as(): self._as_parameter_})
        data: bytes = filled("habitue_state_to_bytes", state).tobytes()
        return data

    @classmethod
    def _unsealed(cls, data: object) -> Self:
        """What `_sealed` of the same class wrote; bytes of another kind are refused."""
        content, pointer = _scalars.octets(data, "data"), cls._empty()
        place = initial(_abi.habitue_opened_state, **{cls._sealed_as(): ctypes.pointer(pointer)})
        call("habitue_state_from_bytes", content, len(content), place)
        return cls._adopt(pointer)

    @classmethod
    def _sealed_as(cls) -> str:
        return cls._struct.__name__.removeprefix("habitue_")

    def _own(self, pointer: Any) -> None:
        if not pointer:
            raise ValueError("a null handle")
        self._as_parameter_ = pointer
        weakref.finalize(self, getattr(LIBRARY, f"{self._struct.__name__}_free"), pointer)


class Progress:
    """A listener for a long call: ``report(done, total)`` is called from time to time.

    ``report`` may raise, or return ``False``, to stop the call. Pass
    ``Progress(None)`` where nobody listens, so that control-C still ends the call.
    """

    def __init__(self, report: Report | None) -> None:
        self._report = _scalars.listener(report, "progress")
        self._raised: BaseException | None = None
        self._alone = False
        self._interrupted = False
        self._as_parameter_: Any = _abi.habitue_progress(self._heard)

    def _heard(self, _context: object, done: int, total: int) -> int:
        try:
            stop = self._report is not None and self._report(done, total) is False
        except BaseException as error:  # carried across the library, raised by `listening`
            self._raised = error
            return 1
        return int(stop or self._interrupted)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Raises after the call what was raised during it."""
        if self._alone:
            yield
            return
        previous = signal.getsignal(signal.SIGINT)
        ours = callable(previous) and threading.current_thread() is threading.main_thread()
        if ours:
            # An exception in the handler would be lost inside the callback, so the
            # handler only makes a note.
            signal.signal(signal.SIGINT, self._interrupt)
        try:
            yield
        finally:
            if ours:
                signal.signal(signal.SIGINT, previous)
        if self._raised is not None:
            raise self._raised
        if self._interrupted and callable(previous):
            previous(signal.SIGINT, None)

    def _interrupt(self, _signal: int, _frame: object) -> None:
        self._interrupted = True


class Job(Progress):
    """How a call is worked: by how many threads (0 for all cores), and who hears of it."""

    def __init__(
        self, threads: int = 1, report: Report | None = None, *, brief: bool = False
    ) -> None:
        super().__init__(report)
        # The library works on a thread of its own where somebody may want to stop it, which takes
        # longer than a brief call does.
        self._alone = brief and report is None
        heard = {} if self._alone else {"progress": self._as_parameter_}
        job = initial(_abi.habitue_job, threads=threads, **heard)
        self._as_parameter_ = ctypes.pointer(job)
