//! Ranks by value.

use super::column::{column, column_mut};
use super::guard::guard;
use super::options::enumerator;
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::value::{RankTies, ranks_into};

/// One more than the number of strictly better values: 1, 2, 2, 4.
pub const HABITUE_RANK_LOWEST: i32 = 0;
/// The number of values at least as good: 1, 3, 3, 4.
pub const HABITUE_RANK_HIGHEST: i32 = 1;
/// One more than the number of different better values: 1, 2, 2, 3.
pub const HABITUE_RANK_DENSE: i32 = 2;
/// Equal values in the order of their rows: 1, 2, 3, 4.
pub const HABITUE_RANK_ROW_ORDER: i32 = 3;

fn rank_ties(value: i32) -> Result<RankTies> {
    let table = [
        (HABITUE_RANK_LOWEST, RankTies::Lowest),
        (HABITUE_RANK_HIGHEST, RankTies::Highest),
        (HABITUE_RANK_DENSE, RankTies::Dense),
        (HABITUE_RANK_ROW_ORDER, RankTies::RowOrder),
    ];
    enumerator(value, "ties", &table)
}

/// The rank of each value, 1 for the largest, into `ranks`. `ties` is one of
/// `HABITUE_RANK_...`; `threads` is a count, 0 for all cores.
///
/// `values` and `ranks` have `rows` entries. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_BAD_ENUMERATOR`, or `HABITUE_NOT_FINITE` with the row. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_ranks(
    values: *const f64,
    rows: usize,
    ties: i32,
    threads: u32,
    ranks: *mut u64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (values, ranks) =
            unsafe { (column(values, rows, "values")?, column_mut(ranks, rows, "ranks")?) };
        ranks_into(values, rank_ties(ties)?, threads as usize, ranks)
    })
}

/// As `habitue_ranks`, over whole numbers: minor units, counts, days.
///
/// `values` and `ranks` have `rows` entries. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, or `HABITUE_BAD_ENUMERATOR`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_ranks_minor(
    values: *const i64,
    rows: usize,
    ties: i32,
    threads: u32,
    ranks: *mut u64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (values, ranks) =
            unsafe { (column(values, rows, "values")?, column_mut(ranks, rows, "ranks")?) };
        ranks_into(values, rank_ties(ties)?, threads as usize, ranks)
    })
}
