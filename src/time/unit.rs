//! Units of time.

use std::fmt;

use chrono::Datelike;

use super::Day;
use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::error::{Error, ErrorKind, Result};

/// A unit of time, stated exactly.
///
/// | unit | mean length in days | calendar period |
/// |---|---|---|
/// | hour | 1/24 | the clock hour |
/// | day | 1 | midnight to midnight |
/// | week | 7 | Monday to Sunday (ISO 8601) |
/// | month | 365.25/12 = 30.4375 | the calendar month |
/// | quarter | 365.25/4 = 91.3125 | from January, April, July, October |
/// | year | 365.25 | the calendar year |
///
/// The mean length serves **fractional** durations; the calendar period serves **floored** ones.
/// A year of 365.25 days has 52.18 weeks, not 52, and a month is not 30 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Unit {
    /// 1/24 of a day.
    Hour,
    /// 24 hours.
    Day,
    /// Seven days; as a calendar period, Monday to Sunday.
    Week,
    /// 365.25/12 days; as a calendar period, the month.
    Month,
    /// 365.25/4 days; as a calendar period, three months from January, April, July or October.
    Quarter,
    /// 365.25 days; as a calendar period, the year.
    Year,
}

impl Unit {
    /// Every unit, from the shortest to the longest.
    pub const ALL: &'static [Self] =
        &[Self::Hour, Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The name: `"week"`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Hour => "小时",
            Self::Day => "天",
            Self::Week => "周",
            Self::Month => "月",
            Self::Quarter => "季度",
            Self::Year => "年",
        }
    }

    /// The unit of this name, in any case and in the plural too (`"week"`, `"Weeks"`, `"周"`);
    /// `None` for another text.
    ///
    /// ```
    /// use habitue::time::Unit;
    ///
    /// assert_eq!((Unit::from_name("weeks"), Unit::from_name("USD")), (Some(Unit::Week), None));
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let lower = name.trim().to_lowercase();
        let singular = lower.strip_suffix('s').unwrap_or(&lower);
        Self::ALL.iter().copied().find(|unit| unit.name() == singular || unit.name_zh() == singular)
    }

    /// Its number among [`Unit::ALL`], from 1, in portable bytes.
    pub(crate) fn encode(unit: Option<Self>, bytes: &mut Writer) {
        let place = unit.and_then(|unit| Self::ALL.iter().position(|other| *other == unit));
        bytes.put(place.map_or(0, |place| 1 + place as u8));
    }

    /// What [`Unit::encode`] wrote.
    pub(crate) fn decode(bytes: &mut Reader<'_>) -> Result<Option<Self>> {
        match usize::from(bytes.get::<u8>()?).checked_sub(1) {
            None => Ok(None),
            Some(place) => Self::ALL.get(place).copied().map(Some).ok_or_else(|| bytes.misshapen()),
        }
    }

    /// The mean length in days. Every value is an exact `f64` but the hour's.
    #[must_use]
    pub const fn days(self) -> f64 {
        match self {
            Self::Hour => 1.0 / 24.0,
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.4375,
            Self::Quarter => 91.3125,
            Self::Year => 365.25,
        }
    }

    /// The mean length in hours; every value is an exact `f64`.
    #[must_use]
    pub const fn hours(self) -> f64 {
        match self {
            Self::Hour => 1.0,
            _ => 24.0 * self.days(),
        }
    }

    /// How many of this unit make one `other`, in mean lengths: 7 days in a week.
    #[must_use]
    pub fn per(self, other: Self) -> f64 {
        other.hours() / self.hours()
    }

    /// The fractional duration from `first` to `last`: days over the mean length, one rounding.
    #[must_use]
    pub fn fractional(self, first: Day, last: Day) -> f64 {
        let days = f64::from(last.days_since(first));
        match self {
            Self::Hour => 24.0 * days,
            _ => days / self.days(),
        }
    }

    /// The floored duration from `first` to `last`: the number of calendar boundaries crossed,
    /// which is what the difference of two pandas periods is. Negative where `last` is earlier.
    #[must_use]
    pub fn floored(self, first: Day, last: Day) -> i32 {
        self.index(last) - self.index(first)
    }

    /// The calendar period that `day` is in, counted from the one of 1970-01-01 (for hours, the
    /// first of the day).
    ///
    /// Weeks start on Monday, so week 0 runs from 1969-12-29 to 1970-01-04.
    #[must_use]
    pub fn index(self, day: Day) -> i32 {
        let months = |day: Day| {
            let date = day.date();
            (date.year() - 1970) * 12 + date.month0() as i32
        };
        match self {
            Self::Hour => day.number() * 24,
            Self::Day => day.number(),
            // 1970-01-01 was a Thursday.
            Self::Week => (day.number() + 3).div_euclid(7),
            Self::Month => months(day),
            Self::Quarter => months(day).div_euclid(3),
            Self::Year => day.date().year() - 1970,
        }
    }
}

/// Refuses `name` that counts in one unit beside something that counts in another. What states no
/// unit meets anything.
///
/// # Errors
/// [`ErrorKind::Inconsistent`].
pub(crate) fn units_meet(
    name: &str,
    unit: Option<Unit>,
    other: &str,
    others: Option<Unit>,
) -> Result<()> {
    match (unit, others) {
        (Some(unit), Some(others)) if unit != others => Err(Error::new(
            ErrorKind::Inconsistent,
            format!("is the unit, but {other} is in {others}s"),
        )
        .in_column(name)
        .with_value(unit)
        .allowing(format!("{others}s, or no stated unit"))),
        _ => Ok(()),
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn lengths_agree_with_each_other() {
        assert_eq!(Unit::Day.per(Unit::Week), 7.0);
        assert_eq!(Unit::Month.per(Unit::Year), 12.0);
        assert_eq!(Unit::Month.per(Unit::Quarter), 3.0);
        assert_eq!(Unit::Quarter.per(Unit::Year), 4.0);
        assert_eq!(Unit::Hour.per(Unit::Year), 8766.0);
        assert_eq!(Unit::Week.per(Unit::Day), 1.0 / 7.0);
    }

    #[test]
    fn units_meet_where_both_are_stated_and_the_same() {
        let (week, day) = (Some(Unit::Week), Some(Unit::Day));
        for (a, b) in [(None, None), (week, None), (None, day), (week, week)] {
            assert!(units_meet("customers", a, "the model", b).is_ok());
        }
        let error = units_meet("customers", day, "the model", week).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Inconsistent);
        assert_eq!(
            error.to_string(),
            "customers: day is the unit, but the model is in weeks; allowed: weeks, or no stated unit"
        );
    }

    #[test]
    fn names_are_read_back() {
        for &unit in Unit::ALL {
            for name in [unit.name().to_owned(), format!("{unit}s"), unit.name_zh().to_owned()] {
                assert_eq!(Unit::from_name(&name), Some(unit), "{name}");
            }
        }
        assert_eq!(Unit::from_name(" Weeks "), Some(Unit::Week));
        assert!(["", "s", "fortnight", "EUR"].iter().all(|name| Unit::from_name(name).is_none()));
    }

    /// The first row of the CDNOW sample as the literature prints it.
    #[test]
    fn fractional_weeks_of_the_first_cdnow_customer() {
        let first = day("1997-01-01");
        assert_eq!(Unit::Week.fractional(first, day("1997-08-02")), 213.0 / 7.0);
        assert_eq!(Unit::Week.fractional(first, day("1997-09-30")), 272.0 / 7.0);
    }

    #[test]
    fn weeks_begin_on_monday() {
        let monday = day("1969-12-29");
        for offset in 0..7 {
            assert_eq!(Unit::Week.index(monday.plus(offset, Unit::Day).unwrap()), 0);
        }
        assert_eq!(Unit::Week.index(monday.plus(7, Unit::Day).unwrap()), 1);
        assert_eq!(Unit::Week.index(monday.plus(-1, Unit::Day).unwrap()), -1);
    }

    #[test]
    fn months_quarters_and_years_floor_on_both_sides_of_1970() {
        assert_eq!(Unit::Month.index(day("1969-12-31")), -1);
        assert_eq!(Unit::Quarter.index(day("1969-12-31")), -1);
        assert_eq!(Unit::Year.index(day("1969-12-31")), -1);
        assert_eq!(Unit::Month.floored(day("2015-01-31"), day("2015-02-01")), 1);
        assert_eq!(Unit::Quarter.floored(day("2015-03-31"), day("2015-04-01")), 1);
        assert_eq!(Unit::Quarter.floored(day("2015-01-01"), day("2015-03-31")), 0);
        assert_eq!(Unit::Hour.floored(day("2015-01-01"), day("2015-01-02")), 24);
        assert_eq!(Unit::Hour.fractional(day("2015-01-01"), day("2015-01-02")), 24.0);
    }

    /// Every period is met in order and none is skipped.
    #[test]
    fn indices_climb_by_one() {
        for &unit in &Unit::ALL[1..] {
            let mut last = unit.index(day("1899-12-25"));
            for number in day("1899-12-26").number()..day("2105-01-01").number() {
                let index = unit.index(Day::from_number(number).unwrap());
                assert!(index == last || index == last + 1, "{unit} {number}");
                last = index;
            }
        }
    }
}
