//! Kaplan-Meier where customers weigh differently, or were first seen some time after they came.

use super::survival::SurvivalInterval;
use crate::error::{Error, Result};
use crate::numeric::proportion::{Interval, check_confidence, two_sided_z};
use crate::numeric::tolerance::SUM_OF_WEIGHTS;
use crate::survey::check_weights;

/// How the standard error of a weighted survival curve is formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum SurvivalError {
    /// Linearised: weights say how many others a customer stands for, as those of a sample do.
    #[default]
    Robust,
    /// Greenwood's of the weighted numbers: a customer of weight 3 is three customers.
    Greenwood,
}

/// The weighted curve just after a time at which somebody was lost.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct WeightedStep {
    /// The time.
    pub time: f64,
    /// Weight of the customers who were there, and seen, just before it.
    pub at_risk: f64,
    /// Weight of those lost at it.
    pub lost: f64,
    /// The probability of staying beyond it.
    pub survival: f64,
    /// Standard error of ln(survival); `None` once nobody is left.
    pub log_error: Option<f64>,
}

impl WeightedStep {
    /// Standard error of the survival; `None` once nobody is left.
    #[must_use]
    pub fn std_error(&self) -> Option<f64> {
        self.log_error.map(|error| self.survival * error)
    }

    /// The interval of the survival; `None` once nobody is left.
    ///
    /// # Errors
    /// `OutOfRange` unless 0 < `confidence` < 1.
    pub fn interval(&self, kind: SurvivalInterval, confidence: f64) -> Result<Option<Interval>> {
        check_confidence(confidence)?;
        let Some(error) = self.log_error else { return Ok(None) };
        let (s, width) = (self.survival, two_sided_z(confidence) * error);
        let (low, high) = match kind {
            SurvivalInterval::Log => (s * (-width).exp(), s * width.exp()),
            SurvivalInterval::LogLog => {
                let shift = width / s.ln().abs();
                (s.powf(shift.exp()), s.powf((-shift).exp()))
            }
            SurvivalInterval::Plain => (s * (1.0 - width), s * (1.0 + width)),
        };
        Ok(Some(Interval::clamp(low, high, confidence, 0.0, 1.0)))
    }
}

/// The Kaplan-Meier curve with weights and left truncation (delayed entry): customers who came
/// before the records begin are at risk from the time at which they were first seen on. Leaving
/// that out counts years in which nobody could have been seen to leave, and makes lifetimes too
/// long.
///
/// As `survfit(Surv(entry, time, lost) ~ 1, weights = weight)` of R's survival package.
///
/// ```
/// use habitue::retention::{SurvivalError, WeightedSurvival};
///
/// // Seen from month 6 on, lost in month 8; and so on.
/// let (entry, time) = ([6.0, 0.0, 0.0, 2.0], [8.0, 8.0, 10.0, 3.0]);
/// let lost = [1, 0, 1, 1];
/// let curve = WeightedSurvival::of(&time, &lost, Some(&entry), None, SurvivalError::Robust)?;
/// // Month 3: one of three; month 8: one of three.
/// assert!((curve.at(9.0)?.unwrap().survival - 4.0 / 9.0).abs() < 1e-15);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct WeightedSurvival {
    /// The curve at each time at which somebody was lost, ascending.
    pub steps: Vec<WeightedStep>,
    /// Customers who weigh.
    pub customers: u64,
    /// The longest time that anybody was observed.
    pub last_time: f64,
}

impl WeightedSurvival {
    /// From the time at which each customer was last seen, counted from when they came, whether
    /// they were lost then (1) or not (0), when they were first seen (0 without), and their weight
    /// (1 without).
    ///
    /// # Errors
    /// `Empty`; `Length`; `OutOfRange` or `NotFinite`, with row and column, for a time that is not
    /// finite and >= 0, an entry that is not from 0 to below the time, a flag other than 0 and 1,
    /// and a weight that is neither 0 nor between 1e-100 and 1e100; `Inconsistent` where nobody
    /// weighs.
    pub fn of(
        time: &[f64],
        lost: &[u8],
        entry: Option<&[f64]>,
        weight: Option<&[f64]>,
        error: SurvivalError,
    ) -> Result<Self> {
        let rows = checked(time, lost, entry, weight)?;
        let from = |row: usize| entry.map_or(f64::NEG_INFINITY, |entry| entry[row]);
        let weigh = |row: usize| weight.map_or(1.0, |weight| weight[row]);
        let mut leaving = rows.clone();
        leaving.sort_by(|a, b| time[*a].total_cmp(&time[*b]));
        let mut coming = rows.clone();
        coming.sort_by(|a, b| from(*a).total_cmp(&from(*b)));
        let mut coming = coming.into_iter().peekable();
        // Of those who are at risk: Σ w, and Σ w² of 1, a, a², where a is `hazard` at their entry.
        let (mut at_risk, mut squares) = (0.0, [0.0; 3]);
        // Σ w² of the squared movements of those who are gone.
        let mut gone = 0.0;
        let (mut survival, mut greenwood, mut hazard) = (1.0, 0.0, 0.0);
        let mut entered = vec![0.0; time.len()];
        let mut steps = Vec::new();
        for now in leaving.chunk_by(|a, b| time[*a] == time[*b]) {
            let at = time[now[0]];
            while let Some(row) = coming.next_if(|row| from(*row) < at) {
                entered[row] = hazard;
                let (w, a) = (weigh(row), hazard);
                at_risk += w;
                squares.iter_mut().zip([1.0, a, a * a]).for_each(|(sum, it)| *sum += w * w * it);
            }
            let losses = || now.iter().copied().filter(|row| lost[*row] == 1);
            let d: f64 = losses().map(weigh).sum();
            // What rounding leaves when all are lost is nobody.
            let all = losses().count() == now.len() && alone(at_risk, d);
            let (n, left) = (at_risk, if all { 0.0 } else { at_risk - d });
            if d > 0.0 {
                survival *= if survival > 0.0 { left / n } else { 0.0 };
                greenwood += d / (n * left);
                hazard += d / (n * left);
            }
            // Each loss moves ln S by -w / left, beside w (hazard now - at entry) of all who are
            // or were at risk.
            for row in now {
                let (w, a) = (weigh(*row), entered[*row]);
                at_risk -= w;
                squares.iter_mut().zip([1.0, a, a * a]).for_each(|(sum, it)| *sum -= w * w * it);
                let own = if lost[*row] == 1 { 1.0 / left } else { 0.0 };
                gone += (w * (hazard - a - own)).powi(2);
            }
            if d > 0.0 {
                let there = hazard * hazard * squares[0] - 2.0 * hazard * squares[1] + squares[2];
                let variance = match error {
                    SurvivalError::Greenwood => greenwood,
                    SurvivalError::Robust => gone + there.max(0.0),
                };
                steps.push(WeightedStep {
                    time: at,
                    at_risk: n,
                    lost: d,
                    survival,
                    log_error: (survival > 0.0).then(|| variance.sqrt()),
                });
            }
        }
        let last_time = leaving.last().map_or(0.0, |row| time[*row]);
        Ok(Self { steps, customers: rows.len() as u64, last_time })
    }

    /// The step that holds at a time; `None` before the first, where survival is 1.
    ///
    /// # Errors
    /// `OutOfRange` or `NotFinite` unless `t` is finite and >= 0.
    pub fn at(&self, t: f64) -> Result<Option<&WeightedStep>> {
        if !(t >= 0.0 && t.is_finite()) {
            return Err(Error::out_of_range("t", t, "finite and >= 0"));
        }
        let after = self.steps.partition_point(|step| step.time <= t);
        Ok(after.checked_sub(1).map(|at| &self.steps[at]))
    }
}

/// Whether the loss of `d` leaves nobody of those at risk.
fn alone(at_risk: f64, d: f64) -> bool {
    at_risk - d <= at_risk * SUM_OF_WEIGHTS
}

/// The rows that weigh.
fn checked(
    time: &[f64],
    lost: &[u8],
    entry: Option<&[f64]>,
    weight: Option<&[f64]>,
) -> Result<Vec<usize>> {
    if time.is_empty() {
        return Err(Error::empty("time"));
    }
    for (name, length) in [
        ("lost", lost.len()),
        ("entry", entry.map_or(time.len(), <[f64]>::len)),
        ("weight", weight.map_or(time.len(), <[f64]>::len)),
    ] {
        if length != time.len() {
            return Err(Error::length(name, length, time.len()));
        }
    }
    let mut rows = Vec::with_capacity(time.len());
    for (row, (at, flag)) in time.iter().zip(lost).enumerate() {
        let wrong = |name: &'static str, value: f64, allowed: String| {
            Err(Error::out_of_range(name, value, allowed).at_row(row as u64))
        };
        if !(*at >= 0.0 && at.is_finite()) {
            return wrong("time", *at, "finite and >= 0".to_owned());
        }
        if *flag > 1 {
            return wrong("lost", f64::from(*flag), "0 (still there) or 1 (lost)".to_owned());
        }
        if let Some(from) = entry.map(|entry| entry[row])
            && !(from >= 0.0 && from < *at)
        {
            return wrong("entry", from, format!("0 to below the time of {at}"));
        }
        if weight.is_none_or(|weight| weight[row] > 0.0) {
            rows.push(row);
        }
    }
    if let Some(weight) = weight {
        check_weights(weight, time.len())?;
    }
    Ok(rows)
}
