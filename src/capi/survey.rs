//! Questionnaires and answers.

use super::column::{
    column, column_mut, fill_buffer, input, optional_column, optional_column_mut, output, text,
};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::options::{Options, enumerator, no_enumerator, options, reserved};
use super::status::{habitue_error, habitue_status};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::proportion::ProportionInterval;
use crate::survey::{
    Answers, Basis, CsvLayout, Direction, Interval, Level, MissingPolicy, OutOfScale, Question,
    Questionnaire, Scale, read_csv,
};

/// A scale with the ends, step and direction that the structure says.
pub const HABITUE_SCALE_RANGE: i32 = 0;
/// A scale of levels: `level_values` and `level_scores` say which.
pub const HABITUE_SCALE_LEVELS: i32 = 1;
/// The unbalanced five levels (5 to 1, three of them favourable).
pub const HABITUE_SCALE_UNBALANCED_FIVE: i32 = 2;
/// The balanced five levels (5 to 1, two of them favourable).
pub const HABITUE_SCALE_BALANCED_FIVE: i32 = 3;

/// The largest value of a scale is the best.
pub const HABITUE_HIGHER_IS_BETTER: i32 = 0;
/// The smallest value of a scale is the best.
pub const HABITUE_LOWER_IS_BETTER: i32 = 1;

/// An answer off its scale is an error that names row and question.
pub const HABITUE_OUT_OF_SCALE_REFUSE: i32 = 0;
/// An answer off its scale counts as missing, and is counted.
pub const HABITUE_OUT_OF_SCALE_COUNT: i32 = 1;

/// All answers of question 0, then all of question 1, ...
pub const HABITUE_COLUMN_MAJOR: i32 = 0;
/// All answers of respondent 0, then all of respondent 1, ...
pub const HABITUE_ROW_MAJOR: i32 = 1;

/// Only respondents who answered every question that weighs.
pub const HABITUE_MISSING_LISTWISE: i32 = 0;
/// Every answer that is there; weights are renormalised; moments are pairwise.
pub const HABITUE_MISSING_AVAILABLE_CASE: i32 = 1;
/// A missing answer becomes the mean of its question.
pub const HABITUE_MISSING_ITEM_MEAN: i32 = 2;
/// A missing answer becomes the respondent's own mean, for those who answered
/// at least a minimum share.
pub const HABITUE_MISSING_PERSON_MEAN: i32 = 3;
/// Maximum likelihood by expectation-maximisation; only for moments.
pub const HABITUE_MISSING_EM: i32 = 4;

/// Wilson's score interval.
pub const HABITUE_INTERVAL_WILSON: i32 = 0;
/// Agresti and Coull's interval.
pub const HABITUE_INTERVAL_AGRESTI_COULL: i32 = 1;
/// The exact interval of Clopper and Pearson.
pub const HABITUE_INTERVAL_CLOPPER_PEARSON: i32 = 2;
/// Jeffreys' interval.
pub const HABITUE_INTERVAL_JEFFREYS: i32 = 3;
/// Wald's interval, drawn back into [0, 1].
pub const HABITUE_INTERVAL_WALD: i32 = 4;

/// The answers that a question allows. Start from `HABITUE_SCALE_INIT` (1 to 10
/// in whole steps, the highest the best).
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_scale {
    /// `sizeof(habitue_scale)` of the caller.
    pub struct_size: u32,
    /// One of `HABITUE_SCALE_...`.
    pub kind: i32,
    /// One of `HABITUE_HIGHER_IS_BETTER`, `HABITUE_LOWER_IS_BETTER`. The scores of
    /// `HABITUE_SCALE_LEVELS` say it themselves: rising ones are refused together
    /// with `HABITUE_LOWER_IS_BETTER`. Where lower is better, whatever analyses the
    /// answers recodes them: low + high - answer.
    pub direction: i32,
    /// Must be 0.
    pub reserved: u32,
    /// Smallest answer of a range.
    pub low: f64,
    /// Largest answer of a range.
    pub high: f64,
    /// Distance of neighbouring answers of a range; 0 for a continuous one.
    pub step: f64,
    /// For `HABITUE_SCALE_LEVELS`: the answer that stands for each level.
    pub level_values: *const f64,
    /// For `HABITUE_SCALE_LEVELS`: what each level is worth, 0 to 100.
    pub level_scores: *const f64,
    /// How many levels there are.
    pub levels: usize,
}

// SAFETY: repr(C), without padding, numbers and raw pointers only.
unsafe impl Options for habitue_scale {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        kind: HABITUE_SCALE_RANGE,
        direction: HABITUE_HIGHER_IS_BETTER,
        reserved: 0,
        low: 1.0,
        high: 10.0,
        step: 1.0,
        level_values: std::ptr::null(),
        level_scores: std::ptr::null(),
        levels: 0,
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

/// A confidence interval.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_interval {
    /// Lower end; NaN where there is no interval.
    pub low: f64,
    /// Upper end; NaN where there is no interval.
    pub high: f64,
    /// Nominal coverage, such as 0.95.
    pub level: f64,
    /// 1 where an end left the possible range and was drawn back to it.
    pub clamped: u32,
    /// Always 0.
    pub reserved: u32,
}

impl From<Interval> for habitue_interval {
    fn from(interval: Interval) -> Self {
        Self {
            low: interval.low,
            high: interval.high,
            level: interval.level,
            clamped: u32::from(interval.clamped),
            reserved: 0,
        }
    }
}

/// What a survey figure rests on.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_basis {
    /// Respondents in the file.
    pub respondents: u64,
    /// Respondents whose answers entered the figure.
    pub used: u64,
    /// Answers that the figure could have used.
    pub answers: u64,
    /// Of those, missing.
    pub missing: u64,
    /// Answers off their scale that were counted as missing.
    pub out_of_scale: u64,
    /// Kish's effective sample size of the respondents used.
    pub effective_n: f64,
    /// Least share of answers for `HABITUE_MISSING_PERSON_MEAN`, otherwise 0.
    pub minimum_share: f64,
    /// What was done about missing answers: `HABITUE_MISSING_...`.
    pub policy: i32,
    /// Always 0.
    pub reserved: u32,
}

impl From<Basis> for habitue_basis {
    fn from(basis: Basis) -> Self {
        let (policy, minimum_share) = match basis.policy {
            MissingPolicy::Listwise => (HABITUE_MISSING_LISTWISE, 0.0),
            MissingPolicy::AvailableCase => (HABITUE_MISSING_AVAILABLE_CASE, 0.0),
            MissingPolicy::ItemMean => (HABITUE_MISSING_ITEM_MEAN, 0.0),
            MissingPolicy::PersonMean { minimum_share } => {
                (HABITUE_MISSING_PERSON_MEAN, minimum_share)
            }
            MissingPolicy::ExpectationMaximisation => (HABITUE_MISSING_EM, 0.0),
        };
        Self {
            respondents: basis.respondents,
            used: basis.used,
            answers: basis.answers,
            missing: basis.missing,
            out_of_scale: basis.out_of_scale,
            effective_n: basis.effective_n,
            minimum_share,
            policy,
            reserved: 0,
        }
    }
}

/// The questions of a survey while they are put together. Threads: as every
/// handle.
#[derive(Debug, Default)]
pub struct habitue_questionnaire {
    questions: Vec<Question>,
    dimension_weights: Vec<(String, f64)>,
}

impl habitue_questionnaire {
    pub(super) fn build(&self) -> Result<Questionnaire> {
        self.dimension_weights.iter().try_fold(
            Questionnaire::new(self.questions.clone())?,
            |questionnaire, (dimension, weight)| {
                questionnaire.with_dimension_weight(dimension, *weight)
            },
        )
    }
}

/// The answers of a survey, checked against their scales. Threads: as every
/// handle.
#[derive(Debug)]
pub struct habitue_responses(pub(super) Answers);

/// The policy that is meant; the share is checked even where it is not read, so
/// that a mistake does not wait for another policy.
pub(super) fn missing_policy(value: i32, minimum_share: f64) -> Result<MissingPolicy> {
    if !(0.0..=1.0).contains(&minimum_share) {
        return Err(Error::out_of_range("minimum_share", minimum_share, "0 to 1"));
    }
    let table = [
        (HABITUE_MISSING_LISTWISE, MissingPolicy::Listwise),
        (HABITUE_MISSING_AVAILABLE_CASE, MissingPolicy::AvailableCase),
        (HABITUE_MISSING_ITEM_MEAN, MissingPolicy::ItemMean),
        (HABITUE_MISSING_PERSON_MEAN, MissingPolicy::PersonMean { minimum_share }),
        (HABITUE_MISSING_EM, MissingPolicy::ExpectationMaximisation),
    ];
    enumerator(value, "missing", &table)
}

pub(super) fn interval_method(value: i32) -> Result<ProportionInterval> {
    let table = [
        (HABITUE_INTERVAL_WILSON, ProportionInterval::Wilson),
        (HABITUE_INTERVAL_AGRESTI_COULL, ProportionInterval::AgrestiCoull),
        (HABITUE_INTERVAL_CLOPPER_PEARSON, ProportionInterval::ClopperPearson),
        (HABITUE_INTERVAL_JEFFREYS, ProportionInterval::Jeffreys),
        (HABITUE_INTERVAL_WALD, ProportionInterval::Wald),
    ];
    enumerator(value, "method", &table)
}

fn out_of_scale_policy(value: i32) -> Result<OutOfScale> {
    let table = [
        (HABITUE_OUT_OF_SCALE_REFUSE, OutOfScale::Refuse),
        (HABITUE_OUT_OF_SCALE_COUNT, OutOfScale::CountAsMissing),
    ];
    enumerator(value, "out_of_scale", &table)
}

/// # Safety
/// As for `options`, and the level columns are as long as `levels`.
unsafe fn scale(pointer: *const habitue_scale) -> Result<Scale> {
    // SAFETY: the caller's promise.
    let scale = unsafe { options(pointer, "scale") }?;
    reserved(&[scale.reserved], "scale.reserved")?;
    let reverse = enumerator(
        scale.direction,
        "scale.direction",
        &[(HABITUE_HIGHER_IS_BETTER, false), (HABITUE_LOWER_IS_BETTER, true)],
    )?;
    match scale.kind {
        HABITUE_SCALE_UNBALANCED_FIVE => Ok(directed(Scale::unbalanced_five(), reverse)),
        HABITUE_SCALE_BALANCED_FIVE => Ok(directed(Scale::balanced_five(), reverse)),
        HABITUE_SCALE_LEVELS => {
            // SAFETY: the caller's promise.
            let (values, scores) = unsafe {
                (
                    column(scale.level_values, scale.levels, "scale.level_values")?,
                    column(scale.level_scores, scale.levels, "scale.level_scores")?,
                )
            };
            let level = |(value, score): (&f64, &f64)| Level::new(*value, *score, false, "", "");
            let made = Scale::levels(values.iter().zip(scores).map(level).collect())?;
            if reverse && made.direction() == Direction::HigherIsBetter {
                return Err(Error::new(
                    ErrorKind::Inconsistent,
                    "says that lower is better, but the scores of the levels rise",
                )
                .in_column("scale.direction"));
            }
            Ok(made)
        }
        HABITUE_SCALE_RANGE => {
            let range = if scale.step == 0.0 {
                Scale::continuous(scale.low, scale.high)?
            } else {
                Scale::stepped(scale.low, scale.high, scale.step)?
            };
            Ok(directed(range, reverse))
        }
        other => {
            let known = [
                HABITUE_SCALE_RANGE,
                HABITUE_SCALE_LEVELS,
                HABITUE_SCALE_UNBALANCED_FIVE,
                HABITUE_SCALE_BALANCED_FIVE,
            ];
            Err(no_enumerator(other, "scale.kind", &known))
        }
    }
}

fn directed(scale: Scale, reverse: bool) -> Scale {
    if reverse { scale.reversed() } else { scale }
}

/// Makes a questionnaire without questions.
///
/// `*questionnaire` receives the handle, to be freed with
/// `habitue_questionnaire_free`; `questionnaire` must not be NULL, `error` may
/// be. Returns `HABITUE_OK` or an argument error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_questionnaire_new(
    questionnaire: *mut *mut habitue_questionnaire,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe { guard_new(questionnaire, error, || Ok(habitue_questionnaire::default())) }
}

/// Frees a questionnaire; NULL does nothing. Answers made from it live on.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_questionnaire_free(questionnaire: *mut habitue_questionnaire) {
    // SAFETY: the contract of the header.
    unsafe { free(questionnaire) };
}

/// Adds a question as the last one.
///
/// `name` (UTF-8, `name_length` bytes) is unique among the questions, and the
/// name of the column in CSV. `scale` may be NULL for 1 to 10. `weight` >= 0 is
/// the weight in indices; only proportions count. `dimension` (UTF-8,
/// `dimension_length` bytes) groups questions; (NULL, 0) for none. `error` may
/// be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_NOT_UTF8`,
/// `HABITUE_DUPLICATE`, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or
/// `HABITUE_INCONSISTENT`. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_questionnaire_add(
    questionnaire: *mut habitue_questionnaire,
    name: *const u8,
    name_length: usize,
    scale: *const habitue_scale,
    weight: f64,
    dimension: *const u8,
    dimension_length: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (questionnaire, name, scale, dimension) = unsafe {
            (
                output(questionnaire, "questionnaire")?,
                text(name, name_length, "name")?,
                self::scale(scale)?,
                text(dimension, dimension_length, "dimension")?,
            )
        };
        if questionnaire.questions.iter().any(|question| question.name() == name) {
            return Err(Error::new(ErrorKind::Duplicate, "names a question already")
                .in_column("name")
                .with_value(name));
        }
        let mut question = Question::new(name, scale).with_weight(weight)?;
        if !dimension.is_empty() {
            question = question.with_dimension(dimension);
        }
        questionnaire.questions.push(question);
        Ok(())
    })
}

/// Sets the weight of a dimension among the dimensions; without it a dimension
/// weighs as much as its questions together.
///
/// `dimension` (UTF-8, `dimension_length` bytes) is that of a question added
/// before; `weight` >= 0. `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_NOT_UTF8`, `HABITUE_MISSING_COLUMN`, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE`. Needs the handle to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_questionnaire_set_dimension_weight(
    questionnaire: *mut habitue_questionnaire,
    dimension: *const u8,
    dimension_length: usize,
    weight: f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (questionnaire, dimension) = unsafe {
            (
                output(questionnaire, "questionnaire")?,
                text(dimension, dimension_length, "dimension")?,
            )
        };
        questionnaire.build()?.with_dimension_weight(dimension, weight)?;
        questionnaire.dimension_weights.push((dimension.to_owned(), weight));
        Ok(())
    })
}

/// Checks answers against the scales of `questionnaire` and keeps a copy.
///
/// Where lower is better on a scale, every function over these answers reads them
/// recoded, low + high - answer, and takes thresholds and breaks so.
///
/// `matrix` holds `respondents` times the number of questions answers, NaN where
/// missing, laid out as `layout` says (`HABITUE_COLUMN_MAJOR` or
/// `HABITUE_ROW_MAJOR`); `matrix_length` is their number. `weights` holds a base
/// weight >= 0 for each respondent, or is NULL for equal weights.
/// `out_of_scale` is one of `HABITUE_OUT_OF_SCALE_...`.
///
/// `*answers` receives the handle, to be freed with `habitue_responses_free`;
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT` (no questions), `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` (with row and question) or `HABITUE_INCONSISTENT`. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_responses_new(
    questionnaire: *const habitue_questionnaire,
    matrix: *const f64,
    matrix_length: usize,
    respondents: usize,
    layout: i32,
    weights: *const f64,
    out_of_scale: i32,
    answers: *mut *mut habitue_responses,
    error: *mut habitue_error,
) -> habitue_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (questionnaire, matrix, weights) = unsafe {
            (
                input(questionnaire, "questionnaire")?.build()?,
                column(matrix, matrix_length, "matrix")?,
                optional_column(weights, respondents, "weights")?,
            )
        };
        let questions = questionnaire.len();
        let column_major = enumerator(
            layout,
            "layout",
            &[(HABITUE_COLUMN_MAJOR, true), (HABITUE_ROW_MAJOR, false)],
        )?;
        let policy = out_of_scale_policy(out_of_scale)?;
        if respondents.checked_mul(questions) != Some(matrix_length) {
            return Err(Error::new(
                ErrorKind::Length,
                format!("is not {respondents} respondents times {questions} questions"),
            )
            .in_column("matrix")
            .with_value(matrix_length));
        }
        let columns = (0..questions)
            .map(|question| match column_major {
                true => matrix[question * respondents..(question + 1) * respondents].to_vec(),
                false => matrix.iter().skip(question).step_by(questions).copied().collect(),
            })
            .collect();
        let answers = Answers::with_policy(questionnaire, columns, policy)?;
        Ok(habitue_responses(match weights {
            Some(weights) => answers.with_weights(weights.to_vec())?,
            None => answers,
        }))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(answers, error, body) }
}

/// Reads answers from CSV text with a header: the columns named like the
/// questions are read, others are left alone. A cell is a number (`7.5` or `7,5`;
/// `1,234`, which may be a thousand, is refused) or the English or Chinese name of a
/// level, in any case and width. An empty cell, `NA`, `N/A`, `#N/A`, `<NA>`, `NaN`,
/// `null` and `None` in any case are missing answers.
///
/// `csv` is `csv_length` bytes. `key` and `weight` name the columns of keys and
/// base weights; (NULL, 0) for none. `delimiter` is the byte between fields,
/// such as ','. `out_of_scale` is one of `HABITUE_OUT_OF_SCALE_...`.
///
/// `*answers` receives the handle, to be freed with `habitue_responses_free`;
/// `error` may be NULL and names the line, counted from 1. Returns `HABITUE_OK`,
/// an argument error, or any of the 2xx statuses about a cell. Any thread. Since
/// 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_responses_read_csv(
    questionnaire: *const habitue_questionnaire,
    csv: *const u8,
    csv_length: usize,
    key: *const u8,
    key_length: usize,
    weight: *const u8,
    weight_length: usize,
    delimiter: u8,
    out_of_scale: i32,
    answers: *mut *mut habitue_responses,
    error: *mut habitue_error,
) -> habitue_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (questionnaire, csv, key, weight) = unsafe {
            (
                input(questionnaire, "questionnaire")?.build()?,
                column(csv, csv_length, "csv")?,
                text(key, key_length, "key")?,
                text(weight, weight_length, "weight")?,
            )
        };
        let mut layout = CsvLayout::new()
            .with_delimiter(delimiter)
            .with_out_of_scale(out_of_scale_policy(out_of_scale)?);
        if !key.is_empty() {
            layout = layout.with_key(key);
        }
        if !weight.is_empty() {
            layout = layout.with_weight(weight);
        }
        Ok(habitue_responses(read_csv(csv, questionnaire, &layout)?))
    };
    // SAFETY: the contract of the header.
    unsafe { guard_new(answers, error, body) }
}

/// Frees answers; NULL does nothing.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_responses_free(answers: *mut habitue_responses) {
    // SAFETY: the contract of the header.
    unsafe { free(answers) };
}

/// Adds the respondents of `other`, a second part of the same survey.
///
/// Both have the same questionnaire, and both or neither have weights and keys.
/// On failure `answers` is as it was. Neither may be NULL, `error` may be. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_INCONSISTENT`, or `HABITUE_DUPLICATE`
/// where a key is in both. Needs `answers` to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_responses_append(
    answers: *mut habitue_responses,
    other: *const habitue_responses,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // A survey may be added to itself, where it has no keys: so a copy, which
        // shares the answers.
        // SAFETY: the contract of the header.
        let other = unsafe { input(other, "other")? }.0.clone();
        // SAFETY: the contract of the header.
        unsafe { output(answers, "answers")? }.0.append(&other)
    })
}

/// Sets the base weights of respondents, such as raked ones, in place of those that
/// were there.
///
/// `weights` holds `rows` weights >= 0, which must be the number of respondents; only
/// their proportions count, and (NULL, 0) makes them equal. On failure `answers` is as
/// it was. `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT`. Needs
/// `answers` to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_responses_set_weights(
    answers: *mut habitue_responses,
    weights: *const f64,
    rows: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, weights) =
            unsafe { (output(answers, "answers")?, column(weights, rows, "weights")?) };
        answers.0 = match weights {
            [] => answers.0.clone().without_weights(),
            weights => answers.0.clone().with_weights(weights.to_vec())?,
        };
        Ok(())
    })
}

/// How many respondents and questions there are.
///
/// `*respondents` and `*questions` receive the counts; neither may be NULL,
/// `error` may be. Returns `HABITUE_OK` or an argument error. Any thread. Since
/// 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_responses_shape(
    answers: *const habitue_responses,
    respondents: *mut usize,
    questions: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, respondents, questions) = unsafe {
            (
                &input(answers, "answers")?.0,
                output(respondents, "respondents")?,
                output(questions, "questions")?,
            )
        };
        *respondents = answers.respondents();
        *questions = answers.questionnaire().len();
        Ok(())
    })
}

/// The answers to one question as analyses read them, higher being better: on a
/// scale where lower is better, low + high - answer. NaN where missing.
///
/// `question` counts from 0; `column` receives `rows` answers, which must be the
/// number of respondents. `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_responses_column(
    answers: *const habitue_responses,
    question: usize,
    column: *mut f64,
    rows: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, out) =
            unsafe { (&input(answers, "answers")?.0, column_mut(column, rows, "column")?) };
        let source = answers.column(question)?;
        if out.len() != source.len() {
            return Err(Error::length("column", out.len(), source.len()));
        }
        out.copy_from_slice(source);
        Ok(())
    })
}

/// Missing answers of each question, and answers off their scale (which are
/// among the missing) where they were counted.
///
/// `missing` and `out_of_scale` receive `questions` counts each, which must be
/// the number of questions; either may be NULL. `error` may be NULL. Returns
/// `HABITUE_OK` or an argument error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_responses_missing(
    answers: *const habitue_responses,
    missing: *mut u64,
    out_of_scale: *mut u64,
    questions: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, missing, out_of_scale) = unsafe {
            (
                &input(answers, "answers")?.0,
                optional_column_mut(missing, questions, "missing")?,
                optional_column_mut(out_of_scale, questions, "out_of_scale")?,
            )
        };
        if questions != answers.questionnaire().len() {
            return Err(Error::length("questions", questions, answers.questionnaire().len()));
        }
        if let Some(missing) = missing {
            missing.copy_from_slice(answers.missing());
        }
        if let Some(out_of_scale) = out_of_scale {
            out_of_scale.copy_from_slice(answers.out_of_scale());
        }
        Ok(())
    })
}

/// The key of a respondent as text.
///
/// `row` counts from 0. `buffer` of `capacity` bytes receives UTF-8 without a
/// NUL and `*needed` its length; (NULL, 0) asks for the length alone. `error`
/// may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_BUFFER_TOO_SMALL`, `HABITUE_OUT_OF_RANGE`, or `HABITUE_MISSING_VALUE`
/// where the answers have no keys. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_responses_key(
    answers: *const habitue_responses,
    row: usize,
    buffer: *mut u8,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let answers = unsafe { &input(answers, "answers")?.0 };
        let Some(keys) = answers.keys() else {
            return Err(Error::new(ErrorKind::Missing, "were not given").in_column("keys"));
        };
        let Some(key) = keys.get(row) else {
            let allowed = format!("less than {}", keys.len());
            return Err(Error::out_of_range("row", row as f64, allowed));
        };
        // SAFETY: the contract of the header.
        unsafe { fill_buffer(key.as_bytes(), buffer, capacity, needed, "buffer") }
    })
}
