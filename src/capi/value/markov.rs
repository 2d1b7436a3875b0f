//! Lifetime value of customers who move between states.

use super::super::prelude::*;
use super::cash_flow::habitue_cash_flow;
use crate::value::MarkovValue;

/// Customers who move between states. Start from `HABITUE_MARKOV_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_markov {
    /// `sizeof(habitue_markov)`.
    pub struct_size: u32,
    /// Counts the rewards at the times 0 to `horizon`; -1, the default, for all.
    pub horizon: i32,
    /// How many states.
    pub state_count: usize,
    /// `state_count` x `state_count` probabilities row by row, each row summing to 1.
    pub transition: *const f64,
    /// What a period in each state yields at its beginning.
    pub reward: *const f64,
    /// The discount rate per period, > -1; must be given for values.
    pub discount: f64,
}

initially! { habitue_markov { horizon: -1, discount: f64::NAN } }

impl habitue_markov {
    /// # Safety
    /// The columns are as long as the structure says.
    unsafe fn model(&self, discount: f64) -> Result<MarkovValue> {
        let (given, states) = (self, self.state_count);
        read!(given => column transition[states.saturating_mul(states)], column reward[states]);
        MarkovValue::new(transition, reward, discount)
    }

    fn beyond(&self, allowed: &str) -> Error {
        Error::out_of_range("horizon", f64::from(self.horizon), allowed)
    }
}

/// The value of a customer in each state, into `values`. `continues` is NULL, or 0 for each state
/// in which the relationship ends and 1 elsewhere, which needs a horizon of -1. Both have a cell a
/// state. `HABITUE_UNDEFINED` where a value is infinite. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_markov_values(
    markov: *const habitue_markov,
    continues: *const u8,
    values: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        read!(results markov);
        // SAFETY: the contract of the header.
        let (model, states) = (unsafe { markov.model(markov.discount) }?, markov.state_count);
        read!(optional_column continues[states], column_mut values[states]);
        let found = match (continues, markov.horizon) {
            (None, -1) => model.values()?,
            (None, 0..) => model.values_until(markov.horizon.unsigned_abs())?,
            (Some(states), -1) => model.values_stopping(&flags(states, "continues")?)?,
            _ => return Err(markov.beyond(">= 0, or -1; -1 with continues")),
        };
        values.copy_from_slice(&found);
        Ok(())
    })
}

/// In which states it pays to continue the relationship (1) and in which to end it (0), into
/// `continues`, and what a customer of each state is then worth, into `values`, or NULL: policy
/// improvement, without a horizon. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_markov_improve(
    markov: *const habitue_markov,
    continues: *mut u8,
    values: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        read!(results markov);
        // SAFETY: the contract of the header.
        let (model, states) = (unsafe { markov.model(markov.discount) }?, markov.state_count);
        read!(column_mut continues[states], optional_column_mut values[states]);
        if markov.horizon != -1 {
            return Err(markov.beyond("-1"));
        }
        let policy = model.improve()?;
        for (slot, flag) in continues.iter_mut().zip(&policy.continues) {
            *slot = u8::from(*flag);
        }
        put(values, &policy.values);
        Ok(())
    })
}

/// The states of migration by recency, into `transition` and `reward`: who bought i periods ago
/// (state i, from 1) buys again with probability `purchase[i - 1]`, which takes it to state 1, and
/// lapses for good after the last state, into state `recency_count` + 1. A purchase yields
/// `contribution`; each period in a state but the lapsed one costs `marketing`. `purchase` has
/// `recency_count` cells, `reward` one more, `transition` the square of that. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_markov_recency(
    purchase: *const f64,
    recency_count: usize,
    contribution: f64,
    marketing: f64,
    transition: *mut f64,
    reward: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let states = recency_count.saturating_add(1);
        let cells = states.saturating_mul(states);
        read!(column purchase[recency_count], column_mut transition[cells],
            column_mut reward[states]);
        // The discount rate is no part of the matrix and of the rewards.
        let model = MarkovValue::recency(purchase, contribution, marketing, 0.0)?;
        transition.copy_from_slice(model.transition());
        reward.copy_from_slice(model.reward());
        Ok(())
    })
}

/// What a customer who is in `state`, from 0, is expected to yield at the times 0 to the horizon,
/// which must be given, as a cash flow in periods; the discount rate is not read. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_markov_cash_flow(
    markov: *const habitue_markov,
    state: usize,
    flow: *mut *mut habitue_cash_flow,
    error: *mut habitue_error,
) -> habitue_status {
    let make = || {
        read!(results markov);
        let until = u32::try_from(markov.horizon).map_err(|_| markov.beyond(">= 0"))?;
        // SAFETY: the contract of the header.
        Ok(unsafe { markov.model(0.0) }?.cash_flow(state, until)?.into())
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(flow, error, make) }
}
