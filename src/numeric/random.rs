//! Random numbers that are the same everywhere.

use rand_distr::Distribution;
use rand_pcg::Pcg64;
use rand_pcg::rand_core::Rng;

/// A random stream of its own for each customer, sample or draw, so that a result
/// does not depend on the order in which streams are used: PCG XSL RR 128/64
/// (O'Neill 2014), begun at a place that seed and number are hashed to. (PCG's own
/// streams would not do: the first numbers of neighbours are closely related.)
#[derive(Debug, Clone)]
pub(crate) struct Stream(Pcg64);

impl Stream {
    pub(crate) fn new(seed: u64, number: u64) -> Self {
        // One to one in the number, so that no two streams of a seed are the same.
        let start = scatter(scatter(seed) ^ number);
        let word = |i: u64| u128::from(scatter(start.wrapping_add(i.wrapping_mul(GOLDEN))));
        Self(Pcg64::new(word(1) << 64 | word(2), word(3) << 64 | word(4)))
    }

    /// A number below `n`; the bias of the multiplication is below n/2^64.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.0.next_u64()) * n as u128) >> 64) as usize
    }

    /// A number between 0 and 1, never either of them.
    pub(crate) fn uniform(&mut self) -> f64 {
        self.draw(&rand_distr::Open01)
    }

    /// A standard normal number.
    pub(crate) fn normal(&mut self) -> f64 {
        self.draw(&rand_distr::StandardNormal)
    }

    /// An exponential number of mean 1, never 0.
    pub(crate) fn exponential(&mut self) -> f64 {
        self.draw::<f64>(&rand_distr::Exp1).max(f64::MIN_POSITIVE)
    }

    /// ln of a Gamma(shape, 1) number: of a small shape the number itself would
    /// underflow.
    pub(crate) fn ln_gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let power = self.uniform().ln() / shape;
            return self.ln_gamma(shape + 1.0) + power;
        }
        // Every finite shape from 1 on is one of the distribution.
        rand_distr::Gamma::new(shape, 1.0).map_or(shape, |gamma| self.draw(&gamma)).ln()
    }

    /// ln p and ln (1 − p) of a Beta(a, b) number p, each to its last digits.
    pub(crate) fn ln_beta(&mut self, a: f64, b: f64) -> [f64; 2] {
        let [yes, no] = [self.ln_gamma(a), self.ln_gamma(b)];
        let (high, low) = (yes.max(no), yes.min(no));
        if high == f64::NEG_INFINITY {
            // Shapes so small that p is 0 or 1.
            let certain = self.uniform() < a / (a + b);
            return if certain { [0.0, high] } else { [high, 0.0] };
        }
        let sum = high + (low - high).exp().ln_1p();
        [yes - sum, no - sum]
    }

    /// How often in a row something happens that happens with probability
    /// e^`ln_chance`; infinite where it always does.
    pub(crate) fn run(&mut self, ln_chance: f64) -> f64 {
        let exponential = self.exponential();
        if ln_chance == 0.0 { f64::INFINITY } else { (exponential / -ln_chance).floor() }
    }

    /// A draw from a distribution.
    pub(crate) fn draw<T>(&mut self, distribution: &impl Distribution<T>) -> T {
        distribution.sample(&mut self.0)
    }
}

/// 2^64 divided by the golden ratio.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// One step of SplitMix64 (Steele, Lea and Flood 2014): every bit of `x` moves every
/// bit of the answer, and no two have the same.
fn scatter(x: u64) -> u64 {
    let x = x.wrapping_add(GOLDEN);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::gamma::{digamma, trigamma};

    #[test]
    fn neighbouring_streams_are_unrelated() {
        // Correlation of 20,000 pairs: within 5 standard errors of 0.
        let mut pairs = [(0u64, 0), (0, 1), (1, 0)].map(|(seed, number)| Stream::new(seed, number));
        let mut sums = [0.0; 3];
        for _ in 0..20_000 {
            let [a, b, c] = pairs.each_mut().map(Stream::normal);
            for (sum, product) in sums.iter_mut().zip([a * b, a * c, b * c]) {
                *sum += product;
            }
        }
        assert!(sums.iter().all(|sum| (sum / 20_000f64.sqrt()).abs() < 5.0), "{sums:?}");
        let firsts: Vec<f64> = (0..10_000).map(|n| Stream::new(7, n).uniform()).collect();
        let mean = firsts.iter().sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 5.0 / 120_000f64.sqrt(), "{mean}");
        assert!(firsts.iter().all(|u| 0.0 < *u && *u < 1.0));
    }

    #[test]
    fn numbers_below_n_are_even() {
        let mut stream = Stream::new(3, 4);
        let mut seen = [0u32; 6];
        for _ in 0..60_000 {
            seen[stream.below(6)] += 1;
        }
        // 5 standard deviations of a binomial(60,000, 1/6).
        assert!(seen.iter().all(|&n| (f64::from(n) - 10_000.0).abs() < 457.0), "{seen:?}");
    }

    #[test]
    fn the_first_numbers_of_streams_are_spread_as_chance_spreads_them() {
        // χ² of 100 equal bins over 100,000 streams, for the first three numbers and
        // twenty seeds: 99 degrees each, together normal with variance 2 · 99 · 20.
        for skip in 0..3 {
            let mut total = 0.0;
            for seed in 0..20 {
                let mut bins = [0.0f64; 100];
                for number in 0..100_000 {
                    let mut stream = Stream::new(seed, number);
                    for _ in 0..skip {
                        stream.uniform();
                    }
                    bins[(100.0 * stream.uniform()) as usize] += 1.0;
                }
                total += bins.iter().map(|n| (n - 1000.0).powi(2) / 1000.0).sum::<f64>();
            }
            let off = (total - 1980.0) / 3960f64.sqrt();
            assert!(off.abs() < 5.0, "number {skip} of a stream: {off} standard errors off");
        }
    }

    #[test]
    fn logarithms_of_gamma_and_beta_numbers_have_their_moments() {
        // E ln G = ψ(a), var = ψ'(a); E ln p = ψ(a) − ψ(a + b), var = ψ'(a) − ψ'(a + b);
        // 40,000 draws, within 5 standard errors.
        let draws = 40_000;
        for (i, shape) in [1e-3, 0.05, 0.7, 1.0, 3.5, 400.0, 1e6].into_iter().enumerate() {
            let mut stream = Stream::new(11, i as u64);
            let mean = (0..draws).map(|_| stream.ln_gamma(shape)).sum::<f64>() / draws as f64;
            let error = (trigamma(shape) / draws as f64).sqrt();
            assert!((mean - digamma(shape)).abs() < 5.0 * error, "{shape}: {mean}");
            let other = 0.3;
            let mut sums = [0.0; 2];
            for _ in 0..draws {
                let [yes, no] = stream.ln_beta(shape, other);
                assert!((yes.exp() + no.exp() - 1.0).abs() < 1e-12);
                sums[0] += yes;
                sums[1] += no;
            }
            for (sum, a) in sums.into_iter().zip([shape, other]) {
                let (mean, total) = (digamma(a) - digamma(shape + other), shape + other);
                let error = ((trigamma(a) - trigamma(total)) / draws as f64).sqrt();
                assert!((sum / draws as f64 - mean).abs() < 5.0 * error, "{shape}, {a}");
            }
        }
    }

    #[test]
    fn runs_are_geometric_and_may_be_endless() {
        let mut stream = Stream::new(5, 6);
        assert_eq!(stream.run(0.0), f64::INFINITY);
        assert_eq!(stream.run(f64::NEG_INFINITY), 0.0);
        // Chance 0.8: mean 4, variance 20.
        let mean = (0..20_000).map(|_| stream.run(0.8f64.ln())).sum::<f64>() / 20_000.0;
        assert!((mean - 4.0).abs() < 5.0 * (20.0 / 20_000f64).sqrt(), "{mean}");
    }
}
