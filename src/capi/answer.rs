//! Answers to questions about customers, with and without their uncertainty.

use super::column::{input, optional_column_mut, output};
use super::customers::{Read, habitue_customers};
use super::fit::model_of;
use super::guard::guard;
use super::job::{Working, habitue_job};
use super::model::habitue_model;
use super::options::{options, reserved};
use super::question::{habitue_question, question_of};
use super::status::{habitue_error, habitue_status};
use super::uncertainty::{habitue_estimate, habitue_uncertainty};
use crate::error::{Error, ErrorKind, Result};

/// Where answers go: columns and a place of the caller, each of which may be NULL. Start from
/// `HABITUE_ANSWERS_INIT`. The last four are for `habitue_answer_with_uncertainty` alone.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_answers {
    /// `sizeof(habitue_answers)`.
    pub struct_size: u32,
    /// 0.
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

super::options::begins!(habitue_answers, confidence: 0.95);

/// # Safety
/// `pointer` addresses a structure as long as it says.
unsafe fn places(pointer: *const habitue_answers) -> Result<habitue_answers> {
    super::column::required(pointer, "answers")?;
    // SAFETY: the caller's promise is the same.
    let given = unsafe { options::<habitue_answers>(pointer, "answers") }?;
    reserved(&[given.reserved], "answers.reserved")?;
    Ok(given)
}

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
/// `HABITUE_OVERFLOW`, or `HABITUE_CANCELLED`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_answer(
    model: *const habitue_model,
    question: *const habitue_question,
    customers: *const habitue_customers,
    job: *const habitue_job,
    answers: *const habitue_answers,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (model, read, working, places) = unsafe {
            (model_of(model)?, Read::new(customers)?, Working::read(job)?, places(answers)?)
        };
        let rows = read.asked(model.family())?;
        // SAFETY: the contract of the header.
        let (question, estimate, total) = unsafe {
            (
                question_of(question, rows.has_horizons())?,
                optional_column_mut(places.estimate, rows.len(), "answers.estimate")?,
                optional_column_mut(places.total, 1, "answers.total")?,
            )
        };
        for (name, pointer) in [
            ("answers.standard_error", places.standard_error),
            ("answers.low", places.low),
            ("answers.high", places.high),
        ] {
            if !pointer.is_null() {
                return Err(Error::new(
                    ErrorKind::NotRead,
                    "is given, and a model alone knows no uncertainty",
                )
                .in_column(name)
                .allowing("NULL; habitue_answer_with_uncertainty writes it"));
            }
        }
        if estimate.is_none() && total.is_none() {
            return Err(nothing_wanted());
        }
        working.run(|job| {
            let sum = match total {
                Some(_) => model.answer_total(&question, &rows, job)?,
                None => 0.0,
            };
            if let Some(out) = estimate {
                model.answer_into(&question, &rows, job, out)?;
            }
            if let Some([slot]) = total {
                *slot = habitue_estimate::alone(sum);
            }
            Ok(())
        })
    })
}

/// The same with standard errors and intervals: every question, of every model.
///
/// Returns also `HABITUE_UNDEFINED` for the delta method and an answer that moves in steps
/// (quantiles of counts), and `HABITUE_SINGULAR_MATRIX` for it on a ridge. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_answer_with_uncertainty(
    uncertainty: *const habitue_uncertainty,
    question: *const habitue_question,
    customers: *const habitue_customers,
    job: *const habitue_job,
    answers: *const habitue_answers,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (known, read, working, places) = unsafe {
            (
                input(uncertainty, "uncertainty")?.known()?,
                Read::new(customers)?,
                Working::read(job)?,
                places(answers)?,
            )
        };
        let rows = read.asked(known.model().family())?;
        // SAFETY: the contract of the header.
        let (question, columns, total) = unsafe {
            (
                question_of(question, rows.has_horizons())?,
                [
                    optional_column_mut(places.estimate, rows.len(), "answers.estimate")?,
                    optional_column_mut(
                        places.standard_error,
                        rows.len(),
                        "answers.standard_error",
                    )?,
                    optional_column_mut(places.low, rows.len(), "answers.low")?,
                    optional_column_mut(places.high, rows.len(), "answers.high")?,
                ],
                (!places.total.is_null()).then(|| output(places.total, "answers.total")),
            )
        };
        let each = columns.iter().any(Option::is_some);
        if !each && total.is_none() {
            return Err(nothing_wanted());
        }
        let confidence = places.confidence;
        working.run(|job| {
            let sum = match total {
                None => None,
                Some(slot) => Some((slot?, known.answer_total(&question, &rows, confidence, job)?)),
            };
            if each {
                let found = known.answer(&question, &rows, confidence, job)?;
                let all = [&found.estimate, &found.standard_error, &found.low, &found.high];
                for (out, column) in columns.into_iter().zip(all) {
                    if let Some(out) = out {
                        out.copy_from_slice(column);
                    }
                }
            }
            if let Some((slot, found)) = sum {
                *slot = found.into();
            }
            Ok(())
        })
    })
}

fn nothing_wanted() -> Error {
    Error::new(ErrorKind::Argument, "names no place for an answer").in_column("answers")
}
