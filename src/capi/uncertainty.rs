//! How sure a fitted model is of its parameters, and of anything that it answers.

use crate::capi::prelude::*;
use crate::lifetime::{
    DrawOptions, Estimate, IntervalScale, Likelihood, Uncertainty, UncertaintyMethod,
};

enumeration!(HABITUE_UNCERTAINTY: UncertaintyMethod);

enumeration!(HABITUE_INTERVAL: IntervalScale);

/// How uncertainty is found. Start from `HABITUE_UNCERTAINTY_OPTIONS_INIT`; NULL means the same.
#[apply(versioned)]
pub struct habitue_uncertainty_options {
    /// How many parameters are drawn, or refits made; at least 2. 1000 by default.
    pub draws: u32,
    /// Where the random streams start; the same seed gives the same bits, whatever
    /// the number of threads. 1 by default.
    pub seed: u64,
    /// One of `HABITUE_INTERVAL_...`, for the delta method. NATURAL by default.
    pub scale: i32,
    pub reserved: u32,
}

begins!(habitue_uncertainty_options, draws = 1000, seed = 1, scale = HABITUE_INTERVAL_NATURAL);

mirror! {
    /// A figure with its standard error and an interval.
    habitue_estimate: Estimate, estimate,
    /// Its standard error; infinite where the figure is infinite for some draws.
    standard_error,
    low,
    /// Upper end of the interval.
    high,
    confidence,
    /// One of `HABITUE_UNCERTAINTY_*`.
    method: i32 = it.method.number(),
    draws, failed,
    reserved: u32
}

impl habitue_estimate {
    /// A figure of which nothing else is known.
    pub(super) fn alone(estimate: f64) -> Self {
        let (standard_error, low, high, confidence) = (f64::NAN, f64::NAN, f64::NAN, f64::NAN);
        Self { estimate, standard_error, low, high, confidence, ..Self::default() }
    }
}

/// What an uncertainty is, and how many models it rests on.
#[apply(plain)]
pub struct habitue_uncertainty_info {
    /// One of `HABITUE_UNCERTAINTY_*`.
    pub method: i32,
    /// The kind of the model, one of `HABITUE_MODEL_...`.
    pub kind: i32,
    /// Its parameters, coefficients included.
    pub parameters: u32,
    /// Draws or refits with a model.
    pub draws: u32,
    /// Those without.
    pub failed: u32,
    pub reserved: u32,
}

/// How sure a fitted model is. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_uncertainty(pub(in crate::capi) Found);

#[derive(Debug)]
pub(in crate::capi) enum Found {
    Answers(Uncertainty),
    Profile(Likelihood),
}

impl Found {
    fn model(&self) -> &Model {
        match self {
            Self::Answers(found) => found.model(),
            Self::Profile(found) => found.model(),
        }
    }
}

impl habitue_uncertainty {
    /// The uncertainty of answers, which profiles do not give.
    pub(super) fn known(&self) -> Result<&Uncertainty> {
        match &self.0 {
            Found::Answers(found) => Ok(found),
            Found::Profile(_) => Err(fault(
                ErrorKind::Argument,
                "uncertainty",
                "is one of profiles, which give intervals of parameters alone",
            )),
        }
    }

    fn likelihood(&self) -> Result<&Likelihood> {
        match &self.0 {
            Found::Profile(found) => Ok(found),
            Found::Answers(_) => {
                Err(fault(ErrorKind::Argument, "uncertainty", "is not one of profiles"))
            }
        }
    }
}

/// How sure `model` is, by `method` (`HABITUE_UNCERTAINTY_...`).
///
/// BOOTSTRAP and PROFILE read the customers that the model was fitted to, and `fit` for the choices
/// of a fit with covariates; for the others both are NULL. `options` and `job` may be NULL.
/// `*uncertainty` receives the handle, to be freed with `habitue_uncertainty_free`.
///
/// Returns also `HABITUE_UNDEFINED` for a model that was not fitted, `HABITUE_SINGULAR_MATRIX`
/// without a covariance, `HABITUE_INCONSISTENT` for customers that it was not fitted to, or
/// `HABITUE_CANCELLED`.
pub fn habitue_uncertainty_new(
    model: &Model,
    method: UncertaintyMethod,
    customers: Option<Read>,
    fit: Option<habitue_fit_options>,
    options: Option<habitue_uncertainty_options>,
    job: Working,
) -> Result<Found> {
    let chosen = options.unwrap_or_default();
    let draws = DrawOptions::default()
        .with_draws(chosen.draws)
        .with_seed(chosen.seed)
        .with_threads(job.threads);
    let scale = IntervalScale::read(chosen.scale, "options.scale")?;
    let without_customers = || {
        let given = [(customers.is_some(), "customers"), (fit.is_some(), "fit")];
        idle(&given, "by slopes and draws")
    };
    let likelihood = || {
        let read = customers.as_ref().ok_or_else(|| null("customers"))?;
        let fit = fit.unwrap_or_default();
        read.without_births()?;
        let covariates = fit.covariates(&read.shared)?;
        model.likelihood(&read.for_fit()?, &covariates, job.threads)
    };
    let found = match method {
        UncertaintyMethod::Delta => without_customers().and_then(|()| Uncertainty::delta(model))?,
        UncertaintyMethod::Draws => {
            without_customers().and_then(|()| Uncertainty::draws(model, draws))?
        }
        UncertaintyMethod::Bootstrap => {
            let known = likelihood()?;
            job.run(|job| Uncertainty::bootstrap(&known, draws, job.progress()))?
        }
        _ => return likelihood().map(Found::Profile),
    };
    Ok(Found::Answers(found.with_scale(scale)))
}

/// What an uncertainty is.
pub fn habitue_uncertainty_inspect(
    uncertainty: &Found,
    info: &mut habitue_uncertainty_info,
) -> Result<()> {
    let model = uncertainty.model();
    let (method, draws, failed) = match uncertainty {
        Found::Answers(found) => (found.method(), found.models().len(), found.failed()),
        Found::Profile(_) => (UncertaintyMethod::Profile, 0, 0),
    };
    *info = habitue_uncertainty_info {
        method: method.number(),
        kind: model.kind() as i32,
        parameters: model.parameters().len() as u32,
        draws: draws as u32,
        failed,
        reserved: 0,
    };
    Ok(())
}

/// The parameters with standard errors and intervals of this confidence, in the order of the kind,
/// then the coefficients: up to `capacity` to `estimates`, and their number to `*needed`. By
/// profiles an end that the data do not bound is 0 or infinite.
///
/// Returns also `HABITUE_UNDEFINED` for profiles under a penalty, or `HABITUE_NOT_CONVERGED`.
pub fn habitue_uncertainty_parameters(
    uncertainty: &Found,
    confidence: f64,
    estimates: &mut [habitue_estimate],
    capacity: usize,
    needed: &mut usize,
) -> Result<()> {
    let length = uncertainty.model().parameters().len();
    let all = match (capacity < length, uncertainty) {
        (true, _) => Vec::new(),
        (false, Found::Answers(found)) => found.parameters(confidence)?,
        (false, Found::Profile(found)) => found.intervals(confidence)?,
    };
    if room(length, capacity, needed)? {
        fill(Some(estimates), all.iter().map(Told::told));
    }
    Ok(())
}

/// The parameters of each draw or refit, one after the other: up to `capacity` doubles to
/// `parameters`, and their number to `*needed`; none by the delta method and by profiles.
pub fn habitue_uncertainty_draws(uncertainty: &Found, parameters: Buffer<f64>) -> Result<()> {
    let all: Vec<f64> = match uncertainty {
        Found::Answers(found) => found.models().iter().flat_map(Model::parameters).collect(),
        Found::Profile(_) => Vec::new(),
    };
    parameters.fill(&all)
}

/// The highest log-likelihood while `parameter` (from 0) is held at each of `count` values, by
/// profiles. `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_CONVERGED`, both with the row.
pub fn habitue_uncertainty_profile(
    uncertainty: &habitue_uncertainty,
    parameter: usize,
    values: &[f64],
    _count: usize,
    log_likelihood: &mut [f64],
) -> Result<()> {
    let known = uncertainty.likelihood()?;
    let found = by_row(values, |value| known.profile(parameter, *value))?;
    log_likelihood.copy_from_slice(&found);
    Ok(())
}
