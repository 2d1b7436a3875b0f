//! Infinite sums of smooth terms.

use super::quadrature::legendre;
use super::tolerance::{SMOOTH_SUM, SMOOTH_SUM_BLOCKS, SMOOTH_SUM_TAIL, SMOOTH_SUM_TERMS};

/// Width of a block of the integral, in ln k.
const BLOCK: f64 = 0.25;

/// Σ f(k) over k = 1, 2, ... for K positive, eventually falling functions that
/// vary slowly in ln k or decay; `None` where they do not settle.
///
/// The first terms are added one by one, and the rest is the Euler-Maclaurin
/// sum about a midpoint: the integral of f, over blocks of ln k, and two odd
/// derivatives from central differences.
pub(crate) fn smooth_sum<const K: usize>(f: impl Fn(f64) -> [f64; K]) -> Option<[f64; K]> {
    let mut sums = [0.0; K];
    for k in 1..=SMOOTH_SUM_TERMS {
        if !add(&mut sums, f(f64::from(k)), SMOOTH_SUM_TAIL) {
            return Some(sums);
        }
    }
    let last = f64::from(SMOOTH_SUM_TERMS);
    let [before, here, next, after] = [-1.0, 0.0, 1.0, 2.0].map(|i| f(last + i));
    for i in 0..K {
        let slope = next[i] - here[i];
        let third = after[i] - 3.0 * next[i] + 3.0 * here[i] - before[i];
        sums[i] += slope / 24.0 - third * 17.0 / 5760.0;
    }
    let middle = last + 0.5;
    for block in 0..SMOOTH_SUM_BLOCKS {
        let from = BLOCK * f64::from(block);
        let mut part = [0.0; K];
        for &(node, weight) in legendre() {
            for sign in [-1.0, 1.0] {
                let k = middle * (from + 0.5 * BLOCK * (1.0 + sign * node)).exp();
                for (sum, value) in part.iter_mut().zip(f(k)) {
                    *sum += 0.5 * BLOCK * weight * k * value;
                }
            }
        }
        if !add(&mut sums, part, SMOOTH_SUM) {
            return Some(sums);
        }
    }
    None
}

/// Adds `part`, and whether any of it still counts.
fn add<const K: usize>(sums: &mut [f64; K], part: [f64; K], share: f64) -> bool {
    let mut counts = false;
    for (sum, value) in sums.iter_mut().zip(part) {
        *sum += value;
        counts |= value > share * *sum;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn geometric_and_power_sums_are_known() {
        for rate in [1.0, 0.03, 1e-3, 1e-8] {
            let v: f64 = 1.0 / (1.0 + rate);
            let ln_v = -f64::ln_1p(rate);
            let [plain, weighted] =
                smooth_sum(|k| [(ln_v * k).exp(), k * (ln_v * k).exp()]).unwrap();
            assert!((plain * rate - 1.0).abs() < 1e-13, "{rate}: {plain}");
            assert!((weighted * rate * rate * v - 1.0).abs() < 1e-13, "{rate}: {weighted}");
        }
        let [zeta] = smooth_sum(|k| [1.0 / (k * k)]).unwrap();
        assert!((zeta / (std::f64::consts::PI.powi(2) / 6.0) - 1.0).abs() < 1e-14);
        // mpmath, 30 digits: zeta(1.125).
        let [slow] = smooth_sum(|k| [k.powf(-1.125)]).unwrap();
        assert!((slow / 8.586241294510576 - 1.0).abs() < 1e-13, "{slow}");
        assert!(smooth_sum(|k| [1.0 / k]).is_none());
    }
}
