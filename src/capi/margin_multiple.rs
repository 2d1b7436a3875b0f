//! What a margin that recurs while the customer stays is worth.

use super::cash_flow::habitue_cash_flow;
use super::handle::guard_new;
use super::options::{Options, enumerator, options, reserved};
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, Result};
use crate::value::{MarginMultiple, MarginTiming};

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
    multiple(
        terms.timing,
        terms.discount,
        terms.growth,
        terms.horizon,
        ["terms.timing", "terms.horizon"],
    )
}

/// The terms that these settings describe.
pub(super) fn terms(
    timing: i32,
    discount: f64,
    growth: f64,
    horizon: i32,
) -> Result<MarginMultiple> {
    multiple(timing, discount, growth, horizon, ["timing", "horizon"])
}

fn multiple(
    timing: i32,
    discount: f64,
    growth: f64,
    horizon: i32,
    names: [&'static str; 2],
) -> Result<MarginMultiple> {
    let table = [
        (HABITUE_MARGIN_IMMEDIATE, MarginTiming::Immediate),
        (HABITUE_MARGIN_AFTER_RENEWAL, MarginTiming::AfterRenewal),
        (HABITUE_MARGIN_END_OF_PERIOD, MarginTiming::EndOfPeriod),
        (HABITUE_MARGIN_MID_PERIOD, MarginTiming::MidPeriod),
        (HABITUE_MARGIN_CONTINUOUS, MarginTiming::Continuous),
    ];
    let timing = enumerator(timing, names[0], &table)?;
    let multiple = MarginMultiple::new(discount)?.with_growth(growth)?.with_timing(timing);
    match horizon {
        -1 => Ok(multiple),
        0.. => Ok(multiple.with_horizon(horizon.unsigned_abs())),
        _ => Err(Error::out_of_range(names[1], f64::from(horizon), ">= 0, or -1")),
    }
}

/// The first `periods` margins (at most 1,000,000) of a customer with `margin` and
/// `retention` (0..=1) per period as a new cash flow `out`: its present value at the
/// discount rate of the terms is `HABITUE_FORMULA_MARGIN_VALUE` with a horizon of as many periods.
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
