//! Payments in time.

use crate::capi::prelude::*;
use crate::capi::tables::{rounding, written};

use crate::money::{Currency, Money};
use crate::value::CashFlow;

/// Payments in time: exact money of one currency, or the doubles that a model expects. Times are
/// periods or years from the valuation. It never changes: any number of threads may read it.
#[derive(Debug)]
pub struct habitue_cash_flow(pub(in crate::capi) Flow);

#[derive(Debug)]
pub(in crate::capi) enum Flow {
    Exact(CashFlow),
    Real(CashFlow<f64>),
}

/// Asks the same of a flow of either kind.
macro_rules! ask {
    ($flow:expr, $name:ident => $answer:expr) => {
        match $flow {
            Flow::Exact($name) => $answer,
            Flow::Real($name) => $answer,
        }
    };
}

/// What a cash flow holds. Start from `HABITUE_CASH_FLOW_INFO_INIT`.
#[apply(versioned)]
pub struct habitue_cash_flow_info {
    /// Out: the ISO 4217 code, NUL-terminated; empty for doubles.
    pub currency: [c_char; 4],
    /// Out: how many payments.
    pub rows: usize,
    /// Out: the sum of the amounts in minor units, exact, neither weighted by probabilities nor
    /// discounted; 0 for doubles.
    pub exact_total: i64,
}

/// Columns of a cash flow, in the order of time; each has a cell a payment or is NULL. Start from
/// `HABITUE_CASH_FLOW_COLUMNS_INIT`.
#[apply(versioned)]
pub struct habitue_cash_flow_columns {
    pub reserved: u32,
    /// As many as there are payments.
    pub rows: usize,
    /// When the payment falls.
    pub time: *mut f64,
    /// Amount times probability, in major units.
    pub expected: *mut f64,
    /// The discount factor.
    pub factor: *mut f64,
    /// The present value.
    pub present: *mut f64,
    /// The present values so far.
    pub cumulative: *mut f64,
}

/// A cash flow of payments: `time` >= 0 in any order; `amount`, negative for money paid out, I64
/// minor units of `currency` (ISO 4217), or F64 where that is empty; `probability` in 0..=1, or
/// NULL for certain ones. The columns have `rows` cells.
pub unsafe fn habitue_cash_flow_new(
    currency: &str,
    time: &[f64],
    amount: habitue_column,
    probability: Option<&[f64]>,
    rows: usize,
) -> Result<Flow> {
    let code = currency;
    let at = |row: usize| (time[row], probability.map_or(1.0, |column| column[row]));
    if code.is_empty() && amount.r#type == HABITUE_TYPE_I64 {
        return Err(fault(ErrorKind::Currency, "currency", "is needed for minor units"));
    }
    if code.is_empty() {
        let amount = amount.cells::<f64>(rows, "amount")?;
        let payments = (0..rows).map(|row| (at(row).0, amount[row], at(row).1));
        return CashFlow::collect((), payments).map(Flow::Real);
    }
    let currency = Currency::from_label(code)?;
    let amount = amount.cells::<i64>(rows, "amount")?;
    let money = |row: usize| Money::from_minor(amount[row], currency);
    let payments = (0..rows).map(|row| (at(row).0, money(row), at(row).1));
    CashFlow::collect(currency, payments).map(Flow::Exact)
}

/// The payments behind a formula as a cash flow, from the columns and settings of its `inputs`:
/// `HABITUE_FORMULA_MARGIN_VALUE` of one row, which needs its horizon; `_WORKSHEET` of one row,
/// which needs its interval; `_MARKOV_VALUE`, which needs its horizon; `_COHORT_TABLE`,
/// `_TENURE_VALUE` and `_VARYING_CONTRIBUTION`. `HABITUE_UNSUPPORTED` for a formula without
/// payments.
pub fn habitue_cash_flow_of(formula: i32, inputs: Evidence) -> Result<Flow> {
    payments(formula, &inputs).map(Flow::Real)
}

/// How many payments a cash flow has, of which currency, and their exact total.
pub fn habitue_cash_flow_inspect(flow: &Flow, info: &mut habitue_cash_flow_info) -> Result<()> {
    info.rows = ask!(flow, flow => flow.payments().len());
    (info.currency, info.exact_total) = match flow {
        Flow::Exact(flow) => (written(Some(flow.currency())), flow.total()?.to_minor()?),
        Flow::Real(_) => ([0; 4], 0),
    };
    Ok(())
}

/// The table of a cash flow at a `discount` rate > -1 per period (or year).
pub unsafe fn habitue_cash_flow_table(
    flow: &Flow,
    discount: f64,
    columns: habitue_cash_flow_columns,
) -> Result<()> {
    same_length("rows", columns.rows, ask!(flow, flow => flow.payments().len()))?;
    let table = ask!(flow, flow => flow.table(discount))?;
    let mut places = Places::default();
    places.each(columns.time, table.iter().map(|line| line.time), "time")?;
    places.each(columns.expected, table.iter().map(|line| line.expected), "expected")?;
    places.each(columns.factor, table.iter().map(|line| line.factor), "factor")?;
    places.each(columns.present, table.iter().map(|line| line.present), "present")?;
    places.each(columns.cumulative, table.iter().map(|line| line.cumulative), "cumulative")?;
    places.fill();
    Ok(())
}

/// At each `discount` rate (> -1 per period or year; 0 for plain figures), the expected present
/// value in major units into `present_value`, and into `payback` when the flow has paid back what
/// was paid out, each payment thought of as spread since the one before; NaN where it never does.
/// Both have `rows` cells as `discount` has, or are NULL.
pub fn habitue_cash_flow_value(
    flow: &Flow,
    discount: &[f64],
    _rows: usize,
    present_value: Option<&mut [f64]>,
    payback: Option<&mut [f64]>,
) -> Result<()> {
    let present = present_value
        .is_some()
        .then(|| by_row(discount, |rate| ask!(flow, flow => flow.present_value(*rate))));
    let paid = payback
        .is_some()
        .then(|| by_row(discount, |rate| Ok(ask!(flow, flow => flow.payback(*rate))?.told())));
    put(present_value, &present.transpose()?.unwrap_or_default());
    put(payback, &paid.transpose()?.unwrap_or_default());
    Ok(())
}

/// A cash flow of doubles as exact money: each amount rounded to the minor unit of `currency` (ISO
/// 4217) by `rounding`, one of `HABITUE_ROUNDING_...` but NONE. `HABITUE_UNSUPPORTED` for a flow
/// that is in money.
pub fn habitue_cash_flow_in_currency(
    flow: &Flow,
    currency: &str,
    rounding: i32,
    exact: New<habitue_cash_flow>,
) -> Result<()> {
    let rounding = self::rounding(rounding)?;
    let currency = Currency::from_label(currency)?;
    let Flow::Real(flow) = flow else {
        return Err(fault(ErrorKind::Unsupported, "flow", "is in money already"));
    };
    exact.put(habitue_cash_flow(Flow::Exact(flow.in_currency(currency, rounding)?)));
    Ok(())
}
