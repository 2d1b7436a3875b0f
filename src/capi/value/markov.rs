//! Lifetime value of customers who move between states.

use crate::capi::prelude::*;
use crate::value::MarkovValue;

/// The states of migration by recency, as `HABITUE_FORMULA_MARKOV_VALUE` takes them, into
/// `transition` and `reward`: who bought i periods ago (state i, from 1) buys again with
/// probability `purchase[i - 1]`, which takes it to state 1, and lapses for good after the last
/// state, into state `recency_count` + 1. A purchase yields `contribution`; each period in a state
/// but the lapsed one costs `marketing`. `purchase` has `recency_count` cells, `reward` one more,
/// `transition` the square of that.
pub unsafe fn habitue_markov_recency(
    purchase: &[f64],
    recency_count: usize,
    contribution: f64,
    marketing: f64,
    transition: *mut f64,
    reward: *mut f64,
) -> Result<()> {
    let states = recency_count.saturating_add(1);
    let cells = states.saturating_mul(states);
    let transition = column_mut(transition, cells, "transition")?;
    let reward = column_mut(reward, states, "reward")?;
    // The discount rate is no part of the matrix and of the rewards.
    let model = MarkovValue::recency(purchase, contribution, marketing, 0.0)?;
    transition.copy_from_slice(model.transition());
    reward.copy_from_slice(model.reward());
    Ok(())
}
