//! The cohort table of lifetime value.

use super::cash_flow::habitue_cash_flow;
use super::column::{column, column_mut};
use super::discount::payment_timing;
use super::guard::guard;
use super::handle::guard_new;
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::value::{Dwyer, DwyerYear};

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
/// error, `HABITUE_BAD_ENUMERATOR`, `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE`,
/// `HABITUE_NOT_FINITE` or `HABITUE_OVERFLOW` with the year. Any thread. Since 0.1.
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
        let (years, table) = unsafe {
            let columns = [retention, orders_per_month, amount, variable_cost_share, marketing];
            (self::years(columns, years)?, column_mut(table, years, "table")?)
        };
        let cohort =
            Dwyer::new(customers, acquisition, discount)?.with_timing(payment_timing(timing)?);
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

/// The profit of each year of `habitue_dwyer_table` as a new cash flow `out`, in years: its
/// payback is that of the cohort.
///
/// The arguments are those of `habitue_dwyer_table`, without a discount rate. `out` must not
/// be NULL, `error` may be. Returns as `habitue_dwyer_table`, where enumerators are
/// `HABITUE_PAYMENT_...`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_dwyer_cash_flow(
    customers: f64,
    acquisition: f64,
    timing: i32,
    retention: *const f64,
    orders_per_month: *const f64,
    amount: *const f64,
    variable_cost_share: *const f64,
    marketing: *const f64,
    years: usize,
    out: *mut *mut habitue_cash_flow,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(out, error, || {
            let columns = [retention, orders_per_month, amount, variable_cost_share, marketing];
            let years = self::years(columns, years)?;
            let cohort = Dwyer::new(customers, acquisition, 0.0)?;
            let cohort = cohort.with_timing(payment_timing(timing)?);
            Ok(cohort.cash_flow(&years)?.into())
        })
    }
}

/// The years of a cohort from its five columns.
///
/// # Safety
/// As for [`column`], for each and the number of years.
unsafe fn years(columns: [*const f64; 5], years: usize) -> Result<Vec<DwyerYear>> {
    let names = ["retention", "orders_per_month", "amount", "variable_cost_share", "marketing"];
    let mut read: [&[f64]; 5] = [&[]; 5];
    for ((slot, pointer), name) in read.iter_mut().zip(columns).zip(names) {
        // SAFETY: the caller's promise is the same.
        *slot = unsafe { column(pointer, years, name) }?;
    }
    Ok((0..read[0].len())
        .map(|year| DwyerYear {
            retention: read[0][year],
            orders_per_month: read[1][year],
            amount: read[2][year],
            variable_cost_share: read[3][year],
            marketing: read[4][year],
        })
        .collect())
}
