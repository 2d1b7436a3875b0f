//! Satisfaction indices over answers.

use super::column::{column_mut, input, optional_column_mut, output};
use super::guard::guard;
use super::moments::habitue_moments;
use super::options::{Options, enumerator, options, reserved};
use super::status::{habitue_error, habitue_status};
use super::survey::{
    HABITUE_MISSING_AVAILABLE_CASE, habitue_basis, habitue_interval, habitue_questionnaire,
    habitue_responses, interval_method, missing_policy,
};
use crate::error::{Error, Result};
use crate::satisfaction::{
    Difference, IndexForm, IndexOptions, PromoterBreaks, PromoterCounts, PromoterInterval,
    PromoterScore, SatisfactionIndex, TopBox, respondent_indices_into,
};
use crate::survey::Interval;

/// The mean of each question, times its weight, summed.
pub const HABITUE_INDEX_PER_QUESTION: i32 = 0;
/// The weighted mean of each respondent, averaged.
pub const HABITUE_INDEX_PER_RESPONDENT: i32 = 1;

/// The score interval of a promoter score.
pub const HABITUE_PROMOTER_SCORE_INTERVAL: i32 = 0;
/// Wald's interval of a promoter score.
pub const HABITUE_PROMOTER_WALD: i32 = 1;
/// Wald's interval after adding 3 answers.
pub const HABITUE_PROMOTER_ADJUSTED_WALD: i32 = 2;

/// How a satisfaction index is formed. Start from
/// `HABITUE_INDEX_OPTIONS_INIT` (available case, per question, 0.95).
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_index_options {
    /// `sizeof(habitue_index_options)` of the caller.
    pub struct_size: u32,
    /// What to do about missing answers: `HABITUE_MISSING_...`.
    pub missing: i32,
    /// `HABITUE_INDEX_PER_QUESTION` or `HABITUE_INDEX_PER_RESPONDENT`.
    pub form: i32,
    /// Must be 0.
    pub reserved: u32,
    /// Least share of answers for `HABITUE_MISSING_PERSON_MEAN`, 0 to 1.
    pub minimum_share: f64,
    /// Confidence level, between 0 and 1.
    pub level: f64,
    /// Size of the finite population that was sampled; 0 for a large one.
    pub population: u64,
}

// SAFETY: repr(C), without padding, numbers only.
unsafe impl Options for habitue_index_options {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        missing: HABITUE_MISSING_AVAILABLE_CASE,
        form: HABITUE_INDEX_PER_QUESTION,
        reserved: 0,
        minimum_share: 0.5,
        level: 0.95,
        population: 0,
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

/// A satisfaction index.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_index {
    /// The index, 0 (worst) to 100 (best).
    pub value: f64,
    /// The index on the common scale of the questions; NaN where scales differ.
    pub raw: f64,
    /// Standard error of `value`; NaN with one respondent.
    pub standard_error: f64,
    /// Interval of `value`; NaN with one respondent.
    pub interval: habitue_interval,
    /// What it rests on.
    pub basis: habitue_basis,
}

/// The top-box share (CSAT): the best answers among all.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_top_box_share {
    /// Hits among those who answered, 0 to 1.
    pub share: f64,
    /// Standard error of the share.
    pub standard_error: f64,
    /// Interval of the share.
    pub interval: habitue_interval,
    /// Effective sample size by the linearised variance, p (1 - p) over the squared
    /// standard error; Kish's where all answered alike.
    pub effective_n: f64,
    /// Sum of the weights of the hits.
    pub hits: f64,
    /// Sum of the weights of all who answered.
    pub total: f64,
    /// Respondents who answered.
    pub answered: u64,
    /// Respondents who did not.
    pub missing: u64,
}

/// The Net Promoter Score (NPS): promoters less detractors.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_promoters {
    /// 100 (p - d), -100 to 100, not rounded.
    pub score: f64,
    /// Share of promoters, 0 to 1.
    pub promoters: f64,
    /// Share of those between, 0 to 1.
    pub passives: f64,
    /// Share of detractors, 0 to 1.
    pub detractors: f64,
    /// Variance of one answer counted +1, 0, -1.
    pub variance: f64,
    /// Standard error of the score in points.
    pub standard_error: f64,
    /// Interval of the score in points.
    pub interval: habitue_interval,
    /// Effective sample size by the linearised variance: the variance over the
    /// squared standard error (as a fraction); Kish's where all answered alike.
    pub effective_n: f64,
    /// Respondents who answered.
    pub answered: u64,
    /// Respondents who did not.
    pub missing: u64,
    /// 1 where all answered alike, so that the variance is 0.
    pub degenerate: u32,
    /// Always 0.
    pub reserved: u32,
}

/// The difference of two independent figures.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_difference {
    /// Second less first.
    pub difference: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// The statistic, normal without a difference; NaN where no variance is left to
    /// test with.
    pub z: f64,
    /// Two-sided p-value; NaN where `z` is.
    pub p_value: f64,
    /// Interval of the difference.
    pub interval: habitue_interval,
}

fn no_interval(level: f64) -> habitue_interval {
    habitue_interval { low: f64::NAN, high: f64::NAN, level, ..habitue_interval::default() }
}

pub(super) fn interval_or_none(interval: Option<Interval>, level: f64) -> habitue_interval {
    interval.map_or_else(|| no_interval(level), Into::into)
}

impl From<TopBox> for habitue_top_box_share {
    fn from(found: TopBox) -> Self {
        Self {
            share: found.share,
            standard_error: found.standard_error,
            interval: found.interval.into(),
            effective_n: found.effective_n,
            hits: found.counts.hits,
            total: found.counts.total,
            answered: found.counts.answered,
            missing: found.counts.missing,
        }
    }
}

impl habitue_index {
    pub(super) fn new(found: &SatisfactionIndex, level: f64) -> Self {
        Self {
            value: found.value,
            raw: found.raw.unwrap_or(f64::NAN),
            standard_error: found.standard_error.unwrap_or(f64::NAN),
            interval: interval_or_none(found.interval, level),
            basis: found.basis.into(),
        }
    }
}

impl From<PromoterScore> for habitue_promoters {
    fn from(score: PromoterScore) -> Self {
        Self {
            score: score.score,
            promoters: score.promoters,
            passives: score.passives,
            detractors: score.detractors,
            variance: score.variance,
            standard_error: score.standard_error,
            interval: score.interval.into(),
            effective_n: score.effective_n,
            answered: score.counts.answered,
            missing: score.counts.missing,
            degenerate: u32::from(score.is_degenerate()),
            reserved: 0,
        }
    }
}

impl habitue_difference {
    pub(super) fn none(level: f64) -> Self {
        let none = f64::NAN;
        let interval = no_interval(level);
        Self { difference: none, standard_error: none, z: none, p_value: none, interval }
    }
}

impl From<Difference> for habitue_difference {
    fn from(found: Difference) -> Self {
        Self {
            difference: found.difference,
            standard_error: found.standard_error,
            z: found.z.unwrap_or(f64::NAN),
            p_value: found.p_value.unwrap_or(f64::NAN),
            interval: found.interval.into(),
        }
    }
}

/// # Safety
/// As for `options`.
pub(super) unsafe fn index_options(pointer: *const habitue_index_options) -> Result<IndexOptions> {
    // SAFETY: the caller's promise.
    let chosen = unsafe { options(pointer, "options") }?;
    reserved(&[chosen.reserved], "options.reserved")?;
    let forms = [
        (HABITUE_INDEX_PER_QUESTION, IndexForm::PerQuestion),
        (HABITUE_INDEX_PER_RESPONDENT, IndexForm::PerRespondent),
    ];
    let settings = IndexOptions::new(missing_policy(chosen.missing, chosen.minimum_share)?)
        .with_form(enumerator(chosen.form, "options.form", &forms)?)
        .with_level(chosen.level);
    Ok(match chosen.population {
        0 => settings,
        population => settings.with_population(population),
    })
}

pub(super) fn promoter_interval(value: i32) -> Result<PromoterInterval> {
    let table = [
        (HABITUE_PROMOTER_SCORE_INTERVAL, PromoterInterval::Score),
        (HABITUE_PROMOTER_WALD, PromoterInterval::Wald),
        (HABITUE_PROMOTER_ADJUSTED_WALD, PromoterInterval::AdjustedWald),
    ];
    enumerator(value, "method", &table)
}

/// The weighted satisfaction index with its interval and its basis.
///
/// `options` may be NULL for the defaults. `*index` receives the result.
/// `question_weights` (normalised to a sum of 1), `question_scores` (0 to 100,
/// NaN where nobody answered) and `question_answered` receive `questions` values
/// each, which must be the number of questions; each may be NULL. `error` may be
/// NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` where no
/// respondent is left, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_satisfaction_index(
    answers: *const habitue_responses,
    options: *const habitue_index_options,
    index: *mut habitue_index,
    question_weights: *mut f64,
    question_scores: *mut f64,
    question_answered: *mut u64,
    questions: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, settings, index, weights, scores, answered) = unsafe {
            (
                &input(answers, "answers")?.0,
                index_options(options)?,
                output(index, "index")?,
                optional_column_mut(question_weights, questions, "question_weights")?,
                optional_column_mut(question_scores, questions, "question_scores")?,
                optional_column_mut(question_answered, questions, "question_answered")?,
            )
        };
        let wanted = weights.is_some() || scores.is_some() || answered.is_some();
        if wanted && questions != answers.questionnaire().len() {
            return Err(Error::length("questions", questions, answers.questionnaire().len()));
        }
        let found = SatisfactionIndex::of(answers, settings)?;
        write_questions(&found, weights, scores, answered);
        *index = habitue_index::new(&found, settings.level);
        Ok(())
    })
}

fn write_questions(
    found: &SatisfactionIndex,
    weights: Option<&mut [f64]>,
    scores: Option<&mut [f64]>,
    answered: Option<&mut [u64]>,
) {
    for (slot, question) in weights.into_iter().flatten().zip(&found.questions) {
        *slot = question.weight;
    }
    for (slot, question) in scores.into_iter().flatten().zip(&found.questions) {
        *slot = question.score.unwrap_or(f64::NAN);
    }
    for (slot, question) in answered.into_iter().flatten().zip(&found.questions) {
        *slot = question.answered;
    }
}

/// The weighted satisfaction index per question from moments: of merged shards,
/// of published figures.
///
/// `questionnaire` has the questions of `moments`, in order, with their scales and
/// weights. Moments of answers or cross-products give the very index of the
/// answers, missing answers and weights included; 0 < `level` < 1. `*index`
/// receives the result; `question_weights`, `question_scores` and
/// `question_answered` receive `questions` values each, which must be the number
/// of questions; each may be NULL, and so may `error`. Returns `HABITUE_OK`, an
/// argument error (a question whose levels are unevenly scored has no score of its
/// mean), `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT`.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_satisfaction_index_of_moments(
    moments: *const habitue_moments,
    questionnaire: *const habitue_questionnaire,
    level: f64,
    index: *mut habitue_index,
    question_weights: *mut f64,
    question_scores: *mut f64,
    question_answered: *mut u64,
    questions: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (moments, questionnaire, index, weights, scores, answered) = unsafe {
            (
                &input(moments, "moments")?.0,
                input(questionnaire, "questionnaire")?.build()?,
                output(index, "index")?,
                optional_column_mut(question_weights, questions, "question_weights")?,
                optional_column_mut(question_scores, questions, "question_scores")?,
                optional_column_mut(question_answered, questions, "question_answered")?,
            )
        };
        let wanted = weights.is_some() || scores.is_some() || answered.is_some();
        if wanted && questions != questionnaire.len() {
            return Err(Error::length("questions", questions, questionnaire.len()));
        }
        let found = SatisfactionIndex::of_moments(moments, &questionnaire, level)?;
        write_questions(&found, weights, scores, answered);
        *index = habitue_index::new(&found, level);
        Ok(())
    })
}

/// The index of each respondent, 0 to 100; NaN for those whom the policy
/// excludes.
///
/// `missing` is one of `HABITUE_MISSING_...`, `minimum_share` belongs to
/// `HABITUE_MISSING_PERSON_MEAN`. `indices` receives `rows` values, which must be
/// the number of respondents. `error` may be NULL. Returns as
/// `habitue_satisfaction_index`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_respondent_indices(
    answers: *const habitue_responses,
    missing: i32,
    minimum_share: f64,
    indices: *mut f64,
    rows: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, indices) =
            unsafe { (&input(answers, "answers")?.0, column_mut(indices, rows, "indices")?) };
        respondent_indices_into(answers, missing_policy(missing, minimum_share)?, indices)
    })
}

/// The top-box share (CSAT): the best `k` answers of a question, with its interval.
///
/// `question` counts from 0; `k` from 1 to the number of levels less one;
/// `method` is one of `HABITUE_INTERVAL_...`; 0 < `level` < 1. `*share` receives
/// the result. `error` may be NULL. Returns `HABITUE_OK`, an argument error
/// (a continuous scale has no levels), `HABITUE_OUT_OF_RANGE`, or
/// `HABITUE_EMPTY_INPUT` where nobody answered. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_top_box(
    answers: *const habitue_responses,
    question: usize,
    k: usize,
    method: i32,
    level: f64,
    share: *mut habitue_top_box_share,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, share) = unsafe { (&input(answers, "answers")?.0, output(share, "share")?) };
        let found = TopBox::of(answers, question, k, interval_method(method)?, level)?;
        *share = found.into();
        Ok(())
    })
}

/// The Net Promoter Score (NPS): promoters less detractors of a question, with
/// interval.
///
/// `question` counts from 0. Detractors answered at most `detractor_at_most`,
/// promoters at least `promoter_at_least` (6 and 9 on 0 to 10); both must lie on
/// the scale (where lower is better, of recoded answers). `method` is one of `HABITUE_PROMOTER_...`; 0 < `level` < 1.
/// `*promoters` receives the result. `error` may be NULL. Returns `HABITUE_OK`,
/// an argument error, `HABITUE_INCONSISTENT`, `HABITUE_OUT_OF_RANGE`,
/// `HABITUE_NOT_FINITE`, or `HABITUE_EMPTY_INPUT` where nobody answered. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_promoter_score(
    answers: *const habitue_responses,
    question: usize,
    detractor_at_most: f64,
    promoter_at_least: f64,
    method: i32,
    level: f64,
    promoters: *mut habitue_promoters,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, promoters) =
            unsafe { (&input(answers, "answers")?.0, output(promoters, "promoters")?) };
        let breaks = PromoterBreaks::new(detractor_at_most, promoter_at_least)?;
        let counts = PromoterCounts::count(answers, question, breaks)?;
        *promoters = counts.score(promoter_interval(method)?, level)?.into();
        Ok(())
    })
}

/// The Net Promoter Score (NPS) of counts that are known already.
///
/// `method` is one of `HABITUE_PROMOTER_...`; 0 < `level` < 1. `*result` receives
/// the score. `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE`, `HABITUE_OVERFLOW`, or `HABITUE_EMPTY_INPUT` where all
/// counts are 0. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_promoter_score_of_counts(
    promoters: u64,
    passives: u64,
    detractors: u64,
    method: i32,
    level: f64,
    result: *mut habitue_promoters,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let result = unsafe { output(result, "result") }?;
        let counts = PromoterCounts::from_counts(promoters, passives, detractors)?;
        *result = counts.score(promoter_interval(method)?, level)?.into();
        Ok(())
    })
}
