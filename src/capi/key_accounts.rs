//! Key accounts by several criteria.

use super::column::{column, column_mut, fill_buffer, flags, output};
use super::guard::guard;
use super::options::enumerator;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind};
use crate::value::{
    Criteria, Direction, Normalisation, ahp_weights, key_accounts, lost_key_accounts,
};

/// Weighted sum of criteria brought to 0..1 between their extremes.
pub const HABITUE_KEY_ACCOUNTS_MIN_MAX: i32 = 0;
/// Weighted sum of standardised criteria.
pub const HABITUE_KEY_ACCOUNTS_Z_SCORE: i32 = 1;
/// Closeness to the ideal, TOPSIS.
pub const HABITUE_KEY_ACCOUNTS_TOPSIS: i32 = 2;

/// The score of each customer by several criteria, into `scores`: `matrix` holds one column
/// per criterion, one after the other; `benefit` is 1 where more is better and 0 where less
/// is; `weights` >= 0 are relative; `method` is one of `HABITUE_KEY_ACCOUNTS_...`. A TOPSIS
/// score is NaN for everybody where all customers are alike.
///
/// `matrix` has `criteria` x `customers` entries (`cells`), `benefit` and `weights` have
/// `criteria`, `scores` has `customers`. `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_BAD_ENUMERATOR`, `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_key_account_scores(
    matrix: *const f64,
    cells: usize,
    benefit: *const u8,
    weights: *const f64,
    criteria: usize,
    method: i32,
    scores: *mut f64,
    customers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (matrix, benefit, weights, scores) = unsafe {
            (
                column(matrix, cells, "matrix")?,
                column(benefit, criteria, "benefit")?,
                column(weights, criteria, "weights")?,
                column_mut(scores, customers, "scores")?,
            )
        };
        if scores.is_empty() {
            return Err(Error::new(ErrorKind::Empty, "is empty").in_column("scores"));
        }
        if criteria.checked_mul(customers) != Some(matrix.len()) {
            return Err(Error::length("matrix", matrix.len(), criteria.saturating_mul(customers)));
        }
        let directions: Vec<Direction> = flags(benefit, "benefit")?
            .into_iter()
            .map(|more| if more { Direction::Benefit } else { Direction::Cost })
            .collect();
        let choice = Criteria::new(&directions, weights)?;
        let columns: Vec<&[f64]> = matrix.chunks_exact(customers).collect();
        let table = [
            (HABITUE_KEY_ACCOUNTS_MIN_MAX, Some(Normalisation::MinMax)),
            (HABITUE_KEY_ACCOUNTS_Z_SCORE, Some(Normalisation::ZScore)),
            (HABITUE_KEY_ACCOUNTS_TOPSIS, None),
        ];
        match enumerator(method, "method", &table)? {
            Some(normalisation) => {
                scores.copy_from_slice(&choice.weighted_sum(&columns, normalisation)?);
            }
            None => match choice.topsis(&columns)? {
                Some(found) => scores.copy_from_slice(&found),
                None => scores.fill(f64::NAN),
            },
        }
        Ok(())
    })
}

/// Weights of `criteria` criteria from pairwise comparisons (AHP), into `weights`, and their
/// consistency ratio, which is held to be acceptable below 0.1, into `consistency_ratio`
/// (NaN for fewer than 3 or more than 10 criteria). Entry (i, j) of `comparisons`, row by
/// row, says how many times as important i is as j.
///
/// `comparisons` has `criteria` x `criteria` entries (`cells`). No pointer but `error` may be
/// NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE`,
/// `HABITUE_INCONSISTENT` where (i, j) and (j, i) are not inverse, or
/// `HABITUE_NOT_CONVERGED`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_ahp_weights(
    comparisons: *const f64,
    cells: usize,
    weights: *mut f64,
    criteria: usize,
    consistency_ratio: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (comparisons, weights, ratio) = unsafe {
            (
                column(comparisons, cells, "comparisons")?,
                column_mut(weights, criteria, "weights")?,
                output(consistency_ratio, "consistency_ratio")?,
            )
        };
        let found = ahp_weights(comparisons, criteria)?;
        weights.copy_from_slice(&found.weights);
        *ratio = found.consistency_ratio.unwrap_or(f64::NAN);
        Ok(())
    })
}

/// The key accounts, into `rows`: the best `share` (0..=1) of customers by `score`, rounded
/// up, and all who equal the last of them, best first, counted from 0.
///
/// `score` has `customers` entries, `rows` room for `capacity`; `needed` is told how many
/// there are, also where the buffer is too small, and (NULL, 0) asks for that alone. `needed`
/// must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT`, `HABITUE_BUFFER_TOO_SMALL`, or `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_key_accounts(
    score: *const f64,
    customers: usize,
    share: f64,
    rows: *mut u64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let score = unsafe { column(score, customers, "score") }?;
        let found: Vec<u64> = key_accounts(score, share)?.into_iter().map(|r| r as u64).collect();
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(&found, rows, capacity, needed, "rows") }
    })
}

/// The key accounts that were lost, into `rows`: those of `habitue_key_accounts` whose
/// `active` is 0, the ones to win back first, best first, counted from 0. `active` is 1 for
/// who still buys.
///
/// `score` and `active` have `customers` entries; the rest is as in `habitue_key_accounts`.
/// `needed` must not be NULL, `error` may be. Returns as `habitue_key_accounts`. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_lost_key_accounts(
    score: *const f64,
    active: *const u8,
    customers: usize,
    share: f64,
    rows: *mut u64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (score, active) =
            unsafe { (column(score, customers, "score")?, column(active, customers, "active")?) };
        let found = lost_key_accounts(score, active, share)?;
        let found: Vec<u64> = found.into_iter().map(|row| row as u64).collect();
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(&found, rows, capacity, needed, "rows") }
    })
}
