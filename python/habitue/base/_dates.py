"""The days of a column: dates, date-times with or without a zone, text in the one format that fits.

Text is read by its distinct values, so that a column of a million rows and a thousand days costs a
thousand readings.
"""

from __future__ import annotations

import datetime
import re
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from .. import _abi, _columns, _reading, _scalars
from ..errors import refuse
from . import _frames

ISO = "%Y-%m-%d"
FORMATS = {
    ISO: r"\d{4}-\d{1,2}-\d{1,2}",
    "%Y/%m/%d": r"\d{4}/\d{1,2}/\d{1,2}",
    "%Y.%m.%d": r"\d{4}\.\d{1,2}\.\d{1,2}",
    "%Y%m%d": r"\d{8}",
    "%d/%m/%Y": r"\d{1,2}/\d{1,2}/\d{4}",
    "%m/%d/%Y": r"\d{1,2}/\d{1,2}/\d{4}",
    "%d.%m.%Y": r"\d{1,2}\.\d{1,2}\.\d{4}",
    "%d-%m-%Y": r"\d{1,2}-\d{1,2}-\d{4}",
    "%m-%d-%Y": r"\d{1,2}-\d{1,2}-\d{4}",
    "%d/%m/%y": r"\d{1,2}/\d{1,2}/\d{2}",
    "%m/%d/%y": r"\d{1,2}/\d{1,2}/\d{2}",
    "%d.%m.%y": r"\d{1,2}\.\d{1,2}\.\d{2}",
    "%d %b %Y": r"\d{1,2} [A-Za-z]{3} \d{4}",
    "%d-%b-%Y": r"\d{1,2}-[A-Za-z]{3}-\d{4}",
    "%d-%b-%y": r"\d{1,2}-[A-Za-z]{3}-\d{2}",
    "%b %d, %Y": r"[A-Za-z]{3} \d{1,2}, \d{4}",
    "%d %B %Y": r"\d{1,2} [A-Za-z]{4,} \d{4}",
    "%B %d, %Y": r"[A-Za-z]{4,} \d{1,2}, \d{4}",
}
"""Formats of dates that are tried, each with what it looks like."""

_CLOCK = re.compile(
    r"[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?([AaPp])\.?[Mm]\.?)?"
    r"(?: ?(Z|UTC|[+-]\d{2}:?\d{2}))?$"
)
_OFFSET = re.compile(r"(?:UTC)?([+-])(\d{2}):?(\d{2})")
_EXCEL = 25_569
"""The serial number that Excel gives to 1970-01-01."""

Days = tuple[NDArray[Any], NDArray[np.bool_], list[str]]


def times_of(
    series: Any, name: str, *, date_format: str | None, timezone: str | None, hours: bool
) -> Days:
    """Days since 1970-01-01 (seconds with ``hours``), where they are known, and what to note.

    Raises:
        DataError: For text that no format reads, or two do; for times whose zone is not clear.
    """
    given = series
    series, notes = _local(series, name, timezone)
    if date_format in ("epoch s", "epoch ms", "excel"):
        if timezone is not None and series is given:
            _no_zone(name, timezone)
        return (*_numbered(series, name, date_format, hours), notes)
    found = _reading.read(series, name)
    numbers = found.kind in (_reading.WHOLE, _reading.NUMBERS)
    if numbers and date_format is not None and "%" in date_format:  # 20240131
        series = _digits(series, name)
    if found.kind == _reading.TEXT or series is not given and numbers:
        return _of_text(series, name, date_format, hours, timezone, notes)
    if timezone is not None and series is given:
        _no_zone(name, timezone)
    if date_format is not None:
        reason = f"is {date_format!r}, but {name} holds {found.kind}, which have no format"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "date_format", reason)
    if numbers:
        counted = _columns.floats(series, name, missing=True)
        written = bool(((counted >= 19_000_101) & (counted < 22_000_101) | np.isnan(counted)).all())
        reason = "holds numbers where dates are needed; date_format="
        reason += (
            "'%Y%m%d' reads them"
            if written
            else "'epoch s', 'epoch ms' or 'excel' says what they count"
        )
        refuse(_abi.HABITUE_UNREADABLE, name, reason)
    known = ~found.missing()
    if not known.all():
        found = _filled(found, known)
    if hours:
        seconds = _columns.times(found, name)[1]
        if seconds is None:
            _no_hours(name)
        return seconds, known, notes
    return _columns.days(found, name), known, notes


def _local(series: Any, name: str, timezone: str | None) -> tuple[Any, list[str]]:
    """A column of date-times in a zone as the clock there shows them."""
    read: Any = None
    if _zoned(series):
        import narwhals as nw

        read = nw.from_native(series, series_only=True)
    zone = getattr(read.dtype, "time_zone", None) if read is not None else None
    if zone is None:
        return _local_objects(series, name, timezone)
    if timezone is None and not _reading.is_utc(zone):
        _unnamed(name, f"has the time zone {zone}", zone)
    try:
        if timezone is not None:
            read, zone = read.dt.convert_time_zone(timezone), timezone
        return read.dt.replace_time_zone(None).to_native(), [f"days are those of {zone}"]
    except Exception as error:  # noqa: BLE001  each library has its own
        refuse(
            _abi.HABITUE_BAD_ARGUMENT, "timezone", f"{(timezone or zone)!r} is no zone ({error})"
        )


def _local_objects(series: Any, name: str, timezone: str | None) -> tuple[Any, list[str]]:
    """A column of `datetime` objects of zones as the clock of one shows them."""
    if not isinstance(series, (list, tuple)) and str(getattr(series, "dtype", "")) != "object":
        return series, []
    values = list(series)
    aware = [isinstance(one, datetime.datetime) and one.tzinfo is not None for one in values]
    if not any(aware):
        return series, []
    if timezone is None:
        for row, one in enumerate(values):
            if aware[row] and not _reading.is_utc(str(one.tzinfo)):
                _unnamed(name, f"has the time zone {one.tzinfo}", "UTC", row)
        return series, ["days are those of UTC"]
    zone = _zone(timezone)
    for row, one in enumerate(values):
        if aware[row]:
            values[row] = one.astimezone(zone).replace(tzinfo=None)
        elif one is not None and one == one:
            refuse(_abi.HABITUE_UNREADABLE, name, "has times of a zone and times without", row)
    return np.array([*values, None], object)[:-1], [f"days are those of {timezone}"]


def _zone(timezone: str) -> datetime.tzinfo:
    """The time zone of this name, or of this offset from UTC."""
    said = _scalars.string(timezone, "timezone")
    if (fixed := _OFFSET.fullmatch(said)) is not None:
        return datetime.timezone(datetime.timedelta(seconds=_seconds(fixed)))
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(said)
    except (KeyError, ValueError, OSError) as error:
        refuse(_abi.HABITUE_BAD_ARGUMENT, "timezone", f"{timezone!r} is no zone ({error})")


def _seconds(offset: re.Match[str]) -> int:
    sign, hours, minutes = offset.groups()
    return (3600 * int(hours) + 60 * int(minutes)) * (-1 if sign == "-" else 1)


def _unnamed(name: str, what: str, zone: str, row: int | None = None) -> NoReturn:
    reason = (
        f"{what}, and which day a purchase is of depends on it: timezone={zone!r}, or another, "
        "names the zone whose days count"
    )
    refuse(_abi.HABITUE_UNREADABLE, name, reason, row)


def _no_zone(name: str, timezone: str) -> NoReturn:
    reason = f"is {timezone!r}, but {name} has no time zone to convert from"
    refuse(_abi.HABITUE_BAD_ARGUMENT, "timezone", reason)


def _digits(series: Any, name: str) -> NDArray[Any]:
    """Whole numbers as text; None where one is missing."""
    values = _columns.floats(series, name, missing=True)
    texts = [
        None if one != one else str(int(one)) if one == int(one) else str(one) for one in values
    ]
    return np.array([*texts, None], object)[:-1]


def _zoned(series: Any) -> bool:
    """Whether a column has a time zone, whatever its library calls that."""
    dtype = getattr(series, "dtype", getattr(series, "type", None))
    return any(getattr(dtype, name, None) is not None for name in ("time_zone", "tz")) or (
        getattr(getattr(dtype, "pyarrow_dtype", None), "tz", None) is not None
    )


def _numbered(
    series: Any, name: str, date_format: str, hours: bool
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Days of numbers that count seconds, milliseconds, or days as Excel does."""
    numbers = _columns.floats(series, name, missing=True)
    known = ~np.isnan(numbers)
    whole = np.where(known, numbers, 0.0)
    scale = {"epoch s": 1.0, "epoch ms": 1e-3, "excel": 86_400.0}[date_format]
    seconds = (whole - (_EXCEL if date_format == "excel" else 0)) * scale
    if hours:
        return np.floor(seconds).astype(np.int64), known
    return np.floor(seconds / 86_400.0).astype(np.int32), known


def _filled(found: _reading.Column, known: NDArray[np.bool_]) -> _reading.Column:
    """The column with some day in place of those that are missing."""
    if found.kind == _reading.NOTHING:
        days = np.zeros(len(found), "datetime64[D]")
        return _reading.Column(_reading.DAYS, days)
    zero = np.zeros(1, found.values.dtype)[0]
    return _reading.Column(found.kind, np.where(known, found.values, zero))


def _of_text(
    series: Any,
    name: str,
    date_format: str | None,
    hours: bool,
    timezone: str | None,
    notes: list[str],
) -> Days:
    codes, distinct = _frames.factorised(series, name)
    texts = [(text or "").strip() for text in _frames.strings_of(distinct, name)]
    empty = np.array([text == "" for text in texts], bool)
    dates, clocks, offsets = _split(texts)
    stated = sorted({text for text in dates if text})
    if date_format is None:
        date_format = inferred(stated, name, lambda text: _row(dates, codes, text))
        if date_format != ISO:
            notes = [*notes, f"{name} is read as {date_format}"]
    days = _read_all(stated, date_format, name, lambda text: _row(dates, codes, text))
    values = np.array([days.get(text, 0) for text in dates], np.int64)
    if any(offset is not None for offset in offsets):
        rows = [int(np.argmax(codes == at)) for at in range(len(texts))]
        zone = _of_offsets(texts, offsets, name, timezone, rows)
        shift = [(clock or 0) - (offset or 0) for clock, offset in zip(clocks, offsets)]
        since: NDArray[np.int64] = values * 86_400 + np.array(shift, np.int64)
        if zone is not None:
            since = _clock(since, zone, name)
        values, clocks = since // 86_400, (since % 86_400).tolist()
        notes = [*notes, f"days are those of {timezone or 'UTC'}"]
    elif timezone is not None:
        _no_zone(name, timezone)
    known = codes >= 0
    if len(values) == 0:
        return np.zeros(len(codes), np.int64 if hours else np.int32), known, notes
    known = known & ~empty[codes]
    if hours:
        if not any(clocks):
            _no_hours(name)
        seconds = np.array([clock or 0 for clock in clocks], np.int64)
        return (values * 86_400 + seconds)[codes], known, notes
    return values.astype(np.int32)[codes], known, notes


def _of_offsets(
    texts: list[str], offsets: list[int | None], name: str, timezone: str | None, rows: list[int]
) -> datetime.tzinfo | None:
    """By whose clock times with an offset from UTC are read; None is UTC's."""
    for text, offset, row in zip(texts, offsets, rows):
        if offset is None and text:
            refuse(
                _abi.HABITUE_UNREADABLE, name, f"{text!r} has no offset from UTC, others have", row
            )
        if offset and timezone is None:
            _unnamed(name, f"{text!r} has an offset from UTC", "UTC", row)
    return None if timezone is None else _zone(timezone)


def _clock(since: NDArray[np.int64], zone: datetime.tzinfo, name: str) -> NDArray[np.int64]:
    """Seconds as the clock of a zone counts them."""
    epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    shown = []
    for second in since.tolist():
        try:
            then = (epoch + datetime.timedelta(seconds=second)).astimezone(zone)
        except OverflowError:
            refuse(_abi.HABITUE_OUT_OF_RANGE, name, "is beyond the years 1 to 9999 in this zone")
        offset = then.utcoffset()
        assert offset is not None
        shown.append(second + round(offset.total_seconds()))
    return np.array(shown, np.int64)


def _split(texts: list[str]) -> tuple[list[str], list[int | None], list[int | None]]:
    """Each text as its date, its time of day and its offset from UTC in seconds."""
    dates: list[str] = []
    clocks: list[int | None] = []
    offsets: list[int | None] = []
    for text in texts:
        found = _CLOCK.search(text)
        if found is None:
            dates.append(text)
            clocks.append(None)
            offsets.append(None)
            continue
        hour, minute, second, half, offset = found.groups()
        fixed = None if offset is None else _OFFSET.fullmatch(offset)
        offsets.append(_seconds(fixed) if fixed else None if offset is None else 0)
        clock = int(hour)
        if half is not None:
            clock = clock % 12 + (12 if half in "Pp" else 0)
        dates.append(text[: found.start()])
        clocks.append(3600 * clock + 60 * int(minute) + int(second or 0))
    return dates, clocks, offsets


def inferred(texts: list[str], name: str, row_of: Any) -> str:
    """The one format that reads every text.

    Raises:
        DataError: Where none does, or two do with different days.
    """
    if all(len(text) == 10 and day_of(text, ISO) is not None for text in texts):
        return ISO
    fitting = [form for form, shape in FORMATS.items() if _fits(texts, form, shape)]
    if len(fitting) == 1 or not texts:
        return fitting[0]
    if not fitting:
        _unreadable(texts, name, row_of)
    forms = " and ".join(fitting)
    reason = (
        f"{texts[0]!r} can be read as {forms}, and so can all others; "
        f"date_format={fitting[0]!r} or {fitting[1]!r} says which"
    )
    refuse(_abi.HABITUE_UNREADABLE, name, reason, row_of(texts[0]))


def _fits(texts: list[str], form: str, shape: str) -> bool:
    looks = re.compile(shape).fullmatch
    return all(looks(text) for text in texts) and all(
        day_of(text, form) is not None for text in texts
    )


def _unreadable(texts: list[str], name: str, row_of: Any) -> NoReturn:
    """Names the text that the format of the first one does not read."""
    best = ""
    for form, shape in FORMATS.items():
        looks = re.compile(shape).fullmatch
        if any(looks(text) and day_of(text, form) is not None for text in texts):
            best = form
            break
    if not best:
        reason = f"{texts[0]!r} is no date in a known format; date_format='%d.%m.%Y' names another"
        refuse(_abi.HABITUE_UNREADABLE, name, reason, row_of(texts[0]))
    wrong = next(text for text in texts if day_of(text, best) is None)
    other = next((f for f, shape in FORMATS.items() if _fits([wrong], f, shape)), None)
    also = f", but is {other}" if other else ""
    reason = f"{wrong!r} is no date of the format {best}, which reads others{also}"
    refuse(_abi.HABITUE_UNREADABLE, name, reason, row_of(wrong))


def day_of(text: str, form: str) -> int | None:
    """Days since 1970-01-01; None for what the format does not read."""
    if form == ISO and len(text) == 10:
        try:
            return datetime.date.fromisoformat(text).toordinal() - 719_163
        except ValueError:
            return None
    try:
        found = datetime.datetime.strptime(text, form)
    except ValueError:
        return None
    return found.toordinal() - 719_163


def _read_all(texts: list[str], form: str, name: str, row_of: Any) -> dict[str, int]:
    days = {}
    for text in texts:
        day = day_of(text, form)
        if day is None:
            refuse(_abi.HABITUE_UNREADABLE, name, f"{text!r} is no date of {form}", row_of(text))
        days[text] = day
    return days


def _row(dates: list[str], codes: NDArray[np.int64], text: str) -> int:
    """The first row that holds this date."""
    places = [at for at, date in enumerate(dates) if date == text]
    return int(np.flatnonzero(np.isin(codes, places))[0])


def _no_hours(name: str) -> NoReturn:
    reason = "holds days without a time of day; convention='hourly' needs one"
    refuse(_abi.HABITUE_UNREADABLE, name, reason)
