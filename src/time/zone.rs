//! Time zones: whose clock says which day an instant is of.

use std::fmt;

#[cfg(feature = "files")]
use chrono::{DateTime, FixedOffset, Offset, TimeZone as _, Utc};

use super::Moment;
use crate::error::{Error, ErrorKind, Result};

/// A time zone: whose clock says which day an instant is of. A fixed offset from UTC, or under the
/// feature `files` one of the IANA database with its summer times, such as `Asia/Shanghai`.
///
/// ```
/// use habitue::time::{Moment, TimeZone};
///
/// let shanghai = TimeZone::parse("+08:00")?;
/// let instant = Moment::parse("2024-01-01T20:00:00Z")?;
/// assert_eq!(shanghai.clock(instant)?.day().to_string(), "2024-01-02");
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeZone(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Fixed(i32),
    #[cfg(feature = "files")]
    Named(chrono_tz::Tz),
}

/// The furthest from UTC that clocks are set, in seconds.
const FURTHEST: i32 = 18 * 3_600;

impl TimeZone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(Kind::Fixed(0));

    /// Clocks so many seconds ahead of UTC; behind it where negative.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] beyond 18 hours.
    pub fn fixed(seconds: i32) -> Result<Self> {
        if seconds.abs() <= FURTHEST {
            return Ok(Self(Kind::Fixed(seconds)));
        }
        Err(Error::out_of_range("timezone", f64::from(seconds), "-64800 to 64800 seconds"))
    }

    /// The zone of a name: `UTC`, an offset such as `+08:00`, or under the feature `files` a name
    /// of the IANA database.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] for any other text.
    pub fn parse(text: &str) -> Result<Self> {
        let unknown = || {
            Error::new(ErrorKind::Argument, "is no time zone")
                .in_column("timezone")
                .with_value(format!("{text:?}"))
                .allowing("UTC, an offset such as +08:00, or a name such as Asia/Shanghai (feature `files`)")
        };
        let text = text.trim();
        if let Some((seconds, [])) = offset(text.as_bytes()) {
            return Self::fixed(seconds);
        }
        #[cfg(feature = "files")]
        if let Ok(zone) = text.parse() {
            return Ok(Self(Kind::Named(zone)));
        }
        Err(unknown())
    }

    /// What the clock of the zone shows at an instant, given as what that of UTC shows.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] outside the years 1 to 9999.
    pub fn clock(self, utc: Moment) -> Result<Moment> {
        // Without the database there is one kind.
        #[cfg_attr(not(feature = "files"), allow(clippy::infallible_destructuring_match))]
        let ahead = match self.0 {
            Kind::Fixed(seconds) => seconds,
            #[cfg(feature = "files")]
            Kind::Named(zone) => ahead_at(zone, utc),
        };
        Moment::from_seconds(utc.seconds() + i64::from(ahead))
    }
}

/// How many seconds the clock of a zone is ahead of UTC at an instant.
#[cfg(feature = "files")]
fn ahead_at(zone: chrono_tz::Tz, utc: Moment) -> i32 {
    let at = DateTime::<Utc>::from_timestamp(utc.seconds(), 0).unwrap_or_default();
    let offset: FixedOffset = zone.offset_from_utc_datetime(&at.naive_utc()).fix();
    offset.local_minus_utc()
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::Fixed(0) => f.write_str("UTC"),
            Kind::Fixed(seconds) => f.write_str(&offset_text(seconds)),
            #[cfg(feature = "files")]
            Kind::Named(zone) => f.write_str(zone.name()),
        }
    }
}

/// An offset from UTC as it is written.
pub(super) fn offset_text(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Reads `Z`, `UTC`, `GMT`, `+08:00`, `+0800` or `+08`: seconds ahead of UTC and what follows.
pub(super) fn offset(text: &[u8]) -> Option<(i32, &[u8])> {
    for name in [b"UTC".as_slice(), b"GMT", b"Z", b"z"] {
        if let Some(rest) = text.strip_prefix(name) {
            return Some((0, rest));
        }
    }
    let (sign, rest) = match text {
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let two = |text: &[u8]| -> Option<i32> {
        let [tens, ones, ..] = *text else { return None };
        (tens.is_ascii_digit() && ones.is_ascii_digit())
            .then(|| i32::from(tens - b'0') * 10 + i32::from(ones - b'0'))
    };
    let hours = two(rest)?;
    let rest = &rest[2..];
    let after = rest.strip_prefix(b":").unwrap_or(rest);
    let (minutes, rest) = match two(after) {
        Some(minutes) => (minutes, &after[2..]),
        None => (0, rest),
    };
    (hours <= 18 && minutes < 60).then_some((sign * (hours * 3_600 + minutes * 60), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_and_shown() {
        for (text, seconds) in
            [("Z", 0), ("UTC", 0), ("+08:00", 28_800), ("-0330", -12_600), ("+09", 32_400)]
        {
            assert_eq!(offset(text.as_bytes()), Some((seconds, b"".as_slice())), "{text}");
            let zone = TimeZone::parse(text).unwrap();
            assert_eq!(TimeZone::parse(&zone.to_string()).unwrap(), zone);
        }
        for text in ["", "08:00", "+8", "+19:00", "+08:61", "Mars/Olympus"] {
            assert!(TimeZone::parse(text).is_err(), "{text}");
        }
        assert!(TimeZone::fixed(64_801).is_err() && TimeZone::fixed(i32::MIN + 1).is_err());
    }

    /// The changes of 2024 by the IANA database, as `zdump -v` prints them.
    #[cfg(feature = "files")]
    #[test]
    fn summer_time_moves_the_end_of_the_day() {
        let new_york = TimeZone::parse("America/New_York").unwrap();
        let clock = |text: &str| new_york.clock(Moment::parse(text).unwrap()).unwrap().to_string();
        assert_eq!(clock("2024-03-10T06:59:59Z"), "2024-03-10 01:59:59");
        assert_eq!(clock("2024-03-10T07:00:00Z"), "2024-03-10 03:00:00");
        assert_eq!(clock("2024-11-03T05:59:59Z"), "2024-11-03 01:59:59");
        assert_eq!(clock("2024-11-03T06:00:00Z"), "2024-11-03 01:00:00");
        assert_eq!(new_york.to_string(), "America/New_York");
    }
}
