//! Units of time, and the day that is none.

use crate::time::Unit;

/// The hour: 1/24 of a day.
pub const HABITUE_UNIT_HOUR: i32 = 0;
/// The day.
pub const HABITUE_UNIT_DAY: i32 = 1;
/// The week: seven days; as a calendar period, Monday to Sunday.
pub const HABITUE_UNIT_WEEK: i32 = 2;
/// The month: 365.25/12 days; as a calendar period, the month.
pub const HABITUE_UNIT_MONTH: i32 = 3;
/// The quarter: 365.25/4 days; as a calendar period, from January, April, July, October.
pub const HABITUE_UNIT_QUARTER: i32 = 4;
/// The year: 365.25 days; as a calendar period, the year.
pub const HABITUE_UNIT_YEAR: i32 = 5;

/// No day: where a window has no such end.
pub const HABITUE_NO_DAY: i32 = -2_147_483_648;

pub(super) const UNITS: [(i32, Unit); 6] = [
    (HABITUE_UNIT_HOUR, Unit::Hour),
    (HABITUE_UNIT_DAY, Unit::Day),
    (HABITUE_UNIT_WEEK, Unit::Week),
    (HABITUE_UNIT_MONTH, Unit::Month),
    (HABITUE_UNIT_QUARTER, Unit::Quarter),
    (HABITUE_UNIT_YEAR, Unit::Year),
];

/// The number of a unit.
pub(super) fn number_of(unit: Unit) -> i32 {
    UNITS.iter().find(|(_, known)| *known == unit).map_or(-1, |(number, _)| *number)
}
