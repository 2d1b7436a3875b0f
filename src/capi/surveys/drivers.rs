//! Key drivers: how important questions are for an outcome.

use super::resampling::Resampling;
use crate::capi::prelude::*;
use crate::numeric::proportion::check_confidence;
use crate::satisfaction::{KeyDrivers, MOST_DRIVERS};

mirror! {
    /// How important a driver is for an outcome.
    habitue_driver: crate::satisfaction::Driver, beta, first, last, lmg, johnson, pratt, car
}

/// How important `drivers` are for `outcome`, all of them questions of `moments`, from 0; `found`
/// has `driver_count` cells, `*r_squared` is the share of the outcome's variance that they explain
/// together.
///
/// Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_DUPLICATE`,
/// `HABITUE_UNDEFINED` or `HABITUE_SINGULAR_MATRIX`.
pub fn habitue_key_drivers(
    moments: &habitue_moments,
    outcome: usize,
    drivers: &[usize],
    found: &mut [habitue_driver],
    _driver_count: usize,
    r_squared: &mut f64,
) -> Result<()> {
    let all = KeyDrivers::of(moments.get()?, outcome, drivers)?;
    fill(Some(found), all.drivers.iter().map(Told::told));
    *r_squared = all.r_squared;
    Ok(())
}

/// The same with standard errors and percentile intervals over samples of the respondents, of at
/// most 20 drivers: `estimates` receives 1 + 5 times `driver_count` of them, R², then beta of each
/// driver, first, last, lmg and johnson. The job hears the samples done.
///
/// Returns also what `habitue_key_drivers` and `habitue_moments_of_responses` do, or
/// `HABITUE_CANCELLED`.
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
    let slots = column_mut(estimates, count, "estimates")?;
    let (confidence, how) = (options.given.confidence, options.settings(job.threads));
    check_confidence(confidence)?;
    let found = job.run(|job| {
        let progress = job.progress();
        KeyDrivers::bootstrap(responses, options.policy, outcome, drivers, how, progress)
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
