//! Answers to questions about customers, with and without their uncertainty.

use crate::capi::prelude::*;

/// Where answers go: columns and a place of the caller, each of which may be NULL. Start from
/// `HABITUE_ANSWERS_INIT`. The last four are for `habitue_answer_with_uncertainty` alone.
#[apply(versioned)]
pub struct habitue_answers {
    pub reserved: u32,
    /// Written: the answer for each customer.
    pub estimate: *mut f64,
    /// Written: the sum of the answers, each customer counted as often as the weight says; of
    /// `habitue_answer` the estimate alone, the other figures are NaN.
    pub total: *mut habitue_estimate,
    /// Written: the standard errors; infinite where an answer is infinite for some draws.
    pub standard_error: *mut f64,
    /// Written: the lower ends of the intervals.
    pub low: *mut f64,
    /// Written: the upper ends.
    pub high: *mut f64,
    /// Confidence of the intervals, 0 < confidence < 1. 0.95 by default.
    pub confidence: f64,
}

begins!(habitue_answers, confidence = 0.95);

/// Answers `question` for each of the customers, for their total, or both.
///
/// The kind of the question says what is read of it and of the customers; models with covariates
/// also read covariates. Nothing is written unless all of it is in order; where a prediction does
/// not settle, or the job is cancelled, the column holds zeros. `job` may be NULL.
///
/// Returns also `HABITUE_BAD_ARGUMENT` for a question to another family of models,
/// `HABITUE_NOT_READ` and `HABITUE_MISSING_VALUE` for columns and numbers, `HABITUE_NOT_FINITE`,
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT` with the row, `HABITUE_MISSING_COLUMN` for a
/// covariate, `HABITUE_UNDEFINED` where an answer is infinite, `HABITUE_OUTSIDE_DOMAIN`,
/// `HABITUE_OVERFLOW`, or `HABITUE_CANCELLED`.
pub unsafe fn habitue_answer(
    model: &Model,
    question: *const habitue_question,
    customers: Read,
    job: Working,
    answers: habitue_answers,
) -> Result<()> {
    let rows = customers.for_question(model.family())?;
    let question = question_of(question, rows.has_horizons())?;
    let estimate = optional_column_mut(answers.estimate, rows.len(), "answers.estimate")?;
    let total = optional_output(answers.total, "answers.total")?;
    let unknown = [
        (!answers.standard_error.is_null(), "answers.standard_error"),
        (!answers.low.is_null(), "answers.low"),
        (!answers.high.is_null(), "answers.high"),
    ];
    idle(&unknown, "of a model alone, which knows no uncertainty")
        .map_err(|error| error.allowing("NULL; habitue_answer_with_uncertainty writes it"))?;
    if estimate.is_none() && total.is_none() {
        return Err(nothing_wanted());
    }
    job.run(|job| {
        let sum = total.as_ref().map(|_| model.answer_total(&question, &rows, job)).transpose()?;
        if let Some(out) = estimate {
            model.answer_into(&question, &rows, job, out)?;
        }
        if let (Some(slot), Some(sum)) = (total, sum) {
            *slot = habitue_estimate::alone(sum);
        }
        Ok(())
    })
}

/// The same with standard errors and intervals: every question, of every model.
///
/// Returns also `HABITUE_UNDEFINED` for the delta method and an answer that moves in steps
/// (quantiles of counts), and `HABITUE_SINGULAR_MATRIX` for it on a ridge.
pub unsafe fn habitue_answer_with_uncertainty(
    uncertainty: &habitue_uncertainty,
    question: *const habitue_question,
    customers: Read,
    job: Working,
    answers: habitue_answers,
) -> Result<()> {
    let (known, confidence) = (uncertainty.known()?, answers.confidence);
    let rows = customers.for_question(known.model().family())?;
    let question = question_of(question, rows.has_horizons())?;
    let columns = [
        optional_column_mut(answers.estimate, rows.len(), "answers.estimate")?,
        optional_column_mut(answers.standard_error, rows.len(), "answers.standard_error")?,
        optional_column_mut(answers.low, rows.len(), "answers.low")?,
        optional_column_mut(answers.high, rows.len(), "answers.high")?,
    ];
    let total = optional_output(answers.total, "answers.total")?;
    let each = columns.iter().any(Option::is_some);
    if !each && total.is_none() {
        return Err(nothing_wanted());
    }
    job.run(|job| {
        let of_all = |_: &_| known.answer_total(&question, &rows, confidence, &mut *job);
        let sum = total.as_ref().map(of_all).transpose()?;
        if each {
            let found = known.answer(&question, &rows, confidence, job)?;
            let all = [&found.estimate, &found.standard_error, &found.low, &found.high];
            columns.into_iter().zip(all).for_each(|(out, column)| put(out, column));
        }
        if let (Some(slot), Some(sum)) = (total, sum) {
            *slot = sum.told();
        }
        Ok(())
    })
}

fn nothing_wanted() -> Error {
    fault(ErrorKind::Argument, "answers", "names no place for an answer")
}
