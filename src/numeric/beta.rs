//! Averages over a Beta-distributed probability.

use super::ln_1p::ln_minus;
use super::quadrature::line_while;
use super::tolerance::{LEAST_BETA, TRAPEZOID, TRAPEZOID_TAIL};

/// The Beta(a, b) distribution of a probability p, to average over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beta {
    pub(crate) a: f64,
    pub(crate) b: f64,
}

use super::tolerance::{FLAT_BETA_NODE as FLAT, LEAST_BETA_NODE as LEAST};

impl Beta {
    /// E[f(p, 1 − p)] for non-negative f, bounded on both ends: the ratio of two
    /// integrals over y = logit p with the same nodes, so that their constants
    /// and roundings cancel. A test holds the first two moments to 1e-12 for a, b
    /// from 1e-15 to beyond 10^100; NaN below.
    pub(crate) fn mean(&self, f: impl Fn(f64, f64) -> f64) -> f64 {
        self.mean_while(f, |[weight, value], [weights, values]| {
            *weight > TRAPEZOID_TAIL * weights || *value > TRAPEZOID_TAIL * values
        })
    }

    /// E[f(p, 1 − p)] for f that grows up to 1 as p falls to 0, though it may be too
    /// small for a double where p usually is.
    pub(crate) fn mean_of_share(&self, f: impl Fn(f64, f64) -> f64) -> f64 {
        // Wherever it lies, the share of what is still to come is below its weight.
        self.mean_while(f, |[weight, _], [weights, values]| {
            *weight > TRAPEZOID_TAIL * weights.min(*values)
        })
    }

    fn mean_while(
        &self,
        f: impl Fn(f64, f64) -> f64,
        counts: impl Fn(&[f64; 2], &[f64; 2]) -> bool,
    ) -> f64 {
        let Self { a, b } = *self;
        if a.min(b) < LEAST_BETA {
            return f64::NAN;
        }
        let about = AboutTheMean::new(a, b);
        if about.p < LEAST {
            let edge = |p| if about.swapped { f(1.0, p) } else { f(p, 1.0) };
            let bend = (edge(LEAST) / edge(FLAT) - 1.0).abs();
            if !(bend <= TRAPEZOID) {
                return f64::NAN;
            }
        }
        let scale = (1.0 / a + 1.0 / b).sqrt().min(2.0);
        let at = |shift: f64| {
            let (weight, p, q) = about.at(shift);
            if weight == 0.0 {
                return [0.0; 2];
            }
            [weight, weight * f(p.max(LEAST), q.max(LEAST))]
        };
        let [weight, mean] = line_while(0.0, scale, at, counts);
        mean / weight
    }
}

/// A Beta distribution as it is seen from its mean.
struct AboutTheMean {
    /// The smaller parameter, and the larger.
    a: f64,
    b: f64,
    /// Whether the larger is that of p.
    swapped: bool,
    /// a/(a + b), and its complement.
    p: f64,
    q: f64,
}

/// Where e^shift is no longer formed.
const FAR: f64 = 700.0;
/// Smaller parameters do not make the rounding of a power of this size felt.
const SHARP: f64 = 50.0;

impl AboutTheMean {
    fn new(a: f64, b: f64) -> Self {
        let (mut small, mut large) = if a <= b { (a, b) } else { (b, a) };
        if (small + large).is_infinite() {
            // Either is so narrow that any average is the value at the mean.
            (small, large) = (0.25 * small, 0.25 * large);
        }
        let whole = small + large;
        Self { a: small, b: large, swapped: a > b, p: small / whole, q: large / whole }
    }

    /// The weight p^a (1 − p)^b relative to that of the mean, p and 1 − p, where the
    /// logit of p exceeds that of the mean by `shift`.
    fn at(&self, shift: f64) -> (f64, f64, f64) {
        let Self { a, b, swapped, .. } = *self;
        let shift = if swapped { -shift } else { shift };
        let whole = a + b;
        let (ln_weight, p, q);
        if shift > FAR {
            let y = shift + self.p.ln() - self.q.ln();
            let small = (-y.abs()).exp();
            let (low, high) = (small / (1.0 + small), 1.0 / (1.0 + small));
            (p, q) = if y > 0.0 { (high, low) } else { (low, high) };
            let ln_grown = y.max(0.0) + small.ln_1p() + self.q.ln();
            ln_weight = a * shift - whole * ln_grown;
        } else {
            let near = shift.abs() < 0.5;
            let (growth, more) = if near {
                let more = shift.exp_m1();
                (1.0 + more, more)
            } else {
                let growth = shift.exp();
                (growth, growth - 1.0)
            };
            // p grows by e^shift/(1 + w), where w = p (e^shift − 1).
            let w = self.p * more;
            (p, q) = (self.p * growth / (1.0 + w), self.q / (1.0 + w));
            ln_weight = if near && a > SHARP {
                // a shift = (a + b) p shift, without the part that both have.
                -a * exponential_rest(shift) - whole * ln_minus(1.0 + w, w)
            } else {
                a * shift - whole * w.ln_1p()
            };
        }
        if swapped { (ln_weight.exp(), q, p) } else { (ln_weight.exp(), p, q) }
    }
}

/// e^x − 1 − x for |x| < 1/2.
fn exponential_rest(x: f64) -> f64 {
    // The last term is below 1e-17 of the first.
    let series = (3..15).rev().fold(1.0, |sum, n| 1.0 + sum * x / f64::from(n));
    0.5 * x * x * series
}

#[cfg(test)]
mod tests {
    use super::*;

    // Arb, 60 digits: 2F1(r, a; a + b; −u), far below doubles where p usually is.
    #[test]
    fn a_share_may_be_tiny_where_p_usually_is() {
        let (r, a, b) = (3108.1050949356295, 171.39441239572702, 0.09302611973893883);
        let u = 0.2590208713556519 / (0.29124972204428995 + 0.0007037357438107457);
        let share = Beta { a, b }.mean_of_share(|p, _| (-r * (p * u).ln_1p()).exp());
        assert!((share / 2.4144236630383e-281 - 1.0).abs() < 1e-11, "{share}");
    }

    #[test]
    fn moments_are_rational() {
        for (a, b) in [(0.793, 2.426), (1e-3, 1e-3), (1e4, 1e-3), (1e-3, 1e4), (1e4, 2e3)] {
            let law = Beta { a, b };
            let mean = law.mean(|p, _| p);
            assert!((mean / (a / (a + b)) - 1.0).abs() < 1e-12, "{a} {b} {mean}");
            let second = law.mean(|p, q| p * q);
            let expected = a * b / ((a + b) * (a + b + 1.0));
            assert!((second / expected - 1.0).abs() < 1e-12, "{a} {b} {second}");
        }
    }

    /// Of parameters so large that p^a (1 − p)^b by itself would be all rounding, and so
    /// small that p is nearly always next to 0 or next to 1.
    #[test]
    fn moments_are_rational_far_out() {
        let large = [(1e6, 1e6), (3.5e12, 1e9), (1e15, 2e4), (1e18, 1e290), (1e280, 7.0)];
        let small = [(1e-8, 3e-8), (1e-15, 2e-12), (1e-15, 2e-15), (1e-14, 1.0), (1e4, 1e-15)];
        for (a, b) in [large, small].concat() {
            let (law, p, q) = (Beta { a, b }, a / (a + b), b / (a + b));
            for (found, expected) in [(law.mean(|p, _| p), p), (law.mean(|_, q| q), q)] {
                assert!((found / expected - 1.0).abs() < 1e-12, "{a:e} {b:e} {found:e}");
            }
            let (second, expected) = (law.mean(|p, q| p * q), p * b / (a + b + 1.0));
            assert!((second / expected - 1.0).abs() < 1e-12, "{a:e} {b:e} {second:e}");
        }
        // Either is 2^1023: what is beyond doubles in their sum is not in their shares.
        let half = Beta { a: 2f64.powi(1023), b: 2f64.powi(1023) }.mean(|p, _| p);
        assert!((half - 0.5).abs() < 1e-15, "{half}");
        // Nobody is that far out, unless it makes no difference there.
        let (law, odds) = (Beta { a: 1e18, b: 1.7e308 }, 1e250);
        assert!(law.mean(|p, _| p).is_nan());
        let flat = law.mean(|p, _| (p * odds).ln_1p() / p);
        assert!((flat / odds - 1.0).abs() < 1e-14, "{flat:e}");
        // p is 0 or 1, but the tails are too long for the rule.
        assert!(Beta { a: 1e-30, b: 1e-30 }.mean(|p, _| p).is_nan());
    }
}
