//! Dimensions, the weakest of them, and checklists that one failure fails.

use super::column::{column, column_mut, input, optional_column_mut, output};
use super::guard::guard;
use super::moments::habitue_moments;
use super::options::enumerator;
use super::satisfaction::{habitue_index, habitue_index_options, index_options, interval_or_none};
use super::status::{habitue_error, habitue_status};
use super::survey::{habitue_interval, habitue_questionnaire, habitue_responses};
use crate::error::{Error, ErrorKind, Result};
use crate::satisfaction::{Checklist, Scorecard};

/// The three conditions of satisfaction: product, channel, service.
pub const HABITUE_CHECKLIST_SATISFACTION_CONDITIONS: i32 = 1;
/// The four marks of an effective service standard.
pub const HABITUE_CHECKLIST_SERVICE_STANDARD: i32 = 2;
/// The two determinants of an individual offer.
pub const HABITUE_CHECKLIST_INDIVIDUAL_OFFER: i32 = 3;

/// A point that is not known.
pub const HABITUE_POINT_UNKNOWN: i32 = -1;
/// A point that is not met; a list that fails.
pub const HABITUE_POINT_FAILED: i32 = 0;
/// A point that is met; a list that passes.
pub const HABITUE_POINT_MET: i32 = 1;

/// The weighted mean of the dimensions.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_scorecard_total {
    /// Weighted mean of the dimension indices, 0 to 100.
    pub value: f64,
    /// Its standard error; NaN with one respondent.
    pub standard_error: f64,
    /// Its interval; NaN with one respondent.
    pub interval: habitue_interval,
    /// Which dimension is the weakest, from 0 (the first of equals). Every
    /// dimension reaches a threshold where this one does: the conjunctive rule.
    pub weakest: u64,
}

fn write(
    found: &Scorecard,
    level: f64,
    (indices, weights): (&mut [habitue_index], Option<&mut [f64]>),
    total: &mut habitue_scorecard_total,
) -> Result<()> {
    if indices.len() != found.dimensions.len() {
        return Err(Error::length("dimensions", indices.len(), found.dimensions.len()));
    }
    for (slot, dimension) in indices.iter_mut().zip(&found.dimensions) {
        *slot = habitue_index::new(&dimension.index, level);
    }
    for (slot, dimension) in weights.into_iter().flatten().zip(&found.dimensions) {
        *slot = dimension.weight;
    }
    *total = habitue_scorecard_total {
        value: found.total,
        standard_error: found.standard_error.unwrap_or(f64::NAN),
        interval: interval_or_none(found.interval, level),
        weakest: found.weakest as u64,
    };
    Ok(())
}

/// The index of each dimension of the questionnaire, their weighted mean, and the
/// weakest.
///
/// `options` may be NULL for the defaults. `indices` and `weights` (which sum to
/// 1; may be NULL) receive `dimensions` entries in order of first appearance;
/// `dimensions` must be their number. `*total` receives the mean. `error` may be
/// NULL. Returns as `habitue_satisfaction_index`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scorecard(
    answers: *const habitue_responses,
    options: *const habitue_index_options,
    indices: *mut habitue_index,
    weights: *mut f64,
    dimensions: usize,
    total: *mut habitue_scorecard_total,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, settings, indices, weights, total) = unsafe {
            (
                &input(answers, "answers")?.0,
                index_options(options)?,
                column_mut(indices, dimensions, "indices")?,
                optional_column_mut(weights, dimensions, "weights")?,
                output(total, "total")?,
            )
        };
        let found = Scorecard::of(answers, settings)?;
        write(&found, settings.level, (indices, weights), total)
    })
}

/// The scorecard from moments: of merged shards, of published figures.
///
/// `questionnaire` has the questions of `moments`, in order; 0 < `level` < 1. The
/// outputs are those of `habitue_scorecard`. `error` may be NULL. Returns as
/// `habitue_satisfaction_index_of_moments`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scorecard_of_moments(
    moments: *const habitue_moments,
    questionnaire: *const habitue_questionnaire,
    level: f64,
    indices: *mut habitue_index,
    weights: *mut f64,
    dimensions: usize,
    total: *mut habitue_scorecard_total,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (moments, questionnaire, indices, weights, total) = unsafe {
            (
                &input(moments, "moments")?.0,
                input(questionnaire, "questionnaire")?.build()?,
                column_mut(indices, dimensions, "indices")?,
                optional_column_mut(weights, dimensions, "weights")?,
                output(total, "total")?,
            )
        };
        let found = Scorecard::of_moments(moments, &questionnaire, level)?;
        write(&found, level, (indices, weights), total)
    })
}

/// The checklists by their number.
pub(super) fn checklists() -> [(i32, Checklist); 3] {
    [
        (HABITUE_CHECKLIST_SATISFACTION_CONDITIONS, Checklist::SatisfactionConditions),
        (HABITUE_CHECKLIST_SERVICE_STANDARD, Checklist::ServiceStandard),
        (HABITUE_CHECKLIST_INDIVIDUAL_OFFER, Checklist::IndividualOffer),
    ]
}

/// What a checklist (points: `HABITUE_LIST_CHECKLIST_POINTS` + checklist) finds in each of
/// many rows: one failure fails it, and a point
/// that is not known leaves it open, unless another fails.
///
/// `checklist` is one of `HABITUE_CHECKLIST_...`. `met` holds, point after point, a
/// column of `rows` values `HABITUE_POINT_MET`, `_FAILED` or `_UNKNOWN`; `cells` =
/// the number of points times `rows`. `passes` receives one of the three for each
/// row, `failed` and `unknown` the points (bit 0 for the first) that are not met,
/// or not known; either may be NULL. `error` may be NULL. Returns `HABITUE_OK` or an
/// argument error, with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_checklist(
    checklist: i32,
    met: *const i32,
    cells: usize,
    rows: usize,
    passes: *mut i32,
    failed: *mut u32,
    unknown: *mut u32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (met, passes, failed, unknown) = unsafe {
            (
                column(met, cells, "met")?,
                column_mut(passes, rows, "passes")?,
                optional_column_mut(failed, rows, "failed")?,
                optional_column_mut(unknown, rows, "unknown")?,
            )
        };
        let list = enumerator(checklist, "checklist", &checklists())?;
        let points = list.points().len();
        if points.checked_mul(rows) != Some(cells) {
            return Err(Error::new(
                ErrorKind::Length,
                format!("is not {points} points times {rows} rows"),
            )
            .in_column("cells")
            .with_value(cells));
        }
        let state = [
            (HABITUE_POINT_UNKNOWN, None),
            (HABITUE_POINT_FAILED, Some(false)),
            (HABITUE_POINT_MET, Some(true)),
        ];
        let found = (0..rows)
            .map(|row| {
                let of = |point: usize| enumerator(met[point * rows + row], "met", &state);
                let met = (0..points).map(of).collect::<Result<Vec<_>>>();
                met.and_then(|met| list.check(&met)).map_err(|error| error.at_row(row as u64))
            })
            .collect::<Result<Vec<_>>>()?;
        let bits = |points: &[usize]| points.iter().fold(0, |bits, point| bits | 1 << point);
        for (slot, found) in passes.iter_mut().zip(&found) {
            *slot = match found.passes {
                None => HABITUE_POINT_UNKNOWN,
                Some(false) => HABITUE_POINT_FAILED,
                Some(true) => HABITUE_POINT_MET,
            };
        }
        for (slot, found) in failed.into_iter().flatten().zip(&found) {
            *slot = bits(&found.failed);
        }
        for (slot, found) in unknown.into_iter().flatten().zip(&found) {
            *slot = bits(&found.unknown);
        }
        Ok(())
    })
}
