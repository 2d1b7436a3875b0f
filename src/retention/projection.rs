//! Retention that rises with tenure towards a ceiling.

use crate::error::{Error, Result};

/// Retention at tenure t (Kumar and Reinartz):
///
/// ```text
/// r(t) = ceiling (1 - exp(-k t)),   k = (ln ceiling - ln(ceiling - r)) / t
/// ```
///
/// where `k` comes from one observed point `r = r(t)`.
///
/// ```
/// use habitue::retention::RetentionProjection;
///
/// // At most 95 % ever stay; 80 % do after 9 years.
/// let curve = RetentionProjection::through(0.95, 9.0, 0.80)?;
/// assert!((curve.speed() - 0.2050918545).abs() < 1e-10);
/// assert!((curve.at(9.0)? - 0.80).abs() < 1e-15);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct RetentionProjection {
    ceiling: f64,
    speed: f64,
}

impl RetentionProjection {
    /// The curve with this ceiling and speed `k` per unit of tenure.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or
    /// [`NotFinite`](crate::ErrorKind::NotFinite) unless 0 < `ceiling` <= 1 and
    /// `speed` is finite and > 0.
    pub fn new(ceiling: f64, speed: f64) -> Result<Self> {
        Self { ceiling, speed }.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { ceiling, speed } = self;
        if !(ceiling > 0.0 && ceiling <= 1.0) {
            return Err(Error::out_of_range("ceiling", ceiling, "> 0 and <= 1"));
        }
        if !(speed > 0.0 && speed.is_finite()) {
            return Err(Error::out_of_range("speed", speed, "finite and > 0"));
        }
        Ok(self)
    }

    /// The curve with this ceiling that passes through `retention` at tenure `t`.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or
    /// [`NotFinite`](crate::ErrorKind::NotFinite) unless 0 < `ceiling` <= 1, `t`
    /// is finite and > 0, and 0 < `retention` < `ceiling`.
    pub fn through(ceiling: f64, t: f64, retention: f64) -> Result<Self> {
        if !(ceiling > 0.0 && ceiling <= 1.0) {
            return Err(Error::out_of_range("ceiling", ceiling, "> 0 and <= 1"));
        }
        if !(t > 0.0 && t.is_finite()) {
            return Err(Error::out_of_range("t", t, "finite and > 0"));
        }
        if !(retention > 0.0 && retention < ceiling) {
            let allowed = format!("> 0 and below the ceiling {ceiling}");
            return Err(Error::out_of_range("retention", retention, allowed));
        }
        // ln c - ln(c - r) = -ln(1 - r / c), without cancellation for small r.
        Self::new(ceiling, -libm::log1p(-retention / ceiling) / t)
    }

    /// The retention that is never exceeded.
    #[must_use]
    pub fn ceiling(&self) -> f64 {
        self.ceiling
    }

    /// The speed `k` per unit of tenure.
    #[must_use]
    pub fn speed(&self) -> f64 {
        self.speed
    }

    /// The retention at tenure `t`.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or
    /// [`NotFinite`](crate::ErrorKind::NotFinite) unless `t` is finite and >= 0.
    pub fn at(&self, t: f64) -> Result<f64> {
        if !(t >= 0.0 && t.is_finite()) {
            return Err(Error::out_of_range("t", t, "finite and >= 0"));
        }
        Ok(-self.ceiling * libm::expm1(-self.speed * t))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_check_figures() {
        for (t, retention, speed) in [(9.0, 0.80, 0.2050918545), (10.0, 0.82, 0.1988927534)] {
            let curve = RetentionProjection::through(0.95, t, retention).unwrap();
            assert!((curve.speed() - speed).abs() < 0.5e-10, "{}", curve.speed());
        }
    }

    #[test]
    fn what_no_curve_passes_through_is_refused() {
        for (ceiling, t, r) in [
            (0.95, 9.0, 0.95),
            (0.95, 9.0, 0.99),
            (1.1, 9.0, 0.5),
            (0.95, 0.0, 0.5),
            (0.95, 9.0, 0.0),
        ] {
            assert!(RetentionProjection::through(ceiling, t, r).is_err(), "{ceiling} {t} {r}");
        }
        assert!(RetentionProjection::through(0.9, 1.0, f64::NAN).is_err());
        assert!(RetentionProjection::new(0.9, 0.1).unwrap().at(-1.0).is_err());
    }

    proptest! {
        #[test]
        fn the_curve_passes_through_its_point_and_rises(
            ceiling in 0.01_f64..=1.0, share in 0.001_f64..0.999, t in 0.01_f64..100.0,
        ) {
            let retention = ceiling * share;
            let curve = RetentionProjection::through(ceiling, t, retention).unwrap();
            let at = curve.at(t).unwrap();
            prop_assert!((at - retention).abs() <= 4.0 * f64::EPSILON * ceiling, "{at} {retention}");
            prop_assert!(curve.at(0.0).unwrap() == 0.0);
            prop_assert!(curve.at(t / 2.0).unwrap() < at && curve.at(1e9).unwrap() <= ceiling);
        }
    }
}
