//! Models of any kind behind one handle: of purchases, of spend, of contracts; plain or with
//! covariates.

use std::ffi::c_char;

use super::column::{column, fill_buffer, input, optional_column_mut, output, room};
use super::customers::{Read, habitue_customers, role_of};
use super::evidence::habitue_text;
use super::guard::guard;
use super::handle::{free, guard_new, told};
use super::options::enumerator;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::{AnyModel, CovariateEffect, FitReport, GammaGamma, Model, PurchaseModel};

// The constants of the kinds, which build.rs writes by the table of models.
include!(concat!(env!("OUT_DIR"), "/habitue_models.rs"));

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

/// The fit of the model itself.
pub const HABITUE_REPORT_MODEL: i32 = 0;
/// The fit of the model without covariates to the same customers.
pub const HABITUE_REPORT_WITHOUT_COVARIATES: i32 = 1;

/// A model with what is known of its fit. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_model(Model);

impl From<Model> for habitue_model {
    fn from(model: Model) -> Self {
        Self(model)
    }
}

impl habitue_model {
    pub(super) fn model(&self) -> &Model {
        &self.0
    }

    /// The plain model of purchases, where it is one.
    pub(super) fn purchase(&self) -> Result<&dyn PurchaseModel> {
        self.plain()?.as_purchase().ok_or_else(|| other("purchases"))
    }

    /// The plain model of spend, where it is one.
    pub(super) fn spend(&self) -> Result<&GammaGamma> {
        self.plain()?.as_spend().ok_or_else(|| other("spend"))
    }

    /// The model, which has no covariates.
    pub(super) fn plain(&self) -> Result<&AnyModel> {
        self.0.plain().ok_or_else(|| other("customers without covariates"))
    }
}

fn other(family: &str) -> Error {
    Error::new(ErrorKind::Argument, format!("is no model of {family}")).in_column("model")
}

/// A coefficient of a covariate.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_effect {
    /// Per unit of the column: e^coefficient is the factor of one unit.
    pub coefficient: f64,
    /// What is subtracted from the column: its mean in a standardised fit, else 0.
    pub center: f64,
    /// The standard deviation of the column in the fit; 1 where there was none.
    pub scale: f64,
    /// One of `HABITUE_COVARIATE_...`.
    pub role: i32,
    /// 0.
    pub reserved: u32,
}

/// Another summit of the likelihood, nearly as high, that answers differently.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_alternative {
    /// The log-likelihood there.
    pub log_likelihood: f64,
    /// The mean of P(alive) over the customers of the fit.
    pub alive: f64,
    /// One of `HABITUE_RIDGE_...`.
    pub ridge: i32,
    /// 0.
    pub reserved: u32,
}

/// What a model is, and what is known of its fit.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_fit_report {
    /// One of `HABITUE_MODEL_...`.
    pub kind: i32,
    /// Coefficients of covariates.
    pub effects: u32,
    /// 1 if the model was fitted; 0 if it was made from parameters, and then all that
    /// follows is 0.
    pub fitted: u32,
    /// Number of parameters that were estimated.
    pub parameters: u32,
    /// Newton iterations.
    pub iterations: u32,
    /// One of `HABITUE_RIDGE_...`.
    pub ridge: i32,
    /// Points that the fit started from.
    pub starts: u32,
    /// How many of them led to this optimum.
    pub agreeing: u32,
    /// Other summits that the data do not refuse; see `habitue_model_alternative`.
    pub alternatives: u32,
    /// 0.
    pub reserved: u32,
    /// Log-likelihood at the optimum, without penalties and priors.
    pub log_likelihood: f64,
    /// Akaike's criterion; under a penalty with the effective number of parameters.
    pub aic: f64,
    /// Schwarz's criterion, over the number of customers, likewise.
    pub bic: f64,
    /// Largest component of the gradient in log-parameters at the optimum.
    pub gradient_norm: f64,
    /// Condition number of the Hessian in log-parameters; infinite where it is
    /// not negative definite.
    pub hessian_condition: f64,
    /// The log-likelihood less the penalty on coefficients.
    pub penalised: f64,
    /// The effective number of parameters.
    pub effective_parameters: f64,
    /// Customers that the fit speaks of (the sum of the weights).
    pub customers: f64,
    /// Distinct histories among them.
    pub cells: u64,
}

/// Makes a model of `kind` (`HABITUE_MODEL_...`) from its `count` parameters, with `effect_count`
/// coefficients of covariates and as many names, not empty; (NULL, NULL, 0) for a plain model.
///
/// `*model` receives the handle, to be freed with `habitue_model_free`. Returns also
/// `HABITUE_DUPLICATE` or `HABITUE_NOT_UTF8` for names. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_new(
    kind: i32,
    parameters: *const f64,
    count: usize,
    effects: *const habitue_effect,
    effect_names: *const habitue_text,
    effect_count: usize,
    model: *mut *mut habitue_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (parameters, effects, names) = unsafe {
            (
                column(parameters, count, "parameters")?,
                column(effects, effect_count, "effects")?,
                column(effect_names, effect_count, "effect_names")?,
            )
        };
        let base = AnyModel::from_kind(kind_number(kind)?, parameters)?;
        let mut list = Vec::with_capacity(effect_count);
        for (row, (effect, name)) in effects.iter().zip(names).enumerate() {
            let role = role_of(effect.role).map_err(|error| error.at_row(row as u64))?;
            // SAFETY: the contract of the header.
            let name = unsafe { name.read("effect_names") }?;
            let mut one = CovariateEffect::new(role, name, effect.coefficient);
            (one.center, one.scale) = (effect.center, effect.scale);
            list.push(one);
        }
        let made =
            if list.is_empty() { Ok(Model::new(base)) } else { Model::with_effects(base, list) };
        made.map(habitue_model)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}

pub(super) fn kind_number(kind: i32) -> Result<u32> {
    u32::try_from(kind).map_err(|_| {
        Error::new(ErrorKind::Enumerator, "is no kind of model").in_column("kind").with_value(kind)
    })
}

/// Releases a model; NULL does nothing. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_model_free(model: *mut habitue_model) {
    // SAFETY: the contract of the header.
    unsafe { free(model) }
}

/// What a model is and how it was fitted; `which` is `HABITUE_REPORT_MODEL`, or
/// `HABITUE_REPORT_WITHOUT_COVARIATES` for the plain fit that a fit with covariates is held
/// against, of which `fitted` is 0 where there is none. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_report(
    model: *const habitue_model,
    which: i32,
    report: *mut habitue_fit_report,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, slot) = unsafe { (&input(model, "model")?.0, output(report, "report")?) };
        let own = enumerator(
            which,
            "which",
            &[(HABITUE_REPORT_MODEL, true), (HABITUE_REPORT_WITHOUT_COVARIATES, false)],
        )?;
        let with = model.covariate_report();
        let fit = if own { model.report() } else { with.and_then(|with| with.plain.as_ref()) };
        let mut found = habitue_fit_report::of(fit);
        found.kind = model.kind() as i32;
        found.effects = if own { model.effects().len() as u32 } else { 0 };
        if let (true, Some(with)) = (own, with) {
            (found.aic, found.bic) = (with.aic(), with.bic());
            (found.penalised, found.effective_parameters) =
                (with.penalised, with.effective_parameters);
        }
        *slot = found;
        Ok(())
    })
}

impl habitue_fit_report {
    /// The report that a caller hands back.
    pub(super) fn read(&self, name: &'static str) -> Result<FitReport> {
        if self.fitted != 1 || !self.log_likelihood.is_finite() {
            return Err(Error::new(ErrorKind::Argument, "is no report of a fit").in_column(name));
        }
        if self.penalised != self.log_likelihood {
            let sentence = "was penalised, and the test has no distribution under a penalty";
            return Err(Error::new(ErrorKind::Undefined, sentence).in_column(name));
        }
        let report = FitReport {
            log_likelihood: self.log_likelihood,
            parameters: self.parameters,
            iterations: self.iterations,
            gradient_norm: self.gradient_norm,
            hessian_condition: self.hessian_condition,
            customers: self.customers,
            cells: self.cells,
            ridge: None,
            starts: self.starts,
            agreeing: self.agreeing,
            alternatives: Vec::new(),
        };
        report.check().map_err(|error| error.in_column(name))?;
        Ok(report)
    }

    pub(super) fn of(report: Option<&FitReport>) -> Self {
        let fitted = u32::from(report.is_some());
        let nothing = Self {
            kind: 0,
            effects: 0,
            fitted,
            parameters: 0,
            iterations: 0,
            ridge: HABITUE_RIDGE_NONE,
            starts: 0,
            agreeing: 0,
            alternatives: 0,
            reserved: 0,
            log_likelihood: 0.0,
            aic: 0.0,
            bic: 0.0,
            gradient_norm: 0.0,
            hessian_condition: 0.0,
            penalised: 0.0,
            effective_parameters: 0.0,
            customers: 0.0,
            cells: 0,
        };
        let Some(report) = report else { return nothing };
        Self {
            parameters: report.parameters,
            iterations: report.iterations,
            ridge: report.ridge.map_or(HABITUE_RIDGE_NONE, |ridge| ridge as i32),
            starts: report.starts,
            agreeing: report.agreeing,
            alternatives: report.alternatives.len() as u32,
            log_likelihood: report.log_likelihood,
            aic: report.aic(),
            bic: report.bic(),
            gradient_norm: report.gradient_norm,
            hessian_condition: report.hessian_condition,
            penalised: report.log_likelihood,
            effective_parameters: f64::from(report.parameters),
            customers: report.customers,
            cells: report.cells,
            ..nothing
        }
    }
}

/// Another summit of the likelihood of a fit, the highest first, and its parameters: up to
/// `capacity` doubles to `parameters`, and their number to `*needed`. `HABITUE_OUT_OF_RANGE` from
/// the number of alternatives in the report on. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_alternative(
    model: *const habitue_model,
    index: usize,
    alternative: *mut habitue_alternative,
    parameters: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, slot) =
            unsafe { (&input(model, "model")?.0, output(alternative, "alternative")?) };
        let others = model.report().map_or(&[][..], |report| &report.alternatives);
        let found = others.get(index).ok_or_else(|| no_index(index, others.len()))?;
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(&found.parameters, parameters, capacity, needed, "parameters") }?;
        *slot = habitue_alternative {
            log_likelihood: found.log_likelihood,
            alive: found.alive,
            ridge: found.ridge.map_or(HABITUE_RIDGE_NONE, |ridge| ridge as i32),
            reserved: 0,
        };
        Ok(())
    })
}

fn no_index(index: usize, length: usize) -> Error {
    Error::out_of_range("index", index as f64, format!("below {length}"))
}

/// The parameters of a model in the order of its kind, then the coefficients: each of
/// `parameters` and `standard_errors` NULL or room for `capacity` of them, and `covariance` NULL
/// or room for the square of that, row by row. `*needed` receives their number; (NULL, NULL, NULL,
/// 0) asks for that alone.
///
/// Of errors and covariance returns also `HABITUE_SINGULAR_MATRIX` where they do not exist, on a
/// ridge, and `HABITUE_UNDEFINED` where the model was not fitted. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_parameters(
    model: *const habitue_model,
    parameters: *mut f64,
    standard_errors: *mut f64,
    covariance: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, needed) = unsafe { (&input(model, "model")?.0, output(needed, "needed")?) };
        let own = model.parameters();
        let square = capacity
            .checked_mul(capacity)
            .ok_or_else(|| Error::length("capacity", capacity, own.len()))?;
        // SAFETY: the contract of the header.
        let (parameters, errors, covariance) = unsafe {
            (
                optional_column_mut(parameters, capacity, "parameters")?,
                optional_column_mut(standard_errors, capacity, "standard_errors")?,
                optional_column_mut(covariance, square, "covariance")?,
            )
        };
        let known = match capacity > 0 && (errors.is_some() || covariance.is_some()) {
            true => covariance_of(model)?,
            false => &[],
        };
        if !room(own.len(), capacity, needed)? {
            return Ok(());
        }
        if let Some(slots) = errors {
            slots[..own.len()].copy_from_slice(&model.standard_errors().unwrap_or_default());
        }
        if let Some(slots) = covariance {
            slots[..known.len()].copy_from_slice(known);
        }
        if let Some(slots) = parameters {
            slots[..own.len()].copy_from_slice(&own);
        }
        Ok(())
    })
}

fn covariance_of(model: &Model) -> Result<&[f64]> {
    if model.report().is_none() && model.covariance().is_none() {
        return Err(Error::new(ErrorKind::Undefined, "was not fitted").in_column("model"));
    }
    model.covariance().ok_or_else(|| {
        Error::new(ErrorKind::Singular, "has no covariance: the likelihood is flat")
            .in_column("model")
    })
}

/// The coefficient `index`, from 0, and the name of its column without a NUL: up to `capacity`
/// bytes to `name`, and their number to `*needed`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_effect(
    model: *const habitue_model,
    index: usize,
    effect: *mut habitue_effect,
    name: *mut c_char,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, slot) = unsafe { (&input(model, "model")?.0, output(effect, "effect")?) };
        let effects = model.effects();
        let found = effects.get(index).ok_or_else(|| no_index(index, effects.len()))?;
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(found.name.as_bytes(), name.cast(), capacity, needed, "name") }?;
        *slot = habitue_effect {
            coefficient: found.coefficient,
            center: found.center,
            scale: found.scale,
            role: found.role as i32,
            reserved: 0,
        };
        Ok(())
    })
}

/// States the unit that the parameters are in and where the model comes from; both go with its
/// bytes. The name of a unit of time is one: customers in another are refused. Needs the handle
/// to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_describe(
    model: *mut habitue_model,
    unit: habitue_text,
    provenance: habitue_text,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, unit, provenance) = unsafe {
            (output(model, "model")?, unit.read("unit")?, provenance.read("provenance")?)
        };
        model.0 = model.0.clone().with_unit(unit).with_provenance(provenance);
        Ok(())
    })
}

/// The unit that the parameters are in, without a NUL, empty where none was stated: up to
/// `capacity` bytes to `unit`, and their number to `*needed`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_unit(
    model: *const habitue_model,
    unit: *mut c_char,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (unit.cast(), capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "unit", error, |model: &habitue_model| {
            Ok(model.0.unit().as_bytes().into())
        })
    }
}

/// Where the model comes from; the rest is as in `habitue_model_unit`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_provenance(
    model: *const habitue_model,
    provenance: *mut c_char,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    let buffer = (provenance.cast(), capacity, needed);
    // SAFETY: the contract of the header.
    unsafe {
        told(model, buffer, "provenance", error, |model: &habitue_model| {
            Ok(model.0.provenance().as_bytes().into())
        })
    }
}

/// The plain model of the customer in `row` of the covariates, to be freed with
/// `habitue_model_free`; of a plain model a copy. Of the customers the covariates alone are read.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_for_customer(
    model: *const habitue_model,
    customers: *const habitue_customers,
    row: usize,
    plain: *mut *mut habitue_model,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, read) = unsafe { (&input(model, "model")?.0, Read::new(customers)?) };
        if row >= read.customers.len() {
            return Err(Error::out_of_range(
                "row",
                row as f64,
                format!("below {}, the number of customers", read.customers.len()),
            ));
        }
        model.for_customer(&read.customers, row).map(habitue_model)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(plain, error, make) }
}

/// The model as portable bytes with a checksum: up to `capacity` of them to `bytes`, and their
/// number to `*needed`. Since 0.1.
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

/// The model that `habitue_model_to_bytes` wrote, of any kind, to be freed with
/// `habitue_model_free`. `HABITUE_CORRUPT_BYTES`, `HABITUE_BAD_FORMAT_VERSION`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_from_bytes(
    bytes: *const u8,
    length: usize,
    model: *mut *mut habitue_model,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    let make = || Model::from_bytes(unsafe { column(bytes, length, "bytes") }?).map(habitue_model);
    // SAFETY: the contract of the header.
    unsafe { guard_new(model, error, make) }
}
