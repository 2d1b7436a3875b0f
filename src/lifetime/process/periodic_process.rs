//! The future of an alive customer who may leave at opportunities that come at equal intervals.

use super::process::{Ask, Process};
use super::sample_path::{SamplePath, until_leaving};
use crate::numeric::beta_fall::{beta_fall_sum, ln_beta_fall};
use crate::numeric::effort;
use crate::numeric::ln_1p::ln_1p_ratio;
use crate::numeric::negative_binomial::NegativeBinomial;
use crate::numeric::random::Stream;
use crate::numeric::smooth_sum::smooth_sum_to;

/// Opportunities to leave up to t, at τ, 2τ, ..., of a customer who first bought at 0. A time
/// within rounding of a multiple of τ is that multiple.
pub(crate) fn opportunities(t: f64, tau: f64) -> f64 {
    let steps = t / tau;
    let near = steps.round();
    if (steps - near).abs() <= 4.0 * f64::EPSILON * near { near } else { steps.floor() }
}

/// Purchases at a Gamma(r, α) rate until the customer leaves: at each opportunity with a
/// probability of their own, which is Beta(a, b) over those who are still there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PeriodicProcess {
    pub(crate) r: f64,
    pub(crate) alpha: f64,
    pub(crate) a: f64,
    pub(crate) b: f64,
    /// The time from one opportunity to the next.
    pub(crate) tau: f64,
    /// Now, since the first purchase.
    pub(crate) age: f64,
}

/// More opportunities than this are as many: so long does no search go on.
const MOST: f64 = 1e300;

impl PeriodicProcess {
    /// Opportunities in (0, t] from now.
    fn met(&self, t: f64) -> f64 {
        opportunities(self.age + t, self.tau) - opportunities(self.age, self.tau)
    }

    /// When the k-th opportunity from now comes.
    fn moment(&self, k: f64) -> f64 {
        ((opportunities(self.age, self.tau) + k) * self.tau - self.age).max(0.0)
    }

    /// ln P(still there after the k-th opportunity).
    fn ln_stayed(&self, k: f64) -> f64 {
        ln_beta_fall(self.b, self.a, k.min(MOST))
    }

    /// P(leaves at the k-th opportunity).
    fn leaves(&self, k: f64) -> f64 {
        self.ln_stayed(k - 1.0).exp() * (self.a / (self.a + self.b + (k - 1.0)))
    }

    fn counts(&self, t: f64) -> NegativeBinomial {
        NegativeBinomial::new(self.r, self.alpha, t)
    }

    /// Σ over opportunities up to t of the chance to leave there times `f` at that moment, and
    /// the chance to be there still times `f` at t.
    fn mixed(&self, t: f64, f: impl Fn(NegativeBinomial) -> f64) -> f64 {
        let end = self.met(t);
        let mut sum = self.ln_stayed(end).exp() * f(self.counts(t));
        for step in 1..=u64::MAX {
            let k = step as f64;
            if k > end {
                break;
            }
            if !effort::spend(64) {
                return f64::NAN;
            }
            sum += self.leaves(k) * f(self.counts(self.moment(k)));
        }
        sum
    }

    /// ln P(no purchase up to t) of a customer who does not leave.
    fn ln_silent(&self, t: f64) -> f64 {
        -self.r * ln_1p_ratio(t, self.alpha)
    }

    /// P(no purchase up to t, and one until `later`) of a customer who does not leave.
    fn breaks_silence(&self, t: f64, later: f64) -> f64 {
        let more = if later.is_finite() {
            -self.r * ln_1p_ratio(later - t, self.alpha + t)
        } else {
            f64::NEG_INFINITY
        };
        -self.ln_silent(t).exp() * more.exp_m1()
    }
}

impl Process for PeriodicProcess {
    const LEAVES_IN_STEPS: bool = true;

    fn expected(&self, t: f64) -> f64 {
        let end = self.met(t);
        let rate = self.r / self.alpha;
        if end == 0.0 {
            return rate * t;
        }
        let between = self.tau * beta_fall_sum(self.b, self.a, end - 1.0);
        let last = (t - self.moment(end)).max(0.0) * self.ln_stayed(end).exp();
        rate * (self.moment(1.0) + between + last)
    }

    fn survival(&self, t: f64) -> f64 {
        self.ln_stayed(self.met(t)).exp()
    }

    fn departed(&self, t: f64) -> f64 {
        -self.ln_stayed(self.met(t)).exp_m1()
    }

    fn exactly(&self, n: u64, t: f64) -> f64 {
        if n > 0 {
            return self.mixed(t, |counts| counts.pmf(n));
        }
        let end = self.met(t);
        let left = |k: f64| [self.leaves(k) * self.ln_silent(self.moment(k)).exp()];
        let left = smooth_sum_to(end, left).map_or(f64::NAN, |[sum]| sum);
        left + (self.ln_stayed(end) + self.ln_silent(t)).exp()
    }

    fn at_least(&self, n: u64, t: f64) -> f64 {
        if n == 0 || t == 0.0 {
            return if n == 0 { 1.0 } else { 0.0 };
        }
        if n > 1 {
            return self.mixed(t, |counts| counts.at_least(n));
        }
        // The first purchase comes between two opportunities, of a customer still there.
        let end = self.met(t);
        if end == 0.0 {
            return self.breaks_silence(0.0, t);
        }
        let broken = |k: f64| {
            let (from, to) = (self.moment(k), self.moment(k + 1.0));
            [self.ln_stayed(k).exp() * self.breaks_silence(from, to)]
        };
        let between = smooth_sum_to(end - 1.0, broken).map_or(f64::NAN, |[sum]| sum);
        let last = if end < f64::INFINITY {
            self.ln_stayed(end).exp() * self.breaks_silence(self.moment(end).min(t), t)
        } else {
            0.0
        };
        self.breaks_silence(0.0, self.moment(1.0)) + between + last
    }

    fn discounted(&self, rate: f64, horizon: f64) -> f64 {
        if rate == 0.0 || horizon == 0.0 {
            return if horizon == 0.0 { 0.0 } else { self.expected(horizon) };
        }
        let worth = |t: f64| -(-rate * t).exp_m1() / rate;
        let end = self.met(horizon);
        if end == 0.0 {
            return self.r / self.alpha * worth(horizon);
        }
        let there = |k: f64| (self.ln_stayed(k) - rate * self.moment(k)).exp();
        let between = smooth_sum_to(end - 1.0, |k| [there(k)]).map_or(f64::NAN, |[sum]| sum);
        let last = if end < f64::INFINITY {
            there(end) * worth((horizon - self.moment(end)).max(0.0))
        } else {
            0.0
        };
        self.r / self.alpha * (worth(self.moment(1.0)) + worth(self.tau) * between + last)
    }

    /// To have stayed says nothing of the rate of purchase.
    fn between(&self, ask: Ask, start: f64, end: f64) -> f64 {
        let later = Self { b: self.b + self.met(start), age: self.age + start, ..*self };
        self.survival(start) * ask.of(&later, end - start)
    }

    fn time_scale(&self) -> f64 {
        self.alpha / self.r
    }
}

impl SamplePath for PeriodicProcess {
    fn draw(&self, horizon: f64, stream: &mut Stream, purchases: &mut Vec<f64>) -> Option<f64> {
        let [_, ln_stay] = stream.ln_beta(self.a, self.b);
        let left = self.moment(stream.run(ln_stay) + 1.0);
        until_leaving(left, [self.r, self.alpha], horizon, stream, purchases)
    }
}
