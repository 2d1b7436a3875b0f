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
    /// `HH:MM` or `HH:MM:SS` with an optional decimal fraction (which is cut), and an optional `Z`.
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
        let clock = clock.strip_suffix('Z').unwrap_or(clock);
        let time = NaiveTime::parse_from_str(clock, "%H:%M:%S%.f")
            .or_else(|_| NaiveTime::parse_from_str(clock, "%H:%M"))
            .map_err(|_| unreadable())?;
        Ok(Self(i64::from(day.number()) * DAY + i64::from(time.num_seconds_from_midnight())))
    }

    /// Reads a date, or date and time, in a format of [`chrono::format::strftime`], such as
    /// `"%d/%m/%Y %H:%M"`. A format without a time of day reads midnight. An offset (`%z`) is read
    /// and must be that of UTC, as in [`Moment::parse`].
    ///
    /// # Errors
    /// As [`Day::parse`]; also [`ErrorKind::Argument`] where the format itself is unknown, or
    /// leaves open what it reads: hours up to 12 without `%p`, minutes without an hour, the name
    /// of a time zone.
    ///
    /// ```
    /// use habitue::time::Moment;
    ///
    /// let read = |text, format| Moment::parse_with(text, format);
    /// assert_eq!(read("10/03/2024 09:30 PM", "%d/%m/%Y %I:%M %p")?.hour(), 21);
    /// assert!(read("10/03/2024 09:30", "%d/%m/%Y %I:%M").is_err()); // morning or evening?
    /// assert!(read("2024-03-10 23:30-0500", "%Y-%m-%d %H:%M%z").is_err()); // which day is that?
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn parse_with(text: &str, format: &str) -> Result<Self> {
        check_format(format)?;
        Self::parse_as(text, format)
    }

    /// [`Moment::parse_with`] a format that was checked.
    pub(crate) fn parse_as(text: &str, format: &str) -> Result<Self> {
        if text.is_empty() {
            return Self::parse(text);
        }
        let mut parsed = Parsed::new();
        let fail = |fault| unreadable(text, format, fault);
        parse(&mut parsed, text, StrftimeItems::new(format)).map_err(fail)?;
        if parsed.offset().is_some_and(|seconds| seconds != 0) {
            return Err(Error::new(
                ErrorKind::Parse,
                "has an offset from UTC: convert it to the clock that counts",
            )
            .in_column("date")
            .with_value(format!("{text:?}"))
            .allowing("no offset, or that of UTC"));
        }
        let date = parsed.to_naive_date().map_err(fail)?;
        let has_clock = parsed.hour_div_12().is_some() || parsed.hour_mod_12().is_some();
        let time = if has_clock { parsed.to_naive_time().map_err(fail)? } else { NaiveTime::MIN };
        Self::try_from(NaiveDateTime::new(date, time))
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

/// Refuses a format with a specifier that does not exist, and one that leaves open what it reads.
pub(crate) fn check_format(format: &str) -> Result<()> {
    let has = |wanted: &dyn Fn(&Item<'_>) -> bool| StrftimeItems::new(format).any(|it| wanted(&it));
    let numeric = |part: Numeric| has(&|it| matches!(it, Item::Numeric(found, _) if *found == part));
    let fixed = |part: Fixed| has(&|it| *it == Item::Fixed(part.clone()));
    let half = fixed(Fixed::UpperAmPm) || fixed(Fixed::LowerAmPm);
    let hour = numeric(Numeric::Hour) || numeric(Numeric::Hour12);
    let fault = if format.is_empty() || has(&|it| matches!(it, Item::Error)) {
        "is no date format"
    } else if numeric(Numeric::Hour12) && !numeric(Numeric::Hour) && !half {
        "has hours up to 12 without %p: morning or evening?"
    } else if !hour && (numeric(Numeric::Minute) || numeric(Numeric::Second)) {
        "has minutes or seconds without an hour"
    } else if fixed(Fixed::TimezoneName) {
        "has the name of a time zone, which says no offset: convert to the clock that counts"
    } else {
        return Ok(());
    };
    Err(Error::new(ErrorKind::Argument, fault)
        .in_column("date_format")
        .with_value(format!("{format:?}"))
        .allowing("strftime specifiers such as \"%d/%m/%Y\" or \"%d/%m/%Y %H:%M\""))
}

/// Why `text` is no date of `format`.
fn unreadable(text: &str, format: &str, fault: chrono::ParseError) -> Error {
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

    /// One instant written twice must not become two days, nor an evening a midnight.
    #[test]
    fn a_format_never_drops_what_it_reads() {
        let read = |text, format| Moment::parse_with(text, format).map(|it| it.to_string());
        let kind = |text, format| read(text, format).unwrap_err().kind();
        for format in ["%Y-%m-%d %H:%M:%S%z", "%Y-%m-%d %H:%M:%S%:z", "%Y-%m-%d %H:%M:%S%#z"] {
            assert_eq!(kind("2024-03-10 23:30:00-05:00", format), ErrorKind::Parse, "{format}");
            assert_eq!(read("2024-03-11 04:30:00+00:00", format).unwrap(), "2024-03-11 04:30:00");
        }
        assert_eq!(kind("2024-03-10T23:30:00-05:00", "%+"), ErrorKind::Parse);
        assert_eq!(read("2024-03-11T04:30:00Z", "%+").unwrap(), "2024-03-11 04:30:00");
        for format in ["%d/%m/%Y %I:%M", "%d/%m/%Y %l", "%d/%m/%Y %M:%S", "%d/%m/%Y %H:%M %Z"] {
            assert_eq!(kind("10/03/2024 09:30", format), ErrorKind::Argument, "{format}");
            let error = Day::parse_with("10/03/2024 09:30", format).unwrap_err();
            assert_eq!(error.column(), Some("date_format"), "{format}");
        }
        assert_eq!(read("10/03/2024 12:30 am", "%d/%m/%Y %I:%M %P").unwrap(), "2024-03-10 00:30:00");
        assert_eq!(read("10/03/2024 09", "%d/%m/%Y %H").unwrap(), "2024-03-10 09:00:00");
        assert_eq!(
            Day::parse_with("2024-03-10 23:30-0500", "%Y-%m-%d %H:%M%z").unwrap_err().kind(),
            ErrorKind::Parse
        );
    }

    #[test]
    fn milliseconds_are_noticed() {
        let error = Moment::from_seconds(1_423_266_000_000_000).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange);
        assert_eq!(Moment::from_seconds(i64::MIN).unwrap_err().kind(), ErrorKind::OutOfRange);
        assert_eq!(Moment::MAX.to_string(), "9999-12-31 23:59:59");
    }
}
