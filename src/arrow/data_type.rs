//! The types that cells of a column may have.

use crate::error::{Error, ErrorKind, Result};

/// A type of Arrow that has a meaning in a column of this library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DataType {
    /// Nothing but nulls.
    Null,
    /// Booleans, a bit each.
    Flag,
    /// Integers of so many bytes.
    Whole { bytes: usize, signed: bool },
    /// Floats of so many bytes.
    Float { bytes: usize },
    /// Whole numbers of 10^-scale, of so many bytes.
    Decimal { bytes: usize, scale: i32 },
    /// UTF-8 by offsets of 64 bits, or of 32.
    Text { wide: bool },
    /// UTF-8 by views of 16 bytes.
    TextView,
    /// Bytes by offsets of 64 bits, or of 32.
    Binary { wide: bool },
    /// Bytes by views of 16 bytes.
    BinaryView,
    /// So many bytes each.
    Fixed { bytes: usize },
    /// Days since 1970-01-01, 32 bits.
    Day,
    /// So many to the second since 1970-01-01 00:00:00, 64 bits; of UTC where a zone is named, else
    /// by the clock that counts.
    Moment { per_second: i64, zone: Option<String> },
}

impl DataType {
    /// The type of a format string of the C data interface.
    #[cfg(feature = "capi")]
    pub(crate) fn of_format(format: &str) -> Result<Self> {
        let whole = |bytes, signed| Self::Whole { bytes, signed };
        let moment = |per_second| {
            let zone = format.get(4..).unwrap_or_default();
            Self::Moment { per_second, zone: (!zone.is_empty()).then(|| zone.to_owned()) }
        };
        Ok(match format {
            "n" => Self::Null,
            "b" => Self::Flag,
            "c" => whole(1, true),
            "C" => whole(1, false),
            "s" => whole(2, true),
            "S" => whole(2, false),
            "i" => whole(4, true),
            "I" => whole(4, false),
            "l" => whole(8, true),
            "L" => whole(8, false),
            "e" => Self::Float { bytes: 2 },
            "f" => Self::Float { bytes: 4 },
            "g" => Self::Float { bytes: 8 },
            "u" => Self::Text { wide: false },
            "U" => Self::Text { wide: true },
            "vu" => Self::TextView,
            "z" => Self::Binary { wide: false },
            "Z" => Self::Binary { wide: true },
            "vz" => Self::BinaryView,
            "tdD" => Self::Day,
            "tdm" => Self::Moment { per_second: 1_000, zone: None },
            _ if format.starts_with("tss:") => moment(1),
            _ if format.starts_with("tsm:") => moment(1_000),
            _ if format.starts_with("tsu:") => moment(1_000_000),
            _ if format.starts_with("tsn:") => moment(1_000_000_000),
            _ => match format.split_once(':') {
                Some(("d", detail)) => Self::decimal_of(detail).ok_or_else(|| unknown(format))?,
                Some(("w", bytes)) => match bytes.parse() {
                    Ok(bytes) if bytes > 0 => Self::Fixed { bytes },
                    _ => return Err(unknown(format)),
                },
                _ => return Err(unknown(format)),
            },
        })
    }

    /// Of `precision,scale` or `precision,scale,bits`.
    #[cfg(feature = "capi")]
    fn decimal_of(detail: &str) -> Option<Self> {
        let parts: Vec<&str> = detail.split(',').collect();
        let (scale, bits) = match parts.as_slice() {
            [_, scale] => (scale.parse().ok()?, 128),
            [_, scale, bits] => (scale.parse().ok()?, bits.parse().ok()?),
            _ => return None,
        };
        let known = matches!(bits, 32 | 64 | 128 | 256) && (-76..=76).contains(&scale);
        known.then_some(Self::Decimal { bytes: bits / 8, scale })
    }

    /// What the cells are, as a message names them.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Null => "nothing but nulls",
            Self::Flag => "booleans",
            Self::Whole { .. } => "integers",
            Self::Float { .. } => "floats",
            Self::Decimal { .. } => "decimals",
            Self::Text { .. } | Self::TextView => "text",
            Self::Binary { .. } | Self::BinaryView | Self::Fixed { .. } => "bytes",
            Self::Day => "days",
            Self::Moment { .. } => "times",
        }
    }
}

/// The error for a type that has no meaning here.
pub(super) fn unknown(format: &str) -> Error {
    let what = match format.as_bytes() {
        [b'+', b'r', ..] => " (run-end encoded; decode it first)",
        [b'+', ..] => " (nested; take one of its columns)",
        [b't', b't', ..] => " (a time of day without a day)",
        [b't', b'D', ..] => " (a duration)",
        [b't', b'i', ..] => " (an interval)",
        _ => "",
    };
    let message = format!("is of a type of Arrow that no column here has{what}");
    Error::new(ErrorKind::Parse, message)
        .with_value(format!("{format:?}"))
        .allowing("integers, floats, decimals, text, binary, dates, timestamps, booleans")
}

#[cfg(all(test, feature = "capi"))]
mod tests {
    use super::*;

    #[test]
    fn formats_are_those_of_the_specification() {
        let decimal = |bytes, scale| DataType::Decimal { bytes, scale };
        for (format, kind) in [
            ("d:19,10", decimal(16, 10)),
            ("d:19,10,32", decimal(4, 10)),
            ("d:76,-3,256", decimal(32, -3)),
            ("w:42", DataType::Fixed { bytes: 42 }),
            ("tsn:", DataType::Moment { per_second: 1_000_000_000, zone: None }),
            ("tss:UTC", DataType::Moment { per_second: 1, zone: Some("UTC".to_owned()) }),
        ] {
            assert_eq!(DataType::of_format(format).unwrap(), kind, "{format}");
        }
        for format in
            ["", "x", "d:", "d:1", "d:1,2,3", "d:1,x", "w:", "w:-1", "w:0", "ts", "+s", "+r"]
        {
            assert_eq!(
                DataType::of_format(format).unwrap_err().kind(),
                ErrorKind::Parse,
                "{format}"
            );
        }
    }
}
