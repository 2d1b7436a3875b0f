//! The future of a customer who buys at random until a lifetime ends that has
//! nothing to do with the purchases.

use super::process::{Ask, Process};
use crate::numeric::negative_binomial::NegativeBinomial;
use crate::numeric::quadrature::adaptive;

/// How long an alive customer stays.
pub(crate) trait Lifetime: Copy {
    /// P(lifetime > t).
    fn survival(&self, t: f64) -> f64;

    /// P(lifetime <= t), with all its digits where it is small.
    fn departed(&self, t: f64) -> f64;

    /// Its density at t > 0.
    fn density(&self, t: f64) -> f64;

    /// ∫₀^H e^(−rate · t) P(lifetime > t) dt; H may be infinite where the rate is
    /// positive.
    fn discounted(&self, rate: f64, horizon: f64) -> f64;

    /// The rest of it for those who are still there at t.
    fn after(&self, t: f64) -> Self;

    /// A time that is typical of it; infinite where nobody leaves.
    fn scale(&self) -> f64;

    /// The time at which P(lifetime > t) has fallen to e^(−hazard); infinite where
    /// it never does.
    fn at_hazard(&self, hazard: f64) -> f64;
}

/// Purchases at a Gamma(r, α) rate until the lifetime ends.
///
/// The n-th purchase of a customer who never leaves comes at a time whose density
/// is Γ(r + n)/(Γ(r) Γ(n)) α^r u^(n−1)/(α + u)^(r+n); whether it happens is
/// whether the customer is still there. So every probability is an integral of
/// positive terms over u, taken in y = ln(u/α).
#[derive(Debug, Clone, Copy)]
pub(crate) struct TimedProcess<L> {
    pub(crate) r: f64,
    pub(crate) alpha: f64,
    pub(crate) lifetime: L,
}

impl<L: Lifetime> TimedProcess<L> {
    fn counts(&self, t: f64) -> NegativeBinomial {
        NegativeBinomial::new(self.r, self.alpha, t)
    }

    /// ∫₀^t f(u) du, where u f(u) rises like u^rise below its peak near `peak`
    /// and does not rise above it.
    fn over_time(&self, t: f64, rise: f64, peak: f64, f: impl Fn(f64) -> f64) -> f64 {
        let end = (t / self.alpha).ln();
        let top = (peak / self.alpha).ln().min(end);
        let bend = rise * (self.r + 1.0) / (rise + self.r + 1.0);
        let reach = 45.0 / rise + 10.0 / bend.sqrt();
        let g = |y: f64| {
            let u = self.alpha * y.exp();
            u * f(u)
        };
        let mut sum = adaptive(top - reach, top, g);
        // Above the peak in stretches, so that a long tail does not hide it.
        let (mut from, mut step) = (top, 10.0 / bend.sqrt());
        while from < end {
            let to = (from + step).min(end);
            let part = adaptive(from, to, g);
            sum += part;
            if part < 1e-18 * sum {
                break;
            }
            (from, step) = (to, 2.0 * step);
        }
        sum
    }
}

impl<L: Lifetime> Process for TimedProcess<L> {
    fn expected(&self, t: f64) -> f64 {
        self.r / self.alpha * self.lifetime.discounted(0.0, t)
    }

    fn survival(&self, t: f64) -> f64 {
        self.lifetime.survival(t)
    }

    fn departed(&self, t: f64) -> f64 {
        self.lifetime.departed(t)
    }

    fn exactly(&self, n: u64, t: f64) -> f64 {
        let stayed = self.counts(t).pmf(n) * self.lifetime.survival(t);
        if t == 0.0 || self.lifetime.scale() == f64::INFINITY {
            return stayed;
        }
        let rise = n as f64 + 1.0;
        let peak = (self.alpha * rise / self.r).min(self.alpha + self.lifetime.scale());
        stayed + self.over_time(t, rise, peak, |u| self.counts(u).pmf(n) * self.lifetime.density(u))
    }

    fn at_least(&self, n: u64, t: f64) -> f64 {
        if n == 0 || t == 0.0 {
            return if n == 0 { 1.0 } else { 0.0 };
        }
        if self.lifetime.scale() == f64::INFINITY {
            return self.counts(t).at_least(n);
        }
        // The n-th purchase comes at u with density P(N(u) = n − 1) times the
        // rate that is then expected, (r + n − 1)/(α + u).
        let (r, alpha, count) = (self.r, self.alpha, n as f64);
        self.over_time(t, count, alpha * count / r, |u| {
            self.counts(u).pmf(n - 1) * (r + count - 1.0) / (alpha + u) * self.lifetime.survival(u)
        })
    }

    fn discounted(&self, rate: f64, horizon: f64) -> f64 {
        if horizon == 0.0 {
            return 0.0;
        }
        self.r / self.alpha * self.lifetime.discounted(rate, horizon)
    }

    /// To have stayed says nothing of the rate of purchase.
    fn between(&self, ask: Ask, start: f64, end: f64) -> f64 {
        let later = Self { lifetime: self.lifetime.after(start), ..*self };
        self.lifetime.survival(start) * ask.of(&later, end - start)
    }

    fn time_scale(&self) -> f64 {
        self.alpha / self.r
    }
}
