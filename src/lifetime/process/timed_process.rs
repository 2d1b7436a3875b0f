//! The future of a customer who buys at random until a lifetime ends that has
//! nothing to do with the purchases.

use super::process::{Ask, Process};
use crate::numeric::negative_binomial::NegativeBinomial;
use crate::numeric::quadrature::{hump, peak, stretched};

/// How long an alive customer stays.
pub(crate) trait Lifetime: Copy {
    /// ln P(lifetime > t).
    fn ln_survival(&self, t: f64) -> f64;

    /// P(lifetime > t).
    fn survival(&self, t: f64) -> f64 {
        self.ln_survival(t).exp()
    }

    /// P(lifetime <= t), with all its digits where it is small.
    fn departed(&self, t: f64) -> f64 {
        -self.ln_survival(t).exp_m1()
    }

    /// The rate of leaving at t: density over survival.
    fn hazard(&self, t: f64) -> f64;

    /// The slope of the logarithm of the density at t.
    fn density_slope(&self, t: f64) -> f64;

    /// How sharply survival and density bend at t, beyond what their slopes say, as
    /// a rate.
    fn bend(&self, t: f64) -> f64;

    /// ∫₀^H e^(−rate · t) P(lifetime > t) dt; H may be infinite where the rate is
    /// positive.
    fn discounted(&self, rate: f64, horizon: f64) -> f64;

    /// The rest of it for those who are still there at t.
    fn after(&self, t: f64) -> Self;

    /// The time after which its shape begins to change; infinite where nobody leaves.
    fn scale(&self) -> f64;

    /// The time at which P(lifetime > t) has fallen to e^(−hazard); infinite where
    /// it never does.
    fn at_hazard(&self, hazard: f64) -> f64;
}

/// P(alive), from the logarithm of the odds of having left, down to the smallest
/// doubles; its complement, from minus the logarithm.
pub(crate) fn share_of_the_living(ln_odds: f64) -> f64 {
    let small = (-ln_odds.abs()).exp();
    if ln_odds > 0.0 { small / (1.0 + small) } else { 1.0 / (1.0 + small) }
}

/// Purchases at a Gamma(r, α) rate until the lifetime ends.
///
/// The n-th purchase of a customer who never leaves comes at a time whose density
/// is Γ(r + n)/(Γ(r) Γ(n)) α^r u^(n−1)/(α + u)^(r+n); whether it happens is
/// whether the customer is still there. So every probability is an integral of
/// positive terms over u: from 0, where the integrand is highest there, else
/// outward from its peak in y = ln u.
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

    /// ∫₀^t (1 + u/α)^−power e^ln_f(u) du, where `slope` is that of ln_f.
    fn since_now(
        &self,
        t: f64,
        power: f64,
        ln_f: impl Fn(f64) -> f64,
        slope: impl Fn(f64) -> f64,
    ) -> f64 {
        let Self { alpha, lifetime, .. } = self;
        let scale = alpha.min(lifetime.scale());
        let fall = |u: f64| {
            let steep = power / (alpha + u) + slope(u).abs();
            (scale + u) * (steep + lifetime.bend(u))
        };
        let mut sum = 0.0;
        stretched(scale, t, fall, |u, _, width| {
            let part = width * (ln_f(u) - power * (u / alpha).ln_1p()).exp();
            sum += part;
            part
        });
        sum
    }

    /// ∫ P(N(u) = n) e^ln_f(y) dy over y = ln u up to ln t, n > 0, where `slope` is
    /// that of ln_f in y.
    fn about_the_peak(
        &self,
        n: u64,
        t: f64,
        ln_f: impl Fn(f64) -> f64,
        slope: impl Fn(f64) -> f64,
    ) -> f64 {
        let (r, alpha, count) = (self.r, self.alpha, n as f64);
        let rise = |y: f64| {
            let u = y.exp();
            let share = 1.0 / (alpha + u);
            (count * (alpha * share) - r * (u * share)) + slope(u)
        };
        let end = t.ln();
        let top = peak(end, rise);
        // The peak as a time, and the end as it is seen from there.
        let (at, end) = if top == end { (t, 0.0) } else { (top.exp(), end - top) };
        let level = ln_f(at);
        let ln_g = |y: f64| {
            let grown = y.exp_m1();
            let u = at + at * grown;
            // P(N(u) = n)/P(N(at) = n), in which nothing cancels.
            let more = (alpha * grown / (alpha + u)).ln_1p();
            let silent = (at * grown / (alpha + at)).ln_1p();
            count * more - r * silent + (ln_f(u) - level)
        };
        let sharp = |y: f64| {
            let u = at * y.exp();
            rise(top + y).abs() + u * self.lifetime.bend(u)
        };
        self.counts(at).pmf(n) * level.exp() * hump(end, ln_g, sharp)
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
        // Leaves at u, with n purchases until then.
        let lifetime = &self.lifetime;
        let ln_density = |u: f64| lifetime.hazard(u).ln() + lifetime.ln_survival(u);
        if n == 0 {
            return stayed + self.since_now(t, self.r, ln_density, |u| lifetime.density_slope(u));
        }
        let left = self.about_the_peak(
            n,
            t,
            |u| u.ln() + ln_density(u),
            |u| 1.0 + u * lifetime.density_slope(u),
        );
        stayed + left
    }

    fn at_least(&self, n: u64, t: f64) -> f64 {
        if n == 0 || t == 0.0 {
            return if n == 0 { 1.0 } else { 0.0 };
        }
        if self.lifetime.scale() == f64::INFINITY {
            return self.counts(t).at_least(n);
        }
        // The n-th purchase comes at u: in ln u, its density is n P(N(u) = n).
        let lifetime = &self.lifetime;
        let ln_survival = |u: f64| lifetime.ln_survival(u);
        let hazard = |u: f64| -lifetime.hazard(u);
        if n == 1 {
            let sum = self.since_now(t, self.r + 1.0, ln_survival, hazard);
            return self.r / self.alpha * sum;
        }
        n as f64 * self.about_the_peak(n, t, ln_survival, |u| u * hazard(u))
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
