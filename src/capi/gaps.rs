//! Expectations that adapt, and service quality by dimension.

use super::column::{column, column_mut, input, output};
use super::counts::{finite, habitue_mean, habitue_mean_counts};
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use super::survey::habitue_responses;
use crate::error::Error;
use crate::satisfaction::{ServiceQualityCounts, adapt_expectation_into};

/// The class is not known: expectation or performance is missing.
pub const HABITUE_DISCONFIRMATION_UNKNOWN: i32 = 0;
/// Less than expected.
pub const HABITUE_DISCONFIRMATION_DISSATISFIED: i32 = 1;
/// As expected.
pub const HABITUE_DISCONFIRMATION_SATISFIED: i32 = 2;
/// More than expected.
pub const HABITUE_DISCONFIRMATION_DELIGHTED: i32 = 3;

/// The sums under one dimension of service quality. All 0 is a valid start.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_dimension_counts {
    /// Perception less expectation.
    pub gap: habitue_mean_counts,
    /// Perception of the same respondents.
    pub perception: habitue_mean_counts,
    /// Pairs of which one or both answers are missing.
    pub missing_pairs: u64,
}

/// One dimension of service quality.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_dimension_gap {
    /// Its share of the importance points; the shares sum to 1.
    pub weight: f64,
    /// Perception less expectation.
    pub gap: habitue_mean,
    /// Perception of the same respondents.
    pub perception: habitue_mean,
    /// Pairs of which one or both answers are missing.
    pub missing_pairs: u64,
}

/// The expectation before each period, which moves by `rate` (0 to 1) of the way
/// towards each performance.
///
/// `performance` holds `periods` values, NaN where there was none;
/// `expectation` receives as many, the first being `start`. `error` may be NULL.
/// Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_adapt_expectation(
    start: f64,
    rate: f64,
    performance: *const f64,
    periods: usize,
    expectation: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (performance, expectation) = unsafe {
            (
                column(performance, periods, "performance")?,
                column_mut(expectation, periods, "expectation")?,
            )
        };
        adapt_expectation_into(start, rate, performance, expectation)
    })
}

/// Counts service quality, perception less expectation over dimensions, to be
/// merged or analysed.
///
/// Each of `pairs` pairs is an expectation question, a perception question
/// (indices into `answers`) and the dimension (from 0) that it belongs to. `counts`
/// receives the sums of each of `dimensions` dimensions. `error` may be NULL. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` for a dimension without
/// pairs, `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_dimension_counts_of_answers(
    answers: *const habitue_responses,
    expectations: *const usize,
    perceived: *const usize,
    pair_dimensions: *const usize,
    pairs: usize,
    counts: *mut habitue_dimension_counts,
    dimensions: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, expectations, perceived, of, counts) = unsafe {
            (
                &input(answers, "answers")?.0,
                column(expectations, pairs, "expectations")?,
                column(perceived, pairs, "perceived")?,
                column(pair_dimensions, pairs, "pair_dimensions")?,
                column_mut(counts, dimensions, "counts")?,
            )
        };
        let mut lists = vec![Vec::new(); counts.len()];
        for (row, dimension) in of.iter().enumerate() {
            let Some(list) = lists.get_mut(*dimension) else {
                let allowed = format!("less than {dimensions}");
                return Err(Error::out_of_range("pair_dimensions", *dimension as f64, allowed)
                    .at_row(row as u64));
            };
            list.push((expectations[row], perceived[row]));
        }
        write(counts, &ServiceQualityCounts::count(answers, &lists)?);
        Ok(())
    })
}

fn write(out: &mut [habitue_dimension_counts], found: &ServiceQualityCounts) {
    for (place, slot) in out.iter_mut().enumerate() {
        *slot = habitue_dimension_counts {
            gap: found.gaps[place].into(),
            perception: found.perceptions[place].into(),
            missing_pairs: found.missing_pairs[place],
        };
    }
}

fn read(counts: &[habitue_dimension_counts]) -> ServiceQualityCounts {
    ServiceQualityCounts {
        gaps: counts.iter().map(|of| of.gap.into()).collect(),
        perceptions: counts.iter().map(|of| of.perception.into()).collect(),
        missing_pairs: counts.iter().map(|of| of.missing_pairs).collect(),
    }
}

/// The sums of two parts (shards, waves) together, dimension by dimension.
///
/// `first` and `second` hold the sums of `dimensions` dimensions; `merged` receives
/// as many and is neither of them. `error` may be NULL. Returns `HABITUE_OK` or an
/// argument error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_dimension_counts_merge(
    first: *const habitue_dimension_counts,
    second: *const habitue_dimension_counts,
    merged: *mut habitue_dimension_counts,
    dimensions: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (first, second, merged) = unsafe {
            (
                column(first, dimensions, "first")?,
                column(second, dimensions, "second")?,
                column_mut(merged, dimensions, "merged")?,
            )
        };
        let sum = read(first).merge(&read(second))?;
        for counts in sum.gaps.iter().chain(&sum.perceptions) {
            finite(habitue_mean_counts::from(*counts))?;
        }
        write(merged, &sum);
        Ok(())
    })
}

/// Service quality from the sums of its dimensions.
///
/// `counts` holds the sums, `points` the importance of each of `dimensions`
/// dimensions, any sum; 0 < `level` < 1. `gaps` receives each dimension with its
/// intervals, `*unweighted` and `*weighted` the overall gaps on the scale of the
/// items. `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT` where nobody has a complete pair, `HABITUE_OUT_OF_RANGE`,
/// `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_dimension_counts_service_quality(
    counts: *const habitue_dimension_counts,
    points: *const f64,
    dimensions: usize,
    level: f64,
    gaps: *mut habitue_dimension_gap,
    unweighted: *mut f64,
    weighted: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (counts, points, gaps, unweighted, weighted) = unsafe {
            (
                column(counts, dimensions, "counts")?,
                column(points, dimensions, "points")?,
                column_mut(gaps, dimensions, "gaps")?,
                output(unweighted, "unweighted")?,
                output(weighted, "weighted")?,
            )
        };
        if counts.is_empty() {
            return Err(Error::empty("dimensions"));
        }
        let found = read(counts).analyse(points, level)?;
        for (slot, dimension) in gaps.iter_mut().zip(&found.dimensions) {
            *slot = habitue_dimension_gap {
                weight: dimension.weight,
                gap: habitue_mean::new(&dimension.gap, level),
                perception: habitue_mean::new(&dimension.perception, level),
                missing_pairs: dimension.missing_pairs,
            };
        }
        *unweighted = found.unweighted;
        *weighted = found.weighted;
        Ok(())
    })
}
