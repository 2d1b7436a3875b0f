//! Satisfaction indices and scorecards.

use super::figures::{
    HABITUE_MISSING_AVAILABLE_CASE, habitue_basis, habitue_interval, missing_policy,
};
use super::moments::habitue_moments;
use super::prelude::*;
use super::questionnaire::{habitue_questionnaire, questionnaire};
use super::responses::habitue_responses;
use crate::numeric::proportion::check_confidence;
use crate::satisfaction::{
    IndexForm, IndexOptions, QuestionScore, SatisfactionIndex, Scorecard, respondent_indices_into,
};

/// How a satisfaction index is formed. Start from `HABITUE_INDEX_OPTIONS_INIT` (available case,
/// per question, 0.95).
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_index_options {
    /// `sizeof(habitue_index_options)`.
    pub struct_size: u32,
    /// What to do about missing answers: `HABITUE_MISSING_...`.
    pub missing: i32,
    /// 0: the mean of each question, times its weight, summed; 1: the weighted mean of each
    /// respondent, averaged.
    pub per_respondent: i32,
    /// 0.
    pub reserved: u32,
    /// Least share of answers for `HABITUE_MISSING_PERSON_MEAN`, 0 to 1.
    pub minimum_share: f64,
    /// Confidence of the intervals, between 0 and 1.
    pub confidence: f64,
    /// Size of the finite population that was sampled; 0 for a large one.
    pub population: u64,
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

/// What a question adds to an index.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_question_score {
    /// Its weight; the weights of all questions sum to 1.
    pub weight: f64,
    /// Its mean score, 0 to 100; NaN where nobody answered.
    pub score: f64,
    /// Respondents who answered it.
    pub answered: u64,
}

/// The weighted mean of the dimensions.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_scorecard {
    /// Weighted mean of the indices of the dimensions, 0 to 100.
    pub value: f64,
    /// Its standard error; NaN with one respondent.
    pub standard_error: f64,
    /// Its interval; NaN with one respondent.
    pub interval: habitue_interval,
    /// The weakest dimension, from 0 (the first of equals). Every dimension reaches a threshold
    /// where this one does: the conjunctive rule.
    pub weakest: u64,
}

/// Where the figures go; NULL is no wish. Start from `HABITUE_SATISFACTION_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_satisfaction {
    /// `sizeof(habitue_satisfaction)`.
    pub struct_size: u32,
    /// 0.
    pub reserved: u32,
    /// The index over all questions.
    pub index: *mut habitue_index,
    /// What each question adds to it.
    pub questions: *mut habitue_question_score,
    /// How many questions there are.
    pub question_count: usize,
    /// The index of each dimension, in order of first appearance.
    pub dimensions: *mut habitue_index,
    /// Their weights, which sum to 1.
    pub dimension_weights: *mut f64,
    /// How many dimensions there are.
    pub dimension_count: usize,
    /// The mean of the dimensions.
    pub scorecard: *mut habitue_scorecard,
    /// Of responses: the index of each respondent, 0 to 100, NaN for those whom the policy
    /// excludes.
    pub respondents: *mut f64,
    /// How many respondents there are.
    pub rows: usize,
}

begins!(habitue_index_options, missing: HABITUE_MISSING_AVAILABLE_CASE, minimum_share: 0.5, confidence: 0.95);
begins!(habitue_satisfaction);

impl Told<habitue_index> for SatisfactionIndex {
    fn told(&self) -> habitue_index {
        let mut out = habitue_index::default();
        told!(out: self => value, raw, standard_error, interval, basis);
        out
    }
}

impl Told<habitue_scorecard> for Scorecard {
    fn told(&self) -> habitue_scorecard {
        let (value, weakest) = (self.total, self.weakest as u64);
        let mut out = habitue_scorecard { value, weakest, ..habitue_scorecard::default() };
        told!(out: self => standard_error, interval);
        out
    }
}

/// Forms what is wanted, all of it before the first is written.
///
/// # Safety
/// The columns of `wanted` are as long as it says.
unsafe fn answer<'a>(
    wanted: &habitue_satisfaction,
    mut places: Places<'a>,
    index: impl Fn() -> Result<SatisfactionIndex>,
    card: impl Fn() -> Result<Scorecard>,
) -> Result<()> {
    let dimensions = !wanted.dimensions.is_null() || !wanted.dimension_weights.is_null();
    if !wanted.index.is_null() || !wanted.questions.is_null() {
        let index = index()?;
        let asked = &index.questions;
        if !wanted.questions.is_null() && wanted.question_count != asked.len() {
            return Err(Error::length("questions", wanted.question_count, asked.len()));
        }
        let score = |question: &QuestionScore| {
            let mut out = habitue_question_score::default();
            told!(out: question => weight, score, answered);
            out
        };
        // SAFETY: the caller's promise is the same.
        unsafe {
            places.add(wanted.index, vec![index.told()], "index")?;
            places.add(
                wanted.questions,
                asked.iter().map(score).collect::<Vec<_>>(),
                "questions",
            )?;
        }
    }
    if dimensions || !wanted.scorecard.is_null() {
        let card = card()?;
        let count = card.dimensions.len();
        if dimensions && wanted.dimension_count != count {
            return Err(Error::length("dimensions", wanted.dimension_count, count));
        }
        let indices: Vec<habitue_index> =
            card.dimensions.iter().map(|it| it.index.told()).collect();
        let weights: Vec<f64> = card.dimensions.iter().map(|it| it.weight).collect();
        // SAFETY: the caller's promise is the same.
        unsafe {
            places.add(wanted.dimensions, indices, "dimensions")?;
            places.add(wanted.dimension_weights, weights, "dimension_weights")?;
            places.add(wanted.scorecard, vec![card.told()], "scorecard")?;
        }
    }
    places.fill();
    Ok(())
}

/// The weighted satisfaction index with its interval and its basis, the scorecard of its
/// dimensions, and the index of each respondent: what `wanted` has places for. `options` may be
/// NULL.
///
/// Returns also `HABITUE_EMPTY_INPUT` where no respondent is left, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_satisfaction_index(
    responses: *const habitue_responses,
    options: *const habitue_index_options,
    wanted: *const habitue_satisfaction,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard(error, || {
            let answers = &input(responses, "responses")?.0;
            let chosen = self::options(options, "options")?;
            let wanted = results(wanted, "wanted")?;
            reserved(&[chosen.reserved, wanted.reserved], "reserved")?;
            let forms = [(0, IndexForm::PerQuestion), (1, IndexForm::PerRespondent)];
            let missing = missing_policy(chosen.missing, chosen.minimum_share)?;
            let mut settings = IndexOptions::new(missing)
                .with_form(enumerator(chosen.per_respondent, "options.per_respondent", &forms)?)
                .with_confidence(chosen.confidence);
            if chosen.population != 0 {
                settings = settings.with_population(chosen.population);
            }
            let mut places = Places::default();
            if !wanted.respondents.is_null() {
                if wanted.rows != answers.respondents() {
                    return Err(Error::length("respondents", wanted.rows, answers.respondents()));
                }
                let mut own = vec![0.0; wanted.rows];
                respondent_indices_into(answers, missing, &mut own)?;
                places.add(wanted.respondents, own, "respondents")?;
            }
            let index = || SatisfactionIndex::of(answers, settings);
            answer(&wanted, places, index, || Scorecard::of(answers, settings))
        })
    }
}

/// The same per question from moments: of merged shards, of published figures. `questionnaire` has
/// the questions of `moments`, in order, with their scales and weights. Moments of responses give
/// the very index of the responses, missing answers and weights included.
///
/// Returns also `HABITUE_NOT_READ` for the index of each respondent, `HABITUE_BAD_ARGUMENT` for a
/// question whose levels are unevenly scored, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_INCONSISTENT`. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_satisfaction_of_moments(
    moments: *const habitue_moments,
    questionnaire: *const habitue_questionnaire,
    confidence: f64,
    wanted: *const habitue_satisfaction,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the contract of the header.
    unsafe {
        guard(error, || {
            let moments = input(moments, "moments")?.get()?;
            let asked = self::questionnaire(questionnaire)?;
            let wanted = results(wanted, "wanted")?;
            check_confidence(confidence)?;
            reserved(&[wanted.reserved], "wanted.reserved")?;
            if !wanted.respondents.is_null() {
                let message = "is given, and moments know no respondents";
                let error = Error::new(ErrorKind::NotRead, message);
                return Err(error.in_column("wanted.respondents"));
            }
            let index = || SatisfactionIndex::of_moments(moments, &asked, confidence);
            let card = || Scorecard::of_moments(moments, &asked, confidence);
            answer(&wanted, Places::default(), index, card)
        })
    }
}
