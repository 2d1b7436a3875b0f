//! The liability of points.

use super::column::{column, column_mut};
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use crate::value::PointsLiability;

/// A period of the liability of points.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_points_period {
    /// Deferred revenue earned up to the end of the period.
    pub recognised: f64,
    /// Of it, earned in this period, the catch-up included.
    pub revenue: f64,
    /// What a changed expectation adds to what was recognised before.
    pub catch_up: f64,
    /// What is still owed at the end of the period.
    pub outstanding: f64,
}

/// The liability of the points of one sale (see `habitue_points_allocate`) period by period,
/// into `schedule`: `redeemed` points up to the end of each period, rising, and the
/// `expected` that will then be redeemed in all (above 0, up to the points issued).
///
/// The columns have `periods` entries. `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row, or `HABITUE_UNDEFINED`
/// where no points were issued. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_points_schedule(
    price: f64,
    points: f64,
    redemption: f64,
    value: f64,
    redeemed: *const f64,
    expected: *const f64,
    schedule: *mut habitue_points_period,
    periods: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (redeemed, expected, schedule) = unsafe {
            (
                column(redeemed, periods, "redeemed")?,
                column(expected, periods, "expected")?,
                column_mut(schedule, periods, "schedule")?,
            )
        };
        let liability = PointsLiability::new(price, points, redemption, value)?;
        let periods: Vec<(f64, f64)> =
            redeemed.iter().copied().zip(expected.iter().copied()).collect();
        for (slot, line) in schedule.iter_mut().zip(liability.schedule(&periods)?) {
            *slot = habitue_points_period {
                recognised: line.recognised,
                revenue: line.revenue,
                catch_up: line.catch_up,
                outstanding: line.outstanding,
            };
        }
        Ok(())
    })
}
