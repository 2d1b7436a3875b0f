//! Payments in time.

use crate::capi::prelude::*;
use crate::capi::tables::rounding;

use crate::money::{Currency, Money};
use crate::value::{CashFlow, CashFlowLine};

/// Payments in time: exact money of one currency, or the doubles that a model expects. Times are
/// periods or years from the valuation. It never changes: any number of threads may read it.
#[derive(Debug)]
pub struct habitue_cash_flow(pub(in crate::capi) Flow);

#[derive(Debug)]
pub(in crate::capi) enum Flow {
    Exact(CashFlow),
    Real(CashFlow<f64>),
}

impl From<CashFlow<f64>> for habitue_cash_flow {
    fn from(flow: CashFlow<f64>) -> Self {
        Self(Flow::Real(flow))
    }
}

impl From<CashFlow> for habitue_cash_flow {
    fn from(flow: CashFlow) -> Self {
        Self(Flow::Exact(flow))
    }
}

/// Asks the same of a flow of either kind.
macro_rules! ask {
    ($flow:expr, $name:ident => $answer:expr) => {
        match &$flow.0 {
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
/// NULL for certain ones. The columns have `rows` cells. Since 0.1.
pub unsafe fn habitue_cash_flow_new(
    currency: &str,
    time: &[f64],
    amount: habitue_column,
    probability: Option<&[f64]>,
    rows: usize,
) -> Result<habitue_cash_flow> {
    let code = currency;
    let at = |row: usize| (time[row], probability.map_or(1.0, |column| column[row]));
    if code.is_empty() && amount.r#type == HABITUE_TYPE_I64 {
        return Err(fault(ErrorKind::Currency, "currency", "is needed for minor units"));
    }
    if code.is_empty() {
        let amount = amount.cells::<f64>(rows, "amount")?;
        let payments = (0..rows).map(|row| (at(row).0, amount[row], at(row).1));
        return CashFlow::collect((), payments).map(Into::into);
    }
    let currency = Currency::from_label(code)?;
    let amount = amount.cells::<i64>(rows, "amount")?;
    let money = |row: usize| Money::from_minor(amount[row], currency);
    let payments = (0..rows).map(|row| (at(row).0, money(row), at(row).1));
    CashFlow::collect(currency, payments).map(Into::into)
}

/// The payments behind a formula as a cash flow, from the columns and settings of its `inputs`:
/// `HABITUE_FORMULA_MARGIN_VALUE` of one row, which needs its horizon; `_WORKSHEET` of one row, which
/// needs its interval; `_MARKOV_VALUE`, which needs its horizon; `_COHORT_TABLE`, `_TENURE_VALUE` and `_VARYING_CONTRIBUTION`.
/// `HABITUE_UNSUPPORTED` for a formula without payments. Since 0.1.
pub fn habitue_cash_flow_of(formula: i32, inputs: Evidence) -> Result<habitue_cash_flow> {
    Ok(payments(formula, &inputs)?.into())
}

/// How many payments a cash flow has, of which currency, and their exact total. Since 0.1.
pub fn habitue_cash_flow_inspect(
    flow: &habitue_cash_flow,
    info: &mut habitue_cash_flow_info,
) -> Result<()> {
    (info.rows, info.currency) = (ask!(flow, flow => flow.payments().len()), [0; 4]);
    info.exact_total = 0;
    if let Flow::Exact(flow) = &flow.0 {
        for (slot, letter) in info.currency.iter_mut().zip(flow.currency().label().bytes()) {
            *slot = letter as c_char;
        }
        info.exact_total = flow.total()?.to_minor()?;
    }
    Ok(())
}

/// The table of a cash flow at a `discount` rate > -1 per period (or year). Since 0.1.
pub unsafe fn habitue_cash_flow_table(
    flow: &habitue_cash_flow,
    discount: f64,
    columns: habitue_cash_flow_columns,
) -> Result<()> {
    let rows = ask!(flow, flow => flow.payments().len());
    if columns.rows != rows {
        return Err(Error::length("rows", columns.rows, rows));
    }
    read!(columns => optional_column_mut time[rows], optional_column_mut expected[rows],
            optional_column_mut factor[rows], optional_column_mut present[rows],
            optional_column_mut cumulative[rows]);
    let table = ask!(flow, flow => flow.table(discount))?;
    let fields: [fn(&CashFlowLine) -> f64; 5] = [
        |line| line.time,
        |line| line.expected,
        |line| line.factor,
        |line| line.present,
        |line| line.cumulative,
    ];
    for (place, field) in [time, expected, factor, present, cumulative].into_iter().zip(fields) {
        for (slot, line) in place.into_iter().flatten().zip(&table) {
            *slot = field(line);
        }
    }
    Ok(())
}

/// At each `discount` rate (> -1 per period or year; 0 for plain figures), the expected present
/// value in major units into `present_value`, and into `payback` when the flow has paid back what
/// was paid out, each payment thought of as spread since the one before; NaN where it never does.
/// Both have `rows` cells as `discount` has, or are NULL. Since 0.1.
pub fn habitue_cash_flow_value(
    flow: &habitue_cash_flow,
    discount: &[f64],
    _rows: usize,
    present_value: Option<&mut [f64]>,
    payback: Option<&mut [f64]>,
) -> Result<()> {
    let mut found: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    for (row, &rate) in discount.iter().enumerate() {
        let at = |error: Error| error.at_row(row as u64);
        if present_value.is_some() {
            found[0].push(ask!(flow, flow => flow.present_value(rate)).map_err(at)?);
        }
        if payback.is_some() {
            let time = ask!(flow, flow => flow.payback(rate)).map_err(at)?;
            found[1].push(time.unwrap_or(f64::NAN));
        }
    }
    for (place, found) in [present_value, payback].into_iter().zip(found) {
        put(place, &found);
    }
    Ok(())
}

/// A cash flow of doubles as exact money: each amount rounded to the minor unit of `currency` (ISO
/// 4217) by `rounding`, one of `HABITUE_ROUNDING_...` but NONE. `HABITUE_UNSUPPORTED` for a flow
/// that is in money. Since 0.1.
pub fn habitue_cash_flow_in_currency(
    flow: &habitue_cash_flow,
    currency: &str,
    rounding: i32,
    exact: New<habitue_cash_flow>,
) -> Result<()> {
    let rounding = self::rounding(rounding)?;
    let currency = Currency::from_label(currency)?;
    let Flow::Real(flow) = &flow.0 else {
        return Err(fault(ErrorKind::Unsupported, "flow", "is in money already"));
    };
    exact.put(flow.in_currency(currency, rounding)?.into());
    Ok(())
}
