//! Key accounts by several criteria.

use crate::capi::prelude::*;
use crate::value::{
    Criteria, Direction, Normalisation, ahp_weights, key_accounts, lost_key_accounts,
};

enumeration!(HABITUE_KEY_ACCOUNTS: Option<Normalisation>,
    /// Closeness to the ideal, TOPSIS.
    TOPSIS = 2
);

/// The score of each customer by several criteria, into `scores`: `matrix` holds one column per
/// criterion, one after the other; `benefit` is 1 where more is better and 0 where less is;
/// `weights` >= 0 are relative; `method` is one of `HABITUE_KEY_ACCOUNTS_...`. A TOPSIS score is
/// NaN for everybody where all customers are alike.
///
/// `matrix` has `criterion_count` x `rows` cells, `benefit` and `weights` have `criterion_count`,
/// `scores` has `rows`.
pub unsafe fn habitue_key_account_scores(
    method: Option<Normalisation>,
    matrix: *const f64,
    benefit: &[u8],
    weights: &[f64],
    criterion_count: usize,
    rows: usize,
    scores: &mut [f64],
) -> Result<()> {
    let cells = criterion_count.saturating_mul(rows);
    let matrix = column(matrix, cells, "matrix")?;
    if scores.is_empty() {
        return Err(Error::empty("scores"));
    }
    let directions: Vec<Direction> = flags(benefit, "benefit")?
        .into_iter()
        .map(|more| if more { Direction::Benefit } else { Direction::Cost })
        .collect();
    let choice = Criteria::new(&directions, weights)?;
    let columns: Vec<&[f64]> = matrix.chunks_exact(rows).collect();
    let found = match method {
        Some(normalisation) => Some(choice.weighted_sum(&columns, normalisation)?),
        None => choice.topsis(&columns)?,
    };
    match found {
        Some(found) => scores.copy_from_slice(&found),
        None => scores.fill(f64::NAN),
    }
    Ok(())
}

/// Weights of criteria from pairwise comparisons (AHP), into `weights`, and their consistency
/// ratio, which is held to be acceptable below 0.1, into `consistency_ratio` (NaN for fewer than 3
/// or more than 10 criteria). Cell (i, j) of `comparisons`, of `criterion_count` rows and columns,
/// row by row, says how many times as important i is as j; `HABITUE_INCONSISTENT` where (i, j) and
/// (j, i) are not inverse.
pub unsafe fn habitue_ahp_weights(
    comparisons: *const f64,
    criterion_count: usize,
    weights: &mut [f64],
    consistency_ratio: &mut f64,
) -> Result<()> {
    let cells = criterion_count.saturating_mul(criterion_count);
    let comparisons = column(comparisons, cells, "comparisons")?;
    let found = ahp_weights(comparisons, criterion_count)?;
    weights.copy_from_slice(&found.weights);
    *consistency_ratio = found.consistency_ratio.unwrap_or(f64::NAN);
    Ok(())
}

/// The rows of the key accounts, into `accounts`: the best `share` (0..=1) of customers by
/// `scores`, rounded up, and all who equal the last of them, best first, counted from 0. Where
/// `active` is not NULL, those of them alone who are lost: whose `active` is 0, not 1.
///
/// `scores` and `active` have `rows` cells, `accounts` has room for `capacity`.
pub fn habitue_key_accounts(
    scores: &[f64],
    active: Option<&[u8]>,
    _rows: usize,
    share: f64,
    accounts: Buffer<u64>,
) -> Result<()> {
    let found = match active {
        Some(active) => lost_key_accounts(scores, active, share)?,
        None => key_accounts(scores, share)?,
    };
    let found: Vec<u64> = found.into_iter().map(|row| row as u64).collect();
    accounts.fill(&found)
}
