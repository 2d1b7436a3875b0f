//! Models with covariates behind one handle.

use std::ffi::c_void;

use super::column::{column, column_mut, input, optional_column, output, text, texts, told};
use super::covariates::{facts_of, habitue_covariates, role_of};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::model::{
    fit_options, habitue_fit_options, habitue_fit_report, habitue_model, kind_number, watcher,
    weighted,
};
use super::options::{Options, enumerator, options, reserved};
use super::progress::habitue_progress;
use super::spend_model::{habitue_spend_model, weighted_spending};
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::{
    AnyModel, AttritionLink, CovariateEffect, CovariateModel, CovariateOptions, CovariateRole,
    GammaGamma, StoredModel,
};

/// Attrition covariates act on a and on b with coefficients of their own.
pub const HABITUE_ATTRITION_LINK_SEPARATE: i32 = 0;
/// Attrition covariates act on a alone, the odds of leaving.
pub const HABITUE_ATTRITION_LINK_ODDS: i32 = 1;
/// Attrition covariates act on a and on b with the same coefficients.
pub const HABITUE_ATTRITION_LINK_COMMON: i32 = 2;

/// How covariates enter a fit. Start from `HABITUE_COVARIATE_OPTIONS_INIT`; NULL means the same.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_covariate_options {
    /// `sizeof(habitue_covariate_options)`.
    pub struct_size: u32,
    /// 1 to centre columns at their mean and to penalise coefficients per standard deviation; 0,
    /// the default, to take columns as they are. Every other number is 1.
    pub standardised: u32,
    /// One of `HABITUE_ATTRITION_LINK_*`, for models with a coin. SEPARATE by default.
    pub attrition_link: i32,
    /// 0.
    pub reserved: u32,
    /// The strength of the penalty on the coefficients of purchase, >= 0: half of it times the sum of
    /// their squares is subtracted from the log-likelihood. 0 by default.
    pub purchase_penalty: f64,
    /// Likewise of attrition.
    pub attrition_penalty: f64,
    /// Likewise of spend.
    pub spend_penalty: f64,
}

// SAFETY: repr(C), four 32-bit numbers and three f64 without padding; every bit pattern is a value.
unsafe impl Options for habitue_covariate_options {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        standardised: 0,
        attrition_link: HABITUE_ATTRITION_LINK_SEPARATE,
        reserved: 0,
        purchase_penalty: 0.0,
        attrition_penalty: 0.0,
        spend_penalty: 0.0,
    };
    const FIRST_SIZE: usize = 40;
}

/// A model of purchases or of spend in which the parameters of a customer depend on facts about
/// them. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_covariate_model(pub(super) CovariateModel);

/// What the caller chose, with the names that are shared.
///
/// # Safety
/// The contract of the header.
pub(super) unsafe fn chosen(
    given: *const habitue_covariate_options,
    facts: *const habitue_covariates,
) -> Result<CovariateOptions> {
    // SAFETY: the caller's promise is the same.
    let given: habitue_covariate_options = unsafe { options(given, "covariate_options") }?;
    reserved(&[given.reserved], "covariate_options.reserved")?;
    let link = enumerator(
        given.attrition_link,
        "covariate_options.attrition_link",
        &[
            (HABITUE_ATTRITION_LINK_SEPARATE, AttritionLink::Separate),
            (HABITUE_ATTRITION_LINK_ODDS, AttritionLink::Odds),
            (HABITUE_ATTRITION_LINK_COMMON, AttritionLink::Common),
        ],
    )?;
    let options = CovariateOptions::default()
        .with_standardised(given.standardised != 0)
        .with_attrition_link(link)
        .with_penalty(CovariateRole::Purchase, given.purchase_penalty)?
        .with_penalty(CovariateRole::Attrition, given.attrition_penalty)?
        .with_penalty(CovariateRole::Spend, given.spend_penalty)?;
    if facts.is_null() {
        return Ok(options);
    }
    // SAFETY: the caller's promise is the same.
    Ok(options.with_shared(&unsafe { input(facts, "facts") }?.shared()))
}

/// Makes a model of `kind` (`HABITUE_MODEL_*` in continuous time, or
/// `HABITUE_SPEND_GAMMA_GAMMA`) from the `parameters` of its base and `effects` coefficients:
/// `roles` (`HABITUE_COVARIATE_*`), names as `effects + 1` offsets into `name_bytes` of
/// `name_bytes_length` bytes (UTF-8), `coefficients` per unit of the column, and `centers`, what is
/// subtracted from the column (NULL for 0).
///
/// `*model` receives the handle, to be freed with `habitue_covariate_model_free`; it must not be
/// NULL, `error` may be; columns may be NULL where there are none. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_BAD_LENGTH`, `HABITUE_NOT_FINITE`, `HABITUE_OUT_OF_RANGE`, `HABITUE_DUPLICATE` or
/// `HABITUE_NOT_UTF8`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_new(
    kind: i32,
    parameters: *const f64,
    count: usize,
    roles: *const i32,
    name_offsets: *const i64,
    name_bytes: *const u8,
    name_bytes_length: usize,
    coefficients: *const f64,
    centers: *const f64,
    effects: usize,
    model: *mut *mut habitue_covariate_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (parameters, roles, names, coefficients, centers) = unsafe {
            (
                column(parameters, count, "parameters")?,
                column(roles, effects, "roles")?,
                texts(name_offsets, effects, name_bytes, name_bytes_length, "names")?,
                column(coefficients, effects, "coefficients")?,
                optional_column(centers, effects, "centers")?,
            )
        };
        let base = AnyModel::from_kind(any_kind(kind)?, parameters)?;
        let mut list = Vec::with_capacity(effects);
        for (row, &role) in roles.iter().enumerate() {
            let role = role_of(role).map_err(|error| error.at_row(row as u64))?;
            let mut effect =
                CovariateEffect::new(role, names.get(row).unwrap_or_default(), coefficients[row]);
            effect.center = centers.map_or(0.0, |centers| centers[row]);
            list.push(effect);
        }
        Ok(habitue_covariate_model(CovariateModel::new(base, list)?))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

/// Of any model that may have covariates.
fn any_kind(kind: i32) -> Result<u32> {
    u32::try_from(kind).map_err(|_| {
        Error::new(ErrorKind::Enumerator, "is no kind of model").in_column("kind").with_value(kind)
    })
}

/// Fits a model of purchases of `kind` (`HABITUE_MODEL_*` in continuous time) with covariates to
/// `customers` histories by maximum likelihood.
///
/// Histories, `log_intervals`, `weights`, `options`, `progress` and `context` are those of
/// `habitue_model_fit`, and may be NULL as there; `facts` (NULL for none) has one row a customer in
/// the same order, of which purchase and attrition are looked at; `covariate_options` may be NULL.
/// `*model` receives the handle, to be freed with `habitue_covariate_model_free`; it must not be
/// NULL, `error` may be. Returns what `habitue_model_fit` does, and `HABITUE_UNDEFINED` where a
/// column without a penalty is constant or follows from others, with its name,
/// `HABITUE_MISSING_COLUMN` where a shared name is not in both roles, `HABITUE_OUT_OF_RANGE` where
/// there are as many coefficients as customers. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_fit(
    kind: i32,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    log_intervals: *const f64,
    weights: *const f64,
    customers: usize,
    facts: *const habitue_covariates,
    covariate_options: *const habitue_covariate_options,
    options: *const habitue_fit_options,
    progress: habitue_progress,
    context: *mut c_void,
    model: *mut *mut habitue_covariate_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (mut rows, logs, known, chosen, settings) = unsafe {
            (
                weighted((frequency, recency, age), weights, customers)?,
                optional_column(log_intervals, customers, "log_intervals")?,
                facts_of(facts)?,
                chosen(covariate_options, facts)?,
                super::options::options::<habitue_fit_options>(options, "options")?,
            )
        };
        if let Some(logs) = logs {
            rows = rows.with_log_intervals(logs)?;
        }
        // SAFETY: the contract of the header.
        let watch = unsafe { watcher(progress, context) };
        let settings = fit_options(&settings)?.with_progress(&watch);
        let kind = kind_number(kind)?;
        Ok(habitue_covariate_model(CovariateModel::fit(kind, &rows, &known, &chosen, &settings)?))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

/// Fits a Gamma-Gamma model of spend with covariates: as `habitue_spend_model_fit`, and as
/// `habitue_covariate_model_fit` for the facts, of which spend is looked at. Since 0.1.
///
/// `weights`, `facts`, `covariate_options`, `options`, `progress` and `error` may be NULL.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_fit_spend(
    frequency: *const u32,
    mean_spend: *const f64,
    weights: *const f64,
    customers: usize,
    facts: *const habitue_covariates,
    covariate_options: *const habitue_covariate_options,
    options: *const habitue_fit_options,
    progress: habitue_progress,
    context: *mut c_void,
    model: *mut *mut habitue_covariate_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (rows, known, chosen, settings) = unsafe {
            (
                weighted_spending((frequency, mean_spend), weights, customers)?,
                facts_of(facts)?,
                chosen(covariate_options, facts)?,
                super::options::options::<habitue_fit_options>(options, "options")?,
            )
        };
        // SAFETY: the contract of the header.
        let watch = unsafe { watcher(progress, context) };
        let settings = fit_options(&settings)?.with_progress(&watch);
        let fitted = GammaGamma::fit_with_covariates(&rows, &known, &chosen, &settings)?;
        Ok(habitue_covariate_model(fitted))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

/// Releases a model; NULL does nothing. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_covariate_model_free(model: *mut habitue_covariate_model) {
    // SAFETY: the contract of the header.
    unsafe { free(model) }
}

/// The kind of the plain model, one of `HABITUE_MODEL_*` or `HABITUE_SPEND_GAMMA_GAMMA`, and the
/// number of coefficients.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument error. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_kind(
    model: *const habitue_covariate_model,
    kind: *mut i32,
    effects: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, kind, effects) =
            unsafe { (input(model, "model")?, output(kind, "kind")?, output(effects, "effects")?) };
        *kind = model.0.base().kind() as i32;
        *effects = model.0.effects().len();
        Ok(())
    })
}

/// The parameters of the base in the order of its kind, then the coefficients per unit of their
/// columns: up to `capacity` doubles to `parameters`, and their number to `*needed`.
///
/// `parameters` may be NULL where `capacity` is 0, to ask for the number alone; so may `error`.
/// Returns `HABITUE_OK`, an argument error, or `HABITUE_BUFFER_TOO_SMALL`, and then `*needed` alone
/// is written. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_parameters(
    model: *const habitue_covariate_model,
    parameters: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (parameters, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "parameters", error, |model: &habitue_covariate_model| {
            Ok(model.0.parameters().into())
        })
    }
}

/// The asymptotic standard errors of parameters and coefficients; the rest is as in
/// `habitue_covariate_model_parameters`. Under a penalty they are those of the estimator and say
/// nothing of its bias toward 0.
///
/// Returns also `HABITUE_SINGULAR_MATRIX` where they do not exist, and `HABITUE_UNDEFINED` where the
/// model was not fitted. `standard_errors` may be NULL where `capacity` is 0; so may `error`.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_standard_errors(
    model: *const habitue_covariate_model,
    standard_errors: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (standard_errors, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "standard_errors", error, |model: &habitue_covariate_model| {
            covariance_of(&model.0)?;
            let errors = model.0.standard_errors().unwrap_or_default();
            Ok(errors.into())
        })
    }
}

/// The asymptotic covariance of parameters and coefficients, row by row; the rest is as in
/// `habitue_covariate_model_standard_errors`. Since 0.1.
///
/// `covariance` may be NULL where `capacity` is 0; so may `error`.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_covariance(
    model: *const habitue_covariate_model,
    covariance: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (covariance, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "covariance", error, |model: &habitue_covariate_model| {
            Ok(covariance_of(&model.0)?.into())
        })
    }
}

fn covariance_of(model: &CovariateModel) -> Result<&[f64]> {
    if model.report().is_none() {
        return Err(Error::new(ErrorKind::Undefined, "was not fitted").in_column("model"));
    }
    model.covariance().ok_or_else(|| {
        Error::new(ErrorKind::Singular, "has no covariance: the likelihood is flat")
            .in_column("model")
    })
}

/// The coefficients' roles (`HABITUE_COVARIATE_*`), the centres of their columns, and the standard
/// deviations of these in the fit, each with room for `effects` entries, the number that
/// `habitue_covariate_model_kind` says.
///
/// No pointer but `error` may be NULL unless there are none. Returns `HABITUE_OK`, an argument error,
/// or `HABITUE_BAD_LENGTH`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_effects(
    model: *const habitue_covariate_model,
    roles: *mut i32,
    centers: *mut f64,
    scales: *mut f64,
    effects: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, roles, centers, scales) = unsafe {
            (
                input(model, "model")?,
                column_mut(roles, effects, "roles")?,
                column_mut(centers, effects, "centers")?,
                column_mut(scales, effects, "scales")?,
            )
        };
        let list = model.0.effects();
        if list.len() != effects {
            return Err(Error::length("effects", effects, list.len()));
        }
        for (row, effect) in list.iter().enumerate() {
            (roles[row], centers[row], scales[row]) =
                (effect.role as i32, effect.center, effect.scale);
        }
        Ok(())
    })
}

/// The name of the column of the coefficient `effect`, counted from 0, as UTF-8 without a NUL: up to
/// `capacity` bytes to `name`, and their number to `*needed`.
///
/// `name` may be NULL where `capacity` is 0; so may `error`. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE`, or `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_effect_name(
    model: *const habitue_covariate_model,
    effect: usize,
    name: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (name, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "name", error, |model: &habitue_covariate_model| {
            let list = model.0.effects();
            let found = list.get(effect).ok_or_else(|| {
                Error::out_of_range("effect", effect as f64, format!("< {}", list.len()))
            })?;
            Ok(found.name.as_bytes().into())
        })
    }
}

/// What is known of the fit: `fit` as of every fit, with the log-likelihood without the penalty and
/// AIC and BIC by the effective number of parameters; `plain`, the fit without covariates to the same
/// customers; `penalised`, the log-likelihood less the penalty; `effective_parameters`, all that were
/// estimated where there is no penalty. All zero where the model was not fitted.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument error. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_report(
    model: *const habitue_covariate_model,
    fit: *mut habitue_fit_report,
    plain: *mut habitue_fit_report,
    penalised: *mut f64,
    effective_parameters: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, fit, plain, penalised, effective_parameters) = unsafe {
            (
                input(model, "model")?,
                output(fit, "fit")?,
                output(plain, "plain")?,
                output(penalised, "penalised")?,
                output(effective_parameters, "effective_parameters")?,
            )
        };
        let report = model.0.report();
        *fit = habitue_fit_report::of(report.map(|report| &report.fit));
        *plain = habitue_fit_report::of(report.and_then(|report| report.plain.as_ref()));
        (*penalised, *effective_parameters) = (0.0, 0.0);
        if let Some(report) = report {
            (fit.aic, fit.bic) = (report.aic(), report.bic());
            (*penalised, *effective_parameters) = (report.penalised, report.effective_parameters);
        }
        Ok(())
    })
}

/// The likelihood-ratio test of all coefficients at once against the model without covariates:
/// twice the difference of the log-likelihoods, its degrees of freedom, and P(chi-squared >= it).
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error, or
/// `HABITUE_UNDEFINED` under a penalty, without coefficients, or where the model was not fitted. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_likelihood_ratio(
    model: *const habitue_covariate_model,
    statistic: *mut f64,
    degrees: *mut u32,
    p_value: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, statistic, degrees, p_value) = unsafe {
            (
                input(model, "model")?,
                output(statistic, "statistic")?,
                output(degrees, "degrees")?,
                output(p_value, "p_value")?,
            )
        };
        let report = model
            .0
            .report()
            .ok_or_else(|| Error::new(ErrorKind::Undefined, "was not fitted").in_column("model"))?;
        let test = report.likelihood_ratio()?;
        (*statistic, *degrees, *p_value) = (test.statistic, test.degrees, test.p_value);
        Ok(())
    })
}

/// The plain model of purchases of a customer with facts of their own: `purchase` and `attrition`
/// have one value a column, in the order in which the model names the columns.
///
/// `*plain` receives the handle, to be freed with `habitue_model_free`; it must not be NULL, `error`
/// may be; facts may be NULL where there are none. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_BAD_LENGTH`, `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_for_customer(
    model: *const habitue_covariate_model,
    purchase: *const f64,
    purchase_count: usize,
    attrition: *const f64,
    attrition_count: usize,
    plain: *mut *mut habitue_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, purchase, attrition) = unsafe {
            (
                input(model, "model")?,
                column(purchase, purchase_count, "purchase")?,
                column(attrition, attrition_count, "attrition")?,
            )
        };
        let found =
            habitue_model::of(StoredModel::new(model.0.for_customer(purchase, attrition, &[])?));
        found.purchase()?;
        Ok(found)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(plain, error, make) }
}

/// The plain model of spend of a customer with facts of their own, one value a column in the order in
/// which the model names the columns.
///
/// `*plain` receives the handle, to be freed with `habitue_spend_model_free`; the rest is as in
/// `habitue_covariate_model_for_customer`: `plain` must not be NULL. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_for_spend(
    model: *const habitue_covariate_model,
    spend: *const f64,
    count: usize,
    plain: *mut *mut habitue_spend_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, spend) = unsafe { (input(model, "model")?, column(spend, count, "spend")?) };
        let found =
            habitue_spend_model::of(StoredModel::new(model.0.for_customer(&[], &[], spend)?));
        found.spend()?;
        Ok(found)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(plain, error, make) }
}

/// A model as portable bytes: up to `capacity` of them to `bytes`, and their number to `*needed`.
/// They carry base, coefficients with names, centres and scales, covariance and report, a format
/// version and a checksum, and are the same on every machine.
///
/// `bytes` may be NULL where `capacity` is 0, to ask for the number alone; so may `error`. Returns
/// `HABITUE_OK`, an argument error, or `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_to_bytes(
    model: *const habitue_covariate_model,
    bytes: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (bytes, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "bytes", error, |model: &habitue_covariate_model| {
            Ok(model.0.to_bytes().into())
        })
    }
}

/// The model that `habitue_covariate_model_to_bytes` wrote, on any machine.
///
/// `*model` receives the handle, to be freed with `habitue_covariate_model_free`; it must not be
/// NULL, `error` may be. Returns `HABITUE_OK`, an argument error, `HABITUE_CORRUPT_BYTES`, or
/// `HABITUE_BAD_FORMAT_VERSION` where a newer library wrote them. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_from_bytes(
    bytes: *const u8,
    length: usize,
    model: *mut *mut habitue_covariate_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let bytes = unsafe { column(bytes, length, "bytes") }?;
        Ok(habitue_covariate_model(CovariateModel::from_bytes(bytes)?))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

/// States the unit that the parameters are in and where the model comes from, as UTF-8, to be kept in
/// its bytes. Replaces what was stated before.
///
/// `error` may be NULL, the texts where their length is 0. Returns `HABITUE_OK`, an argument error,
/// or `HABITUE_NOT_UTF8`. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_describe(
    model: *mut habitue_covariate_model,
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

/// The unit that the parameters are in, as UTF-8 without a NUL, empty where none was stated: up to
/// `capacity` bytes to `unit`, and their number to `*needed`.
///
/// `unit` may be NULL where `capacity` is 0; so may `error`. Returns `HABITUE_OK`, an argument error,
/// or `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_unit(
    model: *const habitue_covariate_model,
    unit: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (unit, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "unit", error, |model: &habitue_covariate_model| {
            Ok(model.0.unit().as_bytes().into())
        })
    }
}

/// Where the model comes from, in the words that were given, as UTF-8 without a NUL; the rest is as
/// in `habitue_covariate_model_unit`. Since 0.1.
///
/// `provenance` may be NULL where `capacity` is 0; so may `error`.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_covariate_model_provenance(
    model: *const habitue_covariate_model,
    provenance: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (provenance, capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "provenance", error, |model: &habitue_covariate_model| {
            let words = model.0.provenance().as_bytes();
            Ok(words.into())
        })
    }
}
