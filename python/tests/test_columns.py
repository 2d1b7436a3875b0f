"""Columns of every kind arrive unchanged, without a copy where their layout allows."""

from __future__ import annotations

import datetime
from decimal import Decimal

import numpy as np
import pytest

import habitue
from habitue import _abi, _columns

pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
pyarrow = pytest.importorskip("pyarrow")

NUMBERS = [0.0, -1.5, 2.0**60]
MAKERS = {
    "numpy": np.asarray,
    "pandas": pandas.Series,
    "polars": polars.Series,
    "pyarrow": pyarrow.array,
    "chunked": lambda values: pyarrow.chunked_array([pyarrow.array(values)]),
}
makers = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


def address(array: np.ndarray) -> int:
    return array.ctypes.data


@makers
def test_floats_arrive_without_a_copy(make):
    column = make(np.array(NUMBERS))
    first, second = _columns.floats(column, "t"), _columns.floats(column, "t")
    assert first.dtype == np.float64 and first.flags.c_contiguous
    assert first.tolist() == NUMBERS
    assert address(first) == address(second)


@makers
def test_counts_arrive_without_a_copy(make):
    column = make(np.array([0, 1, 2**32 - 1], np.uint32))
    first, second = _columns.counts(column, "x"), _columns.counts(column, "x")
    assert first.tolist() == [0, 1, 2**32 - 1]
    assert address(first) == address(second)


@makers
@pytest.mark.parametrize("bad", [-1, 2**32])
def test_a_count_out_of_range_names_its_row(make, bad):
    with pytest.raises(habitue.DataError) as caught:
        _columns.counts(make(np.array([1, bad], np.int64)), "frequency")
    assert (caught.value.row, caught.value.column) == (1, "frequency")
    assert caught.value.code == _abi.HABITUE_OUT_OF_RANGE
    assert str(bad) in str(caught.value)


@makers
def test_whole_floats_are_counts_and_fractions_are_not(make):
    assert _columns.counts(make(np.array([0.0, 3.0])), "x").tolist() == [0, 3]
    for bad in (0.5, np.nan, np.inf, -np.inf, 2.0**32):
        with pytest.raises(habitue.DataError) as caught:
            _columns.counts(make(np.array([1.0, bad])), "x")
        assert caught.value.row == 1


@makers
def test_no_integer_loses_a_digit(make):
    keys = np.array([-(2**63), 2**53 + 1, 2**63 - 1], np.int64)
    assert _columns.integers(make(keys), "customer").tolist() == keys.tolist()
    with pytest.raises(habitue.DataError) as caught:
        _columns.floats(make(keys[1:2]), "spend")
    assert caught.value.row == 0


def test_integers_of_numpy_in_a_list_do_not_wrap():
    for bad in (np.uint64(2**63), 2**63, -(2**63) - 1):
        for column in ([1, bad], [bad, -1], [np.int8(1), bad]):
            with pytest.raises(habitue.DataError) as caught:
                _columns.integers(column, "customer")
            assert caught.value.row == column.index(bad)


def test_no_narrow_float_is_a_whole_number_by_overflow():
    for kind in (np.float16, np.float32, np.float64, np.longdouble):
        for bad in (np.inf, -np.inf, np.nan):
            for read in (_columns.counts, _columns.integers, _columns.codes):
                with pytest.raises(habitue.DataError):
                    read(np.array([1, bad], kind), "x")


def test_what_does_not_fit_int64_is_refused():
    for bad in (np.array([2**63], np.uint64), np.array([2.0**63]), [2**63], [10**30]):
        with pytest.raises(habitue.DataError) as caught:
            _columns.integers(bad, "customer")
        assert caught.value.row == 0


def test_other_widths_and_orders_are_converted():
    assert _columns.floats(np.float32([0.5, 1.5]), "t").tolist() == [0.5, 1.5]
    assert _columns.floats(np.arange(6.0)[::2], "t").tolist() == [0, 2, 4]
    assert _columns.floats(np.array([1.5], ">f8"), "t").tolist() == [1.5]
    assert _columns.floats([1, 2.5, Decimal("0.25")], "t").tolist() == [1, 2.5, 0.25]
    assert _columns.codes(np.int8([-1, 5]), "code").dtype == np.int32


MISSING = {
    "masked pandas": pandas.Series([1, None], dtype="Int64"),
    "arrow pandas": pandas.Series([1, None], dtype="int64[pyarrow]"),
    "polars": polars.Series([1, None]),
    "pyarrow": pyarrow.array([1, None]),
    "chunks": pyarrow.chunked_array([[1], pyarrow.array([None], pyarrow.int64())]),
    "masked numpy": np.ma.masked_array([1, 2], [False, True]),
    "python": [1, None],
}


@pytest.mark.parametrize("column", MISSING.values(), ids=MISSING)
def test_what_is_missing_is_refused_or_nan_but_never_a_number(column):
    for read in (_columns.counts, _columns.integers, _columns.floats, _columns.days):
        with pytest.raises(habitue.DataError) as caught:
            read(column, "answer")
        assert (caught.value.code, caught.value.row) == (_abi.HABITUE_MISSING_VALUE, 1)
    answers = _columns.floats(column, "answer", missing=True)
    assert answers[0] == 1 and np.isnan(answers[1])


def test_slices_of_arrow_arrays_start_where_they_say():
    whole = pyarrow.array([None, 1, 2, None, 4], pyarrow.int32())
    assert _columns.codes(whole.slice(1, 2), "x").tolist() == [1, 2]
    with pytest.raises(habitue.DataError) as caught:
        _columns.codes(whole.slice(2), "x")
    assert caught.value.row == 1
    assert _columns.flags(pyarrow.array([True] * 9 + [False]).slice(8), "f").tolist() == [1, 0]
    text = pyarrow.array(["a", "客户", "", "d"]).slice(1, 2)
    found = _columns.texts(text, "key")
    assert (bytes(found.data), found.offsets.tolist()) == ("客户".encode(), [0, 6, 6])


def test_an_array_outlives_the_column_it_came_from():
    column = pyarrow.array(np.arange(1000.0))
    values = _columns.floats(column, "t")
    del column
    pyarrow.array(np.zeros(1000))
    assert values.sum() == 999 * 1000 / 2


DATES = [datetime.date(1969, 12, 31), datetime.date(1997, 9, 30)]
DATED = {
    "python": DATES,
    "date-times": [datetime.datetime(1969, 12, 31, 23, 59), datetime.datetime(1997, 9, 30, 1)],
    "numpy days": np.array(DATES, "datetime64[D]"),
    "numpy nanoseconds": np.array(DATES, "datetime64[ns]") + np.timedelta64(86399, "s"),
    "pandas": pandas.Series(pandas.to_datetime(DATES)),
    "pandas utc": pandas.Series(pandas.to_datetime(DATES)).dt.tz_localize("UTC"),
    "pandas objects": pandas.Series(DATES),
    "polars": polars.Series(DATES),
    "polars microseconds": polars.Series(DATES).cast(polars.Datetime("us")),
    "pyarrow date32": pyarrow.array(DATES),
    "pyarrow date64": pyarrow.array(DATES, pyarrow.date64()),
    "numbers": np.array([-1, 10134]),
}


@pytest.mark.parametrize("column", DATED.values(), ids=DATED)
def test_dates_are_days_since_1970(column):
    days = _columns.days(column, "date")
    assert (days.dtype, days.tolist()) == (np.int32, [-1, 10134])


def test_a_zone_that_is_not_utc_is_refused():
    local = pandas.Series(pandas.to_datetime(DATES)).dt.tz_localize("Asia/Shanghai")
    for column in (local, polars.from_pandas(local), pyarrow.array(local)):
        with pytest.raises(habitue.DataError, match="Asia/Shanghai"):
            _columns.days(column, "date")


def test_a_missing_date_is_missing():
    for column in (np.array(["NaT"], "datetime64[D]"), pandas.Series([pandas.NaT]), [None]):
        with pytest.raises(habitue.DataError) as caught:
            _columns.days(column, "date")
        assert (caught.value.code, caught.value.row) == (_abi.HABITUE_MISSING_VALUE, 0)


def test_dates_of_32_bits_arrive_without_a_copy():
    for column in (pyarrow.array(DATES), polars.Series(DATES)):
        assert address(_columns.days(column, "date")) == address(_columns.days(column, "date"))
        for read in (_columns.floats, _columns.counts):
            with pytest.raises(habitue.DataError):
                read(column, "spend")


LONG = "a text of more than twelve bytes"
TEXTS = ["a", "", "客户", LONG]
TEXTUAL = {
    "python": TEXTS,
    "numpy": np.array(TEXTS),
    "objects": np.array(TEXTS, object),
    "pandas": pandas.Series(TEXTS),
    "polars": polars.Series(TEXTS),
    "pyarrow": pyarrow.array(TEXTS),
    "large": pyarrow.array(TEXTS, pyarrow.large_string()),
    "chunks": pyarrow.chunked_array([TEXTS[:1], TEXTS[1:]]),
}


@pytest.mark.parametrize("column", TEXTUAL.values(), ids=TEXTUAL)
def test_text_has_arrows_layout(column):
    found = _columns.keys(column, "customer")
    assert isinstance(found, _columns.Texts)
    assert bytes(found.data) == ("a客户" + LONG).encode()
    assert (found.offsets.dtype, found.offsets.tolist()) == (np.int64, [0, 1, 1, 7, 39])
    with pytest.raises(habitue.DataError):
        _columns.floats(column, "spend")


def test_text_of_polars_in_slices_chunks_and_with_gaps():
    words = [LONG, None, "kurz", LONG[::-1], None, ""]
    column = polars.concat([polars.Series(words), polars.Series(words)], rechunk=False)
    with pytest.raises(habitue.DataError) as caught:
        _columns.texts(column, "key")
    assert caught.value.row == 1
    found = _columns.texts(column.slice(2, 2).append(column.slice(5, 2)), "key")
    assert bytes(found.data).decode() == "kurz" + LONG[::-1] + LONG
    assert found.offsets.tolist() == [0, 4, 36, 36, 68]


def test_numbers_are_no_text():
    for column in ([1, 2], np.arange(2), polars.Series([1, 2]), pandas.Series([1, 2])):
        assert not isinstance(_columns.keys(column, "customer"), _columns.Texts)
        with pytest.raises(habitue.DataError):
            _columns.texts(column, "customer")


def test_flags_are_booleans_or_zero_and_one():
    for column in ([True, False], np.array([1, 0]), polars.Series([True, False])):
        assert _columns.flags(column, "active").tolist() == [1, 0]
    with pytest.raises(habitue.DataError):
        _columns.flags([0, 2], "active")


def test_lengths_must_agree():
    assert _columns.rows(a=np.zeros(2), b=None, c=np.ones(2)) == 2
    with pytest.raises(habitue.ArgumentError) as caught:
        _columns.rows(a=np.zeros(2), b=np.zeros(3))
    assert caught.value.column == "b"


def test_a_column_has_one_dimension():
    with pytest.raises(habitue.ArgumentError):
        _columns.floats(np.zeros((2, 2)), "t")


@makers
def test_empty_columns_are_columns(make):
    assert len(_columns.floats(make(np.array([], np.float64)), "t")) == 0
    assert len(_columns.counts(make(np.array([], np.uint32)), "x")) == 0
