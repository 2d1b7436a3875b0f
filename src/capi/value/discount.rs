//! When payments fall, and on which terms margins recur.

use super::super::options::enumerator;
use crate::error::{Error, Result};
use crate::value::{DayCount, MarginMultiple, MarginTiming, PaymentTiming};

/// Years of 365 days.
pub const HABITUE_DAY_COUNT_ACTUAL_365: i32 = 0;
/// Years of 365.25 days.
pub const HABITUE_DAY_COUNT_ACTUAL_36525: i32 = 1;
/// Months of 30 and years of 360 days (30E/360).
pub const HABITUE_DAY_COUNT_30_360: i32 = 2;

/// Payments fall at the beginning of their period.
pub const HABITUE_PAYMENT_BEGINNING: i32 = 0;
/// Payments fall in the middle of their period.
pub const HABITUE_PAYMENT_MIDDLE: i32 = 1;
/// Payments fall at the end of their period.
pub const HABITUE_PAYMENT_END: i32 = 2;

/// The first margin is certain and comes at once: m(1+d)/(1+d-r(1+g)).
pub const HABITUE_MARGIN_IMMEDIATE: i32 = 0;
/// The first margin comes after the first renewal: m r/(1+d-r(1+g)).
pub const HABITUE_MARGIN_AFTER_RENEWAL: i32 = 1;
/// The first margin is certain, at the end of the first period: m/(1+d-r(1+g)).
pub const HABITUE_MARGIN_END_OF_PERIOD: i32 = 2;
/// The first margin is certain; each falls in the middle of its period.
pub const HABITUE_MARGIN_MID_PERIOD: i32 = 3;
/// Margins, leaving, growth and discounting are continuous.
pub const HABITUE_MARGIN_CONTINUOUS: i32 = 4;

pub(in crate::capi) fn payment_timing(value: i32) -> Result<PaymentTiming> {
    let table = [
        (HABITUE_PAYMENT_BEGINNING, PaymentTiming::Beginning),
        (HABITUE_PAYMENT_MIDDLE, PaymentTiming::Middle),
        (HABITUE_PAYMENT_END, PaymentTiming::End),
    ];
    enumerator(value, "timing", &table)
}

pub(in crate::capi) fn day_count(value: i32) -> Result<DayCount> {
    let table = [
        (HABITUE_DAY_COUNT_ACTUAL_365, DayCount::Actual365),
        (HABITUE_DAY_COUNT_ACTUAL_36525, DayCount::Actual36525),
        (HABITUE_DAY_COUNT_30_360, DayCount::Thirty360),
    ];
    enumerator(value, "day_count", &table)
}

/// The terms of recurring margins; a horizon of -1 has no end.
pub(in crate::capi) fn terms(
    timing: i32,
    discount: f64,
    growth: f64,
    horizon: i32,
) -> Result<MarginMultiple> {
    let table = [
        (HABITUE_MARGIN_IMMEDIATE, MarginTiming::Immediate),
        (HABITUE_MARGIN_AFTER_RENEWAL, MarginTiming::AfterRenewal),
        (HABITUE_MARGIN_END_OF_PERIOD, MarginTiming::EndOfPeriod),
        (HABITUE_MARGIN_MID_PERIOD, MarginTiming::MidPeriod),
        (HABITUE_MARGIN_CONTINUOUS, MarginTiming::Continuous),
    ];
    let timing = enumerator(timing, "timing", &table)?;
    let multiple = MarginMultiple::new(discount)?.with_growth(growth)?.with_timing(timing);
    match horizon {
        -1 => Ok(multiple),
        0.. => Ok(multiple.with_horizon(horizon.unsigned_abs())),
        _ => Err(Error::out_of_range("horizon", f64::from(horizon), ">= 0, or -1")),
    }
}
