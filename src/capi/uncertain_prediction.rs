//! Predictions with standard errors and intervals, batched over columns.

use std::ffi::c_void;

use super::column::{column, input, output};
use super::contract_model::contract_prediction;
use super::guard::guard;
use super::model::{histories, weighted};
use super::prediction::{interval_prediction, purchase_prediction};
use super::progress::{habitue_progress, listener};
use super::spend_model::spending;
use super::status::{habitue_error, habitue_status};
use super::uncertainty::{Outputs, Sure, habitue_estimate, habitue_uncertainty};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::{
    CovariateModel, Covariates, ExpectedSpend, Prediction, Spending, Uncertainty, Valuation,
};
use crate::progress::Progress;

/// One prediction for each customer from a model of purchases, with standard errors
/// and intervals at 0 < `confidence` < 1.
///
/// `prediction` is one of `HABITUE_PREDICT_*`, which says what of `t`, `level` and
/// `n` it reads; the others are not looked at. Columns and their rules are those of
/// `habitue_model_predict`. `estimates`, `standard_errors`, `low` and `high` receive
/// `customers` values each; each may be NULL, and so may `error`. `threads` is 0 for
/// all cores. `progress`, which may be NULL, hears the rows done. The draws are
/// those of the parameters: the interval is that of the figure, not of what one
/// customer will do.
///
/// Returns as `habitue_model_predict`, `HABITUE_BAD_ARGUMENT` for a model that is none of
/// purchases, `HABITUE_UNDEFINED` for the delta method and a prediction that moves
/// in steps, or `HABITUE_CANCELLED`. Any thread; the bits do not depend on
/// `threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_predict(
    uncertainty: *const habitue_uncertainty,
    prediction: i32,
    t: f64,
    level: f64,
    n: u64,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    customers: usize,
    confidence: f64,
    threads: u32,
    progress: habitue_progress,
    context: *mut c_void,
    estimates: *mut f64,
    standard_errors: *mut f64,
    low: *mut f64,
    high: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    let asked = purchase_prediction(prediction, t, level, n);
    let how = How { confidence, threads, progress, context };
    let outputs = [estimates, standard_errors, low, high];
    // SAFETY: the contract of the header.
    guard(error, || unsafe {
        each(uncertainty, asked, (frequency, recency, age), customers, &how, outputs)
    })
}

/// The sum of a prediction over all customers, each counted `weights` times (NULL
/// for once), with its standard error and interval.
///
/// All else is as in `habitue_uncertainty_predict` with `HABITUE_PREDICT_*`, of which
/// a quantile has no sum; `progress` hears the draws done. `*estimate` receives the
/// sum. `weights`, `progress` and `error` may be NULL. Any thread; the bits do not
/// depend on `threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_predict_total(
    uncertainty: *const habitue_uncertainty,
    prediction: i32,
    t: f64,
    level: f64,
    n: u64,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    weights: *const f64,
    customers: usize,
    confidence: f64,
    threads: u32,
    progress: habitue_progress,
    context: *mut c_void,
    estimate: *mut habitue_estimate,
    error: *mut habitue_error,
) -> habitue_status {
    let asked = purchase_prediction(prediction, t, level, n);
    let how = How { confidence, threads, progress, context };
    // SAFETY: the contract of the header.
    guard(error, || unsafe {
        total(uncertainty, asked, (frequency, recency, age), weights, customers, &how, estimate)
    })
}

/// As `habitue_uncertainty_predict`, about purchases in (T + start, T + end], an interval
/// that may begin later than now.
///
/// `prediction` is one of those of `HABITUE_PREDICT_*` that
/// `habitue_model_predict_between` answers, and 0 <= `start` <= `end`. Each output,
/// `progress` and `error` may be NULL. Returns also `HABITUE_OUTSIDE_DOMAIN` as that
/// function does. Any thread; the bits do not depend on `threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_predict_between(
    uncertainty: *const habitue_uncertainty,
    prediction: i32,
    start: f64,
    end: f64,
    level: f64,
    n: u64,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    customers: usize,
    confidence: f64,
    threads: u32,
    progress: habitue_progress,
    context: *mut c_void,
    estimates: *mut f64,
    standard_errors: *mut f64,
    low: *mut f64,
    high: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    let asked = interval_prediction(prediction, start, end, level, n);
    let how = How { confidence, threads, progress, context };
    let outputs = [estimates, standard_errors, low, high];
    // SAFETY: the contract of the header.
    guard(error, || unsafe {
        each(uncertainty, asked, (frequency, recency, age), customers, &how, outputs)
    })
}

/// As `habitue_uncertainty_predict_total`, about purchases in (T + start, T + end].
///
/// `prediction` is one of those of `HABITUE_PREDICT_*` that
/// `habitue_model_predict_between` answers, but no quantile, and 0 <= `start` <= `end`.
/// `weights`, `progress` and `error` may be NULL. Any thread; the bits do not depend on
/// `threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_predict_total_between(
    uncertainty: *const habitue_uncertainty,
    prediction: i32,
    start: f64,
    end: f64,
    level: f64,
    n: u64,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    weights: *const f64,
    customers: usize,
    confidence: f64,
    threads: u32,
    progress: habitue_progress,
    context: *mut c_void,
    estimate: *mut habitue_estimate,
    error: *mut habitue_error,
) -> habitue_status {
    let asked = interval_prediction(prediction, start, end, level, n);
    let how = How { confidence, threads, progress, context };
    // SAFETY: the contract of the header.
    guard(error, || unsafe {
        total(uncertainty, asked, (frequency, recency, age), weights, customers, &how, estimate)
    })
}

/// How an answer is wanted, and who hears of it.
struct How {
    confidence: f64,
    threads: u32,
    progress: habitue_progress,
    context: *mut c_void,
}

/// x, t_x and T of the caller.
type Rows = (*const u32, *const f64, *const f64);

/// # Safety
/// The contract of the header.
unsafe fn each(
    uncertainty: *const habitue_uncertainty,
    asked: Result<Prediction>,
    (frequency, recency, age): Rows,
    customers: usize,
    how: &How,
    outputs: [*mut f64; 4],
) -> Result<()> {
    // SAFETY: the caller's promise is the same.
    let (found, rows, outputs, mut listener) = unsafe {
        (
            &input(uncertainty, "uncertainty")?.0,
            histories(frequency, recency, age, customers)?,
            Outputs::new(outputs, customers)?,
            listener(how.progress, how.context),
        )
    };
    let (asked, heard) = (asked?, &mut Progress::new(&mut listener));
    let (confidence, threads) = (how.confidence, how.threads as usize);
    outputs.fill(&match found {
        Sure::Plain(found) => found.predict(asked, &rows, confidence, threads, heard),
        Sure::ByFacts(found, facts) => {
            found.predict(asked, &rows, &facts.facts()?, confidence, threads, heard)
        }
    }?);
    Ok(())
}

/// # Safety
/// The contract of the header.
unsafe fn total(
    uncertainty: *const habitue_uncertainty,
    asked: Result<Prediction>,
    rows: Rows,
    weights: *const f64,
    customers: usize,
    how: &How,
    estimate: *mut habitue_estimate,
) -> Result<()> {
    // SAFETY: the caller's promise is the same.
    let (found, rows, estimate, mut listener) = unsafe {
        (
            &input(uncertainty, "uncertainty")?.0,
            weighted(rows, weights, customers)?,
            output(estimate, "estimate")?,
            listener(how.progress, how.context),
        )
    };
    let (asked, heard) = (asked?, &mut Progress::new(&mut listener));
    let (confidence, threads) = (how.confidence, how.threads as usize);
    let total = match found {
        Sure::Plain(found) => found.predict_total(asked, &rows, confidence, threads, heard),
        Sure::ByFacts(found, facts) => {
            found.predict_total(asked, &rows, &facts.facts()?, confidence, threads, heard)
        }
    };
    *estimate = total?.into();
    Ok(())
}

/// What customers are expected to spend: known amounts, or a model's after these
/// purchases. Start from `HABITUE_EXPECTED_SPEND_INIT` (nothing).
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_expected_spend {
    /// `sizeof(habitue_expected_spend)` of the caller.
    pub struct_size: u32,
    /// Must be 0.
    pub reserved: u32,
    /// Known amounts per purchase, one a customer; NULL where `model` is given.
    pub known: *const f64,
    /// The uncertainty of a model of spend, found by the same method as that of the
    /// purchases; NULL where `known` is given.
    pub model: *const habitue_uncertainty,
    /// With `model`: purchases behind each mean, one a customer.
    pub frequency: *const u32,
    /// With `model`: mean spend of those purchases, one a customer.
    pub mean_spend: *const f64,
}

// SAFETY: repr(C), two u32 and four pointers without padding; every bit pattern is a
// value, as the pointers are raw.
unsafe impl super::options::Options for habitue_expected_spend {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        reserved: 0,
        known: std::ptr::null(),
        model: std::ptr::null(),
        frequency: std::ptr::null(),
        mean_spend: std::ptr::null(),
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

/// What was given, with the facts behind it.
enum Spent<'a> {
    Known(&'a [f64]),
    Modelled(&'a Uncertainty, Spending<'a>),
    ByFacts(&'a Uncertainty<CovariateModel>, Spending<'a>, Covariates<'a>),
}

impl Spent<'_> {
    fn core(&self) -> ExpectedSpend<'_> {
        match self {
            Self::Known(spend) => ExpectedSpend::Known(spend),
            Self::Modelled(found, rows) => ExpectedSpend::Modelled(found, *rows),
            Self::ByFacts(found, rows, facts) => {
                ExpectedSpend::ModelledByFacts(found, *rows, facts)
            }
        }
    }
}

/// # Safety
/// The contract of the header.
unsafe fn expected_spend<'a>(
    given: *const habitue_expected_spend,
    customers: usize,
) -> Result<Spent<'a>> {
    super::column::required(given, "spend")?;
    // SAFETY: the contract of the header.
    let given = unsafe { super::options::options::<habitue_expected_spend>(given, "spend") }?;
    super::options::reserved(&[given.reserved], "spend.reserved")?;
    if given.known.is_null() == given.model.is_null() && customers > 0 {
        return Err(Error::new(ErrorKind::Argument, "needs either known amounts or a model")
            .in_column("spend"));
    }
    // SAFETY: the contract of the header.
    unsafe {
        if given.model.is_null() {
            return Ok(Spent::Known(column(given.known, customers, "spend.known")?));
        }
        let rows = spending(given.frequency, given.mean_spend, customers)?;
        Ok(match &input(given.model, "spend.model")?.0 {
            Sure::Plain(found) => Spent::Modelled(found, rows),
            Sure::ByFacts(found, facts) => Spent::ByFacts(found, rows, facts.facts()?),
        })
    }
}

/// Lifetime value of each customer with standard errors and intervals at 0 <
/// `confidence` < 1: purchases expected within `horizon` after T (infinite for the
/// whole future), each discounted at the continuous `rate` per unit, times the
/// expected spend, times `margin`.
///
/// `spend` says what is spent; it must not be NULL. Columns of customers are those of
/// `habitue_model_predict`; outputs, `threads` and `progress` are as in
/// `habitue_uncertainty_predict`, and each may be NULL. Returns as
/// `habitue_model_lifetime_value`, `HABITUE_BAD_ARGUMENT` where purchases and spend were
/// not found by the same method, or `HABITUE_CANCELLED`. Any thread; the bits do
/// not depend on `threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_lifetime_value(
    uncertainty: *const habitue_uncertainty,
    horizon: f64,
    rate: f64,
    margin: f64,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    customers: usize,
    spend: *const habitue_expected_spend,
    confidence: f64,
    threads: u32,
    progress: habitue_progress,
    context: *mut c_void,
    estimates: *mut f64,
    standard_errors: *mut f64,
    low: *mut f64,
    high: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (found, rows, spend, outputs) = unsafe {
            (
                &input(uncertainty, "uncertainty")?.0,
                histories(frequency, recency, age, customers)?,
                expected_spend(spend, customers)?,
                Outputs::new([estimates, standard_errors, low, high], customers)?,
            )
        };
        let valuation = Valuation::new(horizon)?.with_continuous_rate(rate)?.with_margin(margin)?;
        // SAFETY: the contract of the header.
        let mut listener = unsafe { listener(progress, context) };
        let heard = &mut Progress::new(&mut listener);
        let (spend, threads) = (spend.core(), threads as usize);
        outputs.fill(&match found {
            Sure::Plain(found) => {
                found.lifetime_value(&valuation, &rows, spend, confidence, threads, heard)
            }
            Sure::ByFacts(found, facts) => {
                let facts = facts.facts()?;
                found.lifetime_value(&valuation, &rows, &facts, spend, confidence, threads, heard)
            }
        }?);
        Ok(())
    })
}

/// The lifetime value of the whole base, each customer counted `weights` times (NULL
/// for once).
///
/// All else is as in `habitue_uncertainty_lifetime_value`; `progress` hears the draws
/// done. `*estimate` receives the sum. `weights`, `progress` and `error` may be NULL.
/// Any thread; the bits do not depend on `threads`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_total_lifetime_value(
    uncertainty: *const habitue_uncertainty,
    horizon: f64,
    rate: f64,
    margin: f64,
    frequency: *const u32,
    recency: *const f64,
    age: *const f64,
    weights: *const f64,
    customers: usize,
    spend: *const habitue_expected_spend,
    confidence: f64,
    threads: u32,
    progress: habitue_progress,
    context: *mut c_void,
    estimate: *mut habitue_estimate,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (found, rows, spend, estimate) = unsafe {
            (
                &input(uncertainty, "uncertainty")?.0,
                weighted((frequency, recency, age), weights, customers)?,
                expected_spend(spend, customers)?,
                output(estimate, "estimate")?,
            )
        };
        let valuation = Valuation::new(horizon)?.with_continuous_rate(rate)?.with_margin(margin)?;
        // SAFETY: the contract of the header.
        let mut listener = unsafe { listener(progress, context) };
        let heard = &mut Progress::new(&mut listener);
        let (spend, threads) = (spend.core(), threads as usize);
        let total = match found {
            Sure::Plain(found) => {
                found.total_lifetime_value(&valuation, &rows, spend, confidence, threads, heard)
            }
            Sure::ByFacts(found, facts) => {
                let (known, to) = (facts.facts()?, confidence);
                found.total_lifetime_value(&valuation, &rows, &known, spend, to, threads, heard)
            }
        };
        *estimate = total?.into();
        Ok(())
    })
}

/// Expected spend per purchase of each customer from a model of spend, with standard
/// errors and intervals at 0 < `confidence` < 1.
///
/// Columns and their rules are those of `habitue_spend_model_expected_spend`; outputs
/// and `threads` are as in `habitue_uncertainty_predict`, and each output may be NULL,
/// as may `error`. Returns as `habitue_spend_model_expected_spend`, and
/// `HABITUE_BAD_ARGUMENT` for a model that is none of spend. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_expected_spend(
    uncertainty: *const habitue_uncertainty,
    frequency: *const u32,
    mean_spend: *const f64,
    customers: usize,
    confidence: f64,
    threads: u32,
    estimates: *mut f64,
    standard_errors: *mut f64,
    low: *mut f64,
    high: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (found, rows, outputs) = unsafe {
            (
                &input(uncertainty, "uncertainty")?.0,
                spending(frequency, mean_spend, customers)?,
                Outputs::new([estimates, standard_errors, low, high], customers)?,
            )
        };
        let threads = threads as usize;
        outputs.fill(&match found {
            Sure::Plain(found) => found.expected_spend(&rows, confidence, threads),
            Sure::ByFacts(found, facts) => {
                found.expected_spend(&rows, &facts.facts()?, confidence, threads)
            }
        }?);
        Ok(())
    })
}

/// One prediction for each customer under contract, with standard errors and
/// intervals at 0 < `confidence` < 1.
///
/// `prediction`, `t`, `rate` and `renewals` are those of
/// `habitue_contract_model_predict` (`HABITUE_CONTRACT_RETENTION_RATE` and those after
/// it); outputs and `threads` are as in `habitue_uncertainty_predict`, and each output
/// may be NULL, as may `error`. Where a prediction is infinite for a draw, the standard
/// error is infinite. Returns as `habitue_contract_model_predict`,
/// `HABITUE_BAD_ARGUMENT` for a model of another family, and `HABITUE_UNDEFINED` for the
/// delta method and a prediction that moves in steps. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_contract_predict(
    uncertainty: *const habitue_uncertainty,
    prediction: i32,
    t: u32,
    rate: f64,
    renewals: *const u32,
    customers: usize,
    confidence: f64,
    threads: u32,
    estimates: *mut f64,
    standard_errors: *mut f64,
    low: *mut f64,
    high: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (found, renewals, outputs) = unsafe {
            (
                &input(uncertainty, "uncertainty")?.0,
                column(renewals, customers, "renewals")?,
                Outputs::new([estimates, standard_errors, low, high], customers)?,
            )
        };
        let asked = contract_prediction(prediction, t, rate)?;
        let found = found.plain()?;
        outputs.fill(&found.contract_predict(asked, renewals, confidence, threads as usize)?);
        Ok(())
    })
}

/// The sum of a prediction over customers under contract, with its standard error and
/// interval.
///
/// All else is as in `habitue_uncertainty_contract_predict`
/// (`HABITUE_CONTRACT_RETENTION_RATE` and those after it), of which quantiles and
/// elasticities have no sum. `*estimate` receives the sum; `error` may be NULL. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_uncertainty_contract_total(
    uncertainty: *const habitue_uncertainty,
    prediction: i32,
    t: u32,
    rate: f64,
    renewals: *const u32,
    customers: usize,
    confidence: f64,
    threads: u32,
    estimate: *mut habitue_estimate,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (found, renewals, estimate) = unsafe {
            (
                &input(uncertainty, "uncertainty")?.0,
                column(renewals, customers, "renewals")?,
                output(estimate, "estimate")?,
            )
        };
        let asked = contract_prediction(prediction, t, rate)?;
        let total = found.plain()?.contract_total(asked, renewals, confidence, threads as usize)?;
        *estimate = total.into();
        Ok(())
    })
}
