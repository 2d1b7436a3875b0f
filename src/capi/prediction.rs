//! Predictions of a model of purchases, batched over columns.

use super::column::{column, column_mut, input, on_success, optional_column};
use super::guard::guard;
use super::model::{habitue_model, histories};
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::{Cohort, Prediction, Valuation};

/// P(alive) at T. Arguments: none.
pub const HABITUE_PREDICT_P_ALIVE: i32 = 0;
/// P(alive at T + t). Argument t >= 0.
pub const HABITUE_PREDICT_P_ALIVE_AT: i32 = 1;
/// Expected purchases in (T, T + t]. Argument t >= 0.
pub const HABITUE_PREDICT_EXPECTED_PURCHASES: i32 = 2;
/// P(exactly n purchases in (T, T + t]). Arguments t >= 0 and n.
pub const HABITUE_PREDICT_P_PURCHASES: i32 = 3;
/// P(n or more purchases in (T, T + t]). Arguments t >= 0 and n.
pub const HABITUE_PREDICT_P_AT_LEAST: i32 = 4;
/// P(no purchase in (T, T + t]). Argument t >= 0.
pub const HABITUE_PREDICT_P_NO_PURCHASE: i32 = 5;
/// The smallest n such that n or fewer purchases in (T, T + t] have at least
/// probability level. Arguments t >= 0 and level in [0, 1).
pub const HABITUE_PREDICT_PURCHASE_QUANTILE: i32 = 6;
/// Expected purchases up to T + t, discounted at the continuous rate given as
/// level. Arguments t >= 0, infinite only where the rate is positive, and
/// level >= 0.
pub const HABITUE_PREDICT_DISCOUNTED_PURCHASES: i32 = 7;
/// The time after T by which the next purchase has come with probability level;
/// infinite where it may never come. Argument level in [0, 1).
pub const HABITUE_PREDICT_NEXT_PURCHASE_QUANTILE: i32 = 8;
/// The time after T by which the customer has left with probability level.
/// Argument level in [0, 1).
pub const HABITUE_PREDICT_LIFETIME_QUANTILE: i32 = 9;

/// The log-likelihood of each history under a model of purchases.
///
/// Columns and their rules are those of `habitue_model_fit`; `log_likelihood`
/// receives `customers` values. No pointer but `error` may be NULL unless there
/// are no rows. Returns `HABITUE_OK`, an argument error, or a data error with the
/// row. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_log_likelihood(
    model: *const habitue_model,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    customers: usize,
    log_likelihood: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, rows, out) = unsafe {
            (
                input(model, "model")?,
                histories(frequency, recency, age, customers)?,
                column_mut(log_likelihood, customers, "log_likelihood")?,
            )
        };
        let model = model.purchase()?;
        on_success(out, |out| model.ln_likelihood_into(&rows, out))
    })
}

/// One prediction for each customer from a model of purchases.
///
/// `prediction` is one of `HABITUE_PREDICT_*`, which says what of `t`, `level`
/// and `n` it reads; the others are not looked at. Columns and their rules are
/// those of `habitue_model_fit`; frequency 0, recency 0 and age 0 ask of a new
/// customer. `out` receives `customers` values. `threads` is 0 for all cores.
/// No pointer but `error` may be NULL unless there are no rows. Returns
/// `HABITUE_OK`, an argument error, or `HABITUE_NOT_FINITE`,
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT` with the row. Any thread; the
/// bits do not depend on `threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_predict(
    model: *const habitue_model,
    prediction: i32,
    t: f64,
    level: f64,
    n: u64,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    customers: usize,
    threads: u32,
    out: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, rows, out) = unsafe {
            (
                input(model, "model")?,
                histories(frequency, recency, age, customers)?,
                column_mut(out, customers, "out")?,
            )
        };
        let asked = purchase_prediction(prediction, t, level, n)?;
        let model = model.purchase()?;
        on_success(out, |out| model.predict_into(asked, &rows, threads as usize, out))
    })
}

/// The prediction with this number, and what it reads of the arguments.
pub(super) fn purchase_prediction(
    prediction: i32,
    t: f64,
    level: f64,
    n: u64,
) -> Result<Prediction> {
    Ok(match prediction {
        HABITUE_PREDICT_P_ALIVE => Prediction::PAlive,
        HABITUE_PREDICT_P_ALIVE_AT => Prediction::PAliveAt { t },
        HABITUE_PREDICT_EXPECTED_PURCHASES => Prediction::ExpectedPurchases { t },
        HABITUE_PREDICT_P_PURCHASES => Prediction::PPurchases { n, t },
        HABITUE_PREDICT_P_AT_LEAST => Prediction::PAtLeast { n, t },
        HABITUE_PREDICT_P_NO_PURCHASE => Prediction::PNoPurchase { t },
        HABITUE_PREDICT_PURCHASE_QUANTILE => Prediction::PurchaseQuantile { level, t },
        HABITUE_PREDICT_DISCOUNTED_PURCHASES => {
            Prediction::DiscountedPurchases { rate: level, horizon: t }
        }
        HABITUE_PREDICT_NEXT_PURCHASE_QUANTILE => Prediction::NextPurchaseQuantile { level },
        HABITUE_PREDICT_LIFETIME_QUANTILE => Prediction::LifetimeQuantile { level },
        _ => {
            return Err(Error::new(ErrorKind::Enumerator, "is no prediction")
                .in_column("prediction")
                .with_value(prediction)
                .allowing("HABITUE_PREDICT_*, 0 to 9"));
        }
    })
}

/// The prediction with this number over an interval that may begin later than now.
pub(super) fn interval_prediction(
    prediction: i32,
    start: f64,
    end: f64,
    level: f64,
    n: u64,
) -> Result<Prediction> {
    Ok(match prediction {
        HABITUE_PREDICT_EXPECTED_PURCHASES => Prediction::ExpectedPurchasesBetween { start, end },
        HABITUE_PREDICT_P_PURCHASES => Prediction::PPurchasesBetween { n, start, end },
        HABITUE_PREDICT_P_AT_LEAST => Prediction::PAtLeastBetween { n, start, end },
        HABITUE_PREDICT_P_NO_PURCHASE => Prediction::PPurchasesBetween { n: 0, start, end },
        HABITUE_PREDICT_PURCHASE_QUANTILE => {
            Prediction::PurchaseQuantileBetween { level, start, end }
        }
        _ => {
            return Err(Error::new(ErrorKind::Enumerator, "is no prediction for an interval")
                .in_column("prediction")
                .with_value(prediction)
                .allowing("HABITUE_PREDICT_*, 2 to 6"));
        }
    })
}

/// One prediction for each customer about purchases in (T + start, T + end], an interval that may
/// begin later than now.
///
/// `prediction` is one of `HABITUE_PREDICT_EXPECTED_PURCHASES`, `_P_PURCHASES`, `_P_AT_LEAST`,
/// `_P_NO_PURCHASE` and `_PURCHASE_QUANTILE`, which say what of `level` and `n` they read;
/// 0 <= `start` <= `end`. Everything else is as in `habitue_model_predict`; no pointer but `error`
/// may be NULL unless there are no rows. Returns also `HABITUE_OUTSIDE_DOMAIN` with the row where a
/// CNBD-k model with k > 1 would have to tell more than 100,000 events before `start` apart. Any
/// thread; the bits do not depend on `threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_predict_between(
    model: *const habitue_model,
    prediction: i32,
    start: f64,
    end: f64,
    level: f64,
    n: u64,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    customers: usize,
    threads: u32,
    out: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, rows, out) = unsafe {
            (
                input(model, "model")?,
                histories(frequency, recency, age, customers)?,
                column_mut(out, customers, "out")?,
            )
        };
        let asked = interval_prediction(prediction, start, end, level, n)?;
        let model = model.purchase()?;
        on_success(out, |out| model.predict_into(asked, &rows, threads as usize, out))
    })
}

/// Lifetime value of each customer: purchases expected within `horizon` after T
/// (in the unit of the model; infinite for the whole future), each discounted at
/// the continuous `rate` per unit, times `expected_spend`, times `margin` (the
/// share of the spend that is profit, finite).
///
/// Other columns are those of `habitue_model_predict`. Returns also
/// `HABITUE_OUT_OF_RANGE` for an infinite horizon without a positive rate. Any
/// thread; the bits do not depend on `threads`. Since 0.1.
///
/// No pointer but `error` may be NULL unless there are no rows.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_lifetime_value(
    model: *const habitue_model,
    horizon: f64,
    rate: f64,
    margin: f64,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    expected_spend: *const f64,
    customers: usize,
    threads: u32,
    out: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, rows, spend, out) = unsafe {
            (
                input(model, "model")?,
                histories(frequency, recency, age, customers)?,
                column(expected_spend, customers, "expected_spend")?,
                column_mut(out, customers, "out")?,
            )
        };
        let valuation = Valuation::new(horizon)?.with_continuous_rate(rate)?.with_margin(margin)?;
        let (model, threads) = (model.purchase()?, threads as usize);
        on_success(out, |out| valuation.lifetime_value_into(model, &rows, spend, threads, out))
    })
}

/// Lifetime profit of each customer: as `habitue_model_lifetime_value`, where the share of the
/// spend that is profit is each customer's own, `margin_rate` (finite; negative for a loss), as
/// `habitue_table_margin_rate` gives it.
///
/// Other columns are those of `habitue_model_predict`. Returns also
/// `HABITUE_OUT_OF_RANGE` for an infinite horizon without a positive rate. Any
/// thread; the bits do not depend on `threads`. Since 0.1.
///
/// No pointer but `error` may be NULL unless there are no rows.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_lifetime_profit(
    model: *const habitue_model,
    horizon: f64,
    rate: f64,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    expected_spend: *const f64,
    margin_rate: *const f64,
    customers: usize,
    threads: u32,
    out: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, rows, spend, margin, out) = unsafe {
            (
                input(model, "model")?,
                histories(frequency, recency, age, customers)?,
                column(expected_spend, customers, "expected_spend")?,
                column(margin_rate, customers, "margin_rate")?,
                column_mut(out, customers, "out")?,
            )
        };
        let (model, threads) = (model.purchase()?, threads as usize);
        let valuation = Valuation::new(horizon)?.with_continuous_rate(rate)?;
        on_success(out, |out| {
            valuation.lifetime_profit_into(model, &rows, spend, margin, threads, out)
        })
    })
}

/// Expected cumulative repeat purchases of a growing base at the end of each of
/// `steps` steps: `born` is when each of `customers` customers first bought,
/// counted from the origin of the clock (>= 0), `weights` (NULL for one each) how
/// many they stand for, `step` the length of a step, all in the unit of the
/// model. Each step costs one evaluation, however many customers there are.
///
/// `out` receives `steps` values. No pointer but `weights` and `error` may be
/// NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
/// `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE` with the row. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_model_track(
    model: *const habitue_model,
    born: *const f64,
    weights: *const f64,
    customers: usize,
    step: f64,
    out: *mut f64,
    steps: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, born, weights, out) = unsafe {
            (
                input(model, "model")?,
                column(born, customers, "born")?,
                optional_column(weights, customers, "weights")?,
                column_mut(out, steps, "out")?,
            )
        };
        let cohort = Cohort::new(born, weights, step)?;
        out.copy_from_slice(&cohort.expected_cumulative(model.purchase()?, steps)?);
        Ok(())
    })
}
