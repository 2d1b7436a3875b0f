//! Which attributes only punish, and which only reward.

use super::column::{column, column_mut, input, optional_column, optional_column_mut, output};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind};
use crate::satisfaction::{FactorKind, PenaltyRewardCounts};

/// The attribute was left out: too few low or high answers.
pub const HABITUE_FACTOR_NONE: i32 = 0;
/// A low end hurts more than a high end helps.
pub const HABITUE_FACTOR_BASIC: i32 = 1;
/// Both alike.
pub const HABITUE_FACTOR_PERFORMANCE: i32 = 2;
/// A high end helps more than a low end hurts.
pub const HABITUE_FACTOR_EXCITEMENT: i32 = 3;

/// The sums under penalty-reward contrasts. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_penalty_reward(PenaltyRewardCounts);

/// What an attribute takes and gives.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_penalty_reward_contrast {
    /// Coefficient of a low answer; NaN where the attribute was left out.
    pub penalty: f64,
    /// Coefficient of a high answer; NaN where the attribute was left out.
    pub reward: f64,
    /// |penalty| + reward; NaN where the attribute was left out.
    pub range: f64,
    /// Respondents used with a low answer; 0 where the attribute was left out.
    pub low: u64,
    /// Respondents used with a high answer; 0 where the attribute was left out.
    pub high: u64,
    /// `HABITUE_FACTOR_...`.
    pub kind: i32,
    /// Always 0.
    pub reserved: u32,
}

/// Counts the answers of respondents who answered everything.
///
/// `answers` holds `attributes` columns of `rows` answers one after the other
/// (`cells` in all), `outcome` `rows` values; NaN is missing, and only complete
/// rows enter. `weights` holds base weights, or is NULL. A low answer is at most
/// `low_at_most`, a high one at least `high_at_least`.
///
/// `*counts` receives the handle, to be freed with `habitue_penalty_reward_free`;
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT` without attributes, `HABITUE_NOT_FINITE`,
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_penalty_reward_new(
    answers: *const f64,
    cells: usize,
    attributes: usize,
    outcome: *const f64,
    weights: *const f64,
    rows: usize,
    low_at_most: f64,
    high_at_least: f64,
    counts: *mut *mut habitue_penalty_reward,
    error: *mut habitue_error,
) -> habitue_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (answers, outcome, weights) = unsafe {
            (
                column(answers, cells, "answers")?,
                column(outcome, rows, "outcome")?,
                optional_column(weights, rows, "weights")?,
            )
        };
        if attributes.checked_mul(rows) != Some(cells) {
            return Err(Error::new(
                ErrorKind::Length,
                format!("is not {attributes} attributes times {rows} rows"),
            )
            .in_column("cells")
            .with_value(cells));
        }
        for (name, cut) in [("low_at_most", low_at_most), ("high_at_least", high_at_least)] {
            if !cut.is_finite() {
                return Err(Error::out_of_range(name, cut, "a finite number"));
            }
        }
        let columns: Vec<&[f64]> =
            (0..attributes).map(|i| &answers[i * rows..(i + 1) * rows]).collect();
        PenaltyRewardCounts::count(&columns, outcome, weights, low_at_most, high_at_least)
            .map(habitue_penalty_reward)
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(counts, error, body) }
}

/// Frees counts; NULL does nothing.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_penalty_reward_free(counts: *mut habitue_penalty_reward) {
    // SAFETY: the contract of the header.
    unsafe { free(counts) };
}

/// Adds the counts of `other`, another part (shard, wave) with the same attributes
/// and cuts.
///
/// On failure `counts` is as it was. Neither may be NULL, `error` may be. Returns
/// `HABITUE_OK`, an argument error or `HABITUE_INCONSISTENT`. Needs `counts` to
/// itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_penalty_reward_merge(
    counts: *mut habitue_penalty_reward,
    other: *const habitue_penalty_reward,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let other = unsafe { input(other, "other")? }.0.clone();
        // SAFETY: the contract of the header.
        let counts = unsafe { output(counts, "counts")? };
        counts.0 = counts.0.clone().merge(&other)?;
        Ok(())
    })
}

/// The contrasts of the attributes.
///
/// An attribute with fewer than `least` low or high answers is left out of the
/// regression. Penalty and reward that differ by at most `tolerance` (0 to 1) of
/// their sum make a performance factor. `contrasts` receives one for each of
/// `attributes`, which must be their number; `*used` and `*missing` receive how
/// many respondents entered and how many lack an answer, or are NULL. `error` may
/// be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` where
/// nobody answered everything, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_SINGULAR_MATRIX`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_penalty_reward_contrasts(
    counts: *const habitue_penalty_reward,
    least: u64,
    tolerance: f64,
    contrasts: *mut habitue_penalty_reward_contrast,
    attributes: usize,
    used: *mut u64,
    missing: *mut u64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (counts, contrasts, used, missing) = unsafe {
            (
                &input(counts, "counts")?.0,
                column_mut(contrasts, attributes, "contrasts")?,
                optional_column_mut(used, 1, "used")?,
                optional_column_mut(missing, 1, "missing")?,
            )
        };
        let found = counts.contrasts(least, tolerance)?;
        if attributes != found.len() {
            return Err(Error::length("attributes", attributes, found.len()));
        }
        for (slot, found) in contrasts.iter_mut().zip(found) {
            *slot = match found {
                None => habitue_penalty_reward_contrast {
                    penalty: f64::NAN,
                    reward: f64::NAN,
                    range: f64::NAN,
                    ..habitue_penalty_reward_contrast::default()
                },
                Some(found) => habitue_penalty_reward_contrast {
                    penalty: found.penalty,
                    reward: found.reward,
                    range: found.range,
                    low: found.low,
                    high: found.high,
                    kind: match found.kind {
                        FactorKind::Basic => HABITUE_FACTOR_BASIC,
                        FactorKind::Performance => HABITUE_FACTOR_PERFORMANCE,
                        FactorKind::Excitement => HABITUE_FACTOR_EXCITEMENT,
                    },
                    reserved: 0,
                },
            };
        }
        for (out, value) in [(used, counts.used()), (missing, counts.missing())] {
            if let Some(out) = out {
                out[0] = value;
            }
        }
        Ok(())
    })
}
