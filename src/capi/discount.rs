//! When payments fall.

use super::options::enumerator;
use crate::error::Result;
use crate::value::{DayCount, PaymentTiming};

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

/// What an enumerator of `HABITUE_PAYMENT_...` means.
pub(super) fn payment_timing(value: i32) -> Result<PaymentTiming> {
    let table = [
        (HABITUE_PAYMENT_BEGINNING, PaymentTiming::Beginning),
        (HABITUE_PAYMENT_MIDDLE, PaymentTiming::Middle),
        (HABITUE_PAYMENT_END, PaymentTiming::End),
    ];
    enumerator(value, "timing", &table)
}

/// What an enumerator of `HABITUE_DAY_COUNT_...` means.
pub(super) fn day_count(value: i32) -> Result<DayCount> {
    let table = [
        (HABITUE_DAY_COUNT_ACTUAL_365, DayCount::Actual365),
        (HABITUE_DAY_COUNT_ACTUAL_36525, DayCount::Actual36525),
        (HABITUE_DAY_COUNT_30_360, DayCount::Thirty360),
    ];
    enumerator(value, "day_count", &table)
}
