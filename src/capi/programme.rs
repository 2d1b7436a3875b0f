//! Loyalty programmes and the liability of their points.

use super::column::{column, column_mut};
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::value::{PointsLiability, Programme};

/// The economics of a loyalty programme over one period.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_programme_result {
    /// Spend that would not have come without it, over spend with it; NaN where nothing is
    /// spent. Negative where the programme costs spend.
    pub incrementality: f64,
    /// Margin on the added spend.
    pub incremental_margin: f64,
    /// Rewards redeemed, also on spend that would have come anyway.
    pub reward_cost: f64,
    /// What is left after rewards and administration.
    pub net: f64,
    /// The spend without it at which it breaks even; NaN without margin or member.
    pub break_even_baseline: f64,
}

/// The economics of each of `rows` loyalty programmes (or tiers, or periods of one), into
/// `results`: `members`, the `spend` of a member and the `baseline` that the same member
/// would have spent without it; `margin` and `reward` as shares of spend, `breakage` the
/// share of rewards never redeemed (each 0..=1); `administration`, the cost of running it.
///
/// All columns have `rows` entries, >= 0. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_programmes(
    members: *const f64,
    spend: *const f64,
    baseline: *const f64,
    margin: *const f64,
    reward: *const f64,
    breakage: *const f64,
    administration: *const f64,
    rows: usize,
    results: *mut habitue_programme_result,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (members, spend, baseline, margin, reward, breakage, administration, results) = unsafe {
            (
                column(members, rows, "members")?,
                column(spend, rows, "spend")?,
                column(baseline, rows, "baseline")?,
                column(margin, rows, "margin")?,
                column(reward, rows, "reward")?,
                column(breakage, rows, "breakage")?,
                column(administration, rows, "administration")?,
                column_mut(results, rows, "results")?,
            )
        };
        let found: Vec<habitue_programme_result> = (0..results.len())
            .map(|row| {
                let programme = Programme {
                    members: members[row],
                    spend: spend[row],
                    baseline: baseline[row],
                    margin: margin[row],
                    reward: reward[row],
                    breakage: breakage[row],
                    administration: administration[row],
                };
                let found = programme.compute().map_err(|error| error.at_row(row as u64))?;
                Ok(habitue_programme_result {
                    incrementality: found.incrementality.unwrap_or(f64::NAN),
                    incremental_margin: found.incremental_margin,
                    reward_cost: found.reward_cost,
                    net: found.net,
                    break_even_baseline: found.break_even_baseline.unwrap_or(f64::NAN),
                })
            })
            .collect::<Result<_>>()?;
        results.copy_from_slice(&found);
        Ok(())
    })
}

/// How the price of each sale with points is divided, into `goods` (revenue at once) and
/// `deferred` (until the points are redeemed), on relative stand-alone prices: goods of
/// `price` > 0 come with `points` >= 0, of which the share `redemption` (0..=1; the rest is
/// breakage) is expected to be redeemed for goods worth `value` >= 0 each.
///
/// All columns have `rows` entries. `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_points_allocate(
    price: *const f64,
    points: *const f64,
    redemption: *const f64,
    value: *const f64,
    goods: *mut f64,
    deferred: *mut f64,
    rows: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (price, points, redemption, value, goods, deferred) = unsafe {
            (
                column(price, rows, "price")?,
                column(points, rows, "points")?,
                column(redemption, rows, "redemption")?,
                column(value, rows, "value")?,
                column_mut(goods, rows, "goods")?,
                column_mut(deferred, rows, "deferred")?,
            )
        };
        let found: Vec<PointsLiability> = (0..goods.len())
            .map(|row| {
                PointsLiability::new(price[row], points[row], redemption[row], value[row])
                    .map_err(|error| error.at_row(row as u64))
            })
            .collect::<Result<_>>()?;
        for ((goods, deferred), liability) in goods.iter_mut().zip(deferred).zip(found) {
            (*goods, *deferred) = (liability.goods(), liability.deferred());
        }
        Ok(())
    })
}

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
