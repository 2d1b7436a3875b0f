//! Models of any kind behind one handle: of purchases, of spend, of contracts; plain or with
//! covariates.

use crate::capi::prelude::*;

use crate::lifetime::{
    AnyModel, CovariateEffect, CovariateRole, FitReport, GammaGamma, Heterogeneity, IndividualRate,
    PurchaseModel,
};

enumeration!(HABITUE_RIDGE: Option<crate::lifetime::Ridge>,
    /// No ridge: the likelihood has a peak.
    NONE = 0,
    /// A parameter stands at the bound that it was given.
    GivenBound as GIVEN_BOUND
);

/// The fit of the model itself.
pub const HABITUE_REPORT_MODEL: i32 = 0;
/// The fit of the model without covariates to the same customers.
pub const HABITUE_REPORT_WITHOUT_COVARIATES: i32 = 1;

/// The unit that the parameters of a model are in.
pub const HABITUE_SAID_UNIT: i32 = 0;
/// Where a model comes from.
pub const HABITUE_SAID_PROVENANCE: i32 = 1;

/// A model with what is known of its fit. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_model(pub(in crate::capi) Model);

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
    fault(ErrorKind::Argument, "model", format!("is no model of {family}"))
}

mirror! {
    /// A coefficient of a covariate.
    habitue_effect: CovariateEffect, coefficient, center, scale,
    /// One of `HABITUE_COVARIATE_...`.
    role: i32 = it.role.number(),
    reserved: u32
}

mirror! {
    /// Another summit of the likelihood, nearly as high, that answers differently.
    habitue_alternative: crate::lifetime::Alternative, log_likelihood, alive,
    /// One of `HABITUE_RIDGE_...`.
    ridge: i32 = it.ridge.number(),
    reserved: u32
}

mirror! {
    /// What a model is, and what is known of its fit.
    habitue_fit_report: FitReport,
    /// One of `HABITUE_MODEL_...`.
    kind: i32,
    /// Coefficients of covariates.
    effects: u32,
    /// 1 if the model was fitted; 0 if it was made from parameters, and then all that follows is 0.
    fitted: u32 = 1,
    /// Number of parameters that were estimated.
    parameters,
    iterations,
    /// One of `HABITUE_RIDGE_...`.
    ridge: i32 = it.ridge.number(),
    /// Points that the fit started from.
    starts,
    agreeing,
    /// Other summits that the data do not refuse; see `habitue_model_alternative`.
    alternatives: u32 = it.alternatives.len() as u32,
    reserved: u32,
    /// Log-likelihood at the optimum, without penalties and priors.
    log_likelihood,
    /// Akaike's criterion; under a penalty with the effective number of parameters.
    aic: f64 = it.aic(),
    /// Schwarz's criterion, over the number of customers, likewise.
    bic: f64 = it.bic(),
    /// Largest component of the gradient in log-parameters at the optimum.
    gradient_norm,
    hessian_condition,
    /// The log-likelihood less the penalty on coefficients.
    penalised: f64 = it.log_likelihood,
    /// The effective number of parameters.
    effective_parameters: f64 = f64::from(it.parameters),
    customers, cells
}

/// Makes a model of `kind` (`HABITUE_MODEL_...`) from its `count` parameters, with `effect_count`
/// coefficients of covariates and as many names, not empty; (NULL, NULL, 0) for a plain model.
///
/// `*model` receives the handle, to be freed with `habitue_model_free`. Returns also
/// `HABITUE_DUPLICATE` or `HABITUE_NOT_UTF8` for names.
pub unsafe fn habitue_model_new(
    kind: i32,
    parameters: &[f64],
    _count: usize,
    effects: &[habitue_effect],
    effect_names: &[habitue_text],
    effect_count: usize,
) -> Result<Model> {
    let base = AnyModel::from_kind(kind_number(kind, "kind")?, parameters)?;
    let roles = by_row(effects, |effect| CovariateRole::read(effect.role, "role"))?;
    let mut list = Vec::with_capacity(effect_count);
    for ((effect, name), role) in effects.iter().zip(effect_names).zip(roles) {
        let name = name.read("effect_names")?;
        let mut one = CovariateEffect::new(role, name, effect.coefficient);
        (one.center, one.scale) = (effect.center, effect.scale);
        list.push(one);
    }
    if list.is_empty() { Ok(Model::new(base)) } else { Model::with_effects(base, list) }
}

pub(super) fn kind_number(kind: i32, name: &'static str) -> Result<u32> {
    u32::try_from(kind).map_err(|error| {
        fault(ErrorKind::Enumerator, name, "is no kind of model")
            .with_value(kind)
            .with_source(error)
    })
}

/// What a model is and how it was fitted; `which` is `HABITUE_REPORT_MODEL`, or
/// `HABITUE_REPORT_WITHOUT_COVARIATES` for the plain fit that a fit with covariates is held
/// against, of which `fitted` is 0 where there is none.
pub fn habitue_model_report(
    model: &Model,
    which: i32,
    report: &mut habitue_fit_report,
) -> Result<()> {
    let whose = [(HABITUE_REPORT_MODEL, true), (HABITUE_REPORT_WITHOUT_COVARIATES, false)];
    let own = enumerator(which, "which", &whose)?;
    let with = model.covariate_report();
    let fit = if own { model.report() } else { with.and_then(|with| with.plain.as_ref()) };
    let mut found: habitue_fit_report = fit.map(Told::told).unwrap_or_default();
    found.kind = model.kind() as i32;
    found.effects = if own { model.effects().len() as u32 } else { 0 };
    if let (true, Some(with)) = (own, with) {
        (found.aic, found.bic) = (with.aic(), with.bic());
        (found.penalised, found.effective_parameters) = (with.penalised, with.effective_parameters);
    }
    *report = found;
    Ok(())
}

impl habitue_fit_report {
    /// The report that a caller hands back.
    pub(super) fn read(&self, name: &'static str) -> Result<FitReport> {
        if self.fitted != 1 || !self.log_likelihood.is_finite() {
            return Err(fault(ErrorKind::Argument, name, "is no report of a fit"));
        }
        if self.penalised != self.log_likelihood {
            return Err(fault(
                ErrorKind::Undefined,
                name,
                "was penalised, and the test has no distribution under a penalty",
            ));
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
}

/// Another summit of the likelihood of a fit, the highest first, and its parameters: up to
/// `capacity` doubles to `parameters`, and their number to `*needed`. `HABITUE_OUT_OF_RANGE` from
/// the number of alternatives in the report on.
pub fn habitue_model_alternative(
    model: &Model,
    index: usize,
    alternative: &mut habitue_alternative,
    parameters: Buffer<f64>,
) -> Result<()> {
    let others = model.report().map_or(&[][..], |report| &report.alternatives);
    let found = at(others, index)?;
    parameters.fill(&found.parameters)?;
    *alternative = found.told();
    Ok(())
}

/// The parameters of a model in the order of its kind, then the coefficients: each of `parameters`
/// and `standard_errors` NULL or room for `capacity` of them, and `covariance` NULL or room for the
/// square of that, row by row. `*needed` receives their number; (NULL, NULL, NULL, 0) asks for that
/// alone.
///
/// Of errors and covariance returns also `HABITUE_SINGULAR_MATRIX` where they do not exist, on a
/// ridge, and `HABITUE_UNDEFINED` where the model was not fitted.
pub unsafe fn habitue_model_parameters(
    model: &Model,
    parameters: Option<&mut [f64]>,
    standard_errors: Option<&mut [f64]>,
    covariance: *mut f64,
    capacity: usize,
    needed: &mut usize,
) -> Result<()> {
    let own = model.parameters();
    let square = capacity.checked_mul(capacity);
    let square = square.ok_or_else(|| Error::length("capacity", capacity, own.len()))?;
    let covariance = optional_column_mut(covariance, square, "covariance")?;
    let known = match capacity > 0 && (standard_errors.is_some() || covariance.is_some()) {
        true => covariance_of(model)?,
        false => &[],
    };
    if room(own.len(), capacity, needed)? {
        put(standard_errors, &model.standard_errors().unwrap_or_default());
        put(covariance, known);
        put(parameters, &own);
    }
    Ok(())
}

fn covariance_of(model: &Model) -> Result<&[f64]> {
    if model.report().is_none() && model.covariance().is_none() {
        return Err(fault(ErrorKind::Undefined, "model", "was not fitted"));
    }
    model.covariance().ok_or_else(|| {
        fault(ErrorKind::Singular, "model", "has no covariance: the likelihood is flat")
    })
}

/// The coefficient `index`, from 0, and the name of its column without a NUL: up to `capacity`
/// bytes to `name`, and their number to `*needed`.
pub fn habitue_model_effect(
    model: &Model,
    index: usize,
    effect: &mut habitue_effect,
    name: Buffer<c_char>,
) -> Result<()> {
    let found = at(model.effects(), index)?;
    name.write(&found.name)?;
    *effect = found.told();
    Ok(())
}

/// States the unit that the parameters are in and where the model comes from; both go with its
/// bytes. The name of a unit of time is one: customers in another are refused. Needs the handle to
/// itself.
pub fn habitue_model_describe(
    model: &mut habitue_model,
    unit: &str,
    provenance: &str,
) -> Result<()> {
    model.0 = model.0.clone().with_unit(unit).with_provenance(provenance);
    Ok(())
}

/// What `habitue_model_describe` stated (`HABITUE_SAID_...`), without a NUL, empty where it did
/// not: up to `capacity` bytes to `text`, and their number to `*needed`.
pub fn habitue_model_said(model: &Model, what: i32, text: Buffer<c_char>) -> Result<()> {
    let said = [(HABITUE_SAID_UNIT, model.unit()), (HABITUE_SAID_PROVENANCE, model.provenance())];
    text.write(enumerator(what, "what", &said)?)
}

/// The plain model of the customer in `row` of the covariates, to be freed with
/// `habitue_model_free`; of a plain model a copy. Of the customers the covariates alone are read.
pub fn habitue_model_for_customer(
    model: &Model,
    customers: Read,
    row: usize,
    plain: New<habitue_model>,
) -> Result<()> {
    let count = customers.customers.len();
    if row >= count {
        let allowed = format!("below {count}, the number of customers");
        return Err(Error::out_of_range("row", row as f64, allowed));
    }
    plain.put(habitue_model(model.for_customer(&customers.customers, row)?));
    Ok(())
}

/// How the customers of a model differ in a rate (`HABITUE_INDIVIDUAL_PURCHASE_RATE`,
/// `_ATTRITION_RATE` or `_DROPOUT`): its density over the whole base at each of `rates`, infinite
/// at a pole, into `density`; its mean, and a rate that hardly any customer exceeds, up to which a
/// curve is drawn, into `mean` and `reach`, each of which may be NULL. Of a `count` of 0 these
/// alone.
///
/// Returns also `HABITUE_UNDEFINED` for models with covariates, for kinds other than BG/NBD,
/// MBG/NBD, Pareto/NBD and NBD, and for a rate that the kind does not have.
pub fn habitue_model_heterogeneity(
    model: &Model,
    individual: IndividualRate,
    rates: &[f64],
    density: &mut [f64],
    _count: usize,
    mean: Option<&mut f64>,
    reach: Option<&mut f64>,
) -> Result<()> {
    let found = Heterogeneity::of(model).and_then(|differ| match individual {
        IndividualRate::Purchase => Some(differ.purchases),
        IndividualRate::Attrition => differ.attrition,
        IndividualRate::Dropout => differ.dropout,
        _ => None,
    });
    let found = found.ok_or_else(|| {
        fault(ErrorKind::Undefined, "individual", "has no density over the customers of the model")
            .allowing("the rates of BG/NBD, MBG/NBD, Pareto/NBD and NBD without covariates")
    })?;
    if let Some(row) = rates.iter().position(|rate| rate.is_nan()) {
        return Err(Error::out_of_range("rates", f64::NAN, "a number").at_row(row as u64));
    }
    fill(Some(density), rates.iter().map(|rate| found.at(*rate)));
    put(mean.map(std::slice::from_mut), &[found.mean()]);
    put(reach.map(std::slice::from_mut), &[found.reach()]);
    Ok(())
}
