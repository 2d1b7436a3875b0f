//! The five cases of Berger and Nasr.

use super::cash_flow::habitue_cash_flow;
use super::column::{column, optional_column, optional_column_mut, output};
use super::guard::guard;
use super::handle::guard_new;
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::value::BergerNasr;

/// Cases 3 and 5 of Berger and Nasr (and 2, by `cycle_years`), into `value`: `contribution`
/// of the beginning of each of `contributions` cycles, and `promotion` of the middle of each
/// but the last. Customers stay with probability `retention` (0..=1) per cycle; or, where
/// `purchase` is not NULL, who last bought j cycles ago buys again with probability
/// `purchase[j - 1]` and is lost after `recencies` cycles without a purchase, and `retention`
/// is not read.
///
/// Out, each of `contributions` entries or NULL where not wanted: `buying` the customers who
/// buy at the beginning of each cycle, per customer of the first, and `promoted` those who
/// are promoted to (0 in the last cycle). `promotion` has `contributions` - 1 entries
/// (`promotions`), `purchase` has `recencies`. `value` must not be NULL, `error` may be.
/// Returns `HABITUE_OK`, an argument error, or `HABITUE_EMPTY_INPUT`,
/// `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_OVERFLOW` with the row. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_berger_nasr_value(
    contribution: *const f64,
    contributions: usize,
    promotion: *const f64,
    promotions: usize,
    retention: f64,
    purchase: *const f64,
    recencies: usize,
    discount: f64,
    cycle_years: f64,
    buying: *mut f64,
    promoted: *mut f64,
    value: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, buying, promoted, value) = unsafe {
            (
                model(
                    (contribution, contributions),
                    (promotion, promotions),
                    retention,
                    (purchase, recencies),
                    discount,
                    cycle_years,
                )?,
                optional_column_mut(buying, contributions, "buying")?,
                optional_column_mut(promoted, contributions, "promoted")?,
                output(value, "value")?,
            )
        };
        let found = model.value()?;
        for (slot, share) in buying.into_iter().flatten().zip(model.customers()) {
            *slot = *share;
        }
        let last = std::iter::once(&0.0);
        for (slot, share) in promoted.into_iter().flatten().zip(model.promoted().iter().chain(last))
        {
            *slot = *share;
        }
        *value = found;
        Ok(())
    })
}

/// The payments of `habitue_berger_nasr_value` as a new cash flow `out`, in years; the
/// arguments are the same, without a discount rate.
///
/// `purchase` and `error` may be NULL, `out` must not be. Returns as
/// `habitue_berger_nasr_value`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_berger_nasr_cash_flow(
    contribution: *const f64,
    contributions: usize,
    promotion: *const f64,
    promotions: usize,
    retention: f64,
    purchase: *const f64,
    recencies: usize,
    cycle_years: f64,
    out: *mut *mut habitue_cash_flow,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(out, error, || {
            let model = model(
                (contribution, contributions),
                (promotion, promotions),
                retention,
                (purchase, recencies),
                0.0,
                cycle_years,
            )?;
            Ok(model.cash_flow().into())
        })
    }
}

/// # Safety
/// The contract of the header.
unsafe fn model(
    contribution: (*const f64, usize),
    promotion: (*const f64, usize),
    retention: f64,
    purchase: (*const f64, usize),
    discount: f64,
    cycle_years: f64,
) -> Result<BergerNasr> {
    // SAFETY: the contract of the header.
    let (contribution, promotion, purchase) = unsafe {
        (
            column(contribution.0, contribution.1, "contribution")?,
            column(promotion.0, promotion.1, "promotion")?,
            optional_column(purchase.0, purchase.1, "purchase")?,
        )
    };
    let model = match purchase {
        Some(purchase) => BergerNasr::by_recency(contribution, promotion, purchase, discount)?,
        None => BergerNasr::varying(contribution, promotion, retention, discount)?,
    };
    model.with_cycle(cycle_years)
}
