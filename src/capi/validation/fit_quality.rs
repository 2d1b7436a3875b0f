//! Whether what models say and assume holds of their customers.

use crate::capi::prelude::*;
use crate::lifetime::{Correlation, Family, FrequencySpend, Regularity};

mirror! {
    /// A coefficient of correlation of frequency and mean spend, with its test.
    habitue_correlation: Correlation, coefficient, t, p_value
}

mirror! {
    /// k of the intervals between purchases: 1 for purely random ones, larger where they
    /// come like clockwork.
    habitue_regularity: Regularity, k, standard_error, customers, observations
}

/// Wheat and Morrison: the shares of the first of two consecutive intervals, over all pairs.
pub const HABITUE_REGULARITY_PAIRS: i32 = 0;
/// The method of moments: the coefficients of variation of each customer's intervals.
pub const HABITUE_REGULARITY_MOMENTS: i32 = 1;

/// How many customers with these ages a model of purchases expects to have come back 0, 1, ...
/// times, beside how many did: `length` classes (at most 1,000,001), the last open. Reads
/// histories, weights and covariates; writes `length` values to `actual` and `expected`. `job` may
/// be NULL.
pub fn habitue_model_frequencies(
    model: &Model,
    customers: Read,
    job: Working,
    actual: &mut [f64],
    expected: &mut [f64],
    length: usize,
) -> Result<()> {
    let most = length.checked_sub(1).and_then(|most| u32::try_from(most).ok());
    let most = most.ok_or_else(|| Error::length("length", length, 1))?;
    let rows = customers.for_question(model.family())?;
    let fit = model.frequency_fit(&rows, most, job.threads)?;
    actual.copy_from_slice(&fit.actual);
    expected.copy_from_slice(&fit.expected);
    Ok(())
}

/// Expected repeat purchases of a growing base in each of `steps` steps of length `step`, in the
/// unit of the model: up to the end of the step to `cumulative`, and within it to `incremental`,
/// either of which may be NULL. Reads born, weights and covariates. Each step costs one evaluation,
/// however many customers there are.
pub fn habitue_model_track(
    model: &Model,
    customers: Read,
    step: f64,
    cumulative: Option<&mut [f64]>,
    incremental: Option<&mut [f64]>,
    steps: usize,
) -> Result<()> {
    let (born, weights, covariates) = customers.births()?;
    let each = match &incremental {
        None => None,
        Some(_) => Some(model.expected_incremental(born, weights, covariates, step, steps)?),
    };
    if let Some(out) = cumulative {
        let found = model.expected_cumulative(born, weights, covariates, step, steps)?;
        out.copy_from_slice(&found);
    }
    if let (Some(out), Some(found)) = (incremental, each) {
        out.copy_from_slice(&found);
    }
    Ok(())
}

/// The correlation of frequency and mean spend over the customers with purchases, Pearson's and
/// Spearman's, each with its test: what the models of spend assume is that there is none. Reads
/// mean_spend, spend_frequency (or frequency) and weights.
///
/// `*used` is the number of customers with purchases, rounded. Returns also `HABITUE_UNDEFINED` for
/// fewer than three such customers or where all are the same.
pub fn habitue_frequency_spend(
    customers: Read,
    used: &mut u64,
    pearson: &mut habitue_correlation,
    spearman: &mut habitue_correlation,
) -> Result<()> {
    let rows = customers.for_question(Family::Spend)?;
    rows.refuse_unread(&["spending"])?;

    let found = FrequencySpend::of(rows.spending()?)?;
    (*used, *pearson) = (found.customers, found.pearson.told());
    *spearman = found.spearman.told();
    Ok(())
}

/// k by maximum likelihood from histories with log_intervals, and weights. Returns also
/// `HABITUE_UNDEFINED` where nobody has two intervals.
pub fn habitue_regularity_of_histories(
    customers: Read,
    regularity: &mut habitue_regularity,
) -> Result<()> {
    let rows = customers.for_question(Family::Purchase)?;
    rows.refuse_unread(&["histories"])?;
    *regularity = Regularity::of_histories(rows.histories()?)?.told();
    Ok(())
}
