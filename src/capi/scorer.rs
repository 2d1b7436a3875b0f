//! Scoring single customers.

use super::column::{column, column_mut, input, output};
use super::customers::{bare_histories, habitue_customers};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::live::{habitue_live, purchase};
use super::model::habitue_model;
use super::options::{Options, options};
use super::status::{habitue_error, habitue_status};
use crate::error::Error;
use crate::lifetime::Valuation;
use crate::value::{Score, Scorer};

/// A model, its valuation and the tiers of the last whole scoring, held ready for single
/// customers. One thread at a time: scoring looks answers up in a table that it keeps.
#[derive(Debug)]
pub struct habitue_scorer {
    scorer: Scorer,
    scores: Vec<Score>,
}

/// What is scored. Start from `HABITUE_SCORER_OPTIONS_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_scorer_options {
    /// `sizeof(habitue_scorer_options)`.
    pub struct_size: u32,
    /// How many tiers have a lowest value: all but the last.
    pub tiers: u32,
    /// Purchases are expected within this time; must be given.
    pub to: f64,
    /// The horizon of the value; must be given.
    pub horizon: f64,
    /// Continuous discount rate per unit of time. 0 by default.
    pub rate: f64,
    /// The share of the spend that is profit. 1 by default.
    pub margin: f64,
    /// The smallest value of each tier from the top down, without the last; NULL for no tiers.
    pub lowest: *const f64,
}

// SAFETY: repr(C), two u32, f64 and a pointer without padding; every bit pattern is a value.
unsafe impl Options for habitue_scorer_options {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        tiers: 0,
        to: f64::NAN,
        horizon: f64::NAN,
        rate: 0.0,
        margin: 1.0,
        lowest: std::ptr::null(),
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

super::options::defaults!(habitue_scorer_options);

/// The score of one customer.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_score {
    /// P(alive).
    pub p_alive: f64,
    /// Purchases expected within the time of the scorer.
    pub expected_purchases: f64,
    /// Lifetime value.
    pub value: f64,
    /// The tier, from 1, the top; 0 where the scorer has none.
    pub tier: i32,
    /// 1 where the customer is known and scored; 0 where nothing calibrates the customer, and
    /// then all else is 0.
    pub calibrated: u32,
}

impl From<Score> for habitue_score {
    fn from(score: Score) -> Self {
        Self {
            p_alive: score.p_alive,
            expected_purchases: score.expected_purchases,
            value: score.value,
            tier: score.tier,
            calibrated: 1,
        }
    }
}

/// Makes a scorer from a model of purchases without covariates; `spend`, a model of what a purchase
/// is worth given a customer's past mean, may be NULL: then the past mean is what it is worth.
/// Models are copied. `*scorer` receives the handle, to be freed with `habitue_scorer_free`. Since
/// 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scorer_new(
    model: *const habitue_model,
    spend: *const habitue_model,
    options: *const habitue_scorer_options,
    scorer: *mut *mut habitue_scorer,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(scorer, error, || {
            let (model, chosen) = (
                input(model, "model")?,
                self::options::<habitue_scorer_options>(options, "options")?,
            );
            model.purchase()?;
            let valuation = Valuation::new(chosen.horizon)?
                .with_continuous_rate(chosen.rate)?
                .with_margin(chosen.margin)?;
            let lowest = column(chosen.lowest, chosen.tiers as usize, "options.lowest")?;
            let mut scorer =
                Scorer::of(model.plain()?, chosen.to, valuation)?.with_tiers(lowest)?;
            if !spend.is_null() {
                scorer.set_spend(*input(spend, "spend")?.spend()?);
            }
            Ok(habitue_scorer { scorer, scores: Vec::new() })
        })
    }
}

/// Releases a scorer; NULL is nothing to release. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_scorer_free(scorer: *mut habitue_scorer) {
    // SAFETY: the caller's promise.
    unsafe { free(scorer) }
}

/// The score of each customer; made for one at a time, too. Reads histories and mean_spend (not
/// looked at where the frequency is 0 and there is a model of spend); writes `rows` cells to
/// `scores`, as many as there are customers. A batch larger than any before it allocates. Nothing
/// is written on an error. Needs the scorer to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scorer_score(
    scorer: *mut habitue_scorer,
    customers: *const habitue_customers,
    scores: *mut habitue_score,
    rows: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (handle, (histories, mean), slots) = unsafe {
            (
                output(scorer, "scorer")?,
                bare_histories(customers)?,
                column_mut(scores, rows, "scores")?,
            )
        };
        if rows != histories.len() {
            return Err(Error::length("scores", rows, histories.len()));
        }
        let habitue_scorer { scorer, scores } = handle;
        scores.clear();
        scores.resize(rows, Score::default());
        scorer.score_into(&histories, mean, scores)?;
        for (slot, score) in slots.iter_mut().zip(scores) {
            *slot = (*score).into();
        }
        Ok(())
    })
}

/// Takes in a single transaction of a customer with an integer key, as `habitue_live_purchase`,
/// and scores the customer as of then: for the moment when a purchase arrives.
///
/// `live` must count in the model's unit of time; where `habitue_model_describe` named a unit and
/// it is another, `HABITUE_INCONSISTENT`, and nothing was taken in. `day` counts days since
/// 1970-01-01, `minor` is the amount in minor units, not looked at where the summary keeps none.
/// Fails as `habitue_live_update`, and the transaction was not taken in then; fails as
/// `habitue_scorer_score`, and it was. Nothing is allocated, but when buffers double. Needs both
/// handles to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scorer_rescore(
    scorer: *mut habitue_scorer,
    live: *mut habitue_live,
    customer: i64,
    day: i32,
    minor: i64,
    score: *mut habitue_score,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (handle, live, slot) =
            unsafe { (output(scorer, "scorer")?, output(live, "live")?, output(score, "score")?) };
        let transaction = purchase(&live.0, customer, day, minor)?;
        let found = handle.scorer.rescore(&mut live.0, &transaction)?;
        let known = found.is_some();
        *slot = found.unwrap_or_default().into();
        slot.calibrated = u32::from(known);
        Ok(())
    })
}
