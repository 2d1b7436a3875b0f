//! Satisfied episodes in a row, which earn trust.

use crate::capi::prelude::*;
use crate::loyalty::satisfied_streaks_into;

/// The number of satisfied episodes in a row up to the last episode of each customer: `customer`
/// is the entry of `streaks`, from 0, to which an episode belongs, and `satisfied` is 1 or 0; the
/// episodes of one customer come in the order of time. A customer without an episode has 0. Since
/// 0.1.
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
        let customer = column(customer, episodes, "customer")?;
        let satisfied = column(satisfied, episodes, "satisfied")?;
        satisfied_streaks_into(customer, satisfied, column_mut(streaks, customers, "streaks")?)
    })
}
