//! Scores, RFM, and segments of RFM cells.

use super::column::{
    column, column_mut, counted, fill_buffer, input, names, optional_column_mut, output,
};
use super::guard::{guard, guard_value};
use super::handle::{free, guard_new};
use super::options::enumerator;
use super::pyramid::ties;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::value::{Amount, Better, Closed, Nesting, Rfm, Scoring, Segment, SegmentTable};

/// High values earn the high scores.
pub const HABITUE_BETTER_HIGHER: i32 = 0;
/// Low values earn the high scores (days since the last purchase).
pub const HABITUE_BETTER_LOWER: i32 = 1;

/// A value that equals a threshold belongs to the bin below.
pub const HABITUE_CLOSED_RIGHT: i32 = 0;
/// A value that equals a threshold belongs to the bin above.
pub const HABITUE_CLOSED_LEFT: i32 = 1;

/// Each RFM column is cut over all customers.
pub const HABITUE_RFM_INDEPENDENT: i32 = 0;
/// Frequency is cut within each recency score, monetary value within both.
pub const HABITUE_RFM_NESTED: i32 = 1;

/// How a column becomes scores. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_scoring(Scoring);

/// Named segments of RFM cells, each cell in exactly one. Threads: as every
/// handle.
#[derive(Debug)]
pub struct habitue_segment_table(SegmentTable);

fn better(value: i32) -> Result<Better> {
    let table = [(HABITUE_BETTER_HIGHER, Better::Higher), (HABITUE_BETTER_LOWER, Better::Lower)];
    enumerator(value, "better", &table)
}

fn closed(value: i32) -> Result<Closed> {
    let table = [(HABITUE_CLOSED_RIGHT, Closed::Right), (HABITUE_CLOSED_LEFT, Closed::Left)];
    enumerator(value, "closed", &table)
}

/// Scores by the interior quantiles (type 7) of the data, 1..=`bins` (at most
/// 1000). `better` is one of `HABITUE_BETTER_...`, `closed` of
/// `HABITUE_CLOSED_...`.
///
/// `*scoring` receives the handle, to be freed with `habitue_scoring_free`; it
/// must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_BAD_ENUMERATOR` or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scoring_new_quantiles(
    bins: u32,
    better: i32,
    closed: i32,
    scoring: *mut *mut habitue_scoring,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        let (better, closed) = (self::better(better)?, self::closed(closed)?);
        let scoring = Scoring::quantiles(bins)?;
        Ok(habitue_scoring(scoring.with_better(better).with_closed(closed)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(scoring, error, make) }
}

/// Scores by rank into `bins` (at most 1000) of equal counts. `ties` is one of
/// `HABITUE_TIES_...`, `better` of `HABITUE_BETTER_...`.
///
/// `*scoring` receives the handle, to be freed with `habitue_scoring_free`; it
/// must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_BAD_ENUMERATOR` or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scoring_new_equal_counts(
    bins: u32,
    ties: i32,
    better: i32,
    scoring: *mut *mut habitue_scoring,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        let (ties, better) = (self::ties(ties)?, self::better(better)?);
        Ok(habitue_scoring(Scoring::equal_counts(bins, ties)?.with_better(better)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(scoring, error, make) }
}

/// Scores by `count` given thresholds, which strictly ascend; there is one bin
/// more than there are thresholds. `better` is one of `HABITUE_BETTER_...`,
/// `closed` of `HABITUE_CLOSED_...`.
///
/// `*scoring` receives the handle, to be freed with `habitue_scoring_free`; it
/// must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_BAD_ENUMERATOR`, or `HABITUE_NOT_FINITE` or `HABITUE_UNSORTED` with
/// the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scoring_new_at(
    thresholds: *const f64,
    count: usize,
    better: i32,
    closed: i32,
    scoring: *mut *mut habitue_scoring,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        // SAFETY: the contract of the header.
        let thresholds = unsafe { column(thresholds, count, "thresholds") }?;
        let (better, closed) = (self::better(better)?, self::closed(closed)?);
        let scoring = Scoring::at(thresholds)?;
        Ok(habitue_scoring(scoring.with_better(better).with_closed(closed)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(scoring, error, make) }
}

/// How many threads may score with it; 0 for all cores. The scores are the same.
///
/// `scoring` must not be NULL, `error` may be. Returns `HABITUE_OK` or an argument
/// error. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scoring_set_threads(
    scoring: *mut habitue_scoring,
    threads: u32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let scoring = unsafe { output(scoring, "scoring") }?;
        scoring.0 = scoring.0.clone().with_threads(threads as usize);
        Ok(())
    })
}

/// Releases a scoring; NULL does nothing. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_scoring_free(scoring: *mut habitue_scoring) {
    // SAFETY: the contract of the header.
    unsafe { free(scoring) }
}

/// How many bins the scoring has, which is its highest score; 0 for NULL. Never
/// fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scoring_bins(scoring: *const habitue_scoring) -> usize {
    guard_value(0, || {
        // SAFETY: the contract of the header.
        unsafe { input(scoring, "scoring") }.map_or(0, |scoring| scoring.0.bins())
    })
}

/// The score of each value, 1 (worst) to the number of bins, into `score`, and
/// the thresholds in ascending order, one fewer than bins, into `thresholds`.
///
/// `values` and `score` have `rows` entries; `thresholds` has `cuts` entries, one
/// fewer than bins, or is NULL where it is not wanted. `scoring` must not be NULL,
/// `error` may be. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
/// or `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scoring_score(
    scoring: *const habitue_scoring,
    values: *const f64,
    rows: usize,
    score: *mut i32,
    thresholds: *mut f64,
    cuts: usize,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    guard(error, || unsafe { score_column(scoring, values, rows, score, thresholds, cuts) })
}

/// As `habitue_scoring_score`, over whole numbers: minor units, counts, days.
///
/// `values` and `score` have `rows` entries; `thresholds` has `cuts` entries, one
/// fewer than bins, or is NULL where it is not wanted. `scoring` must not be NULL,
/// `error` may be. Returns `HABITUE_OK`, an argument error, or
/// `HABITUE_EMPTY_INPUT`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scoring_score_minor(
    scoring: *const habitue_scoring,
    values: *const i64,
    rows: usize,
    score: *mut i32,
    thresholds: *mut f64,
    cuts: usize,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    guard(error, || unsafe { score_column(scoring, values, rows, score, thresholds, cuts) })
}

/// Both kinds of column.
///
/// # Safety
/// The contract of the header.
unsafe fn score_column<V: Amount>(
    scoring: *const habitue_scoring,
    values: *const V,
    rows: usize,
    score: *mut i32,
    thresholds: *mut f64,
    cuts: usize,
) -> Result<()> {
    // SAFETY: the contract of the header.
    let (scoring, values, score, thresholds) = unsafe {
        (
            &input(scoring, "scoring")?.0,
            column(values, rows, "values")?,
            column_mut(score, rows, "score")?,
            optional_column_mut(thresholds, cuts, "thresholds")?,
        )
    };
    check_cuts(thresholds.as_deref(), scoring.bins() - 1)?;
    let found = scoring.score_into(values, score)?;
    if let Some(thresholds) = thresholds {
        thresholds.copy_from_slice(&found);
    }
    Ok(())
}

fn check_cuts(thresholds: Option<&[f64]>, expected: usize) -> Result<()> {
    match thresholds {
        Some(column) if column.len() != expected => {
            Err(Error::length("thresholds", column.len(), expected))
        }
        _ => Ok(()),
    }
}

/// The RFM scores of each customer, into the three score columns. `recency` is
/// the time *since* the last purchase, in any unit; `frequency` the number of
/// purchases; `monetary` the amount spent. Each scoring may be NULL, which means
/// quintiles of the data, low values the best for recency. `nesting` is one of
/// `HABITUE_RFM_...`; `threads` is a count, 0 for all cores, and does not change
/// the scores.
///
/// With R, F and M bins, `thresholds` receives R - 1 thresholds of recency; then
/// F - 1 of frequency, nested for each of the R recency scores; then M - 1 of
/// monetary value, nested for each of the R times F cells; those of an empty cell
/// are NaN. It has exactly that many entries (`cuts`), or is NULL where it is not
/// wanted.
///
/// All columns but `thresholds` have `customers` entries. `error` may be NULL.
/// Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_ENUMERATOR`,
/// `HABITUE_EMPTY_INPUT`, or `HABITUE_NOT_FINITE` with the column and the row. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_rfm_score(
    recency_scoring: *const habitue_scoring,
    frequency_scoring: *const habitue_scoring,
    monetary_scoring: *const habitue_scoring,
    nesting: i32,
    threads: u32,
    recency: *const f64,
    frequency: *const f64,
    monetary: *const f64,
    customers: usize,
    recency_score: *mut i32,
    frequency_score: *mut i32,
    monetary_score: *mut i32,
    thresholds: *mut f64,
    cuts: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (rfm, columns, scores, thresholds) = unsafe {
            (
                rfm([recency_scoring, frequency_scoring, monetary_scoring], nesting, threads)?,
                (
                    column(recency, customers, "recency")?,
                    column(frequency, customers, "frequency")?,
                    column(monetary, customers, "monetary")?,
                ),
                [
                    column_mut(recency_score, customers, "recency_score")?,
                    column_mut(frequency_score, customers, "frequency_score")?,
                    column_mut(monetary_score, customers, "monetary_score")?,
                ],
                optional_column_mut(thresholds, cuts, "thresholds")?,
            )
        };
        score(&rfm, columns, scores, thresholds)
    })
}

/// As `habitue_rfm_score`, over whole numbers: days since the last purchase,
/// purchases, and minor units.
///
/// All columns but `thresholds` have `customers` entries. `error` may be NULL.
/// Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_ENUMERATOR` or
/// `HABITUE_EMPTY_INPUT`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_rfm_score_minor(
    recency_scoring: *const habitue_scoring,
    frequency_scoring: *const habitue_scoring,
    monetary_scoring: *const habitue_scoring,
    nesting: i32,
    threads: u32,
    recency: *const i32,
    frequency: *const u32,
    monetary: *const i64,
    customers: usize,
    recency_score: *mut i32,
    frequency_score: *mut i32,
    monetary_score: *mut i32,
    thresholds: *mut f64,
    cuts: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (rfm, columns, scores, thresholds) = unsafe {
            (
                rfm([recency_scoring, frequency_scoring, monetary_scoring], nesting, threads)?,
                (
                    column(recency, customers, "recency")?,
                    column(frequency, customers, "frequency")?,
                    column(monetary, customers, "monetary")?,
                ),
                [
                    column_mut(recency_score, customers, "recency_score")?,
                    column_mut(frequency_score, customers, "frequency_score")?,
                    column_mut(monetary_score, customers, "monetary_score")?,
                ],
                optional_column_mut(thresholds, cuts, "thresholds")?,
            )
        };
        score(&rfm, columns, scores, thresholds)
    })
}

/// The scorings of the three columns together.
///
/// # Safety
/// As for [`input`].
unsafe fn rfm(scorings: [*const habitue_scoring; 3], nesting: i32, threads: u32) -> Result<Rfm> {
    let [recency, frequency, monetary] = scorings;
    // SAFETY: the caller's promise is the same.
    let (recency, frequency, monetary) = unsafe {
        (
            optional_scoring(recency, "recency_scoring", Better::Lower)?,
            optional_scoring(frequency, "frequency_scoring", Better::Higher)?,
            optional_scoring(monetary, "monetary_scoring", Better::Higher)?,
        )
    };
    let table =
        [(HABITUE_RFM_INDEPENDENT, Nesting::Independent), (HABITUE_RFM_NESTED, Nesting::Nested)];
    let rfm = Rfm::new(recency, frequency, monetary);
    Ok(rfm.with_nesting(enumerator(nesting, "nesting", &table)?).with_threads(threads as usize))
}

/// Both kinds of columns.
fn score<R: Amount, F: Amount, M: Amount>(
    rfm: &Rfm,
    (recency, frequency, monetary): (&[R], &[F], &[M]),
    scores: [&mut [i32]; 3],
    thresholds: Option<&mut [f64]>,
) -> Result<()> {
    let [r, f, m] = rfm.bins();
    let (groups, cells) = match rfm.nesting() {
        Nesting::Nested => (r, r * f),
        Nesting::Independent => (1, 1),
    };
    check_cuts(thresholds.as_deref(), r - 1 + groups * (f - 1) + cells * (m - 1))?;
    let found = rfm.score_into(recency, frequency, monetary, scores)?;
    let Some(mut rest) = thresholds else { return Ok(()) };
    let lists = std::iter::once((&found.recency, r))
        .chain(found.frequency.iter().map(|list| (list, f)))
        .chain(found.monetary.iter().map(|list| (list, m)));
    for (list, bins) in lists {
        let (slots, behind) = rest.split_at_mut(bins - 1);
        for (i, slot) in slots.iter_mut().enumerate() {
            *slot = list.get(i).copied().unwrap_or(f64::NAN);
        }
        rest = behind;
    }
    Ok(())
}

/// A scoring, or quintiles where there is none.
///
/// # Safety
/// As for [`input`].
unsafe fn optional_scoring(
    scoring: *const habitue_scoring,
    name: &'static str,
    better: Better,
) -> Result<Scoring> {
    if scoring.is_null() {
        return Ok(Scoring::quantiles(5)?.with_better(better));
    }
    // SAFETY: the caller's promise is the same.
    Ok(unsafe { input(scoring, name) }?.0.clone())
}

/// Ten segments of recency and frequency quintiles.
///
/// `*table` receives the handle, to be freed with `habitue_segment_table_free`; it
/// must not be NULL, `error` may be. Returns `HABITUE_OK` or an argument error.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_segment_table_recency_frequency(
    table: *mut *mut habitue_segment_table,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(table, error, || Ok(habitue_segment_table(SegmentTable::recency_frequency())))
    }
}

/// Eight segments: each score of 1..=`bins` is high from `high_from` on, or low.
///
/// `*table` receives the handle, to be freed with `habitue_segment_table_free`; it
/// must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error, or
/// `HABITUE_OUT_OF_RANGE` unless 2 <= `high_from` <= `bins` <= 100. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_segment_table_eight(
    bins: u32,
    high_from: u32,
    table: *mut *mut habitue_segment_table,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(table, error, || Ok(habitue_segment_table(SegmentTable::eight(bins, high_from)?)))
    }
}

/// A table of the caller's: `boxes` holds `count` rows of seven numbers, which are
/// the number of a segment (from 1, without gaps) and the lowest and highest score
/// of recency, of frequency and of monetary value. Together the boxes must hold
/// each of the `recency_bins` x `frequency_bins` x `monetary_bins` cells exactly
/// once. The segments are called by their number; name them with
/// `habitue_segment_table_set_name`.
///
/// `*table` receives the handle, to be freed with `habitue_segment_table_free`;
/// `boxes` has 7 x `count` entries, row by row. `error` may be NULL. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE`, `HABITUE_DUPLICATE` for
/// a cell in two segments, or `HABITUE_MISSING_VALUE` for a cell in none. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_segment_table_new(
    recency_bins: u32,
    frequency_bins: u32,
    monetary_bins: u32,
    boxes: *const u32,
    count: usize,
    table: *mut *mut habitue_segment_table,
    error: *mut habitue_error,
) -> habitue_status {
    let bins = [recency_bins, frequency_bins, monetary_bins];
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(table, error, || {
            Ok(habitue_segment_table(SegmentTable::new(bins, segments(boxes, count)?)?))
        })
    }
}

/// A table from rules in an order of which the first that matches counts: boxes may overlap,
/// and what no rule matches is one more segment, the last, named "others" until
/// `habitue_segment_table_set_name`. The other arguments are those of
/// `habitue_segment_table_new`; a segment whose cells all belong to earlier ones stays empty.
///
/// `boxes` has 7 x `count` entries. `*table` receives the handle, to be freed with
/// `habitue_segment_table_free`; it must not be NULL, `error` may be. Returns `HABITUE_OK`, an
/// argument error, or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_segment_table_new_first_match(
    recency_bins: u32,
    frequency_bins: u32,
    monetary_bins: u32,
    boxes: *const u32,
    count: usize,
    table: *mut *mut habitue_segment_table,
    error: *mut habitue_error,
) -> habitue_status {
    let bins = [recency_bins, frequency_bins, monetary_bins];
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(table, error, || {
            let rules = segments(boxes, count)?;
            SegmentTable::first_match(bins, rules, "others", "其他客户").map(habitue_segment_table)
        })
    }
}

/// Segments from their numbered boxes.
///
/// # Safety
/// As for [`column`] with 7 x `count` entries.
unsafe fn segments(boxes: *const u32, count: usize) -> Result<Vec<Segment>> {
    let numbers = count.checked_mul(7).ok_or_else(|| {
        Error::new(ErrorKind::Length, "exceeds the address space").in_column("boxes")
    })?;
    // SAFETY: the caller's promise is the same.
    let boxes = unsafe { column(boxes, numbers, "boxes") }?;
    let mut segments: Vec<Segment> = Vec::new();
    for (row, sides) in boxes.chunks_exact(7).enumerate() {
        let number = sides[0] as usize;
        let sides = [sides[1]..=sides[2], sides[3]..=sides[4], sides[5]..=sides[6]];
        if number == segments.len() + 1 {
            segments.push(Segment {
                name: format!("segment {number}"),
                name_zh: format!("第{number}类客户"),
                boxes: vec![sides],
            });
        } else if (1..=segments.len()).contains(&number) {
            segments[number - 1].boxes.push(sides);
        } else {
            return Err(Error::out_of_range(
                "boxes",
                number as f64,
                format!("1..={}, segments in the order of their number", segments.len() + 1),
            )
            .at_row(row as u64));
        }
    }
    Ok(segments)
}

/// Names segment `segment`, counted from 1, in English and in Chinese; the texts
/// are UTF-8 and are copied.
///
/// No pointer but `error` may be NULL, unless its length is 0. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_NOT_UTF8`, or `HABITUE_OUT_OF_RANGE`
/// where there is no such segment. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_segment_table_set_name(
    table: *mut habitue_segment_table,
    segment: usize,
    name: *const u8,
    name_length: usize,
    name_zh: *const u8,
    name_zh_length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (table, names) = unsafe {
            (output(table, "table")?, names((name, name_length), (name_zh, name_zh_length))?)
        };
        table.0.rename(segment_index(&table.0, segment)?, names)
    })
}

/// Releases a table; NULL does nothing. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_segment_table_free(table: *mut habitue_segment_table) {
    // SAFETY: the contract of the header.
    unsafe { free(table) }
}

/// How many segments the table has; 0 for NULL. Never fails. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_segment_table_segments(
    table: *const habitue_segment_table,
) -> usize {
    guard_value(0, || {
        // SAFETY: the contract of the header.
        unsafe { input(table, "table") }.map_or(0, |table| table.0.segments().len())
    })
}

/// The English name of segment `segment`, counted from 1, as UTF-8 without a
/// closing NUL, into a buffer.
///
/// `table` and `needed` must not be NULL, `error` may be. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_BUFFER_TOO_SMALL`, or `HABITUE_OUT_OF_RANGE` where
/// there is no such segment. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_segment_table_name(
    table: *const habitue_segment_table,
    segment: usize,
    buffer: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let table = unsafe { input(table, "table") }?;
        let name = &table.0.segments()[segment_index(&table.0, segment)?].name;
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(name.as_bytes(), buffer, capacity, needed, "buffer") }
    })
}

/// The Chinese name of a segment; otherwise as `habitue_segment_table_name`.
///
/// `table` and `needed` must not be NULL, `error` may be. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_BUFFER_TOO_SMALL`, or `HABITUE_OUT_OF_RANGE` where
/// there is no such segment. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_segment_table_name_zh(
    table: *const habitue_segment_table,
    segment: usize,
    buffer: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let table = unsafe { input(table, "table") }?;
        let name = &table.0.segments()[segment_index(&table.0, segment)?].name_zh;
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(name.as_bytes(), buffer, capacity, needed, "buffer") }
    })
}

/// The number of each customer's segment, counted from 1, into `segment`, and how
/// many customers each segment has into `counts`.
///
/// The score columns and `segment` have `customers` entries; `counts` has
/// `segments` entries, as many as the table has, or is NULL where it is not
/// wanted. `table` must not be NULL, `error` may be. Returns `HABITUE_OK`, an
/// argument error, or `HABITUE_OUT_OF_RANGE` with the row of a score that the table
/// does not have. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_segment_table_assign(
    table: *const habitue_segment_table,
    recency_score: *const i32,
    frequency_score: *const i32,
    monetary_score: *const i32,
    customers: usize,
    segment: *mut i32,
    counts: *mut u64,
    segments: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (table, scores, segment, counts) = unsafe {
            (
                &input(table, "table")?.0,
                [
                    column(recency_score, customers, "recency_score")?,
                    column(frequency_score, customers, "frequency_score")?,
                    column(monetary_score, customers, "monetary_score")?,
                ],
                column_mut(segment, customers, "segment")?,
                optional_column_mut(counts, segments, "counts")?,
            )
        };
        if let Some(counts) = &counts
            && counts.len() != table.segments().len()
        {
            return Err(Error::length("counts", counts.len(), table.segments().len()));
        }
        let found = table.assign_into(scores[0], scores[1], scores[2], segment)?;
        if let Some(counts) = counts {
            counts.copy_from_slice(&found);
        }
        Ok(())
    })
}

fn segment_index(table: &SegmentTable, segment: usize) -> Result<usize> {
    counted(segment, table.segments().len(), "segment")
}
