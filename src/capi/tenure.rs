//! Profit per customer by tenure.

use super::cash_flow::habitue_cash_flow;
use super::column::{optional_column, optional_column_mut, output};
use super::guard::guard;
use super::handle::guard_new;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, Result};
use crate::value::{TenureProfit, tenure_cash_flow, tenure_value};

/// A customer's profit over its tenure, after what it cost to win.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_tenure_result {
    /// The lifetime value, the acquisition cost subtracted.
    pub value: f64,
    /// When the acquisition cost is earned back, discounted, in years; NaN if never.
    pub payback: f64,
    /// Lifetime profit over acquisition cost; NaN where winning the customer cost nothing.
    pub value_to_cost: f64,
}

/// Values the profit of years 1, 2, ... of a customer who stays with probability
/// `retention` (0..=1) each year, by its sources: `base` profit, `growth` of purchases,
/// `cost_saving`, `referral`, price `premium`. Year k is earned at time k with probability
/// retention^(k-1); winning the customer costs `acquisition` >= 0 at time 0; `discount` > -1
/// is yearly.
///
/// Each source has `years` entries, or is NULL for zero, but not all of them. Out, of `years` entries or NULL:
/// `present`, the discounted and retained profit of each year, and `cumulative`, the running
/// totals after the acquisition cost. `result` must not be NULL, `error` may be. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with the year. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_tenure_value(
    base: *const f64,
    growth: *const f64,
    cost_saving: *const f64,
    referral: *const f64,
    premium: *const f64,
    years: usize,
    acquisition: f64,
    retention: f64,
    discount: f64,
    present: *mut f64,
    cumulative: *mut f64,
    result: *mut habitue_tenure_result,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (profits, present, cumulative, result) = unsafe {
            (
                profits([base, growth, cost_saving, referral, premium], years)?,
                optional_column_mut(present, years, "present")?,
                optional_column_mut(cumulative, years, "cumulative")?,
                output(result, "result")?,
            )
        };
        let found = tenure_value(&profits, acquisition, retention, discount)?;
        for (column, values) in [(present, &found.present), (cumulative, &found.cumulative)] {
            if let Some(column) = column {
                column.copy_from_slice(values);
            }
        }
        *result = habitue_tenure_result {
            value: found.value,
            payback: found.payback.unwrap_or(f64::NAN),
            value_to_cost: found.value_to_cost.unwrap_or(f64::NAN),
        };
        Ok(())
    })
}

/// The payments of `habitue_tenure_value` as a new cash flow `out`, in years; the arguments
/// are the same, without a discount rate.
///
/// Each source may be NULL for zero, and `error` may be; `out` must not be NULL. Returns as
/// `habitue_tenure_value`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_tenure_cash_flow(
    base: *const f64,
    growth: *const f64,
    cost_saving: *const f64,
    referral: *const f64,
    premium: *const f64,
    years: usize,
    acquisition: f64,
    retention: f64,
    out: *mut *mut habitue_cash_flow,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(out, error, || {
            let profits = profits([base, growth, cost_saving, referral, premium], years)?;
            Ok(tenure_cash_flow(&profits, acquisition, retention)?.into())
        })
    }
}

/// The profit of each year from its five sources.
///
/// # Safety
/// As for [`optional_column`], for each and the number of years.
unsafe fn profits(sources: [*const f64; 5], years: usize) -> Result<Vec<TenureProfit>> {
    let names = ["base", "growth", "cost_saving", "referral", "premium"];
    let mut read: [Option<&[f64]>; 5] = [None; 5];
    for ((slot, pointer), name) in read.iter_mut().zip(sources).zip(names) {
        // SAFETY: the caller's promise is the same.
        *slot = unsafe { optional_column(pointer, years, name) }?;
    }
    if read.iter().all(Option::is_none) {
        return Err(Error::empty("base"));
    }
    let of = |source: usize, year: usize| read[source].map_or(0.0, |column| column[year]);
    Ok((0..years)
        .map(|year| TenureProfit {
            base: of(0, year),
            growth: of(1, year),
            cost_saving: of(2, year),
            referral: of(3, year),
            premium: of(4, year),
        })
        .collect())
}
