//! Judging a fit: what was expected beside what happened, and whether what models
//! assume holds.

use super::column::{column, column_mut, input, optional_column, optional_column_mut, output};
use super::customers::{Read, habitue_customers};
use super::guard::guard;
use super::job::{Working, habitue_job};
use super::model::habitue_model;
use super::options::enumerator;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, Result};
use crate::lifetime::{
    Correlation, Family, FrequencySpend, Holdout, HoldoutErrors, Regularity, Spending,
};

/// How far forecasts e were from what came to pass, a, over customers of weight w.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_holdout_errors {
    /// Sum of w, the customers.
    pub customers: f64,
    /// Sum of w a.
    pub actual: f64,
    /// Sum of w e.
    pub expected: f64,
    /// Sum of w (e - a) over that of w a; NaN where nothing came to pass.
    pub bias: f64,
    /// WAPE: sum of w |e - a| over that of w a; NaN where nothing came to pass.
    pub wape: f64,
    /// Mean of |e - a|.
    pub mae: f64,
    /// Root of the mean of (e - a)^2.
    pub rmse: f64,
    /// Mean of a among the tenth of the customers of whom most was expected, over that
    /// among all; NaN where nothing came to pass.
    pub top_decile_lift: f64,
    /// Gini coefficient of the ranking by e; NaN where nothing came to pass.
    pub gini: f64,
    /// That over what ranking by a attains; NaN also where all did the same.
    pub normalised_gini: f64,
}

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

/// Wheat and Morrison: the shares of the first of two consecutive intervals, over all
/// pairs.
pub const HABITUE_REGULARITY_PAIRS: i32 = 0;
/// The method of moments: the coefficients of variation of each customer's intervals.
pub const HABITUE_REGULARITY_MOMENTS: i32 = 1;

impl From<HoldoutErrors> for habitue_holdout_errors {
    fn from(found: HoldoutErrors) -> Self {
        let or_nan = |value: Option<f64>| value.unwrap_or(f64::NAN);
        Self {
            customers: found.customers,
            actual: found.actual,
            expected: found.expected,
            bias: or_nan(found.bias),
            wape: or_nan(found.wape),
            mae: found.mae,
            rmse: found.rmse,
            top_decile_lift: or_nan(found.top_decile_lift),
            gini: or_nan(found.gini),
            normalised_gini: or_nan(found.normalised_gini),
        }
    }
}

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

/// # Safety
/// The contract of the header.
unsafe fn holdout<'a>(
    actual: *const f64,
    expected: *const f64,
    weights: *const f64,
    customers: usize,
) -> Result<Holdout<'a>> {
    // SAFETY: the caller's promise is the same.
    let (actual, expected, weights) = unsafe {
        (
            column(actual, customers, "actual")?,
            column(expected, customers, "expected")?,
            optional_column(weights, customers, "weights")?,
        )
    };
    let holdout = Holdout::new(actual, expected)?;
    weights.map_or(Ok(holdout), |weights| holdout.with_weights(weights))
}

/// The errors of forecasts, in total and per customer: `actual` is what each of
/// `customers` did in the holdout (purchases or money), `expected` the forecast, each
/// >= 0; `weights` how many customers a row stands for, NULL for one each.
///
/// `errors` receives the answer. No pointer but `weights` and `error` may be NULL.
/// Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`, or
/// `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_holdout_judge(
    actual: *const f64,
    expected: *const f64,
    weights: *const f64,
    customers: usize,
    errors: *mut habitue_holdout_errors,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (holdout, errors) =
            unsafe { (holdout(actual, expected, weights, customers)?, output(errors, "errors")?) };
        *errors = holdout.errors().into();
        Ok(())
    })
}

/// Forecast and outcome by classes of `values` (frequency, recency ..., finite): class i
/// of `classes` holds the customers from `lowest[i]` up to, but not with,
/// `lowest[i + 1]`; the last is open, and those below the first are in none. `lowest`
/// increases.
///
/// Written for each class: the customers in it, their mean of `actual` and of
/// `expected`, NaN for an empty class. The other arguments and statuses are those of
/// `habitue_holdout_judge`; no pointer but `weights` and `error` may be NULL. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_holdout_by(
    actual: *const f64,
    expected: *const f64,
    weights: *const f64,
    values: *const f64,
    customers: usize,
    lowest: *const f64,
    classes: usize,
    class_customers: *mut f64,
    class_actual: *mut f64,
    class_expected: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (holdout, values, lowest, sizes, means, forecasts) = unsafe {
            (
                holdout(actual, expected, weights, customers)?,
                column(values, customers, "values")?,
                column(lowest, classes, "lowest")?,
                column_mut(class_customers, classes, "class_customers")?,
                column_mut(class_actual, classes, "class_actual")?,
                column_mut(class_expected, classes, "class_expected")?,
            )
        };
        for (place, class) in holdout.by(values, lowest)?.into_iter().enumerate() {
            sizes[place] = class.customers;
            means[place] = class.actual.unwrap_or(f64::NAN);
            forecasts[place] = class.expected.unwrap_or(f64::NAN);
        }
        Ok(())
    })
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
        // SAFETY: the contract of the header.
        let (model, read, working, actual, expected) = unsafe {
            (
                input(model, "model")?.model(),
                Read::new(customers)?,
                Working::read(job)?,
                column_mut(actual, length, "actual")?,
                column_mut(expected, length, "expected")?,
            )
        };
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
        // SAFETY: the contract of the header.
        let (model, read, cumulative, incremental) = unsafe {
            (
                input(model, "model")?.model(),
                Read::new(customers)?,
                optional_column_mut(cumulative, steps, "cumulative")?,
                optional_column_mut(incremental, steps, "incremental")?,
            )
        };
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
    // SAFETY: the contract of the header.
    guard(error, || unsafe {
        let read = Read::new(customers)?;
        let rows = read.asked(Family::Spend)?;
        rows.refuse_unread(&["spending"])?;
        correlate(*rows.spending()?, used, pearson, spearman)
    })
}

/// # Safety
/// The contract of the header.
unsafe fn correlate(
    rows: Spending<'_>,
    used: *mut u64,
    pearson: *mut habitue_correlation,
    spearman: *mut habitue_correlation,
) -> Result<()> {
    // SAFETY: the caller's promise is the same.
    let (used, pearson, spearman) = unsafe {
        (output(used, "used")?, output(pearson, "pearson")?, output(spearman, "spearman")?)
    };
    let found = FrequencySpend::of(&rows)?;
    *used = found.customers;
    *pearson = found.pearson.into();
    *spearman = found.spearman.into();
    Ok(())
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
        // SAFETY: the contract of the header.
        let (read, regularity) =
            unsafe { (Read::new(customers)?, output(regularity, "regularity")?) };
        let rows = read.asked(Family::Purchase)?;
        rows.refuse_unread(&["histories"])?;
        *regularity = Regularity::of_histories(rows.histories()?)?.into();
        Ok(())
    })
}

/// How regular purchases are, from the purchases one by one in any order, the first of
/// each customer included: `customer` is any key, `time` within 1e300 of 0; two purchases
/// of a customer at the same time count once. `method` is one of `HABITUE_REGULARITY_*`.
///
/// No pointer but `error` may be NULL unless there are no rows. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE` with the row, or
/// `HABITUE_UNDEFINED` where nobody has three purchases. Any thread. Since 0.1.
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
        // SAFETY: the contract of the header.
        let (customer, time, regularity) = unsafe {
            (
                column(customer, rows, "customer")?,
                column(time, rows, "time")?,
                output(regularity, "regularity")?,
            )
        };
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
