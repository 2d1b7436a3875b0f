//! How the values of a column of Parquet are worded: exactly, dates and times as ISO 8601 has them.

use std::io::Write as _;

use chrono::NaiveDate;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::schema::types::ColumnDescriptor;

/// A value as it is stored.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stored<'a> {
    Truth(bool),
    Integer(i64),
    Single(f32),
    Double(f64),
    Bytes(&'a [u8]),
    /// Seconds since 1970 and nanoseconds, in UTC.
    Instant(i64, u32),
}

/// What the values of a column mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wording {
    /// As it is stored: a text, a number, a truth, an instant.
    Plain,
    /// Without a sign, of so many bits.
    Unsigned(u32),
    /// With so many decimals.
    Decimal(usize),
    /// Days since 1970.
    Date,
    /// So many of a day a second.
    Time(i64),
    /// So many a second since 1970, in UTC or by a clock that is not named.
    Moment(i64, bool),
    Uuid,
}

/// The days from the first of the calendar to 1970.
const EPOCH: i64 = 719_163;
const DAY: i64 = 86_400;
const NANOS: i64 = 1_000_000_000;
/// Decimals that a number of 16 bytes may have.
const MOST_DECIMALS: usize = 38;

impl Wording {
    /// That of a column; `None` where its values are no cells of a table.
    pub(super) fn of(column: &ColumnDescriptor) -> Option<Self> {
        let (kind, length) = (column.physical_type(), column.type_length());
        let decimal = |scale: i32| {
            usize::try_from(scale).ok().filter(|scale| *scale <= MOST_DECIMALS).map(Self::Decimal)
        };
        let wording = match column.logical_type_ref() {
            Some(LogicalType::Integer(number)) if !number.is_signed => {
                Self::Unsigned(if kind == Type::INT32 { 32 } else { 64 })
            }
            Some(
                LogicalType::String
                | LogicalType::Enum
                | LogicalType::Json
                | LogicalType::Integer(_)
                | LogicalType::Unknown,
            ) => Self::Plain,
            Some(LogicalType::Decimal(decimals)) => decimal(decimals.scale)?,
            Some(LogicalType::Date) => Self::Date,
            Some(LogicalType::Time(time)) => Self::Time(a_second(time.unit)),
            Some(LogicalType::Timestamp(time)) => {
                Self::Moment(a_second(time.unit), time.is_adjusted_to_u_t_c)
            }
            Some(LogicalType::Uuid) => Self::Uuid,
            Some(_) => return None,
            None => match column.converted_type() {
                ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 => {
                    Self::Unsigned(32)
                }
                ConvertedType::UINT_64 => Self::Unsigned(64),
                ConvertedType::DECIMAL => decimal(column.type_scale())?,
                ConvertedType::DATE => Self::Date,
                ConvertedType::TIME_MILLIS => Self::Time(1_000),
                ConvertedType::TIME_MICROS => Self::Time(1_000_000),
                ConvertedType::TIMESTAMP_MILLIS => Self::Moment(1_000, true),
                ConvertedType::TIMESTAMP_MICROS => Self::Moment(1_000_000, true),
                ConvertedType::MAP
                | ConvertedType::MAP_KEY_VALUE
                | ConvertedType::LIST
                | ConvertedType::BSON
                | ConvertedType::INTERVAL => return None,
                _ => Self::Plain,
            },
        };
        let is_number = matches!(kind, Type::INT32 | Type::INT64);
        let fits = match wording {
            Self::Plain => true,
            Self::Decimal(_) => {
                is_number || matches!(kind, Type::BYTE_ARRAY | Type::FIXED_LEN_BYTE_ARRAY)
            }
            Self::Unsigned(_) | Self::Date | Self::Time(_) | Self::Moment(..) => is_number,
            Self::Uuid => kind == Type::FIXED_LEN_BYTE_ARRAY && length == 16,
        };
        fits.then_some(wording)
    }

    /// Writes a value; where it cannot be, what could.
    pub(super) fn write(self, text: &mut Vec<u8>, value: Stored<'_>) -> Result<(), &'static str> {
        let written = match (self, value) {
            (Self::Plain, Stored::Truth(truth)) => write!(text, "{truth}"),
            (Self::Plain, Stored::Integer(number)) => write!(text, "{number}"),
            (Self::Plain, Stored::Single(number)) => write!(text, "{number}"),
            (Self::Plain, Stored::Double(number)) => write!(text, "{number}"),
            (Self::Plain, Stored::Bytes(bytes)) => {
                let letters = std::str::from_utf8(bytes).or(Err("text in UTF-8"))?;
                super::sheet::write_text(text, letters);
                Ok(())
            }
            (Self::Plain, Stored::Instant(seconds, nanos)) => {
                return write_moment(text, seconds, i64::from(nanos), true);
            }
            (Self::Unsigned(bits), Stored::Integer(number)) => {
                write!(text, "{}", number as u64 & (u64::MAX >> (64 - bits)))
            }
            (Self::Decimal(decimals), Stored::Integer(number)) => {
                write_decimal(text, i128::from(number), decimals)
            }
            (Self::Decimal(decimals), Stored::Bytes(bytes)) => {
                let number = whole(bytes).ok_or("a number of at most 16 bytes")?;
                write_decimal(text, number, decimals)
            }
            (Self::Date, Stored::Integer(days)) => return write_day(text, days),
            (Self::Time(a_second), Stored::Integer(time)) => {
                if !(0..DAY * a_second).contains(&time) {
                    return Err("a time of a day");
                }
                return write_time(text, time / a_second, time % a_second * (NANOS / a_second));
            }
            (Self::Moment(a_second, utc), Stored::Integer(time)) => {
                let (seconds, rest) = (time.div_euclid(a_second), time.rem_euclid(a_second));
                return write_moment(text, seconds, rest * (NANOS / a_second), utc);
            }
            (Self::Uuid, Stored::Bytes(bytes)) => {
                bytes.iter().enumerate().try_for_each(|(at, byte)| {
                    let dash = if matches!(at, 4 | 6 | 8 | 10) { "-" } else { "" };
                    write!(text, "{dash}{byte:02x}")
                })
            }
            _ => return Err("a value of the kind of its column"),
        };
        written.or(Err("a value that can be written"))
    }
}

const fn a_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1_000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => NANOS,
    }
}

/// A number of two's complement, its first byte the highest.
fn whole(bytes: &[u8]) -> Option<i128> {
    let negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
    let mut full = if negative { [0xFF; 16] } else { [0; 16] };
    full.get_mut(16_usize.checked_sub(bytes.len())?..)?.copy_from_slice(bytes);
    Some(i128::from_be_bytes(full))
}

fn write_decimal(text: &mut Vec<u8>, number: i128, decimals: usize) -> std::io::Result<()> {
    let sign = if number < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = decimals + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals);
    let point = if decimals > 0 { "." } else { "" };
    write!(text, "{sign}{whole}{point}{rest}")
}

fn write_day(text: &mut Vec<u8>, days: i64) -> Result<(), &'static str> {
    const YEARS: &str = "a day of the years 0 to 9999";
    let number = i32::try_from(days.saturating_add(EPOCH)).or(Err(YEARS))?;
    let day = NaiveDate::from_num_days_from_ce_opt(number).ok_or(YEARS)?.to_string();
    if day.len() != "2024-01-05".len() {
        return Err(YEARS);
    }
    text.extend(day.bytes());
    Ok(())
}

fn write_time(text: &mut Vec<u8>, seconds: i64, nanos: i64) -> Result<(), &'static str> {
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    text.extend(format!("{hour:02}:{minute:02}:{second:02}").bytes());
    if nanos > 0 {
        text.extend(format!(".{nanos:09}").trim_end_matches('0').bytes());
    }
    Ok(())
}

/// In UTC with its letter; else without a time where it is midnight, as days of sheets are.
fn write_moment(
    text: &mut Vec<u8>,
    seconds: i64,
    nanos: i64,
    utc: bool,
) -> Result<(), &'static str> {
    write_day(text, seconds.div_euclid(DAY))?;
    let seconds = seconds.rem_euclid(DAY);
    if !utc && (seconds, nanos) == (0, 0) {
        return Ok(());
    }
    text.push(if utc { b'T' } else { b' ' });
    write_time(text, seconds, nanos)?;
    text.extend(utc.then_some(b'Z'));
    Ok(())
}
