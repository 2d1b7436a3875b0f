//! Segments: by RFM, by value, and the rungs of the ladder.

use super::rfm_grid::RfmGrid;
use super::value_matrix::ValueMatrix;
use crate::classify::Scheme;
use crate::error::Result;
use crate::loyalty::{GriffinLadder, Stage, StageColumns};
use crate::summary::Table;
use crate::value::{Segment, SegmentTable, ValueClass};

/// Customers by named segments.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Segmentation {
    /// The RFM segments, from the first of their table on.
    pub segments: Vec<SegmentCount>,
    /// The place of each customer's segment in `segments`.
    pub segment: Vec<usize>,
    /// The value class of each customer, cut at the top fifths; empty without a forecast.
    pub value_class: Vec<ValueClass>,
    /// How many are in each value class; empty without a forecast.
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
    /// What they are expected to bring within the horizon; `None` without a forecast.
    pub expected: Option<f64>,
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

impl Segmentation {
    /// The segments of the customers of `table` by their grid, and by the value matrix and the value
    /// expected of each where there is a forecast.
    /// `recommends` says who would recommend, one flag a customer, as [`StageColumns`] takes it.
    ///
    /// # Errors
    /// As [`SegmentTable::assign`] and [`GriffinLadder`].
    pub(crate) fn of(
        table: &Table,
        grid: &RfmGrid,
        matrix: Option<&ValueMatrix>,
        value: Option<&[f64]>,
        recommends: &[u8],
    ) -> Result<Self> {
        let named = SegmentTable::recency_frequency();
        let column = |place: usize| grid.scores.iter().map(|score| score[place]).collect();
        let (recency, frequency): (Vec<i32>, Vec<i32>) = (column(0), column(1));
        // The table looks at recency and frequency alone; without amounts there is no third score.
        let placed = named.assign(&recency, &frequency, &frequency)?;
        let segment: Vec<usize> =
            placed.segment.iter().map(|number| *number as usize - 1).collect();
        let mut expected = vec![0.0; named.segments().len()];
        let values = segment.iter().zip(value.unwrap_or_default());
        values.for_each(|(at, value)| expected[*at] += value);
        let all = table.len().max(1) as f64;
        let counts = named.segments().iter().zip(&placed.customers).zip(expected);
        let segments = counts.map(|((segment, customers), expected)| SegmentCount {
            segment: segment.clone(),
            customers: *customers,
            share: *customers as f64 / all,
            expected: value.map(|_| expected),
        });
        let points = matrix.map_or(&[][..], |matrix| &matrix.points);
        let value_class: Vec<ValueClass> = points.iter().map(|point| point.class).collect();
        let corners = matrix.map_or(&[][..], |matrix| &matrix.corners);
        let of = |corner: &super::value_matrix::CornerFigures| ValueClassCount {
            class: corner.class,
            customers: corner.customers,
        };
        let purchases: Vec<u32> = table.x().iter().map(|x| x.saturating_add(1)).collect();
        let columns =
            StageColumns::new(purchases.len()).purchases(&purchases).recommends(recommends);
        let counts = GriffinLadder.classify_all(&columns)?.counts;
        let rungs = Stage::ALL
            .iter()
            .rev()
            .map(|stage| RungCount { stage: *stage, customers: counts.of(*stage) });
        Ok(Self {
            segments: segments.collect(),
            segment,
            value_class,
            value_classes: corners.iter().map(of).collect(),
            rungs: rungs.filter(|rung| rung.customers > 0).collect(),
            unplaced: counts.n_missing(),
        })
    }
}
