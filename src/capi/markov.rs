//! Lifetime value of customers who move between states.

use super::cash_flow::habitue_cash_flow;
use super::column::{column, column_mut, flags, optional_column, optional_column_mut};
use super::guard::guard;
use super::handle::guard_new;
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
/// `HABITUE_UNDEFINED` where the value is infinite, or `HABITUE_OVERFLOW` where it is beyond
/// doubles. Any thread. Since 0.1.
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
            (None, 0..) => model.values_until(horizon.unsigned_abs())?,
            (Some(flags), -1) => model.values_stopping(&self::flags(flags, "continues")?)?,
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

/// The Markov model of migration by recency, into `transition` and `reward`, for
/// `habitue_markov_values`: who bought i periods ago (state i, from 1) buys again with
/// probability `purchase[i - 1]`, which takes it to state 1, and lapses for good after the
/// last state, into state `recencies` + 1. A purchase yields `contribution`; each period in a
/// state but the lapsed one costs `marketing`.
///
/// `purchase` has `recencies` entries, `reward` one more (`states`), and `transition`
/// `states` x `states` (`cells`), row by row. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`
/// with the row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_markov_recency(
    purchase: *const f64,
    recencies: usize,
    contribution: f64,
    marketing: f64,
    transition: *mut f64,
    cells: usize,
    reward: *mut f64,
    states: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (purchase, transition, reward) = unsafe {
            (
                column(purchase, recencies, "purchase")?,
                column_mut(transition, cells, "transition")?,
                column_mut(reward, states, "reward")?,
            )
        };
        // The discount rate is no part of the matrix and of the rewards.
        let model = MarkovValue::recency(purchase, contribution, marketing, 0.0)?;
        if reward.len() != model.states() {
            return Err(Error::length("reward", reward.len(), model.states()));
        }
        if transition.len() != model.transition().len() {
            let needed = model.transition().len();
            return Err(Error::length("transition", transition.len(), needed));
        }
        transition.copy_from_slice(model.transition());
        reward.copy_from_slice(model.reward());
        Ok(())
    })
}

/// What a customer who is in `state` (counted from 0) now is expected to yield at the times
/// 0 to `horizon`, as a new cash flow `out`, in periods; its present value at the discount
/// rate is that of `habitue_markov_values` with this horizon.
///
/// `transition` has `states` x `states` entries (`cells`), `reward` has `states`. `out` must
/// not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or
/// `HABITUE_INCONSISTENT` with the state. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_markov_cash_flow(
    transition: *const f64,
    cells: usize,
    reward: *const f64,
    states: usize,
    state: usize,
    horizon: u32,
    out: *mut *mut habitue_cash_flow,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(out, error, || {
            let model = model(transition, cells, reward, states, 0.0)?;
            Ok(model.cash_flow(state, horizon)?.into())
        })
    }
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
