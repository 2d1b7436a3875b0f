//! Calendar dates.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Moment, Unit};
use crate::error::{Error, ErrorKind, Result};

/// A date of the proleptic Gregorian calendar, as days since 1970-01-01.
///
/// From 0001-01-01 to 9999-12-31, which is what four-digit years can write. The layout is that of
/// Arrow's `date32`, so a column of `i32` is a column of days.
///
/// ```
/// use habitue::time::Day;
///
/// let day = Day::from_ymd(1997, 9, 30)?;
/// assert_eq!(day, Day::parse("1997-09-30")?);
/// assert_eq!(day.days_since(Day::from_ymd(1997, 1, 1)?), 272);
/// assert!(Day::from_ymd(1997, 2, 29).is_err());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "NaiveDate", into = "NaiveDate"))]
pub struct Day(i32);

/// 1970-01-01 counted from 0001-01-01, which chrono counts as 1.
const EPOCH: i32 = 719_163;
const ALLOWED: &str = "0001-01-01 to 9999-12-31";

impl Day {
    /// 0001-01-01.
    pub const MIN: Self = Self(1 - EPOCH);
    /// 9999-12-31.
    pub const MAX: Self = Self(2_932_896);

    /// The day `number` days after 1970-01-01 (before it where negative).
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] outside 0001-01-01 to 9999-12-31, that is -719162 to 2932896.
    pub fn from_number(number: i32) -> Result<Self> {
        if (Self::MIN.0..=Self::MAX.0).contains(&number) {
            return Ok(Self(number));
        }
        Err(Error::new(ErrorKind::OutOfRange, "days since 1970-01-01 is out of range")
            .in_column("date")
            .with_value(number)
            .allowing(format!("{} to {} ({ALLOWED})", Self::MIN.0, Self::MAX.0)))
    }

    /// The date of a year, month (1 to 12) and day of the month (1 to 31).
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] where the calendar has no such date.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Result<Self> {
        Self::from_ymd_opt(year, month, day).ok_or_else(|| {
            Error::new(ErrorKind::OutOfRange, "is no date of the calendar")
                .in_column("date")
                .with_value(format!("{year:04}-{month:02}-{day:02}"))
                .allowing(ALLOWED)
        })
    }

    /// [`Day::from_ymd`], without a word on why not.
    pub(super) fn from_ymd_opt(year: i32, month: u32, day: u32) -> Option<Self> {
        let number = NaiveDate::from_ymd_opt(year, month, day)?.num_days_from_ce() - EPOCH;
        (Self::MIN.0..=Self::MAX.0).contains(&number).then_some(Self(number))
    }

    /// Reads an ISO 8601 date, `YYYY-MM-DD`, and nothing looser.
    ///
    /// # Errors
    /// * [`ErrorKind::Missing`] for empty text;
    /// * [`ErrorKind::Parse`] for text of another shape: other orders are not guessed at, use
    ///   [`Day::parse_with`];
    /// * [`ErrorKind::OutOfRange`] for a date that the calendar does not have.
    pub fn parse(text: &str) -> Result<Self> {
        if text.is_empty() {
            return Err(Error::new(ErrorKind::Missing, "is empty")
                .in_column("date")
                .with_value("\"\""));
        }
        let shape = || {
            Error::new(ErrorKind::Parse, "is no date")
                .in_column("date")
                .with_value(format!("{text:?}"))
                .allowing("YYYY-MM-DD, or text of a format that is named")
        };
        let bytes: &[u8; 10] = text.as_bytes().try_into().map_err(|_| shape())?;
        let number = |range: std::ops::Range<usize>| {
            bytes[range].iter().try_fold(0_u32, |value, byte| {
                byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0'))
            })
        };
        match (number(0..4), bytes[4], number(5..7), bytes[7], number(8..10)) {
            (Some(year), b'-', Some(month), b'-', Some(day)) => {
                Self::from_ymd(year as i32, month, day)
            }
            _ => Err(shape()),
        }
    }

    /// Reads a date in a format of [`chrono::format::strftime`], such as `"%d/%m/%Y"`.
    ///
    /// # Errors
    /// As [`Moment::parse_with`](super::Moment::parse_with), whose day it is.
    ///
    /// ```
    /// use habitue::time::Day;
    ///
    /// assert_eq!(Day::parse_with("30/09/1997", "%d/%m/%Y")?, Day::from_ymd(1997, 9, 30)?);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn parse_with(text: &str, format: &str) -> Result<Self> {
        Moment::parse_with(text, format).map(Moment::day)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Days from `earlier` to this day; negative where `earlier` is later.
    #[must_use]
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The date of chrono.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0 + EPOCH).unwrap_or_default()
    }

    /// This day `count` units on (back where negative), by the calendar: months keep the day of
    /// the month, or take the month's last where it has none such. [`Unit::Hour`] moves by whole
    /// days of 24 hours.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] where the calendar ends first.
    ///
    /// ```
    /// use habitue::time::{Day, Unit};
    ///
    /// let day = Day::parse("2024-01-31")?;
    /// assert_eq!(day.plus(1, Unit::Month)?, Day::parse("2024-02-29")?);
    /// assert_eq!(day.plus(39, Unit::Week)?, Day::parse("2024-10-30")?);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn plus(self, count: i32, unit: Unit) -> Result<Self> {
        let by_days = |days: i64| {
            let distance = Days::new(days.unsigned_abs());
            if days < 0 {
                self.date().checked_sub_days(distance)
            } else {
                self.date().checked_add_days(distance)
            }
        };
        let by_months = |each: u32| {
            let distance = Months::new(count.unsigned_abs().checked_mul(each)?);
            if count < 0 {
                self.date().checked_sub_months(distance)
            } else {
                self.date().checked_add_months(distance)
            }
        };
        let date = match unit {
            Unit::Hour => by_days(i64::from(count / 24)),
            Unit::Day => by_days(i64::from(count)),
            Unit::Week => by_days(7 * i64::from(count)),
            Unit::Month => by_months(1),
            Unit::Quarter => by_months(3),
            Unit::Year => by_months(12),
        };
        date.and_then(|date| Self::try_from(date).ok()).ok_or_else(|| {
            Error::new(
                ErrorKind::OutOfRange,
                format!("{self} plus {count} {unit}s leaves the calendar"),
            )
            .in_column("date")
            .allowing(ALLOWED)
        })
    }

    /// The last second of the day.
    pub(crate) const fn last_moment(self) -> Moment {
        Moment::unchecked((self.0 as i64 + 1) * 86_400 - 1)
    }

    /// A day known to be in range, from a column that was checked.
    pub(crate) const fn unchecked(number: i32) -> Self {
        Self(number)
    }
}

impl TryFrom<NaiveDate> for Day {
    type Error = Error;

    /// # Errors
    /// [`ErrorKind::OutOfRange`] outside 0001-01-01 to 9999-12-31.
    fn try_from(date: NaiveDate) -> Result<Self> {
        Self::from_number(date.num_days_from_ce() - EPOCH)
    }
}

impl From<Day> for NaiveDate {
    fn from(day: Day) -> Self {
        day.date()
    }
}

impl FromStr for Day {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_ends_of_the_calendar() {
        assert_eq!(Day::MIN.to_string(), "0001-01-01");
        assert_eq!(Day::MAX.to_string(), "9999-12-31");
        assert_eq!(Day::from_ymd(1970, 1, 1).unwrap().number(), 0);
        for number in [i32::MIN, Day::MIN.number() - 1, Day::MAX.number() + 1, i32::MAX] {
            assert_eq!(Day::from_number(number).unwrap_err().kind(), ErrorKind::OutOfRange);
        }
        assert_eq!(Day::MAX.plus(1, Unit::Day).unwrap_err().kind(), ErrorKind::OutOfRange);
        assert_eq!(Day::MIN.plus(i32::MIN, Unit::Year).unwrap_err().kind(), ErrorKind::OutOfRange);
    }

    #[test]
    fn text_that_is_no_iso_date_is_refused_by_kind() {
        let kind = |text| Day::parse(text).unwrap_err().kind();
        assert_eq!(kind(""), ErrorKind::Missing);
        for text in [
            "1997-9-30",
            "30.09.1997",
            "19970930",
            "1997/09/30",
            "1997-09-30 ",
            "+997-09-30",
            "١٩٩٧",
        ] {
            assert_eq!(kind(text), ErrorKind::Parse, "{text}");
        }
        for text in ["1997-02-29", "1997-13-01", "0000-01-01", "1997-00-10", "1997-01-00"] {
            assert_eq!(kind(text), ErrorKind::OutOfRange, "{text}");
        }
    }

    #[test]
    fn a_named_format_reads_what_it_names() {
        assert_eq!(Day::parse_with("9/3/97", "%m/%d/%y").unwrap().to_string(), "1997-09-03");
        assert_eq!(Day::parse_with("x", "%Y").unwrap_err().kind(), ErrorKind::Parse);
        assert_eq!(Day::parse_with("x", "%!").unwrap_err().kind(), ErrorKind::Argument);
        let error = Day::parse_with("31/02/1997", "%d/%m/%Y").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange);
    }

    proptest! {
        #[test]
        fn text_makes_the_round_trip(number in Day::MIN.number()..=Day::MAX.number()) {
            let day = Day::from_number(number).unwrap();
            prop_assert_eq!(Day::parse(&day.to_string()).unwrap(), day);
            prop_assert_eq!(Day::try_from(day.date()).unwrap(), day);
        }
    }
}
