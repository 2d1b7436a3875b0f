//! Whether two independent figures differ.

use crate::error::{Error, Result};
use crate::numeric::distribution::normal_two_sided;
use crate::numeric::proportion::{check_confidence, two_sided_z};
use crate::survey::Interval;

/// How the difference of two shares is tested and its interval formed.
///
/// | | test | interval |
/// |---|---|---|
/// | [`MiettinenNurminen`](Self::MiettinenNurminen) | score test, variance times N/(N - 1) | differences that this test does not reject |
/// | [`Mee`](Self::Mee) | score test (Pearson's chi-square of the two by two table) | differences that this test does not reject |
/// | [`Newcombe`](Self::Newcombe) | that of Mee | Wilson's intervals of both, put together: simple by hand |
/// | [`Wald`](Self::Wald) | (second - first) / √(se₁² + se₂²) | estimate ± z se: rejects too often in small samples, no width where nobody or everybody is a hit |
///
/// Weighted shares enter with the effective sizes of their linearised variance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum DifferenceMethod {
    /// The score test and interval of Miettinen and Nurminen (1985).
    #[default]
    MiettinenNurminen,
    /// The score test and interval of Mee (1984).
    Mee,
    /// The hybrid score interval of Newcombe (1998), his method 10.
    Newcombe,
    /// The normal test of the estimates with their standard errors.
    Wald,
}

impl DifferenceMethod {
    /// Every method.
    pub const ALL: &'static [Self] =
        &[Self::MiettinenNurminen, Self::Mee, Self::Newcombe, Self::Wald];

    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MiettinenNurminen => "Miettinen-Nurminen",
            Self::Mee => "Mee",
            Self::Newcombe => "Newcombe",
            Self::Wald => "Wald",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::MiettinenNurminen => "米耶蒂宁-努尔米宁得分法",
            Self::Mee => "米氏得分法",
            Self::Newcombe => "纽科姆混合得分法",
            Self::Wald => "沃尔德法",
        }
    }
}

/// The difference of two independent figures (two waves, two segments), with its
/// test and interval: of shares by a [`DifferenceMethod`], of other figures by the
/// normal one, z = (second - first) / √(se₁² + se₂²).
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
    /// The statistic, normal without a difference; `None` where no variance is left
    /// to test with.
    pub z: Option<f64>,
    /// Two-sided p-value; `None` where `z` is.
    pub p_value: Option<f64>,
    /// Interval of the difference.
    pub interval: Interval,
    /// How it was tested and the interval formed; [`DifferenceMethod::Wald`] where
    /// the figures are no shares.
    pub method: DifferenceMethod,
}

impl Difference {
    /// The difference of two estimates with their standard errors, by the normal
    /// test. Shares have better ones: see
    /// [`TopBox::difference`](crate::satisfaction::TopBox::difference).
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange` unless the estimates are finite, the standard
    /// errors finite and >= 0, and 0 < `confidence` < 1.
    pub fn between(first: (f64, f64), second: (f64, f64), confidence: f64) -> Result<Self> {
        check_confidence(confidence)?;
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
        let half = two_sided_z(confidence) * standard_error;
        Ok(Self {
            difference,
            standard_error,
            z,
            p_value: z.map(normal_two_sided),
            interval: Interval {
                low: difference - half,
                high: difference + half,
                confidence,
                clamped: false,
            },
            method: DifferenceMethod::Wald,
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
