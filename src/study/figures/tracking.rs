//! Tracking: repeat purchases by period, came and expected, with a band.

use crate::time::Day;

/// Repeat purchases of the whole base by period, came and expected, with the band in which they
/// should lie: from the parameters' uncertainty and the scatter that was measured while learning.
///
/// Periods are counted from the split, so that the first and the last may be short; what is
/// expected of them is cut to the same days.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TrackedWeeks {
    /// How many units of the study a full period has: 4 weeks.
    pub units: u32,
    /// The last day that the model learned from.
    pub split: Day,
    /// In the order of time.
    pub periods: Vec<TrackedPeriod>,
    /// How much more the counts of single units scattered around their expectation while learning
    /// than chance would (Poisson): the sum of (came − expected)² / expected over the degrees of
    /// freedom. At least 1.
    pub dispersion: f64,
    /// How many units it was measured on.
    pub dispersion_units: u64,
    /// While learning.
    pub learned: TrackedTotal,
    /// In the test; `None` where there is none.
    pub test: Option<TrackedTotal>,
}

/// One period of [`TrackedWeeks`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct TrackedPeriod {
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
    /// Its begin in units of the study from the first day of all.
    pub from: f64,
    /// Its end, likewise.
    pub to: f64,
    /// Whether it has all its days.
    pub full: bool,
    /// Whether it is of the test.
    pub test: bool,
    /// Repeat purchases that came.
    pub came: u64,
    /// Repeat purchases expected.
    pub expected: f64,
    /// Lower end of the 95 % band, at least 0.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Repeat purchases of a stretch, came and expected.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct TrackedTotal {
    /// What came.
    pub came: u64,
    /// What was expected.
    pub expected: f64,
    /// In how many full periods what came lies outside the band.
    pub outside: u64,
    /// How many full periods there are.
    pub periods: u64,
}
