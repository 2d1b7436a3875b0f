//! When payments fall, and what a later payment is worth now.

use super::column::{column, column_mut};
use super::guard::guard;
use super::options::enumerator;
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::time::Day;
use crate::value::{DayCount, PaymentTiming, discount_factor};

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

/// Years from day `from` to each of `days` (days since 1970-01-01) by `day_count`, one
/// of `HABITUE_DAY_COUNT_...`, into `years`.
///
/// `days` and `years` have `rows` entries. `error` may be NULL. Returns `HABITUE_OK`,
/// an argument error, `HABITUE_BAD_ENUMERATOR`, or `HABITUE_OUT_OF_RANGE` with the row
/// of a day beyond the calendar. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_day_count_years(
    day_count: i32,
    from: i32,
    days: *const i32,
    rows: usize,
    years: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (days, years) =
            unsafe { (column(days, rows, "days")?, column_mut(years, rows, "years")?) };
        let count = self::day_count(day_count)?;
        let from = Day::from_number(from)?;
        let days: Vec<Day> = days
            .iter()
            .enumerate()
            .map(|(row, &day)| Day::from_number(day).map_err(|error| error.at_row(row as u64)))
            .collect::<Result<_>>()?;
        for (slot, day) in years.iter_mut().zip(days) {
            *slot = count.years(from, day);
        }
        Ok(())
    })
}

/// The time of the payment of each period from 0 on, in periods, into `times`: `timing` is
/// one of `HABITUE_PAYMENT_...`.
///
/// `times` has `periods` entries. `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error or `HABITUE_BAD_ENUMERATOR`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_payment_times(
    timing: i32,
    times: *mut f64,
    periods: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let times = unsafe { column_mut(times, periods, "times") }?;
        let timing = payment_timing(timing)?;
        for (index, slot) in times.iter_mut().enumerate() {
            *slot = timing.time(index);
        }
        Ok(())
    })
}

/// What 1 after each of `times` is worth now at a discount `rate` > -1 per period,
/// (1 + rate)^-time, into `factors`.
///
/// `times` (finite) and `factors` have `rows` entries. `error` may be NULL. Returns
/// `HABITUE_OK`, an argument error, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_discount_factors(
    rate: f64,
    times: *const f64,
    factors: *mut f64,
    rows: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (times, factors) =
            unsafe { (column(times, rows, "times")?, column_mut(factors, rows, "factors")?) };
        discount_factor(rate, 0.0)?;
        let found: Vec<f64> = times
            .iter()
            .enumerate()
            .map(|(row, &time)| {
                discount_factor(rate, time).map_err(|error| error.at_row(row as u64))
            })
            .collect::<Result<_>>()?;
        factors.copy_from_slice(&found);
        Ok(())
    })
}
