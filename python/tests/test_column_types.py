"""Every type of column in every role: taken with its meaning, or refused by name.

The table holds what numpy, pandas, polars, pyarrow and plain Python hand out. It is run
where pandas stands alone, too (`pip install pandas` brings no pyarrow): the columns of
what is not installed are then not in the table, those of pandas mean the same.
"""

from __future__ import annotations

import array
import collections
import datetime
import decimal
import fractions
import importlib
import io
import uuid
from typing import Any

import numpy as np
import pytest

import habitue
from habitue.covariates import CovariateModel
from habitue.lifetime import BgNbd
from habitue.retention import CohortTable
from habitue.summary import Summary
from habitue.survey import Answers, Question, Questionnaire, Scale


def installed(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


pandas, polars, pyarrow = map(installed, ("pandas", "polars", "pyarrow"))
D = decimal.Decimal
DATES = [datetime.date(2024, 1, 31), datetime.date(2024, 2, 1)]
TIMES = [datetime.datetime(2024, 1, 31, 23, 59, 59), datetime.datetime(2024, 2, 1, 0, 0, 1)]
ROLES = ("key", "time", "amount", "answer", "covariate")


class Refused(str):
    """What the message of a refusal says."""


def table(key: Any, time: Any, amount: Any, answer: Any, covariate: Any) -> dict[str, Any]:
    return dict(zip(ROLES, (key, time, amount, answer, covariate)))


def refused(what: str) -> dict[str, Any]:
    return dict.fromkeys(ROLES, Refused(what))


def days_only(what: str) -> dict[str, Any]:
    return refused(what) | {"time": ["2024-01-31", "2024-02-01"]}


EPOCH = ["1970-01-02", "1970-01-03"]
WHOLE = table([1, 2], EPOCH, [100, 200], [1, 2], [1, 2])
DECIMAL = WHOLE | {"time": Refused("decimals where dates")}
FRACTION = table(
    Refused("1.5 is not a whole number"),
    Refused("1.5 is not a whole number"),
    [150, 250],
    Refused("1.5 is out of range; allowed: one of 1, 2, 3, 4, 5"),
    [1.5, 2.5],
)
TEXT = table(["a", "b"], Refused("no date"), Refused("row 0"), Refused("row 0, q"), Refused("text"))
DIGITS = table(["1", "2"], Refused("no date"), [100, 200], [1, 2], Refused("text"))
LABELS = TEXT | {"answer": [5, 2]}
LABELS |= {"key": ["不满意", "非常满意"]}
ISO = TEXT | {"key": ["2024-01-31", "2024-02-01"], "time": ["2024-01-31", "2024-02-01"]}
CLOCK = ISO | {"key": ["2024-01-31T23:59:59", "2024-02-01 00:00"]}
DAYS = days_only("dates")
MOMENTS = days_only("date-times")
FLAGS = refused("booleans") | {"covariate": [1, 0]}
MISSING = refused("row 1") | {"answer": [1, None]}
NO_TEXT = table(
    Refused("row 1"), Refused("no date"), Refused("row 1"), Refused("q"), Refused("purchase f")
)
NOTHING = refused("row 0") | {"answer": [None, None]}
NEW_YORK = refused("time zone America/New_York")

CASES: list[tuple[str, Any, dict[str, Any]]] = []


def case(name: str, column: Any, expected: dict[str, Any]) -> None:
    CASES.append((name, column, expected))


def of_python() -> None:
    case("int", [1, 2], WHOLE)
    case("tuple", (1, 2), WHOLE)
    case("range", range(1, 3), WHOLE)
    case("dict values", {"x": 1, "y": 2}.values(), WHOLE)
    case("deque", collections.deque([1, 2]), WHOLE)
    case("array", array.array("i", [1, 2]), WHOLE)
    case("float", [1.0, 2.0], WHOLE)
    case("fractions of a unit", [1.5, 2.5], FRACTION)
    case("int and float", [1, 2.0], WHOLE)
    case("Decimal", [D(1), D("2.0")], DECIMAL)
    case("int and Decimal", [1, D(2)], DECIMAL)
    case("Fraction", [fractions.Fraction(3, 2), fractions.Fraction(5, 2)], FRACTION)
    case("bool", [True, False], FLAGS)
    case("str", ["a", "b"], TEXT)
    case("digits", ["1", "2"], DIGITS)
    case("labels", ["非常满意", "不满意"], LABELS)
    case("ISO dates", ["2024-01-31", "2024-02-01"], ISO)
    case("ISO times", ["2024-01-31T23:59:59", "2024-02-01 00:00"], CLOCK)
    case(
        "ISO with offset",
        ["2024-01-31T23:59-05:00"] * 2,
        TEXT | {"key": ["2024-01-31T23:59-05:00"]},
    )
    case("date", DATES, DAYS)
    case("datetime", TIMES, MOMENTS)
    case("date, then datetime", [DATES[0], TIMES[1]], MOMENTS)
    case("datetime, then date", [TIMES[0], DATES[1]], MOMENTS)
    utc = [moment.replace(tzinfo=datetime.timezone.utc) for moment in TIMES]
    case("datetime of UTC", utc, MOMENTS)
    case("datetime with and without zone", [utc[0], TIMES[1]], refused("without a zone"))
    cairo = datetime.timezone(datetime.timedelta(hours=2), "Africa/Cairo")
    case("datetime of a zone", [m.replace(tzinfo=cairo) for m in TIMES], refused("Africa/Cairo"))
    case("None", [1, None], MISSING)
    case("NaN among text", ["a", float("nan")], NO_TEXT)
    case(
        "None among dates",
        [DATES[0], None],
        refused("row 1")
        | {"key": Refused("dates"), "answer": Refused("dates"), "covariate": Refused("missing")},
    )
    case("None alone", [None, None], NOTHING)
    case("timedelta", [datetime.timedelta(1)] * 2, refused("timedelta"))
    case("bytes", [b"a", b"b"], refused("bytes"))
    case("UUID", [uuid.UUID(int=1), uuid.UUID(int=2)], refused("UUID"))
    case("complex", [1 + 0j, 2j], refused("complex"))
    case("lists", [[1], [2]], refused("list"))
    case("int and str", [1, "b"], refused("one kind"))
    case("str and int", ["a", 2], refused("one kind"))
    case("bool and int", [True, 2], refused("one kind"))
    case("date and int", [DATES[0], 2], refused("one kind"))
    case(
        "half a character",
        ["a\ud800", "b"],
        TEXT | {"key": Refused("half a character"), "answer": Refused("half a character")},
    )
    case("an integer of 70 bits", [1, 2**70], refused("row 1"))
    case("a string", "ab", refused("single str"))
    case("a number", 5, refused("single int"))
    case("nothing", None, refused("missing") | {"amount": Refused("missing")})
    case("set", {1, 2}, refused("no rows in order"))
    case("dict", {"x": 1, "y": 2}, refused("no rows in order"))


def of_numpy() -> None:
    for kind in "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64".split():
        case(kind, np.array([1, 2], kind), WHOLE)
    case("longdouble", np.array([1, 2], np.longdouble), WHOLE)
    case("big-endian", np.array([1, 2], ">i4"), WHOLE)
    case("every second", np.array([1, 9, 2, 9])[::2], WHOLE)
    case("numpy scalars", [np.int32(1), np.uint8(2)], WHOLE)
    case("bool_", np.array([True, False]), FLAGS)
    case("numpy text", np.array(["a", "b"]), TEXT)
    if hasattr(np.dtypes, "StringDType"):
        case("StringDType", np.array(["a", "b"], np.dtypes.StringDType()), TEXT)
    for unit in "D h m s ms us ns".split():
        expected = DAYS if unit == "D" else MOMENTS
        values = np.array(TIMES, "M8[s]").astype(f"M8[{unit}]")
        case(f"datetime64[{unit}]", values, expected)
    case(
        "datetime64 scalars", [np.datetime64("2024-01-31"), np.datetime64("2024-02-01T05")], MOMENTS
    )
    for unit, name in (("W", "weeks"), ("M", "months"), ("Y", "years")):
        case(f"datetime64[{unit}]", np.array(DATES, f"M8[{unit}]"), refused(name))
    case(
        "NaT",
        np.array(["2024-01-31", "NaT"], "M8[D]"),
        refused("dates") | {"time": Refused("row 1, times: is missing")},
    )
    case("timedelta64", np.array([1, 2], "m8[D]"), refused("durations"))
    case("complex128", np.array([1, 2], complex), refused("complex"))
    case("bytes_", np.array([b"a", b"b"]), refused("bytes"))
    case("records", np.array([(1, 2.0)] * 2, "i4,f8"), refused("records"))
    case("void", np.zeros(2, "V3"), refused("records"))
    case("masked", np.ma.masked_array([1, 2], [False, True]), MISSING)
    case("masked nowhere", np.ma.masked_array([1, 2], False), WHOLE)
    case("objects", np.array([1, 2.0], object), WHOLE)
    case("two dimensions", np.ones((2, 1)), refused("2 dimensions"))
    case("no dimension", np.array(1), refused("0 dimensions"))


def of_pandas() -> None:
    series = pandas.Series
    case("pandas int64", series([1, 2]), WHOLE)
    case("pandas float64", series([1.0, 2.0]), WHOLE)
    for kind in ("Int8", "Int64", "UInt32", "Float32", "Float64"):
        case(f"pandas {kind}", series([1, 2], dtype=kind), WHOLE)
        case(f"pandas {kind} with NA", series([1, None], dtype=kind), MISSING)
    case("pandas bool", series([True, False]), FLAGS)
    case("pandas boolean", series([True, False], dtype="boolean"), FLAGS)
    case(
        "pandas boolean with NA",
        series([True, None], dtype="boolean"),
        refused("booleans") | {"covariate": Refused("row 1"), "amount": Refused("row 1")},
    )
    case("pandas str", series(["a", "b"]), TEXT)
    case("pandas read_csv", pandas.read_csv(io.StringIO("c\na\nb\n"))["c"], TEXT)
    case("pandas object", series(["a", "b"], dtype=object), TEXT)
    case("pandas string", series(["a", "b"], dtype="string"), TEXT)
    case("pandas string[python]", series(["a", "b"], dtype="string[python]"), TEXT)
    case("pandas digits", series(["1", "2"]), DIGITS)
    case("pandas Index", pandas.Index(["a", "b"]), TEXT)
    case("pandas string array", pandas.array(["a", "b"], dtype="string[python]"), TEXT)
    case("pandas NA among text", series(["a", pandas.NA], dtype=object), NO_TEXT)
    case("pandas string with NA", series(["a", None], dtype="string[python]"), NO_TEXT)
    case("pandas Decimal", series([D(1), D(2)]), DECIMAL)
    case("pandas sparse", series([1, 2], dtype="Sparse[int]"), WHOLE)
    case("pandas category of text", series(["a", "b"], dtype="category"), TEXT)
    case("pandas category of labels", series(["非常满意", "不满意"], dtype="category"), LABELS)
    case("pandas category of numbers", series([1, 2], dtype="category"), WHOLE)
    case("pandas category of dates", series(pandas.to_datetime(DATES)).astype("category"), MOMENTS)
    case("pandas category with NA", series([1, None], dtype="category"), MISSING)
    case("pandas CategoricalIndex", pandas.CategoricalIndex(["a", "b"]), TEXT)
    case("pandas Categorical", pandas.Categorical(["a", "b"], categories=["b", "a"]), TEXT)
    case("pandas datetime64", series(pandas.to_datetime(TIMES)), MOMENTS)
    case("pandas DatetimeIndex", pandas.DatetimeIndex(TIMES), MOMENTS)
    case("pandas Timestamps", [pandas.Timestamp(moment) for moment in TIMES], MOMENTS)
    case("pandas date objects", series(DATES), DAYS)
    case("pandas UTC", series(pandas.to_datetime(TIMES)).dt.tz_localize("UTC"), MOMENTS)
    case("pandas UTC index", pandas.DatetimeIndex(TIMES, tz="UTC"), MOMENTS)
    local = pandas.DatetimeIndex(TIMES, tz="America/New_York")
    case("pandas New York", series(local), NEW_YORK)
    case("pandas New York index", local, NEW_YORK)
    case(
        "pandas NaT",
        series(pandas.to_datetime([DATES[0], None])),
        refused("date-times") | {"time": Refused("row 1, times: is missing")},
    )
    months = pandas.PeriodIndex(["2024-01", "2024-02"], freq="M")
    case("pandas periods", series(months), refused("periods"))
    case("pandas PeriodIndex", months, refused("periods"))
    case("pandas list of periods", list(months), refused("Period"))
    case("pandas timedelta", series(pandas.to_timedelta([1, 2], "D")), refused("durations"))
    case("pandas interval", series(pandas.interval_range(0, 2)), refused("intervals"))
    case("pandas complex", series([1j, 2j]), refused("complex"))
    case("pandas bytes", series([b"a", b"b"]), refused("bytes"))
    case("pandas frame", pandas.DataFrame({"c": [1, 2]}), refused("2 dimensions"))


def of_polars() -> None:
    series = polars.Series
    for kind in "Int8 Int16 Int32 Int64 UInt8 UInt16 UInt32 UInt64 Float32 Float64".split():
        case(f"polars {kind}", series([1, 2], dtype=getattr(polars, kind)), WHOLE)
    case("polars null", series([1, None]), MISSING)
    case("polars nulls alone", series([None, None]), NOTHING)
    case("polars Boolean", series([True, False]), FLAGS)
    case("polars String", series(["a", "b"]), TEXT)
    case("polars text with null", series(["a", None]), NO_TEXT)
    case("polars digits", series(["1", "2"]), DIGITS)
    case("polars Categorical", series(["a", "b"], dtype=polars.Categorical), TEXT)
    case("polars Enum", series(["a", "b"], dtype=polars.Enum(["b", "a"])), TEXT)
    case("polars Categorical with null", series(["a", None], dtype=polars.Categorical), NO_TEXT)
    case("polars Decimal", series([D("1.00"), D("2.00")]), DECIMAL)
    case(
        "polars Decimal of cents",
        series([D("1.50"), D("2.50")]),
        FRACTION | {"key": Refused("1.50 is not a whole number"), "time": Refused("decimals")},
    )
    case("polars Date", series(DATES), DAYS)
    for unit in ("ms", "us", "ns"):
        case(f"polars Datetime {unit}", series(TIMES, dtype=polars.Datetime(unit)), MOMENTS)
    case("polars UTC", series(TIMES, dtype=polars.Datetime("us", "UTC")), MOMENTS)
    local = series(TIMES, dtype=polars.Datetime("us", "UTC")).dt.convert_time_zone(
        "America/New_York"
    )
    case("polars New York", local, NEW_YORK)
    case("polars Duration", series([datetime.timedelta(1)] * 2), refused("durations"))
    case("polars Time", series([datetime.time(1), datetime.time(2)]), refused("times of day"))
    case("polars Binary", series([b"a", b"b"]), refused("bytes"))
    case("polars List", series([[1], [2]]), refused("lists"))
    case("polars Struct", series([{"a": 1}, {"a": 2}]), refused("records"))
    case(
        "polars Object",
        series([uuid.UUID(int=1), uuid.UUID(int=2)], dtype=polars.Object),
        refused("UUID"),
    )
    case("polars frame", polars.DataFrame({"c": [1, 2]}), refused("records or a table"))


def in_chunks() -> None:
    """What Arrow's arrays mean as a whole, they mean piece by piece."""
    for name, column, expected in list(CASES):
        if isinstance(column, pyarrow.Array):
            pieces = pyarrow.chunked_array([column[:1], column[1:]])
            case(f"{name}, in chunks", pieces, expected)


def of_pyarrow() -> None:
    made = pyarrow.array
    kinds = "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64".split()
    for kind in kinds:
        case(f"arrow {kind}", made([1, 2], kind), WHOLE)
    case("arrow float16", made(np.array([1, 2], np.float16)), WHOLE)
    case("arrow null", made([1, None]), MISSING)
    case("arrow nulls alone", pyarrow.nulls(2), NOTHING)
    case("arrow bool", made([True, False]), FLAGS)
    for kind in ("string", "large_string", "string_view"):
        case(f"arrow {kind}", made(["a", "b"], getattr(pyarrow, kind)()), TEXT)
    case("arrow dictionary of text", made(["a", "b"]).dictionary_encode(), TEXT)
    case("arrow dictionary of numbers", made([1, 2]).dictionary_encode(), WHOLE)
    case("arrow dictionary with null", made(["a", None]).dictionary_encode(), NO_TEXT)
    chunks = [made(["b", "a"]).dictionary_encode()[1:], made(["c", "b"]).dictionary_encode()[1:]]
    case("arrow dictionaries", pyarrow.chunked_array(chunks), TEXT)
    case("arrow decimal128", made([D("1.00"), D("2.00")], pyarrow.decimal128(9, 2)), DECIMAL)
    case("arrow decimal256", made([D(1), D(2)], pyarrow.decimal256(40, 0)), DECIMAL)
    case("arrow decimal with null", made([D(1), None]), MISSING | {"time": Refused("decimals")})
    case("arrow date32", made(DATES), DAYS)
    case("arrow date64", made(DATES, pyarrow.date64()), MOMENTS)
    for unit in ("s", "ms", "us", "ns"):
        case(f"arrow timestamp {unit}", made(TIMES, pyarrow.timestamp(unit)), MOMENTS)
    case("arrow UTC", made(TIMES, pyarrow.timestamp("s", "UTC")), MOMENTS)
    case("arrow New York", made(TIMES, pyarrow.timestamp("s", "America/New_York")), NEW_YORK)
    case("arrow duration", made([datetime.timedelta(1)] * 2), refused("durations"))
    case("arrow time", made([datetime.time(1)] * 2), refused("times of day"))
    for kind in (pyarrow.binary(), pyarrow.large_binary(), pyarrow.binary_view()):
        case(f"arrow {kind}", made([b"a", b"b"], kind), refused("bytes"))
    fixed = made([uuid.UUID(int=i).bytes for i in (1, 2)], pyarrow.binary(16))
    ids = [str(uuid.UUID(int=i)) for i in (1, 2)]
    case("arrow binary of 16", fixed, TEXT | {"key": ids})
    case("arrow list", made([[1], [2]]), refused("lists"))
    case("arrow struct", made([{"a": 1}] * 2), refused("records"))
    case("arrow run-end", pyarrow.RunEndEncodedArray.from_arrays([2], [1]), refused("run-end"))
    case("arrow table", pyarrow.table({"c": [1, 2]}), refused("records or a table"))
    wide = made([D("1.00"), D("20000000000000000000.00")], pyarrow.decimal128(38, 2))
    case("arrow decimals beyond 64 bits", wide, refused("2") | {"time": Refused("decimals")})
    in_chunks()
    if pandas is not None:
        typed = pandas.ArrowDtype
        case("pandas int64[pyarrow]", pandas.Series([1, 2], dtype="int64[pyarrow]"), WHOLE)
        case("pandas string[pyarrow]", pandas.Series(["a", "b"], dtype="string[pyarrow]"), TEXT)
        case("pandas arrow text", pandas.Series(["a", "b"], dtype=typed(pyarrow.string())), TEXT)
        case("pandas arrow array", pandas.array([1, 2], dtype=typed(pyarrow.int32())), WHOLE)
        case("pandas arrow date", pandas.Series(DATES, dtype=typed(pyarrow.date32())), DAYS)
        wide = pandas.Series([D(1), D(2)], dtype=typed(pyarrow.decimal128(5, 2)))
        case("pandas arrow decimal", wide, DECIMAL)


of_python()
of_numpy()
for library, of_library in ((pandas, of_pandas), (polars, of_polars), (pyarrow, of_pyarrow)):
    if library is not None:
        of_library()


def key(column: Any) -> list[Any]:
    summary = Summary()
    summary.push(column, DATES)
    return summary.table("2024-03-01").keys.tolist()


def time(column: Any) -> list[str]:
    summary = Summary()
    summary.push([1, 2], column)
    first, last = summary.days
    return [str(first), str(last)]


def amount(column: Any) -> list[int]:
    if column is None:  # no amounts at all are none
        raise habitue.errors.ArgumentError("is missing", code=0)
    summary = Summary("USD", rounding="half even")
    summary.push([1, 2], DATES, column)
    return summary.table("2024-03-01").first_spend.tolist()


def answer(column: Any) -> list[float | None]:
    questionnaire = Questionnaire([Question("q", Scale.balanced_five())])
    found = Answers(questionnaire, {"q": column}).column("q").tolist()
    return [None if number != number else number for number in found]


def covariate(column: Any) -> list[float]:
    """The column as the model saw it: the effect of 1 on r alpha^-1 is its exponential."""
    base = BgNbd(0.243, 4.414, 0.793, 2.426)
    model = CovariateModel(base, [("purchase", "f", 0.5)])
    seen = model.expected_purchases([0, 0], [0, 0], [0, 0], t=1.0, purchase={"f": column})
    for given in ([1, 2], [1, 0], [1.5, 2.5]):
        numbers = {"f": np.array(given, float)}
        if (
            seen == model.expected_purchases([0, 0], [0, 0], [0, 0], t=1.0, purchase=numbers)
        ).all():
            return given
    raise AssertionError(f"a covariate of no such values: {seen}")


READERS = {"key": key, "time": time, "amount": amount, "answer": answer, "covariate": covariate}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("column", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_every_type_in_every_role(role, column, expected):
    wanted = expected[role]
    if isinstance(wanted, Refused):
        with pytest.raises(habitue.HabitueError) as caught:
            READERS[role](column)
        assert wanted in str(caught.value)
    else:
        assert READERS[role](column) == wanted


def test_a_type_is_in_the_table_once():
    names = [name for name, *_ in CASES]
    assert len(names) == len(set(names))


def test_cohorts_read_the_same_columns():
    for name, column, expected in CASES:

        def drawn(column=column):
            return CohortTable.of_purchases(
                column, DATES, first_day="2024-01-01", last_day="2024-02-29"
            )

        if isinstance(expected["key"], Refused):
            with pytest.raises(habitue.HabitueError):
                drawn()
        elif len(set(expected["key"])) == 2:
            assert drawn().cells()[0].tolist() == [[1, 0], [1, 0]], name


def test_an_empty_column_of_any_kind_is_one():
    kinds = [[], (), np.array([]), np.array([], "M8[D]"), np.array([], str)]
    if pandas is not None:
        kinds += [pandas.Series([], dtype=kind) for kind in ("object", "Int64", "category")]
    if polars is not None:
        kinds += [polars.Series([]), polars.Series([], dtype=polars.Categorical)]
    if pyarrow is not None:
        kinds += [pyarrow.array([]), pyarrow.array([], pyarrow.decimal128(3, 1))]
        kinds += [pyarrow.chunked_array([], pyarrow.dictionary(pyarrow.int8(), pyarrow.string()))]
    for column in kinds:
        summary = Summary("USD")
        dated = str(getattr(column, "dtype", "")).startswith("datetime")
        summary.push(*(([], column, []) if dated else (column, [], column)))
        assert summary.rows == 0


def test_frames_of_every_library_have_columns_by_name():
    columns = {"f": [1.0, 2.0], "q": [5, 2]}
    frames: list[Any] = [columns]
    frames += [] if pandas is None else [pandas.DataFrame(columns)]
    frames += [] if polars is None else [polars.DataFrame(columns)]
    frames += [] if pyarrow is None else [pyarrow.table(columns), pyarrow.record_batch(columns)]
    questionnaire = Questionnaire([Question("q", Scale.balanced_five())])
    base = BgNbd(0.243, 4.414, 0.793, 2.426)
    model = CovariateModel(base, [("purchase", "f", 0.5), ("purchase", "q", 0.1)])
    history = [0, 0], [0, 0], [0, 0]
    seen = [model.expected_purchases(*history, t=1.0, purchase=frame).tolist() for frame in frames]
    assert all(one == seen[0] for one in seen)
    for frame in frames:
        assert Answers(questionnaire, frame).column("q").tolist() == [5, 2]
        with pytest.raises(habitue.DataError, match="there: f, q"):
            Answers(Questionnaire([Question("r", Scale.balanced_five())]), frame)
    for no_frame in ("f", 5, [1, 2], np.ones(3)):
        with pytest.raises(habitue.ArgumentError, match="a mapping from names"):
            model.expected_purchases(*history, t=1.0, purchase=no_frame)


def test_a_marker_is_found_among_decimals():
    """The decimals of Arrow are whole numbers of a scale: 99 is none of them."""
    if pyarrow is None:
        pytest.skip("pyarrow is not installed")
    asked = Questionnaire([Question("q", Scale.points(1, 5))])
    answers = pyarrow.array([D("4.00"), D("99.00"), D("0.99")], pyarrow.decimal128(6, 2))
    found = Answers(asked, {"q": answers[:2]}, missing_markers=(99,))
    assert found.column("q").tolist()[0] == 4.0 and found.missing.tolist() == [1]
    with pytest.raises(habitue.DataError, match="0.99"):
        Answers(asked, {"q": answers}, missing_markers=(99,))
