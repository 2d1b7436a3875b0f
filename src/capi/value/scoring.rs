//! Scores of a column.

use crate::capi::prelude::*;
use crate::capi::value::Values;
use crate::value::{Better, Closed, Scoring, Ties};

/// By the interior quantiles (type 7) of the data.
pub const HABITUE_BINNING_QUANTILES: i32 = 0;
/// By rank, into bins of equal counts.
pub const HABITUE_BINNING_EQUAL_COUNTS: i32 = 1;
/// At the caller's thresholds.
pub const HABITUE_BINNING_AT: i32 = 2;

enumeration!(HABITUE_BETTER: Better);

enumeration!(HABITUE_CLOSED: Closed);

/// How a column becomes scores, 1 (worst) to as many as there are bins. Start from
/// `HABITUE_BINNING_INIT`; NULL means the same: quintiles of the data.
#[apply(versioned)]
pub struct habitue_binning {
    /// One of `HABITUE_BINNING_...`.
    pub method: i32,
    /// How many bins, up to 1000; `HABITUE_BINNING_AT` has one more than thresholds, and does not
    /// read it. 5 by default.
    pub bins: u32,
    /// One of `HABITUE_BETTER_...`.
    pub better: i32,
    /// One of `HABITUE_CLOSED_...`; not for equal counts.
    pub closed: i32,
    /// One of `HABITUE_TIES_...`; of equal counts.
    pub ties: i32,
    /// How many thresholds.
    pub threshold_count: u32,
    pub reserved: u32,
    /// `HABITUE_BINNING_AT`: the thresholds, strictly ascending. Else NULL.
    pub thresholds: *const f64,
}

begins!(habitue_binning, bins = 5);

impl Reads for Scoring {
    type From = habitue_binning;

    unsafe fn read(pointer: *const habitue_binning, name: &'static str) -> Result<Self> {
        let given = options(pointer, name)?;
        read!(given => column thresholds[given.threshold_count as usize]);
        let better = Better::read(given.better, "better")?;
        let closed = Closed::read(given.closed, "closed")?;
        let ties = Ties::read(given.ties, "ties")?;
        let usual = habitue_binning::default();
        let (at, equal) = (HABITUE_BINNING_AT, HABITUE_BINNING_EQUAL_COUNTS);
        let scoring = match given.method {
            HABITUE_BINNING_AT => Scoring::at(thresholds),
            HABITUE_BINNING_EQUAL_COUNTS => Scoring::equal_counts(given.bins, ties),
            HABITUE_BINNING_QUANTILES => Scoring::quantiles(given.bins),
            other => return Err(no_enumerator(other, "method", &[0, 1, 2])),
        };
        let bins = [usual.bins, given.threshold_count.saturating_add(1)];
        let fields = [
            (given.method != at && !thresholds.is_empty(), "thresholds"),
            (given.method == at && !bins.contains(&given.bins), "bins"),
            (given.method != equal && given.ties != usual.ties, "ties"),
            (given.method == equal && given.closed != usual.closed, "closed"),
        ];
        idle(&fields, "by this method")?;
        let scoring = scoring?;
        Ok(scoring.with_better(better).with_closed(closed))
    }
}

/// Refuses another number of thresholds than there are.
pub(super) fn check_cuts(thresholds: Option<&[f64]>, expected: usize) -> Result<()> {
    thresholds.map_or(Ok(()), |column| same_length("thresholds", column.len(), expected))
}

/// The score of each value, 1 (worst) to the number of bins, into `scores`, and the thresholds in
/// ascending order into `thresholds`. `values` are F64 or I64.
///
/// `values` and `scores` have `rows` cells; `thresholds` has `threshold_count`, one fewer than
/// bins, or is NULL. `threads` is a count, 0 for all cores.
pub unsafe fn habitue_scores_assign(
    binning: Scoring,
    values: Values,
    rows: usize,
    threads: u32,
    scores: *mut i32,
    thresholds: Option<&mut [f64]>,
    _threshold_count: usize,
) -> Result<()> {
    let scoring = binning.with_threads(threads as usize);
    let scores = column_mut(scores, rows, "scores")?;
    check_cuts(thresholds.as_deref(), scoring.bins() - 1)?;
    let found = either!(values, values => scoring.score_into(values, scores))?;
    put(thresholds, &found);
    Ok(())
}
