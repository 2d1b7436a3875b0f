//! Counts that merge: what shards and waves send instead of their responses.

use super::super::column::{column, fill_buffer, input, optional_column, output};
use super::super::guard::guard;
use super::super::handle::{free, guard_new};
use super::super::status::{habitue_error, habitue_status};
use super::measure::{Counts, Measure, habitue_measure, kind_of};
use super::responses::habitue_responses;
use super::totals::{of_totals, totals};
use crate::error::{Error, ErrorKind, Result};

/// The sums under a measure. Count each part where it lies, merge the counts, and form the
/// figure once. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_counts(pub(super) Counts);

/// Counts `measure` of the questions that it names, each respondent with their weight.
///
/// Returns also `HABITUE_NOT_READ`, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE`,
/// `HABITUE_INCONSISTENT`, or `HABITUE_EMPTY_INPUT` for a dimension without pairs. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_counts_of_responses(
    measure: *const habitue_measure,
    responses: *const habitue_responses,
    counts: *mut *mut habitue_counts,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let (measure, responses) =
            unsafe { (Measure::read(measure)?, &input(responses, "responses")?.0) };
        measure.of_responses(responses).map(habitue_counts)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(counts, error, make) }
}

/// Counts `measure` (MEAN, KANO, FUZZY_KANO or PENALTY_REWARD) of `column_count` columns of
/// `rows` cells, one column after the other, NaN where missing; `weights` (base weights >= 0)
/// may be NULL.
///
/// Returns also `HABITUE_NOT_READ`, and `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or
/// `HABITUE_INCONSISTENT` with the row. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_counts_of_columns(
    measure: *const habitue_measure,
    cells: *const f64,
    column_count: usize,
    weights: *const f64,
    rows: usize,
    counts: *mut *mut habitue_counts,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        let count = column_count.checked_mul(rows);
        let count = count.ok_or_else(|| Error::length("cells", usize::MAX, column_count))?;
        // SAFETY: the contract of the header.
        let (measure, cells, weights) = unsafe {
            (
                Measure::read(measure)?,
                column(cells, count, "cells")?,
                optional_column(weights, rows, "weights")?,
            )
        };
        if column_count > MOST_COLUMNS {
            let allowed = format!("at most {MOST_COLUMNS}");
            return Err(Error::out_of_range("column_count", column_count as f64, allowed));
        }
        let columns: Vec<&[f64]> =
            (0..column_count).map(|i| &cells[i * rows..(i + 1) * rows]).collect();
        measure.of_columns(&columns, weights, rows).map(habitue_counts)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(counts, error, make) }
}

/// No measure has more; without rows, nothing else says that a number of columns is none.
const MOST_COLUMNS: usize = 1000;

/// The counts with these totals, in the order of `HABITUE_LIST_TOTALS + kind` (one of
/// `HABITUE_MEASURE_...`): of `habitue_counts_totals`, added by any engine. Published figures of
/// equal weights: SHARE hits and all; PROMOTER promoters, passives, detractors; KANO the six
/// classes.
///
/// Returns also `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT`, by name.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_counts_of_totals(
    kind: i32,
    totals: *const f64,
    total_count: usize,
    counts: *mut *mut habitue_counts,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let totals = unsafe { column(totals, total_count, "totals") }?;
        of_totals(kind_of(kind, "kind")?, totals).map(habitue_counts)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(counts, error, make) }
}

/// Releases counts; NULL does nothing. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_counts_free(counts: *mut habitue_counts) {
    // SAFETY: the contract of the header.
    unsafe { free(counts) };
}

/// The totals, plain sums to be added where they are, but for those with `HABITUE_ENTRY_FIXED`,
/// which are the same in all parts. Their names: `HABITUE_LIST_TOTALS + kind`; of
/// SERVICE_QUALITY once for each dimension; of PENALTY_REWARD followed by how many answered low
/// and high, attribute after attribute, and the sums of the regression. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_counts_totals(
    counts: *const habitue_counts,
    totals: *mut f64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let all = self::totals(&unsafe { input(counts, "counts") }?.0);
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(&all, totals, capacity, needed, "totals") }
    })
}

/// Adds the counts of `other`, another part (shard, wave), to `counts`, which are as they were
/// where this fails: `HABITUE_INCONSISTENT` for another measure, scale, cut or number of
/// dimensions or attributes, `HABITUE_NOT_FINITE` for a sum. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_counts_merge(
    counts: *mut habitue_counts,
    other: *const habitue_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header; `other` may be `counts`, so a copy.
        let other = unsafe { input(other, "other") }?.0.clone();
        // SAFETY: the contract of the header.
        let counts = unsafe { output(counts, "counts") }?;
        counts.0 = merged(&counts.0, &other)?;
        Ok(())
    })
}

fn merged(first: &Counts, second: &Counts) -> Result<Counts> {
    let sum = match (first, second) {
        (Counts::Share(a), Counts::Share(b)) => Counts::Share(a.merge(*b)),
        (Counts::Promoter(a), Counts::Promoter(b)) => Counts::Promoter(a.merge(*b)),
        (Counts::Effort(a), Counts::Effort(b)) => Counts::Effort(a.merge(*b)?),
        (Counts::Mean(a), Counts::Mean(b)) => Counts::Mean(a.merge(*b)),
        (Counts::ServiceQuality(a), Counts::ServiceQuality(b)) => {
            Counts::ServiceQuality(a.clone().merge(b)?)
        }
        (Counts::Kano(a), Counts::Kano(b)) => Counts::Kano(a.merge(*b)),
        (Counts::FuzzyKano(a), Counts::FuzzyKano(b)) => Counts::FuzzyKano(a.merge(b)?),
        (Counts::PenaltyReward(a), Counts::PenaltyReward(b)) => {
            Counts::PenaltyReward(a.clone().merge(b)?)
        }
        _ => {
            return Err(Error::new(ErrorKind::Inconsistent, "are of another measure")
                .in_column("other"));
        }
    };
    // Scores that are not known are NaN on purpose.
    let known: Vec<f64> = totals(&sum).into_iter().filter(|total| !total.is_nan()).collect();
    Error::unless_all_finite(&known, "counts").map(|()| sum)
}
