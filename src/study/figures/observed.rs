//! A share that was counted, with its interval.

use crate::error::Result;
use crate::numeric::proportion::{Interval, ProportionInterval};

/// The confidence of every interval of a study.
pub(crate) const CONFIDENCE: f64 = 0.95;

/// A share that was observed: how many of how many, with Wilson's interval.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ObservedShare {
    /// How many did.
    pub count: u64,
    /// Of how many; at least 1.
    pub of: u64,
    /// `count / of`, 0 to 1.
    pub share: f64,
    /// The 95 % interval of Wilson (1927).
    pub interval: Interval,
}

impl ObservedShare {
    /// `count` of `of`, where `of` is at least 1.
    pub(crate) fn new(count: u64, of: u64) -> Result<Option<Self>> {
        if of == 0 {
            return Ok(None);
        }
        let share = count as f64 / of as f64;
        let interval = ProportionInterval::Wilson.of(count as f64, of as f64, CONFIDENCE)?;
        Ok(Some(Self { count, of, share, interval }))
    }
}
