//! What a margin that recurs while the customer stays is worth.

use super::cash_flow::habitue_cash_flow;
use super::column::{column, column_mut, optional_column_mut, output};
use super::guard::guard;
use super::handle::guard_new;
use super::options::{Options, enumerator, options, reserved};
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, Result};
use crate::value::{
    MarginMultiple, MarginTiming, RetentionLift, compound_growth, per_period_rate,
    per_period_retention,
};

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

/// The terms on which margins are valued. Start from `HABITUE_MARGIN_TERMS_INIT`;
/// NULL in its place means its values: no discounting, no growth, immediate,
/// without an end.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_margin_terms {
    /// `sizeof(habitue_margin_terms)` of the caller.
    pub struct_size: u32,
    /// One of `HABITUE_MARGIN_...`.
    pub timing: i32,
    /// The discount rate per period, > -1. Defaults to 0.
    pub discount: f64,
    /// The growth of the margin per period, > -1. Defaults to 0.
    pub growth: f64,
    /// The number of margins that are counted, >= 0; -1 for all. Defaults to -1.
    pub horizon: i32,
    /// Zero.
    pub reserved: u32,
}

// SAFETY: repr(C), 4 + 4 + 8 + 8 + 4 + 4 bytes without padding.
unsafe impl Options for habitue_margin_terms {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        timing: HABITUE_MARGIN_IMMEDIATE,
        discount: 0.0,
        growth: 0.0,
        horizon: -1,
        reserved: 0,
    };
    const FIRST_SIZE: usize = 32;
}

/// The caller's terms.
///
/// # Safety
/// As for [`options`].
pub(super) unsafe fn margin_terms(terms: *const habitue_margin_terms) -> Result<MarginMultiple> {
    // SAFETY: the caller's promise is the same.
    let terms = unsafe { options(terms, "terms") }?;
    reserved(&[terms.reserved], "terms.reserved")?;
    let table = [
        (HABITUE_MARGIN_IMMEDIATE, MarginTiming::Immediate),
        (HABITUE_MARGIN_AFTER_RENEWAL, MarginTiming::AfterRenewal),
        (HABITUE_MARGIN_END_OF_PERIOD, MarginTiming::EndOfPeriod),
        (HABITUE_MARGIN_MID_PERIOD, MarginTiming::MidPeriod),
        (HABITUE_MARGIN_CONTINUOUS, MarginTiming::Continuous),
    ];
    let timing = enumerator(terms.timing, "terms.timing", &table)?;
    let multiple =
        MarginMultiple::new(terms.discount)?.with_growth(terms.growth)?.with_timing(timing);
    match terms.horizon {
        -1 => Ok(multiple),
        0.. => Ok(multiple.with_horizon(terms.horizon.unsigned_abs())),
        _ => Err(Error::out_of_range("terms.horizon", f64::from(terms.horizon), ">= 0, or -1")),
    }
}

/// What each customer is worth, into `value`: its margin per period (finite,
/// negative allowed) times the multiple of its retention rate per period (0..=1).
///
/// `margin`, `retention` and `value` have `customers` entries; `terms` and `error`
/// may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with the row, or `HABITUE_UNDEFINED` with the row where
/// the value is infinite. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_margin_value(
    terms: *const habitue_margin_terms,
    margin: *const f64,
    retention: *const f64,
    customers: usize,
    value: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (terms, margin, retention, value) = unsafe {
            (
                margin_terms(terms)?,
                column(margin, customers, "margin")?,
                column(retention, customers, "retention")?,
                column_mut(value, customers, "value")?,
            )
        };
        terms.value_into(margin, retention, value)
    })
}

/// The first `periods` margins (at most 1,000,000) of a customer with `margin` and
/// `retention` (0..=1) per period as a new cash flow `out`: its present value at the
/// discount rate of the terms is `habitue_margin_value` with a horizon of as many periods.
/// The horizon and the discount rate of `terms` are not read.
///
/// `terms` and `error` may be NULL, `out` must not be. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE`, `HABITUE_OVERFLOW` where the margin
/// grows beyond doubles, or `HABITUE_UNSUPPORTED` for continuous margins. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_margin_cash_flow(
    terms: *const habitue_margin_terms,
    margin: f64,
    retention: f64,
    periods: u32,
    out: *mut *mut habitue_cash_flow,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(out, error, || {
            Ok(margin_terms(terms)?.cash_flow(margin, retention, periods)?.into())
        })
    }
}

/// The rate per period that compounds to each of the `yearly` rates (> -1) over `periods` > 0
/// periods a year, (1 + yearly)^(1/periods) - 1, into `rates`.
///
/// `yearly` and `rates` have `rows` entries. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_per_period_rates(
    yearly: *const f64,
    periods: f64,
    rates: *mut f64,
    rows: usize,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    guard(error, || unsafe { per_period(yearly, periods, rates, rows, per_period_rate) })
}

/// The retention rate per period that compounds to each of the `yearly` ones (0..=1) over
/// `periods` > 0 periods a year, yearly^(1/periods), into `retention`.
///
/// `yearly` and `retention` have `rows` entries. `error` may be NULL. Returns `HABITUE_OK`,
/// an argument error, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_per_period_retention(
    yearly: *const f64,
    periods: f64,
    retention: *mut f64,
    rows: usize,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    guard(error, || unsafe { per_period(yearly, periods, retention, rows, per_period_retention) })
}

/// The compound growth rate per period of each series, (end/start)^(1/periods) - 1, into
/// `rates`: `start` > 0, `end` >= 0, `periods` > 0 apart.
///
/// `start`, `end` and `rates` have `rows` entries. `error` may be NULL. Returns `HABITUE_OK`,
/// an argument error, or `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_OVERFLOW`
/// with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_compound_growth(
    start: *const f64,
    end: *const f64,
    periods: f64,
    rates: *mut f64,
    rows: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (start, end, rates) = unsafe {
            (
                column(start, rows, "start")?,
                column(end, rows, "end")?,
                column_mut(rates, rows, "rates")?,
            )
        };
        compound_growth(1.0, 1.0, periods)?;
        let found: Vec<f64> = (0..rates.len())
            .map(|row| {
                compound_growth(start[row], end[row], periods)
                    .map_err(|error| error.at_row(row as u64))
            })
            .collect::<Result<_>>()?;
        rates.copy_from_slice(&found);
        Ok(())
    })
}

/// # Safety
/// The contract of the header.
unsafe fn per_period(
    yearly: *const f64,
    periods: f64,
    out: *mut f64,
    rows: usize,
    of: fn(f64, f64) -> Result<f64>,
) -> Result<()> {
    // SAFETY: the contract of the header.
    let (yearly, out) = unsafe { (column(yearly, rows, "yearly")?, column_mut(out, rows, "out")?) };
    of(0.5, periods)?;
    let found: Vec<f64> = yearly
        .iter()
        .enumerate()
        .map(|(row, &rate)| of(rate, periods).map_err(|error| error.at_row(row as u64)))
        .collect::<Result<_>>()?;
    out.copy_from_slice(&found);
    Ok(())
}

/// What a retention lift does to a base of customers. See
/// `habitue_retention_lift`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_lift_effect {
    /// How many customers.
    pub customers: u64,
    /// How many of them the lift would have taken beyond 100 %.
    pub capped: u64,
    /// What they are worth at their present retention rates.
    pub before: f64,
    /// What they are worth after the lift.
    pub after: f64,
    /// `after - before`: what a programme that achieves the lift may cost, as a
    /// present value.
    pub change: f64,
    /// `change / before`; NaN where `before` is zero or negative.
    pub relative: f64,
    /// The break-even cost per customer and period, paid as the margins are; NaN
    /// where no margin is ever paid.
    pub break_even_per_period: f64,
}

/// The effect of adding `points` (0.05 is five percentage points; -1..=1) to the
/// retention rate of each customer; a rate that would leave 0..=1 stops there.
/// `margin` (finite) and `retention` (0..=1) are per customer and period.
///
/// `margin` and `retention` have `customers` entries, as have `before` and
/// `after`, which receive the value of each customer and may each be NULL where
/// they are not wanted; `effect` receives the totals and must not be NULL;
/// `terms` and `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the
/// row, or `HABITUE_UNDEFINED` with the row where a value is infinite. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_retention_lift(
    terms: *const habitue_margin_terms,
    margin: *const f64,
    retention: *const f64,
    customers: usize,
    points: f64,
    before: *mut f64,
    after: *mut f64,
    effect: *mut habitue_lift_effect,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (lift, margin, retention, before, after, effect) = unsafe {
            (
                RetentionLift::new(margin_terms(terms)?),
                column(margin, customers, "margin")?,
                column(retention, customers, "retention")?,
                optional_column_mut(before, customers, "before")?,
                optional_column_mut(after, customers, "after")?,
                output(effect, "effect")?,
            )
        };
        let found = lift.effect(margin, retention, points)?;
        for (column, points) in [(before, 0.0), (after, points)] {
            if let Some(column) = column {
                lift.value_into(margin, retention, points, column)?;
            }
        }
        *effect = habitue_lift_effect {
            customers: found.customers,
            capped: found.capped,
            before: found.before,
            after: found.after,
            change: found.change,
            relative: found.relative.unwrap_or(f64::NAN),
            break_even_per_period: found.break_even_per_period.unwrap_or(f64::NAN),
        };
        Ok(())
    })
}

/// The smallest lift, in points, whose effect is worth `cost` (a present value,
/// >= 0), into `points`; NaN where not even retaining everybody is. `margin` is
/// >= 0.
///
/// `margin` and `retention` have `customers` entries; `points` must not be NULL,
/// `terms` and `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the
/// row, or `HABITUE_UNDEFINED` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_retention_break_even(
    terms: *const habitue_margin_terms,
    margin: *const f64,
    retention: *const f64,
    customers: usize,
    cost: f64,
    points: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (lift, margin, retention, points) = unsafe {
            (
                RetentionLift::new(margin_terms(terms)?),
                column(margin, customers, "margin")?,
                column(retention, customers, "retention")?,
                output(points, "points")?,
            )
        };
        *points = lift.break_even(margin, retention, cost)?.unwrap_or(f64::NAN);
        Ok(())
    })
}
