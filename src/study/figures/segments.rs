//! Segments: by RFM, by value, and the rungs of the ladder.

use crate::loyalty::Stage;
use crate::value::{Segment, ValueClass};

/// Customers by named segments.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Segmentation {
    /// The RFM segments, from the first of their table on.
    pub segments: Vec<SegmentCount>,
    /// The place of each customer's segment in `segments`.
    pub segment: Vec<usize>,
    /// The value class of each customer, cut at the top fifths.
    pub value_class: Vec<ValueClass>,
    /// How many are in each value class.
    pub value_classes: Vec<ValueClassCount>,
    /// Griffin's ladder from the ledger (and the survey), from the highest rung that anybody stands
    /// on.
    pub rungs: Vec<RungCount>,
    /// How many customers cannot be placed on the ladder.
    pub unplaced: u64,
}

/// How many customers an RFM segment has.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SegmentCount {
    /// The segment, with its names in two languages.
    pub segment: Segment,
    /// How many customers.
    pub customers: u64,
    /// Their share of all, 0 to 1.
    pub share: f64,
    /// What they are expected to bring within the horizon.
    pub expected: f64,
}

/// How many customers a class of value has.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ValueClassCount {
    /// The class.
    pub class: ValueClass,
    /// How many customers.
    pub customers: u64,
}

/// How many customers stand on a rung of the ladder.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct RungCount {
    /// The rung.
    pub stage: Stage,
    /// How many customers.
    pub customers: u64,
}
