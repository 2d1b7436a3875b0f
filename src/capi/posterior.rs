//! What a history tells of the rates of one customer.

use super::column::{column, column_mut, input, on_success};
use super::contract_model::habitue_contract_model;
use super::guard::guard;
use super::model::{habitue_model, histories};
use super::options::enumerator;
use super::spend_model::{habitue_spend_model, spending};
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::{Rate, SpendRate, Statistic};

/// Purchases per unit of time while a customer: lambda; lambda/k for the CNBD-k
/// models; p, the chance to buy at each opportunity, for BG/BB.
pub const HABITUE_RATE_PURCHASE: i32 = 0;
/// Expected time between two purchases while a customer, the reciprocal of that. Its
/// mean is infinite where rates near 0 are too likely.
pub const HABITUE_RATE_INTERVAL: i32 = 1;
/// Departures per unit of time: mu of Pareto/NBD; the rate at the first purchase, b
/// eta, of GGompertz/NBD. Other models have none.
pub const HABITUE_RATE_ATTRITION: i32 = 2;
/// The chance to leave after a purchase (BG and MBG models) or before an opportunity
/// (BG/BB). Other models have none.
pub const HABITUE_RATE_DROPOUT: i32 = 3;

/// A customer's own mean spend per purchase, p/nu.
pub const HABITUE_SPEND_RATE_MEAN: i32 = 0;
/// nu, the rate of the gamma distribution of a customer's amounts.
pub const HABITUE_SPEND_RATE_NU: i32 = 1;

/// The mean; infinite where there is none.
pub const HABITUE_STATISTIC_MEAN: i32 = 0;
/// The variance; infinite where there is none.
pub const HABITUE_STATISTIC_VARIANCE: i32 = 1;
/// The value not exceeded with probability level, 0 < level < 1.
pub const HABITUE_STATISTIC_QUANTILE: i32 = 2;

fn asked(statistic: i32, level: f64) -> Result<Statistic> {
    let table = [
        (HABITUE_STATISTIC_MEAN, Statistic::Mean),
        (HABITUE_STATISTIC_VARIANCE, Statistic::Variance),
        (HABITUE_STATISTIC_QUANTILE, Statistic::Quantile { level }),
    ];
    enumerator(statistic, "statistic", &table)
}

/// A statistic of one rate of each customer, given the history, from a model of
/// purchases. The rates are those while alive, whether or not the customer still is.
///
/// `rate` is one of `HABITUE_RATE_*`, `statistic` one of `HABITUE_STATISTIC_*`; `level`
/// is read for a quantile alone. Columns and their rules are those of
/// `habitue_model_predict`; frequency 0, recency 0 and age 0 ask of a new customer.
/// `out` receives `customers` values; `threads` is 0 for all cores. No pointer but
/// `error` may be NULL unless there are no rows. Returns `HABITUE_OK`, an argument
/// error, also for a rate that the model does not have, or `HABITUE_NOT_FINITE`,
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT` with the row. Any thread; the bits
/// do not depend on `threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_posterior(
    model: *const habitue_model,
    rate: i32,
    statistic: i32,
    level: f64,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    customers: usize,
    threads: u32,
    out: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, rows, out) = unsafe {
            (
                input(model, "model")?,
                histories(frequency, recency, age, customers)?,
                column_mut(out, customers, "out")?,
            )
        };
        let table = [
            (HABITUE_RATE_PURCHASE, Rate::Purchase),
            (HABITUE_RATE_INTERVAL, Rate::Interval),
            (HABITUE_RATE_ATTRITION, Rate::Attrition),
            (HABITUE_RATE_DROPOUT, Rate::Dropout),
        ];
        let rate = enumerator(rate, "rate", &table)?;
        let model = model.stored().model();
        let posterior = model.as_posterior().ok_or_else(|| {
            Error::new(ErrorKind::Argument, "is no model of purchases").in_column("model")
        })?;
        let (asked, threads) = (asked(statistic, level)?, threads as usize);
        on_success(out, |out| posterior.posterior_into(rate, asked, &rows, threads, out))
    })
}

/// A statistic of what each customer spends, given the purchases seen, from a model of
/// spend.
///
/// `rate` is one of `HABITUE_SPEND_RATE_*`, `statistic` one of `HABITUE_STATISTIC_*`;
/// `level` is read for a quantile alone. Columns and their rules are those of
/// `habitue_spend_model_expected_spend`; `out` receives `customers` values. No pointer
/// but `error` may be NULL unless there are no rows. Returns `HABITUE_OK`, an argument
/// error, or `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE` with the row. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_spend_model_posterior(
    model: *const habitue_spend_model,
    rate: i32,
    statistic: i32,
    level: f64,
    frequency: *const u32,
    mean_spend: *const f64,
    customers: usize,
    out: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, rows, out) = unsafe {
            (
                input(model, "model")?,
                spending(frequency, mean_spend, customers)?,
                column_mut(out, customers, "out")?,
            )
        };
        let table = [
            (HABITUE_SPEND_RATE_MEAN, SpendRate::MeanSpend),
            (HABITUE_SPEND_RATE_NU, SpendRate::Nu),
        ];
        let rate = enumerator(rate, "rate", &table)?;
        let (model, asked) = (model.spend()?, asked(statistic, level)?);
        on_success(out, |out| model.posterior_into(rate, asked, &rows, out))
    })
}

/// A statistic of the chance that each customer under contract leaves at the next
/// renewal, given the renewals made: theta of sBG; 1 - (1 - theta)^((n+1)^c - n^c) of
/// BdW.
///
/// `statistic` is one of `HABITUE_STATISTIC_*`; `level` is read for a quantile alone.
/// `renewals` are those of `habitue_contract_model_predict`; `out` receives `customers`
/// values. No pointer but `error` may be NULL unless there are no rows. Returns
/// `HABITUE_OK`, an argument error, or `HABITUE_OUT_OF_RANGE` (with the row for the
/// renewals). Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contract_model_posterior_churn(
    model: *const habitue_contract_model,
    statistic: i32,
    level: f64,
    renewals: *const u32,
    customers: usize,
    out: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, renewals, out) = unsafe {
            (
                input(model, "model")?,
                column(renewals, customers, "renewals")?,
                column_mut(out, customers, "out")?,
            )
        };
        let model = model.stored().model();
        model.posterior_churn_into(asked(statistic, level)?, renewals, out)
    })
}
