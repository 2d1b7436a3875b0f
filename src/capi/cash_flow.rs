//! Payments in time.

use super::column::{
    column, column_mut, input, optional_column, optional_column_mut, output, text,
};
use super::guard::{guard, guard_value};
use super::handle::{free, guard_new};
use super::status::{habitue_error, habitue_status};
use super::tables::rounding;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money};
use crate::value::{CashFlow, CashFlowLine};

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
        let payments = time.iter().zip(amount).enumerate().map(|(row, (&time, &amount))| {
            let likely = probability.map_or(1.0, |column| column[row]);
            (time, Money::from_minor(amount, currency), likely)
        });
        let flow = CashFlow::collect(currency, payments)?;
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

pub(super) fn outcome(flow: &CashFlow, discount: f64) -> Result<habitue_cash_flow_result> {
    Ok(habitue_cash_flow_result {
        total: flow.total()?.to_minor()?,
        present_value: flow.present_value(discount)?,
        payback: flow.payback(0.0)?.unwrap_or(f64::NAN),
        discounted_payback: flow.payback(discount)?.unwrap_or(f64::NAN),
    })
}

/// Payments in time: exact money of one currency, or the doubles that a model expects. Made
/// by `habitue_cash_flow_new...` and by the models (`habitue_..._cash_flow`), freed by
/// `habitue_cash_flow_free`. It never changes: any number of threads may read it at once.
#[derive(Debug)]
pub struct habitue_cash_flow(Flow);

#[derive(Debug)]
enum Flow {
    Exact(CashFlow),
    Real(CashFlow<f64>),
}

impl From<CashFlow<f64>> for habitue_cash_flow {
    fn from(flow: CashFlow<f64>) -> Self {
        Self(Flow::Real(flow))
    }
}

impl habitue_cash_flow {
    fn payments(&self) -> usize {
        match &self.0 {
            Flow::Exact(flow) => flow.payments().len(),
            Flow::Real(flow) => flow.payments().len(),
        }
    }

    fn table(&self, discount: f64) -> Result<Vec<CashFlowLine>> {
        match &self.0 {
            Flow::Exact(flow) => flow.table(discount),
            Flow::Real(flow) => flow.table(discount),
        }
    }

    fn present_value(&self, discount: f64) -> Result<f64> {
        match &self.0 {
            Flow::Exact(flow) => flow.present_value(discount),
            Flow::Real(flow) => flow.present_value(discount),
        }
    }

    fn payback(&self, discount: f64) -> Result<f64> {
        let found = match &self.0 {
            Flow::Exact(flow) => flow.payback(discount),
            Flow::Real(flow) => flow.payback(discount),
        };
        found.map(|time| time.unwrap_or(f64::NAN))
    }
}

/// A cash flow of payments in minor units of one currency, as a new handle `out`: `time` >= 0
/// in periods or years (`habitue_payment_times`, `habitue_day_count_years`) from the
/// valuation in any order, `amount` negative for money paid out, `probability` in 0..=1 or
/// NULL for certain ones.
///
/// The columns have `rows` entries. `currency` is the ISO 4217 code. `out` must not be NULL,
/// `error` may be. Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_CURRENCY`, or
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cash_flow_new(
    currency: *const u8,
    currency_length: usize,
    time: *const f64,
    amount: *const i64,
    probability: *const f64,
    rows: usize,
    out: *mut *mut habitue_cash_flow,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(out, error, || {
            let currency = Currency::from_code(text(currency, currency_length, "currency")?)?;
            let amount = column(amount, rows, "amount")?;
            let money = |row: usize| Money::from_minor(amount[row], currency);
            let payments = payments(time, probability, rows, money)?;
            CashFlow::collect(currency, payments).map(|flow| habitue_cash_flow(Flow::Exact(flow)))
        })
    }
}

/// A cash flow of payments in doubles, as a new handle `out`; otherwise as
/// `habitue_cash_flow_new`.
///
/// The columns have `rows` entries; `probability` may be NULL. `out` must not be NULL,
/// `error` may be. Returns `HABITUE_OK`, an argument error, or `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cash_flow_new_real(
    time: *const f64,
    amount: *const f64,
    probability: *const f64,
    rows: usize,
    out: *mut *mut habitue_cash_flow,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(out, error, || {
            let amount = column(amount, rows, "amount")?;
            let payments = payments(time, probability, rows, |row| amount[row])?;
            Ok(CashFlow::collect((), payments)?.into())
        })
    }
}

/// # Safety
/// As for [`column`], for `time` and, where it is not NULL, `probability`.
unsafe fn payments<'a, A>(
    time: *const f64,
    probability: *const f64,
    rows: usize,
    amount: impl Fn(usize) -> A + 'a,
) -> Result<impl Iterator<Item = (f64, A, f64)> + 'a> {
    // SAFETY: the caller's promise is the same.
    let (time, probability) = unsafe {
        (
            column::<'a, _>(time, rows, "time")?,
            optional_column::<'a, _>(probability, rows, "probability")?,
        )
    };
    Ok(time.iter().enumerate().map(move |(row, &time)| {
        (time, amount(row), probability.map_or(1.0, |column| column[row]))
    }))
}

/// Frees a cash flow; NULL is nothing to free. Nobody may use it any more. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_cash_flow_free(flow: *mut habitue_cash_flow) {
    // SAFETY: the contract of the header.
    unsafe { free(flow) }
}

/// How many payments a cash flow has; 0 for NULL. Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cash_flow_payments(flow: *const habitue_cash_flow) -> usize {
    guard_value(0, || {
        // SAFETY: the contract of the header.
        unsafe { input(flow, "flow") }.map_or(0, habitue_cash_flow::payments)
    })
}

/// The table of a cash flow at a `discount` rate > -1 per period (or year), in the order of
/// time: when each payment falls, its expected amount (amount x probability, in major
/// units), the discount factor, the present value, and the present values so far.
///
/// Each column has `rows` entries, as many as `habitue_cash_flow_payments` says, or is NULL
/// where not wanted. `flow` must not be NULL, `error` may be. Returns `HABITUE_OK`, an
/// argument error, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cash_flow_table(
    flow: *const habitue_cash_flow,
    discount: f64,
    time: *mut f64,
    expected: *mut f64,
    factor: *mut f64,
    present: *mut f64,
    cumulative: *mut f64,
    rows: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (flow, columns) = unsafe {
            (
                input(flow, "flow")?,
                [
                    optional_column_mut(time, rows, "time")?,
                    optional_column_mut(expected, rows, "expected")?,
                    optional_column_mut(factor, rows, "factor")?,
                    optional_column_mut(present, rows, "present")?,
                    optional_column_mut(cumulative, rows, "cumulative")?,
                ],
            )
        };
        if rows != flow.payments() {
            return Err(Error::length("rows", rows, flow.payments()));
        }
        let table = flow.table(discount)?;
        let fields: [fn(&CashFlowLine) -> f64; 5] = [
            |line| line.time,
            |line| line.expected,
            |line| line.factor,
            |line| line.present,
            |line| line.cumulative,
        ];
        for (column, field) in columns.into_iter().zip(fields) {
            for (slot, line) in column.into_iter().flatten().zip(&table) {
                *slot = field(line);
            }
        }
        Ok(())
    })
}

/// The expected present value of a cash flow at each discount rate (> -1 per period or
/// year), in major units, into `values`.
///
/// `discount` and `values` have `rates` entries. `flow` must not be NULL, `error` may be.
/// Returns `HABITUE_OK`, an argument error, or `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cash_flow_present_values(
    flow: *const habitue_cash_flow,
    discount: *const f64,
    values: *mut f64,
    rates: usize,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    guard(error, || unsafe {
        at_each_rate(flow, discount, values, rates, habitue_cash_flow::present_value)
    })
}

/// When a cash flow has paid back what was paid out, at each discount rate (> -1; 0 for
/// simple payback), in periods or years, into `times`: each payment is thought of as spread
/// since the one before; NaN where it never does.
///
/// `discount` and `times` have `rates` entries. `flow` must not be NULL, `error` may be.
/// Returns `HABITUE_OK`, an argument error, or `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cash_flow_paybacks(
    flow: *const habitue_cash_flow,
    discount: *const f64,
    times: *mut f64,
    rates: usize,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    guard(error, || unsafe {
        at_each_rate(flow, discount, times, rates, habitue_cash_flow::payback)
    })
}

/// # Safety
/// The contract of the header.
unsafe fn at_each_rate(
    flow: *const habitue_cash_flow,
    discount: *const f64,
    out: *mut f64,
    rates: usize,
    of: fn(&habitue_cash_flow, f64) -> Result<f64>,
) -> Result<()> {
    // SAFETY: the contract of the header.
    let (flow, discount, out) = unsafe {
        (input(flow, "flow")?, column(discount, rates, "discount")?, column_mut(out, rates, "out")?)
    };
    let found: Vec<f64> = discount
        .iter()
        .enumerate()
        .map(|(row, &rate)| of(flow, rate).map_err(|error| error.at_row(row as u64)))
        .collect::<Result<_>>()?;
    out.copy_from_slice(&found);
    Ok(())
}

/// The sum of the amounts of a cash flow, neither weighted nor discounted, into `total`:
/// minor units, exact.
///
/// `flow` and `total` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_OVERFLOW`, or `HABITUE_UNSUPPORTED` for a flow in doubles (see
/// `habitue_cash_flow_in_currency`). Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cash_flow_total(
    flow: *const habitue_cash_flow,
    total: *mut i64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (flow, total) = unsafe { (input(flow, "flow")?, output(total, "total")?) };
        let Flow::Exact(flow) = &flow.0 else {
            return Err(Error::new(ErrorKind::Unsupported, "is in doubles, not in minor units")
                .in_column("flow"));
        };
        *total = flow.total()?.to_minor()?;
        Ok(())
    })
}

/// A cash flow in exact money, as a new handle `out`: each amount of `flow` rounded to the
/// minor unit of the currency by `rounding`, one of `HABITUE_ROUNDING_...` but NONE.
///
/// `currency` is the ISO 4217 code. `flow` and `out` must not be NULL, `error` may be.
/// Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_ENUMERATOR`,
/// `HABITUE_BAD_CURRENCY`, `HABITUE_OVERFLOW` with the row, or `HABITUE_UNSUPPORTED` for a
/// flow that is in money. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_cash_flow_in_currency(
    flow: *const habitue_cash_flow,
    currency: *const u8,
    currency_length: usize,
    rounding: i32,
    out: *mut *mut habitue_cash_flow,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(out, error, || {
            let flow = input(flow, "flow")?;
            let rounding = self::rounding(rounding)?;
            let currency = Currency::from_code(text(currency, currency_length, "currency")?)?;
            let Flow::Real(flow) = &flow.0 else {
                return Err(
                    Error::new(ErrorKind::Unsupported, "is in money already").in_column("flow")
                );
            };
            flow.in_currency(currency, rounding).map(|flow| habitue_cash_flow(Flow::Exact(flow)))
        })
    }
}
