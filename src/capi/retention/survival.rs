//! Survival curves and their comparison.

use crate::capi::prelude::*;
use crate::numeric::proportion::Interval;
use crate::retention::{KaplanMeier, Step, SurvivalError, SurvivalInterval, log_rank};

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

/// Estimates the survival curve (Kaplan-Meier) from how long each customer was observed, finite
/// and not negative, and whether they were lost at the end of it (1) or still there (0), and
/// answers what `survival` asks of it. At equal times losses come before censorings.
///
/// Returns also `HABITUE_EMPTY_INPUT`, and `HABITUE_BUFFER_TOO_SMALL` for the steps. Since 0.1.
pub unsafe fn habitue_survival_curve(
    times: &[f64],
    lost: &[u8],
    _rows: usize,
    survival: &mut habitue_survival,
) -> Result<()> {
    let curve = KaplanMeier::new(times, lost)?;
    survival.ask(&curve)?;
    Ok(())
}

impl habitue_survival {
    unsafe fn ask(&mut self, curve: &KaplanMeier) -> Result<()> {
        let times = column(self.times, self.time_count, "survival.times")?;
        let survival = optional_column_mut(self.survival, self.time_count, "survival.survival")?;
        let low = optional_column_mut(self.low, self.time_count, "survival.low")?;
        let high = optional_column_mut(self.high, self.time_count, "survival.high")?;
        let shares = column(self.shares, self.share_count, "survival.shares")?;
        let quantiles =
            optional_column_mut(self.quantiles, self.share_count, "survival.quantiles")?;
        let steps = column_mut(self.steps, self.step_capacity, "survival.steps")?;
        let kind = SurvivalInterval::read(self.interval, "survival.interval")?;
        // All is found before the first column is written.
        let at: Vec<(f64, Option<Interval>)> = by_row(times, |&time| {
            let interval = curve.interval(time, kind, self.confidence)?;
            Ok((curve.survival(time)?.unwrap_or(f64::NAN), interval))
        })?;
        let found = by_row(shares, |&share| Ok(curve.quantile(share)?.unwrap_or(f64::NAN)))?;
        (self.restricted_mean, self.restricted_mean_error) = match self.horizon.is_nan() {
            true => (f64::NAN, f64::NAN),
            false => {
                let (mean, spread) = curve.restricted_mean(self.horizon)?;
                (mean, spread.unwrap_or(f64::NAN))
            }
        };
        self.step_count = curve.steps().len();
        if !self.steps.is_null() && self.step_capacity < self.step_count {
            return Err(fault(ErrorKind::BufferTooSmall, "survival.step_capacity", "is too small")
                .with_value(self.step_capacity)
                .allowing(format!(">= {}", self.step_count)));
        }
        self.last_time = curve.last_time();
        fill(survival, at.iter().map(|found| found.0));
        fill(low, at.iter().map(|found| found.1.map_or(f64::NAN, |interval| interval.low)));
        fill(high, at.iter().map(|found| found.1.map_or(f64::NAN, |interval| interval.high)));
        fill(quantiles, found.into_iter());
        fill(Some(steps), curve.steps().iter().map(Told::told));
        Ok(())
    }
}

/// The log-rank comparison of the survival of groups. Start from `HABITUE_LOG_RANK_INIT`.
#[apply(versioned)]
pub struct habitue_log_rank {
    /// Written: groups that can be compared, less one.
    pub degrees_of_freedom: u32,
    /// How many groups there are, 2 to 1,000.
    pub groups: usize,
    /// Written: how many of each group were lost; or NULL.
    pub observed: *mut f64,
    /// Written: how many would have been if all stayed alike; or NULL.
    pub expected: *mut f64,
    /// Written: the statistic.
    pub chi_square: f64,
    /// Written: the probability of so large a statistic if all groups stayed alike.
    pub p_value: f64,
}

/// Whether groups of customers stay equally long (Mantel's log-rank test): `group` is that of each
/// customer, 0 to `result.groups` - 1; `times` and `lost` as in `habitue_survival_curve`. Returns
/// also `HABITUE_EMPTY_INPUT`, and `HABITUE_SINGULAR_MATRIX` where fewer than two groups can be
/// compared. Since 0.1.
pub unsafe fn habitue_log_rank_test(
    times: &[f64],
    lost: &[u8],
    group: &[u32],
    _rows: usize,
    result: &mut habitue_log_rank,
) -> Result<()> {
    let observed = optional_column_mut(result.observed, result.groups, "result.observed")?;
    let expected = optional_column_mut(result.expected, result.groups, "result.expected")?;
    let test = log_rank(times, lost, group, result.groups)?;
    fill(observed, test.groups.iter().map(|group| group.observed));
    fill(expected, test.groups.iter().map(|group| group.expected));
    (result.chi_square, result.p_value) = (test.chi_square, test.p_value);
    result.degrees_of_freedom = test.degrees_of_freedom;
    Ok(())
}
