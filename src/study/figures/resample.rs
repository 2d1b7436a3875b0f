//! Intervals of sums over customers, by drawing customers again.

use super::observed::CONFIDENCE;
use crate::numeric::proportion::{Interval, two_sided_z};
use crate::numeric::random::Stream;

/// How many samples are drawn.
pub(crate) const SAMPLES: usize = 1000;

/// So many customers are drawn again at most; of more, the sum is as good as normal.
const MOST_DRAWN: usize = 4000;

/// The 95 % interval of a sum over customers, by the bootstrap (Efron 1979): who happens to be among
/// them. Of more than 4,000 customers it is the bootstrap's limit, the normal interval. Each sample
/// has the stream of its number after `first`.
pub(crate) fn sum_interval(values: &[f64], seed: u64, first: u64) -> Interval {
    let total: f64 = values.iter().sum();
    let n = values.len();
    if n > MOST_DRAWN {
        let mean = total / n as f64;
        let spread: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let half = two_sided_z(CONFIDENCE) * spread.sqrt();
        let (low, high) = (total - half, total + half);
        return Interval { low, high, confidence: CONFIDENCE, clamped: false };
    }
    let mut sums: Vec<f64> = (0..SAMPLES as u64)
        .map(|sample| {
            let mut stream = Stream::new(seed, first + sample);
            (0..n).map(|_| values[stream.below(n)]).sum()
        })
        .collect();
    Interval::central(&mut sums, CONFIDENCE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bootstrap_of_a_sum_is_as_wide_as_its_standard_error_says() {
        // 400 customers worth 0 to 19: the sum has the standard deviation √(400 · 33.25).
        let values: Vec<f64> = (0..400).map(|row| f64::from(row % 20)).collect();
        let found = sum_interval(&values, 1, 0);
        let expected = 2.0 * 1.96 * (400.0_f64 * 33.25).sqrt();
        assert!(found.contains(3800.0) && (found.width() / expected - 1.0).abs() < 0.1);
        let many: Vec<f64> = values.iter().copied().cycle().take(40_000).collect();
        let expected = 2.0 * 1.959_964 * (40_000.0_f64 * 33.25).sqrt();
        assert!((sum_interval(&many, 1, 0).width() / expected - 1.0).abs() < 1e-6);
    }
}
