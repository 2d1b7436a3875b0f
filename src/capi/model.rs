//! Models of purchase and attrition, of any kind, behind one handle.

use std::cell::RefCell;
use std::ffi::{CStr, c_char, c_void};
use std::ops::ControlFlow;

use super::column::{column, input, optional_column, output, text, told};
use super::guard::{guard, guard_value};
use super::handle::{free, guard_new};
use super::options::{Options, reserved};
use super::progress::{habitue_progress, listener};
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::{
    AnyModel, FitOptions, FitProgress, FitReport, Histories, PurchaseModel, StoredModel,
};

/// BG/NBD: parameters r, alpha, a, b.
pub const HABITUE_MODEL_BG_NBD: i32 = 1;

/// Pareto/NBD: parameters r, alpha, s, beta.
pub const HABITUE_MODEL_PARETO_NBD: i32 = 2;
/// MBG/NBD: parameters r, alpha, a, b.
pub const HABITUE_MODEL_MBG_NBD: i32 = 3;
/// NBD: parameters r, alpha.
pub const HABITUE_MODEL_NBD: i32 = 4;
/// BG/CNBD-k: parameters r, alpha, a, b, k (a whole number that is not estimated
/// by derivatives: its standard error is 0).
pub const HABITUE_MODEL_BG_CNBD: i32 = 5;
/// MBG/CNBD-k: parameters r, alpha, a, b, k.
pub const HABITUE_MODEL_MBG_CNBD: i32 = 6;
/// GGompertz/NBD: parameters r, alpha, b, s, beta.
pub const HABITUE_MODEL_GGOMPERTZ_NBD: i32 = 7;
/// BG/BB, in discrete time: parameters alpha, beta, gamma, delta; recency and age
/// are whole numbers of opportunities.
pub const HABITUE_MODEL_BG_BB: i32 = 20;

/// No ridge: the likelihood has a peak.
pub const HABITUE_RIDGE_NONE: i32 = 0;
/// Nobody seems to leave: attrition is not identified by these data.
pub const HABITUE_RIDGE_NO_ATTRITION: i32 = 1;
/// All customers seem equally prone to leave.
pub const HABITUE_RIDGE_EQUAL_ATTRITION: i32 = 2;
/// All customers seem to buy at the same rate.
pub const HABITUE_RIDGE_EQUAL_PURCHASING: i32 = 3;
/// Purchase rates pile up near zero.
pub const HABITUE_RIDGE_EXTREME_PURCHASING: i32 = 4;
/// Whether a customer leaves is all or nothing.
pub const HABITUE_RIDGE_EXTREME_ATTRITION: i32 = 5;
/// q <= 1: the mean spend of the population is infinite.
pub const HABITUE_RIDGE_INFINITE_MEAN_SPEND: i32 = 6;
/// Every purchase of a customer costs the same.
pub const HABITUE_RIDGE_CONSTANT_SPEND: i32 = 7;
/// All customers have the same mean spend.
pub const HABITUE_RIDGE_EQUAL_SPEND: i32 = 8;
/// The lifetimes are those of a Pareto/NBD.
pub const HABITUE_RIDGE_PARETO_LIMIT: i32 = 9;
/// A coefficient of a covariate tends to infinity.
pub const HABITUE_RIDGE_SEPARATION: i32 = 10;
/// A parameter stands at the bound that it was given.
pub const HABITUE_RIDGE_GIVEN_BOUND: i32 = 11;
/// The likelihood is flat in some direction that has no name.
pub const HABITUE_RIDGE_FLAT: i32 = 99;

/// A model of purchase and attrition with what is known of its fit. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_model(StoredModel);

/// How to fit. Start from `HABITUE_FIT_OPTIONS_INIT`; NULL means the same.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_fit_options {
    /// `sizeof(habitue_fit_options)`.
    pub struct_size: u32,
    /// Threads that share the work; 0 for all cores. 1 by default.
    pub threads: u32,
    /// Most Newton iterations. 500 by default.
    pub max_iterations: u32,
    /// k of the CNBD-k models, 1 to 12; 0, the default, for the k of the highest
    /// likelihood. Other models do not look at it.
    pub regularity: u32,
    /// The Newton decrement, in units of log-likelihood, at which the last step
    /// is taken, > 0. 1e-9 by default.
    pub tolerance: f64,
    /// Points to start from, up to 1,000, of which the best result is kept; 0, the
    /// default, for one, or two where few customers may give a likelihood of two summits
    /// (MBG/NBD and MBG/CNBD-k).
    pub starts: u32,
    /// 0.
    pub reserved: u32,
}

// SAFETY: repr(C), four u32, an f64 and two u32 without padding; every bit
// pattern is a value.
unsafe impl Options for habitue_fit_options {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        threads: 1,
        max_iterations: 500,
        regularity: 0,
        tolerance: 1e-9,
        starts: 0,
        reserved: 0,
    };
    const FIRST_SIZE: usize = 24;
}

/// What is known of a fit.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_fit_report {
    /// 1 if the model was fitted; 0 if it was made from parameters, and then all
    /// else is 0.
    pub fitted: u32,
    /// Number of parameters.
    pub parameters: u32,
    /// Newton iterations.
    pub iterations: u32,
    /// One of `HABITUE_RIDGE_*`.
    pub ridge: i32,
    /// Log-likelihood at the optimum.
    pub log_likelihood: f64,
    /// Akaike's criterion.
    pub aic: f64,
    /// Schwarz's criterion, over the number of customers.
    pub bic: f64,
    /// Largest component of the gradient in log-parameters at the optimum.
    pub gradient_norm: f64,
    /// Condition number of the Hessian in log-parameters; infinite where it is
    /// not negative definite.
    pub hessian_condition: f64,
    /// Customers that the fit speaks of (the sum of the weights).
    pub customers: f64,
    /// Distinct histories among them.
    pub cells: u64,
    /// Points that the fit started from.
    pub starts: u32,
    /// How many of them led to this optimum.
    pub agreeing: u32,
}

impl habitue_model {
    pub(super) fn of(model: StoredModel) -> Self {
        Self(model)
    }

    pub(super) fn stored(&self) -> &StoredModel {
        &self.0
    }

    pub(super) fn purchase(&self) -> Result<&dyn PurchaseModel> {
        self.0.model().as_purchase().ok_or_else(|| {
            Error::new(ErrorKind::Argument, "is a model of spend, not of purchases")
                .in_column("model")
        })
    }
}

/// Makes a model of `kind` (`HABITUE_MODEL_*`) from its `parameters`, as many as
/// the kind has and in the order named there, each > 0 and finite.
///
/// `*model` receives the handle, to be freed with `habitue_model_free`; it must
/// not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_BAD_LENGTH`, `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE`. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_new(
    kind: i32,
    parameters: *const f64,
    count: usize,
    model: *mut *mut habitue_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let parameters = unsafe { column(parameters, count, "parameters") }?;
        Ok(habitue_model(StoredModel::new(AnyModel::from_kind(kind_number(kind)?, parameters)?)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

pub(super) fn kind_number(kind: i32) -> Result<u32> {
    NAMES.iter().find(|row| row.0 == kind).map(|row| row.0.unsigned_abs()).ok_or_else(|| {
        Error::new(ErrorKind::Enumerator, "is no kind of model of purchases")
            .in_column("kind")
            .with_value(kind)
    })
}

/// Fits a model of purchases of `kind` to `customers` histories by maximum
/// likelihood.
///
/// `frequency` is x, the number of repeat purchases; `recency` is t_x, the time
/// of the last, and `age` is T, both counted from the first purchase in one unit
/// of time; 0 <= t_x <= T, and t_x = 0 exactly where x = 0. `log_intervals`, the
/// sum of the logarithms of a customer's intervals between purchases, is what the
/// CNBD-k models need to judge k; NULL for the others. `weights` says how
/// many customers each row stands for, >= 0; NULL means one each. `options` may
/// be NULL. `progress`, which may be NULL, is called with `context` at every
/// iteration. `*model` receives the handle, to be freed with
/// `habitue_model_free`; it must not be NULL, `error` may be.
///
/// A likelihood with a flat ridge is no failure: see `habitue_model_report`.
/// Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
/// `HABITUE_NOT_FINITE`, `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT` with
/// the row, `HABITUE_UNDEFINED` where nobody ever came back,
/// `HABITUE_NOT_CONVERGED`, or `HABITUE_CANCELLED`. Any thread; the bits do not
/// depend on `options->threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_fit(
    kind: i32,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    log_intervals: *const f64,
    weights: *const f64,
    customers: usize,
    options: *const habitue_fit_options,
    progress: habitue_progress,
    context: *mut c_void,
    model: *mut *mut habitue_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (rows, logs, weights, settings) = unsafe {
            (
                histories(frequency, recency, age, customers)?,
                optional_column(log_intervals, customers, "log_intervals")?,
                optional_column(weights, customers, "weights")?,
                super::options::options::<habitue_fit_options>(options, "options")?,
            )
        };
        let mut rows = rows;
        if let Some(weights) = weights {
            rows = rows.with_weights(weights)?;
        }
        if let Some(logs) = logs {
            rows = rows.with_log_intervals(logs)?;
        }
        // SAFETY: the contract of the header.
        let watch = unsafe { watcher(progress, context) };
        let chosen = fit_options(&settings)?.with_progress(&watch);
        let stored = StoredModel::fit(kind_number(kind)?, &rows, &chosen)?;
        Ok(habitue_model(stored))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

/// The caller's callback as a watcher of a fit.
///
/// # Safety
/// As for [`listener`].
pub(super) unsafe fn watcher(
    progress: habitue_progress,
    context: *mut c_void,
) -> impl Fn(FitProgress) -> ControlFlow<()> {
    // SAFETY: the caller's promise is the same.
    let hear = RefCell::new(unsafe { listener(progress, context) });
    move |at| hear.borrow_mut()(u64::from(at.iteration), 0)
}

pub(super) fn fit_options<'a>(settings: &habitue_fit_options) -> Result<FitOptions<'a>> {
    reserved(&[settings.reserved], "options.reserved")?;
    let mut options = FitOptions::default()
        .with_threads(settings.threads as usize)
        .with_max_iterations(settings.max_iterations)
        .with_tolerance(settings.tolerance);
    if settings.regularity > 0 {
        options = options.with_regularity(settings.regularity);
    }
    if settings.starts > 0 {
        options = options.with_starts(settings.starts);
    }
    Ok(options)
}

/// # Safety
/// The contract of the header.
pub(super) unsafe fn histories<'a>(
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    customers: usize,
) -> Result<Histories<'a>> {
    // SAFETY: the caller's promise is the same.
    unsafe {
        Histories::new(
            column(frequency, customers, "frequency")?,
            column(recency, customers, "recency")?,
            column(age, customers, "age")?,
        )
    }
}

/// The same with how many customers each row stands for; NULL for one each.
///
/// # Safety
/// The contract of the header.
pub(super) unsafe fn weighted<'a>(
    (frequency, recency, age): (*const u32, *const f64, *const f64),
    weights: *const f64,
    customers: usize,
) -> Result<Histories<'a>> {
    // SAFETY: the caller's promise is the same.
    let (rows, weights) = unsafe {
        (
            histories(frequency, recency, age, customers)?,
            optional_column(weights, customers, "weights")?,
        )
    };
    weights.map_or(Ok(rows), |weights| rows.with_weights(weights))
}

/// Releases a model; NULL does nothing. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_model_free(model: *mut habitue_model) {
    // SAFETY: the contract of the header.
    unsafe { free(model) }
}

/// The kind of a model, one of `HABITUE_MODEL_*`.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument
/// error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_kind(
    model: *const habitue_model,
    kind: *mut i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, kind) = unsafe { (input(model, "model")?, output(kind, "kind")?) };
        *kind = i32::try_from(model.0.model().kind())
            .map_err(|_| Error::new(ErrorKind::Internal, "has a kind out of range"))?;
        Ok(())
    })
}

/// The English name of a kind of model: a static, NUL-terminated constant that is
/// never freed; NULL for an unknown kind.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn habitue_model_kind_name(kind: i32) -> *const c_char {
    guard_value(std::ptr::null(), || names(kind).map_or(std::ptr::null(), |names| names.0.as_ptr()))
}

/// The Chinese name of a kind of model, as UTF-8: a static, NUL-terminated
/// constant that is never freed; NULL for an unknown kind.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn habitue_model_kind_name_zh(kind: i32) -> *const c_char {
    guard_value(std::ptr::null(), || names(kind).map_or(std::ptr::null(), |names| names.1.as_ptr()))
}

/// The names of a kind with a closing NUL; a test compares them with the
/// models' own.
fn names(kind: i32) -> Option<(&'static CStr, &'static CStr)> {
    NAMES.iter().find(|row| row.0 == kind).map(|row| (row.1, row.2))
}

const NAMES: [(i32, &CStr, &CStr); 8] = [
    (HABITUE_MODEL_BG_NBD, c"BG/NBD", c"贝塔几何/负二项模型"),
    (HABITUE_MODEL_PARETO_NBD, c"Pareto/NBD", c"帕累托/负二项模型"),
    (HABITUE_MODEL_MBG_NBD, c"MBG/NBD", c"修正贝塔几何/负二项模型"),
    (HABITUE_MODEL_NBD, c"NBD", c"负二项模型"),
    (HABITUE_MODEL_BG_CNBD, c"BG/CNBD-k", c"贝塔几何/浓缩负二项模型"),
    (HABITUE_MODEL_MBG_CNBD, c"MBG/CNBD-k", c"修正贝塔几何/浓缩负二项模型"),
    (HABITUE_MODEL_GGOMPERTZ_NBD, c"GGompertz/NBD", c"伽马冈珀茨/负二项模型"),
    (HABITUE_MODEL_BG_BB, c"BG/BB", c"贝塔几何/贝塔伯努利模型"),
];

/// The parameters of a model, in the order of its kind: up to `capacity` doubles
/// to `parameters`, and their number to `*needed`.
///
/// `parameters` may be NULL where `capacity` is 0, to ask for the number alone.
/// Returns `HABITUE_OK`, an argument error, or `HABITUE_BUFFER_TOO_SMALL`, and
/// then `*needed` alone is written. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_parameters(
    model: *const habitue_model,
    parameters: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (parameters, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "parameters", error, |model: &habitue_model| {
            Ok(model.0.model().parameters().into())
        })
    }
}

/// The asymptotic standard errors of the parameters of a fitted model, in the
/// same order; the rest is as in `habitue_model_parameters`.
///
/// Returns also `HABITUE_SINGULAR_MATRIX` where they do not exist, on a ridge,
/// and `HABITUE_UNDEFINED` where the model was not fitted. Since 0.1.
///
/// `standard_errors` may be NULL where `capacity` is 0; so may `error`.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_standard_errors(
    model: *const habitue_model,
    standard_errors: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (standard_errors, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "standard_errors", error, |model: &habitue_model| {
            let errors = standard_errors_of(&model.0)?;
            Ok(errors.into())
        })
    }
}

/// The asymptotic covariance of the parameters of a fitted model, k by k, row by
/// row; the rest is as in `habitue_model_standard_errors`. Since 0.1.
///
/// `covariance` may be NULL where `capacity` is 0; so may `error`.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_covariance(
    model: *const habitue_model,
    covariance: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (covariance, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "covariance", error, |model: &habitue_model| {
            Ok(covariance_of(&model.0)?.into())
        })
    }
}

pub(super) fn covariance_of(model: &StoredModel) -> Result<&[f64]> {
    if model.report().is_none() {
        return Err(Error::new(ErrorKind::Undefined, "was not fitted").in_column("model"));
    }
    model.covariance().ok_or_else(|| {
        Error::new(ErrorKind::Singular, "has no covariance: the likelihood is flat")
            .in_column("model")
    })
}

pub(super) fn standard_errors_of(model: &StoredModel) -> Result<Vec<f64>> {
    let covariance = covariance_of(model)?;
    let k = model.model().parameters().len();
    Ok((0..k).map(|i| covariance[i * k + i].sqrt()).collect())
}

/// What is known of the fit of a model; all zero where it was not fitted.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument
/// error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_report(
    model: *const habitue_model,
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

impl habitue_fit_report {
    pub(super) fn of(report: Option<&FitReport>) -> Self {
        let Some(report) = report else {
            return Self {
                fitted: 0,
                parameters: 0,
                iterations: 0,
                ridge: 0,
                log_likelihood: 0.0,
                aic: 0.0,
                bic: 0.0,
                gradient_norm: 0.0,
                hessian_condition: 0.0,
                customers: 0.0,
                cells: 0,
                starts: 0,
                agreeing: 0,
            };
        };
        Self {
            fitted: 1,
            parameters: report.parameters,
            iterations: report.iterations,
            ridge: report.ridge.map_or(HABITUE_RIDGE_NONE, |ridge| ridge as i32),
            log_likelihood: report.log_likelihood,
            aic: report.aic(),
            bic: report.bic(),
            gradient_norm: report.gradient_norm,
            hessian_condition: report.hessian_condition,
            customers: report.customers,
            cells: report.cells,
            starts: report.starts,
            agreeing: report.agreeing,
        }
    }
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
pub unsafe extern "C" fn habitue_model_to_bytes(
    model: *const habitue_model,
    bytes: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (bytes, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "bytes", error, |model: &habitue_model| Ok(model.0.to_bytes().into()))
    }
}

/// The model that `habitue_model_to_bytes` wrote, on any machine.
///
/// `*model` receives the handle, to be freed with `habitue_model_free`; it must
/// not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_CORRUPT_BYTES`, or `HABITUE_BAD_FORMAT_VERSION` where a newer library
/// wrote them. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_from_bytes(
    bytes: *const u8,
    length: usize,
    model: *mut *mut habitue_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let bytes = unsafe { column(bytes, length, "bytes") }?;
        let model = habitue_model(StoredModel::from_bytes(bytes)?);
        model.purchase()?;
        Ok(model)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

/// States the unit that the parameters are in and where the model comes from, as
/// UTF-8, to be kept in its bytes. Replaces what was stated before.
///
/// `error` may be NULL, the texts where their length is 0. Returns `HABITUE_OK`,
/// an argument error, or `HABITUE_NOT_UTF8`. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_describe(
    model: *mut habitue_model,
    unit: *const u8,
    unit_length: usize,
    provenance: *const u8,
    provenance_length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, unit, provenance) = unsafe {
            (
                output(model, "model")?,
                text(unit, unit_length, "unit")?,
                text(provenance, provenance_length, "provenance")?,
            )
        };
        model.0 = model.0.clone().with_unit(unit).with_provenance(provenance);
        Ok(())
    })
}

/// The unit that the parameters are in, as UTF-8 without a NUL, empty where none
/// was stated: up to `capacity` bytes to `unit`, and their number to `*needed`.
///
/// `unit` may be NULL where `capacity` is 0. Returns `HABITUE_OK`, an argument
/// error, or `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_unit(
    model: *const habitue_model,
    unit: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (unit, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "unit", error, |model: &habitue_model| {
            Ok(model.0.unit().as_bytes().into())
        })
    }
}

/// Where the model comes from, in the words that were given, as UTF-8 without a
/// NUL; the rest is as in `habitue_model_unit`. Since 0.1.
///
/// `provenance` may be NULL where `capacity` is 0; so may `error`.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_provenance(
    model: *const habitue_model,
    provenance: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (provenance, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "provenance", error, |model: &habitue_model| {
            Ok(model.0.provenance().as_bytes().into())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_models() {
        for model in AnyModel::examples() {
            let Some(purchase) = model.as_purchase() else { continue };
            let (name, name_zh) = names(model.kind() as i32).expect("listed");
            assert_eq!(
                (Ok(purchase.name()), Ok(purchase.name_zh())),
                (name.to_str(), name_zh.to_str())
            );
        }
        assert_eq!(
            AnyModel::examples().iter().filter(|m| m.as_purchase().is_some()).count(),
            NAMES.len()
        );
    }
}
