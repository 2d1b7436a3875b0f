//! The future of an alive customer who may buy at each of many opportunities.

use super::process::{Ask, Process};
use crate::numeric::beta_fall::{beta_fall_sum, ln_beta_fall};
use crate::numeric::smooth_sum::smooth_sum_to;
use crate::numeric::tolerance;

/// An alive customer who, before each opportunity, leaves with a Beta(γ, δ)
/// probability and, if still there, buys with a Beta(α, β) probability. Only the
/// whole part of a time counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BernoulliProcess {
    pub(crate) alpha: f64,
    pub(crate) beta: f64,
    pub(crate) gamma: f64,
    pub(crate) delta: f64,
}

/// A number of the size of doubles in two parts, value and power of e.
#[derive(Clone, Copy)]
struct Scaled {
    value: f64,
    ln_scale: f64,
}

impl BernoulliProcess {
    fn ln_survival(&self, m: f64) -> f64 {
        ln_beta_fall(self.delta, self.gamma, m)
    }

    fn p(&self) -> f64 {
        self.alpha / (self.alpha + self.beta)
    }

    /// Σ over i from n to m − 1 of C(i, n) B(α + n, β + i − n)/B(α, β), the chance
    /// of n purchases in i opportunities, times the survival to i, times `last(i)`;
    /// and the product without `last` at i = m.
    fn walk(&self, n: f64, m: f64, last: impl Fn(f64) -> f64) -> (f64, f64) {
        let Self { alpha, beta, gamma, delta } = *self;
        let ln_start = ln_beta_fall(alpha, beta, n) + self.ln_survival(n);
        let mut term = Scaled { value: 1.0, ln_scale: ln_start };
        let mut sum = 0.0;
        for step in 0.. {
            let i = n + f64::from(step);
            if !(i < m) {
                break;
            }
            sum += term.value * last(i);
            let share = (i + 1.0) / (i + 1.0 - n) * (beta + (i - n)) / (alpha + beta + i);
            term.value *= share * (delta + i) / (gamma + delta + i);
            if term.value > 1e200 {
                term.value *= tolerance::RESCALED;
                sum *= tolerance::RESCALED;
                term.ln_scale += 200.0 * std::f64::consts::LN_10;
            }
        }
        let scale = |value: f64| {
            if value > 0.0 { (value.ln() + term.ln_scale).exp() } else { 0.0 }
        };
        (scale(sum), scale(term.value))
    }
}

impl Process for BernoulliProcess {
    const WHOLE: Option<f64> = Some(1e6);

    fn expected(&self, t: f64) -> f64 {
        self.p() * beta_fall_sum(self.delta, self.gamma, t.floor())
    }

    fn survival(&self, t: f64) -> f64 {
        self.ln_survival(t.floor()).exp()
    }

    fn departed(&self, t: f64) -> f64 {
        -self.ln_survival(t.floor()).exp_m1()
    }

    /// Still alive at the end with n purchases, or left after n were made.
    fn exactly(&self, n: u64, t: f64) -> f64 {
        let (n, m) = (n as f64, t.floor());
        if n > m {
            return 0.0;
        }
        let leaves = |i: f64| self.gamma / (self.gamma + self.delta + i);
        let (left, there) = self.walk(n, m, leaves);
        left + there
    }

    /// The n-th purchase comes at opportunity i + 1.
    fn at_least(&self, n: u64, t: f64) -> f64 {
        let (n, m) = (n as f64, t.floor());
        if n == 0.0 {
            return 1.0;
        }
        if n > m {
            return 0.0;
        }
        let Self { alpha, beta, gamma, delta } = *self;
        let buys =
            |i: f64| (alpha + n - 1.0) / (alpha + beta + i) * (delta + i) / (gamma + delta + i);
        self.walk(n - 1.0, m, buys).0
    }

    fn discounted(&self, rate: f64, horizon: f64) -> f64 {
        let m = horizon.floor();
        if rate == 0.0 {
            return self.expected(m);
        }
        // Below this rate the sum is that without a discount for any horizon that
        // is a number.
        let rate = rate.max(tolerance::LEAST_RATE);
        let worth = |k: f64| (self.ln_survival(k) - rate * k).exp();
        let sum = smooth_sum_to(m, |k| [worth(k)]).map_or(f64::NAN, |[sum]| sum);
        self.p() * sum
    }

    /// To have stayed says nothing of how likely a purchase is.
    fn between(&self, ask: Ask, start: f64, end: f64) -> f64 {
        let start = start.floor();
        let later = Self { delta: self.delta + start, ..*self };
        self.survival(start) * ask.of(&later, end.floor() - start)
    }

    fn time_scale(&self) -> f64 {
        1.0
    }
}
