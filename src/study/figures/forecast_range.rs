//! A forecast with its ranges: if the model holds, and if it errs as it did before.

use super::observed::CONFIDENCE;
use crate::numeric::proportion::{Interval, two_sided_z};

/// A forecast with two ranges: if the model holds, and if it errs as it did before.
///
/// The wide range takes the miss of earlier forecasts for a second, independent source of error, on
/// the scale of logarithms: sd² = sd(simulated)² + miss², where a miss is ln(came / expected) of an
/// earlier origin and their root mean square is taken. It widens, and does not shift: one earlier
/// shortfall is no reason to expect the next. Of 48 origins of real bases such ranges held 81 %,
/// those of parameters alone 29 %.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ForecastRange {
    /// What the model expects.
    pub expected: f64,
    /// The mean over the simulated futures.
    pub simulated: f64,
    /// Their central 95 %: the range if the model holds.
    pub if_model_holds: Interval,
    /// The 95 % range widened by the misses of earlier origins; that of the simulation where there
    /// is none.
    pub widened: Interval,
    /// Root mean square of ln(came / expected) over earlier origins; `None` where there is none.
    pub miss: Option<f64>,
    /// `expected` times came / expected of the test: what it would be if it errs again as it did
    /// there. `None` without a test, or where it expected or saw nothing.
    pub if_it_errs_again: Option<f64>,
}

/// No forecast is held for further off than by this factor: where nothing came, ln(came / expected)
/// knows no bound.
const FARTHEST: f64 = 20.0;

/// Root mean square of ln(came / expected); `None` where there is no origin that expected anything.
fn miss(origins: &[(f64, f64)]) -> Option<f64> {
    let logs = origins
        .iter()
        .filter(|(expected, _)| *expected > 0.0)
        .map(|(expected, came)| (came / expected).clamp(1.0 / FARTHEST, FARTHEST).ln());
    let squares: Vec<f64> = logs.map(|log| log * log).collect();
    (!squares.is_empty()).then(|| (squares.iter().sum::<f64>() / squares.len() as f64).sqrt())
}

impl ForecastRange {
    /// From the totals of simulated futures, and what earlier origins missed.
    pub(crate) fn of(expected: f64, mut drawn: Vec<f64>, origins: &[(f64, f64)]) -> Self {
        let n = drawn.len() as f64;
        let mean = drawn.iter().sum::<f64>() / n;
        let squares: f64 = drawn.iter().map(|total| (total - mean) * (total - mean)).sum();
        let holds = Interval::central(&mut drawn, CONFIDENCE);
        let miss = miss(origins);
        let widened = match miss {
            Some(miss) if expected > 0.0 && mean > 0.0 => {
                // The variance of the logarithm of a lognormal number of this mean and variance; or,
                // where a future without bound leaves neither, as wide as the middle of them is.
                let moments = (squares / (n - 1.0) / (mean * mean)).ln_1p();
                let middle =
                    ((holds.high / holds.low).ln() / (2.0 * two_sided_z(CONFIDENCE))).powi(2);
                let simulated = if moments.is_finite() { moments } else { middle };
                let factor = (two_sided_z(CONFIDENCE) * (simulated + miss * miss).sqrt()).exp();
                Interval { low: expected / factor, high: expected * factor, ..holds }
            }
            _ => holds,
        };
        let test = origins.first().filter(|(expected, came)| *expected > 0.0 && *came > 0.0);
        Self {
            expected,
            simulated: mean,
            if_model_holds: holds,
            widened,
            miss,
            if_it_errs_again: test.map(|(forecast, came)| expected * came / forecast),
        }
    }

    /// Of what has a bound: a share is at most 1, and no more customers buy than there are.
    pub(crate) fn at_most(mut self, bound: f64) -> Self {
        for end in [&mut self.widened.high, &mut self.if_model_holds.high] {
            *end = end.min(bound);
        }
        self.if_it_errs_again = self.if_it_errs_again.map(|again| again.min(bound));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forecast_is_widened_by_what_was_missed_and_not_shifted() {
        let drawn: Vec<f64> = (0..=100).map(|k| 90.0 + 0.2 * f64::from(k)).collect();
        let plain = ForecastRange::of(100.0, drawn.clone(), &[]);
        assert_eq!((plain.miss, plain.widened), (None, plain.if_model_holds));
        assert_eq!((plain.if_model_holds.low, plain.if_model_holds.high), (90.5, 109.5));
        let wide = ForecastRange::of(100.0, drawn, &[(50.0, 60.0), (80.0, 80.0)]);
        let miss = (1.2_f64.ln().powi(2) / 2.0).sqrt();
        assert!((wide.miss.unwrap() - miss).abs() < 1e-15);
        assert_eq!(wide.if_it_errs_again, Some(120.0));
        // By hand: the draws have a variance of 0.04 · 102 · 101 / 12.
        let variance = (0.04 * 102.0 * 101.0 / 12.0 / 1e4_f64).ln_1p() + miss * miss;
        let factor = (1.959_963_984_540_054 * variance.sqrt()).exp();
        assert!((wide.widened.high / (100.0 * factor) - 1.0).abs() < 1e-12);
        assert!((wide.widened.low * wide.widened.high / 1e4 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn one_future_without_bound_does_not_take_the_range_with_it() {
        let mut drawn: Vec<f64> = (0..=100).map(|k| 90.0 + 0.2 * f64::from(k)).collect();
        drawn[0] = f64::INFINITY;
        let wide = ForecastRange::of(100.0, drawn, &[(50.0, 60.0)]);
        assert!(wide.if_model_holds.high.is_finite() && wide.widened.high.is_finite(), "{wide:?}");
        // By hand: the middle of the futures, and one miss of ln 1.2.
        let sd = (wide.if_model_holds.high / wide.if_model_holds.low).ln() / (2.0 * 1.959_964);
        let factor = (1.959_964 * (sd * sd + 1.2_f64.ln().powi(2)).sqrt()).exp();
        assert!((wide.widened.high / (100.0 * factor) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn where_nothing_came_the_miss_is_bounded() {
        assert_eq!(miss(&[(10.0, 0.0)]), Some(20.0_f64.ln()));
        assert_eq!(miss(&[(0.0, 5.0)]), None);
    }
}
