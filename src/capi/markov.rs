//! Lifetime value of customers who move between states.

use super::column::{column, column_mut, optional_column, optional_column_mut};
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, Result};
use crate::value::MarkovValue;

/// The value of a customer in each of `states` states, into `values`: `transition` holds
/// `states` x `states` probabilities row by row, each row summing to 1, `reward` what a
/// period in each state yields at its beginning, `discount` > -1 the rate per period.
/// `horizon` >= 0 counts the rewards at the times 0 to `horizon`; -1 means all.
/// `continues` is NULL, or 0 for each state in which the relationship ends (1 elsewhere;
/// needs a horizon of -1).
///
/// `transition` has `states` x `states` entries (`cells`), the others `states`. `error` may
/// be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
/// `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT` with the state, or
/// `HABITUE_UNDEFINED` where the value is infinite. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_markov_values(
    transition: *const f64,
    cells: usize,
    reward: *const f64,
    states: usize,
    discount: f64,
    horizon: i32,
    continues: *const u8,
    values: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, continues, values) = unsafe {
            (
                model(transition, cells, reward, states, discount)?,
                optional_column(continues, states, "continues")?,
                column_mut(values, states, "values")?,
            )
        };
        let found = match (continues, horizon) {
            (None, -1) => model.values()?,
            (None, 0..) => model.values_until(horizon.unsigned_abs()),
            (Some(flags), -1) => {
                if let Some(row) = flags.iter().position(|flag| *flag > 1) {
                    return Err(Error::out_of_range("continues", f64::from(flags[row]), "0 or 1")
                        .at_row(row as u64));
                }
                let flags: Vec<bool> = flags.iter().map(|flag| *flag == 1).collect();
                model.values_stopping(&flags)?
            }
            _ => {
                let allowed = ">= 0, or -1; -1 with continues";
                return Err(Error::out_of_range("horizon", f64::from(horizon), allowed));
            }
        };
        values.copy_from_slice(&found);
        Ok(())
    })
}

/// In which states it pays to continue the relationship (1) and in which to end it (0),
/// into `continues`, and what a customer of each state is then worth, into `values` (which
/// may be NULL): policy improvement. The model is that of `habitue_markov_values`.
///
/// `transition` has `states` x `states` entries (`cells`), the others `states`. `error` may
/// be NULL. Returns as `habitue_markov_values`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_markov_improve(
    transition: *const f64,
    cells: usize,
    reward: *const f64,
    states: usize,
    discount: f64,
    continues: *mut u8,
    values: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, continues, values) = unsafe {
            (
                model(transition, cells, reward, states, discount)?,
                column_mut(continues, states, "continues")?,
                optional_column_mut(values, states, "values")?,
            )
        };
        let policy = model.improve()?;
        for (slot, flag) in continues.iter_mut().zip(&policy.continues) {
            *slot = u8::from(*flag);
        }
        if let Some(values) = values {
            values.copy_from_slice(&policy.values);
        }
        Ok(())
    })
}

/// # Safety
/// The contract of the header.
unsafe fn model(
    transition: *const f64,
    cells: usize,
    reward: *const f64,
    states: usize,
    discount: f64,
) -> Result<MarkovValue> {
    // SAFETY: the contract of the header.
    let (transition, reward) =
        unsafe { (column(transition, cells, "transition")?, column(reward, states, "reward")?) };
    MarkovValue::new(transition, reward, discount)
}
