//! A fitted model together with its data: profile intervals, and what the bootstrap
//! draws from.

use super::column::{column, column_mut, input, output};
use super::contract_model::habitue_contract_model;
use super::covariate_model::{chosen, habitue_covariate_model, habitue_covariate_options};
use super::covariates::{facts_of, habitue_covariates};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::model::{habitue_model, weighted};
use super::spend_model::{habitue_spend_model, itemized, weighted_spending};
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, Result};
use crate::lifetime::{CovariateModel, Likelihood, Survivors};

/// The likelihood of a fitted model over its data. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_likelihood(pub(super) Known);

/// Of a plain model, or of one with covariates.
#[derive(Debug)]
pub(super) enum Known {
    Plain(Likelihood),
    ByFacts(Box<Likelihood<CovariateModel>>),
}

impl From<Likelihood> for habitue_likelihood {
    fn from(known: Likelihood) -> Self {
        Self(Known::Plain(known))
    }
}

impl From<Likelihood<CovariateModel>> for habitue_likelihood {
    fn from(known: Likelihood<CovariateModel>) -> Self {
        Self(Known::ByFacts(Box::new(known)))
    }
}

/// The likelihood of a fitted model of purchases over the histories that it was
/// fitted to: the columns and `weights` of `habitue_model_fit`.
///
/// `threads` share each evaluation, 0 for all cores. `weights` and `error` may be
/// NULL. `*likelihood` receives the handle, to be freed with
/// `habitue_likelihood_free`; it keeps a copy of what it needs. Returns as
/// `habitue_model_fit`, and `HABITUE_INCONSISTENT` where the model was fitted to
/// other data, or not at all. Any thread; the bits do not depend on `threads`.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_likelihood_of_purchases(
    model: *const habitue_model,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    weights: *const f64,
    customers: usize,
    threads: u32,
    likelihood: *mut *mut habitue_likelihood,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, rows) = unsafe {
            (input(model, "model")?, weighted((frequency, recency, age), weights, customers)?)
        };
        Likelihood::of_purchases(model.stored(), &rows, threads as usize).map(Into::into)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(likelihood, error, make) }
}

/// The likelihood of a fitted model of spend over the customers that it was fitted
/// to: the columns and `weights` of `habitue_spend_model_fit`.
///
/// All else is as in `habitue_likelihood_of_purchases`. `weights` and `error` may
/// be NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_likelihood_of_spend(
    model: *const habitue_spend_model,
    frequency: *const u32,
    mean_spend: *const f64,
    weights: *const f64,
    customers: usize,
    likelihood: *mut *mut habitue_likelihood,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, rows) = unsafe {
            (
                input(model, "model")?,
                weighted_spending((frequency, mean_spend), weights, customers)?,
            )
        };
        Likelihood::of_spend(model.stored(), &rows).map(Into::into)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(likelihood, error, make) }
}

/// The likelihood of a fitted model of spend over the single amounts that it was
/// fitted to: the columns and `weights` of `habitue_spend_model_fit_itemized`.
///
/// All else is as in `habitue_likelihood_of_purchases`. `weights` and `error` may
/// be NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_likelihood_of_itemized(
    model: *const habitue_spend_model,
    frequency: *const u32,
    mean_spend: *const f64,
    mean_log_spend: *const f64,
    weights: *const f64,
    customers: usize,
    likelihood: *mut *mut habitue_likelihood,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, rows) = unsafe {
            (
                input(model, "model")?,
                itemized((frequency, mean_spend, mean_log_spend), weights, customers)?,
            )
        };
        Likelihood::of_itemized(model.stored(), &rows).map(Into::into)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(likelihood, error, make) }
}

/// The likelihood of a fitted model of purchases with covariates over the customers,
/// facts and choices that it was fitted with: the columns, `weights`, `facts` (with
/// the names they share) and `covariate_options` of `habitue_covariate_model_fit`.
/// Coefficients are parameters like the others, after those of the base.
///
/// All else is as in `habitue_likelihood_of_purchases`. `weights`, `facts`,
/// `covariate_options` and `error` may be NULL. Returns also what
/// `habitue_covariate_model_fit` does. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_likelihood_of_covariates(
    model: *const habitue_covariate_model,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    weights: *const f64,
    customers: usize,
    facts: *const habitue_covariates,
    covariate_options: *const habitue_covariate_options,
    threads: u32,
    likelihood: *mut *mut habitue_likelihood,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, rows, known, chosen) = unsafe {
            (
                &input(model, "model")?.0,
                weighted((frequency, recency, age), weights, customers)?,
                facts_of(facts)?,
                chosen(covariate_options, facts)?,
            )
        };
        Likelihood::of_covariates(model, &rows, &known, &chosen, threads as usize).map(Into::into)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(likelihood, error, make) }
}

/// The likelihood of a fitted model of spend with covariates: the columns, `weights`,
/// `facts` and `covariate_options` of `habitue_covariate_model_fit_spend`.
///
/// All else is as in `habitue_likelihood_of_covariates`. `weights`, `facts`,
/// `covariate_options` and `error` may be NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_likelihood_of_covariate_spend(
    model: *const habitue_covariate_model,
    frequency: *const u32,
    mean_spend: *const f64,
    weights: *const f64,
    customers: usize,
    facts: *const habitue_covariates,
    covariate_options: *const habitue_covariate_options,
    likelihood: *mut *mut habitue_likelihood,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, rows, known, chosen) = unsafe {
            (
                &input(model, "model")?.0,
                weighted_spending((frequency, mean_spend), weights, customers)?,
                facts_of(facts)?,
                chosen(covariate_options, facts)?,
            )
        };
        Likelihood::of_covariate_spend(model, &rows, &known, &chosen).map(Into::into)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(likelihood, error, make) }
}

/// The likelihood of a fitted model of customers under contract over the cohorts
/// that it was fitted to: the columns of `habitue_contract_model_fit`.
///
/// All else is as in `habitue_likelihood_of_purchases`. `error` may be NULL. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_likelihood_of_survivors(
    model: *const habitue_contract_model,
    cohort: *const i64,
    period: *const u32,
    survivors: *const u64,
    rows: usize,
    likelihood: *mut *mut habitue_likelihood,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, cohort, period, survivors) = unsafe {
            (
                input(model, "model")?,
                column(cohort, rows, "cohort")?,
                column(period, rows, "period")?,
                column(survivors, rows, "survivors")?,
            )
        };
        of_contract(model, &Survivors::from_rows(cohort, period, survivors)?)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(likelihood, error, make) }
}

/// As `habitue_likelihood_of_survivors`, from one row a customer: the columns of
/// `habitue_contract_model_fit_tenures`.
///
/// `error` may be NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_likelihood_of_tenures(
    model: *const habitue_contract_model,
    renewals: *const u32,
    left: *const u8,
    customers: usize,
    likelihood: *mut *mut habitue_likelihood,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, renewals, left) = unsafe {
            (
                input(model, "model")?,
                column(renewals, customers, "renewals")?,
                column(left, customers, "left")?,
            )
        };
        let left = super::column::flags(left, "left")?;
        of_contract(model, &Survivors::from_tenures(renewals, &left)?)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(likelihood, error, make) }
}

fn of_contract(model: &habitue_contract_model, table: &Survivors) -> Result<habitue_likelihood> {
    Likelihood::of_contract(model.stored(), table).map(Into::into)
}

/// Frees a likelihood; NULL does nothing. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_likelihood_free(likelihood: *mut habitue_likelihood) {
    // SAFETY: the contract of the header.
    unsafe { free(likelihood) }
}

/// The highest log-likelihood while `parameter` (0 is the first of the model) is
/// held at `value`, within the box of the fit (> 0, but for coefficients of covariates);
/// without constants that no parameter moves, and less a penalty.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_NOT_CONVERGED`. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_likelihood_profile(
    likelihood: *const habitue_likelihood,
    parameter: usize,
    value: f64,
    log_likelihood: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (likelihood, out) = unsafe {
            (input(likelihood, "likelihood")?, output(log_likelihood, "log_likelihood")?)
        };
        *out = match &likelihood.0 {
            Known::Plain(known) => known.profile(parameter, value)?,
            Known::ByFacts(known) => known.profile(parameter, value)?,
        };
        Ok(())
    })
}

/// Profile intervals of all parameters, in their order: the values that a
/// likelihood-ratio test does not refuse at 0 < `confidence` < 1.
///
/// `low` and `high` receive `count` values each, which must be how many parameters
/// the model has; 0 (negative infinity for coefficients) and infinite where the data set
/// no bound. No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_CONVERGED`, or `HABITUE_UNDEFINED` under a
/// penalty. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_likelihood_intervals(
    likelihood: *const habitue_likelihood,
    confidence: f64,
    low: *mut f64,
    high: *mut f64,
    count: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (likelihood, low, high) = unsafe {
            (
                input(likelihood, "likelihood")?,
                column_mut(low, count, "low")?,
                column_mut(high, count, "high")?,
            )
        };
        let parameters = match &likelihood.0 {
            Known::Plain(known) => known.model().parameters().len(),
            Known::ByFacts(known) => known.model().parameters().len(),
        };
        if count != parameters {
            return Err(Error::length("low", count, parameters));
        }
        let found = match &likelihood.0 {
            Known::Plain(known) => known.intervals(confidence)?,
            Known::ByFacts(known) => known.intervals(confidence)?,
        };
        for ((low, high), found) in low.iter_mut().zip(high).zip(found) {
            (*low, *high) = (found.low, found.high);
        }
        Ok(())
    })
}
