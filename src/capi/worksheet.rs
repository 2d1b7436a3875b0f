//! The six-step worksheet.

use super::cash_flow::habitue_cash_flow;
use super::column::{column, column_mut};
use super::guard::guard;
use super::handle::guard_new;
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::value::Worksheet;

/// The six-step worksheet filled in, with all its intermediates.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_worksheet {
    /// Step 1: the average sale.
    pub average_sale: f64,
    /// Step 1: the profit of a sale.
    pub profit_per_sale: f64,
    /// Step 2: the profit of a customer, first sale and repeats.
    pub profit_per_customer: f64,
    /// Step 3: what a new customer cost; NaN where none was won.
    pub cost_per_customer: f64,
    /// Step 4: what a prospect cost.
    pub cost_per_prospect: f64,
    /// Step 5: the share of prospects that became customers.
    pub conversion: f64,
    /// Step 5: the profit that a prospect promises.
    pub profit_per_prospect: f64,
    /// Step 6: a customer's profit less its cost; NaN where none was won.
    pub marginal_net_worth: f64,
    /// The conversion at which marketing pays for itself; NaN where a customer earns nothing.
    pub break_even_conversion: f64,
}

/// Fills in a six-step worksheet for each of `rows` campaigns, into `worksheets`. Over one
/// period each: total `sales`, how many they were (`sale_count` > 0), `cost_of_goods`,
/// `repeat_orders` >= 0 of a customer after the first, `marketing` spend, `prospects` > 0
/// reached, and `new_customers` won among them (0 up to the prospects).
///
/// All columns have `rows` entries. `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_worksheets(
    sales: *const f64,
    sale_count: *const f64,
    cost_of_goods: *const f64,
    repeat_orders: *const f64,
    marketing: *const f64,
    prospects: *const f64,
    new_customers: *const f64,
    rows: usize,
    worksheets: *mut habitue_worksheet,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (sales, count, goods, repeat, marketing, prospects, new, worksheets) = unsafe {
            (
                column(sales, rows, "sales")?,
                column(sale_count, rows, "sale_count")?,
                column(cost_of_goods, rows, "cost_of_goods")?,
                column(repeat_orders, rows, "repeat_orders")?,
                column(marketing, rows, "marketing")?,
                column(prospects, rows, "prospects")?,
                column(new_customers, rows, "new_customers")?,
                column_mut(worksheets, rows, "worksheets")?,
            )
        };
        let found: Vec<habitue_worksheet> = (0..worksheets.len())
            .map(|row| {
                let sheet = Worksheet {
                    sales: sales[row],
                    sale_count: count[row],
                    cost_of_goods: goods[row],
                    repeat_orders: repeat[row],
                    marketing: marketing[row],
                    prospects: prospects[row],
                    new_customers: new[row],
                };
                let found = sheet.compute().map_err(|error| error.at_row(row as u64))?;
                Ok(habitue_worksheet {
                    average_sale: found.average_sale,
                    profit_per_sale: found.profit_per_sale,
                    profit_per_customer: found.profit_per_customer,
                    cost_per_customer: found.cost_per_customer.unwrap_or(f64::NAN),
                    cost_per_prospect: found.cost_per_prospect,
                    conversion: found.conversion,
                    profit_per_prospect: found.profit_per_prospect,
                    marginal_net_worth: found.marginal_net_worth.unwrap_or(f64::NAN),
                    break_even_conversion: found.break_even_conversion.unwrap_or(f64::NAN),
                })
            })
            .collect::<Result<_>>()?;
        worksheets.copy_from_slice(&found);
        Ok(())
    })
}

/// What a new customer of one worksheet costs and brings, as a new cash flow `out`: the
/// marketing cost and the first sale at time 0, then a repeat order every `interval` >= 0
/// years. The other arguments are those of `habitue_worksheets`.
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
