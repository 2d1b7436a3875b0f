//! How many times as much a customer of one tier is worth as one of another, with an interval.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::distribution::normal_quantile;
use crate::numeric::exact_sum::ExactSum;
use crate::numeric::proportion::check_confidence;
use crate::numeric::ranking::amount::sealed::Amount;

/// The ratio of the mean values of two tiers: "a loyal customer is worth ten times an ordinary
/// one", for the customers at hand.
///
/// The interval is Fieller's (E. C. Fieller, *Some problems in interval estimation*, Journal of
/// the Royal Statistical Society B, 1954) for independent groups and normal means: the ratios r
/// with (a - r b)² <= z² (var a + r² var b).
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct TierRatio {
    /// The mean of the first tier over that of the second; `None` where the second is not
    /// above 0.
    pub ratio: Option<f64>,
    /// The ends of the interval; `None` where a tier has fewer than two customers, or the mean
    /// of the second cannot be told from 0, so that any ratio fits.
    pub interval: Option<(f64, f64)>,
    /// The confidence of the interval, such as 0.95.
    pub confidence: f64,
    /// The mean value of either tier; `None` of nobody.
    pub means: [Option<f64>; 2],
    /// The customers of either tier.
    pub customers: [u64; 2],
}

impl TierRatio {
    /// The ratio of the customers whose `tier` is the first of `tiers` to those of the second;
    /// all others do not count.
    ///
    /// ```
    /// use habitue::value::TierRatio;
    ///
    /// let (values, tier) = ([90.0, 110.0, 9.0, 10.0, 11.0], [1, 1, 2, 2, 2]);
    /// let found = TierRatio::of(&values, &tier, (1, 2), 0.95)?;
    /// assert_eq!(found.ratio, Some(10.0));
    /// let (low, high) = found.interval.unwrap();
    /// assert!(low < 10.0 && 10.0 < high);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// `Empty`; `Length`; `NotFinite` with the row; `OutOfRange` for a confidence that is not
    /// between 0 and 1, and for twice the same tier.
    pub fn of(values: &[f64], tier: &[i32], tiers: (i32, i32), confidence: f64) -> Result<Self> {
        check_confidence(confidence)?;
        if values.is_empty() {
            return Err(Error::empty("values"));
        }
        if tier.len() != values.len() {
            return Err(Error::length("tier", tier.len(), values.len()));
        }
        f64::check(values, "values")?;
        if tiers.0 == tiers.1 {
            return Err(Error::new(ErrorKind::OutOfRange, "is named twice")
                .in_column("tiers")
                .with_value(tiers.0)
                .allowing("two tiers"));
        }
        let of = |wanted: i32| moments(values, tier, wanted);
        let (first, second) = (of(tiers.0), of(tiers.1));
        let ratio = first.mean.zip(second.mean).filter(|(_, b)| *b > 0.0).map(|(a, b)| a / b);
        let z = normal_quantile(0.5 + confidence / 2.0);
        Ok(Self {
            ratio,
            interval: ratio.and_then(|_| fieller(&first, &second, z)),
            confidence,
            means: [first.mean, second.mean],
            customers: [first.n, second.n],
        })
    }
}

/// The mean of a group, and the variance of it.
struct Moments {
    n: u64,
    mean: Option<f64>,
    variance: Option<f64>,
}

fn moments(values: &[f64], tier: &[i32], wanted: i32) -> Moments {
    let own = || values.iter().zip(tier).filter(|(_, tier)| **tier == wanted).map(|(v, _)| *v);
    let (mut n, mut sum) = (0_u64, ExactSum::default());
    own().for_each(|value| {
        n += 1;
        sum.add(value);
    });
    let count = n as f64;
    let mean = (n > 0).then(|| sum.value() / count);
    let variance = mean.filter(|_| n > 1).map(|mean| {
        let mut squares = ExactSum::default();
        own().for_each(|value| squares.add((value - mean) * (value - mean)));
        squares.value() / (count - 1.0) / count
    });
    Moments { n, mean, variance }
}

fn fieller(first: &Moments, second: &Moments, z: f64) -> Option<(f64, f64)> {
    let (a, b) = (first.mean?, second.mean?);
    let (spread_a, spread_b) = (z * z * first.variance?, z * z * second.variance?);
    let square = b * b - spread_b;
    if square <= 0.0 {
        return None;
    }
    // The root of r² (b² - z² var b) - 2 a b r + (a² - z² var a), without the cancellation of
    // the textbook's form.
    let root = (spread_a * square + a * a * spread_b).sqrt();
    Some(((a * b - root) / square, (a * b + root) / square))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: [f64; 9] = [120.0, 95.0, 143.0, 88.0, 9.0, 14.0, 11.5, 7.0, 400.0];
    const TIERS: [i32; 9] = [1, 1, 1, 1, 2, 2, 2, 2, 3];

    #[test]
    fn the_interval_is_that_of_numpy_and_its_ends_solve_the_equation() {
        // numpy and scipy, by the formula of Fieller (1954): a = mean of the first four, b of the
        // next, va = var(ddof=1)/4, z = scipy.stats.norm.ppf(.975), np.roots of the quadratic.
        let found = TierRatio::of(&VALUES, &TIERS, (1, 2), 0.95).unwrap();
        let (low, high) = found.interval.unwrap();
        assert!((found.ratio.unwrap() - 10.746_987_951_807_23).abs() < 1e-13);
        assert!(
            (low - 7.538_123_236_955_695).abs() < 1e-13
                && (high - 15.884_525_069_567_331).abs() < 1e-13,
            "{low} {high}"
        );
        let own = |at: i32| moments(&VALUES, &TIERS, at);
        let (a, b) = (own(1), own(2));
        let z = normal_quantile(0.975);
        for r in [low, high] {
            let gap = (a.mean.unwrap() - r * b.mean.unwrap()).powi(2);
            let allowed = z * z * (a.variance.unwrap() + r * r * b.variance.unwrap());
            assert!((gap / allowed - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn what_cannot_be_told_is_none() {
        let of = |values: &[f64], tier: &[i32]| TierRatio::of(values, tier, (1, 2), 0.95).unwrap();
        let one = of(&[10.0, 1.0, 2.0], &[1, 2, 2]);
        assert_eq!((one.ratio.is_some(), one.interval), (true, None));
        let wild = of(&[10.0, 11.0, 9.0, -8.0], &[1, 1, 2, 2]);
        assert_eq!((wild.ratio, wild.interval), (Some(21.0), None));
        let loss = of(&[10.0, 11.0, -9.0, -8.0], &[1, 1, 2, 2]);
        assert_eq!((loss.ratio, loss.interval, loss.means), (None, None, [Some(10.5), Some(-8.5)]));
        let nobody = of(&[10.0], &[3]);
        assert_eq!((nobody.ratio, nobody.customers), (None, [0, 0]));
        let fails = |values: &[f64], tier: &[i32], tiers, confidence| {
            TierRatio::of(values, tier, tiers, confidence).unwrap_err().kind()
        };
        assert_eq!(fails(&[], &[], (1, 2), 0.95), ErrorKind::Empty);
        assert_eq!(fails(&[1.0], &[], (1, 2), 0.95), ErrorKind::Length);
        assert_eq!(fails(&[f64::NAN], &[1], (1, 2), 0.95), ErrorKind::NotFinite);
        assert_eq!(fails(&[1.0], &[1], (2, 2), 0.95), ErrorKind::OutOfRange);
        assert_eq!(fails(&[1.0], &[1], (1, 2), 1.0), ErrorKind::OutOfRange);
    }
}
