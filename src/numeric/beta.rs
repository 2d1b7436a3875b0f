//! Averages over a Beta-distributed probability.

use super::quadrature::line_while;
use super::tolerance::TRAPEZOID_TAIL;

/// The Beta(a, b) distribution of a probability p, to average over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beta {
    pub(crate) a: f64,
    pub(crate) b: f64,
}

impl Beta {
    /// E[f(p, 1 − p)] for non-negative f, bounded on both ends: the ratio of two
    /// integrals over y = logit p with the same nodes, so that their constants
    /// and roundings cancel. A test holds the first two moments to 1e-12 for a, b
    /// from 1e-3 to 10^4.
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
        let centre = (a / b).ln();
        let scale = (1.0 / a + 1.0 / b).sqrt().min(2.0);
        let reference = self.ln_weight(centre);
        let at = |y: f64| {
            let (p, q) = logistic(y);
            let weight = (self.ln_weight(y) - reference).exp();
            if weight == 0.0 {
                return [0.0; 2];
            }
            // Below the smallest doubles every average has long been flat.
            [weight, weight * f(p.max(1e-290), q.max(1e-290))]
        };
        let [weight, mean] = line_while(centre, scale, at, counts);
        mean / weight
    }

    /// a ln p + b ln(1 − p) at y = logit p.
    fn ln_weight(&self, y: f64) -> f64 {
        let tail = (-y.abs()).exp().ln_1p();
        let (ln_p, ln_q) = if y > 0.0 { (-tail, -y - tail) } else { (y - tail, -tail) };
        self.a * ln_p + self.b * ln_q
    }
}

/// p and 1 − p for y = logit p.
fn logistic(y: f64) -> (f64, f64) {
    let small = (-y.abs()).exp();
    let (low, high) = (small / (1.0 + small), 1.0 / (1.0 + small));
    if y > 0.0 { (high, low) } else { (low, high) }
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
}
