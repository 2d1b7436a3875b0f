//! How sure a fitted model is of its parameters, and of anything that it answers.

use super::column::{column, column_mut, fill_buffer, input, output, room};
use super::customers::{Read, habitue_customers};
use super::fit::{habitue_fit_options, model_of};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::job::{Working, habitue_job};
use super::model::habitue_model;
use super::options::{enumerator, no_enumerator, options, reserved};
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::{DrawOptions, Estimate, IntervalScale, Likelihood, Model, Uncertainty};

/// The slope of a figure times the covariance of the parameters; of a parameter
/// the interval of Wald. For large bases; no figures on a ridge.
pub const HABITUE_UNCERTAINTY_DELTA: i32 = 0;
/// Parameters drawn from their asymptotic distribution. For curved figures of
/// well-determined models; refused on a ridge.
pub const HABITUE_UNCERTAINTY_DRAWS: i32 = 1;
/// Refits to customers drawn with replacement. For small bases, doubtful models
/// and ridges.
pub const HABITUE_UNCERTAINTY_BOOTSTRAP: i32 = 2;
/// Profiles of the likelihood. Of parameters alone; for small bases and ridges.
pub const HABITUE_UNCERTAINTY_PROFILE: i32 = 3;

/// Intervals of the delta method are symmetric on the scale without ends: the
/// logarithm of a positive figure, the logit of a probability.
pub const HABITUE_INTERVAL_NATURAL: i32 = 0;
/// They are the figure plus and minus z standard errors.
pub const HABITUE_INTERVAL_PLAIN: i32 = 1;

/// How uncertainty is found. Start from `HABITUE_UNCERTAINTY_OPTIONS_INIT`; NULL means the same.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_uncertainty_options {
    /// `sizeof(habitue_uncertainty_options)` of the caller.
    pub struct_size: u32,
    /// How many parameters are drawn, or refits made; at least 2. 1000 by default.
    pub draws: u32,
    /// Where the random streams start; the same seed gives the same bits, whatever
    /// the number of threads. 1 by default.
    pub seed: u64,
    /// One of `HABITUE_INTERVAL_...`, for the delta method. NATURAL by default.
    pub scale: i32,
    /// 0.
    pub reserved: u32,
}

super::options::begins!(
    habitue_uncertainty_options,
    draws: 1000,
    seed: 1,
    scale: HABITUE_INTERVAL_NATURAL,
);

/// A figure with its standard error and an interval.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_estimate {
    /// The figure at the fitted parameters.
    pub estimate: f64,
    /// Its standard error; infinite where the figure is infinite for some draws.
    pub standard_error: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// Confidence of the interval.
    pub confidence: f64,
    /// One of `HABITUE_UNCERTAINTY_*`.
    pub method: i32,
    /// Draws or refits that it rests on; 0 for methods that need none.
    pub draws: u32,
    /// Draws or refits without a figure; many make the interval doubtful.
    pub failed: u32,
    /// 0.
    pub reserved: u32,
}

impl From<Estimate> for habitue_estimate {
    fn from(found: Estimate) -> Self {
        Self {
            estimate: found.estimate,
            standard_error: found.standard_error.unwrap_or(f64::NAN),
            low: found.low,
            high: found.high,
            confidence: found.confidence,
            method: found.method as i32,
            draws: found.draws,
            failed: found.failed,
            reserved: 0,
        }
    }
}

impl habitue_estimate {
    /// A figure of which nothing else is known.
    pub(super) const fn alone(estimate: f64) -> Self {
        Self {
            estimate,
            standard_error: f64::NAN,
            low: f64::NAN,
            high: f64::NAN,
            confidence: f64::NAN,
            method: HABITUE_UNCERTAINTY_DELTA,
            draws: 0,
            failed: 0,
            reserved: 0,
        }
    }
}

/// What an uncertainty is, and how many models it rests on.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
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
    /// 0.
    pub reserved: u32,
}

/// How sure a fitted model is. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_uncertainty(Found);

#[derive(Debug)]
enum Found {
    Answers(Uncertainty),
    Profile(Likelihood),
}

impl habitue_uncertainty {
    /// The uncertainty of answers, which profiles do not give.
    pub(super) fn known(&self) -> Result<&Uncertainty> {
        match &self.0 {
            Found::Answers(found) => Ok(found),
            Found::Profile(_) => Err(Error::new(
                ErrorKind::Argument,
                "is one of profiles, which give intervals of parameters alone",
            )
            .in_column("uncertainty")),
        }
    }

    fn likelihood(&self) -> Result<&Likelihood> {
        match &self.0 {
            Found::Profile(found) => Ok(found),
            Found::Answers(_) => {
                Err(Error::new(ErrorKind::Argument, "is not one of profiles")
                    .in_column("uncertainty"))
            }
        }
    }
}

/// How sure `model` is, by `method` (`HABITUE_UNCERTAINTY_...`).
///
/// BOOTSTRAP and PROFILE read the customers that the model was fitted to, and `fit` for the
/// choices of a fit with covariates; for the others both are NULL. `options` and `job` may be
/// NULL. `*uncertainty` receives the handle, to be freed with `habitue_uncertainty_free`.
///
/// Returns also `HABITUE_UNDEFINED` for a model that was not fitted, `HABITUE_SINGULAR_MATRIX`
/// without a covariance, `HABITUE_INCONSISTENT` for customers that it was not fitted to, or
/// `HABITUE_CANCELLED`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_new(
    model: *const habitue_model,
    method: i32,
    customers: *const habitue_customers,
    fit: *const habitue_fit_options,
    options: *const habitue_uncertainty_options,
    job: *const habitue_job,
    uncertainty: *mut *mut habitue_uncertainty,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (model, chosen, working) = unsafe {
            (
                model_of(model)?,
                self::options::<habitue_uncertainty_options>(options, "options")?,
                Working::read(job)?,
            )
        };
        reserved(&[chosen.reserved], "options.reserved")?;
        let draws = DrawOptions::default()
            .with_draws(chosen.draws)
            .with_seed(chosen.seed)
            .with_threads(working.threads);
        let scales = [
            (HABITUE_INTERVAL_NATURAL, IntervalScale::Natural),
            (HABITUE_INTERVAL_PLAIN, IntervalScale::Plain),
        ];
        let scale = enumerator(chosen.scale, "options.scale", &scales)?;
        let without_customers = || {
            let given = [("customers", customers.is_null()), ("fit", fit.is_null())];
            match given.iter().find(|(_, absent)| !absent) {
                None => Ok(()),
                Some((name, _)) => Err(Error::new(
                    ErrorKind::NotRead,
                    "is given, and neither slopes nor draws look at it",
                )
                .in_column(*name)),
            }
        };
        let likelihood = || {
            // SAFETY: the contract of the header.
            let (read, fit) = unsafe {
                (Read::new(customers)?, self::options::<habitue_fit_options>(fit, "fit")?)
            };
            read.without_births()?;
            let covariates = fit.covariates(&read.shared)?;
            model.likelihood(&read.for_fit()?, &covariates, working.threads)
        };
        let found = match method {
            HABITUE_UNCERTAINTY_DELTA => {
                without_customers().and_then(|()| Uncertainty::delta(model))?
            }
            HABITUE_UNCERTAINTY_DRAWS => {
                without_customers().and_then(|()| Uncertainty::draws(model, draws))?
            }
            HABITUE_UNCERTAINTY_BOOTSTRAP => {
                let known = likelihood()?;
                working.run(|job| Uncertainty::bootstrap(&known, draws, job.progress()))?
            }
            HABITUE_UNCERTAINTY_PROFILE => {
                return likelihood().map(Found::Profile).map(habitue_uncertainty);
            }
            other => return Err(no_enumerator(other, "method", &[0, 1, 2, 3])),
        };
        Ok(habitue_uncertainty(Found::Answers(found.with_scale(scale))))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(uncertainty, error, make) }
}

/// Releases an uncertainty; NULL does nothing. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_uncertainty_free(uncertainty: *mut habitue_uncertainty) {
    // SAFETY: the contract of the header.
    unsafe { free(uncertainty) }
}

/// What an uncertainty is. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_inspect(
    uncertainty: *const habitue_uncertainty,
    info: *mut habitue_uncertainty_info,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (found, slot) =
            unsafe { (&input(uncertainty, "uncertainty")?.0, output(info, "info")?) };
        let (model, method, draws, failed) = match found {
            Found::Answers(found) => {
                (found.model(), found.method() as i32, found.models().len(), found.failed())
            }
            Found::Profile(found) => (found.model(), HABITUE_UNCERTAINTY_PROFILE, 0, 0),
        };
        *slot = habitue_uncertainty_info {
            method,
            kind: model.kind() as i32,
            parameters: model.parameters().len() as u32,
            draws: draws as u32,
            failed,
            reserved: 0,
        };
        Ok(())
    })
}

/// The parameters with standard errors and intervals of this confidence, in the order of the
/// kind, then the coefficients: up to `capacity` to `estimates`, and their number to `*needed`. By
/// profiles an end that the data do not bound is 0 or infinite.
///
/// Returns also `HABITUE_UNDEFINED` for profiles under a penalty, or `HABITUE_NOT_CONVERGED`.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_parameters(
    uncertainty: *const habitue_uncertainty,
    confidence: f64,
    estimates: *mut habitue_estimate,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (found, needed) =
            unsafe { (&input(uncertainty, "uncertainty")?.0, output(needed, "needed")?) };
        // SAFETY: the contract of the header.
        let slots = unsafe { column_mut(estimates, capacity, "estimates") }?;
        let length = match found {
            Found::Answers(found) => found.model().parameters().len(),
            Found::Profile(found) => found.model().parameters().len(),
        };
        let all = match (capacity < length, found) {
            (true, _) => Vec::new(),
            (false, Found::Answers(found)) => found.parameters(confidence)?,
            (false, Found::Profile(found)) => found.intervals(confidence)?,
        };
        if !room(length, capacity, needed)? {
            return Ok(());
        }
        for (slot, estimate) in slots.iter_mut().zip(all) {
            *slot = estimate.into();
        }
        Ok(())
    })
}

/// The parameters of each draw or refit, one after the other: up to `capacity` doubles to
/// `parameters`, and their number to `*needed`; none by the delta method and by profiles. Since
/// 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_draws(
    uncertainty: *const habitue_uncertainty,
    parameters: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let all: Vec<f64> = match unsafe { &input(uncertainty, "uncertainty")?.0 } {
            Found::Answers(found) => found.models().iter().flat_map(Model::parameters).collect(),
            Found::Profile(_) => Vec::new(),
        };
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(&all, parameters, capacity, needed, "parameters") }
    })
}

/// The highest log-likelihood while `parameter` (from 0) is held at each of `count` values, by
/// profiles. `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_CONVERGED`, both with the row. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_profile(
    uncertainty: *const habitue_uncertainty,
    parameter: usize,
    values: *const f64,
    count: usize,
    log_likelihood: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (known, values, out) = unsafe {
            (
                input(uncertainty, "uncertainty")?.likelihood()?,
                column(values, count, "values")?,
                column_mut(log_likelihood, count, "log_likelihood")?,
            )
        };
        let each = |(row, value): (usize, &f64)| {
            known.profile(parameter, *value).map_err(|error| error.at_row(row as u64))
        };
        let found = values.iter().enumerate().map(each).collect::<Result<Vec<f64>>>()?;
        out.copy_from_slice(&found);
        Ok(())
    })
}
