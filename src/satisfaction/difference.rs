//! Whether two independent figures differ.

use crate::error::{Error, Result};
use crate::numeric::distribution::normal_two_sided;
use crate::numeric::proportion::{check_level, two_sided_z};
use crate::survey::Interval;

/// The difference of two independent figures (two waves, two segments), with its
/// normal test: z = (second - first) / √(se₁² + se₂²).
///
/// The same customers asked twice are not independent; their difference has a
/// smaller standard error than this.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Difference {
    /// Second less first, in the unit of the figures.
    pub difference: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// The statistic; `None` where both standard errors are 0.
    pub z: Option<f64>,
    /// Two-sided p-value; `None` where `z` is.
    pub p_value: Option<f64>,
    /// Interval of the difference.
    pub interval: Interval,
}

impl Difference {
    /// The difference of two estimates with their standard errors.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange` unless the estimates are finite, the standard
    /// errors finite and >= 0, and 0 < `level` < 1.
    pub fn between(first: (f64, f64), second: (f64, f64), level: f64) -> Result<Self> {
        check_level(level)?;
        for (estimate, error) in [first, second] {
            if !estimate.is_finite() {
                return Err(Error::out_of_range("estimate", estimate, "a finite number"));
            }
            if !(error >= 0.0 && error.is_finite()) {
                return Err(Error::out_of_range("standard_error", error, ">= 0"));
            }
        }
        let difference = second.0 - first.0;
        let standard_error = first.1.hypot(second.1);
        let z = (standard_error > 0.0).then(|| difference / standard_error);
        let half = two_sided_z(level) * standard_error;
        Ok(Self {
            difference,
            standard_error,
            z,
            p_value: z.map(normal_two_sided),
            interval: Interval {
                low: difference - half,
                high: difference + half,
                level,
                clamped: false,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_is_the_textbook_one() {
        let found = Difference::between((10.0, 3.0), (20.0, 4.0), 0.95).unwrap();
        assert_eq!((found.difference, found.standard_error, found.z), (10.0, 5.0, Some(2.0)));
        // 2 Φ(-2)
        assert!((found.p_value.unwrap() - 0.045_500_263_896_358_42).abs() < 1e-15);
        assert!((found.interval.low - (10.0 - 5.0 * 1.959_963_984_540_054)).abs() < 1e-12);
        let certain = Difference::between((1.0, 0.0), (1.0, 0.0), 0.95).unwrap();
        assert_eq!((certain.z, certain.p_value), (None, None));
        assert!(Difference::between((f64::NAN, 0.0), (1.0, 0.0), 0.95).is_err());
        assert!(Difference::between((0.0, -1.0), (1.0, 0.0), 0.95).is_err());
    }
}
