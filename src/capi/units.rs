//! Units of time, and the day that is none.

use super::options::enumeration;
use crate::time::Unit;

enumeration!(HABITUE_UNIT: Unit);

/// A number that is not given.
pub const HABITUE_NOT_GIVEN: f64 = f64::NAN;

/// No day: where a window has no such end.
pub const HABITUE_NO_DAY: i32 = -2_147_483_648;
