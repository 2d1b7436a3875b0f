//! Gaps between what is designed, expected and received; delivered value; service
//! quality.

use super::column::{column, column_mut, input, optional_column_mut, output};
use super::counts::{finite, habitue_mean, habitue_mean_counts};
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use super::survey::habitue_responses;
use crate::error::{Error, ErrorKind, Result};
use crate::satisfaction::{
    DeliveredValue, ServiceGaps, ServiceQualityCounts, ServiceStates, ValueGaps,
    adapt_expectation_into, disconfirm_into,
};

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

/// Performance less expectation of each row, and its class.
///
/// `expectation` and `performance` hold `rows` values, NaN where missing. Within
/// ±`tolerance` (>= 0) a row is as expected. `gaps` receives the differences (NaN
/// where missing), `classes` `HABITUE_DISCONFIRMATION_...`. `error` may be NULL.
/// Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_disconfirm(
    expectation: *const f64,
    performance: *const f64,
    rows: usize,
    tolerance: f64,
    gaps: *mut f64,
    classes: *mut i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (expectation, performance, gaps, classes) = unsafe {
            (
                column(expectation, rows, "expectation")?,
                column(performance, rows, "performance")?,
                column_mut(gaps, rows, "gaps")?,
                column_mut(classes, rows, "classes")?,
            )
        };
        disconfirm_into(expectation, performance, tolerance, gaps, classes)
    })
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

/// Customer delivered value of each row: benefits less costs, and their ratio.
///
/// `benefits` holds four columns of `rows` values >= 0 one after the other
/// (product, services, personnel or psychological, image), `costs` likewise
/// (money, time, psychic, energy); `cells` = 4 times `rows`. `complaints` holds three
/// more columns of `complaint_cells` = 3 times `rows` values >= 0 (time and energy
/// that a complaint cost, and what the recovery was worth), or is (NULL, 0) for none.
/// `differences` receives benefits less costs, `ratios` benefits over costs (NaN
/// without costs) or is NULL. `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`, with the row. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_delivered_value(
    benefits: *const f64,
    costs: *const f64,
    cells: usize,
    complaints: *const f64,
    complaint_cells: usize,
    rows: usize,
    differences: *mut f64,
    ratios: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (benefits, costs, complaints, differences, ratios) = unsafe {
            (
                column(benefits, cells, "benefits")?,
                column(costs, cells, "costs")?,
                column(complaints, complaint_cells, "complaints")?,
                column_mut(differences, rows, "differences")?,
                optional_column_mut(ratios, rows, "ratios")?,
            )
        };
        for (name, cells, columns) in [("cells", cells, 4), ("complaint_cells", complaint_cells, 3)]
        {
            let none = columns == 3 && cells == 0;
            if !none && rows.checked_mul(columns) != Some(cells) {
                return Err(Error::new(
                    ErrorKind::Length,
                    format!("is not {columns} times {rows} rows"),
                )
                .in_column(name)
                .with_value(cells));
            }
        }
        let four = |source: &[f64], row: usize| [0, 1, 2, 3].map(|part| source[part * rows + row]);
        let one = |row: usize| {
            let value = DeliveredValue::new(four(benefits, row), four(costs, row))?;
            if complaints.is_empty() {
                return Ok(value);
            }
            let part = |part: usize| complaints[part * rows + row];
            value.with_complaint(part(0), part(1), part(2))
        };
        let values = (0..rows)
            .map(|row| one(row).map_err(|error: Error| error.at_row(row as u64)))
            .collect::<Result<Vec<_>>>()?;
        for (slot, value) in differences.iter_mut().zip(&values) {
            *slot = value.difference();
        }
        for (slot, value) in ratios.into_iter().flatten().zip(&values) {
            *slot = value.ratio().unwrap_or(f64::NAN);
        }
        Ok(())
    })
}

/// The five gaps of service quality for each row: four inside the organisation,
/// and the one that the customer feels; each the later state less the earlier one,
/// so that below 0 something got lost.
///
/// `expected`, `believed` (by management), `specified`, `delivered`, `promised` and
/// `perceived` hold `rows` finite values in one unit. `gaps` receives five columns
/// one after the other (`cells` = 5 times `rows`): believed - expected, specified -
/// believed, delivered - specified, delivered - promised, perceived - expected.
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error or
/// `HABITUE_NOT_FINITE`, with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_service_gaps(
    expected: *const f64,
    believed: *const f64,
    specified: *const f64,
    delivered: *const f64,
    promised: *const f64,
    perceived: *const f64,
    rows: usize,
    gaps: *mut f64,
    cells: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (expected, believed, specified, delivered, promised, perceived, gaps) = unsafe {
            (
                column(expected, rows, "expected")?,
                column(believed, rows, "believed")?,
                column(specified, rows, "specified")?,
                column(delivered, rows, "delivered")?,
                column(promised, rows, "promised")?,
                column(perceived, rows, "perceived")?,
                column_mut(gaps, cells, "gaps")?,
            )
        };
        if rows.checked_mul(5) != Some(cells) {
            return Err(Error::new(ErrorKind::Length, format!("is not 5 times {rows} rows"))
                .in_column("cells")
                .with_value(cells));
        }
        let found = (0..rows)
            .map(|row| {
                ServiceGaps::of(&ServiceStates {
                    expected: expected[row],
                    believed: believed[row],
                    specified: specified[row],
                    delivered: delivered[row],
                    promised: promised[row],
                    perceived: perceived[row],
                })
                .map_err(|error| error.at_row(row as u64))
            })
            .collect::<Result<Vec<_>>>()?;
        for (row, found) in found.iter().enumerate() {
            for (place, gap) in found.all().into_iter().enumerate() {
                gaps[place * rows + row] = gap;
            }
        }
        Ok(())
    })
}

/// The three gaps of the customer-value model for each row.
///
/// `designed`, `expected` and `received` hold `rows` finite values. `perception`
/// receives received - designed, `compromise` expected - designed, `satisfaction`
/// received - expected. `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error or `HABITUE_NOT_FINITE`, with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_value_gaps(
    designed: *const f64,
    expected: *const f64,
    received: *const f64,
    rows: usize,
    perception: *mut f64,
    compromise: *mut f64,
    satisfaction: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (designed, expected, received, perception, compromise, satisfaction) = unsafe {
            (
                column(designed, rows, "designed")?,
                column(expected, rows, "expected")?,
                column(received, rows, "received")?,
                column_mut(perception, rows, "perception")?,
                column_mut(compromise, rows, "compromise")?,
                column_mut(satisfaction, rows, "satisfaction")?,
            )
        };
        let gaps: Vec<ValueGaps> = (0..rows)
            .map(|row| {
                ValueGaps::of(designed[row], expected[row], received[row])
                    .map_err(|error| error.at_row(row as u64))
            })
            .collect::<Result<_>>()?;
        for (row, gaps) in gaps.iter().enumerate() {
            perception[row] = gaps.perception;
            compromise[row] = gaps.compromise;
            satisfaction[row] = gaps.satisfaction;
        }
        Ok(())
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
