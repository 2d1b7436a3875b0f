//! Counts that merge: what shards and waves send instead of their responses.

use super::measure::{kind_of, measure};
use crate::capi::prelude::*;
use crate::satisfaction::{Counts, MeasureKind};

/// The sums under a measure. Count each part where it lies, merge the counts, and form the
/// figure once. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_counts(pub(in crate::capi) Counts);

/// Counts `measure` of the questions that it names, each respondent with their weight.
///
/// Returns also `HABITUE_NOT_READ`, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE`,
/// `HABITUE_INCONSISTENT`, or `HABITUE_EMPTY_INPUT` for a dimension without pairs.
pub unsafe fn habitue_counts_of_responses(
    measure: *const habitue_measure,
    responses: &Answers,
) -> Result<Counts> {
    let (measure, questions) = self::measure(measure)?;
    measure.count(responses, questions.unwrap_or_default())
}

/// Counts `measure` (MEAN, KANO, FUZZY_KANO or PENALTY_REWARD) of `column_count` columns of `rows`
/// cells, one column after the other, NaN where missing; `weights` (base weights >= 0) may be NULL.
///
/// Returns also `HABITUE_NOT_READ`, and `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or
/// `HABITUE_INCONSISTENT` with the row.
pub unsafe fn habitue_counts_of_columns(
    measure: *const habitue_measure,
    cells: *const f64,
    column_count: usize,
    weights: Option<&[f64]>,
    rows: usize,
) -> Result<Counts> {
    let (measure, questions) = self::measure(measure)?;
    if questions.is_some() {
        return Err(unread("measure.questions", "of columns"));
    }
    if column_count > MOST_COLUMNS {
        let allowed = format!("at most {MOST_COLUMNS}");
        return Err(Error::out_of_range("column_count", column_count as f64, allowed));
    }
    let cells = column(cells, column_count.saturating_mul(rows), "cells")?;
    let columns: Vec<&[f64]> =
        (0..column_count).map(|i| &cells[i * rows..(i + 1) * rows]).collect();
    measure.count_columns(&columns, weights)
}

/// No measure has more; without rows, nothing else says that a number of columns is none.
const MOST_COLUMNS: usize = 1000;

/// The counts with these totals, in the order of `HABITUE_LIST_TOTALS + kind` (one of
/// `HABITUE_MEASURE_...`): of `habitue_counts_totals`, added by any engine. Published figures of
/// equal weights: SHARE hits and all; PROMOTER promoters, passives, detractors; KANO the six
/// classes.
///
/// Returns also `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT`, by name.
pub fn habitue_counts_of_totals(kind: i32, totals: &[f64], _total_count: usize) -> Result<Counts> {
    Counts::of_totals(kind_of(kind, "kind")?, totals)
}

/// The totals, plain sums to be added where they are, but for those with `HABITUE_ENTRY_FIXED`,
/// which are the same in all parts. Their names: `HABITUE_LIST_TOTALS + kind`; of SERVICE_QUALITY
/// once for each dimension; of PENALTY_REWARD followed by how many answered low and high, attribute
/// after attribute, and the sums of the regression.
pub fn habitue_counts_totals(counts: &Counts, totals: Buffer<f64>) -> Result<()> {
    let all = counts.totals();
    totals.fill(&all)
}

/// Adds the counts of `other`, another part (shard, wave), to `counts`, which are as they were
/// where this fails: `HABITUE_INCONSISTENT` for another measure, scale, cut or number of dimensions
/// or attributes, `HABITUE_NOT_FINITE` for a sum.
pub unsafe fn habitue_counts_merge(
    counts: *mut habitue_counts,
    other: *const habitue_counts,
) -> Result<()> {
    // `other` may be `counts`, so a copy.
    let other = input(other, "other")?.0.clone();
    let counts = output(counts, "counts")?;
    counts.0 = counts.0.merge(&other)?;
    Ok(())
}

/// The totals of each measure, by its number.
pub(in super::super) fn totals_of_measures() -> Vec<(i32, Vec<Entry>)> {
    let list = |kind: MeasureKind| {
        let entry = |(code, name): (i32, String)| {
            let fixed = MeasureKind::FIXED_TOTALS.contains(&name.as_str());
            let entry = Entry::column(code, &name, HABITUE_TYPE_F64);
            entry.flagged(u32::from(fixed) * HABITUE_ENTRY_FIXED)
        };
        (kind as i32, (1..).zip(kind.totals()).map(entry).collect())
    };
    MeasureKind::ALL.iter().copied().map(list).collect()
}
