//! Key drivers: how important questions are for an outcome.

use super::resampling::Resampling;
use crate::capi::prelude::*;
use crate::satisfaction::{Driver, KeyDrivers, MOST_DRIVERS};

/// How important drivers are; shares of R². Start from `HABITUE_DRIVERS_INIT`, and say where a
/// figure of each driver goes; NULL is no wish.
#[apply(versioned)]
pub struct habitue_drivers {
    pub reserved: u32,
    /// Written: the share of the outcome's variance that they explain together.
    pub r_squared: f64,
    /// Standardised coefficients.
    pub beta: *mut f64,
    /// Gain on entering first.
    pub first: *mut f64,
    /// Gain on entering last.
    pub last: *mut f64,
    /// Gain averaged over all orders, which sum to R²; NaN with more than 20 drivers.
    pub lmg: *mut f64,
    /// Johnson's relative weights, which sum to R².
    pub johnson: *mut f64,
    /// Pratt's importance: coefficient times correlation, which sum to R² and may be negative.
    pub pratt: *mut f64,
    /// CAR scores, correlations with decorrelated drivers, whose squares sum to R².
    pub car: *mut f64,
}

/// How important `drivers` are for `outcome`, all of them questions of `moments`, from 0.
///
/// Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_DUPLICATE`,
/// `HABITUE_UNDEFINED` or `HABITUE_SINGULAR_MATRIX`. Since 0.1.
pub unsafe fn habitue_key_drivers(
    moments: &habitue_moments,
    outcome: usize,
    drivers: &[usize],
    _driver_count: usize,
    importance: &mut habitue_drivers,
) -> Result<()> {
    let moments = moments.get()?;
    let found = KeyDrivers::of(moments, outcome, drivers)?;
    type Figure = fn(&Driver) -> f64;
    let columns: [(*mut f64, &'static str, Figure); 7] = [
        (importance.beta, "beta", |driver| driver.beta),
        (importance.first, "first", |driver| driver.first),
        (importance.last, "last", |driver| driver.last),
        (importance.lmg, "lmg", |driver| driver.lmg.unwrap_or(f64::NAN)),
        (importance.johnson, "johnson", |driver| driver.johnson),
        (importance.pratt, "pratt", |driver| driver.pratt),
        (importance.car, "car", |driver| driver.car),
    ];
    let mut places = Places::default();
    for (pointer, name, of) in columns {
        let figures: Vec<f64> = found.drivers.iter().map(of).collect();
        places.add(pointer, figures, name)?;
    }
    places.fill();
    importance.r_squared = found.r_squared;
    Ok(())
}

/// The same with standard errors and percentile intervals over samples of the respondents, of at
/// most 20 drivers: `estimates` receives 1 + 5 times `driver_count` of them, R², then beta of each
/// driver, first, last, lmg and johnson. The job hears the samples done.
///
/// Returns also what `habitue_key_drivers` and `habitue_moments_of_responses` do, or
/// `HABITUE_CANCELLED`. Since 0.1.
pub unsafe fn habitue_key_drivers_bootstrap(
    responses: &Answers,
    outcome: usize,
    drivers: &[usize],
    driver_count: usize,
    options: Resampling,
    job: Working,
    estimates: *mut habitue_estimate,
) -> Result<()> {
    if driver_count > MOST_DRIVERS {
        let allowed = format!("at most {MOST_DRIVERS}");
        return Err(Error::out_of_range("driver_count", driver_count as f64, allowed));
    }
    let count = 1 + driver_count * KeyDrivers::MEASURES.len();
    let answers = responses;
    let slots = column_mut(estimates, count, "estimates")?;
    let (confidence, how) = (options.confidence()?, options.settings(job.threads));
    let found = job.run(|job| {
        let progress = job.progress();
        KeyDrivers::bootstrap(answers, options.policy, outcome, drivers, how, progress)
    })?;
    let estimate = |figure| {
        let interval = found.interval(figure, confidence)?;
        Ok(habitue_estimate {
            standard_error: found.standard_error(figure)?,
            low: interval.low,
            high: interval.high,
            confidence,
            method: HABITUE_UNCERTAINTY_BOOTSTRAP,
            draws: found.samples.len() as u32,
            failed: found.failed,
            ..habitue_estimate::alone(found.estimate[figure])
        })
    };
    slots.copy_from_slice(&(0..count).map(estimate).collect::<Result<Vec<_>>>()?);
    Ok(())
}
