//! One life of an alive customer, drawn at random.

use super::bernoulli_process::BernoulliProcess;
use super::beta_geometric_process::{BetaGeometricProcess, UnseenEvents};
use super::timed_process::{Lifetime, TimedProcess};
use crate::numeric::random::Stream;

/// More purchases than this of one customer are refused.
pub(crate) const MOST_PURCHASES: usize = 10_000_000;

/// A process from which lives can be drawn.
pub(crate) trait SamplePath {
    /// Appends the purchases in (0, horizon] in their order and returns the moment
    /// of leaving, infinite where it lies beyond the horizon; `None` where there
    /// are too many purchases. A customer is there at t where the moment of
    /// leaving lies after t.
    fn draw(&self, horizon: f64, stream: &mut Stream, purchases: &mut Vec<f64>) -> Option<f64>;
}

/// The moments of the events of a customer whose rate is Gamma(shape, α).
struct Events {
    now: f64,
    /// The mean time between them, 1/λ; 0 or infinite where λ is beyond doubles.
    gap: f64,
}

impl Events {
    fn new(shape: f64, alpha: f64, stream: &mut Stream) -> Self {
        Self { now: 0.0, gap: (alpha.ln() - stream.ln_gamma(shape)).exp() }
    }

    /// The `k`-th event from now; no two fall on the same moment.
    fn next(&mut self, k: u32, stream: &mut Stream) -> f64 {
        for _ in 0..k {
            let wait = self.gap * stream.exponential();
            self.now = (self.now + wait).max(self.now.next_up());
        }
        self.now
    }
}

/// The life of a customer who buys at a Gamma(r, α) rate and leaves at `left`, whatever they
/// buy until then.
pub(crate) fn until_leaving(
    left: f64,
    [r, alpha]: [f64; 2],
    horizon: f64,
    stream: &mut Stream,
    purchases: &mut Vec<f64>,
) -> Option<f64> {
    let end = left.min(horizon);
    let mut events = Events::new(r, alpha, stream);
    for _ in 0..=MOST_PURCHASES {
        let next = events.next(1, stream);
        if next > end {
            return Some(if left <= horizon { left } else { f64::INFINITY });
        }
        purchases.push(next);
    }
    None
}

impl<L: Lifetime> SamplePath for TimedProcess<L> {
    fn draw(&self, horizon: f64, stream: &mut Stream, purchases: &mut Vec<f64>) -> Option<f64> {
        let left = self.lifetime.at_hazard(stream.exponential());
        until_leaving(left, [self.r, self.alpha], horizon, stream, purchases)
    }
}

impl SamplePath for BetaGeometricProcess {
    fn draw(&self, horizon: f64, stream: &mut Stream, purchases: &mut Vec<f64>) -> Option<f64> {
        let [_, ln_stay] = stream.ln_beta(self.a, self.b);
        // The customer leaves with the purchase after these.
        let mut stays = stream.run(ln_stay);
        let hidden = self.passed(stream);
        let mut events = Events::new(self.r + f64::from(hidden), self.alpha, stream);
        let mut missing = self.k - hidden;
        for _ in 0..=MOST_PURCHASES {
            let next = events.next(missing, stream);
            if next > horizon {
                return Some(f64::INFINITY);
            }
            purchases.push(next);
            if stays < 1.0 {
                return Some(next);
            }
            stays -= 1.0;
            missing = self.k;
        }
        None
    }
}

impl BetaGeometricProcess {
    /// How many events have passed since the last purchase, at random.
    fn passed(&self, stream: &mut Stream) -> u32 {
        let share = match self.hidden {
            UnseenEvents::Counted(j) => return j,
            UnseenEvents::Unseen { share } if self.k == 1 || share == 0.0 => return 0,
            UnseenEvents::Unseen { share } => share,
        };
        let weights = || {
            let mut weight = 1.0;
            (0..self.k).map(move |j| {
                let count = f64::from(j);
                if j > 0 {
                    weight *= (self.r + count - 1.0) / count * share;
                }
                weight
            })
        };
        let mut rest = stream.uniform() * weights().sum::<f64>();
        let found = weights().position(|weight| {
            rest -= weight;
            rest < 0.0
        });
        found.map_or(self.k - 1, |j| j as u32)
    }
}

impl SamplePath for BernoulliProcess {
    fn draw(&self, horizon: f64, stream: &mut Stream, purchases: &mut Vec<f64>) -> Option<f64> {
        let [_, ln_stay] = stream.ln_beta(self.gamma, self.delta);
        let [_, ln_silent] = stream.ln_beta(self.alpha, self.beta);
        let stays = stream.run(ln_stay);
        let end = stays.min(horizon.floor());
        let mut now = 0.0;
        for _ in 0..=MOST_PURCHASES {
            now += 1.0 + stream.run(ln_silent);
            if now > end {
                return Some(if stays + 1.0 <= horizon { stays + 1.0 } else { f64::INFINITY });
            }
            purchases.push(now);
        }
        None
    }
}
