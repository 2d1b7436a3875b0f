//! Models of spend behind one handle.

use std::ffi::c_void;

use super::column::{column, column_mut, input, optional_column, output, told};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::model::{
    covariance_of, fit_options, habitue_fit_options, habitue_fit_report, standard_errors_of,
    watcher,
};
use super::options::enumerator;
use super::progress::habitue_progress;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::{AnyModel, GammaGamma, ItemizedSpending, Spending, StoredModel};

/// Gamma-Gamma: parameters p, q, gamma.
pub const HABITUE_SPEND_GAMMA_GAMMA: i32 = 100;

/// A model of spend with what is known of its fit. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_spend_model(StoredModel);

impl habitue_spend_model {
    pub(super) fn stored(&self) -> &StoredModel {
        &self.0
    }

    pub(super) fn of(model: StoredModel) -> Self {
        Self(model)
    }

    pub(super) fn spend(&self) -> Result<&GammaGamma> {
        self.0.model().as_spend().ok_or_else(|| {
            Error::new(ErrorKind::Argument, "is a model of purchases, not of spend")
                .in_column("model")
        })
    }
}

fn spend_kind(kind: i32) -> Result<u32> {
    enumerator(kind, "kind", &[(HABITUE_SPEND_GAMMA_GAMMA, 100)])
}

/// Makes a model of spend of `kind` (`HABITUE_SPEND_GAMMA_GAMMA`) from its
/// `parameters`, in the order named there, each > 0 and finite.
///
/// `*model` receives the handle, to be freed with `habitue_spend_model_free`; it
/// must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_BAD_LENGTH`, `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE`. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_spend_model_new(
    kind: i32,
    parameters: *const f64,
    count: usize,
    model: *mut *mut habitue_spend_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let parameters = unsafe { column(parameters, count, "parameters") }?;
        let model = AnyModel::from_kind(spend_kind(kind)?, parameters)?;
        Ok(habitue_spend_model(StoredModel::new(model)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

/// Fits a model of spend of `kind` (`HABITUE_SPEND_GAMMA_GAMMA`) to `customers`
/// rows by maximum likelihood: `frequency` is the number of purchases that `mean_spend` is the
/// mean of, in one currency. Rows with frequency 0 are passed over; elsewhere
/// the mean is > 0.
///
/// All else is as in `habitue_model_fit`; `HABITUE_EMPTY_INPUT` says that nobody
/// has a purchase. Since 0.1.
///
/// `weights`, `options`, `progress` and `error` may be NULL.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_spend_model_fit(
    kind: i32,
    frequency: *const u32,
    mean_spend: *const f64,
    weights: *const f64,
    customers: usize,
    options: *const habitue_fit_options,
    progress: habitue_progress,
    context: *mut c_void,
    model: *mut *mut habitue_spend_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        spend_kind(kind)?;
        // SAFETY: the contract of the header.
        let (rows, settings) = unsafe {
            (
                weighted_spending((frequency, mean_spend), weights, customers)?,
                super::options::options::<habitue_fit_options>(options, "options")?,
            )
        };
        // SAFETY: the contract of the header.
        let watch = unsafe { watcher(progress, context) };
        let chosen = fit_options(&settings)?.with_progress(&watch);
        Ok(habitue_spend_model(StoredModel::from_fit(&GammaGamma::fit(&rows, &chosen)?)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

/// Fits a model of spend of `kind` (`HABITUE_SPEND_GAMMA_GAMMA`) to single amounts, which enter
/// by their mean and by the mean of their natural logarithms, `mean_log_spend`: it tells how much
/// one customer's amounts differ far better than their means do.
///
/// `mean_log_spend` is finite and at most the logarithm of the mean where `frequency` is not 0.
/// All else is as in `habitue_spend_model_fit`, but that the likelihood is that of the amounts,
/// not to be compared with that of their means; returns also `HABITUE_INCONSISTENT`, and
/// `HABITUE_UNDEFINED` where nobody bought twice. `weights`, `options`, `progress` and `error` may
/// be NULL. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_spend_model_fit_itemized(
    kind: i32,
    frequency: *const u32,
    mean_spend: *const f64,
    mean_log_spend: *const f64,
    weights: *const f64,
    customers: usize,
    options: *const habitue_fit_options,
    progress: habitue_progress,
    context: *mut c_void,
    model: *mut *mut habitue_spend_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        spend_kind(kind)?;
        // SAFETY: the contract of the header.
        let (rows, settings) = unsafe {
            (
                itemized((frequency, mean_spend, mean_log_spend), weights, customers)?,
                super::options::options::<habitue_fit_options>(options, "options")?,
            )
        };
        // SAFETY: the contract of the header.
        let watch = unsafe { watcher(progress, context) };
        let chosen = fit_options(&settings)?.with_progress(&watch);
        Ok(habitue_spend_model(StoredModel::from_fit(&GammaGamma::fit_itemized(&rows, &chosen)?)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

/// # Safety
/// The contract of the header.
pub(super) unsafe fn spending<'a>(
    frequency: *const u32,
    mean_spend: *const f64,
    customers: usize,
) -> Result<Spending<'a>> {
    // SAFETY: the caller's promise is the same.
    unsafe {
        Spending::new(
            column(frequency, customers, "frequency")?,
            column(mean_spend, customers, "mean_spend")?,
        )
    }
}

/// The same with how many customers each row stands for; NULL for one each.
///
/// # Safety
/// The contract of the header.
pub(super) unsafe fn weighted_spending<'a>(
    (frequency, mean_spend): (*const u32, *const f64),
    weights: *const f64,
    customers: usize,
) -> Result<Spending<'a>> {
    // SAFETY: the caller's promise is the same.
    let (rows, weights) = unsafe {
        (
            spending(frequency, mean_spend, customers)?,
            optional_column(weights, customers, "weights")?,
        )
    };
    weights.map_or(Ok(rows), |weights| rows.with_weights(weights))
}

/// Single amounts; `weights` is NULL for one customer a row.
///
/// # Safety
/// The contract of the header.
pub(super) unsafe fn itemized<'a>(
    (frequency, mean_spend, mean_log_spend): (*const u32, *const f64, *const f64),
    weights: *const f64,
    customers: usize,
) -> Result<ItemizedSpending<'a>> {
    // SAFETY: the caller's promise is the same.
    let (x, mean, mean_log, weights) = unsafe {
        (
            column(frequency, customers, "frequency")?,
            column(mean_spend, customers, "mean_spend")?,
            column(mean_log_spend, customers, "mean_log_spend")?,
            optional_column(weights, customers, "weights")?,
        )
    };
    let rows = ItemizedSpending::new(x, mean, mean_log)?;
    weights.map_or(Ok(rows), |weights| rows.with_weights(weights))
}

/// Releases a model; NULL does nothing. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_spend_model_free(model: *mut habitue_spend_model) {
    // SAFETY: the contract of the header.
    unsafe { free(model) }
}

/// Expected spend per purchase of each customer, in the
/// currency that it was fitted to: `frequency` purchases with mean `mean_spend`.
/// Rows with frequency 0 get the mean of the population.
///
/// `out` receives `customers` values. No pointer but `error` may be NULL unless
/// there are no rows. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_NOT_FINITE`, `HABITUE_OUT_OF_RANGE`, or `HABITUE_UNDEFINED` where the
/// mean is infinite, each with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_spend_model_expected_spend(
    model: *const habitue_spend_model,
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
        model.spend()?.expected_spend_into(&rows, out)
    })
}

/// The log-likelihood of the mean spend of each customer, given the `frequency`;
/// rows with frequency 0 get 0, as they say nothing of spending.
///
/// `out` receives `customers` values. No pointer but `error` may be NULL unless
/// there are no rows. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE`, each with the row. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_spend_model_log_likelihood(
    model: *const habitue_spend_model,
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
        model.spend()?.ln_likelihood_into(&rows, out)
    })
}

/// The parameters of a model, in the order of its kind: up to `capacity` doubles
/// to `parameters`, and their number to `*needed`.
///
/// `parameters` may be NULL where `capacity` is 0, to ask for the number alone.
/// Returns `HABITUE_OK`, an argument error, or `HABITUE_BUFFER_TOO_SMALL`, and
/// then `*needed` alone is written. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_spend_model_parameters(
    model: *const habitue_spend_model,
    parameters: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (parameters, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "parameters", error, |model: &habitue_spend_model| {
            Ok(model.0.model().parameters().into())
        })
    }
}

/// The asymptotic standard errors of the parameters of a fitted model, in the
/// same order; the rest is as in `habitue_spend_model_parameters`.
///
/// Returns also `HABITUE_SINGULAR_MATRIX` where they do not exist, on a ridge,
/// and `HABITUE_UNDEFINED` where the model was not fitted. Since 0.1.
///
/// `standard_errors` may be NULL where `capacity` is 0; so may `error`.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_spend_model_standard_errors(
    model: *const habitue_spend_model,
    standard_errors: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (standard_errors, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "standard_errors", error, |model: &habitue_spend_model| {
            let errors = standard_errors_of(&model.0)?;
            Ok(errors.into())
        })
    }
}

/// The asymptotic covariance of the parameters of a fitted model, k by k, row by
/// row; the rest is as in `habitue_spend_model_standard_errors`. Since 0.1.
///
/// `covariance` may be NULL where `capacity` is 0; so may `error`.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_spend_model_covariance(
    model: *const habitue_spend_model,
    covariance: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (covariance, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "covariance", error, |model: &habitue_spend_model| {
            Ok(covariance_of(&model.0)?.into())
        })
    }
}

/// What is known of the fit of a model; all zero where it was not fitted.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument
/// error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_spend_model_report(
    model: *const habitue_spend_model,
    report: *mut habitue_fit_report,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, report) = unsafe { (input(model, "model")?, output(report, "report")?) };
        *report = habitue_fit_report::of(model.0.report());
        Ok(())
    })
}

/// A model as portable bytes: up to `capacity` of them to `bytes`, and their
/// number to `*needed`. They carry parameters, covariance and report, a format
/// version and a checksum, and are the same on every machine.
///
/// `bytes` may be NULL where `capacity` is 0, to ask for the number alone.
/// Returns `HABITUE_OK`, an argument error, or `HABITUE_BUFFER_TOO_SMALL`. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_spend_model_to_bytes(
    model: *const habitue_spend_model,
    bytes: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (bytes, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "bytes", error, |model: &habitue_spend_model| {
            Ok(model.0.to_bytes().into())
        })
    }
}

/// The model that `habitue_spend_model_to_bytes` wrote, on any machine.
///
/// `*model` receives the handle, to be freed with `habitue_spend_model_free`; it must
/// not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_CORRUPT_BYTES`, or `HABITUE_BAD_FORMAT_VERSION` where a newer library
/// wrote them. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_spend_model_from_bytes(
    bytes: *const u8,
    length: usize,
    model: *mut *mut habitue_spend_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let bytes = unsafe { column(bytes, length, "bytes") }?;
        let model = habitue_spend_model(StoredModel::from_bytes(bytes)?);
        model.spend()?;
        Ok(model)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}
