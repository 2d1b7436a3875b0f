//! The distribution of one customer's rate: a mixture of gamma or of beta laws.

use crate::numeric::distribution::beta_cdf;
use crate::numeric::effort;
use crate::numeric::gamma_law::gamma_cdf;
use crate::numeric::tolerance::{LAW_EFFORT, MOST_LAWS, OUTWARD_STEPS, ROOT, ROOT_STEPS};

/// A law of the prior's own family.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Law {
    Gamma { shape: f64, rate: f64 },
    Beta { a: f64, b: f64 },
}

impl Law {
    fn mean(&self) -> f64 {
        match *self {
            Self::Gamma { shape, rate } => shape / rate,
            Self::Beta { a, b } => a / (a + b),
        }
    }

    /// What is left of 1 beside the mean of a probability; nothing is left of a rate.
    fn rest(&self) -> f64 {
        match *self {
            Self::Gamma { .. } => f64::INFINITY,
            Self::Beta { a, b } => b / (a + b),
        }
    }

    fn variance(&self) -> f64 {
        match *self {
            Self::Gamma { shape, rate } => shape / rate / rate,
            Self::Beta { a, b } => a / (a + b) * (b / (a + b)) / (a + b + 1.0),
        }
    }

    /// Mean and variance of the reciprocal; infinite where there are none.
    fn reciprocal(&self) -> (f64, f64) {
        let (shape, mean, variance) = match *self {
            Self::Gamma { shape, rate } => {
                let mean = rate / (shape - 1.0);
                (shape, mean, mean / (shape - 2.0) * mean)
            }
            Self::Beta { a, b } => {
                let mean = (a + b - 1.0) / (a - 1.0);
                (a, mean, b / (a - 1.0) * (mean / (a - 2.0)))
            }
        };
        (
            if shape > 1.0 { mean } else { f64::INFINITY },
            if shape > 2.0 { variance } else { f64::INFINITY },
        )
    }

    /// P(at most) and P(more) at the value whose logarithm, or logit for a
    /// probability, is `y`.
    fn split(&self, y: f64) -> (f64, f64) {
        match *self {
            Self::Gamma { shape, rate } => gamma_cdf(shape, rate * y.exp()),
            // The smaller of value and complement keeps its digits.
            Self::Beta { a, b } if y > 0.0 => {
                let (above, below) = beta_cdf(b, a, value(y, true).1);
                (below, above)
            }
            Self::Beta { a, b } => beta_cdf(a, b, value(y, true).0),
        }
    }
}

/// The value at `y`, and its complement where it is a probability.
fn value(y: f64, share: bool) -> (f64, f64) {
    if !share {
        return (y.exp(), f64::NAN);
    }
    let small = (-y.abs()).exp();
    let (near, far) = (1.0 / (1.0 + small), small / (1.0 + small));
    if y > 0.0 { (near, far) } else { (far, near) }
}

/// Laws with weights; those who are alive, and those who left at one moment or
/// another. The buffer is used for one customer after the other.
#[derive(Debug, Default)]
pub(crate) struct PosteriorMixture {
    parts: Vec<(f64, Law)>,
}

impl PosteriorMixture {
    pub(crate) fn of(law: Law) -> Self {
        Self { parts: vec![(1.0, law)] }
    }

    pub(crate) fn clear(&mut self) {
        self.parts.clear();
    }

    /// Adds a law; one without weight does not count. A weight that is not known makes every
    /// statistic unknown.
    pub(crate) fn push(&mut self, weight: f64, law: Law) {
        if weight > 0.0 || weight.is_nan() {
            self.parts.push((weight, law));
        }
    }

    /// Adds the law of one node of a quadrature, and answers its weight: none where there
    /// are too many, which makes every statistic unknown.
    pub(crate) fn push_node(&mut self, weight: f64, law: Law) -> f64 {
        if self.parts.len() < MOST_LAWS {
            self.push(weight, law);
            return weight;
        }
        // One says so; more of them would be held for nothing.
        if let Some((last, _)) = self.parts.last_mut() {
            *last = f64::NAN;
        }
        0.0
    }

    /// Scales the laws from `first` on so that their weights sum to `total`; they are
    /// dropped where it is nothing.
    pub(crate) fn weigh(&mut self, first: usize, total: f64) {
        let sum: f64 = self.parts[first..].iter().map(|(weight, _)| weight).sum();
        if sum > 0.0 && total > 0.0 {
            for (weight, _) in &mut self.parts[first..] {
                *weight *= total / sum;
            }
        } else if !(sum.is_nan() && total > 0.0) {
            self.parts.truncate(first);
        }
    }

    /// The weighted mean of `f`, whatever the weights sum to.
    fn average(&self, f: impl Fn(&Law) -> f64) -> f64 {
        let (sum, total) = self.parts.iter().fold((0.0, 0.0), |(sum, total), (weight, law)| {
            (sum + weight * f(law), total + weight)
        });
        sum / total
    }

    /// As [`Law::split`], each times the sum of the weights.
    fn split(&self, y: f64) -> (f64, f64) {
        if !effort::spend(LAW_EFFORT * self.parts.len() as u64) {
            return (f64::NAN, f64::NAN);
        }
        self.parts.iter().fold((0.0, 0.0), |(below, beyond), (weight, law)| {
            let (own_below, own_beyond) = law.split(y);
            (below + weight * own_below, beyond + weight * own_beyond)
        })
    }

    pub(crate) fn mean(&self) -> f64 {
        self.average(Law::mean)
    }

    pub(crate) fn variance(&self) -> f64 {
        // Probabilities near 1 differ by more of their complements than of themselves.
        let near_one = self.average(|law| law.mean() - law.rest()) > 0.0;
        let place = |law: &Law| if near_one { law.rest() } else { law.mean() };
        let mean = self.average(place);
        self.average(|law| law.variance() + (place(law) - mean).powi(2))
    }

    /// The mean of the reciprocal.
    pub(crate) fn reciprocal_mean(&self) -> f64 {
        self.average(|law| law.reciprocal().0)
    }

    pub(crate) fn reciprocal_variance(&self) -> f64 {
        let mean = self.reciprocal_mean();
        if mean.is_infinite() {
            return f64::INFINITY;
        }
        self.average(|law| {
            let (own, variance) = law.reciprocal();
            variance + (own - mean).powi(2)
        })
    }

    /// The value that is not exceeded with `probability`, 0 < probability < 1: a
    /// bracketed secant on the log-odds of the distribution function over the
    /// logarithm (the logit) of the value, nearly a straight line.
    pub(crate) fn quantile(&self, probability: f64) -> f64 {
        let share = matches!(self.parts.first(), Some((_, Law::Beta { .. })));
        let goal = (probability / (1.0 - probability)).ln();
        let above = |y: f64| {
            let (below, beyond) = self.split(y);
            (below / beyond).ln() - goal
        };
        let mean = self.mean();
        let start = if share { (mean / (1.0 - mean)).ln() } else { mean.ln() };
        let start = if start.is_finite() { start.clamp(-700.0, 700.0) } else { 0.0 };
        // Invariant: the function is negative at `low` and positive at `high`.
        let (mut low, mut high) = (start, start);
        let (mut at_low, mut at_high) = (above(start), above(start));
        let mut step = 0.5;
        for _ in 0..OUTWARD_STEPS {
            if !(at_low > 0.0) {
                break;
            }
            if low <= LEAST {
                return 0.0;
            }
            (high, at_high) = (low, at_low);
            low = (low - step).max(LEAST);
            at_low = above(low);
            step *= 2.0;
        }
        step = 0.5;
        for _ in 0..OUTWARD_STEPS {
            if !(at_high < 0.0) {
                break;
            }
            if high >= -LEAST {
                return value(high, share).0;
            }
            (low, at_low) = (high, at_high);
            high = (high + step).min(-LEAST);
            at_high = above(high);
            step *= 2.0;
        }
        for index in 0..ROOT_STEPS {
            if (at_low + at_high).is_nan() {
                return f64::NAN;
            }
            if at_low == 0.0 || high - low <= ROOT {
                return value(low, share).0;
            }
            let secant = low - at_low * (high - low) / (at_high - at_low);
            // Every third step a bisection, so that a bent line cannot stall.
            let inside = secant > low && secant < high && index % 3 < 2;
            let middle = if inside { secant } else { 0.5 * (low + high) };
            let found = above(middle);
            if found == 0.0 {
                return value(middle, share).0;
            }
            if found < 0.0 {
                if (middle - low).abs() <= 0.25 * ROOT && inside {
                    return value(middle, share).0;
                }
                (low, at_low) = (middle, found);
            } else {
                if (high - middle).abs() <= 0.25 * ROOT && inside {
                    return value(middle, share).0;
                }
                (high, at_high) = (middle, found);
            }
        }
        value(0.5 * (low + high), share).0
    }
}

/// The logarithm of the smallest numbers.
const LEAST: f64 = -740.0;

#[cfg(test)]
mod tests {
    use super::*;

    fn gamma(shape: f64, rate: f64) -> Law {
        Law::Gamma { shape, rate }
    }

    #[test]
    fn quantiles_invert_the_distribution_function() {
        let mut two = PosteriorMixture::default();
        two.push(0.3, gamma(0.2, 4.0));
        two.push(0.7, gamma(900.0, 30.0));
        let mut coins = PosteriorMixture::default();
        coins.push(0.9, Law::Beta { a: 0.05, b: 30.0 });
        coins.push(0.1, Law::Beta { a: 40.0, b: 0.3 });
        for (mixture, share) in [(two, false), (coins, true)] {
            for probability in [1e-6, 0.01, 0.29, 0.3, 0.5, 0.95, 0.99] {
                let found = mixture.quantile(probability);
                let y = if share { (found / (1.0 - found)).ln() } else { found.ln() };
                let (below, beyond) = mixture.split(y);
                let below = below / (below + beyond);
                assert!(
                    (below - probability).abs() < 1e-11 * probability.max(1e-3),
                    "{probability}: {found} {below}"
                );
            }
        }
        // Most of it is smaller than any double.
        assert_eq!(PosteriorMixture::of(gamma(1e-4, 1.0)).quantile(0.5), 0.0);
        // Exponential: −ln(1 − probability).
        let found = PosteriorMixture::of(gamma(1.0, 2.0)).quantile(0.5);
        assert!((found - 0.5 * std::f64::consts::LN_2).abs() < 1e-14);
    }

    #[test]
    fn moments_of_reciprocals_exist_or_are_infinite() {
        let law = PosteriorMixture::of(gamma(3.0, 2.0));
        assert!((law.reciprocal_mean() - 1.0).abs() < 1e-15);
        assert!((law.reciprocal_variance() - 1.0).abs() < 1e-15);
        let thin = PosteriorMixture::of(gamma(1.5, 2.0));
        assert_eq!((thin.reciprocal_mean(), thin.reciprocal_variance()), (4.0, f64::INFINITY));
        let none = PosteriorMixture::of(Law::Beta { a: 0.5, b: 2.0 });
        assert_eq!(none.reciprocal_mean(), f64::INFINITY);
        assert_eq!(none.reciprocal_variance(), f64::INFINITY);
        // 1/p of Beta(4, 2): means of powers by B(a − k, b)/B(a, b).
        let coin = PosteriorMixture::of(Law::Beta { a: 4.0, b: 2.0 });
        let (first, second) = (5.0 / 3.0, 5.0 * 4.0 / (3.0 * 2.0));
        assert!((coin.reciprocal_mean() - first).abs() < 1e-15);
        assert!((coin.reciprocal_variance() - (second - first * first)).abs() < 1e-14);
    }
}
