//! Discounting: the one place where a time becomes a factor.

use crate::error::{Error, Result};
use crate::time::Day;

/// When within its period a payment falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum PaymentTiming {
    /// At its beginning: the first payment is not discounted.
    #[default]
    Beginning,
    /// In its middle.
    Middle,
    /// At its end.
    End,
}

impl PaymentTiming {
    /// The time of the payment of period `index`, counted from 0, in periods.
    #[must_use]
    pub fn time(self, index: usize) -> f64 {
        index as f64
            + match self {
                Self::Beginning => 0.0,
                Self::Middle => 0.5,
                Self::End => 1.0,
            }
    }
}

/// How many years lie between two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum DayCount {
    /// Days / 365.
    #[default]
    Actual365,
    /// Days / 365.25, the year of the [units](crate::time::Unit).
    Actual36525,
    /// Months of 30 and years of 360 days (30E/360: day 31 counts as 30).
    Thirty360,
}

impl DayCount {
    /// The years from one day to another; negative where `to` is earlier.
    #[must_use]
    pub fn years(self, from: Day, to: Day) -> f64 {
        use chrono::Datelike;
        match self {
            Self::Actual365 => f64::from(to.days_since(from)) / 365.0,
            Self::Actual36525 => f64::from(to.days_since(from)) / 365.25,
            Self::Thirty360 => {
                let days = |day: Day| {
                    let date = day.date();
                    let (year, month) = (i64::from(date.year()), i64::from(date.month()));
                    360 * year + 30 * month + i64::from(date.day().min(30))
                };
                (days(to) - days(from)) as f64 / 360.0
            }
        }
    }
}

/// What 1 after `time` periods is worth now, (1 + rate)^−time.
///
/// # Errors
/// `OutOfRange` for a rate of −1 (−100 %) or less; `NotFinite`; `Overflow` for a time
/// before now that makes the factor larger than any double.
pub fn discount_factor(rate_per_period: f64, time: f64) -> Result<f64> {
    rate("rate", rate_per_period)?;
    if !time.is_finite() {
        return Err(Error::out_of_range("time", time, "a finite number"));
    }
    Error::unless_finite(factor(rate_per_period, time), "time", time)
}

/// [`discount_factor`] of a checked rate and time.
pub(crate) fn factor(rate: f64, time: f64) -> f64 {
    (1.0 + rate).powf(-time)
}

/// The continuous rate ln(1 + rate) that discounts as a checked rate per period
/// does: the factor is e^(−force × time).
pub(crate) fn force(rate: f64) -> f64 {
    rate.ln_1p()
}

/// Refuses a rate of −100 % or less.
pub(crate) fn rate(name: &'static str, value: f64) -> Result<()> {
    if value > -1.0 && value.is_finite() {
        Ok(())
    } else {
        Err(Error::out_of_range(name, value, "> -1 (-100 %)"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_counts() {
        let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
        let (from, to) = (day(2026, 1, 31), day(2027, 3, 1));
        assert_eq!(DayCount::Actual365.years(from, to), 394.0 / 365.0);
        assert_eq!(DayCount::Actual36525.years(from, to), 394.0 / 365.25);
        // 30E/360: January 31 counts as 30, so thirteen months and one day.
        assert_eq!(DayCount::Thirty360.years(from, to), 391.0 / 360.0);
        assert_eq!(DayCount::Thirty360.years(to, from), -391.0 / 360.0);
    }

    #[test]
    fn factors() {
        assert_eq!(discount_factor(0.25, 2.0).unwrap(), 0.64);
        assert_eq!(discount_factor(0.0, 1e6).unwrap(), 1.0);
        assert!(discount_factor(-1.0, 1.0).is_err() && discount_factor(0.1, f64::NAN).is_err());
        assert_eq!(PaymentTiming::Middle.time(3), 3.5);
    }
}
