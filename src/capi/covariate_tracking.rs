//! What a model with covariates expects of a base, beside what happened.

use super::column::{column, column_mut, input, optional_column};
use super::covariate_model::habitue_covariate_model;
use super::covariates::{facts_of, habitue_covariates};
use super::guard::guard;
use super::model::weighted;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, Result};
use crate::lifetime::FrequencyFit;

/// How many customers should have come back 0, 1, 2, ... times, and how many did, by a model with
/// covariates; as `habitue_model_frequency_fit`, with the facts of the customers.
///
/// No pointer but `weights`, `facts` and `error` may be NULL. Returns what that function and, for
/// the facts, `habitue_covariate_model_predict` do. Any thread; the bits do not depend on
/// `threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_frequency_fit(
    model: *const habitue_covariate_model,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    weights: *const f64,
    customers: usize,
    facts: *const habitue_covariates,
    threads: u32,
    actual: *mut f64,
    expected: *mut f64,
    length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, rows, facts, actual, expected) = unsafe {
            (
                &input(model, "model")?.0,
                weighted((frequency, recency, age), weights, customers)?,
                facts_of(facts)?,
                column_mut(actual, length, "actual")?,
                column_mut(expected, length, "expected")?,
            )
        };
        let most = length.checked_sub(1).and_then(|most| u32::try_from(most).ok());
        let most = most.ok_or_else(|| Error::length("length", length, 1))?;
        let fit = FrequencyFit::of_covariates(model, &rows, &facts, most, threads as usize)?;
        actual.copy_from_slice(&fit.actual);
        expected.copy_from_slice(&fit.expected);
        Ok(())
    })
}

/// Expected cumulative repeat purchases of a growing base with covariates at the end of each of
/// `steps` steps; as `habitue_model_track`, with the facts of the customers.
///
/// No pointer but `weights`, `facts` and `error` may be NULL. Returns what that function and, for
/// the facts, `habitue_covariate_model_predict` do. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_track(
    model: *const habitue_covariate_model,
    born: *const f64,
    weights: *const f64,
    customers: usize,
    facts: *const habitue_covariates,
    step: f64,
    out: *mut f64,
    steps: usize,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    guard(error, || unsafe {
        track(model, (born, weights, customers), facts, (step, steps, false), out)
    })
}

/// As `habitue_covariate_model_track`, the repeat purchases expected within each step: what the
/// cumulative ones grow by. Since 0.1.
///
/// No pointer but `weights`, `facts` and `error` may be NULL.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_track_steps(
    model: *const habitue_covariate_model,
    born: *const f64,
    weights: *const f64,
    customers: usize,
    facts: *const habitue_covariates,
    step: f64,
    out: *mut f64,
    steps: usize,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    guard(error, || unsafe {
        track(model, (born, weights, customers), facts, (step, steps, true), out)
    })
}

/// # Safety
/// The contract of the header.
unsafe fn track(
    model: *const habitue_covariate_model,
    (born, weights, customers): (*const f64, *const f64, usize),
    facts: *const habitue_covariates,
    (step, steps, each): (f64, usize, bool),
    out: *mut f64,
) -> Result<()> {
    // SAFETY: the caller's promise is the same.
    let (model, born, weights, facts, out) = unsafe {
        (
            &input(model, "model")?.0,
            column(born, customers, "born")?,
            optional_column(weights, customers, "weights")?,
            facts_of(facts)?,
            column_mut(out, steps, "out")?,
        )
    };
    let found = if each {
        model.expected_incremental(born, weights, &facts, step, steps)
    } else {
        model.expected_cumulative(born, weights, &facts, step, steps)
    };
    out.copy_from_slice(&found?);
    Ok(())
}
