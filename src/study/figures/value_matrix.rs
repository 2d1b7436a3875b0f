//! The value matrix: what customers brought so far against what they are expected to bring.

use super::observed::ObservedShare;
use crate::value::ValueClass;

/// Customers by what they brought so far and by what they are expected to bring, cut at the top
/// fifth of each.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ValueMatrix {
    /// At or above this, so far is high: the 80th percentile.
    pub so_far_cut: f64,
    /// At or above this, expected value is high: the 80th percentile.
    pub expected_cut: f64,
    /// One point a customer, in the order of the table.
    pub points: Vec<ValuePoint>,
    /// Core (both high), rising (expected alone), fading (so far alone), everyday (neither), in
    /// the order of [`ValueClass::ALL`].
    pub corners: Vec<CornerFigures>,
}

/// One customer of a [`ValueMatrix`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ValuePoint {
    /// What was brought so far, units of the currency (or purchases).
    pub so_far: f64,
    /// What is expected within the horizon, discounted.
    pub expected: f64,
    /// The corner.
    pub class: ValueClass,
}

/// One corner of a [`ValueMatrix`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct CornerFigures {
    /// The corner.
    pub class: ValueClass,
    /// How many customers.
    pub customers: u64,
    /// What they brought so far.
    pub so_far: f64,
    /// What they are expected to bring within the horizon.
    pub expected: f64,
    /// What they brought in the test, units of the currency (or purchases); `None` as of the last
    /// day.
    pub came: Option<f64>,
    /// `came` of one customer; `None` as of the last day or in an empty corner.
    pub came_each: Option<f64>,
    /// How many bought in the test; `None` as `came_each`.
    pub bought: Option<ObservedShare>,
}
