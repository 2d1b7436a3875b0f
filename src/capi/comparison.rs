//! Several models of the same customers in one table.

use super::column::{column, column_mut, fill_buffer, input, output, room};
use super::customers::{Read, habitue_customers};
use super::fit::habitue_fit_options;
use super::fit_quality::habitue_holdout_errors;
use super::guard::guard;
use super::handle::{free, guard_new};
use super::job::{Working, habitue_job};
use super::model::{HABITUE_RIDGE_NONE, habitue_fit_report, habitue_model, kind_number};
use super::options::options;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::{ComparedModel, Comparison, Family, LikelihoodRatio, Model};

/// Fits of several models of purchases to the same customers. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_comparison(Comparison);

/// One model of a comparison.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_compared_model {
    /// One of `HABITUE_MODEL_*`.
    pub kind: i32,
    /// 1 where the model was fitted; 0 where it could not be, and then all but `kind` and
    /// `failure` is 0, and the figures of the holdout are NaN.
    pub fitted: u32,
    /// The status that the fit alone would have returned; `HABITUE_OK` where it was
    /// fitted.
    pub failure: habitue_status,
    /// One of `HABITUE_RIDGE_*`.
    pub ridge: i32,
    /// Number of parameters; k of the CNBD-k models is not counted.
    pub parameters: u32,
    /// k of the CNBD-k models, 0 for the others.
    pub regularity: u32,
    /// Log-likelihood at the optimum.
    pub log_likelihood: f64,
    /// Akaike's criterion.
    pub aic: f64,
    /// Schwarz's criterion.
    pub bic: f64,
    /// The errors of its forecasts; NaN without a holdout.
    pub holdout: habitue_holdout_errors,
}

/// The likelihood-ratio test of two models of a comparison, of which one is a special
/// case of the other.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_nested_test {
    /// The row of the special case, from 0.
    pub restricted: u32,
    /// The row of the model that contains it.
    pub general: u32,
    /// Parameters that the special case has less.
    pub degrees: u64,
    /// Twice the difference of the log-likelihoods, >= 0.
    pub statistic: f64,
    /// P(chi-squared >= statistic); too large rather than too small, for the special case
    /// lies at the end of a parameter's range.
    pub p_value: f64,
}

impl habitue_compared_model {
    fn of(model: &ComparedModel) -> Self {
        let nothing = f64::NAN;
        let none = habitue_holdout_errors {
            customers: nothing,
            actual: nothing,
            expected: nothing,
            bias: nothing,
            wape: nothing,
            mae: nothing,
            rmse: nothing,
            top_decile_lift: nothing,
            gini: nothing,
            normalised_gini: nothing,
        };
        let report = model.report();
        Self {
            kind: model.kind().cast_signed(),
            fitted: u32::from(report.is_some()),
            failure: model.failure().map_or(0, |error| error.kind().code()),
            ridge: model.ridge().map_or(HABITUE_RIDGE_NONE, |ridge| ridge as i32),
            parameters: report.map_or(0, |report| report.parameters),
            regularity: model.regularity().unwrap_or(0),
            log_likelihood: report.map_or(0.0, |report| report.log_likelihood),
            aic: report.map_or(0.0, |report| report.aic()),
            bic: report.map_or(0.0, |report| report.bic()),
            holdout: model.holdout().map_or(none, |errors| (*errors).into()),
        }
    }
}

/// Fits a model of purchases of each of `count` `kinds` (`HABITUE_MODEL_...`, none twice) to the
/// same customers, in this order; reads what `habitue_model_fit` does. A model that cannot be
/// fitted does not stop the others: its row says why. The likelihoods of all kinds but
/// `HABITUE_MODEL_BG_BB` may be compared. `options` and `job` may be NULL.
///
/// `*comparison` receives the handle, to be freed with `habitue_comparison_free`. Returns also
/// `HABITUE_EMPTY_INPUT`, `HABITUE_DUPLICATE` with the place of a kind as row, a data error with
/// the row, or `HABITUE_CANCELLED`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_comparison_new(
    kinds: *const i32,
    count: usize,
    customers: *const habitue_customers,
    options: *const habitue_fit_options,
    job: *const habitue_job,
    comparison: *mut *mut habitue_comparison,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (kinds, read, given, working) = unsafe {
            (
                column(kinds, count, "kinds")?,
                Read::new(customers)?,
                self::options::<habitue_fit_options>(options, "options")?,
                Working::read(job)?,
            )
        };
        let kinds = kinds
            .iter()
            .enumerate()
            .map(|(place, &kind)| kind_number(kind).map_err(|error| error.at_row(place as u64)))
            .collect::<Result<Vec<u32>>>()?;
        let rows = read.asked(Family::Purchase)?;
        rows.refuse_unread(&["histories"])?;
        // SAFETY: the contract of the header.
        let chosen = unsafe { given.read() }?;
        working
            .fit(chosen, |chosen| Comparison::fit(&kinds, rows.histories()?, chosen))
            .map(habitue_comparison)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(comparison, error, make) }
}

/// Releases a comparison; NULL does nothing. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_comparison_free(comparison: *mut habitue_comparison) {
    // SAFETY: the contract of the header.
    unsafe { free(comparison) }
}

/// Judges each fitted model by `actual`, what each of `rows` customers bought in (T, T + to],
/// beside the purchases that it expects; `to` >= 0 and finite. Reads the customers of
/// `habitue_comparison_new`. The rows of `habitue_comparison_rows` hold the errors from then on.
/// Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_comparison_judge(
    comparison: *mut habitue_comparison,
    customers: *const habitue_customers,
    actual: *const f64,
    rows: usize,
    to: f64,
    job: *const habitue_job,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (comparison, read, actual, working) = unsafe {
            (
                output(comparison, "comparison")?,
                Read::new(customers)?,
                column(actual, rows, "actual")?,
                Working::read(job)?,
            )
        };
        let rows = read.asked(Family::Purchase)?;
        rows.refuse_unread(&["histories"])?;
        let (histories, threads) = (rows.histories()?, working.threads);
        comparison.0 = comparison.0.clone().with_holdout(histories, actual, to, threads)?;
        Ok(())
    })
}

/// The models in the order in which they were asked for: up to `capacity` rows to `rows`,
/// and their number to `*needed`.
///
/// `rows` may be NULL where `capacity` is 0, to ask for the number alone; `error` may be
/// NULL. Returns `HABITUE_OK`, an argument error, or `HABITUE_BUFFER_TOO_SMALL`. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_comparison_rows(
    comparison: *const habitue_comparison,
    rows: *mut habitue_compared_model,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (comparison, rows, needed) = unsafe {
            (
                input(comparison, "comparison")?,
                column_mut(rows, capacity, "rows")?,
                output(needed, "needed")?,
            )
        };
        let found = comparison.0.rows();
        if room(found.len(), capacity, needed)? {
            for (slot, model) in rows.iter_mut().zip(found) {
                *slot = habitue_compared_model::of(model);
            }
        }
        Ok(())
    })
}

/// The tests of all pairs of fitted models of which one is a special case of the other:
/// NBD in every model of attrition, Pareto/NBD in GGompertz/NBD. Up to `capacity` of them
/// to `tests`, and their number to `*needed`.
///
/// `tests` may be NULL where `capacity` is 0; the rest is as in
/// `habitue_comparison_rows`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_comparison_tests(
    comparison: *const habitue_comparison,
    tests: *mut habitue_nested_test,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (comparison, tests, needed) = unsafe {
            (
                input(comparison, "comparison")?,
                column_mut(tests, capacity, "tests")?,
                output(needed, "needed")?,
            )
        };
        let found = comparison.0.nested_tests();
        if room(found.len(), capacity, needed)? {
            for (slot, nested) in tests.iter_mut().zip(found) {
                *slot = habitue_nested_test {
                    restricted: nested.restricted as u32,
                    general: nested.general as u32,
                    degrees: u64::from(nested.test.degrees),
                    statistic: nested.test.statistic,
                    p_value: nested.test.p_value,
                };
            }
        }
        Ok(())
    })
}

/// The fitted model in `row`, from 0: `*model` receives a handle of its own, to be freed
/// with `habitue_model_free`.
///
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE`
/// where there is no such row, or the status that says why it could not be fitted, with
/// its reason. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_comparison_model(
    comparison: *const habitue_comparison,
    row: usize,
    model: *mut *mut habitue_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let found = row_of(unsafe { input(comparison, "comparison") }?, row)?;
        match (found.model(), found.failure()) {
            (Some(model), _) => Ok(Model::from(model.clone()).into()),
            (None, Some(failure)) => Err(failure.clone()),
            (None, None) => Err(Error::new(ErrorKind::Internal, "has neither fit nor reason")),
        }
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

/// Why the model in `row`, from 0, could not be fitted, as UTF-8 without a NUL; empty where
/// it was. Up to `capacity` bytes to `reason`, and their number to `*needed`.
///
/// `reason` may be NULL where `capacity` is 0; `error` may be NULL. Returns `HABITUE_OK`,
/// an argument error, `HABITUE_OUT_OF_RANGE`, or `HABITUE_BUFFER_TOO_SMALL`. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_comparison_reason(
    comparison: *const habitue_comparison,
    row: usize,
    reason: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let found = row_of(unsafe { input(comparison, "comparison") }?, row)?;
        let text = found.failure().map(ToString::to_string).unwrap_or_default();
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(text.as_bytes(), reason, capacity, needed, "reason") }
    })
}

fn row_of(comparison: &habitue_comparison, row: usize) -> Result<&ComparedModel> {
    let rows = comparison.0.rows();
    rows.get(row).ok_or_else(|| {
        let allowed = format!("0 to {}", rows.len().saturating_sub(1));
        Error::out_of_range("row", row as f64, allowed)
    })
}

/// The likelihood-ratio test of the fit of a special case, `restricted`, against that of the model
/// that contains it, `general`, from the reports of the two: `*statistic` is twice the difference
/// of the log-likelihoods, `*degrees` the parameters that the special case has less, `*p_value` the
/// chance of so large a statistic under the special case. Of a model with covariates the report
/// WITHOUT_COVARIATES is the special case. Refuses reports that cannot be those of nested models
/// over the same customers, and `HABITUE_UNDEFINED` where a penalty was at work. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_likelihood_ratio(
    restricted: *const habitue_fit_report,
    general: *const habitue_fit_report,
    statistic: *mut f64,
    degrees: *mut u32,
    p_value: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (restricted, general, statistic, degrees, p_value) = unsafe {
            (
                input(restricted, "restricted")?,
                input(general, "general")?,
                output(statistic, "statistic")?,
                output(degrees, "degrees")?,
                output(p_value, "p_value")?,
            )
        };
        let test =
            LikelihoodRatio::new(&restricted.read("restricted")?, &general.read("general")?)?;
        (*statistic, *degrees, *p_value) = (test.statistic, test.degrees, test.p_value);
        Ok(())
    })
}
