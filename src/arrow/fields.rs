//! What columns hold, as columns of this library.

use super::array::Array;
use super::cell::{Cell, missing};
use super::data_type::DataType;
use crate::customer::{Key, KeyColumn};
use crate::error::{Error, ErrorKind, Result};
use crate::time::{Moment, TimeZone};

/// Hands each cell to `take`; an error names column and row, of which `before` came in batches
/// before this one.
pub(super) fn each<'a>(
    array: &Array<'a>,
    (name, before): (&str, u64),
    mut take: impl FnMut(Cell<'a>, u64) -> Result<()>,
) -> Result<()> {
    for row in 0..array.rows() {
        let at = before + row as u64;
        array.cell(row).and_then(|cell| take(cell, at)).map_err(|error| {
            let error = if error.row().is_none() { error.at_row(at) } else { error };
            error.in_column(name)
        })?;
    }
    Ok(())
}

/// Adds keys: integers, text, UUIDs in 16 bytes.
pub(super) fn keys(array: &Array<'_>, place: (&str, u64), into: &mut KeyColumn) -> Result<()> {
    let needed = "whole numbers of 64 bits, text, or UUIDs in 16 bytes";
    each(array, place, |cell, row| match cell {
        Cell::Text(text) => into.push(&Key::Text(text)),
        Cell::Bytes(bytes) => match Cell::uuid(bytes) {
            Some(text) => into.push(&Key::Text(&text)),
            None => Err(cell.refused(place.0, row, needed)),
        },
        _ => match cell.whole().and_then(|number| i64::try_from(number).ok()) {
            Some(number) => into.push(&Key::Integer(number)),
            None => Err(cell.refused(place.0, row, needed)),
        },
    })
}

/// Adds numbers.
pub(super) fn numbers(array: &Array<'_>, place: (&str, u64), into: &mut Vec<f64>) -> Result<()> {
    each(array, place, |cell, row| match cell.number() {
        Some(number) => {
            into.push(number);
            Ok(())
        }
        None => Err(cell.refused(place.0, row, "numbers that a float holds exactly")),
    })
}

/// Adds counts.
pub(super) fn counts(array: &Array<'_>, place: (&str, u64), into: &mut Vec<u32>) -> Result<()> {
    each(array, place, |cell, row| match cell.whole().and_then(|n| u32::try_from(n).ok()) {
        Some(number) => {
            into.push(number);
            Ok(())
        }
        None => Err(cell.refused(place.0, row, "whole numbers from 0 to 4294967295")),
    })
}

/// When, as a column: days, or seconds by the clock that counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Instants {
    Days(Vec<i32>),
    Seconds(Vec<i64>),
}

/// Adds days or seconds; times of UTC are those of the clock of `zone`.
pub(super) fn instants(
    array: &Array<'_>,
    place: (&str, u64),
    zone: Option<&TimeZone>,
    into: &mut Instants,
) -> Result<()> {
    match array.kind() {
        DataType::Day
        | DataType::Moment { .. }
        | DataType::Text { .. }
        | DataType::TextView
        | DataType::Null => {}
        other => {
            return Err(Error::new(ErrorKind::Parse, format!("is of {}", other.name()))
                .in_column(place.0)
                .allowing("dates, timestamps, or text such as 2024-01-31 (cast whole numbers)"));
        }
    }
    let clock = Clock::of(array.kind(), place.0, zone)?;
    if array.kind() == &DataType::Day {
        let days = match into {
            Instants::Days(days) => days,
            Instants::Seconds(_) => return Err(other_type(place.0)),
        };
        return each(array, place, |cell, row| match cell {
            Cell::Day(day) => {
                days.push(day);
                Ok(())
            }
            _ => Err(missing(place.0, row)),
        });
    }
    if matches!(into, Instants::Days(days) if days.is_empty()) {
        *into = Instants::Seconds(Vec::new());
    }
    let Instants::Seconds(all) = into else { return Err(other_type(place.0)) };
    each(array, place, |cell, row| {
        all.push(match cell {
            Cell::Seconds(seconds) => clock.shows(seconds)?,
            Cell::Text(text) => Moment::parse(text)?.seconds(),
            _ => return Err(missing(place.0, row)),
        });
        Ok(())
    })
}

fn other_type(name: &str) -> Error {
    Error::new(ErrorKind::Inconsistent, "is of another type than in the batch before it")
        .in_column(name)
}

/// Whose clock times are read by.
enum Clock<'a> {
    /// That of the column.
    Own,
    Of(&'a TimeZone),
}

impl<'a> Clock<'a> {
    fn of(kind: &DataType, name: &str, zone: Option<&'a TimeZone>) -> Result<Self> {
        let own = match kind {
            DataType::Moment { zone, .. } => zone.as_deref(),
            _ => None,
        };
        match (own, zone) {
            (None, None) => Ok(Self::Own),
            (Some(_), Some(zone)) => Ok(Self::Of(zone)),
            (None, Some(zone)) => Err(Error::new(
                ErrorKind::NotRead,
                "is without a time zone, and one is named to read it by",
            )
            .in_column(name)
            .with_value(zone)),
            (Some("UTC" | "Etc/UTC" | "+00:00" | "Z"), None) => Ok(Self::Own),
            (Some(own), None) => Err(Error::new(
                ErrorKind::Parse,
                "has a time zone, and which day a purchase is of depends on it: name the zone whose days count",
            )
            .in_column(name)
            .with_value(own)),
        }
    }

    fn shows(&self, seconds: i64) -> Result<i64> {
        match self {
            Self::Own => Ok(seconds),
            Self::Of(zone) => Ok(zone.clock(Moment::from_seconds(seconds)?)?.seconds()),
        }
    }
}
