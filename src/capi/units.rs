//! Units of time, and the day that is none.

use crate::capi::prelude::*;
use crate::time::{Day, Unit};

enumeration!(HABITUE_UNIT: Unit);

/// A number that is not given.
pub const HABITUE_NOT_GIVEN: f64 = f64::NAN;

/// No day: where a window has no such end.
pub const HABITUE_NO_DAY: i32 = -2_147_483_648;

/// The day of a number, where there is one.
pub(super) fn day(number: i32, name: &'static str) -> Result<Option<Day>> {
    let found = (number != HABITUE_NO_DAY).then(|| Day::from_number(number)).transpose();
    found.map_err(|error| error.in_column(name))
}

/// The number of a day.
pub(super) fn day_number(day: Option<Day>) -> i32 {
    day.map_or(HABITUE_NO_DAY, Day::number)
}
