//! Whether what models say and assume holds of their customers.

use crate::capi::customers::{Read, habitue_customers};
use crate::capi::job::{Working, habitue_job};
use crate::capi::model::habitue_model;
use crate::capi::prelude::*;
use crate::lifetime::{Correlation, Family, FrequencySpend, Regularity};

/// A coefficient of correlation of frequency and mean spend, with its test.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_correlation {
    /// From -1 to 1.
    pub coefficient: f64,
    /// Student's t with n - 2 degrees of freedom; infinite for -1 and 1.
    pub t: f64,
    /// P(|t| or more).
    pub p_value: f64,
}

/// k of the intervals between purchases: 1 for purely random ones, larger where they
/// come like clockwork.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_regularity {
    /// The estimate; infinite where the intervals of each customer are all the same.
    pub k: f64,
    /// Its asymptotic standard error; infinite where k is.
    pub standard_error: f64,
    /// Customers that say something about it.
    pub customers: u64,
    /// Their intervals, or pairs of consecutive ones.
    pub observations: u64,
}

/// Wheat and Morrison: the shares of the first of two consecutive intervals, over all pairs.
pub const HABITUE_REGULARITY_PAIRS: i32 = 0;
/// The method of moments: the coefficients of variation of each customer's intervals.
pub const HABITUE_REGULARITY_MOMENTS: i32 = 1;

impl From<Correlation> for habitue_correlation {
    fn from(found: Correlation) -> Self {
        Self { coefficient: found.coefficient, t: found.t, p_value: found.p_value }
    }
}

impl From<Regularity> for habitue_regularity {
    fn from(found: Regularity) -> Self {
        Self {
            k: found.k,
            standard_error: found.standard_error,
            customers: found.customers,
            observations: found.observations,
        }
    }
}

/// How many customers with these ages a model of purchases expects to have come back 0, 1, ...
/// times, beside how many did: `length` classes (at most 1,000,001), the last open. Reads
/// histories, weights and covariates; writes `length` values to `actual` and `expected`. `job` may
/// be NULL. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_frequencies(
    model: *const habitue_model,
    customers: *const habitue_customers,
    job: *const habitue_job,
    actual: *mut f64,
    expected: *mut f64,
    length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let model = input(model, "model")?.model();
        let read = Read::new(customers)?;
        let working = Working::read(job)?;
        let actual = column_mut(actual, length, "actual")?;
        let expected = column_mut(expected, length, "expected")?;
        let most = length.checked_sub(1).and_then(|most| u32::try_from(most).ok());
        let most = most.ok_or_else(|| Error::length("length", length, 1))?;
        let rows = read.asked(model.family())?;
        let fit = model.frequency_fit(&rows, most, working.threads)?;
        actual.copy_from_slice(&fit.actual);
        expected.copy_from_slice(&fit.expected);
        Ok(())
    })
}

/// Expected repeat purchases of a growing base in each of `steps` steps of length `step`, in the
/// unit of the model: up to the end of the step to `cumulative`, and within it to `incremental`,
/// either of which may be NULL. Reads born, weights and covariates. Each step costs one
/// evaluation, however many customers there are. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_track(
    model: *const habitue_model,
    customers: *const habitue_customers,
    step: f64,
    cumulative: *mut f64,
    incremental: *mut f64,
    steps: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let model = input(model, "model")?.model();
        let read = Read::new(customers)?;
        let cumulative = optional_column_mut(cumulative, steps, "cumulative")?;
        let incremental = optional_column_mut(incremental, steps, "incremental")?;
        let (born, weights, covariates) = read.births()?;
        let each = match &incremental {
            None => None,
            Some(_) => Some(model.expected_incremental(born, weights, covariates, step, steps)?),
        };
        if let Some(out) = cumulative {
            let found = model.expected_cumulative(born, weights, covariates, step, steps)?;
            out.copy_from_slice(&found);
        }
        if let (Some(out), Some(found)) = (incremental, each) {
            out.copy_from_slice(&found);
        }
        Ok(())
    })
}

/// The correlation of frequency and mean spend over the customers with purchases, Pearson's and
/// Spearman's, each with its test: what the models of spend assume is that there is none. Reads
/// mean_spend, spend_frequency (or frequency) and weights.
///
/// `*used` is the number of customers with purchases, rounded. Returns also `HABITUE_UNDEFINED` for
/// fewer than three such customers or where all are the same. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_frequency_spend(
    customers: *const habitue_customers,
    used: *mut u64,
    pearson: *mut habitue_correlation,
    spearman: *mut habitue_correlation,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let read = Read::new(customers)?;
        let rows = read.asked(Family::Spend)?;
        rows.refuse_unread(&["spending"])?;
        let (used, pearson, spearman) =
            (output(used, "used")?, output(pearson, "pearson")?, output(spearman, "spearman")?);
        let found = FrequencySpend::of(rows.spending()?)?;
        (*used, *pearson) = (found.customers, found.pearson.into());
        *spearman = found.spearman.into();
        Ok(())
    })
}

/// k by maximum likelihood from histories with log_intervals, and weights. Returns also
/// `HABITUE_UNDEFINED` where nobody has two intervals. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_regularity_of_histories(
    customers: *const habitue_customers,
    regularity: *mut habitue_regularity,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let read = Read::new(customers)?;
        let regularity = output(regularity, "regularity")?;
        let rows = read.asked(Family::Purchase)?;
        rows.refuse_unread(&["histories"])?;
        *regularity = Regularity::of_histories(rows.histories()?)?.into();
        Ok(())
    })
}

/// The same from the purchases one by one in any order, the first of each customer included:
/// `customer` is any key, `time` within 1e300 of 0; two purchases of a customer at the same time
/// count once. `method` is one of `HABITUE_REGULARITY_...`. Returns also `HABITUE_UNDEFINED` where
/// nobody has three purchases. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_regularity_of_purchases(
    customer: *const i64,
    time: *const f64,
    rows: usize,
    method: i32,
    regularity: *mut habitue_regularity,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let customer = column(customer, rows, "customer")?;
        let time = column(time, rows, "time")?;
        let regularity = output(regularity, "regularity")?;
        let table = [(HABITUE_REGULARITY_PAIRS, true), (HABITUE_REGULARITY_MOMENTS, false)];
        let found = if enumerator(method, "method", &table)? {
            Regularity::of_pairs(customer, time)
        } else {
            Regularity::of_moments(customer, time)
        };
        *regularity = found?.into();
        Ok(())
    })
}
