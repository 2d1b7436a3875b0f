//! How many purchases fall into a time t when the purchase rate is
//! Gamma(r, α)-distributed over customers and nobody leaves.

use super::gamma::{ln_gamma, ln_pochhammer};
use super::gauss::beta_regularised;

/// The negative binomial count with shape r and odds t/α:
/// P(N = n) = Γ(r + n)/(Γ(r) n!) · (α/(α + t))^r · (t/(α + t))^n.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NegativeBinomial {
    r: f64,
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
        Self { r, z: t / (alpha + t), y: alpha / (alpha + t), ln_y: -(t / alpha).ln_1p() }
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
        let ln_z = if self.y < 0.5 { (-self.y).ln_1p() } else { self.z.ln() };
        let ways = ln_pochhammer(self.r, n) - ln_gamma(n as f64 + 1.0);
        (ways + self.ln_none() + n as f64 * ln_z).exp()
    }

    /// P(N >= n).
    pub(crate) fn at_least(&self, n: u64) -> f64 {
        match n {
            0 => 1.0,
            1 => -self.ln_none().exp_m1(),
            _ => beta_regularised(n as f64, self.r, self.z, self.y).0,
        }
    }

    /// Terms after which the tail no longer counts (about 2^-60 of the sum).
    pub(crate) fn terms(&self) -> f64 {
        if self.z > 1.0 - 1e-6 {
            return f64::INFINITY;
        }
        let mean = self.r * self.z / self.y;
        let deviation = (mean / self.y).sqrt();
        mean + 9.0 * deviation + 42.0 / -(self.z.max(1e-300)).ln()
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
