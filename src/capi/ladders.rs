//! Satisfied episodes in a row, which earn trust.

use super::column::{column, column_mut};
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use crate::loyalty::satisfied_streaks_into;

/// The number of satisfied episodes in a row up to the last episode of each
/// customer. `customer[i]` is the entry of `streaks`, counted from 0, to which
/// episode `i` belongs, and `satisfied[i]` is 1 or 0; the episodes of one
/// customer come in the order of time. A customer without an episode has 0.
///
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error, or
/// `HABITUE_OUT_OF_RANGE` with the row of the first bad episode. Nothing is
/// written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_satisfied_streaks(
    customer: *const u32,
    satisfied: *const u8,
    episodes: usize,
    streaks: *mut u32,
    customers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (customer, satisfied, streaks) = unsafe {
            (
                column(customer, episodes, "customer")?,
                column(satisfied, episodes, "satisfied")?,
                column_mut(streaks, customers, "streaks")?,
            )
        };
        satisfied_streaks_into(customer, satisfied, streaks)
    })
}
