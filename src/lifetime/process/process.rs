//! The future of a customer who is alive: what each model must know of it.

use std::cell::Cell;

use crate::numeric::tolerance::{OUTWARD_STEPS, ROOT, ROOT_STEPS};

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

    /// Whether customers leave at some moments only, one step after the other.
    const LEAVES_IN_STEPS: bool = Self::WHOLE.is_some();

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

/// Counts from here on are not exact as doubles.
const LARGEST_COUNT: f64 = 9_007_199_254_740_992.0;

/// The smallest n with P(more than n) <= 1 − probability, where `at_least` falls in n; infinite
/// where n is no whole number that a double holds.
pub(crate) fn count_quantile(probability: f64, at_least: impl Fn(u64) -> f64) -> f64 {
    whole_crossing(LARGEST_COUNT, |n| {
        let more = at_least(n as u64 + 1);
        if more.is_nan() { more } else { f64::from(u8::from(more > 1.0 - probability)) }
    })
}

/// The first whole number, up to `limit`, at which the falling function `above` is no
/// longer positive; infinite where there is none, NaN where the function is.
pub(crate) fn whole_crossing(limit: f64, above: impl Fn(f64) -> f64) -> f64 {
    let outward = |high: f64| if high == 0.0 { 1.0 } else { limit.min(2.0 * high) };
    let Some((mut low, mut high)) = bracket_above(0.0, limit, outward, &above) else {
        return f64::NAN;
    };
    // Invariant: above(low) > 0 >= above(high), unless they are one.
    for _ in 0..ROOT_STEPS {
        if !(high - low > 1.0 && high < f64::INFINITY) {
            break;
        }
        let middle = (0.5 * (low + high)).floor();
        match above(middle) {
            value if value > 0.0 => low = middle,
            value if value.is_nan() => return value,
            _ => high = middle,
        }
    }
    high
}

/// The time at which the falling function `above` meets zero, by bisection on the
/// logarithm of time; infinite where it does not up to the largest double, NaN where the
/// function is.
pub(crate) fn crossing(scale: f64, above: impl Fn(f64) -> f64) -> f64 {
    let at_once = above(0.0);
    if !(at_once > 0.0) {
        return if at_once.is_nan() { at_once } else { 0.0 };
    }
    let scale = scale.clamp(f64::MIN_POSITIVE, f64::MAX);
    let factor = Cell::new(16.0f64);
    let further = || factor.replace(factor.get() * factor.get());
    let outward = |high: f64| (high * further()).min(f64::MAX);
    let Some((mut low, mut high)) = bracket_above(scale, f64::MAX, outward, &above) else {
        return f64::NAN;
    };
    if high.is_infinite() {
        return high;
    }
    // Where it fell before the scale, inward, as far as doubles go.
    for _ in 0..OUTWARD_STEPS {
        if low < high {
            break;
        }
        low = high / further();
        match above(low) {
            value if value > 0.0 => {}
            value if value.is_nan() => return value,
            _ => high = low,
        }
    }
    // Invariant: above(low) > 0 >= above(high).
    for _ in 0..ROOT_STEPS {
        if high - low <= ROOT * high {
            break;
        }
        let least = low.max(f64::from_bits(1));
        let apart = high > 2.0 * least;
        let middle = if apart { least.sqrt() * high.sqrt() } else { low + 0.5 * (high - low) };
        match above(middle) {
            value if value > 0.0 => low = middle,
            value if value.is_nan() => return value,
            _ => high = middle,
        }
    }
    low + 0.5 * (high - low)
}

/// Where the falling function `above` is still positive, and, one step `outward` from
/// there, no longer; both the same where it is not positive from the start; (limit, ∞) where
/// it is up to the limit; `None` where it is NaN.
fn bracket_above(
    start: f64,
    limit: f64,
    outward: impl Fn(f64) -> f64,
    above: impl Fn(f64) -> f64,
) -> Option<(f64, f64)> {
    let (mut low, mut high) = (start, start);
    for _ in 0..OUTWARD_STEPS {
        let value = above(high);
        if value.is_nan() {
            return None;
        }
        if value <= 0.0 {
            return Some((low, high));
        }
        if high >= limit {
            break;
        }
        (low, high) = (high, outward(high));
    }
    Some((limit, f64::INFINITY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_end_wherever_the_root_is() {
        for root in [0.0, 5e-324, 3e-310, 1e-200, 0.7, 1.0, 16.0, 3e99, 6.3e302, 1.7e308] {
            for scale in [0.0, 1e-320, 1.0, 1e200, f64::INFINITY] {
                let found = crossing(scale, |t| root - t);
                let close = (found - root).abs() <= 2e-13 * root;
                // Of the smallest doubles there are too few for thirteen digits.
                assert!(close || root < 1e-300 && found <= 2.0 * root, "{scale} {root} {found}");
            }
        }
        assert_eq!(crossing(1.0, |_| 1.0), f64::INFINITY);
        assert!(crossing(1.0, |t| if t > 3.0 { f64::NAN } else { 1.0 }).is_nan());
        assert!(crossing(1.0, |_| f64::NAN).is_nan());
    }

    #[test]
    fn whole_searches_end_too() {
        for root in [0.0, 1.0, 2.0, 3.0, 1000.0, 999_999.0, 1e6] {
            assert_eq!(whole_crossing(1e6, |t| root - t), root);
        }
        assert_eq!(whole_crossing(1e6, |t| 1e6 + 1.0 - t), f64::INFINITY);
        assert!(whole_crossing(1e6, |_| f64::NAN).is_nan());
        assert_eq!(count_quantile(0.5, |n| 1.0 / n as f64), 1.0);
        assert_eq!(count_quantile(0.5, |_| 1.0), f64::INFINITY);
        assert!(count_quantile(0.5, |_| f64::NAN).is_nan());
    }
}
