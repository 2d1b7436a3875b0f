//! Several models of the same customers side by side.

use crate::capi::customers::{Read, habitue_customers};
use crate::capi::fit::habitue_fit_options;
use crate::capi::job::{Working, habitue_job};
use crate::capi::model::{HABITUE_RIDGE_NONE, habitue_fit_report, habitue_model, kind_number};
use crate::capi::prelude::*;
use crate::lifetime::{ComparedModel, Comparison, Family, LikelihoodRatio};

/// One model of a comparison.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_compared_model {
    /// One of `HABITUE_MODEL_...`.
    pub kind: i32,
    /// The status that the fit alone would have returned; `HABITUE_OK` where there is a model,
    /// and else all but this and `kind` is 0.
    pub failure: habitue_status,
    /// One of `HABITUE_RIDGE_...`.
    pub ridge: i32,
    /// Number of parameters; k of the CNBD-k models is not counted.
    pub parameters: u32,
    /// k of the CNBD-k models, 0 for the others.
    pub regularity: u32,
    pub reserved: u32,
    /// Log-likelihood at the optimum.
    pub log_likelihood: f64,
    /// Akaike's criterion.
    pub aic: f64,
    /// Schwarz's criterion.
    pub bic: f64,
}

impl From<&ComparedModel> for habitue_compared_model {
    fn from(model: &ComparedModel) -> Self {
        let report = model.report();
        Self {
            kind: model.kind().cast_signed(),
            failure: model.failure().map_or(0, |error| error.kind().code()),
            ridge: model.ridge().map_or(HABITUE_RIDGE_NONE, |ridge| ridge as i32),
            parameters: report.map_or(0, |report| report.parameters),
            regularity: model.regularity().unwrap_or(0),
            reserved: 0,
            log_likelihood: report.map_or(0.0, |report| report.log_likelihood),
            aic: report.map_or(0.0, |report| report.aic()),
            bic: report.map_or(0.0, |report| report.bic()),
        }
    }
}

/// The likelihood-ratio test of two models of a comparison, of which one is a special case of the
/// other: NBD of every model of attrition, Pareto/NBD of GGompertz/NBD.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_nested_test {
    /// The row of the special case, from 0.
    pub restricted: u32,
    /// The row of the model that contains it.
    pub general: u32,
    /// Parameters that the special case has less.
    pub degrees: u64,
    /// Twice the difference of the log-likelihoods, >= 0.
    pub statistic: f64,
    /// P(chi-squared >= statistic); too large rather than too small, for the special case lies at
    /// the end of a parameter's range.
    pub p_value: f64,
}

/// Where a comparison goes: a cell for each kind, or NULL where it is not wanted. Start from
/// `HABITUE_COMPARISON_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_comparison {
    pub struct_size: u32,
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

begins!(habitue_comparison);

/// Fits a model of purchases of each of `count` `kinds` (`HABITUE_MODEL_...`, none twice) to the
/// same customers, in this order; reads what `habitue_model_fit` does. A model that cannot be
/// fitted does not stop the others: its row says why. The likelihoods of all kinds but
/// `HABITUE_MODEL_BG_BB` may be compared; forecasts are judged by `habitue_answer` and
/// `habitue_forecast_judge`. `options` and `job` may be NULL.
///
/// Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_DUPLICATE` with the place of a kind as row, or
/// `HABITUE_CANCELLED`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_compare(
    kinds: *const i32,
    count: usize,
    customers: *const habitue_customers,
    options: *const habitue_fit_options,
    job: *const habitue_job,
    comparison: *mut habitue_comparison,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let kinds = column(kinds, count, "kinds")?;
        let read = Read::new(customers)?;
        let given = self::options::<habitue_fit_options>(options, "options")?;
        let working = Working::read(job)?;
        let mut told = results::<habitue_comparison>(comparison.cast_const(), "comparison")?;
        reserved(&[told.reserved], "comparison.reserved")?;
        let rows = optional_column_mut(told.rows, count, "comparison.rows")?;
        let models = optional_column_mut(told.models, count, "comparison.models")?;
        let why = optional_column_mut(told.why, count, "comparison.why")?;
        let tests = optional_column_mut(told.tests, told.test_capacity, "comparison.tests")?;
        let kinds = kinds
            .iter()
            .enumerate()
            .map(|(place, &kind)| kind_number(kind).map_err(|error| error.at_row(place as u64)))
            .collect::<Result<Vec<u32>>>()?;
        let asked = read.asked(Family::Purchase)?;
        asked.refuse_unread(&["histories"])?;
        let chosen = given.read()?;
        let found =
            working.fit(chosen, |chosen| Comparison::fit(&kinds, asked.histories()?, chosen))?;
        fill(rows, found.rows().iter().map(Into::into));
        fill(models, found.rows().iter().map(handle));
        for (slot, row) in why.into_iter().flatten().zip(found.rows()) {
            slot.struct_size = size_of::<habitue_error>() as u32;
            match row.failure() {
                Some(failure) => habitue_error::fill(slot, failure),
                None => habitue_error::clear(slot),
            }
        }
        let nested = found.nested_tests();
        told.test_count = nested.len();
        let cells = nested.iter().map(|nested| habitue_nested_test {
            restricted: nested.restricted as u32,
            general: nested.general as u32,
            degrees: u64::from(nested.test.degrees),
            statistic: nested.test.statistic,
            p_value: nested.test.p_value,
        });
        fill(tests, cells);
        tell(&told, comparison);
        Ok(())
    })
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
/// over the same customers, and `HABITUE_UNDEFINED` where a penalty was at work. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_likelihood_ratio(
    restricted: *const habitue_fit_report,
    general: *const habitue_fit_report,
    statistic: *mut f64,
    degrees: *mut u32,
    p_value: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let (restricted, general) = (input(restricted, "restricted")?, input(general, "general")?);
        let statistic = output(statistic, "statistic")?;
        let degrees = output(degrees, "degrees")?;
        let p_value = output(p_value, "p_value")?;
        let test =
            LikelihoodRatio::new(&restricted.read("restricted")?, &general.read("general")?)?;
        (*statistic, *degrees, *p_value) = (test.statistic, test.degrees, test.p_value);
        Ok(())
    })
}
