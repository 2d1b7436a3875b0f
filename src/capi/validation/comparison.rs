//! Several models of the same customers side by side.

use crate::capi::prelude::*;
use crate::lifetime::{ComparedModel, Comparison, Family, LikelihoodRatio};

mirror! {
    /// One model of a comparison.
    habitue_compared_model: ComparedModel,
    /// One of `HABITUE_MODEL_...`.
    kind: i32 = it.kind().cast_signed(),
    /// The status that the fit alone would have returned; `HABITUE_OK` where there is a model, and
    /// else all but this and `kind` is 0.
    failure: habitue_status = it.failure().map_or(HABITUE_OK, |error| error.kind().code()),
    /// One of `HABITUE_RIDGE_...`.
    ridge: i32 = it.ridge().number(),
    /// Number of parameters; k of the CNBD-k models is not counted.
    parameters: u32 = it.report().map_or(0, |report| report.parameters),
    /// k of the CNBD-k models, 0 for the others.
    regularity: u32 = it.regularity().unwrap_or(0),
    reserved: u32,
    /// Log-likelihood at the optimum.
    log_likelihood: f64 = it.report().map_or(0.0, |report| report.log_likelihood),
    /// Akaike's criterion.
    aic: f64 = it.report().map_or(0.0, |report| report.aic()),
    /// Schwarz's criterion.
    bic: f64 = it.report().map_or(0.0, |report| report.bic())
}

mirror! {
    /// The likelihood-ratio test of two models of a comparison, of which one is a special case of the
    /// other: NBD of every model of attrition, Pareto/NBD of GGompertz/NBD.
    habitue_nested_test: crate::lifetime::NestedTest,
    /// The row of the special case, from 0.
    restricted: u32 = it.restricted as u32,
    /// The row of the model that contains it.
    general: u32 = it.general as u32,
    /// Parameters that the special case has less.
    degrees: u64 = u64::from(it.test.degrees),
    /// Twice the difference of the log-likelihoods, >= 0.
    statistic: f64 = it.test.statistic,
    /// P(chi-squared >= statistic); too large rather than too small, for the special case lies at
    /// the end of a parameter's range.
    p_value: f64 = it.test.p_value
}

/// Where a comparison goes: a cell for each kind, or NULL where it is not wanted. Start from
/// `HABITUE_COMPARISON_INIT`.
#[apply(versioned)]
pub struct habitue_comparison {
    pub reserved: u32,
    /// Written: what there is to say of each model.
    pub rows: *mut habitue_compared_model,
    /// Written: the models, to be freed one by one; NULL where the fit failed.
    pub models: *mut *mut habitue_model,
    /// Written: as the fit alone would have filled its error.
    pub why: *mut habitue_error,
    /// Written: the tests of all pairs of which one is a special case of the other.
    pub tests: *mut habitue_nested_test,
    /// How many of these there is room for; 6 are always enough.
    pub test_capacity: usize,
    /// Written: how many there are, of which no more than the capacity were filled in.
    pub test_count: usize,
}

/// Fits a model of purchases of each of `count` `kinds` (`HABITUE_MODEL_...`, none twice) to the
/// same customers, in this order; reads what `habitue_model_fit` does. A model that cannot be
/// fitted does not stop the others: its row says why. The likelihoods of all kinds but
/// `HABITUE_MODEL_BG_BB` may be compared; forecasts are judged by `habitue_answer` and
/// `habitue_forecast_judge`. `options` and `job` may be NULL.
///
/// Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_DUPLICATE` with the place of a kind as row, or
/// `HABITUE_CANCELLED`.
pub unsafe fn habitue_compare(
    kinds: &[i32],
    count: usize,
    customers: Read,
    options: Option<habitue_fit_options>,
    job: Working,
    comparison: &mut habitue_comparison,
) -> Result<()> {
    let given = options.unwrap_or_default();
    fields!(comparison => optional_column_mut rows[count], optional_column_mut models[count],
        optional_column_mut why[count], optional_column_mut tests[comparison.test_capacity]);
    let kinds = by_row(kinds, |kind| kind_number(*kind, "kind"))?;
    let customers = customers.for_question(Family::Purchase)?;
    customers.refuse_unread(&["histories"])?;
    let chosen = given.read()?;
    let found =
        job.fit(chosen, |chosen| Comparison::fit(&kinds, customers.histories()?, chosen))?;
    fill(rows, found.rows().iter().map(Told::told));
    fill(models, found.rows().iter().map(handle));
    for (slot, row) in why.into_iter().flatten().zip(found.rows()) {
        slot.struct_size = size_of::<habitue_error>() as u32;
        match row.failure() {
            Some(failure) => habitue_error::fill(slot, failure),
            None => habitue_error::clear(slot),
        }
    }
    let nested = found.nested_tests();
    comparison.test_count = nested.len();
    fill(tests, nested.iter().map(Told::told));
    Ok(())
}

/// The model of a row with a handle of its own, or NULL.
fn handle(row: &ComparedModel) -> *mut habitue_model {
    row.model().map_or(std::ptr::null_mut(), |model| Box::into_raw(Box::new(model.clone().into())))
}

/// The likelihood-ratio test of the fit of a special case, `restricted`, against that of the model
/// that contains it, `general`, from the reports of the two: `*statistic` is twice the difference
/// of the log-likelihoods, `*degrees` the parameters that the special case has less, `*p_value` the
/// chance of so large a statistic under the special case. Of a model with covariates the report
/// WITHOUT_COVARIATES is the special case. Refuses reports that cannot be those of nested models
/// over the same customers, and `HABITUE_UNDEFINED` where a penalty was at work.
pub fn habitue_likelihood_ratio(
    restricted: &habitue_fit_report,
    general: &habitue_fit_report,
    statistic: &mut f64,
    degrees: &mut u32,
    p_value: &mut f64,
) -> Result<()> {
    let test = LikelihoodRatio::new(&restricted.read("restricted")?, &general.read("general")?)?;
    (*statistic, *degrees, *p_value) = (test.statistic, test.degrees, test.p_value);
    Ok(())
}
