//! How many to ask, and what asking most of them is worth.

use crate::error::{Error, Result};
use crate::numeric::proportion::{check_confidence, two_sided_z};

/// The finite-population correction √((N - n)/(N - 1)): what a standard error
/// is multiplied by when `n` of a population of only `population` answered.
///
/// # Errors
/// `OutOfRange` unless 1 <= `n` <= `population`, both finite.
///
/// ```
/// let fpc = habitue::survey::finite_population_correction(100.0, 500.0)?;
/// assert!((fpc - 0.895322962072).abs() < 1e-12);
/// assert_eq!(habitue::survey::finite_population_correction(500.0, 500.0)?, 0.0);
/// assert!(habitue::survey::finite_population_correction(501.0, 500.0).is_err());
/// # Ok::<(), habitue::Error>(())
/// ```
pub fn finite_population_correction(n: f64, population: f64) -> Result<f64> {
    if !(population >= 1.0 && population.is_finite()) {
        return Err(Error::out_of_range("population", population, ">= 1"));
    }
    if !(n >= 1.0 && n <= population) {
        return Err(Error::out_of_range("n", n, format!("1 to the population of {population}")));
    }
    Ok(if population == 1.0 { 0.0 } else { ((population - n) / (population - 1.0)).sqrt() })
}

/// How many answers a share needs so that its Wald interval at confidence
/// `confidence` is no wider than ±`margin`: n₀ = z² p (1-p) / margin², and with a
/// finite population n₀ / (1 + (n₀ - 1)/N). Not rounded: round up.
///
/// `share` is the share expected; 0.5 is the worst case. `population` is `None`
/// where it is large.
///
/// # Errors
/// `OutOfRange` unless 0 < `margin` < 1, 0 <= `share` <= 1, `population` >= 1
/// and 0 < `confidence` < 1. `Overflow` for a margin so small that the answer is beyond doubles.
///
/// ```
/// let n = habitue::survey::sample_size(0.05, 0.5, 0.95, None)?;
/// assert_eq!(n.ceil(), 385.0);
/// let of_a_thousand = habitue::survey::sample_size(0.05, 0.5, 0.95, Some(1000.0))?;
/// assert_eq!(of_a_thousand.ceil(), 278.0);
/// # Ok::<(), habitue::Error>(())
/// ```
pub fn sample_size(
    margin: f64,
    share: f64,
    confidence: f64,
    population: Option<f64>,
) -> Result<f64> {
    check_confidence(confidence)?;
    if !(margin > 0.0 && margin < 1.0) {
        return Err(Error::out_of_range("margin", margin, "between 0 and 1, both excluded"));
    }
    if !(0.0..=1.0).contains(&share) {
        return Err(Error::out_of_range("share", share, "0 to 1"));
    }
    let z = two_sided_z(confidence);
    let unlimited = z * z * share * (1.0 - share) / (margin * margin);
    match population {
        None => Error::unless_finite(unlimited, "margin", margin),
        // Beside so many that no double counts them, everybody.
        Some(size) if size >= 1.0 && size.is_finite() => {
            let some = unlimited / (1.0 + (unlimited - 1.0) / size);
            Ok(if some.is_finite() { some } else { size })
        }
        Some(size) => Err(Error::out_of_range("population", size, ">= 1")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    /// Alone, a number beyond a double is refused; of a population it is everybody.
    #[test]
    fn a_margin_of_nothing_asks_everybody() {
        let alone = sample_size(1e-160, 0.5, 0.95, None).unwrap_err();
        assert_eq!(alone.kind(), ErrorKind::Overflow);
        assert_eq!(sample_size(1e-160, 0.5, 0.95, Some(1000.0)).unwrap(), 1000.0);
    }
}
