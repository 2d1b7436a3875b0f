//! How many purchases fall into a time t when the purchase rate is
//! Gamma(r, α)-distributed over customers and nobody leaves.

use super::effort;
use super::gamma::stirling_error;
use super::gauss::beta_regularised;
use super::ln_1p::{ln_1p_ratio, ln_minus};
use super::tolerance;

/// The negative binomial count with shape r and odds t/α:
/// P(N = n) = Γ(r + n)/(Γ(r) n!) · (α/(α + t))^r · (t/(α + t))^n.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NegativeBinomial {
    r: f64,
    alpha: f64,
    t: f64,
    /// t/(α + t), the share that each further purchase multiplies in.
    z: f64,
    /// α/(α + t).
    y: f64,
    /// ln(α/(α + t)), through ln(1 + t/α).
    ln_y: f64,
}

impl NegativeBinomial {
    /// r, α > 0, t >= 0.
    pub(crate) fn new(r: f64, alpha: f64, t: f64) -> Self {
        // Where the sum is beyond doubles, that of the halves is not.
        let part = if (alpha + t).is_finite() { 1.0 } else { 0.5 };
        let all = part * alpha + part * t;
        let (z, y) = (part * t / all, part * alpha / all);
        Self { r, alpha, t, z, y, ln_y: -ln_1p_ratio(t, alpha) }
    }

    /// t/(α + t).
    pub(crate) fn z(&self) -> f64 {
        self.z
    }

    /// ln P(N = 0).
    pub(crate) fn ln_none(&self) -> f64 {
        self.r * self.ln_y
    }

    /// P(N = n).
    pub(crate) fn pmf(&self, n: u64) -> f64 {
        if n == 0 {
            return self.ln_none().exp();
        }
        if self.z == 0.0 {
            return 0.0;
        }
        self.front(n as f64) / n as f64
    }

    /// z^n y^r/B(n, r), n > 0. Each power is taken relative to the mean, where both
    /// are flat (Loader 2000), so that it does not lose digits to logarithms of the
    /// size of n: the relative error is about that of the exponent, 1e-16 times
    /// its size.
    fn front(&self, n: f64) -> f64 {
        let Self { r, alpha, t, z, y, .. } = *self;
        let all = n + r;
        // n − z (n + r) = (n α − r t)/(α + t), without the rounding of the products.
        let (own, other) = (n * alpha, r * t);
        let rounding = n.mul_add(alpha, -own) - r.mul_add(t, -other);
        let mut shift = (own - other + rounding) / (alpha + t);
        if !shift.is_finite() {
            shift = n * y - r * z;
        }
        let powers =
            n * ln_minus(z * (all / n), -shift / n) + r * ln_minus(y * (all / r), shift / r);
        let spread = n * (r / all) / (2.0 * std::f64::consts::PI);
        let bends = stirling_error(n) + stirling_error(r) - stirling_error(all);
        (powers - bends + 0.5 * spread.ln()).exp()
    }

    /// P(low <= N < high), a sum of positive terms outward from the largest.
    pub(crate) fn between(&self, low: u64, high: u64) -> f64 {
        let Self { r, z, .. } = *self;
        let mode = ((r - 1.0).max(0.0) * z / self.y).min(9e15) as u64;
        let start = mode.clamp(low, high - 1);
        let first = self.pmf(start);
        let (mut sum, mut term) = (first, first);
        for n in start..high - 1 {
            let n = n as f64;
            term *= (r + n) / (n + 1.0) * z;
            sum += term;
            if !(term > tolerance::COUNTS_TAIL * sum) {
                break;
            }
            if !effort::spend(1) {
                return f64::NAN;
            }
        }
        term = first;
        for n in (low + 1..=start).rev() {
            let n = n as f64;
            term *= n / ((r + n - 1.0) * z);
            sum += term;
            if !(term > tolerance::COUNTS_TAIL * sum) {
                break;
            }
            if !effort::spend(1) {
                return f64::NAN;
            }
        }
        sum
    }

    /// P(N >= n).
    pub(crate) fn at_least(&self, n: u64) -> f64 {
        match n {
            0 => 1.0,
            1 => -self.ln_none().exp_m1(),
            _ if self.z == 0.0 => 0.0,
            _ => beta_regularised(self.front(n as f64), n as f64, self.r, self.z, self.y).0,
        }
    }

    /// Terms after which the tail no longer counts (about 2^-60 of the sum).
    pub(crate) fn terms(&self) -> f64 {
        if self.z > 1.0 - tolerance::NEARLY_ONE {
            return f64::INFINITY;
        }
        let mean = self.r * self.z / self.y;
        let deviation = (mean / self.y).sqrt();
        mean + 9.0 * deviation + 42.0 / -(self.z.max(tolerance::LEAST_RATIO)).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_sum_to_the_tail() {
        for (r, alpha, t) in [(0.243, 4.414, 39.0), (55.0, 3.0, 0.2), (2.0, 1e-3, 0.1)] {
            let law = NegativeBinomial::new(r, alpha, t);
            let mut tail = law.at_least(0);
            for n in 0..200 {
                let next = tail - law.pmf(n);
                assert!((law.at_least(n + 1) - next).abs() < 1e-13, "{r} {alpha} {t} {n}");
                tail = next;
            }
        }
    }

    #[test]
    fn the_tail_is_relative() {
        // mpmath: betainc(30, 0.5, 0, 1/11, regularized=True).
        let found = NegativeBinomial::new(0.5, 10.0, 1.0).at_least(30);
        assert!((found / 6.1556365710872405e-33 - 1.0).abs() < 1e-12, "{found}");
    }
}
