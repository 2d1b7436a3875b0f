//! One cell of a column.

use super::decimal;
use crate::error::{Error, ErrorKind, Result};

/// What a cell holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell<'a> {
    Null,
    Flag(bool),
    Whole(i128),
    Float(f64),
    /// Little-endian, of 10^-scale.
    Decimal(&'a [u8], i32),
    Text(&'a str),
    Bytes(&'a [u8]),
    /// Since 1970-01-01.
    Day(i32),
    /// The same in whole seconds, down to the one that has begun.
    Seconds(i64),
}

impl<'a> Cell<'a> {
    /// The whole number that it is; `None` of what is none or does not fit.
    pub(super) fn whole(self) -> Option<i128> {
        // Beyond these not every whole number is a float.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        match self {
            Self::Whole(number) => Some(number),
            Self::Float(number) if number.fract() == 0.0 && number.abs() <= EXACT => {
                Some(number as i128)
            }
            Self::Decimal(bytes, 0) => decimal::whole(bytes),
            Self::Decimal(bytes, scale) => decimal::text(bytes, scale).parse().ok(),
            _ => None,
        }
    }

    /// The number that it is, rounded once; `None` of what is none, and of whole numbers beyond
    /// those that a float holds.
    pub(super) fn number(self) -> Option<f64> {
        match self {
            Self::Float(number) => Some(number),
            Self::Whole(number) if number.unsigned_abs() <= 1 << 53 => Some(number as f64),
            Self::Decimal(bytes, scale) => decimal::text(bytes, scale).parse().ok(),
            _ => None,
        }
    }

    /// The text of a UUID in its 16 bytes.
    pub(super) fn uuid(bytes: &[u8]) -> Option<String> {
        let number = u128::from_be_bytes(bytes.try_into().ok()?);
        let digits = format!("{number:032x}");
        let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
        Some(parts.join("-"))
    }

    /// As a message shows it.
    pub(super) fn shown(self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Flag(yes) => yes.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Float(number) => number.to_string(),
            Self::Decimal(bytes, scale) => decimal::text(bytes, scale),
            Self::Text(text) => format!("{:?}", text.chars().take(60).collect::<String>()),
            Self::Bytes(bytes) => format!("{} bytes", bytes.len()),
            Self::Day(day) => format!("day {day}"),
            Self::Seconds(seconds) => format!("second {seconds}"),
        }
    }

    /// The error for a cell that is not what a column needs.
    pub(super) fn refused(self, name: &str, row: u64, needed: &str) -> Error {
        if matches!(self, Self::Null) {
            return missing(name, row);
        }
        let kind = match self {
            Self::Whole(_) | Self::Float(_) | Self::Decimal(..) => ErrorKind::OutOfRange,
            _ => ErrorKind::Parse,
        };
        Error::new(kind, "is not what this column holds")
            .with_value(self.shown())
            .allowing(needed)
            .in_column(name)
            .at_row(row)
    }
}

/// The error for a null where something is needed.
pub(super) fn missing(name: &str, row: u64) -> Error {
    Error::new(ErrorKind::Missing, "is missing (null)").in_column(name).at_row(row)
}

/// A float of 16 bits.
pub(super) fn half(bits: u16) -> f64 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    match exponent {
        0 => sign * fraction * (-24_f64).exp2(),
        31 if fraction == 0.0 => sign * f64::INFINITY,
        31 => f64::NAN,
        _ => sign * (1_024.0 + fraction) * f64::from(exponent - 25).exp2(),
    }
}

/// The bytes of a view of 16: inside it where they are at most 12, else in one of the buffers.
pub(super) fn of_view<'a>(view: &'a [u8], buffers: &[&'a [u8]]) -> Result<&'a [u8]> {
    let word = |at: usize| i32::from_le_bytes([view[at], view[at + 1], view[at + 2], view[at + 3]]);
    let outside = || Error::new(ErrorKind::Length, "has a view that points outside its buffers");
    let length = usize::try_from(word(0)).map_err(|error| outside().with_source(error))?;
    if length <= 12 {
        return Ok(&view[4..4 + length]);
    }
    let place = |at: usize| usize::try_from(word(at)).ok();
    place(8)
        .and_then(|buffer| buffers.get(buffer))
        .zip(place(12))
        .and_then(|(buffer, start)| buffer.get(start..start.checked_add(length)?))
        .ok_or_else(outside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_those_of_ieee_754() {
        // By numpy: np.float16(...).view(np.uint16).
        for (bits, value) in [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333_251_953_125),
            (0x7bff, 65_504.0),
            (0x0001, 5.960_464_477_539_063e-8),
            (0x7c00, f64::INFINITY),
        ] {
            assert_eq!(half(bits), value);
        }
        assert!(half(0x7e00).is_nan());
    }

    #[test]
    fn a_uuid_is_written_as_everywhere() {
        let bytes: Vec<u8> = (0..16).collect();
        // By Python: str(uuid.UUID(bytes=bytes(range(16)))).
        assert_eq!(Cell::uuid(&bytes).unwrap(), "00010203-0405-0607-0809-0a0b0c0d0e0f");
        assert_eq!(Cell::uuid(&bytes[1..]), None);
    }
}
