//! The six-step worksheet.

use super::cash_flow::habitue_cash_flow;
use super::handle::guard_new;
use super::status::{habitue_error, habitue_status};
use crate::value::Worksheet;

/// What a new customer of one worksheet costs and brings, as a new cash flow `out`: the
/// marketing cost and the first sale at time 0, then a repeat order every `interval` >= 0
/// years. The other arguments are those of `HABITUE_FORMULA_WORKSHEET`.
///
/// `out` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE`, or `HABITUE_UNDEFINED` where no customer was
/// won. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_worksheet_cash_flow(
    sales: f64,
    sale_count: f64,
    cost_of_goods: f64,
    repeat_orders: f64,
    marketing: f64,
    prospects: f64,
    new_customers: f64,
    interval: f64,
    out: *mut *mut habitue_cash_flow,
    error: *mut habitue_error,
) -> habitue_status {
    let sheet = Worksheet {
        sales,
        sale_count,
        cost_of_goods,
        repeat_orders,
        marketing,
        prospects,
        new_customers,
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(out, error, || Ok(sheet.cash_flow(interval)?.into())) }
}
