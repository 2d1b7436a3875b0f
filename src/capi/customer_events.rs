//! Lifetime value by the customer-event method.

use super::cash_flow::{habitue_cash_flow_result, outcome};
use super::column::{column, column_mut, optional_column_mut, output, text};
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::money::{Currency, Money};
use crate::time::Day;
use crate::value::{CustomerEvent, event_cash_flow, event_values_into};

/// Values the events that are expected of a customer (the customer-event method):
/// probability x (revenue - cost), discounted from `valuation` (days since 1970-01-01)
/// at `discount` a year by `day_count`, one of `HABITUE_DAY_COUNT_...`. Amounts are
/// minor units; events may come in any order, and none before the valuation.
///
/// All columns have `events` entries; `present` receives the expected present value of
/// each event, or is NULL. `currency` is the ISO 4217 code. `result` must not be NULL,
/// `error` may be. Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_ENUMERATOR`,
/// `HABITUE_BAD_CURRENCY`, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row,
/// or `HABITUE_OVERFLOW`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_customer_events_value(
    currency: *const u8,
    currency_length: usize,
    valuation: i32,
    day_count: i32,
    day: *const i32,
    probability: *const f64,
    revenue: *const i64,
    cost: *const i64,
    events: usize,
    discount: f64,
    present: *mut f64,
    result: *mut habitue_cash_flow_result,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (currency, day, probability, revenue, cost, present, result) = unsafe {
            (
                Currency::from_code(text(currency, currency_length, "currency")?)?,
                column(day, events, "day")?,
                column(probability, events, "probability")?,
                column(revenue, events, "revenue")?,
                column(cost, events, "cost")?,
                optional_column_mut(present, events, "present")?,
                output(result, "result")?,
            )
        };
        let events = self::events(currency, day, probability, revenue, cost)?;
        let (valuation, count) =
            (Day::from_number(valuation)?, super::discount::day_count(day_count)?);
        let flow = event_cash_flow(currency, valuation, count, &events)?;
        let found = outcome(&flow, discount)?;
        if let Some(present) = present {
            let mut rows: Vec<usize> = (0..events.len()).collect();
            let time = |row: usize| count.years(valuation, events[row].day);
            rows.sort_by(|&a, &b| time(a).total_cmp(&time(b)));
            for (row, line) in rows.into_iter().zip(flow.table(discount)?) {
                present[row] = line.present;
            }
        }
        *result = found;
        Ok(())
    })
}

/// The value of each of many customers by the customer-event method, into `values`: event i
/// is one of customer `customer[i]` (from 0), whose value is in that place; a customer
/// without an event is worth 0. The rest is as in `habitue_customer_events_value`.
///
/// `customer`, `day`, `probability`, `revenue` and `cost` have `events` entries, `values` has
/// `customers`. `currency` is the ISO 4217 code. `error` may be NULL. Returns `HABITUE_OK`,
/// an argument error, `HABITUE_BAD_ENUMERATOR`, `HABITUE_BAD_CURRENCY`,
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row, or `HABITUE_OVERFLOW`. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_customer_events_values(
    currency: *const u8,
    currency_length: usize,
    valuation: i32,
    day_count: i32,
    customer: *const u32,
    day: *const i32,
    probability: *const f64,
    revenue: *const i64,
    cost: *const i64,
    events: usize,
    discount: f64,
    values: *mut f64,
    customers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (currency, customer, day, probability, revenue, cost, values) = unsafe {
            (
                Currency::from_code(text(currency, currency_length, "currency")?)?,
                column(customer, events, "customer")?,
                column(day, events, "day")?,
                column(probability, events, "probability")?,
                column(revenue, events, "revenue")?,
                column(cost, events, "cost")?,
                column_mut(values, customers, "values")?,
            )
        };
        let events = self::events(currency, day, probability, revenue, cost)?;
        let (valuation, count) =
            (Day::from_number(valuation)?, super::discount::day_count(day_count)?);
        event_values_into(currency, valuation, count, discount, customer, &events, values)
    })
}

fn events(
    currency: Currency,
    day: &[i32],
    probability: &[f64],
    revenue: &[i64],
    cost: &[i64],
) -> Result<Vec<CustomerEvent>> {
    day.iter()
        .enumerate()
        .map(|(row, &number)| {
            Ok(CustomerEvent {
                day: Day::from_number(number).map_err(|error| error.at_row(row as u64))?,
                probability: probability[row],
                revenue: Money::from_minor(revenue[row], currency),
                cost: Money::from_minor(cost[row], currency),
            })
        })
        .collect()
}
