//! A figure with what the data leave open about it.

use crate::error::{Error, Result};
use crate::numeric::proportion::{check_confidence, two_sided_z};

/// How the uncertainty of a figure was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
#[repr(i32)]
pub enum UncertaintyMethod {
    /// From the slope of the figure in the parameters and their covariance; for a parameter itself
    /// the interval of Wald. For large bases; no figures on a ridge.
    Delta = 0,
    /// From parameters drawn from their asymptotic distribution. For curved figures of
    /// well-determined models; refused on a ridge.
    Draws = 1,
    /// From parameters fitted again to customers drawn with replacement. For small bases, doubtful
    /// models and ridges.
    Bootstrap = 2,
    /// From the likelihood with one parameter held. Of parameters alone; for small bases and ridges.
    Profile = 3,
}

impl UncertaintyMethod {
    /// The English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Delta => "delta method",
            Self::Draws => "asymptotic draws",
            Self::Bootstrap => "bootstrap",
            Self::Profile => "profile likelihood",
        }
    }

    /// The Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Delta => "Delta 法",
            Self::Draws => "渐近正态模拟",
            Self::Bootstrap => "自助法",
            Self::Profile => "剖面似然",
        }
    }
}

/// On which scale an interval of the delta method is symmetric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
#[repr(i32)]
pub enum IntervalScale {
    /// The scale without ends: the logarithm of a positive figure, the logit of a
    /// probability. The interval never leaves the range of the figure.
    #[default]
    Natural = 0,
    /// The figure itself: estimate ± z standard errors, as most programs print it.
    /// It may leave the range of the figure.
    Plain = 1,
}

/// A figure with its standard error and an interval.
///
/// What is uncertain is the *figure*, because the parameters behind it were
/// estimated from so many customers: with more of them the interval shrinks to a
/// point. It does not say how the purchases of one customer will scatter around
/// their expectation; see [`Prediction::PPurchases`](crate::lifetime::Prediction::PPurchases)
/// for that.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Estimate {
    /// The figure at the fitted parameters.
    pub estimate: f64,
    /// Its standard error; `None` where the likelihood has no curvature to take it
    /// from (a profile interval on a ridge); infinite where the figure is infinite
    /// for some of the draws.
    pub standard_error: Option<f64>,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval; infinite where the data set no bound.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::checked::infinite"))]
    pub high: f64,
    /// Confidence of the interval.
    #[cfg_attr(feature = "serde", serde(alias = "level"))]
    pub confidence: f64,
    /// How it was found.
    pub method: UncertaintyMethod,
    /// Draws or refits that it rests on; 0 for the methods that need none.
    pub draws: u32,
    /// Draws or refits that gave no figure; many of them make the interval
    /// doubtful.
    pub failed: u32,
}

impl Estimate {
    /// Width of the interval.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.high - self.low
    }

    /// Whether `value` lies in the interval, ends included.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// Figures of many customers, as columns: each as in [`Estimate`].
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct Estimates {
    /// The figure of each row at the fitted parameters.
    pub estimate: Vec<f64>,
    /// Its standard error.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::checked::infinite_each"))]
    pub standard_error: Vec<f64>,
    /// Lower ends of the intervals.
    pub low: Vec<f64>,
    /// Upper ends of the intervals.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::checked::infinite_each"))]
    pub high: Vec<f64>,
    /// Confidence of each interval; they are not joint.
    #[cfg_attr(feature = "serde", serde(alias = "level"))]
    pub confidence: f64,
    /// How they were found.
    pub method: UncertaintyMethod,
    /// Draws or refits that they rest on.
    pub draws: u32,
    /// Draws or refits that gave no figure; the most over the rows.
    pub failed: u32,
}

impl Estimates {
    /// Refuses columns of different lengths.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        for (name, column) in
            [("standard_error", &self.standard_error), ("low", &self.low), ("high", &self.high)]
        {
            if column.len() != self.estimate.len() {
                return Err(Error::length(name, column.len(), self.estimate.len()));
            }
        }
        Ok(self)
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.estimate.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.estimate.is_empty()
    }

    /// The figure of one row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Estimate> {
        Some(Estimate {
            estimate: *self.estimate.get(row)?,
            standard_error: Some(self.standard_error[row]),
            low: self.low[row],
            high: self.high[row],
            confidence: self.confidence,
            method: self.method,
            draws: self.draws,
            failed: self.failed,
        })
    }
}

/// The values that a figure can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Support {
    /// 0 and more.
    Positive,
    /// 0 to 1.
    Probability,
    /// Any number, which is positive but for its sign (a value with a margin).
    Signed,
}

/// Standard error and interval of one figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ConfidenceInterval {
    pub(crate) standard_error: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// The interval of the delta method: `z` standard errors on the scale chosen.
pub(crate) fn delta_interval(
    estimate: f64,
    standard_error: f64,
    z: f64,
    scale: IntervalScale,
    support: Support,
) -> ConfidenceInterval {
    let reach = z * standard_error;
    let band = |low: f64, high: f64| ConfidenceInterval { standard_error, low, high };
    if reach == 0.0 {
        return band(estimate, estimate);
    }
    if !(reach.is_finite() && estimate.is_finite()) {
        return match support {
            Support::Probability => band(0.0, 1.0),
            Support::Positive => band(0.0, f64::INFINITY),
            Support::Signed => band(f64::NEG_INFINITY, f64::INFINITY),
        };
    }
    let inside = match support {
        Support::Positive | Support::Signed => estimate != 0.0,
        Support::Probability => estimate > 0.0 && estimate < 1.0,
    };
    if scale == IntervalScale::Plain || !inside {
        return band(estimate - reach, estimate + reach);
    }
    if support == Support::Probability {
        let (p, q) = (estimate, 1.0 - estimate);
        let odds = (reach / (p * q)).exp();
        return band(
            p / (p + q * odds),
            if odds.is_finite() { p * odds / (p * odds + q) } else { 1.0 },
        );
    }
    let factor = (reach / estimate.abs()).exp();
    let (near, far) = (estimate / factor, estimate * factor);
    band(near.min(far), near.max(far))
}

/// The spread of `values`, and the interval of the percentiles (quantiles of type
/// 7), which it sorts.
pub(crate) fn sample_interval(values: &mut [f64], confidence: f64) -> ConfidenceInterval {
    values.sort_unstable_by(f64::total_cmp);
    let n = values.len() as f64;
    let (first, last) = (values[0], values[values.len() - 1]);
    let standard_error = if first == last {
        0.0
    } else if first.is_infinite() || last.is_infinite() {
        f64::INFINITY
    } else {
        let mean = values.iter().sum::<f64>() / n;
        (values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)).sqrt()
    };
    let quantile = |p: f64| {
        let place = p * (n - 1.0);
        let below = place.floor() as usize;
        let above = (below + 1).min(values.len() - 1);
        let (a, b, share) = (values[below], values[above], place - below as f64);
        // Infinite neighbours have no difference.
        if a == b || share == 0.0 { a } else { a + share * (b - a) }
    };
    let tail = 0.5 * (1.0 - confidence);
    ConfidenceInterval { standard_error, low: quantile(tail), high: quantile(1.0 - tail) }
}

/// The number of standard errors that a two-sided interval reaches.
///
/// # Errors
/// `OutOfRange` unless 0 < confidence < 1.
pub(crate) fn reach_of(confidence: f64) -> Result<f64> {
    check_confidence(confidence)?;
    Ok(two_sided_z(confidence))
}

/// Fewer than two draws have no spread.
pub(crate) fn some(draws: usize) -> Result<()> {
    if draws < 2 {
        return Err(Error::empty("draws with a figure"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_stay_in_the_range_of_their_figure() {
        let natural = |estimate, error, support| {
            delta_interval(estimate, error, 2.0, IntervalScale::Natural, support)
        };
        let band = natural(0.2, 0.3, Support::Positive);
        assert!((band.low - 0.2 * (-3.0f64).exp()).abs() < 1e-16);
        assert!((band.high - 0.2 * 3.0f64.exp()).abs() < 1e-14);
        let band = natural(0.9, 0.2, Support::Probability);
        // logit 0.9 ± 0.4/0.09.
        let logistic = |y: f64| 1.0 / (1.0 + (-y).exp());
        let (centre, reach) = (9f64.ln(), 0.4 / 0.09);
        assert!((band.low - logistic(centre - reach)).abs() < 1e-15);
        assert!((band.high - logistic(centre + reach)).abs() < 1e-15);
        assert_eq!(natural(1.0, 0.0, Support::Probability).high, 1.0);
        assert_eq!(natural(0.5, 1e9, Support::Probability).high, 1.0);
        let loss = natural(-2.0, 1.0, Support::Signed);
        assert!(loss.low < -2.0 && -2.0 < loss.high && loss.high < 0.0);
        let plain = delta_interval(0.2, 0.3, 2.0, IntervalScale::Plain, Support::Positive);
        assert!((plain.low + 0.4).abs() < 1e-15);
    }

    #[test]
    fn infinite_draws_make_no_nan() {
        let inf = f64::INFINITY;
        let band = sample_interval(&mut [1.0, inf, 2.0, inf], 0.5);
        assert_eq!((band.standard_error, band.high), (inf, inf));
        assert!((band.low - 1.75).abs() < 1e-15);
        let band = sample_interval(&mut [inf, inf], 0.9);
        assert_eq!(band, ConfidenceInterval { standard_error: 0.0, low: inf, high: inf });
        let band = sample_interval(&mut [3.0, 1.0, 2.0], 0.5);
        assert_eq!(band, ConfidenceInterval { standard_error: 1.0, low: 1.5, high: 2.5 });
    }
}
