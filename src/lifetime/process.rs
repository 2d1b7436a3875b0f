//! The future of a customer who is alive: what each model must know of it.

use crate::numeric::tolerance::{ROOT, ROOT_STEPS};

/// What is asked of an interval.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ask {
    /// The expected number of purchases.
    Expected,
    /// The probability of exactly so many.
    Exactly(u64),
    /// The probability of so many or more, at least one.
    AtLeast(u64),
}

impl Ask {
    /// The answer for (0, t].
    pub(crate) fn of(self, process: &impl Process, t: f64) -> f64 {
        match self {
            Self::Expected => process.expected(t),
            Self::Exactly(n) => process.exactly(n, t),
            Self::AtLeast(n) => process.at_least(n, t),
        }
    }
}

/// The purchases and the departure of an alive customer, counted from now.
pub(crate) trait Process {
    /// Where time counts in whole steps: up to how many of them a waiting time is
    /// searched.
    const WHOLE: Option<f64> = None;

    /// Expected purchases in (0, t].
    fn expected(&self, t: f64) -> f64;

    /// Probability of being alive at t.
    fn survival(&self, t: f64) -> f64;

    /// Probability of having left by t: the complement, with all its digits where it
    /// is small.
    fn departed(&self, t: f64) -> f64 {
        1.0 - self.survival(t)
    }

    /// Probability of exactly n purchases in (0, t].
    fn exactly(&self, n: u64, t: f64) -> f64;

    /// Probability of n or more purchases in (0, t].
    fn at_least(&self, n: u64, t: f64) -> f64;

    /// Expected purchases discounted by e^(−rate · time) up to `horizon`, which
    /// is infinite only where `rate` is positive.
    fn discounted(&self, rate: f64, horizon: f64) -> f64;

    /// The answer for (start, end], averaged over those who are still alive at
    /// `start`; times their share.
    fn between(&self, ask: Ask, start: f64, end: f64) -> f64;

    /// A time that is typical of the process, to begin a search from.
    fn time_scale(&self) -> f64;
}

/// The smallest n with P(more than n) <= 1 − level, where `at_least` falls in n.
pub(crate) fn count_quantile(level: f64, at_least: impl Fn(u64) -> f64) -> f64 {
    let reached = |n: u64| at_least(n + 1) <= 1.0 - level;
    if reached(0) {
        return 0.0;
    }
    let (mut low, mut high) = (0u64, 1u64);
    while !reached(high) {
        if high >= 1 << 52 {
            return f64::INFINITY;
        }
        (low, high) = (high, 2 * high);
    }
    // Invariant: `low` is not reached, `high` is.
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if reached(middle) { high = middle } else { low = middle }
    }
    high as f64
}

/// The first whole time, up to `limit`, at which the falling function `above` is
/// no longer positive; infinite where there is none.
pub(crate) fn whole_crossing(limit: f64, above: impl Fn(f64) -> f64) -> f64 {
    if above(0.0) <= 0.0 {
        return 0.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    while above(high) > 0.0 {
        if high >= limit {
            return f64::INFINITY;
        }
        (low, high) = (high, limit.min(2.0 * high));
    }
    // Invariant: above(low) > 0 >= above(high).
    while high - low > 1.0 {
        let middle = (0.5 * (low + high)).floor();
        if above(middle) > 0.0 { low = middle } else { high = middle }
    }
    high
}

/// The time at which the falling function `above` meets zero, by bisection on
/// the logarithm of time; infinite where it never does.
pub(crate) fn crossing(scale: f64, above: impl Fn(f64) -> f64) -> f64 {
    if above(0.0) <= 0.0 {
        return 0.0;
    }
    let mut high = scale;
    while above(high) > 0.0 {
        high *= 16.0;
        if high > 1e100 * scale {
            return f64::INFINITY;
        }
    }
    let mut low = high / 16.0;
    while above(low) <= 0.0 {
        low /= 16.0;
        if low < 1e-100 * scale {
            return 0.0;
        }
    }
    // Invariant: above(low) > 0 >= above(high).
    for _ in 0..ROOT_STEPS {
        if high - low <= ROOT * high {
            break;
        }
        let middle = if high > 2.0 * low { (low * high).sqrt() } else { 0.5 * (low + high) };
        if above(middle) > 0.0 { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}
