//! Discount rates.

use super::Unit;
use crate::error::{Error, Result};
#[cfg(feature = "serde")]
use crate::{error::ErrorKind, numeric::tolerance};

/// A discount rate, as one fact that every unit can ask for.
///
/// Kept as a continuously compounded rate per year δ: a payment of 1 after `t` years is worth
/// e^(-δt) today. An effective rate d per year is δ = ln(1 + d). Years are of 365.25 days, as
/// [`Unit`] states.
///
/// ```
/// use habitue::time::{DiscountRate, Unit};
///
/// let rate = DiscountRate::annual(0.15)?;
/// assert!((rate.factor(1.0, Unit::Year) - 1.0 / 1.15).abs() < 1e-15);
/// // Compounded weekly it is less than 15 %/52 a week.
/// assert!(rate.effective(Unit::Week) < 0.15 / 52.0);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct DiscountRate {
    per_hour: f64,
    /// The effective rate as it was given, so that asking in its own unit loses nothing.
    given: f64,
    unit: Unit,
}

impl DiscountRate {
    /// No discounting.
    pub const ZERO: Self = Self { per_hour: 0.0, given: 0.0, unit: Unit::Year };

    /// An effective rate per year: 0.10 is 10 % a year.
    ///
    /// # Errors
    /// [`ErrorKind::NotFinite`](crate::ErrorKind::NotFinite), or
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) at or below -1 (-100 %).
    pub fn annual(effective: f64) -> Result<Self> {
        Self::effective_per(effective, Unit::Year)
    }

    /// An effective rate per `unit`: what 1 grows by in one unit.
    ///
    /// # Errors
    /// As [`DiscountRate::annual`].
    pub fn effective_per(effective: f64, unit: Unit) -> Result<Self> {
        if !(effective > -1.0 && effective.is_finite()) {
            return Err(Error::out_of_range("discount_rate", effective, "> -1 (-100 %)"));
        }
        Ok(Self { per_hour: effective.ln_1p() / unit.hours(), given: effective, unit })
    }

    /// A continuously compounded rate δ per `unit`.
    ///
    /// # Errors
    /// [`ErrorKind::NotFinite`](crate::ErrorKind::NotFinite).
    pub fn continuous_per(delta: f64, unit: Unit) -> Result<Self> {
        let given = delta.exp_m1();
        if !given.is_finite() {
            return Err(Error::out_of_range("discount_rate", delta, "finite, below 709"));
        }
        Ok(Self { per_hour: delta / unit.hours(), given, unit })
    }

    /// Refuses a rate that is not the one given, told twice.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        let (delta, given) = (self.continuous(self.unit), self.given);
        if !(delta.is_finite() && given.is_finite() && given >= -1.0) {
            let wrong = if delta.is_finite() { given } else { delta };
            return Err(Error::out_of_range("discount_rate", wrong, "> -1 (-100 %)"));
        }
        let apart = if given < 0.0 { delta.exp_m1() - given } else { delta - given.ln_1p() };
        if !(apart.abs() <= tolerance::STORED * (1.0 + delta.abs())) {
            return Err(Error::new(ErrorKind::Inconsistent, "is told twice, differently")
                .in_column("discount_rate")
                .with_value(given)
                .allowing(format!("{}", delta.exp_m1())));
        }
        Ok(self)
    }

    /// The effective rate per `unit`.
    #[must_use]
    pub fn effective(&self, unit: Unit) -> f64 {
        if unit == self.unit { self.given } else { self.continuous(unit).exp_m1() }
    }

    /// The continuously compounded rate δ per `unit`.
    #[must_use]
    pub fn continuous(&self, unit: Unit) -> f64 {
        self.per_hour * unit.hours()
    }

    /// What 1 after `duration` units is worth now.
    #[must_use]
    pub fn factor(&self, duration: f64, unit: Unit) -> f64 {
        (-self.continuous(unit) * duration).exp()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn one_rate_in_every_unit() {
        let rate = DiscountRate::annual(0.1).unwrap();
        for &unit in Unit::ALL {
            let whole_year = (1.0 + rate.effective(unit)).powf(unit.per(Unit::Year));
            assert!((whole_year - 1.1).abs() < 1e-11, "{unit}: {whole_year}");
            let again = DiscountRate::effective_per(rate.effective(unit), unit).unwrap();
            let annual = again.effective(Unit::Year);
            assert!((annual - 0.1).abs() < 1e-11, "{unit}: {annual}");
        }
    }

    /// Fader, Hardie and Lee (2005) take 15 % a year as .0027 a week; with years of 365.25 days
    /// it is ln 1.15 / 52.178571... = .00267852...
    #[test]
    fn fifteen_percent_a_year_by_the_week() {
        let weekly = DiscountRate::annual(0.15).unwrap().continuous(Unit::Week);
        assert!((weekly - 0.139_761_942_375_158_7 * 7.0 / 365.25).abs() < 1e-17, "{weekly}");
    }

    #[test]
    fn nothing_is_discounted_at_zero() {
        assert_eq!(DiscountRate::ZERO.factor(1e6, Unit::Year), 1.0);
        assert_eq!(DiscountRate::annual(0.0).unwrap(), DiscountRate::ZERO);
    }

    #[test]
    fn impossible_rates_are_refused() {
        let kind = |rate: Result<DiscountRate>| rate.unwrap_err().kind();
        assert_eq!(kind(DiscountRate::annual(-1.0)), ErrorKind::OutOfRange);
        assert_eq!(kind(DiscountRate::annual(f64::NAN)), ErrorKind::NotFinite);
        assert_eq!(
            kind(DiscountRate::continuous_per(f64::INFINITY, Unit::Day)),
            ErrorKind::NotFinite
        );
        assert_eq!(kind(DiscountRate::continuous_per(1e9, Unit::Day)), ErrorKind::OutOfRange);
    }
}
