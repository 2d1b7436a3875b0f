//! Survival curves and their comparison.

use super::column::{column, column_mut, input, optional_column_mut, output};
use super::guard::{guard, guard_value};
use super::handle::{free, guard_new};
use super::options::enumerator;
use super::status::{habitue_error, habitue_status};
use crate::error::Error;
use crate::retention::{KaplanMeier, SurvivalInterval, log_rank};

/// Interval of a survival probability on the scale of its logarithm.
pub const HABITUE_SURVIVAL_INTERVAL_LOG: i32 = 0;
/// Interval of a survival probability on the scale of log(-log).
pub const HABITUE_SURVIVAL_INTERVAL_LOG_LOG: i32 = 1;
/// Interval of a survival probability on its own scale.
pub const HABITUE_SURVIVAL_INTERVAL_PLAIN: i32 = 2;

/// The Kaplan-Meier estimate of a survival curve. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_kaplan_meier(KaplanMeier);

/// The survival curve just after a time at which somebody was lost.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_survival_step {
    /// The time.
    pub time: f64,
    /// Customers who were there just before it.
    pub at_risk: u64,
    /// Customers lost at it.
    pub lost: u64,
    /// The probability of staying beyond it.
    pub survival: f64,
    /// Greenwood's standard error; NaN once nobody is left.
    pub std_error: f64,
}

/// Estimates the survival curve from how long each customer was observed (finite, >=
/// 0) and whether they were lost at the end of it (1) or still there (0). At equal
/// times losses come before censorings.
///
/// `*curve` receives the handle, to be freed with `habitue_kaplan_meier_free`; `curve`
/// must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with row and
/// column. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_kaplan_meier_new(
    times: *const f64,
    lost: *const u8,
    rows: usize,
    curve: *mut *mut habitue_kaplan_meier,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (times, lost) = unsafe { (column(times, rows, "times")?, column(lost, rows, "lost")?) };
        KaplanMeier::new(times, lost).map(habitue_kaplan_meier)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(curve, error, make) }
}

/// Releases a survival curve; NULL does nothing. Needs the handle to itself. Since
/// 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_kaplan_meier_free(curve: *mut habitue_kaplan_meier) {
    // SAFETY: the contract of the header.
    unsafe { free(curve) }
}

/// At how many times somebody was lost; 0 for NULL. Never fails. Any thread. Since
/// 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_kaplan_meier_length(curve: *const habitue_kaplan_meier) -> usize {
    guard_value(0, || {
        // SAFETY: the contract of the header.
        unsafe { input(curve, "curve") }.map_or(0, |curve| curve.0.steps().len())
    })
}

/// The longest time that anybody was observed, beyond which the curve says nothing
/// unless it has reached 0; NaN for NULL. Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_kaplan_meier_last_time(curve: *const habitue_kaplan_meier) -> f64 {
    guard_value(f64::NAN, || {
        // SAFETY: the contract of the header.
        unsafe { input(curve, "curve") }.map_or(f64::NAN, |curve| curve.0.last_time())
    })
}

/// The steps of the curve, ascending in time, into `steps` of `length` entries, which
/// must be as many as there are.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument error. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_kaplan_meier_steps(
    curve: *const habitue_kaplan_meier,
    steps: *mut habitue_survival_step,
    length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (curve, steps) =
            unsafe { (&input(curve, "curve")?.0, column_mut(steps, length, "steps")?) };
        if length != curve.steps().len() {
            return Err(Error::length("steps", length, curve.steps().len()));
        }
        for (slot, step) in steps.iter_mut().zip(curve.steps()) {
            *slot = habitue_survival_step {
                time: step.time,
                at_risk: step.at_risk,
                lost: step.lost,
                survival: step.survival,
                std_error: step.std_error().unwrap_or(f64::NAN),
            };
        }
        Ok(())
    })
}

/// The probability of staying beyond each of `times` (finite, >= 0), and its interval
/// at a confidence `level` in (0, 1): `kind` is one of `HABITUE_SURVIVAL_INTERVAL_...`.
/// NaN beyond the last time; the interval is NaN also once nobody is left.
///
/// `curve` must not be NULL; `survival`, `low`, `high` and `error` may be. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_BAD_ENUMERATOR`, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with the row. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_kaplan_meier_survival(
    curve: *const habitue_kaplan_meier,
    times: *const f64,
    rows: usize,
    kind: i32,
    level: f64,
    survival: *mut f64,
    low: *mut f64,
    high: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (curve, times, mut survival, mut low, mut high) = unsafe {
            (
                &input(curve, "curve")?.0,
                column(times, rows, "times")?,
                optional_column_mut(survival, rows, "survival")?,
                optional_column_mut(low, rows, "low")?,
                optional_column_mut(high, rows, "high")?,
            )
        };
        let kinds = [
            (HABITUE_SURVIVAL_INTERVAL_LOG, SurvivalInterval::Log),
            (HABITUE_SURVIVAL_INTERVAL_LOG_LOG, SurvivalInterval::LogLog),
            (HABITUE_SURVIVAL_INTERVAL_PLAIN, SurvivalInterval::Plain),
        ];
        let kind = enumerator(kind, "kind", &kinds)?;
        for (row, time) in times.iter().enumerate() {
            curve.interval(*time, kind, level).map_err(|error| error.at_row(row as u64))?;
        }
        for (row, time) in times.iter().enumerate() {
            let interval = curve.interval(*time, kind, level)?;
            if let Some(survival) = &mut survival {
                survival[row] = curve.survival(*time)?.unwrap_or(f64::NAN);
            }
            if let Some(low) = &mut low {
                low[row] = interval.map_or(f64::NAN, |interval| interval.low);
            }
            if let Some(high) = &mut high {
                high[row] = interval.map_or(f64::NAN, |interval| interval.high);
            }
        }
        Ok(())
    })
}

/// The time by which a share `p` of the customers is lost (0 < `p` <= 1; .5 is the
/// median), into `*time`: the first at which the survival is at most 1 - p; NaN where
/// the curve does not come down so far.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_kaplan_meier_quantile(
    curve: *const habitue_kaplan_meier,
    p: f64,
    time: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (curve, time) = unsafe { (&input(curve, "curve")?.0, output(time, "time")?) };
        *time = curve.quantile(p)?.unwrap_or(f64::NAN);
        Ok(())
    })
}

/// The mean time as a customer up to a horizon, into `*mean`, and its standard error,
/// into `*std_error` (NaN once nobody is left before the horizon).
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` unless the horizon is > 0 and at most
/// the last time, or the curve has reached 0. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_kaplan_meier_restricted_mean(
    curve: *const habitue_kaplan_meier,
    horizon: f64,
    mean: *mut f64,
    std_error: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (curve, mean, std_error) = unsafe {
            (&input(curve, "curve")?.0, output(mean, "mean")?, output(std_error, "std_error")?)
        };
        let (area, spread) = curve.restricted_mean(horizon)?;
        (*mean, *std_error) = (area, spread.unwrap_or(f64::NAN));
        Ok(())
    })
}

/// The log-rank comparison of the survival of groups.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_log_rank {
    /// The statistic.
    pub chi_square: f64,
    /// The probability of so large a statistic if all groups stayed alike.
    pub p_value: f64,
    /// Groups that can be compared, less one.
    pub degrees_of_freedom: u32,
    /// 0.
    pub reserved: u32,
}

/// Whether groups of customers stay equally long (Mantel's log-rank test): `group[i]`
/// is the group of customer i, 0 to `groups` - 1; `times` and `lost` as for
/// `habitue_kaplan_meier_new`. `observed` and `expected` receive, for each group, how
/// many were lost and how many would have been if all stayed alike.
///
/// `observed`, `expected` and `error` may be NULL, `result` must not be. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_BAD_ARGUMENT` for fewer than 2 or more
/// than 1,000 groups, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with row and column, or `HABITUE_SINGULAR_MATRIX` where fewer
/// than two groups can be compared. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_log_rank_test(
    times: *const f64,
    lost: *const u8,
    group: *const u32,
    rows: usize,
    observed: *mut f64,
    expected: *mut f64,
    groups: usize,
    result: *mut habitue_log_rank,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (times, lost, group, observed, expected, result) = unsafe {
            (
                column(times, rows, "times")?,
                column(lost, rows, "lost")?,
                column(group, rows, "group")?,
                optional_column_mut(observed, groups, "observed")?,
                optional_column_mut(expected, groups, "expected")?,
                output(result, "result")?,
            )
        };
        let test = log_rank(times, lost, group, groups)?;
        for (slot, group) in observed.into_iter().flatten().zip(&test.groups) {
            *slot = group.observed;
        }
        for (slot, group) in expected.into_iter().flatten().zip(&test.groups) {
            *slot = group.expected;
        }
        *result = habitue_log_rank {
            chi_square: test.chi_square,
            p_value: test.p_value,
            degrees_of_freedom: test.degrees_of_freedom,
            reserved: 0,
        };
        Ok(())
    })
}
