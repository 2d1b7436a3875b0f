//! How sure a fitted model is: parameters and predictions with standard errors and
//! intervals.

use std::ffi::c_void;
use std::sync::Arc;

use super::column::{column_mut, fill_buffer, input, optional_column_mut};
use super::contract_model::habitue_contract_model;
use super::covariate_model::habitue_covariate_model;
use super::covariates::habitue_covariates;
use super::guard::guard;
use super::handle::{free, guard_new};
use super::likelihood::{Known, habitue_likelihood};
use super::model::habitue_model;
use super::options::{Options, enumerator, options};
use super::progress::{habitue_progress, listener};
use super::spend_model::habitue_spend_model;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::{
    CovariateModel, DrawOptions, Estimate, Estimates, FittedModel, IntervalScale, Parametric,
    Uncertainty,
};
use crate::progress::Progress;

/// From the slope of the figure in the parameters and their covariance; for a
/// parameter itself this is the interval of Wald.
pub const HABITUE_UNCERTAINTY_DELTA: i32 = 0;
/// From parameters drawn from their asymptotic distribution.
pub const HABITUE_UNCERTAINTY_DRAWS: i32 = 1;
/// From refits to customers drawn with replacement.
pub const HABITUE_UNCERTAINTY_BOOTSTRAP: i32 = 2;
/// From the likelihood with one parameter held.
pub const HABITUE_UNCERTAINTY_PROFILE: i32 = 3;

/// Intervals of the delta method are symmetric on the logarithm of a positive
/// figure and on the logit of a probability.
pub const HABITUE_INTERVAL_NATURAL: i32 = 0;
/// They are symmetric on the figure itself.
pub const HABITUE_INTERVAL_PLAIN: i32 = 1;

/// How uncertainty is found. Start from `HABITUE_UNCERTAINTY_OPTIONS_INIT` (1000
/// draws, seed 1, one thread, the natural scale).
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_uncertainty_options {
    /// `sizeof(habitue_uncertainty_options)` of the caller.
    pub struct_size: u32,
    /// How many parameters are drawn, or refits made; at least 2. The delta method
    /// does not look at it.
    pub draws: u32,
    /// Where the random streams start; the same seed gives the same bits, whatever
    /// the number of threads.
    pub seed: u64,
    /// Threads; 0 for all cores.
    pub threads: u32,
    /// One of `HABITUE_INTERVAL_*`, for the delta method.
    pub scale: i32,
}

// SAFETY: repr(C), without padding, numbers only.
unsafe impl Options for habitue_uncertainty_options {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        draws: 1000,
        seed: 1,
        threads: 1,
        scale: HABITUE_INTERVAL_NATURAL,
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

impl habitue_uncertainty_options {
    fn draws(&self) -> DrawOptions {
        DrawOptions::default()
            .with_draws(self.draws)
            .with_seed(self.seed)
            .with_threads(self.threads as usize)
    }

    fn scale(&self) -> Result<IntervalScale> {
        let table = [
            (HABITUE_INTERVAL_NATURAL, IntervalScale::Natural),
            (HABITUE_INTERVAL_PLAIN, IntervalScale::Plain),
        ];
        enumerator(self.scale, "options.scale", &table)
    }
}

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
    /// Confidence level of the interval.
    pub level: f64,
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
            level: found.level,
            method: found.method as i32,
            draws: found.draws,
            failed: found.failed,
            reserved: 0,
        }
    }
}

/// How sure a fitted model is. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_uncertainty(pub(super) Sure);

/// Of a plain model, or of one with covariates and the facts of the customers who are asked of.
#[derive(Debug)]
pub(super) enum Sure {
    Plain(Uncertainty),
    ByFacts(Arc<Uncertainty<CovariateModel>>, habitue_covariates),
}

/// The same question to either.
macro_rules! either {
    ($sure:expr, $found:ident => $answer:expr) => {
        match $sure {
            Sure::Plain($found) => $answer,
            Sure::ByFacts($found, _) => $answer,
        }
    };
}

impl Sure {
    pub(super) fn by_facts(found: Uncertainty<CovariateModel>) -> Self {
        Self::ByFacts(Arc::new(found), habitue_covariates::default())
    }

    /// Of a plain model, as those under contract are.
    pub(super) fn plain(&self) -> Result<&Uncertainty> {
        match self {
            Self::Plain(found) => Ok(found),
            Self::ByFacts(..) => {
                Err(Error::new(ErrorKind::Argument, "is no model of customers under contract")
                    .in_column("uncertainty"))
            }
        }
    }
}

/// How sure a fitted model of purchases is, by `method`:
/// `HABITUE_UNCERTAINTY_DELTA` or `HABITUE_UNCERTAINTY_DRAWS`.
///
/// `options` may be NULL for the defaults, and so may `error`. `*uncertainty`
/// receives the handle, to be freed with `habitue_uncertainty_free`; it keeps a
/// copy of the model. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE` for fewer than 2 draws, `HABITUE_UNDEFINED` for a model
/// that was not fitted, or `HABITUE_SINGULAR_MATRIX` on a ridge, where only the
/// bootstrap and profile intervals work. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_of_model(
    model: *const habitue_model,
    method: i32,
    options: *const habitue_uncertainty_options,
    uncertainty: *mut *mut habitue_uncertainty,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    let make = || unsafe {
        let found = asymptotic(input(model, "model")?.stored(), method, options)?;
        Ok(habitue_uncertainty(Sure::Plain(found)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(uncertainty, error, make) }
}

/// How sure a fitted model of spend is; all else is as in
/// `habitue_uncertainty_of_model` with `HABITUE_UNCERTAINTY_*`.
///
/// `options` and `error` may be NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_of_spend_model(
    model: *const habitue_spend_model,
    method: i32,
    options: *const habitue_uncertainty_options,
    uncertainty: *mut *mut habitue_uncertainty,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    let make = || unsafe {
        let found = asymptotic(input(model, "model")?.stored(), method, options)?;
        Ok(habitue_uncertainty(Sure::Plain(found)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(uncertainty, error, make) }
}

/// How sure a fitted model of customers under contract is; all else is as in
/// `habitue_uncertainty_of_model` with `HABITUE_UNCERTAINTY_*`.
///
/// `options` and `error` may be NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_of_contract_model(
    model: *const habitue_contract_model,
    method: i32,
    options: *const habitue_uncertainty_options,
    uncertainty: *mut *mut habitue_uncertainty,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    let make = || unsafe {
        let found = asymptotic(input(model, "model")?.stored(), method, options)?;
        Ok(habitue_uncertainty(Sure::Plain(found)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(uncertainty, error, make) }
}

/// How sure a fitted model with covariates is, of purchases or of spend, coefficients
/// included; all else is as in `habitue_uncertainty_of_model` with
/// `HABITUE_UNCERTAINTY_*`. What it is asked of customers then needs their facts: see
/// `habitue_uncertainty_for_facts`.
///
/// `options` and `error` may be NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_of_covariate_model(
    model: *const habitue_covariate_model,
    method: i32,
    options: *const habitue_uncertainty_options,
    uncertainty: *mut *mut habitue_uncertainty,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    let make = || unsafe {
        let found = asymptotic(&input(model, "model")?.0, method, options)?;
        Ok(habitue_uncertainty(Sure::by_facts(found)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(uncertainty, error, make) }
}

/// The same uncertainty of a model with covariates for the customers with these `facts`,
/// which are copied: what `habitue_uncertainty_predict`, `habitue_uncertainty_lifetime_value`,
/// `habitue_uncertainty_expected_spend` and their like then ask of has one row a customer in the
/// same order.
///
/// `error` may be NULL, `facts` for none. `*bound` receives another handle, to be freed with
/// `habitue_uncertainty_free`; it shares the draws with `uncertainty`, which may be freed
/// first. Returns `HABITUE_OK`, or an argument error (also for a plain model). Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_for_facts(
    uncertainty: *const habitue_uncertainty,
    facts: *const habitue_covariates,
    bound: *mut *mut habitue_uncertainty,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (found, facts) = unsafe {
            let known = if facts.is_null() {
                habitue_covariates::default()
            } else {
                input(facts, "facts")?.clone()
            };
            (&input(uncertainty, "uncertainty")?.0, known)
        };
        match found {
            Sure::ByFacts(found, _) => {
                Ok(habitue_uncertainty(Sure::ByFacts(Arc::clone(found), facts)))
            }
            Sure::Plain(_) => {
                Err(Error::new(ErrorKind::Argument, "looks at no facts").in_column("uncertainty"))
            }
        }
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(bound, error, make) }
}

/// # Safety
/// The contract of the header.
unsafe fn asymptotic<M: Parametric>(
    model: &impl FittedModel<Model = M>,
    method: i32,
    given: *const habitue_uncertainty_options,
) -> Result<Uncertainty<M>> {
    // SAFETY: the contract of the header.
    let chosen = unsafe { options::<habitue_uncertainty_options>(given, "options") }?;
    let scale = chosen.scale()?;
    let delta = enumerator(
        method,
        "method",
        &[(HABITUE_UNCERTAINTY_DELTA, true), (HABITUE_UNCERTAINTY_DRAWS, false)],
    )?;
    let found =
        if delta { Uncertainty::delta(model) } else { Uncertainty::draws(model, chosen.draws()) };
    Ok(found?.with_scale(scale))
}

/// How sure a fitted model is, by refits to its customers drawn with replacement:
/// multinomial numbers of the distinct observations, each refit a few Newton steps
/// from the fit.
///
/// `options` may be NULL for the defaults. `progress`, which may be NULL, hears the
/// refits done. `*uncertainty` receives the handle, to be freed with
/// `habitue_uncertainty_free`; `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` for fewer than 2 draws,
/// `HABITUE_EMPTY_INPUT` where fewer than 2 refits succeed, or
/// `HABITUE_CANCELLED`. Any thread; the bits do not depend on `options->threads`.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_bootstrap(
    likelihood: *const habitue_likelihood,
    options: *const habitue_uncertainty_options,
    progress: habitue_progress,
    context: *mut c_void,
    uncertainty: *mut *mut habitue_uncertainty,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (likelihood, chosen) = unsafe {
            (
                input(likelihood, "likelihood")?,
                self::options::<habitue_uncertainty_options>(options, "options")?,
            )
        };
        let scale = chosen.scale()?;
        // SAFETY: the contract of the header.
        let mut listener = unsafe { listener(progress, context) };
        let progress = &mut Progress::new(&mut listener);
        let draws = chosen.draws();
        Ok(habitue_uncertainty(match &likelihood.0 {
            Known::Plain(known) => {
                Sure::Plain(Uncertainty::bootstrap(known, draws, progress)?.with_scale(scale))
            }
            Known::ByFacts(known) => {
                Sure::by_facts(Uncertainty::bootstrap(known, draws, progress)?.with_scale(scale))
            }
        }))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(uncertainty, error, make) }
}

/// Frees an uncertainty; NULL does nothing. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_uncertainty_free(uncertainty: *mut habitue_uncertainty) {
    // SAFETY: the contract of the header.
    unsafe { free(uncertainty) }
}

/// How the uncertainty was found.
///
/// `*method` receives one of `HABITUE_UNCERTAINTY_*`, `*draws` the draws or refits
/// that gave a model and `*failed` those that did not; each may be NULL, and so may
/// `error`. Returns `HABITUE_OK` or an argument error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_method(
    uncertainty: *const habitue_uncertainty,
    method: *mut i32,
    draws: *mut u32,
    failed: *mut u32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (found, method, draws, failed) = unsafe {
            (
                &input(uncertainty, "uncertainty")?.0,
                optional_column_mut(method, 1, "method")?,
                optional_column_mut(draws, 1, "draws")?,
                optional_column_mut(failed, 1, "failed")?,
            )
        };
        if let Some([method]) = method {
            *method = either!(found, found => found.method()) as i32;
        }
        if let Some([draws]) = draws {
            *draws = either!(found, found => found.models().len()) as u32;
        }
        if let Some([failed]) = failed {
            *failed = either!(found, found => found.failed());
        }
        Ok(())
    })
}

/// The parameters of the draws or refits, one model after the other: up to
/// `capacity` doubles to `parameters`, and their number to `*needed`; none for the
/// delta method.
///
/// `parameters` may be NULL where `capacity` is 0, to ask for the number alone, and
/// `error` always. Returns `HABITUE_OK`, an argument error, or
/// `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_models(
    uncertainty: *const habitue_uncertainty,
    parameters: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let found = unsafe { &input(uncertainty, "uncertainty")?.0 };
        let all: Vec<f64> = match found {
            Sure::Plain(found) => {
                found.models().iter().flat_map(|model| model.parameters().to_vec()).collect()
            }
            Sure::ByFacts(found, _) => {
                found.models().iter().flat_map(CovariateModel::parameters).collect()
            }
        };
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(&all, parameters, capacity, needed, "parameters") }
    })
}

/// The parameters with standard errors and intervals at 0 < `confidence` < 1.
///
/// `estimates` receives `count` of them, which must be how many parameters the
/// model has. `error` may be NULL. Returns `HABITUE_OK`, an argument error or
/// `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_parameters(
    uncertainty: *const habitue_uncertainty,
    confidence: f64,
    estimates: *mut habitue_estimate,
    count: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (found, out) = unsafe {
            (&input(uncertainty, "uncertainty")?.0, column_mut(estimates, count, "estimates")?)
        };
        let parameters = either!(found, found => found.model().parameters().len());
        if count != parameters {
            return Err(Error::length("estimates", count, parameters));
        }
        let estimates = either!(found, found => found.parameters(confidence))?;
        for (slot, estimate) in out.iter_mut().zip(estimates) {
            *slot = estimate.into();
        }
        Ok(())
    })
}

/// The four columns that a caller wants filled.
pub(super) struct Outputs<'a>([Option<&'a mut [f64]>; 4]);

impl<'a> Outputs<'a> {
    /// # Safety
    /// Each pointer is NULL or addresses as many doubles as there are customers.
    pub(super) unsafe fn new(pointers: [*mut f64; 4], customers: usize) -> Result<Self> {
        let names = ["estimates", "standard_errors", "low", "high"];
        let mut columns = [const { None }; 4];
        for ((column, pointer), name) in columns.iter_mut().zip(pointers).zip(names) {
            // SAFETY: the caller's promise.
            *column = unsafe { optional_column_mut(pointer, customers, name) }?;
        }
        Ok(Self(columns))
    }

    pub(super) fn fill(self, found: &Estimates) {
        let all = [&found.estimate, &found.standard_error, &found.low, &found.high];
        for (out, column) in self.0.into_iter().zip(all) {
            if let Some(out) = out {
                out.copy_from_slice(column);
            }
        }
    }
}
