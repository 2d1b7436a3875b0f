//! Date formats: the shapes in which dates and times are written.

use std::borrow::Cow;
use std::fmt;

use super::civil_text::{self, Fault, Order, Stamp};
use super::moment::check_format;
use super::zone::offset_text;
use super::{Moment, TimeZone};
use crate::error::{Error, ErrorKind, Result};

/// A date format: the shape in which the dates of a column are written, with or without a time of
/// day.
///
/// | name | reads |
/// |---|---|
/// | `iso` | `2024-01-05`, `2024-01-05T08:30:00.5+08:00`, `2024-01-05 08:30` |
/// | `ymd` | `2024/1/5`, `2024.01.05 8:30`, `2024-1-5` |
/// | `dmy` | `5/1/2024`, `05.01.2024 08:30:15`, `5-1-2024`, `5 1 2024` |
/// | `mdy` | `1/5/2024`, `01-05-2024 8:30 PM` |
/// | `ymd2`, `dmy2`, `mdy2` | the same with two digits of the year; 69 to 99 are of the last century |
/// | `month-name` | `Jan 5, 2024`, `05-Jan-2024`, `5 January 2024 8:30`, `Fri Jan  5 08:30:00 2024` |
/// | `d-mon-yy` | `05-Jan-24`, `5 January 24` |
/// | `chinese` | `2024年1月5日`, `2024年01月05日 08:30`, `2024年1月5日8时30分` |
/// | `yyyymmdd` | `20240105`, `20240105083000`, `20240105 083000` |
/// | `epoch`, `epoch-ms` | seconds, or milliseconds, since 1970-01-01 in UTC |
/// | `excel` | days of Excel, `45296` or `45296.354`, of which 61 is 1900-03-01 |
/// | `month` | `2024-01`, `2024/1`, `2024年1月`, `Jan 2024`, `202401`: the first day of the month |
///
/// Anything else is said by the specifiers of [`chrono::format::strftime`].
///
/// **Offsets.** A time with an offset from UTC is of one instant and of two days. With a zone
/// ([`DateFormat::in_zone`]) it is of the day that the zone's clock shows. Without, it is what
/// stands there, and must have the offset that is expected ([`DateFormat::with_offset`]; by default
/// that of UTC): a column whose offsets differ is refused until a zone is named.
///
/// ```
/// use habitue::time::{DateFormat, TimeZone};
///
/// let day = |format: &DateFormat, text: &str| format.parse(text).map(|at| at.day().to_string());
/// assert_eq!(day(&DateFormat::DMY, "3/4/2024")?, "2024-04-03");
/// assert_eq!(day(&DateFormat::MDY, "3/4/2024")?, "2024-03-04");
///
/// let samples = ["1/2/2024", "1/13/2024"];
/// let found = DateFormat::candidates(samples);
/// assert_eq!(found.len(), 1);
/// assert_eq!((found[0].format.name(), found[0].decided_by.as_deref()), ("mdy".into(), Some("1/13/2024")));
///
/// let shop = DateFormat::ISO.in_zone(TimeZone::parse("+08:00")?);
/// assert_eq!(day(&shop, "2024-01-01T20:00:00Z")?, "2024-01-02");
/// assert!(day(&DateFormat::ISO, "2024-01-01T20:00:00+09:00").is_err()); // which day is that?
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFormat {
    shape: Shape,
    /// Seconds ahead of UTC that times with an offset have.
    offset: i32,
    zone: Option<TimeZone>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    Iso,
    Numbers(Order),
    MonthName,
    MonthNameShort,
    Chinese,
    Compact,
    Epoch,
    EpochMilliseconds,
    Excel,
    Month,
    Strftime(String),
}

/// A format that all samples fit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DateCandidate {
    /// The format, with the offset that the samples have.
    pub format: DateFormat,
    /// A sample that has no reading by another order of day, month and year; `None` where there is
    /// no other order.
    pub decided_by: Option<String>,
}

/// The named formats, in the order in which they are tried.
static NAMED: [(&str, DateFormat); 16] = [
    ("iso", DateFormat::ISO),
    ("ymd", DateFormat::YMD),
    ("dmy", DateFormat::DMY),
    ("mdy", DateFormat::MDY),
    ("dmy2", DateFormat::of(Shape::Numbers(Order { short: true, ..Order::DMY }))),
    ("mdy2", DateFormat::of(Shape::Numbers(Order { short: true, ..Order::MDY }))),
    ("ymd2", DateFormat::of(Shape::Numbers(Order { short: true, ..Order::YMD }))),
    ("month-name", DateFormat::MONTH_NAME),
    ("d-mon-yy", DateFormat::of(Shape::MonthNameShort)),
    ("chinese", DateFormat::CHINESE),
    ("yyyymmdd", DateFormat::YYYYMMDD),
    ("epoch", DateFormat::EPOCH),
    ("epoch-ms", DateFormat::EPOCH_MILLISECONDS),
    ("excel", DateFormat::EXCEL),
    ("month", DateFormat::MONTH),
    // Of the same shape as another one: a name that `named` knows, too.
    ("iso8601", DateFormat::ISO),
];

impl DateFormat {
    /// ISO 8601, with or without a time: `2024-01-05`, `2024-01-05T08:30:00Z`.
    pub const ISO: Self = Self::of(Shape::Iso);
    /// Year, month, day: `2024/1/5`.
    pub const YMD: Self = Self::of(Shape::Numbers(Order::YMD));
    /// Day, month, year: `5.1.2024`.
    pub const DMY: Self = Self::of(Shape::Numbers(Order::DMY));
    /// Month, day, year: `1/5/2024`.
    pub const MDY: Self = Self::of(Shape::Numbers(Order::MDY));
    /// English names of months: `Jan 5, 2024`, `5 January 2024`.
    pub const MONTH_NAME: Self = Self::of(Shape::MonthName);
    /// Chinese: `2024年1月5日`.
    pub const CHINESE: Self = Self::of(Shape::Chinese);
    /// Eight digits: `20240105`.
    pub const YYYYMMDD: Self = Self::of(Shape::Compact);
    /// Seconds since 1970-01-01 in UTC.
    pub const EPOCH: Self = Self::of(Shape::Epoch);
    /// Milliseconds since 1970-01-01 in UTC.
    pub const EPOCH_MILLISECONDS: Self = Self::of(Shape::EpochMilliseconds);
    /// Days as Excel counts them.
    pub const EXCEL: Self = Self::of(Shape::Excel);
    /// Months, which stand for their first day: `2024-01`.
    pub const MONTH: Self = Self::of(Shape::Month);

    const fn of(shape: Shape) -> Self {
        Self { shape, offset: 0, zone: None }
    }

    /// A format of [`chrono::format::strftime`], such as `"%d/%m/%Y"`.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] as [`Moment::parse_with`].
    pub fn strftime(format: impl Into<String>) -> Result<Self> {
        let format = format.into();
        check_format(&format)?;
        Ok(Self::of(Shape::Strftime(format)))
    }

    /// The format of a [name](DateFormat::name), or of strftime specifiers.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] for text that is neither.
    ///
    /// ```
    /// use habitue::time::DateFormat;
    ///
    /// assert_eq!(DateFormat::named("dmy")?, DateFormat::DMY);
    /// assert_eq!(DateFormat::named("%d/%m/%Y")?.name(), "%d/%m/%Y");
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn named(name: &str) -> Result<Self> {
        let wanted = name.trim();
        if let Some((_, format)) = NAMED.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted))
        {
            return Ok(format.clone());
        }
        if wanted.contains('%') {
            return Self::strftime(wanted);
        }
        let names = NAMED[..NAMED.len() - 1].iter().map(|(name, _)| *name).collect::<Vec<_>>();
        Err(Error::new(ErrorKind::Argument, "is no date format")
            .in_column("date_format")
            .with_value(format!("{name:?}"))
            .allowing(format!("{}, or strftime specifiers such as \"%d/%m/%Y\"", names.join(", "))))
    }

    /// Its name; the specifiers, where it is said by these.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        if let Shape::Strftime(format) = &self.shape {
            return Cow::Borrowed(format);
        }
        let named = NAMED.iter().find(|(_, format)| format.shape == self.shape);
        Cow::Borrowed(named.map_or("", |(name, _)| name))
    }

    /// Instants are of the day that the clock of a zone shows: epochs and times with an offset.
    /// Times without one are of that clock already.
    #[must_use]
    pub fn in_zone(mut self, zone: TimeZone) -> Self {
        self.zone = Some(zone);
        self
    }

    /// Times with an offset all have this one, in seconds ahead of UTC, and are read as they
    /// stand. Defaults to that of UTC.
    #[must_use]
    pub const fn with_offset(mut self, seconds: i32) -> Self {
        self.offset = seconds;
        self
    }

    /// The zone whose days count.
    #[must_use]
    pub const fn zone(&self) -> Option<TimeZone> {
        self.zone
    }

    /// The name of the zone whose days count, or the offset that times have; `None` for UTC and for
    /// times without an offset. [`TimeZone::parse`] reads it.
    #[must_use]
    pub fn zone_name(&self) -> Option<String> {
        match self.zone {
            Some(zone) => Some(zone.to_string()),
            None => (self.offset != 0).then(|| offset_text(self.offset)),
        }
    }

    /// Reads a date, or a date and time.
    ///
    /// # Errors
    /// * [`ErrorKind::Missing`] for empty text;
    /// * [`ErrorKind::Parse`] for text of another shape, or with an offset from UTC other than
    ///   that expected where no zone is named;
    /// * [`ErrorKind::OutOfRange`] for a date that the calendar does not have.
    pub fn parse(&self, text: &str) -> Result<Moment> {
        self.parse_bytes(text.as_bytes())
    }

    /// [`DateFormat::parse`] of text as bytes, which need not be UTF-8.
    ///
    /// # Errors
    /// As [`DateFormat::parse`].
    #[inline]
    pub fn parse_bytes(&self, text: &[u8]) -> Result<Moment> {
        if let (Shape::Iso, Ok(text)) = (&self.shape, <&[u8; 10]>::try_from(text))
            && let Some(day) = civil_text::iso_day(text)
        {
            return Ok(day.into());
        }
        match self.stamp(text) {
            Ok(stamp) => self.settled(stamp, text),
            Err(fault) => Err(self.unreadable(text, fault)),
        }
    }

    /// Every named format that all samples fit and that makes sense of them: seconds since 1970
    /// and days of Excel are taken for dates between 1970 and 2100 alone. Blank samples are passed
    /// over.
    ///
    /// Two orders of day and month come out side by side where no sample decides. Where samples
    /// have offsets from UTC that differ, no format fits without a zone, and [`differing_offsets`](DateFormat::differing_offsets)
    /// says so.
    #[must_use]
    pub fn candidates<S: AsRef<[u8]>>(samples: impl IntoIterator<Item = S>) -> Vec<DateCandidate> {
        let samples: Vec<Vec<u8>> = filled(samples);
        let readers = || NAMED[..NAMED.len() - 1].iter().map(|(_, format)| format);
        if samples.is_empty() {
            return Vec::new();
        }
        let fits: Vec<&DateFormat> = readers()
            .filter(|format| samples.iter().all(|sample| format.makes_sense_of(sample)))
            .collect();
        // What ISO reads, `ymd` reads too.
        let is_iso = fits.first().is_some_and(|format| format.shape == Shape::Iso);
        fits.into_iter()
            .filter(|format| !(is_iso && format.shape == Shape::Numbers(Order::YMD)))
            .map(|format| {
                let alone = |sample: &&Vec<u8>| {
                    !readers().any(|other| {
                        other.shape.is_other_order(&format.shape) && other.makes_sense_of(sample)
                    })
                };
                let decided = samples.iter().find(alone).filter(|_| format.shape.has_order());
                let offset = samples.iter().find_map(|sample| format.stamp(sample).ok()?.offset);
                DateCandidate {
                    format: format.clone().with_offset(offset.unwrap_or(0)),
                    decided_by: decided.map(|text| String::from_utf8_lossy(text).into_owned()),
                }
            })
            .collect()
    }

    /// Two samples whose offsets from UTC differ, so that a zone must say which day is meant.
    #[must_use]
    pub fn differing_offsets<S: AsRef<[u8]>>(
        &self,
        samples: impl IntoIterator<Item = S>,
    ) -> Option<(String, String)> {
        let stamped = filled(samples);
        let mut offsets =
            stamped.iter().filter_map(|text| Some((text, self.stamp(text).ok()?.offset?)));
        let (first, offset) = offsets.next()?;
        let (other, _) = offsets.find(|(_, other)| *other != offset)?;
        let shown = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
        Some((shown(first), shown(other)))
    }

    /// What stands there.
    fn stamp(&self, text: &[u8]) -> Result<Stamp, Fault> {
        match &self.shape {
            Shape::Iso => civil_text::iso(text),
            Shape::Numbers(order) => civil_text::numbers(text, *order),
            Shape::MonthName => civil_text::month_name(text, false),
            Shape::MonthNameShort => civil_text::month_name(text, true),
            Shape::Chinese => civil_text::chinese(text),
            Shape::Compact => civil_text::compact(text),
            Shape::Epoch => civil_text::epoch(text, 1),
            Shape::EpochMilliseconds => civil_text::epoch(text, 1_000),
            Shape::Excel => civil_text::excel(text),
            Shape::Month => civil_text::month(text),
            Shape::Strftime(format) => {
                let text = std::str::from_utf8(text).ok().ok_or(Fault::Shape)?;
                let read = Moment::parse_stamp(text, format);
                let (clock, offset) = read.map_err(|error| match error.kind() {
                    ErrorKind::OutOfRange => Fault::Calendar,
                    _ => Fault::Shape,
                })?;
                Ok(Stamp { clock, offset, instant: false })
            }
        }
    }

    fn makes_sense_of(&self, sample: &[u8]) -> bool {
        let Ok(stamp) = self.stamp(sample) else { return false };
        match self.shape {
            Shape::Epoch
            | Shape::EpochMilliseconds
            | Shape::Excel
            | Shape::Month
            | Shape::Compact => {
                // 1970 to 2100; the first year of an epoch is mostly small numbers of another kind.
                let year = 31_556_952;
                (0..130 * year)
                    .contains(&(stamp.clock.seconds() - if stamp.instant { year } else { 0 }))
            }
            _ => true,
        }
    }

    /// The moment of a stamp by the zone, or by the offset that is expected.
    fn settled(&self, stamp: Stamp, text: &[u8]) -> Result<Moment> {
        match (self.zone, stamp.offset) {
            (None, None) => Ok(stamp.clock),
            (None, Some(offset)) if offset == self.offset => Ok(stamp.clock),
            (None, Some(offset)) => Err(Error::new(
                ErrorKind::Parse,
                format!(
                    "has the offset {} from UTC where {} is expected: which day is that?",
                    offset_text(offset),
                    offset_text(self.offset)
                ),
            )
            .in_column("date")
            .with_value(shown(text))
            .allowing("times of one offset; or name the zone whose days count (`timezone`)")),
            (Some(zone), offset) if stamp.instant || offset.is_some() => {
                let ahead = i64::from(offset.unwrap_or(0));
                zone.clock(Moment::from_seconds(stamp.clock.seconds() - ahead)?)
            }
            (Some(_), _) => Ok(stamp.clock),
        }
    }

    #[cold]
    fn unreadable(&self, text: &[u8], fault: Fault) -> Error {
        let (kind, sentence) = match fault {
            _ if text.is_empty() => (ErrorKind::Missing, "is empty"),
            Fault::Shape => (ErrorKind::Parse, "is no date"),
            Fault::Calendar => (ErrorKind::OutOfRange, "is no date of the calendar"),
        };
        let allowed = match kind {
            ErrorKind::OutOfRange => String::from("0001-01-01 to 9999-12-31"),
            _ => format!("a date of the format {}; name another one by `date_format`", self.name()),
        };
        Error::new(kind, sentence).in_column("date").with_value(shown(text)).allowing(allowed)
    }
}

impl Shape {
    /// Whether it is one of several orders of day, month and year.
    const fn has_order(&self) -> bool {
        matches!(self, Self::Numbers(_))
    }

    fn is_other_order(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Numbers(ours), Self::Numbers(theirs)) => ours != theirs,
            _ => false,
        }
    }
}

impl fmt::Display for DateFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())?;
        self.zone.map_or(Ok(()), |zone| write!(f, " in {zone}"))
    }
}

fn filled<S: AsRef<[u8]>>(samples: impl IntoIterator<Item = S>) -> Vec<Vec<u8>> {
    let samples = samples.into_iter();
    let trimmed = samples.map(|sample| sample.as_ref().trim_ascii().to_vec());
    trimmed.filter(|sample| !sample.is_empty()).collect()
}

fn shown(text: &[u8]) -> String {
    format!("{:?}", String::from_utf8_lossy(text))
}
