//! The future of a customer who may drop out after every purchase, with a beta-distributed
//! probability: BG/NBD and its kin.

use super::process::{Ask, Process};
use crate::numeric::beta::Beta;
use crate::numeric::effort;
use crate::numeric::exponential_integral::discounted_power;
use crate::numeric::gamma::ln_beta_ratio;
use crate::numeric::negative_binomial::NegativeBinomial;
use crate::numeric::quadrature::{adaptive, stretched};
use crate::numeric::tolerance;

/// An alive customer whose events come at a Gamma(r, α) rate, who buys at every
/// k-th event, and who leaves after each purchase with a Beta(a, b) probability.
///
/// Where k > 1, some events may have passed unseen since the last purchase: j of
/// them, j < k, and after them the rate is Gamma(r + j, α). Any average is the
/// weighted sum over j.
///
/// Two methods serve each average. Over the events that a customer who never
/// leaves would see: a sum of positive terms. Where that is long, over the drop-out
/// probability: a positive integral, good everywhere.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BetaGeometricProcess {
    pub(crate) r: f64,
    pub(crate) alpha: f64,
    pub(crate) a: f64,
    pub(crate) b: f64,
    pub(crate) k: u32,
    pub(crate) hidden: UnseenEvents,
}

/// What is known of the events since the last purchase.
#[derive(Debug, Clone, Copy)]
pub(crate) enum UnseenEvents {
    /// That there were j of them, with weights ∝ Γ(r + j)/(Γ(r) j!) share^j, where
    /// the share is (T − t_x)/(α + T).
    Unseen { share: f64 },
    /// How many there were.
    Counted(u32),
}

/// Where the rate of purchase is a short sum: shapes and t/(α + t) up to these
/// take no more terms than that.
const RATE_SHAPE: f64 = 200.0;
const RATE_REACH: f64 = 0.9;
const RATE_TERMS: usize = 512;
/// A discount that is over before anything happens needs no such care.
const RATE_CLOCK: f64 = 100.0;

impl BetaGeometricProcess {
    /// E over the hidden events of `f(j, law of the events in (0, t])`.
    fn mixed(&self, t: f64, f: impl Fn(u32, NegativeBinomial) -> f64) -> f64 {
        let law = |j: u32| NegativeBinomial::new(self.r + f64::from(j), self.alpha, t);
        let share = match self.hidden {
            UnseenEvents::Counted(j) => return f(j, law(j)),
            UnseenEvents::Unseen { share } if self.k == 1 || share == 0.0 => return f(0, law(0)),
            UnseenEvents::Unseen { share } => share,
        };
        let (mut weight, mut total, mut sum) = (1.0, 0.0, 0.0);
        for j in 0..self.k {
            if j > 0 {
                let j = f64::from(j);
                weight *= (self.r + j - 1.0) / j * share;
            }
            total += weight;
            sum += weight * f(j, law(j));
        }
        sum / total
    }

    /// The sum over events of every number of hidden ones at once, where k is as
    /// small as it usually is.
    fn in_lanes(&self, t: f64) -> Option<(f64, f64)> {
        let UnseenEvents::Unseen { share } = self.hidden else { return None };
        if share == 0.0 {
            return None;
        }
        match self.k {
            2 => self.over_all_events::<2>(share, t),
            3 => self.over_all_events::<3>(share, t),
            4 => self.over_all_events::<4>(share, t),
            5 => self.over_all_events::<5>(share, t),
            6 => self.over_all_events::<6>(share, t),
            _ => None,
        }
    }

    pub(super) fn dropout(&self) -> Beta {
        Beta { a: self.a, b: self.b }
    }

    /// The chance to stay through n purchases.
    fn survive(&self, n: u64) -> f64 {
        ln_beta_ratio(self.a, self.b, n).exp()
    }

    /// The average over the drop-out probability, for one event per purchase.
    fn expected_by_integral(&self, t: f64) -> f64 {
        let odds = t / self.alpha;
        self.dropout().mean(|p, _| -(-self.r * (p * odds).ln_1p()).exp_m1() / p)
    }

    /// Discounted purchases from the rate at which they come. With
    /// z = t/(α + t) that is r/α (1 − z)^(r+1) Σ c_j z^j, all terms positive, where
    /// c_j = (r + 1)_j (b)_j/((a + b)_j j!) are found once; `None` where the sum is
    /// too long.
    fn discounted_by_rate(&self, rate: f64, horizon: f64) -> Option<f64> {
        let Self { r, alpha, a, b, .. } = *self;
        let far = horizon / (alpha + horizon);
        if r > RATE_SHAPE
            || !(tolerance::LEAST_NODE..=RATE_REACH).contains(&far)
            || rate * alpha > RATE_CLOCK
        {
            return None;
        }
        let mut terms = [1.0; RATE_TERMS];
        let (mut last, mut sum, mut settled) = (1.0, 1.0, None);
        for count in 1..RATE_TERMS {
            let j = count as f64 - 1.0;
            let ratio = (r + 1.0 + j) * (b + j) / ((a + b + j) * (j + 1.0));
            terms[count] = terms[count - 1] * ratio;
            last *= ratio * far;
            sum += last;
            // From here on the terms fall at least as fast as this.
            let fall = far * (ratio.max(1.0) + 1.0 / (j + 1.0));
            if fall < 1.0 && last <= tolerance::TERMS_TAIL * sum * (1.0 - fall) {
                settled = Some(count + 1);
                break;
            }
        }
        let terms = &terms[..settled?];
        let power = r + 1.0;
        let mut total = 0.0;
        stretched(
            alpha,
            horizon,
            |v| rate * (alpha + v) + power,
            |v, y, width| {
                let z = v / (alpha + v);
                let y = y.unwrap_or_else(|| (v / alpha).ln_1p());
                let series = terms.iter().rev().fold(0.0, |sum, term| sum * z + term);
                let worth = width * (-power * y - rate * v).exp() * series;
                total += worth;
                worth
            },
        );
        Some(r / alpha * total)
    }

    fn survival_by_integral(&self, t: f64) -> f64 {
        let odds = t / self.alpha;
        self.dropout().mean_of_share(|p, _| (-self.r * (p * odds).ln_1p()).exp())
    }

    /// The answer for (start, end] over the drop-out probability p, for one event per
    /// purchase: given p, those who stay until `start` have bought at rates that
    /// are Gamma(r, α + p · start), and are the share (1 + p · start/α)^−r of all.
    fn between_by_integral(&self, ask: Ask, start: f64, end: f64) -> f64 {
        let Self { r, alpha, a, b, .. } = *self;
        let stay = |p: f64| (-r * (p * start / alpha).ln_1p()).exp();
        let law = |p: f64| NegativeBinomial::new(r, alpha + p * start, end - start);
        match ask {
            Ask::Expected => self.dropout().mean(|p, _| {
                let odds = (end - start) / (alpha + p * start);
                stay(p) * (-(-r * (p * odds).ln_1p()).exp_m1() / p)
            }),
            Ask::Exactly(0) => self.dropout().mean(|p, _| stay(p) * law(p).pmf(0)),
            Ask::Exactly(n) => {
                let survivors = Beta { a, b: b + (n - 1) as f64 };
                let mean =
                    survivors.mean(|p, q| stay(p) * (q * law(p).pmf(n) + p * law(p).at_least(n)));
                self.survive(n - 1) * mean
            }
            Ask::AtLeast(n) => {
                let survivors = Beta { a, b: b + (n - 1) as f64 };
                self.survive(n - 1) * survivors.mean(|p, _| stay(p) * law(p).at_least(n))
            }
        }
    }

    /// The answer for (start, end] over the events until `start`, each number of
    /// which leaves a process of its own.
    fn between_over_events(&self, ask: Ask, start: f64, end: f64) -> f64 {
        self.mixed(start, |hidden, law| {
            let r = self.r + f64::from(hidden);
            let (mut sum, mut reached) = (0.0, 0.0f64);
            let (mut phase, mut purchases) = (hidden, 0u64);
            for events in 0.. {
                if !effort::spend(1) {
                    break;
                }
                let mass = law.pmf(events);
                let later = Self {
                    r: r + events as f64 - f64::from(phase),
                    alpha: self.alpha + start,
                    b: self.b + purchases as f64,
                    hidden: UnseenEvents::Counted(phase),
                    ..*self
                };
                if mass > 0.0 {
                    sum += mass * self.survive(purchases) * ask.of(&later, end - start);
                }
                reached += mass;
                if reached.is_nan() {
                    break;
                }
                if reached > 0.5 && law.at_least(events + 1) < tolerance::TERMS_TAIL {
                    return sum;
                }
                phase += 1;
                if phase == self.k {
                    phase = 0;
                    purchases += 1;
                }
            }
            f64::NAN
        })
    }

    /// Events that those who never leave may see in (0, t].
    pub(crate) fn events(&self, t: f64) -> f64 {
        NegativeBinomial::new(self.r + f64::from(self.k - 1), self.alpha, t).terms()
    }
}

impl Process for BetaGeometricProcess {
    fn expected(&self, t: f64) -> f64 {
        if t == 0.0 {
            return 0.0;
        }
        if let Some((expected, _)) = self.in_lanes(t) {
            return expected;
        }
        self.mixed(t, |hidden, law| match self.over_events(hidden, &law) {
            Some((expected, _)) => expected,
            None if self.k == 1 => self.expected_by_integral(t),
            None => self.expected_over_roots(hidden, t, &law),
        })
    }

    fn survival(&self, t: f64) -> f64 {
        if t == 0.0 {
            return 1.0;
        }
        if let Some((_, survival)) = self.in_lanes(t) {
            return survival;
        }
        self.mixed(t, |hidden, law| match self.over_events(hidden, &law) {
            Some((_, survival)) => survival,
            None if self.k == 1 => self.survival_by_integral(t),
            None => self.survival_over_roots(hidden, t, &law),
        })
    }

    fn departed(&self, t: f64) -> f64 {
        if self.k > 1 {
            return 1.0 - self.survival(t);
        }
        let odds = t / self.alpha;
        self.dropout().mean(|p, _| -(-self.r * (p * odds).ln_1p()).exp_m1())
    }

    fn exactly(&self, n: u64, t: f64) -> f64 {
        let k = u64::from(self.k);
        self.mixed(t, |hidden, law| {
            let hidden = u64::from(hidden);
            // Events that make at least n and at most n purchases.
            let (low, high) = ((k * n).saturating_sub(hidden), k * (n + 1) - hidden);
            let made = law.between(low, high);
            if n == 0 {
                return made;
            }
            // Survived them all, or left after the last.
            let leave = self.a / (self.a + self.b + n as f64 - 1.0);
            self.survive(n - 1) * ((1.0 - leave) * made + leave * law.at_least(low))
        })
    }

    fn at_least(&self, n: u64, t: f64) -> f64 {
        if n == 0 {
            return 1.0;
        }
        let k = u64::from(self.k);
        let tail = self.mixed(t, |hidden, law| law.at_least(k * n - u64::from(hidden)));
        self.survive(n - 1) * tail
    }

    fn discounted(&self, rate: f64, horizon: f64) -> f64 {
        if rate == 0.0 {
            return self.expected(horizon);
        }
        if horizon == 0.0 {
            return 0.0;
        }
        if self.k == 1 {
            if let Some(discounted) = self.discounted_by_rate(rate, horizon) {
                return discounted;
            }
            let (order, delay) = (self.r + 1.0, rate * self.alpha);
            let length = horizon / self.alpha;
            // Given p, purchases come at rate (r/α)(1 + p u/α)^−(r+1).
            return self
                .dropout()
                .mean(|p, _| self.r / p * discounted_power(order, delay / p, p * length));
        }
        // By parts: e^(−δH) E(H) + δ ∫ e^(−δt) E(t) dt, in w = ln(1 + t/α).
        let end = horizon.min(45.0 / rate);
        let middle = adaptive(0.0, (end / self.alpha).ln_1p(), |w: f64| {
            let t = self.alpha * w.exp_m1();
            (-rate * t).exp() * self.expected(t) * (self.alpha + t)
        });
        let rest = if horizon.is_finite() {
            (-rate * horizon).exp() * self.expected(horizon)
        } else {
            0.0
        };
        rate * middle + rest
    }

    fn between(&self, ask: Ask, start: f64, end: f64) -> f64 {
        if self.k == 1 {
            self.between_by_integral(ask, start, end)
        } else {
            self.between_over_events(ask, start, end)
        }
    }

    fn time_scale(&self) -> f64 {
        self.alpha * f64::from(self.k) / self.r
    }
}
