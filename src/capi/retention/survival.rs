//! Survival curves.

use crate::capi::prelude::*;
use crate::numeric::proportion::Interval;
use crate::retention::{KaplanMeier, Step, SurvivalError, SurvivalInterval};

enumeration!(HABITUE_SURVIVAL_INTERVAL: SurvivalInterval);

enumeration!(HABITUE_SURVIVAL_ERROR: SurvivalError);

mirror! {
    /// The survival curve just after a time at which somebody was lost.
    habitue_survival_step: Step, time, at_risk, lost, survival,
    /// Greenwood's standard error; NaN once nobody is left.
    std_error: f64 = it.std_error().told()
}

/// What is asked of a survival curve, and where it goes: columns of the caller, each NULL where it
/// is not wanted. Start from `HABITUE_SURVIVAL_INIT`.
#[apply(versioned)]
pub struct habitue_survival {
    /// Of `low` and `high`: one of `HABITUE_SURVIVAL_INTERVAL_...`. LOG by default.
    pub interval: i32,
    /// Of `low` and `high`, 0 < confidence < 1. 0.95 by default.
    pub confidence: f64,
    /// Of the restricted mean: > 0 and at most the last time, or any once the curve has reached 0.
    pub horizon: f64,
    /// Times, finite and >= 0, at which the curve is asked for.
    pub times: *const f64,
    /// How many.
    pub time_count: usize,
    /// Written: the probability of staying beyond each; NaN beyond the last time.
    pub survival: *mut f64,
    /// Written: the lower ends of the intervals; NaN also once nobody is left.
    pub low: *mut f64,
    /// Written: the upper ends.
    pub high: *mut f64,
    /// Shares of the customers, 0 < share <= 1; 0.5 asks for the median.
    pub shares: *const f64,
    /// How many.
    pub share_count: usize,
    /// Written: the first time at which the survival is at most 1 - share; NaN where the curve
    /// does not come down so far.
    pub quantiles: *mut f64,
    /// Written: the steps of the curve, ascending in time.
    pub steps: *mut habitue_survival_step,
    /// Room for steps; as many as there are rows are enough.
    pub step_capacity: usize,
    /// Written: how many steps there are.
    pub step_count: usize,
    /// Written: the longest time that anybody was observed, beyond which the curve says nothing
    /// unless it has reached 0.
    pub last_time: f64,
    /// Written: the mean time as a customer up to the horizon; NaN where none is given.
    pub restricted_mean: f64,
    /// Written: its standard error; NaN once nobody is left before the horizon.
    pub restricted_mean_error: f64,
}

begins!(
    habitue_survival,
    interval = HABITUE_SURVIVAL_INTERVAL_LOG,
    confidence = 0.95,
    horizon = f64::NAN
);

/// Estimates the survival curve (Kaplan-Meier) from how long each customer was observed, finite and
/// not negative, and whether they were lost at the end of it (1) or still there (0), and answers
/// what `survival` asks of it. At equal times losses come before censorings.
///
/// Returns also `HABITUE_EMPTY_INPUT`, and `HABITUE_BUFFER_TOO_SMALL` for the steps.
pub unsafe fn habitue_survival_curve(
    times: &[f64],
    lost: &[u8],
    _rows: usize,
    survival: &mut habitue_survival,
) -> Result<()> {
    let curve = KaplanMeier::new(times, lost)?;
    ask(survival, &curve)
}

unsafe fn ask(survival: &mut habitue_survival, curve: &KaplanMeier) -> Result<()> {
    let (rows, shares) = (survival.time_count, survival.share_count);
    let (place, count) = (survival.survival, curve.steps().len());
    let at_times = optional_column_mut(place, rows, "survival.survival")?;
    fields!(survival => column times[rows], optional_column_mut low[rows],
        optional_column_mut high[rows], optional_column_mut quantiles[shares],
        column shares[shares], column_mut steps[survival.step_capacity]);
    let kind = SurvivalInterval::read(survival.interval, "survival.interval")?;
    // All is found before the first column is written.
    let at: Vec<(f64, Option<Interval>)> = by_row(times, |&time| {
        let interval = curve.interval(time, kind, survival.confidence)?;
        Ok((curve.survival(time)?.unwrap_or(f64::NAN), interval))
    })?;
    let found = by_row(shares, |&share| Ok(curve.quantile(share)?.unwrap_or(f64::NAN)))?;
    (survival.restricted_mean, survival.restricted_mean_error) = match survival.horizon.is_nan() {
        true => (f64::NAN, f64::NAN),
        false => {
            let (mean, spread) = curve.restricted_mean(survival.horizon)?;
            (mean, spread.unwrap_or(f64::NAN))
        }
    };
    if !survival.steps.is_null() && steps.len() < count {
        return Err(fault(ErrorKind::BufferTooSmall, "survival.step_capacity", "is too small")
            .with_value(steps.len())
            .allowing(format!(">= {count}")));
    }
    survival.step_count = count;
    survival.last_time = curve.last_time();
    fill(at_times, at.iter().map(|found| found.0));
    fill(low, at.iter().map(|found| found.1.map_or(f64::NAN, |interval| interval.low)));
    fill(high, at.iter().map(|found| found.1.map_or(f64::NAN, |interval| interval.high)));
    fill(quantiles, found.into_iter());
    fill(Some(steps), curve.steps().iter().map(Told::told));
    Ok(())
}
