//! Random numbers that are the same everywhere.

use rand_distr::Distribution;
use rand_pcg::Pcg64;
use rand_pcg::rand_core::Rng;

/// A random stream of its own for each customer, sample or draw: PCG XSL RR 128/64
/// (O'Neill 2014), with the seed as its state and the number as its stream, so
/// that a result does not depend on the order in which streams are used.
#[derive(Debug, Clone)]
pub(crate) struct Stream(Pcg64);

impl Stream {
    pub(crate) fn new(seed: u64, number: u64) -> Self {
        Self(Pcg64::new(u128::from(seed), u128::from(number)))
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
    #[cfg(test)]
    pub(crate) fn normal(&mut self) -> f64 {
        self.draw(&rand_distr::StandardNormal)
    }

    /// A draw from a distribution.
    pub(crate) fn draw<T>(&mut self, distribution: &impl Distribution<T>) -> T {
        distribution.sample(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
