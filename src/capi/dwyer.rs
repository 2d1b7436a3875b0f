//! The cohort table of lifetime value.

use super::column::{column, column_mut};
use super::guard::guard;
use super::options::enumerator;
use super::status::{habitue_error, habitue_status};
use crate::value::{Dwyer, DwyerYear, PaymentTiming};

/// Payments fall at the beginning of their period.
pub const HABITUE_PAYMENT_BEGINNING: i32 = 0;
/// Payments fall in the middle of their period.
pub const HABITUE_PAYMENT_MIDDLE: i32 = 1;
/// Payments fall at the end of their period.
pub const HABITUE_PAYMENT_END: i32 = 2;

/// A year of the cohort table.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_dwyer_line {
    /// Customers of the year, in expectation.
    pub customers: f64,
    /// Orders of the year.
    pub orders: f64,
    /// Sales of the year.
    pub sales: f64,
    /// Variable cost.
    pub variable_cost: f64,
    /// Marketing cost.
    pub marketing: f64,
    /// Acquisition cost, in the first year only.
    pub acquisition: f64,
    /// Sales less all costs.
    pub profit: f64,
    /// The discount factor.
    pub factor: f64,
    /// Net present value of the year's profit.
    pub present: f64,
    /// Net present values so far.
    pub cumulative: f64,
    /// `cumulative` per customer of the first year.
    pub per_customer: f64,
}

/// The cohort table of Dwyer, one line a year, into `table`: `customers` > 0 are won for
/// `acquisition` in all; of those of a year the share `retention` (0..=1) is there the next
/// year; they place `orders_per_month` >= 0 of `amount` each, of which the share
/// `variable_cost_share` is cost; `marketing` is the year's cost for the whole cohort.
/// `discount` > -1 is yearly; `timing` one of `HABITUE_PAYMENT_...`.
///
/// All columns have `years` entries. `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_BAD_ENUMERATOR`, `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with the year. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_dwyer_table(
    customers: f64,
    acquisition: f64,
    discount: f64,
    timing: i32,
    retention: *const f64,
    orders_per_month: *const f64,
    amount: *const f64,
    variable_cost_share: *const f64,
    marketing: *const f64,
    years: usize,
    table: *mut habitue_dwyer_line,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (retention, orders, amount, share, marketing, table) = unsafe {
            (
                column(retention, years, "retention")?,
                column(orders_per_month, years, "orders_per_month")?,
                column(amount, years, "amount")?,
                column(variable_cost_share, years, "variable_cost_share")?,
                column(marketing, years, "marketing")?,
                column_mut(table, years, "table")?,
            )
        };
        let timings = [
            (HABITUE_PAYMENT_BEGINNING, PaymentTiming::Beginning),
            (HABITUE_PAYMENT_MIDDLE, PaymentTiming::Middle),
            (HABITUE_PAYMENT_END, PaymentTiming::End),
        ];
        let timing = enumerator(timing, "timing", &timings)?;
        let cohort = Dwyer::new(customers, acquisition, discount)?.with_timing(timing);
        let years: Vec<DwyerYear> = (0..retention.len())
            .map(|year| DwyerYear {
                retention: retention[year],
                orders_per_month: orders[year],
                amount: amount[year],
                variable_cost_share: share[year],
                marketing: marketing[year],
            })
            .collect();
        for (slot, line) in table.iter_mut().zip(cohort.table(&years)?) {
            *slot = habitue_dwyer_line {
                customers: line.customers,
                orders: line.orders,
                sales: line.sales,
                variable_cost: line.variable_cost,
                marketing: line.marketing,
                acquisition: line.acquisition,
                profit: line.profit,
                factor: line.factor,
                present: line.present,
                cumulative: line.cumulative,
                per_customer: line.per_customer,
            };
        }
        Ok(())
    })
}
