//! Predictions of a model with covariates, batched over columns.

use super::column::{column, column_mut, input};
use super::covariate_model::habitue_covariate_model;
use super::covariates::{facts_of, habitue_covariates};
use super::guard::guard;
use super::model::histories;
use super::prediction::{interval_prediction, purchase_prediction};
use super::spend_model::spending;
use super::status::{habitue_error, habitue_status};
use crate::lifetime::Valuation;

/// One prediction for each customer with their facts; as `habitue_model_predict`.
///
/// `facts` (NULL for none) has one row a customer in the same order; its columns of purchase and
/// attrition are found by name, in any order. No pointer but `facts` and `error` may be NULL unless
/// there are no rows. Returns what `habitue_model_predict` does, `HABITUE_MISSING_COLUMN` where a
/// column of the model is absent, an argument error where there is one that it does not know,
/// `HABITUE_BAD_LENGTH`, and `HABITUE_OUT_OF_RANGE` with the row where facts lie too far from those
/// of the fit. Any thread; the bits do not depend on `threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_predict(
    model: *const habitue_covariate_model,
    prediction: i32,
    t: f64,
    level: f64,
    n: u64,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    customers: usize,
    facts: *const habitue_covariates,
    threads: u32,
    out: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, rows, facts, out) = unsafe {
            (
                input(model, "model")?,
                histories(frequency, recency, age, customers)?,
                facts_of(facts)?,
                column_mut(out, customers, "out")?,
            )
        };
        let asked = purchase_prediction(prediction, t, level, n)?;
        model.0.predict_into(asked, &rows, &facts, threads as usize, out)
    })
}

/// One prediction for each customer with their facts about purchases in (T + start, T + end]; as
/// `habitue_model_predict_between` with `HABITUE_PREDICT_*`.
///
/// Columns and facts are those of `habitue_covariate_model_predict`. No pointer but `facts` and
/// `error` may be NULL unless there are no rows. Returns what these functions do. Any thread; the
/// bits do not depend on `threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_predict_between(
    model: *const habitue_covariate_model,
    prediction: i32,
    start: f64,
    end: f64,
    level: f64,
    n: u64,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    customers: usize,
    facts: *const habitue_covariates,
    threads: u32,
    out: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, rows, facts, out) = unsafe {
            (
                input(model, "model")?,
                histories(frequency, recency, age, customers)?,
                facts_of(facts)?,
                column_mut(out, customers, "out")?,
            )
        };
        let asked = interval_prediction(prediction, start, end, level, n)?;
        model.0.predict_into(asked, &rows, &facts, threads as usize, out)
    })
}

/// The log-likelihood of each history with its facts.
///
/// Columns and facts are those of `habitue_covariate_model_predict`; `log_likelihood` receives
/// `customers` values. No pointer but `facts` and `error` may be NULL unless there are no rows.
/// Returns what that function does. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_log_likelihood(
    model: *const habitue_covariate_model,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    customers: usize,
    facts: *const habitue_covariates,
    log_likelihood: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, rows, facts, out) = unsafe {
            (
                input(model, "model")?,
                histories(frequency, recency, age, customers)?,
                facts_of(facts)?,
                column_mut(log_likelihood, customers, "log_likelihood")?,
            )
        };
        model.0.ln_likelihood_into(&rows, &facts, out)
    })
}

/// Lifetime value of each customer with their facts; as `habitue_model_lifetime_value`.
///
/// Columns and facts are those of `habitue_covariate_model_predict`, `expected_spend` has one finite
/// number a customer. No pointer but `facts` and `error` may be NULL unless there are no rows.
/// Returns what these functions do. Any thread; the bits do not depend on `threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_lifetime_value(
    model: *const habitue_covariate_model,
    horizon: f64,
    rate: f64,
    margin: f64,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    expected_spend: *const f64,
    customers: usize,
    facts: *const habitue_covariates,
    threads: u32,
    out: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, rows, spend, facts, out) = unsafe {
            (
                input(model, "model")?,
                histories(frequency, recency, age, customers)?,
                column(expected_spend, customers, "expected_spend")?,
                facts_of(facts)?,
                column_mut(out, customers, "out")?,
            )
        };
        let valuation = Valuation::new(horizon)?.with_continuous_rate(rate)?.with_margin(margin)?;
        model.0.lifetime_value_into(&valuation, &rows, &facts, spend, threads as usize, out)
    })
}

/// The expected spend per purchase of each customer with their facts; as
/// `habitue_spend_model_expected_spend`, and as `habitue_covariate_model_predict` for the facts, of
/// which spend is looked at.
///
/// `out` receives `customers` values. No pointer but `facts` and `error` may be NULL unless there are
/// no rows. Returns what these functions do. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_expected_spend(
    model: *const habitue_covariate_model,
    frequency: *const u32,
    mean_spend: *const f64,
    customers: usize,
    facts: *const habitue_covariates,
    out: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, rows, facts, out) = unsafe {
            (
                input(model, "model")?,
                spending(frequency, mean_spend, customers)?,
                facts_of(facts)?,
                column_mut(out, customers, "out")?,
            )
        };
        model.0.expected_spend_into(&rows, &facts, out)
    })
}
