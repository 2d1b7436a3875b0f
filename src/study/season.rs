//! The season of the year in the purchases.

use std::f64::consts::TAU;

use nalgebra::{Matrix3, Vector3};

use super::state::State;
use crate::error::Result;
use crate::lifetime::Cohort;
use crate::summary::{Summary, Tracking};
use crate::time::{Day, Unit};

/// A season of the year in the repeat purchases: those of each period beside what the model, which
/// knows no season, expects of it, with a yearly wave fitted through their ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Season {
    /// How far the wave rises above its mean and falls below it: 0.3 is from 30 % less to 30 %
    /// more.
    pub amplitude: f64,
    /// The month in which it peaks, 1 to 12.
    pub peak: u32,
    /// Wald's statistic of the wave over the dispersion of the periods: chi-squared with 2 degrees
    /// of freedom where there is no season.
    pub statistic: f64,
}

/// Fewer days cannot tell a season from growth.
const FEWEST_DAYS: i32 = 300;
/// The 99.9 % quantile of the chi-squared law with 2 degrees of freedom.
const SURE: f64 = 13.815_510_557_964_274;
/// The days of a year.
const YEAR: f64 = 365.25;

impl Season {
    /// The season of a base, if one of at least this amplitude is sure.
    pub(super) fn of(summary: &Summary, state: &State, least: f64) -> Result<Option<Self>> {
        let Ok(model) = &state.model else { return Ok(None) };
        if !matches!(state.convention.unit(), Unit::Day | Unit::Week | Unit::Month) {
            return Ok(None);
        }
        let tracking = summary.tracking(&state.window, &state.convention)?;
        if state.day.days_since(tracking.origin()) < FEWEST_DAYS {
            return Ok(None);
        }
        let cohort = Cohort::new(&tracking.births(&state.table), None, 1.0)?;
        let periods = tracking.incremental().len();
        let histories = state.histories()?;
        let Ok(expected) = cohort.expected_incremental(model.purchases_of(&histories)?, periods)
        else {
            return Ok(None);
        };
        Ok(wave(&tracking, &expected)
            .filter(|found| found.amplitude >= least && found.statistic >= SURE))
    }
}

/// The yearly wave through the ratio of what came and what was expected, by least squares with
/// weights of what was expected.
fn wave(tracking: &Tracking, expected: &[f64]) -> Option<Season> {
    let ends = tracking.ends();
    let mut start = Day::unchecked(tracking.origin().number() - 1);
    let mut rows = Vec::with_capacity(ends.len());
    for ((end, came), expected) in ends.iter().zip(tracking.incremental()).zip(expected) {
        let middle = f64::midpoint(f64::from(start.number()), f64::from(end.number()));
        let angle = TAU * middle / YEAR;
        if *expected > 0.0 {
            rows.push((Vector3::new(1.0, angle.cos(), angle.sin()), *came as f64, *expected));
        }
        start = *end;
    }
    let (mut normal, mut right) = (Matrix3::<f64>::zeros(), Vector3::<f64>::zeros());
    for (basis, came, expected) in &rows {
        normal += *expected * basis * basis.transpose();
        right += *came * basis;
    }
    let inverse = normal.try_inverse()?;
    let found = inverse * right;
    let residual = rows.iter().map(|(basis, came, expected)| {
        let fitted = (expected * basis.dot(&found)).max(f64::MIN_POSITIVE);
        (came - fitted) * (came - fitted) / fitted.max(*expected / 10.0)
    });
    let freedom = rows.len().checked_sub(3).filter(|freedom| *freedom > 0)? as f64;
    let dispersion = (residual.sum::<f64>() / freedom).max(1.0);
    let wave = found.fixed_rows::<2>(1);
    let information = inverse.fixed_view::<2, 2>(1, 1).try_inverse()?;
    let level = found[0];
    if !(level > 0.0) {
        return None;
    }
    let statistic = (wave.transpose() * information * wave)[0] / (level * dispersion);
    let peak = wave[1].atan2(wave[0]).rem_euclid(TAU) / TAU;
    Some(Season {
        amplitude: wave.norm() / level,
        // Angle 0 is the first of January of 1970.
        peak: ((peak * 12.0).floor() as u32).min(11) + 1,
        statistic,
    })
}
