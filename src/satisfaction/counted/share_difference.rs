//! Whether two independent shares differ.

use super::difference::{Difference, DifferenceMethod};
use crate::error::Result;
use crate::numeric::distribution::normal_two_sided;
use crate::numeric::proportion::{check_confidence, score_limit, two_sided_z};
use crate::survey::{Interval, ProportionInterval};

/// A share as a difference needs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    pub(super) value: f64,
    pub(super) standard_error: f64,
    /// Respondents of equal weight who would have that standard error.
    pub(super) effective_n: f64,
}

/// `second` less `first`, by `method`.
///
/// # Errors
/// `OutOfRange` unless 0 < `confidence` < 1.
pub(super) fn share_difference(
    first: Share,
    second: Share,
    method: DifferenceMethod,
    confidence: f64,
) -> Result<Difference> {
    let normal = Difference::between(
        (first.value, first.standard_error),
        (second.value, second.standard_error),
        confidence,
    )?;
    if method == DifferenceMethod::Wald {
        let Interval { low, high, confidence, .. } = normal.interval;
        let interval = Interval::clamp(low, high, confidence, -1.0, 1.0);
        return Ok(Difference { interval, ..normal });
    }
    let pair = Pair { first, second, corrected: method == DifferenceMethod::MiettinenNurminen };
    let variance = pair.variance(0.0);
    let z = (variance > 0.0).then(|| normal.difference / variance.sqrt());
    let interval = match method {
        DifferenceMethod::Newcombe => newcombe(first, second, confidence)?,
        _ => pair.interval(confidence)?,
    };
    Ok(Difference { z, p_value: z.map(normal_two_sided), interval, method, ..normal })
}

/// Two shares with the score test of their difference.
#[derive(Debug, Clone, Copy)]
struct Pair {
    first: Share,
    second: Share,
    /// Whether the variance is that of Miettinen and Nurminen, N/(N - 1) times
    /// Mee's.
    corrected: bool,
}

impl Pair {
    /// Variance of the difference of the shares that maximise the likelihood where
    /// the difference is `delta`.
    fn variance(&self, delta: f64) -> f64 {
        let (n, m) = (self.first.effective_n, self.second.effective_n);
        let (p, q) = restricted(self.first, self.second, delta);
        let sum = p * (1.0 - p) / n + q * (1.0 - q) / m;
        if self.corrected { sum * (n + m) / (n + m - 1.0) } else { sum }
    }

    /// The differences that the test does not reject.
    fn interval(&self, confidence: f64) -> Result<Interval> {
        check_confidence(confidence)?;
        let (z, estimate) = (two_sided_z(confidence), self.second.value - self.first.value);
        let rejected = |delta: f64| {
            let distance = estimate - delta;
            distance * distance > z * z * self.variance(delta)
        };
        Ok(Interval {
            low: score_limit(estimate, -1.0, rejected),
            high: score_limit(estimate, 1.0, rejected),
            confidence,
            clamped: false,
        })
    }
}

/// The two shares that maximise the likelihood where the second less the first is
/// `delta`: a root of a cubic in the second, in closed form (Miettinen and
/// Nurminen 1985, appendix; Farrington and Manning 1990).
fn restricted(first: Share, second: Share, delta: f64) -> (f64, f64) {
    let (least, most) = (delta.max(0.0), (1.0 + delta).min(1.0));
    let theta = first.effective_n / second.effective_n;
    let a = 1.0 + theta;
    let b = -(1.0 + theta + second.value + theta * first.value + delta * (theta + 2.0));
    let c = delta * delta
        + delta * (2.0 * second.value + theta + 1.0)
        + second.value
        + theta * first.value;
    let d = -second.value * delta * (1.0 + delta);
    let shift = b / (3.0 * a);
    let v = shift * shift * shift - b * c / (6.0 * a * a) + d / (2.0 * a);
    let u = (shift * shift - c / (3.0 * a)).max(0.0).sqrt().copysign(v);
    // Rounding alone leaves the range of the cosine, and the range of the share.
    let cosine = if u == 0.0 { 0.0 } else { (v / (u * u * u)).clamp(-1.0, 1.0) };
    let angle = (std::f64::consts::PI + cosine.acos()) / 3.0;
    let share = (2.0 * u * angle.cos() - shift).clamp(least, most);
    ((share - delta).clamp(0.0, 1.0), share)
}

/// Newcombe's (1998) hybrid score interval, his method 10: Wilson's intervals of
/// the two shares, put together by squares.
fn newcombe(first: Share, second: Share, confidence: f64) -> Result<Interval> {
    let wilson = |share: Share| {
        let n = share.effective_n;
        ProportionInterval::Wilson.of(share.value * n, n, confidence)
    };
    let (one, two) = (wilson(first)?, wilson(second)?);
    let difference = second.value - first.value;
    Ok(Interval {
        low: difference - (second.value - two.low).hypot(one.high - first.value),
        high: difference + (two.high - second.value).hypot(first.value - one.low),
        confidence,
        clamped: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(hits: f64, n: f64) -> Share {
        let value = hits / n;
        Share { value, standard_error: (value * (1.0 - value) / n).sqrt(), effective_n: n }
    }

    fn difference(first: (f64, f64), second: (f64, f64), method: DifferenceMethod) -> Difference {
        share_difference(share(first.0, first.1), share(second.0, second.1), method, 0.95).unwrap()
    }

    #[track_caller]
    fn check(found: Difference, low: f64, high: f64, within: f64) {
        let Interval { low: a, high: b, .. } = found.interval;
        assert!((a - low).abs() < within && (b - high).abs() < within, "{found:?}");
    }

    /// Newcombe (1998), table II: 56/70 less 48/80 and 9/10 less 3/10, 6/7 less 2/7
    /// and 5/56 less 0/29, by methods 1 (Wald), 5 (Mee), 6 (Miettinen and Nurminen)
    /// and 10.
    #[test]
    fn the_published_intervals() {
        use DifferenceMethod::{Mee, MiettinenNurminen, Newcombe, Wald};
        let rows = [
            (
                (48.0, 80.0),
                (56.0, 70.0),
                [(0.0575, 0.3425), (0.0533, 0.3377), (0.0528, 0.3382), (0.0524, 0.3339)],
            ),
            (
                (3.0, 10.0),
                (9.0, 10.0),
                [(0.2605, 0.9395), (0.1821, 0.8370), (0.1700, 0.8406), (0.1705, 0.8090)],
            ),
            (
                (2.0, 7.0),
                (6.0, 7.0),
                [(0.1481, 0.9947), (0.0544, 0.8478), (0.0342, 0.8534), (0.0582, 0.8062)],
            ),
            (
                (0.0, 29.0),
                (5.0, 56.0),
                [(0.0146, 0.1640), (-0.0313, 0.1926), (-0.0326, 0.1933), (-0.0381, 0.1926)],
            ),
        ];
        for (first, second, expected) in rows {
            for (method, (low, high)) in
                [Wald, Mee, MiettinenNurminen, Newcombe].into_iter().zip(expected)
            {
                check(difference(first, second, method), low, high, 5.001e-5);
            }
        }
    }

    /// None of 10 against 3 of 10: pooled, z is .3/√(.15 · .85 · .2), and with N/(N - 1)
    /// p is .067, between Wald's .038 and Fisher's .21.
    #[test]
    fn the_test_is_that_of_the_pooled_share() {
        let p = |method| difference((0.0, 10.0), (3.0, 10.0), method).p_value.unwrap();
        let z = 0.3 / f64::sqrt(0.15 * 0.85 * 0.2);
        assert!((p(DifferenceMethod::Mee) - normal_two_sided(z)).abs() < 1e-14);
        let corrected = normal_two_sided(z * f64::sqrt(19.0 / 20.0));
        assert!((p(DifferenceMethod::MiettinenNurminen) - corrected).abs() < 1e-14);
        assert!((corrected - 0.0671).abs() < 5e-5);
        assert!((p(DifferenceMethod::Wald) - 0.0384).abs() < 5e-5);
        let newcombe = difference((0.0, 10.0), (3.0, 10.0), DifferenceMethod::Newcombe);
        check(newcombe, -0.0376, 0.6032, 5e-5);
        // All alike in both: nothing to test, and the interval still has width.
        let none = difference((0.0, 10.0), (0.0, 20.0), DifferenceMethod::MiettinenNurminen);
        assert_eq!((none.z, none.p_value, none.difference), (None, None, 0.0));
        assert!(none.interval.low < -0.1 && none.interval.high > 0.1);
    }

    proptest! {
        /// The closed form against a search for the summit of the likelihood, which
        /// is concave.
        #[test]
        fn the_restricted_shares_maximise_the_likelihood(
            n in 1u32..400, m in 1u32..400, a in 0.0..=1.0f64, b in 0.0..=1.0f64,
            delta in -0.99..0.99f64,
        ) {
            let (n, m) = (f64::from(n), f64::from(m));
            let (first, second) = (share((a * n).round(), n), share((b * m).round(), m));
            let log = |share: f64, chance: f64| if share == 0.0 { 0.0 } else { share * chance.ln() };
            let binomial = |share: f64, chance: f64| log(share, chance) + log(1.0 - share, 1.0 - chance);
            let likelihood =
                |p: f64| n * binomial(first.value, p) + m * binomial(second.value, p + delta);
            let (mut low, mut high) = ((-delta).max(0.0), (1.0 - delta).min(1.0));
            for _ in 0..300 {
                let (x, y) = (low + 0.382 * (high - low), low + 0.618 * (high - low));
                if likelihood(x) < likelihood(y) { low = x } else { high = y }
            }
            let (p, q) = restricted(first, second, delta);
            prop_assert!((q - p - delta).abs() < 1e-12);
            // The summit is flat: the search knows the place to the root of a rounding.
            prop_assert!(likelihood(p) >= likelihood(low) - 1e-9 * (n + m), "{} {}", p, low);
            prop_assert!((p - low).abs() < 1e-5, "{} {}", p, low);
        }

        #[test]
        fn intervals_are_ordered_inside_and_mirror(
            n in 1u32..5000, m in 1u32..5000, a in 0.0..=1.0f64, b in 0.0..=1.0f64,
        ) {
            let (n, m) = (f64::from(n), f64::from(m));
            let (one, two) = (((a * n).round(), n), ((b * m).round(), m));
            for &method in DifferenceMethod::ALL {
                let (found, mirror) = (difference(one, two, method), difference(two, one, method));
                let Interval { low, high, .. } = found.interval;
                prop_assert!(-1.0 <= low && low <= high && high <= 1.0, "{:?}", found);
                prop_assert!((low + mirror.interval.high).abs() < 1e-9, "{:?} {:?}", found, mirror);
                prop_assert!(low - 1e-12 <= found.difference && found.difference <= high + 1e-12);
                prop_assert!(found.p_value.is_none_or(|p| (0.0..=1.0).contains(&p)));
                // A score interval excludes 0 where its test rejects.
                if let (Some(p), true) = (
                    found.p_value,
                    matches!(method, DifferenceMethod::Mee | DifferenceMethod::MiettinenNurminen),
                ) && (p - 0.05).abs() > 1e-6 {
                    prop_assert_eq!(p < 0.05, !found.interval.contains(0.0), "{:?}", found);
                }
            }
        }
    }
}
