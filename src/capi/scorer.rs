//! Scoring single customers.

use super::column::{column, column_mut, input, output};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::live::{habitue_live, purchase};
use super::model::{habitue_model, histories};
use super::spend_model::habitue_spend_model;
use super::status::{habitue_error, habitue_status};
use crate::lifetime::Valuation;
use crate::value::{Score, Scorer};

/// A model, its valuation and the tiers of the last whole scoring, held ready for single
/// customers. One thread at a time: scoring looks answers up in a table that it keeps.
#[derive(Debug)]
pub struct habitue_scorer {
    scorer: Scorer,
    scores: Vec<Score>,
}

/// Makes a scorer from a model of purchases. The past mean is what a purchase is worth, unless
/// `habitue_scorer_set_spend` says otherwise.
///
/// `t` is the interval in which purchases are expected, `horizon`, `rate` and `margin` are those
/// of `habitue_model_lifetime_value`, `lowest` the smallest value of each of `tiers` tiers from
/// the top down, without the last tier (NULL and 0 for no tiers). `*out` receives the handle, to
/// be freed with `habitue_scorer_free`; the model is copied. No pointer but `lowest` and `error`
/// may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_NOT_FINITE` or
/// `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scorer_new(
    model: *const habitue_model,
    t: f64,
    horizon: f64,
    rate: f64,
    margin: f64,
    lowest: *const f64,
    tiers: usize,
    out: *mut *mut habitue_scorer,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard_new(out, error, || {
            let model = input(model, "model")?;
            model.purchase()?;
            let valuation =
                Valuation::new(horizon)?.with_continuous_rate(rate)?.with_margin(margin)?;
            let scorer = Scorer::of(model.stored(), t, valuation)?
                .with_tiers(column(lowest, tiers, "lowest")?)?;
            Ok(habitue_scorer { scorer, scores: Vec::new() })
        })
    }
}

/// Sets the model of what a purchase is worth, given a customer's past mean; it is copied.
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK` or an argument error. Needs the scorer
/// to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scorer_set_spend(
    scorer: *mut habitue_scorer,
    spend: *const habitue_spend_model,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (handle, spend) = unsafe { (output(scorer, "scorer")?, input(spend, "spend")?) };
        handle.scorer.set_spend(*spend.spend()?);
        Ok(())
    })
}

/// Releases a scorer; NULL is nothing to release. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_scorer_free(scorer: *mut habitue_scorer) {
    // SAFETY: the caller's promise.
    unsafe { free(scorer) }
}

/// The score of each of `customers` customers; made for one at a time, too.
///
/// `frequency`, `recency` and `age` are those of `habitue_model_predict`, `mean_spend` the mean
/// amount of the repeat purchases (not looked at where the frequency is 0 and there is a model of
/// spend). `p_alive`, `expected_purchases`, `value` and `tier` receive `customers` entries; tiers
/// count from 1, the top, and are 0 where the scorer has none. A batch larger than any before it
/// allocates. No pointer but `error` may be NULL unless there are no rows. Returns `HABITUE_OK`,
/// an argument error, `HABITUE_NOT_FINITE`, `HABITUE_OUT_OF_RANGE`, `HABITUE_INCONSISTENT` or
/// `HABITUE_UNDEFINED` with the row; nothing is written then. Needs the scorer to itself. Since
/// 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scorer_score(
    scorer: *mut habitue_scorer,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    mean_spend: *const f64,
    customers: usize,
    p_alive: *mut f64,
    expected_purchases: *mut f64,
    value: *mut f64,
    tier: *mut i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (handle, rows, mean_spend, p_alive, expected, value, tier) = unsafe {
            (
                output(scorer, "scorer")?,
                histories(frequency, recency, age, customers)?,
                column(mean_spend, customers, "mean_spend")?,
                column_mut(p_alive, customers, "p_alive")?,
                column_mut(expected_purchases, customers, "expected_purchases")?,
                column_mut(value, customers, "value")?,
                column_mut(tier, customers, "tier")?,
            )
        };
        let habitue_scorer { scorer, scores } = handle;
        scores.clear();
        scores.resize(customers, Score::default());
        scorer.score_into(&rows, mean_spend, scores)?;
        for (row, score) in scores.iter().enumerate() {
            p_alive[row] = score.p_alive;
            expected[row] = score.expected_purchases;
            value[row] = score.value;
            tier[row] = score.tier;
        }
        Ok(())
    })
}

/// Takes in a single transaction of a customer with an integer key, as `habitue_live_purchase`,
/// and scores the customer as of then: for the moment when a purchase arrives.
///
/// `live` must count in the model's unit of time; where `habitue_model_describe` named a unit and
/// it is another, `HABITUE_INCONSISTENT`, and nothing was taken in. `day` counts days since 1970-01-01, `minor` is
/// the amount in minor units, not looked at where the summary keeps none. The rest is written as
/// by `habitue_scorer_score`; `*calibrated` is 0, and so is all else, where nothing calibrates the
/// customer. No pointer but `error` may be NULL. Fails as `habitue_live_update`, and the
/// transaction was not taken in then; fails as `habitue_scorer_score`, and it was. Nothing is
/// allocated, but when buffers double. Needs both handles to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_scorer_rescore(
    scorer: *mut habitue_scorer,
    live: *mut habitue_live,
    customer: i64,
    day: i32,
    minor: i64,
    p_alive: *mut f64,
    expected_purchases: *mut f64,
    value: *mut f64,
    tier: *mut i32,
    calibrated: *mut u8,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (handle, live, p_alive, expected, worth, tier, calibrated) = unsafe {
            (
                output(scorer, "scorer")?,
                output(live, "live")?,
                output(p_alive, "p_alive")?,
                output(expected_purchases, "expected_purchases")?,
                output(value, "value")?,
                output(tier, "tier")?,
                output(calibrated, "calibrated")?,
            )
        };
        let transaction = purchase(&live.0, customer, day, minor)?;
        let found = handle.scorer.rescore(&mut live.0, &transaction)?;
        let score = found.unwrap_or_default();
        (*p_alive, *expected, *worth) = (score.p_alive, score.expected_purchases, score.value);
        (*tier, *calibrated) = (score.tier, u8::from(found.is_some()));
        Ok(())
    })
}
