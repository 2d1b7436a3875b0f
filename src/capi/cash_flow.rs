//! Payments in time.

use super::column::{column, column_mut, optional_column, optional_column_mut, output, text};
use super::guard::guard;
use super::options::enumerator;
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::money::{Currency, Money};
use crate::time::Day;
use crate::value::{CashFlow, CustomerEvent, DayCount, event_cash_flow};

/// Years of 365 days.
pub const HABITUE_DAY_COUNT_ACTUAL_365: i32 = 0;
/// Years of 365.25 days.
pub const HABITUE_DAY_COUNT_ACTUAL_36525: i32 = 1;
/// Months of 30 and years of 360 days (30E/360).
pub const HABITUE_DAY_COUNT_30_360: i32 = 2;

fn day_count(value: i32) -> Result<DayCount> {
    let table = [
        (HABITUE_DAY_COUNT_ACTUAL_365, DayCount::Actual365),
        (HABITUE_DAY_COUNT_ACTUAL_36525, DayCount::Actual36525),
        (HABITUE_DAY_COUNT_30_360, DayCount::Thirty360),
    ];
    enumerator(value, "day_count", &table)
}

/// What a cash flow comes to.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_cash_flow_result {
    /// The sum of the amounts in minor units, exact: neither weighted by the
    /// probabilities nor discounted.
    pub total: i64,
    /// The expected present value, in major units.
    pub present_value: f64,
    /// When the expected payments have paid back what was paid out, in periods or
    /// years, each thought of as spread since the one before; NaN where they never do.
    pub payback: f64,
    /// The same of their present values.
    pub discounted_payback: f64,
}

/// Years from day `from` to each of `days` (days since 1970-01-01) by `day_count`, one
/// of `HABITUE_DAY_COUNT_...`, into `years`.
///
/// `days` and `years` have `rows` entries. `error` may be NULL. Returns `HABITUE_OK`,
/// an argument error, `HABITUE_BAD_ENUMERATOR`, or `HABITUE_OUT_OF_RANGE` with the row
/// of a day beyond the calendar. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_day_count_years(
    day_count: i32,
    from: i32,
    days: *const i32,
    rows: usize,
    years: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (days, years) =
            unsafe { (column(days, rows, "days")?, column_mut(years, rows, "years")?) };
        let count = self::day_count(day_count)?;
        let from = Day::from_number(from)?;
        let days: Vec<Day> = days
            .iter()
            .enumerate()
            .map(|(row, &day)| Day::from_number(day).map_err(|error| error.at_row(row as u64)))
            .collect::<Result<_>>()?;
        for (slot, day) in years.iter_mut().zip(days) {
            *slot = count.years(from, day);
        }
        Ok(())
    })
}

/// Values payments in minor units of one currency: `time` >= 0 in periods (or years)
/// from the valuation, `amount` negative for money paid out, `probability` in 0..=1 or
/// NULL for certain ones; `discount` > -1 is the rate per period (or year). Rows may
/// come in any order of time.
///
/// Out: `result`; and, each of `rows` entries in the order of the *rows* or NULL where
/// not wanted: the discount factor and the expected present value of each payment.
///
/// `currency` is the ISO 4217 code. `result` must not be NULL, `error` may be. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_BAD_CURRENCY`, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with the row, or `HABITUE_OVERFLOW`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cash_flow_value(
    currency: *const u8,
    currency_length: usize,
    time: *const f64,
    amount: *const i64,
    probability: *const f64,
    rows: usize,
    discount: f64,
    factor: *mut f64,
    present: *mut f64,
    result: *mut habitue_cash_flow_result,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (currency, time, amount, probability, factor, present, result) = unsafe {
            (
                Currency::from_code(text(currency, currency_length, "currency")?)?,
                column(time, rows, "time")?,
                column(amount, rows, "amount")?,
                optional_column(probability, rows, "probability")?,
                optional_column_mut(factor, rows, "factor")?,
                optional_column_mut(present, rows, "present")?,
                output(result, "result")?,
            )
        };
        let mut flow = CashFlow::new(currency);
        for (row, (&time, &amount)) in time.iter().zip(amount).enumerate() {
            let likely = probability.map_or(1.0, |column| column[row]);
            flow.push(time, Money::from_minor(amount, currency), likely)
                .map_err(|error| error.at_row(row as u64))?;
        }
        let found = outcome(&flow, discount)?;
        let mut rows: Vec<usize> = (0..time.len()).collect();
        rows.sort_by(|&a, &b| time[a].total_cmp(&time[b]));
        let table = flow.table(discount)?;
        for (column, take) in [(factor, 0), (present, 1)] {
            if let Some(column) = column {
                for (&row, line) in rows.iter().zip(&table) {
                    column[row] = if take == 0 { line.factor } else { line.present };
                }
            }
        }
        *result = found;
        Ok(())
    })
}

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
        let events: Vec<CustomerEvent> = day
            .iter()
            .enumerate()
            .map(|(row, &number)| {
                Ok(CustomerEvent {
                    day: Day::from_number(number).map_err(|error| error.at_row(row as u64))?,
                    probability: probability[row],
                    revenue: Money::from_minor(revenue[row], currency),
                    cost: Money::from_minor(cost[row], currency),
                })
            })
            .collect::<Result<_>>()?;
        let (valuation, count) = (Day::from_number(valuation)?, self::day_count(day_count)?);
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

fn outcome(flow: &CashFlow, discount: f64) -> Result<habitue_cash_flow_result> {
    Ok(habitue_cash_flow_result {
        total: flow.total()?.to_minor()?,
        present_value: flow.present_value(discount)?,
        payback: flow.payback(0.0)?.unwrap_or(f64::NAN),
        discounted_payback: flow.payback(discount)?.unwrap_or(f64::NAN),
    })
}
