//! Averages over a Beta-distributed probability.

use super::quadrature::line;

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
        let Self { a, b } = *self;
        let centre = (a / b).ln();
        let scale = (1.0 / a + 1.0 / b).sqrt().min(2.0);
        let reference = self.ln_weight(centre);
        let [weight, mean] = line(centre, scale, |y| {
            let (p, q) = logistic(y);
            let weight = (self.ln_weight(y) - reference).exp();
            if weight == 0.0 {
                return [0.0; 2];
            }
            // Below the smallest doubles every average has long been flat.
            [weight, weight * f(p.max(1e-290), q.max(1e-290))]
        });
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
