//! Long and infinite sums of smooth terms.

use super::effort;
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
    smooth_sum_to(f64::INFINITY, f)
}

/// The same over k = 1, 2, ..., `end`, a whole number or infinite; f is defined, and
/// smooth, a little beyond it.
pub(crate) fn smooth_sum_to<const K: usize>(
    end: f64,
    f: impl Fn(f64) -> [f64; K],
) -> Option<[f64; K]> {
    let mut sums = [0.0; K];
    for k in 1..=SMOOTH_SUM_TERMS {
        let k = f64::from(k);
        if k > end || !add(&mut sums, f(k), SMOOTH_SUM_TAIL) {
            return Some(sums);
        }
    }
    let last = f64::from(SMOOTH_SUM_TERMS);
    if end <= last {
        return Some(sums);
    }
    edge(&mut sums, last, 1.0, &f);
    let middle = last + 0.5;
    let length = ((end + 0.5) / middle).ln();
    for block in 0..SMOOTH_SUM_BLOCKS {
        if !effort::spend(32) {
            return None;
        }
        let from = BLOCK * f64::from(block);
        let half = 0.5 * BLOCK.min(length - from);
        let mut part = [0.0; K];
        for &(node, weight) in legendre() {
            for sign in [-1.0, 1.0] {
                let k = middle * (from + half * (1.0 + sign * node)).exp();
                for (sum, value) in part.iter_mut().zip(f(k)) {
                    *sum += half * weight * k * value;
                }
            }
        }
        let counts = add(&mut sums, part, SMOOTH_SUM);
        if from + BLOCK >= length {
            edge(&mut sums, end, -1.0, &f);
            return Some(sums);
        }
        if !counts {
            return Some(sums);
        }
    }
    None
}

/// Adds `sign` times what the sum beyond `last` has over the integral from
/// `last` + ½: the first and third derivatives there, from central differences.
fn edge<const K: usize>(sums: &mut [f64; K], last: f64, sign: f64, f: impl Fn(f64) -> [f64; K]) {
    let [before, here, next, after] = [-1.0, 0.0, 1.0, 2.0].map(|i| f(last + i));
    for i in 0..K {
        let slope = next[i] - here[i];
        let third = after[i] - 3.0 * next[i] + 3.0 * here[i] - before[i];
        sums[i] += sign * (slope / 24.0 - third * 17.0 / 5760.0);
    }
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

    #[test]
    fn sums_may_end() {
        // The difference of digamma functions, and a geometric sum.
        for end in [3.0, 1000.0, 1001.0, 5e3, 1e6, 1e15] {
            let [harmonic] = smooth_sum_to(end, |k| [1.0 / k]).unwrap();
            let expected = crate::numeric::gamma::digamma(end + 1.0) + 0.577_215_664_901_532_9;
            assert!((harmonic / expected - 1.0).abs() < 1e-14, "{end}: {harmonic}");
            let [short] = smooth_sum_to(end, |k| [(-1e-5 * k).exp()]).unwrap();
            let expected = (-1e-5f64).exp() * (-1e-5 * end).exp_m1() / (-1e-5f64).exp_m1();
            assert!((short / expected - 1.0).abs() < 1e-13, "{end}: {short}");
        }
    }
}
