//! Civil date and time.

use std::fmt;

use chrono::format::{Fixed, Item, Numeric, Parsed, StrftimeItems, parse};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::Day;
use crate::error::{Error, ErrorKind, Result};

/// A civil date and time to the second, as seconds since 1970-01-01 00:00:00.
///
/// There is no time zone in it: it is the clock on the wall of the shop, which decides what "the
/// same day" means. Seconds of Unix time read as UTC; shift them first where another clock counts.
///
/// ```
/// use habitue::time::{Day, Moment};
///
/// let moment = Moment::parse("2015-02-07T23:59:59")?;
/// assert_eq!(moment.day(), Day::parse("2015-02-07")?);
/// assert_eq!(moment.hour(), 23);
/// assert!(Moment::parse("2015-02-07T23:59:59+08:00").is_err()); // which day is that?
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "i64", into = "i64"))]
pub struct Moment(i64);

const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;

impl Moment {
    /// 0001-01-01 00:00:00.
    pub const MIN: Self = Self(Day::MIN.number() as i64 * DAY);
    /// 9999-12-31 23:59:59.
    pub const MAX: Self = Self((Day::MAX.number() as i64 + 1) * DAY - 1);

    /// The moment `seconds` after 1970-01-01 00:00:00.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] outside the years 1 to 9999.
    pub fn from_seconds(seconds: i64) -> Result<Self> {
        if (Self::MIN.0..=Self::MAX.0).contains(&seconds) {
            return Ok(Self(seconds));
        }
        Err(Error::new(ErrorKind::OutOfRange, "seconds since 1970-01-01 is out of range")
            .in_column("date")
            .with_value(seconds)
            .allowing(format!(
                "{} to {} (the years 1 to 9999; are these milliseconds?)",
                Self::MIN.0,
                Self::MAX.0
            )))
    }

    /// Reads an ISO 8601 date, or date and time: `YYYY-MM-DD`, then optionally `T` or a space,
    /// `HH:MM` or `HH:MM:SS` with an optional decimal fraction (which is cut), and an optional `Z`
    /// or `+00:00`.
    ///
    /// # Errors
    /// As [`Day::parse`]. Any other offset from UTC is refused ([`ErrorKind::Parse`]): whether
    /// the shop's day or the UTC day is meant is the caller's to decide.
    pub fn parse(text: &str) -> Result<Self> {
        let Some((date, rest)) = text.split_at_checked(10) else {
            return Day::parse(text).map(Self::from);
        };
        let day = Day::parse(date).map_err(|error| error.with_value(format!("{text:?}")))?;
        if rest.is_empty() {
            return Ok(Self::from(day));
        }
        let unreadable = || {
            Error::new(ErrorKind::Parse, "is no date and time")
                .in_column("date")
                .with_value(format!("{text:?}"))
                .allowing("YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SS without an offset from UTC")
        };
        let clock = rest.strip_prefix(['T', ' ']).ok_or_else(unreadable)?;
        let clock = clock.strip_suffix('Z').or(clock.strip_suffix("+00:00")).unwrap_or(clock);
        let time = NaiveTime::parse_from_str(clock, "%H:%M:%S%.f")
            .or_else(|_| NaiveTime::parse_from_str(clock, "%H:%M"))
            .map_err(|fault| unreadable().with_source(fault))?;
        Ok(Self(i64::from(day.number()) * DAY + i64::from(time.num_seconds_from_midnight())))
    }

    /// Reads a date, or date and time, in a format of [`chrono::format::strftime`], such as
    /// `"%d/%m/%Y %H:%M"`. A format without a time of day reads midnight, one with an hour and no
    /// minute the full hour.
    ///
    /// # Errors
    /// As [`Day::parse`]; [`ErrorKind::Argument`] where the format itself is unknown, names a time
    /// zone (`%Z`), or an hour of a clock of twelve without its half of the day (`%I` without
    /// `%p`). An offset (`%z`) other than that of UTC is refused with [`ErrorKind::Parse`], as
    /// [`Moment::parse`] refuses it.
    pub fn parse_with(text: &str, format: &str) -> Result<Self> {
        check_format(format)?;
        Self::parse_as(text, format)
    }

    /// [`Moment::parse_with`] a format that was checked.
    pub(crate) fn parse_as(text: &str, format: &str) -> Result<Self> {
        let (moment, offset) = Self::parse_stamp(text, format)?;
        if offset.is_some_and(|seconds| seconds != 0) {
            return Err(Error::new(ErrorKind::Parse, "has an offset from UTC: which day is that?")
                .in_column("date")
                .with_value(format!("{text:?}"))
                .allowing("local dates and times, or those of UTC"));
        }
        Ok(moment)
    }

    /// What stands in a text of a format that was checked, and the offset from UTC that stands
    /// with it, in seconds.
    pub(super) fn parse_stamp(text: &str, format: &str) -> Result<(Self, Option<i32>)> {
        if text.is_empty() {
            return Self::parse(text).map(|moment| (moment, None));
        }
        let mut parsed = Parsed::new();
        let fail = |fault| unreadable(text, format, fault);
        parse(&mut parsed, text, StrftimeItems::new(format)).map_err(fail)?;
        let offset = parsed.offset();
        let date = parsed.to_naive_date().map_err(fail)?;
        let time = time_of_day(&mut parsed).map_err(fail)?;
        Ok((Self::try_from(NaiveDateTime::new(date, time))?, offset))
    }

    /// A moment known to be in range.
    pub(crate) const fn unchecked(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970-01-01 00:00:00.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The day.
    #[must_use]
    pub const fn day(self) -> Day {
        Day::unchecked(self.0.div_euclid(DAY) as i32)
    }

    /// The hour of the day, 0 to 23.
    #[must_use]
    pub const fn hour(self) -> u32 {
        (self.0.rem_euclid(DAY) / HOUR) as u32
    }

    /// Whole hours since 1970-01-01 00:00:00.
    #[must_use]
    pub const fn hour_number(self) -> i32 {
        self.0.div_euclid(HOUR) as i32
    }
}

impl From<Day> for Moment {
    /// Midnight, when the day begins.
    fn from(day: Day) -> Self {
        Self(i64::from(day.number()) * DAY)
    }
}

impl TryFrom<NaiveDateTime> for Moment {
    type Error = Error;

    /// # Errors
    /// [`ErrorKind::OutOfRange`] outside the years 1 to 9999.
    fn try_from(moment: NaiveDateTime) -> Result<Self> {
        Self::from_seconds(moment.and_utc().timestamp())
    }
}

impl TryFrom<i64> for Moment {
    type Error = Error;

    /// # Errors
    /// As [`Moment::from_seconds`].
    fn try_from(seconds: i64) -> Result<Self> {
        Self::from_seconds(seconds)
    }
}

impl From<Moment> for i64 {
    fn from(moment: Moment) -> Self {
        moment.0
    }
}

impl From<Moment> for NaiveDateTime {
    fn from(moment: Moment) -> Self {
        DateTime::from_timestamp(moment.0, 0).unwrap_or_default().naive_utc()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", NaiveDateTime::from(*self))
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", NaiveDateTime::from(*self))
    }
}

/// The time of day that was read; midnight where none was.
fn time_of_day(parsed: &mut Parsed) -> chrono::ParseResult<NaiveTime> {
    let hour = parsed.hour_div_12().or(parsed.hour_mod_12());
    let parts = [hour, parsed.minute(), parsed.second(), parsed.nanosecond()];
    if parts.iter().all(Option::is_none) {
        return Ok(NaiveTime::MIN);
    }
    if parsed.minute().is_none() {
        parsed.set_minute(0)?;
    }
    parsed.to_naive_time()
}

/// Refuses a format that does not exist, or that reads what would then be dropped.
pub(crate) fn check_format(format: &str) -> Result<()> {
    let items: Vec<Item<'_>> = StrftimeItems::new(format).collect();
    let has = |wanted: &dyn Fn(&Item<'_>) -> bool| items.iter().any(wanted);
    let hour =
        |kind: Numeric| has(&|item| matches!(item, Item::Numeric(found, _) if *found == kind));
    let half = has(&|item| matches!(item, Item::Fixed(Fixed::LowerAmPm | Fixed::UpperAmPm)));
    let fault = if items.is_empty() || items.contains(&Item::Error) {
        "is no date format"
    } else if items.contains(&Item::Fixed(Fixed::TimezoneName)) {
        "names a time zone, which decides the day and would not be looked at"
    } else if hour(Numeric::Hour12) && !half && !hour(Numeric::Hour) {
        "has an hour of a clock of twelve without its half of the day; %I needs %p"
    } else {
        return Ok(());
    };
    Err(Error::new(ErrorKind::Argument, fault)
        .in_column("date_format")
        .with_value(format!("{format:?}"))
        .allowing("strftime specifiers such as \"%d/%m/%Y %H:%M\""))
}

/// Why `text` is no date of `format`.
pub(super) fn unreadable(text: &str, format: &str, fault: chrono::ParseError) -> Error {
    use chrono::format::ParseErrorKind::{Impossible, OutOfRange};
    let (kind, message) = match fault.kind() {
        OutOfRange | Impossible => (ErrorKind::OutOfRange, "is no date of the calendar"),
        _ => (ErrorKind::Parse, "is no date"),
    };
    Error::new(kind, message)
        .in_column("date")
        .with_value(format!("{text:?}"))
        .allowing(format!("a date of the format {format:?}"))
}

/// A date without a time of day reads as midnight.
impl TryFrom<NaiveDate> for Moment {
    type Error = Error;

    /// # Errors
    /// [`ErrorKind::OutOfRange`] outside the years 1 to 9999.
    fn try_from(date: NaiveDate) -> Result<Self> {
        Day::try_from(date).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_the_epoch_days_and_hours_still_floor() {
        let moment = Moment::parse("1969-12-31 23:30").unwrap();
        assert_eq!((moment.seconds(), moment.hour(), moment.hour_number()), (-1800, 23, -1));
        assert_eq!(moment.day().to_string(), "1969-12-31");
    }

    #[test]
    fn iso_forms() {
        let noon = Moment::parse("2015-02-07T12:00:00").unwrap();
        for text in ["2015-02-07 12:00", "2015-02-07T12:00:00Z", "2015-02-07 12:00:00.999"] {
            assert_eq!(Moment::parse(text).unwrap(), noon, "{text}");
        }
        for text in
            ["2015-02-07T", "2015-02-07x12:00", "2015-02-07T25:00", "2015-02-07T12:00+01:00"]
        {
            assert_eq!(Moment::parse(text).unwrap_err().kind(), ErrorKind::Parse, "{text}");
        }
        assert_eq!(Moment::parse("2015-02-0").unwrap_err().kind(), ErrorKind::Parse);
        assert_eq!(Moment::parse("2015-02-30T12:00").unwrap_err().kind(), ErrorKind::OutOfRange);
    }

    #[test]
    fn a_format_with_or_without_a_clock() {
        let read = |text, format| Moment::parse_with(text, format).unwrap().to_string();
        assert_eq!(read("7.2.2015", "%d.%m.%Y"), "2015-02-07 00:00:00");
        assert_eq!(read("20150207 134501", "%Y%m%d %H%M%S"), "2015-02-07 13:45:01");
    }

    #[test]
    fn an_offset_is_honoured_or_refused() {
        // One instant, which is two days: 23:30 in New York is 04:30 of the next day in London.
        let format = "%Y-%m-%d %H:%M:%S%z";
        let refused = Moment::parse_with("2024-03-10 23:30:00-0500", format).unwrap_err();
        assert_eq!((refused.kind(), refused.column()), (ErrorKind::Parse, Some("date")));
        let utc = Moment::parse_with("2024-03-11 04:30:00+0000", format).unwrap();
        assert_eq!(utc.to_string(), "2024-03-11 04:30:00");
        assert_eq!(Moment::parse("2024-03-11T04:30:00+00:00").unwrap(), utc);
        for format in ["%Y-%m-%d %H:%M:%S %:z", "%Y-%m-%d %H:%M:%S %#z", "%+"] {
            let text = if format == "%+" {
                "2024-03-10T23:30:00-05:00"
            } else {
                "2024-03-10 23:30:00 -05:00"
            };
            let refused = Moment::parse_with(text, format).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::Parse, "{format}");
            assert!(Day::parse_with(text, format).is_err(), "{format}");
        }
        let named = Moment::parse_with("2024-03-10 EST", "%Y-%m-%d %Z").unwrap_err();
        assert_eq!((named.kind(), named.column()), (ErrorKind::Argument, Some("date_format")));
    }

    #[test]
    fn a_time_of_day_is_read_whole_or_refused() {
        let read = |text, format| Moment::parse_with(text, format).map(|at| at.to_string());
        for format in ["%d/%m/%Y %I:%M", "%d/%m/%Y %l:%M"] {
            let error = read("10/03/2024 09:30", format).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Argument, "{format}");
            assert!(error.to_string().contains("%p"), "{error}");
        }
        assert_eq!(
            read("10/03/2024 09:30 PM", "%d/%m/%Y %I:%M %p").unwrap(),
            "2024-03-10 21:30:00"
        );
        assert_eq!(read("10/03/2024 9 pm", "%d/%m/%Y %I %P").unwrap(), "2024-03-10 21:00:00");
        assert_eq!(read("10/03/2024 21", "%d/%m/%Y %H").unwrap(), "2024-03-10 21:00:00");
        // Minutes of no hour, half a day of no hour.
        assert!(read("10/03/2024 30", "%d/%m/%Y %M").is_err());
        assert!(read("10/03/2024 PM", "%d/%m/%Y %p").is_err());
        assert!(read("10/03/2024 15", "%d/%m/%Y %S").is_err());
    }

    #[test]
    fn milliseconds_are_noticed() {
        let error = Moment::from_seconds(1_423_266_000_000_000).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange);
        assert_eq!(Moment::from_seconds(i64::MIN).unwrap_err().kind(), ErrorKind::OutOfRange);
        assert_eq!(Moment::MAX.to_string(), "9999-12-31 23:59:59");
    }
}
